package templates

import (
	"slices"
	"strings"

	"raditaji/indicators"
)

// A question is what a template asks in one input.
type question struct {
	table string // its title; empty: the question stands alone
	row   string // what is asked
	more  string // the part and the column, where there are several
}

// questionOf finds what a unit's template of a school year asks at an address. An
// address that the programme does not ask about any more stands for itself.
func questionOf(l Language, p *indicators.Programme, unit string, year indicators.SchoolYear, address string) question {
	if f, ok := indicators.FormOf(p, unit, year); ok {
		if q, ok := questionIn(l, f, address); ok {
			return q
		}
	}
	return question{row: address}
}

// questionIn finds what a template asks at an address.
func questionIn(l Language, f *indicators.Form, address string) (question, bool) {
	for _, s := range f.Sheets {
		for i := range s.Blocks {
			b := &s.Blocks[i]
			for j := range b.Rows {
				r := &b.Rows[j]
				at := slices.IndexFunc(r.Inputs, func(in indicators.Input) bool { return in.Address == address })
				if at >= 0 || r.Explain.Address == address && address != "" {
					return rowQuestion(l, b, r, at), true
				}
			}
		}
	}
	return question{}, false
}

// rowQuestion is a row's question in one of its columns; column −1 is the explanation.
func rowQuestion(l Language, b *indicators.Block, r *indicators.BlockRow, column int) question {
	q := question{table: b.Title, row: r.Text}
	if q.table == "" {
		q.table = formWords["block."+b.ID].In(l)
	}
	if q.row == "" {
		q.row = formWords["row."+b.ID+"."+r.ID].In(l)
	}
	switch {
	case q.row == "":
		q.table, q.row = "", q.table
	case q.table == q.row:
		q.table = ""
	}
	if r.Part != "" {
		q.more += ", " + partText(l, r.Part)
	}
	switch {
	case column < 0:
		q.more += ", " + wordsExplanation.In(l)
	case len(b.Columns) > 1:
		c := &b.Columns[column]
		name := c.Text
		if w := formWords["column."+b.ID+"."+c.ID]; name == "" {
			name = w.In(l)
		}
		if name == "" {
			name = formWords["column."+c.ID].In(l)
		}
		q.more += ", " + name
	}
	return q
}

// mostOfName is how much of a table's or a question's text is told.
const mostOfName = 90

// text names the question with its table.
func (q question) text(l Language) string {
	row := wordsQuoted.In(l, "name", shorten(strings.TrimSuffix(q.row, "."), mostOfName)+q.more)
	if q.table == "" {
		return row
	}
	return wordsInTable.In(l, "table", shorten(strings.TrimSuffix(q.table, "."), mostOfName), "question", row)
}
