package templates

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"raditaji/sources"
)

// mostRows is how many faulty rows of a CSV file are shown.
const mostRows = 1000

// faultyRows makes a workbook of a CSV file's faulty rows and the list of what
// is wrong with them. It gives nothing where no row is at fault.
func (r *returning) faultyRows(data []byte) ([]byte, error) {
	shown, all := r.faultyLines()
	columns, rows := sources.Rows(r.sub, data, shown)
	if len(rows) == 0 {
		return nil, nil
	}
	b := bookIn(excelize.NewFile(), r.l)
	defer b.f.Close()
	b.keep(b.f.SetDefaultFont(fontFamily))
	list := b.sheet(wordsReturnSheet.In(r.l))
	table := b.sheet(wordsReturnRows.In(r.l))
	b.keep(b.f.SetSheetName("Sheet1", list.name))
	_, err := b.f.NewSheet(table.name)
	b.keep(err)

	const head = 3
	at := map[int]int{} // line of the file → row of the sheet
	for i, row := range rows {
		at[row.Line] = head + 1 + i
	}
	column := map[uint16]int{} // column of the file → of the sheet
	for i, c := range columns {
		column[c.Column] = i + 2
	}
	target := func(p *sources.Problem) (string, string) {
		row := at[int(p.At.Row)]
		if row == 0 {
			return "", ""
		}
		return table.name, cell(max(1, column[p.At.Column]), row)
	}
	r.rowsSheet(table, head, columns, rows, all, target)
	r.list(list, stepsExport, target)
	b.f.SetActiveSheet(0)
	stamp := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
	b.keep(b.f.SetDocProps(&excelize.DocProperties{
		Title: wordsReturnTitle.In(r.l), Creator: noteAuthor, LastModifiedBy: noteAuthor, Language: r.l.code(),
		Created: stamp, Modified: stamp, Revision: "1",
	}))
	b.keep(b.f.SetAppProps(&excelize.AppProperties{Application: "Raditaji"}))
	if b.err != nil {
		return nil, b.err
	}
	var out bytes.Buffer
	err = b.f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &orderedZip{w: w, language: r.l.code()} }).Write(&out)
	return out.Bytes(), err
}

// faultyLines are the lines of faulty rows, rising: those that are shown, rows
// to be corrected before others, and how many there are.
func (r *returning) faultyLines() (shown []int, all int) {
	known := map[int]bool{}
	for _, g := range r.groups { // what matters first
		for _, m := range g {
			line := int(m.problem.At.Row)
			if line <= r.sub.Heading || known[line] {
				continue
			}
			known[line] = true
			if len(shown) < mostRows {
				shown = append(shown, line)
			}
		}
	}
	slices.Sort(shown)
	return shown, len(known)
}

// rowsSheet writes the faulty rows as the file has them, each faulty cell with
// its paper and its note.
func (r *returning) rowsSheet(s *sheet, head int, columns []sources.RawColumn, rows []sources.RawRow, all int, target func(*sources.Problem) (string, string)) {
	s.text(1, 1, r.about()[0], lookPart)
	s.text(1, 2, wordsReturnRowsNote.In(r.l), lookNote)
	wanted := []float64{8}
	heads := []string{wordsReturnLine.In(r.l)}
	for i, c := range columns {
		width := columnWidth(c.Heading, 9)
		for _, row := range rows {
			if len(row.Cells) > 0 {
				width = max(width, columnWidth(row.Cells[i], 9))
			}
		}
		wanted = append(wanted, width)
		heads = append(heads, c.Heading)
	}
	wrong := len(heads) + 1
	s.widths(append(wanted, 60)...)
	s.heads(head, append(heads, wordsReturnText.In(r.l))...)

	faults := map[string][]*remark{} // by cell of the sheet
	said := map[int][]string{}
	for _, g := range r.groups {
		for i := range g {
			_, ref := target(g[i].problem)
			if ref == "" {
				continue
			}
			faults[ref] = append(faults[ref], &g[i])
			line := int(g[i].problem.At.Row)
			said[line] = append(said[line], g[i].text+" "+g[i].remedy)
		}
	}
	for i, row := range rows {
		at := head + 1 + i
		marked := func(col int, k look) look {
			if list := faults[cell(col, at)]; len(list) > 0 {
				k.paper = paperOf(list[0].rank)
				s.book.keep(s.book.f.AddComment(s.name, noteOn(cell(col, at), r.note(list))))
			}
			return k
		}
		s.whole(1, at, int64(row.Line), marked(1, number("0")))
		for c := range columns {
			text := ""
			if len(row.Cells) > 0 {
				text = row.Cells[c]
			}
			s.text(c+2, at, text, marked(c+2, lookText))
		}
		s.text(wrong, at, strings.Join(said[row.Line], "\n"), lookText)
	}
	last := head + len(rows)
	if all > len(rows) {
		last++
		s.text(1, last, wordsReturnMoreRows.In(r.l, "count", strconv.Itoa(all-len(rows)), "shown", strconv.Itoa(len(rows))), look{bold: true})
	}
	s.freeze(2, head+1)
	r.print(s, area{col: 1, row: 1, lastCol: wrong, lastRow: last, heads: head, lastHead: head})
}

// columnWidth is the width of a column that shows a text on one line, in
// letters, not wider than is good to read.
func columnWidth(text string, least float64) float64 {
	return min(26, max(least, float64(len([]rune(text)))*1.1+2))
}

// ShowsRows says that a file is a workbook of an export's faulty rows, whatever its
// name, in any language of ours.
func ShowsRows(data []byte) bool { return hasSheets(data, wordsReturnSheet, wordsReturnRows) }

// ShowsResults says that a file is a workbook of results, whatever its name, in any
// language of ours.
func ShowsResults(data []byte) bool {
	return hasSheets(data, workbookWords["sheet.cover"], workbookWords["sheet.indicators"], workbookWords["sheet.method"])
}

// hasSheets says that a file is a workbook with sheets of these names, all in one
// language.
func hasSheets(data []byte, names ...Words) bool {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	f, err := z.Open("xl/workbook.xml")
	if err != nil {
		return false
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 64<<10))
	if err != nil {
		return false
	}
	for _, l := range []Language{Latvian, English} {
		if !slices.ContainsFunc(names, func(w Words) bool { return !bytes.Contains(head, []byte(`name="`+w.In(l)+`"`)) }) {
			return true
		}
	}
	return false
}
