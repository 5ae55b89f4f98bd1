package ledger

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raditaji/indicators"
)

func TestARunThatEndedHasNoResultsEver(t *testing.T) {
	d := newDiary(t)
	a := d.accept("a", "A5 10")
	begin := func() Run {
		t.Helper()
		r, err := d.Begin(t.Context(), Run{Programme: "p", Year: 2024}, []Input{{a.ID, a.SHA256}})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	failed := begin()
	if err := d.EndRun(t.Context(), failed.ID, Failed, "share", "no such file or directory"); err != nil {
		t.Fatal(err)
	}
	r, err := d.Run(t.Context(), failed.ID)
	if want := (End{Failed, "share", "no such file or directory", d.day}); err != nil || r.End != want || r.Open() {
		t.Errorf("%+v, %v", r, err)
	}
	if err := d.FinishRun(t.Context(), failed.ID, []Figure{{Year: 2024, Indicator: "1"}}, nil); err == nil || !strings.Contains(err.Error(), "never changes") {
		t.Errorf("finished after its end: %v", err)
	}
	if list, err := d.Results(t.Context(), failed.ID); err != nil || len(list) != 0 {
		t.Errorf("%d results (%v)", len(list), err)
	}
	// Another end says nothing new.
	if err := d.EndRun(t.Context(), failed.ID, BrokenOff, "killed", ""); err != nil {
		t.Fatal(err)
	}
	if r, err = d.Run(t.Context(), failed.ID); err != nil || r.End.How != Failed {
		t.Errorf("%+v, %v", r.End, err)
	}
	if err := d.Approve(t.Context(), failed.ID, "dome", "anna"); !errors.Is(err, ErrNone) {
		t.Errorf("approved: %v", err)
	}
	// One that finished does not end in another way.
	finished := begin()
	if err := d.FinishRun(t.Context(), finished.ID, nil, nil); err != nil {
		t.Fatal(err)
	}
	if err := d.EndRun(t.Context(), finished.ID, BrokenOff, "killed", ""); err != nil {
		t.Fatal(err)
	}
	if r, err := d.Run(t.Context(), finished.ID); err != nil || r.End.How != "" || r.Finished.IsZero() {
		t.Errorf("%+v, %v", r, err)
	}
	open := begin()
	list, err := d.OpenRuns(t.Context())
	if err != nil || len(list) != 1 || list[0].ID != open.ID {
		t.Errorf("open are %+v (%v)", list, err)
	}
	// The last of its year alone is worth a look.
	s, err := Look(t.Context(), d.path)
	if err != nil || len(s.OpenRuns) != 1 || s.OpenRuns[0].ID != open.ID || len(s.EndedRuns) != 0 {
		t.Errorf("%+v, %v", s, err)
	}
	if err := d.EndRun(t.Context(), open.ID, BrokenOff, "killed", ""); err != nil {
		t.Fatal(err)
	}
	if s, err = Look(t.Context(), d.path); err != nil || len(s.OpenRuns) != 0 || len(s.EndedRuns) != 1 || s.EndedRuns[0].End.How != BrokenOff {
		t.Errorf("%+v, %v", s, err)
	}
	for _, q := range []string{
		`UPDATE run_ends SET code = ''`, `DELETE FROM run_ends`, `INSERT OR REPLACE INTO run_ends SELECT * FROM run_ends`,
		`INSERT INTO run_ends VALUES (2, 'failed', 'x', '', '')`,
	} {
		if _, err := d.write.Exec(q); err == nil || !strings.Contains(err.Error(), "never changes") {
			t.Errorf("%s: %v", q, err)
		}
	}
}

func TestARunKeepsWhatItShows(t *testing.T) {
	d := newDiary(t)
	d.accept("a", "A5 30")
	b := d.accept("b", "A5 10") // a third of a
	if len(b.Queries) != 1 {
		t.Fatalf("%+v", b.Queries)
	}
	view := func() *View {
		queries, err := d.QueriesAsOf(t.Context(), b.ID, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		return &View{Late: true, Queries: queries, Untraced: []int{2022, 2023}, Places: []Seen{
			{Kind: indicators.Enrolments, Year: 2023, Institution: "A", Outcome: Accepted, Day: "2024-09-03", Late: true},
			{Kind: indicators.SEMR, Calendar: 2024, Outcome: Returned, Day: "2024-09-02"},
		}}
	}
	begin := func(v *View) int64 {
		t.Helper()
		r, err := d.Begin(t.Context(), Run{Programme: "p", Year: 2024, View: v}, []Input{{b.ID, b.SHA256}})
		if err != nil {
			t.Fatal(err)
		}
		return r.ID
	}
	was := view()
	first := begin(was)
	d.day = d.day.AddDate(0, 0, 1)
	before := d.day
	d.day = d.day.AddDate(0, 0, 1)
	if _, err := d.Answer(t.Context(), b.Queries[0].ID, "klase apvienota", "anna"); err != nil {
		t.Fatal(err)
	}
	now := view()
	second, without := begin(now), begin(nil)
	if now.Queries[0].Answer != "klase apvienota" || now.Queries[0].AnswerID == 0 || was.Queries[0].AnswerID != 0 {
		t.Errorf("%+v, before %+v", now.Queries, was.Queries)
	}
	for run, want := range map[int64]*View{first: was, second: now, without: nil} {
		got, err := d.View(t.Context(), run)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("run %d: %s", run, diff)
		}
	}
	list, err := d.QueriesAsOf(t.Context(), b.ID, before)
	if err != nil || list[0].Answer != "" {
		t.Errorf("before it was answered: %+v (%v)", list, err)
	}
	if err := d.FinishRun(t.Context(), second, nil, nil); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		`UPDATE run_views SET late = 0`, `DELETE FROM run_views`, `INSERT OR REPLACE INTO run_views SELECT * FROM run_views`,
		`UPDATE run_places SET day = ''`, `DELETE FROM run_places`, `INSERT OR REPLACE INTO run_places SELECT * FROM run_places`,
		`UPDATE run_queries SET answer = NULL`, `DELETE FROM run_queries`, `INSERT OR REPLACE INTO run_queries SELECT * FROM run_queries`,
		`INSERT INTO run_queries SELECT 2, 9, query, answer FROM run_queries WHERE run = 2`,
		`UPDATE run_untraced SET year = 1`, `DELETE FROM run_untraced`, `INSERT INTO run_untraced VALUES (2, 2020)`,
	} {
		if _, err := d.write.Exec(q); err == nil || !strings.Contains(err.Error(), "never changes") {
			t.Errorf("%s: %v", q, err)
		}
	}
}

// A ledger of the first version that has runs of every kind.
func TestRunsOfTheFirstVersionAreMigrated(t *testing.T) {
	all, err := migrations(embedded)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "ledger.db")
	old, err := open(t.Context(), path, Options{Now: fixed}, all[:1])
	if err != nil {
		t.Fatal(err)
	}
	d := &diary{t: t, path: path, day: fixed(), Ledger: old}
	a := d.accept("a", "A5 30")
	d.accept("b", "A5 10")
	for _, q := range []string{
		`INSERT INTO runs VALUES (1, 'p', 'x', 2024, '0.1', 'aaaaaaaa', NULL, NULL, NULL, NULL, '', '', '2024-09-05T10:00:00.000000Z', NULL)`,
		`INSERT INTO run_inputs SELECT 1, 1, id, sha256 FROM submissions WHERE id = 1`,
		`INSERT INTO results VALUES (1, 1, 2024, '1', '', 'municipality', '', 'computed', 1, 0, 1, 2, 0, 5000, NULL, NULL, NULL, NULL, NULL, 'met', '', '', '')`,
		`UPDATE runs SET finished = '2024-09-05T10:00:01.000000Z' WHERE id = 1`,
		`INSERT INTO approvals VALUES (1, 1, 2024, 'dome', 'anna', '2024-09-06T10:00:00.000000Z')`,
		`INSERT INTO runs VALUES (2, 'p', 'x', 2024, '0.1', 'bbbbbbbb', NULL, NULL, 1, 1, 'labots', 'anna', '2024-09-07T10:00:00.000000Z', NULL)`,
	} {
		if _, err := old.write.Exec(q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err := Look(t.Context(), path); err != nil || s.Version != 1 || s.Known != len(all) {
		t.Errorf("%+v, %v", s, err)
	}
	d.Ledger = mustOpen(t, path, fixed)
	runs, err := d.Runs(t.Context(), 2024)
	if err != nil || len(runs) != 2 || runs[0].ApprovedAt.IsZero() || runs[0].Open() || !runs[1].Open() || runs[1].Who != "anna" {
		t.Fatalf("%+v, %v", runs, err)
	}
	if list, err := d.Results(t.Context(), 1); err != nil || len(list) != 1 {
		t.Errorf("%d results (%v)", len(list), err)
	}
	if in, err := d.RunInputs(t.Context(), 1); err != nil || len(in) != 1 || in[0].Submission != a.ID {
		t.Errorf("%+v, %v", in, err)
	}
	if v, err := d.View(t.Context(), 1); v != nil || err != nil {
		t.Errorf("it shows %+v (%v)", v, err)
	}
	if err := d.EndRun(t.Context(), 2, BrokenOff, "killed", ""); err != nil {
		t.Fatal(err)
	}
	if got := d.inputs(0); got != "b" {
		t.Errorf("in force: %s", got)
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
