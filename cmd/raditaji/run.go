package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/pipeline/ledger"
	"raditaji/templates"
)

type runCommand struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
	Year   int    `required:""`
}

// Run calculates a year from what was taken in.
func (k *runCommand) Run(c *console, code *int) error {
	return c.calculateYear(k.Config, pipeline.Order{Year: k.Year}, false, code)
}

type rerunCommand struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
	Year   int    `xor:"what" required:""`
	Number int64  `name:"run" xor:"what" required:"" placeholder:"NUMBER"`
	Reason string
	AsOf   string `placeholder:"DATE"`
}

// Run calculates a year again, or repeats a run from its recorded inputs.
func (k *rerunCommand) Run(c *console, code *int) error {
	o := pipeline.Order{Year: k.Year, Repeat: k.Number, Reason: plainReason(k.Reason)}
	if o.Repeat == 0 && o.Reason == "" {
		return wrong(templates.WordsNoReason)
	}
	if k.AsOf != "" {
		if o.Repeat != 0 {
			return wrong(templates.WordsAsOfRepeat)
		}
		day, err := time.Parse(time.DateOnly, k.AsOf)
		if err != nil {
			return wrong(templates.WordsBadDay, "day", k.AsOf)
		}
		o.AsOf = day
	}
	return c.calculateYear(k.Config, o, true, code)
}

// calculateYear runs an order and tells what it touches, what came of it and what
// changed. A year that is calculated again takes with it the others that the same
// corrections touch.
func (c *console) calculateYear(file string, o pipeline.Order, again bool, code *int) error {
	if o.Repeat == 0 && (o.Year < pipeline.FirstYear || o.Year > pipeline.LastYear) {
		return wrong(templates.WordsBadYear, "year", strconv.Itoa(o.Year))
	}
	return c.visit(file, func(ctx context.Context, h *house) error {
		if o.Repeat == 0 && h.pipeline.Outside(o.Year) {
			return &pipeline.RefusedError{Code: "request.year.outside"}
		}
		if !o.AsOf.IsZero() {
			if day := o.AsOf.Format(time.DateOnly); day > now().In(h.service.Zone).Format(time.DateOnly) {
				return wrong(templates.WordsFutureDay, "day", day)
			}
			// All of that day, where the service is.
			o.AsOf = time.Date(o.AsOf.Year(), o.AsOf.Month(), o.AsOf.Day()+1, 0, 0, 0, 0, h.service.Zone).Add(-time.Nanosecond)
		}
		if o.Repeat == 0 && o.AsOf.IsZero() { // else it has nothing to do with what came since
			if err := c.tellDue(ctx, h, o.Year); err != nil {
				return err
			}
		}
		o.Who = whoAsks()
		run := func(ctx context.Context, o pipeline.Order) (*pipeline.Ran, []*pipeline.Ran, error) {
			ran, err := h.pipeline.Run(ctx, o)
			return ran, nil, err
		}
		if again && o.Repeat == 0 && o.AsOf.IsZero() {
			if err := c.tellTouched(ctx, h, o.Year); err != nil {
				return err
			}
			run = h.pipeline.Rerun
		}
		ran, others, err := run(ctx, o)
		if ran == nil {
			return err
		}
		later := err // of another year: what was done is told first
		if err := templates.Summary(c.out, ran.Report); err != nil {
			return err
		}
		for i := range ran.Report.Changes {
			for _, sentence := range templates.DraftText(c.language, ran.Report.Programme, &ran.Report.Changes[i]) {
				fmt.Fprintln(c.out, sentence)
			}
		}
		if len(ran.Report.Changes) == 0 {
			for _, sentence := range templates.NewerText(c.language, ran.Report.Newer) {
				fmt.Fprintln(c.out, sentence)
			}
		}
		c.say(templates.WordsRan, "run", strconv.FormatInt(ran.Run.ID, 10), "fingerprint", ran.Run.Fingerprint, "state", ran.Report.State.Name(c.language))
		c.say(templates.WordsWritten, "files", "  "+strings.Join(ran.Written, "\n  "))
		if len(ran.Held) > 0 {
			c.say(templates.WordsHeldOpen, "files", "  "+strings.Join(ran.Held, "\n  "))
		}
		for _, other := range others {
			c.say(templates.WordsRanToo, "year", strconv.Itoa(other.Run.Year), "run", strconv.FormatInt(other.Run.ID, 10),
				"fingerprint", other.Run.Fingerprint, "state", other.Report.State.Name(c.language))
			c.say(templates.WordsWritten, "files", "  "+strings.Join(other.Written, "\n  "))
		}
		*code = outcome(ran.Report)
		return later
	})
}

// tellTouched says which other years a rerun recalculates.
func (c *console) tellTouched(ctx context.Context, h *house, asked int) error {
	touched, err := h.pipeline.Touched(ctx, asked)
	if err != nil {
		return err
	}
	var years []string
	for _, d := range touched {
		if !d.Approved {
			years = append(years, strconv.Itoa(d.Year))
		}
	}
	if len(years) > 0 {
		c.say(templates.WordsRunsToo, "years", strings.Join(years, ", "))
	}
	return nil
}

// tellDue says which years are to be calculated for the first time, which ones the
// corrections change that no run has seen yet, and which ones they only touch; asked is the year that is calculated now.
func (c *console) tellDue(ctx context.Context, h *house, asked int) error {
	due, err := h.pipeline.Due(ctx)
	if err != nil {
		return err
	}
	var never, years, same, shows []string
	reasons, kept := false, false
	for _, d := range due {
		year := strconv.Itoa(d.Year)
		if d.Approved {
			year += "*"
			reasons = reasons || d.Waits() && d.Year != asked
		}
		switch {
		case d.Shows:
			shows = append(shows, year)
		case d.Same:
			same = append(same, year)
			kept = kept || d.Approved
		case d.Never:
			never = append(never, year)
		default:
			years = append(years, year)
		}
	}
	if len(never) > 0 {
		c.say(templates.WordsNeverRun, "years", strings.Join(never, ", "))
	}
	if len(years) > 0 {
		c.say(templates.WordsTouches, "years", strings.Join(years, ", "))
	}
	if len(same) > 0 {
		c.say(templates.WordsTouchesSame, "years", strings.Join(same, ", "))
	}
	if kept {
		c.say(templates.WordsTouchesKept)
	}
	if len(shows) > 0 {
		c.say(templates.WordsTouchesShown, "years", strings.Join(shows, ", "))
	}
	if reasons || len(shows) > 0 {
		c.say(templates.WordsTouchesApproved)
	}
	return nil
}

type runsCommand struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
	Year   int
}

func (k *runsCommand) Run(c *console, code *int) error {
	return c.visit(k.Config, func(ctx context.Context, h *house) error {
		runs, err := h.ledger.Runs(ctx, k.Year)
		if err != nil {
			return err
		}
		gone, err := h.ledger.Untraceable(ctx)
		if err != nil {
			return err
		}
		list := make([]templates.RunLine, len(runs))
		type year struct {
			programme string
			year      int
		}
		replacedBy := map[year]int64{} // approved runs replace earlier ones
		for i, r := range slices.Backward(runs) {
			of := year{r.Programme, r.Year}
			if !r.ApprovedAt.IsZero() {
				list[i].ReplacedBy, replacedBy[of] = replacedBy[of], r.ID
			}
		}
		for i, r := range runs {
			list[i] = templates.RunLine{
				ID: r.ID, Year: r.Year, Fingerprint: r.Fingerprint, Version: r.Version, Reason: r.Reason, Who: r.Who, Repeats: r.Repeats,
				Revises: r.Approved != 0, ReplacedBy: list[i].ReplacedBy,
				Begun: dayIn(h, r.Started), Ended: dayIn(h, r.Finished), Approved: dayIn(h, r.ApprovedAt), AsOf: dayIn(h, r.AsOf),
				Why: r.End.Code, Cause: r.End.Why,
			}
			if !r.Finished.IsZero() {
				list[i].Gone = dayIn(h, gone[r.ID])
			}
			switch at := dayIn(h, r.End.At); r.End.How {
			case ledger.Failed:
				list[i].Failed = at
			case ledger.BrokenOff:
				list[i].Broken = at
			}
		}
		*code = done
		return templates.RunsText(c.out, c.language, list)
	})
}

// dayIn is a moment as people read it where the service is; the zero time is nothing.
func dayIn(h *house, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(h.service.Zone).Format("02.01.2006. 15:04")
}

type statusCommand struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
	Year   int
	Files  bool
}

// Run shows the board of a monitoring year: the one whose inputs were last
// collected, if not said.
func (k *statusCommand) Run(c *console, code *int) error {
	if k.Year != 0 && (k.Year < pipeline.FirstYear || k.Year > pipeline.LastYear) {
		return wrong(templates.WordsBadYear, "year", strconv.Itoa(k.Year))
	}
	return c.visit(k.Config, func(ctx context.Context, h *house) error {
		year := k.Year
		if year == 0 {
			year = h.pipeline.BoardYear()
		}
		if h.pipeline.Outside(year) {
			return &pipeline.RefusedError{Code: "request.year.outside"}
		}
		if err := c.tellDue(ctx, h, 0); err != nil {
			return err
		}
		h.pipeline.Language = c.language
		board, err := h.pipeline.Board(ctx, year)
		if err != nil {
			return err
		}
		if !k.Files {
			board.Accepted = nil
		}
		*code = done
		return templates.BoardText(c.out, c.language, h.pipeline.Programme, board)
	})
}

type diffCommand struct {
	Config  string `default:"raditaji.yaml" placeholder:"FILE"`
	Earlier int64  `arg:""`
	Later   int64  `arg:""`
}

func (k *diffCommand) Run(c *console, code *int) error {
	return c.visit(k.Config, func(ctx context.Context, h *house) error {
		d, err := h.pipeline.Diff(ctx, k.Earlier, k.Later)
		if err != nil {
			return err
		}
		*code = done
		return templates.ChangesText(c.out, c.language, d.Programme, &d.Comparison)
	})
}

// traceRun shows the rows behind a figure of a recorded run.
func (c *console) traceRun(file string, run int64, s indicators.Selection, code *int) error {
	return c.visit(file, func(ctx context.Context, h *house) error {
		if s.Year == 0 {
			r, err := h.ledger.Run(ctx, run)
			switch {
			case errors.Is(err, ledger.ErrNone):
				return &pipeline.RefusedError{Code: "request.run.none"}
			case err != nil:
				return err
			}
			s.Year = r.Year
		}
		programme, err := h.pipeline.ProgrammeOfRun(ctx, run, s.Year)
		if err != nil {
			return err
		}
		unit, err := c.figure(programme, &s)
		if err != nil {
			return err
		}
		t, ok, err := h.pipeline.TraceRun(ctx, run, s)
		switch {
		case err != nil:
			return err
		case !ok:
			return c.noFigure(s, unit, t)
		}
		*code = done
		return templates.TraceReport(c.out, c.language, programme, s, t)
	})
}
