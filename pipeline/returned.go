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

// A ReturnFolder is where one run writes what goes back to senders: none of its
// files takes the place of another of the same run.
type ReturnFolder struct {
	Dir     string
	Counted bool            // the files were taken into figures, not only checked
	taken   map[string]bool // paths of this run, in small letters: some disks do not tell them apart
}

// Return writes the marked copy and the text of every file whose sender must
// correct or explain something into a folder, in the same folders below it from
// which the files came. An earlier text is replaced; an earlier marked copy with
// other content is not: then the copy and its text get a number, as they do where
// the run has other files of these names. The error is a PublishError where the
// folder is at fault.
func (p *Pipeline) Return(in fs.FS, subs []sources.Submission, to *ReturnFolder) ([]Returned, error) {
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
	for _, sub := range wanted {
		var data []byte
		if name, ok := at[sub]; ok {
			if data, err = fs.ReadFile(in, name); err != nil {
				return list, fmt.Errorf("returning %q: %w", sub.Name, err)
			}
		}
		back, err := templates.Returned(sub, data, p.schoolOf(sub.Cells), to.Counted, p.Language)
		if err != nil {
			return list, fmt.Errorf("returning %q: %w", sub.Name, err)
		}
		_, workbook, text := templates.ReturnNames(sub, p.schoolOf(sub.Cells))
		if back.Workbook == nil {
			workbook = ""
		}
		r, err := to.write(workbook, text, back)
		if err != nil {
			return list, err
		}
		r.Name = sub.Name
		list = append(list, r)
	}
	return list, nil
}

// FilesToReturn are the files of a run that Return may concern: those that stand
// for themselves, without templates in whose place a later one counts.
func FilesToReturn(r *templates.Report) []sources.Submission {
	var subs []sources.Submission
	for i := range r.Files {
		if f := &r.Files[i]; f.SameAs == "" && (f.Form == nil || len(f.ReplacedBy) == 0) {
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

// write writes a return below the folder, each file whole or not at all; workbook
// is empty where there is no marked copy. Both files get the same number.
func (to *ReturnFolder) write(workbook, text string, back templates.Return) (r Returned, err error) {
	free := func(at string) bool { return !to.taken[strings.ToLower(at)] }
	for n := 1; ; n++ {
		r.Text = filepath.Join(to.Dir, filepath.FromSlash(numbered(text, n)))
		if workbook == "" && free(r.Text) {
			break
		}
		if workbook == "" {
			continue
		}
		r.Workbook = filepath.Join(to.Dir, filepath.FromSlash(numbered(workbook, n)))
		if !free(r.Text) || !free(r.Workbook) {
			continue
		}
		old, err := os.ReadFile(r.Workbook)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Returned{}, &PublishError{r.Workbook, err}
		}
		if err != nil || bytes.Equal(old, back.Workbook) {
			break
		}
		if r.Kept == "" {
			r.Kept = r.Workbook
		}
	}
	files := []output{{r.Text, back.Text}}
	if r.Workbook != "" {
		files = append(files, output{r.Workbook, back.Workbook})
	}
	if to.taken == nil {
		to.taken = map[string]bool{}
	}
	for _, f := range files {
		to.taken[strings.ToLower(f.path)] = true
	}
	return r, publish(files, func(string) {})
}

// numbered is a file's name with a number; the first has none.
func numbered(name string, n int) string {
	if n == 1 {
		return name
	}
	extension := path.Ext(name)
	return fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, extension), n, extension)
}
