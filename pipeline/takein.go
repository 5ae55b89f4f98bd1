package pipeline

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"raditaji/indicators"
	"raditaji/pipeline/archive"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
)

// IntakeCodes are the codes of the problems that taking in itself finds;
// templates has words for each.
var IntakeCodes = []string{
	"take.link", "take.name", "take.large", "take.denied", "take.unreadable", "take.own", "take.rows", "take.again",
	"take.reader.slow", "take.reader.memory", "take.reader.died",
	"take.reason.missing", "take.target.none", "take.target.several", "take.target.unusable", "take.approve.place",
	"take.answer.none", "take.answer.number", "take.already.accept", "take.already.withdraw", "take.already.answer", "take.already.settled",
	"take.settled.again", "take.settled.corrected", "take.settled.known", "take.settled.decided", "take.settled.decided.other", "take.settled.withdrawn",
	"take.own.answer", "take.own.answer.export", "take.own.answer.template", "take.gesture.year", "take.gesture.years", "take.gesture.name", "take.gesture.text", "take.answer.empty", "take.check.only", "take.target.checked", "take.target.changed",
	"take.done.accept", "take.done.answer", "take.done.rerun", "take.done.approve", "take.done.approve.draft", "take.done.approve.gone",
}

// Taken counts what one TakeIn did.
type Taken struct {
	Settled                            int // files that were taken: all of the next four
	Accepted, Returned, Known, Checked int
	Refused                            int              // links, odd names and the like that were newly reported
	Waiting                            int              // files that may still be written to: to be looked at again after Share.Settle
	Failed                             int              // files that could not be taken or answered now; the next time tries again
	Passed                             int              // files of sub-folders of which too many failed: the next time tries again
	Later                              int              // files that this time did not come to: to be looked at again at once
	Requests                           []ledger.Request // to rerun or approve, which the caller is to answer
}

// turn is how long one TakeIn goes on to take files. Then new arrivals are seen,
// and whoever else waits for the folder comes to it.
const turn = 20 * time.Second

// TakeIn looks at the shared folder once and takes in what has settled there, in
// the order of the names as long as no folder holds very many. Each file goes to
// the archive, then into the ledger, then its answer is written, then it is
// removed; so wherever it is stopped, the next TakeIn finds the file in the folder
// or in archive and ledger, and finishes what was begun. What is wrong with a file
// is its sender's to know; the error is about the share, the archive or the ledger.
// When ctx ends, the file in hand is finished first.
func (p *Pipeline) TakeIn(ctx context.Context) (Taken, error) {
	release, err := p.inFolder(ctx)
	if err != nil {
		return Taken{}, fmt.Errorf("taking in: %w", err)
	}
	defer release()
	v, err := p.look(ctx)
	if err != nil {
		return Taken{}, fmt.Errorf("taking in: %w", err)
	}
	defer v.root.Close()
	p.Share.forget(v)

	in := p.newIntake(ctx, v)
	defer in.reader.close()
	defer in.keepSaid()
	in.sayClosed()
	for _, step := range []func(context.Context) error{
		in.tidy, in.resume, in.knowRefused, in.fulfil, in.takeFiles, in.forgetRefused, in.takeBackUnclear, in.renew, in.tidy, in.pending,
	} {
		if err := step(ctx); err != nil {
			return in.n, fmt.Errorf("taking in: %w", err)
		}
	}
	in.through = true
	if n := &in.n; n.Settled != n.Accepted+n.Returned+n.Known+n.Checked {
		return in.n, fmt.Errorf("taking in: %d files settled, %d accounted for", n.Settled, n.Accepted+n.Returned+n.Known+n.Checked)
	}
	return in.n, nil
}

func (p *Pipeline) inFolder(ctx context.Context) (func(), error) {
	if p.InFolder == nil {
		return func() {}, nil
	}
	return p.InFolder(ctx)
}

// An intake is one TakeIn.
type intake struct {
	p       *Pipeline
	v       *view
	shown   shownTo
	reader  *reader
	began   time.Time
	n       Taken
	done    map[string]bool              // paths that need no more looking at
	refused map[string]ledger.Submission // that stand, by arrival.key
	present map[string]bool              // of those, which are still there
	failed  int                          // in a row, for reasons that are no folder's
	saying  map[string]bool              // what hinders, as the log was told
	through bool                         // every step was taken

	one      sync.Mutex     // of failures, which readers ask too
	failures map[string]int // in a row, by folder as Share.turnOf has it
}

func (p *Pipeline) newIntake(ctx context.Context, v *view) *intake {
	in := &intake{p: p, v: v, shown: p.shownOnce(ctx), began: p.Now(), done: map[string]bool{}, saying: map[string]bool{}, failures: map[string]int{}}
	in.reader = &reader{p: p, shown: in.shown}
	return in
}

// over says that this time takes no more files.
func (in *intake) over(ctx context.Context) bool {
	return ctx.Err() != nil || in.p.Now().Sub(in.began) >= turn
}

// tidy removes from the share what no longer stands. A file that a person changed
// stays: it is theirs.
func (in *intake) tidy(ctx context.Context) error {
	list, err := in.p.Ledger.Leaving(ctx)
	if err != nil {
		return err
	}
	var gone []ledger.Delivery
	for _, d := range list {
		sha, err := in.v.hash(d.Path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			in.hinders(zerolog.InfoLevel, d.ID, err, "cannot be removed yet")
			continue
		case d.SHA256 != "" && sha != d.SHA256:
			in.p.Log.Info().Int64("delivery", d.ID).Msg("was changed by somebody and stays")
		default:
			if err := in.v.root.Remove(d.Path); err != nil {
				in.hinders(zerolog.InfoLevel, d.ID, err, "cannot be removed yet")
				continue
			}
		}
		gone = append(gone, d)
	}
	in.p.step("answers.removed")
	return in.p.Ledger.Removed(ctx, gone)
}

// resume finishes what an earlier TakeIn began.
func (in *intake) resume(ctx context.Context) error {
	list, err := in.p.Ledger.Unfinished(ctx)
	if err != nil || len(list) == 0 {
		return err
	}
	there := map[string][]*arrival{}
	for i := range in.v.arrivals {
		if a := &in.v.arrivals[i]; a.odd == "" {
			there[a.key()] = append(there[a.key()], a)
		}
	}
	for _, s := range list {
		if ctx.Err() != nil {
			return nil
		}
		if old, err := in.outdated(ctx, &s); err != nil {
			return err
		} else if old {
			continue // once others have their first answer
		}
		original, err := in.original(&s, there)
		if err == nil && original == nil && s.SHA256 != "" && !in.v.whole {
			continue // it may stand in a folder that cannot be read now
		}
		if err == nil && original == nil && in.over(ctx) { // nobody waits for it but its answer
			in.n.Later++
			continue
		}
		if in.passedOver(s.Folder) { // and its original is not taken twice
			in.n.Passed++
			continue
		}
		if err == nil {
			s, err = in.p.Ledger.Submission(ctx, s.ID)
		}
		if err == nil {
			err = in.finish(context.WithoutCancel(ctx), s, nil, original)
		}
		if err != nil {
			if err := in.trouble(s.Folder, err); err != nil {
				return err
			}
			continue
		}
		in.went(s.Folder)
	}
	return nil
}

// outdated says that a submission's receipt stands and is to be written anew: another
// took its place, or does no longer.
func (in *intake) outdated(ctx context.Context, s *ledger.Submission) (bool, error) {
	if s.Outcome != ledger.Accepted || !s.Stands() {
		return false, nil
	}
	list, err := in.p.Ledger.DeliveriesOf(ctx, s.ID)
	written := func(role string) bool {
		return slices.ContainsFunc(list, func(d ledger.Delivery) bool { return d.Role == role && d.State == ledger.Written })
	}
	return written(roleOriginal) && written(roleAnswer), err
}

// renew writes receipts anew that say no longer what holds. One that a person took
// away is not written again, and one whose original cannot be read again stays as it
// is: it is true of its day.
func (in *intake) renew(ctx context.Context) error {
	list, err := in.p.Ledger.Unfinished(ctx)
	if err != nil {
		return err
	}
	lasting := context.WithoutCancel(ctx)
	for _, s := range list {
		old, err := in.outdated(ctx, &s)
		switch {
		case err != nil:
			return err
		case !old:
			continue
		case in.passedOver(s.Folder):
			in.n.Passed++
			continue
		case in.over(ctx):
			in.n.Later++
			continue
		}
		taken, err := in.receiptTakenAway(ctx, &s)
		if err != nil {
			return err
		}
		if taken {
			if err := in.p.Ledger.Finish(lasting, s.ID, nil); err != nil {
				return err
			}
			continue
		}
		var r *reading
		err = in.reread(lasting, &s, &r)
		if errors.Is(err, archive.ErrMissing) || errors.Is(err, archive.ErrDamaged) {
			in.p.Log.Warn().Int64("submission", s.ID).Str("error", WithoutPaths(err)).Msg("a receipt does not name what took its file's place: the original cannot be read")
			if err := in.p.Ledger.Finish(lasting, s.ID, nil); err != nil {
				return err
			}
			continue
		}
		if err == nil {
			err = in.p.Ledger.Anew(lasting, s.ID)
		}
		if err == nil {
			in.p.step("receipt.leaving")
			s, err = in.p.Ledger.Submission(lasting, s.ID)
		}
		if err == nil {
			err = in.finish(lasting, s, r, nil)
		}
		if err != nil {
			if err := in.trouble(s.Folder, err); err != nil {
				return err
			}
			continue
		}
		in.went(s.Folder)
	}
	return nil
}

// receiptTakenAway says that a person removed a submission's receipt from the share, or
// gave it another name: it is not written anew there.
func (in *intake) receiptTakenAway(ctx context.Context, s *ledger.Submission) (bool, error) {
	list, err := in.p.Ledger.DeliveriesOf(ctx, s.ID)
	return slices.ContainsFunc(list, func(d ledger.Delivery) bool {
		return d.Role == roleAnswer && d.State == ledger.Written && in.v.takes(d.Path) == nil && !in.v.stands(d.Path)
	}), err
}

// original finds the dropped file of a submission where it was not removed yet:
// the same name, size and time, and the same bytes.
func (in *intake) original(s *ledger.Submission, there map[string][]*arrival) (*arrival, error) {
	if s.SHA256 == "" {
		return nil, nil
	}
	for _, a := range there[s.Path()] {
		if in.done[a.path] || a.size != s.Size || a.modified.UnixNano() != s.Modified.UnixNano() {
			continue
		}
		sha, err := in.v.hash(a.path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			in.done[a.path] = true // not to be taken twice
			return nil, err
		case sha == s.SHA256:
			in.done[a.path] = true
			return a, nil
		}
	}
	return nil, nil
}

// knowRefused looks up what was reported before and reports what is new: links,
// devices, odd names. They stay where they are.
func (in *intake) knowRefused(ctx context.Context) error {
	list, err := in.p.Ledger.StandingIn(ctx, ledger.Refused, "")
	if err != nil {
		return err
	}
	in.refused, in.present = map[string]ledger.Submission{}, map[string]bool{}
	for _, s := range list {
		in.refused[s.Path()] = s
	}
	for i := range in.v.arrivals {
		if a := &in.v.arrivals[i]; a.odd != "" {
			if err := in.refuse(ctx, a, sources.Problem{Code: a.odd}); err != nil {
				return err
			}
		}
	}
	return nil
}

// refuse reports what is not read, once as long as it stands there.
func (in *intake) refuse(ctx context.Context, a *arrival, why sources.Problem) error {
	in.done[a.path] = true
	d := in.p.dropOf(a)
	in.present[d.Path()] = true
	if s, ok := in.refused[d.Path()]; ok && s.Flaw == why.Code {
		return nil
	}
	switch {
	case in.passedOver(a.folder):
		in.n.Passed++
		return nil
	case in.n.Refused > 0 && in.over(ctx):
		in.n.Later++
		return nil
	}
	why.File, why.Severity = a.name, sources.Error
	s, err := in.p.Ledger.Refuse(ctx, d, why)
	if err != nil {
		return err
	}
	in.n.Refused++
	in.logged(&s)
	r := &reading{Submission: sources.Submission{Name: a.name, Refused: true, Problems: []sources.Problem{why}}}
	if err := in.finish(ctx, s, r, nil); err != nil {
		return in.trouble(a.folder, err)
	}
	return nil
}

// forgetRefused takes back the reports of what is no longer there.
func (in *intake) forgetRefused(ctx context.Context) error {
	if !in.v.whole || ctx.Err() != nil {
		return nil
	}
	for key, s := range in.refused {
		if !in.present[key] {
			if err := in.p.Ledger.Gone(ctx, s.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// A fetched file is archived and read.
type fetched struct {
	a       *arrival
	sha     string
	reading reading
	err     error
	open    bool // the file could be opened: an error is not its own
}

// takeFiles takes the settled files. They are copied and read two at a time, and
// recorded one after another in their order.
func (in *intake) takeFiles(ctx context.Context) error {
	var list []*arrival
	now := in.p.Now()
	for i := range in.v.arrivals {
		a := &in.v.arrivals[i]
		switch {
		case in.done[a.path], dropped(path.Base(a.path), a.size).kind != "":
		case !in.p.Share.settled(a, now):
			in.n.Waiting++
		case a.size > in.p.Share.limit(a.name):
			limit := strconv.FormatInt(in.p.Share.limit(a.name)>>20, 10)
			if err := in.refuse(ctx, a, sources.Problem{Code: "take.large", Args: map[string]string{"limit": limit}}); err != nil {
				return err
			}
		default:
			list = append(list, a)
		}
	}
	list = in.p.Share.inRounds(list)
	work, stop := context.WithCancel(ctx)
	queue, wait := in.fetchAll(work, list)
	defer wait()
	defer stop()
	left := len(list)
	for next := range queue {
		f := <-next
		if err := in.take(context.WithoutCancel(ctx), f, now); err != nil {
			return err
		}
		if left--; in.over(ctx) {
			stop() // what is read already is taken still
		}
	}
	in.n.Later += left
	return nil
}

// round is how many files of one folder are taken before those of the next have
// their turn: a thousand files of one school keep no other one waiting.
const round = 20

// inRounds is a list of files with those after the first twenty of a folder behind
// the first twenty of all others, and so on; else in their order. Folders are those
// directly in the folder of arrivals, and in the one for checks.
func (s *Share) inRounds(list []*arrival) []*arrival {
	before, rounds := map[string]int{}, map[*arrival]int{}
	for _, a := range list {
		top := s.turnOf(a.folder)
		rounds[a] = before[top] / round
		before[top]++
	}
	slices.SortStableFunc(list, func(a, b *arrival) int { return cmp.Compare(rounds[a], rounds[b]) })
	return list
}

// childrenAtOnce is how many files are read at the same time.
const childrenAtOnce = 2

// fetchAll fetches files, a few ahead of who takes them from the queue, in which
// they stand in their order. After the queue was read to its end or work ended,
// wait waits for the readers.
func (in *intake) fetchAll(work context.Context, list []*arrival) (queue chan chan fetched, wait func()) {
	type errand struct {
		a    *arrival
		into chan fetched
	}
	queue, errands := make(chan chan fetched, childrenAtOnce), make(chan errand)
	var group sync.WaitGroup
	group.Go(func() {
		defer close(queue)
		defer close(errands)
		for _, a := range list {
			into := make(chan fetched, 1)
			if in.passedOver(a.folder) {
				into <- fetched{a: a}
			} else {
				select {
				case <-work.Done():
					return
				case errands <- errand{a, into}:
				}
			}
			select {
			case <-work.Done():
				return
			case queue <- into:
			}
		}
	})
	for range min(childrenAtOnce, len(list)) {
		group.Go(func() {
			r := &reader{p: in.p, shown: in.shown}
			defer r.close()
			for e := range errands {
				e.into <- in.fetch(e.a, r)
			}
		})
	}
	return queue, group.Wait
}

// fetch copies a file into the archive and reads the copy.
func (in *intake) fetch(a *arrival, r *reader) fetched {
	f := fetched{a: a}
	file, err := in.v.open(a)
	if err != nil {
		f.err = err
		return f
	}
	f.open = true
	var size int64
	from := source{from: file}
	switch f.sha, size, f.err = in.p.Archive.Put(&from); {
	case from.err != nil:
		f.err = fmt.Errorf("%w: %w", errSource, from.err)
	case f.err != nil:
		f.err = fmt.Errorf("%w: %w", errKeeping, f.err)
	}
	if closed := file.Close(); f.err == nil {
		f.err = closed
	}
	if f.err == nil && (size != a.size || !in.v.unchanged(a)) {
		f.err = errMoving
	}
	if f.err != nil {
		return f
	}
	in.p.step("take.copied")
	f.reading, f.err = r.read(safeName(a.name), size, func(to io.Writer) error { return in.p.Archive.Copy(to, f.sha) })
	in.p.step("take.read")
	return f
}

// patience is how long a settled file that cannot be opened is waited for before
// its sender is told.
const patience = 2 * time.Minute

// take records what became of one file and finishes it.
func (in *intake) take(ctx context.Context, f fetched, now time.Time) error {
	a := f.a
	switch {
	case errors.Is(f.err, errMoving), errors.Is(f.err, fs.ErrNotExist):
		delete(in.p.Share.seen, a.path)
		in.n.Waiting++
		return nil
	case f.err != nil && !f.open:
		in.n.Waiting++
		if in.p.Share.failing(a, now) < patience {
			return nil
		}
		code := "take.unreadable"
		if errors.Is(f.err, fs.ErrPermission) {
			code = "take.denied"
		}
		return in.refuse(ctx, a, sources.Problem{Code: code})
	case in.passedOver(a.folder):
		in.n.Passed++
		return nil
	case f.err != nil:
		return in.trouble(a.folder, f.err)
	}
	s, err := in.record(ctx, f)
	if err != nil {
		return err
	}
	in.p.step("take.recorded")
	in.logged(&s)
	in.done[a.path] = true
	if err := in.finish(ctx, s, &f.reading, a); err != nil {
		return in.trouble(a.folder, err)
	}
	in.went(a.folder)
	return nil
}

// record decides what becomes of a file that was read.
func (in *intake) record(ctx context.Context, f fetched) (ledger.Submission, error) {
	in.n.Settled++
	d := in.p.dropOf(f.a)
	d.SHA256 = f.sha
	found := in.p.found(&f.reading)
	if in.p.Share.onlyChecked(d.Folder) {
		in.n.Checked++
		return in.p.Ledger.Check(ctx, d, found)
	}
	same, ok, err := in.p.Ledger.InForce(ctx, f.sha)
	switch {
	case err != nil:
		return ledger.Submission{}, err
	case ok:
		in.n.Known++
		return in.p.Ledger.Know(ctx, d, same)
	case f.reading.faulty():
		in.n.Returned++
		return in.p.Ledger.Return(ctx, d, found)
	}
	in.n.Accepted++
	return in.p.Ledger.Accept(ctx, d, found)
}

func (p *Pipeline) dropOf(a *arrival) ledger.Drop {
	return ledger.Drop{Folder: a.folder, Name: a.name, Size: a.size, Modified: a.modified, Received: p.Now()}
}

// found is a reading as the ledger remembers it.
func (p *Pipeline) found(r *reading) *ledger.Reading {
	s := &r.Submission
	out := &ledger.Reading{
		Kind: s.Kind, Encoding: s.Encoding, Balance: s.Balance, Cells: slices.Clone(s.Cells), Problems: s.Problems,
	}
	if r.Form != nil {
		out.Unit = r.Form.Unit
		out.Queries = p.queriesFound(r)
		if r.faulty() && len(out.Cells) == 0 {
			// Nothing of it can be used, but it is known whose it is.
			out.Cells = []sources.Cell{{Kind: indicators.FormKind, Year: r.Form.Year, Institution: r.Form.Unit}}
		}
	}
	if r.empty() {
		out.Flaw = "form.empty"
	}
	for i := range out.Cells {
		if c := &out.Cells[i]; c.Kind == indicators.Exams {
			c.Part = withoutText(c.Part)
		}
	}
	if s.Refused {
		out.Flaw = "file.refused"
		if i := slices.IndexFunc(s.Problems, func(p sources.Problem) bool { return p.Severity == sources.Error }); i >= 0 {
			out.Flaw = s.Problems[i].Code
		}
	}
	if out.Unit == "" {
		for i, c := range s.Cells {
			if i > 0 && c.Institution != out.Unit {
				out.Unit = ""
				break
			}
			out.Unit = c.Institution
		}
	}
	return out
}

// withoutText stands for the subject of an exam, which is text of the file and in
// a shifted column may be a person's name. Equal subjects stay equal.
func withoutText(subject string) string {
	sum := sha256.Sum256([]byte(subject))
	return hex.EncodeToString(sum[:8])
}

func (in *intake) logged(s *ledger.Submission) {
	in.p.Log.Info().Int64("submission", s.ID).Str("outcome", string(s.Outcome)).Str("kind", string(s.Kind)).Str("flaw", s.Flaw).
		Int("rows", s.Rows).Int("used", s.Used).Int("errors", s.Errors).Int("queries", len(s.Queries)).Msg("taken in")
}

func (p *Pipeline) step(name string) {
	if p.Fault != nil {
		p.Fault(name)
	}
}
