package indicators

import (
	"cmp"
	"iter"
	"slices"
)

// A Pupil is one person's records of all years, in an order that does not depend
// on the files they came from.
type Pupil struct {
	enrolments    []Enrolment
	absences      []Absence
	exams         []Exam
	interest      []Interest
	continuations []Continuation
}

// Rows are the pupil's enrolments of one school year.
func (p Pupil) Rows(y SchoolYear) []Enrolment {
	return ofYear(p.enrolments, y, func(e *Enrolment) SchoolYear { return e.Year })
}

// ofYear cuts the rows of a year out of rows that are sorted by year.
func ofYear[R any](rows []R, y SchoolYear, year func(*R) SchoolYear) []R {
	from := 0
	for from < len(rows) && year(&rows[from]) < y {
		from++
	}
	to := from
	for to < len(rows) && year(&rows[to]) == y {
		to++
	}
	return rows[from:to]
}

// Pupils are the records of a run, brought together by person.
type Pupils struct {
	count         int
	enrolments    grouped[Enrolment]
	absences      grouped[Absence]
	exams         grouped[Exam]
	interest      grouped[Interest]
	continuations grouped[Continuation]
}

// A grouped holds the rows of person i in rows[start[i]:start[i+1]].
type grouped[R any] struct {
	rows  []R
	start []uint32
}

func (g grouped[R]) of(person int) []R { return g.rows[g.start[person]:g.start[person+1]] }

// groupPupils brings records together by person, in time linear in the rows.
func groupPupils(in Records) *Pupils {
	ids := make(map[Person]uint32, len(in.Enrolments)/3)
	number := func(p Person) uint32 {
		id, ok := ids[p]
		if !ok {
			id = uint32(len(ids))
			ids[p] = id
		}
		return id
	}
	e := numbered(in.Enrolments, func(r *Enrolment) Person { return r.Person }, number)
	a := numbered(in.Absences, func(r *Absence) Person { return r.Person }, number)
	x := numbered(in.Exams, func(r *Exam) Person { return r.Person }, number)
	i := numbered(in.Interest, func(r *Interest) Person { return r.Person }, number)
	c := numbered(in.Continuations, func(r *Continuation) Person { return r.Person }, number)
	n := len(ids)
	return &Pupils{
		count:         n,
		enrolments:    group(in.Enrolments, e, n, compareEnrolments),
		absences:      group(in.Absences, a, n, func(a, b *Absence) int { return cmp.Compare(a.Year, b.Year) }),
		exams:         group(in.Exams, x, n, compareExams),
		interest:      group(in.Interest, i, n, func(a, b *Interest) int { return cmp.Compare(a.Year, b.Year) }),
		continuations: group(in.Continuations, c, n, func(a, b *Continuation) int { return cmp.Compare(a.Year, b.Year) }),
	}
}

func numbered[R any](rows []R, person func(*R) Person, number func(Person) uint32) []uint32 {
	ids := make([]uint32, len(rows))
	for i := range rows {
		ids[i] = number(person(&rows[i]))
	}
	return ids
}

func group[R any](rows []R, ids []uint32, persons int, compare func(a, b *R) int) grouped[R] {
	g := grouped[R]{rows: make([]R, len(rows)), start: make([]uint32, persons+1)}
	for _, id := range ids {
		g.start[id+1]++
	}
	for i := range persons {
		g.start[i+1] += g.start[i]
	}
	next := slices.Clone(g.start)
	for i, id := range ids {
		g.rows[next[id]] = rows[i]
		next[id]++
	}
	for i := range persons {
		if mine := g.of(i); len(mine) > 1 {
			insertionSort(mine, compare)
		}
	}
	return g
}

// insertionSort is stable and needs no memory; a person has a handful of rows.
// A register's placeholder code can stand for thousands, so long groups are
// sorted otherwise.
func insertionSort[R any](rows []R, compare func(a, b *R) int) {
	if len(rows) > 64 {
		slices.SortStableFunc(rows, func(a, b R) int { return compare(&a, &b) })
		return
	}
	for i := 1; i < len(rows); i++ {
		for j := i; j > 0 && compare(&rows[j-1], &rows[j]) > 0; j-- {
			rows[j-1], rows[j] = rows[j], rows[j-1]
		}
	}
}

// compareEnrolments orders by year, then by everything that can decide a tie, so
// that the order of files and rows decides nothing.
func compareEnrolments(a, b *Enrolment) int {
	return cmp.Or(
		cmp.Compare(a.Year, b.Year), cmp.Compare(a.Enrolled, b.Enrolled), cmp.Compare(a.Institution, b.Institution),
		cmp.Compare(a.Level, b.Level), cmp.Compare(a.Grade, b.Grade), cmp.Compare(a.Form, b.Form),
		cmp.Compare(a.Left, b.Left), cmp.Compare(a.Leave, b.Leave), cmp.Compare(a.Decision, b.Decision),
	)
}

func compareExams(a, b *Exam) int {
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Subject, b.Subject),
		cmp.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Row, b.At.Row))
}

// all walks over the persons in the order in which the records first name them;
// nothing that is counted may depend on it.
func (s *Pupils) all() iter.Seq[Pupil] {
	return func(yield func(Pupil) bool) {
		for i := range s.count {
			if !yield(Pupil{
				enrolments: s.enrolments.of(i), absences: s.absences.of(i), exams: s.exams.of(i),
				interest: s.interest.of(i), continuations: s.continuations.of(i),
			}) {
				return
			}
		}
	}
}

// A View is what a measure sees: the pupils, the measured school year and its days.
type View struct {
	Programme *Programme
	Year      SchoolYear
	Days      CalendarYear
	pupils    *Pupils
}

// Pupils walks over everybody.
func (v View) Pupils() iter.Seq[Pupil] { return v.pupils.all() }

// having walks over the pupils who have rows of a school year that are wanted,
// with those rows. The rows are good until the next pupil.
func (v View) having(y SchoolYear, wanted func(*Enrolment) bool) iter.Seq2[Pupil, []Enrolment] {
	return func(yield func(Pupil, []Enrolment) bool) {
		var rows []Enrolment
		for pupil := range v.Pupils() {
			rows = pick(rows, pupil.Rows(y), wanted)
			if len(rows) > 0 && !yield(pupil, rows) {
				return
			}
		}
	}
}

// onFirstDay walks over the headline pupils of the first school day.
func (v View) onFirstDay(h *headline) iter.Seq2[Pupil, []Enrolment] {
	return v.having(v.Year, func(e *Enrolment) bool { return h.has(e) && e.Active(v.Days.First) })
}

// calendar gives the days of a year counted from the measured one.
func (v View) calendar(offset int) CalendarYear {
	return v.Programme.Reading.Calendar.Of(v.Year + SchoolYear(offset))
}

// A headline says which enrolments are the programme's: institutions in scope,
// grades 1–12 (of vocational levels the courses), and the levels and forms of study asked for.
type headline struct {
	inScope []bool
	levels  [len(levelNames)]bool
	forms   [256]bool
}

func (v View) headline(levels, forms []string) *headline {
	h := &headline{inScope: make([]bool, len(v.Programme.Institutions))}
	for i, inst := range v.Programme.Institutions {
		h.inScope[i] = inst.InScope
	}
	for _, name := range levels {
		if l, ok := LevelNamed(name); ok {
			h.levels[l] = true
		}
	}
	for _, f := range forms {
		if len(f) == 1 {
			h.forms[f[0]] = true
		}
	}
	return h
}

func (h *headline) has(e *Enrolment) bool {
	return e.Institution >= 0 && h.inScope[e.Institution] && h.levels[e.Level] && h.forms[e.Form] &&
		(e.Grade.School() || e.Level == Vocational && e.Grade > Course0)
}

// higher says that a is the main enrolment rather than b: the higher level, then
// the later start, then the lower registration number.
func (v View) higher(a, b *Enrolment) bool {
	if c := cmp.Or(cmp.Compare(a.Level, b.Level), cmp.Compare(a.Enrolled, b.Enrolled)); c != 0 {
		return c > 0
	}
	return v.number(a) < v.number(b)
}

// lastLeft says that a is the row with the later leaving date than b, then the
// later start, then the lower registration number.
func (v View) lastLeft(a, b *Enrolment) bool {
	if c := cmp.Or(cmp.Compare(a.Left, b.Left), cmp.Compare(a.Enrolled, b.Enrolled)); c != 0 {
		return c > 0
	}
	return v.number(a) < v.number(b)
}

func (v View) number(e *Enrolment) string {
	if e.Institution < 0 {
		return ""
	}
	return v.Programme.Institutions[e.Institution].Number
}

// activeOn says that one of the rows is active on a day.
func activeOn(rows []Enrolment, d Date) bool {
	for i := range rows {
		if rows[i].Active(d) {
			return true
		}
	}
	return false
}

// followUp is a pupil's fate on the follow-up of the measured year, over all
// levels, forms and institutions of the list. Counted means: left education.
func (v View) followUp(p Pupil) Fate {
	if activeOn(p.Rows(v.Year+1), v.Year.FollowUp()) {
		return NotCounted
	}
	rows := p.Rows(v.Year)
	for i := range rows {
		if rows[i].Decision == Graduated || rows[i].Leave == Completed {
			return NotCounted
		}
	}
	var last *Enrolment
	for i := range rows {
		if rows[i].Left == 0 {
			return UnknownFate
		}
		if last == nil || v.lastLeft(&rows[i], last) {
			last = &rows[i]
		}
	}
	if last == nil {
		return UnknownFate
	}
	switch last.Leave {
	case Dropout:
		return Counted
	case Abroad:
		return GoneAbroad
	case Deceased:
		return GoneDeceased
	case Transferred:
		return NotCounted
	}
	return UnknownFate
}
