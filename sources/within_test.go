package sources

import (
	"testing"

	"raditaji/indicators"
)

func TestWithinTakesTheCellsThatAnotherFileWouldReplace(t *testing.T) {
	ctx := Context{Institutions: []indicators.Institution{{Number: "1000000001"}}, Secret: []byte("secret")}
	file := func(rows ...string) *Submission {
		text := "Mācību gads;Iestādes reģ. nr.;Personas kods;Klase/kurss;Izglītības programmas kods;Uzņemts;Atskaitīts;Atskaitīšanas iemesls;Gada lēmums\n"
		for _, row := range rows {
			text += "2024./2025.;1000000001;" + row[:2] + ";" + row[3:] + ";21011111;02.09.2024;;;pārcelts\n"
		}
		s := Read("a.csv", []byte(text), ctx)
		if s.Refused {
			t.Fatalf("%+v", s.Problems)
		}
		return &s
	}
	old := file("X1 5", "X2 6", "X3 5")
	got := old.Within(file("X4 5"))
	if len(got.Enrolments) != 2 || got.Enrolments[0].At.Row != 2 || got.Enrolments[1].At.Row != 4 {
		t.Errorf("%+v", got.Enrolments)
	}
	if len(old.Records.Enrolments) != 3 || old.Records.Enrolments[1].Grade != 6 {
		t.Error("the file itself was changed")
	}
	if got := old.Within(file("X4 5", "X5 6"), *file("X3 5")); len(got.Enrolments) != 1 || got.Enrolments[0].At.Row != 3 {
		t.Errorf("with a file in between: %+v", got.Enrolments)
	}
	if got := old.Within(file("X4 7")); len(got.Enrolments) != 0 {
		t.Errorf("a file of another grade replaces %d rows", len(got.Enrolments))
	}
}
