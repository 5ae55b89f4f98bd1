package indicators

// leftEducation: pupils of the first school day at one level who left education
// by the follow-up of the year.
var leftEducation = Measure{
	Name: "left_education", Source: Computed, Shape: Share,
	Takes:     []string{"level", "abroad", "forms"},
	Defaults:  Params{Abroad: "exclude", Forms: fullTime},
	Parts:     []string{"basic", "upper_secondary"},
	Part:      func(p *Params, level string) { p.Level = level },
	Needs:     func(Params) []Need { return []Need{{Enrolments, 0}, {Enrolments, 1}} },
	Decisions: func(Params) []int { return []int{0} },
	Count: func(in View, p Params, t *Tally) {
		headline := in.headline([]string{p.Level}, p.Forms)
		for pupil, rows := range in.onFirstDay(headline) {
			fate := in.followUp(pupil)
			if fate == GoneAbroad && p.Abroad == "include" {
				fate = Counted
			}
			for scope, mine := range scopes(rows) {
				t.add(scope, fate)
				from(t, scope, fate, mine)
			}
		}
	},
}
