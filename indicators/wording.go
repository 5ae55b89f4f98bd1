package indicators

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
)

// A Baseline is the value from which a programme counts, in its adopted wording.
// ReadBaseline reads it.
type Baseline struct {
	Text   string   `yaml:"text"`   // as adopted, e.g. "1.62% (2023)"
	Source string   `yaml:"source"` // computed, published, reported; empty: not said
	Set    SetValue `yaml:"set"`    // the value of a baseline that was still to be set
}

// A SetValue is a baseline that was set after the programme was adopted. The
// zero SetValue: it is not set yet.
type SetValue struct {
	Value    string `yaml:"value"` // e.g. "12,5%", of a count "120"
	Date     Date   `yaml:"date"`
	Document string `yaml:"document"`
}

// A Target is what a programme wants to reach in a year, in its adopted wording.
// ReadTarget reads it.
type Target struct {
	Year int    `yaml:"year"`
	Text string `yaml:"text"` // e.g. "<1,5%", "Līdz +30%"
}

// A Point is a baseline's value at a monitoring year.
type Point struct {
	Year     int     // monitoring year
	Value    Percent // of a count: whole units in PercentUnit
	Decimals int     // in which it was adopted; comparisons use as many
}

// A BaselineReading is a baseline's wording as it was read.
type BaselineReading struct {
	Point   Point
	Pending bool // still to be set: only Point.Year is known
}

// An Aim is a target as it was read.
type Aim struct {
	Year  int
	Text  string // as adopted
	Mode  AimMode
	Value Percent // for AimDelta what is added; for AimKeep zero
}

// An AimMode is how a target's wording is meant.
type AimMode uint8

// The modes. A "Līdz x" reads as x and a "Līdz +x" as +x.
const (
	AimReach AimMode = iota // x: reach x in the indicator's direction
	AimBelow                // <x: strictly below x
	AimAbove                // >x: strictly above x
	AimDelta                // +x: reach the baseline plus x
	AimKeep                 // Saglabāt bāzes vērtību: not worse than the baseline
)

// BaselineForms and TargetForms are wordings that can be read, one for each form.
var (
	BaselineForms = []string{
		"1.62% (2023)", "1,4% (2023.g.)", "41% (2023./2024.m.g.)", "3% vsk. posmā (2021./2022.m.g.)",
		"tiks noteikta 2024.gadā", "tiks noteikts 2023.gada decembrī",
	}
	TargetForms = []string{"<1,5%", ">50%", "2%", "Līdz 45%", "+5%", "Līdz +30%", "Saglabāt bāzes vērtību"}
)

var (
	errBaseline = errors.New("not one of the readable baseline wordings")
	errTarget   = errors.New("not one of the readable target wordings")

	figure      = `(\d{1,9}(?:[.,]\d{1,6})?)`
	stated      = regexp.MustCompile(`^` + figure + ` ?%?(?: (?:psk|vsk)\. posmā)? ?\((\d{4})\.?(?:/(\d{4})\.?)? ?(?:g\.?|gads|m\. ?g\.?)?\)$`)
	pending     = regexp.MustCompile(`^tiks noteikt[asi] (\d{4})\. ?gad(?:ā|a [a-zāčēģīķļņšūž]+ī)$`)
	target      = regexp.MustCompile(`^(<|>|līdz \+|līdz |\+)? ?` + figure + ` ?%?$`)
	keep        = regexp.MustCompile(`^saglabāt bāzes vērtību$`)
	plainNumber = regexp.MustCompile(`^` + figure + ` ?%?$`)
)

// ReadBaseline reads an adopted baseline. A school year in it is turned into the
// monitoring year that p means by it. The error says that the wording is none of
// BaselineForms.
func ReadBaseline(text string, p *Programme) (BaselineReading, error) {
	text = squeeze(text)
	if m := pending.FindStringSubmatch(text); m != nil {
		year, _ := strconv.Atoi(m[1])
		return BaselineReading{Point: Point{Year: year}, Pending: true}, nil
	}
	m := stated.FindStringSubmatch(text)
	if m == nil {
		return BaselineReading{}, errBaseline
	}
	year, _ := strconv.Atoi(m[2])
	if m[3] != "" {
		if second, _ := strconv.Atoi(m[3]); second != year+1 {
			return BaselineReading{}, errBaseline
		}
		year = p.MonitoringYearOf(SchoolYear(year))
	}
	value, decimals := readPercent(m[1])
	return BaselineReading{Point: Point{Year: year, Value: value, Decimals: decimals}}, nil
}

// ReadSet reads the value of a baseline that was set later.
func ReadSet(s SetValue, year int) (Point, error) {
	m := plainNumber.FindStringSubmatch(squeeze(s.Value))
	if m == nil {
		return Point{}, errBaseline
	}
	value, decimals := readPercent(m[1])
	return Point{Year: year, Value: value, Decimals: decimals}, nil
}

// ReadTarget reads an adopted target. The error says that the wording is none of
// TargetForms.
func ReadTarget(t Target) (Aim, error) {
	text := squeeze(t.Text)
	aim := Aim{Year: t.Year, Text: t.Text}
	if keep.MatchString(text) {
		aim.Mode = AimKeep
		return aim, nil
	}
	m := target.FindStringSubmatch(text)
	if m == nil {
		return Aim{}, errTarget
	}
	aim.Value, _ = readPercent(m[2])
	switch m[1] {
	case "<":
		aim.Mode = AimBelow
	case ">":
		aim.Mode = AimAbove
	case "+", "līdz +":
		aim.Mode = AimDelta
	}
	return aim, nil
}

// squeeze lowers the case and makes every run of white space one blank.
func squeeze(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }

// readPercent turns a number that a pattern has matched into a Percent and says
// how many decimals it was written with.
func readPercent(text string) (Percent, int) {
	whole, part, _ := strings.Cut(strings.Replace(text, ",", ".", 1), ".")
	n, _ := strconv.ParseInt(whole, 10, 64)
	f, _ := strconv.ParseInt((part + "000000")[:6], 10, 64)
	return Percent(n)*PercentUnit + Percent(f), len(part)
}
