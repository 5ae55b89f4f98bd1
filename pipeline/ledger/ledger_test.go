package ledger

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"path/filepath"
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
