package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A State is what a ledger says of itself.
type State struct {
	Version, Known int // of its tables, and the one that this program writes
	LastEntry      time.Time
	Keys           []string // fingerprints of the keys of pseudonyms, in the order in which they were seen
	Programmes     []string // of its runs
	OpenRuns       []Run    // the last of their years that have neither finished nor ended
	EndedRuns      []Run    // the last of their years that ended without results
	Unlaid         []Unlaid
	OpenJobs       []Job
	LastJobs       map[string]time.Time // when each job last ended well
	Unanswered     []Backlog
	FailedJobs     []Job // the last time of each job that has not ended well since

	days []time.Time // of each day of which the ledger remembers something its last, rising
}

// An Unlaid is a run that is approved and in force, of which no approved edition was
// ever laid out.
type Unlaid struct {
	Run
	Gone bool     // originals that it was calculated from were deleted at their age
	Lies Delivery // the workbook that lies in the year's folder; zero: none does
}

// Look reads the state of the ledger at a path and checks that it is whole. It
// changes nothing, also while a service uses the ledger. Of a ledger of another
// version it gives the version alone; that of a newer one is ErrNewer.
func Look(ctx context.Context, path string) (State, error) {
	if halfRestored(path) {
		return State{}, fmt.Errorf("looking at the ledger: %w", ErrHalf)
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return State{}, fmt.Errorf("looking at the ledger: %w", err)
	}
	db, err := onlyRead(path)
	if err != nil {
		return State{}, fmt.Errorf("looking at the ledger: %w", err)
	}
	defer db.Close()
	s, err := stateOf(ctx, path, db)
	if err != nil {
		return s, fmt.Errorf("looking at the ledger: %w", broken(err))
	}
	return s, nil
}

func stateOf(ctx context.Context, path string, db *sql.DB) (State, error) {
	list, err := migrations(embedded)
	if err != nil {
		return State{}, err
	}
	s := State{Known: len(list)}
	switch s.Version, _, err = examine(ctx, db); {
	case err != nil:
		return s, err
	case s.Version > s.Known:
		return s, ErrNewer
	case s.Version < s.Known:
		return s, nil
	}
	return s, s.fill(ctx, &Ledger{path: path, read: db})
}

func (s *State) fill(ctx context.Context, l *Ledger) (err error) {
	if err := s.times(ctx, l); err != nil {
		return err
	}
	if s.Keys, err = l.hashes(ctx, `SELECT key_id FROM keys ORDER BY seen`); err != nil {
		return err
	}
	if s.Programmes, err = l.hashes(ctx, `SELECT DISTINCT programme FROM runs ORDER BY programme`); err != nil {
		return err
	}
	last, err := l.runs(ctx, `WHERE r.finished IS NULL AND r.repeats IS NULL AND NOT EXISTS (SELECT 1 FROM runs n
		WHERE n.programme = r.programme AND n.year = r.year AND n.repeats IS NULL AND n.id > r.id) ORDER BY r.id`)
	if err != nil {
		return err
	}
	for _, r := range last {
		if r.Open() {
			s.OpenRuns = append(s.OpenRuns, r)
		} else {
			s.EndedRuns = append(s.EndedRuns, r)
		}
	}
	unlaid, err := l.runs(ctx, `WHERE a.id = (SELECT max(b.id) FROM approvals b JOIN runs n ON n.id = b.run WHERE n.programme = r.programme AND n.year = r.year)
		AND NOT EXISTS (SELECT 1 FROM deliveries d JOIN runs n ON n.id = d.run WHERE d.role = ? AND r.id IN (n.id, n.repeats)) ORDER BY r.id`, ApprovedEdition)
	if err != nil {
		return err
	}
	gone, err := l.Untraceable(ctx)
	if err != nil {
		return err
	}
	for _, r := range unlaid {
		lies, _, err := l.Lying(ctx, r.Programme, r.Year)
		if err != nil {
			return err
		}
		_, deleted := gone[r.ID]
		s.Unlaid = append(s.Unlaid, Unlaid{Run: r, Gone: deleted, Lies: lies})
	}
	if s.OpenJobs, err = l.OpenJobs(ctx); err != nil {
		return err
	}
	if s.Unanswered, err = l.Unanswered(ctx); err != nil {
		return err
	}
	ended, err := l.jobs(ctx, `WHERE finished IS NOT NULL ORDER BY finished`)
	s.LastJobs = map[string]time.Time{}
	failed := map[string]Job{}
	for _, j := range ended {
		switch j.Failure {
		case "":
			s.LastJobs[j.Name] = j.Finished
			delete(failed, j.Name)
		case Stopped:
		default:
			failed[j.Name] = j
		}
	}
	for _, name := range slices.Sorted(maps.Keys(failed)) {
		s.FailedJobs = append(s.FailedJobs, failed[name])
	}
	return err
}

// times looks up the journal's last entry and the days of which something is remembered.
func (s *State) times(ctx context.Context, l *Ledger) error {
	if err := l.read.QueryRowContext(ctx, `SELECT (SELECT at FROM journal ORDER BY id DESC LIMIT 1)`).Scan(stamped{&s.LastEntry}); err != nil {
		return err
	}
	var err error
	s.days, err = all(ctx, l.read, func(scan func(...any) error) (day time.Time, err error) {
		err = scan(stamped{&day})
		return day, err
	}, `SELECT max(at) FROM (SELECT at FROM journal UNION ALL SELECT started AS at FROM jobs) GROUP BY substr(at, 1, 10) ORDER BY 1`)
	return err
}

// An Original is what the ledger says of one that the archive must hold.
type Original struct {
	SHA256 string
	File   string // as it was last dropped, with its folder; person codes masked
	Counts bool   // rows of it are in force
}

// Originals are those of the ledger at a path that are not forgotten, in the order
// in which they first came. Like Look it changes nothing.
func Originals(ctx context.Context, path string) ([]Original, error) {
	db, err := onlyRead(path)
	if err != nil {
		return nil, fmt.Errorf("looking originals up: %w", err)
	}
	defer db.Close()
	at := stamp(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)) // whatever the clock says
	list, err := all(ctx, db, func(scan func(...any) error) (o Original, err error) {
		var folder, name sql.NullString
		err = scan(&o.SHA256, &folder, &name, &o.Counts)
		d := Drop{Folder: folder.String, Name: name.String}
		o.File = d.Path()
		return o, err
	}, `SELECT f.sha256, l.folder, l.name, EXISTS (SELECT 1 FROM submissions s JOIN cells c ON c.submission = s.id WHERE s.sha256 = f.sha256 AND c.used > 0 AND `+inForce+`)
		FROM files f LEFT JOIN submissions l ON l.id = (SELECT max(m.id) FROM submissions m WHERE m.sha256 = f.sha256)
		WHERE f.forgotten IS NULL ORDER BY f.first_seen, f.sha256`, at, at, at, at)
	if err != nil {
		return nil, fmt.Errorf("looking originals up: %w", broken(err))
	}
	return list, nil
}

// Laid are the paths below a folder of the share at which, by the ledger at a path,
// files of submissions that stand were laid, with their answers. Like Look it changes
// nothing.
func Laid(ctx context.Context, path, folder string) ([]string, error) {
	db, err := onlyRead(path)
	if err != nil {
		return nil, fmt.Errorf("looking up what was laid: %w", err)
	}
	defer db.Close()
	list, err := (&Ledger{path: path, read: db}).StandingBelow(ctx, folder)
	if err != nil {
		return nil, fmt.Errorf("looking up what was laid: %w", broken(err))
	}
	var names []string
	for _, d := range list {
		if d.Role != AboutEnd && d.SHA256 != "" {
			names = append(names, d.Path)
		}
	}
	return names, nil
}

// onlyRead opens a database for one reader that can change nothing; settings are
// those of its address, each after its name.
func onlyRead(path string, settings ...string) (*sql.DB, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	at := filepath.ToSlash(full)
	if !strings.HasPrefix(at, "/") {
		at = "/" + at
	}
	q := url.Values{"mode": {"ro"}, "_pragma": {"busy_timeout(5000)", "query_only(1)"}}
	for i := 0; i+1 < len(settings); i += 2 {
		q.Set(settings[i], settings[i+1])
	}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: at, RawQuery: q.Encode()}).String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}
