package sources

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold makes headings and words comparable: one blank between words, small
// letters, composed diacritics, no mark at the end. Diacritics stay; they only
// break a tie (see lexicon).
func fold(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	blank := false
	for _, r := range norm.NFC.String(text) {
		if blankRune(r) {
			blank = b.Len() > 0
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	// Some small letters have a composed form that the capital lacks.
	return strings.TrimRight(norm.NFC.String(b.String()), ".:* ")
}

// bare is a folded text without its diacritics.
func bare(folded string) string {
	if isASCII(folded) {
		return folded
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(folded) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// blankRune is white space, control characters, and the characters without
// width that exports leave behind, the byte order mark among them.
func blankRune(r rune) bool {
	switch r {
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return true
	}
	return unicode.IsSpace(r) || r < ' '
}

// clean is a cell's text without the blanks around it.
func clean(cell string) string {
	n := len(cell)
	if n == 0 || ('!' <= cell[0] && cell[0] <= '~' && '!' <= cell[n-1] && cell[n-1] <= '~') {
		return cell
	}
	return strings.TrimFunc(cell, blankRune)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// A lexicon gives words their meaning. A word is found with its diacritics, or
// failing that without them.
type lexicon[T any] struct{ exact, bare map[string]T }

func newLexicon[T any]() lexicon[T] {
	return lexicon[T]{exact: map[string]T{}, bare: map[string]T{}}
}

// add gives a word a meaning, in place of one that it had.
func (l lexicon[T]) add(word string, meaning T) {
	f := fold(word)
	l.exact[f] = meaning
	l.bare[bare(f)] = meaning
}

// find takes a folded text.
func (l lexicon[T]) find(folded string) (T, bool) {
	if m, ok := l.exact[folded]; ok {
		return m, true
	}
	m, ok := l.bare[bare(folded)]
	return m, ok
}

// newWords makes a lexicon of default words and the programme's further ones,
// which win. Classes that named does not know are passed over: pipeline/config
// reports them.
func newWords[T any](defaults map[string][]string, further map[string][]string, named func(string) (T, bool)) lexicon[T] {
	l := newLexicon[T]()
	for _, words := range []map[string][]string{defaults, further} {
		classes := make([]string, 0, len(words))
		for class := range words {
			classes = append(classes, class)
		}
		slices.Sort(classes)
		for _, class := range classes {
			meaning, ok := named(class)
			if !ok {
				continue
			}
			for _, w := range words[class] {
				l.add(w, meaning)
			}
		}
	}
	return l
}
