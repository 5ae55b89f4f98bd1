package pipeline_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/templates"
)

// lawRow is an enrolment in the words of an export.
type lawRow struct {
	year                       int
	number, person, grade      string
	enrolled, left, why, after string
}

// A lawDialect is one way of writing a file that the contract of inputs allows.
type lawDialect struct {
	comma    string
	date     func(string) string // of yyyy-mm-dd
	end      string
	title    string
	ending   string // one more delimiter at the end of every row
	baltic   bool   // Windows-1257
	mark     bool   // byte order mark
	quoted   bool
	hyphened bool
}

func (d lawDialect) write(rows []lawRow) []byte {
	var b bytes.Buffer
	line := func(cells ...string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteString(d.comma)
			}
			if d.quoted {
				c = `"` + c + `"`
			}
			b.WriteString(c)
		}
		b.WriteString(d.ending + d.end)
	}
	if d.title != "" {
		b.WriteString(d.title + d.end)
	}
	line("Mācību gads", "Iestādes reģ. nr.", "Personas kods", "Klase/kurss", "Izglītības programmas kods", "Uzņemts", "Atskaitīts",
		"Atskaitīšanas iemesls", "Gada lēmums")
	for _, r := range rows {
		person := r.person
		if !d.hyphened {
			person = strings.Replace(person, "-", "", 1)
		}
		line(fmt.Sprintf("%d./%d.", r.year, r.year+1), r.number, person, r.grade, "21011111", d.date(r.enrolled), d.date(r.left), r.why, r.after)
	}
	data := b.Bytes()
	if d.baltic {
		out, err := charmap.Windows1257.NewEncoder().Bytes(data)
		if err != nil {
			panic(err)
		}
		return out
	}
	if d.mark {
		return append([]byte("\xef\xbb\xbf"), data...)
	}
	return data
}

func drawDialect(t *rapid.T) lawDialect {
	d := lawDialect{
		comma:  rapid.SampledFrom([]string{";", ",", "\t", "|"}).Draw(t, "comma"),
		end:    rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "end"),
		title:  rapid.SampledFrom([]string{"", "Izglītojamo saraksts", "Atskaite; sagatavota 01.10.2025"}).Draw(t, "title"),
		baltic: rapid.Bool().Draw(t, "baltic"), mark: rapid.Bool().Draw(t, "mark"),
		quoted: rapid.Bool().Draw(t, "quoted"), hyphened: rapid.Bool().Draw(t, "hyphened"),
	}
	if rapid.Bool().Draw(t, "ending") {
		d.ending = d.comma
	}
	iso := rapid.Bool().Draw(t, "iso")
	d.date = func(s string) string {
		if iso || s == "" {
			return s
		}
		return s[8:] + "." + s[5:7] + "." + s[:4] + "."
	}
	return d
}

func drawRows(t *rapid.T) []lawRow {
	n := rapid.IntRange(1, 25).Draw(t, "rows")
	var rows []lawRow
	seen := map[string]bool{}
	for range n {
		y := rapid.IntRange(2023, 2025).Draw(t, "year")
		r := lawRow{
			year: y, number: rapid.SampledFrom([]string{"1000000001", "1000000002"}).Draw(t, "at"),
			person:   fmt.Sprintf("3212%02d-10000", rapid.IntRange(0, 12).Draw(t, "person")),
			grade:    rapid.SampledFrom([]string{"1", "5", "9"}).Draw(t, "grade"),
			enrolled: rapid.SampledFrom([]string{fmt.Sprintf("%d-09-01", y), fmt.Sprintf("%d-10-05", y)}).Draw(t, "enrolled"),
			after:    rapid.SampledFrom([]string{"", "pārcelts", "atstāts uz otru gadu", "absolvējis"}).Draw(t, "decision"),
		}
		if rapid.Bool().Draw(t, "left") {
			r.left = fmt.Sprintf("%d-03-01", y+1)
			r.why = rapid.SampledFrom([]string{"", "nesekmība", "izbraucis uz ārvalstīm", "pārcelts uz citu iestādi"}).Draw(t, "why")
		}
		// One key stands for one row: what is in two files is not compared.
		if key := fmt.Sprint(r.year, r.number, r.person, r.enrolled); !seen[key] {
			seen[key] = true
			rows = append(rows, r)
		}
	}
	return rows
}

// lawPipeline has measures that look at one, two and three school years.
func lawPipeline() *pipeline.Pipeline {
	p := newPipeline()
	p.Programme.Institutions = append(p.Programme.Institutions,
		indicators.Institution{Number: "1000000002", Name: "B skola", Type: "basic_school", InScope: true})
	for _, name := range []string{"turnover", "left_education"} {
		m, _ := indicators.MeasureNamed(name)
		ind := indicators.Indicator{ID: fmt.Sprint(len(p.Programme.Indicators) + 1), Better: "lower",
			Values: []indicators.Value{{Measure: name, Params: m.Defaults}}}
		if name == "left_education" {
			ind.Parts = []indicators.Part{{Name: "basic"}}
		}
		p.Programme.Indicators = append(p.Programme.Indicators, ind)
	}
	return p
}

func figures(t *rapid.T, in fstest.MapFS) string {
	r, err := lawPipeline().Calculate(in, 2025, "")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := templates.ResultsCSV(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A file for each year, institution and grade says the same as one file for all,
// in whatever dialect each is written and in whatever order the rows stand.
func TestLawSplitFilesAndDialectsChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t)
		want := figures(t, fstest.MapFS{"all.csv": {Data: drawDialect(t).write(rows), Mode: 0o644}})

		split := map[string][]lawRow{}
		for _, r := range rows {
			name := fmt.Sprintf("%s/%d %s.csv", r.number, r.year, r.grade)
			split[name] = append(split[name], r)
		}
		var names []string
		for name := range split {
			names = append(names, name)
		}
		slices.Sort(names)
		in := fstest.MapFS{}
		for _, name := range names {
			part := rapid.Permutation(split[name]).Draw(t, "order")
			in[name] = &fstest.MapFile{Data: drawDialect(t).write(part), Mode: 0o644}
		}
		if got := figures(t, in); got != want {
			t.Fatalf("split into %v:\n%s\nwant:\n%s", names, got, want)
		}
	})
}
