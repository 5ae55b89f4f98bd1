package templates

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"raditaji/indicators"
)

// A told is what reporting units state in one input, or in several rows of one
// column, added up.
type told struct {
	sum      int64 // in the input's own units
	some     bool  // somebody states something
	answered int   // units that state all of it
	asked    int
	faulty   bool // somebody states something that cannot be used
}

// A toldShare is what reporting units state of a figure with two halves, added up.
type toldShare struct {
	n, d            int64
	answered, asked int
	faulty          bool
}

// monitored is the school year that the asked monitoring year means.
func (b *book) monitored() indicators.SchoolYear { return b.p.SchoolYearOf(b.report.Year) }

// askedUnits are the units of a list that are asked about a school year.
func (b *book) askedUnits(from []string, y indicators.SchoolYear) []string {
	var units []string
	for _, u := range b.p.AskedUnits(from, y) {
		units = append(units, u.ID)
	}
	return units
}

// asks says that a unit's template of a school year has an input.
func (b *book) asks(unit string, y indicators.SchoolYear, address string) bool {
	return b.formOf(unit, y)[address]
}

// formOf are the inputs of a unit's template; nil: it is sent none.
func (b *book) formOf(unit string, y indicators.SchoolYear) map[string]bool {
	at := unitYear{unit, y}
	inputs, known := b.forms[at]
	if !known {
		if f, ok := indicators.FormOf(b.p, unit, y); ok {
			inputs = map[string]bool{}
			for _, in := range f.Inputs() {
				inputs[in.Address] = true
			}
		}
		b.forms[at] = inputs
	}
	return inputs
}

// A unitYear names a template.
type unitYear struct {
	unit string
	year indicators.SchoolYear
}

// told adds up inputs over units. A unit is asked where its template has one of them.
func (b *book) told(units []string, y indicators.SchoolYear, addresses ...string) told {
	var t told
	for _, u := range units {
		all, asked := true, false
		for _, a := range addresses {
			if !b.asks(u, y, a) {
				continue
			}
			asked = true
			r := b.answers.Of(u, y, a)
			if r == nil {
				all = false
				continue
			}
			t.faulty = t.faulty || r.Faulty
			n, ok := r.Number.Get()
			all = all && ok
			t.some = t.some || ok
			t.sum += n
		}
		if asked {
			t.asked++
		}
		if asked && all {
			t.answered++
		}
	}
	return t
}

// toldField adds up a field, or one part of it, over units.
func (b *book) toldField(f *indicators.Field, part string, units []string, y indicators.SchoolYear) toldShare {
	var t toldShare
	for _, u := range b.p.AskedFor(f, part, y) {
		if !slices.Contains(units, u.ID) {
			continue
		}
		t.asked++
		a := b.answers.Field(f, part, u, y)
		t.faulty = t.faulty || a.Faulty
		if a.Known {
			t.n, t.d = t.n+a.N, t.d+a.D
			t.answered++
		}
	}
	return t
}

// hasAnswered says that a unit states something that can be used in one of the inputs.
func (b *book) hasAnswered(unit string, y indicators.SchoolYear, addresses []string) bool {
	for _, a := range addresses {
		if r := b.answers.Of(unit, y, a); r != nil && !r.Faulty {
			return true
		}
	}
	return false
}

// toldSigns are the signs of a sum over units, to stand behind it in its format:
// u where one of them is silent, p where an answer could not be used.
func toldSigns(answered, asked int, faulty bool) string {
	text := ""
	if answered < asked {
		text += " [u]"
	}
	if faulty {
		text += " [p]"
	}
	if text == "" {
		return ""
	}
	return `"` + text + `"`
}

func (t told) signs() string      { return toldSigns(t.answered, t.asked, t.faulty) }
func (t toldShare) signs() string { return toldSigns(t.answered, t.asked, t.faulty) }

// missing is the sign where nobody states anything; empty where somebody does.
func (t told) missing() string { return toldMissing(t.some, t.asked) }

func toldMissing(some bool, asked int) string {
	switch {
	case asked == 0:
		return signNotApplicable
	case !some:
		return signNotAvailable
	}
	return ""
}

// share is the sum's share of a greater one as a cell of a block; kind is an
// AskedColumn's, top and bottom are the cells of both.
func (t told) share(of told, kind, top, bottom string) any {
	if sign := t.missing(); sign != "" {
		return mark(sign)
	}
	return quotient(kind, t.sum, of.sum, "", top, bottom)
}

// amount is a sum as a cell of a block; kind is an AskedColumn's.
func (t told) amount(kind, formula string) any {
	if sign := t.missing(); sign != "" {
		return mark(sign)
	}
	return figure{v: inCells(kind, t.sum), format: formatOfKind(kind), signs: t.signs(), formula: formula}
}

// coverageOf is the share of the asked units that answered.
func coverageOf(answered, asked int) any {
	if asked == 0 {
		return mark(signNotApplicable)
	}
	return percent(indicators.Hundredths(int64(answered), int64(asked)))
}

// inCells is a number as cells hold it: money and hours are kept in hundredths.
func inCells(kind string, n int64) float64 {
	if kind == "count" {
		return float64(n)
	}
	return float64(n) / 100
}

func formatOfKind(kind string) string {
	if kind == "count" {
		return formatWhole
	}
	return formatMoney
}

// A place is a cell of a sheet.
type place struct{ col, row int }

// sumFormula adds up cells of one column or several; kind is an AskedColumn's.
func sumFormula(kind string, places []place) string {
	if len(places) == 0 {
		return ""
	}
	list := append([]place(nil), places...)
	sort.Slice(list, func(i, j int) bool {
		if list[i].col != list[j].col {
			return list[i].col < list[j].col
		}
		return list[i].row < list[j].row
	})
	var ranges []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1].col == list[i].col && list[j+1].row == list[j].row+1 {
			j++
		}
		text := cell(list[i].col, list[i].row)
		if j > i {
			text += ":" + cell(list[j].col, list[j].row)
		}
		ranges = append(ranges, text)
		i = j + 1
	}
	sum := "SUM(" + strings.Join(ranges, ",") + ")"
	if kind == "count" {
		return sum
	}
	return "ROUND(" + sum + ",2)"
}

// quotient is n of d as a cell of a block, with the formula over the cells that hold
// them; kind is that of both, an AskedColumn's.
func quotient(kind string, n, d int64, signs, top, bottom string) any {
	if d <= 0 {
		return mark(signNotApplicable)
	}
	if kind != "count" { // whole hundredths, so that halves round as they do here
		top, bottom = "ROUND("+top+"*100,0)", "ROUND("+bottom+"*100,0)"
	}
	return figure{
		v: float64(indicators.Hundredths(n, d)) / 10000, format: formatPercent, signs: signs,
		formula: "IF(" + bottom + ">0,ROUND(" + top + "/" + bottom + `,4),"` + signNotApplicable + `")`,
	}
}

// uniqueHeads are headings that an Excel table can have: none blank, none twice.
func uniqueHeads(list []string) []string {
	seen := map[string]bool{}
	out := make([]string, len(list))
	for i, h := range list {
		h = orNone(h)
		name := h
		for n := 2; seen[strings.ToLower(name)]; n++ {
			name = h + " (" + strconv.Itoa(n) + ")"
		}
		seen[strings.ToLower(name)] = true
		out[i] = name
	}
	return out
}

// reportedYears are the monitoring years up to the asked one for which templates
// were read, and the asked one.
func (b *book) reportedYears() []int {
	have := map[int]bool{b.report.Year: true}
	for i := range b.report.Reported {
		if y := b.p.MonitoringYearOf(b.report.Reported[i].Year); y <= b.report.Year {
			have[y] = true
		}
	}
	years := make([]int, 0, len(have))
	for y := range have {
		years = append(years, y)
	}
	sort.Ints(years)
	return years
}

// templatesAsked are the units that are sent a template for the asked year, and
// templatesSent those of them whose template is there.
func (b *book) templatesAsked() (asked, sent int) {
	y := b.monitored()
	for _, u := range b.p.ReportingUnits() {
		if !b.asksUnit(u.ID, y) {
			continue
		}
		asked++
		if b.answers.Sent(u.ID, y) {
			sent++
		}
	}
	return asked, sent
}

// asksUnit says that a unit is sent a template for a school year.
func (b *book) asksUnit(unit string, y indicators.SchoolYear) bool { return b.formOf(unit, y) != nil }
