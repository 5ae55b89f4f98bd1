package templates

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"raditaji/indicators"
)

// A Board says who has sent what of a monitoring year.
type Board struct {
	Year     int
	Inputs   []BoardInput
	Rows     []BoardRow
	Due      string      // the day on which they are due; empty: not said
	Days     int         // to that day; negative: since it
	Accepted []BoardFile // of the year, that stand
	Returned []BoardFile // of the year, or of no year, that stand returned
	Queries  []BoardFile // of the year, without an answer
	// Of other years:
	OtherReturned, OtherQueries int
	Unanswered                  []Unanswered // of any year
}

// An Unanswered is a folder below the one of arrivals of which files were taken in
// and have no answer, or cannot be removed.
type Unanswered struct {
	Folder string // empty: the one of arrivals itself
	Count  int
	Since  string
}

// A BoardInput is a column: a kind of input of a year.
type BoardInput struct {
	Kind     indicators.Kind
	Year     indicators.SchoolYear // zero: see Calendar
	Calendar int
	Due      string // the day on which it is due, where that is not the board's
}

// A BoardRow is an institution or another reporting unit; without a number the
// municipality as a whole.
type BoardRow struct {
	Number, Name string
	Squares      []Square // one for each input
}

// A Square is what became of one input of one unit. The zero Square: it is not
// expected, and nothing came.
type Square struct {
	State   SquareState
	At      string // the day on which it came, as "22.11."
	Late    bool   // it came, or is missing, after the day on which it was due
	Queries int    // without an answer
	Mending bool   // of an accepted one: a later file stands returned
}

// A SquareState says what became of an input.
type SquareState uint8

// The states of inputs.
const (
	NotExpected SquareState = iota
	SquareAccepted
	SquareReturned
	SquareMissing
)

// A BoardFile is a file, or a query about one, by the number that commands take.
type BoardFile struct {
	ID         int64
	File       string // its name
	Asked      string // of a query about a template's input: what it asks
	Text       string // of a query what is unusual; of a returned file why nobody can accept it
	Used, Rows int    // of a file
	Acceptable bool   // without its faulty rows
}

var (
	// WordsBoardBeside stands for why a file cannot be used, where its answer knows more
	// than the ledger.
	WordsBoardBeside = Words{"Nav izmantojama; kāpēc, saka tās … KLUDAS.txt atgrieztajās.", "It cannot be used; its … KLUDAS.txt among the returned files says why."}

	wordsBoardTitle = Words{"{municipality}: {year}. monitoringa gada ievaddati", "{municipality}: inputs of the monitoring year {year}"}
	wordsDueAhead   = Words{"Termiņš: {due} (vēl {days} d.)", "Due: {due} ({days} days left)"}
	wordsDueToday   = Words{"Termiņš: {due} (šodien)", "Due: {due} (today)"}
	wordsDuePast    = Words{"Termiņš: {due} (pagājis pirms {days} d.)", "Due: {due} ({days} days ago)"}
	wordsBoardEmpty = Words{"Par šo gadu vēl nekas nav saņemts.", "Nothing came for this year yet."}
	wordsBoardUnit  = Words{"Iestāde", "Institution"}
	wordsBoardMarks = Words{
		"22.11. – pieņemts šajā dienā; ! – pēc termiņa; ? – ir jautājumi bez atbildes; * – pieņemtais ir spēkā, bet\njaunāka datne ir atgriezta; LABOT – atgriezts, iesniedzējam jālabo; trūkst – vēl nav;\nKAVĒ – nav, un termiņš ir pagājis; – – nav jāiesniedz",
		"22.11. – accepted on that day; ! – after it was due; ? – has queries without an answer; * – what was accepted\ncounts, but a later file is returned; MEND – returned, its sender must correct it;\nmissing – not yet; LATE – not there, and past due; – – not expected",
	}
	wordsSquares = map[SquareState]Words{
		NotExpected: {none, none}, SquareReturned: {"LABOT", "MEND"}, SquareMissing: {"trūkst", "missing"},
	}
	wordsBoardDue       = Words{"{input} (termiņš: {due})", "{input} (due: {due})"}
	wordsLate           = Words{"KAVĒ", "LATE"}
	wordsBoardAccept    = Words{"Atgrieztas; var gaidīt labotu vai pieņemt bez kļūdainajām vietām (raditaji accept NR --reason …)", "Returned; a corrected one may be waited for, or they are used without what is faulty (raditaji accept NO --reason …)"}
	wordsBoardAccepted  = Words{"Pieņemtās; vairs neizmantot: raditaji withdraw NR --reason …", "Accepted; use one no longer: raditaji withdraw NO --reason …"}
	wordsBoardUsed      = Words{"izmantojami {used} no {rows}", "{used} of {rows} can be used"}
	wordsBoardHopeless  = Words{"Atgrieztas; pieņemt nevar, iesniedzējam jāizlabo un jāiesniedz vēlreiz (kas jālabo, stāv blakus datnē … KLUDAS.txt)", "Returned; cannot be used, their senders must correct them and send them again (what to correct stands beside, in … KLUDAS.txt)"}
	wordsBoardOther     = Words{"Citu gadu atgrieztās datnes: {count} (raditaji status --year …)", "Returned files of other years: {count} (raditaji status --year …)"}
	wordsBoardQueries   = Words{"Jautājumi bez atbildes (atbildēt: raditaji answer NR --answer …)", "Queries without an answer (answer: raditaji answer NO --answer …)"}
	wordsBoardQuery     = Words{"„{asked}”: {text}", "\"{asked}\": {text}"}
	wordsBoardElsewhere = Words{"Jautājumi par citiem gadiem: {count} (raditaji status --year …)", "Queries about other years: {count} (raditaji status --year …)"}
	wordsBoardStuck     = Words{
		"Paņemtas, bet atbildi nevar uzrakstīt vai datni nevar izņemt no ienākošajām (kāpēc, saka raditaji doctor)",
		"Taken in, but their answers cannot be written, or they cannot be removed from the inbox (raditaji doctor says why)",
	}
	wordsBoardStuckIn = Words{"{folder}: {count}, kopš {since}", "{folder}: {count}, since {since}"}
	wordsBoardInbox   = Words{"ienākošo mape", "the inbox"}
	wordsBoardKinds   = map[indicators.Kind]Words{
		indicators.Enrolments: {"izglītojamie", "pupils"}, indicators.Absences: {"kavējumi", "absences"}, indicators.Exams: {"eksāmeni", "exams"},
		indicators.InterestRows: {"interešu izglītība", "interest education"}, indicators.Continuations: {"absolventu tālākās gaitas", "what graduates do next"},
		indicators.SEMR: {"SEMR", "SEMR"}, indicators.FormKind: {"veidne", "template"},
	}
)

// boardWidth is how many letters a line of the board's table may have.
const boardWidth = 100

// BoardText writes a board as a table of text, which fits a terminal of a hundred
// columns: its inputs are named by letters above it.
func BoardText(to io.Writer, l Language, p *indicators.Programme, b *Board) error {
	w := &teller{w: bufio.NewWriter(to), l: l}
	w.say(wordsBoardTitle, "municipality", p.Municipality, "year", strconv.Itoa(b.Year))
	if b.Due != "" {
		w.line(dueText(l, b.Due, b.Days))
	}
	w.line("")
	head := []string{wordsBoardUnit.In(l)}
	for i, in := range b.Inputs {
		year := strconv.Itoa(in.Calendar)
		if in.Year != 0 {
			year = in.Year.String()
		}
		letter := string(rune('A' + i))
		name := wordsBoardKinds[in.Kind].In(l) + " " + year
		if in.Due != "" {
			name = wordsBoardDue.In(l, "input", name, "due", in.Due)
		}
		w.line("  " + letter + "  " + name)
		head = append(head, letter)
	}
	w.line("")
	table, came := [][]string{head}, false
	for _, r := range b.Rows {
		name := r.Name
		if r.Number == "" {
			name = wordsMunicipality.In(l)
		}
		row := []string{name}
		for _, s := range r.Squares {
			row = append(row, s.text(l))
			came = came || s.State == SquareAccepted || s.State == SquareReturned
		}
		table = append(table, row)
	}
	narrow(table)
	w.table(table)
	w.line("")
	w.say(wordsBoardMarks)
	if !came {
		w.line("")
		w.say(wordsBoardEmpty)
	}
	w.waiting(b)
	return w.w.Flush()
}

// dueText says when something is due, and how many days that is ahead; negative:
// since.
func dueText(l Language, due string, days int) string {
	words := wordsDueAhead
	switch {
	case days == 0:
		words = wordsDueToday
	case days < 0:
		words, days = wordsDuePast, -days
	}
	return words.In(l, "due", due, "days", strconv.Itoa(days))
}

// waiting lists what waits for an officer, or for a sender.
func (w *teller) waiting(b *Board) {
	if len(b.Unanswered) > 0 {
		w.line("")
		w.say(wordsBoardStuck)
	}
	for _, u := range b.Unanswered {
		w.line("  " + wordsBoardStuckIn.In(w.l, "folder", cmp.Or(u.Folder, wordsBoardInbox.In(w.l)), "count", strconv.Itoa(u.Count), "since", u.Since))
	}
	if len(b.Accepted) > 0 {
		w.line("")
		w.say(wordsBoardAccepted)
	}
	for _, f := range b.Accepted {
		w.waits(f, wordsBoardUsed.In(w.l, "used", strconv.Itoa(f.Used), "rows", strconv.Itoa(f.Rows)))
	}
	for _, list := range []struct {
		title      Words
		acceptable bool
	}{{wordsBoardAccept, true}, {wordsBoardHopeless, false}} {
		titled := false
		for _, f := range b.Returned {
			if f.Acceptable != list.acceptable {
				continue
			}
			if !titled {
				w.line("")
				w.say(list.title)
				titled = true
			}
			text := f.Text
			if f.Acceptable {
				text = wordsBoardUsed.In(w.l, "used", strconv.Itoa(f.Used), "rows", strconv.Itoa(f.Rows))
			}
			w.waits(f, text)
		}
	}
	if b.OtherReturned > 0 {
		w.line("")
		w.say(wordsBoardOther, "count", strconv.Itoa(b.OtherReturned))
	}
	if len(b.Queries) > 0 {
		w.line("")
		w.say(wordsBoardQueries)
	}
	for _, q := range b.Queries {
		text := q.Text
		if q.Asked != "" {
			text = wordsBoardQuery.In(w.l, "asked", q.Asked, "text", q.Text)
		}
		w.waits(q, text)
	}
	if b.OtherQueries > 0 {
		w.line("")
		w.say(wordsBoardElsewhere, "count", strconv.Itoa(b.OtherQueries))
	}
}

func (w *teller) waits(f BoardFile, text string) {
	w.line(fmt.Sprintf("  %3d  %s", f.ID, f.File))
	if text != "" {
		w.line("       " + text)
	}
}

// narrow clips names so that the table's lines are not too long for a terminal.
func narrow(table [][]string) {
	others := 0
	for i := 1; i < len(table[0]); i++ {
		widest := 0
		for _, row := range table {
			widest = max(widest, utf8.RuneCountInString(row[i]))
		}
		others += widest + 2
	}
	for _, row := range table {
		row[0] = shorten(row[0], max(boardWidth-others, 20))
	}
}

func (s Square) text(l Language) string {
	switch {
	case s.State == SquareMissing && s.Late:
		return wordsLate.In(l)
	case s.State != SquareAccepted:
		return wordsSquares[s.State].In(l)
	}
	text := s.At
	if s.Late {
		text += "!"
	}
	switch {
	case s.Mending: // the sign of queries would make the table too wide; they are listed below it
		text += "*"
	case s.Queries > 0:
		text += "?"
	}
	return text
}

// WhatInputAsks is what a template's input asks, in the template's own words: its table
// and its row. An address that the template does not have asks nothing.
func WhatInputAsks(l Language, f *indicators.Form, address string) string {
	q, ok := questionIn(l, f, address)
	switch {
	case !ok:
		return ""
	case q.table == "":
		return q.row
	}
	return shorten(q.table, 60) + " " + q.row
}

// table writes rows with their columns below one another; a row of one piece is a line.
func (w *teller) table(rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, text := range row {
			if len(row) == 1 {
				break
			}
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(text))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, text := range row {
			line.WriteString(text)
			if i+1 < len(row) {
				line.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(text)+2))
			}
		}
		w.line(strings.TrimRight(line.String(), " "))
	}
}
