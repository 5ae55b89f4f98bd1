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
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"raditaji/indicators"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// IntakeCodes are the codes of the problems that taking in itself finds;
// templates has words for each.
var IntakeCodes = []string{
	"take.link", "take.name", "take.large", "take.denied", "take.unreadable", "take.own", "take.again",
	"take.reader.slow", "take.reader.memory", "take.reader.died",
	"take.reason.missing", "take.target.none", "take.target.several", "take.target.unusable", "take.approve.place",
	"take.answer.none", "take.answer.number", "take.already.accept", "take.already.withdraw", "take.already.answer",
	"take.done.accept", "take.done.answer", "take.done.rerun", "take.done.approve",
}

// Taken counts what one TakeIn did.
type Taken struct {
	Settled                            int // files that were taken: all of the next four
	Accepted, Returned, Known, Checked int
	Refused                            int              // links, odd names and the like that were newly reported
	Waiting                            int              // files that may still be written to: to be looked at again after Share.Settle
	Failed                             int              // files that could not be taken or answered now; the next time tries again
	Later                              int              // files that this time did not come to: to be looked at again at once
	Requests                           []ledger.Request // to rerun or approve, which the caller is to answer
}

// receiptEnding ends the name of a receipt.
const receiptEnding = " SANEMTS.txt"

// The roles of what is delivered about a submission.
const (
	roleOriginal = "original"
	roleMarked   = "marked"
	roleAnswer   = ledger.AboutTaking
)

// turn is how long one TakeIn goes on to take files. Then new arrivals are seen,
// and whoever else waits for the folder comes to it.
const turn = 20 * time.Second

// TakeIn looks at the shared folder once and takes in what has settled there, in
// the order of the names as long as no folder holds very many. Each file goes to the archive, then into the ledger,
// then its answer is written, then it is removed; so wherever it is stopped, the
// next TakeIn finds the file in the folder or in archive and ledger, and finishes
// what was begun. What is wrong with a file is its sender's to know; the error is
// about the share, the archive or the ledger. When ctx ends, the file in hand is
// finished first.
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
	for _, step := range []func(context.Context) error{
		in.tidy, in.resume, in.knowRefused, in.fulfil, in.takeFiles, in.forgetRefused, in.tidy, in.pending,
	} {
		if err := step(ctx); err != nil {
			return in.n, fmt.Errorf("taking in: %w", err)
		}
	}
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
	failed  int                          // files in a row
}

func (p *Pipeline) newIntake(ctx context.Context, v *view) *intake {
	in := &intake{p: p, v: v, shown: p.shownOnce(ctx), began: p.Now(), done: map[string]bool{}}
	in.reader = &reader{p: p, shown: in.shown}
	return in
}

// mostFailures in a row say that not the files are at fault.
const mostFailures = 3

// trouble counts a file that failed for a reason outside of it; after a few in a
// row nothing more is tried.
func (in *intake) trouble(err error) error {
	in.n.Failed++
	in.failed++
	if in.failed >= mostFailures || errors.Is(err, errReader) {
		return err
	}
	in.p.Log.Warn().Str("error", withoutPaths(err)).Msg("a file could not be taken in; it is tried again")
	return nil
}

// over says that this time takes no more files.
func (in *intake) over(ctx context.Context) bool {
	return ctx.Err() != nil || in.p.Now().Sub(in.began) >= turn
}

// withoutPaths is an error without the name of the file that it is about, which
// may be a person's.
func withoutPaths(err error) string {
	var disk *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &disk):
		return disk.Op + ": " + disk.Err.Error()
	case errors.As(err, &link):
		return link.Op + ": " + link.Err.Error()
	}
	return err.Error()
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
			in.p.Log.Info().Int64("delivery", d.ID).Str("error", withoutPaths(err)).Msg("cannot be removed yet")
			continue
		case d.SHA256 != "" && sha != d.SHA256:
			in.p.Log.Info().Int64("delivery", d.ID).Msg("was changed by somebody and stays")
		default:
			if err := in.v.root.Remove(d.Path); err != nil {
				in.p.Log.Info().Int64("delivery", d.ID).Str("error", withoutPaths(err)).Msg("cannot be removed yet")
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
		original, err := in.original(&s, there)
		if err == nil && original == nil && s.SHA256 != "" && !in.v.whole {
			continue // it may stand in a folder that cannot be read now
		}
		if err == nil {
			s, err = in.p.Ledger.Submission(ctx, s.ID)
		}
		if err == nil {
			err = in.finish(context.WithoutCancel(ctx), s, nil, original)
		}
		if err != nil {
			if err := in.trouble(err); err != nil {
				return err
			}
			continue
		}
		in.failed = 0
	}
	return nil
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
	if in.n.Refused > 0 && in.over(ctx) {
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
		return in.trouble(err)
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
	list = inRounds(list, in.p.Share.Folders.Check)
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
func inRounds(list []*arrival, check string) []*arrival {
	before, rounds := map[string]int{}, map[*arrival]int{}
	for _, a := range list {
		top, below, _ := strings.Cut(a.folder, "/")
		if strings.EqualFold(top, check) {
			second, _, _ := strings.Cut(below, "/")
			top += "/" + second
		}
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
			select {
			case <-work.Done():
				return
			case errands <- errand{a, into}:
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
	f.sha, size, f.err = in.p.Archive.Put(file)
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
	case f.err != nil:
		return in.trouble(f.err)
	}
	s, err := in.record(ctx, f)
	if err != nil {
		return err
	}
	in.p.step("take.recorded")
	in.logged(&s)
	in.done[a.path] = true
	if err := in.finish(ctx, s, &f.reading, a); err != nil {
		return in.trouble(err)
	}
	in.failed = 0
	return nil
}

// record decides what becomes of a file that was read.
func (in *intake) record(ctx context.Context, f fetched) (ledger.Submission, error) {
	in.n.Settled++
	d := in.p.dropOf(f.a)
	d.SHA256 = f.sha
	found := in.p.found(&f.reading)
	if top, _, _ := strings.Cut(d.Folder, "/"); strings.EqualFold(top, in.p.Share.Folders.Check) {
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

// finish writes a submission's answers, removes its original and notes both. What
// was done before a crash is found done. r may be nil: it is read again if needed.
func (in *intake) finish(ctx context.Context, s ledger.Submission, r *reading, original *arrival) error {
	list, err := in.answers(ctx, &s, &r)
	if err != nil {
		return err
	}
	for i := range list {
		d := &list[i]
		if d.State == ledger.Written {
			continue
		}
		if in.v.stands(d.Path) {
			d.SHA256, err = in.v.hash(d.Path) // written before a crash: nothing stood there when it was reserved
		} else {
			d.SHA256, err = in.write(ctx, &s, &r, d, list)
		}
		if err != nil {
			return err
		}
		in.p.step("answer.placed")
	}
	if original != nil && in.v.unchanged(original) {
		if err := in.v.root.Remove(original.path); err != nil {
			return err
		}
		in.v.sync(path.Dir(original.path))
		in.p.step("original.removed")
	}
	if err := in.p.Ledger.Finish(ctx, s.ID, list); err != nil {
		return err
	}
	in.p.step("take.finished")
	return nil
}

// answers are the deliveries of a submission, their paths reserved.
func (in *intake) answers(ctx context.Context, s *ledger.Submission, r **reading) ([]ledger.Delivery, error) {
	list, err := in.p.Ledger.DeliveriesOf(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	switch {
	case s.Why == ledger.Withdrawn:
		list = slices.DeleteFunc(list, func(d ledger.Delivery) bool { return d.Role != ledger.AboutEnd })
	case !s.Stands():
		return nil, nil // nothing more is written for it
	}
	filed := ""
	for _, d := range list {
		if d.Role != roleOriginal {
			return list, nil
		}
		filed = d.Path // its receipt is to be written anew
	}
	// What it takes the place of makes room first, so that its name is free.
	if err := in.tidy(ctx); err != nil {
		return nil, err
	}
	if err := in.reread(ctx, s, r); err != nil {
		return nil, err
	}
	wish, err := in.wishes(ctx, s, *r, filed)
	if err != nil {
		return nil, err
	}
	reserved, err := in.p.Ledger.Reserve(ctx, wish, in.v.stands)
	in.p.step("answer.reserved")
	return append(list, reserved...), err
}

// reread reads a submission's original again, where its answer needs that.
func (in *intake) reread(ctx context.Context, s *ledger.Submission, r **reading) error {
	if *r != nil || s.SHA256 == "" || s.Outcome == ledger.Known || s.Why == ledger.Withdrawn {
		return nil
	}
	got, err := in.reader.read(safeName(s.Name), s.Size, func(to io.Writer) error { return in.p.Archive.Copy(to, s.SHA256) })
	if err != nil {
		return err
	}
	if s.Outcome == ledger.Returned && !got.faulty() {
		// The programme file or the program changed between a crash and now.
		got = in.p.unread(safeName(s.Name), sources.Problem{Code: "take.again"})
	}
	*r = &got
	return ctx.Err()
}

// wishes are the files that answer a submission, for the first, second… try to
// find free names; filed is where its original stands already.
func (in *intake) wishes(ctx context.Context, s *ledger.Submission, r *reading, filed string) (func(n int) []ledger.Delivery, error) {
	folders := &in.p.Share.Folders
	back := path.Join(folders.Returned, safeFolder(s.Folder))
	switch s.Outcome {
	case ledger.Accepted, ledger.Known:
		if s.Why == ledger.Withdrawn {
			break
		}
		if filed != "" {
			return func(n int) []ledger.Delivery {
				name := strings.TrimSuffix(filed, path.Ext(filed)) + receiptEnding
				return []ledger.Delivery{{Submission: s.ID, Role: roleAnswer, Path: numberedName(name, n)}}
			}, nil
		}
		of := s.ID
		if s.Outcome == ledger.Known {
			of = s.SameAs
		}
		cells, err := in.p.Ledger.Cells(ctx, of)
		if err != nil {
			return nil, err
		}
		received := s.Received.In(in.p.Now().Location())
		title := fmt.Sprintf("%s (%s)", in.p.titleOf(s.Kind, s.Unit, cells), received.Format("2006-01-02 1504"))
		folder := path.Join(folders.Accepted, strconv.Itoa(in.p.yearOf(cells, received)), safeFolder(s.Folder))
		return func(n int) []ledger.Delivery {
			base := path.Join(folder, title)
			if n > 1 {
				base = fmt.Sprintf("%s (%d)", base, n)
			}
			list := []ledger.Delivery{{Submission: s.ID, Role: roleAnswer, Path: base + receiptEnding}}
			if s.Outcome == ledger.Accepted {
				list = append([]ledger.Delivery{{Submission: s.ID, Role: roleOriginal, Path: base + endingOf(s)}}, list...)
			}
			return list
		}, nil
	case ledger.Refused:
		return func(n int) []ledger.Delivery {
			return []ledger.Delivery{{Submission: s.ID, Role: roleAnswer, Path: path.Join(back, numberedName(safeName(s.Name)+" KLUDAS.txt", n))}}
		}, nil
	case ledger.Returned, ledger.Checked:
	}
	if s.Why == ledger.Withdrawn {
		filed, err := in.p.Ledger.LastPath(ctx, s.ID, roleOriginal)
		if err != nil {
			return nil, err
		}
		if filed == "" {
			filed = path.Join(back, safeName(s.Name))
		}
		return func(n int) []ledger.Delivery {
			name := strings.TrimSuffix(filed, path.Ext(filed)) + " ATSAUKTS.txt"
			return []ledger.Delivery{{Submission: s.ID, Role: ledger.AboutEnd, Path: numberedName(name, n)}}
		}, nil
	}
	return func(n int) []ledger.Delivery {
		add := func(list []ledger.Delivery, role, name string) []ledger.Delivery {
			return append(list, ledger.Delivery{Submission: s.ID, Role: role, Path: path.Join(back, numberedName(safeShort(path.Base(name), mostAnswer), n))})
		}
		list := add(nil, roleOriginal, safeName(s.Name))
		switch {
		case !r.faulty():
			list = add(list, roleAnswer, safeName(s.Name)+" PARBAUDE.txt")
		default:
			if r.Copy != nil {
				list = add(list, roleMarked, r.CopyName)
			}
			list = add(list, roleAnswer, r.TextName)
		}
		return list
	}, nil
}

// titleOf says what a file is: its kind and years; of a template, that it is one
// and its name when it was made.
func (p *Pipeline) titleOf(kind indicators.Kind, unit string, cells []sources.Cell) string {
	if kind == indicators.FormKind && len(cells) == 1 {
		if f, ok := indicators.FormOf(p.Programme, unit, cells[0].Year); ok {
			return "veidne " + strings.TrimSuffix(templates.FormFileName(f), ".xlsx")
		}
	}
	title := string(kind)
	var years []string
	for _, c := range cells {
		y := ""
		switch {
		case c.Year != 0:
			y = fmt.Sprintf("%d-%d", c.Year, c.Year+1)
		case c.Calendar != 0:
			y = strconv.Itoa(int(c.Calendar))
		}
		if y != "" && !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	slices.Sort(years)
	switch len(years) {
	case 0:
		return title
	case 1:
		return title + " " + years[0]
	}
	return title + " " + years[0] + " lidz " + years[len(years)-1]
}

// yearOf is the latest monitoring year that a file covers; the year in which it
// came where it covers none.
func (p *Pipeline) yearOf(cells []sources.Cell, received time.Time) int {
	year := 0
	for _, c := range cells {
		switch {
		case c.Year != 0:
			year = max(year, p.Programme.MonitoringYearOf(c.Year))
		case c.Calendar != 0:
			year = max(year, int(c.Calendar))
		}
	}
	if year == 0 {
		return received.Year()
	}
	return year
}

// endingOf is the ending under which an accepted file is filed: its own, where that
// says what it is.
func endingOf(s *ledger.Submission) string {
	endings := []string{".csv", ".txt", ".tsv"}
	if s.Kind == indicators.FormKind {
		endings = []string{".xlsx", ".xlsm"}
	}
	if ext := strings.ToLower(path.Ext(s.Name)); slices.Contains(endings, ext) {
		return ext
	}
	return endings[0]
}

// write writes one answer.
func (in *intake) write(ctx context.Context, s *ledger.Submission, r **reading, d *ledger.Delivery, list []ledger.Delivery) (string, error) {
	if d.Role == roleOriginal {
		return in.v.lay(d.Path, func(to io.Writer) error { return in.p.Archive.Copy(to, s.SHA256) }, in.p.step)
	}
	if err := in.reread(ctx, s, r); err != nil {
		return "", err
	}
	text, err := in.text(ctx, s, *r, d, list)
	if err != nil {
		return "", err
	}
	return in.v.layText(d.Path, text, in.p.step)
}

// timeOf is a time as people are told of it.
func (p *Pipeline) timeOf(t time.Time) string {
	return t.In(p.Now().Location()).Format("2006-01-02 15:04")
}

// text is what an answer says.
func (in *intake) text(ctx context.Context, s *ledger.Submission, r *reading, d *ledger.Delivery, list []ledger.Delivery) ([]byte, error) {
	receipt := templates.Receipt{Name: s.Name, At: in.p.timeOf(s.Received)}
	if r != nil {
		receipt.Reading = &r.Submission
	}
	switch {
	case d.Role == ledger.AboutEnd:
		decision, err := in.p.Ledger.DecisionOn(ctx, s.ID, ledger.AskWithdraw)
		if err != nil {
			return nil, err
		}
		receipt.Of, receipt.At, receipt.Reason, receipt.Who, receipt.Reading = templates.Withdrawn, in.p.timeOf(decision.At), decision.Reason, decision.Who, nil
	case d.Role == roleMarked && r.Copy != nil:
		return r.Copy, nil
	case s.Outcome == ledger.Known:
		same, err := in.p.Ledger.Submission(ctx, s.SameAs)
		if err != nil {
			return nil, err
		}
		filed, err := in.p.Ledger.LastPath(ctx, s.SameAs, roleOriginal)
		if err != nil {
			return nil, err
		}
		receipt.Of, receipt.Before, receipt.Filed, receipt.Reading = templates.Known, in.p.timeOf(same.Received), filed, nil
	case s.Outcome == ledger.Refused:
		if r == nil {
			r = &reading{Submission: sources.Submission{Problems: []sources.Problem{{File: s.Name, Code: s.Flaw, Severity: sources.Error, Args: map[string]string{
				"limit": strconv.FormatInt(in.p.Share.limit(s.Name)>>20, 10),
			}}}}}
		}
		receipt.Of, receipt.Finding, receipt.Reading = templates.NotDone, r.Submission.Problems[0], nil
	case r.faulty() && s.Outcome != ledger.Accepted:
		return r.Text, nil
	case s.Outcome == ledger.Checked:
		receipt.Of = templates.Checked
	default:
		receipt.Of = templates.Accepted
		if s.Decision != 0 {
			decision, err := in.p.Ledger.Decision(ctx, s.Decision)
			if err != nil {
				return nil, err
			}
			receipt.Reason, receipt.Who = decision.Reason, decision.Who
		}
		for _, o := range list {
			if o.Role == roleOriginal {
				receipt.Filed = path.Base(o.Path)
			}
		}
		for _, x := range s.Supersedes {
			receipt.Replaced = append(receipt.Replaced, sources.Problem{
				Code: "merge.replaced", Args: map[string]string{"file": x.Name, "rows": strconv.Itoa(x.Rows)},
			})
		}
		receipt.Queries = in.p.asked(s.Queries, receipt.Reading)
		receipt.Reading = withoutQueries(receipt.Reading)
	}
	return templates.ReceiptText(in.p.Language, &receipt)
}

func (p *Pipeline) step(name string) {
	if p.Fault != nil {
		p.Fault(name)
	}
}
