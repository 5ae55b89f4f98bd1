package ledger

import (
	"context"
	"errors"
	"fmt"
)

// Trial is what a trial calculation on a basis found: whether a run's results would
// come out as they are. known is false where there was none.
func (l *Ledger) Trial(ctx context.Context, run int64, basis string) (same, known bool, err error) {
	same, err = one(ctx, l.read, func(scan func(...any) error) (same bool, err error) {
		err = scan(&same)
		return same, err
	}, `SELECT same FROM trials WHERE run = ? AND basis = ?`, run, basis)
	if errors.Is(err, ErrNone) {
		return false, false, nil
	}
	if err != nil {
		return false, false, fmt.Errorf("looking up a trial beside run %d: %w", run, err)
	}
	return same, true, nil
}

// KeepTrial records what a trial calculation found. kept says, where it is given,
// that the run's year stays as it is, though inputs of it came or went.
func (l *Ledger) KeepTrial(ctx context.Context, run int64, basis string, same bool, kept string) error {
	err := l.change(ctx, func(t *transaction) error {
		t.exec(`INSERT INTO trials (run, basis, same, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`, run, basis, same, stamp(t.now))
		if kept != "" {
			t.note(entry{what: "run.kept", run: run, detail: kept})
		}
		return t.err
	})
	if err != nil {
		return fmt.Errorf("recording a trial beside run %d: %w", run, err)
	}
	return nil
}
