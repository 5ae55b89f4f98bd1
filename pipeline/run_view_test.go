package pipeline_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/pipeline/ledger"
)

// newAskingTown is a town whose programme asks for templates.
func newAskingTown(t *testing.T) *town {
	h := &town{newHall(t)}
	h.Programme = askingProgramme()
	h.Programme.Collection.Due = "15.09."
	h.ProgrammeSHA = strings.Repeat("a1", 32)
	return h
}

// sheetRow is the row of a sheet's table, from a heading on, that begins with a text.
func (h *town) sheetRow(name, sheet, title, row string) string {
	h.t.Helper()
	below := false
	for _, r := range h.cells(name, sheet) {
		if len(r) == 0 {
			continue
		}
		below = below || r[0] == title
		if below && strings.HasPrefix(strings.Join(r, "|"), row) {
			return strings.Join(r, "|")
		}
	}
	return "none"
}

func TestAnOfficersAnswerReachesTheWorkbook(t *testing.T) {
	h := newAskingTown(t)
	h.drop("ienakosie/A/mana.xlsx", template(t, school, 2024, last(2, 78), "again.n", "12", "again.d", "80"))
	if n := h.scan(); n.Accepted != 1 {
		t.Fatalf("%+v", n)
	}
	first := h.run(pipeline.Order{Year: 2025})
	before := h.content(workbook2025)
	if got := h.sheetRow(workbook2025, "Datu kvalitāte", "Jautājumi par datiem un atbildes", "A/mana.xlsx"); !strings.Contains(got, "|A skola|bez atbildes|") || !strings.Contains(got, "Ziņots 12 no 80") {
		t.Errorf("before: %s", got)
	}
	if h.due() != "" {
		t.Errorf("%s is due", h.due())
	}
	queries, err := h.Ledger.Queries(t.Context(), 1)
	if err != nil || len(queries) == 0 {
		t.Fatalf("%v (%v)", queries, err)
	}
	answered := h.clock
	for _, q := range queries {
		if _, err := h.Ledger.Answer(t.Context(), q.ID, "pievienota cita skola", "anna"); err != nil {
			t.Fatal(err)
		}
	}
	h.clock = h.clock.Add(time.Hour)
	// Of an approval it is said that an answer came, not that data changed.
	h.drop("ienakosie/APSTIPRINAT-2025.txt", "Dome apstiprināja")
	if n := h.scan(); len(n.Requests) != 1 {
		t.Fatalf("%+v", n)
	}
	if err := h.Requests(t.Context()); err != nil {
		t.Fatal(err)
	}
	if said := h.read("atgrieztie/APSTIPRINAT-2025 KLUDAS.txt"); !strings.Contains(said, "atbildēts uz kādu jautājumu") || strings.Contains(said, "dati ir mainījušies") {
		t.Errorf("%s", said)
	}
	if h.due() != "2025" {
		t.Errorf("due are %q", h.due())
	}
	if err := h.CalculateDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.clock = h.clock.Add(time.Hour)
	second := h.lastRun()
	if second.ID != first.Run.ID+1 || second.Fingerprint == first.Run.Fingerprint {
		t.Fatalf("%+v", second)
	}
	if got := h.sheetRow(workbook2025, "Datu kvalitāte", "Jautājumi par datiem un atbildes", "A/mana.xlsx"); !strings.Contains(got, "|atbildējusi atbildīgā persona|") || !strings.HasSuffix(got, "|pievienota cita skola") {
		t.Errorf("after: %s", got)
	}
	if got := h.sheetRow(workbook2025, "Iesniegumi", "Jautājumi par iesniegtajiem datiem", "A skola"); got != "A skola|1000000001|1|1|0|0" && got != "A skola|1000000001|2|2|0|0" {
		t.Errorf("counted as %s", got)
	}
	for _, name := range []string{"results.csv", "results.json"} {
		if bytes.Contains(h.content("rezultati/2025/"+name), []byte("pievienota")) {
			t.Errorf("the answer stands in %s", name)
		}
	}
	if !bytes.Contains(h.content("rezultati/2025/problems.csv"), []byte("Atbildīgā persona ir atbildējusi: pievienota cita skola. Vairs nekas nav jādara.")) {
		t.Error("the list of problems does not say the answer")
	}
	diff, err := h.Diff(t.Context(), first.Run.ID, second.ID)
	if err != nil || len(diff.Changes) != 0 || strings.Join(causesOf(&diff.Comparison), "; ") != "idle answers" {
		t.Errorf("%+v (%v)", diff, err)
	}
	// What was known then is known for ever.
	if again := h.run(pipeline.Order{Repeat: first.Run.ID}); !bytes.Equal(before, h.content(again.Written[0])) {
		t.Error("the first run repeated shows the answer")
	}
	if h.due() != "" {
		t.Errorf("%s is due", h.due())
	}
	// As of the moment before it, nobody had answered.
	asOf := h.run(pipeline.Order{Year: 2025, Reason: "kā bija", AsOf: answered.Add(-time.Second)})
	for _, a := range asOf.Report.Ledger.Asked {
		if a.Officer || a.Answer != "" {
			t.Errorf("as of before the answer: %+v", a)
		}
	}
	h.approve(h.run(pipeline.Order{Year: 2025, Reason: "tagad"}).Run.ID)
	if _, err := h.Ledger.Answer(t.Context(), queries[0].ID, "un vēl", "anna"); err != nil {
		t.Fatal(err)
	}
	if h.due() != "" {
		t.Errorf("an answer wants an approved year revised: %s", h.due())
	}
}

// What is asked about a file that replaces others is answered in the list of problems
// as it is on the sheet.
func TestAnAnswerAboutWhatAFileReplacedSettlesItsWarning(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", pupils("P1 5 pārcelts", "P2 5 pārcelts", "P3 5 pārcelts", "P4 6 pārcelts"))
	h.take("b.csv", pupils("P1 5 pārcelts"))
	problem := func() string {
		h.run(pipeline.Order{Year: 2025})
		for line := range strings.Lines(string(h.content("rezultati/2025/problems.csv"))) {
			if strings.Contains(line, "merge.grade.missing") {
				return line
			}
		}
		return "none"
	}
	if got := problem(); !strings.Contains(got, ",warning,") {
		t.Errorf("before: %s", got)
	}
	if _, err := h.Answer(t.Context(), 1, "Skolēni pārgāja pie kaimiņiem", "anna"); err != nil {
		t.Fatal(err)
	}
	h.clock = h.clock.Add(time.Hour)
	if got := problem(); !strings.Contains(got, ",notice,") || !strings.Contains(got, "Atbildīgā persona ir atbildējusi: Skolēni pārgāja pie kaimiņiem. Vairs nekas nav jādara.") {
		t.Errorf("after: %s", got)
	}
	if got := h.sheetRow(workbook2025, "Datu kvalitāte", "Jautājumi par datiem un atbildes", "b.csv"); !strings.HasSuffix(got, "|Skolēni pārgāja pie kaimiņiem") {
		t.Errorf("the sheet says %s", got)
	}
	if got := h.sheetRow(workbook2025, "Datu kvalitāte", "Problēmas", "b.csv|merge.grade"); strings.Contains(got, "kaimiņiem") || !strings.Contains(got, "atbildējusi atbildīgā persona") {
		t.Errorf("the sheet's problems say %s", got)
	}
	// The next file's question is another one.
	h.take("c.csv", pupils("P1 5 pārcelts")+"\n")
	if got := problem(); !strings.Contains(got, ",warning,") {
		t.Errorf("of another file: %s", got)
	}
}

func TestAnExplanationInTheTemplateIsNoOfficersAnswer(t *testing.T) {
	h := newAskingTown(t)
	h.drop("ienakosie/A/mana.xlsx", template(t, school, 2024, last(2, 78), "again.n", "12", "again.d", "80", "again.n.explain", "Apvienota skola"))
	h.scan()
	ran := h.run(pipeline.Order{Year: 2025})
	if len(ran.Report.Ledger.Asked) == 0 {
		t.Fatal("nothing is asked")
	}
	for _, a := range ran.Report.Ledger.Asked {
		if a.Officer || !a.InFile || a.Answer != "" || a.Unit != school {
			t.Errorf("%+v", a)
		}
	}
	if got := h.sheetRow(workbook2025, "Datu kvalitāte", "Jautājumi par datiem un atbildes", "A/mana.xlsx"); !strings.Contains(got, "|paskaidrots veidnē|") {
		t.Errorf("%s", got)
	}
}

func TestTheSheetOfSubmissionsIsAsTheLedgerWas(t *testing.T) {
	h := newAskingTown(t)
	const days = "Kad saņemts"
	h.drop("ienakosie/A/mana.xlsx", template(t, school, 2024, nothing, "again.n", "3", "again.d", "60"))
	h.drop("ienakosie/B/slikta.xlsx", template(t, "1000000002", 2024, nothing, "again.n", "viens", "again.d", "60"))
	if n := h.scan(); n.Accepted != 1 || n.Returned != 1 { // 12.09.2025., before the due day
		t.Fatalf("%+v", n)
	}
	first := h.run(pipeline.Order{Year: 2025})
	want := []ledger.Seen{
		{Kind: indicators.FormKind, Year: 2024, Institution: "1000000001", Outcome: ledger.Accepted, Day: "2025-09-12"},
		{Kind: indicators.FormKind, Year: 2024, Institution: "1000000002", Outcome: ledger.Returned, Day: "2025-09-12"},
	}
	v, err := h.Ledger.View(t.Context(), first.Run.ID)
	if err != nil || v.Late || !slices.Equal(v.Places, want) {
		t.Errorf("recorded %+v (%v)", v, err)
	}
	sheet := func(name, title, unit string) string { return h.sheetRow(name, "Iesniegumi", title, unit) }
	const matrix = "Iestādes un vienības pēc vajadzīgajiem datiem"
	for unit, has := range map[string]string{"A skola": "pieņemts", "B skola": "atgriezts", "Birojs": "trūkst"} {
		if got := sheet(workbook2025, matrix, unit); !strings.Contains(got, has) {
			t.Errorf("%s: %s", unit, got)
		}
	}
	if got := sheet(workbook2025, days, "A skola"); !strings.Contains(got, "45912") { // 12.09.2025 as Excel counts
		t.Errorf("%s", got)
	}
	before := h.content(workbook2025)
	// After the due day B sends its correction, and others are late.
	h.clock = time.Date(2025, 9, 16, 9, 0, 0, 0, time.UTC)
	h.drop("ienakosie/B/slikta.xlsx", template(t, "1000000002", 2024, nothing, "again.n", "1", "again.d", "60"))
	h.scan()
	second := h.run(pipeline.Order{Year: 2025})
	if v, err = h.Ledger.View(t.Context(), second.Run.ID); err != nil || !v.Late || v.Places[1] != (ledger.Seen{
		Kind: indicators.FormKind, Year: 2024, Institution: "1000000002", Outcome: ledger.Accepted, Day: "2025-09-16", Late: true,
	}) {
		t.Errorf("recorded %+v (%v)", v, err)
	}
	for unit, has := range map[string]string{"B skola": "pieņemts", "Birojs": "kavējas"} {
		if got := sheet(workbook2025, matrix, unit); !strings.Contains(got, has) {
			t.Errorf("%s: %s", unit, got)
		}
	}
	// The first run shows what it saw, whenever it is repeated; so does a year as of then.
	if again := h.run(pipeline.Order{Repeat: first.Run.ID}); !bytes.Equal(before, h.content(again.Written[0])) {
		t.Error("the repeat shows another board")
	}
	asOf := h.run(pipeline.Order{Year: 2025, Reason: "kā bija", AsOf: time.Date(2025, 9, 12, 23, 0, 0, 0, time.UTC)})
	if v, err = h.Ledger.View(t.Context(), asOf.Run.ID); err != nil || v.Late || !slices.Equal(v.Places, want) {
		t.Errorf("as of the first day %+v (%v)", v, err)
	}
}
