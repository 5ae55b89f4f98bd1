package sources

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"raditaji/indicators"
)

// compareFigures asks what must hold between the figures. Those of a breach are
// all set aside: which of them is wrong cannot be told.
func (r *formReader) compareFigures() {
	number := func(address string) indicators.Number { return r.figures[address].number }
	bad := func(address string) bool { _, ok := r.faulty[address]; return ok }
	for _, b := range r.form.Breaches(number, bad) {
		r.breach(&b)
	}
}

func (r *formReader) breach(b *indicators.Breach) {
	at := r.figures[b.Rule.At()]
	left, right := r.side(b.Rule.Left, at), r.side(b.Rule.Right, at)
	var code string
	var args []string
	switch b.Rule.Kind {
	case indicators.Both:
		there, missing := left, right
		if len(b.Left) == 0 {
			there, missing = right, left
		}
		at, code, args = missing.first, "form.half.missing", []string{"figure", there.label, "value", there.sum}
	case indicators.Requires:
		at = left.largest
		code, args = "form.figure.required", []string{"value", amount(at, at.numberOr0()), "figure", right.label}
	case indicators.Within:
		code, args = "form.numerator.above", []string{"part", left.sum, "whole", right.sum, "figure", right.label}
	case indicators.AtMost:
		code, args = "form.part.above", []string{"part", left.sum, "whole", right.sum, "figure", right.label}
		if len(b.Rule.Left) > 1 {
			code, args[5] = "form.sum.above", left.label
		}
	case indicators.Adds:
		if b.Incomplete {
			r.incomplete(at, left, right)
			return
		}
		code, args = "form.sum.differs", []string{"sum", left.sum, "whole", right.sum, "figure", right.label}
		if len(b.Rule.Left) > 1 {
			args[5] = left.label
		}
	}
	got := ""
	if n, ok := at.number.Get(); ok {
		got = amount(at, n)
	}
	r.note(at, code, got, args...)
	for _, address := range slices.Concat(b.Rule.Left, b.Rule.Right) {
		if f := r.figures[address]; f.filled {
			r.spoil(f, code)
		}
	}
}

// incomplete says that the terms of a sum are less than it while others of them are
// empty. Nothing is set aside: they may be what lacks.
func (r *formReader) incomplete(at *figure, terms, whole breachSide) {
	if len(terms.empty) == 0 {
		terms, whole = whole, terms
	}
	got := ""
	if n, ok := at.number.Get(); ok {
		got = amount(at, n)
	}
	r.note(at, "form.sum.incomplete", got, "sum", terms.sum, "whole", whole.sum, "empty", listed(terms.empty, 5))
}

func (f *figure) numberOr0() int64 {
	n, _ := f.number.Get()
	return n
}

// A breachSide is one side of a rule in words.
type breachSide struct {
	sum            string   // 12 + 7 = 19, or 19 where there is one figure
	label          string   // the first figures' names
	empty          []string // the names of those that are empty
	first, largest *figure
}

// mostTerms is how many terms of a sum are written out.
const mostTerms = 10

// side words one side of a rule for a sentence that stands at a cell.
func (r *formReader) side(addresses []string, at *figure) breachSide {
	s := breachSide{first: r.figures[addresses[0]], largest: r.figures[addresses[0]]}
	var terms, labels []string
	var sum int64
	for _, a := range addresses {
		f := r.figures[a]
		labels = append(labels, r.label(f, at.at.sheet))
		n, ok := f.number.Get()
		if !ok {
			s.empty = append(s.empty, labels[len(labels)-1])
		}
		if !ok || n == 0 && len(addresses) > 1 {
			continue
		}
		sum += n
		terms = append(terms, amount(f, n))
		if n > s.largest.numberOr0() {
			s.largest = f
		}
	}
	s.sum = amount(s.first, sum)
	if len(terms) > mostTerms {
		terms = append(terms[:mostTerms], "…")
	}
	if len(terms) > 1 {
		s.sum = strings.Join(terms, " + ") + " = " + s.sum
	}
	s.label = listed(labels, 2)
	return s
}

// amount is a number in a sentence.
func amount(f *figure, n int64) string {
	switch {
	case f.in.Kind == indicators.Whole:
		return strconv.FormatInt(n, 10)
	case n%100 == 0:
		return strconv.FormatInt(n/100, 10)
	}
	return strings.Replace(InputText(f.in.Kind, n), ".", ",", 1)
}

// compareShown compares the numbers beside the inputs with those that the
// template was made with, and hands those on.
func (r *formReader) compareShown() {
	shownTo := indicators.Prefill{Last: map[string]indicators.Number{}, Register: map[string]indicators.Number{}}
	var changed []formName
	for _, f := range r.order {
		for prefix, numbers := range map[string]map[string]indicators.Number{FormPrefixLast: shownTo.Last, FormPrefixRegister: shownTo.Register} {
			name := prefix + indicators.FormName(f.in.Address)
			text, ok := r.shown[name]
			if !ok {
				continue
			}
			n, ok := storedNumber(f.in.Kind, text)
			if !ok {
				continue
			}
			numbers[f.in.Address] = indicators.NewNumber(n)
			at := r.names[strings.ToLower(name)]
			if at.row == 0 {
				continue
			}
			c := r.cell(at)
			if was, ok := storedNumber(f.in.Kind, c.text); !ok || was != n {
				changed = append(changed, at)
			}
		}
	}
	r.sub.Form.Shown = shownTo
	r.tampered("form.shown.changed", changed)
}

// storedNumber reads what InputText wrote, or what a program made a number of.
func storedNumber(kind indicators.InputKind, text string) (int64, bool) {
	v, ok := plainFloat(strings.Replace(text, ",", ".", 1))
	if !ok || v < 0 || v > mostEuros {
		return 0, false
	}
	digits, frac := decimal(v)
	if kind == indicators.Whole {
		return wholeNumber(digits), frac == ""
	}
	return 100*wholeNumber(digits) + wholeNumber((frac + "00")[:2]), len(frac) <= 2
}

// compareFormulas compares the template's formulas with those that came back.
func (r *formReader) compareFormulas() {
	if !r.current {
		return
	}
	var changed []formName
	for _, want := range FormFormulas(r.form) {
		at := r.names[strings.ToLower(want.Name)]
		if at.row == 0 {
			continue
		}
		got, err := r.book.GetCellFormula(at.sheet, at.ref())
		if err != nil {
			r.broken = true
			return
		}
		if plainFormula(got) != plainFormula(want.Text) {
			changed = append(changed, at)
		}
	}
	r.tampered("form.formula.changed", changed)
}

// tampered notes the locked cells that were changed as one problem, at the first.
func (r *formReader) tampered(code string, changed []formName) {
	if len(changed) == 0 {
		return
	}
	slices.SortFunc(changed, r.compare)
	cells := make([]string, len(changed))
	for i, n := range changed {
		cells[i] = spot(n)
	}
	first := changed[0]
	p := newProblem(r.sub.Name, code, indicators.Origin{Row: uint32(first.row), Column: uint16(first.column)}, "count", itoa(len(cells)), "cells", listed(cells, 10))
	p.Sheet = withoutCodes(first.sheet)
	r.sub.Problems = append(r.sub.Problems, p)
}

// plainFormula makes formulas comparable that programs write in different ways:
// without blanks, dollar signs, the prefix of newer functions and an equals sign
// at the beginning, in capital letters; texts in quotation marks stay.
func plainFormula(s string) string {
	s = strings.TrimLeft(strings.TrimSpace(s), "=+")
	var b strings.Builder
	for i, part := range strings.Split(s, `"`) {
		if i > 0 {
			b.WriteByte('"')
		}
		if i%2 == 1 {
			b.WriteString(part)
			continue
		}
		part = strings.Map(func(r rune) rune {
			if r == '$' || unicode.IsSpace(r) {
				return -1
			}
			return unicode.ToUpper(r)
		}, part)
		for _, prefix := range []string{"_XLFN.", "_XLWS.", "COM.MICROSOFT."} {
			part = strings.ReplaceAll(part, prefix, "")
		}
		b.WriteString(strings.ReplaceAll(part, ";", ","))
	}
	return b.String()
}
