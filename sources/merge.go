package sources

import (
	"cmp"
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

// replace gives file i the cells that it covers, and says what it replaced.
func (m *Merged) replace(subs []Submission, i int, owner map[Cell]int) {
	type loss struct{ rows, was int }  // used rows
	lost := map[int]map[pairing]loss{} // file that is replaced
	for c := range subs[i].Cells {
		cell := &subs[i].Cells[c]
		old, ok := owner[cell.key()]
		if !ok || cell.Used == 0 {
			continue
		}
		if lost[old] == nil {
			lost[old] = map[pairing]loss{}
		}
		p := pairing{cell.Year, cell.Calendar, cell.Institution}
		l := lost[old][p]
		l.rows += cell.Used
		l.was += subs[old].cellLike(cell).Used
		lost[old][p] = l
	}
	for _, old := range sortedKeys(lost) {
		total := 0
		pairs := make([]pairing, 0, len(lost[old]))
		for p, l := range lost[old] {
			total += l.was
			pairs = append(pairs, p)
		}
		slices.SortFunc(pairs, func(a, b pairing) int {
			return cmp.Or(cmp.Compare(a.year, b.year), cmp.Compare(a.calendar, b.calendar), cmp.Compare(a.institution, b.institution))
		})
		m.Superseded[old].Rows += total
		if !slices.Contains(m.Superseded[old].By, subs[i].Name) {
			m.Superseded[old].By = append(m.Superseded[old].By, subs[i].Name)
		}
		note := func(code string, args ...string) {
			m.Problems = append(m.Problems, newProblem(subs[i].Name, code, indicators.Origin{}, append(args, "file", subs[old].Name)...))
		}
		if subs[i].Kind == indicators.FormKind {
			note("merge.form.replaced", "of", pairs[0].text(), "rows", itoa(total))
			if HasErrors(subs[i].Problems) { // perhaps it should not have replaced anything
				m.Problems[len(m.Problems)-1].Severity = Warning
			}
		} else {
			note("merge.replaced", "rows", itoa(total))
		}
		for _, p := range pairs {
			l := lost[old][p]
			if subs[i].Kind == indicators.FormKind {
				if 3*l.rows < 2*l.was {
					note("merge.form.fewer", "of", p.text(), "rows", itoa(l.rows), "was", itoa(l.was))
				}
				continue
			}
			if 3*l.rows < 2*l.was {
				note("merge.rows.fewer", "of", p.text(), "rows", itoa(l.rows), "was", itoa(l.was))
			}
			if subs[i].Kind != indicators.Enrolments {
				continue
			}
			for c := range subs[old].Cells {
				cell := &subs[old].Cells[c]
				of := pairing{cell.Year, cell.Calendar, cell.Institution}
				if of == p && owner[cell.key()] == old && subs[i].cellLike(cell).Rows == 0 {
					note("merge.grade.missing", "of", p.text(), "grade", cell.Part, "was", itoa(cell.Used))
				}
			}
		}
	}
	for c := range subs[i].Cells {
		cell := &subs[i].Cells[c]
		// A template of which nothing can be used still says that its unit answered.
		if _, owned := owner[cell.key()]; cell.Used > 0 || cell.Kind == indicators.FormKind && !owned {
			owner[cell.key()] = i
		}
	}
}

// text names the year and the institution, as far as there are.
func (p pairing) text() string {
	var parts []string
	if p.year != 0 {
		parts = append(parts, p.year.String())
	}
	if p.calendar != 0 {
		parts = append(parts, itoa(int(p.calendar)))
	}
	if p.institution != "" {
		parts = append(parts, p.institution)
	}
	return strings.Join(parts, ", ")
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
