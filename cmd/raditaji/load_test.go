package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"raditaji/pipeline/config"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
)

// loadOf is how many files the load test drops; RADITAJI_LOAD says how many.
func loadOf(t *testing.T) int {
	t.Helper()
	text := os.Getenv("RADITAJI_LOAD")
	if text == "" {
		return 120
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A served is a service that runs as a process of its own.
type served struct {
	t     *testing.T
	dir   string
	share string
	env   []string // of its commands, beside this process's own
	cmd   *exec.Cmd
	said  bytes.Buffer
	ended chan error // how the process ended
}

// newServed makes a service in a new folder. Its jobs but the scan never run by
// themselves.
func newServed(t *testing.T) *served {
	t.Helper()
	s := &served{t: t, dir: t.TempDir()}
	s.share = filepath.Join(s.dir, "kopmape")
	s.command(done, "init", s.dir)
	text := "programme: ventspils-2024-2030\nshare: kopmape\nstate: stavoklis\nsettle: 1\nschedule:\n" +
		"  calculate: never\n  templates: never\n  remind: never\n  retention: never\n  backup: never\n"
	if err := os.WriteFile(filepath.Join(s.dir, serviceFileName), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

// command runs a command of the program to its end.
func (s *served) command(want int, args ...string) string {
	s.t.Helper()
	said, code := s.exit(args...)
	if code != want {
		s.t.Fatalf("raditaji %s: exit code %d, want %d\n%s", strings.Join(args, " "), code, want, said)
	}
	return said
}

// exit runs a command to its end and gives what it said and its exit code.
func (s *served) exit(args ...string) (said string, code int) {
	s.t.Helper()
	cmd := exec.Command("raditaji", args...)
	cmd.Dir, cmd.Env = s.dir, append(os.Environ(), s.env...)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return string(out), exit.ExitCode()
	} else if err != nil {
		s.t.Fatal(err)
	}
	return string(out), done
}

func (s *served) inbox() string { return filepath.Join(s.share, "ienakosie") }

func (s *served) start() {
	s.t.Helper()
	s.cmd = exec.Command("raditaji", "serve")
	s.cmd.Dir, s.cmd.Stdout, s.cmd.Stderr = s.dir, &s.said, &s.said
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	cmd, ended := s.cmd, make(chan error, 1)
	s.ended = ended
	go func() { ended <- cmd.Wait() }()
	s.t.Cleanup(func() { _ = cmd.Process.Kill() }) // most times it has ended
}

// runs wants the process to be there still.
func (s *served) runs() {
	s.t.Helper()
	select {
	case err := <-s.ended:
		s.t.Fatalf("the service ended: %v\n%s", err, s.said.String())
	default:
	}
}

func (s *served) stop() {
	s.t.Helper()
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		s.t.Fatal(err)
	}
	if err := <-s.ended; err != nil {
		s.t.Fatalf("it did not stop well: %v\n%s", err, s.said.String())
	}
}

// held is the MiB that the service and the processes that read for it hold now.
func (s *served) held() (service, readers int) {
	own := strconv.Itoa(s.cmd.Process.Pid)
	processes, _ := filepath.Glob("/proc/[0-9]*/status")
	for _, path := range processes {
		data, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		switch mebibytes := statusOf(data, "VmRSS:") >> 10; {
		case filepath.Base(filepath.Dir(path)) == own:
			service = mebibytes
		case strconv.Itoa(statusOf(data, "PPid:")) == own:
			readers += mebibytes
		}
	}
	return service, readers
}

// statusOf is a number of a process's status; 0: it has none.
func statusOf(status []byte, name string) int {
	_, rest, _ := bytes.Cut(status, []byte("\n"+name))
	n := 0
	if _, err := fmt.Sscan(string(rest), &n); err != nil {
		return 0
	}
	return n
}

// steadyMemory is the most MiB that a service may hold when it has nothing to do:
// half of what it is promised to stay below.
const steadyMemory = 150

// answeredWithin is how long after its drop a file has its answer.
const answeredWithin = 2 * time.Minute

// Whatever is dropped at once, every file of it gets its answer; who drops one file
// behind them does not wait for them; and the service is as small afterwards as it
// was before.
func TestAServiceAnswersACrowd(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a service is stopped by a signal here")
	}
	s := newServed(t)
	c := newCrowd(t, "ventspils-2024-2030")
	drops := c.drop(s.inbox(), loadOf(t))
	odd := 0
	for _, d := range drops {
		if d.odd {
			odd++
		}
	}
	late := droppedFile{path: "žēlīgā skola/viens.csv", data: []byte(crowdHeading)}
	var dropped time.Time // when the late one was
	var waited time.Duration
	most, mostReaders := 0, 0
	began := time.Now()
	s.start()
	for left := -1; left != odd || waited == 0; {
		time.Sleep(100 * time.Millisecond)
		s.runs()
		service, readers := s.held()
		most, mostReaders = max(most, service), max(mostReaders, readers)
		switch left = len(namesBelow(t, s.inbox())); {
		case left < odd:
			t.Fatalf("%d files are left, want the %d that are only reported", left, odd)
		case dropped.IsZero() && left < odd+len(drops)*9/10: // in the midst of them
			dropped = time.Now()
			c.put(s.inbox(), late)
			drops = append(drops, late)
		case !dropped.IsZero() && waited == 0 && len(s.answersTo(late)) > 0:
			waited = time.Since(dropped)
		}
		if time.Since(began) > 30*time.Minute {
			s.stop()
			t.Fatalf("%d files wait still\n%s", left, s.said.String())
		}
	}
	took := time.Since(began)
	for s.unfinished() > 0 { // receipts of what was replaced meanwhile are written anew
		s.runs()
		if time.Since(began) > 30*time.Minute {
			s.stop()
			t.Fatalf("%d receipts wait still\n%s", s.unfinished(), s.said.String())
		}
		time.Sleep(time.Second)
	}
	finished := time.Since(began)
	time.Sleep(3 * time.Second)
	steady, readers := s.held()
	s.stop()
	t.Logf("%d files answered in %v, all receipts as they are to stand in %v, the one behind them in %v; MiB: service %d at most, %d afterwards, readers %d at most",
		len(drops), took.Round(time.Millisecond), finished.Round(time.Millisecond), waited.Round(time.Millisecond), most, steady, mostReaders)
	if waited > answeredWithin {
		t.Errorf("who dropped one file waited %v", waited)
	}
	if steady > steadyMemory || readers > 0 {
		t.Errorf("the service holds %d MiB when all is done, its readers %d", steady, readers)
	}
	if strings.Contains(s.said.String(), `"level":"error"`) {
		t.Errorf("somebody should act: %s", s.said.String())
	}
	s.accountFor(drops)
	watched, given := &secrets{}, originals{}
	watched.add([]byte(strings.Join(crowdPersons, " ")))
	for _, data := range slices.Concat(c.exports, c.templates, c.faulty) {
		watched.addFile(data)
	}
	for _, d := range drops {
		given[sha256.Sum256(d.data)] = true
	}
	texts := given.said(t, s.dir)
	texts["what it printed and logged"] = s.said.String()
	for where, text := range texts {
		if told := watched.in(where + "\n" + text); len(told) > 0 {
			t.Errorf("%s holds %v", sources.WithoutCodes(where), told)
		}
	}
}

// answersTo are the texts that answer a file, in whatever year it is filed.
func (s *served) answersTo(d droppedFile) []string {
	s.t.Helper()
	var found []string
	for _, folder := range []string{"atgrieztie", "pienemtie/*"} {
		list, err := filepath.Glob(filepath.Join(s.share, folder, filepath.Dir(d.path), "*.txt"))
		if err != nil {
			s.t.Fatal(err)
		}
		found = append(found, list...)
	}
	return found
}

func namesBelow(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // taken in meanwhile
		}
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// ledger opens the house's ledger, beside the service where that runs.
func (s *served) ledger() *ledger.Ledger {
	s.t.Helper()
	l, err := ledger.Open(context.Background(), ledgerPath(&config.Service{State: filepath.Join(s.dir, "stavoklis")}), ledger.Options{Now: time.Now})
	if err != nil {
		s.t.Fatal(err)
	}
	return l
}

// unfinished are the submissions whose answers do not stand yet as they are to.
func (s *served) unfinished() int {
	s.t.Helper()
	l := s.ledger()
	defer l.Close()
	list, err := l.Unfinished(context.Background())
	if err != nil {
		s.t.Fatal(err)
	}
	return len(list)
}

// accountFor is the law: each file was taken exactly once, or reported and left;
// its answer stands in its sub-folder.
func (s *served) accountFor(drops []droppedFile) {
	t := s.t
	t.Helper()
	ctx := context.Background()
	l := s.ledger()
	defer l.Close()
	all, err := l.Submissions(ctx, 0, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	taken, outcomes := map[string]int{}, map[ledger.Outcome]int{}
	for _, sub := range all {
		taken[sub.SHA256]++
		outcomes[sub.Outcome]++
		if !sub.Finished {
			t.Errorf("submission %d is not finished", sub.ID)
		}
		standing, err := l.DeliveriesOf(ctx, sub.ID)
		if err != nil {
			t.Fatal(err)
		}
		told := false
		for _, d := range standing {
			data, err := os.ReadFile(filepath.Join(s.share, filepath.FromSlash(d.Path)))
			if err != nil || hashOf(data) != d.SHA256 {
				t.Errorf("submission %d: %s is not what was written (%v)", sub.ID, d.Path, err)
			}
			_, below, _ := strings.Cut(d.Path, "/")
			if sub.Outcome == ledger.Accepted || sub.Outcome == ledger.Known {
				_, below, _ = strings.Cut(below, "/") // the year
			}
			told = told || filepath.Ext(d.Path) == ".txt" && strings.HasPrefix(below, sub.Folder+"/")
		}
		if sub.Stands() && !told {
			t.Errorf("submission %d (%s) has no answer in its sub-folder", sub.ID, sub.Outcome)
		}
	}
	t.Logf("%v", outcomes)
	odd := 0
	for _, d := range drops {
		if _, err := os.Lstat(filepath.Join(s.inbox(), filepath.FromSlash(d.path))); (err == nil) != d.odd {
			t.Errorf("%q stands in the folder of arrivals: %t", d.path, err == nil)
		}
		if d.odd {
			odd++
			continue
		}
		taken[hashOf(d.data)]--
	}
	for sha, n := range taken {
		if sha != "" && n != 0 {
			t.Errorf("%.6s was taken %d times too often", sha, n)
		}
	}
	if taken[""] != odd || outcomes[ledger.Refused] != odd {
		t.Errorf("%d files were reported and left, want %d", taken[""], odd)
	}
	for _, o := range []ledger.Outcome{ledger.Accepted, ledger.Returned, ledger.Checked} {
		if outcomes[o] == 0 {
			t.Errorf("no file was %s", o)
		}
	}
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
