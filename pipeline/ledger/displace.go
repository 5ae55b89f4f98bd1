package ledger

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"raditaji/sources"
)

// displace ends what the new submission takes the place of, and notes what it
// supersedes.
func (t *transaction) displace(s *Submission, r *Reading) error {
	switch s.Outcome {
	case Accepted:
		if err := t.supersede(s, r.Cells); err != nil {
			return err
		}
		if err := t.query(s, r.Queries); err != nil {
			return err
		}
		t.tellEarlier(s.ID)
		before, err := all(t.ctx, t.tx, scanSubmission, `SELECT `+submissionColumns+` FROM submissions s
			WHERE s.sha256 = ? AND s.outcome = 'accepted' AND s.id <> ?`, s.SHA256, s.ID)
		if err != nil {
			return err
		}
		for _, b := range before {
			if b.Stands() {
				t.end(b.ID, Again, s.Received)
			}
		}
		t.answerAnew(s)
		if slices.ContainsFunc(before, func(b Submission) bool { return b.Why == Withdrawn }) {
			if err := t.tellSettled(s.SHA256); err != nil {
				return err
			}
		}
		return t.correct(s, s.ID, Corrected)
	case Returned:
		t.answerAnew(s)
		return t.correct(s, s.ID, Replaced)
	case Checked, Refused:
		before, err := all(t.ctx, t.tx, scanSubmission, `SELECT `+submissionColumns+` FROM submissions s
			WHERE s.outcome = ? AND s.folder = ? AND s.name = ? AND s.ended IS NULL AND s.id <> ?`, s.Outcome, s.Folder, s.Name, s.ID)
		if err != nil {
			return err
		}
		for _, b := range before {
			t.end(b.ID, Replaced, s.Received)
		}
	case Known:
		t.answerAnew(s)
		return t.correct(s, s.SameAs, Corrected)
	}
	return t.err
}

// answerAnew lets what told the sender of a returned file leave that it need not be
// corrected: a new answer about the file, or one of its name, kind and institution, is
// laid there.
func (t *transaction) answerAnew(s *Submission) {
	t.exec(`UPDATE deliveries SET state = 'leaving' WHERE state IN ('wanted', 'written') AND role = ? AND submission IN (
		SELECT id FROM submissions WHERE outcome = 'returned' AND why IN ('corrected', 'again') AND folder = ?
			AND (sha256 = ? OR (name = ? OR substr(?, -length(name) - 3) = ' - ' || name) AND (? = '' OR kind IN ('', ?)) AND (? = '' OR unit IN ('', ?))))`,
		AboutEnd, s.Folder, s.SHA256, s.Name, s.Name, s.Kind, s.Kind, s.Unit, s.Unit)
}

// settles holds for returned submissions r that ended as Corrected or Again for a
// submission s, accepted then or in force already.
const settles = `r.outcome = 'returned' AND r.why IN ('corrected', 'again') AND r.ended = s.received AND r.id < s.id AND s.outcome IN ('accepted', 'known')
	AND (s.sha256 = r.sha256 OR r.folder = s.folder AND NOT EXISTS (SELECT 1 FROM cells WHERE submission = r.id) OR EXISTS (
		SELECT 1 FROM cells c JOIN cells n ON n.submission = iif(s.outcome = 'known', s.same_as, s.id) AND n.kind = c.kind AND n.year = c.year
			AND n.calendar = c.calendar AND n.institution = c.institution AND n.part = c.part WHERE c.submission = r.id))`

// tellSettled says that the senders of returned files of other folders that ended for
// some bytes are to be told anew what stands.
func (t *transaction) tellSettled(sha string) error {
	list, err := all(t.ctx, t.tx, func(scan func(...any) error) (id int64, err error) {
		err = scan(&id)
		return id, err
	}, `SELECT DISTINCT r.id FROM submissions s JOIN submissions r ON `+settles+` WHERE s.sha256 = ? AND r.folder <> s.folder`, sha)
	for _, id := range list {
		t.exec(`UPDATE deliveries SET state = 'leaving' WHERE state IN ('wanted', 'written') AND role = ? AND submission = ?`, AboutEnd, id)
		t.exec(`UPDATE submissions SET finished = 0 WHERE id = ?`, id)
	}
	return err
}

// correct ends the returned files that this one corrects: where it is accepted, or in
// force already as the submission whose cells these are, those of the same folder with
// its name or its bytes, unless they are about something else, and those of any folder
// all of whose cells it covers; where it is returned itself, only those that came under its own name, or went back under
// it with the institution in front: every other one keeps its answer. The plus is
// as in supersede.
func (t *transaction) correct(s *Submission, cells int64, why string) error {
	type candidate struct {
		Submission
		back           bool // under the new one's name
		covered, cells int
	}
	wentBack := `EXISTS (SELECT 1 FROM deliveries d WHERE d.submission = s.id AND d.role = '` + SentFile + `' AND d.state = 'written'
		AND substr(d.path, -length(?)) = ?)`
	list, err := all(t.ctx, t.tx, func(scan func(...any) error) (c candidate, err error) {
		c.Submission, err = scanSubmission(func(to ...any) error { return scan(append(to, &c.back, &c.cells, &c.covered)...) })
		return c, err
	}, `SELECT `+submissionColumns+`, `+wentBack+`, (SELECT count(*) FROM cells c WHERE c.submission = s.id),
			(SELECT count(*) FROM cells c JOIN cells n ON n.submission = ? AND n.kind = c.kind AND n.year = c.year
				AND n.calendar = c.calendar AND n.institution = c.institution AND n.part = c.part WHERE c.submission = s.id)
		FROM submissions s WHERE +s.outcome = 'returned' AND s.ended IS NULL AND s.id IN (
			SELECT id FROM submissions WHERE outcome = 'returned' AND ended IS NULL AND folder = ?
				AND (name = ? OR sha256 = ? OR substr(?, -length(name) - 3) = ' - ' || name)
			UNION
			SELECT c.submission FROM cells n JOIN cells c ON c.kind = n.kind AND c.year = n.year AND c.calendar = n.calendar
				AND c.institution = n.institution AND c.part = n.part WHERE n.submission = ?) AND s.id <> ?`,
		"/"+s.Name, "/"+s.Name, cells, s.Folder, s.Name, s.SHA256, s.Name, cells, s.ID)
	if err != nil {
		return err
	}
	for _, c := range list {
		accepted := s.Outcome != Returned
		named := c.Folder == s.Folder && (c.Name == s.Name || c.back || accepted && c.SHA256 == s.SHA256) &&
			(c.Kind == s.Kind || c.Kind == "" || s.Kind == "") && (c.cells == 0 || c.covered > 0 || !accepted)
		whole := accepted && c.cells > 0 && c.covered == c.cells
		if !named && !whole {
			continue
		}
		if accepted && c.SHA256 == s.SHA256 {
			t.end(c.ID, Again, s.Received)
		} else {
			t.end(c.ID, why, s.Received)
		}
		if accepted && c.Folder != s.Folder {
			t.exec(`UPDATE submissions SET finished = 0 WHERE id = ?`, c.ID) // who sent it does not see the other folder and is to be told
		}
	}
	return t.err
}

// end says that a submission no longer stands; what it laid into the shared
// folder is to leave, and why requests about it were not done.
func (t *transaction) end(id int64, why string, at time.Time) {
	t.exec(`UPDATE submissions SET ended = ?, why = ? WHERE id = ? AND ended IS NULL`, stamp(at), why, id)
	t.exec(`UPDATE deliveries SET state = 'leaving' WHERE state = 'written' AND (submission = ?
		OR request IN (SELECT id FROM requests WHERE submission = ? AND code <> ''))`, id, id)
	t.note(entry{what: "submission." + why, submission: id})
	t.tellEarlier(id)
}

// tellEarlier says that the receipts of those are to be written anew that stand in a
// cell right before an accepted submission: it takes their place there, or did.
func (t *transaction) tellEarlier(id int64) {
	t.exec(`UPDATE submissions SET finished = 0 WHERE finished = 1 AND (SELECT outcome FROM submissions WHERE id = ?) = 'accepted' AND id IN (
		SELECT `+beside("<", "DESC")+` FROM cells c WHERE c.submission = ? AND c.used > 0)`, id, id)
}

// beside is the accepted submission that stands next to that of a cell c, before it
// (<, DESC) or after it (>, ASC), and has rows in the cell. The plus is as in supersede.
func beside(which, order string) string {
	return `(SELECT c2.submission FROM cells c2 JOIN submissions s2 ON s2.id = c2.submission
		WHERE c2.kind = c.kind AND c2.year = c.year AND c2.calendar = c.calendar AND c2.institution = c.institution AND c2.part = c.part
		AND c2.submission ` + which + ` c.submission AND c2.used > 0 AND +s2.outcome = 'accepted' AND s2.ended IS NULL
		ORDER BY c2.submission ` + order + ` LIMIT 1)`
}

// A Successor is an accepted submission that stands in the place of an earlier one,
// or of a part of it.
type Successor struct {
	Submission int64
	Name       string
	Came       time.Time
	Rows       int // of the earlier one, in whose place it stands
}

// Successors are those that stand in the place of a submission, in the order of
// taking in, and how many of its used rows nobody replaced.
func (l *Ledger) Successors(ctx context.Context, submission int64) (list []Successor, left int, err error) {
	all, err := all(ctx, l.read, func(scan func(...any) error) (x Successor, err error) {
		err = scan(numbered{&x.Submission}, &x.Name, stamped{&x.Came}, &x.Rows)
		return x, err
	}, `SELECT n.by, coalesce(s.name, ''), CASE WHEN s.id IS NULL THEN NULL ELSE `+came+` END, sum(n.used)
		FROM (SELECT c.used, `+beside(">", "ASC")+` AS by FROM cells c WHERE c.submission = ? AND c.used > 0) n
		LEFT JOIN submissions s ON s.id = n.by GROUP BY n.by ORDER BY n.by`, submission)
	if err != nil {
		return nil, 0, fmt.Errorf("looking up what stands in the place of submission %d: %w", submission, err)
	}
	for _, x := range all {
		if x.Submission == 0 {
			left = x.Rows
			continue
		}
		list = append(list, x)
	}
	return list, left, nil
}

// Anew says that a receipt which stands in the shared folder is to be written again.
func (l *Ledger) Anew(ctx context.Context, submission int64) error {
	err := l.change(ctx, func(t *transaction) error {
		t.anew(submission)
		return t.err
	})
	if err != nil {
		return fmt.Errorf("asking for another receipt of submission %d: %w", submission, err)
	}
	return nil
}

func (t *transaction) anew(submission int64) {
	t.exec(`UPDATE deliveries SET state = 'leaving' WHERE submission = ? AND role = ? AND state = 'written'`, submission, AboutTaking)
	t.exec(`UPDATE submissions SET finished = 0 WHERE id = ?`, submission)
}

// supersede finds by the rules of sources.Merge what the new submission replaces,
// and what of it is unusual. The plus keeps SQLite from going through all that ever
// was accepted: it begins with the few that share a cell.
func (t *transaction) supersede(s *Submission, cells []sources.Cell) error {
	if len(cells) == 0 {
		return nil
	}
	earlier, err := all(t.ctx, t.tx, scanSubmission, `SELECT `+submissionColumns+` FROM submissions s
		WHERE +s.outcome = 'accepted' AND s.ended IS NULL AND s.id < ? AND s.id IN (
			SELECT c.submission FROM (SELECT DISTINCT kind, year, calendar, institution FROM cells WHERE submission = ?) n
			JOIN cells c ON c.kind = n.kind AND c.year = n.year AND c.calendar = n.calendar AND c.institution = n.institution
			WHERE c.used > 0 AND NOT EXISTS (SELECT 1 FROM cells c2 JOIN submissions s2 ON s2.id = c2.submission
				WHERE c2.kind = c.kind AND c2.year = c.year AND c2.calendar = c.calendar AND c2.institution = c.institution
				AND c2.part = c.part AND c2.submission > c.submission AND c2.submission < ? AND c2.used > 0
				AND s2.outcome = 'accepted' AND s2.ended IS NULL)) ORDER BY s.id`, s.ID, s.ID, s.ID)
	if err != nil || len(earlier) == 0 {
		return err
	}
	list := make([]sources.Submission, 0, len(earlier)+1)
	for _, e := range append(earlier, *s) {
		old := cells
		if e.ID != s.ID {
			if old, err = cellsOf(t.ctx, t.tx, e.ID); err != nil {
				return err
			}
		}
		old = slices.Clone(old)
		sources.SortCells(old)
		list = append(list, sources.Submission{Name: strconv.FormatInt(e.ID, 10), Kind: e.Kind, Cells: old})
	}
	merged := sources.Merge(list)
	me := list[len(list)-1].Name
	// What earlier ones replaced of each other is none of this one's doing.
	before := sources.Merge(list[:len(list)-1])
	for i, e := range earlier {
		rows := merged.Superseded[i].Rows - before.Superseded[i].Rows
		if !slices.Contains(merged.Superseded[i].By, me) {
			continue
		}
		s.Supersedes = append(s.Supersedes, Supersession{e.ID, e.Name, rows})
		t.exec(`INSERT INTO supersessions (submission, by, "rows") VALUES (?, ?, ?)`, e.ID, s.ID, rows)
	}
	for _, p := range merged.Problems {
		if p.File != me || p.Severity == sources.Notice {
			continue
		}
		t.exec(`INSERT INTO queries (submission, code, kind, subject, value, against) VALUES (?, ?, ?, ?, ?, ?)`,
			s.ID, p.Code, s.Kind, Told(p, "of", "grades"), Told(p, "rows", "was", "kept"), some(s.Supersedes[0].Submission))
	}
	return t.err
}
