package templates

import (
	"strconv"
	"strings"

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

// A figure is a number with the signs that stand behind it and, where other
// cells give it, its formula.
type figure struct {
	v       float64
	format  string
	signs   string // as part of the format
	formula string
}

// A dated is a day with words that stand behind it as part of its format.
type dated struct {
	day   indicators.Date
	words string
}

// A worded is a text in a look of its own.
type worded struct {
	text string
	look look
}

// A block is one of several tables on a sheet.
type block struct {
	title string
	name  string // of the Excel table
	note  string // a sentence below the title; may be empty
	heads []string
	rows  [][]any
	texts []string     // paragraphs in place of a table, each as wide as what is printed
	col   int          // its first column; 0: the sheet's first
	ours  int          // its headings from this one on, counted from 0, are the year's; 0: none are told apart
	sums  map[int]bool // rows that add up others
	heady bool         // its headings are repeated on every page, not the last block's
}

// A maker makes a block whose title stands in a row.
type maker func(row int) block

// block writes a table with its title from a row on and returns the row where the
// next one may begin. A table without rows is a sentence that says so. Paragraphs
// are as wide as the sheet's columns up to the last.
func (s *sheet) block(row int, t block) int {
	col := max(t.col, 1)
	for _, line := range s.folded(t.title, true) {
		s.text(col, row, line, lookPart)
		row++
	}
	for _, line := range s.folded(t.note, false) {
		s.text(col, row, line, lookNote)
		row++
	}
	if len(t.texts) > 0 {
		for i, text := range t.texts {
			s.across(col, len(s.width), row+i, text, look{wrap: true, align: "left"})
		}
		return row + len(t.texts) + 1
	}
	if len(t.rows) == 0 {
		s.text(col, row, s.book.say("nothing"), lookNote)
		return row + 2
	}
	for i, w := range t.heads {
		k := lookHead
		if 0 < t.ours && t.ours <= i {
			k.paper = paperYear
		}
		s.text(col+i, row, w, k)
	}
	for i, cells := range t.rows {
		for j, v := range cells {
			if text, words := wordsOf(v); words && s != s.book.longSheet {
				if short := s.fits(col+j, row+1+i, text, t.heads, cells, j); short != text {
					v = worded{short, lookText}
				}
			}
			s.shown(col+j, row+1+i, v, t.sums[i])
		}
	}
	last := row + len(t.rows)
	s.tableAt(t.name, col, len(t.heads), row, last)
	return last + 2
}

// wordsOf is the text of a cell of a block that holds words.
func wordsOf(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case worded:
		return v.text, v.look == lookText
	}
	return "", false
}

// inParts are blocks of at most so many rows, each with the headings: on paper a sheet
// repeats those of one table only, and over this one they would be wrong.
func (t block) inParts(most int) []block {
	list := []block{t}
	for n := 2; len(list[n-2].rows) > most; n++ {
		rest := t
		rest.title, rest.name, rest.note = t.title+" ("+strconv.Itoa(n)+")", t.name+"_"+strconv.Itoa(n), ""
		rest.rows = list[n-2].rows[most:]
		list[n-2].rows = list[n-2].rows[:most]
		list = append(list, rest)
	}
	return list
}

// headRow is the row of a block's headings where its title stands in a row.
func (s *sheet) headRow(row int, t *block) int {
	return row + len(s.folded(t.title, true)) + len(s.folded(t.note, false))
}

// folded are the lines of a title or a note; on a sheet without a fold, one.
func (s *sheet) folded(text string, title bool) []string {
	if text == "" {
		return nil
	}
	width := s.fold
	if width == 0 {
		return []string{text}
	}
	if title {
		width *= plainSize / lookPart.size
	}
	var list []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && lines(line+" "+word, width, title) > 1 {
			list = append(list, line)
			line = word
			continue
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return append(list, line)
}

// blocks writes tables below one another from row 4 on and prints them, each on one
// page where it fits. Excel repeats one range of rows on a sheet, so the table that
// may be longest comes last, and its headings are the ones that are repeated.
func (s *sheet) blocks(lastCol int, list ...block) {
	makers := make([]maker, len(list))
	for i, t := range list {
		makers[i] = func(int) block { return t }
	}
	s.makers(lastCol, 1, 3, makers...)
}

// makers is blocks for tables that depend on where they stand. Formulas of one may
// read another: s.tops says in which row the data of each begin. What is above and
// left of the freezing cell stays in sight; its row 0 is the one below the first
// block's headings.
func (s *sheet) makers(lastCol, freezeCol, freezeRow int, list ...maker) {
	s.tops = map[string]int{}
	row := 4
	for _, m := range list { // once to see where each will stand
		t := m(row)
		head := s.headRow(row, &t)
		s.tops[t.name] = head + 1
		row = head + len(t.rows) + 2
		if len(t.texts) > 0 {
			row = head + len(t.texts) + 1
		}
	}
	a := area{col: 1, row: 1, lastCol: lastCol}
	var runs []run
	top := 0
	row = 4
	chosen := false
	for i, m := range list {
		t := m(row)
		head := s.headRow(row, &t)
		next := s.block(row, t)
		if i == 0 {
			top = head + 1
		}
		runs = append(runs, run{row, next - 2})
		if len(t.rows) > 0 && (t.heady || i == len(list)-1 && !chosen) {
			a.heads, a.lastHead, chosen = head, head, true
		}
		row = next
	}
	a.lastRow = row - 2
	if freezeRow == 0 {
		freezeRow = top
	}
	s.freeze(freezeCol, freezeRow)
	s.page(a, runs...)
}

// value writes one cell of a block.
func (s *sheet) value(col, row int, v any) { s.shown(col, row, v, false) }

// shown writes one cell of a block, in a row that adds up others or not.
func (s *sheet) shown(col, row int, v any, sum bool) {
	as := func(k look) look {
		if sum {
			return k.strong()
		}
		return k
	}
	switch v := v.(type) {
	case string:
		if v == signNotApplicable || v == signNotAvailable || v == none {
			s.text(col, row, v, as(lookMark))
			return
		}
		s.text(col, row, v, as(lookText))
	case mark:
		s.text(col, row, string(v), as(lookMark))
	case worded:
		s.text(col, row, v.text, v.look)
	case figure:
		k := as(number(v.format + v.signs))
		if v.formula != "" {
			s.formula(col, row, v.formula, v.v, k)
		} else {
			s.number(col, row, v.v, k)
		}
	case int:
		s.whole(col, row, int64(v), as(number(formatWhole)))
	case int64:
		s.whole(col, row, v, number(formatWhole))
	case percent:
		s.number(col, row, float64(v)/10000, as(number(formatPercent)))
	case points:
		s.number(col, row, float64(v)/100, number(formatPoints))
	case decimal:
		s.number(col, row, float64(v), number(formatDecimals))
	case year:
		s.whole(col, row, int64(v), look{border: true, format: formatYear, align: "center"})
	case ordinal:
		s.whole(col, row, int64(v), lookCount)
	case dated:
		k := number(formatDate)
		if v.words != "" {
			k.format += `"` + v.words + `"`
		}
		s.date(col, row, v.day, k)
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
