package templates

import (
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

// askedUnits are the units that a list of types, numbers and codes means; one
// that closed before the school year only where it sent its template all the same.
func (b *book) askedUnits(from []string, y indicators.SchoolYear) []string {
	first := b.p.Reading.Calendar.Of(y).First
	var units []string
	for _, unit := range b.p.UnitsOf(from) {
		if i := b.p.InstitutionNumbered(unit); i >= 0 && !b.answers.Sent(unit, y) {
			if closed := b.p.Institutions[i].Successor.Date; closed != 0 && closed <= first {
				continue
			}
		}
		units = append(units, unit)
	}
	return units
}

// asks says that a unit's template of a school year has an input, or that the
// unit answers it all the same.
func (b *book) asks(unit string, y indicators.SchoolYear, address string) bool {
	return b.formOf(unit, y)[address] || b.answers.Of(unit, y, address) != nil
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

// toldField adds up a field, or one part of it, over units. A unit with half an
// answer, or with a numerator above its denominator, has not answered.
func (b *book) toldField(f *indicators.Field, part string, units []string, y indicators.SchoolYear) toldShare {
	var t toldShare
	parts := []string{part}
	if part == "" && len(f.Parts) > 0 {
		parts = f.Parts
	}
	for _, u := range units {
		var n, d int64
		some, all, asked, faulty := false, true, false, false
		number := func(address string) int64 {
			r := b.answers.Of(u, y, address)
			if r == nil {
				all = false
				return 0
			}
			some = true
			faulty = faulty || r.Faulty
			if f.Kind == "choice" {
				all = all && (r.Text == "yes" || r.Text == "no")
				if r.Text == "yes" {
					return 1
				}
				return 0
			}
			v, known := r.Number.Get()
			all = all && known
			return v
		}
		for _, p := range parts {
			stem := fieldStem(f.ID, p)
			if !b.asks(u, y, stem) && !b.asks(u, y, stem+".n") && !b.asks(u, y, stem+".d") {
				continue
			}
			asked = true
			if f.Kind == "count" || f.Kind == "choice" {
				n += number(stem)
				d++
				continue
			}
			of, in := number(stem+".n"), number(stem+".d")
			n, d = n+of, d+in
			faulty = faulty || f.Kind != "mean" && all && of > in
		}
		if asked {
			t.asked++
		}
		if asked && all && !faulty {
			t.n, t.d = t.n+n, t.d+d
			t.answered++
		} else if some {
			t.faulty = true
		}
	}
	return t
}

// fieldStem is how the addresses of a field's part begin.
func fieldStem(field, part string) string {
	if part == "" {
		return field
	}
	return field + "." + part
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
	return percent(shareOf(int64(answered), int64(asked)))
}

// shareOf is n of d in hundredths of a percent, halves up; d > 0.
func shareOf(n, d int64) int64 { return (n*20000 + d) / (2 * d) }

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
		v: float64(shareOf(n, d)) / 10000, format: formatPercent, signs: signs,
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
func (b *book) asksUnit(unit string, y indicators.SchoolYear) bool {
	if len(b.askedUnits([]string{unit}, y)) == 0 {
		return false
	}
	return b.formOf(unit, y) != nil
}
