package sample

import "raditaji/indicators"

// A tally is a numerator and a denominator.
type tally struct{ n, of int }

// A truth is what happened in a year, counted from the pupils themselves and not
// from the exports. It is near the measures but not their definition: SEMR's values
// come from it.
type truth struct {
	year  indicators.SchoolYear
	town  figures
	parts []figures // by school
}

// Figures are the truth of a scope.
type figures struct {
	longAbsence, retained, turnover, firstYear tally
	belowMinimum, interest, notContinuing      tally
	leftBasic, leftSecondary                   tally
}

// tally counts the year that was lived.
func (t *town) tally() {
	tr := truth{year: t.year, parts: make([]figures, len(t.schools))}
	for i := range t.rows {
		w := &t.rows[i]
		if !t.headline(w) {
			continue
		}
		part, p := &tr.parts[w.school], w.p
		active := w.enrolled <= t.days.First && (w.left == 0 || w.left > t.days.First)
		long := p.unjustified[0] > 20 || p.unjustified[1] > 20
		gaveUp := p.departed == droppedOut || p.departed == wentAbroad && t.rates == kraslava
		if active {
			both := []*figures{part, &tr.town}
			if p.seen { // in two places: the municipality has the person already
				both = both[:1]
			}
			p.seen = true
			for _, f := range both {
				f.longAbsence.add(long)
				f.turnover.of++
				if w.grade <= 9 {
					f.leftBasic.add(gaveUp)
				} else {
					f.leftSecondary.add(gaveUp)
				}
			}
		}
		if w.grade <= 8 && w.decision != undecided && !w.second {
			part.retained.add(w.decision == retained)
			tr.town.retained.add(w.decision == retained)
		}
		if w.enrolled > t.days.First {
			part.turnover.n++
			if p.newcomer {
				tr.town.turnover.n++
			}
		}
		if w.left > t.days.First && w.left <= t.days.Last && w.decision == undecided && p.departed != died {
			part.turnover.n++
			if p.departed != stayed {
				tr.town.turnover.n++
			}
		}
	}
	t.tallyGraduates(&tr)
	t.tallyExams(&tr)
	had := map[*pupil]bool{}
	for _, in := range t.interests {
		had[in.p] = true
	}
	for i := range t.rows {
		w := &t.rows[i]
		if t.headline(w) && !w.second && w.enrolled <= t.days.First && w.left != t.days.First {
			tr.parts[w.school].interest.add(had[w.p])
			tr.town.interest.add(had[w.p])
		}
	}
	t.truths = append(t.truths, tr)
}

func (c *tally) add(counted bool) {
	c.of++
	if counted {
		c.n++
	}
}

// tallyGraduates counts last year's graduates, who are kept in before, and this
// year's.
func (t *town) tallyGraduates(tr *truth) {
	for _, p := range t.before.here {
		w := &t.rows[p.firstRow]
		if w.left != 0 && w.left <= (t.year-1).FollowUp() || p.departed == wentAbroad || p.departed == died {
			continue
		}
		tr.parts[p.finishedAt].firstYear.add(p.departed == droppedOut)
		tr.town.firstYear.add(p.departed == droppedOut)
	}
	for _, f := range t.before.elsewhere {
		gaveUp := f.left != 0 && f.left <= t.year.FollowUp()
		tr.parts[f.school].firstYear.add(gaveUp)
		tr.town.firstYear.add(gaveUp)
	}
	for i := range t.rows {
		if w := &t.rows[i]; w.grade == 9 && w.decision == graduated && t.headline(w) {
			tr.parts[w.school].notContinuing.of++
			tr.town.notContinuing.of++
		}
	}
	for _, f := range t.fates {
		switch {
		case !f.basic || !f.headline:
		case f.answer == "nē":
			tr.parts[f.school].notContinuing.n++
			tr.town.notContinuing.n++
		case f.answer != "jā":
			tr.parts[f.school].notContinuing.of--
			tr.town.notContinuing.of--
		}
	}
}

func (t *town) tallyExams(tr *truth) {
	best := map[*pupil]*[len(subjects)]int{}
	var order []exam
	for _, e := range t.exams {
		if e.grade != 9 || e.status != taken {
			continue
		}
		b := best[e.p]
		if b == nil {
			b = &[len(subjects)]int{-1, -1, -1}
			best[e.p] = b
			order = append(order, e)
		}
		b[e.subject] = max(b[e.subject], e.result)
	}
	for _, e := range order {
		below := false
		for _, result := range best[e.p] {
			below = below || result >= 0 && result < failing
		}
		tr.parts[e.school].belowMinimum.add(below)
		tr.town.belowMinimum.add(below)
	}
}
