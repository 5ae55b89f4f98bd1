package templates

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"raditaji/sources"
)

// mostUnpacked is how large a template may be unpacked, in bytes, for its marked
// copy to be made: the whole workbook then stands in memory.
const mostUnpacked = 32 << 20

// mostMarkedRow is the last row on which a cell is marked; marking one writes
// every row above it.
const mostMarkedRow = 100_000

// markedTemplate is the sender's workbook with the marks of this return and
// without those of an earlier one; nil where the workbook cannot be opened or
// written, which stops nobody: the text says it all.
func (r *returning) markedTemplate(data []byte) (marked []byte) {
	defer func() {
		if recover() != nil { // a workbook that excelize cannot bear
			marked = nil
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostUnpacked,
	})
	if err != nil {
		return nil
	}
	defer f.Close()
	m := &marking{f: f, r: r, fills: map[[2]int]int{}}
	if err := m.mark(); err != nil {
		return nil
	}
	var out bytes.Buffer
	if err := f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &sentZip{orderedZip{w: w}} }).Write(&out); err != nil {
		return nil
	}
	return out.Bytes()
}

// A marking is a sender's workbook while it is marked.
type marking struct {
	f     *excelize.File
	r     *returning
	notes *notes
	fills map[[2]int]int // a cell's style and a fill → the style with that fill
	first []former       // how the marked cells looked
}

// A former is how a marked cell looked.
type former struct {
	name  string // a defined name of the cell, else its place
	style int
}

func (m *marking) mark() error {
	explicitProtection(m.f) // this and the notes while no sheet has been read
	m.notes = takeNotes(m.f)
	if err := m.unmark(); err != nil {
		return err
	}
	if err := m.markCells(); err != nil {
		return err
	}
	if err := m.notes.put(m.f); err != nil {
		return err
	}
	if err := m.keepFormer(); err != nil {
		return err
	}
	if err := m.addList(); err != nil {
		return err
	}
	return m.nameCorrected()
}

// nameCorrected writes down which file the return is made from, so that what is
// corrected in it is known to come after that file.
func (m *marking) nameCorrected() error {
	err := m.f.SetDefinedName(&excelize.DefinedName{Name: sources.FormNameCorrects, RefersTo: `"` + m.r.sub.SHA256 + `"`})
	for i := range m.f.WorkBook.DefinedNames.DefinedName {
		if n := &m.f.WorkBook.DefinedNames.DefinedName[i]; n.Name == sources.FormNameCorrects {
			n.Hidden = true
		}
	}
	return err
}

// unmark takes off what an earlier return put on: the list, the papers, the name
// of the file that it was made from, and (in takeNotes) the notes.
func (m *marking) unmark() error {
	faults, _ := m.place(sources.FormNameFaults)
	for row := 1; m.has(sources.FormSheetMarked); row++ {
		name, err := m.f.GetCellValue(sources.FormSheetMarked, cell(1, row))
		if err != nil {
			return err
		}
		if name == "" {
			break
		}
		was, err := m.f.GetCellStyle(sources.FormSheetMarked, cell(2, row))
		if err != nil {
			return err
		}
		if sheet, ref := m.place(name); sheet != "" {
			if err := m.unpaint(sheet, ref, was); err != nil {
				return err
			}
		}
	}
	for _, sheet := range []string{faults, sources.FormSheetMarked} {
		if sheet != "" && m.has(sheet) {
			if err := m.f.DeleteSheet(sheet); err != nil {
				return err
			}
		}
	}
	for _, n := range m.f.GetDefinedName() {
		if strings.EqualFold(n.Name, sources.FormNameFaults) || strings.EqualFold(n.Name, sources.FormNameCorrects) {
			if err := m.f.DeleteDefinedName(&n); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *marking) has(sheet string) bool {
	i, err := m.f.GetSheetIndex(sheet)
	return err == nil && i >= 0
}

// place is the cell that a defined name, or a place as placeName writes it,
// means; empty where it means none of this workbook.
func (m *marking) place(name string) (sheet, ref string) {
	refers := name
	if !strings.Contains(name, "!") {
		refers = ""
		for _, n := range m.f.GetDefinedName() {
			if strings.EqualFold(n.Name, name) {
				refers = n.RefersTo
			}
		}
	}
	i := strings.LastIndexByte(refers, '!')
	if i < 0 {
		return "", ""
	}
	sheet = strings.TrimPrefix(refers[:i], "=")
	if strings.HasPrefix(sheet, "'") {
		sheet = strings.ReplaceAll(strings.Trim(sheet, "'"), "''", "'")
	}
	ref, _, _ = strings.Cut(strings.ReplaceAll(refers[i+1:], "$", ""), ":")
	if _, _, err := excelize.CellNameToCoordinates(ref); err != nil || !m.has(sheet) {
		return "", ""
	}
	return sheet, ref
}

// placeName is a place as formulas write it.
func placeName(sheet, ref string) string { return "'" + doubled(sheet) + "'!" + ref }

// doubled is a sheet's name inside its apostrophes.
func doubled(sheet string) string { return strings.ReplaceAll(sheet, "'", "''") }

// markCells gives each faulty cell its paper and its note.
func (m *marking) markCells() error {
	type at struct{ sheet, ref string }
	var order []at
	faults := map[at][]*remark{}
	for _, g := range m.r.groups {
		for i := range g {
			sheet, ref := m.target(g[i].problem)
			if ref == "" {
				continue
			}
			k := at{sheet, ref}
			if faults[k] == nil {
				order = append(order, k)
			}
			faults[k] = append(faults[k], &g[i])
		}
	}
	named := m.namesOfCells()
	for _, k := range order {
		was, err := m.f.GetCellStyle(k.sheet, k.ref)
		if err != nil {
			return err
		}
		paper, err := m.fill(paperOf(faults[k][0].rank))
		if err != nil {
			return err
		}
		if err := m.paint(k.sheet, k.ref, was, paper); err != nil {
			return err
		}
		name := named[placeName(k.sheet, k.ref)]
		if name == "" {
			name = placeName(k.sheet, k.ref)
		}
		m.first = append(m.first, former{name, was})
		m.notes.add(k.sheet, noteOn(k.ref, m.r.note(faults[k])))
	}
	return nil
}

// target is the cell of a problem; empty where it has none that can be marked.
func (m *marking) target(p *sources.Problem) (sheet, ref string) {
	sheet = p.Sheet
	col, row := int(p.At.Column), int(p.At.Row)
	if at, ok := m.r.sub.Form.Cells[p.Input]; ok { // a Problem's sheet has person codes masked
		sheet = at.Sheet
		var err error
		if col, row, err = excelize.CellNameToCoordinates(at.Ref); err != nil {
			return "", ""
		}
	}
	if sheet == "" || col == 0 || row == 0 || row > mostMarkedRow || col > excelize.MaxColumns || !m.has(sheet) {
		return "", ""
	}
	return sheet, cell(col, row)
}

// namesOfCells are the template's own names of single cells, by place: a cell
// that is moved later keeps its name.
func (m *marking) namesOfCells() map[string]string {
	names := map[string]string{}
	for _, n := range m.f.GetDefinedName() {
		own := slices.ContainsFunc([]string{"in_", sources.FormPrefixLast, sources.FormPrefixRegister, sources.FormPrefixFormula},
			func(prefix string) bool { return strings.HasPrefix(n.Name, prefix) })
		if !own {
			continue
		}
		if sheet, ref := m.place(n.Name); sheet != "" {
			names[placeName(sheet, ref)] = n.Name
		}
	}
	return names
}

var errStyles = errors.New("the workbook has no such style")

// fill is the number of a fill of that colour.
func (m *marking) fill(colour string) (int, error) {
	style, err := m.f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}})
	if err != nil {
		return 0, err
	}
	return *m.f.Styles.CellXfs.Xf[style].FillID, nil
}

// paint gives a cell the style that it had with another fill, and nothing else
// of it changed: the style's record is copied, because a style that goes through
// excelize's own description of it can lose what that does not know.
func (m *marking) paint(sheet, ref string, style, fill int) error {
	painted, ok := m.fills[[2]int{style, fill}]
	if !ok {
		all := m.f.Styles.CellXfs
		if style < 0 || style >= len(all.Xf) {
			return fmt.Errorf("%s!%s: %w", sheet, ref, errStyles)
		}
		record, yes := all.Xf[style], true
		record.FillID, record.ApplyFill = &fill, &yes
		all.Xf = append(all.Xf, record)
		all.Count = len(all.Xf)
		painted = len(all.Xf) - 1
		m.fills[[2]int{style, fill}] = painted
	}
	return m.f.SetCellStyle(sheet, ref, ref, painted)
}

// unpaint gives a cell that still has our paper the fill of its former style.
func (m *marking) unpaint(sheet, ref string, was int) error {
	now, err := m.f.GetCellStyle(sheet, ref)
	if err != nil {
		return err
	}
	all := m.f.Styles.CellXfs.Xf
	if now < 0 || now >= len(all) || was < 0 || was >= len(all) {
		return fmt.Errorf("%s!%s: %w", sheet, ref, errStyles)
	}
	if !m.ours(all[now].FillID) {
		return nil
	}
	fill := 0
	if all[was].FillID != nil {
		fill = *all[was].FillID
	}
	return m.paint(sheet, ref, now, fill)
}

// ours says that a fill is one of a return's papers.
func (m *marking) ours(fill *int) bool {
	if fill == nil || *fill < 0 || *fill >= len(m.f.Styles.Fills.Fill) {
		return false
	}
	p := m.f.Styles.Fills.Fill[*fill].PatternFill
	if p == nil || p.FgColor == nil {
		return false
	}
	colour := strings.ToUpper(p.FgColor.RGB)
	return strings.HasSuffix(colour, paperError) || strings.HasSuffix(colour, paperQuery)
}

// keepFormer writes the hidden sheet from which the fills are restored: the
// cell's name, and beside it an empty cell in the former style.
func (m *marking) keepFormer() error {
	if _, err := m.f.NewSheet(sources.FormSheetMarked); err != nil {
		return err
	}
	for i, c := range m.first {
		if err := m.f.SetCellStr(sources.FormSheetMarked, cell(1, i+1), c.name); err != nil {
			return err
		}
		if err := m.f.SetCellStyle(sources.FormSheetMarked, cell(2, i+1), cell(2, i+1), c.style); err != nil {
			return err
		}
	}
	return m.f.SetSheetVisible(sources.FormSheetMarked, false, true)
}

// addList puts the list of faults before all other sheets and opens the workbook there.
func (m *marking) addList() error {
	name := wordsReturnSheet.In(m.r.l)
	for n := 2; m.has(name); n++ {
		name = wordsReturnSheet.In(m.r.l) + " (" + strconv.Itoa(n) + ")"
	}
	before := m.f.GetSheetList()[0]
	if _, err := m.f.NewSheet(name); err != nil {
		return err
	}
	if err := m.f.MoveSheet(name, before); err != nil {
		return err
	}
	// excelize leaves names that belong to one sheet at the sheets' former places.
	if names := m.f.WorkBook.DefinedNames; names != nil {
		for i := range names.DefinedName {
			if at := names.DefinedName[i].LocalSheetID; at != nil {
				moved := *at + 1
				names.DefinedName[i].LocalSheetID = &moved
			}
		}
	}
	b := bookIn(m.f, m.r.l)
	s := b.sheet(name)
	steps := stepsTemplate
	switch {
	case hasCode(m.r.sub, "form.institution.unasked"):
		steps = nil
	case !m.r.namesCells():
		steps = stepsTemplateWhole
	}
	m.r.list(s, steps, m.target)
	b.keep(m.f.SetDefinedName(&excelize.DefinedName{Name: sources.FormNameFaults, RefersTo: s.ref("$A$1")}))
	if b.err != nil {
		return b.err
	}
	for i := range m.f.WorkBook.DefinedNames.DefinedName {
		if n := &m.f.WorkBook.DefinedNames.DefinedName[i]; n.Name == sources.FormNameFaults {
			n.Hidden = true
		}
	}
	m.f.SetActiveSheet(0)
	m.f.WorkBook.BookViews.WorkBookView[0].FirstSheet = 0
	return nil
}

// A sentZip keeps a sender's workbook as excelize saves it, so that equal
// workbooks become equal bytes; it mends nothing, because it is not ours.
type sentZip struct{ orderedZip }

// Close writes the entries, sorted by name, all with the same time.
func (z *sentZip) Close() error {
	sort.Strings(z.names)
	out := zip.NewWriter(z.w)
	for _, name := range z.names {
		entry, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: zipTime})
		if err != nil {
			return err
		}
		content := z.entries[name].Bytes()
		if name == contentTypes {
			content = sortTypes(content)
		}
		if _, err := entry.Write(content); err != nil {
			return err
		}
	}
	return out.Close()
}
