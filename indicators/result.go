package indicators

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

// A Gap is something that is missing or half there. Exactly one of Kind and
// Institution may be empty.
type Gap struct {
	Kind        Kind       // the export
	Year        SchoolYear // of the export; zero with Kind SEMR: see Calendar
	Calendar    int        // the calendar year of a SEMR export
	Semester    int        // 1 or 2: only that semester is missing
	Institution string     // registration number or unit code that is silent
	Field       string     // the template field that was asked for
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

	// Counted is false for a published value without numerator and denominator;
	// Value then is the value as published.
	Counted bool
	Stated  Percent // the value as published, where Source is PublishedBy

	Covered, Coverable int64 // coverage = Covered / Coverable; Coverable 0: the measure has none
	Provisional        bool  // p: rows were set aside, or a semester is missing
	LowCoverage        bool  // u
	Break              bool  // b: other source or definition than the baseline's
	Missing            []Gap

	Standing Standing         // of the municipality's official value only
	Lines    map[uint16]int64 // rows that were counted, by file number; nil where nothing was counted
}

// A Standing compares a value with its baseline and its next target.
type Standing struct {
	Status   Status
	Certain  Certainty
	Baseline *Point    // nil: not set or not readable
	Target   *Aim      // nil: none
	OnLine   Certainty // on the straight line from baseline to target
	Distance Percent   // points by which the target is missed; 0 when met
	Pupils   int64     // fewest pupils by whom the target is missed; 0 when met or not countable
}

// A Certainty is yes, no, or not asked (the zero value).
type Certainty uint8

// The certainties.
const (
	NotAsked Certainty = iota
	Yes
	No
)
