package templates

import (
	"bufio"
	"strings"
	"testing"

	"raditaji/indicators"
	"raditaji/sources"
)

// Units that are silent and units whose answer cannot be used are told apart, on
// the screen and in the workbook.
func TestTheSilentAndTheFaultyAreToldApart(t *testing.T) {
	p := &indicators.Programme{
		Institutions: []indicators.Institution{{Number: "1", Name: "A skola"}, {Number: "2", Name: "B skola"}, {Number: "3", Name: "C skola"}},
		Indicators:   []indicators.Indicator{{ID: "1", Text: "Sarunas"}},
		Fields:       []indicators.Field{{ID: "talks", Text: "Sarunas"}},
	}
	gap := func(unit string, faulty bool) indicators.Gap {
		return indicators.Gap{Field: "talks", Institution: unit, Faulty: faulty}
	}
	for _, c := range []struct {
		rule     string
		missing  []indicators.Gap
		screen   []string
		workbook string
	}{
		{"silent", []indicators.Gap{gap("1", false)}, []string{"nav ziņojuši (1): A skola"}, "veidnes lauks „Sarunas” (nav no: A skola)"},
		{"faulty", []indicators.Gap{gap("2", true)}, []string{"atbilde nav izmantojama (1): B skola"}, "kļūdaina atbilde veidnes laukā „Sarunas” (no: B skola)"},
		{"both", []indicators.Gap{gap("1", false), gap("2", true), gap("3", false)},
			[]string{"nav ziņojuši (2): A skola, C skola", "atbilde nav izmantojama (1): B skola"},
			"veidnes lauks „Sarunas” (nav no: A skola, C skola); kļūdaina atbilde veidnes laukā „Sarunas” (no: B skola)"},
	} {
		var b strings.Builder
		w := &teller{w: bufio.NewWriter(&b), l: Latvian}
		w.indicator(p, &indicators.Result{Indicator: "1", Source: indicators.ReportedBy, Missing: c.missing})
		if err := w.w.Flush(); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(b.String()), "\n")[1:]
		for i := range lines {
			lines[i] = strings.TrimSpace(lines[i])
		}
		if got, want := strings.Join(lines, "\n"), strings.Join(c.screen, "\n"); got != want {
			t.Errorf("%s: the screen says\n%s\nwant\n%s", c.rule, got, want)
		}
		if got := gapsText(Latvian, p, c.missing); got != c.workbook {
			t.Errorf("%s: %s, want %s", c.rule, got, c.workbook)
		}
	}
}

func TestResultsAreWrittenAsPeopleDo(t *testing.T) {
	for _, c := range []struct {
		rule string
		r    indicators.Result
		want string
	}{
		{"a share", indicators.Result{State: indicators.Available, Numerator: 1, Denominator: 8}, "12,50 %"},
		{"a count", indicators.Result{State: indicators.Available, Shape: indicators.Count, Numerator: 17}, "17"},
		{"a mean", indicators.Result{State: indicators.Available, Shape: indicators.Mean, Numerator: 20, Denominator: 8}, "2,50"},
		{"none", indicators.Result{}, ""},
	} {
		if got := strings.ReplaceAll(ResultText(Latvian, &c.r), "\u00a0", " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

// Warnings and notices of a file stand under one heading, after what is to be
// corrected.
func TestEachHeadingStandsOnceInAReport(t *testing.T) {
	problems := []sources.Problem{
		{File: "a.csv", Code: "merge.replaced", Severity: sources.Notice, Args: map[string]string{"file": "b.csv", "rows": "3"}},
		{File: "a.csv", Code: "merge.form.fewer", Severity: sources.Warning, Args: map[string]string{"file": "b.csv", "of": "b", "rows": "1", "was": "9"}},
		{File: "a.csv", Code: "csv.kind.unknown", Severity: sources.Error},
	}
	for _, c := range []struct {
		rule     string
		problems []sources.Problem
		want     string
	}{
		{"of all three", problems, "Kas jālabo, Kas jāzina"},
		{"of warnings and notices", problems[:2], "Kas jāzina"},
		{"of errors alone", problems[2:], "Kas jālabo"},
	} {
		var b strings.Builder
		w := &teller{w: bufio.NewWriter(&b), l: Latvian}
		w.problems(c.problems, false)
		if err := w.w.Flush(); err != nil {
			t.Fatal(err)
		}
		var headings []string
		for _, line := range strings.Split(b.String(), "\n") {
			if strings.HasPrefix(line, "Kas ") {
				headings = append(headings, line)
			}
		}
		if got := strings.Join(headings, ", "); got != c.want {
			t.Errorf("%s: headings %s, want %s\n%s", c.rule, got, c.want, b.String())
		}
		if got := strings.Count(b.String(), "a.csv: "); got != len(c.problems) {
			t.Errorf("%s: %d problems are told, want %d", c.rule, got, len(c.problems))
		}
	}
}

// What says the same of one column of an export stands in one line, with the numbers of
// its lines; what says something else, or of another column, stands apart.
func TestEqualProblemsOfAColumnAreOneLine(t *testing.T) {
	placeholder := func(row uint32, heading string) sources.Problem {
		return sources.Problem{File: "a.csv", At: indicators.Origin{Row: row, Column: 3}, Heading: heading, Code: "csv.person.form", Severity: sources.Warning}
	}
	sub := &sources.Submission{Name: "a.csv", Kind: indicators.Enrolments}
	for row := uint32(3); row <= 54; row++ {
		sub.Problems = append(sub.Problems, placeholder(row, "Personas kods"))
		if row == 9 {
			sub.Problems = append(sub.Problems, placeholder(row, "Kods"))
		}
	}
	for l, want := range map[Language][]string{
		Latvian: {"rindas 3–54 (skaits: 52), kolonna „Personas kods”: ", "9. rinda, kolonna „Kods”: "},
		English: {"lines 3–54 (number: 52), column \"Personas kods\": ", "line 9, column \"Kods\": "},
	} {
		var b strings.Builder
		if err := FileReport(&b, l, sub, true); err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(string(newReturning(sub, l).text(false))), " ")
		for _, w := range want {
			if strings.Count(b.String(), w) != 1 || strings.Count(text, w) != 1 {
				t.Errorf("%q is not once in\n%s\n%s", w, b.String(), text)
			}
		}
		if strings.Contains(b.String(), "10") || strings.Contains(text, " 10.") {
			t.Errorf("line 10 stands on its own:\n%s\n%s", b.String(), text)
		}
	}
}
