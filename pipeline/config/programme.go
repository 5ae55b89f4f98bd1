package config

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"raditaji/indicators"
	"raditaji/sources"
)

// Years that a programme file may name at all.
const (
	firstYear = 1990
	lastYear  = 2100
)

// Programme reads a programme file; name is what the faults call it. With faults
// the programme holds what could be read; without one it is fit to calculate from.
func Programme(name string, data []byte) (*indicators.Programme, []Fault) {
	p := &indicators.Programme{}
	r := &reader{file: name, at: map[string]place{}, bad: map[string]bool{}}
	root := r.parse(data)
	if root == nil {
		return p, byPlace(r.faults)
	}
	r.fill(root, reflect.ValueOf(p).Elem(), "")
	c := checker{reader: r, p: p}
	c.programme()
	return p, byPlace(r.faults)
}

// A checker looks for what a well-formed file can still get wrong.
type checker struct {
	*reader
	p *indicators.Programme

	levels, goals, activities, units, fields, tableIDs []string // what references may name
}

var (
	idText     = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	fieldText  = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	numberText = regexp.MustCompile(`^[0-9]{10}$`)
	formText   = regexp.MustCompile(`^[0-9]$`)
	codeText   = regexp.MustCompile(`^[0-9]{2}$`)
)

func (c *checker) programme() {
	p := c.p
	if c.need("id", p.ID) && !idText.MatchString(p.ID) {
		c.fault("id", "id.format", "got", short(p.ID))
	}
	c.need("title", p.Title)
	c.need("municipality", p.Municipality)
	c.period()
	c.choice("monitoring_year", p.MonitoringYear, []string{"ends", "starts"})
	if c.given("small_counts.below") {
		c.between("small_counts.below", p.SmallCounts.Below, 2, 100)
	}
	c.collection()
	c.institutions()
	c.reportingUnits()
	c.askedFields()
	c.askedTables()
	c.plan()
	c.indicators()
	c.tables()
	c.forms()
	c.reading()
}

// given says that the file has a path; a missing one is a fault.
func (c *checker) given(path string) bool {
	if _, ok := c.at[path]; ok {
		return !c.bad[path]
	}
	key := path[strings.LastIndexByte(path, '.')+1:]
	c.fault(path, "missing", "key", key)
	return false
}

// need says that a path has a text that is not empty; anything else is a fault.
func (c *checker) need(path, text string) bool {
	if !c.given(path) {
		return false
	}
	if strings.TrimSpace(text) == "" {
		c.fault(path, "missing", "key", path[strings.LastIndexByte(path, '.')+1:])
		return false
	}
	return true
}

// choice checks a text that is empty or one of a list.
func (c *checker) choice(path, text string, known []string) {
	if text != "" && !slices.Contains(known, text) {
		c.fault(path, "choice", "got", short(text), "nearest", nearest(text, known), "known", strings.Join(known, ", "))
	}
}

// refers checks a text that is empty or names something that the file lists
// under list.
func (c *checker) refers(path, text, list, code string, known []string) {
	if text != "" && !slices.Contains(known, text) && !c.bad[list] {
		c.fault(path, code, "got", short(text), "known", strings.Join(known, ", "))
	}
}

func (c *checker) level(path string, level int) {
	if level != 0 {
		c.refers(path, strconv.Itoa(level), "levels", "level.unknown", c.levels)
	}
}

func (c *checker) between(path string, n, from, to int) bool {
	if n < from || n > to {
		c.fault(path, "range", "got", strconv.Itoa(n), "from", strconv.Itoa(from), "to", strconv.Itoa(to))
		return false
	}
	return true
}

// once checks that a name is not among those before it, and gives them with it.
func (c *checker) once(path, name, code string, before []string) []string {
	if name != "" && slices.Contains(before, name) {
		c.fault(path, code, "got", short(name))
	}
	return append(before, name)
}

func (c *checker) period() {
	from, to := c.given("period.from"), c.given("period.to")
	if from && to && c.between("period.from", c.p.Period.From, firstYear, lastYear) &&
		c.between("period.to", c.p.Period.To, firstYear, lastYear) && c.p.Period.To < c.p.Period.From {
		c.fault("period.to", "period.order", "from", strconv.Itoa(c.p.Period.From), "to", strconv.Itoa(c.p.Period.To))
	}
}

// years checks that years rise and lie within the programme's period. path says
// where the year with an index stands.
func (c *checker) years(years []int, path func(int) string) {
	before := 0
	for i, y := range years {
		if _, ok := c.at[path(i)]; !ok {
			continue
		}
		if c.p.Period.From <= c.p.Period.To && c.p.Period.From > 0 && (y < c.p.Period.From || y > c.p.Period.To) {
			c.fault(path(i), "years.period", "got", strconv.Itoa(y),
				"from", strconv.Itoa(c.p.Period.From), "to", strconv.Itoa(c.p.Period.To))
		}
		if y <= before {
			c.fault(path(i), "years.order", "got", strconv.Itoa(y), "before", strconv.Itoa(before))
		}
		before = y
	}
}

func (c *checker) collection() {
	opens, ok1 := c.day("collection.opens", c.p.Collection.Opens)
	due, ok2 := c.day("collection.due", c.p.Collection.Due)
	if ok1 && ok2 && !due.After(opens) {
		c.fault("collection.due", "collection.order", "opens", c.p.Collection.Opens, "due", c.p.Collection.Due)
	}
}

// day reads a day and month, 15.09.
func (c *checker) day(path, text string) (time.Time, bool) {
	if text == "" {
		return time.Time{}, false
	}
	day, err := time.Parse("02.01.", text)
	if err != nil {
		c.fault(path, "day.format", "got", short(text))
	}
	return day, err == nil
}

func (c *checker) institutions() {
	c.given("institutions")
	var numbers, current []string
	number := func(path, n string) {
		if !numberText.MatchString(n) {
			c.fault(path, "number.format", "got", short(n))
			return
		}
		numbers = c.once(path, n, "number.twice", numbers)
	}
	for i, inst := range c.p.Institutions {
		path := fmt.Sprintf("institutions[%d].", i)
		if c.need(path+"number", inst.Number) {
			number(path+"number", inst.Number)
		}
		current = append(current, inst.Number)
		c.need(path+"name", inst.Name)
		if c.need(path+"type", inst.Type) {
			c.choice(path+"type", inst.Type, indicators.UnitTypes)
		}
	}
	for i, inst := range c.p.Institutions {
		path := fmt.Sprintf("institutions[%d].", i)
		for j, f := range inst.Formerly {
			here := fmt.Sprintf("%sformerly[%d]", path, j)
			if f.Number != "" {
				number(here+".number", f.Number)
			} else if f.Name == "" {
				c.fault(here+".name", "missing", "key", "name")
			}
		}
		if _, ok := c.at[path+"successor"]; !ok {
			continue
		}
		if c.need(path+"successor.number", inst.Successor.Number) {
			c.refers(path+"successor.number", inst.Successor.Number, "institutions", "institution.unknown", current)
			if inst.Successor.Number == inst.Number {
				c.fault(path+"successor.number", "successor.self")
			}
		}
		c.given(path + "successor.date")
	}
	c.units = current
}

func (c *checker) reportingUnits() {
	for i, u := range c.p.Units {
		path := fmt.Sprintf("units[%d].", i)
		if c.need(path+"id", u.ID) && !idText.MatchString(u.ID) || numberText.MatchString(u.ID) {
			c.fault(path+"id", "id.format", "got", short(u.ID))
		}
		c.units = c.once(path+"id", u.ID, "id.twice", c.units)
		c.need(path+"name", u.Name)
		if c.need(path+"type", u.Type) {
			c.choice(path+"type", u.Type, indicators.UnitTypes)
		}
	}
}

// plan checks what the tables list, so that references can be looked up.
func (c *checker) plan() {
	for i, l := range c.p.Levels {
		path := fmt.Sprintf("levels[%d].", i)
		if c.given(path+"number") && c.between(path+"number", l.Number, 1, 99) {
			c.levels = c.once(path+"number", strconv.Itoa(l.Number), "id.twice", c.levels)
		}
		c.need(path+"name", l.Name)
	}
	for i, g := range c.p.Goals {
		path := fmt.Sprintf("goals[%d].", i)
		c.need(path+"number", g.Number)
		c.goals = c.once(path+"number", g.Number, "id.twice", c.goals)
		c.level(path+"level", g.Level)
	}
	names := map[string]string{}
	for i, a := range c.p.Activities {
		path := fmt.Sprintf("activities[%d].", i)
		c.need(path+"number", a.Number)
		c.activities = c.once(path+"number", a.Number, "id.twice", c.activities)
		c.level(path+"level", a.Level)
		c.refers(path+"goal", a.Goal, "goals", "goal.unknown", c.goals)
		c.years(a.Years, func(i int) string { return fmt.Sprintf("%syears[%d]", path, i) })
		if c.askedOf(path, a.AskedOf) {
			c.address(path+"number", indicators.ActivityInput(a.Number, "done"), names)
		}
	}
}

func (c *checker) tables() {
	var tasks []string
	names := map[string]string{}
	for i, t := range c.p.Tasks {
		path := fmt.Sprintf("tasks[%d].", i)
		c.need(path+"number", t.Number)
		tasks = c.once(path+"number", t.Number, "id.twice", tasks)
		c.level(path+"level", t.Level)
		c.refers(path+"goal", t.Goal, "goals", "goal.unknown", c.goals)
		c.refers(path+"activity", t.Activity, "activities", "activity.unknown", c.activities)
		from, to := c.month(path+"from", t.From), c.month(path+"to", t.To)
		if from && to && t.To < t.From {
			c.fault(path+"to", "term.order", "from", t.From, "to", t.To)
		}
		if c.askedOf(path, t.AskedOf) {
			c.address(path+"number", indicators.TaskInput(t.Number, "status"), names)
		}
	}
	for i, res := range c.p.Resources {
		path := fmt.Sprintf("resources[%d].", i)
		c.level(path+"level", res.Level)
		c.refers(path+"activity", res.Activity, "activities", "activity.unknown", c.activities)
	}
	for i, a := range c.p.Accounting {
		path := fmt.Sprintf("accounting[%d].", i)
		c.level(path+"level", a.Level)
		c.refers(path+"goal", a.Goal, "goals", "goal.unknown", c.goals)
		c.refers(path+"activity", a.Activity, "activities", "activity.unknown", c.activities)
	}
	var numbers []string
	for i, t := range c.p.Situation {
		path := fmt.Sprintf("situation[%d].", i)
		c.need(path+"number", t.Number)
		numbers = c.once(path+"number", t.Number, "id.twice", numbers)
		for j, s := range t.Sections {
			for k, row := range s.Rows {
				if len(row) != len(s.Headings) {
					c.fault(fmt.Sprintf("%ssections[%d].rows[%d]", path, j, k), "rows.length",
						"got", strconv.Itoa(len(row)), "want", strconv.Itoa(len(s.Headings)))
				}
			}
			c.fill(fmt.Sprintf("%ssections[%d].", path, j), &t.Sections[j])
		}
	}
}

// month checks a month, 2024-01, that may be empty.
func (c *checker) month(path, text string) bool {
	if text == "" {
		return false
	}
	if _, err := time.Parse("2006-01", text); err != nil {
		c.fault(path, "term.format", "got", short(text))
		return false
	}
	return true
}

func (c *checker) indicators() {
	c.given("indicators")
	var ids []string
	for i := range c.p.Indicators {
		ind := &c.p.Indicators[i]
		path := fmt.Sprintf("indicators[%d].", i)
		c.need(path+"id", ind.ID)
		ids = c.once(path+"id", ind.ID, "id.twice", ids)
		c.level(path+"level", ind.Level)
		c.need(path+"text", ind.Text)
		if c.need(path+"better", ind.Better) {
			c.choice(path+"better", ind.Better, []string{"lower", "higher"})
		}
		c.choice(path+"delta", ind.Delta, []string{"points", "relative"})
		if len(ind.Parts) == 0 {
			c.aims(path, ind.Baseline, ind.Targets)
		}
		var parts []string
		for j, part := range ind.Parts {
			here := fmt.Sprintf("%sparts[%d].", path, j)
			c.need(here+"name", part.Name)
			parts = c.once(here+"name", part.Name, "id.twice", parts)
			c.aims(here, part.Baseline, part.Targets)
		}
		if c.given(path + "values") {
			if len(ind.Values) == 0 {
				c.fault(path+"values", "value.empty")
			}
			for j := range ind.Values {
				c.value(fmt.Sprintf("%svalues[%d].", path, j), ind, &ind.Values[j])
			}
		}
		for j, k := range ind.History {
			here := fmt.Sprintf("%shistory[%d].", path, j)
			if c.given(here + "year") {
				c.between(here+"year", k.Year, firstYear, lastYear)
			}
			c.refers(here+"part", k.Part, path+"parts", "part.unknown", parts)
			if c.need(here+"value", k.Value) {
				if _, err := indicators.ReadSet(indicators.SetValue{Value: k.Value}, k.Year); err != nil {
					c.fault(here+"value", "value.unreadable", "got", short(k.Value))
				}
			}
		}
	}
}

// aims checks the baseline and the targets of an indicator or of one of its parts.
func (c *checker) aims(path string, b indicators.Baseline, targets []indicators.Target) {
	c.choice(path+"baseline.source", b.Source,
		[]string{string(indicators.Computed), string(indicators.PublishedBy), string(indicators.ReportedBy)})
	if c.need(path+"baseline.text", b.Text) {
		reading, err := indicators.ReadBaseline(b.Text, c.p)
		_, set := c.at[path+"baseline.set"]
		switch {
		case err != nil:
			c.fault(path+"baseline.text", "baseline.unreadable", "got", short(b.Text), "known", forms(indicators.BaselineForms))
		case set && !reading.Pending:
			c.fault(path+"baseline.set", "set.stated", "got", short(b.Text))
		case set && c.need(path+"baseline.set.value", b.Set.Value):
			if _, err := indicators.ReadSet(b.Set, reading.Point.Year); err != nil {
				c.fault(path+"baseline.set.value", "set.unreadable", "got", short(b.Set.Value))
			}
		}
	}
	var years []int
	for i, t := range targets {
		here := fmt.Sprintf("%stargets[%d].", path, i)
		years = append(years, t.Year)
		c.given(here + "year")
		if !c.need(here+"text", t.Text) {
			continue
		}
		if _, err := indicators.ReadTarget(t); err != nil {
			c.fault(here+"text", "target.unreadable", "got", short(t.Text), "known", forms(indicators.TargetForms))
		}
	}
	c.years(years, func(i int) string { return fmt.Sprintf("%stargets[%d].year", path, i) })
}

// forms lists readable wordings in quotation marks.
func forms(list []string) string { return `"` + strings.Join(list, `", "`) + `"` }

// kindOf is the kind of field that each reported measure counts.
var kindOf = map[string]string{
	"reported_share": "share", "reported_count": "count", "reported_mean": "mean",
	"institutions_with": "choice", "survey_share": "survey",
}

// measure finds the measure of a value; nil is none, which is a fault.
func (c *checker) measure(path, name string) *indicators.Measure {
	if !c.need(path+"measure", name) {
		return nil
	}
	if m, ok := indicators.MeasureNamed(name); ok {
		return m
	}
	var names []string
	for _, m := range indicators.Measures {
		names = append(names, m.Name)
	}
	c.fault(path+"measure", "measure.unknown", "got", short(name), "nearest", nearest(name, names), "known", strings.Join(names, ", "))
	return nil
}

// value checks one way to get an indicator's value.
func (c *checker) value(path string, ind *indicators.Indicator, v *indicators.Value) {
	m := c.measure(path, v.Measure)
	if m == nil {
		return
	}
	if m.Source == indicators.Computed {
		for i, part := range ind.Parts {
			if part.Name != "" && !slices.Contains(m.Parts, part.Name) {
				here := path[:strings.Index(path, "values[")] + fmt.Sprintf("parts[%d].name", i)
				c.fault(here, "part.unknown", "got", short(part.Name), "measure", m.Name, "known", strings.Join(m.Parts, ", "))
			}
		}
	}
	path += "params."
	if slices.Contains(m.Takes, "code") {
		c.need(path+"code", v.Params.Code)
	}
	if slices.Contains(m.Takes, "level") && len(ind.Parts) == 0 {
		c.need(path+"level", v.Params.Level)
	}
	if slices.Contains(m.Takes, "field") && c.need(path+"field", v.Params.Field) {
		c.refers(path+"field", v.Params.Field, "fields", "field.unknown", c.fields)
		for i := range c.p.Fields {
			f := &c.p.Fields[i]
			if f.ID != v.Params.Field || !slices.Contains(indicators.FieldKinds, f.Kind) {
				continue
			}
			if f.Kind != kindOf[m.Name] {
				c.fault(path+"field", "field.kind", "got", f.ID, "kind", f.Kind, "want", kindOf[m.Name], "measure", m.Name)
			}
			c.byParts(path+"field", ind, f)
		}
	}
	c.params(path, &v.Params)
}

// params checks the values of the params that the file gives.
func (c *checker) params(path string, p *indicators.Params) {
	whole := func(key string, n, from, to int) {
		if _, ok := c.at[path+key]; ok {
			c.between(path+key, n, from, to)
		}
	}
	whole("lessons", p.Lessons, 0, 1000)
	whole("grade", p.Grade, 1, 12)
	whole("min_coverage", p.MinCoverage, 0, 100)
	whole("min_n", p.MinN, 1, 100000)
	for i, g := range p.Grades {
		whole(fmt.Sprintf("grades[%d]", i), g, 1, 12)
	}
	for i, g := range p.From {
		whole(fmt.Sprintf("from[%d]", i), g, 1, 12)
	}
	for _, year := range slices.Sorted(maps.Keys(p.Minimum)) {
		whole(fmt.Sprintf("minimum.%d", year), p.Minimum[year], 0, 100)
	}
	for key, text := range map[string]string{
		"combine": p.Combine, "basis": p.Basis, "attempt": p.Attempt, "unit": p.Unit, "abroad": p.Abroad, "count": p.Count,
	} {
		if _, ok := c.at[path+key]; ok {
			c.choice(path+key, text, indicators.Choices[key])
		}
	}
	levels := levelNames()
	c.choice(path+"level", p.Level, levels)
	for i, l := range p.Levels {
		c.choice(fmt.Sprintf("%slevels[%d]", path, i), l, levels)
	}
	for i, l := range p.To {
		c.choice(fmt.Sprintf("%sto[%d]", path, i), l, levels)
	}
	for i, f := range p.Forms {
		if !formText.MatchString(f) {
			c.choice(fmt.Sprintf("%sforms[%d]", path, i), f, []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"})
		}
	}
}

// levelNames are the levels of education, from the lowest.
func levelNames() []string {
	var names []string
	for l := indicators.PreschoolLevel; l <= indicators.Vocational; l++ {
		names = append(names, l.String())
	}
	return names
}

func (c *checker) reading() {
	read := &c.p.Reading
	var leaves, decisions []string
	for l := indicators.Completed; l <= indicators.UnknownReason; l++ {
		leaves = append(leaves, l.String())
	}
	for d := indicators.Promoted; d <= indicators.Extended; d++ {
		decisions = append(decisions, d.String())
	}
	c.words("reading.reasons", read.Reasons, leaves)
	c.words("reading.decisions", read.Decisions, decisions)
	c.words("reading.statuses", read.Statuses, []string{"taken", "exempt", "absent"})
	c.words("reading.continues", read.Continues, []string{"yes", "no", "abroad", "unknown"})
	c.words("reading.levels", read.Levels, levelNames())
	for level, codes := range read.Levels {
		for i, code := range codes {
			if strings.TrimSpace(code) != "" && !codeText.MatchString(code) {
				c.fault(fmt.Sprintf("reading.levels.%s[%d]", level, i), "level.code", "got", short(code))
			}
		}
	}
	c.headings(read.Headings)
	c.clashes(*read)
	for _, year := range slices.Sorted(maps.Keys(read.Calendar)) {
		c.calendar(fmt.Sprintf("reading.calendar.%d.", year), int(year), read.Calendar[year])
	}
}

// words checks a map of meanings: each is known, and no wording is empty.
func (c *checker) words(path string, meanings map[string][]string, known []string) {
	for _, meaning := range slices.Sorted(maps.Keys(meanings)) {
		here := join(path, meaning)
		c.choice(here, meaning, known)
		for i, text := range meanings[meaning] {
			if strings.TrimSpace(text) == "" {
				c.fault(fmt.Sprintf("%s[%d]", here, i), "value.empty")
			}
		}
	}
}

// headings checks that the kinds and fields that get further headings exist.
func (c *checker) headings(further map[indicators.Kind]map[string][]string) {
	var kinds []string
	for _, k := range sources.Kinds {
		kinds = append(kinds, string(k.Name))
	}
	for _, name := range slices.Sorted(maps.Keys(further)) {
		path := "reading.headings." + string(name)
		kind, ok := sources.KindNamed(name)
		if !ok {
			c.choice(path, string(name), kinds)
			continue
		}
		var fields []string
		for _, column := range kind.Columns {
			fields = append(fields, column.Field)
		}
		c.words(path, further[name], fields)
	}
}

// clashes reports wordings that would mean two things.
func (c *checker) clashes(read indicators.Reading) {
	lists := map[string]map[string][]string{
		"reasons": read.Reasons, "decisions": read.Decisions, "statuses": read.Statuses,
		"continues": read.Continues, "levels": read.Levels,
	}
	for _, clash := range sources.Clashes(read) {
		path, code, words := "reading."+clash.Section, "reading.twice", lists[clash.Section]
		if clash.Section == "headings" {
			code = "heading.claimed"
			if clash.Kind != "" {
				path, code, words = path+"."+string(clash.Kind), "heading.twice", read.Headings[clash.Kind]
			}
		}
		if i := slices.Index(words[clash.B], clash.Word); i >= 0 {
			path = fmt.Sprintf("%s.%s[%d]", path, clash.B, i)
		}
		c.fault(path, code, "got", short(clash.Word), "first", clash.A, "second", clash.B)
	}
}

// A dated is a day of the calendar under its key.
type dated struct {
	key string
	day indicators.Date
}

// calendar checks that the days of a school year are there, in it and in order.
func (c *checker) calendar(path string, year int, days indicators.CalendarYear) {
	order := []dated{
		{"first", days.First}, {"end_of_semester_1", days.EndOfSemester1},
		{"start_of_semester_2", days.Semester2}, {"last", days.Last},
	}
	ends := []dated{{"last_9", days.Last9}, {"last_12", days.Last12}}
	complete := true
	for _, d := range slices.Concat(order, ends) {
		if !c.given(path + d.key) {
			complete = false
			continue
		}
		if d.day < indicators.NewDate(year, 8, 1) || d.day > indicators.NewDate(year+1, 8, 31) {
			c.fault(path+d.key, "calendar.year", "got", d.day.String(), "year", indicators.SchoolYear(year).String())
			complete = false
		}
	}
	if !complete {
		return
	}
	after := func(d, before dated) {
		if d.day <= before.day {
			c.fault(path+d.key, "calendar.order", "got", d.day.String(), "before", before.day.String())
		}
	}
	for i := 1; i < len(order); i++ {
		after(order[i], order[i-1])
	}
	for _, d := range ends {
		after(d, dated{"start_of_semester_2", days.Semester2})
	}
}
