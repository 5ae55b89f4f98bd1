package ledger

import (
	"context"
	"fmt"
	"time"

	"raditaji/indicators"
)

// A Place is one square of the board: what an institution has sent of one kind
// and year. Squares for which nothing came are not among them.
type Place struct {
	Kind        indicators.Kind
	Year        indicators.SchoolYear // zero: see Calendar
	Calendar    int
	Institution string // empty: not said
	Part        string // semester of absences; else empty
	Outcome     Outcome
	Submission  int64
	Came        time.Time // as of a Submission
	Rows, Used  int
	Queries     int // without an answer
}

// Board gives what was in force at a time of a school year and the calendar years
// that it touches, and what stood returned. The zero time is now.
func (l *Ledger) Board(ctx context.Context, year indicators.SchoolYear, asOf time.Time) ([]Place, error) {
	if asOf.IsZero() {
		asOf = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC) // whatever the clock says
	}
	at := stamp(asOf)
	list, err := all(ctx, l.read, func(scan func(...any) error) (p Place, err error) {
		err = scan(&p.Kind, &p.Year, &p.Calendar, &p.Institution, &p.Part, &p.Outcome, &p.Submission, stamped{&p.Came}, &p.Rows, &p.Used, &p.Queries)
		return p, err
	}, `SELECT c.kind, c.year, c.calendar, c.institution, CASE c.kind WHEN 'viis-absences' THEN c.part ELSE '' END AS piece,
			s.outcome, s.id, `+came+`, sum(c."rows"), sum(c.used),
			(SELECT count(*) FROM queries q WHERE q.submission = s.id AND NOT EXISTS (SELECT 1 FROM answers a
				WHERE a.code = q.code AND a.kind = q.kind AND a.subject = q.subject AND a.value = q.value))
		FROM cells c JOIN submissions s ON s.id = c.submission
		WHERE (c.year = ? OR c.calendar IN (?, ?)) AND (`+inForce+` OR s.outcome = 'returned' AND s.received <= ? AND (s.ended IS NULL OR s.ended > ?))
		GROUP BY c.kind, c.year, c.calendar, c.institution, piece, s.id
		ORDER BY c.kind, c.year, c.calendar, c.institution, piece, s.id`, int64(year), int64(year), int64(year)+1, at, at, at, at, at, at)
	if err != nil {
		return nil, fmt.Errorf("looking the board of %s up: %w", year, err)
	}
	return list, nil
}

// Schedule says that a job begins. It is false where it began for that time
// before: a job runs once for each time of its schedule.
func (l *Ledger) Schedule(ctx context.Context, name string, scheduled time.Time) (bool, error) {
	fresh := false
	err := l.change(ctx, func(t *transaction) error {
		r := t.exec(`INSERT INTO jobs (name, scheduled, started) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, name, stamp(scheduled), stamp(t.now))
		if t.err != nil {
			return t.err
		}
		n, err := r.RowsAffected()
		fresh = n == 1
		return err
	})
	if err != nil {
		return false, fmt.Errorf("beginning the job %s: %w", name, err)
	}
	return fresh, nil
}

// Stopped is the failure of a job that a stop cut short: it neither went well nor
// failed.
const Stopped = "stopped"

// FinishJob says that a job ended; failure is Stopped, or a sentence without
// personal data, empty where it went well.
func (l *Ledger) FinishJob(ctx context.Context, name string, scheduled time.Time, failure string) error {
	err := l.change(ctx, func(t *transaction) error {
		t.exec(`UPDATE jobs SET finished = ?, failure = ? WHERE name = ? AND scheduled = ?`, stamp(t.now), failure, name, stamp(scheduled))
		return t.err
	})
	if err != nil {
		return fmt.Errorf("ending the job %s: %w", name, err)
	}
	return nil
}

// A Job is one time at which a job was due.
type Job struct {
	Name                         string
	Scheduled, Started, Finished time.Time // Finished zero: under way, or broken off
	Failure                      string
}

// LastJob is the last time at which a job was due and ended well; false: never.
// What ran by a clock that was ahead does not count.
func (l *Ledger) LastJob(ctx context.Context, name string) (Job, bool, error) {
	list, err := l.jobs(ctx, `WHERE name = ? AND finished IS NOT NULL AND failure = '' AND scheduled <= ? ORDER BY scheduled DESC LIMIT 1`, name, stamp(l.now()))
	if err != nil || len(list) == 0 {
		return Job{}, false, err
	}
	return list[0], true, nil
}

// OpenJobs are those that began and have not ended.
func (l *Ledger) OpenJobs(ctx context.Context) ([]Job, error) {
	return l.jobs(ctx, `WHERE finished IS NULL ORDER BY scheduled, name`)
}

func (l *Ledger) jobs(ctx context.Context, where string, args ...any) ([]Job, error) {
	list, err := all(ctx, l.read, func(scan func(...any) error) (j Job, err error) {
		err = scan(&j.Name, stamped{&j.Scheduled}, stamped{&j.Started}, stamped{&j.Finished}, &j.Failure)
		return j, err
	}, `SELECT name, scheduled, started, finished, failure FROM jobs `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("looking jobs up: %w", err)
	}
	return list, nil
}

// NoticeKey remembers the key of pseudonyms by its fingerprint, which cannot give
// the key back. It is false where other keys were used before and this one never
// was: the key was lost or changed.
func (l *Ledger) NoticeKey(ctx context.Context, id string) (bool, error) {
	known := true
	err := l.change(ctx, func(t *transaction) error {
		before, err := all(t.ctx, t.tx, func(scan func(...any) error) (k string, err error) {
			err = scan(&k)
			return k, err
		}, `SELECT key_id FROM keys`)
		if err != nil {
			return err
		}
		for _, k := range before {
			if k == id {
				return nil
			}
		}
		known = len(before) == 0
		t.exec(`INSERT INTO keys (key_id, seen) VALUES (?, ?)`, id, stamp(t.now))
		t.note(entry{what: "key.seen", detail: fmt.Sprintf("key=%s before=%d", id, len(before))})
		return t.err
	})
	if err != nil {
		return false, fmt.Errorf("noticing the key: %w", err)
	}
	return known, nil
}

// cameAfter says of a submission s that it came on a day or later; by a clock that
// was behind then, it came no earlier than those before it. Times to come are none:
// a clock was ahead. It takes the day, the day again and now.
const cameAfter = `(s.received >= ? OR s.id > (SELECT min(e.id) FROM submissions e WHERE e.received >= ? AND e.received <= ?))`

// Expired are the hashes of originals that were last dropped before a day and are
// not forgotten yet.
func (l *Ledger) Expired(ctx context.Context, before time.Time) ([]string, error) {
	return l.hashes(ctx, `SELECT f.sha256 FROM files f WHERE f.forgotten IS NULL
		AND NOT EXISTS (SELECT 1 FROM submissions s WHERE s.sha256 = f.sha256 AND (`+cameAfter+` OR s.finished = 0)) ORDER BY f.first_seen, f.sha256`,
		stamp(before), stamp(before), stamp(l.now()))
}

// Forget says that an original is to be deleted and that its submissions no
// longer stand in the shared folder. Its results stay.
func (l *Ledger) Forget(ctx context.Context, sha string) error {
	err := l.change(ctx, func(t *transaction) error {
		t.exec(`UPDATE files SET forgotten = ? WHERE sha256 = ? AND forgotten IS NULL`, stamp(t.now), sha)
		list, err := all(t.ctx, t.tx, scanSubmission, `SELECT `+submissionColumns+` FROM submissions s WHERE s.sha256 = ? AND s.ended IS NULL`, sha)
		if err != nil {
			return err
		}
		for _, s := range list {
			t.end(s.ID, Forgotten, t.now)
		}
		t.note(entry{what: "file.forgotten", detail: "sha256=" + sha})
		return t.err
	})
	if err != nil {
		return fmt.Errorf("forgetting %.6s: %w", sha, err)
	}
	return nil
}

// Forgotten are the hashes of originals that must not be in the archive any more.
func (l *Ledger) Forgotten(ctx context.Context) ([]string, error) {
	return l.hashes(ctx, `SELECT sha256 FROM files WHERE forgotten IS NOT NULL ORDER BY forgotten, sha256`)
}

// Remembers says whether a file's bytes were ever recorded, and not forgotten.
func (l *Ledger) Remembers(ctx context.Context, sha string) (bool, error) {
	list, err := l.hashes(ctx, `SELECT sha256 FROM files WHERE sha256 = ? AND forgotten IS NULL`, sha)
	return len(list) > 0, err
}

func (l *Ledger) hashes(ctx context.Context, query string, args ...any) ([]string, error) {
	list, err := all(ctx, l.read, func(scan func(...any) error) (sha string, err error) {
		err = scan(&sha)
		return sha, err
	}, query, args...)
	if err != nil {
		return nil, fmt.Errorf("looking files up: %w", err)
	}
	return list, nil
}

// Lay records what the program laid into the shared folder of its own accord; it
// takes the place of what it laid there before.
func (l *Ledger) Lay(ctx context.Context, role, path, sha string) error {
	err := l.change(ctx, func(t *transaction) error {
		t.exec(`UPDATE deliveries SET state = 'gone' WHERE path = ? AND state <> 'gone'`, path)
		t.exec(`INSERT INTO deliveries (role, path, sha256, state) VALUES (?, ?, ?, 'written')`, role, path, sha)
		return t.err
	})
	if err != nil {
		return fmt.Errorf("recording what was laid: %w", err)
	}
	return nil
}

// Laid is the hash of what the program laid at a path last; empty: nothing.
func (l *Ledger) Laid(ctx context.Context, path string) (string, error) {
	list, err := l.deliveries(ctx, `WHERE path = ? AND state = 'written'`, path)
	if err != nil || len(list) == 0 {
		return "", err
	}
	return list[0].SHA256, nil
}
