package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"raditaji/indicators"
	"raditaji/pipeline/archive"
	"raditaji/pipeline/config"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// The years that a run may be asked for.
const (
	FirstYear = 1990
	LastYear  = 2100
)

// An Order says what is to be calculated, and who wants it.
type Order struct {
	Year   int       // monitoring year; of a repeat the run's own
	AsOf   time.Time // with the files known then; zero: now
	Repeat int64     // the run that is repeated from its recorded inputs; 0: none
	Reason string
	Who    string
}

// A Ran is a run and what it laid into the shared folder.
type Ran struct {
	Run     ledger.Run
	Report  *templates.Report
	Written []string // paths below the share, the workbook first
	// Held are the paths of files that somebody has open: the new ones stand beside
	// them, numbered.
	Held []string
}

// Run calculates a monitoring year from the originals in the archive and lays
// workbook and results into the shared folder. What cannot be done is a
// *RefusedError. A year that was approved needs a reason.
func (p *Pipeline) Run(ctx context.Context, o Order) (*Ran, error) {
	release, err := p.alone(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	return p.run(ctx, o)
}

// run is Run where no other process calculates.
func (p *Pipeline) run(ctx context.Context, o Order) (*Ran, error) {
	if err := p.breakOff(ctx); err != nil {
		return nil, err
	}
	if o.Repeat == 0 && p.ahead(o.Year) {
		return nil, &RefusedError{"request.year.ahead"}
	}
	pl, err := p.plan(ctx, o)
	if err != nil {
		return nil, err
	}
	if pl.run.Approved != 0 && pl.run.Reason == "" && o.Repeat == 0 {
		return nil, &RefusedError{"request.reason.missing"}
	}
	if o.Repeat == 0 && o.AsOf.IsZero() {
		if gone, err := p.ownForgotten(ctx, pl.inputs, o.Year); err != nil {
			return nil, err
		} else if gone {
			return nil, &RefusedError{"request.year.forgotten"}
		}
	}
	own, err := p.haveOwn(ctx, pl.inputs, o.Year)
	if err != nil {
		return nil, err
	}
	// Of a year that stands files may have been withdrawn: what is left of it then is
	// shown. One that would begin without any is a slip.
	if o.Repeat == 0 && (len(pl.inputs) == 0 || !own && (pl.run.Compared == 0 || !o.AsOf.IsZero())) {
		return nil, p.nothing(ctx, o)
	}
	if err := p.begin(ctx, pl); err != nil {
		return nil, err
	}
	ran, err := p.carryOut(ctx, pl)
	if err != nil {
		return nil, fmt.Errorf("calculating %d for %q: %w", pl.run.Year, p.Programme.Municipality, err)
	}
	return ran, nil
}

// ahead says that a monitoring year lies beyond the one after the school year that
// is under way.
func (p *Pipeline) ahead(year int) bool {
	now := p.Now()
	school := indicators.SchoolYear(now.Year())
	if now.Month() < time.September {
		school--
	}
	return year > p.Programme.MonitoringYearOf(school)+1
}

// ownForgotten says that files which a monitoring year has of its own were deleted at
// their age and that none of the submissions is one: files of a year beside, which
// reach into it, would give a workbook in which nearly everything is missing.
func (p *Pipeline) ownForgotten(ctx context.Context, inputs []ledger.Submission, year int) (bool, error) {
	ofYear := func(c sources.Cell) bool {
		if c.Year != 0 {
			return p.Programme.MonitoringYearOf(c.Year) == year
		}
		return int(c.Calendar) == year
	}
	gone, err := p.Ledger.ForgottenCells(ctx)
	if err != nil {
		return false, err
	}
	if !slices.ContainsFunc(gone, func(c sources.Cell) bool {
		return ofYear(c) && slices.Contains(p.Programme.Reach(c.Kind, c.Year, int(c.Calendar)), year)
	}) {
		return false, nil
	}
	for i := range inputs {
		cells, err := p.Ledger.Cells(ctx, inputs[i].ID)
		if err != nil {
			return false, err
		}
		if slices.ContainsFunc(cells, ofYear) {
			return false, nil
		}
	}
	return true, nil
}

// haveOwn says that some of the submissions count for a monitoring year itself.
func (p *Pipeline) haveOwn(ctx context.Context, inputs []ledger.Submission, year int) (bool, error) {
	for i := range inputs {
		if own, err := p.counts(ctx, &inputs[i], year); err != nil || own {
			return own, err
		}
	}
	return false, nil
}

// counts says that a submission has a cell that counts for a monitoring year itself.
func (p *Pipeline) counts(ctx context.Context, s *ledger.Submission, year int) (bool, error) {
	cells, err := p.Ledger.Cells(ctx, s.ID)
	return slices.ContainsFunc(cells, func(c sources.Cell) bool {
		return slices.Contains(p.Programme.Reach(c.Kind, c.Year, int(c.Calendar)), year)
	}), err
}

// A NothingThenError says that no file of a year was known on a day, and when the
// first one was.
type NothingThenError struct{ Why sources.Problem }

func (e *NothingThenError) Error() string { return "refused: " + e.Why.Code }

// nothing is why a year cannot be calculated of which no file is known: on a day
// that has passed, another day may help.
func (p *Pipeline) nothing(ctx context.Context, o Order) error {
	none := &RefusedError{"request.year.nothing"}
	if o.AsOf.IsZero() {
		return none
	}
	known, err := p.Ledger.Inputs(ctx, nil, o.AsOf)
	if err != nil {
		return err
	}
	first, err := p.firstOf(ctx, o.Year, o.AsOf)
	if err != nil {
		return err
	}
	if first.IsZero() {
		return none
	}
	zone := p.Now().Location()
	why := p.refusal("request.year.then", o.Year)
	why.Args["day"], why.Args["others"] = o.AsOf.In(zone).Format("02.01.2006."), strconv.Itoa(len(known))
	why.Args["first"], why.Args["option"] = first.In(zone).Format("02.01.2006."), first.In(zone).Format(time.DateOnly)
	return &NothingThenError{why}
}

// firstOf is the first day after a time at the end of which a year could be
// calculated; zero: there was none.
func (p *Pipeline) firstOf(ctx context.Context, year int, after time.Time) (time.Time, error) {
	const page = 1000
	for last := int64(0); ; {
		list, err := p.Ledger.Submissions(ctx, last, page)
		if err != nil || len(list) == 0 {
			return time.Time{}, err
		}
		for i := range list {
			s := &list[i]
			last = s.ID
			if s.Outcome != ledger.Accepted || !s.Received.After(after) {
				continue
			}
			own, err := p.counts(ctx, s, year)
			if err != nil {
				return time.Time{}, err
			}
			if !own {
				continue
			}
			at := s.Received.In(p.Now().Location())
			end := time.Date(at.Year(), at.Month(), at.Day()+1, 0, 0, 0, 0, at.Location()).Add(-time.Nanosecond)
			if inputs, err := p.InputsOf(ctx, year, end); err != nil || len(inputs) > 0 {
				return end, err
			}
			after = end // what came on that day was withdrawn on it
		}
	}
}

func (p *Pipeline) alone(ctx context.Context) (func(), error) {
	if p.Alone == nil {
		return func() {}, nil
	}
	return p.Alone(ctx)
}

// carryOut does a run that was begun. One that fails is recorded so at once, even
// where it panics.
func (p *Pipeline) carryOut(ctx context.Context, pl *plan) (ran *Ran, err error) {
	end := ledger.End{How: ledger.Failed, Code: "panic"} // its text is not kept: it may hold what a file holds
	defer func() {
		if end.How == "" {
			return
		}
		p.step("run.failing")
		p.Log.Warn().Int64("run", pl.run.ID).Int("year", pl.run.Year).Str("code", end.Code).Msg("the run has no results")
		err = errors.Join(err, p.Ledger.EndRun(context.WithoutCancel(ctx), pl.run.ID, end.How, end.Code, end.Why))
	}()
	p.step("run.begun")
	ran, err = p.results(ctx, pl)
	end = endOf(ctx, err)
	return ran, err
}

// results calculates, publishes and finishes a run that was begun.
func (p *Pipeline) results(ctx context.Context, pl *plan) (*Ran, error) {
	state, err := p.stateOf(ctx, pl)
	if err != nil {
		return nil, err
	}
	report, err := p.calculated(ctx, pl, state)
	if err != nil {
		return nil, err
	}
	if state == templates.Settled {
		// By another version of the program a repeat may give other values: those were
		// never approved.
		same, err := p.asRecorded(ctx, pl.run.Repeats, pl, report)
		if err != nil {
			return nil, err
		}
		if !same {
			if report, err = p.calculated(ctx, pl, unsettled(pl)); err != nil {
				return nil, err
			}
		}
	}
	p.step("run.calculated")
	if err := ctx.Err(); err != nil {
		return nil, err // a stop does not wait for what the next start does again
	}
	ran, delivered, err := p.publish(ctx, pl, report)
	if err != nil {
		return nil, err
	}
	kept := make([]ledger.Figure, len(report.Results))
	for i := range report.Results {
		kept[i] = ledger.FigureOf(&report.Results[i])
	}
	lasting := context.WithoutCancel(ctx)
	if err := p.Ledger.FinishRun(lasting, pl.run.ID, kept, delivered); err != nil {
		return nil, err
	}
	p.step("run.finished")
	if ran.Run, err = p.Ledger.Run(lasting, pl.run.ID); err != nil {
		return nil, err
	}
	p.Log.Info().Int64("run", ran.Run.ID).Int("year", ran.Run.Year).Int("files", len(pl.inputs)).Str("fingerprint", ran.Run.Fingerprint).
		Int("held", len(ran.Held)).Msg("published")
	return ran, nil
}

// A plan is a run with everything that its outputs depend on.
type plan struct {
	run       ledger.Run
	inputs    []ledger.Submission // in the order of taking in
	programme *indicators.Programme
	history   []ledger.Run        // approved runs of earlier years
	earlier   []indicators.Figure // their values
	approved  []indicators.Figure // of the year itself; none: it was never approved
	view      *ledger.View        // nil: recorded without
}

// stateOf is how far the year is settled by a plan's run. A run that is carried out
// is not approved yet; one that repeats an approved run gives the approved edition.
func (p *Pipeline) stateOf(ctx context.Context, pl *plan) (templates.State, error) {
	if pl.run.Repeats != 0 {
		before, err := p.Ledger.Run(ctx, pl.run.Repeats)
		if err != nil || !before.ApprovedAt.IsZero() {
			return templates.Settled, err
		}
	}
	return unsettled(pl), nil
}

// unsettled is the state of a plan's run that is not approved.
func unsettled(pl *plan) templates.State {
	if pl.run.Approved != 0 {
		return templates.Revision
	}
	return templates.Draft
}

// plan says what a run consists of; nothing is recorded.
func (p *Pipeline) plan(ctx context.Context, o Order) (*plan, error) {
	if o.Repeat != 0 {
		before, err := p.finished(ctx, o.Repeat)
		if err != nil {
			return nil, err
		}
		pl, err := p.planOf(ctx, before)
		if err != nil {
			return nil, err
		}
		pl.run = ledger.Run{
			Programme: before.Programme, ProgrammeSHA: before.ProgrammeSHA, Year: before.Year, AsOf: before.AsOf, Repeats: before.ID,
			Approved: before.Approved, Compared: before.Compared, Reason: o.Reason, Who: o.Who,
		}
		return pl, p.complete(ctx, pl)
	}
	inputs, err := p.InputsOf(ctx, o.Year, o.AsOf)
	if err != nil {
		return nil, err
	}
	pl := &plan{inputs: inputs, programme: p.Programme, run: ledger.Run{
		Programme: p.Programme.ID, ProgrammeSHA: p.ProgrammeSHA, Year: o.Year, AsOf: o.AsOf, Reason: o.Reason, Who: o.Who,
	}}
	if pl.view, err = p.viewOf(ctx, o.Year, o.AsOf, inputs); err != nil {
		return nil, err
	}
	before, ever, err := p.current(ctx, o.Year)
	if err != nil {
		return nil, err
	}
	if ever {
		pl.run.Compared = before.ID
		gone, err := p.deleted(ctx, before)
		if err != nil {
			return nil, err
		}
		if gone {
			return nil, &RefusedError{"request.run.forgotten"}
		}
	}
	if pl.history, err = p.approvedBefore(ctx, o.Year); err != nil {
		return nil, err
	}
	approved, ever, err := p.Ledger.Approved(ctx, p.Programme.ID, o.Year)
	if err != nil {
		return nil, err
	}
	if ever {
		pl.run.Approved = approved.ID
	}
	return pl, p.complete(ctx, pl)
}

// planOf is the plan of a run that was recorded.
func (p *Pipeline) planOf(ctx context.Context, run ledger.Run) (*plan, error) {
	pl := &plan{run: run}
	var err error
	if pl.inputs, err = p.Ledger.RunSubmissions(ctx, run.ID); err != nil {
		return nil, err
	}
	if pl.programme, err = p.programmeOf(ctx, run.ProgrammeSHA); err != nil {
		return nil, err
	}
	if pl.history, err = p.Ledger.History(ctx, run.ID); err != nil {
		return nil, err
	}
	if pl.view, err = p.Ledger.View(ctx, run.ID); err != nil {
		return nil, err
	}
	return pl, p.approvedOf(ctx, pl)
}

// programmeOf is a programme by the SHA-256 of its file, which a run kept.
func (p *Pipeline) programmeOf(ctx context.Context, sha string) (*indicators.Programme, error) {
	if sha == p.ProgrammeSHA {
		return p.Programme, nil
	}
	file, err := p.Ledger.ProgrammeFile(ctx, sha)
	if errors.Is(err, ledger.ErrNone) {
		return nil, &RefusedError{"request.programme.lost"}
	}
	if err != nil {
		return nil, err
	}
	programme, faults := config.Programme(sha, file)
	if len(faults) > 0 {
		return nil, &RefusedError{"request.programme.faulty"}
	}
	return programme, nil
}

// complete fills in what follows from the rest of a plan that is not recorded yet.
func (p *Pipeline) complete(ctx context.Context, pl *plan) error {
	if err := p.approvedOf(ctx, pl); err != nil {
		return err
	}
	pl.run.History = nil
	named := []string{}
	for _, run := range pl.history {
		pl.run.History = append(pl.run.History, run.ID)
		named = append(named, "shows "+run.Fingerprint)
	}
	for _, of := range []struct {
		what string
		run  int64
	}{{"approved ", pl.run.Approved}, {"compared ", pl.run.Compared}} {
		if of.run == 0 {
			continue
		}
		run, err := p.Ledger.Run(ctx, of.run)
		if err != nil {
			return err
		}
		named = append(named, of.what+run.Fingerprint)
	}
	named = append(named, viewLines(pl.view)...)
	files := make([]templates.File, len(pl.inputs))
	for i := range pl.inputs {
		files[i].SHA256 = pl.inputs[i].SHA256
	}
	pl.run.Version, pl.run.View = p.Version, pl.view
	with := *p
	with.ProgrammeSHA = pl.run.ProgrammeSHA
	pl.run.Fingerprint = with.fingerprint(pl.run.Year, files, named...)
	return nil
}

// approvedOf looks up the approved values that a plan names: each run's of its own year.
func (p *Pipeline) approvedOf(ctx context.Context, pl *plan) error {
	pl.earlier, pl.approved = nil, nil
	for _, run := range pl.history {
		own, err := p.ownFigures(ctx, run)
		if err != nil {
			return err
		}
		pl.earlier = append(pl.earlier, own...)
	}
	if pl.run.Approved == 0 {
		return nil
	}
	run, err := p.Ledger.Run(ctx, pl.run.Approved)
	if err != nil {
		return err
	}
	pl.approved, err = p.ownFigures(ctx, run)
	return err
}

// ownFigures are a recorded run's values of its own year.
func (p *Pipeline) ownFigures(ctx context.Context, run ledger.Run) ([]indicators.Figure, error) {
	all, err := p.recorded(ctx, run.ID)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(f indicators.Figure) bool { return f.Year != run.Year }), nil
}

// recorded are a run's figures as the ledger keeps them.
func (p *Pipeline) recorded(ctx context.Context, run int64) ([]indicators.Figure, error) {
	kept, err := p.Ledger.Results(ctx, run)
	if err != nil {
		return nil, err
	}
	figures := make([]indicators.Figure, len(kept))
	for i := range kept {
		figures[i] = figureOf(&kept[i])
	}
	return figures, nil
}

// figureOf is a kept figure as runs compare it.
func figureOf(f *ledger.Figure) indicators.Figure {
	return indicators.Figure{
		Place:    indicators.Place{Year: f.Year, Indicator: f.Indicator, Part: f.Part, Institution: f.Institution, Source: f.Source},
		Official: f.Official, Shape: f.Shape, Numerator: f.Numerator, Denominator: f.Denominator, Unknown: f.Unknown, Value: f.Value,
		Status: f.Status, Flags: f.Flags, Coverage: f.Coverage, Missing: f.Missing,
		Certain: map[string]indicators.Certainty{"true": indicators.Yes, "false": indicators.No}[f.Certain],
	}
}

// figureNow is a result as runs compare it.
func figureNow(r *indicators.Result) indicators.Figure {
	kept := ledger.FigureOf(r)
	return figureOf(&kept)
}

// figuresNow are results as runs compare them.
func figuresNow(results []indicators.Result) []indicators.Figure {
	figures := make([]indicators.Figure, len(results))
	for i := range results {
		figures[i] = figureNow(&results[i])
	}
	return figures
}

// InputsOf are the submissions in force at a time that a monitoring year is
// calculated from: those that reach into it or into a year before, which its
// workbook shows too. The zero time is now.
func (p *Pipeline) InputsOf(ctx context.Context, year int, asOf time.Time) ([]ledger.Submission, error) {
	all, err := p.Ledger.Inputs(ctx, p.Programme.SchoolYears(FirstYear, year), asOf)
	if err != nil {
		return nil, err
	}
	var inputs []ledger.Submission
	for _, s := range all {
		used, err := p.uses(ctx, s.ID, year)
		if err != nil {
			return nil, err
		}
		if used {
			inputs = append(inputs, s)
		}
	}
	return inputs, nil
}

// uses says that a submission counts for a monitoring year or one before it.
func (p *Pipeline) uses(ctx context.Context, submission int64, year int) (bool, error) {
	cells, err := p.Ledger.Cells(ctx, submission)
	return slices.ContainsFunc(cells, func(c sources.Cell) bool { return p.reaches(&c, year) }), err
}

// reaches says that a cell counts for a monitoring year or one before it. The
// register counts for every year.
func (p *Pipeline) reaches(c *sources.Cell, year int) bool {
	if c.Year == 0 && c.Calendar == 0 {
		return true
	}
	years := p.Programme.Reach(c.Kind, c.Year, int(c.Calendar))
	return len(years) > 0 && years[0] <= year
}

// current is the run of a monitoring year whose results stand, or are to stand, in
// the shared folder.
func (p *Pipeline) current(ctx context.Context, year int) (ledger.Run, bool, error) {
	return p.Ledger.Standing(ctx, p.Programme.ID, year)
}

// approvedBefore are the runs of earlier years that were approved last, by year.
func (p *Pipeline) approvedBefore(ctx context.Context, year int) ([]ledger.Run, error) {
	runs, err := p.Ledger.Runs(ctx, 0)
	if err != nil {
		return nil, err
	}
	years := map[int]bool{}
	for _, r := range runs {
		if r.Programme == p.Programme.ID && r.Year < year && !r.ApprovedAt.IsZero() {
			years[r.Year] = true
		}
	}
	var approved []ledger.Run
	for y := FirstYear; y < year; y++ {
		if !years[y] {
			continue
		}
		r, _, err := p.Ledger.Approved(ctx, p.Programme.ID, y)
		if err != nil {
			return nil, err
		}
		approved = append(approved, r)
	}
	return approved, nil
}

// begin records a planned run.
func (p *Pipeline) begin(ctx context.Context, pl *plan) error {
	if sum := sha256.Sum256(p.ProgrammeFile); hex.EncodeToString(sum[:]) == p.ProgrammeSHA && pl.run.ProgrammeSHA == p.ProgrammeSHA {
		if err := p.Ledger.KeepProgramme(ctx, p.ProgrammeSHA, p.ProgrammeFile); err != nil {
			return err
		}
	}
	used := make([]ledger.Input, len(pl.inputs))
	for i, s := range pl.inputs {
		used[i] = ledger.Input{Submission: s.ID, SHA256: s.SHA256}
	}
	run, err := p.Ledger.Begin(ctx, pl.run, used)
	if err == nil {
		pl.run = run
	}
	return err
}

// calculated is the report of a plan in a state.
func (p *Pipeline) calculated(ctx context.Context, pl *plan, state templates.State) (*templates.Report, error) {
	with := p.by(pl)
	subs, err := with.readKept(ctx, pl.inputs)
	if err != nil {
		return nil, err
	}
	report := with.report(subs, nil, pl.run.Year)
	report.Fingerprint, report.Version = pl.run.Fingerprint, pl.run.Version
	report.Recorded, report.State = true, state
	with.show(report, pl)
	report.Approved = pl.earlier
	report.Results, report.Newer = indicators.Settle(pl.programme, report.Results, pl.earlier, figureNow)
	report.Years = yearsOf(report.Results)
	if state == templates.Revision {
		report.Approved = slices.Concat(pl.earlier, pl.approved)
		indicators.Revise(report.Results, pl.approved, figureNow)
	}
	if report.Changes, err = p.changes(ctx, pl, figuresNow(report.Results)); len(report.Changes) > 0 {
		report.Changes[0].Newer = report.Newer
	}
	return report, err
}

// by is the pipeline with a plan's programme, in which approved years set the
// baselines that were to be set in them.
func (p *Pipeline) by(pl *plan) *Pipeline {
	with := *p
	with.ProgrammeSHA, with.Version = pl.run.ProgrammeSHA, pl.run.Version
	with.Programme = pl.programme.WithBaselines(pl.earlier, func(year int) indicators.SetValue {
		for _, run := range pl.history {
			if run.Year == year {
				at := run.ApprovedAt.In(p.Now().Location())
				return indicators.SetValue{
					Document: templates.WordsApprovedRun.In(p.Language, "year", strconv.Itoa(year), "fingerprint", run.Fingerprint),
					Date:     indicators.NewDate(at.Year(), int(at.Month()), at.Day()),
				}
			}
		}
		return indicators.SetValue{}
	})
	return &with
}

// readKept reads archived originals again, in their order, several at a time.
func (p *Pipeline) readKept(ctx context.Context, inputs []ledger.Submission) ([]sources.Submission, error) {
	subs := make([]sources.Submission, len(inputs))
	errs := make([]error, len(inputs))
	names := namesOf(inputs)
	next := make(chan int)
	var group sync.WaitGroup
	for range min(readers, len(inputs)) {
		group.Go(func() {
			reading := p.context()
			for i := range next {
				data, err := p.original(ctx, inputs[i].SHA256)
				if err != nil {
					errs[i] = err
					continue
				}
				subs[i] = sources.Read(names[i], data, reading)
			}
		})
	}
	for i := range inputs {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	group.Wait()
	return subs, errors.Join(append(errs, ctx.Err())...)
}

// original opens an archived original. One whose retention ended is refused.
func (p *Pipeline) original(ctx context.Context, sha string) ([]byte, error) {
	data, err := p.Archive.Open(sha)
	if errors.Is(err, archive.ErrMissing) {
		if there, asked := p.Ledger.Remembers(ctx, sha); asked == nil && !there {
			return nil, &RefusedError{"request.run.forgotten"}
		}
	}
	return data, err
}

// namesOf are the inputs' names as a report calls them: the paths by which they
// came, a later one of the same path numbered.
func namesOf(inputs []ledger.Submission) []string {
	taken := map[string]int{}
	names := make([]string, len(inputs))
	for i := range inputs {
		name := inputs[i].Path()
		taken[name]++
		for n := taken[name]; n > 1; n++ {
			if other := numberedName(name, n); taken[other] == 0 {
				taken[name], name = n, other
				taken[other]++
				break
			}
		}
		names[i] = name
	}
	return names
}
