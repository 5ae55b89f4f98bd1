package sources

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// The encodings, as a Submission names them.
const (
	utf8Text    = "utf-8"
	utf16LE     = "utf-16le"
	utf16BE     = "utf-16be"
	windows1257 = "windows-1257"
)

// maxLine is the longest line that is read, in bytes of the file.
const maxLine = 1 << 20

// A text is a file's bytes behind the byte order mark, with what it takes to
// read them.
type text struct {
	data     []byte
	encoding string
	lines    int // physical lines
}

// A flaw is a reason why bytes cannot be read as text.
type flaw struct {
	code string
	line int
	args []string
}

var byteOrderMarks = []struct{ bytes, encoding string }{
	{"\xef\xbb\xbf", utf8Text}, {"\xff\xfe", utf16LE}, {"\xfe\xff", utf16BE},
}

// textOf decides the encoding: the byte order mark first, then valid UTF-8, else
// Windows-1257.
func textOf(data []byte) (text, *flaw) {
	t := text{data: data, encoding: windows1257}
	for _, mark := range byteOrderMarks {
		if bytes.HasPrefix(data, []byte(mark.bytes)) {
			t.encoding = mark.encoding
			for bytes.HasPrefix(t.data, []byte(mark.bytes)) { // real exports carry it twice
				t.data = t.data[len(mark.bytes):]
			}
			break
		}
	}
	if t.encoding == utf16LE || t.encoding == utf16BE {
		return t, t.checkUTF16()
	}
	if i := bytes.IndexByte(t.data, 0); i >= 0 {
		line := t.lineOf(i)
		t.encoding = ""
		return t, &flaw{code: "csv.nul", line: line}
	}
	switch {
	case utf8.Valid(t.data):
		t.encoding = utf8Text
	case t.encoding == utf8Text:
		return t, &flaw{code: "csv.encoding.invalid", line: t.lineOf(firstInvalid(t.data))}
	case damagedUTF8(t.data):
		t.encoding = utf8Text
		return t, &flaw{code: "csv.encoding.mixed", line: t.lineOf(firstInvalid(t.data))}
	default:
		if i := firstUndefined(t.data); i >= 0 {
			return t, &flaw{"csv.encoding.undefined", t.lineOf(i), []string{"byte", fmt.Sprintf("%02X", t.data[i])}}
		}
	}
	return t, t.checkLines()
}

// lineOf is the physical line on which the byte at i stands.
func (t *text) lineOf(i int) int { return 1 + bytes.Count(t.data[:i], []byte("\n")) }

// checkLines counts the lines and measures them.
func (t *text) checkLines() *flaw {
	for rest := t.data; len(rest) > 0; {
		t.lines++
		n := bytes.IndexByte(rest, '\n') + 1
		if n == 0 {
			n = len(rest)
			if t.lines == 1 && n <= maxLine && bytes.Count(rest, []byte("\r")) > 1 {
				return &flaw{code: "csv.line.cr", line: 1}
			}
		}
		if n > maxLine {
			return &flaw{"csv.line.long", t.lines, []string{"limit", "1"}}
		}
		rest = rest[n:]
	}
	return nil
}

// checkUTF16 looks for what no UTF-16 text holds, a half surrogate or half a
// character at the end, and counts and measures the lines.
func (t *text) checkUTF16() *flaw {
	low, high := 0, 1
	if t.encoding == utf16BE {
		low, high = 1, 0
	}
	t.lines = 1
	begin, pending := 0, false
	for i := 0; i+1 < len(t.data); i += 2 {
		u := uint16(t.data[i+low]) | uint16(t.data[i+high])<<8
		lowHalf := 0xDC00 <= u && u < 0xE000
		switch {
		case pending != lowHalf:
			return &flaw{code: "csv.encoding.invalid", line: t.lines}
		case u == 0:
			return &flaw{code: "csv.nul", line: t.lines}
		case i-begin > maxLine:
			return &flaw{"csv.line.long", t.lines, []string{"limit", "1"}}
		case u == '\n':
			t.lines++
			begin = i
		}
		pending = 0xD800 <= u && u < 0xDC00
	}
	if pending || len(t.data)%2 != 0 {
		return &flaw{code: "csv.encoding.invalid", line: t.lines}
	}
	return nil
}

func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(data)
}

// damagedUTF8 says that a text is plainly UTF-8 with some damaged places: it
// has more Latvian letters in UTF-8 than bytes that are not UTF-8.
func damagedUTF8(data []byte) bool {
	letters, invalid := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			invalid++
		case strings.ContainsRune("āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ", r):
			letters++
		}
		i += n
	}
	return letters > invalid
}

// firstUndefined is the first byte that Windows-1257 gives no character; −1
// where there is none. Decoders turn them to U+FFFD without a word.
func firstUndefined(data []byte) int {
	var undefined [256]bool
	for b := range 256 {
		undefined[b] = charmap.Windows1257.DecodeByte(byte(b)) == utf8.RuneError
	}
	for i, b := range data {
		if undefined[b] {
			return i
		}
	}
	return -1
}

func (t *text) decoder() *encoding.Decoder {
	switch t.encoding {
	case utf16LE:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder()
	case utf16BE:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder()
	}
	return charmap.Windows1257.NewDecoder()
}

// maxHead is how much of a text is searched for the heading row.
const maxHead = 1 << 20

// head is the beginning of the text in UTF-8, so many lines at most.
func (t *text) head(lines int) []byte {
	if t.encoding == utf8Text {
		return firstLines(t.data[:min(len(t.data), maxHead)], lines)
	}
	r := transform.NewReader(bytes.NewReader(t.data), t.decoder())
	var head []byte
	buffer := make([]byte, 4096)
	for bytes.Count(head, []byte("\n")) < lines && len(head) < maxHead {
		n, err := r.Read(buffer)
		head = append(head, buffer[:n]...)
		if err != nil {
			break
		}
	}
	return firstLines(head, lines)
}

func firstLines(data []byte, lines int) []byte {
	end := 0
	for range lines {
		i := bytes.IndexByte(data[end:], '\n')
		if i < 0 {
			return data
		}
		end += i + 1
	}
	return data[:end]
}

// tape gives the text in UTF-8 from a place on, in bytes of UTF-8.
func (t *text) tape(from int) *tape {
	if t.encoding == utf8Text {
		return &tape{kept: t.data[from:], whole: true}
	}
	r := transform.NewReader(bytes.NewReader(t.data), t.decoder())
	// The bytes were read before, by head, so that no error can come here.
	_, _ = io.CopyN(io.Discard, r, int64(from))
	return &tape{source: r}
}

// maxRecord is how far one record may reach before its quotation mark counts as
// never closed; without it one open mark would swallow the file into memory.
const maxRecord = 4 << 20

// errRunaway ends a record that is longer than maxRecord.
var errRunaway = fmt.Errorf("record of more than %d bytes", maxRecord)

// A tape hands the text to the CSV reader and keeps the bytes of the record that
// is being read, so that a record can be looked at again.
type tape struct {
	source io.Reader // nil where all of the text is kept
	kept   []byte
	start  int64 // place of kept[0]
	given  int64 // place up to which the CSV reader has it
	mark   int64 // place at which the record begins
	whole  bool
}

func (t *tape) Read(p []byte) (int, error) {
	if t.given-t.mark > maxRecord {
		return 0, errRunaway
	}
	if t.whole {
		n := copy(p, t.kept[t.given:])
		t.given += int64(n)
		if n == 0 && len(p) > 0 {
			return 0, io.EOF
		}
		return n, nil
	}
	if done := t.mark - t.start; done > 0 {
		t.kept = t.kept[:copy(t.kept, t.kept[done:])]
		t.start = t.mark
	}
	n, err := t.source.Read(p)
	t.kept = append(t.kept, p[:n]...)
	t.given += int64(n)
	return n, err
}

// between is the text from one place to another, not before mark.
func (t *tape) between(from, to int64) []byte {
	return t.kept[from-t.start : to-t.start]
}
