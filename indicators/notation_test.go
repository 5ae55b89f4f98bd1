package indicators

import (
	"crypto/sha256"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"testing"
)

// The tests write records as short rows, parted by semicolons or lines:
//
//	A ilze 5                  enrolment at A in grade 5, 2024, from the first school day
//	A ilze 5 from=0110        … that began on 10 January (dates are month and day of the school year)
//	A ilze 5 left=0110 why=dropout decision=retained form=2 year=2023
//	V ilze k1                 first course of a vocational school
//	abs A ilze 1 21           21 unjustified lessons in semester 1
//	exam A ilze mat 9.5       an attempt in grade 9; "-" is not taken
//	int ilze                  interest education
//	cont A ilze yes left=1003 continuation: yes, no, abroad, unknown
//	said A talks.n 5          A's template states 5; a word is a choice or a text, "!" is faulty
//	sent A                    A's template is there
//
// A and B are schools in scope, V is a vocational and P a school out of scope; any
// other name is a reporting unit without a number.
var testInstitutions = []Institution{
	{Number: "1000000001", Name: "A", Type: "basic_school", InScope: true},
	{Number: "1000000002", Name: "B", Type: "secondary_school", InScope: true},
	{Number: "1000000003", Name: "V", Type: "vocational"},
	{Number: "1000000004", Name: "P", Type: "special_school"},
}

const testYear SchoolYear = 2024

func testProgramme(values ...Value) *Programme {
	return &Programme{
		ID: "test", Municipality: "Paraugs", Institutions: testInstitutions,
		Indicators: []Indicator{{ID: "1", Better: "lower", Values: values}},
	}
}

func testPerson(name string) Person {
	sum := sha256.Sum256([]byte(name))
	return NewPerson(sum[:])
}

// testUnit is the id of a reporting unit.
func testUnit(name string) string {
	for _, i := range testInstitutions {
		if i.Name == name {
			return i.Number
		}
	}
	return name
}

// testDate is a month and day of a school year: 0902 of 2024 is
// 2024-09-02, 0110 is 2025-01-10. A whole date, 20251001, stands for itself.
func testDate(t testing.TB, y SchoolYear, md string) Date {
	t.Helper()
	n, err := strconv.Atoi(md)
	if err == nil && len(md) == 8 {
		return Date(n)
	}
	if err != nil || len(md) != 4 {
		t.Fatalf("date %q", md)
	}
	if n < 800 {
		y++
	}
	return Date(int(y)*10000 + n)
}

// calculate gives every result up to a year; the records are used up by it.
func calculate(p *Programme, year int, in Records) []Result {
	return NewCalculation(p, in).Results(year)
}

// trace gives what stands behind a figure; the records are used up by it.
func trace(p *Programme, in Records, s Selection) ([]Traced, bool) {
	return NewCalculation(p, in).Trace(s)
}

func testRecords(t testing.TB, text string) Records {
	t.Helper()
	var in Records
	line := uint32(1)
	for _, row := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		words := strings.Fields(row)
		if len(words) == 0 {
			continue
		}
		line++
		at := Origin{File: 1, Row: line}
		plain, keys := []string{}, map[string]string{}
		for _, w := range words {
			if k, v, ok := strings.Cut(w, "="); ok {
				keys[k] = v
			} else {
				plain = append(plain, w)
			}
		}
		year := testYear
		if y, ok := keys["year"]; ok {
			n, _ := strconv.Atoi(y)
			year = SchoolYear(n)
		}
		date := func(key string) Date {
			if keys[key] == "" {
				return 0
			}
			return testDate(t, year, keys[key])
		}
		seat := func(name string) int16 { return int16(strings.Index("ABVP", name)) }
		switch plain[0] {
		case "sent":
			in.Reported = append(in.Reported, Reported{At: at, Year: year, Unit: testUnit(plain[1])})
		case "said":
			r := Reported{At: at, Year: year, Unit: testUnit(plain[1]), Sheet: "Rādītāji", Input: plain[2]}
			if n, err := strconv.ParseInt(plain[3], 10, 64); err == nil {
				r.Number = NewNumber(n)
			} else if plain[3] == "!" {
				r.Faulty = true
			} else {
				r.Text = plain[3]
			}
			in.Reported = append(in.Reported, r)
		case "abs":
			lessons, _ := strconv.Atoi(plain[4])
			semester, _ := strconv.Atoi(plain[3])
			in.Absences = append(in.Absences, Absence{At: at, Person: testPerson(plain[2]), Year: year,
				Institution: seat(plain[1]), Semester: uint8(semester), Unjustified: int32(lessons)})
		case "exam":
			x := Exam{At: at, Person: testPerson(plain[2]), Year: year, Institution: seat(plain[1]), Grade: 9}
			h := fnv.New64a()
			fmt.Fprint(h, plain[3])
			x.Subject = h.Sum64()
			if plain[4] != "-" {
				x.Taken = true
				x.Result, _ = readPercent(plain[4])
			}
			if g, ok := keys["grade"]; ok {
				n, _ := strconv.Atoi(g)
				x.Grade = Grade(n)
			}
			in.Exams = append(in.Exams, x)
		case "int":
			in.Interest = append(in.Interest, Interest{At: at, Person: testPerson(plain[1]), Year: year})
		case "cont":
			c := Continuation{At: at, Person: testPerson(plain[2]), Year: year, Institution: seat(plain[1]), Level: Basic}
			c.Continues = map[string]Continues{"yes": ContinuesStudying, "no": ContinuesNot, "abroad": ContinuesAbroad}[plain[3]]
			if keys["left"] != "" {
				c.Left = testDate(t, year+1, keys["left"])
			}
			in.Continuations = append(in.Continuations, c)
		default:
			e := Enrolment{At: at, Person: testPerson(plain[1]), Year: year, Institution: seat(plain[0]), Form: '1'}
			if course, ok := strings.CutPrefix(plain[2], "k"); ok {
				n, _ := strconv.Atoi(course)
				e.Grade, e.Level = Course0+Grade(n), Vocational
			} else {
				n, _ := strconv.Atoi(plain[2])
				e.Grade, e.Level = Grade(n), Basic
				if n > 9 {
					e.Level = UpperSecondary
				}
			}
			if f := keys["form"]; f != "" {
				e.Form = f[0]
			}
			e.Enrolled = date("from")
			if e.Enrolled == 0 {
				e.Enrolled = Calendar(nil).Of(year).First
			}
			e.Left = date("left")
			if w := keys["why"]; w != "" {
				e.Leave, _ = LeaveNamed(w)
			} else if e.Left != 0 {
				e.Leave = UnknownReason
			}
			if d := keys["decision"]; d != "" {
				e.Decision, _ = DecisionNamed(d)
			}
			in.Enrolments = append(in.Enrolments, e)
		}
	}
	return in
}

// shown is a result as the tests write it: numerator/denominator, ?unknown where
// there is any, then its flags; "x" is not available, "z" not applicable.
func shown(r Result) string {
	var s string
	switch r.State {
	case NotAvailable:
		s = "x"
	case NotApplicable:
		s = "z"
	default:
		s = fmt.Sprintf("%d/%d", r.Numerator, r.Denominator)
	}
	if r.Unknown > 0 {
		s += fmt.Sprintf("?%d", r.Unknown)
	}
	for _, f := range r.Flags() {
		if f != "x" && f != "z" && f != "u" {
			s += " " + f
		}
	}
	return s
}

// measured counts one measure for 2024./2025. and writes its results, the
// municipality first, then institutions by name.
func measured(t testing.TB, value Value, text string) string {
	t.Helper()
	m, ok := MeasureNamed(value.Measure)
	if !ok {
		t.Fatalf("no measure %q", value.Measure)
	}
	p := testProgramme(value)
	if value.Params.Level != "" {
		p.Indicators[0].Parts = []Part{{Name: value.Params.Level}}
	}
	var parts []string
	for _, r := range calculate(p, 2025, testRecords(t, text)) {
		if r.Year != 2025 || r.Source != m.Source {
			continue
		}
		name := ""
		if i := InstitutionNumbered(testInstitutions, r.Institution); i >= 0 {
			name = testInstitutions[i].Name + " "
		}
		if m == &turnover && r.Part != "" {
			name = r.Part + " " + name
		}
		parts = append(parts, name+shown(r))
	}
	return strings.Join(parts, "; ")
}

// with gives a measure with its defaults changed.
func with(name string, change func(*Params)) Value {
	m, _ := MeasureNamed(name)
	v := Value{Measure: name, Params: m.Defaults}
	if change != nil {
		change(&v.Params)
	}
	return v
}
