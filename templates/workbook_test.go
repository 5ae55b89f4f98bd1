package templates

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
	"raditaji/sources"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-golden +now); -update rewrites it:\n%s", name, diff)
	}
}

func writeWorkbook(t testing.TB, r *Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Workbook(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func openWorkbook(t testing.TB, content []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// eachCell visits every cell of a workbook that holds something, by sheet, row
// and column.
func eachCell(t testing.TB, f *excelize.File, visit func(sheet, at string, col, row int, value, formula string)) {
	t.Helper()
	for _, sheet := range f.GetSheetList() {
		area, err := f.GetSheetDimension(sheet)
		if err != nil {
			t.Fatal(err)
		}
		_, end, _ := strings.Cut(area, ":")
		cols, rows, err := excelize.CellNameToCoordinates(end)
		if err != nil {
			t.Fatalf("%s: used range %q: %v", sheet, area, err)
		}
		merged, err := f.GetMergeCells(sheet, true)
		if err != nil {
			t.Fatal(err)
		}
		paragraphs := map[int]bool{} // rows in which one cell is as wide as the sheet
		for _, m := range merged {
			if sheet != wordsChangesSheet.LV && sheet != wordsChangesSheet.EN {
				break
			}
			_, row, _ := excelize.CellNameToCoordinates(m.GetStartAxis())
			paragraphs[row] = true
		}
		for row := 1; row <= rows; row++ {
			for col := 1; col <= cols; col++ {
				if paragraphs[row] && col > 1 {
					break // excelize gives the first one's text for them, too
				}
				at := cell(col, row)
				value, err := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
				if err != nil {
					t.Fatal(err)
				}
				formula, err := f.GetCellFormula(sheet, at)
				if err != nil {
					t.Fatal(err)
				}
				if value != "" || formula != "" {
					visit(sheet, at, col, row, value, formula)
				}
			}
		}
	}
}

// dump is a workbook as text: every cell with formula and number format, then
// names, tables and charts' words.
func dump(t testing.TB, content []byte) string {
	t.Helper()
	f := openWorkbook(t, content)
	var b strings.Builder
	eachCell(t, f, func(sheet, at string, _, _ int, value, formula string) {
		fmt.Fprintf(&b, "%s!%s\t%s", sheet, at, strings.ReplaceAll(value, "\n", "\\n"))
		if formula != "" {
			fmt.Fprintf(&b, "\t=%s", formula)
		}
		id, err := f.GetCellStyle(sheet, at)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if format := formatText(style); format != "" {
			fmt.Fprintf(&b, "\t%s", format)
		}
		b.WriteByte('\n')
	})
	for _, n := range f.GetDefinedName() {
		fmt.Fprintf(&b, "name %s\t%s\t%s\n", n.Name, n.Scope, n.RefersTo)
	}
	for _, sheet := range f.GetSheetList() {
		tables, err := f.GetTables(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range tables {
			fmt.Fprintf(&b, "table %s\t%s!%s\n", table.Name, sheet, table.Range)
		}
	}
	for _, alt := range descriptions.FindAllStringSubmatch(string(entries(t, content)["xl/drawings/drawing1.xml"]), -1) {
		fmt.Fprintf(&b, "chart\t%s\n", alt[1])
	}
	props, err := f.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "document\t%s\t%s\t%s\t%s\n", props.Title, props.Language, props.Created, props.Modified)
	return b.String()
}

func formatText(s *excelize.Style) string {
	if s.CustomNumFmt != nil {
		return *s.CustomNumFmt
	}
	for format, id := range builtIn { // each id stands once
		if id == s.NumFmt {
			return format
		}
	}
	return fmt.Sprint(s.NumFmt)
}

func TestEveryCellIsAsReviewed(t *testing.T) {
	golden(t, "workbook.lv.txt", dump(t, writeWorkbook(t, smallReport(Latvian))))
	golden(t, "workbook.en.txt", dump(t, writeWorkbook(t, smallReport(English))))
}

func TestEqualReportsGiveEqualBytes(t *testing.T) {
	want := writeWorkbook(t, smallReport(Latvian))
	for range 20 {
		if !bytes.Equal(want, writeWorkbook(t, smallReport(Latvian))) {
			t.Fatal("two writes of one report differ")
		}
	}
}

func TestTheCoverIsActiveAndTheDocumentSaysItsLanguage(t *testing.T) {
	for l, language := range map[Language]string{Latvian: "lv-LV", English: "en-GB"} {
		content := writeWorkbook(t, smallReport(l))
		if chart := string(entries(t, content)["xl/charts/chart1.xml"]); !strings.Contains(chart, `"`+language+`"`) || strings.Contains(chart, "en-US") {
			t.Errorf("%s: the charts do not say %s", l, language)
		}
		f := openWorkbook(t, content)
		if f.GetActiveSheetIndex() != 0 {
			t.Errorf("%s: active sheet %d", l, f.GetActiveSheetIndex())
		}
		props, err := f.GetDocProps()
		if err != nil {
			t.Fatal(err)
		}
		if props.Language != language || props.Created != "2025-10-01T00:00:00Z" || props.Modified != props.Created {
			t.Errorf("%s: language %q, created %q, modified %q", l, props.Language, props.Created, props.Modified)
		}
	}
}

func TestAnEmptyReportIsAWorkbookToo(t *testing.T) {
	r := &Report{Programme: &indicators.Programme{ID: "x", Municipality: "X"}, Year: 2025}
	f := openWorkbook(t, writeWorkbook(t, r))
	if n := len(f.GetSheetList()); n != 7 {
		t.Errorf("%d sheets, want 7", n)
	}
}

func TestALongCoverageListIsCutAndCounted(t *testing.T) {
	b := newBook(smallReport(Latvian))
	var list []indicators.Gap
	for i := range 12 {
		list = append(list, indicators.Gap{Kind: indicators.Absences, Year: 2024, Institution: fmt.Sprint("N", i)})
	}
	got := gapsText(b.l, b.p, list)
	want := "VIIS neattaisnotie kavējumi 2024./2025. (nav no: N0, N1, N2, N3, N4, N5, N6, N7, N8, N9, un vēl: 2)"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestSerialCountsDaysAsSpreadsheetsDo(t *testing.T) {
	for _, d := range []indicators.Date{20240901, 20240229, 20250101, 19000301, 20001231} {
		want := int64(time.Date(d.Year(), time.Month(d.Month()), d.Day(), 0, 0, 0, 0, time.UTC).
			Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
		if got := serial(d); got != want {
			t.Errorf("%s: %d, want %d", d, got, want)
		}
	}
}

func TestShortenCutsAtAWord(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{
		{"īss", 10, "īss"},
		{"izglītojamo mainība gadā", 20, "izglītojamo mainība…"},
		{"neizglītojamāko", 8, "neizglī…"},
	} {
		if got := shorten(c.text, c.n); got != c.want {
			t.Errorf("%q in %d: %q, want %q", c.text, c.n, got, c.want)
		}
	}
}

func TestNumbersAreListedInRuns(t *testing.T) {
	for _, c := range []struct {
		list []int
		want string
	}{
		{nil, ""}, {[]int{9}, "9"}, {[]int{1, 2}, "1, 2"}, {[]int{1, 2, 3, 4, 5, 6, 7, 8}, "1–8"}, {[]int{3, 6, 7, 8}, "3, 6–8"},
	} {
		if got := numbers(c.list); got != c.want {
			t.Errorf("%v: %q, want %q", c.list, got, c.want)
		}
	}
}

func TestThePathGoesStraightFromPointToPoint(t *testing.T) {
	p := path{{2023, 0.16}, {2027, 0.12}, {2030, 0.09}}
	for _, c := range []struct {
		year int
		want float64
		ok   bool
	}{
		{2022, 0, false}, {2023, 0.16, true}, {2024, 0.15, true}, {2027, 0.12, true}, {2028, 0.11, true}, {2030, 0.09, true}, {2031, 0, false},
	} {
		if got, ok := p.at(c.year); got != c.want || ok != c.ok {
			t.Errorf("%d: %v %v, want %v %v", c.year, got, ok, c.want, c.ok)
		}
	}
}

func TestAdditionsToReadingAreListed(t *testing.T) {
	r := smallReport(Latvian)
	if rows := newBook(r).furtherBlock().rows; len(rows) != 0 {
		t.Fatalf("nothing is added, and listed: %v", rows)
	}
	p := *r.Programme
	p.Reading = indicators.Reading{
		Headings:  map[indicators.Kind]map[string][]string{indicators.Enrolments: {"person": {"Kods", "Pers. id"}}},
		Reasons:   map[string][]string{"transferred": {"mainījis skolu"}, "dropout": {"pazudis"}},
		Decisions: map[string][]string{"retained": {"paliek"}},
		Statuses:  map[string][]string{"absent": {"slims"}},
		Continues: map[string][]string{"yes": {"mācās"}},
		Levels:    map[string][]string{"basic": {"24"}},
	}
	r.Programme = &p
	var got []string
	for _, row := range newBook(r).furtherBlock().rows {
		got = append(got, fmt.Sprint(row...))
	}
	want := []string{
		"1kolonnas nosaukums: VIIS izglītojamo sarakstspersonKodsreading.headings.viis-enrolments.person – kolonna „Personas kods”",
		"2kolonnas nosaukums: VIIS izglītojamo sarakstspersonPers. idreading.headings.viis-enrolments.person – kolonna „Personas kods”",
		"3atskaitīšanas iemeslsdropoutpazudisreading.reasons.dropout – pārtraucis mācības",
		"4atskaitīšanas iemeslstransferredmainījis skolureading.reasons.transferred – pārgājis uz citu iestādi",
		"5gada lēmumsretainedpaliekreading.decisions.retained – atstāts uz otru gadu",
		"6eksāmena statussabsentslimsreading.statuses.absent – nav ieradies",
		"7vai absolvents turpina mācībasyesmācāsreading.continues.yes – jā",
		"8izglītības programmas koda sākumsbasic24reading.levels.basic – pamatizglītība",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	title := false
	eachCell(t, openWorkbook(t, writeWorkbook(t, r)), func(sheet, _ string, _, _ int, value, _ string) {
		title = title || sheet == "Metodika" && value == "Papildinājumi nolasīšanā"
	})
	if !title {
		t.Error("the block is not on the sheet Metodika")
	}
}

func TestSheetsPrintAtSevenPointsOrMore(t *testing.T) {
	for _, l := range []Language{Latvian, English} {
		b := newBook(revisedReport(l))
		b.charts()
		b.indicators()
		b.chartBlock()
		b.institutions()
		b.situation()
		b.activities()
		b.tasks()
		b.submissions()
		b.quality()
		b.changes()
		b.method()
		b.data()
		for _, s := range []*sheet{
			b.indicatorSheet, b.chartSheet, b.institutionSheet, b.situationSheet, b.activitySheet, b.taskSheet, b.submissionSheet, b.qualitySheet,
			b.changesSheet, b.methodSheet, b.dataSheet,
		} {
			if size := pageWide / 0.985 / (s.letters(s.printed) * letterPoints) * plainSize; size < 6.99 {
				t.Errorf("%s: %.2f points, %v letters wide", s.name, size, s.letters(s.printed))
			}
		}
	}
}

func TestAPageBeginsBeforeWhatDoesNotFit(t *testing.T) {
	b := newBook(smallReport(Latvian))
	s := b.chartSheet
	s.widths(100) // full size: 33 rows fit on a page
	a := area{1, 1, 1, 200, 59, 59}
	for _, c := range []struct {
		rule string
		runs []run
		want []int
	}{
		{"all fit", []run{{3, 12}, {14, 20}, {22, 33}}, nil},
		{"one row too many", []run{{3, 12}, {14, 20}, {22, 34}}, []int{22}},
		{"the next page is full too", []run{{3, 30}, {32, 60}, {62, 70}}, []int{32, 62}},
		{"what follows a long run stands on its last page", []run{{3, 12}, {14, 50}, {52, 58}}, []int{14}},
		{"repeated headings take a row", []run{{3, 58}, {60, 91}, {92, 124}}, []int{60, 92}},
		{"the first is where it is, however long", []run{{3, 50}, {52, 58}}, nil},
	} {
		if got := s.breaks(a, c.runs); !slices.Equal(got, c.want) {
			t.Errorf("%s: pages begin at rows %v, want %v", c.rule, got, c.want)
		}
	}
}

func TestSignsOfOneLineAgree(t *testing.T) {
	gone := &indicators.Result{Missing: []indicators.Gap{{Kind: indicators.Absences, Year: 2024}}}
	nobody := &indicators.Result{State: indicators.NotApplicable, Counted: true}
	stated := &indicators.Result{State: indicators.Available, Source: indicators.PublishedBy, Stated: indicators.PercentUnit, Standing: indicators.Standing{Status: indicators.Met}}
	turnover := &indicators.Result{State: indicators.Available, Shape: indicators.Ratio, Counted: true, Numerator: 1, Denominator: 9, Standing: indicators.Standing{Status: indicators.Met}}
	waiting := &indicators.Result{State: indicators.Available, Counted: true, Numerator: 1, Denominator: 9, Standing: indicators.Standing{Status: indicators.NoBaseline}}
	for _, c := range []struct {
		rule                        string
		r                           *indicators.Result
		interval, standing, certain string
	}{
		{"inputs are missing", gone, "[x]", "[x]", "[x]"},
		{"nobody to count", nobody, "[z]", "[z]", "[z]"},
		{"published without its counts", stated, "[x]", "[z]", "[x]"},
		{"a ratio has no interval", turnover, "[z]", "[z]", "[z]"},
		{"the baseline is missing", waiting, "[z]", "[x]", "[x]"},
	} {
		if got := intervalSign(c.r); got != c.interval {
			t.Errorf("%s: interval %s, want %s", c.rule, got, c.interval)
		}
		if got := standingSign(c.r); got != c.standing {
			t.Errorf("%s: standing %s, want %s", c.rule, got, c.standing)
		}
		if got := certainSign(c.r); got != c.certain {
			t.Errorf("%s: certainty %s, want %s", c.rule, got, c.certain)
		}
	}
	n := &line{indicator: &indicators.Indicator{Values: []indicators.Value{{Measure: "published"}, {Measure: "long_absence"}}}}
	for source, want := range map[indicators.Source]string{indicators.PublishedBy: "[x]", indicators.Computed: "[x]", indicators.ReportedBy: "[z]"} {
		if got := signWithout(n, source); got != want {
			t.Errorf("without a value of %s: %s, want %s", source, got, want)
		}
	}
}

// bigReport is a synthetic municipality: so many institutions, seven indicators
// with two sources, four years.
func bigReport(institutions int) *Report {
	r := smallReport(Latvian)
	p := *r.Programme
	p.Institutions, p.Indicators = nil, nil
	for i := range institutions {
		p.Institutions = append(p.Institutions, indicators.Institution{
			Number: fmt.Sprintf("32139%05d", i), Name: fmt.Sprintf("Pilsētas %d. vidusskola", i+1), InScope: true,
		})
	}
	r.Programme, r.Results, r.Years = &p, nil, []int{2022, 2023, 2024, 2025}
	for n := range 7 {
		ind := r.Programme.Indicators
		p.Indicators = append(ind, indicators.Indicator{
			ID: fmt.Sprint(n + 1), Better: "lower", Text: "Izglītojamo īpatsvars, kuri ilgstoši bez attaisnojoša iemesla neapmeklē izglītības iestādi",
			Baseline: indicators.Baseline{Text: "1.62% (2023)"}, Targets: []indicators.Target{{Year: 2027, Text: "<1,5%"}, {Year: 2030, Text: "<1%"}},
			Values: []indicators.Value{{Measure: "long_absence", Params: absenceParams}},
		})
	}
	for _, year := range r.Years {
		for n := range p.Indicators {
			figure := func(number string, n, of, unknown int64) indicators.Result {
				return indicators.Result{
					Year: year, Indicator: p.Indicators[0].ID, Institution: number, Source: indicators.Computed, Official: true,
					Measure: "long_absence", Params: absenceParams, State: indicators.Available, Counted: true,
					Numerator: n, Denominator: of, Unknown: unknown, Covered: of, Coverable: of,
				}
			}
			first := len(r.Results)
			r.Results = append(r.Results, figure("", int64(7*institutions), int64(301*institutions), int64(institutions)))
			for i, inst := range p.Institutions {
				r.Results = append(r.Results, figure(inst.Number, int64(i%17), int64(301+i%5), int64(i%3)))
			}
			for i := first; i < len(r.Results); i++ {
				r.Results[i].Indicator = p.Indicators[n].ID
			}
		}
	}
	return r
}

// BenchmarkWorkbook writes the workbook of a town and of a Rīga-sized city.
func BenchmarkWorkbook(b *testing.B) {
	for _, institutions := range []int{20, 330} {
		r := bigReport(institutions)
		b.Run(fmt.Sprint(institutions, " institutions"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var out bytes.Buffer
				if err := Workbook(&out, r); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(r.Results)), "rows")
		})
	}
}

// BenchmarkResults writes results.csv and results.json of a Rīga-sized city.
func BenchmarkResults(b *testing.B) {
	r := bigReport(330)
	b.ReportAllocs()
	for b.Loop() {
		var out bytes.Buffer
		if err := ResultsCSV(&out, r); err != nil {
			b.Fatal(err)
		}
		if err := ResultsJSON(&out, r); err != nil {
			b.Fatal(err)
		}
	}
}

func TestResultsAreAsReviewed(t *testing.T) {
	for _, c := range []struct {
		name  string
		write func(*bytes.Buffer, *Report) error
	}{
		{"results.csv", func(b *bytes.Buffer, r *Report) error { return ResultsCSV(b, r) }},
		{"results.json", func(b *bytes.Buffer, r *Report) error { return ResultsJSON(b, r) }},
	} {
		var b bytes.Buffer
		if err := c.write(&b, smallReport(Latvian)); err != nil {
			t.Fatal(err)
		}
		golden(t, c.name+".txt", strings.ReplaceAll(b.String(), "\r\n", "\n"))
	}
}

func TestResultsJSONHoldsTheRowsOfResultsCSV(t *testing.T) {
	r := smallReport(Latvian)
	var b bytes.Buffer
	if err := ResultsJSON(&b, r); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Programme struct{ ID, SHA256 string }
		Inputs    []map[string]any
		Version   string
		Results   []map[string]any
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Programme.ID != r.Programme.ID || got.Version != r.Version || len(got.Inputs) != len(r.Files) || len(got.Results) != len(r.Results) {
		t.Fatalf("programme %q, version %q, %d inputs, %d results", got.Programme.ID, got.Version, len(got.Inputs), len(got.Results))
	}
	for i := range r.Results {
		row := got.Results[i]
		if len(row) != len(resultColumns) {
			t.Errorf("row %d has %d fields, want %d", i, len(row), len(resultColumns))
		}
		cells := rowOf(r.Programme, &r.Results[i]).cells()
		for j, name := range resultColumns {
			text := cells[j]
			switch v := row[name].(type) {
			case nil:
				if text != "" {
					t.Errorf("row %d, %s: null, in the CSV %q", i, name, text)
				}
			case float64:
				if want, _ := json.Number(text).Float64(); want != v {
					t.Errorf("row %d, %s: %v, in the CSV %q", i, name, v, text)
				}
			default:
				if fmt.Sprint(v) != text {
					t.Errorf("row %d, %s: %v, in the CSV %q", i, name, v, text)
				}
			}
		}
	}
}

func TestTextFromOutsideNeverBeginsAFormulaInCSV(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"=1+1", "'=1+1"}, {"+371", "'+371"}, {"-5", "'-5"}, {"@x", "'@x"}, {"\tx", "'\tx"}, {"\rx", "'\rx"},
		{"", ""}, {"1+1", "1+1"}, {"ā", "ā"},
	} {
		if got := guard(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
	r := smallReport(English)
	r.Problems = []sources.Problem{{File: "=a.csv", Heading: "+h", Got: "-1", Code: "csv.nul", At: indicators.Origin{Row: 7}}}
	var b bytes.Buffer
	if err := ProblemsCSV(&b, r); err != nil {
		t.Fatal(err)
	}
	line := strings.Split(b.String(), "\r\n")[1]
	if !strings.HasPrefix(line, "'=a.csv,7,'+h,'-1,notice,csv.nul,") {
		t.Errorf("problems.csv: %s", line)
	}
}

func TestDecimalsKeepTwoPlaces(t *testing.T) {
	for n, want := range map[int64]string{0: "0.00", 5: "0.05", 1618: "16.18", 10000: "100.00", -7: "-0.07", -1234: "-12.34"} {
		if got := decimals(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

// The line of silent institutions has the pupils whom coverage does not have, only
// where the measure counts them.
func TestPupilsOfSilentInstitutionsAreThoseThatTheMeasureCounts(t *testing.T) {
	for _, c := range []struct {
		rule          string
		whole         indicators.Result
		heard         int64 // denominator of the institution that is not silent
		several, lost int64
	}{
		{"absences count the pupils of all: 20 = 15 + 5", indicators.Result{Measure: "long_absence", Numerator: 2, Denominator: 20, Coverable: 20, Covered: 15}, 15, 0, 5},
		{"one of the silent five has another school, too: 20 = 16 + 5 - 1", indicators.Result{Measure: "long_absence", Numerator: 2, Denominator: 20, Coverable: 20, Covered: 15}, 16, -1, 5},
		{"exams count nobody of a silent school, though 20 took them and 20 are in grade 9", indicators.Result{Measure: "exam_below_minimum", Numerator: 2, Denominator: 20, Coverable: 20, Covered: 15}, 20, 0, 0},
		{"an approved figure's coverage is in hundredths of a percent", indicators.Result{Numerator: 2, Denominator: 10000, Coverable: 10000, Covered: 7500}, 10000, 0, 0},
	} {
		c.whole.State, c.whole.Counted, c.whole.Year, c.whole.Indicator, c.whole.Source = indicators.Available, true, 2025, "1", indicators.Computed
		of, silent := c.whole, c.whole
		of.Institution, of.Denominator = "4219902694", c.heard
		silent.Institution, silent.State = "4212903083", indicators.NotAvailable
		r := smallReport(Latvian)
		r.Results = []indicators.Result{c.whole, silent, of}
		f := openWorkbook(t, writeWorkbook(t, r))
		got := map[string]string{}
		rows, err := f.GetRows("Iestādes", excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if len(row) >= atDenominator {
				got[row[atInstitution-1]] = row[atDenominator-1]
			}
		}
		want := []string{strconv.FormatInt(c.several, 10), strconv.FormatInt(c.lost, 10)}
		if several, lost := got[workbookWords["row.several"].LV], got[workbookWords["row.silent"].LV]; several != want[0] || lost != want[1] {
			t.Errorf("%s: %s in several, %s silent", c.rule, several, lost)
		}
	}
}
