package pipeline_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/pipeline/config"
	"raditaji/sources"
	"raditaji/templates"
)

// drawn are the templates of askingProgramme for 2025.
func drawn(t *testing.T, in, previous map[string]string) *pipeline.TemplateSet {
	t.Helper()
	p := asking()
	p.Programme.Units = append(p.Programme.Units, indicators.Unit{ID: "policija", Name: "Policija", Type: "police"})
	folder := func(m map[string]string) []string {
		var pairs []string
		for name, content := range m {
			pairs = append(pairs, name, content)
		}
		return pairs
	}
	set, err := p.Templates(2025, files(folder(in)...), files(folder(previous)...))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// valueOf is what the cell of that name holds.
func valueOf(t *testing.T, data []byte, name string) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, n := range f.GetDefinedName() {
		if n.Name == name {
			sheet, at, _ := strings.Cut(n.RefersTo, "!")
			v, err := f.GetCellValue(strings.Trim(sheet, "'"), strings.ReplaceAll(at, "$", ""), excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
	}
	return "no such cell"
}

func TestTemplatesShowWhatTheFoldersHold(t *testing.T) {
	earlier := template(t, "1000000001", 2023, nothing, "again.n", "2", "again.d", "78")
	exports := pupils("P1 1 pārcelts", "P2 1 atstāts uz otru gadu")
	set := drawn(t, map[string]string{"a.csv": exports}, map[string]string{"b.xlsx": earlier, "c.csv": pupils("P3 1 pārcelts")})
	var names, not []string
	for _, f := range set.Files {
		names = append(names, f.Unit.ID+": "+f.Name)
	}
	for _, u := range set.NotAsked {
		not = append(not, u.Name)
	}
	want := []string{
		"1000000001: 1000000001 A skola 2024-2025.xlsx", "1000000002: 1000000002 B skola 2024-2025.xlsx", "birojs: birojs Birojs 2024-2025.xlsx",
	}
	if diff := cmp.Diff(want, names); diff != "" || strings.Join(not, "; ") != "Policija" {
		t.Errorf("templates (-want +got):\n%s\nnot asked: %v", diff, not)
	}
	for name, want := range map[string]string{"last_again_n": "2", "last_again_d": "78", "reg_again_n": "1", "reg_again_d": "2", "in_again_n": ""} {
		if got := valueOf(t, set.Files[0].Data, name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if set.Registered != 1 || set.Reported != 1 || len(set.Read) != 2 {
		t.Errorf("the register's numbers in %d, last year's in %d templates; %d files read", set.Registered, set.Reported, len(set.Read))
	}
	alone, err := asking().Templates(2025, nil, nil)
	if err != nil || len(alone.Files) != 3 || alone.Registered+alone.Reported != 0 {
		t.Errorf("without any folder: %+v, %v", alone, err)
	}
}

func TestATemplateThatMayBeFilledIsNeverReplaced(t *testing.T) {
	const name = "1000000001 A skola 2024-2025.xlsx"
	fresh := template(t, "1000000001", 2024, nothing)
	for _, c := range []struct {
		rule, stands string
		replace      bool
		want         string
	}{
		{"nothing stands there", "", false, "written"},
		{"the same bytes", fresh, false, "same"},
		{"somebody filled it", template(t, "1000000001", 2024, nothing, "again.n", "3"), false, "kept"},
		{"somebody wrote nonsense", template(t, "1000000001", 2024, nothing, "again.n", "trīs"), false, "kept"},
		{"nobody has filled it", template(t, "1000000001", 2024, last(2, 78)), false, "written"},
		{"something else", "mans saraksts", false, "kept"},
		{"it is to be replaced", template(t, "1000000001", 2024, nothing, "again.n", "3"), true, "written"},
	} {
		dir := filepath.Join(t.TempDir(), "veidnes")
		path := filepath.Join(dir, name)
		if c.stands != "" {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(c.stands), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		p := asking()
		placed, err := p.PublishTemplates([]pipeline.TemplateFile{{Name: name, Data: []byte(fresh)}}, dir, c.replace)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for word, list := range map[string][]string{"written": placed.Written, "same": placed.Same, "kept": placed.Kept} {
			if slices.Equal(list, []string{path}) {
				got += word
			}
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != c.want || (string(content) == fresh) != (c.want != "kept") || c.want == "kept" && string(content) != c.stands {
			t.Errorf("%s: %q, want %q; %d bytes stand there", c.rule, got, c.want, len(content))
		}
		if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
			t.Errorf("%s: %v, %v", c.rule, entries, err)
		}
	}
}

func TestTemplatesThatCannotBeWrittenLeaveNothingBehind(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "b.xlsx"), 0o755); err != nil {
		t.Fatal(err)
	}
	_, err := asking().PublishTemplates([]pipeline.TemplateFile{{Name: "a.xlsx", Data: []byte("a")}, {Name: "b.xlsx", Data: []byte("b")}}, dir, true)
	if _, ok := err.(*pipeline.PublishError); !ok {
		t.Errorf("%v", err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%v", entries)
	}
}

var nameOfCell = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.]{0,254}$`)

// cellLike are names that spreadsheet programs take for a cell.
var cellLike = regexp.MustCompile(`(?i)^([a-z]{1,3}[0-9]{1,7}|r[0-9]*c[0-9]*|r|c)$`)

// Every unit of the shipped programmes gets a template that opens, with names that
// spreadsheet programs take, below 200 KiB.
func TestEveryUnitOfTheShippedProgrammesGetsASoundTemplate(t *testing.T) {
	total := 0
	for _, id := range templates.ProgrammeIDs() {
		data, _ := templates.Programme(id)
		programme, faults := config.Programme(id+".yaml", data)
		if programme == nil {
			t.Fatalf("%s: %v", id, faults)
		}
		p := &pipeline.Pipeline{Programme: programme, Version: "test", Secret: []byte("secret")}
		set, err := p.Templates(2025, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		taken := map[string]bool{}
		for _, file := range set.Files {
			total++
			if taken[strings.ToLower(file.Name)] {
				t.Errorf("%s: two units have the file %s", id, file.Name)
			}
			taken[strings.ToLower(file.Name)] = true
			if len(file.Data) > 200<<10 {
				t.Errorf("%s: %d bytes", file.Name, len(file.Data))
			}
			form, ok := indicators.FormOf(programme, file.Unit.ID, set.Year)
			if !ok {
				t.Fatalf("%s is not asked", file.Unit.ID)
			}
			f, err := excelize.OpenReader(bytes.NewReader(file.Data))
			if err != nil {
				t.Fatalf("%s: %v", file.Name, err)
			}
			names := map[string]bool{}
			for _, n := range f.GetDefinedName() {
				lower := strings.ToLower(n.Name)
				switch {
				case strings.HasPrefix(lower, "_xlnm."):
				case names[lower]:
					t.Errorf("%s: the name %s stands twice", file.Name, n.Name)
				case !nameOfCell.MatchString(n.Name), cellLike.MatchString(n.Name):
					t.Errorf("%s: %q is no name", file.Name, n.Name)
				default:
					names[lower] = true
				}
			}
			wanted := []string{sources.FormNameCheck, sources.FormNameInstitution}
			for _, in := range form.Inputs() {
				wanted = append(wanted, in.Name())
			}
			for _, c := range sources.FormFormulas(form) {
				wanted = append(wanted, c.Name)
				if len(c.Text) > 8192 {
					t.Errorf("%s: the formula %s has %d characters", file.Name, c.Name, len(c.Text))
				}
			}
			for _, name := range wanted {
				if !names[strings.ToLower(name)] {
					t.Errorf("%s: there is no name %s", file.Name, name)
				}
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if total < 30 {
		t.Errorf("%d templates only", total)
	}
}

// What is drawn is what is read: a fresh template is recognised, holds nothing
// and has nothing wrong with it.
func TestAFreshTemplateReadsAsItself(t *testing.T) {
	for _, id := range templates.ProgrammeIDs() {
		data, _ := templates.Programme(id)
		programme, _ := config.Programme(id+".yaml", data)
		for _, l := range []templates.Language{templates.Latvian, templates.English} {
			p := &pipeline.Pipeline{Programme: programme, Version: "test", Secret: []byte("secret"), Language: l}
			set, err := p.Templates(2025, nil, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range set.Files {
				sub := p.Check(files(file.Name, string(file.Data)), file.Name)
				if sub.Kind != indicators.FormKind || sub.Refused || sub.Form == nil || sub.Form.Unit != file.Unit.ID || sub.Form.Year != 2024 || !sub.Form.Current {
					t.Errorf("%s: read as %q, %+v", file.Name, sub.Kind, sub.Form)
				}
				for _, problem := range sub.Problems {
					if problem.Severity != sources.Notice && problem.Code != "form.empty" {
						t.Errorf("%s: %+v", file.Name, problem)
					}
				}
			}
		}
	}
}
