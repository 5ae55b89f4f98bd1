package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// secrets are what files say of persons and what nothing else may say.
type secrets struct {
	codes map[string]bool // eleven digits
	words []string        // names, and what stands for a code where there is none
}

// add notes the person codes in a text.
func (s *secrets) add(text []byte) {
	if s.codes == nil {
		s.codes = map[string]bool{}
	}
	for _, code := range personCode.FindAll(bytes.ReplaceAll(text, []byte{0}, nil), -1) {
		s.codes[strings.Replace(string(code), "-", "", 1)] = true
	}
	for _, word := range foreignCode.FindAll(text, -1) {
		if !slices.Contains(s.words, string(word)) {
			s.words = append(s.words, string(word))
		}
	}
}

// foreignCode is how the sessions write pupils who have no person code.
var foreignCode = regexp.MustCompile(`ĀRZ-\d+`)

// addFile notes the person codes in a file; those of a workbook are in its parts,
// as far as it can be read.
func (s *secrets) addFile(data []byte) {
	s.add(data)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return
	}
	for _, f := range z.File {
		if part, err := fs.ReadFile(z, f.Name); err == nil {
			s.add(part)
		}
	}
}

// in gives what a text tells of them, masked: codes with whatever people put
// between their halves, in any encoding that keeps digits, and words.
func (s *secrets) in(text string) []string {
	var told []string
	text = strings.ReplaceAll(text, "\x00", "")
	for i := 0; i+11 <= len(text); i++ {
		if !digits(text[i : i+6]) {
			continue
		}
		rest := text[i+6:]
		for _, between := range []string{"", "-", "–", "—", " ", "_", ".", "/", "\u00a0", "\u2011"} {
			if half, ok := strings.CutPrefix(rest, between); ok && len(half) >= 5 && digits(half[:5]) && s.codes[text[i:i+6]+half[:5]] {
				told = append(told, text[i:i+6]+"-*****")
			}
		}
	}
	for _, word := range s.words {
		if strings.Contains(text, word) {
			told = append(told, "a word that begins with "+string([]rune(word)[:3]))
		}
	}
	slices.Sort(told)
	return slices.Compact(told)
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// originals are files that people wrote: they hold persons, and so do copies of
// them with the same bytes.
type originals map[[sha256.Size]byte]bool

// said gives by its path everything below a folder that the program wrote itself:
// not what stands in a folder of arrivals or in an archive, not originals, not
// copies that were marked for their senders.
func (o originals) said(t testing.TB, root string) map[string]string {
	texts := map[string]string{}
	walkFiles(t, root, func(below string, data []byte) {
		parts := strings.Split(filepath.ToSlash(below), "/")
		name := parts[len(parts)-1]
		switch {
		case slices.Contains(parts, "ienakosie"), slices.Contains(parts, archiveName),
			o[sha256.Sum256(data)], strings.Contains(name, " LABOJAMS") && filepath.Ext(name) == ".xlsx":
			return
		case filepath.Ext(name) == ".xlsx":
			texts[below] = unzipped(t, data)
		default:
			texts[below] = string(data)
		}
	})
	return texts
}

// walkFiles hands over every file below a folder, with its path below it.
func walkFiles(t testing.TB, root string, take func(below string, data []byte)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		below, err := filepath.Rel(root, path)
		if err == nil {
			take(below, data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A session is a script that is watched: whatever stands in its files, or is
// typed, of persons must not be printed, logged, remembered or written.
type session struct {
	*testing.T
	secrets
	typed string // the script
	given originals
}

func (s *session) Run(name string, f func(testscript.T)) {
	s.T.Run(name, func(t *testing.T) {
		typed, err := os.ReadFile(filepath.Join("..", "..", "testdata", "sessions", name+".txtar"))
		if err != nil {
			t.Fatal(err)
		}
		f(&session{T: t, typed: string(typed), given: originals{}})
	})
}

// Verbose keeps all that is printed in what Log is given.
func (s *session) Verbose() bool { return true }

// Log is given everything that the commands printed, once, at the end.
func (s *session) Log(args ...any) {
	var printed strings.Builder
	for line := range strings.Lines(fmt.Sprint(args...)) {
		if !strings.HasPrefix(strings.TrimSpace(line), "> ") { // what was typed
			printed.WriteString(line)
		}
	}
	if told := s.in(printed.String()); len(told) > 0 {
		s.Errorf("the session prints %v", told)
	}
	if s.Failed() || testing.Verbose() {
		s.T.Log(args...)
	}
}

// begin notes what the session is given.
func (s *session) begin(root string) {
	s.add([]byte(s.typed))
	walkFiles(s, root, func(_ string, data []byte) {
		s.given[sha256.Sum256(data)] = true
		s.addFile(data)
	})
}

// end looks at everything that stands there when the session is over.
func (s *session) end(root string) {
	walkFiles(s, root, func(below string, data []byte) {
		for _, folder := range []string{"VIIS", "SEMR", "iesniegtas veidnes"} { // of a sample
			if slices.Contains(strings.Split(filepath.ToSlash(below), "/"), folder) {
				s.given[sha256.Sum256(data)] = true
				s.addFile(data)
			}
		}
	})
	for where, text := range s.given.said(s, root) {
		if told := s.in(text); len(told) > 0 {
			s.Errorf("%s holds %v", where, told)
		}
	}
}
