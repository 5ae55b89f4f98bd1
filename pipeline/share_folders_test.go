package pipeline_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A folder of answers that somebody renames or deletes is laid again with all that
// stands by the ledger, and no more.
func TestAFolderOfAnswersThatIsGoneIsLaidAgain(t *testing.T) {
	for _, c := range []struct {
		name string
		gone func(h *hall) error
		left []string // of the renamed one
	}{
		{"the returned ones deleted", func(h *hall) error { return os.RemoveAll(h.path("atgrieztie")) }, nil},
		{"the accepted ones renamed", func(h *hall) error { return os.Rename(h.path("pienemtie"), h.path("pienemtie-vecais")) }, []string{"pienemtie-vecais/"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			h.drop("ienakosie/A/x.csv", faulty)
			h.drop("ienakosie/A/y.pdf", "%PDF-1.7")
			h.drop("ienakosie/B/x.csv", strings.ReplaceAll(good, "2024./2025", "2023./2024"))
			h.drop("ienakosie/B/z.csv", strings.ReplaceAll(good, "2024./2025", "2022./2023"))
			h.scan()
			h.drop("ienakosie/B/x (2).csv", strings.ReplaceAll(good, "2024./2025", "2023./2024")) // known
			h.drop("pienemtie/2023/B/ATSAUKT.txt", "Par citu gadu.")
			h.scan()
			h.scan()
			before := map[string]string{}
			for _, name := range h.tree() {
				before[name] = h.read(name)
			}
			if len(before) < 9 {
				t.Fatalf("%q", h.tree())
			}
			if err := c.gone(h); err != nil {
				t.Fatal(err)
			}
			h.open() // the service may have been stopped meanwhile
			for range 3 {
				if n := h.scan(); n.Failed != 0 {
					t.Errorf("%+v", n)
				}
				got := slices.DeleteFunc(h.tree(), func(name string) bool {
					return slices.ContainsFunc(c.left, func(l string) bool { return strings.HasPrefix(name, l) })
				})
				if len(got) != len(before) {
					t.Errorf("%q", got)
				}
				for _, name := range got {
					if text, ok := before[name]; !ok || !strings.HasSuffix(name, ".xlsx") && text != h.read(name) {
						t.Errorf("%s is other than it was", name)
					}
				}
			}
			if said := strings.Count(h.log.String(), "a folder of the share is gone"); said != 1 {
				t.Errorf("it was said %d times", said)
			}
			// What is decided is decided about the very file.
			h.drop("atgrieztie/A/1000000001 A skola - x.csv PIENEMT.txt", "Termiņš.")
			h.scan()
			if s, err := h.Ledger.Submission(t.Context(), 1); err != nil || s.Why != "decided" {
				t.Errorf("%+v, %v", s, err)
			}
		})
	}
}

// A link in the place of a folder of answers leads out of the share, where nothing is
// read or written; what is answered elsewhere is.
func TestAFolderThatCannotBeUsedHoldsNothingElseUp(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(h *hall)
	}{
		{"a link", func(h *hall) {
			elsewhere := filepath.Join(t.TempDir(), "cits")
			if err := os.Rename(h.path("atgrieztie"), elsewhere); err != nil {
				t.Fatal(err)
			}
			link(t, elsewhere, h.path("atgrieztie"))
		}},
		{"a file", func(h *hall) {
			if err := os.RemoveAll(h.path("atgrieztie")); err != nil {
				t.Fatal(err)
			}
			h.drop("atgrieztie", "datne")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			h.drop("ienakosie/A/y.pdf", "%PDF-1.7")
			h.scan()
			c.spoil(h)
			for _, name := range []string{"1", "2", "3", "4"} {
				h.drop("ienakosie/A/"+name+".csv", faulty+strings.Repeat("\n", len(name)))
			}
			h.drop("ienakosie/A/x.csv", strings.ReplaceAll(good, "2024./2025", "2023./2024"))
			h.drop("ienakosie/A/PIENEMT.txt", "")
			for range 3 {
				h.scan()
			}
			got := h.tree()
			for _, want := range []string{"ienakosie/A/1.csv", "ienakosie/A/4.csv", "pienemtie/2024/A/viis-enrolments 2023-2024 1000000001 A skola (2025-09-12 0930) SANEMTS.txt"} {
				if !slices.Contains(got, want) {
					t.Errorf("%s is not there: %q", want, got)
				}
			}
			if said := strings.Count(h.log.String(), `"level":"error"`); said != 1 || !strings.Contains(h.log.String(), "the folder atgrieztie of the share cannot be used") {
				t.Errorf("it was said %d times:\n%s", said, h.log)
			}
			if err := os.Remove(h.path("atgrieztie")); err != nil {
				t.Fatal(err)
			}
			h.scan()
			h.scan()
			for _, name := range h.tree() {
				if strings.HasPrefix(name, "ienakosie/") {
					t.Errorf("%s was not answered", name)
				}
			}
			if !slices.Contains(h.tree(), "atgrieztie/A/1000000001 A skola - 4.csv KLUDAS.txt") {
				t.Errorf("%q", h.tree())
			}
		})
	}
}
