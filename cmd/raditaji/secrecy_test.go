package main

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// No person code leaves the exports and the templates: not into what is printed or
// logged, the workbook, the results, the problems or the texts for senders.
func TestNoPersonCodeIsWrittenAnywhere(t *testing.T) {
	dir := t.TempDir()
	in, out, back := filepath.Join(dir, "in"), filepath.Join(dir, "out"), filepath.Join(dir, "back")
	var said bytes.Buffer
	exec := func(want int, args ...string) {
		t.Helper()
		if got := run(args, &said, &said); got != want {
			t.Fatalf("raditaji %s: exit code %d, want %d\n%s", args[0], got, want, said.String())
		}
	}
	exec(done, "sample", "--municipality", "ventspils", "--seed", "11", "--scale", "0.05", "--faults", "--out", in)
	persons := personsIn(t, in)
	if inTemplate := "150308-12345"; !persons[inTemplate] {
		t.Fatalf("%s stands in no template of the sample", inTemplate)
	}
	if len(persons) < 200 {
		t.Fatalf("only %d persons in the sample", len(persons))
	}
	// A row of every kind of fault, with a code in it.
	faulty := "Mācību gads;Iestādes reģ. nr.;Personas kods;Klase/kurss;Izglītības programmas kods;Uzņemts;Atskaitīts;Atskaitīšanas iemesls;Gada lēmums\n" +
		"150308-10003;150308-10003;150308-10003;150308-10003;150308-10003;150308-10003;150308-10003;150308-10003;150308-10003\n" +
		"2024./2025.;3212900030;150308-10004;5.a;21011111;02.09.2024;150308-10004;150308-10004;150308-10004\n" +
		"2024./2025.;3212900030;150308-10005;5.a;21011111;02.09.2024;10.10.2024;150308-10005;150308-10005\n" +
		"2024./2025.;3212900030;150308-10006;5.a;21011111;02.09.2024;;;pārcelts;150308-10006\n"
	for _, code := range []string{"150308-10003", "150308-10004", "150308-10005", "150308-10006"} {
		persons[code] = true
	}
	name := filepath.Join(in, "150308-10004 15030810005.csv")
	if err := os.WriteFile(name, []byte(faulty), 0o644); err != nil {
		t.Fatal(err)
	}
	exec(filesReturned, "calculate", "--log", "debug", "--programme", "ventspils-2024-2030", "--year", "2025", "--in", in, "--out", out, "--returned", back)
	exec(filesReturned, "check", name)
	exec(done, "trace", "--programme", "ventspils-2024-2030", "--in", in, "--year", "2025", "--indicator", "1")

	texts := map[string]string{"what was printed and logged": said.String()}
	read := func(folder, suffix string) {
		err := fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, suffix) {
				return err
			}
			data, err := os.ReadFile(filepath.Join(folder, name))
			if err != nil {
				return err
			}
			texts[name] = string(data)
			if filepath.Ext(name) == ".xlsx" {
				texts[name] = unzipped(t, data)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	read(out, "")
	if len(texts) != 5 {
		t.Fatalf("%d texts to look at", len(texts))
	}
	read(back, ".txt") // a workbook that goes back is the sender's own
	if len(texts) < 25 {
		t.Fatalf("%d texts to look at, with those for senders", len(texts))
	}
	for where, text := range texts {
		for code := range persons {
			if strings.Contains(text, code) || strings.Contains(text, strings.Replace(code, "-", "", 1)) {
				t.Errorf("%s holds a person code that begins with %s", where, code[:6]) // the mask that people see too
			}
		}
	}
}

var personCode = regexp.MustCompile(`\b\d{6}-\d{5}\b`)

// personsIn are the person codes of the exports and templates below a folder. Codes
// are plain digits, which every encoding but UTF-16 writes alike.
func personsIn(t *testing.T, dir string) map[string]bool {
	t.Helper()
	codes := map[string]bool{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if z, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err == nil && filepath.Ext(path) == ".xlsx" {
			if shared, err := fs.ReadFile(z, "xl/sharedStrings.xml"); err == nil {
				data = shared
			}
		}
		for _, code := range personCode.FindAll(bytes.ReplaceAll(data, []byte{0}, nil), -1) {
			codes[string(code)] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return codes
}

// unzipped is the text of all parts of a workbook.
func unzipped(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}
