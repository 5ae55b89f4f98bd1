package sources

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"raditaji/indicators"
)

// compareLabels compares what the rows ask, and whose template it is, with what
// was drawn. Answers stand at their cells, not at the texts beside them: where a
// row's text is now that of another row of its sheet, the rows were sorted, and
// whose the answers of its block are cannot be told.
func (r *formReader) compareLabels() {
	var changed []formName
	for s := range r.form.Sheets {
		blocks := r.form.Sheets[s].Blocks
		texts := map[string]bool{}
		for _, b := range blocks {
			for i := range b.Rows {
				texts[oneLine(r.shown[FormRowLabel(b.ID, b.Rows[i].ID)])] = true
			}
		}
		for b := range blocks {
			changed = append(changed, r.compareRows(&blocks[b], texts)...)
		}
	}
	r.tampered("form.label.changed", changed)
	for _, name := range []string{FormLabelUnit, FormLabelNumber, FormLabelSchoolYear} {
		if at, now, was := r.relabelled(name); at.row > 0 {
			p := newProblem(r.sub.Name, "form.owner.changed", at.origin(), "was", shown(was))
			p.Sheet, p.Got = withoutCodes(at.sheet), shown(now)
			r.sub.Problems = append(r.sub.Problems, p)
		}
	}
}

// compareRows compares the texts of a block's rows; texts are those of all rows of
// its sheet. The cells are returned whose text is none of them.
func (r *formReader) compareRows(b *indicators.Block, texts map[string]bool) (changed []formName) {
	var first formName
	var here, drawn string
	for i := range b.Rows {
		at, now, was := r.relabelled(FormRowLabel(b.ID, b.Rows[i].ID))
		switch {
		case at.row == 0:
		case now == "" || !texts[now] || !r.answered(b):
			changed = append(changed, at)
		case first.row == 0 || r.compare(at, first) < 0:
			first, here, drawn = at, now, was
		}
	}
	if first.row == 0 {
		return changed
	}
	p := newProblem(r.sub.Name, "form.rows.moved", first.origin(), "was", shown(drawn))
	p.Sheet, p.Got = withoutCodes(first.sheet), shown(here)
	r.sub.Problems = append(r.sub.Problems, p)
	for f := range r.figuresOf(b) {
		if f.filled || !f.in.Optional {
			r.spoil(f, p.Code)
		}
	}
	return changed
}

// relabelled is a cell that says something else than when it was drawn, with what
// it says now and said then, on one line; without a row it is none.
func (r *formReader) relabelled(name string) (at formName, now, was string) {
	was, drawn := r.shown[name]
	at = r.names[strings.ToLower(name)]
	if !drawn || at.row == 0 {
		return formName{}, "", ""
	}
	now, was = oneLine(r.cell(at).text), oneLine(was)
	if now == was {
		return formName{}, "", ""
	}
	return at, now, was
}

// figuresOf gives the figures of a block that have a cell, explanations too.
func (r *formReader) figuresOf(b *indicators.Block) func(yield func(*figure) bool) {
	return func(yield func(*figure) bool) {
		for i := range b.Rows {
			for _, in := range append(slices.Clone(b.Rows[i].Inputs), b.Rows[i].Explain) {
				if f := r.figures[in.Address]; f != nil && f.found && !yield(f) {
					return
				}
			}
		}
	}
}

// answered says that something stands in a block's inputs.
func (r *formReader) answered(b *indicators.Block) bool {
	for f := range r.figuresOf(b) {
		if f.filled {
			return true
		}
	}
	return false
}

// labelled is what the template says of itself, in the words in which it was drawn.
func (r *formReader) labelled(name, otherwise string) string {
	return shown(cmp.Or(r.shown[name], otherwise))
}

// savedForm says that a text is a sheet of a template.
func savedForm(t *text, flaw *flaw) bool {
	head := t.data[:min(len(t.data), maxHead)]
	if flaw == nil {
		head = t.head(openingLines)
	}
	return slices.ContainsFunc(FormOpenings, func(words string) bool { return bytes.Contains(head, []byte(words)) })
}

// openingLines are as many lines as it takes to meet FormOpenings.
const openingLines = 100

// oneLine is a text with single blanks between its words.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// origin is the cell as a problem's place.
func (n formName) origin() indicators.Origin {
	return indicators.Origin{Row: uint32(n.row), Column: uint16(n.column)}
}
