package pipeline

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
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
	return missing, p.layList(ctx, p.yearFolder(monitored), templates.Unreported(p.Language, p.Programme, &list))
}

// layList writes the list where it says something else than what was laid there last.
func (p *Pipeline) layList(ctx context.Context, dir string, text []byte) error {
	path := filepath.Join(dir, templates.UnreportedName)
	below, err := filepath.Rel(p.Share.Dir, path)
	if err != nil {
		return err
	}
	below = filepath.ToSlash(below)
	laid, err := p.Ledger.Laid(ctx, below)
	if err != nil {
		return err
	}
	stands, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case laid == hashOf(text):
		return nil // also where somebody wrote into it since: nothing is new
	case hashOf(stands) != laid && !bytes.Equal(stands, text):
		if err := putAside(path); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	if err := writeTemporary(path, text); err != nil {
		return err
	}
	if err := os.Rename(temporaryOf(path), path); err != nil {
		return err
	}
	return p.Ledger.Lay(ctx, "list", below, hashOf(text))
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// putAside gives a file that somebody changed a name of its own.
func putAside(path string) error {
	for n := 1; ; n++ {
		ext := filepath.Ext(path)
		to := numbered(strings.TrimSuffix(path, ext)+" (labots)"+ext, n)
		if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			return os.Rename(path, to)
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
