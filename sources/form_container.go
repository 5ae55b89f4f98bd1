package sources

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// The limits of one workbook. Beyond those of size, what is counted is what costs
// memory when the workbook is opened.
const (
	maxWorkbook        = 30 << 20  // bytes of the file
	maxUnpacked        = 256 << 20 // bytes of all that is packed in it
	maxPart            = 64 << 20  // bytes of one XML part
	maxSheetRows       = 200_000
	maxSheetColumns    = 500
	maxWorkbookCells   = 1_000_000 // of all sheets, gaps before a cell or a row counted too
	maxWorkbookMarks   = 3_000_000 // XML elements
	maxListMarks       = 20_000    // XML elements of the lists of sheets and names; the library compares each sheet with all
	maxUnnumberedRows  = 5_000     // rows that do not say their number; the library moves all others for each
	maxMarkDepth       = 100
	maxMergedRanges    = 10_000
	trailingRowsBefore = 1_000 // more empty rows at the end of a sheet than this are cut off before it is opened
)

// A workbookFlaw is why a workbook is refused: the problem's code and its args.
type workbookFlaw struct {
	code string
	args []string
}

// A walk looks through the XML of a workbook's parts before the library opens it:
// of a part that breaks off or is out of order the library gives what it can make
// of it, without an error.
type walk struct {
	cells, marks int
	strings      int               // shared strings that there are
	wanted       int               // one more than the greatest index of a shared string that a cell asks for
	shortened    map[string][]byte // sheets without the many empty rows at their end
	macros       bool
	links        bool         // to other workbooks
	coded        map[int]bool // shared strings in which a person code stands
	codes        int          // cells and notes in which one stands
	searched     int          // bytes
}

// walkWorkbook gives the flaw for which a workbook is refused; nil is none.
func walkWorkbook(archive *zip.Reader) (walk, *workbookFlaw) {
	w := walk{shortened: map[string][]byte{}, coded: map[int]bool{}}
	var total uint64
	for _, f := range archive.File {
		if total += f.UncompressedSize64; total > maxUnpacked || f.UncompressedSize64 > maxUnpacked {
			return w, &workbookFlaw{"file.workbook.unpacked", []string{"limit", itoa(maxUnpacked >> 20)}}
		}
	}
	// The shared strings come first: cells only name them.
	parts := slices.Clone(archive.File)
	slices.SortStableFunc(parts, func(a, b *zip.File) int {
		return cmp.Compare(btoi(partName(b) == sharedStrings), btoi(partName(a) == sharedStrings))
	})
	for _, f := range parts {
		name := partName(f)
		w.macros = w.macros || strings.HasSuffix(name, "/vbaproject.bin")
		w.links = w.links || strings.HasPrefix(name, "xl/externallinks/")
		opened := strings.HasPrefix(name, "xl/") && (strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels"))
		if !opened && name != "[content_types].xml" {
			continue
		}
		if f.UncompressedSize64 > maxPart {
			return w, &workbookFlaw{code: "file.workbook.cells"}
		}
		part, err := readPart(f)
		if err != nil {
			return w, &workbookFlaw{code: "file.damaged"}
		}
		if flaw := w.part(strings.ReplaceAll(f.Name, `\`, "/"), part); flaw != nil {
			return w, flaw
		}
	}
	if w.wanted > w.strings {
		return w, &workbookFlaw{code: "file.workbook.broken"}
	}
	return w, nil
}

const sharedStrings = "xl/sharedstrings.xml"

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func readPart(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, maxPart+1))
}

// A sheetWalk is where the walk through one sheet stands.
type sheetWalk struct {
	rows, unnumbered, merged int
	row, column              int
	width                    int   // of the row: its last column
	filled                   bool  // the row holds something
	cell                     bool  // the cell holds something
	shared                   bool  // the cell's value is the index of a shared string
	pending                  int   // cells of empty rows since the last filled row
	lastRow                  int   // the last filled row
	lastEnd                  int64 // where it ends; before any, where the rows begin
	value                    []byte
	written                  bool   // the cell's value is its text
	text                     []byte // of a cell, a shared string or a note
}

// mostText is how much of one text is searched for person codes: all that a cell holds.
const mostText = 1 << 17

// mostSearched is how much text with many digits is searched in one workbook.
const mostSearched = 4 << 20

// read takes up a part of a text.
func (s *sheetWalk) read(t []byte) {
	if len(s.text) < mostText {
		s.text = append(s.text, t...)
	}
}

// code says that a text holds a person code.
func (w *walk) code(s *sheetWalk) bool {
	digits := 0
	text := string(s.text)
	for _, r := range text {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	if digits < 11 || w.searched > mostSearched {
		return false
	}
	w.searched += len(text)
	return withoutCodes(text) != text
}

// part looks through one XML part.
func (w *walk) part(name string, data []byte) *workbookFlaw {
	broken := &workbookFlaw{code: "file.workbook.broken"}
	d := xml.NewDecoder(bytes.NewReader(data))
	var open []string
	var s sheetWalk
	first, list := w.marks, !strings.Contains(name, "/worksheets/") && (strings.HasSuffix(name, ".rels") || strings.EqualFold(name, "xl/workbook.xml"))
	sheet, strung, noted := false, false, false
	spelled := 0 // how a text is spoken is no part of it: depth of such an element
	ended := false
	for {
		before := d.InputOffset()
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return broken
		}
		switch t := token.(type) {
		case xml.Directive:
			return &workbookFlaw{code: "file.workbook.doctype"}
		case xml.StartElement:
			if ended || len(open) >= maxMarkDepth {
				return broken
			}
			if w.marks++; w.marks > maxWorkbookMarks || list && w.marks-first > maxListMarks {
				return &workbookFlaw{code: "file.workbook.cells"}
			}
			if len(open) == 0 {
				sheet, strung, noted = t.Name.Local == "worksheet", t.Name.Local == "sst", t.Name.Local == "comments"
			}
			if t.Name.Local == "si" || t.Name.Local == "comment" {
				s.text = s.text[:0]
			}
			if t.Name.Local == "rPh" {
				spelled++
			}
			if strung && len(open) == 1 && t.Name.Local == "si" {
				w.strings++
			}
			if sheet {
				if flaw := w.begin(&s, len(open), &t); flaw != nil {
					return flaw
				}
				if len(open) == 1 && t.Name.Local == "sheetData" {
					s.lastEnd = d.InputOffset()
				}
			}
			open = append(open, t.Name.Space+":"+t.Name.Local)
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1] != t.Name.Space+":"+t.Name.Local {
				return broken
			}
			open = open[:len(open)-1]
			ended = len(open) == 0
			switch {
			case t.Name.Local == "rPh":
				spelled--
			case strung && len(open) == 1 && t.Name.Local == "si" && w.code(&s):
				w.coded[w.strings-1] = true
			case noted && t.Name.Local == "comment" && w.code(&s):
				w.codes++
			}
			if !sheet {
				continue
			}
			if flaw := w.end(&s, len(open), t.Name.Local, d.InputOffset()); flaw != nil {
				return flaw
			}
			if len(open) == 1 && t.Name.Local == "sheetData" {
				w.cells += s.lastRow // the library makes a row of each gap
				if s.row-s.lastRow > trailingRowsBefore {
					w.shortened[name] = slices.Concat(data[:s.lastEnd], data[before:])
				}
			}
		case xml.CharData:
			if (sheet || strung || noted) && spelled == 0 && len(open) > 0 && (strings.HasSuffix(open[len(open)-1], ":t") || s.written && strings.HasSuffix(open[len(open)-1], ":v")) {
				s.read(t)
			}
			if s.shared && len(open) > 0 && strings.HasSuffix(open[len(open)-1], ":v") && len(s.value) < 20 {
				s.value = append(s.value, t...)
			}
		}
	}
	if !ended {
		return broken
	}
	return nil
}

// begin meets the beginning of an element of a sheet, below so many others.
func (w *walk) begin(s *sheetWalk, depth int, t *xml.StartElement) *workbookFlaw {
	order := &workbookFlaw{"file.workbook.order", []string{"row", itoa(s.row)}}
	switch {
	case depth == 2 && t.Name.Local == "row":
		s.rows++
		number, ok := s.row+1, true
		if r := attribute(t, "r"); r != "" {
			number, ok = positive(r)
		} else {
			s.unnumbered++
		}
		if s.rows > maxSheetRows {
			return &workbookFlaw{"file.workbook.rows", []string{"limit", itoa(maxSheetRows)}}
		}
		if !ok || number > 1_048_576 {
			return &workbookFlaw{code: "file.workbook.broken"}
		}
		if order.args[1] = itoa(number); number <= s.row || s.unnumbered > maxUnnumberedRows {
			return order
		}
		s.row, s.column, s.width, s.filled = number, 0, 0, false
	case depth == 3 && t.Name.Local == "c":
		column := s.column + 1
		if r := attribute(t, "r"); r != "" {
			c, row, ok := cellAt(r)
			if !ok {
				return &workbookFlaw{code: "file.workbook.broken"}
			}
			if row != s.row || c <= s.column {
				return order
			}
			column = c
		}
		s.column, s.width = column, column
		kind := attribute(t, "t")
		s.shared, s.cell, s.value = kind == "s", false, s.value[:0]
		s.written, s.text = kind == "str", s.text[:0]
	case depth == 4 && (t.Name.Local == "v" || t.Name.Local == "f" || t.Name.Local == "is"):
		s.cell = true
	case t.Name.Local == "mergeCell":
		if s.merged++; s.merged > maxMergedRanges {
			return &workbookFlaw{code: "file.workbook.cells"}
		}
	}
	return nil
}

// end meets the end of an element of a sheet.
func (w *walk) end(s *sheetWalk, depth int, name string, offset int64) *workbookFlaw {
	switch {
	case depth == 3 && name == "c" && s.cell:
		s.filled = true
		if s.column > maxSheetColumns {
			return &workbookFlaw{"file.workbook.columns", []string{"limit", itoa(maxSheetColumns)}}
		}
		if s.row > maxSheetRows {
			return &workbookFlaw{"file.workbook.rows", []string{"limit", itoa(maxSheetRows)}}
		}
		if s.shared && len(s.value) > 0 {
			index, err := strconv.Atoi(strings.TrimSpace(string(s.value)))
			if err != nil || index < 0 {
				return &workbookFlaw{code: "file.workbook.broken"}
			}
			w.wanted = max(w.wanted, index+1)
			w.codes += btoi(w.coded[index])
		} else if w.code(s) {
			w.codes++
		}
		s.shared, s.written = false, false
	case depth == 2 && name == "row":
		s.pending += s.width
		if s.filled {
			w.cells += s.pending
			s.pending, s.lastRow, s.lastEnd = 0, s.row, offset
		}
		if w.cells+s.pending > maxWorkbookCells {
			return &workbookFlaw{code: "file.workbook.cells"}
		}
	}
	return nil
}

func attribute(t *xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Space == "" && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// positive reads a row number.
func positive(s string) (int, bool) {
	if len(s) > 9 || !digitsOnly(s) {
		return 0, false
	}
	n := number2(s)
	return n, n > 0
}

// cellAt reads a cell's place, C14, dollar signs or not.
func cellAt(ref string) (column, row int, ok bool) {
	i := 0
	if i < len(ref) && ref[i] == '$' {
		i++
	}
	start := i
	for i < len(ref) && i-start < 4 {
		c := ref[i] &^ 0x20 // a capital
		if c < 'A' || c > 'Z' {
			break
		}
		column = 26*column + int(c-'A') + 1
		i++
	}
	if i == start || column > 16_384 {
		return 0, 0, false
	}
	if i < len(ref) && ref[i] == '$' {
		i++
	}
	row, ok = positive(ref[i:])
	return column, row, ok && row <= 1_048_576
}
