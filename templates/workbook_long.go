package templates

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// longGrid is the grid of the sheet of long texts, in letters, and longColumn the
// column of the texts.
var longGrid = []float64{6, 14, 9, 40, 8, 100}

const longColumn = 6

// A longText is a text that no row is high enough for where it belongs, or a part
// of one.
type longText struct {
	number      int // of the whole text
	part, parts int
	sheet, cell string // where it belongs
	about       string
	text        string
}

// fits is the text of a cell of a block as its row can show it. One that needs more
// lines is cut there, says where the rest is, and stands whole on a sheet of its own;
// heads and cells are of its row. It has no link: LibreOffice draws the text of a
// cell with a link on one line.
func (s *sheet) fits(col, row int, text string, heads []string, cells []any, at int) string {
	b := s.book
	if lines(text, s.width[col], false) <= mostLines {
		return text
	}
	number := 1
	if n := len(b.long); n > 0 {
		number = b.long[n-1].number + 1
	}
	parts := cutToLines(text, longGrid[longColumn-1], mostLines)
	for i, part := range parts {
		b.long = append(b.long, longText{
			number: number, part: i + 1, parts: len(parts), sheet: s.name, cell: cell(col, row), about: aboutCell(heads, cells, at), text: part,
		})
	}
	more := b.say("long.open", "number", strconv.Itoa(number))
	return cutToLines(text, s.width[col], mostLines-lines(more, s.width[col], false))[0] + "\n" + more
}

// aboutCell says what a cell of a block is: its heading and the short texts of its row.
func aboutCell(heads []string, cells []any, at int) string {
	var list []string
	for i, v := range cells {
		text := ""
		switch v := v.(type) {
		case string:
			text = v
		case mark:
			text = string(v)
		}
		if i == at || i >= len(heads) || text == "" || text == none || strings.HasPrefix(text, "[") || utf8.RuneCountInString(text) > 60 {
			continue
		}
		list = append(list, heads[i]+": "+text)
	}
	return strings.Join(append([]string{heads[at]}, list...), "\n")
}

// cutToLines cuts a text into parts that take so many lines of a column at most,
// where it can at the end of a line or of a word.
func cutToLines(text string, width float64, most int) []string {
	var parts []string
	rest := []rune(text)
	for {
		n := sort.Search(len(rest), func(n int) bool { return lines(string(rest[:n+1]), width, false) > most })
		if n == len(rest) {
			return append(parts, string(rest))
		}
		n = max(n, 1)
		cut := n
		for _, at := range []string{"\n", " "} {
			if i := strings.LastIndex(string(rest[:n]), at); i > 0 {
				if i = utf8.RuneCountInString(string(rest[:n])[:i]); i > n/2 {
					cut = i
					break
				}
			}
		}
		parts = append(parts, strings.TrimRight(string(rest[:cut]), " \n"))
		rest = []rune(strings.TrimLeft(string(rest[cut:]), " \n"))
	}
}

// longTexts writes the sheet of the texts that stand cut elsewhere, where there are any.
func (b *book) longTexts() {
	if len(b.long) == 0 {
		return
	}
	s := b.newSheet(b.say("sheet.long"))
	b.longSheet = s
	s.title(b.say("long.title", "year", strconv.Itoa(b.report.Year)), b.say("long.note"))
	s.widths(longGrid...)
	t := block{title: b.say("long.table"), name: "Garie_teksti", note: b.say("long.table_note"),
		heads: b.heads("order_number", "sheet", "long_cell", "long_about", "long_part", "long_text")}
	for i := range b.long {
		x := &b.long[i]
		t.rows = append(t.rows, []any{
			ordinal(x.number), x.sheet, worded{x.cell, lookLink}, x.about, mark(strconv.Itoa(x.part) + "/" + strconv.Itoa(x.parts)), x.text,
		})
	}
	s.blocks(len(longGrid), t)
	for i := range b.long {
		x := &b.long[i]
		b.keep(b.f.SetCellHyperLink(s.name, cell(3, s.tops[t.name]+i), b.sheet(x.sheet).ref(x.cell), "Location"))
	}
}
