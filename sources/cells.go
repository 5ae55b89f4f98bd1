package sources

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"raditaji/indicators"
)

// The years that a date or a school year may have.
const (
	firstYear = 1900
	lastYear  = 2100
)

// parseDate reads dd.mm.yyyy, with one digit or a dot at the end too, or
// yyyy-mm-dd; a time of day after a blank is dropped.
func parseDate(s string) (indicators.Date, bool) {
	if i := strings.IndexFunc(s, blankRune); i >= 0 {
		if !timeOfDay(strings.TrimLeftFunc(s[i:], blankRune)) {
			return 0, false
		}
		s = s[:i]
	}
	var day, month, year int
	var ok bool
	if len(s) == 10 && s[4] == '-' && s[7] == '-' {
		year, month, day, ok = number2(s[:4]), number2(s[5:7]), number2(s[8:]), true
	} else {
		s = strings.TrimSuffix(s, ".")
		i := strings.IndexByte(s, '.')
		j := strings.LastIndexByte(s, '.')
		if i < 1 || i > 2 || j-i < 2 || j-i > 3 || len(s)-j != 5 {
			return 0, false
		}
		day, month, year, ok = number2(s[:i]), number2(s[i+1:j]), number2(s[j+1:]), true
	}
	if !ok || year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return 0, false
	}
	return indicators.NewDate(year, month, day), true
}

// number2 is a short run of digits as a number; −1 where it is none.
func number2(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = 10*n + int(s[i]-'0')
	}
	return n
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// timeOfDay is h:mm or h:mm:ss, with parts of a second too.
func timeOfDay(s string) bool {
	if i := strings.IndexByte(s, '.'); i >= 0 {
		if !digitsOnly(s[i+1:]) || strings.Count(s[:i], ":") != 2 {
			return false
		}
		s = s[:i]
	}
	parts := strings.Split(s, ":")
	if len(parts) != 2 && len(parts) != 3 {
		return false
	}
	for i, p := range parts {
		if !digitsOnly(p) || len(p) > 2 || (i > 0 && len(p) != 2) {
			return false
		}
		if n := number2(p); n > 59 || (i == 0 && n > 24) {
			return false
		}
	}
	return true
}

// parseSchoolYear reads 2023./2024., 2023/2024, 2023-2024, 2023/24, each with
// m.g. after it too.
func parseSchoolYear(s string) (indicators.SchoolYear, bool) {
	s = fold(s)
	for _, end := range []string{"mācību gads", "macibu gads", "m.g", "m. g", "mg"} {
		if t, ok := strings.CutSuffix(s, end); ok {
			s = t
			break
		}
	}
	s = strings.NewReplacer(" ", "", "–", "-").Replace(s)
	s = strings.TrimSuffix(s, ".")
	i := strings.IndexAny(s, "/-")
	if i < 0 {
		return 0, false
	}
	a, b := strings.TrimSuffix(s[:i], "."), s[i+1:]
	if len(a) != 4 || (len(b) != 4 && len(b) != 2) || !digitsOnly(a) || !digitsOnly(b) {
		return 0, false
	}
	first, second := number2(a), number2(b)
	if len(b) == 2 && second != (first+1)%100 || len(b) == 4 && second != first+1 {
		return 0, false
	}
	if first < firstYear || first > lastYear {
		return 0, false
	}
	return indicators.SchoolYear(first), true
}

// parseCalendarYear reads 2024 and 2024. with a dot.
func parseCalendarYear(s string) (int16, bool) {
	s = strings.TrimSuffix(s, ".")
	if len(s) != 4 || !digitsOnly(s) {
		return 0, false
	}
	y := number2(s)
	return int16(y), firstYear <= y && y <= lastYear
}

// parseNumber splits a number as people write it into its digits before and
// after the decimal sign. A comma is always the decimal sign. One dot before
// exactly three digits can be either: dotGroups says that it parts thousands.
func parseNumber(s string, dotGroups bool) (whole, frac string, ok bool) {
	if digitsOnly(s) {
		return s, "", true
	}
	s = groupSigns.Replace(s)
	switch i := strings.IndexByte(s, ','); {
	case i >= 0:
		whole, frac = s[:i], s[i+1:]
		ok = digitsOnly(frac)
	case strings.Count(s, ".") == 1:
		i = strings.IndexByte(s, '.')
		whole, frac = s[:i], s[i+1:]
		ok = digitsOnly(frac)
		if dotGroups && ok && len(frac) == 3 && len(whole) <= 3 && digitsOnly(whole) && whole[0] != '0' {
			return whole + frac, "", true
		}
	default:
		whole, ok = s, true
	}
	if !ok {
		return "", "", false
	}
	i := strings.IndexAny(whole, " '.")
	if i < 0 {
		return whole, frac, digitsOnly(whole)
	}
	groups := strings.Split(whole, whole[i:i+1])
	for j, g := range groups {
		if !digitsOnly(g) || len(g) > 3 || (j > 0 && len(g) != 3) {
			return "", "", false
		}
	}
	return strings.Join(groups, ""), frac, true
}

// groupSigns brings the signs that part thousands to a blank and an apostrophe.
var groupSigns = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\t", " ", "’", "'")

// maxDigits keeps every number of a cell well inside 64 bits, in millionths too.
const maxDigits = 12

// parseWhole reads a whole number that is not below zero.
func parseWhole(s string) (int64, bool) {
	whole, frac, ok := parseNumber(s, true)
	whole = strings.TrimLeft(whole, "0")
	if !ok || len(whole) > maxDigits || strings.Trim(frac, "0") != "" {
		return 0, false
	}
	var n int64
	for i := range len(whole) {
		n = 10*n + int64(whole[i]-'0')
	}
	return n, true
}

// parsePercent reads a percentage; digits beyond millionths are cut off.
func parsePercent(s string) (indicators.Percent, bool) {
	if t, ok := strings.CutSuffix(s, "%"); ok {
		s = strings.TrimRightFunc(t, blankRune)
	}
	whole, frac, ok := parseNumber(s, false)
	whole = strings.TrimLeft(whole, "0")
	if !ok || len(whole) > maxDigits {
		return 0, false
	}
	var n int64
	for i := range len(whole) {
		n = 10*n + int64(whole[i]-'0')
	}
	for i := range 6 {
		n *= 10
		if i < len(frac) {
			n += int64(frac[i] - '0')
		}
	}
	return indicators.Percent(n), true
}

// parseGrade reads the leading number of a class or a course, or a preschool group.
func parseGrade(s string) (indicators.Grade, bool) {
	s = bare(fold(s))
	i := 0
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	n, rest := 0, strings.TrimLeft(s[i:], ". ")
	if i <= 3 {
		n = number2(s[:i])
	}
	switch {
	case strings.HasPrefix(s, "pii") || strings.HasPrefix(s, "pirmsskola") || i > 0 && strings.Contains(rest, "gadig"):
		return indicators.Preschool, true
	case i == 0:
		return 0, false
	case strings.HasPrefix(rest, "kurs"):
		return indicators.Course0 + indicators.Grade(n), 1 <= n && n <= 4
	}
	return indicators.Grade(n), 1 <= n && n <= 12
}

// gradePart is the grade as cells write it.
func gradePart(g indicators.Grade) string {
	switch {
	case g == indicators.Preschool:
		return "PII"
	case g > indicators.Course0:
		return itoa(int(g-indicators.Course0)) + ". kurss"
	}
	return itoa(int(g))
}

// parseSemester reads 1, 2, I and II.
func parseSemester(s string) uint8 {
	s = fold(s)
	for _, end := range []string{"semestris", "sem"} {
		if t, ok := strings.CutSuffix(s, end); ok {
			s = strings.TrimRight(t, ". ")
			break
		}
	}
	switch s {
	case "1", "i":
		return 1
	case "2", "ii":
		return 2
	}
	return 0
}

// personCode gives a code's eleven digits: six, a hyphen or none, five.
func personCode(s string, digits *[11]byte) bool {
	if len(s) == 12 && s[6] == '-' {
		copy(digits[:6], s)
		copy(digits[6:], s[7:])
	} else if len(s) == 11 {
		copy(digits[:], s)
	} else {
		return false
	}
	for _, d := range digits {
		if d < '0' || d > '9' {
			return false
		}
	}
	return true
}

// withoutZero gives the digits of a code whose leading zero a spreadsheet took
// away: ten digits, or five, a hyphen and five. A date that the calendar has and
// a check digit that fits tell it from other numbers.
func withoutZero(s string, digits *[11]byte) bool {
	if len(s) != 10 && (len(s) != 11 || s[5] != '-') || !personCode("0"+s, digits) {
		return false
	}
	month := number2(string(digits[2:4]))
	return digits[1] > '0' && 1 <= month && month <= 12 && checkDigit(digits) // every month has the days 1 to 9
}

var checkWeights = [10]int{10, 5, 8, 4, 2, 1, 6, 3, 7, 9}

// checkDigit says that a code's last digit fits the others. Codes that begin
// with 32 to 39 are random and have none.
func checkDigit(digits *[11]byte) bool {
	if digits[0] == '3' && digits[1] >= '2' {
		return true
	}
	sum := 1
	for i, w := range checkWeights {
		sum += w * int(digits[i]-'0')
	}
	return sum%11%10 == int(digits[10]-'0')
}

// WithoutCodes masks every person code in a text, in whatever spelling people
// write them.
func WithoutCodes(text string) string { return withoutCodes(text) }

// respelled is a person code that was not written as registers write it: with
// other dashes or with blanks, as Excel's text formula, behind an apostrophe, or as
// a number with decimals. It is false where no such code stands there: the first
// six digits must be a day, or begin as new codes do.
func respelled(s string, digits *[11]byte) bool {
	s = strings.TrimPrefix(s, "'")
	if inner, ok := strings.CutPrefix(s, `="`); ok {
		s = strings.TrimSuffix(inner, `"`)
	}
	if i := strings.LastIndexAny(s, ".,"); i >= 10 && strings.Trim(s[i+1:], "0") == "" {
		s = s[:i]
	}
	s = strings.Map(func(r rune) rune {
		if dash(r) || blankRune(r) || r == '.' {
			return -1
		}
		return r
	}, s)
	if len(s) != 11 || !personCode(s, digits) {
		return false
	}
	return dayOrNew(s[:4])
}

// masked is all that may be shown of a person code.
func masked(code string) string {
	var digits [11]byte
	if personCode(code, &digits) {
		return string(digits[:6]) + "-xxxxx"
	}
	return "xxxxx"
}

// maxShown is the length of an offending text in a problem, in characters.
const maxShown = 60

// shown is a cell's text as a problem may show it: short, on one line, and
// without a person code that stood in the wrong column.
func shown(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case blankRune(r) && !unicode.IsSpace(r) && !unicode.IsControl(r):
			return -1 // it has no width
		case blankRune(r) || unicode.IsControl(r):
			return ' '
		}
		return r
	}, clean(text))
	// Masking halves no text, so that what lies beyond cannot be seen.
	if end, ok := after(text, 4*maxShown); ok {
		text = text[:end]
	}
	text = withoutCodes(text)
	if end, ok := after(text, maxShown); ok {
		// The end that was cut off may have been what told digits from a code.
		return withoutCodes(text[:end]) + "…"
	}
	return text
}

// after is where a text goes on after so many characters; not ok where it does not.
func after(text string, characters int) (end int, ok bool) {
	for i := range text {
		if characters == 0 {
			return i, true
		}
		characters--
	}
	return len(text), false
}

// withoutCodes masks the person codes in a text.
func withoutCodes(text string) string {
	if plain := plainDigits(text); plain != text {
		if masked := withoutCodes(plain); masked != plain {
			return masked
		}
		return text
	}
	text = mask(text, codeAt) // first, so that a number before a code is not taken for its beginning
	text = mask(text, partedCodeAt)
	for {
		once := mask(text, looseCodeAt)
		if once == text {
			return text
		}
		text = once
	}
}

// plainDigits writes the digits of other scripts, and the wide signs of some
// fonts, as 0 to 9 and as the signs that people type.
func plainDigits(text string) string {
	if isASCII(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case '！' <= r && r <= '～':
			return r - '！' + '!'
		case r > unicode.MaxASCII && unicode.IsDigit(r):
			n := rune(0)
			for n < 9 && unicode.IsDigit(r-n-1) { // the ten digits of a script stand in a row
				n++
			}
			return '0' + n
		}
		return r
	}, text)
}

// mask leaves of each code its first six digits; codeAt gives the end of a code
// that begins at i, or i.
func mask(text string, codeAt func(text string, i int) int) string {
	var b strings.Builder
	done := 0
	for i := 0; i < len(text); i++ {
		if digitAt(text, i-1) || !digitAt(text, i) {
			continue
		}
		if m := datePattern.FindStringSubmatchIndex(text[i:min(len(text), i+longestDate)]); m != nil {
			i += m[3] - 1
			continue
		}
		end := codeAt(text, i)
		if end == i {
			continue
		}
		b.WriteString(text[done:i])
		for n := 0; n < 6; i++ {
			if digitAt(text, i) {
				b.WriteByte(text[i])
				n++
			}
		}
		b.WriteString("-xxxxx")
		done, i = end, end-1
	}
	return b.String() + text[done:]
}

func digitAt(text string, i int) bool {
	return i >= 0 && i < len(text) && '0' <= text[i] && text[i] <= '9'
}

// longestDate is more than what datePattern matches, in bytes.
const longestDate = 24

// datePattern is a date or a school year. With what follows it, it can have as
// many digits as a code.
var datePattern = regexp.MustCompile(
	`^([0-9]{1,2}\.[0-9]{1,2}\.(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}|(?:19|20)[0-9]{2}[-–](?:19|20)[0-9]{2})(?:[^0-9]|$)`)

// codeAt is the end of a person code in its proper form that begins at i; i
// where there is none.
func codeAt(text string, i int) int {
	var digits [11]byte
	for _, n := range []int{11, 12} {
		if i+n <= len(text) && personCode(text[i:i+n], &digits) && !digitAt(text, i+n) {
			return i + n
		}
	}
	return i
}

// partedCodeAt is the end of a person code that begins at i with signs between its
// day and its number, also such as part other things: a colon, an equals sign, many
// blanks. The first six digits must be a day.
func partedCodeAt(text string, i int) int {
	const most = 12 // signs
	if i+6 > len(text) || !digitsOnly(text[i:i+6]) || digitAt(text, i+6) || !dayOrNew(text[i:i+4]) {
		return i
	}
	j := i + 6
	for n := 0; n < most && j < len(text) && !digitAt(text, j); n++ {
		r, size := utf8.DecodeRuneInString(text[j:])
		if r != ':' && r != '=' && !partsDigits(r) {
			return i
		}
		j += size
	}
	end := j + 5
	if j == i+6 || end > len(text) || !digitsOnly(text[j:end]) || digitAt(text, end) {
		return i
	}
	return end
}

// dayOrNew says that the first four digits of a code are a day and a month, or
// begin as new codes do.
func dayOrNew(digits string) bool {
	day, month := number2(digits[:2]), number2(digits[2:])
	return 32 <= day && day <= 39 || 1 <= month && month <= 12 && 1 <= day && day <= daysIn(2000, month)
}

// looseCodeAt is the end of a person code that begins at i as people write it:
// with a blank, a dot or a dash between any two digits. Codes begin with 0 to 3.
func looseCodeAt(text string, i int) int {
	if text[i] > '3' {
		return i
	}
	const most = 3 // signs between two digits
	digits, run, parted := 0, 0, 0
	// An institution's number, with a digit beside it: ten digits, the first a 3.
	institution := func(end int) bool { return run == 10 && text[end-10] == '3' }
	for j := i; j < len(text); {
		if digitAt(text, j) {
			j++
			digits, run, parted = digits+1, run+1, 0
			if digits == 11 {
				if digitAt(text, j) || institution(j) {
					return i
				}
				return j
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(text[j:])
		if parted == most || !partsDigits(r) || institution(j) {
			return i
		}
		parted, run = parted+1, 0
		j += size
	}
	return i
}

// partsDigits says that people part the digits of a code by the sign.
func partsDigits(r rune) bool {
	switch r {
	case '.', '_', '/', '~':
		return true
	}
	return dash(r) || blankRune(r)
}

// dash says that a sign is one of the dashes that programs put for a hyphen.
func dash(r rune) bool { return strings.ContainsRune("-‐‑‒–—―−\u00ad", r) }
