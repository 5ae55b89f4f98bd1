package ledger

import (
	"context"
	"fmt"
	"slices"
	"time"

	"raditaji/sources"
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

// ForgottenCells are what accepted files covered whose originals were deleted at
// their age, where nobody has sent it again.
func (l *Ledger) ForgottenCells(ctx context.Context) ([]sources.Cell, error) {
	list, err := all(ctx, l.read, func(scan func(...any) error) (c sources.Cell, err error) {
		err = scan(&c.Kind, &c.Year, &c.Calendar, &c.Institution, &c.Part)
		return c, err
	}, `SELECT DISTINCT c.kind, c.year, c.calendar, c.institution, c.part FROM submissions s JOIN cells c ON c.submission = s.id
		WHERE s.why = 'forgotten' AND s.outcome = 'accepted' AND c.used > 0
		AND NOT EXISTS (SELECT 1 FROM cells c2 JOIN submissions s2 ON s2.id = c2.submission
			WHERE c2.kind = c.kind AND c2.year = c.year AND c2.calendar = c.calendar AND c2.institution = c.institution AND c2.part = c.part
			AND c2.used > 0 AND s2.outcome = 'accepted' AND s2.ended IS NULL)
		ORDER BY c.kind, c.year, c.calendar, c.institution, c.part`)
	if err != nil {
		return nil, fmt.Errorf("looking up what was deleted: %w", err)
	}
	return list, nil
}

// FirstResult is the first monitoring year of which any run of a programme has a
// value; 0: none has.
func (l *Ledger) FirstResult(ctx context.Context, programme string) (int, error) {
	year, err := one(ctx, l.read, func(scan func(...any) error) (year int, err error) {
		err = scan(&year)
		return year, err
	}, `SELECT ifnull(min(x.year), 0) FROM results x JOIN runs r ON r.id = x.run WHERE r.programme = ? AND x.value IS NOT NULL`, programme)
	if err != nil {
		return 0, fmt.Errorf("looking up the first result: %w", err)
	}
	return year, nil
}

// Untraceable are the runs of which originals were deleted at their age, and when
// the last one was.
func (l *Ledger) Untraceable(ctx context.Context) (map[int64]time.Time, error) {
	type gone struct {
		run int64
		at  time.Time
	}
	list, err := all(ctx, l.read, func(scan func(...any) error) (g gone, err error) {
		err = scan(&g.run, stamped{&g.at})
		return g, err
	}, `SELECT i.run, max(f.forgotten) FROM run_inputs i JOIN files f ON f.sha256 = i.sha256 WHERE f.forgotten IS NOT NULL GROUP BY i.run`)
	if err != nil {
		return nil, fmt.Errorf("looking up which runs can be traced: %w", err)
	}
	at := map[int64]time.Time{}
	for _, g := range list {
		at[g.run] = g.at
	}
	return at, nil
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
