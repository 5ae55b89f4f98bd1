package ledger

import (
	"context"
	"fmt"
	"time"
)

// The kinds of requests.
const (
	AskAccept   = "accept"
	AskWithdraw = "withdraw"
	AskAnswer   = "answer"
	AskRerun    = "rerun"
	AskApprove  = "approve"
)

// A Request is a gesture: a file in the share by which an officer asks for
// something. Folder and Name are below the share, with person codes masked.
type Request struct {
	ID         int64
	Kind       string
	Year       int   // monitoring year of a rerun or an approval
	Submission int64 // that is to be accepted, withdrawn or answered for; 0: not known
	Reason     string
	Who        string // the file's owner, where the share tells
	At         time.Time
	Folder     string
	Name       string
	Size       int64
	Modified   time.Time
	SHA256     string
	Answered   time.Time // zero: not yet
	Code       string    // why it was not done; empty: it was, or waits
	Run        int64     // that answered it
	Finished   bool      // its answer stands there and its file is removed
}

const requestColumns = `id, kind, year, submission, reason, who, at, folder, name, size, modified, sha256, answered, code, run, finished`

func scanRequest(scan func(...any) error) (r Request, err error) {
	var modified int64
	err = scan(&r.ID, &r.Kind, &r.Year, numbered{&r.Submission}, &r.Reason, &r.Who, stamped{&r.At}, &r.Folder, &r.Name, &r.Size, &modified,
		&r.SHA256, stamped{&r.Answered}, &r.Code, numbered{&r.Run}, &r.Finished)
	r.Modified = time.Unix(0, modified).UTC()
	return r, err
}

// Ask records a request; one with a Code is refused with that at once, as
// AnswerRequest does it, so that nobody ever carries it out. The same file in the same
// place is the same request, as long as its file was not removed.
func (l *Ledger) Ask(ctx context.Context, r Request) (Request, error) {
	err := l.change(ctx, func(t *transaction) error {
		same, err := all(t.ctx, t.tx, scanRequest, `SELECT `+requestColumns+` FROM requests
			WHERE finished = 0 AND folder = ? AND name = ? AND size = ? AND modified = ? AND sha256 = ?`,
			r.Folder, r.Name, r.Size, r.Modified.UnixNano(), r.SHA256)
		if err != nil {
			return err
		}
		if len(same) > 0 {
			r = same[0]
			return nil
		}
		r.At = t.now
		r.ID = t.insert(`INSERT INTO requests (kind, year, submission, reason, who, at, folder, name, size, modified, sha256)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, r.Kind, r.Year, some(r.Submission), r.Reason, r.Who, stamp(r.At),
			r.Folder, r.Name, r.Size, r.Modified.UnixNano(), r.SHA256)
		t.note(entry{who: r.Who, what: "request." + r.Kind, submission: r.Submission, request: r.ID, detail: fmt.Sprintf("year=%d", r.Year)})
		if r.Code != "" {
			t.answer(&r, r.Code, 0)
		}
		return t.err
	})
	if err != nil {
		return Request{}, fmt.Errorf("recording the request %q: %w", r.Name, err)
	}
	return r, nil
}

// sameTime is how long after one request was answered another one may be asked
// whose sender did not see that answer yet.
const sameTime = time.Minute

// AnswerRequest says what became of a request: the run that answers it, or the
// code of the reason why it was not done. Its sender is then to be told. What was
// told of earlier requests of its kind leaves the share: of refused ones under the
// same name in the same folder; where it was done, of all under that name, of those
// about the same file, of those about the same year unless they were asked at about
// the same time, and of ones in its folder of which nobody could tell what they were
// about, once no other file stands there that they may be about – of a withdrawal at
// once: who named one file did not mean the others.
func (l *Ledger) AnswerRequest(ctx context.Context, id int64, code string, run int64) (Request, error) {
	var r Request
	err := l.change(ctx, func(t *transaction) (err error) {
		if r, err = one(t.ctx, t.tx, scanRequest, `SELECT `+requestColumns+` FROM requests WHERE id = ?`, id); err != nil || !r.Answered.IsZero() {
			return err
		}
		t.answer(&r, code, run)
		return t.err
	})
	if err != nil {
		return Request{}, fmt.Errorf("answering request %d: %w", id, err)
	}
	return r, nil
}

func (t *transaction) answer(r *Request, code string, run int64) {
	r.Answered, r.Code, r.Run, r.Finished = t.now, code, run, false
	t.exec(`UPDATE requests SET answered = ?, code = ?, run = ?, finished = 0 WHERE id = ?`, stamp(t.now), code, some(run), r.ID)
	t.exec(`UPDATE deliveries SET state = 'leaving' WHERE state = 'written' AND request IN (SELECT id FROM requests
		WHERE kind = ? AND id < ? AND (folder = ? AND name = ? AND (code <> '' OR ? = '')
			OR ? = '' AND (year <> 0 AND year = ? AND answered < ? OR submission = ?
				OR folder = ? AND year = 0 AND submission IS NULL AND (kind = 'withdraw' OR NOT EXISTS (
					SELECT 1 FROM deliveries WHERE submission <> ? AND state = 'written' AND `+directly+`)))))`,
		append([]any{r.Kind, r.ID, r.Folder, r.Name, code, code, r.Year, stamp(r.At.Add(-sameTime)), some(r.Submission),
			r.Folder, some(r.Submission)}, directlyIn(r.Folder)...)...)
	t.note(entry{what: "request.answered", request: r.ID, run: run, detail: "code=" + code})
}

// RefusedFor are the requests that were refused for a reason, of which a note stands.
func (l *Ledger) RefusedFor(ctx context.Context, code string) ([]Request, error) {
	list, err := all(ctx, l.read, scanRequest, `SELECT `+requestColumns+` FROM requests WHERE code = ? AND finished = 1
		AND EXISTS (SELECT 1 FROM deliveries d WHERE d.request = requests.id AND d.state = 'written') ORDER BY id`, code)
	if err != nil {
		return nil, fmt.Errorf("looking refused requests up: %w", err)
	}
	return list, nil
}

// TakeBack lets the note on a request leave the share.
func (l *Ledger) TakeBack(ctx context.Context, request int64) error {
	err := l.change(ctx, func(t *transaction) error {
		t.exec(`UPDATE deliveries SET state = 'leaving' WHERE request = ? AND state = 'written'`, request)
		return t.err
	})
	if err != nil {
		return fmt.Errorf("taking the note on request %d back: %w", request, err)
	}
	return nil
}

// Request gives one request.
func (l *Ledger) Request(ctx context.Context, id int64) (Request, error) {
	r, err := one(ctx, l.read, scanRequest, `SELECT `+requestColumns+` FROM requests WHERE id = ?`, id)
	if err != nil {
		return r, fmt.Errorf("looking request %d up: %w", id, err)
	}
	return r, nil
}

// Fulfilled says that a run was what one of the requests of a kind asked for.
func (l *Ledger) Fulfilled(ctx context.Context, kind string, run int64) (bool, error) {
	list, err := all(ctx, l.read, scanRequest, `SELECT `+requestColumns+` FROM requests WHERE kind = ? AND run = ? AND code = '' LIMIT 1`, kind, run)
	if err != nil {
		return false, fmt.Errorf("looking up who asked for run %d: %w", run, err)
	}
	return len(list) > 0, nil
}

// OpenRequests are those that wait for an answer, or whose answer does not stand
// there yet, the oldest first.
func (l *Ledger) OpenRequests(ctx context.Context) ([]Request, error) {
	list, err := all(ctx, l.read, scanRequest, `SELECT `+requestColumns+` FROM requests WHERE finished = 0 OR answered IS NULL ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("looking requests up: %w", err)
	}
	return list, nil
}
