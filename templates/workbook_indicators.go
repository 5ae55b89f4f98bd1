package templates

import (
	"sort"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
)

// A column is one column of the table of indicators.
type column struct {
	head  string
	width float64
	write func(at int, n *line, r *indicators.Result)
}

// indicators writes table 3.2 of the programme, as adopted and filled. Right of
// the printed part stand the counts behind every value, which its formulas read.
func (b *book) indicators() {
	s := b.indicatorSheet
	year := b.report.Year
	s.title(b.say("indicators.title", "year", strconv.Itoa(year)), b.say("indicators.note", "programme", b.p.Title))
	const head = 4
	b.firstLine, b.lastLine = head+1, head+len(b.lines)
	for i, n := range b.lines {
		n.row = head + 1 + i
	}

	columns := b.indicatorColumns()
	printed := len(columns)
	columns = append(columns, b.detailColumns(printed+1)...)
	columns = append(columns, b.sourceColumns()...)
	columns = append(columns, b.countColumns(len(columns)+1)...)
	for i, c := range columns {
		s.widths1(i+1, c.width)
		s.text(i+1, head, c.head, lookHead)
	}
	for _, n := range b.lines {
		r := b.officialOf(year, n)
		for i, c := range columns {
			c.write(i+1, n, r)
		}
	}
	b.sparklines()
	last := b.lastLine
	if len(b.lines) > 0 {
		s.table("Raditaji", len(columns), head, last)
		s.define("raditaji.table.indicators", fixed(1, head)+":"+fixed(len(columns), last))
	}
	for i, note := range []string{"indicators.shares", "indicators.points", "indicators.counts"} {
		s.text(1, last+2+i, b.say(note), lookNote)
	}
	s.freeze(3, head+1)
	s.page(area{1, 1, printed, last + 4, 1, head})
}

// indicatorColumns are the printed columns: table 3.2 as adopted, filled.
func (b *book) indicatorColumns() []column {
	s := b.indicatorSheet
	var columns []column
	add := func(head string, width float64, write func(int, *line, *indicators.Result)) int {
		columns = append(columns, column{head, width, write})
		return len(columns)
	}
	add(b.say("column.number"), 4.5, func(at int, n *line, _ *indicators.Result) {
		s.text(at, n.row, n.indicator.ID+".", lookMark)
	})
	wide := 29.0
	if b.revised() {
		wide = 24.5 // the approved values need room on the same page
	}
	add(b.say("column.indicator"), wide, func(at int, n *line, _ *indicators.Result) {
		s.text(at, n.row, n.indicator.Text, lookText)
	})
	if b.hasParts() {
		add(b.say("column.part"), 13, func(at int, n *line, _ *indicators.Result) {
			s.part(at, n.row, n.part, lookText)
		})
	}
	if b.hasLevels() {
		add(b.say("column.level"), 10.5, func(at int, n *line, _ *indicators.Result) {
			s.text(at, n.row, b.levelName(n.indicator.Level), lookText)
		})
	}
	add(b.say("column.baseline"), 11, func(at int, n *line, _ *indicators.Result) {
		s.text(at, n.row, orNone(n.base.Text), lookText)
	})
	for _, y := range b.years {
		year := y
		if year == b.report.Year && b.revised() {
			add(b.approvedText(), 11.5, func(at int, n *line, _ *indicators.Result) {
				if s.approvedCell(at, n.row, b.approved[key{year: year, indicator: n.indicator.ID, part: n.part}], number("")) {
					s.defineFigure(n, year, "approved", fixed(at, n.row))
				}
			})
		}
		add(b.say("column.value", "year", strconv.Itoa(year)), b.valueWidth(year), func(at int, n *line, _ *indicators.Result) {
			b.yearValue(at, year, n)
		})
	}
	current := len(columns)

	for _, y := range b.targetYears() {
		year := y
		add(b.say("column.target", "year", strconv.Itoa(year)), 8.8, func(at int, n *line, _ *indicators.Result) {
			text := signNotApplicable
			for _, t := range n.targets {
				if t.Year == year {
					text = orNone(t.Text)
				}
			}
			s.text(at, n.row, text, lookMark)
		})
	}
	add(b.say("column.change"), 8.5, func(at int, n *line, r *indicators.Result) {
		v, ok := n.value[b.report.Year]
		if !ok || n.point == nil {
			sign := signNotAvailable
			if r != nil && !ok {
				sign = missing(r)
			}
			s.text(at, n.row, sign, lookMark)
			return
		}
		difference := cell(current, n.row) + "-" + cell(b.baseColumn, n.row)
		if n.shape == indicators.Count || n.shape == indicators.Mean {
			s.formula(at, n.row, "ROUND("+difference+",2)", round2(v-n.figure(n.point.Value)), number(formatPoints))
			return
		}
		points := round2((v - n.figure(n.point.Value)) * 100)
		s.formula(at, n.row, "ROUND(("+difference+")*100,2)", points, number(formatPoints))
	})
	for i, word := range []string{"column.interval_low", "column.interval_high"} {
		add(b.say(word), 9.2, func(at int, n *line, r *indicators.Result) {
			if r == nil {
				s.text(at, n.row, signNotAvailable, lookMark)
				return
			}
			low, high, ok := r.Interval()
			s.hundredths(at, n.row, []int64{low, high}[i], ok, intervalSign(r), number(formatPercent))
		})
	}
	b.statusColumn = add(b.say("column.status"), 11, func(at int, n *line, r *indicators.Result) {
		status := statusOf(r)
		colours := statusColours[status]
		s.text(at, n.row, b.say("status."+string(status)),
			look{bold: true, wrap: true, border: true, align: "center", ink: colours.ink, paper: colours.paper})
		if r != nil {
			s.defineFigure(n, b.report.Year, "status", fixed(at, n.row))
		}
	})
	add(b.say("column.certain"), 10, func(at int, n *line, r *indicators.Result) {
		text := certainSign(r)
		if r != nil && r.Standing.Certain != indicators.NotAsked {
			text = b.certainty(r.Standing.Certain, "certain.yes", "certain.no")
		}
		s.text(at, n.row, text, lookMark)
	})
	add(b.say("column.trend"), 9.5, func(at int, n *line, _ *indicators.Result) {
		b.trend(at, n)
	})
	add(b.say("column.data_source"), 13, func(at int, n *line, _ *indicators.Result) {
		s.text(at, n.row, orNone(n.indicator.DataSource), lookText)
	})
	return columns
}

// detailColumns are what stands behind the printed part: the baseline as a number
// and how far the target is; the first stands in column from.
func (b *book) detailColumns(from int) []column {
	s := b.indicatorSheet
	var columns []column
	add := func(head string, width float64, write func(int, *line, *indicators.Result)) {
		columns = append(columns, column{head, width, write})
	}
	b.baseColumn = from
	add(b.say("column.baseline_value"), 8.5, func(at int, n *line, _ *indicators.Result) {
		if n.point == nil {
			s.text(at, n.row, signNotAvailable, lookMark)
			return
		}
		s.number(at, n.row, n.figure(n.point.Value), number(formatOf(n.shape)))
	})

	add(b.say("column.line"), 8.5, func(at int, n *line, r *indicators.Result) {
		text := standingSign(r)
		if r != nil && r.Standing.OnLine != indicators.NotAsked {
			text = b.certainty(r.Standing.OnLine, "yes", "no")
		}
		s.text(at, n.row, text, lookMark)
	})
	add(b.say("column.distance"), 10, func(at int, n *line, r *indicators.Result) {
		switch {
		case !measured(r):
			s.text(at, n.row, standingSign(r), lookMark)
		case n.shape == indicators.Count || n.shape == indicators.Mean:
			s.number(at, n.row, n.figure(r.Standing.Distance), number(formatDecimals))
		default:
			s.number(at, n.row, round2(n.figure(r.Standing.Distance)*100), number(formatDecimals))
		}
	})
	add(b.say("column.pupils"), 12, func(at int, n *line, r *indicators.Result) {
		if !measured(r) || r.Standing.Status != indicators.Met && r.Standing.Pupils == 0 {
			s.text(at, n.row, standingSign(r), lookMark)
			return
		}
		s.whole(at, n.row, r.Standing.Pupils, number(formatWhole))
	})
	add(b.say("column.official"), 12, func(at int, n *line, r *indicators.Result) {
		if r == nil {
			s.text(at, n.row, signNotAvailable, lookMark)
			return
		}
		s.text(at, n.row, b.sourceName(r.Source), lookText)
	})
	add(b.say("column.flags"), 8, func(at int, n *line, r *indicators.Result) {
		s.text(at, n.row, flags(r), lookMark)
	})
	return columns
}

// sourceColumns are the asked year's values of every source, beside the official.
func (b *book) sourceColumns() []column {
	s := b.indicatorSheet
	var columns []column
	for _, source := range b.sources() {
		columns = append(columns, column{b.say("column.by." + string(source)), 14, func(at int, n *line, _ *indicators.Result) {
			r := b.by[key{b.report.Year, n.indicator.ID, n.part, "", source}]
			if r == nil {
				s.text(at, n.row, signWithout(n, source), lookMark)
				return
			}
			counts := b.countsAt(b.report.Year, source)
			s.share(at, n.row, r, cell(counts, n.row), cell(counts+1, n.row), cell(counts+2, n.row), number(""))
		}})
	}
	return columns
}

// valueWidth is the width of a year's column: a sign behind a number needs room.
func (b *book) valueWidth(year int) float64 {
	most := 0
	for _, n := range b.lines {
		if r := b.officialOf(year, n); r != nil {
			most = max(most, len(signs(r)))
		}
	}
	return 9 + float64(max(most-2, 0))*0.6
}

// yearValue writes the value of a year: the official result, else what somebody
// published of an earlier year.
func (b *book) yearValue(at, year int, n *line) {
	s := b.indicatorSheet
	place := fixed(at, n.row)
	if r := b.officialOf(year, n); r != nil {
		counts := b.countsAt(year, "")
		k := number("")
		k.bold = year == b.report.Year
		v, ok := s.share(at, n.row, r, cell(counts, n.row), cell(counts+1, n.row), cell(counts+2, n.row), k)
		if ok {
			n.value[year], n.valueCell[year] = v, place
		}
		s.defineFigure(n, year, "value", place)
		return
	}
	if point, ok := b.known(year, n); ok {
		v := n.figure(point.Value)
		s.number(at, n.row, v, number(formatOf(n.shape)))
		n.value[year], n.valueCell[year] = v, place
		s.defineFigure(n, year, "value", place)
		return
	}
	s.text(at, n.row, signNotAvailable, lookMark)
}

// defineFigure names a cell raditaji.<indicator>[.<part>].<year>.<what>.
func (s *sheet) defineFigure(n *line, year int, what, place string) {
	name := "raditaji." + n.indicator.ID
	if n.part != "" {
		name += "." + n.part
	}
	s.define(name+"."+strconv.Itoa(year)+"."+what, place)
}

// trend makes room for the sparkline of a line over its row in the block of the
// charts.
func (b *book) trend(at int, n *line) {
	s := b.indicatorSheet
	if n.chartRow == 0 || len(n.value) == 0 {
		s.text(at, n.row, signNotAvailable, lookMark)
		return
	}
	s.paint(cell(at, n.row), lookMark)
	last := chartFirstYear + len(b.chartYearList()) - 1
	b.sparkCells = append(b.sparkCells, cell(at, n.row))
	b.sparkRanges = append(b.sparkRanges, b.chartSheet.ref(cell(chartFirstYear, n.chartRow)+":"+cell(last, n.chartRow)))
}

// sparklines draws them all.
func (b *book) sparklines() {
	if len(b.sparkCells) == 0 {
		return
	}
	b.keep(b.f.AddSparkline(b.indicatorSheet.name, &excelize.SparklineOptions{
		Location: b.sparkCells, Range: b.sparkRanges, Type: "line", Markers: true, Last: true, SeriesColor: "1F3864",
	}))
}

// countColumns are numerator, denominator, unknown and status of every year, and
// the counts of the asked year by source; the first stands in column from.
func (b *book) countColumns(from int) []column {
	s := b.indicatorSheet
	b.countsFrom = from
	var columns []column
	three := func(suffix string, find func(*line) (r *indicators.Result, without string), year int, named bool) {
		for i, word := range countWords {
			columns = append(columns, column{b.say("column."+word) + suffix, 11, func(at int, n *line, _ *indicators.Result) {
				if i > 0 {
					return // the first of the three writes all
				}
				r, without := find(n)
				if r == nil {
					for j := range 3 {
						s.text(at+j, n.row, without, lookMark)
					}
					return
				}
				s.counts(at, n.row, r, number(""))
				if named {
					for j, word := range countWords {
						s.defineFigure(n, year, word, fixed(at+j, n.row))
					}
				}
			}})
		}
	}
	for _, y := range b.years {
		year := y
		three(" "+strconv.Itoa(year), func(n *line) (*indicators.Result, string) { return b.officialOf(year, n), signNotAvailable }, year, true)
		if year == b.report.Year {
			continue
		}
		columns = append(columns, column{b.say("column.status") + " " + strconv.Itoa(year), 14, func(at int, n *line, _ *indicators.Result) {
			r := b.officialOf(year, n)
			s.text(at, n.row, b.say("status."+string(statusOf(r))), lookMark)
			if r != nil {
				s.defineFigure(n, year, "status", fixed(at, n.row))
			}
		}})
	}
	for _, source := range b.sources() {
		suffix := " " + strconv.Itoa(b.report.Year) + " (" + b.sourceName(source) + ")"
		three(suffix, func(n *line) (*indicators.Result, string) {
			return b.by[key{b.report.Year, n.indicator.ID, n.part, "", source}], signWithout(n, source)
		}, b.report.Year, false)
	}
	return columns
}

// countsAt is the column of the numerator of a year's official value, or of a
// source's value of the asked year.
func (b *book) countsAt(year int, source indicators.Source) int {
	at := b.countsFrom
	for _, y := range b.years {
		if y == year && source == "" {
			return at
		}
		at += 4
		if y == b.report.Year {
			at--
		}
	}
	for _, s := range b.sources() {
		if s == source {
			return at
		}
		at += 3
	}
	return at
}

// sources are the sources that stand beside one another in the asked year; none
// where every indicator has one only.
func (b *book) sources() []indicators.Source {
	several := false
	have := map[indicators.Source]bool{}
	for _, n := range b.lines {
		of := 0
		for _, source := range allSources {
			if b.by[key{b.report.Year, n.indicator.ID, n.part, "", source}] != nil {
				have[source] = true
				of++
			}
		}
		several = several || of > 1
	}
	if !several {
		return nil
	}
	var list []indicators.Source
	for _, source := range allSources {
		if have[source] {
			list = append(list, source)
		}
	}
	return list
}

var countWords = []string{"numerator", "denominator", "unknown"}

var allSources = []indicators.Source{indicators.Computed, indicators.PublishedBy, indicators.ReportedBy}

// hasLevels says that the programme's indicators stand under levels of prevention.
func (b *book) hasLevels() bool {
	for _, n := range b.lines {
		if n.indicator.Level != 0 {
			return true
		}
	}
	return false
}

func (b *book) hasParts() bool {
	for _, n := range b.lines {
		if n.part != "" {
			return true
		}
	}
	return false
}

func (b *book) levelName(level int) string {
	for _, l := range b.p.Levels {
		if l.Number == level {
			return strconv.Itoa(l.Number) + ". " + l.Name
		}
	}
	return signNotApplicable
}

// targetYears are the years for which any indicator has a target.
func (b *book) targetYears() []int {
	have := map[int]bool{}
	var years []int
	for _, n := range b.lines {
		for _, t := range n.targets {
			if !have[t.Year] {
				have[t.Year] = true
				years = append(years, t.Year)
			}
		}
	}
	sort.Ints(years)
	return years
}

// certainty words a certainty; one that was not asked is not applicable.
func (b *book) certainty(c indicators.Certainty, yes, no string) string {
	switch c {
	case indicators.Yes:
		return b.say(yes)
	case indicators.No:
		return b.say(no)
	}
	return signNotApplicable
}

func statusOf(r *indicators.Result) indicators.Status {
	if r == nil || r.Standing.Status == "" {
		return indicators.NoData
	}
	return r.Standing.Status
}

// measured says that a result was compared with a target.
func measured(r *indicators.Result) bool {
	if r == nil {
		return false
	}
	switch r.Standing.Status {
	case indicators.Met, indicators.Improving, indicators.Unchanged, indicators.Worsening:
		return true
	}
	return false
}

// standingSign stands for what compares a result with its target where that
// cannot be said: it is missing with the value, the baseline or a clear target.
func standingSign(r *indicators.Result) string {
	if r == nil {
		return signNotAvailable
	}
	if _, ok := r.Value(); !ok {
		return missing(r)
	}
	switch r.Standing.Status {
	case indicators.NoBaseline, indicators.NeedsClarification:
		return signNotAvailable
	}
	return signNotApplicable
}

// certainSign stands where nobody can say whether the status may be claimed: that
// takes an interval.
func certainSign(r *indicators.Result) string {
	if measured(r) {
		return intervalSign(r)
	}
	return standingSign(r)
}

// signWithout stands for a value of a source that has none: it is missing where the
// programme takes the indicator from there too.
func signWithout(n *line, source indicators.Source) string {
	for _, v := range n.indicator.Values {
		if m, ok := indicators.MeasureNamed(v.Measure); ok && m.Source == source {
			return signNotAvailable
		}
	}
	return signNotApplicable
}

// orNone is a text of the programme, or a dash where it is empty.
func orNone(text string) string {
	if strings.TrimSpace(text) == "" {
		return none
	}
	return text
}

// round2 rounds to two decimals, halves away from zero; what it gets has no more
// than fifteen digits that count.
func round2(v float64) float64 {
	text := strconv.FormatFloat(v*100, 'f', 6, 64)
	f, _ := strconv.ParseFloat(text, 64)
	if f < 0 {
		return float64(int64(f-0.5)) / 100
	}
	return float64(int64(f+0.5)) / 100
}
