package indicators

import (
	"cmp"
	"slices"
	"strings"
)

// A Calculation is one run's records, brought together once for all that is
// asked of them.
type Calculation struct {
	p         *Programme
	pupils    *Pupils
	published []Published
	setAside  []SetAside
	answers   Answers
	filled    map[unitYear]bool      // units whose template of that year holds something
	present   map[yearOf]bool        // exports with rows
	entered   map[yearOf][]bool      // by index of institution: it has rows, or states that there are none; absences, exams of grade 9, enrolments
	semesters map[SchoolYear][3]bool // absences: semesters with rows
	known     map[SchoolYear]*yearFacts
	denied    []Reported // nil statements against rows
}

// NewCalculation brings records together. It takes them over: they must not be
// changed afterwards.
func NewCalculation(p *Programme, in Records) *Calculation {
	c := &Calculation{
		p: p, published: in.Published, setAside: in.SetAside,
		present: map[yearOf]bool{}, entered: map[yearOf][]bool{}, semesters: map[SchoolYear][3]bool{},
		known: map[SchoolYear]*yearFacts{},
	}
	mark := newMarker(c)
	for i := range in.Enrolments {
		e := &in.Enrolments[i]
		mark.row(Enrolments, e.Year, e.Institution)
	}
	for i := range in.Absences {
		a := &in.Absences[i]
		mark.row(Absences, a.Year, a.Institution)
		s := c.semesters[a.Year]
		if !s[a.Semester] {
			s[a.Semester] = true
			c.semesters[a.Year] = s
		}
	}
	for i := range in.Exams {
		if x := &in.Exams[i]; x.Grade == 9 {
			mark.row(Exams, x.Year, x.Institution)
		} else {
			mark.row(Exams, x.Year, NotListed)
		}
	}
	for i := range in.Interest {
		mark.row(InterestRows, in.Interest[i].Year, NotListed)
	}
	for i := range in.Continuations {
		mark.row(Continuations, in.Continuations[i].Year, NotListed)
	}
	c.pupils = groupPupils(in)
	c.report(in.Reported)
	return c
}

// Results are every result of every monitoring year up to year for which there
// are records, in the order of results.csv: year, indicator as in the programme,
// part, municipality before institutions, registration number, source.
func (c *Calculation) Results(year int) []Result {
	var results []Result
	for _, y := range c.years(year) {
		for i := range c.p.Indicators {
			results = append(results, c.indicator(&c.p.Indicators[i], y)...)
		}
	}
	return results
}

// years are the monitoring years up to the asked one for which something is
// there, and the asked one.
func (c *Calculation) years(asked int) []int {
	seen := map[int]bool{asked: true}
	for key := range c.present {
		seen[c.p.MonitoringYearOf(key.year)] = true
	}
	for i := range c.published {
		seen[c.publishedYear(&c.published[i])] = true
	}
	for key := range c.filled {
		seen[c.p.MonitoringYearOf(key.year)] = true
	}
	var years []int
	for y := range seen {
		if y <= asked {
			years = append(years, y)
		}
	}
	slices.Sort(years)
	return years
}

// publishedYear is the monitoring year of a published value.
func (c *Calculation) publishedYear(v *Published) int {
	if v.Calendar != 0 {
		return int(v.Calendar)
	}
	return c.p.MonitoringYearOf(v.Year)
}

func (c *Calculation) view(y SchoolYear) View {
	return View{Programme: c.p, Year: y, Days: c.p.Reading.Calendar.Of(y), pupils: c.pupils}
}

// indicator gives the results of one indicator and monitoring year.
func (c *Calculation) indicator(ind *Indicator, year int) []Result {
	var candidates []candidate
	for place, v := range ind.Values {
		m, ok := MeasureNamed(v.Measure)
		if !ok {
			continue
		}
		var of []Result
		var read bool
		switch m.Source {
		case Computed:
			of, read = c.computed(ind, v, m, year)
		case PublishedBy:
			of, read = c.publishedValues(ind, v, m, year)
		case ReportedBy:
			of, read = c.reported(ind, v, m, year)
		}
		for _, r := range of {
			candidates = append(candidates, candidate{r, read, place})
		}
	}
	results := c.settle(ind, oneMeasureEach(candidates))
	slices.SortStableFunc(results, func(a, b Result) int {
		return cmp.Or(strings.Compare(a.Part, b.Part), strings.Compare(a.Institution, b.Institution),
			strings.Compare(string(a.Source), string(b.Source)))
	})
	return results
}

// A partOf is a part of an indicator and the parameters with which its measure
// counts it.
type partOf struct {
	name   string
	params Params
}

// partsOf are the parts that an indicator has by a measure: the whole with the
// measure's own parts, or those that the programme names, or only the whole.
func (ind *Indicator) partsOf(m *Measure, p Params) []partOf {
	var names []string
	switch {
	case m.Whole:
		names = m.Parts
	default:
		for _, part := range ind.Parts {
			names = append(names, part.Name)
		}
	}
	var parts []partOf
	if m.Whole || len(names) == 0 {
		parts = append(parts, partOf{"", p})
	}
	for _, name := range names {
		if m.Part != nil {
			m.Part(&p, name)
		}
		parts = append(parts, partOf{name, p})
	}
	return parts
}

// computed counts one value of an indicator from the records, for the
// municipality and for each institution.
func (c *Calculation) computed(ind *Indicator, v Value, m *Measure, year int) (results []Result, read bool) {
	y := c.p.SchoolYearOf(year)
	for _, part := range ind.partsOf(m, v.Params) {
		whole := Result{
			Year: year, Indicator: ind.ID, Part: part.name, Source: m.Source, Measure: m.Name, Params: part.params,
			Shape: m.Shape, Counted: true,
		}
		of, readOf := c.counted(whole, m, y)
		results = append(results, of...)
		read = read || readOf
	}
	if ind.MunicipalityOnly {
		results = slices.DeleteFunc(results, func(r Result) bool { return r.Institution != "" })
	}
	return results, read
}

// counted counts a measure with the parameters of whole, for the municipality and
// for each institution; read says that at least one of its exports is there.
func (c *Calculation) counted(whole Result, m *Measure, y SchoolYear) (results []Result, read bool) {
	missing, read := c.missing(m, whole.Params, y)
	switch {
	case m.Exists != nil && !m.Exists(whole.Params, y):
		whole.State = NotApplicable
		return []Result{whole}, read
	case len(missing) > 0:
		whole.Missing = missing
		return []Result{whole}, read
	}
	t := newTally(len(c.p.Institutions))
	m.Count(c.view(y), whole.Params, t)
	return c.scopesOf(whole, m, y, t), read
}

// missing names the exports and decisions without which a measure has no
// result; read says that at least one of its exports is there.
func (c *Calculation) missing(m *Measure, p Params, y SchoolYear) (gaps []Gap, read bool) {
	for _, need := range m.Needs(p) {
		year := y + SchoolYear(need.Offset)
		if c.present[yearOf{need.Kind, year}] {
			read = true
		} else {
			gaps = append(gaps, Gap{Kind: need.Kind, Year: year})
		}
	}
	if len(gaps) > 0 || m.Decisions == nil {
		return gaps, read
	}
	for _, offset := range m.Decisions(p) {
		year := y + SchoolYear(offset)
		f := c.facts(year)
		if f.decided*2 < f.onLastDay || slices.Contains(m.Graduates, offset) && f.finishing > 0 && f.graduated == 0 {
			gaps = append(gaps, Gap{Kind: Enrolments, Year: year, Decisions: true})
		}
	}
	return gaps, read
}

// scopesOf turns a tally into the results of the municipality and of every
// institution that has a denominator or is silent.
func (c *Calculation) scopesOf(whole Result, m *Measure, y SchoolYear, t *Tally) []Result {
	whole.fill(t.whole)
	whole.Lines = t.lines
	c.provisional(&whole, m, y, Municipality)
	silent := c.coverage(&whole, m, y)
	if m.Silent == Absences && whole.Covered == 0 && whole.Numerator == 0 && whole.Coverable > 0 {
		// No school entered anything: the zero would be made of silence.
		whole.State = NotAvailable
		whole.Numerator, whole.Denominator, whole.Unknown, whole.Abroad, whole.Deceased = 0, 0, 0, 0, 0
	}
	results := []Result{whole}
	for i, inst := range c.p.Institutions {
		r := Result{
			Year: whole.Year, Indicator: whole.Indicator, Part: whole.Part, Institution: inst.Number, Source: whole.Source,
			Measure: whole.Measure, Params: whole.Params, Shape: whole.Shape, Counted: true,
		}
		if silent[i] {
			r.Missing = []Gap{{Kind: m.Silent, Year: y}}
			results = append(results, r)
			continue
		}
		if t.by[i].denominator == 0 {
			continue
		}
		r.fill(t.by[i])
		c.provisional(&r, m, y, int16(i))
		results = append(results, r)
	}
	return results
}

func (r *Result) fill(n count) {
	r.State = Available
	if n.denominator == 0 {
		r.State = NotApplicable
	}
	r.Numerator, r.Denominator, r.Unknown = n.numerator, n.denominator, n.unknown
	r.Abroad, r.Deceased = n.abroad, n.deceased
}

// provisional marks a result whose rows were set aside in part, that rests on one
// semester only, or that counts decisions of which a school entered none.
func (c *Calculation) provisional(r *Result, m *Measure, y SchoolYear, scope int16) {
	for _, need := range m.Needs(r.Params) {
		for _, s := range c.setAside {
			if s.Kind == need.Kind && (s.Year == 0 || s.Year == y+SchoolYear(need.Offset)) &&
				(scope == Municipality || s.Institution == NotListed || s.Institution == scope) {
				r.Provisional = true
			}
		}
	}
	if m.ByDecision != nil && m.ByDecision(r.Params) {
		for i, none := range c.facts(y).undecided {
			if none && (scope == Municipality || scope == int16(i)) {
				r.Provisional = true
				r.Missing = append(r.Missing, Gap{Kind: Enrolments, Year: y, Decisions: true, Institution: c.p.Institutions[i].Number})
			}
		}
	}
	for s := 1; s <= m.Semesters; s++ {
		if !c.semesters[y][s] {
			r.Provisional = true
			r.Missing = append(r.Missing, Gap{Kind: m.Silent, Year: y, Semester: s})
		}
	}
}
