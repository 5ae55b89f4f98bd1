package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"raditaji/pipeline/config"
	"raditaji/pipeline/ledger"
)

// remembered is a memory without a ledger.
type remembered struct {
	one  sync.Mutex
	jobs []ledger.Job
}

func (r *remembered) LastJob(_ context.Context, name string) (last ledger.Job, ever bool, err error) {
	r.one.Lock()
	defer r.one.Unlock()
	for _, j := range r.jobs {
		if j.Name == name && !j.Finished.IsZero() && j.Failure == "" {
			last, ever = j, true
		}
	}
	return last, ever, nil
}

func (r *remembered) Schedule(_ context.Context, name string, scheduled time.Time) (bool, error) {
	r.one.Lock()
	defer r.one.Unlock()
	for _, j := range r.jobs {
		if j.Name == name && j.Scheduled.Equal(scheduled) {
			return false, nil
		}
	}
	r.jobs = append(r.jobs, ledger.Job{Name: name, Scheduled: scheduled, Started: time.Now()})
	return true, nil
}

func (r *remembered) FinishJob(_ context.Context, name string, scheduled time.Time, failure string) error {
	r.one.Lock()
	defer r.one.Unlock()
	for i := range r.jobs {
		if j := &r.jobs[i]; j.Name == name && j.Scheduled.Equal(scheduled) {
			j.Finished, j.Failure = time.Now(), failure
		}
	}
	return nil
}

// ran is a memory of a job that ended well.
func ran(name string, scheduled time.Time) *remembered {
	return &remembered{jobs: []ledger.Job{{Name: name, Scheduled: scheduled, Started: scheduled, Finished: scheduled}}}
}

var riga = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Riga")
	if err != nil {
		panic(err)
	}
	return zone
}()

// at is a moment of Riga, "2026-03-28 12:00".
func at(t *testing.T, text string) time.Time {
	t.Helper()
	moment, err := time.ParseInLocation(time.DateOnly+" 15:04", text, riga)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

// In 2026 Riga's clocks go from 03:00 to 04:00 on 29 March and from 04:00 back to
// 03:00 on 25 October.
func TestJobsRunAtTheirTimes(t *testing.T) {
	for _, test := range []struct {
		name, expression, from, to string
		want                       []string
	}{
		{"every day", "0 1 * * *", "2026-06-01 12:00", "2026-06-03 12:00", []string{"2026-06-02 01:00 EEST", "2026-06-03 01:00 EEST"}},
		{"a night that loses an hour", "0 1 * * *", "2026-03-28 12:00", "2026-03-30 12:00", []string{"2026-03-29 01:00 EET", "2026-03-30 01:00 EEST"}},
		{"a night that wins an hour", "0 5 * * *", "2026-10-24 12:00", "2026-10-26 12:00", []string{"2026-10-25 05:00 EET", "2026-10-26 05:00 EET"}},
		{"a moment that spring leaves out", "30 3 * * *", "2026-03-28 12:00", "2026-03-30 12:00", []string{"2026-03-30 03:30 EEST"}},
		{"a moment that comes twice in autumn", "30 3 * * *", "2026-10-24 12:00", "2026-10-26 12:00", []string{"2026-10-25 03:30 EEST", "2026-10-26 03:30 EET"}},
		{
			"every hour loses nothing", "30 * * * *", "2026-10-25 02:45", "2026-10-25 05:00",
			[]string{"2026-10-25 03:30 EEST", "2026-10-25 03:30 EET", "2026-10-25 04:30 EET"},
		},
		{"never", config.Never, "2026-06-01 12:00", "2026-06-03 12:00", nil},
	} {
		synctest.Test(t, func(t *testing.T) {
			time.Sleep(time.Until(at(t, test.from)))
			var runs []string
			s := &schedule{
				zone: riga, log: zerolog.Nop(), deadline: time.Second,
				memory: ran("a", time.Now()),
				jobs: []job{{name: "a", expression: test.expression, do: func(context.Context) error {
					runs = append(runs, time.Now().In(riga).Format("2006-01-02 15:04 MST"))
					return nil
				}}},
			}
			ctx, stop := context.WithDeadline(t.Context(), at(t, test.to))
			defer stop()
			if err := s.run(ctx); err != nil {
				t.Errorf("%s: %v", test.name, err)
			}
			if diff := cmp.Diff(test.want, runs); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.name, diff)
			}
		})
	}
}

// While the service runs its clock is set.
func TestJobsRunThoughTheClockJumps(t *testing.T) {
	for _, test := range []struct {
		name, expression string
		jump             time.Duration // at noon
		want             int           // runs in the two hours after it
	}{
		{"a minute's job, nobody sets the clock", "* * * * *", 0, 120},
		{"a minute's job, a day back", "* * * * *", -24 * time.Hour, 120},
		{"a minute's job, a year ahead", "* * * * *", 365 * 24 * time.Hour, 120},
		{"an hour back by hand", "* * * * *", -time.Hour, 120},
		{"a night's job, a year ahead: once", "0 1 * * *", 365 * 24 * time.Hour, 1},
		{"a night's job, a day back: not again", "0 1 * * *", -24 * time.Hour, 0},
		{"an hour's job, ten years ahead: once, then each hour", "0 * * * *", 10 * 365 * 24 * time.Hour, 3},
	} {
		synctest.Test(t, func(t *testing.T) {
			time.Sleep(time.Until(at(t, "2026-06-03 11:59")))
			var jump atomic.Int64
			now = func() time.Time { return time.Now().Add(time.Duration(jump.Load())) }
			defer func() { now = time.Now }()
			var runs atomic.Int64
			s := &schedule{zone: riga, log: zerolog.Nop(), deadline: time.Hour, memory: ran("a", at(t, "2026-06-03 01:00")), jobs: []job{{
				name: "a", expression: test.expression, do: func(context.Context) error { runs.Add(1); return nil },
			}}}
			ctx, stop := context.WithTimeout(t.Context(), 2*time.Hour+time.Minute+5*time.Second)
			defer stop()
			go func() {
				time.Sleep(time.Minute + 5*time.Second) // after what runs at noon
				runs.Store(0)
				jump.Store(int64(test.jump))
			}()
			if err := s.run(ctx); err != nil {
				t.Errorf("%s: %v", test.name, err)
			}
			if got := int(runs.Load()); got > test.want+1 || got < test.want-2 || test.want <= 3 && got != test.want {
				t.Errorf("%s: %d runs, want %d", test.name, got, test.want)
			}
		})
	}
}

func TestAMissedJobRunsOnceAtTheStart(t *testing.T) {
	for _, test := range []struct {
		name, last string // of the last success; empty: never
		always     bool
		want       int
	}{
		{"it ran at its last time", "2026-06-03 01:00", false, 0},
		{"its last time was missed", "2026-06-02 01:00", false, 1},
		{"many times were missed", "2026-01-02 01:00", false, 1},
		{"it never ran", "", false, 1},
		{"a job of every start", "2026-06-03 01:00", true, 1},
		{"it ran in a future that is taken back", "2030-06-03 01:00", false, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			time.Sleep(time.Until(at(t, "2026-06-03 12:00")))
			memory := &remembered{}
			if test.last != "" {
				memory = ran("a", at(t, test.last))
			}
			runs := 0
			s := &schedule{zone: riga, log: zerolog.Nop(), deadline: time.Second, memory: memory, jobs: []job{{
				name: "a", expression: "0 1 * * *", always: test.always, do: func(context.Context) error { runs++; return nil },
			}}}
			ctx, stop := context.WithTimeout(t.Context(), time.Hour)
			defer stop()
			if err := s.run(ctx); err != nil || runs != test.want {
				t.Errorf("%s: ran %d times, want %d (%v)", test.name, runs, test.want, err)
			}
			if last, _, _ := memory.LastJob(t.Context(), "a"); !test.always && runs > 0 && !last.Scheduled.Equal(at(t, "2026-06-03 12:00")) {
				t.Errorf("%s: it remembers %v", test.name, last)
			}
		})
	}
}

// A job that takes longer than its time comes round, one that fails and one that
// panics: each runs again at its next time, and the log says what happened.
func TestAJobThatGoesWrongRunsAgain(t *testing.T) {
	for _, test := range []struct {
		name string
		do   func(run int64)
		runs int64 // in ten minutes, every minute from the first
		logs []string
	}{
		{"good", func(int64) {}, 10, nil},
		{"slow", func(int64) { time.Sleep(150 * time.Second) }, 4, nil},
		{"panicking", func(int64) { panic("150308-10003") }, 10, []string{`"level":"error","job":"a","stack"`, "panicked", "panic"}},
		{"failing twice", func(run int64) {
			if run < 3 {
				panic(errTest)
			}
		}, 10, []string{`{"level":"error","error":"the share is away","job":"a","ms":0,"message":"job failed"}`, `"message":"job works again"`}},
		{"failing at another path each time", func(run int64) {
			panic(&fs.PathError{Op: "write", Path: fmt.Sprintf("archive/%d.tmp", run), Err: errTest})
		}, 10, []string{`archive/1.tmp`, "job failed"}},
	} {
		synctest.Test(t, func(t *testing.T) {
			var log bytes.Buffer
			var runs, atOnce atomic.Int64
			s := &schedule{zone: riga, log: zerolog.New(&log).Level(zerolog.InfoLevel), deadline: time.Hour, memory: &remembered{}, jobs: []job{{
				name: "a", expression: "* * * * *", do: func(context.Context) (err error) {
					if atOnce.Add(1) > 1 {
						t.Errorf("%s: runs beside itself", test.name)
					}
					defer atOnce.Add(-1)
					defer func() {
						r := recover()
						if failure, ok := r.(error); ok {
							err = failure
						} else if r != nil {
							panic(r)
						}
					}()
					test.do(runs.Add(1))
					return nil
				},
			}}}
			ctx, stop := context.WithTimeout(t.Context(), 10*time.Minute-time.Second) // with the run at the start ten
			defer stop()
			if err := s.run(ctx); err != nil || runs.Load() != test.runs {
				t.Errorf("%s: ran %d times, want %d (%v)", test.name, runs.Load(), test.runs, err)
			}
			for _, want := range test.logs {
				if !strings.Contains(log.String(), want) {
					t.Errorf("%s: the log lacks %s:\n%s", test.name, want, log.String())
				}
			}
			if n := strings.Count(log.String(), `"level":"error"`); n > 1 {
				t.Errorf("%s: one thing is said %d times:\n%s", test.name, n, log.String())
			}
			if test.logs == nil && log.Len() > 0 || strings.Contains(log.String(), "150308") {
				t.Errorf("%s: the log says:\n%s", test.name, log.String())
			}
		})
	}
}

var errTest = errors.New("the share is away")

func TestAStopWaitsForWhatIsInHand(t *testing.T) {
	for _, test := range []struct {
		takes time.Duration
		want  error
	}{{5 * time.Second, nil}, {time.Minute, errInHand}} {
		synctest.Test(t, func(t *testing.T) {
			var ended atomic.Bool
			s := &schedule{zone: riga, log: zerolog.Nop(), deadline: 15 * time.Second, memory: &remembered{}, jobs: []job{{
				name: "a", expression: "0 1 * * *", always: true, do: func(ctx context.Context) error {
					<-ctx.Done()
					time.Sleep(test.takes) // the file in hand
					ended.Store(true)
					return nil
				},
			}}}
			ctx, stop := context.WithTimeout(t.Context(), time.Second)
			defer stop()
			if err := s.run(ctx); !errors.Is(err, test.want) || ended.Load() != (test.want == nil) {
				t.Errorf("a file of %s: %v, at its end: %t", test.takes, err, ended.Load())
			}
			time.Sleep(time.Hour)
		})
	}
}

func TestJobsThatAreAloneDoNotMeet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var inside, scans atomic.Int64
		slow := func(context.Context) error {
			if inside.Add(1) > 1 {
				t.Error("two jobs that are alone met")
			}
			time.Sleep(10 * time.Minute)
			inside.Add(-1)
			return nil
		}
		s := &schedule{zone: riga, log: zerolog.Nop(), deadline: time.Hour, memory: &remembered{}, jobs: []job{
			{name: "scan", expression: "* * * * *", do: func(context.Context) error { scans.Add(1); return nil }},
			{name: "calculate", expression: "0 * * * *", alone: true, do: slow},
			{name: "backup", expression: "0 * * * *", alone: true, do: slow},
		}}
		ctx, stop := context.WithTimeout(t.Context(), 2*time.Hour-time.Second)
		defer stop()
		if err := s.run(ctx); err != nil || scans.Load() < 119 {
			t.Errorf("%d scans beside them (%v)", scans.Load(), err)
		}
	})
}

func TestAJobThatIsAskedForRunsWhenItIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := make(chan struct{}, 1)
		runs := 0
		s := &schedule{zone: riga, log: zerolog.Nop(), deadline: time.Hour, memory: &remembered{}, jobs: []job{
			{name: "requests", always: true, asked: asked, do: func(context.Context) error { runs++; return nil }},
		}}
		go func() {
			time.Sleep(10 * time.Minute)
			asked <- struct{}{}
		}()
		ctx, stop := context.WithTimeout(t.Context(), time.Hour)
		defer stop()
		if err := s.run(ctx); err != nil || runs != 1 {
			t.Errorf("ran %d times (%v)", runs, err)
		}
	})
}

func TestExpressionsThatAreNone(t *testing.T) {
	for _, expression := range []string{"", "* * * *", "* * * * * *", "0 1 * * 7", "0 0 L * *", "TZ=Europe/Riga", "61 * * * *", "a b c d e"} {
		if _, err := cronNext(expression, riga); err == nil {
			t.Errorf("%q is taken for a schedule", expression)
		}
	}
	next, err := cronNext("0 0 31 2 *", riga)
	if err != nil || !next(at(t, "2026-01-01 00:00")).IsZero() {
		t.Errorf("31 February comes: %v", err)
	}
	next, err = cronNext("30 8 1 9 *", riga)
	if got := fmt.Sprint(next(at(t, "2026-01-01 00:00"))); err != nil || got != "2026-09-01 08:30:00 +0300 EEST" {
		t.Errorf("1 September at half past eight is %s (%v)", got, err)
	}
}
