package indicators

// notContinuing: graduates of grade 9 who do not go on to secondary education,
// general or vocational.
var notContinuing = Measure{
	Name: "not_continuing", Source: Computed, Shape: Share,
	Takes:    []string{"abroad", "levels", "forms"},
	Defaults: Params{Abroad: "exclude", Levels: headlineLevels, Forms: fullTime},
	Needs: func(Params) []Need {
		return []Need{{Enrolments, 0}, {Enrolments, 1}, {Continuations, 0}}
	},
	Decisions: func(Params) []int { return []int{0} },
	Graduates: []int{0},
	Count: func(in View, p Params, t *Tally) {
		headline := in.headline(p.Levels, p.Forms)
		higher := levelSet([]string{"upper_secondary", "vocational"})
		done := func(e *Enrolment) bool { return headline.has(e) && finished(e, []int{9}) }
		for pupil, rows := range in.having(in.Year, done) {
			elsewhere := ofYear(pupil.continuations, in.Year, func(c *Continuation) SchoolYear { return c.Year })
			fate := UnknownFate
			if activeAt(pupil.Rows(in.Year+1), in.Year.FollowUp(), higher) {
				fate = NotCounted
			} else {
				switch answer(elsewhere) {
				case ContinuesStudying:
					fate = NotCounted
				case ContinuesNot:
					fate = Counted
				case ContinuesAbroad:
					fate = GoneAbroad
					if p.Abroad == "include" {
						fate = Counted
					}
				}
			}
			for scope, mine := range scopes(rows) {
				t.add(scope, fate)
				from(t, scope, fate, mine)
				from(t, scope, fate, elsewhere)
			}
		}
	},
}
