package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"raditaji/pipeline/archive"
	"raditaji/pipeline/config"
	"raditaji/pipeline/ledger"
)

// found are the codes of findings, those that stop the service with a mark.
func found(list []finding) string {
	var codes []string
	for _, f := range list {
		code := f.code
		if f.error {
			code += "!"
		}
		codes = append(codes, code)
	}
	return strings.Join(codes, " ")
}

// patientOf is a service of three lines in a new folder that has all its folders.
func patientOf(t *testing.T, at time.Time) *patient {
	t.Helper()
	dir := t.TempDir()
	s, faults, _ := config.Load("raditaji.yaml", dir, []byte("programme: ventspils-2024-2030\nshare: kopmape\nstate: stavoklis\n"), cronNext)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	for _, d := range append(shareFolders(s), s.State) {
		if _, err := makeFolder(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return &patient{c: &console{out: nothing{}, err: nothing{}, log: zerolog.Nop()}, s: s, now: at}
}

func TestTheDoctorOnTheLedger(t *testing.T) {
	for _, test := range []struct {
		name string
		err  error
		want string
	}{
		{"whole", nil, ""},
		{"not there yet", fmt.Errorf("looking: %w", fs.ErrNotExist), ""},
		{"half restored", fmt.Errorf("looking: %w", ledger.ErrHalf), "ledger.half!"},
		{"newer", fmt.Errorf("looking: %w", ledger.ErrNewer), "ledger.newer!"},
		{"damaged", fmt.Errorf("looking: %w", ledger.ErrDamaged), "ledger.damaged!"},
		{"another database", fmt.Errorf("looking: %w", ledger.ErrForeign), "ledger.foreign!"},
		{"not to be opened", fmt.Errorf("looking: %w", fs.ErrPermission), "ledger.unreadable!"},
		{"of entries that mean nothing", errors.New("parsing time"), "ledger.damaged!"},
	} {
		p := patientOf(t, time.Now())
		p.examined = test.err
		if got := found(p.memory()); got != test.want {
			t.Errorf("%s: found %q, want %q", test.name, got, test.want)
		}
	}
	p := patientOf(t, time.Now())
	p.ledger.Version = 1
	if err := os.MkdirAll(backupsPath(p.s), 0o700); err != nil {
		t.Fatal(err)
	}
	newest := filepath.Join(backupsPath(p.s), "ledger-20260101-053000.db")
	if err := os.WriteFile(newest, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := found(p.memory()); got != "backup.bad" {
		t.Errorf("an empty backup: found %q", got)
	}
	p = patientOf(t, time.Now())
	p.examined = fs.ErrNotExist
	if err := os.MkdirAll(filepath.Join(archivePath(p.s), "ab"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(archivePath(p.s), "ab", "abcd"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, examined := range map[string]error{"without a ledger": fs.ErrNotExist, "beside an empty ledger": nil} {
		p.examined = examined
		if got := found(p.memory()); got != "ledger.lost!" {
			t.Errorf("an archive %s: found %q", name, got)
		}
	}
}

func TestTheDoctorOnTheClock(t *testing.T) {
	for _, test := range []struct {
		name string
		off  time.Duration // of the computer's clock from the disk's
		last time.Duration // of the ledger's last entry from the computer's clock
		want string
	}{
		{"right", 0, -time.Hour, ""},
		{"a little off", time.Minute, time.Minute, ""},
		{"set back since the last entry", 0, time.Hour, "clock.back!"},
		{"another than the share's", time.Hour, -2 * time.Hour, "clock.share"},
		{"of a computer that forgot the time", -40 * 365 * 24 * time.Hour, -time.Hour, "clock.old! clock.share"},
	} {
		p := patientOf(t, time.Now().Add(test.off))
		p.ledger.LastEntry = p.now.Add(test.last)
		if got := found(p.clock()); got != test.want {
			t.Errorf("%s: found %q, want %q", test.name, got, test.want)
		}
	}
}

func TestTheDoctorOnJobs(t *testing.T) {
	now := at(t, "2026-06-10 12:00") // a Wednesday
	for _, test := range []struct{ job, last, want string }{
		{"calculate", "2026-06-10 01:00", ""},
		{"calculate", "2026-06-09 01:00", ""}, // 02:00 may still be at work: one night is forgiven
		{"calculate", "2026-06-08 01:00", "job.late"},
		{"remind", "2026-06-01 08:00", ""},
		{"remind", "2026-05-18 08:00", "job.late"},
	} {
		p := patientOf(t, now)
		p.ledger.LastJobs = map[string]time.Time{test.job: at(t, test.last)}
		if got := found(p.late()); got != test.want {
			t.Errorf("%s of %s: found %q, want %q", test.job, test.last, got, test.want)
		}
	}
}

func TestTheDoctorOnAServiceThatStandsStillAndJobsThatFail(t *testing.T) {
	now := at(t, "2026-06-10 12:00")
	failed := ledger.Job{Name: "backup", Finished: at(t, "2026-06-10 05:30"), Failure: "no space left on device"}
	for _, test := range []struct {
		name    string
		running *heldError
		ledger  ledger.State
		want    string
	}{
		{"made and never run", nil, ledger.State{}, ""},
		{"it ran and stands still", nil, ledger.State{Version: 3, LastEntry: now}, "service.stopped"},
		{"its ledger waits for a newer program", nil, ledger.State{Version: 3, Known: 4}, "service.older"},
		{"a job failed last night", &heldError{PID: 1}, ledger.State{Version: 3, FailedJobs: []ledger.Job{failed}}, "job.failed"},
		{
			"it failed for weeks: said once", &heldError{PID: 1},
			ledger.State{Version: 3, FailedJobs: []ledger.Job{failed}, LastJobs: map[string]time.Time{"backup": at(t, "2026-05-01 05:30")}}, "job.failed",
		},
	} {
		p := patientOf(t, now)
		p.running, p.ledger = test.running, test.ledger
		if got := found(p.late()); got != test.want {
			t.Errorf("%s: found %q, want %q", test.name, got, test.want)
		}
	}
}

func TestTheDoctorOnRuns(t *testing.T) {
	now := at(t, "2026-06-10 12:00")
	open := ledger.State{OpenRuns: []ledger.Run{{ID: 7, Year: 2025, Started: at(t, "2026-06-10 08:30")}}}
	lately := ledger.State{OpenRuns: []ledger.Run{{ID: 7, Year: 2025, Started: at(t, "2026-06-10 11:30")}}}
	ended := func(how, code string) ledger.State {
		return ledger.State{EndedRuns: []ledger.Run{{ID: 7, Year: 2025, Started: at(t, "2026-06-10 08:30"), End: ledger.End{How: how, Code: code, Why: "gone"}}}}
	}
	unlaid := func(u ledger.Unlaid) ledger.State {
		u.ID, u.Year = 7, 2025
		return ledger.State{Unlaid: []ledger.Unlaid{u}}
	}
	for _, test := range []struct {
		name   string
		busy   bool
		ledger ledger.State
		want   string
	}{
		{"none", false, ledger.State{}, ""},
		{"approved without an edition", false, unlaid(ledger.Unlaid{Lies: ledger.Delivery{Run: 7}}), "run.unlaid"},
		{"which cannot be made", false, unlaid(ledger.Unlaid{Gone: true, Lies: ledger.Delivery{Run: 7}}), "run.gone"},
		{"and another run lies there", false, unlaid(ledger.Unlaid{Gone: true, Lies: ledger.Delivery{Run: 9}}), "run.gone.other"},
		{"under way", true, lately, ""},
		{"under way for too long", true, open, "run.long"},
		{"nobody calculates any more", false, lately, "run.broken"},
		{"noticed as broken off", false, ended(ledger.BrokenOff, "killed"), "run.broken"},
		{"failed", false, ended(ledger.Failed, "share"), "run.failed"},
		{"failed while another one is under way", true, ended(ledger.Failed, "share"), "run.failed"},
	} {
		p := patientOf(t, now)
		p.busy, p.ledger = test.busy, test.ledger
		if got := found(p.runs()); got != test.want {
			t.Errorf("%s: found %q, want %q", test.name, got, test.want)
		}
		p.ledger.LastJobs = map[string]time.Time{"calculate": now} // it was done again since
		if got := found(p.runs()); got != "" && test.want != "run.long" && len(p.ledger.Unlaid) == 0 {
			t.Errorf("%s, and done again: found %q", test.name, got)
		}
	}
}

func TestTheDoctorOnFolders(t *testing.T) {
	for _, test := range []struct {
		name  string
		spoil func(p *patient) error
		want  string
	}{
		{"all there", func(*patient) error { return nil }, ""},
		{"one is missing", func(p *patient) error { return os.Remove(filepath.Join(p.s.Share, "veidnes")) }, "folder.missing!"},
		{"one is a file", func(p *patient) error {
			path := filepath.Join(p.s.Share, "veidnes")
			return errors.Join(os.Remove(path), os.WriteFile(path, nil, 0o600))
		}, "folder.file!"},
		{"one is a link out of the share", func(p *patient) error {
			path, elsewhere := filepath.Join(p.s.Share, "atgrieztie"), filepath.Join(filepath.Dir(p.s.Share), "cits")
			if err := errors.Join(os.Rename(path, elsewhere), os.Symlink(elsewhere, path)); err != nil {
				return err
			}
			_, err := os.Lstat(path) // Wine only says that it made a link
			return err
		}, "folder.link!"},
		{"the one for checks is missing", func(p *patient) error {
			return os.Remove(filepath.Join(p.s.Share, "ienakosie", "parbaude"))
		}, "folder.missing"},
		{"one has another name", func(p *patient) error { return os.Mkdir(filepath.Join(p.s.Share, "pienemtie-vecais"), 0o700) }, "share.renamed"},
		{"one has quite another name", func(p *patient) error {
			dir := filepath.Join(p.s.Share, "arhīvs", "2024")
			return errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(filepath.Join(dir, "x SANEMTS (2).txt"), nil, 0o600))
		}, "share.renamed"},
		{"somebody's own folder", func(p *patient) error { return os.Mkdir(filepath.Join(p.s.Share, "sanāksmes"), 0o700) }, ""},
		{"data directly in the share", func(p *patient) error {
			return os.WriteFile(filepath.Join(p.s.Share, "saraksts.csv"), nil, 0o600)
		}, "share.elsewhere"},
		{"data in a folder of another name", func(p *patient) error {
			dir := filepath.Join(p.s.Share, "ienākošie", "A skola")
			return errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(filepath.Join(dir, "veidne.XLSX"), nil, 0o600))
		}, "share.elsewhere"},
		{"an export among the results", func(p *patient) error {
			return os.WriteFile(filepath.Join(p.s.Share, "rezultati", "saraksts.csv"), nil, 0o600)
		}, "share.elsewhere"},
		{"what the system lays, and texts of people", func(p *patient) error {
			var errs []error
			for _, name := range []string{"rezultati/2025/monitorings-x-2025.xlsx", "rezultati/2025/results.csv", "rezultati/2025/problems (2).csv", "rezultati/2025/vesture/1 a/results.csv",
				"veidnes/2025/A.xlsx", "ienakosie/a.csv", "pienemtie/2025/a.csv", "atgrieztie/a.csv", "lasi mani.txt", "~$a.xlsx"} {
				path := filepath.Join(p.s.Share, filepath.FromSlash(name))
				errs = append(errs, os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, nil, 0o600))
			}
			return errors.Join(errs...)
		}, ""},
		{"the share is a file", func(p *patient) error {
			return errors.Join(os.RemoveAll(p.s.Share), os.WriteFile(p.s.Share, nil, 0o600))
		}, "share.file!"},
		{"others may read the state", func(p *patient) error { return openToAll(p.s.State) }, "state.open"},
		{"the share is away", func(p *patient) error { return os.RemoveAll(p.s.Share) }, "share.missing!"},
		{"the state is a link into the share", func(p *patient) error {
			inside := filepath.Join(p.s.Share, "veidnes")
			if err := errors.Join(os.Remove(p.s.State), os.Symlink(inside, p.s.State)); err != nil {
				return err
			}
			_, err := os.Lstat(p.s.State) // Wine only says that it made a link
			return err
		}, "state.shared!"},
	} {
		p := patientOf(t, time.Now())
		if err := test.spoil(p); err != nil && runtime.GOOS == "windows" && strings.Contains(test.name, "link") {
			t.Logf("%s: not seen, no links here: %v", test.name, err)
			continue
		} else if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		if got := found(p.folders()); got != test.want {
			t.Errorf("%s: found %q, want %q", test.name, got, test.want)
		}
		var left []string
		p.walk(p.s.Share, func(name string, _ fs.FileInfo) { left = append(left, filepath.Base(name)) })
		if slices.Contains(left, probe) {
			t.Errorf("%s: the doctor left its probe", test.name)
		}
	}
}

func TestFilesThatSomebodyDeletedAreSaid(t *testing.T) {
	p := patientOf(t, time.Now())
	l, err := ledger.Open(t.Context(), ledgerPath(p.s), ledger.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var list []ledger.Delivery
	for n, name := range []string{"a", "b"} {
		s, err := l.Return(t.Context(), ledger.Drop{Name: name + ".csv", SHA256: strings.Repeat(strconv.Itoa(n), 64), Received: time.Now()}, &ledger.Reading{})
		if err != nil {
			t.Fatal(err)
		}
		d, err := l.Reserve(t.Context(), func(int) []ledger.Delivery {
			return []ledger.Delivery{{Submission: s.ID, Role: ledger.SentFile, Path: "atgrieztie/A/" + name + ".csv"}}
		}, func(string) bool { return false })
		d[0].SHA256 = "ab"
		if err = errors.Join(err, l.Finish(t.Context(), s.ID, d)); err != nil {
			t.Fatal(err)
		}
		list = append(list, d...)
	}
	if err := os.MkdirAll(filepath.Join(p.s.Share, "atgrieztie", "A"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(p.s.Share, "atgrieztie", "A", "a.csv"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p.ledger, p.examined = ledger.Look(t.Context(), ledgerPath(p.s))
	if got := p.taken(); found(got) != "answers.gone" || got[0].args[3] != "1" || got[0].args[5] != list[1].Path {
		t.Errorf("%+v", got)
	}
	if err := l.Withdraw(t.Context(), list[1].Submission, "nevajag", "IT"); err != nil {
		t.Fatal(err)
	}
	if got := p.taken(); len(got) != 0 {
		t.Errorf("of one that was withdrawn: %+v", got)
	}
}

func TestAFolderWithoutRightsIsSaid(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("the administrator may write everywhere")
	}
	if runtime.GOOS == "windows" {
		t.Skip("no mode denies anything here")
	}
	p := patientOf(t, time.Now())
	if err := os.Chmod(filepath.Join(p.s.Share, "veidnes"), 0o500); err != nil {
		t.Fatal(err)
	}
	inbox := filepath.Join(p.s.Share, p.s.Folders.Inbox)
	if err := os.MkdirAll(filepath.Join(inbox, "skola"), 0o500); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(inbox, "a.csv"), nil, 0o200); err != nil {
		t.Fatal(err)
	}
	if got := found(p.folders()); got != "folder.denied! inbox.denied inbox.closed" {
		t.Errorf("found %q", got)
	}
}

// A service that runs and leaves files standing is no service that works.
func TestFilesThatAreNotTakenInAreSaid(t *testing.T) {
	old := time.Now().Add(-time.Hour)
	p := patientOf(t, time.Now())
	inbox := filepath.Join(p.s.Share, p.s.Folders.Inbox)
	for _, name := range []string{"a.csv", "Thumbs.db", ".DS_Store"} {
		if err := os.WriteFile(filepath.Join(inbox, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(filepath.Join(inbox, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	p.running = &heldError{PID: 1, Since: old}
	if got := found(p.inbox()); got != "" {
		t.Errorf("an old file that was copied just now: %q", got)
	}
	if err := os.Chtimes(inbox, old, old); err != nil {
		t.Fatal(err)
	}
	if got := p.inbox(); found(got) != "inbox.waiting" || !slices.Contains(got[0].args, "1") {
		t.Errorf("found %v", got)
	}
	p.running.Since = time.Now()
	if got := found(p.inbox()); got != "" {
		t.Errorf("a service that began just now: %q", got)
	}
	p.running = nil
	if got := found(p.inbox()); got != "" {
		t.Errorf("without a service: %q", got)
	}
}

func TestFilesThatCannotBeAnsweredAreSaid(t *testing.T) {
	now := time.Now()
	p := patientOf(t, now)
	p.ledger.Unanswered = []ledger.Backlog{{Folder: "A skola", Count: 2, Since: now.Add(-10 * time.Minute)}, {Folder: "", Count: 1, Since: now.Add(-time.Hour)}, {Folder: "C", Count: 9, Since: now}}
	if got := found(p.unanswered()); got != "" {
		t.Errorf("without a service: %q", got)
	}
	p.running = &heldError{PID: 1, Since: now.Add(-time.Minute)}
	if got := found(p.unanswered()); got != "" {
		t.Errorf("a service that began just now: %q", got)
	}
	p.running.Since = now.Add(-time.Hour)
	if got := p.unanswered(); found(got) != "inbox.unanswered" || got[0].args[1] != "3" || got[0].args[3] != "ienakosie" {
		t.Errorf("found %v", got)
	}
}

func TestAFaultyProgrammeFileUnderARunningServiceIsSaid(t *testing.T) {
	p := patientOf(t, time.Now())
	p.s.Programme = filepath.Join(t.TempDir(), "sava.yaml")
	if err := os.WriteFile(p.s.Programme, []byte("id: ["), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := found(p.programme()); got != "programme.faulty!" {
		t.Errorf("found %q", got)
	}
	p.running = &heldError{PID: 1, Since: time.Now()}
	if got := found(p.programme()); got != "programme.kept" {
		t.Errorf("found %q", got)
	}
}

func TestTheDoctorOnTheArchive(t *testing.T) {
	sha := func(digit string) string { return strings.Repeat(digit, 64) }
	counted, unused := ledger.Original{SHA256: sha("a"), File: "a.csv", Counts: true}, ledger.Original{SHA256: sha("b"), File: "b.csv"}
	for _, test := range []struct {
		name    string
		ledger  []ledger.Original
		archive []string // the first digits of what is there
		running *heldError
		forever bool
		want    string
	}{
		{"empty", nil, nil, nil, false, ""},
		{"each has its original", []ledger.Original{counted, unused}, []string{"a", "b"}, nil, false, ""},
		{"one that years are calculated from is gone", []ledger.Original{counted, unused}, []string{"b"}, nil, false, "archive.lost!"},
		{"one that no year uses is gone", []ledger.Original{counted, unused}, []string{"a"}, nil, false, "archive.lost.unused"},
		{"one that nobody knows", []ledger.Original{counted}, []string{"a", "c"}, nil, false, "archive.orphans"},
		{"one that nobody knows and nobody deletes", []ledger.Original{counted}, []string{"a", "c"}, nil, true, "archive.orphans.kept"},
		{"one that a service may have in hand", []ledger.Original{counted}, []string{"a", "c"}, &heldError{PID: 1}, false, ""},
	} {
		p := patientOf(t, time.Now())
		p.running = test.running
		if test.forever {
			p.s.Retention.Originals, p.s.Retention.Returned = 0, 0
		}
		for _, digit := range test.archive {
			path := filepath.Join(archivePath(p.s), sha(digit)[:2], sha(digit)[2:4], sha(digit))
			if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, nil, 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		archived, err := archive.Beside(archivePath(p.s), archive.Keys{})
		if err != nil {
			t.Fatal(err)
		}
		list, err := archived.All()
		if err != nil && len(test.archive) > 0 {
			t.Fatal(err)
		}
		if got := found(p.unlike(archived, list, test.ledger)); got != test.want {
			t.Errorf("%s: found %q, want %q", test.name, got, test.want)
		}
	}
}

func TestAFolderOnADiskThatTakesNothingIsNoMatterOfRights(t *testing.T) {
	const kernels = "/proc" // nobody can make a file there
	if _, err := os.Stat(kernels); err != nil {
		t.Skip("this system has no folder in which nobody can make a file")
	}
	f, ok := patientOf(t, time.Now()).usable(kernels)
	if got := found([]finding{f}); ok || got != "folder.refuses!" {
		t.Errorf("found %q", got)
	}
}
