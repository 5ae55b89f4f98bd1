package ledger

import (
	"testing"
)

func TestATrialIsRememberedAndNotedOnce(t *testing.T) {
	d := newDiary(t)
	run, err := d.Begin(t.Context(), Run{Programme: "paraugs", Year: 2024, Fingerprint: "f"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	look := func(basis string) [2]bool {
		t.Helper()
		same, known, err := d.Trial(t.Context(), run.ID, basis)
		if err != nil {
			t.Fatal(err)
		}
		return [2]bool{same, known}
	}
	if got := look("a"); got != [2]bool{} {
		t.Errorf("before: %v", got)
	}
	for _, of := range []struct {
		basis string
		same  bool
		kept  string
	}{{"a", true, "year=2024"}, {"b", false, ""}} {
		if err := d.KeepTrial(t.Context(), run.ID, of.basis, of.same, of.kept); err != nil {
			t.Fatal(err)
		}
	}
	if a, b, c := look("a"), look("b"), look("c"); a != [2]bool{true, true} || b != [2]bool{false, true} || c != [2]bool{} {
		t.Errorf("after: %v %v %v", a, b, c)
	}
	entries, err := d.Journal(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	if last := entries[len(entries)-1]; last.What != "run.kept" || last.Run != run.ID || last.Detail != "year=2024" {
		t.Errorf("the journal ends with %+v", last)
	}
}
