package sources_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"raditaji/sources"
)

// Workbooks that would cost a careless reader its memory, its time or a figure.
// Each is refused with a sentence of its own or read rightly, and soon.
func TestHostileWorkbooks(t *testing.T) {
	plain := packed(t, drawn(t, "small"))
	rows := func(n int, row string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, row, 900+i)
		}
		b.WriteString("</sheetData>")
		return b.String()
	}
	part := func(name string, content func([]byte) []byte) func(*testing.T, []byte) []byte {
		return func(t *testing.T, data []byte) []byte {
			return rewritten(t, data, func(n string, old []byte) []byte {
				if n == name {
					return content(old)
				}
				return old
			})
		}
	}
	const sheet = "xl/worksheets/sheet2.xml"
	for _, test := range []struct {
		name string
		do   func(*testing.T, []byte) []byte
		want string // codes; empty: read as if nothing were there
	}{
		{"a million empty rows with a format", inSheet("</sheetData>", rows(1_000_000, `<row r="%d" ht="15" s="1" customFormat="1"/>`)), "file.workbook.rows"},
		{"a hundred thousand of them", inSheet("</sheetData>", rows(100_000, `<row r="%d" ht="15" s="1" customFormat="1"/>`)), ""},
		{"empty cells in as many rows", inSheet("</sheetData>", rows(100_000, `<row r="%d"><c s="1"/><c s="1"/><c s="1"/></row>`)), ""},
		{"rows without numbers", inSheet("</sheetData>", strings.Repeat("<row/>", 200_000)+"</sheetData>"), "file.workbook.order"},
		{"a row number of fifteen digits", inSheet("</sheetData>", `<row r="231999999999940"/></sheetData>`), "file.workbook.broken"},
		{"a row number of ten digits", inSheet("</sheetData>", `<row r="2000000000"/></sheetData>`), "file.workbook.broken"},
		{"a cell beyond the last column", inSheet("</sheetData>", `<row r="900"><c r="XFE900"><v>1</v></c></row></sheetData>`), "file.workbook.broken"},
		{"a cell of another row", inSheet("</sheetData>", `<row r="900"><c r="A901"><v>1</v></c></row></sheetData>`), "file.workbook.order"},
		{"the same cell twice", inSheet("</sheetData>", `<row r="900"><c r="A900"/><c r="A900"><v>1</v></c></row></sheetData>`), "file.workbook.order"},
		{"a repeated row", inSheet("</sheetData>", `<row r="900"/><row r="900"/></sheetData>`), "file.workbook.order"},
		{"a sheet that breaks off", part(sheet, func(c []byte) []byte { return c[:len(c)/2] }), "file.workbook.broken"},
		{"a sheet with a bad character", inSheet("<v>240</v>", "<v>24\x010</v>"), "file.workbook.broken"},
		{"a sheet with bytes that are no text", inSheet("<v>240</v>", "<v>24\xff0</v>"), "file.workbook.broken"},
		{"something after the sheet's end", inSheet("</worksheet>", "</worksheet><worksheet/>"), "file.workbook.broken"},
		{"elements in elements", inSheet("</sheetData>", "</sheetData>"+strings.Repeat("<a>", 100_000)), "file.workbook.broken"},
		{"an empty sheet part", part(sheet, func([]byte) []byte { return nil }), "file.workbook.broken"},
		{"a shared text that is not there", inSheet("</sheetData>", `<row r="900"><c r="A900" t="s"><v>99999</v></c></row></sheetData>`), "file.workbook.broken"},
		{"a shared text with a number below zero", inSheet("</sheetData>", `<row r="900"><c r="A900" t="s"><v>-1</v></c></row></sheetData>`), "file.workbook.broken"},
		{"entities within entities", inSheet("<worksheet", `<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><worksheet`), "file.workbook.doctype"},
		{"a DOCTYPE among the texts", part("xl/sharedStrings.xml", func(c []byte) []byte {
			return bytes.Replace(c, []byte("<sst"), []byte("<!DOCTYPE sst><sst"), 1)
		}), "file.workbook.doctype"},
		{"thirty megabytes of blanks", inSheet("</sheetData>", "</sheetData>"+strings.Repeat(" ", 30<<20)), ""},
		{"a part of seventy megabytes", inSheet("</sheetData>", "</sheetData>"+strings.Repeat(" ", 70<<20)), "file.workbook.cells"},
		{"more than the unpacked size", part("xl/theme/theme1.xml", func([]byte) []byte { return make([]byte, 257<<20) }), "file.workbook.unpacked"},
		{"four million elements", part("xl/styles.xml", func(c []byte) []byte {
			return bytes.Replace(c, []byte("</styleSheet>"), []byte(strings.Repeat("<a/>", 4_000_000)+"</styleSheet>"), 1)
		}), "file.workbook.cells"},
		{"three hundred thousand texts", part("xl/sharedStrings.xml", func(c []byte) []byte {
			return bytes.Replace(c, []byte("</sst>"), []byte(strings.Repeat("<si><t>a</t></si>", 300_000)+"</sst>"), 1)
		}), ""},
		{"texts full of digits", part("xl/sharedStrings.xml", func(c []byte) []byte {
			return bytes.Replace(c, []byte("</sst>"), []byte(strings.Repeat("<si><t>"+strings.Repeat("0 1 5. ", 16_000)+"</t></si>", 200)+"</sst>"), 1)
		}), ""},
		{"fifty thousand merged cells", inSheet("</sheetData>", "</sheetData><mergeCells>"+strings.Repeat(`<mergeCell ref="A1:B2"/>`, 50_000)+"</mergeCells>"), "file.workbook.cells"},
		{"ten thousand merged cells that overlap", inSheet("</sheetData>", "</sheetData><mergeCells>"+overlapping(9_900)+"</mergeCells>"), ""},
		{"thirty thousand sheets", part("xl/workbook.xml", func(c []byte) []byte {
			return bytes.Replace(c, []byte("</sheets>"), []byte(strings.Repeat(`<sheet name="a" sheetId="9" r:id="rId1"/>`, 30_000)+"</sheets>"), 1)
		}), "file.workbook.cells"},
		{"a merged range that is none", inSheet("</sheetData>", `</sheetData><mergeCells><mergeCell ref="?"/></mergeCells>`), "file.workbook.broken"},
		{"two parts of one name", func(t *testing.T, data []byte) []byte {
			return patched("XL/worksheets/Sheet2.xml", func([]byte) []byte { return []byte("<worksheet/>") })(t, data)
		}, "file.damaged"},
		{"no list of sheets", part("xl/workbook.xml", func([]byte) []byte { return []byte("<workbook/>") }), "file.workbook.broken"},
		{"a style that is not there", inSheet(`<sheetData>`, `<sheetData><row r="1" s="99999"/>`), "file.workbook.order"},
	} {
		t.Run(test.name, func(t *testing.T) {
			data := test.do(t, plain)
			begin := time.Now()
			sub := sources.Read("a.xlsx", data, contextOf(townProgramme()))
			took := time.Since(begin)
			sources.CheckSubmission(t, &sub)
			if got := strings.Join(codes(&sub), " "); got != test.want || sub.Refused == (test.want == "") {
				t.Errorf("refused %t, problems %q, want %q", sub.Refused, got, test.want)
			}
			if took > 30*time.Second {
				t.Errorf("took %s", took)
			}
			t.Logf("%d bytes, %s", len(data), took.Round(time.Millisecond))
		})
	}

	t.Run("a workbook above the size", func(t *testing.T) {
		data := slices.Concat(make([]byte, 31<<20), plain)
		copy(data, plain[:4])
		sub := sources.Read("a.xlsx", data, contextOf(townProgramme()))
		if got := strings.Join(codes(&sub), " "); got != "file.workbook.large" {
			t.Errorf("problems %q", got)
		}
	})
}

// overlapping are merged cells of which each overlaps the next.
func overlapping(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<mergeCell ref="A%d:B%d"/>`, 900+i, 901+i)
	}
	return b.String()
}

// A defined name may refer to anything.
func TestNamesThatAreNoCell(t *testing.T) {
	for _, test := range []struct{ refersTo, want string }{
		{"#REF!", "form.input.lost"},
		{"'Rādītāji'!#REF!", "form.input.lost"},
		{"'Dzēsta lapa'!$C$6", "form.input.lost"},
		{"[1]Rādītāji!$C$6", "form.input.lost"},
		{"'[kopija.xlsx]Rādītāji'!$C$6", "form.input.lost"},
		{"'Rādītāji'!$C$6,'Rādītāji'!$C$7", "form.input.lost"},
		{"'Rādītāji'!$C$6:$D$7", "form.input.lost"},
		{"OFFSET('Rādītāji'!$C$6,1,0)", "form.input.lost"},
		{`"240"`, "form.input.lost"},
		{"'Rādītāji'!$XFE$6", "form.input.lost"},
		{"'", "form.input.lost"},
		{"'Rādītāji", "form.input.lost"},
		{"", "form.input.lost"},
		{"='%s'!%s", ""},
		{"%s!%s", ""},
		{"'%s'!%s:%[2]s", ""},
	} {
		t.Run(test.refersTo, func(t *testing.T) {
			sub := read(t, rewrittenName(t, "in_plan", test.refersTo))
			if got := strings.Join(codes(&sub), " "); got != test.want {
				t.Errorf("problems %q, want %q", got, test.want)
			}
		})
	}
}

// rewrittenName is the large template with another meaning of one name; %s are its
// sheet and cell.
func rewrittenName(t *testing.T, name, refersTo string) []byte {
	t.Helper()
	data := draw(t, formOf(t, townProgramme(), school), rightAnswers(), nil)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	defer f.Close()
	sheet, ref := cellOf(t, f, name)
	if strings.Contains(refersTo, "%s") {
		column, row, err := excelize.CellNameToCoordinates(ref)
		must(t, err)
		absolute, err := excelize.CoordinatesToCellName(column, row, true)
		must(t, err)
		refersTo = fmt.Sprintf(refersTo, sheet, absolute)
	}
	return rewritten(t, data, func(part string, content []byte) []byte {
		if part != "xl/workbook.xml" {
			return content
		}
		at := bytes.Index(content, []byte(`name="`+name+`"`))
		from := at + bytes.IndexByte(content[at:], '>') + 1
		to := from + bytes.IndexByte(content[from:], '<')
		escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;").Replace(refersTo)
		return slices.Concat(content[:from], []byte(escaped), content[to:])
	})
}

func contentOf(t testing.TB, data []byte, part string) []byte {
	t.Helper()
	var found []byte
	rewritten(t, data, func(name string, content []byte) []byte {
		if name == part {
			found = content
		}
		return content
	})
	if found == nil {
		t.Fatalf("the workbook has no %s", part)
	}
	return found
}

// FuzzReadWorkbook holds any change of a workbook's parts to what is true of every
// submission: nothing may make the reader panic.
func FuzzReadWorkbook(f *testing.F) {
	plain := packed(f, drawn(f, "small"))
	for _, part := range []string{"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"} {
		f.Add(part, contentOf(f, plain, part))
	}
	f.Fuzz(func(t *testing.T, part string, content []byte) {
		if len(content) > 1<<20 {
			return
		}
		data := rewritten(t, plain, func(name string, old []byte) []byte {
			if name == part {
				return content
			}
			return old
		})
		sub := sources.Read("a.xlsx", data, contextOf(townProgramme()))
		sources.CheckSubmission(t, &sub)
		if slices.Contains(codes(&sub), "file.reader.panic") {
			t.Fatal("the reader panicked")
		}
		again := sources.Read("a.xlsx", data, contextOf(townProgramme()))
		if sources.Describe(&sub) != sources.Describe(&again) {
			t.Fatal("read twice, with two outcomes")
		}
		sources.Merge([]sources.Submission{sub, again})
	})
}
