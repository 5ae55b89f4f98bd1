package sources_test

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/sources"
	"raditaji/templates"
)

const pairs = "../testdata/forms"

// A pair is a workbook that a check fails and one that passes it. Both are the
// small school's template with right answers, after the edits of forms.py or what
// Go does to the bytes.
type pair struct {
	code    string
	also    []string // other codes that the failing workbook gives too
	large   bool     // both are the larger school's
	from    string   // what fails is drawn otherwise: one of the names of drawn
	earlier string   // likewise a template that was read before
	fails   [][]any
	passes  [][]any
	failing func(*testing.T, []byte) []byte
	passing func(*testing.T, []byte) []byte
}

func set(address string, value any) []any {
	return []any{"set", (&indicators.Input{Address: address}).Name(), value}
}

func edits(list ...[]any) [][]any { return list }

// pairList has a pair for every code of a workbook. To add one: list the code here
// and run the tests with -update (that needs Python with openpyxl, and LibreOffice).
var pairList = []pair{
	{code: "file.encrypted", failing: encrypted},
	{code: "file.xls", failing: converted("xls")},
	{code: "file.ods", failing: converted("ods")},
	{code: "file.truncated", failing: func(_ *testing.T, data []byte) []byte { return data[:len(data)/2] }},
	{code: "file.damaged", failing: func(t *testing.T, data []byte) []byte {
		at := bytes.Index(data, []byte("xl/worksheets/sheet1.xml")) + 60
		copy(data[at:], "damaged")
		return data
	}},
	{code: "file.workbook.unpacked", failing: patched("xl/media/", func([]byte) []byte { return nil })},
	{code: "file.workbook.rows", failing: inSheet("</sheetData>", `<row r="200001"><c r="A200001"><v>1</v></c></row></sheetData>`),
		passing: inSheet("</sheetData>", `<row r="1048576" ht="15"/></sheetData>`)},
	{code: "file.workbook.columns", failing: inSheet("</sheetData>", `<row r="900"><c r="SG900"><v>1</v></c></row></sheetData>`),
		passing: inSheet("</sheetData>", `<row r="900"><c r="SF900"><v>1</v></c><c r="SG900"/></row></sheetData>`)},
	{code: "file.workbook.cells", failing: inSheet("</sheetData>", wideRows(70)+"</sheetData>"), passing: inSheet("</sheetData>", wideRows(3)+"</sheetData>")},
	{code: "file.workbook.broken", failing: inSheet("</sheetData>", `<row r="900"><c r="A900"></row></sheetData>`)},
	{code: "file.workbook.order", failing: inSheet("</sheetData>", `<row r="2"><c r="A2"><v>1</v></c></row></sheetData>`)},
	{code: "file.workbook.doctype", failing: inSheet("<worksheet", `<!DOCTYPE worksheet [<!ENTITY a "1">]><worksheet`)},

	{code: "form.foreign", fails: edits([]any{"new"})},
	{code: "form.template.other", fails: edits([]any{"constant", "_raditaji_template", "institution-2"})},
	{code: "form.saved.csv", failing: converted("csv")},
	{code: "form.identity.broken", fails: edits([]any{"constant", "_raditaji_institution", "4213900001"})},
	{code: "form.programme.other", from: "other programme"},
	{code: "form.programme.none"},
	{code: "form.institution.unknown", from: "unknown unit"},
	{code: "form.institution.unasked", from: "unasked unit"},
	{code: "form.version.other", from: "other wording"},
	{code: "form.fields.missing", from: "question added", also: []string{"form.version.other"}},
	{code: "form.fields.unknown", from: "question dropped", also: []string{"form.version.other"}},
	{code: "form.macros", failing: patched("xl/vbaProject.bin", func([]byte) []byte { return []byte("macros") })},
	{code: "form.links", failing: linked},
	{code: "form.empty", from: "empty"},
	{code: "form.shown.lost", fails: edits([]any{"remove sheet", "_raditaji"})},
	{code: "form.shown.changed", fails: edits([]any{"set", "last_pupils", 230})},
	{code: "form.formula.changed", large: true, fails: edits([]any{"set", "calc_total_leavers_boys", 10})},
	{code: "form.label.changed", large: true, fails: edits([]any{"set", "label_leavers_work", "Darbs ārzemēs"}), passes: edits([]any{"set", "label_leavers_work", " Darbs "})},
	{code: "form.rows.moved", large: true, fails: edits([]any{"swap", "label_leavers_work", "label_leavers_family"}, []any{"swap", "in_leavers_work_boys", "in_leavers_family_boys"}, []any{"swap", "in_leavers_work_girls", "in_leavers_family_girls"})},
	{code: "form.owner.changed", fails: edits([]any{"set", "label_unit_name", "Paraugpils pamatskola"})},
	{code: "form.codes.outside", fails: edits([]any{"add sheet", "Mani aprēķini", "Jānis 150308-12345"}), passes: edits([]any{"add sheet", "Mani aprēķini", "Jānis"})},
	{code: "form.fields.empty", fails: edits(set("plan", nil)), passes: edits(set("pupils.explain", nil))},

	{code: "form.input.lost", fails: edits([]any{"refers", "in_plan", "#REF!"})},
	{code: "form.input.shared", fails: edits([]any{"same", "in_plan", "in_pupils"})},
	{code: "form.input.merged", fails: edits([]any{"merge left", "in_plan"})},
	{code: "form.formula.uncalculated", fails: edits(set("pupils", "=200+40")), passing: calculated},
	{code: "form.formula.error", large: true, fails: edits([]any{"error", "in_pupils", "#DIV/0!"}), passes: edits(set("activities.1_1.done", "Kļūda #DIV/0! vairs nerādās."))},
	{code: "form.number.invalid", fails: edits(set("pupils", "nezinu")), passes: edits(set("pupils", " 240 "))},
	{code: "form.number.text", fails: edits(set("pupils", "240 skolēni")), passes: edits(set("pupils", "240"))},
	{code: "form.number.boolean", fails: edits(set("pupils", true))},
	{code: "form.number.date", fails: edits(set("pupils", 45997), []any{"format", "in_pupils", "dd.mm.yyyy"}), passes: edits([]any{"format", "in_pupils", "dd.mm.yyyy"})},
	{code: "form.number.percent", fails: edits(set("pupils", 0.24), []any{"format", "in_pupils", "0%"}), passes: edits([]any{"format", "in_pupils", "0"})},
	{code: "form.number.time", large: true, fails: edits(set("hours.psychologist.hours", 12.5/24), []any{"format", "in_hours_psychologist_hours", "h:mm"})},
	{code: "form.number.negative", large: true, fails: edits(set("leavers.work.girls", -1)), passes: edits(set("leavers.work.girls", 0))},
	{code: "form.number.fraction", fails: edits(set("pupils", 240.5)), passes: edits(set("pupils", "240,0"))},
	{code: "form.number.decimals", large: true, fails: edits(set("activities.1_1.money", 12.345)), passes: edits(set("activities.1_1.money", 12.34))},
	{code: "form.number.large", fails: edits(set("pupils", 240240240)), passes: edits(set("pupils", 300))},
	{code: "form.date.invalid", large: true, fails: edits(set("tasks.1_1_1.date", "31.02.2025")), passes: edits(set("tasks.1_1_1.date", "28.02.2025."))},
	{code: "form.choice.unknown", fails: edits(set("plan", "varbūt")), passes: edits(set("plan", "JĀ."))},
	{code: "form.text.long", large: true, fails: edits(set("activities.1_1.done", strings.Repeat("Nometne. ", 120))), passes: edits(set("activities.1_1.done", strings.Repeat("Nometne. ", 100)))},
	{code: "form.text.person_code", large: true, fails: edits(set("activities.1_1.done", "Palīdzēts audzēknim 150308-12345.")), passes: edits(set("activities.1_1.done", "Palīdzēts audzēkņiem, tālrunis 26123456."))},
	{code: "form.text.small_group", large: true, fails: edits(set("activities.1_1.done", "Nometnē piedalījās 3 romu skolēni.")), passes: edits(set("activities.1_1.done", "Notika 2 pasākumi 5. klasei."))},

	{code: "form.half.missing", fails: edits(set("roma.d", nil))},
	{code: "form.numerator.above", fails: edits(set("roma.n", 13)), passes: edits(set("roma.n", 12))},
	{code: "form.part.above", fails: edits(set("roma.d", 241)), passes: edits(set("roma.n", 11), set("roma.d", 13))},
	{code: "form.sum.above", large: true, fails: edits(set("leavers.work.girls", 5)), passes: edits(set("leavers.work.girls", 4))},
	{code: "form.sum.differs", large: true, fails: edits(set("leavers.work.boys", 4)), passes: edits(set("leavers.work.boys", nil), set("leavers.family.boys", 5))},
	{code: "form.sum.incomplete", large: true, fails: edits(set("leavers.family.boys", nil)), passes: edits(set("leavers.family.boys", nil), set("leavers.work.boys", 5))},
	{code: "form.figure.required", large: true, fails: edits(set("plans", 0)), passes: edits(set("plans", nil), set("hours.psychologist.hours", nil))},

	{code: "merge.form.replaced", earlier: "small", passing: anotherUnit},
	{code: "merge.form.fewer", earlier: "small", from: "few answers", also: []string{"merge.form.replaced"}},

	{code: "form.query.last", fails: edits(set("roma.n", 1))},
	{code: "form.query.last.count", fails: edits(set("pupils", 100))},
	{code: "form.query.register", from: "register", fails: edits(set("roma.n", 0))},
	{code: "form.query.register.count", from: "register", fails: edits(set("pupils", 120))},
	{code: "form.query.denied", fails: edits(set("institution.register", "nē"))},
	{code: "form.query.zero", from: "zeros"},
}

// drawn makes one of the templates that the pairs start from.
func drawn(t testing.TB, name string) []byte {
	t.Helper()
	p, unit, answers := townProgramme(), small, rightAnswers()
	switch name {
	case "small", "register":
	case "large":
		unit = school
	case "other programme":
		p.ID = "kaimini-2024-2030"
	case "unknown unit":
		p.Units, unit = append(p.Units, indicators.Unit{ID: "cits-centrs", Name: "Cits centrs", Type: "youth_centre"}), "cits-centrs"
		answers = map[string]string{"visitors": "100"}
	case "unasked unit":
		p.Institutions[2].Type, unit = "primary_school", unasked
	case "other wording":
		p.Fields[0].Text = "Skolēnu skaits"
	case "question added":
		p.Fields = slices.Delete(p.Fields, 2, 3)
	case "question dropped":
		p.Fields = append(p.Fields, indicators.Field{ID: "clubs", Text: "Pulciņi", Kind: "count", From: []string{"primary_school"}})
		answers["clubs"] = "7"
	case "empty":
		answers = nil
	case "few answers":
		answers = map[string]string{"pupils": "240", "plan": "nē"}
	case "zeros":
		for address, text := range answers {
			if strings.Trim(text, "0123456789,") == "" {
				answers[address] = "0"
			}
		}
	default:
		t.Fatalf("there is no template %q", name)
	}
	form := formOf(t, p, unit)
	for address := range answers {
		if !slices.ContainsFunc(form.Inputs(), func(in indicators.Input) bool { return in.Address == address }) {
			delete(answers, address)
		}
	}
	shown := indicators.Prefill{Last: lastYears}
	switch name {
	case "zeros", "unknown unit":
		shown = indicators.Prefill{}
	case "register":
		shown = indicators.Prefill{Register: registers}
	}
	data, err := templates.DrawForm(form, templates.FormContent{Shown: shown, Filled: answers}, templates.Latvian)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Every code of a workbook has a workbook that fails it, and one that passes.
func TestEveryCheckFailsAndPasses(t *testing.T) {
	if updating() {
		makePairs(t)
	}
	seen := map[string]bool{}
	for _, p := range pairList {
		seen[p.code] = true
		t.Run(p.code, func(t *testing.T) {
			want := append([]string{p.code}, p.also...)
			slices.Sort(want)
			if got := found(t, p, "fails.xlsx"); !slices.Equal(got, want) {
				t.Errorf("fails.xlsx gives %v, wants %v", got, want)
			}
			if got := found(t, p, "passes.xlsx"); slices.ContainsFunc(got, func(code string) bool { return !slices.Contains(p.also, code) }) {
				t.Errorf("passes.xlsx gives %v", got)
			}
		})
	}
	for _, code := range slices.Concat(sources.Codes, pipeline.FindingCodes) {
		if !seen[code] && ofPairs(code) {
			t.Errorf("%s has no pair in testdata/forms", code)
		}
	}
	entries, err := os.ReadDir(pairs)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !seen[e.Name()] {
			t.Errorf("testdata/forms/%s is of no check", e.Name())
		}
	}
}

// ofPairs says that a code must have a pair in testdata/forms.
func ofPairs(code string) bool {
	if madeBy[code] != "" {
		return false
	}
	for _, begin := range []string{"form.", "file.workbook.", "merge.form."} {
		if strings.HasPrefix(code, begin) {
			return true
		}
	}
	return slices.Contains([]string{"file.encrypted", "file.xls", "file.ods", "file.truncated", "file.damaged"}, code)
}

// madeBy are codes whose files are too large to keep or need a damaged program,
// with the test that makes them.
var madeBy = map[string]string{
	"file.reader.panic":     "sources: TestAPanicIsAProblemOfTheFile",
	"file.large":            "sources: TestLimits",
	"file.workbook.large":   "sources: TestHostileWorkbooks",
	"csv.line.long":         "sources: TestLimits",
	"csv.columns.limit":     "sources: TestLimits",
	"csv.rows.limit":        "sources: TestTooManyRowsRefuseTheFile",
	"csv.problems.more":     "sources: TestTenThousandProblemsOfACodeAreListedAndTheRestCounted",
	"merge.replaced":        "sources: TestMerge",
	"merge.rows.fewer":      "sources: TestMerge",
	"merge.grade.missing":   "sources: TestMerge",
	"form.nil.contradicted": "pipeline: TestNilStatementsAgainstRowsAreSaid",
}

// found are the codes that a workbook of a pair gives, sorted, each once; what is
// still empty is left out where the pair is not about that.
func found(t *testing.T, p pair, name string) []string {
	t.Helper()
	ctx := contextOf(townProgramme())
	if p.code == "form.programme.none" && name == "fails.xlsx" {
		ctx = sources.Context{}
	}
	dir := filepath.Join(pairs, p.code)
	open := func(name string) sources.Submission {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		sub := sources.Read(name, data, ctx)
		sources.CheckSubmission(t, &sub)
		return sub
	}
	sub := open(name)
	if sub.Form != nil {
		pipeline.NoteQueries(&sub, indicators.NewAnswers(sub.Records.Reported), sub.Form.Shown)
	}
	problems := sub.Problems
	if p.earlier != "" {
		problems = append(problems, sources.Merge([]sources.Submission{open("earlier.xlsx"), sub}).Problems...)
	}
	set := map[string]bool{}
	for _, problem := range problems {
		set[problem.Code] = true
	}
	if p.code != "form.fields.empty" {
		delete(set, "form.fields.empty")
	}
	return slices.Sorted(maps.Keys(set))
}

// docs/checks.md is the catalogue of all checks, made of what the tests know.
func TestTheCatalogueOfChecksIsUpToDate(t *testing.T) {
	const page = "../docs/checks.md"
	got := catalogue(t)
	if updating() {
		if err := os.WriteFile(page, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s is stale; run the tests with -update (-want +got):\n%s", page, diff)
	}
}

var sections = []struct{ title, about, begin string }{
	{"Files", "Of any file, before it is known what it is.", "file."},
	{"Filled templates", "Of the workbooks that institutions send back. The queries (`form.query.…`) are asked when answers are compared with last year's and with the register's; they become notices once they are explained, and then there is nothing more to do.", "form."},
	{"Exports", "Of CSV files from VIIS and SEMR.", "csv."},
	{"Enrolments", "Between the cells of one row of an export.", "enrolment."},
	{"Absences", "", "absence."},
	{"Exams", "", "exam."},
	{"SEMR", "", "semr."},
	{"Register of institutions", "", "register."},
	{"Replacements", "Of a file that takes the place of an earlier one.", "merge."},
	{"Runs", "Of a whole folder, when a year is calculated.", "run."},
}

func catalogue(t *testing.T) string {
	t.Helper()
	samples := sampleOfCodes(t)
	var b strings.Builder
	b.WriteString("# Checks\n\nEvery problem that the program can find: its code, how grave it is, what it says and what to do, in Latvian and in English, and files that show it.\n" +
		"Words in braces are filled in. The tests write this page (`go test ./sources -run TestTheCatalogue -update`) and fail where it is stale.\n\n" +
		"An **error** cannot be used: of a file, nothing of it is used; of a row or a cell, it is set aside. A **warning** is used or set aside, and shown. A **notice** is shown.\n")
	all := slices.Concat(sources.Codes, pipeline.FindingCodes)
	slices.Sort(all)
	for _, s := range sections {
		fmt.Fprintf(&b, "\n## %s\n", s.title)
		if s.about != "" {
			fmt.Fprintf(&b, "\n%s\n", s.about)
		}
		for _, code := range all {
			if !strings.HasPrefix(code, s.begin) {
				continue
			}
			fmt.Fprintf(&b, "\n### %s\n\n%s\n", code, gravity(code))
			for _, l := range []templates.Language{templates.Latvian, templates.English} {
				text, remedy := l.Problem(blanks(code))
				fmt.Fprintf(&b, "- %s *%s*\n", text, remedy)
			}
			switch {
			case madeBy[code] != "":
				if !isTest(t, madeBy[code]) {
					t.Errorf("there is no test %s", madeBy[code])
				}
				fmt.Fprintf(&b, "- Shown by a test: %s\n", madeBy[code])
			case ofPairs(code):
				fmt.Fprintf(&b, "- Fails: `testdata/forms/%s/fails.xlsx`; passes: `testdata/forms/%[1]s/passes.xlsx`\n", code)
			case samples[code] != "":
				fmt.Fprintf(&b, "- Fails: `testdata/sources/%s`; passes: `testdata/sources/%s`\n", samples[code], passing(samples[code]))
			case strings.HasPrefix(code, "run."):
				b.WriteString("- Shown by the tests of `pipeline`\n")
			default:
				t.Errorf("no file shows %s", code)
			}
		}
	}
	for _, code := range all {
		if !slices.ContainsFunc(sections, func(s struct{ title, about, begin string }) bool { return strings.HasPrefix(code, s.begin) }) {
			t.Errorf("%s stands in no section", code)
		}
	}
	return b.String()
}

// isTest says that a package has a test: "sources: TestLimits".
func isTest(t *testing.T, name string) bool {
	t.Helper()
	room, test, _ := strings.Cut(name, ": ")
	files, err := filepath.Glob(filepath.Join("..", room, "*_test.go"))
	must(t, err)
	return slices.ContainsFunc(files, func(file string) bool {
		text, err := os.ReadFile(file)
		must(t, err)
		return bytes.Contains(text, []byte("func "+test+"(t *testing.T)"))
	})
}

func gravity(code string) string {
	switch {
	case strings.HasPrefix(code, "form.query.") || strings.HasPrefix(code, "form.nil."):
		return "Query"
	case strings.HasPrefix(code, "run."):
		return "Of the run"
	}
	return map[sources.Severity]string{sources.Notice: "Notice", sources.Warning: "Warning", sources.Error: "Error"}[sources.CodeSeverity(code)]
}

// blanks is a problem whose sentence shows where it is filled in.
func blanks(code string) sources.Problem {
	p := sources.Problem{Code: code, Got: "{got}", Heading: "{heading}", Args: map[string]string{}}
	for _, arg := range sources.CodeArgs(code) {
		p.Args[arg] = "{" + arg + "}"
	}
	return p
}

var wanted = regexp.MustCompile(`(?m)^(?:error|warning|notice) (\S+) at `)

// sampleOfCodes is for each code a sample of testdata/sources that gives it, one
// that is named by it where there is one.
func sampleOfCodes(t *testing.T) map[string]string {
	t.Helper()
	const root = "../testdata/sources"
	samples := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".want") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, strings.TrimSuffix(path, ".want"))
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		for _, m := range wanted.FindAllSubmatch(text, -1) {
			code := string(m[1])
			named := strings.HasPrefix(name[strings.IndexByte(name, '/')+1:], code+".")
			if samples[code] == "" || named && !strings.Contains(samples[code], "/"+code+".") {
				samples[code] = name
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return samples
}

// passing is a sample of the same kind without a fault.
func passing(sample string) string {
	folder, _, _ := strings.Cut(sample, "/")
	if folder == "files" {
		return "files/title-lines.csv"
	}
	return folder + "/good.csv"
}

func updating() bool { return flag.Lookup("update").Value.String() == "true" }

// A job is one workbook for forms.py to spoil.
type job struct {
	From  string  `json:"from"`
	To    string  `json:"to"`
	Edits [][]any `json:"edits"`
}

// spoil lets forms.py do its jobs.
func spoil(t *testing.T, jobs []job) {
	t.Helper()
	input, err := json.Marshal(jobs)
	must(t, err)
	run := exec.Command("/usr/bin/python3", filepath.Join("testdata", "forms.py"))
	run.Stdin = bytes.NewReader(input)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("forms.py: %v\n%s", err, out)
	}
}

// makePairs writes testdata/forms anew.
func makePairs(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	bases := map[string]string{}
	base := func(name string) string {
		if bases[name] == "" {
			bases[name] = filepath.Join(dir, fmt.Sprintf("base%d.xlsx", len(bases)))
			must(t, os.WriteFile(bases[name], drawn(t, name), 0o644))
		}
		return bases[name]
	}
	var jobs []job
	for i, p := range pairList {
		plain := "small"
		if p.large {
			plain = "large"
		}
		jobs = append(jobs, job{base(cmp.Or(p.from, plain)), filepath.Join(dir, fmt.Sprintf("fails%d.xlsx", i)), p.fails},
			job{base(plain), filepath.Join(dir, fmt.Sprintf("passes%d.xlsx", i)), p.passes})
	}
	spoil(t, jobs)
	must(t, os.RemoveAll(pairs))
	for i, p := range pairList {
		folder := filepath.Join(pairs, p.code)
		must(t, os.MkdirAll(folder, 0o755))
		for name, change := range map[string]func(*testing.T, []byte) []byte{"fails": p.failing, "passes": p.passing} {
			data, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("%s%d.xlsx", name, i)))
			must(t, err)
			data = packed(t, data)
			if change != nil {
				data = change(t, data)
			}
			must(t, os.WriteFile(filepath.Join(folder, name+".xlsx"), data, 0o644))
		}
		if p.earlier != "" {
			must(t, os.WriteFile(filepath.Join(folder, "earlier.xlsx"), packed(t, drawn(t, p.earlier)), 0o644))
		}
	}
}

// packed writes an archive anew, small and with one time at every entry.
func packed(t testing.TB, data []byte) []byte {
	t.Helper()
	return rewritten(t, data, func(_ string, content []byte) []byte { return content })
}

func rewritten(t testing.TB, data []byte, change func(name string, content []byte) []byte) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, f := range archive.File {
		r, err := f.Open()
		must(t, err)
		content, err := io.ReadAll(r)
		must(t, err)
		add(t, w, f.Name, change(f.Name, content))
	}
	must(t, w.Close())
	return out.Bytes()
}

func add(t testing.TB, w *zip.Writer, name string, content []byte) {
	t.Helper()
	entry, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(2025, 9, 1, 0, 0, 0, 0, time.UTC)})
	must(t, err)
	_, err = entry.Write(content)
	must(t, err)
}

// inSheet puts a text in place of another in the sheet of the indicators.
func inSheet(old, with string) func(*testing.T, []byte) []byte {
	return func(t *testing.T, data []byte) []byte {
		changed := 0
		data = rewritten(t, data, func(name string, content []byte) []byte {
			if name != "xl/worksheets/sheet2.xml" {
				return content
			}
			changed += bytes.Count(content, []byte(old))
			return bytes.Replace(content, []byte(old), []byte(with), 1)
		})
		if changed != 1 {
			t.Fatalf("%q stands %d times in the sheet", old, changed)
		}
		return data
	}
}

// wideRows are empty cells in the last column, and something in the first cell of
// the row after them.
func wideRows(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<row r="%d"><c r="XFD%[1]d"/></row>`, 900+i)
	}
	fmt.Fprintf(&b, `<row r="%d"><c r="A%[1]d"><v>1</v></c></row>`, 900+n)
	return b.String()
}

// patched adds a file to the archive; below a folder, a file that claims to be
// larger than any workbook.
func patched(name string, content func([]byte) []byte) func(*testing.T, []byte) []byte {
	return func(t *testing.T, data []byte) []byte {
		archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		must(t, err)
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for _, f := range archive.File {
			must(t, w.Copy(f))
		}
		if strings.HasSuffix(name, "/") {
			raw, err := w.CreateRaw(&zip.FileHeader{Name: name + "picture.png", Method: zip.Deflate, UncompressedSize64: 300 << 20, CompressedSize64: 2})
			must(t, err)
			_, err = raw.Write([]byte{3, 0})
			must(t, err)
		} else {
			add(t, w, name, content(nil))
		}
		must(t, w.Close())
		return out.Bytes()
	}
}

// linked makes the number of pupils come from another workbook.
func linked(t *testing.T, data []byte) []byte {
	data = patched("xl/externalLinks/externalLink1.xml", func([]byte) []byte {
		return []byte(`<?xml version="1.0" encoding="UTF-8"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`)
	})(t, data)
	return inSheet("<v>240</v>", "<f>[1]Skolas!$B$2</f><v>240</v>")(t, data)
}

func encrypted(t *testing.T, data []byte) []byte {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	defer f.Close()
	var out bytes.Buffer
	must(t, f.Write(&out, excelize.Options{Password: "parole"}))
	return out.Bytes()
}

func calculated(t *testing.T, data []byte) []byte {
	return inSheet("<v>240</v>", "<f>200+40</f><v>240</v>")(t, data)
}

func anotherUnit(t *testing.T, _ []byte) []byte {
	return packed(t, draw(t, formOf(t, townProgramme(), centre), map[string]string{"visitors": "100"}, nil))
}

// converted saves a workbook in another format by LibreOffice.
func converted(format string) func(*testing.T, []byte) []byte {
	return func(t *testing.T, data []byte) []byte {
		dir := t.TempDir()
		must(t, os.WriteFile(filepath.Join(dir, "a.xlsx"), data, 0o644))
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		out, err := exec.CommandContext(ctx, "soffice", "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile", "--headless",
			"--convert-to", format, "--outdir", filepath.Join(dir, "out"), filepath.Join(dir, "a.xlsx")).CombinedOutput()
		if err != nil {
			t.Fatalf("soffice: %v\n%s", err, out)
		}
		data, err = os.ReadFile(filepath.Join(dir, "out", "a."+format))
		must(t, err)
		return data
	}
}
