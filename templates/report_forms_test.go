package templates

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
	"raditaji/sources"
)

// askForms adds to a programme what institutions are asked for: a part of every
// shape that the sheets of answers have to show.
func askForms(p *indicators.Programme) {
	schools := []string{"secondary_school", "gymnasium", "basic_school"}
	counts := func(ids ...string) (list []indicators.AskedColumn) {
		for _, id := range ids {
			list = append(list, indicators.AskedColumn{ID: id, Text: id, Kind: "count"})
		}
		return list
	}
	p.AskedTables = []indicators.AskedTable{
		{ID: "plans", Title: "Individuālie atbalsta plāni", Sheet: "risks", From: schools, Columns: counts("s1", "year"),
			Rows: []indicators.AskedRow{{ID: "plans", Text: "Plāni"}, {ID: "pupils", Text: "Izglītojamie"}}},
		{ID: "risks", Title: "Plānos minētie riski", Sheet: "risks", From: schools,
			Columns: []indicators.AskedColumn{{ID: "mentions", Text: "Minējumi", Kind: "count", Total: true}},
			Rows: []indicators.AskedRow{
				{ID: "poor", Text: "Zemi sasniegumi", Group: "MĀCĪBU RISKI"}, {ID: "absent", Text: "Kavējumi", Group: "MĀCĪBU RISKI"},
				{ID: "money", Text: "Trūkums", Group: "EKONOMISKIE RISKI"},
			}},
		{ID: "support", Title: "Atbalsta stundas", Sheet: "support", From: schools,
			Columns: []indicators.AskedColumn{{ID: "hours", Text: "Stundas", Kind: "hours", Total: true}},
			Rows: []indicators.AskedRow{
				{ID: "psychologist", Text: "Psihologs", Group: "Atbalsta personāls"}, {ID: "speech", Text: "Logopēds", Group: "Atbalsta personāls"},
				{ID: "teacher", Text: "Pedagogs", Group: "Pedagogi"},
			}},
		{ID: "leavers", Title: "Mācības pārtraukušie", Heading: "Iemesls", Sheet: "leavers", From: schools, Columns: []indicators.AskedColumn{
			{ID: "basic", Text: "Pamatizglītībā", Kind: "count", Total: true}, {ID: "upper_secondary", Text: "Vidējā izglītībā", Kind: "count", Total: true},
		}, Rows: []indicators.AskedRow{{ID: "motivation", Text: "Motivācijas trūkums"}, {ID: "abroad", Text: "Ārzemes"}}},
	}
	p.FormRules = []indicators.FormRule{{Kind: "each_at_most", Left: []string{"risks.*.mentions"}, Right: []string{"plans.plans.year"}}}
	p.Fields = append(p.Fields,
		indicators.Field{ID: "bilingual", Text: "Cik izglītojamo ir divvalodīgi?", Kind: "share", Sheet: "languages", From: schools,
			Numerator: "Divvalodīgie", Denominator: "Visi izglītojamie"},
		indicators.Field{ID: "families", Text: "Cik ģimeņu saņem atbalstu?", Kind: "count", From: []string{"education_board"}},
		indicators.Field{ID: "left", Text: "Cik izglītojamo pārtrauca mācības?", Kind: "share", Sheet: "leavers", From: schools,
			Numerator: "Pārtrauca", Denominator: "Visi", Parts: []string{"basic", "upper_secondary"}},
		indicators.Field{ID: "meetings", Text: "Cik sarunu bija ar vienu izglītojamo?", Kind: "mean", Sheet: "support", From: []string{"gymnasium", "secondary_school"},
			Numerator: "Sarunas", Denominator: "Izglītojamie"},
		indicators.Field{ID: "team", Text: "Vai ir atbalsta komanda?", Kind: "choice", Sheet: "support", From: schools},
	)
	p.Situation = []indicators.Table{
		{Number: "2.1", Title: "Risku raksturojums pašvaldības izglītības iestādēs.", Source: "projekta dati", Sections: []indicators.Section{
			{Headings: []string{"RISKU GRUPA", "RISKS", "ĪPATSVARS", "ĪPATSVARS"}, Rows: [][]string{
				{"MĀCĪBU RISKI", "Zemi sasniegumi", "29,98%", "70%"}, {"MĀCĪBU RISKI", "Kavējumi", "1,16%", ""}, {"EKONOMISKIE RISKI", "Trūkums", "11,75%", "25%"},
			}, Fill: indicators.Fill{Table: "risks", Rows: []string{"poor", "absent", "money"}}},
			{Title: "Stundas", Headings: []string{"ATBALSTA SNIEDZĒJS", "STUNDAS"}, Rows: [][]string{
				{"Psihologs", "1436"}, {"Logopēds", "200"}, {"ATBALSTA PERSONĀLS KOPĀ", "1636"}, {"Pedagogs", "2632"},
			}, Fill: indicators.Fill{Table: "support", Rows: []string{"psychologist", "speech", "total", "teacher"}}},
		}},
		{Number: "2.2", Title: "Mērķa grupas", Sections: []indicators.Section{
			{Title: "Divvalodība", Headings: []string{"Nr.", "IESTĀDE", "SKAITS", ""}, Rows: [][]string{
				{"1.", "Dagda", "398", "50"}, {"2.", "Krāslava", "409", "-"}, {"", "KOPĀ", "807", "50 (6%)"},
			}, Fill: indicators.Fill{Field: "bilingual", Rows: []string{"4213900573", "4219902694", "total"}}},
			{Title: "Visas", Headings: []string{"", "", "SKAITS"}, Rows: [][]string{{"", "VISAS", "900"}}, Fill: indicators.Fill{Field: "bilingual", Rows: []string{"total"}}},
			{Title: "Sociālais atbalsts", Headings: []string{"Nr.", "RĀDĪTĀJS", "SKAITS"}, Rows: [][]string{{"18.", "Ģimenes", "212"}, {"19.", "Citi", "3"}, {"", "KOPĀ", "215"}},
				Fill: indicators.Fill{Rows: []string{"families", "", "total"}}},
			{Title: "Iedzīvotāji", Headings: []string{"Tautība", "Skaits"}, Rows: [][]string{{"Latvieši", "19'695"}}},
		}},
	}
	p.Activities = []indicators.Activity{
		{Number: "1.1", Level: 1, Goal: "1", GoalText: "Informēt sabiedrību", Text: "Buklets", Result: "Buklets papildināts", Responsible: "Izglītības pārvalde",
			Years: []int{2024, 2025, 2026}, Funding: "ESF", AskedOf: []string{"education_board"}},
		{Number: "2.1", Level: 3, Goal: "2", GoalText: "Pieejams atbalsts", Text: "Konsultācijas", Result: "5000 konsultācijas", Involved: "Skolas",
			Years: []int{2025}, AskedOf: []string{"secondary_school", "gymnasium"}},
		{Number: "2.2", Level: 3, Goal: "2", GoalText: "Pieejams atbalsts", Text: "Vēl nav laiks", Result: "Būs", Years: []int{2026}, AskedOf: []string{"gymnasium"}},
	}
	p.Accounting = []indicators.Account{
		{Level: 1, Goal: "1", GoalText: "Izglītot sabiedrību", Activity: "1.1", ActivityText: "Buklets", Result: "Buklets"},
		{Level: 3, Goal: "2", GoalText: "Atbalsts", Activity: "2.1.", ActivityText: "Konsultācijas", Result: "5000"},
		{Level: 3, Goal: "2", GoalText: "Atbalsts", Activity: "9.9", ActivityText: "Nav 4.1. tabulā"},
	}
	task := func(number, from, to string, of ...string) indicators.Task {
		return indicators.Task{Number: number, Level: 1, Goal: "1", GoalText: "Informēt", Activity: "1.1", ActivityText: "Buklets", Text: "Uzdevums " + number,
			Term: from + " – " + to, From: from, To: to, Executor: "Izpildītājs", Supervisor: "Pašvaldība", AskedOf: of}
	}
	p.Tasks = []indicators.Task{
		task("1.1.1", "2024-01", "2024-12", "education_board"), task("1.1.2", "2024-01", "2025-05", "secondary_school", "gymnasium"),
		task("1.1.3", "2024-01", "2025-12", "education_board"), task("1.1.4", "2024-01", "2025-01", "education_board"),
		task("1.1.5", "2026-01", "2028-12", "education_board"),
	}
}

// formAnswers are what the units of askForms report: Dagda all of it, the
// gymnasium half of it, Indra nothing.
func formAnswers() (list []indicators.Reported) {
	year, unit := indicators.SchoolYear(2024), ""
	sent := func(y indicators.SchoolYear, u string) {
		year, unit = y, u
		list = append(list, indicators.Reported{Year: y, Unit: u})
	}
	numbers := func(pairs ...any) {
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, indicators.Reported{Year: year, Unit: unit, Input: pairs[i].(string), Number: indicators.NewNumber(int64(pairs[i+1].(int)))})
		}
	}
	texts := func(pairs ...string) {
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, indicators.Reported{Year: year, Unit: unit, Input: pairs[i], Text: pairs[i+1]})
		}
	}
	sent(2023, "4213900573")
	numbers("plans.plans.year", 15, "plans.pupils.year", 11, "bilingual.n", 30, "bilingual.d", 190)
	sent(2024, "4213900573")
	numbers("plans.plans.s1", 10, "plans.plans.year", 18, "plans.pupils.s1", 9, "plans.pupils.year", 12,
		"risks.poor.mentions", 9, "risks.absent.mentions", 4, "risks.money.mentions", 0,
		"support.psychologist.hours", 1250, "support.speech.hours", 325, "support.teacher.hours", 775,
		"leavers.motivation.basic", 1, "leavers.abroad.basic", 0, "leavers.motivation.upper_secondary", 2, "leavers.abroad.upper_secondary", 1,
		"bilingual.n", 40, "bilingual.d", 200, "left.basic.n", 1, "left.basic.d", 100, "left.upper_secondary.n", 3, "left.upper_secondary.d", 50,
		"meetings.n", 71, "meetings.d", 40, "activities.2_1.money", 10000)
	texts("team", "yes", "activities.2_1.done", "Konsultācijas matemātikā.", "activities.2_1.impact", "Mazāk nesekmīgo.",
		"tasks.1_1_2.status", "done", "tasks.1_1_2.date", "2025-04-30")
	sent(2024, "4219902694")
	numbers("risks.poor.mentions", 5, "support.psychologist.hours", 50, "bilingual.n", 8)
	list = append(list, indicators.Reported{Year: 2024, Unit: unit, Input: "risks.money.mentions", Faulty: true})
	texts("team", "no", "activities.2_1.done", "=HYPERLINK(\"http://ļauns.example\")")
	sent(2024, "izglitibas-parvalde")
	numbers("atbalsts", 57, "families", 21, "activities.1_1.money", 120050)
	texts("activities.1_1.done", "Buklets ir tīmeklī.", "activities.1_1.factors", "+ lētāks druks", "tasks.1_1_1.status", "in_progress",
		"tasks.1_1_3.status", "not_started", "tasks.1_1_3.remark", "Sāksim rudenī.", "tasks.1_1_4.status", "dropped")
	return list
}

// formFiles are the templates of formAnswers, one of them sent twice, one with a
// correction that was refused, and a file of nobody.
func formFiles() []File {
	n := 20
	file := func(name, unit string, rows, used int) File {
		n++
		return File{Submission: sources.Submission{Name: name, SHA256: hash(n), Size: 41000, Kind: indicators.FormKind,
			Cells: []sources.Cell{{Kind: indicators.FormKind, Year: 2024, Institution: unit, Rows: rows, Used: used}}}}
	}
	refused := File{Submission: sources.Submission{Name: "ģimnāzija labota.xlsx", SHA256: hash(30), Kind: indicators.FormKind, Refused: true,
		Form: &sources.FormReading{Identity: sources.Identity{Programme: "kraslava-2024-2028", Unit: "4219902694", Year: 2024}}}}
	return []File{
		file("dagda.xlsx", "4213900573", 20, 20), file("dagda 2.xlsx", "4213900573", 27, 27), file("ģimnāzija.xlsx", "4219902694", 6, 5),
		file("pārvalde.xlsx", "izglitibas-parvalde", 9, 9), refused,
		{Submission: sources.Submission{Name: "nezināms.csv", SHA256: hash(31), Refused: true}},
	}
}

// A grid is a sheet's cells as text, found by what stands in its rows.
type grid struct {
	t     *testing.T
	sheet string
	rows  [][]string
}

func gridOf(t *testing.T, f *excelize.File, sheet string) grid {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return grid{t, sheet, rows}
}

// at gives the cells of the first row below a title whose first cells are these.
func (g grid) at(title string, first ...string) string {
	g.t.Helper()
	below := false
	for _, row := range g.rows {
		if len(row) > 0 && strings.HasPrefix(strings.TrimSpace(strings.Join(row, "")), title) {
			below = true
		}
		if !below || len(row) < len(first) {
			continue
		}
		for len(row) > 0 && row[0] == "" { // a table that begins further right
			row = row[1:]
		}
		if len(row) < len(first) || strings.Join(row[:len(first)], "|") != strings.Join(first, "|") {
			continue
		}
		return strings.Join(row[len(first):], "|")
	}
	g.t.Errorf("%s: below %q no row begins with %q", g.sheet, title, first)
	return ""
}

func TestFiguresOfTheSituationAreAsCountedByHand(t *testing.T) {
	g := gridOf(t, openWorkbook(t, writeWorkbook(t, smallReport(Latvian))), "Situācija")
	const risks, hours, both, all, social, own = "2.1. tabula. Risku", "2.1. tabula. Risku raksturojums pašvaldības izglītības iestādēs. – Stundas",
		"2.2. tabula. Mērķa grupas – Divvalodība", "2.2. tabula. Mērķa grupas – Visas", "2.2. tabula. Mērķa grupas – Sociālais", "Pārējie ziņotie"
	for _, c := range []struct {
		rule, title string
		first       []string
		want        string
	}{
		{"the row, its share of all mentions, its group's, the plans of who states both, the share of plans, coverage: 14/18, 18, 18/18, 18, 9/18, 2/3",
			risks, []string{"MĀCĪBU RISKI", "Zemi sasniegumi", "29,98%", "70%"}, "14|0.7778|18|1|18|0.5|0.6667"},
		{"a group's sum stands once", risks, []string{"MĀCĪBU RISKI", "Kavējumi", "1,16%", "–"}, "4|0.2222|–|–|18|0.2222|0.3333"},
		{"a reported 0 is a 0", risks, []string{"EKONOMISKIE RISKI", "Trūkums", "11,75%", "25%"}, "0|0|0|0|18|0|0.3333"},
		{"shares of plans have no sum", risks, []string{"Kopā", "–", "–", "–"}, "18|[z]|[z]|[z]|18|[z]|0.3333"},
		{"hours: 13/24, 16.25, 16.25/24, 13/16.25", hours, []string{"Psihologs", "1436"}, "13|0.5417|16.25|0.6771|0.8|0.6667"},
		{"a total adds up the rows above it", hours, []string{"ATBALSTA PERSONĀLS KOPĀ", "1636"}, "16.25|0.6771|[z]|[z]|[z]|0.3333"},
		{"and the table its rows", hours, []string{"Kopā", "–"}, "24|[z]|[z]|[z]|[z]|0.3333"},
		{"a unit's own figures", both, []string{"1.", "Dagda", "398", "50"}, "200|40|0.2|[z]"},
		{"half an answer is none", both, []string{"2.", "Krāslava", "409", "-"}, "[x]|[x]|[x]|[z]"},
		{"a total of the units above it", both, []string{"–", "KOPĀ", "807", "50 (6%)"}, "200|40|0.2|0.5"},
		{"a total of all that are asked", all, []string{"–", "VISAS", "900"}, "200|40|0.2|0.3333"},
		{"a count", social, []string{"18.", "Ģimenes", "212"}, "21|1"},
		{"nothing is asked about the row", social, []string{"19.", "Citi", "3"}, "[z]|[z]"},
		{"a total of counts", social, []string{"–", "KOPĀ", "215"}, "21|1"},
		{"units that the table does not name", "Vienības, kuru", []string{"Indras pamatskola"}, "Cik izglītojamo ir divvalodīgi?|[x]|[x]|[x]"},
		{"a level that the school does not teach is not asked of it: 2 schools", own, []string{"2", "Cik izglītojamo pārtrauca mācības?"},
			"vispārējā vidējā izglītība|50|3|0.06|0.5"},
		{"a mean: 71/40", own, []string{"3", "Cik sarunu bija ar vienu izglītojamo?"}, "[z]|40|71|1.78|0.5"},
		{"of those who chose, those who say yes", own, []string{"4", "Vai ir atbalsta komanda?"}, "[z]|2|1|0.5|0.6667"},
		{"who is silent stands there", "Kas atbildējis", []string{"Plānos minētie riski"}, "Indras pamatskola|3|2|1|0.6667"},
		{"by year, with coverage", "Pa monitoringa", []string{"Individuālie atbalsta plāni", "Plāni", "year"}, "15|18|0.3333|0.3333"},
		{"a year without an answer", "Pa monitoringa", []string{"Plānos minētie riski", "Kavējumi", "Minējumi"}, "[x]|4|0|0.3333"},
	} {
		if got := g.at(c.title, c.first...); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.rule, c.first, got, c.want)
		}
	}
}

func TestSumsThatLackAUnitSaySo(t *testing.T) {
	for _, c := range []struct {
		rule            string
		answered, asked int
		faulty          bool
		want            string
	}{
		{"all answered", 3, 3, false, ""},
		{"one is silent", 2, 3, false, `" [u]"`},
		{"all answered, one of them something useless", 3, 3, true, `" [p]"`},
		{"both", 2, 3, true, `" [u] [p]"`},
	} {
		if got := toldSigns(c.answered, c.asked, c.faulty); got != c.want {
			t.Errorf("%s: %s, want %s", c.rule, got, c.want)
		}
	}
}

func TestActivitiesAreFilledByTheirNumber(t *testing.T) {
	f := openWorkbook(t, writeWorkbook(t, smallReport(Latvian)))
	g := gridOf(t, f, "Aktivitātes")
	const plan, levels, accounting, done = "4.1. tabula", "Kopā pa prevencijas", "4.4. tabula", "Paveiktais pa"
	for _, c := range []struct {
		rule, title string
		first       []string
		want        string
	}{
		{"money, asked, answered", plan, []string{"1. Universālā prevencija", "1.", "Informēt sabiedrību", "1.1."},
			"Buklets|Buklets papildināts|Izglītības pārvalde|–|2024, 2025, 2026|ESF|1200.5|1|1"},
		{"a sum of who told", plan, []string{"3. Pielāgotā prevencija", "2.", "Pieejams atbalsts", "2.1."}, "Konsultācijas|5000 konsultācijas|–|Skolas|2025|–|100|2|2"},
		{"not planned for the year", plan, []string{"3. Pielāgotā prevencija", "2.", "Pieejams atbalsts", "2.2."}, "Vēl nav laiks|Būs|–|–|2026|–|[z]|[z]|[z]"},
		{"sums by level", levels, []string{"3. Pielāgotā prevencija"}, "1|100|1"},
		{"and of all", levels, []string{"Kopā"}, "2|1300.5|2"},
		{"its own texts, joined by number", accounting, []string{"1. Universālā prevencija", "1.", "Izglītot sabiedrību", "1.1."},
			"Buklets|Buklets|1200.5|Buklets ir tīmeklī.|[x]|+ lētāks druks"},
		{"several units each with its name", accounting, []string{"3. Pielāgotā prevencija", "2.", "Atbalsts", "2.1."},
			"Konsultācijas|5000|100|Dagdas vidusskola: Konsultācijas matemātikā.\nKrāslavas ģimnāzija: =HYPERLINK(\"http://ļauns.example\")|" +
				"Dagdas vidusskola: Mazāk nesekmīgo.\n[x] nav atbildes: Krāslavas ģimnāzija|[x]"},
		{"a number that table 4.1 does not have", accounting, []string{"3. Pielāgotā prevencija", "2.", "Atbalsts", "9.9."}, "Nav 4.1. tabulā|–|[z]|[z]|[z]|[z]"},
		{"each unit's own", done, []string{"3. Pielāgotā prevencija", "2.", "Krāslavas ģimnāzija"},
			"2.1.|Konsultācijas|5000 konsultācijas|[x]|=HYPERLINK(\"http://ļauns.example\")|[x]|[x]"},
	} {
		if got := g.at(c.title, c.first...); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.rule, c.first, got, c.want)
		}
	}
	eachCell(t, f, func(sheet, at string, _, _ int, _, formula string) {
		if strings.Contains(formula, "HYPERLINK") {
			t.Errorf("%s!%s: a text from outside is the formula %s", sheet, at, formula)
		}
	})
}

func TestTasksAreLateWhenTheirTermIsOverAndTheyAreNotDone(t *testing.T) {
	g := gridOf(t, openWorkbook(t, writeWorkbook(t, smallReport(Latvian))), "Uzdevumi")
	for _, c := range []struct {
		rule  string
		first []string
		want  string
	}{
		{"in progress after its term", []string{"1.1.1.", "Izglītības pārvalde"}, "tiek īstenots|nokavēts|[x]|[x]"},
		{"done", []string{"1.1.2.", "Dagdas vidusskola"}, "izpildīts|termiņš beidzies|45777|[x]"},
		{"of several units each; not reported is said in other words", []string{"1.1.2.", "Krāslavas ģimnāzija"}, "[x]|termiņš beidzies, nav ziņots|[x]|[x]"},
		{"ends with the year", []string{"1.1.3.", "Izglītības pārvalde"}, "nav sākts|termiņš nav beidzies|[x]|Sāksim rudenī."},
		{"dropped", []string{"1.1.4.", "Izglītības pārvalde"}, "atcelts|termiņš beidzies|[x]|[x]"},
		{"has not begun", []string{"1.1.5.", "[z]"}, "[z]|[z]|[z]|[z]"},
	} {
		found := false
		for _, row := range g.rows {
			if len(row) == len(taskGrid) && row[5] == c.first[0] && row[10] == c.first[1] {
				found = true
				if got := strings.Join(row[11:], "|"); got != c.want {
					t.Errorf("%s: %s, want %s", c.rule, got, c.want)
				}
			}
		}
		if !found {
			t.Errorf("%s: there is no row %q", c.rule, c.first)
		}
	}
	for label, want := range map[string]string{"izpildīts": "1", "tiek īstenots": "1", "nav sākts": "1", "atlikts": "0", "atcelts": "1",
		"[x] nav ziņots": "1", "nokavēts": "1", "termiņš beidzies, nav ziņots": "1"} {
		if got := g.at("Uzdevumi pēc", label); got != want {
			t.Errorf("%s: counted %s, want %s", label, got, want)
		}
	}
}

func TestEveryInputOfEveryUnitHasAState(t *testing.T) {
	r := smallReport(Latvian)
	b := newBook(r)
	in := b.intake()
	form := needed{indicators.FormKind, 2024}
	for _, c := range []struct {
		rule string
		n    needed
		unit string
		want string
	}{
		{"a later template replaces an earlier one; its filled cells", form, "4213900573", "replaced 28"},
		{"accepted, its correction refused", form, "4219902694", "stands 6"},
		{"accepted", form, "izglitibas-parvalde", "accepted 9"},
		{"not there", form, "4212903083", "missing 0"},
		{"rows of an export", needed{indicators.Enrolments, 2024}, "4213900573", "accepted 610"},
		{"a school without rows", needed{indicators.Enrolments, 2024}, "4219902694", "missing 0"},
		{"the education board has no pupils", needed{indicators.Enrolments, 2024}, "izglitibas-parvalde", "not asked"},
		{"SEMR is the municipality's", needed{kind: indicators.SEMR}, "4213900573", "not asked"},
		{"and missing", needed{kind: indicators.SEMR}, "", "missing 0"},
	} {
		h, owed := b.handed(in, c.n, c.unit)
		got := fmt.Sprintf("%s %d", h.state, h.rows)
		if !owed {
			got = "not asked"
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
	g := gridOf(t, openWorkbook(t, writeWorkbook(t, r)), "Iesniegumi")
	for label, want := range map[string]string{ // all, enrolments of two years, absences, SEMR, templates
		"pieņemts": "3|1|0|1|0|1", "pieņemts; aizstāj agrāku": "1|0|0|0|0|1", "pieņemts daļēji": "0|0|0|0|0|0",
		"pieņemts; labojums atgriezts": "1|0|0|0|0|1", "trūkst": "9|2|3|2|1|1", "saņemts kopā": "5|1|0|1|0|3",
	} {
		if got := g.at("Cik iesniegumu", label); got != want {
			t.Errorf("%s: %s, want %s", label, got, want)
		}
	}
}

func TestGradeNineExportsAreAskedOfSchoolsThatHaveGradeNine(t *testing.T) {
	r := smallReport(Latvian)
	b := newBook(r)
	exams := needed{indicators.Exams, 2024}
	cells := []sources.Cell{{Kind: indicators.Enrolments, Year: 2024, Institution: "4219902694", Part: "8", Rows: 20, Used: 20}}
	b.report.Files = append(b.report.Files, File{Submission: sources.Submission{Kind: indicators.Enrolments, Cells: cells}})
	for unit, want := range map[string]bool{"4213900573": true, "4219902694": false, "4212903083": true} {
		if got := b.owes(b.intake(), exams, unit); got != want {
			t.Errorf("%s: %v, want %v", b.unitName(unit), got, want)
		}
	}
}

func TestALongTextOfManyUnitsIsCutAtWhatARowShows(t *testing.T) {
	r := smallReport(Latvian)
	long := strings.Repeat("Nodarbības vecākiem un bērniem notika katru nedēļu. ", 60)
	for i := range r.Reported {
		if strings.HasSuffix(r.Reported[i].Input, "2_1.done") {
			r.Reported[i].Text = long
		}
	}
	b := newBook(r)
	s := b.activitySheet
	s.widths(activityGrid...)
	text, _ := s.joined(8, []string{"4213900573", "4219902694"}, "activities.2_1.done").(string)
	if n := lines(text, activityGrid[7], false); n > mostLines || n < mostLines-3 {
		t.Errorf("%d lines, want at most %d and hardly fewer", n, mostLines)
	}
	if !strings.HasSuffix(text, b.say("activities.below")) {
		t.Errorf("it does not say where the rest stands: %q", text[len(text)-60:])
	}
}

func TestASheetWithNothingToSayIsNotThere(t *testing.T) {
	r := smallReport(Latvian)
	p := *r.Programme
	p.Tasks, p.Activities, p.Situation, p.AskedTables, p.Fields = nil, nil, nil, nil, nil
	r.Programme = &p
	got := strings.Join(openWorkbook(t, writeWorkbook(t, r)).GetSheetList(), " ")
	if want := "Titullapa Rādītāji Grafiki Iestādes Iesniegumi Datu kvalitāte Metodika Dati"; got != want {
		t.Errorf("sheets %s, want %s", got, want)
	}
}

// ofSixty is a small report as a service makes it, of sixty more institutions, all of
// which handed something in late and were asked something.
func ofSixty(l Language) *Report {
	r := smallReport(l)
	p := *r.Programme
	p.Institutions = slices.Clone(p.Institutions)
	r.Ledger = &Remembered{Late: true}
	for i := range 60 {
		inst := indicators.Institution{Number: fmt.Sprintf("42139%05d", i), Name: fmt.Sprintf("Piemēra novada %d. vidusskola", i+1), Type: "secondary_school", InScope: true}
		p.Institutions = append(p.Institutions, inst)
		r.Ledger.Handed = append(r.Ledger.Handed, Handed{Kind: indicators.Enrolments, Year: 2024, Institution: inst.Number, Returned: i%3 == 0, Day: indicators.NewDate(2025, 10, 1+i%30), Late: i%4 == 0})
		r.Ledger.Asked = append(r.Ledger.Asked, AskedOf{File: "a.csv", Unit: inst.Number, Problem: sources.Problem{Code: "merge.rows.fewer", Args: map[string]string{"of": "2024./2025., " + inst.Number, "rows": "1", "was": "3"}}})
	}
	r.Programme = &p
	return r
}

// On paper each page of the matrix has its headings, also in the runs of a service, and
// no other table has them over its numbers.
func TestTheMatrixHasItsHeadingsOnEveryPage(t *testing.T) {
	f := openWorkbook(t, writeWorkbook(t, ofSixty(Latvian)))
	titles := ""
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Titles" && n.Scope == "Iesniegumi" {
			titles = n.RefersTo
		}
	}
	rows, err := f.GetRows("Iesniegumi")
	if err != nil {
		t.Fatal(err)
	}
	matrix, parts, of, late := 0, 0, 0, 0
	for i, row := range rows {
		if len(row) == 0 {
			continue
		}
		if matrix == 0 && row[0] == "Iestāde vai vienība" {
			matrix = i + 1
		}
		switch {
		case strings.HasPrefix(row[0], "Jautājumi par iesniegtajiem datiem"):
			parts, of = parts+1, 0
		case parts > 0 && strings.HasPrefix(row[0], "Piemēra"):
			if of++; len(row) == 6 && of > partRows {
				t.Errorf("%d rows below one heading", of)
			}
			if len(row) > 2 && strings.HasSuffix(row[2], ".10.2025 atgriezts vēlu") {
				late++
			}
		}
	}
	if want := fmt.Sprintf("Iesniegumi!$%d:$%d", matrix, matrix); matrix == 0 || strings.ReplaceAll(titles, "'", "") != want {
		t.Errorf("every page repeats %s, want %s", titles, want)
	}
	if late != 5 { // every twelfth
		t.Errorf("%d days of what came late and was returned", late)
	}
	if parts != 3 {
		t.Errorf("60 units with queries stand in %d tables", parts)
	}
}
