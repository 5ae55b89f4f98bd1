package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rs/zerolog"

	"raditaji/cmd/raditaji/internal/sample"
	"raditaji/indicators"
	"raditaji/pipeline"
	"raditaji/sources"
	"raditaji/templates"
)

// exports are the files of a generated municipality, in memory: exports, and the
// templates that came back.
type exports fstest.MapFS

func (e exports) WriteFile(name string, data []byte) error {
	e[name] = &fstest.MapFile{Data: data, Mode: 0o644}
	return nil
}

// newExports generates Ventspils at a scale: 1 is about 67,000 rows over five
// school years, 13 the size of Rīga over four.
func newExports(b *testing.B, scale float64) (exports, *pipeline.Pipeline) {
	b.Helper()
	c := &console{out: io.Discard, err: io.Discard}
	p, err := c.newPipeline(false)
	if err != nil {
		b.Fatal(err)
	}
	if p.Programme, p.ProgrammeSHA, err = c.programme("ventspils-2024-2030"); err != nil {
		b.Fatal(err)
	}
	e := exports{}
	if err := sample.Write(e, sample.Options{Programme: p.Programme, Seed: 1, Scale: scale}); err != nil {
		b.Fatal(err)
	}
	return e, p
}

// bare is the measure of all speeds: one single-threaded pass of encoding/csv
// over the exports, without any conversion.
func bare(b *testing.B, e exports) (rows int) {
	for _, name := range sortedNames(e, ".csv") {
		data := e[name].Data
		r := csv.NewReader(bytes.NewReader(data))
		r.ReuseRecord, r.FieldsPerRecord, r.LazyQuotes = true, -1, true
		most := 0
		for _, comma := range ";,\t|" {
			if n := bytes.Count(data[:min(len(data), 4096)], []byte(string(comma))); n > most {
				most, r.Comma = n, comma
			}
		}
		for {
			_, err := r.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				b.Fatal(err)
			}
			rows++
		}
	}
	return rows
}

// sortedNames are the names of the files that end so.
func sortedNames(e exports, end string) []string {
	var names []string
	for name := range e {
		if strings.HasSuffix(name, end) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// BenchmarkJob measures each stage and the whole job beside the bare pass; what
// counts are the ratios within one run. "read" reads the exports on one core,
// "templates" what came back; the job reads both, on all.
func BenchmarkJob(b *testing.B) {
	for _, scale := range []float64{1, 13} {
		e, p := newExports(b, scale)
		rows := bare(b, e)
		perRow := func(b *testing.B) {
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
		}
		b.Run(fmt.Sprintf("bare/scale=%v", scale), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bare(b, e)
			}
			perRow(b)
		})
		b.Run(fmt.Sprintf("read/scale=%v", scale), func(b *testing.B) {
			b.ReportAllocs()
			ctx := sources.Context{Institutions: p.Programme.Institutions, Reading: p.Programme.Reading, Secret: p.Secret}
			for b.Loop() {
				for _, name := range sortedNames(e, ".csv") {
					if sub := sources.Read(name, e[name].Data, ctx); sub.Refused {
						b.Fatal(name)
					}
				}
			}
			perRow(b)
		})
		b.Run(fmt.Sprintf("templates/scale=%v", scale), func(b *testing.B) {
			b.ReportAllocs()
			ctx := sources.Context{
				Institutions: p.Programme.Institutions, Reading: p.Programme.Reading, Programme: p.Programme.ID, Secret: p.Secret,
				Form: func(unit string, year indicators.SchoolYear) (*indicators.Form, bool) {
					return indicators.FormOf(p.Programme, unit, year)
				},
			}
			names := sortedNames(e, ".xlsx")
			for b.Loop() {
				for _, name := range names {
					if sub := sources.Read(name, e[name].Data, ctx); sub.Refused {
						b.Fatal(name)
					}
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N)/float64(len(names)), "ms/file")
		})
		b.Run(fmt.Sprintf("calculate/scale=%v", scale), func(b *testing.B) {
			b.ReportAllocs()
			ctx := sources.Context{Institutions: p.Programme.Institutions, Reading: p.Programme.Reading, Secret: p.Secret}
			var subs []sources.Submission
			for _, name := range sortedNames(e, ".csv") {
				subs = append(subs, sources.Read(name, e[name].Data, ctx))
			}
			records := sources.Merge(subs).Records
			for b.Loop() {
				indicators.NewCalculation(p.Programme, records).Results(reported)
			}
			perRow(b)
		})
		calculated := func(b *testing.B) *templates.Report {
			r, err := p.Calculate(fstest.MapFS(e), reported, "")
			if err != nil {
				b.Fatal(err)
			}
			return r
		}
		written := func(b *testing.B, r *templates.Report) {
			for _, write := range []func(io.Writer, *templates.Report) error{
				templates.Workbook, templates.ResultsCSV, templates.ResultsJSON, templates.ProblemsCSV,
			} {
				if err := write(io.Discard, r); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.Run(fmt.Sprintf("write/scale=%v", scale), func(b *testing.B) {
			b.ReportAllocs()
			r := calculated(b)
			for b.Loop() {
				written(b, r)
			}
			perRow(b)
		})
		b.Run(fmt.Sprintf("job/scale=%v", scale), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				written(b, calculated(b))
			}
			perRow(b)
		})
	}
}

// What a service does, at two sizes: it takes in every file of a town, draws the
// templates of the next year, shows the board, calculates a year from the archive,
// says which years a correction changes – at first by a trial of each, then by what
// that found – and what one correction changed and why.
func BenchmarkService(b *testing.B) {
	for _, scale := range []float64{0.1, 1} {
		e, _ := newExports(b, scale)
		h := opened(b, &bytes.Buffer{})
		h.pipeline.Log, h.log = zerolog.Nop(), zerolog.Nop()
		h.pipeline.Share.Settle = 0
		takeIn := func() {
			for left := 1; left > 0; {
				n, err := h.pipeline.TakeIn(b.Context())
				if err != nil {
					b.Fatal(err)
				}
				left = n.Waiting + n.Later
			}
		}
		drop := func(name string, data []byte) {
			path := h.inbox(filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(path, data, 0o600); err != nil {
				b.Fatal(err)
			}
		}
		again := 0
		b.Run(fmt.Sprintf("take in/scale=%v", scale), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				again++
				for name, f := range e {
					drop(name, varied(f.Data, again)) // other bytes each time, which mean the same
				}
				b.StartTimer()
				takeIn()
			}
			b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N)/float64(len(e)), "ms/file")
		})
		b.Run(fmt.Sprintf("templates/scale=%v", scale), func(b *testing.B) {
			for b.Loop() {
				if _, err := h.pipeline.Templates(reported+1, fstest.MapFS(e), nil); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("board/scale=%v", scale), func(b *testing.B) {
			for b.Loop() {
				if _, err := h.pipeline.Board(b.Context(), reported); err != nil {
					b.Fatal(err)
				}
			}
		})
		run := func(reason string) {
			if _, err := h.pipeline.Run(b.Context(), pipeline.Order{Year: reported, Reason: reason}); err != nil {
				b.Fatal(err)
			}
		}
		b.Run(fmt.Sprintf("run/scale=%v", scale), func(b *testing.B) {
			for b.Loop() {
				run("")
			}
		})
		correction := sortedNames(e, "Izglītojamo saraksts 2023-2024.csv")
		if len(correction) == 0 {
			b.Fatal("the sample has no list of pupils to correct")
		}
		whole := e[correction[0]].Data
		due := func() {
			if due, err := h.pipeline.Due(b.Context()); err != nil || len(due) == 0 {
				b.Fatal(due, err)
			}
		}
		b.Run(fmt.Sprintf("due, tried/scale=%v", scale), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				again++
				drop("labots.csv", varied(whole, again))
				takeIn()
				b.StartTimer()
				due()
			}
		})
		b.Run(fmt.Sprintf("due, known/scale=%v", scale), func(b *testing.B) {
			for b.Loop() {
				due()
			}
		})
		b.Run(fmt.Sprintf("changes/scale=%v", scale), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				again++
				drop("labots.csv", varied(bytes.Replace(whole, []byte("pārcelts"), []byte("atskaitīts"), again%2), again))
				takeIn()
				b.StartTimer()
				run("labots")
			}
		})
	}
}
