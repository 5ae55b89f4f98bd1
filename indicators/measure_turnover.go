package indicators

// turnover: persons who joined after the first school day and persons who left
// before their last, to the pupils of the first day. Persons, not moves; one
// person can be both. Not a share: those who joined are no part of the denominator.
var turnover = Measure{
	Name: "turnover", Source: Computed, Shape: Ratio,
	Takes:    []string{"count", "levels", "forms"},
	Defaults: Params{Count: "both", Levels: headlineLevels, Forms: fullTime},
	Parts:    []string{"joins", "leaves"}, Whole: true,
	Part:  func(p *Params, moves string) { p.Count = moves },
	Needs: func(Params) []Need { return []Need{{Enrolments, 0}} },
	Count: func(in View, p Params, t *Tally) {
		headline := in.headline(p.Levels, p.Forms)
		for pupil := range in.Pupils() {
			for scope, rows := range scopes(pupil.Rows(in.Year)) {
				c := t.at(scope)
				if in.present(headline, rows) {
					c.denominator++
					from(t, scope, NotCounted, rows)
				}
				if p.Count != "leaves" && in.joined(headline, rows) {
					c.numerator++
					from(t, scope, Counted, rows)
				}
				if p.Count != "joins" && in.left(headline, rows) {
					c.numerator++
					from(t, scope, Counted, rows)
				}
			}
		}
	},
}

// present: a headline row is active on the first school day.
func (v View) present(h *headline, rows []Enrolment) bool {
	for i := range rows {
		if h.has(&rows[i]) && rows[i].Active(v.Days.First) {
			return true
		}
	}
	return false
}

// joined: no row is active on the first school day, and a headline row begins
// after it and by its own last day.
func (v View) joined(h *headline, rows []Enrolment) bool {
	if activeOn(rows, v.Days.First) {
		return false
	}
	for i := range rows {
		e := &rows[i]
		if h.has(e) && e.Enrolled > v.Days.First && e.Enrolled <= v.Days.LastDay(e.Grade) {
			return true
		}
	}
	return false
}

// left: a headline row begins by its own last day and ends after the first
// school day, no row is active on that last day, and the row that was left last
// was neither completed nor ended by death.
func (v View) left(h *headline, rows []Enrolment) bool {
	var last *Enrolment
	for i := range rows {
		if e := &rows[i]; e.Left != 0 && (last == nil || v.lastLeft(e, last)) {
			last = e
		}
	}
	if last == nil || last.Leave == Completed || last.Leave == Deceased {
		return false
	}
	for i := range rows {
		e := &rows[i]
		end := v.Days.LastDay(e.Grade)
		if h.has(e) && e.Enrolled <= end && (e.Left == 0 || e.Left > v.Days.First) && !activeOn(rows, end) {
			return true
		}
	}
	return false
}
