package sources

import (
	"reflect"
	"slices"
	"testing"

	"raditaji/indicators"
)

func TestEveryReadColumnIsBound(t *testing.T) {
	rows := map[indicators.Kind]any{
		indicators.Enrolments: enrolmentRow{}, indicators.Absences: absenceRow{}, indicators.Exams: examRow{},
		indicators.InterestRows: interestRow{}, indicators.Continuations: continuationRow{}, indicators.SEMR: semrRow{},
		indicators.Institutions: registerRow{},
	}
	for _, k := range Kinds {
		var bound, read []string
		row := reflect.TypeOf(rows[k.Name])
		for i := range row.NumField() {
			bound = append(bound, row.Field(i).Tag.Get("csv"))
		}
		for _, c := range k.Columns {
			if !c.Unread {
				read = append(read, c.Field)
			}
		}
		slices.Sort(bound)
		slices.Sort(read)
		if !slices.Equal(bound, read) {
			t.Errorf("%s reads %v and binds %v", k.Name, read, bound)
		}
	}
}

func TestPlacesOfColumns(t *testing.T) {
	for _, test := range []struct {
		kind  indicators.Kind
		place int
		field string
	}{
		{indicators.Enrolments, enrolmentDecision, "year_end_decision"},
		{indicators.Enrolments, enrolmentProgramme, "programme_code"},
		{indicators.Absences, absenceUnjustified, "lessons_unjustified"},
		{indicators.Exams, examStatus, "status"},
		{indicators.InterestRows, interestProgramme, "programme"},
		{indicators.Continuations, continuationLeft, "left"},
		{indicators.SEMR, semrValue, "value"},
		{indicators.Institutions, registerName, "name"},
		{indicators.Institutions, registerNumber, "institution"},
		{indicators.Institutions, registerClosed, "closed"},
	} {
		k, ok := KindNamed(test.kind)
		if !ok || k.Field(test.field) != test.place {
			t.Errorf("%s: %s is at %d, not %d", test.kind, test.field, k.Field(test.field), test.place)
		}
	}
}

func TestDefaultHeadingsDoNotClash(t *testing.T) {
	if clashes := Clashes(indicators.Reading{}); len(clashes) > 0 {
		t.Error(clashes)
	}
	for _, k := range Kinds {
		seen := map[string]string{}
		for _, c := range k.Columns {
			for _, h := range c.Headings {
				f := bare(fold(h))
				if other, ok := seen[f]; ok && other != c.Field {
					t.Errorf("%s: %q is both %s and %s", k.Name, h, other, c.Field)
				}
				seen[f] = c.Field
			}
		}
	}
}

func TestClashesOfAReading(t *testing.T) {
	for _, test := range []struct {
		name    string
		reading indicators.Reading
		want    []Clash
	}{
		{
			"a heading of two fields",
			indicators.Reading{Headings: map[indicators.Kind]map[string][]string{indicators.Exams: {"status": {"REZULTATS"}}}},
			[]Clash{{Section: "headings", Kind: indicators.Exams, Word: "REZULTATS", A: "result", B: "status"}},
		},
		{
			"a reason of two classes",
			indicators.Reading{Reasons: map[string][]string{"abroad": {"Devies prom"}, "dropout": {"devies prom."}}},
			[]Clash{{Section: "reasons", Word: "devies prom.", A: "abroad", B: "dropout"}},
		},
		{
			"a default reason may get another class",
			indicators.Reading{Reasons: map[string][]string{"dropout": {"cits"}}},
			nil,
		},
		{
			"two kinds that one heading row fits",
			indicators.Reading{Headings: map[indicators.Kind]map[string][]string{indicators.Continuations: {
				"level": {"Semestris"}, "continues": {"Neattaisnoti"},
			}}},
			[]Clash{{Section: "headings", A: string(indicators.Absences), B: string(indicators.Continuations)}},
		},
	} {
		if got := Clashes(test.reading); !slices.Equal(got, test.want) {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
}
