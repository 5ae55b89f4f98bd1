package sample

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"raditaji/indicators"
)

// An encoding is how an export's text becomes bytes.
type encoding uint8

const (
	utf8Plain encoding = iota
	utf8Mark
	utf8TwoMarks // as real exports of VIIS begin
	utf16Little
	windows1257
)

// A dateStyle is how an export writes days.
type dateStyle uint8

const (
	dotted     dateStyle = iota // 01.09.2024
	dottedLast                  // 01.09.2024.
	short                       // 1.9.2024
	iso                         // 2024-09-01
	isoTimed                    // 2024-09-01 00:00:00
)

// A yearStyle is how an export writes school years.
type yearStyle uint8

const (
	yearDots    yearStyle = iota // 2024./2025.
	yearDotsMG                   // 2024./2025. m.g.
	yearSlash                    // 2024/2025
	yearDash                     // 2024-2025
	yearTwoLast                  // 2024/25
)

// A dialect is how one export writes what another writes otherwise.
type dialect struct {
	encoding  encoding
	comma     byte
	crlf      bool
	titles    []string // lines above the headings
	trailing  bool     // one more delimiter at the end of each row
	quoted    bool     // quotation marks around every text
	total     bool     // a line Kopā at the end, the number of rows in its last cell
	noHyphen  bool     // person codes of digits only
	decimal   byte     // , or .; zero is a comma
	dates     dateStyle
	years     yearStyle
	gradeText bool // 5. klase in place of 5
}

// A table is an export while it is written.
type table struct {
	dialect
	buf  []byte
	rows int
	open bool // the line has a cell
}

func newTable(d dialect, headings []string, room int) *table {
	t := &table{dialect: d, buf: make([]byte, 0, 1024+room)}
	for _, title := range d.titles {
		t.buf = append(t.buf, title...)
		t.endLine()
	}
	for _, h := range headings {
		t.text(h)
	}
	t.end()
	t.rows = 0
	return t
}

func (t *table) cell() {
	if t.open {
		t.buf = append(t.buf, t.comma)
	}
	t.open = true
}

func (t *table) text(s string) {
	t.cell()
	if !t.quoted && strings.IndexByte(s, t.comma) < 0 && strings.IndexByte(s, '"') < 0 {
		t.buf = append(t.buf, s...)
		return
	}
	t.buf = append(t.buf, '"')
	for i := range len(s) {
		if s[i] == '"' {
			t.buf = append(t.buf, '"')
		}
		t.buf = append(t.buf, s[i])
	}
	t.buf = append(t.buf, '"')
}

func (t *table) number(n int) {
	t.cell()
	t.buf = strconv.AppendInt(t.buf, int64(n), 10)
}

// hundredths writes a number with two decimals.
func (t *table) hundredths(n int) {
	decimal := t.decimal
	if decimal == 0 {
		decimal = ','
	}
	t.cell()
	marked := decimal == t.comma
	if marked {
		t.buf = append(t.buf, '"')
	}
	t.buf = strconv.AppendInt(t.buf, int64(n/100), 10)
	t.buf = append(t.buf, decimal, byte('0'+n/10%10), byte('0'+n%10))
	if marked {
		t.buf = append(t.buf, '"')
	}
}

// date writes a day; the zero Date is an empty cell.
func (t *table) date(d indicators.Date) {
	t.cell()
	if d == 0 {
		return
	}
	switch t.dates {
	case short:
		t.buf = strconv.AppendInt(t.buf, int64(d.Day()), 10)
		t.buf = append(t.buf, '.')
		t.buf = strconv.AppendInt(t.buf, int64(d.Month()), 10)
		t.buf = append(t.buf, '.')
		t.buf = strconv.AppendInt(t.buf, int64(d.Year()), 10)
	case iso, isoTimed:
		t.buf = strconv.AppendInt(t.buf, int64(d.Year()), 10)
		t.twoDigits('-', d.Month())
		t.twoDigits('-', d.Day())
		if t.dates == isoTimed {
			t.buf = append(t.buf, " 00:00:00"...)
		}
	default:
		t.buf = append(t.buf, byte('0'+d.Day()/10), byte('0'+d.Day()%10))
		t.twoDigits('.', d.Month())
		t.buf = append(t.buf, '.')
		t.buf = strconv.AppendInt(t.buf, int64(d.Year()), 10)
		if t.dates == dottedLast {
			t.buf = append(t.buf, '.')
		}
	}
}

func (t *table) twoDigits(before byte, n int) {
	t.buf = append(t.buf, before, byte('0'+n/10), byte('0'+n%10))
}

func (t *table) year(y indicators.SchoolYear) {
	t.cell()
	t.buf = strconv.AppendInt(t.buf, int64(y), 10)
	next := int64(y) + 1
	switch t.years {
	case yearDots, yearDotsMG:
		t.buf = append(t.buf, "./"...)
		t.buf = strconv.AppendInt(t.buf, next, 10)
		t.buf = append(t.buf, '.')
		if t.years == yearDotsMG {
			t.buf = append(t.buf, " m.g."...)
		}
	case yearSlash:
		t.buf = append(t.buf, '/')
		t.buf = strconv.AppendInt(t.buf, next, 10)
	case yearDash:
		t.buf = append(t.buf, '-')
		t.buf = strconv.AppendInt(t.buf, next, 10)
	case yearTwoLast:
		t.twoDigits('/', int(next%100))
	}
}

// person writes a code; only real codes lose their hyphen.
func (t *table) person(code string) {
	t.cell()
	if t.noHyphen && len(code) == 12 && code[6] == '-' {
		t.buf = append(t.buf, code[:6]...)
		t.buf = append(t.buf, code[7:]...)
		return
	}
	t.buf = append(t.buf, code...)
}

func (t *table) end() {
	if t.trailing {
		t.buf = append(t.buf, t.comma)
	}
	t.endLine()
	t.rows++
}

func (t *table) endLine() {
	if t.crlf {
		t.buf = append(t.buf, '\r')
	}
	t.buf = append(t.buf, '\n')
	t.open = false
}

// bytes closes the table; columns is how many cells a row has.
func (t *table) bytes(columns int) []byte {
	if t.total {
		rows := t.rows
		t.text("Kopā")
		for range columns - 2 {
			t.text("")
		}
		t.number(rows)
		t.end()
	}
	return encode(t.buf, t.encoding)
}

const mark = "\xef\xbb\xbf"

func encode(text []byte, e encoding) []byte {
	switch e {
	case utf8Mark:
		return append([]byte(mark), text...)
	case utf8TwoMarks:
		return append([]byte(mark+mark), text...)
	case utf16Little:
		out := make([]byte, 0, 2+2*len(text))
		out = append(out, 0xff, 0xfe)
		for i := 0; i < len(text); {
			r, n := utf8.DecodeRune(text[i:])
			i += n
			if r < 0x10000 {
				out = append(out, byte(r), byte(r>>8))
				continue
			}
			a, b := utf16.EncodeRune(r)
			out = append(out, byte(a), byte(a>>8), byte(b), byte(b>>8))
		}
		return out
	case windows1257:
		out := make([]byte, 0, len(text))
		for i := 0; i < len(text); {
			if text[i] < utf8.RuneSelf {
				out = append(out, text[i])
				i++
				continue
			}
			r, n := utf8.DecodeRune(text[i:])
			i += n
			out = append(out, baltic(r))
		}
		return out
	}
	return text
}

// balticLetters and balticBytes are the part of Windows-1257 that Latvian text
// needs, place by place.
const (
	balticLetters = "ĀāČčĒēĢģĪīĶķĻļŅņŠšŪūŽž„“”–—…"
	balticBytes   = "\xc2\xe2\xc8\xe8\xc7\xe7\xcc\xec\xce\xee\xcd\xed\xcf\xef\xd2\xf2\xd0\xf0\xdb\xfb\xde\xfe\x84\x93\x94\x96\x97\x85"
)

// baltic is a letter in Windows-1257, and a question mark where that has none.
func baltic(letter rune) byte {
	i := 0
	for _, r := range balticLetters {
		if r == letter {
			return balticBytes[i]
		}
		i++
	}
	return '?'
}
