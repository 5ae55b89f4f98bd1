package pipeline_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/sources"
	"raditaji/templates"
)

// askingProgramme asks A and B how many pupils were retained, which the exports
// know, and how many youths an office helped.
func askingProgramme() *indicators.Programme {
	p := programme()
	p.Institutions = append(p.Institutions, indicators.Institution{Number: "1000000002", Name: "B skola", Type: "basic_school", InScope: true})
	p.Units = []indicators.Unit{{ID: "birojs", Name: "Birojs", Type: "youth_centre"}}
	retained, _ := indicators.MeasureNamed("retained")
	absence, _ := indicators.MeasureNamed("long_absence")
	share, _ := indicators.MeasureNamed("reported_share")
	count, _ := indicators.MeasureNamed("reported_count")
	p.Fields = []indicators.Field{
		{ID: "again", Text: "Atstāti", Kind: "share", From: []string{"basic_school"}, Numerator: "Atstāti uz otru gadu", Denominator: "Pavisam",
			Register: indicators.Value{Measure: retained.Name, Params: retained.Defaults}},
		{ID: "youths", Text: "Jaunieši, kuriem sniegts atbalsts", Kind: "count", From: []string{"youth_centre"}},
	}
	ask := func(id string, m *indicators.Measure, field string) indicators.Indicator {
		params := m.Defaults
		params.Field = field
		return indicators.Indicator{ID: id, Text: "Ziņots", Better: "lower", Baseline: indicators.Baseline{Text: "5% (2023)"},
			Targets: []indicators.Target{{Year: 2027, Text: "2%"}}, Values: []indicators.Value{{Measure: m.Name, Params: params}}}
	}
	p.Indicators = append(p.Indicators, ask("2", share, "again"), ask("3", count, "youths"),
		indicators.Indicator{ID: "4", Text: "Kavējumi", Better: "lower", Values: []indicators.Value{{Measure: absence.Name, Params: absence.Defaults}}})
	return p
}

func asking() *pipeline.Pipeline {
	return &pipeline.Pipeline{Programme: askingProgramme(), Version: "test", Secret: []byte("secret")}
}

// template draws a unit's template of a school year: pairs of an input and what
// is typed into it.
func template(t *testing.T, unit string, year indicators.SchoolYear, shown indicators.Prefill, pairs ...string) string {
	t.Helper()
	f, ok := indicators.FormOf(askingProgramme(), unit, year)
	if !ok {
		t.Fatalf("%s is not asked", unit)
	}
	filled := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		filled[pairs[i]] = pairs[i+1]
	}
	data, err := templates.DrawForm(f, templates.FormContent{Shown: shown, Filled: filled}, templates.Latvian)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// rowOf is a result of 2025 as n/N with its signs.
func rowOf(r *templates.Report, indicator, scope string) string {
	for i := range r.Results {
		row := &r.Results[i]
		if row.Year == 2025 && row.Indicator == indicator && row.Institution == scope {
			text := fmt.Sprintf("%d/%d", row.Numerator, row.Denominator)
			if row.State != indicators.Available {
				text = ""
			}
			return strings.TrimSpace(text + " " + strings.Join(row.Flags(), " "))
		}
	}
	return "none"
}

var nothing indicators.Prefill

func TestTemplatesBecomeResults(t *testing.T) {
	a := template(t, "1000000001", 2024, nothing, "again.n", "3", "again.d", "60")
	b := template(t, "1000000002", 2024, nothing, "again.n", "1", "again.d", "40")
	office := template(t, "birojs", 2024, nothing, "youths", "17")
	for _, c := range []struct {
		rule    string
		in      fstest.MapFS
		results string // of indicators 2 and 3: the municipality, A, B; the municipality
		missing string // run.template.missing names so many
	}{
		{"all answered", files("a.xlsx", a, "b.xlsx", b, "c.xlsx", office), "4/100, 3/60, 1/40; 17/0", ""},
		{"whatever the files are called, wherever they lie", files("x/Jauns (2).xlsx", a, "results.xlsx", b, "veidne.xlsm", office), "4/100, 3/60, 1/40; 17/0", ""},
		{"the silent are named", files("a.xlsx", a), "3/60 u, 3/60, x; x u", "2"},
		{"an unfilled template covers nothing", files("a.xlsx", a, "b.xlsx", b, "c.xlsx", template(t, "birojs", 2024, nothing)), "4/100, 3/60, 1/40; x u", "1"},
		{"an unfilled one later replaces nothing", files("a.xlsx", a, "b.xlsx", b, "c.xlsx", office, "d.xlsx", template(t, "1000000001", 2024, nothing)), "4/100, 3/60, 1/40; 17/0", ""},
		{"the later template replaces the earlier whole", files("1.xlsx", template(t, "1000000001", 2024, nothing, "again.n", "9", "again.d", "60"), "2.xlsx", a, "b.xlsx", b, "c.xlsx", office),
			"4/100, 3/60, 1/40; 17/0", ""},
		{"the same bytes twice are one file", files("1.xlsx", a, "2.xlsx", a, "b.xlsx", b, "c.xlsx", office), "4/100, 3/60, 1/40; 17/0", ""},
		{"another year's template is another year's", files("a.xlsx", a, "b.xlsx", template(t, "1000000002", 2023, nothing, "again.n", "1", "again.d", "40"), "c.xlsx", office),
			"3/60 u, 3/60, x; 17/0", "1"},
		{"a faulty figure sets itself aside", files("a.xlsx", a, "b.xlsx", template(t, "1000000002", 2024, nothing, "again.n", "viens", "again.d", "40"), "c.xlsx", office),
			"3/60 u p, 3/60, x p; 17/0", ""},
		{"a numerator above its denominator too", files("a.xlsx", a, "b.xlsx", template(t, "1000000002", 2024, nothing, "again.n", "41", "again.d", "40"), "c.xlsx", office),
			"3/60 u p, 3/60, x p; 17/0", ""},
	} {
		r := calculate(t, asking(), c.in)
		got := rowOf(r, "2", "") + ", " + rowOf(r, "2", "1000000001") + ", " + rowOf(r, "2", "1000000002") + "; " + rowOf(r, "3", "")
		if got != c.results {
			t.Errorf("%s: %s, want %s", c.rule, got, c.results)
		}
		missing := ""
		for _, p := range r.Problems {
			if p.Code == "run.template.missing" {
				missing = p.Args["count"]
			}
		}
		if missing != c.missing {
			t.Errorf("%s: %q templates are missing, want %q", c.rule, missing, c.missing)
		}
	}
	p := asking()
	p.Strict = true
	if got := rowOf(calculate(t, p, files("a.xlsx", a, "b.xlsx", template(t, "1000000002", 2024, nothing, "again.n", "viens", "again.d", "40"))), "2", ""); got != "3/60 u" {
		t.Errorf("strict: %s", got)
	}
}

// asked are the queries of a report as code, severity and cell's input.
func asked(problems []sources.Problem) string {
	var list []string
	for _, p := range problems {
		if !strings.HasPrefix(p.Code, "form.query.") && p.Code != "form.nil.contradicted" {
			continue
		}
		text := fmt.Sprintf("%s %s %s", strings.TrimPrefix(p.Code, "form."), p.Severity, p.Input)
		for _, name := range []string{"n", "d", "share", "was_n", "was_d", "was_share"} {
			if v, ok := p.Args[name]; ok {
				text += " " + v
			}
		}
		list = append(list, text)
	}
	return strings.Join(list, "; ")
}

func last(n, d int64) indicators.Prefill {
	return indicators.Prefill{Last: map[string]indicators.Number{"again.n": indicators.NewNumber(n), "again.d": indicators.NewNumber(d)}}
}

func TestQueriesAreAskedOfTheFolderOrOfWhatWasShown(t *testing.T) {
	answer := []string{"again.n", "12", "again.d", "80"}
	explained := append(slices.Clone(answer), "again.n.explain", "Apvienota skola")
	earlier := template(t, "1000000001", 2023, nothing, "again.n", "2", "again.d", "78")
	var rows []string
	for i := range int64(20) {
		rows = append(rows, "P"+itoa(i)+" 1 pārcelts")
	}
	for _, c := range []struct {
		rule string
		in   fstest.MapFS
		want string
	}{
		{"nothing to compare with", files("a.xlsx", template(t, "1000000001", 2024, nothing, answer...)), ""},
		{"shown in the template", files("a.xlsx", template(t, "1000000001", 2024, last(2, 78), answer...)), "query.last warning again.n 12 80 15.00 2 78 2.56"},
		{"answered", files("a.xlsx", template(t, "1000000001", 2024, last(2, 78), explained...)), "query.last notice again.n 12 80 15.00 2 78 2.56"},
		{"the folder's own year before", files("a.xlsx", template(t, "1000000001", 2024, nothing, answer...), "b.xlsx", earlier), "query.last warning again.n 12 80 15.00 2 78 2.56"},
		{"the folder's own comes before what was shown", files("a.xlsx", template(t, "1000000001", 2024, last(12, 80), answer...), "b.xlsx", earlier), "query.last warning again.n 12 80 15.00 2 78 2.56"},
		{"the folder's own exports", files("a.xlsx", template(t, "1000000001", 2024, nothing, "again.n", "0", "again.d", "60"), "b.csv", pupils(rows...)), "query.register.count warning again.d 60 20"},
		{"a template that a later one replaced is not asked", files("a.xlsx", template(t, "1000000001", 2024, last(2, 78), answer...), "b.xlsx", template(t, "1000000001", 2024, last(2, 78), "again.n", "2", "again.d", "80")), ""},
		{"a register that is denied", files("a.xlsx", template(t, "1000000001", 2024, nothing, "institution.register", "nē")), "query.denied warning institution.register"},
		{"all zero", files("c.xlsx", template(t, "birojs", 2024, nothing, "youths", "0")), "query.zero warning youths"},
	} {
		r := calculate(t, asking(), c.in)
		if got := asked(r.Problems); got != c.want {
			t.Errorf("%s: %s, want %s", c.rule, got, c.want)
		}
		for _, p := range r.Problems {
			if strings.HasPrefix(p.Code, "form.query.") && (p.File == "" || p.Sheet == "" || p.At.Row == 0 || p.At.Column == 0) {
				t.Errorf("%s: %s stands nowhere: %+v", c.rule, p.Code, p)
			}
		}
	}
	sub := asking().Check(files("a.xlsx", template(t, "1000000001", 2024, last(2, 78), answer...)), "a.xlsx")
	if got, want := asked(sub.Problems), "query.last warning again.n 12 80 15.00 2 78 2.56"; got != want {
		t.Errorf("check: %s, want %s", got, want)
	}
	i := slices.IndexFunc(sub.Problems, func(p sources.Problem) bool { return p.Code == "form.query.last" })
	if text, _ := templates.Latvian.Problem(sub.Problems[i]); !strings.Contains(text, "12 no 80 (15,00 %)") || !strings.Contains(text, "2 no 78 (2,56 %)") {
		t.Error(text)
	}
}

func TestNilStatementsAgainstRowsAreSaid(t *testing.T) {
	absences := "Mācību gads;Semestris;Iestādes reģ. nr.;Personas kods;Neattaisnoti\n2024./2025.;1;1000000001;X1;30\n2024./2025.;2;1000000001;X1;0\n"
	enrolled := pupils("X1 1 pārcelts", "X2 1 pārcelts") + "2024./2025.;1000000002;X3;1;21011111;02.09.2024;;;pārcelts\n"
	in := files("a.csv", enrolled, "b.csv", absences,
		"c.xlsx", template(t, "1000000001", 2024, nothing, "institution.nil_absences", "jā"),
		"d.xlsx", template(t, "1000000002", 2024, nothing, "institution.nil_absences", "jā"))
	r := calculate(t, asking(), in)
	if got, want := asked(r.Problems), "nil.contradicted warning institution.nil_absences"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := rowOf(r, "4", "") + ", " + rowOf(r, "4", "1000000002"); got != "1/3, 0/1" {
		t.Errorf("%s", got)
	}
	delete(in, "d.xlsx")
	if got := rowOf(calculate(t, asking(), in), "4", "1000000002"); got != "x" {
		t.Errorf("silent: %s", got)
	}
}

// What a template is called is never taken for a result of ours.
func TestTemplateNamesAreNoResults(t *testing.T) {
	for _, unit := range []string{"1000000001", "birojs"} {
		f, _ := indicators.FormOf(askingProgramme(), unit, 2024)
		in := files(templates.FormFileName(f), template(t, unit, 2024, nothing, "again.n", "3", "again.d", "60", "youths", "4"))
		for _, p := range calculate(t, asking(), in).Problems {
			if p.Code == "run.file.own" {
				t.Errorf("%s is passed over", p.File)
			}
		}
	}
}

func TestTraceOfAReportedFigure(t *testing.T) {
	in := files("a.xlsx", template(t, "1000000001", 2024, nothing, "again.n", "3", "again.d", "60"),
		"b.xlsx", template(t, "1000000002", 2024, nothing, "again.n", "1", "again.d", "40"))
	told := func(s indicators.Selection, in fstest.MapFS) string {
		s.Year = 2025
		traced, ok, err := asking().Trace(in, s)
		if err != nil || !ok {
			t.Fatalf("%+v: %v, %v", s, ok, err)
		}
		var b strings.Builder
		if err := templates.TraceReport(&b, templates.Latvian, askingProgramme(), s, traced); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	all := told(indicators.Selection{Indicator: "2"}, in)
	for _, want := range []string{"a.xlsx\n  skaitītājā: lapa „", "b.xlsx\n  skaitītājā: lapa „", "”, šūnas ", "  tikai saucējā: lapa „"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in\n%s", want, all)
		}
	}
	in["b.xlsx"] = &fstest.MapFile{Data: []byte(template(t, "1000000002", 2024, nothing, "again.n", "viens", "again.d", "40"))}
	other := files("c.xlsx", template(t, "birojs", 2024, nothing, "youths", "4"))
	for _, c := range []struct {
		rule, indicator, unit string
		in                    fstest.MapFS
		want                  string
	}{
		{"an answer that cannot be used is named", "2", "", in, "Atbilde veidnē ir, bet tā ir kļūdaina (1): B skola."},
		{"of the unit itself", "2", "1000000002", in, "Atbilde veidnē ir, bet tā ir kļūdaina (1): B skola."},
		{"a template that was not sent", "2", "1000000002", other, "Nav saņemtas aizpildītas veidnes (1): B skola."},
		{"of the municipality", "2", "", other, "Nav saņemtas aizpildītas veidnes (2): A skola; B skola."},
		{"a template without the answer", "2", "1000000001", files("a.xlsx", template(t, "1000000001", 2024, nothing, "institution.register", "jā")), "Veidne ir, bet šīs atbildes tajā nav (1): A skola."},
	} {
		if got := told(indicators.Selection{Indicator: c.indicator, Institution: c.unit}, c.in); !strings.Contains(got, c.want) || strings.Contains(got, "Nav nevienas rindas") {
			t.Errorf("%s: %q is not in\n%s", c.rule, c.want, got)
		}
	}
}

// marked is the marked copy of a template that stands alone in a folder.
func marked(t *testing.T, sent string) string {
	t.Helper()
	p := asking()
	in := files("veidne.xlsx", sent)
	list, err := p.Return(in, []sources.Submission{p.Check(in, "veidne.xlsx")}, &pipeline.ReturnFolder{Dir: t.TempDir()})
	if err != nil || len(list) != 1 || list[0].Workbook == "" {
		t.Fatalf("%v, %v", list, err)
	}
	data, err := os.ReadFile(list[0].Workbook)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// typed is a template with something typed into an input, as its sender would.
func typed(t *testing.T, data, input, text string) string {
	t.Helper()
	f, err := excelize.OpenReader(strings.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b bytes.Buffer
	for _, n := range f.GetDefinedName() {
		if n.Name == (&indicators.Input{Address: input}).Name() {
			sheet, at, _ := strings.Cut(n.RefersTo, "!")
			number, err := strconv.Atoi(text)
			if err == nil {
				err = f.SetCellInt(strings.Trim(sheet, "'"), strings.ReplaceAll(at, "$", ""), int64(number))
			} else {
				err = f.SetCellStr(strings.Trim(sheet, "'"), strings.ReplaceAll(at, "$", ""), text)
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := f.Write(&b); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
	}
	t.Fatalf("there is no %s", input)
	return ""
}

func TestACorrectedReturnCountsWhateverItIsCalled(t *testing.T) {
	faulty := template(t, "1000000001", 2024, nothing, "again.n", "trīs", "again.d", "60")
	still := typed(t, marked(t, faulty), "again.n", "3 skolēni")
	right := typed(t, marked(t, still), "again.n", "3")
	for _, c := range []struct {
		rule string
		in   fstest.MapFS
		want string // A's figure
		says []string
	}{
		{"named after what it corrects", files("b.xlsx", faulty, "c.xlsx", still, "d.xlsx", right), "3/60", []string{"c.xlsx → b.xlsx", "d.xlsx → c.xlsx"}},
		{"named before it", files("b.xlsx", right, "c.xlsx", still, "d.xlsx", faulty), "3/60", []string{"c.xlsx → d.xlsx", "b.xlsx → c.xlsx"}},
		{"named between", files("b.xlsx", right, "c.xlsx", faulty, "d.xlsx", still), "3/60", []string{"d.xlsx → c.xlsx", "b.xlsx → d.xlsx"}},
		{"what it corrects is not there", files("b.xlsx", right, "c.xlsx", faulty), "x p", nil},
		{"still wrong", files("b.xlsx", still, "c.xlsx", faulty), "x p", []string{"b.xlsx → c.xlsx"}},
	} {
		r := calculate(t, asking(), c.in)
		if got := rowOf(r, "2", "1000000001"); got != c.want {
			t.Errorf("%s: %s, want %s", c.rule, got, c.want)
		}
		var says []string
		for _, p := range r.Problems {
			if p.Code == "run.file.corrects" {
				says = append(says, p.File+" → "+p.Args["other"])
			}
		}
		if !slices.Equal(says, c.says) {
			t.Errorf("%s: %v, want %v", c.rule, says, c.says)
		}
		// What was replaced is not sent back again.
		back := pipeline.FilesToReturn(r)
		if len(back) != 1 {
			t.Errorf("%s: %d files are for their senders", c.rule, len(back))
		}
	}
}

// An earlier template that is replaced by one with errors is said on the screen.
func TestATemplateReplacedByOneWithErrorsIsSaid(t *testing.T) {
	good := template(t, "1000000001", 2024, nothing, "again.n", "3", "again.d", "60")
	for _, c := range []struct{ rule, later, want string }{
		{"without errors", template(t, "1000000001", 2024, nothing, "again.n", "2", "again.d", "60"), "notice"},
		{"with errors", template(t, "1000000001", 2024, nothing, "again.n", "divi", "again.d", "60"), "warning"},
	} {
		got := ""
		for _, p := range calculate(t, asking(), files("a.xlsx", good, "b.xlsx", c.later)).Problems {
			if p.Code == "merge.form.replaced" {
				got += p.Severity.String()
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

// Of two reported figures of one indicator the other is told with its value and
// what it rests on, on the screen and in problems.csv.
func TestTheOtherReportedFigureIsAWarning(t *testing.T) {
	p := asking()
	mood := indicators.Field{ID: "mood", Text: "Aptauja", Kind: "survey", From: []string{"basic_school"}}
	p.Programme.Fields = append(p.Programme.Fields, mood)
	survey, _ := indicators.MeasureNamed("survey_share")
	params := survey.Defaults
	params.Field = mood.ID
	p.Programme.Indicators[1].Values = append(p.Programme.Indicators[1].Values, indicators.Value{Measure: survey.Name, Params: params})
	f, _ := indicators.FormOf(p.Programme, "1000000001", 2024)
	data, err := templates.DrawForm(f, templates.FormContent{Filled: map[string]string{"again.n": "3", "again.d": "60", "mood.n": "30", "mood.d": "40"}}, templates.Latvian)
	if err != nil {
		t.Fatal(err)
	}
	r := calculate(t, p, files("a.xlsx", string(data)))
	if got := rowOf(r, "2", ""); got != "3/60 u" {
		t.Errorf("official: %s", got)
	}
	var screen, list strings.Builder
	if err := errors.Join(templates.Summary(&screen, r), templates.ProblemsCSV(&list, r)); err != nil {
		t.Fatal(err)
	}
	want := "Rādītājam 2 ziņots divējādi: „Atstāti” – 5,00 % (atbildējušas 1 no 2 vienībām) un „Aptauja” – 75,00 % (atbildējušas 1 no 2)."
	if !strings.Contains(screen.String(), want) || !strings.Contains(list.String(), ",warning,run.reported.other,\""+want) {
		t.Errorf("%q is not in\n%s\nor\n%s", want, screen.String(), list.String())
	}
}
