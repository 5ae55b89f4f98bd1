package templates

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
	"raditaji/sources"
)

// returnedForm asks one school for a share, a count and a table.
func returnedForm(t testing.TB) *indicators.Form {
	t.Helper()
	p := &indicators.Programme{
		ID: "tests-2024", Title: "Testa novada programma", Municipality: "Testa novads",
		Institutions: []indicators.Institution{{Number: "4001900001", Name: "Testa 1. vidusskola", Type: "school", InScope: true}},
		Fields: []indicators.Field{
			{
				ID: "mentors", Text: "Skolēni, kuriem ir mentors", Kind: "share", From: []string{"school"},
				Numerator: "Skolēni ar mentoru", Denominator: "Skolēni kopā",
			},
			{ID: "visits", Text: "Mājas apmeklējumi", Kind: "count", From: []string{"school"}},
		},
		AskedTables: []indicators.AskedTable{{
			ID: "leavers", Title: "Mācības pārtraukušie", Heading: "Iemesls", Sheet: "leavers", From: []string{"school"},
			Columns: []indicators.AskedColumn{{ID: "basic", Text: "Pamatizglītībā", Kind: "count", Total: true}, {ID: "upper", Text: "Vidējā izglītībā", Kind: "count", Total: true}},
			Rows: []indicators.AskedRow{
				{ID: "a", Text: "Motivācijas trūkums"}, {ID: "b", Text: "Darba gaitas"}, {ID: "c", Text: "Izbraukšana"}, {ID: "d", Text: "Veselība"}, {ID: "e", Text: "Cits"},
			},
		}},
	}
	f, ok := indicators.FormOf(p, "4001900001", 2024)
	if !ok {
		t.Fatal("the unit is asked nothing")
	}
	return f
}

// sentForm is a filled template with what a reader says of it, and one query as
// a run would ask it.
func sentForm(t testing.TB, name string, filled map[string]string, l Language) (*sources.Submission, []byte) {
	t.Helper()
	f := returnedForm(t)
	data, err := DrawForm(f, FormContent{Filled: filled}, l)
	if err != nil {
		t.Fatal(err)
	}
	return readForm(t, f, name, data), data
}

func readForm(t testing.TB, f *indicators.Form, name string, data []byte) *sources.Submission {
	t.Helper()
	sub := sources.Read(name, data, sources.Context{
		Programme: f.Programme, Secret: []byte("test"),
		Form: func(string, indicators.SchoolYear) (*indicators.Form, bool) { return f, true },
	})
	if sub.Form == nil || sub.Form.Form == nil {
		t.Fatalf("the template is not read: %v", sub.Problems)
	}
	return &sub
}

func ask(sub *sources.Submission, address string) {
	at := sub.Form.Cells[address]
	col, row, err := excelize.CellNameToCoordinates(at.Ref)
	if err != nil {
		panic(err)
	}
	sub.Problems = append(sub.Problems, sources.Problem{
		File: sub.Name, Sheet: at.Sheet, Input: address, Heading: "Mājas apmeklējumi", At: indicators.Origin{Row: uint32(row), Column: uint16(col)},
		Code: "form.query.last.count", Severity: sources.Warning, Args: map[string]string{"n": "90", "was_n": "4"},
	})
}

var faultyForm = map[string]string{
	"mentors.n": "12 skolēni", "mentors.d": "240", "visits": "90",
	"leavers.a.basic": "-1", "leavers.a.upper": "1,5", "leavers.b.basic": "trīs", "leavers.b.upper": "-2", "leavers.c.basic": "-3",
	"leavers.c.upper": "-4", "leavers.d.basic": "-5", "leavers.d.upper": "0", "leavers.e.basic": "0", "leavers.e.upper": "0",
	"leavers.a.explain": "=1+1 150308-12345",
}

func returnOf(t testing.TB, sub *sources.Submission, data []byte, l Language) Return {
	t.Helper()
	back, err := Returned(sub, data, "", true, l)
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// paperOn is the paper of a cell; empty where it has none.
func paperOn(t testing.TB, f *excelize.File, sheet, ref string) string {
	t.Helper()
	id, err := f.GetCellStyle(sheet, ref)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	if style.Fill.Type != "pattern" || len(style.Fill.Color) == 0 {
		return ""
	}
	return style.Fill.Color[0]
}

// returnText is what a person sees of a return: each line of its list with the
// links, then the marked cells with their notes.
func returnText(t *testing.T, content []byte, sheets ...string) string {
	t.Helper()
	f := openWorkbook(t, content)
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		visible, err := f.GetSheetVisible(sheet)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "sheet %s, visible %t\n", sheet, visible)
		if slices.Contains(sheets, sheet) {
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for i, row := range rows {
				_, target, err := f.GetCellHyperLink(sheet, cell(1, i+1))
				if err != nil {
					t.Fatal(err)
				}
				if target != "" {
					target = " → " + target
				}
				fmt.Fprintf(&b, "  %s%s\n", strings.ReplaceAll(strings.Join(row, " | "), "\n", " / "), target)
			}
		}
		notes, err := f.GetComments(sheet)
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(notes, func(a, b excelize.Comment) int { return strings.Compare(a.Cell, b.Cell) })
		for _, n := range notes {
			fmt.Fprintf(&b, "  %s on %s, note by %s: %s\n", n.Cell, paperOn(t, f, sheet, n.Cell), n.Author, strings.ReplaceAll(plainNote(&n), "\n", " / "))
		}
	}
	return b.String()
}

func TestAReturnedTemplate(t *testing.T) {
	for _, l := range []Language{Latvian, English} {
		sub, data := sentForm(t, "skola/Mūsu skola.xlsx", faultyForm, l)
		ask(sub, "visits")
		back := returnOf(t, sub, data, l)
		golden(t, "returned-template."+string(l)+".txt", returnText(t, back.Workbook, wordsReturnSheet.In(l)))
		golden(t, "returned-template-text."+string(l)+".txt", string(back.Text))
	}
}

const faultyExport = "Mācību gads;Semestris;Iestādes reģ. nr.;Personas kods;Vārds;Dzimšanas datums;Neattaisnoti;Iemesls\n" +
	"2023./2024.;1;4001900001;150308-12345;Anna;15.03.2008;5;slimība\n" +
	"2023./2024.;3;4001900001;150308-12346;Berta;15.03.2008;x;=1+1\n" +
	"2023./2024.;1;4001900001;150308-12347;Cilda;Liepa;15.03.2008;6;a\n" +
	"2023./2024.;2;4,00E+09;;Daina;15.03.2008;7;http://lapa 150308-12346\n" +
	"2023./2024.;2;4001900001;321234-12345;Elza;15.03.2008;7;slimība\n"

func TestAReturnedExport(t *testing.T) {
	for _, l := range []Language{Latvian, English} {
		sub := sources.Read("skola/kavējumi.csv", []byte(faultyExport), sources.Context{Secret: []byte("test")})
		back := returnOf(t, &sub, []byte(faultyExport), l)
		golden(t, "returned-export."+string(l)+".txt", returnText(t, back.Workbook, wordsReturnSheet.In(l), wordsReturnRows.In(l)))
		golden(t, "returned-export-text."+string(l)+".txt", string(back.Text))
	}
}

func TestNothingOfAnExportIsShownThatIsNotRead(t *testing.T) {
	sub := sources.Read("kavējumi.csv", []byte(faultyExport), sources.Context{Secret: []byte("test")})
	back := returnOf(t, &sub, []byte(faultyExport), Latvian)
	f := openWorkbook(t, back.Workbook)
	all := string(back.Text) + returnText(t, back.Workbook, f.GetSheetList()...)
	for _, secret := range []string{"Anna", "Berta", "Cilda", "Daina", "15.03.2008", "12345", "12346", "12347"} {
		if strings.Contains(all, secret) {
			t.Errorf("%q is shown", secret)
		}
	}
	eachCell(t, f, func(sheet, at string, _, _ int, _, formula string) {
		if link, target, err := f.GetCellHyperLink(sheet, at); formula != "" || err != nil || link && !strings.HasPrefix(target, "'") {
			t.Errorf("%s!%s: formula %q, link %q, %v", sheet, at, formula, target, err)
		}
	})
}

func TestAThousandFaultyRowsAreShown(t *testing.T) {
	rows := []string{"Mācību gads;Semestris;Iestādes reģ. nr.;Personas kods;Neattaisnoti"}
	for i := range 1203 {
		rows = append(rows, fmt.Sprintf("2023./2024.;1;4001900001;32%04d-12345;x%d", i, i))
	}
	data := []byte(strings.Join(rows, "\n"))
	sub := sources.Read("kavējumi.csv", data, sources.Context{Secret: []byte("test")})
	back := returnOf(t, &sub, data, Latvian)
	shown, err := openWorkbook(t, back.Workbook).GetRows(wordsReturnRows.LV)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(shown), 3+mostRows+1; got != want {
		t.Fatalf("%d rows on the sheet, want %d", got, want)
	}
	if got, want := shown[len(shown)-1][0], wordsReturnMoreRows.In(Latvian, "count", "203", "shown", "1000"); got != want {
		t.Errorf("the last line says %q, want %q", got, want)
	}
	if got := shown[3+mostRows-1][0]; got != strconv.Itoa(mostRows+1) {
		t.Errorf("the last row that is shown is line %s", got)
	}
	if n := bytes.Count(back.Text, []byte("\r\n")); n > 60 {
		t.Errorf("the text has %d lines", n)
	}
}

// asSent is all that a marked copy must keep of a workbook, a line for each thing.
func asSent(t *testing.T, content []byte, marked map[string]bool) []string {
	t.Helper()
	f := openWorkbook(t, content)
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	ours := func(sheet string) bool { return sheet == wordsReturnSheet.LV || sheet == sources.FormSheetMarked }
	keep := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, sheet := range f.GetSheetList() {
		if ours(sheet) {
			continue
		}
		visible, err := f.GetSheetVisible(sheet)
		keep(err)
		protection, err := f.GetSheetProtection(sheet)
		keep(err)
		validations, err := f.GetDataValidations(sheet)
		keep(err)
		formats, err := f.GetConditionalFormats(sheet)
		keep(err)
		merged, err := f.GetMergeCells(sheet)
		keep(err)
		say("%s: visible %t, protection %+v, merged %v, %d conditional formats", sheet, visible, protection, merged, len(formats))
		for _, v := range validations {
			say("%s: validation %s %s %s %s", sheet, v.Sqref, v.Type, v.Formula1, v.Formula2)
		}
		area, err := f.GetSheetDimension(sheet)
		keep(err)
		_, end, _ := strings.Cut(area, ":")
		cols, rows, err := excelize.CellNameToCoordinates(end)
		keep(err)
		for row := 1; row <= rows; row++ {
			for col := 1; col <= cols; col++ {
				at := cell(col, row)
				value, err := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
				keep(err)
				formula, err := f.GetCellFormula(sheet, at)
				keep(err)
				kind, err := f.GetCellType(sheet, at)
				keep(err)
				id, err := f.GetCellStyle(sheet, at)
				keep(err)
				style, err := f.GetStyle(id)
				keep(err)
				if marked[sheet+"!"+at] {
					style.Fill = excelize.Fill{}
				}
				look, err := json.Marshal(style)
				keep(err)
				say("%s!%s: %q %q %d %s", sheet, at, value, formula, kind, look)
			}
		}
	}
	for _, n := range f.GetDefinedName() {
		if n.Name != sources.FormNameFaults && n.Name != sources.FormNameCorrects && !ours(n.Scope) {
			say("name %s in %s: %s", n.Name, n.Scope, n.RefersTo)
		}
	}
	return lines
}

func TestAMarkedTemplateKeepsEverything(t *testing.T) {
	sub, data := sentForm(t, "skola.xlsx", faultyForm, Latvian)
	// A name that belongs to one sheet, a note of the school's, a sheet of its own.
	f := openWorkbook(t, data)
	sheet := sub.Form.Cells["mentors.n"].Sheet
	for _, err := range []error{
		f.SetDefinedName(&excelize.DefinedName{Name: "mans", RefersTo: "'" + sheet + "'!$A$1", Scope: sheet}),
		f.AddComment(sheet, excelize.Comment{Cell: sub.Form.Cells["mentors.n"].Ref, Author: "Skola", Text: "Pajautāt Ilzei"}),
		f.AddComment(sheet, excelize.Comment{Cell: "A1", Author: "Skola", Text: "Mūsu lapa"}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.NewSheet(wordsReturnSheet.LV); err != nil { // the school's own sheet of our name
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	sent := b.Bytes()
	form := returnedForm(t)
	sub = readForm(t, form, "skola.xlsx", sent)
	ask(sub, "visits")
	first := returnOf(t, sub, sent, Latvian)
	list := wordsReturnSheet.LV + " (2)"
	if got := openWorkbook(t, first.Workbook).GetSheetList()[0]; got != list {
		t.Fatalf("the first sheet is %q, want %q", got, list)
	}

	marked := map[string]bool{}
	for _, p := range sub.Problems {
		if p.Severity != sources.Notice {
			marked[p.Sheet+"!"+cell(int(p.At.Column), int(p.At.Row))] = true
		}
	}
	drop := func(lines []string) []string {
		return slices.DeleteFunc(lines, func(s string) bool { return strings.Contains(s, list) })
	}
	if diff := cmp.Diff(asSent(t, sent, marked), drop(asSent(t, first.Workbook, marked))); diff != "" {
		t.Errorf("marking changed (-sent +marked):\n%s", diff)
	}

	again := readForm(t, form, "skola LABOJAMS.xlsx", first.Workbook)
	ask(again, "visits")
	codes := func(list []sources.Problem) (all []string) {
		for _, p := range list {
			all = append(all, p.Code+" "+p.Sheet+" "+p.Input+" "+p.Got)
		}
		return all
	}
	if diff := cmp.Diff(codes(sub.Problems), codes(again.Problems)); diff != "" {
		t.Errorf("the marked copy is read otherwise (-sent +marked):\n%s", diff)
	}

	// Sent in again with fewer faults: only those are marked, all else is as it was.
	second := readForm(t, form, "skola.xlsx", first.Workbook)
	second.Problems = slices.DeleteFunc(second.Problems, func(p sources.Problem) bool { return p.Input != "mentors.n" })
	back := returnOf(t, second, first.Workbook, Latvian)
	left := map[string]bool{sheet + "!" + sub.Form.Cells["mentors.n"].Ref: true}
	if diff := cmp.Diff(asSent(t, sent, left), drop(asSent(t, back.Workbook, left))); diff != "" {
		t.Errorf("marking again changed (-sent +marked):\n%s", diff)
	}
	text, remedy := Latvian.Problem(second.Problems[0])
	want := []string{"A1 Skola Mūsu lapa", sub.Form.Cells["mentors.n"].Ref + " Skola Pajautāt Ilzei\n— Rādītāji —\n" + text + " " + remedy}
	notes, err := openWorkbook(t, back.Workbook).GetComments(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range notes {
		got = append(got, n.Cell+" "+n.Author+" "+plainNote(&n))
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
	// Sent in without a fault in that cell, the note is the school's alone.
	third := readForm(t, form, "skola.xlsx", back.Workbook)
	third.Problems = nil
	ask(third, "visits")
	notes, err = openWorkbook(t, returnOf(t, third, back.Workbook, Latvian).Workbook).GetComments(sheet)
	if err != nil {
		t.Fatal(err)
	}
	own := slices.IndexFunc(notes, func(n excelize.Comment) bool { return n.Cell == sub.Form.Cells["mentors.n"].Ref })
	if own < 0 || plainNote(&notes[own]) != "Pajautāt Ilzei" {
		t.Errorf("notes of the third return: %+v", notes)
	}

	sheets := openWorkbook(t, back.Workbook).GetSheetList()
	if n := slices.Index(sheets, sources.FormSheetMarked); n != len(sheets)-1 || len(sheets) != len(openWorkbook(t, first.Workbook).GetSheetList()) {
		t.Errorf("sheets after the second return: %v", sheets)
	}
}

// Excel and LibreOffice leave out what a protected sheet forbids by default;
// what is written must forbid it still.
func TestAMarkedTemplateForbidsWhatWasForbidden(t *testing.T) {
	_, data := sentForm(t, "skola.xlsx", faultyForm, Latvian)
	f := openWorkbook(t, data)
	parts := 0
	f.Pkg.Range(func(k, _ any) bool {
		part := k.(string)
		if strings.HasPrefix(part, "xl/worksheets/sheet") {
			text := protectionPattern.ReplaceAllString(textOf(f, part), `<sheetProtection hashValue="ab/c==" sheet="1" objects="1" scenarios="1" formatRows="0">`)
			f.Pkg.Store(part, []byte(text))
			parts++
		}
		return true
	})
	var b bytes.Buffer
	if err := f.Write(&b); err != nil || parts == 0 {
		t.Fatal(parts, err)
	}
	sub := readForm(t, returnedForm(t), "skola.xlsx", b.Bytes())
	marked := openWorkbook(t, returnOf(t, sub, b.Bytes(), Latvian).Workbook)
	got, err := marked.GetSheetProtection(sub.Form.Cells["mentors.n"].Sheet)
	if err != nil {
		t.Fatal(err)
	}
	want := excelize.SheetProtectionOptions{FormatRows: true, SelectLockedCells: true, SelectUnlockedCells: true} // what is allowed
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("protection of the marked copy (-want +got):\n%s", diff)
	}
}

func TestAReturnIsTheSameEachTime(t *testing.T) {
	sub, data := sentForm(t, "skola.xlsx", faultyForm, Latvian)
	export := sources.Read("k.csv", []byte(faultyExport), sources.Context{Secret: []byte("test")})
	for range 3 {
		for _, c := range []struct {
			sub  *sources.Submission
			data []byte
		}{{sub, data}, {&export, []byte(faultyExport)}} {
			a, b := returnOf(t, c.sub, c.data, Latvian), returnOf(t, c.sub, c.data, Latvian)
			if !bytes.Equal(a.Workbook, b.Workbook) || !bytes.Equal(a.Text, b.Text) {
				t.Fatalf("%s: two returns differ", c.sub.Name)
			}
		}
	}
}

func TestAFileThatCannotBeMarkedGetsATextAlone(t *testing.T) {
	for name, data := range map[string][]byte{
		"damaged.xlsx": []byte("PK\x03\x04 no end"), "old.xls": []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "empty.csv": nil,
		"letter.csv": []byte("Labdien!\nSūtu datus.\n"), "headings.csv": []byte("Mācību gads;Semestris;Iestādes reģ. nr.;Personas kods\n1;1;1;1\n"),
	} {
		sub := sources.Read(name, data, sources.Context{})
		back := returnOf(t, &sub, data, Latvian)
		if back.Workbook != nil {
			t.Errorf("%s: a workbook was made", name)
		}
		text, _ := Latvian.Problem(sub.Problems[0])
		if first, _, _ := strings.Cut(text, " "); !strings.Contains(string(back.Text), first) || !ToReturn(sub.Problems) {
			t.Errorf("%s: the text does not say %q:\n%s", name, text, back.Text)
		}
	}
	// A template that reads, and whose bytes then are others.
	sub, _ := sentForm(t, "skola.xlsx", faultyForm, Latvian)
	if back := returnOf(t, sub, []byte("PK\x03\x04 no end"), Latvian); back.Workbook != nil || len(back.Text) == 0 {
		t.Error("bytes that are no workbook gave one")
	}
}

func TestTheTextIsForNotepad(t *testing.T) {
	sub, data := sentForm(t, "skola.xlsx", faultyForm, Latvian)
	text := string(returnOf(t, sub, data, Latvian).Text)
	body, found := strings.CutPrefix(text, "\ufeff")
	if !found || strings.Contains(body, "\ufeff") {
		t.Error("the byte order mark does not stand once at the beginning")
	}
	if strings.Count(body, "\n") != strings.Count(body, "\r\n") || !strings.HasSuffix(body, "\r\n") {
		t.Error("not every line ends in CRLF")
	}
	for _, line := range strings.Split(body, "\r\n") {
		if utf8.RuneCountInString(line) > textWidth || strings.TrimRight(line, " ") != line {
			t.Errorf("line %q", line)
		}
	}
}

func TestReturnNames(t *testing.T) {
	form := &sources.Submission{Form: &sources.FormReading{Form: &indicators.Form{Unit: indicators.Unit{ID: "4001", Name: "Testa 1. vidusskola"}}}}
	export := &sources.Submission{Cells: []sources.Cell{{Institution: "4001"}}}
	for _, c := range []struct {
		name, school   string
		of             *sources.Submission
		workbook, text string
	}{
		{"kavējumi.csv", "", export, "kavējumi LABOJAMS.xlsx", "kavējumi.csv KLUDAS.txt"},
		{"skola/2024/kavējumi.csv", "", export, "skola/2024/kavējumi LABOJAMS.xlsx", "skola/2024/kavējumi.csv KLUDAS.txt"},
		{"a/kavējumi.csv", "Testa 1. vidusskola", export, "a/4001 Testa 1. vidusskola - kavējumi LABOJAMS.xlsx", "a/4001 Testa 1. vidusskola - kavējumi.csv KLUDAS.txt"},
		{"4001 Testa 1. vidusskola - kavējumi.csv", "Testa 1. vidusskola", export, "4001 Testa 1. vidusskola - kavējumi LABOJAMS.xlsx", "4001 Testa 1. vidusskola - kavējumi.csv KLUDAS.txt"},
		{"Testa 1. vidusskola.csv", "Testa 1. vidusskola", export, "Testa 1. vidusskola LABOJAMS.xlsx", "Testa 1. vidusskola.csv KLUDAS.txt"},
		{"11. skola un 21. skola.csv", "1. skola", export, "4001 1. skola - 11. skola un 21. skola LABOJAMS.xlsx", "4001 1. skola - 11. skola un 21. skola.csv KLUDAS.txt"},
		{"11. skola un 1. skola.csv", "1. skola", export, "11. skola un 1. skola LABOJAMS.xlsx", "11. skola un 1. skola.csv KLUDAS.txt"},
		{"k.csv", `Biedrība: "A/B" skola?`, export, "4001 Biedrība A B skola - k LABOJAMS.xlsx", "4001 Biedrība A B skola - k.csv KLUDAS.txt"},
		{
			strings.Repeat("ā", 200) + ".csv", strings.Repeat("š", 200), export,
			"4001 " + strings.Repeat("š", 37) + " - " + strings.Repeat("ā", 49) + " LABOJAMS.xlsx", "4001 " + strings.Repeat("š", 37) + " - " + strings.Repeat("ā", 49) + ".csv KLUDAS.txt",
		},
		{
			"4001 " + strings.Repeat("š", 37) + " - k.csv", strings.Repeat("š", 200), export,
			"4001 " + strings.Repeat("š", 37) + " - k LABOJAMS.xlsx", "4001 " + strings.Repeat("š", 37) + " - k.csv KLUDAS.txt",
		},
		{"veidne.xlsx", "", form, "4001 Testa 1. vidusskola - veidne LABOJAMS.xlsx", "4001 Testa 1. vidusskola - veidne.xlsx KLUDAS.txt"},
		{"4001 Testa 1. vidusskola 2024-2025.xlsx", "", form, "4001 Testa 1. vidusskola 2024-2025 LABOJAMS.xlsx", "4001 Testa 1. vidusskola 2024-2025.xlsx KLUDAS.txt"},
		{"testa_1_vidusskola.XLSM", "", form, "testa_1_vidusskola LABOJAMS.xlsm", "testa_1_vidusskola.XLSM KLUDAS.txt"},
		{"Testa 1. vidusskola - veidne LABOJAMS.xlsx", "", form, "Testa 1. vidusskola - veidne LABOJAMS 2.xlsx", "Testa 1. vidusskola - veidne LABOJAMS.xlsx KLUDAS.txt"},
		{"Testa 1. vidusskola - veidne LABOJAMS (2).xlsx", "", form, "Testa 1. vidusskola - veidne LABOJAMS 3.xlsx", "Testa 1. vidusskola - veidne LABOJAMS (2).xlsx KLUDAS.txt"},
		{"veidne LABOJAMS 3.xlsx", "", form, "4001 Testa 1. vidusskola - veidne LABOJAMS 4.xlsx", "4001 Testa 1. vidusskola - veidne LABOJAMS 3.xlsx KLUDAS.txt"},
		{"saraksts LABOJAMS jauns.xlsx", "", export, "saraksts LABOJAMS 2.xlsx", "saraksts LABOJAMS jauns.xlsx KLUDAS.txt"},
		{"150308-xxxxx.csv", "", export, "150308-xxxxx LABOJAMS.xlsx", "150308-xxxxx.csv KLUDAS.txt"},
		{"a/..b/c:d?.csv", "", export, "a/b/cd LABOJAMS.xlsx", "a/b/cd.csv KLUDAS.txt"},
		{"bez_galotnes", "", export, "bez_galotnes LABOJAMS.xlsx", "bez_galotnes KLUDAS.txt"},
		{"a.ļoti gara galotne", "", export, "a.ļoti gara galotne LABOJAMS.xlsx", "a.ļoti gara galotne KLUDAS.txt"},
		{strings.Repeat("ā", 200) + ".csv", "", export, strings.Repeat("ā", 90) + " LABOJAMS.xlsx", strings.Repeat("ā", 90) + ".csv KLUDAS.txt"},
	} {
		c.of.Name = c.name
		original, workbook, text := ReturnNames(c.of, c.school)
		if workbook != c.workbook || text != c.text {
			t.Errorf("%s: %q and %q, want %q and %q", c.name, workbook, text, c.workbook, c.text)
		}
		if original+" KLUDAS.txt" != text {
			t.Errorf("%s goes back as %q, beside %q", c.name, original, text)
		}
	}
}

func TestOnlyWhatTheSenderMustDoIsReturned(t *testing.T) {
	for _, c := range []struct {
		name    string
		problem sources.Problem
		want    bool
	}{
		{"an error", sources.Problem{Code: "form.number.invalid", Severity: sources.Error}, true},
		{"a query without an answer", sources.Problem{Code: "form.query.last", Severity: sources.Warning}, true},
		{"a query with its explanation", sources.Problem{Code: "form.query.last", Severity: sources.Notice}, false},
		{"a warning", sources.Problem{Code: "form.formula.changed", Severity: sources.Warning}, false},
	} {
		if got := ToReturn([]sources.Problem{{Severity: sources.Notice}, c.problem}); got != c.want {
			t.Errorf("%s: %t, want %t", c.name, got, c.want)
		}
	}
}

func TestMarkedCopiesFollowTheSchema(t *testing.T) {
	sub, data := sentForm(t, "skola.xlsx", faultyForm, Latvian)
	first := returnOf(t, sub, data, Latvian).Workbook
	export := sources.Read("k.csv", []byte(faultyExport), sources.Context{Secret: []byte("test")})
	followsTheSchema(t, map[string][]byte{
		"marked":       first,
		"marked-again": returnOf(t, readForm(t, returnedForm(t), "skola.xlsx", first), first, Latvian).Workbook,
		"export":       returnOf(t, &export, []byte(faultyExport), Latvian).Workbook,
	})
}

// The text says that the rest was used only where a run used it.
func TestTheTextSaysWhatBecameOfTheRest(t *testing.T) {
	good, goodData := sentForm(t, "skola.xlsx", faultyForm, Latvian)
	useless, uselessData := sentForm(t, "skola.xlsx", map[string]string{"visits": "daudz"}, Latvian)
	refused, refusedData := sentForm(t, "skola.xlsx", faultyForm, Latvian)
	refused.Refuse(sources.Problem{Code: "run.file.strict", Severity: sources.Error})
	for _, c := range []struct {
		rule    string
		sub     *sources.Submission
		data    []byte
		counted bool
		want    string
	}{
		{"checked", good, goodData, false, "Pārējais ir derīgs."},
		{"calculated", good, goodData, true, "Pārējais datnē ir izmantots; neizmantots palika tikai tas, kas jālabo."},
		{"nothing of it can be used", useless, uselessData, true, "Izmantojamu atbilžu datnē nav."},
		{"checked, and nothing can be used", useless, uselessData, false, "Izmantojamu atbilžu datnē nav."},
		{"refused in a run", refused, refusedData, true, "Datne nav izmantota."},
		{"refused when checked", refused, refusedData, false, "Kamēr tas nav izlabots, datni nevar izmantot."},
	} {
		back, err := Returned(c.sub, c.data, "", c.counted, Latvian)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(back.Text)), "\r\n")
		if got := lines[len(lines)-1]; got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

// A return says which file it is made from, also the return of a return.
func TestAReturnNamesTheFileThatItCorrects(t *testing.T) {
	sub, data := sentForm(t, "skola.xlsx", faultyForm, Latvian)
	if sub.Form.Corrects != "" {
		t.Errorf("a template that is no return corrects %s", sub.Form.Corrects)
	}
	first := returnOf(t, sub, data, Latvian).Workbook
	again := readForm(t, returnedForm(t), "skola LABOJAMS.xlsx", first)
	if again.Form.Corrects != sub.SHA256 {
		t.Errorf("the return corrects %q, want %q", again.Form.Corrects, sub.SHA256)
	}
	second := readForm(t, returnedForm(t), "x.xlsx", returnOf(t, again, first, Latvian).Workbook)
	if second.Form.Corrects != again.SHA256 {
		t.Errorf("the return of a return corrects %q, want %q", second.Form.Corrects, again.SHA256)
	}
}

func TestOurTextIsCutFromSomebodysNote(t *testing.T) {
	run := func(texts ...string) (list []excelize.RichTextRun) {
		for _, text := range texts {
			list = append(list, excelize.RichTextRun{Text: text})
		}
		return list
	}
	for _, c := range []struct {
		rule string
		note excelize.Comment
		want string // what is left, run by run; empty: the note is ours alone
	}{
		{"nothing of ours", excelize.Comment{Text: "Pajautāt"}, "Pajautāt"},
		{"below a plain text", excelize.Comment{Text: "Pajautāt\n— Rādītāji —\nNav skaitlis."}, "Pajautāt"},
		{"in a run of its own", excelize.Comment{Paragraph: run("Ilze: ", "jā", "\n— Rādītāji —\nNav skaitlis.")}, "Ilze: |jā"},
		{"in one run with theirs", excelize.Comment{Paragraph: run("Ilze: ", "jā\r\n— Rādītāji —\r\nNav", " skaitlis.")}, "Ilze: |jā"},
		{"text and runs", excelize.Comment{Text: "Ilze", Paragraph: run(" jā\n— Rādītāji —\n", "Nav")}, "Ilze| jā"},
		{"theirs is gone", excelize.Comment{Text: "— Rādītāji —\nNav skaitlis."}, ""},
	} {
		c.note.Cell = "A1"
		left := cutNote(&c.note)
		var parts []string
		if c.note.Text != "" {
			parts = append(parts, c.note.Text)
		}
		for _, r := range c.note.Paragraph {
			parts = append(parts, r.Text)
		}
		if got := strings.Join(parts, "|"); left != (c.want != "") || got != c.want {
			t.Errorf("%s: %q, %t, want %q", c.rule, got, left, c.want)
		}
	}
}
