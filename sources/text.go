package sources

import "bytes"

// Text is what a small file says, in UTF-8: its encoding is found as that of an
// export is. It is false where the bytes are no text.
func Text(data []byte) (string, bool) {
	if archive, code, _ := containerOf(data); archive != nil || code != "" {
		return "", false
	}
	text, flaw := textOf(data)
	if flaw != nil {
		return "", false
	}
	if text.encoding == utf8Text {
		return string(bytes.ToValidUTF8(text.data, nil)), true
	}
	decoded, err := text.decoder().Bytes(text.data)
	return string(decoded), err == nil
}
