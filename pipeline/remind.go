package pipeline

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"raditaji/indicators"
	"raditaji/templates"
)

// Remind lays the list of those who have not sent their template of the last
// school year beside that year's results, and takes it away when all have.
// Outside of the time of collecting it does nothing. It says how many are on it.
func (p *Pipeline) Remind(ctx context.Context) (int, error) {
	year, collecting := p.collected(p.Now())
	if !collecting {
		return 0, nil
	}
	missing, err := p.Unreported(ctx, year)
	if err != nil {
		return 0, err
	}
	dir := p.yearFolder(p.Programme.MonitoringYearOf(year))
	path := filepath.Join(dir, templates.UnreportedName)
	if len(missing) == 0 {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return 0, err
		}
		return 0, nil
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return 0, err
	}
	if err := writeTemporary(path, templates.Unreported(p.Language, p.Programme, year, p.Now().Format("02.01.2006. 15:04"), missing)); err != nil {
		return 0, err
	}
	return len(missing), os.Rename(temporaryOf(path), path)
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
// which no template is in force.
func (p *Pipeline) Unreported(ctx context.Context, year indicators.SchoolYear) ([]indicators.Unit, error) {
	board, err := p.Ledger.Board(ctx, year, time.Time{})
	if err != nil {
		return nil, err
	}
	var reported []string
	for _, place := range board {
		if place.Kind == indicators.FormKind && place.Outcome == "accepted" {
			reported = append(reported, place.Institution)
		}
	}
	var missing []indicators.Unit
	for _, u := range p.Programme.ReportingUnits() {
		if _, asked := indicators.FormOf(p.Programme, u.ID, year); asked && !slices.Contains(reported, u.ID) {
			missing = append(missing, u)
		}
	}
	return missing, nil
}
