package sample

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
)

// A fault is one way in which a template comes back wrong.
type fault struct {
	code   string // of the problem that tells it
	beside bool   // the file stands beside the unit's right one
	end    string // of the file's name; empty: .xlsx
	// fill changes what is asked and typed; false: this template cannot be wrong so.
	fill  func(*town, *paper) bool
	book  func(*paper, *excelize.File) error // changes the workbook
	bytes func([]byte) ([]byte, error)       // changes the file, last
}

// faults come in the order in which they look for a template, those that few
// templates can have first. To add one: list it here; the tests want its code to
// be told.
var faults = []fault{
	{code: "form.query.last.count", fill: unexplained(indicators.AgainstLast, false)},
	{code: "form.query.last", fill: unexplained(indicators.AgainstLast, true)},
	{code: "form.query.register", fill: unexplained(indicators.AgainstRegister, true)},
	{code: "form.query.register.count", fill: unexplained(indicators.AgainstRegister, false)},
	{code: "form.part.above", fill: breaking(indicators.AtMost, func(left, right int64) (int64, int64) { return right + 1, right })},
	{code: "form.sum.differs", fill: breaking(indicators.Adds, func(left, right int64) (int64, int64) { return left + 1, right })},
	{code: "form.figure.required", fill: breaking(indicators.Requires, func(left, _ int64) (int64, int64) { return left, 0 })},
	{code: "form.number.decimals", fill: retype(hundredths, func(string) string { return "12,345" })},
	{code: "form.date.invalid", fill: retype(kind(indicators.Day), func(string) string { return "31.02.2025" })},
	{code: "form.text.long", fill: retype(freeText, func(s string) string { return strings.Repeat(s+" ", 1+1000/utf8.RuneCountInString(s)) })},
	{code: "form.text.person_code", fill: retype(freeText, func(string) string { return "Palīdzība sniegta audzēknim 150308-12345." })},
	{code: "form.text.small_group", fill: retype(freeText, func(string) string { return "Nodarbības apmeklēja 3 romu skolēni." })},
	{code: "form.fields.missing", fill: withoutQuestion},
	{code: "form.fields.unknown", fill: withOldQuestion},
	{code: "form.formula.changed", book: overwrite("calc_total_")},
	{code: "form.nil.contradicted", fill: nilAgainstRows},
	{code: "form.query.denied", fill: deny},
	{code: "form.shown.lost", book: func(_ *paper, f *excelize.File) error { return f.DeleteSheet("_raditaji") },
		fill: func(_ *town, p *paper) bool { return len(p.shown.Last)+len(p.shown.Register) > 0 }},
	{code: "form.shown.changed", book: overwrite("last_")},
	{code: "form.half.missing", fill: halved},
	{code: "form.numerator.above", fill: breaking(indicators.Within, func(_, right int64) (int64, int64) { return right + 1, right })},

	{code: "form.number.invalid", fill: retype(counted, func(string) string { return "nav zināms" })},
	{code: "form.number.text", fill: retype(counted, func(s string) string { return s + " gab." })},
	{code: "form.number.boolean", fill: retype(counted, keep), book: atCounted(func(f *excelize.File, sheet, ref string) error {
		return f.SetCellBool(sheet, ref, true)
	})},
	{code: "form.number.date", fill: retype(counted, keep), book: atCounted(func(f *excelize.File, sheet, ref string) error {
		style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		if err != nil {
			return err
		}
		if err := f.SetCellInt(sheet, ref, 45_997); err != nil {
			return err
		}
		return f.SetCellStyle(sheet, ref, ref, style)
	})},
	{code: "form.number.percent", fill: retype(counted, func(s string) string { return s + " %" })},
	{code: "form.number.negative", fill: retype(counted, func(s string) string { return "-" + s })},
	{code: "form.number.fraction", fill: retype(counted, func(s string) string { return s + ",5" })},
	{code: "form.number.large", fill: retype(counted, func(string) string { return "240240240" })},
	{code: "form.choice.unknown", fill: retype(chosen, func(string) string { return "varbūt" })},
	{code: "form.formula.uncalculated", fill: retype(counted, marked), bytes: inSheets(markedCell, `$1><f>12+7</f></c>`)},
	{code: "form.formula.error", fill: retype(counted, marked), bytes: inSheets(markedCell, `$1 t="e"><f>12/0</f><v>#DIV/0!</v></c>`)},
	{code: "form.input.lost", fill: retype(counted, keep), book: func(p *paper, f *excelize.File) error {
		return f.DeleteDefinedName(&excelize.DefinedName{Name: inputName(p.at(counted))})
	}},
	{code: "form.input.lost", book: func(p *paper, f *excelize.File) error { // with a whole sheet
		sheet, _, err := cellOf(f, inputName(p.form.Sheets[len(p.form.Sheets)-1].Blocks[0].Rows[0].Inputs[0].Address))
		if err != nil {
			return err
		}
		return f.DeleteSheet(sheet)
	}, fill: func(_ *town, p *paper) bool { return len(p.form.Sheets) > 2 }},
	{code: "form.input.merged", fill: retype(counted, keep), book: atCounted(func(f *excelize.File, sheet, ref string) error {
		column, row, err := excelize.CellNameToCoordinates(ref)
		if err != nil {
			return err
		}
		left, err := excelize.CoordinatesToCellName(column-1, row)
		if err != nil {
			return err
		}
		return f.MergeCell(sheet, left, ref)
	})},
	{code: "form.version.other", fill: func(_ *town, p *paper) bool { p.form.Version = earlierVersion; return true }},
	{code: "form.macros", end: ".xlsm", bytes: adding("xl/vbaProject.bin", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")},
	{code: "form.links", bytes: adding("xl/externalLinks/externalLink1.xml",
		`<?xml version="1.0" encoding="UTF-8"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`)},
	{code: "form.query.zero", fill: allZeros},
	{code: "form.empty", fill: func(_ *town, p *paper) bool { p.typed = nil; return true }},

	{code: "merge.form.fewer", beside: true, fill: hurried},
	{code: "form.foreign", beside: true, bytes: foreign},
	{code: "form.template.other", beside: true, book: constant("_raditaji_template", "institution-9")},
	{code: "form.identity.broken", beside: true, book: constant("_raditaji_institution", "9999999999")},
	{code: "form.programme.other", beside: true, fill: func(_ *town, p *paper) bool {
		p.form.Programme = "kaiminu-novads-2024-2028"
		return true
	}},
	{code: "form.institution.unknown", beside: true, fill: func(_ *town, p *paper) bool { p.form.Unit.ID = "9999999999"; return true }},
	{code: "form.institution.unasked", beside: true, fill: unasked},
	{code: "file.empty", beside: true, bytes: instead("")},
	{code: "file.format.unsupported", beside: true, end: ".pdf", bytes: instead("%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n")},
	{code: "file.encrypted", beside: true, bytes: instead(compound("EncryptedPackage"))},
	{code: "file.xls", beside: true, end: ".xls", bytes: instead(compound("Workbook"))},
	{code: "file.ods", beside: true, end: ".ods", bytes: openDocument},
	{code: "file.truncated", beside: true, bytes: func(data []byte) ([]byte, error) { return data[:len(data)/2], nil }},
	{code: "file.damaged", beside: true, bytes: func(data []byte) ([]byte, error) {
		at := bytes.Index(data, []byte("xl/worksheets/sheet1.xml"))
		if at < 0 {
			return nil, fmt.Errorf("there is no sheet")
		}
		copy(data[at+60:], "damaged")
		return data, nil
	}},
	{code: "file.workbook.unpacked", beside: true, bytes: bomb},
	{code: "file.workbook.rows", beside: true, bytes: inFirstSheet("</sheetData>", `<row r="200001"><c r="A200001"><v>1</v></c></row></sheetData>`)},
	{code: "file.workbook.columns", beside: true, bytes: inFirstSheet("</sheetData>", `<row r="9000"><c r="SG9000"><v>1</v></c></row></sheetData>`)},
	{code: "file.workbook.cells", beside: true, bytes: inFirstSheet("</sheetData>", wideRows(70)+"</sheetData>")},
	{code: "file.workbook.broken", beside: true, bytes: inFirstSheet("</sheetData>", `<row r="9000"><c r="A9000"></row></sheetData>`)},
	{code: "file.workbook.order", beside: true, bytes: inFirstSheet("</sheetData>", `<row r="2"><c r="A2"><v>1</v></c></row></sheetData>`)},
	{code: "file.workbook.doctype", beside: true, bytes: inFirstSheet("<worksheet", `<!DOCTYPE worksheet [<!ENTITY a "1">]><worksheet`)},
}

// spoilForms makes one template wrong for each fault, the last year's first; the
// files that stand beside right ones are those of the years in turn.
func (t *town) spoilForms() {
	var whole []*paper // still right
	for i := len(t.forms) - 1; i >= 0; i-- {
		whole = append(whole, t.forms[i].papers...)
	}
	for i := range faults {
		f := &faults[i]
		for n, p := range whole {
			if f.beside {
				p = t.again(p)
			}
			if !f.fits(t, p) {
				continue
			}
			p.fault = f
			whole = slices.Delete(whole, n, n+1)
			if strings.HasPrefix(f.code, "form.query.last") { // what it is compared with stays right
				whole = slices.DeleteFunc(whole, func(other *paper) bool { return other.form.Unit.ID == p.form.Unit.ID })
			}
			if f.beside {
				at := slices.IndexFunc(t.forms, func(y *formYear) bool { return slices.Contains(y.papers, p.beside) })
				t.forms[at].papers = append(t.forms[at].papers, p)
				whole = append(whole, p.beside) // may have another, after all the rest
			}
			break
		}
	}
}

// again is the same template, filled in the same way once more.
func (t *town) again(p *paper) *paper {
	twin := *p
	twin.form, _ = indicators.FormOf(t.programme, p.form.Unit.ID, p.form.Year)
	twin.typed, twin.beside = maps.Clone(p.typed), p
	return &twin
}

// fits makes what is typed wrong, where the template can be wrong in that way.
func (f *fault) fits(t *town, p *paper) bool {
	if f.fill != nil {
		return f.fill(t, p)
	}
	if f.book != nil && !f.beside {
		data, err := (&paper{form: p.form, shown: p.shown, typed: p.typed}).draw()
		if err != nil {
			return false
		}
		_, err = f.spoil(p, data)
		return err == nil
	}
	return true
}

// spoil makes the file wrong.
func (f *fault) spoil(p *paper, data []byte) ([]byte, error) {
	if f.book != nil {
		book, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		defer book.Close()
		if err := f.book(p, book); err != nil {
			return nil, err
		}
		var out bytes.Buffer
		if err := book.Write(&out); err != nil {
			return nil, err
		}
		data = out.Bytes()
	}
	if f.bytes != nil {
		return f.bytes(data)
	}
	return data, nil
}

// at is the first input of that sort in which something is typed; empty: none.
func (p *paper) at(of func(in *indicators.Input, typed string) bool) string {
	for _, in := range p.form.Inputs() {
		if text := p.typed[in.Address]; text != "" && of(&in, text) {
			return in.Address
		}
	}
	return ""
}

func inputName(address string) string { return (&indicators.Input{Address: address}).Name() }

func kind(k indicators.InputKind) func(*indicators.Input, string) bool {
	return func(in *indicators.Input, _ string) bool { return in.Kind == k }
}

func hundredths(in *indicators.Input, _ string) bool {
	return in.Kind == indicators.Euro || in.Kind == indicators.Hours
}

func freeText(in *indicators.Input, _ string) bool {
	return in.Kind == indicators.FreeText && !strings.HasSuffix(in.Address, ".explain")
}

func counted(in *indicators.Input, typed string) bool {
	return in.Kind == indicators.Whole && typed != "0"
}

func chosen(in *indicators.Input, _ string) bool { return len(in.Choices) > 1 }

func keep(s string) string { return s }

// retype types something else into the first input of that sort.
func retype(of func(*indicators.Input, string) bool, as func(string) string) func(*town, *paper) bool {
	return func(_ *town, p *paper) bool {
		address := p.at(of)
		if address == "" {
			return false
		}
		p.typed[address] = as(p.typed[address])
		return true
	}
}

// number is the whole number that is typed in an input.
func (p *paper) number(address string) (int64, bool) {
	n, err := strconv.ParseInt(p.typed[address], 10, 64)
	return n, err == nil
}

// breaking makes a rule of that kind not hold: of the first whose sides are known,
// the sums get other values, by the first term of each side.
func breaking(kind indicators.RuleKind, sums func(left, right int64) (int64, int64)) func(*town, *paper) bool {
	return func(_ *town, p *paper) bool {
		for _, r := range p.form.Rules {
			left, okLeft := p.sum(r.Left)
			right, okRight := p.sum(r.Right)
			if r.Kind != kind || !okLeft || !okRight || left == 0 && kind == indicators.Requires {
				continue
			}
			l, d := sums(left, right)
			p.add(r.Left[0], l-left)
			p.add(r.Right[0], d-right)
			return true
		}
		return false
	}
}

// sum adds up what is typed on a side of a rule; hours are cut to whole ones.
func (p *paper) sum(side []string) (sum int64, some bool) {
	for _, address := range side {
		whole, _, _ := strings.Cut(p.typed[address], ",")
		if n, err := strconv.ParseInt(whole, 10, 64); err == nil {
			sum, some = sum+n, true
		}
	}
	return sum, some
}

func (p *paper) add(address string, more int64) {
	if n, ok := p.number(address); ok && more != 0 {
		p.typed[address] = strconv.FormatInt(n+more, 10)
	}
}

func halved(_ *town, p *paper) bool {
	for _, r := range p.form.Rules {
		if r.Kind == indicators.Both && p.typed[r.Left[0]] != "" && p.typed[r.Right[0]] != "" {
			delete(p.typed, r.Right[0])
			return true
		}
	}
	return false
}

// unexplained makes a figure so unusual that it is asked about, and explains
// nothing: a share, or a single count.
func unexplained(kind indicators.QueryKind, share bool) func(*town, *paper) bool {
	return func(_ *town, p *paper) bool {
		for i := range p.answers {
			address := p.answers[i].Input
			n, ok := p.number(address)
			if !ok || p.bound(address) {
				continue
			}
			for _, other := range []int64{0, 3*n + 60, n / 2, n + 8} {
				answers := slices.Clone(p.answers)
				answers[i].Number = indicators.NewNumber(other)
				answers = slices.DeleteFunc(answers, func(r indicators.Reported) bool { return strings.HasSuffix(r.Input, ".explain") })
				asked := slices.ContainsFunc(indicators.Queries(p.form, indicators.NewAnswers(answers), p.shown), func(q indicators.Query) bool {
					return q.Kind == kind && q.Address == address && (q.D > 0) == share
				})
				if asked && p.holds(answers) {
					p.typed[address] = strconv.FormatInt(other, 10)
					p.explainNothing()
					return true
				}
			}
		}
		return false
	}
}

// bound says that a figure must add up with others.
func (p *paper) bound(address string) bool {
	return slices.ContainsFunc(p.form.Rules, func(r indicators.Rule) bool {
		return r.Kind == indicators.Adds && (slices.Contains(r.Left, address) || slices.Contains(r.Right, address))
	})
}

// holds says that answers keep every rule of the form.
func (p *paper) holds(list []indicators.Reported) bool {
	answers := indicators.NewAnswers(list)
	number := func(address string) indicators.Number {
		return answers.Number(p.form.Unit.ID, p.form.Year, address)
	}
	return len(p.form.Breaches(number, func(string) bool { return false })) == 0
}

func (p *paper) explainNothing() {
	maps.DeleteFunc(p.typed, func(address, _ string) bool { return strings.HasSuffix(address, ".explain") })
}

func deny(_ *town, p *paper) bool {
	if p.typed[indicators.RegisterConfirmed] == "" {
		return false
	}
	p.typed[indicators.RegisterConfirmed] = "Nē"
	p.explainNothing()
	return true
}

func nilAgainstRows(_ *town, p *paper) bool {
	asked := slices.ContainsFunc(p.form.Inputs(), func(in indicators.Input) bool { return in.Address == indicators.NilAbsences })
	if asked && p.typed[indicators.NilAbsences] == "" {
		p.typed[indicators.NilAbsences] = "Jā"
		return true
	}
	return false
}

// allZeros is a template of zeros only, nothing explained.
func allZeros(_ *town, p *paper) bool {
	figures := 0
	for _, in := range p.form.Inputs() {
		if p.typed[in.Address] != "" && in.Kind.Numeric() {
			p.typed[in.Address] = "0"
			if in.Kind == indicators.Whole {
				figures++
			}
		}
	}
	p.explainNothing()
	return figures > 0
}

// hurried is a second template in which little of the first is filled in.
func hurried(_ *town, p *paper) bool {
	if len(p.typed) < 12 {
		return false
	}
	for i, in := range p.form.Inputs() {
		if i > len(p.typed)/4 {
			delete(p.typed, in.Address)
		}
	}
	return true
}

// earlierVersion is no form's version.
const earlierVersion = "00000000"

// withoutQuestion is an earlier template, without a row that is asked today.
func withoutQuestion(_ *town, p *paper) bool {
	for s := range p.form.Sheets {
		for i := range p.form.Sheets[s].Blocks {
			b := &p.form.Sheets[s].Blocks[i]
			if b.Kind != "" || b.ID == "institution" || len(b.Rows) < 2 {
				continue
			}
			last := b.Rows[len(b.Rows)-1]
			b.Rows = b.Rows[:len(b.Rows)-1]
			p.form.Rules = slices.DeleteFunc(p.form.Rules, func(r indicators.Rule) bool {
				return slices.ContainsFunc(last.Inputs, func(in indicators.Input) bool {
					return slices.Contains(r.Left, in.Address) || slices.Contains(r.Right, in.Address)
				})
			})
			p.form.Version = earlierVersion
			return true
		}
	}
	return false
}

// withOldQuestion is an earlier template, with a figure that is not asked any more.
func withOldQuestion(_ *town, p *paper) bool {
	for s := range p.form.Sheets {
		if id := p.form.Sheets[s].ID; id != "institution" && id != "activities" && id != "tasks" {
			p.form.Sheets[s].Blocks = append(p.form.Sheets[s].Blocks, indicators.Block{
				ID: "clubs", Kind: "count", Title: "Cik pulciņu darbojas iestādē?",
				Columns: []indicators.BlockColumn{{ID: "value", Kind: indicators.Whole}},
				Rows: []indicators.BlockRow{{
					Text:    "Cik pulciņu darbojas iestādē?",
					Inputs:  []indicators.Input{{Address: "clubs", Kind: indicators.Whole}},
					Explain: indicators.Input{Address: "clubs.explain", Kind: indicators.FreeText, Length: 500, Optional: true},
				}},
			})
			p.typed["clubs"], p.form.Version = "7", earlierVersion
			return true
		}
	}
	return false
}

// unasked is a template of an institution and year that is not asked anything.
func unasked(t *town, p *paper) bool {
	for _, in := range t.programme.Institutions {
		for y := p.form.Year; y > p.form.Year-3; y-- {
			if _, asked := indicators.FormOf(t.programme, in.Number, y); !asked {
				p.form.Unit.ID, p.form.Unit.Name, p.form.Year = in.Number, in.Name, y
				return true
			}
		}
	}
	return false
}

// cellOf is where a defined name stands.
func cellOf(f *excelize.File, name string) (sheet, ref string, err error) {
	for _, d := range f.GetDefinedName() {
		if i := strings.LastIndexByte(d.RefersTo, '!'); i > 0 && d.Name == name {
			return strings.ReplaceAll(strings.Trim(d.RefersTo[:i], "'"), "''", "'"), strings.ReplaceAll(d.RefersTo[i+1:], "$", ""), nil
		}
	}
	return "", "", fmt.Errorf("there is no %s", name)
}

// atCounted does something to the cell of the template's first count.
func atCounted(do func(f *excelize.File, sheet, ref string) error) func(*paper, *excelize.File) error {
	return func(p *paper, f *excelize.File) error {
		sheet, ref, err := cellOf(f, inputName(p.at(counted)))
		if err != nil {
			return err
		}
		return do(f, sheet, ref)
	}
}

// overwrite types a number over the first locked cell whose name begins so.
func overwrite(begins string) func(*paper, *excelize.File) error {
	return func(_ *paper, f *excelize.File) error {
		var names []string
		for _, d := range f.GetDefinedName() {
			if strings.HasPrefix(d.Name, begins) {
				names = append(names, d.Name)
			}
		}
		if len(names) == 0 {
			return fmt.Errorf("there is no cell %s", begins)
		}
		sheet, ref, err := cellOf(f, slices.Min(names))
		if err != nil {
			return err
		}
		return f.SetCellInt(sheet, ref, 77_777)
	}
}

// constant gives a hidden name another text.
func constant(name, text string) func(*paper, *excelize.File) error {
	return func(_ *paper, f *excelize.File) error {
		if err := f.DeleteDefinedName(&excelize.DefinedName{Name: name}); err != nil {
			return err
		}
		return f.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: `"` + text + `"`})
	}
}

// markedCell is the cell of an input that is marked: what is written there as a
// formula the library would not write.
var markedCell = regexp.MustCompile(`(<c [^>]*)><v>987654321</v></c>`)

func marked(string) string { return "987654321" }

// instead is another file in place of the template.
func instead(content string) func([]byte) ([]byte, error) {
	return func([]byte) ([]byte, error) { return []byte(content), nil }
}

// compound begins like a file of the older Office with that stream.
func compound(stream string) string {
	var b strings.Builder
	b.WriteString("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	b.WriteString(strings.Repeat("\x00", 504))
	for _, r := range stream {
		b.WriteByte(byte(r))
		b.WriteByte(0)
	}
	b.WriteString(strings.Repeat("\x00", 512))
	return b.String()
}

// foreign is a workbook of somebody's own.
func foreign([]byte) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range [][]any{{"Klase", "Skolēni"}, {"1.a", 24}, {"1.b", 22}} {
		if err := f.SetSheetRow("Sheet1", "A"+strconv.Itoa(i+1), &row); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	err := f.Write(&out)
	return out.Bytes(), err
}

// openDocument is a small spreadsheet as LibreOffice saves it.
func openDocument([]byte) ([]byte, error) {
	const mime = "application/vnd.oasis.opendocument.spreadsheet"
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range []struct{ name, text string }{
		{"mimetype", mime},
		{"META-INF/manifest.xml", `<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">` +
			`<manifest:file-entry manifest:full-path="/" manifest:media-type="` + mime + `"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`},
		{"content.xml", `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
			`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>` +
			`<table:table table:name="Lapa1"><table:table-row><table:table-cell><text:p>Klase</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`},
	} {
		method := zip.Deflate
		if e.name == "mimetype" {
			method = zip.Store
		}
		to, err := w.CreateHeader(&zip.FileHeader{Name: e.name, Method: method})
		if err != nil {
			return nil, err
		}
		if _, err := io.WriteString(to, e.text); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

// adding adds a file to the archive that a workbook is.
func adding(name, content string) func([]byte) ([]byte, error) {
	return repacked(nil, func(w *zip.Writer) error {
		to, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(to, content)
		}
		return err
	})
}

// bomb adds a picture that claims to be larger than any workbook.
func bomb(data []byte) ([]byte, error) {
	return repacked(nil, func(w *zip.Writer) error {
		to, err := w.CreateRaw(&zip.FileHeader{Name: "xl/media/picture.png", Method: zip.Deflate, UncompressedSize64: 300 << 20, CompressedSize64: 2})
		if err == nil {
			_, err = to.Write([]byte{3, 0})
		}
		return err
	})(data)
}

// inSheets replaces a pattern in all sheets.
func inSheets(pattern *regexp.Regexp, with string) func([]byte) ([]byte, error) {
	return repacked(func(name string, part []byte) []byte {
		if !strings.HasPrefix(name, "xl/worksheets/sheet") {
			return part
		}
		return pattern.ReplaceAll(part, []byte(with))
	}, nil)
}

// inFirstSheet puts a text in place of another in the first sheet.
func inFirstSheet(old, with string) func([]byte) ([]byte, error) {
	return repacked(func(name string, part []byte) []byte {
		if name != "xl/worksheets/sheet1.xml" {
			return part
		}
		return bytes.Replace(part, []byte(old), []byte(with), 1)
	}, nil)
}

// repacked writes the archive that a workbook is anew.
func repacked(change func(name string, part []byte) []byte, more func(*zip.Writer) error) func([]byte) ([]byte, error) {
	return func(data []byte) ([]byte, error) {
		archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return nil, err
		}
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		w.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
		for _, f := range archive.File {
			if change == nil {
				if err := w.Copy(f); err != nil {
					return nil, err
				}
				continue
			}
			from, err := f.Open()
			if err != nil {
				return nil, err
			}
			part, err := io.ReadAll(from)
			if err != nil {
				return nil, err
			}
			to, err := w.Create(f.Name)
			if err != nil {
				return nil, err
			}
			if _, err := to.Write(change(f.Name, part)); err != nil {
				return nil, err
			}
		}
		if more != nil {
			if err := more(w); err != nil {
				return nil, err
			}
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
		return out.Bytes(), nil
	}
}

// wideRows are empty cells in the last column, and something in the first cell of
// the row after them.
func wideRows(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<row r="%d"><c r="XFD%[1]d"/></row>`, 9000+i)
	}
	fmt.Fprintf(&b, `<row r="%d"><c r="A%[1]d"><v>1</v></c></row>`, 9000+n)
	return b.String()
}
