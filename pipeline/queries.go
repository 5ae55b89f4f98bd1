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

// NoteQueries notes the answers of a template that are unusual but possible:
// warnings, or notices where they are explained. shown is what they are compared
// with; a submission that is no template has none.
func NoteQueries(sub *sources.Submission, answers indicators.Answers, shown indicators.Prefill) {
	if sub.Form == nil || sub.Form.Form == nil || sub.Refused {
		return
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
		p.Input = q.Address
		list = append(list, p)
	}
	sub.Note(list...)
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// share is n of d in percent, halves up; d > 0.
func share(n, d int64) string {
	hundredths := indicators.Hundredths(n, d)
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
		NoteQueries(sub, answers, over(sub.Form.Shown, own[f.Year][f.Unit.ID]))
	}
	for _, r := range c.DeniedNils() {
		if sub := &files[r.At.File-1].Submission; sub.Form != nil && sub.Form.Form != nil {
			sub.Note(sources.Problem{Code: "form.nil.contradicted", Severity: sources.Warning, Input: r.Input})
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
