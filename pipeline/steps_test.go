package pipeline_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raditaji/indicators"
	"raditaji/pipeline"
)

// livingProgramme has all that a service does: years to calculate, templates to
// lay out and to collect.
func livingProgramme() *indicators.Programme {
	p := askingProgramme()
	p.Period = indicators.Period{From: 2024, To: 2027}
	p.Collection = indicators.Collection{Opens: "01.01.", Due: "15.10.", Contact: "Pārvalde"}
	return p
}

// living is a pipeline of livingProgramme, without a share.
func living() *pipeline.Pipeline {
	p := newPipeline()
	p.Programme, p.ProgrammeSHA = livingProgramme(), strings.Repeat("a1", 32)
	return p
}

// openLiving opens the service of a folder at a time.
func openLiving(dir string, now func() time.Time, fault func(string)) (*pipeline.Pipeline, error) {
	p, err := openService(dir, now, fault)
	if err == nil {
		p.Programme, p.ProgrammeSHA = living().Programme, living().ProgrammeSHA
	}
	return p, err
}

// A house is a hall whose service does all its jobs.
type house struct{ *hall }

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{newHall(t)}
	h.settleIn()
	return h
}

// settleIn gives the house its programme, as after every start.
func (h *house) settleIn() {
	h.Programme, h.ProgrammeSHA = living().Programme, living().ProgrammeSHA
}

// What a service does, in the order of a night.
var chores = []struct {
	name string
	do   func(ctx context.Context, p *pipeline.Pipeline, dir string) error
}{
	{"take in", takeInAll},
	{"answer requests", func(ctx context.Context, p *pipeline.Pipeline, _ string) error { return p.Requests(ctx) }},
	{"calculate", func(ctx context.Context, p *pipeline.Pipeline, _ string) error { return p.CalculateDue(ctx) }},
	{"lay templates", func(ctx context.Context, p *pipeline.Pipeline, _ string) error {
		_, err := p.LayTemplates(ctx)
		return err
	}},
	{"remind", func(ctx context.Context, p *pipeline.Pipeline, _ string) error {
		_, err := p.Remind(ctx)
		return err
	}},
	{"retain", func(ctx context.Context, p *pipeline.Pipeline, _ string) error {
		_, err := p.Retain(ctx, time.Time{}, p.Now().AddDate(0, -1, 0))
		return err
	}},
	{"back up", func(ctx context.Context, p *pipeline.Pipeline, dir string) error {
		return p.Ledger.Backup(ctx, filepath.Join(dir, "backup.db"))
	}},
	{"fail to publish", func(ctx context.Context, p *pipeline.Pipeline, _ string) error {
		with := *p
		with.Share = &pipeline.Share{Dir: p.Share.Dir, Folders: p.Share.Folders}
		with.Share.Folders.Results = blocked
		if _, err := with.Run(ctx, pipeline.Order{Repeat: 1}); err == nil {
			return errors.New("published into a file")
		}
		return nil
	}},
	{"calculate a folder", func(_ context.Context, p *pipeline.Pipeline, dir string) error {
		r, err := p.Calculate(files("a.csv", good), 2025, "")
		if err == nil {
			_, err = p.Publish(r, filepath.Join(dir, "out"))
		}
		return err
	}},
	{"take in again", takeInAll},
}

// blocked is a file where a run that is to fail wants a folder.
const blocked = "rezultati/nav mape"

func takeInAll(ctx context.Context, p *pipeline.Pipeline, _ string) error {
	p.Share.Settle = 0
	for range 3 {
		if _, err := p.TakeIn(ctx); err != nil {
			return err
		}
	}
	return nil
}

// clockVariable is the time of the service that is killed, which stands still.
const clockVariable = "RADITAJI_TEST_CLOCK"

// beHouse does all chores and is killed at a step.
func beHouse() error {
	step, times, _ := strings.Cut(os.Getenv(stopVariable), ":")
	left, err := strconv.Atoi(times)
	if err != nil {
		return err
	}
	at, err := time.Parse(time.RFC3339, os.Getenv(clockVariable))
	if err != nil {
		return err
	}
	var one sync.Mutex // two files are copied at once
	p, err := openLiving(os.Getenv(dirVariable), func() time.Time { return at }, func(now string) {
		if now != step {
			return
		}
		one.Lock()
		defer one.Unlock()
		if left--; left == 0 {
			killed()
		}
	})
	if err != nil {
		return err
	}
	for _, c := range chores {
		if err := c.do(noContext(), p, os.Getenv(dirVariable)); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return nil
}

// An eve is a house before a night in which every chore has something to do.
type eve struct {
	*house
	drops  map[wanted]int
	filled map[string]string // templates in veidnes that somebody has written into
}

func newEve(t *testing.T) *eve {
	t.Helper()
	h := &eve{newHouse(t), map[wanted]int{}, map[string]string{}}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	drop := func(name, text string) {
		t.Helper()
		h.drop("ienakosie/"+name, text)
		folder := path.Dir(name)
		if folder == "." {
			folder = ""
		}
		h.drops[wanted{folder, path.Base(name), hashOf(text)}]++
	}
	calculate := func() {
		t.Helper()
		must(h.CalculateDue(t.Context()))
		h.later()
	}
	// Long ago a file came back that nobody corrected.
	drop("C/veca.csv", "Krāsa;Vārds\n")
	h.scan()
	h.clock = h.clock.AddDate(0, 0, 40)
	// What is to be corrected, accepted by decision, withdrawn.
	drop("A/labojama.csv", pupils("010110-10007 9 pārcelts", "020210-10009 x pārcelts"))
	drop("B/lēmums.csv", pupils("010110-10007 4 pārcelts", "020210-10009 x pārcelts"))
	drop("atsaucama.csv", pupils("010110-10007 8 pārcelts"))
	drop("gads.csv", enrolled("2023", "X1 1 pārcelts", "X2 2 atstāts uz otru gadu"))
	drop("A/veidne.xlsx", template(t, school, 2024, nothing, "again.n", "viens", "again.d", "60"))
	drop("B/veidne.xlsx", template(t, "1000000002", 2024, nothing, "again.n", "1", "again.d", "40"))
	drop("E/pērn.xlsx", template(t, "1000000002", 2023, nothing, "again.n", "2", "again.d", "78"))
	h.scan()
	drop("E/veidne.xlsx", template(t, "1000000002", 2024, nothing, "again.n", "12", "again.d", "80")) // a query
	h.scan()
	_, err := h.LayTemplates(t.Context())
	must(err)
	h.filled["veidnes/2025/1000000002 B skola 2024-2025.xlsx"] = template(t, "1000000002", 2024, nothing, "again.d", "41")
	for name, text := range h.filled {
		h.drop(name, text)
	}
	_, err = h.Remind(t.Context())
	must(err)
	calculate()
	// Somebody had the workbook open at the last calculation.
	lock := "rezultati/2025/~$monitorings-paraugs-2025.xlsx"
	h.drop(lock, "Anna")
	drop("vēl.csv", pupils("030310-10000 3 pārcelts"))
	h.scan()
	calculate()
	must(os.Remove(h.path(lock)))
	must(h.Ledger.Backup(t.Context(), filepath.Join(h.dir, "backup.db")))
	must(chores[8].do(t.Context(), h.Pipeline, h.dir))
	h.drop(blocked, "")
	// Tonight.
	drop("A/labojama.csv", pupils("010110-10007 9 pārcelts"))
	drop("x.csv", good)
	drop("x2.csv", good)
	drop("y.csv", pupils("010110-10007 10 pārcelts", "020210-10009 x pārcelts"))
	drop("parbaude/z.csv", pupils("010110-10007 7 pārcelts"))
	drop("A/labota veidne.xlsx", template(t, school, 2024, nothing, "again.n", "1", "again.d", "60"))
	drop("C/veidne.xlsx", template(t, "birojs", 2024, nothing, "youths", "daudz"))
	drop("D/veidne.xlsx", template(t, "1000000002", 2024, nothing, "again.n", "2", "again.d", "40"))
	drop("slikta.xlsx", "PK\x03\x04 nekas")
	h.drop("atgrieztie/B/PIENEMT.txt", "Termiņš")
	h.drop("pienemtie/2025/ATSAUKT.txt", "Nav vairs vajadzīga")
	h.drop("pienemtie/2025/E/ATBILDE.txt", "Skolas apvienotas")
	h.drop("pienemtie/2025/viis-enrolments 2024-2025 1000000001 A skola (2025-10-22 0930) ATSAUKT.txt", "Nav vairs vajadzīga")
	h.drop("ienakosie/parrekinat-2024", "Vēlreiz")
	h.drop("ienakosie/APSTIPRINAT-2024.txt", "Domes lēmums")
	h.drop("ienakosie/APSTIPRINAT-2026.txt", "Par agru")
	return h
}

// again is the same eve in another folder, its service stopped.
func (h *eve) again(t *testing.T) *eve {
	t.Helper()
	h.Ledger.Close()
	other := &eve{&house{&hall{t: t, dir: t.TempDir(), clock: h.clock, log: &bytes.Buffer{}}}, h.drops, h.filled}
	if err := os.CopyFS(other.dir, os.DirFS(h.dir)); err != nil {
		t.Fatal(err)
	}
	return other
}

// opened is the service, whose clock stands still.
func (h *eve) opened(fault func(string)) *pipeline.Pipeline {
	h.t.Helper()
	at := h.clock
	p, err := openLiving(h.dir, func() time.Time { return at }, fault)
	if err != nil {
		h.t.Fatal(err)
	}
	h.Pipeline = p
	h.t.Cleanup(func() { p.Ledger.Close() })
	return p
}

// night does all chores in this process.
func (h *eve) night(fault func(string)) {
	h.t.Helper()
	p := h.opened(fault)
	for _, c := range chores {
		if err := c.do(h.t.Context(), p, h.dir); err != nil {
			h.t.Fatalf("%s: %v", c.name, err)
		}
	}
}

// morningAfter is the law after a night, however often it was broken off.
func (h *eve) morningAfter() {
	h.t.Helper()
	h.wholeAfter(h.drops)
	for name, text := range h.filled {
		if h.read(name) != text {
			h.t.Errorf("%s, which somebody had filled in, was overwritten", name)
		}
	}
	h.nothingHalfDone()
	decisions, err := h.Ledger.Decisions(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	var made []string
	for _, d := range decisions {
		made = append(made, d.Kind)
	}
	slices.Sort(made)
	if got := strings.Join(made, " "); got != "accept answer approve withdraw" {
		h.t.Errorf("decisions: %s", got)
	}
	runs, err := h.Ledger.Runs(h.t.Context(), 0)
	if err != nil {
		h.t.Fatal(err)
	}
	finished := map[int]int{}
	for _, r := range runs {
		if !r.Finished.IsZero() {
			finished[r.Year]++
		}
	}
	if diff := cmp.Diff(map[int]int{2024: 2, 2025: 3}, finished); diff != "" {
		h.t.Errorf("finished runs of each year (-want +got):\n%s", diff)
	}
}

func TestKilledAtAnyStepNothingIsLostAndNothingTakenTwice(t *testing.T) {
	// First see which steps there are, and how often each comes.
	seen := map[string]int{}
	var order []string
	var one sync.Mutex // two files are copied at once
	before := newEve(t)
	rehearsal := before.again(t)
	rehearsal.night(func(step string) {
		one.Lock()
		defer one.Unlock()
		if seen[step]++; seen[step] == 1 {
			order = append(order, step)
		}
	})
	rehearsal.morningAfter()
	want := rehearsal.tree()
	for _, dir := range []string{".", "archive"} {
		for _, step := range stepsIn(t, dir) {
			if seen[step] == 0 {
				t.Errorf("the step %s never comes: nothing is killed there", step)
			}
		}
	}
	for _, step := range order {
		for _, times := range places(seen[step]) {
			t.Run(fmt.Sprintf("%s %d of %d", step, times, seen[step]), func(t *testing.T) {
				t.Parallel()
				h := before.again(t)
				cmd := exec.Command(os.Args[0])
				cmd.Env = append(os.Environ(), roleVariable+"=house", dirVariable+"="+h.dir, clockVariable+"="+h.clock.Format(time.RFC3339),
					stopVariable+"="+fmt.Sprintf("%s:%d", step, times))
				// Two files are copied at once: a later time may not come in every run.
				if said, err := cmd.CombinedOutput(); len(said) > 0 || err == nil && times == 1 {
					t.Fatalf("it was not killed: %v %s", err, said)
				}
				h.soundNow()
				h.night(nil)
				h.morningAfter()
				if diff := cmp.Diff(want, h.tree()); diff != "" {
					t.Errorf("the share is another than without the kill (-want +got):\n%s", diff)
				}
			})
		}
	}
}

// soundNow is what holds right after a kill, before anything is repaired: what
// people see is whole.
func (h *eve) soundNow() {
	h.t.Helper()
	for _, name := range h.tree() {
		h.wholeFile(name)
	}
	for name, text := range h.filled {
		if h.read(name) != text {
			h.t.Errorf("%s, which somebody had filled in, was overwritten", name)
		}
	}
}

// wholeFile wants that a file of the program's own, where it is one that can tell,
// is whole.
func (h *hall) wholeFile(name string) {
	h.t.Helper()
	top, _, _ := strings.Cut(name, "/")
	ours := top == "rezultati" || top == "veidnes" || strings.HasSuffix(name, " LABOJAMS.xlsx")
	if ours && path.Ext(name) == ".xlsx" && !strings.HasPrefix(path.Base(name), "~$") {
		whole(h.t, []byte(h.read(name)))
	}
}

// stepsIn are the names of all steps that the code in a folder tells, tests aside.
func stepsIn(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var steps []string
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 {
				return true
			}
			called := ""
			switch f := call.Fun.(type) {
			case *ast.Ident:
				called = f.Name
			case *ast.SelectorExpr:
				called = f.Sel.Name
			}
			if text, ok := call.Args[0].(*ast.BasicLit); ok && called == "step" {
				step, err := strconv.Unquote(text.Value)
				if err != nil {
					t.Fatal(err)
				}
				steps = append(steps, step)
			}
			return true
		})
	}
	if len(steps) == 0 {
		t.Fatalf("no steps in %s", dir)
	}
	return steps
}
