package sources

import (
	"encoding/binary"
	"hash/maphash"
	"strings"

	"raditaji/indicators"
)

// The meaning of single cells, with the problems that go with it.

// schoolYear reads a required school year; zero where it cannot be read.
func (t *table) schoolYear(field int, cell string) indicators.SchoolYear {
	y := t.years.of(cell)
	if !y.ok {
		t.unreadable(field, "csv.year.invalid", cell)
		return 0
	}
	return y.year
}

// unreadable notes that a required cell is empty or cannot be read.
func (t *table) unreadable(field int, code, cell string) {
	if clean(cell) == "" {
		t.fault(field, "csv.cell.empty", "")
		return
	}
	t.fault(field, code, shown(cell))
}

// date reads a date that may be empty; ok is false where it cannot be read.
func (t *table) date(field int, cell string) (d indicators.Date, ok bool) {
	s := clean(cell)
	if s == "" {
		return 0, true
	}
	d, ok = parseDate(s)
	if !ok {
		t.fault(field, "csv.date.invalid", shown(cell))
	}
	return d, ok
}

// person makes a pupil of a person code. Text without a digit is nobody: a pupil
// of this row only.
func (t *table) person(field int, cell string) pupil {
	s := clean(cell)
	switch {
	case s == "":
		t.fault(field, "csv.person.empty", "")
		return pupil{}
	case personCode(s, &t.code):
		if !checkDigit(&t.code) {
			t.fault(field, "csv.person.check_digit", masked(s))
		}
		return t.pseudonym(t.code[:])
	case excelNumber(s) && strings.ContainsAny(s, "+.,"): // 17E5 may be a register's own code
		t.fault(field, "csv.person.excel", masked(s))
		return pupil{}
	case respelled(s, &t.code):
		t.sight(field, "csv.person.respelled", "", masked(string(t.code[:])), 0)
		return t.pseudonym(t.code[:])
	case withoutZero(s, &t.code):
		t.fault(field, "csv.person.zero", masked("0"+s))
		return t.pseudonym(t.code[:])
	case strings.ContainsAny(s, "0123456789"):
		t.fault(field, "csv.person.form", masked(s))
		return t.pseudonym([]byte(s))
	}
	t.sight(field, "csv.person.none", "", masked(s), 0)
	// No cell begins with a NUL, so that no code can give the same pseudonym.
	nobody := t.pseudonym(binary.BigEndian.AppendUint32([]byte("\x00"+t.sub.SHA256), t.row))
	nobody.id = indicators.NewUnnamed(t.sum)
	return nobody
}

func (t *table) pseudonym(code []byte) pupil {
	t.mac.Reset()
	t.mac.Write(code)
	t.sum = t.mac.Sum(t.sum[:0])
	return pupil{indicators.NewPerson(t.sum), binary.LittleEndian.Uint64(t.sum) | 1}
}

// institution finds the institution of a cell; nil where there is no number.
func (t *table) institution(field int, cell string) *school {
	s := t.schools.of(cell)
	if s.fault != "" {
		t.unreadable(field, s.fault, cell)
		return nil
	}
	return s
}

// foreign sets a row of an institution aside that is not on the programme's list.
func (t *table) foreign(field int, s *school) bool {
	if s == nil || s.ours {
		return false
	}
	t.sight(field, "csv.institution.unlisted", s.number, s.number, 0)
	t.setAside("csv.institution.unlisted")
	return true
}

func (t *table) readSchool(cell string) *school {
	n := clean(cell)
	switch {
	case excelNumber(n):
		return &school{fault: "csv.institution.excel"}
	case !digitsOnly(n):
		return &school{fault: "csv.institution.invalid"}
	}
	s := &school{number: strings.Clone(n), index: indicators.NotListed, ours: len(t.ctx.Institutions) == 0}
	if i, ok := t.listed[n]; ok {
		s.index, s.ours, s.number = i, true, t.ctx.Institutions[i].Number
	}
	s.hash = maphash.String(t.seed, s.number)
	if len(n) == 11 && n[0] < '4' {
		s.number = masked(n) // a person code in the wrong column: numbers of companies begin with 4 or 5
	}
	return s
}

// excelNumber says that a spreadsheet wrote the number as 4.21E+09.
func excelNumber(s string) bool {
	i := strings.IndexAny(s, "eE")
	if i < 1 {
		return false
	}
	for _, r := range s[:i] {
		if (r < '0' || r > '9') && r != '.' && r != ',' {
			return false
		}
	}
	return digitsOnly(strings.TrimLeft(s[i+1:], "+-"))
}

// institutionName is the name that the row gives its institution, where the file
// has that column.
func (t *table) institutionName() string {
	f := t.kind.Field("institution_name")
	if f < 0 || t.column[f] == 0 {
		return ""
	}
	if cells := cellsOf(t.raw(), t.found.comma); int(t.column[f]) <= len(cells) {
		return shown(cells[t.column[f]-1])
	}
	return ""
}

func numberAndName(number, name string) string {
	if name == "" {
		return number
	}
	return number + " (" + name + ")"
}

// nearestInstitution is the listed institution that may have been meant: the one
// of that name, now or formerly, else the one with the most similar number.
func nearestInstitution(list []indicators.Institution, number, name string) string {
	best, distance := 0, -1
	folded := bare(fold(name))
	for i := range list {
		in := &list[i]
		names, numbers := []string{in.Name}, []string{in.Number}
		for _, f := range in.Formerly {
			names, numbers = append(names, f.Name), append(numbers, f.Number)
		}
		for _, n := range names {
			if folded != "" && bare(fold(n)) == folded {
				return numberAndName(in.Number, in.Name)
			}
		}
		for _, n := range numbers {
			if n == "" {
				continue
			}
			if d := editDistance(number, n); distance < 0 || d < distance {
				best, distance = i, d
			}
		}
	}
	if distance < 0 {
		return ""
	}
	return numberAndName(list[best].Number, list[best].Name)
}

// editDistance counts the characters to insert, drop or change; texts beyond
// forty bytes count as far as that.
func editDistance(a, b string) int {
	a, b = a[:min(len(a), 40)], b[:min(len(b), 40)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}

// A wordCell is a text by which rows are told apart.
type wordCell struct {
	folded string
	hash   uint64
}

// words makes a memo of folded texts; diacritics make no difference.
func (t *table) words() memo[wordCell] {
	return newMemo(func(s string) wordCell {
		f := bare(fold(s))
		return wordCell{f, maphash.String(t.seed, f)}
	})
}

// A meaning is a word's place in a list that the programme may extend.
type meaning[T any] struct {
	value T
	known bool
	word  wordCell
}

// meanings makes a memo of a lexicon.
func meanings[T any](t *table, l lexicon[T]) memo[meaning[T]] {
	return newMemo(func(s string) meaning[T] {
		f := fold(s)
		v, ok := l.find(f)
		b := bare(f)
		return meaning[T]{v, ok, wordCell{b, maphash.String(t.seed, b)}}
	})
}
