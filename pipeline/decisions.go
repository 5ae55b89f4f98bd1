package pipeline

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// accept uses a returned file with its faulty rows set aside; the problem says why
// not. What was decided since the time asked was decided by this very asking, which
// a crash may have broken off; the zero time: nothing was.
func (in *intake) accept(ctx context.Context, submission int64, reason, who string, asked time.Time) (sources.Problem, error) {
	s, err := in.p.Ledger.Submission(ctx, submission)
	if err != nil {
		return sources.Problem{}, err
	}
	if before, ended, err := in.p.decidedBefore(ctx, &s); err != nil || ended {
		if s.Why == ledger.Decided && since(before.At, asked) {
			return sources.Problem{}, nil
		}
		return in.p.already(&s, before), err
	}
	if s.Outcome != ledger.Returned || !s.Stands() {
		return in.p.noTarget(&s), nil
	}
	var r *reading
	if err := in.reread(ctx, &s, &r); err != nil {
		return sources.Problem{}, err
	}
	if r.Submission.Refused || r.Submission.Balance.Used == 0 {
		return sources.Problem{Code: "take.target.unusable"}, nil
	}
	taken, err := in.p.Ledger.AcceptReturned(ctx, s, in.p.found(r), reason, who)
	if err != nil {
		return sources.Problem{}, err
	}
	in.logged(&taken)
	return sources.Problem{}, in.finish(ctx, taken, r, nil)
}

// withdraw ends a submission and tells its sender, as accept does.
func (in *intake) withdraw(ctx context.Context, submission int64, reason, who string, asked time.Time) (sources.Problem, error) {
	s, err := in.p.Ledger.Submission(ctx, submission)
	if err != nil {
		return sources.Problem{}, err
	}
	before, ended, err := in.p.decidedBefore(ctx, &s)
	switch {
	case err != nil:
		return sources.Problem{}, err
	case ended && !(s.Why == ledger.Withdrawn && since(before.At, asked)):
		return in.p.already(&s, before), nil
	case !ended && !s.Stands():
		return in.p.noTarget(&s), nil
	case !ended:
		if err := in.p.Ledger.Withdraw(ctx, submission, reason, who); err != nil {
			return sources.Problem{}, err
		}
	}
	if s, err = in.p.Ledger.Submission(ctx, submission); err != nil {
		return sources.Problem{}, err
	}
	return sources.Problem{}, in.finish(ctx, s, nil, nil)
}

// noTarget says why nothing can be decided about a submission that has ended, or
// never could.
func (p *Pipeline) noTarget(s *ledger.Submission) sources.Problem {
	if s.Outcome == ledger.Returned && (s.Why == ledger.Corrected || s.Why == ledger.Again) {
		return sources.Problem{Code: "take.already.settled", Args: map[string]string{"file": s.Path(), "at": p.timeOf(s.Ended)}}
	}
	return sources.Problem{Code: "take.target.none"}
}

// decidedBefore is the decision by which an officer ended a submission.
func (p *Pipeline) decidedBefore(ctx context.Context, s *ledger.Submission) (d ledger.Decision, ended bool, err error) {
	switch s.Why {
	case ledger.Decided:
		d, err = p.Ledger.DecisionOn(ctx, s.ID, ledger.AskAccept)
	case ledger.Withdrawn:
		d, err = p.Ledger.DecisionOn(ctx, s.ID, ledger.AskWithdraw)
	default:
		return d, false, nil
	}
	return d, true, err
}

func since(at, asked time.Time) bool { return !asked.IsZero() && !at.Before(asked) }

// already says which decision stands.
func (p *Pipeline) already(s *ledger.Submission, d ledger.Decision) sources.Problem {
	return sources.Problem{Code: "take.already." + d.Kind, Args: map[string]string{
		"file": s.Path(), "at": p.timeOf(d.At), "who": templates.Decider(p.Language, p.nameOf(d.Who)), "reason": asSentence(d.Reason),
	}}
}

// asSentence is a reason with its full stop: more is said after it.
func asSentence(reason string) string {
	if strings.HasSuffix(strings.TrimRight(reason, "”\")"), ".") || strings.HasSuffix(reason, "!") || strings.HasSuffix(reason, "?") || strings.HasSuffix(reason, "…") {
		return reason
	}
	return reason + "."
}

// answer records what an officer says to the queries of a file, and writes its
// receipt anew; the problem says why not.
func (in *intake) answer(ctx context.Context, submission int64, text, who string, asked time.Time) (sources.Problem, error) {
	s, err := in.p.Ledger.Submission(ctx, submission)
	if err != nil {
		return sources.Problem{}, err
	}
	answers, refusal := answersIn(text, s.Queries, asked)
	switch {
	case refusal.Code != "":
		return refusal, nil
	case len(s.Queries) == 0:
		return sources.Problem{Code: "take.answer.none"}, nil
	case len(answers) == 0:
		last := slices.MaxFunc(s.Queries, func(a, b ledger.Query) int { return a.At.Compare(b.At) })
		return in.p.already(&s, answeredBy(&last)), nil
	}
	for i, q := range s.Queries {
		if answers[i] == "" {
			continue
		}
		if _, err := in.p.Ledger.Answer(ctx, q.ID, answers[i], who); err != nil {
			return sources.Problem{}, err
		}
		in.p.step("query.answered")
	}
	return sources.Problem{}, in.answered(ctx, submission)
}

func answeredBy(q *ledger.Query) ledger.Decision {
	return ledger.Decision{Kind: ledger.AskAnswer, Reason: q.Answer, Who: q.Who, At: q.At}
}

// answered writes the receipt of a file anew after an answer.
func (in *intake) answered(ctx context.Context, submission int64) error {
	s, err := in.p.Ledger.Submission(ctx, submission)
	if err != nil || s.Finished || !s.Stands() {
		return err
	}
	return in.finish(ctx, s, nil, nil)
}

// numberedLine begins the answer to one of several queries: "2:", "2)" or "2.". A
// date or a time of day does not; after "2." see ordinal.
var numberedLine = regexp.MustCompile(`^\s*([0-9]{1,3})\s*([:.)])([^0-9].*|)$`)

// months are how the names of months begin, in Latvian without their marks and in
// English; the short ones are whole words.
var months = regexp.MustCompile(`^(janvar|januar|februar|mart(s|a|u|am)?\b|march\b|april|maij(s|a|u|am)\b|may\b|jun(ij|e\b)|jul(ij|y\b)|august|septemb|okto|octo|novemb|decemb)`)

// ordinal says that what stands behind a number and a full stop makes it an ordinal –
// "1. klasē", "2. semestrī", "1. septembrī" –, by which Latvian writes them: a word in
// small letters, the name of a month, or a number.
func ordinal(behind string) bool {
	behind = strings.TrimSpace(behind)
	first, _ := utf8.DecodeRuneInString(behind)
	return unicode.IsLower(first) || unicode.IsDigit(first) || months.MatchString(folded(behind))
}

// answersIn gives the answers of a text to queries by their places, as far as they
// are others than stand. What stands before the first numbered line answers all that
// have no answer, or the only query; a numbered line and those after it answer one.
// An answer that was given since the time asked is this very text's.
func answersIn(text string, queries []ledger.Query, asked time.Time) (answers map[int]string, refusal sources.Problem) {
	said := map[int][]string{}
	at := -1 // all that have none
	for _, line := range strings.Split(strings.ReplaceAll(text, "\r", "\n"), "\n") {
		if m := numberedLine.FindStringSubmatch(line); m != nil && (len(queries) > 1 || m[2] == ":") && !(m[2] == "." && ordinal(m[3])) {
			n, err := strconv.Atoi(m[1])
			switch {
			case err == nil && 1 <= n && n <= len(queries):
				at, line = n-1, m[3]
			case m[2] == ":":
				return nil, sources.Problem{Code: "take.answer.number", Args: map[string]string{"number": m[1], "count": strconv.Itoa(len(queries))}}
			}
		}
		said[at] = append(said[at], line)
	}
	answers = map[int]string{}
	for i := range queries {
		q := &queries[i]
		answer := onOneLine(strings.Join(said[i], " "))
		if all := onOneLine(strings.Join(said[-1], " ")); answer == "" && (q.Answer == "" || q.Answer == all || len(queries) == 1) {
			answer = all
		}
		if answer != "" && (answer != q.Answer || since(q.At, asked)) {
			answers[i] = answer
		}
	}
	return answers, refusal
}

// A RefusedError says that a decision cannot be carried out. Code says why.
type RefusedError struct{ Code string }

func (e *RefusedError) Error() string { return "refused: " + e.Code }

// An AlreadyError says that a decision was made before, and which one stands.
type AlreadyError struct{ Why sources.Problem }

func (e *AlreadyError) Error() string { return "decided already: " + e.Why.Code }

// AcceptReturned is an officer's decision to use a returned file with its faulty
// rows set aside. A *RefusedError or an *AlreadyError says why that cannot be.
func (p *Pipeline) AcceptReturned(ctx context.Context, submission int64, reason, who string) error {
	return p.decideOn(ctx, submission, func(in *intake) (sources.Problem, error) {
		if why, err := in.changed(ctx, submission); err != nil || why.Code != "" {
			return why, err
		}
		return in.accept(ctx, submission, reason, who, time.Time{})
	})
}

// Withdraw is an officer's decision that a file is no longer used, with errors as
// of AcceptReturned.
func (p *Pipeline) Withdraw(ctx context.Context, submission int64, reason, who string) error {
	return p.decideOn(ctx, submission, func(in *intake) (sources.Problem, error) {
		return in.withdraw(ctx, submission, reason, who, time.Time{})
	})
}

// decideOn carries out a decision on a submission.
func (p *Pipeline) decideOn(ctx context.Context, submission int64, do func(*intake) (sources.Problem, error)) error {
	return p.decide(ctx, submission, func(in *intake) error {
		refusal, err := do(in)
		switch {
		case errors.Is(err, ledger.ErrNone):
			return &RefusedError{"take.target.none"}
		case err != nil:
			return err
		case strings.HasPrefix(refusal.Code, "take.already."):
			return &AlreadyError{refusal}
		case refusal.Code != "":
			return &RefusedError{refusal.Code}
		}
		return in.tidy(ctx)
	})
}

// Answer is an officer's answer to a query. It gives the answer that stood before,
// if there was another one; an *AlreadyError says that it was this very one.
func (p *Pipeline) Answer(ctx context.Context, query int64, answer, who string) (before ledger.Query, err error) {
	err = p.decide(ctx, query, func(in *intake) error {
		before, err = p.Ledger.Answer(ctx, query, answer, who)
		switch {
		case errors.Is(err, ledger.ErrNone):
			return &RefusedError{"request.query.none"}
		case err != nil:
			return err
		}
		if before.Answer == answer {
			s, err := p.Ledger.Submission(ctx, before.Submission)
			if err != nil {
				return err
			}
			return &AlreadyError{p.already(&s, answeredBy(&before))}
		}
		if err := in.answered(ctx, before.Submission); err != nil {
			return err
		}
		return in.tidy(ctx)
	})
	return before, err
}

// Decline answers a request that the caller cannot fulfil: a note says why.
func (p *Pipeline) Decline(ctx context.Context, r ledger.Request, why sources.Problem) error {
	return p.tellAsked(ctx, r, why, 0)
}

// tellAsked says what became of a request that the caller fulfilled by a run, or
// why it did not: to the ledger, and by a note to who asked.
func (p *Pipeline) tellAsked(ctx context.Context, r ledger.Request, why sources.Problem, run int64) error {
	r, err := p.Ledger.AnswerRequest(ctx, r.ID, why.Code, run)
	if err != nil {
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
	v, err := p.look(ctx)
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
