package pipeline_test

import (
	"fmt"
	"strings"
	"testing"

	"raditaji/pipeline"
)

// ranSince are the years of the runs after one, in their order.
func (h *town) ranSince(run int64) string {
	h.t.Helper()
	runs, err := h.Ledger.Runs(h.t.Context(), 0)
	if err != nil {
		h.t.Fatal(err)
	}
	var years []string
	for _, r := range runs {
		if r.ID > run {
			years = append(years, fmt.Sprint(r.Year))
		}
	}
	return strings.Join(years, " ")
}

// Enrolments of 2023./2024. count for 2024, and for who left in 2023; those of
// 2025./2026., for 2026 and 2025, are another correction.
func TestARerunTakesTheYearsWithItThatTheSameCorrectionTouches(t *testing.T) {
	for _, c := range []struct {
		what    string
		prepare func(h *town)
		asked   int
		want    string // years that ran, in their order
		left    string // due afterwards
	}{
		{"a correction of an older year's export reaches beside it", func(*town) {}, 2024, "2024 2023", "2025 2026"},
		{"whichever of them is asked for", func(*town) {}, 2023, "2023 2024", "2025 2026"},
		{"the years of another correction stay", func(*town) {}, 2026, "2026 2025", "2023 2024"},
		{"an approved year of which no figure changes stays", func(h *town) { h.approve(1) }, 2024, "2024", "(2023) 2025 2026"},
	} {
		h := newTown(t)
		h.take("2022.csv", enrolled("2022", "X1 1 pārcelts", "X2 1 pārcelts"))
		h.take("2023.csv", enrolled("2023", "X1 2 pārcelts", "X2 2 pārcelts"))
		h.take("2024.csv", enrolled("2024", "X1 3 pārcelts", "X2 3 pārcelts"))
		h.take("2025 agrāk.csv", enrolled("2025", "X1 4 pārcelts", "X2 4 pārcelts"))
		for _, year := range []int{2023, 2024, 2025, 2026} {
			h.run(pipeline.Order{Year: year})
		}
		c.prepare(h)
		h.take("2023 labots.csv", enrolled("2023", "X1 2 atstāts uz otru gadu", "X3 2 pārcelts"))
		h.take("2025.csv", enrolled("2025", "X1 4 pārcelts"))
		if _, _, err := h.Rerun(t.Context(), pipeline.Order{Year: c.asked, Reason: "labots", Who: "anna"}); err != nil {
			t.Fatalf("%s: %v", c.what, err)
		}
		if got := h.ranSince(4); got != c.want {
			t.Errorf("%s: %s ran, want %s", c.what, got, c.want)
		}
		if got := h.due(); got != c.left {
			t.Errorf("%s: due are %s, want %s", c.what, got, c.left)
		}
	}
}

func TestARerunAskedForInTheFolderSaysWhichYearsItTookWithIt(t *testing.T) {
	h := newTown(t)
	h.take("2022.csv", enrolled("2022", "X1 1 pārcelts"))
	h.take("2023.csv", enrolled("2023", "X1 2 pārcelts"))
	h.run(pipeline.Order{Year: 2023})
	h.run(pipeline.Order{Year: 2024})
	h.take("2023 labots.csv", enrolled("2023", "X3 2 pārcelts"))
	h.drop("ienakosie/parrekinat-2024.txt", "skola laboja sarakstu")
	h.scan()
	if err := h.Requests(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := h.ranSince(2); got != "2024 2023" {
		t.Errorf("%s ran", got)
	}
	var told string
	for _, name := range h.tree() {
		if strings.Contains(name, "parrekinat-2024") {
			told = h.read(name)
		}
	}
	if !strings.Contains(told, "tie ir pārrēķināti: 2023.") {
		t.Errorf("the answer says:\n%s", told)
	}
}
