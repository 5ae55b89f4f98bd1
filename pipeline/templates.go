package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"

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
	if err := p.drawTemplates(set, indicators.PrefillsOf(p.Programme, set.Year, merged.Records)); err != nil {
		return fail(err)
	}
	p.Log.Info().Int("year", year).Int("files", len(set.Read)).Int("templates", len(set.Files)).Msg("templates drawn")
	return set, nil
}

// drawTemplates draws the templates of all units that are asked something, each
// with what it is shown.
func (p *Pipeline) drawTemplates(set *TemplateSet, prefills map[string]indicators.Prefill) error {
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
	return errors.Join(faults...)
}

// LayTemplates lays the templates of the school year that is being collected into
// the shared folder: one for each unit, with the numbers of the files in force. A
// template that stands there stays as soon as somebody has written into it. Before
// the collection opens nothing is laid.
func (p *Pipeline) LayTemplates(ctx context.Context) (*Placed, error) {
	year, collecting := p.collected(p.Now())
	if !collecting {
		return &Placed{}, nil
	}
	monitored := p.Programme.MonitoringYearOf(year)
	fail := func(err error) (*Placed, error) {
		return nil, fmt.Errorf("laying the templates of %d for %q: %w", monitored, p.Programme.Municipality, err)
	}
	prefills, err := p.prefills(ctx, year)
	if err != nil {
		return fail(err)
	}
	set := &TemplateSet{Year: year}
	if err := p.drawTemplates(set, prefills); err != nil {
		return fail(err)
	}
	if len(set.Files) == 0 {
		return &Placed{}, nil
	}
	// A link that leads out of the share is not followed.
	v, err := p.openShare(ctx)
	if err != nil {
		return fail(err)
	}
	defer v.root.Close()
	below := path.Join(p.Share.Folders.Forms, strconv.Itoa(monitored))
	if err := v.root.MkdirAll(below, 0o777); err != nil {
		return fail(err)
	}
	root, err := v.root.OpenRoot(below)
	if err != nil {
		return fail(err)
	}
	defer root.Close()
	placed, err := p.placeTemplates(&view{root: root}, set.Files, filepath.Join(p.Share.Dir, filepath.FromSlash(below)), false)
	if err != nil {
		return fail(err)
	}
	p.Log.Info().Int("year", monitored).Int("written", len(placed.Written)).Int("same", len(placed.Same)).Int("kept", len(placed.Kept)).Msg("templates laid out")
	return placed, nil
}

// A Placed is what became of the files of a TemplateSet in a folder; paths.
type Placed struct {
	Written []string
	Same    []string // stand there already, byte for byte
	Kept    []string // something else stands there, perhaps filled in, and was left
}

// PublishTemplates writes templates into a folder, which it makes where there is
// none, each whole. A file that stands there under the name of one is
// replaced only where it is a template without any answer, or replace is set: it
// may be filled in by somebody. The error is a PublishError where the folder is at
// fault.
func (p *Pipeline) PublishTemplates(files []TemplateFile, dir string, replace bool) (*Placed, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, &PublishError{dir, err}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, &PublishError{dir, err}
	}
	defer root.Close()
	return p.placeTemplates(&view{root: root}, files, dir, replace)
}

// placeTemplates is PublishTemplates in an open folder.
func (p *Pipeline) placeTemplates(v *view, files []TemplateFile, dir string, replace bool) (*Placed, error) {
	placed := &Placed{}
	for _, f := range files { // nothing is written where one cannot be
		info, err := v.root.Lstat(f.Name)
		if err == nil && info.IsDir() {
			err = syscall.EISDIR
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, &PublishError{filepath.Join(dir, f.Name), err}
		}
	}
	var held error // one that somebody has open keeps none of the others back
	for _, f := range files {
		path := filepath.Join(dir, f.Name)
		info, err := v.root.Lstat(f.Name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, &PublishError{path, err}
		case !info.Mode().IsRegular():
			placed.Kept = append(placed.Kept, path)
			continue
		default:
			stands, err := v.root.ReadFile(f.Name)
			same := err == nil && bytes.Equal(stands, f.Data)
			if same {
				placed.Same = append(placed.Same, path)
			} else if !replace && (err != nil || v.heldOpen(f.Name) || !p.unanswered(f.Name, stands)) {
				placed.Kept = append(placed.Kept, path)
				same = true
			}
			if same {
				_ = v.root.Remove(temporaryIn(f.Name)) // what a crash left; mostly there is none
				continue
			}
		}
		_, err = v.lay(f.Name, func(to io.Writer) error {
			if _, err := to.Write(f.Data); err != nil || replace {
				return err
			}
			now, err := v.root.Lstat(f.Name)
			if info == nil && errors.Is(err, fs.ErrNotExist) ||
				err == nil && info != nil && os.SameFile(info, now) && info.Size() == now.Size() && info.ModTime().Equal(now.ModTime()) {
				return nil
			}
			return errMoving // somebody writes into it just now
		}, func(string) { p.step("template.written") })
		switch {
		case errors.Is(err, errMoving):
			placed.Kept = append(placed.Kept, path)
			continue
		case err != nil && held == nil:
			held = &PublishError{path, err}
		}
		placed.Written = append(placed.Written, path)
		p.step("template.placed")
	}
	if held != nil {
		return nil, held
	}
	return placed, nil
}

// unanswered says that a file is a template into which nobody has written. It may
// be anybody's file by now, so that it is read as foreign ones are.
func (p *Pipeline) unanswered(name string, data []byte) bool {
	if len(data) > sources.MaxSize {
		return false
	}
	r := &reader{p: p, shown: func(asked) indicators.Prefill { return indicators.Prefill{} }}
	defer r.close()
	got, err := r.read(name, int64(len(data)), func(to io.Writer) error {
		_, err := to.Write(data)
		return err
	})
	return err == nil && got.empty() && !slices.ContainsFunc(got.Submission.Problems, func(problem sources.Problem) bool {
		return problem.Code != "form.empty" && problem.Severity != sources.Notice
	})
}
