package indicators

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// lawProgramme has an indicator for every measure that counts.
func lawProgramme() *Programme {
	p := &Programme{ID: "law", Institutions: slices.Clone(testInstitutions)}
	for i, m := range Measures {
		if m.Count == nil {
			continue
		}
		ind := Indicator{ID: fmt.Sprint(i), Better: "lower", Values: []Value{{m.Name, m.Defaults}}}
		if m == &leftEducation {
			ind.Parts = []Part{{Name: "basic"}, {Name: "upper_secondary"}}
		}
		p.Indicators = append(p.Indicators, ind)
	}
	return p
}

// drawRecords draws a small municipality over three years, with ties of every
// kind: few dates, few institutions, few persons.
func drawRecords(t *rapid.T) Records {
	var in Records
	days := []Date{1001, 902, 903, 1215, 110, 530, 531, 613, 614, 620, 901}
	person := rapid.Custom(func(t *rapid.T) Person {
		return testPerson(fmt.Sprint("p", rapid.IntRange(0, 12).Draw(t, "person")))
	})
	date := func(y SchoolYear) Date {
		d := rapid.SampledFrom(days).Draw(t, "day")
		if d < 800 {
			y++
		}
		return Date(y)*10000 + d
	}
	seat := rapid.Int16Range(0, 3)
	n := rapid.IntRange(1, 40).Draw(t, "enrolments")
	for i := range n {
		y := SchoolYear(rapid.IntRange(2023, 2025).Draw(t, "year"))
		e := Enrolment{At: Origin{File: 1, Row: uint32(i + 2)}, Person: person.Draw(t, "of"), Year: y,
			Institution: seat.Draw(t, "at"), Enrolled: date(y), Form: '1'}
		e.Grade = rapid.SampledFrom([]Grade{1, 8, 9, 10, 12, Course0 + 1}).Draw(t, "grade")
		switch {
		case e.Grade > Course0:
			e.Level = Vocational
		case e.Grade > 9:
			e.Level = UpperSecondary
		default:
			e.Level = Basic
		}
		if rapid.Bool().Draw(t, "left") {
			e.Left = max(date(y), e.Enrolled)
			e.Leave = Leave(rapid.IntRange(int(Completed), int(UnknownReason)).Draw(t, "why"))
		}
		e.Decision = Decision(rapid.IntRange(0, int(Extended)).Draw(t, "decision"))
		in.Enrolments = append(in.Enrolments, e)
	}
	for i := range rapid.IntRange(0, 20).Draw(t, "others") {
		at := Origin{File: 2, Row: uint32(i + 2)}
		y := SchoolYear(rapid.IntRange(2023, 2025).Draw(t, "year"))
		in.Absences = append(in.Absences, Absence{At: at, Person: person.Draw(t, "of"), Year: y, Institution: seat.Draw(t, "at"),
			Semester: uint8(rapid.IntRange(1, 2).Draw(t, "semester")), Unjustified: rapid.Int32Range(0, 30).Draw(t, "lessons")})
		in.Exams = append(in.Exams, Exam{At: at, Person: person.Draw(t, "of"), Year: y, Institution: seat.Draw(t, "at"), Grade: 9,
			Taken: true, Subject: rapid.Uint64Range(0, 1).Draw(t, "subject"), Result: rapid.SampledFrom([]Percent{9, 10, 50}).Draw(t, "result") * PercentUnit})
		in.Interest = append(in.Interest, Interest{At: at, Person: person.Draw(t, "of"), Year: y})
		in.Continuations = append(in.Continuations, Continuation{At: at, Person: person.Draw(t, "of"), Year: y,
			Institution: seat.Draw(t, "at"), Continues: Continues(rapid.IntRange(0, 3).Draw(t, "continues"))})
	}
	return in
}

func cloneRecords(in Records) Records {
	return Records{
		Enrolments: slices.Clone(in.Enrolments), Absences: slices.Clone(in.Absences), Exams: slices.Clone(in.Exams),
		Interest: slices.Clone(in.Interest), Continuations: slices.Clone(in.Continuations),
	}
}

func figures(results []Result) string {
	var b strings.Builder
	for _, r := range results {
		fmt.Fprintf(&b, "%d %s %s %s %s %v %d/%d?%d %d\n", r.Year, r.Indicator, r.Part, r.Institution, shown(r),
			r.State, r.Numerator, r.Denominator, r.Unknown, r.Abroad+r.Deceased)
	}
	return b.String()
}

func TestLawOrderOfRowsChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawRecords(t)
		want := figures(calculate(lawProgramme(), 2025, cloneRecords(in)))
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "shuffle"), 1))
		r.Shuffle(len(in.Enrolments), func(i, j int) { in.Enrolments[i], in.Enrolments[j] = in.Enrolments[j], in.Enrolments[i] })
		r.Shuffle(len(in.Absences), func(i, j int) { in.Absences[i], in.Absences[j] = in.Absences[j], in.Absences[i] })
		r.Shuffle(len(in.Exams), func(i, j int) { in.Exams[i], in.Exams[j] = in.Exams[j], in.Exams[i] })
		r.Shuffle(len(in.Continuations), func(i, j int) {
			in.Continuations[i], in.Continuations[j] = in.Continuations[j], in.Continuations[i]
		})
		if got := figures(calculate(lawProgramme(), 2025, in)); got != want {
			t.Fatalf("rows in another order:\n%s\nwant:\n%s", got, want)
		}
	})
}

func TestLawAnUnrelatedInstitutionChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawRecords(t)
		want := figures(calculate(lawProgramme(), 2025, cloneRecords(in)))
		p := lawProgramme()
		p.Institutions = append(p.Institutions, Institution{Number: "1000000005", Name: "U", Type: "preschool"})
		in.Enrolments = append(in.Enrolments, Enrolment{Person: testPerson("stranger"), Year: in.Enrolments[0].Year, Institution: 4,
			Grade: Preschool, Level: PreschoolLevel, Form: '1', Enrolled: 20220902})
		if got := figures(calculate(p, 2025, in)); got != want {
			t.Fatalf("with a preschool beside it:\n%s\nwant:\n%s", got, want)
		}
	})
}

// Persons of several institutions are the whole difference between the sum of
// the institutions and the municipality: taken apart, the sum comes out.
func TestLawInstitutionsAddUpWithoutSharedPersons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawRecords(t)
		seats := map[Person]int16{}
		for i := range in.Enrolments {
			e := &in.Enrolments[i]
			if _, ok := seats[e.Person]; !ok {
				seats[e.Person] = e.Institution
			}
			e.Institution = seats[e.Person]
		}
		for i := range in.Exams {
			if s, ok := seats[in.Exams[i].Person]; ok {
				in.Exams[i].Institution = s
			} else {
				seats[in.Exams[i].Person] = in.Exams[i].Institution
			}
		}
		p := lawProgramme()
		type figure struct {
			year     int
			id, part string
		}
		sums, wholes := map[figure][3]int64{}, map[figure][3]int64{}
		silent, ratio := map[figure]bool{}, map[string]bool{}
		for _, r := range calculate(p, 2025, in) {
			f := figure{r.Year, r.Indicator, r.Part}
			if r.State == NotAvailable {
				silent[f] = true
			}
			ratio[r.Indicator] = r.Shape == Ratio
			if r.Institution == "" {
				wholes[f] = [3]int64{r.Numerator, r.Denominator, r.Unknown}
				continue
			}
			s := sums[f]
			sums[f] = [3]int64{s[0] + r.Numerator, s[1] + r.Denominator, s[2] + r.Unknown}
		}
		for f, whole := range wholes {
			sum := sums[f]
			if ratio[f.id] {
				sum[0] = whole[0] // who joins a school where nobody was on the first day has no line there
			}
			if !silent[f] && whole != sum {
				t.Fatalf("%v: institutions %v, municipality %v", f, sums[f], whole)
			}
		}
	})
}

func TestLawTheNumeratorIsPartOfTheDenominator(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, r := range calculate(lawProgramme(), 2025, drawRecords(t)) {
			if r.Shape == Share && r.Numerator+r.Unknown > r.Denominator {
				t.Fatalf("indicator %s: %d and %d unknown of %d", r.Indicator, r.Numerator, r.Unknown, r.Denominator)
			}
			if low, high, ok := r.Interval(); ok {
				if v, _ := r.Value(); low > v || v > high {
					t.Fatalf("indicator %s: %d outside of %d to %d", r.Indicator, v, low, high)
				}
			}
		}
	})
}

// What Trace lists is what Calculate counted.
func TestLawTraceListsWhatWasCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawRecords(t)
		in.Absences = nil
		value := Value{"interest_education", interestEducation.Defaults}
		p := testProgramme(value)
		rows, ok := trace(p, cloneRecords(in), Selection{Year: 2025, Indicator: "1"})
		if !ok {
			t.Fatal("nothing to trace")
		}
		persons := map[Person]bool{}
		for _, row := range rows {
			if row.At.File == 1 && row.Fate == Counted {
				for _, e := range in.Enrolments {
					if e.At == row.At {
						persons[e.Person] = true
					}
				}
			}
		}
		for _, r := range calculate(p, 2025, in) {
			if r.Year == 2025 && r.Institution == "" && r.State == Available && int64(len(persons)) != r.Numerator {
				t.Fatalf("traced %d persons, counted %d", len(persons), r.Numerator)
			}
		}
	})
}

// A figure that is not available was not made of rows, and Trace shows none.
func TestWhatIsNotAvailableHasNoRows(t *testing.T) {
	p := testProgramme(with("long_absence", nil))
	records := "abs A nobody 1 0; abs A nobody 2 0; A ilze 5; B juris 5; abs A ilze 1 40"
	for institution, want := range map[string]bool{"": true, "1000000001": true, "1000000002": false} {
		rows, ok := trace(p, testRecords(t, records), Selection{Year: 2025, Indicator: "1", Institution: institution})
		if !ok || (len(rows) > 0) != want {
			t.Errorf("%q: %v, %v", institution, rows, ok)
		}
	}
	if rows, ok := trace(p, testRecords(t, "A ilze 5"), Selection{Year: 2025, Indicator: "1"}); !ok || len(rows) > 0 {
		t.Errorf("without absences: %v, %v", rows, ok)
	}
}
