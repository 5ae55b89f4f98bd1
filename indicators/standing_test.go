package indicators

import "testing"

// A year's value against a baseline and targets: 2025 unless said otherwise.
func TestStatus(t *testing.T) {
	lower := func(base string, targets ...Target) Indicator {
		return Indicator{ID: "1", Better: "lower", Baseline: Baseline{Text: base}, Targets: targets}
	}
	higher := func(base, delta string, targets ...Target) Indicator {
		return Indicator{ID: "1", Better: "higher", Delta: delta, Baseline: Baseline{Text: base}, Targets: targets}
	}
	to := func(year int, text string) Target { return Target{year, text} }
	set := higher("tiks noteikta 2024.gadā", "points", to(2025, "Līdz +5%"))
	set.Baseline.Set.Value = "40%"

	for _, c := range []struct {
		rule  string
		ind   Indicator
		n, of int64
		year  int
		want  Status
	}{
		{"below the limit", lower("1.62% (2023)", to(2027, "<1,5%")), 149, 10000, 2025, Met},
		{"at the limit is not below it", lower("1.62% (2023)", to(2027, "<1,5%")), 150, 10000, 2025, Improving},
		{"a hair above the baseline is the baseline", lower("1.62% (2023)", to(2027, "<1,5%")), 16231, 1000000, 2025, Unchanged},
		{"half a decimal above it is worse", lower("1.62% (2023)", to(2027, "<1,5%")), 16250, 1000000, 2025, Worsening},
		{"just below the baseline, rounded equal", lower("1.62% (2023)", to(2027, "<1,5%")), 16150, 1000000, 2025, Unchanged},
		{"the next target, not the last", lower("16.18% (2023)", to(2027, "<12%"), to(2030, "<10%")), 11, 100, 2027, Met},
		{"after the first the second", lower("16.18% (2023)", to(2027, "<12%"), to(2030, "<10%")), 11, 100, 2028, Improving},
		{"after the last the last", lower("16.18% (2023)", to(2027, "<12%"), to(2030, "<10%")), 9, 100, 2034, Met},
		{"reach in the direction that is better", higher("41% (2023./2024.m.g.)", "", to(2025, "Līdz 45%")), 45, 100, 2025, Met},
		{"above the limit", higher("41% (2023./2024.m.g.)", "", to(2025, ">45%")), 451, 1000, 2025, Met},
		{"at the limit is not above it", higher("41% (2023./2024.m.g.)", "", to(2025, ">45%")), 45, 100, 2025, Improving},
		{"not reached but better", higher("41% (2023./2024.m.g.)", "", to(2025, "Līdz 45%")), 42, 100, 2025, Improving},
		{"reach downwards", lower("1,4% (2023.g.)", to(2025, "1%")), 1, 100, 2025, Met},
		{"kept", lower("0% psk. posmā (2021./2022.m.g.)", to(2025, "Saglabāt bāzes vērtību")), 0, 100, 2025, Met},
		{"kept at the baseline's decimals", lower("0% psk. posmā (2021./2022.m.g.)", to(2025, "Saglabāt bāzes vērtību")), 4, 1000, 2025, Met},
		{"not kept", lower("0% psk. posmā (2021./2022.m.g.)", to(2025, "Saglabāt bāzes vērtību")), 5, 1000, 2025, Worsening},
		{"plus points", higher("40% (2024)", "points", to(2025, "+5%")), 45, 100, 2025, Met},
		{"plus points, not reached", higher("40% (2024)", "points", to(2025, "+5%")), 43, 100, 2025, Improving},
		{"plus a share of the baseline", higher("40% (2024)", "relative", to(2025, "+5%")), 42, 100, 2025, Met},
		{"plus, unsaid of what", higher("40% (2024)", "", to(2025, "+5%")), 90, 100, 2025, NeedsClarification},
		{"to be set and not set", higher("tiks noteikta 2024.gadā", "points", to(2025, "+5%")), 90, 100, 2025, NoBaseline},
		{"to be set and set", set, 45, 100, 2025, Met},
		{"no data before anything else", higher("tiks noteikta 2024.gadā", "", to(2025, "+5%")), 0, 0, 2025, NoData},
	} {
		c.ind.Targets = append([]Target{}, c.ind.Targets...)
		calc := &Calculation{p: &Programme{}}
		r := share(c.n, c.of, 0)
		r.Year = c.year
		if c.of == 0 {
			r = Result{Year: c.year}
		}
		if got := calc.standing(&c.ind, &r).Status; got != c.want {
			t.Errorf("%s: %s, want %s", c.rule, got, c.want)
		}
	}
}

func TestStandingBesideTheStatus(t *testing.T) {
	ind := Indicator{
		ID: "1", Better: "lower", Baseline: Baseline{Text: "16.18% (2023)"},
		Targets: []Target{{2027, "<12%"}, {2030, "<10%"}},
	}
	calc := &Calculation{p: &Programme{}}
	for _, c := range []struct {
		rule     string
		n, of    int64
		distance Percent
		pupils   int64
		line     Certainty
		certain  Certainty
	}{
		// The line of 2025 stands at 16.18 − 2/4 · 4.18 = 14.09.
		{"on the line", 14, 100, 2 * PercentUnit, 3, Yes, No},
		{"above the line", 15, 100, 3 * PercentUnit, 4, No, No},
		{"met", 11, 100, 0, 0, Yes, No},
		{"met beyond doubt", 500, 10000, 0, 0, Yes, Yes},
		{"better than the baseline beyond doubt", 14000, 100000, 2 * PercentUnit, 2001, Yes, Yes},
	} {
		r := share(c.n, c.of, 0)
		r.Year = 2025
		s := calc.standing(&ind, &r)
		if s.Distance != c.distance || s.Pupils != c.pupils || s.OnLine != c.line || s.Certain != c.certain {
			t.Errorf("%s: distance %d, pupils %d, line %v, certain %v; want %d, %d, %v, %v",
				c.rule, s.Distance, s.Pupils, s.OnLine, s.Certain, c.distance, c.pupils, c.line, c.certain)
		}
	}
}

// The baseline 0 % is kept up to 0.5 %, where rounding makes it worse.
func TestKeptBaselineIsCertainAtItsOwnDecimals(t *testing.T) {
	ind := Indicator{ID: "1", Better: "lower", Baseline: Baseline{Text: "0% (2022)"}, Targets: []Target{{2025, "Saglabāt bāzes vērtību"}}}
	calc := &Calculation{p: &Programme{}}
	for _, c := range []struct {
		n, of int64
		want  Certainty
	}{
		{1, 1500, Yes}, // up to 0.38 %
		{1, 500, No},   // up to 1.12 %
	} {
		r := share(c.n, c.of, 0)
		r.Year = 2025
		if s := calc.standing(&ind, &r); s.Status != Met || s.Certain != c.want {
			t.Errorf("%d of %d: %s, certain %v, want %v", c.n, c.of, s.Status, s.Certain, c.want)
		}
	}
}

func TestDoubtfulFiguresAreNeverCertain(t *testing.T) {
	ind := Indicator{ID: "1", Better: "lower", Baseline: Baseline{Text: "16.18% (2023)"}, Targets: []Target{{2027, "<12%"}}}
	calc := &Calculation{p: &Programme{}}
	sure := share(500, 10000, 0)
	provisional, uncovered, contradictory := sure, sure, sure
	provisional.Provisional = true
	uncovered.LowCoverage = true
	contradictory.Source, contradictory.Stated = PublishedBy, 9*PercentUnit
	vanished := share(500, 11000, 1000)
	for name, c := range map[string]struct {
		r    Result
		want Certainty
	}{
		"sure": {sure, Yes}, "rows were set aside": {provisional, No}, "low coverage": {uncovered, No},
		"the unknown could turn it":                        {vanished, No},
		"a published value that is not that of its counts": {contradictory, NotAsked},
	} {
		c.r.Year = 2025
		if got := calc.standing(&ind, &c.r).Certain; got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestOfficialSource(t *testing.T) {
	semr := func(year int16, value Percent) Published {
		return Published{Calendar: year, Code: "kav", Value: value}
	}
	p := testProgramme(Value{"published", Params{Code: "KAV"}}, with("long_absence", nil))
	p.Indicators[0].Baseline = Baseline{Text: "1.62% (2023)", Source: "published"}
	p.Indicators[0].Targets = []Target{{2027, "<1,5%"}}
	rows := quiet + "A ilze 5; A juris 5; abs A ilze 1 30"

	official := func(in Records) (sources string) {
		for _, r := range calculate(p, 2025, in) {
			if r.Year == 2025 && r.Institution == "" {
				sources += string(r.Source)
				if r.Official {
					sources += "!"
				}
				if r.Break {
					sources += "b"
				}
				sources += " "
			}
		}
		return sources
	}
	with := func(v ...Published) Records {
		in := testRecords(t, rows)
		in.Published = v
		return in
	}
	for _, c := range []struct {
		rule string
		in   Records
		want string
	}{
		{"the first in order where it has a value", with(semr(2025, 2*PercentUnit)), "computed published! "},
		{"the next where it has none, with a break against the baseline", with(), "computed!b "},
		{"read, but without this year's value", with(semr(2024, 2*PercentUnit)), "computed!b "},
		{"nothing at all: what was read is asked for", testRecords(t, "A ilze 5"), "computed! "},
	} {
		if got := official(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}
