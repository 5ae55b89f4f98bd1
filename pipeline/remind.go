package pipeline

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"

	"raditaji/indicators"
	"raditaji/pipeline/ledger"
	"raditaji/templates"
)

// Remind lays the list of those who have not sent their template of the last
// school year beside that year's results; when all have, it says so. A list that
// somebody wrote into is put aside before another takes its place. Outside of the
// time of collecting it does nothing. It says how many are on the list.
func (p *Pipeline) Remind(ctx context.Context) (int, error) {
	year, collecting := p.collected(p.Now())
	if !collecting {
		return 0, nil
	}
	list, err := p.Unreported(ctx, year)
	if err != nil || list.Asked == 0 {
		return 0, err
	}
	monitored := p.Programme.MonitoringYearOf(year)
	list.At = p.Now().Format("02.01.2006.")
	if due := p.dueDay(monitored); !due.IsZero() {
		list.Due, list.Days = p.Programme.Collection.Due+strconv.Itoa(monitored)+".", p.daysTo(due)
	}
	missing := len(list.Silent) + len(list.Mending)
	name := path.Join(p.Share.Folders.Results, strconv.Itoa(monitored), templates.UnreportedName)
	v, err := p.openShare(ctx)
	if err != nil {
		return missing, &PublishError{p.Share.Dir, err}
	}
	defer v.root.Close()
	if err := p.layList(ctx, v, name, templates.Unreported(p.Language, p.Programme, &list)); err != nil {
		return missing, p.publishError(name, err)
	}
	return missing, nil
}

// layList writes the list where it says something else than what was laid there last.
func (p *Pipeline) layList(ctx context.Context, v *view, name string, text []byte) error {
	laid, err := p.Ledger.Laid(ctx, name)
	if err != nil {
		return err
	}
	stands, err := v.root.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case laid == hashOf(text):
		return nil // also where somebody wrote into it since: nothing is new
	case hashOf(stands) != laid && !bytes.Equal(stands, text):
		if err := v.putAside(name); err != nil {
			return err
		}
	}
	sha, err := v.layBytes(name, text, func(string) { p.step("reminder.written") })
	if err != nil {
		return err
	}
	p.step("reminder.placed")
	return p.Ledger.Lay(ctx, "list", name, sha)
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// putAside gives a file that somebody changed a name of its own.
func (v *view) putAside(name string) error {
	ext := path.Ext(name)
	for n := 1; ; n++ {
		to := numberedName(strings.TrimSuffix(name, ext)+" (labots)"+ext, n)
		if _, err := v.root.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			return v.root.Rename(name, to)
		} else if err != nil {
			return err
		}
	}
}

// collected is the school year that reporting units are asked about at a time:
// that of the monitoring year. Before the collection opens nobody is asked.
func (p *Pipeline) collected(at time.Time) (indicators.SchoolYear, bool) {
	year := p.Programme.SchoolYearOf(at.Year())
	opens, err := time.Parse("02.01.", p.Programme.Collection.Opens)
	if err != nil {
		return year, false // without a day nobody is asked
	}
	today := time.Date(opens.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
	return year, !today.Before(opens)
}

// Unreported are the reporting units that are asked about a school year and of
// which no template is in force: those that sent nothing, and those whose template
// stands returned.
func (p *Pipeline) Unreported(ctx context.Context, year indicators.SchoolYear) (templates.UnreportedList, error) {
	list := templates.UnreportedList{Year: year}
	board, err := p.Ledger.Board(ctx, year, time.Time{})
	if err != nil {
		return list, err
	}
	outcomes := map[string]ledger.Outcome{}
	for _, place := range board {
		if place.Kind == indicators.FormKind && place.Year == year && outcomes[place.Institution] != ledger.Accepted {
			outcomes[place.Institution] = place.Outcome
		}
	}
	for _, u := range p.Programme.ReportingUnits() {
		if _, asked := indicators.FormOf(p.Programme, u.ID, year); !asked {
			continue
		}
		list.Asked++
		switch outcomes[u.ID] {
		case ledger.Accepted:
		case ledger.Returned:
			list.Mending = append(list.Mending, u)
		default:
			list.Silent = append(list.Silent, u)
		}
	}
	return list, nil
}
