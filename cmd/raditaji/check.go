package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"raditaji/sources"
	"raditaji/templates"
)

type checkCommand struct {
	Programme string   `placeholder:"FILE"`
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
	*code = done
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
		sub := p.Check(os.DirFS(filepath.Dir(name)), filepath.Base(name))
		if err := templates.FileReport(c.out, c.language, &sub, k.Programme != ""); err != nil {
			return err
		}
		for _, problem := range sub.Problems {
			if problem.Severity == sources.Error {
				*code = filesReturned
			}
		}
	}
	return nil
}
