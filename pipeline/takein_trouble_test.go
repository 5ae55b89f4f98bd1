package pipeline_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// schoolInTrouble drops five faulty files of a school whose folder of answers is none,
// more than may fail in a row, and four good ones of another.
func schoolInTrouble(h *hall) map[wanted]int {
	h.t.Helper()
	h.drop("atgrieztie/A skola", "")
	drops := map[wanted]int{}
	for i := range 5 {
		text := strings.ReplaceAll(faulty, "2024./2025", "2023./2024") + strings.Repeat("\n", i) // which none of the good ones corrects
		h.drop(fmt.Sprintf("ienakosie/A skola/%d/x.csv", i), text)
		drops[wanted{fmt.Sprintf("A skola/%d", i), "x.csv", hashOf(text)}]++
	}
	for i := range 4 {
		text := good + strings.Repeat("\n", i)
		h.drop(fmt.Sprintf("ienakosie/B skola/%d.csv", i), text)
		drops[wanted{"B skola", fmt.Sprintf("%d.csv", i), hashOf(text)}]++
	}
	return drops
}

func (h *hall) free(name string) {
	h.t.Helper()
	if err := os.Remove(h.path(name)); err != nil {
		h.t.Fatal(err)
	}
}

func (h *hall) takenFrom(folder string) (n int) {
	h.t.Helper()
	list, err := h.Ledger.Submissions(h.t.Context(), 0, 1000)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, s := range list {
		if strings.HasPrefix(s.Folder, folder) {
			n++
		}
	}
	return n
}

func TestASubFolderWhoseAnswersCannotBeWrittenHoldsNobodyUp(t *testing.T) {
	h := newHall(t)
	drops := schoolInTrouble(h)
	if n := h.scan(); n.Accepted != 4 || n.Failed != 3 || n.Passed != 2 {
		t.Errorf("%+v", n)
	}
	h.drop("ienakosie/C skola/x.csv", better)
	drops[wanted{"C skola", "x.csv", hashOf(better)}]++
	h.drop("ienakosie/parbaude/A skola/x.csv", faulty)
	drops[wanted{"parbaude/A skola", "x.csv", hashOf(faulty)}]++
	if n := h.scan(); n.Accepted != 1 || n.Checked != 1 || n.Failed != 3 || n.Passed != 2 {
		t.Errorf("the next time: %+v", n)
	}
	h.open() // a restart changes nothing
	h.log.Reset()
	for range 3 {
		h.scan()
	}
	if n := h.takenFrom("A skola"); n != 3 {
		t.Errorf("three that failed were taken %d times", n)
	}
	if said := strings.Count(h.log.String(), `"level":"warn"`); said != 2 || !strings.Contains(h.log.String(), "passed over") || strings.Contains(h.log.String(), "skola") {
		t.Errorf("said %d times:\n%s", said, h.log)
	}
	waits, err := h.Ledger.Unanswered(t.Context())
	if err != nil || len(waits) != 3 || waits[0].Folder != "A skola/0" || waits[0].Count != 1 || !waits[0].Since.Before(h.clock) {
		t.Errorf("%+v, %v", waits, err)
	}
	h.clock = h.clock.Add(2 * time.Minute)
	if b, err := h.Board(t.Context(), 2025); err != nil || len(b.Unanswered) != 3 || b.Unanswered[2].Folder != "A skola/2" {
		t.Errorf("%+v, %v", b, err)
	}
	h.free("atgrieztie/A skola")
	if n := h.scan(); n.Failed+n.Passed != 0 {
		t.Errorf("after it was mended: %+v", n)
	}
	h.wholeAfter(drops)
}

// Whatever moment the service is killed at while a sub-folder is in trouble, nothing
// of it is taken twice.
func TestASubFolderInTroubleSurvivesEveryStep(t *testing.T) {
	for _, at := range []string{"take.recorded", "answer.reserved", "answer.placed", "original.removed", "take.finished"} {
		for _, nth := range []int{1, 4} {
			t.Run(fmt.Sprint(at, nth), func(t *testing.T) {
				h := newHall(t)
				drops := schoolInTrouble(h)
				count, struck := 0, false
				h.look()
				h.clock = h.clock.Add(10 * time.Second)
				h.Fault = func(step string) {
					if step == at {
						if count++; count == nth {
							struck = true
							panic(step)
						}
					}
				}
				func() {
					defer func() { _ = recover() }()
					_, _ = h.TakeIn(t.Context())
				}()
				if !struck {
					t.Fatal("the step was not come to")
				}
				h.Ledger.Close()
				h.open()
				h.scan()
				h.scan()
				h.free("atgrieztie/A skola")
				h.settleAll()
				h.wholeAfter(drops)
			})
		}
	}
}

// What nobody's sub-folder is at fault for is tried a few times, not once for each of
// the sub-folders.
func TestAShareThatTakesNoAnswersIsNotTriedForEverySubFolder(t *testing.T) {
	h := newHall(t)
	h.drop("atgrieztie", "")
	h.drop("pienemtie", "")
	h.drop("rezultati/2024/x.csv", "")
	drops := map[wanted]int{}
	for i := range 10 {
		text := faulty + strings.Repeat("\n", i)
		h.drop(fmt.Sprintf("ienakosie/%d/x.csv", i), text)
		drops[wanted{fmt.Sprint(i), "x.csv", hashOf(text)}]++
	}
	h.look()
	h.clock = h.clock.Add(10 * time.Second)
	for range 3 {
		if n, err := h.TakeIn(t.Context()); err == nil || n.Failed != 3 || n.Passed != 0 {
			t.Errorf("%+v, %v", n, err)
		}
	}
	if n := h.takenFrom(""); n != 3 {
		t.Errorf("%d were taken", n)
	}
	h.free("atgrieztie")
	h.free("pienemtie")
	h.settleAll()
	h.wholeAfter(drops)
}
