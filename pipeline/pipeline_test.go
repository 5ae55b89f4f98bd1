package pipeline_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/sources"
	"raditaji/templates"
)

const heading = "Mācību gads;Iestādes reģ. nr.;Personas kods;Klase/kurss;Izglītības programmas kods;Uzņemts;Atskaitīts;Atskaitīšanas iemesls;Gada lēmums\n"

// pupils are enrolments of school A (1000000001) in 2024./2025., one word for
// each: the person's placeholder, the grade and the decision.
func pupils(rows ...string) string {
	text := heading
	for _, row := range rows {
		w := strings.SplitN(row, " ", 3)
		text += "2024./2025.;1000000001;" + w[0] + ";" + w[1] + ";21011111;02.09.2024;;;" + w[2] + "\n"
	}
	return text
}

func programme() *indicators.Programme {
	m, _ := indicators.MeasureNamed("retained")
	return &indicators.Programme{
		ID: "paraugs", Title: "Paraugs", Municipality: "Paraugu novads",
		Institutions: []indicators.Institution{
			{Number: "1000000001", Name: "A skola", Type: "basic_school", InScope: true},
		},
		Indicators: []indicators.Indicator{{
			ID: "1", Text: "Atstāti", Better: "lower", Baseline: indicators.Baseline{Text: "5% (2023)"},
			Targets: []indicators.Target{{Year: 2027, Text: "2%"}},
			Values:  []indicators.Value{{Measure: m.Name, Params: m.Defaults}},
		}},
	}
}

func newPipeline() *pipeline.Pipeline {
	return &pipeline.Pipeline{Programme: programme(), Version: "test", Secret: []byte("secret")}
}

func files(pairs ...string) fstest.MapFS {
	f := fstest.MapFS{}
	for i := 0; i+1 < len(pairs); i += 2 {
		f[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1]), Mode: 0o644}
	}
	return f
}

func calculate(t *testing.T, p *pipeline.Pipeline, in fs.FS) *templates.Report {
	t.Helper()
	r, err := p.Calculate(in, 2025, "")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// value is the municipality's figure of 2025 as n/N, or x.
func value(r *templates.Report) string {
	for _, row := range r.Results {
		if row.Year == 2025 && row.Institution == "" {
			if row.State != indicators.Available {
				return "x"
			}
			return strings.Join([]string{itoa(row.Numerator), itoa(row.Denominator)}, "/") + strings.Join(row.Flags(), "")
		}
	}
	return "none"
}

func itoa(n int64) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func codes(r *templates.Report) []string {
	var list []string
	for _, p := range r.Problems {
		if !slices.Contains(list, p.Code) {
			list = append(list, p.Code)
		}
	}
	return list
}

func TestCellsOfLaterFilesReplaceEarlierOnes(t *testing.T) {
	first := pupils("X1 1 pārcelts", "X2 1 pārcelts", "X3 2 pārcelts")
	corrected := pupils("X1 1 pārcelts", "X2 1 atstāts uz otru gadu")
	for _, c := range []struct {
		rule string
		in   fstest.MapFS
		want string
	}{
		{"one file", files("a.csv", first), "0/3"},
		{"a corrected grade replaces the grade, the other stays", files("a.csv", first, "b.csv", corrected), "1/3"},
		{"the order is that of the paths", files("b.csv", first, "a.csv", corrected), "0/3"},
		{"(2) comes after the name without", files("a.csv", first, "a (2).csv", corrected), "1/3"},
		{"numbers are numbers", files("10.csv", corrected, "9.csv", first), "1/3"},
		{"files split by grade add up", files("1.csv", pupils("X1 1 pārcelts"), "2.csv", pupils("X2 2 pārcelts")), "0/2"},
		{"the same bytes twice are one file", files("a.csv", first, "c.csv", first), "0/3"},
		{"the same bytes again after a correction become current again",
			files("a.csv", first, "b.csv", corrected, "c.csv", first), "0/3"},
	} {
		if got := value(calculate(t, newPipeline(), c.in)); got != c.want {
			t.Errorf("%s: %s, want %s", c.rule, got, c.want)
		}
	}
}

func TestEveryFileIsAccountedFor(t *testing.T) {
	good := pupils("X1 1 pārcelts")
	in := files("a.csv", good, "same.csv", good, "empty.csv", "", "~$a.csv", "lock", ".DS_Store", "x", "Thumbs.db", "x", "sub/deep/b.csv", "Vārds\nabols\n")
	in["link.csv"] = &fstest.MapFile{Data: []byte("a.csv"), Mode: fs.ModeSymlink | 0o777}
	r := calculate(t, newPipeline(), in)
	said := map[string]bool{}
	for _, f := range r.Files {
		said[f.Name] = true
	}
	for _, p := range r.Problems {
		said[p.File] = true
	}
	for name := range in {
		if !said[name] {
			t.Errorf("%s ended quietly", name)
		}
	}
	if got := value(r); got != "0/1" {
		t.Errorf("value %s", got)
	}
	for _, f := range r.Files {
		balance := f.Balance.Used + f.Balance.Repeated
		for _, n := range f.Balance.SetAside {
			balance += n
		}
		if balance != f.Balance.Rows {
			t.Errorf("%s: %d rows, %d accounted for", f.Name, f.Balance.Rows, balance)
		}
	}
}

func TestFaultyRowsAreSetAsideOrTheFileRefused(t *testing.T) {
	faulty := files("a.csv", pupils("X1 1 pārcelts", "X2 1 pārcelts", "X3 13 pārcelts"))
	if got := value(calculate(t, newPipeline(), faulty)); got != "0/2p" {
		t.Errorf("set aside: %s", got)
	}
	p := newPipeline()
	p.Strict = true
	r := calculate(t, p, faulty)
	if got := value(r); got != "x" || !slices.Contains(codes(r), "run.file.strict") {
		t.Errorf("strict: %s, %v", got, codes(r))
	}
}

func TestWhatIsMissingIsSaid(t *testing.T) {
	r := calculate(t, newPipeline(), files())
	if got := codes(r); !slices.Equal(got, []string{"run.export.missing"}) {
		t.Errorf("an empty folder: %v", got)
	}
	r = calculate(t, newPipeline(), files("a.csv", pupils("X1 1 ", "X2 1 ", "X3 1 pārcelts")))
	if !slices.Contains(codes(r), "run.decisions.missing") {
		t.Errorf("no decisions: %v", codes(r))
	}
	p := newPipeline()
	p.Programme.Institutions = append(p.Programme.Institutions, indicators.Institution{Number: "1000000002", Name: "B skola", Type: "basic_school", InScope: true})
	r = calculate(t, p, files("a.csv", pupils("X1 1 pārcelts")))
	if !slices.Contains(codes(r), "run.institution.absent") {
		t.Errorf("a school without rows: %v", codes(r))
	}
	p.Programme.Institutions[1].Successor = indicators.Succession{Number: "1000000001", Date: 20230901}
	r = calculate(t, p, files("a.csv", pupils("X1 1 pārcelts")))
	if slices.Contains(codes(r), "run.institution.absent") {
		t.Errorf("a closed school is missed: %v", codes(r))
	}
	old := strings.ReplaceAll(strings.ReplaceAll(pupils("X1 1 pārcelts"), "2024./2025.", "2021./2022."), "02.09.2024", "01.09.2021")
	r = calculate(t, newPipeline(), files("a.csv", old))
	if !slices.Contains(codes(r), "run.calendar.assumed") {
		t.Errorf("a year without a calendar: %v", codes(r))
	}
}

func TestAnExportOfOtherPersonsIsSaid(t *testing.T) {
	var rows []string
	absences := "Mācību gads;Semestris;Iestādes reģ. nr.;Personas kods;Neattaisnoti\n"
	for i := range int64(30) {
		rows = append(rows, "P"+itoa(i)+" 1 pārcelts")
		absences += "2024./2025.;1;1000000001;Q" + itoa(i) + ";30\n"
	}
	r := calculate(t, newPipeline(), files("a.csv", pupils(rows...), "b.csv", absences))
	if !slices.Contains(codes(r), "run.persons.unlinked") {
		t.Errorf("%v", codes(r))
	}
	r = calculate(t, newPipeline(), files("a.csv", pupils(rows...), "b.csv", strings.ReplaceAll(absences, ";Q", ";P")))
	if slices.Contains(codes(r), "run.persons.unlinked") {
		t.Errorf("linked, yet %v", codes(r))
	}
}

func TestTheSecretChangesNothing(t *testing.T) {
	in := files("a.csv", pupils("X1 1 pārcelts", "nav 1 pārcelts", "nav 1 atstāts uz otru gadu", "150308-10003 2 pārcelts"))
	var first []string
	for _, secret := range []string{"one", "two", "three"} {
		p := newPipeline()
		p.Secret = []byte(secret)
		r := calculate(t, p, in)
		var out strings.Builder
		for _, write := range []error{templates.ResultsCSV(&out, r), templates.ResultsJSON(&out, r), templates.ProblemsCSV(&out, r), templates.Workbook(&out, r)} {
			if write != nil {
				t.Fatal(write)
			}
		}
		first = append(first, out.String())
	}
	if first[0] != first[1] || first[1] != first[2] {
		t.Error("the outputs of two keys differ")
	}
}

// A failingFS opens nothing of one name.
type failingFS struct {
	fstest.MapFS
	name string
}

func (f failingFS) Open(name string) (fs.File, error) {
	if name == f.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("permission denied")}
	}
	return f.MapFS.Open(name)
}

func (f failingFS) ReadFile(name string) ([]byte, error) {
	if name == f.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("permission denied")}
	}
	return f.MapFS.ReadFile(name)
}

func TestAFileThatCannotBeOpenedStopsNobody(t *testing.T) {
	r := calculate(t, newPipeline(), failingFS{files("a.csv", pupils("X1 1 pārcelts"), "b.csv", "x"), "b.csv"})
	if got := value(r); got != "0/1" || !slices.Contains(codes(r), "run.file.unreadable") {
		t.Errorf("%s, %v", got, codes(r))
	}
}

func TestPublishWritesWholeFiles(t *testing.T) {
	r := calculate(t, newPipeline(), files("a.csv", pupils("X1 1 pārcelts")))
	dir := filepath.Join(t.TempDir(), "new", "folder")
	for range 2 { // the second run replaces the first one's files
		written, err := newPipeline().Publish(r, dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(written) != 4 || filepath.Base(written[0]) != "monitorings-paraugs-2025.xlsx" {
			t.Errorf("written: %v", written)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 4 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
	if _, err := newPipeline().Publish(r, filepath.Join(dir, "results.csv")); err == nil {
		t.Error("a file was taken for a folder")
	}
}

func TestPublishIsAllOrNothing(t *testing.T) {
	r := calculate(t, newPipeline(), files("a.csv", pupils("X1 1 pārcelts")))
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "problems.csv", "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	var failure *pipeline.PublishError
	if _, err := newPipeline().Publish(r, dir); !errors.As(err, &failure) || filepath.Base(failure.Path) != "problems.csv" {
		t.Fatalf("%v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("half a run stands there: %v, %v", entries, err)
	}
}

func TestNamesAreWrittenDownWithoutCodesAndControls(t *testing.T) {
	in := files("150308-12345/x_15030812345 ok\x1b[31m.csv", pupils("X1 1 pārcelts"), "150308 12345 J.csv", "x", "1/150308—12345.csv", "y", "half.tmp", "x", "~$lock.tmp", "x")
	r := calculate(t, newPipeline(), in)
	for _, f := range r.Files {
		if strings.Contains(f.Name, "12345") || strings.ContainsRune(f.Name, 0x1b) {
			t.Errorf("%q", f.Name)
		}
	}
	for _, p := range r.Problems {
		if p.Code == "run.file.passed_over" && (p.Severity == sources.Warning) != (p.File == "half.tmp") {
			t.Errorf("%s is a %s", p.File, p.Severity)
		}
	}
}

func TestResultsOfAnEarlierRunAreNoInput(t *testing.T) {
	good := pupils("X1 1 pārcelts")
	first := calculate(t, newPipeline(), files("a.csv", good))
	dir := t.TempDir()
	written, err := newPipeline().Publish(first, dir)
	if err != nil {
		t.Fatal(err)
	}
	in := files("a.csv", good, "results.csv", strings.Replace(good, "X1", "X2", 1))
	for _, path := range written {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		in["old/"+filepath.Base(path)] = &fstest.MapFile{Data: data, Mode: 0o644}
		in["renamed/dome"+filepath.Ext(path)] = &fstest.MapFile{Data: data, Mode: 0o644}
	}
	kinds := map[string]bool{} // of the renamed ones
	for _, path := range written {
		kinds[filepath.Ext(path)] = true
	}
	r := calculate(t, newPipeline(), in)
	own := 0
	for _, p := range r.Problems {
		if p.Code == "run.file.own" {
			own++
		}
		if p.Severity == sources.Error {
			t.Errorf("%s: %s", p.File, p.Code)
		}
	}
	// An export may have any name: the file results.csv beside is one, and the last by name.
	if got := value(r); own != 4+len(kinds) || got != "0/1" {
		t.Errorf("%d own results, value %s", own, got)
	}
}

func TestRegisterIsComparedWithTheProgramme(t *testing.T) {
	register := "Nosaukums;Reģistrācijas numurs;Veids;Tips;Likvidēta\nA skola;1000000001;Vispārējās izglītības iestāde;Pamatskola;Jā\n"
	r := calculate(t, newPipeline(), files("a.csv", pupils("X1 1 pārcelts"), "r.csv", register))
	if !slices.Contains(codes(r), "run.register.closed") {
		t.Errorf("%v", codes(r))
	}
}

func TestCheckWritesNothingAndSaysWhatAFileIs(t *testing.T) {
	p := newPipeline()
	p.Programme = nil
	sub := p.Check(files("a.csv", pupils("X1 1 pārcelts")), "a.csv")
	if sub.Kind != indicators.Enrolments || sub.Balance.Used != 1 {
		t.Errorf("%s, %+v", sub.Kind, sub.Balance)
	}
	if sub := p.Check(files(), "a.csv"); !sub.Refused || sub.Problems[0].Severity != sources.Error {
		t.Errorf("a file that is not there: %+v", sub)
	}
}

func TestMoreFilesThanCanBeNumberedAreRefused(t *testing.T) {
	in := fstest.MapFS{}
	for i := range 65_536 {
		in["f"+itoa(int64(i))+".csv"] = &fstest.MapFile{Mode: 0o644}
	}
	if _, err := newPipeline().Calculate(in, 2025, ""); !errors.Is(err, pipeline.ErrTooManyFiles) {
		t.Errorf("%v", err)
	}
}
