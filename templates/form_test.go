package templates

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"raditaji/indicators"
	"raditaji/sources"
)

// smallForm asks a school for one thing of every kind.
func smallForm() *indicators.Form {
	school := []string{"basic_school"}
	p := &indicators.Programme{
		ID: "pilseta-2024-2030", Title: `Programma "Skola & mēs"`, MonitoringYear: "ends",
		Collection: indicators.Collection{Due: "15.10.", Contact: "Izglītības pārvalde, 6000 0000"},
		Institutions: []indicators.Institution{
			{Number: "3212900030", Name: `Pilsētas pamatskola "Saule"`, Type: "basic_school", InScope: true},
		},
		Levels:     []indicators.PreventionLevel{{Number: 1, Name: "Universālā prevencija"}},
		Indicators: []indicators.Indicator{{ID: "1", Values: []indicators.Value{{Measure: "long_absence", Params: absenceParams}}}},
		Fields: []indicators.Field{
			{ID: "system", Text: "Vai ir novērošanas sistēma?", Kind: "choice", From: school},
			{ID: "careers", Text: "Cik izglītojamo saņēma konsultāciju?", Kind: "share", From: school, Numerator: "Saņēma", Denominator: "Visi"},
			{ID: "pupils", Text: "Cik izglītojamo ir kopā?", Kind: "count", From: school},
			{ID: "belong", Text: "Aptauja", Kind: "survey", From: school, Numerator: "Jūtas piederīgi", Denominator: "Derīgas atbildes"},
			{ID: "days", Text: "Vidēji kavētas dienas", Kind: "mean", From: school, Numerator: "Dienas", Denominator: "Izglītojamie"},
			{ID: "left", Text: "Cik pārtrauca mācības?", Kind: "share", From: school, Sheet: "leavers", Numerator: "Pārtrauca", Denominator: "Visi", Parts: []string{"basic", "upper_secondary"}},
		},
		AskedTables: []indicators.AskedTable{
			{
				ID: "reasons", Title: "Iemesli", Note: "Katru skaita vienu reizi.", Heading: "Iemesls", Sheet: "leavers", From: school,
				Columns: []indicators.AskedColumn{{ID: "basic", Text: "Pamatizglītība (1.–9. klase)", Kind: "count", Total: true}, {ID: "hours", Text: "Stundas", Kind: "hours"}},
				Rows:    []indicators.AskedRow{{ID: "abroad", Text: "Ārvalstis", Group: "Ģimene"}, {ID: "work", Text: "Darbs", Group: "Ģimene"}, {ID: "other", Text: "Cits", Group: "Pārējie"}},
			},
			{
				ID: "plans", Title: "Plāni", Sheet: "support", From: school,
				Columns: []indicators.AskedColumn{{ID: "n", Text: "Plāni", Kind: "count"}, {ID: "money", Text: "Eiro", Kind: "money", Total: true}},
				Rows:    []indicators.AskedRow{{ID: "plans", Text: "Plāni"}},
			},
		},
		Activities: []indicators.Activity{{Number: "1.1.", Level: 1, Text: "Konsultācijas", Result: "Samazinās risks", AskedOf: school}},
		Tasks:      []indicators.Task{{Number: "1.1.1.", ActivityText: "Konsultācijas", Text: "Sagatavot", Term: "2024. gads", From: "2024-01", AskedOf: school}},
		FormRules: []indicators.FormRule{
			{Kind: "adds", Left: []string{"reasons.*.basic"}, Right: []string{"left.basic.n"}},
			{Kind: "at_most", Left: []string{"careers.n"}, Right: []string{"pupils"}},
			{Kind: "requires", Left: []string{"plans.plans.money"}, Right: []string{"plans.plans.n"}},
		},
	}
	f, ok := indicators.FormOf(p, "3212900030", 2024)
	if !ok {
		panic("the small programme asks nothing")
	}
	return f
}

// smallShown is what the small form shows beside its inputs.
func smallShown() indicators.Prefill {
	n := indicators.NewNumber
	return indicators.Prefill{
		Last: map[string]indicators.Number{
			"careers.n": n(7), "careers.d": n(28), "reasons.work.basic": n(2), "reasons.work.hours": n(150), "activities.1_1.money": n(120050),
		},
		LastText: map[string]string{"system": "no", "tasks.1_1_1.status": "in_progress", "tasks.1_1_1.date": "2024-02-29"},
		Register: map[string]indicators.Number{"careers.n": n(8), "careers.d": n(30)},
		Classes:  []indicators.Class{{Grade: indicators.Preschool, Pupils: 12}, {Grade: 1, Pupils: 20}, {Grade: 21, Pupils: 9}},
	}
}

// smallFilled is the small form half filled in, not all of it right.
var smallFilled = map[string]string{
	"institution.register": "Jā", "system": "nē", "careers.n": "12", "careers.d": "7", "pupils": "10",
	"left.basic.n": "3", "reasons.abroad.basic": "1", "reasons.work.basic": "1", "reasons.other.basic": "0", "reasons.work.hours": "1,5",
	"plans.plans.n": "0", "plans.plans.money": "12.50", "belong.n": "3 skolēni", "belong.d": "4", "days.n": "5",
	"activities.1_1.done": "=1+1", "tasks.1_1_1.date": "01.09.2024",
}

func drawForm(t testing.TB, f *indicators.Form, content FormContent, l Language) []byte {
	t.Helper()
	b, err := DrawForm(f, content, l)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// dumpForm is a template as text: what dump says, and how each cell is filled.
func dumpForm(t *testing.T, content []byte) string {
	t.Helper()
	f := openWorkbook(t, content)
	var b strings.Builder
	b.WriteString(dump(t, content))
	for _, sheet := range f.GetSheetList() {
		rules, err := f.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range rules {
			fmt.Fprintf(&b, "takes %s!%s\t%s %s %s\t%s: %s\t%s: %s\n", sheet, v.Sqref, v.Type, v.Operator, v.Formula1, *v.PromptTitle, *v.Prompt, *v.ErrorTitle, *v.Error)
		}
		layout, err := f.GetPageLayout(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if layout.Orientation != nil {
			fmt.Fprintf(&b, "page %s\t%s\n", sheet, *layout.Orientation)
		}
	}
	return b.String()
}

func TestEveryCellOfATemplateIsAsReviewed(t *testing.T) {
	golden(t, "form.lv.txt", dumpForm(t, drawForm(t, smallForm(), FormContent{Shown: smallShown(), Filled: smallFilled}, Latvian)))
	golden(t, "form.en.txt", dumpForm(t, drawForm(t, smallForm(), FormContent{}, English)))
}

func TestEqualFormsGiveEqualBytes(t *testing.T) {
	content := FormContent{Shown: smallShown(), Filled: smallFilled}
	want := drawForm(t, smallForm(), content, Latvian)
	for range 10 {
		if !slices.Equal(want, drawForm(t, smallForm(), content, Latvian)) {
			t.Fatal("two draws of one form differ")
		}
	}
}

func TestOnlyInputsAreOpenAndEachTakesItsKind(t *testing.T) {
	form := smallForm()
	content := drawForm(t, form, FormContent{Shown: smallShown()}, Latvian)
	f := openWorkbook(t, content)
	inputs := map[string]indicators.Input{}
	for _, in := range form.Inputs() {
		inputs[in.Name()] = in
	}
	open := map[string]bool{}
	for _, n := range f.GetDefinedName() {
		in, ok := inputs[n.Name]
		if !ok {
			continue
		}
		delete(inputs, n.Name)
		sheet, at := placeOfName(t, n.RefersTo)
		open[sheet+"!"+at] = true
		rules, err := f.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		kind := ""
		for _, v := range rules {
			if slices.Contains(strings.Fields(v.Sqref), at) {
				kind += v.Type
			}
		}
		want := map[indicators.InputKind]string{
			indicators.Whole: "whole", indicators.Euro: "decimal", indicators.Hours: "decimal", indicators.Choice: "list",
			indicators.Day: "date", indicators.FreeText: "textLength",
		}[in.Kind]
		if kind != want {
			t.Errorf("%s (%s!%s) takes %q, want %q", n.Name, sheet, at, kind, want)
		}
	}
	for name := range inputs {
		t.Errorf("%s has no cell", name)
	}
	for i, sheet := range f.GetSheetList() {
		if part := string(entries(t, content)[sheetEntry(i+1)]); !strings.Contains(part, "<sheetProtection ") || strings.Contains(part, "password") {
			t.Errorf("%s is not protected as it should be", sheet)
		}
		for row := 1; row <= 80; row++ {
			for col := 1; col <= 12; col++ {
				id, err := f.GetCellStyle(sheet, cell(col, row))
				if err != nil {
					t.Fatal(err)
				}
				style, err := f.GetStyle(id)
				if err != nil {
					t.Fatal(err)
				}
				if unlocked := style.Protection != nil && !style.Protection.Locked; unlocked != open[sheet+"!"+cell(col, row)] {
					t.Errorf("%s!%s: unlocked %t", sheet, cell(col, row), unlocked)
				}
			}
		}
	}
	contrast(t, f)
}

// placeOfName is the sheet and the cell that a name refers to.
func placeOfName(t *testing.T, refersTo string) (sheet, at string) {
	t.Helper()
	sheet, at, ok := strings.Cut(refersTo, "!")
	if !ok {
		t.Fatalf("a name refers to %q", refersTo)
	}
	return strings.Trim(sheet, "'"), strings.ReplaceAll(at, "$", "")
}

func TestATemplateSaysWhoseItIs(t *testing.T) {
	form, shown := smallForm(), smallShown()
	content := drawForm(t, form, FormContent{Shown: shown}, Latvian)
	f := openWorkbook(t, content)
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Name] = n.RefersTo
	}
	rows, err := f.GetRows(sources.FormSheetShown)
	if err != nil {
		t.Fatal(err)
	}
	kept, numbers, labels := map[string]string{}, map[string]string{}, 0
	for _, row := range rows {
		kept[row[0]] = row[1]
		sheet, at := placeOfName(t, names[row[0]])
		if !strings.HasPrefix(row[0], sources.FormPrefixLabel) {
			numbers[row[0]] = row[1]
			continue
		}
		labels++
		if text, err := f.GetCellValue(sheet, at); err != nil || text != row[1] || text == "" {
			t.Errorf("%s is %q, %v; kept is %q", row[0], text, err, row[1])
		}
	}
	if cells := sources.ShownCells(form, shown); fmt.Sprint(numbers) != fmt.Sprint(cells) || len(numbers) != 7 {
		t.Errorf("the hidden sheet holds %v, want %v", numbers, cells)
	}
	asked := 4 // unit, number, year, programme
	for _, s := range form.Sheets {
		for _, b := range s.Blocks {
			asked += len(b.Rows)
		}
	}
	if labels != asked {
		t.Errorf("%d labels are kept, want %d", labels, asked)
	}
	id := sources.Identity{Programme: "pilseta-2024-2030", Unit: "3212900030", Year: 2024, Version: form.Version}
	for name, want := range map[string]string{
		sources.FormNameTemplate: sources.FormTemplate, sources.FormNameVersion: form.Version, sources.FormNameProgramme: id.Programme,
		sources.FormNameInstitution: id.Unit, sources.FormNameSchoolYear: "2024", sources.FormNameCheck: id.Check(kept),
	} {
		if names[name] != `"`+want+`"` {
			t.Errorf("%s is %s, want %q", name, names[name], want)
		}
		if !strings.Contains(string(entries(t, content)["xl/workbook.xml"]), `<definedName hidden="1" name="`+name+`"`) {
			t.Errorf("%s is not hidden", name)
		}
	}
	if !strings.Contains(string(entries(t, content)["xl/workbook.xml"]), ` state="veryHidden"></sheet></sheets>`) {
		t.Error("the hidden sheet can be seen")
	}
}

// A sheet of a template that was saved as CSV is known by its words.
func TestEverySheetHasAnOpeningThatIsKnown(t *testing.T) {
	for _, l := range []Language{Latvian, English} {
		f := openWorkbook(t, drawForm(t, smallForm(), FormContent{}, l))
		for _, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			text := fmt.Sprint(rows)
			if known := slices.ContainsFunc(sources.FormOpenings, func(words string) bool { return strings.Contains(text, words) }); known == (sheet == sources.FormSheetShown) {
				t.Errorf("%s: the sheet %s is known: %t", l, sheet, known)
			}
		}
	}
}

func TestFormulasStandInTheirCellsWithWhatTheyGive(t *testing.T) {
	form := smallForm()
	for _, filled := range []map[string]string{nil, smallFilled} {
		f := openWorkbook(t, drawForm(t, form, FormContent{Filled: filled}, Latvian))
		at := map[string]string{}
		for _, n := range f.GetDefinedName() {
			at[n.Name] = n.RefersTo
		}
		for _, c := range sources.FormFormulas(form) {
			sheet, ref := placeOfName(t, at[c.Name])
			text, err := f.GetCellFormula(sheet, ref)
			if err != nil || text != c.Text {
				t.Errorf("%s holds %q, %v; want %q", c.Name, text, err, c.Text)
			}
		}
	}
	for address, wrong := range map[string]string{"careers.d": "-3", "reasons.work.basic": "1.5", "plans.plans.money": "-0.5", "left.basic.d": "-1"} {
		filled := map[string]string{address: wrong}
		in := indicators.Input{Address: address}
		row := map[string]string{"careers.d": "careers_d", "reasons.work.basic": "reasons_work", "plans.plans.money": "plans_plans", "left.basic.d": "left_basic_d"}[address]
		if got := storedValues(form, filled)["calc_check_"+row].text; !strings.HasPrefix(got, "✗ "+wrong+" ") {
			t.Errorf("%s in %s shows %q", wrong, in.Name(), got)
		}
	}
	partly := storedValues(form, map[string]string{"left.basic.n": "3", "left.basic.d": "9", "reasons.abroad.basic": "1"})
	if got := partly["calc_check_left_basic_n"].text; got != "? 1 < 3 " {
		t.Errorf("a sum whose terms are not all there shows %q", got)
	}
	values := storedValues(form, smallFilled)
	for name, want := range map[string]string{
		"calc_empty_all":           "6",
		"calc_empty_indicators":    "1", // days.d; belong.n holds a text
		"calc_share_careers_n":     "1.7142857142857142",
		"calc_share_belong_n":      "",
		"calc_check_careers_n":     "✗ 12 > 7 ✗ 12 > 10 ",
		"calc_check_belong_n":      "✗ ? ",
		"calc_check_days_n":        "✗ ? ",
		"calc_check_left_basic_n":  "✗ ? ✗ 2 ≠ 3 ", // half a share, and a sum
		"calc_total_reasons_basic": "2",
		"calc_total_plans_money":   "12.5",
		"calc_check_plans_plans":   "✗ ",
	} {
		v := values[name]
		got := v.text
		if v.number {
			got = plainNumber(v.n)
			if strings.HasPrefix(name, "calc_share") {
				got = fmt.Sprint(v.n)
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestTheDueDayFollowsTheSchoolYear(t *testing.T) {
	for _, c := range []struct {
		rule, due  string
		monitoring int
		want       string
	}{
		{"the year ends in the monitoring year", "15.10.", 2025, "15.10.2025"},
		{"the year starts in the monitoring year", "15.10.", 2024, "15.10.2025"},
		{"just after the last lesson", "01.06.", 2025, "01.06.2025"},
		{"before the last lesson is a year later", "15.03.", 2025, "15.03.2026"},
		{"one digit", "5.9", 2025, "05.09.2025"},
		{"the programme names none", "", 2025, ""},
		{"words stand as they are", "septembra beigas", 2025, "septembra beigas"},
	} {
		f := &indicators.Form{Year: 2024, Monitoring: c.monitoring, Collection: indicators.Collection{Due: c.due}}
		if got := dueDay(f); got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

func TestFileNamesAreFitForEverySystem(t *testing.T) {
	for _, c := range []struct{ id, name, want string }{
		{"3212900030", "Ventspils 1. pamatskola", "3212900030 Ventspils 1. pamatskola 2024-2025.xlsx"},
		{"3201900021", `PII "Margrietiņa"`, "3201900021 PII Margrietiņa 2024-2025.xlsx"},
		{"x", `A/B: „C” <d>?*|\`, "x A B C d 2024-2025.xlsx"},
		{"x", strings.Repeat("ā", 200), "x " + strings.Repeat("ā", 98) + " 2024-2025.xlsx"},
	} {
		if got := FormFileName(&indicators.Form{Unit: indicators.Unit{ID: c.id, Name: c.name}, Year: 2024}); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWhatIsTypedBecomesANumberOrStaysText(t *testing.T) {
	for text, want := range map[string]string{
		"12": "12", "12,5": "12.5", "12.5": "12.5", "-3": "-3", "007": "7", "12 skolēni": "", "": "", "1 234": "", "=1+1": "", "1,2,3": "", "01.09.2024": "",
	} {
		got := ""
		if n, ok := typedNumber(text); ok {
			got = plainNumber(n)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestATemplateHasWordsForAllThatItAsks(t *testing.T) {
	for name, w := range formWords {
		if strings.TrimSpace(w.LV) == "" || strings.TrimSpace(w.EN) == "" || fmt.Sprint(holes(w.LV)) != fmt.Sprint(holes(w.EN)) {
			t.Errorf("%s: LV %q, EN %q", name, w.LV, w.EN)
		}
	}
	asked := 0
	want := func(name string) {
		asked++
		if formWords[name].LV == "" {
			t.Errorf("there are no words for %q", name)
		}
	}
	for _, id := range indicators.FormSheets {
		want("sheet." + id)
		want("long." + id)
		if n := len(utf16.Encode([]rune(formWords["sheet."+id].LV))); n > 31 {
			t.Errorf("the name of the sheet %s has %d letters", id, n)
		}
	}
	for kind, word := range kindWords {
		for _, name := range []string{"prompt." + word, "prompt." + word + ".text", "error." + word} {
			want(name)
		}
		if kind == indicators.NoInput {
			t.Error("there are words for no input")
		}
	}
	for kind := indicators.Whole; kind <= indicators.FreeText; kind++ {
		if kindWords[kind] == "" {
			t.Errorf("the kind %d has no words", kind)
		}
	}
	for _, s := range smallForm().Sheets {
		for _, b := range s.Blocks {
			if b.Title == "" {
				want("block." + b.ID)
			}
			for _, c := range b.Columns {
				if c.Text == "" && formWords["column."+b.ID+"."+c.ID].LV == "" {
					want("column." + c.ID)
				}
			}
			for _, r := range b.Rows {
				if r.Text == "" {
					want("row." + b.ID + "." + r.ID)
				}
				for _, in := range r.Inputs {
					for _, code := range in.Choices {
						if len(sources.FormChoices[code]) < 2 {
							t.Errorf("the choice %s has no words", code)
						}
					}
				}
			}
		}
	}
	files, err := filepath.Glob("form*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`say\("([a-z_0-9.]+)"|"(todo\.[a-z]+|about\.[a-z_.]+)"`).FindAllStringSubmatch(string(code), -1) {
			if name := m[1] + m[2]; !strings.HasSuffix(name, ".") {
				want(name)
			}
		}
	}
	if asked < 80 {
		t.Errorf("%d words asked for; the search finds too few", asked)
	}
}

func holes(text string) []string {
	list := regexp.MustCompile(`\{[a-z_]+\}`).FindAllString(text, -1)
	slices.Sort(list)
	return slices.Compact(list)
}

func TestPromptsFitWhatSpreadsheetProgramsTake(t *testing.T) {
	for _, l := range []Language{Latvian, English} {
		f := openWorkbook(t, drawForm(t, smallForm(), FormContent{}, l))
		seen := 0
		for _, sheet := range f.GetSheetList() {
			rules, err := f.GetDataValidations(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range rules {
				seen++
				for _, c := range []struct {
					text string
					most int
				}{{*v.PromptTitle, 32}, {*v.ErrorTitle, 32}, {*v.Prompt, 255}, {*v.Error, 225}, {v.Formula1, 257}} {
					if n := len(utf16.Encode([]rune(c.text))); n > c.most || n == 0 {
						t.Errorf("%s: %q has %d letters, at most %d fit", l, c.text, n, c.most)
					}
				}
			}
		}
		if seen < 10 {
			t.Errorf("%s: %d rules only", l, seen)
		}
	}
}

// BenchmarkDrawForm draws the templates of 40 schools, one after the other.
func BenchmarkDrawForm(b *testing.B) {
	form, shown := bigForm(), smallShown()
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		for range 40 {
			size = len(drawForm(b, form, FormContent{Shown: shown}, Latvian))
		}
	}
	b.ReportMetric(float64(size), "bytes/template")
}

// bigForm asks a board for more than any shipped programme does: 60 activities,
// 120 tasks, a table of 60 rows.
func bigForm() *indicators.Form {
	of := []string{"education_board"}
	p := &indicators.Programme{ID: "liela", Title: "Liela programma", Units: []indicators.Unit{{ID: "parvalde", Name: "Pārvalde", Type: "education_board"}}}
	long := strings.Repeat("Atbalsta programmas pieejamības nodrošināšana pirmsskolas izglītības iestādēs. ", 3)
	for i := range 60 {
		p.Activities = append(p.Activities, indicators.Activity{Number: fmt.Sprint(i, ".1."), Text: long, Result: long, AskedOf: of})
	}
	for i := range 120 {
		p.Tasks = append(p.Tasks, indicators.Task{Number: fmt.Sprint(i, ".1.1."), Text: long, Term: "2024–2028", AskedOf: of})
	}
	table := indicators.AskedTable{ID: "hours", Title: "Stundas", Heading: "Priekšmets", Sheet: "support", From: of}
	for i := range 4 {
		table.Columns = append(table.Columns, indicators.AskedColumn{ID: fmt.Sprint("c", i), Text: fmt.Sprint(i, ". semestrī"), Kind: "hours", Total: true})
	}
	for i := range 60 {
		table.Rows = append(table.Rows, indicators.AskedRow{ID: fmt.Sprint("r", i), Text: fmt.Sprint("Priekšmets ", i)})
	}
	p.AskedTables = []indicators.AskedTable{table}
	f, ok := indicators.FormOf(p, "parvalde", 2024)
	if !ok {
		panic("the big programme asks nothing")
	}
	return f
}

func TestATemplateIsBelow200KiB(t *testing.T) {
	if n := len(drawForm(t, bigForm(), FormContent{}, Latvian)); n >= 200<<10 {
		t.Errorf("%d bytes", n)
	}
}

func TestATooLongFormulaIsAnErrorAndNoBrokenWorkbook(t *testing.T) {
	f := bigForm()
	for i := range f.Sheets[1].Blocks[0].Rows {
		for j := range f.Sheets[1].Blocks[0].Rows[i].Inputs {
			f.Sheets[1].Blocks[0].Rows[i].Inputs[j].Address = fmt.Sprint(strings.Repeat("a", 60), ".", i, ".", j)
		}
	}
	if _, err := DrawForm(f, FormContent{}, Latvian); err == nil {
		t.Error("a formula of more than 8192 characters was written")
	}
}
