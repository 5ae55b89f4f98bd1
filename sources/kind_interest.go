package sources

import "raditaji/indicators"

var interestKind = Kind{
	Name:  indicators.InterestRows,
	Title: "Interešu izglītība",
	Columns: []Column{
		yearColumn(), institutionColumn(), personColumn(),
		{Field: "programme", Required: true, Headings: []string{"Programma", "Interešu izglītības programma"}},
		{Field: "area", Unread: true, Headings: []string{"Joma"}},
		institutionNameColumn(),
	},
	read: readInterest,
}

// Places in interestKind.Columns.
const (
	interestYear = iota
	interestInstitution
	interestPerson
	interestProgramme
)

type interestRow struct {
	Year        string `csv:"school_year"`
	Institution string `csv:"institution"`
	Person      string `csv:"person"`
	Programme   string `csv:"programme"`
}

func readInterest(t *table) {
	programmeOf := t.words()
	list := make([]indicators.Interest, 0, t.guess)
	// The institution provides the programme; the pupil may be of any school.
	t.anywhere = true

	each(t, func(r *interestRow) {
		provider := t.institution(interestInstitution, r.Institution)
		if provider != nil && !provider.ours {
			t.sight(interestInstitution, "csv.provider.unlisted", provider.number, provider.number, 0)
		}
		year := t.schoolYear(interestYear, r.Year)
		person := t.person(interestPerson, r.Person)
		programme := programmeOf.of(r.Programme)
		if programme.folded == "" {
			t.fault(interestProgramme, "csv.cell.empty", "")
		}

		if !t.settle(place{year: year, school: provider, whole: year != 0 && provider != nil}) {
			return
		}
		if t.repeats(mix(mix(mix(person.hash, uint64(year)), provider.hash), programme.hash), 0) {
			return
		}
		list = append(list, indicators.Interest{At: indicators.Origin{Row: t.row}, Person: person.id, Year: year})
	})
	t.sub.Records.Interest = judgeRepeats(t, list, func(i *indicators.Interest) (uint32, int16) {
		return i.At.Row, indicators.NotListed
	})
	t.finish(len(t.sub.Records.Interest))
}
