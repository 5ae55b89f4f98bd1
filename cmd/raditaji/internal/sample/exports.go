package sample

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"raditaji/indicators"
)

// A field is what a column holds, of whatever kind the export is.
type field uint8

const (
	fYear field = iota
	fNumber
	fName
	fPerson
	fBorn
	fSex
	fGrade
	fClass
	fProgramme
	fLanguage // a column that no reader knows
	fEnrolled
	fLeft
	fReason
	fDecision
	fResidence
	fSemester
	fMissed
	fUnjustified
	fSubject
	fResult
	fStatus
	fHobby
	fHobbyField
	fLevel
	fAnswer
	fPlace
	fPlaceKind
	fPlaceLeft
)

// A column is a field under one of the headings by which exports know it.
type column struct {
	field   field
	heading string
}

// A layout is what one export of a kind looks like.
type layout struct {
	dialect
	split   split
	columns []column
}

// A split is by what an export comes in several files.
type split uint8

const (
	whole split = iota
	bySchool
	bySemester
)

// layoutOf is the layout of a year: they follow one another as the list has them,
// the first in 2021.
func layoutOf(list []layout, y indicators.SchoolYear) *layout {
	n := (int(y) - int(firstYear)) % len(list)
	if n < 0 {
		n += len(list)
	}
	return &list[n]
}

func (l *layout) headings() []string {
	names := make([]string, len(l.columns))
	for i, c := range l.columns {
		names[i] = c.heading
	}
	return names
}

var enrolmentLayouts = []layout{
	{
		dialect: dialect{encoding: utf8Mark, comma: ';', crlf: true},
		columns: []column{
			{fYear, "Mācību gads"}, {fNumber, "Iestādes reģ. nr."}, {fName, "Iestāde"}, {fPerson, "Personas kods"},
			{fBorn, "Dzimšanas datums"}, {fSex, "Dzimums"}, {fGrade, "Klase/kurss"}, {fClass, "Klases apzīmējums"},
			{fProgramme, "Izglītības programmas kods"}, {fEnrolled, "Uzņemts"}, {fLeft, "Atskaitīts"},
			{fReason, "Atskaitīšanas iemesls"}, {fDecision, "Gada lēmums"}, {fResidence, "Deklarētā pašvaldība"},
		},
	},
	{
		dialect: dialect{
			encoding: windows1257, comma: ';', crlf: true, years: yearSlash, noHyphen: true, gradeText: true,
			titles: []string{"Izglītojamo saraksts", ""},
		},
		columns: []column{
			{fYear, "Māc. gads"}, {fNumber, "Iestādes reģistrācijas numurs"}, {fName, "Izglītības iestāde"},
			{fGrade, "Klase (kurss)"}, {fClass, "Klases nosaukums"}, {fPerson, "Pers. kods"}, {fSex, "Dzimums"},
			{fProgramme, "Programmas kods"}, {fEnrolled, "Uzņemšanas datums"}, {fLeft, "Atskaitīšanas datums"},
			{fReason, "Iemesls"}, {fDecision, "Pārcelšanas lēmums"},
		},
	},
	{
		dialect: dialect{encoding: utf8TwoMarks, comma: '|', trailing: true, quoted: true, dates: dottedLast, years: yearDotsMG},
		columns: []column{
			{fYear, "Mācību gads (m.g.)"}, {fNumber, "Reģistrācijas numurs"}, {fName, "Iestādes nosaukums"},
			{fPerson, "Personas kods"}, {fBorn, "Dzim. datums"}, {fSex, "Dzimums"}, {fGrade, "Klase"}, {fClass, "Grupa"},
			{fProgramme, "Izglītības programmas kods"}, {fLanguage, "Mācību valoda"}, {fEnrolled, "Iestāšanās datums"},
			{fLeft, "Izstāšanās datums"}, {fReason, "Atskaitīšanas iemesls"}, {fDecision, "Lēmums"},
			{fResidence, "Deklarētās dzīvesvietas pašvaldība"},
		},
	},
	{
		dialect: dialect{encoding: utf8Mark, comma: ';', crlf: true, dates: short, years: yearTwoLast, total: true},
		split:   bySchool,
		columns: []column{
			{fYear, "Mācību gads"}, {fNumber, "Reģ. Nr."}, {fName, "Iestāde"}, {fPerson, "PK"},
			{fGrade, "Klase/kurss"}, {fProgramme, "Programmas kods"}, {fEnrolled, "Uzņemts"}, {fLeft, "Atskaitīts"},
			{fReason, "Atskaitīšanas iemesls"}, {fDecision, "Gada lēmums"}, {fResidence, "Deklarētā pašvaldība"},
		},
	},
	{
		dialect: dialect{encoding: utf8Plain, comma: ',', dates: isoTimed, years: yearDash},
		columns: []column{
			{fYear, "Mācību gads"}, {fNumber, "Iestādes reģistrācijas Nr."}, {fPerson, "Personas kods"}, {fBorn, "Dzimšanas datums"},
			{fGrade, "Kurss"}, {fProgramme, "Izglītības programmas kods"}, {fEnrolled, "Uzņemts"},
			{fLeft, "Atskaitīts"}, {fReason, "Atskaitīšanas iemesls"}, {fDecision, "Gada lēmums"},
		},
	},
}

var absenceTitles = []string{"Neattaisnotie kavējumi", "Sagatavots no VIIS"}

var absenceLayouts = []layout{
	{
		dialect: dialect{encoding: windows1257, comma: ';', crlf: true, titles: absenceTitles},
		columns: []column{
			{fYear, "Mācību gads"}, {fSemester, "Semestris"}, {fNumber, "Iestādes reģ. nr."}, {fPerson, "Personas kods"},
			{fMissed, "Kavēts kopā"}, {fUnjustified, "Neattaisnoti"}, {fReason, "Iemesls"},
		},
	},
	{
		dialect: dialect{encoding: utf8Mark, comma: ';', crlf: true, years: yearSlash, total: true},
		columns: []column{
			{fYear, "Mācību gads"}, {fNumber, "Iestādes reģistrācijas numurs"}, {fSemester, "Sem."}, {fPerson, "Pers. kods"},
			{fReason, "Neapmeklēšanas iemesls"}, {fMissed, "Kavētās stundas"}, {fUnjustified, "t.sk. neattaisnoti"},
		},
	},
	{
		dialect: dialect{encoding: windows1257, comma: ';', crlf: true, titles: absenceTitles, noHyphen: true},
		split:   bySemester,
		columns: []column{
			{fYear, "Māc. gads"}, {fSemester, "Semestris"}, {fNumber, "Reģ. Nr."}, {fPerson, "PK"},
			{fMissed, "Kavētās mācību stundas"}, {fUnjustified, "Neattaisnoti kavētās stundas"}, {fReason, "Iemesls"},
		},
	},
	{
		dialect: dialect{encoding: utf16Little, comma: '\t', crlf: true, years: yearDotsMG},
		split:   bySemester,
		columns: []column{
			{fYear, "Mācību gads"}, {fSemester, "Semestris"}, {fNumber, "Iestādes reģ. nr."}, {fPerson, "Personas kods"},
			{fMissed, "Kavēts kopā"}, {fUnjustified, "Neattaisnoti"}, {fReason, "Iemesls"},
		},
	},
}

var examLayouts = []layout{
	{
		dialect: dialect{encoding: utf8Plain, comma: ',', decimal: '.'},
		columns: []column{
			{fYear, "Mācību gads"}, {fNumber, "Iestādes reģ. nr."}, {fPerson, "Personas kods"}, {fGrade, "Klase"},
			{fSubject, "Mācību priekšmets"}, {fResult, "Rezultāts, %"}, {fStatus, "Statuss"},
		},
	},
	{
		dialect: dialect{encoding: utf8Mark, comma: ',', crlf: true, years: yearSlash},
		columns: []column{
			{fYear, "Mācību gads"}, {fNumber, "Reģistrācijas numurs"}, {fPerson, "Personas kods"}, {fGrade, "Klase/kurss"},
			{fSubject, "Eksāmens"}, {fStatus, "Statuss"}, {fResult, "Kopvērtējums, %"},
		},
	},
	{
		dialect: dialect{encoding: windows1257, comma: ';', crlf: true, noHyphen: true, titles: []string{"Centralizēto eksāmenu rezultāti"}},
		columns: []column{
			{fYear, "Mācību gads"}, {fNumber, "Iestādes reģ. nr."}, {fPerson, "Personas kods"}, {fGrade, "Klase"},
			{fSubject, "Priekšmets"}, {fResult, "Rezultāts"}, {fStatus, "Statuss"},
		},
	},
}

var interestLayouts = []layout{
	{
		dialect: dialect{encoding: utf8Plain, comma: '\t'},
		columns: []column{
			{fYear, "Mācību gads"}, {fNumber, "Iestādes reģ. nr."}, {fPerson, "Personas kods"}, {fHobby, "Programma"}, {fHobbyField, "Joma"},
		},
	},
	{
		dialect: dialect{encoding: windows1257, comma: ';', crlf: true, years: yearDash, titles: []string{"Interešu izglītība"}},
		columns: []column{
			{fYear, "Mācību gads"}, {fNumber, "Reģ. Nr."}, {fPerson, "Pers. kods"}, {fHobbyField, "Joma"}, {fHobby, "Interešu izglītības programma"},
		},
	},
}

var continuationLayouts = []layout{
	{
		dialect: dialect{encoding: utf8Mark, comma: ';', crlf: true},
		columns: []column{
			{fYear, "Mācību gads"}, {fNumber, "Iestādes reģ. nr."}, {fPerson, "Personas kods"}, {fLevel, "Iegūtā izglītība"},
			{fAnswer, "Turpina mācības"}, {fPlace, "Turpinājuma iestāde"}, {fPlaceKind, "Turpinājuma veids"},
			{fPlaceLeft, "Atskaitīts no turpinājuma"},
		},
	},
	{
		dialect: dialect{encoding: utf16Little, comma: '\t', crlf: true, dates: iso, years: yearTwoLast},
		columns: []column{
			{fYear, "Mācību gads"}, {fNumber, "Iestādes reģistrācijas numurs"}, {fPerson, "Personas kods"}, {fLevel, "Iegūtā izglītība"},
			{fAnswer, "Turpina mācības"}, {fPlaceKind, "Turpinājuma veids"}, {fPlace, "Iestāde, kurā turpina"},
			{fPlaceLeft, "Mācības pārtrauktas"},
		},
	},
}

// writeYear writes the exports of the year that was lived. They come sorted as
// registers sort: by institution, class and place in the class.
func (t *town) writeYear(to Folder) error {
	if err := t.writeEnrolments(to); err != nil {
		return err
	}
	if t.year == t.last {
		return nil
	}
	return t.writeOthers(to)
}

// folder is where the exports of the year stand.
func (t *town) folder() string { return "VIIS/" + t.span() + "/" }

func (t *town) span() string { return spanOf(t.year) }

func spanOf(y indicators.SchoolYear) string {
	return strconv.Itoa(int(y)) + "-" + strconv.Itoa(int(y)+1)
}

func (t *town) writeEnrolments(to Folder) error {
	order := make([]int, len(t.rows))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		v, w := &t.rows[a], &t.rows[b]
		return cmp.Or(v.school-w.school, int(v.grade)-int(w.grade), int(v.section)-int(w.section), a-b)
	})
	l := layoutOf(enrolmentLayouts, t.year)
	name := t.folder() + "Izglītojamo saraksts"
	if l.split != bySchool {
		tb := newTable(l.dialect, l.headings(), 160*len(order))
		for _, i := range order {
			t.enrolment(tb, l, &t.rows[i])
		}
		return to.WriteFile(name+" "+t.span()+".csv", tb.bytes(len(l.columns)))
	}
	for len(order) > 0 {
		school := t.rows[order[0]].school
		n := 1
		for n < len(order) && t.rows[order[n]].school == school {
			n++
		}
		tb := newTable(l.dialect, l.headings(), 160*n)
		for _, i := range order[:n] {
			t.enrolment(tb, l, &t.rows[i])
		}
		order = order[n:]
		s := t.schools[school]
		if err := to.WriteFile(name+"/"+s.number+" "+fileName(s.name)+".csv", tb.bytes(len(l.columns))); err != nil {
			return err
		}
	}
	return nil
}

// fileName is a name without what file systems do not take.
func fileName(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) {
			return -1
		}
		return r
	}, name)
}

func (t *town) enrolment(tb *table, l *layout, w *row) {
	p, s := w.p, t.schools[w.school]
	for _, c := range l.columns {
		switch c.field {
		case fYear:
			tb.year(t.year)
		case fNumber:
			tb.text(s.number)
		case fName:
			tb.text(s.name)
		case fPerson:
			tb.person(p.code)
		case fBorn:
			tb.date(p.born)
		case fSex:
			tb.text(t.sex(p))
		case fGrade:
			t.grade(tb, w)
		case fClass:
			tb.text(class(w))
		case fProgramme:
			tb.text(programmeCodes[w.programme])
		case fLanguage:
			tb.text("latviešu")
		case fEnrolled:
			tb.date(w.enrolled)
		case fLeft:
			tb.date(w.left)
		case fReason:
			tb.text(w.reason)
		case fDecision:
			tb.text(t.decisionText(w.decision))
		case fResidence:
			tb.text(t.programme.Municipality)
		}
	}
	tb.end()
}

func (t *town) sex(p *pupil) string {
	full := t.year%2 == 0
	switch {
	case p.girl && full:
		return "sieviete"
	case p.girl:
		return "S"
	case full:
		return "vīrietis"
	}
	return "V"
}

var courseNames = [...]string{"1. kurss", "2. kurss", "3. kurss", "4. kurss"}

func (t *town) grade(tb *table, w *row) {
	switch {
	case w.grade == 0:
		switch age := int(t.year) - w.p.born.Year(); {
		case age >= 6:
			tb.text("6-gadīgie")
		case age == 5:
			tb.text("5-gadīgie")
		default:
			tb.text("PII")
		}
	case w.grade > course0:
		tb.text(courseNames[w.grade-course0-1])
	case tb.gradeText:
		tb.text(strconv.Itoa(int(w.grade)) + ". klase")
	case t.year%2 == 0: // the years whose lists have no column for the class, or a redundant one
		tb.text(strconv.Itoa(int(w.grade)) + "." + string(rune(w.section)))
	default:
		tb.number(int(w.grade))
	}
}

func class(w *row) string {
	switch {
	case w.grade == 0:
		return "grupa " + strings.ToUpper(string(rune(w.section)))
	case w.grade > course0:
		return string(rune('A'+w.section-'a')) + strconv.Itoa(int(w.grade-course0))
	}
	return strconv.Itoa(int(w.grade)) + "." + string(rune(w.section))
}

// decisionText is a decision in the words of the year's register.
func (t *town) decisionText(d decision) string {
	switch d {
	case promoted:
		return "pārcelts"
	case retained:
		switch t.year {
		case 2023:
			return "atstāts uz otro gadu"
		case 2024:
			return "mācās atkārtoti tajā pašā klasē"
		}
		return "atstāts uz otru gadu"
	case graduated:
		return "absolvējis"
	case noCertificate:
		return "liecība"
	case extended:
		return "pagarinātais mācību gads"
	}
	return ""
}

// writeOthers writes the exports that schools have when the year is over.
func (t *town) writeOthers(to Folder) error {
	if err := t.writeAbsences(to); err != nil {
		return err
	}

	l := layoutOf(examLayouts, t.year)
	tb := newTable(l.dialect, l.headings(), 100*len(t.exams))
	for i := range t.exams {
		t.exam(tb, l, &t.exams[i])
	}
	if tb.rows > 0 {
		if err := to.WriteFile(t.folder()+"Centralizēto eksāmenu rezultāti "+t.span()+".csv", tb.bytes(len(l.columns))); err != nil {
			return err
		}
	}

	l = layoutOf(interestLayouts, t.year)
	tb = newTable(l.dialect, l.headings(), 90*len(t.interests))
	for i := range t.interests {
		t.interest(tb, l, &t.interests[i])
	}
	if tb.rows > 0 {
		if err := to.WriteFile(t.folder()+"Interešu izglītība "+t.span()+".csv", tb.bytes(len(l.columns))); err != nil {
			return err
		}
	}

	l = layoutOf(continuationLayouts, t.year)
	tb = newTable(l.dialect, l.headings(), 140*len(t.fates))
	slices.SortStableFunc(t.fates, func(a, b continuation) int { return a.school - b.school })
	for i := range t.fates {
		if t.fates[i].answer != "" {
			t.continuation(tb, l, &t.fates[i])
		}
	}
	if tb.rows == 0 {
		return nil
	}
	return to.WriteFile(t.folder()+"Absolventu tālākizglītība "+strconv.Itoa(int(t.year)+1)+".csv", tb.bytes(len(l.columns)))
}

func (t *town) writeAbsences(to Folder) error {
	slices.SortStableFunc(t.absences, func(a, b absence) int {
		return cmp.Or(int(a.semester)-int(b.semester), a.school-b.school)
	})
	l := layoutOf(absenceLayouts, t.year)
	name := t.folder() + "Neattaisnotie kavējumi " + t.span()
	for rest := t.absences; len(rest) > 0; {
		n, part := len(rest), ""
		if l.split == bySemester {
			semester := rest[0].semester
			part = " " + strconv.Itoa(int(semester)) + ". semestris"
			n = 1
			for n < len(rest) && rest[n].semester == semester {
				n++
			}
		}
		tb := newTable(l.dialect, l.headings(), 100*n)
		for i := range rest[:n] {
			t.absence(tb, l, &rest[i])
		}
		rest = rest[n:]
		if err := to.WriteFile(name+part+".csv", tb.bytes(len(l.columns))); err != nil {
			return err
		}
	}
	return nil
}

func (t *town) absence(tb *table, l *layout, a *absence) {
	for _, c := range l.columns {
		switch c.field {
		case fYear:
			tb.year(t.year)
		case fSemester:
			if t.year%2 == 0 {
				tb.text("II"[:a.semester])
			} else {
				tb.number(int(a.semester))
			}
		case fNumber:
			tb.text(t.schools[a.school].number)
		case fPerson:
			tb.person(a.p.code)
		case fMissed:
			tb.number(int(a.missed))
		case fUnjustified:
			tb.number(int(a.unjustified))
		case fReason:
			tb.text(a.reason)
		}
	}
	tb.end()
}

var statusNames = [...]string{taken: "kārtojis", exempt: "atbrīvots", absent: "nav ieradies"}

func (t *town) exam(tb *table, l *layout, e *exam) {
	for _, c := range l.columns {
		switch c.field {
		case fYear:
			tb.year(t.year)
		case fNumber:
			tb.text(t.schools[e.school].number)
		case fPerson:
			tb.person(e.p.code)
		case fGrade:
			if t.year%2 == 0 {
				tb.text(strconv.Itoa(int(e.grade)) + "." + string(rune(e.section)))
			} else {
				tb.number(int(e.grade))
			}
		case fSubject:
			tb.text(subjects[e.subject])
		case fResult:
			if e.status == taken {
				tb.hundredths(e.result)
			} else {
				tb.text("")
			}
		case fStatus:
			tb.text(statusNames[e.status])
		}
	}
	tb.end()
}

func (t *town) interest(tb *table, l *layout, in *interest) {
	for _, c := range l.columns {
		switch c.field {
		case fYear:
			tb.year(t.year)
		case fNumber:
			tb.text(in.provider)
		case fPerson:
			tb.person(in.p.code)
		case fHobby:
			tb.text(hobbyProgrammes[in.hobby].name)
		case fHobbyField:
			tb.text(hobbyProgrammes[in.hobby].field)
		}
	}
	tb.end()
}

func (t *town) continuation(tb *table, l *layout, f *continuation) {
	for _, c := range l.columns {
		switch c.field {
		case fYear:
			tb.year(t.year)
		case fNumber:
			tb.text(t.schools[f.school].number)
		case fPerson:
			tb.person(f.p.code)
		case fLevel:
			if f.basic {
				tb.text("pamatizglītība")
			} else {
				tb.text("vidējā izglītība")
			}
		case fAnswer:
			tb.text(f.answer)
		case fPlace:
			tb.text(f.place)
		case fPlaceKind:
			tb.text(f.kind)
		case fPlaceLeft:
			tb.date(f.left)
		}
	}
	tb.end()
}
