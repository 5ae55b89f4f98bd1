package sources

import (
	"fmt"
	"math"
	"regexp"
	"slices"
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
		if !c.number() && withoutCodes(c.text) != c.text {
			r.coded[formName{sheet: f.at.sheet, column: f.at.column, row: f.at.row}] = true
		}
		if _, ok := r.faulty[f.in.Address]; ok {
			continue
		}
		switch {
		case c.uncalculated:
			f.filled = true
			r.fault(f, "form.formula.uncalculated", "", "input", kindNames[f.in.Kind])
		case c.text == "":
		case c.kind == excelize.CellTypeError:
			f.filled = true
			r.fault(f, "form.formula.error", c.text, "input", kindNames[f.in.Kind])
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
		if code, got := r.formatted(f.at, v); code != "" {
			r.fault(f, code, got, "input", kindNames[f.in.Kind])
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
		if _, _, ok := parseNumber(clean(strings.TrimSuffix(text, "%")), false); ok {
			r.fault(f, "form.number.percent", text, "input", kindNames[f.in.Kind])
			return
		}
	}
	if clockTime.MatchString(text) {
		r.fault(f, "form.number.time", text, "input", kindNames[f.in.Kind])
		return
	}
	if number, ok := numberOf(f.in.Kind, text); ok {
		r.fault(f, "form.number.text", text, "number", number)
		return
	}
	r.fault(f, "form.number.invalid", text)
}

// clockTime is hours and minutes with a colon.
var clockTime = regexp.MustCompile(`^[0-9]{1,4}:[0-5][0-9](:[0-5][0-9])?$`)

// numberOf is the number before a word that says what an input of the kind counts:
// 12 skolēni. Where anything else stands there it is not known what is meant.
func numberOf(kind indicators.InputKind, text string) (string, bool) {
	at := strings.IndexFunc(text, unicode.IsLetter)
	if at <= 0 {
		return "", false
	}
	unit := bare(fold(strings.TrimSuffix(text[at:], ".")))
	switch {
	case kind == indicators.Whole && (people(unit) && !strings.ContainsFunc(unit, func(r rune) bool { return !unicode.IsLetter(r) }) || slices.Contains(countedUnits, unit)):
	case kind == indicators.Hours && slices.Contains(hourUnits, unit):
	default:
		return "", false
	}
	digits, frac, ok := parseNumber(clean(text[:at]), kind == indicators.Whole)
	frac = strings.TrimRight(frac, "0")
	switch {
	case !ok || kind == indicators.Whole && frac != "":
		return "", false
	case frac != "":
		return digits + "," + frac, true
	}
	return digits, true
}

// The short words for what inputs count, without diacritics.
var (
	countedUnits = []string{"gab", "gabali", "gabals", "cilv", "pers", "skol", "izgl", "pcs"}
	hourUnits    = []string{"h", "st", "stunda", "stundas", "stundu", "hour", "hours"}
)

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

// kindNames tell kinds of inputs apart in a problem.
var kindNames = map[indicators.InputKind]string{
	indicators.Whole: "whole", indicators.Euro: "euro", indicators.Hours: "hours",
	indicators.Choice: "choice", indicators.Day: "day", indicators.FreeText: "text",
}

// A cellFormat is what a number format makes of a number.
type cellFormat uint8

const (
	plainFormat cellFormat = iota
	dateFormat
	timeFormat
	percentFormat
)

// formatted says that a cell shows its number as something else: the problem's
// code, and what people see.
func (r *formReader) formatted(n formName, v float64) (code, got string) {
	switch r.formatOf(n) {
	case dateFormat:
		if v < firstSerial || v > lastSerial {
			break
		}
		if d, ok := r.day(v); ok {
			return "form.number.date", dotted(d)
		}
	case timeFormat:
		if minutes := math.Round(v * 24 * 60); v > 0 && minutes < 24*60*mostDays {
			return "form.number.time", fmt.Sprintf("%d:%02d", int(minutes)/60, int(minutes)%60)
		}
	case percentFormat:
		digits, frac := decimal(math.Round(v*1e6) / 1e4)
		if frac != "" {
			digits += "," + frac
		}
		return "form.number.percent", digits + " %"
	}
	return "", ""
}

// mostDays is the longest time that a cell is taken to show.
const mostDays = 10_000

// formatOf is the format of a cell.
func (r *formReader) formatOf(n formName) cellFormat {
	id, err := r.book.GetCellStyle(n.sheet, n.ref())
	if err != nil {
		return plainFormat
	}
	format, known := r.formats[id]
	if !known {
		if style, err := r.book.GetStyle(id); err == nil {
			format = formatOfStyle(style)
		}
		r.formats[id] = format
	}
	return format
}

// formatOfStyle is what a style makes of numbers.
func formatOfStyle(s *excelize.Style) cellFormat {
	if s.CustomNumFmt == nil {
		switch n := s.NumFmt; {
		case n == 9 || n == 10:
			return percentFormat
		case 18 <= n && n <= 21 || 45 <= n && n <= 47:
			return timeFormat
		case 14 <= n && n <= 17 || n == 22 || 27 <= n && n <= 36 || 50 <= n && n <= 58:
			return dateFormat
		}
		return plainFormat
	}
	format := strings.ToLower(*s.CustomNumFmt)
	found := plainFormat
	plain := true // not within a quoted text or [colour]
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '"':
			plain = !plain
		case c == '[' && plain:
			if end := strings.IndexByte(format[i:], ']'); end > 0 {
				if inside := format[i+1 : i+end]; inside != "" && strings.Trim(inside, inside[:1]) == "" && strings.Contains("hms", inside[:1]) {
					found = timeFormat // [h]:mm
				}
				i += end
			}
		case plain && (c == 'y' || c == 'd'):
			return dateFormat
		case plain && (c == 'h' || c == 's'):
			found = timeFormat
		case plain && c == '%':
			found = percentFormat
		case strings.HasPrefix(format[i:], "general"):
			i += len("general") - 1
		}
	}
	return found
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
	return fmt.Sprintf("%02d.%02d.%d", d.Day(), d.Month(), d.Year())
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
	f.text = d.String()
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
