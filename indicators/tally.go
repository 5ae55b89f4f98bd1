package indicators

import "iter"

// A Fate is what became of a person in the eyes of a measure.
type Fate uint8

// The fates.
const (
	NotCounted   Fate = iota // in the denominator only
	Counted                  // in numerator and denominator
	UnknownFate              // in the denominator; nobody knows whether it counts
	GoneAbroad               // left numerator and denominator
	GoneDeceased             // left numerator and denominator
	Stated                   // nobody's: the row gives a value that SEMR published
)

// Municipality is the scope of all institutions together.
const Municipality int16 = -1

// A count is one scope's tally.
type count struct {
	numerator, denominator, unknown int64
	abroad, deceased                int64
}

// A Tally keeps what a measure counts: the numbers of the municipality and of
// each institution, and from how many rows of each file the municipality's came.
type Tally struct {
	whole count
	by    []count // by index in Programme.Institutions
	lines []int64 // by file number

	// listen hears of every row behind the figures, for Trace.
	listen func(scope int16, f Fate, at Origin)
}

func newTally(institutions int) *Tally { return &Tally{by: make([]count, institutions)} }

func (t *Tally) at(scope int16) *count {
	if scope == Municipality {
		return &t.whole
	}
	return &t.by[scope]
}

// add counts one person, or one exam, of a scope.
func (t *Tally) add(scope int16, f Fate) {
	c := t.at(scope)
	switch f {
	case GoneAbroad:
		c.abroad++
		return
	case GoneDeceased:
		c.deceased++
		return
	case Counted:
		c.numerator++
	case UnknownFate:
		c.unknown++
	}
	c.denominator++
}

// A row is a record that stands somewhere and, mostly, belongs to an institution.
type row[R any] interface {
	*R
	place() (institution int16, at Origin)
}

func (e *Enrolment) place() (int16, Origin)    { return e.Institution, e.At }
func (a *Absence) place() (int16, Origin)      { return a.Institution, a.At }
func (x *Exam) place() (int16, Origin)         { return x.Institution, x.At }
func (i *Interest) place() (int16, Origin)     { return NotListed, i.At }
func (c *Continuation) place() (int16, Origin) { return c.Institution, c.At }

// from says on which rows a person's fate in a scope rests.
func from[R any, P row[R]](t *Tally, scope int16, f Fate, rows []R) {
	if scope != Municipality && t.listen == nil {
		return
	}
	for i := range rows {
		_, at := P(&rows[i]).place()
		if scope == Municipality {
			for int(at.File) >= len(t.lines) {
				t.lines = append(t.lines, 0)
			}
			t.lines[at.File]++
		}
		if t.listen != nil {
			t.listen(scope, f, at)
		}
	}
}

// scopes walks over the municipality with all rows, then over each institution
// that has some of them, with its own.
func scopes[R any, P row[R]](rows []R) iter.Seq2[int16, []R] {
	return func(yield func(int16, []R) bool) {
		if len(rows) == 0 || !yield(Municipality, rows) {
			return
		}
		first, _ := P(&rows[0]).place()
		one := true
		for i := range rows {
			if inst, _ := P(&rows[i]).place(); inst != first {
				one = false
			}
		}
		if one {
			if first >= 0 {
				yield(first, rows)
			}
			return
		}
		for i := range rows {
			inst, _ := P(&rows[i]).place()
			if inst < 0 || seenBefore[R, P](rows[:i], inst) {
				continue
			}
			var mine []R
			for j := i; j < len(rows); j++ {
				if other, _ := P(&rows[j]).place(); other == inst {
					mine = append(mine, rows[j])
				}
			}
			if !yield(inst, mine) {
				return
			}
		}
	}
}

func seenBefore[R any, P row[R]](rows []R, inst int16) bool {
	for i := range rows {
		if other, _ := P(&rows[i]).place(); other == inst {
			return true
		}
	}
	return false
}

// pick keeps the rows that are wanted, in a slice that is used again.
func pick[R any](into, rows []R, wanted func(*R) bool) []R {
	into = into[:0]
	for i := range rows {
		if wanted(&rows[i]) {
			into = append(into, rows[i])
		}
	}
	return into
}
