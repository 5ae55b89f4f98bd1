package sources

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"raditaji/indicators"
)

// Merged is what a list of files comes to.
type Merged struct {
	Records    indicators.Records // Origin.File is the file's place in the list, from 1
	Problems   []Problem          // of replacements, in the order of the list
	Superseded []Superseded       // of each file of the list
}

// Superseded says what later files replaced of a file. The zero Superseded:
// nothing.
type Superseded struct {
	Rows int      // of those that its row balance counts as used
	By   []string // names of the files that replaced them, in the order of the list
}

// pairing is what one file replaces of another, of one year and institution.
type pairing struct {
	year        indicators.SchoolYear
	calendar    int16
	institution string
}

// Merge settles which file's rows stand for each cell: the last one that covers
// it, whole. It takes the files in their order and takes over their Records: of
// the Submissions nothing but those is changed.
func Merge(subs []Submission) Merged {
	m := Merged{Superseded: make([]Superseded, len(subs))}
	owner := map[Cell]int{} // cell without rows: the file that covers it, so far
	for i := range subs {
		if !subs[i].Refused {
			m.replace(subs, i, owner)
		}
	}
	holds := func(file int, cell *Cell) bool { return owner[cell.key()] == file }

	r := &m.Records
	r.Enrolments = gather(subs, holds, func(r *indicators.Records) *[]indicators.Enrolment { return &r.Enrolments },
		func(e *indicators.Enrolment) *indicators.Origin { return &e.At })
	r.Absences = gather(subs, holds, func(r *indicators.Records) *[]indicators.Absence { return &r.Absences },
		func(a *indicators.Absence) *indicators.Origin { return &a.At })
	r.Exams = gather(subs, holds, func(r *indicators.Records) *[]indicators.Exam { return &r.Exams },
		func(e *indicators.Exam) *indicators.Origin { return &e.At })
	r.Interest = gather(subs, holds, func(r *indicators.Records) *[]indicators.Interest { return &r.Interest },
		func(i *indicators.Interest) *indicators.Origin { return &i.At })
	r.Continuations = gather(subs, holds, func(r *indicators.Records) *[]indicators.Continuation { return &r.Continuations },
		func(c *indicators.Continuation) *indicators.Origin { return &c.At })
	r.Reported = gather(subs, holds, func(r *indicators.Records) *[]indicators.Reported { return &r.Reported },
		func(r *indicators.Reported) *indicators.Origin { return &r.At })
	r.Published = gather(subs, holds, func(r *indicators.Records) *[]indicators.Published { return &r.Published },
		func(p *indicators.Published) *indicators.Origin { return &p.At })

	rows := map[indicators.SetAside]int{}
	for i := range subs {
		for key, n := range subs[i].aside {
			if subs[i].stands(key, func(c *Cell) bool { return owner[c.key()] > i }) {
				rows[key.of(subs[i].Kind)] += n
			}
		}
		subs[i].Records = indicators.Records{}
	}
	r.SetAside = sortedAside(rows)
	return m
}

// key is the cell without its rows, as it is known in every file.
func (c *Cell) key() Cell {
	k := *c
	k.Rows, k.Used = 0, 0
	return k
}

// A loss is what stands in the place of earlier rows of one year and institution,
// in used rows.
type loss struct {
	rows, was int
	grades    []string // of enrolments, that the earlier files had and this one lacks
	kept      int      // rows of these, which still count
}

func (l *loss) shrunk() bool { return 3*l.rows < 2*(l.was+l.kept) }

// replace gives file i the cells that it covers, and says what it replaced: of
// each earlier file how much, and once for all of them where it is unusual.
func (m *Merged) replace(subs []Submission, i int, owner map[Cell]int) {
	me := &subs[i]
	rows := map[int]int{} // of each file that is replaced, those that are
	touched := map[int]map[pairing]bool{}
	losses := map[pairing]*loss{}
	for c := range me.Cells {
		cell := &me.Cells[c]
		old, ok := owner[cell.key()]
		if !ok || cell.Used == 0 {
			continue
		}
		was := subs[old].cellLike(cell).Used
		p := pairing{cell.Year, cell.Calendar, cell.Institution}
		if losses[p] == nil {
			losses[p] = &loss{}
		}
		if touched[old] == nil {
			touched[old] = map[pairing]bool{}
		}
		rows[old] += was
		touched[old][p] = true
		losses[p].rows += cell.Used
		losses[p].was += was
	}
	earlier := sortedKeys(rows)
	var names []string
	for _, old := range earlier {
		names = append(names, subs[old].Name)
		m.Superseded[old].Rows += rows[old]
		if !slices.Contains(m.Superseded[old].By, me.Name) {
			m.Superseded[old].By = append(m.Superseded[old].By, me.Name)
		}
		if me.Kind == indicators.FormKind {
			m.note(me, "merge.form.replaced", "file", subs[old].Name, "of", pairingsText(losses), "rows", itoa(rows[old]))
			if HasErrors(me.Problems) { // perhaps it should not have replaced anything
				m.Problems[len(m.Problems)-1].Severity = Warning
			}
		} else {
			m.note(me, "merge.replaced", "file", subs[old].Name, "rows", itoa(rows[old]))
		}
		for c := range subs[old].Cells {
			cell := &subs[old].Cells[c]
			p := pairing{cell.Year, cell.Calendar, cell.Institution}
			if me.Kind == indicators.Enrolments && touched[old][p] && owner[cell.key()] == old && me.cellLike(cell).Rows == 0 {
				losses[p].grades = append(losses[p].grades, cell.Part)
				losses[p].kept += cell.Used
			}
		}
	}
	m.doubt(me, strings.Join(names, ", "), losses)
	for c := range me.Cells {
		cell := &me.Cells[c]
		// A template of which nothing can be used still says that its unit answered.
		if _, owned := owner[cell.key()]; cell.Used > 0 || cell.Kind == indicators.FormKind && !owned {
			owner[cell.key()] = i
		}
	}
}

// doubt asks once about all rows in whose place a file stands where they were far
// more, or had a grade that it lacks. Where all of them together were not far more,
// it is about the years and institutions of which that holds.
func (m *Merged) doubt(me *Submission, names string, losses map[pairing]*loss) {
	sum := func() (all loss) {
		for _, l := range losses {
			all.rows, all.was, all.kept = all.rows+l.rows, all.was+l.was, all.kept+l.kept
			all.grades = append(all.grades, l.grades...)
		}
		return all
	}
	all := sum()
	if !all.shrunk() {
		losses = maps.Clone(losses)
		maps.DeleteFunc(losses, func(_ pairing, l *loss) bool { return !l.shrunk() && len(l.grades) == 0 })
		all = sum()
	}
	if len(losses) == 0 {
		return
	}
	args := []string{"file", names, "of", pairingsText(losses), "rows", itoa(all.rows), "was", itoa(all.was + all.kept)}
	switch {
	case me.Kind == indicators.FormKind:
		m.note(me, "merge.form.fewer", args...)
	case len(all.grades) == 0:
		m.note(me, "merge.rows.fewer", args...)
	default:
		slices.SortFunc(all.grades, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
		m.note(me, "merge.grade.missing", append(args, "grades", strings.Join(slices.Compact(all.grades), ", "), "kept", itoa(all.kept))...)
	}
}

func (m *Merged) note(me *Submission, code string, args ...string) {
	m.Problems = append(m.Problems, newProblem(me.Name, code, indicators.Origin{}, args...))
}

// mostInstitutions is how many institutions of a year a text names.
const mostInstitutions = 5

// pairingsText names years and institutions, as far as there are.
func pairingsText(losses map[pairing]*loss) string {
	list := slices.SortedFunc(maps.Keys(losses), func(a, b pairing) int {
		return cmp.Or(cmp.Compare(a.year, b.year), cmp.Compare(a.calendar, b.calendar), cmp.Compare(a.institution, b.institution))
	})
	var years []string
	for len(list) > 0 {
		p := list[0]
		var parts []string
		if p.year != 0 {
			parts = append(parts, p.year.String())
		}
		if p.calendar != 0 {
			parts = append(parts, itoa(int(p.calendar)))
		}
		n := 0
		for ; n < len(list) && list[n].year == p.year && list[n].calendar == p.calendar; n++ {
			switch {
			case list[n].institution == "":
			case n < mostInstitutions:
				parts = append(parts, list[n].institution)
			case n == mostInstitutions:
				parts = append(parts, "…")
			}
		}
		years = append(years, strings.Join(parts, ", "))
		list = list[n:]
	}
	return strings.Join(years, " / ")
}

// cellLike is what the file has in a cell of another file; the zero Cell where
// it has no row there.
func (s *Submission) cellLike(cell *Cell) Cell {
	if i, ok := slices.BinarySearchFunc(s.Cells, cell, func(a Cell, b *Cell) int { return compareCells(&a, b) }); ok {
		return s.Cells[i]
	}
	return Cell{}
}

// stands says that rows which were set aside are still missing: no later file
// replaced their cell or, where they fall into none, at least one of the cells
// that they may belong to, if there is any.
func (s *Submission) stands(key asideKey, replaced func(*Cell) bool) bool {
	if key.cell >= 0 {
		return !replaced(&s.Cells[key.cell])
	}
	any := false
	for c := range s.Cells {
		cell := &s.Cells[c]
		if key.year != 0 && key.year != cell.Year || key.calendar != 0 && key.calendar != cell.Calendar ||
			key.number != "" && key.number != cell.Institution {
			continue
		}
		if !replaced(cell) {
			return true
		}
		any = true
	}
	return !any
}

// gather brings the records of one type together, without those of replaced
// cells. Each file gives its records up as they are taken, so that they are not
// held twice for longer than it takes.
func gather[T any](subs []Submission, holds func(int, *Cell) bool, of func(*indicators.Records) *[]T, at func(*T) *indicators.Origin) []T {
	total, files := 0, 0
	for i := range subs {
		list := of(&subs[i].Records)
		if len(*list) == 0 {
			continue
		}
		kept := keptOf(&subs[i], *list, func(c *Cell) bool { return holds(i, c) })
		for j := range kept {
			at(&kept[j]).File = uint16(i + 1)
		}
		*list = kept
		total += len(kept)
		files++
	}
	var all []T
	for i := range subs {
		list := of(&subs[i].Records)
		if files == 1 && len(*list) > 0 {
			all = *list
		} else if len(*list) > 0 {
			if all == nil {
				all = make([]T, 0, total)
			}
			all = append(all, *list...)
		}
		*list = nil
	}
	return all
}

// keptOf drops the records of cells that the file does not hold.
func keptOf[T any](s *Submission, list []T, holds func(*Cell) bool) []T {
	held := make([]bool, len(s.Cells))
	all := true
	for c := range s.Cells {
		held[c] = holds(&s.Cells[c])
		all = all && held[c]
	}
	if all {
		return list
	}
	n := 0
	for i := range list {
		if held[s.cells[i]] {
			list[n] = list[i]
			n++
		}
	}
	return list[:n]
}
