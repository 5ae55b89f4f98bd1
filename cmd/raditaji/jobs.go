package main

import (
	"context"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"
)

// jobs are what the schedule of a service runs.
func (h *house) jobs() []job {
	do := map[string]job{
		"scan":      {do: h.scan, always: true},
		"calculate": {do: h.calculate, alone: true},
		"templates": {do: h.layTemplates, alone: true},
		"remind":    {do: h.remind, alone: true},
		"retention": {do: h.retain, alone: true},
		"backup":    {do: h.backUp, alone: true},
	}
	var list []job
	for _, named := range h.service.Schedule.Jobs() {
		j := do[named.Name]
		j.name, j.expression, j.do = named.Name, named.Expression, lean(j.do)
		list = append(list, j)
	}
	return append(list, job{name: "requests", do: lean(h.answer), always: true, alone: true, asked: h.requests})
}

// leanBelow is how many bytes a service may keep that it does not use.
const leanBelow = 64 << 20

// lean is a job after which the system gets back the memory that it took.
func lean(do func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		err := do(ctx)
		var m runtime.MemStats
		if runtime.ReadMemStats(&m); m.HeapSys-m.HeapReleased > leanBelow {
			debug.FreeOSMemory()
		}
		return err
	}
}

// looksAtOnce is how often a scan looks again for files that have not settled;
// what is written for longer is taken in by the next one.
const looksAtOnce = 3

// scan takes in what has settled in the shared folder, by the programme file as it
// stands. While files are left that it did not come to, it looks again, after a
// moment in which another process that waits for the folder comes to it.
func (h *house) scan(ctx context.Context) error {
	if err := h.noticeProgramme(ctx); err != nil {
		return err
	}
	for looks := 0; looks < looksAtOnce; {
		n, err := h.current().TakeIn(ctx)
		e := h.log.Debug()
		if n.Settled+n.Refused > 0 {
			e = h.log.Info()
		}
		if n.Failed > h.failed { // the same ones are said once
			e = h.log.Warn()
		}
		h.failed = n.Failed
		e.Int("accepted", n.Accepted).Int("returned", n.Returned).Int("known", n.Known).Int("checked", n.Checked).Int("refused", n.Refused).
			Int("waiting", n.Waiting).Int("later", n.Later).Int("failed", n.Failed).Int("passed", n.Passed).Msg("scanned")
		if len(n.Requests) > 0 {
			select {
			case h.requests <- struct{}{}:
			default: // they are being answered
			}
		}
		pause := 200 * time.Millisecond
		switch {
		case err != nil, n.Later+n.Waiting == 0:
			return err
		case n.Later == 0:
			looks++
			pause = h.current().Share.Settle + time.Second
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil
		}
	}
	return nil
}

// answer does what officers asked for by files in the shared folder.
func (h *house) answer(ctx context.Context) error { return h.current().Requests(ctx) }

// calculate calculates the years whose inputs changed.
func (h *house) calculate(ctx context.Context) error { return h.current().CalculateDue(ctx) }

// layTemplates lays out the templates of the year that is being collected.
func (h *house) layTemplates(ctx context.Context) error {
	_, err := h.current().LayTemplates(ctx)
	return err
}

// remind lists who has not reported.
func (h *house) remind(ctx context.Context) error {
	missing, err := h.current().Remind(ctx)
	if missing > 0 {
		h.log.Info().Int("units", missing).Msg("have not reported")
	}
	return err
}

// retain forgets what is older than its age, and backups that are too many.
func (h *house) retain(ctx context.Context) error {
	r := h.service.Retention
	forgotten, err := h.current().Retain(ctx, monthsAgo(r.Originals), monthsAgo(r.Returned))
	if err != nil {
		return err
	}
	dropped, err := dropBackups(backupsPath(h.service), r.Backups)
	if forgotten+dropped > 0 {
		h.log.Info().Int("originals", forgotten).Int("backups", dropped).Msg("deleted what was older than its age")
	}
	return err
}

// monthsAgo is the moment so many months ago; zero for 0, which is for ever.
func monthsAgo(months int) time.Time {
	if months == 0 {
		return time.Time{}
	}
	return now().AddDate(0, -months, 0)
}

func (h *house) backUp(ctx context.Context) error {
	to := filepath.Join(backupsPath(h.service), backupName(h.service))
	if err := backUp(ctx, h.ledger, to); err != nil {
		return err
	}
	h.log.Info().Msg("the ledger is backed up")
	return nil
}
