package pipeline_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/pipeline/ledger"
	"raditaji/templates"
)

// The template's collection of the small programme is given here: it opens on
// 1 September and is due on 15 October.
func TestTheBoardCountsDaysAndTellsWhatWaits(t *testing.T) {
	h := newTown(t)
	h.Programme.Collection.Opens, h.Programme.Collection.Due = "01.09.", "15.10."
	for _, c := range []struct {
		day  string
		year int // that is shown first
		days int // to the due day of 2025
	}{
		{"2025-08-31T23:00:00Z", 2024, 45},
		{"2025-09-01T00:00:00Z", 2025, 44},
		{"2025-10-15T23:00:00Z", 2025, 0},
		{"2025-10-16T00:30:00Z", 2025, -1},
		{"2026-02-01T12:00:00Z", 2025, -109},
	} {
		at, err := time.Parse(time.RFC3339, c.day)
		if err != nil {
			t.Fatal(err)
		}
		h.clock = at
		if got := h.BoardYear(); got != c.year {
			t.Errorf("%s: %d is shown first, want %d", c.day, got, c.year)
		}
		board, err := h.Board(t.Context(), 2025)
		if err != nil || board.Days != c.days || board.Due != "15.10.2025." {
			t.Errorf("%s: %d days to %s, want %d (%v)", c.day, board.Days, board.Due, c.days, err)
		}
	}
	h.clock = time.Date(2025, 10, 1, 12, 0, 0, 0, time.UTC)
	h.drop("ienakosie/krasas.csv", "Krāsa;Vārds\nzaļa;abols\n")
	h.scan()
	for _, year := range []int{2024, 2025} { // of no year: on every board
		board, err := h.Board(t.Context(), year)
		if err != nil || len(board.Returned) != 1 || board.Returned[0].Acceptable || board.Returned[0].Text == "" {
			t.Errorf("%d: %+v (%v)", year, board.Returned, err)
		}
	}
}

// squareOf is what the board of 2025 says of an institution's template or list.
func (h *town) squareOf(institution string, kind indicators.Kind) templates.Square {
	h.t.Helper()
	board, err := h.Board(h.t.Context(), 2025)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, r := range board.Rows {
		for i, in := range board.Inputs {
			if r.Number == institution && in.Kind == kind && in.Year == 2024 {
				return r.Squares[i]
			}
		}
	}
	h.t.Fatalf("the board has no %s of %s", kind, institution)
	return templates.Square{}
}

// What a monitoring year needs is due on 15 October of it; of 2025 that is the year
// 2024./2025. and what came before. The list of 2025./2026., in which it is looked who
// is still there, is asked of the schools as part of 2026.
func TestWhatIsDueWhen(t *testing.T) {
	for _, c := range []struct {
		list, came string // the list's school year and the day on which it comes; empty: it does not
		now        string
		want       templates.Square
	}{
		{"2024", "", "2025-10-15", templates.Square{State: templates.SquareMissing}},
		{"2024", "", "2025-10-16", templates.Square{State: templates.SquareMissing, Late: true}},
		{"2024", "2025-10-15", "2025-11-20", templates.Square{State: templates.SquareAccepted, At: "15.10."}},
		{"2024", "2025-10-16", "2025-11-20", templates.Square{State: templates.SquareAccepted, At: "16.10.", Late: true}},
		{"2025", "", "2025-10-16", templates.Square{State: templates.SquareMissing}},
		{"2025", "", "2026-10-15", templates.Square{State: templates.SquareMissing}},
		{"2025", "", "2026-10-16", templates.Square{State: templates.SquareMissing, Late: true}},
		{"2025", "2025-11-03", "2025-11-20", templates.Square{State: templates.SquareAccepted, At: "03.11."}},
		{"2025", "2026-06-20", "2026-06-20", templates.Square{State: templates.SquareAccepted, At: "20.06."}},
		{"2025", "2026-10-16", "2026-10-17", templates.Square{State: templates.SquareAccepted, At: "16.10.", Late: true}},
	} {
		h := newTown(t)
		h.Programme.Collection.Opens, h.Programme.Collection.Due = "01.09.", "15.10."
		at := func(day string) {
			noon, err := time.Parse(time.DateOnly, day)
			if err != nil {
				t.Fatal(err)
			}
			h.clock = noon.Add(12 * time.Hour)
		}
		if c.came != "" {
			at(c.came)
			h.take("saraksts.csv", enrolled(c.list, "X1 5 pārcelts"))
		} else { // the other list is something to calculate
			at(c.now)
			h.take("cits.csv", enrolled(map[string]string{"2024": "2025", "2025": "2024"}[c.list], "X1 4 pārcelts"))
		}
		at(c.now)
		board, err := h.Board(t.Context(), 2025)
		if err != nil {
			t.Fatal(err)
		}
		var got templates.Square
		due := ""
		for i, in := range board.Inputs {
			if in.Kind == indicators.Enrolments && fmt.Sprint(int(in.Year)) == c.list {
				got, due = board.Rows[0].Squares[i], in.Due
			}
		}
		if got != c.want {
			t.Errorf("the list of %s, come %q, on %s: %+v, want %+v", c.list, c.came, c.now, got, c.want)
		}
		if want := map[string]string{"2025": "15.10.2026."}[c.list]; due != want {
			t.Errorf("the list of %s is due %q, want %q", c.list, due, want)
		}
		// The sheet says what the board says.
		ran := h.run(pipeline.Order{Year: 2025})
		v, err := h.Ledger.View(t.Context(), ran.Run.ID)
		if err != nil {
			t.Fatal(err)
		}
		late := v.Late
		if c.list == "2025" {
			late = v.LateNext
		}
		if c.came != "" {
			late = len(v.Places) == 1 && v.Places[0].Late
		}
		if late != c.want.Late {
			t.Errorf("the list of %s, come %q, on %s: the run says late %t: %+v", c.list, c.came, c.now, late, v)
		}
		if c.came == "" {
			row := h.sheetRow(workbook2025, "Iesniegumi", "Iestādes un vienības pēc vajadzīgajiem datiem", "A skola")
			word := map[bool]string{false: "trūkst", true: "kavējas"}[c.want.Late]
			if i := 2 + int(c.list[3]-'4'); strings.Split(row, "|")[i] != word {
				t.Errorf("the list of %s on %s: the sheet says %s", c.list, c.now, row)
			}
		}
	}
}

func TestAFileThatAnOfficerAcceptsCameWhenItsSenderDroppedIt(t *testing.T) {
	h := newAskingTown(t)
	h.drop("ienakosie/A/x.csv", faulty)
	h.scan() // 12.09.2025.; due on 15.09.
	h.clock = time.Date(2025, 10, 20, 8, 0, 0, 0, time.UTC)
	h.drop("atgrieztie/A/PIENEMT.txt", "Termiņš ir beidzies.")
	h.scan()
	if got, want := h.squareOf(school, indicators.Enrolments), (templates.Square{State: templates.SquareAccepted, At: "12.09."}); got != want {
		t.Errorf("the board shows %+v, want %+v", got, want)
	}
	said := h.read("pienemtie/2025/A/" + strings.TrimPrefix(receipt, "pienemtie/2025/"))
	for _, want := range []string{"„x.csv”, saņemta 12.09.2025. 09:30, ir pieņemta", "izlaižot kļūdainās rindas, 20.10.2025. 08:00 pieņēma "} {
		if !strings.Contains(said, want) {
			t.Errorf("the receipt lacks %q:\n%s", want, said)
		}
	}
	r := h.run(pipeline.Order{Year: 2025})
	v, err := h.Ledger.View(t.Context(), r.Run.ID)
	if err != nil || !slices.Contains(v.Places, ledger.Seen{Kind: indicators.Enrolments, Year: 2024, Institution: school, Outcome: ledger.Accepted, Day: "2025-09-12"}) {
		t.Errorf("the run shows %+v (%v)", v.Places, err)
	}
}

func TestACorrectionThatStandsReturnedIsShownBesideWhatCounts(t *testing.T) {
	h := newAskingTown(t)
	filled := func(n string) string { return template(t, school, 2024, nothing, "again.n", n, "again.d", "60") }
	h.drop("ienakosie/A/mana.xlsx", filled("3"))
	h.scan()
	if got := h.squareOf(school, indicators.FormKind); got.Mending || got.State != templates.SquareAccepted {
		t.Errorf("accepted: %+v", got)
	}
	h.clock = h.clock.Add(24 * time.Hour)
	h.drop("ienakosie/A/mana 2.xlsx", filled("viens"))
	h.drop("ienakosie/A/x.csv", faulty) // there is no list of pupils before it
	h.scan()
	if got := h.squareOf(school, indicators.FormKind); !got.Mending || got.State != templates.SquareAccepted || got.At != "12.09." {
		t.Errorf("its correction returned: %+v", got)
	}
	if got := h.squareOf(school, indicators.Enrolments); got.Mending || got.State != templates.SquareReturned {
		t.Errorf("only returned: %+v", got)
	}
	ran := h.run(pipeline.Order{Year: 2025})
	const matrix = "Iestādes un vienības pēc vajadzīgajiem datiem"
	if got := h.sheetRow(workbook2025, "Iesniegumi", matrix, "A skola"); !strings.Contains(got, "|pieņemts; labojums atgriezts|") {
		t.Errorf("the sheet: %s", got)
	}
	before := h.content(workbook2025)
	h.clock = h.clock.Add(time.Hour)
	h.drop("ienakosie/A/mana 2.xlsx", filled("4"))
	h.scan()
	if got := h.squareOf(school, indicators.FormKind); got.Mending || got.At != "13.09." {
		t.Errorf("corrected: %+v", got)
	}
	if again := h.run(pipeline.Order{Repeat: ran.Run.ID}); !bytes.Equal(before, h.content(again.Written[0])) {
		t.Error("the repeat shows another board")
	}
}
