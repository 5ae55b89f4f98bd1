package sources

import (
	"hash/maphash"
	"strings"

	"raditaji/indicators"
)

var institutionsKind = Kind{
	Name:  indicators.Institutions,
	Title: "Izglītības iestāžu reģistrs",
	Columns: []Column{
		{Field: "name", Required: true, Headings: []string{"Nosaukums"}},
		institutionColumn(),
		{Field: "legal_status", Headings: []string{"Juridiskais status"}},
		{Field: "kind", Required: true, Headings: []string{"Veids"}},
		{Field: "type", Required: true, Headings: []string{"Tips"}},
		{Field: "founder", Headings: []string{"Faktiskais dibinātājs"}},
		{Field: "declared_founder", Headings: []string{"Deklarētais dibinātājs"}},
		{Field: "closed", Headings: []string{"Likvidēta"}},
		{Field: "address", Headings: []string{"Adrese"}},
		// People's names and contacts are never read.
		{Field: "head", Unread: true, Headings: []string{"Vadītājs"}},
		{Field: "branches", Unread: true, Headings: []string{"Filiāļu skaits"}},
		{Field: "units", Unread: true, Headings: []string{"Strukturvienību skaits"}},
		{Field: "telephone", Unread: true, Headings: []string{"Tālrunis"}},
		{Field: "email", Unread: true, Headings: []string{"E-pasts"}},
	},
	read: readInstitutions,
}

// Places in institutionsKind.Columns.
const (
	registerName   = 0
	registerNumber = 1
	registerClosed = 7
)

type registerRow struct {
	Name            string `csv:"name"`
	Number          string `csv:"institution"`
	LegalStatus     string `csv:"legal_status"`
	Kind            string `csv:"kind"`
	Type            string `csv:"type"`
	Founder         string `csv:"founder"`
	DeclaredFounder string `csv:"declared_founder"`
	Closed          string `csv:"closed"`
	Address         string `csv:"address"`
}

func readInstitutions(t *table) {
	type entry struct {
		RegisterEntry
		row uint32
	}
	var list []entry
	closedOf := t.words()
	t.anywhere = true
	clear(t.listed) // the register names the numbers of its own day

	each(t, func(r *registerRow) {
		school := t.institution(registerNumber, r.Number)
		e := RegisterEntry{
			Number: clean(r.Number), Name: clean(r.Name), LegalStatus: clean(r.LegalStatus), Kind: clean(r.Kind), Type: clean(r.Type),
			Founder: clean(r.Founder), Address: clean(r.Address),
		}
		if e.Founder == "" {
			e.Founder = clean(r.DeclaredFounder)
		}
		if e.Name == "" {
			t.fault(registerName, "csv.cell.empty", "")
		}
		switch closedOf.of(r.Closed).folded {
		case "ja":
			e.Closed = true
		case "ne", "":
		default:
			t.fault(registerClosed, "register.closed.invalid", shown(r.Closed))
		}
		if !t.settle(place{school: school, whole: school != nil}) {
			return
		}
		content := strings.Join([]string{e.Name, e.LegalStatus, e.Kind, e.Type, e.Founder, r.Closed, e.Address}, "\x00")
		if t.repeats(school.hash, uint32(maphash.String(t.seed, strings.ToLower(content)))) {
			return
		}
		for _, s := range []*string{&e.Number, &e.Name, &e.LegalStatus, &e.Kind, &e.Type, &e.Founder, &e.Address} {
			*s = strings.Clone(*s)
		}
		list = append(list, entry{e, t.row})
	})
	list = judgeRepeats(t, list, func(e *entry) (uint32, int16) { return e.row, indicators.NotListed })
	for _, e := range list {
		t.sub.Register = append(t.sub.Register, e.RegisterEntry)
	}
	t.finish(len(list))
}
