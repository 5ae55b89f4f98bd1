package main

import (
	"slices"
	"strings"

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
	Source      string `enum:"official,published,computed,reported" default:"official"`
}

// Run shows the rows behind a figure: of a recorded run, or of a folder.
func (k *traceCommand) Run(c *console, code *int) error {
	s := indicators.Selection{Year: k.Year, Indicator: k.Indicator, Part: k.Part, Institution: k.Institution}
	if k.Source != "official" {
		s.Source = indicators.Source(k.Source)
	}
	if k.Number != 0 {
		return c.traceRun(k.Config, k.Number, s, code)
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
	unit, err := c.figure(p.Programme, &s)
	if err != nil {
		return err
	}
	t, ok, err := p.Trace(folder, s)
	if err != nil {
		return err
	}
	if !ok {
		return c.noFigure(s, unit, t)
	}
	*code = done
	return templates.TraceReport(c.out, c.language, p.Programme, s, t)
}

// figure brings a selection to the programme's own names and refuses what the
// programme does not have or does not ask. It gives the unit's name.
func (c *console) figure(p *indicators.Programme, s *indicators.Selection) (unit string, err error) {
	s.Indicator = strings.TrimSuffix(s.Indicator, ".")
	if s.Institution != "" {
		u, ok := p.UnitNamed(s.Institution)
		if !ok {
			return "", wrong(templates.WordsNoInstitution, "number", s.Institution)
		}
		s.Institution, unit = u.ID, u.Name
	}
	if err := c.mayTrace(p, *s); err != nil {
		return "", err
	}
	if s.Institution != "" && p.NotAsked(*s) {
		return "", wrong(templates.WordsNotAsked, "indicator", s.Indicator, "unit", unit)
	}
	return unit, nil
}

// noFigure refuses a figure that there is not, and names the sources that have it.
func (c *console) noFigure(s indicators.Selection, unit string, t templates.Tracing) error {
	if s.Source == "" || len(t.Figures) == 0 {
		return wrong(templates.WordsNoFigure, "indicator", s.Indicator, "unit", unit)
	}
	sources := make([]string, len(t.Figures))
	for i := range t.Figures {
		sources[i] = string(t.Figures[i].Source)
	}
	return wrong(templates.WordsNoSource, "indicator", s.Indicator, "source", string(s.Source), "sources", strings.Join(sources, ", "))
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
