package pipeline

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"raditaji/sources"
)

const (
	absenceHead  = "Mācību gads;Semestris;Iestādes reģ. nr.;Personas kods;Neattaisnoti\n"
	faultyRow    = "2023./2024.;1;4001900001;321234-12345;x\n"
	otherFaulty  = "2023./2024.;3;4001900001;321234-12345;5\n"
	absenceRight = "2023./2024.;1;4001900001;321234-12345;5\n"
)

// returnAll checks every file of a folder and returns it.
func returnAll(t *testing.T, in fstest.MapFS, dir string) []Returned {
	t.Helper()
	p := &Pipeline{Secret: []byte("test")}
	var subs []sources.Submission
	for _, name := range sortedNames(in) {
		subs = append(subs, p.Check(in, name))
	}
	list, err := p.Return(in, subs, &ReturnFolder{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func sortedNames(in fstest.MapFS) []string {
	var names []string
	for name := range in {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// treeOf are the files below a folder, slashes.
func treeOf(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func TestReturnsStandInTheFoldersOfTheirFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "atgrieztie")
	returnAll(t, fstest.MapFS{
		"a.csv":            file(absenceHead + faultyRow),
		"skola/a.csv":      file(absenceHead + otherFaulty),
		"skola/right.csv":  file(absenceHead + absenceRight),
		"skola/letter.txt": file("Labdien!"),
	}, dir)
	want := []string{
		"a LABOJAMS.xlsx", "a.csv KLUDAS.txt", "skola/a LABOJAMS.xlsx", "skola/a.csv KLUDAS.txt", "skola/letter.txt KLUDAS.txt",
	}
	if diff := cmp.Diff(want, treeOf(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNothingIsMadeWhereNothingIsReturned(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "atgrieztie")
	if list := returnAll(t, fstest.MapFS{"a.csv": file(absenceHead + absenceRight)}, dir); list != nil {
		t.Errorf("returned %v", list)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder was made: %v", err)
	}
}

func TestAMarkedCopyThatMayBeInWorkIsKept(t *testing.T) {
	dir := t.TempDir()
	in := fstest.MapFS{"a.csv": file(absenceHead + faultyRow)}
	first := returnAll(t, in, dir)
	if again := returnAll(t, in, dir); !cmp.Equal(first, again) || len(treeOf(t, dir)) != 2 {
		t.Errorf("the same return again: %v after %v", again, first)
	}
	if err := os.WriteFile(first[0].Workbook, []byte("corrected by hand"), 0o644); err != nil {
		t.Fatal(err)
	}
	in["a.csv"] = file(absenceHead + otherFaulty)
	second := returnAll(t, in, dir)
	if got := second[0]; got.Kept != first[0].Workbook || filepath.Base(got.Workbook) != "a LABOJAMS (2).xlsx" {
		t.Errorf("returned %+v", got)
	}
	if data, err := os.ReadFile(first[0].Workbook); err != nil || string(data) != "corrected by hand" {
		t.Errorf("the copy in work holds %q, %v", data, err)
	}
	text, err := os.ReadFile(second[0].Text)
	if err != nil || !strings.Contains(string(text), "„3”") || filepath.Base(second[0].Text) != "a.csv KLUDAS (2).txt" {
		t.Errorf("the text is not the new copy's: %s, %v", text, err)
	}
	if third := returnAll(t, in, dir); !cmp.Equal(third, second) || len(treeOf(t, dir)) != 4 {
		t.Errorf("the second return again: %v in %v", third, treeOf(t, dir))
	}
}

func TestFilesOfOneNameAreToldApart(t *testing.T) {
	dir := t.TempDir()
	list := returnAll(t, fstest.MapFS{
		"150308-10003.csv": file(absenceHead + faultyRow),
		"150308-10004.csv": file(absenceHead + otherFaulty),
		"A.csv":            file(absenceHead + faultyRow + otherFaulty),
		"a.txt":            file(absenceHead + otherFaulty + faultyRow),
	}, dir)
	want := []string{
		"150308-xxxxx LABOJAMS (2).xlsx", "150308-xxxxx LABOJAMS.xlsx", "150308-xxxxx.csv KLUDAS (2).txt", "150308-xxxxx.csv KLUDAS.txt",
		"A LABOJAMS.xlsx", "A.csv KLUDAS.txt", "a LABOJAMS (2).xlsx", "a.txt KLUDAS (2).txt",
	}
	if diff := cmp.Diff(want, treeOf(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, r := range list {
		if r.Kept != "" || r.Workbook == "" {
			t.Errorf("returned %+v", r)
		}
	}
	for i, want := range []string{"„x”", "„3”"} {
		if text, err := os.ReadFile(list[i].Text); err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s does not say %s: %v", list[i].Text, want, err)
		}
	}
}

func TestAFolderThatCannotBeWrittenIsNamed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(dir, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	in := fstest.MapFS{"a.csv": file(absenceHead + faultyRow)}
	p := &Pipeline{Secret: []byte("test")}
	_, err := p.Return(in, []sources.Submission{p.Check(in, "a.csv")}, &ReturnFolder{Dir: dir})
	var publish *PublishError
	if !errors.As(err, &publish) || !strings.HasPrefix(publish.Path, dir) {
		t.Errorf("error %v", err)
	}
}

// Files are written as their bytes and, of a correction, the bytes that it
// corrects: 3<1 is file 3, which corrects file 1.
func TestCorrectionsFollowWhatTheyCorrect(t *testing.T) {
	for _, c := range []struct{ rule, files, want string }{
		{"no correction", "1 2 3", "1 2 3"},
		{"in order", "1 2<1 3", "1 2<1 3"},
		{"a correction that comes first by name", "2<1 1 3", "1 2<1 3"},
		{"right after, before what comes between", "1 3 2<1", "1 2<1 3"},
		{"a correction of a correction", "3<2 2<1 1", "1 2<1 3<2"},
		{"in the middle", "3<2 1 2<1", "1 2<1 3<2"},
		{"two of one file keep their own order", "2<1 3<1 1", "1 2<1 3<1"},
		{"a chain before the next of the same file", "4<1 2<1 3<2 1", "1 4<1 2<1 3<2"},
		{"what it corrects is not there", "2<9 1 3", "2<9 1 3"},
		{"of equal files the last is corrected", "1 2<1 1 3", "1 1 2<1 3"},
		{"equal corrections", "2<1 1 2<1", "1 2<1 2<1"},
		{"itself", "1<1 2", "1<1 2"},
		{"each other", "1<2 2<1 3", "3 1<2 2<1"},
	} {
		var subs []sources.Submission
		for _, text := range strings.Fields(c.files) {
			sum, corrects, _ := strings.Cut(text, "<")
			subs = append(subs, sources.Submission{Name: text, SHA256: sum, Form: &sources.FormReading{Corrects: corrects}})
		}
		var got []string
		for _, s := range correctionsAfter(subs) {
			got = append(got, s.Name)
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("%s: %s, want %s", c.rule, text, c.want)
		}
	}
}

// A run may check files of several folders: none of what it writes takes the place
// of another, and a copy and its text have one number.
func TestFilesOfOneNameInSeveralFoldersAreToldApart(t *testing.T) {
	dir := t.TempDir()
	p, to := &Pipeline{Secret: []byte("test")}, &ReturnFolder{Dir: dir}
	for _, in := range []fstest.MapFS{
		{"a.csv": file(absenceHead + faultyRow)}, {"a.csv": file(absenceHead + otherFaulty)}, {"a.csv": file("Labdien!")},
	} {
		if _, err := p.Return(in, []sources.Submission{p.Check(in, "a.csv")}, to); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"a LABOJAMS (2).xlsx", "a LABOJAMS.xlsx", "a.csv KLUDAS (2).txt", "a.csv KLUDAS (3).txt", "a.csv KLUDAS.txt"}
	if diff := cmp.Diff(want, treeOf(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for name, want := range map[string]string{"a.csv KLUDAS.txt": "„x”", "a.csv KLUDAS (2).txt": "„3”"} {
		if text, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s does not say %s: %v", name, want, err)
		}
	}
}
