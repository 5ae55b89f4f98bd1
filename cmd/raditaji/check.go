package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"raditaji/pipeline"
	"raditaji/sources"
	"raditaji/templates"
)

type checkCommand struct {
	Programme string   `placeholder:"FILE"`
	Returned  string   `placeholder:"DIR"`
	Files     []string `arg:"" name:"file"`
}

func (k *checkCommand) Run(c *console, code *int) error {
	p, err := c.newPipeline(false)
	if err != nil {
		return err
	}
	if k.Programme != "" {
		if p.Programme, p.ProgrammeSHA, err = c.programme(k.Programme); err != nil {
			return err
		}
	}
	if k.Returned != "" {
		if err := mayHoldResults(k.Returned); err != nil {
			return err
		}
	}
	*code = done
	to := &pipeline.ReturnFolder{Dir: k.Returned}
	for _, name := range k.Files {
		info, err := os.Stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return wrong(templates.WordsNoFile, "file", name)
		case err != nil:
			return fmt.Errorf("checking: %w", err)
		case info.IsDir():
			return wrong(templates.WordsIsFolder, "file", name)
		case !info.Mode().IsRegular():
			return wrong(templates.WordsNotFile, "file", name)
		}
		in := os.DirFS(filepath.Dir(name))
		sub, by, err := c.check(p, in, filepath.Base(name))
		if err != nil {
			return err
		}
		if err := templates.FileReport(c.out, c.language, &sub, by.Programme != nil); err != nil {
			return err
		}
		if sources.HasErrors(sub.Problems) {
			*code = filesReturned
		}
		if k.Returned != "" {
			if err := c.returned(by, in, []sources.Submission{sub}, to); err != nil {
				return err
			}
		}
	}
	return nil
}

// check checks one file and gives the pipeline that did it. A template says
// whose programme it belongs to: where none was asked for, a shipped one is taken.
func (c *console) check(p *pipeline.Pipeline, in fs.FS, name string) (sources.Submission, *pipeline.Pipeline, error) {
	sub := p.Check(in, name)
	if p.Programme != nil || sub.Form == nil || !slices.Contains(templates.ProgrammeIDs(), sub.Form.Programme) {
		return sub, p, nil
	}
	by := *p
	var err error
	if by.Programme, by.ProgrammeSHA, err = c.programme(sub.Form.Programme); err != nil {
		return sub, p, err
	}
	c.say(templates.WordsProgrammeFound, "file", sub.Name, "programme", by.Programme.ID)
	return by.Check(in, name), &by, nil
}
