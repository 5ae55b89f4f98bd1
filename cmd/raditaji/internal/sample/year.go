package sample

import "raditaji/indicators"

// live lets the year pass up to its last school day: who leaves, moves and comes.
func (t *town) live() {
	var moved, came []*pupil
	for si, s := range t.schools {
		for g := range grades {
			for _, p := range s.roll[g] {
				p.row = t.add(p, si, p.enrolled)
				p.firstRow = p.row
				if t.leaves(p, s) || t.isVanishing(p) {
					continue
				}
				st := stageOf(g)
				if p.coded() && t.chances.move[st].falls(t.r, t.rates.move[st]) {
					if t.moves(p, si) {
						moved = append(moved, p)
						continue
					}
				}
				if g >= 5 && g <= 11 && g != 9 && p.coded() && t.chances.twoPlaces.falls(t.r, t.rates.twoPlaces) {
					t.enrolTwice(p, si)
				}
			}
			st := stageOf(g)
			for range s.roll[g] {
				if t.chances.join[st].falls(t.r, t.rates.join[st]) {
					if p := t.comes(si, g); p != nil {
						came = append(came, p)
					}
				}
			}
		}
	}
	for _, p := range append(moved, came...) {
		s := t.schools[p.school]
		s.roll[p.grade] = append(s.roll[p.grade], p)
	}
}

func (t *town) add(p *pupil, school int, enrolled indicators.Date) int {
	t.rows = append(t.rows, row{
		p: p, school: school, enrolled: enrolled, grade: p.grade, programme: p.programme, section: p.section,
	})
	return len(t.rows) - 1
}

// final says that a pupil finishes a level this year, and so does not leave in summer.
func final(p *pupil) bool {
	return p.grade == 9 || p.grade == 12 || p.grade > course0 && p.grade >= p.programme.lastCourse()
}

// leaves lets a pupil leave the municipality's institutions, if that is what happens.
func (t *town) leaves(p *pupil, s *school) bool {
	st, c := stageOf(p.grade), &t.chances
	var why leave
	var reason string
	summer := 35 // of a hundred who leave
	switch {
	case c.deceased.falls(t.r, t.rates.deceased):
		why, reason, summer = died, "miris", 0
	case c.unknown.falls(t.r, t.rates.unknown):
		why, reason = leftUnknown, "?"
	case c.abroad[st].falls(t.r, t.rates.abroad[st]):
		why, reason = wentAbroad, "?"
	case c.dropout[st].falls(t.r, t.trouble(t.rates.dropout[st], s, p)):
		why, reason, summer = droppedOut, "?", 25
	case c.out[st].falls(t.r, t.rates.out[st]):
		why, reason = movedOut, "?"
	default:
		return false
	}
	day := t.between(after(t.days.First, 1), after(t.days.Last, -3))
	if t.r.IntN(100) < summer && !final(p) {
		day = t.between(indicators.NewDate(int(t.year)+1, 6, 20), indicators.NewDate(int(t.year)+1, 8, 31))
	}
	if day > t.today {
		return false
	}
	if reason == "?" {
		reason = t.reasonFor(why)
	}
	w := &t.rows[p.row]
	w.left, w.reason = day, reason
	p.gone, p.departed = true, why
	return true
}

func (t *town) reasonFor(why leave) string {
	switch why {
	case leftUnknown:
		return t.decks.unknown.deal(t.r)
	case wentAbroad:
		return t.decks.abroad.deal(t.r)
	case droppedOut:
		return t.decks.dropout.deal(t.r)
	}
	return t.decks.out.deal(t.r)
}

// isVanishing says that a pupil is missing from the next year's list, though
// nobody wrote down a leaving.
func (t *town) isVanishing(p *pupil) bool {
	if final(p) || t.year == t.last || !t.chances.vanish.falls(t.r, t.rates.vanish) {
		return false
	}
	p.gone, p.departed = true, vanished
	return true
}

// moves lets a pupil change to another institution of the municipality. A few are
// in both for some days, or in neither.
func (t *town) moves(p *pupil, from int) bool {
	to := t.otherSchool(p.grade, from)
	if to < 0 {
		return false
	}
	left := t.between(after(t.days.First, 15), after(t.days.Last, -20))
	enrolled := left
	switch n := t.r.IntN(100); {
	case n < 15:
		enrolled = after(left, -3-t.r.IntN(7))
	case n < 25:
		enrolled = after(left, 1+t.r.IntN(13))
	}
	if max(left, enrolled) > t.today {
		return false
	}
	w := &t.rows[p.row]
	w.left, w.reason = left, t.decks.moved.deal(t.r)
	t.enter(p, to, p.grade)
	if p.programme == specialMild || p.programme == specialSevere {
		p.programme = basicPlain
	}
	p.enrolled = enrolled
	p.row = t.add(p, to, enrolled)
	return true
}

// otherSchool is another school, not a special one, that teaches the grade, the
// larger the likelier; −1 is none.
func (t *town) otherSchool(g grade, but int) int {
	pupils, found := 0, -1
	for si, s := range t.schools {
		if si == but || !s.teaches(g) || s.special() {
			continue
		}
		pupils += s.target[g]
		if t.r.IntN(pupils) < s.target[g] {
			found = si
		}
	}
	return found
}

// enrolTwice gives a pupil a second institution for the whole year.
func (t *town) enrolTwice(p *pupil, si int) {
	other := t.otherSchool(p.grade, si)
	if other < 0 {
		return
	}
	p.twoPlaces = true
	w := &t.rows[t.add(p, other, t.days.First)]
	w.second, w.programme = true, basicPlain
	if p.grade >= 10 {
		w.programme = secondaryNew
	}
	if t.year < t.last {
		w.left, w.reason = indicators.NewDate(int(t.year)+1, 8, 31), "mainījis iestādi"
	}
}

// comes lets a pupil from another municipality join after the first day; nil where
// that day has not come yet.
func (t *town) comes(si int, g grade) *pupil {
	day := t.between(after(t.days.First, 1), after(t.days.Last, -15))
	if day > t.today {
		return nil
	}
	p := t.newPupil(si, g, t.year, true)
	p.enrolled, p.newcomer = day, true
	p.row = t.add(p, si, day)
	if again := t.between(after(day, 5), after(t.days.Last, -1)); again > day && again <= t.today && t.chances.leavesAgain.falls(t.r, 40_000) {
		w := &t.rows[p.row]
		w.left, w.reason = again, t.decks.out.deal(t.r)
		p.gone, p.departed = true, movedOut
	}
	return p
}

// decide lets the schools decide about everybody who is there at the end of the year.
func (t *town) decide() {
	for i := range t.rows {
		w := &t.rows[i]
		last := t.days.LastDay(indicators.Grade(w.grade))
		if w.second || w.left != 0 && w.left <= last {
			continue
		}
		w.decision = t.decisionOn(w)
		switch w.decision {
		case graduated:
			w.left, w.reason = last, t.decks.completed.deal(t.r)
		case noCertificate:
			w.left, w.reason = last, "pabeidzis mācības"
		}
		if w.grade == 0 && w.left == 0 && t.sixYears(w.p) && w.p.departed == stayed {
			w.left, w.reason = last, "pabeidzis mācības"
		}
	}
	for i := range t.rows {
		if w := &t.rows[i]; w.second {
			w.decision = t.rows[w.p.row].decision
		}
	}
}

// sixYears says that a child goes to school after this year.
func (t *town) sixYears(p *pupil) bool { return p.born.Year() <= int(t.year)-6 }

func (t *town) decisionOn(w *row) decision {
	s, c := t.schools[w.school], &t.chances
	switch {
	case w.grade == 0:
		return promoted
	case final(w.p):
		switch {
		case w.grade != 9 && c.repeatLater.falls(t.r, t.trouble(t.rates.repeatLater, s, w.p)),
			w.grade == 9 && c.repeatNinth.falls(t.r, t.trouble(8_000, s, w.p)):
			return retained
		case c.noCertificate.falls(t.r, 16_000):
			return noCertificate
		case c.extended.falls(t.r, 8_000):
			return extended
		}
		return graduated
	case w.grade <= 8:
		if c.retained.falls(t.r, t.trouble(t.rates.retained, s, w.p)) {
			return retained
		}
	case c.repeatLater.falls(t.r, t.trouble(t.rates.repeatLater, s, w.p)):
		return retained
	}
	return promoted
}

// An absence is the lessons that a pupil missed in a school and semester for one reason.
type absence struct {
	p                   *pupil
	school              int
	semester            int8
	missed, unjustified int32
	reason              string
}

var (
	excuses = []string{"slimība", "slimība", "slimība", "ģimenes apstākļi", "sacensības vai olimpiāde"}
	truancy = []string{"bez attaisnojuma", "nav zināms"}
)

// attend counts missed lessons. Nobody but the long absent reaches more than
// twenty unjustified lessons in a semester, all schools together.
func (t *town) attend() {
	stageWeight := [stages]int64{0, 40, 168, 168, 168, 250, 200}
	has := make([][2]bool, len(t.schools))
	for i := range t.rows {
		w := &t.rows[i]
		st := stageOf(w.grade)
		if st == preschool || !w.p.coded() {
			continue
		}
		first, second := t.attended(w, 1), t.attended(w, 2)
		if !w.second && second && w.enrolled <= t.days.First &&
			t.chances.longAbsence.falls(t.r, t.trouble(t.rates.longAbsence*stageWeight[st]/100, t.schools[w.school], w.p)) {
			n := t.r.IntN(4)
			if n != 0 {
				t.missLong(w, 1)
			}
			if n == 0 || n == 3 {
				t.missLong(w, 2)
			}
		}
		for semester := int8(1); semester <= 2; semester++ {
			if semester == 1 && !first || semester == 2 && !second {
				continue
			}
			n := len(t.absences)
			t.miss(w, semester)
			if len(t.absences) > n {
				has[w.school][semester-1] = true
			}
		}
	}
	for i := range t.rows { // a school whose pupils missed nothing would look silent
		w := &t.rows[i]
		for semester := int8(1); semester <= 2; semester++ {
			if w.grade > 0 && !has[w.school][semester-1] && w.p.coded() && t.attended(w, semester) {
				has[w.school][semester-1] = true
				t.absences = append(t.absences, absence{w.p, w.school, semester, 2, 0, excuses[0]})
			}
		}
	}
}

// attended says that a pupil was in the school for a good part of the semester;
// 100 more in a date is a month later.
func (t *town) attended(w *row, semester int8) bool {
	if semester == 1 {
		return w.enrolled < t.days.First+100 && (w.left == 0 || w.left > t.days.First+100)
	}
	return w.enrolled < t.days.Last && (w.left == 0 || w.left > t.days.Semester2+100)
}

func (t *town) missLong(w *row, semester int8) {
	n := int32(21 + t.r.IntN(40))
	w.p.unjustified[semester-1] += n
	if t.r.IntN(10) < 3 {
		part := 5 + t.r.Int32N(n-9)
		t.absences = append(t.absences, absence{w.p, w.school, semester, part, part, truancy[1]})
		n -= part
	}
	t.absences = append(t.absences, absence{w.p, w.school, semester, n + t.r.Int32N(15), n, truancy[0]})
}

func (t *town) miss(w *row, semester int8) {
	if t.r.IntN(100) < 34 {
		n := 1 + min(t.r.Int32N(60), t.r.Int32N(60))
		t.absences = append(t.absences, absence{w.p, w.school, semester, n, 0, excuses[t.r.IntN(len(excuses))]})
	}
	sum := &w.p.unjustified[semester-1]
	if t.r.IntN(100) < 13 && *sum < 20 {
		n := min(1+min(t.r.Int32N(20), t.r.Int32N(20)), 20-*sum)
		*sum += n
		t.absences = append(t.absences, absence{w.p, w.school, semester, n + t.r.Int32N(8), n, truancy[0]})
	}
}

// An exam is one attempt of a pupil.
type exam struct {
	p       *pupil
	school  int
	grade   grade
	section byte
	subject int8
	status  examStatus
	result  int // hundredths of a percent, of those taken
}

type examStatus uint8

const (
	taken examStatus = iota
	exempt
	absent
)

var subjects = [...]string{"Latviešu valoda", "Matemātika", "Svešvaloda (angļu)"}

// failing is the result below which an exam of grade 9 is failed, in hundredths.
const failing = 1000

// examine lets grades 9 and 12 take their exams; grade 9 since 2022./2023.
func (t *town) examine() {
	var again []exam
	for i := range t.rows {
		w := &t.rows[i]
		if w.second || !w.p.coded() || w.grade != 12 && (w.grade != 9 || t.year < 2022) ||
			w.left != 0 && w.left < t.days.LastDay(indicators.Grade(w.grade)) {
			continue
		}
		e := exam{p: w.p, school: w.school, grade: w.grade, section: w.section}
		c := &t.chances
		switch {
		case t.schools[w.school].special() && t.r.IntN(10) > 0, c.exempt.falls(t.r, 15_000):
			for subject := range subjects {
				e.subject, e.status = int8(subject), exempt
				t.exams = append(t.exams, e)
			}
			continue
		}
		fails, retakes, missing := -1, -1, -1
		switch {
		case w.grade == 9 && c.examFailed.falls(t.r, t.trouble(t.rates.examFailed, t.schools[w.school], w.p)):
			fails = t.r.IntN(len(subjects))
		case c.retake.falls(t.r, 12_000):
			retakes = t.r.IntN(len(subjects))
		case c.noShow.falls(t.r, 10_000):
			missing = t.r.IntN(len(subjects))
		}
		for subject := range subjects {
			e.subject, e.status, e.result = int8(subject), taken, t.score(w.p)
			switch subject {
			case fails:
				e.result = 150 + t.r.IntN(failing-150)
				if t.r.IntN(2) == 0 {
					second := e
					second.result = e.result/2 + 1
					again = append(again, second)
				}
			case retakes:
				second := e
				second.result = 1500 + t.r.IntN(3000)
				e.result = 300 + t.r.IntN(failing-300)
				again = append(again, second)
			case missing:
				if t.r.IntN(2) == 0 {
					again = append(again, e)
				}
				e.status = absent
			default:
				if c.atMinimum.falls(t.r, 2_000) {
					e.result = failing
				}
			}
			t.exams = append(t.exams, e)
		}
	}
	t.exams = append(t.exams, again...)
}

// score is a result above every minimum.
func (t *town) score(p *pupil) int {
	return min(9900, 1800+int(p.able)*65+t.r.IntN(2200))
}

// An interest is a pupil's place in a programme of interest education.
type interest struct {
	p        *pupil
	school   int // the pupil's own
	provider string
	hobby    int8
}

var hobbyProgrammes = [...]struct{ name, field string }{
	{"Tautas dejas", "Kultūrizglītība"}, {"Koris", "Kultūrizglītība"}, {"Vokālais ansamblis", "Kultūrizglītība"},
	{"Vizuālā māksla", "Kultūrizglītība"}, {"Keramika", "Kultūrizglītība"}, {"Teātra pulciņš", "Kultūrizglītība"},
	{"Basketbols", "Sports"}, {"Futbols", "Sports"}, {"Vispārējā fiziskā sagatavotība", "Sports"}, {"Šahs", "Sports"},
	{"Robotika", "Tehniskā jaunrade"}, {"Modelēšana", "Tehniskā jaunrade"}, {"Vides izpētes pulciņš", "Vides izglītība"},
	{"Jaunsargi", "Jaunatnes darbs"}, {"Mazpulks", "Jaunatnes darbs"},
}

// sportsSchools are real providers that neither programme lists, by the first digit
// of the municipality's registration numbers.
var sportsSchools = map[byte]string{'3': "3271902181", '4': "4271902119"}

// enrolInHobbies registers pupils in interest education. The keen stay keen from
// year to year.
func (t *town) enrolInHobbies() {
	for i := range t.rows {
		w := &t.rows[i]
		if w.p.row != i || !w.p.coded() || w.enrolled > t.days.Semester2 { // once for each pupil
			continue
		}
		share := t.rates.interest * t.schools[w.school].hobbies / million // percent
		switch {
		case w.grade == 0:
			share /= 2
		case w.grade > course0:
			share /= 3
		}
		ofAHundred := 80
		if int64(w.p.hobby) >= share {
			ofAHundred = int(20 * share / (100 - share))
		}
		if t.r.IntN(100) >= ofAHundred {
			continue
		}
		own := t.schools[w.school].number
		hobby := t.r.IntN(len(hobbyProgrammes))
		for n := 1 + t.r.IntN(6)/4; n > 0; n-- {
			provider := own
			switch u := t.r.IntN(100); {
			case u < 50 && t.hobbies != "":
				provider = t.hobbies
			case u < 54 && hobbyProgrammes[hobby].field == "Sports" && sportsSchools[own[0]] != "":
				provider = sportsSchools[own[0]]
			}
			t.interests = append(t.interests, interest{w.p, w.school, provider, int8(hobby)})
			hobby = (hobby + 1 + t.r.IntN(len(hobbyProgrammes)-1)) % len(hobbyProgrammes)
		}
	}
}
