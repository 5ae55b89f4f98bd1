package ledger

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"raditaji/indicators"
)

// A Run is one calculation. Once it has finished or ended, nothing of it changes.
type Run struct {
	ID           int64
	Programme    string // its id
	ProgrammeSHA string
	Year         int // monitoring year
	Version      string
	Fingerprint  string
	AsOf         time.Time // zero: with what was known at the start
	Repeats      int64     // the run whose inputs it takes; 0: none
	Approved     int64     // the run whose values stand beside its own; 0: none
	Compared     int64     // the run that it says the changes since; 0: none
	History      []int64   // approved runs of earlier years that it shows; of Begin only
	Reason, Who  string
	Started      time.Time
	Finished     time.Time // zero: under way, or it ended
	ApprovedAt   time.Time // zero: it was not approved
	End          End       // of one that has no results; the zero End: it is under way, or finished
	View         *View     // of Begin only; nil: it shows nothing of the ledger beside its files
}

// An End is how a run ended that has no results.
type End struct {
	How  string // Failed or BrokenOff; empty: it did not
	Code string // why
	Why  string // as the system says it, person codes masked
	At   time.Time
}

// The ways in which a run ends without results.
const (
	Failed    = "failed" // who asked for it was told
	BrokenOff = "broken" // by a stop or a kill
)

// Open says that a run has neither finished nor ended.
func (r *Run) Open() bool { return r.Finished.IsZero() && r.End.How == "" }

// A View is what a run shows of the ledger beside its files.
type View struct {
	Late bool // the day on which inputs were due had passed
	// LateNext says that of lists of a later school year, which are due a year later.
	LateNext bool
	Places   []Seen
	Queries  []Query
	// Untraced are the monitoring years before the run's own of which originals were
	// deleted at their age, rising.
	Untraced []int
}

// A Seen is what had become of an input of an institution when a run began: the
// last file that was accepted, and after it one that came later and stood returned;
// else the last returned one.
type Seen struct {
	Kind        indicators.Kind
	Year        indicators.SchoolYear // zero: see Calendar
	Calendar    int
	Institution string // empty: not said
	Outcome     Outcome
	Day         string // on which the last one came, as 2024-09-12
	Late        bool
}

// An Input is a file of a run; origins number them from 1.
type Input struct {
	Submission int64
	SHA256     string
}

// A Figure is a result as the ledger keeps it: a row of results.csv.
type Figure struct {
	Year        int
	Indicator   string
	Part        string
	Institution string // registration number; empty: the municipality
	Source      indicators.Source
	Official    bool
	Shape       indicators.Shape
	// Values, bounds, intervals and coverage are hundredths, of counts whole numbers.
	Numerator, Denominator, Unknown             indicators.Number
	Value, Low, High, IntervalLow, IntervalHigh indicators.Number
	Coverage                                    indicators.Number
	Status                                      indicators.Status
	Certain                                     string // true, false, or empty
	Flags                                       string // joined by blanks
	Missing                                     string // joined by "; "
}

// FigureOf is a result as the ledger keeps it.
func FigureOf(r *indicators.Result) Figure {
	f := Figure{
		Year: r.Year, Indicator: r.Indicator, Part: r.Part, Institution: r.Institution, Source: r.Source, Official: r.Official, Shape: r.Shape,
		Status: r.Standing.Status, Flags: strings.Join(r.Flags(), " "), Missing: strings.Join(r.MissingText(), "; "),
	}
	if r.State == indicators.Available {
		if r.Counted {
			f.Numerator = indicators.NewNumber(r.Numerator)
			if r.Shape != indicators.Count {
				f.Denominator = indicators.NewNumber(r.Denominator)
			}
		}
		f.Unknown = indicators.NewNumber(r.Unknown)
	}
	if v, ok := r.Value(); ok {
		f.Value = indicators.NewNumber(v)
	}
	if low, high, ok := r.Bounds(); ok {
		f.Low, f.High = indicators.NewNumber(low), indicators.NewNumber(high)
	}
	if low, high, ok := r.Interval(); ok {
		f.IntervalLow, f.IntervalHigh = indicators.NewNumber(low), indicators.NewNumber(high)
	}
	if c, ok := r.Coverage(); ok {
		f.Coverage = indicators.NewNumber(c)
	}
	switch r.Standing.Certain {
	case indicators.Yes:
		f.Certain = "true"
	case indicators.No:
		f.Certain = "false"
	case indicators.NotAsked:
	}
	return f
}

// Begin records a run and its inputs before anything is calculated.
func (l *Ledger) Begin(ctx context.Context, r Run, inputs []Input) (Run, error) {
	err := l.change(ctx, func(t *transaction) error {
		r.Started = t.now
		r.ID = t.insert(`INSERT INTO runs (programme, programme_sha, year, version, fingerprint, as_of, repeats, approved, compared, reason, who, started)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, r.Programme, r.ProgrammeSHA, r.Year, r.Version, r.Fingerprint,
			when(r.AsOf), some(r.Repeats), some(r.Approved), some(r.Compared), r.Reason, r.Who, stamp(r.Started))
		for i, in := range inputs {
			t.exec(`INSERT INTO run_inputs (run, position, submission, sha256) VALUES (?, ?, ?, ?)`, r.ID, i+1, in.Submission, in.SHA256)
		}
		for i, approved := range r.History {
			t.exec(`INSERT INTO run_history (run, position, approved) VALUES (?, ?, ?)`, r.ID, i+1, approved)
		}
		t.view(r.ID, r.View)
		t.note(entry{who: r.Who, what: "run.begun", run: r.ID, detail: fmt.Sprintf("year=%d inputs=%d fingerprint=%s", r.Year, len(inputs), r.Fingerprint)})
		return t.err
	})
	if err != nil {
		return Run{}, fmt.Errorf("recording a run of %d: %w", r.Year, err)
	}
	return r, nil
}

func (t *transaction) view(run int64, v *View) {
	if v == nil {
		return
	}
	t.exec(`INSERT INTO run_views (run, late, late_next) VALUES (?, ?, ?)`, run, v.Late, v.LateNext)
	for i, p := range v.Places {
		t.exec(`INSERT INTO run_places (run, position, kind, year, calendar, institution, outcome, day, late) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			run, i+1, p.Kind, int64(p.Year), p.Calendar, p.Institution, p.Outcome, p.Day, p.Late)
	}
	for i, q := range v.Queries {
		t.exec(`INSERT INTO run_queries (run, position, query, answer) VALUES (?, ?, ?, ?)`, run, i+1, q.ID, some(q.AnswerID))
	}
	for _, year := range v.Untraced {
		t.exec(`INSERT INTO run_untraced (run, year) VALUES (?, ?)`, run, year)
	}
}

// View is what a run shows of the ledger beside its files; nil where it was
// recorded without.
func (l *Ledger) View(ctx context.Context, run int64) (*View, error) {
	v, err := one(ctx, l.read, func(scan func(...any) error) (v View, err error) {
		err = scan(&v.Late, &v.LateNext)
		return v, err
	}, `SELECT late, late_next FROM run_views WHERE run = ?`, run)
	if errors.Is(err, ErrNone) {
		return nil, nil
	}
	if err == nil {
		v.Places, err = all(ctx, l.read, func(scan func(...any) error) (p Seen, err error) {
			err = scan(&p.Kind, &p.Year, &p.Calendar, &p.Institution, &p.Outcome, &p.Day, &p.Late)
			return p, err
		}, `SELECT kind, year, calendar, institution, outcome, day, late FROM run_places WHERE run = ? ORDER BY position`, run)
	}
	if err == nil {
		v.Queries, err = all(ctx, l.read, scanQuery, `SELECT `+queryColumns+` FROM run_queries x JOIN queries q ON q.id = x.query
			LEFT JOIN answers a ON a.id = x.answer WHERE x.run = ? ORDER BY x.position`, run)
	}
	if err == nil {
		v.Untraced, err = all(ctx, l.read, func(scan func(...any) error) (year int, err error) {
			err = scan(&year)
			return year, err
		}, `SELECT year FROM run_untraced WHERE run = ? ORDER BY year`, run)
	}
	if err != nil {
		return nil, fmt.Errorf("looking up what run %d shows: %w", run, err)
	}
	return &v, nil
}

// EndRun records how a run ended that has no results. One that finished, or ended
// before, stays as it is.
func (l *Ledger) EndRun(ctx context.Context, run int64, how, code, why string) error {
	err := l.change(ctx, func(t *transaction) error {
		r, err := one(t.ctx, t.tx, scanRun, `SELECT `+runColumns+runsFrom+`WHERE r.id = ?`, run)
		if err != nil || !r.Open() {
			return err
		}
		t.exec(`INSERT INTO run_ends (run, how, code, why, at) VALUES (?, ?, ?, ?, ?)`, run, how, code, why, stamp(t.now))
		t.note(entry{what: "run." + how, run: run, detail: "code=" + code})
		return t.err
	})
	if err != nil {
		return fmt.Errorf("recording the end of run %d: %w", run, err)
	}
	return nil
}

// OpenRuns are the runs that have neither finished nor ended, the oldest first.
func (l *Ledger) OpenRuns(ctx context.Context) ([]Run, error) {
	return l.runs(ctx, `WHERE r.finished IS NULL AND e.run IS NULL ORDER BY r.id`)
}

// FinishRun records a run's results and what it laid into the shared folder, and
// ends the run. Deliveries of earlier runs at the same paths make room.
func (l *Ledger) FinishRun(ctx context.Context, run int64, figures []Figure, delivered []Delivery) error {
	err := l.change(ctx, func(t *transaction) error {
		for i, f := range figures {
			scope := "municipality"
			if f.Institution != "" {
				scope = "institution"
			}
			t.exec(`INSERT INTO results (run, position, year, indicator, part, scope, scope_id, source, official, shape, numerator, denominator, unknown,
				value, low, high, interval_low, interval_high, coverage, status, certain, flags, missing)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
				run, i+1, f.Year, f.Indicator, f.Part, scope, f.Institution, f.Source, f.Official, f.Shape,
				number(f.Numerator), number(f.Denominator), number(f.Unknown), number(f.Value), number(f.Low), number(f.High),
				number(f.IntervalLow), number(f.IntervalHigh), number(f.Coverage), f.Status, f.Certain, f.Flags, f.Missing)
		}
		t.deliver(run, delivered)
		r := t.exec(`UPDATE runs SET finished = ? WHERE id = ? AND finished IS NULL`, stamp(t.now), run)
		if t.err == nil {
			if n, err := r.RowsAffected(); err != nil || n != 1 {
				return fmt.Errorf("run %d: %w", run, ErrNone)
			}
		}
		t.note(entry{what: "run.finished", run: run, detail: fmt.Sprintf("results=%d", len(figures))})
		return t.err
	})
	if err != nil {
		return fmt.Errorf("recording the results of run %d: %w", run, err)
	}
	return nil
}

// number is a number, or NULL where there is none.
func number(n indicators.Number) any {
	if v, ok := n.Get(); ok {
		return v
	}
	return nil
}

// A counted scans a number; NULL is none.
type counted struct{ to *indicators.Number }

func (c counted) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*c.to = indicators.Number{}
		return nil
	case int64:
		*c.to = indicators.NewNumber(v)
		return nil
	}
	return fmt.Errorf("a number is stored as %T", v)
}

// Results are a run's, in the order of results.csv.
func (l *Ledger) Results(ctx context.Context, run int64) ([]Figure, error) {
	list, err := all(ctx, l.read, func(scan func(...any) error) (f Figure, err error) {
		err = scan(&f.Year, &f.Indicator, &f.Part, &f.Institution, &f.Source, &f.Official, &f.Shape,
			counted{&f.Numerator}, counted{&f.Denominator}, counted{&f.Unknown}, counted{&f.Value}, counted{&f.Low}, counted{&f.High},
			counted{&f.IntervalLow}, counted{&f.IntervalHigh}, counted{&f.Coverage}, &f.Status, &f.Certain, &f.Flags, &f.Missing)
		return f, err
	}, `SELECT year, indicator, part, scope_id, source, official, shape, numerator, denominator, unknown,
		value, low, high, interval_low, interval_high, coverage, status, certain, flags, missing FROM results WHERE run = ? ORDER BY position`, run)
	if err != nil {
		return nil, fmt.Errorf("looking up the results of run %d: %w", run, err)
	}
	return list, nil
}

// RunInputs are a run's files in the order in which origins number them.
func (l *Ledger) RunInputs(ctx context.Context, run int64) ([]Input, error) {
	list, err := all(ctx, l.read, func(scan func(...any) error) (in Input, err error) {
		err = scan(&in.Submission, &in.SHA256)
		return in, err
	}, `SELECT submission, sha256 FROM run_inputs WHERE run = ? ORDER BY position`, run)
	if err != nil {
		return nil, fmt.Errorf("looking up the inputs of run %d: %w", run, err)
	}
	return list, nil
}

const runColumns = `r.id, r.programme, r.programme_sha, r.year, r.version, r.fingerprint, r.as_of, r.repeats, r.approved, r.compared,
	r.reason, r.who, r.started, r.finished, a.at, coalesce(e.how, ''), coalesce(e.code, ''), coalesce(e.why, ''), e.at`

const runsFrom = ` FROM runs r LEFT JOIN approvals a ON a.run = r.id LEFT JOIN run_ends e ON e.run = r.id `

func scanRun(scan func(...any) error) (r Run, err error) {
	err = scan(&r.ID, &r.Programme, &r.ProgrammeSHA, &r.Year, &r.Version, &r.Fingerprint, stamped{&r.AsOf},
		numbered{&r.Repeats}, numbered{&r.Approved}, numbered{&r.Compared}, &r.Reason, &r.Who, stamped{&r.Started}, stamped{&r.Finished}, stamped{&r.ApprovedAt},
		&r.End.How, &r.End.Code, &r.End.Why, stamped{&r.End.At})
	return r, err
}

func (l *Ledger) runs(ctx context.Context, where string, args ...any) ([]Run, error) {
	list, err := all(ctx, l.read, scanRun, `SELECT `+runColumns+runsFrom+where, args...)
	if err != nil {
		return nil, fmt.Errorf("looking runs up: %w", err)
	}
	return list, nil
}

// Run gives one run.
func (l *Ledger) Run(ctx context.Context, id int64) (Run, error) {
	list, err := l.runs(ctx, `WHERE r.id = ?`, id)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("run %d: %w", id, ErrNone)
	}
	if err != nil {
		return Run{}, err
	}
	return list[0], nil
}

// Runs are all runs of a monitoring year, of every year for 0, the oldest first.
func (l *Ledger) Runs(ctx context.Context, year int) ([]Run, error) {
	return l.runs(ctx, `WHERE ? IN (0, r.year) ORDER BY r.id`, year)
}

// Latest is the last finished run of a monitoring year; false where there is none.
func (l *Ledger) Latest(ctx context.Context, programme string, year int) (Run, bool, error) {
	return first(l.runs(ctx, `WHERE r.programme = ? AND r.year = ? AND r.finished IS NOT NULL ORDER BY r.id DESC LIMIT 1`, programme, year))
}

// Standing is the run of a monitoring year, no repeat, that was finished or approved
// last, as the journal has it; false where none is finished.
func (l *Ledger) Standing(ctx context.Context, programme string, year int) (Run, bool, error) {
	return first(l.runs(ctx, `WHERE r.programme = ? AND r.year = ? AND r.finished IS NOT NULL AND r.repeats IS NULL
		ORDER BY (SELECT max(j.id) FROM journal j WHERE j.run = r.id AND j.what IN ('run.finished', 'run.approved')) DESC, r.id DESC LIMIT 1`, programme, year))
}

// Approved is the run of a monitoring year that was approved last; false where
// there is none.
func (l *Ledger) Approved(ctx context.Context, programme string, year int) (Run, bool, error) {
	return first(l.runs(ctx, `WHERE r.programme = ? AND r.year = ? AND a.id IS NOT NULL ORDER BY a.id DESC LIMIT 1`, programme, year))
}

func first(list []Run, err error) (Run, bool, error) {
	if err != nil || len(list) == 0 {
		return Run{}, false, err
	}
	return list[0], true, nil
}

// Approve approves a finished run. One that is approved stays so.
func (l *Ledger) Approve(ctx context.Context, run int64, reason, who string) error {
	err := l.change(ctx, func(t *transaction) error {
		r, err := one(t.ctx, t.tx, scanRun, `SELECT `+runColumns+runsFrom+`WHERE r.id = ?`, run)
		switch {
		case err != nil:
			return err
		case r.Finished.IsZero():
			return ErrNone
		case !r.ApprovedAt.IsZero():
			return nil
		}
		t.exec(`INSERT INTO approvals (run, year, reason, who, at) VALUES (?, ?, ?, ?, ?)`, run, r.Year, reason, who, stamp(t.now))
		t.exec(`INSERT INTO decisions (kind, run, year, reason, who, at) VALUES ('approve', ?, ?, ?, ?, ?)`, run, r.Year, reason, who, stamp(t.now))
		t.note(entry{who: who, what: "run.approved", run: run, detail: fmt.Sprintf("year=%d", r.Year)})
		return t.err
	})
	if err != nil {
		return fmt.Errorf("approving run %d: %w", run, err)
	}
	return nil
}

// Approval is the decision by which a run was approved; ErrNone: it was not.
func (l *Ledger) Approval(ctx context.Context, run int64) (Decision, error) {
	d, err := one(ctx, l.read, scanDecision, `SELECT 0, 'approve', NULL, run, year, reason, who, at FROM approvals WHERE run = ?`, run)
	if err != nil {
		return d, fmt.Errorf("looking up the approval of run %d: %w", run, err)
	}
	return d, nil
}
