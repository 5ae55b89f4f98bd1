package templates

import (
	"regexp"
	"strings"
)

// A misuse is a kind of complaint of the command line's grammar, whose library
// speaks English only. What its pattern finds by name is filled in.
type misuse struct {
	is    *regexp.Regexp
	words Words
}

// misuses are tried in their order: the first whose pattern fits is meant.
var misuses = []misuse{
	{
		regexp.MustCompile(`^missing flags: (?P<flags>.*)$`),
		Words{"Trūkst obligāto opciju: {flags}.", "These options are required: {flags}."},
	},
	{
		regexp.MustCompile(`^unknown flag -(?P<flag>[^-,].*?)(, did you mean .*)?$`),
		Words{"Nepazīstama opcija -{flag}.", "Unknown option -{flag}."},
	},
	{
		regexp.MustCompile(`^unknown flag (?P<flag>.*?), did you mean (one of )?(?P<like>.*)\?$`),
		Words{"Nepazīstama opcija {flag}. Varbūt domāts: {like}.", "Unknown option {flag}. Perhaps this was meant: {like}."},
	},
	{
		regexp.MustCompile(`^unknown flag (?P<flag>.*)$`),
		Words{"Nepazīstama opcija {flag}.", "Unknown option {flag}."},
	},
	{
		regexp.MustCompile(`^unexpected argument (?P<word>.*?), did you mean (one of )?(?P<like>.*)\?$`),
		Words{"Lieks vai nepazīstams vārds: {word}. Varbūt domāts: {like}.", "Unexpected word: {word}. Perhaps this was meant: {like}."},
	},
	{
		regexp.MustCompile(`^unexpected (argument|flag argument|token) (?P<word>.*)$`),
		Words{"Lieks vai nepazīstams vārds: {word}.", "Unexpected word: {word}."},
	},
	{
		regexp.MustCompile(`^(?P<one>--\S+) and (?P<other>--\S+) can't be used together$`),
		Words{"{one} un {other} nevar lietot reizē.", "{one} and {other} cannot be used together."},
	},
	{
		regexp.MustCompile(`^expected one of (?P<like>"[a-z].*)$`),
		Words{"Trūkst komandas; norādiet vienu no šīm: {like}.", "A command is missing; give one of these: {like}."},
	},
	{
		regexp.MustCompile(`^expected "(?P<command>[a-z]+)"$`),
		Words{"Trūkst komandas: {command}.", "A command is missing: {command}."},
	},
	{
		regexp.MustCompile(`^(expected|missing positional arguments) "?(?P<places><.*?>( \.\.\.)?)"?$`),
		Words{"Trūkst: {places}.", "Missing: {places}."},
	},
	{
		regexp.MustCompile(`^(?P<flag>\S+?)(=\S+)? must be one of (?P<like>.*) but got "(?P<got>.*)"$`),
		Words{"{flag} nevar būt „{got}”; atļautās vērtības: {like}.", "{flag} cannot be \"{got}\"; it is one of: {like}."},
	},
	{
		regexp.MustCompile(`^(?P<flag>\S+?)(=\S+)?: expected .*but got "EOL".*$`),
		Words{"Opcijai {flag} trūkst vērtības.", "The option {flag} lacks its value."},
	},
	{
		regexp.MustCompile(`^(?P<flag>--\S+?)(=\S+)?: expected .*but got "(?P<got>.*?)" \((long|short) flag\).*$`),
		Words{"Opcijai {flag} trūkst vērtības: pēc tās ir „{got}”.", "The option {flag} lacks its value: \"{got}\" comes after it."},
	},
	{
		regexp.MustCompile(`^(?P<places><\S+>): expected .*\b(u?int|float)\b.* but got "(?P<got>.*?)".*$`),
		Words{"{places} ir numurs, bet norādīts „{got}”.", "{places} is a number, but \"{got}\" was given."},
	},
	{
		regexp.MustCompile(`^(?P<flag>\S+?)(=\S+)?: expected .*\bfloat\b.* but got "(?P<got>.*?)".*$`),
		Words{"Opcijai {flag} jābūt skaitlim, piemēram, 0.5, bet norādīts „{got}”.", "The option {flag} takes a number, for example 0.5, but \"{got}\" was given."},
	},
	{
		regexp.MustCompile(`^(?P<flag>\S+?)(=\S+)?: expected .*\buint\b.* but got "(?P<got>.*?)".*$`),
		Words{"Opcijai {flag} jābūt veselam skaitlim, kas nav mazāks par 0, bet norādīts „{got}”.", "The option {flag} takes a whole number of 0 or more, but \"{got}\" was given."},
	},
	{
		regexp.MustCompile(`^(?P<flag>\S+?)(=\S+)?: expected .*\bint\b.* but got "(?P<got>.*?)".*$`),
		Words{"Opcijai {flag} jābūt veselam skaitlim, bet norādīts „{got}”.", "The option {flag} takes a whole number, but \"{got}\" was given."},
	},
	{
		regexp.MustCompile(`^(?P<flag>\S+?)(=\S+)?: bool value .* but got "(?P<got>.*?)".*$`),
		Words{"Opcijai {flag} vērtības nav; norādiet tikai to pašu.", "The option {flag} takes no value; give it alone."},
	},
	{
		regexp.MustCompile(`^(?P<flag>--\S+?)(=\S+)?: .*$`),
		Words{"Opcijas {flag} vērtība nav saprotama.", "The value of the option {flag} cannot be understood."},
	},
}

// placeWords are what the grammar calls its places, as help calls them.
var placeWords = map[string]Words{
	"file": {"DATNE", "FILE"}, "dir": {"MAPE", "DIR"}, "backup": {"DUBLĒJUMS", "BACKUP"}, "number": {"NR", "NUMBER"},
	"earlier": {"NR (agrākā aprēķina)", "NUMBER (of the earlier run)"}, "later": {"NR (vēlākā aprēķina)", "NUMBER (of the later run)"},
}

var (
	flagNames  = regexp.MustCompile(`--[a-z-]+|, | or `)
	placeNames = regexp.MustCompile(`<(\w+)>( \.\.\.)?`)
	wordOr     = Words{" vai ", " or "}
)

// Misuse words a complaint of the command line's grammar.
func Misuse(l Language, complaint string) string {
	for _, m := range misuses {
		found := m.is.FindStringSubmatch(complaint)
		if found == nil {
			continue
		}
		var args []string
		for i, name := range m.is.SubexpNames() {
			text := found[i]
			switch name {
			case "":
				continue
			case "flags": // without what the library calls their values
				text = strings.ReplaceAll(strings.Join(flagNames.FindAllString(text, -1), ""), " or ", wordOr.In(l))
			case "like":
				text = strings.NewReplacer(`","`, ", ", `"`, "").Replace(text)
			case "places":
				var names []string
				for _, place := range placeNames.FindAllStringSubmatch(text, -1) {
					names = append(names, placeWords[place[1]].In(l))
				}
				text = strings.Join(names, ", ")
			}
			args = append(args, name, text)
		}
		return m.words.In(l, args...)
	}
	return wordsMisuse.In(l)
}

var wordsMisuse = Words{"Komanda nav saprotama.", "The command cannot be understood."}
