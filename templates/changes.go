package templates

import (
	"bufio"
	"cmp"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"raditaji/indicators"
)

// CauseText words one cause by which two runs differ.
func CauseText(l Language, p *indicators.Programme, c *indicators.Cause) string {
	switch c.Kind {
	case indicators.ByReplaced:
		return replacedText(l, c) + howMuchText(l, p, c)
	case indicators.ByWithdrawn:
		text := wordsCauses[c.Kind].In(l, "name", c.Name)
		if len(c.With) > 0 {
			text += wordsBackInForce.In(l, "with", quoted(l, c.With))
		}
		return text
	}
	return wordsCauses[c.Kind].In(l, "name", c.Name, "with", strings.Join(c.With, ", "), "count", strconv.Itoa(len(c.With)))
}

// replacedText says whose place a file took, of which it is perhaps a new version.
func replacedText(l Language, c *indicators.Cause) string {
	if len(c.Part) == 0 && len(c.With) == 1 && c.With[0] == c.Name {
		return wordsAgain.In(l, "name", c.Name)
	}
	var parts []string
	for _, of := range []struct {
		files     []string
		one, many Words
	}{{c.With, wordsWholeOne, wordsWholeMany}, {c.Part, wordsPartOne, wordsPartMany}} {
		switch len(of.files) {
		case 0:
		case 1:
			parts = append(parts, of.one.In(l, "with", quoted(l, of.files)))
		default:
			parts = append(parts, of.many.In(l, "with", quoted(l, of.files)))
		}
	}
	return wordsCauses[c.Kind].In(l, "name", c.Name, "with", strings.Join(parts, wordsAnd.In(l)))
}

func quoted(l Language, names []string) string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = wordsQuoted.In(l, "name", name)
	}
	return strings.Join(list, ", ")
}

// howMuchText counts the rows or answers by which a file differs from what it
// replaced; a single answer is named.
func howMuchText(l Language, p *indicators.Programme, c *indicators.Cause) string {
	counts := [3]int{len(c.Rows.Came), len(c.Rows.Went), len(c.Rows.Changed)}
	what := wordsOfRows
	if a := &c.Answers; a.Unit != "" {
		counts = [3]int{len(a.Came), len(a.Went), len(a.Changed)}
		what = wordsOfAnswers
	}
	if counts == [3]int{} {
		return what.same.In(l)
	}
	var parts []string
	for i, n := range counts {
		if n > 0 {
			parts = append(parts, numbered(l, n, what.one[i], what.many[i]))
		}
	}
	text := strings.Join(parts, ", ")
	if counts[0]+counts[1]+counts[2] == 1 && c.Answers.Unit != "" {
		a := &c.Answers
		address := slices.Concat(a.Came, a.Went, a.Changed)[0]
		text += ": " + questionOf(l, p, a.Unit, a.Year, address).text(l)
	}
	return " (" + text + ")"
}

// numbered counts things: 1, 21 and 31 are one of them in Latvian, 11 is not.
func numbered(l Language, n int, one, many Words) string {
	w := many
	if n == 1 || l != English && n%10 == 1 && n%100 != 11 {
		w = one
	}
	return w.In(l, "count", strconv.Itoa(n))
}

// mostQuestions is how many answers of a kind are named one by one; of more their
// tables are named, so many at most.
const (
	mostQuestions = 3
	mostTables    = 4
)

// questionsText names what is asked at some addresses.
func questionsText(l Language, p *indicators.Programme, a *indicators.AnswerChanges, addresses []string) string {
	var names []string
	if len(addresses) <= mostQuestions {
		for _, address := range addresses {
			names = append(names, questionOf(l, p, a.Unit, a.Year, address).text(l))
		}
		return strings.Join(names, "; ")
	}
	for _, address := range addresses {
		q := questionOf(l, p, a.Unit, a.Year, address)
		if q.table == "" {
			q.table = q.row
		}
		if name := wordsQuoted.In(l, "name", shorten(strings.TrimSuffix(q.table, "."), mostOfName/2)); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) > mostTables {
		names = append(names[:mostTables], wordsAndMore.In(l, "count", strconv.Itoa(len(names)-mostTables)))
	}
	return strings.Join(names, ", ")
}

// detailText names the rows or answers that came, went and changed, some of each.
// Rows of several replaced files have no numbers of their own.
func detailText(l Language, p *indicators.Programme, c *indicators.Cause) string {
	var parts []string
	if a := &c.Answers; a.Unit != "" {
		for i, of := range [][]string{a.Came, a.Went, a.Changed} {
			if len(of) == 0 {
				continue
			}
			parts = append(parts, numbered(l, len(of), wordsOfAnswers.one[i], wordsOfAnswers.many[i])+": "+questionsText(l, p, a, of))
		}
		return strings.Join(parts, ". ")
	}
	for i, rows := range [][]uint32{c.Rows.Came, c.Rows.Went, c.Rows.Changed} {
		switch {
		case len(rows) == 0:
		case i == 1 && len(c.With)+len(c.Part) > 1:
			parts = append(parts, numbered(l, len(rows), wordsOfRows.one[i], wordsOfRows.many[i]))
		case len(rows) == 1:
			parts = append(parts, wordsOneRow[i].In(l, "row", runsOf(rows)))
		default:
			parts = append(parts, numbered(l, len(rows), wordsOfRows.one[i], wordsOfRows.many[i])+wordsRowNumbers.In(l, "rows", runsOf(rows)))
		}
	}
	return strings.Join(parts, "; ")
}

// mostRuns is how many runs of row numbers are named.
const mostRuns = 20

// runsOf writes row numbers, runs of them shortened: 2–5, 9.
func runsOf(rows []uint32) string {
	var parts []string
	for i := 0; i < len(rows); {
		j := i
		for j+1 < len(rows) && rows[j+1] == rows[j]+1 {
			j++
		}
		if len(parts) == mostRuns {
			return strings.Join(parts, ", ") + ", …"
		}
		text := strconv.FormatUint(uint64(rows[i]), 10)
		if j > i {
			text += "–" + strconv.FormatUint(uint64(rows[j]), 10)
		}
		parts = append(parts, text)
		i = j + 1
	}
	return strings.Join(parts, ", ")
}

// DraftText drafts what a report says of the changes since another run: a sentence on
// how many there are, then one or two on each official value of the municipality; values
// that are gone for the same reason share one.
func DraftText(l Language, p *indicators.Programme, c *indicators.Comparison) []string {
	if len(c.Changes)+len(c.Undone)+len(c.Official)+len(c.OfficialUndone) == 0 {
		return append([]string{wordsDraftNone.In(l, "before", againstText(l, c))}, NewerText(l, c.Newer)...)
	}
	own, moved, same := officialChanges(c.Changes, c.Official)
	ownUndone, _, undone := officialChanges(c.Undone, c.OfficialUndone)
	begin := wordsDraftBegin.In(l, "before", againstText(l, c), "count", strconv.Itoa(moved.own), "institutions", strconv.Itoa(moved.institutions))
	if moved == (howMany{}) {
		begin = wordsDraftNone.In(l, "before", againstText(l, c))
	}
	if moved.others > 0 {
		begin += wordsDraftSources.In(l, "count", strconv.Itoa(moved.others))
	}
	if same != (howMany{}) {
		begin += wordsDraftBehind.In(l, "figures", same.text(l))
	}
	if undone != (howMany{}) {
		begin += wordsDraftUndone.In(l, "figures", undone.text(l))
	}
	list := append([]string{begin}, draftOwn(l, p, c, own)...)
	for _, change := range ownUndone {
		list = append(list, draftUndone(l, p, c, change))
	}
	return append(list, NewerText(l, c.Newer)...)
}

// NewerText says of approved years that newer files would give other values.
func NewerText(l Language, years []int) []string {
	list := make([]string, len(years))
	for i, year := range years {
		list[i] = wordsNewer.In(l, "year", strconv.Itoa(year))
	}
	return list
}

// againstText names the run that a comparison is with.
func againstText(l Language, c *indicators.Comparison) string {
	return wordsAgainst[c.With].In(l, "before", c.Before)
}

// howMany counts changed figures: official ones of the municipality and of
// institutions, and those of another source than the one that the programme takes.
type howMany struct{ own, institutions, others int }

// text says of whom there are how many.
func (h howMany) text(l Language) string {
	var parts []string
	for i, n := range []int{h.own, h.institutions, h.others} {
		if n > 0 {
			parts = append(parts, wordsOfWhom[i].In(l, "count", strconv.Itoa(n)))
		}
	}
	return strings.Join(parts, ", ")
}

// officialChanges are the changed official figures of the municipality, and how many
// figures have another value, or the same with other counts or another status: official
// ones, each once whatever its source was, and those of other sources.
func officialChanges(changes, official []indicators.Change) (own []*indicators.Change, moved, same howMany) {
	counted := func(change *indicators.Change) *howMany {
		if change.Before.Value == change.After.Value {
			return &same
		}
		return &moved
	}
	gone := map[indicators.Place]bool{} // there is no official figure any more
	for i := range official {
		change := &official[i]
		gone[change.Place] = !change.After.Official
		if change.Institution != "" {
			counted(change).institutions++
			continue
		}
		counted(change).own++
		own = append(own, change)
	}
	for i := range changes {
		change, place := &changes[i], changes[i].Place
		place.Source = ""
		wasOfficial := change.Before.Official || slices.ContainsFunc(change.Steps, func(s indicators.Step) bool { return s.After.Official })
		if !change.After.Official && !(wasOfficial && gone[place]) {
			counted(change).others++
		}
	}
	return own, moved, same
}

// leastTogether is how many values that are gone for the same reason share a sentence;
// of fewer each has its own.
const leastTogether = 3

// draftOwn has the sentences on the changed values of the municipality.
func draftOwn(l Language, p *indicators.Programme, c *indicators.Comparison, own []*indicators.Change) []string {
	why := make([]string, len(own)) // of those that are gone
	gone := map[string][]*indicators.Change{}
	for i, change := range own {
		_, had := change.Before.Value.Get()
		_, has := change.After.Value.Get()
		if had && !has && p.IndicatorNumbered(change.Indicator) != nil {
			why[i] = strings.TrimSuffix(strings.Join(draftCauses(l, p, c, change), "; "), ".")
			gone[why[i]] = append(gone[why[i]], change)
		}
	}
	var list []string
	for i, change := range own {
		switch together := gone[why[i]]; {
		case why[i] == "" || len(together) < leastTogether:
			list = append(list, draftOne(l, p, c, change))
		case together[0] == change:
			list = append(list, draftGone(l, p, c, together, why[i]))
		}
	}
	return list
}

// draftGone names values that are gone for the same reason, with what each year's was.
func draftGone(l Language, p *indicators.Programme, c *indicators.Comparison, together []*indicators.Change, why string) string {
	type figure struct{ indicator, part string }
	var order []figure
	was := map[figure][]string{}
	for _, change := range together {
		of := figure{change.Indicator, change.Part}
		if was[of] == nil {
			order = append(order, of)
		}
		was[of] = append(was[of], wordsDraftGoneWas.In(l, "year", strconv.Itoa(change.Year), "value", valueText(l, &change.Before)))
	}
	place := func(of figure) int {
		return slices.IndexFunc(p.Indicators, func(ind indicators.Indicator) bool { return ind.ID == of.indicator })
	}
	slices.SortStableFunc(order, func(a, b figure) int { return cmp.Compare(place(a), place(b)) })
	figures := make([]string, len(order))
	for i, of := range order {
		name, part := "", ""
		if text := strings.TrimSuffix(indicatorText(p, c, of.indicator), "."); text != "" {
			name = " " + wordsQuoted.In(l, "name", text)
		}
		if of.part != "" {
			part = ", " + partText(l, of.part)
		}
		figures[i] = wordsDraftGoneOne.In(l, "indicator", of.indicator, "text", name, "part", part, "was", strings.Join(was[of], ", "))
	}
	return wordsDraftGone.In(l, "figures", strings.Join(figures, "; ")) + wordsDraftWhy.In(l, "causes", why)
}

func draftOne(l Language, p *indicators.Programme, c *indicators.Comparison, change *indicators.Change) string {
	sourced := severalSources(p, change)
	_, has := change.After.Value.Get()
	switched := sourced && (!has || change.Before.Source != change.After.Source) // one source is said once
	was, is := wordsDraftWas.In(l, "value", sourcedText(l, &change.Before, switched)), wordsDraftIs.In(l, "value", sourcedText(l, &change.After, sourced))
	if _, ok := change.Before.Value.Get(); !ok {
		was = wordsDraftWasNone.In(l)
		if c.Gained[change.Indicator] {
			was = wordsDraftGained.In(l)
		}
	}
	if !has {
		is = wordsDraftIsNone.In(l)
		if p.IndicatorNumbered(change.Indicator) == nil {
			is = wordsDraftLost.In(l)
		}
	}
	if has && change.Before.Value == change.After.Value {
		// Its value says nothing new, the counts behind it may.
		was, is = wordsDraftSame.In(l, "value", sourcedText(l, &change.After, sourced)), ""
		if counts := countsText(l, &change.Before); counts != countsText(l, &change.After) {
			is = wordsDraftCountsWere.In(l, "counts", counts)
		}
	}
	if is != "" {
		is = ", " + is
	}
	text := draftSentence(l, p, c, change, was+is)
	if change.Before.Status != change.After.Status && change.Before.Status != "" && change.After.Status != "" {
		text += wordsDraftState.In(l, "was", statusText(l, change.Before.Status), "is", statusText(l, change.After.Status))
	}
	causes := draftCauses(l, p, c, change)
	if len(causes) > 0 {
		text += wordsDraftWhy.In(l, "causes", strings.TrimSuffix(strings.Join(causes, "; "), "."))
	}
	return text
}

// severalSources says that an indicator can have its value from more than one source.
func severalSources(p *indicators.Programme, change *indicators.Change) bool {
	sources := map[indicators.Source]bool{change.Before.Source: true, change.After.Source: true}
	if ind := p.IndicatorNumbered(change.Indicator); ind != nil {
		for _, v := range ind.Values {
			if m, ok := indicators.MeasureNamed(v.Measure); ok {
				sources[m.Source] = true
			}
		}
	}
	delete(sources, "")
	return len(sources) > 1
}

// sourcedText is figureText, with the figure's source where it is asked for.
func sourcedText(l Language, f *indicators.Figure, sourced bool) string {
	parts := []string{}
	if counts := countsText(l, f); counts != "" {
		parts = append(parts, counts)
	}
	if sourced && f.Source != "" {
		parts = append(parts, wordsDraftSource.In(l, "source", workbookWords["source."+string(f.Source)].In(l)))
	}
	if len(parts) == 0 {
		return valueText(l, f)
	}
	return valueText(l, f) + " (" + strings.Join(parts, "; ") + ")"
}

// draftUndone says of a figure that ends as it was what its causes did.
func draftUndone(l Language, p *indicators.Programme, c *indicators.Comparison, change *indicators.Change) string {
	return draftSentence(l, p, c, change, wordsDraftBalance.In(l, "value", sourcedText(l, &change.After, severalSources(p, change)),
		"causes", strings.TrimSuffix(strings.Join(draftCauses(l, p, c, change), "; "), ".")))
}

// draftSentence names a figure and says something of it.
func draftSentence(l Language, p *indicators.Programme, c *indicators.Comparison, change *indicators.Change, what string) string {
	part := ""
	if change.Part != "" {
		part = " (" + partText(l, change.Part) + ")"
	}
	name := ""
	if text := strings.TrimSuffix(indicatorText(p, c, change.Indicator), "."); text != "" {
		name = " " + wordsQuoted.In(l, "name", text)
	}
	return wordsDraftOne.In(l, "year", strconv.Itoa(change.Year), "indicator", change.Indicator, "text", name, "part", part, "what", what)
}

// mostDraft is how many causes of one change a draft names; the sheet has all.
const mostDraft = 3

// draftCauses names the causes that did most to a figure, with what each did where
// there are several, and sums up the others.
func draftCauses(l Language, p *indicators.Programme, c *indicators.Comparison, change *indicators.Change) []string {
	moves, _ := change.Moves(indicators.ValueOf)
	order := make([]int, len(change.Steps))
	for i := range order {
		order[i] = i
	}
	_, had := change.Before.Value.Get()
	_, has := change.After.Value.Get()
	size := func(i int) int64 {
		n, ok := moves[i].Get()
		if !ok && (!had || !has) { // it gives the value, or takes it away
			return math.MaxInt64
		}
		return max(n, -n)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(size(b), size(a)) })
	var causes []string
	rest, known := int64(0), true
	for i, at := range order {
		n, ok := moves[at].Get()
		if i >= mostDraft {
			rest, known = rest+n, known && ok
			continue
		}
		cause := &c.Causes[change.Steps[at].Cause]
		text := CauseText(l, p, cause)
		switch cause.Kind {
		case indicators.ByReplaced:
			text = wordsDraftReplaced.In(l, "name", cause.Name, "rows", howMuchText(l, p, cause))
		case indicators.ByProgramme:
			text = wordsDraftProgramme.In(l)
		case indicators.ByProgram:
			text = wordsDraftProgram.In(l, "name", cause.Name)
		}
		if len(order) > 1 {
			text += stepText(l, change, at, moves[at])
		}
		causes = append(causes, text)
	}
	if len(order) > mostDraft {
		text := wordsDraftOthers.In(l, "count", strconv.Itoa(len(order)-mostDraft))
		if known {
			text += ": " + movedText(l, rest, change.Shape())
		}
		causes = append(causes, text)
	}
	return causes
}

// stepText says what one of several causes did to a figure's value, and to the
// counts behind it where the value stays; the value itself where the cause gives one for
// the first time. It is empty where there is none before and after it.
func stepText(l Language, change *indicators.Change, at int, move indicators.Number) string {
	step := &change.Steps[at]
	_, had := step.Before.Value.Get()
	_, has := step.After.Value.Get()
	n, ok := move.Get()
	switch {
	case !had && !has:
		return ""
	case !has:
		return ": " + wordsNoValue.In(l)
	case !ok:
		return ": " + valueText(l, &step.After)
	}
	text := movedText(l, n, step.After.Shape)
	if !had {
		if text = wordsDraftAgain.In(l, "value", valueText(l, &step.After)); n != 0 {
			text += ", " + movedText(l, n, step.After.Shape)
		}
		return ": " + text
	}
	if n != 0 {
		return ": " + text
	}
	var counts []string
	for _, of := range []struct {
		name   string
		number func(*indicators.Figure) indicators.Number
	}{{"numerator", indicators.NumeratorOf}, {"denominator", indicators.DenominatorOf}, {"unknown", indicators.UnknownOf}} {
		moves, _ := change.Moves(of.number)
		if n, ok := moves[at].Get(); ok && n != 0 {
			counts = append(counts, strings.ToLower(wordsChangesHeads[of.name].In(l))+" "+movedText(l, n, indicators.Count))
		}
	}
	if len(counts) > 0 {
		text += " (" + strings.Join(counts, ", ") + ")"
	}
	return ": " + text
}

// indicatorText is the text of an indicator that either of two runs has; empty where
// it is not known any more.
func indicatorText(p *indicators.Programme, c *indicators.Comparison, id string) string {
	if ind := p.IndicatorNumbered(id); ind != nil {
		return ind.Text
	}
	return c.Lost[id]
}

func partText(l Language, part string) string {
	if w, ok := workbookWords["part."+part]; ok {
		return w.In(l)
	}
	return part
}

func statusText(l Language, s indicators.Status) string {
	if s == "" {
		return none
	}
	return workbookWords["status."+string(s)].In(l)
}

// figureText is a figure with the counts behind it.
func figureText(l Language, f *indicators.Figure) string {
	text := valueText(l, f)
	if counts := countsText(l, f); counts != "" {
		text += " (" + counts + ")"
	}
	return text
}

// countsText is the counts behind a figure; empty where it has none but its value.
func countsText(l Language, f *indicators.Figure) string {
	n, ok := f.Numerator.Get()
	if !ok {
		return ""
	}
	d, ok := f.Denominator.Get()
	if !ok {
		return ""
	}
	unknown := ""
	if u, _ := f.Unknown.Get(); u > 0 {
		unknown = wordsDraftFate.In(l, "u", strconv.FormatInt(u, 10))
	}
	words := wordsDraftCount
	if f.Shape == indicators.Share {
		words = wordsDraftShare
	}
	return words.In(l, "n", strconv.FormatInt(n, 10), "d", strconv.FormatInt(d, 10), "unknown", unknown)
}

// valueText is a figure's value as people write it.
func valueText(l Language, f *indicators.Figure) string {
	v, ok := f.Value.Get()
	switch {
	case !ok:
		return wordsNoValue.In(l)
	case f.Shape == indicators.Count:
		return strconv.FormatInt(v, 10)
	case f.Shape == indicators.Mean:
		return inLanguage(l, decimals(v))
	}
	return inLanguage(l, decimals(v)) + " %"
}

// movedText is a difference of values with its sign.
func movedText(l Language, n int64, shape indicators.Shape) string {
	sign := "+"
	switch {
	case n == 0:
		return wordsMovedNothing.In(l)
	case n < 0:
		sign, n = "−", -n
	}
	switch shape {
	case indicators.Count:
		return sign + strconv.FormatInt(n, 10)
	case indicators.Mean:
		return sign + inLanguage(l, decimals(n))
	}
	return sign + inLanguage(l, decimals(n)) + wordsPoints.In(l)
}

// inLanguage writes a decimal number with a comma in Latvian.
func inLanguage(l Language, number string) string {
	if l == English {
		return number
	}
	return strings.Replace(number, ".", ",", 1)
}

// ChangesText tells a person what is not the same in two runs, and why.
func ChangesText(to io.Writer, l Language, p *indicators.Programme, c *indicators.Comparison) error {
	w := &teller{w: bufio.NewWriter(to), l: l}
	for _, sentence := range DraftText(l, p, c) {
		w.line(sentence)
	}
	before := againstText(l, c)
	for i, of := range []struct {
		title  Words
		causes []indicators.Cause
	}{{wordsCausesTitle, c.Causes}, {wordsIdleTitle, c.Idle}} {
		if len(of.causes) == 0 {
			continue
		}
		w.line("")
		w.line(of.title.In(l, "before", before))
		for j := range of.causes {
			number := strconv.Itoa(j+1) + ". "
			if i == 1 {
				number = "– " // no figure speaks of it
			}
			w.line("  " + number + CauseText(l, p, &of.causes[j]))
			if detail := detailText(l, p, &of.causes[j]); detail != "" {
				w.line("     " + detail)
			}
		}
	}
	for _, of := range []struct {
		title   Words
		changes []indicators.Change
	}{{wordsFiguresTitle, c.Changes}, {wordsUndoneTitle, c.Undone}} {
		if len(of.changes) == 0 {
			continue
		}
		w.line("")
		w.line(of.title.In(l, "before", before))
		for i := range of.changes {
			w.change(p, &of.changes[i])
		}
	}
	return w.w.Flush()
}

// change tells one figure that was moved: its place, then what each cause did.
func (w *teller) change(p *indicators.Programme, c *indicators.Change) {
	scope := wordsMunicipality.In(w.l)
	if c.Institution != "" {
		scope = unitName(p, c.Institution)
	}
	place := strconv.Itoa(c.Year) + " · " + c.Indicator
	if c.Part != "" {
		place += " (" + partText(w.l, c.Part) + ")"
	}
	place += " · " + scope + " · " + workbookWords["source."+string(c.Source)].In(w.l)
	status := ""
	if c.Before.Status != c.After.Status {
		status = " · " + statusText(w.l, c.Before.Status) + " → " + statusText(w.l, c.After.Status)
	}
	after := figureText(w.l, &c.After)
	if p.IndicatorNumbered(c.Indicator) == nil {
		after = wordsDraftLost.In(w.l)
	}
	w.line("  " + place + ": " + figureText(w.l, &c.Before) + " → " + after + status)
	for _, s := range c.Steps {
		w.line("      " + strconv.Itoa(s.Cause+1) + ". " + figureText(w.l, &s.Before) + " → " + figureText(w.l, &s.After))
	}
}
