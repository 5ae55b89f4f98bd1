package sample

import (
	"math/rand/v2"

	"raditaji/indicators"
)

// A town is a municipality as it lives through its school years.
type town struct {
	programme *indicators.Programme
	r         *rand.Rand
	rates     rates
	schools   []*school
	hobbies   string // registration number of the institution of interest education; may be empty

	first, last indicators.SchoolYear
	year        indicators.SchoolYear
	days        indicators.CalendarYear
	today       indicators.Date // the day of the export in the last year; nothing later has happened

	codes        map[uint64]struct{}
	placeholders int
	chances      chances
	decks        decks

	// Of the current year.
	rows      []row
	absences  []absence
	exams     []exam
	interests []interest
	fates     []continuation // of those who finished a level
	next      []*[grades][]*pupil

	leavers leavers // of the current year
	before  leavers // of the year before
	truths  []truth // of each year that was lived

	// Of the templates.
	seed      uint64
	faults    bool
	forms     []*formYear
	records   indicators.Records // of the exports from the first of those years on
	strangers uint64             // rows of pupils without a code
}

type chances struct {
	dropout, abroad, out, move, join         [stages]chance
	deceased, unknown, vanish                chance
	retained, repeatLater                    chance
	longAbsence, twoPlaces                   chance
	examFailed, retake, exempt, noShow       chance
	atMinimum                                chance
	nameless, placeholder                    chance
	noCertificate, extended, repeatNinth     chance
	notContinuing, goesAbroad, fateless      chance
	fateNotKnown, leftElsewhere, leavesAgain chance
}

// Leavers are those who finished grade 9 and go on, here or in other municipalities.
type leavers struct {
	here      []*pupil
	elsewhere []continuation
}

type decks struct{ completed, moved, out, abroad, dropout, unknown deck }

// A row is a pupil's time in an institution in the current year.
type row struct {
	p              *pupil
	school         int
	enrolled, left indicators.Date
	reason         string
	grade          grade
	programme      programme
	section        byte
	decision       decision
	second         bool // beside the pupil's own row
}

// A decision is a school's at the end of the year.
type decision uint8

const (
	undecided decision = iota
	promoted
	retained
	graduated
	noCertificate
	extended
)

func newTown(o Options) (*town, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	schools, err := schoolsOf(o)
	if err != nil {
		return nil, err
	}
	t := &town{
		programme: o.Programme, r: rand.New(rand.NewPCG(o.Seed, 0x7261646974616a69)), rates: ratesOf(o.Programme),
		schools: schools, first: o.FirstYear, last: o.LastYear, codes: map[uint64]struct{}{}, seed: o.Seed, faults: o.Faults,
		decks: decks{
			completed: deck{words: completedReasons}, moved: deck{words: movedReasons}, out: deck{words: outReasons},
			abroad: deck{words: abroadReasons}, dropout: deck{words: dropoutReasons}, unknown: deck{words: unknownReasons},
		},
	}
	for _, in := range o.Programme.Institutions {
		if in.Type == "interest_education" && t.hobbies == "" {
			t.hobbies = in.Number
		}
	}
	t.differ()
	t.askForms()
	return t, nil
}

// differ gives each school rates of its own, so that the municipality's stay as
// they are.
func (t *town) differ() {
	var weighted, all int64
	for _, s := range t.schools {
		s.factor, s.hobbies = 45+t.r.Int64N(111), 90+t.r.Int64N(21)
		if s.first > course0 { // most who drop out are there
			s.factor = 92 + t.r.Int64N(17)
		}
		weighted += s.factor * int64(s.size())
		all += int64(s.size())
	}
	if weighted == 0 {
		return
	}
	for _, s := range t.schools {
		s.factor = s.factor * all * 100 / weighted
	}
}

// populate fills the schools for the first year.
func (t *town) populate() {
	t.year = t.first
	for si, s := range t.schools {
		for g := range grades {
			for i := range s.target[g] {
				p := t.newPupil(si, g, t.first, false)
				if g == 0 {
					p.born = t.birthDate(int(t.first) - 4 - i%3)
					if p.coded() {
						p.code = t.newCode(p.born)
					}
				}
				p.enrolled = t.began(s, g)
				s.roll[g] = append(s.roll[g], p)
			}
		}
	}
}

// began is the day on which somebody who is in that grade in the first year came
// to the school.
func (t *town) began(s *school, g grade) indicators.Date {
	from := s.first
	switch {
	case g == 0:
		return t.firstDay(t.first - indicators.SchoolYear(t.r.IntN(2)))
	case g >= 10 && g <= 12:
		from = 10
	case t.r.IntN(6) == 0:
		from += int8(t.r.IntN(int(g-from) + 1))
	}
	return t.firstDay(t.first - indicators.SchoolYear(g-from))
}

// firstDay is the day on which a pupil is enrolled for a whole year: most on the
// first school day, some during the August before it.
func (t *town) firstDay(y indicators.SchoolYear) indicators.Date {
	if t.r.IntN(7) == 0 {
		return t.between(indicators.NewDate(int(y), 8, 5), indicators.NewDate(int(y), 8, 31))
	}
	return t.programme.Reading.Calendar.Of(y).First
}

func (t *town) begin(y indicators.SchoolYear) {
	t.year, t.days = y, t.programme.Reading.Calendar.Of(y)
	t.today = indicators.NewDate(int(y)+1, 12, 31)
	if y == t.last {
		t.today = indicators.NewDate(int(y), 10, 7)
	}
	t.rows, t.absences, t.exams, t.interests, t.fates = t.rows[:0], nil, nil, nil, nil
}

// goOn begins the next year with everybody where summer has put them.
func (t *town) goOn() {
	if t.next == nil {
		return
	}
	for si, s := range t.schools {
		s.roll = *t.next[si]
		s.nameless = 0
		for g := range s.roll {
			for _, p := range s.roll[g] {
				p.row, p.firstRow, p.gone, p.newcomer, p.departed, p.twoPlaces, p.seen, p.unjustified = 0, 0, false, false, stayed, false, false, [2]int32{}
				if !p.coded() {
					s.nameless++
				}
			}
		}
	}
	t.next = nil
	t.before, t.leavers = t.leavers, leavers{}
}

// headline says that a row is among those whom most indicators count.
func (t *town) headline(w *row) bool {
	return t.schools[w.school].inScope && w.grade >= 1 && w.grade <= 12 && w.programme.dayForm()
}

// trouble is a rate for one pupil: by the school, the pupil and the year.
func (t *town) trouble(rate int64, s *school, p *pupil) int64 {
	return rate * s.factor * int64(p.restless) / 10_000 * trend(t.year) / 100
}
