package sources

import (
	"slices"
	"strings"
	"unicode"
)

// smallGroup is the part of a text that tells of fewer than five people: a
// number from 1 to 4, or its word, beside a word for people. It is empty where
// none was found. Ordinals (5. klase), numbers of other things (2 pasākumi) and
// parts of longer numbers are no such thing.
func smallGroup(text string) string {
	words := splitWords(text)
	for i := range words {
		if !fewPeople(words, i) {
			continue
		}
		if j := peopleAfter(words, i); j >= 0 {
			return joined(words[i : j+1])
		}
		if j := peopleBefore(words, i); j >= 0 {
			return joined(words[j : i+1])
		}
	}
	return ""
}

// A textWord is a run of letters or of digits, with the signs after it.
type textWord struct {
	text   string // as it stands
	word   string // folded, without diacritics
	number bool
	after  string // up to the next word: " ", "., ", ": "
}

func splitWords(text string) []textWord {
	var list []textWord
	class := func(r rune) int {
		switch {
		case unicode.IsDigit(r):
			return 1
		case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
			return 2
		}
		return 0
	}
	was := 0
	for _, r := range text {
		c := class(r)
		switch {
		case c == 0 && len(list) > 0:
			list[len(list)-1].after += string(r)
		case c == 0:
		case c != was:
			list = append(list, textWord{text: string(r), number: c == 1})
		default:
			list[len(list)-1].text += string(r)
		}
		was = c
	}
	for i := range list {
		list[i].word = bare(fold(list[i].text))
	}
	return list
}

func joined(words []textWord) string {
	var b strings.Builder
	for i, w := range words {
		b.WriteString(w.text)
		if i < len(words)-1 {
			b.WriteString(w.after)
		}
	}
	return b.String()
}

// fewWords are the words for one to four, without diacritics.
var fewWords = []string{
	"viens", "viena", "vienu", "vienam", "vienai", "vienigais", "vieniga",
	"divi", "divas", "divus", "diviem", "divam", "divu",
	"tris", "trim", "triju", "trijiem", "trijam",
	"cetri", "cetras", "cetrus", "cetriem", "cetram", "cetru",
	"one", "two", "three", "four",
}

// lessDefinite are words before a number that make it no count of people.
var lessDefinite = []string{"pa", "vismaz", "katrs", "katra", "katru", "katram", "katrai", "ikviens", "ik", "each", "every", "least", "nr", "no"}

// fewPeople says that the word is a number from 1 to 4 by itself.
func fewPeople(words []textWord, i int) bool {
	w := words[i]
	if i > 0 && slices.Contains(lessDefinite, words[i-1].word) && !strings.ContainsAny(words[i-1].after, ".,;:(") {
		return false
	}
	if !w.number {
		return slices.Contains(fewWords, w.word)
	}
	if len(w.text) != 1 || w.text < "1" || w.text > "4" {
		return false
	}
	if i > 0 && (words[i-1].number || words[i-1].after == "") && slices.Contains([]string{"", ",", ".", "/", " ", "\u00a0", ":"}, words[i-1].after) {
		return false // the end of 12,3 or of 1 003, or a name like A2
	}
	return true
}

// peopleStems begin the words for people; endings may follow. Without diacritics.
var peopleStems = []string{
	"skolen", "izglitojam", "audzekn", "berni", "bernu", "berns", "bernam", "berniem", "berna", "bernus", "pusaudz", "jauniet", "jauniesi", "jauniesu", "jauniesiem",
	"romi", "romu", "roms", "romiem", "romam", "romus", "cigan", "meiten", "puisi", "puisu", "puika", "zens", "zeni", "zenu", "zenus", "zeniem", "zenam",
	"gimen", "person", "cilvek", "student", "absolvent", "pirmklasniek", "aizbildn", "bareni", "barenu", "barenis", "bareniem",
	"pupil", "child", "girl", "boys", "boy", "roma", "student", "famil",
}

// notPeople begin with the same letters.
var notPeople = []string{"berniba", "bernibas", "romans", "romani", "personal", "personig", "personib", "cilvekresurs", "cilvektiesib", "gimenisk", "childhood", "romance", "childish"}

// described are words that may stand between a number and its people.
var described = []string{
	"romu", "roma", "musu", "jauni", "jaunie", "jaunas", "citi", "citas", "ukrainu", "krievu", "cigani", "ciganu", "pirmas", "vecaki", "vecakie",
	"ieklautie", "parejie", "talantigi", "special", "roma", "ukrainian", "new", "other", "young", "more", "jaunajiem", "gados", "vairs",
}

func people(word string) bool {
	return !begins(word, notPeople) && (begins(word, peopleStems) || strings.Contains(word, "klasnie"))
}

func begins(word string, stems []string) bool {
	return slices.ContainsFunc(stems, func(stem string) bool { return strings.HasPrefix(word, stem) })
}

// thingsOfPeople begin words for what pupils have or do: 2 skolēnu pasākumi are no
// two pupils.
var thingsOfPeople = []string{
	"pasakum", "sanaksm", "nometn", "grup", "konkurs", "ekskursij", "projekt", "klub", "pulcin", "nodarbib", "sapulc", "komand", "pasparvald",
	"svetk", "konferenc", "olimpiad", "aptauj", "anket", "diskusij", "lekcij", "koncert", "izrad", "kolektiv", "domes", "dome", "stund", "darb", "pasakumos",
	"vecaku", "rit", "dien", "atbalst", "centr", "fond", "tiesib", "sarun", "meeting", "event", "camp", "group", "council", "project", "day",
}

// peopleAfter is the word for people whom the number counts; −1 is none.
func peopleAfter(words []textWord, i int) int {
	if !onlyBlank(words[i].after) {
		return -1
	}
	j := i + 1
	for j < len(words) && j <= i+2 && slices.Contains(described, words[j].word) && onlyBlank(words[j].after) && j+1 < len(words) && people(words[j+1].word) {
		j++
	}
	if j >= len(words) || words[j].number || !people(words[j].word) {
		return -1
	}
	// Whose things are counted stands in the genitive, in English in the singular.
	possible := strings.HasSuffix(words[j].word, "u") || slices.Contains([]string{"child", "student", "pupil", "family"}, words[j].word)
	if possible && j+1 < len(words) && onlyBlank(words[j].after) && begins(words[j+1].word, thingsOfPeople) {
		return -1
	}
	return j
}

// peopleBefore is the word for people behind which the number stands: skolēni: 2,
// skolēnu skaits 3; −1 is none.
func peopleBefore(words []textWord, i int) int {
	if i == 0 || !words[i].number {
		return -1
	}
	if i+1 < len(words) { // 2 pasākumi, 2. klasē, 2/3 and 2 % count no people, 2 no 7. klases does
		end := strings.TrimFunc(words[i].after, blankRune)
		if end == "" && !slices.Contains([]string{"un", "no", "and", "of", "from"}, words[i+1].word) ||
			strings.HasPrefix(words[i].after, ".") && unicode.IsLower([]rune(words[i+1].text)[0]) {
			return -1
		}
	}
	if end := strings.TrimFunc(words[i].after, blankRune); strings.HasPrefix(end, "%") || strings.HasPrefix(end, "/") {
		return -1
	}
	j := i - 1
	if words[j].word == "skaits" || words[j].word == "skaita" || words[j].word == "number" {
		j--
	} else if !strings.ContainsAny(words[j].after, ":–-(") {
		return -1
	}
	if j < 0 || words[j].number || !people(words[j].word) {
		return -1
	}
	return j
}

func onlyBlank(s string) bool { return s != "" && strings.TrimFunc(s, blankRune) == "" }
