package indicators

// A Kind names what a file is, as the contract of inputs names it. The zero Kind
// is a file that was not recognised.
type Kind string

// The kinds of exports.
const (
	Enrolments    Kind = "viis-enrolments"
	Absences      Kind = "viis-absences"
	Exams         Kind = "viis-exams"
	Institutions  Kind = "viis-institutions"
	InterestRows  Kind = "viis-interest"
	Continuations Kind = "viis-continuation"
	SEMR          Kind = "semr-indicators"
	FormKind      Kind = "institution-template" // a filled institution template
)

// An Origin is where a record stands: the file's number in the run, the line of
// the file (1 is the first) and the cell of that line (1 is the first; 0 is the
// whole line). The zero Origin is no place.
type Origin struct {
	File   uint16
	Column uint16
	Row    uint32
}

// A Person is a keyed pseudonym of a person code. It is made while a row is
// read; nothing that is written depends on its value.
type Person struct{ hi, lo uint64 }

// NewPerson takes the pseudonym from the first sixteen bytes of a keyed hash.
func NewPerson(mac []byte) Person {
	var p Person
	for i := range 8 {
		p.hi = p.hi<<8 | uint64(mac[i])
		p.lo = p.lo<<8 | uint64(mac[8+i])
	}
	p.hi &^= unnamed.hi
	return p
}

// unnamed is the bit that sets pseudonyms of rows without a code apart.
var unnamed = Person{hi: 1 << 63}

// NewUnnamed is NewPerson of a row that names nobody by a code: it is somebody of
// its own.
func NewUnnamed(mac []byte) Person {
	p := NewPerson(mac)
	p.hi |= unnamed.hi
	return p
}

// Unnamed says that the row has no code by which its person could be found again.
func (p Person) Unnamed() bool { return p.hi&unnamed.hi != 0 }

// A Grade is a class of school: 1–12, Preschool, or a vocational course. The
// zero Grade is none.
type Grade int8

// Preschool is every preschool group; courses start after Course0.
const (
	Preschool Grade = -1
	Course0   Grade = 20 // Course0 + 1 is the first course
)

// School says that the grade is one of 1–12.
func (g Grade) School() bool { return 1 <= g && g <= 12 }

// A Level is a level of education, from the first two digits of a programme code.
type Level uint8

// The levels, from the lowest to the highest: a person's main enrolment is the
// one with the highest.
const (
	NoLevel Level = iota
	PreschoolLevel
	Basic
	UpperSecondary
	Vocational
)

var levelNames = [...]string{"", "preschool", "basic", "upper_secondary", "vocational"}

// String is the level's name in programme files and results.
func (l Level) String() string { return levelNames[l] }

// LevelNamed finds a level by its name in programme files.
func LevelNamed(name string) (Level, bool) { return named[Level](levelNames[:], name) }

// named finds a value by its name; the zero value has none.
func named[T ~uint8](names []string, name string) (T, bool) {
	for i, n := range names {
		if i > 0 && n == name {
			return T(i), true
		}
	}
	return 0, false
}

// A Leave is the class of a reason for leaving. The zero Leave is "did not leave".
type Leave uint8

// The classes of reasons; the order breaks ties between rows that differ in nothing else.
const (
	NotLeft Leave = iota
	Completed
	Transferred
	Abroad
	Deceased
	Dropout
	UnknownReason
)

var leaveNames = [...]string{"", "completed", "transferred", "abroad", "deceased", "dropout", "unknown"}

// String is the class's name in programme files.
func (l Leave) String() string { return leaveNames[l] }

// LeaveNamed finds a class of reasons by its name in programme files.
func LeaveNamed(name string) (Leave, bool) { return named[Leave](leaveNames[:], name) }

// A Decision is what a school decided at the end of the year. The zero Decision
// is "none yet".
type Decision uint8

// The decisions.
const (
	Undecided     Decision = iota
	Promoted               // pārcelts
	Retained               // atstāts uz otru gadu
	Graduated              // absolvējis
	NoCertificate          // liecība: finished without the certificate
	Extended               // pagarinātais mācību gads: not decided yet
)

var decisionNames = [...]string{"", "promoted", "retained", "graduated", "no_certificate", "extended"}

// String is the decision's name in programme files.
func (d Decision) String() string { return decisionNames[d] }

// DecisionNamed finds a decision by its name in programme files.
func DecisionNamed(name string) (Decision, bool) { return named[Decision](decisionNames[:], name) }

// NotListed stands for an institution that is not on the programme's list.
const NotListed int16 = -1

// An Enrolment is one pupil's time in one institution in one school year.
type Enrolment struct {
	At          Origin
	Person      Person
	Enrolled    Date
	Left        Date // zero: did not leave
	Year        SchoolYear
	Institution int16 // index in Programme.Institutions
	Grade       Grade
	Level       Level
	Form        byte // the eighth character of the programme code, '1' for full-time
	Leave       Leave
	Decision    Decision
}

// Active says that the pupil is enrolled on that day: the leaving day is the
// first day away.
func (e *Enrolment) Active(d Date) bool { return e.Enrolled <= d && (e.Left == 0 || e.Left > d) }

// An Absence is a pupil's missed lessons in one institution and semester, for one reason.
type Absence struct {
	At          Origin
	Person      Person
	Unjustified int32 // lessons
	Year        SchoolYear
	Institution int16
	Semester    uint8 // 1 or 2
}

// A Percent is a percentage in millionths of a percent point; digits beyond
// are cut off, so that "below the minimum" stays exact.
type Percent int64

// PercentUnit is one percent.
const PercentUnit Percent = 1_000_000

// An Exam is one attempt of a pupil at an exam; attempts follow one another as
// their origins do.
type Exam struct {
	At          Origin
	Person      Person
	Result      Percent
	Subject     uint64 // a hash of the folded name: equal for equal subjects
	Year        SchoolYear
	Institution int16
	Grade       Grade
	Taken       bool
}

// An Interest is one pupil's place in an interest-education programme.
type Interest struct {
	At     Origin
	Person Person
	Year   SchoolYear
}

// A Continues says what became of a graduate.
type Continues uint8

// The answers, from the one that wins over all others to the one that says nothing.
const (
	ContinuesUnknown  Continues = iota // nav zināms
	ContinuesNot                       // nē
	ContinuesAbroad                    // ārvalstīs
	ContinuesStudying                  // jā
)

// A Continuation is what an institution knows of a graduate of one of its levels.
type Continuation struct {
	At          Origin
	Person      Person
	Left        Date       // left that continuation unfinished; zero: did not
	Year        SchoolYear // in which the level was finished
	Institution int16
	Level       Level // Basic, UpperSecondary, or NoLevel where the word was not known
	Continues   Continues
}

// A Published is one value as SEMR gives it.
type Published struct {
	At          Origin
	Year        SchoolYear // the school year, where SEMR names one; else zero
	Calendar    int16      // the calendar year, where SEMR names one; else zero
	Scope       PublishedScope
	Institution int16  // index in Programme.Institutions, at institution scope
	Code        string // as SEMR writes it, folded
	Numerator   int64
	Denominator int64
	Counted     bool // numerator and denominator both stand
	Value       Percent
}

// A PublishedScope is whom a published value describes.
type PublishedScope uint8

// SEMR's scopes.
const (
	PublishedMunicipality PublishedScope = iota
	PublishedInstitution
	PublishedCountry
)

// Records are the facts of a set of files, all cells already settled. The zero
// Records hold nothing.
type Records struct {
	Enrolments    []Enrolment
	Absences      []Absence
	Exams         []Exam
	Interest      []Interest
	Continuations []Continuation
	Published     []Published
	Reported      []Reported
	// SetAside names what is incomplete because rows with errors were set aside.
	SetAside []SetAside
}

// A SetAside says that rows of that kind, year and institution could not be
// used. A zero Year is every year, Institution NotListed every institution.
type SetAside struct {
	Kind        Kind
	Year        SchoolYear
	Calendar    int16
	Institution int16
	Rows        int
}
