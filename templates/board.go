package templates

import (
	"bufio"
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
	Returned []BoardFile // that stand returned
	Queries  []BoardFile // without an answer
}

// A BoardInput is a column: a kind of input of a year.
type BoardInput struct {
	Kind     indicators.Kind
	Year     indicators.SchoolYear // zero: see Calendar
	Calendar int
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
	At      string // the day on which it came
	Late    bool   // it came, or is missing, after the day on which it was due
	Queries int    // without an answer
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
	ID   int64
	File string // its name
	Text string // of a query: what is unusual
}

var (
	wordsBoardTitle = Words{"{municipality}: {year}. monitoringa gada ievaddati", "{municipality}: inputs of the monitoring year {year}"}
	wordsBoardUnit  = Words{"Iestāde", "Institution"}
	wordsSquares    = map[SquareState]Words{
		NotExpected: {none, none}, SquareAccepted: {"pieņemts", "accepted"},
		SquareReturned: {"ATGRIEZTS", "RETURNED"}, SquareMissing: {"trūkst", "missing"},
	}
	wordsLate          = Words{"kavējas", "late"}
	wordsLateAt        = Words{" (vēlu)", " (late)"}
	wordsQueriesOpen   = Words{"; jautājumi: {count}", "; queries: {count}"}
	wordsBoardReturned = Words{"Atgrieztās datnes (pieņemt bez kļūdainajām rindām: raditaji accept NR --reason …)", "Returned files (use them without their faulty rows: raditaji accept NO --reason …)"}
	wordsBoardQueries  = Words{"Jautājumi bez atbildes (atbildēt: raditaji answer NR --answer …)", "Queries without an answer (answer: raditaji answer NO --answer …)"}
	wordsBoardKinds    = map[indicators.Kind]Words{
		indicators.Enrolments: {"izglītojamie", "pupils"}, indicators.Absences: {"kavējumi", "absences"}, indicators.Exams: {"eksāmeni", "exams"},
		indicators.InterestRows: {"interešu izgl.", "interest ed."}, indicators.Continuations: {"absolventi", "graduates"},
		indicators.SEMR: {"SEMR", "SEMR"}, indicators.FormKind: {"veidne", "template"},
	}
)

// BoardText writes a board as a table of text.
func BoardText(to io.Writer, l Language, p *indicators.Programme, b *Board) error {
	w := &teller{w: bufio.NewWriter(to), l: l}
	w.say(wordsBoardTitle, "municipality", p.Municipality, "year", strconv.Itoa(b.Year))
	w.line("")
	table := [][]string{{wordsBoardUnit.In(l)}}
	for _, in := range b.Inputs {
		year := strconv.Itoa(in.Calendar)
		if in.Year != 0 {
			year = in.Year.String()
		}
		table[0] = append(table[0], wordsBoardKinds[in.Kind].In(l)+" "+year)
	}
	for _, r := range b.Rows {
		name := r.Name
		if r.Number == "" {
			name = wordsMunicipality.In(l)
		}
		row := []string{name}
		for _, s := range r.Squares {
			row = append(row, s.text(l))
		}
		table = append(table, row)
	}
	w.table(table)
	for _, of := range []struct {
		title Words
		files []BoardFile
	}{{wordsBoardReturned, b.Returned}, {wordsBoardQueries, b.Queries}} {
		if len(of.files) == 0 {
			continue
		}
		w.line("")
		w.say(of.title)
		for _, f := range of.files {
			text := "  " + strconv.FormatInt(f.ID, 10) + "  " + f.File
			if f.Text != "" {
				text += ": " + f.Text
			}
			w.line(text)
		}
	}
	return w.w.Flush()
}

func (s Square) text(l Language) string {
	text := wordsSquares[s.State].In(l)
	switch s.State {
	case NotExpected:
		return text
	case SquareMissing:
		if s.Late {
			return wordsLate.In(l)
		}
		return text
	}
	text += " " + s.At
	if s.Late {
		text += wordsLateAt.In(l)
	}
	if s.Queries > 0 {
		text += wordsQueriesOpen.In(l, "count", strconv.Itoa(s.Queries))
	}
	return text
}

// table writes rows with their columns below one another.
func (w *teller) table(rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, text := range row {
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
