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
// templates/words_problems.go, and give it a file in testdata/sources or, of a
// workbook, a pair in testdata/forms.
var codes = map[string]struct {
	severity Severity
	args     []string
}{
	"file.reader.panic":       {Error, nil},
	"file.large":              {Error, []string{"limit"}}, // MiB
	"file.empty":              {Error, nil},
	"file.format.unsupported": {Error, []string{"format"}},
	"file.encrypted":          {Error, nil},
	"file.xls":                {Error, nil},
	"file.ods":                {Error, nil},
	"file.truncated":          {Error, nil},
	"file.named.other":        {Error, []string{"ending", "format"}},
	"file.named.text":         {Error, []string{"ending"}},
	"file.named.none":         {Error, []string{"ending"}},
	"file.named.export":       {Notice, []string{"ending"}},
	"file.named.workbook":     {Notice, []string{"ending"}},
	"file.damaged":            {Error, nil},
	"file.workbook.large":     {Error, []string{"limit"}}, // MiB
	"file.workbook.unpacked":  {Error, []string{"limit"}}, // MiB
	"file.workbook.rows":      {Error, []string{"limit"}},
	"file.workbook.columns":   {Error, []string{"limit"}},
	"file.workbook.cells":     {Error, nil},
	"file.workbook.broken":    {Error, nil},
	"file.workbook.order":     {Error, []string{"row"}},
	"file.workbook.doctype":   {Error, nil},

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

	// Of a template: the whole workbook and its identity.
	"form.foreign":             {Error, nil},
	"form.template.other":      {Error, nil},
	"form.saved.csv":           {Error, nil},
	"form.identity.broken":     {Error, nil},
	"form.programme.other":     {Error, []string{"programme"}},
	"form.programme.none":      {Notice, []string{"institution", "year", "programme"}},
	"form.institution.unknown": {Error, []string{"institution"}},
	"form.institution.unasked": {Error, []string{"institution", "year"}},
	"form.version.other":       {Notice, nil},
	"form.fields.missing":      {Warning, []string{"count", "figures"}},
	"form.fields.unknown":      {Notice, []string{"count", "cells"}},
	"form.macros":              {Notice, nil},
	"form.links":               {Warning, nil},
	"form.empty":               {Warning, nil},
	"form.shown.lost":          {Warning, nil},
	"form.shown.changed":       {Warning, []string{"count", "cells"}},
	"form.formula.changed":     {Warning, []string{"count", "cells"}},
	"form.label.changed":       {Warning, []string{"count", "cells"}},
	"form.rows.moved":          {Error, []string{"was"}},
	"form.owner.changed":       {Warning, []string{"was"}},
	"form.codes.outside":       {Warning, []string{"count"}},
	"form.fields.empty":        {Notice, []string{"count", "sheets"}},

	// Of a template's single cells; input is the kind of the input, by which templates
	// chooses what to advise.
	"form.input.lost":           {Error, []string{"count", "figures"}},
	"form.input.merged":         {Warning, []string{"other"}},
	"form.input.shared":         {Error, []string{"figure"}},
	"form.formula.uncalculated": {Error, []string{"input"}},
	"form.formula.error":        {Error, []string{"input"}},
	"form.number.invalid":       {Error, nil},
	"form.number.text":          {Error, []string{"number"}},
	"form.number.boolean":       {Error, nil},
	"form.number.date":          {Error, []string{"input"}},
	"form.number.percent":       {Error, []string{"input"}},
	"form.number.time":          {Error, []string{"input"}},
	"form.number.negative":      {Error, nil},
	"form.number.fraction":      {Error, nil},
	"form.number.decimals":      {Error, nil},
	"form.number.large":         {Error, []string{"limit"}},
	"form.date.invalid":         {Error, nil},
	"form.choice.unknown":       {Error, []string{"choices"}},
	"form.text.long":            {Error, []string{"length", "limit"}},
	"form.text.person_code":     {Warning, nil},
	"form.text.small_group":     {Warning, nil},

	// Between a template's figures.
	"form.half.missing":    {Error, []string{"figure", "value"}},
	"form.numerator.above": {Error, []string{"part", "whole", "figure"}},
	"form.part.above":      {Error, []string{"part", "whole", "figure"}},
	"form.sum.above":       {Error, []string{"part", "whole", "figure"}},
	"form.sum.differs":     {Error, []string{"sum", "whole", "figure"}},
	"form.sum.incomplete":  {Warning, []string{"sum", "whole", "empty"}},
	"form.figure.required": {Error, []string{"value", "figure"}},

	// Of a replacing file: the file that it replaces, the year and institution in question.
	"merge.replaced":      {Notice, []string{"file", "rows"}},
	"merge.rows.fewer":    {Warning, []string{"file", "of", "rows", "was"}},
	"merge.grade.missing": {Warning, []string{"file", "of", "grades", "rows", "was", "kept"}},
	"merge.form.replaced": {Notice, []string{"file", "of", "rows"}},
	"merge.form.fewer":    {Warning, []string{"file", "of", "rows", "was"}},
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

// sortProblems brings problems in the order of the file's lines, of a workbook
// sheet by sheet.
func sortProblems(list []Problem, sheets []string) {
	slices.SortStableFunc(list, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(slices.Index(sheets, a.Sheet), slices.Index(sheets, b.Sheet)), cmp.Compare(a.At.Row, b.At.Row), cmp.Compare(a.At.Column, b.At.Column),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Got, b.Got))
	})
}

func itoa[T int | int32 | int64 | uint32](n T) string { return strconv.FormatInt(int64(n), 10) }
