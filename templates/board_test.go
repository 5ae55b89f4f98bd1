package templates

import (
	"strings"
	"testing"
	"unicode/utf8"

	"raditaji/indicators"
)

func TestABoardFitsATerminalAndSaysWhatCanBeDone(t *testing.T) {
	b := &Board{Year: 2025, Due: "15.10.2025.", Days: -3, OtherReturned: 4}
	for i := range 8 {
		b.Inputs = append(b.Inputs, BoardInput{Kind: indicators.Enrolments, Year: indicators.SchoolYear(2020 + i)})
	}
	for range 20 {
		row := BoardRow{Number: "1", Name: "Ventspils Valsts 1. ģimnāzijas un vidusskolas apvienība"}
		for range b.Inputs {
			row.Squares = append(row.Squares, Square{State: SquareAccepted, At: "22.11.", Late: true, Queries: 2})
		}
		b.Rows = append(b.Rows, row)
	}
	b.Rows[0].Squares[0] = Square{State: SquareReturned}
	b.Rows[1].Squares[0] = Square{State: SquareMissing, Late: true}
	b.Rows[2].Squares[0] = Square{State: SquareMissing}
	b.Rows[3].Squares[0] = Square{State: SquareAccepted, At: "23.11.", Late: true, Queries: 1, Mending: true}
	b.Returned = []BoardFile{{ID: 7, File: "a.csv", Used: 3, Rows: 4, Acceptable: true}, {ID: 8, File: "b.csv", Text: "Datne ir tukša."}}
	b.Queries = []BoardFile{{ID: 9, File: "c.xlsx", Asked: "Cik izglītojamo?", Text: "Ziņots 1."}}
	b.Unanswered = []Unanswered{{Folder: "skola", Count: 3, Since: "01.10.2025. 09:30"}, {Count: 1, Since: "02.10.2025. 09:30"}}
	for l, want := range map[Language][]string{
		Latvian: {"(pagājis pirms 3 d.)", "LABOT", "  23.11.!* ", "KAVĒ", "trūkst", "izmantojami 3 no 4", "pieņemt nevar", "Datne ir tukša.", "„Cik izglītojamo?”: Ziņots 1.", "citu gadu", "  skola: 3, kopš 01.10.2025. 09:30", "ienākošo mape: 1, kopš"},
		English: {"(3 days ago)", "MEND", "  23.11.!* ", "LATE", "missing", "3 of 4 can be used", "cannot be used", "\"Cik izglītojamo?\": Ziņots 1.", "other years: 4", "  skola: 3, since", "the inbox: 1, since"},
	} {
		var text strings.Builder
		if err := BoardText(&text, l, &indicators.Programme{Municipality: "Ventspils"}, b); err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(strings.ToLower(text.String()), strings.ToLower(w)) {
				t.Errorf("%s lacks %q:\n%s", l, w, text.String())
			}
		}
		for _, line := range strings.Split(text.String(), "\n") {
			if strings.Contains(line, "22.11.!?") && utf8.RuneCountInString(line) > boardWidth {
				t.Errorf("a line of %d letters: %s", utf8.RuneCountInString(line), line)
			}
		}
	}
}

func TestAnInputIsNamedByWhatItsRowAsks(t *testing.T) {
	f := smallForm()
	seen := 0
	for _, s := range f.Sheets {
		for _, b := range s.Blocks {
			for _, r := range b.Rows {
				for _, in := range append(r.Inputs, r.Explain) {
					if in.Address == "" {
						continue
					}
					seen++
					if text := WhatInputAsks(Latvian, f, in.Address); text == "" || r.Text != "" && !strings.HasSuffix(text, r.Text) {
						t.Errorf("%s asks %q", in.Address, text)
					}
				}
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d inputs", seen)
	}
	if text := WhatInputAsks(Latvian, f, "nothing.there"); text != "" {
		t.Errorf("an input that is not there asks %q", text)
	}
}
