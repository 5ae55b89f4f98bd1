package ledger

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"raditaji/indicators"
	"raditaji/sources"
)

// A Drop is a file as somebody dropped it. Folder and Name are below the folder
// of arrivals, with person codes masked.
type Drop struct {
	Folder   string
	Name     string
	Size     int64
	Modified time.Time
	SHA256   string // empty: it was not read
	Received time.Time
}

// Path is folder and name.
func (d *Drop) Path() string {
	if d.Folder == "" {
		return d.Name
	}
	return d.Folder + "/" + d.Name
}

// A Reading is what was found in a file.
type Reading struct {
	Kind     indicators.Kind
	Unit     string // the one institution or unit that it is about; empty: several, or none
	Flaw     string // code of the error of the file itself, which nobody can accept; empty: none
	Encoding string
	Balance  sources.Balance
	Cells    []sources.Cell
	Problems []sources.Problem
	Queries  []Query // about what stands in the file; one with an Answer was explained there
}

// An Outcome is what became of a drop.
type Outcome string

// The outcomes.
const (
	Accepted Outcome = "accepted"
	Returned Outcome = "returned"
	Known    Outcome = "known"   // its bytes are in force already
	Checked  Outcome = "checked" // looked at only
	Refused  Outcome = "refused" // never read: a link, an odd name, too large
)

// The reasons for which a submission no longer stands.
const (
	Corrected = "corrected" // of a returned one: its corrected file was accepted
	Replaced  = "replaced"  // of a returned or checked one: a later one took its place
	Withdrawn = "withdrawn" // by an officer
	Decided   = "decided"   // of a returned one: an officer accepted it
	Again     = "again"     // the same bytes were accepted, as another submission
	Gone      = "gone"      // of a refused one: it was taken away
	Forgotten = "forgotten" // its retention ended
)

// A Submission is one drop and what became of it.
type Submission struct {
	ID int64
	Drop
	Came                        time.Time // when its sender dropped it: Received, but of one that an officer accepted when it came and was returned
	Outcome                     Outcome
	Kind                        indicators.Kind
	Unit, Flaw, Encoding        string
	Rows, Used, Aside, Repeated int
	Errors, Warnings, Notices   int
	SameAs                      int64     // known: the submission that stands; accepted by decision: the returned one
	Decision                    int64     // by which it was accepted; 0: none was needed
	Ended                       time.Time // zero: it stands
	Why                         string    // it ended
	Finished                    bool      // its answers stand there and its original is removed
	Queries                     []Query   // of Submission and Accept only
	Supersedes                  []Supersession
}

// Stands says that the submission has not ended.
func (s *Submission) Stands() bool { return s.Ended.IsZero() }

// A Supersession is what a submission replaced of an earlier one.
type Supersession struct {
	Submission int64
	Name       string
	Rows       int
}

// A Query is something unusual that asks for an answer.
type Query struct {
	ID         int64
	Submission int64
	Code       string // a problem's
	Kind       indicators.Kind
	Subject    string // what it is about, as "of=…; grades=…"; of a template's input "of=…; input=…"
	Value      string // the numbers that it doubts, as "rows=…; was=…"
	Against    int64  // a submission that was replaced; 0: none
	File       string // the names of all that were replaced
	Answer     string // the latest; empty: none yet
	AnswerID   int64  // 0: none yet
	Who        string
	At         time.Time // of the answer
}

// Problem is the query as a problem, which templates has the words for.
func (q *Query) Problem() sources.Problem {
	p := sources.Problem{Code: q.Code, Severity: sources.Warning, Args: map[string]string{"file": q.File}}
	for _, part := range strings.Split(q.Subject+"; "+q.Value, "; ") {
		if name, value, ok := strings.Cut(part, "="); ok {
			p.Args[name] = value
		}
	}
	p.Input = p.Args["input"]
	return p
}

// Told joins those args of a problem that it has.
func Told(p sources.Problem, names ...string) string {
	var parts []string
	for _, name := range names {
		if v := p.Args[name]; v != "" {
			parts = append(parts, name+"="+v)
		}
	}
	return strings.Join(parts, "; ")
}

const submissionColumns = `s.id, s.sha256, s.folder, s.name, s.size, s.modified, s.received, s.outcome, s.kind, s.unit, s.flaw, s.encoding,
	s."rows", s.used, s.aside, s.repeated, s.errors, s.warnings, s.notices, s.same_as, s.decision, s.ended, s.why, s.finished, ` + came

// came is when the sender of a submission s dropped it.
const came = `coalesce((SELECT o.received FROM submissions o WHERE o.id = s.same_as AND s.outcome = 'accepted'), s.received)`

func scanSubmission(scan func(...any) error) (Submission, error) {
	var s Submission
	var sha, why *string
	var modified int64
	err := scan(&s.ID, &sha, &s.Folder, &s.Name, &s.Size, &modified, stamped{&s.Received}, &s.Outcome, &s.Kind, &s.Unit, &s.Flaw, &s.Encoding,
		&s.Rows, &s.Used, &s.Aside, &s.Repeated, &s.Errors, &s.Warnings, &s.Notices,
		numbered{&s.SameAs}, numbered{&s.Decision}, stamped{&s.Ended}, &why, &s.Finished, stamped{&s.Came})
	s.Modified = time.Unix(0, modified).UTC()
	if sha != nil {
		s.SHA256 = *sha
	}
	if why != nil {
		s.Why = *why
	}
	return s, err
}

// Accept records a file that will be used. What it covers replaces what earlier
// ones had there; a returned file that it corrects no longer stands.
func (l *Ledger) Accept(ctx context.Context, d Drop, r *Reading) (Submission, error) {
	return l.take(ctx, Submission{Drop: d, Outcome: Accepted}, r)
}

// Return records a file that goes back to its sender.
func (l *Ledger) Return(ctx context.Context, d Drop, r *Reading) (Submission, error) {
	return l.take(ctx, Submission{Drop: d, Outcome: Returned}, r)
}

// Check records a file that was only looked at.
func (l *Ledger) Check(ctx context.Context, d Drop, r *Reading) (Submission, error) {
	return l.take(ctx, Submission{Drop: d, Outcome: Checked}, r)
}

// Know records a drop of bytes that are in force already, by that submission.
func (l *Ledger) Know(ctx context.Context, d Drop, same Submission) (Submission, error) {
	return l.take(ctx, Submission{Drop: d, Outcome: Known, SameAs: same.ID}, &Reading{
		Kind: same.Kind, Unit: same.Unit, Encoding: same.Encoding,
		Balance: sources.Balance{Rows: same.Rows, Used: same.Used, Repeated: same.Repeated, SetAside: map[string]int{"": same.Aside}},
	})
}

// Refuse records something that is not read at all; it stays where it is.
func (l *Ledger) Refuse(ctx context.Context, d Drop, why sources.Problem) (Submission, error) {
	return l.take(ctx, Submission{Drop: d, Outcome: Refused}, &Reading{Flaw: why.Code, Problems: []sources.Problem{why}})
}

// take records a submission in one transaction.
func (l *Ledger) take(ctx context.Context, s Submission, r *Reading) (Submission, error) {
	err := l.change(ctx, func(t *transaction) (err error) {
		s, err = t.take(s, r, "")
		return err
	})
	if err != nil {
		return Submission{}, fmt.Errorf("recording %q: %w", s.Name, err)
	}
	return s, nil
}

func (t *transaction) take(s Submission, r *Reading, who string) (Submission, error) {
	s.Kind, s.Unit, s.Flaw, s.Encoding = r.Kind, r.Unit, r.Flaw, r.Encoding
	s.Rows, s.Used, s.Repeated = r.Balance.Rows, r.Balance.Used, r.Balance.Repeated
	s.Aside = 0
	if s.Came.IsZero() {
		s.Came = s.Received
	}
	for _, n := range r.Balance.SetAside {
		s.Aside += n
	}
	for _, p := range r.Problems {
		switch p.Severity {
		case sources.Error:
			s.Errors++
		case sources.Warning:
			s.Warnings++
		default:
			s.Notices++
		}
	}
	var sha any
	if s.SHA256 != "" {
		sha = s.SHA256
		// Bytes that were forgotten are there again.
		t.exec(`INSERT INTO files (sha256, size, first_seen) VALUES (?, ?, ?) ON CONFLICT (sha256) DO UPDATE SET forgotten = NULL`,
			s.SHA256, s.Size, stamp(s.Received))
	}
	s.ID = t.insert(`INSERT INTO submissions (sha256, folder, name, size, modified, received, outcome, kind, unit, flaw, encoding,
		"rows", used, aside, repeated, errors, warnings, notices, same_as, decision) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`,
		sha, s.Folder, s.Name, s.Size, s.Modified.UnixNano(), stamp(s.Received), s.Outcome, s.Kind, s.Unit, s.Flaw, s.Encoding,
		s.Rows, s.Used, s.Aside, s.Repeated, s.Errors, s.Warnings, s.Notices, some(s.SameAs), some(s.Decision))
	for _, c := range r.Cells {
		t.exec(`INSERT INTO cells (submission, kind, year, calendar, institution, part, "rows", used) VALUES (?,?,?,?,?,?,?,?)`,
			s.ID, c.Kind, int64(c.Year), int64(c.Calendar), c.Institution, c.Part, c.Rows, c.Used)
	}
	for i, p := range r.Problems[:min(len(r.Problems), mostProblems)] {
		t.exec(`INSERT INTO problems (submission, position, code, severity, line, "column", input) VALUES (?,?,?,?,?,?,?)`,
			s.ID, i, p.Code, p.Severity.String(), p.At.Row, p.At.Column, p.Input)
	}
	if t.err != nil {
		return s, t.err
	}
	if err := t.displace(&s, r); err != nil {
		return s, err
	}
	t.note(entry{who: who, what: "submission." + string(s.Outcome), submission: s.ID, detail: fmt.Sprintf(
		"kind=%s rows=%d used=%d aside=%d repeated=%d errors=%d queries=%d", s.Kind, s.Rows, s.Used, s.Aside, s.Repeated, s.Errors, len(s.Queries))})
	return s, t.err
}

// mostProblems is how many problems of one submission are kept; its counts of
// them are of all.
const mostProblems = 1000

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
			WHERE s.sha256 = ? AND s.outcome = 'accepted' AND s.ended IS NULL AND s.id <> ?`, s.SHA256, s.ID)
		if err != nil {
			return err
		}
		for _, b := range before {
			t.end(b.ID, Again, s.Received)
		}
		return t.correct(s, Corrected)
	case Returned:
		return t.correct(s, Replaced)
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
	}
	return t.err
}

// correct ends the returned files that this one corrects: where it is accepted,
// those of the same folder with its name or its bytes, unless they are about
// something else, and those of any folder all of whose cells it covers; where it
// is returned itself, only those that came under its own name, or went back under
// it with the institution in front: every other one keeps its answer. The plus is
// as in supersede.
func (t *transaction) correct(s *Submission, why string) error {
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
		"/"+s.Name, "/"+s.Name, s.ID, s.Folder, s.Name, s.SHA256, s.Name, s.ID, s.ID)
	if err != nil {
		return err
	}
	for _, c := range list {
		accepted := s.Outcome == Accepted
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

func cellsOf(ctx context.Context, q querier, submission int64) ([]sources.Cell, error) {
	return all(ctx, q, scanCell, `SELECT kind, year, calendar, institution, part, "rows", used FROM cells
		WHERE submission = ? ORDER BY kind, year, calendar, institution, part`, submission)
}

func scanCell(scan func(...any) error) (sources.Cell, error) {
	var c sources.Cell
	err := scan(&c.Kind, &c.Year, &c.Calendar, &c.Institution, &c.Part, &c.Rows, &c.Used)
	return c, err
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

// query notes the queries about what stands in an accepted file, and the answers
// that stand there too. One that was answered before with the same numbers stays
// answered.
func (t *transaction) query(s *Submission, list []Query) error {
	for _, q := range list {
		t.insert(`INSERT INTO queries (submission, code, kind, subject, value) VALUES (?, ?, ?, ?, ?)`, s.ID, q.Code, q.Kind, q.Subject, q.Value)
		if q.Answer != "" {
			t.exec(`INSERT INTO answers (code, kind, subject, value, answer, who, at) SELECT ?, ?, ?, ?, ?, ?, ?
				WHERE NOT EXISTS (SELECT 1 FROM answers WHERE code = ? AND kind = ? AND subject = ? AND value = ?)`,
				q.Code, q.Kind, q.Subject, q.Value, q.Answer, q.Who, stamp(t.now), q.Code, q.Kind, q.Subject, q.Value)
		}
	}
	if t.err != nil {
		return t.err
	}
	var err error
	s.Queries, err = queriesOf(t.ctx, t.tx, s.ID, time.Time{})
	return err
}

// Submission gives one submission with its queries and what it superseded.
func (l *Ledger) Submission(ctx context.Context, id int64) (Submission, error) {
	s, err := one(ctx, l.read, scanSubmission, `SELECT `+submissionColumns+` FROM submissions s WHERE s.id = ?`, id)
	if err == nil {
		s.Queries, err = l.Queries(ctx, id)
	}
	if err == nil {
		s.Supersedes, err = all(ctx, l.read, func(scan func(...any) error) (x Supersession, err error) {
			err = scan(&x.Submission, &x.Name, &x.Rows)
			return x, err
		}, `SELECT x.submission, s.name, x."rows" FROM supersessions x JOIN submissions s ON s.id = x.submission WHERE x.by = ? ORDER BY x.submission`, id)
	}
	if err != nil {
		return Submission{}, fmt.Errorf("looking submission %d up: %w", id, err)
	}
	return s, nil
}

// Submissions gives those after one, the oldest first, so many at most.
func (l *Ledger) Submissions(ctx context.Context, after int64, most int) ([]Submission, error) {
	return l.submissions(ctx, `WHERE s.id > ? ORDER BY s.id LIMIT ?`, after, most)
}

// Unfinished are the submissions whose answers do not stand there yet or whose
// originals are not removed yet, in the order of taking in.
func (l *Ledger) Unfinished(ctx context.Context) ([]Submission, error) {
	return l.submissions(ctx, `WHERE s.finished = 0 ORDER BY s.id`)
}

// A Backlog is the submissions of a folder that Unfinished has.
type Backlog struct {
	Folder string
	Count  int
	Since  time.Time // the first of them came
}

// Unanswered counts the submissions that Unfinished has, by their folders.
func (l *Ledger) Unanswered(ctx context.Context) ([]Backlog, error) {
	list, err := all(ctx, l.read, func(scan func(...any) error) (b Backlog, err error) {
		err = scan(&b.Folder, &b.Count, stamped{&b.Since})
		return b, err
	}, `SELECT folder, count(*), min(received) FROM submissions WHERE finished = 0 GROUP BY folder ORDER BY folder`)
	if err != nil {
		return nil, fmt.Errorf("looking up what is not answered: %w", err)
	}
	return list, nil
}

// StandingIn are the submissions of an outcome that stand, of a folder and of
// those below it.
func (l *Ledger) StandingIn(ctx context.Context, o Outcome, folder string) ([]Submission, error) {
	list, err := l.submissions(ctx, `WHERE s.outcome = ? AND s.ended IS NULL ORDER BY s.id`, o)
	if folder == "" {
		return list, err
	}
	return slices.DeleteFunc(list, func(s Submission) bool { return s.Folder != folder && !strings.HasPrefix(s.Folder, folder+"/") }), err
}

func (l *Ledger) submissions(ctx context.Context, where string, args ...any) ([]Submission, error) {
	list, err := all(ctx, l.read, scanSubmission, `SELECT `+submissionColumns+` FROM submissions s `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("looking submissions up: %w", err)
	}
	return list, nil
}

// Cells are what a submission covers.
func (l *Ledger) Cells(ctx context.Context, submission int64) ([]sources.Cell, error) {
	list, err := cellsOf(ctx, l.read, submission)
	if err != nil {
		return nil, fmt.Errorf("looking up what submission %d covers: %w", submission, err)
	}
	return list, nil
}

// A Flaw is a problem as it is remembered.
type Flaw struct {
	Code, Severity string
	Line, Column   int
	Input          string
}

// Problems are a submission's, the first thousand at most.
func (l *Ledger) Problems(ctx context.Context, submission int64) ([]Flaw, error) {
	list, err := all(ctx, l.read, func(scan func(...any) error) (f Flaw, err error) {
		err = scan(&f.Code, &f.Severity, &f.Line, &f.Column, &f.Input)
		return f, err
	}, `SELECT code, severity, line, "column", input FROM problems WHERE submission = ? ORDER BY position`, submission)
	if err != nil {
		return nil, fmt.Errorf("looking up the problems of submission %d: %w", submission, err)
	}
	return list, nil
}

// inForce holds for cells c of submissions s at a time, which fills the four
// places: accepted by then, not ended, and nobody later has rows in the cell.
const inForce = `s.outcome = 'accepted' AND s.received <= ? AND (s.ended IS NULL OR s.ended > ?)
	AND NOT EXISTS (SELECT 1 FROM cells c2 JOIN submissions s2 ON s2.id = c2.submission
		WHERE c2.kind = c.kind AND c2.year = c.year AND c2.calendar = c.calendar AND c2.institution = c.institution AND c2.part = c.part
		AND c2.submission > c.submission AND c2.used > 0
		AND s2.outcome = 'accepted' AND s2.received <= ? AND (s2.ended IS NULL OR s2.ended > ?))`

// InForce finds the submission whose bytes are in force now, whole: nobody has
// replaced any of its cells.
func (l *Ledger) InForce(ctx context.Context, sha string) (Submission, bool, error) {
	now := stamp(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)) // whatever the clock says
	list, err := l.submissions(ctx, `WHERE s.sha256 = ? AND s.outcome = 'accepted' AND s.ended IS NULL
		AND NOT EXISTS (SELECT 1 FROM cells c WHERE c.submission = s.id AND NOT (`+inForce+`)) ORDER BY s.id DESC LIMIT 1`,
		sha, now, now, now, now)
	if err != nil || len(list) == 0 {
		return Submission{}, false, err
	}
	return list[0], true, nil
}

// Inputs are the submissions in force at a time that cover any of the school
// years, or calendar years that touch them, or no year at all; without years, all
// of them. They are in the order of taking in, in which later ones replace
// earlier ones. The zero time is now.
func (l *Ledger) Inputs(ctx context.Context, years []indicators.SchoolYear, asOf time.Time) ([]Submission, error) {
	at := stamp(asOf)
	if asOf.IsZero() {
		at = stamp(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))
	}
	var touches strings.Builder
	args := []any{at, at, at, at}
	if len(years) > 0 {
		touches.WriteString(` AND (c.year = 0 AND c.calendar = 0`)
		for _, y := range years {
			touches.WriteString(` OR c.year = ? OR c.calendar IN (?, ?)`)
			args = append(args, int64(y), int64(y), int64(y)+1)
		}
		touches.WriteString(`)`)
	}
	return l.submissions(ctx, `WHERE s.id IN (SELECT c.submission FROM cells c JOIN submissions s ON s.id = c.submission
		WHERE `+inForce+touches.String()+`) ORDER BY s.id`, args...)
}

// Queries are a submission's, each with its answer if it has one.
func (l *Ledger) Queries(ctx context.Context, submission int64) ([]Query, error) {
	return l.QueriesAsOf(ctx, submission, time.Time{})
}

// QueriesAsOf are a submission's queries with the answers that were known at a
// time. The zero time is now.
func (l *Ledger) QueriesAsOf(ctx context.Context, submission int64, at time.Time) ([]Query, error) {
	list, err := queriesOf(ctx, l.read, submission, at)
	if err != nil {
		return nil, fmt.Errorf("looking up the queries of submission %d: %w", submission, err)
	}
	return list, nil
}

// queryColumns are those of a query q and its answer a.
const queryColumns = `q.id, q.submission, q.code, q.kind, q.subject, q.value, q.against,
	CASE WHEN q.against IS NULL THEN '' ELSE (SELECT group_concat(o.name, ', ')
		FROM supersessions x JOIN submissions o ON o.id = x.submission WHERE x.by = q.submission) END,
	coalesce(a.answer, ''), a.id, coalesce(a.who, ''), a.at`

func scanQuery(scan func(...any) error) (q Query, err error) {
	err = scan(&q.ID, &q.Submission, &q.Code, &q.Kind, &q.Subject, &q.Value, numbered{&q.Against}, &q.File,
		&q.Answer, numbered{&q.AnswerID}, &q.Who, stamped{&q.At})
	return q, err
}

func queriesOf(ctx context.Context, from querier, submission int64, at time.Time) ([]Query, error) {
	return queriesWhere(ctx, from, at, `q.submission = ?`, submission)
}

// queriesWhere are queries with the answers that they had at a time; the zero time
// is now.
func queriesWhere(ctx context.Context, from querier, at time.Time, where string, args ...any) ([]Query, error) {
	if at.IsZero() {
		at = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC) // whatever the clock says
	}
	return all(ctx, from, scanQuery, `SELECT `+queryColumns+`
		FROM queries q LEFT JOIN answers a ON a.id = (SELECT max(id) FROM answers
			WHERE code = q.code AND kind = q.kind AND subject = q.subject AND value = q.value AND at <= ?)
		WHERE `+where+` ORDER BY q.id`, append([]any{stamp(at)}, args...)...)
}

// Answer answers a query. The answer holds for every submission that raises the
// same one with the same numbers, until another answer is given; their receipts
// are to be written anew. It gives the query as it stood before: where it had this
// very answer, nothing is recorded.
func (l *Ledger) Answer(ctx context.Context, query int64, answer, who string) (Query, error) {
	var q Query
	err := l.change(ctx, func(t *transaction) error {
		list, err := queriesWhere(t.ctx, t.tx, time.Time{}, `q.id = ?`, query)
		switch {
		case err != nil:
			return err
		case len(list) == 0:
			return ErrNone
		}
		if q = list[0]; q.Answer == answer {
			return nil
		}
		t.exec(`INSERT INTO answers (code, kind, subject, value, answer, who, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			q.Code, q.Kind, q.Subject, q.Value, answer, who, stamp(t.now))
		t.exec(`INSERT INTO decisions (kind, submission, reason, who, at) VALUES ('answer', ?, ?, ?, ?)`, q.Submission, answer, who, stamp(t.now))
		t.note(entry{who: who, what: "query.answered", submission: q.Submission, detail: "code=" + q.Code})
		carriers, err := all(t.ctx, t.tx, scanSubmission, `SELECT `+submissionColumns+` FROM submissions s
			WHERE s.outcome = 'accepted' AND s.ended IS NULL AND s.id IN (SELECT submission FROM queries
				WHERE code = ? AND kind = ? AND subject = ? AND value = ?)`, q.Code, q.Kind, q.Subject, q.Value)
		if err != nil {
			return err
		}
		for _, s := range carriers {
			t.anew(s.ID)
		}
		return t.err
	})
	if err != nil {
		return Query{}, fmt.Errorf("answering query %d: %w", query, err)
	}
	return q, nil
}

// AcceptReturned is an officer's decision to use a returned file with its faulty
// rows set aside. The reading is the file's as it is read today.
func (l *Ledger) AcceptReturned(ctx context.Context, returned Submission, r *Reading, reason, who string) (Submission, error) {
	var s Submission
	err := l.change(ctx, func(t *transaction) error {
		was, err := one(t.ctx, t.tx, scanSubmission, `SELECT `+submissionColumns+` FROM submissions s WHERE s.id = ?`, returned.ID)
		switch {
		case err != nil:
			return err
		case was.Outcome != Returned || !was.Stands():
			return ErrNone
		}
		d := was.Drop
		d.Received = t.now
		decision := t.insert(`INSERT INTO decisions (kind, submission, reason, who, at) VALUES ('accept', ?, ?, ?, ?)`, was.ID, reason, who, stamp(t.now))
		t.end(was.ID, Decided, t.now)
		s, err = t.take(Submission{Drop: d, Came: was.Received, Outcome: Accepted, SameAs: was.ID, Decision: decision}, r, who)
		return err
	})
	if err != nil {
		return Submission{}, fmt.Errorf("accepting submission %d: %w", returned.ID, err)
	}
	return s, nil
}

// Withdraw is an officer's decision that a submission no longer stands. What it
// replaced is in force again.
func (l *Ledger) Withdraw(ctx context.Context, submission int64, reason, who string) error {
	err := l.change(ctx, func(t *transaction) error {
		s, err := one(t.ctx, t.tx, scanSubmission, `SELECT `+submissionColumns+` FROM submissions s WHERE s.id = ?`, submission)
		switch {
		case err != nil:
			return err
		case !s.Stands():
			return ErrNone
		}
		t.exec(`INSERT INTO decisions (kind, submission, reason, who, at) VALUES ('withdraw', ?, ?, ?, ?)`, s.ID, reason, who, stamp(t.now))
		t.end(s.ID, Withdrawn, t.now)
		t.exec(`UPDATE submissions SET finished = 0 WHERE id = ?`, s.ID) // its sender is to be told
		t.note(entry{who: who, what: "decision.withdraw", submission: s.ID})
		return t.err
	})
	if err != nil {
		return fmt.Errorf("withdrawing submission %d: %w", submission, err)
	}
	return nil
}

// Gone says that something which was refused is no longer there.
func (l *Ledger) Gone(ctx context.Context, submission int64) error {
	err := l.change(ctx, func(t *transaction) error {
		t.end(submission, Gone, t.now)
		return t.err
	})
	if err != nil {
		return fmt.Errorf("noting that submission %d is gone: %w", submission, err)
	}
	return nil
}

// A Decision is what an officer decided, and why.
type Decision struct {
	ID, Submission, Run int64
	Kind                string // accept, withdraw, answer, rerun, approve
	Year                int    // monitoring year; 0: none
	Reason, Who         string
	At                  time.Time
}

// Decision gives one decision.
func (l *Ledger) Decision(ctx context.Context, id int64) (Decision, error) {
	d, err := one(ctx, l.read, scanDecision, `SELECT id, kind, submission, run, year, reason, who, at FROM decisions WHERE id = ?`, id)
	if err != nil {
		return d, fmt.Errorf("looking decision %d up: %w", id, err)
	}
	return d, nil
}

// AcceptedAs is the submission as which an officer accepted a returned one.
func (l *Ledger) AcceptedAs(ctx context.Context, returned int64) (Submission, error) {
	list, err := l.submissions(ctx, `WHERE s.same_as = ? AND s.outcome = 'accepted' ORDER BY s.id DESC LIMIT 1`, returned)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("looking up as what submission %d was accepted: %w", returned, ErrNone)
	}
	if err != nil {
		return Submission{}, err
	}
	return list[0], nil
}

// EndedBy is the accepted submission for which a returned one ended as Corrected or
// Again; it is false where none did.
func (l *Ledger) EndedBy(ctx context.Context, returned int64) (Submission, bool, error) {
	list, err := l.submissions(ctx, `JOIN submissions r ON r.id = ? AND r.why IN ('corrected', 'again') AND r.ended = s.received
		WHERE s.outcome = 'accepted' AND s.id > r.id AND (s.sha256 = r.sha256 OR EXISTS (
			SELECT 1 FROM cells c JOIN cells n ON n.submission = s.id AND n.kind = c.kind AND n.year = c.year AND n.calendar = c.calendar
				AND n.institution = c.institution AND n.part = c.part WHERE c.submission = r.id)) ORDER BY s.id LIMIT 1`, returned)
	if err != nil || len(list) == 0 {
		return Submission{}, false, err
	}
	return list[0], true, nil
}

// DecisionOn is the last decision of a kind on a submission.
func (l *Ledger) DecisionOn(ctx context.Context, submission int64, kind string) (Decision, error) {
	d, err := one(ctx, l.read, scanDecision, `SELECT id, kind, submission, run, year, reason, who, at FROM decisions
		WHERE submission = ? AND kind = ? ORDER BY id DESC LIMIT 1`, submission, kind)
	if err != nil {
		return d, fmt.Errorf("looking up the decision on submission %d: %w", submission, err)
	}
	return d, nil
}

func scanDecision(scan func(...any) error) (d Decision, err error) {
	var year int64
	err = scan(&d.ID, &d.Kind, numbered{&d.Submission}, numbered{&d.Run}, numbered{&year}, &d.Reason, &d.Who, stamped{&d.At})
	d.Year = int(year)
	return d, err
}

// Decisions gives all of them, the oldest first.
func (l *Ledger) Decisions(ctx context.Context) ([]Decision, error) {
	list, err := all(ctx, l.read, scanDecision, `SELECT id, kind, submission, run, year, reason, who, at FROM decisions ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("looking decisions up: %w", err)
	}
	return list, nil
}
