package indicators

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A Figure is a result as it is kept: what two runs are compared by, and what of
// an approved year later years show. The zero Figure is not available.
type Figure struct {
	Place
	Official bool
	Shape    Shape
	// Value is in hundredths, of a count in whole numbers.
	Numerator, Denominator, Unknown, Value Number
	Status                                 Status
	Flags                                  string // joined by blanks
	Coverage                               Number // in hundredths of a percent
	Certain                                Certainty
	Missing                                string // what is missing, joined by "; "
}

// A Place names the figure of a run that a Figure is.
type Place struct {
	Year        int // monitoring year
	Indicator   string
	Part        string
	Institution string // registration number; empty: the municipality
	Source      Source
}

// Alike says that two figures tell the same: counts, value and the value's status.
// What is not there at all tells what a figure without a value tells.
func (f *Figure) Alike(g *Figure) bool {
	return f.counts(g) && (!f.Value.known || f.Status == g.Status)
}

// SameFigures says that figures of two runs show the same: each tells the same,
// with the same signs, coverage and certainty. That a figure was revised is not
// asked. A figure that one run does not have and that tells nothing in the other is
// no difference.
func SameFigures(was, now []Figure) bool {
	by := make(map[Place]*Figure, len(was))
	for i := range was {
		by[was[i].Place] = &was[i]
	}
	for i := range now {
		f, before := &now[i], by[now[i].Place]
		if before == nil {
			if !f.Alike(&Figure{}) {
				return false
			}
			continue
		}
		if !f.showsAs(before) {
			return false
		}
		delete(by, f.Place)
	}
	for _, f := range by {
		if !f.Alike(&Figure{}) {
			return false
		}
	}
	return true
}

// showsAs says that two figures of one place tell the same, with the same signs,
// coverage and certainty.
func (f *Figure) showsAs(g *Figure) bool {
	return f.Alike(g) && f.Official == g.Official && f.Coverage == g.Coverage && f.Certain == g.Certain && f.signs() == g.signs()
}

// signs are the flags without that of a revision.
func (f *Figure) signs() string {
	return strings.Join(slices.DeleteFunc(strings.Fields(f.Flags), func(sign string) bool { return sign == "r" }), " ")
}

// Result is the figure as a result again, as far as a figure tells.
func (f *Figure) Result() Result {
	r := Result{
		Year: f.Year, Indicator: f.Indicator, Part: f.Part, Institution: f.Institution, Source: f.Source,
		Official: f.Official, Shape: f.Shape, Standing: Standing{Status: f.Status, Certain: f.Certain},
	}
	if c, ok := f.Coverage.Get(); ok {
		r.Covered, r.Coverable = c, 100*100
	}
	for _, sign := range strings.Fields(f.Flags) {
		switch sign {
		case "z":
			r.State = NotApplicable
		case "u":
			r.LowCoverage = true
		case "p":
			r.Provisional = true
		case "b":
			r.Break = true
		}
	}
	for _, text := range strings.Split(f.Missing, "; ") {
		if text != "" {
			r.Missing = append(r.Missing, Gap{Kept: text})
		}
	}
	value, ok := f.Value.Get()
	if !ok {
		return r
	}
	r.State = Available
	r.Numerator, r.Counted = f.Numerator.Get()
	r.Denominator, _ = f.Denominator.Get()
	r.Unknown, _ = f.Unknown.Get()
	if f.Source == PublishedBy {
		r.Stated = Percent(value) * PercentUnit / 100
	}
	return r
}

// Revise marks the results whose counts or values are not those that were
// approved for their year. One of which none were approved is new, not revised.
func Revise(results []Result, approved []Figure, figure func(*Result) Figure) {
	was := map[Place]*Figure{}
	years := map[int]bool{}
	for i := range approved {
		was[approved[i].Place] = &approved[i]
		years[approved[i].Year] = true
	}
	for i := range results {
		r := &results[i]
		if !years[r.Year] {
			continue
		}
		now := figure(r)
		then := was[now.Place]
		r.Revised = then != nil && (then.Value.known || then.Numerator.known) && !then.counts(&now)
	}
}

// counts says that two figures have the same counts and value.
func (f *Figure) counts(g *Figure) bool {
	return f.Numerator == g.Numerator && f.Denominator == g.Denominator && f.Unknown == g.Unknown && f.Value == g.Value
}

// Settle puts what was approved for years in the place of what is calculated of
// them now; a result that shows the same stays, with all that it rests on. Newer
// are those of the years, rising, of which the calculation gives other counts or
// values; where it gives none, files are missing rather than newer. Results and approved are in the order of years.
func Settle(p *Programme, results []Result, approved []Figure, figure func(*Result) Figure) (settled []Result, newer []int) {
	now := map[Place]*Result{}
	for i := range results {
		now[figure(&results[i]).Place] = &results[i]
	}
	years, differs, was := map[int]bool{}, map[int]bool{}, map[Place]bool{}
	for i := range approved {
		f := &approved[i]
		years[f.Year] = true
		if p.IndicatorNumbered(f.Indicator) == nil {
			continue // the programme file has it no more
		}
		was[f.Place] = true
		r, calculated := now[f.Place], Figure{}
		if r != nil {
			calculated = figure(r)
		}
		differs[f.Year] = differs[f.Year] || calculated.Value.known && !f.counts(&calculated)
		if r != nil && f.showsAs(&calculated) && f.Missing == calculated.Missing {
			settled = append(settled, *r)
			continue
		}
		settled = append(settled, f.Result())
	}
	for i := range results {
		r := &results[i]
		if !years[r.Year] {
			settled = append(settled, *r)
			continue
		}
		if f := figure(r); !was[f.Place] {
			differs[r.Year] = differs[r.Year] || f.Value.known
		}
	}
	slices.SortStableFunc(settled, func(a, b Result) int { return p.before(a.Year, a.Indicator, b.Year, b.Indicator) })
	for year := range differs {
		if differs[year] {
			newer = append(newer, year)
		}
	}
	slices.Sort(newer)
	return settled, newer
}

// before orders results by year, then by indicator as the programme does.
func (p *Programme) before(year int, indicator string, otherYear int, other string) int {
	place := func(id string) int {
		return slices.IndexFunc(p.Indicators, func(i Indicator) bool { return i.ID == id })
	}
	return cmp.Or(cmp.Compare(year, otherYear), cmp.Compare(place(indicator), place(other)))
}

// SettleFigures is Settle of figures as they were kept.
func SettleFigures(p *Programme, figures, approved []Figure) []Figure {
	years := map[int]bool{}
	for i := range approved {
		years[approved[i].Year] = true
	}
	settled := slices.DeleteFunc(slices.Clone(approved), func(f Figure) bool { return p.IndicatorNumbered(f.Indicator) == nil })
	for i := range figures {
		if !years[figures[i].Year] {
			settled = append(settled, figures[i])
		}
	}
	slices.SortStableFunc(settled, func(a, b Figure) int { return p.before(a.Year, a.Indicator, b.Year, b.Indicator) })
	return settled
}

// WithBaselines is the programme with those baselines set that its file leaves to
// be set in a year and that year's approved values give. The document is named as
// the one that sets them.
func (p *Programme) WithBaselines(approved []Figure, document func(year int) SetValue) *Programme {
	set := func(indicator, part string, b *Baseline) {
		reading, err := ReadBaseline(b.Text, p)
		if err != nil || !reading.Pending || b.Set.Value != "" {
			return
		}
		for i := range approved {
			f := &approved[i]
			if !f.Official || f.Institution != "" || f.Year != reading.Point.Year || f.Indicator != indicator || f.Part != part {
				continue
			}
			if value, ok := f.Value.Get(); ok {
				b.Set = document(f.Year)
				b.Set.Value = f.text(value)
			}
		}
	}
	with := *p
	with.Indicators = slices.Clone(p.Indicators)
	for i := range with.Indicators {
		ind := &with.Indicators[i]
		set(ind.ID, "", &ind.Baseline)
		ind.Parts = slices.Clone(ind.Parts)
		for j := range ind.Parts {
			set(ind.ID, ind.Parts[j].Name, &ind.Parts[j].Baseline)
		}
	}
	return &with
}

// text is a value as a programme file writes it.
func (f *Figure) text(value int64) string {
	if f.Shape == Count {
		return strconv.FormatInt(value, 10)
	}
	cents := strconv.FormatInt(100+value%100, 10)[1:]
	text := strconv.FormatInt(value/100, 10) + "." + cents
	if f.Shape == Mean {
		return text
	}
	return text + "%"
}
