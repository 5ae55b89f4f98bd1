package templates

import (
	"strconv"

	"raditaji/indicators"
)

// A group is one indicator and part, from one source, by institution.
type group struct {
	indicator *indicators.Indicator
	part      string
	source    indicators.Source
	whole     *indicators.Result // the municipality's; nil: none
	of        []*indicators.Result
}

// groups are the asked year's figures in the order of the results, sources
// beside one another.
func (b *book) groups() []*group {
	type place struct {
		indicator, part string
		source          indicators.Source
	}
	type topic struct{ indicator, part string }
	at := map[place]*group{}
	topics := map[topic][]*group{}
	var order []topic
	for i := range b.report.Results {
		r := &b.report.Results[i]
		if r.Year != b.report.Year {
			continue
		}
		p := place{r.Indicator, r.Part, r.Source}
		g := at[p]
		if g == nil {
			g = &group{indicator: b.indicatorOf(r.Indicator), part: r.Part, source: r.Source}
			at[p] = g
			t := topic{r.Indicator, r.Part}
			if topics[t] == nil {
				order = append(order, t)
			}
			topics[t] = append(topics[t], g)
		}
		if r.Institution == "" {
			g.whole = r
		} else {
			g.of = append(g.of, r)
		}
	}
	var groups []*group
	for _, t := range order {
		groups = append(groups, topics[t]...)
	}
	return groups
}

func (b *book) indicatorOf(id string) *indicators.Indicator {
	for i := range b.p.Indicators {
		if b.p.Indicators[i].ID == id {
			return &b.p.Indicators[i]
		}
	}
	return &indicators.Indicator{ID: id}
}

// The columns of the sheet of institutions; those right of the value stand where
// placed says. The last three are not printed.
const (
	atNumber = iota + 1
	atIndicator
	atPart
	atSource
	atOfficial
	atInstitution
	atNumerator
	atDenominator
	atUnknown
	atValue
	atLow
	atHigh
	atWhole
	atChance
	atCoverage
	atFlags
	atRegistration
	institutionColumns = atRegistration
)

// revisedLetters is how wide the printed columns may be in a revision: seven points
// are the smallest print.
const revisedLetters = 201.2

// placed is where a column of the sheet of institutions stands: in a revision the
// approved value comes after the new one and moves what is right of it.
func (b *book) placed(col int) int {
	if col > atValue && b.revised() {
		return col + 1
	}
	return col
}

// institutions writes every indicator by institution. The municipality's total is
// counted, not summed; the lines before it make the columns come out.
func (b *book) institutions() {
	s := b.institutionSheet
	s.title(b.say("institutions.title", "year", strconv.Itoa(b.report.Year), "school_year", b.schoolYear(b.report.Year)), b.say("institutions.note"))
	const head = 4
	groups := b.groups()
	signed := 0
	for _, g := range groups {
		for _, r := range append(g.of, g.whole) {
			if r != nil {
				signed = max(signed, len(signs(r)))
			}
		}
	}
	value := 9.5 + float64(max(signed-2, 0))*0.6
	widths := []float64{5, 38, 13.5, 14.5, 9, 31, 10.5, 9, 10, value, 10.5, 10.5, 12, 11.5, 11.5, 8, 14}
	for i, word := range []string{
		"number", "indicator", "part", "source", "is_official", "institution", "numerator", "denominator", "unknown",
		"share", "low", "high", "municipality", "chance", "coverage", "flags", "registration",
	} {
		s.widths1(b.placed(i+1), widths[i])
		s.text(b.placed(i+1), head, b.say("column."+word), lookHead)
	}
	if b.revised() { // on a page that stays as wide
		s.widths1(atValue+1, 12)
		s.widths1(atIndicator, min(widths[atIndicator-1], widths[atIndicator-1]+revisedLetters-s.letters(area{col: 1, lastCol: b.placed(atChance)})))
		s.text(atValue+1, head, b.approvedText(), lookHead)
	}
	columns := b.placed(institutionColumns)
	row := head + 1
	var runs []run
	for _, g := range groups {
		first := row
		row = b.group(g, row)
		runs = append(runs, run{first, row - 1})
	}
	last := row - 1
	if last > head {
		s.table("Iestades", columns, head, last)
		s.define("raditaji.table.institutions", fixed(1, head)+":"+fixed(columns, last))
	} else {
		s.text(1, head+1, b.say("nothing"), lookNote)
		last++
	}
	for i, note := range []string{"institutions.several", "institutions.silent", "institutions.chance"} {
		s.text(1, last+2+i, b.say(note), lookNote)
	}
	s.freeze(1, head+1)
	s.page(area{1, 1, b.placed(atChance), last + 4, head, head}, append(runs, run{last + 2, last + 4})...)
}

// group writes the rows of one group and returns the row after it.
func (b *book) group(g *group, row int) int {
	s := b.institutionSheet
	first := row
	silent := 0
	for _, r := range g.of {
		if r.State == indicators.NotAvailable {
			silent++
		}
	}
	extra := 0
	if g.whole != nil && g.whole.State == indicators.Available && g.whole.Counted && len(g.of) > 0 {
		extra = 1
		if silent > 0 {
			extra = 2
		}
		// What units report is a sum: nothing makes it differ but silent units that
		// the measure counts as unknown.
		if g.source == indicators.ReportedBy && g.whole.Unknown == 0 {
			extra = 0
		}
	}
	total := first + len(g.of) + extra
	for _, r := range g.of {
		k := lookText.over(row == first)
		b.groupHead(g, row, k)
		s.text(atOfficial, row, b.yesNo(r.Official), markOf(k))
		s.text(atInstitution, row, b.unitName(r.Institution), k)
		s.text(b.placed(atRegistration), row, r.Institution, markOf(k))
		n := number("").over(row == first)
		s.counts(atNumerator, row, r, n)
		s.share(atValue, row, r, cell(atNumerator, row), cell(atDenominator, row), cell(atUnknown, row), n)
		b.approvedBeside(row, r, n)
		b.bounds(row, r, n)
		if v, ok := valueOf(g.whole); ok {
			n.format = formatOf(g.whole.Shape)
			s.formula(b.placed(atWhole), row, fixed(atValue, total), v, n)
		} else {
			s.text(b.placed(atWhole), row, missing(g.whole), markOf(n))
		}
		chance := indicators.NotAsked
		if g.whole != nil {
			chance = indicators.MoreThanChance(r, g.whole)
		}
		if chance == indicators.NotAsked {
			s.text(b.placed(atChance), row, chanceSign(r, g.whole), markOf(k))
		} else {
			s.text(b.placed(atChance), row, b.certainty(chance, "yes", "no"), markOf(k))
		}
		c, ok := r.Coverage()
		s.hundredths(b.placed(atCoverage), row, c, ok, coverageSign(r), n)
		s.text(b.placed(atFlags), row, flags(r), markOf(k))
		row++
	}
	if extra > 0 {
		b.remainders(g, first, row, total, extra)
		row += extra
	}
	if g.whole == nil {
		return row
	}
	k := lookText.strong().over(row == first)
	n := number("").strong().over(row == first)
	b.groupHead(g, row, k)
	s.text(atOfficial, row, b.yesNo(g.whole.Official), markOf(k))
	s.text(atInstitution, row, b.say("row.municipality"), k)
	s.text(b.placed(atRegistration), row, signNotApplicable, markOf(k))
	s.counts(atNumerator, row, g.whole, n)
	s.share(atValue, row, g.whole, cell(atNumerator, row), cell(atDenominator, row), cell(atUnknown, row), n)
	b.approvedBeside(row, g.whole, n)
	b.bounds(row, g.whole, n)
	s.text(b.placed(atWhole), row, signNotApplicable, markOf(n))
	s.text(b.placed(atChance), row, signNotApplicable, markOf(n))
	c, ok := g.whole.Coverage()
	s.hundredths(b.placed(atCoverage), row, c, ok, coverageSign(g.whole), n)
	s.text(b.placed(atFlags), row, flags(g.whole), markOf(k))
	return row + 1
}

// chanceSign stands where nobody can say whether an institution differs by more
// than chance: that takes its own interval and the municipality's value.
func chanceSign(r, whole *indicators.Result) string {
	if _, ok := valueOf(whole); !ok {
		return missing(whole)
	}
	return intervalSign(r)
}

func (b *book) groupHead(g *group, row int, k look) {
	s := b.institutionSheet
	s.text(atNumber, row, g.indicator.ID+".", markOf(k))
	s.text(atIndicator, row, s.oneLine(atIndicator, g.indicator.Text), k)
	s.part(atPart, row, g.part, k)
	s.text(atSource, row, b.sourceName(g.source), k)
}

func (b *book) yesNo(v bool) string {
	if v {
		return b.say("yes")
	}
	return b.say("no")
}

// approvedBeside writes the approved value of a figure that is being revised.
func (b *book) approvedBeside(row int, r *indicators.Result, k look) {
	if b.revised() {
		b.institutionSheet.approvedCell(atValue+1, row, b.approved[key{r.Year, r.Indicator, r.Part, r.Institution, r.Source}], k)
	}
}

// bounds writes the lowest and highest value that unknown fates allow.
func (b *book) bounds(row int, r *indicators.Result, k look) {
	low, high, ok := r.Bounds()
	sign := signNotApplicable
	if _, has := r.Value(); !has {
		sign = missing(r)
	}
	b.institutionSheet.hundredths(b.placed(atLow), row, low, ok, sign, k)
	b.institutionSheet.hundredths(b.placed(atHigh), row, high, ok, sign, k)
}

func valueOf(r *indicators.Result) (float64, bool) {
	if r == nil {
		return 0, false
	}
	return value(r)
}

// remainders writes the line of pupils of several institutions, whom the columns
// count more than once, and, where institutions are silent, the line of what they
// would add. With them the institutions sum up to the municipality.
func (b *book) remainders(g *group, first, row, total, extra int) {
	s := b.institutionSheet
	var rest, lost [3]int64
	whole := [3]int64{g.whole.Numerator, g.whole.Denominator, g.whole.Unknown}
	rest = whole
	for _, r := range g.of {
		if r.State != indicators.Available || !r.Counted {
			continue
		}
		rest[0] -= r.Numerator
		rest[1] -= r.Denominator
		rest[2] -= r.Unknown
	}
	if extra == 2 {
		for i := range rest {
			lost[i] = max(rest[i], 0)
		}
		// A measure of the absences of all pupils at the snapshot has those of silent
		// institutions in its denominator, and its coverage says how many they are. Exams
		// have nobody of them there; an approved figure's coverage counts no pupils.
		if m, ok := indicators.MeasureNamed(g.whole.Measure); ok && m.Silent == indicators.Absences && g.whole.Coverable == g.whole.Denominator {
			lost[1] = g.whole.Coverable - g.whole.Covered
		}
		for i := range rest {
			rest[i] -= lost[i]
		}
	}
	for line := range extra {
		k := lookText
		n := number(formatWhole)
		b.groupHead(g, row, k)
		name := "row.several"
		if g.source != indicators.Computed {
			name = "row.difference"
		}
		if line == 1 {
			name = "row.silent"
		}
		s.text(atOfficial, row, signNotApplicable, markOf(k))
		s.text(atInstitution, row, b.say(name), k)
		s.text(b.placed(atRegistration), row, signNotApplicable, markOf(k))
		for i := range whole {
			col := atNumerator + i
			switch {
			case i == 1 && g.whole.Shape == indicators.Count:
				s.text(col, row, signNotApplicable, markOf(n))
			case line == 1:
				s.whole(col, row, lost[i], n)
			default:
				formula := cell(col, total) + "-SUM(" + cell(col, first) + ":" + cell(col, first+len(g.of)-1) + ")"
				if extra == 2 {
					formula += "-" + cell(col, row+1)
				}
				s.formula(col, row, formula, float64(rest[i]), n)
			}
		}
		for col := atValue; col <= b.placed(institutionColumns); col++ {
			s.text(col, row, signNotApplicable, markOf(n))
		}
		row++
	}
}
