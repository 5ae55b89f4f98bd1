package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"raditaji/indicators"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// Outdated are the monitoring years whose inputs in force are not those of their
// latest run, or that were never calculated, rising. A year whose originals were
// deleted when their retention ended is never outdated: its results stay.
func (p *Pipeline) Outdated(ctx context.Context) ([]int, error) {
	all, err := p.Ledger.Inputs(ctx, nil, time.Time{})
	if err != nil {
		return nil, err
	}
	touched := map[int]bool{}
	for i := range all {
		cells, err := p.Ledger.Cells(ctx, all[i].ID)
		if err != nil {
			return nil, err
		}
		for _, c := range cells {
			switch {
			case c.Year != 0:
				touched[p.Programme.MonitoringYearOf(c.Year)] = true
			case c.Calendar != 0:
				touched[int(c.Calendar)] = true
			}
		}
	}
	var outdated []int
	for year := range touched {
		if p.Programme.Period.To != 0 && (year < p.Programme.Period.From-1 || year > p.Programme.Period.To+1) {
			continue // its exports feed the history of other years
		}
		old, err := p.outdated(ctx, year)
		if err != nil {
			return nil, err
		}
		if old {
			outdated = append(outdated, year)
		}
	}
	slices.Sort(outdated)
	return outdated, nil
}

func (p *Pipeline) outdated(ctx context.Context, year int) (bool, error) {
	latest, ever, err := p.Ledger.Latest(ctx, p.Programme.ID, year)
	if err != nil || !ever {
		return true, err
	}
	inputs, err := p.inputsOf(ctx, year)
	if err != nil {
		return false, err
	}
	if latest.Fingerprint == p.fingerprint(year, filesOf(inputs)) {
		return false, nil
	}
	gone, err := p.deleted(ctx, latest.ID, year)
	if gone {
		p.Log.Debug().Int("year", year).Msg("its originals were deleted: its results stay")
	}
	return !gone, err
}

// deleted says that originals of a year's own school year, which a run used, were
// deleted: what is calculated without them would say less than what stands.
func (p *Pipeline) deleted(ctx context.Context, run int64, year int) (bool, error) {
	inputs, err := p.Ledger.RunInputs(ctx, run)
	if err != nil {
		return false, err
	}
	for _, in := range inputs {
		if there, err := p.Ledger.Remembers(ctx, in.SHA256); err != nil {
			return false, err
		} else if there {
			continue
		}
		cells, err := p.Ledger.Cells(ctx, in.Submission)
		if err != nil {
			return false, err
		}
		if slices.ContainsFunc(cells, func(c sources.Cell) bool { return c.Year == p.Programme.SchoolYearOf(year) }) {
			return true, nil
		}
	}
	return false, nil
}

// inputsOf are the submissions in force that a monitoring year is calculated
// from: of its school year, of all before it, which its workbook shows too, and of
// the one after it, into which flows reach.
func (p *Pipeline) inputsOf(ctx context.Context, year int) ([]ledger.Submission, error) {
	const earliest = 2010 // before any export of VIIS
	var years []indicators.SchoolYear
	for y := indicators.SchoolYear(earliest); y <= p.Programme.SchoolYearOf(year)+1; y++ {
		years = append(years, y)
	}
	return p.Ledger.Inputs(ctx, years, time.Time{})
}

// filesOf are inputs as a fingerprint counts them.
func filesOf(inputs []ledger.Submission) []templates.File {
	files := make([]templates.File, len(inputs))
	for i := range inputs {
		files[i].SHA256 = inputs[i].SHA256
	}
	return files
}

// Recalculate calculates a monitoring year from the files in force and lays the
// results into the shared folder; the workbook that stood there goes to its
// history. The run is recorded before and after.
func (p *Pipeline) Recalculate(ctx context.Context, year int, reason, who string) (ledger.Run, error) {
	inputs, err := p.inputsOf(ctx, year)
	if err != nil {
		return ledger.Run{}, err
	}
	run := ledger.Run{
		Programme: p.Programme.ID, ProgrammeSHA: p.ProgrammeSHA, Year: year, Version: p.Version,
		Fingerprint: p.fingerprint(year, filesOf(inputs)), Reason: reason, Who: who,
	}
	used := make([]ledger.Input, len(inputs))
	for i, in := range inputs {
		used[i] = ledger.Input{Submission: in.ID, SHA256: in.SHA256}
	}
	before, ever, err := p.Ledger.Latest(ctx, p.Programme.ID, year)
	if err != nil {
		return ledger.Run{}, err
	}
	if run, err = p.Ledger.Begin(ctx, run, used); err != nil {
		return ledger.Run{}, err
	}
	subs, err := p.readKept(ctx, inputs)
	if err != nil {
		return ledger.Run{}, fmt.Errorf("calculating %d for %q: %w", year, p.Programme.Municipality, err)
	}
	report := p.report(subs, nil, year)
	if ever && before.Fingerprint != run.Fingerprint { // equal inputs give equal bytes
		if err := p.putAside(report, before); err != nil {
			return ledger.Run{}, fmt.Errorf("keeping the workbook of run %d: %w", before.ID, err)
		}
	}
	delivered, err := p.deliver(report)
	if err != nil {
		return ledger.Run{}, err
	}
	figures := make([]ledger.Figure, len(report.Results))
	for i := range report.Results {
		figures[i] = ledger.FigureOf(&report.Results[i])
	}
	if err := p.Ledger.FinishRun(ctx, run.ID, figures, delivered); err != nil {
		return ledger.Run{}, err
	}
	p.Log.Info().Int64("run", run.ID).Int("year", year).Int("files", len(inputs)).Str("fingerprint", run.Fingerprint).Msg("published")
	return p.Ledger.Run(ctx, run.ID)
}

// readKept reads archived originals again, in their order, several at a time.
func (p *Pipeline) readKept(ctx context.Context, inputs []ledger.Submission) ([]sources.Submission, error) {
	subs := make([]sources.Submission, len(inputs))
	errs := make([]error, len(inputs))
	next := make(chan int)
	var group sync.WaitGroup
	for range min(readers, len(inputs)) {
		group.Go(func() {
			reading := p.context()
			for i := range next {
				data, err := p.Archive.Open(inputs[i].SHA256)
				if err != nil {
					errs[i] = fmt.Errorf("opening input %.6s: %w", inputs[i].SHA256, err)
					continue
				}
				subs[i] = sources.Read(inputs[i].Path(), data, reading)
			}
		})
	}
	for i := range inputs {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	group.Wait()
	return subs, errors.Join(append(errs, ctx.Err())...)
}

// yearFolder is where a year's results stand.
func (p *Pipeline) yearFolder(year int) string {
	return filepath.Join(p.Share.Dir, p.Share.Folders.Results, strconv.Itoa(year))
}

// putAside copies the workbook of the run before into the history, under a name
// with its moment and fingerprint. A copy, so that a workbook stands there always.
func (p *Pipeline) putAside(r *templates.Report, before ledger.Run) error {
	dir := p.yearFolder(r.Year)
	data, err := os.ReadFile(filepath.Join(dir, r.WorkbookName()))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // somebody took it away; it can be calculated again
	}
	if err != nil {
		return err
	}
	history := filepath.Join(dir, p.Share.Folders.History)
	if err := os.MkdirAll(history, 0o755); err != nil {
		return err
	}
	at := before.Finished.In(p.Now().Location()).Format("2006-01-02 1504")
	to := filepath.Join(history, fmt.Sprintf("%s (%s, %s).xlsx", strings.TrimSuffix(r.WorkbookName(), ".xlsx"), at, before.Fingerprint))
	if _, err := os.Lstat(to); err == nil {
		return nil // a run that was broken off put it there
	}
	if err := writeTemporary(to, data); err != nil {
		return err
	}
	return os.Rename(temporaryOf(to), to)
}

// deliver publishes a report and says what now stands in the shared folder.
func (p *Pipeline) deliver(r *templates.Report) ([]ledger.Delivery, error) {
	paths, err := p.Publish(r, p.yearFolder(r.Year))
	if err != nil {
		return nil, err
	}
	var delivered []ledger.Delivery
	for _, name := range paths {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(data)
		delivered = append(delivered, ledger.Delivery{
			Role: "result", Path: path.Join(p.Share.Folders.Results, strconv.Itoa(r.Year), filepath.Base(name)), SHA256: hex.EncodeToString(sum[:]),
		})
	}
	return delivered, nil
}
