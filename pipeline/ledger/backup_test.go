package ledger

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// What cannot be restored is told apart, and neither the ledger nor what stands
// beside the backup changes.
func TestABackupThatCannotBeUsedIsToldApart(t *testing.T) {
	spoil := func(do func(f *os.File, size int64) error) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			f, err := os.OpenFile(path, os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			info, err := f.Stat()
			if err == nil {
				err = do(f, info.Size())
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	write := func(text string) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct {
		name  string
		spoil func(*testing.T, string)
		want  error
	}{
		{"cut in half", spoil(func(f *os.File, size int64) error { return f.Truncate(size / 2) }), ErrDamaged},
		{"cut within its first page", spoil(func(f *os.File, _ int64) error { return f.Truncate(300) }), ErrDamaged},
		{"overwritten in the middle", spoil(func(f *os.File, size int64) error {
			_, err := f.WriteAt([]byte(strings.Repeat("\xa5", 3*4096)), size/2)
			return err
		}), ErrDamaged},
		{"empty", write(""), ErrEmpty},
		{"text", write("Mācību gads;Iestāde\n"), ErrForeign},
		{"shorter than any database", write("SQLite"), ErrForeign},
		{"another program's", func(t *testing.T, path string) { execute(t, path, "PRAGMA application_id = 7") }, ErrForeign},
		{"a newer version's", func(t *testing.T, path string) { execute(t, path, "PRAGMA user_version = 99") }, ErrNewer},
		{"a database without tables", func(t *testing.T, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			execute(t, path, "CREATE TABLE a (b); DROP TABLE a")
		}, ErrForeign},
		{"not there", func(t *testing.T, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}, fs.ErrNotExist},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDiary(t)
			d.accept("a", "A5 10")
			backup := filepath.Join(t.TempDir(), "backup.db")
			if err := d.Backup(t.Context(), backup); err != nil {
				t.Fatal(err)
			}
			c.spoil(t, backup)
			before := listing(t, filepath.Dir(backup))
			if err := d.Close(); err != nil {
				t.Fatal(err)
			}
			live := listing(t, filepath.Dir(d.path))
			if _, err := Backed(t.Context(), backup); !errors.Is(err, c.want) {
				t.Errorf("looked at: %v, want %v", err, c.want)
			}
			if _, err := Restore(t.Context(), backup, d.path, nil); err == nil {
				t.Error("restored")
			}
			if got := listing(t, filepath.Dir(backup)); got != before {
				t.Errorf("beside the backup stand %s, before %s", got, before)
			}
			if got := listing(t, filepath.Dir(d.path)); got != live {
				t.Errorf("beside the ledger stand %s, before %s", got, live)
			}
			d.Ledger = mustOpen(t, d.path, fixed)
			if got := d.inputs(0); got != "a" {
				t.Errorf("%q in force, want a", got)
			}
		})
	}
}

// listing names the files of a folder.
func listing(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func TestABackupSaysWhatItHolds(t *testing.T) {
	d := newDiary(t)
	if _, err := d.NoticeKey(t.Context(), "0123456789abcdef"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Begin(t.Context(), Run{Programme: "p", Year: 2024}, nil); err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := d.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	s, err := Backed(t.Context(), backup)
	if err != nil || s.Version != s.Known || !s.LastEntry.Equal(d.now()) || len(s.Keys) != 1 || len(s.Programmes) != 1 || s.Programmes[0] != "p" {
		t.Errorf("%+v, %v", s, err)
	}
}

// A ledger that was kept by an earlier restore, with its log beside it, is restored
// with what stands in the log.
func TestALogBesideABackupBelongsToIt(t *testing.T) {
	dir := t.TempDir()
	kept := filepath.Join(dir, "kept.db")
	cutOff(t, kept, nil, 3)
	to := filepath.Join(dir, "ledger.db")
	if _, err := Restore(t.Context(), kept, to, nil); err != nil {
		t.Fatal(err)
	}
	sound(t, mustOpen(t, to, fixed), 3)
}

func TestTheLedgerItselfIsNoBackup(t *testing.T) {
	d := newDiary(t)
	if _, err := Restore(t.Context(), d.path, d.path, nil); !errors.Is(err, ErrLive) {
		t.Errorf("got %v", err)
	}
}

func TestOnlyTheOwnerReadsALedger(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("rights are not told by a mode there")
	}
	d := newDiary(t)
	d.accept("a", "A5 10")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(d.path, 0o644); err != nil { // as earlier versions made it
		t.Fatal(err)
	}
	d.Ledger = mustOpen(t, d.path, fixed)
	d.accept("b", "A5 11")
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := d.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{d.path, d.path + "-wal", d.path + "-shm", backup} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", filepath.Base(path), info.Mode(), err)
		}
	}
}

func TestABackupIsTheLedger(t *testing.T) {
	d := newDiary(t)
	d.accept("a", "A5 10")
	backup := filepath.Join(t.TempDir(), "backup.db")
	for range 2 { // the second replaces the first
		if err := d.Backup(t.Context(), backup); err != nil {
			t.Fatal(err)
		}
	}
	d.accept("b", "A5 11")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(t.Context(), backup, d.path, nil); err != nil {
		t.Fatal(err)
	}
	d.Ledger = mustOpen(t, d.path, fixed)
	if got := d.inputs(0); got != "a" {
		t.Errorf("restored: %q in force, want a", got)
	}
	before := mustOpen(t, d.path+".before-restore", fixed)
	if list, err := before.Inputs(t.Context(), nil, time.Time{}); err != nil || len(list) != 1 || list[0].Name != "b" {
		t.Errorf("the former ledger is kept: %+v, %v", list, err)
	}
	if names, err := os.ReadDir(filepath.Dir(backup)); err != nil || len(names) != 1 {
		t.Errorf("beside the backup: %v, %v", names, err)
	}
}

func TestOnlyALedgerIsRestored(t *testing.T) {
	d := newDiary(t)
	d.accept("a", "A5 10")
	dir := t.TempDir()
	for name, data := range map[string]string{"empty": "", "text": strings.Repeat("nav datubāze ", 1000)} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Restore(t.Context(), path, d.path, nil); err == nil {
			t.Errorf("%s: restored", name)
		}
	}
	if _, err := Restore(t.Context(), filepath.Join(dir, "none"), d.path, nil); err == nil {
		t.Error("restored from nothing")
	}
	if got := d.inputs(0); got != "a" {
		t.Errorf("after refusals %q is in force, want a", got)
	}
}

func TestABrokenOffRestoreIsNotAnEmptyLedger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	if err := os.WriteFile(path+restoring, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, Options{Now: fixed}); !errors.Is(err, ErrHalf) {
		t.Errorf("got %v", err)
	}
}
