package sources

import (
	"cmp"
	"strings"
	"unicode/utf8"
)

// Less orders files by their names as calculate takes them, paths with slashes
// below the folder: component by component, numbers as numbers, and the stem
// before the ending, so that "name (2).csv" comes after "name.csv".
func Less(a, b string) bool { return compareNames(a, b) < 0 }

func compareNames(a, b string) int {
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	for i := range min(len(as), len(bs)) {
		aStem, aEnd := as[i], ""
		if i == len(as)-1 {
			aStem, aEnd = stem(as[i])
		}
		bStem, bEnd := bs[i], ""
		if i == len(bs)-1 {
			bStem, bEnd = stem(bs[i])
		}
		if c := cmp.Or(compareNatural(aStem, bStem), compareNatural(aEnd, bEnd)); c != 0 {
			return c
		}
	}
	// Numbers with and without leading zeros are the same number; the names still differ.
	return cmp.Or(cmp.Compare(len(as), len(bs)), cmp.Compare(a, b))
}

func stem(name string) (stem, ending string) {
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		return name[:i], name[i:]
	}
	return name, ""
}

// compareNatural compares texts rune by rune, and runs of digits as numbers.
func compareNatural(a, b string) int {
	for a != "" && b != "" {
		m, n := digits(a), digits(b)
		if m > 0 && n > 0 {
			x, y := strings.TrimLeft(a[:m], "0"), strings.TrimLeft(b[:n], "0")
			if c := cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)); c != 0 {
				return c
			}
			a, b = a[m:], b[n:]
			continue
		}
		r, m := utf8.DecodeRuneInString(a)
		s, n := utf8.DecodeRuneInString(b)
		if r != s {
			return cmp.Compare(r, s)
		}
		a, b = a[m:], b[n:]
	}
	return cmp.Compare(len(a), len(b))
}

// digits is the length of the run of digits with which a text begins.
func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
