package indicators

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
	Level       string      `yaml:"level"`        // left_education, where the indicator has no parts
	Abroad      string      `yaml:"abroad"`       // left_education, not_continuing: exclude, include
	Count       string      `yaml:"count"`        // turnover: both, joins, leaves
	Field       string      `yaml:"field"`        // reported measures: the template field
	MinCoverage int         `yaml:"min_coverage"` // reported_share, reported_count, reported_mean: percent
	MinN        int         `yaml:"min_n"`        // survey_share: fewest answers
	Code        string      `yaml:"code"`         // published: SEMR's code
}
