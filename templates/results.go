package templates

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"raditaji/indicators"
	"raditaji/sources"
)

// resultColumns are the columns of results.csv and of the sheet Dati; their
// order and names are a contract with whoever reads them.
var resultColumns = []string{
	"programme", "year", "indicator", "part", "scope", "scope_id", "source", "official",
	"numerator", "denominator", "unknown", "value", "low", "high", "interval_low", "interval_high",
	"coverage", "status", "certain", "flags", "missing",
}

// problemColumns are the columns of problems.csv.
var problemColumns = []string{"file", "line", "column", "cell", "severity", "code", "text", "remedy"}

// ResultsBegin is how results.csv, results.json and problems.csv begin, so that
// nobody takes them for exports.
var ResultsBegin = []string{
	strings.Join(resultColumns, ",") + "\r\n", "{\n \"programme\": {\n  \"id\": ", strings.Join(problemColumns, ",") + "\r\n",
}

// A resultRow is one row of the results as text; an empty text is nothing to say.
type resultRow struct {
	Programme, Year, Indicator, Part, Scope, ScopeID, Source, Official string
	Numerator, Denominator, Unknown                                    string
	Value, Low, High, IntervalLow, IntervalHigh, Coverage              string
	Status, Certain, Flags, Missing                                    string
}

func rowOf(p *indicators.Programme, r *indicators.Result) resultRow {
	row := resultRow{
		Programme: p.ID, Year: strconv.Itoa(r.Year), Indicator: r.Indicator, Part: r.Part,
		Scope: "municipality", ScopeID: r.Institution,
		Source: string(r.Source), Official: strconv.FormatBool(r.Official),
		Status: string(r.Standing.Status), Certain: certain(r.Standing.Certain),
		Flags: strings.Join(r.Flags(), " "), Missing: strings.Join(r.MissingText(), "; "),
	}
	if r.Institution != "" {
		row.Scope = "institution"
	}
	if r.State == indicators.Available {
		if r.Counted {
			row.Numerator = strconv.FormatInt(r.Numerator, 10)
			if r.Shape != indicators.Count {
				row.Denominator = strconv.FormatInt(r.Denominator, 10)
			}
		}
		row.Unknown = strconv.FormatInt(r.Unknown, 10)
	}
	if v, ok := r.Value(); ok {
		if r.Shape == indicators.Count {
			row.Value = strconv.FormatInt(v, 10)
		} else {
			row.Value = decimals(v)
		}
	}
	if low, high, ok := r.Bounds(); ok {
		row.Low, row.High = decimals(low), decimals(high)
	}
	if low, high, ok := r.Interval(); ok {
		row.IntervalLow, row.IntervalHigh = decimals(low), decimals(high)
	}
	if c, ok := r.Coverage(); ok {
		row.Coverage = decimals(c)
	}
	return row
}

func (r resultRow) cells() []string {
	return []string{
		guard(r.Programme), r.Year, guard(r.Indicator), guard(r.Part), r.Scope, guard(r.ScopeID), r.Source, r.Official,
		r.Numerator, r.Denominator, r.Unknown, r.Value, r.Low, r.High, r.IntervalLow, r.IntervalHigh,
		r.Coverage, r.Status, r.Certain, r.Flags, guard(r.Missing),
	}
}

// decimals writes hundredths with two decimals and a point: 1618 is 16.18.
func decimals(hundredths int64) string {
	sign := ""
	if hundredths < 0 {
		sign, hundredths = "-", -hundredths
	}
	b := strconv.AppendInt([]byte(sign), hundredths/100, 10)
	return string(append(b, '.', byte('0'+hundredths/10%10), byte('0'+hundredths%10)))
}

func certain(c indicators.Certainty) string {
	switch c {
	case indicators.Yes:
		return "true"
	case indicators.No:
		return "false"
	}
	return ""
}

// guard keeps a text from outside from becoming a formula where a spreadsheet
// program opens the file.
func guard(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

// ResultsCSV writes results.csv: UTF-8, commas, RFC 4180, one row for each result.
func ResultsCSV(w io.Writer, report *Report) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	_ = out.Write(resultColumns) // Error tells, after Flush
	for i := range report.Results {
		_ = out.Write(rowOf(report.Programme, &report.Results[i]).cells())
	}
	out.Flush()
	return out.Error()
}

// jsonInput is a file of the run as results.json names it.
type jsonInput struct {
	Name       string         `json:"name"`
	SHA256     string         `json:"sha256"`
	Size       int64          `json:"size"`
	Kind       string         `json:"kind"`
	Rows       int            `json:"rows"`
	Used       int            `json:"used"`
	SetAside   map[string]int `json:"set_aside"` // by the problem's code; encoding/json sorts it
	Repeated   int            `json:"repeated"`
	Superseded int            `json:"superseded"`
	SameAs     string         `json:"same_as"`
	Refused    bool           `json:"refused"`
}

type jsonProgramme struct {
	ID           string `json:"id"`
	Title        string `json:"title"`
	Municipality string `json:"municipality"`
	SHA256       string `json:"sha256"`
}

// jsonHead is what results.json holds before its rows.
type jsonHead struct {
	Programme   jsonProgramme `json:"programme"`
	Year        int           `json:"year"`
	Years       []int         `json:"years"`
	Fingerprint string        `json:"fingerprint"`
	Version     string        `json:"version"`
	Inputs      []jsonInput   `json:"inputs"`
}

// ResultsJSON writes results.json: the run's programme, inputs and program
// version, then the rows of results.csv with numbers as numbers and null for
// what is empty there.
func ResultsJSON(w io.Writer, report *Report) error {
	p := report.Programme
	head := jsonHead{
		Programme: jsonProgramme{p.ID, p.Title, p.Municipality, report.ProgrammeSHA},
		Year:      report.Year, Years: report.Years, Fingerprint: report.Fingerprint, Version: report.Version,
		Inputs: make([]jsonInput, 0, len(report.Files)),
	}
	if head.Years == nil {
		head.Years = []int{}
	}
	for i := range report.Files {
		f := &report.Files[i]
		aside := f.Balance.SetAside
		if aside == nil {
			aside = map[string]int{}
		}
		head.Inputs = append(head.Inputs, jsonInput{
			Name: f.Name, SHA256: f.SHA256, Size: f.Size, Kind: string(f.Kind),
			Rows: f.Balance.Rows, Used: f.Balance.Used, SetAside: aside, Repeated: f.Balance.Repeated,
			Superseded: f.Superseded, SameAs: f.SameAs, Refused: f.Refused,
		})
	}
	b, err := json.MarshalIndent(head, "", " ")
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	_, _ = out.Write(b[:len(b)-len("\n}")]) // Flush tells
	_, _ = out.WriteString(",\n \"results\": [")
	var line []byte
	for i := range report.Results {
		line = append(line[:0], "\n  {"...)
		if i > 0 {
			line = append(line[:0], ",\n  {"...)
		}
		line = appendJSON(line, rowOf(p, &report.Results[i]))
		_, _ = out.Write(append(line, '}'))
	}
	_, _ = out.WriteString("\n ]\n}\n")
	return out.Flush()
}

// appendJSON appends the fields of a row.
func appendJSON(b []byte, r resultRow) []byte {
	for i, f := range []struct {
		text string
		bare bool // a number, true or false; null where it is empty
	}{
		{r.Programme, false},
		{r.Year, true},
		{r.Indicator, false}, {r.Part, false}, {r.Scope, false}, {r.ScopeID, false}, {r.Source, false},
		{r.Official, true}, {r.Numerator, true}, {r.Denominator, true}, {r.Unknown, true},
		{r.Value, true}, {r.Low, true}, {r.High, true}, {r.IntervalLow, true}, {r.IntervalHigh, true}, {r.Coverage, true},
		{r.Status, false},
		{r.Certain, true},
		{r.Flags, false}, {r.Missing, false},
	} {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(b, '"')
		b = append(b, resultColumns[i]...)
		b = append(b, `": `...)
		switch {
		case !f.bare:
			quoted, _ := json.Marshal(f.text) // a string always marshals
			b = append(b, quoted...)
		case f.text == "":
			b = append(b, "null"...)
		default:
			b = append(b, f.text...)
		}
	}
	return b
}

// ProblemsCSV writes problems.csv in the report's language: every problem of
// every file, with its place, finding and remedy.
func ProblemsCSV(w io.Writer, report *Report) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	_ = out.Write(problemColumns) // Error tells, after Flush
	for _, p := range report.Problems {
		text, remedy := report.Language.Problem(p)
		_ = out.Write([]string{
			guard(p.File), guard(lineOf(p)), guard(p.Heading), guard(p.Got), p.Severity.String(), p.Code, guard(text), guard(remedy),
		})
	}
	out.Flush()
	return out.Error()
}

// lineOf is the physical line of a problem, or the cell of a template, empty for
// the whole file.
func lineOf(p sources.Problem) string {
	switch {
	case p.At.Row == 0:
		return ""
	case p.Sheet != "":
		return p.Sheet + "!" + cellName(p.At)
	}
	return strconv.FormatUint(uint64(p.At.Row), 10)
}
