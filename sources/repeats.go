package sources

import "raditaji/indicators"

// A keyTable remembers the first row of each key. It is an open table with one
// probe for most rows: a map, asked and then set, took a tenth of all reading.
type keyTable struct {
	slots []keySlot // a power of two; at most three quarters are used
	used  int
}

// A keySlot is the first row of a key.
type keySlot struct {
	key     uint64 // a hash; 0 is an empty slot
	content uint32 // a hash of the cells that are no key
	record  uint32 // place of its record
}

func newKeyTable(rows int) *keyTable {
	n := 64
	for n*3/4 <= rows {
		n *= 2
	}
	return &keyTable{slots: make([]keySlot, n)}
}

// find gives the slot of a key, or the empty one where it belongs.
func (k *keyTable) find(key uint64) *keySlot {
	mask := uint64(len(k.slots) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		if s := &k.slots[i]; s.key == key || s.key == 0 {
			return s
		}
	}
}

// put remembers a key that find did not find.
func (k *keyTable) put(s *keySlot, key uint64, content, record uint32) {
	*s = keySlot{key, content, record}
	if k.used++; k.used*4 < len(k.slots)*3 {
		return
	}
	old := k.slots
	k.slots = make([]keySlot, 2*len(old))
	for _, o := range old {
		if o.key != 0 {
			*k.find(o.key) = o
		}
	}
}

// again is a later row of a key.
type again struct {
	key         uint64
	row         uint32
	cell        int32
	institution int16 // whose figures it concerns
	same        bool  // with the first row of the key
}

// repeats says that a row of this key came before. Else the row's record, which
// gets the next place, is remembered with its cell.
func (t *table) repeats(key uint64, content uint32) bool {
	if t.seen == nil {
		t.seen = newKeyTable(t.guess)
	}
	key = max(key, 1)
	slot := t.seen.find(key)
	if slot.key == key {
		t.again = append(t.again, again{key, t.row, t.cell, t.whose, slot.content == content})
		return true
	}
	t.seen.put(slot, key, content, uint32(len(t.sub.cells)))
	t.keep()
	return false
}

// keep remembers the cell of the row's record.
func (t *table) keep() {
	if t.sub.cells == nil {
		t.sub.cells = make([]int32, 0, t.guess)
	}
	t.sub.cells = append(t.sub.cells, t.cell)
}

// judgeRepeats books the rows that came again: exact ones are repeats; where two
// contents stand under one key, every row of the key is an error. It drops the
// records of those.
func judgeRepeats[T any](t *table, list []T, of func(*T) (row uint32, institution int16)) []T {
	contradicted := map[uint64]uint32{} // key: the first row that contradicts
	for _, a := range t.again {
		if _, ok := contradicted[a.key]; !ok && !a.same {
			contradicted[a.key] = a.row
		}
	}
	var problems []Problem
	found := func(row uint32, code, arg string, other uint32) {
		problems = append(problems, newProblem(t.sub.Name, code, indicators.Origin{Row: row}, arg, itoa(other)))
	}
	contradict := func(row uint32, cell int32, institution int16, other uint32) {
		found(row, "csv.row.contradicts", "other", other)
		t.asideBy("csv.row.contradicts")
		t.aside(cell, institution)
	}
	for _, a := range t.again {
		row, _ := of(&list[t.seen.find(a.key).record])
		if _, ok := contradicted[a.key]; ok {
			contradict(a.row, a.cell, a.institution, row)
			continue
		}
		found(a.row, "csv.row.repeated", "first", row)
		t.sub.Balance.Repeated++
	}
	gone := make(map[uint32]bool, len(contradicted))
	for key, row := range contradicted {
		f := t.seen.find(key)
		gone[f.record] = true
		mine, institution := of(&list[f.record])
		contradict(mine, t.sub.cells[f.record], institution, row)
	}
	sortProblems(problems, nil)
	for _, p := range problems {
		t.add(p)
	}
	if len(gone) > 0 {
		n := 0
		for i := range list {
			if !gone[uint32(i)] {
				list[n], t.sub.cells[n] = list[i], t.sub.cells[i]
				n++
			}
		}
		list, t.sub.cells = list[:n], t.sub.cells[:n]
	}
	t.seen, t.again = nil, nil
	return list
}
