package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// The states of a delivery.
const (
	Wanted  = "wanted"  // its path is reserved; it may be written already
	Written = "written" // it stands there
	Leaving = "leaving" // it is to be removed
	Left    = "gone"    // it was removed, or became a person's own
)

// A Delivery is a file that the program laid, or will lay, into the shared
// folder. It belongs to one submission, request or run.
type Delivery struct {
	ID                       int64
	Submission, Request, Run int64
	Role                     string // what it is: the caller's word
	Path                     string // below the share, with slashes
	SHA256                   string // of what was written; empty: not known yet
	State                    string
	Sent                     string // the name of the submission as it came
}

const deliveryColumns = `id, submission, request, run, role, path, sha256, state,
	coalesce((SELECT s.name FROM submissions s WHERE s.id = deliveries.submission), '')`

func scanDelivery(scan func(...any) error) (d Delivery, err error) {
	err = scan(&d.ID, numbered{&d.Submission}, numbered{&d.Request}, numbered{&d.Run}, &d.Role, &d.Path, &d.SHA256, &d.State, &d.Sent)
	return d, err
}

func (l *Ledger) deliveries(ctx context.Context, where string, args ...any) ([]Delivery, error) {
	list, err := all(ctx, l.read, scanDelivery,
		`SELECT `+deliveryColumns+` FROM deliveries `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("looking deliveries up: %w", err)
	}
	return list, nil
}

// DeliveriesOf are those of a submission that stand there or shall.
func (l *Ledger) DeliveriesOf(ctx context.Context, submission int64) ([]Delivery, error) {
	return l.deliveries(ctx, `WHERE submission = ? AND state IN ('wanted', 'written') ORDER BY id`, submission)
}

// DeliveriesFor are those of a request that stand there or shall.
func (l *Ledger) DeliveriesFor(ctx context.Context, request int64) ([]Delivery, error) {
	return l.deliveries(ctx, `WHERE request = ? AND state IN ('wanted', 'written') ORDER BY id`, request)
}

// LastPath is where a submission's file of a role stands or stood last; empty:
// nowhere yet.
func (l *Ledger) LastPath(ctx context.Context, submission int64, role string) (string, error) {
	list, err := l.deliveries(ctx, `WHERE submission = ? AND role = ? ORDER BY id DESC LIMIT 1`, submission, role)
	if err != nil || len(list) == 0 {
		return "", err
	}
	return list[0].Path, nil
}

// LeftIn are the submissions' files that stood directly in a folder of the share
// and do no longer, the latest first.
func (l *Ledger) LeftIn(ctx context.Context, folder string) ([]Delivery, error) {
	return l.deliveries(ctx, `WHERE submission IS NOT NULL AND state IN ('leaving', 'gone') AND `+directly+` ORDER BY id DESC`, directlyIn(folder)...)
}

// directly holds for paths directly in a folder, for which directlyIn fills the places.
const directly = `substr(path, 1, ?) = ? AND instr(substr(path, ?), '/') = 0`

func directlyIn(folder string) []any {
	n := len([]rune(folder))
	return []any{n + 1, folder + "/", n + 2}
}

// DeliveredIn are the submissions' files that stand directly in a folder of the
// share.
func (l *Ledger) DeliveredIn(ctx context.Context, folder string) ([]Delivery, error) {
	return l.deliveries(ctx, `WHERE submission IS NOT NULL AND state = 'written' AND `+directly+` ORDER BY id`, directlyIn(folder)...)
}

// StandingBelow are the submissions' files that stand anywhere below a folder of the
// share: of those that stand, and of ended ones what tells their senders so.
func (l *Ledger) StandingBelow(ctx context.Context, folder string) ([]Delivery, error) {
	return l.deliveries(ctx, `WHERE submission IS NOT NULL AND state = 'written' AND `+anywhereBelow+` AND
		(role = ? OR (SELECT ended FROM submissions WHERE id = deliveries.submission) IS NULL) ORDER BY submission, id`, append(below(folder), AboutEnd)...)
}

// anywhereBelow holds for paths below a folder, for which below fills the places.
const anywhereBelow = `substr(path, 1, ?) = ?`

func below(folder string) []any { return []any{len([]rune(folder)) + 1, folder + "/"} }

// LoseFolder says that a folder of the share is gone with all that stood in it. The
// files of some submissions are to be laid there again, under the same paths. It gives
// how many files stood there.
func (l *Ledger) LoseFolder(ctx context.Context, folder string, again []int64) (lost int, err error) {
	stood, err := l.deliveries(ctx, `WHERE state = 'written' AND `+anywhereBelow, below(folder)...)
	if err != nil || len(stood) == 0 {
		return 0, err
	}
	err = l.change(ctx, func(t *transaction) error {
		for _, id := range again {
			t.exec(`UPDATE deliveries SET state = 'wanted', sha256 = '' WHERE state = 'written' AND submission = ? AND `+anywhereBelow, append([]any{id}, below(folder)...)...)
			t.exec(`UPDATE submissions SET finished = 0 WHERE id = ?`, id)
		}
		t.exec(`UPDATE deliveries SET state = 'gone' WHERE state IN ('written', 'leaving') AND `+anywhereBelow, below(folder)...)
		t.note(entry{what: "share.folder.gone", detail: fmt.Sprintf("folder=%s files=%d again=%d", folder, len(stood), len(again))})
		return t.err
	})
	if err != nil {
		return 0, fmt.Errorf("noting that the folder %q is gone: %w", folder, err)
	}
	return len(stood), nil
}

// Delivered says that something of ours stands in the share, as far as is known.
func (l *Ledger) Delivered(ctx context.Context) (bool, error) {
	list, err := l.deliveries(ctx, `WHERE state = 'written' LIMIT 1`)
	return len(list) > 0, err
}

// Leaving are the deliveries that are to be removed from the share.
func (l *Ledger) Leaving(ctx context.Context) ([]Delivery, error) {
	return l.deliveries(ctx, `WHERE state = 'leaving' ORDER BY id`)
}

// Removed says that deliveries are no longer there.
func (l *Ledger) Removed(ctx context.Context, list []Delivery) error {
	if len(list) == 0 {
		return nil
	}
	err := l.change(ctx, func(t *transaction) error {
		for _, d := range list {
			t.exec(`UPDATE deliveries SET state = 'gone' WHERE id = ?`, d.ID)
		}
		return t.err
	})
	if err != nil {
		return fmt.Errorf("noting what was removed: %w", err)
	}
	return nil
}

// Reserve gives deliveries paths that no other delivery has and at which nothing
// stands, which stands tells: of what wish gives for 1, 2, 3… the first of which
// all paths are free. They are wanted until Finish.
func (l *Ledger) Reserve(ctx context.Context, wish func(n int) []Delivery, stands func(path string) bool) ([]Delivery, error) {
	var list []Delivery
	err := l.change(ctx, func(t *transaction) error {
		for n := 1; ; n++ {
			list = wish(n)
			free := true
			for i, d := range list {
				// Some disks do not tell capital letters apart.
				if slices.ContainsFunc(list[:i], func(o Delivery) bool { return strings.EqualFold(o.Path, d.Path) }) {
					return errors.New("two files of one answer have the same path")
				}
				taken, err := all(t.ctx, t.tx, scanDelivery, `SELECT `+deliveryColumns+`
					FROM deliveries WHERE path = ? AND state <> 'gone'`, d.Path)
				if err != nil {
					return err
				}
				free = free && len(taken) == 0 && !stands(d.Path)
			}
			if free {
				break
			}
		}
		for i := range list {
			d := &list[i]
			d.State = Wanted
			d.ID = t.insert(`INSERT INTO deliveries (submission, request, run, role, path, state) VALUES (?, ?, ?, ?, ?, 'wanted')`,
				some(d.Submission), some(d.Request), some(d.Run), d.Role, d.Path)
		}
		return t.err
	})
	if err != nil {
		return nil, fmt.Errorf("reserving paths: %w", err)
	}
	return list, nil
}

// Finish says that a submission's answers stand there, with their hashes, and
// that its original is removed.
func (l *Ledger) Finish(ctx context.Context, submission int64, written []Delivery) error {
	err := l.change(ctx, func(t *transaction) error {
		t.written(written)
		t.exec(`UPDATE submissions SET finished = 1 WHERE id = ?`, submission)
		// It may have ended before its answers stood there.
		t.exec(`UPDATE deliveries SET state = 'leaving' WHERE submission = ? AND state IN ('wanted', 'written')
			AND (SELECT ended FROM submissions WHERE id = ?) IS NOT NULL AND role <> ?`, submission, submission, AboutEnd)
		return t.err
	})
	if err != nil {
		return fmt.Errorf("finishing submission %d: %w", submission, err)
	}
	return nil
}

// The roles of a run's workbook: as it was calculated, and of an approved run.
const (
	Workbook        = "workbook"
	ApprovedEdition = "approved workbook"
)

// SentFile is the role of a file that somebody sent, where it was filed or went back.
const SentFile = "original"

// The roles of what tells a sender: what became of a file, which is written anew
// when a query of it is answered, and that a submission ended, which stays when the
// submission's other deliveries leave.
const (
	AboutTaking = "answer"
	AboutEnd    = "about the end"
)

// FinishRequest says that a request's answer stands there and its file is removed.
func (l *Ledger) FinishRequest(ctx context.Context, request int64, written []Delivery) error {
	err := l.change(ctx, func(t *transaction) error {
		t.written(written)
		t.exec(`UPDATE requests SET finished = 1 WHERE id = ?`, request)
		return t.err
	})
	if err != nil {
		return fmt.Errorf("finishing request %d: %w", request, err)
	}
	return nil
}

func (t *transaction) written(list []Delivery) {
	for _, d := range list {
		t.exec(`UPDATE deliveries SET state = 'written', sha256 = ? WHERE id = ? AND state = 'wanted'`, d.SHA256, d.ID)
	}
}
