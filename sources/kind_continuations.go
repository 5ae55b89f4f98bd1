package sources

import "raditaji/indicators"

var continuationsKind = Kind{
	Name:  indicators.Continuations,
	Title: "Absolventu tālākizglītība",
	Columns: []Column{
		yearColumn(), institutionColumn(), personColumn(),
		{Field: "level", Required: true, Headings: []string{"Iegūtā izglītība"}},
		{Field: "continues", Required: true, Headings: []string{"Turpina mācības"}},
		{Field: "left", Headings: []string{"Atskaitīts no turpinājuma", "Mācības pārtrauktas"}},
		{Field: "next_institution", Unread: true, Headings: []string{"Turpinājuma iestāde", "Iestāde, kurā turpina"}},
		{Field: "next_form", Unread: true, Headings: []string{"Turpinājuma veids"}},
		institutionNameColumn(),
	},
	read: readContinuations,
}

// Places in continuationsKind.Columns.
const (
	continuationYear = iota
	continuationInstitution
	continuationPerson
	continuationLevel
	continuationContinues
	continuationLeft
)

type continuationRow struct {
	Year        string `csv:"school_year"`
	Institution string `csv:"institution"`
	Person      string `csv:"person"`
	Level       string `csv:"level"`
	Continues   string `csv:"continues"`
	Left        string `csv:"left"`
}

// ContinuesAnswers are the classes of a programme's reading.continues.
var ContinuesAnswers = []string{"yes", "no", "abroad", "unknown"}

// continuesAnswers are the words of each class; a programme file adds more.
var continuesAnswers = map[string][]string{
	"yes": {"jā"}, "no": {"nē"}, "abroad": {"ārvalstīs"}, "unknown": {"nav zināms"},
}

func continuesNamed(name string) (indicators.Continues, bool) {
	switch name {
	case "yes":
		return indicators.ContinuesStudying, true
	case "no":
		return indicators.ContinuesNot, true
	case "abroad":
		return indicators.ContinuesAbroad, true
	}
	return indicators.ContinuesUnknown, name == "unknown"
}

// finishedLevels are the words for the level that was finished.
var finishedLevels = map[string][]string{"basic": {"pamatizglītība"}, "upper_secondary": {"vidējā izglītība"}}

func readContinuations(t *table) {
	levelOf := meanings(t, newWords(finishedLevels, nil, indicators.LevelNamed))
	answerOf := meanings(t, newWords(continuesAnswers, t.ctx.Reading.Continues, continuesNamed))
	list := make([]indicators.Continuation, 0, t.guess)

	each(t, func(r *continuationRow) {
		school := t.institution(continuationInstitution, r.Institution)
		if t.foreign(continuationInstitution, school) {
			return
		}
		year := t.schoolYear(continuationYear, r.Year)
		person := t.person(continuationPerson, r.Person)
		level := levelOf.of(r.Level)
		switch {
		case level.word.folded == "":
			t.fault(continuationLevel, "csv.cell.empty", "")
		case !level.known:
			t.sight(continuationLevel, "csv.level.unmapped", level.word.folded, shown(r.Level), person.hash)
		}
		answer := answerOf.of(r.Continues)
		if !answer.known {
			t.sight(continuationContinues, "csv.continues.unmapped", answer.word.folded, shown(r.Continues), person.hash)
		}
		left, _ := t.date(continuationLeft, r.Left)

		if !t.settle(place{year: year, school: school, whole: year != 0 && school != nil}) {
			return
		}
		key := mix(mix(mix(person.hash, uint64(year)), school.hash), level.word.hash)
		if t.repeats(key, uint32(mix(answer.word.hash, uint64(left)))) {
			return
		}
		list = append(list, indicators.Continuation{
			At: indicators.Origin{Row: t.row}, Person: person.id, Left: left, Year: year, Institution: school.index,
			Level: level.value, Continues: answer.value,
		})
	})
	t.sub.Records.Continuations = judgeRepeats(t, list, func(c *indicators.Continuation) (uint32, int16) {
		return c.At.Row, c.Institution
	})
	t.finish(len(t.sub.Records.Continuations))
}
