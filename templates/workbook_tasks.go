package templates

import (
	"strconv"
	"strings"

	"raditaji/indicators"
)

// The grid of the table of tasks, in letters, and the columns that the table of
// its counts reads.
var taskGrid = []float64{10.5, 6, 15, 5.5, 19, 6.5, 26, 14, 14, 13, 15.5, 11.5, 12.5, 10.5, 18.5}

const (
	statusOfTask = 12
	termOfTask   = 13
)

// taskStatuses are the statuses of tasks in the order in which they are counted.
var taskStatuses = []string{"done", "in_progress", "not_started", "postponed", "dropped"}

// lookLate, lookUnsaid, lookDone colour what the words beside them say.
var (
	lookLate   = statusLook(indicators.Worsening)
	lookUnsaid = statusLook(indicators.NeedsClarification)
	lookDone   = statusLook(indicators.Met)
)

// statusLook is a text in the middle, in the colours of a status.
func statusLook(s indicators.Status) look {
	k := lookMark
	k.bold, k.ink, k.paper = true, statusColours[s].ink, statusColours[s].paper
	return k
}

// tasks writes table 4.2 with how far each task is, by each unit that is asked.
func (b *book) tasks() {
	s := b.taskSheet
	if s == nil {
		return
	}
	s.title(b.say("tasks.title", "year", strconv.Itoa(b.report.Year), "school_year", b.schoolYear(b.report.Year)), b.say("tasks.note"))
	s.widths(taskGrid...)
	for _, w := range taskGrid {
		s.fold += w
	}
	s.makers(len(taskGrid), 1, 0, b.tasksMaker(), b.taskCountsMaker())
}

// A taskRow is one task as one unit sees it.
type taskRow struct {
	task   *indicators.Task
	unit   string // empty: nobody is asked this year
	status string // a code; empty: not told
}

func (b *book) taskRows() []taskRow {
	y := b.monitored()
	var list []taskRow
	for i := range b.p.Tasks {
		t := &b.p.Tasks[i]
		var units []string
		if t.Begun(b.report.Year) {
			units = b.askedUnits(t.AskedOf, y)
		}
		if len(units) == 0 {
			list = append(list, taskRow{task: t})
		}
		for _, u := range units {
			list = append(list, taskRow{t, u, b.answers.Text(u, y, indicators.TaskInput(t.Number, "status"))})
		}
	}
	return list
}

// taskStatus words how far a task is.
func (b *book) taskStatus(r taskRow) worded {
	switch {
	case r.unit == "":
		return worded{signNotApplicable, lookMark}
	case r.status == "":
		return worded{signNotAvailable, lookMark}
	case r.status == "done":
		return worded{choiceWord(b.l, r.status), lookDone}
	}
	return worded{choiceWord(b.l, r.status), lookMark}
}

// taskTerm says whether a task is late. One that is dropped is not.
func (b *book) taskTerm(r taskRow) worded {
	switch {
	case r.unit == "":
		return worded{signNotApplicable, lookMark}
	case !r.task.Over(b.report.Year):
		return worded{b.say("tasks.running"), lookMark}
	case r.status == "":
		return worded{b.say("tasks.unsaid"), lookUnsaid}
	case r.status == "done" || r.status == "dropped":
		return worded{b.say("tasks.over"), lookMark}
	}
	return worded{b.say("tasks.late"), lookLate}
}

// taskCountsMaker makes the counts of statuses and of late tasks.
func (b *book) taskCountsMaker() maker {
	s := b.taskSheet
	rows := b.taskRows()
	return func(row int) block {
		d := block{title: b.say("task_counts.title"), name: "Uzdevumu_skaits", note: b.say("task_counts.note"), heads: b.heads("task_state", "count"), col: 7}
		first := s.headRow(row, &d) + 1
		count := func(label worded, criterion string, column int, like func(taskRow) bool) {
			n := 0
			for _, r := range rows {
				if like(r) {
					n++
				}
			}
			top := s.tops["Uzdevumi"]
			area := fixed(column, top) + ":" + fixed(column, top+len(rows)-1)
			label.look.align = "left"
			if criterion == "" {
				criterion = cell(d.col, first+len(d.rows))
			}
			d.rows = append(d.rows, []any{label, figure{v: float64(n), format: formatWhole,
				formula: "COUNTIF(" + area + "," + criterion + ")"}})
		}
		for _, code := range taskStatuses {
			like := func(r taskRow) bool { return r.unit != "" && r.status == code }
			count(b.taskStatus(taskRow{unit: "-", status: code}), "", statusOfTask, like)
		}
		like := func(r taskRow) bool { return r.unit != "" && r.status == "" }
		count(worded{b.say("task_counts.unsaid"), lookMark}, `"`+signNotAvailable+`"`, statusOfTask, like)
		for _, term := range []worded{{b.say("tasks.late"), lookLate}, {b.say("tasks.unsaid"), lookUnsaid}} {
			count(term, "", termOfTask, func(r taskRow) bool { return b.taskTerm(r).text == term.text })
		}
		return d
	}
}

// tasksMaker makes table 4.2.
func (b *book) tasksMaker() maker {
	y := b.monitored()
	rows := b.taskRows()
	return func(int) block {
		d := block{title: b.say("tasks.table"), name: "Uzdevumi", heady: true, note: b.say("tasks.table_note", "year", b.schoolYear(b.report.Year)), ours: 10,
			heads: b.heads("level", "goal_number", "goal", "activity_number", "activity", "number", "task", "term", "executor", "supervisor",
				"unit", "task_status", "late", "date", "task_remark")}
		for _, r := range rows {
			t := r.task
			cells := []any{
				b.levelCell(t.Level), goalNumber(t.Goal), orNone(t.GoalText), goalNumber(t.Activity), orNone(t.ActivityText), goalNumber(t.Number),
				orNone(t.Text), orNone(t.Term), orNone(t.Executor), orNone(t.Supervisor),
			}
			unit, date, remark := any(mark(signNotApplicable)), any(mark(signNotApplicable)), any(mark(signNotApplicable))
			if r.unit != "" {
				unit = b.unitName(r.unit)
				date = dayCell(b.answers.Text(r.unit, y, indicators.TaskInput(t.Number, "date")))
				remark = toldText(b.answers.Text(r.unit, y, indicators.TaskInput(t.Number, "remark")))
			}
			d.rows = append(d.rows, append(cells, unit, b.taskStatus(r), b.taskTerm(r), date, remark))
		}
		return d
	}
}

// dayCell is a day as answers keep it, 2024-09-01, as a cell of a block.
func dayCell(text string) any {
	parts := strings.Split(text, "-")
	if len(parts) != 3 {
		return toldText(text)
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil {
			return toldText(text)
		}
		n[i] = v
	}
	return indicators.NewDate(n[0], n[1], n[2])
}
