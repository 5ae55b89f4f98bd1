package templates

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
	"raditaji/sources"
)

// A formTable is what stands on a sheet under one heading row: a table of the
// programme, or fields that follow one another.
type formTable struct {
	blocks   []*indicators.Block
	fields   bool
	inputs   int   // columns of inputs
	last     []int // columns of inputs beside which last year's answers stand
	register []int // columns of inputs beside which the register's numbers stand
	check    bool
	explain  bool
	beside   bool
	heading  int   // row
	lastRow  int   // without totals
	spread   bool  // the texts stand over several columns
	banded   bool  // a field is asked in several lines
	runs     []run // rows that are to stand on one page
}

// tables parts a sheet's blocks: fields that follow one another stand under one
// heading row, each table of the programme under its own.
func (b *formBook) tables(blocks []indicators.Block) []*formTable {
	var list []*formTable
	for i := range blocks {
		block := &blocks[i]
		field := block.Kind != ""
		if !field || len(list) == 0 || !list[len(list)-1].fields {
			list = append(list, &formTable{fields: field})
		}
		t := list[len(list)-1]
		t.blocks = append(t.blocks, block)
		b.measure(t, block)
	}
	return list
}

// several says that a field is asked in more than one line.
func several(block *indicators.Block) bool {
	return block.Kind != "" && (len(block.Rows) > 1 || block.Rows[0].Part != "")
}

// measure notes which columns a block needs.
func (b *formBook) measure(t *formTable, block *indicators.Block) {
	t.inputs = max(t.inputs, len(block.Columns))
	t.banded = t.banded || several(block)
	for i := range block.Columns {
		last, register := false, false
		for j := range block.Rows {
			in := &block.Rows[j].Inputs[i]
			_, text := b.content.Shown.LastText[in.Address]
			_, number := b.content.Shown.Last[in.Address].Get()
			last = last || text && in.Kind != indicators.FreeText || number
			_, number = b.content.Shown.Register[in.Address].Get()
			register = register || number
		}
		if last {
			t.last = addOnce(t.last, i)
		}
		if register {
			t.register = addOnce(t.register, i)
		}
	}
	for j := range block.Rows {
		r := &block.Rows[j]
		t.check = t.check || b.formulas[sources.CheckFormula(block.ID, r.ID)] != ""
		t.explain = t.explain || r.Explain.Kind != indicators.NoInput
		t.beside = t.beside || r.Beside != ""
	}
}

// addOnce adds a number to a rising list that is asked in order.
func addOnce(list []int, n int) []int {
	for i, x := range list {
		if x == n {
			return list
		}
		if x > n {
			return append(list[:i:i], append([]int{n}, list[i:]...)...)
		}
	}
	return append(list, n)
}

// columns is how many columns of inputs and shown answers a table has.
func (t *formTable) columns() int { return t.inputs + len(t.last) + len(t.register) }

// A formGrid is the columns of a sheet, which all its tables share: a text, what
// stands beside it, answers, the check, the explanation. Narrower tables keep to
// the right, their texts take the room.
type formGrid struct {
	*formBook
	s       *sheet
	last    int // column
	answers int // the most columns of answers
	beside  bool
	check   int // column; 0: none
	explain int // column; 0: none
	ends    int // the last column of answers
	cells   map[string][]string
	rules   map[string]indicators.Input
	row     int
}

// Widths of columns, in letters.
const (
	wideNumber  = 12.0
	wideMoney   = 14.0
	wideChoice  = 17.0
	wideText    = 28.0
	wideExplain = 30.0
	wideCheck   = 13.0
	wideResult  = 30.0 // planned
	wideTerm    = 24.0
)

// How many letters an A4 page takes at full size, how many at the least size that
// is easy to read, and how narrow the texts may become.
const (
	uprightLetters = 96.0
	uprightMost    = 116.0
	acrossLetters  = 139.0
	leastText      = 36.0
	mostText       = 64.0
)

func (b *formBook) grid(s *sheet, tables []*formTable) *formGrid {
	g := &formGrid{formBook: b, s: s, cells: map[string][]string{}, rules: map[string]indicators.Input{}}
	check, explain := false, false
	for _, t := range tables {
		g.answers = max(g.answers, t.columns())
		g.beside = g.beside || t.beside
		check, explain = check || t.check, explain || t.explain
	}
	g.ends = 1 + g.answers
	width := map[int]float64{}
	if g.beside {
		g.ends++
		width[2] = wideResult
		if tables[0].blocks[0].ID == "tasks" {
			width[2] = wideTerm
		}
	}
	g.last = g.ends
	if check {
		g.last++
		g.check = g.last
		width[g.check] = wideCheck
	}
	if explain {
		g.last++
		g.explain = g.last
		width[g.explain] = wideExplain
	}
	for _, t := range tables {
		for i, word := range g.columnNames(t) {
			col := g.ends - t.columns() + 1 + i
			width[col] = max(width[col], g.columnWidth(t, i), wordWidth(word))
		}
	}
	rest := 0.0
	for col := 2; col <= g.last; col++ {
		rest += width[col]
		s.widths1(col, width[col])
	}
	s.upright = rest+leastText <= uprightMost
	text := acrossLetters - rest
	if s.upright {
		text = uprightLetters - rest
	}
	s.widths1(1, min(max(text, leastText), mostText))
	return g
}

// columnWidth is how wide a column of answers must be for what stands in it.
func (g *formGrid) columnWidth(t *formTable, i int) float64 {
	of := i
	switch {
	case i >= t.inputs+len(t.last):
		of = t.register[i-t.inputs-len(t.last)]
	case i >= t.inputs:
		of = t.last[i-t.inputs]
	}
	most := 0.0
	for _, block := range t.blocks {
		w := wideNumber
		switch block.Columns[of].Kind {
		case indicators.Euro:
			w = wideMoney
		case indicators.Choice:
			if len(block.Rows[0].Inputs[of].Choices) > 2 {
				w = wideChoice
			}
		case indicators.FreeText:
			w = wideText
		}
		most = max(most, w)
	}
	return most
}

// wordWidth is how wide a column must be for the longest word of its heading.
func wordWidth(text string) float64 {
	most := 0.0
	for _, word := range strings.Fields(text) {
		w := 0.0
		for _, r := range word {
			w += letterWidth(r) * 1.08
		}
		most = max(most, w)
	}
	return (most+300)/530 + 0.6
}

// across writes a text over several columns of a row.
func (s *sheet) across(from, to, row int, text string, k look) {
	if to <= from {
		s.text(from, row, text, k)
		return
	}
	wide := 0.0
	for col := from; col <= to; col++ {
		wide += s.width[col]
	}
	own := s.width[from]
	s.width[from] = wide
	s.text(from, row, text, k)
	s.width[from] = own
	for col := from + 1; col <= to; col++ {
		s.text(col, row, "", k)
	}
	s.book.keep(s.book.f.MergeCell(s.name, cell(from, row), cell(to, row)))
}

// sheetOf draws a sheet with its tables.
func (b *formBook) sheetOf(fs *indicators.FormSheet) {
	s := b.sheets[fs.ID]
	tables := b.tables(fs.Blocks)
	g := b.grid(s, tables)
	s.text(1, 1, b.say("long."+fs.ID), lookTitle)
	s.height[1] = 26
	s.across(1, g.last, 2, b.note(), lookPlain)
	opening := b.sheets["institution"]
	b.link(s, 1, 3, b.say("back", "sheet", opening.name), opening, look{ink: inkLink})
	g.row = 3
	var runs []run
	for _, t := range tables {
		g.row += 2
		g.table(t)
		runs = append(runs, t.runs...)
	}
	b.validate(s, g.cells, g.rules)
	g.colourChecks()
	printed := area{1, 1, g.last, s.lastRow, 1, 2}
	frozen := 2
	if t := tables[0]; len(tables) == 1 {
		frozen = t.heading
		printed.lastHead = t.heading
		if !t.fields && !t.spread {
			b.keep(b.f.AutoFilter(s.name, cell(1, t.heading)+":"+cell(g.last, t.lastRow), nil))
		}
	}
	s.freeze(1, frozen+1)
	b.page(s, printed, runs)
	b.protect(s)
}

// note says under a sheet's title whose it is and what to do with it.
func (b *formBook) note() string {
	args := []string{"unit", b.form.Unit.Name, "school_year", b.form.Year.String(), "due", dueDay(b.form)}
	if dueDay(b.form) == "" {
		return b.say("note", args...)
	}
	return b.say("note.due", args...)
}

// link writes a text that leads to a sheet.
func (b *formBook) link(s *sheet, col, row int, text string, to *sheet, k look) {
	s.text(col, row, text, k)
	tip := b.say("empty.open", "sheet", to.name)
	b.keep(b.f.SetCellHyperLink(s.name, cell(col, row), to.ref("A1"), "Location", excelize.HyperlinkOpts{Tooltip: &tip}))
	s.paint(cell(col, row), k)
}

// table draws a table from the grid's row on, and leaves the row at its last one.
func (g *formGrid) table(t *formTable) {
	first := t.blocks[0]
	begin := g.row
	if !t.fields {
		title := first.Title
		if title == "" && formWords["heading."+first.ID].LV == "" {
			title = g.say("block." + first.ID)
		}
		for i, text := range []string{title, first.Note} {
			if text != "" {
				g.s.across(1, g.last, g.row, text, []look{{size: 12, bold: true, ink: inkTitle, wrap: true}, lookPlain}[i])
				g.row++
			}
		}
	}
	t.heading = g.row
	g.headings(t)
	// Headings stay with the first row below them.
	keep := func() {
		t.runs = append(t.runs, run{begin, g.row})
		begin = 0
	}
	from := func() {
		if begin == 0 {
			begin = g.row + 1
		}
	}
	group := ""
	for _, block := range t.blocks {
		if t.fields {
			from()
		}
		if several(block) {
			g.row++
			g.s.across(1, g.last, g.row, block.Title, lookBand)
			g.s.height[g.row] = max(g.s.height[g.row], 18)
		}
		part := ""
		for i := range block.Rows {
			r := &block.Rows[i]
			if r.Group != group && r.Group != "" {
				from()
				g.row++
				g.s.across(1, g.last, g.row, r.Group, lookBand)
				g.s.height[g.row] = max(g.s.height[g.row], 18)
				group = r.Group
			}
			if r.Part != part {
				g.row++
				g.s.across(1, g.last, g.row, g.partName(r.Part), look{wrap: true, border: true, bold: true, align: "left", middle: true, indent: true})
				part = r.Part
			}
			g.row++
			g.line(t, block, r)
			if t.fields && i > 0 {
				g.share(t, &block.Rows[i-1], r)
			}
			if begin > 0 && (!t.fields || i == len(block.Rows)-1) {
				keep()
			}
		}
	}
	t.lastRow = g.row
	g.totals(t)
	if g.row > t.lastRow && t.lastRow > t.runs[len(t.runs)-1].last {
		t.runs = append(t.runs, run{t.lastRow, g.row})
	}
}

// headings writes the heading row of a table.
func (g *formGrid) headings(t *formTable) {
	block := t.blocks[0]
	heading := block.Heading
	switch {
	case t.fields:
		heading = g.say("heading.fields")
	case heading == "" && formWords["heading."+block.ID].LV != "":
		heading = g.say("heading." + block.ID)
	case heading == "":
		heading = g.say("heading.table")
	}
	start := g.texts(t, heading, "", lookHead)
	if t.beside {
		g.s.text(start-1, g.row, g.say("beside."+block.ID), lookHead)
	}
	for i, name := range g.columnNames(t) {
		g.s.text(start+i, g.row, name, lookHead)
	}
	if g.check > 0 {
		g.s.text(g.check, g.row, g.say("check"), lookHead)
	}
	if g.explain > 0 {
		g.s.text(g.explain, g.row, g.say("explain"), lookHead)
	}
	g.s.height[g.row] = max(g.s.height[g.row], 30)
}

// columnNames are the headings of a table's answers, what is shown beside them
// included.
func (g *formGrid) columnNames(t *formTable) []string {
	block := t.blocks[0]
	names := make([]string, len(block.Columns), t.columns())
	for i := range block.Columns {
		names[i] = g.columnName(t, block, &block.Columns[i])
	}
	for _, c := range t.last {
		word := g.say("last", "school_year", (g.form.Year - 1).String())
		if t.inputs > 1 {
			word = g.say("last.of", "column", names[c])
		}
		names = append(names, word)
	}
	for _, c := range t.register {
		word := g.say("register")
		if t.inputs > 1 {
			word = g.say("register.of", "column", names[c])
		}
		names = append(names, word)
	}
	return names
}

func (g *formGrid) columnName(t *formTable, block *indicators.Block, c *indicators.BlockColumn) string {
	if t.fields {
		for _, other := range t.blocks {
			if other.Columns[0].Kind == indicators.Choice {
				return g.say("heading.answer")
			}
		}
	}
	switch {
	case c.Text != "":
		return c.Text
	case formWords["column."+block.ID+"."+c.ID].LV != "":
		return g.say("column." + block.ID + "." + c.ID)
	}
	return g.say("column." + c.ID)
}

// texts writes the text of a row over the columns that its table leaves free, and
// what stands beside it; it gives the column of the first answer.
func (g *formGrid) texts(t *formTable, text, beside string, k look) (start int) {
	start = g.ends - t.columns() + 1
	to := start - 1
	if t.beside {
		to--
		g.s.text(start-1, g.row, beside, k)
	}
	if to > 1 {
		t.spread = true
	}
	g.s.across(1, to, g.row, text, k)
	return start
}

// line writes a row of inputs.
func (g *formGrid) line(t *formTable, block *indicators.Block, r *indicators.BlockRow) {
	text := r.Text
	if text == "" {
		text = g.say("row." + block.ID + "." + r.ID)
	}
	k := lookAsked
	if t.banded && !several(block) {
		k = lookBand
	}
	start := g.texts(t, text, r.Beside, k)
	g.label(g.s, sources.FormRowLabel(block.ID, r.ID), text, 1, g.row)
	wordy := r.Explain.Kind != indicators.NoInput
	for i := range r.Inputs {
		in := &r.Inputs[i]
		g.input(start+i, in)
		wordy = wordy || in.Kind == indicators.FreeText
	}
	for i, c := range t.last {
		g.shownLast(start+t.inputs+i, &r.Inputs[c])
	}
	for i, c := range t.register {
		in := &r.Inputs[c]
		g.shownNumber(start+t.inputs+len(t.last)+i, in, g.content.Shown.Register, sources.FormPrefixRegister)
	}
	if g.check > 0 {
		g.calculate(g.s, g.check, g.row, sources.CheckFormula(block.ID, r.ID), lookCheck)
	}
	if g.explain > 0 {
		if r.Explain.Kind != indicators.NoInput {
			g.input(g.explain, &r.Explain)
		} else {
			g.s.text(g.explain, g.row, "", lookCheck)
		}
	}
	least := 19.5
	switch block.ID { // room for a few lines of text
	case "activities":
		least = 45
	case "tasks":
		least = 30
	}
	g.s.height[g.row] = max(g.s.height[g.row], least)
	if wordy && !t.spread {
		g.more(g.s).grow[g.row] = true
	}
}

// input writes an input cell and notes what it takes.
func (g *formGrid) input(col int, in *indicators.Input) {
	g.answer(g.s, col, g.row, in)
	rule := strconv.Itoa(int(in.Kind)) + " " + strconv.Itoa(in.Length) + " " + strings.Join(in.Choices, " ")
	if explains(in) {
		rule += "explain"
	}
	g.rules[rule] = *in
	g.cells[rule] = append(g.cells[rule], cell(col, g.row))
}

// shownLast writes last year's answer beside an input.
func (g *formGrid) shownLast(col int, in *indicators.Input) {
	if in.Kind.Numeric() {
		g.shownNumber(col, in, g.content.Shown.Last, sources.FormPrefixLast)
		return
	}
	text := g.content.Shown.LastText[in.Address]
	if in.Kind == indicators.Choice && text != "" {
		text = g.choice(text)
	}
	if in.Kind == indicators.Day && len(text) == len("2024-09-01") {
		text = text[8:] + "." + text[5:7] + "." + text[:4]
	}
	k := lookShown("")
	k.align, k.wrap = "left", true
	g.s.text(col, g.row, orNone(text), k)
}

// shownNumber writes a number beside an input and names its cell.
func (g *formGrid) shownNumber(col int, in *indicators.Input, numbers map[string]indicators.Number, prefix string) {
	k := lookShown(formatOfInput(in.Kind))
	n, ok := numbers[in.Address].Get()
	if !ok {
		k.align = "center"
		g.s.text(col, g.row, none, k)
		return
	}
	v := float64(n)
	if in.Kind != indicators.Whole {
		v /= 100
	}
	g.s.number(col, g.row, v, k)
	g.name(g.s, prefix+indicators.FormName(in.Address), col, g.row)
}

// share writes the share of two figures under them.
func (g *formGrid) share(t *formTable, n, d *indicators.BlockRow) {
	name := sources.ShareFormula(n.Inputs[0].Address)
	if g.formulas[name] == "" {
		return
	}
	g.row++
	k := lookShown(formatPercent)
	word := lookShown("")
	start := g.texts(t, g.say("share"), "", word)
	g.calculate(g.s, start, g.row, name, k)
	for _, list := range []struct {
		at      int
		columns []int
		numbers map[string]indicators.Number
	}{{start + t.inputs, t.last, g.content.Shown.Last}, {start + t.inputs + len(t.last), t.register, g.content.Shown.Register}} {
		if len(list.columns) == 0 {
			continue
		}
		part, ok := list.numbers[n.Inputs[0].Address].Get()
		whole, okWhole := list.numbers[d.Inputs[0].Address].Get()
		if ok && okWhole && whole > 0 {
			g.s.number(list.at, g.row, float64(part)/float64(whole), k)
		} else {
			mark := k
			mark.align = "center"
			g.s.text(list.at, g.row, none, mark)
		}
	}
	for col := g.ends + 1; col <= g.last; col++ {
		g.s.text(col, g.row, "", lookCheck)
	}
}

// totals writes the row of sums under a table.
func (g *formGrid) totals(t *formTable) {
	block := t.blocks[0]
	has := false
	for _, c := range block.Columns {
		has = has || c.Total
	}
	if !has || t.fields {
		return
	}
	g.row++
	start := g.texts(t, g.say("total"), "", lookWord)
	for i, c := range block.Columns {
		k := lookSum
		k.format = formatOfInput(c.Kind)
		if c.Total {
			g.calculate(g.s, start+i, g.row, sources.TotalFormula(block.ID, c.ID), k)
		} else {
			g.s.text(start+i, g.row, "", lookWord)
		}
	}
	for col := start + t.inputs; col <= g.last; col++ {
		g.s.text(col, g.row, "", lookWord)
	}
	g.s.height[g.row] = 19.5
}

// colourChecks shows what does not agree in red, what agrees in green, what is not
// all there in yellow; the signs ✗, ✓ and ? stand there too.
func (g *formGrid) colourChecks() {
	if g.check == 0 {
		return
	}
	bad := statusColours[indicators.Worsening]
	good := statusColours[indicators.Met]
	open := statusColours[indicators.NeedsClarification]
	area := cell(g.check, 4) + ":" + cell(g.check, g.s.lastRow)
	var rules []excelize.ConditionalFormatOptions
	for _, c := range []struct{ sign, ink, paper string }{{"✗", bad.ink, bad.paper}, {"✓", good.ink, good.paper}, {"?", open.ink, open.paper}} {
		id, err := g.f.NewConditionalStyle(&excelize.Style{
			Font: &excelize.Font{Color: c.ink, Bold: true},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{c.paper}},
		})
		g.keep(err)
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "formula", Criteria: `LEFT(` + cell(g.check, 4) + `,1)="` + c.sign + `"`, Format: &id})
	}
	g.keep(g.f.SetConditionalFormat(g.s.name, area, rules))
}

// easyScale is how small print may become for the sake of fewer pages, of what
// one page's width asks for.
const easyScale = 0.85

// page sets up printing: A4, as wide as the page, with the unit and the year on
// every page. Rows of a run stay on one page; what is a little longer than a page
// is made to fit.
func (b *formBook) page(s *sheet, a area, runs []run) {
	s.finish()
	_, room := s.paper()
	fit := len(runs) == 0 || s.tall(a.row, a.lastRow)*float64(s.scale(a))/100*easyScale <= room
	s.onPaper(a, runs, fit, 1)
	side, top, foot, centred := 0.4, 0.65, 0.3, true
	b.keep(b.f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &foot, Footer: &foot, Horizontally: &centred,
	}))
	double := func(text string) string { return strings.ReplaceAll(text, "&", "&&") }
	b.keep(b.f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{
		OddHeader: "&L" + double(b.form.Unit.Name) + "&R" + b.say("header", "school_year", b.form.Year.String()),
		OddFooter: "&L" + double(s.name) + "&C" + b.say("page") + "&R" + b.say("footer", "version", b.form.Version),
	}))
	s.printNames(a)
}
