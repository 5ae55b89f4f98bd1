package sources_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"raditaji/sources"
	"raditaji/templates"
)

// swapped exchanges what stands in two cells.
func swapped(t testing.TB, f *excelize.File, one, other string) {
	t.Helper()
	s1, r1 := cellOf(t, f, one)
	s2, r2 := cellOf(t, f, other)
	v1, err := f.GetCellValue(s1, r1)
	must(t, err)
	v2, err := f.GetCellValue(s2, r2)
	must(t, err)
	must(t, f.SetCellValue(s1, r1, v2))
	must(t, f.SetCellValue(s2, r2, v1))
}

func TestSortedRowsAndChangedTexts(t *testing.T) {
	faultyLeavers := "leavers.all.boys leavers.all.girls leavers.work.boys leavers.work.girls leavers.family.boys leavers.family.girls"
	for _, test := range []struct {
		name   string
		edit   func(*excelize.File)
		codes  string
		faulty string
	}{
		{"rows were sorted with their texts", func(f *excelize.File) {
			for _, end := range []string{"", "_boys", "_girls"} {
				begin := "in_leavers_"
				if end == "" {
					begin = "label_leavers_"
				}
				swapped(t, f, begin+"work"+end, begin+"family"+end)
			}
		}, "form.rows.moved", faultyLeavers},
		{"a text was rewritten", func(f *excelize.File) {
			s, ref := cellOf(t, f, "label_leavers_work")
			must(t, f.SetCellValue(s, ref, " ģimenes  apstākļi "))
		}, "form.label.changed", ""},
		{"blanks in a text", func(f *excelize.File) {
			s, ref := cellOf(t, f, "label_leavers_family")
			must(t, f.SetCellValue(s, ref, " Ģimenes  apstākļi\n"))
		}, "", ""},
		{"a text was deleted", func(f *excelize.File) {
			s, ref := cellOf(t, f, "label_leavers_work")
			must(t, f.SetCellValue(s, ref, ""))
		}, "form.label.changed", ""},
		{"texts of a field", func(f *excelize.File) { swapped(t, f, "label_roma_n", "label_roma_d") }, "form.rows.moved", "roma.n roma.d"},
		{"texts of two fields", func(f *excelize.File) { swapped(t, f, "label_pupils", "label_roma_d") }, "form.rows.moved form.rows.moved", "pupils roma.n roma.d"},
		{"the unit's name", func(f *excelize.File) {
			s, ref := cellOf(t, f, "label_unit_name")
			must(t, f.SetCellValue(s, ref, "Kalna skola"))
		}, "form.owner.changed", ""},
		{"the unit's name, number and year", func(f *excelize.File) {
			for _, name := range []string{"label_unit_name", "label_unit_number", "label_unit_school_year"} {
				s, ref := cellOf(t, f, name)
				must(t, f.SetCellValue(s, ref, 4213900002))
			}
		}, "form.owner.changed form.owner.changed form.owner.changed", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			sub := read(t, edited(t, test.edit))
			var faulty []string
			for _, r := range sub.Records.Reported {
				if r.Faulty {
					faulty = append(faulty, r.Input)
				}
			}
			if got := strings.Join(codes(&sub), " "); got != test.codes {
				t.Errorf("problems %q, want %q", got, test.codes)
			}
			if got := strings.Join(faulty, " "); got != test.faulty {
				t.Errorf("faulty %q, want %q", got, test.faulty)
			}
		})
	}
	t.Run("an empty table may be sorted", func(t *testing.T) {
		data := draw(t, formOf(t, townProgramme(), school), map[string]string{"pupils": "240"}, nil)
		sub := read(t, changedBy(t, data, func(f *excelize.File) { swapped(t, f, "label_leavers_work", "label_leavers_family") }))
		if got := strings.Join(codes(&sub), " "); got != "form.label.changed" {
			t.Errorf("problems %q", got)
		}
	})
	t.Run("both names are said", func(t *testing.T) {
		sub := read(t, edited(t, func(f *excelize.File) {
			s, ref := cellOf(t, f, "label_unit_name")
			must(t, f.SetCellValue(s, ref, "Kalna skola"))
		}))
		at := slices.IndexFunc(sub.Problems, func(p sources.Problem) bool { return p.Code == "form.owner.changed" })
		if at < 0 {
			t.Fatal("nothing is said of the name")
		}
		if p := sub.Problems[at]; p.Got != "Kalna skola" || p.Args["was"] != "Paraugpils pamatskola" || p.Sheet != "Iestāde" || p.At.Row != 1 {
			t.Errorf("%+v", p)
		}
	})
}

// A template that was drawn before its texts had names is read; its formulas are
// not compared with those of today.
func TestATemplateWithoutNamesOfItsTextsIsRead(t *testing.T) {
	data := draw(t, formOf(t, townProgramme(), school), rightAnswers(), lastYears)
	data = changedBy(t, data, func(f *excelize.File) {
		shown := map[string]string{}
		rows, err := f.GetRows(sources.FormSheetShown)
		must(t, err)
		must(t, f.DeleteSheet(sources.FormSheetShown))
		_, err = f.NewSheet(sources.FormSheetShown)
		must(t, err)
		for _, row := range rows {
			if strings.HasPrefix(row[0], "label_") {
				must(t, f.DeleteDefinedName(&excelize.DefinedName{Name: row[0]}))
				continue
			}
			shown[row[0]] = row[1]
			must(t, f.SetCellStr(sources.FormSheetShown, fmt.Sprint("A", len(shown)), row[0]))
			must(t, f.SetCellStr(sources.FormSheetShown, fmt.Sprint("B", len(shown)), row[1]))
		}
		form := formOf(t, townProgramme(), school)
		id := sources.Identity{Programme: form.Programme, Unit: school, Year: ofYear, Version: form.Version}
		must(t, f.DeleteDefinedName(&excelize.DefinedName{Name: sources.FormNameCheck}))
		must(t, f.SetDefinedName(&excelize.DefinedName{Name: sources.FormNameCheck, RefersTo: `"` + id.Check(shown) + `"`}))
		s, ref := cellOf(t, f, "calc_check_roma_n")
		must(t, f.SetCellFormula(s, ref, `IF(in_roma_n>in_roma_d,"✗","✓")`))
	})
	sub := read(t, data)
	if got := answersOf(&sub); got != rightlyRead {
		t.Errorf("read:\n%s", got)
	}
	if got := strings.Join(codes(&sub), " "); got != "form.version.other" {
		t.Errorf("problems %q", got)
	}
}

func TestTwoNamesOfOneCell(t *testing.T) {
	sub := read(t, edited(t, func(f *excelize.File) {
		s, ref := cellOf(t, f, "in_roma_n")
		must(t, f.DeleteDefinedName(&excelize.DefinedName{Name: "in_pupils"}))
		column, row, err := excelize.CellNameToCoordinates(ref)
		must(t, err)
		absolute, err := excelize.CoordinatesToCellName(column, row, true)
		must(t, err)
		must(t, f.SetDefinedName(&excelize.DefinedName{Name: "in_pupils", RefersTo: "'" + s + "'!" + absolute}))
	}))
	if got := strings.Join(codes(&sub), " "); got != "form.input.shared form.input.shared" {
		t.Errorf("problems %q", got)
	}
	for _, r := range sub.Records.Reported {
		if shared := r.Input == "pupils" || r.Input == "roma.n"; shared != r.Faulty {
			t.Errorf("%s is faulty: %t", r.Input, r.Faulty)
		}
	}
}

// The sum of a table whose rows are not all filled.
func TestSumsWithEmptyTerms(t *testing.T) {
	for _, test := range []struct{ all, work, family, want string }{
		{"5", "3", "2", ""},
		{"5", "3", "", "form.sum.incomplete sum=3 whole=5"},
		{"5", "5", "", ""},
		{"5", "6", "", "form.sum.differs"},
		{"5", "3", "1", "form.sum.differs"},
		{"5", "", "", ""},
		{"", "3", "", ""},
		{"0", "", "", ""},
	} {
		answers := rightAnswers()
		answers["leavers.all.boys"], answers["leavers.work.boys"], answers["leavers.family.boys"] = test.all, test.work, test.family
		sub := read(t, draw(t, formOf(t, townProgramme(), school), answers, nil))
		got := ""
		for _, p := range sub.Problems {
			if strings.HasPrefix(p.Code, "form.sum.") {
				got = p.Code
				if p.Code == "form.sum.incomplete" {
					got += " sum=" + p.Args["sum"] + " whole=" + p.Args["whole"]
					if text, _ := templates.Latvian.Problem(p); !strings.Contains(text, "3 no 5. Tukšas šūnas: Ģimenes apstākļi, Zēni (B") {
						t.Error(text)
					}
				}
			}
		}
		if got != test.want {
			t.Errorf("%s of %s and %s gives %q, want %q", test.all, test.work, test.family, got, test.want)
		}
		for _, r := range sub.Records.Reported {
			if strings.HasPrefix(r.Input, "leavers.") && strings.HasSuffix(r.Input, ".boys") && r.Faulty != (test.want == "form.sum.differs") {
				t.Errorf("%s of %s and %s: %s is faulty: %t", test.all, test.work, test.family, r.Input, r.Faulty)
			}
		}
	}
}

// What Excel shows otherwise than it stands there.
func TestNumbersWithAnotherFormat(t *testing.T) {
	own := func(format string) *excelize.Style { return &excelize.Style{CustomNumFmt: &format} }
	for _, test := range []struct {
		address string
		value   float64
		style   *excelize.Style
		want    string
	}{
		{"pupils", 0.24, &excelize.Style{NumFmt: 9}, "form.number.percent 24 %"},
		{"hours.speech.hours", 0.125, &excelize.Style{NumFmt: 10}, "form.number.percent 12,5 %"},
		{"activities.1_1.money", 0.5, own("0.0%"), "form.number.percent 50 %"},
		{"pupils", 240, own(`0" %"`), ""},
		{"pupils", 240, own(`#,##0_ "st.";[Red]-#,##0\ "st."`), ""},
		{"pupils", 240, own(`_-* #,##0\ _s_-`), ""},
		{"hours.speech.hours", 0.5208333333333334, &excelize.Style{NumFmt: 20}, "form.number.time 12:30"},
		{"hours.speech.hours", 1.5, &excelize.Style{NumFmt: 46}, "form.number.time 36:00"},
		{"hours.speech.hours", 1.5, own("[h]:mm"), "form.number.time 36:00"},
		{"pupils", 0.5, own("hh:mm"), "form.number.time 12:00"},
		{"pupils", 240, own("[Red]0"), ""},
		{"pupils", 240, own("General"), ""},
		{"pupils", 45997, own(`dd\.mm\.yyyy`), "form.number.date 06.12.2025"},
	} {
		sub := read(t, edited(t, func(f *excelize.File) {
			s, ref := inputCell(t, f, test.address)
			must(t, f.SetCellValue(s, ref, test.value))
			style, err := f.NewStyle(test.style)
			must(t, err)
			must(t, f.SetCellStyle(s, ref, ref, style))
		}))
		got := ""
		for _, p := range sub.Problems {
			if p.Input == test.address {
				got = p.Code + " " + p.Got
			}
		}
		if got != test.want {
			t.Errorf("%s %v: got %q, want %q", test.address, test.value, got, test.want)
		}
	}
}

func TestCodesOutsideTheInputs(t *testing.T) {
	const code = "Jānis 150308-12345"
	for _, test := range []struct {
		name  string
		edit  func(*excelize.File)
		parts string // put before the end of the sheet of the indicators
		count string
	}{
		{"on a sheet of one's own, twice", func(f *excelize.File) {
			_, err := f.NewSheet("Mani")
			must(t, err)
			must(t, f.SetCellStr("Mani", "A1", code))
			must(t, f.SetCellStr("Mani", "A2", code))
		}, "", "2"},
		{"in rich text", func(f *excelize.File) {
			must(t, f.SetCellRichText(f.GetSheetList()[1], "A90", []excelize.RichTextRun{{Text: "15030"}, {Text: "8-12345"}}))
		}, "", "1"},
		{"in the cell and in a note", func(f *excelize.File) {
			must(t, f.AddComment(f.GetSheetList()[1], excelize.Comment{Cell: "A5", Author: "x", Text: code}))
		}, "", "1"},
		{"in a text that stands in the cell", func(*excelize.File) {}, `<row r="900"><c r="A900" t="inlineStr"><is><t>` + code + `</t></is></c></row>`, "1"},
		{"in the text that a formula gives", func(*excelize.File) {}, `<row r="900"><c r="A900" t="str"><f>B1</f><v>` + code + `</v></c></row>`, "1"},
		{"in an input only", func(f *excelize.File) {
			s, ref := inputCell(t, f, "activities.1_1.done")
			must(t, f.SetCellStr(s, ref, code))
		}, "", ""},
		{"in an input and beside it", func(f *excelize.File) {
			s, ref := inputCell(t, f, "activities.1_1.done")
			must(t, f.SetCellStr(s, ref, code))
			must(t, f.SetCellStr(s, "A90", code))
		}, "", "1"},
		{"dates, amounts and numbers of institutions", func(f *excelize.File) {
			must(t, f.SetCellStr(f.GetSheetList()[1], "A90", "01.09.2024–31.05.2025; 4213900001; 1 234 567,89; 26123456, 67123456"))
		}, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			data := edited(t, test.edit)
			if test.parts != "" {
				data = rewritten(t, data, func(name string, content []byte) []byte {
					if name != "xl/worksheets/sheet2.xml" {
						return content
					}
					return bytes.Replace(content, []byte("</sheetData>"), []byte(test.parts+"</sheetData>"), 1)
				})
			}
			sub := read(t, data)
			got := ""
			for _, p := range sub.Problems {
				if p.Code == "form.codes.outside" {
					got = p.Args["count"]
				}
			}
			if got != test.count {
				t.Errorf("%q codes outside the inputs, want %q", got, test.count)
			}
		})
	}
}

func TestWhatIsStillEmptyIsSaid(t *testing.T) {
	for _, test := range []struct {
		empty []string
		want  string
	}{
		{nil, "1: Atbalsts (1)"},
		{[]string{"pupils", "plan", "leavers.work.girls"}, "4: Rādītāji (2), Pārtraukušie (1), Atbalsts (1)"},
	} {
		answers := rightAnswers()
		for _, address := range test.empty {
			delete(answers, address)
		}
		sub := read(t, draw(t, formOf(t, townProgramme(), school), answers, nil))
		for _, p := range sub.Problems {
			if got := p.Args["count"] + ": " + p.Args["sheets"]; p.Code == "form.fields.empty" && got != test.want || p.Severity != sources.Notice {
				t.Errorf("%s %q, want %q", p.Code, got, test.want)
			}
		}
		if len(sub.Problems) != 1 {
			t.Errorf("problems %v", codes(&sub))
		}
	}
}
