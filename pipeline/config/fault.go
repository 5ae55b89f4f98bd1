package config

import (
	"cmp"
	"slices"
	"strings"
)

// A Fault is one thing that is wrong with a programme file, without a sentence.
type Fault struct {
	File         string            // as it was handed in
	Line, Column int               // 1 is the first
	Path         string            // e.g. indicators[2].targets[0].text; empty: the whole file
	Code         string            // one of Codes
	Args         map[string]string // what the sentence fills in
}

// Codes are all codes that a Fault can have. templates.ProgrammeWords has words
// for each.
var Codes = []string{
	"activity.unknown", "address.long", "address.twice", "asked.nobody", "baseline.unreadable", "calendar.order",
	"calendar.year", "choice", "collection.order", "day.format", "field.kind", "field.parts", "field.unknown",
	"fill.both", "fill.kind", "fill.length", "fill.twice", "fill.unknown", "goal.unknown", "group.split",
	"heading.claimed", "heading.twice", "id.format", "id.taken", "id.twice", "institution.unknown", "key.duplicate",
	"key.unknown", "key.year", "label.unused", "level.code", "level.unknown", "measure.unknown", "missing",
	"number.format", "number.twice", "param.unused", "part.unknown", "period.order", "range", "reading.twice",
	"register.unfit", "rows.length", "rule.address", "rule.apart", "rule.kinds", "set.stated", "set.unreadable",
	"successor.self", "table.unknown", "target.unreadable", "term.format", "term.order", "type.date", "type.list",
	"type.map", "type.text", "type.whole", "type.yesno", "unit.unknown", "value.empty", "value.unreadable",
	"yaml.backslash", "yaml.blank", "yaml.bracket", "yaml.colon", "yaml.dash", "yaml.depth", "yaml.documents", "yaml.empty",
	"yaml.encoding", "yaml.feature", "yaml.key", "yaml.lines", "yaml.quote", "yaml.reserved", "yaml.size",
	"yaml.syntax", "yaml.tab", "years.order", "years.period",
}

// byPlace sorts faults as a reader meets them in the file.
func byPlace(faults []Fault) []Fault {
	slices.SortStableFunc(faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			strings.Compare(a.Path, b.Path), strings.Compare(a.Code, b.Code))
	})
	return faults
}

// nearest is the known word with the fewest letters to change, the first of
// equals; known is not empty.
func nearest(word string, known []string) string {
	best, least := "", -1
	for _, k := range known {
		if d := distance([]rune(word), []rune(k)); least < 0 || d < least {
			best, least = k, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete or replace between two
// words. Only the first 64 letters are looked at.
func distance(a, b []rune) int {
	a, b = a[:min(len(a), 64)], b[:min(len(b), 64)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
