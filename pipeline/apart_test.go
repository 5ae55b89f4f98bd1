package pipeline_test

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raditaji/pipeline/ledger"
)

// race is set where the race detector watches, which takes memory of its own.
var race bool

func TestAFileThatTakesItsReaderDownIsReturnedWithTheReason(t *testing.T) {
	if race {
		t.Skip("the race detector needs more addresses than a reader may have")
	}
	h := newHall(t)
	h.ReadCommand = readCommand("128")
	h.Share.Limits.Seconds, h.Share.Limits.Memory = 2, 128
	h.drop("ienakosie/a.csv", pupils("010110-10007 4 pārcelts"))
	h.drop("ienakosie/b.csv", pupils("010110-10007 5 "+dieNow))
	h.drop("ienakosie/c.csv", pupils("010110-10007 6 pārcelts"))
	h.drop("ienakosie/d.csv", pupils("010110-10007 7 "+hangOn))
	h.drop("ienakosie/e.csv", pupils("010110-10007 8 pārcelts"))
	h.drop("ienakosie/f.csv", pupils("010110-10007 9 "+eatMore))
	h.drop("ienakosie/g.csv", faulty)
	h.drop("ienakosie/h.csv", pupils("010110-10007 10 pārcelts"))
	n := h.scan()
	if n.Accepted != 4 || n.Returned != 4 || n.Failed != 0 {
		t.Errorf("%+v", n)
	}
	for name, want := range map[string]string{
		"b.csv": "programmatūrā radās kļūda", "d.csv": "2 sekundēs", "f.csv": "128 MiB atmiņas", "1000000001 A skola - g.csv": "",
	} {
		if said := h.read("atgrieztie/" + name + " KLUDAS.txt"); !strings.Contains(said, want) || strings.Contains(said, "150308") {
			t.Errorf("%s: %s", name, said)
		}
	}
	for id, want := range map[int64]string{2: "take.reader.died", 4: "take.reader.slow", 6: "take.reader.memory", 7: ""} {
		if s, err := h.Ledger.Submission(t.Context(), id); err != nil || s.Flaw != want || s.Outcome != ledger.Returned {
			t.Errorf("submission %d: %+v, %v", id, s, err)
		}
	}
	if strings.Contains(h.log.String(), "150308") {
		t.Error("the log quotes what the reader said when it died")
	}
}

func TestAReaderThatCannotStartIsNoFilesFault(t *testing.T) {
	h := newHall(t)
	h.ReadCommand = readCommand("no number")
	h.drop("ienakosie/a.csv", good)
	h.look()
	h.clock = h.clock.Add(10 * time.Second)
	if n, err := h.TakeIn(t.Context()); err == nil || n.Returned != 0 {
		t.Errorf("%+v, %v", n, err)
	}
	h.wantTree("ienakosie/a.csv")
	h.ReadCommand = readCommand("512")
	h.Version = "newer"
	if n, err := h.TakeIn(t.Context()); err == nil || n.Returned != 0 {
		t.Errorf("a reader of another version: %+v, %v", n, err)
	}
	h.Version = "test"
	h.scan()
	h.wantTree(filed+".csv", receipt)
}

func TestApartAndHereReadAlike(t *testing.T) {
	h, other := newHall(t), newHall(t)
	other.ReadCommand = readCommand("512")
	for i, text := range []string{good, faulty, "", "%PDF-1.7", pupils("x 99 neko"), "PK\x03\x04"} {
		for _, each := range []*hall{h, other} {
			each.drop(fmt.Sprintf("ienakosie/%d.csv", i), text)
			each.scan()
		}
	}
	h.wantTree(other.tree()...)
	for _, name := range h.tree() {
		if h.read(name) != other.read(name) {
			t.Errorf("%s differs", name)
		}
	}
}

// crowdOf is how many files the load test drops; RADITAJI_LOAD says how many.
func crowdOf(t *testing.T) int {
	t.Helper()
	text := os.Getenv("RADITAJI_LOAD")
	if text == "" {
		return 200
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestManyFilesAtOnceAreAllAnswered(t *testing.T) {
	if race {
		t.Skip("the race detector needs more addresses than a reader may have")
	}
	h := newHall(t)
	h.ReadCommand = readCommand("512")
	total, bad := crowdOf(t), 0
	drops := map[wanted]int{}
	for i := range total {
		text := pupils(fmt.Sprintf("010110-10007 %d pārcelts", 1+i%12)) + strings.Repeat("\n", i)
		switch {
		case i%100 == 50:
			text += dieNow
			bad++
		case i%10 == 1:
			text = fmt.Sprintf("%%PDF-1.7 %d", i)
			bad++
		case i%10 == 2:
			text = strings.Repeat("\x00\xff", i+1)
			bad++
		case i%2 == 1:
			text = strings.Replace(text, "02.09.2024", "31.02.2024", 1)
			bad++
		}
		folder := fmt.Sprintf("skola %d", i%30)
		h.drop(fmt.Sprintf("ienakosie/%s/%d.csv", folder, i), text)
		drops[wanted{folder, fmt.Sprintf("%d.csv", i), hashOf(text)}]++
	}
	h.look()
	h.clock = h.clock.Add(10 * time.Second)
	began := time.Now()
	n := h.look()
	t.Logf("%d files answered in %v, the service's memory %d MiB at most", total, time.Since(began).Round(time.Millisecond), peakMemory())
	if n.Settled != total || n.Returned != bad || n.Failed != 0 {
		t.Errorf("%+v, want %d, %d returned", n, total, bad)
	}
	h.settleAll()
	h.wholeAfter(drops)
	if peak := peakMemory(); peak > 300 {
		t.Errorf("%d MiB", peak)
	}
}

// peakMemory is the most MiB that this process ever held; 0 where it cannot be known.
func peakMemory() int {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(data, []byte("VmHWM:"))
	var kilobytes int
	if _, err := fmt.Sscan(string(rest), &kilobytes); err != nil {
		return 0
	}
	return kilobytes >> 10
}

func TestLookingAtManySettledFilesIsQuick(t *testing.T) {
	h := newHall(t)
	links := crowdOf(t)
	for i := range 10_000 {
		name := h.path(fmt.Sprintf("ienakosie/%d/%d.csv", i/100, i))
		if i%100 == 0 {
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if i < links {
			link(t, "x", name)
		} else if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h.Share.Settle = time.Hour
	if n := h.look(); n.Refused != links {
		t.Errorf("%+v, want %d links reported", n, links)
	}
	best := time.Hour // of three: the machine may be busy with something else
	for range 3 {
		began := time.Now()
		if n := h.look(); n.Waiting != 10_000-links || n.Refused != 0 {
			t.Errorf("%+v", n)
		}
		best = min(best, time.Since(began))
	}
	t.Logf("%v", best.Round(time.Millisecond))
	if best > 2*time.Second {
		t.Errorf("a scan of 10000 files took %v", best)
	}
}

// A school that drops a thousand files keeps no other one waiting; in a folder
// files are taken in their order.
func TestOneFolderOfManyFilesKeepsNoOtherWaiting(t *testing.T) {
	h := newHall(t)
	var want []string
	drop := func(name string) {
		h.drop("ienakosie/"+name, fmt.Sprintf("nav datu %s", name))
	}
	for i := range 50 {
		drop(fmt.Sprintf("a/%03d.csv", i))
		want = append(want, fmt.Sprintf("a/%03d.csv", i))
	}
	drop("parbaude/a/1.csv")
	drop("parbaude/b/1.csv")
	drop("z/1.csv")
	want = slices.Insert(want, 20, "parbaude/a/1.csv", "parbaude/b/1.csv", "z/1.csv")
	h.scan()
	all, err := h.Ledger.Submissions(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range all {
		got = append(got, s.Path())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTakingInEndsAfterItsTurnAndGoesOnWhereItStopped(t *testing.T) {
	h := newHall(t)
	for i := range 60 {
		h.drop(fmt.Sprintf("ienakosie/%03d.csv", i), fmt.Sprintf("nav datu %d", i))
		link(t, "000.csv", h.path(fmt.Sprintf("ienakosie/saite %03d", i)))
	}
	now := h.Now
	h.Now = func() time.Time { h.clock = h.clock.Add(500 * time.Millisecond); return now() } // a slow disk
	settled, refused, times := 0, 0, 0
	for left := 1; left > 0; times++ {
		n := h.look()
		if n.Settled+n.Refused == 0 && n.Waiting == 0 {
			t.Fatalf("%+v", n)
		}
		settled, refused, left = settled+n.Settled, refused+n.Refused, n.Later+n.Waiting
	}
	if settled != 60 || refused != 60 || times < 5 {
		t.Errorf("%d settled, %d refused in %d times", settled, refused, times)
	}
	all, err := h.Ledger.Submissions(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, s := range all {
		if seen[s.Path()] || !s.Stands() || !s.Finished {
			t.Errorf("%s was taken before, or does not stand", s.Path())
		}
		seen[s.Path()] = true
	}
}

// Who sends our answer back is told how the kind of file that it is about is corrected.
func TestOurOwnAnswerIsAnsweredByWhatItIsAbout(t *testing.T) {
	h := newAskingHall(t)
	h.drop("ienakosie/A/e.csv", faulty)
	h.drop("ienakosie/A/v.xlsx", template(t, school, 2024, nothing, "again.n", "viens"))
	h.drop("ienakosie/B/g.csv", strings.ReplaceAll(good, "2024./2025", "2023./2024"))
	h.scan()
	for _, name := range h.tree() {
		if base := path.Base(name); strings.HasSuffix(base, "KLUDAS.txt") || strings.HasSuffix(base, "SANEMTS.txt") {
			h.drop("ienakosie/"+base, h.read(name))
		}
	}
	if n := h.scan(); n.Returned != 3 {
		t.Fatalf("%+v: %q", n, h.tree())
	}
	for name, want := range map[string]string{
		"1000000001 A skola - e.csv": "jauno eksportu", "1000000001 A skola - v.xlsx": "iezīmēto kopiju (… LABOJAMS)",
		"viis-enrolments 2023-2024 1000000001 A skola (2025-09-12 0930)": "To iesniegt nevajag.",
	} {
		if said := h.read("atgrieztie/" + name + " NAV DATI.txt"); !strings.Contains(said, want) {
			t.Errorf("%s: %s", name, said)
		}
	}
}
