package config

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"raditaji/indicators"
	"raditaji/templates"
)

// sound is a small programme file without a fault, which the cases break.
func sound(t testing.TB) string {
	data, err := os.ReadFile("testdata/sound.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// places words faults as the tests below write them: line, path, code.
func places(faults []Fault) []string {
	var list []string
	for _, f := range faults {
		path := f.Path
		if path == "" {
			path = "-"
		}
		list = append(list, fmt.Sprintf("%d %s %s", f.Line, path, f.Code))
	}
	return list
}

func shipped(t testing.TB, name string) []byte {
	data, ok := templates.Programme(strings.TrimSuffix(name, ".yaml"))
	if !ok {
		t.Fatalf("the program does not carry %s", name)
	}
	return data
}

func TestShippedProgrammesHaveNoFault(t *testing.T) {
	for _, name := range templates.ProgrammeFiles {
		p, faults := Programme(name, shipped(t, name))
		for _, f := range faults {
			t.Errorf("%s:%d:%d: %s: %s %v", f.File, f.Line, f.Column, f.Path, f.Code, f.Args)
		}
		if name != p.ID+".yaml" {
			t.Errorf("%s holds the programme %q", name, p.ID)
		}
	}
}

// The counts are those of the adopted tables.
func TestShippedProgrammesAreComplete(t *testing.T) {
	type size struct {
		institutions, inScope, goals, results, indicators, activities, tasks, resources, accounts, rows int
		fields, asked, rules                                                                            int // asked: rows of asked tables
	}
	want := map[string]size{
		"ventspils-2024-2030.yaml": {21, 9, 7, 28, 6, 23, 0, 0, 0, 20 + 9 + 10 + 1 + 5 + 1 + 1 + 8 + 7 + 5,
			2 + 1 + 5 + 1 + 3, 2 + 20 + 6 + 5, 13},
		"kraslava-2024-2028.yaml": {15, 10, 7, 22, 12, 13, 25, 13, 13, 10, 12, 9, 2},
	}
	for _, name := range templates.ProgrammeFiles {
		p, _ := Programme(name, shipped(t, name))
		got := size{
			institutions: len(p.Institutions), goals: len(p.Goals), indicators: len(p.Indicators),
			activities: len(p.Activities), tasks: len(p.Tasks), resources: len(p.Resources), accounts: len(p.Accounting),
			fields: len(p.Fields), rules: len(p.FormRules),
		}
		for _, i := range p.Institutions {
			if i.InScope {
				got.inScope++
			}
		}
		for _, g := range p.Goals {
			got.results += len(g.Results)
		}
		for _, table := range p.AskedTables {
			got.asked += len(table.Rows)
		}
		for _, table := range p.Situation {
			for _, s := range table.Sections {
				got.rows += len(s.Rows)
			}
		}
		if got != want[name] {
			t.Errorf("%s: got %+v, want %+v", name, got, want[name])
		}
	}
}

// Somebody is asked about every activity and task, and every figure that is
// asked for is used: by an indicator, in a situation table, or in a rule.
func TestShippedProgrammesAskForAllAndForNothingInVain(t *testing.T) {
	for _, name := range templates.ProgrammeFiles {
		p, _ := Programme(name, shipped(t, name))
		for _, a := range p.Activities {
			if len(a.AskedOf) == 0 {
				t.Errorf("%s: nobody is asked about the activity %s", name, a.Number)
			}
		}
		for _, task := range p.Tasks {
			if len(task.AskedOf) == 0 {
				t.Errorf("%s: nobody is asked about the task %s", name, task.Number)
			}
		}
		if c := p.Collection; c.Opens == "" || c.Due == "" || c.Contact == "" {
			t.Errorf("%s: when and whom to ask is %+v", name, c)
		}
		used := map[string]bool{}
		for _, ind := range p.Indicators {
			for _, v := range ind.Values {
				used[v.Params.Field] = true
			}
		}
		for _, table := range p.Situation {
			for _, s := range table.Sections {
				used[s.Fill.Field] = true
				for _, row := range s.Fill.Rows {
					used[row], used[s.Fill.Table+"."+row] = true, true
				}
			}
		}
		for _, r := range p.FormRules {
			for _, address := range slices.Concat(r.Left, r.Right) {
				names := strings.Split(address+".", ".")
				used[names[0]], used[names[0]+"."+names[1]] = true, true
			}
		}
		for _, f := range p.Fields {
			if !used[f.ID] {
				t.Errorf("%s: %s is asked in vain", name, f.ID)
			}
		}
		for _, table := range p.AskedTables {
			for _, row := range table.Rows {
				if !used[table.ID+"."+row.ID] {
					t.Errorf("%s: %s.%s is asked in vain", name, table.ID, row.ID)
				}
			}
		}
	}
}

// The figures of the situation tables that are taken from prose add up as the
// text says.
func TestFiguresFromProseAddUp(t *testing.T) {
	sum := func(rows [][]string) int {
		n := 0
		for _, row := range rows {
			k, _ := strconv.Atoi(row[1])
			n += k
		}
		return n
	}
	kraslava, _ := Programme("", shipped(t, "kraslava-2024-2028.yaml"))
	reasons := kraslava.Situation[0].Sections[0].Rows
	if n := sum(reasons[:len(reasons)-1]); n != 24 || reasons[len(reasons)-1][1] != "24" {
		t.Errorf("the early leavers are %d and %v, want 24", n, reasons[len(reasons)-1])
	}
	ventspils, _ := Programme("", shipped(t, "ventspils-2024-2030.yaml"))
	hours := ventspils.Situation[2].Sections[0].Rows
	if n := sum(hours[:5]); n != 2878 || hours[5][1] != "2878" {
		t.Errorf("the support personnel's hours are %d and %v, want 2878", n, hours[5])
	}
}

func TestFaultsHaveLinePathAndCode(t *testing.T) {
	tests := []struct {
		name     string
		old, new string // what of the sound file becomes what; without old, the whole file
		want     []string
	}{
		// The file as YAML.
		{"an empty file", "", "", []string{"1 - yaml.empty"}},
		{"comments are no programme", "", "# nothing\n", []string{"1 - yaml.empty"}},
		{"a file beyond the limit", "", strings.Repeat("#", maxBytes+1), []string{"1 - yaml.size"}},
		{"more lines than any programme has", "", strings.Repeat("a:\n", maxLines+1), []string{"10001 - yaml.lines"}},
		{"another encoding", "", "id: a\ntitle: \"Programma \xf0\"\n", []string{"2 - yaml.encoding"}},
		{"a bracket that stays open", "", "id: a\nperiod: {from: 2024\n", []string{"2 - yaml.bracket"}},
		{"a tab as indentation", "", "period:\n\tfrom: 2024\n", []string{"2 - yaml.tab"}},
		{"deep nesting", "", "id: a\ntitle: " + strings.Repeat("[", 10_000), []string{"2 - yaml.depth"}},
		{"deep lists on a line", "", strings.Repeat("- ", 10_000), []string{"1 - yaml.depth"}},
		{"a list is no programme", "", "- id: a\n", []string{"1 - type.map"}},
		{"a second document", "reading:\n", "---\nreading:\n", []string{"76 - yaml.documents"}},
		{"an alias", `title: "Programma"`, "title: *x", []string{"2 title yaml.feature"}},
		{"a merge key", `title: "Programma"`, "title: \"A\"\n<<: {}", []string{"3 - yaml.feature"}},

		// Keys and the shape of values.
		{"a misspelt key", "title: \"Programma\"", "titel: \"Programma\"", []string{"1 title missing", "2 titel key.unknown"}},
		{"a misspelt key of a value", "measure: left_education", "measur: left_education",
			[]string{"43 indicators[1].values[0].measure missing", "43 indicators[1].values[0].measur key.unknown"}},
		{"a key twice", "municipality: \"Novads\"", "title: \"Cits\"\nmunicipality: \"Novads\"", []string{"3 title key.duplicate"}},
		{"a key without a value", "title: \"Programma\"", "title:", []string{"2 title value.empty"}},
		{"params without a value", "params: {field: asked}", "params:",
			[]string{"33 indicators[0].values[1].params value.empty"}},
		{"a number for a text", `id: "2"`, "id: 2", []string{"36 indicators[1].id type.text"}},
		{"a text for a number", "level: 1\n    text", "level: \"1\"\n    text", []string{"22 indicators[0].level type.whole"}},
		{"an octal number", "{below: 5}", "{below: 010}", []string{"5 small_counts.below type.whole"}},
		{"a number beyond any year", "to: 2030}", "to: 99999999999}", []string{"4 period.to type.whole"}},
		{"a word for yes or no", "in_scope: true", "in_scope: jā", []string{"8 institutions[0].in_scope type.yesno"}},
		{"a date that no calendar has", "date: 2023-09-01", "date: 2023-09-31", []string{"13 institutions[1].successor.date type.date"}},
		{"a text for a list", `results: ["Rezultāts"]`, `results: "Rezultāts"`, []string{"19 goals[0].results type.list"}},
		{"a text for a map", "period: {from: 2024, to: 2030}", "period: 2024", []string{"4 period type.map"}},
		{"a required text is empty", `municipality: "Novads"`, `municipality: " "`, []string{"3 municipality missing"}},
		{"an indicator without a direction", "    better: lower\n    delta", "    delta", []string{"21 indicators[0].better missing"}},
		{"an indicator without a value", "    values: [{measure: left_education}]", "    values: []",
			[]string{"43 indicators[1].values value.empty"}},
		{"a calendar of no year", "    2026:\n", "    gads:\n", []string{"80 reading.calendar.gads key.year"}},

		// Names, numbers and choices.
		{"an id that is no file name", "id: test-2024-2030", "id: Test/2030", []string{"1 id id.format"}},
		{"a field with a hyphen", "id: asked", "id: as-ked",
			[]string{"33 indicators[0].values[1].params.field field.unknown", "55 fields[0].id id.format"}},
		{"an indicator twice", `id: "2"`, `id: "1"`, []string{"36 indicators[1].id id.twice"}},
		{"a registration number of nine digits", `number: "1000000002"`, `number: "100000002"`,
			[]string{"9 institutions[1].number number.format"}},
		{"a registration number twice", `number: "1000000002"`, `number: "1000000001"`,
			[]string{"9 institutions[1].number number.twice", "13 institutions[1].successor.number successor.self"}},
		{"a former number that is another's", `number: "1000000003"`, `number: "1000000001"`,
			[]string{"12 institutions[1].formerly[0].number number.twice"}},
		{"an unknown type", "type: education_board", "type: educaton_board", []string{"15 units[0].type choice"}},
		{"a direction that is none", "better: lower\n    delta", "better: down\n    delta", []string{"24 indicators[0].better choice"}},
		{"a delta that is none", "delta: points", "delta: percent", []string{"25 indicators[0].delta choice"}},
		{"a monitoring year that is none", "small_counts:", "monitoring_year: begins\nsmall_counts:", []string{"5 monitoring_year choice"}},
		{"a rule that suppresses nothing", "{below: 5}", "{below: 1}", []string{"5 small_counts.below range"}},
		{"a day that no year has", `opens: "01.09."`, `opens: "31.09."`, []string{"6 collection.opens day.format"}},
		{"due before it opens", `due: "15.10."`, `due: "15.08."`, []string{"6 collection.due collection.order"}},

		// References.
		{"a successor that is not listed", `successor: {number: "1000000001"`, `successor: {number: "1000000009"`,
			[]string{"13 institutions[1].successor.number institution.unknown"}},
		{"a successor without a date", ", date: 2023-09-01", "", []string{"13 institutions[1].successor.date missing"}},
		{"a level that is not listed", "level: 1, activity", "level: 2, activity", []string{"49 resources[0].level level.unknown"}},
		{"a goal that is not listed", `goal: "1", years`, `goal: "8", years`, []string{"45 activities[0].goal goal.unknown"}},
		{"an activity that is not listed", `activity: "1.1", from`, `activity: "1.2", from`, []string{"47 tasks[0].activity activity.unknown"}},
		{"a field that nobody is asked for", "field: asked", "field: unasked",
			[]string{"33 indicators[0].values[1].params.field field.unknown"}},
		{"a field of another kind", "kind: share, from: [basic_school, parvalde]", "kind: survey, from: [basic_school, parvalde]",
			[]string{"33 indicators[0].values[1].params.field field.kind"}},
		{"a unit that is not listed", "[basic_school, parvalde]", "[basic_school, parvlade]", []string{"55 fields[0].from[1] unit.unknown"}},
		{"a type of which there is none", "[basic_school, parvalde]", "[police]", []string{"55 fields[0].from asked.nobody"}},

		// What is asked for.
		{"an activity asked of a unit that is not listed", "asked_of: [parvalde]", "asked_of: [parvlade]",
			[]string{"45 activities[0].asked_of[0] unit.unknown"}},
		{"a task asked of a type of which there is none", `asked_of: ["1000000001"]`, "asked_of: [police]",
			[]string{"47 tasks[0].asked_of asked.nobody"}},
		{"two activities whose cells would have one name", "asked_of: [parvalde]}", "asked_of: [parvalde]}\n  - {number: \"1-1\", asked_of: [parvalde]}",
			[]string{"46 activities[1].number address.twice"}},
		{"a table asked of nobody", "    from: [basic_school]\n    columns", "    from: [gymnasium]\n    columns",
			[]string{"64 asked_tables[0].from asked.nobody"}},
		{"a sheet that is none", "sheet: languages", "sheet: language", []string{"56 fields[1].sheet choice"}},
		{"a sheet that is not for fields", "sheet: leavers", "sheet: activities", []string{"63 asked_tables[0].sheet choice"}},
		{"a table without a sheet", "    sheet: leavers\n", "", []string{"60 asked_tables[0].sheet missing"}},
		{"a field that is called as a part of the template", "id: board", "id: tasks", []string{"57 fields[2].id id.taken"}},
		{"a table that is called as a field", "id: board", "id: reasons", []string{"60 asked_tables[0].id id.taken"}},
		{"two fields of one name", "id: board", "id: pupils", []string{"57 fields[2].id id.twice"}},
		{"a share whose figures have no name", `, numerator: "Daļa", denominator: "Visi"}`, "}",
			[]string{"55 fields[0].denominator missing", "55 fields[0].numerator missing"}},
		{"a count with the name of a share's figure", "id: board,", `id: board, numerator: "Daļa",`,
			[]string{"57 fields[2].numerator label.unused"}},
		{"a part twice", "parts: [basic]", "parts: [basic, basic]", []string{"58 fields[3].parts[1] id.twice"}},
		{"an indicator in parts whose field has others", "values: [{measure: left_education}]",
			"values: [{measure: left_education}, {measure: reported_share, params: {field: asked}}]",
			[]string{"43 indicators[1].values[1].params.field field.parts"}},
		{"a field in parts whose indicator has none", "params: {field: asked}", "params: {field: left}",
			[]string{"33 indicators[0].values[1].params.field field.parts"}},
		{"a register that no measure is", "register: {measure: retained}", "register: {measure: retaind}",
			[]string{"56 fields[1].register.measure measure.unknown"}},
		{"a register that no export knows", "register: {measure: retained}", "register: {measure: published}",
			[]string{"56 fields[1].register.measure register.unfit"}},
		{"a ratio for a share's register", "id: left,", "id: left, register: {measure: turnover},",
			[]string{"58 fields[3].register.measure register.unfit"}},
		{"a register that does not know the part", "id: left,", "id: left, register: {measure: retained},",
			[]string{"58 fields[3].parts[0] part.unknown"}},
		{"a register by level for a field without parts", "register: {measure: retained}", "register: {measure: left_education}",
			[]string{"56 fields[1].register.params.level missing"}},
		{"a register's param that is none", "register: {measure: retained}", "register: {measure: retained, params: {basis: seen}}",
			[]string{"56 fields[1].register.params.basis choice"}},
		{"a column's kind that is none", "kind: hours}", "kind: minutes}", []string{"67 asked_tables[0].columns[1].kind choice"}},
		{"a column without a heading", `text: "Stundas", kind`, "kind", []string{"67 asked_tables[0].columns[1].text missing"}},
		{"a row twice", "id: illness", "id: work", []string{"70 asked_tables[0].rows[1].id id.twice"}},
		{"a row with a point in its name", "id: illness", "id: ill.ness", []string{"70 asked_tables[0].rows[1].id id.format"}},
		{"a row without a group among groups", `text: "Slimība", group: "Pirmā"`, `text: "Slimība"`, nil},
		{"a group that comes again", `group: "Otrā"}`, "group: \"Otrā\"}\n      - {id: last, text: \"Pēdējā\", group: \"Pirmā\"}",
			[]string{"72 asked_tables[0].rows[3].group group.split"}},
		{"a field and a table whose cells would have one name", `{id: board, text: "Pārvaldē", kind: count, from: [parvalde]}`,
			`{id: reasons_work_basic, text: "Skolā", kind: count, from: [basic_school]}`, []string{"60 asked_tables[0].id address.twice"}},
		{"a name that is too long for a cell", "id: board", "id: " + strings.Repeat("b", 201), []string{"57 fields[2].id address.long"}},

		// What must hold between figures.
		{"a rule's kind that is none", "kind: adds", "kind: sums", []string{"73 form_rules[0].kind choice"}},
		{"a rule without a side", ", right: [pupils]", "", []string{"74 form_rules[1].right missing"}},
		{"a rule with an empty side", "right: [pupils]", "right: []", []string{"74 form_rules[1].right value.empty"}},
		{"a figure that nobody is asked for", "right: [left.basic.n]", "right: [left.n]", []string{"73 form_rules[0].right[0] rule.address"}},
		{"a level that no school of the list teaches", "right: [left.basic.n]", "right: [left.upper_secondary.n]",
			[]string{"73 form_rules[0].right[0] rule.address"}},
		{"figures of different templates", "right: [pupils]", "right: [board]", []string{"74 form_rules[1].left rule.apart"}},
		{"hours with a count", "kind: requires", "kind: at_most", []string{"74 form_rules[1].left rule.kinds"}},

		// What fills the situation tables.
		{"a list that is too short for its rows", "rows: [work]", "rows: []", []string{"53 situation[0].sections[0].fill.rows fill.length"}},
		{"a fill without rows", ", rows: [work]", "", []string{"53 situation[0].sections[0].fill.rows missing"}},
		{"a row that the asked table does not have", "rows: [work]", "rows: [wrk]", []string{"53 situation[0].sections[0].fill.rows[0] fill.unknown"}},
		{"a row that is left as adopted", "rows: [work]", `rows: [""]`, nil},
		{"a row of a sum", "rows: [work]", "rows: [total]", nil},
		{"one row in two places", `rows: [["1.", "5"]], fill: {table: reasons, rows: [work]}`,
			`rows: [["1.", "5"], ["2.", "6"]], fill: {table: reasons, rows: [work, work]}`,
			[]string{"53 situation[0].sections[0].fill.rows[1] fill.twice"}},
		{"a table and a field at once", "table: reasons, rows", "table: reasons, field: asked, rows",
			[]string{"53 situation[0].sections[0].fill.field fill.both"}},
		{"a table that is not asked", "table: reasons", "table: reason", []string{"53 situation[0].sections[0].fill.table table.unknown"}},
		{"a field that is not asked", "table: reasons", "field: reasons", []string{"53 situation[0].sections[0].fill.field field.unknown"}},
		{"a count by unit", "table: reasons", "field: board", []string{"53 situation[0].sections[0].fill.field fill.kind"}},
		{"a unit that is asked", "{table: reasons, rows: [work]}", `{field: asked, rows: ["1000000001"]}`, nil},
		{"a unit that is not asked", "{table: reasons, rows: [work]}", `{field: asked, rows: ["1000000009"]}`,
			[]string{"53 situation[0].sections[0].fill.rows[0] fill.unknown"}},
		{"a count for a row", "{table: reasons, rows: [work]}", "{rows: [board]}", nil},
		{"a share for a row", "{table: reasons, rows: [work]}", "{rows: [asked]}",
			[]string{"53 situation[0].sections[0].fill.rows[0] fill.unknown"}},

		// Indicators.
		{"an unknown measure", "measure: long_absence", "measure: long_absense",
			[]string{"31 indicators[0].values[0].measure measure.unknown"}},
		{"another measure's param", "params: {lessons: 30}", "params: {grade: 9}",
			[]string{"31 indicators[0].values[0].params.grade param.unused"}},
		{"no measure's param", "params: {lessons: 30}", "params: {lesons: 30}",
			[]string{"31 indicators[0].values[0].params.lesons key.unknown"}},
		{"a param's choice", "params: {lessons: 30}", "params: {combine: all}",
			[]string{"31 indicators[0].values[0].params.combine choice"}},
		{"a level of education that is none", "params: {lessons: 30}", "params: {levels: [basic, middle]}",
			[]string{"31 indicators[0].values[0].params.levels[1] choice"}},
		{"a grade that is none", "{measure: long_absence, params: {lessons: 30}}", "{measure: retained, params: {grades: [1, 13]}}",
			[]string{"31 indicators[0].values[0].params.grades[1] range"}},
		{"a minimum above 100 %", "{measure: long_absence, params: {lessons: 30}}", "{measure: exam_below_minimum, params: {minimum: {2026: 101}}}",
			[]string{"31 indicators[0].values[0].params.minimum.2026 range"}},
		{"a published value without a code", "{measure: long_absence, params: {lessons: 30}}", "{measure: published}",
			[]string{"31 indicators[0].values[0].params.code missing"}},
		{"a measure that does not count the part", "measure: left_education", "measure: retained",
			[]string{"40 indicators[1].parts[0].name part.unknown"}},
		{"a level neither by part nor by param", "{measure: long_absence, params: {lessons: 30}}", "{measure: left_education}",
			[]string{"31 indicators[0].values[0].params.level missing"}},
		{"a baseline that cannot be read", `"1.62% (2023)"`, `"apmēram 2%"`, []string{"26 indicators[0].baseline.text baseline.unreadable"}},
		{"a target that cannot be read", `"<1,5%"`, `"mazāk"`, []string{"28 indicators[0].targets[0].text target.unreadable"}},
		{"a set value that cannot be read", `value: "12,5%"`, `value: "daudz"`,
			[]string{"41 indicators[1].parts[0].baseline.set.value set.unreadable"}},
		{"a set value where the baseline is stated", "source: computed}", "source: computed, set: {value: \"2%\"}}",
			[]string{"26 indicators[0].baseline.set set.stated"}},
		{"a past value that cannot be read", `value: "1,4%"`, `value: "maz"`, []string{"35 indicators[0].history[0].value value.unreadable"}},
		{"a past value of a part that is none", "{year: 2022, value", "{year: 2022, part: basic, value",
			[]string{"35 indicators[0].history[0].part part.unknown"}},

		// Years, days and terms.
		{"a programme that ends before it begins", "{from: 2024, to: 2030}", "{from: 2030, to: 2024}", []string{"4 period.to period.order"}},
		{"targets in falling order", "year: 2030, text", "year: 2026, text", []string{"29 indicators[0].targets[1].year years.order"}},
		{"a target after the programme", "year: 2030, text", "year: 2031, text", []string{"29 indicators[0].targets[1].year years.period"}},
		{"a month that is none", "from: 2024-01", "from: 2024-13", []string{"47 tasks[0].from term.format"}},
		{"a term that ends before it begins", "to: 2028-12", "to: 2023-12", []string{"47 tasks[0].to term.order"}},
		{"a day of another school year", "first: 2026-09-01", "first: 2025-09-01", []string{"81 reading.calendar.2026.first calendar.year"}},
		{"days out of order", "last: 2027-05-31", "last: 2026-12-31", []string{"84 reading.calendar.2026.last calendar.order"}},
		{"a last day in the first semester", "last_9: 2027-06-11", "last_9: 2026-12-01", []string{"85 reading.calendar.2026.last_9 calendar.order"}},

		// Tables and what files may hold.
		{"a row that is too short", `[["1.", "5"]]`, `[["1."]]`, []string{"53 situation[0].sections[0].rows[0] rows.length"}},
		{"a class of leaving that is none", "{dropout: [", "{drop_out: [", []string{"76 reading.reasons.drop_out choice"}},
		{"a decision that is none", "  levels: {basic", "  decisions: {held: [\"atstāts\"]}\n  levels: {basic", []string{"77 reading.decisions.held choice"}},
		{"a code of three digits", `["24"]`, `["241"]`, []string{"77 reading.levels.basic[0] level.code"}},
		{"a kind that is none", "{viis-enrolments:", "{viis-enrolment:", []string{"78 reading.headings.viis-enrolment choice"}},
		{"a column that is none", "{person: [", "{persona: [", []string{"78 reading.headings.viis-enrolments.persona choice"}},
		{"a reason in two classes", `["aizgājis"]`, `["aizgājis"], unknown: ["Aizgājis"]`, []string{"76 reading.reasons.unknown[0] reading.twice"}},
		{"a heading of two columns", `["Kods"]`, `["Kods"], grade: ["kods"]`, []string{"78 reading.headings.viis-enrolments.grade[0] heading.twice"}},
		{"a heading row of two kinds", `{viis-enrolments: {person: ["Kods"]}}`,
			`{viis-interest: {programme: ["Semestris"], area: ["Neattaisnoti"]}}`, []string{"78 reading.headings heading.claimed"}},
	}
	met := map[string]bool{}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := test.new
			if test.old != "" {
				text = sound(t)
				if strings.Count(text, test.old) != 1 {
					t.Fatalf("the sound file has %q %d times", test.old, strings.Count(text, test.old))
				}
				text = strings.Replace(text, test.old, test.new, 1)
			}
			_, faults := Programme("test.yaml", []byte(text))
			if diff := cmp.Diff(test.want, places(faults)); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
			for _, f := range faults {
				wellFormed(t, f)
				met[f.Code] = true
			}
		})
	}
	for _, test := range usualSlips {
		_, faults := Programme("test.yaml", []byte(test.file))
		for _, f := range faults {
			wellFormed(t, f)
			met[f.Code] = true
		}
	}
	for _, code := range Codes {
		if !met[code] {
			t.Errorf("no case meets the code %s", code)
		}
	}
}

func TestTheSoundFileHasNoFault(t *testing.T) {
	p, faults := Programme("sound.yaml", []byte(sound(t)))
	if len(faults) > 0 {
		t.Fatal(places(faults))
	}
	if got, want := p.Reading.Calendar[2026].Last12, indicators.NewDate(2027, 6, 18); got != want {
		t.Errorf("the last day of grade 12 is %v, want %v", got, want)
	}
}

func TestAllFaultsAreReportedAtOnce(t *testing.T) {
	text := strings.NewReplacer(
		"title: \"Programma\"", "titel: \"Programma\"",
		"{below: 5}", "{below: five}",
		`number: "1000000002"`, `number: "1"`,
		"better: lower\n    delta", "better: down\n    delta",
		`"<1,5%"`, `"mazāk"`,
		"measure: left_education", "measure: left",
		`goal: "1", years`, `goal: "7", years`,
	).Replace(sound(t))
	_, faults := Programme("test.yaml", []byte(text))
	want := []string{
		"1 title missing", "2 titel key.unknown", "5 small_counts.below type.whole", "9 institutions[1].number number.format",
		"24 indicators[0].better choice", "28 indicators[0].targets[0].text target.unreadable",
		"43 indicators[1].values[0].measure measure.unknown", "45 activities[0].goal goal.unknown",
	}
	if diff := cmp.Diff(want, places(faults)); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

func TestAFaultNamesTheNearestWord(t *testing.T) {
	tests := []struct{ old, new, nearest string }{
		{"title: \"Programma\"", "titel: \"Programma\"", "title"},
		{"right: [left.basic.n]", "right: [left.basic.m]", "left.basic.n"},
		{"rows: [work]", "rows: [wrk]", "work"},
		{"sheet: languages", "sheet: language", "languages"},
		{"measure: long_absence", "measure: long_absense", "long_absence"},
		{"params: {lessons: 30}", "params: {lesons: 30}", "lessons"},
		{"type: education_board", "type: educaton_board", "education_board"},
		{"[basic_school, parvalde]", "[basic_school, parvlade]", "parvalde"},
	}
	for _, test := range tests {
		_, faults := Programme("test.yaml", []byte(strings.Replace(sound(t), test.old, test.new, 1)))
		if !slices.ContainsFunc(faults, func(f Fault) bool { return f.Args["nearest"] == test.nearest }) {
			t.Errorf("%q: no fault names %q: %v", test.new, test.nearest, faults)
		}
	}
}

func TestColumnsCountLettersFromOne(t *testing.T) {
	_, faults := Programme("test.yaml", []byte(strings.Replace(sound(t), "delta: points", "delta: x", 1)))
	if len(faults) != 1 || faults[0].Line != 25 || faults[0].Column != 12 {
		t.Errorf("got %v, want line 25, column 12", faults)
	}
}

func TestParamsStandOnTheDefaultsOfTheirMeasure(t *testing.T) {
	p, _ := Programme("sound.yaml", []byte(sound(t)))
	m, _ := indicators.MeasureNamed("long_absence")
	want := m.Defaults
	want.Lessons = 30
	if diff := cmp.Diff(want, p.Indicators[0].Values[0].Params); diff != "" {
		t.Errorf("params (-want +got):\n%s", diff)
	}
	if m.Defaults.Lessons != 20 {
		t.Errorf("the measure's own default became %d", m.Defaults.Lessons)
	}
	p, _ = Programme("sound.yaml", []byte(strings.Replace(sound(t),
		"{measure: long_absence, params: {lessons: 30}}", "{measure: exam_below_minimum, params: {minimum: {2026: 20}}}", 1)))
	if diff := cmp.Diff(map[int]int{2026: 20}, p.Indicators[0].Values[0].Params.Minimum); diff != "" {
		t.Errorf("a table that is given replaces the default (-want +got):\n%s", diff)
	}
}

func TestWindowsFilesReadTheSame(t *testing.T) {
	want, _ := Programme("sound.yaml", []byte(sound(t)))
	got, faults := Programme("sound.yaml", []byte("\ufeff"+strings.ReplaceAll(sound(t), "\n", "\r\n")))
	if diff := cmp.Diff(want, got); diff != "" || len(faults) > 0 {
		t.Errorf("faults %v, (-want +got):\n%s", places(faults), diff)
	}
}

// Every wording of the two programmes, read by hand.
func TestAdoptedWordingsAreRead(t *testing.T) {
	baselines := map[string]string{
		"ventspils 1": "1620000 2023", "ventspils 2": "16180000 2023", "ventspils 3": "4500000 2023",
		"ventspils 4": "1220000 2023", "ventspils 5": "27000000 2023", "ventspils 6": "6270000 2023",
		"kraslava 1": "pending 2024", "kraslava 2": "pending 2024", "kraslava 3": "pending 2024", "kraslava 4": "pending 2024",
		"kraslava 5": "pending 2023", "kraslava 6": "50000000 2022", "kraslava 7": "41000000 2024", "kraslava 8": "pending 2024",
		"kraslava 9": "49000000 2023", "kraslava 10 basic": "0 2022", "kraslava 10 upper_secondary": "3000000 2022",
		"kraslava 11": "1400000 2023", "kraslava 12": "pending 2024",
	}
	const reach, below, delta, keep = indicators.AimReach, indicators.AimBelow, indicators.AimDelta, indicators.AimKeep
	type aim struct {
		year  int
		mode  indicators.AimMode
		value indicators.Percent
	}
	percent := func(p float64) indicators.Percent { return indicators.Percent(p*10+0.5) * indicators.PercentUnit / 10 }
	pair := func(first, last int, mode indicators.AimMode, a, b float64) []aim {
		return []aim{{first, mode, percent(a)}, {last, mode, percent(b)}}
	}
	aims := map[string][]aim{
		"ventspils 1": pair(2027, 2030, below, 1.5, 1), "ventspils 2": pair(2027, 2030, below, 12, 10),
		"ventspils 3": pair(2027, 2030, below, 4.5, 4), "ventspils 4": pair(2027, 2030, below, 1, 0.8),
		"ventspils 5": pair(2027, 2030, below, 25, 20), "ventspils 6": pair(2027, 2030, below, 5, 4),
		"kraslava 1": pair(2025, 2028, delta, 5, 30), "kraslava 2": pair(2025, 2028, delta, 25, 30),
		"kraslava 3": pair(2025, 2028, delta, 5, 30), "kraslava 4": pair(2025, 2028, reach, 30, 50),
		"kraslava 5": pair(2025, 2028, reach, 5, 10), "kraslava 6": pair(2025, 2028, reach, 60, 70),
		"kraslava 7": pair(2025, 2028, reach, 45, 60), "kraslava 8": pair(2025, 2028, delta, 5, 10),
		"kraslava 9": pair(2025, 2028, reach, 55, 70), "kraslava 10 basic": pair(2025, 2028, keep, 0, 0),
		"kraslava 10 upper_secondary": pair(2025, 2028, reach, 2, 1), "kraslava 11": pair(2025, 2028, reach, 1, 0),
		"kraslava 12": pair(2025, 2028, delta, 10, 30),
	}
	gotBaselines, gotAims := map[string]string{}, map[string][]aim{}
	for _, name := range templates.ProgrammeFiles {
		p, _ := Programme(name, shipped(t, name))
		read := func(id string, b indicators.Baseline, targets []indicators.Target) {
			municipality, _, _ := strings.Cut(name, "-")
			id = municipality + " " + id
			reading, err := indicators.ReadBaseline(b.Text, p)
			switch {
			case err != nil:
				t.Errorf("%s: %q: %v", id, b.Text, err)
			case reading.Pending:
				gotBaselines[id] = fmt.Sprintf("pending %d", reading.Point.Year)
			default:
				gotBaselines[id] = fmt.Sprintf("%d %d", reading.Point.Value, reading.Point.Year)
			}
			for _, target := range targets {
				a, err := indicators.ReadTarget(target)
				if err != nil {
					t.Errorf("%s: %q: %v", id, target.Text, err)
				}
				gotAims[id] = append(gotAims[id], aim{a.Year, a.Mode, a.Value})
			}
		}
		for _, ind := range p.Indicators {
			if len(ind.Parts) == 0 {
				read(ind.ID, ind.Baseline, ind.Targets)
			}
			for _, part := range ind.Parts {
				read(ind.ID+" "+part.Name, part.Baseline, part.Targets)
			}
		}
	}
	if diff := cmp.Diff(baselines, gotBaselines); diff != "" {
		t.Errorf("baselines (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(aims, gotAims, cmp.AllowUnexported(aim{})); diff != "" {
		t.Errorf("targets (-want +got):\n%s", diff)
	}
}

func TestEveryCodeHasWordsInBothLanguages(t *testing.T) {
	for _, code := range Codes {
		s, ok := templates.ProgrammeWords[code]
		if !ok || s.Text.LV == "" || s.Text.EN == "" || s.Remedy.LV == "" || s.Remedy.EN == "" {
			t.Errorf("%s lacks words: %+v", code, s)
		}
	}
	for code := range templates.ProgrammeWords {
		if !slices.Contains(Codes, code) {
			t.Errorf("there are words for %s, which is no code", code)
		}
	}
	if !slices.IsSorted(Codes) {
		t.Error("Codes are not in order")
	}
}

// FuzzProgramme: any bytes give faults or a programme, never a panic.
func FuzzProgramme(f *testing.F) {
	f.Add([]byte(sound(f)))
	for _, name := range templates.ProgrammeFiles {
		f.Add(shipped(f, name))
	}
	for _, text := range []string{
		"", "a", "? a\n: b\n", "- - -", "id: &a *a", "<<: {}", "id: !!str 1", "1: 2", "{[}]", "indicators: [{values: [{params: {}}]}]",
		"reading: {calendar: {2024: {}}, headings: {viis-exams: {}}, reasons: {: []}}", "id: |\n  a\n---\n...\n", "\"\\x\": '",
		"period: {from: 2024, to}", "institutions:\n- number: 1\n- \n-", "id: [\n", "%YAML 1.2\n---\nid: a", "collection: {opens: \"29.02.\"}",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, faults := Programme("fuzz.yaml", data)
		if p == nil {
			t.Fatal("no programme")
		}
		for _, fault := range faults {
			wellFormed(t, fault)
		}
	})
}

// wellFormed checks that a fault has a place, a known code and all that its
// sentence fills in.
func wellFormed(t *testing.T, f Fault) {
	if f.Line < 1 || f.Column < 1 || !slices.Contains(Codes, f.Code) {
		t.Errorf("a fault without place or code: %+v", f)
	}
	s := templates.ProgrammeWords[f.Code]
	for _, words := range []templates.Words{s.Text, s.Remedy} {
		for _, place := range placesIn(words.LV + words.EN) {
			if _, ok := f.Args[place]; !ok {
				t.Errorf("%s does not fill in {%s}: %+v", f.Code, place, f)
			}
		}
	}
}

// placesIn are the names in braces of a sentence.
func placesIn(sentence string) []string {
	var names []string
	for _, part := range strings.Split(sentence, "{")[1:] {
		name, _, _ := strings.Cut(part, "}")
		names = append(names, name)
	}
	return names
}
