package main

import (
	"context"
	"errors"
	"path"
	"strconv"
	"strings"
	"time"

	"raditaji/pipeline"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

type approveCommand struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
	Number int64  `name:"run" required:"" placeholder:"NUMBER"`
	Reason string `required:""`
}

// Run approves a run: its values are what later years show.
func (k *approveCommand) Run(c *console, code *int) error {
	return c.decide(k.Config, k.Reason, code, func(ctx context.Context, h *house, reason, who string) error {
		a, err := h.pipeline.Approve(ctx, k.Number, reason, who)
		var already *pipeline.AlreadyError
		if a.Run.ApprovedAt.IsZero() || errors.As(err, &already) {
			return c.standing(err)
		}
		year := strconv.Itoa(a.Run.Year)
		c.say(templates.WordsApproved, "run", strconv.FormatInt(a.Run.ID, 10), "year", year, "fingerprint", a.Run.Fingerprint)
		if err != nil { // it is approved, though the share cannot be written
			return err
		}
		if a.Workbook != "" {
			c.say(templates.WordsApprovedEdition, "file", a.Workbook)
		} else {
			c.say(templates.WordsApprovedDraft, "why", templates.NoEdition(c.language, a.Why))
			if err := c.tellLying(ctx, h, &a); err != nil {
				return err
			}
		}
		if a.Newer > a.Run.ID { // an older one stood by its approval alone
			c.say(templates.WordsApprovedNewer, "newer", strconv.FormatInt(a.Newer, 10), "history", path.Join(path.Dir(a.Workbook), h.service.Folders.History))
		}
		if a.Overtaken {
			c.say(templates.WordsApprovedOvertaken, "year", year)
		}
		if len(a.Stale) > 0 {
			var years []string
			for _, y := range a.Stale {
				years = append(years, strconv.Itoa(y))
			}
			c.say(templates.WordsApprovedStale, "year", year, "years", strings.Join(years, ", "))
		}
		return nil
	})
}

// tellLying says of an approved run without an approved workbook what lies in the
// folder, and what can be done.
func (c *console) tellLying(ctx context.Context, h *house, a *pipeline.Approval) error {
	lies, ok, err := h.ledger.Lying(ctx, a.Run.Programme, a.Run.Year)
	if err != nil {
		return err
	}
	words := templates.WordsApprovedLies
	if lies.Run != a.Run.ID {
		words = templates.WordsApprovedLiesOther
	}
	if ok {
		c.say(words, "folder", path.Dir(lies.Path), "run", strconv.FormatInt(a.Run.ID, 10), "lies", strconv.FormatInt(lies.Run, 10), "history", h.service.Folders.History)
	}
	words = templates.WordsApprovedAgain
	if a.Why == "request.run.forgotten" {
		words = templates.WordsApprovedKept
	}
	c.say(words, "year", strconv.Itoa(a.Run.Year))
	return nil
}

type acceptCommand struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
	Number int64  `arg:""`
	Reason string `required:""`
}

// Run uses a returned file with its faulty rows set aside.
func (k *acceptCommand) Run(c *console, code *int) error {
	return c.decide(k.Config, k.Reason, code, func(ctx context.Context, h *house, reason, who string) error {
		s, err := known(ctx, h, k.Number)
		if err != nil {
			return err
		}
		if err := h.pipeline.AcceptReturned(ctx, k.Number, reason, who); err != nil {
			return c.standing(err)
		}
		inputs, err := h.ledger.Inputs(ctx, nil, time.Time{})
		if err != nil {
			return err
		}
		for _, now := range inputs {
			if now.SameAs == s.ID {
				c.say(templates.WordsUsed, "file", s.Path(), "number", number(s.ID), "as", number(now.ID),
					"used", strconv.Itoa(now.Used), "rows", strconv.Itoa(now.Rows))
			}
		}
		return c.tellDue(ctx, h, 0)
	})
}

type withdrawCommand struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
	Number int64  `arg:""`
	Reason string `required:""`
}

// Run ends the use of a file; what it replaced is in force again. A returned file is
// not used: that its answer goes is no decision of a mistyped number.
func (k *withdrawCommand) Run(c *console, code *int) error {
	return c.decide(k.Config, k.Reason, code, func(ctx context.Context, h *house, reason, who string) error {
		s, err := known(ctx, h, k.Number)
		if err != nil {
			return err
		}
		if s.Outcome == ledger.Returned && s.Stands() {
			return failedBecause(templates.WordsReturnedUnused, "file", s.Path(), "number", number(s.ID))
		}
		if err := h.pipeline.Withdraw(ctx, k.Number, reason, who); err != nil {
			return c.standing(err)
		}
		c.say(templates.WordsWithdrawn, "file", s.Path(), "number", number(s.ID))
		var again []string
		for _, x := range s.Supersedes {
			again = append(again, x.Name)
		}
		if len(again) > 0 {
			c.say(templates.WordsInForceAgain, "files", strings.Join(again, ", "))
		}
		return c.tellDue(ctx, h, 0)
	})
}

type answerCommand struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
	Number int64  `arg:""`
	Answer string `required:""`
}

// Run answers a query. The answer holds while the value stays the same, and until
// another one is given.
func (k *answerCommand) Run(c *console, code *int) error {
	if plainReason(k.Answer) == "" {
		return wrong(templates.WordsNoAnswer)
	}
	return c.decide(k.Config, k.Answer, code, func(ctx context.Context, h *house, answer, who string) error {
		before, err := h.pipeline.Answer(ctx, k.Number, answer, who)
		if err != nil {
			return c.standing(err)
		}
		s, err := h.ledger.Submission(ctx, before.Submission)
		if err != nil {
			return err
		}
		c.say(templates.WordsAnswered, "file", s.Path(), "number", number(k.Number))
		if before.Answer != "" {
			c.say(templates.WordsAnsweredBefore, "answer", before.Answer)
		}
		return nil
	})
}

// standing says which decision stands where one was made before: nothing is left to
// do, which is no failure.
func (c *console) standing(err error) error {
	var already *pipeline.AlreadyError
	if !errors.As(err, &already) {
		return err
	}
	text, remedy := c.language.Problem(already.Why)
	c.say(templates.WordsRefused, "text", text, "remedy", remedy)
	return nil
}

// decide carries out what an officer decided; the reason is required, and person
// codes in it are masked.
func (c *console) decide(file, reason string, code *int, do func(ctx context.Context, h *house, reason, who string) error) error {
	reason = plainReason(reason)
	if reason == "" {
		return wrong(templates.WordsNoReason)
	}
	return c.visit(file, func(ctx context.Context, h *house) error {
		*code = done
		return do(ctx, h, reason, whoAsks())
	})
}

// plainReason is a reason on one line, person codes masked.
func plainReason(text string) string {
	return strings.Join(strings.Fields(sources.WithoutCodes(text)), " ")
}

// known is the file of a number.
func known(ctx context.Context, h *house, id int64) (ledger.Submission, error) {
	s, err := h.ledger.Submission(ctx, id)
	if errors.Is(err, ledger.ErrNone) {
		err = &pipeline.RefusedError{Code: "take.target.none"}
	}
	return s, err
}

func number(id int64) string { return strconv.FormatInt(id, 10) }
