package sample

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// sizes are the grades and pupils of the institutions of both programmes: of
// Ventspils' schools and preschools as in table 2.2 of its programme, of the others
// as in the ministry's list of 2020. Krāslavas ģimnāzija teaches from grade 1: its
// pupils in the list would not fit into six grades. Preschools of Krāslava make up
// the 2,193 pupils that its programme names, and vocational schools are guessed.
//
//go:embed sizes.csv
var sizes string

// A school is an institution that has pupils.
type school struct {
	number, name, kind string
	inScope            bool
	first, last        grade
	target             [grades]int // pupils in each grade; 0: all preschool groups
	factor             int64       // its rates of trouble in percent of the municipality's
	hobbies            int64       // its interest education in percent of the municipality's
	roll               [grades][]*pupil
	nameless           int // pupils without a code
}

func (s *school) teaches(g grade) bool { return s.target[g] > 0 }
func (s *school) special() bool        { return s.kind == "special_school" }

// defaultSizes are grades and pupils by type, for institutions that sizes lacks.
var defaultSizes = map[string]struct {
	first, last       grade
	pupils, preschool int
}{
	"basic_school":     {1, 9, 250, 0},
	"primary_school":   {1, 6, 200, 0},
	"secondary_school": {1, 12, 450, 0},
	"gymnasium":        {7, 12, 350, 0},
	"state_gymnasium":  {7, 12, 420, 0},
	"special_school":   {1, 9, 80, 0},
	"vocational":       {course0 + 1, course0 + 4, 400, 0},
	"preschool":        {0, 0, 0, 100},
}

func schoolsOf(o Options) ([]*school, error) {
	rows, err := csv.NewReader(strings.NewReader(sizes)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading the table of sizes: %w", err)
	}
	known := map[string][4]int{}
	for _, row := range rows[1:] {
		var n [4]int
		for i := range n {
			if n[i], err = strconv.Atoi(row[i+1]); err != nil {
				return nil, fmt.Errorf("reading the table of sizes: %w", err)
			}
		}
		known[row[0]] = n
	}
	var schools []*school
	for _, in := range o.Programme.Institutions {
		usual, ok := defaultSizes[in.Type]
		if !ok || in.Successor.Number != "" {
			continue
		}
		s := &school{number: in.Number, name: in.Name, kind: in.Type, inScope: in.InScope, first: usual.first, last: usual.last}
		pupils, children := usual.pupils, usual.preschool
		if n, ok := known[in.Number]; ok {
			s.first, s.last, pupils, children = grade(n[0]), grade(n[1]), n[2], n[3]
		}
		if n, ok := o.Sizes[in.Number]; ok {
			if s.last == 0 {
				children = n
			} else {
				pupils = n
			}
		}
		s.spread(scaled(pupils, o.Scale), scaled(children, o.Scale))
		schools = append(schools, s)
	}
	if len(schools) == 0 {
		return nil, errors.New("the programme has no institution with pupils")
	}
	return schools, nil
}

func scaled(n int, scale float64) int {
	if n <= 0 {
		return 0
	}
	return max(1, int(math.Round(float64(n)*scale)))
}

// spread sets the pupils of each grade. Upper secondary classes are a tenth
// smaller; later courses shrink.
func (s *school) spread(pupils, children int) {
	s.target[0] = children
	if s.last == 0 {
		return
	}
	weight := func(g grade) int {
		switch {
		case g > course0:
			return 14 - 2*int(g-course0)
		case g >= 10:
			return 9
		}
		return 10
	}
	var all, sum, given int
	for g := s.first; g <= s.last; g++ {
		all += weight(g)
	}
	for g := s.first; g <= s.last; g++ {
		sum += weight(g)
		upTo := (2*pupils*sum + all) / (2 * all)
		s.target[g] = upTo - given
		given = upTo
	}
}

// sections is the number of parallel classes of a grade.
func (s *school) sections(g grade) int { return min(1+s.target[g]/27, 8) }

// size is the number of pupils in grades 1–12 and in courses.
func (s *school) size() int {
	n := 0
	for g := grade(1); g < grades; g++ {
		n += s.target[g]
	}
	return n
}

// A programme is a programme of education by its code in the register.
type programme uint8

// The codes: the first two digits are the level, the eighth the form.
var programmeCodes = [...]string{
	"01011111", "01011121",
	"21011111", "21011121", "21015611", "21015811", "23011113",
	"31016011", "31011011", "31016013", "31016012",
	"33484011", "33541021", "33811031", "32811021", "33212021", "33212011",
}

// Places in programmeCodes.
const (
	preschoolPlain programme = iota
	preschoolMinority
	basicPlain
	basicMinority
	specialMild
	specialSevere
	basicDistance
	secondaryNew
	secondaryOld
	secondaryDistance
	secondaryEvening
	firstVocational
	trade      = firstVocational + 3
	firstMusic = firstVocational + 4
)

func (p programme) dayForm() bool { return programmeCodes[p][7] == '1' }

// lastCourse is the course that ends the programme.
func (p programme) lastCourse() grade {
	if p == trade {
		return course0 + 3
	}
	return course0 + 4
}

// pick chooses the programme of a pupil who enters a grade of a school.
func (t *town) pick(s *school, g grade) programme {
	n := t.r.IntN(1000)
	switch {
	case g == 0:
		if n < 250 {
			return preschoolMinority
		}
		return preschoolPlain
	case g > course0 && strings.Contains(s.name, "Mūzikas"):
		return firstMusic + programme(n%2)
	case g > course0:
		if n < 120 {
			return trade
		}
		return firstVocational + programme(n%3)
	case g >= 10:
		if s.kind == "secondary_school" && n < 60 {
			return secondaryDistance
		}
		if s.kind == "secondary_school" && n < 80 {
			return secondaryEvening
		}
		if n < 300 {
			return secondaryOld
		}
		return secondaryNew
	case s.special():
		if n < 700 {
			return specialMild
		}
		return specialSevere
	case g >= 7 && s.last == 12 && n < 15:
		return basicDistance
	case n < 150:
		return basicMinority
	}
	return basicPlain
}
