package pipeline

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"raditaji/pipeline/archive"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
)

// EndCodes are the codes of why a run has no results; templates has words for each.
var EndCodes = []string{
	"share", "disk", "original", "original.missing", "original.damaged", "original.key", "forgotten", "stopped", "killed", "panic", "other",
}

// endOf says how a run ended by the error of doing it; the zero End: it did not.
func endOf(ctx context.Context, err error) ledger.End {
	var share *PublishError
	var refused *RefusedError
	end := ledger.End{How: ledger.Failed, Code: "other"}
	switch {
	case err == nil:
		return ledger.End{}
	case ctx.Err() != nil:
		return ledger.End{How: ledger.BrokenOff, Code: "stopped"}
	case errors.Is(err, syscall.ENOSPC):
		end.Code = "disk"
	case errors.As(err, &share):
		end.Code = "share"
	case errors.Is(err, archive.ErrMissing):
		end.Code = "original.missing"
	case errors.Is(err, archive.ErrDamaged):
		end.Code = "original.damaged"
	case errors.Is(err, archive.ErrNoKey):
		end.Code = "original.key"
	case errors.As(err, &refused) && refused.Code == "request.run.forgotten":
		end.Code = "forgotten"
		return end
	}
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err // the path says nothing to people that the code does not
	}
	end.Why, _, _ = strings.Cut(sources.WithoutCodes(err.Error()), "\n") // many files may fail for one reason
	return end
}

// BreakOff records runs as broken off that nobody is doing any more: their process
// was killed. While a process calculates, nothing can be said.
func (p *Pipeline) BreakOff(ctx context.Context) error {
	open, err := p.Ledger.OpenRuns(ctx)
	if err != nil || len(open) == 0 {
		return err
	}
	once, cancel := context.WithCancel(ctx)
	cancel() // Alone then looks once, and does not wait
	release, err := p.alone(once)
	if errors.Is(err, context.Canceled) {
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	defer release()
	return p.breakOff(ctx)
}

// breakOff is BreakOff where no other process calculates.
func (p *Pipeline) breakOff(ctx context.Context) error {
	open, err := p.Ledger.OpenRuns(ctx)
	if err != nil {
		return err
	}
	for _, r := range open {
		p.Log.Warn().Int64("run", r.ID).Int("year", r.Year).Msg("the run was broken off")
		if err := p.Ledger.EndRun(ctx, r.ID, ledger.BrokenOff, "killed", ""); err != nil {
			return err
		}
	}
	return nil
}

// finished is a run with results. Of another one a *RefusedError says what it is.
func (p *Pipeline) finished(ctx context.Context, id int64) (ledger.Run, error) {
	r, err := p.Ledger.Run(ctx, id)
	if err == nil && r.Open() {
		if err := p.BreakOff(ctx); err != nil {
			return r, err
		}
		r, err = p.Ledger.Run(ctx, id)
	}
	switch {
	case errors.Is(err, ledger.ErrNone):
		err = &RefusedError{"request.run.none"}
	case err != nil || !r.Finished.IsZero():
	case r.End.How == ledger.Failed:
		err = &RefusedError{"request.run.failed"}
	case r.End.How == ledger.BrokenOff:
		err = &RefusedError{"request.run.broken"}
	default:
		err = &RefusedError{"request.run.underway"}
	}
	return r, err
}
