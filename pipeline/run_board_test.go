package pipeline_test

import (
	"testing"
	"time"
)

// The template's collection of the small programme is given here: it opens on
// 1 September and is due on 15 October.
func TestTheBoardCountsDaysAndTellsWhatWaits(t *testing.T) {
	h := newTown(t)
	h.Programme.Collection.Opens, h.Programme.Collection.Due = "01.09.", "15.10."
	for _, c := range []struct {
		day  string
		year int // that is shown first
		days int // to the due day of 2025
	}{
		{"2025-08-31T23:00:00Z", 2024, 45},
		{"2025-09-01T00:00:00Z", 2025, 44},
		{"2025-10-15T23:00:00Z", 2025, 0},
		{"2025-10-16T00:30:00Z", 2025, -1},
		{"2026-02-01T12:00:00Z", 2025, -109},
	} {
		at, err := time.Parse(time.RFC3339, c.day)
		if err != nil {
			t.Fatal(err)
		}
		h.clock = at
		if got := h.BoardYear(); got != c.year {
			t.Errorf("%s: %d is shown first, want %d", c.day, got, c.year)
		}
		board, err := h.Board(t.Context(), 2025)
		if err != nil || board.Days != c.days || board.Due != "15.10.2025." {
			t.Errorf("%s: %d days to %s, want %d (%v)", c.day, board.Days, board.Due, c.days, err)
		}
	}
	h.clock = time.Date(2025, 10, 1, 12, 0, 0, 0, time.UTC)
	h.drop("ienakosie/krasas.csv", "Krāsa;Vārds\nzaļa;abols\n")
	h.scan()
	for _, year := range []int{2024, 2025} { // of no year: on every board
		board, err := h.Board(t.Context(), year)
		if err != nil || len(board.Returned) != 1 || board.Returned[0].Acceptable || board.Returned[0].Text == "" {
			t.Errorf("%d: %+v (%v)", year, board.Returned, err)
		}
	}
}
