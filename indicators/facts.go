package indicators

import "slices"

// A yearOf names an export of a year.
type yearOf struct {
	kind Kind
	year SchoolYear
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

// facts looks once at everybody's rows of a school year.
func (c *Calculation) facts(y SchoolYear) *yearFacts {
	if f, ok := c.known[y]; ok {
		return f
	}
	n := len(c.p.Institutions)
	f := &yearFacts{snapshot: make([]int64, n), grade9: make([]int64, n)}
	c.known[y] = f
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
		f.onLastDay += one(onLastDay)
		f.decided += one(onLastDay && decided)
		f.finishing += one(finishing)
	}
	f.undecided = make([]bool, n)
	for i := range f.undecided {
		f.undecided[i] = waiting[i] && !answered[i]
	}
	return f
}

// keepSeats counts a pupil in each institution where it is and once in all; pupils
// of several institutions are kept with them.
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

// one counts a fact that holds.
func one(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// A marker notes which exports and institutions have rows. Rows of a file mostly
// follow one another in year and kind, so the last entry is kept at hand.
type marker struct {
	c    *Calculation
	last yearOf
	by   []bool
}

func newMarker(c *Calculation) *marker { return &marker{c: c} }

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

// coverage fills in on how many pupils the municipality's figure rests and says
// which institutions are silent: they have pupils, but not a row in an export
// that their own staff enters. Where a school's pupils are not known at all,
// institutions are counted instead of pupils.
func (c *Calculation) coverage(whole *Result, m *Measure, y SchoolYear) (silent []bool) {
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
			n += one(silent[s])
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
