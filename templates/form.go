package templates

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
	"raditaji/sources"
)

// A FormContent is what stands in a template beside what is asked. The zero
// FormContent is a template that nobody has filled.
type FormContent struct {
	Shown  indicators.Prefill
	Filled map[string]string // by Input.Address, as people would type it
}

// DrawForm makes the workbook by which a reporting unit answers. Equal forms and
// contents give equal bytes.
func DrawForm(f *indicators.Form, content FormContent, l Language) ([]byte, error) {
	b := newFormBook(f, content, l)
	defer b.f.Close()
	b.properties()
	for i := range f.Sheets {
		if f.Sheets[i].ID != "institution" {
			b.sheetOf(&f.Sheets[i])
		}
	}
	b.opening()
	b.hidden()
	b.f.SetActiveSheet(0)
	for _, c := range b.calculated {
		if !b.placed[c.Name] {
			b.keep(fmt.Errorf("the formula %s has no place", c.Name))
		}
	}
	if b.err != nil {
		return nil, fmt.Errorf("drawing the template of %q: %w", f.Unit.Name, b.err)
	}
	var out bytes.Buffer
	err := b.f.SetZipWriter(func(w io.Writer) excelize.ZipWriter {
		return &orderedZip{w: w, language: l.code(), extras: b.extras}
	}).Write(&out)
	if err != nil {
		return nil, fmt.Errorf("writing the template of %q: %w", f.Unit.Name, err)
	}
	return out.Bytes(), nil
}

// FormFileName is the name of a template's file as people see it.
func FormFileName(f *indicators.Form) string {
	return fmt.Sprintf("%s %d-%d.xlsx", UnitFileName(f.Unit.ID, f.Unit.Name), int(f.Year), int(f.Year)+1)
}

// UnitFileName is a unit's number and name as a part of a file's name that every
// system allows, a hundred letters at most.
func UnitFileName(id, unit string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`"„”“«»'`, r):
			return -1
		case strings.ContainsRune(notInFileNames, r) || unicode.IsControl(r):
			return ' '
		}
		return r
	}, id+" "+unit)
	name = strings.Join(strings.Fields(name), " ")
	if letters := []rune(name); len(letters) > 100 {
		name = strings.TrimSpace(string(letters[:100]))
	}
	return name
}

// A formBook is a template while it is drawn.
type formBook struct {
	*book
	form       *indicators.Form
	content    FormContent
	calculated []sources.FormFormula
	formulas   map[string]string // text by name
	stored     map[string]formValue
	placed     map[string]bool
	sheets     map[string]*sheet // by FormSheet.ID
	extras     map[string]sheetMore
	shown      map[string]string // the numbers shown beside the inputs, and the texts of the named labels
}

func newFormBook(f *indicators.Form, content FormContent, l Language) *formBook {
	b := &formBook{
		book: bookIn(excelize.NewFile(), l),
		form: f, content: content, calculated: sources.FormFormulas(f), formulas: map[string]string{},
		stored: storedValues(f, content.Filled), placed: map[string]bool{}, sheets: map[string]*sheet{},
		extras: map[string]sheetMore{}, shown: sources.ShownCells(f, content.Shown),
	}
	for _, c := range b.calculated {
		if len(c.Text) > longestFormula {
			b.keep(fmt.Errorf("the formula %s has %d characters", c.Name, len(c.Text)))
		}
		b.formulas[c.Name] = c.Text
	}
	b.keep(b.f.SetDefaultFont(fontFamily))
	for i, s := range f.Sheets {
		b.sheets[s.ID] = b.addSheet(b.say("sheet."+s.ID), i+1)
	}
	return b
}

// longestFormula is how many characters spreadsheet programs take.
const longestFormula = 8192

// addSheet makes the sheet that comes so many-th in the workbook.
func (b *formBook) addSheet(name string, n int) *sheet {
	if n == 1 {
		b.keep(b.f.SetSheetName("Sheet1", name))
	} else {
		_, err := b.f.NewSheet(name)
		b.keep(err)
	}
	b.extras[sheetEntry(n)] = sheetMore{texts: map[string]string{}, grow: map[int]bool{}}
	return b.sheet(name)
}

// sheetEntry is where excelize writes the sheet that was made so many-th.
func sheetEntry(n int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", n) }

// more is what excelize cannot say of a sheet.
func (b *formBook) more(s *sheet) sheetMore {
	i, err := b.f.GetSheetIndex(s.name)
	b.keep(err)
	return b.extras[sheetEntry(i+1)]
}

// say gives words of the template in its language.
func (b *formBook) say(word string, args ...string) string { return formWords[word].In(b.l, args...) }

func (b *formBook) properties() {
	day := b.form.Year.FollowUp()
	at := time.Date(day.Year(), time.Month(day.Month()), day.Day(), 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
	b.keep(b.f.SetDocProps(&excelize.DocProperties{
		Title:          b.say("title", "unit", b.form.Unit.Name, "school_year", b.form.Year.String()),
		Subject:        b.form.Title,
		Creator:        b.say("creator"),
		LastModifiedBy: b.say("creator"),
		Description:    b.say("description", "version", b.form.Version),
		Keywords:       b.form.Programme,
		Language:       b.l.code(),
		Created:        at,
		Modified:       at,
		Revision:       "1",
	}))
	b.keep(b.f.SetAppProps(&excelize.AppProperties{Application: "Raditaji"}))
}

// dueDay is the day by which the template is due, as people write it: the day
// and month of the programme in the monitoring year, or a year later where the
// school year had not yet ended. Empty: the programme names none.
func dueDay(f *indicators.Form) string {
	parts := strings.Split(strings.Trim(f.Collection.Due, ". "), ".")
	if len(parts) != 2 {
		return f.Collection.Due
	}
	day, err1 := strconv.Atoi(parts[0])
	month, err2 := strconv.Atoi(parts[1])
	if err1 != nil || err2 != nil {
		return f.Collection.Due
	}
	year := f.Monitoring
	for indicators.NewDate(year, month, day) <= indicators.NewDate(int(f.Year)+1, 5, 31) {
		year++
	}
	return fmt.Sprintf("%02d.%02d.%d", day, month, year)
}

// hidden writes the identity of the template and what it shows beside its inputs.
func (b *formBook) hidden() {
	s := b.addSheet(sources.FormSheetShown, len(b.form.Sheets)+1)
	for i, name := range sortedKeys(b.shown) {
		s.text(1, i+1, name, look{})
		s.text(2, i+1, b.shown[name], look{})
	}
	b.keep(b.f.SetSheetDimension(s.name, "A1:"+cell(2, max(1, len(b.shown)))))
	b.keep(b.f.SetSheetVisible(s.name, false, true))
	b.protect(s)
	id := sources.Identity{Programme: b.form.Programme, Unit: b.form.Unit.ID, Year: b.form.Year, Version: b.form.Version}
	for _, n := range [][2]string{
		{sources.FormNameTemplate, sources.FormTemplate},
		{sources.FormNameVersion, id.Version},
		{sources.FormNameProgramme, id.Programme},
		{sources.FormNameInstitution, id.Unit},
		{sources.FormNameSchoolYear, strconv.Itoa(int(id.Year))},
		{sources.FormNameCheck, id.Check(b.shown)},
	} {
		b.keep(b.f.SetDefinedName(&excelize.DefinedName{Name: n[0], RefersTo: `"` + strings.ReplaceAll(n[1], `"`, `""`) + `"`}))
	}
}

// protect lets a person only fill the inputs, choose how the sheet looks, and
// filter. Sorting stays shut: it would move answers away from their questions.
func (b *formBook) protect(s *sheet) {
	b.keep(b.f.ProtectSheet(s.name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true,
		FormatCells: true, FormatColumns: true, FormatRows: true, AutoFilter: true,
	}))
}

// name gives a cell its defined name.
func (b *formBook) name(s *sheet, name string, col, row int) {
	if b.names[strings.ToLower(name)] {
		b.keep(fmt.Errorf("the name %s stands for two cells", name))
		return
	}
	b.names[strings.ToLower(name)] = true
	b.keep(b.f.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: s.ref(fixed(col, row))}))
}

// label names a cell that says what is asked, or whose template it is, and keeps
// its text, so that a changed one is found.
func (b *formBook) label(s *sheet, name, text string, col, row int) {
	b.name(s, name, col, row)
	b.shown[name] = text
}

// calculate writes a formula of the form with what it gives at first.
func (b *formBook) calculate(s *sheet, col, row int, name string, k look) {
	text, ok := b.formulas[name]
	if !ok {
		s.text(col, row, "", k)
		return
	}
	at, v := cell(col, row), b.stored[name]
	if v.number {
		s.number(col, row, v.n, k)
	} else {
		s.use(col, row, v.text, k)
		s.paint(at, k)
		b.more(s).texts[at] = v.text
	}
	b.keep(b.f.SetCellFormula(s.name, at, text))
	b.name(s, name, col, row)
	b.placed[name] = true
}

// answer writes an input cell with what is filled in already.
func (b *formBook) answer(s *sheet, col, row int, in *indicators.Input) {
	k := lookInput(in)
	text := b.content.Filled[in.Address]
	n, isNumber := typedNumber(text)
	switch {
	case text == "":
		s.use(col, row, "", k)
		s.paint(cell(col, row), k)
	case isNumber:
		s.number(col, row, n, k)
	default:
		s.text(col, row, text, k)
	}
	b.name(s, in.Name(), col, row)
}

// validate says for each cell of a list what it takes.
func (b *formBook) validate(s *sheet, cells map[string][]string, inputs map[string]indicators.Input) {
	for _, rule := range sortedKeys(cells) {
		in := inputs[rule]
		dv := excelize.NewDataValidation(true)
		dv.Sqref = strings.Join(cells[rule], " ")
		kind := kindWords[in.Kind]
		args := []string{"length", strconv.Itoa(in.Length)}
		switch in.Kind {
		case indicators.Whole:
			b.keep(dv.SetRange(0, 0, excelize.DataValidationTypeWhole, excelize.DataValidationOperatorGreaterThanOrEqual))
		case indicators.Euro, indicators.Hours:
			b.keep(dv.SetRange(0, 0, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorGreaterThanOrEqual))
		case indicators.Choice:
			words := b.choices(in.Choices)
			args = append(args, "choices", strings.Join(words, ", "))
			b.keep(dv.SetDropList(words))
		case indicators.Day:
			from := int(serial(indicators.NewDate(2000, 1, 1)))
			b.keep(dv.SetRange(from, from, excelize.DataValidationTypeDate, excelize.DataValidationOperatorGreaterThanOrEqual))
		default:
			if explains(&in) {
				kind = "explain"
			}
			b.keep(dv.SetRange(in.Length, in.Length, excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorLessThanOrEqual))
		}
		dv.SetInput(b.say("prompt."+kind), b.say("prompt."+kind+".text", args...))
		if kind == "explain" {
			kind = "text"
		}
		dv.SetError(excelize.DataValidationErrorStyleStop, b.say("error"), b.say("error."+kind, args...))
		b.keep(b.f.AddDataValidation(s.name, dv))
	}
}

// kindWords are the ends of the words about a kind of input.
var kindWords = map[indicators.InputKind]string{
	indicators.Whole: "whole", indicators.Euro: "euro", indicators.Hours: "hours",
	indicators.Choice: "choice", indicators.Day: "day", indicators.FreeText: "text",
}

// explains says that an input is the explanation of a figure.
func explains(in *indicators.Input) bool { return strings.HasSuffix(in.Address, ".explain") }

// choices are the words of codes as a list shows them.
func (b *formBook) choices(codes []string) []string {
	words := make([]string, len(codes))
	for i, code := range codes {
		words[i] = b.choice(code)
	}
	return words
}

// choice is a code's word as a list shows it.
func (b *formBook) choice(code string) string {
	letters := []rune(choiceWord(b.l, code))
	letters[0] = unicode.ToUpper(letters[0])
	return string(letters)
}

// choiceWord is the word of a choice's code.
func choiceWord(l Language, code string) string {
	words := sources.FormChoices[code]
	switch {
	case len(words) < 2:
		return code
	case l == English:
		return words[1]
	}
	return words[0]
}

// The colours of a template: inputs are told from the rest by paper and border.
const (
	paperInput    = "FFF3BF"
	paperOptional = "FFFFFF"
	edgeInput     = "7F6000"
	paperBand     = "E7ECF4"
	paperShown    = "F4F4F4"
)

var (
	lookAsked = look{wrap: true, border: true, align: "left", middle: true, indent: true}
	lookBand  = look{wrap: true, border: true, bold: true, ink: inkTitle, paper: paperBand, align: "left", middle: true, indent: true}
	lookPlain = look{wrap: true, ink: inkQuiet, align: "left"}
	lookStep  = look{wrap: true, align: "left", middle: true}
	lookCheck = look{border: true, align: "center", middle: true, paper: paperShown}
	lookWord  = look{border: true, bold: true, paper: paperSum, align: "left", middle: true, indent: true}
	lookSum   = look{border: true, bold: true, paper: paperSum, align: "right", middle: true, indent: true}
)

// lookInput is the look of an input cell: one that must be filled is yellow.
func lookInput(in *indicators.Input) look {
	k := look{border: true, edge: edgeInput, paper: paperInput, open: true, middle: true, align: "right", indent: true}
	if in.Optional {
		k.paper = paperOptional
	}
	switch in.Kind {
	case indicators.Whole, indicators.Euro, indicators.Hours:
		k.format = formatOfInput(in.Kind)
	case indicators.Day:
		k.format = formatDate
	case indicators.Choice:
		k.align = "left"
	default:
		k.align, k.wrap = "left", true
	}
	return k
}

// lookShown is the look of a number that stands beside an input.
func lookShown(format string) look {
	return look{border: true, format: format, align: "right", middle: true, ink: inkQuiet, paper: paperShown, indent: true}
}

// formatOfInput is the number format of a kind of input.
func formatOfInput(kind indicators.InputKind) string {
	if kind == indicators.Whole {
		return formatWhole
	}
	return formatMoney
}
