package pipeline_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
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

	"raditaji/pipeline"
	"raditaji/pipeline/ledger"
)

// The test binary is also the service that is killed and the process that reads
// foreign files.
const (
	roleVariable = "RADITAJI_TEST_ROLE" // service or reader
	dirVariable  = "RADITAJI_TEST_DIR"
	stopVariable = "RADITAJI_TEST_STOP" // step:times, at which the service kills itself
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
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// beService takes in until it is killed, or twice where it is to stop at a step.
func beService() error {
	step, times, _ := strings.Cut(os.Getenv(stopVariable), ":")
	left, err := strconv.Atoi(times)
	if step != "" && err != nil {
		return err
	}
	var one sync.Mutex // two files are copied at once
	p, err := openService(os.Getenv(dirVariable), time.Now, func(at string) {
		if at != step {
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
	p.Share.Settle = 0
	if step == "" {
		p.ReadCommand = readCommand("512")
	}
	for n := 0; step == "" || n < 3; n++ {
		if _, err := p.TakeIn(noContext()); err != nil {
			return err
		}
	}
	return nil
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
	if os.Getenv(programmeVariable) == "asking" {
		p = asking()
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

func startService(t *testing.T, dir, stop string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), roleVariable+"=service", dirVariable+"="+dir, stopVariable+"="+stop)
	said := &bytes.Buffer{}
	cmd.Stderr, cmd.Stdout = said, said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, said
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
		if data, err := h.Archive.Open(s.SHA256); err != nil || hashOf(string(data)) != s.SHA256 {
			t.Errorf("submission %d is not in the archive: %v", s.ID, err)
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
		if !ours[name] {
			t.Errorf("%s stands there, and nobody knows of it", name)
		}
	}
	for _, name := range treeOf(t, filepath.Join(h.dir, "archive")) {
		if len(path.Base(name)) != 64 {
			t.Errorf("the archive holds %s", name)
		}
	}
}

// crowd drops a file for every way that taking in can go.
func (h *hall) crowd() map[wanted]int {
	drops := map[wanted]int{}
	drop := func(name, text string) {
		h.drop("ienakosie/"+name, text)
		folder := path.Dir(name)
		if folder == "." {
			folder = ""
		}
		drops[wanted{folder, path.Base(name), hashOf(text)}]++
	}
	other := pupils("010110-10007 7 pārcelts")
	third := pupils("010110-10007 8 pārcelts")
	drop("A/labojama.csv", pupils("010110-10007 9 pārcelts", "020210-10009 x pārcelts"))
	drop("B/lēmums.csv", pupils("010110-10007 4 pārcelts", "020210-10009 x pārcelts"))
	drop("atsaucama.csv", third)
	h.scan()
	drop("A/labojama.csv", pupils("010110-10007 9 pārcelts"))
	drop("x.csv", good)
	drop("x2.csv", good)
	drop("y.csv", pupils("010110-10007 10 pārcelts", "020210-10009 x pārcelts"))
	drop("parbaude/z.csv", other)
	h.drop("atgrieztie/B/PIENEMT.txt", "Termiņš")
	h.drop("pienemtie/2025/ATSAUKT.txt", "Nav vairs vajadzīga")
	h.drop("ienakosie/parrekinat-2025", "")
	return drops
}

func TestKilledAtAnyStepNothingIsLostAndNothingTakenTwice(t *testing.T) {
	// First see which steps there are, and how often each comes.
	seen := map[string]int{}
	var order []string
	record := newHall(t)
	drops := record.crowd()
	var one sync.Mutex // two files are copied at once
	rehearsal, err := openService(record.dir, time.Now, func(step string) {
		one.Lock()
		defer one.Unlock()
		if seen[step]++; seen[step] == 1 {
			order = append(order, step)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	rehearsal.Share.Settle = 0
	for range 3 {
		if _, err := rehearsal.TakeIn(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	rehearsal.Ledger.Close()
	record.open()
	record.wholeAfter(drops)
	for _, want := range []string{"archive.synced", "take.copied", "ledger.written", "ledger.committed", "take.recorded", "answer.reserved", "answer.written",
		"answer.placed", "original.removed", "take.finished", "request.recorded", "request.done", "request.removed", "answers.removed"} {
		if seen[want] == 0 {
			t.Errorf("the step %s never comes", want)
		}
	}
	for _, step := range order {
		for _, times := range places(seen[step]) {
			t.Run(fmt.Sprintf("%s %d of %d", step, times, seen[step]), func(t *testing.T) {
				t.Parallel()
				h := newHall(t)
				drops := h.crowd()
				h.Ledger.Close()
				cmd, said := startService(t, h.dir, fmt.Sprintf("%s:%d", step, times))
				err := cmd.Wait()
				if said.Len() > 0 || err == nil && times == 1 {
					t.Fatalf("it was not killed: %v %s", err, said)
				}
				// Two files are copied at once: a later time may not come in every run.
				h.open()
				h.settleAll()
				h.wholeAfter(drops)
			})
		}
	}
}

func TestKilledWhileTheLedgerIsMadeItIsMadeTheNextTime(t *testing.T) {
	for _, step := range []string{"ledger.written", "ledger.committed"} {
		t.Run(step, func(t *testing.T) {
			h := newHall(t)
			h.Ledger.Close()
			for _, ending := range []string{"", "-wal", "-shm"} {
				if err := os.Remove(filepath.Join(h.dir, "ledger.db"+ending)); err != nil && !errors.Is(err, fs.ErrNotExist) {
					t.Fatal(err)
				}
			}
			h.drop("ienakosie/x.csv", good)
			cmd, said := startService(t, h.dir, step+":1")
			if err := cmd.Wait(); err == nil || said.Len() > 0 {
				t.Fatalf("it was not killed: %v %s", err, said)
			}
			h.open()
			h.settleAll()
			h.wholeAfter(map[wanted]int{{"", "x.csv", hashOf(good)}: 1})
		})
	}
}

// places are which of n times a step is tried at: some of them by default.
func places(n int) []int {
	if os.Getenv("RADITAJI_KILLS") != "" {
		list := make([]int, n)
		for i := range list {
			list[i] = i + 1
		}
		return list
	}
	list := []int{1, (n + 1) / 2, n}
	return slices.Compact(list)
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

func TestKilledAtRandomUnderAStreamOfFilesNothingIsLost(t *testing.T) {
	h := newHall(t)
	h.Ledger.Close()
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	chance := rand.New(rand.NewPCG(seed, 0))
	drops := map[wanted]int{}
	number := 0
	drop := func() {
		number++
		folder := []string{"", "A skola", "B skola/rudens"}[chance.IntN(3)]
		name := fmt.Sprintf("datne %d.csv", number)
		text := pupils(fmt.Sprintf("010110-10007 %d pārcelts", 1+number%12)) + strings.Repeat("\n", number)
		switch chance.IntN(5) {
		case 0:
			text = strings.Replace(text, "pārcelts", "pārcelts;;;", 1)
		case 1:
			text = fmt.Sprintf("%%PDF-1.7 %d", number)
		case 2:
			text = good // the same again and again
		}
		// As a careful program copies: under a temporary name, then renamed.
		temp := path.Join("ienakosie", folder, name+".part")
		h.drop(temp, text)
		if err := os.Rename(h.path(temp), h.path(path.Join("ienakosie", folder, name))); err != nil {
			t.Fatal(err)
		}
		drops[wanted{folder, name, hashOf(text)}]++
	}
	times := kills(t)
	for range times {
		cmd, said := startService(t, h.dir, "")
		until := time.After(time.Duration(60+chance.IntN(350)) * time.Millisecond)
	stream:
		for {
			select {
			case <-until:
				break stream
			case <-time.After(time.Duration(chance.IntN(25)) * time.Millisecond):
				drop()
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed
		if said.Len() > 0 {
			t.Fatalf("the service ended by itself: %s", said)
		}
	}
	h.open()
	taken, err := h.Ledger.Submissions(t.Context(), 0, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d kills, %d files, %d of them taken before the last kill", times, number, len(taken))
	if len(taken) == 0 {
		t.Error("it was always killed before it did anything")
	}
	h.settleAll()
	h.wholeAfter(drops)
}

func noContext() context.Context { return context.Background() }
