package sample

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/pipeline/config"
	"raditaji/sources"
	"raditaji/templates"
)

// shipped are the programmes of both municipalities.
var shipped = []string{"ventspils-2024-2030", "kraslava-2024-2028"}

func shippedProgramme(t testing.TB, id string) *indicators.Programme {
	t.Helper()
	data, ok := templates.Programme(id)
	if !ok {
		t.Fatalf("no programme %s", id)
	}
	p, faults := config.Programme(id, data)
	if len(faults) > 0 {
		t.Fatalf("%s: %v", id, faults)
	}
	return p
}

// asked generates a municipality that fills templates.
func asked(t testing.TB, id string, seed uint64, scale float64, faults bool) (*town, *files) {
	t.Helper()
	out := &files{}
	made, err := newTown(Options{Programme: shippedProgramme(t, id), Seed: seed, Scale: scale, Faults: faults})
	if err == nil {
		err = made.write(out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return made, out
}

func contextOf(p *indicators.Programme) sources.Context {
	return sources.Context{
		Institutions: p.Institutions, Reading: p.Reading, Programme: p.ID, Secret: []byte("a secret for this test"),
		Form: func(unit string, year indicators.SchoolYear) (*indicators.Form, bool) {
			return indicators.FormOf(p, unit, year)
		},
	}
}

// withoutPlace is an answer wherever it stands in its workbook.
func withoutPlace(list []indicators.Reported) []indicators.Reported {
	list = slices.Clone(list)
	for i := range list {
		list[i].At, list[i].Sheet = indicators.Origin{}, ""
	}
	return list
}

// What a unit meant is what is read, nothing is wrong with it, and nothing is left
// to ask but what it left empty.
func TestEveryRightTemplateIsReadAsItWasMeant(t *testing.T) {
	for _, id := range shipped {
		for _, scale := range []float64{0.05, 1} {
			made, f := asked(t, id, 1, scale, false)
			if len(made.forms) != 2 { // the monitoring years 2024 and 2025
				t.Fatalf("%s: templates of %d years", id, len(made.forms))
			}
			for _, y := range made.forms {
				var before []*paper
				if y.year > made.forms[0].year {
					before = made.forms[0].papers
				}
				for _, p := range y.papers {
					sub := sources.Read(p.name, f.data[formsFolder+spanOf(y.year)+"/"+p.name], contextOf(made.programme))
					if slices.ContainsFunc(sub.Problems, func(p sources.Problem) bool { return p.Code != "form.fields.empty" }) {
						t.Errorf("%s × %v: %s: %+v", id, scale, p.name, sub.Problems)
					}
					read := withoutPlace(sub.Records.Reported)
					want := append([]indicators.Reported{{Year: y.year, Unit: p.form.Unit.ID}}, p.answers...)
					if diff := cmp.Diff(want, read, cmp.AllowUnexported(indicators.Number{})); diff != "" {
						t.Errorf("%s × %v: %s (-meant +read):\n%s", id, scale, p.name, diff)
					}
					if !p.holds(p.answers) {
						t.Errorf("%s × %v: %s breaks a rule of its form", id, scale, p.name)
					}
					for _, q := range indicators.Queries(p.form, indicators.NewAnswers(p.answers), p.shown) {
						if !q.Explained {
							t.Errorf("%s × %v: %s: %s is to be explained: %+v", id, scale, p.name, q.Address, q)
						}
					}
					last := slices.IndexFunc(before, func(b *paper) bool { return b.form.Unit.ID == p.form.Unit.ID })
					if (last >= 0) != (len(p.shown.Last)+len(p.shown.LastText) > 0) {
						t.Errorf("%s × %v: %s shows %d numbers of the year before", id, scale, p.name, len(p.shown.Last))
					}
				}
			}
		}
	}
}

// Of the units that are asked, few are silent, and every other one sends a file.
func TestFewUnitsAreSilent(t *testing.T) {
	for _, id := range shipped {
		for seed := uint64(1); seed <= 2; seed++ {
			made, f := asked(t, id, seed, 0.05, false)
			files := 0
			for _, y := range made.forms {
				var sent []string
				for _, p := range y.papers {
					sent = append(sent, p.form.Unit.ID)
				}
				if len(y.silent) != 2 {
					t.Errorf("%s, seed %d, %v: silent are %v", id, seed, y.year, y.silent)
				}
				for _, u := range made.programme.ReportingUnits() {
					_, ok := indicators.FormOf(made.programme, u.ID, y.year)
					if ok != (slices.Contains(sent, u.ID) != slices.Contains(y.silent, u.ID)) {
						t.Errorf("%s, seed %d, %v: %s is asked %t", id, seed, y.year, u.ID, ok)
					}
				}
				files += len(y.papers)
			}
			for _, name := range f.names {
				if strings.HasPrefix(name, formsFolder) {
					files--
				}
			}
			if files != 0 {
				t.Errorf("%s, seed %d: %d templates were not written", id, seed, files)
			}
		}
	}
}

// What templates show of the register is what the exports give once they are read.
func TestTemplatesShowWhatTheExportsGive(t *testing.T) {
	for _, id := range shipped {
		for _, scale := range []float64{0.1, 1} {
			made, f := asked(t, id, 2, scale, false)
			var subs []sources.Submission
			for _, name := range f.names {
				if !strings.HasPrefix(name, formsFolder) {
					subs = append(subs, sources.Read(name, f.data[name], contextOf(made.programme)))
				}
			}
			calculation := indicators.NewCalculation(made.programme, sources.Merge(subs).Records)
			figures := 0
			for _, y := range made.forms {
				shown := calculation.Prefills(y.year)
				for _, p := range y.papers {
					want := shown[p.form.Unit.ID]
					figures += len(want.Register)
					if diff := cmp.Diff(want.Register, p.shown.Register, cmp.AllowUnexported(indicators.Number{})); diff != "" {
						t.Errorf("%s × %v: %s (-exports +shown):\n%s", id, scale, p.name, diff)
					}
					if diff := cmp.Diff(want.Classes, p.shown.Classes); diff != "" {
						t.Errorf("%s × %v: %s (-exports +shown):\n%s", id, scale, p.name, diff)
					}
				}
			}
			if figures == 0 {
				t.Errorf("%s × %v: the exports give no figure to any template", id, scale)
			}
		}
	}
}

// calculated runs the main job over a sample in memory.
func calculated(t *testing.T, p *indicators.Programme, f *files) *templates.Report {
	t.Helper()
	in := fstest.MapFS{}
	for name, data := range f.data {
		in[name] = &fstest.MapFile{Data: data, Mode: 0o644}
	}
	job := &pipeline.Pipeline{Programme: p, Version: "test", Secret: bytes.Repeat([]byte{7}, 32)}
	report, err := job.Calculate(in, 2025, "")
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// A truth is added up from what units meant, a calculated figure from what was read.
func TestReportedFiguresAreWhatUnitsMeant(t *testing.T) {
	for _, id := range shipped {
		made, f := asked(t, id, 1, 0.3, false)
		report := calculated(t, made.programme, f)
		compared := 0
		for i := range report.Results {
			r := &report.Results[i]
			if r.Source != indicators.ReportedBy || r.Institution != "" || r.Year < made.programme.Period.From || r.Params.Field == "" {
				continue
			}
			y := made.forms[slices.IndexFunc(made.forms, func(y *formYear) bool { return y.year == made.programme.SchoolYearOf(r.Year) })]
			n, of, answered := y.meant(made.programme, r.Params.Field, r.Part)
			if n != r.Numerator || of != r.Denominator || answered != r.Covered {
				t.Errorf("%s %d: %s %s: calculated %d of %d by %d units, meant %d of %d by %d",
					id, r.Year, r.Params.Field, r.Part, r.Numerator, r.Denominator, r.Covered, n, of, answered)
			}
			if answered > 0 {
				compared++
			}
		}
		if compared < 2 {
			t.Errorf("%s: %d figures were compared", id, compared)
		}
		for _, p := range report.Problems {
			if p.Severity == sources.Error || strings.HasPrefix(p.Code, "form.query.") && p.Severity != sources.Notice {
				t.Errorf("%s: %s: %s %v", id, p.File, p.Code, p.Args)
			}
			if p.Code == "run.template.missing" {
				for _, unit := range made.forms[1].silent {
					if u, _ := made.programme.UnitNamed(unit); !strings.Contains(p.Args["units"], u.Name) {
						t.Errorf("%s: %s is silent and not named in %q", id, u.Name, p.Args["units"])
					}
				}
			}
		}
	}
}

// meant adds up what units meant by a field, or one part of it, and counts those
// that answered. Of a choice, the unit that was asked counts even where it is silent.
func (y *formYear) meant(p *indicators.Programme, field, part string) (n, of, answered int64) {
	fd := p.Fields[slices.IndexFunc(p.Fields, func(f indicators.Field) bool { return f.ID == field })]
	prefix := field
	if part != "" {
		prefix += "." + part
	}
	for _, unit := range y.papers {
		numbers := map[string]int64{}
		for _, r := range unit.answers {
			if r.Text == "yes" || r.Text == "no" {
				numbers[r.Input] = 0
				if r.Text == "yes" {
					numbers[r.Input] = 1
				}
			} else if v, ok := r.Number.Get(); ok {
				numbers[r.Input] = v
			}
		}
		var stands bool
		for address, v := range numbers {
			switch {
			case address == prefix && (fd.Kind == "count" || fd.Kind == "choice"):
				n, stands = n+v, true
			case strings.HasPrefix(address, prefix+".") && strings.HasSuffix(address, ".n"):
				n, stands = n+v, true
			case strings.HasPrefix(address, prefix+".") && strings.HasSuffix(address, ".d"):
				of += v
			}
		}
		if stands {
			answered++
		}
	}
	if fd.Kind == "choice" {
		of = int64(len(p.UnitsOf(fd.From)))
	}
	return n, of, answered
}

// notAsked are the codes that no template of a programme can give, and why.
var notAsked = map[string][]string{
	// Ventspils asks for no day, and its register knows one count only; no sum of it is bounded.
	"ventspils-2024-2030": {"form.date.invalid", "form.query.register"},
	// Krāslava has no rule but sums, and relies on no nil statement.
	"kraslava-2024-2028": {"form.part.above", "form.figure.required", "form.nil.contradicted"},
}

// neverMade are codes that no sample holds: their files are too large, they are
// told of programs and not of templates, or testdata/forms shows them.
var neverMade = []string{
	"file.reader.panic", "file.large", "file.workbook.large", "form.programme.none", "form.sum.above", "merge.form.replaced",
	"form.saved.csv", "form.label.changed", "form.rows.moved", "form.owner.changed", "form.codes.outside", "form.fields.empty", "form.input.shared",
	"form.number.time", "form.sum.incomplete",
	"file.named.other", "file.named.text", "file.named.none", "file.named.export", "file.named.workbook",
}

// With faults, the folder's reading tells each of them beside the file in which it is.
func TestEveryFaultIsTold(t *testing.T) {
	for _, id := range shipped {
		made, f := asked(t, id, 1, 0.3, true)
		report := calculated(t, made.programme, f)
		said := map[string][]string{} // codes by file
		for _, p := range report.Problems {
			said[p.File] = append(said[p.File], p.Code)
		}
		kinds := map[string]bool{}
		right := 0
		for _, y := range made.forms {
			for _, p := range y.papers {
				file := formsFolder + spanOf(y.year) + "/" + p.name
				if p.fault == nil {
					right++
					continue
				}
				kinds[p.fault.code] = true
				if !slices.Contains(said[file], p.fault.code) {
					t.Errorf("%s: %s should give %s, gives %v", id, file, p.fault.code, said[file])
				}
			}
		}
		for i := range faults {
			if code := faults[i].code; kinds[code] == slices.Contains(notAsked[id], code) {
				t.Errorf("%s: a template with the fault %s: %t", id, code, kinds[code])
			}
		}
		for _, code := range slices.Concat(sources.Codes, pipeline.FindingCodes) {
			ofTemplates := strings.HasPrefix(code, "form.") || strings.HasPrefix(code, "file.") || strings.HasPrefix(code, "merge.form.")
			if ofTemplates && !slices.Contains(neverMade, code) && !slices.ContainsFunc(faults, func(f fault) bool { return f.code == code }) {
				t.Errorf("no fault of the sample gives %s", code)
			}
		}
		if right < 5 {
			t.Errorf("%s: only %d templates are right", id, right)
		}
		t.Log(id, len(kinds), "kinds of faults;", right, "right templates")
	}
}

// Wrong or right, templates take no part in the municipality's lives.
func TestFaultsAreTheSameEachTimeAndChangeNoExport(t *testing.T) {
	const id = "kraslava-2024-2028"
	_, first := asked(t, id, 3, 0.05, true)
	_, again := asked(t, id, 3, 0.05, true)
	_, right := asked(t, id, 3, 0.05, false)
	if diff := cmp.Diff(first.names, again.names); diff != "" {
		t.Fatal(diff)
	}
	for _, name := range first.names {
		if !bytes.Equal(first.data[name], again.data[name]) {
			t.Errorf("%s differs with the same seed", name)
		}
		if !strings.HasPrefix(name, formsFolder) && !bytes.Equal(first.data[name], right.data[name]) {
			t.Errorf("%s differs where templates are wrong", name)
		}
	}
}
