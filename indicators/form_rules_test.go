package indicators

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// worded writes rules down, each with the input beside which it is said.
func worded(rules []Rule) string {
	names := [...]string{"both", "within", "at most", "adds", "requires"}
	var lines []string
	for _, r := range rules {
		lines = append(lines, fmt.Sprintf("%s: %s | %s @ %s",
			names[r.Kind], strings.Join(r.Left, " + "), strings.Join(r.Right, " + "), r.At()))
	}
	return strings.Join(lines, "\n")
}

func TestAFormHasTheRulesOfItsOwnFigures(t *testing.T) {
	p := asking()
	p.FormRules = append(p.FormRules,
		FormRule{"at_most", []string{"youths"}, []string{"left.basic.d", "left.upper_secondary.d"}},
		FormRule{"requires", []string{"reasons.*.basic"}, []string{"left.basic.d"}},
		FormRule{"at_most", []string{"system"}, []string{"youths"}})
	tests := []struct{ name, unit, want string }{
		{"a basic school has no rule about the level that it does not teach", "1000000001", `
both: left.basic.n | left.basic.d @ left.basic.n
within: left.basic.n | left.basic.d @ left.basic.n
adds: reasons.work.basic + reasons.illness.basic | left.basic.n @ left.basic.n
at most: reasons.work.basic | left.basic.d @ reasons.work.basic
at most: reasons.illness.basic | left.basic.d @ reasons.illness.basic
requires: reasons.work.basic + reasons.illness.basic | left.basic.d @ reasons.work.basic`},
		{"two parts have two pairs", "1000000002", `
both: left.basic.n | left.basic.d @ left.basic.n
within: left.basic.n | left.basic.d @ left.basic.n
both: left.upper_secondary.n | left.upper_secondary.d @ left.upper_secondary.n
within: left.upper_secondary.n | left.upper_secondary.d @ left.upper_secondary.n
adds: reasons.work.basic + reasons.illness.basic | left.basic.n @ left.basic.n
adds: reasons.work.upper_secondary + reasons.illness.upper_secondary | left.upper_secondary.n @ left.upper_secondary.n
at most: reasons.work.basic | left.basic.d @ reasons.work.basic
at most: reasons.work.upper_secondary | left.basic.d @ reasons.work.upper_secondary
at most: reasons.illness.basic | left.basic.d @ reasons.illness.basic
at most: reasons.illness.upper_secondary | left.basic.d @ reasons.illness.upper_secondary
requires: reasons.work.basic + reasons.illness.basic | left.basic.d @ reasons.work.basic`},
		{"a sum of two parts stands on one side", "parvalde", `
both: left.basic.n | left.basic.d @ left.basic.n
within: left.basic.n | left.basic.d @ left.basic.n
both: left.upper_secondary.n | left.upper_secondary.d @ left.upper_secondary.n
within: left.upper_secondary.n | left.upper_secondary.d @ left.upper_secondary.n
at most: youths | left.basic.d + left.upper_secondary.d @ youths`},
		{"a choice is no figure", "1000000003", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, _ := FormOf(p, test.unit, 2024)
			if diff := cmp.Diff(strings.TrimSpace(test.want), worded(f.Rules)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAMeanMayExceedItsCount(t *testing.T) {
	p := asking()
	p.Fields[0].Kind, p.Fields[0].Parts, p.FormRules = "mean", nil, nil
	f, _ := FormOf(p, "1000000001", 2024)
	if got, want := worded(f.Rules), "both: left.n | left.d @ left.n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFiguresAreNamedByPatterns(t *testing.T) {
	f, _ := FormOf(asking(), "1000000002", 2024)
	for pattern, want := range map[string]string{
		"left.basic.n":         "left.basic.n",
		"reasons.*.basic":      "reasons.work.basic reasons.illness.basic",
		"reasons.work.*":       "reasons.work.basic reasons.work.upper_secondary",
		"left.*.d":             "left.basic.d left.upper_secondary.d",
		"left":                 "",
		"left.basic":           "",
		"left.basic.n.explain": "",
		"system":               "",
		"institution.register": "",
		"reasons.sickness.*":   "",
		"*":                    "",
	} {
		var got []string
		for _, in := range f.Figures(pattern) {
			got = append(got, in.Address)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %v, want %q", pattern, got, want)
		}
	}
}

func TestRulesHoldOrBreak(t *testing.T) {
	tests := []struct {
		name        string
		kind        RuleKind
		left, right string // figures; – is not reported, ! is faulty
		want        string // the breach's terms; empty: the rule holds
	}{
		{"both stand", Both, "3", "9", ""},
		{"neither stands", Both, "–", "–", ""},
		{"a numerator alone", Both, "3", "–", "3 | "},
		{"a denominator alone", Both, "–", "9", " | 9"},
		{"zero is reported", Both, "0", "–", "0 | "},
		{"a faulty half is not missing", Both, "3", "!", ""},

		{"a part of the whole", Within, "3", "9", ""},
		{"the whole", Within, "9", "9", ""},
		{"more than the whole", Within, "10", "9", "10 | 9"},
		{"nothing of nothing", Within, "0", "0", ""},
		{"something of nothing", Within, "1", "0", "1 | 0"},
		{"without a denominator nothing is compared", Within, "10", "–", ""},

		{"as many pupils as plans", AtMost, "12", "12", ""},
		{"more pupils than plans", AtMost, "13", "12", "13 | 12"},
		{"more pupils than in both semesters", AtMost, "20", "12 7", "20 | 12 7"},
		{"what one semester lacks may be the rest", AtMost, "20", "12 –", ""},
		{"what stands on the left is too much already", AtMost, "8 – 6", "12", "8 6 | 12"},
		{"a faulty figure cannot be compared", AtMost, "13 !", "12", ""},

		{"12 + 7 = 19", Adds, "19", "12 7", ""},
		{"12 + 7 ≠ 20", Adds, "20", "12 7", "20 | 12 7"},
		{"12 + 7 ≠ 18", Adds, "18", "12 7", "18 | 12 7"},
		{"12 and a semester that is not reported", Adds, "20", "12 –", "20 | 12 incomplete"},
		{"a semester alone is more", Adds, "11", "12 –", "11 | 12"},
		{"a semester alone is all", Adds, "12", "12 –", ""},
		{"no sum is reported", Adds, "–", "12 7", ""},
		{"reasons that make the number, the rest empty", Adds, "12 7 – –", "19", ""},
		{"reasons that do not make the number, the rest empty", Adds, "12 7 – –", "20", "12 7 | 20 incomplete"},
		{"reasons that are more than the number, the rest empty", Adds, "12 7 – –", "18", "12 7 | 18"},
		{"reasons that do not make the number, none empty", Adds, "12 7 0 0", "20", "12 7 0 0 | 20"},
		{"both sides are incomplete", Adds, "12 –", "20 –", ""},
		{"no reason is reported", Adds, "– –", "20", ""},
		{"reasons without the number", Adds, "12 7", "–", ""},
		{"a faulty reason", Adds, "12 !", "20", ""},
		{"no leavers, no reasons", Adds, "0 0", "0", ""},

		{"hours with plans", Requires, "150 –", "2", ""},
		{"no hours, no plans", Requires, "0 0", "0", ""},
		{"hours without plans", Requires, "150 –", "0", "150 | 0"},
		{"hours and no word of plans", Requires, "150", "–", "150 | "},
		{"plans without hours", Requires, "–", "2", ""},
		{"hours and faulty plans", Requires, "150", "!", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			numbers, faults := map[string]Number{}, map[string]bool{}
			side := func(name, figures string) (addresses []string) {
				for i, figure := range strings.Fields(figures) {
					address := name + strconv.Itoa(i)
					addresses = append(addresses, address)
					if n, err := strconv.ParseInt(figure, 10, 64); err == nil {
						numbers[address] = NewNumber(n)
					}
					faults[address] = figure == "!"
				}
				return addresses
			}
			f := &Form{Rules: []Rule{{test.kind, side("left", test.left), side("right", test.right)}}}
			breaches := f.Breaches(func(a string) Number { return numbers[a] }, func(a string) bool { return faults[a] })
			got := ""
			for _, b := range breaches {
				got += strings.Trim(fmt.Sprint(b.Left), "[]") + " | " + strings.Trim(fmt.Sprint(b.Right), "[]")
				if b.Incomplete {
					got += " incomplete"
				}
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestABreachSaysTheArithmetic(t *testing.T) {
	b := Breach{Left: []int64{20}, Right: []int64{12, 7}}
	if left, right := b.Sums(); left != 20 || right != 19 {
		t.Errorf("the sums are %d and %d, want 20 and 19", left, right)
	}
}

func TestBreachesComeInTheOrderOfTheRules(t *testing.T) {
	f, _ := FormOf(asking(), "1000000001", 2024)
	stated := map[string]int64{"left.basic.n": 20, "left.basic.d": 10, "reasons.work.basic": 12, "reasons.illness.basic": 7}
	number := func(a string) Number {
		if n, ok := stated[a]; ok {
			return NewNumber(n)
		}
		return Number{}
	}
	var rules []Rule
	for _, b := range f.Breaches(number, func(string) bool { return false }) {
		rules = append(rules, *b.Rule)
	}
	want := `
within: left.basic.n | left.basic.d @ left.basic.n
adds: reasons.work.basic + reasons.illness.basic | left.basic.n @ left.basic.n
at most: reasons.work.basic | left.basic.d @ reasons.work.basic`
	if diff := cmp.Diff(strings.TrimSpace(want), worded(rules)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
