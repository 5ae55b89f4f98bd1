package pipeline

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"raditaji/templates"
)

// A PublishError says that a file of the results, or their folder, could not be
// written. The files of an earlier run then stand as they were.
type PublishError struct {
	Path string
	Err  error
}

func (e *PublishError) Error() string { return fmt.Sprintf("writing %q: %v", e.Path, e.Err) }

func (e *PublishError) Unwrap() error { return e.Err }

// Publish writes the workbook and the machine-readable results of a report into
// a folder, which it makes where there is none; they appear together, each whole.
// It gives the paths, the workbook first. The error is a PublishError where the
// folder is at fault.
func (p *Pipeline) Publish(r *templates.Report, dir string) ([]string, error) {
	var files []output
	var paths []string
	for _, f := range []struct {
		name  string
		write func(io.Writer, *templates.Report) error
	}{
		{r.WorkbookName(), templates.Workbook},
		{"results.csv", templates.ResultsCSV},
		{"results.json", templates.ResultsJSON},
		{"problems.csv", templates.ProblemsCSV},
	} {
		var b bytes.Buffer
		if err := f.write(&b, r); err != nil {
			return nil, fmt.Errorf("writing %s: %w", f.name, err)
		}
		path := filepath.Join(dir, f.name)
		files, paths = append(files, output{path, b.Bytes()}), append(paths, path)
	}
	return paths, publish(files, p.step)
}

// An output is a file to be written.
type output struct {
	path string
	data []byte
}

// publish writes files, and the folders in which there are none: all under
// temporary names first, then they appear together, each whole.
func publish(files []output, step func(string)) error {
	defer func() {
		for _, f := range files {
			os.Remove(temporaryOf(f.path)) // after a rename there is none
		}
	}()
	for _, f := range files {
		dir := filepath.Dir(f.path)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return &PublishError{dir, err}
		}
		if info, err := os.Stat(f.path); err == nil && info.IsDir() {
			return &PublishError{f.path, syscall.EISDIR}
		}
		if err := writeTemporary(f.path, f.data); err != nil {
			return &PublishError{f.path, err}
		}
	}
	step("files.written")
	for _, f := range files { // one that a program has open keeps the others as they are, too
		if err := mayReplace(f.path); err != nil {
			return &PublishError{f.path, err}
		}
	}
	for _, f := range files {
		if err := os.Rename(temporaryOf(f.path), f.path); err != nil {
			return &PublishError{f.path, err}
		}
		step("files.renamed")
	}
	return nil
}

// temporaryOf is the name under which a file is written before it is whole; the
// next run replaces what a crash left under it, and no scan reads it.
func temporaryOf(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".tmp")
}

// writeTemporary writes and syncs a file under its temporary name.
func writeTemporary(path string, data []byte) error {
	f, err := os.OpenFile(temporaryOf(path), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	return writeWhole(f, data)
}

// writeWhole writes, syncs and closes a file.
func writeWhole(f *os.File, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}
