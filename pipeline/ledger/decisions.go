package ledger

import (
	"context"
	"fmt"
	"time"
)

// AcceptReturned is an officer's decision to use a returned file with its faulty
// rows set aside. The reading is the file's as it is read today.
func (l *Ledger) AcceptReturned(ctx context.Context, returned Submission, r *Reading, reason, who string) (Submission, error) {
	var s Submission
	err := l.change(ctx, func(t *transaction) error {
		was, err := one(t.ctx, t.tx, scanSubmission, `SELECT `+submissionColumns+` FROM submissions s WHERE s.id = ?`, returned.ID)
		switch {
		case err != nil:
			return err
		case was.Outcome != Returned || !was.Stands():
			return ErrNone
		}
		d := was.Drop
		d.Received = t.now
		decision := t.insert(`INSERT INTO decisions (kind, submission, reason, who, at) VALUES ('accept', ?, ?, ?, ?)`, was.ID, reason, who, stamp(t.now))
		t.end(was.ID, Decided, t.now)
		s, err = t.take(Submission{Drop: d, Came: was.Received, Outcome: Accepted, SameAs: was.ID, Decision: decision}, r, who)
		return err
	})
	if err != nil {
		return Submission{}, fmt.Errorf("accepting submission %d: %w", returned.ID, err)
	}
	return s, nil
}

// Withdraw is an officer's decision that a submission no longer stands. What it
// replaced is in force again.
func (l *Ledger) Withdraw(ctx context.Context, submission int64, reason, who string) error {
	err := l.change(ctx, func(t *transaction) error {
		s, err := one(t.ctx, t.tx, scanSubmission, `SELECT `+submissionColumns+` FROM submissions s WHERE s.id = ?`, submission)
		switch {
		case err != nil:
			return err
		case !s.Stands():
			return ErrNone
		}
		t.exec(`INSERT INTO decisions (kind, submission, reason, who, at) VALUES ('withdraw', ?, ?, ?, ?)`, s.ID, reason, who, stamp(t.now))
		t.end(s.ID, Withdrawn, t.now)
		t.exec(`UPDATE submissions SET finished = 0 WHERE id = ?`, s.ID) // its sender is to be told
		t.note(entry{who: who, what: "decision.withdraw", submission: s.ID})
		return t.err
	})
	if err != nil {
		return fmt.Errorf("withdrawing submission %d: %w", submission, err)
	}
	return nil
}

// A Decision is what an officer decided, and why.
type Decision struct {
	ID, Submission, Run int64
	Kind                string // accept, withdraw, answer, rerun, approve
	Year                int    // monitoring year; 0: none
	Reason, Who         string
	At                  time.Time
}

// Decision gives one decision.
func (l *Ledger) Decision(ctx context.Context, id int64) (Decision, error) {
	d, err := one(ctx, l.read, scanDecision, `SELECT id, kind, submission, run, year, reason, who, at FROM decisions WHERE id = ?`, id)
	if err != nil {
		return d, fmt.Errorf("looking decision %d up: %w", id, err)
	}
	return d, nil
}

// AcceptedAs is the submission as which an officer accepted a returned one.
func (l *Ledger) AcceptedAs(ctx context.Context, returned int64) (Submission, error) {
	list, err := l.submissions(ctx, `WHERE s.same_as = ? AND s.outcome = 'accepted' ORDER BY s.id DESC LIMIT 1`, returned)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("looking up as what submission %d was accepted: %w", returned, ErrNone)
	}
	if err != nil {
		return Submission{}, err
	}
	return list[0], nil
}

// EndedBy is the accepted submission for which a returned one ended as Corrected or
// Again; it is false where none did.
func (l *Ledger) EndedBy(ctx context.Context, returned int64) (Submission, bool, error) {
	list, err := l.submissions(ctx, `JOIN submissions r ON r.id = ? AND r.why IN ('corrected', 'again') AND r.ended = s.received
		WHERE s.outcome = 'accepted' AND s.id > r.id AND (s.sha256 = r.sha256 OR EXISTS (
			SELECT 1 FROM cells c JOIN cells n ON n.submission = s.id AND n.kind = c.kind AND n.year = c.year AND n.calendar = c.calendar
				AND n.institution = c.institution AND n.part = c.part WHERE c.submission = r.id)) ORDER BY s.id LIMIT 1`, returned)
	if err != nil || len(list) == 0 {
		return Submission{}, false, err
	}
	return list[0], true, nil
}

// DecisionOn is the last decision of a kind on a submission.
func (l *Ledger) DecisionOn(ctx context.Context, submission int64, kind string) (Decision, error) {
	d, err := one(ctx, l.read, scanDecision, `SELECT id, kind, submission, run, year, reason, who, at FROM decisions
		WHERE submission = ? AND kind = ? ORDER BY id DESC LIMIT 1`, submission, kind)
	if err != nil {
		return d, fmt.Errorf("looking up the decision on submission %d: %w", submission, err)
	}
	return d, nil
}

func scanDecision(scan func(...any) error) (d Decision, err error) {
	var year int64
	err = scan(&d.ID, &d.Kind, numbered{&d.Submission}, numbered{&d.Run}, numbered{&year}, &d.Reason, &d.Who, stamped{&d.At})
	d.Year = int(year)
	return d, err
}

// Decisions gives all of them, the oldest first.
func (l *Ledger) Decisions(ctx context.Context) ([]Decision, error) {
	list, err := all(ctx, l.read, scanDecision, `SELECT id, kind, submission, run, year, reason, who, at FROM decisions ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("looking decisions up: %w", err)
	}
	return list, nil
}
