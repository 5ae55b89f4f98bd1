package indicators

// interestEducation: pupils of the first school day who are in at least one
// interest-education programme that year, of whatever provider.
var interestEducation = Measure{
	Name: "interest_education", Source: Computed, Shape: Share,
	Takes:    []string{"levels", "forms"},
	Defaults: Params{Levels: headlineLevels, Forms: fullTime},
	Needs:    func(Params) []Need { return []Need{{Enrolments, 0}, {InterestRows, 0}} },
	Count: func(in View, p Params, t *Tally) {
		headline := in.headline(p.Levels, p.Forms)
		for pupil, rows := range in.onFirstDay(headline) {
			programmes := ofYear(pupil.interest, in.Year, func(i *Interest) SchoolYear { return i.Year })
			fate := NotCounted
			if len(programmes) > 0 {
				fate = Counted
			}
			for scope, mine := range scopes(rows) {
				t.add(scope, fate)
				from(t, scope, fate, mine)
				from(t, scope, fate, programmes)
			}
		}
	},
}
