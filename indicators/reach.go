package indicators

import "slices"

// Reach gives the monitoring years whose figures an input can change: rows of a
// kind and school year, or of SEMR's calendar year, which is zero for the others.
// Indicators that follow pupils reach into the years beside.
func (p *Programme) Reach(kind Kind, year SchoolYear, calendar int) []int {
	var years []int
	for offset := range p.offsets(kind) {
		switch {
		case kind == SEMR && calendar != 0:
			years = append(years, calendar)
		case year != 0:
			years = append(years, p.MonitoringYearOf(year-SchoolYear(offset)))
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// offsets are the years, seen from the measured one, in which the programme's
// measures read a kind of input.
func (p *Programme) offsets(kind Kind) map[int]bool {
	offsets := map[int]bool{}
	switch kind {
	case Institutions, "":
		return offsets // no figure rests on the register
	case Enrolments, Absences, Exams, InterestRows, Continuations, SEMR:
	default:
		offsets[0] = true // what reporting units state also fills tables that are no indicators
	}
	for i := range p.Indicators {
		for _, v := range p.Indicators[i].Values {
			m, ok := MeasureNamed(v.Measure)
			if !ok {
				continue
			}
			if m.Source == PublishedBy && kind == SEMR || m.Source == Computed && kind == Enrolments {
				offsets[0] = true // coverage is said of the pupils of the measured year
			}
			if m.Needs == nil {
				continue
			}
			for _, need := range m.Needs(v.Params) {
				if need.Kind == kind {
					offsets[need.Offset] = true
				}
			}
		}
	}
	return offsets
}

// Offsets are the years, seen from the measured one, in which the programme's
// measures read a kind of input, rising.
func (p *Programme) Offsets(kind Kind) []int {
	var list []int
	for offset := range p.offsets(kind) {
		list = append(list, offset)
	}
	slices.Sort(list)
	return list
}

// SchoolYears are the school years of which the figures of monitoring years up to
// one read anything, from the first that a run may be asked for.
func (p *Programme) SchoolYears(first, last int) []SchoolYear {
	from, to := p.SchoolYearOf(first), p.SchoolYearOf(last)
	for _, kind := range []Kind{Enrolments, Absences, Exams, InterestRows, Continuations, SEMR} {
		for offset := range p.offsets(kind) {
			to = max(to, p.SchoolYearOf(last)+SchoolYear(offset))
		}
	}
	var years []SchoolYear
	for y := from; y <= to; y++ {
		years = append(years, y)
	}
	return years
}
