package pipeline

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"raditaji/pipeline/ledger"
	"raditaji/templates"
)

// The roles of what a run delivers.
const (
	roleWorkbook = ledger.Workbook
	roleApproved = ledger.ApprovedEdition
	roleResults  = "results"
)

// An outgoing file is written whole under a temporary name before any file of its
// run appears.
type outgoing struct {
	role, path string // below the share
	sha        string
}

// publish lays workbook and results of a run into the year's folder. The workbook
// that stood there is kept in the history first. A repeat changes nothing of what
// stands there: its files get a folder of their own in the history.
func (p *Pipeline) publish(ctx context.Context, pl *plan, r *templates.Report) (*Ran, []ledger.Delivery, error) {
	v, err := p.openShare(ctx)
	if err != nil {
		return nil, nil, &PublishError{p.Share.Dir, err}
	}
	defer v.root.Close()
	folder := path.Join(p.Share.Folders.Results, strconv.Itoa(r.Year))
	history := path.Join(folder, p.Share.Folders.History)
	if pl.run.Repeats != 0 {
		folder = path.Join(history, fmt.Sprintf("%d %s", pl.run.ID, pl.run.Fingerprint))
	}
	files, err := v.write(folder, r)
	defer func() {
		for _, f := range files {
			_ = v.root.Remove(temporaryIn(f.path)) // after the rename there is none
		}
	}()
	if err != nil {
		return nil, nil, p.publishError(folder, err)
	}
	p.step("run.written")

	standing, err := p.Ledger.DeliveriesBy(ctx, p.Programme.ID, r.Year)
	if err != nil {
		return nil, nil, err
	}
	workbook := path.Join(folder, r.WorkbookName())
	// One that a program has open without letting others read it stays where it
	// stands: the new one stands beside it, and the next run keeps it.
	if err := p.keepStanding(ctx, v, workbook, history, files[0].sha, standing); err != nil && !inUse(err) {
		return nil, nil, p.publishError(history, err)
	}
	// So is one that was laid beside it: what is laid out now may take its name.
	unkept := map[string]bool{}
	for _, d := range standing {
		if _, numbered := placeOf(d.Path); !numbered || path.Dir(d.Path) != folder || d.Role == roleResults {
			continue
		}
		if err := p.keepStanding(ctx, v, d.Path, history, files[0].sha, standing); inUse(err) {
			unkept[d.Path] = true
		} else if err != nil {
			return nil, nil, p.publishError(history, err)
		}
	}
	p.step("run.kept")

	ran := &Ran{Report: r}
	var delivered []ledger.Delivery
	for i := range files {
		f := &files[i]
		to, err := v.appear(f.path)
		if err != nil {
			return nil, nil, p.publishError(f.path, err)
		}
		p.step("run.renamed")
		if to != f.path {
			ran.Held = append(ran.Held, f.path)
		}
		ran.Written = append(ran.Written, to)
		delivered = append(delivered, ledger.Delivery{Role: f.role, Path: to, SHA256: f.sha})
	}
	v.sync(folder)
	// What stood beside a file that somebody had open is history now, too.
	for _, d := range standing {
		if _, numbered := placeOf(d.Path); !numbered || path.Dir(d.Path) != folder || slices.Contains(ran.Written, d.Path) || !v.stands(d.Path) {
			continue
		}
		if sha, err := v.hash(d.Path); unkept[d.Path] || d.Role == roleResults && (err != nil || sha != d.SHA256) {
			continue // results that differ are somebody's own by now
		}
		if !v.heldOpen(d.Path) {
			_ = v.root.Remove(d.Path) // the next run tries again
		}
	}
	return ran, delivered, nil
}

func (p *Pipeline) publishError(where string, err error) error {
	return &PublishError{filepath.Join(p.Share.Dir, filepath.FromSlash(where)), err}
}

// write writes what a report consists of under temporary names, the workbook first.
func (v *view) write(folder string, r *templates.Report) (files []outgoing, err error) {
	if err := v.root.MkdirAll(folder, 0o777); err != nil {
		return nil, err
	}
	workbook := roleWorkbook
	if r.State == templates.Settled {
		workbook = roleApproved
	}
	for _, f := range []struct {
		role, name string
		write      func(io.Writer, *templates.Report) error
	}{
		{workbook, r.WorkbookName(), templates.Workbook},
		{roleResults, "results.csv", templates.ResultsCSV},
		{roleResults, "results.json", templates.ResultsJSON},
		{roleResults, "problems.csv", templates.ProblemsCSV},
	} {
		var b bytes.Buffer
		if err := f.write(&b, r); err != nil {
			return files, fmt.Errorf("writing %s: %w", f.name, err)
		}
		sum := sha256.Sum256(b.Bytes())
		files = append(files, outgoing{f.role, path.Join(folder, f.name), hex.EncodeToString(sum[:])})
		if err := v.writeTemporary(path.Join(folder, f.name), b.Bytes()); err != nil {
			return files, err
		}
	}
	return files, nil
}

func (v *view) writeTemporary(name string, data []byte) error {
	f, err := v.root.OpenFile(temporaryIn(name), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	return writeWhole(f, data)
}

// temporaryIn is temporaryOf with slashes.
func temporaryIn(name string) string { return path.Join(path.Dir(name), "."+path.Base(name)+".tmp") }

// appear gives a written file its name, or a numbered one beside a file that
// somebody has open.
func (v *view) appear(name string) (string, error) {
	var first error
	for n := 1; n < 100; n++ {
		to := numberedName(name, n)
		if v.heldOpen(to) {
			continue
		}
		err := v.root.Rename(temporaryIn(name), to)
		if err == nil {
			return to, nil
		}
		if first == nil {
			first = err
		}
		if !v.stands(to) {
			break // no file of that name is in the way
		}
	}
	if first == nil {
		first = os.ErrExist
	}
	return "", first
}

// numberedBeside is the name of a file that was laid beside one that somebody had open.
var numberedBeside = regexp.MustCompile(`^(.+) \([0-9]+\)(\.[a-z]+)$`)

// placeOf is the path that a file would have had, had nobody had another one open there.
func placeOf(name string) (place string, numbered bool) {
	m := numberedBeside.FindStringSubmatch(path.Base(name))
	if m == nil {
		return name, false
	}
	return path.Join(path.Dir(name), m[1]+m[2]), true
}

// moveIntoPlace gives what a year's run that stands laid beside files which somebody
// had open their places, once those are closed. What stood there goes to the history.
func (p *Pipeline) moveIntoPlace(ctx context.Context, year int) error {
	r, ever, err := p.current(ctx, year)
	if err != nil || !ever {
		return err
	}
	delivered, err := p.Ledger.DeliveriesBy(ctx, r.Programme, r.Year)
	if err != nil || !slices.ContainsFunc(delivered, func(d ledger.Delivery) bool { _, numbered := placeOf(d.Path); return numbered && d.Run == r.ID }) {
		return err
	}
	release, err := p.alone(ctx)
	if err != nil {
		return err
	}
	defer release()
	v, err := p.openShare(ctx)
	if err != nil {
		return &PublishError{p.Share.Dir, err}
	}
	defer v.root.Close()
	for _, d := range delivered {
		place, numbered := placeOf(d.Path)
		if d.Run != r.ID || !numbered {
			continue
		}
		there, err := v.hash(place)
		before := err == nil && there == d.SHA256 && !v.stands(d.Path) // moved before a crash
		if !before && !p.moveOne(ctx, v, d, place, delivered) {
			continue
		}
		p.step("run.moved")
		lasting := context.WithoutCancel(ctx)
		if err := p.Ledger.Deliver(lasting, r.ID, []ledger.Delivery{{Role: d.Role, Path: place, SHA256: d.SHA256}}); err != nil {
			return err
		}
		if err := p.Ledger.Removed(lasting, []ledger.Delivery{d}); err != nil {
			return err
		}
	}
	return nil
}

// moveOne moves a file into its place. It is false where one of the two is still
// open, or what was laid beside was changed by somebody or is gone.
func (p *Pipeline) moveOne(ctx context.Context, v *view, d ledger.Delivery, place string, delivered []ledger.Delivery) bool {
	sha, err := v.hash(d.Path)
	if err != nil || sha != d.SHA256 || v.heldOpen(place) || v.heldOpen(d.Path) {
		return false
	}
	if d.Role != roleResults {
		err = p.keepStanding(ctx, v, place, path.Join(path.Dir(place), p.Share.Folders.History), d.SHA256, delivered)
	}
	if err == nil {
		err = v.root.Rename(d.Path, place) // Windows refuses it while the file is open
	}
	if err != nil {
		p.Log.Info().Int64("run", d.Run).Str("role", d.Role).Str("error", WithoutPaths(err)).Msg("cannot move into its place yet")
	}
	return err == nil
}

// heldOpen says that a spreadsheet program has a file open: it lays a lock beside
// it. On Windows renaming fails besides.
func (v *view) heldOpen(name string) bool {
	dir, base := path.Split(name)
	return v.stands(name) && (v.stands(dir+"~$"+base) || v.stands(dir+".~lock."+base+"#"))
}

// historyName is the name of a delivered workbook in the history: when its run began
// or, of an approved edition, when it was approved, as the list of runs shows it; the
// run's number and what the edition is; the fingerprint.
func (p *Pipeline) historyName(place string, run ledger.Run, d ledger.Delivery, changed bool) string {
	edition, at := "melnraksts", run.Started
	switch {
	case d.Role == roleApproved:
		edition, at = "apstiprinats", run.ApprovedAt
	case run.Approved != 0:
		edition = "precizejums"
	}
	if changed {
		edition += ", labots"
	}
	return fmt.Sprintf("%s (%s, aprekins %d, %s, %s).xlsx", strings.TrimSuffix(path.Base(place), path.Ext(place)),
		at.In(p.Now().Location()).Format("2006-01-02 1504"), run.ID, edition, run.Fingerprint)
}

// keepStanding copies the workbook that stands at a path into the history, unless
// it is the one that will stand there. A copy, so that a workbook stands always.
// It is named by the run that made it (historyName); one that somebody has changed
// says so.
func (p *Pipeline) keepStanding(ctx context.Context, v *view, name, history, sha string, standing []ledger.Delivery) error {
	if !v.stands(name) {
		return nil
	}
	has, err := v.hash(name)
	if err != nil || has == sha {
		return err
	}
	place, _ := placeOf(name)
	to := strings.TrimSuffix(path.Base(place), path.Ext(place)) + " (labots).xlsx"
	for _, d := range standing {
		if d.Path != name || d.SHA256 == "" {
			continue
		}
		run, err := p.Ledger.Run(ctx, d.Run)
		if err != nil {
			return err
		}
		to = p.historyName(place, run, d, has != d.SHA256)
		if has == d.SHA256 {
			break
		}
	}
	if err := v.root.MkdirAll(history, 0o777); err != nil {
		return err
	}
	for n := 1; ; n++ {
		at := path.Join(history, numberedName(to, n))
		if !v.stands(at) {
			data, err := v.root.ReadFile(name)
			if err != nil {
				return err
			}
			_, err = v.layBytes(at, data, p.step)
			return err
		}
		if there, err := v.hash(at); err != nil || there == has {
			return err // a run that was broken off kept it
		}
	}
}
