package pipeline

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"raditaji/pipeline/ledger"
	"raditaji/sources"
)

// beside finds the one file beside a gesture that it is about.
func (in *intake) beside(ctx context.Context, a *arrival, g gesture) (int64, sources.Problem, error) {
	// One that was fulfilled before a crash is found by what was recorded of it.
	open, err := in.p.Ledger.OpenRequests(ctx)
	if err != nil {
		return 0, sources.Problem{}, err
	}
	for _, r := range open {
		if r.Submission != 0 && r.Kind == g.kind && path.Join(r.Folder, r.Name) == maskName(a.path) && r.Modified.UnixNano() == a.modified.UnixNano() {
			return r.Submission, sources.Problem{}, nil
		}
	}
	c, err := in.choiceIn(ctx, path.Dir(a.path), g)
	if err != nil {
		return 0, sources.Problem{}, err
	}
	fits := c.fits
	if len(fits) == 0 {
		fits = c.answered
	}
	if len(fits) == 0 && g.kind != ledger.AskAnswer {
		// One about which it was decided before is no longer there.
		decided, err := in.decidedIn(ctx, path.Dir(a.path), g)
		if err != nil || decided != 0 {
			return decided, sources.Problem{}, err
		}
	}
	switch {
	case len(fits) == 1:
		return fits[0].Submission, sources.Problem{}, nil
	case len(fits) > 1:
		word := ""
		for w, kind := range fileGestures {
			if kind == g.kind {
				word = w
			}
		}
		return 0, sources.Problem{Code: "take.target.several", Args: map[string]string{
			"count": strconv.Itoa(len(fits)), "example": path.Base(fits[0].Path) + " " + word + ".txt",
		}}, nil
	case c.checked:
		return 0, sources.Problem{Code: "take.target.checked"}, nil
	case g.kind == ledger.AskAnswer && c.meant:
		return 0, sources.Problem{Code: "take.answer.none"}, nil
	}
	return 0, sources.Problem{Code: "take.target.none"}, nil
}

// A choice is what a gesture may be about of the files that stand in a folder.
type choice struct {
	fits, answered []ledger.Delivery // answered: what it would be about, had it not been answered already
	last           time.Time         // answer of these
	meant, checked bool              // some file has its name; some was only checked
}

// choiceIn finds what a gesture in a folder may be about.
func (in *intake) choiceIn(ctx context.Context, folder string, g gesture) (c choice, err error) {
	stand, err := in.p.Ledger.DeliveredIn(ctx, folder)
	if err != nil {
		return c, err
	}
	meant, err := in.meant(folder, g, stand)
	c.meant = len(meant) > 0
	for _, d := range meant {
		s, err := in.p.Ledger.Submission(ctx, d.Submission)
		if err != nil {
			return c, err
		}
		c.checked = c.checked || s.Outcome == ledger.Checked
		if g.of == "" && (strings.HasPrefix(s.Flaw, ownAnswer) || strings.HasPrefix(s.Flaw, "take.gesture.")) {
			continue // nobody decides about these
		}
		unanswered := slices.ContainsFunc(s.Queries, func(q ledger.Query) bool { return q.Answer == "" })
		switch {
		case g.kind == ledger.AskWithdraw && (s.Outcome == ledger.Accepted || s.Outcome == ledger.Returned),
			g.kind == ledger.AskAccept && s.Outcome == ledger.Returned,
			g.kind == ledger.AskAnswer && s.Outcome == ledger.Accepted && unanswered:
			c.fits = append(c.fits, d)
		case g.kind == ledger.AskAnswer && s.Outcome == ledger.Accepted && len(s.Queries) > 0:
			c.answered = append(c.answered, d)
			for _, q := range s.Queries {
				if q.At.After(c.last) {
					c.last = q.At
				}
			}
		}
	}
	return c, err
}

// takeBackUnclear lets the notes leave that it was not clear which file is meant, once
// not several are left of which that could be asked.
func (in *intake) takeBackUnclear(ctx context.Context) error {
	list, err := in.p.Ledger.RefusedFor(ctx, "take.target.several")
	if err != nil {
		return err
	}
	for _, r := range list {
		c, err := in.choiceIn(ctx, r.Folder, gesture{kind: r.Kind, of: gestureNamed(r.Name).of})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if len(c.fits) > 1 || len(c.fits) == 0 && len(c.answered) > 1 && !c.last.After(r.Answered) {
			continue
		}
		if err := in.p.Ledger.TakeBack(ctx, r.ID); err != nil {
			return err
		}
	}
	return nil
}

// meant are the files of senders, of what we laid into a folder, that a gesture may
// be about: all, or those that it names. It may name one as it stands there; else by
// one of its answers; else as somebody renamed it, which its bytes tell.
func (in *intake) meant(folder string, g gesture, stand []ledger.Delivery) ([]ledger.Delivery, error) {
	sent := map[int64]ledger.Delivery{}
	var meant, byAnswer []ledger.Delivery
	for _, d := range stand {
		if d.Role == roleOriginal {
			sent[d.Submission] = d
		}
		if g.means(d) {
			meant = append(meant, d)
		}
	}
	for _, d := range stand {
		s, ok := sent[d.Submission]
		if d.Role != roleOriginal && ok && g.calls(path.Base(d.Path)) && !slices.Contains(byAnswer, s) {
			byAnswer = append(byAnswer, s)
		}
	}
	switch {
	case g.of == "" || len(meant) > 0:
		return meant, nil
	case len(byAnswer) > 0:
		return byAnswer, nil
	}
	others, err := in.others(folder, stand)
	if err != nil {
		return nil, err
	}
	for _, name := range others {
		if !g.calls(path.Base(name)) {
			continue
		}
		sha, err := in.v.hash(name)
		if err != nil {
			return nil, err
		}
		for _, d := range sent {
			if d.SHA256 == sha && !in.v.stands(d.Path) {
				meant = append(meant, d)
			}
		}
	}
	return meant, nil
}

// decidedIn is the submission of a folder which a gesture may be about and about
// which it was decided before, or nothing need be decided any more; 0: there is none.
func (in *intake) decidedIn(ctx context.Context, folder string, g gesture) (int64, error) {
	left, err := in.p.Ledger.LeftIn(ctx, folder)
	if err != nil {
		return 0, err
	}
	settled := int64(0)
	for _, d := range left {
		if !g.means(d) {
			continue
		}
		s, err := in.p.Ledger.Submission(ctx, d.Submission)
		switch {
		case err != nil || s.Why == ledger.Decided || s.Why == ledger.Withdrawn:
			return d.Submission, err
		case settled == 0 && s.Outcome == ledger.Returned && (s.Why == ledger.Corrected || s.Why == ledger.Again):
			settled = d.Submission
		}
	}
	return settled, nil
}

// means says that a gesture may be about a file that was laid into its folder. It may
// name it as it stands there or, of a returned one with the institution in front, as
// its sender did.
func (g gesture) means(d ledger.Delivery) bool {
	base := path.Base(d.Path)
	return d.Role == roleOriginal && (g.of == "" || g.calls(base) || strings.HasSuffix(base, " - "+d.Sent) && g.calls(d.Sent))
}

// calls says that a gesture names a file by its name, with or without the ending.
func (g gesture) calls(base string) bool {
	base = folded(base)
	return g.of == base || g.of == strings.TrimSuffix(base, path.Ext(base))
}

// others are the files directly in a folder of the share that are neither ours nor
// gestures, of those that stand there by the ledger.
func (in *intake) others(folder string, stand []ledger.Delivery) ([]string, error) {
	entries, err := fs.ReadDir(in.v.root.FS(), folder)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		ours := slices.ContainsFunc(stand, func(d ledger.Delivery) bool { return strings.EqualFold(d.Path, name) })
		if e.Type().IsRegular() && !temporary(e.Name()) && !ours && gestureNamed(e.Name()).kind == "" {
			list = append(list, name)
		}
	}
	return list, nil
}

// changed says that somebody changed a file about which is to be decided, or its
// marked copy, where it stands: nobody has read the changed one, and the decision
// would be about another. One that was only renamed or removed is none.
func (in *intake) changed(ctx context.Context, submission int64) (why sources.Problem, err error) {
	list, err := in.p.Ledger.DeliveriesOf(ctx, submission)
	if err != nil {
		return why, err
	}
	for _, d := range list {
		if d.Role != roleOriginal && d.Role != roleMarked || d.State != ledger.Written || d.SHA256 == "" {
			continue
		}
		name := d.Path
		sha, err := in.v.hash(name)
		switch {
		case errors.Is(err, fs.ErrNotExist) && d.Role == roleOriginal:
			if name, err = in.inItsPlace(ctx, d); err != nil {
				return why, err
			}
			if name == "" {
				continue
			}
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return why, err
		case sha == d.SHA256:
			continue
		}
		s, err := in.p.Ledger.Submission(ctx, submission)
		if err != nil {
			return why, err
		}
		return sources.Problem{Code: "take.target.changed", Severity: sources.Error, Args: map[string]string{
			"file": maskName(path.Base(name)), "inbox": path.Join(in.p.Share.Folders.Inbox, s.Folder),
		}}, nil
	}
	return why, nil
}

// dataEndings are those that a sender's file may have after it was saved anew.
var dataEndings = []string{".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"}

// mayHold says that a file may hold what stood in another one: it has an ending of
// data, or that of the other, and no name of an answer of ours.
func mayHold(name, of string) bool {
	ext := strings.ToLower(path.Ext(name))
	return (slices.Contains(dataEndings, ext) || strings.EqualFold(ext, path.Ext(of))) && !answerName.MatchString(path.Base(name))
}

// inItsPlace finds the file in a folder that may be the changed one of a file that
// no longer stands there; empty: there is none, or that file was only renamed.
func (in *intake) inItsPlace(ctx context.Context, d ledger.Delivery) (string, error) {
	folder := path.Dir(d.Path)
	stand, err := in.p.Ledger.DeliveredIn(ctx, folder)
	if err != nil {
		return "", err
	}
	others, err := in.others(folder, stand)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	found := ""
	for _, name := range others {
		if !mayHold(name, d.Path) {
			continue
		}
		sha, err := in.v.hash(name)
		switch {
		case err != nil:
			return "", err
		case sha == d.SHA256:
			return "", nil
		case found == "":
			found = name
		}
	}
	return found, nil
}
