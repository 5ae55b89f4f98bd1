package indicators

import (
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The probabilities are those of exact fractions; of large numbers, of fifty
// digits.
func TestTwoSidedBinomial(t *testing.T) {
	for _, c := range []struct {
		n, of, a, b int64
		want        float64
	}{
		{5, 10, 1, 2, 1},
		{0, 10, 1, 2, 0.001953125},
		{1, 10, 1, 2, 0.021484375},
		{20, 30, 1, 2, 0.09873714670538902},
		{22, 30, 1, 2, 0.016124801710247993},
		{23, 30, 1, 2, 0.005222879350185394},
		{12, 80, 2, 78, 9.626527660849795e-07},
		{4, 100, 1, 100, 0.018374036444649657},
		{5, 100, 1, 100, 0.003432321587754515},
		{3, 20, 1, 22, 0.06006806627219473},
		{7, 7, 15, 16, 1},
		{1, 1, 1, 1000, 0.001},
		{120, 1000, 100, 1000, 0.039607719641630436},
		{130, 1000, 100, 1000, 0.0022017261448611784},
		{0, 300, 2, 100, 0.005605484059000644},
		{0, 200, 2, 100, 0.037762822589972336},
		{5_004_000, 10_000_000, 1, 2, 0.011422321641171483},
		{5_004_200, 10_000_000, 1, 2, 0.007907428482597128},
		{200_400, 10_000_000, 2, 100, 0.36625621093401156},
		{201_200, 10_000_000, 2, 100, 0.006763554814082417},
		{10_000_000, 20_000_000, 1, 2, 1},
		{10_006_000, 20_000_000, 1, 2, 0.007295232933766383},
		{0, 20_000_000, 1, 2, 0},
	} {
		if got := twoSided(c.n, c.of, c.a, c.b); math.Abs(got-c.want) > 1e-9*c.want {
			t.Errorf("%d of %d at %d/%d: %.17g, want %.17g", c.n, c.of, c.a, c.b, got, c.want)
		}
	}
}

func TestLawTwoSidedIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.Int64Range(1, 60).Draw(t, "of")
		n := rapid.Int64Range(0, of).Draw(t, "n")
		b := rapid.Int64Range(2, 90).Draw(t, "b")
		a := rapid.Int64Range(1, b-1).Draw(t, "a")
		weights := make([]*big.Int, of+1)
		all, rarer := new(big.Int), new(big.Int)
		for k := range of + 1 {
			w := new(big.Int).Binomial(of, k)
			w.Mul(w, new(big.Int).Exp(big.NewInt(a), big.NewInt(k), nil))
			w.Mul(w, new(big.Int).Exp(big.NewInt(b-a), big.NewInt(of-k), nil))
			weights[k] = w
			all.Add(all, w)
		}
		for _, w := range weights {
			if w.Cmp(weights[n]) <= 0 {
				rarer.Add(rarer, w)
			}
		}
		want, _ := new(big.Rat).SetFrac(rarer, all).Float64()
		if got := twoSided(n, of, a, b); math.Abs(got-want) > 1e-9*want+1e-12 {
			t.Fatalf("%d of %d at %d/%d: %.17g, want %.17g", n, of, a, b, got, want)
		}
	})
}

func TestSharesAndCountsThatDiffer(t *testing.T) {
	for _, c := range []struct {
		rule              string
		n, of, was, wasOf int64
		want              bool
	}{
		{"12 of 80 after 2 of 78", 12, 80, 2, 78, true},
		{"7 of 80 after 2 of 78", 7, 80, 2, 78, true},
		{"6 of 80 after 2 of 78 is chance", 6, 80, 2, 78, false},
		{"none of 80 after 6 of 80", 0, 80, 6, 80, true},
		{"none of 80 after 4 of 80 is chance", 0, 80, 4, 80, false},
		{"one of ten after none", 1, 10, 0, 10, false},
		{"two of ten after none", 2, 10, 0, 10, false},
		{"three of ten after none", 3, 10, 0, 10, true},
		{"three of 80 after none", 3, 80, 0, 78, false},
		{"four of 80 after none", 4, 80, 0, 78, true},
		{"seven of nine after all nine", 7, 9, 9, 9, false},
		{"six of nine after all nine", 6, 9, 9, 9, true},
		{"none of 66 after none of 3", 0, 66, 0, 3, false},
		{"all of 66 after all of 3", 66, 66, 3, 3, false},
		{"nobody to compare with", 5, 10, 0, 0, false},
		{"nobody to compare", 0, 0, 5, 10, false},
		{"more than all is another fault", 11, 10, 5, 10, false},
		{"the same of more than can be tested", 5, 20_000_000, 5, 20_000_000, false},
		{"another of more than can be tested", 6, 20_000_000, 5, 20_000_000, true},
	} {
		if got := ShareDiffers(c.n, c.of, c.was, c.wasOf); got != c.want {
			t.Errorf("%s: %v", c.rule, got)
		}
	}
	for _, c := range []struct {
		n, was int64
		want   bool
	}{
		{7, 0, false}, {8, 0, true}, {0, 8, true}, {3, 14, false}, {2, 14, true}, {2, 13, true}, {12, 20, false},
		{80, 78, false}, {80, 40, true}, {500, 430, false}, {500, 420, true}, {0, 0, false},
		{30_000_000, 30_000_000, false}, {30_000_000, 30_000_001, true}, {math.MaxInt64, 1, true},
	} {
		if got := CountDiffers(c.n, c.was); got != c.want {
			t.Errorf("%d after %d: %v", c.n, c.was, got)
		}
	}
}

// queryProgramme asks A everything that can be queried.
func queryProgramme() *Programme {
	p := reportedProgramme(of("reported_share", "talks"), with("long_absence", nil))
	p.Fields = p.Fields[:5]
	p.AskedTables = []AskedTable{{ID: "risks", Sheet: "risks", From: []string{"basic_school"},
		Columns: []AskedColumn{{ID: "pupils", Kind: "count"}, {ID: "paid", Kind: "hours"}}, Rows: []AskedRow{{ID: "home"}, {ID: "school"}}}}
	return p
}

func TestQueries(t *testing.T) {
	shown := Prefill{
		Last: map[string]Number{
			"talks.n": NewNumber(2), "talks.d": NewNumber(78), "youths": NewNumber(40), "hours.n": NewNumber(100), "hours.d": NewNumber(10),
			"risks.home.pupils": NewNumber(20), "risks.home.paid": NewNumber(10000),
		},
		Register: map[string]Number{"talks.n": NewNumber(3), "talks.d": NewNumber(80), "youths": NewNumber(40)},
	}
	for _, c := range []struct{ rule, said, want string }{
		{"as last year", "talks.n 3; talks.d 80; youths 41", ""},
		{"a share far from last year's and the register's", "talks.n 12; talks.d 80", "last talks.n 12/80 was 2/78; register talks.n 12/80 was 3/80"},
		{"the right share of the wrong pupils", "talks.n 1; talks.d 30", "last talks.d 30 was 78; register talks.d 30 was 80"},
		{"a few pupils more or less are no question", "talks.n 3; talks.d 75", ""},
		{"explained beside the numerator", "talks.n 12; talks.d 80; talks.n.explain Jauni", "last talks.n 12/80 was 2/78 explained; register talks.n 12/80 was 3/80 explained"},
		{"explained beside the denominator", "talks.n 1; talks.d 30; talks.d.explain Mazāk", "last talks.d 30 was 78 explained; register talks.d 30 was 80 explained"},
		{"half an answer is another fault", "talks.n 12", ""},
		{"a numerator above its denominator too", "talks.n 90; talks.d 80", ""},
		{"a faulty figure is not compared", "talks.n !; talks.d 800", ""},
		{"a count", "youths 80", "last youths 80 was 40; register youths 80 was 40"},
		{"a mean has no share to test", "hours.n 900; hours.d 10", ""},
		{"a count of a table, explained in its row", "risks.home.pupils 60; risks.home.explain Jauna", "last risks.home.pupils 60 was 20 explained"},
		{"hours are no counts", "risks.home.paid 90000", ""},
		{"what was not reported a year earlier is not compared", "risks.school.pupils 60", ""},
		{"the register is denied", "institution.register no", "denied institution.register"},
		{"denied with a reason", "institution.register no; institution.register.explain Divi", "denied institution.register explained"},
		{"the register is right", "institution.register yes", ""},
		{"all zero", "talks.n 0; talks.d 0; youths 0; risks.home.pupils 0", "last talks.d 0 was 78; register talks.d 0 was 80; last youths 0 was 40; register youths 0 was 40; last risks.home.pupils 0 was 20; zero talks.n"},
		{"all zero, explained anywhere", "talks.n 0; talks.d 0; talks.d.explain Slēgta", "last talks.d 0 was 78 explained; register talks.d 0 was 80 explained; zero talks.n explained"},
		{"an empty form is not all zero", "system yes", ""},
	} {
		records := ""
		for _, s := range strings.Split(c.said, "; ") {
			records += "said A " + s + ";"
		}
		form, ok := FormOf(queryProgramme(), "1000000001", testYear)
		if !ok {
			t.Fatal("no form")
		}
		var got []string
		for _, q := range Queries(form, NewAnswers(testRecords(t, records).Reported), shown) {
			text := map[QueryKind]string{AgainstLast: "last", AgainstRegister: "register", RegisterDenied: "denied", AllZero: "zero"}[q.Kind] + " " + q.Address
			switch {
			case q.D > 0:
				text += fmt.Sprintf(" %d/%d was %d/%d", q.N, q.D, q.WasN, q.WasD)
			case q.Kind == AgainstLast || q.Kind == AgainstRegister:
				text += fmt.Sprintf(" %d was %d", q.N, q.WasN)
			}
			if q.Explained {
				text += " explained"
			}
			got = append(got, text)
		}
		if text := strings.Join(got, "; "); text != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.rule, text, c.want)
		}
	}
}

// A denominator is asked about where it differs from last year's by more than chance
// and by half, of a survey threefold.
func TestDenominatorsAgainstLastYear(t *testing.T) {
	for _, c := range []struct {
		rule   string
		field  string
		d, was int64
		want   bool
	}{
		{"half as many again", "talks", 150, 100, true},
		{"not quite", "talks", 149, 100, false},
		{"two thirds", "talks", 100, 150, true},
		{"a school merged", "talks", 620, 300, true},
		{"twice as many of few is chance", "talks", 8, 4, false},
		{"ten times as many", "talks", 780, 78, true},
		{"a survey answered by twice as many", "belong", 200, 100, false},
		{"by three times as many", "belong", 300, 100, true},
		{"by a third", "belong", 33, 100, true},
		{"nobody a year earlier", "talks", 40, 0, true},
		{"nobody now", "talks", 0, 40, true},
	} {
		form, ok := FormOf(queryProgramme(), "1000000001", testYear)
		if !ok {
			t.Fatal("no form")
		}
		records := testRecords(t, fmt.Sprintf("said A %[1]s.n 0; said A %[1]s.d %[2]d; said A youths 1", c.field, c.d))
		shown := Prefill{Last: map[string]Number{c.field + ".n": NewNumber(0), c.field + ".d": NewNumber(c.was)}}
		got := false
		for _, q := range Queries(form, NewAnswers(records.Reported), shown) {
			got = got || q == Query{Kind: AgainstLast, Address: c.field + ".d", N: c.d, WasN: c.was}
		}
		if got != c.want {
			t.Errorf("%s: %d after %d: %t, want %t", c.rule, c.d, c.was, got, c.want)
		}
	}
}

// shownNumbers writes a prefill's numbers by address.
func shownNumbers(m map[string]Number) string {
	var list []string
	for _, address := range []string{"talks.n", "talks.d", "youths", "left.basic.n", "left.basic.d", "left.upper_secondary.n", "left.upper_secondary.d",
		"pupils", "retained.n", "retained.d"} {
		if n, ok := m[address].Get(); ok {
			list = append(list, fmt.Sprintf("%s %d", address, n))
		}
	}
	return strings.Join(list, "; ")
}

func TestPrefills(t *testing.T) {
	p := reportedProgramme(of("reported_share", "talks"))
	records := flow + "A ilze 5 left=0301 why=dropout; A anna 5 decision=retained; A anna 6 year=2025; A lost 8; B juris 10 decision=promoted; B juris 11 year=2025; int ilze;" +
		"A small -1; V kurss k1;" +
		"said A talks.n 2 year=2023; said A talks.d 70 year=2023; said A youths ! year=2023; said A system yes year=2023; said A talks.n.explain Daudz year=2023; said A talks.n 9"
	got := PrefillsOf(p, testYear, testRecords(t, records))
	for _, c := range []struct{ rule, got, want string }{
		{"last year's numbers, not this year's and not the faulty", shownNumbers(got["1000000001"].Last), "talks.n 2; talks.d 70"},
		{"last year's choices, not its texts", fmt.Sprint(got["1000000001"].LastText), "map[system:yes]"},
		{"nothing was reported", shownNumbers(got["1000000002"].Last), ""},
		// Of A's five pupils of the first day, now, ilze, anna, lost and one more of flow, lost is of unknown fate.
		{"the register's own figures, by parts; the unknown are left out; a count is the denominator", shownNumbers(got["1000000001"].Register),
			"left.basic.n 1; left.basic.d 3; pupils 4; retained.n 1; retained.d 3"},
		{"nobody of that level: nothing, not zero", shownNumbers(got["1000000002"].Register), "left.upper_secondary.n 0; left.upper_secondary.d 1; pupils 1"},
		{"the education board has the municipality's", shownNumbers(got["office"].Register), "pupils 5; retained.n 1; retained.d 3"},
		{"classes of the first day", fmt.Sprint(got["1000000001"].Classes), "[{-1 1} {1 1} {5 2} {8 1}]"},
		{"no classes of a unit that is no institution", fmt.Sprint(got["office"].Classes), "[]"},
	} {
		if c.got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.rule, c.got, c.want)
		}
	}
	for _, c := range []struct{ rule, records, want string }{
		{"without the year after nobody knows who left", "A ilze 5 decision=promoted; int ilze", "pupils 1; retained.n 0; retained.d 1"},
		{"without decisions nobody knows who was retained", "A ilze 5; int ilze", "pupils 1"},
		{"no export", "said A talks.n 9", ""},
	} {
		got := PrefillsOf(p, testYear, testRecords(t, c.records))["1000000001"].Register
		if text := shownNumbers(got); text != c.want {
			t.Errorf("%s: %s, want %s", c.rule, text, c.want)
		}
	}
}
