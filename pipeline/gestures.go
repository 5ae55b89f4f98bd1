package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// A gesture is what the name of a file asks for. The zero gesture asks nothing.
type gesture struct {
	kind string // a ledger.Request's
	year int    // of a rerun or an approval
	of   string // the name of the file beside it that it is about; empty: the only one
}

var (
	yearGesture = regexp.MustCompile(`^(parrekinat|apstiprinat)[-_ ]?([0-9]{4})(?:\.[a-z]+)?(?: ?\([0-9]+\))?$`)
	fileGesture = regexp.MustCompile(`^(?:(.+)[ _])?(pienemt|atsaukt)(?: \([0-9]+\))?$`)
)

// mostGesture is how large a file may be that is read as a gesture, in bytes.
const mostGesture = 64 << 10

// withoutMarks makes names comparable for those who type Latvian letters and for
// those who do not.
var withoutMarks = strings.NewReplacer("ā", "a", "č", "c", "ē", "e", "ģ", "g", "ī", "i", "ķ", "k", "ļ", "l", "ņ", "n", "š", "s", "ū", "u", "ž", "z")

// gestureNamed reads a gesture from a file's name, without its folder.
func gestureNamed(base string) gesture {
	ext := strings.ToLower(path.Ext(base))
	stem := strings.TrimSuffix(base, path.Ext(base))
	folded := withoutMarks.Replace(strings.ToLower(stem))
	if m := yearGesture.FindStringSubmatch(folded); m != nil {
		year, err := strconv.Atoi(m[2])
		switch {
		case err != nil:
		case m[1] == "parrekinat":
			return gesture{kind: ledger.AskRerun, year: year}
		case ext == ".txt" || ext == "":
			return gesture{kind: ledger.AskApprove, year: year}
		}
	}
	if ext != ".txt" && ext != "" {
		return gesture{}
	}
	if m := fileGesture.FindStringSubmatch(folded); m != nil {
		kind := ledger.AskAccept
		if m[2] == "atsaukt" {
			kind = ledger.AskWithdraw
		}
		return gesture{kind: kind, of: m[1]}
	}
	return gesture{}
}

// dropped reads the gesture of a file in the folder of arrivals. There only the
// bare word is one: beside other words it is more likely a name of data.
func dropped(base string, size int64) gesture {
	g := gestureNamed(base)
	if g.of != "" || size > mostGesture {
		return gesture{}
	}
	return g
}

// typing is how long an empty gesture is waited for: who makes a text file in
// Windows gives it its name first and writes into it then.
const typing = 90 * time.Second

// fulfil does what settled gestures ask, or answers why not. Reruns and approvals
// are recorded for the caller.
func (in *intake) fulfil(ctx context.Context) error {
	now := in.p.Now()
	there := map[string]bool{}
	for l, list := range [][]arrival{in.v.arrivals, in.v.gestures} {
		for i := range list {
			a := &list[i]
			g := gestureNamed(path.Base(a.path))
			if l == 0 {
				g = dropped(path.Base(a.path), a.size)
			}
			if ctx.Err() != nil || g.kind == "" || a.odd != "" || in.done[a.path] || a.size > mostGesture {
				continue
			}
			there[maskName(a.path)] = true
			if !in.p.Share.settled(a, now) {
				in.n.Waiting++
				continue
			}
			if err := in.gesture(context.WithoutCancel(ctx), a, g, now); err != nil {
				if err := in.trouble(err); err != nil {
					return err
				}
			}
		}
	}
	// Requests whose file was removed before a crash could note it, and refusals
	// whose note was not written.
	open, err := in.p.Ledger.OpenRequests(ctx)
	if err != nil {
		return err
	}
	for _, r := range open {
		if r.Finished || there[path.Join(r.Folder, r.Name)] || !in.v.whole {
			continue
		}
		if err := in.tell(ctx, r, sources.Problem{Code: r.Code}); err != nil {
			if err := in.trouble(err); err != nil {
				return err
			}
		}
	}
	return nil
}

// gesture records one gesture, does what it asks, answers and removes it.
func (in *intake) gesture(ctx context.Context, a *arrival, g gesture, now time.Time) error {
	reason, who, sha, err := in.reason(a)
	if err != nil {
		return err
	}
	if reason == "" && g.kind != ledger.AskRerun && now.Sub(in.p.Share.seen[a.path].since) < typing {
		in.n.Waiting++
		return nil
	}
	target, refusal, err := in.judge(ctx, a, g, reason)
	if err != nil {
		return err
	}
	r, err := in.p.Ledger.Ask(ctx, ledger.Request{
		Kind: g.kind, Year: g.year, Submission: target, Reason: reason, Who: who,
		Folder: maskName(path.Dir(a.path)), Name: a.name, Size: a.size, Modified: a.modified, SHA256: sha,
	})
	if err != nil {
		return err
	}
	in.p.step("request.recorded")
	if r.Answered.IsZero() && refusal.Code == "" {
		switch g.kind {
		case ledger.AskAccept:
			refusal.Code, err = in.accept(ctx, r.Submission, r.Reason, r.Who)
		case ledger.AskWithdraw:
			err = in.withdraw(ctx, r.Submission, r.Reason, r.Who)
		}
		if err != nil {
			return err
		}
		in.p.step("request.done")
	}
	if waits := g.kind == ledger.AskRerun || g.kind == ledger.AskApprove; r.Answered.IsZero() && (!waits || refusal.Code != "") {
		if err := in.p.Ledger.AnswerRequest(ctx, r.ID, refusal.Code, 0); err != nil {
			return err
		}
		r.Code = refusal.Code
	}
	if r.Code != refusal.Code {
		refusal = sources.Problem{Code: r.Code}
	}
	if err := in.note(ctx, r, refusal); err != nil {
		return err
	}
	if in.v.unchanged(a) {
		if err := in.v.root.Remove(a.path); err != nil {
			return err
		}
		in.v.sync(path.Dir(a.path))
	}
	in.p.step("request.removed")
	return in.tell(ctx, r, refusal)
}

// reason is what a gesture says and whose file it is: text, person codes masked, a
// thousand letters at most.
func (in *intake) reason(a *arrival) (reason, who, sha string, err error) {
	f, err := in.v.open(a)
	if err != nil {
		return "", "", "", err
	}
	defer f.Close()
	who = ownerOf(f)
	data, err := io.ReadAll(io.LimitReader(f, mostGesture+1))
	if err != nil {
		return "", "", "", err
	}
	sum := sha256.Sum256(data)
	sha = hex.EncodeToString(sum[:])
	text, ok := sources.Text(data)
	if !ok {
		return "", who, sha, nil
	}
	text = strings.Join(strings.FieldsFunc(sources.WithoutCodes(text), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf)
	}), " ")
	if runes := []rune(text); len(runes) > 1000 {
		text = string(runes[:1000])
	}
	return text, who, sha, nil
}

// judge finds the submission that a gesture is about, or why it cannot be done.
func (in *intake) judge(ctx context.Context, a *arrival, g gesture, reason string) (target int64, refusal sources.Problem, err error) {
	folders := &in.p.Share.Folders
	switch g.kind {
	case ledger.AskRerun:
		return 0, refusal, nil
	case ledger.AskApprove:
		top, _, _ := strings.Cut(a.path, "/")
		if !in.p.Share.ApproveHere || path.Dir(a.path) != folders.Inbox && top != folders.Results {
			return 0, sources.Problem{Code: "take.approve.place"}, nil
		}
	default:
		target, refusal, err = in.beside(ctx, a, g)
	}
	if err == nil && refusal.Code == "" && reason == "" {
		refusal.Code = "take.reason.missing"
	}
	return target, refusal, err
}

// beside finds the one file beside a gesture that it is about.
func (in *intake) beside(ctx context.Context, a *arrival, g gesture) (int64, sources.Problem, error) {
	list, err := in.p.Ledger.DeliveredIn(ctx, path.Dir(a.path))
	if err != nil {
		return 0, sources.Problem{}, err
	}
	var fits []ledger.Delivery
	for _, d := range list {
		base := withoutMarks.Replace(strings.ToLower(path.Base(d.Path)))
		stem := strings.TrimSuffix(base, path.Ext(base))
		if d.Role != roleOriginal || g.of != "" && g.of != base && g.of != stem {
			continue
		}
		s, err := in.p.Ledger.Submission(ctx, d.Submission)
		if err != nil {
			return 0, sources.Problem{}, err
		}
		if s.Outcome == ledger.Returned || s.Outcome == ledger.Accepted && g.kind == ledger.AskWithdraw {
			fits = append(fits, d)
		}
	}
	switch {
	case len(fits) == 1:
		return fits[0].Submission, sources.Problem{}, nil
	case len(fits) > 1:
		word := "PIENEMT"
		if g.kind == ledger.AskWithdraw {
			word = "ATSAUKT"
		}
		return 0, sources.Problem{Code: "take.target.several", Args: map[string]string{
			"count": strconv.Itoa(len(fits)), "example": path.Base(fits[0].Path) + " " + word + ".txt",
		}}, nil
	}
	// One that was fulfilled before a crash is no longer there.
	open, err := in.p.Ledger.OpenRequests(ctx)
	if err != nil {
		return 0, sources.Problem{}, err
	}
	for _, r := range open {
		if r.Submission != 0 && r.Kind == g.kind && path.Join(r.Folder, r.Name) == maskName(a.path) && r.Modified.UnixNano() == a.modified.UnixNano() {
			return r.Submission, sources.Problem{}, nil
		}
	}
	return 0, sources.Problem{Code: "take.target.none"}, nil
}

// accept uses a returned file with its faulty rows set aside; the code says why not.
func (in *intake) accept(ctx context.Context, submission int64, reason, who string) (code string, err error) {
	s, err := in.p.Ledger.Submission(ctx, submission)
	switch {
	case err != nil:
		return "", err
	case s.Why == ledger.Decided:
		return "", nil
	case s.Outcome != ledger.Returned || !s.Stands():
		return "take.target.none", nil
	}
	var r *reading
	if err := in.reread(ctx, &s, &r); err != nil {
		return "", err
	}
	if r.Submission.Refused || r.Submission.Balance.Used == 0 {
		return "take.target.unusable", nil
	}
	taken, err := in.p.Ledger.AcceptReturned(ctx, s, in.p.found(r), reason, who)
	if err != nil {
		return "", err
	}
	in.logged(&taken)
	return "", in.finish(ctx, taken, r, nil)
}

// withdraw ends a submission and tells its sender.
func (in *intake) withdraw(ctx context.Context, submission int64, reason, who string) error {
	s, err := in.p.Ledger.Submission(ctx, submission)
	if err != nil {
		return err
	}
	if s.Why != ledger.Withdrawn {
		if err := in.p.Ledger.Withdraw(ctx, submission, reason, who); err != nil {
			return err
		}
	}
	if s, err = in.p.Ledger.Submission(ctx, submission); err != nil {
		return err
	}
	return in.finish(ctx, s, nil, nil)
}

// note writes why a request was not fulfilled; nothing where it was.
func (in *intake) note(ctx context.Context, r ledger.Request, refusal sources.Problem) error {
	if refusal.Code == "" {
		return nil
	}
	list, err := in.p.Ledger.DeliveriesFor(ctx, r.ID)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		folder := r.Folder
		if inbox := in.p.Share.Folders.Inbox; folder == inbox || strings.HasPrefix(folder, inbox+"/") {
			folder = in.p.Share.Folders.Returned + strings.TrimPrefix(folder, inbox)
		}
		name := safeName(strings.TrimSuffix(r.Name, path.Ext(r.Name))) + " KLUDAS.txt"
		list, err = in.p.Ledger.Reserve(ctx, func(n int) []ledger.Delivery {
			return []ledger.Delivery{{Request: r.ID, Role: roleAnswer, Path: path.Join(safeFolder(folder), numberedName(name, n))}}
		}, in.v.stands)
		if err != nil {
			return err
		}
	}
	if in.v.stands(list[0].Path) {
		return nil
	}
	text, err := templates.ReceiptText(in.p.Language, &templates.Receipt{
		Of: templates.NotDone, Name: r.Name, At: r.At.In(in.p.Now().Location()).Format("2006-01-02 15:04"), Refusal: refusal,
	})
	if err != nil {
		return err
	}
	_, err = in.v.lay(list[0].Path, func(to io.Writer) error {
		_, err := to.Write(text)
		return err
	}, in.p.step)
	return err
}

// tell finishes a request whose file is removed: its note, if it has one, stands.
func (in *intake) tell(ctx context.Context, r ledger.Request, refusal sources.Problem) error {
	if err := in.note(ctx, r, refusal); err != nil {
		return err
	}
	list, err := in.p.Ledger.DeliveriesFor(ctx, r.ID)
	if err != nil {
		return err
	}
	for i := range list {
		if list[i].SHA256, err = in.v.hash(list[i].Path); err != nil {
			return err
		}
	}
	return in.p.Ledger.FinishRequest(ctx, r.ID, list)
}

// pending gathers the requests that the caller is to answer.
func (in *intake) pending(ctx context.Context) error {
	open, err := in.p.Ledger.OpenRequests(ctx)
	for _, r := range open {
		if r.Answered.IsZero() && (r.Kind == ledger.AskRerun || r.Kind == ledger.AskApprove) {
			in.n.Requests = append(in.n.Requests, r)
		}
	}
	return err
}

// A RefusedError says that a decision cannot be carried out. Code says why.
type RefusedError struct{ Code string }

func (e *RefusedError) Error() string { return "refused: " + e.Code }

// AcceptReturned is an officer's decision to use a returned file with its faulty
// rows set aside. A *RefusedError says why that cannot be.
func (p *Pipeline) AcceptReturned(ctx context.Context, submission int64, reason, who string) error {
	return p.decide(ctx, submission, func(in *intake) error {
		code, err := in.accept(ctx, submission, reason, who)
		if err == nil && code != "" {
			err = &RefusedError{code}
		}
		return err
	})
}

// Withdraw is an officer's decision that a file is no longer used.
func (p *Pipeline) Withdraw(ctx context.Context, submission int64, reason, who string) error {
	return p.decide(ctx, submission, func(in *intake) error {
		err := in.withdraw(ctx, submission, reason, who)
		if errors.Is(err, ledger.ErrNone) {
			err = &RefusedError{"take.target.none"}
		}
		if err == nil {
			err = in.tidy(ctx)
		}
		return err
	})
}

// Decline answers a request that the caller cannot fulfil: a note says why.
func (p *Pipeline) Decline(ctx context.Context, r ledger.Request, why sources.Problem) error {
	if err := p.Ledger.AnswerRequest(ctx, r.ID, why.Code, 0); err != nil {
		return err
	}
	return p.decide(ctx, r.ID, func(in *intake) error { return in.tell(ctx, r, why) })
}

// decide carries a decision out between the scans: both finish what is not
// finished, and no answer is written twice.
func (p *Pipeline) decide(ctx context.Context, what int64, do func(*intake) error) error {
	release, err := p.inFolder(ctx)
	if err != nil {
		return fmt.Errorf("deciding on %d: %w", what, err)
	}
	defer release()
	v, err := p.Share.look()
	if err != nil {
		return fmt.Errorf("deciding on %d: %w", what, err)
	}
	defer v.root.Close()
	in := p.newIntake(ctx, v)
	defer in.reader.close()
	if err := do(in); err != nil {
		return fmt.Errorf("deciding on %d: %w", what, err)
	}
	return nil
}
