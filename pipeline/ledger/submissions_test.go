package ledger

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raditaji/indicators"
)

func TestWhatIsInForce(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(*diary)
		want string
	}{
		{"one file", func(d *diary) { d.accept("a", "A5 10") }, "a"},
		{"a later file replaces the cells that it covers", func(d *diary) { d.accept("a", "A5 10"); d.accept("b", "A5 11") }, "b"},
		{"the other cells stay", func(d *diary) { d.accept("a", "A5 10; A6 10"); d.accept("b", "A5 11") }, "a b"},
		{"exports by grade add up", func(d *diary) { d.accept("a", "A5 10"); d.accept("b", "A6 10") }, "a b"},
		{"a cell without used rows replaces nothing", func(d *diary) { d.accept("a", "A5 10"); d.accept("b", "A5 0") }, "a b"},
		{"nothing covered, nothing in force", func(d *diary) { d.accept("a", "") }, ""},
		{"after being superseded the same bytes are in force again", func(d *diary) {
			d.accept("a", "A5 10")
			d.accept("b", "A5 11")
			d.accept("a", "A5 10")
		}, "a"},
		{"what a withdrawn file replaced is in force again", func(d *diary) {
			d.accept("a", "A5 10")
			b := d.accept("b", "A5 11")
			if err := d.Withdraw(d.t.Context(), b.ID, "nepareizā skola", "anna"); err != nil {
				d.t.Fatal(err)
			}
		}, "a"},
		{"a returned file is not in force", func(d *diary) {
			if _, err := d.Return(d.t.Context(), d.drop("a"), reading(d.t, "A5 10")); err != nil {
				d.t.Fatal(err)
			}
		}, ""},
		{"a checked file is not in force", func(d *diary) {
			if _, err := d.Check(d.t.Context(), d.drop("a"), reading(d.t, "A5 10")); err != nil {
				d.t.Fatal(err)
			}
		}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDiary(t)
			c.do(d)
			if got := d.inputs(0); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestAYearIsWhatWasKnownOnADay(t *testing.T) {
	d := newDiary(t)
	d.accept("a", "A5 10")      // day 1
	b := d.accept("b", "A5 11") // day 2
	d.accept("a", "A5 10")      // day 3
	d.day = d.day.AddDate(0, 0, 1)
	if err := d.Withdraw(t.Context(), b.ID, "kļūda", "anna"); err != nil { // day 4
		t.Fatal(err)
	}
	d.accept("c", "A5 12") // day 5
	for day, want := range map[int]string{1: "a", 2: "b", 3: "a", 4: "a", 5: "c"} {
		if got := d.inputs(day); got != want {
			t.Errorf("day %d: %q, want %q", day, got, want)
		}
	}
	if list, err := d.Inputs(t.Context(), []indicators.SchoolYear{2019}, time.Time{}); err != nil || len(list) != 0 {
		t.Errorf("another year has %d inputs: %v", len(list), err)
	}
	if list, err := d.Inputs(t.Context(), nil, time.Time{}); err != nil || len(list) != 1 {
		t.Errorf("all years have %d inputs: %v", len(list), err)
	}
}

func TestWhetherTheSameBytesAreInForce(t *testing.T) {
	d := newDiary(t)
	inForce := func(name string) bool {
		_, ok, err := d.InForce(t.Context(), hashOf(name))
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	d.accept("a", "A5 10; A6 3")
	d.accept("empty", "")
	if !inForce("a") || !inForce("empty") || inForce("b") {
		t.Error("a and the empty file are in force, b never came")
	}
	d.accept("b", "A5 11")
	if inForce("a") {
		t.Error("a cell of a was replaced")
	}
}

func TestAReturnStandsUntilItsCorrectionIsAccepted(t *testing.T) {
	const folder = "skola"
	for _, c := range []struct {
		name, folder, file, cells string
		accepted                  bool
		want                      bool // it still stands
	}{
		{"same name, a cell in common", folder, "a.csv", "A5 10", true, false},
		{"same name, about something else", folder, "a.csv", "B5 10", true, true},
		{"another name, all cells", folder, "b.csv", "A5 10; A6 10; B5 1", true, false},
		{"another name, not all cells", folder, "b.csv", "A5 10", true, true},
		{"another folder, all cells", "cita", "b.csv", "A5 10; A6 10", true, false},
		{"same name in another folder, not all cells", "cita", "a.csv", "A5 10", true, true},
		{"returned again under its name", folder, "a.csv", "A5 9; A6 10", false, false},
		{"another one is returned", "cita", "b.csv", "A5 10; A6 10", false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDiary(t)
			first, err := d.Return(t.Context(), d.drop("a.csv"), reading(t, "A5 10; A6 10"))
			if err != nil {
				t.Fatal(err)
			}
			drop := d.drop(c.file)
			drop.Folder, drop.SHA256 = c.folder, hashOf("corrected")
			take := d.Return
			if c.accepted {
				take = d.Accept
			}
			if _, err := take(t.Context(), drop, reading(t, c.cells)); err != nil {
				t.Fatal(err)
			}
			s, err := d.Submission(t.Context(), first.ID)
			if err != nil {
				t.Fatal(err)
			}
			if s.Stands() != c.want {
				t.Errorf("stands: %v (%s), want %v", s.Stands(), s.Why, c.want)
			}
		})
	}
}

func TestAMuchSmallerReplacementIsAQueryAndItsAnswerCarriesOver(t *testing.T) {
	d := newDiary(t)
	d.accept("a", "A5 30; A6 30")
	same := d.accept("b", "A5 29; A6 30")
	if len(same.Queries) != 0 || len(same.Supersedes) != 1 || same.Supersedes[0].Rows != 60 {
		t.Fatalf("b: %+v, %+v", same.Queries, same.Supersedes)
	}
	small := d.accept("c", "A5 30")
	var asked []string
	for _, q := range small.Queries {
		asked = append(asked, q.Code+": "+q.Subject+": "+q.Value)
	}
	// 30 of 29 rows of grade 5 are not fewer, but grade 6 is missing.
	want := []string{"merge.grade.missing: of=2023./2024., A; grades=6: rows=30; was=59; kept=30"}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Fatal(diff)
	}
	// All that it replaces counts together: 30 of c, which held grade 5, and 30 of b,
	// which held grade 6.
	if enough := d.accept("two thirds", "A5 10; A6 30"); len(enough.Queries) != 0 {
		t.Fatalf("40 of 60: %+v", enough.Queries)
	}
	d.accept("c", "A5 30")
	fewer := d.accept("d", "A5 9; A6 30")
	if len(fewer.Queries) != 1 || fewer.Queries[0].Code != "merge.rows.fewer" || fewer.Queries[0].Value != "rows=39; was=60" {
		t.Fatalf("d: %+v", fewer.Queries)
	}
	wantArgs := map[string]string{"file": "two thirds, c", "of": "2023./2024., A", "rows": "39", "was": "60"}
	if diff := cmp.Diff(wantArgs, fewer.Queries[0].Problem().Args); diff != "" {
		t.Error(diff)
	}
	e := d.accept("e", "A5 1; A6 30")
	f := d.accept("f", "A5 1; A6 1")
	if len(e.Queries) != 0 || len(f.Queries) != 1 {
		t.Fatalf("e: %+v, f: %+v", e.Queries, f.Queries)
	}
	if _, err := d.Answer(t.Context(), f.Queries[0].ID, "Skola slēgta.", "anna"); err != nil {
		t.Fatal(err)
	}
	d.accept("e", "A5 1; A6 30")
	again := d.accept("f", "A5 1; A6 1")
	got, err := d.Queries(t.Context(), again.ID)
	if err != nil || len(got) != 1 || got[0].Answer != "Skola slēgta." || got[0].Who != "anna" {
		t.Errorf("the same again: %+v, %v", got, err)
	}
	d.accept("e", "A5 1; A6 30")
	other := d.accept("g", "A5 1; A6 2")
	got, err = d.Queries(t.Context(), other.ID)
	if err != nil || len(got) != 1 || got[0].Answer != "" {
		t.Errorf("another value: %+v, %v", got, err)
	}
}

func TestAnOfficerAcceptsAReturnedFileOnce(t *testing.T) {
	d := newDiary(t)
	returned, err := d.Return(t.Context(), d.drop("a"), reading(t, "A5 10"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := d.AcceptReturned(t.Context(), returned, reading(t, "A5 9"), "termiņš", "anna")
	if err != nil {
		t.Fatal(err)
	}
	if s.Outcome != Accepted || s.SameAs != returned.ID || s.Decision == 0 || d.inputs(0) != "a" {
		t.Errorf("%+v", s)
	}
	if _, err := d.AcceptReturned(t.Context(), returned, reading(t, "A5 9"), "vēlreiz", "anna"); !errors.Is(err, ErrNone) {
		t.Errorf("again: %v", err)
	}
	decisions, err := d.Decisions(t.Context())
	if err != nil || len(decisions) != 1 || decisions[0].Reason != "termiņš" || decisions[0].Who != "anna" {
		t.Errorf("%+v, %v", decisions, err)
	}
}

func TestForgottenOriginalsLeaveTheirHistory(t *testing.T) {
	d := newDiary(t)
	a := d.accept("a", "A5 10") // 2 September
	b := d.accept("b", "A6 10")
	for _, s := range []Submission{a, b} {
		if err := d.Finish(t.Context(), s.ID, nil); err != nil {
			t.Fatal(err)
		}
	}
	old, err := d.Expired(t.Context(), time.Date(2024, 9, 3, 0, 0, 0, 0, time.UTC))
	if err != nil || !slices.Equal(old, []string{a.SHA256}) {
		t.Fatalf("%v, %v", old, err)
	}
	if err := d.Forget(t.Context(), a.SHA256); err != nil {
		t.Fatal(err)
	}
	if gone, err := d.Forgotten(t.Context()); err != nil || !slices.Equal(gone, old) {
		t.Errorf("%v, %v", gone, err)
	}
	if s, err := d.Submission(t.Context(), a.ID); err != nil || s.Why != Forgotten {
		t.Errorf("%+v, %v", s, err)
	}
	if ok, err := d.Remembers(t.Context(), a.SHA256); err != nil || ok {
		t.Errorf("remembers %v, %v", ok, err)
	}
	d.accept("a", "A5 10")
	if ok, err := d.Remembers(t.Context(), a.SHA256); err != nil || !ok {
		t.Errorf("dropped again: remembers %v, %v", ok, err)
	}
}

func TestTheBoardShowsWhatIsInForceAndWhatIsReturned(t *testing.T) {
	d := newDiary(t)
	d.accept("a", "A5 30; A6 30")
	d.accept("b", "A5 3")
	if _, err := d.Return(t.Context(), d.drop("c"), reading(t, "B5 7")); err != nil {
		t.Fatal(err)
	}
	list, err := d.Board(t.Context(), 2023, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range list {
		got = append(got, fmt.Sprintf("%s %s %s %d rows, %d queries", p.Institution, p.Kind, p.Outcome, p.Rows, p.Queries))
	}
	want := []string{
		"A viis-enrolments accepted 30 rows, 0 queries", "A viis-enrolments accepted 3 rows, 1 queries", "B viis-enrolments returned 7 rows, 0 queries",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
