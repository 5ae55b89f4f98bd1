package templates

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
)

// cover writes the first sheet: what this workbook is, how the indicators stand,
// what is in it, and what the signs mean.
func (b *book) cover() {
	s := b.coverSheet
	s.widths(36, 34, 108)
	s.text(1, 1, b.say("title", "municipality", b.p.Municipality, "year", strconv.Itoa(b.report.Year)), look{size: 18, bold: true, ink: inkTitle})
	s.text(1, 2, b.p.Title, look{size: 12, ink: inkQuiet})

	row := 4
	s.heads(row, b.say("column.about"), b.say("column.about_value"), b.say("column.about_note"))
	about := [][]any{
		{b.say("about.municipality"), b.p.Municipality, orNone(b.p.Adopted)},
		{b.say("about.programme"), b.p.ID, b.p.Title},
		{b.say("about.year"), year(b.report.Year), b.say("about.year_note", "school_year", b.schoolYear(b.report.Year))},
		{b.say("about.years"), ordinal(len(b.report.Years)), b.yearsText()},
		{b.say("about.state"), b.report.State.Name(b.l), wordsStates[b.report.State].note.In(b.l)},
		{b.say("about.fingerprint"), b.report.Fingerprint, b.say("about.fingerprint_note")},
		{b.say("about.version"), orNone(b.report.Version), b.say("about.version_note", "sha", b.report.ProgrammeSHA)},
		{b.say("about.files"), ordinal(len(b.report.Files)), b.say("about.files_note")},
		{b.say("about.problems"), ordinal(len(b.report.Problems)), b.say("about.problems_note")},
	}
	if asked, sent := b.templatesAsked(); asked > 0 {
		about = append(about,
			[]any{b.say("about.templates_asked"), ordinal(asked), b.say("about.templates_asked_note", "school_year", b.schoolYear(b.report.Year))},
			[]any{b.say("about.templates_sent"), ordinal(sent), b.say("about.templates_sent_note")})
	}
	for _, r := range about {
		row++
		for i, v := range r {
			s.value(i+1, row, v)
		}
	}
	s.define("raditaji.table.about", fixed(1, 4)+":"+fixed(3, row))

	row += 2
	s.text(1, row, b.say("cover.statuses"), lookPart)
	row++
	first := row
	s.heads(row, b.say("column.status"), b.say("column.count"), b.say("column.meaning"))
	counts := map[indicators.Status]int{}
	for _, n := range b.lines {
		counts[statusOf(b.officialOf(b.report.Year, n))]++
	}
	statuses := b.indicatorSheet.ref(fixed(b.statusColumn, b.firstLine) + ":" + fixed(b.statusColumn, max(b.lastLine, b.firstLine)))
	for _, status := range statusOrder {
		row++
		c := statusColours[status]
		s.text(1, row, b.say("status."+string(status)), look{bold: true, wrap: true, border: true, align: "left", ink: c.ink, paper: c.paper})
		s.formula(2, row, "COUNTIF("+statuses+","+cell(1, row)+")", float64(counts[status]), lookCount)
		s.text(3, row, b.say("meaning."+string(status)), lookText)
	}
	s.define("raditaji.table.statuses", fixed(1, first)+":"+fixed(3, row))

	row += 2
	s.text(1, row, b.say("cover.contents"), lookPart)
	row++
	first = row
	s.heads(row, b.say("column.sheet"), b.say("column.for_whom"), b.say("column.what"))
	for _, of := range []struct {
		sheet *sheet
		word  string
	}{
		{b.indicatorSheet, "indicators"}, {b.chartSheet, "charts"}, {b.institutionSheet, "institutions"},
		{b.situationSheet, "situation"}, {b.activitySheet, "activities"}, {b.taskSheet, "tasks"}, {b.submissionSheet, "submissions"},
		{b.qualitySheet, "quality"}, {b.methodSheet, "method"}, {b.dataSheet, "data"}, {b.longSheet, "long"},
	} {
		if of.sheet == nil {
			continue
		}
		if of.sheet == b.methodSheet && b.changesSheet != nil {
			row++
			b.content(row, b.changesSheet, wordsChangesFor.In(b.l), wordsChangesContents.In(b.l))
		}
		row++
		b.content(row, of.sheet, b.say("for."+of.word), b.say("contents."+of.word))
	}
	s.define("raditaji.table.contents", fixed(1, first)+":"+fixed(3, row))

	row += 2
	s.text(1, row, b.say("cover.signs"), lookPart)
	row++
	first = row
	s.heads(row, b.say("column.sign"), b.say("column.sign_name"), b.say("column.meaning"))
	for _, sign := range []string{"z", "x", "c", "u", "r", "p", "b"} {
		row++
		s.text(1, row, "["+sign+"]", lookMark)
		s.text(2, row, b.say("sign."+sign), lookText)
		s.text(3, row, b.say("sign."+sign+".meaning"), lookText)
	}
	row++
	s.text(1, row, none, lookMark)
	s.text(2, row, b.say("sign.none"), lookText)
	s.text(3, row, b.say("sign.none.meaning"), lookText)
	s.define("raditaji.table.signs", fixed(1, first)+":"+fixed(3, row))
	s.freeze(1, 3)
	s.page(area{1, 1, 3, row, 1, 2})
}

// content lists a sheet of the workbook, with a link to it.
func (b *book) content(row int, of *sheet, forWhom, what string) {
	s := b.coverSheet
	s.text(1, row, of.name, lookLink)
	tip := b.say("cover.open", "sheet", of.name)
	b.keep(b.f.SetCellHyperLink(s.name, cell(1, row), of.ref("A1"), "Location", excelize.HyperlinkOpts{Tooltip: &tip}))
	s.paint(cell(1, row), lookLink)
	s.text(2, row, forWhom, lookText)
	s.text(3, row, what, lookText)
}

// yearsText names the monitoring years with the school years that they mean.
func (b *book) yearsText() string {
	text := ""
	for i, y := range b.report.Years {
		if i > 0 {
			text += "; "
		}
		text += strconv.Itoa(y) + " – " + b.schoolYear(y)
	}
	return orNone(text)
}
