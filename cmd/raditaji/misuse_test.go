package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"raditaji/templates"
)

// The grammar's library complains in English. Every kind of complaint has words of
// ours in both languages, with the command whose help tells more.
func TestMistakesAreToldInTheLanguageAskedFor(t *testing.T) {
	for _, c := range []struct{ args, lv, en string }{
		{"run", "Trūkst obligāto opciju: --year.\nPalīdzība: raditaji run --help", "These options are required: --year.\nHelp: raditaji run --help --lang en"},
		{"rerun", "Trūkst obligāto opciju: --year vai --run.\n", "These options are required: --year or --run.\n"},
		{"rerun --year 2025 --run 3", "--year un --run nevar lietot reizē.", "--year and --run cannot be used together."},
		{"run --year abc", "Opcijai --year jābūt veselam skaitlim, bet norādīts „abc”.", "The option --year takes a whole number, but \"abc\" was given."},
		{"run --year 99999999999999999999", "Opcijai --year jābūt veselam skaitlim", "The option --year takes a whole number"},
		{"run --year --config x", "Opcijai --year trūkst vērtības: pēc tās ir „--config”.", "The option --year lacks its value: \"--config\" comes after it."},
		{"run --config x --year", "Opcijai --year trūkst vērtības.", "The option --year lacks its value."},
		{"run --config --year", "Opcijai --config trūkst vērtības: pēc tās ir „--year”.", "The option --config lacks its value: \"--year\" comes after it."},
		{"run --yeer 3", "Nepazīstama opcija --yeer. Varbūt domāts: --year.", "Unknown option --yeer. Perhaps this was meant: --year."},
		{"run --nekas", "Nepazīstama opcija --nekas.", "Unknown option --nekas."},
		{"run -x", "Nepazīstama opcija -x.", "Unknown option -x."},
		{"runn", "Lieks vai nepazīstams vārds: runn. Varbūt domāts: run, runs.", "Unexpected word: runn. Perhaps this was meant: run, runs."},
		{"aprekini", "Lieks vai nepazīstams vārds: aprekini.", "Unexpected word: aprekini."},
		{"doctor 150308-10003", "Lieks vai nepazīstams vārds: 150308-xxxxx.", "Unexpected word: 150308-xxxxx."},
		{"accept abc --reason x", "NR ir numurs, bet norādīts „abc”.", "NUMBER is a number, but \"abc\" was given."},
		{"diff 1", "Trūkst: NR (vēlākā aprēķina).", "Missing: NUMBER (of the later run)."},
		{"diff", "Trūkst: NR (agrākā aprēķina), NR (vēlākā aprēķina).", "Missing: NUMBER (of the earlier run), NUMBER (of the later run)."},
		{"check", "Trūkst: DATNE.", "Missing: FILE."},
		{"init", "Trūkst: MAPE.", "Missing: DIR."},
		{"restore", "Trūkst: DUBLĒJUMS.", "Missing: BACKUP."},
		{"programme", "Trūkst komandas: check.", "A command is missing: check."},
		{"service", "Trūkst komandas; norādiet vienu no šīm: install, uninstall, start, stop.", "A command is missing; give one of these: install, uninstall, start, stop."},
		{"sample --municipality riga --seed 1 --out o", "--municipality nevar būt „riga”; atļautās vērtības: ventspils, kraslava.", "--municipality cannot be \"riga\"; it is one of: ventspils, kraslava."},
		{"sample --municipality ventspils --seed x --out o", "Opcijai --seed jābūt veselam skaitlim, kas nav mazāks par 0, bet norādīts „x”.", "The option --seed takes a whole number of 0 or more, but \"x\" was given."},
		{"sample --municipality ventspils --seed 1 --out o --scale x", "Opcijai --scale jābūt skaitlim, piemēram, 0.5, bet norādīts „x”.", "The option --scale takes a number, for example 0.5, but \"x\" was given."},
		{"serve --log daudz", "--log nevar būt „daudz”; atļautās vērtības: off, info, debug.", "--log cannot be \"daudz\"; it is one of: off, info, debug."},
		{"doctor --errors=maybe", "Opcijai --errors vērtības nav; norādiet tikai to pašu.", "The option --errors takes no value; give it alone."},
	} {
		for language, want := range map[string]string{"lv": c.lv, "en": c.en} {
			var out, errs bytes.Buffer
			args := append([]string{"--lang", language}, strings.Fields(c.args)...)
			if code := run(args, &out, &errs); code != misuse {
				t.Errorf("%s: exit code %d", c.args, code)
			}
			if got := errs.String(); !strings.HasPrefix(got, want) {
				t.Errorf("%s, %s:\n%s\nwant %s", c.args, language, got, want)
			}
			if out.Len() > 0 {
				t.Errorf("%s says on standard output:\n%s", c.args, out.String())
			}
		}
	}
	for l, want := range map[templates.Language]string{templates.Latvian: "Komanda nav saprotama.", templates.English: "The command cannot be understood."} {
		if got := templates.Misuse(l, "something that the library will say one day"); got != want {
			t.Errorf("what is not known is told as %q", got)
		}
	}
}

// englishWords stand in no Latvian help: headings, places, the little words of English.
var englishWords = regexp.MustCompile(`\b(the|and|of|with|not|given|FILE|DIR|YEAR|TEXT|DAY|NUMBER|BACKUP|ACCOUNT|PART|Exit|Usage|Flags|Commands|Always|language)\b`)

func TestLatvianHelpIsLatvianThroughout(t *testing.T) {
	parser, err := kong.New(&commands{}, kong.Name("raditaji"))
	if err != nil {
		t.Fatal(err)
	}
	names := []string{""}
	var walk func(*kong.Node, string)
	walk = func(n *kong.Node, name string) {
		for _, child := range n.Children {
			if child.Type == kong.CommandNode && !child.Hidden {
				full := strings.TrimSpace(name + " " + child.Name)
				names = append(names, full)
				walk(child, full)
			}
		}
	}
	walk(parser.Model.Node, "")
	if len(names) < 25 {
		t.Errorf("only %d commands", len(names))
	}
	for _, name := range names {
		text := templates.Help(templates.Latvian, name)
		text = strings.NewReplacer("language:", "", "--as-of", "").Replace(text) // a key and an option
		if found := englishWords.FindAllString(text, -1); found != nil {
			t.Errorf("help of %q says %q", name, found)
		}
		for i, line := range strings.Split(text, "\n") {
			if n := len([]rune(line)); n > 120 {
				t.Errorf("help of %q, line %d has %d letters", name, i+1, n)
			}
		}
		var out, errs bytes.Buffer
		if code := run(append(strings.Fields(name), "--help"), &out, &errs); code != done || strings.TrimSpace(out.String()) != templates.Help(templates.Latvian, name) {
			t.Errorf("%s --help: %d, %s", name, code, errs.String())
		}
	}
}
