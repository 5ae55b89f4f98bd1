package pipeline_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"raditaji/pipeline"
)

const back = "atgrieztie/A/1000000001 A skola - x"

// What somebody corrected where it lies is not what a decision would be about.
func TestADecisionBesideAChangedFileIsNotCarriedOut(t *testing.T) {
	move := func(from, to string) func(*hall) {
		return func(h *hall) {
			if err := os.Rename(h.path(from), h.path(to)); err != nil {
				h.t.Fatal(err)
			}
		}
	}
	remove := func(name string) func(*hall) {
		return func(h *hall) {
			if err := os.Remove(h.path(name)); err != nil {
				h.t.Fatal(err)
			}
		}
	}
	const note = "atgrieztie/A/PIENEMT KLUDAS.txt"
	for _, c := range []struct {
		name string
		do   func(*hall)
		file string // that is named as changed; empty: the decision is carried out
	}{
		{"the file", func(h *hall) { h.drop(back+".csv", good) }, "1000000001 A skola - x.csv"},
		{"its marked copy", func(h *hall) { h.drop(back+" LABOJAMS.xlsx", "labots") }, "1000000001 A skola - x LABOJAMS.xlsx"},
		{"saved under another name, the one that went back removed", func(h *hall) {
			h.drop("atgrieztie/A/x labots.xlsx", good)
			remove(back + ".csv")(h)
		}, "x labots.xlsx"},
		{"only renamed", move(back+".csv", "atgrieztie/A/izlabošu.csv"), ""},
		{"removed", remove(back + ".csv"), ""},
		{"beside it something of the officer's own", func(h *hall) { h.drop("atgrieztie/A/saraksts.xlsx", "mans") }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			h.drop("ienakosie/A/x.csv", faulty)
			h.scan()
			c.do(h)
			h.drop("atgrieztie/A/PIENEMT.txt", "Izlaboju pati šeit.")
			n := h.scan()
			used, err := h.Ledger.Inputs(t.Context(), nil, h.clock)
			if err != nil || n.Failed != 0 {
				t.Fatalf("%+v, %v", n, err)
			}
			if c.file == "" {
				if len(used) != 1 {
					t.Errorf("it was not accepted: %q", h.tree())
				}
				return
			}
			if said := h.read(note); !strings.Contains(said, "„"+c.file+"” ir mainīta") || !strings.Contains(said, "„ienakosie/A”") {
				t.Errorf("the note says\n%s", said)
			}
			var refused *pipeline.RefusedError
			if err := h.AcceptReturned(t.Context(), 1, "Arī tā ne.", "IT"); !errors.As(err, &refused) || refused.Code != "take.target.changed" || len(used) != 0 {
				t.Errorf("%v; used: %v", err, used)
			}
		})
	}

	t.Run("the way out that the note names: into the folder of arrivals", func(t *testing.T) {
		h := newHall(t)
		h.drop("ienakosie/A/x.csv", faulty)
		h.scan()
		h.drop(back+".csv", good)
		h.drop("atgrieztie/A/PIENEMT.txt", "Izlaboju pati šeit.")
		h.scan()
		move(back+".csv", "ienakosie/A/1000000001 A skola - x.csv")(h)
		h.scan()
		h.scan()
		h.wantTree("pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930).csv", "pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt")
	})
	t.Run("or the changed one deleted, and the decision again", func(t *testing.T) {
		h := newHall(t)
		h.drop("ienakosie/A/x.csv", faulty)
		h.scan()
		h.drop(back+".csv", good)
		h.drop("atgrieztie/A/PIENEMT.txt", "Izlaboju pati šeit.")
		h.scan()
		remove(back + ".csv")(h)
		h.drop("atgrieztie/A/PIENEMT.txt", "Kā bija.")
		h.scan()
		h.scan()
		h.wantTree("pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930).csv", "pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt", "atgrieztie/A/PIENEMT IZPILDITS.txt")
	})
	for _, word := range []string{"ATSAUKT", "ATBILDE"} {
		t.Run(word+" beside an accepted file", func(t *testing.T) {
			h := newHall(t)
			h.shrunk("A")
			const small = "pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 1030).csv"
			h.drop(small, good)
			h.drop(strings.TrimSuffix(small, ".csv")+" "+word+".txt", "Izlaboju.")
			h.scan()
			if said := h.read(strings.TrimSuffix(small, ".csv") + " " + word + " KLUDAS.txt"); !strings.Contains(said, "ir mainīta") || h.read(small) != good {
				t.Errorf("the note says\n%s", said)
			}
			if s, err := h.Ledger.Submission(t.Context(), 2); err != nil || !s.Stands() || s.Queries[0].Answer != "" {
				t.Errorf("%+v, %v", s, err)
			}
		})
	}
}

// An officer copies the name of what stands there.
func TestADecisionMayNameAFileByItsAnswers(t *testing.T) {
	for _, c := range []struct{ name, as string }{
		{"1000000001 A skola - x LABOJAMS.xlsx PIENEMT.txt", ""},
		{"1000000001 A skola - x LABOJAMS PIENEMT.txt", ""},
		{"1000000001 A skola - x.csv KLUDAS.txt PIENEMT.txt", ""},
		{"1000000001 A skola - x.csv KLUDAS PIENEMT.txt", ""},
		{"Tehnikums.csv PIENEMT.txt", "Tehnikums.csv"},
		{"Tehnikums PIENEMT.txt", "Tehnikums.csv"},
	} {
		h := newHall(t)
		h.drop("ienakosie/A/x.csv", faulty)
		h.drop("ienakosie/A/y.csv", strings.Replace(strings.ReplaceAll(faulty, "2024./2025", "2023./2024"), "trešā", "otrā", 1))
		h.scan()
		if c.as != "" {
			if err := os.Rename(h.path(back+".csv"), h.path("atgrieztie/A/"+c.as)); err != nil {
				t.Fatal(err)
			}
		}
		h.drop("atgrieztie/A/"+c.name, "Termiņš.")
		h.scan()
		s, err := h.Ledger.Submission(t.Context(), 1)
		other, err2 := h.Ledger.Submission(t.Context(), 2)
		if err = errors.Join(err, err2); err != nil || s.Why != "decided" || !other.Stands() {
			t.Errorf("%s: %q of x, %q of y, %v: %q", c.name, s.Why, other.Why, err, h.tree())
		}
	}
	h := newHall(t)
	h.drop("ienakosie/x.csv", good)
	h.scan()
	h.drop(strings.TrimSuffix(receipt, ".txt")+".txt ATSAUKT.txt", "Par citu gadu.")
	h.scan()
	if s, err := h.Ledger.Submission(t.Context(), 1); err != nil || s.Why != "withdrawn" {
		t.Errorf("%q, %v: %q", s.Why, err, h.tree())
	}
}
