package pipeline_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raditaji/pipeline"
	"raditaji/pipeline/ledger"
)

// The share goes away in the middle of any chore: nothing is laid into the empty
// folder that stands in its place, nothing is deemed withdrawn or gone, and when it
// is back everything is done as if it had never been away.
func TestTheShareGoesAwayInTheMiddleAndComesBack(t *testing.T) {
	before := newEve(t)
	untouched := before.again(t)
	untouched.night(nil)
	want := untouched.tree()
	for _, step := range []string{
		"take.recorded", "answer.written", "take.finished", "request.recorded", "request.done", "run.written", "run.renamed", "template.written",
	} {
		for _, comes := range []string{"nothing", "an empty folder", "an empty inbox"} {
			t.Run(step+", then "+comes, func(t *testing.T) {
				t.Parallel()
				h := before.again(t)
				share, away := filepath.Join(h.dir, "share"), filepath.Join(h.dir, "away")
				must := func(err error) {
					t.Helper()
					if err != nil {
						t.Fatal(err)
					}
				}
				gone := false
				p := h.opened(func(s string) {
					if s != step || gone {
						return
					}
					gone = true
					must(os.Rename(share, away))
					switch comes {
					case "an empty folder":
						must(os.Mkdir(share, 0o755))
					case "an empty inbox":
						must(os.MkdirAll(filepath.Join(share, "ienakosie"), 0o755))
					}
				})
				for range 2 {
					for _, c := range chores {
						_ = c.do(t.Context(), p, h.dir) // what needs the share fails now
					}
				}
				if !gone {
					t.Fatal("the step never came")
				}
				if comes != "nothing" {
					if left := treeOf(t, share); len(left) > 0 {
						t.Errorf("laid beside the share: %v", left)
					}
					must(os.RemoveAll(share))
				}
				must(os.Rename(away, share))
				must(p.Ledger.Close())
				h.night(nil)
				h.morningAfter()
				if diff := cmp.Diff(want, h.tree()); diff != "" {
					t.Errorf("the share is another than had it not gone away (-want +got):\n%s", diff)
				}
			})
		}
	}
}

func TestAWorkbookMovesIntoItsPlaceWhenTheOneThereIsClosed(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
	first := h.run(pipeline.Order{Year: 2025})
	before := h.content(workbook2025)
	const lock, beside = "rezultati/2025/~$monitorings-paraugs-2025.xlsx", "rezultati/2025/monitorings-paraugs-2025 (2).xlsx"
	h.drop(lock, "Anna")
	h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu"))
	h.run(pipeline.Order{Year: 2025})
	second := h.content(beside)
	if err := h.CalculateDue(t.Context()); err != nil || !bytes.Equal(before, h.content(workbook2025)) {
		t.Errorf("while it is open: %v", err)
	}
	if err := os.Remove(h.path(lock)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := h.CalculateDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(second, h.content(workbook2025)) || slices.Contains(h.tree(), beside) {
			t.Errorf("%v", h.tree())
		}
		h.deliveredWhole()
	}
	name := kept(first.Run, "melnraksts")
	if !bytes.Equal(before, h.content(name)) {
		t.Error("the history holds other bytes")
	}
}

// Windows refuses to rename over a file that somebody has open, without any lock
// that could be seen: here a folder that is not empty refuses it.
func TestAFileThatCannotBeReplacedStaysAndTheNewOneStandsBeside(t *testing.T) {
	for _, name := range []string{"monitorings-paraugs-2025.xlsx", "results.csv", "problems.csv"} {
		h := newTown(t)
		h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
		h.run(pipeline.Order{Year: 2025})
		path := "rezultati/2025/" + name
		before := h.content(path)
		h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu"))
		h.Fault = func(step string) {
			if step == "run.kept" {
				if err := os.Rename(h.path(path), filepath.Join(h.dir, "held")); err != nil {
					t.Fatal(err)
				}
				h.drop(path+"/x", "")
			}
		}
		ran := h.run(pipeline.Order{Year: 2025})
		h.Fault = nil
		stem, ending, _ := strings.Cut(path, ".")
		beside := stem + " (2)." + ending
		if !slices.Equal(ran.Held, []string{path}) || !slices.Contains(ran.Written, beside) {
			t.Errorf("%s: held %v, written %v", name, ran.Held, ran.Written)
		}
		fresh := h.content(beside)
		if err := h.Repair(t.Context()); err != nil || !bytes.Equal(fresh, h.content(beside)) {
			t.Errorf("%s: while it is held: %v", name, err)
		}
		if err := os.RemoveAll(h.path(path)); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(h.dir, "held"), h.path(path)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(before, h.content(path)) {
			t.Errorf("%s is not as it was", name)
		}
		if err := h.Repair(t.Context()); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(fresh, h.content(path)) || slices.Contains(h.tree(), beside) {
			t.Errorf("%s did not move into its place: %v", name, h.tree())
		}
		h.deliveredWhole()
	}
}

func TestATemplateThatSomebodyWorksInIsNotReplaced(t *testing.T) {
	const name = "veidnes/2025/1000000001 A skola 2024-2025.xlsx"
	for _, c := range []struct {
		what string
		open func(h *hall) // somebody opens it while the new one is on its way
		kept bool
	}{
		{"nobody has it open", func(*hall) {}, false},
		{"it is open", func(h *hall) { h.drop("veidnes/2025/~$1000000001 A skola 2024-2025.xlsx", "Anna") }, true},
		{"it is saved just now", func(h *hall) {
			read := h.ReadCommand
			filled := template(h.t, school, 2024, nothing, "again.d", "41")
			h.ReadCommand = func() *exec.Cmd { h.drop(name, filled); return read() }
		}, true},
	} {
		h := newAskingHall(t)
		h.ReadCommand = readerOf("asking", "1024")
		h.Programme.Collection.Opens = "01.01."
		if _, err := h.LayTemplates(t.Context()); err != nil {
			t.Fatal(err)
		}
		empty := h.read(name)
		h.drop("ienakosie/eksports.csv", pupils("P1 1 pārcelts"))
		h.scan() // the register's numbers change the template
		c.open(h)
		placed, err := h.LayTemplates(t.Context())
		if err != nil || slices.Contains(placed.Kept, h.path(name)) != c.kept {
			t.Errorf("%s: %+v, %v", c.what, placed, err)
		}
		switch now := h.read(name); {
		case c.kept && (len(placed.Written) > 0 && slices.Contains(placed.Written, h.path(name))):
			t.Errorf("%s: it was replaced", c.what)
		case !c.kept && now == empty:
			t.Errorf("%s: it was not replaced", c.what)
		}
		for _, left := range h.tree() {
			if strings.HasSuffix(left, ".tmp") {
				t.Errorf("%s: %s was left by the way", c.what, left)
			}
		}
	}
}

// The share comes back without the gesture, or its officer takes it away: what was
// recorded is carried out.
func TestADecisionThatWasRecordedIsCarriedOutThoughItsFileIsGone(t *testing.T) {
	h := newTown(t)
	h.take("x.csv", good)
	h.drop("pienemtie/2025/ATSAUKT.txt", "Nav vairs vajadzīga")
	h.look()
	h.clock = h.clock.Add(time.Minute)
	if !h.stopAt("request.recorded", 1, func() { h.look() }) {
		t.Fatal("it was not recorded")
	}
	if err := os.Remove(h.path("pienemtie/2025/ATSAUKT.txt")); err != nil {
		t.Fatal(err)
	}
	h.Ledger.Close()
	h.open()
	h.settleAll()
	if s, err := h.Ledger.Submission(t.Context(), 1); err != nil || s.Why != ledger.Withdrawn {
		t.Errorf("%+v, %v", s, err)
	}
	if open, err := h.Ledger.OpenRequests(t.Context()); err != nil || len(open) > 0 {
		t.Errorf("%+v, %v", open, err)
	}
}

// Files that somebody writes again just while they are looked at are no failures:
// the others are taken in.
func TestGesturesThatAreWrittenAgainAreWaitedFor(t *testing.T) {
	h := newHall(t)
	for i := range 5 {
		h.drop(fmt.Sprintf("ienakosie/parrekinat-2025 (%d).txt", i), "Vēlreiz")
	}
	h.drop("ienakosie/x.csv", good)
	h.look()
	h.clock = h.clock.Add(time.Minute)
	h.Fault = func(step string) {
		if step == "answers.removed" { // after looking, before any gesture
			for i := range 5 {
				h.drop(fmt.Sprintf("ienakosie/parrekinat-2025 (%d).txt", i), "Vēlreiz!")
			}
		}
	}
	if n := h.look(); n.Failed != 0 || n.Waiting != 5 || n.Accepted != 1 {
		t.Errorf("%+v", n)
	}
}

// link makes a symbolic link, which a plain account may not on every Windows, and
// Wine only says that it did.
func link(t *testing.T, to, name string) {
	t.Helper()
	err := os.Symlink(to, name)
	if _, gone := os.Lstat(name); err != nil || gone != nil {
		t.Skip("no links here:", errors.Join(err, gone))
	}
}

func TestLinksAreReportedOnceAndNeverFollowed(t *testing.T) {
	h := newHall(t)
	outside := t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "secret.csv"), []byte(good), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{"saite.csv": filepath.Join(outside, "secret.csv"), "mape": outside, "augšup": ".."} {
		link(t, to, h.path("ienakosie/"+name))
	}
	if n := h.look(); n.Refused != 3 {
		t.Errorf("%+v", n)
	}
	if n := h.scan(); n.Refused != 0 || n.Settled != 0 {
		t.Errorf("reported again: %+v", n)
	}
	want := []string{"ienakosie/saite.csv", "ienakosie/mape", "ienakosie/augšup", "atgrieztie/saite.csv KLUDAS.txt", "atgrieztie/mape KLUDAS.txt", "atgrieztie/augšup KLUDAS.txt"}
	h.wantTree(want...)
	for _, name := range want[:3] {
		if err := os.Remove(h.path(name)); err != nil {
			t.Fatal(err)
		}
	}
	h.scan()
	h.wantTree() // the reports go with the links
	if list, err := h.Archive.All(); err != nil || len(list) != 0 {
		t.Errorf("archived through a link: %v, %v", list, err)
	}
}

func TestTheShareVanishesAndComesBack(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", good)
	h.look()
	away := filepath.Join(h.dir, "away")
	move := func(from, to string) {
		t.Helper()
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	share := filepath.Join(h.dir, "share")
	move(share, away)
	if _, err := h.TakeIn(t.Context()); err == nil {
		t.Error("taken in from nowhere")
	}
	if err := os.Mkdir(share, 0o755); err != nil { // the empty folder of a mount that fell off
		t.Fatal(err)
	}
	if _, err := h.TakeIn(t.Context()); err == nil {
		t.Error("an empty folder is taken for the share")
	}
	if got := treeOf(t, share); len(got) != 0 {
		t.Errorf("written beside the share: %v", got)
	}
	if err := os.Remove(share); err != nil {
		t.Fatal(err)
	}
	move(away, share)
	h.scan()
	h.wantTree(filed+".csv", receipt)
}

func TestAReadOnlyShareLosesNothing(t *testing.T) {
	if os.Getuid() == 0 || runtime.GOOS == "windows" {
		// Nothing is read-only to root, and no folder on Windows by its mode: folders are
		// refused by a file in their place.
		h := newHall(t)
		h.drop("ienakosie/x.csv", good)
		h.drop("ienakosie/y.csv", faulty)
		h.drop("pienemtie", "")
		h.drop("atgrieztie", "")
		h.look()
		h.clock = h.clock.Add(10 * time.Second)
		n, err := h.TakeIn(t.Context())
		if err != nil || n.Failed != 2 {
			t.Errorf("%+v, %v", n, err)
		}
		h.wantTree("ienakosie/x.csv", "ienakosie/y.csv", "pienemtie", "atgrieztie")
		for _, name := range []string{"pienemtie", "atgrieztie"} {
			if err := os.Remove(h.path(name)); err != nil {
				t.Fatal(err)
			}
		}
		h.scan()
		h.wantTree(filed+".csv", receipt, "atgrieztie/1000000001 A skola - y.csv", "atgrieztie/1000000001 A skola - y LABOJAMS.xlsx", "atgrieztie/1000000001 A skola - y.csv KLUDAS.txt")
		if list, err := h.Ledger.Submissions(t.Context(), 0, 100); err != nil || len(list) != 2 {
			t.Errorf("%d submissions of two files: %v", len(list), err)
		}
		return
	}
	h := newHall(t)
	h.drop("ienakosie/x.csv", good)
	h.look()
	h.clock = h.clock.Add(10 * time.Second)
	for _, mode := range []fs.FileMode{0o555, 0o755} {
		for _, dir := range []string{"ienakosie", "."} {
			if err := os.Chmod(h.path(dir), mode); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := h.TakeIn(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	h.wantTree(filed+".csv", receipt)
}

func TestAFileThatCannotBeOpenedIsWaitedForThenReported(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", good)
	allow := deny(t, h.path("ienakosie/x.csv"))
	h.scan()
	h.wantTree("ienakosie/x.csv")
	h.clock = h.clock.Add(3 * time.Minute)
	h.scan()
	h.wantTree("ienakosie/x.csv", "atgrieztie/x.csv KLUDAS.txt")
	allow()
	h.scan()
	later := strings.Replace(filed, "0930", "0933", 1)
	h.wantTree(later+".csv", later+" SANEMTS.txt")
}
