package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"raditaji/pipeline/ledger"
	"raditaji/sources"
)

// leadsOut says that a folder of the share is a link out of it, which the service
// does not follow.
func (p *patient) leadsOut(dir string) bool {
	name := below(p.s.Share, dir)
	if name == "" {
		return false
	}
	root, err := os.OpenRoot(p.s.Share)
	if err != nil {
		return false
	}
	defer root.Close()
	_, inside := root.Stat(name)
	_, anywhere := os.Stat(dir)
	return anywhere == nil && inside != nil && !errors.Is(inside, fs.ErrPermission)
}

// ourAnswer is the name of an answer of the service.
var ourAnswer = regexp.MustCompile(`(?i) (SANEMTS|KLUDAS|ATSAUKTS)(?: ?\([0-9]+\))?\.txt$`)

// strangers finds folders of the share that look like ones of the service under
// another name, which it does not look after.
func (p *patient) strangers() (found []finding) {
	entries, err := os.ReadDir(p.s.Share)
	if err != nil {
		return nil // said with the folders
	}
	f := p.s.Folders
	for _, e := range entries {
		name := e.Name()
		ours := slices.ContainsFunc([]string{f.Inbox, f.Forms, f.Accepted, f.Returned, f.Results}, func(of string) bool { return strings.EqualFold(of, name) })
		if !e.IsDir() || ours || filepath.Join(p.s.Share, name) == p.s.State {
			continue
		}
		like := slices.ContainsFunc([]string{f.Inbox, f.Accepted, f.Returned}, func(of string) bool {
			return strings.HasPrefix(strings.ToLower(name), strings.ToLower(of))
		})
		p.walk(filepath.Join(p.s.Share, name), func(path string, _ fs.FileInfo) {
			like = like || ourAnswer.MatchString(filepath.Base(path))
		})
		if like {
			found = append(found, doubtful("share.renamed", "name", sources.WithoutCodes(name)))
		}
	}
	return found
}

// taken finds files that the service laid into the folders of accepted and returned
// ones, that stand by the ledger and are not there: what is deleted is not withdrawn.
func (p *patient) taken() (found []finding) {
	if p.examined != nil || p.ledger.Version == 0 || p.ledger.Version != p.ledger.Known {
		return nil // what it remembers is not known
	}
	for _, top := range []string{p.s.Folders.Accepted, p.s.Folders.Returned} {
		if _, err := os.Stat(filepath.Join(p.s.Share, top)); err != nil {
			continue // said with the folders
		}
		missing, err := p.notThere(top)
		if err == nil && len(missing) > 0 && p.running != nil {
			// What left just now stands no more.
			var still []string
			still, err = p.notThere(top)
			missing = slices.DeleteFunc(missing, func(name string) bool { return !slices.Contains(still, name) })
		}
		switch {
		case err != nil:
			return []finding{bad("ledger.unreadable", "why", p.cause(err))}
		case len(missing) > 0:
			found = append(found, doubtful("answers.gone", "folder", top, "count", strconv.Itoa(len(missing)), "name", sources.WithoutCodes(missing[0])))
		}
	}
	return found
}

func (p *patient) notThere(top string) (missing []string, err error) {
	laid, err := ledger.Laid(context.Background(), ledgerPath(p.s), top)
	for _, name := range laid {
		if _, err := os.Lstat(filepath.Join(p.s.Share, filepath.FromSlash(name))); errors.Is(err, fs.ErrNotExist) {
			missing = append(missing, name)
		}
	}
	return missing, err
}
