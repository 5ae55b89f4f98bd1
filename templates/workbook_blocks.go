package templates

import (
	"raditaji/indicators"
)

// What a cell of a block can be beside a text (string) and a whole number (int,
// int64): each is shown as its name says.
type (
	mark    string  // a short text in the middle
	percent int64   // hundredths of a percent
	points  int64   // hundredths of a percentage point, with its sign
	decimal float64 // a plain number with decimals
	year    int     // a calendar year
	ordinal int     // a whole number in the middle
)

// A block is one of several tables on a sheet.
type block struct {
	title string
	name  string // of the Excel table
	note  string // a sentence below the title; may be empty
	heads []string
	rows  [][]any
}

// block writes a table with its title from a row on and returns the row where the
// next one may begin. A table without rows is a sentence that says so.
func (s *sheet) block(row int, t block) int {
	s.text(1, row, t.title, lookPart)
	row++
	if t.note != "" {
		s.text(1, row, t.note, lookNote)
		row++
	}
	if len(t.rows) == 0 {
		s.text(1, row, s.book.say("nothing"), lookNote)
		return row + 2
	}
	s.heads(row, t.heads...)
	for i, cells := range t.rows {
		for j, v := range cells {
			s.value(j+1, row+1+i, v)
		}
	}
	last := row + len(t.rows)
	s.table(t.name, len(t.heads), row, last)
	return last + 2
}

// blocks writes tables below one another from row 4 on and prints them, each on one
// page where it fits. Excel repeats one range of rows on a sheet, so the table that
// may be longest comes last, and its headings are the ones that are repeated.
func (s *sheet) blocks(lastCol int, list ...block) {
	row, a := 4, area{col: 1, row: 1, lastCol: lastCol}
	var runs []run
	for i, t := range list {
		next := s.block(row, t)
		runs = append(runs, run{row, next - 2})
		if i == len(list)-1 && len(t.rows) > 0 {
			a.heads = row + 1
			if t.note != "" {
				a.heads++
			}
			a.lastHead = a.heads
		}
		row = next
	}
	a.lastRow = row - 2
	s.freeze(1, 3)
	s.page(a, runs...)
}

// value writes one cell of a block.
func (s *sheet) value(col, row int, v any) {
	switch v := v.(type) {
	case string:
		if v == signNotApplicable || v == signNotAvailable || v == none {
			s.text(col, row, v, lookMark)
			return
		}
		s.text(col, row, v, lookText)
	case mark:
		s.text(col, row, string(v), lookMark)
	case int:
		s.whole(col, row, int64(v), number(formatWhole))
	case int64:
		s.whole(col, row, v, number(formatWhole))
	case percent:
		s.number(col, row, float64(v)/10000, number(formatPercent))
	case points:
		s.number(col, row, float64(v)/100, number(formatPoints))
	case decimal:
		s.number(col, row, float64(v), number(formatDecimals))
	case year:
		s.whole(col, row, int64(v), look{border: true, format: formatYear, align: "center"})
	case ordinal:
		s.whole(col, row, int64(v), lookCount)
	case indicators.Date:
		s.date(col, row, v, number(formatDate))
	}
}

// valueCell is a result's value as a cell of a block.
func valueCell(r *indicators.Result) any {
	v, ok := r.Value()
	switch {
	case !ok:
		return mark(missing(r))
	case r.Shape == indicators.Count:
		return v
	case r.Shape == indicators.Mean:
		return decimal(float64(v) / 100)
	}
	return percent(v)
}
