package pipeline_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/pipeline/ledger"
)

// lastRun is the last run of 2025 as the ledger has it.
func (h *town) lastRun() ledger.Run {
	h.t.Helper()
	runs, err := h.Ledger.Runs(h.t.Context(), 2025)
	if err != nil || len(runs) == 0 {
		h.t.Fatalf("%d runs (%v)", len(runs), err)
	}
	return runs[len(runs)-1]
}

// fails wants that a run ends with results of nobody and is recorded so at once.
func (h *town) fails(ctx context.Context, how, code string) ledger.Run {
	h.t.Helper()
	func() {
		defer func() {
			if r := recover(); r != nil && code != "panic" {
				panic(r)
			}
		}()
		if _, err := h.Run(ctx, pipeline.Order{Year: 2025, Who: "anna"}); err == nil {
			h.t.Fatalf("it did not fail (%s)", code)
		}
	}()
	last := h.lastRun()
	if last.End.How != how || last.End.Code != code || last.End.At.IsZero() || !last.Finished.IsZero() {
		h.t.Errorf("recorded as %+v, want %s %s", last.End, how, code)
	}
	return last
}

func TestARunThatFailsIsRecordedAtOnce(t *testing.T) {
	for _, c := range []struct {
		what, how, code string
		spoil           func(h *town) (mend func())
	}{
		{"the share vanished", ledger.Failed, "share", func(h *town) func() {
			gone := h.path("") + " gone"
			if err := os.Rename(h.path(""), gone); err != nil {
				t.Fatal(err)
			}
			return func() { _ = os.Rename(gone, h.path("")) }
		}},
		{"the share takes nothing", ledger.Failed, "share", func(h *town) func() {
			h.drop("rezultati/2025", "a file where the folder should be")
			return func() { _ = os.Remove(h.path("rezultati/2025")) }
		}},
		{"an original is lost", ledger.Failed, "original.missing", func(h *town) func() {
			at := filepath.Join(h.dir, "archive")
			if err := os.Rename(at, at+" gone"); err != nil {
				t.Fatal(err)
			}
			return func() { _ = os.RemoveAll(at); _ = os.Rename(at+" gone", at) }
		}},
		{"it panics", ledger.Failed, "panic", func(h *town) func() {
			h.Fault = func(s string) {
				if s == "run.calculated" {
					panic("Jānis Bērziņš 010203-12345")
				}
			}
			return func() { h.Fault = nil }
		}},
	} {
		h := newTown(t)
		h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
		mend := c.spoil(h)
		failed := h.fails(t.Context(), c.how, c.code)
		if strings.Contains(failed.End.Why, "010203") || strings.Contains(failed.End.Why, "Bērziņš") {
			t.Errorf("%s: kept %q", c.what, failed.End.Why)
		}
		for what, do := range map[string]func() error{
			"approve": func() error { _, err := h.Approve(t.Context(), failed.ID, "lēmums", "anna"); return err },
			"diff":    func() error { _, err := h.Diff(t.Context(), failed.ID, failed.ID); return err },
			"repeat":  func() error { _, err := h.Run(t.Context(), pipeline.Order{Repeat: failed.ID}); return err },
			"trace": func() error {
				_, _, err := h.TraceRun(t.Context(), failed.ID, indicators.Selection{Year: 2025, Indicator: "1"})
				return err
			},
		} {
			if err := do(); refusedWith(err) != "request.run.failed" {
				t.Errorf("%s, %s: %v", c.what, what, err)
			}
		}
		if got := h.lastRun(); got.ID != failed.ID {
			t.Errorf("%s: asking made another run", c.what)
		}
		mend()
		// Repairing leaves it: who asked was told. The night calculates what is due.
		if err := h.Repair(t.Context()); err != nil || h.lastRun().ID != failed.ID {
			t.Errorf("%s: repaired (%v)", c.what, err)
		}
		if err := h.CalculateDue(t.Context()); err != nil {
			t.Errorf("%s: at night %v", c.what, err)
		}
		if last := h.lastRun(); last.ID != failed.ID+1 || last.Finished.IsZero() {
			t.Errorf("%s: the night left %+v", c.what, last)
		}
		if h.due() != "" {
			t.Errorf("%s: %s is due", c.what, h.due())
		}
		whole(t, h.content(workbook2025))
	}
}

func TestAFullDiskIsSaidAsOne(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
	disk := h.path("rezultati")
	mountSmall(t, disk)
	if err := os.WriteFile(filepath.Join(disk, "pilns"), make([]byte, 2<<20-16<<10), 0o644); err != nil {
		t.Fatal(err)
	}
	h.fails(t.Context(), ledger.Failed, "disk")
	makeRoom(t, disk)
	h.run(pipeline.Order{Year: 2025})
	whole(t, h.content(workbook2025))
}

func TestAStopBreaksARunOff(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
	ctx, stop := context.WithCancel(t.Context())
	h.Fault = func(s string) {
		if s == "run.begun" {
			stop()
		}
	}
	broken := h.fails(ctx, ledger.BrokenOff, "stopped")
	h.Fault = nil
	if _, err := h.Approve(t.Context(), broken.ID, "lēmums", "anna"); refusedWith(err) != "request.run.broken" {
		t.Errorf("%v", err)
	}
	if err := h.Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	if last := h.lastRun(); last.ID != broken.ID+1 || last.Finished.IsZero() || last.Who != "anna" {
		t.Errorf("the start left %+v", last)
	}
}

func TestARunIsBrokenOffWhenNobodyCalculates(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
	h.stopAt("run.calculated", 1, func() { _, _ = h.Run(t.Context(), pipeline.Order{Year: 2025}) })
	id := h.lastRun().ID
	// Somebody holds the right to calculate: it may be just this run.
	h.Alone = func(ctx context.Context) (func(), error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	if _, err := h.Approve(t.Context(), id, "lēmums", "anna"); refusedWith(err) != "request.run.underway" {
		t.Errorf("%v", err)
	}
	if err := h.BreakOff(t.Context()); err != nil || !h.lastRun().End.At.IsZero() {
		t.Errorf("broken off while somebody calculates: %+v (%v)", h.lastRun().End, err)
	}
	h.Alone = func(context.Context) (func(), error) { return nil, errors.New("no such folder") }
	if err := h.BreakOff(t.Context()); err == nil {
		t.Error("a lock that cannot be looked at is nobody's")
	}
	h.Alone = nil
	if _, err := h.Approve(t.Context(), id, "lēmums", "anna"); refusedWith(err) != "request.run.broken" {
		t.Errorf("%v", err)
	}
	if end := h.lastRun().End; end.How != ledger.BrokenOff || end.Code != "killed" {
		t.Errorf("%+v", end)
	}
}

func TestARequestThatFailsWaitsBeforeItIsTriedAgain(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
	h.drop("ienakosie/parrekinat-2025.txt", "labots")
	if n := h.scan(); len(n.Requests) != 1 {
		t.Fatalf("%+v", n)
	}
	h.clock = h.clock.Add(time.Minute)
	h.drop("rezultati/2025", "a file where the folder should be")
	for range 5 {
		_ = h.Requests(t.Context()) // the first says why, the others wait
		h.clock = h.clock.Add(time.Minute)
	}
	if last := h.lastRun(); last.ID != 1 || last.End.How != ledger.Failed {
		t.Fatalf("%+v", last)
	}
	if err := os.Remove(h.path("rezultati/2025")); err != nil {
		t.Fatal(err)
	}
	h.clock = h.clock.Add(10 * time.Minute)
	if err := h.Requests(t.Context()); err != nil {
		t.Fatal(err)
	}
	last := h.lastRun()
	if last.ID != 2 || last.Finished.IsZero() || last.Reason != "labots" {
		t.Errorf("%+v", last)
	}
	if r, err := h.Ledger.Request(t.Context(), 1); err != nil || r.Run != 2 {
		t.Errorf("%+v (%v)", r, err)
	}
}
