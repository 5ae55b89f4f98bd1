package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"raditaji/indicators"
	"raditaji/pipeline/ledger"
)

// A span names those of the years that a run shows whose figures are compared.
type span string

const (
	ownYear      span = "own"
	earlierYears span = "earlier"
	allYears     span = "all"
)

// same says that a run of a year would give now, in a span of its years, the figures
// that the run that stands gave. It is false where the year cannot be calculated.
// What was found once for the same inputs is not calculated again; read are the
// originals that were read for other years.
func (p *Pipeline) same(ctx context.Context, d *Due, stands ledger.Run, years span, read map[*indicators.Programme]*originals) (bool, error) {
	pl, err := p.plan(ctx, Order{Year: d.Year})
	var refused *RefusedError
	if errors.As(err, &refused) || err == nil && len(pl.inputs) == 0 {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	basis := basisOf(pl, years)
	same, known, err := p.Ledger.Trial(ctx, stands.ID, basis)
	if err != nil || known {
		return same, err
	}
	now, err := p.figuresOf(ctx, pl, read)
	if p.cannotTell(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	was, err := p.recorded(ctx, stands.ID)
	if err != nil {
		return false, err
	}
	other := func(f indicators.Figure) bool {
		return years == ownYear && f.Year != d.Year || years == earlierYears && f.Year >= d.Year
	}
	now, was = slices.DeleteFunc(now, other), slices.DeleteFunc(was, other)
	same, kept := indicators.SameFigures(was, now), ""
	if same && d.Approved && years == ownYear {
		kept = fmt.Sprintf("year=%d reached by files=%d, no figure changes", d.Year, len(d.Files))
		p.Log.Info().Int("year", d.Year).Int("files", len(d.Files)).Msg("an approved year's inputs changed, and none of its figures would; it stays")
	}
	return same, p.Ledger.KeepTrial(ctx, stands.ID, basis, same, kept)
}

// basisOf names all that the figures of a plan rest on.
func basisOf(pl *plan, years span) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%d\n%s\n%s\n", pl.run.ProgrammeSHA, pl.run.Year, pl.run.Version, years)
	for _, run := range pl.history {
		fmt.Fprintf(h, "shows %d\n", run.ID)
	}
	for _, in := range pl.inputs {
		fmt.Fprintf(h, "%s\n", in.SHA256)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// showsOther says that a run shows other approved runs of earlier years than one
// that were begun now would.
func (p *Pipeline) showsOther(ctx context.Context, run ledger.Run) (bool, error) {
	was, err := p.Ledger.History(ctx, run.ID)
	if err != nil {
		return false, err
	}
	now, err := p.approvedBefore(ctx, run.Year)
	return !slices.EqualFunc(was, now, func(a, b ledger.Run) bool { return a.ID == b.ID }), err
}
