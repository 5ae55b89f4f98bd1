package templates

import (
	"regexp"
	"slices"
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
	// What is filled in may end as a sentence does: a school year, a question, a list
	// that goes on. One stop is enough.
	if strings.Contains(text, "..") || strings.Contains(text, "?.") || strings.Contains(text, "….") {
		text = twoStops.ReplaceAllString(text, "$1$2")
	}
	return text
}

var twoStops = regexp.MustCompile(`(/\d{4}\.|\?|…)\.( |$)`)

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
	switch {
	case p.Severity == sources.Notice && p.Args["answer"] != "":
		s.Remedy = wordsOfficerAnswer
	case p.Severity == sources.Notice && p.Args["answered"] != "":
		s.Remedy = wordsOfficerAnswered
	case p.Severity == sources.Notice && strings.HasPrefix(p.Code, queryCodes):
		s.Remedy = wordsExplained
	}
	if remedy, ok := kindRemedies[p.Code][p.Args["input"]]; ok {
		s.Remedy = remedy
	}
	args := make([]string, 0, 4+2*len(p.Args))
	args = append(args, "got", p.Got, "heading", p.Heading)
	for k, v := range p.Args {
		switch name, ok := workbookWords["kind."+v]; {
		case ok && k == "kind":
			v = name.In(l)
		case k == "who" && v == "":
			v = wordsSomebody.In(l)
		case (k == "computed" || k == "share" || k == "was_share") && l != English:
			v = strings.Replace(v, ".", ",", 1)
		case k == "figures" || k == "figure":
			v = l.inputNames(v)
		}
		args = append(args, k, v)
	}
	return s.Text.In(l, args...), s.Remedy.In(l, args...)
}

// wordsExplained is what to do about a query that has its explanation.
var wordsExplained = Words{"Paskaidrojums ir ierakstīts; iestādei vairs nekas nav jādara.", "It is explained; the institution has nothing more to do."}

// wordsOfficerAnswered is what to do about a query that an officer has answered.
var wordsOfficerAnswered = Words{"Uz jautājumu ir atbildējusi atbildīgā persona; vairs nekas nav jādara.", "An officer answered the query; there is nothing more to do."}

// wordsOfficerAnswer is the same with the answer.
var wordsOfficerAnswer = Words{"Atbildīgā persona ir atbildējusi: {answer} Vairs nekas nav jādara.", "An officer answered: {answer} There is nothing more to do."}

// inputNames names the inputs in a list that the programme has no text for, so
// that they stand there by their addresses.
func (l Language) inputNames(list string) string {
	names := strings.Split(list, "; ")
	for i, name := range names {
		if w, ok := formWords["input."+strings.TrimSuffix(name, ".explain")]; ok {
			names[i] = w.In(l)
		}
	}
	return strings.Join(slices.Compact(names), "; ")
}
