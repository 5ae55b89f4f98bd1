package sources

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"hash"
	"hash/maphash"
	"io"
	"math/bits"
	"slices"
	"strings"

	"github.com/gocarina/gocsv"

	"raditaji/indicators"
)

// A table is one file's rows while they are read. A kind's reader asks it for the
// meaning of each cell, settles the row, and says whether it came before.
type table struct {
	sub    *Submission
	ctx    *Context
	kind   *Kind
	found  *heading
	text   *text
	tape   *tape
	column []uint16 // by field: the column, from 1; 0 where the file has none
	guess  int      // rows that the file may have, not too many
	limit  int      // rows that it may have at most

	listed  map[string]int16 // registration number, of today or formerly: index in ctx.Institutions
	schools memo[*school]
	years   memo[yearCell]
	mac     hash.Hash
	sum     []byte
	code    [11]byte
	seed    maphash.Seed

	// The row that is being read.
	row    uint32
	raw    func() []byte // its text
	next   uint32        // line on which the row after it may begin
	faults []Problem
	sights []sight
	bad    string // code of its first error

	pending  []verdict // faulty rows that may turn out to be totals at the end
	cells    map[cellKey]int32
	cell     int32 // of the row that was settled last: its place in sub.Cells
	cellKey  cellKey
	whose    int16 // of the row that was settled last: the institution whose figures it concerns
	anywhere bool  // rows concern the figures of every institution
	together bool  // cells hold the rows of all institutions
	groups   map[groupKey]*group
	order    []*group
	grouped  map[string]int // groups by code
	pupils   map[pupilIn]struct{}
	counts   map[string]int // problems by code
	dropped  map[string]int // of them beyond maxProblems
	problems []Problem      // of rows
	seen     *keyTable
	again    []again
	failed   bool // an error of the file came up between the rows
}

// A school is an institution cell's meaning.
type school struct {
	number string // as listed today, else as written
	index  int16  // in ctx.Institutions, or NotListed
	ours   bool
	fault  string // code of the problem; empty: a number
	hash   uint64
}

// A yearCell is the meaning of a cell with a school year.
type yearCell struct {
	year indicators.SchoolYear
	ok   bool
}

// A pupil is a pseudonym with a hash of it for the maps of this file.
type pupil struct {
	id   indicators.Person
	hash uint64
}

// A place says which cell a row falls into, as far as its own cells can be read.
type place struct {
	year     indicators.SchoolYear
	calendar int16
	school   *school // nil: not readable, or none
	part     string
	whole    bool // all of it could be read
}

type cellKey struct {
	year     indicators.SchoolYear
	calendar int16
	number   string
	part     string
}

// A verdict is a faulty row before it is booked.
type verdict struct {
	place  place
	faults []Problem
	sights []sight
	bad    string // code of the first error; of a row that is not ours, why
	ours   bool
}

// An asideKey says where rows were set aside because of errors.
type asideKey struct {
	cell        int32 // place in the Submission's Cells; −1: they fall into none
	year        indicators.SchoolYear
	calendar    int16
	institution int16  // whose figures they concern; NotListed: of all
	number      string // of rows without a cell: as in Cells, empty where it could not be read
}

// A group gathers rows that show the same thing into one problem.
type group struct {
	problem Problem
	rows    int
	pupils  int
}

type groupKey struct{ code, value string }

// A sight is one row of a group.
type sight struct {
	key    groupKey
	row    uint32
	got    string
	field  int
	person uint64 // 0: no pupil to count
}

type pupilIn struct {
	group  *group
	person uint64
}

func newTable(sub *Submission, ctx *Context, found *heading, text *text) *table {
	t := &table{
		sub: sub, ctx: ctx, kind: found.kind, found: found, text: text, tape: text.tape(found.end),
		column: make([]uint16, len(found.kind.Columns)),
		// No row of any kind is shorter than twenty characters.
		guess:  min(max(text.lines-found.lines, 0), len(text.data)/20, maxRows),
		limit:  maxRows,
		mac:    hmac.New(sha256.New, ctx.Secret),
		seed:   maphash.MakeSeed(),
		next:   uint32(found.lines + 1),
		cells:  map[cellKey]int32{},
		cell:   -1,
		groups: map[groupKey]*group{}, grouped: map[string]int{}, pupils: map[pupilIn]struct{}{},
		counts: map[string]int{}, dropped: map[string]int{},
	}
	for i, f := range found.fields {
		if f >= 0 && t.column[f] == 0 {
			t.column[f] = uint16(i + 1)
		}
	}
	t.listed = make(map[string]int16, len(ctx.Institutions))
	for i, in := range ctx.Institutions {
		for _, f := range in.Formerly {
			if _, ok := t.listed[f.Number]; f.Number != "" && !ok {
				t.listed[f.Number] = int16(i)
			}
		}
	}
	for i := len(ctx.Institutions) - 1; i >= 0; i-- { // the first of a number and numbers of today win
		t.listed[ctx.Institutions[i].Number] = int16(i)
	}
	t.schools = newMemo(t.readSchool)
	t.years = newMemo(func(s string) yearCell {
		y, ok := parseSchoolYear(s)
		return yearCell{y, ok}
	})
	return t
}

// each reads the rows, bound to R by gocsv, and hands each to row.
func each[R comparable](t *table, row func(*R)) {
	// gocsv binds by the names of fields: a line of them stands in for the heading
	// row. Columns that are not read get no name.
	names := make([]string, len(t.found.cells))
	for i, f := range t.found.fields {
		names[i] = "-"
		if f >= 0 && !t.kind.Columns[f].Unread && int(t.column[f]) == i+1 {
			names[i] = t.kind.Columns[f].Field
		}
	}
	line := strings.Join(names, string(t.found.comma)) + "\n"
	cr := csv.NewReader(bufio.NewReaderSize(io.MultiReader(strings.NewReader(line), t.tape), 1<<16))
	cr.Comma = t.found.comma
	cr.ReuseRecord = true
	um, err := gocsv.NewUnmarshaller(cr, new(R))
	if err != nil {
		panic(err)
	}
	width := len(names)
	cr.FieldsPerRecord = width
	if t.found.ended {
		cr.FieldsPerRecord++
	}

	var none R
	var begin int64
	place := func() int64 { return cr.InputOffset() - int64(len(line)) }
	t.raw = func() []byte { return bytes.TrimLeft(t.tape.between(begin, place()), "\r\n") }
	for !t.failed {
		begin = place()
		t.tape.mark = begin
		value, err := um.Read()
		if err == io.EOF {
			return
		}
		t.faults, t.sights, t.bad = t.faults[:0], t.sights[:0], ""
		bound, _ := value.(*R)
		if err != nil {
			all := t.tape.between(begin, place())
			t.next += uint32(bytes.Count(all[:len(all)-len(t.raw())], []byte("\n"))) // empty lines before it
			cells := t.amiss(err, width)
			if cells == 0 {
				continue
			}
			cr.FieldsPerRecord = cells // the other rows may be like this one
			bound = bindAgain[R](line, t.raw(), t.found.comma)
		} else {
			start, _ := cr.FieldPos(0)
			t.row = uint32(start - 1 + t.found.lines)
			t.next = t.row + 1
			raw := t.tape.between(begin, place())
			if i := bytes.IndexByte(raw, '\n'); i >= 0 && i < len(raw)-1 && t.swallows(width) {
				return
			}
		}
		if *bound == none && t.blank() {
			continue
		}
		row(bound)
		if t.sub.Balance.Rows > t.limit {
			t.fail("csv.rows.limit", t.row, "limit", itoa(t.limit))
		}
	}
}

// bindAgain binds one row whose number of cells was not the expected one.
func bindAgain[R any](line string, raw []byte, comma rune) *R {
	cr := csv.NewReader(io.MultiReader(strings.NewReader(line), bytes.NewReader(raw)))
	cr.Comma = comma
	cr.FieldsPerRecord = -1
	um, err := gocsv.NewUnmarshaller(cr, new(R))
	if err != nil {
		panic(err)
	}
	value, err := um.Read()
	if err != nil {
		panic(err)
	}
	return value.(*R)
}

// amiss deals with a row that the CSV reader could not give. Where only the
// delimiter at the end makes the difference it returns the row's number of
// cells, so that the row is bound after all; else 0.
func (t *table) amiss(err error, width int) (cells int) {
	raw := t.raw()
	var fault *csv.ParseError
	if errors.As(err, &fault) {
		t.row = uint32(fault.StartLine - 1 + t.found.lines)
	} else {
		t.row = t.next
	}
	body := bytes.TrimRight(raw, "\r\n")
	t.next = t.row + 1 + uint32(bytes.Count(body, []byte("\n")))
	if !errors.Is(err, csv.ErrFieldCount) {
		if spans := spansOf(raw, t.found.comma); len(spans) > 0 || fault == nil {
			line := t.row
			if len(spans) > 0 {
				line += uint32(spans[0].line)
			}
			t.fail("csv.quote.open", line)
			return 0
		}
		t.fault(-1, "csv.quote.stray", "")
		t.settle(place{})
		return 0
	}
	if t.swallows(width) {
		return 0
	}
	list := cellsOf(raw, t.found.comma)
	n := len(list)
	if n == width || n == width+1 && clean(list[width]) == "" {
		return n
	}
	if !t.blank() {
		t.fault(-1, "csv.row.width", "", "cells", itoa(n), "headings", itoa(width))
		t.settle(place{})
	}
	return 0
}

// swallows says that a row over several lines holds what must be rows of its
// own: a line of a quoted text with as many delimiters as a row has. The
// quotation mark then was never closed where it should have been.
func (t *table) swallows(width int) bool {
	raw := t.raw()
	t.next = t.row + uint32(bytes.Count(raw, []byte("\n")))
	for _, s := range spansOf(raw, t.found.comma) {
		if s.commas >= width-1 {
			t.fail("csv.quote.open", t.row+uint32(s.line))
			return true
		}
	}
	return false
}

// A span is a quoted text that goes over several lines or is never closed.
type span struct {
	line   int // lines of the record before the one on which it opens
	commas int // most delimiters on one line of it
}

func spansOf(raw []byte, comma rune) []span {
	var list []span
	line := 0
	for i := 0; i < len(raw); {
		if raw[i] != '"' { // to the next cell
			for i < len(raw) && raw[i] != byte(comma) {
				if raw[i] == '\n' {
					line++
				}
				i++
			}
			i++
			continue
		}
		s, opened, closed, commas := span{line: line}, line, false, 0
		for i++; i < len(raw) && !closed; i++ {
			switch raw[i] {
			case '\n':
				line++
				commas = 0
			case byte(comma):
				commas++
				s.commas = max(s.commas, commas)
			case '"':
				if i+1 < len(raw) && raw[i+1] == '"' {
					i++
				} else {
					closed = true
				}
			}
		}
		if line > opened || !closed {
			list = append(list, s)
		}
		for i < len(raw) && raw[i] != byte(comma) {
			i++
		}
		i++
	}
	return list
}

func cellsOf(raw []byte, comma rune) []string {
	cr := csv.NewReader(bytes.NewReader(raw))
	cr.Comma = comma
	cells, err := cr.Read()
	if err != nil {
		return nil
	}
	return cells
}

// blank says that all cells of the row are empty.
func (t *table) blank() bool {
	return len(bytes.TrimFunc(t.raw(), func(r rune) bool { return r == t.found.comma || r == '"' || blankRune(r) })) == 0
}

// total says that the row's first cell is a word for totals.
func (t *table) total() bool {
	cells := cellsOf(t.raw(), t.found.comma)
	if len(cells) == 0 || len(cells[0]) > 40 {
		return false
	}
	switch bare(fold(cells[0])) {
	case "kopa", "pavisam", "kopsumma":
		return true
	}
	return false
}

// fail ends the reading with an error of the file.
func (t *table) fail(code string, line uint32, args ...string) {
	t.failed = true
	t.sub.Problems = append(t.sub.Problems, newProblem(t.sub.Name, code, indicators.Origin{Row: line}, args...))
}

// fault notes a problem of the row that is being read; field −1 is the row.
func (t *table) fault(field int, code, got string, args ...string) {
	p := newProblem(t.sub.Name, code, indicators.Origin{Row: t.row}, args...)
	p.Got = got
	t.locate(&p, field)
	t.faults = append(t.faults, p)
	if p.Severity == Error && t.bad == "" {
		t.bad = code
	}
}

func (t *table) locate(p *Problem, field int) {
	if field >= 0 && t.column[field] > 0 {
		p.At.Column = t.column[field]
		p.Heading = shown(t.found.cells[p.At.Column-1])
	}
}

// sight notes that the row shows what a group gathers.
func (t *table) sight(field int, code, value, got string, person uint64) {
	t.sights = append(t.sights, sight{groupKey{code, value}, t.row, got, field, person})
}

// settle books the row: true where it can be used. A faulty row whose first cell
// is a word for totals waits, because at the end it is no data.
func (t *table) settle(p place) bool {
	if t.bad == "" {
		t.flush()
		t.sub.Balance.Rows++
		t.concern(p)
		t.enter(p)
		t.accept(t.faults, t.sights)
		return true
	}
	t.judge(verdict{p, slices.Clone(t.faults), slices.Clone(t.sights), t.bad, true})
	return false
}

// setAside books a row that is not ours.
func (t *table) setAside(code string) {
	t.judge(verdict{sights: slices.Clone(t.sights), bad: code})
}

// judge books a row that cannot be used, unless it may be a line of totals.
func (t *table) judge(v verdict) {
	if len(t.pending) < maxProblems && t.total() {
		t.pending = append(t.pending, v)
		return
	}
	t.flush()
	t.book(v)
}

func (t *table) asideBy(code string) {
	if t.sub.Balance.SetAside == nil {
		t.sub.Balance.SetAside = map[string]int{}
	}
	t.sub.Balance.SetAside[code]++
}

func (t *table) flush() {
	for _, v := range t.pending {
		t.book(v)
	}
	t.pending = t.pending[:0]
}

func (t *table) book(v verdict) {
	t.sub.Balance.Rows++
	t.asideBy(v.bad)
	t.accept(v.faults, v.sights)
	if !v.ours {
		return
	}
	t.concern(v.place)
	if v.place.whole {
		t.enter(v.place)
		t.aside(t.cell, t.whose)
		return
	}
	key := asideKey{cell: -1, year: v.place.year, calendar: v.place.calendar, institution: t.whose}
	if v.place.school != nil && !t.together {
		key.number = v.place.school.number
	}
	t.asideIn(key)
}

func (t *table) concern(p place) {
	t.whose = indicators.NotListed
	if p.school != nil && !t.anywhere {
		t.whose = p.school.index
	}
}

// aside counts a row of a cell that was set aside because of errors.
func (t *table) aside(cell int32, institution int16) {
	c := &t.sub.Cells[cell]
	t.asideIn(asideKey{cell: cell, year: c.Year, calendar: c.Calendar, institution: institution})
}

func (t *table) asideIn(key asideKey) {
	if t.sub.aside == nil {
		t.sub.aside = map[asideKey]int{}
	}
	t.sub.aside[key]++
}

// enter counts the row in its cell.
func (t *table) enter(p place) {
	key := cellKey{year: p.year, calendar: p.calendar, part: p.part}
	if p.school != nil && !t.together {
		key.number = p.school.number
	}
	if t.cell < 0 || key != t.cellKey {
		at, ok := t.cells[key]
		if !ok {
			at = int32(len(t.sub.Cells))
			t.cells[key] = at
			t.sub.Cells = append(t.sub.Cells, Cell{
				Kind: t.kind.Name, Year: key.year, Calendar: key.calendar, Institution: key.number, Part: key.part,
			})
		}
		t.cell, t.cellKey = at, key
	}
	t.sub.Cells[t.cell].Rows++
}

func (t *table) accept(faults []Problem, sights []sight) {
	for _, p := range faults {
		t.add(p)
	}
	for _, s := range sights {
		g := t.groups[s.key]
		if g == nil {
			if t.grouped[s.key.code] >= maxProblems {
				t.dropped[s.key.code]++
				continue
			}
			t.grouped[s.key.code]++
			g = t.newGroup(s)
			t.groups[s.key] = g
			t.order = append(t.order, g)
		}
		g.rows++
		if s.person != 0 {
			in := pupilIn{g, s.person}
			if _, ok := t.pupils[in]; !ok {
				t.pupils[in] = struct{}{}
				g.pupils++
			}
		}
	}
}

func (t *table) newGroup(s sight) *group {
	g := &group{problem: newProblem(t.sub.Name, s.key.code, indicators.Origin{Row: s.row}, "rows", "")}
	g.problem.Got = s.got
	t.locate(&g.problem, s.field)
	for _, arg := range codes[s.key.code].args {
		switch arg {
		case "institution":
			g.problem.Args[arg] = numberAndName(s.key.value, t.institutionName())
		case "nearest":
			g.problem.Args[arg] = nearestInstitution(t.ctx.Institutions, s.key.value, t.institutionName())
		}
	}
	return g
}

// add lists a problem of a row, up to maxProblems of one code.
func (t *table) add(p Problem) {
	if t.counts[p.Code] >= maxProblems {
		t.dropped[p.Code]++
		return
	}
	t.counts[p.Code]++
	t.problems = append(t.problems, p)
}

// finish writes what the rows have come to into the Submission; used is the
// number of rows that gave a record.
func (t *table) finish(used int) {
	s := t.sub
	if t.failed {
		s.Refuse()
		return
	}
	s.Balance.Used = used
	for _, g := range t.order {
		g.problem.Args["rows"] = itoa(g.rows)
		if slices.Contains(codes[g.problem.Code].args, "pupils") {
			g.problem.Args["pupils"] = itoa(g.pupils)
		}
		t.problems = append(t.problems, g.problem)
	}
	for _, code := range sortedKeys(t.dropped) {
		t.problems = append(t.problems, newProblem(s.Name, "csv.problems.more", indicators.Origin{},
			"code", code, "more", itoa(t.dropped[code])))
	}
	s.Problems = append(s.Problems, t.problems...)
	unlisted := s.Balance.SetAside["csv.institution.unlisted"]
	if unlisted > 0 && unlisted == s.Balance.Rows {
		s.Refuse(newProblem(s.Name, "csv.institution.none_listed", indicators.Origin{}, "rows", itoa(unlisted)))
		return
	}
	if s.Balance.Rows == 0 {
		s.Problems = append(s.Problems, newProblem(s.Name, "csv.rows.none", indicators.Origin{}))
	}
	sortProblems(s.Problems, nil)
	for _, c := range s.cells {
		s.Cells[c].Used++
	}
	s.sortCells()
	rows := map[indicators.SetAside]int{}
	for key, n := range s.aside {
		rows[key.of(s.Kind)] += n
	}
	s.Records.SetAside = sortedAside(rows)
}

// sortCells brings the cells in order: by kind, year, institution and part.
func (s *Submission) sortCells() {
	order := make([]int32, len(s.Cells))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int { return compareCells(&s.Cells[i], &s.Cells[j]) })
	cells, now := make([]Cell, len(order)), make([]int32, len(order))
	for to, from := range order {
		cells[to], now[from] = s.Cells[from], int32(to)
	}
	for i, at := range s.cells {
		s.cells[i] = now[at]
	}
	aside := make(map[asideKey]int, len(s.aside))
	for key, n := range s.aside {
		if key.cell >= 0 {
			key.cell = now[key.cell]
		}
		aside[key] = n
	}
	s.Cells, s.aside = cells, aside
}

func compareCells(a, b *Cell) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Year, b.Year), cmp.Compare(a.Calendar, b.Calendar),
		cmp.Compare(a.Institution, b.Institution), compareNatural(a.Part, b.Part), cmp.Compare(a.Part, b.Part))
}

// of is the key as Records say it.
func (k asideKey) of(kind indicators.Kind) indicators.SetAside {
	return indicators.SetAside{Kind: kind, Year: k.year, Calendar: k.calendar, Institution: k.institution}
}

func sortedAside(rows map[indicators.SetAside]int) []indicators.SetAside {
	list := make([]indicators.SetAside, 0, len(rows))
	for a, n := range rows {
		a.Rows = n
		list = append(list, a)
	}
	slices.SortFunc(list, func(a, b indicators.SetAside) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Year, b.Year), cmp.Compare(a.Calendar, b.Calendar),
			cmp.Compare(a.Institution, b.Institution))
	})
	if len(list) == 0 {
		return nil
	}
	return list
}

// mix folds one more number into a hash. The first comes from a pupil's
// pseudonym, which is random already.
func mix(hash, n uint64) uint64 {
	high, low := bits.Mul64(hash^0x9e3779b97f4a7c15, n^0xd6e8feb86659fd93)
	return high ^ low
}

// A memo remembers what texts mean that stand in many rows.
type memo[V any] struct {
	read  func(string) V
	known map[string]V
	last  string
	value V
}

// maxMemo bounds a memo: columns of free text differ from row to row.
const maxMemo = 1 << 14

func newMemo[V any](read func(string) V) memo[V] {
	return memo[V]{read: read, known: map[string]V{}, value: read("")}
}

func (m *memo[V]) of(cell string) V {
	if cell == m.last {
		return m.value
	}
	v, ok := m.known[cell]
	if !ok {
		v = m.read(cell)
		cell = strings.Clone(cell) // a cell holds on to its whole row
		if len(m.known) < maxMemo {
			m.known[cell] = v
		}
	}
	m.last, m.value = cell, v
	return v
}
