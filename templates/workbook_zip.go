package templates

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
	"io/fs"
	"sort"
	"strconv"
	"strings"
	"time"
)

// An orderedZip keeps what excelize saves until it is closed, so that equal
// workbooks become equal bytes: excelize writes sheets and content types in the
// order of a map. It also mends three things that excelize gets wrong.
type orderedZip struct {
	w        io.Writer
	language string // of charts
	names    []string
	entries  map[string]*bytes.Buffer
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
		case strings.HasPrefix(name, "xl/charts/"):
			content = bytes.ReplaceAll(content, []byte(`"en-US"`), []byte(`"`+z.language+`"`))
		case strings.HasPrefix(name, "xl/worksheets/sheet"):
			if err := writeNumbers(entry, content); err != nil {
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

// writeNumbers copies a sheet and drops the mark "text" from formula cells that
// hold a number: excelize sets it on every formula, and a viewer that does not
// calculate would take the share for a word.
func writeNumbers(w io.Writer, content []byte) error {
	mark := []byte(` t="str"><f>`)
	for {
		i := bytes.Index(content, mark)
		if i < 0 {
			_, err := w.Write(content)
			return err
		}
		rest := content[i+len(mark):]
		from := bytes.Index(rest, []byte("<v>"))
		end := bytes.Index(rest, []byte("</v>"))
		number := false
		if from >= 0 && end > from {
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
		content = rest
	}
}
