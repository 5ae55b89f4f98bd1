package indicators

// firstYearDropout: of those who finished a stage last year and went on, those
// who left education in the first year.
var firstYearDropout = Measure{
	Name: "first_year_dropout", Source: Computed, Shape: Share,
	Takes: []string{"from", "to", "levels", "forms"},
	Defaults: Params{
		From: []int{9}, To: []string{"upper_secondary", "vocational"}, Levels: headlineLevels, Forms: fullTime,
	},
	Needs: func(Params) []Need {
		return []Need{{Enrolments, -1}, {Enrolments, 0}, {Enrolments, 1}, {Continuations, -1}}
	},
	Decisions: func(Params) []int { return []int{-1, 0} },
	Graduates: []int{-1},
	Count: func(in View, p Params, t *Tally) {
		headline := in.headline(p.Levels, p.Forms)
		to := levelSet(p.To)
		began := (in.Year - 1).FollowUp()
		done := func(e *Enrolment) bool { return headline.has(e) && finished(e, p.From) }
		for pupil, rows := range in.having(in.Year-1, done) {
			elsewhere := ofYear(pupil.continuations, in.Year-1, func(c *Continuation) SchoolYear { return c.Year })
			here := pupil.Rows(in.Year)
			var fate Fate
			switch {
			case activeAt(here, began, to):
				fate = in.followUp(pupil)
				elsewhere = nil
			case answer(elsewhere) == ContinuesStudying:
				fate = leftElsewhere(elsewhere, in.Year.FollowUp())
			default:
				continue
			}
			for scope, mine := range scopes(rows) {
				t.add(scope, fate)
				from(t, scope, fate, mine)
				from(t, scope, fate, here)
				from(t, scope, fate, elsewhere)
			}
		}
	},
}

// finished says that the row finished one of the grades: grades 9 and 12 with
// absolvējis, the others by moving up.
func finished(e *Enrolment, grades []int) bool {
	if !hasGrade(grades, e.Grade) {
		return false
	}
	if e.Grade == 9 || e.Grade == 12 {
		return e.Decision == Graduated
	}
	return e.Decision == Promoted
}

// leftElsewhere is the fate of somebody who continues outside the municipality:
// counted once every continuation was left by that day.
func leftElsewhere(rows []Continuation, day Date) Fate {
	for i := range rows {
		if rows[i].Continues == ContinuesStudying && (rows[i].Left == 0 || rows[i].Left > day) {
			return NotCounted
		}
	}
	return Counted
}

// answer is what a graduate's rows say together: jā before ārvalstīs before nē
// before nav zināms, which is also the answer of no row.
func answer(rows []Continuation) Continues {
	best := ContinuesUnknown
	for i := range rows {
		best = max(best, rows[i].Continues)
	}
	return best
}

func levelSet(names []string) (set [len(levelNames)]bool) {
	for _, name := range names {
		if l, ok := LevelNamed(name); ok {
			set[l] = true
		}
	}
	return set
}

// activeAt says that one of the rows is active on a day at one of the levels.
func activeAt(rows []Enrolment, d Date, levels [len(levelNames)]bool) bool {
	for i := range rows {
		if levels[rows[i].Level] && rows[i].Active(d) {
			return true
		}
	}
	return false
}
