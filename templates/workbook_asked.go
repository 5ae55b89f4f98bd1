package templates

import (
	"strconv"
	"strings"

	"raditaji/indicators"
)

// askedTableMaker makes an asked table in a layout of ours.
func (b *book) askedTableMaker(t *indicators.AskedTable, name string) maker {
	return func(row int) block {
		d := block{title: t.Title, name: name, note: b.say("situation.asked", "year", b.schoolYear(b.report.Year)) + " " + b.tallyNote(t)}
		d.heads = []string{b.say("column.order_number"), orWord(t.Heading, b.say("column.asked_row"))}
		if grouped(t) {
			d.heads[0] = b.say("column.group")
		}
		at := make([]int, len(t.Rows))
		for i, r := range t.Rows {
			at[i] = i
			first := any(ordinal(i + 1))
			if grouped(t) {
				first = orNone(r.Group)
			}
			d.rows = append(d.rows, []any{first, r.Text})
		}
		b.tally(&d, row, t, at)
		d.heads = uniqueHeads(d.heads)
		return d
	}
}

func orWord(text, word string) string {
	if strings.TrimSpace(text) == "" {
		return word
	}
	return text
}

func grouped(t *indicators.AskedTable) bool {
	for _, r := range t.Rows {
		if r.Group != "" {
			return true
		}
	}
	return false
}

// filled says that sections of the situation show all rows of an asked table.
func (b *book) filled(t *indicators.AskedTable) bool {
	have := map[string]bool{}
	for i := range b.p.Situation {
		for _, sec := range b.p.Situation[i].Sections {
			if sec.Fill.Table == t.ID {
				for _, r := range sec.Fill.Rows {
					have[r] = true
				}
			}
		}
	}
	for _, r := range t.Rows {
		if !have[r.ID] {
			return false
		}
	}
	return true
}

// situationFields are the fields that stand on this sheet: those of the
// template's sheets about pupils, and those of which no indicator is made.
func (b *book) situationFields() []*indicators.Field {
	used := map[string]bool{}
	for i := range b.p.Indicators {
		for _, v := range b.p.Indicators[i].Values {
			used[v.Params.Field] = true
		}
	}
	var list []*indicators.Field
	for i := range b.p.Fields {
		f := &b.p.Fields[i]
		switch f.Sheet {
		case "leavers", "risks", "support", "languages":
			list = append(list, f)
		default:
			if !used[f.ID] {
				list = append(list, f)
			}
		}
	}
	return list
}

// unfilledFields are those of the sheet's fields that no section shows.
func (b *book) unfilledFields() []*indicators.Field {
	have := map[string]bool{}
	for i := range b.p.Situation {
		for _, sec := range b.p.Situation[i].Sections {
			have[sec.Fill.Field] = true
			if sec.Fill.Table == "" && sec.Fill.Field == "" {
				for _, r := range sec.Fill.Rows {
					have[r] = true
				}
			}
		}
	}
	var list []*indicators.Field
	for _, f := range b.situationFields() {
		if !have[f.ID] {
			list = append(list, f)
		}
	}
	return list
}

// fieldsMaker makes the table of fields that no section shows.
func (b *book) fieldsMaker(fields []*indicators.Field) maker {
	y := b.monitored()
	return func(row int) block {
		d := block{title: b.say("fields.title"), name: "Skaitli", note: b.say("situation.asked", "year", b.schoolYear(b.report.Year)) + " " + b.say("fields.note"),
			heads: b.heads("order_number", "asked_row", "part", "denominator", "numerator", "share", "coverage"), ours: 3}
		first := b.situationSheet.headRow(row, &d) + 1
		for _, f := range fields {
			for _, part := range f.AllParts() {
				sum := b.toldField(f, part, b.askedUnits(f.From, y), y)
				cells := sum.halves(place{4, first + len(d.rows)}, "", "")
				if sum.answered > 0 && f.Kind == "count" {
					cells = []any{mark(signNotApplicable), cells[1], cells[1]}
				}
				if sum.answered > 0 && f.Kind == "mean" {
					cells[2] = b.meanCell(sum, place{4, first + len(d.rows)})
				}
				d.rows = append(d.rows, append([]any{ordinal(len(d.rows) + 1), f.Text, b.partName(part)},
					append(cells, coverageOf(sum.answered, sum.asked))...))
			}
		}
		return d
	}
}

// meanCell is a sum over its count; the count stands in a place, the sum beside it.
func (b *book) meanCell(t toldShare, at place) any {
	if t.d <= 0 {
		return mark(signNotApplicable)
	}
	n, d := cell(at.col+1, at.row), cell(at.col, at.row)
	return figure{v: float64((t.n*200+t.d)/(2*t.d)) / 100, format: formatDecimals, formula: "ROUND(" + n + "/" + d + ",2)"}
}

// An unlistedUnit is asked for a field of which the programme's tables have rows
// for other units only.
type unlistedUnit struct {
	field *indicators.Field
	unit  string
}

// unlisted are the units that no row of the adopted tables names.
func (b *book) unlisted() []unlistedUnit {
	named := map[string]map[string]bool{}
	for i := range b.p.Situation {
		for _, sec := range b.p.Situation[i].Sections {
			if f := sec.Fill.Field; f != "" {
				if named[f] == nil {
					named[f] = map[string]bool{}
				}
				for _, r := range sec.Fill.Rows {
					named[f][r] = true
				}
			}
		}
	}
	var list []unlistedUnit
	for i := range b.p.Fields {
		f := &b.p.Fields[i]
		if named[f.ID] == nil {
			continue
		}
		for _, u := range b.askedUnits(f.From, b.monitored()) {
			if !named[f.ID][u] {
				list = append(list, unlistedUnit{f, u})
			}
		}
	}
	return list
}

// unlistedMaker makes the table of those units.
func (b *book) unlistedMaker() maker {
	return func(row int) block {
		d := block{title: b.say("unlisted.title"), name: "Citas_vienibas", note: b.say("unlisted.note", "year", b.schoolYear(b.report.Year)),
			heads: b.heads("institution", "asked_row", "denominator", "numerator", "share"), ours: 2}
		first := b.situationSheet.headRow(row, &d) + 1
		for _, x := range b.unlisted() {
			sum := b.toldField(x.field, "", []string{x.unit}, b.monitored())
			d.rows = append(d.rows, append([]any{b.unitName(x.unit), x.field.Text}, sum.halves(place{3, first + len(d.rows)}, "", "")...))
		}
		return d
	}
}

// coverageMaker makes the table of who was asked for what, who answered and who
// did not.
func (b *book) coverageMaker() maker {
	y := b.monitored()
	return func(int) block {
		d := block{title: b.say("answers.title"), name: "Atbildes", note: b.say("answers.note", "year", b.schoolYear(b.report.Year)),
			heads: b.heads("asked_table", "silent_units", "asked", "answered", "silent", "coverage")}
		add := func(title string, from, addresses []string) {
			units := b.unitsAsked(from, y, addresses)
			var silent []string
			for _, u := range units {
				if !b.hasAnswered(u, y, addresses) {
					silent = append(silent, b.unitName(u))
				}
			}
			answered := len(units) - len(silent)
			d.rows = append(d.rows, []any{title, orNone(strings.Join(silent, "; ")), len(units), answered, len(silent), coverageOf(answered, len(units))})
		}
		for i := range b.p.AskedTables {
			t := &b.p.AskedTables[i]
			var addresses []string
			for _, r := range t.Rows {
				for _, c := range t.Columns {
					addresses = append(addresses, t.ID+"."+r.ID+"."+c.ID)
				}
			}
			add(t.Title, t.From, addresses)
		}
		for _, f := range b.situationFields() {
			add(f.Text, f.From, fieldAddresses(f))
		}
		return d
	}
}

// unitsAsked are the units of a list whose template has one of the inputs.
func (b *book) unitsAsked(from []string, y indicators.SchoolYear, addresses []string) []string {
	var list []string
	for _, u := range b.askedUnits(from, y) {
		for _, a := range addresses {
			if b.asks(u, y, a) {
				list = append(list, u)
				break
			}
		}
	}
	return list
}

// fieldAddresses are the inputs of a field.
func fieldAddresses(f *indicators.Field) []string {
	var list []string
	for _, part := range f.AllParts() {
		stem := f.Address(part)
		if indicators.TwoFigures(f.Kind) {
			list = append(list, stem+".n", stem+".d")
			continue
		}
		list = append(list, stem)
	}
	return list
}

// seriesMaker makes the table of every sum by monitoring year, with the coverage of
// each to the right.
func (b *book) seriesMaker(years []int) maker {
	return func(int) block {
		d := block{title: b.say("series.title"), name: "Laikrinda", note: b.say("series.note"), heads: b.heads("asked_table", "asked_row", "asked_figure")}
		for _, y := range years {
			d.heads = append(d.heads, strconv.Itoa(y))
		}
		for _, y := range years {
			d.heads = append(d.heads, b.say("column.coverage")+" "+strconv.Itoa(y))
		}
		add := func(title, row, column, kind string, sum func(y indicators.SchoolYear) told) {
			cells := []any{title, row, column}
			var covers []any
			for _, m := range years {
				t := sum(b.p.SchoolYearOf(m))
				cells = append(cells, t.amount(kind, ""))
				covers = append(covers, coverageOf(t.answered, t.asked))
			}
			d.rows = append(d.rows, append(cells, covers...))
		}
		for i := range b.p.AskedTables {
			t := &b.p.AskedTables[i]
			for _, r := range t.Rows {
				for _, c := range t.Columns {
					add(t.Title, r.Text, c.Text, c.Kind, func(y indicators.SchoolYear) told {
						return b.told(b.askedUnits(t.From, y), y, t.ID+"."+r.ID+"."+c.ID)
					})
				}
			}
		}
		for _, f := range b.situationFields() {
			for _, part := range f.AllParts() {
				half := func(numerator bool) func(indicators.SchoolYear) told {
					return func(y indicators.SchoolYear) told {
						s := b.toldField(f, part, b.askedUnits(f.From, y), y)
						t := told{s.n, s.answered > 0, s.answered, s.asked, s.faulty}
						if !numerator {
							t.sum = s.d
						}
						return t
					}
				}
				if indicators.TwoFigures(f.Kind) || f.Kind == "choice" {
					add(f.Text, b.partName(part), orWord(f.Denominator, b.say("column.denominator")), "count", half(false))
				}
				add(f.Text, b.partName(part), orWord(f.Numerator, b.say("column.numerator")), "count", half(true))
			}
		}
		return d
	}
}
