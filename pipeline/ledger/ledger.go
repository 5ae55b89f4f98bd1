// Package ledger is what the service remembers: which files came, what became of
// them, what was decided, what was calculated and what stands in the shared
// folder. It has the only SQL. It holds no personal data.
package ledger

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"modernc.org/sqlite"
)

// The reasons for which a ledger is not opened.
var (
	ErrNewer   = errors.New("the ledger was written by a newer version of the program")
	ErrDamaged = errors.New("the ledger is damaged; restore it from a backup")
	ErrForeign = errors.New("not a ledger of this program")
	ErrHalf    = errors.New("a restore was broken off; restore again")
)

// ErrNone says that there is no such submission, request or run.
var ErrNone = errors.New("not in the ledger")

// A Ledger is an open ledger. Its methods may be called at once.
type Ledger struct {
	path  string
	write *sql.DB // one connection; transactions take the write lock at once
	read  *sql.DB
	now   func() time.Time
	fault func(step string)
}

// Options are the world that a ledger is handed.
type Options struct {
	Now func() time.Time
	// Fault is told each step of a change; nil is nobody. Tests stop the program there.
	Fault func(step string)
}

//go:embed migrations/*.sql
var embedded embed.FS

// application marks our databases, so that no other one is taken for a ledger.
const application = 0x52414449

// Open opens the ledger at a path, which it makes where there is none. It checks
// that the ledger is whole. One of an older version is migrated, after a copy was
// put beside it; one of a newer version is ErrNewer.
func Open(ctx context.Context, path string, o Options) (*Ledger, error) {
	list, err := migrations(embedded)
	if err != nil {
		return nil, err
	}
	return open(ctx, path, o, list)
}

func open(ctx context.Context, path string, o Options, list []string) (*Ledger, error) {
	if halfRestored(path) {
		return nil, fmt.Errorf("opening the ledger: %w", ErrHalf)
	}
	l := &Ledger{path: path, now: o.Now, fault: o.Fault}
	err := l.ownersAlone()
	if err != nil {
		return nil, fmt.Errorf("opening the ledger: %w", err)
	}
	if l.write, err = connect(path, "immediate", 1); err != nil {
		return nil, fmt.Errorf("opening the ledger: %w", err)
	}
	if l.read, err = connect(path, "deferred", 4); err != nil {
		l.Close()
		return nil, fmt.Errorf("opening the ledger: %w", err)
	}
	if err := l.prepare(ctx, list); err != nil {
		l.Close()
		return nil, fmt.Errorf("opening the ledger: %w", broken(err))
	}
	return l, nil
}

// ownersAlone makes the ledger's file where there is none; neither it nor what
// stands beside it may be read by others than its owner. What the database puts
// there later takes after the file.
func (l *Ledger) ownersAlone() error {
	if err := ownersAlone(l.path); err != nil {
		return err
	}
	for _, part := range []string{"-wal", "-shm"} {
		if _, err := os.Lstat(l.path + part); err != nil {
			continue
		}
		if err := ownersAlone(l.path + part); err != nil {
			return err
		}
	}
	return nil
}

// connect opens a pool of connections. Commits are synced: an original is removed
// only after what is known of it is on the disk.
func connect(path, lock string, most int) (*sql.DB, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	at := filepath.ToSlash(full)
	if !strings.HasPrefix(at, "/") {
		at = "/" + at
	}
	q := url.Values{"_txlock": {lock}, "_pragma": {
		"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "recursive_triggers(1)",
	}}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: at, RawQuery: q.Encode()}).String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(most)
	return db, nil
}

// Close ends the use of the ledger.
func (l *Ledger) Close() error {
	var errs []error
	for _, db := range []*sql.DB{l.read, l.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// migrations are the numbered files, in their order: 0001_….sql is the first.
func migrations(from fs.FS) ([]string, error) {
	names, err := fs.Glob(from, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var list []string
	for i, name := range names { // Glob sorts
		if !strings.HasPrefix(path.Base(name), fmt.Sprintf("%04d_", i+1)) {
			return nil, fmt.Errorf("migration %s: number %d is missing", name, i+1)
		}
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return nil, err
		}
		list = append(list, string(text))
	}
	return list, nil
}

// prepare checks the database and brings it to the program's version.
func (l *Ledger) prepare(ctx context.Context, list []string) error {
	version, empty, err := examine(ctx, l.write)
	switch {
	case err != nil:
		return err
	case version > len(list):
		return fmt.Errorf("%w: %d, this program knows %d", ErrNewer, version, len(list))
	case version == len(list):
		return nil
	}
	if !empty {
		if err := l.keepBefore(ctx, version); err != nil {
			return err
		}
		l.step("ledger.kept")
	}
	for ; version < len(list); version++ {
		if err := l.migrate(ctx, version+1, list[version]); err != nil {
			return fmt.Errorf("migrating to version %d: %w", version+1, err)
		}
	}
	return nil
}

// examine wants a whole database of ours, or an empty one.
func examine(ctx context.Context, db *sql.DB) (version int, empty bool, err error) {
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&verdict); err != nil {
		return 0, false, err
	}
	if verdict != "ok" {
		return 0, false, fmt.Errorf("%w: %s", ErrDamaged, verdict)
	}
	var id, tables int
	for _, q := range []struct {
		query string
		to    *int
	}{
		{"PRAGMA user_version", &version},
		{"PRAGMA application_id", &id},
		{"SELECT count(*) FROM sqlite_master", &tables},
	} {
		if err := db.QueryRowContext(ctx, q.query).Scan(q.to); err != nil {
			return 0, false, err
		}
	}
	empty = tables == 0 && version == 0
	if !empty && id != application {
		return 0, false, ErrForeign
	}
	rows, err := db.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return 0, false, err
	}
	defer rows.Close()
	if rows.Next() {
		return 0, false, fmt.Errorf("%w: a row names another that is not there", ErrDamaged)
	}
	return version, empty, rows.Err()
}

// migrate is one migration in one transaction.
func (l *Ledger) migrate(ctx context.Context, version int, text string) error {
	return l.change(ctx, func(t *transaction) error {
		t.exec(text)
		l.step("ledger.migrating")
		t.exec(fmt.Sprintf("PRAGMA application_id = %d", application))
		t.exec(fmt.Sprintf("PRAGMA user_version = %d", version))
		t.note(entry{what: "ledger.migrated", detail: fmt.Sprintf("version=%d", version)})
		return t.err
	})
}

// keepBefore puts a copy of an older ledger beside it, before it is migrated.
func (l *Ledger) keepBefore(ctx context.Context, version int) error {
	for n := 1; ; n++ {
		to := fmt.Sprintf("%s.version-%d", l.path, version)
		if n > 1 {
			to += fmt.Sprintf("-%d", n)
		}
		if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			return l.Backup(ctx, to)
		} else if err != nil {
			return err
		}
	}
}

// broken tells a database that SQLite itself finds damaged, and a disk at fault.
func broken(err error) error {
	const busy, readOnly, disk, corrupt, full, notOpened, notADatabase = 5, 8, 10, 11, 13, 14, 26
	const noRoomForIndex = disk | 19<<8 // of the log
	var s *sqlite.Error
	if !errors.As(err, &s) {
		return err
	}
	of := map[int]error{
		busy: syscall.EBUSY, readOnly: syscall.EROFS, disk: syscall.EIO, corrupt: ErrDamaged, full: syscall.ENOSPC,
		notOpened: fs.ErrPermission, notADatabase: ErrDamaged,
	}[s.Code()&0xff]
	if s.Code() == noRoomForIndex {
		of = syscall.ENOSPC
	}
	if of != nil {
		return fmt.Errorf("%w: %w", of, err)
	}
	return err
}

// A transaction keeps its first error; after it nothing more is done.
type transaction struct {
	ctx context.Context
	tx  *sql.Tx
	now time.Time
	err error
}

// change does all that f does, or nothing.
func (l *Ledger) change(ctx context.Context, f func(*transaction) error) error {
	tx, err := l.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after Commit it does nothing
	t := &transaction{ctx: ctx, tx: tx, now: l.now()}
	if err := f(t); err != nil {
		return err
	}
	if t.err != nil {
		return t.err
	}
	l.step("ledger.written")
	if err := tx.Commit(); err != nil {
		return err
	}
	l.step("ledger.committed")
	return nil
}

func (t *transaction) exec(query string, args ...any) sql.Result {
	if t.err != nil {
		return nil
	}
	var r sql.Result
	r, t.err = t.tx.ExecContext(t.ctx, query, args...)
	return r
}

// insert gives the id of the new row.
func (t *transaction) insert(query string, args ...any) int64 {
	r := t.exec(query, args...)
	if t.err != nil {
		return 0
	}
	var id int64
	id, t.err = r.LastInsertId()
	return id
}

// An entry is what the journal is told.
type entry struct {
	who, what                string
	submission, request, run int64
	detail                   string
}

func (t *transaction) note(e entry) {
	t.exec(`INSERT INTO journal (at, who, what, submission, request, run, detail) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		stamp(t.now), e.who, e.what, some(e.submission), some(e.request), some(e.run), e.detail)
}

func (l *Ledger) step(name string) {
	if l.fault != nil {
		l.fault(name)
	}
}

// A querier is a transaction or the ledger outside of one.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// all gives what scan makes of each row.
func all[T any](ctx context.Context, q querier, scan func(func(...any) error) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		v, err := scan(rows.Scan)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, rows.Err()
}

// one gives what scan makes of the one row, or ErrNone.
func one[T any](ctx context.Context, q querier, scan func(func(...any) error) (T, error), query string, args ...any) (T, error) {
	list, err := all(ctx, q, scan, query, args...)
	if err == nil && len(list) == 0 {
		err = ErrNone
	}
	if err != nil {
		var none T
		return none, err
	}
	return list[0], nil
}

// Times stand as text that sorts as they do.
const stampLayout = "2006-01-02T15:04:05.000000Z"

func stamp(t time.Time) string { return t.UTC().Format(stampLayout) }

// A stamped scans a time; NULL is the zero time.
type stamped struct{ to *time.Time }

func (s stamped) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*s.to = time.Time{}
		return nil
	case string:
		t, err := time.Parse(stampLayout, v)
		*s.to = t
		return err
	}
	return fmt.Errorf("a time is stored as %T", v)
}

// A numbered scans a number; NULL is 0.
type numbered struct{ to *int64 }

func (n numbered) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*n.to = 0
		return nil
	case int64:
		*n.to = v
		return nil
	}
	return fmt.Errorf("a number is stored as %T", v)
}

// some is an id, or NULL for none.
func some(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// when is a time, or NULL for none.
func when(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return stamp(t)
}

// An Entry is a line of the journal.
type Entry struct {
	ID                       int64
	At                       time.Time
	Who                      string // empty: the program
	What                     string // e.g. submission.accepted
	Submission, Request, Run int64  // 0: none
	Detail                   string // numbers and codes, key=value
}

// Journal gives the entries after one, the oldest first, so many at most.
func (l *Ledger) Journal(ctx context.Context, after int64, most int) ([]Entry, error) {
	list, err := all(ctx, l.read, func(scan func(...any) error) (e Entry, err error) {
		err = scan(&e.ID, stamped{&e.At}, &e.Who, &e.What, numbered{&e.Submission}, numbered{&e.Request}, numbered{&e.Run}, &e.Detail)
		return e, err
	}, `SELECT id, at, who, what, submission, request, run, detail FROM journal WHERE id > ? ORDER BY id LIMIT ?`, after, most)
	if err != nil {
		return nil, fmt.Errorf("reading the journal: %w", err)
	}
	return list, nil
}

// Note adds an entry that no other change makes, such as a start of the program.
func (l *Ledger) Note(ctx context.Context, who, what, detail string) error {
	err := l.change(ctx, func(t *transaction) error {
		t.note(entry{who: who, what: what, detail: detail})
		return t.err
	})
	if err != nil {
		return fmt.Errorf("noting %s: %w", what, err)
	}
	return nil
}
