package pipeline_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"raditaji/pipeline"
	"raditaji/pipeline/ledger"
)

// rowsOf are the results of a year's standing run: those of the year itself, or of
// all years that it shows, without what a revision and a missing file add.
func (h *town) rowsOf(year int, whole bool) []ledger.Figure {
	h.t.Helper()
	run, ever, err := h.Ledger.Latest(h.t.Context(), "paraugs", year)
	if err != nil || !ever {
		h.t.Fatalf("%d has no run (%v)", year, err)
	}
	rows, err := h.Ledger.Results(h.t.Context(), run.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	rows = slices.DeleteFunc(rows, func(f ledger.Figure) bool { return f.Year != year && !whole })
	for i := range rows {
		rows[i].Missing = ""
		rows[i].Flags = strings.Join(slices.DeleteFunc(strings.Fields(rows[i].Flags), func(f string) bool { return f == "r" }), " ")
	}
	return rows
}

// shown are the approved runs of earlier years that a year's standing run shows.
func (h *town) shown(year int) string {
	h.t.Helper()
	run, _, err := h.Ledger.Latest(h.t.Context(), "paraugs", year)
	if err != nil {
		h.t.Fatal(err)
	}
	list, err := h.Ledger.History(h.t.Context(), run.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	var ids []string
	for _, r := range list {
		ids = append(ids, itoa(r.ID))
	}
	return strings.Join(ids, " ")
}

// A random export of a school year: eight pupils of which some come, go, are moved
// up or kept back; its order and title are of no matter.
func someExport(r *rand.Rand, year string, n int, rows []string) (text string, next []string) {
	next = slices.Clone(rows)
	switch i := r.IntN(len(next)); r.IntN(4) {
	case 0: // only the order
	case 1:
		next[i] = strings.Replace(next[i], "pārcelts", "atstāts uz otru gadu", 1)
	case 2:
		next = slices.Delete(next, i, i+1)
	case 3:
		next = append(next, fmt.Sprintf("N%d 5 pārcelts", n))
	}
	r.Shuffle(len(next), func(i, j int) { next[i], next[j] = next[j], next[i] })
	return fmt.Sprintf("Atskaite nr. %d\n", n) + since1(year, next), next
}

// since1 is an export of pupils who were there on the first day of the year.
func since1(year string, rows []string) string {
	return strings.ReplaceAll(enrolled(year, rows...), ";02.09.", ";01.09.")
}

// The years named before are those whose results then differ, whatever is corrected,
// and whichever years are approved in between.
func TestTheYearsNamedBeforeARunAreThoseWhoseResultsChange(t *testing.T) {
	named, untouched := 0, 0
	for seed := range uint64(2) {
		r := rand.New(rand.NewPCG(seed, 7))
		h := newTown(t)
		lists := map[string][]string{}
		for i, year := range []string{"2022", "2023", "2024", "2025"} {
			for n := range 8 {
				lists[year] = append(lists[year], fmt.Sprintf("X%d %d pārcelts", n, i+2))
			}
			h.take(year+".csv", since1(year, lists[year]))
		}
		years := []int{2023, 2024, 2025, 2026}
		for _, year := range years {
			h.run(pipeline.Order{Year: year, Reason: "x"})
		}
		for n := range 9 {
			if r.IntN(3) == 0 {
				run, _, err := h.Ledger.Latest(t.Context(), "paraugs", years[r.IntN(len(years))])
				if err != nil {
					t.Fatal(err)
				}
				if run.ApprovedAt.IsZero() {
					h.approve(run.ID)
				}
			}
			for range r.IntN(3) {
				n := n*10 + r.IntN(1000)*100
				year := strconv.Itoa(2022 + r.IntN(4))
				var text string
				text, lists[year] = someExport(r, year, n, lists[year])
				h.take(fmt.Sprintf("%s %d.csv", year, n), text)
			}
			due, err := h.Due(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, year := range years {
				d := pipeline.Due{Same: true}
				if i := slices.IndexFunc(due, func(d pipeline.Due) bool { return d.Year == year }); i >= 0 {
					d = due[i]
				}
				approved, _, err := h.Ledger.Approved(t.Context(), "paraugs", year)
				if err != nil {
					t.Fatal(err)
				}
				whole := approved.ID == 0 // its workbook is to be true in all that it shows
				before, shown := h.rowsOf(year, whole), h.shown(year)
				h.run(pipeline.Order{Year: year, Reason: "x"})
				if run, _, err := h.Ledger.Approved(t.Context(), "paraugs", year); err == nil && run.ID != 0 && d.Year == 0 && h.shown(year) != shown {
					continue // another year's approval is no reason to revise it
				}
				if differs := !slices.Equal(before, h.rowsOf(year, whole)); differs == d.Same {
					t.Fatalf("seed %d, correction %d: %d was told %+v, its results differ: %t", seed, n, year, d, differs)
				}
				if d.Same {
					untouched++
				} else {
					named++
				}
			}
		}
	}
	if named < 10 || untouched < 10 {
		t.Errorf("%d years named, %d not: the corrections show nothing", named, untouched)
	}
}

func TestAnApprovedYearOfWhichNothingChangesStaysAndIsNamed(t *testing.T) {
	h := newTown(t)
	h.take("2024.csv", enrolled("2024", "X1 2 pārcelts", "X2 2 pārcelts"))
	h.take("2025.csv", enrolled("2025", "X1 3 ", "X2 3 "))
	h.run(pipeline.Order{Year: 2025})
	h.run(pipeline.Order{Year: 2026})
	h.approve(1)
	h.take("2025 labots.csv", enrolled("2025", "X2 3 ", "X1 3 atstāts uz otru gadu")) // both are still there for 2025
	for range 3 {                                                                     // it is looked up, and told once
		due, err := h.Due(t.Context())
		if err != nil || len(due) != 2 || due[0].Year != 2025 || !due[0].Same || due[0].Waits() || due[1].Year != 2026 || due[1].Same {
			t.Fatalf("due: %+v (%v)", due, err)
		}
	}
	journal, err := h.Ledger.Journal(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for _, e := range journal {
		if e.What == "run.kept" {
			kept = append(kept, e.Detail)
		}
	}
	if got := strings.Join(kept, "; "); got != "year=2025 reached by files=2, no figure changes" {
		t.Errorf("the journal says %q", got)
	}
	if err := h.CalculateDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := h.ranSince(2); got != "2026" {
		t.Errorf("%s ran", got)
	}
	if got := h.due(); got != "(2025)" {
		t.Errorf("due are %s", got)
	}
	// What changes a figure of it waits for a reason, and is then in its workbook.
	h.take("2025 vēlreiz.csv", enrolled("2025", "X1 3 "))
	if got := h.due(); got != "[2025] 2026" {
		t.Errorf("due are %s", got)
	}
	ran := h.run(pipeline.Order{Year: 2025, Reason: "skola laboja"})
	var names []string
	for _, f := range ran.Report.Files {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "2024.csv 2025 vēlreiz.csv" {
		t.Errorf("the revision is calculated from %s", got)
	}
}

// The baseline of the first indicator is to be set in 2024.
func TestALaterYearIsDueWhereAnApprovalChangesWhatItShows(t *testing.T) {
	h := newTown(t)
	h.take("2023.csv", enrolled("2023", "X1 2 pārcelts", "X2 2 pārcelts"))
	h.take("2024.csv", enrolled("2024", "X1 3 pārcelts", "X2 3 pārcelts"))
	h.run(pipeline.Order{Year: 2024})
	h.run(pipeline.Order{Year: 2025})
	if got := h.due(); got != "" {
		t.Errorf("due are %s", got)
	}
	h.approve(1)
	if got := h.due(); got != "2025" { // its status was: no baseline
		t.Errorf("after an approval that sets a baseline due are %q", got)
	}
	if err := h.CalculateDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := h.ranSince(2) + ", then " + h.due(); got != "2025, then " {
		t.Errorf("%s", got)
	}
}

func TestWhatATrialFoundIsNotCalculatedAgain(t *testing.T) {
	h := newTown(t)
	var log bytes.Buffer
	h.Log = zerolog.New(&log)
	calculated := func() int { return strings.Count(log.String(), `"calculated"`) }
	h.take("2023.csv", enrolled("2023", "X1 2 pārcelts"))
	h.run(pipeline.Order{Year: 2024})
	h.take("2023 labots.csv", "Atskaite\n"+enrolled("2023", "X1 2 pārcelts"))
	if got := h.due(); got != "2024" {
		t.Fatalf("due are %s", got)
	}
	tried := calculated()
	if got := h.due(); got != "2024" {
		t.Fatalf("due are %s", got)
	}
	if again := calculated(); again != tried {
		t.Errorf("%d trials more", again-tried)
	}
	h.Programme.Indicators[0].Text = "cits"
	h.ProgrammeSHA = strings.Repeat("b2", 32)
	h.due()
	if again := calculated(); again == tried {
		t.Error("another programme file was not tried")
	}
}
