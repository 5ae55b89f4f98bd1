package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"raditaji/cmd/raditaji/internal/sample"
	"raditaji/templates"
)

// reported is the monitoring year that the sample's last whole school year means.
const reported = 2025

// sampled are the programmes of the municipalities that can be generated.
var sampled = map[string]string{"ventspils": "ventspils-2024-2030", "kraslava": "kraslava-2024-2028"}

type sampleCommand struct {
	Municipality string  `required:"" enum:"ventspils,kraslava"`
	Seed         uint64  `required:"" placeholder:"N"`
	Out          string  `required:"" placeholder:"DIR"`
	Scale        float64 `default:"1"`
}

func (k *sampleCommand) Run(c *console, code *int) error {
	if !(k.Scale >= 0.01 && k.Scale <= 100) {
		return wrong(templates.WordsBadScale)
	}
	programme := sampled[k.Municipality]
	files, err := c.sample(programme, k.Seed, k.Scale, k.Out)
	if err != nil {
		return err
	}
	c.say(templates.WordsSampleWritten, "files", strconv.Itoa(files), "folder", k.Out, "programme", programme, "year", strconv.Itoa(reported))
	*code = done
	return nil
}

// sample writes a generated municipality into a new or empty folder and says how
// many files it has.
func (c *console) sample(programme string, seed uint64, scale float64, dir string) (int, error) {
	p, _, err := c.programme(programme)
	if err != nil {
		return 0, err
	}
	if err := mustBeEmpty(dir); err != nil {
		return 0, err
	}
	to := &folder{dir: dir}
	if err := sample.Write(to, sample.Options{Programme: p, Seed: seed, Scale: scale}); err != nil {
		return 0, fmt.Errorf("writing the sample: %w", err)
	}
	return to.files, nil
}

// mustBeEmpty refuses a folder that holds something: nobody's files are mixed
// with invented ones.
func mustBeEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case dir == "":
		return wrong(templates.WordsNoOut)
	case errors.Is(err, syscall.ENOTDIR):
		return wrong(templates.WordsOutNotFolder, "folder", dir)
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("opening the folder: %w", err)
	case len(entries) > 0:
		return wrong(templates.WordsNotEmpty, "folder", dir)
	}
	return nil
}

// A folder writes files below a directory and counts them.
type folder struct {
	dir   string
	files int
}

func (f *folder) WriteFile(name string, data []byte) error {
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f.files++
	return os.WriteFile(path, data, 0o644)
}

type demoCommand struct {
	Out string `placeholder:"DIR"`
}

// Run generates a municipality and calculates it. The sample reaches one school
// year further than the report, so that nothing is missing.
func (k *demoCommand) Run(c *console, code *int) error {
	dir := k.Out
	if dir == "" {
		dir = "raditaji-demo"
		for n := 2; mustBeEmpty(dir) != nil; n++ {
			dir = "raditaji-demo-" + strconv.Itoa(n)
		}
	}
	if err := mustBeEmpty(dir); err != nil {
		return err
	}
	const programme = "ventspils-2024-2030"
	in, out := filepath.Join(dir, "eksporti"), filepath.Join(dir, "rezultati")
	if _, err := c.sample(programme, 1, 1, in); err != nil {
		return err
	}
	report, err := c.calculate(programme, reported, in, out, false)
	if err != nil {
		return err
	}
	c.say(templates.WordsDemoDone, "in", in, "workbook", filepath.Join(out, report.WorkbookName()))
	*code = done
	return nil
}
