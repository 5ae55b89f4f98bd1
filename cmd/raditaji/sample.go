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
	Faults       bool
}

func (k *sampleCommand) Run(c *console, code *int) error {
	if !(k.Scale >= 0.01 && k.Scale <= 100) {
		return wrong(templates.WordsBadScale)
	}
	programme := sampled[k.Municipality]
	to, err := c.sample(programme, sample.Options{Seed: k.Seed, Scale: k.Scale, Faults: k.Faults}, k.Out)
	if err != nil {
		return err
	}
	c.say(templates.WordsSampleWritten, "files", strconv.Itoa(to.files), "forms", strconv.Itoa(to.files-to.exports),
		"folder", k.Out, "programme", programme, "year", strconv.Itoa(reported))
	if k.Faults {
		c.say(templates.WordsSampleFaults)
	}
	*code = done
	return nil
}

// sample writes a generated municipality into a new or empty folder.
func (c *console) sample(programme string, o sample.Options, dir string) (*folder, error) {
	var err error
	if o.Programme, _, err = c.programme(programme); err != nil {
		return nil, err
	}
	if err := mustBeEmpty(dir); err != nil {
		return nil, err
	}
	to := &folder{dir: dir}
	if err := sample.Write(to, o); err != nil {
		return nil, fmt.Errorf("writing the sample: %w", err)
	}
	return to, nil
}

// mustBeEmpty refuses a folder that holds something: nobody's files are mixed
// with invented ones.
func mustBeEmpty(dir string) error {
	if dir == "" {
		return wrong(templates.WordsNoOut)
	}
	// Windows has one error for a file in a folder's place and for no folder.
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return wrong(templates.WordsOutNotFolder, "folder", dir)
	}
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, syscall.ENOTDIR) && !errors.Is(err, fs.ErrNotExist):
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
	dir     string
	files   int
	exports int // of the files
}

func (f *folder) WriteFile(name string, data []byte) error {
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f.files++
	if filepath.Ext(name) == ".csv" {
		f.exports++
	}
	return os.WriteFile(path, data, 0o644)
}

type demoCommand struct {
	Out string `placeholder:"DIR"`
}

// Run generates a municipality and calculates it. The sample's exports reach one
// school year further than the report, so that none is missing. A few templates
// are: the demo shows how that is told, and all the same it has done its work.
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
	to, err := c.sample(programme, sample.Options{Seed: 1}, in)
	if err != nil {
		return err
	}
	report, err := c.calculate(programme, reported, in, out, false)
	if err != nil {
		return err
	}
	c.say(templates.WordsDemoDone, "exports", strconv.Itoa(to.exports), "forms", strconv.Itoa(to.files-to.exports), "in", in, "workbook", filepath.Join(out, report.WorkbookName()))
	*code = done
	return nil
}
