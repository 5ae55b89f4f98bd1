package pipeline

import (
	"slices"
	"strconv"
	"strings"

	"raditaji/indicators"
	"raditaji/sources"
	"raditaji/templates"
)

// FindingCodes are the codes of the problems that a run itself finds; templates
// has words for each.
var FindingCodes = []string{
	"run.calendar.assumed", "run.export.missing", "run.decisions.missing", "run.institution.absent", "run.institution.silent",
	"run.institution.undecided",
	"run.template.missing", "run.reported.other",
	"run.register.closed", "run.register.unknown",
	"run.file.same", "run.file.corrects", "run.file.passed_over", "run.file.link", "run.file.unreadable", "run.file.denied", "run.file.name", "run.file.own",
	"run.semester.missing", "run.year.outside", "run.persons.unlinked", "run.file.strict",
	"form.query.last", "form.query.last.count", "form.query.register", "form.query.register.count", "form.query.denied", "form.query.zero",
	"form.nil.contradicted",
}

// findings are the problems that no single file shows: exports, institutions and
// templates that are missing, days that were assumed, exports whose persons do not
// hang together, and what the register says of the programme's institutions.
func (p *Pipeline) findings(r *templates.Report, c *indicators.Calculation) []sources.Problem {
	var found []sources.Problem
	say := func(code string, severity sources.Severity, args ...string) {
		problem := sources.Problem{Code: code, Severity: severity, Args: map[string]string{}}
		for i := 0; i+1 < len(args); i += 2 {
			problem.Args[args[i]] = args[i+1]
		}
		found = append(found, problem)
	}
	for _, gap := range gapsOf(r) {
		of := strings.Join(gap.indicators, ", ")
		switch {
		case gap.Kind == "":
			continue // said with the indicator, by unit
		case gap.Institution != "" && gap.Decisions:
			say("run.institution.undecided", sources.Warning, "institution", p.nameOf(gap.Institution), "year", gap.Year.String(), "indicators", of)
		case gap.Institution != "" && gap.Kind == indicators.Enrolments:
			continue // said below, for every year
		case gap.Institution != "":
			say("run.institution.silent", sources.Warning, "institution", p.nameOf(gap.Institution), "kind", string(gap.Kind),
				"year", gap.Year.String(), "indicators", of)
		case gap.Decisions:
			say("run.decisions.missing", sources.Warning, "year", gap.Year.String(), "indicators", of)
		case gap.Semester != 0:
			say("run.semester.missing", sources.Warning, "kind", string(gap.Kind), "year", gap.Year.String(), "semester", strconv.Itoa(gap.Semester), "indicators", of)
		case gap.Kind == indicators.SEMR:
			say("run.export.missing", sources.Notice, "kind", string(gap.Kind), "year", strconv.Itoa(gap.Calendar), "indicators", of)
		default:
			say("run.export.missing", sources.Warning, "kind", string(gap.Kind), "year", gap.Year.String(), "indicators", of)
		}
	}
	if silent := c.Silent(p.Programme.SchoolYearOf(r.Year)); len(silent) > 0 {
		const shown = 3
		var names []string
		for _, u := range silent[:min(shown, len(silent))] {
			names = append(names, u.Name)
		}
		if len(silent) > shown {
			names = append(names, "…")
		}
		say("run.template.missing", sources.Warning, "year", p.Programme.SchoolYearOf(r.Year).String(),
			"count", strconv.Itoa(len(silent)), "units", strings.Join(names, ", "))
	}
	for _, b := range c.Besides(r.Year) {
		of := p.figureOf(&b.Stands, "")
		for name, text := range p.figureOf(&b.Other, "other_") {
			of[name] = text
		}
		found = append(found, sources.Problem{Code: "run.reported.other", Severity: sources.Warning, Args: of})
	}
	if p.Programme.Period.To != 0 && (r.Year < p.Programme.Period.From-1 || r.Year > p.Programme.Period.To+1) {
		say("run.year.outside", sources.Warning, "year", strconv.Itoa(r.Year),
			"from", strconv.Itoa(p.Programme.Period.From), "to", strconv.Itoa(p.Programme.Period.To))
	}
	for _, l := range c.Links() {
		if !l.Weak() {
			continue
		}
		list := l.Year
		if l.Kind == indicators.Enrolments {
			list--
		}
		say("run.persons.unlinked", sources.Warning, "kind", string(l.Kind), "year", l.Year.String(), "list", list.String(),
			"persons", strconv.FormatInt(l.Persons, 10), "found", strconv.FormatInt(l.Found, 10))
	}
	years, enrolled := enrolledIn(r)
	for _, y := range years {
		days := p.Programme.Reading.Calendar.Of(y)
		if days.Assumed {
			say("run.calendar.assumed", sources.Notice, "year", y.String())
		}
		for _, inst := range p.Programme.Institutions {
			open := inst.Successor.Date == 0 || inst.Successor.Date > days.First
			if inst.InScope && open && !enrolled[seat{y, inst.Number}] {
				say("run.institution.absent", sources.Warning, "institution", p.nameOf(inst.Number), "year", y.String())
			}
		}
	}
	return append(found, p.registerFindings(r)...)
}

// figureOf is what is said of a reported figure: whose it is, what it rests on.
func (p *Pipeline) figureOf(r *indicators.Result, prefix string) map[string]string {
	args := map[string]string{"indicator": r.Indicator, prefix + "field": r.Params.Field, prefix + "value": templates.ResultText(p.Language, r)}
	if r.Part != "" {
		args["indicator"] += " (" + templates.PartName(p.Language, r.Part) + ")"
	}
	if f := p.Programme.FieldNamed(r.Params.Field); f != nil && f.Text != "" {
		args[prefix+"field"] = f.Text
	}
	args[prefix+"covered"], args[prefix+"asked"] = number(r.Covered), number(r.Coverable)
	return args
}

// A wantedGap is something missing and the indicators that miss it.
type wantedGap struct {
	indicators.Gap
	indicators []string
}

// gapsOf are the gaps of the asked year's municipal results, each once.
func gapsOf(r *templates.Report) []wantedGap {
	var gaps []wantedGap
	for i := range r.Results {
		result := &r.Results[i]
		if result.Year != r.Year || result.Institution != "" {
			continue
		}
		for _, g := range result.Missing {
			at := slices.IndexFunc(gaps, func(w wantedGap) bool { return w.Gap == g })
			if at < 0 {
				at = len(gaps)
				gaps = append(gaps, wantedGap{Gap: g})
			}
			if !slices.Contains(gaps[at].indicators, result.Indicator) {
				gaps[at].indicators = append(gaps[at].indicators, result.Indicator)
			}
		}
	}
	return gaps
}

// A seat is an institution's enrolments of a school year.
type seat struct {
	year   indicators.SchoolYear
	number string
}

// enrolledIn says for which school years enrolments were read, and of which
// institutions.
func enrolledIn(r *templates.Report) (years []indicators.SchoolYear, enrolled map[seat]bool) {
	enrolled = map[seat]bool{}
	for i := range r.Files {
		for _, c := range r.Files[i].Cells {
			if c.Kind != indicators.Enrolments || c.Rows == 0 {
				continue
			}
			enrolled[seat{c.Year, c.Institution}] = true
			if !slices.Contains(years, c.Year) {
				years = append(years, c.Year)
			}
		}
	}
	slices.Sort(years)
	return years, enrolled
}

// registerFindings compare the programme's institutions with a register that
// was dropped with the exports.
func (p *Pipeline) registerFindings(r *templates.Report) []sources.Problem {
	entries := map[string]sources.RegisterEntry{}
	file := ""
	for i := range r.Files {
		for _, e := range r.Files[i].Register {
			entries[e.Number] = e
			file = r.Files[i].Name
		}
	}
	if file == "" {
		return nil
	}
	var found []sources.Problem
	for _, inst := range p.Programme.Institutions {
		e, ok := entries[inst.Number]
		args := map[string]string{"institution": p.nameOf(inst.Number)}
		switch {
		case !ok:
			found = append(found, sources.Problem{File: file, Code: "run.register.unknown", Severity: sources.Notice, Args: args})
		case e.Closed && inst.Successor.Number == "":
			found = append(found, sources.Problem{File: file, Code: "run.register.closed", Severity: sources.Warning, Args: args})
		}
	}
	return found
}

// nameOf is how people are told of an institution: its name and number; of another
// reporting unit, whose code is the programme's own affair, its name.
func (p *Pipeline) nameOf(number string) string {
	if i := p.Programme.InstitutionNumbered(number); i >= 0 {
		return p.Programme.Institutions[i].Name + " (" + number + ")"
	}
	if u, ok := p.Programme.UnitNamed(number); ok {
		return u.Name
	}
	return number
}

// schoolOf names the one institution that cells are about; empty: several, or one
// that the programme does not know.
func (p *Pipeline) schoolOf(cells []sources.Cell) string {
	if len(cells) == 0 || p.Programme == nil || slices.ContainsFunc(cells, func(c sources.Cell) bool { return c.Institution != cells[0].Institution }) {
		return ""
	}
	if i := p.Programme.InstitutionNumbered(cells[0].Institution); i >= 0 {
		return p.Programme.Institutions[i].Name
	}
	return ""
}

// noteReplaced writes beside each file how many of its rows later files replaced.
func noteReplaced(r *templates.Report, merged sources.Merged) {
	for i := range r.Files {
		f := &r.Files[i]
		f.Superseded = merged.Superseded[i].Rows
		f.ReplacedBy = merged.Superseded[i].By
	}
}
