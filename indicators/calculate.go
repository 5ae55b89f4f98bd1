package indicators

import (
	"cmp"
	"slices"
	"strings"
)

// Calculate gives every result of every monitoring year up to year for which
// there are records, in the order of results.csv: year, indicator as in the
// programme, part, municipality before institutions, registration number, source.
// It takes the records over: they must not be used afterwards.
func Calculate(p *Programme, year int, in Records) []Result {
	c := newCalculation(p, in)
	var results []Result
	for _, y := range c.years(year) {
		for i := range p.Indicators {
			results = append(results, c.indicator(&p.Indicators[i], y)...)
		}
	}
	return results
}

// A Selection names the figure whose rows Trace wants.
type Selection struct {
	Year        int // monitoring year
	Indicator   string
	Part        string
	Institution string // registration number; empty: the municipality
}

// A Traced is a row behind a figure and what it did there.
type Traced struct {
	At   Origin
	Fate Fate
}

// Trace gives the rows behind the computed value of a figure, sorted by file and
// line, each once for each fate. It is false where the programme has no such figure.
func Trace(p *Programme, in Records, s Selection) ([]Traced, bool) {
	scope := Municipality
	if s.Institution != "" {
		i := p.InstitutionNumbered(s.Institution)
		if i < 0 {
			return nil, false
		}
		scope = int16(i)
	}
	c := newCalculation(p, in)
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		if ind.ID != s.Indicator {
			continue
		}
		for _, v := range ind.Values {
			m, ok := MeasureNamed(v.Measure)
			if !ok || m.Count == nil {
				continue
			}
			for _, part := range ind.partsOf(m, v.Params) {
				if part.name != s.Part {
					continue
				}
				var rows []Traced
				t := newTally(len(p.Institutions))
				t.listen = func(sc int16, f Fate, at Origin) {
					if sc == scope {
						rows = append(rows, Traced{at, f})
					}
				}
				m.Count(c.view(p.SchoolYearOf(s.Year)), part.params, t)
				slices.SortFunc(rows, func(a, b Traced) int {
					return cmp.Or(cmp.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Row, b.At.Row), cmp.Compare(a.Fate, b.Fate))
				})
				return slices.Compact(rows), true
			}
		}
	}
	return nil, false
}

// A yearOf names an export of a year.
type yearOf struct {
	kind Kind
	year SchoolYear
}

// A calculation is one run's records, brought together once for all measures.
type calculation struct {
	p         *Programme
	pupils    *Pupils
	published []Published
	setAside  []SetAside
	present   map[yearOf]bool        // exports with rows
	entered   map[yearOf][]bool      // by index of institution: it has rows; absences, exams of grade 9, enrolments
	semesters map[SchoolYear][3]bool // absences: semesters with rows
	pulse     map[SchoolYear]*yearFacts
}

// yearFacts are the facts of one school year that decide whether measures hold.
type yearFacts struct {
	snapshot  []int64 // headline pupils of the first day, by index of institution
	pupils    int64   // of the municipality
	grade9    []int64 // of them in grade 9, by index of institution
	pupils9   int64
	persons   [][]int16 // institutions of those pupils who are in several
	persons9  [][]int16
	onLastDay int64  // headline pupils of their last day
	decided   int64  // of them with a year-end decision
	undecided []bool // by index of institution: it has such pupils and not one decision
	finishing int64  // headline pupils of grade 9 on their last day
	graduated int64  // headline rows of grade 9 with absolvējis
}

func newCalculation(p *Programme, in Records) *calculation {
	c := &calculation{
		p: p, published: in.Published, setAside: in.SetAside,
		present: map[yearOf]bool{}, entered: map[yearOf][]bool{}, semesters: map[SchoolYear][3]bool{},
		pulse: map[SchoolYear]*yearFacts{},
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
	return c
}

// A marker notes which exports and institutions have rows. Rows of a file mostly
// follow one another in year and kind, so the last entry is kept at hand.
type marker struct {
	c    *calculation
	last yearOf
	by   []bool
}

func newMarker(c *calculation) *marker { return &marker{c: c} }

func (m *marker) row(k Kind, y SchoolYear, institution int16) {
	key := yearOf{k, y}
	if m.by == nil || m.last != key {
		m.c.present[key] = true
		if m.c.entered[key] == nil {
			m.c.entered[key] = make([]bool, len(m.c.p.Institutions))
		}
		m.last, m.by = key, m.c.entered[key]
	}
	if institution >= 0 {
		m.by[institution] = true
	}
}

// years are the monitoring years up to the asked one for which something is
// there, and the asked one.
func (c *calculation) years(asked int) []int {
	seen := map[int]bool{asked: true}
	for key := range c.present {
		seen[c.p.MonitoringYearOf(key.year)] = true
	}
	for i := range c.published {
		seen[c.publishedYear(&c.published[i])] = true
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
func (c *calculation) publishedYear(v *Published) int {
	if v.Calendar != 0 {
		return int(v.Calendar)
	}
	return c.p.MonitoringYearOf(v.Year)
}

func (c *calculation) view(y SchoolYear) View {
	return View{Programme: c.p, Year: y, Days: c.p.Reading.Calendar.Of(y), pupils: c.pupils}
}

// facts looks once at everybody's rows of a school year.
func (c *calculation) facts(y SchoolYear) *yearFacts {
	if f, ok := c.pulse[y]; ok {
		return f
	}
	n := len(c.p.Institutions)
	f := &yearFacts{snapshot: make([]int64, n), grade9: make([]int64, n)}
	c.pulse[y] = f
	v := c.view(y)
	h := v.headline(headlineLevels, fullTime)
	note := func(e *Enrolment, seats []int16) []int16 {
		if !slices.Contains(seats, e.Institution) {
			seats = append(seats, e.Institution)
		}
		return seats
	}
	var seats, seats9 []int16
	waiting, answered := make([]bool, n), make([]bool, n)
	for pupil := range v.Pupils() {
		seats, seats9 = seats[:0], seats9[:0]
		onLastDay, decided, finishing := false, false, false
		rows := pupil.Rows(y)
		for i := range rows {
			e := &rows[i]
			if !h.has(e) {
				continue
			}
			if e.Active(v.Days.First) {
				seats = note(e, seats)
				if e.Grade == 9 {
					seats9 = note(e, seats9)
				}
			}
			if e.Active(v.Days.LastDay(e.Grade)) {
				onLastDay = true
				if e.Decision == Undecided {
					waiting[e.Institution] = true
				} else {
					decided, answered[e.Institution] = true, true
				}
				finishing = finishing || e.Grade == 9
			}
			if e.Grade == 9 && e.Decision == Graduated {
				f.graduated++
				finishing = true
			}
		}
		f.persons = keepSeats(seats, f.snapshot, &f.pupils, f.persons)
		f.persons9 = keepSeats(seats9, f.grade9, &f.pupils9, f.persons9)
		f.onLastDay += number(onLastDay)
		f.decided += number(onLastDay && decided)
		f.finishing += number(finishing)
	}
	f.undecided = make([]bool, n)
	for i := range f.undecided {
		f.undecided[i] = waiting[i] && !answered[i]
	}
	return f
}

func keepSeats(seats []int16, by []int64, all *int64, several [][]int16) [][]int16 {
	if len(seats) == 0 {
		return several
	}
	*all++
	for _, s := range seats {
		by[s]++
	}
	if len(seats) > 1 {
		several = append(several, slices.Clone(seats))
	}
	return several
}

func number(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// A candidate is a result before it is known which source is official. read says
// that a file of its source was read.
type candidate struct {
	Result
	read bool
}

// indicator gives the results of one indicator and monitoring year.
func (c *calculation) indicator(ind *Indicator, year int) []Result {
	var candidates []candidate
	for _, v := range ind.Values {
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
			of = c.reported(ind, v, m, year)
		}
		for _, r := range of {
			candidates = append(candidates, candidate{r, read})
		}
	}
	results := c.settle(ind, candidates)
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

// partsOf are the parts that an indicator has by a measure: those of the
// programme for left_education, the whole with joins and leaves for turnover,
// the whole for all others.
func (ind *Indicator) partsOf(m *Measure, p Params) []partOf {
	switch m {
	case &leftEducation:
		if len(ind.Parts) == 0 {
			return []partOf{{"", p}}
		}
		var parts []partOf
		for _, part := range ind.Parts {
			p.Level = part.Name
			parts = append(parts, partOf{part.Name, p})
		}
		return parts
	case &turnover:
		parts := []partOf{{"", p}}
		for _, name := range m.Parts {
			p.Count = name
			parts = append(parts, partOf{name, p})
		}
		return parts
	}
	if len(ind.Parts) == 0 {
		return []partOf{{"", p}}
	}
	var parts []partOf
	for _, part := range ind.Parts {
		parts = append(parts, partOf{part.Name, p})
	}
	return parts
}

// computed counts one value of an indicator from the records, for the
// municipality and for each institution.
func (c *calculation) computed(ind *Indicator, v Value, m *Measure, year int) (results []Result, read bool) {
	y := c.p.SchoolYearOf(year)
	missing, read := c.missing(m, v.Params, y)
	_, exists := v.Params.MinimumOf(y)
	for _, part := range ind.partsOf(m, v.Params) {
		whole := Result{
			Year: year, Indicator: ind.ID, Part: part.name, Source: m.Source, Measure: m.Name, Params: part.params,
			Shape: m.Shape, Counted: true, Missing: missing,
		}
		if m == &examBelowMinimum && !exists {
			whole.State, whole.Missing = NotApplicable, nil
			results = append(results, whole)
			continue
		}
		if len(missing) > 0 {
			results = append(results, whole)
			continue
		}
		t := newTally(len(c.p.Institutions))
		m.Count(c.view(y), part.params, t)
		results = append(results, c.scopesOf(whole, m, y, t)...)
	}
	if ind.MunicipalityOnly {
		results = slices.DeleteFunc(results, func(r Result) bool { return r.Institution != "" })
	}
	return results, read
}

// missing names the exports and decisions without which a measure has no
// result; read says that at least one of its exports is there.
func (c *calculation) missing(m *Measure, p Params, y SchoolYear) (gaps []Gap, read bool) {
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
		graduates := m == &notContinuing && offset == 0 || m == &firstYearDropout && offset == -1
		if f.decided*2 < f.onLastDay || graduates && f.finishing > 0 && f.graduated == 0 {
			gaps = append(gaps, Gap{Kind: Enrolments, Year: year, Decisions: true})
		}
	}
	return gaps, read
}

// scopesOf turns a tally into the results of the municipality and of every
// institution that has a denominator or is silent.
func (c *calculation) scopesOf(whole Result, m *Measure, y SchoolYear, t *Tally) []Result {
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
func (c *calculation) provisional(r *Result, m *Measure, y SchoolYear, scope int16) {
	for _, need := range m.Needs(r.Params) {
		for _, s := range c.setAside {
			if s.Kind == need.Kind && (s.Year == 0 || s.Year == y+SchoolYear(need.Offset)) &&
				(scope == Municipality || s.Institution == NotListed || s.Institution == scope) {
				r.Provisional = true
			}
		}
	}
	if m == &retained && r.Params.Basis == "decision" {
		for i, none := range c.facts(y).undecided {
			if none && (scope == Municipality || scope == int16(i)) {
				r.Provisional = true
				r.Missing = append(r.Missing, Gap{Kind: Enrolments, Year: y, Decisions: true, Institution: c.p.Institutions[i].Number})
			}
		}
	}
	if m == &longAbsence {
		for s := 1; s <= 2; s++ {
			if !c.semesters[y][s] {
				r.Provisional = true
				r.Missing = append(r.Missing, Gap{Kind: Absences, Year: y, Semester: s})
			}
		}
	}
}

// coverage fills in on how many pupils the municipality's figure rests and says
// which institutions are silent: they have pupils, but not a row in an export
// that their own staff enters. Where a school's pupils are not known at all,
// institutions are counted instead of pupils.
func (c *calculation) coverage(whole *Result, m *Measure, y SchoolYear) (silent []bool) {
	silent = make([]bool, len(c.p.Institutions))
	if !c.present[yearOf{Enrolments, y}] {
		return silent
	}
	f := c.facts(y)
	pupils, all, several := f.snapshot, f.pupils, f.persons
	if m.Silent == Exams {
		pupils, all, several = f.grade9, f.pupils9, f.persons9
	}
	first := c.p.Reading.Calendar.Of(y).First
	institutions, covered, unknown := int64(0), int64(0), false
	lost := int64(0)
	for i, inst := range c.p.Institutions {
		if !inst.InScope || inst.Successor.Date != 0 && inst.Successor.Date <= first {
			continue
		}
		known := c.entered[yearOf{Enrolments, y}][i]
		if m.Silent == Exams && known && pupils[i] == 0 {
			continue // it has no grade 9
		}
		institutions++
		switch {
		case !known:
			unknown = true
			whole.Missing = append(whole.Missing, Gap{Kind: Enrolments, Year: y, Institution: inst.Number})
		case m.Silent != "" && pupils[i] > 0 && !c.entered[yearOf{m.Silent, y}][i]:
			silent[i] = true
			lost += pupils[i]
			whole.Missing = append(whole.Missing, Gap{Kind: m.Silent, Year: y, Institution: inst.Number})
		default:
			covered++
		}
	}
	// A pupil of several institutions is lost once, if one of them is silent.
	for _, seats := range several {
		n := int64(0)
		for _, s := range seats {
			n += number(silent[s])
		}
		lost -= max(0, n-1)
	}
	whole.Covered, whole.Coverable = all-lost, all
	if unknown {
		whole.Covered, whole.Coverable = covered, institutions
	}
	whole.LowCoverage = whole.Covered*100 < minCoverage*whole.Coverable
	return silent
}

// publishedValues are the values that SEMR gives for an indicator.
func (c *calculation) publishedValues(ind *Indicator, v Value, m *Measure, year int) (results []Result, read bool) {
	base := Result{
		Year: year, Indicator: ind.ID, Source: m.Source, Measure: m.Name, Params: v.Params, Shape: ind.shape(),
	}
	found := map[string]bool{}
	for i := range c.published {
		row := &c.published[i]
		if c.publishedYear(row) != year {
			continue
		}
		read = true
		if row.Code != squeeze(v.Params.Code) || row.Scope == PublishedCountry {
			continue
		}
		r := base
		if row.Scope == PublishedInstitution {
			if row.Institution < 0 || ind.MunicipalityOnly {
				continue
			}
			r.Institution = c.p.Institutions[row.Institution].Number
		}
		if found[r.Institution] {
			continue
		}
		found[r.Institution] = true
		r.State, r.Stated = Available, row.Value
		r.Numerator, r.Denominator, r.Counted = row.Numerator, row.Denominator, row.Counted
		r.Provisional = c.semrSetAside(year)
		for int(row.At.File) >= len(r.Lines) {
			r.Lines = append(r.Lines, 0)
		}
		r.Lines[row.At.File]++
		results = append(results, r)
	}
	if !found[""] {
		base.Missing = []Gap{{Kind: SEMR, Calendar: year}}
		results = append(results, base)
	}
	return results, read
}

func (c *calculation) semrSetAside(year int) bool {
	for _, s := range c.setAside {
		if s.Kind == SEMR && (s.Calendar == 0 && s.Year == 0 || int(s.Calendar) == year || c.p.MonitoringYearOf(s.Year) == year) {
			return true
		}
	}
	return false
}

// shape is the shape of an indicator's own measure; a published value has none.
func (ind *Indicator) shape() Shape {
	for _, v := range ind.Values {
		if m, ok := MeasureNamed(v.Measure); ok && m.Source != PublishedBy {
			return m.Shape
		}
	}
	return Share
}

// reported are the values that reporting units state in their templates. Until
// templates are read there are none, and the result says who was asked.
func (c *calculation) reported(ind *Indicator, v Value, m *Measure, year int) []Result {
	var results []Result
	for _, part := range ind.partsOf(m, v.Params) {
		r := Result{
			Year: year, Indicator: ind.ID, Part: part.name, Source: m.Source, Measure: m.Name, Params: part.params,
			Shape: m.Shape, Counted: true,
		}
		for _, unit := range c.p.Asked(v.Params.Field) {
			r.Missing = append(r.Missing, Gap{Field: v.Params.Field, Institution: unit})
			r.Coverable++
		}
		if r.Coverable == 0 {
			r.Missing = []Gap{{Field: v.Params.Field}}
		}
		r.LowCoverage = r.Coverable > 0
		results = append(results, r)
	}
	return results
}

// settle marks, for each part and scope, the source that is official: the first
// of the programme's order that has a value, else the first of which a file was
// read, else the first. Of a source of which no file was read only an official
// result stays. The municipality's official results get their standing.
func (c *calculation) settle(ind *Indicator, candidates []candidate) []Result {
	type figure struct{ part, institution string }
	official := map[figure]Source{}
	for _, takes := range []func(*candidate) bool{
		func(k *candidate) bool { return k.State == Available },
		func(k *candidate) bool { return k.read },
		func(*candidate) bool { return true },
	} {
		for i := range candidates {
			k := &candidates[i]
			f := figure{k.Part, k.Institution}
			if _, ok := official[f]; !ok && takes(k) {
				official[f] = k.Source
			}
		}
	}
	type row struct {
		figure
		source Source
	}
	seen := map[row]bool{}
	var results []Result
	for _, k := range candidates {
		r := k.Result
		f := figure{r.Part, r.Institution}
		r.Official = official[f] == r.Source
		if seen[row{f, r.Source}] || !r.Official && !k.read {
			continue
		}
		seen[row{f, r.Source}] = true
		if r.Official && r.Institution == "" {
			r.Standing = c.standing(ind, &r)
			of := ind.BaselineOf(r.Part).Source
			r.Break = r.Standing.Baseline != nil && r.State == Available && of != "" && of != string(r.Source)
		}
		results = append(results, r)
	}
	return results
}

// BaselineOf is the baseline of a part: its own, else the indicator's.
func (ind *Indicator) BaselineOf(part string) Baseline {
	for _, p := range ind.Parts {
		if p.Name == part {
			return p.Baseline
		}
	}
	return ind.Baseline
}

// TargetsOf are the targets of a part: its own where the programme gives the part
// any, else the indicator's.
func (ind *Indicator) TargetsOf(part string) []Target {
	for _, p := range ind.Parts {
		if p.Name == part {
			return p.Targets
		}
	}
	return ind.Targets
}
