package templates

import (
	"maps"
	"sort"
	"strconv"
	"strings"

	"raditaji/indicators"
	"raditaji/sources"
)

// quality writes what is known about the data: problems, gaps, and what each does
// to the indicators.
func (b *book) quality() {
	s := b.qualitySheet
	s.title(b.say("quality.title", "year", strconv.Itoa(b.report.Year)), b.say("quality.note"))
	s.widths(31, 19.5, 14.5, 31, 29.5, 15, 8.5, 10.5, 10.5, 10.5, 9.5, 8.5, 9, 12, 12, 12, 70)
	list := []block{b.filesBlock(), b.unmappedBlock(), b.unknownBlock(), b.disagreementsBlock(), b.missingBlock(), b.silentBlock()}
	if b.report.Ledger != nil {
		list = append(list, b.queriesBlock())
		if len(b.report.Ledger.Untraced) > 0 {
			list = append(list, b.untracedBlock())
		}
	}
	s.blocks(12, append(list, b.problemsBlock())...)
}

// queriesBlock lists the queries that were asked when files were taken in, with
// their answers.
func (b *book) queriesBlock() block {
	t := block{title: b.say("queries.title"), name: "Jautajumi", note: b.say("queries.note"),
		heads: b.heads("file", "unit", "query_state", "query_text", "query_answer")}
	for i := range b.report.Ledger.Asked {
		q := &b.report.Ledger.Asked[i]
		text, _ := b.l.Problem(q.Problem)
		if q.Problem.Input != "" {
			text = questionOf(b.l, b.p, q.Unit, b.monitored(), q.Problem.Input).text(b.l) + ": " + text
		}
		state, answer := "query.open", none
		switch {
		case q.Officer:
			state, answer = "query.officer", q.Answer
		case q.InFile:
			state, answer = "query.in_file", b.say("query.answer_in_file")
		}
		unit := none
		if q.Unit != "" {
			unit = b.unitName(q.Unit)
		}
		t.rows = append(t.rows, []any{b.fileName(q.File), unit, b.say(state), text, answer})
	}
	return t
}

// untracedBlock lists the earlier years of which originals were deleted at their age.
func (b *book) untracedBlock() block {
	t := block{title: b.say("untraced.title"), name: "Neizsekojami", note: b.say("untraced.note"), heads: b.heads("year", "query_state", "fingerprint", "finding")}
	for _, u := range b.report.Ledger.Untraced {
		state, text := "untraced.gone", "untraced.gone_text"
		if u.Approved != "" {
			state, text = "untraced.approved", "untraced.approved_text"
		}
		t.rows = append(t.rows, []any{strconv.Itoa(u.Year), b.say(state), orNone(u.Approved), b.say(text)})
	}
	return t
}

// problemsBlock groups problems by file, code and severity: a query that is
// explained is another thing than one that is not.
func (b *book) problemsBlock() block {
	t := block{title: b.say("problems.title"), name: "Problemas", note: b.say("problems.note"),
		heads: b.heads("file", "code", "severity", "finding", "remedy", "first_places", "count")}
	type place struct {
		file, code string
		severity   sources.Severity
	}
	type found struct {
		first  sources.Problem
		count  int
		places []string // lines, or cells of a template
	}
	at := map[place]*found{}
	var order []place
	for _, p := range b.report.Problems {
		k := place{p.File, p.Code, p.Severity}
		f := at[k]
		if f == nil {
			f = &found{first: p}
			at[k] = f
			order = append(order, k)
		}
		f.count++
		if len(f.places) < 5 && p.At.Row > 0 {
			f.places = append(f.places, lineOf(p))
		}
	}
	for _, k := range order {
		f := at[k]
		if f.first.Args["answer"] != "" { // each has its own, among the queries
			f.first.Args = maps.Clone(f.first.Args)
			delete(f.first.Args, "answer")
		}
		text, remedy := b.l.Problem(f.first)
		t.rows = append(t.rows, []any{
			b.fileName(k.file), k.code, b.say("severity." + f.first.Severity.String()),
			orNone(text), orNone(remedy), b.places(f.places, &f.first, f.count), f.count,
		})
	}
	return t
}

// places words the first lines on which a problem was found, in the column of
// its first place, or the first cells.
func (b *book) places(lines []string, first *sources.Problem, count int) string {
	if len(lines) == 0 {
		return none
	}
	list := strings.Join(lines, ", ")
	if count > len(lines) {
		list += ", …"
	}
	switch {
	case first.Sheet != "":
		return list
	case first.Heading == "":
		return b.say("place.lines", "lines", list)
	}
	return b.say("place.cells", "lines", list, "column", first.Heading)
}

func (b *book) fileName(name string) string {
	if name == "" {
		return b.say("files.all")
	}
	return name
}

// unmappedBlock lists values that no map knows, with the pupils they touch.
func (b *book) unmappedBlock() block {
	t := block{title: b.say("unmapped.title"), name: "Nekartetas", note: b.say("unmapped.note"),
		heads: b.heads("file", "code", "heading", "unmapped_value", "effect", "where_mapped", "rows", "touched")}
	for _, p := range b.report.Problems {
		if !strings.HasSuffix(p.Code, ".unmapped") {
			continue
		}
		what := strings.TrimSuffix(strings.TrimPrefix(p.Code, "csv."), ".unmapped")
		t.rows = append(t.rows, []any{
			b.fileName(p.File), p.Code, orNone(p.Heading), orNone(p.Got),
			b.say("unmapped.effect." + what), "reading: " + mapOf[what], numberArg(p, "rows"), numberArg(p, "pupils"),
		})
	}
	return t
}

// mapOf is the key of the programme file under which a value is mapped.
var mapOf = map[string]string{
	"reason": "reasons", "decision": "decisions", "status": "statuses", "continues": "continues", "level": "levels",
}

// numberArg is a number that a problem holds, or the sign that it has none.
func numberArg(p sources.Problem, name string) any {
	n, err := strconv.Atoi(p.Args[name])
	if err != nil {
		return mark(signNotApplicable)
	}
	return n
}

// topic names a result's indicator, as the blocks of this sheet begin.
func (b *book) topic(r *indicators.Result) string {
	return r.Indicator + ". " + shorten(b.indicatorOf(r.Indicator).Text, 60)
}

func (b *book) scopeName(r *indicators.Result) string {
	if r.Institution == "" {
		return b.say("row.municipality")
	}
	return b.unitName(r.Institution)
}

// unknownBlock lists the municipality's figures with pupils of unknown fate.
func (b *book) unknownBlock() block {
	t := block{title: b.say("unknown.title"), name: "Nezinamie", note: b.say("unknown.note"), heads: b.heads(
		"indicator", "part", "source", "effect", "is_official", "year",
		"unknown", "share", "low", "high", "abroad", "deceased")}
	for i := range b.report.Results {
		r := &b.report.Results[i]
		if r.Institution != "" || r.State != indicators.Available || r.Unknown+r.Abroad+r.Deceased == 0 {
			continue
		}
		low, high := any(mark(signNotApplicable)), any(mark(signNotApplicable))
		if l, h, ok := r.Bounds(); ok {
			low, high = percent(l), percent(h)
		}
		effect := "unknown.effect"
		if r.Unknown == 0 {
			effect = "unknown.effect_gone"
		}
		t.rows = append(t.rows, []any{
			b.topic(r), b.partName(r.Part), b.sourceName(r.Source), b.say(effect), mark(b.yesNo(r.Official)), year(r.Year),
			r.Unknown, valueCell(r), low, high, r.Abroad, r.Deceased,
		})
	}
	return t
}

// disagreementsBlock compares what was counted with what SEMR or the
// institutions say, where they differ by more than 0.1 percentage points.
func (b *book) disagreementsBlock() block {
	const far = 10 // hundredths
	t := block{title: b.say("differences.title"), name: "Atskiribas", note: b.say("differences.note"), heads: b.heads(
		"indicator", "part", "official", "scope", "effect", "compared", "year", "by.computed", "compared_value", "difference")}
	for i := range b.report.Results {
		r := &b.report.Results[i]
		if r.Source == indicators.Computed {
			continue
		}
		c := b.by[key{r.Year, r.Indicator, r.Part, r.Institution, indicators.Computed}]
		if c == nil {
			continue
		}
		v, ok := r.Value()
		w, counted := c.Value()
		if !ok || !counted || r.Shape == indicators.Count || max(v-w, w-v) <= far {
			continue
		}
		official := c
		if r.Official {
			official = r
		}
		t.rows = append(t.rows, []any{
			b.topic(r), b.partName(r.Part), b.sourceName(official.Source), b.scopeName(r),
			b.say("differences.effect", "source", b.sourceName(official.Source)), b.sourceName(r.Source),
			year(r.Year), valueCell(c), valueCell(r), points(v - w),
		})
	}
	return t
}

// missingBlock lists what the municipality's figures lack, years that lack the
// same together.
func (b *book) missingBlock() block {
	t := block{title: b.say("missing.title"), name: "Trukst", note: b.say("missing.note"),
		heads: b.heads("indicator", "part", "source", "missing", "effect", "years", "flags")}
	at := map[[6]string]int{}
	for i := range b.report.Results {
		r := &b.report.Results[i]
		if r.Institution != "" || len(r.Missing) == 0 {
			continue
		}
		row := [6]string{b.topic(r), b.partName(r.Part), b.sourceName(r.Source), gapsText(b.l, b.p, r.Missing), b.gapEffect(r), flags(r)}
		if j, seen := at[row]; seen {
			t.rows[j][5] = t.rows[j][5].(string) + ", " + strconv.Itoa(r.Year)
			continue
		}
		at[row] = len(t.rows)
		t.rows = append(t.rows, []any{row[0], row[1], row[2], row[3], row[4], strconv.Itoa(r.Year), mark(row[5])})
	}
	return t
}

func (b *book) gapEffect(r *indicators.Result) string {
	switch {
	case r.State == indicators.NotAvailable:
		return b.say("missing.effect.none")
	case r.LowCoverage:
		return b.say("missing.effect.low")
	case r.Provisional:
		return b.say("missing.effect.provisional")
	}
	return b.say("missing.effect.stands")
}

// silentBlock lists institutions in scope without rows in exports of the asked
// year, and the indicators that lack them.
func (b *book) silentBlock() block {
	t := block{title: b.say("silent.title"), name: "Klusejosas", note: b.say("silent.note"),
		heads: b.heads("institution", "registration", "school_year", "missing", "effect")}
	y := b.p.SchoolYearOf(b.report.Year)
	enrolled := map[string]bool{}
	some := false
	for i := range b.report.Files {
		f := &b.report.Files[i]
		for _, c := range f.Cells {
			if c.Kind == indicators.Enrolments && c.Year == y && !f.Refused {
				enrolled[c.Institution] = true
				some = true
			}
		}
	}
	for _, inst := range b.p.Institutions {
		var missing, touched []string
		open := inst.Successor.Date == 0 || inst.Successor.Date > b.p.Reading.Calendar.Of(y).First
		absent := some && inst.InScope && open && !enrolled[inst.Number]
		if absent {
			missing = append(missing, kindName(b.l, indicators.Enrolments))
			touched = append(touched, b.say("silent.all"))
		}
		have := map[string]bool{}
		for i := range b.report.Results {
			r := &b.report.Results[i]
			if r.Year != b.report.Year || r.Institution != inst.Number || r.State != indicators.NotAvailable {
				continue
			}
			for _, g := range r.Missing {
				if text := gapText(b.l, b.p, g); !have[text] {
					have[text] = true
					missing = append(missing, text)
				}
			}
			if label := r.Indicator + "."; !have[label] && !absent {
				have[label] = true
				touched = append(touched, label)
			}
		}
		if len(missing)+len(touched) == 0 {
			continue
		}
		t.rows = append(t.rows, []any{
			inst.Name, inst.Number, y.String(), orNone(strings.Join(missing, "; ")),
			b.say("silent.effect", "list", strings.Join(touched, ", ")),
		})
	}
	return t
}

func (b *book) heads(words ...string) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = b.say("column." + w)
	}
	return list
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
