package ledger

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

// The reasons, beside those of a ledger, for which a backup cannot be restored.
var (
	ErrEmpty = errors.New("the file is empty")
	ErrLive  = errors.New("this is the ledger itself")
)

// Backup writes a copy of the ledger as it is now, while it is in use. A backup
// that stands at the path is replaced when the new one is whole. Its owner alone
// may read it.
func (l *Ledger) Backup(ctx context.Context, to string) error {
	temp := to + ".tmp"
	if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("backing the ledger up: %w", err)
	}
	err := ownersAlone(temp)
	if err == nil {
		_, err = l.write.ExecContext(ctx, "VACUUM INTO ?", temp)
	}
	if err == nil {
		l.step("ledger.copied")
		err = settle(temp, to)
	}
	if err != nil {
		_ = os.Remove(temp) // what a full disk left; the error says enough
		return fmt.Errorf("backing the ledger up: %w", broken(err))
	}
	return nil
}

// Backed reads the state of a backup and checks that it is whole. It changes
// nothing and leaves nothing beside it. Of a backup of an older version it gives
// the version alone; one of a newer version is ErrNewer.
func Backed(ctx context.Context, path string) (State, error) {
	s, err := backed(ctx, path)
	if err != nil {
		return s, fmt.Errorf("looking at the backup %q: %w", path, broken(err))
	}
	return s, nil
}

func backed(ctx context.Context, path string) (State, error) {
	f, err := os.Open(path)
	if err != nil {
		return State{}, err
	}
	begins := make([]byte, len(magic))
	n, err := io.ReadFull(f, begins)
	f.Close()
	switch {
	case errors.Is(err, io.EOF):
		return State{}, ErrEmpty
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return State{}, err
	case string(begins[:n]) != magic:
		return State{}, ErrForeign
	}
	// Nobody writes to a backup: so nothing is locked, and nothing put beside it.
	db, err := onlyRead(path, "immutable", "1")
	if err != nil {
		return State{}, err
	}
	defer db.Close()
	s, err := stateOf(ctx, path, db)
	if err == nil && s.Version == 0 {
		err = ErrForeign
	}
	return s, err
}

// magic begins every file of the database.
const magic = "SQLite format 3\x00"

// Restore puts a backup in a ledger's place; nobody may have the ledger open. The
// backup is checked first: where it cannot be used, nothing is changed. A ledger
// that stands there is kept beside it, under the name that is given; there was
// none where it is empty. A Restore that was broken off is done again: until then
// the ledger is ErrHalf. fault is told each step; nil is nobody.
func Restore(ctx context.Context, backup, to string, fault func(step string)) (kept string, err error) {
	same, err := sameFile(backup, to)
	if err == nil && same {
		err = ErrLive
	}
	if err == nil {
		kept, err = restore(ctx, backup, to, (&Ledger{fault: fault}).step)
	}
	if err != nil {
		return "", fmt.Errorf("restoring the ledger from %q: %w", backup, broken(err))
	}
	return kept, nil
}

func restore(ctx context.Context, backup, to string, step func(string)) (kept string, err error) {
	// A copy is examined and becomes the ledger: SQLite would put its log beside the
	// backup, and a log that lies there belongs to it.
	dir := to + ".look"
	if err := os.RemoveAll(dir); err != nil {
		return "", err
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	look := filepath.Join(dir, "ledger")
	if err := copyFile(backup, look); err != nil {
		return "", err
	}
	if err := copyFile(backup+"-wal", look+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if err := restorable(ctx, look); err != nil {
		return "", err
	}
	half := halfRestored(to)
	next := to + restoring
	if err := settle(look, next); err != nil {
		return "", err
	}
	step("restore.copied")
	aside, last, err := free(to + ".before-restore")
	if half && last != "" {
		aside = last // the rest of the former ledger goes to what the restore before kept
	}
	if err == nil {
		kept, err = moveAside(to, aside, step)
	}
	if err != nil {
		return "", errors.Join(err, os.Remove(next))
	}
	if half && kept == "" {
		kept = last
	}
	if err := settle(next, to); err != nil {
		return "", err
	}
	step("restore.done")
	return kept, nil
}

// moveAside moves a ledger with its log, and gives the new name; empty where there
// was no ledger. The log must never be played into another ledger, and the ledger
// never be opened without it: so it goes after the ledger. Where not all can be
// moved, all is where it was.
func moveAside(from, to string, step func(string)) (moved string, err error) {
	var done []string
	for _, part := range []string{"", "-wal", "-shm"} {
		err := os.Rename(from+part, to+part)
		switch {
		case err == nil:
			done = append(done, part)
			if part == "" {
				moved = to
			}
		case !errors.Is(err, fs.ErrNotExist):
			errs := []error{fmt.Errorf("keeping the former ledger: %w", err)}
			slices.Reverse(done)
			for _, back := range done {
				errs = append(errs, os.Rename(to+back, from+back))
			}
			return "", errors.Join(errs...)
		}
		step("restore.kept")
	}
	return moved, nil
}

// restoring ends the name of a backup on its way into a ledger's place.
const restoring = ".restoring"

// halfRestored says that a Restore was broken off after it moved the ledger away.
func halfRestored(path string) bool {
	_, err := os.Lstat(path)
	_, begun := os.Lstat(path + restoring)
	return errors.Is(err, fs.ErrNotExist) && begun == nil
}

// restorable wants a whole ledger that this program knows, and plays its log in.
func restorable(ctx context.Context, path string) error {
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return errors.Join(err, ErrEmpty)
	}
	db, err := connect(path, "deferred", 1)
	if err != nil {
		return err
	}
	list, err := migrations(embedded)
	if err == nil {
		var version int
		var empty bool
		version, empty, err = examine(ctx, db)
		switch {
		case err != nil:
		case empty:
			err = ErrForeign
		case version > len(list):
			err = ErrNewer
		default:
			_, err = db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
		}
	}
	return errors.Join(err, db.Close())
}

func sameFile(a, b string) (bool, error) {
	one, err := os.Stat(a)
	if err != nil {
		return false, err
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other), nil
}

// ownersAlone makes an empty file that its owner alone may read, and takes what
// others may do from one that is there.
func ownersAlone(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		if err = f.Chmod(info.Mode().Perm() &^ 0o077); errors.Is(err, fs.ErrPermission) {
			err = nil // another account's, which gave it to this one
		}
	}
	return errors.Join(err, f.Close())
}

// free is the first numbered name at which nothing stands, and the one before it;
// empty: it is the first of all.
func free(path string) (name, last string, err error) {
	for n := 1; ; n++ {
		name = path
		if n > 1 {
			name = fmt.Sprintf("%s-%d", path, n)
		}
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, last, nil
		} else if err != nil {
			return "", "", err
		}
		last = name
	}
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if closed := out.Close(); err == nil {
		err = closed
	}
	return err
}

// settle syncs a whole file and gives it its name.
func settle(temp, to string) error {
	f, err := os.OpenFile(temp, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(temp, to)
	}
	if err != nil || runtime.GOOS == "windows" { // Windows keeps names by itself
		return err
	}
	dir, err := os.Open(filepath.Dir(to))
	if err != nil {
		return err
	}
	err = dir.Sync()
	if closed := dir.Close(); err == nil {
		err = closed
	}
	return err
}
