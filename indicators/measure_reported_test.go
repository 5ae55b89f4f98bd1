package indicators

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// reportedProgramme asks A, B and the office a share, a count, a choice, a mean
// and a survey, and A and B a share by parts that exports know too.
func reportedProgramme(values ...Value) *Programme {
	p := testProgramme(values...)
	p.Units = []Unit{{ID: "office", Name: "Birojs", Type: "education_board"}}
	all := []string{"basic_school", "secondary_school", "office"}
	p.Fields = []Field{
		{ID: "talks", Kind: "share", From: all, Numerator: "runāts", Denominator: "kopā"},
		{ID: "youths", Kind: "count", From: all},
		{ID: "system", Kind: "choice", From: all},
		{ID: "hours", Kind: "mean", From: all},
		{ID: "belong", Kind: "survey", From: all},
		{ID: "left", Kind: "share", From: []string{"basic_school", "secondary_school"}, Parts: []string{"basic", "upper_secondary"},
			Register: with("left_education", nil)},
		{ID: "pupils", Kind: "count", From: all, Register: with("interest_education", nil)},
		{ID: "retained", Kind: "share", From: all, Register: with("retained", nil)},
	}
	return p
}

func of(measure, field string) Value {
	return with(measure, func(p *Params) { p.Field = field })
}

// told writes the reported results of 2025: the municipality with its coverage,
// then each unit, then who is silent and whose answer cannot be used.
func told(results []Result) string {
	var parts, silent, faulty []string
	for _, r := range results {
		if r.Year != 2025 || r.Source != ReportedBy {
			continue
		}
		name := r.Institution
		if i := InstitutionNumbered(testInstitutions, r.Institution); i >= 0 {
			name = testInstitutions[i].Name
		}
		text := strings.TrimSpace(r.Part + " " + name)
		figure := shown(r)
		if r.Shape == Count {
			figure = strings.Replace(figure, "/0", "", 1)
		}
		if r.LowCoverage {
			figure += " u"
		}
		if r.Coverable > 0 {
			figure += fmt.Sprintf(" of %d:%d", r.Coverable, r.Covered)
			for _, g := range r.Missing {
				if i := InstitutionNumbered(testInstitutions, g.Institution); i >= 0 {
					g.Institution = testInstitutions[i].Name
				}
				if g.Faulty {
					faulty = append(faulty, g.Institution)
				} else {
					silent = append(silent, cmp.Or(g.Institution, g.Field))
				}
			}
		}
		parts = append(parts, strings.TrimSpace(text+" "+figure))
	}
	if len(silent) > 0 {
		parts = append(parts, "silent "+strings.Join(silent, " "))
	}
	if len(faulty) > 0 {
		parts = append(parts, "faulty "+strings.Join(faulty, " "))
	}
	return strings.Join(parts, "; ")
}

func runTold(t *testing.T, p *Programme, cases []worked) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			if got := told(calculate(p, 2025, testRecords(t, c.records))); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestReportedShare(t *testing.T) {
	runTold(t, reportedProgramme(of("reported_share", "talks")), []worked{
		{"numerators and denominators add up", "said A talks.n 1; said A talks.d 10; said B talks.n 2; said B talks.d 5; said office talks.n 0; said office talks.d 5",
			"3/20 of 3:3; A 1/10; B 2/5; office 0/5"},
		{"silence is named and lowers the coverage, not the figure", "said A talks.n 1; said A talks.d 10",
			"1/10 u of 3:1; A 1/10; B x; office x; silent B office"},
		{"a zero that was reported is a zero", "said A talks.n 0; said A talks.d 10; said B talks.n 0; said B talks.d 1; said office talks.n 0; said office talks.d 1",
			"0/12 of 3:3; A 0/10; B 0/1; office 0/1"},
		{"nobody to count is not applicable", "said A talks.n 0; said A talks.d 0; said B talks.n 1; said B talks.d 2; said office talks.n 0; said office talks.d 2",
			"1/4 of 3:3; A z; B 1/2; office 0/2"},
		{"a faulty figure sets the unit aside", "said A talks.n !; said A talks.d 10; said B talks.n 1; said B talks.d 2; said office talks.n 0; said office talks.d 2",
			"1/4 p u of 3:2; A x p; B 1/2; office 0/2; faulty A"},
		{"half an answer is none", "said A talks.n 4; said B talks.n 1; said B talks.d 2",
			"1/2 p u of 3:1; A x p; B 1/2; office x; silent office; faulty A"},
		{"a numerator above its denominator is no answer", "said A talks.n 4; said A talks.d 3; said B talks.n 1; said B talks.d 2",
			"1/2 p u of 3:1; A x p; B 1/2; office x; silent office; faulty A"},
		{"an unfilled template says nothing", "sent A; sent B", "x u of 3:0; A x; B x; office x; silent A B office"},
		{"a template without this field is silent", "said A youths 4", "x u of 3:0; A x; B x; office x; silent A B office"},
		{"another year's answer is another year's", "said A talks.n 1 year=2023; said A talks.d 10 year=2023", "x u of 3:0; A x; B x; office x; silent A B office"},
		{"of two answers the later counts", "said A talks.n 1; said A talks.d 10; said A talks.n 3", "3/10 u of 3:1; A 3/10; B x; office x; silent B office"},
	})
	low := of("reported_share", "talks")
	low.Params.MinCoverage = 30
	runTold(t, reportedProgramme(low), []worked{
		{"the coverage that is enough is the programme's", "said A talks.n 1; said A talks.d 10", "1/10 of 3:1; A 1/10; B x; office x; silent B office"},
	})
	whole := reportedProgramme(of("reported_share", "talks"))
	whole.Indicators[0].MunicipalityOnly = true
	runTold(t, whole, []worked{
		{"municipality only: no unit has a row", "said A talks.n 1; said A talks.d 10", "1/10 u of 3:1; silent B office"},
	})
	closed := reportedProgramme(of("reported_share", "talks"))
	closed.Institutions = slices.Clone(closed.Institutions)
	closed.Institutions[1].Successor = Succession{Number: "1000000001", Date: 20240801}
	runTold(t, closed, []worked{
		{"a school that closed before is not asked", "said A talks.n 1; said A talks.d 10; said office talks.n 1; said office talks.d 10", "2/20 of 2:2; A 1/10; office 1/10"},
	})
}

func TestReportedCountAndMean(t *testing.T) {
	runTold(t, reportedProgramme(of("reported_count", "youths")), []worked{
		{"counts add up", "said A youths 4; said B youths 0; said office youths 7", "11 of 3:3; A 4; B 0; office 7"},
		{"faulty everywhere: all are named", "said A youths !; said B youths !; said office youths !", "x p u of 3:0; A x p; B x p; office x p; faulty A B office"},
		{"not reported is not zero", "said A youths !", "x p u of 3:0; A x p; B x; office x; silent B office; faulty A"},
	})
	runTold(t, reportedProgramme(of("reported_mean", "hours")), []worked{
		{"sums to counts; a sum may be above its count", "said A hours.n 30; said A hours.d 10; said B hours.n 1; said B hours.d 2; said office hours.n 0; said office hours.d 1",
			"31/13 of 3:3; A 30/10; B 1/2; office 0/1"},
	})
}

func TestInstitutionsWith(t *testing.T) {
	runTold(t, reportedProgramme(of("institutions_with", "system")), []worked{
		{"of those that answered, those with yes", "said A system yes; said B system no; said office system yes", "2/3 of 3:3; A 1/1; B 0/1; office 1/1"},
		{"the silent are unknown", "said A system yes; said B system no", "1/3?1 u of 3:2; A 1/1; B 0/1; office x; silent office"},
		{"the faulty are unknown too", "said A system yes; said B system no; said office system !", "1/3?1 p u of 3:2; A 1/1; B 0/1; office x p; faulty office"},
		{"nobody answered", "sent A", "x u of 3:0; A x; B x; office x; silent A B office"},
	})
	results := calculate(reportedProgramme(of("institutions_with", "system")), 2025, testRecords(t, "said A system yes; said B system no"))
	value, _ := results[0].Value()
	low, high, _ := results[0].Bounds()
	if value != 5000 || low != 3333 || high != 6667 {
		t.Errorf("value %d, from %d to %d", value, low, high)
	}
}

func TestSurveyShare(t *testing.T) {
	runTold(t, reportedProgramme(of("survey_share", "belong")), []worked{
		{"fewer answers than min_n carry u", "said A belong.n 10; said A belong.d 29; said B belong.n 10; said B belong.d 30; said office belong.n 1; said office belong.d 40",
			"21/99 of 3:3; A 10/29 u; B 10/30; office 1/40"},
		{"enough answers in one place do not make up for silence", "said A belong.n 10; said A belong.d 300", "10/300 u of 3:1; A 10/300; B x; office x; silent B office"},
		{"too few in all", "said A belong.n 1; said A belong.d 9; said B belong.n 1; said B belong.d 9; said office belong.n 1; said office belong.d 9",
			"3/27 u of 3:3; A 1/9 u; B 1/9 u; office 1/9 u"},
	})
}

func TestReportedParts(t *testing.T) {
	p := reportedProgramme(of("reported_share", "left"), with("left_education", nil))
	p.Indicators[0].Parts = []Part{
		{Name: "basic", Baseline: Baseline{Text: "10% (2022)"}, Targets: []Target{{Year: 2025, Text: "15%"}}},
		{Name: "upper_secondary", Baseline: Baseline{Text: "3% (2022)"}, Targets: []Target{{Year: 2025, Text: "2%"}}},
	}
	both := "said A left.basic.n 1; said A left.basic.d 10; said A left.upper_secondary.n 0; said A left.upper_secondary.d 0;" +
		"said B left.basic.n 1; said B left.basic.d 10; said B left.upper_secondary.n 1; said B left.upper_secondary.d 4"
	runTold(t, p, []worked{
		{"each part by its own figures", both, "basic 2/20 of 2:2; basic A 1/10; basic B 1/10; upper_secondary 1/4 of 1:1; upper_secondary B 1/4"},
		{"a part that a school does not teach is not asked of it", "said A left.basic.n 1; said A left.basic.d 10", "basic 1/10 u of 2:1; basic A 1/10; basic B x; upper_secondary x u of 1:0; upper_secondary B x; silent B B"},
	})
	status := map[string]Status{}
	for _, r := range calculate(p, 2025, testRecords(t, both)) {
		if r.Year == 2025 && r.Institution == "" && r.Official {
			status[r.Part] = r.Standing.Status
		}
	}
	if status["basic"] != Met || status["upper_secondary"] != Worsening {
		t.Errorf("standing: %v", status)
	}
	whole := reportedProgramme(of("reported_share", "left"))
	runTold(t, whole, []worked{
		{"the whole of a field by parts is their sum", both, "3/24 of 2:2; A 1/10; B 2/14"},
	})
}

// Krāslava 2: a count of participants or a survey, whichever arrives. What comes
// from one is not mixed with the other.
func TestWhicheverMeasureArrivesIsTaken(t *testing.T) {
	runTold(t, reportedProgramme(of("reported_share", "talks"), of("survey_share", "belong")), []worked{
		{"the first where it arrives", "said A talks.n 1; said A talks.d 10; said B belong.n 3; said B belong.d 50", "1/10 u of 3:1; A 1/10; B x; office x; silent B office"},
		{"else the second", "said B belong.n 3; said B belong.d 50", "3/50 u of 3:1; A x; B 3/50; office x; silent A office"},
		{"neither: the first says who is silent", "said A youths 1", "x u of 3:0; A x; B x; office x; silent A B office"},
	})
}

// Of two reported measures that both have a value the first is the result, and the
// other is told beside it.
func TestTheOtherReportedFigureIsTold(t *testing.T) {
	p := reportedProgramme(of("reported_share", "talks"), with("interest_education", nil), of("survey_share", "belong"))
	for _, c := range []struct{ rule, records, want string }{
		{"both", "said A talks.n 1; said A talks.d 10; said A belong.n 3; said A belong.d 50; said B belong.n 2; said B belong.d 50", "reported_share 1/10 of 3:1 | survey_share 5/100 of 3:2"},
		{"the first alone", "said A talks.n 1; said A talks.d 10", ""},
		{"the second alone", "said B belong.n 3; said B belong.d 50", ""},
		{"the other is faulty", "said A talks.n 1; said A talks.d 10; said B belong.n !; said B belong.d 50", ""},
		{"a computed figure has its own row", "A ilze 5; int ilze; said A talks.n 1; said A talks.d 10", ""},
		{"another year", "said A talks.n 1; said A talks.d 10; said B belong.n 3 year=2023; said B belong.d 50 year=2023", ""},
	} {
		got := ""
		for _, b := range NewCalculation(p, testRecords(t, c.records)).Besides(2025) {
			for i, r := range []Result{b.Stands, b.Other} {
				got += []string{"", " | "}[i] + fmt.Sprintf("%s %s of %d:%d", r.Measure, shown(r), r.Coverable, r.Covered)
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.rule, got, c.want)
		}
	}
}

// An institution's row names the institution as missing, never the field.
func TestMissingNamesUnits(t *testing.T) {
	for _, r := range calculate(reportedProgramme(of("reported_share", "talks")), 2025, testRecords(t, "said A talks.n !; said A talks.d 10; said office talks.n 1; said office talks.d 2")) {
		want := map[string]string{"": "1000000001 1000000002", "1000000001": "1000000001", "1000000002": "1000000002"}[r.Institution]
		if got := strings.Join(r.MissingText(), " "); got != want {
			t.Errorf("%q: missing %s, want %s", r.Institution, got, want)
		}
	}
}

func TestWhatCanBeTraced(t *testing.T) {
	p := reportedProgramme(of("reported_share", "left"), with("left_education", nil))
	p.Indicators[0].Parts = []Part{{Name: "basic"}, {Name: "upper_secondary"}}
	published := with("published", nil)
	p.Indicators = append(p.Indicators, Indicator{ID: "2", Values: []Value{with("turnover", nil)}}, Indicator{ID: "3", Values: []Value{published}},
		Indicator{ID: "4", Values: []Value{of("reported_share", "left")}})
	p.Indicators = append(p.Indicators, Indicator{ID: "5", Values: []Value{published, with("left_education", nil)}, Parts: p.Indicators[0].Parts})
	for i, want := range []string{"basic upper_secondary", " joins leaves", "", "", " basic upper_secondary"} {
		if got := strings.Join(p.Indicators[i].TracedParts(), " "); got != want || len(p.Indicators[i].TracedParts()) == 0 {
			t.Errorf("indicator %s: %q, want %q", p.Indicators[i].ID, got, want)
		}
	}
	for _, c := range []struct {
		indicator, unit string
		want            bool
	}{{"4", "1000000001", false}, {"4", "office", true}, {"1", "office", false}} {
		if got := p.NotAsked(Selection{Year: 2025, Indicator: c.indicator, Institution: c.unit}); got != c.want {
			t.Errorf("indicator %s, %s: %t, want %t", c.indicator, c.unit, got, c.want)
		}
	}
}

func TestReportedBeforeComputed(t *testing.T) {
	p := reportedProgramme(of("reported_share", "talks"), with("interest_education", nil))
	official := func(records string) string {
		var list []string
		for _, r := range calculate(p, 2025, testRecords(t, records)) {
			if r.Year == 2025 {
				name := strings.NewReplacer("1000000001", "A", "1000000002", "B").Replace(r.Institution)
				list = append(list, strings.TrimSpace(fmt.Sprintf("%s %s %t", name, r.Source, r.Official)))
			}
		}
		return strings.Join(list, "; ")
	}
	exports := "A ilze 5; B anna 5; int ilze;"
	for _, c := range []struct{ rule, records, want string }{
		{"no template of the year: computed, and no row for the silent", exports, "computed true; A computed true; B computed true"},
		{"reported is official, computed stands beside it", exports + "said A talks.n 1; said A talks.d 10",
			"computed false; reported true; A computed false; A reported true; B computed true; B reported false; office reported true"},
		{"no export either: reported, and who is silent", "", "reported true; A reported true; B reported true; office reported true"},
	} {
		if got := official(c.records); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.rule, got, c.want)
		}
	}
}

func TestYearsThatOnlyTemplatesCoverAreCalculated(t *testing.T) {
	years := map[int]bool{}
	for _, r := range calculate(reportedProgramme(of("reported_count", "youths")), 2025, testRecords(t, "said A youths 4 year=2022; said A youths 4 year=2025; sent A year=2020")) {
		years[r.Year] = true
	}
	if want := map[int]bool{2023: true, 2025: true}; fmt.Sprint(years) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", years, want)
	}
}

// A statement that there is nothing to enter counts as an entry without rows.
func TestNilStatements(t *testing.T) {
	records := "A ilze 5; B juris 5; abs A ilze 1 40; abs A ilze 2 0;"
	for _, c := range []struct{ rule, records, want string }{
		{"silence is not zero", records, "1/2; A 1/1; B x 50"},
		{"stated nil is", records + "said B institution.nil_absences yes", "1/2; A 1/1; B 0/1 100"},
		{"another year's statement is not this year's", records + "said B institution.nil_absences yes year=2023", "1/2; A 1/1; B x 50"},
		{"nil of all is no export", "A ilze 5; B juris 5; said A institution.nil_absences yes; said B institution.nil_absences yes", "x"},
	} {
		got := measured(t, with("long_absence", nil), c.records)
		for _, r := range calculate(testProgramme(with("long_absence", nil)), 2025, testRecords(t, c.records)) {
			if coverage, ok := r.Coverage(); ok && r.Year == 2025 && r.State == Available {
				got += fmt.Sprintf(" %d", coverage/100)
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.rule, got, c.want)
		}
	}
	exams := "A ilze 9; B juris 9; exam A ilze mat 50;"
	if got := measured(t, with("exam_below_minimum", nil), exams+"said B institution.nil_exams yes"); got != "0/1; A 0/1" {
		t.Errorf("exams: %s", got)
	}
	denied := NewCalculation(testProgramme(), testRecords(t, records+"said A institution.nil_absences yes; said B institution.nil_absences yes")).DeniedNils()
	if len(denied) != 1 || denied[0].Unit != "1000000001" {
		t.Errorf("denied: %v", denied)
	}
}

func TestTraceOfAReportedFigureNamesCells(t *testing.T) {
	p := reportedProgramme(of("reported_share", "talks"), with("interest_education", nil))
	records := "A ilze 5; said A talks.n 1; said A talks.d 10; said B talks.n !; said B talks.d 3; said office talks.n 2; said office talks.d 2"
	for _, c := range []struct{ institution, want string }{
		{"", "3 1 Rādītāji; 4 0 Rādītāji; 7 1 Rādītāji; 8 0 Rādītāji"},
		{"office", "7 1 Rādītāji; 8 0 Rādītāji"},
	} {
		rows, ok := trace(p, testRecords(t, records), Selection{Year: 2025, Indicator: "1", Institution: c.institution})
		var got []string
		for _, r := range rows {
			got = append(got, fmt.Sprintf("%d %d %s", r.At.Row, r.Fate, r.Sheet))
		}
		if text := strings.Join(got, "; "); !ok || text != c.want {
			t.Errorf("%q: %s, %v, want %s", c.institution, text, ok, c.want)
		}
	}
	// Where nothing was reported the rows of the exports are listed, as before.
	rows, ok := trace(p, testRecords(t, "A ilze 5; int ilze"), Selection{Year: 2025, Indicator: "1"})
	if !ok || len(rows) != 2 || rows[0].Sheet != "" {
		t.Errorf("%v, %v", rows, ok)
	}
}

// What stands behind a figure is what stands behind the value that the programme takes,
// or that of the source that is asked for.
func TestTraceShowsTheRowsOfTheSource(t *testing.T) {
	p := testProgramme(with("published", func(q *Params) { q.Code = "x" }), with("interest_education", nil))
	published := []Published{
		{At: Origin{File: 2, Row: 9}, Year: testYear, Scope: PublishedMunicipality, Code: "x", Value: 40 * PercentUnit},
		{At: Origin{File: 2, Row: 3}, Calendar: 2025, Scope: PublishedMunicipality, Code: "x", Value: 41 * PercentUnit},
		{At: Origin{File: 2, Row: 4}, Calendar: 2025, Scope: PublishedInstitution, Institution: 1, Code: "x", Value: 42 * PercentUnit},
		{At: Origin{File: 2, Row: 5}, Calendar: 2025, Scope: PublishedMunicipality, Code: "y", Value: 43 * PercentUnit},
	}
	for _, c := range []struct {
		rule, institution string
		source            Source
		want              string
	}{
		{"SEMR's row, that of the calendar year before that of the school year", "", "", "2:3:5"},
		{"of an institution", "1000000002", "", "2:4:5"},
		{"of an institution of which SEMR says nothing, the computed value's", "1000000001", "", "1:2:1 1:3:1"},
		{"asked for: computed", "", Computed, "1:2:1 1:3:1"},
		{"asked for: published", "", PublishedBy, "2:3:5"},
		{"a source that has no value", "", ReportedBy, "none"},
		{"SEMR does not publish it of this one", "1000000001", PublishedBy, "none"},
	} {
		in := testRecords(t, "A ilze 5; int ilze")
		in.Published = slices.Clone(published)
		rows, ok := trace(p, in, Selection{Year: 2025, Indicator: "1", Institution: c.institution, Source: c.source})
		var got []string
		for _, r := range rows {
			got = append(got, fmt.Sprintf("%d:%d:%d", r.At.File, r.At.Row, r.Fate))
		}
		if !ok {
			got = append(got, "none")
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("%s: %s, want %s", c.rule, text, c.want)
		}
	}
}

func drawReported(t *rapid.T) []Reported {
	var list []Reported
	inputs := []string{"talks.n", "talks.d", "youths", "system", "belong.n", "belong.d"}
	for _, unit := range []string{"1000000001", "1000000002", "office"} {
		for i, in := range inputs {
			r := Reported{At: Origin{File: 1, Row: uint32(i + 1)}, Unit: unit, Year: testYear, Input: in}
			switch rapid.IntRange(0, 4).Draw(t, unit+in) {
			case 0:
				continue
			case 1:
				r.Faulty = true
			default:
				r.Number = NewNumber(int64(rapid.IntRange(0, 4).Draw(t, "n")))
			}
			if in == "system" && !r.Faulty {
				r.Number, r.Text = Number{}, rapid.SampledFrom(yesNo).Draw(t, "choice")
			}
			list = append(list, r)
		}
	}
	return list
}

func reportedLaws() *Programme {
	p := reportedProgramme()
	p.Indicators = nil
	for i, v := range []Value{of("reported_share", "talks"), of("reported_count", "youths"), of("institutions_with", "system"), of("survey_share", "belong")} {
		p.Indicators = append(p.Indicators, Indicator{ID: fmt.Sprint(i + 1), Better: "lower", Values: []Value{v}})
	}
	return p
}

func TestLawReportedOrderAndStrangersChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := drawReported(t)
		want := figures(calculate(reportedLaws(), 2025, Records{Reported: list}))
		other := rapid.Permutation(list).Draw(t, "order")
		if got := figures(calculate(reportedLaws(), 2025, Records{Reported: other})); got != want {
			t.Fatalf("in another order:\n%s\nwant:\n%s", got, want)
		}
		p := reportedLaws()
		p.Units = append(p.Units, Unit{ID: "stranger", Type: "youth_centre"})
		other = append(other, Reported{Unit: "stranger", Year: testYear, Input: "talks.n", Number: NewNumber(7)},
			Reported{Unit: "stranger", Year: testYear, Input: "talks.d", Number: NewNumber(9)})
		if got := figures(calculate(p, 2025, Records{Reported: other})); got != want {
			t.Fatalf("with a unit that is not asked:\n%s\nwant:\n%s", got, want)
		}
	})
}

func TestLawUnitsAddUpToTheMunicipality(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sums := map[string][2]int64{}
		for _, r := range calculate(reportedLaws(), 2025, Records{Reported: drawReported(t)}) {
			s, sign := sums[r.Indicator], int64(1)
			if r.Institution == "" {
				sign = -1
				s[1] += r.Unknown
			}
			sums[r.Indicator] = [2]int64{s[0] + sign*r.Numerator, s[1] + sign*r.Denominator}
		}
		for id, s := range sums {
			if s != [2]int64{} {
				t.Fatalf("indicator %s: the units differ from the municipality by %v", id, s)
			}
		}
	})
}
