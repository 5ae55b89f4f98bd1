package sources

import "testing"

func TestANoteIsReadInEveryEncodingOfWindows(t *testing.T) {
	for _, c := range []struct {
		name, data, want string
		ok               bool
	}{
		{"UTF-8", "Skola slēgta", "Skola slēgta", true},
		{"UTF-8 with its mark", "\xef\xbb\xbfSkola slēgta", "Skola slēgta", true},
		{"Windows-1257", "Skola sl\xe7gta", "Skola slēgta", true},
		{"UTF-16", "\xff\xfeS\x00l\x00\x13\x01", "Slē", true},
		{"nothing", "", "", true},
		{"a PDF", "%PDF-1.7", "", false},
		{"zero bytes", "a\x00b", "", false},
	} {
		if got, ok := Text([]byte(c.data)); got != c.want || ok != c.ok {
			t.Errorf("%s: %q, %v", c.name, got, ok)
		}
	}
}
