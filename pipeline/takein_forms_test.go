package pipeline_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// newAskingHall is a share whose programme asks for templates; they are read apart.
func newAskingHall(t *testing.T) *hall {
	t.Helper()
	h := newHall(t)
	h.Programme = askingProgramme()
	if !race {
		h.ReadCommand = readerOf("asking", "1024")
	}
	return h
}

// later lets time pass, so that names with a time in them differ.
func (h *hall) later() { h.clock = h.clock.Add(time.Hour) }

// asks are the queries of a submission as code, subject, value and answer.
func (h *hall) asks(submission int64) string {
	h.t.Helper()
	list, err := h.Ledger.Queries(h.t.Context(), submission)
	if err != nil {
		h.t.Fatal(err)
	}
	var texts []string
	for _, q := range list {
		texts = append(texts, strings.Join([]string{q.Code, q.Subject, q.Value, q.Answer, q.Who}, "|"))
	}
	return strings.Join(texts, "\n")
}

// programmeVariable says which programme a reader of the tests reads for.
const programmeVariable = "RADITAJI_TEST_PROGRAMME"

const (
	veidne = "pienemtie/2025/A/veidne 1000000001 A skola 2024-2025 (2025-09-12 0930)"
	school = "1000000001"
)

func TestWhatBecomesOfATemplate(t *testing.T) {
	right := []string{"again.n", "3", "again.d", "60"}
	macros := template(t, school, 2024, nothing, right...)
	for _, c := range []struct {
		name, file, text string
		want             []string
		says             string // the answer
	}{
		{"a filled template is accepted, named for what it is", "ienakosie/A/mana.xlsx", template(t, school, 2024, nothing, right...),
			[]string{veidne + ".xlsx", veidne + " SANEMTS.txt"}, "aizpildītas šūnas 2 = izmantotas 2"},
		{"with the ending that it had", "ienakosie/A/mana.XLSM", macros, []string{veidne + ".xlsm", veidne + " SANEMTS.txt"}, "izmantotas 2"},
		{"under another ending it is filed as what it is", "ienakosie/A/mana.csv", template(t, school, 2024, nothing, right...),
			[]string{veidne + ".xlsx", veidne + " SANEMTS.txt"}, "bet tā ir Excel darbgrāmata"},
		{"a faulty one comes back as it was and marked", "ienakosie/A/mana.xlsx", template(t, school, 2024, nothing, "again.n", "viens", "again.d", "60"),
			[]string{"atgrieztie/A/1000000001 A skola - mana.xlsx", "atgrieztie/A/1000000001 A skola - mana LABOJAMS.xlsx", "atgrieztie/A/1000000001 A skola - mana.xlsx KLUDAS.txt"}, "viens"},
		{"an empty one comes back without a fault in it", "ienakosie/A/mana.xlsx", template(t, school, 2024, nothing),
			[]string{"atgrieztie/A/1000000001 A skola - mana.xlsx", "atgrieztie/A/1000000001 A skola - mana.xlsx KLUDAS.txt"}, "Veidne nav aizpildīta"},
		{"one that is only checked comes back with its report", "ienakosie/parbaude/A/mana.xlsx", template(t, school, 2024, last(2, 78), "again.n", "12", "again.d", "80"),
			[]string{"atgrieztie/parbaude/A/mana.xlsx", "atgrieztie/parbaude/A/mana.xlsx PARBAUDE.txt"}, "Paskaidrojums"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newAskingHall(t)
			h.drop(c.file, c.text)
			h.scan()
			h.wantTree(c.want...)
			h.scan()
			h.wantTree(c.want...)
			if said := h.read(c.want[len(c.want)-1]); !strings.Contains(said, c.says) {
				t.Errorf("%q is not said:\n%s", c.says, said)
			}
		})
	}
}

// A person corrects the marked copy itself and drops it: marks and list are taken
// off, and what was returned leaves, unless somebody changed it.
func TestAMarkedCopyIsCorrectedAndDropped(t *testing.T) {
	h := newAskingHall(t)
	h.drop("ienakosie/A/mana.xlsx", template(t, school, 2024, nothing, "again.n", "viens", "again.d", "60"))
	h.scan()
	if said := h.read("atgrieztie/A/1000000001 A skola - mana.xlsx KLUDAS.txt"); !strings.Contains(said, "datni nevar izmantot.") {
		t.Errorf("the sender is not told that nothing was used:\n%s", said)
	}
	marked := "atgrieztie/A/1000000001 A skola - mana LABOJAMS.xlsx"
	book, err := excelize.OpenReader(strings.NewReader(h.read(marked)))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if sheets := book.GetSheetList(); sheets[0] != "Kas jālabo" {
		t.Errorf("%v", sheets)
	}
	for _, n := range book.GetDefinedName() {
		if n.Name == "in_again_n" {
			sheet, at, _ := strings.Cut(strings.ReplaceAll(n.RefersTo, "$", ""), "!")
			if err := book.SetCellValue(strings.Trim(sheet, "'"), at, 1); err != nil {
				t.Fatal(err)
			}
		}
	}
	var mended bytes.Buffer
	if err := book.Write(&mended); err != nil {
		t.Fatal(err)
	}
	h.drop("atgrieztie/A/1000000001 A skola - mana.xlsx KLUDAS.txt", "manas piezīmes")
	h.drop("ienakosie/A/A skola - mana LABOJAMS.xlsx", mended.String())
	if n := h.scan(); n.Accepted != 1 {
		t.Errorf("%+v", n)
	}
	h.wantTree(veidne+".xlsx", veidne+" SANEMTS.txt", "atgrieztie/A/1000000001 A skola - mana.xlsx KLUDAS.txt")
}

func TestALaterTemplateReplacesTheEarlierWhole(t *testing.T) {
	h := newAskingHall(t)
	h.drop("ienakosie/A/1.xlsx", template(t, school, 2024, nothing, "again.n", "3", "again.d", "60"))
	h.scan()
	h.later()
	h.drop("ienakosie/B/2.xlsx", template(t, school, 2024, nothing, "again.n", "4", "again.d", "61"))
	h.drop("ienakosie/B/tukša.xlsx", template(t, school, 2024, nothing))
	h.drop("ienakosie/B/cita.xlsx", template(t, "1000000002", 2024, nothing, "again.n", "1", "again.d", "40"))
	h.scan()
	said := h.read("pienemtie/2025/B/veidne 1000000001 A skola 2024-2025 (2025-09-12 1030) SANEMTS.txt")
	if !strings.Contains(said, "„1.xlsx”") {
		t.Errorf("the receipt does not name what was replaced:\n%s", said)
	}
	inputs, err := h.InputsOf(t.Context(), 2025, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range inputs {
		names = append(names, s.Path())
	}
	slices.Sort(names)
	if got := strings.Join(names, " "); got != "B/2.xlsx B/cita.xlsx" {
		t.Errorf("in force: %s", got)
	}
	board, err := h.Ledger.Board(t.Context(), 2024, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	var squares []string
	for _, p := range board {
		squares = append(squares, p.Institution+" "+string(p.Outcome))
	}
	slices.Sort(squares)
	if got := strings.Join(squares, "; "); got != "1000000001 accepted; 1000000001 returned; 1000000002 accepted" {
		t.Errorf("the board: %s", got)
	}
}

func TestQueriesOfATemplateAreRememberedAndAnswered(t *testing.T) {
	answers := []string{"again.n", "12", "again.d", "80"}
	asked := func(answer, who string) string {
		return "form.query.last|of=2024./2025., 1000000001; input=again.n|n=12; d=80; share=15.00; was_n=2; was_d=78; was_share=2.56|" + answer + "|" + who
	}
	drop := func(h *hall, name, text string) string {
		h.drop("ienakosie/A/"+name, text)
		at := h.clock.Format("1504")
		h.scan()
		h.later()
		return h.read("pienemtie/2025/A/veidne 1000000001 A skola 2024-2025 (2025-09-12 " + at + ") SANEMTS.txt")
	}
	h := newAskingHall(t)
	// Last year's, from the ledger, comes before what the template showed.
	h.drop("ienakosie/A/pērn.xlsx", template(t, school, 2023, nothing, "again.n", "2", "again.d", "78"))
	h.scan()
	said := drop(h, "a.xlsx", template(t, school, 2024, last(12, 80), answers...))
	if !strings.Contains(said, "12 no 80") || !strings.Contains(said, "kolonnā „Paskaidrojums”") {
		t.Errorf("the receipt does not say what is unusual and how to answer:\n%s", said)
	}
	if got := h.asks(2); got != asked("", "") {
		t.Errorf("open: %s", got)
	}
	// An officer's answer holds while the numbers are the same.
	list, err := h.Ledger.Queries(t.Context(), 2)
	if err != nil || len(list) != 1 {
		t.Fatalf("%+v, %v", list, err)
	}
	if _, err := h.Answer(t.Context(), list[0].ID, "Skolas apvienotas", "Anna"); err != nil {
		t.Fatal(err)
	}
	said = drop(h, "b.xlsx", template(t, school, 2024, nothing, append(slices.Clone(answers), "institution.nil_absences", "jā")...))
	if got := h.asks(3); got != asked("Skolas apvienotas", "Anna") {
		t.Errorf("carried over: %s", got)
	}
	if strings.Contains(said, "brīdinājumi: 1") {
		t.Errorf("an answered query is still a warning:\n%s", said)
	}
	// With other numbers it lapses; the template's own explanation answers.
	drop(h, "c.xlsx", template(t, school, 2024, nothing, "again.n", "13", "again.d", "80"))
	if got := h.asks(4); !strings.HasSuffix(got, "||") || !strings.Contains(got, "n=13") {
		t.Errorf("lapsed: %s", got)
	}
	drop(h, "d.xlsx", template(t, school, 2024, nothing, "again.n", "13", "again.d", "80", "again.n.explain", "Ģimene Bērziņu izbrauca"))
	if got := h.asks(5); !strings.HasSuffix(got, "|paskaidrots veidnē|1000000001") || strings.Contains(got, "Bērziņ") {
		t.Errorf("explained: %s", got)
	}
	for _, name := range []string{"ledger.db", "ledger.db-wal"} {
		data, err := os.ReadFile(filepath.Join(h.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte("Bērziņ")) {
			t.Errorf("%s holds the text of an explanation", name)
		}
	}
}

// A receipt calls a unit by its name, not by the programme's code for it, and counts of
// a template that another replaces the answers.
func TestAReceiptOfATemplateSpeaksOfUnitsAndAnswers(t *testing.T) {
	h := newAskingHall(t)
	h.drop("ienakosie/a.xlsx", template(t, "birojs", 2024, nothing, "youths", "4"))
	h.scan()
	h.later()
	h.drop("ienakosie/b.xlsx", template(t, "birojs", 2024, nothing, "youths", "0", "youths.explain", "Slēgts"))
	h.scan()
	var said string
	for _, name := range h.tree() {
		if strings.HasSuffix(name, "1030) SANEMTS.txt") {
			said = h.read(name)
		}
	}
	for _, want := range []string{
		"Atbilde (12.09.2025. 10:30, Birojs): paskaidrots veidnē",
		"Šī veidne aizstāj tās pašas iestādes un gada (2024./2025., Birojs) veidni „a.xlsx”. Aizstāto atbilžu skaits: 1.",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in\n%s", want, said)
		}
	}
	if strings.Contains(said, "birojs,") || strings.Contains(said, "indu skaits") {
		t.Errorf("codes or rows:\n%s", said)
	}
}

// The register's numbers come from the exports that were taken in.
func TestATemplateIsComparedWithTheRegister(t *testing.T) {
	h := newAskingHall(t)
	var rows []string
	for i := range int64(20) {
		rows = append(rows, "P"+itoa(i)+" 1 pārcelts")
	}
	h.drop("ienakosie/eksports.csv", pupils(rows...))
	h.scan()
	h.drop("ienakosie/A/a.xlsx", template(t, school, 2024, nothing, "again.n", "0", "again.d", "60"))
	h.scan()
	if got := h.asks(2); !strings.HasPrefix(got, "form.query.register.count|of=2024./2025., 1000000001; input=again.d|n=60; was_n=20|") {
		t.Errorf("%s", got)
	}
}

// Hostile workbooks of the checks' own tests: each is answered within its limits,
// and the good one among them is taken.
func TestHostileWorkbooksAreAnswered(t *testing.T) {
	if race {
		t.Skip("the race detector needs more addresses than a reader may have")
	}
	h := newAskingHall(t)
	h.ReadCommand = readerOf("asking", "512")
	var codes []string
	for _, code := range []string{
		"file.workbook.unpacked", "file.workbook.rows", "file.workbook.broken", "file.workbook.doctype", "file.damaged", "file.encrypted", "file.ods", "file.xls",
		"form.foreign", "form.identity.broken", "form.programme.other",
	} {
		data, err := os.ReadFile(filepath.Join("..", "testdata", "forms", code, "fails.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		h.drop("ienakosie/"+code+".xlsx", string(data))
		codes = append(codes, code)
	}
	h.drop("ienakosie/zz.xlsx", template(t, school, 2024, nothing, "again.n", "3", "again.d", "60"))
	start := time.Now()
	if n := h.scan(); n.Returned != len(codes) || n.Accepted != 1 || n.Failed != 0 {
		t.Errorf("%+v", n)
	}
	if took := time.Since(start); took > time.Minute {
		t.Errorf("it took %v", took)
	}
	list, err := h.Ledger.StandingIn(t.Context(), ledger.Returned, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		want := strings.TrimSuffix(s.Name, ".xlsx")
		if want == "form.programme.other" || want == "form.identity.broken" {
			want = s.Flaw // these are of another programme before anything else
		}
		if s.Flaw != want {
			t.Errorf("%s: %s", s.Name, s.Flaw)
		}
		if s.Unit != "" {
			t.Errorf("%s: the ledger remembers a text of the file", s.Name)
		}
	}
}

func TestARunReadsTheTemplatesOfItsYearAndTheOneBefore(t *testing.T) {
	h := newAskingHall(t)
	h.drop("ienakosie/A/pērn.xlsx", template(t, school, 2023, nothing, "again.n", "2", "again.d", "78"))
	h.drop("ienakosie/A/a.xlsx", template(t, school, 2024, nothing, "again.n", "3", "again.d", "60"))
	h.drop("ienakosie/B/b.xlsx", template(t, "1000000002", 2024, nothing, "again.n", "1", "again.d", "40"))
	h.scan()
	inputs, err := h.InputsOf(t.Context(), 2025, time.Time{})
	if err != nil || len(inputs) != 3 {
		t.Errorf("%d inputs, %v", len(inputs), err)
	}
	data := h.runYear(2025)
	for scope, want := range map[string]string{"": "4/100", school: "3/60", "1000000002": "1/40"} {
		if got := rowOf(data, "2", scope); got != want {
			t.Errorf("scope %q: %s, want %s", scope, got, want)
		}
	}
	var kinds []indicators.Kind
	for _, f := range data.Files {
		kinds = append(kinds, f.Kind)
	}
	if slices.ContainsFunc(kinds, func(k indicators.Kind) bool { return k != indicators.FormKind }) || slices.ContainsFunc(data.Problems, func(p sources.Problem) bool { return p.Severity == sources.Error }) {
		t.Errorf("%v, %+v", kinds, data.Problems)
	}
}

// runYear calculates a year and gives its report.
func (h *hall) runYear(year int) *templates.Report {
	h.t.Helper()
	ran, err := h.Run(h.t.Context(), pipeline.Order{Year: year, Reason: "pārbaude"})
	if err != nil {
		h.t.Fatal(err)
	}
	return ran.Report
}

func TestTemplatesAreLaidOutOnceTheCollectionIsOpen(t *testing.T) {
	h := newAskingHall(t)
	h.Programme.Collection = indicators.Collection{Opens: "12.09.", Due: "15.10."}
	lay := func() string {
		t.Helper()
		placed, err := h.LayTemplates(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return itoa(int64(len(placed.Written))) + " written, " + itoa(int64(len(placed.Same))) + " same, " + itoa(int64(len(placed.Kept))) + " kept"
	}
	h.clock = h.clock.AddDate(0, 0, -1)
	if got := lay(); got != "0 written, 0 same, 0 kept" {
		t.Errorf("before it opens: %s", got)
	}
	h.wantTree()
	h.clock = h.clock.AddDate(0, 0, 1)
	const a, b, office = "veidnes/2025/1000000001 A skola 2024-2025.xlsx", "veidnes/2025/1000000002 B skola 2024-2025.xlsx", "veidnes/2025/birojs Birojs 2024-2025.xlsx"
	if got := lay(); got != "3 written, 0 same, 0 kept" {
		t.Errorf("when it opens: %s", got)
	}
	h.wantTree(a, b, office)
	if got := lay(); got != "0 written, 3 same, 0 kept" {
		t.Errorf("again: %s", got)
	}
	// The register's numbers and last year's come from the files in force; what
	// somebody has filled in or put in a template's place stays.
	h.drop("ienakosie/eksports.csv", pupils("P1 1 pārcelts", "P2 1 atstāts uz otru gadu"))
	h.drop("ienakosie/A/pērn.xlsx", template(t, school, 2023, nothing, "again.n", "2", "again.d", "78"))
	h.drop("ienakosie/B/pērn.xlsx", template(t, "1000000002", 2023, nothing, "again.n", "1", "again.d", "40"))
	h.scan()
	begun := template(t, "1000000002", 2024, nothing, "again.d", "41")
	h.drop(b, begun)
	h.drop(office, "piezīmes")
	if got := lay(); got != "1 written, 0 same, 2 kept" {
		t.Errorf("with numbers: %s", got)
	}
	for name, want := range map[string]string{"last_again_n": "2", "last_again_d": "78", "reg_again_n": "1", "reg_again_d": "2", "in_again_n": ""} {
		if got := valueOf(t, []byte(h.read(a)), name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if h.read(b) != begun || h.read(office) != "piezīmes" {
		t.Error("what somebody wrote was replaced")
	}
}

func TestTemplatesAreNotLaidOutsideOfTheShare(t *testing.T) {
	h := newAskingHall(t)
	h.Programme.Collection = indicators.Collection{Opens: "01.09.", Due: "15.10."}
	outside := t.TempDir()
	if err := os.MkdirAll(h.path("veidnes"), 0o755); err != nil {
		t.Fatal(err)
	}
	link(t, outside, h.path("veidnes/2025"))
	if _, err := h.LayTemplates(t.Context()); err == nil {
		t.Error("a link out of the share was followed")
	}
	if list := treeOf(t, outside); len(list) > 0 {
		t.Errorf("%v", list)
	}
}

func TestAnOfficerAcceptsATemplateWithoutItsFaultyFigures(t *testing.T) {
	h := newAskingHall(t)
	h.drop("ienakosie/A/mana.xlsx", template(t, school, 2024, nothing, "again.n", "viens", "again.d", "60", "institution.nil_absences", "jā"))
	h.scan()
	h.drop("atgrieztie/A/PIENEMT.txt", "Skaitli precizēs vēlāk")
	h.scan()
	const accepted = veidne
	h.wantTree(accepted+".xlsx", accepted+" SANEMTS.txt", "atgrieztie/A/PIENEMT IZPILDITS.txt")
	if said := h.read(accepted + " SANEMTS.txt"); !strings.Contains(said, "Skaitli precizēs vēlāk") || !strings.Contains(said, "izslēgtas 1") {
		t.Errorf("%s", said)
	}
	// One of which nothing can be used stays returned.
	h.drop("ienakosie/B/mana.xlsx", template(t, school, 2024, nothing))
	h.scan()
	h.drop("atgrieztie/B/PIENEMT.txt", "Lai ir")
	h.scan()
	if said := h.read("atgrieztie/B/PIENEMT KLUDAS.txt"); !strings.Contains(said, "nevar pieņemt") {
		t.Errorf("%s", said)
	}
}

// A receipt numbers its queries; a line of an answer that begins with a number
// answers that one, what stands before answers all others.
func TestOneOfSeveralQueriesIsAnsweredByItsNumber(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       [2]string // answers
		refused    string    // what the note says then
	}{
		{"one text for all", "Skolas apvienotas", [2]string{"Skolas apvienotas", "Skolas apvienotas"}, ""},
		{"each its own", "1: Slimoja.\r\n2. Skolas\r\napvienotas.\r\n", [2]string{"Slimoja.", "Skolas apvienotas."}, ""},
		{"one only", "2) Apvienotas.", [2]string{"", "Apvienotas."}, ""},
		{"one, and the rest", "Apvienotas.\n1: Slimoja.", [2]string{"Slimoja.", "Apvienotas."}, ""},
		{"a day and its month", "1. septembrī skolas apvienoja.\n2. Janvārī slimoja.", [2]string{"1. septembrī skolas apvienoja. 2. Janvārī slimoja.", "1. septembrī skolas apvienoja. 2. Janvārī slimoja."}, ""},
		{"a grade, a semester, a school", "1. klasē slimoja,\n2. semestrī arī,\n 2. vidusskolā nē.", [2]string{"1. klasē slimoja, 2. semestrī arī, 2. vidusskolā nē.", "1. klasē slimoja, 2. semestrī arī, 2. vidusskolā nē."}, ""},
		{"a number, and behind it a day", "1. Slimoja\n1. septembrī.\n2) 2. klase slēgta.", [2]string{"Slimoja 1. septembrī.", "2. klase slēgta."}, ""},
		{"a colon makes a number of it", "1: septembrī slimoja.\n2: 2. janvārī arī.", [2]string{"septembrī slimoja.", "2. janvārī arī."}, ""},
		{"what only begins like a month", "1. Mārtiņi svinēti.\n2. Novadā apvienoja.", [2]string{"Mārtiņi svinēti.", "Novadā apvienoja."}, ""},
		{"a date with blanks", "1. 09. 2024 apvienotas.", [2]string{"1. 09. 2024 apvienotas.", "1. 09. 2024 apvienotas."}, ""},
		{"a date or a time is no number", "01.09.2024 apvienotas\n12:30 lēma", [2]string{"01.09.2024 apvienotas 12:30 lēma", "01.09.2024 apvienotas 12:30 lēma"}, ""},
		{"a number that there is not", "1: Slimoja.\n3: Apvienotas.", [2]string{}, "ar numuru 3; pēdējais numurs ir 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newAskingHall(t)
			var rows []string
			for i := range int64(20) {
				rows = append(rows, "P"+itoa(i)+" 1 pārcelts")
			}
			h.drop("ienakosie/eksports.csv", pupils(rows...))
			h.scan()
			h.drop("ienakosie/A/a.xlsx", template(t, school, 2024, nothing, "again.n", "12", "again.d", "80"))
			h.scan()
			queries, err := h.Ledger.Queries(t.Context(), 2)
			if err != nil || len(queries) != 2 {
				t.Fatalf("%+v, %v", queries, err)
			}
			said := h.read(veidne + " SANEMTS.txt")
			for _, want := range []string{"  1. lapa „", "  2. lapa „", "„1:”", "kolonnā „Paskaidrojums”", "Datne tiek izmantota arī bez atbildes"} {
				if !strings.Contains(said, want) {
					t.Errorf("the receipt does not say %q:\n%s", want, said)
				}
			}
			h.drop("pienemtie/2025/A/ATBILDE.txt", c.text)
			h.scan()
			if queries, err = h.Ledger.Queries(t.Context(), 2); err != nil {
				t.Fatal(err)
			}
			for i, want := range c.want {
				if queries[i].Answer != want {
					t.Errorf("query %d: %q, want %q", i+1, queries[i].Answer, want)
				}
			}
			note := "pienemtie/2025/A/ATBILDE IZPILDITS.txt"
			if c.refused != "" {
				note = "pienemtie/2025/A/ATBILDE KLUDAS.txt"
			}
			if said := h.read(note); !strings.Contains(said, c.refused) {
				t.Errorf("%s", said)
			}
		})
	}
}

func TestWhoHasNotReportedIsListedUntilAllHave(t *testing.T) {
	h := newAskingHall(t)
	h.Programme.Collection = indicators.Collection{Opens: "01.09.", Due: "15.10.", Contact: "Pārvalde"}
	remind := func(want int) {
		t.Helper()
		if n, err := h.Remind(t.Context()); err != nil || n != want {
			t.Errorf("%d are on the list, want %d (%v)", n, want, err)
		}
	}
	const list = "rezultati/2025/nav-iesniegts.txt"
	h.drop("ienakosie/a.xlsx", template(t, school, 2024, nothing, "again.n", "3", "again.d", "60"))
	h.drop("ienakosie/b.xlsx", template(t, "1000000002", 2024, nothing, "again.n", "viens", "again.d", "40"))
	h.drop("ienakosie/c.xlsx", template(t, "birojs", 2024, nothing))
	h.scan()
	remind(2) // a returned and an empty one are not reported
	said := h.read(list)
	for _, want := range []string{
		"iesniegtas 1 no 3. Sagatavots 12.09.2025.", "Termiņš: 15.10.2025. (vēl 33 d.)", "Jautājumi: Pārvalde",
		"ir jālabo (2; kas jālabo, stāv atgrieztajās blakus veidnei):\r\n  B skola (1000000002)\r\n  Birojs (birojs)\r\n",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the list lacks %q:\n%s", want, said)
		}
	}
	if strings.Contains(said, "A skola") || strings.Contains(said, "Nav iesniegušas") {
		t.Errorf("%s", said)
	}

	// Written again only where there is something new to say; what somebody wrote into
	// it is kept beside it.
	before, err := os.Stat(h.path(list))
	if err != nil {
		t.Fatal(err)
	}
	remind(2)
	if after, err := os.Stat(h.path(list)); err != nil || !os.SameFile(before, after) {
		t.Errorf("an equal list was written again (%v)", err)
	}
	h.drop(list, said+"B skolai zvanīju.\r\n")
	remind(2)
	if !strings.Contains(h.read(list), "zvanīju") {
		t.Error("an edited list was replaced by nothing new")
	}
	h.clock = h.clock.AddDate(0, 0, 40)
	remind(2)
	if said := h.read(list); !strings.Contains(said, "Termiņš: 15.10.2025. (pagājis pirms 7 d.)") || strings.Contains(said, "zvanīju") {
		t.Errorf("%s", said)
	}
	if !strings.Contains(h.read("rezultati/2025/nav-iesniegts (labots).txt"), "zvanīju") {
		t.Error("what somebody wrote into the list is lost")
	}
	h.drop("ienakosie/b.xlsx", template(t, "1000000002", 2024, nothing, "again.n", "1", "again.d", "40"))
	h.scan()
	if err := h.Withdraw(t.Context(), 1, "pārbaude", "anna"); err != nil {
		t.Fatal(err)
	}
	remind(2)
	if said := h.read(list); !strings.Contains(said, "Nav iesniegušas (1):\r\n  A skola") || !strings.Contains(said, "ir jālabo (1;") {
		t.Errorf("%s", said)
	}
	h.drop("ienakosie/a.xlsx", template(t, school, 2024, nothing, "again.n", "4", "again.d", "60"))
	h.drop("ienakosie/c.xlsx", template(t, "birojs", 2024, nothing, "youths", "17"))
	h.scan()
	h.Language = templates.English
	remind(0)
	if said := h.read(list); !strings.Contains(said, "all 3 came. Nobody needs to be reminded.") {
		t.Errorf("%s", said)
	}
}

// What a sender is told to do fits what was found, and names nothing that is not there.
func TestTheAdviceFitsTheFinding(t *testing.T) {
	other := askingProgramme()
	other.ID = "cita"
	foreign, ok := indicators.FormOf(other, school, 2024)
	if !ok {
		t.Fatal("nothing is asked")
	}
	drawn, err := templates.DrawForm(foreign, templates.FormContent{Shown: nothing, Filled: map[string]string{"again.n": "3"}}, templates.Latvian)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, file, text string
		says, not        []string
	}{
		{"an empty template has no marked copy", "mana.xlsx", template(t, school, 2024, nothing), []string{"Jālabo: 1.", "Aizpildiet veidni"}, []string{"LABOJAMS", "nosauktās šūnas"}},
		{"a template of another programme names no cell", "cita.xlsx", string(drawn), []string{"Veids: iestādes ziņu veidne", "ko atsūtījusi"}, []string{"nosauktās šūnas", "VIIS", "programmas datn"}},
		{"a faulty export names its school", "x.csv", faulty, []string{"Iestāde: A skola", "VIIS vai SEMR"}, []string{"veidn"}},
		{"a faulty cell is named", "mana.xlsx", template(t, school, 2024, nothing, "again.n", "viens", "again.d", "60"), []string{"LABOJAMS", "izlabojiet nosauktās"}, nil},
	} {
		h := newAskingHall(t)
		h.drop("ienakosie/A/"+c.file, c.text)
		h.scan()
		said := ""
		for _, name := range h.tree() {
			if strings.HasSuffix(name, " KLUDAS.txt") {
				said = h.read(name)
			}
		}
		for _, want := range c.says {
			if !strings.Contains(said, want) {
				t.Errorf("%s: lacks %q:\n%s", c.name, want, said)
			}
		}
		for _, wrong := range c.not {
			if strings.Contains(said, wrong) {
				t.Errorf("%s: says %q:\n%s", c.name, wrong, said)
			}
		}
	}
}

func TestTheListOfFaultyRowsIsNoExport(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/A/x.csv", faulty)
	h.scan()
	for _, name := range h.tree() {
		if strings.HasSuffix(name, ".xlsx") {
			h.drop("ienakosie/A/labots.xlsx", h.read(name))
		}
	}
	if n := h.scan(); n.Returned != 1 {
		t.Fatalf("%+v", n)
	}
	if said := h.read("atgrieztie/A/labots.xlsx KLUDAS.txt"); !strings.Contains(said, "saraksts ar eksporta kļūdainajām rindām") || !strings.Contains(said, "eksportējiet datni vēlreiz") {
		t.Errorf("%s", said)
	}
}

// A receipt stays true when the file is replaced or withdrawn, and says so where it is not used.
func TestReceiptsStayTrue(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", good)
	h.scan()
	if said := h.read(receipt); !strings.Contains(said, "kamēr to neaizstāj jaunāka datne") || strings.Contains(said, "viis-enrolments)") || !strings.Contains(said, "atdalītājs „;”") {
		t.Errorf("%s", said)
	}
	h.later()
	h.drop("ienakosie/y.csv", better)
	h.scan()
	h.drop("pienemtie/2025/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 1030) ATSAUKT.txt", "Nepareiza.")
	h.scan()
	if said := h.read("pienemtie/2025/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 1030) ATSAUKTS.txt"); !strings.Contains(said, "atkal tiek izmantotas") || !strings.Contains(said, "x.csv") {
		t.Errorf("%s", said)
	}
	h.drop("ienakosie/tukss/z.csv", heading)
	if n := h.scan(); n.Accepted != 1 {
		t.Fatalf("%+v", n)
	}
	for _, name := range h.tree() {
		if strings.Contains(name, "/tukss/") && strings.HasSuffix(name, " SANEMTS.txt") {
			if said := h.read(name); strings.Contains(said, "To izmantos") || !strings.Contains(said, "nav nevienas izmantojamas rindas") {
				t.Errorf("%s", said)
			}
			return
		}
	}
	t.Error("there is no receipt")
}
