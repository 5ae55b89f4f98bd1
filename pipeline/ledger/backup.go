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
)

// Backup writes a copy of the ledger as it is now, while it is in use. A backup
// that stands at the path is replaced when the new one is whole.
func (l *Ledger) Backup(ctx context.Context, to string) error {
	temp := to + ".tmp"
	if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("backing the ledger up: %w", err)
	}
	_, err := l.write.ExecContext(ctx, "VACUUM INTO ?", temp)
	if err == nil {
		l.step("ledger.copied")
		err = settle(temp, to)
	}
	if err != nil {
		_ = os.Remove(temp) // what a full disk left; the error says enough
		return fmt.Errorf("backing the ledger up: %w", err)
	}
	return nil
}

// Restore puts a backup in a ledger's place; nobody may have the ledger open. The
// backup is checked first. A ledger that stands there is kept beside it. One that
// was broken off is done again: until then the ledger is ErrHalf. fault is told
// each step; nil is nobody.
func Restore(ctx context.Context, backup, to string, fault func(step string)) error {
	step := (&Ledger{fault: fault}).step
	if err := restorable(ctx, backup); err != nil {
		return fmt.Errorf("restoring the ledger from %q: %w", backup, broken(err))
	}
	half := halfRestored(to)
	temp := to + restoring
	if err := copyFile(backup, temp); err != nil {
		return fmt.Errorf("restoring the ledger: %w", err)
	}
	step("restore.copied")
	aside, last, err := free(to + ".before-restore")
	if err != nil {
		return fmt.Errorf("restoring the ledger: %w", err)
	}
	if half && last != "" {
		aside = last // the rest of the former ledger goes to what the restore before kept
	}
	// The log that belongs to the old ledger must never be played into the new one,
	// and the old ledger never be opened without it: so it goes after the ledger.
	for _, part := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(to+part, aside+part); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("keeping the former ledger: %w", err)
		}
		step("restore.kept")
	}
	if err := settle(temp, to); err != nil {
		return fmt.Errorf("restoring the ledger: %w", err)
	}
	step("restore.done")
	return nil
}

// restoring ends the name of a backup on its way into a ledger's place.
const restoring = ".restoring"

// halfRestored says that a Restore was broken off after it moved the ledger away.
func halfRestored(path string) bool {
	_, err := os.Lstat(path)
	_, begun := os.Lstat(path + restoring)
	return errors.Is(err, fs.ErrNotExist) && begun == nil
}

func restorable(ctx context.Context, backup string) error {
	if _, err := os.Stat(backup); err != nil {
		return err
	}
	// A copy is examined: SQLite would put its log beside the backup.
	dir, err := os.MkdirTemp(filepath.Dir(backup), ".restore-")
	if err != nil {
		if dir, err = os.MkdirTemp("", "restore-"); err != nil {
			return err
		}
	}
	defer os.RemoveAll(dir)
	look := filepath.Join(dir, "ledger")
	if err := copyFile(backup, look); err != nil {
		return err
	}
	db, err := connect(look, "deferred", 1)
	if err != nil {
		return err
	}
	defer db.Close()
	list, err := migrations(embedded)
	if err != nil {
		return err
	}
	version, empty, err := examine(ctx, db)
	switch {
	case err != nil:
		return err
	case empty:
		return ErrForeign
	case version > len(list):
		return ErrNewer
	}
	return nil
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
