package pipeline_test

import (
	"encoding/csv"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"raditaji/pipeline"
	"raditaji/pipeline/ledger"
)

// beCalculator calculates, approves and calculates again until it is killed.
func beCalculator() error {
	p, err := openService(os.Getenv(dirVariable), time.Now, nil)
	if err != nil {
		return err
	}
	h := &town{&hall{Pipeline: p}}
	h.settleIn()
	if err := p.Repair(noContext()); err != nil {
		return err
	}
	for {
		ran, err := p.Run(noContext(), pipeline.Order{Year: 2025, Reason: "vēlreiz", Who: "tests"})
		if err != nil {
			return err
		}
		if _, err := p.Approve(noContext(), ran.Run.ID, "lēmums", "tests"); err != nil {
			return err
		}
	}
}

func TestACalculatorThatIsKilledLeavesWholeWorkbooks(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts", "X2 2 atstāts uz otru gadu"))
	h.run(pipeline.Order{Year: 2025})
	random := rand.New(rand.NewPCG(11, 4))
	for kill := range kills(t) {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), roleVariable+"=calculator", dirVariable+"="+h.dir)
		var said strings.Builder
		cmd.Stderr = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(60+random.IntN(250)) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err == nil || said.Len() > 0 {
			t.Fatalf("kill %d: it ended by itself: %v %s", kill, err, said.String())
		}
		h.soundResults(t)
	}
	h.Ledger.Close()
	h.open()
	h.settleIn()
	if err := h.Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.soundResults(t)
	runs, err := h.Ledger.Runs(t.Context(), 2025)
	if err != nil || len(runs) < 3 {
		t.Fatalf("%d runs (%v)", len(runs), err)
	}
	last := runs[len(runs)-1]
	if last.Finished.IsZero() {
		t.Errorf("the last run is still broken off: %+v", last)
	}
	for _, name := range treeOf(t, h.path("rezultati")) {
		if strings.HasSuffix(name, ".tmp") {
			t.Errorf("%s was left by the way", name)
		}
	}
	// What stands is what the last run delivered.
	delivered, err := h.Ledger.DeliveriesBy(t.Context(), "paraugs", 2025)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range delivered {
		if d.Run == last.ID && d.SHA256 != hashOf(string(h.content(d.Path))) {
			t.Errorf("%s is not what run %d delivered", d.Path, d.Run)
		}
	}
	for _, r := range runs {
		kept, err := h.Ledger.Results(t.Context(), r.ID)
		if err != nil || len(kept) == 0 != r.Finished.IsZero() {
			t.Errorf("run %d has %d results, finished %s (%v)", r.ID, len(kept), r.Finished, err)
		}
	}
	if s, err := ledger.Look(t.Context(), filepath.Join(h.dir, "ledger.db")); err != nil || s.Version != s.Known {
		t.Errorf("the ledger: %+v (%v)", s, err)
	}
}

// soundResults wants that nothing among the results is half written.
func (h *town) soundResults(t *testing.T) {
	t.Helper()
	for _, name := range treeOf(t, h.path("rezultati")) {
		data := h.content(filepath.Join("rezultati", name))
		switch {
		case strings.HasSuffix(name, ".tmp"):
		case strings.HasSuffix(name, ".xlsx"):
			whole(t, data)
		case strings.HasSuffix(name, ".csv"):
			if rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll(); err != nil || len(rows) == 0 || !strings.HasSuffix(string(data), "\r\n") {
				t.Errorf("%s is half written (%v)", name, err)
			}
		}
	}
}
