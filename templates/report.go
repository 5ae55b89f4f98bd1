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
	// Newer are earlier years whose approved values are shown though the files that
	// are there now would give others.
	Newer []int
	// Changes are against the run before and, for a revision, against the approved
	// one where that is another; none: it is the year's first run.
	Changes []indicators.Comparison
	// Ledger is what the ledger knew beside the files when the run began; nil: there
	// is no ledger, or the run was recorded without.
	Ledger *Remembered
}

// A Remembered is what the ledger knew beside the files.
type Remembered struct {
	Late bool // the day on which inputs were due had passed
	// LateNext says that of lists of a later school year, which are due a year later.
	LateNext bool
	Handed   []Handed
	Asked    []AskedOf
	// Untraced are the earlier years of which originals were deleted at their age.
	Untraced []Untraced
}

// An Untraced is a monitoring year whose values can no longer be traced to rows.
type Untraced struct {
	Year     int
	Approved string // fingerprint of the run whose values stand for it; empty: none was approved
}

// A Handed is an input of an institution: the last file that was accepted, and
// after it one that came later and stood returned; else the one that stood returned.
type Handed struct {
	Kind        indicators.Kind
	Year        indicators.SchoolYear // zero: see Calendar
	Calendar    int
	Institution string // empty: not said
	Returned    bool
	Day         indicators.Date // on which it came
	Late        bool            // it came after the day on which it was due
}

// An AskedOf is a query about a file, with its answer.
type AskedOf struct {
	File    string
	Unit    string // registration number or code; empty: not said
	Problem sources.Problem
	Officer bool // an officer answered it
	InFile  bool // it is explained in the file itself
	Answer  string
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
