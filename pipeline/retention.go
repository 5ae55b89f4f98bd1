package pipeline

import (
	"context"
	"io/fs"
	"path"
	"strings"
	"time"
)

// Retain forgets originals that came before the days: accepted ones, and ones that
// nobody corrected. The zero day keeps all. Their answers, and notes as old as what
// was never accepted, leave the shared folder with the next scan; results and
// journal stay. No run reads originals meanwhile, and no file whose bytes are being
// deleted is taken in again. What crashes left in archive and share goes too.
// Nothing is deleted while the clock cannot be trusted: it may be years ahead.
func (p *Pipeline) Retain(ctx context.Context, accepted, returned time.Time) (forgotten int, err error) {
	for _, wait := range []func(context.Context) (func(), error){p.alone, p.inFolder} {
		release, err := wait(ctx)
		if err != nil {
			return 0, err
		}
		defer release()
	}
	switch ok, until, err := p.Ledger.ClockTrusted(ctx); {
	case err != nil:
		return 0, err
	case !ok:
		e := p.Log.Warn().Time("clock", p.Now())
		if !until.IsZero() {
			e = e.Time("until", until)
		}
		e.Msg("the clock jumped; nothing is deleted by its age until it has gone on steadily")
		return 0, nil
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
	orphans, err := p.forgetOrphans(ctx, accepted, returned)
	if forgotten += orphans; err != nil {
		return forgotten, err
	}
	if !returned.IsZero() {
		if err := p.Ledger.ExpireNotes(ctx, returned); err != nil {
			return forgotten, err
		}
	}
	p.sweepShare(ctx)
	return forgotten, nil
}

// forgetOrphans deletes originals that the ledger does not know: of a file that was
// taken away after a crash between archive and ledger, or that came after the backup
// from which the ledger was restored. As it is not known what they are, they stay as
// long as accepted ones do.
func (p *Pipeline) forgetOrphans(ctx context.Context, accepted, returned time.Time) (forgotten int, err error) {
	before := accepted
	if before.IsZero() {
		before = returned
	}
	list, err := p.Archive.All()
	if err != nil {
		return 0, err
	}
	left := 0
	for _, o := range list {
		if ctx.Err() != nil {
			return forgotten, ctx.Err()
		}
		switch known, err := p.Ledger.Remembers(ctx, o.SHA256); {
		case err != nil:
			return forgotten, err
		case known:
			continue
		case !o.Kept.Before(before):
			left++
			continue
		}
		if err := p.Ledger.Note(ctx, "", "file.orphan.forgotten", "sha256="+o.SHA256); err != nil {
			return forgotten, err
		}
		if err := p.Archive.Forget(o.SHA256); err != nil {
			return forgotten, err
		}
		forgotten++
	}
	if left > 0 {
		p.Log.Warn().Int("originals", left).Msg("the archive holds originals that the ledger does not know; they go at their age")
	}
	return forgotten, nil
}

// unfinished is how old a file under a temporary name is that nobody writes any more.
const unfinished = 24 * time.Hour

// sweepShare removes from our folders of the share what a crash left under the
// temporary names that files have until they are whole.
func (p *Pipeline) sweepShare(ctx context.Context) {
	v, err := p.openShare(ctx)
	if err != nil {
		p.Log.Info().Str("error", WithoutPaths(err)).Msg("the share cannot be swept now")
		return
	}
	defer v.root.Close()
	folders, swept := &p.Share.Folders, 0
	for _, top := range []string{folders.Accepted, folders.Returned, folders.Results, folders.Forms} {
		_ = fs.WalkDir(v.root.FS(), top, func(name string, d fs.DirEntry, err error) error {
			base := path.Base(name)
			if err != nil || !d.Type().IsRegular() || !strings.HasPrefix(base, ".") || !strings.HasSuffix(base, ".tmp") {
				return nil // what cannot be seen now is swept the next time
			}
			if info, err := d.Info(); err == nil && p.Now().Sub(info.ModTime()) > unfinished && v.root.Remove(name) == nil {
				swept++
			}
			return nil
		})
	}
	if swept > 0 {
		p.Log.Info().Int("files", swept).Msg("removed what was left half written")
	}
}
