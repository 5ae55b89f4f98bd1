package pipeline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"raditaji/pipeline"
)

// noise is an export of its own that no file system squeezes.
func noise(seed, size int) string {
	b := make([]byte, size)
	x := uint32(seed) + 1
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = byte(x >> 24)
	}
	return string(b)
}

func TestAFullDiskLosesNothing(t *testing.T) {
	for _, c := range []struct {
		what string
		// disk is the folder that lies on the small disk.
		disk func(t *testing.T, h *hall) string
		kib  int // of each of three files, of which not all find room in two MiB
	}{
		{"the archive's", func(_ *testing.T, h *hall) string { return filepath.Join(h.dir, "archive") }, 700},
		{"the state's", func(t *testing.T, h *hall) string {
			share := t.TempDir() // the share lies on another one
			if err := os.Mkdir(filepath.Join(share, "ienakosie"), 0o755); err != nil {
				t.Fatal(err)
			}
			h.dir = filepath.Join(h.dir, "state")
			if err := os.Mkdir(h.dir, 0o755); err != nil {
				t.Fatal(err)
			}
			mountSmall(t, h.dir)
			if err := os.Symlink(share, filepath.Join(h.dir, "share")); err != nil {
				t.Fatal(err)
			}
			return ""
		}, 700},
		{"the share's", func(_ *testing.T, h *hall) string { return filepath.Join(h.dir, "share") }, 600}, // twice: as it came and as it is filed
	} {
		t.Run(c.what, func(t *testing.T) {
			h := newHall(t)
			h.Ledger.Close()
			disk := c.disk(t, h)
			if disk == "" {
				disk = h.dir
			} else {
				mountSmall(t, disk)
			}
			if err := os.MkdirAll(h.path("ienakosie"), 0o755); err != nil {
				t.Fatal(err)
			}
			h.open()
			drops := map[wanted]int{}
			drop := func(name, text string) {
				h.drop("ienakosie/"+name, text)
				drops[wanted{"", name, hashOf(text)}]++
			}
			for i := range 3 {
				drop(fmt.Sprintf("%d.csv", i), noise(i, c.kib<<10))
			}
			h.look()
			h.clock = h.clock.Add(10 * time.Second)
			for range 3 {
				if n, err := h.TakeIn(t.Context()); n.Failed == 0 && err == nil {
					t.Fatalf("the disk is not full: %+v", n)
				}
			}
			if got := len(h.tree()); got < 3 {
				t.Errorf("only %d files are left", got)
			}
			makeRoom(t, disk)
			h.settleAll()
			h.wholeAfter(drops)
		})
	}
}

// While the share is full nothing half written stands among the results; when there
// is room again, the year is calculated.
func TestAFullShareKeepsTheResultsOfBefore(t *testing.T) {
	h := newTown(t)
	h.Ledger.Close()
	mountSmall(t, h.path("."))
	if err := os.Mkdir(h.path("ienakosie"), 0o755); err != nil {
		t.Fatal(err)
	}
	h.open()
	h.settleIn()
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
	h.run(pipeline.Order{Year: 2025})
	before := h.content(workbook2025)
	h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu"))
	left := 2 << 20
	for ; left > 0; left /= 2 { // until not one more byte fits
		if f, err := os.OpenFile(h.path("ienakosie/aizņem.tmp"), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644); err == nil {
			for err == nil {
				_, err = f.Write(make([]byte, left))
			}
			f.Close()
		}
	}
	if err := h.CalculateDue(t.Context()); err == nil {
		t.Error("written to a full disk")
	}
	if string(before) != string(h.content(workbook2025)) {
		t.Error("the workbook of before is another one")
	}
	h.soundResults(t)
	makeRoom(t, h.path("."))
	h.clock = h.clock.Add(time.Hour)
	if err := h.CalculateDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.deliveredWhole()
	for _, name := range treeOf(t, h.path("rezultati")) {
		if strings.HasSuffix(name, ".tmp") {
			t.Errorf("%s was left by the way", name)
		}
	}
	if string(before) == string(h.content(workbook2025)) {
		t.Error("it was not calculated")
	}
}

func TestAShareThatIsMountedReadOnlyLosesNothing(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
	drops := map[wanted]int{{"", "a.csv", hashOf(enrolled("2024", "X1 1 pārcelts"))}: 1}
	h.drop("ienakosie/x.csv", good)
	h.drop("ienakosie/y.csv", faulty)
	drops[wanted{"", "x.csv", hashOf(good)}], drops[wanted{"", "y.csv", hashOf(faulty)}] = 1, 1
	writable := mountReadOnly(t, h.path("."))
	before := h.tree()
	h.look()
	h.clock = h.clock.Add(10 * time.Second)
	for range 2 {
		if n, err := h.TakeIn(t.Context()); n.Failed == 0 && err == nil {
			t.Errorf("written where nothing can be: %+v", n)
		}
	}
	if err := h.CalculateDue(t.Context()); err == nil {
		t.Error("published where nothing can be written")
	}
	if got := h.tree(); strings.Join(got, "\n") != strings.Join(before, "\n") {
		t.Errorf("%v, was %v", got, before)
	}
	writable()
	h.settleAll()
	if err := h.CalculateDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.wholeAfter(drops)
}
