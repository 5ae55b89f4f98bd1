package indicators

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// asking is a programme that asks for something of every kind.
func asking() *Programme {
	return &Programme{
		ID: "test-2024-2028", Title: "Programma", Period: Period{2024, 2028},
		Collection: Collection{"15.09.", "15.10.", "Pārvalde"},
		Institutions: []Institution{
			{Number: "1000000001", Name: "Pamatskola", Type: "basic_school", InScope: true},
			{Number: "1000000002", Name: "Vidusskola", Type: "secondary_school", InScope: true},
			{Number: "1000000003", Name: "Bērnudārzs", Type: "preschool"},
			{Number: "1000000004", Name: "Pulciņi", Type: "interest_education"},
			{Number: "1000000005", Name: "Sākumskola", Type: "primary_school", InScope: true, Successor: Succession{"1000000001", 20250701}},
		},
		Units:  []Unit{{"parvalde", "Pārvalde", "education_board"}, {"policija", "Policija", "police"}},
		Levels: []PreventionLevel{{1, "Universālā prevencija"}},
		Activities: []Activity{
			{Number: "1.1.", Level: 1, Text: "Buklets", Result: "Buklets gatavs", Years: []int{2024, 2025}, AskedOf: []string{"parvalde"}},
			{Number: "1.2.", Text: "Nometne", Years: []int{2026}, AskedOf: []string{"parvalde"}},
		},
		Tasks: []Task{
			{Number: "1.1.1", ActivityText: "Buklets", Text: "Aptauja", Term: "2024–2028", From: "2024-09", AskedOf: []string{"parvalde"}},
			{Number: "1.1.2", Text: "Druka", From: "2026-01", AskedOf: []string{"parvalde"}},
		},
		Fields: []Field{
			{ID: "left", Text: "Pārtrauca?", Kind: "share", From: []string{"basic_school", "secondary_school", "parvalde"},
				Sheet: "leavers", Numerator: "Pārtrauca", Denominator: "Visi", Parts: []string{"basic", "upper_secondary"}},
			{ID: "system", Text: "Sistēma?", Kind: "choice", From: []string{"preschool", "1000000002"}},
			{ID: "youths", Text: "Jaunieši?", Kind: "count", From: []string{"parvalde"}},
			{ID: "higher", Text: "Vidējā?", Kind: "count", From: []string{"basic_school"}, Parts: []string{"upper_secondary"}},
		},
		AskedTables: []AskedTable{{
			ID: "reasons", Title: "Iemesli", Heading: "Iemesls", Sheet: "leavers", From: []string{"basic_school", "secondary_school"},
			Columns: []AskedColumn{{"basic", "Pamata", "count", true}, {"upper_secondary", "Vidējā", "count", true}},
			Rows:    []AskedRow{{"work", "Darbs", ""}, {"illness", "Slimība", "Citi"}},
		}},
		FormRules: []FormRule{
			{"adds", []string{"reasons.*.basic"}, []string{"left.basic.n"}},
			{"adds", []string{"reasons.*.upper_secondary"}, []string{"left.upper_secondary.n"}},
			{"each_at_most", []string{"reasons.*.*"}, []string{"left.basic.d"}},
		},
		Indicators: []Indicator{{Values: []Value{{Measure: "long_absence"}, {Measure: "exam_below_minimum"}}}},
	}
}

// inputsOf are the addresses of a unit's form, each sheet's after its name; those
// of explanations are left out.
func inputsOf(f *Form) string {
	var list []string
	for _, s := range f.Sheets {
		list = append(list, s.ID+":")
		for _, b := range s.Blocks {
			for _, r := range b.Rows {
				for _, in := range r.Inputs {
					list = append(list, in.Address)
				}
			}
		}
	}
	return strings.Join(list, " ")
}

func TestAUnitIsAskedWhatNamesIt(t *testing.T) {
	tests := []struct {
		name, unit string
		year       SchoolYear
		want       string
	}{
		{"a level that the school does not teach is not asked", "1000000001", 2024,
			"institution: institution.register institution.nil_absences institution.nil_exams " +
				"leavers: left.basic.n left.basic.d reasons.work.basic reasons.illness.basic"},
		{"by type and by number", "1000000002", 2024,
			"institution: institution.register institution.nil_absences institution.nil_exams indicators: system " +
				"leavers: left.basic.n left.basic.d left.upper_secondary.n left.upper_secondary.d " +
				"reasons.work.basic reasons.work.upper_secondary reasons.illness.basic reasons.illness.upper_secondary"},
		{"one that is out of scope states no nil", "1000000003", 2024, "institution: institution.register indicators: system"},
		{"a school without grade 9 has no exams", "1000000005", 2024, "institution: institution.register institution.nil_absences"},
		{"a body that teaches nothing answers for every level; a year has its own activities and tasks", "parvalde", 2024,
			"institution: indicators: youths leavers: left.basic.n left.basic.d left.upper_secondary.n left.upper_secondary.d " +
				"activities: activities.1_1.done activities.1_1.money activities.1_1.impact activities.1_1.factors " +
				"tasks: tasks.1_1_1.status tasks.1_1_1.date tasks.1_1_1.remark"},
		{"a later year", "parvalde", 2025,
			"institution: indicators: youths leavers: left.basic.n left.basic.d left.upper_secondary.n left.upper_secondary.d " +
				"activities: activities.1_2.done activities.1_2.money activities.1_2.impact activities.1_2.factors " +
				"tasks: tasks.1_1_1.status tasks.1_1_1.date tasks.1_1_1.remark tasks.1_1_2.status tasks.1_1_2.date tasks.1_1_2.remark"},
		{"nothing", "policija", 2024, "-"},
		{"an institution without pupils of its own that nothing names", "1000000004", 2024, "-"},
		{"no such unit", "1000000009", 2024, "-"},
		{"a school that was taken over before the year began", "1000000005", 2025, "-"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := "-"
			if f, ok := FormOf(asking(), test.unit, test.year); ok {
				got = inputsOf(f)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAFormSaysForWhomAndWhenItIs(t *testing.T) {
	f, _ := FormOf(asking(), "1000000001", 2024)
	if f.Programme != "test-2024-2028" || f.Unit.Name != "Pamatskola" || f.Year != 2024 || f.Monitoring != 2025 || f.Collection.Due != "15.10." {
		t.Errorf("got %+v", f)
	}
	p := asking()
	p.MonitoringYear = "starts"
	if f, _ = FormOf(p, "1000000001", 2024); f.Monitoring != 2024 {
		t.Errorf("where the year is named by its start the monitoring year is %d", f.Monitoring)
	}
	p.Institutions[0].Formerly = []Former{{Number: "1000000008"}}
	if f, ok := FormOf(p, "1000000008", 2024); !ok || f.Unit.ID != "1000000001" {
		t.Error("a former number does not lead to the institution")
	}
}

// rowOf finds a row of a form by its first input.
func rowOf(f *Form, address string) BlockRow {
	for _, s := range f.Sheets {
		for _, b := range s.Blocks {
			for _, r := range b.Rows {
				if r.Inputs[0].Address == address {
					return r
				}
			}
		}
	}
	return BlockRow{}
}

func TestARowSaysWhatItAsks(t *testing.T) {
	board, _ := FormOf(asking(), "parvalde", 2024)
	school, _ := FormOf(asking(), "1000000001", 2024)
	tests := []struct {
		form                      *Form
		address                   string
		text, group, part, beside string
		kind                      InputKind
		explain                   string
		optional, choice          bool
	}{
		{school, "left.basic.n", "Pārtrauca", "", "basic", "", Whole, "left.basic.n.explain", false, false},
		{school, "left.basic.d", "Visi", "", "basic", "", Whole, "left.basic.d.explain", false, false},
		{school, "reasons.illness.basic", "Slimība", "Citi", "", "", Whole, "reasons.illness.explain", false, false},
		{school, RegisterConfirmed, "", "", "", "", Choice, RegisterConfirmed + ".explain", false, true},
		{school, NilExams, "", "", "", "", Choice, "", true, true},
		{board, "youths", "Jaunieši?", "", "", "", Whole, "youths.explain", false, false},
		{board, ActivityInput("1.1.", "done"), "1.1. Buklets", "Universālā prevencija", "", "Buklets gatavs", FreeText, "", false, false},
		{board, TaskInput("1.1.1", "status"), "1.1.1 Aptauja", "Buklets", "", "2024–2028", Choice, "", false, true},
	}
	for _, test := range tests {
		r := rowOf(test.form, test.address)
		if r.Text != test.text || r.Group != test.group || r.Part != test.part || r.Beside != test.beside {
			t.Errorf("%s: got %q, %q, %q, %q", test.address, r.Text, r.Group, r.Part, r.Beside)
		}
		if len(r.Inputs) == 0 {
			continue
		}
		in := r.Inputs[0]
		if in.Kind != test.kind || in.Optional != test.optional || len(in.Choices) > 0 != test.choice || (in.Kind == FreeText) != (in.Length > 0) {
			t.Errorf("%s: got %+v", test.address, in)
		}
		if r.Explain.Address != test.explain || (r.Explain.Kind == FreeText) != (test.explain != "") {
			t.Errorf("%s: the explanation is %+v", test.address, r.Explain)
		}
	}
}

func TestVersionsDifferWhereSomethingAskedDiffers(t *testing.T) {
	version := func(change func(*Programme)) string {
		p := asking()
		if change != nil {
			change(p)
		}
		f, ok := FormOf(p, "1000000001", 2024)
		if !ok {
			t.Fatal("the school is asked nothing")
		}
		return f.Version
	}
	first := version(nil)
	if len(first) != 8 || version(nil) != first {
		t.Fatalf("the versions of one form are %q and %q", first, version(nil))
	}
	differ := map[string]func(*Programme){
		"a question":                   func(p *Programme) { p.Fields[0].Text = "Kas?" },
		"what a figure is":             func(p *Programme) { p.Fields[0].Numerator = "Aizgāja" },
		"a kind":                       func(p *Programme) { p.Fields[0].Kind = "mean" },
		"a sheet":                      func(p *Programme) { p.Fields[0].Sheet = "" },
		"a part":                       func(p *Programme) { p.Fields[0].Parts = []string{"basic", "preschool"} },
		"one more field":               func(p *Programme) { p.Fields[2].From = []string{"basic_school"} },
		"how to count":                 func(p *Programme) { p.AskedTables[0].Note = "Skaita visus." },
		"a row":                        func(p *Programme) { p.AskedTables[0].Rows[0].Text = "Cits" },
		"a group":                      func(p *Programme) { p.AskedTables[0].Rows[0].Group = "Galvenie" },
		"a column's kind":              func(p *Programme) { p.AskedTables[0].Columns[0].Kind = "hours" },
		"a sum":                        func(p *Programme) { p.AskedTables[0].Columns[0].Total = false },
		"a rule":                       func(p *Programme) { p.FormRules = p.FormRules[1:] },
		"a rule's kind":                func(p *Programme) { p.FormRules[0].Kind = "at_most" },
		"an export that is not needed": func(p *Programme) { p.Indicators = nil },
	}
	seen := map[string]string{first: "nothing"}
	for what, change := range differ {
		v := version(change)
		if other, same := seen[v]; same {
			t.Errorf("%s and %s give one version", what, other)
		}
		seen[v] = what
	}
	same := map[string]func(*Programme){
		"when it is due":                       func(p *Programme) { p.Collection.Due = "20.10." },
		"whom to ask":                          func(p *Programme) { p.Collection.Contact = "Sekretāre" },
		"the school's name":                    func(p *Programme) { p.Institutions[0].Name = "Skola" },
		"the programme's title":                func(p *Programme) { p.Title = "Rīcības programma" },
		"a level that it does not teach":       func(p *Programme) { p.AskedTables[0].Columns[1].Text = "Vidusskolā" },
		"what others are asked":                func(p *Programme) { p.Fields[2].Text = "Cik?" },
		"an indicator's text":                  func(p *Programme) { p.Indicators[0].Text = "Kavējumi" },
		"a rule about what is asked of others": func(p *Programme) { p.FormRules[1].Kind = "at_most" },
	}
	for what, change := range same {
		if v := version(change); v != first {
			t.Errorf("%s changes the version", what)
		}
	}
}

func TestNumbersOfTablesBecomePartsOfNames(t *testing.T) {
	for number, want := range map[string]string{
		"4.1.2.": "activities.4_1_2.money", " 1.1": "activities.1_1.money", "2.1. a)": "activities.2_1__a_.money", "1.ā": "activities.1__.money",
	} {
		if got := ActivityInput(number, "money"); got != want {
			t.Errorf("%q: got %q, want %q", number, got, want)
		}
	}
	in := Input{Address: "left.basic.n"}
	if got := in.Name(); got != "in_left_basic_n" {
		t.Errorf("the cell is called %q", got)
	}
}

func TestFieldsAreAskedByThePartsThatAUnitTeaches(t *testing.T) {
	f := asking().Fields[0]
	tests := []struct {
		unit Unit
		want []string
	}{
		{Unit{Type: "basic_school"}, []string{"basic"}},
		{Unit{Type: "secondary_school"}, []string{"basic", "upper_secondary"}},
		{Unit{ID: "parvalde", Type: "education_board"}, []string{"basic", "upper_secondary"}},
		{Unit{Type: "preschool"}, nil},
	}
	for _, test := range tests {
		if got := f.PartsAsked(test.unit); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.unit.Type, got, test.want)
		}
	}
	whole := Field{From: []string{"police"}}
	if got := whole.PartsAsked(Unit{Type: "police"}); !slices.Equal(got, []string{""}) {
		t.Errorf("a field without parts: got %q", got)
	}
}
