package indicators

import (
	"slices"
	"testing"
)

func share(n, of, unknown int64) Result {
	return Result{State: Available, Counted: true, Numerator: n, Denominator: of, Unknown: unknown}
}

func TestValueIsRoundedHalfUp(t *testing.T) {
	for _, c := range []struct{ n, of, unknown, value, low, high int64 }{
		{1, 3, 0, 3333, 0, 0},
		{2, 3, 0, 6667, 0, 0},
		{1, 800, 0, 13, 0, 0}, // 0.125 %
		{0, 7, 0, 0, 0, 0},
		{1, 5, 1, 2500, 2000, 4000},
		{11, 68, 0, 1618, 0, 0},
	} {
		r := share(c.n, c.of, c.unknown)
		if got, ok := r.Value(); !ok || got != c.value {
			t.Errorf("%d of %d without %d: %d, %v; want %d", c.n, c.of, c.unknown, got, ok, c.value)
		}
		low, high, ok := r.Bounds()
		if low != c.low || high != c.high || ok != (c.unknown > 0) {
			t.Errorf("%d of %d without %d: from %d to %d, %v; want from %d to %d", c.n, c.of, c.unknown, low, high, ok, c.low, c.high)
		}
	}
}

func TestNoNumberIsNoZero(t *testing.T) {
	all := share(0, 4, 4)
	for name, r := range map[string]Result{
		"the zero result": {}, "not applicable": {State: NotApplicable, Counted: true}, "everybody of unknown fate": all,
	} {
		if v, ok := r.Value(); ok {
			t.Errorf("%s has the value %d", name, v)
		}
		if _, _, ok := r.Interval(); ok {
			t.Errorf("%s has an interval", name)
		}
	}
}

// The wanted limits were worked out with the formula in a spreadsheet; 81 of 263
// is Newcombe's published example (1998).
func TestWilsonInterval(t *testing.T) {
	for _, c := range []struct{ n, of, low, high int64 }{
		{81, 263, 2553, 3662},
		{0, 10, 0, 2775},
		{10, 10, 7225, 10000},
		{0, 1, 0, 7935},
		{1, 29, 61, 1718},
	} {
		r := share(c.n, c.of, 0)
		if low, high, ok := r.Interval(); !ok || low != c.low || high != c.high {
			t.Errorf("%d of %d: %d to %d; want %d to %d", c.n, c.of, low, high, c.low, c.high)
		}
	}
	ratio := share(5, 10, 0)
	ratio.Shape = Ratio
	if _, _, ok := ratio.Interval(); ok {
		t.Error("a ratio has an interval")
	}
}

func TestMoreThanChance(t *testing.T) {
	whole := share(40, 1000, 0)
	for _, c := range []struct {
		rule  string
		n, of int64
		want  Certainty
	}{
		{"a rate like the others'", 4, 100, No},
		{"ten times the others' rate", 20, 100, Yes},
		{"one pupil of five proves little", 1, 5, No},
		{"the only institution has nothing to differ from", 40, 1000, NotAsked},
	} {
		r := share(c.n, c.of, 0)
		if got := MoreThanChance(&r, &whole); got != c.want {
			t.Errorf("%s: %v, want %v", c.rule, got, c.want)
		}
	}
}

func TestGapsAreNamedAsInResults(t *testing.T) {
	for want, g := range map[string]Gap{
		"viis-enrolments 2025./2026.":          {Kind: Enrolments, Year: 2025},
		"semr-indicators 2025":                 {Kind: SEMR, Calendar: 2025},
		"viis-absences 2024./2025. semester 2": {Kind: Absences, Year: 2024, Semester: 2},
		"3212900030":                           {Kind: Absences, Year: 2024, Institution: "3212900030"},
	} {
		if got := g.String(); got != want {
			t.Errorf("%+v is %q, want %q", g, got, want)
		}
	}
	r := Result{Missing: []Gap{{Kind: Exams, Year: 2024}, {Kind: Exams, Year: 2024}}}
	if got := r.MissingText(); !slices.Equal(got, []string{"viis-exams 2024./2025."}) {
		t.Errorf("named twice: %q", got)
	}
}
