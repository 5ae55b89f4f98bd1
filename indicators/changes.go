package indicators

import "slices"

// A Cause is one thing by which two runs differ.
type Cause struct {
	Kind CauseKind
	Name string   // of the file, masked; of a program its version; of a programme file its SHA-256's beginning
	With []string // files that the file replaced whole, or that are in force again without it
	Part []string // files of which it replaced a part
	// Years are those that were approved since the earlier run, of ByApproval.
	Years []int
	// Rows of a file that replaced others; of a template Answers.
	Rows    RowChanges
	Answers AnswerChanges
}

// A CauseKind says what a Cause is.
type CauseKind string

// The kinds of causes, in the order in which changes are attributed to them.
const (
	ByProgram   CauseKind = "program"   // another version of the program
	ByProgramme CauseKind = "programme" // another programme file
	ByApproval  CauseKind = "approval"  // baselines that an approved year sets
	ByAdded     CauseKind = "added"     // a file came
	ByReplaced  CauseKind = "replaced"  // a file came and took the place of others, or of a part of them
	ByWithdrawn CauseKind = "withdrawn" // a file went
	ByOthers    CauseKind = "others"    // further files that came or went
	ByAnswers   CauseKind = "answers"   // an officer answered queries; Name is how many
	ByForgotten CauseKind = "forgotten" // originals were deleted when their retention ended; With names them
	ByUntold    CauseKind = "untold"    // the originals are no longer kept: nobody can say
)

// A Comparison says what is not the same in two runs, and why.
type Comparison struct {
	Before string // fingerprint of the earlier run
	With   Earlier
	Causes []Cause
	Idle   []Cause // by which the runs differ too, and which moved no figure
	// Newer are approved years of which the later run's files would give other
	// values than those that were approved and are shown.
	Newer []int
	// Changes are in the order of the later run's results; figures that it does not
	// have come last.
	Changes []Change
	// Undone are figures that end as they were, although causes moved them on the
	// way: what one did, another undid. They are in the order of Changes. Of a year that
	// was approved since, what its approval undoes of a new programme's doing is none of
	// them: no run ever gave that value.
	Undone []Change
	// Official and OfficialUndone are Changes and Undone of the values that the
	// programme takes, whatever their source: their place names none, each of their
	// figures does.
	Official, OfficialUndone []Change
	Lost                     map[string]string // texts of the indicators that only the earlier programme has, by id
	Gained                   map[string]bool   // ids of the indicators that only the later programme has
}

// An Earlier says which run a later one is compared with. The zero Earlier is any.
type Earlier string

// The runs that a run compares itself with.
const (
	WithTheOneBefore Earlier = "before"
	WithTheApproved  Earlier = "approved"
)

// A Change is a figure that is not the same in two runs. Where a run does not
// have the figure at all, that Figure is not available.
type Change struct {
	Place
	Before, After Figure
	Steps         []Step // what moved it, in the order of the causes; each begins where the one before ended
}

// A Step is what one cause did to a figure.
type Step struct {
	Cause         int // its place among the causes
	Before, After Figure
}

// Compare attributes what changed to causes. The first of the states are the
// earlier run's figures, each further one those after another cause was let in,
// the last those of the later run.
func Compare(before string, causes []Cause, states [][]Figure) Comparison {
	c := Comparison{Before: before, Causes: causes}
	c.Changes, c.Undone = changesOf(states, func(f *Figure) (Place, bool) { return f.Place, true })
	c.Official, c.OfficialUndone = changesOf(states, func(f *Figure) (Place, bool) {
		p := f.Place
		p.Source = ""
		return p, f.Official
	})
	for _, list := range []*[]Change{&c.Undone, &c.OfficialUndone} {
		*list = slices.DeleteFunc(*list, c.heldByApproval)
	}
	c.setIdleAside()
	return c
}

// heldByApproval says that a figure ends as it was since its year was approved, and
// that nothing but another program or programme would have moved it.
func (c *Comparison) heldByApproval(change Change) bool {
	last := len(change.Steps) - 1
	for i, s := range change.Steps {
		switch cause := &c.Causes[s.Cause]; cause.Kind {
		case ByProgram, ByProgramme:
		case ByApproval:
			return i == last && slices.Contains(cause.Years, change.Year)
		default:
			return false
		}
	}
	return false
}

// changesOf compares the figures that stand in a place, by state; a figure without a
// place is passed over.
func changesOf(states [][]Figure, place func(*Figure) (Place, bool)) (changes, undone []Change) {
	by := make([]map[Place]*Figure, len(states))
	var order []Place
	seen := map[Place]bool{}
	for i := range states {
		i = (i + len(states) - 1) % len(states) // the later run's first
		by[i] = make(map[Place]*Figure, len(states[i]))
		for j := range states[i] {
			f := &states[i][j]
			p, ok := place(f)
			if !ok {
				continue
			}
			by[i][p] = f
			if !seen[p] {
				seen[p] = true
				order = append(order, p)
			}
		}
	}
	at := func(i int, p Place) Figure {
		if f := by[i][p]; f != nil {
			return *f
		}
		return Figure{Place: p}
	}
	for _, p := range order {
		change := Change{Place: p, Before: at(0, p), After: at(len(states)-1, p)}
		for i := 1; i < len(states); i++ {
			step := Step{Cause: i - 1, Before: at(i-1, p), After: at(i, p)}
			if !step.Before.Alike(&step.After) {
				change.Steps = append(change.Steps, step)
			}
		}
		switch {
		case !change.Before.Alike(&change.After):
			changes = append(changes, change)
		case len(change.Steps) > 0:
			undone = append(undone, change)
		}
	}
	return changes, undone
}

// setIdleAside keeps of the causes those of which some step speaks.
func (c *Comparison) setIdleAside() {
	var steps []*Step
	for _, list := range [][]Change{c.Changes, c.Undone, c.Official, c.OfficialUndone} {
		for i := range list {
			for j := range list[i].Steps {
				steps = append(steps, &list[i].Steps[j])
			}
		}
	}
	place := make([]int, len(c.Causes)) // from 1; 0: it moved nothing
	for _, s := range steps {
		place[s.Cause] = 1
	}
	all := c.Causes
	c.Causes = nil
	for i := range all {
		if place[i] == 0 {
			c.Idle = append(c.Idle, all[i])
			continue
		}
		c.Causes = append(c.Causes, all[i])
		place[i] = len(c.Causes)
	}
	for _, s := range steps {
		s.Cause = place[s.Cause] - 1
	}
}

// Moves are by how much each step moved a number of the figure, and by how much
// all of them did: the moves add up to it. Where a step takes the number away, the
// one that gives it back is measured from what it was before. Where there was none
// at first, or is none in the end, the step that gives it first, or takes it away
// for good, has no move and nothing is known of the whole; the moves between are.
func (c *Change) Moves(of func(*Figure) Number) (moves []Number, total Number) {
	moves = make([]Number, len(c.Steps))
	last, known := of(&c.Before).Get()
	end, ended := of(&c.After).Get()
	if known && ended {
		total = NewNumber(end - last)
	}
	for i := range c.Steps {
		n, ok := of(&c.Steps[i].After).Get()
		if ok && known {
			moves[i] = NewNumber(n - last)
		}
		if ok {
			last, known = n, true
		}
	}
	return moves, total
}

// Shape is that of the figure's value; a run that does not have the figure says nothing
// of it.
func (c *Change) Shape() Shape {
	if c.After.Value.known {
		return c.After.Shape
	}
	return c.Before.Shape
}

// The numbers of a figure that Moves is asked for.
var (
	NumeratorOf   = func(f *Figure) Number { return f.Numerator }
	DenominatorOf = func(f *Figure) Number { return f.Denominator }
	UnknownOf     = func(f *Figure) Number { return f.Unknown }
	ValueOf       = func(f *Figure) Number { return f.Value }
)
