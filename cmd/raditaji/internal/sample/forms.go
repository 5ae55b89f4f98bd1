package sample

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"sync"

	"raditaji/indicators"
	"raditaji/templates"
)

// formsFolder holds the templates that came back, one folder for each school year.
const formsFolder = "iesniegtas veidnes/"

// A formYear is what is kept of a year for its templates.
type formYear struct {
	year    indicators.SchoolYear
	entered map[string]map[indicators.Kind]bool // by registration number: the exports with a row of it
	silent  []string                            // units that send nothing, in the programme's order
	papers  []*paper                            // in the programme's order of units
}

// A paper is one template as a unit sends it.
type paper struct {
	form    *indicators.Form
	shown   indicators.Prefill
	answers []indicators.Reported // what is meant, in the order of the form
	typed   map[string]string     // the same as people type it, by address
	name    string                // of the file, without its folder
	fault   *fault                // what is wrong with it; nil: nothing
	beside  *paper                // of a wrong one, the right one that stands there too; nil: none
}

// askForms finds the school years of which templates come back: those that the
// programme's period covers and that are over.
func (t *town) askForms() {
	period := t.programme.Period
	for y := t.first; y < t.last; y++ {
		if m := t.programme.MonitoringYearOf(y); period.From <= m && m <= period.To {
			t.forms = append(t.forms, &formYear{year: y, entered: map[string]map[indicators.Kind]bool{}})
		}
	}
}

// dice are as good as the words that name them: asking for other dice, or in
// another order, changes nothing.
func (t *town) dice(about ...any) *rand.Rand {
	h := fnv.New64a()
	fmt.Fprintln(h, about...)
	return rand.New(rand.NewPCG(t.seed, h.Sum64()))
}

// keepRecords keeps what the exports of the year give to the templates: pupils,
// graduates, and which exports hold a row of whom.
func (t *town) keepRecords() {
	if len(t.forms) == 0 || t.year < t.forms[0].year {
		return
	}
	at := func(i int) indicators.Origin { return indicators.Origin{File: 1, Row: uint32(i + 1)} }
	index := make([]int16, len(t.schools))
	for i, s := range t.schools {
		index[i] = int16(t.programme.InstitutionNumbered(s.number))
	}
	for i := range t.rows {
		w := &t.rows[i]
		t.records.Enrolments = append(t.records.Enrolments, indicators.Enrolment{
			At: at(i), Person: t.pseudonym(w.p), Enrolled: w.enrolled, Left: w.left, Year: t.year,
			Institution: index[w.school], Grade: gradeRead(w.grade), Level: levelOf(w.programme),
			Form: programmeCodes[w.programme][7], Leave: leaveRead(w), Decision: decisionsRead[w.decision],
		})
	}
	for i := range t.fates {
		f := &t.fates[i]
		if f.answer == "" {
			continue
		}
		level := indicators.UpperSecondary
		if f.basic {
			level = indicators.Basic
		}
		t.records.Continuations = append(t.records.Continuations, indicators.Continuation{
			At: at(i), Person: t.pseudonym(f.p), Left: f.left, Year: t.year, Institution: index[f.school], Level: level,
			Continues: answersRead[f.answer],
		})
	}
	n := slices.IndexFunc(t.forms, func(f *formYear) bool { return f.year == t.year })
	if n < 0 {
		return
	}
	enter := func(school int, kind indicators.Kind) {
		number := t.schools[school].number
		if t.forms[n].entered[number] == nil {
			t.forms[n].entered[number] = map[indicators.Kind]bool{}
		}
		t.forms[n].entered[number][kind] = true
	}
	for i := range t.absences {
		enter(t.absences[i].school, indicators.Absences)
	}
	for i := range t.exams {
		if t.exams[i].grade == 9 {
			enter(t.exams[i].school, indicators.Exams)
		}
	}
}

// pseudonym stands for a person as the exports tell persons apart: who has no code
// is somebody else in each row.
func (t *town) pseudonym(p *pupil) indicators.Person {
	h := fnv.New128a()
	if p.coded() {
		h.Write([]byte(p.code))
	} else {
		t.strangers++
		h.Write(binary.BigEndian.AppendUint64([]byte(nobody), t.strangers))
	}
	return indicators.NewPerson(h.Sum(nil))
}

func gradeRead(g grade) indicators.Grade {
	switch {
	case g == 0:
		return indicators.Preschool
	case g > course0:
		return indicators.Course0 + indicators.Grade(g-course0)
	}
	return indicators.Grade(g)
}

func levelOf(p programme) indicators.Level {
	switch programmeCodes[p][0] {
	case '0':
		return indicators.PreschoolLevel
	case '2':
		return indicators.Basic
	}
	if programmeCodes[p][1] == '1' {
		return indicators.UpperSecondary
	}
	return indicators.Vocational
}

func leaveRead(w *row) indicators.Leave {
	switch {
	case w.left == 0:
		return indicators.NotLeft
	case w.reason == "miris":
		return indicators.Deceased
	case slices.Contains(completedReasons, w.reason):
		return indicators.Completed
	case slices.Contains(movedReasons, w.reason), slices.Contains(outReasons, w.reason):
		return indicators.Transferred
	case slices.Contains(abroadReasons, w.reason):
		return indicators.Abroad
	case slices.Contains(dropoutReasons, w.reason):
		return indicators.Dropout
	}
	return indicators.UnknownReason
}

var decisionsRead = [...]indicators.Decision{
	undecided: indicators.Undecided, promoted: indicators.Promoted, retained: indicators.Retained,
	graduated: indicators.Graduated, noCertificate: indicators.NoCertificate, extended: indicators.Extended,
}

var answersRead = map[string]indicators.Continues{
	"jā": indicators.ContinuesStudying, "nē": indicators.ContinuesNot, "ārvalstīs": indicators.ContinuesAbroad,
	"nav zināms": indicators.ContinuesUnknown,
}

// writeForms lets every unit that is asked fill its template for each year, and
// writes those that come back.
func (t *town) writeForms(to Folder) error {
	if len(t.forms) == 0 {
		return nil
	}
	calculation := indicators.NewCalculation(t.programme, t.records)
	var last map[string]*paper
	for _, y := range t.forms {
		y.silent = t.silentUnits(y.year)
		shown, sent := calculation.Prefills(y.year), map[string]*paper{}
		for _, u := range t.programme.ReportingUnits() {
			f, ok := indicators.FormOf(t.programme, u.ID, y.year)
			if !ok || slices.Contains(y.silent, u.ID) {
				continue
			}
			p := &paper{form: f, shown: shown[u.ID]}
			p.remember(last[u.ID])
			t.answer(p, y.entered[u.ID])
			y.papers, sent[u.ID] = append(y.papers, p), p
		}
		last = sent
	}
	if t.faults {
		t.spoilForms()
	}
	for _, y := range t.forms {
		if err := t.writePapers(to, y); err != nil {
			return err
		}
	}
	return nil
}

// remember takes over what the unit reported a year earlier; nil is nothing.
func (p *paper) remember(last *paper) {
	if last == nil {
		return
	}
	for _, in := range p.form.Inputs() {
		i := slices.IndexFunc(last.answers, func(r indicators.Reported) bool { return r.Input == in.Address })
		if i < 0 {
			continue
		}
		switch r := &last.answers[i]; {
		case in.Kind.Numeric():
			p.shown.Last[in.Address] = r.Number
		case in.Kind == indicators.Choice || in.Kind == indicators.Day:
			p.shown.LastText[in.Address] = r.Text
		}
	}
}

// silentUnits are the few units that send nothing. None of them is the only one
// that is asked for something.
func (t *town) silentUnits(y indicators.SchoolYear) []string {
	only := map[string]bool{}
	for i := range t.programme.Fields {
		if of := t.programme.UnitsOf(t.programme.Fields[i].From); len(of) == 1 {
			only[of[0]] = true
		}
	}
	var units []string
	for _, u := range t.programme.ReportingUnits() {
		if f, ok := indicators.FormOf(t.programme, u.ID, y); ok && len(f.Sheets) > 1 && !only[u.ID] {
			units = append(units, u.ID)
		}
	}
	order := t.dice("silent", y).Perm(len(units))[:min(2, len(units)/8)]
	slices.Sort(order)
	silent := make([]string, len(order))
	for i, at := range order {
		silent[i] = units[at]
	}
	return silent
}

// writePapers draws the templates of a year, several at a time, and writes them
// under the names that people give them.
func (t *town) writePapers(to Folder, y *formYear) error {
	t.nameFiles(y)
	data := make([][]byte, len(y.papers))
	faults := make([]error, len(y.papers))
	next := make(chan int)
	var group sync.WaitGroup
	for range min(4, len(y.papers)) {
		group.Go(func() {
			for i := range next {
				data[i], faults[i] = y.papers[i].draw()
			}
		})
	}
	for i := range y.papers {
		next <- i
	}
	close(next)
	group.Wait()
	for i, p := range y.papers {
		if faults[i] != nil {
			return faults[i]
		}
		if err := to.WriteFile(formsFolder+spanOf(y.year)+"/"+p.name, data[i]); err != nil {
			return err
		}
	}
	return nil
}

func (p *paper) draw() ([]byte, error) {
	data, err := templates.DrawForm(p.form, templates.FormContent{Shown: p.shown, Filled: p.typed}, templates.Latvian)
	if err != nil || p.fault == nil {
		return data, err
	}
	if data, err = p.fault.spoil(p, data); err != nil {
		return nil, fmt.Errorf("spoiling the template of %q by %s: %w", p.form.Unit.Name, p.fault.code, err)
	}
	return data, nil
}

// nameFiles names the files of a year as people name them; no two alike.
func (t *town) nameFiles(y *formYear) {
	taken := map[string]bool{}
	for _, p := range y.papers {
		r := t.dice("name", p.form.Unit.ID, y.year)
		made := templates.FormFileName(p.form)
		name := made
		switch n := r.IntN(20); {
		case n < 2:
			name = "Kopija no " + made
		case n < 4:
			name = "veidne.xlsx"
		case n < 6:
			name = strings.TrimSuffix(made, ".xlsx") + " aizpildīta.xlsx"
		case n < 13:
			name = strings.Join(strings.Fields(fileName(p.form.Unit.Name)), " ") + ".xlsx"
		}
		end := ".xlsx"
		if p.fault != nil {
			end = cmp.Or(p.fault.end, end)
		}
		stem := strings.TrimSuffix(name, path.Ext(name))
		p.name = stem + end
		for n := 2; taken[strings.ToLower(p.name)]; n++ {
			p.name = fmt.Sprintf("%s (%d)%s", stem, n, end)
		}
		taken[strings.ToLower(p.name)] = true
	}
}
