package templates

import (
	"fmt"

	"raditaji/indicators"
	"raditaji/sources"
)

// hash stands for a SHA-256 in tests.
func hash(n int) string { return fmt.Sprintf("%064x", n+0xabc0) }

// kraslava is a part of Krāslava's programme: a part of every wording, shape and
// kind of source that a workbook has to show.
func kraslava() *indicators.Programme {
	return &indicators.Programme{
		ID: "kraslava-2024-2028", Title: "Priekšlaicīgas mācību pārtraukšanas prevencijas sistēma un ieviešanas plāns",
		Municipality: "Krāslavas novads", Adopted: "2023. gada 21. decembris",
		Institutions: []indicators.Institution{
			{Number: "4213900573", Name: "Dagdas vidusskola", Type: "secondary_school", InScope: true},
			{Number: "4219902694", Name: "Krāslavas ģimnāzija", Type: "gymnasium", InScope: true},
			{Number: "4212903083", Name: "Indras pamatskola", Type: "basic_school", InScope: true},
		},
		Units:  []indicators.Unit{{ID: "izglitibas-parvalde", Name: "Izglītības pārvalde", Type: "education_board"}},
		Levels: []indicators.PreventionLevel{{Number: 1, Name: "Universālā prevencija"}, {Number: 3, Name: "Pielāgotā prevencija"}},
		Fields: []indicators.Field{{ID: "atbalsts", Text: "Jaunieši, kuriem sniegts atbalsts", Kind: "count", From: []string{"izglitibas-parvalde"}}},
		Indicators: []indicators.Indicator{
			{
				ID: "1", Level: 1, Better: "lower", DataSource: "VIIS dati, SEMR*",
				Text:     "Izglītojamo īpatsvars, kuri ilgstoši bez attaisnojoša iemesla neapmeklē izglītības iestādi",
				Baseline: indicators.Baseline{Text: "1.62% (2023)", Source: "published"},
				Targets:  []indicators.Target{{Year: 2025, Text: "<1,5%"}, {Year: 2028, Text: "<1%"}},
				Values: []indicators.Value{
					{Measure: "published", Params: indicators.Params{Code: "kavejumi"}},
					{Measure: "long_absence", Params: absenceParams},
				},
				History: []indicators.Known{{Year: 2022, Value: "1,8%", Source: "SEMR, 2022"}},
			},
			{
				ID: "8", Level: 1, Better: "higher", Text: "=Pusaudžu un jauniešu skaits, kuriem ir nodrošināti atbalsta pasākumi",
				Baseline: indicators.Baseline{Text: "tiks noteikts 2024. gadā"},
				Targets:  []indicators.Target{{Year: 2025, Text: "+5%"}, {Year: 2028, Text: "+10%"}}, Delta: "relative",
				Values: []indicators.Value{{Measure: "reported_count", Params: indicators.Params{Field: "atbalsts", MinCoverage: 95}}},
			},
			{
				ID: "10", Level: 3, Better: "lower", DataSource: "Izglītības iestādes",
				Text: "Priekšlaicīgi mācības pārtraukušo izglītojamo īpatsvars no kopējā izglītojamo skaita attiecīgajā izglītības pakāpē (%).",
				Parts: []indicators.Part{
					{Name: "basic", Baseline: indicators.Baseline{Text: "0% psk. posmā (2021./2022.m.g.)"}, Targets: []indicators.Target{
						{Year: 2025, Text: "Saglabāt bāzes vērtību"}, {Year: 2028, Text: "Saglabāt bāzes vērtību"}}},
					{Name: "upper_secondary", Baseline: indicators.Baseline{Text: "3% vsk. posmā (2021./2022.m.g.)"}, Targets: []indicators.Target{
						{Year: 2025, Text: "2%"}, {Year: 2028, Text: "1%"}}},
				},
				Values: []indicators.Value{{Measure: "left_education", Params: indicators.Params{Abroad: "include"}}},
				Note:   "Novada skaitļi ietver arī uz ārvalstīm izbraukušos un tos, par kuriem nav ziņu.",
			},
		},
	}
}

var absenceParams = indicators.Params{
	Lessons: 20, Combine: "any", Levels: []string{"basic", "upper_secondary"}, Forms: []string{"1"},
}

// smallReport has a figure of every kind: counted, published, reported; with
// unknowns, silent institutions, nobody to count; met, worse, without data.
func smallReport(l Language) *Report {
	p := kraslava()
	askForms(p)
	point := func(text string) *indicators.Point {
		r, err := indicators.ReadBaseline(text, p)
		if err != nil {
			panic(err)
		}
		return &r.Point
	}
	aim := func(year int, text string) *indicators.Aim {
		a, err := indicators.ReadTarget(indicators.Target{Year: year, Text: text})
		if err != nil {
			panic(err)
		}
		return &a
	}
	wanted := 3 * indicators.PercentUnit / 2
	absence := func(year int, number string, n, of int64) indicators.Result {
		return indicators.Result{
			Year: year, Indicator: "1", Institution: number, Source: indicators.Computed, Measure: "long_absence", Params: absenceParams,
			State: indicators.Available, Counted: true, Numerator: n, Denominator: of,
		}
	}
	left := func(part, number string, n, of, unknown int64) indicators.Result {
		return indicators.Result{
			Year: 2025, Indicator: "10", Part: part, Institution: number, Source: indicators.Computed, Official: true, Measure: "left_education",
			Params: indicators.Params{Level: part, Abroad: "include"},
			State:  indicators.Available, Counted: true, Numerator: n, Denominator: of, Unknown: unknown,
		}
	}
	published := func(year int, value indicators.Percent, s indicators.Standing) indicators.Result {
		return indicators.Result{
			Year: year, Indicator: "1", Source: indicators.PublishedBy, Official: true, Measure: "published",
			Params: indicators.Params{Code: "kavejumi"}, State: indicators.Available, Stated: value, Standing: s,
		}
	}
	results := []indicators.Result{
		absence(2024, "", 9, 640),
		published(2024, 1_550_000, indicators.Standing{Status: indicators.Improving, Baseline: point("1.62% (2023)"), Target: aim(2025, "<1,5%"), Wanted: &wanted, OnLine: indicators.Yes, Distance: 50_000}),
		{Year: 2024, Indicator: "8", Source: indicators.ReportedBy, Official: true, Measure: "reported_count", Shape: indicators.Count,
			Missing: []indicators.Gap{{Institution: "izglitibas-parvalde", Field: "atbalsts"}}, Standing: indicators.Standing{Status: indicators.NoData}},

		absence(2025, "", 10, 600),
		published(2025, 1_480_000, indicators.Standing{Status: indicators.Met, Baseline: point("1.62% (2023)"), Target: aim(2025, "<1,5%"), Wanted: &wanted, OnLine: indicators.Yes}),
		{Year: 2025, Indicator: "1", Institution: "4212903083", Source: indicators.Computed, Measure: "long_absence", Params: absenceParams, Counted: true,
			Missing: []indicators.Gap{{Kind: indicators.Absences, Year: 2024}}},
		absence(2025, "4213900573", 2, 240),
		absence(2025, "4219902694", 9, 302),
		{Year: 2025, Indicator: "8", Source: indicators.ReportedBy, Official: true, Measure: "reported_count", Shape: indicators.Count,
			State: indicators.Available, Counted: true, Numerator: 57, Covered: 1, Coverable: 1, Standing: indicators.Standing{Status: indicators.NoBaseline}},
		{Year: 2025, Indicator: "8", Institution: "izglitibas-parvalde", Source: indicators.ReportedBy, Official: true, Measure: "reported_count", Shape: indicators.Count,
			State: indicators.Available, Counted: true, Numerator: 57},
		left("basic", "", 2, 512, 5),
		left("basic", "4212903083", 0, 90, 0),
		left("basic", "4213900573", 1, 212, 2),
		left("basic", "4219902694", 1, 213, 3),
		left("upper_secondary", "", 3, 96, 0),
		left("upper_secondary", "4213900573", 3, 96, 0),
		{Year: 2025, Indicator: "10", Part: "upper_secondary", Institution: "4219902694", Source: indicators.Computed, Official: true,
			Measure: "left_education", Params: indicators.Params{Level: "upper_secondary", Abroad: "include"}, State: indicators.NotApplicable, Counted: true},
	}
	for i := range results {
		r := &results[i]
		switch {
		case r.Institution != "":
		case r.Indicator == "1" && r.Source == indicators.Computed && r.Year == 2025:
			r.Covered, r.Coverable, r.LowCoverage, r.Provisional = 540, 600, true, true
			r.Missing = []indicators.Gap{{Kind: indicators.Absences, Year: 2024, Institution: "4212903083"}, {Kind: indicators.Absences, Year: 2024, Semester: 2}}
			r.Lines = []int64{0, 600, 311}
		case r.Part == "basic":
			r.Abroad, r.Deceased = 7, 1
			r.Lines = []int64{0, 512}
			r.Standing = indicators.Standing{Status: indicators.Worsening, Certain: indicators.No, Baseline: point("0% psk. posmā (2021./2022.m.g.)"),
				Target: aim(2025, "Saglabāt bāzes vērtību"), Wanted: new(indicators.Percent), OnLine: indicators.No, Distance: 394_477, Pupils: 2}
		case r.Part == "upper_secondary":
			two := 2 * indicators.PercentUnit
			r.Lines = []int64{0, 96}
			r.Standing = indicators.Standing{Status: indicators.Worsening, Certain: indicators.Yes, Baseline: point("3% vsk. posmā (2021./2022.m.g.)"),
				Target: aim(2025, "2%"), Wanted: &two, OnLine: indicators.No, Distance: 1_125_000, Pupils: 2}
		}
	}
	file := func(name string, n int, kind indicators.Kind, rows, used int) File {
		return File{Submission: sources.Submission{
			Name: name, SHA256: hash(n), Size: int64(rows) * 97, Kind: kind, Encoding: "utf-8", Comma: ';',
			Cells:   []sources.Cell{{Kind: kind, Year: 2024, Institution: "4213900573", Part: "9", Rows: rows, Used: rows}},
			Balance: sources.Balance{Rows: rows, Used: used},
		}}
	}
	enrolments := file("izglītojamie 2024.csv", 1, indicators.Enrolments, 610, 607)
	enrolments.Balance.SetAside = map[string]int{"csv.person.empty": 1, "csv.date.invalid": 1}
	enrolments.Balance.Repeated = 1
	again := file("kopija/izglītojamie 2024.csv", 1, indicators.Enrolments, 610, 0)
	again.SameAs = "izglītojamie 2024.csv"
	return &Report{
		Programme: p, ProgrammeSHA: hash(99), Year: 2025, Years: []int{2024, 2025}, Results: results,
		Files:       append([]File{enrolments, file("kavējumi.csv", 2, indicators.Absences, 311, 311), again}, formFiles()...),
		Reported:    formAnswers(),
		Fingerprint: "3f9ac1d2", Version: "1.0.0", Language: l,
		Problems: []sources.Problem{
			{File: "izglītojamie 2024.csv", At: indicators.Origin{Row: 12, Column: 9}, Heading: "Uzņemts", Code: "csv.date.invalid", Severity: sources.Error, Got: "31.02.2024"},
			{File: "izglītojamie 2024.csv", At: indicators.Origin{Row: 40, Column: 4}, Heading: "Personas kods", Code: "csv.person.empty", Severity: sources.Error},
			{File: "izglītojamie 2024.csv", At: indicators.Origin{Row: 55, Column: 11}, Heading: "Atskaitīšanas iemesls", Code: "csv.reason.unmapped", Severity: sources.Warning,
				Got: "=HYPERLINK(\"x\")", Args: map[string]string{"rows": "3", "pupils": "2"}},
			{Code: "merge.replaced", Severity: sources.Notice, Args: map[string]string{"file": "a.csv", "rows": "4"}},
		},
	}
}
