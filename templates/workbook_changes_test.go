package templates

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

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
	same := figure(2025, "10", "upper_secondary", "", indicators.Computed, 4, 120, 333, indicators.Worsening)
	less := figure(2025, "10", "upper_secondary", "", indicators.Computed, 3, 120, 250, indicators.Met)
	causes := []indicators.Cause{
		{Kind: indicators.ByProgram, Name: "0.2.0", With: []string{"0.1.0"}},
		{Kind: indicators.ByReplaced, Name: "skola/izglītojamie.csv", With: []string{"skola/vecie.csv"},
			Rows: indicators.RowChanges{Came: []uint32{2, 3, 4, 9}, Went: []uint32{7}, Changed: []uint32{12}}},
		{Kind: indicators.ByWithdrawn, Name: "=lieks.csv", With: []string{"agrākais.csv"}},
	}
	r.Changes = []indicators.Comparison{
		indicators.Compare("a1b2c3d4", causes, [][]indicators.Figure{{before, gone, same}, {before, gone, same}, {between, gone, less}, {after, same}}),
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

// What was approved is printed beside what is calculated now, as a number; a workbook
// that revises nothing has no such column.
func TestARevisionPrintsTheApprovedValueBesideTheNewOne(t *testing.T) {
	f, draft := openWorkbook(t, writeWorkbook(t, revisedReport(Latvian))), openWorkbook(t, writeWorkbook(t, smallReport(Latvian)))
	for _, c := range []struct {
		sheet, approved, value string
		head                   int
		beside                 int // columns from the value
	}{
		{"Rādītāji", "Apstiprinātā vērtība 2025", "Vērtība 2025", 4, -1},
		{"Iestādes", "Apstiprinātā vērtība 2025", "Vērtība", 4, 1},
		{"Dati", "approved", "value", 3, 1},
	} {
		rows, err := f.GetRows(c.sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		heads := rows[c.head-1]
		at := slices.Index(heads, c.approved)
		if value := slices.Index(heads, c.value); at < 0 || at != value+c.beside {
			t.Errorf("%s: the approved value is in column %d, the new one in %d", c.sheet, at, value)
			continue
		}
		if !slices.ContainsFunc(rows[c.head:], func(r []string) bool { return len(r) > at && r[at] == "0.0059" }) {
			t.Errorf("%s: no 3 of 512, which was approved", c.sheet)
		}
		for _, n := range f.GetDefinedName() {
			if n.Name != "_xlnm.Print_Area" || n.Scope != c.sheet {
				continue
			}
			_, to, _ := strings.Cut(strings.ReplaceAll(n.RefersTo, "$", ""), ":")
			if last, _, err := excelize.CellNameToCoordinates(to); err != nil || at >= last {
				t.Errorf("%s: column %d is not printed: %s (%v)", c.sheet, at+1, n.RefersTo, err)
			}
		}
		rows, err = draft.GetRows(c.sheet)
		if err != nil || slices.Contains(rows[c.head-1], c.approved) || c.beside > 0 && len(rows[c.head-1]) != len(heads)-1 {
			t.Errorf("%s of a draft has %d columns, of a revision %d (%v)", c.sheet, len(rows[c.head-1]), len(heads), err)
		}
	}
}

// Municipality and institutions are counted by one rule, and with the other
// sources the three counts are the list.
func TestTheHeadOfADraftCountsItsList(t *testing.T) {
	figure := func(institution string, source indicators.Source, official bool, value int64) indicators.Figure {
		return indicators.Figure{
			Place: indicators.Place{Year: 2025, Indicator: "1", Institution: institution, Source: source}, Official: official, Value: indicators.NewNumber(value),
		}
	}
	state := func(value int64) []indicators.Figure {
		return []indicators.Figure{
			figure("", indicators.Computed, true, value), figure("", indicators.ReportedBy, false, value), figure("", indicators.PublishedBy, false, 7),
			figure("A", indicators.Computed, true, value), figure("A", indicators.ReportedBy, false, value),
			figure("B", indicators.Computed, true, value), figure("B", indicators.ReportedBy, false, 7),
		}
	}
	c := indicators.Compare("a1", []indicators.Cause{{Kind: indicators.ByAdded, Name: "a.csv"}}, [][]indicators.Figure{state(1), state(2)})
	own, moved, same := officialChanges(c.Changes, c.Official)
	if len(own) != 1 || moved != (howMany{1, 2, 2}) || same != (howMany{}) || len(c.Changes) != 5 {
		t.Errorf("%d, %v, %v of %d", len(own), moved, same, len(c.Changes))
	}
	want := "Salīdzinājumā ar aprēķinu a1 mainījušās rādītāju vērtības: pašvaldībai – 1, iestādēm – 2. " +
		"Skaitītas vērtības no avota, ko ņem programma; mainījušās arī citu avotu vērtības: 2."
	if got := DraftText(Latvian, kraslava(), &c)[0]; got != want {
		t.Errorf("%s", got)
	}
	// What comes and goes on the way is one figure too.
	c = indicators.Compare("a1", make([]indicators.Cause, 2), [][]indicators.Figure{nil, state(1)[:1], nil})
	want = "Salīdzinājumā ar aprēķinu a1 rādītāju vērtības nav mainījušās. Vērtība nav mainījusies, jo cēloņi viens otru atsver: pašvaldībai – 1."
	if got := DraftText(Latvian, kraslava(), &c)[0]; got != want {
		t.Errorf("%s", got)
	}
	// A status alone is no value.
	status := []indicators.Figure{figure("", indicators.Computed, true, 1)}
	status[0].Status = indicators.Met
	c = indicators.Compare("a1", []indicators.Cause{{Kind: indicators.ByProgramme}}, [][]indicators.Figure{state(1)[:1], status})
	want = "Salīdzinājumā ar aprēķinu a1 rādītāju vērtības nav mainījušās. " +
		"Vērtība tā pati, bet mainījies statuss vai skaitļi, no kuriem tā aprēķināta: pašvaldībai – 1."
	if got := DraftText(Latvian, kraslava(), &c)[0]; got != want {
		t.Errorf("%s", got)
	}
}

// Values that are gone for the same reason share a sentence, which names each indicator
// once with what its years had; one that is gone for another reason has its own.
func TestValuesThatAreGoneForTheSameReasonShareASentence(t *testing.T) {
	figure := func(year int, id string, value int64) indicators.Figure {
		return indicators.Figure{
			Place: indicators.Place{Year: year, Indicator: id, Source: indicators.Computed}, Official: true, Shape: indicators.Count, Value: indicators.NewNumber(value),
		}
	}
	p := kraslava()
	one, two := &p.Indicators[0], &p.Indicators[1]
	before := []indicators.Figure{figure(2022, one.ID, 5), figure(2022, two.ID, 6), figure(2023, one.ID, 7), figure(2024, one.ID, 8)}
	causes := []indicators.Cause{{Kind: indicators.ByForgotten, With: []string{"a.csv"}}, {Kind: indicators.ByWithdrawn, Name: "b.csv"}}
	c := indicators.Compare("a1", causes, [][]indicators.Figure{before, before[3:], nil})
	name := func(of *indicators.Indicator) string {
		return of.ID + ". rādītājs „" + strings.TrimSuffix(of.Text, ".") + "”"
	}
	want := []string{
		"Datu tagad nav šādām vērtībām: " + name(one) + " (bija 2022. gadā 5, 2023. gadā 7); " + name(two) + " (bija 2022. gadā 6). " +
			"Iemesls: " + CauseText(Latvian, p, &causes[0]) + ".",
		"2024. gadā " + name(one) + ": bija 8 (avots: aprēķins), tagad datu nav. Iemesls: datne „b.csv” vairs netiek izmantota.",
	}
	if got := DraftText(Latvian, p, &c)[1:]; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	// Two of them have a sentence each.
	c = indicators.Compare("a1", causes[:1], [][]indicators.Figure{before[:2], nil})
	if got := DraftText(Latvian, p, &c)[1:]; len(got) != 2 || !strings.Contains(got[1], "tagad datu nav") {
		t.Errorf("%q", got)
	}
}

// A unit that is no institution has its name in the text as on the sheet.
func TestAChangedFigureOfAUnitNamesTheUnit(t *testing.T) {
	p := kraslava()
	unit := p.Units[0]
	state := func(value int64) []indicators.Figure {
		return []indicators.Figure{{
			Place: indicators.Place{Year: 2025, Indicator: "1", Institution: unit.ID, Source: indicators.ReportedBy}, Official: true, Value: indicators.NewNumber(value),
		}}
	}
	c := indicators.Compare("a1", []indicators.Cause{{Kind: indicators.ByAdded, Name: "a.xlsx"}}, [][]indicators.Figure{state(1), state(2)})
	var text strings.Builder
	if err := ChangesText(&text, Latvian, p, &c); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text.String(), wordsMunicipality.LV) || strings.Count(text.String(), " · "+unit.Name+" · ") != 1 {
		t.Errorf("%s", text.String())
	}
}

func TestCausesAreWordedByWhatTheyDid(t *testing.T) {
	p := kraslava()
	unit := "4219902694" // a gymnasium
	f, ok := indicators.FormOf(p, unit, 2024)
	if !ok {
		t.Fatal("nobody is asked")
	}
	asked := f.Inputs()[0]
	for _, in := range f.Inputs() {
		if in.Kind == indicators.Whole {
			asked = in
			break
		}
	}
	what := questionOf(Latvian, p, unit, 2024, asked.Address)
	if what.row == "" || what.row == asked.Address || strings.Contains(what.row, "{") {
		t.Fatalf("%s is asked as %+v", asked.Address, what)
	}
	rows := func(came, went, changed []uint32) indicators.RowChanges {
		return indicators.RowChanges{Came: came, Went: went, Changed: changed}
	}
	eleven := make([]uint32, 11)
	for i := range eleven {
		eleven[i] = uint32(2 * (i + 1))
	}
	for _, c := range []struct {
		cause        indicators.Cause
		text, detail string
	}{
		{indicators.Cause{Kind: indicators.ByReplaced, Name: "b.csv", With: []string{"a.csv"}, Rows: rows(nil, []uint32{11}, nil)},
			"datne „b.csv” aizstāja datni „a.csv” (zudusi 1 rinda)", "zudusi iepriekšējās datnes rinda nr. 11"},
		{indicators.Cause{Kind: indicators.ByReplaced, Name: "b.csv", With: []string{"a.csv"}, Rows: rows([]uint32{4, 7, 11}, nil, []uint32{2})},
			"datne „b.csv” aizstāja datni „a.csv” (klāt nākušas 3 rindas, mainīta 1 rinda)", "klāt nākušas 3 rindas (nr. 4, 7, 11); mainīta rinda nr. 2"},
		{indicators.Cause{Kind: indicators.ByReplaced, Name: "b.csv", Part: []string{"a.csv"}, Rows: rows(eleven, nil, nil)},
			"datne „b.csv” aizstāja daļu no datnes „a.csv” (klāt nākušas 11 rindas)", "klāt nākušas 11 rindas (nr. 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22)"},
		{indicators.Cause{Kind: indicators.ByReplaced, Name: "d.csv", With: []string{"a.csv", "b.csv"}, Part: []string{"c.csv"}, Rows: rows(nil, []uint32{3, 5}, nil)},
			"datne „d.csv” aizstāja datnes „a.csv”, „b.csv” un daļu no datnes „c.csv” (zudušas 2 rindas)", "zudušas 2 rindas"},
		{indicators.Cause{Kind: indicators.ByReplaced, Name: "a.csv", With: []string{"a.csv"}},
			"datne „a.csv” iesniegta no jauna (rindas ir tās pašas)", ""},
		{indicators.Cause{Kind: indicators.ByReplaced, Name: "v.xlsx", With: []string{"v.xlsx"}, Answers: indicators.AnswerChanges{Unit: unit, Year: 2024, Changed: []string{asked.Address}}},
			"datne „v.xlsx” iesniegta no jauna (mainīta 1 atbilde: " + what.text(Latvian) + ")", "mainīta 1 atbilde: " + what.text(Latvian)},
		{indicators.Cause{Kind: indicators.ByReplaced, Name: "v.xlsx", With: []string{"w.xlsx"}, Answers: indicators.AnswerChanges{Unit: unit, Year: 2024, Came: []string{asked.Address, "lost.one"}}},
			"datne „v.xlsx” aizstāja datni „w.xlsx” (klāt nākušas 2 atbildes)", "klāt nākušas 2 atbildes: " + what.text(Latvian) + "; „lost.one”"},
		{indicators.Cause{Kind: indicators.ByReplaced, Name: "v.xlsx", With: []string{"w.xlsx"}, Answers: indicators.AnswerChanges{Unit: unit, Year: 2024}},
			"datne „v.xlsx” aizstāja datni „w.xlsx” (atbildes ir tās pašas)", ""},
		{indicators.Cause{Kind: indicators.ByWithdrawn, Name: "a.csv", With: []string{"b.csv", "c.csv"}},
			"datne „a.csv” vairs netiek izmantota; atkal spēkā: „b.csv”, „c.csv”", ""},
	} {
		if got := CauseText(Latvian, p, &c.cause); got != c.text {
			t.Errorf("%s, want %s", got, c.text)
		}
		if got := detailText(Latvian, p, &c.cause); got != c.detail {
			t.Errorf("%s, want %s", got, c.detail)
		}
	}
	for n, want := range map[int]string{1: "klāt nākusi 1 rinda", 11: "klāt nākušas 11 rindas", 21: "klāt nākusi 21 rinda", 111: "klāt nākušas 111 rindas"} {
		if got := numbered(Latvian, n, wordsOfRows.one[0], wordsOfRows.many[0]); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
	if got := numbered(English, 21, wordsOfRows.one[0], wordsOfRows.many[0]); got != "21 rows came" {
		t.Errorf("%s", got)
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

// An indicator with several sources is told once, with the source; one that a programme
// file lost or gained is told by its text, and not as one without data.
func TestADraftTellsAnIndicatorOnceAndByItsText(t *testing.T) {
	figure := func(id string, source indicators.Source, official bool, value int64) indicators.Figure {
		f := indicators.Figure{Place: indicators.Place{Year: 2025, Indicator: id, Source: source}, Official: official}
		if value > 0 {
			f.Value, f.Numerator, f.Denominator = indicators.NewNumber(value), indicators.NewNumber(value/100), indicators.NewNumber(100)
		}
		return f
	}
	p := &indicators.Programme{Indicators: []indicators.Indicator{
		{ID: "2", Text: "Pametušie", Values: []indicators.Value{{Measure: "published"}, {Measure: "first_year_dropout"}}},
		{ID: "7", Text: "Pulciņi", Values: []indicators.Value{{Measure: "interest_education"}}},
	}}
	cause := []indicators.Cause{{Kind: indicators.ByProgramme}}
	semr := []indicators.Figure{figure("2", indicators.Computed, false, 1224), figure("2", indicators.PublishedBy, true, 1228)}
	for _, c := range []struct {
		rule          string
		before, after []indicators.Figure
		head, want    string
	}{
		{"it had no value, and two sources give one", []indicators.Figure{figure("2", indicators.Computed, true, 0)}, semr,
			"pašvaldībai – 1, iestādēm – 0. Skaitītas vērtības no avota, ko ņem programma; mainījušās arī citu avotu vērtības: 1.",
			"2025. gadā 2. rādītājs „Pametušie”: datu nebija, tagad 12,28 % (12 no 100; avots: SEMR)."},
		{"the source is another one", []indicators.Figure{figure("2", indicators.Computed, true, 1224)}, semr,
			"pašvaldībai – 1, iestādēm – 0.",
			"2025. gadā 2. rādītājs „Pametušie”: bija 12,24 % (12 no 100; avots: aprēķins), tagad 12,28 % (12 no 100; avots: SEMR)."},
		{"the source is the same", []indicators.Figure{figure("2", indicators.PublishedBy, true, 1300)}, []indicators.Figure{figure("2", indicators.PublishedBy, true, 1228)},
			"pašvaldībai – 1, iestādēm – 0.", "2025. gadā 2. rādītājs „Pametušie”: bija 13,00 % (13 no 100), tagad 12,28 % (12 no 100; avots: SEMR)."},
		{"an indicator that the programme lost", []indicators.Figure{figure("5", indicators.ReportedBy, true, 2609)}, nil,
			"pašvaldībai – 1, iestādēm – 0.", "2025. gadā 5. rādītājs „Romu bērni”: bija 26,09 % (26 no 100), rādītāja programmā vairs nav."},
		{"one whose text nobody knows", []indicators.Figure{figure("6", indicators.ReportedBy, true, 2609)}, nil,
			"pašvaldībai – 1, iestādēm – 0.", "2025. gadā 6. rādītājs: bija 26,09 % (26 no 100), rādītāja programmā vairs nav."},
		{"one that it gained", nil, []indicators.Figure{figure("7", indicators.Computed, true, 5119)},
			"pašvaldībai – 1, iestādēm – 0.", "2025. gadā 7. rādītājs „Pulciņi”: programmā tā nebija, tagad 51,19 % (51 no 100)."},
	} {
		got := indicators.Compare("a1", cause, [][]indicators.Figure{c.before, c.after})
		got.Lost, got.Gained = map[string]string{"5": "Romu bērni."}, map[string]bool{"7": true}
		draft := DraftText(Latvian, p, &got)
		if len(draft) != 2 || !strings.HasSuffix(draft[0], c.head) || !strings.HasPrefix(draft[1], c.want+" Iemesls: mainīta programmas datne") {
			t.Errorf("%s:\n%s", c.rule, strings.Join(draft, "\n"))
		}
	}
}
