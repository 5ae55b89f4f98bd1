package templates

import (
	"strings"
	"testing"

	"raditaji/indicators"
)

// revisedReport is smallReport as the revision of an approved year: a file was
// replaced and another one withdrawn since the run before.
func revisedReport(l Language) *Report {
	r := smallReport(l)
	r.Recorded, r.State = true, Revision
	figure := func(year int, indicator, part, institution string, source indicators.Source, n, d, value int64, status indicators.Status) indicators.Figure {
		f := indicators.Figure{
			Place:    indicators.Place{Year: year, Indicator: indicator, Part: part, Institution: institution, Source: source},
			Official: true, Unknown: indicators.NewNumber(0), Value: indicators.NewNumber(value), Status: status,
		}
		if d != 0 {
			f.Numerator, f.Denominator = indicators.NewNumber(n), indicators.NewNumber(d)
		}
		return f
	}
	r.Approved = []indicators.Figure{
		figure(2023, "1", "", "", indicators.Computed, 11, 650, 169, indicators.Worsening),
		figure(2024, "10", "basic", "", indicators.Computed, 1, 500, 20, indicators.Worsening),
		figure(2025, "10", "basic", "", indicators.Computed, 3, 512, 59, indicators.Worsening),
	}
	before := figure(2025, "10", "basic", "", indicators.Computed, 3, 512, 59, indicators.Worsening)
	between := figure(2025, "10", "basic", "", indicators.Computed, 2, 511, 39, indicators.Met)
	after := figure(2025, "10", "basic", "", indicators.Computed, 2, 512, 39, indicators.Met)
	gone := figure(2025, "10", "basic", "4219902694", indicators.Computed, 1, 302, 33, "")
	causes := []indicators.Cause{
		{Kind: indicators.ByProgram, Name: "0.2.0", With: []string{"0.1.0"}},
		{Kind: indicators.ByReplaced, Name: "skola/izglītojamie.csv", With: []string{"skola/vecie.csv"},
			Rows: indicators.RowChanges{Came: []uint32{2, 3, 4, 9}, Went: []uint32{7}, Changed: []uint32{12}}},
		{Kind: indicators.ByWithdrawn, Name: "=lieks.csv", With: []string{"agrākais.csv"}},
	}
	r.Changes = []indicators.Comparison{
		indicators.Compare("a1b2c3d4", causes, [][]indicators.Figure{{before, gone}, {before, gone}, {between, gone}, {after}}),
		indicators.Compare("00ff00ff", causes[:1], [][]indicators.Figure{{before}, {before}}),
	}
	for i := range r.Results {
		f := &r.Results[i]
		f.Revised = f.Year == 2025 && f.Indicator == "10" && f.Part == "basic" && f.Institution == ""
	}
	return r
}

func TestTheSheetOfChangesIsAsReviewed(t *testing.T) {
	for _, c := range []struct {
		l           Language
		file, sheet string
	}{{Latvian, "changes.lv.txt", "Izmaiņas!"}, {English, "changes.en.txt", "Changes!"}} {
		var lines []string
		for _, line := range strings.Split(dump(t, writeWorkbook(t, revisedReport(c.l))), "\n") {
			if strings.HasPrefix(line, c.sheet) || strings.HasPrefix(line, "table ") && strings.Contains(line, "\t"+c.sheet) {
				lines = append(lines, line)
			}
		}
		var text strings.Builder
		for i := range revisedReport(c.l).Changes {
			if err := ChangesText(&text, c.l, kraslava(), &revisedReport(c.l).Changes[i]); err != nil {
				t.Fatal(err)
			}
		}
		golden(t, c.file, strings.Join(lines, "\n")+"\n\n"+text.String())
	}
}

func TestTheFirstRunHasNothingToCompareWith(t *testing.T) {
	r := smallReport(Latvian)
	r.Recorded = true
	text := dump(t, writeWorkbook(t, r))
	if !strings.Contains(text, "Izmaiņas!A4\t"+wordsChangesFirst.LV) || !strings.Contains(text, "\tmelnraksts\t") && !strings.Contains(text, "\tmelnraksts\n") {
		t.Errorf("the sheet or the cover does not say so")
	}
}

func TestApprovedValuesStandForTheirYears(t *testing.T) {
	text := dump(t, writeWorkbook(t, revisedReport(Latvian)))
	for what, line := range map[string]string{
		"an earlier year shows its approved value":           "name raditaji._10.basic.2024.value",
		"a year that was only approved has a column":         "name raditaji._1.2023.value",
		"the approved value stands beside the revised one":   "name raditaji._10.basic.2025.approved",
		"the revised value keeps its sign inside its format": `" [r]"`,
		"the cover says revision":                            "precizējums",
	} {
		if !strings.Contains(text, line) && !strings.Contains(text, strings.Replace(line, "._", ".", 1)) {
			t.Errorf("%s: no %q", what, line)
		}
	}
	b := newBook(revisedReport(Latvian))
	if r := b.official[key{year: 2024, indicator: "10", part: "basic"}]; r == nil || r.Numerator != 1 || r.Denominator != 500 {
		t.Errorf("2024 shows %+v", r)
	}
	if r := b.official[key{year: 2025, indicator: "10", part: "basic"}]; r == nil || r.Numerator != 2 {
		t.Errorf("2025 shows %+v", r)
	}
}

func TestRowNumbersAreShortened(t *testing.T) {
	many := make([]uint32, 60)
	for i := range many {
		many[i] = uint32(2 * i)
	}
	for _, c := range []struct {
		rows []uint32
		want string
	}{
		{nil, ""}, {[]uint32{7}, "7"}, {[]uint32{2, 3, 4, 9}, "2–4, 9"},
	} {
		if got := runsOf(c.rows); got != c.want {
			t.Errorf("%v: %q, want %q", c.rows, got, c.want)
		}
	}
	if got := runsOf(many); !strings.HasSuffix(got, "38, …") {
		t.Errorf("%q", got)
	}
}
