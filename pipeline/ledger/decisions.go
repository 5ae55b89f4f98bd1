package ledger

import (
	"context"
	"errors"
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
		if s.Outcome == Accepted {
			return errors.Join(t.tellSettled(s.SHA256), t.err)
		}
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

// A Settlement is for what a returned submission ended as Corrected or Again.
type Settlement struct {
	By   Submission // accepted then, or in force already
	Last Submission // the last accepted one of these bytes
}

// EndedBy is for what a returned submission ended; it is false where it ended for
// nothing, or where its folder was answered about the same file since.
func (l *Ledger) EndedBy(ctx context.Context, returned int64) (e Settlement, ok bool, err error) {
	list, err := l.submissions(ctx, `JOIN submissions r ON `+settles+` WHERE r.id = ? AND NOT EXISTS (SELECT 1 FROM submissions n
		WHERE n.id > s.id AND n.folder = r.folder AND n.outcome IN ('accepted', 'returned', 'known')
			AND (n.sha256 = r.sha256 OR (n.name = r.name OR substr(n.name, -length(r.name) - 3) = ' - ' || r.name)
				AND (n.kind = '' OR r.kind IN ('', n.kind)) AND (n.unit = '' OR r.unit IN ('', n.unit)))) ORDER BY s.id LIMIT 1`, returned)
	if err != nil || len(list) == 0 {
		return e, false, err
	}
	e.By = list[0]
	if list, err = l.submissions(ctx, `WHERE s.sha256 = ? AND s.outcome = 'accepted' ORDER BY s.id DESC LIMIT 1`, e.By.SHA256); err != nil || len(list) == 0 {
		return e, false, err
	}
	e.Last = list[0]
	return e, true, nil
}

// Settled counts the returned submissions that ended as Corrected or Again for a
// submission.
func (l *Ledger) Settled(ctx context.Context, submission int64) (int, error) {
	n, err := one(ctx, l.read, func(scan func(...any) error) (n int, err error) {
		err = scan(&n)
		return n, err
	}, `SELECT count(*) FROM submissions s JOIN submissions r ON `+settles+` WHERE s.id = ?`, submission)
	if err != nil {
		return 0, fmt.Errorf("looking up what ended for submission %d: %w", submission, err)
	}
	return n, nil
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
