package main

import (
	"io/fs"
	"strings"

	"raditaji/pipeline"
	"raditaji/sources"
	"raditaji/templates"
)

// returned writes what goes back to the senders of files into a folder and says
// which files that are.
func (c *console) returned(p *pipeline.Pipeline, in fs.FS, subs []sources.Submission, to *pipeline.ReturnFolder) error {
	list, err := p.Return(in, subs, to)
	if err != nil {
		return returnError{err}
	}
	if len(list) == 0 {
		c.say(templates.WordsNoReturns)
		return nil
	}
	var files []string
	for _, r := range list {
		for _, path := range []string{r.Workbook, r.Text} {
			if path != "" {
				files = append(files, path)
			}
		}
	}
	c.say(templates.WordsReturned, "files", "  "+strings.Join(files, "\n  "))
	for _, r := range list {
		if r.Kept != "" {
			c.say(templates.WordsReturnKept, "kept", r.Kept, "path", r.Workbook)
		}
	}
	return nil
}

// A returnError says that the files for senders could not be written.
type returnError struct{ error }

func (e returnError) Unwrap() error { return e.error }

// mayHoldReturns refuses a folder for returns that the next run would read as
// files that were handed in.
func mayHoldReturns(dir, in, out string) error {
	if err := mayHoldResults(dir); err != nil {
		return err
	}
	inside := same(in, dir) || below(in, dir) != ""
	passedOver := below(in, out) != "" && (same(out, dir) || below(out, dir) != "")
	if inside && !passedOver {
		return wrong(templates.WordsReturnInside, "folder", dir)
	}
	return nil
}
