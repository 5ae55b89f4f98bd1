package sources_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
	"raditaji/pipeline/config"
	"raditaji/sources"
	"raditaji/templates"
)

const (
	school   = "4213900001"
	small    = "4213900002" // it is asked little
	formerly = "4213900009" // its number in earlier days
	unasked  = "4251900004"
	centre   = "jauniesu-centrs"
	ofYear   = indicators.SchoolYear(2024)
)

// townProgramme asks a school one thing of every kind.
func townProgramme() *indicators.Programme {
	return &indicators.Programme{
		ID: "paraugpils-2024-2030", Title: "Paraugpils programma 2024.–2030. gadam", Municipality: "Paraugpils novads",
		Period:     indicators.Period{From: 2024, To: 2030},
		Collection: indicators.Collection{Opens: "01.09.", Due: "15.09.", Contact: "Izglītības pārvalde, 60000000"},
		Institutions: []indicators.Institution{
			{Number: school, Name: "Paraugpils pamatskola", Type: "basic_school", InScope: true},
			{
				Number: small, Name: "Kalna skola", Type: "primary_school", InScope: true,
				Formerly: []indicators.Former{{Name: "Kalna pamatskola", Number: formerly, Until: "2022./2023."}},
			},
			{Number: unasked, Name: "Jaunrades nams", Type: "interest_education"},
		},
		Units: []indicators.Unit{{ID: centre, Name: "Jauniešu centrs", Type: "youth_centre"}},
		Fields: []indicators.Field{
			{ID: "pupils", Text: "Skolēni mācību gada beigās", Kind: "count", From: []string{"basic_school", "primary_school"}},
			{
				ID: "roma", Text: "Romu skolēni, kuri apmeklē skolu", Kind: "share", From: []string{"basic_school", "primary_school"},
				Numerator: "Romu skolēni, kuri skolu apmeklē regulāri", Denominator: "Romu skolēni kopā",
			},
			{ID: "plan", Text: "Vai skolai ir pasākumu plāns?", Kind: "choice", From: []string{"basic_school", "primary_school"}},
			{ID: "visitors", Text: "Centra apmeklētāji", Kind: "count", From: []string{"youth_centre"}},
			{ID: "plans", Text: "Individuālie atbalsta plāni", Kind: "count", From: []string{"basic_school"}, Sheet: "support"},
		},
		AskedTables: []indicators.AskedTable{
			{
				ID: "leavers", Title: "Mācības pārtraukušie", Heading: "Iemesls", Sheet: "leavers", From: []string{"basic_school"},
				Columns: []indicators.AskedColumn{{ID: "boys", Text: "Zēni", Kind: "count", Total: true}, {ID: "girls", Text: "Meitenes", Kind: "count", Total: true}},
				Rows:    []indicators.AskedRow{{ID: "all", Text: "Pārtraukuši kopā"}, {ID: "work", Text: "Darbs"}, {ID: "family", Text: "Ģimenes apstākļi"}},
			},
			{
				ID: "hours", Title: "Atbalsta stundas", Heading: "Speciālists", Sheet: "support", From: []string{"basic_school"},
				Columns: []indicators.AskedColumn{{ID: "hours", Text: "Stundas", Kind: "hours"}},
				Rows:    []indicators.AskedRow{{ID: "psychologist", Text: "Psihologs"}, {ID: "speech", Text: "Logopēds"}},
			},
		},
		FormRules: []indicators.FormRule{
			{Kind: "adds", Left: []string{"leavers.work.boys", "leavers.family.boys"}, Right: []string{"leavers.all.boys"}},
			{Kind: "at_most", Left: []string{"leavers.work.girls", "leavers.family.girls"}, Right: []string{"leavers.all.girls"}},
			{Kind: "at_most", Left: []string{"roma.d"}, Right: []string{"pupils"}},
			{Kind: "requires", Left: []string{"hours.*.hours"}, Right: []string{"plans"}},
		},
		Activities: []indicators.Activity{{
			Number: "1.1.", Text: "Nometne", Result: "2 nometnes", Years: []int{2025}, AskedOf: []string{"basic_school"},
		}},
		Tasks: []indicators.Task{{Number: "1.1.1.", Text: "Sagatavot nometni", Term: "2025", From: "2025-01", To: "2025-12", AskedOf: []string{"basic_school"}}},
	}
}

// rightAnswers are answers without any fault.
func rightAnswers() map[string]string {
	return map[string]string{
		"institution.register": "jā", "pupils": "240", "roma.n": "10", "roma.d": "12", "plan": "nē", "plans": "14",
		"leavers.all.boys": "5", "leavers.work.boys": "3", "leavers.family.boys": "2",
		"leavers.all.girls": "6", "leavers.work.girls": "1", "leavers.family.girls": "2",
		"hours.psychologist.hours": "12,5", "activities.1_1.done": "Notika viena nometne.", "activities.1_1.money": "1234,50",
		"tasks.1_1_1.status": "izpildīts", "tasks.1_1_1.date": "12.06.2025",
	}
}

func contextOf(p *indicators.Programme) sources.Context {
	return sources.Context{
		Institutions: p.Institutions, Programme: p.ID,
		Form: func(unit string, year indicators.SchoolYear) (*indicators.Form, bool) {
			return indicators.FormOf(p, unit, year)
		},
		Secret: []byte("secret"),
	}
}

func formOf(t testing.TB, p *indicators.Programme, unit string) *indicators.Form {
	t.Helper()
	f, ok := indicators.FormOf(p, unit, ofYear)
	if !ok {
		t.Fatalf("%s is asked nothing", unit)
	}
	return f
}

// draw makes a template with answers; last are last year's numbers beside them.
func draw(t testing.TB, f *indicators.Form, answers map[string]string, last map[string]indicators.Number) []byte {
	t.Helper()
	data, err := templates.DrawForm(f, templates.FormContent{Shown: indicators.Prefill{Last: last}, Filled: answers}, templates.Latvian)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var (
	lastYears = map[string]indicators.Number{
		"pupils": indicators.NewNumber(250), "hours.psychologist.hours": indicators.NewNumber(1050), "plans": indicators.NewNumber(16),
		"roma.n": indicators.NewNumber(11), "roma.d": indicators.NewNumber(13),
	}
	registers = map[string]indicators.Number{
		"pupils": indicators.NewNumber(240), "roma.n": indicators.NewNumber(10), "roma.d": indicators.NewNumber(12),
	}
)

// edited is the right answers' template after something was done to it.
func edited(t testing.TB, edit func(*excelize.File)) []byte {
	t.Helper()
	return changedBy(t, draw(t, formOf(t, townProgramme(), school), rightAnswers(), lastYears), edit)
}

func changedBy(t testing.TB, data []byte, edit func(*excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	edit(f)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// cellOf is where an input stands.
func cellOf(t testing.TB, f *excelize.File, name string) (sheet, ref string) {
	t.Helper()
	for _, d := range f.GetDefinedName() {
		if d.Name == name {
			i := strings.LastIndexByte(d.RefersTo, '!')
			return strings.ReplaceAll(strings.Trim(d.RefersTo[:i], "'"), "''", "'"), strings.ReplaceAll(d.RefersTo[i+1:], "$", "")
		}
	}
	t.Fatalf("there is no %s", name)
	return "", ""
}

func inputCell(t testing.TB, f *excelize.File, address string) (sheet, ref string) {
	t.Helper()
	return cellOf(t, f, (&indicators.Input{Address: address}).Name())
}

// must stops a test at an error of the library.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, data []byte) sources.Submission {
	t.Helper()
	sub := sources.Read("a.xlsx", data, contextOf(townProgramme()))
	sources.CheckSubmission(t, &sub)
	return sub
}

// answersOf writes what a submission reports.
func answersOf(sub *sources.Submission) string {
	var b strings.Builder
	for _, r := range sub.Records.Reported {
		fmt.Fprintf(&b, "%s %s %s", r.Unit, r.Year, r.Input)
		if n, ok := r.Number.Get(); ok {
			fmt.Fprintf(&b, " %d", n)
		}
		if r.Text != "" {
			fmt.Fprintf(&b, " %q", r.Text)
		}
		if r.Faulty {
			b.WriteString(" faulty")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// codes are what is said of a submission, but for what is still empty: of that
// TestWhatIsStillEmptyIsSaid speaks.
func codes(sub *sources.Submission) []string {
	var list []string
	for _, p := range sub.Problems {
		if p.Code != "form.fields.empty" {
			list = append(list, p.Code)
		}
	}
	return list
}

const rightlyRead = `4213900001 2024./2025. 
4213900001 2024./2025. institution.register "yes"
4213900001 2024./2025. pupils 240
4213900001 2024./2025. roma.n 10
4213900001 2024./2025. roma.d 12
4213900001 2024./2025. plan "no"
4213900001 2024./2025. leavers.all.boys 5
4213900001 2024./2025. leavers.all.girls 6
4213900001 2024./2025. leavers.work.boys 3
4213900001 2024./2025. leavers.work.girls 1
4213900001 2024./2025. leavers.family.boys 2
4213900001 2024./2025. leavers.family.girls 2
4213900001 2024./2025. plans 14
4213900001 2024./2025. hours.psychologist.hours 1250
4213900001 2024./2025. activities.1_1.done "Notika viena nometne."
4213900001 2024./2025. activities.1_1.money 123450
4213900001 2024./2025. tasks.1_1_1.status "done"
4213900001 2024./2025. tasks.1_1_1.date "2025-06-12"
`

func TestAFilledTemplateIsRead(t *testing.T) {
	sub := read(t, draw(t, formOf(t, townProgramme(), school), rightAnswers(), lastYears))
	if got := answersOf(&sub); got != rightlyRead {
		t.Errorf("read:\n%s", got)
	}
	if list := codes(&sub); len(list) > 0 {
		t.Errorf("problems %v", list)
	}
	want := sources.Cell{Kind: indicators.FormKind, Year: ofYear, Institution: school, Rows: 17, Used: 17}
	if sub.Kind != indicators.FormKind || len(sub.Cells) != 1 || sub.Cells[0] != want {
		t.Errorf("kind %s, cells %+v", sub.Kind, sub.Cells)
	}
	if n, _ := sub.Form.Shown.Last["hours.psychologist.hours"].Get(); n != 1050 || len(sub.Form.Shown.Last) != 5 || !sub.Form.Current {
		t.Errorf("shown %+v", sub.Form.Shown)
	}
}

// What people and programs do to a workbook without harm to it.
func TestWhatDoesNoHarm(t *testing.T) {
	each := func(f *excelize.File, do func(sheet string)) {
		for _, sheet := range f.GetSheetList() {
			if !strings.HasPrefix(sheet, "_") {
				do(sheet)
			}
		}
	}
	for _, test := range []struct {
		name string
		edit func(*excelize.File)
	}{
		{"inserted rows", func(f *excelize.File) { each(f, func(s string) { must(t, f.InsertRows(s, 2, 3)) }) }},
		{"inserted columns", func(f *excelize.File) { each(f, func(s string) { must(t, f.InsertCols(s, "B", 2)) }) }},
		{"another order of sheets", func(f *excelize.File) {
			list := f.GetSheetList()
			must(t, f.MoveSheet(list[2], list[0]))
		}},
		{"a sheet of one's own", func(f *excelize.File) {
			_, err := f.NewSheet("Mani aprēķini")
			must(t, err)
			must(t, f.SetCellStr("Mani aprēķini", "A1", "12 skolēni"))
			must(t, f.SetDefinedName(&excelize.DefinedName{Name: "mans", RefersTo: "'Mani aprēķini'!$A$1"}))
		}},
		{"hidden rows and sheets", func(f *excelize.File) {
			each(f, func(s string) { must(t, f.SetRowVisible(s, 5, false)) })
			must(t, f.SetSheetVisible(f.GetSheetList()[1], false))
		}},
		{"protection removed", func(f *excelize.File) { each(f, func(s string) { must(t, f.UnprotectSheet(s)) }) }},
		{"numbers as text, with blanks around them", func(f *excelize.File) {
			for address, text := range map[string]string{"pupils": " 240 ", "hours.psychologist.hours": "12,50", "activities.1_1.money": "1 234,5 EUR", "plan": "  Nē. ", "roma.d": "'12"} {
				s, ref := inputCell(t, f, address)
				must(t, f.SetCellStr(s, ref, text))
			}
		}},
		{"pasted formats", func(f *excelize.File) {
			style, err := f.NewStyle(&excelize.Style{NumFmt: 14, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FF0000"}}})
			must(t, err)
			for _, address := range []string{"pupils", "roma.n", "plan"} {
				s, ref := inputCell(t, f, address)
				must(t, f.SetCellStyle(s, ref, ref, style))
			}
		}},
		{"a formula with its value", func(f *excelize.File) {
			s, ref := inputCell(t, f, "roma.n")
			must(t, f.SetCellFormula(s, ref, "4+6"))
		}},
		{"a formula that gives no text in an empty cell", func(f *excelize.File) {
			s, ref := inputCell(t, f, "hours.speech.hours")
			must(t, f.SetCellFormula(s, ref, `""`))
		}},
		{"a date as a serial number", func(f *excelize.File) {
			s, ref := inputCell(t, f, "tasks.1_1_1.date")
			must(t, f.SetCellValue(s, ref, 45820))
		}},
		{"an input merged with the empty cells beside it", func(f *excelize.File) {
			s, ref := inputCell(t, f, "activities.1_1.done")
			column, row, err := excelize.CellNameToCoordinates(ref)
			must(t, err)
			below, err := excelize.CoordinatesToCellName(column, row+1)
			must(t, err)
			must(t, f.MergeCell(s, ref, below))
		}},
		{"a copied sheet with names of its own", func(f *excelize.File) {
			s, _ := inputCell(t, f, "pupils")
			to, err := f.NewSheet("Rādītāji (2)")
			must(t, err)
			from, err := f.GetSheetIndex(s)
			must(t, err)
			must(t, f.CopySheet(from, to))
			must(t, f.SetDefinedName(&excelize.DefinedName{Name: "in_pupils", Scope: "Rādītāji (2)", RefersTo: "'Rādītāji (2)'!$A$1"}))
		}},
		{"numbers that arithmetic left beside a whole one", func(f *excelize.File) {
			s, ref := inputCell(t, f, "pupils")
			must(t, f.SetCellDefault(s, ref, "239.99999999999997"))
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			sub := read(t, edited(t, test.edit))
			if got := answersOf(&sub); got != rightlyRead {
				t.Errorf("read:\n%s", got)
			}
			if list := codes(&sub); len(list) > 0 {
				t.Errorf("problems %v", list)
			}
		})
	}
}

func TestDaysOf1904(t *testing.T) {
	on := true
	sub := read(t, edited(t, func(f *excelize.File) {
		must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &on}))
		s, ref := inputCell(t, f, "tasks.1_1_1.date")
		must(t, f.SetCellValue(s, ref, 45820-1462))
	}))
	if got := answersOf(&sub); got != rightlyRead || len(codes(&sub)) > 0 {
		t.Errorf("read:\n%s%v", got, codes(&sub))
	}
}

// A file that LibreOffice saved and one that openpyxl saved hold what the
// template held.
func TestOtherProgramsSaveATemplate(t *testing.T) {
	data := draw(t, formOf(t, townProgramme(), school), rightAnswers(), lastYears)
	for _, program := range []struct {
		name string
		save func(*testing.T, []byte) []byte
	}{{"soffice", converted("xlsx")}, {"/usr/bin/python3", byOpenpyxl}} {
		t.Run(filepath.Base(program.name), func(t *testing.T) {
			if _, err := exec.LookPath(program.name); err != nil && os.Getenv("RADITAJI_REQUIRE_TOOLS") == "" {
				t.Skipf("skipped: %s is not here", program.name)
			}
			sub := read(t, program.save(t, data))
			if got := answersOf(&sub); got != rightlyRead {
				t.Errorf("read:\n%s", got)
			}
			if list := codes(&sub); len(list) > 0 {
				t.Errorf("problems %v", list)
			}
		})
	}
}

func byOpenpyxl(t *testing.T, data []byte) []byte {
	from, to := filepath.Join(t.TempDir(), "a.xlsx"), filepath.Join(t.TempDir(), "b.xlsx")
	must(t, os.WriteFile(from, data, 0o644))
	spoil(t, []job{{From: from, To: to}})
	data, err := os.ReadFile(to)
	must(t, err)
	return data
}

// What stands in an input, and what is read of it.
func TestValues(t *testing.T) {
	for _, test := range []struct {
		address string
		value   any
		want    string
	}{
		{"pupils", "1 234", "1234"},
		{"pupils", "1.234", "1234"},
		{"leavers.work.girls", "0", "0"},
		{"pupils", 12.0, "12"},
		{"pupils", "1 234", "1234"},
		{"pupils", "12.0", "12"},
		{"pupils", -3, "form.number.negative -3"},
		{"pupils", "−3", "form.number.negative −3"},
		{"leavers.work.girls", 0, "0"},
		{"pupils", 2.5, "form.number.fraction 2,5"},
		{"pupils", "2,5", "form.number.fraction 2,5"},
		{"pupils", "12 skolēni", "form.number.text 12 skolēni number=12"},
		{"pupils", "12 gab.", "form.number.text 12 gab. number=12"},
		{"pupils", "1 234 bērni", "form.number.text 1 234 bērni number=1234"},
		{"pupils", "ap 12", "form.number.invalid ap 12"},
		{"pupils", "12 vai 13", "form.number.invalid 12 vai 13"},
		{"pupils", "5 tūkst.", "form.number.invalid 5 tūkst."},
		{"pupils", "12 no 20 skolēniem", "form.number.invalid 12 no 20 skolēniem"},
		{"pupils", "12,5 skolēni", "form.number.invalid 12,5 skolēni"},
		{"pupils", "12 skolēni un 3 bērni", "form.number.invalid 12 skolēni un 3 bērni"},
		{"hours.speech.hours", "12,50 h", "form.number.text 12,50 h number=12,5"},
		{"hours.speech.hours", "90 min", "form.number.invalid 90 min"},
		{"pupils", "12-15", "form.number.invalid 12-15"},
		{"pupils", "10 zēni, 2 meitenes", "form.number.invalid 10 zēni, 2 meitenes"},
		{"pupils", "nav", "form.number.invalid nav"},
		{"pupils", "-", "form.number.invalid -"},
		{"pupils", "12 %", "form.number.percent 12 % input=whole"},
		{"hours.speech.hours", "12,5 %", "form.number.percent 12,5 % input=hours"},
		{"pupils", true, "form.number.boolean TRUE"},
		{"pupils", 10_000_000, "10000000"},
		{"pupils", 10_000_001, "form.number.large 10000001 limit=10000000"},
		{"pupils", "99999999999999999999", "form.number.large 99999999999999999999 limit=10000000"},
		{"pupils", 1e300, "form.number.large"},
		{"pupils", "150308-12345", "form.number.invalid 150308-xxxxx"},
		{"hours.speech.hours", "12,5", "1250"},
		{"hours.speech.hours", 0.1 + 0.2, "30"},
		{"hours.speech.hours", 1.005, "form.number.decimals 1,005"},
		{"hours.speech.hours", "12:30", "form.number.time 12:30 input=hours"},
		{"activities.1_1.money", "€ 12", "1200"},
		{"activities.1_1.money", "12,50 eur", "1250"},
		{"activities.1_1.money", 20_000_000, "2000000000"},
		{"activities.1_1.money", "-5,00", "form.number.negative -5,00"},
		{"plan", "JĀ", "yes"},
		{"plan", "ja", "yes"},
		{"plan", true, "yes"},
		{"plan", false, "no"},
		{"plan", "varbūt", "form.choice.unknown varbūt choices=jā, nē"},
		{"plan", 1, "form.choice.unknown 1 choices=jā, nē"},
		{"tasks.1_1_1.status", "in progress", "in_progress"},
		{"tasks.1_1_1.status", "Nav  uzsākts", "not_started"},
		{"tasks.1_1_1.date", "2025-06-12", "2025-06-12"},
		{"tasks.1_1_1.date", "12.6.2025.", "2025-06-12"},
		{"tasks.1_1_1.date", 45820.75, "2025-06-12"},
		{"tasks.1_1_1.date", 2025, "form.date.invalid 2025"},
		{"tasks.1_1_1.date", "31.02.2025", "form.date.invalid 31.02.2025"},
		{"tasks.1_1_1.date", "jūnijā", "form.date.invalid jūnijā"},
		{"activities.1_1.impact", "Rinda\r\nun\tvēl\u0007 ", "Rinda\nun vēl"},
		{"activities.1_1.impact", 12, "12"},
		{"activities.1_1.impact", "   ", ""},
		{"activities.1_1.impact", strings.Repeat("ā", 1000), strings.Repeat("ā", 1000)},
		{"activities.1_1.impact", strings.Repeat("ā", 1001), "form.text.long"},
		{"pupils.explain", "2 skolēni aizbrauca", "2 skolēni aizbrauca"},
	} {
		t.Run(fmt.Sprintf("%s %.30v", test.address, test.value), func(t *testing.T) {
			sub := read(t, edited(t, func(f *excelize.File) {
				s, ref := inputCell(t, f, test.address)
				must(t, f.SetCellValue(s, ref, test.value))
			}))
			got := ""
			for _, r := range sub.Records.Reported {
				if r.Input != test.address || r.Faulty {
					continue
				}
				got = r.Text
				if n, ok := r.Number.Get(); ok {
					got = fmt.Sprint(n)
				}
			}
			for _, p := range sub.Problems {
				if p.Input == test.address && strings.HasPrefix(p.Code, "form.") && p.Severity == sources.Error {
					got = p.Code
					if len(p.Got) < 50 {
						got += " " + p.Got
						for _, name := range slices.Sorted(maps.Keys(p.Args)) {
							got += " " + name + "=" + p.Args[name]
						}
					}
				}
			}
			if got != test.want && (strings.Contains(test.want, " ") || !strings.HasPrefix(got, test.want+" ")) {
				t.Errorf("read %q, want %q", got, test.want)
			}
		})
	}
}

// A later template takes the place of an earlier one, whole.
func TestTemplatesReplaceEarlierOnes(t *testing.T) {
	form := formOf(t, townProgramme(), small)
	template := func(name string, pairs ...string) sources.Submission {
		answers := map[string]string{}
		for i := 0; i+1 < len(pairs); i += 2 {
			answers[pairs[i]] = pairs[i+1]
		}
		return sources.Read(name, draw(t, form, answers, nil), contextOf(townProgramme()))
	}
	first := func() sources.Submission {
		return template("a.xlsx", "pupils", "240", "roma.n", "10", "roma.d", "12", "plan", "jā")
	}
	const firstAnswers = "1 ; 1 pupils 240; 1 roma.n 10; 1 roma.d 12; 1 plan yes"
	for _, test := range []struct {
		name  string
		later []sources.Submission
		want  string
		codes string
	}{
		{"alone", nil, firstAnswers, ""},
		{"what the later one lacks is gone", []sources.Submission{template("b.xlsx", "pupils", "241", "plan", "nē", "roma.n", "1", "roma.d", "2")},
			"2 ; 2 pupils 241; 2 roma.n 1; 2 roma.d 2; 2 plan no", "merge.form.replaced"},
		{"far fewer answers is said", []sources.Submission{template("b.xlsx", "pupils", "241")}, "2 ; 2 pupils 241", "merge.form.replaced merge.form.fewer"},
		{"an empty one replaces nothing", []sources.Submission{template("b.xlsx")}, firstAnswers, ""},
		{"one of which nothing can be used replaces nothing", []sources.Submission{template("b.xlsx", "pupils", "daudz")}, firstAnswers, ""},
		{"a faulty answer does not bring the earlier one back", []sources.Submission{template("b.xlsx", "pupils", "daudz", "roma.n", "1", "roma.d", "2", "plan", "nē")},
			"2 ; 2 pupils faulty; 2 roma.n 1; 2 roma.d 2; 2 plan no", "merge.form.replaced"},
		{"a refused one replaces nothing", []sources.Submission{sources.Read("b.xlsx", packed(t, drawn(t, "other programme")), contextOf(townProgramme()))}, firstAnswers, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			merged := sources.Merge(append([]sources.Submission{first()}, test.later...))
			var list, said []string
			for _, r := range merged.Records.Reported {
				text := fmt.Sprintf("%d %s", r.At.File, r.Input)
				if n, ok := r.Number.Get(); ok {
					text += fmt.Sprintf(" %d", n)
				}
				if r.Text != "" {
					text += " " + r.Text
				}
				if r.Faulty {
					text += " faulty"
				}
				list = append(list, text)
			}
			for _, p := range merged.Problems {
				said = append(said, p.Code)
			}
			if got := strings.Join(list, "; "); got != test.want {
				t.Errorf("stands %q, want %q", got, test.want)
			}
			if got := strings.Join(said, " "); got != test.codes {
				t.Errorf("said %q, want %q", got, test.codes)
			}
		})
	}
	merged := sources.Merge([]sources.Submission{template("a.xlsx", "pupils", "daudz")})
	if len(merged.Records.Reported) != 2 {
		t.Errorf("of a template of which nothing can be used %d records stand", len(merged.Records.Reported))
	}
}

// A template of a number that the institution had before is the institution's.
func TestATemplateOfAnEarlierNumber(t *testing.T) {
	older := townProgramme()
	older.Institutions[1].Number, older.Institutions[1].Formerly = formerly, nil
	sub := read(t, draw(t, formOf(t, older, formerly), map[string]string{"pupils": "240"}, nil))
	if got := answersOf(&sub); got != "4213900002 2024./2025. \n4213900002 2024./2025. pupils 240\n" {
		t.Errorf("read:\n%s", got)
	}
	if got := strings.Join(codes(&sub), " "); got != "" {
		t.Errorf("problems %s", got)
	}
}

// Rules are asked only of figures that could be read, and all figures of a rule
// that does not hold are set aside.
func TestTheLadderOfChecks(t *testing.T) {
	for _, test := range []struct {
		name    string
		answers map[string]string
		codes   string
		faulty  string
	}{
		{"a faulty figure is in no rule", map[string]string{"roma.n": "daudz", "roma.d": "2"}, "form.number.invalid", "roma.n"},
		{"both figures of a share are set aside", map[string]string{"roma.n": "3", "roma.d": "2"}, "form.numerator.above", "roma.n roma.d"},
		{"half of a share is set aside", map[string]string{"roma.n": "3"}, "form.half.missing", "roma.n"},
		{"a share of none is right", map[string]string{"roma.n": "0", "roma.d": "0"}, "", ""},
		{"two rules, one figure", map[string]string{"pupils": "1", "roma.n": "3", "roma.d": "2"}, "form.part.above form.numerator.above", "pupils roma.n roma.d"},
	} {
		t.Run(test.name, func(t *testing.T) {
			sub := read(t, draw(t, formOf(t, townProgramme(), small), test.answers, nil))
			var faulty []string
			for _, r := range sub.Records.Reported {
				if r.Faulty {
					faulty = append(faulty, r.Input)
				}
			}
			got := codes(&sub)
			slices.Sort(got)
			want := strings.Fields(test.codes)
			slices.Sort(want)
			if !slices.Equal(got, want) || strings.Join(faulty, " ") != test.faulty {
				t.Errorf("problems %v, faulty %v", got, faulty)
			}
		})
	}
}

// Problems stand in the order of the workbook's sheets and rows, and name the cell.
func TestProblemsStandWhereTheyWereFound(t *testing.T) {
	answers := rightAnswers()
	answers["pupils"], answers["leavers.work.boys"], answers["activities.1_1.money"], answers["institution.register"] = "daudz", "4", "-1", "varbūt"
	sub := read(t, draw(t, formOf(t, townProgramme(), school), answers, nil))
	var list []string
	for _, p := range sub.Problems {
		if p.At.Row == 0 {
			continue
		}
		list = append(list, fmt.Sprintf("%s %s %q %s", p.Sheet, p.Input, p.Heading, p.Code))
		ref, err := excelize.CoordinatesToCellName(int(p.At.Column), int(p.At.Row))
		must(t, err)
		if at := (sources.FormCell{Sheet: p.Sheet, Ref: ref}); at != sub.Form.Cells[p.Input] {
			t.Errorf("%s stands at %v", p.Input, at)
		}
	}
	const want = `Iestāde institution.register "" form.choice.unknown
Rādītāji pupils "Skolēni mācību gada beigās" form.number.invalid
Pārtraukušie leavers.all.boys "Pārtraukuši kopā" form.sum.differs
Aktivitātes activities.1_1.money "1.1. Nometne" form.number.negative`
	if got := strings.Join(list, "\n"); got != want {
		t.Errorf("problems\n%s", got)
	}
	text, remedy := templates.Latvian.Problem(sub.Problems[3])
	if got := text + " " + remedy; !strings.Contains(got, "4 + 2 = 6 ≠ 5") || !strings.Contains(got, "Darbs, Zēni (B") {
		t.Error(got)
	}
}

// A person code in a sheet's name is shown nowhere.
func TestACodeInASheetsNameIsMasked(t *testing.T) {
	answers := rightAnswers()
	answers["pupils"] = "daudz"
	data := changedBy(t, draw(t, formOf(t, townProgramme(), school), answers, lastYears), func(f *excelize.File) {
		sheet, _ := inputCell(t, f, "pupils")
		_, ref := cellOf(t, f, "last_pupils")
		must(t, f.SetCellValue(sheet, ref, 1))
	})
	data = rewritten(t, data, func(name string, content []byte) []byte {
		if name != "xl/workbook.xml" {
			return content
		}
		return bytes.ReplaceAll(content, []byte("Rādītāji"), []byte("Jānis 150308-98765"))
	})
	sub := read(t, data)
	if len(codes(&sub)) != 3 || !slices.Contains(codes(&sub), "form.codes.outside") || strings.Contains(fmt.Sprint(sub.Problems, sub.Records.Reported), "98765") {
		t.Errorf("%+v", sub.Problems)
	}
}

// Reading of all templates of both shipped programmes, filled with ones.
func BenchmarkReadTemplates(b *testing.B) {
	type file struct {
		data []byte
		ctx  sources.Context
	}
	var files []file
	for _, id := range templates.ProgrammeIDs() {
		text, _ := templates.Programme(id)
		p, faults := config.Programme(id+".yaml", text)
		if len(faults) > 0 {
			b.Fatal(faults)
		}
		for _, u := range p.ReportingUnits() {
			f, ok := indicators.FormOf(p, u.ID, ofYear)
			if !ok {
				continue
			}
			answers := map[string]string{}
			for _, in := range f.Inputs() {
				if in.Kind.Numeric() {
					answers[in.Address] = "1"
				}
			}
			files = append(files, file{draw(b, f, answers, nil), contextOf(p)})
		}
	}
	b.ResetTimer()
	for range b.N {
		for _, f := range files {
			if sub := sources.Read("a.xlsx", f.data, f.ctx); sub.Refused {
				b.Fatal(codes(&sub))
			}
		}
	}
	b.ReportMetric(float64(len(files)), "templates/op")
}
