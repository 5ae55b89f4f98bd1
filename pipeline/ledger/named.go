package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path"
	"strconv"
)

// KeepProgramme remembers a programme file by its SHA-256. One that is remembered
// stays as it is.
func (l *Ledger) KeepProgramme(ctx context.Context, sha string, file []byte) error {
	err := l.change(ctx, func(t *transaction) error {
		r := t.exec(`INSERT INTO programmes (sha256, file, kept) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, sha, file, stamp(t.now))
		if t.err != nil {
			return t.err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return err
		}
		t.note(entry{what: "programme.kept", detail: "sha256=" + sha})
		return t.err
	})
	if err != nil {
		return fmt.Errorf("remembering the programme file %.6s: %w", sha, err)
	}
	return nil
}

// ProgrammeFile gives a programme file by its SHA-256.
func (l *Ledger) ProgrammeFile(ctx context.Context, sha string) ([]byte, error) {
	var file []byte
	err := l.read.QueryRowContext(ctx, `SELECT file FROM programmes WHERE sha256 = ?`, sha).Scan(&file)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNone
	}
	if err != nil {
		return nil, fmt.Errorf("looking the programme file %.6s up: %w", sha, err)
	}
	return file, nil
}

// History are the approved runs of earlier years that a run names, in the order
// of their years.
func (l *Ledger) History(ctx context.Context, run int64) ([]Run, error) {
	return l.runs(ctx, `JOIN run_history h ON h.approved = r.id WHERE h.run = ? ORDER BY h.position`, run)
}

// Deliver records what a finished run laid into the shared folder anew, which
// takes the place of what stood there.
func (l *Ledger) Deliver(ctx context.Context, run int64, delivered []Delivery) error {
	err := l.change(ctx, func(t *transaction) error {
		t.deliver(run, delivered)
		t.note(entry{what: "run.delivered", run: run, detail: fmt.Sprintf("files=%d", len(delivered))})
		return t.err
	})
	if err != nil {
		return fmt.Errorf("recording what run %d delivered: %w", run, err)
	}
	return nil
}

func (t *transaction) deliver(run int64, delivered []Delivery) {
	for _, d := range delivered {
		t.exec(`UPDATE deliveries SET state = 'gone' WHERE path = ? AND state <> 'gone'`, d.Path)
		t.exec(`INSERT INTO deliveries (run, role, path, sha256, state) VALUES (?, ?, ?, ?, 'written')`, run, d.Role, d.Path, d.SHA256)
	}
}

// DeliveriesBy are those of the runs of a programme's monitoring year that stand
// in the shared folder.
func (l *Ledger) DeliveriesBy(ctx context.Context, programme string, year int) ([]Delivery, error) {
	return l.deliveries(ctx, `WHERE state = 'written' AND run IN (SELECT id FROM runs WHERE programme = ? AND year = ?) ORDER BY id`, programme, year)
}

// RunSubmissions are a run's inputs as they are known today, in the order in which
// origins number them.
func (l *Ledger) RunSubmissions(ctx context.Context, run int64) ([]Submission, error) {
	return l.submissions(ctx, `JOIN run_inputs i ON i.submission = s.id WHERE i.run = ? ORDER BY i.position`, run)
}

// Lying is the workbook that lies in the folder of a programme's monitoring year, of
// whichever run; what repeats laid into the history is none.
func (l *Ledger) Lying(ctx context.Context, programme string, year int) (lies Delivery, ok bool, err error) {
	list, err := l.DeliveriesBy(ctx, programme, year)
	if err != nil {
		return lies, false, err
	}
	for _, d := range list {
		if (d.Role == Workbook || d.Role == ApprovedEdition) && path.Base(path.Dir(d.Path)) == strconv.Itoa(year) && d.ID > lies.ID {
			lies, ok = d, true
		}
	}
	return lies, ok, nil
}
