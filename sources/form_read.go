package sources

import (
	"archive/zip"
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
)

// A formReader is one filled template while it is read. Its checks climb a ladder
// – file, identity, fields, cells, between cells –, each only where those before
// it hold.
type formReader struct {
	sub     *Submission
	ctx     *Context
	book    *excelize.File
	sheets  []string            // in the workbook's order
	names   map[string]formName // by the name in small letters
	merged  map[string][]area   // merged cells of a sheet
	date04  bool                // the workbook counts days from 1904
	broken  bool                // the library could not read a sheet
	id      Identity
	form    *indicators.Form
	current bool
	shown   map[string]string // of the hidden sheet: cell's name → number; nil: the sheet is lost
	figures map[string]*figure
	order   []*figure
	faulty  map[string]string // input → code of its first error
	formats map[int]cellFormat
	coded   map[formName]bool // inputs in whose text a person code stands
}

// A formName is what a defined name of the workbook means: a cell, a constant, or
// neither of them.
type formName struct {
	sheet       string
	column, row int // 0: it is no cell
	text        string
	constant    bool
	scoped      bool // it holds for one sheet only
}

func (n formName) ref() string {
	ref, _ := excelize.CoordinatesToCellName(max(n.column, 1), max(n.row, 1))
	return ref
}

// An area is a range of cells.
type area struct{ left, top, right, bottom int }

func (a area) holds(column, row int) bool {
	return a.left <= column && column <= a.right && a.top <= row && row <= a.bottom
}

// A figure is one input while its template is read.
type figure struct {
	in     indicators.Input
	row    *indicators.BlockRow
	column string // the column's text, where the block has several
	at     formName
	found  bool
	filled bool // something stands in the cell, or the cell is lost
	number indicators.Number
	text   string
}

// readWorkbook reads a workbook: a template of ours, or none.
func readWorkbook(sub *Submission, data []byte, archive *zip.Reader, ctx *Context) {
	fail := func(code string, args ...string) {
		sub.Refuse(newProblem(sub.Name, code, indicators.Origin{}, args...))
	}
	if len(data) > maxWorkbook {
		fail("file.workbook.large", "limit", itoa(maxWorkbook>>20))
		return
	}
	w, flaw := walkWorkbook(archive)
	if flaw != nil {
		fail(flaw.code, flaw.args...)
		return
	}
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked, // nothing goes to a disk
	})
	if err != nil {
		fail("file.workbook.broken")
		return
	}
	defer book.Close()
	for name, sheet := range w.shortened {
		book.Pkg.Store(name, sheet)
	}
	r := &formReader{sub: sub, ctx: ctx, book: book, sheets: book.GetSheetList(), merged: map[string][]area{}, faulty: map[string]string{},
		formats: map[int]cellFormat{}, coded: map[formName]bool{},
	}
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		r.date04 = *props.Date1904
	}
	for _, name := range r.sheets {
		plain := withoutCodes(name)
		sub.sheets = append(sub.sheets, plain)
		w.codes += btoi(plain != name)
	}
	r.readNames()
	if !r.identify() {
		return
	}
	if w.macros {
		r.say("form.macros")
	}
	if w.links {
		r.say("form.links")
	}
	if ctx.Form == nil {
		r.say("form.programme.none", "institution", r.labelled(FormLabelUnit, r.id.Unit), "year", r.id.Year.String(),
			"programme", r.labelled(FormLabelProgramme, r.id.Programme))
		return
	}
	if !r.readFields() {
		return
	}
	r.readCells()
	if outside := w.codes - len(r.coded); outside > 0 {
		r.say("form.codes.outside", "count", itoa(outside))
	}
	r.compareLabels()
	r.compareFigures()
	r.compareShown()
	r.compareFormulas()
	if r.broken {
		fail("file.workbook.broken")
		return
	}
	r.settle()
}

// say notes a problem of the whole workbook.
func (r *formReader) say(code string, args ...string) {
	r.sub.Problems = append(r.sub.Problems, newProblem(r.sub.Name, code, indicators.Origin{}, args...))
}

// refuse ends the reading with an error of the file.
func (r *formReader) refuse(code string, args ...string) bool {
	r.sub.Refuse(newProblem(r.sub.Name, code, indicators.Origin{}, args...))
	return false
}

// fault notes a problem of one input, which an error sets aside.
func (r *formReader) fault(f *figure, code, got string, args ...string) {
	r.note(f, code, got, args...)
	if codes[code].severity == Error {
		r.spoil(f, code)
	}
}

// note notes a problem beside one input.
func (r *formReader) note(f *figure, code, got string, args ...string) {
	p := newProblem(r.sub.Name, code, indicators.Origin{Row: uint32(f.at.row), Column: uint16(f.at.column)}, args...)
	p.Sheet, p.Input, p.Heading, p.Got = withoutCodes(f.at.sheet), f.in.Address, shown(f.row.Text), shown(got)
	r.sub.Problems = append(r.sub.Problems, p)
}

// spoil sets a figure aside.
func (r *formReader) spoil(f *figure, code string) {
	if _, ok := r.faulty[f.in.Address]; !ok {
		r.faulty[f.in.Address] = code
	}
	f.filled = true
}

// readNames reads the workbook's defined names. Of one name the workbook's own
// wins over those of single sheets, which a copied sheet brings along.
func (r *formReader) readNames() {
	r.names = map[string]formName{}
	for _, d := range r.book.GetDefinedName() {
		key := strings.ToLower(d.Name)
		n := r.nameOf(d.RefersTo)
		n.scoped = d.Scope != "Workbook"
		if old, ok := r.names[key]; ok && (n.scoped || !old.scoped) {
			continue
		}
		r.names[key] = n
	}
}

// nameOf reads what a defined name refers to.
func (r *formReader) nameOf(refersTo string) formName {
	s := strings.TrimPrefix(strings.TrimSpace(refersTo), "=")
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		return formName{constant: true, text: strings.ReplaceAll(s[1:len(s)-1], `""`, `"`)}
	}
	if digitsOnly(s) {
		return formName{constant: true, text: s}
	}
	sheet, ref, ok := splitRef(s)
	if !ok {
		return formName{}
	}
	at := slices.IndexFunc(r.sheets, func(name string) bool { return strings.EqualFold(name, sheet) })
	if at < 0 {
		return formName{}
	}
	from, to, ranged := strings.Cut(ref, ":")
	if i := strings.LastIndexByte(to, '!'); i >= 0 { // Sheet!A1:Sheet!A1
		to = to[i+1:]
	}
	column, row, ok := cellAt(from)
	if !ok {
		return formName{}
	}
	n := formName{sheet: r.sheets[at], column: column, row: row}
	if ranged {
		right, bottom, ok := cellAt(to)
		whole := area{column, row, right, bottom}
		if !ok || (right != column || bottom != row) && !slices.Contains(r.mergedOn(n.sheet), whole) {
			return formName{}
		}
	}
	return n
}

// splitRef parts 'Sheet name'!$B$4 at its exclamation mark. It is false for
// several areas, cells of other workbooks and what is no cell of a sheet.
func splitRef(s string) (sheet, ref string, ok bool) {
	s = strings.TrimPrefix(s, "$")
	if strings.HasPrefix(s, "'") {
		var b strings.Builder
		for i := 1; i < len(s); i++ {
			if s[i] != '\'' {
				b.WriteByte(s[i])
				continue
			}
			if i+1 < len(s) && s[i+1] == '\'' {
				b.WriteByte('\'')
				i++
				continue
			}
			sheet, ref = b.String(), s[i+1:]
			break
		}
	} else if i := strings.IndexByte(s, '!'); i > 0 {
		sheet, ref = s[:i], s[i:]
	}
	if ref == "" || ref[0] != '!' || strings.ContainsAny(sheet, "[]") || strings.ContainsAny(ref, ",;(#") {
		return "", "", false
	}
	return sheet, ref[1:], true
}

// mergedOn are the merged cells of a sheet.
func (r *formReader) mergedOn(sheet string) []area {
	if list, ok := r.merged[sheet]; ok {
		return list
	}
	cells, err := r.book.GetMergeCells(sheet, true)
	if err != nil {
		r.broken = true
	}
	list := []area{}
	for _, m := range cells {
		left, top, ok1 := cellAt(m.GetStartAxis())
		right, bottom, ok2 := cellAt(m.GetEndAxis())
		if ok1 && ok2 {
			list = append(list, area{left, top, right, bottom})
		}
	}
	r.merged[sheet] = list
	return list
}

// constant is the text that a hidden name holds, or that stands in its cell.
func (r *formReader) constant(name string) string {
	n := r.names[strings.ToLower(name)]
	if n.constant || n.row == 0 {
		return strings.TrimSpace(n.text)
	}
	return clean(r.cell(n).text)
}

// identify finds out whose template the workbook is. It is false where there is
// nothing more to read.
func (r *formReader) identify() bool {
	template := r.constant(FormNameTemplate)
	ours := template != ""
	for name := range r.names {
		ours = ours || strings.HasPrefix(name, "in_") || strings.HasPrefix(name, "_raditaji_")
	}
	switch {
	case !ours:
		return r.refuse("form.foreign")
	case template != FormTemplate && strings.HasPrefix(template, "institution-"):
		r.sub.Kind = indicators.FormKind
		return r.refuse("form.template.other")
	}
	r.sub.Kind = indicators.FormKind
	year, _ := strconv.Atoi(r.constant(FormNameSchoolYear))
	r.id = Identity{
		Programme: r.constant(FormNameProgramme), Unit: r.constant(FormNameInstitution),
		Year: indicators.SchoolYear(year), Version: r.constant(FormNameVersion),
	}
	if template != FormTemplate || r.id.Programme == "" || r.id.Unit == "" || r.id.Version == "" || year < firstYear || year > lastYear {
		return r.refuse("form.identity.broken")
	}
	r.readShown()
	check := r.constant(FormNameCheck)
	switch {
	case r.broken:
		return r.refuse("file.workbook.broken")
	case r.shown != nil && check == r.id.Check(r.shown), r.shown == nil && check == r.id.Check(nil):
	case r.shown == nil && check != "":
		r.say("form.shown.lost")
	default:
		return r.refuse("form.identity.broken")
	}
	r.sub.Form = &FormReading{Identity: r.id, Cells: map[string]FormCell{}, Corrects: strings.ToLower(r.constant(FormNameCorrects))}
	return true
}

// readShown reads the hidden sheet that keeps what was shown beside the inputs.
func (r *formReader) readShown() {
	at := slices.IndexFunc(r.sheets, func(name string) bool { return strings.EqualFold(name, FormSheetShown) })
	if at < 0 {
		return
	}
	r.shown = map[string]string{}
	rows, err := r.book.Rows(r.sheets[at])
	if err != nil {
		r.broken = true
		return
	}
	defer rows.Close()
	for rows.Next() {
		row, err := rows.Columns()
		if err != nil {
			r.broken = true
			return
		}
		if len(row) == 0 || clean(row[0]) == "" {
			return
		}
		text := ""
		if len(row) > 1 {
			text = clean(row[1])
		}
		r.shown[clean(row[0])] = text
	}
}

// readFields finds the template's form and the cells of its inputs.
func (r *formReader) readFields() bool {
	if r.id.Programme != r.ctx.Programme {
		return r.refuse("form.programme.other", "programme", r.labelled(FormLabelProgramme, r.id.Programme))
	}
	form, ok := r.ctx.Form(r.id.Unit, r.id.Year)
	if !ok {
		if at := indicators.InstitutionNumbered(r.ctx.Institutions, r.id.Unit); at >= 0 {
			return r.refuse("form.institution.unasked", "institution", r.ctx.Institutions[at].Name, "year", r.id.Year.String())
		}
		return r.refuse("form.institution.unknown", "institution", r.labelled(FormLabelUnit, r.id.Unit))
	}
	_, labelled := r.names[FormLabelUnit] // templates of before had no such name, and other formulas
	r.form, r.current = form, r.id.Version == form.Version && labelled
	r.sub.Form.Form, r.sub.Form.Current = form, r.current
	r.figures = map[string]*figure{}
	var missing []string
	known := map[string]bool{}
	for s := range form.Sheets {
		for b := range form.Sheets[s].Blocks {
			missing = append(missing, r.readBlock(&form.Sheets[s].Blocks[b], known)...)
		}
	}
	r.shareCells()
	if r.current {
		return true
	}
	r.say("form.version.other")
	if len(missing) > 0 {
		r.say("form.fields.missing", "count", itoa(len(missing)), "figures", listed(missing, 5))
	}
	var gone []formName
	for name, n := range r.names {
		if strings.HasPrefix(name, "in_") && !known[name] && n.row > 0 && r.cell(n).text != "" {
			gone = append(gone, n)
		}
	}
	slices.SortFunc(gone, r.compare)
	if len(gone) > 0 {
		cells := make([]string, len(gone))
		for i, n := range gone {
			cells[i] = spot(n)
		}
		r.say("form.fields.unknown", "count", itoa(len(gone)), "cells", listed(cells, 5))
	}
	return true
}

// readBlock finds the cells of a block's inputs. The texts of those that the
// workbook does not have are returned; where the workbook is made from the form of
// today, they were there and are lost.
func (r *formReader) readBlock(b *indicators.Block, known map[string]bool) (missing []string) {
	var lost []*figure
	for i := range b.Rows {
		row := &b.Rows[i]
		for c, in := range append(slices.Clone(row.Inputs), row.Explain) {
			if in.Kind == indicators.NoInput {
				continue
			}
			f := &figure{in: in, row: row}
			if c < len(b.Columns) && len(b.Columns) > 1 {
				f.column = b.Columns[c].Text
			}
			name := strings.ToLower(in.Name())
			known[name] = true
			n, ok := r.names[name]
			f.at, f.found = n, n.row > 0
			r.figures[in.Address] = f
			r.order = append(r.order, f)
			switch {
			case f.found:
				r.sub.Form.Cells[in.Address] = FormCell{Sheet: n.sheet, Ref: n.ref()}
			case ok || r.current:
				f.at = formName{}
				lost = append(lost, f)
			default:
				missing = append(missing, r.label(f, ""))
			}
		}
	}
	if len(lost) > 0 {
		texts := make([]string, len(lost))
		for i, f := range lost {
			texts[i] = r.label(f, "")
			r.spoil(f, "form.input.lost")
		}
		r.fault(lost[0], "form.input.lost", "", "count", itoa(len(lost)), "figures", listed(texts, 5))
	}
	return missing
}

// shareCells sets figures aside whose names mean one cell: whose answer it is
// cannot be told.
func (r *formReader) shareCells() {
	first := map[formName]*figure{}
	for _, f := range r.order {
		if !f.found {
			continue
		}
		at := formName{sheet: f.at.sheet, column: f.at.column, row: f.at.row}
		other, taken := first[at]
		if !taken {
			first[at] = f
			continue
		}
		if _, told := r.faulty[other.in.Address]; !told {
			r.fault(other, "form.input.shared", "", "figure", r.question(f))
		}
		r.fault(f, "form.input.shared", "", "figure", r.question(other))
	}
}

// label is a figure in a sentence that speaks of a sheet: its row's text, its
// column's, and where it stands.
func (r *formReader) label(f *figure, sheet string) string {
	text := r.asked(f)
	if !f.found {
		return r.question(f)
	}
	at := spot(f.at)
	if f.at.sheet == sheet {
		at = f.at.ref()
	}
	if text == "" {
		return at
	}
	return text + " (" + at + ")"
}

// question is a figure in a sentence without its place. The address of one that the
// programme does not word is worded by templates.
func (r *formReader) question(f *figure) string {
	return cmp.Or(strings.TrimRight(r.asked(f), " ."), f.in.Address)
}

// asked is what a figure's row and column ask; empty where the programme does not
// word it.
func (r *formReader) asked(f *figure) string {
	var parts []string
	for _, text := range []string{f.row.Text, f.column} {
		if text = shown(text); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, ", ")
}

// spot is where a cell stands: Rādītāji!C14.
func spot(n formName) string { return withoutCodes(n.sheet) + "!" + n.ref() }

// listed are the first of many texts.
func listed(texts []string, most int) string {
	list := slices.Compact(slices.Clone(texts))
	if len(list) > most {
		list = append(list[:most], "…")
	}
	return strings.Join(list, "; ")
}

// compare orders cells as the workbook has them; what is no cell comes first.
func (r *formReader) compare(a, b formName) int {
	return cmp.Or(cmp.Compare(slices.Index(r.sheets, a.sheet), slices.Index(r.sheets, b.sheet)),
		cmp.Compare(a.row, b.row), cmp.Compare(a.column, b.column))
}

// settle makes of the figures what the submission hands on.
func (r *formReader) settle() {
	s := r.sub
	unit := r.form.Unit.ID
	s.Records.Reported = append(s.Records.Reported, indicators.Reported{Year: r.id.Year, Unit: unit})
	for _, f := range r.order {
		if !f.filled {
			continue
		}
		s.Balance.Rows++
		rec := indicators.Reported{
			At: indicators.Origin{Row: uint32(f.at.row), Column: uint16(f.at.column)}, Year: r.id.Year, Unit: unit, Sheet: withoutCodes(f.at.sheet), Input: f.in.Address,
		}
		if code, bad := r.faulty[f.in.Address]; bad {
			rec.Faulty = true
			if s.Balance.SetAside == nil {
				s.Balance.SetAside = map[string]int{}
			}
			s.Balance.SetAside[code]++
		} else {
			rec.Number, rec.Text = f.number, f.text
			s.Balance.Used++
		}
		s.Records.Reported = append(s.Records.Reported, rec)
	}
	if s.Balance.Rows == 0 {
		s.Records.Reported = nil
		r.say("form.empty")
		sortProblems(s.Problems, s.sheets)
		return
	}
	r.countEmpty()
	s.cells = make([]int32, len(s.Records.Reported))
	s.Cells = []Cell{{
		Kind: indicators.FormKind, Year: r.id.Year, Institution: unit, Rows: s.Balance.Rows, Used: s.Balance.Used,
	}}
	sortProblems(s.Problems, s.sheets)
}

// countEmpty says how many of the cells that must be filled are empty, sheet by
// sheet.
func (r *formReader) countEmpty() {
	all := 0
	empty := map[string]int{}
	for _, f := range r.order {
		if f.found && !f.filled && !f.in.Optional {
			all++
			empty[f.at.sheet]++
		}
	}
	if all == 0 {
		return
	}
	var sheets []string
	for _, name := range r.sheets {
		if n := empty[name]; n > 0 {
			sheets = append(sheets, withoutCodes(name)+" ("+itoa(n)+")")
		}
	}
	r.say("form.fields.empty", "count", itoa(all), "sheets", strings.Join(sheets, ", "))
}
