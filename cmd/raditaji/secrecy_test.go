package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"raditaji/cmd/raditaji/internal/sample"
	"raditaji/indicators"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
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

// What the service remembers, logs, prints and shows holds no person: no code of the
// exports and templates, however it is written and wherever it stands, in names of
// files, in what officers write; and no name but where a cell that cannot be read is
// quoted for who is to mend it.
func TestAServiceTellsOfNoPerson(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	var log, said bytes.Buffer
	h := opened(t, &log)
	watched, given := &secrets{}, originals{}
	drop := func(name string, data []byte) {
		t.Helper()
		watched.add([]byte(name))
		watched.addFile(data)
		given[sha256.Sum256(data)] = true
		path := h.inbox(filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	e := exports{}
	if err := sample.Write(e, sample.Options{Programme: h.pipeline.Programme, Seed: 3, Scale: 0.05, Faults: true}); err != nil {
		t.Fatal(err)
	}
	for name, f := range e {
		drop(name, f.Data)
	}
	if inTemplate := "15030812345"; len(watched.codes) < 200 || !watched.codes[inTemplate] {
		t.Fatalf("%d persons in the sample, %s among them: %t", len(watched.codes), inTemplate, watched.codes[inTemplate])
	}
	h.pipeline.Programme.Collection.Opens = "01.01." // whatever day it is
	for _, j := range h.jobs() {
		if err := j.do(t.Context()); err != nil {
			t.Fatalf("%s: %v", j.name, err)
		}
	}
	scan := func() {
		t.Helper()
		for _, j := range h.jobs() {
			if j.name == "scan" || j.name == "requests" {
				if err := j.do(t.Context()); err != nil {
					t.Fatalf("%s: %v", j.name, err)
				}
			}
		}
	}
	const heading = "Mācību gads;Iestādes reģ. nr.;Personas kods;Vārds, uzvārds;Klase/kurss;Izglītības programmas kods;Uzņemts;Atskaitīts;Atskaitīšanas iemesls;Gada lēmums"
	row := func(cells string) string { return "2024./2025.;3212900030;" + cells + "\n" }
	faulty := heading + ";150308-20011\n" +
		row("150308-20012;Zvirbulis Žans;5.a;21011111;02.09.2024;;;pārcelts;") +
		row("15030820013;Zvirbulis Žans;150308-20014;21011111;02.09.2024;;;pārcelts;") +
		row("150308–20015;Zvirbulis Žans;Zvirbulis Žans;21011111;02.09.2024;150308 20016;;pārcelts;150308-20017") +
		row("150308-20018;Zvirbulis Žans;5.a;15030820019;02.09.2024;;150308.20020;Zvirbulis Žans;") +
		row(`="150308-20021";Zvirbulis Žans;150308;20022;02.09.2024;;;pārcelts;`) +
		strings.Replace(row("150308-20023;Zvirbulis Žans;5.a;21011111;02.09.2024;;;pārcelts;"), "3212900030", "150308-20024", 1)
	for _, code := range []string{"20013", "20015", "20016", "20019", "20020"} {
		watched.codes["150308"+code] = true
	}
	drop("150308-20031 Anna/15030820012.csv", []byte(faulty))
	drop("veidne 150308-20043.xlsx", templateWith(t, h.pipeline.Programme, map[string]string{
		"xl/workbook.xml":   "Iestāde=150308-20041",
		"docProps/core.xml": "</coreProperties>=<dc:description>150308-20042</dc:description></coreProperties>",
	}))
	scan()

	// What officers decide, by gestures and by commands.
	write := func(path, text string) {
		t.Helper()
		watched.add([]byte(text))
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	returned, err := filepath.Glob(filepath.Join(h.service.Share, h.service.Folders.Returned, "* Anna", "*.csv"))
	if err != nil || len(returned) != 1 {
		t.Fatalf("returned are %v (%v)", returned, err)
	}
	write(filepath.Join(filepath.Dir(returned[0]), "PIENEMT.txt"), "Par 150308-20051 un 15030820052.")
	drop("parrekinat-2025 150308-20053.txt", []byte("150308-20054"))
	write(h.inbox("parrekinat-2025.txt"), "Pēc 150308-20055 lūguma")
	scan()
	for _, code := range []string{"20052", "20061", "20062", "20063", "20064", "20065", "20066"} {
		watched.codes["150308"+code] = true
	}
	accepted, err := h.ledger.StandingIn(t.Context(), ledger.Accepted, "")
	if err != nil {
		t.Fatal(err)
	}
	decided, answered := int64(0), false
	for _, s := range accepted {
		if strings.HasPrefix(s.Folder, "150308-") {
			decided = s.ID
		}
	}
	if decided == 0 {
		t.Fatal("the officer's gesture accepted nothing")
	}
	config := filepath.Join(filepath.Dir(h.service.State), serviceFileName)
	command := func(args ...string) {
		t.Helper()
		cmd := exec.Command("raditaji", append(args, "--config", config, "--log", "debug")...)
		out, err := cmd.CombinedOutput()
		said.Write(out)
		var exit *exec.ExitError
		if err != nil && (!errors.As(err, &exit) || exit.ExitCode() == misuse) {
			t.Fatalf("raditaji %s: %v\n%s", args[0], err, out)
		}
	}
	for _, s := range accepted {
		queries, err := h.ledger.Queries(t.Context(), s.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(queries) > 0 && !answered {
			answered = true
			command("answer", fmt.Sprint(queries[0].ID), "--answer", "Skola teica: 150308-20061 un 15030820062")
		}
	}
	if !answered {
		t.Error("no query was answered")
	}
	command("rerun", "--year", "2025", "--reason", "150308 20063")
	command("approve", "--run", "1", "--reason", "150308–20064")
	command("withdraw", fmt.Sprint(decided), "--reason", "150308.20065")
	command("rerun", "--year", "2025", "--reason", "15030820066")
	command("status", "--year", "2025")
	command("runs")
	command("diff", "1", "2")
	command("diff", "2", "3")
	command("trace", "--run", "1", "--indicator", "4")
	command("accept", "99999", "--reason", "150308-20063")
	command("backup")
	command("doctor")

	texts := given.said(t, filepath.Dir(h.service.State))
	for name, text := range given.said(t, temporary) {
		texts["temporary "+name] = text
	}
	texts["the log"], texts["what commands print"] = log.String(), said.String()
	counts, names := map[string]int{}, secrets{words: []string{"Zvirbulis", "20022"}}
	for where, text := range texts {
		if told := watched.in(where + "\n" + text); len(told) > 0 {
			t.Errorf("%s holds %v", sources.WithoutCodes(where), told)
		}
		top := strings.Split(filepath.ToSlash(where), "/")
		// A cell that cannot be read is quoted where somebody is to mend it.
		quotes := where == "what commands print" || slices.Contains(top, h.service.Folders.Returned) ||
			slices.Contains(top, h.service.Folders.Results) && !strings.Contains(where, "results.")
		if told := names.in(text); len(told) > 0 && !quotes {
			t.Errorf("%s holds %v", sources.WithoutCodes(where), told)
		}
		switch {
		case strings.Contains(where, "monitorings-"):
			counts["workbooks"]++
		case strings.HasSuffix(where, "SANEMTS.txt"), strings.HasSuffix(where, "KLUDAS.txt"):
			counts["answers"]++
		case slices.Contains(top, h.service.Folders.Forms):
			counts["templates"]++
		case strings.Contains(where, "ledger"):
			counts["ledgers"]++
		}
	}
	if counts["workbooks"] < 3 || counts["answers"] < 80 || counts["templates"] < 20 || counts["ledgers"] < 3 || log.Len() == 0 {
		t.Errorf("looked at %v and a log of %d bytes", counts, log.Len())
	}
}

// templateWith is a template that was filled in rightly, with a text in each of
// some parts replaced: "old=new".
func templateWith(t *testing.T, p *indicators.Programme, changes map[string]string) []byte {
	t.Helper()
	e := exports{}
	if err := sample.Write(e, sample.Options{Programme: p, Seed: 3, Scale: 0.05}); err != nil {
		t.Fatal(err)
	}
	names := slices.DeleteFunc(sortedNames(e, ".xlsx"), func(name string) bool { return !strings.Contains(name, "2024-2025") })
	c := &crowd{t: t, templates: [][]byte{e[names[0]].Data}}
	for part, change := range changes {
		old, with, _ := strings.Cut(change, "=")
		c.templates[0] = c.with(part, func(text []byte) []byte {
			if !bytes.Contains(text, []byte(old)) {
				t.Fatalf("%s of %s holds no %s", part, names[0], old)
			}
			return bytes.ReplaceAll(text, []byte(old), []byte(with))
		})
	}
	return c.templates[0]
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
func unzipped(t testing.TB, data []byte) string {
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
