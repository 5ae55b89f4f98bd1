package sample

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"raditaji/indicators"
)

// A clerk fills one template of one unit.
type clerk struct {
	t       *town
	p       *paper
	unit    string
	r       *rand.Rand
	entered map[indicators.Kind]bool // exports with a row of the unit
	numbers map[string]int64         // by address, in the units of the inputs
	texts   map[string]string        // choices as codes, days as 2024-09-01
}

// answer lets a unit answer what its template asks. Everything that must hold
// between the answers holds, and what is unusual is explained.
func (t *town) answer(p *paper, entered map[indicators.Kind]bool) {
	c := &clerk{
		t: t, p: p, unit: p.form.Unit.ID, r: t.dice("answers", p.form.Unit.ID, p.form.Year),
		entered: entered, numbers: map[string]int64{}, texts: map[string]string{},
	}
	for _, s := range p.form.Sheets {
		for i := range s.Blocks {
			c.block(&s.Blocks[i])
		}
	}
	c.addUp()
	c.explain()
	p.answers = c.answers()
	p.typed = map[string]string{}
	kinds := kindsOf(p.form)
	for i := range p.answers {
		r := &p.answers[i]
		p.typed[r.Input] = c.typed(kinds[r.Input], r)
	}
}

func kindsOf(f *indicators.Form) map[string]indicators.InputKind {
	kinds := map[string]indicators.InputKind{}
	for _, in := range f.Inputs() {
		kinds[in.Address] = in.Kind
	}
	return kinds
}

func (c *clerk) block(b *indicators.Block) {
	switch b.ID {
	case "institution":
		c.institution(b)
	case "activities":
		c.activities(b)
	case "tasks":
		c.tasks(b)
	case "plans":
		c.plans(b)
	case "risks":
		c.risks(b)
	case "support_specialists", "support_subjects":
		c.hours(b)
	case "leavers": // the reasons come with the leavers that are added up
	default:
		c.field(b)
	}
}

// often says so in so many of a hundred cases.
func (c *clerk) often(ofAHundred int) bool { return c.r.IntN(100) < ofAHundred }

// from is a number from low to high, both included.
func from(r *rand.Rand, low, high int64) int64 { return low + r.Int64N(high-low+1) }

// usual is the unit's own number for something, the same in every year.
func (c *clerk) usual(about string, low, high int64) int64 {
	return from(c.t.dice("usual", c.unit, about), low, high)
}

// about is near a number: at most so many percent away.
func (c *clerk) about(n, percent int64) int64 {
	return max(0, (n*from(c.r, 100-percent, 100+percent)+50)/100)
}

// years are how many years the programme has been going on.
func (c *clerk) years() int64 { return int64(c.p.form.Monitoring - c.t.programme.Period.From) }

// pupils are the unit's pupils on the first school day, of some grades.
func (c *clerk) pupils(of func(indicators.Grade) bool) (n int64) {
	for _, class := range c.p.shown.Classes {
		if of(class.Grade) {
			n += class.Pupils
		}
	}
	return n
}

func everybody(indicators.Grade) bool           { return true }
func olderThanSixth(g indicators.Grade) bool    { return 7 <= g && g <= 12 }
func asksItself(g indicators.Grade) bool        { return 4 <= g && g <= 12 }
func (c *clerk) mayLeaveEmpty(percent int) bool { return !c.alone() && c.often(percent) }

// alone says that nobody else can answer for the unit: an education board answers
// for the municipality.
func (c *clerk) alone() bool { return c.p.form.Unit.Type == "education_board" }

// institution confirms the register, which one in twelve does not, and states nil
// where an export has no row.
func (c *clerk) institution(b *indicators.Block) {
	for i := range b.Rows {
		switch address := b.Rows[i].Inputs[0].Address; address {
		case indicators.RegisterConfirmed:
			c.texts[address] = "yes"
			if c.often(8) {
				c.texts[address] = "no"
				c.texts[b.Rows[i].Explain.Address] = pick(c.r, registerWrong)
			}
		case indicators.NilAbsences:
			c.stateNil(address, indicators.Absences)
		case indicators.NilExams:
			c.stateNil(address, indicators.Exams)
		}
	}
}

func (c *clerk) stateNil(address string, kind indicators.Kind) {
	if !c.entered[kind] {
		c.texts[address] = "yes"
	}
}

// A habit is how large a field's figures are. Without of, the denominator, or the
// count, lies between from and to.
type habit struct {
	of          func(indicators.Grade) bool // the unit's pupils of these grades
	from, to    int64
	least, most int64 // the share in thousandths
	step        int64 // thousandths more in each year
}

// habits are near what the programmes' tables say; of fields that they do not
// have, anything is as good.
var habits = map[string]habit{
	"bilingual":            {of: everybody, least: 20, most: 480},
	"career_consultations": {of: olderThanSixth, least: 450, most: 600, step: 30},
	"belonging":            {of: asksItself, least: 700, most: 900, step: 10},
	"roma_retained":        {from: 38, to: 46, least: 250, most: 270, step: -15},
	"teachers_trained":     {from: 330, to: 360, least: 240, most: 260, step: 60},
	"parents_competence":   {from: 380, to: 430, least: 500, most: 540, step: 15},
	"parents_satisfied":    {from: 70, to: 90, least: 880, most: 920},
	"pmp_informed":         {from: 240, to: 280, least: 400, most: 450, step: 40},
	"leisure_survey":       {from: 210, to: 250, least: 550, most: 600, step: 20},
	"leisure_participants": {from: 120, to: 480, least: 300, most: 400, step: 25},
	"families_supported":   {from: 195, to: 220},
	"children_foster":      {from: 18, to: 22},
	"children_guardian":    {from: 38, to: 44},
	"children_institution": {from: 10, to: 13},
	"custody_cases":        {from: 4, to: 7},
	"protocols_state":      {from: 8, to: 12},
	"protocols_municipal":  {from: 2, to: 5},
	"youths_supported":     {from: 15, to: 60},
}

var anyHabit = habit{from: 40, to: 200, least: 100, most: 700}

// field answers a field: as the register has it where the exports know the same
// figure, else as the unit's habits are.
func (c *clerk) field(b *indicators.Block) {
	h, ok := habits[b.ID]
	if !ok {
		h = anyHabit
	}
	switch {
	case b.Kind == "choice":
		for i := range b.Rows {
			if c.mayLeaveEmpty(5) {
				continue
			}
			c.texts[b.Rows[i].Inputs[0].Address] = "no"
			if c.usual(b.ID, 0, 99) < 45+12*c.years() {
				c.texts[b.Rows[i].Inputs[0].Address] = "yes"
			}
		}
	case b.Kind == "count":
		for i := range b.Rows {
			c.count(&b.Rows[i], h)
		}
	default:
		for i := 0; i+1 < len(b.Rows); i += 2 {
			c.pair(b, &b.Rows[i], &b.Rows[i+1], h)
		}
	}
}

func (c *clerk) count(r *indicators.BlockRow, h habit) {
	address := r.Inputs[0].Address
	if n, ok := c.p.shown.Register[address].Get(); ok {
		c.numbers[address] = n
		if n > 10 && c.often(30) { // a pupil or two who came or left on the last day
			c.numbers[address] = n - from(c.r, 1, 2)
			c.texts[r.Explain.Address] = pick(c.r, registerLate)
		}
		return
	}
	if c.mayLeaveEmpty(4) {
		return
	}
	c.numbers[address] = c.about(c.usual(address, h.from, h.to), 8)
}

func (c *clerk) pair(b *indicators.Block, top, bottom *indicators.BlockRow, h habit) {
	n, d := top.Inputs[0].Address, bottom.Inputs[0].Address
	registered, ok := c.p.shown.Register[n].Get()
	whole, known := c.p.shown.Register[d].Get()
	switch {
	case ok && known:
		if registered < whole && whole > 20 && c.often(15) {
			registered++
			c.texts[top.Explain.Address] = pick(c.r, oneMore)
		}
	case c.fromRegister(b.ID): // which has nobody who could be counted
		registered, whole = 0, 0
	case c.mayLeaveEmpty(5):
		return
	default:
		if h.of != nil {
			whole = c.pupils(h.of)
			if b.Kind == "survey" {
				whole = whole * c.usual(d+" answers", 60, 90) / 100
			}
		} else {
			whole = c.about(c.usual(d, h.from, h.to), 3)
		}
		share := min(980, max(10, c.usual(n, h.least, h.most)+h.step*c.years()+from(c.r, -12, 12)))
		registered = (whole*share + 500) / 1000
	}
	c.numbers[n], c.numbers[d] = registered, whole
}

// fromRegister says that the exports know what a field asks.
func (c *clerk) fromRegister(field string) bool {
	return slices.ContainsFunc(c.t.programme.Fields, func(f indicators.Field) bool {
		return f.ID == field && f.Register.Measure != ""
	})
}

// plans counts support plans: one for a pupil in a semester, and some pupils have
// one in both.
func (c *clerk) plans(b *indicators.Block) {
	everyone := c.pupils(everybody)
	first := everyone * c.about(c.usual("plans", 50, 130), 6) / 1000
	second := c.about(first, 10)
	both := min(first, second) * from(c.r, 55, 70) / 100
	counts := map[string]int64{
		"plans.plans.s1": first, "plans.plans.s2": second, "plans.plans.year": first + second,
		"plans.pupils.s1": first, "plans.pupils.s2": second, "plans.pupils.year": first + second - both,
	}
	for _, r := range b.Rows {
		for _, in := range r.Inputs {
			c.numbers[in.Address] = counts[in.Address]
		}
	}
}

// riskShares are in how many of a thousand plans a risk is mentioned; others in few.
var riskShares = map[string]int64{
	"learning_difficulties": 720, "learning_gaps": 380, "low_achievement": 610, "absences": 270, "behaviour": 190,
	"language_barrier": 110, "repeating": 60, "parents_support": 160, "special_needs": 90,
}

func (c *clerk) risks(b *indicators.Block) {
	plans := c.numbers["plans.plans.year"]
	for i := range b.Rows {
		if c.often(3) { // passed over
			continue
		}
		share, ok := riskShares[b.Rows[i].ID]
		if !ok {
			share = 25
		}
		share = share * c.usual(b.Rows[i].ID, 75, 125) / 100
		for _, in := range b.Rows[i].Inputs {
			c.numbers[in.Address] = min(plans, c.about(plans*share, 8)/1000)
		}
	}
}

// hours are half hours, and none where there is no plan.
func (c *clerk) hours(b *indicators.Block) {
	plans := c.numbers["plans.plans.year"]
	for i := range b.Rows {
		if c.often(3) {
			continue
		}
		halves := plans * c.usual(b.ID+b.Rows[i].ID, 3, 60) / 10
		for _, in := range b.Rows[i].Inputs {
			c.numbers[in.Address] = 50 * c.about(halves, 10)
		}
	}
}

// addUp makes sums of what must add up to one figure, and parts of a figure that
// must be the sum of many.
func (c *clerk) addUp() {
	for i := range c.p.form.Rules {
		r := &c.p.form.Rules[i]
		switch {
		case r.Kind != indicators.Adds:
		case len(r.Left) == 1:
			sum, all := int64(0), true
			for _, part := range r.Right {
				n, ok := c.numbers[part]
				sum, all = sum+n, all && ok
			}
			delete(c.numbers, r.Left[0])
			if all {
				c.numbers[r.Left[0]] = sum
			}
		default:
			whole, ok := c.numbers[r.Right[0]]
			if !ok {
				continue
			}
			for _, part := range r.Left {
				c.numbers[part] = 0
			}
			for range whole {
				c.numbers[r.Left[min(c.r.IntN(len(r.Left)), c.r.IntN(len(r.Left)))]]++
			}
		}
	}
}

// activities say what was done, for how much, and mostly what came of it.
func (c *clerk) activities(b *indicators.Block) {
	for i := range b.Rows {
		if c.often(4) {
			continue
		}
		for _, in := range b.Rows[i].Inputs {
			switch _, column, _ := strings.Cut(strings.TrimPrefix(in.Address, "activities."), "."); {
			case column == "done":
				c.texts[in.Address] = pick(c.r, activitiesDone)
			case column == "money":
				c.numbers[in.Address] = c.money(in.Address)
			case column == "impact" && c.often(80):
				c.texts[in.Address] = pick(c.r, impacts)
			case column == "factors" && c.often(70):
				c.texts[in.Address] = pick(c.r, factors)
			}
		}
	}
}

// money is in cents; a third of the activities cost nothing.
func (c *clerk) money(address string) int64 {
	if c.usual(address+" free", 0, 2) == 0 {
		return 0
	}
	return c.about(c.usual(address, 15_000, 480_000), 12)
}

func (c *clerk) tasks(b *indicators.Block) {
	for i := range b.Rows {
		var status, date, remark string
		switch n := c.usual("task "+b.Rows[i].ID, 0, 99) + 15*c.years(); {
		case n < 12:
			status = "not_started"
			remark = pick(c.r, tasksWaiting)
		case n < 18:
			status, remark = "postponed", pick(c.r, tasksWaiting)
		case n < 85:
			status = "in_progress"
			if c.often(60) {
				remark = pick(c.r, tasksGoing)
			}
		default:
			status, date = "done", c.day()
		}
		if c.often(4) {
			continue
		}
		for _, in := range b.Rows[i].Inputs {
			text := map[string]string{"status": status, "date": date, "remark": remark}[in.Address[strings.LastIndexByte(in.Address, '.')+1:]]
			if text != "" {
				c.texts[in.Address] = text
			}
		}
	}
}

// day is a working day of the school year.
func (c *clerk) day() string {
	days := c.t.programme.Reading.Calendar.Of(c.p.form.Year)
	d := (dayOf(days.First) + day(c.r.Int64N(int64(dayOf(days.Last)-dayOf(days.First))))).weekday()
	return max(d, dayOf(days.First)).date().String()
}

// explain answers every query that the figures give rise to.
func (c *clerk) explain() {
	rows := map[string]*indicators.BlockRow{}
	for _, s := range c.p.form.Sheets {
		for _, b := range s.Blocks {
			for i := range b.Rows {
				for _, in := range b.Rows[i].Inputs {
					rows[in.Address] = &b.Rows[i]
				}
			}
		}
	}
	for _, q := range indicators.Queries(c.p.form, indicators.NewAnswers(c.answers()), c.p.shown) {
		why := differsFromLast
		switch {
		case q.Explained:
			continue
		case q.Kind == indicators.AgainstRegister:
			why = registerLate
		case q.Kind == indicators.AllZero:
			why = allZero
		}
		c.texts[rows[q.Address].Explain.Address] = pick(c.r, why)
	}
}

// answers are what was filled in so far, in the order of the form.
func (c *clerk) answers() []indicators.Reported {
	var list []indicators.Reported
	for _, in := range c.p.form.Inputs() {
		r := indicators.Reported{Year: c.p.form.Year, Unit: c.unit, Input: in.Address, Text: c.texts[in.Address]}
		n, ok := c.numbers[in.Address]
		if ok {
			r.Number = indicators.NewNumber(n)
		}
		if ok || r.Text != "" {
			list = append(list, r)
		}
	}
	return list
}

// typed is an answer as people type it.
func (c *clerk) typed(kind indicators.InputKind, r *indicators.Reported) string {
	n, _ := r.Number.Get()
	switch kind {
	case indicators.Whole:
		return strconv.FormatInt(n, 10)
	case indicators.Euro, indicators.Hours:
		return inHundredths(n)
	case indicators.Choice:
		return pick(c.r, choiceWords[r.Text])
	case indicators.Day:
		return r.Text[8:] + "." + r.Text[5:7] + "." + r.Text[:4]
	}
	return r.Text
}

func inHundredths(n int64) string { return fmt.Sprintf("%d,%02d", n/100, n%100) }

func pick(r *rand.Rand, words []string) string { return words[r.IntN(len(words))] }
