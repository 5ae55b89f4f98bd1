package templates

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// descriptions are the words of charts and pictures.
var descriptions = regexp.MustCompile(`<xdr:cNvPr [^>]*descr="([^"]*)"`)

// entries are the parts of a workbook.
func entries(t testing.TB, content []byte) map[string][]byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name] != nil {
			t.Errorf("%s stands twice", f.Name)
		}
		parts[f.Name] = b
	}
	return parts
}

type sheetXML struct {
	Rows []struct {
		R     int `xml:"r,attr"`
		Cells []struct {
			R string `xml:"r,attr"`
			S int    `xml:"s,attr"`
			T string `xml:"t,attr"`
			F string `xml:"f"`
			V string `xml:"v"`
			I string `xml:"is>t"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
	Links []struct {
		ID string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
	} `xml:"hyperlinks>hyperlink"`
	Lists []struct{} `xml:"dataValidations>dataValidation"`
}

// The checks that no validator makes; verification.md lists them.
func TestTheWorkbookIsSoundWhereNoValidatorLooks(t *testing.T) {
	for _, c := range []struct {
		name   string
		report *Report
	}{
		{"small", smallReport(Latvian)}, {"English", smallReport(English)}, {"twenty institutions", bigReport(20)}, {"revised", revisedReport(Latvian)},
	} {
		t.Run(c.name, func(t *testing.T) {
			content := writeWorkbook(t, c.report)
			parts := entries(t, content)
			var styles struct {
				Xfs []struct{} `xml:"cellXfs>xf"`
			}
			var shared struct {
				Texts []struct{} `xml:"si"`
			}
			parse(t, parts, "xl/styles.xml", &styles)
			parse(t, parts, "xl/sharedStrings.xml", &shared)
			sheets := 0
			for name := range parts {
				if !strings.HasPrefix(name, "xl/worksheets/sheet") {
					continue
				}
				sheets++
				var s sheetXML
				parse(t, parts, name, &s)
				if len(s.Lists) > 0 {
					t.Errorf("%s: %d validations; there are to be none", name, len(s.Lists))
				}
				for _, l := range s.Links {
					if l.ID != "" {
						t.Errorf("%s: a link leads out of the workbook", name)
					}
				}
				lastRow := 0
				for _, row := range s.Rows {
					if row.R <= lastRow || row.R > 1048576 {
						t.Errorf("%s: row %d after row %d", name, row.R, lastRow)
					}
					lastRow = row.R
					lastCol := 0
					for _, x := range row.Cells {
						col, at, err := excelize.CellNameToCoordinates(x.R)
						if err != nil || at != row.R || col <= lastCol {
							t.Errorf("%s: cell %s in row %d after column %d", name, x.R, row.R, lastCol)
						}
						lastCol = col
						if x.S < 0 || x.S >= len(styles.Xfs) {
							t.Errorf("%s!%s: style %d of %d", name, x.R, x.S, len(styles.Xfs))
						}
						if len([]rune(x.V+x.I)) > 32767 {
							t.Errorf("%s!%s: text too long", name, x.R)
						}
						number, err := strconv.ParseFloat(x.V, 64)
						switch {
						case x.T == "s" && (err != nil || number < 0 || int(number) >= len(shared.Texts)):
							t.Errorf("%s!%s: text %q of %d", name, x.R, x.V, len(shared.Texts))
						case x.F != "" && x.T == "str" && err == nil:
							t.Errorf("%s!%s: the number %s of a formula is marked as text", name, x.R, x.V)
						case strings.HasPrefix(x.F, "="):
							t.Errorf("%s!%s: the formula begins with =", name, x.R)
						case x.T == "" && x.V != "" && (math.IsNaN(number) || err != nil):
							t.Errorf("%s!%s: %q is no number", name, x.R, x.V)
						}
					}
				}
			}
			if want := map[bool]int{false: 11, true: 12}[c.report.Recorded]; sheets != want {
				t.Errorf("%d sheets", sheets)
			}
			tables(t, content)
			contrast(t, openWorkbook(t, content))
			drawing := string(parts["xl/drawings/drawing1.xml"])
			if frames := strings.Count(drawing, "<xdr:graphicFrame"); frames == 0 || frames != len(descriptions.FindAllString(drawing, -1)) {
				t.Errorf("%d charts, %d with a description", frames, len(descriptions.FindAllString(drawing, -1)))
			}
		})
	}
}

func parse(t *testing.T, parts map[string][]byte, name string, into any) {
	t.Helper()
	if err := xml.Unmarshal(parts[name], into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// tables checks that names are unique, headings are unique texts, and that no cell
// of a table is blank but the one that a sparkline fills.
func tables(t *testing.T, content []byte) {
	t.Helper()
	f := openWorkbook(t, content)
	seen := map[string]bool{}
	for _, n := range f.GetDefinedName() {
		if strings.HasPrefix(n.Name, "_xlnm.") {
			continue
		}
		if seen[strings.ToLower(n.Name)] {
			t.Errorf("the name %s stands twice", n.Name)
		}
		seen[strings.ToLower(n.Name)] = true
	}
	for _, sheet := range f.GetSheetList() {
		if seen[strings.ToLower(sheet)+"\x00"] {
			t.Errorf("the sheet %s stands twice", sheet)
		}
		seen[strings.ToLower(sheet)+"\x00"] = true
		list, err := f.GetTables(sheet)
		if err != nil {
			t.Fatal(err)
		}
		merged, err := f.GetMergeCells(sheet, true)
		if err != nil {
			t.Fatal(err)
		}
		if len(merged) > 0 && sheet != wordsChangesSheet.LV {
			t.Errorf("%s has merged cells; only paragraphs may be wider than a column", sheet)
		}
		for _, table := range list {
			if seen[strings.ToLower(table.Name)] {
				t.Errorf("the table %s stands twice", table.Name)
			}
			seen[strings.ToLower(table.Name)] = true
			from, to, _ := strings.Cut(table.Range, ":")
			c1, r1, _ := excelize.CellNameToCoordinates(from)
			c2, r2, _ := excelize.CellNameToCoordinates(to)
			for _, m := range merged {
				m1, n1, _ := excelize.CellNameToCoordinates(m.GetStartAxis())
				m2, n2, _ := excelize.CellNameToCoordinates(m.GetEndAxis())
				if m1 <= c2 && c1 <= m2 && n1 <= r2 && r1 <= n2 {
					t.Errorf("%s: merged cells %s in the table", table.Name, m[0])
				}
			}
			heads := map[string]bool{}
			sparkline := 0
			for col := c1; col <= c2; col++ {
				head, _ := f.GetCellValue(sheet, cell(col, r1))
				if head == "" || heads[strings.ToLower(head)] || regexp.MustCompile(`^Column\d+$`).MatchString(head) {
					t.Errorf("%s: heading %q", table.Name, head)
				}
				heads[strings.ToLower(head)] = true
				if head == "Tendence" || head == "Trend" {
					sparkline = col
				}
				for row := r1 + 1; row <= r2; row++ {
					v, _ := f.GetCellValue(sheet, cell(col, row))
					if v == "" && col != sparkline {
						t.Errorf("%s: %s!%s is blank", table.Name, sheet, cell(col, row))
					}
				}
			}
		}
	}
}

// contrast checks every style in use: ink on paper at least 4.5 : 1.
func contrast(t *testing.T, f *excelize.File) {
	t.Helper()
	checked := map[int]bool{}
	eachCell(t, f, func(sheet, at string, _, _ int, _, _ string) {
		id, err := f.GetCellStyle(sheet, at)
		if err != nil || checked[id] {
			return
		}
		checked[id] = true
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		paper := "FFFFFF"
		if len(style.Fill.Color) > 0 {
			paper = style.Fill.Color[0]
		}
		if style.Font == nil {
			t.Errorf("%s!%s has no style of ours", sheet, at)
			return
		}
		if c := ratio(style.Font.Color, paper); c < 4.5 {
			t.Errorf("%s!%s: %s on %s has a contrast of %.2f", sheet, at, style.Font.Color, paper, c)
		}
	})
}

// ratio is the contrast of two colours as the accessibility guidelines define it.
func ratio(a, b string) float64 {
	light := func(colour string) float64 {
		var sum float64
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			n, _ := strconv.ParseUint(colour[len(colour)-6+2*i:len(colour)-4+2*i], 16, 8)
			v := float64(n) / 255
			if v <= 0.04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			sum += weight * v
		}
		return sum
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestEveryFormulaGivesTheStoredValue(t *testing.T) {
	f := openWorkbook(t, writeWorkbook(t, smallReport(Latvian)))
	formulas := 0
	eachCell(t, f, func(sheet, at string, _, _ int, value, formula string) {
		if formula == "" {
			return
		}
		formulas++
		got, err := f.CalcCellValue(sheet, at, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Errorf("%s!%s =%s: %v", sheet, at, formula, err)
			return
		}
		if !sameNumber(got, value) {
			t.Errorf("%s!%s =%s gives %s, stored is %s", sheet, at, formula, got, value)
		}
	})
	if formulas < 40 {
		t.Errorf("%d formulas only", formulas)
	}
}

// sameNumber compares two texts as numbers where both are, else as texts.
func sameNumber(a, b string) bool {
	x, errX := number64(a)
	y, errY := number64(b)
	if errX != nil || errY != nil {
		return a == b
	}
	return math.Abs(x-y) <= 1e-12*max(1, math.Abs(x))
}

// number64 reads a number as programs export it, "1.62%" included.
func number64(text string) (float64, error) {
	if cut, ok := strings.CutSuffix(text, "%"); ok {
		v, err := strconv.ParseFloat(cut, 64)
		return v / 100, err
	}
	return strconv.ParseFloat(text, 64)
}

func TestMunicipalityIsTheSumOfTheLinesAboveIt(t *testing.T) {
	f := openWorkbook(t, writeWorkbook(t, smallReport(Latvian)))
	rows, err := f.GetRows("Iestādes", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string][3]float64{}
	checked := 0
	for _, row := range rows[4:] {
		if len(row) < institutionColumns {
			break
		}
		group := fmt.Sprint(row[atNumber-1], row[atPart-1], row[atSource-1])
		sum := sums[group]
		for i := range sum {
			v, err := strconv.ParseFloat(row[atNumerator-1+i], 64)
			switch {
			case err != nil:
			case row[atInstitution-1] == "Pašvaldība kopā":
				if v != sum[i] && row[atSource-1] != "SEMR" {
					t.Errorf("%s: column %d sums up to %v, the municipality has %v", group, i, sum[i], v)
				}
				checked++
			default:
				sum[i] += v
			}
		}
		sums[group] = sum
	}
	if checked < 10 {
		t.Errorf("%d totals only", checked)
	}
}
