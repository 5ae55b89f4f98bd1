package pipeline

import (
	"context"
	"strconv"

	"raditaji/pipeline/ledger"
	"raditaji/sources"
)

// RequestCodes are the codes of why a rerun or an approval was not done;
// templates has words for each.
var RequestCodes = []string{"request.year.outside", "request.year.nothing", "request.reason.missing", "request.run.none", "request.run.outdated"}

// AnswerYear does what an officer asked for by a file in the shared folder: a
// rerun or an approval of a year. What cannot be done is answered by a note that
// says why.
func (p *Pipeline) AnswerYear(ctx context.Context, r ledger.Request) error {
	switch r.Kind {
	case ledger.AskRerun:
		return p.rerunAsked(ctx, r)
	case ledger.AskApprove:
		return p.approveAsked(ctx, r)
	}
	return nil // the scan's own
}

func (p *Pipeline) rerunAsked(ctx context.Context, r ledger.Request) error {
	refuse := func(code string) error { return p.refuse(ctx, r, code) }
	if period := p.Programme.Period; period.To != 0 && (r.Year < period.From-1 || r.Year > period.To+1) {
		return refuse("request.year.outside")
	}
	inputs, err := p.inputsOf(ctx, r.Year)
	if err != nil {
		return err
	}
	if len(inputs) == 0 {
		return refuse("request.year.nothing")
	}
	_, approved, err := p.Ledger.Approved(ctx, p.Programme.ID, r.Year)
	if err != nil {
		return err
	}
	if approved && r.Reason == "" {
		return refuse("request.reason.missing")
	}
	run, err := p.Recalculate(ctx, r.Year, r.Reason, r.Who)
	if err != nil {
		return err
	}
	return p.answered(ctx, r, run.ID)
}

// approveAsked approves the run whose results stand in the folder. One whose
// inputs have changed since is not what the officer would approve tomorrow.
func (p *Pipeline) approveAsked(ctx context.Context, r ledger.Request) error {
	refuse := func(code string) error { return p.refuse(ctx, r, code) }
	latest, ever, err := p.Ledger.Latest(ctx, p.Programme.ID, r.Year)
	if err != nil {
		return err
	}
	if !ever {
		return refuse("request.run.none")
	}
	if r.Reason == "" {
		return refuse("request.reason.missing")
	}
	if old, err := p.outdated(ctx, r.Year); err != nil {
		return err
	} else if old {
		return refuse("request.run.outdated")
	}
	if err := p.Ledger.Approve(ctx, latest.ID, r.Reason, r.Who); err != nil {
		return err
	}
	return p.answered(ctx, r, latest.ID)
}

func (p *Pipeline) answered(ctx context.Context, r ledger.Request, run int64) error {
	p.Log.Info().Int64("request", r.ID).Str("kind", r.Kind).Int("year", r.Year).Int64("run", run).Msg("done as asked")
	return p.Ledger.AnswerRequest(ctx, r.ID, "", run)
}

func (p *Pipeline) refuse(ctx context.Context, r ledger.Request, code string) error {
	p.Log.Info().Int64("request", r.ID).Str("kind", r.Kind).Int("year", r.Year).Str("code", code).Msg("not done as asked")
	return p.Decline(ctx, r, sources.Problem{Code: code, Severity: sources.Error, Args: map[string]string{"year": strconv.Itoa(r.Year)}})
}
