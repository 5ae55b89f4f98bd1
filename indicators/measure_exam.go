package indicators

// examBelowMinimum: pupils who took an exam of the grade and stayed below the
// state's minimum in at least one subject. The minimum is that of the rules on
// centralised exams: 10 % from 2022./2023., 15 % from 2025./2026.; before that
// grade 9 had no centralised exams.
var examBelowMinimum = Measure{
	Name: "exam_below_minimum", Source: Computed, Shape: Share,
	Takes: []string{"minimum", "grade", "attempt", "unit"},
	Defaults: Params{
		Minimum: map[int]int{2022: 10, 2023: 10, 2024: 10, 2025: 15}, Grade: 9, Attempt: "best", Unit: "pupil",
	},
	Needs:  func(Params) []Need { return []Need{{Exams, 0}} },
	Silent: Exams,
	Exists: func(p Params, y SchoolYear) bool { _, ok := p.MinimumOf(y); return ok },
	Count: func(in View, p Params, t *Tally) {
		minimum, ok := p.MinimumOf(in.Year)
		if !ok {
			return
		}
		var rows []Exam
		for pupil := range in.Pupils() {
			taken := ofYear(pupil.exams, in.Year, func(x *Exam) SchoolYear { return x.Year })
			rows = pick(rows, taken, func(x *Exam) bool { return x.Taken && x.Grade == Grade(p.Grade) })
			for scope, mine := range scopes(rows) {
				// A person's rows stand subject by subject, attempts in their order.
				fate := NotCounted
				for rest := mine; len(rest) > 0; {
					n := 1
					for n < len(rest) && rest[n].Subject == rest[0].Subject {
						n++
					}
					exam := NotCounted
					if p.resultOf(rest[:n]) < minimum {
						exam, fate = Counted, Counted
					}
					if p.Unit == "exam" {
						t.add(scope, exam)
						from(t, scope, exam, rest[:n])
					}
					rest = rest[n:]
				}
				if p.Unit != "exam" {
					t.add(scope, fate)
					from(t, scope, fate, mine)
				}
			}
		}
	},
}

// MinimumOf is the minimum of a school year: its own entry, after the last entry
// the last. It is false before the first: there was no such exam.
func (p Params) MinimumOf(y SchoolYear) (Percent, bool) {
	best := 0
	for year := range p.Minimum {
		if year <= int(y) && year > best {
			best = year
		}
	}
	return Percent(p.Minimum[best]) * PercentUnit, best != 0
}

// resultOf is the result that counts among the attempts at one exam.
func (p Params) resultOf(attempts []Exam) Percent {
	result := attempts[len(attempts)-1].Result
	if p.Attempt == "last" {
		return result
	}
	for i := range attempts {
		result = max(result, attempts[i].Result)
	}
	return result
}
