package indicators

// A Measure is one way of counting. It knows no clock, log or error: what it
// cannot know stays unknown in the tally.
type Measure struct {
	Name     string
	Source   Source
	Shape    Shape
	Takes    []string // the params it takes, by their keys in programme files
	Defaults Params
	Parts    []string // parts it can count
	// Whole says that the parts stand beside a whole, all of them always; else an
	// indicator has the parts that the programme names, and no whole.
	Whole bool
	// Part sets the parameter that narrows the measure to a part; nil: the parts
	// differ only in their baselines.
	Part func(*Params, string)
	// Needs are the exports without which there is no result.
	Needs func(Params) []Need
	// Decisions are the years, seen from the measured one, whose year-end
	// decisions the measure reads.
	Decisions func(Params) []int
	// Graduates are the years, seen from the measured one, in which a grade 9 with
	// pupils must have graduates: else the decisions are not entered yet.
	Graduates []int
	// Exists says whether there was such a measure in a school year; nil: always.
	Exists func(Params, SchoolYear) bool
	// ByDecision says that a decision alone puts a pupil into the numerator, so that
	// a school without any makes the figure provisional; nil: it does not.
	ByDecision func(Params) bool
	// Semesters are how many semesters of Silent a figure must rest on.
	Semesters int
	// Silent is the export that an institution's own staff enters: one without a
	// single row is not available.
	Silent Kind
	Count  func(View, Params, *Tally)
}

// A Need is an export of a year, counted from the measured one.
type Need struct {
	Kind   Kind
	Offset int
}

// Measures are the measures a programme file can name. To add one: write its
// file measure_<name>.go, list it here, and give it words in templates.
var Measures = []*Measure{
	&longAbsence, &retained, &examBelowMinimum, &firstYearDropout, &leftEducation, &notContinuing,
	&interestEducation, &turnover, &published,
	&reportedShare, &reportedCount, &reportedMean, &institutionsWith, &surveyShare,
}

// MeasureNamed finds a measure by its name.
func MeasureNamed(name string) (*Measure, bool) {
	for _, m := range Measures {
		if m.Name == name {
			return m, true
		}
	}
	return nil, false
}

// Params are the parameters of a measure. Each measure takes only some of them
// (Measure.Takes) and has defaults for those; the rest stay zero.
type Params struct {
	Lessons     int         `yaml:"lessons"`      // long_absence: unjustified lessons
	AtLeast     bool        `yaml:"at_least"`     // long_absence: that many count already
	Combine     string      `yaml:"combine"`      // long_absence: any, both, year
	Levels      []string    `yaml:"levels"`       // levels of the headline scope
	Forms       []string    `yaml:"forms"`        // form digits of the headline scope
	Grades      []int       `yaml:"grades"`       // retained
	Basis       string      `yaml:"basis"`        // retained: decision, observed
	Minimum     map[int]int `yaml:"minimum"`      // exam_below_minimum: percent by first calendar year of the school year
	Grade       int         `yaml:"grade"`        // exam_below_minimum
	Attempt     string      `yaml:"attempt"`      // exam_below_minimum: best, last
	Unit        string      `yaml:"unit"`         // exam_below_minimum: pupil, exam
	From        []int       `yaml:"from"`         // first_year_dropout: grades that are finished
	To          []string    `yaml:"to"`           // first_year_dropout: levels that follow
	Level       string      `yaml:"level"`        // left_education; set by the part
	Abroad      string      `yaml:"abroad"`       // left_education, not_continuing: exclude, include
	Count       string      `yaml:"count"`        // turnover: both, joins, leaves; set by the part
	Field       string      `yaml:"field"`        // reported measures: the template field
	MinCoverage int         `yaml:"min_coverage"` // reported measures: percent
	MinN        int         `yaml:"min_n"`        // survey_share: fewest answers
	Code        string      `yaml:"code"`         // published: SEMR's code
}

// Choices are the values that a text parameter allows.
var Choices = map[string][]string{
	"combine": {"any", "both", "year"},
	"basis":   {"decision", "observed"},
	"attempt": {"best", "last"},
	"unit":    {"pupil", "exam"},
	"abroad":  {"exclude", "include"},
	"count":   {"both", "joins", "leaves"},
}

var (
	headlineLevels = []string{"basic", "upper_secondary"}
	fullTime       = []string{"1"}
)

// minCoverage is the coverage in percent below which a figure carries u.
const minCoverage = 95
