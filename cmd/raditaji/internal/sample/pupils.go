package sample

import (
	"time"

	"raditaji/indicators"
)

// A pupil keeps the code and what distinguishes the person; where the pupil is
// changes from year to year.
type pupil struct {
	code     string // DDMMYY-NNNNN, a placeholder, or nav
	born     indicators.Date
	girl     bool
	able     int8  // 0–99
	hobby    int8  // 0–99; the lower the keener
	restless int16 // 50–150, percent of the usual troubles

	school    int // index in town.schools
	grade     grade
	section   byte
	programme programme
	enrolled  indicators.Date

	// Of the current year.
	row         int  // index in town.rows of the place where the pupil is
	firstRow    int  // the same of the place where the pupil began the year
	gone        bool // is no more in the municipality when the next year begins
	newcomer    bool // came from another municipality after the first day
	departed    leave
	twoPlaces   bool
	seen        bool     // counted at the first day
	unjustified [2]int32 // lessons by semester

	finishedAt int // the school where the pupil finished grade 9
}

// A leave is why a pupil left; the zero leave is "did not".
type leave uint8

const (
	stayed leave = iota
	movedOut
	wentAbroad
	died
	droppedOut
	leftUnknown
	vanished
)

// nobody is what registers hold for a pupil without any code.
const nobody = "nav"

func (p *pupil) coded() bool { return p.code != nobody }

// weights are those of the check digit of a person code.
var weights = [10]int{10, 5, 8, 4, 2, 1, 6, 3, 7, 9}

// checkDigit is the last digit of a person code whose first ten are given.
func checkDigit(d *[11]byte) byte {
	sum := 1
	for i, w := range weights {
		sum += w * int(d[i]-'0')
	}
	return byte('0' + sum%11%10)
}

// newCode makes a person code that nobody has yet: one in ten of the new kind,
// which does not show the birth date.
func (t *town) newCode(born indicators.Date) string {
	for {
		var d [11]byte
		if t.r.IntN(10) == 0 {
			d[0], d[1] = '3', '2'
			for i, n := 2, t.r.IntN(100_000_000); i < 10; i, n = i+1, n/10 {
				d[i] = byte('0' + n%10)
			}
		} else {
			two(d[0:], born.Day())
			two(d[2:], born.Month())
			two(d[4:], born.Year()%100)
			d[6] = byte('0' + born.Year()/100 - 18)
			n := t.r.IntN(1000)
			d[7] = byte('0' + n/100)
			two(d[8:], n%100)
		}
		d[10] = checkDigit(&d)
		var key uint64
		for _, c := range d {
			key = key*10 + uint64(c-'0')
		}
		if _, taken := t.codes[key]; taken {
			continue
		}
		t.codes[key] = struct{}{}
		return string(d[:6]) + "-" + string(d[6:])
	}
}

func two(d []byte, n int) { d[0], d[1] = byte('0'+n/10), byte('0'+n%10) }

// placeholder makes what registers hold for pupils from abroad.
func (t *town) placeholder() string {
	t.placeholders++
	n := 10000 + t.placeholders*7
	d := []byte("ĀRZ-")
	var digits []byte
	for ; n > 0; n /= 10 {
		digits = append(digits, byte('0'+n%10))
	}
	for i := len(digits) - 1; i >= 0; i-- {
		d = append(d, digits[i])
	}
	return string(d)
}

// newPupil makes a person of the age of that grade; from abroad more often has a
// placeholder in place of a code.
func (t *town) newPupil(si int, g grade, y indicators.SchoolYear, outside bool) *pupil {
	s := t.schools[si]
	age := 6 + int(g) // reached in the calendar year in which the school year begins
	switch {
	case g == 0:
		age = 4
	case g > course0:
		age = 15 + int(g-course0)
	}
	if g > 0 && t.r.IntN(100) < 5 {
		age++
	}
	p := &pupil{
		girl: t.r.IntN(2) == 0, able: int8((t.r.IntN(100) + t.r.IntN(100) + t.r.IntN(100)) / 3),
		restless: int16(50 + t.r.IntN(101)), hobby: int8(t.r.IntN(100)),
	}
	p.programme = t.pick(s, g)
	if !p.programme.dayForm() {
		age += t.r.IntN(6)
	}
	p.born = t.birthDate(int(y) - age)
	rate := int64(1_500)
	if outside && y >= 2022 {
		rate = 20_000
	}
	switch {
	case s.nameless == 0 && g < 12 && t.chances.nameless.falls(t.r, 800):
		p.code = nobody
		s.nameless++
	case t.chances.placeholder.falls(t.r, rate):
		p.code = t.placeholder()
	default:
		p.code = t.newCode(p.born)
	}
	t.enter(p, si, g)
	return p
}

// enter puts a pupil into a grade of a school.
func (t *town) enter(p *pupil, si int, g grade) {
	p.school, p.grade = si, g
	p.section = byte('a' + t.r.IntN(t.schools[si].sections(g)))
}

func (t *town) birthDate(year int) indicators.Date {
	month := 1 + t.r.IntN(12)
	return indicators.NewDate(year, month, 1+t.r.IntN(daysIn[month]))
}

// daysIn are the days of each month of a common year; nobody is born on 29 February.
var daysIn = [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// A day counts days, so that dates can be added to.
type day int64

func dayOf(d indicators.Date) day {
	return day(time.Date(d.Year(), time.Month(d.Month()), d.Day(), 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func (d day) date() indicators.Date {
	t := time.Unix(int64(d)*86400, 0).UTC()
	return indicators.NewDate(t.Year(), int(t.Month()), t.Day())
}

// weekday moves a Saturday or Sunday to the Friday before it.
func (d day) weekday() day {
	switch (d + 4) % 7 { // day 0 was a Thursday; 0 is Sunday
	case 0:
		return d - 2
	case 6:
		return d - 1
	}
	return d
}

// between is a working day from one day to another, both included; the first may
// be a Sunday's Friday earlier.
func (t *town) between(from, to indicators.Date) indicators.Date {
	a, b := dayOf(from), dayOf(to)
	if b <= a {
		return from
	}
	d := (a + day(t.r.Int64N(int64(b-a)+1))).weekday()
	return max(d, a).date()
}

func after(d indicators.Date, days int) indicators.Date { return (dayOf(d) + day(days)).date() }
