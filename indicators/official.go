package indicators

import "slices"

// A candidate is a result before it is known which source is official. read says
// that a file of its source was read, value which of the indicator's values it is.
type candidate struct {
	Result
	read  bool
	value int
}

// publishedValues are the values that SEMR gives for an indicator.
func (c *Calculation) publishedValues(ind *Indicator, v Value, m *Measure, year int) (results []Result, read bool) {
	base := Result{
		Year: year, Indicator: ind.ID, Source: m.Source, Measure: m.Name, Params: v.Params, Shape: ind.shape(),
	}
	rows, read := c.publishedRows(ind, v.Params, year)
	whole := false
	for _, row := range rows {
		r := base
		r.Institution = c.scopeOf(row)
		whole = whole || r.Institution == ""
		r.State, r.Stated = Available, row.Value
		r.Numerator, r.Denominator, r.Counted = row.Numerator, row.Denominator, row.Counted
		r.Provisional = c.semrSetAside(year)
		for int(row.At.File) >= len(r.Lines) {
			r.Lines = append(r.Lines, 0)
		}
		r.Lines[row.At.File]++
		results = append(results, r)
	}
	if !whole {
		base.Missing = []Gap{{Kind: SEMR, Calendar: year}}
		results = append(results, base)
	}
	return results, read
}

// publishedRows are the rows from which SEMR's values for an indicator are taken, one
// for each scope; read says that SEMR gives something for the year.
func (c *Calculation) publishedRows(ind *Indicator, params Params, year int) (rows []*Published, read bool) {
	found := map[string]bool{}
	for i := range 2 * len(c.published) {
		// A row that names the calendar year comes before one that names a school year.
		row := &c.published[i%len(c.published)]
		if c.publishedYear(row) != year || (row.Calendar != 0) != (i < len(c.published)) {
			continue
		}
		read = true
		if row.Code != squeeze(params.Code) || row.Scope == PublishedCountry {
			continue
		}
		if row.Scope == PublishedInstitution && (row.Institution < 0 || ind.MunicipalityOnly) {
			continue
		}
		if scope := c.scopeOf(row); !found[scope] {
			found[scope] = true
			rows = append(rows, row)
		}
	}
	return rows, read
}

// scopeOf is the institution that a published value of the programme's describes;
// empty: the municipality.
func (c *Calculation) scopeOf(row *Published) string {
	if row.Scope == PublishedInstitution {
		return c.p.Institutions[row.Institution].Number
	}
	return ""
}

func (c *Calculation) semrSetAside(year int) bool {
	for _, s := range c.setAside {
		if s.Kind == SEMR && (s.Calendar == 0 && s.Year == 0 || int(s.Calendar) == year || c.p.MonitoringYearOf(s.Year) == year) {
			return true
		}
	}
	return false
}

// shape is the shape of an indicator's own measure; a published value has none.
func (ind *Indicator) shape() Shape {
	for _, v := range ind.Values {
		if m, ok := MeasureNamed(v.Measure); ok && m.Source != PublishedBy {
			return m.Shape
		}
	}
	return Share
}

// oneMeasureEach keeps, of several measures of one source (whichever arrives),
// one for each part: the first whose municipal figure is available, else the
// first of which a file was read, else the first.
func oneMeasureEach(candidates []candidate) []candidate {
	type figure struct {
		part   string
		source Source
	}
	kept := map[figure]int{} // the value's place in the programme's order
	for _, takes := range []func(*candidate) bool{
		func(k *candidate) bool { return k.State == Available && k.Institution == "" },
		func(k *candidate) bool { return k.read },
		func(*candidate) bool { return true },
	} {
		for i := range candidates {
			k := &candidates[i]
			f := figure{k.Part, k.Source}
			if _, ok := kept[f]; !ok && takes(k) {
				kept[f] = k.value
			}
		}
	}
	return slices.DeleteFunc(candidates, func(k candidate) bool { return kept[figure{k.Part, k.Source}] != k.value })
}

// A Beside is a figure of the municipality that is in no result: by another
// measure, for which units reported too, the indicator has its figure.
type Beside struct{ Stands, Other Result }

// Besides are the reported figures of a monitoring year that stand behind another
// reported one of the same indicator and part, which the programme names first.
func (c *Calculation) Besides(year int) []Beside {
	var list []Beside
	for i := range c.p.Indicators {
		ind := &c.p.Indicators[i]
		first := map[string]Result{} // by part
		for _, v := range ind.Values {
			m, ok := MeasureNamed(v.Measure)
			if !ok || m.Source != ReportedBy {
				continue
			}
			results, _ := c.reported(ind, v, m, year)
			for _, r := range results {
				if r.Institution != "" || r.State != Available {
					continue
				}
				if stands, taken := first[r.Part]; taken {
					list = append(list, Beside{stands, r})
				} else {
					first[r.Part] = r
				}
			}
		}
	}
	return list
}

// settle marks, for each part and scope, the source that is official: the first
// of the programme's order that has a value, else the first of which a file was
// read, else the first. Of a source of which no file was read only an official
// result stays. The municipality's official results get their standing.
func (c *Calculation) settle(ind *Indicator, candidates []candidate) []Result {
	type figure struct{ part, institution string }
	official := map[figure]Source{}
	for _, takes := range []func(*candidate) bool{
		func(k *candidate) bool { return k.State == Available },
		func(k *candidate) bool { return k.read },
		func(*candidate) bool { return true },
	} {
		for i := range candidates {
			k := &candidates[i]
			f := figure{k.Part, k.Institution}
			if _, ok := official[f]; !ok && takes(k) {
				official[f] = k.Source
			}
		}
	}
	type row struct {
		figure
		source Source
	}
	seen := map[row]bool{}
	var results []Result
	for _, k := range candidates {
		r := k.Result
		f := figure{r.Part, r.Institution}
		r.Official = official[f] == r.Source
		if seen[row{f, r.Source}] || !r.Official && !k.read {
			continue
		}
		if r.Institution != "" && !k.read && official[figure{r.Part, ""}] != r.Source {
			continue // asked, but the municipality's figure rests on another source
		}
		seen[row{f, r.Source}] = true
		if r.Official && !k.read && r.Source != ReportedBy {
			r.Missing = missingOfAll(candidates, f.part)
		}
		if r.Official && r.Institution == "" {
			r.Standing = c.standing(ind, &r)
			of := ind.BaselineOf(r.Part).Source
			r.Break = r.Standing.Baseline != nil && r.State == Available && of != "" && of != string(r.Source)
		}
		results = append(results, r)
	}
	return results
}

// missingOfAll are the exports of which any would give a part its value: nothing
// was read of any.
func missingOfAll(candidates []candidate, part string) []Gap {
	var gaps []Gap
	for _, k := range candidates {
		if k.Part == part && k.Institution == "" && k.Source != ReportedBy {
			gaps = append(gaps, k.Missing...)
		}
	}
	return gaps
}

// BaselineOf is the baseline of a part: its own, else the indicator's.
func (ind *Indicator) BaselineOf(part string) Baseline {
	for _, p := range ind.Parts {
		if p.Name == part {
			return p.Baseline
		}
	}
	return ind.Baseline
}

// TargetsOf are the targets of a part: its own where the programme gives the part
// any, else the indicator's.
func (ind *Indicator) TargetsOf(part string) []Target {
	for _, p := range ind.Parts {
		if p.Name == part {
			return p.Targets
		}
	}
	return ind.Targets
}
