package pipeline_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// keptAt says when an original was archived.
func (h *hall) keptAt(sha string, at time.Time) {
	h.t.Helper()
	path := filepath.Join(h.dir, "archive", sha[:2], sha[2:4], sha)
	if err := os.Chtimes(path, at, at); err != nil {
		h.t.Fatal(err)
	}
}

func TestAnOriginalThatNobodyKnowsGoesAtItsAge(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", good)
	// Between archive and ledger the service died, and somebody took the file away.
	orphan, _, err := h.Archive.Put(strings.NewReader(better))
	if err != nil {
		t.Fatal(err)
	}
	h.scan()
	retain := func(accepted, returned time.Time, want int) {
		t.Helper()
		forgotten, err := h.Retain(t.Context(), accepted, returned)
		if err != nil || forgotten != want {
			t.Errorf("%d forgotten, want %d (%v)", forgotten, want, err)
		}
	}
	year, never := h.clock.AddDate(-1, 0, 0), time.Time{}
	h.keptAt(orphan, h.clock.AddDate(0, -11, 0))
	retain(year, h.clock.AddDate(0, -2, 0), 0) // it may have been accepted
	if !strings.Contains(h.log.String(), `"originals":1`) {
		t.Errorf("the log does not tell of it: %s", h.log.String())
	}
	h.keptAt(orphan, h.clock.AddDate(-1, 0, -1))
	retain(never, never, 0)
	retain(year, never, 1)
	retain(year, never, 0)
	if list, err := h.Archive.All(); err != nil || len(list) != 1 || list[0].SHA256 != hashOf(good) {
		t.Errorf("the archive holds %+v (%v)", list, err)
	}
	entries, err := h.Ledger.Journal(t.Context(), 0, 1000)
	if err != nil || entries[len(entries)-1].What != "file.orphan.forgotten" {
		t.Errorf("%+v, %v", entries[len(entries)-1], err)
	}
}

func TestWhatACrashLeftHalfWrittenIsSwept(t *testing.T) {
	h := newHall(t)
	const ours, fresh, theirs, waiting = "pienemtie/2025/A/.x.csv.tmp", "rezultati/2025/.results.csv.tmp", "atgrieztie/x.tmp", "ienakosie/.x.csv.tmp"
	for _, name := range []string{ours, fresh, theirs, waiting, "veidnes/2025/.a.xlsx.tmp"} {
		h.drop(name, "puse")
		at := h.clock.Add(-25 * time.Hour)
		if name == fresh {
			at = h.clock.Add(-23 * time.Hour)
		}
		if err := os.Chtimes(h.path(name), at, at); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := h.Retain(t.Context(), time.Time{}, time.Time{}); err != nil {
		t.Fatal(err)
	}
	h.wantTree(fresh, theirs, waiting)
	if err := os.Rename(h.path("."), h.path(".")+" away"); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Retain(t.Context(), time.Time{}, time.Time{}); err != nil {
		t.Errorf("without the share: %v", err)
	}
}

func TestOldNotesLeaveTheShare(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/A/x.csv", good)
	h.drop("ienakosie/B/x.csv", better)
	h.scan()
	h.drop("pienemtie/2025/A/ATSAUKT.txt", "Nevajag.")
	h.drop("ienakosie/C/PIENEMT.txt", "Nav kā.")
	h.scan()
	h.wantTree("pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) ATSAUKTS.txt", "atgrieztie/C/PIENEMT KLUDAS.txt",
		"pienemtie/2025/B/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930).csv", "pienemtie/2025/B/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt")
	before := h.tree()
	for _, age := range []time.Duration{-time.Hour, time.Hour} {
		if _, err := h.Retain(t.Context(), time.Time{}, h.clock.Add(age)); err != nil {
			t.Fatal(err)
		}
		h.scan()
		if age < 0 {
			h.wantTree(before...)
		}
	}
	h.wantTree("pienemtie/2025/B/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930).csv", "pienemtie/2025/B/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt")
}
