package templates

import (
	"regexp"
	"strings"

	"raditaji/sources"
)

// A Language is one of the two that people read. The zero Language is Latvian.
type Language string

// The languages.
const (
	Latvian Language = "lv"
	English Language = "en"
)

// Words are one sentence or label in both languages. Places to fill in stand in
// braces, {rows}.
type Words struct{ LV, EN string }

// In gives the words in a language, each place filled in from args: a place's
// name, then its text.
func (w Words) In(l Language, args ...string) string {
	text := w.LV
	if l == English {
		text = w.EN
	}
	if len(args) == 0 {
		return text
	}
	pairs := make([]string, len(args))
	for i := 0; i+1 < len(args); i += 2 {
		pairs[i], pairs[i+1] = "{"+args[i]+"}", args[i+1]
	}
	text = strings.NewReplacer(pairs...).Replace(text)
	if strings.Contains(text, "..") {
		// A school year ends in a full stop, and so does the sentence: one is enough.
		text = twoStops.ReplaceAllString(text, "$1$2")
	}
	return text
}

var twoStops = regexp.MustCompile(`(/\d{4}\.)\.( |$)`)

// A Sentence is what a problem says: what was found, and what to do.
type Sentence struct{ Text, Remedy Words }

// Problem words a problem: what was found, and what to do about it. Places that
// a sentence may fill in are {got}, {heading} and the problem's Args.
func (l Language) Problem(p sources.Problem) (text, remedy string) {
	s, ok := problemWords[p.Code]
	if !ok {
		s, ok = runWords[p.Code]
	}
	if !ok {
		s, ok = intakeWords[p.Code]
	}
	if !ok {
		s = requestWords[p.Code]
	}
	args := make([]string, 0, 4+2*len(p.Args))
	args = append(args, "got", p.Got, "heading", p.Heading)
	for k, v := range p.Args {
		switch name, ok := workbookWords["kind."+v]; {
		case ok && k == "kind":
			v = name.In(l)
		case (k == "computed" || k == "share" || k == "was_share") && l != English:
			v = strings.Replace(v, ".", ",", 1)
		}
		args = append(args, k, v)
	}
	return s.Text.In(l, args...), s.Remedy.In(l, args...)
}
