package pipeline

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"raditaji/indicators"
	"raditaji/pipeline/archive"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// mostCauses is how many files a change is attributed to one by one; those that
// come after by name are one cause together.
const mostCauses = 40

// changes compare a run with the one before and, where that is another, with the
// one that was approved.
func (p *Pipeline) changes(ctx context.Context, pl *plan, after []indicators.Figure) ([]indicators.Comparison, error) {
	var list []indicators.Comparison
	for i, id := range []int64{pl.run.Compared, pl.run.Approved} { // the run before is the approved one until it is revised
		if id == 0 || i == 1 && id == pl.run.Compared {
			continue
		}
		before, err := p.Ledger.Run(ctx, id)
		if err != nil {
			return nil, err
		}
		c, err := p.compare(ctx, before, pl, after)
		if err != nil {
			return nil, err
		}
		c.With = indicators.WithTheOneBefore
		if id == pl.run.Approved {
			c.With = indicators.WithTheApproved
		}
		list = append(list, c)
	}
	return list, nil
}

// Diff says what is not the same in two finished runs, and why.
func (p *Pipeline) Diff(ctx context.Context, earlier, later int64) (*Compared, error) {
	c := &Compared{}
	for _, of := range []struct {
		id  int64
		run *ledger.Run
	}{{earlier, &c.Earlier}, {later, &c.Later}} {
		run, err := p.finished(ctx, of.id)
		if err != nil {
			return nil, err
		}
		*of.run = run
	}
	if c.Earlier.Year != c.Later.Year || c.Earlier.Programme != c.Later.Programme {
		return nil, &RefusedError{"request.runs.years"}
	}
	pl, err := p.planOf(ctx, c.Later)
	if err != nil {
		return nil, err
	}
	after, err := p.recorded(ctx, c.Later.ID)
	if err != nil {
		return nil, err
	}
	c.Programme = pl.programme
	if c.Comparison, err = p.compare(ctx, c.Earlier, pl, after); err != nil || len(pl.history) == 0 {
		return c, err
	}
	report, err := p.reportOf(ctx, pl, map[*indicators.Programme]*originals{})
	if p.cannotTell(err) {
		return c, nil
	}
	if err == nil {
		_, c.Newer = indicators.Settle(pl.programme, report.Results, pl.earlier, figureNow)
	}
	return c, err
}

// A Compared is two runs and what is not the same in them.
type Compared struct {
	Earlier, Later ledger.Run
	Programme      *indicators.Programme // of the later run
	indicators.Comparison
}

// compare attributes the differences of two runs to their causes: the earlier
// run's figures are calculated again with one cause after the other let in.
func (p *Pipeline) compare(ctx context.Context, before ledger.Run, pl *plan, after []indicators.Figure) (indicators.Comparison, error) {
	first, err := p.recorded(ctx, before.ID)
	if err != nil {
		return indicators.Comparison{}, err
	}
	// Runs of earlier versions kept what was calculated of approved years.
	after = indicators.SettleFigures(pl.programme, after, pl.earlier)
	var old *plan
	told := func(causes []indicators.Cause, states [][]indicators.Figure) indicators.Comparison {
		c := indicators.Compare(before.Fingerprint, causes, states)
		if old != nil {
			c.Lost, c.Gained = lostAndGained(old.programme, pl.programme)
		}
		return c
	}
	untold := func() indicators.Comparison {
		return told([]indicators.Cause{{Kind: indicators.ByUntold}}, [][]indicators.Figure{first, after})
	}
	old, err = p.planOf(ctx, before)
	if p.cannotTell(err) {
		return untold(), nil
	}
	if err != nil {
		return indicators.Comparison{}, err
	}
	first = indicators.SettleFigures(old.programme, first, old.earlier)
	list, err := p.causes(ctx, old, pl)
	if p.cannotTell(err) {
		return untold(), nil
	}
	if err != nil {
		return indicators.Comparison{}, err
	}
	states := [][]indicators.Figure{first}
	causes := make([]indicators.Cause, len(list))
	read := map[*indicators.Programme]*originals{}
	for i, c := range list {
		var figures []indicators.Figure
		if i == len(list)-1 {
			figures = after
		} else {
			figures, err = p.figuresOf(ctx, c.plan, read)
		}
		if err == nil && len(c.replaced) > 0 {
			err = p.rowsOf(ctx, &c, read)
		}
		if p.cannotTell(err) {
			return untold(), nil
		}
		if err != nil {
			return indicators.Comparison{}, err
		}
		causes[i], states = c.cause, append(states, figures)
	}
	if len(list) == 0 { // the same inputs: what differs then is the program's doing
		causes, states = []indicators.Cause{{Kind: indicators.ByProgram, Name: pl.run.Version}}, append(states, after)
	}
	c := told(causes, states)
	if len(list) == 0 {
		c.Idle = nil
	}
	if n := newAnswers(old.view, pl.view); n > 0 { // they change no figure
		c.Idle = append(c.Idle, indicators.Cause{Kind: indicators.ByAnswers, Name: strconv.Itoa(n)})
	}
	return c, nil
}

// lostAndGained are the indicators that only one of two programmes has.
func lostAndGained(before, after *indicators.Programme) (lost map[string]string, gained map[string]bool) {
	lost, gained = map[string]string{}, map[string]bool{}
	for i := range before.Indicators {
		if ind := &before.Indicators[i]; after.IndicatorNumbered(ind.ID) == nil {
			lost[ind.ID] = ind.Text
		}
	}
	for i := range after.Indicators {
		if id := after.Indicators[i].ID; before.IndicatorNumbered(id) == nil {
			gained[id] = true
		}
	}
	return lost, gained
}

// cannotTell says that a run cannot be calculated again: its originals or its
// programme file are no longer there.
func (p *Pipeline) cannotTell(err error) bool {
	var refused *RefusedError
	return errors.As(err, &refused) || errors.Is(err, archive.ErrMissing)
}

// A letIn is a cause with the plan that holds once it was let in.
type letIn struct {
	cause    indicators.Cause
	plan     *plan
	file     *ledger.Submission  // that came
	replaced []ledger.Submission // whose rows it replaced
}

// causes are the differences of two plans in the order in which they are let in:
// originals that were deleted at their age, without which nothing of the earlier run
// can be calculated, program, programme file, approved years, files by name. A plan that is let in
// has the later one's year, so that both calculate the same years.
func (p *Pipeline) causes(ctx context.Context, old, pl *plan) ([]letIn, error) {
	var list []letIn
	names := p.namesIn(pl.inputs, old.inputs)
	at := *old
	add := func(c letIn) {
		now := at
		c.plan = &now
		list = append(list, c)
	}
	gone := indicators.Cause{Kind: indicators.ByForgotten}
	at.inputs = slices.DeleteFunc(slices.Clone(old.inputs), func(s ledger.Submission) bool {
		if s.Why != ledger.Forgotten || slices.ContainsFunc(pl.inputs, func(in ledger.Submission) bool { return in.ID == s.ID }) {
			return false
		}
		gone.With = append(gone.With, names[s.ID])
		return true
	})
	if len(gone.With) > 0 {
		if old.run.Version != pl.run.Version {
			return nil, &RefusedError{"request.run.forgotten"} // what each of the two did nobody can say
		}
		add(letIn{cause: gone})
	}
	if old.run.Version != pl.run.Version {
		at.run.Version = pl.run.Version
		add(letIn{cause: indicators.Cause{Kind: indicators.ByProgram, Name: pl.run.Version, With: []string{old.run.Version}}})
	}
	if old.run.ProgrammeSHA != pl.run.ProgrammeSHA {
		var err error
		if at.inputs, err = p.inputsBy(ctx, old, pl, at.inputs); err != nil {
			return nil, err
		}
		at.programme, at.run.ProgrammeSHA = pl.programme, pl.run.ProgrammeSHA
		add(letIn{cause: indicators.Cause{Kind: indicators.ByProgramme, Name: short(pl.run.ProgrammeSHA), With: []string{short(old.run.ProgrammeSHA)}}})
	}
	if !slices.EqualFunc(old.history, pl.history, func(a, b ledger.Run) bool { return a.ID == b.ID }) {
		at.history, at.earlier = pl.history, pl.earlier
		c := indicators.Cause{Kind: indicators.ByApproval}
		for _, run := range pl.history {
			if !slices.ContainsFunc(old.history, func(r ledger.Run) bool { return r.ID == run.ID }) {
				c.With = append(c.With, strconv.Itoa(run.Year)+" "+run.Fingerprint)
			}
			if !slices.ContainsFunc(old.history, func(r ledger.Run) bool { return r.Year == run.Year }) {
				c.Years = append(c.Years, run.Year)
			}
		}
		add(letIn{cause: c})
	}
	files, err := p.fileCauses(ctx, at.inputs, pl.inputs, p.namesIn(pl.inputs, old.inputs, at.inputs))
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		at.inputs = f.applied(at.inputs)
		c := letIn{cause: f.cause, replaced: f.replaced}
		if f.came != nil {
			c.file = f.came
		}
		add(c)
	}
	return list, nil
}

// inputsBy are what an earlier run would have taken in by the later one's programme:
// with files that stood accepted when it began and that its own programme had no use
// for, without those that only the earlier programme has a use for. That a run takes
// them, or does not, is the programme file's doing.
func (p *Pipeline) inputsBy(ctx context.Context, old, pl *plan, inputs []ledger.Submission) ([]ledger.Submission, error) {
	was, is := *p, *p
	was.Programme, is.Programme = old.programme, pl.programme
	known, err := p.knownTo(ctx, old.run)
	if err != nil {
		return nil, err
	}
	there, err := is.InputsOf(ctx, old.run.Year, known)
	if err != nil {
		return nil, err
	}
	among := func(list []ledger.Submission, id int64) bool {
		return slices.ContainsFunc(list, func(s ledger.Submission) bool { return s.ID == id })
	}
	var list []ledger.Submission
	for _, s := range inputs {
		used, err := is.uses(ctx, s.ID, old.run.Year)
		if err != nil {
			return nil, err
		}
		if used || among(pl.inputs, s.ID) {
			list = append(list, s)
		}
	}
	for _, s := range there {
		if among(inputs, s.ID) || s.Why == ledger.Forgotten {
			continue
		}
		used, err := was.uses(ctx, s.ID, old.run.Year)
		if err != nil {
			return nil, err
		}
		if !used {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b ledger.Submission) int { return int(a.ID - b.ID) })
	return list, nil
}

// knownTo is until when a run, or the one that it repeats, knew of files.
func (p *Pipeline) knownTo(ctx context.Context, run ledger.Run) (time.Time, error) {
	for run.Repeats != 0 {
		var err error
		if run, err = p.Ledger.Run(ctx, run.Repeats); err != nil {
			return time.Time{}, err
		}
	}
	if !run.AsOf.IsZero() {
		return run.AsOf, nil
	}
	return run.Started, nil
}

// short is the beginning of a SHA-256, as people are shown it.
func short(sha string) string { return sha[:min(len(sha), 8)] }

// originals are files that were read for one programme, lent out again and again.
type originals struct {
	with *Pipeline
	read map[int64]sources.Submission
}

// lend gives the files of a list as they are read, to be used up.
func (o *originals) lend(ctx context.Context, inputs []ledger.Submission) ([]sources.Submission, error) {
	var missing []ledger.Submission
	for _, in := range inputs {
		if _, ok := o.read[in.ID]; !ok {
			missing = append(missing, in)
		}
	}
	subs, err := o.with.readKept(ctx, missing)
	if err != nil {
		return nil, err
	}
	for i, in := range missing {
		o.read[in.ID] = subs[i]
	}
	names := namesOf(inputs)
	list := make([]sources.Submission, len(inputs))
	for i, in := range inputs {
		list[i] = o.read[in.ID]
		list[i].Name = names[i]
		r := list[i].Records
		list[i].Records = indicators.Records{
			Enrolments: slices.Clone(r.Enrolments), Absences: slices.Clone(r.Absences), Exams: slices.Clone(r.Exams),
			Interest: slices.Clone(r.Interest), Continuations: slices.Clone(r.Continuations),
			Published: slices.Clone(r.Published), Reported: slices.Clone(r.Reported), SetAside: slices.Clone(r.SetAside),
		}
	}
	return list, nil
}

// originalsOf are the files as a plan's programme reads them.
func (p *Pipeline) originalsOf(pl *plan, read map[*indicators.Programme]*originals) *originals {
	o := read[pl.programme]
	if o == nil {
		o = &originals{p.by(pl), map[int64]sources.Submission{}}
		clear(read) // earlier programmes are not asked again
		read[pl.programme] = o
	}
	return o
}

// reportOf calculates a plan, approved years too.
func (p *Pipeline) reportOf(ctx context.Context, pl *plan, read map[*indicators.Programme]*originals) (*templates.Report, error) {
	subs, err := p.originalsOf(pl, read).lend(ctx, pl.inputs)
	if err != nil {
		return nil, err
	}
	return p.by(pl).report(subs, nil, pl.run.Year), nil
}

// figuresOf are the figures of a plan, as a run of it would show them.
func (p *Pipeline) figuresOf(ctx context.Context, pl *plan, read map[*indicators.Programme]*originals) ([]indicators.Figure, error) {
	report, err := p.reportOf(ctx, pl, read)
	if err != nil {
		return nil, err
	}
	results, _ := indicators.Settle(pl.programme, report.Results, pl.earlier, figureNow)
	return figuresNow(results), nil
}

// rowsOf says which rows or answers a file brought, took away and changed.
func (p *Pipeline) rowsOf(ctx context.Context, c *letIn, read map[*indicators.Programme]*originals) error {
	subs, err := p.originalsOf(c.plan, read).lend(ctx, append([]ledger.Submission{*c.file}, c.replaced...))
	if err != nil {
		return err
	}
	var before indicators.Records
	for i := range subs[1:] {
		r := subs[1+i].Within(&subs[0], subs[2+i:]...)
		before.Enrolments = append(before.Enrolments, r.Enrolments...)
		before.Absences = append(before.Absences, r.Absences...)
		before.Exams = append(before.Exams, r.Exams...)
		before.Interest = append(before.Interest, r.Interest...)
		before.Continuations = append(before.Continuations, r.Continuations...)
		before.Published = append(before.Published, r.Published...)
		before.Reported = append(before.Reported, r.Reported...)
	}
	c.cause.Rows = indicators.CompareRows(&before, &subs[0].Records)
	c.cause.Answers = indicators.CompareAnswers(before.Reported, subs[0].Records.Reported)
	return nil
}

// namesIn are the names by which runs call their files: of one that several have,
// that of the first of them. One that the first does not have, and that is called as
// another of it, is told by when it came.
func (p *Pipeline) namesIn(runs ...[]ledger.Submission) map[int64]string {
	names, taken := map[int64]string{}, map[string]bool{}
	for n, inputs := range runs {
		for i, name := range namesOf(inputs) {
			s := &inputs[i]
			if n == 0 {
				taken[name] = true
			} else if taken[name] {
				name += ", " + p.timeOf(s.Came)
			}
			if names[s.ID] == "" {
				names[s.ID] = name
			}
		}
	}
	return names
}

// A fileCause is a file that came or went, with those that it replaced or that
// are in force again.
type fileCause struct {
	cause    indicators.Cause
	came     *ledger.Submission
	replaced []ledger.Submission
	add      []ledger.Submission
	drop     []int64
}

// applied are inputs once the cause was let in, in the order of taking in.
func (f *fileCause) applied(inputs []ledger.Submission) []ledger.Submission {
	list := slices.DeleteFunc(slices.Clone(inputs), func(s ledger.Submission) bool { return slices.Contains(f.drop, s.ID) })
	list = append(list, f.add...)
	slices.SortFunc(list, func(a, b ledger.Submission) int { return int(a.ID - b.ID) })
	return list
}

// fileCauses are the files by which two lists of inputs differ, by name. A file
// that came took the place of those before it that have cells of its own; one
// that went without any that came after it was withdrawn, and those before it
// that have cells of its own are in force again.
func (p *Pipeline) fileCauses(ctx context.Context, old, now []ledger.Submission, names map[int64]string) ([]fileCause, error) {
	cells := map[int64]map[sources.Cell]bool{} // true: it has rows in it
	for _, s := range slices.Concat(old, now) {
		if cells[s.ID] != nil {
			continue
		}
		list, err := p.Ledger.Cells(ctx, s.ID)
		if err != nil {
			return nil, err
		}
		cells[s.ID] = map[sources.Cell]bool{}
		for _, c := range list {
			used := c.Used > 0
			c.Rows, c.Used = 0, 0
			cells[s.ID][c] = used
		}
	}
	overlap := func(a, b int64) bool {
		for c := range cells[a] {
			if _, ok := cells[b][c]; ok {
				return true
			}
		}
		return false
	}
	// covers says that one has a cell for each one in which the other has rows.
	covers := func(a, b int64) bool {
		for c, used := range cells[b] {
			if used && !cells[a][c] {
				return false
			}
		}
		return true
	}
	// before are those of the earlier inputs that stood for cells of a file that came.
	before := func(n int64) []ledger.Submission {
		stood := map[int64]bool{}
		for c, used := range cells[n] {
			if !used {
				continue // nothing in it replaces anything
			}
			for _, o := range slices.Backward(old) {
				if o.ID < n && cells[o.ID][c] {
					stood[o.ID] = true
					break
				}
			}
		}
		return slices.DeleteFunc(slices.Clone(old), func(o ledger.Submission) bool { return !stood[o.ID] })
	}
	is := func(id int64) func(ledger.Submission) bool {
		return func(s ledger.Submission) bool { return s.ID == id }
	}
	came := slices.DeleteFunc(slices.Clone(now), func(s ledger.Submission) bool { return slices.ContainsFunc(old, is(s.ID)) })
	went := slices.DeleteFunc(slices.Clone(old), func(s ledger.Submission) bool { return slices.ContainsFunc(now, is(s.ID)) })
	byName := func(a, b ledger.Submission) int {
		switch {
		case sources.Less(names[a.ID], names[b.ID]):
			return -1
		case sources.Less(names[b.ID], names[a.ID]):
			return 1
		}
		return int(a.ID - b.ID)
	}
	slices.SortFunc(came, byName)
	slices.SortFunc(went, byName)

	back := map[int64]bool{} // that are in force again, since a later one went
	for _, n := range came {
		for _, w := range went {
			back[n.ID] = back[n.ID] || n.ID < w.ID && overlap(n.ID, w.ID)
		}
	}
	var list []fileCause
	dropped := map[int64]int{} // by which of the list a file leaves
	for _, n := range came {
		if back[n.ID] {
			continue
		}
		f := fileCause{cause: indicators.Cause{Kind: indicators.ByAdded, Name: names[n.ID]}, came: &n, add: []ledger.Submission{n}}
		for _, o := range before(n.ID) {
			f.cause.Kind = indicators.ByReplaced
			if covers(n.ID, o.ID) {
				f.cause.With = append(f.cause.With, names[o.ID])
			} else {
				f.cause.Part = append(f.cause.Part, names[o.ID])
			}
			f.replaced = append(f.replaced, o)
			dropped[o.ID] = len(list)
		}
		list = append(list, f)
	}
	taken := map[int64]bool{}
	for _, w := range went {
		if i, ok := dropped[w.ID]; ok {
			list[i].drop = append(list[i].drop, w.ID)
			continue
		}
		f := fileCause{cause: indicators.Cause{Kind: indicators.ByWithdrawn, Name: names[w.ID]}, drop: []int64{w.ID}}
		for _, n := range came {
			if back[n.ID] && !taken[n.ID] && n.ID < w.ID && overlap(n.ID, w.ID) {
				taken[n.ID] = true
				f.cause.With = append(f.cause.With, names[n.ID])
				f.add = append(f.add, n)
			}
		}
		list = append(list, f)
	}
	// One that is in force again where the later one was replaced in its turn.
	for _, n := range came {
		if back[n.ID] && !taken[n.ID] {
			list = append(list, fileCause{cause: indicators.Cause{Kind: indicators.ByAdded, Name: names[n.ID]}, came: &n, add: []ledger.Submission{n}})
		}
	}
	slices.SortStableFunc(list, func(a, b fileCause) int {
		switch {
		case sources.Less(a.cause.Name, b.cause.Name):
			return -1
		case sources.Less(b.cause.Name, a.cause.Name):
			return 1
		}
		return 0
	})
	return together(list), nil
}

// together makes one cause of the files beyond the first many.
func together(list []fileCause) []fileCause {
	if len(list) <= mostCauses {
		return list
	}
	rest := fileCause{cause: indicators.Cause{Kind: indicators.ByOthers}}
	for _, f := range list[mostCauses-1:] {
		rest.cause.With = append(rest.cause.With, f.cause.Name)
		rest.add = append(rest.add, f.add...)
		rest.drop = append(rest.drop, f.drop...)
	}
	return append(list[:mostCauses-1:mostCauses-1], rest)
}
