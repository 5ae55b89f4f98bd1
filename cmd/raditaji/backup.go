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
		has, err := to.Has(sha)
		if err != nil {
			return notWritten(err)
		}
		if !has {
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

// backUp writes a backup into a folder that it makes where there is none, and
// closes those beside it to others.
func backUp(ctx context.Context, l *ledger.Ledger, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return fmt.Errorf("backing the ledger up: %w", err)
	}
	if err := l.Backup(ctx, to); err != nil {
		return err
	}
	_, err := closeBackups(filepath.Dir(to))
	return err
}

// closeBackups leaves the backups of a folder to their owner alone: earlier versions
// made them as the account makes any file. What belongs to another account stays.
func closeBackups(dir string) (closed int, err error) {
	names, err := backupsIn(dir)
	if err != nil {
		return 0, err
	}
	for _, name := range names {
		path := filepath.Join(dir, name)
		if !othersMayRead(path) {
			continue
		}
		switch err := leaveToOwner(path); {
		case err == nil:
			closed++
		case !errors.Is(err, fs.ErrPermission) && !errors.Is(err, errors.ErrUnsupported):
			return closed, fmt.Errorf("closing a backup to others: %w", err)
		}
	}
	return closed, nil
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
