package templates

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
)

// The block that charts and sparklines read has the years from this column on.
const (
	chartFirstYear = 5
	chartRows      = 19 // rows of the sheet that one chart takes, with free ones around it
	chartsFrom     = 4
	chartColumns   = 15 // that two charts beside one another take
)

// charts lays out the sheet of charts: where each chart goes, and where its rows
// in the block below them.
func (b *book) charts() {
	count := 0
	for _, n := range b.lines {
		if n.point != nil || b.hasValue(n) {
			count++
		}
	}
	b.blockRow = chartsFrom + (count+1)/2*chartRows + 2
	row := b.blockRow + 1
	for _, n := range b.lines {
		if n.point != nil || b.hasValue(n) {
			n.chartRow = row
			row += 3
		}
	}
}

func (b *book) hasValue(n *line) bool {
	for _, y := range b.years {
		if r := b.officialOf(y, n); r != nil {
			if _, ok := r.Value(); ok {
				return true
			}
		} else if _, ok := b.known(y, n); ok {
			return true
		}
	}
	return false
}

// chartYearList are the years of the block: from the first baseline or value to
// the last target.
func (b *book) chartYearList() []int {
	first, last := b.years[0], b.report.Year
	for _, n := range b.lines {
		if n.chartRow == 0 {
			continue
		}
		if n.point != nil {
			first = min(first, n.point.Year)
		}
		for _, t := range n.targets {
			last = max(last, t.Year)
		}
	}
	var years []int
	for y := first; y <= last; y++ {
		years = append(years, y)
	}
	return years
}

// chartBlock writes the block and draws the charts over it. A cell without a
// value stays empty there, because a chart draws a text as 0.
func (b *book) chartBlock() {
	s := b.chartSheet
	s.title(b.say("charts.title"), b.say("charts.note"))
	s.widths(6, 40, 14, 18)
	years := b.chartYearList()
	lastCol := max(chartFirstYear+len(years)-1, chartColumns)
	for c := chartFirstYear; c <= lastCol; c++ {
		s.widths1(c, 9)
	}

	s.text(1, b.blockRow-1, b.say("charts.block"), lookPart)
	s.heads(b.blockRow, b.say("column.number"), b.say("column.indicator"), b.say("column.part"), b.say("column.series"))
	for i, y := range years {
		k := lookHead
		k.format = formatYear
		s.whole(chartFirstYear+i, b.blockRow, int64(y), k)
	}
	drawn, last := 0, b.blockRow
	var bands []run
	var without []string
	for _, n := range b.lines {
		if n.chartRow == 0 {
			without = append(without, n.label(b))
			continue
		}
		b.series(n, years)
		b.chart(n, drawn, years)
		if drawn%2 == 0 {
			first := chartsFrom + drawn/2*chartRows - 1
			bands = append(bands, run{first, first + chartRows - 1})
		}
		drawn++
		last = n.chartRow + 2
	}
	if drawn > 0 {
		s.define("raditaji.table.charts", fixed(1, b.blockRow)+":"+fixed(chartFirstYear+len(years)-1, last))
	}
	if len(without) > 0 {
		last += 2
		s.text(1, last, b.say("charts.without", "list", strings.Join(without, ", ")), lookNote)
	}
	s.freeze(1, 3)
	s.page(area{1, 1, lastCol, last, 1, 2}, append(bands, run{b.blockRow - 1, last})...)
}

// label names a line by its number and part.
func (n *line) label(b *book) string {
	if n.part == "" {
		return n.indicator.ID + "."
	}
	return n.indicator.ID + ". (" + b.partName(n.part) + ")"
}

// series writes the three rows of a line in the block: actual, baseline, path.
func (b *book) series(n *line, years []int) {
	s := b.chartSheet
	k := number(formatOf(n.shape))
	for i, word := range []string{"series.actual", "series.baseline", "series.path"} {
		row := n.chartRow + i
		s.text(1, row, n.indicator.ID+".", lookMark)
		s.text(2, row, shorten(n.indicator.Text, 75), lookText)
		s.part(3, row, n.part, lookText)
		s.text(4, row, b.say(word), lookText)
		for c := range years {
			s.paint(cell(chartFirstYear+c, row), k)
		}
	}
	path := b.path(n)
	for i, y := range years {
		col := chartFirstYear + i
		if place, ok := n.valueCell[y]; ok {
			s.formula(col, n.chartRow, b.indicatorSheet.ref(place), n.value[y], k)
		}
		if n.point != nil && y >= n.point.Year {
			s.number(col, n.chartRow+1, n.figure(n.point.Value), k)
		}
		if v, ok := path.at(y); ok {
			s.number(col, n.chartRow+2, v, k)
		}
	}
}

// A path is the straight lines from the baseline to each target.
type path []pathPoint

type pathPoint struct {
	year  int
	value float64
}

// path gives the points whose value can be said in figures, by rising year.
func (b *book) path(n *line) path {
	var p path
	if n.point != nil {
		p = append(p, pathPoint{n.point.Year, n.figure(n.point.Value)})
	}
	for _, t := range n.targets {
		aim, err := indicators.ReadTarget(t)
		if err != nil {
			continue
		}
		v, ok := b.wanted(n, aim)
		if ok && (len(p) == 0 || t.Year > p[len(p)-1].year) {
			p = append(p, pathPoint{t.Year, v})
		}
	}
	if len(p) == 1 && n.point != nil {
		return nil
	}
	return p
}

// wanted is a target in figures; false where it cannot be said.
func (b *book) wanted(n *line, aim indicators.Aim) (float64, bool) {
	switch aim.Mode {
	case indicators.AimReach, indicators.AimBelow, indicators.AimAbove:
		return n.figure(aim.Value), true
	}
	switch {
	case n.point == nil:
		return 0, false
	case aim.Mode == indicators.AimKeep:
		return n.figure(n.point.Value), true
	case n.indicator.Delta == "points":
		return n.figure(n.point.Value + aim.Value), true
	case n.indicator.Delta == "relative":
		// In hundredths of the unit, so that no digit is lost before dividing.
		return n.figure(n.point.Value + n.point.Value/100*aim.Value/indicators.PercentUnit), true
	}
	return 0, false
}

// at is the path's value in a year.
func (p path) at(year int) (float64, bool) {
	for i := range p {
		if p[i].year == year {
			return p[i].value, true
		}
		if i > 0 && p[i-1].year < year && year < p[i].year {
			from, to := p[i-1], p[i]
			v := from.value + float64((to.value-from.value)*float64(year-from.year))/float64(to.year-from.year)
			short, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'f', 6, 64), 64)
			return short, true
		}
	}
	return 0, false
}

// chart draws one line chart: actual, baseline and path differ in colour, in
// dashes and in markers.
func (b *book) chart(n *line, place int, years []int) {
	s := b.chartSheet
	first, last := chartFirstYear, chartFirstYear+len(years)-1
	series := func(i int, ink string, dash excelize.LineDashType, width float64, marker string, size int) excelize.ChartSeries {
		row := n.chartRow + i
		return excelize.ChartSeries{
			Name:       s.ref(fixed(4, row)),
			Categories: s.ref(fixed(first, b.blockRow) + ":" + fixed(last, b.blockRow)),
			Values:     s.ref(fixed(first, row) + ":" + fixed(last, row)),
			Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{ink}},
			Line:       excelize.LineOptions{Type: excelize.LineSolid, Dash: dash, Width: width},
			Marker: excelize.ChartMarker{
				Symbol: marker, Size: size,
				Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{ink}},
			},
		}
	}
	format := "0.0%"
	switch n.shape {
	case indicators.Count:
		format = formatWhole
	case indicators.Mean:
		format = formatDecimals
	}
	if format == "0.0%" && b.highest(n) < 0.01 {
		format = formatPercent
	}
	var top *float64 // a program that sees zeros only would draw an axis up to 100 %
	if b.highest(n) == 0 {
		v := 1.0
		if n.shape == indicators.Share || n.shape == indicators.Ratio {
			v = 0.01
		}
		top = &v
	}
	at := cell(1, chartsFrom+place/2*chartRows)
	if place%2 == 1 {
		at = cell(6, chartsFrom+place/2*chartRows)
	}
	title := n.label(b) + " " + shorten(n.indicator.Text, 110)
	b.keep(b.f.AddChart(s.name, at, &excelize.Chart{
		Type: excelize.Line,
		Series: []excelize.ChartSeries{
			series(0, "1F3864", excelize.LineDashSolid, 2.5, "circle", 8),
			series(1, "595959", excelize.LineDashDash, 1.5, "none", 0),
			series(2, "B45309", excelize.LineDashSysDot, 1.75, "diamond", 5),
		},
		Format: excelize.GraphicOptions{
			Name: "raditaji." + strconv.Itoa(place+1), AltText: b.altText(n),
		},
		Dimension: excelize.ChartDimension{Width: 624, Height: 345},
		Legend:    excelize.ChartLegend{Position: "bottom"},
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: title, Font: &excelize.Font{Size: 11, Bold: true, Color: inkTitle, Family: fontFamily},
		}}},
		XAxis:        excelize.ChartAxis{NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0"}, Font: excelize.Font{Size: 9, Color: inkPlain}},
		YAxis:        excelize.ChartAxis{Minimum: new(float64), Maximum: top, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: format}, Font: excelize.Font{Size: 9, Color: inkPlain}},
		ShowBlanksAs: "gap",
	}))
}

// highest is the highest value that a chart shows.
func (b *book) highest(n *line) float64 {
	top := 0.0
	if n.point != nil {
		top = n.figure(n.point.Value)
	}
	for _, v := range n.value { // their order does not matter
		top = max(top, v)
	}
	for _, p := range b.path(n) {
		top = max(top, p.value)
	}
	return top
}

// altText says in words what a chart shows.
func (b *book) altText(n *line) string {
	var values []string
	for _, y := range b.years {
		if v, ok := n.value[y]; ok {
			values = append(values, strconv.Itoa(y)+": "+b.figureText(n, v))
		}
	}
	list := strings.Join(values, "; ")
	if list == "" {
		list = b.say("charts.no_values")
	}
	var aims []string
	for _, t := range n.targets {
		aims = append(aims, strconv.Itoa(t.Year)+": "+orNone(t.Text))
	}
	return b.say("charts.alt", "indicator", strings.TrimRight(n.label(b)+" "+n.indicator.Text, ". "), "values", list,
		"baseline", orNone(n.base.Text), "targets", strings.Join(aims, "; "))
}

// figureText writes a value as a sentence has it.
func (b *book) figureText(n *line, v float64) string {
	switch n.shape {
	case indicators.Count:
		return strconv.FormatFloat(v, 'f', 0, 64)
	case indicators.Mean:
		return b.comma(strconv.FormatFloat(v, 'f', 2, 64))
	}
	return b.comma(strconv.FormatFloat(v*100, 'f', 2, 64)) + " %"
}
