package main

import (
	"slices"
	"strings"

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
	s := indicators.Selection{Year: k.Year, Indicator: strings.TrimSuffix(k.Indicator, "."), Part: k.Part}
	var unit indicators.Unit
	if k.Institution != "" {
		var ok bool
		if unit, ok = p.Programme.UnitNamed(k.Institution); !ok {
			return wrong(templates.WordsNoInstitution, "number", k.Institution)
		}
		s.Institution = unit.ID
	}
	if err := c.mayTrace(p.Programme, s); err != nil {
		return err
	}
	if unit.ID != "" && p.Programme.NotAsked(s) {
		return wrong(templates.WordsNotAsked, "indicator", s.Indicator, "unit", unit.Name)
	}
	t, ok, err := p.Trace(folder, s)
	if err != nil {
		return err
	}
	if !ok {
		return wrong(templates.WordsNoFigure, "indicator", s.Indicator, "unit", unit.Name)
	}
	*code = done
	return templates.TraceReport(c.out, c.language, p.Programme, s, t)
}

// mayTrace refuses an indicator or a part that the programme does not have, and
// names those that it has.
func (c *console) mayTrace(p *indicators.Programme, s indicators.Selection) error {
	ind := p.IndicatorNumbered(s.Indicator)
	if ind == nil {
		var ids []string
		for i := range p.Indicators {
			ids = append(ids, p.Indicators[i].ID)
		}
		return wrong(templates.WordsNoIndicator, "indicator", s.Indicator, "indicators", strings.Join(ids, ", "))
	}
	parts := ind.TracedParts()
	if len(parts) == 0 {
		return wrong(templates.WordsNoRows, "indicator", s.Indicator)
	}
	if slices.Contains(parts, s.Part) {
		return nil
	}
	var list []string
	for _, part := range parts {
		if part != "" {
			list = append(list, part+" ("+templates.PartName(c.language, part)+")")
		}
	}
	switch {
	case s.Part == "":
		return wrong(templates.WordsChoosePart, "indicator", s.Indicator, "parts", strings.Join(list, ", "))
	case len(list) == 0:
		return wrong(templates.WordsNoParts, "indicator", s.Indicator)
	}
	return wrong(templates.WordsNoPart, "indicator", s.Indicator, "part", s.Part, "parts", strings.Join(list, ", "))
}
