package templates

import (
	"strings"
	"testing"

	"raditaji/sources"
)

func TestEveryProblemOfAFileHasWordsInBothLanguages(t *testing.T) {
	for _, code := range sources.Codes {
		args := map[string]string{}
		for _, name := range sources.CodeArgs(code) {
			args[name] = "7"
		}
		for _, l := range []Language{Latvian, English} {
			text, remedy := l.Problem(sources.Problem{Code: code, Got: "x", Heading: "y", Args: args})
			for _, said := range []string{text, remedy} {
				if said == "" {
					t.Errorf("%s says nothing in %s", code, l)
				} else if !strings.HasSuffix(said, ".") && !strings.HasSuffix(said, ").") {
					t.Errorf("%s is no sentence in %s: %q", code, l, said)
				}
				if strings.ContainsAny(said, "{}") {
					t.Errorf("%s leaves a place unfilled in %s: %q", code, l, said)
				}
			}
			for name := range args {
				if s := problemWords[code]; !strings.Contains(s.Text.In(l)+s.Remedy.In(l), "{"+name+"}") {
					t.Errorf("%s never says its %s in %s", code, name, l)
				}
			}
		}
	}
	known := map[string]bool{}
	for _, code := range sources.Codes {
		known[code] = true
	}
	for code := range problemWords {
		if !known[code] {
			t.Errorf("words for %s, which no file gives", code)
		}
	}
}
