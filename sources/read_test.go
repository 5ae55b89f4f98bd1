package sources

import (
	stdcmp "cmp"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"raditaji/indicators"
)

var update = flag.Bool("update", false, "write the wanted outcomes anew")

const samples = "../testdata/sources"

// realExport is the one file that has no wanted outcome: TestRealExport reads it.
const realExport = "institutions/viis-institutions-2020.csv"

// testContext is the list of institutions for which the samples are made.
func testContext() Context {
	return Context{
		Institutions: []indicators.Institution{
			{Number: "3213900035", Name: "Ventspils 4. vidusskola", InScope: true},
			{
				Number: "3212900030", Name: "Ventspils 1. pamatskola", InScope: true,
				Formerly: []indicators.Former{{Name: "Ventspils 1. skola", Number: "3212900001"}},
			},
			{Number: "3251900039", Name: "Ventspils Jaunrades nams"},
		},
		Secret: []byte("secret"),
	}
}

// sampleFiles are the samples, below testdata/sources.
func sampleFiles(t testing.TB) []string {
	var list []string
	err := filepath.WalkDir(samples, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasSuffix(path, ".want") {
			path, err = filepath.Rel(samples, path)
			list = append(list, filepath.ToSlash(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func readSample(t testing.TB, name string, ctx Context) Submission {
	data, err := os.ReadFile(filepath.Join(samples, name))
	if err != nil {
		t.Fatal(err)
	}
	return Read(filepath.Base(name), data, ctx)
}

// compareGolden wants what a file says, or writes it with -update.
func compareGolden(t *testing.T, golden, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("not as wanted (-want +got):\n%s", diff)
	}
}

func TestSamplesGiveTheirRecordsAndProblems(t *testing.T) {
	for _, name := range sampleFiles(t) {
		if name == realExport {
			continue
		}
		t.Run(name, func(t *testing.T) {
			sub := readSample(t, name, testContext())
			checkSubmission(t, &sub)
			got := describe(&sub)
			golden := filepath.Join(samples, name+".want")
			compareGolden(t, golden, got)
		})
	}
}

// describe writes a submission as text. Pupils are numbered as they come, so that
// nothing depends on the secret.
func describe(s *Submission) string {
	var b strings.Builder
	comma := "none"
	if s.Comma != 0 {
		comma = fmt.Sprintf("%q", s.Comma)
	}
	fmt.Fprintf(&b, "kind %s, encoding %s, comma %s, heading in line %d", s.Kind, s.Encoding, comma, s.Heading)
	if s.Refused {
		b.WriteString(", refused")
	}
	fmt.Fprintf(&b, "\nrows %d: used %d, repeated %d", s.Balance.Rows, s.Balance.Used, s.Balance.Repeated)
	for _, code := range sortedKeys(s.Balance.SetAside) {
		fmt.Fprintf(&b, ", %s %d", code, s.Balance.SetAside[code])
	}
	b.WriteString("\n")
	for _, c := range s.Cells {
		fmt.Fprintf(&b, "cell %d %d %q %q rows %d\n", c.Year, c.Calendar, c.Institution, c.Part, c.Rows)
	}
	b.WriteString(describeRecords(&s.Records))
	for _, e := range s.Register {
		fmt.Fprintf(&b, "entry %s %q %q %q %q %q %q closed %t\n", e.Number, e.Name, e.LegalStatus, e.Kind, e.Type, e.Founder, e.Address, e.Closed)
	}
	for _, p := range s.Problems {
		fmt.Fprintf(&b, "%s %s at %d:%d", p.Severity, p.Code, p.At.Row, p.At.Column)
		if p.Sheet != "" {
			fmt.Fprintf(&b, " of %q", p.Sheet)
		}
		if p.Heading != "" {
			fmt.Fprintf(&b, " %q", p.Heading)
		}
		if p.Got != "" {
			fmt.Fprintf(&b, " got %q", p.Got)
		}
		for _, arg := range sortedKeys(p.Args) {
			fmt.Fprintf(&b, " %s=%q", arg, p.Args[arg])
		}
		b.WriteString("\n")
	}
	return b.String()
}

func describeRecords(r *indicators.Records) string {
	var b strings.Builder
	pupils := map[indicators.Person]int{}
	pupil := func(p indicators.Person) int {
		if _, ok := pupils[p]; !ok {
			pupils[p] = len(pupils) + 1
		}
		return pupils[p]
	}
	at := func(o indicators.Origin) string {
		if o.File == 0 {
			return fmt.Sprint(o.Row)
		}
		return fmt.Sprintf("%d:%d", o.File, o.Row)
	}
	for _, e := range r.Enrolments {
		fmt.Fprintf(&b, "%s: pupil %d, %s, institution %d, grade %d, %s, form %c, from %s, left %s, %s, decision %s\n", at(e.At),
			pupil(e.Person), e.Year, e.Institution, e.Grade, e.Level, e.Form, e.Enrolled, e.Left, e.Leave, e.Decision)
	}
	for _, a := range r.Absences {
		fmt.Fprintf(&b, "%s: pupil %d, %s, institution %d, semester %d, unjustified %d\n", at(a.At),
			pupil(a.Person), a.Year, a.Institution, a.Semester, a.Unjustified)
	}
	for _, e := range r.Exams {
		fmt.Fprintf(&b, "%s: pupil %d, %s, institution %d, grade %d, subject %x, result %d, taken %t\n", at(e.At),
			pupil(e.Person), e.Year, e.Institution, e.Grade, e.Subject, e.Result, e.Taken)
	}
	for _, i := range r.Interest {
		fmt.Fprintf(&b, "%s: pupil %d, %s\n", at(i.At), pupil(i.Person), i.Year)
	}
	for _, c := range r.Continuations {
		fmt.Fprintf(&b, "%s: pupil %d, %s, institution %d, level %s, continues %d, left %s\n", at(c.At),
			pupil(c.Person), c.Year, c.Institution, c.Level, c.Continues, c.Left)
	}
	for _, p := range r.Published {
		fmt.Fprintf(&b, "%s: %d %d, scope %d, institution %d, %q, %d/%d counted %t, value %d\n", at(p.At),
			p.Year, p.Calendar, p.Scope, p.Institution, p.Code, p.Numerator, p.Denominator, p.Counted, p.Value)
	}
	for _, x := range r.Reported {
		n, known := x.Number.Get()
		fmt.Fprintf(&b, "%s: %s, %s, %q in %q, number %d %t, text %q, faulty %t\n", at(x.At), x.Unit, x.Year, x.Input, x.Sheet, n, known, x.Text, x.Faulty)
	}
	for _, a := range r.SetAside {
		fmt.Fprintf(&b, "set aside: %s %d %d, institution %d, rows %d\n", a.Kind, a.Year, a.Calendar, a.Institution, a.Rows)
	}
	return b.String()
}

// checkSubmission is what holds of every submission.
func checkSubmission(t testing.TB, s *Submission) {
	t.Helper()
	sum := s.Balance.Used + s.Balance.Repeated
	for _, n := range s.Balance.SetAside {
		sum += n
	}
	if sum != s.Balance.Rows {
		t.Errorf("%d rows, %d accounted for", s.Balance.Rows, sum)
	}
	r := &s.Records
	records := len(r.Enrolments) + len(r.Absences) + len(r.Exams) + len(r.Interest) + len(r.Continuations) + len(r.Published) + len(s.Register)
	used := records
	if len(r.Reported) > 0 { // one of them says that the template is there
		records, used = len(r.Reported), s.Balance.Used
		faulty := 0
		for i := range r.Reported {
			if r.Reported[i].Faulty {
				faulty++
			}
		}
		if records != s.Balance.Rows+1 || faulty != s.Balance.Rows-used || s.Kind != indicators.FormKind {
			t.Errorf("%d figures of %d filled inputs, %d of them faulty", records, s.Balance.Rows, faulty)
		}
	}
	if used != s.Balance.Used {
		t.Errorf("%d records of %d used rows", used, s.Balance.Used)
	}
	if len(s.cells) != records {
		t.Errorf("%d records, %d of them with a cell", records, len(s.cells))
	}
	if s.Refused && (records > 0 || len(s.Cells) > 0) {
		t.Error("refused, with records or cells")
	}
	errors := 0
	for _, p := range s.Problems {
		c, ok := codes[p.Code]
		if !ok {
			t.Errorf("%s is not one of Codes", p.Code)
		}
		if p.Severity != c.severity {
			t.Errorf("%s has the severity %s", p.Code, p.Severity)
		}
		if args := slices.Sorted(slices.Values(c.args)); !slices.Equal(args, sortedKeys(p.Args)) {
			t.Errorf("%s has args %v, wants %v", p.Code, sortedKeys(p.Args), args)
		}
		if p.Severity == Error {
			errors++
		}
		for _, shown := range append(mapValues(p.Args), p.Got, p.Heading) {
			if strings.Contains(p.Code, "institution") || strings.Contains(p.Code, "provider") {
				// An institution may have a company's number, which has eleven digits too.
				shown = companyNumber.ReplaceAllString(shown, "")
			}
			if withoutCodes(shown) != shown {
				t.Errorf("%s shows a person code", p.Code)
			}
		}
	}
	if s.Refused && errors == 0 {
		t.Error("refused without an error")
	}
	if !slices.IsSortedFunc(s.Problems, func(a, b Problem) int {
		return stdcmp.Or(slices.Index(s.sheets, a.Sheet)-slices.Index(s.sheets, b.Sheet), int(a.At.Row)-int(b.At.Row))
	}) {
		t.Error("problems are not in the order of lines")
	}
}

var companyNumber = regexp.MustCompile(`\b[4-9][0-9]{10}\b`)

func mapValues(m map[string]string) []string {
	var list []string
	for _, k := range sortedKeys(m) {
		list = append(list, m[k])
	}
	return list
}

// kindCodes are the codes that each kind's reader can give, beside those that all
// share. Each has a sample of that name in the kind's folder.
var kindCodes = map[string][]string{
	"enrolments": {
		"csv.quote.stray", "csv.row.width", "csv.row.repeated", "csv.row.contradicts", "csv.rows.none", "csv.cell.empty",
		"csv.date.invalid", "csv.year.invalid", "csv.grade.invalid", "csv.programme.invalid", "csv.programme.unknown",
		"csv.person.empty", "csv.person.check_digit", "csv.person.form", "csv.person.none",
		"csv.person.excel", "csv.person.zero", "csv.person.respelled", "csv.institution.invalid",
		"csv.institution.excel", "csv.institution.unlisted", "csv.institution.none_listed", "csv.reason.unmapped",
		"csv.decision.unmapped", "enrolment.left.early", "enrolment.reason.empty", "enrolment.reason.undated",
		"enrolment.start.late", "enrolment.start.early",
	},
	"absences": {
		"csv.cell.empty", "csv.number.invalid", "csv.semester.invalid", "csv.row.repeated", "csv.row.contradicts",
		"absence.unjustified.more",
	},
	"exams": {
		"csv.cell.empty", "csv.percent.invalid", "csv.grade.invalid", "csv.status.unmapped", "exam.result.range",
		"exam.result.missing", "exam.result.unexpected",
	},
	"interest":     {"csv.cell.empty", "csv.provider.unlisted", "csv.row.repeated"},
	"continuation": {"csv.cell.empty", "csv.date.invalid", "csv.continues.unmapped", "csv.level.unmapped", "csv.row.contradicts"},
	"semr": {
		"csv.cell.empty", "csv.number.invalid", "csv.percent.invalid", "csv.institution.unlisted", "csv.row.contradicts",
		"semr.level.invalid", "semr.year.invalid", "semr.value.differs",
		"semr.counts.impossible", "semr.municipality.missing",
	},
	"institutions": {"csv.cell.empty", "csv.institution.invalid", "csv.row.contradicts", "register.closed.invalid"},
}

// ofWorkbooks says that a code is of a workbook: those have pairs in testdata/forms.
func ofWorkbooks(code string) bool {
	return strings.HasPrefix(code, "form.") || strings.HasPrefix(code, "file.workbook.") || strings.HasPrefix(code, "merge.form.") ||
		code == "file.damaged" || code == "file.ods" || code == "file.xls"
}

// madeCodes need files that are too large to keep, a damaged program, or several
// files; tests of their own give them.
var madeCodes = []string{
	"file.reader.panic", "file.large", "csv.line.long", "csv.columns.limit", "csv.rows.limit", "csv.problems.more",
	"merge.replaced", "merge.rows.fewer", "merge.grade.missing",
}

func TestEveryCodeHasASample(t *testing.T) {
	files := sampleFiles(t)
	given := map[string]bool{}
	sampled := map[string]bool{}
	for _, name := range files {
		sub := readSample(t, name, testContext())
		for _, p := range sub.Problems {
			given[p.Code] = true
			sampled[filepath.Dir(name)+"/"+p.Code] = true
		}
	}
	for _, code := range Codes {
		if !given[code] && !ofWorkbooks(code) && !slices.Contains(madeCodes, code) {
			t.Errorf("no sample gives %s", code)
		}
	}
	for folder, list := range kindCodes {
		for _, code := range list {
			if !slices.Contains(files, folder+"/"+code+".csv") || !sampled[folder+"/"+code] {
				t.Errorf("%s/%s.csv is missing or does not give its code", folder, code)
			}
		}
		if !slices.Contains(files, folder+"/good.csv") {
			t.Errorf("%s has no good sample", folder)
		}
	}
}

func TestGoodSamplesHaveNoErrorsOrWarnings(t *testing.T) {
	for folder := range kindCodes {
		sub := readSample(t, folder+"/good.csv", testContext())
		for _, p := range sub.Problems {
			if p.Severity != Notice {
				t.Errorf("%s: %s in line %d", folder, p.Code, p.At.Row)
			}
		}
	}
}

func TestRealExport(t *testing.T) {
	sub := readSample(t, realExport, Context{})
	checkSubmission(t, &sub)
	if len(sub.Problems) > 0 {
		t.Errorf("problems: %+v", sub.Problems)
	}
	if len(sub.Register) != 1396 || sub.Kind != indicators.Institutions || sub.Comma != '|' || sub.Encoding != utf8Text {
		t.Errorf("%d entries, kind %s, comma %q, %s", len(sub.Register), sub.Kind, sub.Comma, sub.Encoding)
	}
	want := RegisterEntry{
		Number: "3024903267", Name: `"Liepājas Līvupes pamatskola - attīstības centrs"`, LegalStatus: "Pastarpinātās pārvaldes iestāde",
		Kind: "Speciālās izglītības iestāde", Type: "Internātskola - attīstības centrs", Founder: "Liepājas pilsētas Dome",
		Address: "ULIHA IELA 56, LIEPĀJA, LV-3401",
	}
	if diff := cmp.Diff(want, sub.Register[0]); diff != "" {
		t.Error(diff)
	}
}

func TestNothingButPseudonymsDependsOnTheSecret(t *testing.T) {
	for _, name := range sampleFiles(t) {
		one, two := testContext(), testContext()
		two.Secret = []byte("another")
		a, b := readSample(t, name, one), readSample(t, name, two)
		if describe(&a) != describe(&b) {
			t.Errorf("%s depends on the secret", name)
		}
		if r := a.Records.Enrolments; len(r) > 0 && r[0].Person == b.Records.Enrolments[0].Person {
			t.Errorf("%s has the same pseudonyms under two secrets", name)
		}
	}
}

func TestACodeIsShownInNoColumnAndNoHeading(t *testing.T) {
	ctx := testContext()
	tables := dialectTables()
	for _, k := range Kinds {
		for _, code := range []string{"01029923453", "010299-23453", "010299–23453", "010299 23453", "01 02 99\u00a023453", "01.02.99-23453", "1029923453", "3,1029923453E+10"} {
			table := append(tables[k.Name], slices.Clone(tables[k.Name][1]))
			for row := range table {
				for column := range table[row] {
					was := table[row][column]
					table[row][column] = code
					sub := Read("a.csv", plain.write(table), ctx)
					table[row][column] = was
					for _, p := range sub.Problems {
						for _, shown := range append(mapValues(p.Args), p.Got, p.Heading) {
							// Ten digits, in another column than the person's, are a number like others.
							if strings.Contains(shown, "23453") && (code[0] == '0' || p.Code == "csv.person.zero" || p.Code == "csv.person.excel") {
								t.Errorf("%s in %q: %s shows %s", code, table[0][column], p.Code, shown)
							}
						}
					}
				}
			}
		}
	}
}

func TestLimits(t *testing.T) {
	const head = "Mācību gads;Iestādes reģ. nr.;Personas kods;Programma"
	row := "2023./2024.;3251900039;321234-56789;"
	for _, test := range []struct {
		code string
		data func() []byte
	}{
		{"file.large", func() []byte { return make([]byte, MaxSize+1) }},
		{"csv.line.long", func() []byte { return []byte(head + "\n" + row + strings.Repeat("x", maxLine) + "\n") }},
		{"csv.columns.limit", func() []byte { return []byte(head + strings.Repeat(";x", maxColumns) + "\n") }},
	} {
		t.Run(test.code, func(t *testing.T) {
			sub := Read("a.csv", test.data(), testContext())
			checkSubmission(t, &sub)
			if !sub.Refused || !slices.ContainsFunc(sub.Problems, func(p Problem) bool { return p.Code == test.code }) {
				t.Errorf("refused %t, %d problems: %v", sub.Refused, len(sub.Problems), codesOf(&sub))
			}
		})
	}
}

func TestAnOpenQuotationMarkBeforeMoreThanARecordIsFoundWhereItStands(t *testing.T) {
	const row = "2023./2024.;3251900039;321234-56789;"
	text := "Mācību gads;Iestādes reģ. nr.;Personas kods;Programma\n" + row + "\"Koris\nun dejas\"\n\n\n" + row + "\"Koris\n" +
		strings.Repeat(row+"Koris\n", 200_000)
	for _, encoding := range []string{utf8Text, utf16LE} {
		sub := Read("a.csv", encode(text, encoding, 1), testContext())
		checkSubmission(t, &sub)
		if p := sub.Problems[0]; !sub.Refused || p.Code != "csv.quote.open" || p.At.Row != 6 {
			t.Errorf("%s: refused %t, %+v", encoding, sub.Refused, p)
		}
	}
}

func TestTooManyRowsRefuseTheFile(t *testing.T) {
	for rows, refused := range map[int]bool{3: false, 4: true} {
		data := []byte("Mācību gads;Iestādes reģ. nr.;Personas kods;Programma\n" + strings.Repeat("2023./2024.;3251900039;nav;Koris\n", rows))
		ctx := testContext()
		text, _ := textOf(data)
		found := findHeading(text.head(headLines), &ctx.Reading)
		var sub Submission
		table := newTable(&sub, &ctx, found, &text)
		table.limit = 3
		found.kind.read(table)
		checkSubmission(t, &sub)
		if sub.Refused != refused || refused && !slices.Equal(codesOf(&sub), []string{"csv.rows.limit"}) {
			t.Errorf("%d rows: refused %t, problems %v", rows, sub.Refused, codesOf(&sub))
		}
	}
}

func TestTenThousandProblemsOfACodeAreListedAndTheRestCounted(t *testing.T) {
	data := []byte("Mācību gads;Iestādes reģ. nr.;Personas kods;Programma\n")
	for range maxProblems + 5 {
		data = append(data, "2023./2024.;3251900039;;Koris\n"...)
	}
	sub := Read("a.csv", data, testContext())
	checkSubmission(t, &sub)
	if len(sub.Problems) != maxProblems+1 {
		t.Fatalf("%d problems", len(sub.Problems))
	}
	if p := sub.Problems[0]; p.Code != "csv.problems.more" || p.Args["more"] != "5" || p.Args["code"] != "csv.person.empty" {
		t.Errorf("%+v", p)
	}
}

func TestAPanicIsAProblemOfTheFile(t *testing.T) {
	kinds := Kinds
	t.Cleanup(func() { Kinds = kinds })
	Kinds = slices.Clone(kinds)
	for i := range Kinds {
		Kinds[i].read = func(*table) { panic("out of range") }
	}
	sub := readSample(t, "absences/good.csv", testContext())
	checkSubmission(t, &sub)
	if got := codesOf(&sub); !sub.Refused || !slices.Equal(got, []string{"file.reader.panic"}) {
		t.Errorf("refused %t, problems %v", sub.Refused, got)
	}
}

func TestEmptyListOfInstitutionsTakesEveryRow(t *testing.T) {
	sub := readSample(t, "enrolments/csv.institution.none_listed.csv", Context{})
	if sub.Refused || sub.Balance.Used != 2 || sub.Records.Enrolments[0].Institution != indicators.NotListed || sub.Cells[0].Institution != "3213900036" {
		t.Errorf("%s", describe(&sub))
	}
}

func TestReadingExtendsWhatIsKnown(t *testing.T) {
	data := []byte("Skolas gads;Iestādes reģ. nr.;Personas kods;Klase;Programmas kods;Uzņemts;Atskaitīts;Iemesls;Lēmums\n" +
		"2023/2024;3213900035;321234-56789;5;99011111;1.9.2020;1.2.2024;Aizgājis jūrā;Palika\n")
	ctx := testContext()
	ctx.Reading = indicators.Reading{
		Headings:  map[indicators.Kind]map[string][]string{indicators.Enrolments: {"school_year": {"Skolas gads"}}},
		Reasons:   map[string][]string{"abroad": {"aizgājis jūrā"}},
		Decisions: map[string][]string{"retained": {"palika"}},
		Levels:    map[string][]string{"upper_secondary": {"99"}},
	}
	sub := Read("a.csv", data, ctx)
	if len(sub.Problems) > 0 || len(sub.Records.Enrolments) != 1 {
		t.Fatalf("%s", describe(&sub))
	}
	e := sub.Records.Enrolments[0]
	if e.Leave != indicators.Abroad || e.Decision != indicators.Retained || e.Level != indicators.UpperSecondary {
		t.Errorf("%s", describe(&sub))
	}
}

func codesOf(s *Submission) []string {
	var list []string
	for _, p := range s.Problems {
		list = append(list, p.Code)
	}
	return list
}
