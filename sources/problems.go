package sources

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"raditaji/indicators"
)

// maxProblems is how many problems of one code a file lists; one more says how
// many there were beside them.
const maxProblems = 10_000

// codes are all problems that Read and Merge can give: how grave each is, and
// what its Args hold. To add one: list it here, write its words in
// templates/words_problems.go, and give it a file in testdata/sources.
var codes = map[string]struct {
	severity Severity
	args     []string
}{
	"file.reader.panic":       {Error, nil},
	"file.large":              {Error, []string{"limit"}}, // MiB
	"file.empty":              {Error, nil},
	"file.xlsx.unsupported":   {Error, nil},
	"file.format.unsupported": {Error, []string{"format"}},
	"file.encrypted":          {Error, nil},
	"file.truncated":          {Error, nil},

	"csv.nul":                {Error, nil},
	"csv.encoding.invalid":   {Error, nil},
	"csv.encoding.mixed":     {Error, nil},
	"csv.encoding.undefined": {Error, []string{"byte"}},
	"csv.encoding.guessed":   {Warning, nil},
	"csv.line.long":          {Error, []string{"limit"}}, // MiB
	"csv.line.cr":            {Error, nil},
	"csv.kind.unknown":       {Error, nil},
	"csv.heading.missing":    {Error, []string{"kind", "missing"}},
	"csv.heading.twice":      {Error, []string{"other"}}, // the other column's heading
	"csv.heading.unknown":    {Notice, []string{"headings"}},
	"csv.columns.limit":      {Error, []string{"limit"}},
	"csv.rows.limit":         {Error, []string{"limit"}},
	"csv.rows.none":          {Warning, nil},
	"csv.quote.open":         {Error, nil},
	"csv.quote.stray":        {Error, nil},
	"csv.row.width":          {Error, []string{"cells", "headings"}},
	"csv.row.repeated":       {Warning, []string{"first"}}, // line
	"csv.row.contradicts":    {Error, []string{"other"}},   // line
	"csv.problems.more":      {Warning, []string{"code", "more"}},

	"csv.cell.empty":         {Error, nil},
	"csv.date.invalid":       {Error, nil},
	"csv.number.invalid":     {Error, nil},
	"csv.percent.invalid":    {Error, nil},
	"csv.year.invalid":       {Error, nil},
	"csv.grade.invalid":      {Error, nil},
	"csv.semester.invalid":   {Error, nil},
	"csv.programme.invalid":  {Error, nil},
	"csv.programme.unknown":  {Notice, []string{"rows"}},
	"csv.person.empty":       {Error, nil},
	"csv.person.check_digit": {Warning, nil},
	"csv.person.excel":       {Error, nil},
	"csv.person.zero":        {Warning, nil},
	"csv.person.form":        {Warning, nil},
	"csv.person.none":        {Notice, []string{"rows"}},
	"csv.person.respelled":   {Notice, []string{"rows"}},

	"csv.institution.invalid":     {Error, nil},
	"csv.institution.excel":       {Error, nil},
	"csv.institution.unlisted":    {Warning, []string{"institution", "nearest", "rows"}},
	"csv.institution.none_listed": {Error, []string{"rows"}},
	"csv.provider.unlisted":       {Notice, []string{"institution", "rows"}},

	"csv.reason.unmapped":    {Warning, []string{"rows", "pupils"}},
	"csv.decision.unmapped":  {Warning, []string{"rows", "pupils"}},
	"csv.status.unmapped":    {Warning, []string{"rows", "pupils"}},
	"csv.continues.unmapped": {Warning, []string{"rows", "pupils"}},
	"csv.level.unmapped":     {Warning, []string{"rows", "pupils"}},

	"enrolment.left.early":      {Error, []string{"enrolled"}},
	"enrolment.reason.empty":    {Warning, nil},
	"enrolment.reason.undated":  {Warning, nil},
	"enrolment.start.late":      {Warning, []string{"year"}},
	"enrolment.start.early":     {Warning, []string{"year"}},
	"absence.unjustified.more":  {Error, []string{"absent"}},
	"exam.result.range":         {Error, nil},
	"exam.result.missing":       {Error, nil},
	"exam.result.unexpected":    {Warning, []string{"status"}},
	"semr.level.invalid":        {Error, nil},
	"semr.year.invalid":         {Error, nil},
	"semr.value.differs":        {Warning, []string{"computed"}},
	"semr.counts.impossible":    {Warning, []string{"denominator"}},
	"semr.municipality.missing": {Notice, []string{"year"}},
	"register.closed.invalid":   {Warning, nil},

	// Of a replacing file: the file that it replaces, the year and institution in question.
	"merge.replaced":      {Notice, []string{"file", "rows"}},
	"merge.rows.fewer":    {Warning, []string{"file", "of", "rows", "was"}},
	"merge.grade.missing": {Warning, []string{"file", "of", "grade", "was"}},
}

// Codes are the codes of all problems that Read and Merge can give, sorted.
var Codes = slices.Sorted(maps.Keys(codes))

// CodeArgs are the names of what a code's problems hold in Args.
func CodeArgs(code string) []string { return codes[code].args }

// newProblem makes a problem; args are names, each with its text.
func newProblem(file, code string, at indicators.Origin, args ...string) Problem {
	p := Problem{File: file, At: at, Code: code, Severity: codes[code].severity}
	if len(args) > 0 {
		p.Args = make(map[string]string, len(args)/2)
		for i := 0; i+1 < len(args); i += 2 {
			p.Args[args[i]] = args[i+1]
		}
	}
	return p
}

// sortProblems brings problems in the order of the file's lines.
func sortProblems(list []Problem) {
	slices.SortStableFunc(list, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.At.Row, b.At.Row), cmp.Compare(a.At.Column, b.At.Column),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Got, b.Got))
	})
}

func itoa[T int | int32 | int64 | uint32](n T) string { return strconv.FormatInt(int64(n), 10) }
