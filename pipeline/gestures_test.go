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

// A decision is understood however systems and people write its name, or its sender is
// told how to.
func TestWhatIsNearlyADecisionIsUnderstoodOrToldHow(t *testing.T) {
	const reason = "Termiņš ir beidzies."
	for _, c := range []struct{ name, file, note, says string }{
		{"an accented dash", "ienakosie/parrekinat–2025.txt", "", ""},
		{"a copy by Windows", "ienakosie/parrekinat-2025 - Copy.txt", "", ""},
		{"a copy by Windows in Latvian", "ienakosie/Pārrēķināt 2025 – kopija (2).txt", "", ""},
		{"a school year", "ienakosie/parrekinat-2024-2025.txt", "atgrieztie/parrekinat-2024-2025.txt KLUDAS.txt", "parrekinat-2025.txt (2025. gada monitoringā ir 2024./2025. mācību gads)"},
		{"a short one, beside results", "rezultati/2025/APSTIPRINAT 2024-25.txt", "rezultati/2025/APSTIPRINAT 2024-25 KLUDAS.txt", "APSTIPRINAT-2025.txt"},
		{"two years", "rezultati/parrekinat-2023_2025.txt", "rezultati/parrekinat-2023_2025 KLUDAS.txt", "parrekinat-2025.txt (2025. gada monitoringā ir 2024./2025. mācību gads)"},
		{"a shortcut", "atgrieztie/A/PIENEMT.txt.lnk", "atgrieztie/A/PIENEMT.txt KLUDAS.txt", ".txt"},
		{"another form of the word", "atgrieztie/A/pieņemts.txt", "atgrieztie/A/pieņemts KLUDAS.txt", "PIENEMT.txt"},
		{"the name that Windows gives", "atgrieztie/A/Jauns teksta dokuments.txt", "atgrieztie/A/Jauns teksta dokuments KLUDAS.txt", "PIENEMT.txt"},
		{"or gave in English, among arrivals", "ienakosie/New Text Document (2).txt", "atgrieztie/New Text Document (2).txt KLUDAS.txt", "parrekinat-2025.txt"},
		{"any text", "pienemtie/2025/A/lūdzu atsauciet.txt", "pienemtie/2025/A/lūdzu atsauciet KLUDAS.txt", "ATSAUKT.txt"},
		{"the word in front of no file's name", "atgrieztie/A/Atbilde skolai.txt", "atgrieztie/A/Atbilde skolai KLUDAS.txt", "ATBILDE.txt"},
		{"the word in front", "atgrieztie/A/PIENEMT x.csv.txt", "atgrieztie/A/PIENEMT x.csv IZPILDITS.txt", "ir pieņemta"},
		{"a copy of a decision", "atgrieztie/A/PIENEMT - Copy.txt", "atgrieztie/A/PIENEMT - Copy IZPILDITS.txt", "ir pieņemta"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newTown(t)
			h.drop("ienakosie/A/x.csv", faulty)
			h.scan()
			h.drop(c.file, reason)
			h.scan()
			h.clock = h.clock.Add(time.Minute)
			n := h.scan()
			if c.note == "" {
				if len(n.Requests) != 1 || n.Requests[0].Year != 2025 || n.Requests[0].Reason != reason {
					t.Errorf("%+v: %q", n, h.tree())
				}
				return
			}
			if !slices.Contains(h.tree(), c.note) {
				t.Fatalf("%q", h.tree())
			}
			if said := h.read(c.note); !strings.Contains(said, c.says) {
				t.Errorf("%s", said)
			}
		})
	}

	t.Run("what is not clear stays, is told once, and its text is nowhere recorded", func(t *testing.T) {
		const file, note = "atgrieztie/A/Jauns teksta dokuments.txt", "atgrieztie/A/Jauns teksta dokuments KLUDAS.txt"
		h := newHall(t)
		h.drop("ienakosie/A/x.csv", faulty)
		h.scan()
		h.drop(file, "Anna Ozola neatbild.")
		h.scan()
		if slices.Contains(h.tree(), note) {
			t.Error("told while it may still be named")
		}
		h.clock = h.clock.Add(time.Minute)
		for range 3 {
			h.scan()
			h.later()
			tree := h.tree()
			if !slices.Contains(tree, file) || !slices.Contains(tree, note) || len(tree) != 5 {
				t.Fatalf("%q", tree)
			}
		}
		if r, err := h.Ledger.Request(t.Context(), 1); err != nil || r.Reason != "" || r.Code != "take.gesture.name" {
			t.Errorf("%+v, %v", r, err)
		}
		// It is named as the note says: the note goes.
		if err := os.Rename(h.path(file), h.path("atgrieztie/A/PIENEMT.txt")); err != nil {
			t.Fatal(err)
		}
		h.scan()
		h.scan()
		if tree := h.tree(); slices.Contains(tree, note) || !slices.Contains(tree, "atgrieztie/A/PIENEMT IZPILDITS.txt") {
			t.Errorf("%q", tree)
		}
	})
}
