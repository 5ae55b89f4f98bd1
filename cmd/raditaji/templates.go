package main

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"raditaji/sources"
	"raditaji/templates"
)

type templatesCommand struct {
	Programme string `required:"" placeholder:"FILE"`
	Year      int    `required:""`
	Out       string `required:"" placeholder:"DIR"`
	In        string `placeholder:"DIR"`
	Previous  string `placeholder:"DIR"`
	Replace   bool
}

// Run makes the templates of all units that are asked something and tells what
// became of them. A template that stands there already, perhaps filled in, is
// left as it is.
func (k *templatesCommand) Run(c *console, code *int) error {
	p, err := c.newPipeline(false)
	if err != nil {
		return err
	}
	if p.Programme, p.ProgrammeSHA, err = c.programme(k.Programme); err != nil {
		return err
	}
	if from, to := 1990, 2100; k.Year < from || k.Year > to {
		return wrong(templates.WordsBadYear, "year", strconv.Itoa(k.Year))
	}
	if err := mayHoldResults(k.Out); err != nil {
		return err
	}
	var folders [2]fs.FS
	for i, dir := range []string{k.In, k.Previous} {
		if dir == "" {
			continue
		}
		if folders[i], err = openFolder(dir); err != nil {
			return err
		}
	}
	set, err := p.Templates(k.Year, folders[0], folders[1])
	if err != nil {
		return err
	}
	placed, err := p.PublishTemplates(set.Files, k.Out, k.Replace)
	if err != nil {
		return err
	}

	*code = done
	for _, problem := range set.PassedOver {
		if problem.Severity == sources.Error {
			set.Read = append(set.Read, templates.File{Submission: sources.Submission{Name: problem.File, Problems: []sources.Problem{problem}}})
		}
	}
	for i := range set.Read {
		if file := &set.Read[i].Submission; sources.HasErrors(file.Problems) {
			*code = filesReturned
			if err := templates.FileReport(c.out, c.language, file, true); err != nil {
				return err
			}
		}
	}
	c.say(templates.WordsTemplates, "school_year", set.Year.String(), "programme", p.Programme.Title)
	for _, list := range []struct {
		words templates.Words
		paths []string
	}{
		{templates.WordsTemplatesWritten, placed.Written},
		{templates.WordsTemplatesSame, placed.Same},
		{templates.WordsTemplatesKept, placed.Kept},
	} {
		if len(list.paths) > 0 {
			c.say(list.words, "count", strconv.Itoa(len(list.paths)), "files", "  "+strings.Join(list.paths, "\n  "))
		}
	}
	if len(placed.Kept) > 0 {
		*code = filesReturned
	}
	if len(set.NotAsked) > 0 {
		var units []string
		for _, u := range set.NotAsked {
			units = append(units, u.Name)
		}
		c.say(templates.WordsTemplatesNotAsked, "count", strconv.Itoa(len(units)), "units", strings.Join(units, "; "))
	}
	if k.In != "" {
		c.say(templates.WordsTemplatesRegister, "count", strconv.Itoa(set.Registered))
	}
	switch needed := set.Year - 1; {
	case k.Previous == "":
	case slices.Contains(set.Filled, needed):
		c.say(templates.WordsTemplatesPrevious, "count", strconv.Itoa(set.Reported))
	case len(set.Filled) == 0:
		c.say(templates.WordsTemplatesNone, "needed", needed.String())
	default:
		var years []string
		for _, y := range set.Filled {
			years = append(years, y.String())
		}
		c.say(templates.WordsTemplatesEarlier, "needed", needed.String(), "years", strings.Join(years, ", "))
	}
	return nil
}
