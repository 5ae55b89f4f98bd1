package indicators

import (
	"cmp"
	"slices"
)

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
// line, each once for each fate; a figure that is not available has none. It is
// false where the programme has no such figure.
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
				y := p.SchoolYearOf(s.Year)
				if gaps, _ := c.missing(m, part.params, y); len(gaps) > 0 {
					return nil, true
				}
				var rows []Traced
				t := newTally(len(p.Institutions))
				t.listen = func(sc int16, f Fate, at Origin) {
					if sc == scope {
						rows = append(rows, Traced{at, f})
					}
				}
				m.Count(c.view(y), part.params, t)
				for _, r := range c.scopesOf(Result{Params: part.params}, m, y, t) {
					if r.State == NotAvailable && p.InstitutionNumbered(r.Institution) == int(scope) {
						return nil, true
					}
				}
				slices.SortFunc(rows, func(a, b Traced) int {
					return cmp.Or(cmp.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Row, b.At.Row), cmp.Compare(a.Fate, b.Fate))
				})
				return slices.Compact(rows), true
			}
		}
	}
	return nil, false
}
