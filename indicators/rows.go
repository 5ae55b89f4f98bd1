package indicators

import "slices"

// RowChanges are the rows by which a file differs from those that it replaced.
// They name rows, never persons.
type RowChanges struct {
	Came    []uint32 // lines of the new file with somebody or something that was not there
	Went    []uint32 // lines of the replaced files with somebody or something that is no longer there
	Changed []uint32 // lines of the new file that say something else
}

// AnswerChanges are the answers by which a template differs from the one that it
// replaced. They name questions, never what stands there.
type AnswerChanges struct {
	Unit                string // of whom the template asks; empty: it is no template
	Year                SchoolYear
	Came, Went, Changed []string // addresses of inputs, in the order of the template
}

// CompareAnswers says which answers came, went and changed from one template of a
// unit to another.
func CompareAnswers(before, after []Reported) AnswerChanges {
	var c AnswerChanges
	was, is := map[string]Reported{}, map[string]bool{}
	for _, r := range before {
		c.Unit, c.Year = r.Unit, r.Year
		r.At = Origin{}
		was[r.Input] = r
	}
	for _, r := range after {
		c.Unit, c.Year = r.Unit, r.Year
		r.At = Origin{}
		is[r.Input] = true
		if old, there := was[r.Input]; !there {
			c.Came = append(c.Came, r.Input)
		} else if old != r {
			c.Changed = append(c.Changed, r.Input)
		}
	}
	for _, r := range before {
		if !is[r.Input] {
			c.Went = append(c.Went, r.Input)
		}
	}
	return c
}

// CompareRows says which rows of exports came, went and changed from some records
// to others. Both must have been read with one key of pseudonyms.
func CompareRows(before, after *Records) RowChanges {
	var c RowChanges
	compareRows(&c, before.Enrolments, after.Enrolments, func(e Enrolment) Enrolment {
		return Enrolment{Person: e.Person, Year: e.Year, Institution: e.Institution}
	}, func(e *Enrolment) (*Origin, *Person) { return &e.At, &e.Person })
	compareRows(&c, before.Absences, after.Absences, func(a Absence) Absence {
		return Absence{Person: a.Person, Year: a.Year, Institution: a.Institution, Semester: a.Semester}
	}, func(a *Absence) (*Origin, *Person) { return &a.At, &a.Person })
	compareRows(&c, before.Exams, after.Exams, func(x Exam) Exam {
		return Exam{Person: x.Person, Year: x.Year, Institution: x.Institution, Grade: x.Grade, Subject: x.Subject}
	}, func(x *Exam) (*Origin, *Person) { return &x.At, &x.Person })
	compareRows(&c, before.Interest, after.Interest, func(i Interest) Interest {
		return Interest{Person: i.Person, Year: i.Year}
	}, func(i *Interest) (*Origin, *Person) { return &i.At, &i.Person })
	compareRows(&c, before.Continuations, after.Continuations, func(k Continuation) Continuation {
		return Continuation{Person: k.Person, Year: k.Year, Institution: k.Institution}
	}, func(k *Continuation) (*Origin, *Person) { return &k.At, &k.Person })
	compareRows(&c, before.Published, after.Published, func(p Published) Published {
		return Published{Year: p.Year, Calendar: p.Calendar, Scope: p.Scope, Institution: p.Institution, Code: p.Code}
	}, func(p *Published) (*Origin, *Person) { return &p.At, &Person{} })
	for _, rows := range []*[]uint32{&c.Came, &c.Went, &c.Changed} {
		slices.Sort(*rows)
		*rows = slices.Compact(*rows)
	}
	return c
}

// compareRows compares the records of one type. Rows about the same person or
// thing are paired: first those that say the same, then the others in their order.
// Rows without a code are about nobody who could be found again: they are paired
// with those that say the same, and with no others.
func compareRows[T comparable](c *RowChanges, before, after []T, about func(T) T, at func(*T) (*Origin, *Person)) {
	if len(before) == 0 && len(after) == 0 {
		return
	}
	content := func(row T) (T, uint32) {
		where, who := at(&row)
		line := where.Row
		*where = Origin{}
		if who.Unnamed() {
			*who = unnamed
		}
		return row, line
	}
	left := map[T][]uint32{} // rows of before by all that they say
	for i := range before {
		row, line := content(before[i])
		left[row] = append(left[row], line)
	}
	var others []T
	var lines []uint32
	for i := range after {
		row, line := content(after[i])
		if same := left[row]; len(same) > 0 {
			left[row] = same[1:]
			continue
		}
		others, lines = append(others, row), append(lines, line)
	}
	gone := map[T][]uint32{} // what is left, by whom it is about
	for row, rows := range left {
		if _, who := at(&row); who.Unnamed() {
			c.Went = append(c.Went, rows...)
			continue
		}
		key := about(row)
		gone[key] = append(gone[key], rows...)
	}
	for _, rows := range gone {
		slices.Sort(rows)
	}
	for i, row := range others {
		key := about(row)
		if was := gone[key]; len(was) > 0 { // never of one without a code
			gone[key] = was[1:]
			c.Changed = append(c.Changed, lines[i])
			continue
		}
		c.Came = append(c.Came, lines[i])
	}
	for _, rows := range gone {
		c.Went = append(c.Went, rows...)
	}
}
