package pipeline_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
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

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/pipeline/ledger"
)

// The test binary is also the service that is killed and the process that reads
// foreign files.
const (
	roleVariable = "RADITAJI_TEST_ROLE" // what to be: service, house, reader or calculator
	dirVariable  = "RADITAJI_TEST_DIR"
	stopVariable = "RADITAJI_TEST_STOP" // step:times, at which the house kills itself
	pidVariable  = "RADITAJI_TEST_PID"  // file into which a reader that hangs writes who it is
	mebibytes    = "RADITAJI_TEST_MIB"
)

func TestMain(m *testing.M) {
	var err error
	switch os.Getenv(roleVariable) {
	case "":
		os.Exit(m.Run())
	case "service":
		err = beService()
	case "reader":
		err = beReader()
	case "calculator":
		err = beCalculator()
	case "house":
		err = beHouse()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// beService takes in and, beside that, does all other chores until it is killed.
// It tells each step as it comes to it.
func beService() error {
	var one sync.Mutex // two files are copied at once
	p, err := openLiving(os.Getenv(dirVariable), time.Now, func(step string) {
		one.Lock()
		defer one.Unlock()
		fmt.Println(step)
	})
	if err != nil {
		return err
	}
	p.Share.Settle = 0
	p.ReadCommand = readerOf("living", "512")
	var folder sync.Mutex
	p.InFolder = func(context.Context) (func(), error) { folder.Lock(); return folder.Unlock, nil }
	failed := make(chan error)
	go func() {
		for {
			if _, err := p.TakeIn(noContext()); err != nil {
				failed <- err
			}
		}
	}()
	go func() {
		for {
			for _, c := range chores[1:7] {
				if err := c.do(noContext(), p, os.Getenv(dirVariable)); err != nil {
					failed <- fmt.Errorf("%s: %w", c.name, err)
				}
			}
		}
	}()
	return <-failed
}

// killed ends this process as SIGKILL does.
func killed() {
	if self, err := os.FindProcess(os.Getpid()); err == nil {
		_ = self.Kill()
	}
	select {}
}

// beReader reads foreign files; some bytes make it misbehave as a hostile file
// would a worse reader.
func beReader() error {
	p := newPipeline()
	switch os.Getenv(programmeVariable) {
	case "asking":
		p = asking()
	case "living":
		p = living()
	}
	limit, err := strconv.Atoi(os.Getenv(mebibytes))
	if err != nil {
		return err
	}
	if err := pipeline.LimitMemory(limit); err != nil {
		return err
	}
	return p.ReadApart(&hostile{os.Stdin}, os.Stdout)
}

type hostile struct{ from io.Reader }

const (
	dieNow  = "#die#"
	hangOn  = "#hang#"
	eatMore = "#eat#"
)

func (h *hostile) Read(p []byte) (int, error) {
	n, err := h.from.Read(p)
	switch {
	case bytes.Contains(p[:n], []byte(dieNow)):
		panic("150308-10003 stands in this file")
	case bytes.Contains(p[:n], []byte(hangOn)):
		if file := os.Getenv(pidVariable); file != "" {
			if err := os.WriteFile(file, []byte(strconv.Itoa(os.Getpid())), 0o644); err != nil {
				return 0, err
			}
		}
		time.Sleep(time.Hour)
	case bytes.Contains(p[:n], []byte(eatMore)):
		var all [][]byte
		for {
			all = append(all, bytes.Repeat([]byte{1}, 1<<20))
			if len(all) > 1<<16 {
				os.Exit(3)
			}
		}
	}
	return n, err
}

func readCommand(limit string) func() *exec.Cmd { return readerOf("", limit) }

// readerOf makes readers of a programme: askingProgramme for "asking".
func readerOf(programme, limit string) func() *exec.Cmd {
	return func() *exec.Cmd {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), roleVariable+"=reader", programmeVariable+"="+programme, mebibytes+"="+limit)
		return cmd
	}
}

// A wanted drop is a file that was dropped, however often under that name.
type wanted struct{ folder, name, sha string }

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// wholeAfter is the law: every file ever dropped was taken once and stands in
// exactly one place, nothing half written stands anywhere, the journal is whole.
func (h *hall) wholeAfter(drops map[wanted]int) {
	t := h.t
	t.Helper()
	all, err := h.Ledger.Submissions(t.Context(), 0, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	journal, err := h.Ledger.Journal(t.Context(), 0, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	told := map[int64][]string{}
	for i, e := range journal {
		if e.ID != int64(i+1) {
			t.Errorf("the journal's entry %d has number %d", i+1, e.ID)
		}
		told[e.Submission] = append(told[e.Submission], e.What)
	}
	got := map[wanted]int{}
	ours := map[string]bool{}
	for _, s := range all {
		if s.Decision == 0 {
			got[wanted{s.Folder, s.Name, s.SHA256}]++
		}
		if !s.Finished {
			t.Errorf("submission %d is not finished", s.ID)
		}
		if list := told[s.ID]; len(list) == 0 || list[0] != "submission."+string(s.Outcome) && list[0] != "decision.accept" {
			t.Errorf("the journal tells of submission %d: %v", s.ID, list)
		}
		data, err := h.Archive.Open(s.SHA256)
		if kept, wants := err == nil && hashOf(string(data)) == s.SHA256, s.Why != ledger.Forgotten; kept != wants {
			t.Errorf("submission %d (%s, ended: %q) is in the archive: %t (%v)", s.ID, s.Outcome, s.Why, kept, err)
		}
		delivered, err := h.Ledger.DeliveriesOf(t.Context(), s.ID)
		if err != nil {
			t.Fatal(err)
		}
		if s.Stands() && len(delivered) == 0 {
			t.Errorf("submission %d (%s) has no answer", s.ID, s.Outcome)
		}
		originals := 0
		for _, d := range delivered {
			ours[d.Path] = true
			text := h.read(d.Path)
			if d.State != ledger.Written || hashOf(text) != d.SHA256 {
				t.Errorf("%s is %s and not what was written", d.Path, d.State)
			}
			if d.Role == "original" {
				originals++
				if hashOf(text) != s.SHA256 {
					t.Errorf("%s is not the original", d.Path)
				}
			}
		}
		wants := 0
		if s.Stands() && s.Outcome != ledger.Known {
			wants = 1
		}
		if originals != wants {
			t.Errorf("submission %d (%s, ended: %q) stands in %d places, want %d", s.ID, s.Outcome, s.Why, originals, wants)
		}
	}
	for drop, n := range drops {
		if got[drop] != n {
			t.Errorf("%s/%s was dropped %d times and taken %d times", drop.folder, drop.name, n, got[drop])
		}
		delete(got, drop)
	}
	for drop := range got {
		t.Errorf("%s/%s was taken, but never dropped", drop.folder, drop.name)
	}
	for id := int64(1); ; id++ {
		r, err := h.Ledger.Request(t.Context(), id)
		if errors.Is(err, ledger.ErrNone) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if !r.Finished {
			t.Errorf("request %d (%s) is not finished", r.ID, r.Name)
		}
		delivered, err := h.Ledger.DeliveriesFor(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range delivered {
			ours[d.Path] = true
		}
	}
	for _, name := range h.tree() {
		h.wholeFile(name)
		switch top, _, _ := strings.Cut(name, "/"); top {
		case "veidnes", "rezultati": // of the programme, not of a submission
		default:
			if !ours[name] {
				t.Errorf("%s stands there, and nobody knows of it", name)
			}
		}
	}
	h.deliveredWhole()
	if state, err := ledger.Look(t.Context(), filepath.Join(h.dir, "ledger.db")); err != nil || state.Version != state.Known {
		t.Errorf("the ledger: %+v (%v)", state, err)
	}
	for _, name := range treeOf(t, filepath.Join(h.dir, "archive")) {
		if len(path.Base(name)) != 64 {
			t.Errorf("the archive holds %s", name)
		}
	}
}

// deliveredWhole wants that what a run delivered last stands as it was delivered.
func (h *hall) deliveredWhole() {
	h.t.Helper()
	for year := 2023; year < 2028; year++ {
		delivered, err := h.Ledger.DeliveriesBy(h.t.Context(), h.Programme.ID, year)
		if err != nil {
			h.t.Fatal(err)
		}
		runs, err := h.Ledger.Runs(h.t.Context(), year)
		if err != nil {
			h.t.Fatal(err)
		}
		stands := int64(0)
		for _, r := range runs {
			if !r.Finished.IsZero() && r.Repeats == 0 {
				stands = r.ID
			}
		}
		files := 0
		for _, d := range delivered {
			if d.Run != stands {
				continue
			}
			if files++; hashOf(h.read(d.Path)) != d.SHA256 {
				h.t.Errorf("%s is not what run %d delivered", d.Path, d.Run)
			}
		}
		if stands != 0 && files != 4 {
			h.t.Errorf("run %d of %d has %d files", stands, year, files)
		}
	}
}

// places are which of n times a step is tried at: two of them by default.
func places(n int) []int {
	if os.Getenv("RADITAJI_KILLS") != "" {
		list := make([]int, n)
		for i := range list {
			list[i] = i + 1
		}
		return list
	}
	return slices.Compact([]int{1, 2*n/3 + 1})
}

// settleAll scans until nothing waits.
func (h *hall) settleAll() {
	h.t.Helper()
	for range 20 {
		if n := h.scan(); n.Waiting == 0 && n.Failed == 0 && n.Settled == 0 {
			return
		}
	}
	h.t.Error("it never comes to rest")
}

// kills is how often the service is killed at random.
func kills(t *testing.T) int {
	t.Helper()
	text := os.Getenv("RADITAJI_KILLS")
	if text == "" {
		return 10
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A stream is what people do to a share, at random.
type stream struct {
	*eve
	chance *rand.Rand
	number int
}

func (h *stream) one(of ...string) string { return of[h.chance.IntN(len(of))] }

// put writes as a careful program does: under a temporary name, then renamed.
func (h *stream) put(name, text string) {
	h.t.Helper()
	h.drop(name+".part", text)
	if err := os.Rename(h.path(name+".part"), h.path(name)); err != nil {
		h.t.Fatal(err)
	}
}

// next drops a file: an export, a template or something hostile, to be taken or only
// to be checked; or it makes a gesture.
func (h *stream) next() {
	h.t.Helper()
	h.number++
	folder := h.one("", "A skola", "B skola/rudens", "parbaude", "parbaude/A skola")
	name := fmt.Sprintf("datne %d.csv", h.number)
	text := pupils(fmt.Sprintf("010110-10007 %d pārcelts", 1+h.number%12)) + strings.Repeat("\n", h.number)
	switch h.chance.IntN(14) {
	case 0:
		text = strings.Replace(text, "pārcelts", "pārcelts;;;", 1)
	case 1:
		text = fmt.Sprintf("%%PDF-1.7 %d", h.number)
	case 2:
		text = good // the same again and again
	case 3:
		text += dieNow
	case 4:
		text = enrolled("2023", fmt.Sprintf("X1 %d pārcelts", 1+h.number%12)) + strings.Repeat("\n", h.number)
	case 5, 6, 7, 8:
		// Right, faulty and corrected ones of the same units follow one another.
		name = fmt.Sprintf("veidne %d.xlsx", h.number)
		count := h.one("1", "2", "viens", "90")
		text = template(h.t, h.one(school, "1000000002"), indicators.SchoolYear(2023+h.chance.IntN(2)), nothing, "again.n", count, "again.d", fmt.Sprint(40+h.number%40))
	case 9:
		name = fmt.Sprintf("bojāta %d.xlsx", h.number)
		text = "PK\x03\x04" + strings.Repeat("x", h.number)
	case 10:
		h.put(fmt.Sprintf("ienakosie/parrekinat-%s (%d).txt", h.one("2024", "2025"), h.number), h.one("", "Jauni dati"))
		return
	case 11:
		h.put(fmt.Sprintf("ienakosie/APSTIPRINAT-2025 (%d).txt", h.number), "Domes lēmums")
		return
	case 12, 13:
		top, word := "atgrieztie", "PIENEMT"
		if h.chance.IntN(2) == 0 {
			top, word = "pienemtie", "ATSAUKT"
		}
		beside := slices.DeleteFunc(h.tree(), func(name string) bool {
			return !strings.HasPrefix(name, top+"/") || strings.HasPrefix(path.Base(name), ".") || path.Ext(name) == ".txt" || strings.Contains(name, "LABOJAMS")
		})
		if len(beside) > 0 {
			of := beside[h.chance.IntN(len(beside))]
			h.put(strings.TrimSuffix(of, path.Ext(of))+" "+word+".txt", fmt.Sprintf("Lēmums %d", h.number))
		}
		return
	}
	h.put(path.Join("ienakosie", folder, name), text)
	h.drops[wanted{folder, name, hashOf(text)}]++
}

// fill writes into a template that the service has laid out, while it is down.
func (h *stream) fill() {
	h.t.Helper()
	laid, err := filepath.Glob(h.path("veidnes/*/1000000002*.xlsx"))
	if err != nil || len(laid) == 0 {
		return
	}
	name, err := filepath.Rel(h.path("."), laid[0])
	if err != nil {
		h.t.Fatal(err)
	}
	text := template(h.t, "1000000002", 2024, nothing, "again.d", fmt.Sprint(h.number))
	h.put(filepath.ToSlash(name), text)
	h.filled[filepath.ToSlash(name)] = text
}

func TestKilledAtRandomUnderAStreamOfFilesNothingIsLost(t *testing.T) {
	if race {
		t.Skip("the race detector needs more addresses than a reader may have")
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	h := &stream{eve: &eve{newHouse(t), map[wanted]int{}, map[string]string{}}, chance: rand.New(rand.NewPCG(seed, 0))}
	h.Ledger.Close()
	times, phases := kills(t), map[string]int{}
	for n := range times {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), roleVariable+"=service", dirVariable+"="+h.dir)
		told, said := &steps{enough: h.chance.IntN(600)}, &bytes.Buffer{}
		cmd.Stdout, cmd.Stderr = told, said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// By steps, so that a busy machine comes as far as an idle one; then by time,
		// so that it is anywhere between two steps.
		for late := time.Now().Add(20 * time.Second); !told.many() && time.Now().Before(late); {
			time.Sleep(time.Duration(h.chance.IntN(40)) * time.Millisecond)
			if len(treeOf(t, h.path("ienakosie"))) < 12 { // else the service never came to its other chores
				h.next()
			}
		}
		time.Sleep(time.Duration(h.chance.IntN(20_000)) * time.Microsecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed
		if said.Len() > 0 {
			t.Fatalf("the service ended by itself: %s", said.String())
		}
		phases[told.phase()]++
		h.soundNow()
		if n == times/2 {
			h.fill()
		}
	}
	h.open()
	h.settleIn()
	taken, err := h.Ledger.Submissions(t.Context(), 0, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	runs, err := h.Ledger.Runs(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d kills, %d files and gestures, %d taken and %d runs begun before the last kill; killed after the steps of: %v", times, h.number, len(taken), len(runs), phases)
	if len(taken) == 0 {
		t.Error("it was always killed before it did anything")
	}
	h.clock = time.Now()
	for range 3 {
		for _, c := range chores[:7] {
			if err := c.do(t.Context(), h.Pipeline, h.dir); err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
		}
	}
	h.settleAll()
	h.wholeAfter(h.drops)
	h.soundNow()
	h.nothingHalfDone()
	if len(h.filled) == 0 && times >= 10 {
		t.Error("no template was ever laid out")
	}
}

// steps are what a service tells of its steps, a line for each.
type steps struct {
	one    sync.Mutex
	told   int
	last   string
	enough int // after so many it is to be killed
}

func (s *steps) Write(p []byte) (int, error) {
	s.one.Lock()
	defer s.one.Unlock()
	lines := strings.Split(strings.TrimSuffix(string(p), "\n"), "\n")
	s.told, s.last = s.told+len(lines), lines[len(lines)-1]
	return len(p), nil
}

func (s *steps) many() bool {
	s.one.Lock()
	defer s.one.Unlock()
	return s.told >= s.enough
}

// phase is the part of the service that told the last step before it was killed.
func (s *steps) phase() string {
	s.one.Lock()
	defer s.one.Unlock()
	if s.last == "" {
		return "start"
	}
	phase, _, _ := strings.Cut(s.last, ".")
	return phase
}

// nothingHalfDone wants no temporary file of the service, every request answered,
// and no decision made twice.
func (h *eve) nothingHalfDone() {
	h.t.Helper()
	for _, name := range treeOf(h.t, h.dir) {
		if strings.HasSuffix(name, ".tmp") {
			h.t.Errorf("%s was left by the way", name)
		}
	}
	if open, err := h.Ledger.OpenRequests(h.t.Context()); err != nil || len(open) > 0 {
		h.t.Errorf("%d requests wait (%v)", len(open), err)
	}
	decisions, err := h.Ledger.Decisions(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	made := map[string]int{}
	for _, d := range decisions {
		what := fmt.Sprint(d.Kind, " ", d.Submission, " ", d.Run)
		if made[what]++; made[what] > 1 {
			h.t.Errorf("decided twice: %s", what)
		}
	}
	open, err := h.Ledger.Runs(h.t.Context(), 0)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, r := range open {
		if kept, err := h.Ledger.Results(h.t.Context(), r.ID); err != nil || len(kept) == 0 != r.Finished.IsZero() {
			h.t.Errorf("run %d has %d results, finished %s (%v)", r.ID, len(kept), r.Finished, err)
		}
	}
	if s, err := ledger.Look(h.t.Context(), filepath.Join(h.dir, "backup.db")); err != nil || s.Version != s.Known {
		h.t.Errorf("the backup: %+v (%v)", s, err)
	}
}

func noContext() context.Context { return context.Background() }
