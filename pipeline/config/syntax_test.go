package config

import (
	"fmt"
	"testing"
)

// usualSlips are files of one slip each, with its place and code.
var usualSlips = []struct{ name, file, want string }{
	{"a tab", "folders:\n\tinbox: a\n", "2:1 yaml.tab"},
	{"a tab after blanks", "a: b\n  \tc: d\n e: f\n", "2:3 yaml.tab"},
	{"no blank after the colon", "programme: a\nshare:kopmape\nstate: b\n", "2:6 yaml.blank"},
	{"no blank after the first colon", "programme:a\nshare: b\n", "1:10 yaml.blank"},
	{"no colon", "programme: a\nshare kopmape\nstate: b\n", "2:1 yaml.key"},
	{"a colon in the value", "programme: a\nshare: mape: b\n", "2:12 yaml.colon"},
	{"an open quotation mark", "programme: a\nshare: \"kopmape\nstate: b\n", "2:8 yaml.quote"},
	{"an open apostrophe", "programme: a\nshare: 'kopmape\nstate: b\n", "2:8 yaml.quote"},
	{"quotation marks within", "share: \"kop\"mape\"\n", "1:12 yaml.quote"},
	{"a path of Windows in quotation marks", "share: \"C:\\Users\"\n", "1:11 yaml.backslash"},
	{"a schedule without quotation marks", "schedule:\n  scan: */5 * * * *\n", "2:9 yaml.reserved"},
	{"an e-mail sign", "share: @x\n", "1:8 yaml.reserved"},
	{"an open bracket, noticed a line later", "folders: {inbox: a\nstate: b\n", "1:10 yaml.bracket"},
	{"no blank after a hyphen, noticed a line later", "archive:\n  recipients:\n  -a\n  - b\n", "3:3 yaml.dash"},
	{"another indentation", "folders:\n    inbox: a\n  check: b\n", "3:3 yaml.syntax"},
	{"Windows' line ends", "programme: a\r\nshare:kopmape\r\nstate: b\r\n", "2:6 yaml.blank"},
	{"Latvian letters before it", "share: āžū: b\n", "1:11 yaml.colon"},
}

func TestWhatIsUsuallyNoYAMLIsNamed(t *testing.T) {
	for _, test := range usualSlips {
		_, faults := Programme("a.yaml", []byte(test.file))
		if len(faults) != 1 {
			t.Errorf("%s: %d faults: %v", test.name, len(faults), faults)
			continue
		}
		f := faults[0]
		if got := fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Code); got != test.want || f.Args["message"] == "" || f.Args["column"] != fmt.Sprint(f.Column) {
			t.Errorf("%s: %s, want %s (%v)", test.name, got, test.want, f.Args)
		}
	}
}
