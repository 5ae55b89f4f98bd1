package pipeline_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"raditaji/indicators"
)

// oneSaid is the only file of a folder whose name ends so; empty: there is none.
func (h *hall) oneSaid(folder, ending string) string {
	h.t.Helper()
	names := slices.DeleteFunc(h.tree(), func(name string) bool {
		return !strings.HasPrefix(name, folder+"/") || !strings.HasSuffix(name, ending)
	})
	switch len(names) {
	case 0:
		return ""
	case 1:
		return h.read(names[0])
	}
	h.t.Errorf("several end with %q: %q", ending, names)
	return ""
}

func (h *hall) wantSettled(folder string, settled bool) {
	h.t.Helper()
	if stands := h.oneSaid(folder, " KLUDAS.txt") != ""; stands == settled {
		h.t.Errorf("the returned files of %s: settled %v, want %v: %q", folder, !stands, settled, h.tree())
	}
	if list, err := h.Ledger.Unfinished(h.t.Context()); err != nil || len(list) != 0 {
		h.t.Errorf("%d are not finished (%v)", len(list), err)
	}
}

// A file that is in force already corrects what went back, as any other one does.
func TestAKnownFileCorrectsWhatWentBack(t *testing.T) {
	again := strings.Replace(faulty, "\n", "\n\n", 1)
	for _, c := range []struct{ name, at string }{
		{"under another name", "ienakosie/A/saraksts.csv"},
		{"under the name of the returned one", "ienakosie/A/1000000001 A skola - x.csv"},
		{"into another folder", "ienakosie/B/saraksts.csv"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			h.drop("ienakosie/pirms/g.csv", good)
			h.scan()
			h.drop("ienakosie/A/x.csv", faulty)
			h.drop("ienakosie/A/z.csv", again)
			h.scan()
			if n := len(slices.DeleteFunc(h.tree(), func(name string) bool { return !strings.HasSuffix(name, " KLUDAS.txt") })); n != 2 {
				t.Fatalf("%d went back", n)
			}
			h.drop(c.at, good)
			if n := h.scan(); n.Known != 1 {
				t.Errorf("%+v", n)
			}
			h.scan()
			h.wantSettled("atgrieztie", true)
			folder, _, _ := strings.Cut(strings.TrimPrefix(c.at, "ienakosie/"), "/")
			if said := h.oneSaid("pienemtie/2025/"+folder, " SANEMTS.txt"); !strings.Contains(said, "(2), vairs nav jālabo") || strings.Contains(said, "Nekas nav mainīts") {
				t.Errorf("who dropped it is told\n%s", said)
			}
			for _, id := range []int64{2, 3} {
				if s, err := h.Ledger.Submission(t.Context(), id); err != nil || s.Why != "corrected" {
					t.Errorf("%+v, %v", s, err)
				}
			}
			said := "" // in its own folder the receipt says so
			if folder != "A" {
				said = "jau ir pieņemta un stājas šīs vietā"
			}
			for _, name := range []string{"x NAV JALABO.txt", "z NAV JALABO.txt"} {
				if got := h.oneSaid("atgrieztie/A", name); (got == "") != (said == "") || !strings.Contains(got, said) {
					t.Errorf("%s says %q, want %q", name, got, said)
				}
			}
			h.drop(c.at, good) // nothing is left that it could correct
			h.scan()
			said = ""
			for _, name := range h.tree() {
				if strings.HasPrefix(name, "pienemtie/2025/"+folder) && strings.Contains(h.read(name), "Nekas nav mainīts") {
					said = name
				}
			}
			if said == "" {
				t.Errorf("a file that changes nothing is answered otherwise: %q", h.tree())
			}
		})
	}
	t.Run("one about other years does not", func(t *testing.T) {
		h := newHall(t)
		before := strings.NewReplacer("2024./2025.", "2023./2024.", "02.09.2024", "02.09.2023").Replace(good)
		h.drop("ienakosie/A/g.csv", before)
		h.scan()
		h.drop("ienakosie/A/x.csv", faulty)
		h.scan()
		h.drop("ienakosie/A/h.csv", before)
		if n := h.scan(); n.Known != 1 {
			t.Errorf("%+v", n)
		}
		h.wantSettled("atgrieztie/A", false)
	})
}

// What tells a sender that nothing need be corrected goes when it does not hold.
func TestWhoWasToldThatNothingNeedBeCorrectedIsToldWhenItIsWithdrawn(t *testing.T) {
	const told, untold = "atgrieztie/B/1000000001 A skola - y NAV JALABO.txt", "atgrieztie/B/1000000001 A skola - y ATSAUKTS.txt"
	for _, c := range []struct {
		name string
		do   func(*hall)
	}{
		{"of a corrected file", func(h *hall) { h.drop("ienakosie/A/x.csv", good) }},
		{"of a decision", func(h *hall) { h.drop("atgrieztie/A/PIENEMT.txt", "Termiņš.") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			h.drop("ienakosie/A/x.csv", faulty)
			h.drop("ienakosie/B/y.csv", faulty)
			h.scan()
			c.do(h)
			h.scan()
			h.scan()
			h.read(told)
			h.drop("pienemtie/2025/A/ATSAUKT.txt", "Nav īstais.")
			h.scan()
			h.scan()
			check := func() {
				t.Helper()
				if tree := h.tree(); slices.Contains(tree, told) {
					t.Errorf("what no longer holds stands: %q", tree)
				}
				said := h.read(untold)
				if !strings.Contains(said, "ir atsaukta") || !strings.Contains(said, "„y.csv”") || strings.Contains(said, "vairs nav jālabo") || strings.Contains(said, "Nav īstais") {
					t.Errorf("the other sender is told\n%s", said)
				}
			}
			check()
			if err := os.RemoveAll(h.path("atgrieztie")); err != nil {
				t.Fatal(err)
			}
			h.scan()
			check()
			// What was withdrawn is dropped again and accepted: it holds again.
			h.drop("ienakosie/A/x.csv", good)
			h.scan()
			h.scan()
			tree := h.tree()
			if c.name == "of a corrected file" && (slices.Contains(tree, untold) || !slices.Contains(tree, told)) {
				t.Errorf("it is accepted again: %q", tree)
			}
		})
	}
}

func TestANewAnswerAboutAFileTakesTheEarlierNoteAway(t *testing.T) {
	const note = "atgrieztie/B/1000000001 A skola - y NAV JALABO.txt"
	for _, c := range []struct{ name, file, text string }{
		{"its bytes", "y.csv", faulty},
		{"its bytes under another name", "w.csv", faulty},
		{"its name", "y.csv", faulty + "\n"},
		{"its name, of something unknown", "y.csv", "nekas"},
		{"the name under which it went back", "1000000001 A skola - y.csv", faulty + "\n"},
		{"its correction", "y.csv", better},
		{"one that is known", "y.csv", good},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			h.drop("ienakosie/B/y.csv", faulty)
			h.scan()
			h.drop("ienakosie/A/x.csv", good)
			h.scan()
			h.scan()
			h.read(note)
			h.drop("ienakosie/B/"+c.file, c.text)
			for range 2 {
				h.scan()
				if tree := h.tree(); slices.Contains(tree, note) {
					t.Errorf("the note stands beside another answer: %q", tree)
				}
			}
			if err := os.RemoveAll(h.path("atgrieztie")); err != nil {
				t.Fatal(err)
			}
			h.scan()
			if tree := h.tree(); slices.Contains(tree, note) {
				t.Errorf("the note is laid again: %q", tree)
			}
		})
	}
	t.Run("but not one of its name about another institution", func(t *testing.T) {
		h := newHall(t)
		h.drop("ienakosie/B/y.csv", faulty)
		h.scan()
		h.drop("ienakosie/A/x.csv", good)
		h.scan()
		h.Programme.Institutions = append(h.Programme.Institutions, indicators.Institution{Number: "1000000002", Name: "B skola", Type: "basic_school", InScope: true})
		h.drop("ienakosie/B/y.csv", strings.ReplaceAll(faulty, "1000000001", "1000000002"))
		h.scan()
		h.scan()
		h.read(note)
		if h.oneSaid("atgrieztie/B", "1000000002 B skola - y.csv KLUDAS.txt") == "" {
			t.Errorf("the other file did not go back: %q", h.tree())
		}
	})
	t.Run("in the same scan", func(t *testing.T) {
		h := newHall(t)
		h.drop("ienakosie/B/y.csv", faulty)
		h.scan()
		h.drop("ienakosie/A/x.csv", good)
		h.drop("ienakosie/B/y.csv", faulty)
		h.scan()
		h.scan()
		if tree := h.tree(); slices.Contains(tree, note) {
			t.Errorf("the note stands beside another answer: %q", tree)
		}
	})
}

// A decision about one returned file ends others about the same; who decided and their
// senders are told what is true of them.
func TestADecisionSaysWhichOtherReturnedFilesItEnded(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/A/x.csv", faulty)
	h.drop("ienakosie/B/y.csv", faulty)
	h.drop("ienakosie/C/z.csv", strings.Replace(faulty, "\n", "\n\n", 1)) // other bytes
	h.scan()
	h.drop("atgrieztie/A/PIENEMT.txt", "Termiņš.")
	h.scan()
	h.scan()
	if said := h.read("atgrieztie/A/PIENEMT IZPILDITS.txt"); !strings.Contains(said, "par to pašu iestādi un gadu: 2.") {
		t.Errorf("the officer is told\n%s", said)
	}
	if said := h.oneSaid("atgrieztie/B", " NAV JALABO.txt"); !strings.Contains(said, "ar šiem pašiem datiem") {
		t.Errorf("who sent the same bytes is told\n%s", said)
	}
	if said := h.oneSaid("atgrieztie/C", " NAV JALABO.txt"); !strings.Contains(said, "cita datne par to pašu iestādi un gadu") || strings.Contains(said, "šiem pašiem datiem") {
		t.Errorf("who sent other bytes is told\n%s", said)
	}
}
