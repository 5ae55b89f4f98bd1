package indicators

import "slices"

// Queries are the answers of a form that are unusual but possible, in the order
// of the form: far from what the unit reported a year earlier, far from what the
// exports give, all zero, or a register that is said to be wrong. shown is what
// they are compared with. Answers that break a rule of the form are passed over.
func Queries(f *Form, a Answers, shown Prefill) []Query {
	q := questions{form: f, answers: a}
	for _, s := range f.Sheets {
		for _, b := range s.Blocks {
			switch {
			case s.ID == "institution" && b.ID == "institution":
				q.register(b)
			case TwoFigures(b.Kind):
				for i := 0; i+1 < len(b.Rows); i += 2 {
					q.pair(b.Kind, &b.Rows[i], &b.Rows[i+1], shown)
				}
			default:
				q.counts(b, shown)
			}
		}
	}
	q.zeros()
	return q.list
}

// questions are the queries of one form so far.
type questions struct {
	form    *Form
	answers Answers
	list    []Query
}

func (q *questions) number(address string) (int64, bool) {
	return q.answers.Number(q.form.Unit.ID, q.form.Year, address).Get()
}

func (q *questions) explained(rows ...*BlockRow) bool {
	return slices.ContainsFunc(rows, func(r *BlockRow) bool {
		return r.Explain.Kind != NoInput && q.answers.Text(q.form.Unit.ID, q.form.Year, r.Explain.Address) != ""
	})
}

// register asks an institution that denies the register what is wrong with it.
func (q *questions) register(b Block) {
	for i := range b.Rows {
		r := &b.Rows[i]
		if r.Inputs[0].Address == RegisterConfirmed && q.answers.Text(q.form.Unit.ID, q.form.Year, RegisterConfirmed) == "no" {
			q.list = append(q.list, Query{Kind: RegisterDenied, Address: RegisterConfirmed, Explained: q.explained(r)})
		}
	}
}

// pair compares a numerator and its denominator as a share, and the denominator
// as a count, since a share can be right of the wrong pupils. A mean has no share:
// its sum is of no test.
func (q *questions) pair(kind string, top, bottom *BlockRow, shown Prefill) {
	at, below := top.Inputs[0].Address, bottom.Inputs[0].Address
	n, known := q.number(at)
	d, both := q.number(below)
	if !known || !both || kind == "mean" || n > d {
		return
	}
	explained := q.explained(top, bottom)
	for _, was := range []struct {
		kind    QueryKind
		numbers map[string]Number
	}{{AgainstLast, shown.Last}, {AgainstRegister, shown.Register}} {
		wasN, ok := was.numbers[at].Get()
		wasD, whole := was.numbers[below].Get()
		if !ok || !whole || wasN > wasD {
			continue
		}
		if ShareDiffers(n, d, wasN, wasD) {
			q.list = append(q.list, Query{Kind: was.kind, Address: at, N: n, D: d, WasN: wasN, WasD: wasD, Explained: explained})
		}
		if CountDiffers(d, wasD) && (was.kind == AgainstRegister || grown(kind, d, wasD)) {
			q.list = append(q.list, Query{Kind: was.kind, Address: below, N: d, WasN: wasD, Explained: explained})
		}
	}
}

// grown says that a denominator is so much larger or smaller than a year earlier
// that it may count something else: schools grow and shrink, and a survey is
// answered by more one year than another.
func grown(kind string, d, was int64) bool {
	most, least := max(d, was), min(d, was)
	if kind == "survey" {
		return most >= 3*least
	}
	return 2*most >= 3*least
}

// counts compares single counts. Money and hours are no counts, and a test of
// counts says nothing about them.
func (q *questions) counts(b Block, shown Prefill) {
	for i := range b.Rows {
		r := &b.Rows[i]
		for _, in := range r.Inputs {
			n, known := q.number(in.Address)
			if in.Kind != Whole || !known {
				continue
			}
			if was, ok := shown.Last[in.Address].Get(); ok && CountDiffers(n, was) {
				q.list = append(q.list, Query{Kind: AgainstLast, Address: in.Address, N: n, WasN: was, Explained: q.explained(r)})
			}
			if was, ok := shown.Register[in.Address].Get(); ok && CountDiffers(n, was) {
				q.list = append(q.list, Query{Kind: AgainstRegister, Address: in.Address, N: n, WasN: was, Explained: q.explained(r)})
			}
		}
	}
}

// zeros asks about a form of which every number that can be explained is 0. Any
// of its explanations answers.
func (q *questions) zeros() {
	first, explained := "", false
	for _, s := range q.form.Sheets {
		for _, b := range s.Blocks {
			for i := range b.Rows {
				r := &b.Rows[i]
				for _, in := range r.Inputs {
					n, known := q.number(in.Address)
					if !in.Kind.Numeric() || !known || r.Explain.Kind == NoInput {
						continue
					}
					if n != 0 {
						return
					}
					if first == "" {
						first = in.Address
					}
					explained = explained || q.explained(r)
				}
			}
		}
	}
	if first != "" {
		q.list = append(q.list, Query{Kind: AllZero, Address: first, Explained: explained})
	}
}
