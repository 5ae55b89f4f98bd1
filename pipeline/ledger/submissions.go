package ledger

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"raditaji/indicators"
	"raditaji/sources"
)

// A Drop is a file as somebody dropped it. Folder and Name are below the folder
// of arrivals, with person codes masked.
type Drop struct {
	Folder   string
	Name     string
	Size     int64
	Modified time.Time
	SHA256   string // empty: it was not read
	Received time.Time
}

// Path is folder and name.
func (d *Drop) Path() string {
	if d.Folder == "" {
		return d.Name
	}
	return d.Folder + "/" + d.Name
}

// A Reading is what was found in a file.
type Reading struct {
	Kind     indicators.Kind
	Unit     string // the one institution or unit that it is about; empty: several, or none
	Flaw     string // code of the error of the file itself, which nobody can accept; empty: none
	Encoding string
	Balance  sources.Balance
	Cells    []sources.Cell
	Problems []sources.Problem
	Queries  []Query // about what stands in the file; one with an Answer was explained there
}

// An Outcome is what became of a drop.
type Outcome string

// The outcomes.
const (
	Accepted Outcome = "accepted"
	Returned Outcome = "returned"
	Known    Outcome = "known"   // its bytes are in force already
	Checked  Outcome = "checked" // looked at only
	Refused  Outcome = "refused" // never read: a link, an odd name, too large
)

// The reasons for which a submission no longer stands.
const (
	Corrected = "corrected" // of a returned one: its corrected file was accepted
	Replaced  = "replaced"  // of a returned or checked one: a later one took its place
	Withdrawn = "withdrawn" // by an officer
	Decided   = "decided"   // of a returned one: an officer accepted it
	Again     = "again"     // the same bytes were accepted, as another submission
	Gone      = "gone"      // of a refused one: it was taken away
	Forgotten = "forgotten" // its retention ended
)

// A Submission is one drop and what became of it.
type Submission struct {
	ID int64
	Drop
	Came                        time.Time // when its sender dropped it: Received, but of one that an officer accepted when it came and was returned
	Outcome                     Outcome
	Kind                        indicators.Kind
	Unit, Flaw, Encoding        string
	Rows, Used, Aside, Repeated int
	Errors, Warnings, Notices   int
	SameAs                      int64     // known: the submission that stands; accepted by decision: the returned one
	Decision                    int64     // by which it was accepted; 0: none was needed
	Ended                       time.Time // zero: it stands
	Why                         string    // it ended
	Finished                    bool      // its answers stand there and its original is removed
	Queries                     []Query   // of Submission and Accept only
	Supersedes                  []Supersession
}

// Stands says that the submission has not ended.
func (s *Submission) Stands() bool { return s.Ended.IsZero() }

// A Supersession is what a submission replaced of an earlier one.
type Supersession struct {
	Submission int64
	Name       string
	Rows       int
}

const submissionColumns = `s.id, s.sha256, s.folder, s.name, s.size, s.modified, s.received, s.outcome, s.kind, s.unit, s.flaw, s.encoding,
	s."rows", s.used, s.aside, s.repeated, s.errors, s.warnings, s.notices, s.same_as, s.decision, s.ended, s.why, s.finished, ` + came

// came is when the sender of a submission s dropped it.
const came = `coalesce((SELECT o.received FROM submissions o WHERE o.id = s.same_as AND s.outcome = 'accepted'), s.received)`

func scanSubmission(scan func(...any) error) (Submission, error) {
	var s Submission
	var sha, why *string
	var modified int64
	err := scan(&s.ID, &sha, &s.Folder, &s.Name, &s.Size, &modified, stamped{&s.Received}, &s.Outcome, &s.Kind, &s.Unit, &s.Flaw, &s.Encoding,
		&s.Rows, &s.Used, &s.Aside, &s.Repeated, &s.Errors, &s.Warnings, &s.Notices,
		numbered{&s.SameAs}, numbered{&s.Decision}, stamped{&s.Ended}, &why, &s.Finished, stamped{&s.Came})
	s.Modified = time.Unix(0, modified).UTC()
	if sha != nil {
		s.SHA256 = *sha
	}
	if why != nil {
		s.Why = *why
	}
	return s, err
}

// Accept records a file that will be used. What it covers replaces what earlier
// ones had there; a returned file that it corrects no longer stands.
func (l *Ledger) Accept(ctx context.Context, d Drop, r *Reading) (Submission, error) {
	return l.take(ctx, Submission{Drop: d, Outcome: Accepted}, r)
}

// Return records a file that goes back to its sender.
func (l *Ledger) Return(ctx context.Context, d Drop, r *Reading) (Submission, error) {
	return l.take(ctx, Submission{Drop: d, Outcome: Returned}, r)
}

// Check records a file that was only looked at.
func (l *Ledger) Check(ctx context.Context, d Drop, r *Reading) (Submission, error) {
	return l.take(ctx, Submission{Drop: d, Outcome: Checked}, r)
}

// Know records a drop of bytes that are in force already, by that submission.
func (l *Ledger) Know(ctx context.Context, d Drop, same Submission) (Submission, error) {
	return l.take(ctx, Submission{Drop: d, Outcome: Known, SameAs: same.ID}, &Reading{
		Kind: same.Kind, Unit: same.Unit, Encoding: same.Encoding,
		Balance: sources.Balance{Rows: same.Rows, Used: same.Used, Repeated: same.Repeated, SetAside: map[string]int{"": same.Aside}},
	})
}

// Refuse records something that is not read at all; it stays where it is.
func (l *Ledger) Refuse(ctx context.Context, d Drop, why sources.Problem) (Submission, error) {
	return l.take(ctx, Submission{Drop: d, Outcome: Refused}, &Reading{Flaw: why.Code, Problems: []sources.Problem{why}})
}

// take records a submission in one transaction.
func (l *Ledger) take(ctx context.Context, s Submission, r *Reading) (Submission, error) {
	err := l.change(ctx, func(t *transaction) (err error) {
		s, err = t.take(s, r, "")
		return err
	})
	if err != nil {
		return Submission{}, fmt.Errorf("recording %q: %w", s.Name, err)
	}
	return s, nil
}

func (t *transaction) take(s Submission, r *Reading, who string) (Submission, error) {
	s.Kind, s.Unit, s.Flaw, s.Encoding = r.Kind, r.Unit, r.Flaw, r.Encoding
	s.Rows, s.Used, s.Repeated = r.Balance.Rows, r.Balance.Used, r.Balance.Repeated
	s.Aside = 0
	if s.Came.IsZero() {
		s.Came = s.Received
	}
	for _, n := range r.Balance.SetAside {
		s.Aside += n
	}
	for _, p := range r.Problems {
		switch p.Severity {
		case sources.Error:
			s.Errors++
		case sources.Warning:
			s.Warnings++
		default:
			s.Notices++
		}
	}
	var sha any
	if s.SHA256 != "" {
		sha = s.SHA256
		// Bytes that were forgotten are there again.
		t.exec(`INSERT INTO files (sha256, size, first_seen) VALUES (?, ?, ?) ON CONFLICT (sha256) DO UPDATE SET forgotten = NULL`,
			s.SHA256, s.Size, stamp(s.Received))
	}
	s.ID = t.insert(`INSERT INTO submissions (sha256, folder, name, size, modified, received, outcome, kind, unit, flaw, encoding,
		"rows", used, aside, repeated, errors, warnings, notices, same_as, decision) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`,
		sha, s.Folder, s.Name, s.Size, s.Modified.UnixNano(), stamp(s.Received), s.Outcome, s.Kind, s.Unit, s.Flaw, s.Encoding,
		s.Rows, s.Used, s.Aside, s.Repeated, s.Errors, s.Warnings, s.Notices, some(s.SameAs), some(s.Decision))
	for _, c := range r.Cells {
		t.exec(`INSERT INTO cells (submission, kind, year, calendar, institution, part, "rows", used) VALUES (?,?,?,?,?,?,?,?)`,
			s.ID, c.Kind, int64(c.Year), int64(c.Calendar), c.Institution, c.Part, c.Rows, c.Used)
	}
	for i, p := range r.Problems[:min(len(r.Problems), mostProblems)] {
		t.exec(`INSERT INTO problems (submission, position, code, severity, line, "column", input) VALUES (?,?,?,?,?,?,?)`,
			s.ID, i, p.Code, p.Severity.String(), p.At.Row, p.At.Column, p.Input)
	}
	if t.err != nil {
		return s, t.err
	}
	if err := t.displace(&s, r); err != nil {
		return s, err
	}
	t.note(entry{who: who, what: "submission." + string(s.Outcome), submission: s.ID, detail: fmt.Sprintf(
		"kind=%s rows=%d used=%d aside=%d repeated=%d errors=%d queries=%d", s.Kind, s.Rows, s.Used, s.Aside, s.Repeated, s.Errors, len(s.Queries))})
	return s, t.err
}

// mostProblems is how many problems of one submission are kept; its counts of
// them are of all.
const mostProblems = 1000

func cellsOf(ctx context.Context, q querier, submission int64) ([]sources.Cell, error) {
	return all(ctx, q, scanCell, `SELECT kind, year, calendar, institution, part, "rows", used FROM cells
		WHERE submission = ? ORDER BY kind, year, calendar, institution, part`, submission)
}

func scanCell(scan func(...any) error) (sources.Cell, error) {
	var c sources.Cell
	err := scan(&c.Kind, &c.Year, &c.Calendar, &c.Institution, &c.Part, &c.Rows, &c.Used)
	return c, err
}

// Submission gives one submission with its queries and what it superseded.
func (l *Ledger) Submission(ctx context.Context, id int64) (Submission, error) {
	s, err := one(ctx, l.read, scanSubmission, `SELECT `+submissionColumns+` FROM submissions s WHERE s.id = ?`, id)
	if err == nil {
		s.Queries, err = l.Queries(ctx, id)
	}
	if err == nil {
		s.Supersedes, err = all(ctx, l.read, func(scan func(...any) error) (x Supersession, err error) {
			err = scan(&x.Submission, &x.Name, &x.Rows)
			return x, err
		}, `SELECT x.submission, s.name, x."rows" FROM supersessions x JOIN submissions s ON s.id = x.submission WHERE x.by = ? ORDER BY x.submission`, id)
	}
	if err != nil {
		return Submission{}, fmt.Errorf("looking submission %d up: %w", id, err)
	}
	return s, nil
}

// Submissions gives those after one, the oldest first, so many at most.
func (l *Ledger) Submissions(ctx context.Context, after int64, most int) ([]Submission, error) {
	return l.submissions(ctx, `WHERE s.id > ? ORDER BY s.id LIMIT ?`, after, most)
}

// Unfinished are the submissions whose answers do not stand there yet or whose
// originals are not removed yet, in the order of taking in.
func (l *Ledger) Unfinished(ctx context.Context) ([]Submission, error) {
	return l.submissions(ctx, `WHERE s.finished = 0 ORDER BY s.id`)
}

// A Backlog is the submissions of a folder that wait for their first answer.
type Backlog struct {
	Folder string
	Count  int
	Since  time.Time // the first of them came
}

// Unanswered counts the submissions that were never answered, by their folders. Those
// whose answer is to be written anew are not among them.
func (l *Ledger) Unanswered(ctx context.Context) ([]Backlog, error) {
	list, err := all(ctx, l.read, func(scan func(...any) error) (b Backlog, err error) {
		err = scan(&b.Folder, &b.Count, stamped{&b.Since})
		return b, err
	}, `SELECT folder, count(*), min(received) FROM submissions s WHERE finished = 0
		AND NOT EXISTS (SELECT 1 FROM deliveries WHERE submission = s.id AND role = ? AND state <> 'wanted')
		GROUP BY folder ORDER BY folder`, AboutTaking)
	if err != nil {
		return nil, fmt.Errorf("looking up what is not answered: %w", err)
	}
	return list, nil
}

// StandingIn are the submissions of an outcome that stand, of a folder and of
// those below it.
func (l *Ledger) StandingIn(ctx context.Context, o Outcome, folder string) ([]Submission, error) {
	list, err := l.submissions(ctx, `WHERE s.outcome = ? AND s.ended IS NULL ORDER BY s.id`, o)
	if folder == "" {
		return list, err
	}
	return slices.DeleteFunc(list, func(s Submission) bool { return s.Folder != folder && !strings.HasPrefix(s.Folder, folder+"/") }), err
}

func (l *Ledger) submissions(ctx context.Context, where string, args ...any) ([]Submission, error) {
	list, err := all(ctx, l.read, scanSubmission, `SELECT `+submissionColumns+` FROM submissions s `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("looking submissions up: %w", err)
	}
	return list, nil
}

// Cells are what a submission covers.
func (l *Ledger) Cells(ctx context.Context, submission int64) ([]sources.Cell, error) {
	list, err := cellsOf(ctx, l.read, submission)
	if err != nil {
		return nil, fmt.Errorf("looking up what submission %d covers: %w", submission, err)
	}
	return list, nil
}

// A Flaw is a problem as it is remembered.
type Flaw struct {
	Code, Severity string
	Line, Column   int
	Input          string
}

// Problems are a submission's, the first thousand at most.
func (l *Ledger) Problems(ctx context.Context, submission int64) ([]Flaw, error) {
	list, err := all(ctx, l.read, func(scan func(...any) error) (f Flaw, err error) {
		err = scan(&f.Code, &f.Severity, &f.Line, &f.Column, &f.Input)
		return f, err
	}, `SELECT code, severity, line, "column", input FROM problems WHERE submission = ? ORDER BY position`, submission)
	if err != nil {
		return nil, fmt.Errorf("looking up the problems of submission %d: %w", submission, err)
	}
	return list, nil
}

// Gone says that something which was refused is no longer there.
func (l *Ledger) Gone(ctx context.Context, submission int64) error {
	err := l.change(ctx, func(t *transaction) error {
		t.end(submission, Gone, t.now)
		return t.err
	})
	if err != nil {
		return fmt.Errorf("noting that submission %d is gone: %w", submission, err)
	}
	return nil
}
