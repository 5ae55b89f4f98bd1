package pipeline

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// RequestCodes are the codes of why a rerun or an approval was not done;
// templates has words for each.
var RequestCodes = []string{
	"request.year.outside", "request.year.ahead", "request.year.nothing", "request.year.then", "request.year.forgotten", "request.reason.missing", "request.run.none", "request.run.outdated",
	"request.run.older", "request.run.approved", "request.run.answers", "request.run.repeat", "request.run.failed", "request.run.broken", "request.run.underway",
	"request.run.forgotten", "request.run.otherwise", "request.runs.years", "request.query.none", "request.programme.lost", "request.programme.faulty",
}

// AnswerYear does what an officer asked for by a file in the shared folder: a
// rerun or an approval of a year. What cannot be done is answered by a note that
// says why.
func (p *Pipeline) AnswerYear(ctx context.Context, r ledger.Request) error {
	if r.Year == 0 { // earlier versions left it so where a crash came before its refusal
		return p.Decline(ctx, r, sources.Problem{Code: "take.gesture.year"})
	}
	switch r.Kind {
	case ledger.AskRerun:
		return p.rerunAsked(ctx, r)
	case ledger.AskApprove:
		return p.approveAsked(ctx, r)
	}
	return nil // the scan's own
}

// Outside says that a monitoring year lies more than a year before or after the
// programme's period: nothing is run for it on request.
func (p *Pipeline) Outside(year int) bool {
	period := p.Programme.Period
	return period.To != 0 && (year < period.From-1 || year > period.To+1)
}

func (p *Pipeline) rerunAsked(ctx context.Context, r ledger.Request) error {
	if p.Outside(r.Year) {
		return p.Decline(ctx, r, p.refusal("request.year.outside", r.Year))
	}
	if soon, err := p.failedLately(ctx, r); err != nil || soon {
		return err
	}
	// A crash may have come between the run and its answer.
	runs, err := p.Ledger.Runs(ctx, r.Year)
	if err != nil {
		return err
	}
	for _, done := range runs {
		if !done.Finished.IsZero() && !done.Started.Before(r.At) && done.Programme == p.Programme.ID && done.Repeats == 0 && done.Reason == r.Reason && done.Who == r.Who {
			return p.tellAsked(context.WithoutCancel(ctx), r, sources.Problem{}, done.ID)
		}
	}
	ran, _, err := p.Rerun(ctx, Order{Year: r.Year, Reason: r.Reason, Who: r.Who})
	if ran == nil {
		return p.declined(ctx, r, err)
	}
	// Of another year that failed the night takes care.
	return errors.Join(err, p.tellAsked(context.WithoutCancel(ctx), r, sources.Problem{}, ran.Run.ID))
}

// again is how long after a run failed a request for it is tried again.
const again = 10 * time.Minute

// failedLately says that a request's run failed so short a time ago that it would
// only fail once more.
func (p *Pipeline) failedLately(ctx context.Context, r ledger.Request) (bool, error) {
	runs, err := p.Ledger.Runs(ctx, r.Year)
	if err != nil || len(runs) == 0 {
		return false, err
	}
	last := runs[len(runs)-1]
	since := p.Now().Sub(last.End.At)
	return last.End.How == ledger.Failed && last.Reason == r.Reason && last.Who == r.Who && last.Started.After(r.At) && since >= 0 && since < again, nil
}

// approveAsked approves the run whose results stand in the folder. One whose
// inputs have changed since is not what the officer would approve tomorrow.
func (p *Pipeline) approveAsked(ctx context.Context, r ledger.Request) error {
	stands, ever, err := p.current(ctx, r.Year)
	if err != nil {
		return err
	}
	if !ever {
		return p.Decline(ctx, r, p.refusal("request.run.none", r.Year))
	}
	if mine, err := p.approvedFor(ctx, stands, r); err != nil {
		return err
	} else if mine {
		return p.tellAsked(context.WithoutCancel(ctx), r, sources.Problem{}, stands.ID)
	}
	due, overtaken, err := p.overtaken(ctx, stands)
	if err != nil {
		return err
	}
	if overtaken {
		code := "request.run.outdated"
		if due.Answers && !due.Programme && !due.History && len(due.Files) == 0 {
			code = "request.run.answers"
		}
		return p.Decline(ctx, r, p.refusal(code, r.Year))
	}
	if _, err := p.Approve(ctx, stands.ID, r.Reason, r.Who); err != nil {
		return p.declined(ctx, r, err)
	}
	return p.tellAsked(context.WithoutCancel(ctx), r, sources.Problem{}, stands.ID)
}

// overtaken says that the run that stands of a year is a draft, and that calculating
// the year now would give something else.
func (p *Pipeline) overtaken(ctx context.Context, stands ledger.Run) (Due, bool, error) {
	if !stands.ApprovedAt.IsZero() {
		return Due{}, false, nil
	}
	due, err := p.Due(ctx)
	i := slices.IndexFunc(due, func(d Due) bool { return d.Year == stands.Year && (d.Waits() || !d.Approved) })
	if err != nil || i < 0 {
		return Due{}, false, err
	}
	return due[i], true, nil
}

// approvedFor says that a run was approved by this very request, which a crash broke
// off: since it was asked, for its reason, and for no other request.
func (p *Pipeline) approvedFor(ctx context.Context, run ledger.Run, r ledger.Request) (bool, error) {
	if !since(run.ApprovedAt, r.At) {
		return false, nil
	}
	d, err := p.Ledger.Approval(ctx, run.ID)
	if err != nil || d.Reason != r.Reason || d.Who != r.Who {
		return false, err
	}
	others, err := p.Ledger.Fulfilled(ctx, ledger.AskApprove, run.ID)
	return !others, err
}

// approvedBy says when, by whom and why a run was approved.
func (p *Pipeline) approvedBy(ctx context.Context, r ledger.Run) (sources.Problem, error) {
	d, err := p.Ledger.Approval(ctx, r.ID)
	why := p.refusal("request.run.approved", r.Year)
	why.Args["at"], why.Args["who"], why.Args["reason"] = p.timeOf(d.At), templates.Decider(p.Language, d.Who), d.Reason
	return why, err
}

// declined answers a request that was refused; other errors are tried again.
func (p *Pipeline) declined(ctx context.Context, r ledger.Request, err error) error {
	var already *AlreadyError
	if errors.As(err, &already) {
		return p.Decline(ctx, r, already.Why)
	}
	var refused *RefusedError
	if errors.As(err, &refused) {
		code := refused.Code
		if code == "request.reason.missing" && !isText(r.Name) {
			code = "take.gesture.text" // it may hold a reason that cannot be read
		}
		return p.Decline(ctx, r, p.refusal(code, r.Year))
	}
	return err
}

func (p *Pipeline) refusal(code string, year int) sources.Problem {
	return sources.Problem{Code: code, Severity: sources.Error, Args: map[string]string{"year": strconv.Itoa(year)}}
}

// Requests answers what officers asked for by files in the shared folder, after
// what was broken off before is repaired. One that fails stops none of the others.
func (p *Pipeline) Requests(ctx context.Context) error {
	errs := []error{p.Repair(ctx)}
	open, err := p.Ledger.OpenRequests(ctx)
	if err != nil {
		return err
	}
	for _, r := range open {
		if ctx.Err() != nil {
			break
		}
		if r.Answered.IsZero() {
			errs = append(errs, p.AnswerYear(ctx, r))
		}
	}
	return errors.Join(errs...)
}
