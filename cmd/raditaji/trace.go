package main

import (
	"raditaji/indicators"
	"raditaji/templates"
)

type traceCommand struct {
	Programme   string `placeholder:"FILE"`
	In          string `placeholder:"DIR"`
	Number      int64  `name:"run" placeholder:"NUMBER"`
	Config      string `default:"raditaji.yaml" placeholder:"FILE"`
	Year        int
	Indicator   string `required:"" placeholder:"ID"`
	Part        string
	Institution string `placeholder:"NUMBER"`
}

// Run shows the rows behind a figure: of a recorded run, or of a folder.
func (k *traceCommand) Run(c *console, code *int) error {
	if k.Number != 0 {
		return c.traceRun(k.Config, k.Number, indicators.Selection{Year: k.Year, Indicator: k.Indicator, Part: k.Part, Institution: k.Institution}, code)
	}
	if k.Programme == "" || k.In == "" || k.Year == 0 {
		return wrong(templates.WordsTraceOf)
	}
	p, err := c.newPipeline(false)
	if err != nil {
		return err
	}
	if p.Programme, p.ProgrammeSHA, err = c.programme(k.Programme); err != nil {
		return err
	}
	folder, err := openFolder(k.In)
	if err != nil {
		return err
	}
	s := indicators.Selection{Year: k.Year, Indicator: k.Indicator, Part: k.Part}
	if k.Institution != "" {
		unit, ok := p.Programme.UnitNamed(k.Institution)
		if !ok {
			return wrong(templates.WordsNoInstitution, "number", k.Institution)
		}
		s.Institution = unit.ID
	}
	rows, files, ok, err := p.Trace(folder, s)
	if err != nil {
		return err
	}
	if !ok && k.Part == "" {
		return wrong(templates.WordsNoWhole, "indicator", k.Indicator)
	}
	if !ok {
		return wrong(templates.WordsNoFigure, "indicator", k.Indicator, "part", k.Part)
	}
	*code = done
	return templates.TraceReport(c.out, c.language, p.Programme, s, rows, files)
}
