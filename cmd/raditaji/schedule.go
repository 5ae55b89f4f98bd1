package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/robfig/cron/v3"
	"github.com/rs/zerolog"

	"raditaji/pipeline"
	"raditaji/pipeline/config"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
)

// A job is what the schedule runs under a name.
type job struct {
	name       string
	expression string // of cron, or config.Never
	// do does the work. Where its context ends it finishes the file in hand and returns.
	do func(context.Context) error
	// always runs it at every start, and nothing is remembered of it; others run
	// then only where they were missed.
	always bool
	// alone keeps it from running beside another job that is alone.
	alone bool
	// asked runs it whenever something comes, and at no other time; nil: it runs by
	// its expression.
	asked <-chan struct{}
}

// A memory remembers when each job was due and how it ended; the ledger does.
type memory interface {
	// LastJob is the last time at which a job was due and ended well; false: never.
	LastJob(ctx context.Context, name string) (ledger.Job, bool, error)
	// Schedule says that a job begins; it is false where it began for that time before.
	Schedule(ctx context.Context, name string, scheduled time.Time) (bool, error)
	FinishJob(ctx context.Context, name string, scheduled time.Time, failure string) error
}

// A schedule runs jobs at their times: none beside itself, each that was missed
// while the program was down once at the start.
type schedule struct {
	jobs     []job
	zone     *time.Location
	memory   memory
	log      zerolog.Logger
	deadline time.Duration // for which a stop waits for what is in hand

	one chan struct{} // holds a job that is alone
}

// errInHand says that a stop did not wait for a job to its end. What it had in
// hand is taken up again by the next start.
var errInHand = errors.New("a job was still running at the deadline")

// run runs the jobs until the context ends, then waits for those in hand.
func (s *schedule) run(ctx context.Context) error {
	s.one = make(chan struct{}, 1)
	var atStart []func()
	var all sync.WaitGroup
	for i := range s.jobs {
		j := &s.jobs[i]
		if j.asked != nil {
			work, _ := s.wrapped(ctx, j, cron.Every(time.Minute))
			all.Go(func() {
				for ctx.Err() == nil {
					select {
					case <-j.asked:
						work.Run()
					case <-ctx.Done():
					}
				}
			})
			continue
		}
		if j.expression == config.Never {
			s.log.Info().Str("job", j.name).Msg("never runs by itself")
			continue
		}
		due, err := parseCron(j.expression)
		if err != nil {
			return fmt.Errorf("scheduling %s: %w", j.name, err)
		}
		missed := j.always
		if !j.always {
			last, ever, err := s.memory.LastJob(ctx, j.name)
			if err != nil {
				return fmt.Errorf("scheduling %s: %w", j.name, err)
			}
			// What never ran was missed too: an office computer may be off at every one of its times.
			missed = !ever || !due.Next(last.Scheduled.In(s.zone)).After(now())
		}
		work, catchUp := s.wrapped(ctx, j, due)
		all.Go(func() {
			for s.wait(ctx, due) {
				all.Go(work.Run)
			}
		})
		if missed {
			atStart = append(atStart, catchUp)
		}
	}
	all.Go(func() {
		for _, work := range atStart {
			if ctx.Err() == nil {
				work()
			}
		}
	})
	<-ctx.Done()

	ended := make(chan struct{})
	go func() {
		all.Wait()
		close(ended)
	}()
	select {
	case <-ended:
		return nil
	case <-time.After(s.deadline):
		return errInHand
	}
}

// atMost is how long the schedule relies on a clock that somebody may set.
const atMost = 20 * time.Second

// wait waits until a job is due; false: the context ended. Where the clock jumps
// ahead the job runs once for all that it passed over; where it goes back, the job
// does not wait until the old time comes again.
func (s *schedule) wait(ctx context.Context, due cron.Schedule) bool {
	before := now().Round(0) // as people read it
	next := due.Next(before.In(s.zone))
	for {
		sleep := atMost
		if left := next.Sub(before); !next.IsZero() && left < sleep {
			sleep = left
		}
		select {
		case <-ctx.Done():
			return false
		case <-time.After(sleep):
		}
		at := now().Round(0)
		switch {
		case !next.IsZero() && !at.Before(next):
			return true
		case at.Before(before):
			next = due.Next(at.In(s.zone))
		}
		before = at
	}
}

// logical is the time for which a job runs now. A moment that comes twice when
// clocks are set back is one time, except for what runs hourly or oftener.
func logical(at time.Time, due cron.Schedule) time.Time {
	// Counted in winter: where clocks change, a repeated moment looks like an hourly one.
	first := due.Next(time.Date(2024, time.January, 1, 0, 0, 0, 0, at.Location()))
	if due.Next(first).Sub(first) <= time.Hour {
		return at.Truncate(time.Minute)
	}
	return time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), 0, 0, at.Location())
}

// wrapped is a job as cron runs it. That it skips comes outermost: a run that
// panics inside of it is still seen to end.
func (s *schedule) wrapped(ctx context.Context, j *job, due cron.Schedule) (work cron.Job, atStart func()) {
	var missed atomic.Bool // the next run makes up for a missed one
	failing := ""          // the error of the last run
	work = cron.NewChain(
		cron.SkipIfStillRunning(skips{s.log, j.name}),
		cron.Recover(panics{s.log, j.name, &failing}),
	).Then(cron.FuncJob(func() {
		scheduled := logical(now().In(s.zone), due)
		if missed.Swap(false) {
			scheduled = now() // a time of its own: the missed one may have begun and been broken off
		}
		if j.alone {
			select {
			case s.one <- struct{}{}:
				defer func() { <-s.one }()
			case <-ctx.Done():
			}
		}
		if ctx.Err() != nil {
			return
		}
		began := now()
		err := s.remembered(ctx, j, scheduled)
		e, what := s.log.Debug(), "job ended"
		switch text := reasonOf(err); {
		case err == nil && failing != "":
			e, what, failing = s.log.Info(), "job works again", ""
		case err == nil:
		case ctx.Err() != nil:
			e, what = s.log.Info().Str("error", text), "job stopped"
		case pipeline.WithoutPaths(err) == failing: // said once, until it works again
			e, what = e.Str("error", text), "job failed again"
		default:
			e, what, failing = s.log.Error().Str("error", text), "job failed", pipeline.WithoutPaths(err)
		}
		e.Str("job", j.name).Dur("ms", now().Sub(began)).Msg(what)
	}))
	return work, func() { missed.Store(true); work.Run() }
}

// remembered does a job's work and remembers how it ended, even where the work
// panics or a stop cuts it short.
func (s *schedule) remembered(ctx context.Context, j *job, scheduled time.Time) error {
	if j.always {
		return j.do(ctx)
	}
	lasting := context.WithoutCancel(ctx)
	if fresh, err := s.memory.Schedule(lasting, j.name, scheduled); err != nil || !fresh {
		return err
	}
	failure := "panic"
	err := func() error {
		defer func() {
			if failure == "panic" {
				_ = s.memory.FinishJob(lasting, j.name, scheduled, failure) // the panic is logged
			}
		}()
		err := j.do(ctx)
		if failure = reasonOf(err); err != nil && ctx.Err() != nil {
			failure = ledger.Stopped
		}
		return err
	}()
	return errors.Join(err, s.memory.FinishJob(lasting, j.name, scheduled, failure))
}

// reasonOf is an error as it may be written down: what a file is called may be a
// person's code.
func reasonOf(err error) string {
	if err == nil {
		return ""
	}
	return sources.WithoutCodes(err.Error())
}

// parseCron reads a cron expression; the library panics on some texts that are none.
func parseCron(expression string) (due cron.Schedule, err error) {
	defer func() {
		if recover() != nil {
			err = fmt.Errorf("%q is no cron expression", expression)
		}
	}()
	return cron.ParseStandard(expression)
}

// cronNext is config's view of parseCron.
func cronNext(expression string, zone *time.Location) (func(time.Time) time.Time, error) {
	due, err := parseCron(expression)
	if err != nil {
		return nil, err
	}
	return func(t time.Time) time.Time { return due.Next(t.In(zone)) }, nil
}

// skips logs that a job was passed over, since its run before is not at its end.
type skips struct {
	log zerolog.Logger
	job string
}

func (s skips) Info(string, ...any)         { s.log.Debug().Str("job", s.job).Msg("still running") }
func (s skips) Error(error, string, ...any) {}

// panics logs a job's panic. Its text is not logged: it may hold what a file holds.
type panics struct {
	log     zerolog.Logger
	job     string
	failing *string // why the run before failed
}

func (p panics) Info(string, ...any) {}
func (p panics) Error(_ error, _ string, args ...any) {
	e := p.log.Error()
	if *p.failing == "panic" { // said once, until it works again
		e = p.log.Debug()
	}
	*p.failing = "panic"
	e = e.Str("job", p.job)
	for i := 0; i+1 < len(args); i += 2 {
		if stack, ok := args[i+1].(string); ok && args[i] == "stack" {
			e = e.Str("stack", stack)
		}
	}
	e.Msg("panicked")
}
