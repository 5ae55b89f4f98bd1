package pipeline

import (
	"fmt"
	"strconv"
	"sync"

	"raditaji/indicators"
	"raditaji/sources"
	"raditaji/templates"
)

// forms gives the forms of a programme, each drawn up once. Several readers may
// ask at a time.
func forms(p *indicators.Programme) func(string, indicators.SchoolYear) (*indicators.Form, bool) {
	type key struct {
		unit string
		year indicators.SchoolYear
	}
	var one sync.Mutex
	known := map[key]*indicators.Form{}
	return func(unit string, year indicators.SchoolYear) (*indicators.Form, bool) {
		one.Lock()
		defer one.Unlock()
		k := key{unit, year}
		f, seen := known[k]
		if !seen {
			f, _ = indicators.FormOf(p, unit, year)
			known[k] = f
		}
		return f, f != nil
	}
}

// queryCodes are the codes of queries, of shares and of single counts.
var queryCodes = map[indicators.QueryKind][2]string{
	indicators.AgainstLast:     {"form.query.last", "form.query.last.count"},
	indicators.AgainstRegister: {"form.query.register", "form.query.register.count"},
	indicators.RegisterDenied:  {"form.query.denied", "form.query.denied"},
	indicators.AllZero:         {"form.query.zero", "form.query.zero"},
}

// QueryProblems are the answers of a template that are unusual but possible, as
// problems at their cells: warnings, or notices where they are explained. shown
// is what they are compared with; a submission that is no template has none.
func QueryProblems(sub *sources.Submission, answers indicators.Answers, shown indicators.Prefill) []sources.Problem {
	if sub.Form == nil || sub.Form.Form == nil || sub.Refused {
		return nil
	}
	var list []sources.Problem
	for _, q := range indicators.Queries(sub.Form.Form, answers, shown) {
		codes := queryCodes[q.Kind]
		p := sources.Problem{Code: codes[0], Severity: sources.Warning}
		if q.Explained {
			p.Severity = sources.Notice
		}
		switch {
		case q.Kind == indicators.RegisterDenied || q.Kind == indicators.AllZero:
		case q.D == 0:
			p.Code = codes[1]
			p.Args = map[string]string{"n": number(q.N), "was_n": number(q.WasN)}
		default:
			p.Args = map[string]string{
				"n": number(q.N), "d": number(q.D), "share": share(q.N, q.D),
				"was_n": number(q.WasN), "was_d": number(q.WasD), "was_share": share(q.WasN, q.WasD),
			}
		}
		atInput(&p, sub, q.Address)
		list = append(list, p)
	}
	return list
}

// atInput says at which cell of a template a problem is.
func atInput(p *sources.Problem, sub *sources.Submission, address string) {
	p.File, p.Input = sub.Name, address
	if cell, ok := sub.Form.Cells[address]; ok {
		p.Sheet, p.At = cell.Sheet, originOf(cell.Ref)
	}
	for _, s := range sub.Form.Form.Sheets {
		for _, b := range s.Blocks {
			for _, r := range b.Rows {
				for _, in := range r.Inputs {
					if in.Address == address {
						p.Heading = r.Text
					}
				}
			}
		}
	}
}

// originOf is the place of a cell, C14.
func originOf(ref string) indicators.Origin {
	var at indicators.Origin
	for i, r := range ref {
		if r < 'A' || r > 'Z' {
			row, err := strconv.ParseUint(ref[i:], 10, 32)
			if err != nil {
				return indicators.Origin{}
			}
			at.Row = uint32(row)
			return at
		}
		at.Column = at.Column*26 + uint16(r-'A'+1)
	}
	return indicators.Origin{}
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// share is n of d in percent, halves up; d > 0.
func share(n, d int64) string {
	hundredths := (n*20000 + d) / (2 * d)
	return fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100)
}

// queries asks about the answers of every template that stands, comparing with
// what the folder holds and, where it holds nothing, with what the template
// showed. It notes the problems with the files.
func (p *Pipeline) queries(files []templates.File, c *indicators.Calculation, records []indicators.Reported) {
	stands := map[int]bool{}
	for i := range records {
		stands[int(records[i].At.File)-1] = true
	}
	answers := indicators.NewAnswers(records)
	own := map[indicators.SchoolYear]map[string]indicators.Prefill{}
	for i := range files {
		sub := &files[i].Submission
		if sub.Form == nil || sub.Form.Form == nil || !stands[i] {
			continue
		}
		f := sub.Form.Form
		if own[f.Year] == nil {
			own[f.Year] = c.Prefills(f.Year)
		}
		sub.Problems = append(sub.Problems, QueryProblems(sub, answers, over(sub.Form.Shown, own[f.Year][f.Unit.ID]))...)
	}
	for _, r := range c.DeniedNils() {
		if sub := &files[r.At.File-1].Submission; sub.Form != nil && sub.Form.Form != nil {
			problem := sources.Problem{Code: "form.nil.contradicted", Severity: sources.Warning}
			atInput(&problem, sub, r.Input)
			sub.Problems = append(sub.Problems, problem)
		}
	}
}

// over is what a template showed with what the folder itself holds over it.
func over(shown, own indicators.Prefill) indicators.Prefill {
	lay := func(below, above map[string]indicators.Number) map[string]indicators.Number {
		all := make(map[string]indicators.Number, len(below)+len(above))
		for k, n := range below {
			all[k] = n
		}
		for k, n := range above {
			all[k] = n
		}
		return all
	}
	return indicators.Prefill{Last: lay(shown.Last, own.Last), Register: lay(shown.Register, own.Register)}
}
