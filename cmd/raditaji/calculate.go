package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/schollz/progressbar/v3"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/sources"
	"raditaji/templates"
)

type calculateCommand struct {
	Programme string `required:"" placeholder:"FILE"`
	Year      int    `required:""`
	In        string `required:"" placeholder:"DIR"`
	Out       string `required:"" placeholder:"DIR"`
	Returned  string `placeholder:"DIR"`
	Strict    bool
}

func (k *calculateCommand) Run(c *console, code *int) error {
	if k.Returned != "" {
		if err := mayHoldReturns(k.Returned, k.In, k.Out); err != nil {
			return err
		}
	}
	report, err := c.calculate(k.Programme, k.Year, k.In, k.Out, k.Strict)
	if err != nil {
		return err
	}
	if k.Returned != "" {
		p, err := c.newPipeline(false)
		if err != nil {
			return err
		}
		if err := c.returned(p, os.DirFS(k.In), pipeline.FilesToReturn(report), &pipeline.ReturnFolder{Dir: k.Returned, Counted: true}); err != nil {
			return err
		}
	}
	*code = outcome(report)
	return nil
}

// calculate runs the main job from folder to folder and tells what came of it.
func (c *console) calculate(programme string, year int, in, out string, strict bool) (*templates.Report, error) {
	p, err := c.newPipeline(strict)
	if err != nil {
		return nil, err
	}
	if p.Programme, p.ProgrammeSHA, err = c.programme(programme); err != nil {
		return nil, err
	}
	if from, to := 1990, 2100; year < from || year > to {
		return nil, wrong(templates.WordsBadYear, "year", strconv.Itoa(year))
	}
	folder, err := openFolder(in)
	if err != nil {
		return nil, err
	}
	if err := mayHoldResults(out); err != nil {
		return nil, err
	}
	if same(in, out) {
		return nil, wrong(templates.WordsSameFolder, "folder", in)
	}
	report, err := p.Calculate(folder, year, below(in, out))
	if err != nil {
		return nil, err
	}
	written, err := p.Publish(report, out)
	if err != nil {
		return nil, err
	}
	if err := templates.Summary(c.out, report); err != nil {
		return nil, err
	}
	c.say(templates.WordsWritten, "files", "  "+strings.Join(written, "\n  "))
	return report, nil
}

// openFolder opens a folder of inputs, or says that it is none.
func openFolder(dir string) (fs.FS, error) {
	info, err := os.Stat(dir)
	switch {
	case dir == "", errors.Is(err, fs.ErrNotExist):
		return nil, wrong(templates.WordsNoFolder, "folder", dir)
	case err != nil:
		return nil, fmt.Errorf("opening the folder of inputs: %w", err)
	case !info.IsDir():
		return nil, wrong(templates.WordsNotFolder, "folder", dir)
	}
	return os.DirFS(dir), nil
}

// mayHoldResults refuses a path that cannot be a folder of results, before any
// work is done.
func mayHoldResults(dir string) error {
	if dir == "" {
		return wrong(templates.WordsNoOut)
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return wrong(templates.WordsOutNotFolder, "folder", dir)
	}
	return nil
}

// same says that two paths are one folder.
func same(in, out string) bool {
	a, err := os.Stat(in)
	if err != nil {
		return false
	}
	b, err := os.Stat(out)
	return err == nil && os.SameFile(a, b)
}

// below is the path of the folder out seen from the folder in, where it lies
// below it; else nothing. What a run writes must not be read by the next.
func below(in, out string) string {
	a, err := filepath.Abs(in)
	if err != nil {
		return ""
	}
	b, err := filepath.Abs(out)
	if err != nil {
		return ""
	}
	rel, err := filepath.Rel(a, b)
	if err != nil || rel == "." || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return ""
	}
	return filepath.ToSlash(rel)
}

// outcome is the exit code of a run: files that could not be used whole come
// before exports and templates that are missing.
func outcome(r *templates.Report) int {
	if sources.HasErrors(r.Problems) {
		return filesReturned
	}
	for _, p := range r.Problems {
		if p.Code == "run.template.missing" {
			return inputsMissing
		}
	}
	for i := range r.Results {
		result := &r.Results[i]
		asked := result.Source == indicators.Computed || result.Source == indicators.PublishedBy && result.Official
		if result.Year == r.Year && result.Institution == "" && asked && len(result.Missing) > 0 {
			return inputsMissing
		}
	}
	return done
}

// progress draws a bar on a terminal while files are read; elsewhere nothing.
func (c *console) progress() func(done, total int64) {
	f, ok := c.err.(*os.File)
	if !ok {
		return nil
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	var bar *progressbar.ProgressBar
	var one sync.Mutex // files are read several at a time
	return func(done, total int64) {
		one.Lock()
		defer one.Unlock()
		if bar == nil {
			bar = progressbar.NewOptions64(total, progressbar.OptionSetWriter(f), progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false),
				progressbar.OptionSetDescription(templates.WordsReading.In(c.language)), progressbar.OptionClearOnFinish())
		}
		// A bar that cannot be drawn stops nobody.
		_ = bar.Set64(done)
	}
}
