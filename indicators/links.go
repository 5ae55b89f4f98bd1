package indicators

// A Link says how many persons of an export are in the lists of pupils that they
// should be in: those of its own school year or, for a list of pupils, those of
// the year before.
type Link struct {
	Kind    Kind
	Year    SchoolYear
	Persons int64 // persons in the export
	Found   int64 // of them in the list
}

// Weak says that an export hardly belongs to the lists of pupils: fewer than half
// of at least twenty persons are in them. Codes that a program has changed, or an
// export of another place, show like this, and a measure then counts too few.
func (l Link) Weak() bool { return l.Persons >= 20 && 2*l.Found < l.Persons }

// Links compares every export with the lists of pupils; exports of years without
// a list are left out.
func (c *Calculation) Links() []Link {
	counts := map[yearOf]*Link{}
	see := func(k Kind, y, list SchoolYear, found bool) {
		if !c.present[yearOf{Enrolments, list}] {
			return
		}
		l := counts[yearOf{k, y}]
		if l == nil {
			l = &Link{Kind: k, Year: y}
			counts[yearOf{k, y}] = l
		}
		l.Persons++
		l.Found += one(found)
	}
	for pupil := range c.pupils.all() {
		listed := func(y SchoolYear) bool { return len(pupil.Rows(y)) > 0 }
		eachYear(pupil.enrolments, func(e *Enrolment) SchoolYear { return e.Year }, func(y SchoolYear) {
			see(Enrolments, y, y-1, listed(y-1))
		})
		eachYear(pupil.absences, func(a *Absence) SchoolYear { return a.Year }, func(y SchoolYear) {
			see(Absences, y, y, listed(y))
		})
		eachYear(pupil.exams, func(x *Exam) SchoolYear { return x.Year }, func(y SchoolYear) {
			see(Exams, y, y, listed(y))
		})
		eachYear(pupil.interest, func(i *Interest) SchoolYear { return i.Year }, func(y SchoolYear) {
			see(InterestRows, y, y, listed(y))
		})
		eachYear(pupil.continuations, func(k *Continuation) SchoolYear { return k.Year }, func(y SchoolYear) {
			see(Continuations, y, y, listed(y))
		})
	}
	var links []Link
	for _, k := range []Kind{Enrolments, Absences, Exams, InterestRows, Continuations} {
		for y := SchoolYear(1900); y <= 2100; y++ {
			if l := counts[yearOf{k, y}]; l != nil {
				links = append(links, *l)
			}
		}
	}
	return links
}

// eachYear names every year of rows that are sorted by year, once.
func eachYear[R any](rows []R, year func(*R) SchoolYear, visit func(SchoolYear)) {
	for i := range rows {
		if y := year(&rows[i]); i == 0 || y != year(&rows[i-1]) {
			visit(y)
		}
	}
}
