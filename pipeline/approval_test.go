package pipeline_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/pipeline/ledger"
	"raditaji/templates"
)

// cells are the texts of a sheet of a workbook in the share, row by row.
func (h *town) cells(name, sheet string) [][]string {
	h.t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(h.content(name)))
	if err != nil {
		h.t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		h.t.Fatal(err)
	}
	return rows
}

// under is what stands in a column of a sheet's table, of the row that begins with a text.
func under(rows [][]string, head, row string) string {
	at := -1
	for _, r := range rows {
		for i, text := range r {
			if text == head && at < 0 {
				at = i
			}
		}
		if at >= 0 && len(r) > at && strings.HasPrefix(r[0], row) {
			return r[at]
		}
	}
	return "none"
}

// state is what a workbook's cover says of the state.
func (h *town) state(name string) string {
	for _, r := range h.cells(name, "Titullapa") {
		if len(r) > 1 && r[0] == "Stāvoklis" {
			return r[1]
		}
	}
	return ""
}

func (h *town) approve(run int64) {
	h.t.Helper()
	if _, err := h.Approve(h.t.Context(), run, "domes lēmums", "anna"); err != nil {
		h.t.Fatal(err)
	}
}

const (
	table = "Rādītāji"
)

func TestApprovedValuesAreTheHistoryAndTheBaselinesOfLaterYears(t *testing.T) {
	h := newTown(t)
	h.take("2023.csv", enrolled("2023", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts", "X3 3 pārcelts", "X4 4 pārcelts"))
	h.take("2024.csv", enrolled("2024", "X1 1 pārcelts", "X2 3 pārcelts"))
	first := h.run(pipeline.Order{Year: 2024})
	if got := h.run(pipeline.Order{Year: 2025}); standing(got.Report, "1") != indicators.NoBaseline {
		t.Errorf("before the approval the status is %s", standing(got.Report, "1"))
	}
	h.approve(first.Run.ID)
	// 2023./2024. is corrected after 2024 was approved: 2 of 4 are kept back instead of 1.
	h.take("2023 labots.csv", enrolled("2023", "X1 1 atstāts uz otru gadu", "X2 2 atstāts uz otru gadu", "X3 3 pārcelts", "X4 4 pārcelts"))
	later := h.run(pipeline.Order{Year: 2025})
	if got := standing(later.Report, "1"); got != indicators.Met {
		t.Errorf("0 of 2 against the approved 25 %% is %s", got)
	}
	for i := range later.Report.Results {
		if r := &later.Report.Results[i]; r.Year == 2025 && r.Indicator == "1" && r.Institution == "" {
			if b := r.Standing.Baseline; b == nil || b.Year != 2024 || b.Value != 25*indicators.PercentUnit {
				t.Errorf("the baseline is %+v", b)
			}
		}
	}
	rows := h.cells(workbook2025, table)
	if got := under(rows, "Vērtība 2024", "1."); got != "0.25" {
		t.Errorf("the history shows %s, approved was 0.25", got)
	}
	// The approved value stands among all results, too; that newer data would change
	// it is told apart.
	if got := figureIn(later.Report, 2024, "1"); got != "1/4" {
		t.Errorf("2024 is %s among the results", got)
	}
	if csv := string(h.content("rezultati/2025/results.csv")); !strings.Contains(csv, ",2024,1,,municipality,,computed,true,1,4,0,25.00,") {
		t.Errorf("results.csv has another value for 2024:\n%s", csv)
	}
	const newer = "2024. gada apstiprinātos rādītājus skar jaunāki dati"
	between, err := h.Diff(t.Context(), 2, later.Run.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []*indicators.Comparison{&later.Report.Changes[0], &between.Comparison} {
		draft := strings.Join(templates.DraftText(templates.Latvian, h.Programme, c), "\n")
		if strings.Contains(draft, "2024. gadā") || strings.Count(draft, newer) != 1 {
			t.Errorf("the draft:\n%s", draft)
		}
	}
	if tracing, ok, err := h.TraceRun(t.Context(), later.Run.ID, indicators.Selection{Year: 2024, Indicator: "1"}); err != nil || !ok || strings.Join(tracing.Files, " ") != "2023.csv 2024.csv" {
		t.Errorf("traced to %v (%v, %v)", tracing.Files, ok, err)
	}
	method := h.cells(workbook2025, "Metodika")
	found := false
	for _, r := range method {
		found = found || strings.Contains(strings.Join(r, " "), "apstiprinātais 2024. gada aprēķins "+first.Run.Fingerprint)
	}
	if !found {
		t.Error("the sheet Metodika does not name the approved run as the document")
	}
	if causes := causesOf(&later.Report.Changes[0]); strings.Join(causes, "; ") != "approval; idle replaced 2023 labots.csv (2023.csv) [] [] [3]" {
		t.Errorf("causes: %v", causes)
	}
	// A repeat of the run before knows nothing of the approval.
	repeat := h.run(pipeline.Order{Repeat: 2})
	if got := standing(repeat.Report, "1"); got != indicators.NoBaseline {
		t.Errorf("the repeat's status is %s", got)
	}
}

// standing is the status of the municipality's official figure of 2025.
func standing(r *templates.Report, indicator string) indicators.Status {
	for i := range r.Results {
		if f := &r.Results[i]; f.Year == 2025 && f.Indicator == indicator && f.Institution == "" && f.Official {
			return f.Standing.Status
		}
	}
	return "none"
}

func TestAnApprovedYearIsRevisedWithAReasonAndMarkedUntilItIsApprovedInTurn(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts", "X2 2 pārcelts"))
	first := h.run(pipeline.Order{Year: 2025})
	draft := h.content(workbook2025)
	if got := h.state(workbook2025); got != "melnraksts" {
		t.Errorf("the cover says %s", got)
	}
	h.approve(first.Run.ID)
	if got := h.state(workbook2025); got != "apstiprināts" {
		t.Errorf("after the approval the cover says %s", got)
	}
	name := kept(first.Run, "melnraksts")
	if !bytes.Equal(draft, h.content(name)) {
		t.Error("the draft is not kept")
	}

	h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	if got := h.due(); got != "[2025]" {
		t.Errorf("due are %s", got)
	}
	if err := h.CalculateDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if runs, err := h.Ledger.Runs(t.Context(), 2025); err != nil || len(runs) != 1 {
		t.Errorf("an approved year was calculated without a reason: %d runs (%v)", len(runs), err)
	}
	if _, err := h.Run(t.Context(), pipeline.Order{Year: 2025}); refusedWith(err) != "request.reason.missing" {
		t.Errorf("%v", err)
	}
	revision := h.run(pipeline.Order{Year: 2025, Reason: "skola laboja", Who: "anna"})
	if got := figureIn(revision.Report, 2025, "1"); got != "1/2r" {
		t.Errorf("the revision says %s", got)
	}
	if revision.Run.Approved != first.Run.ID || h.state(workbook2025) != "precizējums" {
		t.Errorf("the cover says %s of %+v", h.state(workbook2025), revision.Run)
	}
	if got := under(h.cells(workbook2025, table), "Apstiprinātā vērtība 2025", "1."); got != "0" {
		t.Errorf("beside the new value stands %s", got)
	}
	if flags := string(h.content("rezultati/2025/results.csv")); !strings.Contains(flags, ",r,") {
		t.Error("results.csv marks nothing")
	}
	approved, err := h.Ledger.Run(t.Context(), first.Run.ID)
	if err != nil {
		t.Fatal(err)
	}
	if name := kept(approved, "apstiprinats"); !slices.Contains(h.tree(), name) {
		t.Errorf("no %s in %v", name, h.tree())
	}
	// A second revision compares with the first one and with what is approved.
	h.take("c.csv", enrolled("2024", "X1 1 atstāts uz otru gadu", "X2 2 atstāts uz otru gadu"))
	second := h.run(pipeline.Order{Year: 2025, Reason: "vēlreiz"})
	if len(second.Report.Changes) != 2 || second.Report.Changes[0].Before != revision.Run.Fingerprint || second.Report.Changes[1].Before != first.Run.Fingerprint {
		t.Errorf("%d comparisons", len(second.Report.Changes))
	}
	if got := moved(&second.Report.Changes[1], "1"); got != "1:+2 = +2" {
		t.Errorf("against the approved run: %s", got)
	}
	if name := kept(revision.Run, "precizejums"); !slices.Contains(h.tree(), name) {
		t.Errorf("no %s in %v", name, h.tree())
	}
	// Approved in turn, nothing is marked any more; history shows the new values.
	h.approve(second.Run.ID)
	if h.state(workbook2025) != "apstiprināts" || strings.Contains(string(h.content("rezultati/2025/results.csv")), ",r,") {
		t.Errorf("the cover says %s", h.state(workbook2025))
	}
	h.ProgrammeSHA = strings.Repeat("c3", 32)
	if got := h.due(); got != "" {
		t.Errorf("another programme file makes %s due", got)
	}
	last := h.run(pipeline.Order{Year: 2025, Reason: "pārbaude"})
	if got := figureIn(last.Report, 2025, "1"); got != "2/2" {
		t.Errorf("the same values again: %s", got)
	}
}

// Every choice of approved years, each approved right after its run, and all of them
// from the last to the first: the edition that stands is the approved one, whichever
// years beside it are approved, and a repeat gives its bytes.
func TestAnApprovedYearHasItsApprovedEditionWhicheverOthersAreApproved(t *testing.T) {
	years := []int{2023, 2024, 2025, 2026}
	falling := slices.Clone(years)
	slices.Reverse(falling)
	every := 1<<len(years) - 1
	for first, order := range map[int][]int{1: years, every: falling} {
		for chosen := first; chosen <= every; chosen++ {
			h := newTown(t)
			for _, year := range []string{"2022", "2023", "2024", "2025"} {
				h.take(year+".csv", enrolled(year, "X1 1 atstāts uz otru gadu", "X2 3 pārcelts"))
			}
			approved := map[int]int64{}
			for _, year := range order {
				ran := h.run(pipeline.Order{Year: year})
				if chosen>>slices.Index(years, year)&1 == 1 {
					h.approve(ran.Run.ID)
					approved[year] = ran.Run.ID
				}
			}
			for _, year := range years {
				name := "rezultati/" + strconv.Itoa(year) + "/monitorings-paraugs-" + strconv.Itoa(year) + ".xlsx"
				want := "melnraksts"
				if approved[year] != 0 {
					want = "apstiprināts"
				}
				if got := h.state(name); got != want {
					t.Errorf("of %v in the order %v: the cover of %d says %s", approved, order, year, got)
				}
			}
			if id := approved[2025]; id != 0 && chosen == every {
				again := h.run(pipeline.Order{Repeat: id})
				if !bytes.Equal(h.content(again.Written[0]), h.content(workbook2025)) {
					t.Errorf("in the order %v the repeat is not the approved edition", order)
				}
			}
		}
	}
}

func TestALaterYearTellsAnApprovedOneAsItWasApproved(t *testing.T) {
	h := newTown(t)
	h.take("2023.csv", enrolled("2023", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts", "X3 3 pārcelts"))
	h.approve(h.run(pipeline.Order{Year: 2024}).Run.ID)
	rows := func(year string) string {
		var list []string
		for _, line := range strings.Split(string(h.content("rezultati/"+year+"/results.csv")), "\r\n") {
			if strings.HasPrefix(line, h.Programme.ID+",2024,") {
				list = append(list, line)
			}
		}
		return strings.Join(list, "\n")
	}
	was := rows("2024")
	if !strings.Contains(was, ",x,viis-enrolments 2024./2025.") {
		t.Fatalf("nothing was missing:\n%s", was)
	}
	// With the next list 2024 can be calculated whole; what was approved lacks it.
	h.take("2024.csv", enrolled("2024", "X1 1 pārcelts", "X2 3 pārcelts"))
	h.run(pipeline.Order{Year: 2025})
	if diff := cmp.Diff(was, rows("2025")); diff != "" {
		t.Error(diff)
	}
	found := false
	for _, r := range h.cells(workbook2025, "Datu kvalitāte") {
		found = found || slices.Contains(r, "VIIS izglītojamo saraksts 2024./2025.")
	}
	if !found {
		t.Error("the sheet Datu kvalitāte does not name what the approved year lacks")
	}
}

func TestAnApprovalThatWasBrokenOffIsLaidOutByTheNextStart(t *testing.T) {
	for _, step := range []string{"run.approved", "run.written", "run.kept", "run.renamed"} {
		h := newTown(t)
		h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
		run := h.run(pipeline.Order{Year: 2025})
		if !h.stopAt(step, 1, func() { _, _ = h.Approve(t.Context(), run.Run.ID, "lēmums", "anna") }) {
			t.Fatalf("%s was not reached", step)
		}
		whole(t, h.content(workbook2025))
		h.Ledger.Close()
		h.open()
		h.settleIn()
		for range 2 {
			if err := h.Repair(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if got := h.state(workbook2025); got != "apstiprināts" {
			t.Errorf("%s: the cover says %s", step, got)
		}
		if got := treeOf(t, h.path("rezultati/2025/vesture")); len(got) != 1 {
			t.Errorf("%s: the history holds %v", step, got)
		}
	}
}

func TestOnlyAFinishedRunOfItsOwnIsApproved(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
	run := h.run(pipeline.Order{Year: 2025})
	repeat := h.run(pipeline.Order{Repeat: run.Run.ID})
	h.stopAt("run.calculated", 1, func() { _, _ = h.Run(t.Context(), pipeline.Order{Year: 2025, Reason: "x"}) })
	for id, want := range map[int64]string{99: "request.run.none", repeat.Run.ID: "request.run.repeat", 3: "request.run.broken"} {
		if _, err := h.Approve(t.Context(), id, "lēmums", "anna"); refusedWith(err) != want {
			t.Errorf("run %d: %v", id, err)
		}
	}
	if _, err := h.Approve(t.Context(), run.Run.ID, "", "anna"); refusedWith(err) != "request.reason.missing" {
		t.Errorf("without a reason: %v", err)
	}
	h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu"))
	later := h.run(pipeline.Order{Year: 2025, Reason: "y"})
	h.approve(run.Run.ID)
	// Once a newer one is approved, an older one is not any more.
	h.approve(later.Run.ID)
	if _, err := h.Approve(t.Context(), run.Run.ID, "lēmums", "anna"); refusedWith(err) != "request.run.older" {
		t.Errorf("an older run after a newer one: %v", err)
	}
}

func TestAnOlderRunThatIsApprovedStandsAndTheNewerDraftIsHistory(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts", "X2 2 pārcelts"))
	older := h.run(pipeline.Order{Year: 2025})
	h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	newer := h.run(pipeline.Order{Year: 2025})
	draft := h.content(workbook2025)
	a, err := h.Approve(t.Context(), older.Run.ID, "domes lēmums", "anna")
	if err != nil || a.Workbook != workbook2025 || a.Newer != newer.Run.ID || len(a.Stale) != 0 {
		t.Errorf("%+v (%v)", a, err)
	}
	if got := h.state(workbook2025); got != "apstiprināts" {
		t.Errorf("the cover says %s", got)
	}
	if csv := string(h.content("rezultati/2025/results.csv")); !strings.Contains(csv, ",2025,1,,municipality,,computed,true,0,2,0,0.00,") {
		t.Errorf("results.csv is not the approved run's:\n%s", csv)
	}
	kept := "rezultati/2025/vesture/monitorings-paraugs-2025 (" + newer.Run.Started.Format("2006-01-02 1504") + ", aprekins 2, melnraksts, " + newer.Run.Fingerprint + ").xlsx"
	if !bytes.Equal(draft, h.content(kept)) {
		t.Error("the newer draft is not kept")
	}
	// The newer file waits for a revision, which is told against what stands.
	if got := h.due(); got != "[2025]" {
		t.Errorf("due are %s", got)
	}
	revision := h.run(pipeline.Order{Year: 2025, Reason: "skola laboja"})
	if len(revision.Report.Changes) != 1 || revision.Report.Changes[0].Before != older.Run.Fingerprint || figureIn(revision.Report, 2025, "1") != "1/2r" {
		t.Errorf("%d comparisons, %s", len(revision.Report.Changes), figureIn(revision.Report, 2025, "1"))
	}
	// The newer draft can still be approved, and stands then.
	if a, err = h.Approve(t.Context(), newer.Run.ID, "domes lēmums", "anna"); err != nil || a.Newer != revision.Run.ID || h.state(workbook2025) != "apstiprināts" {
		t.Errorf("%+v (%v), the cover says %s", a, err, h.state(workbook2025))
	}
	if got := figureIn(newer.Report, 2025, "1"); got != "1/2" || !strings.Contains(string(h.content("rezultati/2025/results.csv")), ",2025,1,,municipality,,computed,true,1,2,0,50.00,") {
		t.Errorf("%s stands", got)
	}
}

func TestAnApprovalSaysThatEarlierYearsHoldOtherValuesByNow(t *testing.T) {
	h := newTown(t)
	h.take("2023.csv", enrolled("2023", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	h.take("2024.csv", enrolled("2024", "X1 1 pārcelts", "X2 3 pārcelts"))
	h.approve(h.run(pipeline.Order{Year: 2024}).Run.ID)
	later := h.run(pipeline.Order{Year: 2025})
	h.take("2023 labots.csv", enrolled("2023", "X1 1 atstāts uz otru gadu", "X2 2 atstāts uz otru gadu"))
	h.approve(h.run(pipeline.Order{Year: 2024, Reason: "skola laboja"}).Run.ID)
	a, err := h.Approve(t.Context(), later.Run.ID, "domes lēmums", "anna")
	if err != nil || !slices.Equal(a.Stale, []int{2024}) || h.state(workbook2025) != "apstiprināts" {
		t.Errorf("%+v (%v)", a, err)
	}
	// A run that shows what is in force is told nothing of.
	again := h.run(pipeline.Order{Year: 2025, Reason: "2024. gads precizēts"})
	if a, err = h.Approve(t.Context(), again.Run.ID, "domes lēmums", "anna"); err != nil || len(a.Stale) != 0 {
		t.Errorf("%+v (%v)", a, err)
	}
}

func TestAnApprovedRunThatIsCalculatedOtherwiseKeepsItsDraftAndSaysSo(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts", "X2 2 atstāts uz otru gadu"))
	run := h.run(pipeline.Order{Year: 2025})
	draft := h.content(workbook2025)
	// Another version of the program: it takes the indicator otherwise.
	h.Version = "v9"
	h.Programme.Indicators[0].Values[0].Params.Grades = []int{5}
	a, err := h.Approve(t.Context(), run.Run.ID, "domes lēmums", "anna")
	if err != nil || a.Run.ApprovedAt.IsZero() || a.Workbook != "" || a.Why != "request.run.otherwise" {
		t.Errorf("%+v (%v)", a, err)
	}
	if !bytes.Equal(draft, h.content(workbook2025)) {
		t.Error("the draft is gone")
	}
	state, err := ledger.Look(t.Context(), filepath.Join(h.dir, "ledger.db"))
	if err != nil || len(state.Unlaid) != 1 || state.Unlaid[0].ID != run.Run.ID {
		t.Errorf("the ledger says that %v have no edition (%v)", state.Unlaid, err)
	}
	// It is not calculated again at every start.
	originals := filepath.Join(h.dir, "archive")
	if err := errors.Join(os.Rename(originals, originals+" away"), h.Repair(t.Context()), os.Rename(originals+" away", originals)); err != nil {
		t.Errorf("it is read once more: %v", err)
	}
	// A repeat that gives other values is none of the approved edition.
	again := h.run(pipeline.Order{Repeat: run.Run.ID})
	if got := h.state(again.Written[0]); got != "melnraksts" {
		t.Errorf("the repeat's cover says %s", got)
	}
	h.settleIn()
	again = h.run(pipeline.Order{Repeat: run.Run.ID})
	if got := h.state(again.Written[0]); got != "apstiprināts" {
		t.Errorf("the repeat's cover says %s", got)
	}
	if state, err = ledger.Look(t.Context(), filepath.Join(h.dir, "ledger.db")); err != nil || len(state.Unlaid) != 0 {
		t.Errorf("the ledger says that %v have no edition (%v)", state.Unlaid, err)
	}
}

// A run whose originals were deleted at their age is approved without an edition; the
// ledger knows that none can be made, and which run's workbook lies in the folder.
func TestAnApprovedRunWithoutOriginalsSaysWhatLiesInTheFolder(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2022", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	h.clock = h.clock.Add(10 * time.Minute)
	between := h.clock
	h.take("b.csv", enrolled("2024", "X1 3 pārcelts", "X2 4 pārcelts"))
	first := h.run(pipeline.Order{Year: 2025}).Run.ID
	if n, err := h.Retain(t.Context(), between, time.Time{}); err != nil || n != 1 {
		t.Fatalf("%d deleted (%v)", n, err)
	}
	h.take("c.csv", enrolled("2024", "X1 3 atstāts uz otru gadu", "X2 4 pārcelts"))
	second := h.run(pipeline.Order{Year: 2025}).Run.ID
	a, err := h.Approve(t.Context(), first, "domes lēmums", "anna")
	if err != nil || a.Workbook != "" || a.Why != "request.run.forgotten" {
		t.Errorf("%+v (%v)", a, err)
	}
	if lies, ok, err := h.Ledger.Lying(t.Context(), h.Programme.ID, 2025); err != nil || !ok || lies.Run != second || lies.Path != workbook2025 {
		t.Errorf("%+v lies in the folder (%v)", lies, err)
	}
	state, err := ledger.Look(t.Context(), filepath.Join(h.dir, "ledger.db"))
	if err != nil || len(state.Unlaid) != 1 || state.Unlaid[0].ID != first || !state.Unlaid[0].Gone || state.Unlaid[0].Lies.Run != second {
		t.Errorf("the ledger says that %+v have no edition (%v)", state.Unlaid, err)
	}
	// A repeat lies in the history: it is not what stands for the year.
	h.run(pipeline.Order{Repeat: second})
	if lies, _, err := h.Ledger.Lying(t.Context(), h.Programme.ID, 2025); err != nil || lies.Path != workbook2025 {
		t.Errorf("%+v lies in the folder (%v)", lies, err)
	}
}

func TestTheNoteOfAnApprovalSaysThatThereIsNoApprovedWorkbook(t *testing.T) {
	for _, c := range []struct {
		why        string
		done       func(h *town)
		says, next string
	}{
		{"another program calculates otherwise", func(h *town) {
			h.Version = "v9"
			h.Programme.Indicators[0].Values[0].Params.Grades = []int{5}
		}, "apstiprinātās darbgrāmatas nav: Šī programmatūras versija", "Ja vajadzīga apstiprinātā, pārrēķiniet gadu"},
		{"the originals are gone", func(h *town) {
			if n, err := h.Retain(t.Context(), h.clock.AddDate(1, 0, 0), time.Time{}); err != nil || n != 1 {
				t.Fatal(n, err)
			}
		}, "apstiprinātās darbgrāmatas nav: Datnes, no kurām tas aprēķināts, ir dzēstas", "vispirms iesniedziet gada datnes vēlreiz"},
	} {
		h := newTown(t)
		h.take("a.csv", enrolled("2024", "X1 1 pārcelts", "X2 2 atstāts uz otru gadu"))
		h.run(pipeline.Order{Year: 2025})
		c.done(h)
		h.drop("ienakosie/APSTIPRINAT-2025.txt", "Domes lēmums 7")
		h.scan()
		if err := h.Requests(t.Context()); err != nil {
			t.Fatal(err)
		}
		h.scan()
		note := string(h.content("rezultati/2025/APSTIPRINAT-2025 IZPILDITS.txt"))
		if !strings.Contains(note, c.says) || !strings.Contains(note, c.next) || strings.Contains(note, "{") {
			t.Errorf("%s: the note says:\n%s", c.why, note)
		}
	}
}

func TestARepeatOfAnApprovedRunIsItsApprovedEdition(t *testing.T) {
	h := newTown(t)
	h.take("2024.csv", enrolled("2024", "X1 1 pārcelts", "X2 3 pārcelts"))
	run := h.run(pipeline.Order{Year: 2025})
	draft := h.content(run.Written[0])
	if again := h.run(pipeline.Order{Repeat: run.Run.ID}); !bytes.Equal(h.content(again.Written[0]), draft) {
		t.Error("before the approval the repeat is not the draft")
	}
	h.approve(run.Run.ID)
	approved := h.content(run.Written[0])
	if bytes.Equal(approved, draft) {
		t.Fatal("the approval did not lay the approved edition out")
	}
	if again := h.run(pipeline.Order{Repeat: run.Run.ID}); !bytes.Equal(h.content(again.Written[0]), approved) {
		t.Error("the repeat is not the approved edition")
	}
}
