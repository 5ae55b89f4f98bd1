package indicators

// A Baseline is the value from which a programme counts, in its adopted wording.
// Only Text, Source and Set stand in the file; Read fills the rest from Text.
type Baseline struct {
	Text   string   `yaml:"text"`   // as adopted, e.g. "1.62% (2023)"
	Source string   `yaml:"source"` // computed, published, reported; empty: not said
	Set    SetValue `yaml:"set"`    // the value of a baseline that was still to be set
}

// A SetValue is a baseline that was set after the programme was adopted.
type SetValue struct {
	Value    string `yaml:"value"` // e.g. "12,5%"
	Date     Date   `yaml:"date"`
	Document string `yaml:"document"`
}

// A Target is what a programme wants to reach in a year, in its adopted wording.
type Target struct {
	Year int    `yaml:"year"`
	Text string `yaml:"text"` // e.g. "<1,5%", "Līdz +30%"
}

// A Point is a baseline as it was read: a value at a monitoring year.
type Point struct {
	Year     int     // monitoring year
	Value    Percent // of a count: whole units in Percent's unit
	Decimals int     // in which it was adopted; comparisons use as many
}

// An Aim is a target as it was read.
type Aim struct {
	Year  int
	Text  string  // as adopted
	Mode  AimMode //
	Value Percent // for AimDelta what is added; for AimKeep zero
}

// An AimMode is how a target's wording is meant.
type AimMode uint8

// The modes. A "Līdz x" reads as x and a "Līdz +x" as +x.
const (
	AimReach AimMode = iota // x: reach x in the indicator's direction
	AimBelow                // <x: strictly below x
	AimDelta                // +x: reach baseline plus x
	AimKeep                 // Saglabāt bāzes vērtību: not worse than the baseline
)
