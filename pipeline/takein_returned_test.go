package pipeline_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"raditaji/indicators"
	"raditaji/pipeline/ledger"
)

func TestAReturnIsGoneWhenTheCorrectionIsAccepted(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/A/x.csv", faulty)
	h.scan()
	h.wantTree("atgrieztie/A/1000000001 A skola - x.csv", "atgrieztie/A/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - x.csv KLUDAS.txt")
	if got := h.read("atgrieztie/A/1000000001 A skola - x.csv"); got != faulty {
		t.Error("the original is not untouched")
	}
	h.drop("ienakosie/A/x.csv", faulty) // once more: read again
	h.scan()
	h.wantTree("atgrieztie/A/1000000001 A skola - x.csv", "atgrieztie/A/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - x.csv KLUDAS.txt")
	// Who corrects the returned file itself drops it under the name that it has there.
	h.drop("ienakosie/A/1000000001 A skola - x.csv", faulty+"\n")
	h.scan()
	h.wantTree("atgrieztie/A/1000000001 A skola - x.csv", "atgrieztie/A/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - x.csv KLUDAS.txt")
	h.drop("ienakosie/A/x.csv", good)
	h.scan()
	h.wantTree("pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930).csv", "pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt")
}

// A house whose files went back under their bare names before stays as it was.
func TestAFileThatWentBackUnderItsBareNameIsDecidedAndRemoved(t *testing.T) {
	for _, c := range []struct {
		name string
		then func(h *hall)
		want []string // beside what is filed
	}{
		{"it is corrected", func(h *hall) { h.drop("ienakosie/A/x.csv", good) }, nil},
		{"it is dropped again, still wrong", func(h *hall) { h.drop("ienakosie/A/x.csv", faulty) },
			[]string{"atgrieztie/A/1000000001 A skola - x.csv", "atgrieztie/A/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - x.csv KLUDAS.txt"}},
		{"it is accepted", func(h *hall) { h.drop("atgrieztie/A/x.csv PIENEMT.txt", "Termiņš.") }, []string{"atgrieztie/A/x.csv PIENEMT IZPILDITS.txt"}},
		{"it is withdrawn", func(h *hall) { h.drop("atgrieztie/A/ATSAUKT.txt", "Par citu gadu.") }, []string{"atgrieztie/A/x ATSAUKTS.txt"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			h.drop("ienakosie/A/x.csv", faulty)
			h.Fault = func(step string) {
				if step == "take.recorded" {
					panic(step)
				}
			}
			func() {
				defer func() { _ = recover() }()
				h.scan()
			}()
			h.Fault = nil
			if _, err := h.Ledger.Reserve(t.Context(), func(int) (list []ledger.Delivery) {
				for _, name := range [][2]string{{"original", "x.csv"}, {"marked", "x LABOJAMS.xlsx"}, {ledger.AboutTaking, "x.csv KLUDAS.txt"}} {
					list = append(list, ledger.Delivery{Submission: 1, Role: name[0], Path: "atgrieztie/A/" + name[1]})
				}
				return list
			}, func(string) bool { return false }); err != nil {
				t.Fatal(err)
			}
			h.scan()
			h.wantTree("atgrieztie/A/x.csv", "atgrieztie/A/x LABOJAMS.xlsx", "atgrieztie/A/x.csv KLUDAS.txt")
			c.then(h)
			for range 2 {
				h.scan()
				if got := slices.DeleteFunc(h.tree(), func(name string) bool { return strings.HasPrefix(name, "pienemtie/") }); !slices.Equal(got, slices.Sorted(slices.Values(c.want))) {
					t.Errorf("%q, want %q", got, c.want)
				}
			}
		})
	}
}

func TestAMarkedCopyThatIsStillWrongIsAnswered(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/A/x.csv", faulty)
	h.scan()
	h.drop("ienakosie/A/x LABOJAMS.xlsx", faulty) // whatever it holds: its name is the point
	h.drop("ienakosie/A/X LABOJAMS 2.XLSX", faulty+" ")
	h.drop("ienakosie/parbaude/saraksts LABOJAMS.xlsx", faulty)
	if n := h.scan(); n.Failed != 0 || n.Returned != 2 || n.Checked != 1 {
		t.Errorf("%+v", n)
	}
	want := []string{"atgrieztie/A/1000000001 A skola - x.csv", "atgrieztie/A/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - x.csv KLUDAS.txt",
		"atgrieztie/A/1000000001 A skola - x (2) LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - x (2) LABOJAMS 2.xlsx", "atgrieztie/A/1000000001 A skola - x (2) LABOJAMS.xlsx KLUDAS.txt",
		"atgrieztie/A/1000000001 A skola - X LABOJAMS 2.XLSX", "atgrieztie/A/1000000001 A skola - X LABOJAMS 3.xlsx", "atgrieztie/A/1000000001 A skola - X LABOJAMS 2.XLSX KLUDAS.txt",
		"atgrieztie/parbaude/1000000001 A skola - saraksts LABOJAMS.xlsx", "atgrieztie/parbaude/1000000001 A skola - saraksts LABOJAMS 2.xlsx", "atgrieztie/parbaude/1000000001 A skola - saraksts LABOJAMS.xlsx KLUDAS.txt"}
	h.wantTree(want...)
	h.scan()
	h.wantTree(want...)
}

func TestAnAnswerThatWouldHaveItsFilesOwnNameGetsAnother(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.txt PARBAUDE.txt", faulty)
	h.drop("ienakosie/"+strings.Repeat("g", 240)+".csv", faulty)
	h.drop("ienakosie/"+strings.Repeat("g", 240)+" LABOJAMS.xlsx", faulty)
	if n := h.scan(); n.Failed != 0 || n.Returned != 3 {
		t.Errorf("%+v", n)
	}
	if list, err := h.Ledger.Unfinished(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("unanswered: %+v, %v", list, err)
	}
}

// Folder rights keep senders apart: whoever sees one folder only is told there that
// a file was accepted from another one.
func TestWhoseReturnedFileIsSettledElsewhereIsTold(t *testing.T) {
	const (
		inA, inB = "pienemtie/2025/A/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930)", "pienemtie/2025/B/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930)"
		note     = "atgrieztie/B/1000000001 A skola - y NAV JALABO.txt"
	)
	for _, c := range []struct {
		name      string
		do        func(*hall)
		why, says string
		tree      []string // beside the note
	}{
		{"by a decision about the same bytes", func(h *hall) { h.drop("atgrieztie/A/PIENEMT.txt", "Termiņš.") }, "again", "pēc atbildīgās personas lēmuma",
			[]string{"atgrieztie/A/PIENEMT IZPILDITS.txt", inA + ".csv", inA + " SANEMTS.txt"}},
		{"by a corrected file", func(h *hall) { h.drop("ienakosie/A/x.csv", good) }, "corrected", "kas iesniegta citā mapē un stājas šīs vietā",
			[]string{inA + ".csv", inA + " SANEMTS.txt"}},
		{"and who decides about it too is told so", func(h *hall) {
			h.drop("atgrieztie/A/PIENEMT.txt", "Termiņš.")
			h.drop("atgrieztie/B/PIENEMT.txt", "Arī mans.")
		}, "again", "pēc atbildīgās personas lēmuma", []string{"atgrieztie/A/PIENEMT IZPILDITS.txt", "atgrieztie/B/PIENEMT KLUDAS.txt", inA + ".csv", inA + " SANEMTS.txt"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			h.drop("ienakosie/A/x.csv", faulty)
			h.drop("ienakosie/B/y.csv", faulty)
			h.scan()
			c.do(h)
			h.scan()
			h.scan()
			h.wantTree(append(c.tree, note)...)
			said := h.read(note)
			if !strings.Contains(said, "„y.csv”") || !strings.Contains(said, c.says) || strings.Contains(said, "x.csv") || strings.Contains(said, "/A") {
				t.Errorf("the other sender is told\n%s", said)
			}
			s, err := h.Ledger.Submission(t.Context(), 2)
			if err != nil || s.Why != c.why || !s.Finished {
				t.Errorf("%+v, %v", s, err)
			}
			if name := "atgrieztie/B/PIENEMT KLUDAS.txt"; slices.Contains(c.tree, name) && !strings.Contains(h.read(name), "vairs nav jālabo") {
				t.Errorf("the officer is told\n%s", h.read(name))
			}
			// Our note dropped back is no data.
			h.drop("ienakosie/B/y NAV JALABO.txt", said)
			h.scan()
			if s, err := h.Ledger.Submissions(t.Context(), 3, 9); err != nil || len(s) != 1 || s[0].Flaw != "take.own.answer" {
				t.Errorf("%+v, %v", s, err)
			}
		})
	}
	t.Run("of its own folder nobody is told", func(t *testing.T) {
		h := newHall(t)
		h.drop("ienakosie/B/y.csv", faulty)
		h.scan()
		h.drop("ienakosie/B/x.csv", good)
		h.scan()
		h.scan()
		h.wantTree(inB+".csv", inB+" SANEMTS.txt")
	})
}

func TestEveryReturnedFileKeepsItsAnswerUntilItsCorrectionIsAccepted(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/A/x.csv", faulty)
	h.scan()
	h.drop("ienakosie/A/y.csv", strings.Replace(faulty, "\n", "\n\n", 1)) // other bytes about the same cells
	h.drop("ienakosie/A/z.csv", "")
	h.drop("ienakosie/A/w.csv", "")
	h.scan()
	h.wantTree("atgrieztie/A/w.csv", "atgrieztie/A/w.csv KLUDAS.txt",
		"atgrieztie/A/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - x.csv", "atgrieztie/A/1000000001 A skola - x.csv KLUDAS.txt",
		"atgrieztie/A/1000000001 A skola - y LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - y.csv", "atgrieztie/A/1000000001 A skola - y.csv KLUDAS.txt",
		"atgrieztie/A/z.csv", "atgrieztie/A/z.csv KLUDAS.txt")
}

func TestWhatAPersonChangedIsNotRemoved(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", faulty)
	h.scan()
	h.drop("atgrieztie/1000000001 A skola - x.csv", "laboju šeit")
	h.drop("atgrieztie/1000000001 A skola - x LABOJAMS.xlsx", "un šeit")
	h.drop("ienakosie/x.csv", good)
	h.scan()
	h.wantTree(filed+".csv", receipt, "atgrieztie/1000000001 A skola - x.csv", "atgrieztie/1000000001 A skola - x LABOJAMS.xlsx")
	if got := h.read("atgrieztie/1000000001 A skola - x.csv"); got != "laboju šeit" {
		t.Errorf("%q", got)
	}
}

func TestNothingThatStandsThereIsOverwritten(t *testing.T) {
	h := newHall(t)
	h.drop("atgrieztie/1000000001 A skola - x.csv KLUDAS.txt", "manas piezīmes")
	h.drop(filed+".csv", "kāda cita datne")
	h.drop("ienakosie/y.csv", good)
	h.scan()
	h.drop("ienakosie/x.csv", faulty)
	h.scan()
	h.wantTree("atgrieztie/1000000001 A skola - x.csv KLUDAS.txt", "atgrieztie/1000000001 A skola - x (2).csv", "atgrieztie/1000000001 A skola - x (2) LABOJAMS.xlsx", "atgrieztie/1000000001 A skola - x (2).csv KLUDAS.txt", filed+".csv", filed+" (2).csv", filed+" (2) SANEMTS.txt")
	if h.read("atgrieztie/1000000001 A skola - x.csv KLUDAS.txt") != "manas piezīmes" || h.read(filed+".csv") != "kāda cita datne" {
		t.Error("somebody's file was overwritten")
	}
}

func TestAFileThatIsRightByTheTimeItsReturnIsWrittenSaysSo(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", strings.ReplaceAll(good, "1000000001", "1000000002"))
	h.look()
	h.clock = h.clock.Add(10 * time.Second)
	h.Fault = func(step string) {
		if step == "take.recorded" {
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
	h.open()
	h.Programme.Institutions = append(h.Programme.Institutions, indicators.Institution{Number: "1000000002", Name: "B skola", Type: "basic_school", InScope: true})
	h.look()
	h.wantTree("atgrieztie/x.csv", "atgrieztie/x.csv KLUDAS.txt")
	if said := h.read("atgrieztie/x.csv KLUDAS.txt"); !strings.Contains(said, "mapē vēlreiz") {
		t.Errorf("%s", said)
	}
	h.drop("ienakosie/x.csv", h.read("atgrieztie/x.csv"))
	h.scan()
	second := strings.NewReplacer("1000000001 A skola", "1000000002 B skola")
	h.wantTree(second.Replace(filed)+".csv", second.Replace(receipt))
}
