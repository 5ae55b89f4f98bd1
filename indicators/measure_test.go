package indicators

import "testing"

// A worked case: the records of a few pupils, and what was counted by hand.
type worked struct {
	rule    string
	records string
	want    string
}

func runWorked(t *testing.T, value Value, cases []worked) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			if got := measured(t, value, c.records); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// Both semesters and both schools have rows, so that nothing is provisional or silent.
const quiet = "abs A nobody 1 0; abs A nobody 2 0; abs B nobody 1 0; abs B nobody 2 0;"

func TestLongAbsence(t *testing.T) {
	runWorked(t, with("long_absence", nil), []worked{
		{"over the limit in one semester", quiet + "A ilze 5; abs A ilze 1 21", "1/1; A 1/1"},
		{"at the limit is not over it", quiet + "A ilze 5; abs A ilze 1 20", "0/1; A 0/1"},
		{"two institutions add up", quiet + "A ilze 5; abs A ilze 1 11; abs B ilze 1 10", "1/1; A 1/1"},
		{"reasons add up", quiet + "A ilze 5; abs A ilze 2 11; abs A ilze 2 10", "1/1; A 1/1"},
		{"semesters do not add up", quiet + "A ilze 5; abs A ilze 1 11; abs A ilze 2 10", "0/1; A 0/1"},
		{"one who came after the first day is not asked", quiet + "A ilze 5; A juris 5 from=0903; abs A juris 1 50", "0/1; A 0/1"},
		{"one who left on the first day is away", quiet + "A ilze 5; A juris 5 from=0801 left=0902 why=dropout; abs A juris 1 50", "0/1; A 0/1"},
		{"one who left the day after was there", quiet + "A ilze 5; A juris 5 left=0903 why=dropout; abs A juris 1 50", "1/2; A 1/2"},
		{"a pupil of two schools counts once in each and once in all", quiet + "A ilze 5; B ilze 5; abs B ilze 1 30", "1/1; A 1/1; B 1/1"},
		{"other forms, courses and schools out of scope are not asked", quiet + "A ilze 5; A a 7 form=3; V b k1; P c 5", "0/1; A 0/1"},
		{"a school without any row is not available", "abs A nobody 1 0; abs A nobody 2 0; A ilze 5; B juris 5; abs A ilze 1 40", "1/2; A 1/1; B x"},
		{"no export is not zero", "A ilze 5", "x"},
		{"rows of one semester only are provisional", "A ilze 5; abs A ilze 1 40", "1/1 p; A 1/1 p"},
		{"silence of all is not zero", "A ilze 5; abs V zane 1 3; abs V zane 2 3", "x; A x"},
	})
	runWorked(t, with("long_absence", func(p *Params) { p.AtLeast = true }), []worked{
		{"at least: the limit counts", quiet + "A ilze 5; abs A ilze 1 20", "1/1; A 1/1"},
	})
	runWorked(t, with("long_absence", func(p *Params) { p.Combine = "year" }), []worked{
		{"year: semesters add up", quiet + "A ilze 5; abs A ilze 1 11; abs A ilze 2 10", "1/1; A 1/1"},
	})
	runWorked(t, with("long_absence", func(p *Params) { p.Combine = "both" }), []worked{
		{"both: one semester is not enough", quiet + "A ilze 5; abs A ilze 1 30; abs A ilze 2 20", "0/1; A 0/1"},
		{"both: each semester over the limit", quiet + "A ilze 5; abs A ilze 1 30; abs A ilze 2 21", "1/1; A 1/1"},
	})
}

func TestRetained(t *testing.T) {
	runWorked(t, with("retained", nil), []worked{
		{"the school's decision counts", "A ilze 5 decision=retained; A juris 5 decision=promoted", "1/2; A 1/2"},
		{"an empty decision is not counted", "A ilze 5 decision=retained; A a 5 decision=promoted; A juris 5", "1/3; A 1/3"},
		{"grade 9 is not asked", "A ilze 9 decision=retained; A juris 8 decision=promoted", "0/1; A 0/1"},
		{"one who left by the last day is not there", "A ilze 5 decision=retained left=0530 why=dropout; A juris 5 decision=promoted", "0/1; A 0/1"},
		{"one who left the day after is", "A ilze 5 decision=retained left=0531 why=dropout; A juris 5 decision=promoted", "1/2; A 1/2"},
		{"the later enrolment decides for the municipality, each for itself", "A ilze 5 decision=retained; B ilze 5 from=0110 decision=promoted", "0/1; A 1/1; B 0/1"},
		{"of equal starts the lower number decides", "B ilze 5 decision=promoted; A ilze 5 decision=retained", "1/1; A 1/1; B 0/1"},
		{"fewer than half have a decision", "A ilze 5 decision=retained; A a 5; A b 5", "x"},
		{"no decisions at all", "A ilze 5", "x"},
		{"one school without any decision makes both provisional", "A a 5 decision=retained; A b 5 decision=promoted; B c 5", "1/3 p; A 1/2; B 0/1 p"},
	})
	runWorked(t, with("retained", func(p *Params) { p.Basis = "observed" }), []worked{
		{"observed: in the same grade on the next first day", "A ilze 5; A ilze 5 year=2025; A juris 5; A juris 6 year=2025", "1/2; A 1/2"},
		{"observed: without the next year not available", "A ilze 5", "x"},
	})
}

func TestExamBelowMinimum(t *testing.T) {
	runWorked(t, with("exam_below_minimum", nil), []worked{
		{"strictly below the minimum", "exam A ilze mat 9.9; exam A juris mat 10", "1/2; A 1/2"},
		{"the best attempt counts", "exam A ilze mat 5; exam A ilze mat 12", "0/1; A 0/1"},
		{"one subject is enough", "exam A ilze mat 50; exam A ilze lat 5", "1/1; A 1/1"},
		{"one who took none is not asked", "exam A ilze mat -; exam A juris mat 50", "0/1; A 0/1"},
		{"grade 12 is not asked", "exam A ilze mat 5 grade=12; exam A juris mat 50", "0/1; A 0/1"},
		{"a school out of scope is asked too", "exam P ilze mat 5", "1/1; P 1/1"},
		{"each institution by its own rows", "exam A ilze mat 5; exam B ilze lat 50", "1/1; A 1/1; B 0/1"},
		{"exams of a school whose pupils are not known stand all the same", "A ilze 9; exam B juris mat 5", "1/1; A x; B 1/1"},
		{"grade 9 without a row is not available", "A ilze 9; B juris 9; exam A ilze mat 50", "0/1; A 0/1; B x"},
	})
	runWorked(t, with("exam_below_minimum", func(p *Params) { p.Attempt = "last" }), []worked{
		{"last: the last attempt counts", "exam A ilze mat 12; exam A ilze mat 5", "1/1; A 1/1"},
	})
	runWorked(t, with("exam_below_minimum", func(p *Params) { p.Unit = "exam" }), []worked{
		{"exam: subjects are counted, not pupils", "exam A ilze mat 12; exam A ilze lat 5; exam A ilze lat 6", "1/2; A 1/2"},
	})
	runWorked(t, with("exam_below_minimum", func(p *Params) { p.Minimum = map[int]int{2025: 15} }), []worked{
		{"before the first minimum there was no such exam", "exam A ilze mat 5", "z"},
	})
}

// The year before and after, and decisions, so that flow measures are available.
const flow = "A before 1 year=2023 decision=promoted; A now 1 decision=promoted; A now 2 year=2025; cont B nobody no year=2023; cont B nobody no;"

func TestFirstYearDropout(t *testing.T) {
	grad := func(name string) string {
		return "A " + name + " 9 year=2023 decision=graduated left=0614 why=completed;"
	}
	runWorked(t, with("first_year_dropout", nil), []worked{
		{"left in the first year", flow + grad("ilze") + "B ilze 10 left=0301 why=dropout", "1/1; A 1/1"},
		{"still there on the follow-up", flow + grad("ilze") + "B ilze 10; B ilze 11 year=2025", "0/1; A 0/1"},
		{"vocational counts, its form is not asked", flow + grad("ilze") + "V ilze k1 form=2 left=0301 why=dropout", "1/1; A 1/1"},
		{"left before the follow-up did not continue", flow + grad("ilze") + "B ilze 10 left=1001 why=dropout; " + grad("anna") + "B anna 10; B anna 11 year=2025", "0/1; A 0/1"},
		{"began after the follow-up did not continue here", flow + grad("ilze") + "B ilze 10 from=1002; " + grad("anna") + "B anna 10 decision=promoted; B anna 11 year=2025", "0/1; A 0/1"},
		{"vanished is unknown", flow + grad("ilze") + "B ilze 10", "0/1?1; A 0/1?1"},
		{"a reason that is not known is unknown", flow + grad("ilze") + "B ilze 10 left=0301", "0/1?1; A 0/1?1"},
		{"abroad leaves both", flow + grad("ilze") + "B ilze 10 left=0301 why=abroad; " + grad("anna") + "B anna 10; B anna 11 year=2025", "0/1; A 0/1"},
		{"transferred stays", flow + grad("ilze") + "B ilze 10 left=0301 why=transferred", "0/1; A 0/1"},
		{"elsewhere and still there", flow + grad("ilze") + "cont A ilze yes year=2023", "0/1; A 0/1"},
		{"elsewhere and left by the follow-up", flow + grad("ilze") + "cont A ilze yes year=2023 left=0301", "1/1; A 1/1"},
		{"elsewhere and left on the follow-up", flow + grad("ilze") + "cont A ilze yes year=2023 left=20251001", "1/1; A 1/1"},
		{"elsewhere and left after the follow-up", flow + grad("ilze") + "cont A ilze yes year=2023 left=20251002", "0/1; A 0/1"},
		{"a second continuation that was not left", flow + grad("ilze") + "cont A ilze yes year=2023 left=20250301; cont B ilze yes year=2023", "0/1; A 0/1"},
		{"did not continue is not asked", flow + grad("ilze") + "cont A ilze no year=2023; " + grad("anna") + "cont A anna yes year=2023", "0/1; A 0/1"},
		{"where two schools finished both count", flow + grad("ilze") + "B ilze 9 year=2023 decision=graduated; B ilze 10 left=0301 why=dropout", "1/1; A 1/1; B 1/1"},
		{"nobody absolvējis in a grade 9 with pupils", flow + "A ilze 9 year=2023 decision=no_certificate", "x"},
		{"without continuation not available", "A before 1 year=2023 decision=promoted; A now 1 decision=promoted; A now 2 year=2025;" + grad("ilze"), "x"},
		{"without the year after not available", "A before 1 year=2023 decision=promoted; A now 1 decision=promoted; cont B nobody no year=2023;" + grad("ilze"), "x"},
	})
}

func TestLeftEducation(t *testing.T) {
	basic := with("left_education", func(p *Params) { p.Level = "basic" })
	runWorked(t, basic, []worked{
		{"dropped out", flow + "A ilze 5 left=0301 why=dropout", "1/2; A 1/2"},
		{"active on the follow-up stays, whatever was written", flow + "A ilze 5 left=0301 why=dropout; B ilze 5 year=2025", "0/2; A 0/2"},
		{"began the day after the follow-up is too late", flow + "A ilze 5 left=0301 why=dropout; B ilze 5 year=2025 from=1002", "1/2; A 1/2"},
		{"finished stays", flow + "A ilze 9 decision=graduated", "0/2; A 0/2"},
		{"completed stays", flow + "A ilze 9 left=0614 why=completed", "0/2; A 0/2"},
		{"vanished is unknown", flow + "A ilze 5", "0/2?1; A 0/2?1"},
		{"abroad leaves numerator and denominator", flow + "A ilze 5 left=0301 why=abroad", "0/1; A 0/1"},
		{"deceased leaves numerator and denominator", flow + "A ilze 5 left=0301 why=deceased", "0/1; A 0/1"},
		{"the latest leaving decides", flow + "A ilze 5 left=0110 why=transferred; B ilze 5 from=0110 left=0301 why=dropout", "1/2; A 1/2"},
		{"of equal leaving days the later start decides", flow + "A ilze 5 left=0301 why=transferred; B ilze 5 from=0110 left=0301 why=dropout", "1/2; A 1/2"},
		{"another open row is unknown", flow + "A ilze 5 left=0110 why=dropout; V ilze k1 from=0111", "0/2?1; A 0/2?1"},
		{"upper secondary is its own part", flow + "B ilze 10 left=0301 why=dropout", "0/1; A 0/1"},
		{"without the year after not available", "A ilze 5 decision=promoted", "x"},
	})
	runWorked(t, with("left_education", func(p *Params) { p.Level = "basic"; p.Abroad = "include" }), []worked{
		{"include: abroad counts as left", flow + "A ilze 5 left=0301 why=abroad", "1/2; A 1/2"},
	})
}

func TestNotContinuing(t *testing.T) {
	grad := func(name string) string { return "A " + name + " 9 decision=graduated;" }
	runWorked(t, with("not_continuing", nil), []worked{
		{"says no", flow + grad("ilze") + "cont A ilze no", "1/1; A 1/1"},
		{"continues here", flow + grad("ilze") + "B ilze 10 year=2025; cont A ilze no", "0/1; A 0/1"},
		{"continues in a course here", flow + grad("ilze") + "V ilze k1 year=2025", "0/1; A 0/1"},
		{"the same grade again is not higher", flow + grad("ilze") + "A ilze 9 year=2025; cont A ilze no", "1/1; A 1/1"},
		{"yes before no", flow + grad("ilze") + "cont A ilze no; cont A ilze yes", "0/1; A 0/1"},
		{"abroad before no leaves the denominator", flow + grad("ilze") + "cont A ilze no; cont A ilze abroad;" + grad("anna") + "cont A anna no", "1/1; A 1/1"},
		{"no row is unknown", flow + grad("ilze"), "0/1?1; A 0/1?1"},
		{"not known is unknown", flow + grad("ilze") + "cont A ilze unknown", "0/1?1; A 0/1?1"},
	})
}

func TestInterestEducation(t *testing.T) {
	runWorked(t, with("interest_education", nil), []worked{
		{"one programme is enough, more are no more", "A ilze 5; A juris 5; int ilze; int ilze", "1/2; A 1/2"},
		{"another year's does not count", "A ilze 5; int ilze year=2023; int other", "0/1; A 0/1"},
	})
}

func TestTurnover(t *testing.T) {
	runWorked(t, with("turnover", nil), []worked{
		{"a join and a leave", "A stays 5; A comes 5 from=1010; A goes 5 left=0110 why=transferred",
			"2/2; A 2/2; joins 1/2; joins A 1/2; leaves 1/2; leaves A 1/2"},
		{"one person can be both", "A stays 5; A guest 5 from=1010 left=0110 why=transferred",
			"2/1; A 2/1; joins 1/1; joins A 1/1; leaves 1/1; leaves A 1/1"},
		{"a move inside the municipality moves institutions only", "A ilze 5 left=0110 why=transferred; B ilze 5 from=0110; B stays 5",
			"0/2; A 1/1; B 1/1; joins 0/2; joins A 0/1; joins B 1/1; leaves 0/2; leaves A 1/1; leaves B 0/1"},
		{"the first day is no join, the last day is", "A stays 5; A a 5 from=0902; A b 5 from=0530; A c 5 from=0531",
			"1/2; A 1/2; joins 1/2; joins A 1/2; leaves 0/2; leaves A 0/2"},
		{"away on the last day is a leave, the day after is not", "A a 5 left=0530 why=transferred; A b 5 left=0531 why=transferred",
			"1/2; A 1/2; joins 0/2; joins A 0/2; leaves 1/2; leaves A 1/2"},
		{"completed and deceased are no leaves", "A a 9 left=0601 why=completed; A b 5 left=0110 why=deceased",
			"0/2; A 0/2; joins 0/2; joins A 0/2; leaves 0/2; leaves A 0/2"},
		{"there on the first day at a course is no join", "V a k1 left=1001 why=transferred; A a 9 from=1001; A stays 5",
			"0/1; A 1/1; joins 0/1; joins A 1/1; leaves 0/1; leaves A 0/1"},
	})
	runWorked(t, with("turnover", func(p *Params) { p.Count = "joins" }), []worked{
		{"joins only", "A stays 5; A comes 5 from=1010; A goes 5 left=0110 why=transferred",
			"1/2; A 1/2; joins 1/2; joins A 1/2; leaves 1/2; leaves A 1/2"},
	})
}
