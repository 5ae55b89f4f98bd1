package sample

import (
	"slices"

	"raditaji/indicators"
)

// A continuation is what became of somebody who finished a level.
type continuation struct {
	p        *pupil
	school   int // where the level was finished
	basic    bool
	headline bool
	answer   string
	place    string
	kind     string
	left     indicators.Date
}

var placesElsewhere = []string{
	"Rīgas Valsts tehnikums", "Liepājas Valsts tehnikums", "Kuldīgas Tehnoloģiju un tūrisma tehnikums",
	"Daugavpils Valsts tehnikums", "Rēzeknes tehnikums", "Rīgas Tirdzniecības profesionālā vidusskola",
}

// summer puts everybody where the next year begins, writes down the leavings of
// those who change school, and fills the places that are free.
func (t *town) summer() {
	t.next = make([]*[grades][]*pupil, len(t.schools))
	for i := range t.next {
		t.next[i] = new([grades][]*pupil)
	}
	var beginners, sixth, seventh, ninth []*pupil
	for si, s := range t.schools {
		for g := range grades {
			for _, p := range s.roll[g] {
				if p.school != si || p.gone {
					continue
				}
				w := &t.rows[p.row]
				switch w.decision {
				case promoted:
					switch {
					case g == 0 && t.sixYears(p):
						beginners = append(beginners, p)
					case g == 0:
						t.put(p, si, 0)
					case g == s.last && p.coded():
						seventh = append(seventh, p)
					case g == s.last: // nobody can tell who that is elsewhere
					case g == 6 && !s.special() && p.coded():
						sixth = append(sixth, p)
					default:
						t.put(p, si, g+1)
					}
				case retained:
					t.put(p, si, g)
				case graduated:
					if g == 9 {
						ninth = append(ninth, p)
					} else {
						t.finishLater(p, w)
					}
				case noCertificate:
					if g == 9 && t.r.IntN(100) < 40 {
						ninth = append(ninth, p)
					}
				case extended:
					if g == 9 && t.r.IntN(100) < 60 {
						w.left, w.reason = indicators.NewDate(int(t.year)+1, 8, 29), "ieguvis izglītību"
						ninth = append(ninth, p)
					} else {
						t.put(p, si, g)
					}
				}
			}
		}
	}
	t.beginSchool(beginners)
	t.beginSeventh(sixth, seventh)
	t.afterNinth(ninth)
	t.fill()
}

func (t *town) put(p *pupil, si int, g grade) {
	if si != p.school || g != p.grade {
		if si != p.school {
			t.enter(p, si, g)
		}
		p.grade = g
	}
	t.next[si][g] = append(t.next[si][g], p)
}

// start puts a pupil into a school that the pupil enters on the first day.
func (t *town) start(p *pupil, si int, g grade) {
	p.enrolled = t.firstDay(t.year + 1)
	t.enter(p, si, g)
	t.next[si][g] = append(t.next[si][g], p)
}

// change is start for a pupil of another school, which writes the leaving down.
func (t *town) change(p *pupil, si int, g grade) {
	w := &t.rows[p.row]
	w.left = t.between(indicators.NewDate(int(t.year)+1, 8, 15), indicators.NewDate(int(t.year)+1, 8, 31))
	w.reason = t.decks.moved.deal(t.r)
	t.start(p, si, g)
}

// emptiest is the school with the most free places in a grade; −1 where no school
// teaches it. Special schools take no part.
func (t *town) emptiest(g grade) int {
	found, most := -1, 0
	for si, s := range t.schools {
		if !s.teaches(g) || s.special() {
			continue
		}
		if free := s.target[g] - len(t.next[si][g]); found < 0 || free > most {
			found, most = si, free
		}
	}
	return found
}

// beginSchool puts the children who leave preschool into first grades; for those
// for whom there is no place the registers of the municipality are over.
func (t *town) beginSchool(children []*pupil) {
	t.shuffle(children)
	for _, p := range children {
		si := t.emptiest(1)
		if si < 0 || len(t.next[si][1]) >= t.schools[si].target[1] {
			return
		}
		if !p.coded() {
			p.code = t.newCode(p.born)
		}
		p.programme = t.pick(t.schools[si], 1)
		t.start(p, si, 1)
	}
}

// beginSeventh lets gymnasiums choose; the others stay, or go where there is room.
func (t *town) beginSeventh(sixth, seventh []*pupil) {
	t.shuffle(sixth)
	t.shuffle(seventh)
	for si, s := range t.schools {
		if s.first != 7 {
			continue
		}
		n := min(len(seventh), s.target[7]*45/100)
		for _, p := range seventh[:n] {
			t.change(p, si, 7)
		}
		seventh = seventh[n:]
		n = min(len(sixth), s.target[7]*17/100)
		for _, p := range sixth[:n] {
			t.change(p, si, 7)
		}
		sixth = sixth[n:]
	}
	for _, p := range sixth {
		t.put(p, p.school, 7)
	}
	for _, p := range seventh {
		if si := t.emptiest(7); si >= 0 {
			t.change(p, si, 7)
		}
	}
}

// finishLater notes what became of somebody who finished upper secondary or
// vocational education.
func (t *town) finishLater(p *pupil, w *row) {
	f := continuation{p: p, school: w.school, headline: t.headline(w)}
	yes := 60
	if w.grade > course0 {
		yes = 25
	}
	switch n := t.r.IntN(100); {
	case n < yes:
		f.answer, f.place, f.kind = "jā", "augstskola", "augstākā"
	case n < 86:
		f.answer = "nē"
	case n < 91:
		f.answer = "ārvalstīs"
	default:
		f.answer = "nav zināms"
	}
	if p.coded() {
		t.fates = append(t.fates, f)
	}
}

// afterNinth lets those who finished grade 9 go on: the able in upper secondary
// schools, as far as there are places, then in vocational schools here and elsewhere.
func (t *town) afterNinth(all []*pupil) {
	t.shuffle(all)
	c := &t.chances
	var seekers []*pupil
	for _, p := range all {
		w := &t.rows[p.row]
		if !p.coded() {
			continue
		}
		f := continuation{p: p, school: w.school, basic: true, headline: t.headline(w)}
		if w.decision != graduated {
			seekers = append(seekers, p)
			continue
		}
		p.finishedAt = w.school
		switch {
		case c.notContinuing.falls(t.r, t.trouble(t.rates.notContinuing, t.schools[w.school], p)):
			f.answer = "nē"
		case c.goesAbroad.falls(t.r, 9_000):
			f.answer = "ārvalstīs"
		case c.fateNotKnown.falls(t.r, 7_000):
			f.answer = "nav zināms"
		case c.fateless.falls(t.r, 5_000): // nobody asked: no row
			f.answer = ""
		default:
			seekers = append(seekers, p)
			continue
		}
		t.fates = append(t.fates, f)
	}
	rank := make(map[*pupil]int, len(seekers))
	for _, p := range seekers {
		rank[p] = int(p.able) + t.r.IntN(40)
	}
	slices.SortStableFunc(seekers, func(a, b *pupil) int { return rank[b] - rank[a] })
	seekers = t.beginTenth(seekers)
	seekers = t.beginCourses(seekers)
	for _, p := range seekers {
		t.goElsewhere(p)
	}
}

func (t *town) beginTenth(seekers []*pupil) (rest []*pupil) {
	places := 0
	for si, s := range t.schools {
		places += max(0, s.target[10]*97/100-len(t.next[si][10]))
	}
	n := min(places, len(seekers))
	for _, p := range seekers[:n] {
		si := t.emptiest(10)
		if own := p.school; t.schools[own].target[10] > len(t.next[own][10]) && t.r.IntN(100) < 75 {
			si = own
		}
		p.programme = t.pick(t.schools[si], 10)
		t.goOnHere(p, "vispārējā vidējā", si, 10)
	}
	return seekers[n:]
}

func (t *town) beginCourses(seekers []*pupil) (rest []*pupil) {
	t.shuffle(seekers)
	places := 0
	for _, s := range t.schools {
		places += s.target[course0+1] * 60 / 100
	}
	n := min(places, len(seekers)*7/10)
	for _, p := range seekers[:n] {
		si := t.emptiest(course0 + 1)
		p.programme = t.pick(t.schools[si], course0+1)
		t.goOnHere(p, "profesionālā", si, course0+1)
	}
	return seekers[n:]
}

func (t *town) goOnHere(p *pupil, kind string, si int, g grade) {
	w := &t.rows[p.row]
	if w.decision == graduated {
		f := continuation{p: p, school: w.school, basic: true, headline: t.headline(w), answer: "jā", place: t.schools[si].name, kind: kind}
		if t.r.IntN(100) < 88 {
			t.fates = append(t.fates, f)
		}
		if f.headline {
			t.leavers.here = append(t.leavers.here, p)
		}
	}
	t.start(p, si, g)
}

// goElsewhere notes those who go on in other municipalities, and when some of them
// give up. Nothing after the last follow-up of the exports is known.
func (t *town) goElsewhere(p *pupil) {
	w := &t.rows[p.row]
	if w.decision != graduated {
		return
	}
	f := continuation{
		p: p, school: w.school, basic: true, headline: t.headline(w), answer: "jā",
		place: placesElsewhere[t.r.IntN(len(placesElsewhere))], kind: "profesionālā",
	}
	if t.chances.leftElsewhere.falls(t.r, t.rates.leftElsewhere) {
		left := t.between(indicators.NewDate(int(t.year)+1, 10, 2), indicators.NewDate(int(t.year)+2, 9, 30))
		if left <= indicators.NewDate(int(t.last), 10, 1) {
			f.left = left
		}
	}
	t.fates = append(t.fates, f)
	if f.headline {
		t.leavers.elsewhere = append(t.leavers.elsewhere, f)
	}
}

// fill lets pupils of other municipalities come for the next year. Classes into
// which pupils are taken are filled to about their size, the others less.
func (t *town) fill() {
	for si, s := range t.schools {
		for g := range grades {
			if !s.teaches(g) {
				continue
			}
			free := s.target[g] - len(t.next[si][g])
			if g == 0 || g == s.first || g == 10 || g == course0+1 {
				free += (t.r.IntN(7) - 3) * s.target[g] / 100
			} else {
				free = free * 85 / 100
			}
			if len(t.next[si][g]) == 0 {
				free = max(free, 1)
			}
			for range free {
				p := t.newPupil(si, g, t.year+1, true)
				p.enrolled = t.firstDay(t.year + 1)
				t.next[si][g] = append(t.next[si][g], p)
			}
		}
	}
}

func (t *town) shuffle(list []*pupil) {
	t.r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}
