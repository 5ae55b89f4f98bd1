package pipeline_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/pipeline/archive"
	"raditaji/pipeline/config"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// A hall is a share with its service. Its clock goes by hand.
type hall struct {
	*pipeline.Pipeline
	t     *testing.T
	dir   string // share and state
	clock time.Time
	log   *bytes.Buffer
}

func newHall(t *testing.T) *hall {
	t.Helper()
	h := &hall{t: t, dir: t.TempDir(), clock: time.Date(2025, 9, 12, 9, 30, 0, 0, time.UTC), log: &bytes.Buffer{}}
	if err := os.MkdirAll(filepath.Join(h.dir, "share", "ienakosie"), 0o755); err != nil {
		t.Fatal(err)
	}
	h.open()
	return h
}

// open starts the service, as after a crash: what it held in memory is gone.
func (h *hall) open() {
	h.t.Helper()
	p, err := openService(h.dir, func() time.Time { return h.clock }, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	p.Log = zerolog.New(h.log)
	h.Pipeline = p
	h.t.Cleanup(func() { p.Ledger.Close() })
}

func openService(dir string, now func() time.Time, fault func(string)) (*pipeline.Pipeline, error) {
	p := newPipeline()
	p.Now, p.Fault = now, fault
	p.Share = &pipeline.Share{
		Dir: filepath.Join(dir, "share"), Folders: config.Defaults().Folders, Limits: config.Defaults().Limits, Settle: 10 * time.Second, ApproveHere: true,
	}
	var err error
	if p.Ledger, err = ledger.Open(context.Background(), filepath.Join(dir, "ledger.db"), ledger.Options{Now: now, Fault: fault}); err != nil {
		return nil, err
	}
	if p.Archive, err = archive.Open(filepath.Join(dir, "archive"), archive.Keys{}); err != nil {
		return nil, err
	}
	p.Archive.Fault = fault
	return p, nil
}

func (h *hall) path(name string) string {
	return filepath.Join(h.dir, "share", filepath.FromSlash(name))
}

// drop puts a file into the share.
func (h *hall) drop(name, text string) {
	h.t.Helper()
	if err := os.MkdirAll(filepath.Dir(h.path(name)), 0o755); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(h.path(name), []byte(text), 0o644); err != nil {
		h.t.Fatal(err)
	}
}

// scan looks, lets files settle and looks again.
func (h *hall) scan() pipeline.Taken {
	h.t.Helper()
	h.look()
	h.clock = h.clock.Add(10 * time.Second)
	return h.look()
}

func (h *hall) look() pipeline.Taken {
	h.t.Helper()
	n, err := h.TakeIn(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	return n
}

// tree is every file of the share.
func (h *hall) tree() []string {
	h.t.Helper()
	return treeOf(h.t, filepath.Join(h.dir, "share"))
}

func treeOf(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
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

func (h *hall) read(name string) string {
	h.t.Helper()
	data, err := os.ReadFile(h.path(name))
	if err != nil {
		h.t.Fatal(err)
	}
	return string(data)
}

func (h *hall) wantTree(want ...string) {
	h.t.Helper()
	got := h.tree()
	want = slices.Clone(want)
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		h.t.Errorf("the share (-want +got):\n%s", diff)
	}
}

var (
	good   = pupils("010110-10007 5 pārcelts", "020210-10009 5 pārcelts", "030310-10000 6 pārcelts")
	better = pupils("010110-10007 5 pārcelts", "020210-10009 5 pārcelts", "030310-10000 6 atstāts uz otru gadu")
	faulty = pupils("010110-10007 5 pārcelts", "020210-10009 trešā pārcelts", "030310-10000 6 pārcelts")
)

const (
	filed   = "pienemtie/2025/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930)"
	receipt = filed + " SANEMTS.txt"
)

func TestWhatBecomesOfAFile(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		want             []string
	}{
		{"a good file is accepted, renamed to what it is, with a receipt", "ienakosie/eksports.csv", good, []string{filed + ".csv", receipt}},
		{"its answer stands in its sub-folder", "ienakosie/A skola/rudens/x.CSV", good, []string{
			"pienemtie/2025/A skola/rudens/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930).csv",
			"pienemtie/2025/A skola/rudens/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt",
		}},
		{"a faulty file is returned whole", "ienakosie/A skola/x.csv", faulty, []string{"atgrieztie/A skola/1000000001 A skola - x.csv", "atgrieztie/A skola/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A skola/1000000001 A skola - x.csv KLUDAS.txt"}},
		{"so is what is no export", "ienakosie/vestule.pdf", "%PDF-1.7", []string{"atgrieztie/vestule.pdf", "atgrieztie/vestule.pdf KLUDAS.txt"}},
		{"and an empty file", "ienakosie/x.csv", "", []string{"atgrieztie/x.csv", "atgrieztie/x.csv KLUDAS.txt"}},
		{"a file that is only checked comes back", "ienakosie/parbaude/x.csv", good, []string{"atgrieztie/parbaude/x.csv", "atgrieztie/parbaude/x.csv PARBAUDE.txt"}},
		{"also from a sub-folder, with its faults", "ienakosie/parbaude/A/x.csv", faulty, []string{"atgrieztie/parbaude/A/1000000001 A skola - x.csv", "atgrieztie/parbaude/A/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/parbaude/A/1000000001 A skola - x.csv KLUDAS.txt"}},
		{"whoever types the folder's name with marks", "ienakosie/Pārbaude/x.csv", good, []string{"atgrieztie/Pārbaude/x.csv", "atgrieztie/Pārbaude/x.csv PARBAUDE.txt"}},
		{"as a Mac writes them", "ienakosie/Pa\u0304rbaude/x.csv", good, []string{"atgrieztie/Pa\u0304rbaude/x.csv", "atgrieztie/Pa\u0304rbaude/x.csv PARBAUDE.txt"}},
		{"or in capitals", "ienakosie/PARBAUDE/x.csv", good, []string{"atgrieztie/PARBAUDE/x.csv", "atgrieztie/PARBAUDE/x.csv PARBAUDE.txt"}},
		{"a school checks in its own sub-folder", "ienakosie/A skola/parbaude/rudens/x.csv", good, []string{"atgrieztie/A skola/parbaude/rudens/x.csv", "atgrieztie/A skola/parbaude/rudens/x.csv PARBAUDE.txt"}},
		{"not in a folder that is only called alike", "ienakosie/parbaudes/x.csv", good, []string{"pienemtie/2025/parbaudes/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930).csv", "pienemtie/2025/parbaudes/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt"}},
		{"a temporary name is left alone", "ienakosie/x.csv.part", good, []string{"ienakosie/x.csv.part"}},
		{"so is Excel's lock", "ienakosie/~$x.xlsx", good, []string{"ienakosie/~$x.xlsx"}},
		{"a person code in a name is masked", "ienakosie/010110-10007.csv", faulty, []string{"atgrieztie/1000000001 A skola - 010110-xxxxx.csv", "atgrieztie/1000000001 A skola - 010110-xxxxx LABOJAMS.xlsx", "atgrieztie/1000000001 A skola - 010110-xxxxx.csv KLUDAS.txt"}},
		{"our own results are not inputs", "ienakosie/results.csv", templates.ResultsBegin[0] + "1\r\n", []string{"atgrieztie/results.csv", "atgrieztie/results.csv KLUDAS.txt"}},
		{"an export under a workbook's name is filed as what it is", "ienakosie/eksports.xlsx", good, []string{filed + ".csv", receipt}},
		{"text under a workbook's name comes back", "ienakosie/x.xlsx", "Vārds;Krāsa\nabols;zaļa\n", []string{"atgrieztie/x.xlsx", "atgrieztie/x.xlsx KLUDAS.txt"}},
		{"data that are called accepted are data", "ienakosie/saraksts pienemt.txt", good, []string{filed + ".txt", receipt}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			h.drop(c.file, c.text)
			h.scan()
			h.wantTree(c.want...)
			h.scan()
			h.wantTree(c.want...) // and nothing twice
		})
	}
}

// Whoever opens the share from Windows must be able to read every answer.
func TestWhatWindowsForbidsStandsInNoNameOfOurs(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such names can be dropped here")
	}
	for _, c := range []struct {
		name, file string
		want       []string
	}{
		{"letters that mean something else", `ienakosie/a:b?*<|>".csv`, []string{"atgrieztie/1000000001 A skola - a_b______.csv", "atgrieztie/1000000001 A skola - a_b______ LABOJAMS.xlsx", "atgrieztie/1000000001 A skola - a_b______.csv KLUDAS.txt"}},
		{"another stream of a file", "ienakosie/x.csv:ads", []string{"atgrieztie/1000000001 A skola - x.csv_ads", "atgrieztie/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/1000000001 A skola - x.csv_ads KLUDAS.txt"}},
		{"a device", "ienakosie/CON/AUX.csv", []string{"atgrieztie/_CON/1000000001 A skola - _AUX.csv", "atgrieztie/_CON/1000000001 A skola - _AUX LABOJAMS.xlsx", "atgrieztie/_CON/1000000001 A skola - _AUX.csv KLUDAS.txt"}},
		{"a device before a dot", "ienakosie/com¹.2025/nul .gads.csv", []string{"atgrieztie/_com¹.2025/1000000001 A skola - _nul .gads.csv", "atgrieztie/_com¹.2025/1000000001 A skola - _nul .gads LABOJAMS.xlsx", "atgrieztie/_com¹.2025/1000000001 A skola - _nul .gads.csv KLUDAS.txt"}},
		{"not what only begins like one", "ienakosie/konsole com/auxs.csv", []string{"atgrieztie/konsole com/1000000001 A skola - auxs.csv", "atgrieztie/konsole com/1000000001 A skola - auxs LABOJAMS.xlsx", "atgrieztie/konsole com/1000000001 A skola - auxs.csv KLUDAS.txt"}},
		{"a dot or a blank at the end", "ienakosie/A skola. /x.csv. ", []string{"atgrieztie/A skola/1000000001 A skola - x.csv", "atgrieztie/A skola/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A skola/1000000001 A skola - x.csv KLUDAS.txt"}},
		{"a backslash: reported, not taken", `ienakosie/a\..\x.csv`, []string{`ienakosie/a\..\x.csv`, "atgrieztie/a_.._x.csv KLUDAS.txt"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			h.drop(c.file, faulty)
			h.scan()
			h.wantTree(c.want...)
		})
	}
}

func TestAFileIsTakenOnlyWhenItHasSettled(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", good[:len(good)-30])
	if n := h.look(); n.Waiting != 1 || n.Settled != 0 {
		t.Errorf("at first sight: %+v", n)
	}
	h.clock = h.clock.Add(9 * time.Second)
	if n := h.look(); n.Waiting != 1 || n.Settled != 0 {
		t.Errorf("too early: %+v", n)
	}
	h.drop("ienakosie/x.csv", good) // the copy goes on
	h.clock = h.clock.Add(9 * time.Second)
	if n := h.look(); n.Waiting != 1 || n.Settled != 0 {
		t.Errorf("it has grown: %+v", n)
	}
	h.clock = h.clock.Add(-time.Hour) // somebody sets the clock
	if n := h.look(); n.Waiting != 1 {
		t.Errorf("the clock went back: %+v", n)
	}
	h.clock = h.clock.Add(10 * time.Second)
	if n := h.look(); n.Accepted != 1 {
		t.Errorf("settled: %+v", n)
	}
}

func TestTheSameBytesAreOneFile(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", good)
	h.scan()
	h.drop("ienakosie/cita/y.csv", good)
	n := h.scan()
	if n.Known != 1 || n.Accepted != 0 {
		t.Errorf("%+v", n)
	}
	h.wantTree(filed+".csv", receipt, "pienemtie/2025/cita/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt")
	said := h.read("pienemtie/2025/cita/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt")
	if !strings.HasPrefix(said, "\ufeff") || !strings.Contains(said, "Nekas nav mainīts") || !strings.Contains(said, filed+".csv") || strings.Contains(strings.ReplaceAll(said, "\r\n", ""), "\n") {
		t.Errorf("%q", said)
	}
	h.drop("ienakosie/x.csv", better)
	h.clock = h.clock.Add(time.Hour)
	h.scan()
	h.drop("ienakosie/x.csv", good)
	if n := h.scan(); n.Accepted != 1 {
		t.Errorf("after being superseded the same bytes are in force again: %+v", n)
	}
	if inputs, err := h.Ledger.Inputs(t.Context(), nil, time.Time{}); err != nil || len(inputs) != 1 || inputs[0].ID != 4 {
		t.Errorf("%+v, %v", inputs, err)
	}
}

func TestAReturnIsGoneWhenTheCorrectionIsAccepted(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/A/x.csv", faulty)
	h.scan()
	h.wantTree("atgrieztie/A/1000000001 A skola - x.csv", "atgrieztie/A/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - x.csv KLUDAS.txt")
	if got := h.read("atgrieztie/A/1000000001 A skola - x.csv"); got != faulty {
		t.Error("the original is not untouched")
	}
	h.drop("ienakosie/A/x.csv", faulty) // once more: read again
	h.scan()
	h.wantTree("atgrieztie/A/1000000001 A skola - x.csv", "atgrieztie/A/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - x.csv KLUDAS.txt")
	// Who corrects the returned file itself drops it under the name that it has there.
	h.drop("ienakosie/A/1000000001 A skola - x.csv", faulty+"\n")
	h.scan()
	h.wantTree("atgrieztie/A/1000000001 A skola - x.csv", "atgrieztie/A/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - x.csv KLUDAS.txt")
	h.drop("ienakosie/A/x.csv", good)
	h.scan()
	h.wantTree("pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930).csv", "pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt")
}

// A house whose files went back under their bare names before stays as it was.
func TestAFileThatWentBackUnderItsBareNameIsDecidedAndRemoved(t *testing.T) {
	for _, c := range []struct {
		name string
		then func(h *hall)
		want []string // beside what is filed
	}{
		{"it is corrected", func(h *hall) { h.drop("ienakosie/A/x.csv", good) }, nil},
		{"it is dropped again, still wrong", func(h *hall) { h.drop("ienakosie/A/x.csv", faulty) },
			[]string{"atgrieztie/A/1000000001 A skola - x.csv", "atgrieztie/A/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - x.csv KLUDAS.txt"}},
		{"it is accepted", func(h *hall) { h.drop("atgrieztie/A/x.csv PIENEMT.txt", "Termiņš.") }, []string{"atgrieztie/A/x.csv PIENEMT IZPILDITS.txt"}},
		{"it is withdrawn", func(h *hall) { h.drop("atgrieztie/A/ATSAUKT.txt", "Par citu gadu.") }, []string{"atgrieztie/A/x ATSAUKTS.txt"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			h.drop("ienakosie/A/x.csv", faulty)
			h.Fault = func(step string) {
				if step == "take.recorded" {
					panic(step)
				}
			}
			func() {
				defer func() { _ = recover() }()
				h.scan()
			}()
			h.Fault = nil
			if _, err := h.Ledger.Reserve(t.Context(), func(int) (list []ledger.Delivery) {
				for _, name := range [][2]string{{"original", "x.csv"}, {"marked", "x LABOJAMS.xlsx"}, {ledger.AboutTaking, "x.csv KLUDAS.txt"}} {
					list = append(list, ledger.Delivery{Submission: 1, Role: name[0], Path: "atgrieztie/A/" + name[1]})
				}
				return list
			}, func(string) bool { return false }); err != nil {
				t.Fatal(err)
			}
			h.scan()
			h.wantTree("atgrieztie/A/x.csv", "atgrieztie/A/x LABOJAMS.xlsx", "atgrieztie/A/x.csv KLUDAS.txt")
			c.then(h)
			for range 2 {
				h.scan()
				if got := slices.DeleteFunc(h.tree(), func(name string) bool { return strings.HasPrefix(name, "pienemtie/") }); !slices.Equal(got, slices.Sorted(slices.Values(c.want))) {
					t.Errorf("%q, want %q", got, c.want)
				}
			}
		})
	}
}

func TestAMarkedCopyThatIsStillWrongIsAnswered(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/A/x.csv", faulty)
	h.scan()
	h.drop("ienakosie/A/x LABOJAMS.xlsx", faulty) // whatever it holds: its name is the point
	h.drop("ienakosie/A/X LABOJAMS 2.XLSX", faulty+" ")
	h.drop("ienakosie/parbaude/saraksts LABOJAMS.xlsx", faulty)
	if n := h.scan(); n.Failed != 0 || n.Returned != 2 || n.Checked != 1 {
		t.Errorf("%+v", n)
	}
	want := []string{"atgrieztie/A/1000000001 A skola - x.csv", "atgrieztie/A/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - x.csv KLUDAS.txt",
		"atgrieztie/A/1000000001 A skola - x (2) LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - x (2) LABOJAMS 2.xlsx", "atgrieztie/A/1000000001 A skola - x (2) LABOJAMS.xlsx KLUDAS.txt",
		"atgrieztie/A/1000000001 A skola - X LABOJAMS 2.XLSX", "atgrieztie/A/1000000001 A skola - X LABOJAMS 3.xlsx", "atgrieztie/A/1000000001 A skola - X LABOJAMS 2.XLSX KLUDAS.txt",
		"atgrieztie/parbaude/1000000001 A skola - saraksts LABOJAMS.xlsx", "atgrieztie/parbaude/1000000001 A skola - saraksts LABOJAMS 2.xlsx", "atgrieztie/parbaude/1000000001 A skola - saraksts LABOJAMS.xlsx KLUDAS.txt"}
	h.wantTree(want...)
	h.scan()
	h.wantTree(want...)
}

func TestAnAnswerThatWouldHaveItsFilesOwnNameGetsAnother(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.txt PARBAUDE.txt", faulty)
	h.drop("ienakosie/"+strings.Repeat("g", 240)+".csv", faulty)
	h.drop("ienakosie/"+strings.Repeat("g", 240)+" LABOJAMS.xlsx", faulty)
	if n := h.scan(); n.Failed != 0 || n.Returned != 3 {
		t.Errorf("%+v", n)
	}
	if list, err := h.Ledger.Unfinished(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("unanswered: %+v, %v", list, err)
	}
}

// Folder rights keep senders apart: whoever sees one folder only is told there that
// a file was accepted from another one.
func TestWhoseReturnedFileIsSettledElsewhereIsTold(t *testing.T) {
	const (
		inA, inB = "pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930)", "pienemtie/2025/B/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930)"
		note     = "atgrieztie/B/1000000001 A skola - y NAV JALABO.txt"
	)
	for _, c := range []struct {
		name      string
		do        func(*hall)
		why, says string
		tree      []string // beside the note
	}{
		{"by a decision about the same bytes", func(h *hall) { h.drop("atgrieztie/A/PIENEMT.txt", "Termiņš.") }, "again", "pēc atbildīgās personas lēmuma",
			[]string{"atgrieztie/A/PIENEMT IZPILDITS.txt", inA + ".csv", inA + " SANEMTS.txt"}},
		{"by a corrected file", func(h *hall) { h.drop("ienakosie/A/x.csv", good) }, "corrected", "kas iesniegta citā mapē un stājas šīs vietā",
			[]string{inA + ".csv", inA + " SANEMTS.txt"}},
		{"and who decides about it too is told so", func(h *hall) {
			h.drop("atgrieztie/A/PIENEMT.txt", "Termiņš.")
			h.drop("atgrieztie/B/PIENEMT.txt", "Arī mans.")
		}, "again", "pēc atbildīgās personas lēmuma", []string{"atgrieztie/A/PIENEMT IZPILDITS.txt", "atgrieztie/B/PIENEMT KLUDAS.txt", inA + ".csv", inA + " SANEMTS.txt"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			h.drop("ienakosie/A/x.csv", faulty)
			h.drop("ienakosie/B/y.csv", faulty)
			h.scan()
			c.do(h)
			h.scan()
			h.scan()
			h.wantTree(append(c.tree, note)...)
			said := h.read(note)
			if !strings.Contains(said, "„y.csv”") || !strings.Contains(said, c.says) || strings.Contains(said, "x.csv") || strings.Contains(said, "/A") {
				t.Errorf("the other sender is told\n%s", said)
			}
			s, err := h.Ledger.Submission(t.Context(), 2)
			if err != nil || s.Why != c.why || !s.Finished {
				t.Errorf("%+v, %v", s, err)
			}
			if name := "atgrieztie/B/PIENEMT KLUDAS.txt"; slices.Contains(c.tree, name) && !strings.Contains(h.read(name), "vairs nav jālabo") {
				t.Errorf("the officer is told\n%s", h.read(name))
			}
			// Our note dropped back is no data.
			h.drop("ienakosie/B/y NAV JALABO.txt", said)
			h.scan()
			if s, err := h.Ledger.Submissions(t.Context(), 3, 9); err != nil || len(s) != 1 || s[0].Flaw != "take.own.answer" {
				t.Errorf("%+v, %v", s, err)
			}
		})
	}
	t.Run("of its own folder nobody is told", func(t *testing.T) {
		h := newHall(t)
		h.drop("ienakosie/B/y.csv", faulty)
		h.scan()
		h.drop("ienakosie/B/x.csv", good)
		h.scan()
		h.scan()
		h.wantTree(inB+".csv", inB+" SANEMTS.txt")
	})
}

func TestEveryReturnedFileKeepsItsAnswerUntilItsCorrectionIsAccepted(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/A/x.csv", faulty)
	h.scan()
	h.drop("ienakosie/A/y.csv", strings.Replace(faulty, "\n", "\n\n", 1)) // other bytes about the same cells
	h.drop("ienakosie/A/z.csv", "")
	h.drop("ienakosie/A/w.csv", "")
	h.scan()
	h.wantTree("atgrieztie/A/w.csv", "atgrieztie/A/w.csv KLUDAS.txt",
		"atgrieztie/A/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - x.csv", "atgrieztie/A/1000000001 A skola - x.csv KLUDAS.txt",
		"atgrieztie/A/1000000001 A skola - y LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - y.csv", "atgrieztie/A/1000000001 A skola - y.csv KLUDAS.txt",
		"atgrieztie/A/z.csv", "atgrieztie/A/z.csv KLUDAS.txt")
}

func TestWhatAPersonChangedIsNotRemoved(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", faulty)
	h.scan()
	h.drop("atgrieztie/1000000001 A skola - x.csv", "laboju šeit")
	h.drop("atgrieztie/1000000001 A skola - x LABOJAMS.xlsx", "un šeit")
	h.drop("ienakosie/x.csv", good)
	h.scan()
	h.wantTree(filed+".csv", receipt, "atgrieztie/1000000001 A skola - x.csv", "atgrieztie/1000000001 A skola - x LABOJAMS.xlsx")
	if got := h.read("atgrieztie/1000000001 A skola - x.csv"); got != "laboju šeit" {
		t.Errorf("%q", got)
	}
}

func TestNothingThatStandsThereIsOverwritten(t *testing.T) {
	h := newHall(t)
	h.drop("atgrieztie/1000000001 A skola - x.csv KLUDAS.txt", "manas piezīmes")
	h.drop(filed+".csv", "kāda cita datne")
	h.drop("ienakosie/y.csv", good)
	h.scan()
	h.drop("ienakosie/x.csv", faulty)
	h.scan()
	h.wantTree("atgrieztie/1000000001 A skola - x.csv KLUDAS.txt", "atgrieztie/1000000001 A skola - x (2).csv", "atgrieztie/1000000001 A skola - x (2) LABOJAMS.xlsx", "atgrieztie/1000000001 A skola - x (2).csv KLUDAS.txt", filed+".csv", filed+" (2).csv", filed+" (2) SANEMTS.txt")
	if h.read("atgrieztie/1000000001 A skola - x.csv KLUDAS.txt") != "manas piezīmes" || h.read(filed+".csv") != "kāda cita datne" {
		t.Error("somebody's file was overwritten")
	}
}

func TestAMuchSmallerReplacementSaysSo(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", pupils("010110-10007 5 pārcelts", "020210-10009 5 pārcelts", "030310-10000 5 pārcelts"))
	h.scan()
	h.clock = h.clock.Add(time.Hour)
	h.drop("ienakosie/x.csv", pupils("010110-10007 5 pārcelts"))
	h.scan()
	said := h.read("pienemtie/2025/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 1030) SANEMTS.txt")
	for _, want := range []string{"Neparasti:", "aizstāj datnes „x.csv” rindas", "1. Šajā datnē ir daudz mazāk rindu", "1 agrāko 3 vietā (2024./2025., A skola (1000000001); agrāk: „x.csv”)", "ATBILDE.txt"} {
		if !strings.Contains(said, want) {
			t.Errorf("the receipt does not say %q:\n%s", want, said)
		}
	}
	if strings.Contains(said, "Problēmu nav") {
		t.Errorf("the receipt says that nothing is wrong:\n%s", said)
	}
	queries, err := h.Ledger.Queries(t.Context(), 2)
	if err != nil || len(queries) != 1 || queries[0].Code != "merge.rows.fewer" {
		t.Errorf("%+v, %v", queries, err)
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

func TestALargeFileIsReportedAndStays(t *testing.T) {
	h := newHall(t)
	h.Share.Limits.CSV, h.Share.Limits.Workbook = 2, 1
	for name, size := range map[string]int64{"liela.csv": 2<<20 + 1, "liela.xlsx": 1<<20 + 1, "maza.csv": 2 << 20} {
		h.drop("ienakosie/"+name, "")
		if err := os.Truncate(h.path("ienakosie/"+name), size); err != nil {
			t.Fatal(err)
		}
	}
	if n := h.scan(); n.Refused != 2 || n.Returned != 1 {
		t.Errorf("%+v", n)
	}
	h.wantTree("ienakosie/liela.csv", "ienakosie/liela.xlsx", "atgrieztie/liela.csv KLUDAS.txt", "atgrieztie/liela.xlsx KLUDAS.txt", "atgrieztie/maza.csv", "atgrieztie/maza.csv KLUDAS.txt")
	if said := h.read("atgrieztie/liela.xlsx KLUDAS.txt"); !strings.Contains(said, "lielāka par 1 MiB") {
		t.Errorf("%q", said)
	}
	h.drop("ienakosie/liela.csv", good)
	h.scan()
	h.wantTree("ienakosie/liela.xlsx", "atgrieztie/liela.xlsx KLUDAS.txt", "atgrieztie/maza.csv", "atgrieztie/maza.csv KLUDAS.txt", filed+".csv", receipt)
}

func TestOfficersGestures(t *testing.T) {
	const reason = "Termiņš ir beidzies."
	for _, c := range []struct {
		name string
		do   func(*hall)
		want []string
		says map[string]string // file, what it says
	}{
		{"a returned file is accepted with its faulty rows set aside", func(h *hall) {
			h.drop("ienakosie/A/x.csv", faulty)
			h.scan()
			h.drop("atgrieztie/A/PIENEMT.txt", reason)
		}, []string{"pienemtie/2025/A/F.csv", "pienemtie/2025/A/F SANEMTS.txt", "atgrieztie/A/PIENEMT IZPILDITS.txt"}, map[string]string{
			"pienemtie/2025/A/F SANEMTS.txt": reason, "atgrieztie/A/PIENEMT IZPILDITS.txt": "ir pieņemta, izlaižot kļūdainās rindas. Tā atrodama kā „pienemtie/2025/A/viis",
		}},
		{"typed with its Latvian letter, in small letters, without an ending", func(h *hall) {
			h.drop("ienakosie/A/x.csv", faulty)
			h.scan()
			h.drop("atgrieztie/A/pieņemt", reason)
		}, []string{"pienemtie/2025/A/F.csv", "pienemtie/2025/A/F SANEMTS.txt", "atgrieztie/A/pieņemt IZPILDITS.txt"}, nil},
		{"a file that is no export cannot be accepted", func(h *hall) {
			h.drop("ienakosie/x.pdf", "%PDF-1.7")
			h.scan()
			h.drop("atgrieztie/PIENEMT.txt", reason)
		}, []string{"atgrieztie/x.pdf", "atgrieztie/x.pdf KLUDAS.txt", "atgrieztie/PIENEMT KLUDAS.txt"}, map[string]string{"atgrieztie/PIENEMT KLUDAS.txt": "nevar pieņemt"}},
		{"a reason is required", func(h *hall) {
			h.drop("ienakosie/x.csv", faulty)
			h.scan()
			h.drop("atgrieztie/PIENEMT.txt", " \r\n")
			h.scan()
			h.clock = h.clock.Add(2 * time.Minute)
		}, []string{"atgrieztie/1000000001 A skola - x.csv", "atgrieztie/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/1000000001 A skola - x.csv KLUDAS.txt", "atgrieztie/PIENEMT KLUDAS.txt"}, map[string]string{"atgrieztie/PIENEMT KLUDAS.txt": "nav pamatojuma"}},
		{"of several files one must be named", func(h *hall) {
			h.drop("ienakosie/x.csv", faulty)
			h.drop("ienakosie/y.pdf", "%PDF-1.7")
			h.scan()
			h.drop("atgrieztie/PIENEMT.txt", reason)
		}, []string{"atgrieztie/1000000001 A skola - x.csv", "atgrieztie/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/1000000001 A skola - x.csv KLUDAS.txt", "atgrieztie/y.pdf", "atgrieztie/y.pdf KLUDAS.txt", "atgrieztie/PIENEMT KLUDAS.txt"},
			map[string]string{"atgrieztie/PIENEMT KLUDAS.txt": "„1000000001 A skola - x.csv PIENEMT.txt”"}},
		{"where one is left of them, the note of the refusal leaves", func(h *hall) {
			h.drop("ienakosie/x.csv", faulty)
			h.drop("ienakosie/y.csv", strings.Replace(strings.ReplaceAll(faulty, "2024./2025", "2023./2024"), "trešā", "otrā", 1))
			h.scan()
			h.drop("atgrieztie/PIENEMT.txt", reason)
			h.scan()
			h.drop("atgrieztie/1000000001 A skola - x.csv PIENEMT.txt", reason)
			h.scan()
			h.wantTree("atgrieztie/1000000001 A skola - x.csv PIENEMT IZPILDITS.txt", "atgrieztie/1000000001 A skola - y.csv", "atgrieztie/1000000001 A skola - y LABOJAMS.xlsx", "atgrieztie/1000000001 A skola - y.csv KLUDAS.txt",
				filed+".csv", receipt) // it may be about the other file
			h.drop("atgrieztie/y.csv PIENEMT.txt", reason) // as its sender called it
		}, []string{"atgrieztie/1000000001 A skola - x.csv PIENEMT IZPILDITS.txt", "atgrieztie/y.csv PIENEMT IZPILDITS.txt", "pienemtie/2025/F.csv", "pienemtie/2025/F SANEMTS.txt",
			"pienemtie/2024/F.csv", "pienemtie/2024/F SANEMTS.txt"}, nil},
		{"a note about a file leaves when the file is corrected", func(h *hall) {
			h.drop("ienakosie/x.csv", "Mācību gads\n")
			h.scan()
			h.drop("atgrieztie/PIENEMT.txt", reason)
			h.scan()
			h.drop("ienakosie/x.csv", good)
		}, []string{"pienemtie/2025/F.csv", "pienemtie/2025/F SANEMTS.txt"}, nil},
		{"what was withdrawn is not withdrawn again", func(h *hall) {
			h.drop("ienakosie/x.csv", good)
			h.scan()
			h.drop("pienemtie/2025/ATSAUKT.txt", reason)
			h.scan()
			h.drop("pienemtie/2025/ATSAUKT.txt", "Vēlreiz.")
		}, []string{"pienemtie/2025/F ATSAUKTS.txt", "pienemtie/2025/ATSAUKT KLUDAS.txt"}, map[string]string{"pienemtie/2025/ATSAUKT KLUDAS.txt": "„x.csv” jau 12.09.2025. 09:30"}},
		{"nor accepted again", func(h *hall) {
			h.drop("ienakosie/x.csv", faulty)
			h.scan()
			h.drop("atgrieztie/PIENEMT.txt", reason)
			h.scan()
			h.drop("atgrieztie/PIENEMT (2).txt", "Vēlreiz.")
		}, []string{"pienemtie/2025/F.csv", "pienemtie/2025/F SANEMTS.txt", "atgrieztie/PIENEMT IZPILDITS.txt", "atgrieztie/PIENEMT (2) KLUDAS.txt"},
			map[string]string{"atgrieztie/PIENEMT (2) KLUDAS.txt": "Pamatojums: " + reason}},
		{"an answer needs a file of which something was asked", func(h *hall) {
			h.drop("ienakosie/x.csv", good)
			h.scan()
			h.drop("pienemtie/2025/ATBILDE.txt", reason)
		}, []string{"pienemtie/2025/F.csv", "pienemtie/2025/F SANEMTS.txt", "pienemtie/2025/ATBILDE KLUDAS.txt"}, map[string]string{"pienemtie/2025/ATBILDE KLUDAS.txt": "nav nekā, par ko būtu jautāts"}},
		{"beside a returned file there is nothing to answer", func(h *hall) {
			h.drop("ienakosie/x.csv", faulty)
			h.scan()
			h.drop("atgrieztie/atbilde", reason)
		}, []string{"atgrieztie/1000000001 A skola - x.csv", "atgrieztie/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/1000000001 A skola - x.csv KLUDAS.txt", "atgrieztie/atbilde KLUDAS.txt"}, nil},
		{"an answer without a word is no answer", func(h *hall) {
			h.shrunk("A")
			h.drop("pienemtie/2025/A/ATBILDE.txt", "")
			h.scan()
			h.clock = h.clock.Add(2 * time.Minute)
		}, []string{"pienemtie/2025/A/F.csv", "pienemtie/2025/A/F SANEMTS.txt", "pienemtie/2025/A/F.csv", "pienemtie/2025/A/F SANEMTS.txt", "pienemtie/2025/A/ATBILDE KLUDAS.txt"},
			map[string]string{"pienemtie/2025/A/ATBILDE KLUDAS.txt": "uz jautājumiem nekas nav atbildēts"}},
		{"in the folder of arrivals an answer has nothing beside it", func(h *hall) { h.drop("ienakosie/ATBILDE.txt", reason) },
			[]string{"atgrieztie/ATBILDE KLUDAS.txt"}, nil},
		{"of a file that was only checked nothing is decided", func(h *hall) {
			h.drop("ienakosie/A/parbaude/x.csv", faulty)
			h.scan()
			h.drop("atgrieztie/A/parbaude/PIENEMT.txt", reason)
		}, []string{"atgrieztie/A/parbaude/1000000001 A skola - x.csv", "atgrieztie/A/parbaude/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A/parbaude/1000000001 A skola - x.csv KLUDAS.txt", "atgrieztie/A/parbaude/PIENEMT KLUDAS.txt"},
			map[string]string{"atgrieztie/A/parbaude/PIENEMT KLUDAS.txt": "tikai pārbaudīta", "atgrieztie/A/parbaude/1000000001 A skola - x.csv KLUDAS.txt": "nekas nav iesniegts"}},
		{"in the folder for checking nothing is carried out", func(h *hall) { h.drop("ienakosie/Pārbaude/parrekinat-2025.txt", reason) },
			[]string{"atgrieztie/Pārbaude/parrekinat-2025 KLUDAS.txt"}, map[string]string{"atgrieztie/Pārbaude/parrekinat-2025 KLUDAS.txt": "pārbaudes mapē"}},
		{"an accepted file is withdrawn", func(h *hall) {
			h.drop("ienakosie/x.csv", good)
			h.scan()
			h.drop("pienemtie/2025/ATSAUKT.txt", reason)
		}, []string{"pienemtie/2025/F ATSAUKTS.txt"}, map[string]string{"pienemtie/2025/F ATSAUKTS.txt": reason}},
		{"a returned file is withdrawn", func(h *hall) {
			h.drop("ienakosie/x.csv", faulty)
			h.scan()
			h.drop("atgrieztie/ATSAUKT.txt", reason)
		}, []string{"atgrieztie/1000000001 A skola - x ATSAUKTS.txt"}, nil},
		{"a gesture with nothing beside it is answered", func(h *hall) { h.drop("ienakosie/A/PIENEMT.txt", reason) },
			[]string{"atgrieztie/A/PIENEMT KLUDAS.txt"}, map[string]string{"atgrieztie/A/PIENEMT KLUDAS.txt": "nav datnes"}},
		{"a year is not approved from a sub-folder", func(h *hall) { h.drop("ienakosie/A/APSTIPRINAT-2025.txt", reason) },
			[]string{"atgrieztie/A/APSTIPRINAT-2025 KLUDAS.txt"}, nil},
		{"nor where that is switched off", func(h *hall) {
			h.Share.ApproveHere = false
			h.drop("ienakosie/APSTIPRINAT-2025.txt", reason)
		}, []string{"atgrieztie/APSTIPRINAT-2025 KLUDAS.txt"}, map[string]string{"atgrieztie/APSTIPRINAT-2025 KLUDAS.txt": "raditaji approve"}},
		{"an ending that Windows hides is no hindrance", func(h *hall) {
			h.drop("ienakosie/x.csv", faulty)
			h.scan()
			h.drop("atgrieztie/PIENEMT.txt.txt", reason)
		}, []string{"pienemtie/2025/F.csv", "pienemtie/2025/F SANEMTS.txt", "atgrieztie/PIENEMT.txt IZPILDITS.txt"}, nil},
		{"what lacks the year is told so", func(h *hall) {
			h.drop("ienakosie/parrekinat.txt", reason)
			h.drop("rezultati/2024/apstiprinat-99.txt", reason)
		}, []string{"atgrieztie/parrekinat.txt", "atgrieztie/parrekinat.txt KLUDAS.txt", "rezultati/2024/apstiprinat-99 KLUDAS.txt"},
			map[string]string{"atgrieztie/parrekinat.txt KLUDAS.txt": "nav gada", "rezultati/2024/apstiprinat-99 KLUDAS.txt": "nav gada"}},
		{"so is what is no text file", func(h *hall) {
			h.drop("ienakosie/APSTIPRINAT-2024.docx", "PK\x03\x04")
			h.drop("ienakosie/x.csv", faulty)
			h.scan()
			h.drop("atgrieztie/PIENEMT.docx", "PK\x03\x04")
		}, []string{"atgrieztie/APSTIPRINAT-2024.docx", "atgrieztie/APSTIPRINAT-2024.docx KLUDAS.txt", "atgrieztie/PIENEMT KLUDAS.txt",
			"atgrieztie/1000000001 A skola - x.csv", "atgrieztie/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/1000000001 A skola - x.csv KLUDAS.txt"},
			map[string]string{"atgrieztie/APSTIPRINAT-2024.docx KLUDAS.txt": "teksta datnes", "atgrieztie/PIENEMT KLUDAS.txt": ".txt"}},
		{"data under such a name are data", func(h *hall) { h.drop("ienakosie/atbilde.csv", good) },
			[]string{"pienemtie/2025/F.csv", "pienemtie/2025/F SANEMTS.txt"}, nil},
		{"beside the templates and at the top of the share it is answered too", func(h *hall) {
			h.drop("ienakosie/x.csv", good)
			h.scan()
			h.drop("veidnes/2025/ATSAUKT.txt", reason)
			h.drop("PIENEMT.txt", reason)
			h.drop("APSTIPRINAT-2025.txt", reason)
		}, []string{"veidnes/2025/ATSAUKT KLUDAS.txt", "PIENEMT KLUDAS.txt", "APSTIPRINAT-2025 KLUDAS.txt", "pienemtie/2025/F.csv", "pienemtie/2025/F SANEMTS.txt"}, map[string]string{"PIENEMT KLUDAS.txt": "nav datnes"}},
		{"our own answer is no data", func(h *hall) {
			h.drop("ienakosie/x.csv", faulty)
			h.scan()
			answer := h.read("atgrieztie/1000000001 A skola - x.csv KLUDAS.txt")
			h.drop("ienakosie/1000000001 A skola - x.csv KLUDAS.txt", answer)
			h.scan()
			h.drop("ienakosie/1000000001 A skola - x.csv KLUDAS (2).txt", answer)
			h.drop("ienakosie/y SANEMTS.txt.txt", "\ufeffDatne „y.csv”, saņemta")
			h.drop("ienakosie/z SANEMTS.txt", strings.ReplaceAll(good, "2024./2025", "2023./2024")) // data all the same
			h.scan()
			h.drop("ienakosie/1000000001 A skola - x.csv NAV DATI (2).txt", h.read("atgrieztie/1000000001 A skola - x.csv NAV DATI (2).txt"))
		}, []string{"atgrieztie/1000000001 A skola - x.csv", "atgrieztie/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/1000000001 A skola - x.csv KLUDAS.txt",
			"atgrieztie/1000000001 A skola - x.csv KLUDAS (2).txt", "atgrieztie/1000000001 A skola - x.csv NAV DATI (2).txt", "atgrieztie/1000000001 A skola - x.csv NAV DATI (3).txt",
			"atgrieztie/1000000001 A skola - x.csv NAV DATI (4).txt",
			"atgrieztie/y SANEMTS.txt", "atgrieztie/y NAV DATI.txt", "pienemtie/2024/F.txt", "pienemtie/2024/F SANEMTS.txt"}, map[string]string{"atgrieztie/y NAV DATI.txt": "Šī ir mūsu atbilde, nevis dati."}},
		{"a rerun is asked for without a word", func(h *hall) { h.drop("ienakosie/A/parrekinat-2025", "") }, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			c.do(h)
			h.scan()
			for range 2 { // the second time nothing more happens
				h.scan()
				var got, want []string
				for _, name := range h.tree() {
					if !strings.HasPrefix(path.Base(name), "viis") {
						got = append(got, name)
						continue
					}
					_, rest, _ := strings.Cut(name, ")")
					got = append(got, path.Join(path.Dir(name), "F"+rest))
				}
				want = append(want, c.want...)
				slices.Sort(want)
				slices.Sort(got)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("the share (-want +got):\n%s", diff)
				}
			}
			for name, want := range c.says {
				for _, real := range h.tree() {
					_, rest, cut := strings.Cut(real, ")")
					if real == name || cut && path.Join(path.Dir(real), "F"+rest) == name {
						if said := h.read(real); !strings.Contains(said, want) {
							t.Errorf("%s does not say %q:\n%s", name, want, said)
						}
					}
				}
			}
		})
	}
}

// shrunk drops a file into a folder, then one that has far fewer rows.
func (h *hall) shrunk(folder string) {
	h.drop("ienakosie/"+folder+"/x.csv", pupils("010110-10007 5 pārcelts", "020210-10009 5 pārcelts", "030310-10000 5 pārcelts"))
	h.scan()
	h.later()
	h.drop("ienakosie/"+folder+"/x.csv", pupils("010110-10007 5 pārcelts"))
	h.scan()
	h.later()
}

func TestAnAnswerInTheFolderStandsInTheReceipt(t *testing.T) {
	h := newHall(t)
	h.shrunk("A")
	const small = "pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 1030)"
	said := func() string { return h.read(small + " SANEMTS.txt") }
	if !strings.Contains(said(), "Atbildes vēl nav.") {
		t.Errorf("the receipt does not say that an answer is missing:\n%s", said())
	}
	answer := func(name, text, note, want string) {
		t.Helper()
		h.drop("pienemtie/2025/A/"+name, text)
		h.scan()
		h.scan()
		if got := h.read("pienemtie/2025/A/" + note); !strings.Contains(got, want) {
			t.Errorf("%s does not say %q:\n%s", note, want, got)
		}
		for _, name := range h.tree() {
			if strings.Contains(name, "ATBILDE") && path.Base(name) != note {
				t.Errorf("%s stands there still", name)
			}
		}
	}
	answer("ATBILDE.txt", "2: Skola slēgta.", "ATBILDE KLUDAS.txt", "ar numuru 2; pēdējais numurs ir 1")
	answer("ATBILDE.txt", "Klases apvienotas\r\npar 010110-10007.", "ATBILDE IZPILDITS.txt", "ir pierakstīta")
	if !strings.Contains(said(), "Klases apvienotas par 010110-xxxxx.") || strings.Contains(said(), "Atbildes vēl nav.") || strings.Contains(said(), "ATBILDE.txt") {
		t.Errorf("the receipt does not have the answer:\n%s", said())
	}
	h.later()
	h.drop("pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 1030).csv ATBILDE (2).txt", "Klases apvienotas par 010110-10007.")
	h.scan()
	if got := h.read("pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 1030).csv ATBILDE (2) KLUDAS.txt"); !strings.Contains(got, "jau ir atbildēts") {
		t.Errorf("the same answer again:\n%s", got)
	}
	answer("ATBILDE.txt", "Nē, skola slēgta.", "ATBILDE IZPILDITS.txt", "Nē, skola slēgta.")
	if !strings.Contains(said(), "Nē, skola slēgta.") || strings.Contains(said(), "apvienotas") {
		t.Errorf("the receipt does not have the latest answer:\n%s", said())
	}
	var already *pipeline.AlreadyError
	list, err := h.Ledger.Queries(t.Context(), 2)
	if err != nil || len(list) != 1 {
		t.Fatalf("%+v, %v", list, err)
	}
	if _, err := h.Answer(t.Context(), list[0].ID, "Nē, skola slēgta.", "anna"); !errors.As(err, &already) {
		t.Errorf("the same answer by the command: %v", err)
	}
	if before, err := h.Answer(t.Context(), list[0].ID, "Tomēr apvienotas.", "anna"); err != nil || before.Answer != "Nē, skola slēgta." {
		t.Errorf("%+v, %v", before, err)
	}
	if !strings.Contains(said(), "anna): Tomēr apvienotas.") {
		t.Errorf("the receipt does not have the command's answer:\n%s", said())
	}
	// A receipt into which somebody wrote stays theirs.
	h.drop(small+" SANEMTS.txt", "manas piezīmes")
	if _, err := h.Answer(t.Context(), list[0].ID, "Pavisam cita.", "anna"); err != nil {
		t.Fatal(err)
	}
	if said() != "manas piezīmes" || !strings.Contains(h.read(small+" SANEMTS (2).txt"), "Pavisam cita.") {
		t.Error("somebody's receipt was overwritten, or there is no new one")
	}
	if answers, err := h.Ledger.Decisions(t.Context()); err != nil || len(answers) != 4 {
		t.Errorf("%+v, %v", answers, err)
	}
}

func TestAnAnswerThatIsBrokenOffIsFinishedByTheNextScan(t *testing.T) {
	const note, small = "pienemtie/2025/A/ATBILDE IZPILDITS.txt", "pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 1030) SANEMTS.txt"
	for _, stop := range []string{"request.recorded", "query.answered", "answers.removed", "answer.reserved", "answer.written", "answer.placed", "take.finished", "request.done", "request.removed"} {
		t.Run(stop, func(t *testing.T) {
			h := newHall(t)
			h.shrunk("A")
			h.drop("pienemtie/2025/A/ATBILDE.txt", "Klases apvienotas.")
			h.look()
			h.clock = h.clock.Add(10 * time.Second)
			asked := false
			h.Fault = func(step string) {
				asked = asked || step == "request.recorded"
				if asked && step == stop {
					panic(step)
				}
			}
			func() {
				defer func() {
					if recover() == nil {
						t.Error("never came to this step")
					}
				}()
				_, _ = h.TakeIn(t.Context())
			}()
			h.Fault = nil
			h.Ledger.Close()
			h.open()
			h.scan()
			h.scan()
			for _, name := range []string{note, small} {
				if got := h.read(name); !strings.Contains(got, "Klases apvienotas.") {
					t.Errorf("%s: %s", name, got)
				}
			}
			if list := h.tree(); len(list) != 5 || slices.ContainsFunc(list, func(name string) bool { return strings.Contains(name, "(2)") || path.Base(name) == "ATBILDE.txt" }) {
				t.Errorf("%v", list)
			}
			if list, err := h.Ledger.Decisions(t.Context()); err != nil || len(list) != 1 {
				t.Errorf("answered %d times, %v", len(list), err)
			}
		})
	}
}

func TestRequestsAreHandedOnUntilTheyAreAnswered(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/pārrēķināt-2025.csv", "Jauni dati no 010110-10007")
	h.drop("rezultati/2025/APSTIPRINAT-2025.txt", "Domes lēmums")
	n := h.scan()
	if len(n.Requests) != 2 {
		t.Fatalf("%+v", n.Requests)
	}
	rerun, approve := n.Requests[0], n.Requests[1]
	if rerun.Kind != ledger.AskRerun || rerun.Year != 2025 || rerun.Reason != "Jauni dati no 010110-xxxxx" {
		t.Errorf("%+v", rerun)
	}
	if approve.Kind != ledger.AskApprove || approve.Year != 2025 || approve.Reason != "Domes lēmums" {
		t.Errorf("%+v", approve)
	}
	h.wantTree() // the gestures are taken
	h.open()
	if n := h.look(); len(n.Requests) != 2 {
		t.Errorf("after a restart %d requests", len(n.Requests))
	}
	if _, err := h.Ledger.AnswerRequest(t.Context(), rerun.ID, "", 0); err != nil {
		t.Fatal(err)
	}
	if err := h.Decline(t.Context(), approve, sources.Problem{Code: "take.approve.place"}); err != nil {
		t.Fatal(err)
	}
	if n := h.look(); len(n.Requests) != 0 {
		t.Errorf("answered: %+v", n.Requests)
	}
	h.wantTree("rezultati/2025/APSTIPRINAT-2025 KLUDAS.txt")
}

func TestAWithdrawnFileGivesWayToTheOneBefore(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", good)
	h.scan()
	h.drop("ienakosie/x.csv", better)
	h.clock = h.clock.Add(time.Hour)
	h.scan()
	if err := h.Withdraw(t.Context(), 2, "kļūda", "anna"); err != nil {
		t.Fatal(err)
	}
	inputs, err := h.Ledger.Inputs(t.Context(), nil, time.Time{})
	if err != nil || len(inputs) != 1 || inputs[0].ID != 1 {
		t.Errorf("%+v, %v", inputs, err)
	}
	var refused *pipeline.RefusedError
	var already *pipeline.AlreadyError
	if err := h.Withdraw(t.Context(), 2, "cita", "berta"); !errors.As(err, &already) || already.Why.Args["reason"] != "kļūda." || already.Why.Args["who"] != "anna" {
		t.Errorf("withdrawn twice: %v", err)
	}
	if list, err := h.Ledger.Decisions(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("%+v, %v", list, err)
	}
	if err := h.AcceptReturned(t.Context(), 1, "x", "anna"); !errors.As(err, &refused) {
		t.Errorf("an accepted file is accepted: %v", err)
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

func TestAClockThatJumpsKeepsTheOrderOfTakingIn(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", good)
	h.scan()
	h.clock = h.clock.AddDate(0, 0, -30)
	h.drop("ienakosie/x.csv", better)
	h.scan()
	inputs, err := h.Ledger.Inputs(t.Context(), nil, time.Time{})
	if err != nil || len(inputs) != 1 || inputs[0].ID != 2 {
		t.Errorf("the later file is not in force: %+v, %v", inputs, err)
	}
}

func TestAFileThatIsRightByTheTimeItsReturnIsWrittenSaysSo(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", strings.ReplaceAll(good, "1000000001", "1000000002"))
	h.look()
	h.clock = h.clock.Add(10 * time.Second)
	h.Fault = func(step string) {
		if step == "take.recorded" {
			panic(step)
		}
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("never came to this step")
			}
		}()
		_, _ = h.TakeIn(t.Context())
	}()
	h.open()
	h.Programme.Institutions = append(h.Programme.Institutions, indicators.Institution{Number: "1000000002", Name: "B skola", Type: "basic_school", InScope: true})
	h.look()
	h.wantTree("atgrieztie/x.csv", "atgrieztie/x.csv KLUDAS.txt")
	if said := h.read("atgrieztie/x.csv KLUDAS.txt"); !strings.Contains(said, "mapē vēlreiz") {
		t.Errorf("%s", said)
	}
	h.drop("ienakosie/x.csv", h.read("atgrieztie/x.csv"))
	h.scan()
	second := strings.NewReplacer("1000000001 A skola", "1000000002 B skola")
	h.wantTree(second.Replace(filed)+".csv", second.Replace(receipt))
}

func TestAStopFinishesTheFileInHand(t *testing.T) {
	h := newHall(t)
	for i := range 20 {
		h.drop(fmt.Sprintf("ienakosie/%d.csv", i), good+strings.Repeat("\n", i))
	}
	h.look()
	h.clock = h.clock.Add(10 * time.Second)
	ctx, stop := context.WithCancel(t.Context())
	h.Fault = func(step string) {
		if step == "take.recorded" {
			stop()
		}
	}
	n, err := h.TakeIn(ctx)
	if !errors.Is(err, context.Canceled) || n.Settled == 0 || n.Settled == 20 {
		t.Errorf("%+v, %v", n, err)
	}
	// What the next scan has to do is to write the receipts anew of those that were replaced.
	list, err := h.Ledger.Unfinished(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		if _, err := os.Stat(h.path("ienakosie/" + s.Name)); err == nil {
			t.Errorf("%s was left in hand", s.Name)
		}
	}
}

func TestEveryIntakeProblemHasWords(t *testing.T) {
	for _, code := range pipeline.IntakeCodes {
		for _, l := range []templates.Language{templates.Latvian, templates.English} {
			args := map[string]string{}
			for _, name := range []string{"limit", "count", "example", "number", "file", "filed", "at", "who", "reason", "year", "run", "fingerprint", "inbox", "history", "noedition", "from", "to", "school"} {
				args[name] = "7"
			}
			text, remedy := l.Problem(sources.Problem{Code: code, Args: args})
			if text == "" || remedy == "" || strings.ContainsAny(text+remedy, "{}") {
				t.Errorf("%s in %s: %q, %q", code, l, text, remedy)
			}
		}
	}
}

func TestReceiptsInEnglish(t *testing.T) {
	h := newHall(t)
	h.Language = templates.English
	h.drop("ienakosie/x.csv", good)
	h.scan()
	said := h.read(receipt)
	if !strings.Contains(said, "No. 1 (") {
		t.Errorf("the receipt does not say its number:\n%s", said)
	}
	for _, want := range []string{"was accepted", "Calculations use it until", "used 3"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said:\n%s", want, said)
		}
	}
}

// Names are people's; the file's own sender may read in an answer what stood in a
// faulty cell, but codes stand nowhere, and the ledger and the log hold neither.
func TestWhatIsRememberedHoldsNoPersonalData(t *testing.T) {
	h := newHall(t)
	h.Log = h.Log.Level(zerolog.DebugLevel)
	const name, code = "Zvirbulis", "010110-10007"
	shifted := strings.ReplaceAll(pupils(code+" 5 pārcelts"), "21011111", name)
	named := strings.Replace(pupils(code+" 5 pārcelts"), "\n", ";Vārds, uzvārds\n", 1)
	named = strings.TrimSuffix(named, "\n") + ";" + name + "\n"
	exams := "Mācību gads;Iestādes reģ. nr.;Personas kods;Klase;Mācību priekšmets;Rezultāts, %\n2024./2025.;1000000001;" + code + ";9;" + name + ";70\n"
	for i, text := range []string{
		good, named, exams, shifted,
		pupils(code+" "+name+" pārcelts", code+" 5 "+name, name+" 5 pārcelts", code+" 5 "+code, code+" "+code+" "+code),
		strings.ReplaceAll(good, "1000000001", name), strings.ReplaceAll(good, "1000000001", code), strings.ReplaceAll(good, "2024./2025.", name),
		strings.ReplaceAll(good, ";;;", ";"+name+";"+code+";"), name + ";" + code + "\n", "%PDF-1.7 " + name + code,
	} {
		h.drop(fmt.Sprintf("ienakosie/A/%d %s.csv", i, code), text)
		h.drop(fmt.Sprintf("ienakosie/parbaude/%s/%d.csv", code, i), text+"\n")
	}
	n := h.scan()
	if n.Settled != 22 || n.Accepted < 3 || n.Returned < 5 {
		t.Errorf("%+v", n)
	}
	h.drop("atgrieztie/A/PIENEMT.txt", "Par "+code)
	h.drop("ienakosie/parrekinat-2025", "Par "+strings.Replace(code, "-", "", 1))
	h.scan()
	if err := h.Ledger.Backup(t.Context(), filepath.Join(h.dir, "copy.db")); err != nil {
		t.Fatal(err)
	}
	looked := 0
	look := func(where, text string, names bool) {
		looked++
		for _, c := range []string{code, strings.Replace(code, "-", "", 1)} {
			if strings.Contains(text, c) {
				t.Errorf("%s holds the code", where)
			}
		}
		if names && strings.Contains(strings.ToLower(text), strings.ToLower(name)) {
			t.Errorf("%s holds the name", where)
		}
	}
	look("the log", h.log.String(), true)
	for _, file := range []string{"ledger.db", "ledger.db-wal", "copy.db"} {
		data, err := os.ReadFile(filepath.Join(h.dir, file))
		if err != nil {
			t.Fatal(err)
		}
		look(file, string(data), true)
	}
	for _, file := range h.tree() {
		look("a name in the share", file, true)
		if path.Ext(file) == ".txt" {
			look(file, h.read(file), strings.HasPrefix(file, "pienemtie"))
		}
	}
	if looked < 40 {
		t.Errorf("looked at %d texts", looked)
	}
}

// A night in which something stands in the way has few lines in the log: each thing
// is said once, and when it is over.
func TestWhatHindersIsSaidOnceAndWhenItIsOver(t *testing.T) {
	h := newHall(t)
	h.Log = h.Log.Level(zerolog.InfoLevel)
	h.drop("pienemtie", "a file in the place of the folder")
	h.drop("ienakosie/a.csv", good)
	h.scan()
	for range 60 {
		h.clock = h.clock.Add(time.Minute)
		h.look()
	}
	if n := strings.Count(h.log.String(), `"level":"error"`) + strings.Count(h.log.String(), `"level":"warn"`); n != 1 || strings.Count(h.log.String(), "\n") > 3 {
		t.Errorf("%d warnings of one thing:\n%s", n, h.log.String())
	}
	if err := os.Remove(h.path("pienemtie")); err != nil {
		t.Fatal(err)
	}
	h.log.Reset()
	for range 60 {
		h.clock = h.clock.Add(time.Minute)
		h.look()
	}
	h.wantTree(filed+".csv", receipt)
	if n := strings.Count(h.log.String(), "nothing hinders"); n != 1 || strings.Count(h.log.String(), "\n") > 3 {
		t.Errorf("it is over:\n%s", h.log.String())
	}
}

// The clock of the hall stands in 2025. A file without rows tells no school year.
func TestAFileWithoutRowsIsFiledUnderTheYearThatItsNameTells(t *testing.T) {
	for i, c := range []struct{ name, folder, says string }{
		{"Izglītojamo saraksts 2022-2023.csv", "2023", "Mācību gads (2022./2023.) ņemts no datnes vai mapes nosaukuma; datne ir mapē „2023”."},
		{"saraksts 2023_24.csv", "2024", "(2023./2024.)"},
		{"saraksts (2023. – 2024.).csv", "2024", "(2023./2024.)"},
		{"2023-2024/saraksts.csv", "2024", "(2023./2024.)"},
		{"2022-2023/saraksts 2023-2024.csv", "2024", "(2023./2024.)"}, // the name stands before the folder
		{"2022-2023 un 2023-2024.csv", "2025", "nosaukumā gada nav"},
		{"2021-2022 un 2023-2024.csv", "2025", "nosaukumā gada nav"},
		{"saraksts 2011-12-05.csv", "2025", "nosaukumā gada nav"}, // a day
		{"saraksts 2023-2025.csv", "2025", "nosaukumā gada nav"},
		{"saraksts.csv", "2025", "nosaukumā gada nav"},
	} {
		h := newHall(t)
		h.drop("ienakosie/"+c.name, fmt.Sprintf("Atskaite %d\n%s", i, heading))
		if n := h.scan(); n.Accepted != 1 {
			t.Errorf("%s: %+v", c.name, n)
			continue
		}
		said := ""
		for _, name := range h.tree() {
			if strings.HasPrefix(name, "pienemtie/"+c.folder+"/") && strings.HasSuffix(name, "SANEMTS.txt") {
				said = h.read(name)
			}
		}
		if !strings.Contains(said, c.says) {
			t.Errorf("%s, in the folder of %s, is told:\n%s", c.name, c.folder, said)
		}
	}
	// A file with rows needs no such word, whatever its name tells.
	h := newHall(t)
	h.drop("ienakosie/saraksts 2019-2020.csv", pupils("X1 5 pārcelts"))
	h.scan()
	if said := h.read("pienemtie/2025/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt"); strings.Contains(said, "Mācību gads (") {
		t.Errorf("%s", said)
	}
}
