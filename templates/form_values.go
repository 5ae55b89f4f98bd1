package templates

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"raditaji/indicators"
	"raditaji/sources"
)

// A formValue is what a formula gives: a number, or a text.
type formValue struct {
	text   string
	n      float64
	number bool
}

var numberTyped = regexp.MustCompile(`^-?[0-9]{1,15}([.,][0-9]{1,10})?$`)

// typedNumber is the number that a spreadsheet program makes of what is typed.
func typedNumber(text string) (float64, bool) {
	if !numberTyped.MatchString(text) {
		return 0, false
	}
	n, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	return n, err == nil
}

// storedValues are what the formulas of a form give over what is filled in, by
// their names, so that a program that does not calculate shows it too.
func storedValues(f *indicators.Form, filled map[string]string) map[string]formValue {
	values := map[string]formValue{}
	var all float64
	for _, s := range f.Sheets {
		required, empty := 0, 0
		for _, b := range s.Blocks {
			for _, r := range b.Rows {
				for _, in := range r.Inputs {
					if !in.Optional {
						required++
						if filled[in.Address] == "" {
							empty++
						}
					}
				}
			}
			for i, c := range b.Columns {
				if c.Total {
					var column []string
					for _, r := range b.Rows {
						column = append(column, r.Inputs[i].Address)
					}
					if n, sum := addUp(column, filled); n > 0 {
						values[sources.TotalFormula(b.ID, c.ID)] = formValue{n: sum, number: true}
					}
				}
			}
		}
		if required > 0 {
			values[sources.EmptyFormula(s.ID)] = formValue{n: float64(empty), number: true}
			all += float64(empty)
		}
	}
	values[sources.EmptyFormula("all")] = formValue{n: all, number: true}

	rowOf := map[string]string{}
	for _, s := range f.Sheets {
		for _, b := range s.Blocks {
			for _, r := range b.Rows {
				for _, in := range r.Inputs {
					rowOf[in.Address] = sources.CheckFormula(b.ID, r.ID)
				}
			}
		}
	}
	asked := map[string]bool{} // rows in which something stands that their rules look at
	ruled := map[string]bool{}
	for i := range f.Rules {
		ruled[rowOf[f.Rules[i].At()]] = true
	}
	sources.RowNumbers(f, ruled, func(row string, in *indicators.Input) {
		v, ok := typedNumber(filled[in.Address])
		asked[row] = asked[row] || ok
		text := values[row].text
		if ok && (v < 0 || in.Kind == indicators.Whole && v != math.Round(v)) {
			text += "✗ " + plainNumber(v) + " "
		}
		values[row] = formValue{text: text}
	})
	for i := range f.Rules {
		r := &f.Rules[i]
		row := rowOf[r.At()]
		n, left := addUp(r.Left, filled)
		asked[row] = asked[row] || n > 0
		if r.Kind == indicators.Both {
			n, _ := addUp(r.Right, filled)
			asked[row] = asked[row] || n > 0
		}
		values[row] = formValue{text: values[row].text + faultText(r, filled)}
		if r.Kind == indicators.Within {
			d, right := addUp(r.Right, filled)
			if n == 1 && d == 1 && right != 0 {
				values[sources.ShareFormula(r.Left[0])] = formValue{n: left / right, number: true}
			}
		}
	}
	for row, said := range asked {
		switch v := values[row]; {
		case !said:
			values[row] = formValue{}
		case v.text == "" && ruled[row]:
			values[row] = formValue{text: "✓"}
		}
	}
	return values
}

// faultText is what the check of a row says of a rule; nothing while it holds.
func faultText(r *indicators.Rule, filled map[string]string) string {
	left, l := addUp(r.Left, filled)
	right, d := addUp(r.Right, filled)
	comparable := left > 0 && right == len(r.Right)
	more := math.Round((l-d)*100) / 100
	switch r.Kind {
	case indicators.Both:
		if left+right == 1 {
			return "✗ ? "
		}
	case indicators.Adds:
		allLeft, allRight := left == len(r.Left), right == len(r.Right)
		switch {
		case left == 0 || right == 0 || !allLeft && !allRight || more == 0:
		case !allLeft && more < 0:
			return "? " + plainNumber(l) + " < " + plainNumber(d) + " "
		case !allRight && more > 0:
			return "? " + plainNumber(d) + " < " + plainNumber(l) + " "
		default:
			return "✗ " + plainNumber(l) + " ≠ " + plainNumber(d) + " "
		}
	case indicators.Requires:
		if l > 0 && d == 0 {
			return "✗ "
		}
	default:
		if comparable && more > 0 {
			return "✗ " + plainNumber(l) + " > " + plainNumber(d) + " "
		}
	}
	return ""
}

// addUp counts and sums the numbers of inputs.
func addUp(addresses []string, filled map[string]string) (n int, sum float64) {
	for _, a := range addresses {
		if v, ok := typedNumber(filled[a]); ok {
			n++
			sum += v
		}
	}
	return n, sum
}

// plainNumber is a number as a formula joins it to a text.
func plainNumber(v float64) string {
	return strconv.FormatFloat(math.Round(v*1e10)/1e10, 'f', -1, 64)
}
