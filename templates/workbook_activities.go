package templates

import (
	"strconv"
	"strings"

	"raditaji/indicators"
)

// The grid that the tables of activities share, in letters.
var activityGrid = []float64{11, 6, 16, 5.5, 24, 21, 13, 28, 22, 22, 12.5, 8, 8.5}

// The columns of that grid in which money stands: of table 4.1, and of the
// tables below it.
const (
	moneyOfPlan = 11
	moneyOfUnit = 7
)

// mostLines is how many lines a row can show: no program draws a higher one.
const mostLines = 30

// An activityYear is what became of an activity in the asked year.
type activityYear struct {
	planned bool     // for the year
	units   []string // that are asked
	first   int      // its place among the rows of the table by unit
	money   told
	done    int // units that answered
}

// activityYears are those of table 4.1, in its order.
func (b *book) activityYears() []activityYear {
	y := b.monitored()
	list := make([]activityYear, len(b.p.Activities))
	next := 0
	for i := range b.p.Activities {
		a := &b.p.Activities[i]
		of := activityYear{planned: a.PlannedFor(b.report.Year), first: next}
		if of.planned {
			of.units = b.askedUnits(a.AskedOf, y)
			of.money = b.told(of.units, y, indicators.ActivityInput(a.Number, "money"))
			for _, u := range of.units {
				if b.hasAnswered(u, y, activityInputs(a.Number)) {
					of.done++
				}
			}
			next += len(of.units)
		}
		list[i] = of
	}
	return list
}

// activityColumns are what units tell of an activity in words.
var activityColumns = []string{"done", "impact", "factors"}

func activityInputs(number string) []string {
	list := []string{indicators.ActivityInput(number, "money")}
	for _, c := range activityColumns {
		list = append(list, indicators.ActivityInput(number, c))
	}
	return list
}

// activities writes table 4.1 with what the year brought, its sums by level,
// table 4.4 and what each unit told.
func (b *book) activities() {
	s := b.activitySheet
	if s == nil {
		return
	}
	s.title(b.say("activities.title", "year", strconv.Itoa(b.report.Year), "school_year", b.schoolYear(b.report.Year)), b.say("activities.note"))
	s.widths(activityGrid...)
	for _, w := range activityGrid {
		s.fold += w
	}
	years := b.activityYears()
	list := []maker{b.planMaker(years), b.levelsMaker(years)}
	if len(b.p.Accounting) > 0 {
		list = append(list, b.accountingMaker(years))
	}
	s.makers(len(activityGrid), 1, 3, append(list, b.doneMaker(years))...)
}

// goalNumber is a number of a table as adopted, with its full stop.
func goalNumber(number string) any {
	number = strings.TrimSpace(number)
	if number == "" {
		return mark(none)
	}
	return mark(strings.TrimSuffix(number, ".") + ".")
}

// levelCell names a level of prevention in a table of the programme.
func (b *book) levelCell(level int) any {
	if level == 0 {
		return mark(signNotApplicable)
	}
	return b.levelName(level)
}

// planMaker makes table 4.1.
func (b *book) planMaker(years []activityYear) maker {
	s := b.activitySheet
	return func(int) block {
		d := block{title: b.say("activities.plan"), name: "Aktivitates", note: b.say("activities.plan_note", "year", b.schoolYear(b.report.Year)),
			ours: 10, heads: b.heads("level", "goal_number", "goal", "number", "activity", "planned", "responsible", "involved", "planned_years", "funding",
				"money", "asked", "answered")}
		for i := range b.p.Activities {
			a, of := &b.p.Activities[i], &years[i]
			planned := make([]string, len(a.Years))
			for j, y := range a.Years {
				planned[j] = strconv.Itoa(y)
			}
			d.rows = append(d.rows, []any{
				b.levelCell(a.Level), goalNumber(a.Goal), orNone(a.GoalText), goalNumber(a.Number), orNone(a.Text), orNone(a.Result),
				orNone(a.Responsible), orNone(a.Involved), orNone(strings.Join(planned, ", ")), orNone(a.Funding),
				s.moneyCell(of), of.asked(), of.answered(),
			})
		}
		return d
	}
}

// moneyCell is what an activity cost: the sum of what units told below.
func (s *sheet) moneyCell(of *activityYear) any {
	var places []place
	for i := range of.units {
		places = append(places, place{moneyOfUnit, s.tops["Paveiktais"] + of.first + i})
	}
	return of.money.amount("money", sumFormula("money", places))
}

func (of *activityYear) asked() any {
	if len(of.units) == 0 {
		return mark(signNotApplicable)
	}
	return len(of.units)
}

func (of *activityYear) answered() any {
	if len(of.units) == 0 {
		return mark(signNotApplicable)
	}
	return of.done
}

// levelsMaker makes the sums by level of prevention, below the column of activities.
func (b *book) levelsMaker(years []activityYear) maker {
	s := b.activitySheet
	return func(row int) block {
		d := block{title: b.say("activities.levels"), name: "Limeni", note: b.say("activities.levels_note", "year", strconv.Itoa(b.report.Year)), col: 5,
			heads: b.heads("level", "activities_planned", "money", "activities_answered"), sums: map[int]bool{}}
		first := s.headRow(row, &d) + 1
		type level struct {
			planned, answered int
			money             told
			places            []place
		}
		levels := map[int]*level{}
		for i := range b.p.Activities {
			number, of := b.p.Activities[i].Level, &years[i]
			l := levels[number]
			if l == nil {
				l = new(level)
				levels[number] = l
			}
			l.places = append(l.places, place{moneyOfPlan, s.tops["Aktivitates"] + i})
			if !of.planned {
				continue
			}
			l.planned++
			if of.done > 0 {
				l.answered++
			}
			l.money = addTold(l.money, of.money)
		}
		numbers := []int{0}
		for _, l := range b.p.Levels {
			numbers = append(numbers, l.Number)
		}
		var whole level
		for _, n := range numbers {
			l := levels[n]
			if l == nil {
				continue
			}
			whole.places = append(whole.places, place{d.col + 2, first + len(d.rows)})
			whole.planned, whole.answered, whole.money = whole.planned+l.planned, whole.answered+l.answered, addTold(whole.money, l.money)
			d.rows = append(d.rows, []any{b.levelCell(n), l.planned, l.money.amount("money", sumFormula("money", l.places)), l.answered})
		}
		if len(d.rows) > 0 {
			d.sums[len(d.rows)] = true
			d.rows = append(d.rows, []any{b.say("row.all"), whole.planned, whole.money.amount("money", sumFormula("money", whole.places)), whole.answered})
		}
		return d
	}
}

// addTold adds up sums over different inputs.
func addTold(a, b told) told {
	return told{a.sum + b.sum, a.some || b.some, a.answered + b.answered, a.asked + b.asked, a.faulty || b.faulty}
}

// accountingMaker makes table 4.4, filled by the activity's number.
func (b *book) accountingMaker(years []activityYear) maker {
	s := b.activitySheet
	return func(int) block {
		d := block{title: b.say("accounting.title"), name: "Uzskaite", note: b.say("accounting.note", "year", b.schoolYear(b.report.Year)), ours: 6,
			heads: b.heads("level", "goal_number", "goal", "number", "activity", "accounting_planned", "accounting_money", "accounting_done", "accounting_impact", "accounting_factors")}
		for i := range b.p.Accounting {
			a := &b.p.Accounting[i]
			cells := []any{b.levelCell(a.Level), goalNumber(a.Goal), orNone(a.GoalText), goalNumber(a.Activity), orNone(a.ActivityText), orNone(a.Result)}
			of := b.activityNumbered(years, a.Activity)
			if of == nil {
				of = &activityYear{}
			}
			cells = append(cells, s.moneyCell(of))
			for j, c := range activityColumns {
				cells = append(cells, s.joined(8+j, of.units, indicators.ActivityInput(a.Activity, c)))
			}
			d.rows = append(d.rows, cells)
		}
		return d
	}
}

func (b *book) activityNumbered(years []activityYear, number string) *activityYear {
	for i := range b.p.Activities {
		if indicators.ActivityInput(b.p.Activities[i].Number, "") == indicators.ActivityInput(number, "") {
			return &years[i]
		}
	}
	return nil
}

// joined are the texts of several units in one cell of a column, each with the
// unit's name; what a row cannot show is left to the table by unit.
func (s *sheet) joined(col int, units []string, input string) any {
	b := s.book
	y := b.monitored()
	if len(units) == 0 {
		return mark(signNotApplicable)
	}
	var texts, silent []string
	for _, u := range units {
		text := strings.TrimSpace(b.answers.Text(u, y, input))
		switch {
		case text == "":
			silent = append(silent, b.unitName(u))
		case len(units) == 1:
			texts = append(texts, text)
		default:
			texts = append(texts, b.unitName(u)+": "+text)
		}
	}
	if len(texts) == 0 {
		return mark(signNotAvailable)
	}
	if len(silent) > 0 {
		more := ""
		if len(silent) > 3 {
			more = ", " + b.say("more", "count", strconv.Itoa(len(silent)-3))
			silent = silent[:3]
		}
		texts = append(texts, signNotAvailable+" "+b.say("activities.silent", "units", strings.Join(silent, ", ")+more))
	}
	text := strings.Join(texts, "\n")
	if lines(text, s.width[col], false) <= mostLines {
		return text
	}
	below := "… " + b.say("activities.below")
	for n := len([]rune(text)); ; n -= 40 {
		short := strings.TrimSuffix(shorten(text, max(n, 1)), "…") + below
		if n <= 40 || lines(short, s.width[col], false) <= mostLines {
			return short
		}
	}
}

// doneMaker makes the table of what each unit told of each activity.
func (b *book) doneMaker(years []activityYear) maker {
	y := b.monitored()
	return func(int) block {
		d := block{title: b.say("done.title", "year", b.schoolYear(b.report.Year)), name: "Paveiktais", note: b.say("done.note"),
			ours: 6, heads: b.heads("level", "goal_number", "unit", "number", "activity", "planned", "money", "done", "impact", "factors")}
		for i := range b.p.Activities {
			a, of := &b.p.Activities[i], &years[i]
			for _, u := range of.units {
				cells := []any{
					b.levelCell(a.Level), goalNumber(a.Goal), b.unitName(u), goalNumber(a.Number), orNone(a.Text), orNone(a.Result),
					b.told([]string{u}, y, indicators.ActivityInput(a.Number, "money")).amount("money", ""),
				}
				for _, c := range activityColumns {
					cells = append(cells, toldText(b.answers.Text(u, y, indicators.ActivityInput(a.Number, c))))
				}
				d.rows = append(d.rows, cells)
			}
		}
		return d
	}
}

// toldText is a text that a unit states, or the sign that it states none.
func toldText(text string) any {
	if text = strings.TrimSpace(text); text == "" {
		return mark(signNotAvailable)
	}
	return worded{text, lookText}
}
