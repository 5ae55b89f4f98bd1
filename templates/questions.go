package templates

import (
	"slices"
	"strings"

	"raditaji/indicators"
)

// A question is what a template asks in one input.
type question struct {
	table string // its title; empty: the question stands alone
	row   string // what is asked, with its column where the table has several
}

// questionOf finds what a unit's template of a school year asks at an address. An
// address that the programme does not ask about any more stands for itself.
func questionOf(l Language, p *indicators.Programme, unit string, year indicators.SchoolYear, address string) question {
	f, ok := indicators.FormOf(p, unit, year)
	if !ok {
		return question{row: address}
	}
	for _, s := range f.Sheets {
		for i := range s.Blocks {
			b := &s.Blocks[i]
			for j := range b.Rows {
				r := &b.Rows[j]
				at := slices.IndexFunc(r.Inputs, func(in indicators.Input) bool { return in.Address == address })
				if at >= 0 || r.Explain.Address == address && address != "" {
					return rowQuestion(l, b, r, at)
				}
			}
		}
	}
	return question{row: address}
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
	if r.Part != "" {
		q.row += ", " + partText(l, r.Part)
	}
	switch {
	case column < 0:
		q.row += ", " + wordsExplanation.In(l)
	case len(b.Columns) > 1:
		c := &b.Columns[column]
		name := c.Text
		if w := formWords["column."+b.ID+"."+c.ID]; name == "" {
			name = w.In(l)
		}
		if name == "" {
			name = formWords["column."+c.ID].In(l)
		}
		q.row += ", " + name
	}
	if q.table == q.row || strings.TrimSpace(q.table) == "" {
		q.table = ""
	}
	return q
}

// mostOfName is how much of a table's or a question's text is told.
const mostOfName = 90

// text names the question with its table.
func (q question) text(l Language) string {
	row := wordsQuoted.In(l, "name", shorten(strings.TrimSuffix(q.row, "."), mostOfName))
	if q.table == "" {
		return row
	}
	return wordsInTable.In(l, "table", shorten(strings.TrimSuffix(q.table, "."), mostOfName), "question", row)
}
