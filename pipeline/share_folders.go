package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/rs/zerolog"

	"raditaji/pipeline/ledger"
)

// errClosed says that a folder of the share that the system writes into cannot be used,
// such as a link that leads out of the share.
var errClosed = errors.New("the folder cannot be used")

// closes says why a folder directly in the share cannot be used; nil: it can, or is
// not there and will be made.
func (v *view) closes(top string) error {
	if _, err := v.root.Lstat(top); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	info, err := v.root.Stat(top)
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s is not a folder", top)
	}
	return err
}

// takes says that what is laid under a name goes into a folder that can be used.
func (v *view) takes(name string) error {
	top, _, _ := strings.Cut(name, "/")
	if v.closed[top] != nil {
		return fmt.Errorf("%s: %w", top, errClosed)
	}
	return nil
}

// sayClosed logs which folders of the share cannot be used. Files that are answered
// elsewhere are answered.
func (in *intake) sayClosed() {
	for top, err := range in.v.closed {
		in.hinders(zerolog.ErrorLevel, 0, err, "the folder "+top+" of the share cannot be used: what belongs there waits")
	}
}

// answeredIn is the folder directly in the share in which a submission is answered.
func (s *Share) answeredIn(o ledger.Outcome) string {
	if o == ledger.Accepted || o == ledger.Known {
		return s.Folders.Accepted
	}
	return s.Folders.Returned
}

// missFolders notices that a whole folder of answers is gone from the share: somebody
// renamed or deleted it. What stands in the ledger is laid there again, originals
// from the archive with their answers; the notes on decisions are not.
func (p *Pipeline) missFolders(ctx context.Context, v *view) error {
	for _, top := range []string{p.Share.Folders.Returned, p.Share.Folders.Accepted} {
		if v.stands(top) {
			continue
		}
		list, err := p.Ledger.StandingBelow(ctx, top)
		if err != nil {
			return err
		}
		var again []int64
		for _, d := range list {
			s, err := p.Ledger.Submission(ctx, d.Submission)
			if err != nil {
				return err
			}
			kept := s.SHA256 == ""
			if !kept {
				if kept, err = p.Archive.Has(s.SHA256); err != nil {
					return err
				}
			}
			if kept && (len(again) == 0 || again[len(again)-1] != s.ID) {
				again = append(again, s.ID)
			}
		}
		lost, err := p.Ledger.LoseFolder(ctx, top, again)
		if err != nil {
			return err
		}
		if lost > 0 {
			p.Log.Warn().Str("folder", top).Int("deliveries", lost).Int("again", len(again)).
				Msg("a folder of the share is gone; what stands is laid there again")
		}
	}
	return nil
}
