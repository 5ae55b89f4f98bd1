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
	// ReadCommand makes the command that reads foreign files in a process of its
	// own, which calls ReadApart; nil: they are read in this process.
	ReadCommand func() *exec.Cmd
	// Fault is told each step of taking in; nil is nobody. Tests stop the program there.
	Fault func(step string)
}

// Calculate reads every file below a folder and gives the report of a monitoring
// year with all earlier years for which something is there. Files are judged in
// the order of their paths. What is wrong with a file is in the report; the error
// is about the folder itself.
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

// Trace reads a folder as Calculate does and gives the rows behind one figure.
// The names are the files' in the order in which origins number them, from 1. It
// is false where the programme has no such figure.
func (p *Pipeline) Trace(in fs.FS, s indicators.Selection) (rows []indicators.Traced, names []string, ok bool, err error) {
	subs, _, err := p.readFolder(in, "")
	if err != nil {
		return nil, nil, false, fmt.Errorf("tracing %d for %q: %w", s.Year, p.Programme.Municipality, err)
	}
	for _, f := range inputs(subs) {
		names = append(names, f.Name)
	}
	merged := sources.Merge(subs)
	rows, ok = indicators.Trace(p.Programme, merged.Records, s)
	return rows, names, ok, nil
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
// named are the fingerprints of the runs that it names.
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
