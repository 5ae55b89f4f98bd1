package indicators

// A Number is what a cell reports: a whole number, or hundredths of euros and
// hours. The zero Number is "not reported".
type Number struct {
	n     int64
	known bool
}

// NewNumber is a number that was reported.
func NewNumber(n int64) Number { return Number{n, true} }

// Get gives the number; it is false where none was reported.
func (n Number) Get() (int64, bool) { return n.n, n.known }

// A Reported is what one reporting unit states in one input of its template for
// a school year. One without an Input says that the unit's template is there.
type Reported struct {
	At     Origin
	Year   SchoolYear
	Unit   string // registration number of today, or the unit's code
	Sheet  string // of the workbook, as the sender calls it
	Input  string // Input.Address
	Number Number // of whole numbers, money and hours
	Text   string // a choice's code, a day as 2024-09-01, or free text; empty: none
	Faulty bool   // something stands there that cannot be used; neither Number nor Text is set
}

// Answers are what reporting units state, by unit, school year and input. The
// zero Answers hold nothing.
type Answers struct {
	by   map[answerAt]*Reported
	sent map[answerAt]*Reported
}

type answerAt struct {
	unit  string
	year  SchoolYear
	input string
}

// NewAnswers makes the answers of a run easy to ask; of two for one input the
// later one counts.
func NewAnswers(list []Reported) Answers {
	a := Answers{by: map[answerAt]*Reported{}, sent: map[answerAt]*Reported{}}
	for i := range list {
		r := &list[i]
		if r.Input == "" {
			a.sent[answerAt{r.Unit, r.Year, ""}] = r
			continue
		}
		a.by[answerAt{r.Unit, r.Year, r.Input}] = r
	}
	return a
}

// Sent says whether the unit's template of that year is there.
func (a Answers) Sent(unit string, year SchoolYear) bool {
	return a.sent[answerAt{unit, year, ""}] != nil
}

// Of is what a unit states in an input; nil is nothing.
func (a Answers) Of(unit string, year SchoolYear, input string) *Reported {
	return a.by[answerAt{unit, year, input}]
}

// Number is the number that a unit states in an input.
func (a Answers) Number(unit string, year SchoolYear, input string) Number {
	if r := a.Of(unit, year, input); r != nil {
		return r.Number
	}
	return Number{}
}

// Text is the choice, day or text that a unit states in an input.
func (a Answers) Text(unit string, year SchoolYear, input string) string {
	if r := a.Of(unit, year, input); r != nil {
		return r.Text
	}
	return ""
}
