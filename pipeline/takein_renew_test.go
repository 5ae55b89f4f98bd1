package pipeline_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// receipts are what the receipts say of the use of their files, by the day on which
// these came.
func (h *hall) receipts() map[string]string {
	h.t.Helper()
	said := map[string]string{}
	for _, name := range h.tree() {
		if !strings.HasSuffix(name, " SANEMTS.txt") {
			continue
		}
		_, after, _ := strings.Cut(name, "(2025-09-")
		var lines []string
		for _, line := range strings.Split(h.read(name), "\n") {
			line = strings.TrimSpace(line)
			if strings.HasPrefix(line, "To izmantos") || strings.Contains(line, "izmanto. Tās") || strings.HasPrefix(line, "„") {
				lines = append(lines, line)
			}
		}
		said[after[:2]] = strings.Join(lines, " ")
	}
	return said
}

const stillUsed = "To izmantos aprēķinos, kamēr to neaizstāj jaunāka datne vai kāds to neatsauc."

func TestAReceiptNamesWhatTookItsFilesPlace(t *testing.T) {
	h := newTown(t)
	date := 12
	day := func(name, text string) {
		t.Helper()
		h.clock = time.Date(2025, 9, date, 9, 30, 0, 0, time.UTC)
		date++
		h.take(name, text)
	}
	everything := func() (list []string) {
		for _, name := range h.tree() {
			list = append(list, name+"\n"+h.read(name))
		}
		return list
	}
	want := func(what string, want map[string]string) {
		t.Helper()
		if got := h.receipts(); !maps.Equal(got, want) {
			t.Errorf("%s:\n%v\nwant\n%v", what, got, want)
		}
		if list, err := h.Ledger.Unfinished(t.Context()); err != nil || len(list) != 0 {
			t.Errorf("%s: %d are not finished (%v)", what, len(list), err)
		}
		before := everything()
		h.scan() // nothing more is written, nor after a restart
		if err := h.Ledger.Close(); err != nil {
			t.Fatal(err)
		}
		h.open()
		h.settleIn()
		h.scan()
		if after := everything(); !slices.Equal(before, after) {
			t.Errorf("%s: a further scan changes the folder", what)
		}
	}
	const whole, part = "Aprēķinos to vairs neizmanto. Tās vietā ir: ", "Daļu no tās aprēķinos vairs neizmanto. Tās daļas vietā ir: "
	day("a.csv", pupils("X1 5 pārcelts", "X2 6 pārcelts", "X3 6 pārcelts"))
	want("alone", map[string]string{"12": stillUsed})
	day("b.csv", pupils("X2 6 pārcelts", "X4 6 pārcelts"))
	byB := "„b.csv”, saņemta 13.09.2025. 09:30 (nr. 2)"
	want("a part", map[string]string{"12": part + byB, "13": stillUsed})
	day("c.csv", pupils("X1 5 pārcelts", "X5 5 pārcelts"))
	byC := "„c.csv”, saņemta 14.09.2025. 09:30 (nr. 3)"
	want("by two, whole", map[string]string{"12": whole + byB + " " + byC, "13": stillUsed, "14": stillUsed})
	day("d.csv", pupils("X1 5 pārcelts", "X2 6 pārcelts"))
	byD := "„d.csv”, saņemta 15.09.2025. 09:30 (nr. 4)"
	want("one after the other", map[string]string{"12": whole + byB + " " + byC, "13": whole + byD, "14": whole + byD, "15": stillUsed})
	h.withdraw("c.csv")
	h.scan()
	want("one of them withdrawn", map[string]string{"12": whole + byB + " " + byD, "13": whole + byD, "15": stillUsed})
	h.withdraw("d.csv")
	h.scan()
	want("the last withdrawn", map[string]string{"12": part + byB, "13": stillUsed})
	h.withdraw("b.csv")
	h.scan()
	want("all withdrawn", map[string]string{"12": stillUsed})
}

func TestAReceiptWhoseOriginalIsLostStaysAsItIs(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", pupils("X1 5 pārcelts"))
	list, err := h.Ledger.Inputs(t.Context(), nil, time.Time{})
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	if err := h.Archive.Forget(list[0].SHA256); err != nil {
		t.Fatal(err)
	}
	h.clock = h.clock.Add(24 * time.Hour)
	h.take("b.csv", pupils("X1 5 pārcelts", "X2 5 pārcelts"))
	if got := h.receipts(); !maps.Equal(got, map[string]string{"12": stillUsed, "13": stillUsed}) {
		t.Errorf("%v", got)
	}
	if list, err := h.Ledger.Unfinished(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("%d are not finished (%v)", len(list), err)
	}
}

// What a person took out of the folder of accepted files does not come back, nor is it
// said to stand there.
func TestAReceiptThatSomebodyDeletedIsNotWrittenAgain(t *testing.T) {
	for _, c := range []struct {
		name         string
		file, answer bool // deleted
		filed        bool // the first file's receipt says where it stands
	}{
		{"nothing", false, false, true},
		{"the file alone", true, false, false},
		{"both", true, true, false},
		{"the receipt alone", false, true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newTown(t)
			h.take("a.csv", pupils("X1 5 pārcelts", "X2 5 pārcelts"))
			for _, name := range h.tree() {
				if answer := strings.HasSuffix(name, " SANEMTS.txt"); answer && c.answer || strings.HasSuffix(name, ".csv") && c.file {
					if err := os.Remove(h.path(name)); err != nil {
						t.Fatal(err)
					}
				}
			}
			h.clock = h.clock.Add(24 * time.Hour)
			h.take("b.csv", pupils("X1 5 pārcelts", "X2 6 pārcelts", "X3 5 pārcelts"))
			for range 2 {
				h.scan()
				said, stands := "", false
				for _, name := range h.tree() {
					if strings.Contains(name, "(2025-09-12") && strings.HasSuffix(name, " SANEMTS.txt") {
						said, stands = h.read(name), true
					}
				}
				if stands == c.answer {
					t.Errorf("the receipt stands: %v\n%q", stands, h.tree())
				}
				if stands && (strings.Contains(said, "Tā atrodama kā") != c.filed || !strings.Contains(said, "„b.csv”")) {
					t.Errorf("the receipt says\n%s", said)
				}
				if list, err := h.Ledger.Unfinished(t.Context()); err != nil || len(list) != 0 {
					t.Errorf("%d are not finished (%v)", len(list), err)
				}
			}
		})
	}
}
