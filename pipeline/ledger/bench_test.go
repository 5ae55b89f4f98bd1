package ledger

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"raditaji/indicators"
	"raditaji/sources"
)

// newDecade is a ledger of a town that has sent its files for years: forty
// institutions, each kind of export three times a year, every fourth file returned.
func newDecade(b *testing.B, years int) *Ledger {
	b.Helper()
	day := time.Date(2014, 9, 1, 12, 0, 0, 0, time.UTC)
	l, err := Open(b.Context(), filepath.Join(b.TempDir(), "ledger.db"), Options{Now: func() time.Time { return day }})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { l.Close() })
	err = l.change(b.Context(), func(t *transaction) error {
		for year := range years {
			for unit := range 40 {
				for i := range 12 {
					s := Submission{Drop: dropOf(year, unit, i, day), Outcome: Accepted}
					if i%4 == 0 {
						s.Outcome = Returned
					}
					taken, err := t.take(s, cellsFor(year, unit, i), "")
					if err != nil {
						return err
					}
					for _, role := range []string{"original", "answer"} {
						t.exec(`INSERT INTO deliveries (submission, role, path, sha256, state) VALUES (?, ?, ?, ?, 'written')`,
							taken.ID, role, fmt.Sprintf("pienemtie/%d/%s", taken.ID, role), taken.SHA256)
					}
					t.exec(`UPDATE submissions SET finished = 1 WHERE id = ?`, taken.ID)
				}
			}
		}
		t.exec(`UPDATE deliveries SET state = 'gone' WHERE state = 'leaving'`)
		return t.err
	})
	if err != nil {
		b.Fatal(err)
	}
	return l
}

func dropOf(year, unit, i int, day time.Time) Drop {
	name := fmt.Sprintf("%d-%d-%d.csv", year, unit, i)
	return Drop{Folder: fmt.Sprintf("skola %d", unit), Name: name, Size: 1000, Modified: day, SHA256: hashOf(name), Received: day.AddDate(year, 0, i)}
}

var benchKinds = []indicators.Kind{indicators.Enrolments, indicators.Absences, indicators.Exams, indicators.InterestRows}

// cellsFor covers each of twelve grades.
func cellsFor(year, unit, i int) *Reading {
	r := &Reading{Kind: benchKinds[i/3%len(benchKinds)], Encoding: "utf-8"}
	for grade := range 12 {
		r.Cells = append(r.Cells, sources.Cell{
			Kind: r.Kind, Year: indicators.SchoolYear(2014 + year), Institution: fmt.Sprint(1_000_000_000 + unit), Part: fmt.Sprint(grade), Rows: 20, Used: 20,
		})
		r.Balance.Rows, r.Balance.Used = r.Balance.Rows+20, r.Balance.Used+20
	}
	return r
}

// What a scan and a run ask of the ledger should not grow with the years that it
// remembers, but for what gives all of them.
func BenchmarkLedger(b *testing.B) {
	for _, years := range []int{1, 10} {
		l := newDecade(b, years)
		ctx, n := b.Context(), 0
		last := []indicators.SchoolYear{indicators.SchoolYear(2013 + years)}
		for _, of := range []struct {
			name string
			do   func() error
		}{
			{"accept", func() error {
				n++
				d := dropOf(years-1, n%40, 100+n, time.Date(2024, 9, 1, 12, 0, 0, 0, time.UTC))
				_, err := l.Accept(ctx, d, cellsFor(years-1, n%40, n%12))
				return err
			}},
			{"return", func() error {
				n++
				d := dropOf(years-1, n%40, 100+n, time.Date(2024, 9, 1, 12, 0, 0, 0, time.UTC))
				_, err := l.Return(ctx, d, cellsFor(years-1, n%40, n%12))
				return err
			}},
			{"in force", func() error { _, _, err := l.InForce(ctx, hashOf("0-7-2.csv")); return err }},
			{"scan", func() error { // what every scan asks
				if _, err := l.Leaving(ctx); err != nil {
					return err
				}
				if _, err := l.Unfinished(ctx); err != nil {
					return err
				}
				if _, err := l.StandingIn(ctx, Refused, ""); err != nil {
					return err
				}
				_, err := l.OpenRequests(ctx)
				return err
			}},
			{"submission", func() error { _, err := l.Submission(ctx, 7); return err }},
			{"delivered in", func() error { _, err := l.DeliveredIn(ctx, "pienemtie/7"); return err }},
			{"deliveries by run", func() error { _, err := l.DeliveriesBy(ctx, "p", 2024); return err }},
			{"board", func() error { _, err := l.Board(ctx, last[0], time.Time{}); return err }},
			{"inputs of a year", func() error { _, err := l.Inputs(ctx, last, time.Time{}); return err }},
			{"inputs", func() error { _, err := l.Inputs(ctx, nil, time.Time{}); return err }},
		} {
			b.Run(fmt.Sprintf("%s/years=%d", of.name, years), func(b *testing.B) {
				for b.Loop() {
					if err := of.do(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
