package templates

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"raditaji/sources"
)

// formsToVerify are the templates that outside programs look at.
func formsToVerify(t *testing.T) map[string][]byte {
	return map[string][]byte{
		"empty":  drawForm(t, smallForm(), FormContent{}, Latvian),
		"shown":  drawForm(t, smallForm(), FormContent{Shown: smallShown()}, English),
		"filled": drawForm(t, smallForm(), FormContent{Shown: smallShown(), Filled: smallFilled}, Latvian),
		"impossible": drawForm(t, smallForm(), FormContent{Filled: map[string]string{
			"careers.n": "-3", "careers.d": "1.5", "left.basic.n": "3", "left.basic.d": "9", "reasons.abroad.basic": "1", "plans.plans.money": "-0.5",
		}}, Latvian),
		"big": drawForm(t, bigForm(), FormContent{}, Latvian),
	}
}

func TestTheTemplatesFollowTheSchema(t *testing.T) { followsTheSchema(t, formsToVerify(t)) }

func TestLibreOfficeCalculatesWhatATemplateStores(t *testing.T) {
	dir := t.TempDir()
	books := formsToVerify(t)
	toCSV(t, dir, books)
	for name, content := range books {
		for _, different := range compare(t, content, 8, inCSV(dir, name)) {
			t.Errorf("%s: %s", name, different)
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
