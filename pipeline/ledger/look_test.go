package ledger

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestALookChangesNothing(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "ledger.db")
	if _, err := Look(ctx, path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("where there is no ledger: %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a look made a ledger")
	}
	clock := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	l, err := Open(ctx, path, Options{Now: func() time.Time { return clock }})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	due := clock.Add(-time.Hour)
	if _, err := l.NoticeKey(ctx, "0123456789abcdef"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"backup", "calculate"} {
		if _, err := l.Schedule(ctx, name, due); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.FinishJob(ctx, "backup", due, ""); err != nil {
		t.Fatal(err)
	}
	for i, failure := range []string{"disk", "", "disk again", Stopped} { // retention fails, works, fails again and is stopped
		at := due.Add(time.Duration(i) * time.Minute)
		if _, err := l.Schedule(ctx, "retention", at); err != nil {
			t.Fatal(err)
		}
		clock = clock.Add(time.Minute)
		if err := l.FinishJob(ctx, "retention", at, failure); err != nil {
			t.Fatal(err)
		}
	}
	run, err := l.Begin(ctx, Run{Programme: "p", Year: 2025}, nil)
	if err != nil {
		t.Fatal(err)
	}
	before, err := l.Journal(ctx, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Look(ctx, path) // beside the open ledger
	if err != nil {
		t.Fatal(err)
	}
	if s.Version != s.Known || !s.LastEntry.Equal(clock) || len(s.Keys) != 1 || s.Keys[0] != "0123456789abcdef" ||
		len(s.OpenRuns) != 1 || s.OpenRuns[0].ID != run.ID || len(s.OpenJobs) != 1 || s.OpenJobs[0].Name != "calculate" ||
		len(s.LastJobs) != 2 || !s.LastJobs["backup"].Equal(clock.Add(-4*time.Minute)) ||
		len(s.FailedJobs) != 1 || s.FailedJobs[0].Failure != "disk again" {
		t.Errorf("the look gives %+v", s)
	}
	after, err := l.Journal(ctx, 0, 100)
	if err != nil || len(after) != len(before) {
		t.Errorf("the journal grew from %d to %d entries (%v)", len(before), len(after), err)
	}
}

func TestALookTellsWhatIsNoLedger(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text")
	if err := os.WriteFile(text, []byte("this is not a database, and long enough to be looked at as one"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Look(context.Background(), text); !errors.Is(err, ErrDamaged) {
		t.Errorf("a text is %v", err)
	}
	half := filepath.Join(dir, "half")
	if err := os.WriteFile(half+restoring, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Look(context.Background(), half); !errors.Is(err, ErrHalf) {
		t.Errorf("a restore that was broken off is %v", err)
	}
}

func TestOriginalsAreThoseThatTheArchiveMustHold(t *testing.T) {
	d := newDiary(t)
	d.accept("a", "A5 10")
	d.accept("b", "A5 11") // replaces it; it stays until its age
	gone := d.accept("c", "A6 10")
	if _, err := d.Return(t.Context(), d.drop("d"), reading(t, "A7 1")); err != nil {
		t.Fatal(err)
	}
	if err := d.Forget(t.Context(), gone.SHA256); err != nil {
		t.Fatal(err)
	}
	got, err := Originals(t.Context(), d.path)
	if err != nil {
		t.Fatal(err)
	}
	want := []Original{{hashOf("a"), "skola/a", false}, {hashOf("b"), "skola/b", true}, {hashOf("d"), "skola/d", false}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
