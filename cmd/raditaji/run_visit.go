package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"time"

	"raditaji/pipeline"
	"raditaji/pipeline/archive"
	"raditaji/pipeline/config"
	"raditaji/pipeline/ledger"
	"raditaji/templates"
)

// visit opens a service beside the process that may be running it, does something
// there and closes it again.
func (c *console) visit(file string, do func(context.Context, *house) error) (err error) {
	s, _, err := c.service(file)
	if err != nil {
		return err
	}
	ctx := context.Background()
	release, err := c.mayOpen(ctx, s)
	if err != nil {
		return err
	}
	defer release()
	h, err := c.openWith(ctx, s, file, c.log, archive.Beside)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	waiting := func(w templates.Words) func() { return func() { fmt.Fprintln(c.err, w.In(c.language)) } }
	h.pipeline.Alone = locked(s.State, runLock, waiting(templates.WordsWaitForRun))
	h.pipeline.InFolder = locked(s.State, folderLock, waiting(templates.WordsWaitForFolder))
	if err := h.pipeline.BreakOff(ctx); err != nil {
		return err
	}
	return c.refused(s.Share, do(ctx, h))
}

// mayOpen says whether a service's ledger can be opened beside the process that may
// be running. Opening an older one migrates it, perhaps beneath an older program:
// then nobody else may hold the state folder until it is released.
func (c *console) mayOpen(ctx context.Context, s *config.Service) (release func(), err error) {
	if err := ownState(s); err != nil {
		return nil, err
	}
	state, err := ledger.Look(ctx, ledgerPath(s))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, failedBecause(templates.WordsNoLedger, "file", ledgerPath(s))
	case err != nil:
		return nil, c.ledgerError(s, err)
	case state.Version == state.Known:
		return func() {}, nil
	}
	held, err := c.hold(s)
	if err != nil {
		return nil, err
	}
	return func() { held.release() }, nil
}

// refused words a decision that cannot be carried out in a shared folder.
func (c *console) refused(share string, err error) error {
	var refused *pipeline.RefusedError
	var nothing *pipeline.NothingThenError
	var publish *pipeline.PublishError
	switch {
	case errors.As(err, &nothing):
		text, remedy := c.language.Problem(nothing.Why)
		return failedBecause(templates.WordsRefused, "text", text, "remedy", remedy)
	case errors.As(err, &refused):
		text, remedy := templates.Refusal(c.language, refused.Code)
		return failedBecause(templates.WordsRefused, "text", text, "remedy", remedy)
	case errors.Is(err, pipeline.ErrOtherShare):
		return failedBecause(templates.WordsShareOther, "folder", share)
	case errors.As(err, &publish):
		why := templates.Cause(c.language, publish.Err)
		if why == "" {
			why = reasonOf(publish.Err)
		}
		return failedBecause(templates.WordsShareRefuses, "path", publish.Path, "why", why)
	}
	for _, of := range []struct {
		is   error
		code string
	}{{archive.ErrMissing, "missing"}, {archive.ErrDamaged, "damaged"}, {archive.ErrNoKey, "key"}} {
		if errors.Is(err, of.is) {
			c.log.Info().Str("error", reasonOf(err)).Msg("an original cannot be used")
			return failedBecause(templates.WordsOriginalLost, "why", templates.OriginalWhy[of.code].In(c.language))
		}
	}
	return err
}

// The files in the state folder by which a process holds the right to calculate,
// and to take files in and decide on them.
const (
	runLock    = "raditaji.calculating"
	folderLock = "raditaji.folder"
)

// unsaid is for how long a person waits for a lock before it is said.
const unsaid = 2 * time.Second

// locked waits until nobody else, in this process or another, has a lock of a state
// folder; waiting is told once when that takes long, nil is nobody.
func locked(state, lock string, waiting func()) func(context.Context) (func(), error) {
	return func(ctx context.Context) (func(), error) {
		f, err := os.OpenFile(filepath.Join(state, lock), os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, fmt.Errorf("waiting for %s: %w", lock, err)
		}
		since, told := now(), waiting == nil
		for {
			err := tryLock(f)
			if err == nil {
				return func() { f.Close() }, nil // the system lets go with it
			}
			if !errors.Is(err, errHeld) {
				f.Close()
				return nil, fmt.Errorf("waiting for %s: %w", lock, err)
			}
			if !told && now().Sub(since) > unsaid {
				told = true
				waiting()
			}
			select {
			case <-time.After(50 * time.Millisecond):
			case <-ctx.Done():
				f.Close()
				return nil, ctx.Err()
			}
		}
	}
}

// calculates says that a process calculates on a state folder.
func calculates(state string) bool {
	f, err := os.OpenFile(filepath.Join(state, runLock), os.O_RDWR, 0)
	if err != nil {
		return false
	}
	defer f.Close() // the system lets go with it
	return errors.Is(tryLock(f), errHeld)
}

// whoAsks is the account of the system that runs the program.
func whoAsks() string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return ""
}
