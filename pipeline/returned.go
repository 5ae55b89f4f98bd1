package pipeline

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"raditaji/sources"
	"raditaji/templates"
)

// A Returned is what was written for the sender of one file.
type Returned struct {
	Name     string // the file's, as in its Submission
	Text     string // path of the text
	Workbook string // path of the marked copy; empty: none could be made
	// Kept is the path of an earlier marked copy in whose place Workbook would
	// have stood. It may have been corrected since, so that it stays.
	Kept string
}

// Return writes the marked copy and the text of every file whose sender must
// correct or explain something into a folder, in the same folders below it from
// which the files came. An earlier text is replaced; an earlier marked copy with
// other content is not. The error is a PublishError where the folder is at fault.
func (p *Pipeline) Return(in fs.FS, subs []sources.Submission, dir string) ([]Returned, error) {
	var wanted []*sources.Submission
	for i := range subs {
		if templates.ToReturn(subs[i].Problems) {
			wanted = append(wanted, &subs[i])
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	at, err := pathsOf(in, wanted)
	if err != nil {
		return nil, fmt.Errorf("returning files: %w", err)
	}
	var list []Returned
	taken := map[string]bool{} // paths of this run, in small letters: some disks do not tell them apart
	for _, sub := range wanted {
		var data []byte
		if name, ok := at[sub]; ok {
			if data, err = fs.ReadFile(in, name); err != nil {
				return list, fmt.Errorf("returning %q: %w", sub.Name, err)
			}
		}
		back, err := templates.Returned(sub, data, p.Language)
		if err != nil {
			return list, fmt.Errorf("returning %q: %w", sub.Name, err)
		}
		workbook, text := templates.ReturnNames(sub)
		r := Returned{Name: sub.Name}
		if r.Text, _, err = place(dir, text, back.Text, taken, true); err != nil {
			return list, err
		}
		if back.Workbook != nil {
			if r.Workbook, r.Kept, err = place(dir, workbook, back.Workbook, taken, false); err != nil {
				return list, err
			}
		}
		list = append(list, r)
	}
	return list, nil
}

// FilesToReturn are the files of a run that Return may concern: those that stand
// for themselves.
func FilesToReturn(r *templates.Report) []sources.Submission {
	var subs []sources.Submission
	for i := range r.Files {
		if r.Files[i].SameAs == "" {
			subs = append(subs, r.Files[i].Submission)
		}
	}
	return subs
}

// pathsOf finds the paths of files that were read, whose names are written down
// with person codes masked: two may have one name, so that the bytes decide.
// Files that could not be read, or have changed since, have none.
func pathsOf(in fs.FS, wanted []*sources.Submission) (map[*sources.Submission]string, error) {
	named := map[string][]*sources.Submission{}
	for _, sub := range wanted {
		if len(sub.SHA256) == hex.EncodedLen(sha256.Size) {
			named[sub.Name] = append(named[sub.Name], sub)
		}
	}
	at := map[*sources.Submission]string{}
	err := fs.WalkDir(in, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !fs.ValidPath(name) || !d.Type().IsRegular() {
			if name == "." {
				return err
			}
			return nil // it was said when the folder was read
		}
		of := named[maskName(name)]
		if len(of) == 0 {
			return nil
		}
		data, err := fs.ReadFile(in, name)
		if err != nil {
			return nil // as above
		}
		sum := sha256.Sum256(data)
		for _, sub := range of {
			if sub.SHA256 == hex.EncodeToString(sum[:]) {
				at[sub] = name
			}
		}
		return nil
	})
	return at, err
}

// place writes a file below a folder, whole or not at all, and gives its path.
// Where the run has a file of that name already, and where replace is false and
// another file stands there, it gets a number; kept is then that other file.
func place(dir, name string, data []byte, taken map[string]bool, replace bool) (at, kept string, err error) {
	extension := path.Ext(name)
	stem := strings.TrimSuffix(name, extension)
	for n := 1; ; n++ {
		if n > 1 {
			name = fmt.Sprintf("%s (%d)%s", stem, n, extension)
		}
		at = filepath.Join(dir, filepath.FromSlash(name))
		if taken[strings.ToLower(at)] {
			continue
		}
		old, err := os.ReadFile(at)
		switch {
		case err == nil && bytes.Equal(old, data):
			taken[strings.ToLower(at)] = true
			return at, kept, nil
		case err == nil && !replace:
			if kept == "" {
				kept = at
			}
			continue
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return "", "", &PublishError{at, err}
		}
		break
	}
	taken[strings.ToLower(at)] = true
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return "", "", &PublishError{filepath.Dir(at), err}
	}
	if err := writeTemporary(at, data); err != nil {
		os.Remove(temporaryOf(at))
		return "", "", &PublishError{at, err}
	}
	if err := os.Rename(temporaryOf(at), at); err != nil {
		os.Remove(temporaryOf(at))
		return "", "", &PublishError{at, err}
	}
	return at, kept, nil
}
