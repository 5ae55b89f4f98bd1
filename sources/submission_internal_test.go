package sources

import (
	"testing"

	"raditaji/indicators"
)

func TestWhatIsNotedLaterStandsAtItsPlaceAndShowsNoPersonCode(t *testing.T) {
	const named, masked = "Anna 150308-12345", "Anna 150308-xxxxx"
	s := Submission{
		Name: "skola.xlsx", sheets: []string{"Iestāde", masked},
		Form:     &FormReading{Cells: map[string]FormCell{"mentors.n": {Sheet: named, Ref: "AB3"}}},
		Problems: []Problem{{Code: "form.macros"}, {Sheet: masked, At: indicators.Origin{Row: 9, Column: 1}, Code: "form.number.invalid"}},
	}
	s.Note(Problem{Code: "form.query.last", Input: "mentors.n"})
	got := s.Problems[1]
	if got.Code != "form.query.last" || got.File != s.Name || got.Sheet != masked || got.At != (indicators.Origin{Row: 3, Column: 28}) {
		t.Errorf("%+v", s.Problems)
	}
}
