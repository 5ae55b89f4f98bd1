package main

import (
	"context"
	"errors"
	"fmt"
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

type backupCommand struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
	To     string `placeholder:"FILE"`
}

func (k *backupCommand) Run(c *console, code *int) error {
	s, _, err := c.service(k.Config)
	if err != nil {
		return err
	}
	ctx := context.Background()
	release, err := c.mayOpen(ctx, s)
	if err != nil {
		return err
	}
	defer release()
	l, err := ledger.Open(ctx, ledgerPath(s), ledger.Options{Now: now})
	if err != nil {
		return ledgerError(s, err)
	}
	defer l.Close()
	to := k.To
	if to == "" {
		to = backupName(s)
	}
	if _, err := os.Lstat(to); err == nil {
		return wrong(templates.WordsBackupExists, "file", to)
	}
	if err := backUp(ctx, l, to); err != nil {
		return err
	}
	key := "?"
	if secret, err := readKey(s.Key); err == nil {
		key = keyID(secret)
	}
	c.say(templates.WordsBackedUp, "file", to, "archive", archivePath(s), "key", key)
	*code = done
	return nil
}

// backupName is where a backup of now goes.
func backupName(s *config.Service) string {
	return filepath.Join(backupsPath(s), backupBegins+stampOf(now())+backupEnds)
}

// A backup's name is these around a moment.
const backupBegins, backupEnds = "ledger-", ".db"

// backUp writes a backup into a folder that it makes where there is none.
func backUp(ctx context.Context, l *ledger.Ledger, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return fmt.Errorf("backing the ledger up: %w", err)
	}
	return l.Backup(ctx, to)
}

// dropBackups deletes all but the newest backups that were made by themselves.
func dropBackups(s *config.Service) (dropped int, err error) {
	entries, err := os.ReadDir(backupsPath(s))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("looking backups up: %w", err)
	}
	var names []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), backupBegins) && strings.HasSuffix(e.Name(), backupEnds) {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	for len(names) > s.Retention.Backups {
		if err := os.Remove(filepath.Join(backupsPath(s), names[0])); err != nil {
			return dropped, fmt.Errorf("deleting an old backup: %w", err)
		}
		names = names[1:]
		dropped++
	}
	return dropped, nil
}

type restoreCommand struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
	Backup string `arg:""`
}

func (k *restoreCommand) Run(c *console, code *int) error {
	s, _, err := c.service(k.Config)
	if err != nil {
		return err
	}
	if info, err := os.Stat(k.Backup); err != nil || !info.Mode().IsRegular() {
		return wrong(templates.WordsNoBackup, "file", k.Backup, "folder", backupsPath(s))
	}
	if _, err := makeFolder(s.State, 0o700); err != nil {
		return fmt.Errorf("making the state folder: %w", err)
	}
	held, err := c.hold(s)
	if err != nil {
		return err
	}
	defer held.release()
	ctx := context.Background()
	if err := ledger.Restore(ctx, k.Backup, ledgerPath(s), nil); err != nil {
		return ledgerError(s, err)
	}
	l, err := ledger.Open(ctx, ledgerPath(s), ledger.Options{Now: now})
	if err != nil {
		return ledgerError(s, err)
	}
	defer l.Close()
	if err := l.Note(ctx, "", "ledger.restored", "from="+filepath.Base(k.Backup)); err != nil {
		return err
	}
	c.say(templates.WordsRestored, "file", k.Backup)
	return c.compare(ctx, s, l, code)
}

// compare says how a ledger and the archive fit together.
func (c *console) compare(ctx context.Context, s *config.Service, l *ledger.Ledger, code *int) error {
	kept, err := archive.Open(archivePath(s), archive.Keys{})
	if err != nil {
		return err
	}
	inputs, err := l.Inputs(ctx, nil, now())
	if err != nil {
		return err
	}
	lost := 0
	for _, in := range inputs {
		has, err := kept.Has(in.SHA256)
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
