package templates

import (
	"strconv"

	"raditaji/indicators"
	"raditaji/sources"
)

// A Report is everything that the workbook and the results of one run are
// written from. Two equal Reports give equal bytes.
type Report struct {
	Programme    *indicators.Programme
	ProgrammeSHA string                // SHA-256 of the programme file's bytes, in hexadecimal
	Year         int                   // the monitoring year that was asked for
	Years        []int                 // every monitoring year that was calculated, rising; the last is Year
	Results      []indicators.Result   // in the order of results.csv
	Files        []File                // every file of the run in the order used; origins number them from 1
	Reported     []indicators.Reported // what reporting units state, of all years that were read
	Problems     []sources.Problem     // of all files, then of the run (File empty)
	Fingerprint  string                // first eight hex digits of the hash over the inputs
	Version      string                // of the program
	Language     Language

	// Recorded says that the ledger knows the run; the workbook then says what changed.
	Recorded bool
	State    State
	// Approved are the values that were approved for earlier years and, for a
	// revision, for the year itself.
	Approved []indicators.Figure
	// Changes are against the run before and, for a revision, against the approved
	// one where that is another; none: it is the year's first run.
	Changes []indicators.Comparison
}

// A State says how far the values of a monitoring year are settled. The zero
// State is a draft.
type State string

// The states.
const (
	Draft    State = ""
	Settled  State = "approved"
	Revision State = "revision" // of values that were approved
)

// A File is one input of a run.
type File struct {
	sources.Submission        // without its Records
	SameAs             string // name of the file with the same bytes that stands for it; empty: used itself
	Superseded         int    // rows that a later file replaced
	ReplacedBy         []string
}

// WorkbookName is the file name of the internal edition.
func (r *Report) WorkbookName() string {
	return "monitorings-" + r.Programme.ID + "-" + strconv.Itoa(r.Year) + ".xlsx"
}
