package pipeline

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"raditaji/indicators"
	"raditaji/sources"
	"raditaji/templates"
)

// An entry is a file of the folder.
type entry struct {
	path string
	size int64
}

// name is the path as it is written down: person codes in it are masked.
func (e entry) name() string { return maskName(e.path) }

// maskName masks person codes in a file's name as they are masked everywhere, and
// replaces what a terminal would obey.
func maskName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(name, "_"))
	parts := strings.Split(name, "/")
	for i, part := range parts {
		parts[i] = sources.WithoutCodes(part)
	}
	return strings.Join(parts, "/")
}

// mostFiles is how many files one run can number.
const mostFiles = 65_535

// ErrTooManyFiles says that a folder holds more files than one run can number.
var ErrTooManyFiles = errors.New("more than 65535 files")

// readers is how many files are read at once; more would hold more files in
// memory than a year needs.
var readers = min(runtime.GOMAXPROCS(0), 4)

// readFolder reads every file below a folder, in the order of their paths but for
// correctionsAfter. Names
// that no person gave (~$…, .…, Thumbs.db), links and devices are passed over and
// said. The folder except, where results are written, is not read.
func (p *Pipeline) readFolder(in fs.FS, except string) ([]sources.Submission, []sources.Problem, error) {
	var entries []entry
	var passedOver []sources.Problem
	err := fs.WalkDir(in, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return err
		case !fs.ValidPath(name):
			// A name that is no text cannot be opened by it.
			passedOver = append(passedOver, sources.Problem{File: maskName(name), Code: "run.file.name", Severity: sources.Error})
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case err != nil:
			passedOver = append(passedOver, sources.Problem{
				File: maskName(name), Code: whyUnreadable(err), Severity: sources.Error, Args: map[string]string{"why": p.cause(err)},
			})
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case name == ".":
		case d.IsDir() && name == except:
			return fs.SkipDir
		case temporary(path.Base(name)):
			passedOver = append(passedOver, sources.Problem{File: maskName(name), Code: "run.file.passed_over", Severity: loss(path.Base(name))})
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
		case !d.Type().IsRegular():
			passedOver = append(passedOver, sources.Problem{File: maskName(name), Code: "run.file.link", Severity: sources.Warning})
		default:
			e := entry{path: name}
			if info, err := d.Info(); err == nil {
				e.size = info.Size()
			}
			entries = append(entries, e)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	if len(entries) > mostFiles {
		return nil, nil, ErrTooManyFiles
	}
	sort.Slice(entries, func(i, j int) bool { return sources.Less(entries[i].path, entries[j].path) })
	subs := correctionsAfter(p.readAll(in, entries))
	noteCorrections(subs)
	return subs, passedOver, nil
}

// readAll reads files several at a time, the largest first, and gives them in
// their own order.
func (p *Pipeline) readAll(in fs.FS, entries []entry) []sources.Submission {
	var total, done atomic.Int64
	order := make([]int, len(entries))
	for i := range entries {
		order[i] = i
		total.Add(entries[i].size)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(entries[b].size, entries[a].size) })

	subs := make([]sources.Submission, len(entries))
	ctx := p.context()
	severally(len(order), func(n int) {
		i := order[n]
		subs[i] = p.read(in, entries[i], ctx)
		if p.Progress != nil {
			p.Progress(done.Add(entries[i].size), total.Load())
		}
	})
	for i := range subs {
		s := &subs[i]
		p.Log.Debug().Str("file", s.Name).Str("kind", string(s.Kind)).Int("rows", s.Balance.Rows).
			Int("problems", len(s.Problems)).Msg("read")
	}
	return subs
}

// severally does a job for each number below n, in their order, several at a time.
func severally(n int, job func(i int)) {
	next := make(chan int)
	var group sync.WaitGroup
	for range min(readers, n) {
		group.Go(func() {
			for i := range next {
				job(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	group.Wait()
}

// read reads one file; one that cannot be opened is a submission that says so.
func (p *Pipeline) read(in fs.FS, e entry, ctx sources.Context) sources.Submission {
	if e.size > sources.MaxSize {
		return unreadable(e, "file.large", map[string]string{"limit": fmt.Sprint(sources.MaxSize >> 20)})
	}
	data, err := fs.ReadFile(in, e.path)
	if err != nil {
		return unreadable(e, whyUnreadable(err), map[string]string{"why": p.cause(err)})
	}
	if ownResult(path.Base(e.path), data) {
		sub := unreadable(e, "run.file.own", nil)
		sub.Problems[0].Severity = sources.Notice
		return sub
	}
	sub := sources.Read(e.name(), data, ctx)
	if p.Strict && !sub.Refused && sources.HasErrors(sub.Problems) {
		sub.Refuse(sources.Problem{File: e.name(), Code: "run.file.strict", Severity: sources.Error})
	}
	return sub
}

func unreadable(e entry, code string, args map[string]string) sources.Submission {
	return sources.Submission{
		Name: e.name(), Size: e.size, SHA256: code + " " + e.path, Refused: true,
		Problems: []sources.Problem{{File: e.name(), Code: code, Severity: sources.Error, Args: args}},
	}
}

var workbookName = regexp.MustCompile(`^(monitorings|publiskais)-.+-[0-9]{4}(?: ?\(.*\))?\.xlsx$`)

// ownResult says that a file is what an earlier run wrote, left below the folder
// of inputs: a workbook by its sheets or its name, the others by how they begin.
func ownResult(base string, data []byte) bool {
	if workbookName.MatchString(base) {
		return bytes.HasPrefix(data, []byte("PK"))
	}
	if bytes.HasPrefix(data, []byte("PK")) && templates.ShowsResults(data) {
		return true
	}
	for _, begins := range templates.ResultsBegin {
		if bytes.HasPrefix(data, []byte(begins)) {
			return true
		}
	}
	return false
}

// whyUnreadable tells a file that the account may not open from all other troubles.
func whyUnreadable(err error) string {
	if errors.Is(err, fs.ErrPermission) {
		return "run.file.denied"
	}
	return "run.file.unreadable"
}

// cause words why the system refused; where there are no words it is the innermost
// reason, which names no path.
func (p *Pipeline) cause(err error) string {
	if words := templates.Cause(p.Language, err); words != "" {
		return words
	}
	text := err.Error()
	if i := strings.LastIndex(text, ": "); i >= 0 {
		return text[i+2:]
	}
	return text
}

// loss is how much it matters that a name was passed over: half a download may
// hold data, a lock of Excel does not.
func loss(base string) sources.Severity {
	switch strings.ToLower(path.Ext(base)) {
	case ".tmp", ".part", ".crdownload":
		if base[0] != '.' && base[0] != '~' {
			return sources.Warning
		}
	}
	return sources.Notice
}

// temporary says that a name was given by a program, not by a person.
func temporary(base string) bool {
	lower := strings.ToLower(base)
	return strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".") ||
		strings.HasSuffix(lower, ".tmp") || strings.HasSuffix(lower, ".part") || strings.HasSuffix(lower, ".crdownload") ||
		lower == "thumbs.db" || lower == "desktop.ini"
}

// Check reads one file of a folder and says what it is and what is wrong with
// it; nothing is written. A pipeline without a programme takes every institution.
func (p *Pipeline) Check(in fs.FS, name string) sources.Submission {
	e := entry{path: name}
	if info, err := fs.Stat(in, name); err == nil {
		e.size = info.Size()
	}
	sub := p.read(in, e, p.context())
	if sub.Form != nil {
		NoteQueries(&sub, indicators.NewAnswers(sub.Records.Reported), sub.Form.Shown)
	}
	return sub
}
