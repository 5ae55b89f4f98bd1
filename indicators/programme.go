package indicators

// A Programme is a municipality's adopted programme as its file holds it: the
// tables in their adopted wording and what the program needs to count. The yaml
// tags are the keys of the programme file; pipeline/config reads it strictly.
type Programme struct {
	ID           string `yaml:"id"`           // short name in file names and results, e.g. ventspils-2024-2030
	Title        string `yaml:"title"`        // as adopted
	Municipality string `yaml:"municipality"` // as people write it, e.g. Ventspils valstspilsēta
	Adopted      string `yaml:"adopted"`      // date and document of adoption; may be empty
	Period       Period `yaml:"period"`
	// MonitoringYear says which school year a table's "2023" means: the one that
	// ends in it (ends, also the zero value) or the one that starts in it (starts).
	MonitoringYear string            `yaml:"monitoring_year"`
	SmallCounts    SmallCounts       `yaml:"small_counts"`
	Collection     Collection        `yaml:"collection"`
	Institutions   []Institution     `yaml:"institutions"`
	Units          []Unit            `yaml:"units"`   // reporting units without a registration number
	Purpose        string            `yaml:"purpose"` // the overarching goal above table 3.1; may be empty
	Levels         []PreventionLevel `yaml:"levels"`
	Goals          []Goal            `yaml:"goals"`      // table 3.1
	Indicators     []Indicator       `yaml:"indicators"` // table 3.2, in its order
	Activities     []Activity        `yaml:"activities"` // table 4.1
	Tasks          []Task            `yaml:"tasks"`      // table 4.2
	Resources      []Resource        `yaml:"resources"`  // table 4.3
	Accounting     []Account         `yaml:"accounting"` // table 4.4
	Situation      []Table           `yaml:"situation"`  // tables 2.1, 2.2
	Fields         []Field           `yaml:"fields"`     // figures that reporting units are asked for once a year
	AskedTables    []AskedTable      `yaml:"asked_tables"`
	FormRules      []FormRule        `yaml:"form_rules"` // what must hold between the figures of one template
	Reading        Reading           `yaml:"reading"`
}

// A Period is a programme's first and last calendar year.
type Period struct {
	From int `yaml:"from"`
	To   int `yaml:"to"`
}

// SmallCounts is the rule of the public edition: counts from 1 to Below−1 are suppressed.
type SmallCounts struct {
	Below int `yaml:"below"`
}

// A Collection says when reporting units are asked and whom they may ask. The
// dates are day and month (15.09.) of the monitoring year.
type Collection struct {
	Opens   string `yaml:"opens"`
	Due     string `yaml:"due"`
	Contact string `yaml:"contact"`
}

// An Institution is a school or another institution with a registration number.
type Institution struct {
	Number    string     `yaml:"number"`   // registration number, ten digits
	Name      string     `yaml:"name"`     // as the programme writes it
	Type      string     `yaml:"type"`     // one of UnitTypes
	InScope   bool       `yaml:"in_scope"` // its pupils are the programme's
	Formerly  []Former   `yaml:"formerly"`
	Successor Succession `yaml:"successor"`
}

// A Former is a name, a number or both that an institution had before.
type Former struct {
	Name   string `yaml:"name"`
	Number string `yaml:"number"` // rows with it belong to the institution
	Until  string `yaml:"until"`  // free text, e.g. 2021./2022.
}

// A Succession names the institution that took over a closed one. The zero
// Succession: it is open.
type Succession struct {
	Number string `yaml:"number"`
	Date   Date   `yaml:"date"` // the first day on which the institution no longer teaches
}

// UnitTypes are the types of institutions and other reporting units.
var UnitTypes = []string{
	"basic_school", "primary_school", "secondary_school", "gymnasium", "state_gymnasium", "special_school",
	"vocational", "preschool", "interest_education",
	"education_board", "youth_centre", "social_service", "police", "custody_court", "organisation",
}

// A Unit is a reporting unit that has no registration number.
type Unit struct {
	ID   string `yaml:"id"` // short code, e.g. dagdas-jic
	Name string `yaml:"name"`
	Type string `yaml:"type"` // one of UnitTypes
}

// A PreventionLevel is one of the programme's levels of prevention.
type PreventionLevel struct {
	Number int    `yaml:"number"`
	Name   string `yaml:"name"`
}

// A Goal is a row of table 3.1.
type Goal struct {
	Number  string   `yaml:"number"`
	Level   int      `yaml:"level"`
	Text    string   `yaml:"text"`
	Results []string `yaml:"results"`
}

// An Indicator is a row of table 3.2 with what it takes to fill it.
type Indicator struct {
	ID               string   `yaml:"id"`    // its number in the table
	Level            int      `yaml:"level"` // prevention level; 0 where the table has none
	Text             string   `yaml:"text"`
	DataSource       string   `yaml:"data_source"` // the table's column Datu avots
	Better           string   `yaml:"better"`      // lower or higher
	Delta            string   `yaml:"delta"`       // what "+5%" adds to the baseline: points or relative; empty: not said
	Baseline         Baseline `yaml:"baseline"`
	Targets          []Target `yaml:"targets"`
	Parts            []Part   `yaml:"parts"`  // parts with baselines and targets of their own
	Values           []Value  `yaml:"values"` // where its value comes from, the official source first
	History          []Known  `yaml:"history"`
	MunicipalityOnly bool     `yaml:"municipality_only"` // never by institution
	Note             string   `yaml:"note"`              // said on Metodika
}

// A Part is a part of an indicator with its own baseline and targets.
type Part struct {
	Name     string   `yaml:"name"` // a part that its measure counts, e.g. basic
	Baseline Baseline `yaml:"baseline"`
	Targets  []Target `yaml:"targets"`
}

// A Value is one way to get an indicator's value.
type Value struct {
	Measure string `yaml:"measure"`
	Params  Params `yaml:"params"`
}

// A Known is a value of an earlier year that somebody published.
type Known struct {
	Year   int    `yaml:"year"` // monitoring year
	Part   string `yaml:"part"`
	Value  string `yaml:"value"` // as published, e.g. 1,4%
	Source string `yaml:"source"`
}

// An Activity is a row of table 4.1.
type Activity struct {
	Number      string `yaml:"number"`
	Level       int    `yaml:"level"`
	Goal        string `yaml:"goal"`      // the goal's number
	GoalText    string `yaml:"goal_text"` // as this table writes it
	Text        string `yaml:"text"`
	Result      string `yaml:"result"`
	Responsible string `yaml:"responsible"`
	Involved    string `yaml:"involved"`
	Years       []int  `yaml:"years"`
	Funding     string `yaml:"funding"`
	// AskedOf are the units that are asked what became of it, as in Field.From.
	AskedOf []string `yaml:"asked_of"`
}

// A Task is a row of table 4.2.
type Task struct {
	Number       string `yaml:"number"`
	Level        int    `yaml:"level"`
	Goal         string `yaml:"goal"`
	GoalText     string `yaml:"goal_text"`
	Activity     string `yaml:"activity"` // the activity's number
	ActivityText string `yaml:"activity_text"`
	Text         string `yaml:"text"`
	Term         string `yaml:"term"` // as adopted
	From         string `yaml:"from"` // the term's first month, 2024-01
	To           string `yaml:"to"`   // the term's last month, 2028-12
	Executor     string `yaml:"executor"`
	Supervisor   string `yaml:"supervisor"`
	// AskedOf are the units that are asked how far it is, as in Field.From.
	AskedOf []string `yaml:"asked_of"`
}

// A Resource is a row of table 4.3.
type Resource struct {
	Level        int    `yaml:"level"`
	Activity     string `yaml:"activity"` // the activity's number, which the table does not print
	ActivityText string `yaml:"activity_text"`
	Result       string `yaml:"result"`
	Resources    string `yaml:"resources"`
	Funding      string `yaml:"funding"`
	Responsible  string `yaml:"responsible"`
}

// An Account is a row of table 4.4, whose empty columns institutions fill.
type Account struct {
	Level        int    `yaml:"level"`
	Goal         string `yaml:"goal"`
	GoalText     string `yaml:"goal_text"`
	Activity     string `yaml:"activity"`
	ActivityText string `yaml:"activity_text"`
	Result       string `yaml:"result"`
}

// A Table is one of the programme's situation tables, as adopted.
type Table struct {
	Number   string    `yaml:"number"`
	Title    string    `yaml:"title"`
	Source   string    `yaml:"source"`
	Sections []Section `yaml:"sections"`
	Figure   bool      `yaml:"figure"` // the programme shows it as a figure (attēls)
}

// A Section is a run of rows of a Table under headings of its own.
type Section struct {
	Title    string     `yaml:"title"`
	Headings []string   `yaml:"headings"`
	Rows     [][]string `yaml:"rows"` // each as long as Headings; an empty cell is an empty text
	Fill     Fill       `yaml:"fill"` // which answers fill its figures; the zero Fill: none are asked for
}

// A Fill joins a section's rows with what reporting units answer.
type Fill struct {
	// Table is the asked table whose rows fill the section's rows, summed over
	// the units; Field is the share field of which each row shows one unit. With
	// neither, each row is a field of kind count.
	Table string `yaml:"table"`
	Field string `yaml:"field"`
	// Rows names for each row of the section the table's row, the unit, or the
	// field; "total" sums the rows above it, or all that are asked where none
	// stands above it; an empty text leaves the row as adopted.
	Rows []string `yaml:"rows"`
}

// A Field is one figure that reporting units are asked for once a year.
type Field struct {
	ID   string   `yaml:"id"`
	Text string   `yaml:"text"` // what is asked
	Kind string   `yaml:"kind"` // one of FieldKinds
	From []string `yaml:"from"` // types of UnitTypes, registration numbers or codes of units
	// Sheet is the template's sheet, one of FormSheets; empty: indicators.
	Sheet string `yaml:"sheet"`
	// Numerator and Denominator say what the two figures of a share, a mean or a
	// survey are.
	Numerator   string   `yaml:"numerator"`
	Denominator string   `yaml:"denominator"`
	Parts       []string `yaml:"parts"` // asked once for each, e.g. basic, upper_secondary; none: once
	// Register is the measure over exports that knows the same figure: a share's
	// numerator and denominator, a count's denominator. The zero Value: none does.
	Register Value `yaml:"register"`
}

// An AskedTable is a table of figures that reporting units fill once a year.
type AskedTable struct {
	ID      string        `yaml:"id"`
	Title   string        `yaml:"title"`
	Note    string        `yaml:"note"`    // how to count; may be empty
	Heading string        `yaml:"heading"` // of the column with the rows' texts
	Sheet   string        `yaml:"sheet"`   // one of FormSheets
	From    []string      `yaml:"from"`    // as in Field
	Columns []AskedColumn `yaml:"columns"`
	Rows    []AskedRow    `yaml:"rows"`
}

// An AskedColumn is a column of an AskedTable.
type AskedColumn struct {
	ID    string `yaml:"id"`
	Text  string `yaml:"text"`
	Kind  string `yaml:"kind"`  // count, hours or money
	Total bool   `yaml:"total"` // its rows add up to something
}

// ColumnKinds are the kinds of an AskedColumn.
var ColumnKinds = []string{"count", "hours", "money"}

// An AskedRow is a row of an AskedTable.
type AskedRow struct {
	ID    string `yaml:"id"`
	Text  string `yaml:"text"`
	Group string `yaml:"group"` // rows of one group follow one another; may be empty
}

// A FormRule is what must hold between the figures of one template. Figures are
// addressed as field.n, field.d, field (a count), field.part.n, table.row.column;
// * stands for every row of a table. A rule of which a side is not asked of a
// unit does not hold for it.
type FormRule struct {
	Kind  string   `yaml:"kind"` // one of FormRuleKinds
	Left  []string `yaml:"left"`
	Right []string `yaml:"right"`
}

// FormRuleKinds are the kinds of rules: the left sum is at most the right one,
// each on the left is at most the right sum, both sums are equal, something on
// the left requires something on the right.
var FormRuleKinds = []string{"at_most", "each_at_most", "adds", "requires"}

// FieldKinds are the kinds of fields: a numerator with its denominator, a single
// count, a choice (jā/nē), a survey's answers, or a sum with its count.
var FieldKinds = []string{"share", "count", "choice", "survey", "mean"}

// Reading extends the defaults of the readers, so that a changed export needs no
// new program.
type Reading struct {
	Headings  map[Kind]map[string][]string `yaml:"headings"`  // kind, field, further headings
	Reasons   map[string][]string          `yaml:"reasons"`   // class of leaving, further reasons
	Decisions map[string][]string          `yaml:"decisions"` // decision, further wordings
	Statuses  map[string][]string          `yaml:"statuses"`  // taken, exempt, absent; further exam statuses
	Continues map[string][]string          `yaml:"continues"` // yes, no, abroad, unknown; further wordings
	Levels    map[string][]string          `yaml:"levels"`    // level, further two-digit beginnings of programme codes
	Calendar  Calendar                     `yaml:"calendar"`
}

// SchoolYearOf is the school year that a monitoring year means.
func (p *Programme) SchoolYearOf(monitoring int) SchoolYear {
	if p.MonitoringYear == "starts" {
		return SchoolYear(monitoring)
	}
	return SchoolYear(monitoring - 1)
}

// MonitoringYearOf is the monitoring year that means a school year.
func (p *Programme) MonitoringYearOf(y SchoolYear) int {
	if p.MonitoringYear == "starts" {
		return int(y)
	}
	return int(y) + 1
}

// InstitutionNumbered finds an institution by its registration number, of today
// or of earlier days; −1 is none.
func (p *Programme) InstitutionNumbered(number string) int {
	return InstitutionNumbered(p.Institutions, number)
}

// InstitutionNumbered finds an institution of a list by its registration number,
// of today or of earlier days; −1 is none.
func InstitutionNumbered(list []Institution, number string) int {
	for i := range list {
		if list[i].Number == number {
			return i
		}
	}
	for i := range list {
		for _, f := range list[i].Formerly {
			if f.Number != "" && f.Number == number {
				return i
			}
		}
	}
	return -1
}

// UnitsOf are the reporting units that a list of types, registration numbers and
// codes means, in the programme's order.
func (p *Programme) UnitsOf(from []string) []string {
	var ids []string
	for _, u := range p.ReportingUnits() {
		if u.in(from) {
			ids = append(ids, u.ID)
		}
	}
	return ids
}

// ReportingUnits are the institutions, their registration numbers for ids, then
// the units without a number.
func (p *Programme) ReportingUnits() []Unit {
	units := make([]Unit, 0, len(p.Institutions)+len(p.Units))
	for _, i := range p.Institutions {
		units = append(units, Unit{ID: i.Number, Name: i.Name, Type: i.Type})
	}
	return append(units, p.Units...)
}

// UnitNamed finds a reporting unit by its code or its registration number of
// today or of earlier days.
func (p *Programme) UnitNamed(id string) (Unit, bool) {
	if i := p.InstitutionNumbered(id); i >= 0 {
		in := &p.Institutions[i]
		return Unit{ID: in.Number, Name: in.Name, Type: in.Type}, true
	}
	for _, u := range p.Units {
		if u.ID == id {
			return u, true
		}
	}
	return Unit{}, false
}

func (u Unit) in(from []string) bool { return has(from, u.ID) || has(from, u.Type) }

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
