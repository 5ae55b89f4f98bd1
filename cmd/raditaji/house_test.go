package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"raditaji/templates"
)

// opened is a service in a new folder with all that it remembers open. Files are
// read in this process.
func opened(t testing.TB, log *bytes.Buffer) *house {
	t.Helper()
	dir := t.TempDir()
	var said bytes.Buffer
	if code := run([]string{"init", dir}, &said, &said); code != done {
		t.Fatalf("init: %d\n%s", code, said.String())
	}
	c := &console{out: &said, err: &said, language: templates.Latvian, log: zerolog.Nop()}
	file := filepath.Join(dir, serviceFileName)
	s, _, err := c.service(file)
	if err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	s.Settle = 1
	h, err := c.open(t.Context(), s, file, zerolog.New(log).Level(zerolog.DebugLevel))
	if err != nil {
		t.Fatal(err)
	}
	h.pipeline.ReadCommand = nil
	t.Cleanup(func() {
		if err := h.close(); err != nil {
			t.Error(err)
		}
	})
	return h
}

// inbox is a path in the folder of arrivals.
func (h *house) inbox(name string) string {
	return filepath.Join(h.service.Share, h.service.Folders.Inbox, name)
}

func TestOnlyYearsWhoseInputsChangedAreCalculated(t *testing.T) {
	var log bytes.Buffer
	h := opened(t, &log)
	ctx := context.Background()
	drop := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(h.inbox(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := h.scan(ctx); err != nil {
			t.Fatal(err)
		}
	}
	outdated := func(want ...int) {
		t.Helper()
		got, err := h.pipeline.Outdated(ctx)
		if err != nil || len(got) != len(want) {
			t.Fatalf("outdated are %v, want %v (%v)", got, want, err)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("outdated are %v, want %v", got, want)
			}
		}
	}
	const heading = "Mācību gads;Iestādes reģ. nr.;Personas kods;Klase/kurss;Izglītības programmas kods;Uzņemts;Atskaitīts;Atskaitīšanas iemesls;Gada lēmums\n"
	outdated()
	drop("a.csv", heading+"2023./2024.;3212900030;150308-10003;5.a;21011111;02.09.2023;;;pārcelts\n")
	outdated(2024)
	if err := h.calculate(ctx); err != nil {
		t.Fatal(err)
	}
	outdated()
	// 2024./2025. is 2025's own, and flows of 2024 reach into it.
	drop("b.csv", heading+"2024./2025.;3212900030;150308-10003;6.a;21011111;02.09.2024;;;pārcelts\n")
	outdated(2024, 2025)
	if err := h.calculate(ctx); err != nil {
		t.Fatal(err)
	}
	outdated()
	// The workbook of before stands in the history, and nothing that was left by the way.
	history, err := os.ReadDir(filepath.Join(h.service.Share, "rezultati", "2024", "vesture"))
	if err != nil || len(history) != 1 || !strings.HasPrefix(history[0].Name(), "monitorings-ventspils-2024-2030-2024 (") {
		t.Errorf("the history holds %v (%v)", history, err)
	}
	// When the originals are deleted at their age, the results stay.
	forgotten, err := h.pipeline.Retain(ctx, now().Add(time.Hour), time.Time{})
	if err != nil || forgotten != 2 {
		t.Fatalf("%d originals forgotten, want 2 (%v)", forgotten, err)
	}
	if kept, err := h.archive.All(); err != nil || len(kept) != 0 {
		t.Errorf("the archive holds %v (%v)", kept, err)
	}
	outdated()
	if err := h.scan(ctx); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(h.service.Share, "pienemtie", "*", "*"))
	if err != nil || len(left) != 0 {
		t.Errorf("among the accepted stand %v (%v)", left, err)
	}
	if _, err := os.Stat(filepath.Join(h.service.Share, "rezultati", "2025", "results.csv")); err != nil {
		t.Errorf("the results went: %v", err)
	}
}

func TestTheReturnedAreForgottenAtTheirOwnAge(t *testing.T) {
	var log bytes.Buffer
	h := opened(t, &log)
	ctx := context.Background()
	if err := os.WriteFile(h.inbox("nekas.csv"), []byte("Krāsa;Vārds\nzaļa;abols\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := h.scan(ctx); err != nil {
		t.Fatal(err)
	}
	if n, err := h.pipeline.Retain(ctx, time.Time{}, now().Add(-time.Hour)); n != 0 || err != nil {
		t.Errorf("%d forgotten before their age (%v)", n, err)
	}
	if n, err := h.pipeline.Retain(ctx, time.Time{}, now().Add(time.Hour)); n != 1 || err != nil {
		t.Errorf("%d forgotten at their age, want 1 (%v)", n, err)
	}
}

func TestOnlyTheNewestBackupsStay(t *testing.T) {
	var log bytes.Buffer
	h := opened(t, &log)
	if err := os.MkdirAll(backupsPath(h.service), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ledger-20260101-000000.db", "ledger-20260103-000000.db", "ledger-20260102-000000.db", "ledger-20990101-000000.db", "mans.db"} {
		if err := os.WriteFile(filepath.Join(backupsPath(h.service), name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := dropBackups(backupsPath(h.service), 2); n != 1 || err != nil {
		t.Errorf("%d dropped, want 1 (%v)", n, err)
	}
	for name, there := range map[string]bool{"ledger-20260101-000000.db": false, "ledger-20260102-000000.db": true, "ledger-20990101-000000.db": true, "mans.db": true} {
		if _, err := os.Stat(filepath.Join(backupsPath(h.service), name)); (err == nil) != there {
			t.Errorf("%s stands there: %t", name, err == nil)
		}
	}
}

func TestAFullLogIsPutAside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log", "raditaji.log")
	l, err := openLog(path, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"one\n", "two\n", "three\n", "four\n", "five\n", "six six six six\n", "seven\n"} {
		if _, err := l.Write([]byte(line)); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"": "seven\n", ".1": "six six six six\n", ".2": "four\nfive\n", ".3": "three\n", ".4": "one\ntwo\n"} {
		if got, err := os.ReadFile(path + name); err != nil || string(got) != want {
			t.Errorf("%s holds %q, want %q (%v)", name, got, want, err)
		}
	}
}

// docs/raditaji.service is what service install writes, filled in.
func TestTheUnitInDocsIsTheInstalledOne(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "raditaji.service"))
	if err != nil {
		t.Fatal(err)
	}
	filled := strings.NewReplacer(
		"{{Description}}", description, "{{Path | cmdEscape}}", "/usr/local/bin/raditaji",
		"{{range Arguments}} {{. | cmd}}{{end}}", ` "serve" "--config" "/srv/raditaji/raditaji.yaml"`,
		"{{if UserName}}", "", "{{UserName}}", "raditaji", "\n{{end}}", "\n",
	).Replace(unit)
	if filled != string(page) {
		t.Errorf("the unit, filled in:\n%s", filled)
	}
}

// sourceOf is the text of files of this package.
func sourceOf(files ...string) (text []byte, err error) {
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		text = append(text, data...)
	}
	return text, nil
}

func TestEveryFindingOfTheDoctorHasWords(t *testing.T) {
	source, err := sourceOf("doctor.go", "doctor_share.go")
	if err != nil {
		t.Fatal(err)
	}
	for code, words := range templates.DoctorWords {
		if !strings.Contains(string(source), `"`+code+`"`) {
			t.Errorf("the doctor never finds %s", code)
		}
		for _, w := range []string{words.Text.LV, words.Text.EN, words.Remedy.LV, words.Remedy.EN} {
			if w == "" {
				t.Errorf("%s lacks words", code)
			}
		}
	}
	for _, call := range []string{"bad(", "doubtful("} {
		for _, rest := range strings.Split(string(source), call+`"`)[1:] {
			code, _, _ := strings.Cut(rest, `"`)
			if _, ok := templates.DoctorWords[code]; !ok {
				t.Errorf("%s has no words", code)
			}
		}
	}
}

// A service goes on with its programme file as it is changed; one with a fault
// changes nothing, is told once, and stops nobody's file.
func TestAChangedProgrammeFileIsGoneOnWith(t *testing.T) {
	var log bytes.Buffer
	h := opened(t, &log)
	file := filepath.Join(t.TempDir(), "sava.yaml")
	carried, err := programmeBytes(h.service.Programme)
	if err != nil {
		t.Fatal(err)
	}
	h.service.Programme = file
	at := now().Add(-time.Hour)
	put := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		at = at.Add(time.Minute)
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
	drop := func(name, institution string, want string) {
		t.Helper()
		text := "Mācību gads;Iestādes reģ. nr.;Personas kods;Klase/kurss;Izglītības programmas kods;Uzņemts;Atskaitīts;Atskaitīšanas iemesls;Gada lēmums\n" +
			"2023./2024.;" + institution + ";150308-10003;5.a;21011111;02.09.2023;;;pārcelts\n"
		if err := os.WriteFile(h.inbox(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := h.scan(t.Context()); err != nil {
			t.Fatal(err)
		}
		if left, err := filepath.Glob(filepath.Join(h.service.Share, want)); err != nil || len(left) != 1 {
			t.Errorf("%s: %v stands as %s (%v)\n%s", name, left, want, err, log.String())
		}
	}
	put(string(carried))
	drop("a.csv", "4999900000", "atgrieztie/a.csv KLUDAS.txt")
	before := h.current().ProgrammeSHA

	first := strings.ReplaceAll(string(carried), "3212900030", "4999900000")
	put("id: [\n")
	drop("b.csv", "3212900030", "pienemtie/2024/*SANEMTS.txt")
	drop("c.csv", "4999900000", "atgrieztie/c.csv KLUDAS.txt")
	if n := strings.Count(log.String(), "cannot be used"); n != 1 || h.current().ProgrammeSHA != before {
		t.Errorf("told %d times\n%s", n, log.String())
	}
	put(first)
	if err := os.Mkdir(h.inbox("d"), 0o755); err != nil {
		t.Fatal(err)
	}
	drop("d/d.csv", "4999900000", "pienemtie/2024/d/*SANEMTS.txt")
	if h.current().ProgrammeSHA == before || !strings.Contains(log.String(), "goes on with the changed programme file") {
		t.Errorf("it was not noticed\n%s", log.String())
	}
	// One that was written just now may not be whole yet.
	if err := os.WriteFile(file, carried, 0o600); err != nil {
		t.Fatal(err)
	}
	h.current().Share.Settle = time.Hour
	if err := h.noticeProgramme(t.Context()); err != nil || h.current().ProgrammeSHA == before {
		t.Errorf("a file that may still be written is used (%v)", err)
	}
}
