package indicators

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func programmeOf(monitoring string, measures ...string) *Programme {
	p := &Programme{MonitoringYear: monitoring}
	for _, name := range measures {
		m, _ := MeasureNamed(name)
		p.Indicators = append(p.Indicators, Indicator{ID: name, Values: []Value{{Measure: name, Params: m.Defaults}}})
	}
	return p
}

func TestAnInputReachesTheYearsWhoseFiguresReadIt(t *testing.T) {
	for _, c := range []struct {
		rule     string
		p        *Programme
		kind     Kind
		year     SchoolYear
		calendar int
		want     []int
	}{
		{"a school year is its monitoring year's", programmeOf("", "retained"), Enrolments, 2023, 0, []int{2024}},
		{"by the programme's own years", programmeOf("starts", "retained"), Enrolments, 2023, 0, []int{2023}},
		{"who left is seen in the next year's list", programmeOf("", "left_education"), Enrolments, 2023, 0, []int{2023, 2024}},
		{"a first year has a year before and after", programmeOf("", "first_year_dropout"), Enrolments, 2023, 0, []int{2023, 2024, 2025}},
		{"a continuation belongs to the year that was finished", programmeOf("", "first_year_dropout"), Continuations, 2023, 0, []int{2025}},
		{"absences stay in their year", programmeOf("", "long_absence", "left_education"), Absences, 2023, 0, []int{2024}},
		{"of exams the coverage is said of pupils", programmeOf("", "exam_below_minimum"), Enrolments, 2023, 0, []int{2024}},
		{"what nobody reads reaches nowhere", programmeOf("", "retained"), Exams, 2023, 0, nil},
		{"SEMR's calendar year is the monitoring year", programmeOf("", "published"), SEMR, 0, 2024, []int{2024}},
		{"SEMR's school year means its monitoring year", programmeOf("", "published"), SEMR, 2023, 0, []int{2024}},
		{"no figure rests on the register", programmeOf("", "retained", "published"), Institutions, 0, 0, nil},
		{"a template fills tables of its year", programmeOf("", "retained"), FormKind, 2023, 0, []int{2024}},
	} {
		if diff := cmp.Diff(c.want, c.p.Reach(c.kind, c.year, c.calendar)); diff != "" {
			t.Errorf("%s: %s", c.rule, diff)
		}
	}
	if got := programmeOf("", "left_education").SchoolYears(2024, 2025); !slices.Equal(got, []SchoolYear{2023, 2024, 2025}) {
		t.Errorf("school years of 2024 and 2025 with flows: %v", got)
	}
}

func TestAFigureKeepsWhatLaterYearsShow(t *testing.T) {
	for _, c := range []struct {
		rule string
		r    Result
	}{
		{"a share", Result{State: Available, Numerator: 3, Denominator: 40, Unknown: 1, Counted: true, Provisional: true}},
		{"a count", Result{State: Available, Shape: Count, Numerator: 7, Counted: true, LowCoverage: true}},
		{"a published value without counts", Result{State: Available, Source: PublishedBy, Stated: 162 * PercentUnit / 100, Break: true}},
		{"not available", Result{}},
		{"not applicable", Result{State: NotApplicable}},
		{"of which something is missing", Result{Missing: []Gap{{Kind: Enrolments, Year: 2024}, {Institution: "1000000001"}, {Kind: Absences, Year: 2024, Semester: 2}}}},
	} {
		f := figureOf(&c.r)
		again := f.Result()
		a, aOK := c.r.Value()
		b, bOK := again.Value()
		if a != b || aOK != bOK || !slices.Equal(c.r.Flags(), again.Flags()) || again.State != c.r.State ||
			!slices.Equal(c.r.MissingText(), again.MissingText()) {
			t.Errorf("%s: %d %v %v, again %d %v %v", c.rule, a, aOK, c.r.Flags(), b, bOK, again.Flags())
		}
	}
}

// figureOf is a result as the ledger would keep it.
func figureOf(r *Result) Figure {
	f := Figure{Place: Place{Year: r.Year, Indicator: r.Indicator, Part: r.Part, Source: r.Source}, Official: r.Official, Shape: r.Shape, Status: r.Standing.Status,
		Missing: strings.Join(r.MissingText(), "; ")}
	if r.State == Available {
		f.Unknown = NewNumber(r.Unknown)
		if r.Counted {
			f.Numerator = NewNumber(r.Numerator)
			if r.Shape != Count {
				f.Denominator = NewNumber(r.Denominator)
			}
		}
	}
	if v, ok := r.Value(); ok {
		f.Value = NewNumber(v)
	}
	for i, sign := range r.Flags() {
		if i > 0 {
			f.Flags += " "
		}
		f.Flags += sign
	}
	return f
}

func TestAnApprovedYearSetsTheBaselinesThatWereToBeSetInIt(t *testing.T) {
	pending := Baseline{Text: "tiks noteikta 2024.gadā"}
	p := &Programme{Indicators: []Indicator{
		{ID: "1", Baseline: pending},
		{ID: "2", Baseline: Baseline{Text: "1.62% (2023)"}},
		{ID: "3", Baseline: Baseline{Text: pending.Text, Set: SetValue{Value: "9%"}}},
		{ID: "4", Baseline: Baseline{Text: "tiks noteikta 2025.gadā"}},
		{ID: "5", Parts: []Part{{Name: "basic", Baseline: pending}}},
		{ID: "6", Baseline: pending},
		{ID: "7", Baseline: pending},
	}}
	figure := func(id, part string, shape Shape, official bool, value int64) Figure {
		return Figure{Place: Place{Year: 2024, Indicator: id, Part: part}, Official: official, Shape: shape, Value: NewNumber(value)}
	}
	with := p.WithBaselines([]Figure{
		figure("1", "", Share, false, 1), figure("1", "", Share, true, 1605), figure("2", "", Share, true, 100),
		figure("3", "", Share, true, 100), figure("4", "", Share, true, 100), figure("5", "basic", Share, true, 7),
		figure("6", "", Count, true, 120), figure("7", "", Mean, true, 325),
	}, func(year int) SetValue { return SetValue{Document: fmt.Sprint("run of ", year)} })
	var got []string
	for _, ind := range with.Indicators {
		b := ind.Baseline
		if len(ind.Parts) > 0 {
			b = ind.Parts[0].Baseline
		}
		got = append(got, ind.ID+" "+b.Set.Value+" "+b.Set.Document)
	}
	want := []string{"1 16.05% run of 2024", "2  ", "3 9% ", "4  ", "5 0.07% run of 2024", "6 120 run of 2024", "7 3.25 run of 2024"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if p.Indicators[0].Baseline.Set.Value != "" || p.Indicators[4].Parts[0].Baseline.Set.Value != "" {
		t.Error("the programme itself was changed")
	}
}

func TestRevisedIsWhatWasApprovedOtherwise(t *testing.T) {
	result := func(year int, n int64) Result {
		return Result{Year: year, Indicator: "1", State: Available, Counted: true, Numerator: n, Denominator: 10}
	}
	results := []Result{
		result(2023, 1), result(2024, 1), result(2025, 1), {Year: 2024, Indicator: "2", State: Available, Counted: true, Denominator: 5},
		{Year: 2024, Indicator: "3", State: Available, Counted: true, Denominator: 5}, {Year: 2024, Indicator: "4"},
	}
	before, changed, missing, lost := result(2023, 1), result(2024, 2), Result{Year: 2024, Indicator: "3"}, result(2024, 1)
	lost.Indicator = "4"
	Revise(results, []Figure{figureOf(&before), figureOf(&changed), figureOf(&missing), figureOf(&lost)}, func(r *Result) Figure { return figureOf(r) })
	var got []bool
	for _, r := range results {
		got = append(got, r.Revised)
	}
	// The second indicator was not there when 2024 was approved, the third had no
	// value, and the value of the fourth is lost.
	if want := []bool{false, true, false, false, false, true}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestWhatWasApprovedStandsInThePlaceOfWhatIsCalculated(t *testing.T) {
	p := &Programme{Indicators: []Indicator{{ID: "1"}, {ID: "2"}}}
	result := func(year int, indicator string, n int64) Result {
		return Result{Year: year, Indicator: indicator, State: Available, Counted: true, Numerator: n, Denominator: 10, Measure: "retained"}
	}
	approved := func(r Result) Figure { return figureOf(&r) }
	results := []Result{
		result(2022, "1", 1), result(2022, "2", 2), result(2023, "1", 1), result(2024, "1", 3), result(2024, "2", 4), result(2025, "1", 5),
	}
	settled, newer := Settle(p, results, []Figure{
		approved(result(2021, "1", 7)), approved(result(2022, "2", 2)), approved(result(2022, "1", 1)), approved(result(2022, "gone", 1)),
		approved(result(2024, "1", 9)),
	}, func(r *Result) Figure { return figureOf(r) })
	var got []string
	for _, r := range settled {
		got = append(got, fmt.Sprintln(r.Year, r.Indicator, r.Numerator, r.Measure != "", r.Revised))
	}
	// 2024's second indicator was not approved; nobody knows of 2021 any more but what was approved.
	want := []string{"2021 1 7 false false\n", "2022 1 1 true false\n", "2022 2 2 true false\n", "2023 1 1 true false\n", "2024 1 9 false false\n", "2025 1 5 true false\n"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !slices.Equal(newer, []int{2024}) {
		t.Errorf("newer data are there of %v", newer)
	}
}

func TestKeptFiguresAreSettledInTheOrderOfTheProgramme(t *testing.T) {
	p := &Programme{Indicators: []Indicator{{ID: "2"}, {ID: "1"}}}
	figure := func(year int, indicator string, n int64) Figure {
		return Figure{Place: Place{Year: year, Indicator: indicator}, Value: NewNumber(n)}
	}
	a, b, c := figure(2023, "2", 1), figure(2023, "1", 2), figure(2024, "2", 3)
	settled := SettleFigures(p, []Figure{a, b, c}, []Figure{figure(2024, "1", 9), figure(2024, "2", 8)})
	if want := []Figure{a, b, figure(2024, "2", 8), figure(2024, "1", 9)}; !slices.Equal(settled, want) {
		t.Errorf("settled: %v", settled)
	}
	if !SameFigures([]Figure{a, b, c}, []Figure{c, a, b}) {
		t.Error("another order is another run")
	}
}

func TestRowsCameWentAndChanged(t *testing.T) {
	row := func(line uint32, person uint64, grade Grade, d Decision) Enrolment {
		return Enrolment{At: Origin{Row: line}, Person: Person{lo: person}, Year: 2024, Grade: grade, Decision: d}
	}
	nobody := func(line uint32, grade Grade, d Decision) Enrolment {
		e := row(line, 0, grade, d)
		e.Person = Person{hi: unnamed.hi | rand.Uint64(), lo: rand.Uint64()}
		return e
	}
	for _, c := range []struct {
		rule          string
		before, after []Enrolment
		want          RowChanges
	}{
		{"the same rows in another order", []Enrolment{row(2, 1, 5, Promoted), row(3, 2, 5, Promoted)},
			[]Enrolment{row(2, 2, 5, Promoted), row(3, 1, 5, Promoted)}, RowChanges{}},
		{"a person came", nil, []Enrolment{row(2, 1, 5, Promoted)}, RowChanges{Came: []uint32{2}}},
		{"a person went", []Enrolment{row(7, 1, 5, Promoted)}, nil, RowChanges{Went: []uint32{7}}},
		{"a decision changed", []Enrolment{row(2, 1, 5, Promoted)}, []Enrolment{row(4, 1, 5, Retained)}, RowChanges{Changed: []uint32{4}}},
		{"of two rows of a person one changed, one stays", []Enrolment{row(2, 1, 5, Promoted), row(3, 1, 6, Promoted)},
			[]Enrolment{row(2, 1, 6, Promoted), row(3, 1, 5, Retained)}, RowChanges{Changed: []uint32{3}}},
		{"a row without a code moved up, since another went", []Enrolment{row(2, 1, 5, Promoted), nobody(3, 5, Promoted), nobody(4, 6, Promoted)},
			[]Enrolment{nobody(2, 5, Promoted), nobody(3, 6, Promoted)}, RowChanges{Went: []uint32{2}}},
		{"of two without a code that say the same one went", []Enrolment{nobody(2, 5, Promoted), nobody(3, 5, Promoted)},
			[]Enrolment{nobody(2, 5, Promoted)}, RowChanges{Went: []uint32{3}}},
		{"a row without a code that says something else is another one", []Enrolment{nobody(2, 5, Promoted)},
			[]Enrolment{nobody(2, 5, Retained)}, RowChanges{Came: []uint32{2}, Went: []uint32{2}}},
		{"of two alike one went", []Enrolment{row(2, 1, 5, Promoted), row(3, 1, 5, Promoted)},
			[]Enrolment{row(2, 1, 5, Promoted)}, RowChanges{Went: []uint32{3}}},
	} {
		got := CompareRows(&Records{Enrolments: c.before}, &Records{Enrolments: c.after})
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.rule, diff)
		}
	}
}

func TestAnswersCameWentAndChanged(t *testing.T) {
	answer := func(row uint32, input string, n int64) Reported {
		return Reported{At: Origin{File: 1, Row: row}, Year: 2024, Unit: "A", Input: input, Number: NewNumber(n)}
	}
	for _, c := range []struct {
		rule          string
		before, after []Reported
		want          AnswerChanges
	}{
		{"the same answers in other rows", []Reported{answer(2, "a", 1), answer(3, "b", 2)}, []Reported{answer(9, "b", 2), answer(8, "a", 1)}, AnswerChanges{Unit: "A", Year: 2024}},
		{"a question is answered that was empty", nil, []Reported{answer(2, "a", 0)}, AnswerChanges{Unit: "A", Year: 2024, Came: []string{"a"}}},
		{"an answer is taken away", []Reported{answer(2, "a", 0)}, nil, AnswerChanges{Unit: "A", Year: 2024, Went: []string{"a"}}},
		{"a number changed", []Reported{answer(2, "a", 1), answer(3, "b", 2)}, []Reported{answer(2, "a", 1), answer(3, "b", 3)},
			AnswerChanges{Unit: "A", Year: 2024, Changed: []string{"b"}}},
		{"no template", nil, nil, AnswerChanges{}},
	} {
		if diff := cmp.Diff(c.want, CompareAnswers(c.before, c.after)); diff != "" {
			t.Errorf("%s: %s", c.rule, diff)
		}
	}
}

// What moved no figure is told apart from the causes.
func TestACauseWithoutEffectIsNoCause(t *testing.T) {
	at := func(a int64) []Figure {
		return []Figure{{Place: Place{Year: 2025, Indicator: "a"}, Numerator: NewNumber(a)}}
	}
	c := Compare("x", []Cause{{Name: "nothing"}, {Name: "a up"}}, [][]Figure{at(1), at(1), at(2)})
	if diff := cmp.Diff([]Cause{{Name: "a up"}}, c.Causes); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Cause{{Name: "nothing"}}, c.Idle); diff != "" {
		t.Error(diff)
	}
	if len(c.Changes) != 1 || len(c.Changes[0].Steps) != 1 || c.Changes[0].Steps[0].Cause != 0 || len(c.Undone) != 0 {
		t.Errorf("%+v", c)
	}
}

// 1 of 10 becomes 2 of 10 by one file and 1 of 10 again by the next; another figure
// keeps only the second one's step.
func TestWhatOneCauseDidAndAnotherUndidIsTold(t *testing.T) {
	at := func(a, b int64) []Figure {
		return []Figure{
			{Place: Place{Year: 2025, Indicator: "a"}, Numerator: NewNumber(a), Denominator: NewNumber(10)},
			{Place: Place{Year: 2025, Indicator: "b"}, Numerator: NewNumber(b), Denominator: NewNumber(10)},
			{Place: Place{Year: 2025, Indicator: "c"}, Numerator: NewNumber(3), Denominator: NewNumber(10)},
		}
	}
	c := Compare("x", []Cause{{Name: "a up"}, {Name: "nothing"}, {Name: "a down, b up"}}, [][]Figure{at(1, 5), at(2, 5), at(2, 5), at(1, 6)})
	if diff := cmp.Diff([]Cause{{Name: "a up"}, {Name: "a down, b up"}}, c.Causes); diff != "" {
		t.Error(diff)
	}
	if len(c.Changes) != 1 || c.Changes[0].Indicator != "b" || len(c.Changes[0].Steps) != 1 || c.Changes[0].Steps[0].Cause != 1 {
		t.Errorf("changed: %+v", c.Changes)
	}
	if len(c.Undone) != 1 || c.Undone[0].Indicator != "a" || len(c.Undone[0].Steps) != 2 {
		t.Fatalf("undone: %+v", c.Undone)
	}
	moves, total := c.Undone[0].Moves(NumeratorOf)
	if diff := cmp.Diff([]int64{1, -1, 0}, []int64{moves[0].n, moves[1].n, total.n}); diff != "" {
		t.Error(diff)
	}
	if a, b := c.Undone[0].Steps[0].Cause, c.Undone[0].Steps[1].Cause; a != 0 || b != 1 {
		t.Errorf("by the causes %d and %d", a, b)
	}
}

// What a new programme would give of a year that was approved since, and its approval
// takes back, was no run's value: nobody is told of causes that cancel each other.
func TestWhatAnApprovalHoldsIsNoBalanceOfCauses(t *testing.T) {
	const none = -1
	programme, approval := Cause{Kind: ByProgramme}, Cause{Kind: ByApproval, Years: []int{2024}}
	file := Cause{Kind: ByAdded, Name: "a.csv"}
	for _, c := range []struct {
		rule   string
		year   int
		causes []Cause
		values []int64
		undone int
	}{
		{"an indicator that the approved year does not have", 2024, []Cause{programme, approval}, []int64{none, 49, none}, 0},
		{"a value that is approved as it was", 2024, []Cause{programme, approval}, []int64{4, 5, 4}, 0},
		{"by program and programme", 2024, []Cause{{Kind: ByProgram}, programme, approval}, []int64{none, 48, 49, none}, 0},
		{"a year that was not approved", 2025, []Cause{programme, approval}, []int64{4, 5, 4}, 1},
		{"files", 2024, []Cause{file, file}, []int64{4, 5, 4}, 1},
		{"a programme and a file", 2025, []Cause{programme, approval, file}, []int64{none, 49, 49, none}, 1},
		{"deleted originals of a year that is approved", 2024, []Cause{{Kind: ByForgotten}, approval}, []int64{4, none, 4}, 1},
	} {
		var states [][]Figure
		for _, v := range c.values {
			f := Figure{Place: Place{Year: c.year, Indicator: "7"}, Official: true}
			if v != none {
				f.Value = NewNumber(v)
			}
			states = append(states, []Figure{f})
		}
		got := Compare("a", c.causes, states)
		if len(got.Undone) != c.undone || len(got.OfficialUndone) != c.undone || len(got.Changes) != 0 {
			t.Errorf("%s: %+v", c.rule, got)
		}
		if c.undone == 0 && (len(got.Causes) != 0 || len(got.Idle) != len(c.causes)) {
			t.Errorf("%s: %d causes, %d without effect", c.rule, len(got.Causes), len(got.Idle))
		}
	}
}

// However the numbers come and go on the way, what the causes did adds up to the
// change.
// A number that is not there at first, or is gone in the end, leaves known what the
// causes did between.
func TestMovesAreKnownFromTheFirstNumberToTheLast(t *testing.T) {
	const none = -1
	for _, c := range []struct {
		rule   string
		values []int64
		want   string // of each step its move, then the whole
	}{
		{"there from first to last", []int64{5, 7, 6}, "2 -1 = 1"},
		{"it comes with the first cause", []int64{none, 7, 6}, "x -1 = x"},
		{"it comes with the second", []int64{none, none, 7, 9, 8}, "x 2 -1 = x"},
		{"it goes with the last", []int64{5, 7, none}, "2 x = x"},
		{"it goes and comes again", []int64{5, none, 8}, "x 3 = 3"},
		{"it comes, goes and comes again", []int64{none, 4, none, 6}, "x x 2 = x"},
	} {
		var states [][]Figure
		for _, v := range c.values {
			f := Figure{Place: Place{Year: 2025, Indicator: "1"}}
			if v != none {
				f.Value = NewNumber(v)
			}
			states = append(states, []Figure{f})
		}
		got := Compare("a", make([]Cause, len(states)-1), states)
		moves, total := got.Changes[0].Moves(ValueOf)
		var words []string
		for i, m := range append(moves, total) {
			text := "x"
			if n, ok := m.Get(); ok {
				text = fmt.Sprint(n)
			}
			if i == len(moves) {
				text = "= " + text
			}
			words = append(words, text)
		}
		if text := strings.Join(words, " "); text != c.want {
			t.Errorf("%s: %s, want %s", c.rule, text, c.want)
		}
	}
}

// The value that the programme takes is one figure, whatever source it comes from.
func TestAnOfficialValueOfAnotherSourceIsOneChange(t *testing.T) {
	figure := func(source Source, official bool, value int64) Figure {
		return Figure{Place: Place{Year: 2025, Indicator: "1", Source: source}, Official: official, Value: NewNumber(value)}
	}
	for _, c := range []struct {
		rule             string
		before, after    []Figure
		want, wantCauses string
	}{
		{"the source is another, and its value", []Figure{figure(Computed, true, 5)}, []Figure{figure(Computed, false, 5), figure(PublishedBy, true, 7)}, "computed 5 > published 7", "semr"},
		{"the programme takes another source", []Figure{figure(Computed, true, 5), figure(PublishedBy, false, 7)}, []Figure{figure(Computed, false, 5), figure(PublishedBy, true, 7)}, "computed 5 > published 7", "semr"},
		{"another source, the same value", []Figure{figure(Computed, true, 5)}, []Figure{figure(Computed, false, 5), figure(PublishedBy, true, 5)}, "", "semr"},
		{"a source that is not taken", []Figure{figure(Computed, true, 5)}, []Figure{figure(Computed, true, 5), figure(PublishedBy, false, 7)}, "", "semr"},
		{"nothing", []Figure{figure(Computed, true, 5)}, []Figure{figure(Computed, true, 5)}, "", ""},
	} {
		got := Compare("a", []Cause{{Name: "semr"}}, [][]Figure{c.before, c.after})
		var words, causes []string
		for _, ch := range got.Official {
			words = append(words, fmt.Sprintf("%s %d > %s %d", ch.Before.Source, ch.Before.Value.n, ch.After.Source, ch.After.Value.n))
		}
		for _, cause := range got.Causes {
			causes = append(causes, cause.Name)
		}
		if text := strings.Join(words, " "); text != c.want || strings.Join(causes, " ") != c.wantCauses || len(got.OfficialUndone) > 0 {
			t.Errorf("%s: %s by %v, want %s by %s", c.rule, text, causes, c.want, c.wantCauses)
		}
	}
}

func TestWhatTheCausesDidAddsUp(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		states := make([][]Figure, 2+random.IntN(5))
		for i := range states {
			for id := range 3 {
				if random.IntN(4) > 0 {
					f := Figure{Place: Place{Year: 2025, Indicator: fmt.Sprint(id)}}
					if random.IntN(3) > 0 {
						f.Numerator = NewNumber(int64(random.IntN(5)))
					}
					states[i] = append(states[i], f)
				}
			}
		}
		causes := make([]Cause, len(states)-1)
		for i := range causes {
			causes[i].Name = fmt.Sprint(i)
		}
		c := Compare("a", causes, states)
		// Every step that moved a figure is told, with the cause that did it.
		told := map[string]bool{}
		for _, change := range slices.Concat(c.Changes, c.Undone) {
			for _, s := range change.Steps {
				told[c.Causes[s.Cause].Name+" "+change.Indicator] = true
			}
		}
		for i := range causes {
			for id := range 3 {
				place := Place{Year: 2025, Indicator: fmt.Sprint(id)}
				before, after := figureAt(states[i], place), figureAt(states[i+1], place)
				if moved := !before.Alike(&after); moved != told[fmt.Sprint(i, " ", id)] {
					t.Fatalf("cause %d moved figure %d: %v, told: %v", i, id, moved, !moved)
				}
			}
		}
		for _, change := range slices.Concat(c.Changes, c.Undone) {
			moves, total := change.Moves(NumeratorOf)
			want, ok := total.Get()
			before, was := change.Before.Numerator.Get()
			after, is := change.After.Numerator.Get()
			if ok != (was && is) || ok && want != after-before {
				t.Fatalf("from %v to %v the total is %v", change.Before.Numerator, change.After.Numerator, total)
			}
			sum := int64(0)
			for _, m := range moves {
				n, _ := m.Get()
				sum += n
			}
			if ok && sum != want {
				t.Fatalf("%v add up to %d, not %d", moves, sum, want)
			}
			at := change.Before
			for _, s := range change.Steps {
				if !s.Before.Alike(&at) {
					t.Fatalf("a step begins at %v, the one before ended at %v", s.Before, at)
				}
				at = s.After
			}
			if !at.Alike(&change.After) {
				t.Fatal("the last step does not end at the later run")
			}
		}
	}
}

func TestFiguresShowTheSameOrNot(t *testing.T) {
	at := Place{Year: 2024, Indicator: "1"}
	of := func(change func(*Figure)) []Figure {
		f := Figure{
			Place: at, Official: true, Numerator: NewNumber(1), Denominator: NewNumber(20), Unknown: NewNumber(0), Value: NewNumber(500),
			Status: "improving", Coverage: NewNumber(10000),
		}
		change(&f)
		return []Figure{f}
	}
	nothing := func(*Figure) {}
	for _, c := range []struct {
		what     string
		was, now []Figure
		same     bool
	}{
		{"all is as it was", of(nothing), of(nothing), true},
		{"a numerator", of(nothing), of(func(f *Figure) { f.Numerator = NewNumber(2) }), false},
		{"one more of unknown fate", of(nothing), of(func(f *Figure) { f.Unknown = NewNumber(1) }), false},
		{"a status", of(nothing), of(func(f *Figure) { f.Status = "met" }), false},
		{"no longer provisional", of(func(f *Figure) { f.Flags = "p" }), of(nothing), false},
		{"revised before", of(func(f *Figure) { f.Flags = "u r" }), of(func(f *Figure) { f.Flags = "u" }), true},
		{"coverage", of(nothing), of(func(f *Figure) { f.Coverage = NewNumber(9800) }), false},
		{"another source is official", of(nothing), of(func(f *Figure) { f.Official = false }), false},
		{"no longer there", of(nothing), nil, false},
		{"new, with a value", nil, of(nothing), false},
		{"new, and tells nothing", nil, []Figure{{Place: at, Official: true, Status: "no_data", Flags: "x"}}, true},
		{"told nothing, and is gone", []Figure{{Place: at, Flags: "x"}}, nil, true},
		{"not applicable rather than missing", []Figure{{Place: at, Flags: "x"}}, []Figure{{Place: at, Flags: "z"}}, false},
	} {
		if got := SameFigures(c.was, c.now); got != c.same {
			t.Errorf("%s: %t, want %t", c.what, got, c.same)
		}
	}
}

// figureAt is the figure of a place; one that is not there is not available.
func figureAt(list []Figure, p Place) Figure {
	for _, f := range list {
		if f.Place == p {
			return f
		}
	}
	return Figure{Place: p}
}
