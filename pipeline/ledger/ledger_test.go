package ledger

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raditaji/indicators"
	"raditaji/sources"
)

// A diary is a ledger whose clock goes on by a day with each drop.
type diary struct {
	*Ledger
	t    *testing.T
	path string
	day  time.Time
}

func newDiary(t *testing.T) *diary {
	t.Helper()
	d := &diary{t: t, path: filepath.Join(t.TempDir(), "ledger.db"), day: time.Date(2024, 9, 1, 12, 0, 0, 0, time.UTC)}
	d.Ledger = mustOpen(t, d.path, func() time.Time { return d.day })
	return d
}

func mustOpen(t *testing.T, path string, now func() time.Time) *Ledger {
	t.Helper()
	l, err := Open(t.Context(), path, Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func fixed() time.Time { return time.Date(2024, 9, 1, 12, 0, 0, 0, time.UTC) }

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// reading is a file of enrolments: "A5 10" is institution A, grade 5, 10 rows.
func reading(t *testing.T, cells string) *Reading {
	t.Helper()
	r := &Reading{Kind: indicators.Enrolments, Encoding: "utf-8"}
	for _, text := range strings.Split(cells, "; ") {
		if text == "" {
			continue
		}
		c := sources.Cell{Kind: r.Kind, Year: 2023, Institution: text[:1]}
		if _, err := fmt.Sscanf(text[1:], "%s %d", &c.Part, &c.Used); err != nil {
			t.Fatal(err)
		}
		c.Rows = c.Used
		r.Cells = append(r.Cells, c)
		r.Balance.Rows += c.Rows
		r.Balance.Used += c.Used
	}
	return r
}

func (d *diary) drop(name string) Drop {
	d.day = d.day.AddDate(0, 0, 1)
	return Drop{Folder: "skola", Name: name, Size: 10, Modified: d.day, SHA256: hashOf(name), Received: d.day}
}

func (d *diary) accept(name, cells string) Submission {
	d.t.Helper()
	s, err := d.Accept(d.t.Context(), d.drop(name), reading(d.t, cells))
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

// inputs are the names of the files in force on a day, counted from the first.
func (d *diary) inputs(day int) string {
	d.t.Helper()
	var at time.Time
	if day > 0 {
		at = time.Date(2024, 9, 1+day, 23, 0, 0, 0, time.UTC)
	}
	list, err := d.Inputs(d.t.Context(), []indicators.SchoolYear{2023}, at)
	if err != nil {
		d.t.Fatal(err)
	}
	var names []string
	for _, s := range list {
		names = append(names, s.Name)
	}
	return strings.Join(names, " ")
}

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

func TestARunNeverChanges(t *testing.T) {
	d := newDiary(t)
	a := d.accept("a", "A5 10")
	run, err := d.Begin(t.Context(), Run{Programme: "p", ProgrammeSHA: "x", Year: 2024, Version: "1", Fingerprint: "abcd"}, []Input{{a.ID, a.SHA256}})
	if err != nil {
		t.Fatal(err)
	}
	result := indicators.Result{
		Year: 2024, Indicator: "1", Source: indicators.Computed, Official: true, State: indicators.Available, Counted: true,
		Numerator: 1, Denominator: 3, Unknown: 1, Standing: indicators.Standing{Status: indicators.Met, Certain: indicators.No},
	}
	missing := indicators.Result{Year: 2024, Indicator: "2", Institution: "A", Missing: []indicators.Gap{{Kind: indicators.Exams, Year: 2023}}}
	want := []Figure{FigureOf(&result), FigureOf(&missing)}
	if err := d.FinishRun(t.Context(), run.ID, want, []Delivery{{Role: "workbook", Path: "rezultati/2024/m.xlsx", SHA256: hashOf("m")}}); err != nil {
		t.Fatal(err)
	}
	got, err := d.Results(t.Context(), run.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(indicators.Number{})); diff != "" {
		t.Error(diff)
	}
	if v, ok := got[0].Value.Get(); !ok || v != 5000 {
		t.Errorf("1 of 2 known is %d hundredths", v)
	}
	if _, ok := got[1].Value.Get(); ok || got[1].Missing != "viis-exams 2023./2024." {
		t.Errorf("%+v", got[1])
	}
	if err := d.Approve(t.Context(), run.ID, "dome", "anna"); err != nil {
		t.Fatal(err)
	}
	if r, ok, err := d.Approved(t.Context(), "p", 2024); err != nil || !ok || r.ID != run.ID || r.ApprovedAt.IsZero() {
		t.Errorf("%+v, %v, %v", r, ok, err)
	}
	if err := d.FinishRun(t.Context(), run.ID, nil, nil); err == nil {
		t.Error("finished twice")
	}
	if inputs, err := d.RunInputs(t.Context(), run.ID); err != nil || len(inputs) != 1 || inputs[0].SHA256 != hashOf("a") {
		t.Errorf("%v, %v", inputs, err)
	}
}

// The database itself refuses, whoever asks, also one who does not know our
// connection's settings.
func TestTheJournalAndResultsAreOnlyAddedTo(t *testing.T) {
	d := newDiary(t)
	a := d.accept("a", "A5 10")
	run, err := d.Begin(t.Context(), Run{Programme: "p", Year: 2024}, []Input{{a.ID, a.SHA256}})
	if err != nil {
		t.Fatal(err)
	}
	open, err := d.Begin(t.Context(), Run{Programme: "p", Year: 2024}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.FinishRun(t.Context(), run.ID, []Figure{{Year: 2024, Indicator: "1"}}, nil); err != nil {
		t.Fatal(err)
	}
	if err := d.Approve(t.Context(), run.ID, "dome", "anna"); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(d.path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range []string{
		`UPDATE journal SET detail = '' WHERE id = 1`,
		`DELETE FROM journal WHERE id = 1`,
		`INSERT OR REPLACE INTO journal (id, at, who, what, detail) VALUES (1, '', '', '', '')`,
		`UPDATE results SET value = 1`,
		`DELETE FROM results`,
		`INSERT OR REPLACE INTO results SELECT * FROM results`,
		`INSERT INTO results SELECT run, 2, year, indicator, part, scope, scope_id, source, official, shape, numerator, denominator, unknown, value,
			low, high, interval_low, interval_high, coverage, status, certain, flags, missing FROM results`,
		`UPDATE runs SET reason = 'x'`,
		fmt.Sprintf(`UPDATE runs SET reason = 'x' WHERE id = %d`, open.ID),
		fmt.Sprintf(`UPDATE runs SET finished = 'x', year = 2025 WHERE id = %d`, open.ID),
		`DELETE FROM runs`,
		`INSERT OR REPLACE INTO runs SELECT * FROM runs`,
		`UPDATE run_inputs SET position = 9`,
		`DELETE FROM run_inputs`,
		fmt.Sprintf(`INSERT INTO run_inputs VALUES (%d, 2, %d, '%s')`, run.ID, a.ID, a.SHA256),
		`UPDATE approvals SET who = ''`,
		`DELETE FROM approvals`,
		`INSERT OR REPLACE INTO approvals SELECT * FROM approvals`,
		`UPDATE decisions SET who = ''`,
		`DELETE FROM decisions`,
		`INSERT OR REPLACE INTO decisions SELECT * FROM decisions`,
	} {
		if _, err := db.Exec(q); err == nil || !strings.Contains(err.Error(), "constraint failed") && !strings.Contains(err.Error(), "only added to") &&
			!strings.Contains(err.Error(), "never change") && !strings.Contains(err.Error(), "stays") {
			t.Errorf("%s: %v", q, err)
		}
	}
}

func TestTheJournalTellsEverythingInOrder(t *testing.T) {
	d := newDiary(t)
	d.accept("a", "A5 10")
	b := d.accept("b", "A5 11")
	if err := d.Withdraw(t.Context(), b.ID, "kļūda", "anna"); err != nil {
		t.Fatal(err)
	}
	entries, err := d.Journal(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	list, err := migrations(embedded)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for i, e := range entries {
		if e.ID != int64(i+1) {
			t.Errorf("entry %d has number %d", i+1, e.ID)
		}
		told = append(told, fmt.Sprint(e.What, " ", e.Submission))
	}
	want := append(slices.Repeat([]string{"ledger.migrated 0"}, len(list)), "submission.accepted 1", "submission.accepted 2", "submission.withdrawn 2", "decision.withdraw 2")
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
}

func TestAPathIsReservedForOneDelivery(t *testing.T) {
	d := newDiary(t)
	a, b := d.accept("a", "A5 10"), d.accept("b", "A6 10")
	there := map[string]bool{"p/x (2)": true}
	reserve := func(s Submission, path string) Delivery {
		t.Helper()
		list, err := d.Reserve(t.Context(), func(n int) []Delivery {
			if n > 1 {
				return []Delivery{{Submission: s.ID, Role: "answer", Path: fmt.Sprintf("%s (%d)", path, n)}}
			}
			return []Delivery{{Submission: s.ID, Role: "answer", Path: path}}
		}, func(p string) bool { return there[p] })
		if err != nil {
			t.Fatal(err)
		}
		return list[0]
	}
	first, second := reserve(a, "p/x"), reserve(b, "p/X")
	if first.Path != "p/x" || second.Path != "p/X (2)" {
		t.Errorf("%s, %s", first.Path, second.Path)
	}
	there["p/x (2)"] = false
	first.SHA256 = hashOf("text")
	if err := d.Finish(t.Context(), a.ID, []Delivery{first}); err != nil {
		t.Fatal(err)
	}
	if list, err := d.DeliveredIn(t.Context(), "p"); err != nil || len(list) != 1 || list[0].SHA256 != hashOf("text") {
		t.Errorf("%+v, %v", list, err)
	}
	if list, err := d.Unfinished(t.Context()); err != nil || len(list) != 1 || list[0].ID != b.ID {
		t.Errorf("%+v, %v", list, err)
	}
	if err := d.Withdraw(t.Context(), a.ID, "kļūda", ""); err != nil {
		t.Fatal(err)
	}
	leaving, err := d.Leaving(t.Context())
	if err != nil || len(leaving) != 1 {
		t.Fatalf("%+v, %v", leaving, err)
	}
	if err := d.Removed(t.Context(), leaving); err != nil {
		t.Fatal(err)
	}
	if again := reserve(b, "p/x"); again.Path != "p/x" {
		t.Errorf("the path of what is gone is free again, got %s", again.Path)
	}
}

func TestARequestIsTheSameUntilItsFileIsRemoved(t *testing.T) {
	d := newDiary(t)
	r := Request{Kind: AskRerun, Year: 2024, Name: "parrekinat-2024", Modified: d.day, SHA256: hashOf("")}
	ask := func() Request {
		t.Helper()
		got, err := d.Ask(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	first := ask()
	if again := ask(); again.ID != first.ID {
		t.Error("the same file is another request")
	}
	if _, err := d.AnswerRequest(t.Context(), first.ID, "", 0); err != nil {
		t.Fatal(err)
	}
	if err := d.FinishRequest(t.Context(), first.ID, nil); err != nil {
		t.Fatal(err)
	}
	if open, err := d.OpenRequests(t.Context()); err != nil || len(open) != 0 {
		t.Errorf("%+v, %v", open, err)
	}
	if again := ask(); again.ID == first.ID {
		t.Error("a new file is the old request")
	}
}

func TestAJobRunsOnceForATime(t *testing.T) {
	d := newDiary(t)
	at := time.Date(2024, 10, 27, 1, 0, 0, 0, time.UTC)
	d.day = at
	ahead := at.AddDate(10, 0, 0) // by a clock that was
	if _, err := d.Schedule(t.Context(), "calculate", ahead); err != nil {
		t.Fatal(err)
	}
	if err := d.FinishJob(t.Context(), "calculate", ahead, ""); err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{true, false} {
		if got, err := d.Schedule(t.Context(), "calculate", at); err != nil || got != want {
			t.Errorf("time %d: %v, %v", i+1, got, err)
		}
	}
	if open, err := d.OpenJobs(t.Context()); err != nil || len(open) != 1 {
		t.Errorf("%v, %v", open, err)
	}
	if err := d.FinishJob(t.Context(), "calculate", at, ""); err != nil {
		t.Fatal(err)
	}
	if j, ok, err := d.LastJob(t.Context(), "calculate"); err != nil || !ok || !j.Scheduled.Equal(at) {
		t.Errorf("%+v, %v, %v", j, ok, err)
	}
}

func TestAChangedKeyIsNoticed(t *testing.T) {
	d := newDiary(t)
	for i, c := range []struct {
		key  string
		want bool
	}{{"k1", true}, {"k1", true}, {"k2", false}, {"k1", true}} {
		if got, err := d.NoticeKey(t.Context(), c.key); err != nil || got != c.want {
			t.Errorf("%d: %s: %v, %v", i, c.key, got, err)
		}
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

func TestABackupIsTheLedger(t *testing.T) {
	d := newDiary(t)
	d.accept("a", "A5 10")
	backup := filepath.Join(t.TempDir(), "backup.db")
	for range 2 { // the second replaces the first
		if err := d.Backup(t.Context(), backup); err != nil {
			t.Fatal(err)
		}
	}
	d.accept("b", "A5 11")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(t.Context(), backup, d.path, nil); err != nil {
		t.Fatal(err)
	}
	d.Ledger = mustOpen(t, d.path, fixed)
	if got := d.inputs(0); got != "a" {
		t.Errorf("restored: %q in force, want a", got)
	}
	before := mustOpen(t, d.path+".before-restore", fixed)
	if list, err := before.Inputs(t.Context(), nil, time.Time{}); err != nil || len(list) != 1 || list[0].Name != "b" {
		t.Errorf("the former ledger is kept: %+v, %v", list, err)
	}
	if names, err := os.ReadDir(filepath.Dir(backup)); err != nil || len(names) != 1 {
		t.Errorf("beside the backup: %v, %v", names, err)
	}
}

func TestOnlyALedgerIsRestored(t *testing.T) {
	d := newDiary(t)
	d.accept("a", "A5 10")
	dir := t.TempDir()
	for name, data := range map[string]string{"empty": "", "text": strings.Repeat("nav datubāze ", 1000)} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Restore(t.Context(), path, d.path, nil); err == nil {
			t.Errorf("%s: restored", name)
		}
	}
	if _, err := Restore(t.Context(), filepath.Join(dir, "none"), d.path, nil); err == nil {
		t.Error("restored from nothing")
	}
	if got := d.inputs(0); got != "a" {
		t.Errorf("after refusals %q is in force, want a", got)
	}
}

func TestABrokenOffRestoreIsNotAnEmptyLedger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	if err := os.WriteFile(path+restoring, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, Options{Now: fixed}); !errors.Is(err, ErrHalf) {
		t.Errorf("got %v", err)
	}
}

func TestWhatIsNotOpened(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		name  string
		spoil func(t *testing.T, path string)
		want  error
	}{
		{"a newer ledger", func(t *testing.T, path string) { execute(t, path, "PRAGMA user_version = 99") }, ErrNewer},
		{"another program's database", func(t *testing.T, path string) { execute(t, path, "PRAGMA application_id = 7") }, ErrForeign},
		{"no database", func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte(strings.Repeat("x", 4096)), 0o600); err != nil {
				t.Fatal(err)
			}
		}, ErrDamaged},
		{"a page of rubbish", func(t *testing.T, path string) {
			f, err := os.OpenFile(path, os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if _, err := f.WriteAt([]byte(strings.Repeat("\xff", 4096)), 3*4096); err != nil {
				t.Fatal(err)
			}
		}, ErrDamaged},
		{"a row that names another that is not there", func(t *testing.T, path string) {
			execute(t, path, `INSERT INTO journal (at, who, what, submission, detail) VALUES ('', '', '', 77, '')`)
		}, ErrDamaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDiary(t)
			d.accept("a", "A5 10")
			if err := d.Close(); err != nil {
				t.Fatal(err)
			}
			c.spoil(t, d.path)
			l, err := Open(ctx, d.path, Options{Now: fixed})
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if err == nil {
				l.Close()
			}
		})
	}
}

func execute(t *testing.T, path, query string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(query); err != nil {
		t.Fatal(err)
	}
}

// A made-up migration stands for all that will come.
func TestAnOlderLedgerIsKeptThenMigrated(t *testing.T) {
	list, err := migrations(embedded)
	if err != nil {
		t.Fatal(err)
	}
	next := append(slices.Clone(list), `ALTER TABLE runs ADD COLUMN note TEXT; CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;`)
	for _, stop := range []string{"", "ledger.copied", "ledger.kept", "ledger.written", "ledger.committed"} {
		t.Run("stopped at "+stop, func(t *testing.T) {
			if stop != "" && runtime.GOOS == "windows" {
				t.Skip("what a panic leaves open cannot be removed here; whole processes are killed in another test")
			}
			d := newDiary(t)
			d.accept("a", "A5 10")
			if err := d.Close(); err != nil {
				t.Fatal(err)
			}
			if stop != "" {
				stopped := func() (stopped bool) {
					defer func() { stopped = recover() != nil }()
					l, err := open(t.Context(), d.path, Options{Now: fixed, Fault: func(step string) {
						if step == stop {
							panic(step)
						}
					}}, next)
					if err == nil {
						l.Close()
					}
					return false
				}()
				if !stopped {
					t.Fatal("never came to this step")
				}
			}
			l, err := open(t.Context(), d.path, Options{Now: fixed}, next)
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			if got, err := l.Inputs(t.Context(), nil, time.Time{}); err != nil || len(got) != 1 {
				t.Errorf("%d inputs: %v", len(got), err)
			}
			if _, err := l.write.Exec(`INSERT INTO more VALUES (1)`); err != nil {
				t.Error(err)
			}
			before := mustOpen(t, fmt.Sprintf("%s.version-%d", d.path, len(list)), fixed)
			if got, err := before.Inputs(t.Context(), nil, time.Time{}); err != nil || len(got) != 1 {
				t.Errorf("the copy has %d inputs: %v", len(got), err)
			}
			if _, err := Open(t.Context(), d.path, Options{Now: fixed}); !errors.Is(err, ErrNewer) {
				t.Errorf("the older program opens it: %v", err)
			}
		})
	}
}

func TestAFailingMigrationLeavesTheLedgerAsItWas(t *testing.T) {
	list, err := migrations(embedded)
	if err != nil {
		t.Fatal(err)
	}
	d := newDiary(t)
	d.accept("a", "A5 10")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t.Context(), d.path, Options{Now: fixed}, append(list, `CREATE TABLE more (id INTEGER) STRICT; CREATE TABLE runs (id INTEGER);`)); err == nil {
		t.Fatal("migrated")
	}
	d.Ledger = mustOpen(t, d.path, fixed)
	if got := d.inputs(0); got != "a" {
		t.Errorf("%q", got)
	}
}

// The requests of a ledger that was filled before answers could be asked for keep
// their numbers, and what refers to them; masks get their one form.
func TestRequestsOfAnOlderLedgerAreKept(t *testing.T) {
	list, err := migrations(embedded)
	if err != nil {
		t.Fatal(err)
	}
	older := slices.IndexFunc(list, func(text string) bool { return strings.Contains(text, "requests_before") })
	if older < 1 {
		t.Fatal("no migration makes the requests anew")
	}
	path := filepath.Join(t.TempDir(), "ledger.db")
	l, err := open(t.Context(), path, Options{Now: fixed}, list[:older])
	if err != nil {
		t.Fatal(err)
	}
	before := &diary{Ledger: l, t: t, day: fixed()}
	returned, err := before.Return(t.Context(), before.drop("010110-***** saraksts"), reading(t, "A5 10"))
	if err != nil {
		t.Fatal(err)
	}
	var asked []Request
	for n, r := range []Request{
		{Kind: AskAccept, Submission: returned.ID, Reason: "termiņš", Name: "PIENEMT.txt", Folder: "atgrieztie/010110-*****", Modified: fixed()},
		{Kind: AskRerun, Year: 2024, Name: "parrekinat-2024", Folder: "ienakosie", Modified: fixed()},
	} {
		r.SHA256 = hashOf(fmt.Sprint(n))
		if r, err = l.Ask(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		asked = append(asked, r)
	}
	note, err := l.Reserve(t.Context(), func(int) []Delivery {
		return []Delivery{{Request: asked[0].ID, Role: AboutTaking, Path: "atgrieztie/PIENEMT KLUDAS.txt"}}
	}, func(string) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	if err := l.FinishRequest(t.Context(), asked[0].ID, note); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Ask(t.Context(), Request{Kind: AskAnswer, Name: "ATBILDE.txt"}); err == nil {
		t.Fatal("the older ledger knows answers")
	}
	entries, err := l.Journal(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}

	after := mustOpen(t, path, fixed)
	for n, want := range asked {
		want.Folder = strings.ReplaceAll(want.Folder, "*****", "xxxxx")
		want.Modified = want.Modified.UTC()
		want.Finished = n == 0
		got, err := after.Request(t.Context(), want.ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	if s, err := after.Submission(t.Context(), returned.ID); err != nil || s.Name != "010110-xxxxx saraksts" {
		t.Errorf("%q, %v", s.Name, err)
	}
	if got, err := after.DeliveriesFor(t.Context(), asked[0].ID); err != nil || len(got) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := after.Journal(t.Context(), 0, int(entries[len(entries)-1].ID)); err != nil || !slices.Equal(got, entries) {
		t.Errorf("%+v, %v", got, err)
	}
	answer, err := after.Ask(t.Context(), Request{Kind: AskAnswer, Submission: returned.ID, Name: "ATBILDE.txt"})
	if err != nil || answer.ID != asked[1].ID+1 {
		t.Errorf("%+v, %v", answer, err)
	}
	if err := after.Close(); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, path, fixed) // whole, with every reference in its place
}

func TestWhatWasToldOfRequestsGivesWay(t *testing.T) {
	const here, there = "pienemtie/2025/A", "pienemtie/2025/B"
	ask := func(kind string, folder, name string, submission int64, year int) Request {
		return Request{Kind: kind, Folder: folder, Name: name, Submission: submission, Year: year}
	}
	for _, c := range []struct {
		name        string
		before, now Request
		refused     [2]bool // before, now
		leaves      bool
	}{
		{"a refusal, when the same is done", ask(AskAnswer, here, "ATBILDE.txt", 1, 0), ask(AskAnswer, here, "ATBILDE.txt", 1, 0), [2]bool{true, false}, true},
		{"a refusal, when the same is refused again", ask(AskAnswer, here, "ATBILDE.txt", 1, 0), ask(AskAnswer, here, "ATBILDE.txt", 1, 0), [2]bool{true, true}, true},
		{"a success, when the same is done again", ask(AskApprove, here, "a", 0, 2025), ask(AskApprove, there, "later", 0, 2025), [2]bool{false, false}, true},
		{"not when it was asked at the same time: nobody has seen it", ask(AskApprove, here, "a", 0, 2025), ask(AskApprove, there, "a", 0, 2025), [2]bool{false, false}, false},
		{"not a refusal, when the same is refused elsewhere", ask(AskApprove, here, "a", 0, 2025), ask(AskApprove, there, "later", 0, 2025), [2]bool{true, true}, false},
		{"not a success, when the same is refused", ask(AskApprove, here, "a", 0, 2025), ask(AskApprove, there, "b", 0, 2025), [2]bool{false, true}, false},
		{"not of another year", ask(AskApprove, here, "a", 0, 2024), ask(AskApprove, here, "b", 0, 2025), [2]bool{true, false}, false},
		{"not of another kind", ask(AskAnswer, here, "a", 1, 0), ask(AskWithdraw, here, "a", 1, 0), [2]bool{true, false}, false},
		{"not about another file", ask(AskAnswer, here, "a", 1, 0), ask(AskAnswer, here, "b", 2, 0), [2]bool{true, false}, false},
		{"a refusal of which nobody knew what it is about, when one of its folder is done", ask(AskAnswer, here, "a", 0, 0), ask(AskAnswer, here, "b", 2, 0), [2]bool{true, false}, true},
		{"but not one of another folder", ask(AskAnswer, there, "a", 0, 0), ask(AskAnswer, here, "b", 2, 0), [2]bool{true, false}, false},
		{"nor when another is refused", ask(AskAnswer, here, "a", 0, 0), ask(AskAnswer, here, "b", 0, 0), [2]bool{true, true}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDiary(t)
			d.accept("x", "A5 1")
			d.accept("y", "B5 1")
			for n, r := range []Request{c.before, c.now} {
				r.SHA256 = hashOf(fmt.Sprint(n))
				if r.Name == "later" {
					d.day = d.day.Add(2 * sameTime)
				}
				r, err := d.Ask(t.Context(), r)
				if err != nil {
					t.Fatal(err)
				}
				code := ""
				if c.refused[n] {
					code = "take.target.none"
				}
				if r, err = d.AnswerRequest(t.Context(), r.ID, code, 0); err != nil || r.Answered.IsZero() || r.Code != code {
					t.Fatalf("%+v, %v", r, err)
				}
				note, err := d.Reserve(t.Context(), func(m int) []Delivery {
					return []Delivery{{Request: r.ID, Role: AboutTaking, Path: fmt.Sprintf("note %d %d", n, m)}}
				}, func(string) bool { return false })
				if err == nil {
					err = d.FinishRequest(t.Context(), r.ID, note)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			leaving, err := d.Leaving(t.Context())
			if err != nil || (len(leaving) == 1) != c.leaves {
				t.Errorf("%+v, %v", leaving, err)
			}
		})
	}
}
