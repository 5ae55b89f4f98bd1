package sources

import (
	"math"

	"raditaji/indicators"
)

var absencesKind = Kind{
	Name:  indicators.Absences,
	Title: "Neattaisnotie kavējumi",
	Columns: []Column{
		yearColumn(), institutionColumn(), personColumn(),
		{Field: "semester", Required: true, Headings: []string{"Semestris", "Sem."}},
		{Field: "lessons_absent", Headings: []string{"Kavēts kopā", "Kavētās stundas", "Kavētās mācību stundas"}},
		{Field: "lessons_unjustified", Required: true, Headings: []string{
			"Neattaisnoti", "Neattaisnoti kavētās stundas", "t.sk. neattaisnoti",
		}},
		{Field: "reason", Headings: []string{"Iemesls", "Neapmeklēšanas iemesls"}},
		institutionNameColumn(),
	},
	read: readAbsences,
}

// Places in absencesKind.Columns.
const (
	absenceYear = iota
	absenceInstitution
	absencePerson
	absenceSemester
	absenceAbsent
	absenceUnjustified
)

type absenceRow struct {
	Year        string `csv:"school_year"`
	Institution string `csv:"institution"`
	Person      string `csv:"person"`
	Semester    string `csv:"semester"`
	Absent      string `csv:"lessons_absent"`
	Unjustified string `csv:"lessons_unjustified"`
	Reason      string `csv:"reason"`
}

// lessons reads a number of lessons; −1 where it cannot be read.
func (t *table) lessons(field int, cell string) int64 {
	n, ok := parseWhole(clean(cell))
	if !ok || n > math.MaxInt32 {
		t.unreadable(field, "csv.number.invalid", cell)
		return -1
	}
	return n
}

func readAbsences(t *table) {
	semesterOf := newMemo(parseSemester)
	reasonOf := t.words()
	list := make([]indicators.Absence, 0, t.guess)

	each(t, func(r *absenceRow) {
		school := t.institution(absenceInstitution, r.Institution)
		if t.foreign(absenceInstitution, school) {
			return
		}
		year := t.schoolYear(absenceYear, r.Year)
		person := t.person(absencePerson, r.Person)
		semester := semesterOf.of(r.Semester)
		if semester == 0 {
			t.unreadable(absenceSemester, "csv.semester.invalid", r.Semester)
		}
		absent := int64(-1)
		if clean(r.Absent) != "" {
			absent = t.lessons(absenceAbsent, r.Absent)
		}
		unjustified := t.lessons(absenceUnjustified, r.Unjustified)
		if absent >= 0 && unjustified > absent {
			t.fault(absenceUnjustified, "absence.unjustified.more", shown(r.Unjustified), "absent", itoa(absent))
		}

		p := place{year: year, school: school, whole: year != 0 && school != nil && semester != 0}
		if semester != 0 {
			p.part = semesterNames[semester]
		}
		if !t.settle(p) {
			return
		}
		key := mix(mix(mix(mix(person.hash, uint64(year)), school.hash), reasonOf.of(r.Reason).hash), uint64(semester))
		if t.repeats(key, uint32(mix(uint64(absent), uint64(unjustified)))) {
			return
		}
		list = append(list, indicators.Absence{
			At: indicators.Origin{Row: t.row}, Person: person.id, Unjustified: int32(unjustified), Year: year,
			Institution: school.index, Semester: semester,
		})
	})
	t.sub.Records.Absences = judgeRepeats(t, list, func(a *indicators.Absence) (uint32, int16) {
		return a.At.Row, a.Institution
	})
	t.finish(len(t.sub.Records.Absences))
}

var semesterNames = [...]string{"", "1", "2"}
