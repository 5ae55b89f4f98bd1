package templates

import (
	"sort"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
)

// The signs that stand where there is no number.
const (
	signNotAvailable  = "[x]"
	signNotApplicable = "[z]"
	none              = "–" // nothing to say, which is no missing figure
)

// Number formats. A sign that belongs to a number follows it inside its format,
// so that the cell stays a number.
const (
	formatWhole    = "#,##0"
	formatDecimals = "0.00"
	formatPercent  = "0.00%"
	formatPoints   = "+0.00;-0.00;0.00"
	formatYear     = "0"
	formatDate     = "dd.mm.yyyy"
	formatMoney    = "#,##0.00" // euros, and hours
)

// builtIn are the formats that every spreadsheet program knows by number.
var builtIn = map[string]int{"": 0, formatYear: 1, formatDecimals: 2, formatWhole: 3, formatMoney: 4, formatPercent: 10, "@": 49}

// Colours, each pair of ink and paper with a contrast of at least 4.5 : 1.
const (
	inkPlain  = "1F1F1F"
	inkTitle  = "1F3864"
	inkQuiet  = "595959"
	inkLink   = "0B4F9E"
	inkHead   = "FFFFFF"
	paperHead = "1F3864"
	paperYear = "1E5B4F" // headings of what the year adds to an adopted table
	paperSum  = "E7ECF4"
	lineInk   = "BFBFBF"
)

// statusInk and statusPaper colour the statuses, whose words always stand there too.
var statusColours = map[indicators.Status]struct{ ink, paper string }{
	indicators.Met:                {"14451F", "D9EFDC"},
	indicators.Improving:          {"123A63", "DCE9F7"},
	indicators.Unchanged:          {"333333", "ECECEC"},
	indicators.Worsening:          {"7A1C12", "F9DEDA"},
	indicators.NeedsClarification: {"5A4300", "FFF0C8"},
	indicators.NoBaseline:         {"4A4A4A", "F4F4F4"},
	indicators.NoData:             {"4A4A4A", "F4F4F4"},
}

// statusOrder is the order in which statuses are counted and explained.
var statusOrder = []indicators.Status{
	indicators.Met, indicators.Improving, indicators.Unchanged, indicators.Worsening,
	indicators.NoBaseline, indicators.NeedsClarification, indicators.NoData,
}

// A look is a cell's style. The zero look is the workbook's plain one.
type look struct {
	size               float64
	bold, wrap, border bool
	ink, paper         string
	format             string
	align              string // left, center, right; empty: by the value
	thick              bool   // a thick line above: a group begins
	open               bool   // an input cell: filled while the sheet is protected
	middle             bool   // in the middle of the row's height
	edge               string // colour of the border; empty: lineInk
	indent             bool   // some room between the border and the text
}

var (
	lookTitle = look{size: 16, bold: true, ink: inkTitle}
	lookPart  = look{size: 12, bold: true, ink: inkTitle}
	lookNote  = look{ink: inkQuiet}
	lookHead  = look{bold: true, wrap: true, border: true, ink: inkHead, paper: paperHead, align: "center"}
	lookText  = look{wrap: true, border: true, align: "left"}
	lookSign  = look{border: true, align: "center"}
	lookMark  = look{wrap: true, border: true, align: "center"}
	lookLink  = look{wrap: true, border: true, ink: inkLink, align: "left"}
)

// lookCount is a whole number in the middle of a wide column.
var lookCount = look{border: true, format: formatWhole, align: "center"}

// number is the look of a number in a table.
func number(format string) look { return look{border: true, format: format, align: "right"} }

func (k look) strong() look       { k.bold, k.paper = true, paperSum; return k }
func (k look) over(top bool) look { k.thick = top; return k }

func (k look) inkOf() string {
	if k.ink == "" {
		return inkPlain
	}
	return k.ink
}

// style is the number of a look in the workbook.
func (b *book) style(k look) int {
	if id, ok := b.looks[k]; ok {
		return id
	}
	size := k.size
	if size == 0 {
		size = plainSize
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: fontFamily, Size: size, Bold: k.bold, Color: k.inkOf()},
		Alignment: &excelize.Alignment{Vertical: "top", Horizontal: k.align, WrapText: k.wrap},
	}
	if k.ink == inkHead || k.middle {
		s.Alignment.Vertical = "center"
	}
	if k.indent {
		s.Alignment.Indent = 1
	}
	if k.open {
		s.Protection = &excelize.Protection{}
	}
	edge := k.edge
	if edge == "" {
		edge = lineInk
	}
	if k.ink == inkLink {
		s.Font.Underline = "single"
	}
	if k.paper != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{k.paper}}
	}
	if k.border {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: edge, Style: 1})
		}
		if k.thick {
			s.Border[2] = excelize.Border{Type: "top", Color: inkTitle, Style: 2}
		}
	}
	if id, ok := builtIn[k.format]; ok {
		s.NumFmt = id
	} else {
		s.CustomNumFmt = &k.format
	}
	id, err := b.f.NewStyle(s)
	b.keep(err)
	b.looks[k] = id
	return id
}

// A sheet is one sheet of a book.
type sheet struct {
	book    *book
	name    string
	width   map[int]float64 // of columns, in letters
	height  map[int]float64 // of rows, in points, where they are not the default
	lastCol int             // that is used
	lastRow int
	printed area
	upright bool           // A4 portrait
	fold    float64        // letters after which titles and notes go on in the next row; 0: never
	tops    map[string]int // rows in which the data of the sheet's tables begin, by their names
}

// sheet is a sheet of that name to write on; the workbook has it already.
func (b *book) sheet(name string) *sheet {
	return &sheet{book: b, name: name, width: map[int]float64{}, height: map[int]float64{}}
}

// The workbook's font has the same widths on Windows and, under the name
// Liberation Sans, on Linux, so that what fits here fits there.
const (
	fontFamily    = "Arial"
	plainSize     = 10
	rowHeight     = 15.0
	defaultLetter = 9.14 // width of a column that nobody set
)

// use notes that a cell is used and that its text needs so much room: texts that
// wrap make their row high enough, because not every program does that itself.
func (s *sheet) use(col, row int, text string, k look) {
	s.lastCol, s.lastRow = max(s.lastCol, col), max(s.lastRow, row)
	need := rowHeight
	size := k.size
	if size == 0 {
		size = plainSize
	}
	if size > plainSize {
		need = size*1.25 + 4
	}
	if k.wrap {
		w, ok := s.width[col]
		if !ok {
			w = defaultLetter
		}
		if k.indent {
			w -= 1.6
		}
		if n := lines(text, w, k.bold); n > 1 {
			need = float64(n)*12.75 + 2.25
		}
	}
	if need > rowHeight && need > s.height[row] {
		s.height[row] = min(need, 409)
	}
}

// finish sets the heights of rows and the sheet's used range.
func (s *sheet) finish() {
	rows := make([]int, 0, len(s.height))
	for row := range s.height {
		rows = append(rows, row)
	}
	sort.Ints(rows)
	for _, row := range rows {
		s.book.keep(s.book.f.SetRowHeight(s.name, row, s.height[row]))
	}
	if s.lastCol > 0 {
		s.book.keep(s.book.f.SetSheetDimension(s.name, "A1:"+cell(s.lastCol, s.lastRow)))
	}
}

// oneLine cuts a text so that it takes one line of a column, in bold too.
func (s *sheet) oneLine(col int, text string) string {
	short := text
	for n := len([]rune(text)); n > 1 && lines(short, s.width[col], true) > 1; n-- {
		short = shorten(text, n)
	}
	return short
}

// lines is how many lines a text takes in a column of that width, in letters.
func lines(text string, width float64, bold bool) int {
	room := width*1000*0.53 - 300 // in thousandths of the font's size, without the cell's edges
	n, used, word := 1, 0.0, 0.0
	for _, r := range text {
		if r == '\n' {
			n, used, word = n+1, 0, 0
			continue
		}
		w := letterWidth(r)
		if bold {
			w *= 1.08
		}
		if r == ' ' {
			used, word = used+w, 0
			continue
		}
		used, word = used+w, word+w
		switch {
		case used <= room:
		case word < used && word <= room: // the word moves to the next line
			n, used = n+1, word
		default: // a word longer than a line is broken
			n, used, word = n+1, w, w
		}
	}
	return n
}

// letterWidth is about how wide a letter of the font is, in thousandths of its size.
func letterWidth(r rune) float64 {
	switch {
	case strings.ContainsRune("ijlī'|", r):
		return 222
	case strings.ContainsRune("tfIĪ.,;:!()[]/ ", r):
		return 290
	case strings.ContainsRune("r-ļ", r):
		return 333
	case strings.ContainsRune("cksvxyzJčķšž", r):
		return 500
	case strings.ContainsRune("mwMW%@—…", r):
		return 880
	case 'A' <= r && r <= 'Z' || strings.ContainsRune("ĀČĒĢĶĻŅŠŪŽ„”", r):
		return 690
	}
	return 556
}

// cell names a cell by column and row, both from 1.
func cell(col, row int) string { return columnLetters(col) + strconv.Itoa(row) }

// fixed names a cell so that copying a formula does not move it.
func fixed(col, row int) string { return "$" + columnLetters(col) + "$" + strconv.Itoa(row) }

// columnLetters are the letters of a column: 28 is AB.
func columnLetters(col int) string {
	if col <= 26 {
		return string(rune('A' + col - 1))
	}
	return columnLetters((col-1)/26) + string(rune('A'+(col-1)%26))
}

// ref is a place on the sheet as formulas of other sheets write it.
func (s *sheet) ref(place string) string {
	return "'" + strings.ReplaceAll(s.name, "'", "''") + "'!" + place
}

func (s *sheet) paint(at string, k look) {
	s.book.keep(s.book.f.SetCellStyle(s.name, at, at, s.book.style(k)))
}

// text writes a text; it stays text whatever it begins with.
func (s *sheet) text(col, row int, text string, k look) {
	at := cell(col, row)
	s.use(col, row, text, k)
	s.book.keep(s.book.f.SetCellStr(s.name, at, text))
	s.paint(at, k)
}

// part writes the name of an indicator's part, or the sign that it has none.
func (s *sheet) part(col, row int, part string, k look) {
	if part == "" {
		k = markOf(k)
	}
	s.text(col, row, s.book.partName(part), k)
}

func (s *sheet) whole(col, row int, n int64, k look) {
	at := cell(col, row)
	s.use(col, row, "", k)
	s.book.keep(s.book.f.SetCellInt(s.name, at, n))
	s.paint(at, k)
}

func (s *sheet) number(col, row int, v float64, k look) {
	at := cell(col, row)
	s.use(col, row, "", k)
	s.book.keep(s.book.f.SetCellFloat(s.name, at, v, -1, 64))
	s.paint(at, k)
}

// formula writes a formula with the number that it gives.
func (s *sheet) formula(col, row int, formula string, v float64, k look) {
	s.number(col, row, v, k)
	s.book.keep(s.book.f.SetCellFormula(s.name, cell(col, row), formula))
}

func (s *sheet) date(col, row int, d indicators.Date, k look) {
	s.whole(col, row, serial(d), k)
}

// serial is a date as spreadsheets count it, in days from 30 December 1899.
func serial(d indicators.Date) int64 {
	y, m, day := int64(d.Year()), int64(d.Month()), int64(d.Day())
	if m <= 2 {
		y, m = y-1, m+12
	}
	days := 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + day // from 1 March of year 0
	return days - 693900
}

// widths sets the widths of columns, in letters, from the first on.
func (s *sheet) widths(letters ...float64) {
	for i, w := range letters {
		s.widths1(i+1, w)
	}
}

// widths1 sets the width of one column, in letters.
func (s *sheet) widths1(col int, letters float64) {
	c := columnLetters(col)
	s.width[col] = letters
	s.book.keep(s.book.f.SetColWidth(s.name, c, c, letters))
}

// heads writes a heading row from the first column on.
func (s *sheet) heads(row int, words ...string) {
	for i, w := range words {
		s.text(i+1, row, w, lookHead)
	}
}

// title writes a sheet's first line and the sentence below it.
func (s *sheet) title(title, note string) {
	s.text(1, 1, title, lookTitle)
	s.text(1, 2, note, lookNote)
}

// table makes a range with a heading row an Excel table.
func (s *sheet) table(name string, cols, head, last int) { s.tableAt(name, 1, cols, head, last) }

// tableAt is table from a column on.
func (s *sheet) tableAt(name string, col, cols, head, last int) {
	plain := false
	s.book.keep(s.book.f.AddTable(s.name, &excelize.Table{
		Range: cell(col, head) + ":" + cell(col+cols-1, last), Name: name, ShowRowStripes: &plain,
	}))
}

// define gives a place of the sheet a name that holds for the whole workbook. A
// name that is taken already stays where it is.
func (s *sheet) define(name, place string) {
	name = strings.Map(func(r rune) rune {
		if r == '.' || r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return '_'
	}, name)
	if s.book.names[strings.ToLower(name)] {
		return
	}
	s.book.names[strings.ToLower(name)] = true
	s.book.keep(s.book.f.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: s.ref(place)}))
}

// freeze keeps the rows above and the columns left of a cell in sight.
func (s *sheet) freeze(col, row int) {
	pane := "bottomLeft"
	if col > 1 {
		pane = "bottomRight"
	}
	s.book.keep(s.book.f.SetPanes(s.name, &excelize.Panes{
		Freeze: true, XSplit: col - 1, YSplit: row - 1, TopLeftCell: cell(col, row), ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: cell(col, row), ActiveCell: cell(col, row), Pane: pane}},
	}))
}

// What fits on an A4 page in landscape between its margins, in points. Some of it
// stays free, because printers measure differently.
const (
	pageWide     = 0.985 * 784
	pageTall     = 0.95 * 523
	uprightWide  = 0.985 * 537
	uprightTall  = 0.95 * 748
	letterPoints = 5.56 // of a column's width in LibreOffice; Excel takes 5.25
)

// An area is what is printed of a sheet, and the rows of it that every page
// repeats once they have been printed.
type area struct {
	col, row, lastCol, lastRow int
	heads, lastHead            int // rows; 0: none are repeated
}

// letters is how wide the area's columns are together.
func (s *sheet) letters(a area) float64 {
	sum := 0.0
	for c := a.col; c <= a.lastCol; c++ {
		w, ok := s.width[c]
		if !ok {
			w = defaultLetter
		}
		sum += w
	}
	return sum
}

// scale is the percentage at which the area is one page wide.
func (s *sheet) scale(a area) uint {
	wide, _ := s.paper()
	return uint(min(100, max(10, wide*100/(s.letters(a)*letterPoints))))
}

// paper is the room on the sheet's page, in points.
func (s *sheet) paper() (wide, tall float64) {
	if s.upright {
		return uprightWide, uprightTall
	}
	return pageWide, pageTall
}

// tall is how high rows are together, in points.
func (s *sheet) tall(first, last int) float64 {
	sum := 0.0
	for row := first; row <= last; row++ {
		sum += max(s.height[row], rowHeight)
	}
	return sum
}

// A run is rows that are to stand on one page.
type run struct{ first, last int }

// page sets up printing: A4 landscape, one page wide, only the area. Where runs are
// named, a page begins before each that does not fit on the rest of its page; the
// scale is then a fixed one, because Excel passes over such breaks where it is to
// fit a sheet to pages. It comes last on a sheet.
func (s *sheet) page(a area, runs ...run) {
	b := s.book
	s.printed = a
	s.finish()
	tall := 0
	if s == b.coverSheet {
		tall = 1
	}
	s.onPaper(a, runs, len(runs) == 0, tall)
	side, top, foot := 0.4, 0.5, 0.3
	b.keep(b.f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &foot, Footer: &foot,
	}))
	left := strings.ReplaceAll(b.p.Municipality+" · "+s.name, "&", "&&")
	b.keep(b.f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{
		OddFooter: "&L" + left + "&C" + b.say("page") + "&R" + b.report.Fingerprint,
	}))
	s.printNames(a)
}

// onPaper puts an area on A4, one page wide and at most tall pages long (0 is any
// number) where it is to fit; else at a fixed scale, with a break before each run
// that does not fit on the rest of its page.
func (s *sheet) onPaper(a area, runs []run, fit bool, tall int) {
	b := s.book
	a4, orientation, wide := 9, "landscape", 1
	if s.upright {
		orientation = "portrait"
	}
	layout := &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation}
	if fit {
		layout.FitToWidth, layout.FitToHeight = &wide, &tall
	} else {
		scale := s.scale(a)
		layout.AdjustTo = &scale
		for _, row := range s.breaks(a, runs) {
			b.keep(b.f.InsertPageBreak(s.name, cell(1, row)))
		}
	}
	b.keep(b.f.SetPageLayout(s.name, layout))
	b.keep(b.f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
}

// printNames tells a spreadsheet program what to print, and which rows on every page.
func (s *sheet) printNames(a area) {
	b := s.book
	b.keep(b.f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Area", RefersTo: s.ref(fixed(a.col, a.row) + ":" + fixed(a.lastCol, a.lastRow)), Scope: s.name,
	}))
	if a.heads > 0 {
		b.keep(b.f.SetDefinedName(&excelize.DefinedName{
			Name:     "_xlnm.Print_Titles",
			RefersTo: s.ref("$" + strconv.Itoa(a.heads) + ":$" + strconv.Itoa(a.lastHead)), Scope: s.name,
		}))
	}
}

// breaks are the first rows of the runs that do not fit on the rest of their page.
func (s *sheet) breaks(a area, runs []run) (rows []int) {
	_, tall := s.paper()
	room := tall * 100 / float64(s.scale(a))
	used := s.tall(a.row, runs[0].first-1)
	for i, r := range runs {
		if i > 0 && used+s.tall(r.first, r.last) > room {
			rows = append(rows, r.first)
			used = 0
			if 0 < a.heads && a.heads < r.first {
				used = s.tall(a.heads, a.lastHead)
			}
		}
		end := r.last
		if i+1 < len(runs) {
			end = runs[i+1].first - 1
		}
		for row := r.first; row <= end; row++ { // a run longer than a page goes on
			h := s.tall(row, row)
			if used+h > room {
				used = 0
				if 0 < a.heads && a.heads < row {
					used = s.tall(a.heads, a.lastHead)
				}
			}
			used += h
		}
	}
	return rows
}

// share writes a result's value over the cells of its counts: a formula where
// they give it, a number where it is only published, a sign where there is none.
// It says what number stands there.
func (s *sheet) share(col, row int, r *indicators.Result, numerator, denominator, unknown string, k look) (float64, bool) {
	v, ok := value(r)
	if !ok {
		s.text(col, row, missing(r), markOf(k))
		return 0, false
	}
	k.format = formatOf(r.Shape) + signs(r)
	if formula := shareFormula(r, numerator, denominator, unknown); formula != "" {
		s.formula(col, row, formula, v, k)
	} else {
		s.number(col, row, v, k)
	}
	return v, true
}

// markOf is the look of a sign where a number would have that look.
func markOf(k look) look { k.format, k.align = "", "center"; return k }

// value is a result's value as a cell holds it: a share as a fraction.
func value(r *indicators.Result) (float64, bool) {
	v, ok := r.Value()
	switch {
	case !ok:
		return 0, false
	case r.Shape == indicators.Count:
		return float64(v), true
	case r.Shape == indicators.Mean:
		return float64(v) / 100, true
	}
	return float64(v) / 10000, true
}

// shareFormula is the formula of a value over its counts, rounded as results are;
// empty where the counts do not give the value.
func shareFormula(r *indicators.Result, numerator, denominator, unknown string) string {
	v, ok := r.Value()
	known := r.Denominator - r.Unknown
	if !ok || !r.Counted || r.Shape == indicators.Count || known <= 0 {
		return ""
	}
	places := "4"
	if r.Shape == indicators.Mean {
		places = "2"
	} else if (r.Numerator*20000+known)/(2*known) != v {
		return ""
	}
	of := denominator + "-" + unknown
	return "IF(" + of + ">0,ROUND(" + numerator + "/(" + of + ")," + places + `),"` + signNotApplicable + `")`
}

// signs are the signs of a number, to stand behind it in its format.
func signs(r *indicators.Result) string {
	var s strings.Builder
	for _, f := range r.Flags() {
		if f != "x" && f != "z" {
			s.WriteString(" [" + f + "]")
		}
	}
	if s.Len() == 0 {
		return ""
	}
	return `"` + s.String() + `"`
}

// missing is the sign that stands for a result without a value; a nil result is
// not available.
func missing(r *indicators.Result) string {
	if r != nil && r.State == indicators.NotApplicable {
		return signNotApplicable
	}
	return signNotAvailable
}

// intervalSign stands for an interval that a result does not have. A share has one
// where its counts are known; nothing else has.
func intervalSign(r *indicators.Result) string {
	if _, ok := r.Value(); !ok {
		return missing(r)
	}
	if r.Shape == indicators.Share && !r.Counted {
		return signNotAvailable
	}
	return signNotApplicable
}

// coverageSign stands for a coverage that is not known.
func coverageSign(r *indicators.Result) string {
	if r.State != indicators.Available {
		return missing(r)
	}
	return signNotApplicable
}

// flags are a result's signs as a text, or that there are none.
func flags(r *indicators.Result) string {
	if r == nil {
		return signNotAvailable
	}
	list := r.Flags()
	if len(list) == 0 {
		return none
	}
	return "[" + strings.Join(list, "] [") + "]"
}

// counts writes numerator, denominator and unknown into three neighbouring cells.
// A published value has counts that its publisher did not tell.
func (s *sheet) counts(col, row int, r *indicators.Result, k look) {
	k.format = formatWhole
	for i, n := range []int64{r.Numerator, r.Denominator, r.Unknown} {
		switch {
		case r.State != indicators.Available:
			s.text(col+i, row, missing(r), markOf(k))
		case i < 2 && !r.Counted:
			s.text(col+i, row, signNotAvailable, markOf(k))
		case i == 1 && r.Shape == indicators.Count:
			s.text(col+i, row, signNotApplicable, markOf(k))
		default:
			s.whole(col+i, row, n, k)
		}
	}
}

// hundredths writes a percentage of hundredths as a fraction, or a sign.
func (s *sheet) hundredths(col, row int, v int64, ok bool, sign string, k look) {
	if !ok {
		s.text(col, row, sign, markOf(k))
		return
	}
	k.format = formatPercent
	s.number(col, row, float64(v)/10000, k)
}
