package pipeline

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"raditaji/indicators"
	"raditaji/sources"
	"raditaji/templates"
)

// A TemplateFile is the template of one reporting unit.
type TemplateFile struct {
	Unit indicators.Unit
	Name string // of the file
	Data []byte
}

// A TemplateSet is what one run makes of a programme.
type TemplateSet struct {
	Year       indicators.SchoolYear
	Files      []TemplateFile          // in the programme's order of units
	NotAsked   []indicators.Unit       // units of which the programme asks nothing
	Registered int                     // units whose template shows numbers of the exports
	Reported   int                     // units whose template shows what was reported a year earlier
	Read       []templates.File        // the files that were read
	PassedOver []sources.Problem       // of what was not read
	Filled     []indicators.SchoolYear // of the templates among what was read, rising, each once
}

// Templates makes the templates of a monitoring year: one for each unit that is
// asked something. in holds the exports of the year, previous the templates as
// they came back a year earlier; each may be nil. The error is about the folders
// themselves.
func (p *Pipeline) Templates(year int, in, previous fs.FS) (*TemplateSet, error) {
	fail := func(err error) (*TemplateSet, error) {
		return nil, fmt.Errorf("making the templates of %d for %q: %w", year, p.Programme.Municipality, err)
	}
	set := &TemplateSet{Year: p.Programme.SchoolYearOf(year)}
	var subs []sources.Submission
	for i, from := range []fs.FS{previous, in} {
		if from == nil {
			continue
		}
		earlier := i == 0
		read, passedOver, err := p.readFolder(from, "")
		if err != nil {
			return fail(err)
		}
		for i := range read {
			if !earlier || read[i].Kind == indicators.FormKind {
				subs = append(subs, read[i])
			}
		}
		set.PassedOver = append(set.PassedOver, passedOver...)
	}
	for i := range subs {
		if f := subs[i].Form; f != nil && !slices.Contains(set.Filled, f.Year) {
			set.Filled = append(set.Filled, f.Year)
		}
	}
	slices.Sort(set.Filled)
	set.Read = inputs(subs)
	merged := sources.Merge(subs)
	prefills := indicators.PrefillsOf(p.Programme, set.Year, merged.Records)

	var forms []*indicators.Form
	for _, u := range p.Programme.ReportingUnits() {
		f, ok := indicators.FormOf(p.Programme, u.ID, set.Year)
		if !ok {
			set.NotAsked = append(set.NotAsked, u)
			continue
		}
		forms = append(forms, f)
		shown := prefills[u.ID]
		if len(shown.Register)+len(shown.Classes) > 0 {
			set.Registered++
		}
		if len(shown.Last)+len(shown.LastText) > 0 {
			set.Reported++
		}
	}
	set.Files = make([]TemplateFile, len(forms))
	faults := make([]error, len(forms))
	severally(len(forms), func(i int) {
		f := forms[i]
		data, err := templates.DrawForm(f, templates.FormContent{Shown: prefills[f.Unit.ID]}, p.Language)
		set.Files[i], faults[i] = TemplateFile{f.Unit, templates.FormFileName(f), data}, err
	})
	if err := errors.Join(faults...); err != nil {
		return fail(err)
	}
	p.Log.Info().Int("year", year).Int("files", len(set.Read)).Int("templates", len(set.Files)).Msg("templates drawn")
	return set, nil
}

// A Placed is what became of the files of a TemplateSet in a folder; paths.
type Placed struct {
	Written []string
	Same    []string // stand there already, byte for byte
	Kept    []string // something else stands there, perhaps filled in, and was left
}

// PublishTemplates writes templates into a folder, which it makes where there is
// none; they appear together. A file that stands there under the name of one is
// replaced only where it is a template without any answer, or replace is set: it
// may be filled in by somebody. The error is a PublishError where the folder is at
// fault.
func (p *Pipeline) PublishTemplates(files []TemplateFile, dir string, replace bool) (*Placed, error) {
	placed := &Placed{}
	var written []output
	for _, f := range files {
		path := filepath.Join(dir, f.Name)
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			stands, err := os.ReadFile(path)
			if err == nil && bytes.Equal(stands, f.Data) {
				placed.Same = append(placed.Same, path)
				continue
			}
			if !replace && !p.unanswered(dir, f.Name) {
				placed.Kept = append(placed.Kept, path)
				continue
			}
		}
		placed.Written = append(placed.Written, path)
		written = append(written, output{path, f.Data})
	}
	if err := publish(written); err != nil {
		return nil, err
	}
	return placed, nil
}

// unanswered says that a file is a template into which nobody has written.
func (p *Pipeline) unanswered(dir, name string) bool {
	e := entry{path: name}
	if info, err := os.Stat(filepath.Join(dir, name)); err == nil {
		e.size = info.Size()
	}
	sub := p.read(os.DirFS(dir), e, p.context())
	if sub.Kind != indicators.FormKind || sub.Refused {
		return false
	}
	empty := false
	for _, problem := range sub.Problems {
		switch {
		case problem.Code == "form.empty":
			empty = true
		case problem.Severity != sources.Notice:
			return false
		}
	}
	return empty && len(sub.Records.Reported) <= 1 // the one says that the template is there
}
