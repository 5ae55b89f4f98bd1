package sources

import (
	"hash/fnv"
	"slices"

	"raditaji/indicators"
)

var examsKind = Kind{
	Name:  indicators.Exams,
	Title: "Centralizēto eksāmenu rezultāti",
	Columns: []Column{
		yearColumn(), institutionColumn(), personColumn(), gradeColumn(),
		{Field: "subject", Required: true, Headings: []string{"Mācību priekšmets", "Priekšmets", "Eksāmens"}},
		{Field: "result", Required: true, Headings: []string{"Rezultāts, %", "Rezultāts", "Kopvērtējums, %"}},
		{Field: "status", Headings: []string{"Statuss"}},
		institutionNameColumn(),
	},
	read: readExams,
}

// Places in examsKind.Columns.
const (
	examYear = iota
	examInstitution
	examPerson
	examGrade
	examSubject
	examResult
	examStatus
)

type examRow struct {
	Year        string `csv:"school_year"`
	Institution string `csv:"institution"`
	Person      string `csv:"person"`
	Grade       string `csv:"grade"`
	Subject     string `csv:"subject"`
	Result      string `csv:"result"`
	Status      string `csv:"status"`
}

// ExamStatuses are the classes of a programme's reading.statuses.
var ExamStatuses = []string{"taken", "exempt", "absent"}

// examStatuses are the words of each class; a programme file adds more.
var examStatuses = map[string][]string{
	"taken": {"kārtojis"}, "exempt": {"atbrīvots"}, "absent": {"nav ieradies"},
}

func examStatusNamed(name string) (string, bool) { return name, slices.Contains(ExamStatuses, name) }

// A subjectCell is the meaning of a subject's name.
type subjectCell struct {
	folded string
	id     uint64 // the same in every file
}

func readExams(t *table) {
	gradeOf := grades()
	statusOf := meanings(t, newWords(examStatuses, t.ctx.Reading.Statuses, examStatusNamed))
	subjectOf := newMemo(func(s string) subjectCell {
		folded := bare(fold(s))
		h := fnv.New64a()
		h.Write([]byte(folded))
		return subjectCell{folded, h.Sum64()}
	})
	list := make([]indicators.Exam, 0, t.guess)

	each(t, func(r *examRow) {
		school := t.institution(examInstitution, r.Institution)
		if t.foreign(examInstitution, school) {
			return
		}
		year := t.schoolYear(examYear, r.Year)
		person := t.person(examPerson, r.Person)
		grade := gradeOf.of(r.Grade)
		if !grade.ok {
			t.unreadable(examGrade, "csv.grade.invalid", r.Grade)
		}
		subject := subjectOf.of(r.Subject)
		if subject.folded == "" {
			t.fault(examSubject, "csv.cell.empty", "")
		}
		text := clean(r.Result)
		result, readable := parsePercent(text)
		switch {
		case text == "":
		case !readable:
			t.fault(examResult, "csv.percent.invalid", shown(text))
		case result > 100*indicators.PercentUnit:
			t.fault(examResult, "exam.result.range", shown(text))
		}
		status := statusOf.of(r.Status)
		taken := status.value == "taken"
		switch {
		case status.word.folded == "":
			taken = text != ""
		case !status.known:
			t.sight(examStatus, "csv.status.unmapped", status.word.folded, shown(r.Status), person.hash)
		case taken && text == "":
			t.fault(examResult, "exam.result.missing", "")
		case !taken && text != "":
			t.fault(examResult, "exam.result.unexpected", shown(text), "status", shown(r.Status))
		}

		whole := year != 0 && school != nil && subject.folded != ""
		if !t.settle(place{year: year, school: school, part: subject.folded, whole: whole}) {
			return
		}
		t.keep()
		list = append(list, indicators.Exam{
			At: indicators.Origin{Row: t.row}, Person: person.id, Result: result, Subject: subject.id, Year: year,
			Institution: school.index, Grade: grade.grade, Taken: taken,
		})
	})
	t.sub.Records.Exams = list
	t.finish(len(list))
}
