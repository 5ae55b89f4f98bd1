package templates

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"raditaji/indicators"
)

// The grid that all tables of the sheet of the situation share, in letters: the
// columns of adopted tables, then those of the year.
var situationGrid = []float64{31, 37.5, 15, 15}

const situationColumn = 13.9

// hasSituation says that the programme has tables of the situation or asks for
// figures that stand with them.
func (b *book) hasSituation() bool {
	return len(b.p.Situation) > 0 || len(b.p.AskedTables) > 0 || len(b.situationFields()) > 0
}

// situation writes the programme's tables of the situation as adopted with the
// year's figures beside them, then what else institutions are asked for, in
// tables of ours.
func (b *book) situation() {
	s := b.situationSheet
	if s == nil {
		return
	}
	b.fieldCells = map[string]map[string]place{}
	s.title(b.say("situation.title", "year", strconv.Itoa(b.report.Year), "school_year", b.schoolYear(b.report.Year)), b.say("situation.note"))
	var list []maker
	for i := range b.p.Situation {
		t := &b.p.Situation[i]
		for j := range t.Sections {
			name := "Situacija_" + strconv.Itoa(i+1) + "_" + strconv.Itoa(j+1)
			list = append(list, b.sectionMaker(t, &t.Sections[j], name))
		}
	}
	for i := range b.p.AskedTables {
		if t := &b.p.AskedTables[i]; !b.filled(t) {
			list = append(list, b.askedTableMaker(t, "Jautats_"+strconv.Itoa(i+1)))
		}
	}
	if fields := b.unfilledFields(); len(fields) > 0 {
		list = append(list, b.fieldsMaker(fields))
	}
	if len(b.unlisted()) > 0 {
		list = append(list, b.unlistedMaker())
	}
	answers := b.coverageMaker()
	if t := answers(1); len(t.rows) > 0 {
		list = append(list, answers)
	}
	printed, wide := b.situationColumns(list), 0
	years := b.reportedYears()
	if len(years) > 1 {
		series := b.seriesMaker(years)
		wide = len(series(1).heads)
		printed = max(printed, 3+len(years))
		list = append(list, series)
	}
	for col := 1; col <= max(printed, wide); col++ {
		w := situationColumn
		if col <= len(situationGrid) {
			w = situationGrid[col-1]
		}
		s.widths1(col, w)
		if col <= printed {
			s.fold += w
		}
	}
	s.makers(printed, 1, 3, list...)
}

// situationColumns is how many columns the widest of the tables has.
func (b *book) situationColumns(list []maker) int {
	n := len(situationGrid)
	for _, m := range list {
		n = max(n, len(m(1).heads))
	}
	return n
}

// What stands in a row of a table that answers fill.
const (
	rowAsAdopted = -1 // nothing is asked for it
	rowTotal     = -2 // the rows above it
	rowAll       = -3 // all rows that are asked for, shown or not
)

// sectionMaker makes a section as adopted, with the year's figures.
func (b *book) sectionMaker(t *indicators.Table, sec *indicators.Section, name string) maker {
	title := "situation.table"
	if t.Figure {
		title = "situation.figure"
	}
	title = b.say(title, "number", t.Number, "title", t.Title)
	if sec.Title != "" {
		title += " – " + sec.Title
	}
	var notes []string
	if t.Source != "" {
		notes = append(notes, b.say("situation.source", "source", strings.TrimSuffix(t.Source, ".")))
	}
	return func(row int) block {
		d := block{title: title, name: name, heads: append([]string(nil), sec.Headings...)}
		for _, r := range sec.Rows {
			cells := make([]any, len(sec.Headings))
			for i := range cells {
				cells[i] = none
				if i < len(r) {
					cells[i] = adoptedCell(r[i])
				}
			}
			d.rows = append(d.rows, cells)
		}
		names := make([]string, len(sec.Rows))
		copy(names, sec.Fill.Rows)
		asked := b.askedTable(sec.Fill.Table)
		field := b.p.FieldNamed(sec.Fill.Field)
		switch {
		case asked != nil:
			d.note = strings.Join(append(notes, b.say("situation.filled", "year", b.schoolYear(b.report.Year)), b.tallyNote(asked)), " ")
			at := make([]int, len(names))
			for i, n := range names {
				at[i] = rowNamed(asked, n)
			}
			b.tally(&d, row, asked, at)
		case field != nil:
			d.note = strings.Join(append(notes, b.say("situation.filled", "year", b.schoolYear(b.report.Year)), b.say("situation.by_unit")), " ")
			b.byUnit(&d, row, field, names)
		case len(sec.Fill.Rows) > 0:
			d.note = strings.Join(append(notes, b.say("situation.filled", "year", b.schoolYear(b.report.Year)), b.say("situation.sums")), " ")
			b.byField(&d, row, names)
		default:
			d.note = strings.Join(append(notes, b.say("situation.as_adopted")), " ")
		}
		d.heads = uniqueHeads(d.heads)
		return d
	}
}

// adoptedCell is a text of an adopted table; a figure stands in the middle.
func adoptedCell(text string) any {
	text = orNone(text)
	if strings.Trim(text, "0123456789 .,%()'-") == "" {
		return mark(text)
	}
	return text
}

func rowNamed(t *indicators.AskedTable, name string) int {
	if name == "total" {
		return rowTotal
	}
	for i := range t.Rows {
		if t.Rows[i].ID == name {
			return i
		}
	}
	return rowAsAdopted
}

func (b *book) askedTable(id string) *indicators.AskedTable {
	for i := range b.p.AskedTables {
		if b.p.AskedTables[i].ID == id {
			return &b.p.AskedTables[i]
		}
	}
	return nil
}

// tallyNote says how the figures beside a table's rows are to be read.
func (b *book) tallyNote(t *indicators.AskedTable) string {
	text := b.say("situation.sums")
	for i := range t.Columns {
		if t.Columns[i].Total {
			text += " " + b.say("situation.shares")
			break
		}
	}
	for i := range t.Columns {
		if plans, _ := b.plansOf(t, &t.Columns[i]); len(plans) > 0 {
			return text + " " + b.say("situation.plans")
		}
	}
	return text
}

// tally adds to the rows of a table what the year's answers sum up to; at says
// what stands in each row. Shares of the whole and of a group add up to 100 %;
// shares of plans do not, because one plan can name several rows.
func (b *book) tally(d *block, row int, t *indicators.AskedTable, at []int) {
	y := b.monitored()
	units := b.askedUnits(t.From, y)
	d.ours = len(d.heads)
	at = b.closeTable(d, t, at)
	first := b.situationSheet.headRow(row, d) + 1
	for i := range t.Columns {
		c := &t.Columns[i]
		b.tallyColumn(d, first, t, c, at, units, y)
	}
}

// closeTable appends a row for the sum of all rows where the table adds up and
// none of its rows says that sum.
func (b *book) closeTable(d *block, t *indicators.AskedTable, at []int) []int {
	adds := false
	for i := range t.Columns {
		adds = adds || t.Columns[i].Total
	}
	d.sums = map[int]bool{}
	for i, a := range at {
		if a == rowTotal {
			d.sums[i] = true
			if len(rowsAbove(at, i)) == len(t.Rows) {
				at[i], adds = rowAll, false
			}
		}
	}
	if !adds {
		return at
	}
	cells := make([]any, len(d.heads))
	for i := range cells {
		cells[i] = none
	}
	cells[0] = b.say("row.all")
	d.rows = append(d.rows, cells)
	d.sums[len(d.rows)-1] = true
	return append(at, rowAll)
}

// rowsAbove are the rows of an asked table that stand above a row of sums.
func rowsAbove(at []int, i int) []int {
	var list []int
	for _, a := range at[:i] {
		if a >= 0 {
			list = append(list, a)
		}
	}
	return list
}

// tallyColumn adds the figures of one asked column.
func (b *book) tallyColumn(d *block, first int, t *indicators.AskedTable, c *indicators.AskedColumn, at []int, units []string, y indicators.SchoolYear) {
	several := len(t.Columns) > 1
	head := func(word string, args ...string) {
		text := b.say(word, args...)
		if several {
			text = c.Text + ": " + lowerFirst(text)
		}
		d.heads = append(d.heads, text)
	}
	value := len(d.heads) + 1 // columns of the sheet
	d.heads = append(d.heads, b.say("column.of_year", "what", c.Text, "year", b.schoolYear(b.report.Year)))
	groups := c.Total && grouped(t)
	plans, plansName := b.plansOf(t, c)
	if c.Total {
		head("column.share_of_all")
	}
	if groups {
		head("column.group_sum")
		head("column.group_share")
	}
	if groups && c.Kind == "hours" {
		head("column.share_in_group")
	}
	if len(plans) > 0 {
		head("column.plans", "what", plansName)
		head("column.share_of_plans", "what", plansName)
	}
	head("column.coverage")

	address := func(r int) string { return t.ID + "." + t.Rows[r].ID + "." + c.ID }
	add := func(rows []int) told {
		list := make([]string, len(rows))
		for i, r := range rows {
			list[i] = address(r)
		}
		return b.told(units, y, list...)
	}
	all := make([]int, len(t.Rows))
	shown := map[int]place{} // row of the asked table → its value
	wholeCell := ""
	for i := range all {
		all[i] = i
	}
	for i, a := range at {
		if a >= 0 {
			shown[a] = place{value, first + i}
		}
		if a == rowAll {
			wholeCell = columnLetters(value) + "$" + strconv.Itoa(first+i)
		}
	}
	// places are none where some of the rows are not shown: their sum is no formula.
	places := func(rows []int) (list []place) {
		for _, r := range rows {
			p, ok := shown[r]
			if !ok {
				return nil
			}
			list = append(list, p)
		}
		return list
	}
	whole := add(all)
	groupCell := map[string]string{} // of the groups whose sum has been shown
	for i, a := range at {
		if a == rowAsAdopted || a < 0 && !c.Total {
			for range len(d.heads) - value + 1 {
				d.rows[i] = append(d.rows[i], mark(signNotApplicable))
			}
			continue
		}
		rows := []int{a}
		switch {
		case a == rowAll:
			rows = all
		case a == rowTotal:
			if rows = rowsAbove(at, i); len(rows) == 0 {
				rows = all
			}
		}
		sum := add(rows)
		formula := ""
		if a < 0 {
			formula = sumFormula(c.Kind, places(rows))
		}
		here := cell(value, first+i)
		cells := []any{sum.amount(c.Kind, formula)}
		if a == rowAll && c.Total {
			cells = append(cells, mark(signNotApplicable))
		} else if c.Total {
			cells = append(cells, sum.share(whole, c.Kind, here, wholeCell))
		}
		if groups {
			cells = append(cells, b.groupCells(t, c, a, add, places, whole, place{value, first + i}, wholeCell, groupCell)...)
		}
		if len(plans) > 0 && a >= 0 {
			cells = append(cells, b.planCells(address(a), plans, units, y, here, place{value + len(cells), first + i})...)
		} else if len(plans) > 0 {
			cells = append(cells, b.told(units, y, plans...).amount("count", ""), mark(signNotApplicable))
		}
		d.rows[i] = append(append(d.rows[i], cells...), coverageOf(sum.answered, sum.asked))
	}
}

// lowerFirst begins a text with a small letter.
func lowerFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[size:]
}

// groupCells are the sum of a row's group and its share of the whole, which stand
// once, beside the group's first row, and of hours the row's share of its group.
func (b *book) groupCells(t *indicators.AskedTable, c *indicators.AskedColumn, row int, add func([]int) told, places func([]int) []place, whole told,
	at place, wholeCell string, shown map[string]string) []any {
	n := 2
	if c.Kind == "hours" {
		n = 3
	}
	cells := make([]any, n)
	for i := range cells {
		cells[i] = mark(signNotApplicable)
	}
	if row < 0 || t.Rows[row].Group == "" {
		return cells
	}
	group := t.Rows[row].Group
	var mates []int
	for i := range t.Rows {
		if t.Rows[i].Group == group {
			mates = append(mates, i)
		}
	}
	of := add(mates)
	cells[0], cells[1] = mark(none), mark(none)
	if shown[group] == "" {
		shown[group] = columnLetters(at.col+2) + "$" + strconv.Itoa(at.row)
		cells[0] = of.amount(c.Kind, sumFormula(c.Kind, places(mates)))
		cells[1] = of.share(whole, c.Kind, cell(at.col+2, at.row), wholeCell)
	}
	if c.Kind == "hours" {
		cells[2] = add([]int{row}).share(of, c.Kind, cell(at.col, at.row), shown[group])
	}
	return cells
}

// planCells are the plans of the units that state both a row and their plans, and
// in what share of these plans the row is named.
func (b *book) planCells(address string, plans, units []string, y indicators.SchoolYear, here string, at place) []any {
	var with, without told
	for _, u := range units {
		named := b.told([]string{u}, y, address)
		if named.answered == 0 {
			continue
		}
		if of := b.told([]string{u}, y, plans...); of.answered > 0 {
			with.sum += of.sum
			with.some = true
		} else {
			without.sum += named.sum
		}
	}
	with.asked, with.answered = len(units), len(units)
	if !with.some {
		sign := mark(toldMissing(false, len(units)))
		return []any{sign, sign}
	}
	if without.sum > 0 { // named by units of which nobody knows the plans
		here = "(" + here + "-" + strconv.FormatInt(without.sum, 10) + ")"
	}
	n := b.told(units, y, address).sum - without.sum
	return []any{with.amount("count", ""), quotient("count", n, with.sum, "", here, cell(at.col, at.row))}
}

// plansOf are the inputs that bound each row of a column of risks: the plans in
// which risks are named, by a rule of the programme; and what they are called.
func (b *book) plansOf(t *indicators.AskedTable, c *indicators.AskedColumn) (addresses []string, name string) {
	if t.Sheet != "risks" || c.Kind != "count" {
		return nil, ""
	}
	for _, r := range b.p.FormRules {
		if r.Kind != "each_at_most" || len(r.Left) != 1 || r.Left[0] != t.ID+".*."+c.ID {
			continue
		}
		for _, a := range r.Right {
			parts := strings.Split(a, ".")
			of := b.askedTable(parts[0])
			if len(parts) == 3 && of != nil && of != t {
				if i := rowNamed(of, parts[1]); i >= 0 {
					addresses, name = append(addresses, a), of.Rows[i].Text
				}
			} else if f := b.p.FieldNamed(parts[0]); f != nil && f.Kind == "count" {
				addresses, name = append(addresses, a), f.Text
			}
		}
		return addresses, name
	}
	return nil, ""
}

// byUnit adds to the rows of a section what each unit states of a field with two
// halves; a row of sums adds up the units above it.
func (b *book) byUnit(d *block, row int, f *indicators.Field, names []string) {
	y := b.monitored()
	d.ours, d.sums = len(d.heads), map[int]bool{}
	value := len(d.heads) + 1
	d.heads = append(d.heads, b.say("column.of_year", "what", orWord(f.Denominator, b.say("column.denominator")), "year", b.schoolYear(b.report.Year)),
		b.say("column.of_year", "what", orWord(f.Numerator, b.say("column.numerator")), "year", b.schoolYear(b.report.Year)), b.say("column.share_only"), b.say("column.coverage"))
	first := b.situationSheet.headRow(row, d) + 1
	if b.fieldCells[f.ID] == nil {
		b.fieldCells[f.ID] = map[string]place{}
	}
	at := b.fieldCells[f.ID]
	asked := b.askedUnits(f.From, y)
	var above []string
	for i, name := range names {
		var units []string
		switch {
		case name == "total" && len(above) > 0:
			units = above
		case name == "total":
			units = asked
		case slices.Contains(asked, name):
			units = []string{name}
			above = append(above, name)
			at[name] = place{value, first + i}
		}
		sum := b.toldField(f, "", units, y)
		cover := any(mark(signNotApplicable))
		top, bottom := "", ""
		if name == "total" {
			d.sums[i] = true
			cover = coverageOf(sum.answered, sum.asked)
			if places, ok := placesOf(at, units); ok {
				bottom = sumFormula("count", places)
				for j := range places {
					places[j].col++
				}
				top = sumFormula("count", places)
			}
		}
		d.rows[i] = append(d.rows[i], append(sum.halves(place{value, first + i}, bottom, top), cover)...)
	}
}

// halves are the denominator, the numerator and the share of a sum; the first
// stands in a place. The formulas are those of the two, where they have any.
func (t toldShare) halves(at place, bottom, top string) []any {
	if sign := toldMissing(t.answered > 0, t.asked); sign != "" {
		return []any{mark(sign), mark(sign), mark(sign)}
	}
	return []any{
		figure{v: float64(t.d), format: formatWhole, signs: t.signs(), formula: bottom},
		figure{v: float64(t.n), format: formatWhole, signs: t.signs(), formula: top},
		quotient("count", t.n, t.d, "", cell(at.col+1, at.row), cell(at.col, at.row)),
	}
}

// placesOf are the cells of units; ok is false where one has none.
func placesOf(at map[string]place, units []string) (list []place, ok bool) {
	for _, u := range units {
		p, found := at[u]
		if !found {
			return nil, false
		}
		list = append(list, p)
	}
	return list, len(list) > 0
}

// byField adds to the rows of a section what units state of one count each.
func (b *book) byField(d *block, row int, names []string) {
	y := b.monitored()
	d.ours, d.sums = len(d.heads), map[int]bool{}
	value := len(d.heads) + 1
	d.heads = append(d.heads, b.say("column.of_year", "what", b.say("column.count"), "year", b.schoolYear(b.report.Year)), b.say("column.coverage"))
	first := b.situationSheet.headRow(row, d) + 1
	var above []place
	whole := told{}
	for i, name := range names {
		f := b.p.FieldNamed(name)
		switch {
		case f != nil:
			units := b.askedUnits(f.From, y)
			sum := b.told(units, y, f.ID)
			d.rows[i] = append(d.rows[i], sum.amount("count", ""), coverageOf(sum.answered, sum.asked))
			above = append(above, place{value, first + i})
			whole = told{whole.sum + sum.sum, whole.some || sum.some, whole.answered + sum.answered, whole.asked + sum.asked, whole.faulty || sum.faulty}
		case name == "total":
			d.sums[i] = true
			d.rows[i] = append(d.rows[i], whole.amount("count", sumFormula("count", above)), coverageOf(whole.answered, whole.asked))
		default:
			d.rows[i] = append(d.rows[i], mark(signNotApplicable), mark(signNotApplicable))
		}
	}
}
