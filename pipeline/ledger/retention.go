package ledger

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// ExpiredReturns are the hashes of originals that were never accepted, were last
// dropped before a day and are not forgotten yet.
func (l *Ledger) ExpiredReturns(ctx context.Context, before time.Time) ([]string, error) {
	return l.hashes(ctx, `SELECT f.sha256 FROM files f WHERE f.forgotten IS NULL
		AND NOT EXISTS (SELECT 1 FROM submissions s WHERE s.sha256 = f.sha256
			AND (`+cameAfter+` OR s.finished = 0 OR s.outcome IN ('accepted', 'known'))) ORDER BY f.first_seen, f.sha256`, stamp(before), stamp(before), stamp(l.now()))
}

// A clock that went on by more than Jump between two things that the ledger
// remembers may have been set wrongly; after Steady it is trusted again.
const (
	Jump   = 45 * 24 * time.Hour
	Steady = 14 * 24 * time.Hour
)

// ClockTrusted says whether the clock may be relied on where something is deleted
// by its age: it stands behind the ledger's last entry by minutes at most, and it did
// not jump lately. until is when it will be, if it goes on steadily; zero: not known.
func (s *State) ClockTrusted(now time.Time) (ok bool, until time.Time) {
	const mayDiffer = 2 * time.Minute
	if s.LastEntry.After(now.Add(mayDiffer)) {
		return false, time.Time{}
	}
	since := now // when it began to go on steadily
	for _, day := range slices.Backward(s.days) {
		if day.After(now) {
			continue // by a clock that was ahead
		}
		if since.Sub(day) > Jump {
			return now.Sub(since) >= Steady, since.Add(Steady)
		}
		since = day
	}
	return true, time.Time{}
}

// ClockTrusted is a State's, by the ledger's own clock.
func (l *Ledger) ClockTrusted(ctx context.Context) (ok bool, until time.Time, err error) {
	var s State
	if err := s.times(ctx, l); err != nil {
		return false, time.Time{}, fmt.Errorf("looking at the clock: %w", err)
	}
	ok, until = s.ClockTrusted(l.now())
	return ok, until, nil
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
