package indicators

import (
	"cmp"
	"slices"
)

// A Prefill is what a form shows beside its inputs, by Input.Address. The zero
// Prefill shows nothing.
type Prefill struct {
	Last     map[string]Number // what the unit reported a year earlier
	LastText map[string]string // choices, as codes, and days of a year earlier
	Register map[string]Number // what the exports of the year give
	Classes  []Class           // pupils on the first school day by the exports, by grade
}

// A Class is a grade with its number of pupils.
type Class struct {
	Grade  Grade
	Pupils int64
}

// A QueryKind is what an answer is unusual against.
type QueryKind uint8

// The kinds of queries.
const (
	AgainstLast     QueryKind = iota // far from last year's
	AgainstRegister                  // far from what the exports give
	RegisterDenied                   // the unit says that the register is wrong
	AllZero                          // every number of the template is 0
)

// A Query is an answer that is unusual but possible. It is answered in the
// input's own explanation cell.
type Query struct {
	Kind      QueryKind
	Address   string // of the input that is asked about
	N, D      int64  // what is reported; D is 0 for a count
	WasN      int64  // what it is compared with
	WasD      int64
	Explained bool // the explanation cell is filled
}

// PrefillsOf are the numbers that the forms of a school year show, by the unit's
// id: what the units reported a year earlier, and what the exports give.
func PrefillsOf(p *Programme, year SchoolYear, in Records) map[string]Prefill {
	return NewCalculation(p, in).Prefills(year)
}

// Prefills are those of PrefillsOf. What no export knows of an institution is not
// shown; nothing missing becomes a zero.
func (c *Calculation) Prefills(y SchoolYear) map[string]Prefill {
	register, classes := c.registerFigures(y), c.classes(y)
	prefills := map[string]Prefill{}
	for _, u := range c.p.ReportingUnits() {
		f, ok := FormOf(c.p, u.ID, y)
		if !ok {
			continue
		}
		shown := Prefill{Last: map[string]Number{}, LastText: map[string]string{}, Register: map[string]Number{}, Classes: classes[u.ID]}
		for _, in := range f.Inputs() {
			if n, known := register[u.ID][in.Address]; known {
				shown.Register[in.Address] = n
			}
			r := c.answers.Of(u.ID, y-1, in.Address)
			switch {
			case r == nil:
			case in.Kind.Numeric():
				if _, known := r.Number.Get(); known {
					shown.Last[in.Address] = r.Number
				}
			case (in.Kind == Choice || in.Kind == Day) && r.Text != "":
				shown.LastText[in.Address] = r.Text
			}
		}
		prefills[u.ID] = shown
	}
	return prefills
}

// registerFigures are the institutions' own figures of the measures that know the
// same as a field, by unit and address; an education board has those of the
// municipality. A figure that rests on half of its exports is not shown.
func (c *Calculation) registerFigures(y SchoolYear) map[string]map[string]Number {
	figures := map[string]map[string]Number{}
	var boards []string
	for _, u := range c.p.Units {
		if u.Type == "education_board" {
			boards = append(boards, u.ID)
		}
	}
	for i := range c.p.Fields {
		f := &c.p.Fields[i]
		m, ok := MeasureNamed(f.Register.Measure)
		if !ok || m.Count == nil {
			continue
		}
		for _, part := range f.AllParts() {
			params := f.Register.Params
			if part != "" && m.Part != nil {
				m.Part(&params, part)
			} else if part != "" {
				continue
			}
			results, _ := c.counted(Result{Source: m.Source, Params: params, Shape: m.Shape}, m, y)
			for _, r := range results {
				if r.State != Available || len(r.Missing) > 0 {
					continue
				}
				of := []string{r.Institution}
				if r.Institution == "" {
					of = boards
				}
				for _, unit := range of {
					if figures[unit] == nil {
						figures[unit] = map[string]Number{}
					}
					own, stem := figures[unit], f.Address(part)
					if TwoFigures(f.Kind) {
						own[stem+".n"], own[stem+".d"] = NewNumber(r.Numerator), NewNumber(r.known())
					} else if f.Kind == "count" {
						own[stem] = NewNumber(r.Denominator)
					}
				}
			}
		}
	}
	return figures
}

// classes are each institution's pupils of the first school day, of all levels
// and forms, by registration number.
func (c *Calculation) classes(y SchoolYear) map[string][]Class {
	first := c.p.Reading.Calendar.Of(y).First
	type class struct {
		institution int16
		grade       Grade
	}
	counts := map[class]int64{}
	var mine []class
	for pupil := range c.pupils.all() {
		mine = mine[:0]
		for _, e := range pupil.Rows(y) {
			k := class{e.Institution, e.Grade}
			if e.Institution >= 0 && e.Grade != 0 && e.Active(first) && !slices.Contains(mine, k) {
				mine = append(mine, k)
				counts[k]++
			}
		}
	}
	classes := map[string][]Class{}
	for k, n := range counts {
		number := c.p.Institutions[k.institution].Number
		classes[number] = append(classes[number], Class{k.grade, n})
	}
	for _, list := range classes {
		slices.SortFunc(list, func(a, b Class) int { return cmp.Compare(a.Grade, b.Grade) })
	}
	return classes
}
