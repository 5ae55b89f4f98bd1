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

// A FieldAnswer is what one unit states about a field, or one part of it.
type FieldAnswer struct {
	N, D   int64 // of a count, what is counted and 1
	Known  bool  // it can be counted
	Faulty bool  // something stands there that cannot be used
	cells  []*Reported
}

// Field takes a unit's figures of a field's part, or of all of it, together. Half
// an answer, or a numerator above its denominator, cannot be used.
func (a Answers) Field(f *Field, part string, u Unit, y SchoolYear) FieldAnswer {
	var of FieldAnswer
	parts := []string{part}
	if part == "" {
		parts = f.PartsAsked(u)
	}
	some, all := false, true
	number := func(address string) int64 {
		r := a.Of(u.ID, y, address)
		if r == nil {
			all = false
			return 0
		}
		some = true
		of.Faulty = of.Faulty || r.Faulty
		of.cells = append(of.cells, r)
		if f.Kind == "choice" {
			all = all && has(yesNo, r.Text)
			return one(r.Text == "yes")
		}
		n, known := r.Number.Get()
		all = all && known
		return n
	}
	for _, p := range parts {
		stem := f.Address(p)
		if !TwoFigures(f.Kind) {
			of.N += number(stem)
			of.D++
			continue
		}
		n, d := number(stem+".n"), number(stem+".d")
		of.N += n
		of.D += d
		of.Faulty = of.Faulty || f.Kind != "mean" && all && n > d
	}
	of.Known = all && !of.Faulty
	of.Faulty = some && !of.Known
	return of
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
	field := c.p.fieldNamed(v.Params.Field)
	for _, part := range ind.partsOf(m, v.Params) {
		units := c.p.AskedFor(field, part.name, y)
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
			a := c.answers.Field(field, part.name, u, y)
			switch {
			case a.Known:
				whole.Covered++
				whole.take(m, a)
				r.take(m, a)
			default:
				gap := Gap{Field: field.ID, Institution: u.ID, Faulty: a.Faulty}
				whole.Missing = append(whole.Missing, gap)
				r.Missing = []Gap{gap}
				whole.Provisional, r.Provisional = whole.Provisional || a.Faulty, a.Faulty
			}
			if m == &institutionsWith && !a.Known {
				whole.Denominator++
				whole.Unknown++
			}
			of = append(of, r)
		}
		if whole.Covered == 0 {
			if len(whole.Missing) == 0 {
				whole.Missing = []Gap{{Field: field.ID}} // asked of nobody
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
func (r *Result) take(m *Measure, a FieldAnswer) {
	r.Numerator += a.N
	if r.Shape != Count {
		r.Denominator += a.D
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

// FieldNamed finds a field by its id; nil is none.
func (p *Programme) FieldNamed(id string) *Field {
	for i := range p.Fields {
		if p.Fields[i].ID == id {
			return &p.Fields[i]
		}
	}
	return nil
}

// fieldNamed is FieldNamed for measures; a field that the programme does not have
// is asked of nobody.
func (p *Programme) fieldNamed(id string) *Field {
	if f := p.FieldNamed(id); f != nil {
		return f
	}
	return &Field{ID: id}
}
