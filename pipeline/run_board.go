package pipeline

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"raditaji/indicators"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// Board says who has sent what of a monitoring year: for each institution and
// reporting unit every input that the year's figures need.
func (p *Pipeline) Board(ctx context.Context, year int) (*templates.Board, error) {
	b := &templates.Board{Year: year, Inputs: p.boardInputs(year)}
	asked := p.askedUnits(p.Programme.SchoolYearOf(year))
	places, err := p.placesOf(ctx, b.Inputs, time.Time{})
	if err != nil {
		return nil, err
	}
	due := p.dueDay(year)
	first := p.Programme.Reading.Calendar.Of(p.Programme.SchoolYearOf(year)).First
	for _, u := range p.Programme.ReportingUnits() {
		row := templates.BoardRow{Number: u.ID, Name: u.Name}
		i := p.Programme.InstitutionNumbered(u.ID)
		school := i >= 0 && p.Programme.Institutions[i].InScope &&
			(p.Programme.Institutions[i].Successor.Date == 0 || p.Programme.Institutions[i].Successor.Date > first)
		any := school
		for _, in := range b.Inputs {
			expected := school && (in.Kind == indicators.Enrolments || in.Kind == indicators.Absences) || in.Kind == indicators.FormKind && slices.Contains(asked, u.ID)
			s := p.square(in, places, func(pl *ledger.Place) bool { return pl.Institution == u.ID }, expected, p.lateFor(year, in))
			any = any || s.State != templates.NotExpected
			row.Squares = append(row.Squares, s)
		}
		if any {
			b.Rows = append(b.Rows, row)
		}
	}
	whole := templates.BoardRow{}
	for _, in := range b.Inputs {
		expected := in.Kind != indicators.Enrolments && in.Kind != indicators.Absences && in.Kind != indicators.FormKind
		s := templates.Square{}
		if expected {
			s = p.square(in, places, func(*ledger.Place) bool { return true }, true, p.lateFor(year, in))
		}
		whole.Squares = append(whole.Squares, s)
	}
	b.Rows = append(b.Rows, whole)
	if !due.IsZero() {
		b.Due = p.Programme.Collection.Due + strconv.Itoa(year) + "."
		b.Days = p.daysTo(due)
	}
	stuck, err := p.Ledger.Unanswered(ctx)
	if err != nil {
		return nil, err
	}
	for _, of := range stuck {
		if p.Now().Sub(of.Since) > answerWithin {
			b.Unanswered = append(b.Unanswered, templates.Unanswered{Folder: of.Folder, Count: of.Count, Since: p.timeOf(of.Since)})
		}
	}
	return b, p.waiting(ctx, b, places)
}

// answerWithin is how long an answer takes at most.
const answerWithin = 2 * time.Minute

// boardInputs are the inputs that the figures of a monitoring year need.
func (p *Pipeline) boardInputs(year int) []templates.BoardInput {
	var list []templates.BoardInput
	for _, kind := range []indicators.Kind{indicators.Enrolments, indicators.Absences, indicators.Exams, indicators.InterestRows, indicators.Continuations} {
		for _, offset := range p.Programme.Offsets(kind) {
			in := templates.BoardInput{Kind: kind, Year: p.Programme.SchoolYearOf(year) + indicators.SchoolYear(offset)}
			if offset > 0 && !p.dueDay(year+1).IsZero() {
				in.Due = p.Programme.Collection.Due + strconv.Itoa(year+1) + "."
			}
			list = append(list, in)
		}
	}
	if len(p.Programme.Offsets(indicators.SEMR)) > 0 {
		list = append(list, templates.BoardInput{Kind: indicators.SEMR, Calendar: year})
	}
	if y := p.Programme.SchoolYearOf(year); len(p.askedUnits(y)) > 0 {
		list = append(list, templates.BoardInput{Kind: indicators.FormKind, Year: y})
	}
	return list
}

// askedUnits are the reporting units that a template of a school year asks.
func (p *Pipeline) askedUnits(year indicators.SchoolYear) []string {
	var ids []string
	for _, u := range p.Programme.ReportingUnits() {
		if _, ok := indicators.FormOf(p.Programme, u.ID, year); ok {
			ids = append(ids, u.ID)
		}
	}
	return ids
}

// placesOf looks the squares of all years up that inputs are of, each once, as
// they were at a time.
func (p *Pipeline) placesOf(ctx context.Context, inputs []templates.BoardInput, asOf time.Time) ([]ledger.Place, error) {
	var all []ledger.Place
	seen := map[indicators.SchoolYear]bool{}
	for _, in := range inputs {
		year := in.Year
		if year == 0 {
			year = indicators.SchoolYear(in.Calendar)
		}
		if seen[year] {
			continue
		}
		seen[year] = true
		places, err := p.Ledger.Board(ctx, year, asOf)
		if err != nil {
			return nil, err
		}
		all = append(all, places...)
	}
	return all, nil
}

// square says what became of an input of those whose places are meant: the last
// accepted file, else one that stands returned.
func (p *Pipeline) square(in templates.BoardInput, places []ledger.Place, of func(*ledger.Place) bool, expected bool, late func(time.Time) bool) templates.Square {
	s := templates.Square{}
	var at time.Time
	queries := map[int64]int{}
	mending := false
	for i := range places {
		pl := &places[i]
		if pl.Kind != in.Kind || pl.Year != in.Year || pl.Calendar != in.Calendar || !of(pl) {
			continue
		}
		mending = mending || waitsForCorrection(pl, places)
		state := templates.SquareReturned
		if pl.Outcome == ledger.Accepted {
			state = templates.SquareAccepted
			queries[pl.Submission] = pl.Queries
		}
		if s.State == templates.SquareAccepted && state != s.State || s.State == state && !pl.Came.After(at) {
			continue
		}
		s.State, at = state, pl.Came
	}
	for _, n := range queries {
		s.Queries += n
	}
	s.Mending = mending && s.State == templates.SquareAccepted
	switch {
	case s.State != templates.NotExpected:
		s.At, s.Late = at.In(p.Now().Location()).Format("02.01."), late(at)
	case expected:
		s.State, s.Late = templates.SquareMissing, late(p.Now())
	}
	return s
}

// waitsForCorrection says that a file stands returned and that nothing was accepted
// for its place since.
func waitsForCorrection(returned *ledger.Place, places []ledger.Place) bool {
	return returned.Outcome == ledger.Returned && !slices.ContainsFunc(places, func(pl ledger.Place) bool {
		return pl.Outcome == ledger.Accepted && pl.Submission > returned.Submission && pl.Kind == returned.Kind && pl.Year == returned.Year &&
			pl.Calendar == returned.Calendar && pl.Institution == returned.Institution && pl.Part == returned.Part
	})
}

// dueDay is the end of the day on which the inputs of a monitoring year are due;
// zero where the programme does not say.
func (p *Pipeline) dueDay(year int) time.Time {
	day, err := time.Parse("02.01.", p.Programme.Collection.Due)
	if err != nil {
		return time.Time{}
	}
	return time.Date(year, day.Month(), day.Day()+1, 0, 0, 0, 0, p.Now().Location())
}

// lateFor says whether a moment is too late for an input of a monitoring year. A
// list of a later school year, in which a measure looks for the pupils again, is
// due with the monitoring year that measures it: until then it cannot be late.
func (p *Pipeline) lateFor(year int, in templates.BoardInput) func(time.Time) bool {
	if in.Year > p.Programme.SchoolYearOf(year) {
		year++
	}
	due := p.dueDay(year)
	return func(at time.Time) bool { return !due.IsZero() && at.After(due) }
}

// daysTo is how many days are left to the end of a due day: 0 on the day itself,
// negative after it.
func (p *Pipeline) daysTo(due time.Time) int {
	now := p.Now()
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	day := time.Date(due.Year(), due.Month(), due.Day()-1, 0, 0, 0, 0, time.UTC)
	return int(day.Sub(today) / (24 * time.Hour))
}

// BoardYear is the year that a board is asked for first: the one that is being
// collected, or was last.
func (p *Pipeline) BoardYear() int {
	year := p.Now().Year()
	if _, collecting := p.collected(p.Now()); !collecting && p.Programme.Collection.Opens != "" {
		year--
	}
	return year
}

// waiting lists what waits for an officer or a sender: what is of the board's year,
// or of no year that can be told. Of other years it is counted.
func (p *Pipeline) waiting(ctx context.Context, b *templates.Board, places []ledger.Place) error {
	ofYear := map[int64]bool{}
	for _, pl := range places {
		if slices.ContainsFunc(b.Inputs, func(in templates.BoardInput) bool {
			return pl.Kind == in.Kind && pl.Year == in.Year && pl.Calendar == in.Calendar
		}) {
			ofYear[pl.Submission] = true
		}
	}
	returned, err := p.Ledger.StandingIn(ctx, ledger.Returned, "")
	if err != nil {
		return err
	}
	for _, s := range returned {
		if !ofYear[s.ID] {
			cells, err := p.Ledger.Cells(ctx, s.ID)
			if err != nil {
				return err
			}
			if len(cells) > 0 {
				b.OtherReturned++
				continue
			}
		}
		f := templates.BoardFile{ID: s.ID, File: s.Path(), Used: s.Used, Rows: s.Rows, Acceptable: s.Flaw == "" && s.Used > 0}
		if !f.Acceptable && s.Flaw != "" {
			text, _ := p.Language.Problem(sources.Problem{Code: s.Flaw})
			if f.Text = text; strings.Contains(text, "{") { // what it names is not remembered
				f.Text = templates.WordsBoardBeside.In(p.Language)
			}
		}
		b.Returned = append(b.Returned, f)
	}
	inputs, err := p.Ledger.Inputs(ctx, nil, time.Time{})
	if err != nil {
		return err
	}
	for _, s := range inputs {
		if ofYear[s.ID] {
			b.Accepted = append(b.Accepted, templates.BoardFile{ID: s.ID, File: s.Path(), Used: s.Used, Rows: s.Rows})
		}
		queries, err := p.Ledger.Queries(ctx, s.ID)
		if err != nil {
			return err
		}
		for _, q := range queries {
			switch {
			case q.Answer != "":
			case !ofYear[s.ID]:
				b.OtherQueries++
			default:
				problem := q.Problem()
				text, _ := p.Language.Problem(problem)
				b.Queries = append(b.Queries, templates.BoardFile{ID: q.ID, File: s.Path(), Asked: p.askedBy(&s, b, problem.Input), Text: text})
			}
		}
	}
	return nil
}

// askedBy is what an input of a template asks that is an input of the board.
func (p *Pipeline) askedBy(s *ledger.Submission, b *templates.Board, address string) string {
	if s.Kind != indicators.FormKind || address == "" {
		return ""
	}
	form, ok := indicators.FormOf(p.Programme, s.Unit, p.Programme.SchoolYearOf(b.Year))
	if !ok {
		return ""
	}
	return templates.WhatInputAsks(p.Language, form, address)
}
