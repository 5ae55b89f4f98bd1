package ledger

import (
	"context"
	"fmt"
	"time"
)

// ExpiredReturns are the hashes of originals that were never accepted, were last
// dropped before a day and are not forgotten yet.
func (l *Ledger) ExpiredReturns(ctx context.Context, before time.Time) ([]string, error) {
	return l.hashes(ctx, `SELECT f.sha256 FROM files f WHERE f.forgotten IS NULL
		AND NOT EXISTS (SELECT 1 FROM submissions s WHERE s.sha256 = f.sha256
			AND (s.received >= ? OR s.finished = 0 OR s.outcome IN ('accepted', 'known'))) ORDER BY f.first_seen, f.sha256`, stamp(before))
}

// Kept are the hashes of all originals that are not forgotten.
func (l *Ledger) Kept(ctx context.Context) ([]string, error) {
	return l.hashes(ctx, `SELECT sha256 FROM files WHERE forgotten IS NULL ORDER BY first_seen, sha256`)
}

// ExpireNotes lets what was told before a day leave the share: what became of
// requests, and that submissions ended.
func (l *Ledger) ExpireNotes(ctx context.Context, before time.Time) error {
	err := l.change(ctx, func(t *transaction) error {
		t.exec(`UPDATE deliveries SET state = 'leaving' WHERE state = 'written' AND (
			request IN (SELECT id FROM requests WHERE answered < ?)
			OR role = ? AND submission IN (SELECT id FROM submissions WHERE ended < ?))`, stamp(before), AboutEnd, stamp(before))
		return t.err
	})
	if err != nil {
		return fmt.Errorf("letting old notes leave: %w", err)
	}
	return nil
}
