package indicators

// retained: pupils of the last school day whom their school keeps in the same
// grade for another year.
var retained = Measure{
	Name: "retained", Source: Computed, Shape: Share,
	Takes: []string{"grades", "basis", "levels", "forms"},
	Defaults: Params{
		Grades: []int{1, 2, 3, 4, 5, 6, 7, 8}, Basis: "decision", Levels: headlineLevels, Forms: fullTime,
	},
	Needs: func(p Params) []Need {
		if p.Basis == "observed" {
			return []Need{{Enrolments, 0}, {Enrolments, 1}}
		}
		return []Need{{Enrolments, 0}}
	},
	ByDecision: func(p Params) bool { return p.Basis == "decision" },
	Decisions: func(p Params) []int {
		if p.Basis == "observed" {
			return nil
		}
		return []int{0}
	},
	Count: func(in View, p Params, t *Tally) {
		headline := in.headline(p.Levels, p.Forms)
		next := in.calendar(1).First
		there := func(e *Enrolment) bool {
			return headline.has(e) && hasGrade(p.Grades, e.Grade) && e.Active(in.Days.LastDay(e.Grade))
		}
		for pupil, rows := range in.having(in.Year, there) {
			for scope, mine := range scopes(rows) {
				main := &mine[0]
				for i := range mine {
					if in.higher(&mine[i], main) {
						main = &mine[i]
					}
				}
				fate := NotCounted
				if p.Basis == "observed" {
					for _, e := range pupil.Rows(in.Year + 1) {
						if e.Active(next) && e.Grade == main.Grade {
							fate = Counted
						}
					}
				} else if main.Decision == Retained {
					fate = Counted
				}
				t.add(scope, fate)
				from(t, scope, fate, mine)
			}
		}
	},
}

func hasGrade(grades []int, g Grade) bool {
	for _, n := range grades {
		if Grade(n) == g {
			return true
		}
	}
	return false
}
