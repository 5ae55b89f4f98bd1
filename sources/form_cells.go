package sources

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
)

// A sheetCell is what stands in one cell of a workbook.
type sheetCell struct {
	text         string // its value as the file has it, without the blanks around it
	kind         excelize.CellType
	formula      bool
	uncalculated bool // a formula without a stored value
}

// number says that the cell holds a number; a date is one too.
func (c *sheetCell) number() bool {
	return c.kind == excelize.CellTypeUnset || c.kind == excelize.CellTypeNumber
}

// cell reads one cell.
func (r *formReader) cell(n formName) sheetCell {
	ref := n.ref()
	value, err1 := r.book.GetCellValue(n.sheet, ref)
	kind, err2 := r.book.GetCellType(n.sheet, ref)
	formula, err3 := r.book.GetCellFormula(n.sheet, ref)
	if err1 != nil || err2 != nil || err3 != nil {
		r.broken = true
		return sheetCell{}
	}
	c := sheetCell{text: clean(strings.ToValidUTF8(value, "\ufffd")), kind: kind, formula: formula != ""}
	c.uncalculated = c.formula && value == "" && kind != excelize.CellTypeFormula
	return c
}

// readCells reads the value of every input that was found.
func (r *formReader) readCells() {
	for _, f := range r.order {
		if !f.found {
			continue
		}
		if top, ok := r.hiddenBy(f.at); ok {
			r.fault(f, "form.input.merged", "", "other", spot(top))
			continue
		}
		c := r.cell(f.at)
		if r.broken {
			return
		}
		switch {
		case c.uncalculated:
			f.filled = true
			r.fault(f, "form.formula.uncalculated", "")
		case c.text == "":
		case c.kind == excelize.CellTypeError:
			f.filled = true
			r.fault(f, "form.formula.error", c.text)
		default:
			f.filled = true
			r.readValue(f, &c)
		}
	}
}

// hiddenBy is the first cell of the merged cells that an input lies in, unless it
// is that cell itself.
func (r *formReader) hiddenBy(n formName) (formName, bool) {
	for _, a := range r.mergedOn(n.sheet) {
		if a.holds(n.column, n.row) && (a.left != n.column || a.top != n.row) {
			n.column, n.row = a.left, a.top
			return n, true
		}
	}
	return n, false
}

func (r *formReader) readValue(f *figure, c *sheetCell) {
	switch f.in.Kind {
	case indicators.Choice:
		r.readChoice(f, c)
	case indicators.Day:
		r.readDay(f, c)
	case indicators.FreeText:
		r.readText(f, c)
	default:
		r.readNumber(f, c)
	}
}

// The greatest numbers that an input takes, in its units: more is a slip of the keyboard.
const (
	mostWhole = 10_000_000
	mostEuros = 1_000_000_000
)

// readNumber reads a whole number, or hundredths of euros and hours.
func (r *formReader) readNumber(f *figure, c *sheetCell) {
	whole := f.in.Kind == indicators.Whole
	text, negative := c.text, false
	var digits, frac string
	switch {
	case c.kind == excelize.CellTypeBool:
		r.fault(f, "form.number.boolean", boolean(c.text))
		return
	case c.number():
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			r.fault(f, "form.number.invalid", text)
			return
		}
		if day, ok := r.dateIn(f.at, v); ok {
			r.fault(f, "form.number.date", day)
			return
		}
		negative = v < 0
		digits, frac = decimal(math.Abs(v))
		text = strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1)
	default:
		text = strings.TrimPrefix(text, "'")
		bareText := text
		if f.in.Kind == indicators.Euro {
			bareText = withoutCurrency(bareText)
		}
		if rest := strings.TrimLeftFunc(bareText, dash); rest != bareText && rest != "" {
			bareText, negative = strings.TrimLeftFunc(rest, blankRune), true
		}
		var ok bool
		if digits, frac, ok = parseNumber(bareText, whole); !ok {
			r.noNumber(f, text, whole)
			return
		}
	}
	frac = strings.TrimRight(frac, "0")
	digits = strings.TrimLeft(digits, "0")
	limit := int64(mostWhole)
	if f.in.Kind == indicators.Euro {
		limit = mostEuros
	}
	switch {
	case negative && digits+frac != "":
		r.fault(f, "form.number.negative", text)
		return
	case whole && frac != "":
		r.fault(f, "form.number.fraction", text)
		return
	case len(frac) > 2:
		r.fault(f, "form.number.decimals", text)
		return
	case len(digits) > maxDigits || wholeNumber(digits) > limit:
		r.fault(f, "form.number.large", text, "limit", strconv.FormatInt(limit, 10))
		return
	}
	n := wholeNumber(digits)
	if !whole {
		n = 100*n + wholeNumber((frac + "00")[:2])
	}
	f.number = indicators.NewNumber(n)
}

func wholeNumber(digits string) int64 {
	n, _ := strconv.ParseInt("0"+digits, 10, 64)
	return n
}

// decimal writes a number out. Fifteen digits are all that a spreadsheet knows of
// it; what the file has beyond them comes from its arithmetic.
func decimal(v float64) (digits, frac string) {
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'e', 14, 64), 64)
	digits, frac, _ = strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
	return digits, frac
}

// noNumber says what is wrong with a text that stands where a number should.
func (r *formReader) noNumber(f *figure, text string, whole bool) {
	if strings.HasSuffix(text, "%") {
		if _, _, ok := parseNumber(clean(strings.TrimSuffix(text, "%")), whole); ok {
			r.fault(f, "form.number.percent", text)
			return
		}
	}
	if number, ok := onlyNumber(text); ok {
		r.fault(f, "form.number.text", text, "number", number)
		return
	}
	r.fault(f, "form.number.invalid", text)
}

// onlyNumber is the one number in a text of words.
func onlyNumber(text string) (string, bool) {
	fields := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) && r != ',' && r != '.' })
	number := ""
	for _, field := range fields {
		field = strings.Trim(field, ",.")
		if field == "" {
			continue
		}
		if _, _, ok := parseNumber(field, false); !ok || number != "" {
			return "", false
		}
		number = field
	}
	return number, number != ""
}

func withoutCurrency(s string) string {
	for _, sign := range []string{"€", "EUR", "Eur", "eur", "eiro"} {
		if t, ok := strings.CutSuffix(s, sign); ok {
			return strings.TrimRightFunc(t, blankRune)
		}
		if t, ok := strings.CutPrefix(s, sign); ok {
			return strings.TrimLeftFunc(t, blankRune)
		}
	}
	return s
}

func boolean(text string) string {
	if text == "0" {
		return "FALSE"
	}
	return "TRUE"
}

// Days between these are taken for what Excel makes of 12.5: with a date's format
// no template's own cell holds such a number.
const (
	firstSerial = 20_000 // 1954
	lastSerial  = 80_000 // 2119
)

// dateIn says that a number is shown as a date, and as which.
func (r *formReader) dateIn(n formName, v float64) (string, bool) {
	if v < firstSerial || v > lastSerial {
		return "", false
	}
	id, err := r.book.GetCellStyle(n.sheet, n.ref())
	if err != nil {
		return "", false
	}
	style, err := r.book.GetStyle(id)
	if err != nil || !dateFormat(style) {
		return "", false
	}
	d, ok := r.day(v)
	if !ok {
		return "", false
	}
	return dotted(d), true
}

// dateFormat says that a style shows numbers as dates.
func dateFormat(s *excelize.Style) bool {
	if s.CustomNumFmt == nil {
		return 14 <= s.NumFmt && s.NumFmt <= 17 || s.NumFmt == 22 || 27 <= s.NumFmt && s.NumFmt <= 36 || 50 <= s.NumFmt && s.NumFmt <= 58
	}
	format := strings.ToLower(*s.CustomNumFmt)
	plain := true // not within a quoted text or [colour]
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '\\':
			i++
		case c == '"':
			plain = !plain
		case c == '[' && plain:
			if end := strings.IndexByte(format[i:], ']'); end > 0 {
				i += end
			}
		case plain && (c == 'y' || c == 'd'):
			return true
		}
	}
	return false
}

// day is the day that a spreadsheet's number means.
func (r *formReader) day(v float64) (indicators.Date, bool) {
	if v < 1 || v > 2_958_465 {
		return 0, false
	}
	t, err := excelize.ExcelDateToTime(math.Floor(v), r.date04)
	if err != nil || t.Year() < firstYear || t.Year() > lastYear {
		return 0, false
	}
	return indicators.NewDate(t.Year(), int(t.Month()), t.Day()), true
}

func dotted(d indicators.Date) string {
	two := func(n int) string { return strconv.Itoa(100 + n)[1:] }
	return two(d.Day()) + "." + two(d.Month()) + "." + strconv.Itoa(d.Year())
}

// The years in which a day of a template may lie. A bare year, 2025, is the
// number of a day in 1905.
const (
	firstFormYear = 2000
	lastFormYear  = 2099
)

func (r *formReader) readDay(f *figure, c *sheetCell) {
	var d indicators.Date
	ok := false
	got := c.text
	if c.number() {
		var v float64
		if v, ok = plainFloat(c.text); ok {
			if d, ok = r.day(v); ok {
				got = strings.Replace(c.text, ".", ",", 1)
			}
		}
	} else if c.kind != excelize.CellTypeBool {
		text := c.text
		if c.kind == excelize.CellTypeDate {
			text, _, _ = strings.Cut(text, "T")
		}
		d, ok = parseDate(text)
	}
	if !ok || d.Year() < firstFormYear || d.Year() > lastFormYear {
		r.fault(f, "form.date.invalid", got)
		return
	}
	two := func(n int) string { return strconv.Itoa(100 + n)[1:] }
	f.text = strconv.Itoa(d.Year()) + "-" + two(d.Month()) + "-" + two(d.Day())
}

func plainFloat(s string) (float64, bool) {
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && !math.IsNaN(v) && !math.IsInf(v, 0)
}

func (r *formReader) readChoice(f *figure, c *sheetCell) {
	text := c.text
	if c.kind == excelize.CellTypeBool {
		text = "yes"
		if c.text == "0" {
			text = "no"
		}
	}
	words := newLexicon[string]()
	var allowed []string
	for _, code := range f.in.Choices {
		for i, w := range FormChoices[code] {
			words.add(w, code)
			if i == 0 {
				allowed = append(allowed, w)
			}
		}
	}
	code, ok := words.find(fold(text))
	if !ok {
		r.fault(f, "form.choice.unknown", c.text, "choices", strings.Join(allowed, ", "))
		return
	}
	f.text = code
}

func (r *formReader) readText(f *figure, c *sheetCell) {
	text := c.text
	if c.kind == excelize.CellTypeBool {
		text = boolean(text)
	}
	text = clean(strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\r' || r == utf8.RuneError:
			return -1
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, text))
	if n := utf8.RuneCountInString(text); f.in.Length > 0 && n > f.in.Length {
		r.fault(f, "form.text.long", text, "length", itoa(n), "limit", itoa(f.in.Length))
		return
	}
	if masked := withoutCodes(text); masked != text {
		text = masked
		r.fault(f, "form.text.person_code", text)
	}
	// What explains a figure is read by the data officers only.
	if !strings.HasSuffix(f.in.Address, ".explain") {
		if words := smallGroup(text); words != "" {
			r.fault(f, "form.text.small_group", words)
		}
	}
	f.text = text
	f.filled = text != ""
}
