package main

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/pipeline/config"
	"raditaji/sources"
	"raditaji/templates"
)

// A scripted is what another program does with a workbook; testdata has the scripts
// that do it.
type scripted struct {
	From     string         `json:"from"`
	To       string         `json:"to,omitempty"`
	Values   map[string]any `json:"values,omitempty"` // by the defined names of cells; nil empties
	Changes  []string       `json:"changes,omitempty"`
	Describe string         `json:"describe,omitempty"`
}

// An office is a program that people fill templates with.
type office struct {
	name string
	do   func(t *testing.T, jobs []scripted)
}

// lacking skips a test whose tool is not here, or fails it where
// RADITAJI_REQUIRE_TOOLS is set.
func lacking(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("RADITAJI_REQUIRE_TOOLS") != "" {
		t.Fatalf("this check needs a tool that is not here: %s", what)
	}
	t.Skipf("skipped: this check needs a tool that is not here: %s", what)
}

// pythonWith finds a Python that has a module.
func pythonWith(t *testing.T, module, debian string) string {
	t.Helper()
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(name, "-c", "import "+module).Run() == nil {
			return name
		}
	}
	lacking(t, debian)
	return ""
}

func runScript(t *testing.T, jobs []scripted, args ...string) {
	t.Helper()
	data, err := json.Marshal(jobs)
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(t.TempDir(), "jobs.json")
	if err := os.WriteFile(list, data, 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	if out, err := exec.CommandContext(ctx, args[0], append(args[1:], list)...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", args[1], err, out)
	}
}

func openpyxl(t *testing.T) office {
	python := pythonWith(t, "openpyxl", "python3-openpyxl")
	return office{"openpyxl", func(t *testing.T, jobs []scripted) {
		t.Helper()
		runScript(t, jobs, python, filepath.Join("testdata", "openpyxl_jobs.py"))
	}}
}

func libreOffice(t *testing.T) office {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		lacking(t, "libreoffice-calc")
	}
	python := pythonWith(t, "uno", "python3-uno")
	profile := t.TempDir()
	return office{"LibreOffice", func(t *testing.T, jobs []scripted) {
		t.Helper()
		runScript(t, jobs, python, filepath.Join("testdata", "libreoffice_jobs.py"), soffice, profile)
	}}
}

// A desk is a school's template with what the school should write into it.
type desk struct {
	dir      string
	template string
	form     *indicators.Form
	right    map[string]any // by defined name
	pipeline *pipeline.Pipeline
}

const deskUnit = "3213900035" // Ventspils 4. vidusskola: most of what Ventspils asks schools

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{dir: t.TempDir(), right: map[string]any{}}
	var said bytes.Buffer
	if code := run([]string{"templates", "--programme", "ventspils-2024-2030", "--year", "2025", "--out", d.dir}, &said, &said); code != done {
		t.Fatalf("exit code %d\n%s", code, said.String())
	}
	found, err := filepath.Glob(filepath.Join(d.dir, deskUnit+"*.xlsx"))
	if err != nil || len(found) != 1 {
		t.Fatalf("templates of %s: %v, %v", deskUnit, found, err)
	}
	d.template = found[0]
	data, _ := templates.Programme("ventspils-2024-2030")
	programme, faults := config.Programme("ventspils-2024-2030.yaml", data)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	d.pipeline = &pipeline.Pipeline{Programme: programme, Secret: []byte("test")}
	var ok bool
	if d.form, ok = indicators.FormOf(programme, deskUnit, programme.SchoolYearOf(2025)); !ok {
		t.Fatal("the unit is asked nothing")
	}
	set := map[string]any{
		"bilingual.n": 30, "bilingual.d": 240, "plans.plans.s1": 5, "plans.plans.s2": 4, "plans.plans.year": 9,
		"plans.pupils.s1": 4, "plans.pupils.s2": 4, "plans.pupils.year": 6, "institution.register": "jā",
		"institution.nil_absences": nil, "institution.nil_exams": nil,
	}
	for _, in := range d.form.Inputs() {
		switch value, ok := set[in.Address]; {
		case ok && value == nil:
		case ok:
			d.right[in.Name()] = value
		case in.Kind == indicators.Whole:
			d.right[in.Name()] = 2
		case in.Kind == indicators.Hours || in.Kind == indicators.Euro:
			d.right[in.Name()] = 12.5
		case in.Kind == indicators.FreeText && !strings.HasSuffix(in.Address, ".explain"):
			d.right[in.Name()] = "Nodarbības katru nedēļu"
		}
	}
	return d
}

// with is what should be written, but for some cells.
func (d *desk) with(wrong map[string]any) map[string]any {
	values := maps.Clone(d.right)
	for name, v := range wrong {
		values[name] = v
	}
	return values
}

func (d *desk) path(name string) string { return filepath.Join(d.dir, name) }

// codes are the problems of a file that are no notices, sorted.
func (d *desk) codes(t *testing.T, file string) []string {
	t.Helper()
	sub := d.pipeline.Check(os.DirFS(filepath.Dir(file)), filepath.Base(file))
	var codes []string
	for _, p := range sub.Problems {
		if p.Severity != sources.Notice {
			codes = append(codes, p.Code)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// spoils are wrong ways to fill the template, and harmless ones, with the
// problems that each must show.
var spoils = []struct {
	name    string
	wrong   map[string]any
	changes map[string][]string // by office
	want    []string
}{
	{"text in a number", map[string]any{"in_bilingual_n": "trīs skolēni"}, nil, []string{"form.number.invalid"}},
	{"a number with a word", map[string]any{"in_bilingual_n": "30 skolēni"}, nil, []string{"form.number.text"}},
	{"a numerator above its denominator", map[string]any{"in_bilingual_n": 241}, nil, []string{"form.numerator.above"}},
	{"a missing half", map[string]any{"in_bilingual_d": nil}, nil, []string{"form.half.missing"}},
	{"a negative number", map[string]any{"in_bilingual_n": -3}, nil, []string{"form.number.negative"}},
	{"half a pupil", map[string]any{"in_bilingual_n": 2.5}, nil, []string{"form.number.fraction"}},
	{"a sum that does not add up", map[string]any{"in_plans_plans_year": 10}, nil, []string{"form.sum.differs"}},
	{"a part above its whole", map[string]any{"in_risks_bullying_mentions": 12}, nil, []string{"form.part.above"}},
	{"an answer that is none of the choices", map[string]any{"in_institution_register": "varbūt"}, nil, []string{"form.choice.unknown"}},
	{"a code in a text", map[string]any{"in_bilingual_n_explain": "150308-12345"}, nil, []string{"form.text.person_code"}},
	{"blanks around numbers", map[string]any{"in_bilingual_n": " 30 ", "in_bilingual_d": "240\u00a0"}, nil, nil},
	{"sheets of the school's own", nil, map[string][]string{"openpyxl": {"extra sheets"}, "LibreOffice": {"extra"}}, nil},
	{"pasted formats", nil, map[string][]string{"openpyxl": {"formats"}}, nil},
	{"another order of sheets", nil, map[string][]string{"openpyxl": {"order of sheets"}}, nil},
	{"inserted rows", nil, map[string][]string{"LibreOffice": {"rows in_bilingual_n 3", "rows in_risks_bullying_mentions 1"}}, nil},
	{"a cell that was moved", nil, map[string][]string{"LibreOffice": {"move in_bilingual_n"}}, nil},
	{"a renamed sheet", nil, map[string][]string{"LibreOffice": {"sheet Valodas Bilingvālie"}}, nil},
}

// Templates are filled and spoilt by programs that people use, and each comes
// back with what is wrong and nothing else; once corrected in the marked copy
// itself it is right.
func TestTemplatesOfOtherPrograms(t *testing.T) {
	d := newDesk(t)
	t.Run("openpyxl", func(t *testing.T) { d.round(t, openpyxl(t)) })
	t.Run("LibreOffice", func(t *testing.T) { d.round(t, libreOffice(t)) })
}

func (d *desk) round(t *testing.T, o office) {
	type step struct{ name, sent, returned, mended string }
	var fills []scripted
	var steps []step
	want := map[string][]string{}
	for i, s := range spoils {
		changes, own := s.changes[o.name]
		if s.changes != nil && !own {
			continue
		}
		// The name says nothing: the file is known by what stands in it.
		file := d.path(o.name + " " + string(rune('a'+i)) + ".xlsx")
		fills = append(fills, scripted{From: d.template, To: file, Values: d.with(s.wrong), Changes: changes})
		steps = append(steps, step{name: s.name, sent: file})
		want[s.name] = s.want
	}
	o.do(t, fills)

	var mends []scripted
	for i := range steps {
		s := &steps[i]
		if diff := cmp.Diff(want[s.name], d.codes(t, s.sent)); diff != "" {
			t.Errorf("%s: problems (-want +got):\n%s", s.name, diff)
			continue
		}
		code := done
		if len(want[s.name]) > 0 && want[s.name][0] != "form.text.person_code" {
			code = filesReturned
		}
		back := d.path("returned " + filepath.Base(s.sent))
		var said bytes.Buffer
		if got := run([]string{"check", "--returned", back, s.sent}, &said, &said); got != code {
			t.Errorf("%s: exit code %d, want %d\n%s", s.name, got, code, said.String())
		}
		found, err := filepath.Glob(filepath.Join(back, "*"))
		if err != nil || (code == done) != (len(found) == 0) || code != done && len(found) != 2 {
			t.Errorf("%s: returned %v, %v", s.name, found, err)
			continue
		}
		if code == done {
			continue
		}
		i := slices.IndexFunc(found, func(name string) bool { return filepath.Ext(name) == ".xlsx" })
		s.returned, s.mended = found[i], d.path("mended "+filepath.Base(s.sent))
		mends = append(mends, scripted{From: s.returned, To: s.mended, Values: d.right})
	}
	if len(mends) == 0 {
		t.Fatal("nothing was returned")
	}
	o.do(t, mends)
	for _, s := range steps {
		if s.mended == "" {
			continue
		}
		if codes := d.codes(t, s.mended); len(codes) > 0 {
			t.Errorf("%s: mended in the marked copy, still %v", s.name, codes)
		}
	}
}

// told reads what an office says of a workbook, without what a return may add or
// change: its two sheets, its name, its notes and the papers of marked cells.
func told(t *testing.T, path string, without ...string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, line := range strings.Split(string(data), "\n") {
		if !slices.ContainsFunc(without, func(s string) bool { return strings.Contains(line, s) }) {
			lines = append(lines, line)
		}
	}
	return lines
}

// The marked copy is the sender's workbook: every value, validation, look, name
// and protection stands as it was sent, also where another program saved it.
func TestAMarkedCopyKeepsWhatWasSent(t *testing.T) {
	d := newDesk(t)
	python, writer := openpyxl(t), libreOffice(t)
	wrong := map[string]any{"in_bilingual_n": "30 skolēni", "in_plans_plans_year": 10, "in_risks_bullying_mentions": 99, "in_institution_register": "varbūt"}
	marks := []string{`["Valodas", "fill", "B7"`, `["Riski", "fill", "D8"`, `["Riski", "fill", "D24"`, `["Riski", "fill", "B8"`, `["Iestāde", "fill", "C35"`}
	added := append([]string{
		`["Kas jālabo", `, `["_raditaji_marked", `, `"_raditaji_faults"`, `"_raditaji_corrects"`, `"Rādītāji", "`, `", "note", `,
	}, marks...)
	for _, o := range []office{python, writer} {
		change := "note in_plans_plans_year"
		sent, again := d.path("kept "+o.name+".xlsx"), d.path("kept again "+o.name+".xlsx")
		o.do(t, []scripted{{From: d.template, To: sent, Values: d.with(wrong), Changes: []string{change}}})
		marked := d.marked(t, sent)
		// The school saves the copy without correcting anything and sends it in.
		o.do(t, []scripted{{From: marked, To: again}})
		second := d.marked(t, again)

		for _, reader := range []office{python, writer} {
			name := func(n string) string { return d.path(o.name + " " + reader.name + " " + n + ".txt") }
			reader.do(t, []scripted{
				{From: sent, Describe: name("sent")}, {From: marked, Describe: name("marked")},
				{From: again, Describe: name("again")}, {From: second, Describe: name("second")},
			})
			before, after := told(t, name("sent"), added...), told(t, name("marked"), added...)
			if len(before) < 150 {
				t.Fatalf("%s tells %d things of the workbook only", reader.name, len(before))
			}
			if diff := cmp.Diff(before, after); diff != "" {
				t.Errorf("written by %s, read by %s: marking changed (-sent +marked):\n%s", o.name, reader.name, diff)
			}
			if diff := cmp.Diff(told(t, name("again"), added...), told(t, name("second"), added...)); diff != "" {
				t.Errorf("written by %s, read by %s: marking again changed (-sent +marked):\n%s", o.name, reader.name, diff)
			}
			notes := 0
			for _, line := range told(t, name("second")) {
				if strings.Contains(line, `", "note", `) {
					notes++
					if strings.Contains(line, "Ilzei") && strings.Count(line, "— Rādītāji —") != 1 {
						t.Errorf("%s: the school's own note does not have ours below it once: %s", reader.name, line)
					}
				}
			}
			if notes != 4 { // three of ours, and the school's own
				t.Errorf("written by %s, read by %s: %d notes, want 4:\n%s", o.name, reader.name, notes, strings.Join(told(t, name("second")), "\n"))
			}
		}

		// Corrected, and marked for something else: the former papers are back.
		mended, other := d.path("mended again "+o.name+".xlsx"), map[string]any{"in_bilingual_d": 7}
		o.do(t, []scripted{{From: second, To: mended, Values: d.with(other)}})
		third := d.marked(t, mended)
		python.do(t, []scripted{{From: sent, Describe: d.path("a.txt")}, {From: third, Describe: d.path("b.txt")}})
		papers := func(path string) []string {
			var list []string
			for _, line := range told(t, path) {
				if slices.ContainsFunc(marks, func(m string) bool { return strings.HasPrefix(line, m) }) {
					list = append(list, line)
				}
			}
			return list
		}
		python.do(t, []scripted{{From: d.template, To: d.path("plain.xlsx"), Describe: d.path("c.txt")}})
		if got := papers(d.path("b.txt")); !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "F5B7B1") }) {
			t.Errorf("%s: nothing is marked in %v", o.name, got)
		}
		for _, line := range papers(d.path("b.txt")) {
			if !strings.HasPrefix(line, `["Valodas", "fill", "B7"`) && strings.Contains(line, "F5B7B1") {
				t.Errorf("%s: the paper of an earlier return is left: %s", o.name, line)
			}
		}
	}
}

// marked returns a file and gives the path of its marked copy.
func (d *desk) marked(t *testing.T, file string) string {
	t.Helper()
	list, err := d.pipeline.Return(os.DirFS(d.dir), []sources.Submission{d.pipeline.Check(os.DirFS(d.dir), filepath.Base(file))}, &pipeline.ReturnFolder{Dir: d.path("back")})
	if err != nil || len(list) != 1 || list[0].Workbook == "" {
		t.Fatalf("returning %s: %v, %v", filepath.Base(file), list, err)
	}
	return list[0].Workbook
}
