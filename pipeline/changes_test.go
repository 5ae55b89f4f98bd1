package pipeline_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/pipeline/ledger"
	"raditaji/templates"
)

// causesOf are the causes of a comparison, a word or two for each.
func causesOf(c *indicators.Comparison) []string {
	var list []string
	for i, cause := range slices.Concat(c.Causes, c.Idle) {
		text := string(cause.Kind)
		if i >= len(c.Causes) {
			text = "idle " + text
		}
		if strings.Contains(cause.Name, ".csv") {
			text += " " + cause.Name
		}
		if len(cause.With) > 0 && strings.Contains(cause.With[0], ".csv") {
			text += " (" + strings.Join(cause.With, ", ") + ")"
		}
		if len(cause.Part) > 0 {
			text += " (of " + strings.Join(cause.Part, ", ") + ")"
		}
		if r := cause.Rows; len(r.Came)+len(r.Went)+len(r.Changed) > 0 {
			text += fmt.Sprint(" ", r.Came, r.Went, r.Changed)
		}
		list = append(list, text)
	}
	return list
}

// moved says what the causes did to the numerator of the municipality's figure.
func moved(c *indicators.Comparison, indicator string) string {
	for i := range c.Changes {
		change := &c.Changes[i]
		if change.Indicator != indicator || change.Institution != "" {
			continue
		}
		moves, total := change.Moves(indicators.NumeratorOf)
		sum, _ := total.Get()
		var words []string
		for j, m := range moves {
			n, _ := m.Get()
			words = append(words, fmt.Sprintf("%d:%+d", change.Steps[j].Cause+1, n))
		}
		return fmt.Sprintf("%s = %+d", strings.Join(words, " "), sum)
	}
	return ""
}

func (h *town) withdraw(name string) {
	h.t.Helper()
	subs, err := h.Ledger.Submissions(h.t.Context(), 0, 1000)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, s := range slices.Backward(subs) {
		if s.Name == name && s.Outcome == ledger.Accepted && s.Stands() {
			if err := h.Withdraw(h.t.Context(), s.ID, "kļūda", "anna"); err != nil {
				h.t.Fatal(err)
			}
			return
		}
	}
	h.t.Fatalf("there is no %s to withdraw", name)
}

func TestEachChangeHasItsCause(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts", "X2 2 pārcelts"))
	h.take("c.csv", enrolled("2024", "X5 5 atstāts uz otru gadu"))
	first := h.run(pipeline.Order{Year: 2025})
	if len(first.Report.Changes) != 0 {
		t.Errorf("the first run is compared: %+v", first.Report.Changes)
	}
	// X1 is kept back, X2 stays as it was, X3 came; of 5 there is nobody any more; 7 is new.
	h.take("b.csv", enrolled("2024", "X3 2 pārcelts", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	h.withdraw("c.csv")
	h.take("d.csv", enrolled("2024", "X7 7 atstāts uz otru gadu", "X8 7 pārcelts"))
	second := h.run(pipeline.Order{Year: 2025})
	if len(second.Report.Changes) != 1 {
		t.Fatalf("%d comparisons", len(second.Report.Changes))
	}
	c := &second.Report.Changes[0]
	if diff := cmp.Diff([]string{"replaced b.csv (a.csv) [2] [] [3]", "withdrawn c.csv", "added d.csv"}, causesOf(c)); diff != "" {
		t.Error(diff)
	}
	if got := moved(c, "1"); got != "1:+1 2:-1 3:+1 = +1" {
		t.Errorf("moved %s", got)
	}
	if c.Before != first.Run.Fingerprint {
		t.Errorf("compared with %s", c.Before)
	}
	// Withdrawn again, b brings a back; the later diff tells the same as the sheet.
	h.withdraw("b.csv")
	third := h.run(pipeline.Order{Year: 2025})
	c = &third.Report.Changes[0]
	if diff := cmp.Diff([]string{"withdrawn b.csv (a.csv)"}, causesOf(c)); diff != "" {
		t.Error(diff)
	}
	diff, err := h.Diff(t.Context(), second.Run.ID, third.Run.ID)
	if err != nil {
		t.Fatal(err)
	}
	told := *c
	told.With = "" // two runs that somebody named
	if d := cmp.Diff(told, diff.Comparison, cmp.AllowUnexported(indicators.Number{})); d != "" {
		t.Error(d)
	}
	back, err := h.Diff(t.Context(), third.Run.ID, first.Run.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"added c.csv", "withdrawn d.csv"}, causesOf(&back.Comparison)); d != "" {
		t.Error(d)
	}
	if _, err := h.Diff(t.Context(), 1, 99); refusedWith(err) != "request.run.none" {
		t.Errorf("%v", err)
	}
}

// Every school calls its list the same; what the sheets number, the causes number.
func TestCausesCallFilesAsTheRunDoes(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts", "X2 1 pārcelts"))
	h.run(pipeline.Order{Year: 2025})
	h.take("a.csv", enrolled("2024", "X5 5 atstāts uz otru gadu"))
	second := h.run(pipeline.Order{Year: 2025})
	var files []string
	for _, f := range second.Report.Files {
		files = append(files, f.Name)
	}
	if diff := cmp.Diff([]string{"a.csv", "a (2).csv"}, files); diff != "" {
		t.Fatal(diff)
	}
	if diff := cmp.Diff([]string{"added a (2).csv"}, causesOf(&second.Report.Changes[0])); diff != "" {
		t.Error(diff)
	}
	// It takes the place of the first, of which nothing is left: the second is the first now.
	h.take("a.csv", enrolled("2024", "X1 1 atstāts uz otru gadu", "X2 1 pārcelts"))
	third := h.run(pipeline.Order{Year: 2025})
	if diff := cmp.Diff([]string{"replaced a (2).csv (a.csv, 12.09.2025. 09:30) [] [] [2]"}, causesOf(&third.Report.Changes[0])); diff != "" {
		t.Error(diff)
	}
	diff, err := h.Diff(t.Context(), third.Run.ID, second.Run.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"withdrawn a (2).csv, 12.09.2025. 13:30 (a.csv)"}, causesOf(&diff.Comparison)); d != "" {
		t.Error(d)
	}
}

func TestAnotherProgrammeAndProgramAreCausesToo(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 atstāts uz otru gadu", "X2 8 atstāts uz otru gadu"))
	first := h.run(pipeline.Order{Year: 2025})
	h.Version = "next"
	h.ProgrammeSHA = strings.Repeat("b2", 32)
	h.Programme.Indicators[0].Values[0].Params.Grades = []int{1}
	h.take("b.csv", enrolled("2024", "X1 1 pārcelts"))
	if got := h.due(); got != "2025" {
		t.Errorf("due are %s", got)
	}
	second := h.run(pipeline.Order{Year: 2025})
	// The first programme file was not kept: nobody can say what each cause did.
	if diff := cmp.Diff([]string{"untold"}, causesOf(&second.Report.Changes[0])); diff != "" {
		t.Error(diff)
	}
	if got := moved(&second.Report.Changes[0], "1"); got != "1:-2 = -2" {
		t.Errorf("moved %s", got)
	}
	h.Version = "third"
	h.take("c.csv", enrolled("2024", "X1 1 atstāts uz otru gadu"))
	third := h.run(pipeline.Order{Year: 2025})
	if diff := cmp.Diff([]string{"replaced c.csv (b.csv) [] [] [2]", "idle program"}, causesOf(&third.Report.Changes[0])); diff != "" {
		t.Error(diff)
	}
	if got := moved(&third.Report.Changes[0], "1"); got != "1:+1 = +1" {
		t.Errorf("moved %s", got)
	}
	if _, err := h.Run(t.Context(), pipeline.Order{Repeat: first.Run.ID}); refusedWith(err) != "request.programme.lost" {
		t.Errorf("%v", err)
	}
}

func TestAKeptProgrammeFileIsLetInOnItsOwn(t *testing.T) {
	h := newTown(t)
	file := func(grades string) []byte {
		return []byte("id: paraugs\ntitle: Paraugs\nmunicipality: Paraugu novads\nperiod: {from: 2024, to: 2027}\nsmall_counts: {below: 5}\n" +
			"institutions:\n  - {number: \"1000000001\", name: A skola, type: basic_school, in_scope: true}\n" +
			"indicators:\n  - id: \"1\"\n    text: Atstāti\n    better: lower\n    baseline: {text: 5% (2023)}\n    targets: [{year: 2027, text: 2%}]\n" +
			"    values: [{measure: retained, params: {grades: " + grades + "}}]\n")
	}
	h.load(file("[1, 2]"))
	h.take("a.csv", enrolled("2024", "X1 1 atstāts uz otru gadu", "X2 2 atstāts uz otru gadu"))
	first := h.run(pipeline.Order{Year: 2025})
	want := h.content(workbook2025)
	h.load(file("[1]"))
	h.take("b.csv", enrolled("2024", "X1 1 pārcelts"))
	second := h.run(pipeline.Order{Year: 2025})
	c := &second.Report.Changes[0]
	if diff := cmp.Diff([]string{"programme", "replaced b.csv (of a.csv) [] [] [2]"}, causesOf(c)); diff != "" {
		t.Error(diff)
	}
	if got := moved(c, "1"); got != "1:-1 2:-1 = -2" {
		t.Errorf("moved %s", got)
	}
	again := h.run(pipeline.Order{Repeat: first.Run.ID})
	if got := h.content(again.Written[0]); string(got) != string(want) {
		t.Error("the run repeated by its own programme file gives other bytes")
	}
}

// An indicator that a year does not have which was approved before the programme gained
// it is not told of that year: not as moved, nor as held by causes that cancel each other.
func TestAnApprovedYearSaysNothingOfAnIndicatorThatCameLater(t *testing.T) {
	h := newTown(t)
	file := func(ids ...string) []byte {
		text := "id: paraugs\ntitle: Paraugs\nmunicipality: Paraugu novads\nperiod: {from: 2024, to: 2027}\nsmall_counts: {below: 5}\n" +
			"institutions:\n  - {number: \"1000000001\", name: A skola, type: basic_school, in_scope: true}\nindicators:\n"
		for _, id := range ids {
			text += "  - id: \"" + id + "\"\n    text: Atstāti\n    better: lower\n    baseline: {text: 5% (2023)}\n    targets: [{year: 2027, text: 2%}]\n" +
				"    values: [{measure: retained, params: {grades: [1, 2]}}]\n"
		}
		return []byte(text)
	}
	h.load(file("1"))
	h.take("a.csv", enrolled("2023", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu", "X2 2 atstāts uz otru gadu"))
	h.run(pipeline.Order{Year: 2025})
	h.approve(h.run(pipeline.Order{Year: 2024}).Run.ID)
	h.load(file("1", "2"))
	c := &h.run(pipeline.Order{Year: 2025}).Report.Changes[0]
	if len(c.Undone) != 0 || len(c.OfficialUndone) != 0 {
		t.Errorf("%+v", c.Undone)
	}
	if diff := cmp.Diff([]string{"programme", "idle approval"}, causesOf(c)); diff != "" {
		t.Error(diff)
	}
	for _, change := range c.Changes {
		if change.Indicator != "2" || change.Year != 2025 {
			t.Errorf("%v", change.Place)
		}
	}
	if len(c.Changes) == 0 {
		t.Error("the new indicator is not told of")
	}
}

// An indicator that the programme gains, or loses, is the programme's doing, also where
// the file that it is counted from stood accepted all the time and no earlier run had a
// use for it. A file that came since is a cause of its own.
func TestAFileThatOnlyOneProgrammeUsesIsNoCause(t *testing.T) {
	file := func(more string) []byte {
		return []byte("id: paraugs\ntitle: Paraugs\nmunicipality: Paraugu novads\nperiod: {from: 2024, to: 2027}\nsmall_counts: {below: 5}\n" +
			"institutions:\n  - {number: \"1000000001\", name: A skola, type: basic_school, in_scope: true}\n" +
			"indicators:\n  - id: \"1\"\n    text: Atstāti\n    better: lower\n    baseline: {text: 5% (2023)}\n    targets: [{year: 2027, text: 2%}]\n" +
			"    values: [{measure: retained, params: {grades: [1, 2]}}]\n" + more)
	}
	with := "  - id: \"2\"\n    text: Pulciņos\n    better: higher\n    baseline: {text: 5% (2023)}\n    targets: [{year: 2027, text: 9%}]\n    values: [{measure: interest_education}]\n"
	interest := func(rows ...string) string {
		text := "Mācību gads;Iestādes reģ. nr.;Personas kods;Programma;Joma\n"
		for _, r := range rows {
			who, programme, _ := strings.Cut(r, " ")
			text += "2024./2025.;1000000001;" + who + ";" + programme + ";Mūzika\n"
		}
		return text
	}
	h := newTown(t)
	h.load(file(""))
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts", "X2 2 pārcelts", "X3 2 pārcelts"))
	h.take("k.csv", interest("X1 Koris"))
	h.clock = h.clock.Add(time.Hour)
	first := h.run(pipeline.Order{Year: 2025})
	if in, err := h.Ledger.RunSubmissions(t.Context(), first.Run.ID); err != nil || len(in) != 1 {
		t.Fatalf("the first run takes %d files (%v)", len(in), err)
	}
	h.clock = h.clock.Add(time.Hour)
	repeat := h.run(pipeline.Order{Repeat: first.Run.ID})

	h.load(file(with))
	second := h.run(pipeline.Order{Year: 2025})
	c := &second.Report.Changes[0]
	if diff := cmp.Diff([]string{"programme"}, causesOf(c)); diff != "" {
		t.Error(diff)
	}
	draft := func(c *indicators.Comparison) string {
		return strings.Join(templates.DraftText(templates.Latvian, h.Programme, c), "\n")
	}
	if got := draft(c); !strings.Contains(got, "2. rādītājs „Pulciņos”: programmā tā nebija, tagad 33,33 % (1 no 3). Iemesls: mainīta programmas datne.") {
		t.Errorf("gained:\n%s", got)
	}
	h.load(file(""))
	third := h.run(pipeline.Order{Year: 2025})
	if got := draft(&third.Report.Changes[0]); !strings.Contains(got, "2. rādītājs „Pulciņos”: bija 33,33 % (1 no 3), rādītāja programmā vairs nav. Iemesls: mainīta programmas datne.") {
		t.Errorf("lost:\n%s", got)
	}
	if diff := cmp.Diff([]string{"programme"}, causesOf(&third.Report.Changes[0])); diff != "" {
		t.Error(diff)
	}
	h.clock = h.clock.Add(time.Hour)
	h.take("l.csv", interest("X1 Koris", "X2 Koris"))
	h.load(file(with))
	last := h.run(pipeline.Order{Year: 2025})
	for _, of := range []struct {
		what           string
		earlier, later int64
		want           []string
	}{
		{"before and after", first.Run.ID, last.Run.ID, []string{"programme", "replaced l.csv (k.csv) [3] [] []"}},
		{"from the repeat", repeat.Run.ID, last.Run.ID, []string{"programme", "replaced l.csv (k.csv) [3] [] []"}},
		{"back", last.Run.ID, first.Run.ID, []string{"programme"}},
		{"where both had a use for it", second.Run.ID, last.Run.ID, []string{"replaced l.csv (k.csv) [3] [] []"}},
	} {
		d, err := h.Diff(t.Context(), of.earlier, of.later)
		if err != nil {
			t.Fatal(of.what, err)
		}
		if diff := cmp.Diff(of.want, causesOf(&d.Comparison)); diff != "" {
			t.Errorf("%s: %s", of.what, diff)
		}
	}
}

// generatedProgramme asks for what exports count, with pupils of unknown fate, and
// for what templates state.
func generatedProgramme(grades, baseline string) []byte {
	return []byte("id: paraugs\ntitle: Paraugs\nmunicipality: Paraugu novads\nperiod: {from: 2024, to: 2027}\nsmall_counts: {below: 5}\n" +
		"institutions:\n  - {number: \"1000000001\", name: A skola, type: basic_school, in_scope: true}\n" +
		"  - {number: \"1000000002\", name: B skola, type: basic_school, in_scope: true}\n" +
		"fields:\n  - {id: again, text: Atstāti, kind: share, from: [basic_school], numerator: Atstāti uz otru gadu, denominator: Pavisam}\n" +
		"indicators:\n  - id: \"1\"\n    text: Atstāti\n    better: lower\n    baseline: {text: 5% (2023)}\n    targets: [{year: 2027, text: 2%}]\n" +
		"    values: [{measure: retained, params: {grades: " + grades + "}}]\n" +
		"  - id: \"2\"\n    text: Pārtraukuši\n    better: lower\n    baseline: {text: 5% (2023)}\n    targets: [{year: 2027, text: 2%}]\n" +
		"    values: [{measure: left_education, params: {level: basic}}]\n" +
		"  - id: \"3\"\n    text: Ziņoti\n    better: lower\n    baseline: {text: " + baseline + "% (2023)}\n    targets: [{year: 2027, text: 2%}]\n" +
		"    values: [{measure: reported_share, params: {field: again}}]\n")
}

// What the causes did adds up to the change, whatever was corrected: exports and
// templates that came, were replaced and withdrawn, another programme file, another
// version.
func TestTheCausesOfGeneratedCorrectionsAddUp(t *testing.T) {
	rounds := 8
	if testing.Short() {
		rounds = 1
	}
	met := map[string]int{}
	for seed := range rounds {
		random := rand.New(rand.NewPCG(uint64(seed), 7))
		h := newTown(t)
		h.load(generatedProgramme("[1, 2]", "5"))
		var there []string
		export := func() string {
			var rows []string
			for grade := 1; grade <= 3; grade++ {
				if random.IntN(3) == 0 {
					continue
				}
				for pupil := range 1 + random.IntN(6) {
					decision := []string{"pārcelts", "atstāts uz otru gadu", "pārcelts", ""}[random.IntN(4)]
					rows = append(rows, fmt.Sprintf("X%d%d %d %s", grade, pupil, grade, decision))
				}
			}
			if len(rows) == 0 {
				rows = []string{"X99 1 pārcelts"}
			}
			return enrolled([]string{"2024", "2024", "2025"}[random.IntN(3)], rows...)
		}
		form := func() string {
			f, _ := indicators.FormOf(h.Programme, []string{"1000000001", "1000000002"}[random.IntN(2)], 2024)
			d := 1 + random.IntN(40)
			filled := map[string]string{"again.d": fmt.Sprint(d)}
			if random.IntN(3) > 0 {
				filled["again.n"] = fmt.Sprint(random.IntN(d))
			}
			data, err := templates.DrawForm(f, templates.FormContent{Filled: filled}, templates.Latvian)
			if err != nil {
				t.Fatal(err)
			}
			return string(data)
		}
		change := func() {
			switch random.IntN(10) {
			case 0:
				h.load(generatedProgramme([]string{"[1]", "[1, 2]", "[2, 3]"}[random.IntN(3)], []string{"5", "99"}[random.IntN(2)]))
			case 1:
				h.Version = fmt.Sprint(random.IntN(3))
			case 2, 3:
				if len(there) > 0 {
					i := random.IntN(len(there))
					h.withdraw(there[i])
					there = slices.Delete(there, i, i+1)
				}
			default:
				name, data := fmt.Sprintf("%c%d.csv", 'a'+rune(random.IntN(4)), len(there)), ""
				if random.IntN(2) == 0 {
					data = export()
				} else {
					name, data = strings.Replace(name, ".csv", ".xlsx", 1), form()
				}
				h.drop("ienakosie/"+name, data)
				if n := h.scan(); n.Accepted == 1 {
					there = append(there, name)
				}
			}
		}
		h.take("sākums.csv", enrolled("2024", "X1 1 pārcelts"))
		h.run(pipeline.Order{Year: 2025})
		for range 5 {
			for range 1 + random.IntN(3) {
				change()
			}
			ran, err := h.Run(t.Context(), pipeline.Order{Year: 2025})
			if err != nil {
				t.Fatal(err)
			}
			before, err := h.Ledger.Results(t.Context(), ran.Run.Compared)
			if err != nil {
				t.Fatal(err)
			}
			after, err := h.Ledger.Results(t.Context(), ran.Run.ID)
			if err != nil {
				t.Fatal(err)
			}
			addsUp(t, &ran.Report.Changes[0], before, after)
			meet(met, &ran.Report.Changes[0])
		}
	}
	for _, what := range []string{"program", "programme", "added", "replaced", "withdrawn", "answers", "rows", "appears", "vanishes", "unknown", "status alone"} {
		if met[what] == 0 && !testing.Short() {
			t.Errorf("no round has %s: %v", what, met)
		}
	}
}

// meet counts what a comparison has in it.
func meet(met map[string]int, c *indicators.Comparison) {
	for _, cause := range slices.Concat(c.Causes, c.Idle) {
		met[string(cause.Kind)]++
		met["rows"] += len(cause.Rows.Came) + len(cause.Rows.Went) + len(cause.Rows.Changed)
		met["answers"] += len(cause.Answers.Came) + len(cause.Answers.Went) + len(cause.Answers.Changed)
	}
	for i := range c.Changes {
		was, is := &c.Changes[i].Before, &c.Changes[i].After
		_, had := was.Value.Get()
		_, has := is.Value.Get()
		switch {
		case !had && has:
			met["appears"]++
		case had && !has:
			met["vanishes"]++
		case was.Value == is.Value && was.Status != is.Status:
			met["status alone"]++
		}
		n, _ := was.Unknown.Get()
		m, _ := is.Unknown.Get()
		if n != m {
			met["unknown"]++
		}
	}
}

// addsUp wants of every figure that the causes lead from what the earlier run has
// to what the later one has, and that no other figure changed.
func addsUp(t *testing.T, c *indicators.Comparison, before, after []ledger.Figure) {
	t.Helper()
	type place struct {
		year                          int
		indicator, part, inst, source string
	}
	key := func(f *ledger.Figure) place {
		return place{f.Year, f.Indicator, f.Part, f.Institution, string(f.Source)}
	}
	was, is := map[place]ledger.Figure{}, map[place]ledger.Figure{}
	places := map[place]bool{}
	for i := range before {
		was[key(&before[i])], places[key(&before[i])] = before[i], true
	}
	for i := range after {
		is[key(&after[i])], places[key(&after[i])] = after[i], true
	}
	told := map[place]bool{}
	for i := range c.Undone {
		ch := &c.Undone[i]
		at := ch.Before
		for _, s := range ch.Steps {
			if !s.Before.Alike(&at) || s.Before.Alike(&s.After) {
				t.Errorf("%v: a step from %+v to %+v, at %+v", ch.Place, s.Before, s.After, at)
			}
			at = s.After
		}
		if len(ch.Steps) < 2 || !at.Alike(&ch.Before) {
			t.Errorf("%v is not undone by %d steps", ch.Place, len(ch.Steps))
		}
	}
	for i := range c.Changes {
		ch := &c.Changes[i]
		k := place{ch.Year, ch.Indicator, ch.Part, ch.Institution, string(ch.Source)}
		told[k] = true
		at := ch.Before
		if at.Numerator != was[k].Numerator || at.Denominator != was[k].Denominator || at.Unknown != was[k].Unknown || at.Status != was[k].Status {
			t.Errorf("%v begins at %+v, the run had %+v", k, at, was[k])
		}
		for _, s := range ch.Steps {
			if !s.Before.Alike(&at) {
				t.Errorf("%v: a step begins at %+v, not at %+v", k, s.Before, at)
			}
			at = s.After
		}
		if at.Numerator != is[k].Numerator || at.Denominator != is[k].Denominator || at.Unknown != is[k].Unknown || at.Status != is[k].Status {
			t.Errorf("%v ends at %+v, the run has %+v", k, at, is[k])
		}
		for _, of := range []func(*indicators.Figure) indicators.Number{indicators.NumeratorOf, indicators.DenominatorOf, indicators.UnknownOf, indicators.ValueOf} {
			moves, total := ch.Moves(of)
			want, ok := total.Get()
			sum := int64(0)
			for _, m := range moves {
				n, _ := m.Get()
				sum += n
			}
			if ok && sum != want {
				t.Errorf("%v: the causes come to %d of %d", k, sum, want)
			}
		}
	}
	for k := range places {
		a, b := was[k], is[k]
		same := a.Numerator == b.Numerator && a.Denominator == b.Denominator && a.Unknown == b.Unknown && a.Value == b.Value
		if _, ok := a.Value.Get(); ok {
			same = same && a.Status == b.Status
		}
		if same == told[k] {
			t.Errorf("%v: changed %v, told %v", k, !same, told[k])
		}
	}
}

// What is missing since originals were deleted at their age has that cause, beside
// others; what had no value before and has none now is no change.
func TestDeletedOriginalsAreACauseOfTheirOwn(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2022", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	h.clock = h.clock.Add(10 * time.Minute)
	between := h.clock
	h.take("b.csv", enrolled("2023", "X1 2 pārcelts", "X2 3 pārcelts"))
	h.take("c.csv", enrolled("2024", "X1 3 pārcelts", "X2 4 pārcelts"))
	h.run(pipeline.Order{Year: 2025})
	if n, err := h.Retain(t.Context(), between, time.Time{}); err != nil || n != 1 {
		t.Fatalf("%d deleted (%v)", n, err)
	}
	h.take("d.csv", enrolled("2024", "X1 3 atstāts uz otru gadu", "X2 4 pārcelts"))
	second := h.run(pipeline.Order{Year: 2025})
	c := &second.Report.Changes[0]
	if diff := cmp.Diff([]string{"forgotten (a.csv)", "replaced d.csv (c.csv) [] [] [2]"}, causesOf(c)); diff != "" {
		t.Error(diff)
	}
	for i := range c.Changes {
		before, was := c.Changes[i].Before.Value.Get()
		after, is := c.Changes[i].After.Value.Get()
		if !was && !is {
			t.Errorf("no value is a change: %+v", c.Changes[i].Place)
		}
		if c.Changes[i].Institution == "" && (c.Changes[i].Year == 2023 && (before != 5000 || is || c.Changes[i].Steps[0].Cause != 0) || c.Changes[i].Year == 2025 && after != 5000) {
			t.Errorf("%+v", c.Changes[i])
		}
	}
	// The later workbook says which years nobody can trace any more, and a repeat says the same.
	if got := second.Report.Ledger.Untraced; !slices.Equal(got, []templates.Untraced{{Year: 2023}}) {
		t.Errorf("untraced are %+v", got)
	}
	if got := h.sheetRow(workbook2025, "Datu kvalitāte", "Gadi, kurus vairs nevar izsekot", "2023"); !strings.Contains(got, "|nav apstiprināts|") {
		t.Errorf("%s", got)
	}
	if gone, err := h.Ledger.Untraceable(t.Context()); err != nil || len(gone) != 1 || gone[second.Run.ID] != (time.Time{}) {
		t.Errorf("untraceable runs are %v (%v)", gone, err)
	}
	before := h.content(second.Written[0])
	if n, err := h.Ledger.ForgottenCells(t.Context()); err != nil || len(n) == 0 {
		t.Errorf("nothing is forgotten: %v (%v)", n, err)
	}
	h.take("again.csv", enrolled("2022", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts")) // other bytes of the same cells
	if n, err := h.Ledger.ForgottenCells(t.Context()); err != nil || len(n) != 0 {
		t.Errorf("what was sent again is forgotten: %v (%v)", n, err)
	}
	if again := h.run(pipeline.Order{Repeat: second.Run.ID}); !bytes.Equal(before, h.content(again.Written[0])) {
		t.Error("the repeat shows another state of the ledger")
	}
	draft := strings.Join(templates.DraftText(templates.Latvian, h.Programme, c), "\n")
	if !strings.Contains(draft, "tagad datu nav. Iemesls: beidzies glabāšanas termiņš agrāko gadu datnēm") || strings.Contains(draft, "datu nebija, tagad datu nav") {
		t.Errorf("the draft:\n%s", draft)
	}
}

// A year whose own files were deleted at their age is not calculated from those of the
// year beside; sent again, they are its files.
func TestAYearWhoseOwnFilesWereDeletedIsNotCalculated(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2022", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	h.clock = h.clock.Add(10 * time.Minute)
	between := h.clock
	h.take("b.csv", enrolled("2023", "X1 2 pārcelts", "X2 3 pārcelts"))
	if n, err := h.Retain(t.Context(), between, time.Time{}); err != nil || n != 1 {
		t.Fatalf("%d deleted (%v)", n, err)
	}
	_, err := h.Run(t.Context(), pipeline.Order{Year: 2023})
	var refused *pipeline.RefusedError
	if !errors.As(err, &refused) || refused.Code != "request.year.forgotten" {
		t.Errorf("2023: %v", err)
	}
	h.run(pipeline.Order{Year: 2024}) // it has files of its own
	h.take("again.csv", enrolled("2022", "X1 1 atstāts uz otru gadu", "X2 2 pārcelts"))
	h.run(pipeline.Order{Year: 2023})
}

func TestManyFilesAreOneCauseFromSomeOnward(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X0 1 pārcelts"))
	h.run(pipeline.Order{Year: 2025})
	for i := range 45 {
		name := filepath.Join("ienakosie", fmt.Sprintf("f%02d.csv", i))
		text := strings.ReplaceAll(enrolled("2024", fmt.Sprintf("X%d 2 pārcelts", i+1)), "1000000001", fmt.Sprintf("10000000%02d", i+2))
		h.drop(name, text)
		h.Programme.Institutions = append(h.Programme.Institutions, indicators.Institution{
			Number: fmt.Sprintf("10000000%02d", i+2), Name: fmt.Sprintf("Skola %d", i), Type: "basic_school", InScope: true,
		})
	}
	if n := h.scan(); n.Accepted != 45 {
		t.Fatalf("%+v", n)
	}
	ran := h.run(pipeline.Order{Year: 2025})
	causes := ran.Report.Changes[0].Causes
	if last := causes[len(causes)-1]; len(causes) != 40 || last.Kind != indicators.ByOthers || len(last.With) != 6 {
		t.Errorf("%d causes, the last %+v", len(causes), last)
	}
	if _, err := os.Stat(h.path(workbook2025)); err != nil {
		t.Error(err)
	}
}
