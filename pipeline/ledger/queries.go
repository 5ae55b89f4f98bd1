package ledger

import (
	"context"
	"fmt"
	"strings"
	"time"

	"raditaji/indicators"
	"raditaji/sources"
)

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
