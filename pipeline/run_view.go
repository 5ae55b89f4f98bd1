package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"raditaji/indicators"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// viewOf is what a run of a year shows of the ledger beside its files: who had
// sent what, and the queries about the files that count for the year itself. The
// zero time is now.
func (p *Pipeline) viewOf(ctx context.Context, year int, asOf time.Time, inputs []ledger.Submission) (*ledger.View, error) {
	at := asOf
	if at.IsZero() {
		at = p.Now()
	}
	passed := func(year int) bool {
		due := p.dueDay(year)
		return !due.IsZero() && at.After(due)
	}
	v := &ledger.View{Late: passed(year), LateNext: passed(year + 1)}
	board := p.boardInputs(year)
	places, err := p.placesOf(ctx, board, asOf)
	if err != nil {
		return nil, err
	}
	for _, in := range board {
		late := p.lateFor(year, in)
		last := map[string]*ledger.Place{} // by institution
		waits := map[string]*ledger.Place{}
		var order []string
		for i := range places {
			pl := &places[i]
			if pl.Kind != in.Kind || pl.Year != in.Year || pl.Calendar != in.Calendar {
				continue
			}
			before := last[pl.Institution]
			if before == nil {
				order = append(order, pl.Institution)
			}
			// What was accepted stands before what was returned, then the later one.
			if before == nil || pl.Outcome != before.Outcome && pl.Outcome == ledger.Accepted || pl.Outcome == before.Outcome && pl.Came.After(before.Came) {
				last[pl.Institution] = pl
			}
			if waitsForCorrection(pl, places) && (waits[pl.Institution] == nil || pl.Came.After(waits[pl.Institution].Came)) {
				waits[pl.Institution] = pl
			}
		}
		slices.Sort(order)
		for _, institution := range order {
			seen := []*ledger.Place{last[institution]}
			if w := waits[institution]; w != nil && seen[0].Outcome == ledger.Accepted {
				seen = append(seen, w)
			}
			for _, pl := range seen {
				v.Places = append(v.Places, ledger.Seen{
					Kind: in.Kind, Year: in.Year, Calendar: in.Calendar, Institution: institution, Outcome: pl.Outcome,
					Day: pl.Came.In(p.Now().Location()).Format(time.DateOnly), Late: late(pl.Came),
				})
			}
		}
	}
	for _, s := range inputs {
		cells, err := p.Ledger.Cells(ctx, s.ID)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(cells, func(c sources.Cell) bool {
			return slices.Contains(p.Programme.Reach(c.Kind, c.Year, int(c.Calendar)), year)
		}) {
			continue
		}
		queries, err := p.Ledger.QueriesAsOf(ctx, s.ID, asOf)
		if err != nil {
			return nil, err
		}
		v.Queries = append(v.Queries, queries...)
	}
	v.Untraced, err = p.untraced(ctx, year)
	return v, err
}

// untraced are the years before one of which originals were deleted at their age,
// from the first of which there is a result.
func (p *Pipeline) untraced(ctx context.Context, year int) ([]int, error) {
	cells, err := p.Ledger.ForgottenCells(ctx)
	if err != nil || len(cells) == 0 {
		return nil, err
	}
	first, err := p.Ledger.FirstResult(ctx, p.Programme.ID)
	if err != nil {
		return nil, err
	}
	var years []int
	for _, c := range cells {
		for _, y := range p.Programme.Reach(c.Kind, c.Year, int(c.Calendar)) {
			if first <= y && y < year && !slices.Contains(years, y) {
				years = append(years, y)
			}
		}
	}
	slices.Sort(years)
	return years, nil
}

// viewLines are what a view adds to a run's fingerprint.
func viewLines(v *ledger.View) []string {
	if v == nil {
		return nil
	}
	lines := []string{fmt.Sprint("view ", v.Late)}
	if v.LateNext {
		lines = append(lines, "next late")
	}
	for _, s := range v.Places {
		lines = append(lines, fmt.Sprintf("place %s %d %d %s %s %s %t", s.Kind, s.Year, s.Calendar, s.Institution, s.Outcome, s.Day, s.Late))
	}
	for _, q := range v.Queries {
		lines = append(lines, fmt.Sprintf("query %q %q %q", queryKey(&q), q.File, q.Answer))
	}
	for _, year := range v.Untraced {
		lines = append(lines, fmt.Sprint("untraced ", year))
	}
	return lines
}

// queryKey names what a query asks: an answer holds for all that ask the same.
func queryKey(q *ledger.Query) string {
	return strings.Join([]string{q.Code, string(q.Kind), q.Subject, q.Value}, "|")
}

// doubtKey names what is asked about what a file replaced. The numbers are as they
// were when it came: a run may find others, since files are gone that it replaced too.
func doubtKey(file, code, subject string) string {
	return strings.Join([]string{"file", file, code, subject}, "|")
}

// newAnswers counts the queries of both views that have another answer in the later.
func newAnswers(before, after *ledger.View) int {
	if before == nil || after == nil {
		return 0
	}
	was := map[string]string{}
	for i := range before.Queries {
		was[queryKey(&before.Queries[i])] = before.Queries[i].Answer
	}
	n := 0
	for i := range after.Queries {
		if answer, there := was[queryKey(&after.Queries[i])]; there && answer != after.Queries[i].Answer {
			n++
		}
	}
	return n
}

// answeredSince says that a query which a run shows has another answer by now.
func (p *Pipeline) answeredSince(ctx context.Context, run ledger.Run) (bool, error) {
	v, err := p.Ledger.View(ctx, run.ID)
	if err != nil || v == nil {
		return false, err
	}
	now := map[int64]string{}
	known := map[int64]bool{}
	for _, q := range v.Queries {
		if !known[q.Submission] {
			known[q.Submission] = true
			list, err := p.Ledger.Queries(ctx, q.Submission)
			if err != nil {
				return false, err
			}
			for _, of := range list {
				now[of.ID] = of.Answer
			}
		}
		if now[q.ID] != q.Answer {
			return true, nil
		}
	}
	return false, nil
}

// show puts into a report what its run shows of the ledger. Queries that the
// calculation raises and an officer has answered are no warnings any more.
func (p *Pipeline) show(r *templates.Report, pl *plan) {
	if pl.view == nil {
		return
	}
	r.Ledger = &templates.Remembered{Late: pl.view.Late, LateNext: pl.view.LateNext}
	for _, s := range pl.view.Places {
		h := templates.Handed{Kind: s.Kind, Year: s.Year, Calendar: s.Calendar, Institution: s.Institution, Returned: s.Outcome == ledger.Returned, Late: s.Late}
		if day, err := time.Parse(time.DateOnly, s.Day); err == nil {
			h.Day = indicators.NewDate(day.Year(), int(day.Month()), day.Day())
		}
		r.Ledger.Handed = append(r.Ledger.Handed, h)
	}
	for _, year := range pl.view.Untraced {
		u := templates.Untraced{Year: year}
		for _, run := range pl.history {
			if run.Year == year {
				u.Approved = run.Fingerprint
			}
		}
		r.Ledger.Untraced = append(r.Ledger.Untraced, u)
	}
	names := namesOf(pl.inputs)
	file := map[int64]string{}
	for i, s := range pl.inputs {
		file[s.ID] = names[i]
	}
	answered := map[string]string{} // by what is asked; of what a file replaced, by the file and what is asked
	for i := range pl.view.Queries {
		q := &pl.view.Queries[i]
		a := templates.AskedOf{File: file[q.Submission], Problem: q.Problem(), Answer: q.Answer}
		a.Unit = unitOf(a.Problem.Args["of"])
		switch {
		case q.Answer == "":
		case isQuery(q.Code) && q.Who == a.Unit:
			a.Answer, a.InFile = "", true // the explanation itself stands in the template
		default:
			a.Officer, answered[queryKey(q)] = true, q.Answer
			answered[doubtKey(a.File, q.Code, q.Subject)] = q.Answer
		}
		r.Ledger.Asked = append(r.Ledger.Asked, a)
	}
	if len(answered) == 0 {
		return
	}
	form := map[string]*asked{}
	settle := func(list []sources.Problem) {
		for i := range list {
			problem := &list[i]
			key := doubtKey(problem.File, problem.Code, ledger.Told(*problem, "of", "grades"))
			if of := form[problem.File]; isQuery(problem.Code) && of != nil {
				q := queryOf(of, *problem)
				key = queryKey(&q)
			}
			if answer, ok := answered[key]; ok {
				problem.Severity = sources.Notice
				args := map[string]string{"answered": "officer", "answer": asSentence(answer)}
				for k, v := range problem.Args {
					args[k] = v
				}
				problem.Args = args
			}
		}
	}
	for i := range r.Files {
		f := &r.Files[i]
		if f.Form != nil && f.Form.Form != nil {
			form[f.Name] = &asked{Unit: f.Form.Form.Unit.ID, Year: f.Form.Form.Year}
		}
	}
	for i := range r.Files {
		settle(r.Files[i].Problems)
	}
	settle(r.Problems)
}

// unitOf is the unit that a query is about: the last word of "2024./2025., 1000000001".
func unitOf(subject string) string {
	_, unit, _ := strings.Cut(subject, ", ")
	unit, _, _ = strings.Cut(unit, ",")
	return unit
}
