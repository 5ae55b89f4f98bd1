package templates

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"raditaji/indicators"
	"raditaji/sources"
)

// method writes how every figure was counted: definitions, the terms that were
// evaluated, how baselines and targets were read, files, calendar, rules.
func (b *book) method() {
	s := b.methodSheet
	s.title(b.say("method.title", "year", strconv.Itoa(b.report.Year)), b.say("method.note"))
	s.widths(11, 32, 22, 69, 43, 11, 9.5)
	list := []block{b.definitionsBlock(), b.readingsBlock()}
	if further := b.furtherBlock(); len(further.rows) > 0 {
		list = append(list, further)
	}
	list = append(list, b.notesBlock(), b.calendarBlock(), b.rulesBlock(), b.columnsBlock(), b.usedBlock())
	s.blocks(7, list...)
}

// definitionsBlock says of each way to get an indicator's value what it counts,
// from the very parameters that were evaluated.
func (b *book) definitionsBlock() block {
	t := block{title: b.say("definitions.title"), name: "Definicijas", note: b.say("definitions.note"),
		heads: b.heads("number", "indicator", "measure", "definition", "terms")}
	for i := range b.p.Indicators {
		ind := &b.p.Indicators[i]
		for order, v := range ind.Values {
			m, ok := indicators.MeasureNamed(v.Measure)
			if !ok {
				continue
			}
			for _, e := range b.evaluated(ind, m, v.Params) {
				label := ind.ID + "."
				if e.part != "" {
					label += " " + b.partName(e.part)
				}
				t.rows = append(t.rows, []any{
					label, ind.Text,
					b.say("definitions.measure", "order", strconv.Itoa(order+1), "measure", m.Name, "source", b.sourceName(m.Source)),
					b.definition(m, e.params) + b.asked(e.params.Field, e.part), terms(m, e.params),
				})
			}
		}
	}
	return t
}

// An evaluation is a part and the parameters with which it was counted.
type evaluation struct {
	part   string
	params indicators.Params
}

// evaluated are the parameters of the asked year's results, by part; those of the
// programme where there is no result.
func (b *book) evaluated(ind *indicators.Indicator, m *indicators.Measure, p indicators.Params) []evaluation {
	var list []evaluation
	for i := range b.report.Results {
		r := &b.report.Results[i]
		if r.Year == b.report.Year && r.Indicator == ind.ID && r.Institution == "" && r.Measure == m.Name {
			list = append(list, evaluation{r.Part, r.Params})
		}
	}
	if len(list) > 0 {
		return list
	}
	if len(ind.Parts) == 0 {
		return []evaluation{{"", p}}
	}
	for _, part := range ind.Parts {
		if m.Name == "left_education" {
			p.Level = part.Name
		}
		list = append(list, evaluation{part.Name, p})
	}
	return list
}

// terms are the parameters that a measure took, as programme files write them.
func terms(m *indicators.Measure, p indicators.Params) string {
	var list []string
	for _, name := range m.Takes {
		list = append(list, name+" = "+term(name, p))
	}
	if len(list) == 0 {
		return none
	}
	return strings.Join(list, "; ")
}

func term(name string, p indicators.Params) string {
	text := func(s string) string { return orNone(s) }
	switch name {
	case "lessons":
		return strconv.Itoa(p.Lessons)
	case "at_least":
		return strconv.FormatBool(p.AtLeast)
	case "combine":
		return text(p.Combine)
	case "levels":
		return text(strings.Join(p.Levels, ", "))
	case "forms":
		return text(strings.Join(p.Forms, ", "))
	case "grades":
		return text(numbers(p.Grades))
	case "basis":
		return text(p.Basis)
	case "minimum":
		var list []string
		for _, y := range sortedYears(p.Minimum) {
			list = append(list, fmt.Sprintf("%d: %d", y, p.Minimum[y]))
		}
		return "{" + strings.Join(list, ", ") + "}"
	case "grade":
		return strconv.Itoa(p.Grade)
	case "attempt":
		return text(p.Attempt)
	case "unit":
		return text(p.Unit)
	case "from":
		return text(numbers(p.From))
	case "to":
		return text(strings.Join(p.To, ", "))
	case "level":
		return text(p.Level)
	case "abroad":
		return text(p.Abroad)
	case "count":
		return text(p.Count)
	case "field":
		return text(p.Field)
	case "min_coverage":
		return strconv.Itoa(p.MinCoverage)
	case "min_n":
		return strconv.Itoa(p.MinN)
	case "code":
		return text(p.Code)
	}
	return none
}

func sortedYears(m map[int]int) []int {
	years := make([]int, 0, len(m))
	for y := range m {
		years = append(years, y)
	}
	sort.Ints(years)
	return years
}

// numbers lists whole numbers, runs as 1–8.
func numbers(list []int) string {
	var texts []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		switch {
		case j > i+1:
			texts = append(texts, strconv.Itoa(list[i])+"–"+strconv.Itoa(list[j]))
		case j == i+1:
			texts = append(texts, strconv.Itoa(list[i]), strconv.Itoa(list[j]))
		default:
			texts = append(texts, strconv.Itoa(list[i]))
		}
		i = j + 1
	}
	return strings.Join(texts, ", ")
}

// readingsBlock says how each baseline's and target's wording was read.
func (b *book) readingsBlock() block {
	t := block{title: b.say("readings.title"), name: "Lasijumi", note: b.say("readings.note"),
		heads: b.heads("number", "part", "what_was_read", "reading", "as_adopted", "year")}
	for _, n := range b.lines {
		better := "better." + n.indicator.Better
		text, at := b.baselineText(n)
		var when any = mark(signNotAvailable)
		if at != 0 {
			when = year(at)
		}
		t.rows = append(t.rows, []any{
			n.indicator.ID + ".", b.partName(n.part), b.say("readings.baseline"),
			text + " " + b.say(better), orNone(n.base.Text), when,
		})
		for _, target := range n.targets {
			t.rows = append(t.rows, []any{
				n.indicator.ID + ".", b.partName(n.part), b.say("readings.target"), b.targetText(n, target), orNone(target.Text), year(target.Year),
			})
		}
	}
	return t
}

// unitOf is what follows a value in a sentence: a percent sign, or nothing.
func (n *line) unitOf() string {
	if n.shape == indicators.Count || n.shape == indicators.Mean {
		return ""
	}
	return " %"
}

// baselineText says how a baseline was read, and the year it belongs to; 0 is none.
func (b *book) baselineText(n *line) (string, int) {
	reading, err := indicators.ReadBaseline(n.base.Text, b.p)
	if err != nil {
		return b.say("readings.unreadable"), 0
	}
	at := reading.Point.Year
	switch {
	case reading.Pending && n.point == nil:
		return b.say("readings.pending", "year", strconv.Itoa(at)), at
	case reading.Pending:
		return b.say("readings.set", "value", b.percentText(n.point.Value)+n.unitOf(), "year", strconv.Itoa(at),
			"document", orNone(n.base.Set.Document), "date", orNone(n.base.Set.Date.String())), at
	}
	return b.say("readings.stated", "value", b.percentText(reading.Point.Value)+n.unitOf(), "year", strconv.Itoa(at),
		"school_year", b.schoolYear(at), "decimals", strconv.Itoa(reading.Point.Decimals)), at
}

// targetText says what a target's wording asks for.
func (b *book) targetText(n *line, target indicators.Target) string {
	aim, err := indicators.ReadTarget(target)
	if err != nil {
		return b.say("readings.unreadable")
	}
	value := b.percentText(aim.Value) + n.unitOf()
	switch aim.Mode {
	case indicators.AimBelow:
		return b.say("readings.below", "value", value)
	case indicators.AimAbove:
		return b.say("readings.above", "value", value)
	case indicators.AimKeep:
		return b.say("readings.keep." + n.indicator.Better)
	case indicators.AimReach:
		return b.say("readings.reach."+n.indicator.Better, "value", value)
	}
	word := "readings.delta"
	switch n.indicator.Delta {
	case "points":
		word = "readings.points"
	case "relative":
		word = "readings.relative"
	default:
		return b.say(word, "value", b.percentText(aim.Value))
	}
	text := b.say(word, "value", b.percentText(aim.Value))
	if v, ok := b.wanted(n, aim); ok {
		return text + " " + b.say("readings.wanted", "value", b.figureText(n, v))
	}
	return text + " " + b.say("readings.no_base")
}

// notesBlock holds what the programme itself says about its indicators.
func (b *book) notesBlock() block {
	t := block{title: b.say("notes.title"), name: "Piezimes", heads: b.heads("number", "indicator", "what_was_read", "note")}
	for i := range b.p.Indicators {
		ind := &b.p.Indicators[i]
		if strings.TrimSpace(ind.Note) != "" {
			t.rows = append(t.rows, []any{ind.ID + ".", ind.Text, b.say("notes.note"), strings.TrimSpace(ind.Note)})
		}
		if ind.MunicipalityOnly {
			t.rows = append(t.rows, []any{ind.ID + ".", ind.Text, b.say("notes.rule"), b.say("notes.municipality_only")})
		}
		for _, h := range ind.History {
			part := ""
			if h.Part != "" {
				part = " (" + b.partName(h.Part) + ")"
			}
			t.rows = append(t.rows, []any{ind.ID + ".", ind.Text, b.say("notes.history"),
				b.say("notes.history_text", "value", h.Value+part, "year", strconv.Itoa(h.Year), "source", orNone(h.Source))})
		}
	}
	return t
}

// usedBlock names the files whose rows stand behind each of the municipality's
// figures, and how many rows of each were counted.
func (b *book) usedBlock() block {
	t := block{title: b.say("used.title"), name: "Avoti", note: b.say("used.note"),
		heads: b.heads("number", "file", "kind", "sha256", "figure", "year", "rows_counted")}
	for i := range b.report.Results {
		r := &b.report.Results[i]
		if r.Institution != "" {
			continue
		}
		figure := b.sourceName(r.Source)
		if r.Part != "" {
			figure += ", " + b.partName(r.Part)
		}
		for number, rows := range r.Lines {
			if rows == 0 || number == 0 || number > len(b.report.Files) {
				continue
			}
			f := &b.report.Files[number-1]
			t.rows = append(t.rows, []any{r.Indicator + ".", f.Name, b.kindOf(f), f.SHA256, figure, year(r.Year), rows})
		}
	}
	return t
}

// furtherBlock lists what the programme file adds to what the readers know, which
// decides how rows count. Its calendar stands among the days of the school years.
func (b *book) furtherBlock() block {
	t := block{title: b.say("further.title"), name: "Papildinajumi", note: b.say("further.note"),
		heads: b.heads("order_number", "further_where", "further_name", "further_word", "further_means")}
	add := func(where, path, name, means string, words []string) {
		for _, w := range words {
			t.rows = append(t.rows, []any{ordinal(len(t.rows) + 1), where, name, w, path + "." + name + " – " + means})
		}
	}
	read := &b.p.Reading
	for i := range sources.Kinds {
		k := &sources.Kinds[i]
		where := b.say("further.heading", "kind", kindName(b.l, k.Name))
		for _, c := range k.Columns {
			add(where, "reading.headings."+string(k.Name), c.Field, b.say("further.column", "heading", c.Headings[0]), read.Headings[k.Name][c.Field])
		}
	}
	for _, of := range []struct {
		name  string
		words map[string][]string
	}{
		{"reasons", read.Reasons}, {"decisions", read.Decisions}, {"statuses", read.Statuses},
		{"continues", read.Continues}, {"levels", read.Levels},
	} {
		for _, class := range sortedKeys(of.words) {
			add(b.say("further."+of.name), "reading."+of.name, class, b.say("further."+of.name+"."+class), of.words[class])
		}
	}
	return t
}

// calendarBlock lists the days on which counting depends, for every calculated
// school year and its neighbours.
func (b *book) calendarBlock() block {
	t := block{title: b.say("calendar.title"), name: "Kalendars", note: b.say("calendar.note"),
		heads: b.heads("school_year", "day", "date", "calendar_remark")}
	have := map[indicators.SchoolYear]bool{}
	var list []int
	for _, y := range b.report.Years {
		for offset := -1; offset <= 1; offset++ {
			if at := b.p.SchoolYearOf(y) + indicators.SchoolYear(offset); !have[at] {
				have[at] = true
				list = append(list, int(at))
			}
		}
	}
	sort.Ints(list)
	for _, at := range list {
		y := indicators.SchoolYear(at)
		days := b.p.Reading.Calendar.Of(y)
		remark := b.say("calendar.default")
		if _, own := b.p.Reading.Calendar[y]; own {
			remark = b.say("calendar.own")
		}
		if days.Assumed {
			remark = b.say("calendar.assumed")
		}
		for _, d := range []struct {
			word string
			date indicators.Date
		}{
			{"day.first", days.First}, {"day.semester1", days.EndOfSemester1}, {"day.semester2", days.Semester2},
			{"day.last", days.Last}, {"day.last9", days.Last9}, {"day.last12", days.Last12},
		} {
			t.rows = append(t.rows, []any{y.String(), b.say(d.word), d.date, remark})
		}
		t.rows = append(t.rows, []any{y.String(), b.say("day.follow_up"), y.FollowUp(), b.say("calendar.follow_up")})
	}
	return t
}

// rulesBlock holds the rules that are the same for all indicators.
func (b *book) rulesBlock() block {
	t := block{title: b.say("rules.title"), name: "Noteikumi", heads: b.heads("order_number", "topic", "where", "rule")}
	for i, rule := range []string{
		"whole", "percent", "unknown", "missing", "coverage", "several", "sources", "interval", "chance", "status", "line", "formulas", "trace",
	} {
		t.rows = append(t.rows, []any{ordinal(i + 1), b.say("rule." + rule), b.say("rule." + rule + ".where"), b.say("rule." + rule + ".text")})
	}
	return t
}

// columnsBlock explains the columns of the last sheet and of results.csv.
func (b *book) columnsBlock() block {
	t := block{title: b.say("columns.title"), name: "Slejas", note: b.say("columns.note"),
		heads: b.heads("order_number", "data_column", "data_kind", "meaning")}
	for i, name := range resultColumns {
		kind := "columns.text"
		switch name {
		case "year", "numerator", "denominator", "unknown":
			kind = "columns.whole"
		case "value", "low", "high", "interval_low", "interval_high", "coverage":
			kind = "columns.number"
		case "official", "certain":
			kind = "columns.truth"
		}
		t.rows = append(t.rows, []any{ordinal(i + 1), name, b.say(kind), b.say("data." + name)})
	}
	return t
}
