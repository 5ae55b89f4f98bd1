package sources

import (
	"slices"

	"raditaji/indicators"
)

// A Context is what a reader must know beside the bytes.
type Context struct {
	// Institutions are the programme's; with none, every institution is taken
	// and records carry indicators.NotListed.
	Institutions []indicators.Institution
	Reading      indicators.Reading
	// Programme is the programme's id; templates of another one are refused.
	Programme string
	// Form gives what a unit is asked about a school year; nil or false: nothing
	// is known of such a template.
	Form func(unit string, year indicators.SchoolYear) (*indicators.Form, bool)
	// Secret keys the pseudonyms of person codes. Files whose pupils are to be
	// linked are read with one secret.
	Secret []byte
}

// A Submission is one file as it was read.
type Submission struct {
	Name     string          // as it was handed in; slashes, below the folder
	SHA256   string          // of the bytes, in hexadecimal
	Size     int64           // bytes
	Kind     indicators.Kind // empty: not recognised
	Encoding string          // utf-8, utf-16le, utf-16be, windows-1257
	Comma    rune            // the delimiter
	Heading  int             // line of the heading row; 0 where none was found
	Cells    []Cell          // what the file covers, sorted; none where it was refused
	Records  indicators.Records
	Register []RegisterEntry // viis-institutions only
	Form     *FormReading    // of an institution template only
	Problems []Problem       // in the order of the file's lines
	Balance  Balance
	Refused  bool // an error of the file: nothing in it is used

	// What Merge needs to take records out with the cells that a later file replaces.
	cells []int32          // of each record, its place in Cells
	aside map[asideKey]int // rows that were set aside because of errors

	sheets []string // of a workbook, in its order, as Problems name them

	columns []int // of a CSV file's columns their places in the kind's Columns, for Rows; −1 where unknown
}

// A Cell is the smallest piece that a later file replaces whole.
type Cell struct {
	Kind        indicators.Kind
	Year        indicators.SchoolYear // zero for SEMR's calendar years and for the register
	Calendar    int16                 // SEMR only
	Institution string                // registration number as listed today; of interest education the provider's
	Part        string                // grade, semester or folded subject; SEMR: the scope
	Rows        int                   // rows of the file that fell into the cell, faulty ones too
	Used        int                   // of them those that gave a record; a cell without any replaces nothing
}

// A Balance accounts for every row of a file: Rows = Used + all of SetAside + Repeated.
type Balance struct {
	Rows     int
	Used     int
	SetAside map[string]int // by reason: the code of the problem
	Repeated int            // the same row again
}

// A RegisterEntry is a row of the register of institutions.
type RegisterEntry struct {
	Number, Name, LegalStatus, Kind, Type, Founder, Address string
	Closed                                                  bool
}

// A Severity says what a problem does to the row or the file.
type Severity uint8

// The severities.
const (
	Notice  Severity = iota // shown
	Warning                 // used or set aside, and shown
	Error                   // cannot be used
)

// HasErrors says that one of the problems is an error.
func HasErrors(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool { return p.Severity == Error })
}

// String is the severity's name in problems.csv.
func (s Severity) String() string { return [...]string{"notice", "warning", "error"}[s] }

// Note adds problems that show only beside other files; those of a template stand
// at their Input. All problems stay in the order of the file's lines.
func (s *Submission) Note(problems ...Problem) {
	for _, p := range problems {
		p.File = s.Name
		if s.Form != nil {
			s.Form.locate(&p)
		}
		s.Problems = append(s.Problems, p)
	}
	sortProblems(s.Problems, s.sheets)
}

// A Problem is one thing that is wrong with a file, without a sentence: templates
// has the words for each Code in each language.
type Problem struct {
	File     string            // the Submission's name
	At       indicators.Origin // Row and Column; zero is the whole file
	Heading  string            // the column's heading as the file writes it
	Sheet    string            // of a workbook; empty: a CSV file, or the whole workbook
	Input    string            // address of the template's input; empty: none
	Code     string            // stable, e.g. csv.date.invalid; one of Codes
	Severity Severity
	Got      string            // the offending text, person codes masked
	Args     map[string]string // what the sentence fills in; numbers as digits
}
