package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"
)

// In 2026 Riga's clocks go from 04:00 back to 03:00 on 25 October and from 03:00 to
// 04:00 on 29 March.
func TestNamesOfBackupsSortAsTheirMomentsDo(t *testing.T) {
	for _, day := range []time.Time{time.Date(2026, 10, 24, 12, 0, 0, 0, time.UTC), time.Date(2026, 3, 28, 12, 0, 0, 0, time.UTC)} {
		var names []string
		for minute := range 24 * 60 {
			names = append(names, stampOf(day.Add(time.Duration(minute)*time.Minute).In(riga)))
		}
		if !slices.IsSorted(names) {
			t.Errorf("names of %s do not sort", day)
		}
		if unlike := slices.Compact(slices.Clone(names)); len(unlike) != len(names) {
			t.Errorf("of %d names of %s %d are unlike", len(names), day, len(unlike))
		}
	}
	for _, c := range []struct{ utc, want string }{
		{"2026-10-25T00:59:59Z", "20261025-035959"},
		{"2026-10-25T01:00:00Z", "20261025-03b0000"},
		{"2026-10-25T02:00:00Z", "20261025-040000"},
		{"2026-06-01T00:00:00Z", "20260601-030000"},
	} {
		at, err := time.Parse(time.RFC3339, c.utc)
		if got := stampOf(at.In(riga)); err != nil || got != c.want {
			t.Errorf("%s is %s, want %s (%v)", c.utc, got, c.want, err)
		}
	}
}

func TestBackupsThatOthersCouldReadAreClosed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files inherit their folder's rights here")
	}
	p := patientOf(t, time.Now())
	dir := backupsPath(p.s)
	old, other := filepath.Join(dir, "ledger-20260101-053000.db"), filepath.Join(dir, "notes.txt")
	if err := errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(old, nil, 0o644), os.WriteFile(other, nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Chmod(old, 0o644), os.Chmod(other, 0o644)); err != nil { // whatever the umask
		t.Fatal(err)
	}
	if got := found(p.backups()); got != "backup.bad backup.open" {
		t.Errorf("before: found %q", got)
	}
	if n, err := closeBackups(dir); n != 1 || err != nil {
		t.Errorf("closed %d (%v)", n, err)
	}
	if got := found(p.backups()); got != "backup.bad" {
		t.Errorf("after: found %q", got)
	}
	if info, err := os.Stat(other); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("another file was changed: %v (%v)", info.Mode(), err)
	}
}
