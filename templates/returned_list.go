package templates

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"raditaji/sources"
)

// The papers of faulty cells and of the list: what must be corrected, and what
// must be explained or looked at.
const (
	paperError = "F5B7B1"
	paperQuery = "FFC875"
)

func paperOf(k rank) string {
	if k == toCorrect {
		return paperError
	}
	return paperQuery
}

var (
	lookListHead = look{bold: true, border: true, ink: inkTitle, paper: paperSum, align: "left"}
	lookAbout    = look{ink: inkPlain}
)

const listColumns = 5

// mostListed is how many problems of one group the list shows.
const mostListed = 50

// list writes the sheet of faults. target gives the cell of the workbook that a
// problem is linked to, empty where there is none.
func (r *returning) list(s *sheet, steps []Words, target func(*sources.Problem) (sheet, ref string)) {
	s.widths(18, 30, 18, 44, 42)
	row := 1
	put := func(text string, k look) {
		s.text(1, row, text, k)
		row++
	}
	put(wordsReturnTitle.In(r.l), lookTitle)
	for _, text := range r.about() {
		put(text, lookAbout)
	}
	put(r.counts(), look{bold: true})
	row++
	for i, step := range steps {
		put(strconv.Itoa(i+1)+". "+step.In(r.l), lookAbout)
	}
	row++
	head := row
	s.heads(head, wordsReturnPlace.In(r.l), wordsReturnAsked.In(r.l), wordsReturnGot.In(r.l), wordsReturnText.In(r.l), wordsReturnRemedy.In(r.l))
	row++
	for i, g := range r.groups {
		if i == 0 || g[0].rank != r.groups[i-1][0].rank {
			k := lookListHead
			k.paper = paperOf(g[0].rank)
			for col := 1; col <= listColumns; col++ {
				s.text(col, row, "", k)
			}
			s.text(1, row, r.rankHead(g[0].rank), k)
			row++
		}
		for n := range g {
			if n == mostListed {
				s.text(1, row, wordsReturnMore.In(r.l, "count", strconv.Itoa(len(g)-n)), lookText)
				for col := 2; col <= listColumns; col++ {
					s.text(col, row, "", lookText)
				}
				row++
				break
			}
			r.listed(s, row, &g[n], n == 0 || len(g) <= 3, target)
			row++
		}
	}
	s.freeze(1, head+1)
	r.print(s, area{col: 1, row: 1, lastCol: listColumns, lastRow: row - 1, heads: head, lastHead: head})
}

// listed writes one problem; full says that its remedy is not that of the row above.
func (r *returning) listed(s *sheet, row int, m *remark, full bool, target func(*sources.Problem) (sheet, ref string)) {
	remedy := m.remedy
	if !full {
		remedy = wordsReturnSame.In(r.l)
	}
	sheet, ref := target(m.problem)
	if ref == "" {
		s.text(1, row, m.place, lookText)
	} else {
		s.text(1, row, m.place, lookLink)
		s.book.keep(s.book.f.SetCellHyperLink(s.name, cell(1, row), placeName(sheet, ref), "Location"))
	}
	for i, text := range []string{m.label, m.got(r.l), m.text, remedy} {
		s.text(i+2, row, text, lookText)
	}
}

// print sets up printing as the workbook's own sheets have it.
func (r *returning) print(s *sheet, a area) {
	s.printed = a
	s.finish()
	b, f := s.book, s.book.f
	a4, landscape, wide, tall, fit := 9, "landscape", 1, 0, true
	b.keep(f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall}))
	b.keep(f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	side, top, foot := 0.4, 0.5, 0.3
	b.keep(f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &foot, Footer: &foot}))
	s.printNames(a)
}

// note is what the note on a cell says: all that is wrong there.
func (r *returning) note(list []*remark) string {
	text := ""
	for i, m := range list {
		if i > 0 {
			text += "\n\n"
		}
		text += m.text + " " + m.remedy
	}
	return text
}

// noteAuthor signs the notes of a return; by it they are known again.
const noteAuthor = "Rādītāji"

// noteOn is a note of a return, in a box that its text fits in.
func noteOn(ref, text string) excelize.Comment {
	const width, letters = 300, 46
	return excelize.Comment{
		Cell: ref, Author: noteAuthor, Text: text, Width: width, Height: uint(24 + 16*lines(text, letters, false)),
	}
}
