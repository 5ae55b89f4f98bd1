package sources

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"
)

// FuzzRead holds any bytes to what is true of every submission, and reads them
// twice: nothing may depend on the secret or on the run.
func FuzzRead(f *testing.F) {
	for _, name := range sampleFiles(f) {
		if name == realExport {
			continue
		}
		data, err := os.ReadFile(filepath.Join(samples, name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, table := range dialectTables() {
		f.Add(plain.write(table))
		f.Add(dialect{encoding: utf16LE, marks: 1, comma: ",", newline: "\r\n", titles: 2, ended: "rows"}.write(table))
		f.Add(dialect{encoding: windows1257, comma: "\t", newline: "\n", quoted: true}.write(table))
	}
	other := testContext()
	other.Secret = []byte("another")
	f.Fuzz(func(t *testing.T, data []byte) {
		sub := Read("a.csv", data, testContext())
		checkSubmission(t, &sub)
		for _, p := range sub.Problems {
			if p.Code == "file.reader.panic" {
				t.Fatal("the reader panicked")
			}
		}
		again := Read("a.csv", data, other)
		if describe(&sub) != describe(&again) {
			t.Fatalf("read twice:\n%s\n%s", describe(&sub), describe(&again))
		}
		Merge([]Submission{sub, again})
	})
}

// FuzzCells holds the readers of single cells to their ranges.
func FuzzCells(f *testing.F) {
	for _, s := range []string{"01.09.2024", "2024-09-01 12:00", "2023./2024. m.g.", "1 234,5 %", "1.234", "5.a", "2. kurss", "II", "310208-23453", "0Y\u030a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return // no text: textOf refuses the file
		}
		if d, ok := parseDate(s); ok && (d.Year() < firstYear || d.Year() > lastYear || d.Month() > 12 || d.Day() > 31 || d.Month()*d.Day() == 0) {
			t.Errorf("date %d", d)
		}
		if y, ok := parseSchoolYear(s); ok && (y < firstYear || y > lastYear) {
			t.Errorf("school year %d", y)
		}
		if n, ok := parseWhole(s); ok && n < 0 {
			t.Errorf("number %d", n)
		}
		if p, ok := parsePercent(s); ok && p < 0 {
			t.Errorf("percentage %d", p)
		}
		if g, ok := parseGrade(s); ok && !g.School() && g != -1 && (g < 21 || g > 24) {
			t.Errorf("grade %d", g)
		}
		if fold(fold(s)) != fold(s) {
			t.Errorf("folding %q twice gives %q, then %q", s, fold(s), fold(fold(s)))
		}
		if text := shown(s); withoutCodes(text) != text {
			t.Errorf("%q shows a code", text)
		}
	})
}
