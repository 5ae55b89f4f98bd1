package indicators

// The level of the tests of queries is p < 1/100.
const (
	rare         = 0.01
	mostCounted  = 10_000_000 // beyond, nobody counts: any difference is far
	nothing      = 1e-40      // a weight, seen from the most likely outcome's, that adds nothing
	sameOutcomes = 1 + 1e-7   // outcomes as likely as another, but for rounding
)

// ShareDiffers says that n of of is far from the share was of wasOf: p < 0.01 of
// the exact two-sided binomial test. Of a share of nothing, nothing is far. A
// former share of 0 or 1 is taken as (was + ½) / (wasOf + 1), so that one pupil of
// a small school is no surprise after none.
func ShareDiffers(n, of, was, wasOf int64) bool {
	if of <= 0 || wasOf <= 0 || n < 0 || n > of || was < 0 || was > wasOf {
		return false
	}
	if of > mostCounted || wasOf > mostCounted {
		return n != was || of != wasOf
	}
	if n*wasOf == was*of {
		return false
	}
	if was == 0 || was == wasOf {
		was, wasOf = 2*was+1, 2*wasOf+2
	}
	return twoSided(n, of, was, wasOf) < rare
}

// CountDiffers says that a count is far from another: of both together, n is far
// from half.
func CountDiffers(n, was int64) bool {
	switch {
	case n < 0 || was < 0 || n == 0 && was == 0:
		return false
	case n > mostCounted || was > mostCounted:
		return n != was
	}
	return twoSided(n, n+was, 1, 2) < rare
}

// twoSided is the probability of all outcomes of of draws that are at most as
// likely as n, where each draw succeeds with the probability a/b, 0 < a < b.
// Weights are counted from the most likely outcome, so that nothing overflows and
// rounding stays far below the test's level.
func twoSided(n, of, a, b int64) float64 {
	odds := float64(a) / float64(b-a)
	mode := min(of, (of+1)*a/b)
	up := func(k int64) float64 { return odds * (float64(of-k) / float64(k+1)) } // weight of k+1 to that of k
	seen := 1.0
	for k := mode; k < n && seen > nothing; k++ {
		seen *= up(k)
	}
	for k := mode; k > n && seen > nothing; k-- {
		seen /= up(k - 1)
	}
	if seen <= nothing {
		return 0
	}
	all, rarer := 0.0, 0.0
	add := func(weight float64) {
		all += weight
		if weight <= seen*sameOutcomes {
			rarer += weight
		}
	}
	add(1)
	for k, w := mode, 1.0; k < of && w > nothing; k++ {
		w *= up(k)
		add(w)
	}
	for k, w := mode, 1.0; k > 0 && w > nothing; k-- {
		w /= up(k - 1)
		add(w)
	}
	return rarer / all
}
