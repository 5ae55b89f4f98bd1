package pipeline

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"raditaji/templates"
)

// Publish writes the workbook and the machine-readable results of a report into
// a folder, which it makes where there is none. Each file appears whole or not at
// all. It gives the paths in the order written, the workbook first.
func (p *Pipeline) Publish(r *templates.Report, dir string) ([]string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder of results: %w", err)
	}
	var written []string
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
			return written, fmt.Errorf("writing %s: %w", f.name, err)
		}
		path := filepath.Join(dir, f.name)
		if err := writeWhole(path, b.Bytes()); err != nil {
			return written, err
		}
		written = append(written, path)
	}
	return written, nil
}

// writeWhole writes a file so that a crash leaves the old one or the new one:
// under a temporary name first, synced, then renamed.
func writeWhole(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".raditaji-*.tmp")
	if err != nil {
		return fmt.Errorf("writing %s: %w", filepath.Base(path), err)
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("writing %s: %w", filepath.Base(path), err)
	}
	return nil
}
