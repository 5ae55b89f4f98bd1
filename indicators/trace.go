package indicators

import (
	"cmp"
	"slices"
	"strings"
)

// A Selection names the figure whose rows Trace wants.
type Selection struct {
	Year        int // monitoring year
	Indicator   string
	Part        string
	Institution string // registration number; empty: the municipality
	Source      Source // whose value; empty: the one that the programme takes
}

// A Traced is a row, or a cell of a template, behind a figure and what it did
// there.
type Traced struct {
	At    Origin
	Fate  Fate
	Sheet string // of a template, as the sender calls it; empty: a row of an export
}

// TracedParts are the parts by which an indicator's figures can be traced, in the
// programme's order; an empty text is the whole, which is all that SEMR publishes.
func (ind *Indicator) TracedParts() []string {
	var parts []string
	for _, v := range ind.Values {
		m, ok := MeasureNamed(v.Measure)
		switch {
		case !ok:
		case m.Source == PublishedBy:
			if !has(parts, "") {
				parts = append(parts, "")
			}
		default:
			for _, part := range ind.partsOf(m, v.Params) {
				if !has(parts, part.name) {
					parts = append(parts, part.name)
				}
			}
		}
	}
	return parts
}

// NotAsked says that every figure of an indicator's part is what units report,
// and that a unit is not asked for it about the year.
func (p *Programme) NotAsked(s Selection) bool {
	ind := p.IndicatorNumbered(s.Indicator)
	if ind == nil {
		return false
	}
	for _, v := range ind.Values {
		m, ok := MeasureNamed(v.Measure)
		switch {
		case !ok || m.Source == PublishedBy:
		case m.Source != ReportedBy:
			return false
		case slices.ContainsFunc(p.AskedFor(p.fieldNamed(v.Params.Field), s.Part, p.SchoolYearOf(s.Year)), func(u Unit) bool { return u.ID == s.Institution }):
			return false
		}
	}
	return true
}

// IndicatorNumbered finds an indicator by its id; nil is none.
func (p *Programme) IndicatorNumbered(id string) *Indicator {
	for i := range p.Indicators {
		if p.Indicators[i].ID == id {
			return &p.Indicators[i]
		}
	}
	return nil
}

// Lacks is what a figure lacks: exports, or answers of units.
func (c *Calculation) Lacks(s Selection) []Gap {
	if ind := c.p.IndicatorNumbered(s.Indicator); ind != nil {
		for _, r := range c.indicator(ind, s.Year) {
			if r.Part == s.Part && r.Institution == s.Institution && r.Official {
				return r.Missing
			}
		}
	}
	return nil
}

// Sent says that a unit's template of a school year is there and holds something.
func (c *Calculation) Sent(unit string, y SchoolYear) bool { return c.answers.Sent(unit, y) }

// Figures are what there is of a figure: one for each source, in the order of
// results.csv.
func (c *Calculation) Figures(s Selection) []Result {
	ind := c.p.IndicatorNumbered(s.Indicator)
	if ind == nil {
		return nil
	}
	return slices.DeleteFunc(c.indicator(ind, s.Year), func(r Result) bool { return r.Part != s.Part || r.Institution != s.Institution })
}

// Trace gives the rows behind a figure, sorted by file and line, each once for each
// fate, or the cells of the templates where units reported it; a figure that is not
// available has none. It is false where the programme has no such figure.
func (c *Calculation) Trace(s Selection) ([]Traced, bool) {
	ind := c.p.IndicatorNumbered(s.Indicator)
	if ind == nil {
		return nil, false
	}
	source, measure := s.Source, ""
	for _, r := range c.Figures(s) {
		if s.Source != "" && r.Source != s.Source || s.Source == "" && !r.Official {
			continue
		}
		source, measure = r.Source, r.Measure
		switch source {
		case ReportedBy:
			return c.cells(&r), true
		case PublishedBy:
			return c.publishedBehind(ind, &r), true
		case Computed:
		}
	}
	if source != "" && source != Computed {
		return nil, false
	}
	return c.countedRows(ind, s, measure)
}

// publishedBehind is the row in which SEMR gives a figure.
func (c *Calculation) publishedBehind(ind *Indicator, r *Result) []Traced {
	var list []Traced
	rows, _ := c.publishedRows(ind, r.Params, r.Year)
	for _, row := range rows {
		if c.scopeOf(row) == r.Institution {
			list = append(list, Traced{At: row.At, Fate: Stated})
		}
	}
	return list
}

// countedRows are the rows of exports from which a figure is computed by a measure;
// empty: by the first that the programme names.
func (c *Calculation) countedRows(ind *Indicator, s Selection, measure string) ([]Traced, bool) {
	p := c.p
	scope := Municipality
	if s.Institution != "" {
		scope = int16(p.InstitutionNumbered(s.Institution))
		if scope < 0 {
			return nil, false
		}
	}
	for _, v := range ind.Values {
		m, ok := MeasureNamed(v.Measure)
		if !ok || m.Count == nil || measure != "" && m.Name != measure {
			continue
		}
		for _, part := range ind.partsOf(m, v.Params) {
			if part.name != s.Part {
				continue
			}
			y := p.SchoolYearOf(s.Year)
			if gaps, _ := c.missing(m, part.params, y); len(gaps) > 0 {
				return nil, true
			}
			var rows []Traced
			t := newTally(len(p.Institutions))
			t.listen = func(sc int16, f Fate, at Origin) {
				if sc == scope {
					rows = append(rows, Traced{At: at, Fate: f})
				}
			}
			m.Count(c.view(y), part.params, t)
			for _, r := range c.scopesOf(Result{Params: part.params}, m, y, t) {
				if r.State == NotAvailable && p.InstitutionNumbered(r.Institution) == int(scope) {
					return nil, true
				}
			}
			return sorted(rows), true
		}
	}
	return nil, false
}

// cells are the cells of the templates that a reported figure was taken from.
func (c *Calculation) cells(r *Result) []Traced {
	var cells []Traced
	f, y := c.p.fieldNamed(r.Params.Field), c.p.SchoolYearOf(r.Year)
	for _, u := range c.p.AskedFor(f, r.Part, y) {
		a := c.answers.Field(f, r.Part, u, y)
		if !a.Known || r.Institution != "" && r.Institution != u.ID {
			continue
		}
		for _, cell := range a.cells {
			fate := Counted
			if strings.HasSuffix(cell.Input, ".d") && TwoFigures(f.Kind) || cell.Text == "no" {
				fate = NotCounted
			}
			cells = append(cells, Traced{At: cell.At, Fate: fate, Sheet: cell.Sheet})
		}
	}
	return sorted(cells)
}

// sorted brings rows in the order of files and lines, each once for each fate.
func sorted(rows []Traced) []Traced {
	slices.SortFunc(rows, func(a, b Traced) int {
		return cmp.Or(cmp.Compare(a.At.File, b.At.File), strings.Compare(a.Sheet, b.Sheet), cmp.Compare(a.At.Row, b.At.Row),
			cmp.Compare(a.At.Column, b.At.Column), cmp.Compare(a.Fate, b.Fate))
	})
	return slices.Compact(rows)
}
