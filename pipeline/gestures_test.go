package pipeline_test

import (
	"errors"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raditaji/pipeline"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
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
		said := h.read(note)
		calm, how := strings.Index(said, "Ja tās ir jūsu piezīmes, nekas nav jādara"), strings.Index(said, "PIENEMT.txt")
		if calm < 0 || how < calm || strings.Contains(said, "tas nav izdarīts") {
			t.Errorf("who keeps notes is told\n%s", said)
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
