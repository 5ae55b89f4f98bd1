package indicators

import (
	"fmt"
	"slices"
	"testing"
)

// Of an export only those persons count who are in the lists of its year; of a
// list those who were in the one before.
func TestLinksCountPersonsOnce(t *testing.T) {
	rows := "A ilze 5; A ilze 6 year=2025; A anna 6 year=2025; abs A ilze 1 1; abs A ilze 2 1; abs A other 1 1; int ilze; int ilze; cont A other no"
	got := NewCalculation(testProgramme(), testRecords(t, rows)).Links()
	want := []Link{
		{Enrolments, 2025, 2, 1}, {Absences, 2024, 2, 1}, {InterestRows, 2024, 1, 1}, {Continuations, 2024, 1, 0},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestAnExportOfOtherPersonsIsWeak(t *testing.T) {
	rows := ""
	for i := range 40 {
		rows += fmt.Sprintf("A p%d 5; abs A q%d 1 30;", i, i)
	}
	links := NewCalculation(testProgramme(), testRecords(t, rows)).Links()
	if len(links) != 1 || !links[0].Weak() {
		t.Errorf("%v", links)
	}
	for _, l := range []Link{{Persons: 19}, {Persons: 40, Found: 20}} {
		if l.Weak() {
			t.Errorf("%v is weak", l)
		}
	}
}
