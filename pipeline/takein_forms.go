package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"raditaji/indicators"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// asked says whose template a file is.
type asked struct {
	Unit string
	Year indicators.SchoolYear
}

// A shownTo gives what a unit's answers are compared with; the zero Prefill where
// nothing is known of it.
type shownTo func(asked) indicators.Prefill

// toldOf is what a child must know of a Prefill to compare answers with it.
func toldOf(f indicators.Prefill) told {
	plain := func(numbers map[string]indicators.Number) map[string]int64 {
		out := map[string]int64{}
		for address, n := range numbers {
			if v, known := n.Get(); known {
				out[address] = v
			}
		}
		return out
	}
	return told{Last: plain(f.Last), Register: plain(f.Register)}
}

func (t *told) prefill() indicators.Prefill {
	numbers := func(plain map[string]int64) map[string]indicators.Number {
		out := map[string]indicators.Number{}
		for address, n := range plain {
			out[address] = indicators.NewNumber(n)
		}
		return out
	}
	return indicators.Prefill{Last: numbers(t.Last), Register: numbers(t.Register)}
}

// A known is what the ledger's files say of all units in a school year.
type known struct {
	inputs   string // that it was made of
	prefills map[string]indicators.Prefill
}

// shownOnce gives what the ledger's files say of units, looked up once for each
// school year: files that are taken in with a template change nothing of it. Two
// readers may ask at a time. Where an original cannot be read, nothing is known.
func (p *Pipeline) shownOnce(ctx context.Context) shownTo {
	var one sync.Mutex
	years := map[indicators.SchoolYear]map[string]indicators.Prefill{}
	return func(of asked) indicators.Prefill {
		one.Lock()
		defer one.Unlock()
		prefills, seen := years[of.Year]
		if !seen {
			var err error
			if prefills, err = p.prefills(context.WithoutCancel(ctx), of.Year); err != nil {
				p.Log.Warn().Int("school_year", int(of.Year)).Str("error", WithoutPaths(err)).
					Msg("templates are compared with what they show: the files before them cannot be read")
			}
			years[of.Year] = prefills
		}
		return prefills[of.Unit]
	}
}

// prefills are the numbers that the templates of a school year show, from the
// files in force. They are kept while these are the same.
func (p *Pipeline) prefills(ctx context.Context, year indicators.SchoolYear) (map[string]indicators.Prefill, error) {
	inputs, err := p.prefillInputs(ctx, year)
	if err != nil {
		return nil, fmt.Errorf("looking up what units are shown of %s: %w", year, err)
	}
	made := p.ProgrammeSHA
	for _, s := range inputs {
		made += " " + s.SHA256
	}
	p.Share.one.Lock()
	defer p.Share.one.Unlock()
	if k, ok := p.Share.known[year]; ok && k.inputs == made {
		return k.prefills, nil
	}
	subs, err := p.readKept(ctx, inputs)
	if err != nil {
		return nil, fmt.Errorf("looking up what units are shown of %s: %w", year, err)
	}
	k := known{made, indicators.PrefillsOf(p.Programme, year, sources.Merge(subs).Records)}
	if p.Share.known == nil {
		p.Share.known = map[indicators.SchoolYear]known{}
	}
	p.Share.known[year] = k
	return k.prefills, nil
}

// prefillInputs are the files in force that the numbers of a year's templates come
// from: the exports of its monitoring year and the templates of the year before.
func (p *Pipeline) prefillInputs(ctx context.Context, year indicators.SchoolYear) ([]ledger.Submission, error) {
	monitored := p.Programme.MonitoringYearOf(year)
	all, err := p.InputsOf(ctx, monitored, time.Time{})
	if err != nil {
		return nil, err
	}
	var inputs []ledger.Submission
	for _, s := range all {
		cells, err := p.Ledger.Cells(ctx, s.ID)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(cells, func(c sources.Cell) bool {
			if c.Kind == indicators.FormKind {
				return c.Year == year-1
			}
			return slices.Contains(p.Programme.Reach(c.Kind, c.Year, int(c.Calendar)), monitored)
		}) {
			inputs = append(inputs, s)
		}
	}
	return inputs, nil
}

// queriesFound are the queries about a template's answers as the ledger remembers
// them: numbers and the input's address, of an explanation only that it is there.
func (p *Pipeline) queriesFound(r *reading) []ledger.Query {
	var list []ledger.Query
	for _, problem := range r.Submission.Problems {
		if !isQuery(problem.Code) {
			continue
		}
		q := queryOf(r.Form, problem)
		if problem.Severity == sources.Notice {
			q.Answer, q.Who = templates.WordsExplained.In(p.Language), r.Form.Unit
		}
		list = append(list, q)
	}
	return list
}

// queryOf is a query about an input of a template as the ledger remembers it.
func queryOf(of *asked, problem sources.Problem) ledger.Query {
	return ledger.Query{
		Code: problem.Code, Kind: indicators.FormKind, Subject: subjectOf(of, problem.Input),
		Value: ledger.Told(problem, "n", "d", "share", "was_n", "was_d", "was_share"),
	}
}

func isQuery(code string) bool { return strings.HasPrefix(code, "form.query.") }

func subjectOf(of *asked, input string) string {
	return fmt.Sprintf("of=%s, %s; input=%s", of.Year, of.Unit, input)
}

// asked are the queries about a file with their answers, as its receipt numbers
// them; of a template's the reading tells the cells.
func (p *Pipeline) asked(queries []ledger.Query, sub *sources.Submission) []templates.Queried {
	var list []templates.Queried
	for i := range queries {
		q := &queries[i]
		a := templates.Queried{Query: q.Problem(), Answer: q.Answer}
		a.Query.Args["of"] = p.withNames(a.Query.Args["of"])
		if sub != nil && isQuery(q.Code) {
			if at := slices.IndexFunc(sub.Problems, func(p sources.Problem) bool { return p.Code == q.Code && p.Input == a.Query.Input }); at >= 0 {
				a.Query = sub.Problems[at]
				a.Query.Severity = sources.Warning
			}
		}
		if q.Answer != "" {
			a.At, a.Who = p.timeOf(q.At), p.nameOf(q.Who)
		}
		list = append(list, a)
	}
	return list
}

// withNames names the institutions of a query's subject.
func (p *Pipeline) withNames(subject string) string {
	parts := strings.Split(subject, ", ")
	for i := range parts {
		parts[i] = p.nameOf(parts[i])
	}
	return strings.Join(parts, ", ")
}

// withoutQueries is a reading without its queries, which its receipt numbers.
func withoutQueries(sub *sources.Submission) *sources.Submission {
	if sub == nil {
		return nil
	}
	with := *sub
	with.Problems = slices.DeleteFunc(slices.Clone(sub.Problems), func(p sources.Problem) bool { return isQuery(p.Code) })
	return &with
}
