package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"time"

	"raditaji/indicators"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// A Due is a monitoring year whose inputs are not those of the run that stands.
type Due struct {
	Year      int
	Approved  bool     // calculating it again needs a reason
	Never     bool     // it was never calculated
	Programme bool     // the programme file is another one
	Answers   bool     // a query that its run shows was answered since
	History   bool     // it shows earlier years of which others are approved now, or which files reach that are not approved
	Same      bool     // its results would come out as they stand: of an approved year its own, else all that its workbook shows
	Shows     bool     // approved and the same, but earlier years that its workbook shows would come out otherwise
	Files     []string // names of the files that came or went and count for the year, in their order
}

// Waits says that the year is recalculated once somebody gives a reason. One that
// was approved and whose results would come out the same stays as it is.
func (d *Due) Waits() bool { return d.Approved && !d.Same }

// Due are the monitoring years that a correction touches, rising, and no others:
// those of which an input that their figures rest on came, went or was replaced, be
// it those of an earlier year that they show and nobody approved, or of which a
// query that their workbook shows was answered, or of which an earlier year was
// approved since with other figures than they show. Of each a trial calculation
// says whether its results would change. A year whose originals
// were deleted when their retention ended is not due: its results stay.
func (p *Pipeline) Due(ctx context.Context) ([]Due, error) {
	all, err := p.Ledger.Inputs(ctx, nil, time.Time{})
	if err != nil {
		return nil, err
	}
	known := cellsKnown{}
	now, err := p.standing(ctx, all, known)
	if err != nil {
		return nil, err
	}
	years := map[int]bool{}
	for c := range now {
		switch {
		case c.Year != 0:
			years[p.Programme.MonitoringYearOf(c.Year)] = true
		case c.Calendar != 0:
			years[int(c.Calendar)] = true
		}
	}
	runs, err := p.Ledger.Runs(ctx, 0)
	if err != nil {
		return nil, err
	}
	for _, r := range runs {
		years[r.Year] = years[r.Year] || r.Programme == p.Programme.ID && !r.Finished.IsZero()
	}
	var list []Due
	read := map[*indicators.Programme]*originals{}
	for year := FirstYear; year <= LastYear; year++ {
		if period := p.Programme.Period; !years[year] || period.To != 0 && (year < period.From-1 || year > period.To+1) {
			continue // its exports feed the history of other years
		}
		d, due, err := p.dueOf(ctx, year, now, known, read)
		if err != nil {
			return nil, err
		}
		if due {
			list = append(list, d)
		}
	}
	return list, nil
}

// Outdated are the due years that are calculated without anybody's asking.
func (p *Pipeline) Outdated(ctx context.Context) ([]int, error) {
	due, err := p.Due(ctx)
	var years []int
	for _, d := range due {
		if !d.Approved {
			years = append(years, d.Year)
		}
	}
	return years, err
}

// dueOf says whether a year is due, by the cells that stand now.
func (p *Pipeline) dueOf(
	ctx context.Context, year int, now map[sources.Cell]ledger.Submission, known cellsKnown, read map[*indicators.Programme]*originals,
) (Due, bool, error) {
	d := Due{Year: year}
	before, ever, err := p.current(ctx, year)
	if err != nil {
		return d, false, err
	}
	d.Never = !ever
	was := map[sources.Cell]ledger.Submission{}
	if ever {
		pl, err := p.Ledger.RunSubmissions(ctx, before.ID)
		if err != nil {
			return d, false, err
		}
		if was, err = p.standing(ctx, pl, known); err != nil {
			return d, false, err
		}
		d.Programme = before.ProgrammeSHA != p.ProgrammeSHA
		if d.Answers, err = p.answeredSince(ctx, before); err != nil {
			return d, false, err
		}
		if d.History, err = p.showsOther(ctx, before); err != nil {
			return d, false, err
		}
	}
	if _, d.Approved, err = p.Ledger.Approved(ctx, p.Programme.ID, year); err != nil {
		return d, false, err
	}
	approved, err := p.approvedBefore(ctx, year)
	if err != nil {
		return d, false, err
	}
	changed := false
	for _, side := range []struct {
		of, other map[sources.Cell]ledger.Submission
	}{{now, was}, {was, now}} {
		for c, s := range side.of {
			if side.other[c].SHA256 == s.SHA256 {
				continue
			}
			reach := p.Programme.Reach(c.Kind, c.Year, int(c.Calendar))
			own := slices.Contains(reach, year)
			earlier := ever && slices.ContainsFunc(reach, func(y int) bool {
				return y < year && !slices.ContainsFunc(approved, func(r ledger.Run) bool { return r.Year == y })
			})
			switch {
			case own && s.Why == ledger.Forgotten:
				return d, false, nil
			case own:
				changed = true
			default:
				d.History = d.History || earlier && s.Why != ledger.Forgotten
				continue
			}
			if !slices.Contains(d.Files, s.Path()) {
				d.Files = append(d.Files, s.Path())
			}
		}
	}
	slices.SortFunc(d.Files, func(a, b string) int {
		if sources.Less(a, b) {
			return -1
		}
		return 1
	})
	// Another programme file, an answer or another value of an earlier year is no
	// reason to revise what was approved.
	due := changed || (d.Programme || d.Answers) && !d.Approved
	switch {
	case d.Never || !due && !d.History:
		return d, due, nil
	case !d.Approved:
		d.Same, err = p.same(ctx, &d, before, allYears, read)
		return d, due || !d.Same, err
	}
	d.Same = true
	if due {
		if d.Same, err = p.same(ctx, &d, before, ownYear, read); err != nil {
			return d, false, err
		}
	}
	if d.Same && d.History {
		same, err := p.same(ctx, &d, before, earlierYears, read)
		if err != nil {
			return d, false, err
		}
		d.Shows = !same
	}
	return d, due || d.Shows, nil
}

// cellsKnown are the cells of submissions that were looked up.
type cellsKnown map[int64][]sources.Cell

// standing says which of some submissions stands for each cell: the last one with
// rows in it.
func (p *Pipeline) standing(ctx context.Context, list []ledger.Submission, known cellsKnown) (map[sources.Cell]ledger.Submission, error) {
	by := map[sources.Cell]ledger.Submission{}
	for _, s := range list {
		cells, ok := known[s.ID]
		if !ok {
			var err error
			if cells, err = p.Ledger.Cells(ctx, s.ID); err != nil {
				return nil, err
			}
			known[s.ID] = cells
		}
		for _, c := range cells {
			used := c.Used
			c.Rows, c.Used = 0, 0
			if _, there := by[c]; used > 0 || !there {
				by[c] = s
			}
		}
	}
	return by, nil
}

// deleted says that originals on which a recorded run's own figures rest were
// deleted: what is calculated without them would say less than what stands.
func (p *Pipeline) deleted(ctx context.Context, run ledger.Run) (bool, error) {
	inputs, err := p.Ledger.RunSubmissions(ctx, run.ID)
	if err != nil {
		return false, err
	}
	by, err := p.standing(ctx, inputs, cellsKnown{})
	for c, s := range by {
		if s.Why == ledger.Forgotten && slices.Contains(p.Programme.Reach(c.Kind, c.Year, int(c.Calendar)), run.Year) {
			return true, nil
		}
	}
	return false, err
}

// Touched are the other years that a correction touches which a rerun of a year
// takes up: those that were calculated before and in which one of the same files
// came or went.
func (p *Pipeline) Touched(ctx context.Context, year int) ([]Due, error) {
	due, err := p.Due(ctx)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, d := range due {
		if d.Year == year {
			files = d.Files
		}
	}
	return slices.DeleteFunc(due, func(d Due) bool {
		return d.Year == year || d.Never || !slices.ContainsFunc(d.Files, func(f string) bool { return slices.Contains(files, f) })
	}), nil
}

// Rerun calculates a year again, then the other years that the same corrections
// touch, and no others. Those of them that were approved stay: each is revised
// only when somebody asks for it.
func (p *Pipeline) Rerun(ctx context.Context, o Order) (ran *Ran, others []*Ran, err error) {
	var touched []Due
	if o.Repeat == 0 && o.AsOf.IsZero() {
		if touched, err = p.Touched(ctx, o.Year); err != nil {
			return nil, nil, err
		}
	}
	if ran, err = p.Run(ctx, o); err != nil {
		return nil, nil, err
	}
	var errs []error
	for _, d := range touched {
		if d.Approved || ctx.Err() != nil {
			continue
		}
		other, err := p.Run(ctx, Order{Year: d.Year, Reason: o.Reason, Who: o.Who})
		if err != nil {
			errs = append(errs, err)
			continue
		}
		others = append(others, other)
	}
	return ran, others, errors.Join(errs...)
}

// CalculateDue calculates the years that are due. Those that were approved wait
// for somebody to give a reason. One that fails stops none of the others.
func (p *Pipeline) CalculateDue(ctx context.Context) error {
	due, err := p.Due(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, d := range due {
		if ctx.Err() != nil {
			break
		}
		if d.Approved && d.Same {
			continue // the journal says so
		}
		if d.Approved {
			p.Log.Warn().Int("year", d.Year).Int("files", len(d.Files)).Msg("an approved year's inputs changed; a rerun with a reason revises it")
			continue
		}
		p.Log.Info().Int("year", d.Year).Int("files", len(d.Files)).Bool("programme", d.Programme).Bool("answers", d.Answers).Bool("history", d.History).
			Msg("inputs changed")
		_, err := p.Run(ctx, Order{Year: d.Year})
		var refused *RefusedError
		switch {
		case errors.As(err, &refused): // every file of the year was withdrawn, say
			p.Log.Warn().Int("year", d.Year).Str("code", refused.Code).Msg("the year cannot be calculated; its results stay")
		case err != nil:
			errs = append(errs, err)
		}
	}
	errs = append(errs, p.Repair(ctx))
	return errors.Join(append(errs, ctx.Err())...)
}

// Repair does again what was broken off: runs that are still what would be run
// now, and editions of approved years that were not laid out. Other runs that were
// broken off stay so; half a file of theirs is never seen. Of a run that failed
// whoever asked for it was told.
func (p *Pipeline) Repair(ctx context.Context) error {
	if err := p.BreakOff(ctx); err != nil {
		return err
	}
	runs, err := p.Ledger.Runs(ctx, 0)
	if err != nil {
		return err
	}
	newest := map[int]ledger.Run{}
	for _, r := range runs {
		if r.Programme == p.Programme.ID && r.Repeats == 0 {
			newest[r.Year] = r
		}
	}
	var errs []error
	for year := FirstYear; year <= LastYear; year++ {
		r, ok := newest[year]
		if !ok || ctx.Err() != nil {
			continue
		}
		// The approved edition comes first, though another run failed after it: what is
		// run then keeps it in the history.
		for _, repair := range []func() error{
			func() error {
				stands, ever, err := p.current(ctx, year)
				if err == nil && ever && !stands.ApprovedAt.IsZero() {
					err = p.settle(ctx, stands)
				}
				return err
			},
			func() error {
				if r.End.How != ledger.BrokenOff {
					return nil
				}
				return p.resumeRun(ctx, r)
			},
			func() error { return p.moveIntoPlace(ctx, year) },
		} {
			var refused *RefusedError
			if err := repair(); err != nil && !errors.As(err, &refused) {
				errs = append(errs, err)
				break
			}
		}
	}
	return errors.Join(append(errs, ctx.Err())...)
}

// resumeRun runs what was broken off once more, unless something else would be
// run by now.
func (p *Pipeline) resumeRun(ctx context.Context, r ledger.Run) error {
	release, err := p.alone(ctx)
	if err != nil {
		return err
	}
	defer release()
	o := Order{Year: r.Year, AsOf: r.AsOf, Reason: r.Reason, Who: r.Who}
	pl, err := p.plan(ctx, o)
	if err != nil || pl.run.Fingerprint != r.Fingerprint {
		return err
	}
	_, err = p.run(ctx, o)
	return err
}

// An Approval is what an approval did, beside making a run's values those that later
// years show.
type Approval struct {
	Run ledger.Run
	// Workbook is the path of the approved edition below the share; empty: none could
	// be laid out, for the reason that Why is a code of.
	Workbook, Why string
	// Newer is the run whose results stood in the folder and are in the history now;
	// 0: none.
	Newer     int64
	Overtaken bool  // the year's inputs changed after it: calculated now, it would say something else
	Stale     []int // earlier years of which it shows other values than are approved, rising
}

// Approve approves a finished run that is no older than the year's approved one:
// its values are what later years show. Its approved edition is laid out in the
// shared folder; a newer draft that stood there goes to the history. Of one that is
// approved an *AlreadyError says when, by whom and why.
func (p *Pipeline) Approve(ctx context.Context, run int64, reason, who string) (a Approval, err error) {
	a.Run, err = p.finished(ctx, run)
	switch {
	case err != nil:
		return a, err
	case a.Run.Programme != p.Programme.ID:
		return a, &RefusedError{"request.run.none"}
	case a.Run.Repeats != 0:
		return a, &RefusedError{"request.run.repeat"}
	case reason == "":
		return a, &RefusedError{"request.reason.missing"}
	}
	release, err := p.alone(ctx) // what is calculated just now stands first
	if err != nil {
		return a, err
	}
	defer release()
	// An older run approved after a newer one would take its place unseen.
	last, ever, err := p.Ledger.Approved(ctx, a.Run.Programme, a.Run.Year)
	if err != nil {
		return a, err
	}
	if ever && last.ID > a.Run.ID {
		return a, &RefusedError{"request.run.older"}
	}
	if ever && last.ID == a.Run.ID {
		why, err := p.approvedBy(ctx, last)
		return a, errors.Join(err, &AlreadyError{why})
	}
	stood, _, err := p.current(ctx, a.Run.Year)
	if err != nil {
		return a, err
	}
	if stood.ID == a.Run.ID {
		if _, a.Overtaken, err = p.overtaken(ctx, stood); err != nil {
			return a, err
		}
	}
	if err := p.Ledger.Approve(ctx, run, reason, who); err != nil {
		return a, err
	}
	p.step("run.approved")
	p.Log.Info().Int64("run", run).Int("year", a.Run.Year).Msg("approved")
	if a.Run, err = p.Ledger.Run(ctx, run); err != nil {
		return a, err
	}
	if err := p.settleAlone(ctx, a.Run); err != nil {
		return a, err
	}
	if a.Workbook, a.Why, err = p.edition(ctx, a.Run); err != nil {
		return a, err
	}
	if stood.ID != a.Run.ID && a.Workbook != "" {
		a.Newer = stood.ID
	}
	a.Stale, err = p.stale(ctx, a.Run)
	return a, err
}

// settle is settleAlone where other processes may calculate.
func (p *Pipeline) settle(ctx context.Context, r ledger.Run) error {
	release, err := p.alone(ctx)
	if err != nil {
		return err
	}
	defer release()
	return p.settleAlone(ctx, r)
}

// settleAlone lays the results of an approved run out as approved, where they are
// those that are to stand in the shared folder. What cannot be laid out by this
// version of the program is tried once.
func (p *Pipeline) settleAlone(ctx context.Context, r ledger.Run) error {
	stands, _, err := p.current(ctx, r.Year)
	if err != nil || stands.ID != r.ID {
		return err
	}
	if path, why, err := p.edition(ctx, r); err != nil || path != "" || why != "" {
		return err
	}
	pl, err := p.planOf(ctx, r)
	if err != nil {
		return err
	}
	report, err := p.calculated(ctx, pl, templates.Settled)
	if err != nil {
		return err
	}
	same, err := p.asRecorded(ctx, r.ID, pl, report)
	if err != nil {
		return err
	}
	if !same {
		p.Log.Warn().Int64("run", r.ID).Str("version", r.Version).Msg("this version of the program calculates the approved run otherwise; its workbook stays as it was")
		return p.Ledger.KeepTrial(ctx, r.ID, p.editionBasis(), false, "")
	}
	_, list, err := p.publish(ctx, pl, report)
	if err != nil {
		return err
	}
	return p.Ledger.Deliver(context.WithoutCancel(ctx), r.ID, list)
}

// asRecorded says that what was calculated of a run tells what was recorded of it.
func (p *Pipeline) asRecorded(ctx context.Context, run int64, pl *plan, report *templates.Report) (bool, error) {
	was, err := p.recorded(ctx, run)
	if err != nil {
		return false, err
	}
	return indicators.SameFigures(indicators.SettleFigures(pl.programme, was, pl.earlier), figuresNow(report.Results)), nil
}

// edition is where the approved edition of an approved run stands, below the share.
// Where it was never laid out, why is the code of the reason, if it cannot be.
func (p *Pipeline) edition(ctx context.Context, r ledger.Run) (path, why string, err error) {
	delivered, err := p.Ledger.DeliveriesBy(ctx, r.Programme, r.Year)
	if err != nil {
		return "", "", err
	}
	for _, d := range delivered {
		if d.Run == r.ID && d.Role == roleApproved {
			return d.Path, "", nil
		}
	}
	_, err = p.planOf(ctx, r)
	var refused *RefusedError
	if errors.As(err, &refused) {
		return "", refused.Code, nil
	}
	if err != nil {
		return "", "", err
	}
	inputs, err := p.Ledger.RunInputs(ctx, r.ID)
	if err != nil {
		return "", "", err
	}
	for _, in := range inputs {
		if there, err := p.Ledger.Remembers(ctx, in.SHA256); err != nil || !there {
			return "", "request.run.forgotten", err
		}
	}
	if _, tried, err := p.Ledger.Trial(ctx, r.ID, p.editionBasis()); err != nil || tried {
		return "", "request.run.otherwise", err
	}
	return "", "", nil
}

// editionBasis names what laying an approved edition out rests on, beside its run.
func (p *Pipeline) editionBasis() string {
	sum := sha256.Sum256([]byte("approved edition by " + p.Version))
	return hex.EncodeToString(sum[:])
}

// stale are the earlier years of which a run shows other values than are approved.
func (p *Pipeline) stale(ctx context.Context, r ledger.Run) ([]int, error) {
	shows, err := p.recorded(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	was, err := p.Ledger.History(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	now, err := p.approvedBefore(ctx, r.Year)
	if err != nil {
		return nil, err
	}
	var years []int
	for _, approved := range now {
		if slices.ContainsFunc(was, func(h ledger.Run) bool { return h.ID == approved.ID }) {
			continue
		}
		own, err := p.ownFigures(ctx, approved)
		if err != nil {
			return nil, err
		}
		shown := slices.DeleteFunc(slices.Clone(shows), func(f indicators.Figure) bool { return f.Year != approved.Year })
		if !indicators.SameFigures(shown, own) {
			years = append(years, approved.Year)
		}
	}
	return years, nil
}

// TraceRun gives what stands behind a figure of a recorded run, as Trace does. Of
// an approved earlier year it is what stands behind the approved figure.
func (p *Pipeline) TraceRun(ctx context.Context, run int64, s indicators.Selection) (t templates.Tracing, ok bool, err error) {
	pl, err := p.planOfYear(ctx, run, s.Year)
	if err != nil {
		return t, false, err
	}
	with := p.by(pl)
	subs, err := with.readKept(ctx, pl.inputs)
	if err != nil {
		return t, false, err
	}
	t, ok = with.traced(subs, s)
	return t, ok, nil
}

// ProgrammeOfRun is the programme by which a recorded run has its figures of a year.
func (p *Pipeline) ProgrammeOfRun(ctx context.Context, run int64, year int) (*indicators.Programme, error) {
	pl, err := p.planOfYear(ctx, run, year)
	if err != nil {
		return nil, err
	}
	return pl.programme, nil
}

// planOfYear is the plan from which a recorded run has its figures of a year: its own
// or, of an approved earlier year, the approved run's.
func (p *Pipeline) planOfYear(ctx context.Context, run int64, year int) (*plan, error) {
	r, err := p.finished(ctx, run)
	if err != nil {
		return nil, err
	}
	pl, err := p.planOf(ctx, r)
	if err != nil {
		return nil, err
	}
	for _, approved := range pl.history {
		if approved.Year == year {
			return p.planOf(ctx, approved)
		}
	}
	return pl, nil
}
