package sources

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestFilesAreTakenInTheOrderOfTheirNames(t *testing.T) {
	want := []string{
		"2023/b.csv",
		"2024/10. klase.csv",
		"a/2/z.csv",
		"a/10/a.csv",
		"export.csv",
		"export.txt",
		"export (2).csv",
		"export (10).csv",
		"export 2.csv",
		"export 10.csv",
		"export-1.csv",
		"export1.csv",
		"export02.csv",
		"export2.csv",
		"export10.csv",
		"export10a.csv",
		"exports/a.csv",
		"ž.csv",
	}
	for seed := range uint64(20) {
		got := slices.Clone(want)
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		slices.SortFunc(got, compareNames)
		if !slices.Equal(got, want) {
			t.Fatalf("%q", got)
		}
	}
	if !Less("a.csv", "a (2).csv") || Less("a (2).csv", "a.csv") || Less("a", "a") {
		t.Error("Less disagrees")
	}
}

func TestOrderOfNamesIsTotal(t *testing.T) {
	name := rapid.StringMatching(`[ab/.0-2 (]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := name.Draw(t, "a"), name.Draw(t, "b"), name.Draw(t, "c")
		if (compareNames(a, b) == 0) != (a == b) || compareNames(a, b) != -compareNames(b, a) {
			t.Fatalf("%q and %q: %d, %d", a, b, compareNames(a, b), compareNames(b, a))
		}
		if Less(a, b) && Less(b, c) && !Less(a, c) {
			t.Fatalf("%q < %q < %q, but not the first before the last", a, b, c)
		}
	})
}
