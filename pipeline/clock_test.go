package pipeline_test

import (
	"strings"
	"testing"
	"time"
)

// remains says whether an original that was returned in September 2025 is still kept
// when retention has run at a time, where such originals are kept for a year.
func (h *hall) remains(sha string) bool {
	h.t.Helper()
	if _, err := h.Retain(h.t.Context(), time.Time{}, h.clock.AddDate(-1, 0, 0)); err != nil {
		h.t.Fatal(err)
	}
	has, err := h.Archive.Has(sha)
	if err != nil {
		h.t.Fatal(err)
	}
	return has
}

// live lets days pass in which the service runs its jobs.
func (h *hall) live(days int) {
	h.t.Helper()
	for range days {
		h.clock = h.clock.AddDate(0, 0, 1)
		if _, err := h.Ledger.Schedule(h.t.Context(), "backup", h.clock); err != nil {
			h.t.Fatal(err)
		}
	}
}

func TestAClockThatJumpsDeletesNothing(t *testing.T) {
	september := time.Date(2025, 9, 12, 9, 30, 0, 0, time.UTC)
	text := "Krāsa;Vārds\n"
	for _, c := range []struct {
		name string
		time func(h *hall) // what happens to the time after the file came back
		want bool          // the original is still there
	}{
		{"days pass", func(h *hall) { h.live(100) }, true},
		{"a year and a day pass", func(h *hall) { h.live(367) }, false},
		{"the clock jumps ten years ahead", func(h *hall) { h.live(3); h.clock = h.clock.AddDate(10, 0, 0) }, true},
		{"and somebody drops a file then", func(h *hall) {
			h.live(3)
			h.clock = h.clock.AddDate(10, 0, 0)
			h.drop("ienakosie/y.csv", good)
			h.scan()
		}, true},
		{"and jobs run for a week", func(h *hall) { h.live(3); h.clock = h.clock.AddDate(10, 0, 0); h.live(7) }, true},
		{"and it is right after all", func(h *hall) { h.live(3); h.clock = h.clock.AddDate(10, 0, 0); h.live(20) }, false},
		{"it jumps ahead and is set back", func(h *hall) {
			h.live(3)
			right := h.clock
			h.clock = h.clock.AddDate(10, 0, 0)
			h.live(2)
			h.clock = right
			h.live(100)
		}, true},
		{"and then a year passes", func(h *hall) {
			h.live(3)
			right := h.clock
			h.clock = h.clock.AddDate(10, 0, 0)
			h.live(2)
			h.clock = right
			h.live(367)
		}, false},
		{"the clock stands a day behind the last entry", func(h *hall) {
			h.live(400)
			h.drop("ienakosie/y.csv", good)
			h.scan()
			h.clock = h.clock.AddDate(0, 0, -1)
		}, true},
		{"the computer was off in summer", func(h *hall) { h.live(200); h.clock = h.clock.AddDate(0, 0, 90); h.live(90) }, false},
	} {
		h := newHall(t)
		h.live(2)
		h.clock = september
		h.drop("ienakosie/x.csv", text)
		h.scan()
		c.time(h)
		if got := h.remains(hashOf(text)); got != c.want {
			t.Errorf("%s: the original is there: %t, want %t", c.name, got, c.want)
		}
	}
}

// A clock without its battery says 2010 at the start and is set by the network later.
func TestAFileThatCameByAClockThatWasBehindIsNotOldAtOnce(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/a.csv", strings.Repeat("x;y\n", 2))
	h.scan()
	h.live(3)
	right := h.clock
	h.clock = time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC)
	h.drop("ienakosie/b.csv", "Krāsa;Vārds\n")
	h.scan()
	h.clock = right
	h.live(30)
	if !h.remains(hashOf("Krāsa;Vārds\n")) {
		t.Error("it was deleted after a month, for years")
	}
	h.live(400)
	if h.remains(hashOf("Krāsa;Vārds\n")) {
		t.Error("it is never deleted")
	}
}

// Riga's clocks are set twice a year: names tell the hour, instants do not care.
func TestHoursThatComeTwiceOrNotAtAllAreAnswered(t *testing.T) {
	riga, err := time.LoadLocation("Europe/Riga")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		at   time.Time // half an hour before the clocks are set
		want []string
	}{
		{time.Date(2025, 10, 26, 0, 30, 0, 0, time.UTC), []string{"(2025-10-26 0330)", "(2025-10-26 0330) (2)"}},
		{time.Date(2026, 3, 29, 0, 30, 0, 0, time.UTC), []string{"(2026-03-29 0230)", "(2026-03-29 0430)"}},
	} {
		h := newHall(t)
		first := c.at.In(riga)
		texts := []string{good, better}
		for i, want := range c.want {
			h.clock = first.Add(time.Duration(i) * time.Hour)
			h.drop("ienakosie/x.csv", texts[i])
			if n := h.scan(); n.Accepted != 1 {
				t.Errorf("%s: %+v", want, n)
			}
			found := false
			for _, name := range h.tree() {
				found = found || strings.HasSuffix(name, want+".csv")
			}
			if !found {
				t.Errorf("no answer %s among %v", want, h.tree())
			}
		}
		if inputs, err := h.Ledger.Inputs(t.Context(), nil, time.Time{}); err != nil || len(inputs) != 1 || inputs[0].ID != 2 {
			t.Errorf("the later file is not in force: %+v, %v", inputs, err)
		}
	}
}
