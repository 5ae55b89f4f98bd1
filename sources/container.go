package sources

import (
	"archive/zip"
	"bytes"
	"strings"
)

// containerOf says what a file is that is no text, by its bytes and never by its
// name: the problem's code, and the format for the sentence. For a workbook of the
// kind that is read there is no code but its archive.
func containerOf(data []byte) (archive *zip.Reader, code, format string) {
	has := func(s string) bool { return bytes.Contains(data, []byte(s)) }
	begins := func(s string) bool { return bytes.HasPrefix(data, []byte(s)) }
	switch {
	case begins("PK\x03\x04") || begins("PK\x05\x06"):
		return archiveOf(data)
	case begins("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		if has("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00") {
			return nil, "file.encrypted", ""
		}
		if has("W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00") {
			return nil, "file.format.unsupported", "Word 97-2003 (.doc)"
		}
		return nil, "file.xls", ""
	case begins("%PDF"):
		return nil, "file.format.unsupported", "PDF"
	case begins("\x1f\x8b"):
		return nil, "file.format.unsupported", "GZIP"
	case begins("Rar!"):
		return nil, "file.format.unsupported", "RAR"
	case begins("7z\xbc\xaf\x27\x1c"):
		return nil, "file.format.unsupported", "7-Zip"
	case begins("\x89PNG"), begins("\xff\xd8\xff"), begins("GIF8"):
		return nil, "file.format.unsupported", "PNG/JPEG/GIF"
	case begins("{\\rtf"):
		return nil, "file.format.unsupported", "RTF"
	}
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 512)], []byte("\xef\xbb\xbf")), " \t\r\n"))
	for _, tag := range []string{"<!doctype html", "<html", "<table", "<head", "<meta"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return nil, "file.format.unsupported", "HTML"
		}
	}
	if bytes.HasPrefix(start, []byte("<?xml")) {
		return nil, "file.format.unsupported", "XML"
	}
	return nil, "", ""
}

// archiveOf says what kind of zip archive a file is, by the names in it.
func archiveOf(data []byte) (archive *zip.Reader, code, format string) {
	if !bytes.Contains(data[max(0, len(data)-66_000):], []byte("PK\x05\x06")) {
		return nil, "file.truncated", ""
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, "file.damaged", ""
	}
	seen := map[string]bool{}
	for _, f := range archive.File {
		name := partName(f)
		switch {
		case seen[name]:
			return nil, "file.damaged", "" // which of the two is meant cannot be told
		case name == "mimetype" && bytes.Contains(data, []byte("mimetypeapplication/vnd.oasis.opendocument")):
			if bytes.Contains(data, []byte("opendocument.spreadsheet")) {
				return nil, "file.ods", ""
			}
			return nil, "file.format.unsupported", "OpenDocument"
		}
		seen[name] = true
	}
	switch {
	case seen["xl/workbook.xml"]:
		return archive, "", ""
	case seen["xl/workbook.bin"]:
		return nil, "file.format.unsupported", "Excel (.xlsb)"
	case seen["word/document.xml"]:
		return nil, "file.format.unsupported", "Word (.docx)"
	}
	return nil, "file.format.unsupported", "ZIP"
}

// partName is the name of a file of an archive in small letters, with slashes:
// programs differ in both.
func partName(f *zip.File) string { return strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/")) }
