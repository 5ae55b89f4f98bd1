package indicators

import "slices"

// The measures over fields of institution templates. Each sums what the asked
// units answered; who did not answer lowers the coverage and is named.
var (
	// reportedShare: the field's numerators to its denominators, summed over the
	// units that reported both.
	reportedShare = Measure{
		Name: "reported_share", Source: ReportedBy, Shape: Share,
		Takes: []string{"field", "min_coverage"}, Defaults: Params{MinCoverage: minCoverage},
	}
	// reportedCount: the field's counts, summed.
	reportedCount = Measure{
		Name: "reported_count", Source: ReportedBy, Shape: Count,
		Takes: []string{"field", "min_coverage"}, Defaults: Params{MinCoverage: minCoverage},
	}
	// reportedMean: the field's sums to its counts.
	reportedMean = Measure{
		Name: "reported_mean", Source: ReportedBy, Shape: Mean,
		Takes: []string{"field", "min_coverage"}, Defaults: Params{MinCoverage: minCoverage},
	}
	// institutionsWith: of the units that answered, those that answered jā. The
	// silent ones are in the denominator, as unknown.
	institutionsWith = Measure{
		Name: "institutions_with", Source: ReportedBy, Shape: Share, Takes: []string{"field"},
	}
	// surveyShare: of the valid answers, those in the top categories. With fewer
	// than min_n of them the figure carries u.
	surveyShare = Measure{
		Name: "survey_share", Source: ReportedBy, Shape: Share,
		Takes: []string{"field", "min_n"}, Defaults: Params{MinN: 30},
	}
)

// A unitYear is a reporting unit's template of a school year.
type unitYear struct {
	unit string
	year SchoolYear
}

// report takes in what reporting units state. An institution that states that it
// has no row in an export counts as having entered it.
func (c *Calculation) report(list []Reported) {
	c.answers, c.filled = NewAnswers(list), map[unitYear]bool{}
	for i := range list {
		r := &list[i]
		if r.Input == "" {
			continue
		}
		c.filled[unitYear{r.Unit, r.Year}] = true
		if c.answers.Of(r.Unit, r.Year, r.Input) != r || r.Text != "yes" {
			continue
		}
		for _, n := range nilInputs {
			at := yearOf{n.kind, r.Year}
			institution := c.p.InstitutionNumbered(r.Unit)
			switch {
			case r.Input != n.address || institution < 0 || !c.present[at]:
			case c.entered[at][institution]:
				c.denied = append(c.denied, *r)
			default:
				c.entered[at][institution] = true
			}
		}
	}
}

// DeniedNils are the statements that an institution has no row in an export
// which has rows of it.
func (c *Calculation) DeniedNils() []Reported { return c.denied }

// A unitAnswer is what one unit states about a field and part.
type unitAnswer struct {
	n, d   int64
	known  bool // it can be counted
	faulty bool // something stands there that cannot be used
	cells  []*Reported
}

// answerOf takes a unit's figures of a field together. Half an answer, or a
// numerator above its denominator, cannot be used.
func (c *Calculation) answerOf(f *Field, part string, u Unit, y SchoolYear) unitAnswer {
	var a unitAnswer
	parts := []string{part}
	if part == "" {
		parts = f.PartsAsked(u)
	}
	some, all := false, true
	number := func(address string) int64 {
		r := c.answers.Of(u.ID, y, address)
		if r == nil {
			all = false
			return 0
		}
		some = true
		a.faulty = a.faulty || r.Faulty
		a.cells = append(a.cells, r)
		if f.Kind == "choice" {
			all = all && has(yesNo, r.Text)
			return one(r.Text == "yes")
		}
		n, known := r.Number.Get()
		all = all && known
		return n
	}
	for _, p := range parts {
		stem := fieldAddress(f.ID, p)
		if !twoFigures(f.Kind) {
			a.n += number(stem)
			a.d++
			continue
		}
		n, d := number(stem+".n"), number(stem+".d")
		a.n += n
		a.d += d
		a.faulty = a.faulty || f.Kind != "mean" && all && n > d
	}
	a.known = all && !a.faulty
	a.faulty = some && !a.known
	return a
}

// fieldAddress is the beginning of the addresses of a field's part; the whole has
// no part.
func fieldAddress(field, part string) string {
	if part == "" {
		return field
	}
	return field + "." + part
}

// asked are the units that a field's part, or the whole of it, is asked of in a
// school year.
func (c *Calculation) asked(f *Field, part string, y SchoolYear) []Unit {
	var units []Unit
	for _, u := range c.p.ReportingUnits() {
		parts := f.PartsAsked(u)
		if !c.p.closed(u, y) && len(parts) > 0 && (part == "" || slices.Contains(parts, part)) {
			units = append(units, u)
		}
	}
	return units
}

// Silent are the units that are asked for something about a school year, not only
// to confirm the register, and whose template was not sent or holds nothing, in
// the programme's order.
func (c *Calculation) Silent(y SchoolYear) []Unit {
	var silent []Unit
	for _, u := range c.p.ReportingUnits() {
		if c.filled[unitYear{u.ID, y}] {
			continue
		}
		if f, ok := FormOf(c.p, u.ID, y); ok && slices.ContainsFunc(f.Sheets, func(s FormSheet) bool { return s.ID != "institution" || len(s.Blocks) > 1 }) {
			silent = append(silent, u)
		}
	}
	return silent
}

// reported are the values that reporting units state in their templates, of the
// municipality and of each unit asked; read says that one of them was sent.
func (c *Calculation) reported(ind *Indicator, v Value, m *Measure, year int) (results []Result, read bool) {
	y := c.p.SchoolYearOf(year)
	field := c.p.field(v.Params.Field)
	for _, part := range ind.partsOf(m, v.Params) {
		units := c.asked(field, part.name, y)
		whole := Result{
			Year: year, Indicator: ind.ID, Part: part.name, Source: m.Source, Measure: m.Name, Params: part.params,
			Shape: m.Shape, Counted: true, Coverable: int64(len(units)),
		}
		own := whole
		own.Coverable = 0
		var of []Result
		for _, u := range units {
			read = read || c.filled[unitYear{u.ID, y}]
			r := own
			r.Institution = u.ID
			a := c.answerOf(field, part.name, u, y)
			switch {
			case a.known:
				whole.Covered++
				whole.take(m, a)
				r.take(m, a)
			case a.faulty:
				whole.Provisional, r.Provisional = true, true
				r.Missing = []Gap{{Field: field.ID}}
			default:
				whole.Missing = append(whole.Missing, Gap{Field: field.ID, Institution: u.ID})
				r.Missing = []Gap{{Field: field.ID}}
			}
			if m == &institutionsWith && !a.known {
				whole.Denominator++
				whole.Unknown++
			}
			of = append(of, r)
		}
		if whole.Covered == 0 {
			if len(whole.Missing) == 0 {
				whole.Missing = []Gap{{Field: field.ID}} // asked of nobody, or faulty everywhere
			}
			whole.State, whole.Numerator, whole.Denominator, whole.Unknown = NotAvailable, 0, 0, 0
		}
		least := int64(part.params.MinCoverage)
		if least == 0 {
			least = minCoverage
		}
		whole.LowCoverage = whole.LowCoverage || whole.Covered*100 < least*whole.Coverable
		results = append(results, whole)
		if !ind.MunicipalityOnly {
			results = append(results, of...)
		}
	}
	return results, read
}

// take adds a unit's answer to a figure.
func (r *Result) take(m *Measure, a unitAnswer) {
	r.Numerator += a.n
	if r.Shape != Count {
		r.Denominator += a.d
	}
	r.State = Available
	if r.Denominator == 0 && r.Shape != Count {
		r.State = NotApplicable
	}
	r.LowCoverage = m == &surveyShare && r.Denominator < int64(r.Params.MinN)
	for _, cell := range a.cells {
		for int(cell.At.File) >= len(r.Lines) {
			r.Lines = append(r.Lines, 0)
		}
		r.Lines[cell.At.File]++
	}
}

// field finds a field by its id; one that the programme does not have is asked of
// nobody.
func (p *Programme) field(id string) *Field {
	for i := range p.Fields {
		if p.Fields[i].ID == id {
			return &p.Fields[i]
		}
	}
	return &Field{ID: id}
}
