package ledger

import (
	"context"
	"strings"
	"time"

	"raditaji/indicators"
)

// inForce holds for cells c of submissions s at a time, which fills the four
// places: accepted by then, not ended, and nobody later has rows in the cell.
const inForce = `s.outcome = 'accepted' AND s.received <= ? AND (s.ended IS NULL OR s.ended > ?)
	AND NOT EXISTS (SELECT 1 FROM cells c2 JOIN submissions s2 ON s2.id = c2.submission
		WHERE c2.kind = c.kind AND c2.year = c.year AND c2.calendar = c.calendar AND c2.institution = c.institution AND c2.part = c.part
		AND c2.submission > c.submission AND c2.used > 0
		AND s2.outcome = 'accepted' AND s2.received <= ? AND (s2.ended IS NULL OR s2.ended > ?))`

// InForce finds the submission whose bytes are in force now, whole: nobody has
// replaced any of its cells.
func (l *Ledger) InForce(ctx context.Context, sha string) (Submission, bool, error) {
	now := stamp(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)) // whatever the clock says
	list, err := l.submissions(ctx, `WHERE s.sha256 = ? AND s.outcome = 'accepted' AND s.ended IS NULL
		AND NOT EXISTS (SELECT 1 FROM cells c WHERE c.submission = s.id AND NOT (`+inForce+`)) ORDER BY s.id DESC LIMIT 1`,
		sha, now, now, now, now)
	if err != nil || len(list) == 0 {
		return Submission{}, false, err
	}
	return list[0], true, nil
}

// Inputs are the submissions in force at a time that cover any of the school
// years, or calendar years that touch them, or no year at all; without years, all
// of them. They are in the order of taking in, in which later ones replace
// earlier ones. The zero time is now.
func (l *Ledger) Inputs(ctx context.Context, years []indicators.SchoolYear, asOf time.Time) ([]Submission, error) {
	at := stamp(asOf)
	if asOf.IsZero() {
		at = stamp(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))
	}
	var touches strings.Builder
	args := []any{at, at, at, at}
	if len(years) > 0 {
		touches.WriteString(` AND (c.year = 0 AND c.calendar = 0`)
		for _, y := range years {
			touches.WriteString(` OR c.year = ? OR c.calendar IN (?, ?)`)
			args = append(args, int64(y), int64(y), int64(y)+1)
		}
		touches.WriteString(`)`)
	}
	return l.submissions(ctx, `WHERE s.id IN (SELECT c.submission FROM cells c JOIN submissions s ON s.id = c.submission
		WHERE `+inForce+touches.String()+`) ORDER BY s.id`, args...)
}
