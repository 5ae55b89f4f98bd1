package pipeline_test

import (
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"raditaji/pipeline/ledger"
)

// ofB is an export of school A's as one of school B.
func ofB(text string) string { return strings.ReplaceAll(text, "1000000001", "1000000002") }

// filedIn are the accepted files of a folder of the share.
func (h *hall) filedIn(folder string) []string {
	h.t.Helper()
	return slices.DeleteFunc(h.tree(), func(name string) bool { return path.Dir(name) != folder || !strings.HasSuffix(name, ").csv") })
}

// The note that it is not clear which file is meant goes with its cause.
func TestWhichFileIsMeantIsSaidOnlyWhileThatIsAQuestion(t *testing.T) {
	const folder = "pienemtie/2025/A"
	three := func(h *hall) {
		h.drop("ienakosie/A/a.csv", good)
		h.drop("ienakosie/A/b.csv", ofB(good))
		h.scan()
		h.later()
		h.drop("ienakosie/A/c.csv", good+"\n")
		h.scan()
	}
	twoQueries := func(h *hall) {
		h.shrunk("A")
		h.drop("ienakosie/A/y.csv", ofB(pupils("010110-10007 5 pārcelts", "020210-10009 5 pārcelts", "030310-10000 5 pārcelts")))
		h.scan()
		h.later()
		h.drop("ienakosie/A/y.csv", ofB(pupils("010110-10007 5 pārcelts")))
		h.scan()
		h.later()
	}
	for _, c := range []struct {
		name, word string
		begin      func(*hall)
		then       func(h *hall, filed []string)
		stays      bool
	}{
		{"nothing was done", "ATSAUKT", three, func(*hall, []string) {}, true},
		{"the one that was meant is withdrawn", "ATSAUKT", three, func(h *hall, filed []string) {
			h.drop(strings.TrimSuffix(filed[0], ".csv")+" ATSAUKT.txt", "Sajaukta.")
		}, false},
		{"one more came", "ATSAUKT", three, func(h *hall, _ []string) { h.drop("ienakosie/A/d.csv", better) }, true},
		{"all but one are withdrawn by their numbers", "ATSAUKT", three, func(h *hall, _ []string) {
			for _, n := range []int64{1, 2} {
				if err := h.Withdraw(h.t.Context(), n, "Sajaukta.", "anna"); err != nil {
					h.t.Fatal(err)
				}
			}
		}, false},
		{"no query is answered", "ATBILDE", twoQueries, func(*hall, []string) {}, true},
		{"the queries of one are answered", "ATBILDE", twoQueries, func(h *hall, _ []string) {
			if _, err := h.Answer(h.t.Context(), 1, "Klase slēgta.", "anna"); err != nil {
				h.t.Fatal(err)
			}
		}, false},
		{"those of all were answered before it was asked", "ATBILDE", func(h *hall) {
			twoQueries(h)
			for _, n := range []int64{1, 2} {
				if _, err := h.Answer(h.t.Context(), n, "Klase slēgta.", "anna"); err != nil {
					h.t.Fatal(err)
				}
			}
			h.later()
		}, func(*hall, []string) {}, true},
		{"and of one anew after it", "ATBILDE", func(h *hall) {
			twoQueries(h)
			for _, n := range []int64{1, 2} {
				if _, err := h.Answer(h.t.Context(), n, "Klase slēgta.", "anna"); err != nil {
					h.t.Fatal(err)
				}
			}
			h.later()
		}, func(h *hall, _ []string) {
			if _, err := h.Answer(h.t.Context(), 2, "Klase apvienota.", "anna"); err != nil {
				h.t.Fatal(err)
			}
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			b := h.Programme.Institutions[0]
			b.Number, b.Name = "1000000002", "B skola"
			h.Programme.Institutions = append(h.Programme.Institutions, b)
			c.begin(h)
			h.drop(folder+"/"+c.word+".txt", "Tā vajag.")
			h.scan()
			note := folder + "/" + c.word + " KLUDAS.txt"
			if said := h.read(note); !strings.Contains(said, "vairākas datnes") {
				t.Fatal(said)
			}
			h.later()
			c.then(h, h.filedIn(folder))
			for range 2 {
				h.scan()
				if stays := slices.Contains(h.tree(), note); stays != c.stays {
					t.Errorf("the note stands: %t", stays)
				}
			}
		})
	}
}

// What is only nearly a decision is never carried out, and never told with a year that
// nobody wrote.
func TestAWrongDecisionThatACrashBrokeOffIsToldWhatItLacks(t *testing.T) {
	for _, c := range []struct{ name, file, text, note, says string }{
		{"a rerun without its year", "rezultati/parrekinat.txt", "Vēlreiz.", "rezultati/parrekinat KLUDAS.txt", "nav gada"},
		{"an approval without its year", "rezultati/2025/apstiprinat.txt", "Labi.", "rezultati/2025/apstiprinat KLUDAS.txt", "nav gada"},
		{"an approval that is no text", "rezultati/APSTIPRINAT-2025.docx", "Labi.", "rezultati/APSTIPRINAT-2025 KLUDAS.txt", "teksta datnes"},
		{"an approval in the wrong place", "pienemtie/APSTIPRINAT-2025.txt", "Labi.", "pienemtie/APSTIPRINAT-2025 KLUDAS.txt", "apstiprināt nevar"},
	} {
		for _, step := range []string{"request.recorded", "request.removed"} {
			for _, gone := range []bool{false, true} {
				t.Run(c.name+" "+step, func(t *testing.T) {
					h := newTown(t)
					h.drop(c.file, c.text)
					h.look()
					h.clock = h.clock.Add(time.Minute)
					if !h.stopAt(step, 1, func() { h.look() }) {
						t.Fatal("it did not come to that step")
					}
					if err := os.Remove(h.path(c.file)); gone && step == "request.recorded" && err != nil {
						t.Fatal(err)
					}
					h.Ledger.Close()
					h.open()
					if err := h.Requests(t.Context()); err != nil { // what serve does first
						t.Error(err)
					}
					h.settleAll()
					if said := h.read(c.note); !strings.Contains(said, c.says) || strings.Contains(said, " 0. gad") {
						t.Errorf("%s", said)
					}
					runs, err := h.Ledger.Runs(t.Context(), 0)
					if err != nil || len(runs) > 0 {
						t.Errorf("%+v, %v", runs, err)
					}
					if open, err := h.Ledger.OpenRequests(t.Context()); err != nil || len(open) > 0 {
						t.Errorf("%+v, %v", open, err)
					}
				})
			}
		}
	}
}

// Earlier versions recorded a wrong decision first and refused it then.
func TestAWrongDecisionOfAnEarlierVersionIsToldWhatItLacks(t *testing.T) {
	for _, kind := range []string{ledger.AskRerun, ledger.AskApprove} {
		h := newTown(t)
		if _, err := h.Ledger.Ask(t.Context(), ledger.Request{Kind: kind, Reason: "Vēlreiz.", Folder: "rezultati", Name: "vārds.txt"}); err != nil {
			t.Fatal(err)
		}
		h.settleAll()
		if err := h.Requests(t.Context()); err != nil {
			t.Error(err)
		}
		h.settleAll()
		if said := h.read("rezultati/vārds KLUDAS.txt"); !strings.Contains(said, "nav gada") {
			t.Errorf("%s", said)
		}
	}
}
