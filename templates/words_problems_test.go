package templates

import (
	"maps"
	"slices"
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
				if name == "input" && kindRemedies[code] != nil {
					continue
				}
				if s := problemWords[code]; !strings.Contains(s.Text.In(l)+s.Remedy.In(l), "{"+name+"}") {
					t.Errorf("%s never says its %s in %s", code, name, l)
				}
			}
		}
	}
	for code, remedies := range kindRemedies {
		for kind := range remedies {
			if !slices.Contains(sources.CodeArgs(code), "input") || !slices.Contains(slices.Collect(maps.Values(kindWords)), kind) {
				t.Errorf("%s never gives an input of the kind %q", code, kind)
			}
			for _, l := range []Language{Latvian, English} {
				_, plain := l.Problem(sources.Problem{Code: code})
				_, remedy := l.Problem(sources.Problem{Code: code, Args: map[string]string{"input": kind}})
				if remedy == plain || !strings.HasSuffix(remedy, ".") {
					t.Errorf("%s advises of a %s in %s: %q", code, kind, l, remedy)
				}
				if kind == "whole" && (strings.Contains(remedy, "komat") || strings.Contains(remedy, "decimal")) {
					t.Errorf("%s advises a fraction where only whole numbers stand: %q", code, remedy)
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

func TestWhatIsAnsweredIsNotAskedAgain(t *testing.T) {
	asked := sources.Problem{Code: "form.query.denied", Severity: sources.Warning}
	answered := asked
	answered.Severity = sources.Notice
	for _, l := range []Language{Latvian, English} {
		_, ask := l.Problem(asked)
		_, done := l.Problem(answered)
		if ask == done || done != wordsExplained.In(l) {
			t.Errorf("%s: to do %q, explained %q", l, ask, done)
		}
	}
}

func TestLostInputsAreNamedInWords(t *testing.T) {
	p := sources.Problem{Code: "form.input.lost", Args: map[string]string{
		"count": "3", "figures": "institution.register; institution.register.explain; Psihologs, Stundas",
	}}
	text, _ := Latvian.Problem(p)
	if want := "Jautājumi: vai izglītojamo skaits VIIS ir pareizs; Psihologs, Stundas."; !strings.HasSuffix(text, want) {
		t.Errorf("%q", text)
	}
}
