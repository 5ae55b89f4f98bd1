package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"raditaji/cmd/raditaji/internal/sample"
	"raditaji/pipeline/config"
)

// A crowd is files of every kind that people drop, and that nobody should: made
// once, varied for every drop.
type crowd struct {
	t         *testing.T
	exports   [][]byte // good, of every kind
	templates [][]byte // filled in rightly
	faulty    [][]byte // each wrong in a way of its own
	hostile   []hostileFile
}

// A hostileFile would cost a careless reader its memory, its time or its life.
type hostileFile struct {
	what, ending string
	data         []byte
}

// A dropped file is one that the service must account for.
type droppedFile struct {
	path string // below the folder of arrivals
	data []byte // nil: it is no file that can be read
	odd  bool   // it stays where it is, and is reported
}

// crowdPersons are the codes that stand in the names of dropped files.
var crowdPersons = []string{"150308-10017", "150308-10025"}

func newCrowd(t *testing.T, programme string) *crowd {
	t.Helper()
	c := &crowd{t: t}
	data, err := programmeBytes(programme)
	if err != nil {
		t.Fatal(err)
	}
	p, faults := config.Programme(programme, data)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	for _, faulty := range []bool{false, true} {
		e := exports{}
		if err := sample.Write(e, sample.Options{Programme: p, Seed: 5, Scale: 0.02, Faults: faulty}); err != nil {
			t.Fatal(err)
		}
		for _, name := range sortedNames(e, "") {
			switch data := e[name].Data; {
			case faulty && filepath.Ext(name) != ".csv":
				c.faulty = append(c.faulty, data)
			case faulty:
			case filepath.Ext(name) == ".csv":
				c.exports = append(c.exports, data)
			default:
				c.templates = append(c.templates, data)
			}
		}
	}
	c.hostile = []hostileFile{
		{"a bomb of one part", ".xlsx", c.with("xl/theme/theme1.xml", func([]byte) []byte { return make([]byte, 257<<20) })},
		{"a sheet of blanks", ".xlsx", c.sheet("</sheetData>", "</sheetData>"+strings.Repeat(" ", 30<<20))},
		{"elements in elements", ".xlsx", c.sheet("</sheetData>", "</sheetData>"+strings.Repeat("<a>", 100_000))},
		{"rows without end", ".xlsx", c.sheet("</sheetData>", strings.Repeat("<row/>", 200_000)+"</sheetData>")},
		{"a row number without end", ".xlsx", c.sheet("</sheetData>", `<row r="231999999999940"/></sheetData>`)},
		{"entities in entities", ".xlsx", c.sheet("<worksheet", `<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><worksheet`)},
		{"a sheet that breaks off", ".xlsx", c.with("xl/worksheets/sheet1.xml", func(old []byte) []byte { return old[:len(old)/2] })},
		{"half a workbook", ".xlsx", c.templates[0][:len(c.templates[0])/2]},
		{"a huge cell", ".csv", []byte(crowdHeading + "2024./2025.;3212900030;" + strings.Repeat("x", 5<<20) + ";5.a;21011111;02.09.2024;;;pārcelts\n")},
		{"an open quotation mark", ".csv", []byte(crowdHeading + `2024./2025.;"3212900030;150308-10033;5.a` + strings.Repeat(";\n", 50_000))},
		{"a thousand columns", ".csv", []byte(strings.TrimSpace(crowdHeading) + strings.Repeat(";x", 1000) + "\n")},
		{"a picture", ".csv", append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte{0, 0xff, 7}, 3000)...)},
		{"a letter", ".csv", []byte("%PDF-1.7\n150308-10041")},
		{"an old workbook", ".xlsx", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 4096)...)},
		{"zeros", ".csv", make([]byte, 64<<10)},
		{"nothing", ".csv", nil},
	}
	return c
}

const crowdHeading = "Mācību gads;Iestādes reģ. nr.;Personas kods;Klase/kurss;Izglītības programmas kods;Uzņemts;Atskaitīts;Atskaitīšanas iemesls;Gada lēmums\n"

// sheet puts a text in place of another in a good template's first sheet.
func (c *crowd) sheet(old, with string) []byte {
	return c.with("xl/worksheets/sheet1.xml", func(part []byte) []byte { return bytes.Replace(part, []byte(old), []byte(with), 1) })
}

// with is a good template with one part changed.
func (c *crowd) with(part string, change func([]byte) []byte) []byte {
	c.t.Helper()
	data := c.templates[0]
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		c.t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	changed := false
	for _, f := range archive.File {
		from, err := f.Open()
		if err != nil {
			c.t.Fatal(err)
		}
		content, err := io.ReadAll(from)
		if err != nil {
			c.t.Fatal(err)
		}
		if f.Name == part {
			content, changed = change(content), true
		}
		to, err := w.Create(f.Name)
		if err == nil {
			_, err = to.Write(content)
		}
		if err != nil {
			c.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		c.t.Fatal(err)
	}
	if !changed {
		c.t.Fatalf("the template has no %s", part)
	}
	return out.Bytes()
}

// varied is a file with other bytes that mean the same: a comment at the end of an
// archive, empty lines at the end of anything else.
func varied(data []byte, i int) []byte {
	const end = 22 // of an archive without a comment
	if n := len(data); n > end && bytes.HasPrefix(data[n-end:], []byte("PK\x05\x06")) && data[n-1] == 0 && data[n-2] == 0 {
		comment := fmt.Sprint(i)
		out := binary.LittleEndian.AppendUint16(slices.Clone(data[:n-2]), uint16(len(comment)))
		return append(out, comment...)
	}
	return append(slices.Clone(data), strings.Repeat("\n", i)...)
}

// file is one drop of the crowd. Of every twenty most are ordinary.
func (c *crowd) file(i int) droppedFile {
	folder, n := fmt.Sprintf("skola %02d", i%30), i/20
	at := func(name string, data []byte) droppedFile {
		return droppedFile{path: folder + "/" + name, data: varied(data, i)}
	}
	good := c.exports[i%len(c.exports)]
	switch i % 20 {
	case 0, 1, 2, 3, 4, 5:
		return at(fmt.Sprintf("eksports %d.csv", i), good)
	case 6, 7, 8:
		return at(fmt.Sprintf("veidne %d.xlsx", i), c.templates[i%len(c.templates)])
	case 9, 10:
		return at(fmt.Sprintf("veidne %d.xlsx", i), c.faulty[i%len(c.faulty)])
	case 11:
		return at(fmt.Sprintf("kļūdas %d.csv", i), bytes.ReplaceAll(good, []byte(".2024"), []byte(".2O24")))
	case 12, 13:
		h := c.hostile[(2*n+i%20-12)%len(c.hostile)]
		return at(fmt.Sprintf("dīvaina %d%s", i, h.ending), h.data)
	case 14:
		return at(strings.Repeat("ļ", 110)+fmt.Sprintf(" %d.csv", i), good)
	case 15:
		return at(fmt.Sprintf("%s %s %d.csv", crowdPersons[0], strings.Replace(crowdPersons[1], "-", "", 1), i), []byte("Krāsa;Vārds\nzaļa;"+crowdPersons[0]+"\n"))
	case 16: // the bytes of one that came before
		first := c.file(i - 16)
		return droppedFile{path: fmt.Sprintf("%s/vēlreiz %d.csv", folder, i), data: first.data}
	case 17:
		d := at(fmt.Sprintf("tikai %d.csv", i), good)
		d.path = "parbaude/" + d.path
		return d
	case 18:
		encoded := map[int]func([]byte) ([]byte, error){
			0: unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes,
			1: charmap.Windows1257.NewEncoder().Bytes,
			2: func(b []byte) ([]byte, error) { return append([]byte("\xef\xbb\xbf\xef\xbb\xbf"), b...), nil },
		}[n%3]
		data, err := encoded(bytes.TrimPrefix(varied(good, i), []byte("\xef\xbb\xbf")))
		if err != nil {
			data = good // it holds letters that the encoding lacks
		}
		return droppedFile{path: fmt.Sprintf("%s/kodējums %d.csv", folder, i), data: data}
	}
	if runtime.GOOS == "windows" { // which has neither such names nor such links
		return at(fmt.Sprintf("eksports %d.csv", i), good)
	}
	switch n % 3 {
	case 0:
		return droppedFile{path: fmt.Sprintf("%s/saite %d.csv", folder, i), odd: true} // a link
	case 1:
		return droppedFile{path: fmt.Sprintf(`%s/..\..\%d.csv`, folder, i), data: good, odd: true}
	}
	return droppedFile{path: fmt.Sprintf("%s/\u202eslv.%d.csv", folder, i), data: good, odd: true}
}

// drop puts n files of the crowd into a folder.
func (c *crowd) drop(inbox string, n int) []droppedFile {
	c.t.Helper()
	var list []droppedFile
	for i := range n {
		list = append(list, c.file(i))
		c.put(inbox, list[i])
	}
	return list
}

func (c *crowd) put(inbox string, d droppedFile) {
	c.t.Helper()
	path := filepath.Join(inbox, filepath.FromSlash(d.path))
	err := os.MkdirAll(filepath.Dir(path), 0o777)
	switch {
	case err != nil:
	case d.odd && d.data == nil:
		err = os.Symlink(filepath.Join(inbox, "..", "..", "raditaji.yaml"), path)
	default:
		err = os.WriteFile(path, d.data, 0o666)
	}
	if err != nil {
		c.t.Fatal(err)
	}
}
