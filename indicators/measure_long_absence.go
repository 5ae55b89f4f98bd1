package indicators

// longAbsence: pupils of the first school day who missed more than a number of
// lessons without excuse in one semester.
var longAbsence = Measure{
	Name: "long_absence", Source: Computed, Shape: Share,
	Takes:    []string{"lessons", "at_least", "combine", "levels", "forms"},
	Defaults: Params{Lessons: 20, Combine: "any", Levels: headlineLevels, Forms: fullTime},
	Needs:    func(Params) []Need { return []Need{{Enrolments, 0}, {Absences, 0}} },
	Silent:   Absences, Semesters: 2,
	Count: func(in View, p Params, t *Tally) {
		headline := in.headline(p.Levels, p.Forms)
		for pupil, rows := range in.onFirstDay(headline) {
			missed := ofYear(pupil.absences, in.Year, func(a *Absence) SchoolYear { return a.Year })
			fate := NotCounted
			if p.tooMany(missed) {
				fate = Counted
			}
			for scope, mine := range scopes(rows) {
				t.add(scope, fate)
				from(t, scope, fate, mine)
				from(t, scope, fate, missed)
			}
		}
	},
}

// tooMany adds up a person's institutions and reasons, semester by semester.
func (p Params) tooMany(rows []Absence) bool {
	var lessons [3]int64
	for i := range rows {
		lessons[rows[i].Semester] += int64(rows[i].Unjustified)
	}
	over := func(n int64) bool { return n > int64(p.Lessons) || p.AtLeast && n == int64(p.Lessons) }
	switch p.Combine {
	case "both":
		return over(lessons[1]) && over(lessons[2])
	case "year":
		return over(lessons[1] + lessons[2])
	}
	return over(lessons[1]) || over(lessons[2])
}
