package pipeline

import (
	"context"
	"time"
)

// Retain forgets originals that came before the days: accepted ones, and ones that
// nobody corrected. The zero day keeps all. Their answers leave the shared folder
// with the next scan; results and journal stay. No run reads originals meanwhile,
// and no file whose bytes are being deleted is taken in again.
func (p *Pipeline) Retain(ctx context.Context, accepted, returned time.Time) (forgotten int, err error) {
	for _, wait := range []func(context.Context) (func(), error){p.alone, p.inFolder} {
		release, err := wait(ctx)
		if err != nil {
			return 0, err
		}
		defer release()
	}
	var expired []string
	for _, age := range []struct {
		before time.Time
		find   func(context.Context, time.Time) ([]string, error)
	}{{accepted, p.Ledger.Expired}, {returned, p.Ledger.ExpiredReturns}} {
		if age.before.IsZero() {
			continue
		}
		list, err := age.find(ctx, age.before)
		if err != nil {
			return 0, err
		}
		expired = append(expired, list...)
	}
	for _, sha := range expired {
		if ctx.Err() != nil {
			return forgotten, ctx.Err()
		}
		if there, err := p.Ledger.Remembers(ctx, sha); err != nil {
			return forgotten, err
		} else if !there {
			continue // both ages found it
		}
		if err := p.Ledger.Forget(ctx, sha); err != nil {
			return forgotten, err
		}
		forgotten++
	}
	// A run before may have been broken off between the journal and the archive.
	gone, err := p.Ledger.Forgotten(ctx)
	if err != nil {
		return forgotten, err
	}
	for _, sha := range gone {
		if err := p.Archive.Forget(sha); err != nil {
			return forgotten, err
		}
	}
	return forgotten, nil
}
