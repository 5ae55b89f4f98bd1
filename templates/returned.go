package templates

import (
	paths "path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"raditaji/indicators"
	"raditaji/sources"
)

// A Return is what goes back to whoever sent a file.
type Return struct {
	Workbook []byte // the marked copy; nil: none can be made of such a file
	Text     []byte // the same in plain text, UTF-8 with byte order mark, CRLF
}

// Returned makes the marked return of a file from the bytes that were sent. A
// template comes back as the sender's own workbook, unchanged but for the marks;
// a CSV file as a workbook of its faulty rows. school names the institution that an
// export is about; empty: several, or not known. counted says that a run took the
// file into its figures, so that nobody is told so of one that was only checked.
// Equal bytes and problems give equal returns.
func Returned(sub *sources.Submission, data []byte, school string, counted bool, l Language) (Return, error) {
	r := newReturning(sub, l)
	r.counted, r.school = counted, school
	var back Return
	var err error
	switch {
	case hasCode(sub, "form.empty"): // there is nothing to mark: the template itself comes back
	case sub.Form != nil:
		back.Workbook = r.markedTemplate(data)
	case sub.Heading > 0:
		back.Workbook, err = r.faultyRows(data)
	}
	back.Text = r.text(back.Workbook != nil)
	return back, err
}

// ToReturn says that a file's problems are for its sender: something must be
// corrected, or explained.
func ToReturn(problems []sources.Problem) bool {
	return slices.ContainsFunc(problems, func(p sources.Problem) bool {
		rank := rankOf(&p)
		return rank == toCorrect || rank == toExplain
	})
}

// The suffixes of what is returned.
const (
	markedSuffix = " LABOJAMS"
	textSuffix   = " KLUDAS.txt"
)

// ReturnNames are the names of a sender's file when it goes back, and of its return's
// files, slashes, in the folders of the sender's file. They begin as that file's name
// does; the number and the name of the one institution that it is about – school, of
// an export – stand in front where they are known and the file's name does not hold
// the institution's. The copy of a marked copy that was sent in again has the next
// number, never that file's own name. Every system allows them.
func ReturnNames(sub *sources.Submission, school string) (original, workbook, text string) {
	folders := strings.Split(sub.Name, "/")
	base := folders[len(folders)-1]
	extension := paths.Ext(base)
	if len(extension) > mostExtension {
		extension = ""
	}
	stem := strings.TrimSpace(strings.TrimSuffix(base, extension))
	sent := stem
	round := ""
	if before := BeforeMark(stem); before != stem {
		round = " " + strconv.Itoa(roundAfter(stem[len(before)+len(markedSuffix):]))
		stem = before
	}
	before := ""
	if number, name := unitOf(sub, school); name != "" && !namesUnit(stem, name) {
		if unit := fileSafe(UnitFileName(number, name), mostUnit); !strings.HasPrefix(stem, unit) {
			before = unit + " - "
		}
	}
	folder := ""
	for _, f := range folders[:len(folders)-1] {
		if f = fileSafe(f, mostStem); f != "" {
			folder += f + "/"
		}
	}
	extension = fileSafe(extension, mostExtension)
	stem, sent = folder+before+fileSafe(stem, mostStem-len(before)), folder+before+fileSafe(sent, mostStem-len(before))
	ending := ".xlsx"
	if sub.Form != nil && strings.EqualFold(extension, "xlsm") {
		ending = ".xlsm" // with macros Excel opens it under no other name
	}
	if extension != "" {
		extension = "." + extension
	}
	return sent + extension, stem + markedSuffix + round + ending, sent + extension + textSuffix
}

// BeforeMark is the name, without its ending, of the file of which a marked copy was
// made; any other name is its own.
func BeforeMark(stem string) string {
	if i := strings.LastIndex(stem, markedSuffix); i > 0 {
		return stem[:i]
	}
	return stem
}

// namesUnit says that a file's name holds an institution's: "11. pamatskola" does not
// hold "1. pamatskola".
func namesUnit(stem, unit string) bool {
	stem, unit = plainLetters(stem), plainLetters(unit)
	digit := func(s string, i int) bool { return 0 <= i && i < len(s) && '0' <= s[i] && s[i] <= '9' }
	for from := 0; ; {
		i := strings.Index(stem[from:], unit)
		if i < 0 {
			return false
		}
		if i += from; !digit(unit, 0) || !digit(stem, i-1) {
			return true
		}
		from = i + 1
	}
}

// roundAfter is the number of the marked copy of a marked copy whose name has a
// number behind LABOJAMS, or none, or " (2)", as copies get it.
func roundAfter(behind string) int {
	n, err := strconv.Atoi(strings.Trim(behind, " ()"))
	if err != nil || n < 1 || n > 1000 {
		n = 1
	}
	return n + 1
}

// notInFileNames are the signs that some system does not allow in a file's name.
const notInFileNames = `<>:"/\|?*`

// The most bytes of a file's name that leave room for what is added, of the
// institution in front of it, and of an ending with its dot.
const (
	mostStem      = 180
	mostUnit      = 80
	mostExtension = 10
)

// fileSafe is a text as a part of a file's name that every system allows, of at
// most so many bytes.
func fileSafe(name string, most int) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == utf8.RuneError || strings.ContainsRune(notInFileNames, r) {
			return -1
		}
		return r
	}, name)
	for len(name) > most {
		_, n := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-n]
	}
	return strings.Trim(name, " .")
}

// plainLetters are a text's letters and digits without Latvian marks, so that
// names can be compared.
func plainLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			return r
		}
		if i := strings.Index("āčēģīķļņšūž", string(r)); i >= 0 {
			return rune("acegiklnsuz"[utf8.RuneCountInString("āčēģīķļņšūž"[:i])])
		}
		return -1
	}, strings.ToLower(s))
}

// unitOf is the institution whose file it is, school that of an export; empty where
// it is not known.
func unitOf(sub *sources.Submission, school string) (number, name string) {
	switch {
	case sub.Form != nil && sub.Form.Form != nil:
		return sub.Form.Form.Unit.ID, sub.Form.Form.Unit.Name
	case school != "" && len(sub.Cells) > 0:
		return sub.Cells[0].Institution, school
	}
	return "", school
}

// A rank is what a problem asks of the sender.
type rank int

const (
	toCorrect rank = iota
	toExplain      // a query: unusual, but possible
	toLookAt
	toKnow // nothing to do; not returned
)

func rankOf(p *sources.Problem) rank {
	switch {
	case p.Severity == sources.Error:
		return toCorrect
	case p.Severity == sources.Warning && strings.HasPrefix(p.Code, queryCodes):
		return toExplain
	case p.Severity == sources.Warning:
		return toLookAt
	}
	return toKnow
}

// queryCodes is how the codes begin of what is answered by an explanation.
const queryCodes = "form.query."

// A remark is one problem as the sender is told it.
type remark struct {
	problem *sources.Problem
	rank    rank
	place   string // Rādītāji!C14, or the line
	label   string // what is asked there
	text    string
	remedy  string
}

// A returning is one file on its way back.
type returning struct {
	sub *sources.Submission
	l   Language
	// counted says that a run took what can be used of the file into its figures.
	counted bool
	school  string // that an export is about; empty: several, or not known
	// groups are remarks of one rank, kind and remedy, what matters first; within
	// a rank they stand in the order in which the file shows them first.
	groups [][]remark
}

func newReturning(sub *sources.Submission, l Language) *returning {
	r := &returning{sub: sub, l: l}
	type kind struct {
		rank         rank
		code, remedy string
	}
	at := map[kind]int{}
	for i := range sub.Problems {
		p := &sub.Problems[i]
		m := remark{problem: p, rank: rankOf(p)}
		if m.rank == toKnow {
			continue
		}
		m.place, m.label = r.whereOf(p)
		m.text, m.remedy = l.Problem(*p)
		k := kind{m.rank, p.Code, m.remedy}
		n, ok := at[k]
		if !ok {
			n = len(r.groups)
			at[k] = n
			r.groups = append(r.groups, nil)
		}
		r.groups[n] = append(r.groups[n], m)
	}
	slices.SortStableFunc(r.groups, func(a, b []remark) int { return int(a[0].rank) - int(b[0].rank) })
	return r
}

// whereOf says where a problem stands, and what is asked there: the text of a
// template's row, or the heading of a column.
func (r *returning) whereOf(p *sources.Problem) (place, label string) {
	label = shorten(p.Heading, 80)
	if w, ok := formWords["input."+strings.TrimSuffix(p.Input, ".explain")]; label == "" && ok {
		label = w.In(r.l)
	}
	switch {
	case p.Sheet != "" && p.At.Row > 0:
		return lineOf(*p), label
	case p.Sheet != "":
		return p.Sheet, label
	case p.At.Row > 0:
		return wordsLine.In(r.l, "line", strconv.Itoa(int(p.At.Row))), label
	}
	return wordsReturnWhole.In(r.l), label
}

// said is where a problem stands, in a sentence.
func (m *remark) said(l Language) string {
	switch {
	case m.label == "":
		return m.place
	case m.problem.Sheet == "":
		return m.place + ", " + wordsColumn.In(l, "column", m.label)
	}
	return m.place + " (" + m.label + ")"
}

// got is what stands there.
func (m *remark) got(l Language) string {
	switch {
	case m.problem.Got != "":
		return m.problem.Got
	case m.rank == toExplain:
		return m.problem.Args["n"]
	case m.rank == toCorrect && m.problem.At.Column > 0:
		return wordsReturnEmpty.In(l)
	}
	return ""
}

// count is how many problems of a rank there are.
func (r *returning) count(k rank) int {
	n := 0
	for _, g := range r.groups {
		if g[0].rank == k {
			n += len(g)
		}
	}
	return n
}

// rankWords are the headings of the parts of a list.
var rankWords = map[rank]Words{toCorrect: wordsReturnErrors, toExplain: wordsReturnQueries, toLookAt: wordsReturnWarnings}

func (r *returning) rankHead(k rank) string {
	return rankWords[k].In(r.l, "count", strconv.Itoa(r.count(k)))
}

// about are the lines that say which file it is.
func (r *returning) about() []string {
	lines := []string{wordsReturnFile.In(r.l, "file", paths.Base(r.sub.Name))}
	if _, name := unitOf(r.sub, r.school); name != "" {
		lines = append(lines, wordsReturnUnit.In(r.l, "unit", name))
	}
	kind := ""
	switch {
	case r.sub.Form != nil || r.sub.Kind == indicators.FormKind:
		kind = wordsReturnTemplate.In(r.l)
	case r.sub.Kind != "":
		kind = kindName(r.l, r.sub.Kind)
	}
	if kind != "" {
		lines = append(lines, wordsReturnKind.In(r.l, "kind", kind))
	}
	year := fileYears(&File{Submission: *r.sub})
	if r.sub.Form != nil && r.sub.Form.Year != 0 {
		year = r.sub.Form.Year.String()
	}
	if year != "" {
		lines = append(lines, wordsReturnYear.In(r.l, "year", year))
	}
	return lines
}

func (r *returning) counts() string {
	return wordsReturnCounts.In(r.l, "errors", strconv.Itoa(r.count(toCorrect)),
		"queries", strconv.Itoa(r.count(toExplain)), "warnings", strconv.Itoa(r.count(toLookAt)))
}

// hasCode says that a file has a problem of a code.
func hasCode(sub *sources.Submission, code string) bool {
	return slices.ContainsFunc(sub.Problems, func(p sources.Problem) bool { return p.Code == code })
}

// namesCells says that something is to be corrected or explained in a cell.
func (r *returning) namesCells() bool {
	return slices.ContainsFunc(r.groups, func(g []remark) bool { return g[0].rank != toLookAt && g[0].problem.At.Row > 0 })
}

// namedOf is how many problems of one group the text names one by one; those that say
// the same of one column are one.
const namedOf = 10

// textWidth is where the text's lines are broken, in characters.
const textWidth = 96

// alike brings together, in the order of the first of them, the remarks of a group that
// say the same of one column of an export.
func (r *returning) alike(g []remark) [][]remark {
	type saying struct{ label, text string }
	var list [][]remark
	at := map[saying]int{}
	for _, m := range g {
		say := saying{m.label, m.text}
		i, ok := at[say]
		row := m.problem.Sheet == "" && m.problem.At.Row > 0
		if ok && row {
			list[i] = append(list[i], m)
			continue
		}
		if row {
			at[say] = len(list)
		}
		list = append(list, []remark{m})
	}
	return list
}

// text is the return in plain text.
func (r *returning) text(marked bool) []byte {
	var b strings.Builder
	line := func(indent, s string) {
		for _, part := range broken(s, textWidth-utf8.RuneCountInString(indent)) {
			b.WriteString(strings.TrimRight(indent+part, " ") + "\r\n")
			indent = strings.Repeat(" ", utf8.RuneCountInString(indent))
		}
	}
	b.WriteString("\ufeff")
	line("", strings.ToUpper(wordsReturnTitle.In(r.l)))
	line("", "")
	for _, s := range r.about() {
		line("", s)
	}
	line("", r.counts())
	number := 0
	for i, g := range r.groups {
		if i == 0 || g[0].rank != r.groups[i-1][0].rank {
			line("", "")
			line("", strings.ToUpper(r.rankHead(g[0].rank)))
		}
		number++
		line("", "")
		indent := strconv.Itoa(number) + ". "
		told := r.alike(g)
		for n, same := range told {
			if n == namedOf {
				rest := slices.Concat(told[n:]...)
				line(indent, wordsReturnMore.In(r.l, "count", strconv.Itoa(len(rest)))+": "+shortPlaces(r.l, rest))
				break
			}
			place := same[0].said(r.l)
			if len(same) > 1 {
				problems := make([]sources.Problem, len(same))
				for i := range same {
					problems[i] = *same[i].problem
				}
				place = r.l.lines(problems, same[0].label)
			}
			line(indent, place+": "+same[0].text)
			indent = strings.Repeat(" ", len(indent))
		}
		line(indent+"→ ", g[0].remedy)
	}
	steps := stepsFile
	switch {
	case hasCode(r.sub, "form.institution.unasked"):
		steps = nil // nothing is to be sent
	case r.sub.Form != nil && marked && r.namesCells():
		steps = stepsTemplateText
	case r.sub.Form != nil || r.sub.Kind == indicators.FormKind:
		steps = stepsTemplateWhole
	case r.sub.Kind != "":
		steps = stepsExport
	}
	if len(steps) > 0 {
		line("", "")
		line("", strings.ToUpper(wordsReturnHow.In(r.l)))
	}
	for i, s := range steps {
		line(strconv.Itoa(i+1)+". ", s.In(r.l))
	}
	r.balance(line)
	return []byte(b.String())
}

// mostPlaces is how many places stand in one line of the text.
const mostPlaces = 200

// shortPlaces are the places of problems in short: lines as ranges, cells by name.
func shortPlaces(l Language, list []remark) string {
	var lines []uint32
	var cells []string
	for _, m := range list[:min(len(list), mostPlaces)] {
		if m.problem.Sheet == "" && m.problem.At.Row > 0 {
			lines = append(lines, m.problem.At.Row)
		} else {
			cells = append(cells, m.place)
		}
	}
	if len(lines) > 0 {
		slices.Sort(lines)
		cells = append([]string{Words{"rindas ", "lines "}.In(l) + ranges(slices.Compact(lines))}, cells...)
	}
	text := strings.Join(cells, ", ")
	if len(list) > mostPlaces {
		text += ", …"
	}
	return text
}

// balance accounts for the file's rows, or says what became of a template.
func (r *returning) balance(line func(indent, s string)) {
	b := &r.sub.Balance
	line("", "")
	switch {
	case r.sub.Refused && r.counted:
		line("", wordsReturnRefused.In(r.l))
	case r.sub.Refused:
		line("", wordsReturnUseless.In(r.l))
	case r.sub.Form == nil:
	case b.Used == 0:
		line("", wordsReturnNothing.In(r.l))
	case r.counted:
		line("", wordsReturnUsed.In(r.l))
	default:
		line("", wordsReturnValid.In(r.l))
	}
	if r.sub.Form != nil || r.sub.Kind == "" || r.sub.Kind == indicators.FormKind {
		return
	}
	aside := 0
	for _, n := range b.SetAside {
		aside += n
	}
	line(wordsReturnBalance.In(r.l)+": ", wordsFileRows.In(r.l, "rows", strconv.Itoa(b.Rows), "used", strconv.Itoa(b.Used),
		"aside", strconv.Itoa(aside), "repeated", strconv.Itoa(b.Repeated)))
}

// broken breaks a text at blanks into lines of at most so many characters; a word
// that is longer stands alone.
func broken(text string, width int) []string {
	var lines []string
	line, letters := "", 0
	for _, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		if line != "" && letters+1+n > width {
			lines = append(lines, line)
			line, letters = "", 0
		}
		if line != "" {
			line, letters = line+" ", letters+1
		}
		line, letters = line+word, letters+n
	}
	return append(lines, line)
}
