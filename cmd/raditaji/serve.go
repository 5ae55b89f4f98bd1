package main

import (
	"context"
	"errors"
	"time"

	"github.com/rs/zerolog"

	"raditaji/pipeline/config"
	"raditaji/templates"
)

// stopWithin is for how long a stop waits for the file in hand. Windows gives a
// service twenty seconds.
const stopWithin = 15 * time.Second

type serveCommand struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
}

// Run runs the service until it is stopped.
func (k *serveCommand) Run(c *console, code *int, all *commands) error {
	s, warnings, err := c.service(k.Config)
	if err != nil {
		return err
	}
	if err := ownState(s); err != nil {
		return err
	}
	log, closer, err := c.serviceLog(s, all.Log)
	if err != nil {
		return err
	}
	defer closer.Close()
	for _, w := range warnings {
		log.Warn().Str("key", w.Path).Str("code", w.Code).Str("got", w.Args["got"]).Msg("service file")
	}
	err = untilStopped(func(ctx context.Context) error { return c.serve(ctx, s, k.Config, log) })
	if err != nil {
		log.Error().Str("error", reasonOf(err)).Msg("ended")
		return err
	}
	c.say(templates.WordsServeEnded)
	*code = done
	return nil
}

// serve holds the state folder, opens what is remembered, and runs the jobs.
func (c *console) serve(ctx context.Context, s *config.Service, file string, log zerolog.Logger) (err error) {
	held, err := c.hold(s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, held.release()) }()
	if ledgerLost(ctx, s) {
		return failedBecause(templates.WordsLedgerLost, "file", ledgerPath(s))
	}
	h, err := c.open(ctx, s, file, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	lasting := context.WithoutCancel(ctx)
	if err := h.ledger.Note(lasting, "", "service.started", "version="+version); err != nil {
		return err
	}
	switch closed, err := closeBackups(backupsPath(s)); {
	case err != nil:
		log.Warn().Str("error", reasonOf(err)).Msg("backups that others may read cannot be closed")
	case closed > 0:
		log.Info().Int("backups", closed).Msg("closed backups that others could read")
	}
	log.Info().Str("version", version).Str("programme", h.pipeline.Programme.ID).Str("zone", s.TimeZone).Str("key", h.keyID).Msg("started")
	c.say(templates.WordsServing, "share", s.Share)
	h.requests <- struct{}{} // what was broken off is done again at once
	plan := &schedule{jobs: h.jobs(), zone: s.Zone, memory: h.ledger, log: log, deadline: stopWithin}
	ran := plan.run(ctx)
	if ran == nil {
		log.Info().Msg("stopped")
	}
	return errors.Join(ran, h.ledger.Note(lasting, "", "service.stopped", "version="+version))
}
