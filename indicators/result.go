package indicators

import (
	"fmt"
	"math"
)

// A Source says where a result comes from.
type Source string

// The sources, as results write them.
const (
	Computed    Source = "computed"
	PublishedBy Source = "published"
	ReportedBy  Source = "reported"
)

// A Shape says what kind of number a result is.
type Shape uint8

// The shapes of results.
const (
	Share Shape = iota // a numerator that is part of its denominator; has an interval
	Ratio              // turnover: the numerator is no part of the denominator; no interval
	Count              // a single count; Numerator only
	Mean               // a sum over a count, no percentage; no interval
)

// A State says whether there is a number at all. The zero State is "not
// available", so that forgetting to set it can never produce a 0.
type State uint8

// The states.
const (
	NotAvailable  State = iota // [x]: an input is missing; Missing names it
	NotApplicable              // [z]: nobody to count, or the measure did not exist that year
	Available
)

// A Status is how the municipality's official value stands against its target.
type Status string

// The statuses, as results write them; the empty one is "not asked".
const (
	NoData             Status = "no_data"
	NoBaseline         Status = "no_baseline"
	NeedsClarification Status = "needs_clarification"
	Met                Status = "met"
	Improving          Status = "improving"
	Unchanged          Status = "unchanged"
	Worsening          Status = "worsening"
)

// A Gap is something that is missing or half there.
type Gap struct {
	Kind        Kind       // the export; empty: a template field
	Year        SchoolYear // of the export; zero: see Calendar
	Calendar    int        // the calendar year of a SEMR export
	Semester    int        // 1 or 2: only that semester is missing
	Decisions   bool       // the export is there, its year-end decisions are not
	Institution string     // registration number or unit code that is silent; empty: all
	Field       string     // the template field that was asked for
	Faulty      bool       // it was answered, but the answer cannot be used
	Kept        string     // of a figure that was kept: what String gave; the rest is not known any more
}

// String names the gap as results do: "viis-enrolments 2025./2026.", or the
// silent institution.
func (g Gap) String() string {
	switch {
	case g.Kept != "":
		return g.Kept
	case g.Institution != "":
		return g.Institution
	case g.Kind == "":
		return g.Field
	case g.Year == 0:
		return fmt.Sprintf("%s %d", g.Kind, g.Calendar)
	case g.Semester != 0:
		return fmt.Sprintf("%s %s semester %d", g.Kind, g.Year, g.Semester)
	}
	return fmt.Sprintf("%s %s", g.Kind, g.Year)
}

// A Result is one figure: an indicator's value for a monitoring year, a part, a
// scope and a source. The zero Result is not available.
type Result struct {
	Year        int    // monitoring year
	Indicator   string // id in the programme
	Part        string // empty: the whole
	Institution string // registration number; empty: the municipality
	Source      Source
	Official    bool // the one the programme takes
	Measure     string
	Params      Params // as they were evaluated
	Shape       Shape
	State       State

	Numerator, Denominator, Unknown int64
	Abroad, Deceased                int64 // left numerator and denominator; shown apart

	// Counted is false for a published value without numerator and denominator.
	Counted bool
	Stated  Percent // the value as published, where Source is PublishedBy

	Covered, Coverable int64 // coverage = Covered / Coverable; Coverable 0: none is known
	Provisional        bool  // p: rows were set aside, or a semester is missing
	LowCoverage        bool  // u
	Revised            bool  // r: not what was approved for the year
	Break              bool  // b: other source or definition than the baseline's
	Missing            []Gap

	Standing Standing // of the municipality's official value only
	Lines    []int64  // rows that were counted, by file number; index 0 is no file
}

// A Standing compares the municipality's official value with its baseline and
// its next target. The zero Standing is "not asked".
type Standing struct {
	Status   Status
	Certain  Certainty // the interval lets one say so
	Baseline *Point    // nil: none, or not set yet
	Target   *Aim      // nil: none
	Wanted   *Percent  // the target in figures; nil: it cannot be said
	OnLine   Certainty // at least as good as the straight line from baseline to target
	Distance Percent   // points by which the target is missed; 0 when met
	Pupils   int64     // fewest pupils by whom it is missed; 0 when met or not countable
}

// A Certainty is yes, no, or not asked (the zero value).
type Certainty uint8

// The certainties.
const (
	NotAsked Certainty = iota
	Yes
	No
)

// known is how many of the denominator have a known fate.
func (r *Result) known() int64 { return r.Denominator - r.Unknown }

// Value is the figure as it is shown: hundredths of a percent, halves up, or the
// whole number of a count. It is false where there is none.
func (r *Result) Value() (int64, bool) {
	switch {
	case r.State != Available:
		return 0, false
	case r.Shape == Count:
		return r.Numerator, true
	case r.Source == PublishedBy:
		return int64((r.Stated*100*2 + PercentUnit) / (2 * PercentUnit)), true
	case r.known() <= 0:
		return 0, false
	case r.Shape == Mean:
		return (r.Numerator*200 + r.known()) / (2 * r.known()), true
	}
	return Hundredths(r.Numerator, r.known()), true
}

// Bounds are the lowest and the highest value that the pupils of unknown fate
// allow, in hundredths of a percent. They are false where nobody is unknown.
func (r *Result) Bounds() (low, high int64, ok bool) {
	if r.State != Available || r.Unknown == 0 || r.Denominator <= 0 {
		return 0, 0, false
	}
	return Hundredths(r.Numerator, r.Denominator), Hundredths(r.Numerator+r.Unknown, r.Denominator), true
}

// Interval is Wilson's 95 % interval in hundredths of a percent; it is false for
// everything but a counted share.
func (r *Result) Interval() (low, high int64, ok bool) {
	l, h, ok := r.interval()
	if !ok {
		return 0, 0, false
	}
	return int64(math.Floor(l*10000 + 0.5)), int64(math.Floor(h*10000 + 0.5)), true
}

func (r *Result) interval() (low, high float64, ok bool) {
	if r.State != Available || r.Shape != Share || !r.Counted || r.known() <= 0 || !r.agrees() {
		return 0, 0, false
	}
	low, high = wilson(r.Numerator, r.known())
	return low, high, true
}

// agrees says that a published value is that of its own counts, to 0.05 points.
// One that is not has no interval: nobody knows what it would be the interval of.
func (r *Result) agrees() bool {
	if r.Source != PublishedBy {
		return true
	}
	counted := float64(r.Numerator) * 100 / float64(r.known())
	return math.Abs(float64(r.Stated)/float64(PercentUnit)-counted) <= 0.05+1e-9
}

// Coverage is the share of pupils, or of institutions where the pupils are not
// known, that the figure rests on, in hundredths of a percent.
func (r *Result) Coverage() (int64, bool) {
	if r.Coverable <= 0 {
		return 0, false
	}
	return Hundredths(r.Covered, r.Coverable), true
}

// Flags are the signs of the result, in the order of the contract.
func (r *Result) Flags() []string {
	var flags []string
	for _, f := range []struct {
		set  bool
		sign string
	}{
		{r.State == NotAvailable, "x"}, {r.State == NotApplicable, "z"}, {r.LowCoverage, "u"},
		{r.Provisional, "p"}, {r.Revised, "r"}, {r.Break, "b"},
	} {
		if f.set {
			flags = append(flags, f.sign)
		}
	}
	return flags
}

// MissingText names what is missing, once each.
func (r *Result) MissingText() []string {
	var names []string
	for _, g := range r.Missing {
		if s := g.String(); !has(names, s) {
			names = append(names, s)
		}
	}
	return names
}

// Hundredths is num/den in hundredths of a percent, halves up; den > 0.
func Hundredths(num, den int64) int64 { return (num*20000 + den) / (2 * den) }

// wilson is the 95 % score interval of n out of of > 0. Each product is rounded
// on its own, so that every machine gives the same digits.
func wilson(n, of int64) (low, high float64) {
	const z = 1.959963984540054
	const z2 = z * z
	total := float64(of)
	p := float64(n) / total
	scale := 1 + z2/total
	centre := (p + z2/(2*total)) / scale
	spread := float64(p*(1-p))/total + z2/float64(4*float64(total*total))
	half := float64(z*math.Sqrt(spread)) / scale
	return max(0, centre-half), min(1, centre+half)
}

// MoreThanChance says whether an institution differs from the rest of the
// municipality by more than chance: the share of the municipality without it lies
// outside the institution's interval. It is not asked where either has no share.
func MoreThanChance(institution, municipality *Result) Certainty {
	low, high, ok := institution.interval()
	if !ok || municipality.State != Available {
		return NotAsked
	}
	rest := municipality.known() - institution.known()
	if rest <= 0 {
		return NotAsked
	}
	share := float64(municipality.Numerator-institution.Numerator) / float64(rest)
	if share < low || share > high {
		return Yes
	}
	return No
}
