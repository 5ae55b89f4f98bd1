package sample_test

import (
	"slices"
	"strings"
	"testing"

	"raditaji/cmd/raditaji/internal/sample"
	"raditaji/indicators"
	"raditaji/pipeline/config"
	"raditaji/sources"
	"raditaji/templates"
)

// reader reads each file as it is written and keeps what was in all of them. No
// two files cover the same cell, so their records add up as they are.
type reader struct {
	t       *testing.T
	context sources.Context
	kinds   map[indicators.Kind]int
	codes   map[string]int // problems by severity and code
	cells   map[sources.Cell]string
	records indicators.Records
}

func (r *reader) WriteFile(name string, data []byte) error {
	sub := sources.Read(name, data, r.context)
	r.kinds[sub.Kind]++
	for _, p := range sub.Problems {
		r.codes[p.Severity.String()+" "+p.Code]++
		if p.Severity == sources.Error {
			r.t.Errorf("%s, line %d, %q: %s %q %v", name, p.At.Row, p.Heading, p.Code, p.Got, p.Args)
		}
	}
	for _, c := range sub.Cells {
		c.Rows = 0
		if other := r.cells[c]; other != "" {
			r.t.Errorf("%s covers what %s covers: %+v", name, other, c)
		}
		r.cells[c] = name
	}
	if set := sub.Balance.SetAside; len(set) > 0 || sub.Balance.Repeated > 0 || sub.Balance.Used != sub.Balance.Rows {
		r.t.Errorf("%s: not every row is used: %+v", name, sub.Balance)
	}
	file := uint16(len(r.cells)) // rises from file to file, which is all that is asked of it
	add(&r.records.Enrolments, sub.Records.Enrolments, func(e *indicators.Enrolment) *indicators.Origin { return &e.At }, file)
	add(&r.records.Absences, sub.Records.Absences, func(e *indicators.Absence) *indicators.Origin { return &e.At }, file)
	add(&r.records.Exams, sub.Records.Exams, func(e *indicators.Exam) *indicators.Origin { return &e.At }, file)
	add(&r.records.Interest, sub.Records.Interest, func(e *indicators.Interest) *indicators.Origin { return &e.At }, file)
	add(&r.records.Continuations, sub.Records.Continuations, func(e *indicators.Continuation) *indicators.Origin { return &e.At }, file)
	r.records.Published = append(r.records.Published, sub.Records.Published...)
	return nil
}

func add[T any](to *[]T, from []T, at func(*T) *indicators.Origin, file uint16) {
	for i := range from {
		at(&from[i]).File = file
	}
	*to = append(*to, from...)
}

func read(t *testing.T, id string, seed uint64, scale float64) (*indicators.Programme, *reader) {
	t.Helper()
	data, ok := templates.Programme(id)
	if !ok {
		t.Fatalf("no programme %s", id)
	}
	p, faults := config.Programme(id, data)
	if len(faults) > 0 {
		t.Fatalf("%s: %v", id, faults)
	}
	r := &reader{
		t: t, context: sources.Context{
			Institutions: p.Institutions, Reading: p.Reading, Secret: []byte("a secret for this test"), Programme: p.ID,
			Form: func(unit string, year indicators.SchoolYear) (*indicators.Form, bool) {
				return indicators.FormOf(p, unit, year)
			},
		},
		kinds: map[indicators.Kind]int{}, codes: map[string]int{}, cells: map[sources.Cell]string{},
	}
	if err := sample.Write(r, sample.Options{Programme: p, Seed: seed, Scale: scale}); err != nil {
		t.Fatal(err)
	}
	return p, r
}

func TestEveryFileIsReadWithoutAnError(t *testing.T) {
	for _, c := range []struct {
		id    string
		scale float64
	}{{"ventspils-2024-2030", 1}, {"kraslava-2024-2028", 1}, {"ventspils-2024-2030", 0.1}, {"kraslava-2024-2028", 0.05}} {
		_, r := read(t, c.id, 1, c.scale)
		wanted := []indicators.Kind{
			indicators.Enrolments, indicators.Absences, indicators.Exams, indicators.Institutions, indicators.InterestRows,
			indicators.Continuations, indicators.FormKind,
		}
		if strings.HasPrefix(c.id, "ventspils") {
			wanted = append(wanted, indicators.SEMR)
		}
		for _, k := range wanted {
			if r.kinds[k] == 0 {
				t.Errorf("%s: no file of the kind %s", c.id, k)
			}
		}
		if r.kinds[""] > 0 {
			t.Errorf("%s: %d files are of no kind", c.id, r.kinds[""])
		}
		t.Log(c.id, c.scale, r.codes)
	}
}

// Everything that exports can give is there for each year of the sample, but for
// what needs the year before the first.
func TestNothingIsMissing(t *testing.T) {
	for _, id := range []string{"ventspils-2024-2030", "kraslava-2024-2028"} {
		p, r := read(t, id, 1, 1)
		seen := map[int]bool{}
		for _, res := range indicators.NewCalculation(p, r.records).Results(2025) {
			if res.Source == indicators.ReportedBy {
				continue
			}
			seen[res.Year] = true
			if res.Provisional || res.LowCoverage {
				t.Errorf("%s %d: indicator %s of %q is not whole: %+v", id, res.Year, res.Indicator, res.Institution, res.Missing)
			}
			if res.State == indicators.NotAvailable && !(res.Year == 2022 && slices.ContainsFunc(res.Missing, beforeTheFirst)) {
				t.Errorf("%s %d: indicator %s (%s) of %q is missing: %+v", id, res.Year, res.Indicator, res.Measure, res.Institution, res.Missing)
			}
		}
		for y := 2022; y <= 2025; y++ {
			if !seen[y] {
				t.Errorf("%s: nothing is calculated for %d", id, y)
			}
		}
	}
}

// SEMR's values are counted by rules of their own, so they are near what the exports
// give, not equal to it.
func TestPublishedValuesAreNearTheComputed(t *testing.T) {
	p, r := read(t, "ventspils-2024-2030", 1, 1)
	type figure struct {
		year                   int
		indicator, institution string
	}
	published, near := map[figure]indicators.Result{}, 0
	results := indicators.NewCalculation(p, r.records).Results(2025)
	for _, res := range results {
		if res.Source == indicators.PublishedBy && res.State == indicators.Available && res.Counted && res.Institution == "" {
			published[figure{res.Year, res.Indicator, res.Institution}] = res
		}
	}
	for _, res := range results {
		semr, ok := published[figure{res.Year, res.Indicator, res.Institution}]
		if res.Source != indicators.Computed || res.State != indicators.Available || res.Part != "" || !ok {
			continue
		}
		near++
		got, want := semr.Numerator*1000/semr.Denominator, res.Numerator*1000/(res.Denominator-res.Unknown)
		if got-want > 5 || want-got > 5 { // half a point
			t.Errorf("%d, indicator %s: SEMR %d of %d, exports %d of %d (%d unknown)", res.Year, res.Indicator,
				semr.Numerator, semr.Denominator, res.Numerator, res.Denominator, res.Unknown)
		}
	}
	if near != 15 { // four indicators in four years; the first year has no first-year dropout
		t.Errorf("%d published values stand beside a computed one, want 15", near)
	}
}

func beforeTheFirst(g indicators.Gap) bool { return g.Year == 2020 }
