package sources

import (
	"hash/maphash"
	"strings"

	"raditaji/indicators"
)

var enrolmentsKind = Kind{
	Name:  indicators.Enrolments,
	Title: "Izglītojamo saraksts",
	Columns: []Column{
		yearColumn(), institutionColumn(), personColumn(), gradeColumn(),
		{Field: "programme_code", Required: true, Headings: []string{"Izglītības programmas kods", "Programmas kods"}},
		{Field: "enrolled_on", Required: true, Headings: []string{"Uzņemts", "Uzņemšanas datums", "Iestāšanās datums"}},
		{Field: "left_on", Required: true, Headings: []string{"Atskaitīts", "Atskaitīšanas datums", "Izstāšanās datums"}},
		{Field: "leave_reason", Required: true, Headings: []string{"Atskaitīšanas iemesls", "Iemesls"}},
		{Field: "year_end_decision", Required: true, Headings: []string{"Gada lēmums", "Pārcelšanas lēmums", "Lēmums"}},
		institutionNameColumn(),
		{Field: "birth_date", Unread: true, Headings: []string{"Dzimšanas datums", "Dzim. datums"}},
		{Field: "sex", Unread: true, Headings: []string{"Dzimums"}},
		{Field: "class", Unread: true, Headings: []string{"Klases apzīmējums", "Klases nosaukums", "Grupa"}},
		{Field: "residence", Unread: true, Headings: []string{"Deklarētā pašvaldība", "Deklarētās dzīvesvietas pašvaldība"}},
	},
	read: readEnrolments,
}

// Places in enrolmentsKind.Columns.
const (
	enrolmentYear = iota
	enrolmentInstitution
	enrolmentPerson
	enrolmentGrade
	enrolmentProgramme
	enrolmentEnrolled
	enrolmentLeft
	enrolmentReason
	enrolmentDecision
)

type enrolmentRow struct {
	Year        string `csv:"school_year"`
	Institution string `csv:"institution"`
	Person      string `csv:"person"`
	Grade       string `csv:"grade"`
	Programme   string `csv:"programme_code"`
	Enrolled    string `csv:"enrolled_on"`
	Left        string `csv:"left_on"`
	Reason      string `csv:"leave_reason"`
	Decision    string `csv:"year_end_decision"`
}

// leaveReasons are the reasons of each class; a programme file adds more.
var leaveReasons = map[string][]string{
	"completed": {"ieguvis izglītību", "absolvējis", "pabeidzis mācības"},
	"transferred": {
		"pārcelts uz citu iestādi", "mainījis iestādi", "pārgājis uz citu izglītības iestādi", "mainīta dzīvesvieta Latvijā",
	},
	"abroad":   {"izbraucis uz ārvalstīm", "izceļojis ar ģimeni"},
	"deceased": {"miris"},
	"dropout": {
		"pārtraucis mācības", "atskaitīts par neapmeklēšanu", "nesekmība", "vājas sekmes", "motivācijas trūkums",
		"uzsācis darba gaitas Latvijā", "uzsācis darba gaitas ārvalstīs", "uzsācis ģimenes dzīvi",
		"grūtniecība vai bērna kopšana", "veselības stāvoklis", "ieslodzījums", "pēc paša vēlēšanās",
	},
	"unknown": {"nav zināms", "cits"},
}

// yearEndDecisions are the wordings of each decision; a programme file adds more.
var yearEndDecisions = map[string][]string{
	"promoted":       {"pārcelts"},
	"retained":       {"atstāts uz otru gadu", "atstāts uz otro gadu", "mācās atkārtoti tajā pašā klasē"},
	"graduated":      {"absolvējis"},
	"no_certificate": {"liecība"},
	"extended":       {"pagarinātais mācību gads"},
}

// programmeLevels are the two-digit beginnings of programme codes; a programme
// file adds more.
var programmeLevels = map[string][]string{
	"preschool":       {"01"},
	"basic":           {"11", "12", "21", "23"},
	"upper_secondary": {"31"},
	"vocational":      {"22", "32", "33", "35"},
}

// A programmeCell is the meaning of a programme code.
type programmeCell struct {
	ok        bool
	beginning string
	level     indicators.Level // NoLevel: the beginning is not known
	form      byte
	hash      uint64
}

func (t *table) programmes() memo[programmeCell] {
	levels := newWords(programmeLevels, t.ctx.Reading.Levels, indicators.LevelNamed)
	return newMemo(func(s string) programmeCell {
		s = strings.ToUpper(clean(s))
		if len(s) != 8 && len(s) != 9 || strings.Trim(s, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			return programmeCell{}
		}
		p := programmeCell{ok: true, beginning: strings.Clone(s[:2]), form: s[7], hash: maphash.String(t.seed, s)}
		p.level, _ = levels.find(s[:2])
		return p
	})
}

// A gradeCell is the meaning of a class or course.
type gradeCell struct {
	grade indicators.Grade
	part  string
	ok    bool
}

func grades() memo[gradeCell] {
	return newMemo(func(s string) gradeCell {
		g, ok := parseGrade(s)
		if !ok {
			return gradeCell{}
		}
		return gradeCell{g, gradePart(g), true}
	})
}

func readEnrolments(t *table) {
	gradeOf, programmeOf := grades(), t.programmes()
	reasonOf := meanings(t, newWords(leaveReasons, t.ctx.Reading.Reasons, indicators.LeaveNamed))
	decisionOf := meanings(t, newWords(yearEndDecisions, t.ctx.Reading.Decisions, indicators.DecisionNamed))
	list := make([]indicators.Enrolment, 0, t.guess)

	each(t, func(r *enrolmentRow) {
		school := t.institution(enrolmentInstitution, r.Institution)
		if t.foreign(enrolmentInstitution, school) {
			return
		}
		programme := programmeOf.of(r.Programme)
		if !programme.ok {
			t.unreadable(enrolmentProgramme, "csv.programme.invalid", r.Programme)
		} else if programme.level == indicators.NoLevel {
			t.sight(enrolmentProgramme, "csv.programme.unknown", programme.beginning, programme.beginning, 0)
			t.setAside("csv.programme.unknown")
			return
		}
		year := t.schoolYear(enrolmentYear, r.Year)
		person := t.person(enrolmentPerson, r.Person)
		grade := gradeOf.of(r.Grade)
		if !grade.ok {
			t.unreadable(enrolmentGrade, "csv.grade.invalid", r.Grade)
		}
		enrolled, ok := t.date(enrolmentEnrolled, r.Enrolled)
		if ok && enrolled == 0 {
			t.fault(enrolmentEnrolled, "csv.cell.empty", "")
		}
		left, leftOK := t.date(enrolmentLeft, r.Left)
		if left != 0 && left < enrolled {
			t.fault(enrolmentLeft, "enrolment.left.early", shown(r.Left), "enrolled", shown(r.Enrolled))
		}
		if enrolled != 0 && year != 0 {
			switch {
			case enrolled > indicators.NewDate(int(year)+1, 8, 31):
				t.fault(enrolmentEnrolled, "enrolment.start.late", shown(r.Enrolled), "year", year.String())
			case enrolled < indicators.NewDate(int(year)-20, 9, 1):
				t.fault(enrolmentEnrolled, "enrolment.start.early", shown(r.Enrolled), "year", year.String())
			}
		}
		leave, reason := indicators.NotLeft, reasonOf.of(r.Reason)
		switch {
		case left == 0 && reason.word.folded != "":
			if leftOK {
				t.fault(enrolmentReason, "enrolment.reason.undated", shown(r.Reason))
			}
		case left == 0:
		case reason.word.folded == "":
			leave = indicators.UnknownReason
			t.fault(enrolmentReason, "enrolment.reason.empty", "")
		case !reason.known:
			leave = indicators.UnknownReason
			t.sight(enrolmentReason, "csv.reason.unmapped", reason.word.folded, shown(r.Reason), person.hash)
		default:
			leave = reason.value
		}
		decision := decisionOf.of(r.Decision)
		if !decision.known && decision.word.folded != "" {
			t.sight(enrolmentDecision, "csv.decision.unmapped", decision.word.folded, shown(r.Decision), person.hash)
		}

		if !t.settle(place{year: year, school: school, part: grade.part, whole: year != 0 && school != nil && grade.ok}) {
			return
		}
		key := mix(mix(mix(mix(person.hash, uint64(year)), school.hash), programme.hash), uint64(enrolled))
		content := mix(mix(mix(uint64(grade.grade), uint64(left)), reason.word.hash), decision.word.hash)
		if t.repeats(key, uint32(content)) {
			return
		}
		list = append(list, indicators.Enrolment{
			At: indicators.Origin{Row: t.row}, Person: person.id, Enrolled: enrolled, Left: left, Year: year,
			Institution: school.index, Grade: grade.grade, Level: programme.level, Form: programme.form,
			Leave: leave, Decision: decision.value,
		})
	})
	t.sub.Records.Enrolments = judgeRepeats(t, list, func(e *indicators.Enrolment) (uint32, int16) {
		return e.At.Row, e.Institution
	})
	t.finish(len(t.sub.Records.Enrolments))
}
