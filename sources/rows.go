package sources

import (
	"bufio"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"unicode"
)

// A RawRow is a row of a CSV file as it stands there, person codes masked.
type RawRow struct {
	Line int
	// Cells are those of the columns that were asked for. A row that does not fit
	// the headings has none: what stands in which column is not known.
	Cells []string
}

// A RawColumn is a column of a CSV file that its kind reads.
type RawColumn struct {
	Column  uint16 // from 1, as in indicators.Origin
	Heading string // as the file writes it
}

// Rows gives those rows of a CSV file that begin on the given lines, rising,
// with the columns that the file's kind reads; the others are not for showing.
// It gives nothing where Read found no heading row.
func Rows(sub *Submission, data []byte, lines []int) ([]RawColumn, []RawRow) {
	kind, ok := KindNamed(sub.Kind)
	if !ok || sub.Heading == 0 || len(lines) == 0 {
		return nil, nil
	}
	text, flaw := textOf(data)
	if flaw != nil {
		return nil, nil
	}
	before := len(text.head(sub.Heading - 1))
	tape := text.tape(before)
	cr := csv.NewReader(bufio.NewReaderSize(tape, 1<<16))
	cr.Comma = sub.Comma
	cr.FieldsPerRecord = -1
	heading, err := cr.Read()
	if err != nil {
		return nil, nil
	}
	var columns []RawColumn
	var fields []string
	for i, f := range sub.columns {
		if f < 0 || i >= len(heading) || kind.Columns[f].Unread || slices.Index(sub.columns, f) < i {
			continue
		}
		columns = append(columns, RawColumn{uint16(i + 1), shown(heading[i])})
		fields = append(fields, kind.Columns[f].Field)
	}

	var rows []RawRow
	for last := lines[len(lines)-1]; ; {
		tape.mark = cr.InputOffset()
		record, err := cr.Read()
		var fault *csv.ParseError
		line := 0
		switch {
		case errors.As(err, &fault):
			line = fault.StartLine
		case err != nil:
			return columns, rows
		default:
			line, _ = cr.FieldPos(0)
		}
		line += sub.Heading - 1
		if line > last {
			return columns, rows
		}
		if _, asked := slices.BinarySearch(lines, line); !asked {
			continue
		}
		row := RawRow{Line: line}
		if n := len(sub.columns); err == nil && (len(record) == n || len(record) == n+1 && clean(record[n]) == "") {
			for i, c := range columns {
				row.Cells = append(row.Cells, rawCell(record[c.Column-1], fields[i]))
			}
		}
		rows = append(rows, row)
	}
}

// maxRaw is the length of a cell that is given back, in characters.
const maxRaw = 300

// rawCell is a cell's text on one line, without what is not for showing.
func rawCell(text, field string) string {
	text = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, text))
	s := clean(text)
	var digits [11]byte
	switch {
	case field == "person" && s == "":
		return ""
	case field == "person" && (respelled(s, &digits) || withoutZero(s, &digits)):
		return masked(string(digits[:]))
	case field == "person":
		return masked(s)
	case field == "institution" && digitsOnly(s) && len(s) == 11 && s[0] >= '4':
		return s // a registration number, and no person's code
	}
	text = withoutCodes(text)
	if end, ok := after(text, maxRaw); ok {
		return withoutCodes(text[:end]) + "…"
	}
	return text
}
