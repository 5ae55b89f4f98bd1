package sources

import "bytes"

// containerOf says what a file is that is no text, by its first bytes and never
// by its name: the problem's code, and the format for the sentence.
func containerOf(data []byte) (code, format string) {
	has := func(s string) bool { return bytes.Contains(data, []byte(s)) }
	begins := func(s string) bool { return bytes.HasPrefix(data, []byte(s)) }
	switch {
	case begins("PK\x03\x04") || begins("PK\x05\x06"):
		switch {
		case !bytes.Contains(data[max(0, len(data)-66_000):], []byte("PK\x05\x06")):
			return "file.truncated", "ZIP/XLSX"
		case has("xl/workbook") || has("xl/worksheets"):
			return "file.xlsx.unsupported", "Excel (.xlsx)"
		case has("mimetypeapplication/vnd.oasis.opendocument"):
			return "file.format.unsupported", "OpenDocument (.ods)"
		case has("word/document"):
			return "file.format.unsupported", "Word (.docx)"
		}
		return "file.format.unsupported", "ZIP"
	case begins("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		if has("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00") {
			return "file.encrypted", "Excel"
		}
		return "file.format.unsupported", "Excel 97-2003 (.xls)"
	case begins("%PDF"):
		return "file.format.unsupported", "PDF"
	case begins("\x1f\x8b"):
		return "file.format.unsupported", "GZIP"
	case begins("Rar!"):
		return "file.format.unsupported", "RAR"
	case begins("7z\xbc\xaf\x27\x1c"):
		return "file.format.unsupported", "7-Zip"
	case begins("\x89PNG"), begins("\xff\xd8\xff"), begins("GIF8"):
		return "file.format.unsupported", "PNG/JPEG/GIF"
	case begins("{\\rtf"):
		return "file.format.unsupported", "RTF"
	}
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 512)], []byte("\xef\xbb\xbf")), " \t\r\n"))
	for _, tag := range []string{"<!doctype html", "<html", "<table", "<head", "<meta"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return "file.format.unsupported", "HTML"
		}
	}
	if bytes.HasPrefix(start, []byte("<?xml")) {
		return "file.format.unsupported", "XML"
	}
	return "", ""
}
