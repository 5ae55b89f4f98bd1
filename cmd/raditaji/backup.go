package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"raditaji/pipeline/archive"
	"raditaji/pipeline/config"
	"raditaji/pipeline/ledger"
	"raditaji/templates"
)

type backupCommand struct {
	Config  string `default:"raditaji.yaml" placeholder:"FILE"`
	To      string `placeholder:"FILE"`
	Archive bool
}

// Run backs the ledger up, and with --archive all that another computer needs
// beside the keys.
func (k *backupCommand) Run(c *console, code *int) error {
	s, _, err := c.service(k.Config)
	if err != nil {
		return err
	}
	if k.Archive {
		if err := apartFrom(s, k.To); err != nil {
			return err
		}
	}
	ctx := context.Background()
	release, err := c.mayOpen(ctx, s)
	if err != nil {
		return err
	}
	defer release()
	l, err := ledger.Open(ctx, ledgerPath(s), ledger.Options{Now: now})
	if err != nil {
		return c.ledgerError(s, err)
	}
	defer l.Close()
	if k.Archive {
		err = c.backUpAll(ctx, s, l, k, code)
	} else {
		err = c.backUpLedger(ctx, s, l, k.To, code)
	}
	if err != nil {
		return err
	}
	c.say(templates.WordsKeysApart, "keys", c.keysOf(s))
	return nil
}

func (c *console) backUpLedger(ctx context.Context, s *config.Service, l *ledger.Ledger, to string, code *int) error {
	info, err := os.Stat(to)
	switch {
	case to == "":
		to = filepath.Join(backupsPath(s), backupName(s))
	case err == nil && info.IsDir():
		to = filepath.Join(to, backupName(s))
	}
	if _, err := os.Lstat(to); err == nil {
		return wrong(templates.WordsBackupExists, "file", to)
	}
	if err := backUp(ctx, l, to); err != nil {
		return c.notBackedUp(to, err)
	}
	c.say(templates.WordsBackedUp, "file", to, "archive", archivePath(s))
	*code = done
	return nil
}

// unfinished is a ledger in a folder of backups whose originals are not all there.
const unfinished = "nepabeigts.db"

// backUpAll writes a folder from which everything but the keys can be restored:
// ledger, originals, service file and a programme file of one's own. The ledger
// gets its name last, when all that it names stands beside it.
func (c *console) backUpAll(ctx context.Context, s *config.Service, l *ledger.Ledger, k *backupCommand, code *int) error {
	notWritten := func(err error) error { return c.notBackedUp(k.To, err) }
	keys, err := archiveKeys(s)
	if err != nil {
		return failedBecause(templates.WordsArchiveKeysBroken)
	}
	if err := backUp(ctx, l, filepath.Join(k.To, unfinished)); err != nil {
		return notWritten(err)
	}
	from, err := archive.Beside(archivePath(s), keys)
	if err != nil {
		return err
	}
	into := filepath.Join(k.To, archiveName)
	to, err := archive.Open(into, keys)
	if err != nil {
		return notWritten(err)
	}
	gift, err := from.Give(ctx, to, func(sha string) (bool, error) { return l.Remembers(ctx, sha) })
	if err != nil {
		return notWritten(err)
	}
	forgotten, err := l.Forgotten(ctx)
	if err != nil {
		return err
	}
	gone := 0
	for _, sha := range forgotten {
		if has, err := to.Has(sha); err != nil || !has {
			continue
		}
		if err := to.Forget(sha); err != nil {
			return notWritten(err)
		}
		gone++
	}
	files := []string{k.Config}
	if _, carried := templates.Programme(s.Programme); !carried {
		files = append(files, s.Programme)
	}
	for _, file := range files {
		if err := copyTo(k.To, file); err != nil {
			return notWritten(err)
		}
	}
	name := filepath.Join(k.To, backupName(s))
	if err := os.Rename(filepath.Join(k.To, unfinished), name); err != nil {
		return notWritten(err)
	}
	if _, err := dropBackups(k.To, s.Retention.Backups); err != nil {
		return notWritten(err)
	}
	c.say(templates.WordsBackedUpAll, "file", name, "archive", into, "given", strconv.Itoa(gift.Given), "there", strconv.Itoa(gift.There),
		"gone", strconv.Itoa(gone), "service", filepath.Join(k.To, filepath.Base(k.Config)))
	*code = done
	if n := len(gift.Damaged); n > 0 {
		*code = filesReturned
		c.say(templates.WordsBackedUpFaulty, "count", strconv.Itoa(n), "first", gift.Damaged[0][:12])
	}
	return nil
}

// apartFrom wants a folder for originals that is neither people's nor the service's own.
func apartFrom(s *config.Service, to string) error {
	if to == "" {
		return wrong(templates.WordsBackupNoFolder)
	}
	full, err := filepath.Abs(to)
	if err != nil {
		return fmt.Errorf("finding the folder: %w", err)
	}
	if real, err := filepath.EvalSymlinks(full); err == nil {
		full = real
	}
	for _, dir := range []string{s.Share, archivePath(s)} {
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			dir = real
		}
		if full == dir || below(dir, full) != "" {
			return wrong(templates.WordsBackupNotHere, "folder", to)
		}
	}
	return nil
}

// copyTo copies a file into a folder under its own name.
func copyTo(dir, file string) error {
	from, err := os.Open(file)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := os.OpenFile(filepath.Join(dir, filepath.Base(file)), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Close())
}

func (c *console) notBackedUp(to string, err error) error {
	why := templates.Cause(c.language, err)
	if why == "" {
		return err
	}
	return failedBecause(templates.WordsBackupNotWritten, "file", to, "why", why)
}

// keysOf names the files of keys, of which people keep copies.
func (c *console) keysOf(s *config.Service) string {
	mark := "?"
	if secret, err := readKey(s.Key); err == nil {
		mark = keyID(secret)
	}
	text := templates.WordsKeyMark.In(c.language, "file", s.Key, "mark", mark)
	if s.Archive.Identity != "" {
		text += "; " + s.Archive.Identity
	}
	return text
}

// A backup's name is these around a moment.
const backupBegins, backupEnds = "ledger-", ".db"

// archiveName is the folder of originals, beside a ledger or its backup.
const archiveName = "archive"

// backupName is the name of a backup of now.
func backupName(s *config.Service) string {
	return backupBegins + stampOf(now().In(s.Zone)) + backupEnds
}

// stampOf is a moment as people of its zone read it, for the name of a file; names
// sort as the moments do. An hour that comes twice, when clocks are set back, has
// a b the second time: 03b0000 follows 035959.
func stampOf(t time.Time) string {
	again := ""
	_, offset := t.Zone()
	_, before := t.Add(-3 * time.Hour).Zone()
	if back := time.Duration(before-offset) * time.Second; back > 0 {
		if _, then := t.Add(-back).Zone(); then == before {
			again = "b"
		}
	}
	return t.Format("20060102-15") + again + t.Format("0405")
}

// backUp writes a backup into a folder that it makes where there is none.
func backUp(ctx context.Context, l *ledger.Ledger, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return fmt.Errorf("backing the ledger up: %w", err)
	}
	return l.Backup(ctx, to)
}

// backupsIn are the names of the backups in a folder that were made by
// themselves, the newest first.
func backupsIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking backups up: %w", err)
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && strings.HasPrefix(e.Name(), backupBegins) && strings.HasSuffix(e.Name(), backupEnds) {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	slices.Reverse(names)
	return names, nil
}

// newestSound is the path of the newest backup in a folder that can be restored;
// empty: there is none.
func newestSound(ctx context.Context, dir string) (string, error) {
	names, err := backupsIn(dir)
	for _, name := range names {
		path := filepath.Join(dir, name)
		if _, err := ledger.Backed(ctx, path); err == nil {
			return path, nil
		}
	}
	return "", err
}

// dropBackups deletes all but the newest backups of a folder that were made by
// themselves.
func dropBackups(dir string, most int) (dropped int, err error) {
	names, err := backupsIn(dir)
	if err != nil {
		return 0, err
	}
	// Those of days to come were made by a clock that was ahead: they stay, and push
	// none of the others out.
	tomorrow := backupBegins + now().AddDate(0, 0, 2).UTC().Format("20060102")
	names = slices.DeleteFunc(names, func(name string) bool { return name > tomorrow })
	for ; len(names) > most; names = names[:len(names)-1] {
		if err := os.Remove(filepath.Join(dir, names[len(names)-1])); err != nil {
			return dropped, fmt.Errorf("deleting an old backup: %w", err)
		}
		dropped++
	}
	return dropped, nil
}

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

// moment is a time as people of the service's zone read it; a ledger of an earlier
// version does not say it.
func moment(s *config.Service, t time.Time) string {
	if t.IsZero() {
		return "?"
	}
	return t.In(s.Zone).Format("02.01.2006. 15:04")
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
