package templates

import (
	"fmt"
	"slices"
	"sort"
	"strconv"

	"raditaji/indicators"
	"raditaji/sources"
)

// A needed is one input that the programme's figures of the asked year need.
type needed struct {
	kind indicators.Kind
	year indicators.SchoolYear // zero: the SEMR export of the monitoring year
}

// wide says that the input comes for the municipality as a whole: nobody can say
// of which institution it should be.
func (n needed) wide() bool { return n.kind == indicators.SEMR || n.kind == indicators.InterestRows }

// needs are the exports that the measures of the programme need for the asked
// year, then the template, in the order in which kinds are read and by year.
func (b *book) needs() []needed {
	y := b.monitored()
	have := map[needed]bool{}
	for i := range b.p.Indicators {
		for _, v := range b.p.Indicators[i].Values {
			m, ok := indicators.MeasureNamed(v.Measure)
			switch {
			case !ok:
			case m.Source == indicators.PublishedBy:
				have[needed{kind: indicators.SEMR}] = true
			case m.Needs != nil:
				for _, n := range m.Needs(v.Params) {
					have[needed{n.Kind, y + indicators.SchoolYear(n.Offset)}] = true
				}
			}
		}
	}
	for _, u := range b.p.ReportingUnits() {
		if b.asksUnit(u.ID, y) {
			have[needed{indicators.FormKind, y}] = true
		}
	}
	order := map[indicators.Kind]int{indicators.FormKind: len(sources.Kinds)}
	for i := range sources.Kinds {
		order[sources.Kinds[i].Name] = i
	}
	list := make([]needed, 0, len(have))
	for n := range have {
		list = append(list, n)
	}
	sort.Slice(list, func(i, j int) bool {
		if order[list[i].kind] != order[list[j].kind] {
			return order[list[i].kind] < order[list[j].kind]
		}
		return list[i].year < list[j].year
	})
	return list
}

// A handedIn is what became of one input of one unit.
type handedIn struct {
	state string // one of handedStates or missingStates
	rows  int
}

// handedStates are what can have become of an input that was handed in, in the
// order in which they are counted; then what it is when nothing was.
var (
	handedStates  = []string{"accepted", "replaced", "partial", "stands", "returned"}
	missingStates = []string{"missing", "late"}
)

// states are those that the sheet counts: that an input is late, only the ledger says.
func (b *book) states() []string {
	missing := missingStates[:1]
	if b.report.Ledger != nil {
		missing = missingStates
	}
	return append(handedStates[:len(handedStates):len(handedStates)], missing...)
}

// A deposit is what files hold of one input of one unit.
type deposit struct {
	rows, used int  // of the files that stand
	replaced   bool // an earlier file's rows gave way
	refused    bool // the last file of a template could not be used
	any        bool
}

// An intake is everything that was handed in, seen by what is needed.
type intake struct {
	needs  []needed
	by     map[needed]map[string]*deposit
	filled map[string]told               // by unit: filled cells of its template of the asked year
	grades map[unitYear][2]bool          // by institution: its list of pupils is there, with a grade 9
	handed map[needed]map[string]*Handed // by the ledger
	mended map[needed]map[string]bool    // of those accepted, where a later file stood returned
}

func (b *book) intake() *intake {
	in := &intake{needs: b.needs(), by: b.deposits(), filled: map[string]told{}, grades: map[unitYear][2]bool{}}
	in.handed, in.mended = b.handedIn()
	for i := range b.report.Reported {
		if r := &b.report.Reported[i]; r.Year == b.monitored() && r.Input != "" {
			t := in.filled[r.Unit]
			t.sum++
			t.faulty = t.faulty || r.Faulty
			in.filled[r.Unit] = t
		}
	}
	for i := range b.report.Files {
		for _, c := range b.report.Files[i].Cells {
			if c.Kind == indicators.Enrolments && c.Used > 0 {
				at := unitYear{c.Institution, c.Year}
				in.grades[at] = [2]bool{true, in.grades[at][1] || c.Part == "9"}
			}
		}
	}
	return in
}

// handedIn is what the ledger says of inputs, by unit; of what comes for the
// municipality as a whole the last one stands for it. mended are those accepted
// for which a later file stood returned.
func (b *book) handedIn() (by map[needed]map[string]*Handed, mended map[needed]map[string]bool) {
	by, mended = map[needed]map[string]*Handed{}, map[needed]map[string]bool{}
	if b.report.Ledger == nil {
		return by, mended
	}
	for i := range b.report.Ledger.Handed {
		h := &b.report.Ledger.Handed[i]
		n, unit := needed{h.Kind, h.Year}, h.Institution
		if n.wide() {
			unit = ""
		}
		if by[n] == nil {
			by[n], mended[n] = map[string]*Handed{}, map[string]bool{}
		}
		if i > 0 && h.Returned {
			was := &b.report.Ledger.Handed[i-1]
			mended[n][unit] = mended[n][unit] || !was.Returned && n == needed{was.Kind, was.Year} && was.Calendar == h.Calendar && was.Institution == h.Institution
		}
		before := by[n][unit]
		if before == nil || before.Returned && !h.Returned || before.Returned == h.Returned && before.Day < h.Day {
			by[n][unit] = h
		}
	}
	return by, mended
}

// deposits goes through the files in their order: the last one that covers a
// cell stands for it, whole.
func (b *book) deposits() map[needed]map[string]*deposit {
	last := map[sources.Cell]*sources.Cell{}
	replaced := map[sources.Cell]bool{}
	refused := map[string]bool{} // templates of the asked year, by unit
	for i := range b.report.Files {
		f := &b.report.Files[i]
		if f.SameAs != "" {
			continue
		}
		if f.Refused {
			if f.Form != nil && f.Form.Year == b.monitored() && f.Form.Programme == b.p.ID {
				refused[f.Form.Unit] = true
			}
			continue
		}
		for _, c := range f.Cells {
			key := c
			key.Rows, key.Used = 0, 0
			if c.Kind == indicators.FormKind && c.Year == b.monitored() {
				refused[c.Institution] = false
			}
			old := last[key]
			if old != nil && c.Used == 0 {
				continue // nothing in it replaces anything
			}
			if old != nil {
				replaced[key] = true
			}
			last[key] = &c
		}
	}
	by := map[needed]map[string]*deposit{}
	at := func(n needed, unit string) *deposit {
		if by[n] == nil {
			by[n] = map[string]*deposit{}
		}
		d := by[n][unit]
		if d == nil {
			d = new(deposit)
			by[n][unit] = d
		}
		return d
	}
	for key, c := range last {
		n, unit := needed{key.Kind, key.Year}, key.Institution
		if key.Kind == indicators.SEMR {
			if key.Calendar != 0 && int(key.Calendar) != b.report.Year || key.Year != 0 && key.Year != b.monitored() {
				continue
			}
			n.year = 0
		}
		if n.wide() {
			unit = ""
		}
		d := at(n, unit)
		d.any = true
		d.rows += c.Rows
		d.used += c.Used
		d.replaced = d.replaced || replaced[key]
	}
	for unit, is := range refused {
		if is {
			at(needed{indicators.FormKind, b.monitored()}, unit).refused = true
		}
	}
	return by
}

// handed is what became of an input of a unit; ok is false where the unit owes
// none. The empty unit is the municipality.
func (b *book) handed(in *intake, n needed, unit string) (h handedIn, ok bool) {
	d := in.by[n][unit]
	switch came := in.handed[n][unit]; {
	case d == nil && came != nil && came.Returned:
		return handedIn{state: "returned"}, true
	case d == nil && !b.owes(in, n, unit):
		return h, false
	case d == nil && b.late(n):
		return handedIn{state: "late"}, true
	case d == nil:
		return handedIn{state: "missing"}, true
	case !d.any:
		return handedIn{state: "returned"}, true
	}
	h.rows = d.rows
	faulty := false
	if n.kind == indicators.FormKind {
		h.rows, faulty = int(in.filled[unit].sum), in.filled[unit].faulty
	}
	switch {
	case d.refused || in.mended[n][unit]:
		h.state = "stands"
	case d.rows > 0 && d.used == 0:
		h.state = "returned"
	case d.used < d.rows || faulty:
		h.state = "partial"
	case d.replaced:
		h.state = "replaced"
	default:
		h.state = "accepted"
	}
	return h, true
}

// late says that an input was due before the run began.
func (b *book) late(n needed) bool {
	switch {
	case b.report.Ledger == nil:
		return false
	case n.year > b.monitored():
		return b.report.Ledger.LateNext
	}
	return b.report.Ledger.Late
}

// owes says that an input is asked of a unit: the template of whom it is made
// for, exports of the institutions whose pupils are the programme's, those about
// grade 9 of the institutions that have one.
func (b *book) owes(in *intake, n needed, unit string) bool {
	switch {
	case n.wide() || unit == "":
		return n.wide() && unit == ""
	case n.kind == indicators.FormKind:
		return b.asksUnit(unit, n.year)
	}
	i := b.p.InstitutionNumbered(unit)
	if i < 0 || !b.p.Institutions[i].InScope || len(b.askedUnits([]string{unit}, n.year)) == 0 {
		return false
	}
	if n.kind != indicators.Exams && n.kind != indicators.Continuations {
		return true
	}
	grades := in.grades[unitYear{unit, n.year}]
	return grades[1] || !grades[0]
}

// submissions writes which input came from whom, with its rows.
func (b *book) submissions() {
	s := b.submissionSheet
	if s == nil {
		return
	}
	s.title(b.say("submissions.title", "year", strconv.Itoa(b.report.Year), "school_year", b.schoolYear(b.report.Year)), b.say("submissions.note"))
	in := b.intake()
	needs := in.needs
	grid := []float64{38, 14}
	for range needs {
		grid = append(grid, 13.5)
	}
	for range needs {
		grid = append(grid, 12.5)
	}
	s.widths(grid...)
	printed := len(grid)
	for widthOf(grid[:printed]) > 198 && printed > 2+len(needs) { // what does not fit stands outside the print area
		printed--
	}
	if printed < len(grid) {
		printed = 2 + len(needs)
	}
	s.fold = widthOf(grid[:printed])
	list := []maker{b.matrixMaker(in), b.handedCountsMaker(in)}
	if b.report.Ledger != nil {
		days, queries := b.daysBlock(in), b.queriesByUnit()
		for _, part := range queries.inParts(partRows) {
			list = append(list, func(int) block { return part })
		}
		list = append(list, func(int) block { return days })
	}
	s.makers(printed, 2, 0, list...)
}

// partRows is how many rows of a table fit on a page of the sheet with what stands
// above them.
const partRows = 25

func widthOf(list []float64) float64 {
	n := 0.0
	for _, x := range list {
		n += x
	}
	return n
}

// inputName names an input with its year.
func (b *book) inputName(n needed) string {
	name := kindName(b.l, n.kind)
	if n.year == 0 {
		return name + " " + strconv.Itoa(b.report.Year)
	}
	return name + " " + n.year.String()
}

// handedLook colours a state; its word always stands there.
func handedLook(state string) look {
	switch state {
	case "accepted", "replaced":
		return lookDone
	case "partial", "stands":
		return lookUnsaid
	}
	return lookLate
}

// matrixMaker makes the table of units by inputs; the last line is the municipality's.
func (b *book) matrixMaker(in *intake) maker {
	needs := in.needs
	return func(int) block {
		d := block{title: b.say("matrix.title"), name: "Iesniegumi", note: b.say("matrix.note", "count", strconv.Itoa(b.unplaced())), heads: b.heads("unit", "unit_number"),
			sums: map[int]bool{}, heady: true} // the days have the same
		for _, n := range needs {
			d.heads = append(d.heads, b.inputName(n))
		}
		for _, n := range needs {
			word := "column.rows_of"
			if n.kind == indicators.FormKind {
				word = "column.cells_of"
			}
			d.heads = append(d.heads, b.say(word, "what", b.inputName(n)))
		}
		d.heads = uniqueHeads(d.heads)
		units := b.p.ReportingUnits()
		for _, n := range needs {
			if n.wide() {
				units = append(units, indicators.Unit{})
				break
			}
		}
		for _, u := range units {
			cells := []any{u.Name, mark(u.ID)}
			if u.ID == "" {
				cells = []any{b.say("row.municipality"), mark(signNotApplicable)}
				d.sums[len(d.rows)] = true
			}
			var rows []any
			for _, n := range needs {
				h, owed := b.handed(in, n, u.ID)
				switch {
				case !owed:
					cells, rows = append(cells, mark(signNotApplicable)), append(rows, mark(signNotApplicable))
				case h.rows == 0:
					cells, rows = append(cells, worded{b.say("handed." + h.state), handedLook(h.state)}), append(rows, mark(signNotAvailable))
				default:
					cells, rows = append(cells, worded{b.say("handed." + h.state), handedLook(h.state)}), append(rows, h.rows)
				}
			}
			d.rows = append(d.rows, append(cells, rows...))
		}
		return d
	}
}

// daysBlock says when each input came, as the ledger knows; it has the columns of
// the matrix.
func (b *book) daysBlock(in *intake) block {
	d := block{title: b.say("days.title"), name: "Iesniegumu_dienas", note: b.say("days.note"), heads: b.heads("unit", "unit_number")}
	for _, n := range in.needs {
		d.heads = append(d.heads, b.inputName(n))
	}
	d.heads = uniqueHeads(d.heads)
	for _, u := range append(b.p.ReportingUnits(), indicators.Unit{}) {
		cells := []any{u.Name, mark(u.ID)}
		if u.ID == "" {
			cells = []any{b.say("row.municipality"), mark(signNotApplicable)}
		}
		came := false
		for _, n := range in.needs {
			h := in.handed[n][u.ID]
			_, owed := b.handed(in, n, u.ID)
			switch {
			case h != nil && h.Day != 0:
				came = true
				cells = append(cells, b.dayCell(h))
			case owed:
				cells = append(cells, mark(signNotAvailable))
			default:
				cells = append(cells, mark(signNotApplicable))
			}
		}
		if came {
			d.rows = append(d.rows, cells)
		}
	}
	return d
}

// dayCell is the day on which something came. What stands behind the day of a
// returned one is longer than the column: a number that does not fit is not shown, a
// text wraps.
func (b *book) dayCell(h *Handed) any {
	late := ""
	if h.Late {
		late = " " + b.say("day.late")
	}
	if h.Returned {
		day := fmt.Sprintf("%02d.%02d.%04d ", h.Day.Day(), h.Day.Month(), h.Day.Year())
		return worded{day + b.say("handed.returned") + late, look{wrap: true, border: true, align: "right"}}
	}
	return dated{h.Day, late}
}

// queriesByUnit counts the queries about what a unit handed in; the answers stand
// on the sheet of data quality.
func (b *book) queriesByUnit() block {
	d := block{title: b.say("queries_count.title"), name: "Iesniegumu_jautajumi", note: b.say("queries_count.note"),
		heads: b.heads("unit", "unit_number", "queries", "query_officer", "query_in_file", "query_open")}
	type counts struct{ all, officer, inFile int }
	by := map[string]*counts{}
	for _, q := range b.report.Ledger.Asked {
		unit := q.Unit
		if _, known := b.p.UnitNamed(unit); !known {
			unit = ""
		}
		c := by[unit]
		if c == nil {
			c = &counts{}
			by[unit] = c
		}
		c.all++
		switch {
		case q.Officer:
			c.officer++
		case q.InFile:
			c.inFile++
		}
	}
	for _, u := range append(b.p.ReportingUnits(), indicators.Unit{}) {
		c := by[u.ID]
		if c == nil {
			continue
		}
		cells := []any{u.Name, mark(u.ID)}
		if u.ID == "" {
			cells = []any{b.say("row.municipality"), mark(signNotApplicable)}
		}
		d.rows = append(d.rows, append(cells, c.all, c.officer, c.inFile, c.all-c.officer-c.inFile))
	}
	return d
}

// unplaced counts refused files of which nobody knows whose they are.
func (b *book) unplaced() int {
	n := 0
	for i := range b.report.Files {
		if f := &b.report.Files[i]; f.Refused && f.SameAs == "" && f.Form == nil {
			n++
		}
	}
	return n
}

// handedCountsMaker makes the counts of each state, below the columns of the matrix.
func (b *book) handedCountsMaker(in *intake) maker {
	needs := in.needs
	s := b.submissionSheet
	units := len(b.p.ReportingUnits())
	return func(row int) block {
		d := block{title: b.say("handed_counts.title"), name: "Iesniegumu_skaits", note: b.say("handed_counts.note"), heads: b.heads("state", "all_inputs"), sums: map[int]bool{}}
		matrix := b.matrixMaker(in)(row)
		for i := range needs {
			d.heads = append(d.heads, matrix.heads[2+i])
		}
		first := s.headRow(row, &d) + 1
		top, last := s.tops["Iesniegumi"], s.tops["Iesniegumi"]+len(matrix.rows)-1
		count := func(state string) []int {
			list := make([]int, len(needs))
			for i, n := range needs {
				for _, u := range append(b.p.ReportingUnits(), indicators.Unit{})[:units+1] {
					if h, owed := b.handed(in, n, u.ID); owed && h.state == state {
						list[i]++
					}
				}
			}
			return list
		}
		line := func(label any, formula func(col int) string, counts []int) {
			all := 0
			cells := []any{label, nil}
			here := first + len(d.rows)
			for i, n := range counts {
				all += n
				cells = append(cells, figure{v: float64(n), format: formatWhole, formula: formula(3 + i)})
			}
			cells[1] = figure{v: float64(all), format: formatWhole, formula: "SUM(" + cell(3, here) + ":" + cell(2+len(counts), here) + ")"}
			d.rows = append(d.rows, cells)
		}
		received := make([]int, len(needs))
		for _, state := range b.states() {
			counts := count(state)
			here := first + len(d.rows)
			k := handedLook(state)
			k.align = "left"
			line(worded{b.say("handed." + state), k}, func(col int) string {
				return "COUNTIF(" + cell(col, top) + ":" + cell(col, last) + "," + fixed(1, here) + ")"
			}, counts)
			if !slices.Contains(missingStates, state) {
				for i, n := range counts {
					received[i] += n
				}
			}
		}
		d.sums[len(d.rows)] = true
		line(b.say("handed.received"), func(col int) string {
			return "SUM(" + cell(col, first) + ":" + cell(col, first+len(handedStates)-1) + ")"
		}, received)
		return d
	}
}
