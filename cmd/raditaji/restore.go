package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"raditaji/pipeline/archive"
	"raditaji/pipeline/config"
	"raditaji/pipeline/ledger"
	"raditaji/templates"
)

type restoreCommand struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
	Backup string `arg:""`
}

// Run puts a backup in the ledger's place, and what it names beside it.
func (k *restoreCommand) Run(c *console, code *int) error {
	s, _, err := c.service(k.Config)
	if err != nil {
		return err
	}
	if err := ownState(s); err != nil {
		return err
	}
	if _, err := makeFolder(s.State, 0o700); err != nil {
		return c.stateRefuses(s, err)
	}
	held, err := c.hold(s)
	if err != nil {
		return err
	}
	defer held.release()
	ctx := context.Background()
	backup, state, err := c.chosen(ctx, s, k)
	if err != nil {
		return err
	}
	kept, err := ledger.Restore(ctx, backup, ledgerPath(s), nil)
	if err != nil {
		if why := templates.Cause(c.language, err); why != "" {
			return failedBecause(templates.WordsRestoreFailed, "folder", s.State, "why", why)
		}
		return c.badBackup(ctx, s, k, backup, err)
	}
	l, err := ledger.Open(ctx, ledgerPath(s), ledger.Options{Now: now})
	if err != nil {
		return c.ledgerError(s, err)
	}
	defer l.Close()
	if err := l.Note(ctx, "", "ledger.restored", "from="+filepath.Base(backup)); err != nil {
		return err
	}
	c.say(templates.WordsRestored, "file", backup, "at", moment(s, state.LastEntry))
	if kept != "" {
		c.say(templates.WordsRestoredKept, "kept", kept)
	}
	if secret, err := readKey(s.Key); err == nil && len(state.Keys) > 0 && !slices.Contains(state.Keys, keyID(secret)) {
		c.say(templates.WordsRestoredKey, "key", keyID(secret), "known", strings.Join(state.Keys, ", "))
	}
	if err := c.bringBack(ctx, s, l, filepath.Join(filepath.Dir(backup), archiveName)); err != nil {
		return err
	}
	return c.compare(ctx, s, l, code)
}

// chosen is the backup that is meant, which can be restored: of a folder its newest.
func (c *console) chosen(ctx context.Context, s *config.Service, k *restoreCommand) (backup string, state ledger.State, err error) {
	backup = k.Backup
	info, err := os.Stat(backup)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", state, wrong(templates.WordsNoBackup, "file", backup, "others", c.otherBackups(ctx, s, k, backupsPath(s), backup))
	case err == nil && info.IsDir():
		names, err := backupsIn(backup)
		if err == nil && len(names) == 0 {
			err = errNoBackups
		}
		if err != nil {
			return "", state, c.badBackup(ctx, s, k, backup, err)
		}
		backup = filepath.Join(backup, names[0])
	}
	live, err := os.Stat(ledgerPath(s))
	if err == nil && os.SameFile(live, info) {
		return "", state, c.badBackup(ctx, s, k, backup, ledger.ErrLive)
	}
	if state, err = ledger.Backed(ctx, backup); err != nil {
		return "", state, c.badBackup(ctx, s, k, backup, err)
	}
	quietly := &console{out: nothing{}, err: nothing{}, language: c.language, log: c.log}
	programme, _, err := quietly.programme(s.Programme) // one that cannot be used is told by other commands
	if err == nil && len(state.Programmes) > 0 && !slices.Contains(state.Programmes, programme.ID) {
		return "", state, c.badBackup(ctx, s, k, backup, &otherProgrammeError{programme.ID, state.Programmes})
	}
	return backup, state, nil
}

// errNoBackups says that a folder holds no backup.
var errNoBackups = errors.New("no backup in the folder")

// An otherProgrammeError says that a backup is of another programme's service.
type otherProgrammeError struct {
	ours   string
	theirs []string
}

func (e *otherProgrammeError) Error() string {
	return "a backup of " + strings.Join(e.theirs, ", ") + ", not of " + e.ours
}

// badBackup says what is wrong with a backup, and which ones stand beside it or
// in the service's own folder.
func (c *console) badBackup(ctx context.Context, s *config.Service, k *restoreCommand, backup string, err error) error {
	dir := backupsPath(s)
	if own, err := filepath.Abs(filepath.Dir(backup)); err == nil && own != dir {
		if names, err := backupsIn(own); err == nil && len(names) > 0 {
			dir = own
		}
	}
	return failedBecause(templates.WordsBackupBad, "file", backup, "why", c.whyBad(err), "others", c.otherBackups(ctx, s, k, dir, backup))
}

func (c *console) whyBad(err error) string {
	code, args := "unreadable", []string{"why", reasonOf(err)}
	var other *otherProgrammeError
	switch {
	case errors.As(err, &other):
		code, args = "programme", []string{"ours", other.ours, "theirs", strings.Join(other.theirs, ", ")}
	case errors.Is(err, ledger.ErrDamaged):
		code = "damaged"
	case errors.Is(err, ledger.ErrEmpty):
		code = "empty"
	case errors.Is(err, ledger.ErrForeign):
		code = "foreign"
	case errors.Is(err, ledger.ErrNewer):
		code = "newer"
	case errors.Is(err, ledger.ErrLive):
		code = "live"
	case errors.Is(err, errNoBackups):
		code = "folder"
	default:
		if why := templates.Cause(c.language, err); why != "" {
			args[1] = why
		}
	}
	return templates.BackupWhy[code].In(c.language, args...)
}

// otherBackups lists the backups of a folder without one of them, says of each
// whether it can be used, and how the newest that can be is restored.
func (c *console) otherBackups(ctx context.Context, s *config.Service, k *restoreCommand, dir, without string) string {
	names, err := backupsIn(dir)
	if err != nil {
		c.log.Debug().Str("error", reasonOf(err)).Msg("backups cannot be listed")
	}
	if full, err := filepath.Abs(without); err == nil {
		without = full
	}
	best := ""
	var list []string
	for _, name := range names {
		path := filepath.Join(dir, name)
		if full, err := filepath.Abs(path); err == nil && full == without {
			continue
		}
		state, err := ledger.Backed(ctx, path)
		switch {
		case err != nil:
			list = append(list, templates.WordsBackupSpoilt.In(c.language, "file", name, "why", c.whyBad(err)))
			continue
		case state.LastEntry.IsZero():
			list = append(list, templates.WordsBackupOlder.In(c.language, "file", name))
		default:
			list = append(list, templates.WordsBackupSound.In(c.language, "file", name, "at", moment(s, state.LastEntry)))
		}
		if best == "" {
			best = path
		}
	}
	if len(list) == 0 {
		return templates.WordsBackupsNone.In(c.language, "folder", dir)
	}
	text := templates.WordsBackupsThere.In(c.language, "folder", dir, "list", strings.Join(list, "\n"))
	if best == "" {
		return text + templates.WordsBackupNoBest.In(c.language)
	}
	return text + templates.WordsBackupBest.In(c.language, "config", k.Config, "file", best)
}

// bringBack copies the originals that the ledger names and the archive lacks from
// a folder beside a backup, if there is one.
func (c *console) bringBack(ctx context.Context, s *config.Service, l *ledger.Ledger, dir string) error {
	beside, err := os.Stat(dir)
	if err != nil || !beside.IsDir() {
		return nil
	}
	if own, err := os.Stat(archivePath(s)); err == nil && os.SameFile(own, beside) {
		return nil // a backup in the state folder itself
	}
	keys, err := archiveKeys(s)
	if err != nil {
		keys = archive.Keys{} // encrypted ones are copied unchecked
	}
	from, err := archive.Beside(dir, keys)
	if err != nil {
		return err
	}
	to, err := archive.Open(archivePath(s), keys)
	if err != nil {
		return c.stateRefuses(s, err)
	}
	gift, err := from.Give(ctx, to, func(sha string) (bool, error) {
		if has, err := to.Has(sha); has || err != nil {
			return false, err
		}
		return l.Remembers(ctx, sha)
	})
	if err != nil {
		if why := templates.Cause(c.language, err); why != "" {
			return failedBecause(templates.WordsRestoredStopped, "archive", dir, "why", why)
		}
		return err
	}
	c.say(templates.WordsRestoredGiven, "archive", dir, "count", strconv.Itoa(gift.Given))
	if n := len(gift.Damaged); n > 0 {
		c.say(templates.WordsRestoredHarm, "archive", dir, "count", strconv.Itoa(n), "first", gift.Damaged[0][:12])
	}
	return nil
}

// compare says how a ledger and the archive fit together.
func (c *console) compare(ctx context.Context, s *config.Service, l *ledger.Ledger, code *int) error {
	kept, err := archive.Open(archivePath(s), archive.Keys{})
	if err != nil {
		return c.stateRefuses(s, err)
	}
	named, err := l.Kept(ctx)
	if err != nil {
		return err
	}
	lost := 0
	for _, sha := range named {
		has, err := kept.Has(sha)
		if err != nil {
			return err
		}
		if !has {
			lost++
		}
	}
	originals, err := kept.All()
	if err != nil {
		return err
	}
	unknown := 0
	for _, o := range originals {
		known, err := l.Remembers(ctx, o.SHA256)
		if err != nil {
			return err
		}
		if !known {
			unknown++
		}
	}
	*code = done
	if lost > 0 {
		*code = inputsMissing
		c.say(templates.WordsRestoredLost, "count", strconv.Itoa(lost), "archive", archivePath(s))
	} else {
		c.say(templates.WordsRestoredWhole)
	}
	if unknown > 0 {
		*code = inputsMissing
		c.say(templates.WordsRestoredNewer, "count", strconv.Itoa(unknown))
	}
	return nil
}
