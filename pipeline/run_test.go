package pipeline_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/pipeline/archive"
	"raditaji/pipeline/config"
	"raditaji/pipeline/ledger"
	"raditaji/templates"
)

// enrolled are enrolments of school A (1000000001): one word for the year in
// which the school year starts, then for each pupil "X1 5 pārcelts".
func enrolled(year string, rows ...string) string {
	next := map[string]string{"2022": "2023", "2023": "2024", "2024": "2025", "2025": "2026"}[year]
	return strings.NewReplacer("2024./2025.", year+"./"+next+".", "02.09.2024", "02.09."+year).Replace(pupils(rows...))
}

// A town is a hall with years to calculate.
type town struct{ *hall }

// newTown is a hall with a programme of two indicators: pupils kept back (of the
// year itself) and those who left education (who reach into the next year).
func newTown(t *testing.T) *town {
	h := &town{newHall(t)}
	h.settleIn()
	return h
}

// settleIn gives the town its programme, as after every start.
func (h *town) settleIn() {
	retained, _ := indicators.MeasureNamed("retained")
	left, _ := indicators.MeasureNamed("left_education")
	h.Programme.Period = indicators.Period{From: 2024, To: 2027}
	h.Programme.Indicators = []indicators.Indicator{
		{
			ID: "1", Text: "Atstāti", Better: "lower", Baseline: indicators.Baseline{Text: "tiks noteikta 2024.gadā"},
			Targets: []indicators.Target{{Year: 2027, Text: "2%"}},
			Values:  []indicators.Value{{Measure: retained.Name, Params: retained.Defaults}},
		},
		{
			ID: "2", Text: "Pārtraukuši", Better: "lower", Baseline: indicators.Baseline{Text: "5% (2023)"},
			Targets: []indicators.Target{{Year: 2027, Text: "2%"}},
			Parts:   []indicators.Part{{Name: "basic", Baseline: indicators.Baseline{Text: "5% (2023)"}}},
			Values:  []indicators.Value{{Measure: left.Name, Params: left.Defaults}},
		},
	}
	h.ProgrammeSHA = strings.Repeat("a1", 32)
}

// take drops a file and lets it be taken in.
func (h *town) take(name, text string) {
	h.t.Helper()
	h.drop("ienakosie/"+name, text)
	if n := h.scan(); n.Accepted != 1 {
		h.t.Fatalf("%s was not accepted: %+v", name, n)
	}
	h.clock = h.clock.Add(time.Hour)
}

func (h *town) run(o pipeline.Order) *pipeline.Ran {
	h.t.Helper()
	ran, err := h.Run(h.t.Context(), o)
	if err != nil {
		h.t.Fatal(err)
	}
	h.clock = h.clock.Add(time.Hour)
	return ran
}

func (h *town) content(name string) []byte {
	h.t.Helper()
	data, err := os.ReadFile(h.path(name))
	if err != nil {
		h.t.Fatal(err)
	}
	return data
}

// figure is the municipality's official figure as n/N with its flags, or its flags alone.
func figureIn(r *templates.Report, year int, indicator string) string {
	for i := range r.Results {
		if f := &r.Results[i]; f.Year == year && f.Indicator == indicator && f.Institution == "" && f.Official {
			if f.State != indicators.Available {
				return strings.Join(f.Flags(), "")
			}
			return itoa(f.Numerator) + "/" + itoa(f.Denominator) + strings.Join(f.Flags(), "")
		}
	}
	return "none"
}

// due are the due years, those that wait for a reason in brackets, approved ones
// that stay as they are in round ones.
func (h *town) due() string {
	h.t.Helper()
	list, err := h.Due(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	var words []string
	for _, d := range list {
		word := itoa(int64(d.Year))
		switch {
		case d.Waits():
			word = "[" + word + "]"
		case d.Approved:
			word = "(" + word + ")"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func refusedWith(err error) string {
	var refused *pipeline.RefusedError
	if errors.As(err, &refused) {
		return refused.Code
	}
	return ""
}

const workbook2025 = "rezultati/2025/monitorings-paraugs-2025.xlsx"

func TestARunSaysWhatTheFolderSays(t *testing.T) {
	h := newTown(t)
	a, b := enrolled("2024", "X1 1 pārcelts", "X2 2 atstāts uz otru gadu"), enrolled("2025", "X1 2 ")
	h.take("a.csv", a)
	h.take("b.csv", b)
	ran := h.run(pipeline.Order{Year: 2025, Who: "anna"})
	if got := figureIn(ran.Report, 2025, "1") + " " + figureIn(ran.Report, 2025, "2"); got != "1/2 0/2" && got != "1/2 1/2" {
		t.Errorf("figures %s", got)
	}
	folder, err := h.Calculate(files("a.csv", a, "b.csv", b), 2025, "")
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	if err := templates.ResultsCSV(&want, folder); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.String(), string(h.content("rezultati/2025/results.csv"))); diff != "" {
		t.Error(diff)
	}
	// The run's workbook shows the ledger too, so it is not the folder's.
	if ran.Report.Fingerprint != ran.Run.Fingerprint || ran.Run.Fingerprint == folder.Fingerprint {
		t.Errorf("fingerprints %s, %s, of the folder %s", ran.Run.Fingerprint, ran.Report.Fingerprint, folder.Fingerprint)
	}
	kept, err := h.Ledger.Results(t.Context(), ran.Run.ID)
	if err != nil || len(kept) != len(ran.Report.Results) {
		t.Errorf("the ledger keeps %d of %d results (%v)", len(kept), len(ran.Report.Results), err)
	}
	if ran.Run.Finished.IsZero() || ran.Run.Who != "anna" || len(ran.Written) != 4 || len(ran.Held) != 0 {
		t.Errorf("%+v, %v", ran.Run, ran.Written)
	}
}

func TestARunTakesOnlyWhatItsYearNeeds(t *testing.T) {
	h := newTown(t)
	h.take("2023.csv", enrolled("2023", "X1 1 pārcelts"))
	h.take("2024.csv", enrolled("2024", "X1 2 pārcelts"))
	h.take("2025.csv", enrolled("2025", "X1 3 "))
	for _, c := range []struct {
		year int
		want string
	}{
		{2023, "2023.csv"}, // 2022./2023., and what became of its pupils in the next year
		{2024, "2023.csv 2024.csv"},
		{2025, "2023.csv 2024.csv 2025.csv"},
	} {
		inputs, err := h.InputsOf(t.Context(), c.year, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, s := range inputs {
			names = append(names, s.Name)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%d takes %s, want %s", c.year, got, c.want)
		}
	}
	if _, err := h.Run(t.Context(), pipeline.Order{Year: 2022}); refusedWith(err) != "request.year.nothing" {
		t.Errorf("a year without inputs: %v", err)
	}
}

// The hall's clock begins on 12.09.2025: 2025./2026. is under way, whose monitoring
// year is 2026.
func TestAYearWithoutFilesOfItsOwnOrFarAheadIsNotBegun(t *testing.T) {
	h := newTown(t)
	h.take("2024.csv", enrolled("2024", "X1 1 pārcelts"))
	for year, want := range map[int]string{2023: "request.year.nothing", 2026: "request.year.nothing", 2027: "request.year.nothing", 2028: "request.year.ahead"} {
		if _, err := h.Run(t.Context(), pipeline.Order{Year: year}); refusedWith(err) != want {
			t.Errorf("%d: %v, want %s", year, err, want)
		}
	}
	h.drop("ienakosie/parrekinat-2028.txt", "")
	h.scan()
	if err := h.Requests(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.scan()
	if note := string(h.content("atgrieztie/parrekinat-2028 KLUDAS.txt")); !strings.Contains(note, "2028. gads vēl ir priekšā") {
		t.Errorf("the note says:\n%s", note)
	}
	h.run(pipeline.Order{Year: 2024})
	h.run(pipeline.Order{Year: 2025})
	if _, err := os.Stat(h.path("rezultati/2026")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder was made: %v", err)
	}
	// A year that stands is calculated from what is left when its files are withdrawn.
	h.take("2023.csv", enrolled("2023", "X1 1 pārcelts"))
	h.withdraw("2024.csv")
	if got := figureIn(h.run(pipeline.Order{Year: 2025}).Report, 2025, "1"); got != "x" {
		t.Errorf("without its files 2025 is %s", got)
	}
}

// Files of 2023./2024. count for 2024; the hall's clock begins on 12.09.2025.
func TestARunAsOfADayBeforeAnythingSaysWhichDayIsTheFirst(t *testing.T) {
	h := newTown(t)
	h.take("2024.csv", enrolled("2024", "X1 2 pārcelts"))
	for range 2 { // dropped and withdrawn on one day, then for good
		h.clock = h.clock.Add(48 * time.Hour)
		h.take("2023.csv", enrolled("2023", "X1 1 pārcelts"))
		list, err := h.Ledger.StandingIn(t.Context(), ledger.Accepted, "")
		if err != nil {
			t.Fatal(err)
		}
		if len(list) == 2 && h.clock.Day() == 14 {
			if err := h.Withdraw(t.Context(), list[1].ID, "kļūda", "anna"); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct{ asOf, others, first string }{
		{"2025-09-11", "0", "2025-09-16"},
		{"2025-09-13", "1", "2025-09-16"},
		{"2025-09-15", "1", "2025-09-16"},
		{"2025-09-16", "", ""},
	} {
		day, err := time.ParseInLocation(time.DateOnly, c.asOf, h.clock.Location())
		if err != nil {
			t.Fatal(err)
		}
		_, err = h.Run(t.Context(), pipeline.Order{Year: 2023, Reason: "x", AsOf: day.AddDate(0, 0, 1).Add(-time.Nanosecond)})
		var nothing *pipeline.NothingThenError
		got := [2]string{}
		if errors.As(err, &nothing) {
			got = [2]string{nothing.Why.Args["others"], nothing.Why.Args["option"]}
		} else if err != nil {
			t.Fatal(err)
		}
		if got != [2]string{c.others, c.first} {
			t.Errorf("as of %s: %v, want %s and %s", c.asOf, got, c.others, c.first)
		}
	}
	if _, err := h.Run(t.Context(), pipeline.Order{Year: 2022, Reason: "x", AsOf: h.clock}); refusedWith(err) != "request.year.nothing" {
		t.Errorf("a year that nothing ever came for: %v", err)
	}
}

func TestTheEarlierWorkbookGoesToTheHistory(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts", "X2 2 pārcelts"))
	first := h.run(pipeline.Order{Year: 2025})
	before := h.content(workbook2025)
	h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	second := h.run(pipeline.Order{Year: 2025})
	if first.Run.Fingerprint == second.Run.Fingerprint || bytes.Equal(before, h.content(workbook2025)) {
		t.Error("the second run changed nothing")
	}
	name := kept(first.Run, "melnraksts")
	if !bytes.Equal(before, h.content(name)) {
		t.Error("the history holds other bytes")
	}
	// A third run of the same inputs compares with the second and is another run.
	h.run(pipeline.Order{Year: 2025})
	if got := treeOf(t, h.path("rezultati/2025")); len(got) != 6 {
		t.Errorf("%v", got)
	}
}

// kept is where the history has the workbook of a run: by when the run began, as the
// list of runs shows it, its number and what the edition is.
func kept(run ledger.Run, edition string) string {
	at := run.Started
	if edition == "apstiprinats" {
		at = run.ApprovedAt
	}
	return fmt.Sprintf("rezultati/2025/vesture/monitorings-paraugs-2025 (%s, aprekins %d, %s, %s).xlsx", at.Format("2006-01-02 1504"), run.ID, edition, run.Fingerprint)
}

// Somebody has a workbook open over two runs: the one that was laid beside it goes to
// the history before the next takes its name.
func TestEveryWorkbookGoesToTheHistoryWhileSomebodyHasOneOpen(t *testing.T) {
	h := newTown(t)
	var runs []*pipeline.Ran
	var content [][]byte
	for i, decision := range []string{"pārcelts", "atstāts uz otru gadu", "pārcelts", "atstāts uz otru gadu"} {
		h.take(fmt.Sprint(i, ".csv"), enrolled("2024", fmt.Sprint("X1 ", i+1, " ", decision)))
		ran := h.run(pipeline.Order{Year: 2025})
		runs, content = append(runs, ran), append(content, h.content(ran.Written[0]))
		switch i {
		case 0:
			h.drop("rezultati/2025/~$monitorings-paraugs-2025.xlsx", "Anna")
		case 2:
			if err := os.Remove(h.path("rezultati/2025/~$monitorings-paraugs-2025.xlsx")); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := runs[2].Written[0]; got != "rezultati/2025/monitorings-paraugs-2025 (2).xlsx" {
		t.Errorf("the third stands as %s", got)
	}
	for i := range 3 {
		if !bytes.Equal(content[i], h.content(kept(runs[i].Run, "melnraksts"))) {
			t.Errorf("run %d is not in the history", i+1)
		}
	}
	if got := treeOf(t, h.path("rezultati/2025/vesture")); len(got) != 3 {
		t.Errorf("the history holds %v", got)
	}
	if !bytes.Equal(content[3], h.content(workbook2025)) {
		t.Error("the last does not stand in its place")
	}
}

func TestAWorkbookThatSomebodyHasOpenStaysAsItIs(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
	h.run(pipeline.Order{Year: 2025})
	before := h.content(workbook2025)
	h.drop("rezultati/2025/~$monitorings-paraugs-2025.xlsx", "Anna")
	h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu"))
	ran := h.run(pipeline.Order{Year: 2025})
	beside := "rezultati/2025/monitorings-paraugs-2025 (2).xlsx"
	if !slices.Equal(ran.Held, []string{workbook2025}) || ran.Written[0] != beside || !bytes.Equal(before, h.content(workbook2025)) {
		t.Errorf("held %v, written %v", ran.Held, ran.Written)
	}
	second := h.content(beside)
	// When it is closed, the next run stands at its place and the numbered one is history.
	if err := os.Remove(h.path("rezultati/2025/~$monitorings-paraugs-2025.xlsx")); err != nil {
		t.Fatal(err)
	}
	h.take("c.csv", enrolled("2024", "X1 2 atstāts uz otru gadu"))
	last := h.run(pipeline.Order{Year: 2025})
	if len(last.Held) != 0 || last.Written[0] != workbook2025 {
		t.Errorf("held %v, written %v", last.Held, last.Written)
	}
	if _, err := os.Stat(h.path(beside)); err == nil {
		t.Error("the numbered workbook still stands there")
	}
	name := kept(ran.Run, "melnraksts")
	if !bytes.Equal(second, h.content(name)) {
		t.Error("the history does not hold it")
	}
}

// stopped is what a fault panics with.
type stopped struct{ at string }

// stopAt runs something and stops it for good at the n-th time that a step is told.
func (h *town) stopAt(step string, n int, do func()) (hit bool) {
	h.Fault = func(s string) {
		if s == step {
			n--
		}
		if n <= 0 {
			panic(stopped{s}) // who was killed does nothing more
		}
	}
	defer func() {
		h.Fault = nil
		if r := recover(); r != nil {
			if _, ok := r.(stopped); !ok {
				panic(r)
			}
			hit = true
		}
	}()
	do()
	return false
}

func TestARunThatIsBrokenOffIsDoneAgainByTheNextStart(t *testing.T) {
	for _, c := range []struct {
		step  string
		times int
	}{
		{"run.begun", 1}, {"run.calculated", 1}, {"run.written", 1}, {"run.kept", 1},
		{"run.renamed", 1}, {"run.renamed", 2}, {"run.renamed", 4}, {"run.finished", 1},
	} {
		h := newTown(t)
		h.take("a.csv", enrolled("2024", "X1 1 pārcelts", "X2 2 pārcelts"))
		h.run(pipeline.Order{Year: 2025})
		first := h.content(workbook2025)
		h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
		if !h.stopAt(c.step, c.times, func() { _, _ = h.Run(t.Context(), pipeline.Order{Year: 2025, Reason: "labots", Who: "anna"}) }) {
			t.Fatalf("%s was not reached", c.step)
		}
		whole(t, h.content(workbook2025))
		h.Ledger.Close()
		h.open()
		h.settleIn()
		if err := h.Repair(t.Context()); err != nil {
			t.Fatal(err)
		}
		runs, err := h.Ledger.Runs(t.Context(), 2025)
		if err != nil {
			t.Fatal(err)
		}
		var ends []string
		for _, r := range runs {
			end := r.End.How + r.End.Code
			if !r.Finished.IsZero() {
				end = "finished"
			}
			ends = append(ends, end)
		}
		want := "finished brokenkilled finished"
		if c.step == "run.finished" {
			want = "finished finished"
		}
		if last := runs[len(runs)-1]; strings.Join(ends, " ") != want || last.Who != "anna" || last.Reason != "labots" {
			t.Errorf("%s: %v, the last %+v", c.step, ends, last)
		}
		for _, name := range h.tree() {
			if strings.HasSuffix(name, ".tmp") {
				t.Errorf("%s: %s was left by the way", c.step, name)
			}
		}
		kept, err := filepath.Glob(h.path("rezultati/2025/vesture/*.xlsx"))
		if err != nil || len(kept) != 1 {
			t.Fatalf("%s: the history holds %v (%v)", c.step, kept, err)
		}
		if data, err := os.ReadFile(kept[0]); err != nil || !bytes.Equal(data, first) {
			t.Errorf("%s: the history holds other bytes (%v)", c.step, err)
		}
		whole(t, h.content(workbook2025))
		if h.due() != "" {
			t.Errorf("%s: %s is due", c.step, h.due())
		}
	}
}

// whole wants a workbook that can be read to its end.
func whole(t *testing.T, data []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("half a workbook: %v", err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err == nil {
			_, err = io.Copy(io.Discard, r)
		}
		if err != nil {
			t.Fatalf("half a workbook: %s: %v", f.Name, err)
		}
	}
}

func TestARunOfOtherInputsStaysBrokenOff(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
	if !h.stopAt("run.begun", 1, func() { _, _ = h.Run(t.Context(), pipeline.Order{Year: 2025}) }) {
		t.Fatal("not reached")
	}
	h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu"))
	if err := h.Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	runs, err := h.Ledger.Runs(t.Context(), 2025)
	if err != nil || len(runs) != 1 || !runs[0].Finished.IsZero() {
		t.Errorf("%+v (%v)", runs, err)
	}
	if err := h.CalculateDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if runs, err = h.Ledger.Runs(t.Context(), 2025); err != nil || len(runs) != 2 || runs[1].Finished.IsZero() {
		t.Errorf("%+v (%v)", runs, err)
	}
}

func TestARepeatedRunGivesTheSameBytesOnAnotherMachine(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts", "X2 2 pārcelts"))
	h.run(pipeline.Order{Year: 2025})
	h.take("a.csv", enrolled("2024", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	run := h.run(pipeline.Order{Year: 2025})
	var want [][]byte
	for _, name := range run.Written {
		want = append(want, h.content(name))
	}
	h.take("c.csv", enrolled("2024", "X9 9 absolvējis"))
	h.run(pipeline.Order{Year: 2025})
	stands := h.content(workbook2025)

	other := newTown(t)
	other.Ledger.Close()
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := h.Ledger.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	if _, err := ledger.Restore(t.Context(), backup, filepath.Join(other.dir, "ledger.db"), nil); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(other.dir, "archive"), os.DirFS(filepath.Join(h.dir, "archive"))); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(other.path("rezultati"), 0o755); err != nil { // raditaji init makes it
		t.Fatal(err)
	}
	other.clock = h.clock.AddDate(1, 0, 0)
	other.open()
	other.settleIn()
	other.Secret = []byte("another")
	for _, on := range []*town{h, other} {
		again := on.run(pipeline.Order{Repeat: run.Run.ID, Reason: "pārbaude", Who: "revidents"})
		if again.Run.Fingerprint != run.Run.Fingerprint || again.Run.Repeats != run.Run.ID || again.Run.ID == run.Run.ID {
			t.Errorf("%+v", again.Run)
		}
		for i, name := range again.Written {
			if !bytes.Equal(want[i], on.content(name)) {
				t.Errorf("%s differs", name)
			}
		}
	}
	if !bytes.Equal(stands, h.content(workbook2025)) {
		t.Error("the repeat took the place of what stood there")
	}
	if runs, err := h.Ledger.Runs(t.Context(), 2025); err != nil || len(runs) != 4 {
		t.Errorf("%d runs (%v)", len(runs), err)
	}
	h.take("d.csv", enrolled("2024", "X8 8 pārcelts"))
	if next := h.run(pipeline.Order{Year: 2025}); next.Run.Compared == 0 || next.Run.Compared == 4 {
		t.Errorf("compared with run %d, a repeat", next.Run.Compared)
	}
}

func TestAsOfADayTakesWhatWasKnownThen(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts", "X2 2 pārcelts"))
	day := h.clock
	h.clock = h.clock.AddDate(0, 0, 1)
	h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	now := h.run(pipeline.Order{Year: 2025})
	then := h.run(pipeline.Order{Year: 2025, AsOf: day, Reason: "padomei"})
	if a, b := figureIn(now.Report, 2025, "1"), figureIn(then.Report, 2025, "1"); a != "1/2" || b != "0/2" {
		t.Errorf("now %s, then %s", a, b)
	}
	if !then.Run.AsOf.Equal(day) {
		t.Errorf("as of %s", then.Run.AsOf)
	}
}

func TestOnlyTheYearsThatACorrectionTouchesAreCalculated(t *testing.T) {
	h := newTown(t)
	of := func(year, want int) {
		t.Helper()
		if runs, err := h.Ledger.Runs(t.Context(), year); err != nil || len(runs) != want {
			t.Errorf("%d was calculated %d times, want %d (%v)", year, len(runs), want, err)
		}
	}
	for _, year := range []string{"2022", "2023", "2024"} {
		h.take(year+".csv", enrolled(year, "X1 1 pārcelts", "X2 2 pārcelts"))
	}
	if got := h.due(); got != "2023 2024 2025" {
		t.Fatalf("due are %s", got)
	}
	calculate := func() {
		t.Helper()
		if err := h.CalculateDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := h.due(); got != "" {
			t.Fatalf("still due: %s", got)
		}
	}
	calculate()
	// 2023./2024. is 2024's own, and who left education in 2023 is seen in it; 2025
	// shows both years, which nobody approved.
	h.take("2023 labots.csv", enrolled("2023", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	if got := h.due(); got != "2023 2024 2025" {
		t.Errorf("due are %s", got)
	}
	calculate()
	of(2025, 2)
	h.take("2024 labots.csv", enrolled("2024", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	if got := h.due(); got != "2024 2025" {
		t.Errorf("due are %s", got)
	}
	calculate()
	of(2023, 2)
	// The same rows again touch nothing, withdrawing touches what replacing touched.
	h.drop("ienakosie/2024 vēlreiz.csv", enrolled("2024", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	h.scan()
	if got := h.due(); got != "" {
		t.Errorf("due are %s", got)
	}
	subs, err := h.Ledger.Submissions(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range subs {
		if s.Name == "2023 labots.csv" {
			if err := h.Withdraw(t.Context(), s.ID, "kļūda", "anna"); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := h.due(); got != "2023 2024 2025" {
		t.Errorf("after the withdrawal due are %s", got)
	}
	calculate()
	// Without an indicator that looks back, the year before is not touched.
	h.Programme.Indicators = h.Programme.Indicators[:1]
	h.take("2023 vēl.csv", enrolled("2023", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	if got := h.due(); got != "2024 2025" {
		t.Errorf("due are %s", got)
	}
}

func TestApprovingADraftThatFilesOvertookSaysSo(t *testing.T) {
	h := newTown(t)
	for _, year := range []string{"2023", "2024"} {
		h.take(year+".csv", enrolled(year, "X1 1 pārcelts", "X2 2 pārcelts"))
	}
	h.run(pipeline.Order{Year: 2024})
	h.run(pipeline.Order{Year: 2025})
	h.take("2023 labots.csv", enrolled("2023", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	for run := range int64(2) { // 2025 shows 2024, which nobody approved
		if a, err := h.Approve(t.Context(), 2-run, "dome", "anna"); err != nil || !a.Overtaken {
			t.Errorf("run %d approved: %+v (%v)", 2-run, a, err)
		}
	}
}

// Once the years before are approved, a correction of theirs does not change what a
// later year shows.
func TestAYearThatShowsApprovedOnesIsTouchedByItsOwnCorrectionsOnly(t *testing.T) {
	h := newTown(t)
	for _, year := range []string{"2023", "2024"} {
		h.take(year+".csv", enrolled(year, "X1 1 pārcelts", "X2 2 pārcelts"))
	}
	h.approve(h.run(pipeline.Order{Year: 2024}).Run.ID)
	h.run(pipeline.Order{Year: 2025})
	h.take("2023 labots.csv", enrolled("2023", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	if got := h.due(); got != "[2024]" {
		t.Errorf("due are %s", got)
	}
	// 2025 is approved with 2024's first values; once others are, its workbook shows
	// what no longer holds, and nobody has to revise it.
	if a, err := h.Approve(t.Context(), 2, "dome", "anna"); err != nil || a.Overtaken {
		t.Errorf("approved: %+v (%v)", a, err)
	}
	h.approve(h.run(pipeline.Order{Year: 2024, Reason: "labots"}).Run.ID)
	due, err := h.Due(t.Context())
	want := []pipeline.Due{{Year: 2025, Approved: true, History: true, Same: true, Shows: true}}
	if diff := cmp.Diff(want, due); diff != "" || err != nil {
		t.Errorf("due (-want +got):\n%s(%v)", diff, err)
	}
	if err := h.CalculateDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if runs, err := h.Ledger.Runs(t.Context(), 2025); err != nil || len(runs) != 1 {
		t.Errorf("2025 was calculated %d times (%v)", len(runs), err)
	}
}

func TestDeletedOriginalsLeaveResultsAsTheyAre(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
	run := h.run(pipeline.Order{Year: 2025})
	if _, err := h.Retain(t.Context(), h.clock.AddDate(1, 0, 0), time.Time{}); err != nil {
		t.Fatal(err)
	}
	if got := h.due(); got != "" {
		t.Errorf("due are %s", got)
	}
	for what, do := range map[string]func() error{
		"a rerun":  func() error { _, err := h.Run(t.Context(), pipeline.Order{Year: 2025, Reason: "x"}); return err },
		"a repeat": func() error { _, err := h.Run(t.Context(), pipeline.Order{Repeat: run.Run.ID}); return err },
		"a trace": func() error {
			_, _, err := h.TraceRun(t.Context(), run.Run.ID, indicators.Selection{Year: 2025, Indicator: "1"})
			return err
		},
	} {
		if err := do(); refusedWith(err) != "request.run.forgotten" {
			t.Errorf("%s: %v", what, err)
		}
	}
	// It can still be approved: its values are kept.
	if approved, err := h.Approve(t.Context(), run.Run.ID, "lēmums", "anna"); err != nil || approved.Run.ApprovedAt.IsZero() || approved.Workbook != "" || approved.Why != "request.run.forgotten" {
		t.Errorf("%+v, %v", approved, err)
	}
	// What was never in the archive is our failure, not a refusal.
	h.take("b.csv", enrolled("2023", "X1 1 pārcelts"))
	subs, err := h.Ledger.Submissions(t.Context(), 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Archive.Forget(subs[0].SHA256); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Run(t.Context(), pipeline.Order{Year: 2024}); !errors.Is(err, archive.ErrMissing) || refusedWith(err) != "" {
		t.Errorf("%v", err)
	}
}

func TestARunIsTracedToItsRows(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts", "X2 2 pārcelts"))
	first := h.run(pipeline.Order{Year: 2025})
	h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	second := h.run(pipeline.Order{Year: 2025})
	for _, c := range []struct {
		run  int64
		want []string
	}{{first.Run.ID, []string{"a.csv"}}, {second.Run.ID, []string{"b.csv"}}} {
		traced, ok, err := h.TraceRun(t.Context(), c.run, indicators.Selection{Year: 2025, Indicator: "1"})
		if err != nil || !ok || len(traced.Rows) != 2 || !slices.Equal(traced.Files, c.want) {
			t.Errorf("run %d: %v of %v (%v)", c.run, traced.Rows, traced.Files, err)
		}
		if len(traced.Figures) != 1 || traced.Figures[0].Denominator != indicators.NewNumber(2) || !traced.Figures[0].Official {
			t.Errorf("run %d: %+v", c.run, traced.Figures)
		}
	}
}

// A run has its figures by the programme file that it was calculated with.
func TestARunIsTracedByItsOwnProgramme(t *testing.T) {
	h := newTown(t)
	h.load(generatedProgramme("[1, 2]", "5"))
	h.take("a.csv", enrolled("2024", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	first := h.run(pipeline.Order{Year: 2025})
	h.load(bytes.ReplaceAll(generatedProgramme("[1, 2]", "5"), []byte(`id: "1"`), []byte(`id: "9"`)))
	p, err := h.ProgrammeOfRun(t.Context(), first.Run.ID, 2025)
	if err != nil || p.IndicatorNumbered("1") == nil || h.Programme.IndicatorNumbered("1") != nil {
		t.Errorf("%v", err)
	}
	traced, ok, err := h.TraceRun(t.Context(), first.Run.ID, indicators.Selection{Year: 2025, Indicator: "1"})
	if err != nil || !ok || len(traced.Rows) != 2 {
		t.Errorf("%v, %v, %v", traced, ok, err)
	}
}

func TestRequestsOfTheFolderAreAnswered(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
	ask := func(name, reason string) ledger.Request {
		t.Helper()
		h.drop("ienakosie/"+name, reason)
		n := h.scan()
		if len(n.Requests) != 1 {
			t.Fatalf("%s: %+v", name, n)
		}
		if err := h.Requests(t.Context()); err != nil {
			t.Fatal(err)
		}
		r, err := h.Ledger.Request(t.Context(), n.Requests[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := ask("parrekinat-2025.txt", ""); r.Run == 0 || r.Code != "" {
		t.Errorf("a rerun: %+v", r)
	}
	if r := ask("parrekinat-2022", ""); r.Code != "request.year.outside" {
		t.Errorf("a year outside: %+v", r)
	}
	if r := ask("parrekinat-2026", ""); r.Code != "request.year.nothing" && r.Run == 0 {
		t.Errorf("a year without inputs: %+v", r)
	}
	approved := ask("APSTIPRINAT-2025.txt", "Dome apstiprināja")
	if approved.Run == 0 || approved.Code != "" {
		t.Errorf("an approval: %+v", approved)
	}
	if run, err := h.Ledger.Run(t.Context(), approved.Run); err != nil || run.ApprovedAt.IsZero() {
		t.Errorf("%+v (%v)", run, err)
	}
	// What the note says of the approved workbook stays true when a revision is laid.
	did := h.read("rezultati/2025/APSTIPRINAT-2025 IZPILDITS.txt")
	kept := regexp.MustCompile(`mapē „([^”]+)” un tās nosaukumā būs „([^”]+)”`).FindStringSubmatch(did)
	if len(kept) != 3 {
		t.Fatalf("the note does not say where the approved workbook goes:\n%s", did)
	}
	h.clock = h.clock.Add(time.Hour)
	if r := ask("apstiprinat-2025.txt", "vēlreiz"); r.Code != "request.run.approved" {
		t.Errorf("an approval of what is approved: %+v", r)
	}
	said := h.read("atgrieztie/apstiprinat-2025 KLUDAS.txt")
	if at := approved.At.In(h.clock.Location()).Format("02.01.2006. 15:"); !strings.Contains(said, at) || !strings.Contains(said, "Pamatojums: „Dome apstiprināja”") {
		t.Errorf("the answer does not say when and why it was approved:\n%s", said)
	}
	if r := ask("parrekinat-2025", ""); r.Code != "request.reason.missing" {
		t.Errorf("an approved year without a reason: %+v", r)
	}
	if r := ask("parrekinat-2025.docx", "PK\x03\x04"); r.Code != "take.gesture.text" {
		t.Errorf("an approved year with a reason that cannot be read: %+v", r)
	}
	if said := h.read("atgrieztie/parrekinat-2025 KLUDAS (2).txt"); !strings.Contains(said, ".txt") || strings.Contains(said, "Nav norādīts iemesls") {
		t.Errorf("the answer does not say that a text file is needed:\n%s", said)
	}
	if r := ask("parrekinat-2025", "skola laboja"); r.Run == 0 {
		t.Errorf("an approved year with a reason: %+v", r)
	}
	if !slices.ContainsFunc(h.tree(), func(name string) bool { return path.Dir(name) == kept[1] && strings.Contains(name, kept[2]) }) {
		t.Errorf("%q is not in %q: %q", kept[2], kept[1], h.tree())
	}
	h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu"))
	if r := ask("APSTIPRINAT-2025", "steidzami"); r.Code != "request.run.outdated" {
		t.Errorf("an approval of what is outdated: %+v", r)
	}
}

// What two people ask for in two places is answered to both, beside what they asked.
func TestEveryRequestAboutAYearHasItsOwnAnswer(t *testing.T) {
	const inArrivals, inResults = "ienakosie/APSTIPRINAT-2025.txt", "rezultati/2025/APSTIPRINAT-2025.txt"
	both := func(h *town, first, second string) {
		h.t.Helper()
		h.drop(inArrivals, first)
		h.drop(inResults, second)
		if n := h.scan(); len(n.Requests) != 2 {
			h.t.Fatalf("%+v", n)
		}
		if err := h.Requests(h.t.Context()); err != nil {
			h.t.Fatal(err)
		}
		h.scan()
	}
	notes := func(h *town) (list []string) {
		for _, name := range h.tree() {
			if strings.Contains(name, "APSTIPRINAT") {
				list = append(list, name)
			}
		}
		return list
	}
	t.Run("both are refused", func(t *testing.T) {
		h := newTown(t)
		h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
		h.run(pipeline.Order{Year: 2025})
		h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu"))
		both(h, "Domes lēmums", "Otrs")
		if got, want := notes(h), []string{"atgrieztie/APSTIPRINAT-2025 KLUDAS.txt", "rezultati/2025/APSTIPRINAT-2025 KLUDAS.txt"}; !slices.Equal(got, want) {
			t.Errorf("%q", got)
		}
		// What is right later takes both back.
		h.run(pipeline.Order{Year: 2025})
		h.drop(inArrivals, "Domes lēmums")
		h.scan()
		if err := h.Requests(t.Context()); err != nil {
			t.Fatal(err)
		}
		h.scan()
		if got, want := notes(h), []string{"rezultati/2025/APSTIPRINAT-2025 IZPILDITS.txt"}; !slices.Equal(got, want) {
			t.Errorf("after it was done: %q", got)
		}
	})
	for _, second := range []string{"Otrs", "Domes lēmums"} {
		t.Run("the second one is told what was decided: "+second, func(t *testing.T) {
			h := newTown(t)
			h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
			h.run(pipeline.Order{Year: 2025})
			both(h, "Domes lēmums", second)
			if got, want := notes(h), []string{"rezultati/2025/APSTIPRINAT-2025 IZPILDITS.txt", "rezultati/2025/APSTIPRINAT-2025 KLUDAS.txt"}; !slices.Equal(got, want) {
				t.Fatalf("%q", got)
			}
			if said := h.read("rezultati/2025/APSTIPRINAT-2025 KLUDAS.txt"); !strings.Contains(said, "Pamatojums: „Domes lēmums”") {
				t.Errorf("the answer to the second says\n%s", said)
			}
		})
	}
}

// load gives the town the programme of a file.
func (h *town) load(file []byte) {
	h.t.Helper()
	programme, faults := config.Programme("paraugs.yaml", file)
	if len(faults) > 0 {
		h.t.Fatalf("%+v", faults)
	}
	sum := sha256.Sum256(file)
	h.Programme, h.ProgrammeSHA, h.ProgrammeFile = programme, hex.EncodeToString(sum[:]), file
}
