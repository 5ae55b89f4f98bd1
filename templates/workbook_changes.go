package templates

import (
	"slices"
	"strconv"
	"strings"

	"raditaji/indicators"
)

// changes writes what is not the same as in the run before and as in the approved
// one, and why.
func (b *book) changes() {
	if !b.report.Recorded {
		return
	}
	s := b.changesSheet
	s.title(wordsChangesTitle.In(b.l, "year", strconv.Itoa(b.report.Year)), wordsChangesNote.In(b.l))
	s.widths(6, 38, 24, 12.5, 9.5, 10.9, 10.9, 12.8, 12.8, 10.2, 11, 11, 9.5, 11, 11) // no word of the headings breaks in either language
	if len(b.report.Changes) == 0 {
		notes := append([]string{wordsChangesFirst.In(b.l)}, NewerText(b.l, b.report.Newer)...)
		for i, note := range notes {
			s.text(1, 4+i, note, lookNote)
		}
		s.freeze(1, 3)
		s.page(area{col: 1, row: 1, lastCol: len(s.width), lastRow: 3 + len(notes)})
		return
	}
	var list []block
	for i := range b.report.Changes {
		c, suffix := &b.report.Changes[i], strconv.Itoa(i+1)
		list = append(list, block{title: wordsDraftTitle.In(b.l, "before", againstText(b.l, c)), texts: DraftText(b.l, b.p, c)})
		if len(c.Causes) > 0 {
			list = append(list, b.causesBlock(c, wordsCausesTitle, c.Causes, "Celoni"+suffix))
		}
		if len(c.Idle) > 0 {
			list = append(list, b.causesBlock(c, wordsIdleTitle, c.Idle, "Bez_ietekmes"+suffix))
		}
		if len(c.Causes) > 0 {
			list = append(list, b.stepsBlock(c, "Ietekme"+suffix))
		}
		if len(c.Changes) > 0 {
			list = append(list, b.changesBlock(c, "Izmainas"+suffix))
		}
	}
	s.blocks(15, list...)
}

// showApproved puts what was approved for earlier years in the place of what is
// calculated of them now. A revision keeps the approved values of its own year
// beside the new ones.
func (b *book) showApproved() {
	b.approved = map[key]*indicators.Result{}
	for i := range b.report.Approved {
		f := &b.report.Approved[i]
		r := f.Result()
		k := key{f.Year, f.Indicator, f.Part, f.Institution, f.Source}
		of, official := b.by, b.official
		if f.Year == b.report.Year {
			of, official = b.approved, b.approved
		}
		of[k] = &r
		if f.Official {
			k.source = ""
			official[k] = &r
		}
	}
}

// revised says that the year was approved before, so that its approved values stand
// beside those that are calculated now.
func (b *book) revised() bool { return len(b.approved) > 0 }

// approvedText heads a column of approved values.
func (b *book) approvedText() string {
	return wordsApprovedColumn.In(b.l, "year", strconv.Itoa(b.report.Year))
}

// approvedCell writes what was approved of a figure, and says that something was.
func (s *sheet) approvedCell(col, row int, was *indicators.Result, k look) bool {
	if was == nil {
		s.text(col, row, signNotAvailable, markOf(k))
		return false
	}
	v, ok := value(was)
	if !ok {
		s.text(col, row, missing(was), markOf(k))
		return true
	}
	k.format = formatOf(was.Shape) + signs(was)
	s.number(col, row, v, k)
	return true
}

func (b *book) changeHead(word string) string { return wordsChangesHeads[word].In(b.l) }

// changeHeads are headings; those of was, is and by stand beside a word.
func (b *book) changeHeads(words ...[2]string) []string {
	var heads []string
	for _, w := range words {
		if w[1] == "" {
			heads = append(heads, b.changeHead(w[0]))
			continue
		}
		heads = append(heads, wordsChangesHeads[w[1]].In(b.l, "what", b.changeHead(w[0])))
	}
	return heads
}

// causesBlock lists causes; those that moved something have the numbers by which
// the next table names them.
func (b *book) causesBlock(c *indicators.Comparison, title Words, causes []indicators.Cause, name string) block {
	t := block{title: title.In(b.l, "before", againstText(b.l, c)), name: name,
		heads: b.changeHeads([2]string{"number"}, [2]string{"cause"}, [2]string{"lines"}, [2]string{"came"}, [2]string{"went"}, [2]string{"changed"})}
	for i := range causes {
		cause := &causes[i]
		row := []any{ordinal(i + 1), CauseText(b.l, b.p, cause), orNone(detailText(b.l, b.p, cause))}
		for j, rows := range [][]uint32{cause.Rows.Came, cause.Rows.Went, cause.Rows.Changed} {
			n := len(rows) + len([][]string{cause.Answers.Came, cause.Answers.Went, cause.Answers.Changed}[j])
			if cause.Kind == indicators.ByReplaced {
				row = append(row, ordinal(n))
			} else {
				row = append(row, mark(signNotApplicable))
			}
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// placeCells name a changed figure.
func (b *book) placeCells(c *indicators.Comparison, p indicators.Place) []any {
	scope := wordsMunicipality.In(b.l)
	if p.Institution != "" {
		scope = b.unitName(p.Institution)
	}
	return []any{year(p.Year), strings.TrimSpace(p.Indicator + ". " + indicatorText(b.p, c, p.Indicator)), scope, b.partName(p.Part), b.sourceName(p.Source)}
}

var placeHeads = [][2]string{{"year"}, {"indicator"}, {"scope"}, {"part"}, {"source"}}

// stepsBlock says what each cause did to each figure; the rows of a figure add up
// to its change.
func (b *book) stepsBlock(c *indicators.Comparison, name string) block {
	t := block{title: wordsStepsTitle.In(b.l, "before", againstText(b.l, c)), name: name, heads: b.changeHeads(append(placeHeads[:len(placeHeads):len(placeHeads)],
		[2]string{"cause", ""}, [2]string{"numerator", "by"}, [2]string{"denominator", "by"}, [2]string{"unknown", "by"}, [2]string{"value", "by"},
		[2]string{"status", "was"}, [2]string{"status", "is"})...)}
	var notes []string
	if slices.ContainsFunc(c.Changes, func(change indicators.Change) bool {
		_, known := change.Before.Value.Get()
		_, ended := change.After.Value.Get()
		return !known || !ended
	}) {
		notes = append(notes, wordsStepsNote.In(b.l))
	}
	if len(c.Undone) > 0 {
		notes = append(notes, wordsUndoneNote.In(b.l))
	}
	t.note = strings.Join(notes, " ")
	for _, change := range slices.Concat(c.Changes, c.Undone) {
		moved := make([][]indicators.Number, 4)
		for j, of := range []func(*indicators.Figure) indicators.Number{
			indicators.NumeratorOf, indicators.DenominatorOf, indicators.UnknownOf, indicators.ValueOf,
		} {
			moved[j], _ = change.Moves(of)
		}
		for j, s := range change.Steps {
			row := append(b.placeCells(c, change.Place), ordinal(s.Cause+1))
			for k := range moved {
				row = append(row, movedCell(moved[k][j], k == 3, change.Shape()))
			}
			t.rows = append(t.rows, append(row, b.statusCell(s.Before.Status), b.statusCell(s.After.Status)))
		}
	}
	return t
}

// movedCell is by how much a number moved.
func movedCell(n indicators.Number, value bool, shape indicators.Shape) any {
	v, ok := n.Get()
	switch {
	case !ok:
		return mark(signNotAvailable)
	case value && shape == indicators.Mean:
		return decimal(float64(v) / 100)
	case value && shape != indicators.Count:
		return points(v)
	}
	return v
}

// changesBlock lists every changed figure as it was and as it is.
func (b *book) changesBlock(c *indicators.Comparison, name string) block {
	heads := placeHeads[:len(placeHeads):len(placeHeads)]
	for _, what := range []string{"numerator", "denominator", "unknown", "value", "status"} {
		heads = append(heads, [2]string{what, "was"}, [2]string{what, "is"})
	}
	t := block{title: wordsFiguresTitle.In(b.l, "before", againstText(b.l, c)), name: name, heads: b.changeHeads(heads...)}
	for i := range c.Changes {
		change := &c.Changes[i]
		was, is := &change.Before, &change.After
		row := b.placeCells(c, change.Place)
		// An indicator that one of the programmes does not have does not lack data there.
		wasNone, isNone := signNotAvailable, signNotAvailable
		if c.Gained[change.Indicator] {
			wasNone = signNotApplicable
		}
		if b.p.IndicatorNumbered(change.Indicator) == nil {
			isNone = signNotApplicable
		}
		for _, of := range []func(*indicators.Figure) indicators.Number{indicators.NumeratorOf, indicators.DenominatorOf, indicators.UnknownOf} {
			row = append(row, countCell(of(was), wasNone), countCell(of(is), isNone))
		}
		row = append(row, figureCell(was, change.Shape(), wasNone), figureCell(is, change.Shape(), isNone), b.statusCell(was.Status), b.statusCell(is.Status))
		t.rows = append(t.rows, row)
	}
	return t
}

func countCell(n indicators.Number, none string) any {
	if v, ok := n.Get(); ok {
		return v
	}
	return mark(none)
}

// figureCell is a figure's value; one that was not there has the other's shape.
func figureCell(f *indicators.Figure, shape indicators.Shape, none string) any {
	v, ok := f.Value.Get()
	switch {
	case !ok:
		return mark(none)
	case shape == indicators.Count:
		return v
	case shape == indicators.Mean:
		return decimal(float64(v) / 100)
	}
	return percent(v)
}

func (b *book) statusCell(s indicators.Status) any { return mark(statusText(b.l, s)) }
