package main

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"raditaji/pipeline"
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
		run, err := h.pipeline.Approve(ctx, k.Number, reason, who)
		if err != nil {
			return c.standing(err)
		}
		c.say(templates.WordsApproved, "run", strconv.FormatInt(run.ID, 10), "year", strconv.Itoa(run.Year), "fingerprint", run.Fingerprint)
		return nil
	})
}

type acceptCommand struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
	Number int64  `arg:""`
	Reason string `required:""`
}

// Run uses a returned file with its faulty rows set aside.
func (k *acceptCommand) Run(c *console, code *int) error {
	return c.decide(k.Config, k.Reason, code, func(ctx context.Context, h *house, reason, who string) error {
		if err := known(ctx, h, k.Number); err != nil {
			return err
		}
		return c.decided(ctx, h, k.Number, h.pipeline.AcceptReturned(ctx, k.Number, reason, who))
	})
}

type withdrawCommand struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
	Number int64  `arg:""`
	Reason string `required:""`
}

// Run ends the use of a file; what it replaced is in force again.
func (k *withdrawCommand) Run(c *console, code *int) error {
	return c.decide(k.Config, k.Reason, code, func(ctx context.Context, h *house, reason, who string) error {
		if err := known(ctx, h, k.Number); err != nil {
			return err
		}
		return c.decided(ctx, h, k.Number, h.pipeline.Withdraw(ctx, k.Number, reason, who))
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
		c.say(templates.WordsDecided, "number", strconv.FormatInt(k.Number, 10))
		if before.Answer != "" {
			c.say(templates.WordsAnsweredBefore, "answer", before.Answer)
		}
		return nil
	})
}

// decided says that a decision on a file is recorded, and which years it touches;
// of one that was made before, that it stands.
func (c *console) decided(ctx context.Context, h *house, number int64, err error) error {
	if err != nil {
		return c.standing(err)
	}
	c.say(templates.WordsDecided, "number", strconv.FormatInt(number, 10))
	return c.tellDue(ctx, h, 0)
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

// known wants a file of that number.
func known(ctx context.Context, h *house, number int64) error {
	list, err := h.ledger.Submissions(ctx, number-1, 1)
	if err == nil && (len(list) == 0 || list[0].ID != number) {
		err = &pipeline.RefusedError{Code: "take.target.none"}
	}
	return err
}
