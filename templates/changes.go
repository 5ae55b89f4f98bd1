package templates

import (
	"bufio"
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"

	"raditaji/indicators"
)

// CauseText words one cause by which two runs differ.
func CauseText(l Language, c *indicators.Cause) string {
	text := wordsCauses[c.Kind].In(l, "name", c.Name, "with", strings.Join(c.With, ", "), "count", strconv.Itoa(len(c.With)))
	if c.Kind == indicators.ByWithdrawn && len(c.With) > 0 {
		text += wordsBackInForce.In(l, "with", strings.Join(c.With, ", "))
	}
	if c.Kind == indicators.ByReplaced {
		text += rowsText(l, c)
	}
	return text
}

func rowsText(l Language, c *indicators.Cause) string {
	return wordsRows.In(l, "came", strconv.Itoa(len(c.Rows.Came)), "went", strconv.Itoa(len(c.Rows.Went)), "changed", strconv.Itoa(len(c.Rows.Changed)))
}

// linesText names the rows that came, went and changed, some of each.
func linesText(l Language, r *indicators.RowChanges) string {
	var parts []string
	for _, of := range []struct {
		words Words
		rows  []uint32
	}{{wordsLinesCame, r.Came}, {wordsLinesWent, r.Went}, {wordsLinesOther, r.Changed}} {
		if len(of.rows) > 0 {
			parts = append(parts, of.words.In(l, "rows", runsOf(of.rows)))
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
// all of them, then one or two on each official value of the municipality.
func DraftText(l Language, p *indicators.Programme, c *indicators.Comparison) []string {
	own, institutions := officialChanges(c)
	if len(c.Changes) == 0 {
		return []string{wordsDraftNone.In(l, "before", c.Before)}
	}
	list := []string{wordsDraftBegin.In(l, "before", c.Before, "count", strconv.Itoa(len(own)), "institutions", strconv.Itoa(institutions))}
	for _, change := range own {
		list = append(list, draftOne(l, p, c, change))
	}
	return list
}

// officialChanges are the changed official values of the municipality, and how
// many values of institutions changed.
func officialChanges(c *indicators.Comparison) (own []*indicators.Change, institutions int) {
	for i := range c.Changes {
		change := &c.Changes[i]
		switch {
		case change.Institution != "":
			institutions++
		case change.Before.Official || change.After.Official:
			own = append(own, change)
		}
	}
	return own, institutions
}

func draftOne(l Language, p *indicators.Programme, c *indicators.Comparison, change *indicators.Change) string {
	part := ""
	if change.Part != "" {
		part = " (" + partText(l, change.Part) + ")"
	}
	text := wordsDraftOne.In(l, "year", strconv.Itoa(change.Year), "indicator", change.Indicator, "text", indicatorText(p, change.Indicator), "part", part,
		"was", figureText(l, &change.Before), "is", figureText(l, &change.After))
	if change.Before.Status != change.After.Status && change.Before.Status != "" && change.After.Status != "" {
		text += wordsDraftState.In(l, "was", statusText(l, change.Before.Status), "is", statusText(l, change.After.Status))
	}
	causes := draftCauses(l, c, change)
	if len(causes) > 0 {
		text += wordsDraftWhy.In(l, "causes", strings.TrimSuffix(strings.Join(causes, "; "), "."))
	}
	return text
}

// mostDraft is how many causes of one change a draft names; the sheet has all.
const mostDraft = 3

// draftCauses names the causes that did most to a figure, with what each did where
// there are several, and sums up the others.
func draftCauses(l Language, c *indicators.Comparison, change *indicators.Change) []string {
	moves, _ := change.Moves(indicators.ValueOf)
	order := make([]int, len(change.Steps))
	for i := range order {
		order[i] = i
	}
	size := func(i int) int64 {
		n, _ := moves[i].Get()
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
		text := CauseText(l, cause)
		if cause.Kind == indicators.ByReplaced {
			text = wordsDraftReplaced.In(l, "name", cause.Name, "rows", rowsText(l, cause))
		}
		if ok && len(order) > 1 {
			text += ": " + movedText(l, n, change.After.Shape)
		}
		causes = append(causes, text)
	}
	if len(order) > mostDraft {
		text := wordsDraftOthers.In(l, "count", strconv.Itoa(len(order)-mostDraft))
		if known {
			text += ": " + movedText(l, rest, change.After.Shape)
		}
		causes = append(causes, text)
	}
	return causes
}

func indicatorText(p *indicators.Programme, id string) string {
	for i := range p.Indicators {
		if p.Indicators[i].ID == id {
			return p.Indicators[i].Text
		}
	}
	return id
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
	n, ok := f.Numerator.Get()
	if !ok {
		return text
	}
	d, ok := f.Denominator.Get()
	if !ok {
		return text
	}
	unknown := ""
	if u, _ := f.Unknown.Get(); u > 0 {
		unknown = wordsDraftFate.In(l, "u", strconv.FormatInt(u, 10))
	}
	return text + wordsDraftCount.In(l, "n", strconv.FormatInt(n, 10), "d", strconv.FormatInt(d, 10), "unknown", unknown)
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
	sign := ""
	if n > 0 {
		sign = "+"
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
	if len(c.Changes) > 0 {
		w.line("")
		w.line(wordsCausesTitle.In(l, "before", c.Before))
		for i := range c.Causes {
			w.line("  " + strconv.Itoa(i+1) + ". " + CauseText(l, &c.Causes[i]))
			if lines := linesText(l, &c.Causes[i].Rows); lines != "" {
				w.line("     " + lines)
			}
		}
		w.line("")
		w.line(wordsFiguresTitle.In(l, "before", c.Before))
		for i := range c.Changes {
			w.change(p, &c.Changes[i])
		}
	}
	return w.w.Flush()
}

// change tells one changed figure: its place, then what each cause did.
func (w *teller) change(p *indicators.Programme, c *indicators.Change) {
	scope := wordsMunicipality.In(w.l)
	if i := p.InstitutionNumbered(c.Institution); c.Institution != "" && i >= 0 {
		scope = p.Institutions[i].Name
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
	w.line("  " + place + ": " + figureText(w.l, &c.Before) + " → " + figureText(w.l, &c.After) + status)
	for _, s := range c.Steps {
		w.line("      " + strconv.Itoa(s.Cause+1) + ". " + figureText(w.l, &s.Before) + " → " + figureText(w.l, &s.After))
	}
}
