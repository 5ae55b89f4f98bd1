package templates

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/xml"
	"io"
	"io/fs"
	"sort"
	"strconv"
	"strings"
	"time"
)

// An orderedZip keeps what excelize saves until it is closed, so that equal
// workbooks become equal bytes: excelize writes sheets and content types in the
// order of a map. It also mends what excelize gets wrong or has no way to say.
type orderedZip struct {
	w        io.Writer
	language string               // of charts
	extras   map[string]sheetMore // by entry
	names    []string
	entries  map[string]*bytes.Buffer
}

// A sheetMore is what excelize cannot say of a sheet.
type sheetMore struct {
	texts map[string]string // what a formula gives, by cell, where that is a text
	grow  map[int]bool      // rows that become higher with what is typed into them
}

// Create begins an entry.
func (z *orderedZip) Create(name string) (io.Writer, error) {
	if z.entries == nil {
		z.entries = map[string]*bytes.Buffer{}
	}
	z.names = append(z.names, name)
	z.entries[name] = new(bytes.Buffer)
	return z.entries[name], nil
}

// AddFS is asked for by excelize's interface; a workbook has no files of its own.
func (z *orderedZip) AddFS(fs.FS) error { return nil }

// zipTime stands at every entry; it says nothing.
var zipTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Close writes the entries, sorted by name, all with the same time.
func (z *orderedZip) Close() error {
	sort.Strings(z.names)
	out := zip.NewWriter(z.w)
	var deflate *flate.Writer // one for all entries, which follow one another
	out.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		if deflate != nil {
			deflate.Reset(w)
			return deflate, nil
		}
		var err error
		deflate, err = flate.NewWriter(w, flate.BestSpeed)
		return deflate, err
	})
	for _, name := range z.names {
		entry, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: zipTime})
		if err != nil {
			return err
		}
		content := z.entries[name].Bytes()
		switch {
		case name == "[Content_Types].xml":
			content = sortTypes(content)
		case name == "xl/styles.xml":
			content = defaultFont(content)
		case name == "xl/workbook.xml":
			content = bytes.ReplaceAll(content, []byte(`<definedName name="`+hiddenNames), []byte(`<definedName hidden="1" name="`+hiddenNames))
		case strings.HasPrefix(name, "xl/charts/"):
			content = bytes.ReplaceAll(content, []byte(`"en-US"`), []byte(`"`+z.language+`"`))
		case strings.HasPrefix(name, "xl/worksheets/sheet"):
			more := z.extras[name]
			if err := writeNumbers(entry, growRows(content, more.grow), more.texts); err != nil {
				return err
			}
			delete(z.entries, name)
			continue
		}
		if _, err := entry.Write(content); err != nil {
			return err
		}
		delete(z.entries, name)
	}
	return out.Close()
}

// sortTypes sorts the elements of the content types.
func sortTypes(content []byte) []byte {
	text := string(content)
	from := strings.IndexByte(text, '>') // the end of <?xml … ?>
	open := from + 1 + strings.IndexByte(text[from+1:], '>') + 1
	end := strings.LastIndex(text, "</Types>")
	if from < 0 || end < open {
		return content
	}
	elements := strings.SplitAfter(text[open:end], "/>")
	if strings.Contains(text[open:end], "></") {
		elements = elements[:0]
		for _, part := range strings.Split(text[open:end], "<") {
			switch {
			case part == "":
			case strings.HasPrefix(part, "/") && len(elements) > 0:
				elements[len(elements)-1] += "<" + part
			default:
				elements = append(elements, "<"+part)
			}
		}
	}
	sort.Strings(elements)
	return []byte(text[:open] + strings.Join(elements, "") + text[end:])
}

// defaultFont gives the default font the workbook's size, because widths of columns
// are counted in its letters, and puts its colour where the schema has it, before
// the font's name.
func defaultFont(content []byte) []byte {
	text := string(content)
	from := strings.Index(text, "<font>")
	end := strings.Index(text, "</font>")
	if from < 0 || end < from {
		return content
	}
	rank := func(element string) int {
		for i, name := range []string{"<b", "<i", "<strike", "<sz", "<u", "<color", "<name", "<family", "<charset", "<scheme"} {
			if strings.HasPrefix(element, name+" ") || strings.HasPrefix(element, name+">") || strings.HasPrefix(element, name+"/") {
				return i
			}
		}
		return -1
	}
	from += len("<font>")
	var elements []string
	for _, part := range strings.Split(text[from:end], "<") {
		switch {
		case part == "":
		case strings.HasPrefix(part, "/") && len(elements) > 0:
			elements[len(elements)-1] += "<" + part
		case strings.HasPrefix(part, "sz "):
			elements = append(elements, `<sz val="`+strconv.Itoa(plainSize)+`">`)
		default:
			elements = append(elements, "<"+part)
		}
	}
	sort.SliceStable(elements, func(i, j int) bool { return rank(elements[i]) < rank(elements[j]) })
	return []byte(text[:from] + strings.Join(elements, "") + text[end:])
}

// hiddenNames is how the defined names begin that no person needs to see.
const hiddenNames = "_raditaji_"

// growRows takes the mark from rows that their height is a person's wish: a
// program then fits it to what is typed.
func growRows(content []byte, grow map[int]bool) []byte {
	if len(grow) == 0 {
		return content
	}
	var out []byte
	for {
		i := bytes.Index(content, []byte(`<row r="`))
		if i < 0 {
			return append(out, content...)
		}
		end := i + bytes.IndexByte(content[i:], '>') + 1
		row := content[i:end]
		number, _, _ := bytes.Cut(row[len(`<row r="`):], []byte(`"`))
		out = append(out, content[:i]...)
		if n, err := strconv.Atoi(string(number)); err == nil && grow[n] {
			row = bytes.Replace(row, []byte(` customHeight="1"`), nil, 1)
		}
		out, content = append(out, row...), content[end:]
	}
}

// writeNumbers copies a sheet and drops the mark "text" from formula cells that
// hold a number: excelize sets it on every formula, and a viewer that does not
// calculate would take the share for a word. It writes the texts of the others,
// which excelize forgets.
func writeNumbers(w io.Writer, content []byte, texts map[string]string) error {
	mark := []byte(` t="str"><f>`)
	for {
		i := bytes.Index(content, mark)
		if i < 0 {
			_, err := w.Write(content)
			return err
		}
		ref, _, _ := bytes.Cut(content[bytes.LastIndex(content[:i], []byte(`<c r="`))+len(`<c r="`):], []byte(`"`))
		text, isText := texts[string(ref)]
		rest := content[i+len(mark):]
		from := bytes.Index(rest, []byte("<v>"))
		end := bytes.Index(rest, []byte("</v>"))
		number := false
		if from >= 0 && end > from && !isText {
			_, err := strconv.ParseFloat(string(rest[from+len("<v>"):end]), 64)
			number = err == nil
		}
		if _, err := w.Write(content[:i]); err != nil {
			return err
		}
		kept := mark
		if number {
			kept = []byte("><f>")
		}
		if _, err := w.Write(kept); err != nil {
			return err
		}
		if isText {
			end := bytes.Index(rest, []byte("</f>")) + len("</f>")
			var value bytes.Buffer
			value.Write(rest[:end])
			value.WriteString("<v>")
			if err := xml.EscapeText(&value, []byte(text)); err != nil {
				return err
			}
			value.WriteString("</v>")
			if _, err := w.Write(value.Bytes()); err != nil {
				return err
			}
			rest = rest[end:]
		}
		content = rest
	}
}
