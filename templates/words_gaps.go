package templates

import (
	"strconv"
	"strings"

	"raditaji/indicators"
)

// kindName names a kind of export as people do.
func kindName(l Language, k indicators.Kind) string {
	if w, ok := workbookWords["kind."+string(k)]; ok {
		return w.In(l)
	}
	return workbookWords["kind.none"].In(l)
}

// gapsText words what is missing, each thing once, with the institutions that
// lack it, the first ten of them.
func gapsText(l Language, p *indicators.Programme, list []indicators.Gap) string {
	var order []string
	silent, faulty := map[string][]string{}, map[string]bool{}
	for _, g := range list {
		number := g.Institution
		g.Institution = ""
		what := gapText(l, p, g)
		if _, seen := silent[what]; !seen {
			order = append(order, what)
			faulty[what] = g.Faulty
			silent[what] = nil
		}
		if number != "" {
			silent[what] = append(silent[what], unitName(p, number))
		}
	}
	const most = 10
	for i, what := range order {
		names := silent[what]
		if len(names) == 0 {
			continue
		}
		if len(names) > most {
			more := workbookWords["more"].In(l, "count", strconv.Itoa(len(names)-most))
			names = append(names[:most:most], more)
		}
		word := "gap.institutions"
		if faulty[what] {
			word = "gap.faulty.institutions"
		}
		order[i] = workbookWords[word].In(l, "institutions", strings.Join(names, ", "), "what", what)
	}
	return strings.Join(order, "; ")
}

// gapText names an export or a field that is missing.
func gapText(l Language, p *indicators.Programme, g indicators.Gap) string {
	what := kindName(l, g.Kind)
	switch {
	case g.Kept != "":
		return keptGap(l, p, g.Kept)
	case g.Faulty:
		what = workbookWords["gap.faulty"].In(l, "field", fieldText(p, g.Field))
	case g.Kind == "" && g.Field != "":
		what = workbookWords["gap.field"].In(l, "field", fieldText(p, g.Field))
	case g.Year != 0:
		what += " " + g.Year.String()
	case g.Calendar != 0:
		what += " " + strconv.Itoa(g.Calendar)
	}
	if g.Semester != 0 {
		what = workbookWords["gap.semester"].In(l, "what", what, "semester", strconv.Itoa(g.Semester))
	}
	if g.Decisions {
		what = workbookWords["gap.decisions"].In(l, "what", what)
	}
	return what
}

// keptGap words a gap as results write it: an export, a field, or who is silent.
func keptGap(l Language, p *indicators.Programme, text string) string {
	kind, rest, _ := strings.Cut(text, " ")
	if _, known := workbookWords["kind."+kind]; !known || kind == "none" {
		return unitName(p, fieldText(p, text))
	}
	what := kindName(l, indicators.Kind(kind))
	when, semester, half := strings.Cut(rest, " semester ")
	if what += " " + when; half {
		what = workbookWords["gap.semester"].In(l, "what", what, "semester", semester)
	}
	return what
}

// fieldText is what a template field asks for, in the programme's words.
func fieldText(p *indicators.Programme, id string) string {
	if f := p.FieldNamed(id); f != nil && f.Text != "" {
		return f.Text
	}
	return id
}

// unitName names an institution or another reporting unit.
func unitName(p *indicators.Programme, id string) string {
	if u, ok := p.UnitNamed(id); ok {
		return u.Name
	}
	return id
}
