package sources

import (
	"cmp"
	"slices"

	"raditaji/indicators"
)

// A Kind is one kind of export.
type Kind struct {
	Name    indicators.Kind
	Title   string // of the export, as VIIS or SEMR calls it
	Columns []Column
	read    func(*table)
}

// A Column is one column that a kind's export may have.
type Column struct {
	Field    string   // the name by which a programme file adds headings
	Required bool     // without it a file is not of this kind
	Unread   bool     // known, and passed over: nothing needs it
	Headings []string // the usual one first; a programme file adds more
}

// Kinds are the exports that Read knows, in the order in which they are tried.
// To add one: write its file, list it here, give it a folder in testdata/sources.
var Kinds = []Kind{
	enrolmentsKind, absencesKind, examsKind, institutionsKind, interestKind, continuationsKind, semrKind,
}

// KindNamed finds a kind of Kinds by its name.
func KindNamed(name indicators.Kind) (Kind, bool) {
	for _, k := range Kinds {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}

// Field is the place of a field in Columns; −1 where the kind has none of that name.
func (k *Kind) Field(name string) int {
	return slices.IndexFunc(k.Columns, func(c Column) bool { return c.Field == name })
}

// required is the number of columns without which a file is not of this kind.
func (k *Kind) required() int {
	n := 0
	for _, c := range k.Columns {
		if c.Required {
			n++
		}
	}
	return n
}

// headings are a kind's headings, the programme's further ones among them, each
// with its place in Columns.
func (k *Kind) headings(further map[string][]string) lexicon[int] {
	l := newLexicon[int]()
	for i, c := range k.Columns {
		for _, h := range c.Headings {
			l.add(h, i)
		}
	}
	for i, c := range k.Columns {
		for _, h := range further[c.Field] {
			l.add(h, i)
		}
	}
	return l
}

// Columns that several kinds have, so that their headings hold for all of them.

func yearColumn() Column {
	return Column{Field: "school_year", Required: true, Headings: []string{"Mācību gads", "Māc. gads", "Mācību gads (m.g.)"}}
}

func institutionColumn() Column {
	return Column{Field: "institution", Required: true, Headings: []string{
		"Iestādes reģ. nr.", "Iestādes reģistrācijas numurs", "Iestādes reģistrācijas Nr.", "Reģ. Nr.", "Reģistrācijas numurs",
	}}
}

func institutionNameColumn() Column {
	return Column{Field: "institution_name", Unread: true, Headings: []string{"Iestāde", "Izglītības iestāde", "Iestādes nosaukums"}}
}

func personColumn() Column {
	return Column{Field: "person", Required: true, Headings: []string{"Personas kods", "Pers. kods", "PK"}}
}

func gradeColumn() Column {
	return Column{Field: "grade", Required: true, Headings: []string{"Klase/kurss", "Klase", "Kurss", "Klase (kurss)"}}
}

// A Clash is a word of a programme's reading that would mean two things.
type Clash struct {
	Section string          // headings, reasons, decisions, statuses, continues, levels
	Kind    indicators.Kind // of headings only
	Word    string          // as the programme writes it; empty where two kinds clash as wholes
	A, B    string          // the two fields, classes or kinds
}

// Clashes are the words of a reading that leave open what is meant: a heading of
// two fields of one kind, a word of two classes, and two kinds that could claim
// one heading row.
func Clashes(r indicators.Reading) []Clash {
	var list []Clash
	for _, k := range Kinds {
		owner := map[string]string{}
		for _, c := range k.Columns {
			for _, h := range c.Headings {
				owner[bare(fold(h))] = c.Field
			}
		}
		for _, c := range k.Columns {
			for _, h := range r.Headings[k.Name][c.Field] {
				f := bare(fold(h))
				if other, ok := owner[f]; ok && other != c.Field {
					list = append(list, Clash{Section: "headings", Kind: k.Name, Word: h, A: other, B: c.Field})
				}
				owner[f] = c.Field
			}
		}
	}
	for _, section := range []struct {
		name  string
		words map[string][]string
	}{
		{"reasons", r.Reasons}, {"decisions", r.Decisions}, {"statuses", r.Statuses}, {"continues", r.Continues}, {"levels", r.Levels},
	} {
		owner := map[string]string{}
		for _, class := range sortedKeys(section.words) {
			for _, w := range section.words[class] {
				f := bare(fold(w))
				if other, ok := owner[f]; ok && other != class {
					list = append(list, Clash{Section: section.name, Word: w, A: other, B: class})
				}
				owner[f] = class
			}
		}
	}
	for i := range Kinds {
		for j := range Kinds {
			a, b := &Kinds[i], &Kinds[j]
			if b.required() < a.required() || i == j || b.required() == a.required() && j < i {
				continue
			}
			if claims(b, a, r) {
				list = append(list, Clash{Section: "headings", A: string(a.Name), B: string(b.Name)})
			}
		}
	}
	return list
}

// claims says that a heading row of kind a could hold all that kind b requires:
// each required column of b has a heading in common with a column of its own of a.
func claims(b, a *Kind, r indicators.Reading) bool {
	words := func(k *Kind, c Column) map[string]bool {
		set := map[string]bool{}
		for _, h := range slices.Concat(c.Headings, r.Headings[k.Name][c.Field]) {
			set[bare(fold(h))] = true
		}
		return set
	}
	var theirs []map[string]bool
	for _, c := range a.Columns {
		theirs = append(theirs, words(a, c))
	}
	taken := make([]int, len(theirs)) // 1 + the column of b that has it
	var wants []map[string]bool
	for _, c := range b.Columns {
		if c.Required {
			wants = append(wants, words(b, c))
		}
	}
	var place func(i int, tried []bool) bool
	place = func(i int, tried []bool) bool {
		for j, have := range theirs {
			if tried[j] || !shareKey(wants[i], have) {
				continue
			}
			tried[j] = true
			if taken[j] == 0 || place(taken[j]-1, tried) {
				taken[j] = i + 1
				return true
			}
		}
		return false
	}
	for i := range wants {
		if !place(i, make([]bool, len(theirs))) {
			return false
		}
	}
	return true
}

func shareKey(a, b map[string]bool) bool {
	for k := range a {
		if b[k] {
			return true
		}
	}
	return false
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
