package templates

import (
	"io"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
)

// Workbook writes the internal edition of the monitoring workbook in the
// report's language. Equal reports give equal bytes.
func Workbook(w io.Writer, report *Report) error {
	b := newBook(report)
	defer b.f.Close()
	b.properties()
	b.charts()     // lays out the block that sparklines of the next sheet read
	b.indicators() // gives the cells that the block and the cover point at
	b.chartBlock()
	b.institutions()
	b.situation()
	b.activities()
	b.tasks()
	b.submissions()
	b.quality()
	b.changes()
	b.method()
	b.longTexts()
	b.cover()
	b.f.SetActiveSheet(0) // before streaming: it would read the long sheet again
	b.data()
	if b.err != nil {
		return b.err
	}
	return b.f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &orderedZip{w: w, language: b.l.code()} }).Write(w)
}

// A key names one figure of the municipality or of an institution.
type key struct {
	year                    int
	indicator, part, number string
	source                  indicators.Source
}

// A book is a workbook while it is written. The first error stays in err and
// silences everything after it.
type book struct {
	f        *excelize.File
	report   *Report
	p        *indicators.Programme
	l        Language
	err      error
	looks    map[look]int
	names    map[string]bool // defined names that are taken
	official map[key]*indicators.Result
	by       map[key]*indicators.Result
	approved map[key]*indicators.Result // of the year that is revised, as by; official values without a source
	unit     map[string]string          // names of institutions and other reporting units
	answers  indicators.Answers
	forms    map[unitYear]map[string]bool // inputs of templates that were looked at
	years    []int                        // monitoring years with a column of their own
	lines    []*line                      // the rows of table 3.2

	coverSheet, indicatorSheet, chartSheet, institutionSheet *sheet
	qualitySheet, methodSheet, dataSheet                     *sheet
	changesSheet                                             *sheet // nil: the run is not recorded
	// nil where the programme has nothing for them
	situationSheet, activitySheet, taskSheet, submissionSheet *sheet

	longSheet *sheet // nil: no text is longer than a row can show
	long      []longText

	fieldCells map[string]map[string]place // on the sheet of the situation, by field and unit: the denominator's cell

	firstLine, lastLine int // rows of table 3.2
	statusColumn        int // of table 3.2
	baseColumn          int // of table 3.2: the baseline as a number
	countsFrom          int // first column of the counts right of table 3.2
	blockRow            int // heading row of the block that charts read

	sparkCells, sparkRanges []string
}

// A line is one row of table 3.2: an indicator, or one of its parts that has a
// baseline and targets of its own.
type line struct {
	indicator *indicators.Indicator
	part      string
	base      indicators.Baseline
	targets   []indicators.Target
	shape     indicators.Shape
	row       int               // on the sheet of indicators
	point     *indicators.Point // the baseline as it is used; nil: none
	chartRow  int               // of its first series in the block; 0: no chart
	valueCell map[int]string    // the cell of its value by year, only where it is a number
	value     map[int]float64
}

// bookIn writes into a workbook of excelize's.
func bookIn(f *excelize.File, l Language) *book {
	return &book{f: f, l: l, looks: map[look]int{}, names: map[string]bool{}}
}

func newBook(report *Report) *book {
	b := bookIn(excelize.NewFile(), report.Language)
	b.report, b.p = report, report.Programme
	b.official, b.by, b.unit = map[key]*indicators.Result{}, map[key]*indicators.Result{}, map[string]string{}
	b.answers, b.forms = indicators.NewAnswers(report.Reported), map[unitYear]map[string]bool{}
	for _, i := range b.p.Institutions {
		b.unit[i.Number] = i.Name
	}
	for _, u := range b.p.Units {
		b.unit[u.ID] = u.Name
	}
	for i := range report.Results {
		r := &report.Results[i]
		k := key{r.Year, r.Indicator, r.Part, r.Institution, r.Source}
		b.by[k] = r
		if r.Official {
			k.source = ""
			b.official[k] = r
		}
	}
	b.showApproved()
	b.keep(b.f.SetDefaultFont(fontFamily))
	b.years = b.columnYears()
	for i := range b.p.Indicators {
		b.lines = append(b.lines, b.linesOf(&b.p.Indicators[i])...)
	}
	for i, s := range []struct {
		at    **sheet
		word  string
		there bool
	}{
		{&b.coverSheet, "sheet.cover", true}, {&b.indicatorSheet, "sheet.indicators", true}, {&b.chartSheet, "sheet.charts", true},
		{&b.institutionSheet, "sheet.institutions", true},
		{&b.situationSheet, "sheet.situation", b.hasSituation()}, {&b.activitySheet, "sheet.activities", len(b.p.Activities) > 0},
		{&b.taskSheet, "sheet.tasks", len(b.p.Tasks) > 0}, {&b.submissionSheet, "sheet.submissions", len(b.p.ReportingUnits()) > 0},
		{&b.qualitySheet, "sheet.quality", true}, {&b.methodSheet, "sheet.method", true}, {&b.dataSheet, "sheet.data", true},
	} {
		if !s.there {
			continue
		}
		if s.at == &b.methodSheet && report.Recorded {
			b.changesSheet = b.newSheet(wordsChangesSheet.In(b.l))
		}
		if i == 0 {
			b.keep(b.f.SetSheetName("Sheet1", b.say(s.word)))
		}
		*s.at = b.newSheet(b.say(s.word))
	}
	return b
}

// newSheet makes a sheet after those that are there, or takes the one of its name.
func (b *book) newSheet(name string) *sheet {
	_, err := b.f.NewSheet(name)
	b.keep(err)
	return &sheet{book: b, name: name, width: map[int]float64{}, height: map[int]float64{}}
}

// columnYears are the calculated years and the earlier ones of which somebody
// published a value.
func (b *book) columnYears() []int {
	have := map[int]bool{}
	years := []int{}
	add := func(y int) {
		if !have[y] && y <= b.report.Year {
			have[y] = true
			years = append(years, y)
		}
	}
	for _, y := range b.report.Years {
		add(y)
	}
	for i := range b.report.Approved {
		add(b.report.Approved[i].Year)
	}
	add(b.report.Year)
	for i := range b.p.Indicators {
		for _, k := range b.p.Indicators[i].History {
			add(k.Year)
		}
	}
	sort.Ints(years)
	return years
}

func (b *book) linesOf(ind *indicators.Indicator) []*line {
	if len(ind.Parts) == 0 {
		return []*line{b.newLine(ind, "", ind.Baseline, ind.Targets)}
	}
	var lines []*line
	for _, p := range ind.Parts {
		lines = append(lines, b.newLine(ind, p.Name, p.Baseline, p.Targets))
	}
	return lines
}

func (b *book) newLine(ind *indicators.Indicator, part string, base indicators.Baseline, targets []indicators.Target) *line {
	n := &line{
		indicator: ind, part: part, base: base, targets: targets,
		valueCell: map[int]string{}, value: map[int]float64{},
	}
	if len(ind.Values) > 0 {
		if m, ok := indicators.MeasureNamed(ind.Values[0].Measure); ok {
			n.shape = m.Shape
		}
	}
	if r := b.officialOf(b.report.Year, n); r != nil {
		n.shape = r.Shape
		if r.Standing.Baseline != nil {
			n.point = r.Standing.Baseline
			return n
		}
	}
	reading, err := indicators.ReadBaseline(base.Text, b.p)
	switch {
	case err != nil:
	case !reading.Pending:
		n.point = &reading.Point
	case base.Set.Value != "":
		if point, err := indicators.ReadSet(base.Set, reading.Point.Year); err == nil {
			n.point = &point
		}
	}
	return n
}

// officialOf is the municipality's official result of a line; nil is none.
func (b *book) officialOf(year int, n *line) *indicators.Result {
	return b.official[key{year: year, indicator: n.indicator.ID, part: n.part}]
}

// known is a value of an earlier year that somebody published.
func (b *book) known(year int, n *line) (indicators.Point, bool) {
	for _, k := range n.indicator.History {
		if k.Year == year && k.Part == n.part {
			point, err := indicators.ReadSet(indicators.SetValue{Value: k.Value}, year)
			return point, err == nil
		}
	}
	return indicators.Point{}, false
}

// figure is a Percent as a cell holds it: a fraction, or a plain number for
// what is no percentage.
func (n *line) figure(p indicators.Percent) float64 {
	if n.shape == indicators.Count || n.shape == indicators.Mean {
		return float64(p) / float64(indicators.PercentUnit)
	}
	return float64(p) / float64(100*indicators.PercentUnit)
}

// format is the number format of a line's values.
func formatOf(s indicators.Shape) string {
	switch s {
	case indicators.Count:
		return formatWhole
	case indicators.Mean:
		return formatDecimals
	}
	return formatPercent
}

func (b *book) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}

// say gives a label of the workbook in its language.
func (b *book) say(word string, args ...string) string { return workbookWords[word].In(b.l, args...) }

// schoolYear is the school year of a monitoring year, as registers write it.
func (b *book) schoolYear(monitoring int) string { return b.p.SchoolYearOf(monitoring).String() }

// properties sets the document's title, language and dates. The dates are the
// follow-up day of the monitoring year, so that they depend on no clock.
func (b *book) properties() {
	day := b.p.SchoolYearOf(b.report.Year).FollowUp()
	at := time.Date(day.Year(), time.Month(day.Month()), day.Day(), 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
	b.keep(b.f.SetDocProps(&excelize.DocProperties{
		Title:          b.say("title", "municipality", b.p.Municipality, "year", strconv.Itoa(b.report.Year)),
		Subject:        b.p.Title,
		Creator:        b.say("creator"),
		LastModifiedBy: b.say("creator"),
		Description:    b.say("description", "fingerprint", b.report.Fingerprint, "version", b.report.Version),
		Keywords:       b.p.ID,
		Language:       b.l.code(),
		Created:        at,
		Modified:       at,
		Revision:       "1",
	}))
	b.keep(b.f.SetAppProps(&excelize.AppProperties{Application: "Raditaji"}))
}

// code is the language as documents name it.
func (l Language) code() string {
	if l == English {
		return "en-GB"
	}
	return "lv-LV"
}

// part names a part of an indicator, or says that there is none.
func (b *book) partName(part string) string {
	if part == "" {
		return signNotApplicable
	}
	if w, ok := workbookWords["part."+part]; ok {
		return w.In(b.l)
	}
	return part
}

func (b *book) sourceName(s indicators.Source) string { return b.say("source." + string(s)) }

// unitName names an institution or another reporting unit.
func (b *book) unitName(number string) string {
	if name := b.unit[number]; name != "" {
		return name
	}
	return number
}

// percentText writes a Percent with as many decimals as it needs.
func (b *book) percentText(p indicators.Percent) string {
	whole, part := int64(p/indicators.PercentUnit), int64(p%indicators.PercentUnit)
	text := strconv.FormatInt(whole, 10)
	if part != 0 {
		text += "." + strings.TrimRight(strconv.FormatInt(int64(indicators.PercentUnit)+part, 10)[1:], "0")
	}
	return b.comma(text)
}

// comma writes a decimal number as people do, with a comma in Latvian.
func (b *book) comma(text string) string {
	if b.l == English {
		return text
	}
	return strings.Replace(text, ".", ",", 1)
}

// shorten cuts a text at a word so that it has at most n letters.
func shorten(text string, n int) string {
	letters := []rune(text)
	if len(letters) <= n {
		return text
	}
	cut := string(letters[:n-1])
	if i := strings.LastIndexByte(cut, ' '); i > n/2 && letters[n-1] != ' ' {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;") + "…"
}
