// Package pipeline holds the jobs: one straight function each, from files to
// files. It alone acts; what the jobs know comes from sources, indicators and
// templates.
package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os/exec"
	"time"

	"github.com/rs/zerolog"

	"raditaji/indicators"
	"raditaji/pipeline/archive"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// A Pipeline is one programme and the world that its jobs are handed.
type Pipeline struct {
	Programme    *indicators.Programme
	ProgrammeSHA string // SHA-256 of the programme file, in hexadecimal
	Version      string // of the program
	Language     templates.Language
	// Secret keys the pseudonyms of person codes; no output depends on it.
	Secret []byte
	// Strict refuses a file with faulty rows instead of setting the rows aside.
	Strict bool
	// Progress is told how many bytes of how many are read; nil is nobody.
	Progress func(done, total int64)
	Log      zerolog.Logger

	// What the service needs beside; Calculate of a folder does without.
	Share   *Share
	Ledger  *ledger.Ledger
	Archive *archive.Archive
	Now     func() time.Time // in the zone in which people read times
	// ProgrammeFile are the bytes of the programme file, which runs are repeated by.
	ProgrammeFile []byte
	// Alone waits until no other process calculates, and gives what lets it again;
	// nil: there is no other.
	Alone func(context.Context) (release func(), err error)
	// InFolder waits until no other process, nor another job of this one, takes files
	// in or decides on them, and gives what lets it again; nil: there is no other. Who
	// holds Alone too took that first.
	InFolder func(context.Context) (release func(), err error)
	// ReadCommand makes the command that reads foreign files in a process of its
	// own, which calls ReadApart; nil: they are read in this process.
	ReadCommand func() *exec.Cmd
	// Fault is told each step of taking in; nil is nobody. Tests stop the program there.
	Fault func(step string)
}

// Calculate reads every file below a folder and gives the report of a monitoring
// year with all earlier years for which something is there. Files are judged in
// the order of their paths, a corrected file right after the one that it corrects.
// What is wrong with a file is in the report; the error is about the folder itself.
func (p *Pipeline) Calculate(in fs.FS, year int, except string) (*templates.Report, error) {
	subs, passedOver, err := p.readFolder(in, except)
	if err != nil {
		return nil, fmt.Errorf("calculating %d for %q: %w", year, p.Programme.Municipality, err)
	}
	return p.report(subs, passedOver, year), nil
}

// report calculates a monitoring year from files that were read, in their order.
func (p *Pipeline) report(subs []sources.Submission, passedOver []sources.Problem, year int) *templates.Report {
	files := inputs(subs)
	merged := sources.Merge(subs)
	report := &templates.Report{
		Programme: p.Programme, ProgrammeSHA: p.ProgrammeSHA, Year: year, Version: p.Version, Language: p.Language,
		Fingerprint: p.fingerprint(year, files), Files: files,
	}
	noteReplaced(report, merged)
	calculation := indicators.NewCalculation(p.Programme, merged.Records)
	report.Results, report.Reported = calculation.Results(year), merged.Records.Reported
	report.Years = yearsOf(report.Results)
	p.queries(files, calculation, report.Reported)
	for i := range files {
		report.Problems = append(report.Problems, files[i].Problems...)
	}
	report.Problems = append(report.Problems, merged.Problems...)
	report.Problems = append(report.Problems, passedOver...)
	report.Problems = append(report.Problems, p.findings(report, calculation)...)
	p.Log.Info().Int("year", year).Int("files", len(files)).Int("results", len(report.Results)).
		Str("fingerprint", report.Fingerprint).Msg("calculated")
	return report
}

// Trace reads a folder as Calculate does and gives what stands behind one figure.
// It is false where the programme has no such figure.
func (p *Pipeline) Trace(in fs.FS, s indicators.Selection) (t templates.Tracing, ok bool, err error) {
	subs, _, err := p.readFolder(in, "")
	if err != nil {
		return t, false, fmt.Errorf("tracing %d for %q: %w", s.Year, p.Programme.Municipality, err)
	}
	t, ok = p.traced(subs, s)
	return t, ok, nil
}

// traced is what stands behind a figure of the files that were read.
func (p *Pipeline) traced(subs []sources.Submission, s indicators.Selection) (t templates.Tracing, ok bool) {
	for _, f := range inputs(subs) {
		t.Files = append(t.Files, f.Name)
	}
	c := indicators.NewCalculation(p.Programme, sources.Merge(subs).Records)
	for _, r := range c.Figures(s) {
		t.Figures = append(t.Figures, figureNow(&r))
	}
	t.Rows, ok = c.Trace(s)
	t.Lacks = c.Lacks(s)
	for _, g := range t.Lacks {
		if g.Field != "" && g.Institution != "" && !c.Sent(g.Institution, p.Programme.SchoolYearOf(s.Year)) {
			t.Silent = append(t.Silent, g.Institution)
		}
	}
	return t, ok
}

// context is what the readers must know of the programme.
func (p *Pipeline) context() sources.Context {
	ctx := sources.Context{Secret: p.Secret}
	if p.Programme != nil {
		ctx.Institutions, ctx.Reading = p.Programme.Institutions, p.Programme.Reading
		ctx.Programme, ctx.Form = p.Programme.ID, forms(p.Programme)
	}
	return ctx
}

// correctionsAfter brings files in the order in which they are merged: a corrected
// return stands right after the file that it corrects, whatever the two are called,
// and what corrects that return after it. Of several files with the bytes that are
// corrected it is the last. Several corrections of one file keep their own order.
func correctionsAfter(subs []sources.Submission) []sources.Submission {
	last := map[string]int{}
	for i := range subs {
		last[subs[i].SHA256] = i
	}
	corrected := make([]int, len(subs)) // by a correction: the file that it corrects, −1 is none
	by := make([][]int, len(subs))      // of a file: its corrections
	for i := range subs {
		corrected[i] = -1
		if f := subs[i].Form; f != nil && f.Corrects != "" {
			if of, ok := last[f.Corrects]; ok && of != i {
				corrected[i] = of
				by[of] = append(by[of], i)
			}
		}
	}
	ordered, placed := make([]sources.Submission, 0, len(subs)), make([]bool, len(subs))
	var place func(int)
	place = func(i int) {
		if placed[i] {
			return
		}
		placed[i] = true
		ordered = append(ordered, subs[i])
		for _, c := range by[i] {
			place(c)
		}
	}
	for i := range subs {
		if corrected[i] < 0 {
			place(i)
		}
	}
	for i := range subs { // files that say they correct each other, which nobody can make by correcting
		place(i)
	}
	return ordered
}

// noteCorrections says of each corrected return which file of the folder it corrects.
func noteCorrections(subs []sources.Submission) {
	names := map[string]string{}
	for i := range subs {
		names[subs[i].SHA256] = subs[i].Name
	}
	for i := range subs {
		s := &subs[i]
		if s.Balance.Used == 0 || s.Form == nil || s.Form.Corrects == "" || s.Form.Corrects == s.SHA256 {
			continue
		}
		if name, ok := names[s.Form.Corrects]; ok {
			s.Note(sources.Problem{Code: "run.file.corrects", Severity: sources.Notice, Args: map[string]string{"other": name}})
		}
	}
}

// inputs accounts for every file. Of several files with the same bytes the last
// one stands for all: the others are emptied, and say so.
func inputs(subs []sources.Submission) []templates.File {
	last := map[string]int{}
	for i := range subs {
		last[subs[i].SHA256] = i
	}
	files := make([]templates.File, len(subs))
	for i := range subs {
		if stands := last[subs[i].SHA256]; stands != i {
			files[i].SameAs = subs[stands].Name
			same := sources.Submission{Name: subs[i].Name, SHA256: subs[i].SHA256, Size: subs[i].Size, Kind: subs[i].Kind, Refused: true}
			same.Problems = []sources.Problem{{
				File: same.Name, Code: "run.file.same", Severity: sources.Notice, Args: map[string]string{"other": files[i].SameAs},
			}}
			subs[i] = same
		}
		files[i].Submission = subs[i]
		files[i].Records = indicators.Records{}
	}
	return files
}

// fingerprint names the run by its inputs: the first eight hexadecimal digits of
// a hash over the programme file, the year, the program's version and the files.
// named are the fingerprints of the runs that it names, and what it shows of the
// ledger.
func (p *Pipeline) fingerprint(year int, files []templates.File, named ...string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%d\n%s\n", p.ProgrammeSHA, year, p.Version)
	for i := range files {
		if files[i].SameAs == "" {
			fmt.Fprintf(h, "%s\n", files[i].SHA256)
		}
	}
	for _, of := range named {
		fmt.Fprintf(h, "%s\n", of)
	}
	return hex.EncodeToString(h.Sum(nil))[:8]
}

func yearsOf(results []indicators.Result) []int {
	var years []int
	for i := range results {
		if y := results[i].Year; len(years) == 0 || years[len(years)-1] != y {
			years = append(years, y)
		}
	}
	return years
}
