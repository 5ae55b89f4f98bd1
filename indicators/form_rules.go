package indicators

import "strings"

// A RuleKind is what a Rule asks.
type RuleKind uint8

// The kinds of rules.
const (
	Both     RuleKind = iota // both stand, or neither
	Within                   // the numerator is at most its denominator
	AtMost                   // the left sum is at most the right sum
	Adds                     // the left sum is the right sum
	Requires                 // something on the left needs something on the right
)

// A Rule is what must hold between inputs of one form; the sides are addresses
// of inputs. What is not reported is not compared: of the left side that is what
// stands there, and the right side must be complete; of Adds either side may be
// the incomplete one. Only Both asks what is missing, and for Requires nothing
// reported is nothing.
type Rule struct {
	Kind        RuleKind
	Left, Right []string
}

// At is the input beside which the rule is shown and said: the first of the left
// side where that is one figure, else of the right.
func (r *Rule) At() string {
	if len(r.Left) > 1 && r.Kind != Requires {
		return r.Right[0]
	}
	return r.Left[0]
}

// A Breach is a rule that does not hold. The terms are those that were reported,
// in the units of the inputs.
type Breach struct {
	Rule        *Rule
	Left, Right []int64
	// Incomplete says of Adds that the terms that were reported are less than their
	// sum while others are empty: what lacks may be in those.
	Incomplete bool
}

// Sums are both sides added up.
func (b *Breach) Sums() (left, right int64) { return sum(b.Left), sum(b.Right) }

func sum(list []int64) int64 {
	var n int64
	for _, x := range list {
		n += x
	}
	return n
}

// rules brings the programme's rules and those of every share to the form's own inputs.
func (f *Form) rules(p *Programme) {
	for _, s := range f.Sheets {
		for _, b := range s.Blocks {
			for i := 0; i+1 < len(b.Rows) && TwoFigures(b.Kind); i += 2 {
				n, d := b.Rows[i].Inputs[0].Address, b.Rows[i+1].Inputs[0].Address
				f.Rules = append(f.Rules, Rule{Both, []string{n}, []string{d}})
				if b.Kind != "mean" {
					f.Rules = append(f.Rules, Rule{Within, []string{n}, []string{d}})
				}
			}
		}
	}
	for _, r := range p.FormRules {
		left, right := f.side(r.Left), f.side(r.Right)
		if left == nil || right == nil {
			continue
		}
		switch r.Kind {
		case "at_most":
			f.Rules = append(f.Rules, Rule{AtMost, left, right})
		case "each_at_most":
			for _, l := range left {
				f.Rules = append(f.Rules, Rule{AtMost, []string{l}, right})
			}
		case "adds":
			f.Rules = append(f.Rules, Rule{Adds, left, right})
		case "requires":
			f.Rules = append(f.Rules, Rule{Requires, left, right})
		}
	}
}

// TwoFigures says that a field of a kind asks for a numerator and a denominator.
func TwoFigures(kind string) bool { return kind == "share" || kind == "survey" || kind == "mean" }

// side are the addresses that a rule's side names; nil where one of its patterns
// names none.
func (f *Form) side(patterns []string) []string {
	var list []string
	for _, pattern := range patterns {
		named := f.Figures(pattern)
		if len(named) == 0 {
			return nil
		}
		for i := range named {
			list = append(list, named[i].Address)
		}
	}
	return list
}

// Figures are the inputs for numbers that a pattern of a FormRule names.
func (f *Form) Figures(pattern string) []Input {
	var list []Input
	for _, in := range f.Inputs() {
		if in.Kind.Numeric() && matches(in.Address, pattern) {
			list = append(list, in)
		}
	}
	return list
}

func matches(address, pattern string) bool {
	a, p := strings.Split(address, "."), strings.Split(pattern, ".")
	if len(a) != len(p) {
		return false
	}
	for i := range a {
		if p[i] != "*" && p[i] != a[i] {
			return false
		}
	}
	return true
}

// Breaches are the rules that a form's numbers do not keep, in the rules' order.
// faulty inputs, and rules that involve them, are passed over.
func (f *Form) Breaches(number func(address string) Number, faulty func(address string) bool) []Breach {
	var list []Breach
	for i := range f.Rules {
		r := &f.Rules[i]
		left, allLeft, okLeft := terms(r.Left, number, faulty)
		right, allRight, okRight := terms(r.Right, number, faulty)
		if !okLeft || !okRight {
			continue
		}
		b := Breach{Rule: r, Left: left, Right: right}
		l, d := b.Sums() // a side of which nothing is reported is 0
		var broken bool
		switch r.Kind {
		case Both:
			broken = allLeft != allRight
		case Within, AtMost:
			broken = len(left) > 0 && allRight && l > d
		case Adds:
			broken = len(left) > 0 && len(right) > 0 && (allLeft || allRight) && l != d
			b.Incomplete = broken && (!allLeft && l < d || !allRight && d < l)
		case Requires:
			broken = l > 0 && d == 0
		}
		if broken {
			list = append(list, b)
		}
	}
	return list
}

// terms are the numbers that were reported; ok is false where one is faulty.
func terms(addresses []string, number func(string) Number, faulty func(string) bool) (list []int64, all, ok bool) {
	all = true
	for _, a := range addresses {
		if faulty(a) {
			return nil, false, false
		}
		if n, known := number(a).Get(); known {
			list = append(list, n)
		} else {
			all = false
		}
	}
	return list, all, true
}
