package main

import (
	"raditaji/indicators"
	"raditaji/templates"
)

type traceCommand struct {
	Programme   string `required:"" placeholder:"FILE"`
	In          string `required:"" placeholder:"DIR"`
	Year        int    `required:""`
	Indicator   string `required:"" placeholder:"ID"`
	Part        string
	Institution string `placeholder:"NUMBER"`
}

func (k *traceCommand) Run(c *console, code *int) error {
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
