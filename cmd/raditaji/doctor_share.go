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

// elsewhere finds files that look like exports or filled templates and stand in the
// share where nobody reads them: directly in it, in folders that are not the system's,
// and exports among templates and results. What is said of the folders that strangers
// found says more.
func (p *patient) elsewhere(strangers []finding) []finding {
	f := p.s.Folders
	count, first := 0, ""
	_ = filepath.WalkDir(p.s.Share, func(path string, d fs.DirEntry, err error) error {
		name := filepath.ToSlash(below(p.s.Share, path))
		top, inside, _ := strings.Cut(name, "/")
		ext := strings.ToLower(filepath.Ext(name))
		switch {
		case err != nil && d != nil && d.IsDir():
			return fs.SkipDir
		case err != nil || name == "":
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") || inside == "" && (top == f.Inbox || top == f.Accepted || top == f.Returned)):
			return fs.SkipDir
		case d.IsDir() && (top == f.Results && d.Name() == f.History || path == p.s.State):
			return fs.SkipDir
		case d.IsDir() && inside == "" && slices.ContainsFunc(strangers, func(f finding) bool { return f.args[1] == sources.WithoutCodes(top) }):
			return fs.SkipDir
		case !d.Type().IsRegular() || notTakenIn(d.Name()) || !slices.Contains([]string{".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"}, ext):
		case top == f.Results && (ext != ".csv" || ownResults.MatchString(d.Name())), top == f.Forms && ext != ".csv" && ext != ".tsv":
		default:
			if count++; first == "" {
				first = name
			}
		}
		return nil
	})
	if count == 0 {
		return nil
	}
	return []finding{doubtful("share.elsewhere", "count", strconv.Itoa(count), "name", sources.WithoutCodes(first), "inbox", f.Inbox)}
}

// ownResults are the names of a run's tables, numbered where somebody had one open.
var ownResults = regexp.MustCompile(`^(results|problems)(?: \([0-9]+\))?\.csv$`)
