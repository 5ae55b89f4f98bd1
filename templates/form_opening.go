package templates

import (
	"strconv"
	"strings"

	"raditaji/indicators"
	"raditaji/sources"
)

// opening draws the first sheet: whose template it is, what to do and by when,
// what is still empty, and what the register says.
func (b *formBook) opening() {
	s := b.sheets["institution"]
	s.widths(40, 14, 14, 36)
	g := &formGrid{
		formBook: b, s: s, last: 4, ends: 3, answers: 1, explain: 4,
		cells: map[string][]string{}, rules: map[string]indicators.Input{},
	}
	s.across(1, 4, 1, b.form.Unit.Name, look{size: 18, bold: true, ink: inkTitle, wrap: true})
	s.height[1] = max(30, s.height[1])
	b.label(s, sources.FormLabelUnit, b.form.Unit.Name, 1, 1)
	s.across(1, 4, 2, b.say("title", "unit", b.say("subject"), "school_year", b.form.Year.String()), look{ink: inkQuiet, wrap: true})
	g.row = 3
	b.about(g)
	b.steps(g)
	b.emptyCells(g)
	for i := range b.form.Sheets[0].Blocks {
		if block := &b.form.Sheets[0].Blocks[i]; block.ID == "institution" {
			if len(block.Rows) > 0 {
				b.classes(g)
				b.questions(g, block)
			}
		} else {
			for _, t := range b.tables(b.form.Sheets[0].Blocks[i : i+1]) {
				g.row += 2
				g.table(t)
			}
		}
	}
	b.validate(s, g.cells, g.rules)
	s.upright = true
	b.page(s, area{1, 1, 4, g.row, 0, 0}, nil)
	b.protect(s)
}

// about writes whose template it is.
func (b *formBook) about(g *formGrid) {
	number := "about.number"
	if strings.Trim(b.form.Unit.ID, "0123456789") != "" {
		number = "about.code"
	}
	labelled := map[string]string{
		number: sources.FormLabelNumber, "about.school_year": sources.FormLabelSchoolYear, "about.programme": sources.FormLabelProgramme,
	}
	due, contact := b.due()
	for _, line := range [][2]string{
		{number, b.form.Unit.ID},
		{"about.school_year", b.form.Year.String()},
		{"about.due", due},
		{"about.contact", contact},
		{"about.programme", b.form.Title},
	} {
		g.row++
		k := lookAsked
		k.bold = line[0] == "about.due" || line[0] == "about.contact"
		g.s.text(1, g.row, b.say(line[0]), lookBand)
		g.s.across(2, 4, g.row, line[1], k)
		if name := labelled[line[0]]; name != "" {
			b.label(g.s, name, line[1], 2, g.row)
		}
		g.s.height[g.row] = max(g.s.height[g.row], 18)
	}
}

// due is by when and to whom, in words where the programme does not say.
func (b *formBook) due() (due, contact string) {
	due, contact = dueDay(b.form), b.form.Collection.Contact
	if due == "" {
		due = b.say("about.due.unknown")
	}
	if contact == "" {
		contact = b.say("about.contact.unknown")
	}
	return due, contact
}

// steps writes what to do, one thing to a line.
func (b *formBook) steps(g *formGrid) {
	g.row += 2
	g.s.text(1, g.row, b.say("todo"), lookPart)
	due, contact := b.due()
	var figures, explained, checked bool
	for _, in := range b.form.Inputs() {
		figures = figures || in.Kind.Numeric()
		explained = explained || explains(&in) && in.Address != indicators.RegisterConfirmed+".explain"
	}
	for name := range b.formulas {
		checked = checked || strings.HasPrefix(name, checkBegins)
	}
	for n, step := range b.stepsOf(figures, checked, explained) {
		g.row++
		g.s.across(1, 4, g.row, strconv.Itoa(n+1)+". "+b.say(step, "contact", contact, "due", due), lookStep)
		g.s.height[g.row] = max(g.s.height[g.row], 16.5)
	}
}

// checkBegins is how the names of checks begin.
var checkBegins = sources.FormPrefixFormula + "check_"

// stepsOf are the steps that matter for what is asked.
func (b *formBook) stepsOf(figures, checked, explained bool) []string {
	steps := []string{"todo.fill"}
	if figures {
		steps = append(steps, "todo.zero", "todo.paste")
	}
	if checked {
		steps = append(steps, "todo.check")
	}
	if explained {
		steps = append(steps, "todo.explain")
	}
	return append(steps, "todo.names", "todo.left", "todo.send", "todo.back")
}

// emptyCells counts for each sheet what is still empty.
func (b *formBook) emptyCells(g *formGrid) {
	g.row += 2
	g.s.text(1, g.row, b.say("empty"), lookPart)
	g.row++
	g.s.text(1, g.row, b.say("empty.sheet"), lookHead)
	g.s.text(2, g.row, b.say("empty.left"), lookHead)
	g.s.text(3, g.row, b.say("empty.of"), lookHead)
	g.s.text(4, g.row, b.say("empty.what"), lookHead)
	count := look{border: true, align: "center", middle: true, format: formatYear, bold: true}
	all := 0
	for i := range b.form.Sheets {
		fs := &b.form.Sheets[i]
		required := 0
		for _, block := range fs.Blocks {
			for _, r := range block.Rows {
				for _, in := range r.Inputs {
					if !in.Optional {
						required++
					}
				}
			}
		}
		if len(fs.Blocks) == 1 && len(fs.Blocks[0].Rows) == 0 {
			continue // this sheet, where nothing is asked on it
		}
		g.row++
		all += required
		b.link(g.s, 1, g.row, b.sheets[fs.ID].name, b.sheets[fs.ID], look{border: true, ink: inkLink, align: "left", middle: true, indent: true})
		if required > 0 {
			b.calculate(g.s, 2, g.row, sources.EmptyFormula(fs.ID), count)
		} else {
			g.s.text(2, g.row, none, look{border: true, align: "center"})
		}
		of := count
		of.bold = false
		g.s.whole(3, g.row, int64(required), of)
		what := b.say("long." + fs.ID)
		if required == 0 {
			what = b.say("empty.none")
		}
		g.s.text(4, g.row, what, lookAsked)
		g.s.height[g.row] = max(g.s.height[g.row], 18)
	}
	g.row++
	word := lookWord
	sum := lookSum
	sum.align, sum.format, sum.indent = "center", formatYear, false
	g.s.text(1, g.row, b.say("empty.all"), word)
	if all > 0 {
		b.calculate(g.s, 2, g.row, sources.EmptyFormula("all"), sum)
	} else {
		g.s.text(2, g.row, none, sum)
	}
	g.s.whole(3, g.row, int64(all), sum)
	g.s.text(4, g.row, "", word)
}

// classes writes the register's numbers of pupils, the lower half of the grades
// beside the upper one, or that they are not known.
func (b *formBook) classes(g *formGrid) {
	g.row += 2
	g.s.text(1, g.row, b.say("classes"), lookPart)
	list := b.content.Shown.Classes
	if len(list) == 0 {
		g.row++
		g.s.across(1, 4, g.row, b.say("classes.none"), lookStep)
		return
	}
	g.row++
	half := (len(list) + 1) / 2
	for i, word := range []string{"classes.grade", "classes.count", "classes.grade", "classes.count"} {
		g.s.text(i+1, g.row, b.say(word), lookHead)
	}
	first := g.row
	var sum int64
	for i, c := range list {
		at, grade, count := first+1+i, 1, 2
		if i >= half {
			at, grade, count = first+1+i-half, 3, 4
		}
		g.s.text(grade, at, b.gradeName(c.Grade), lookAsked)
		g.s.whole(count, at, c.Pupils, lookCount)
		sum += c.Pupils
	}
	g.row = first + half
	if len(list)%2 == 1 {
		g.s.text(3, g.row, "", lookAsked)
		g.s.text(4, g.row, "", lookCount)
	}
	g.row++
	word := lookWord
	total := lookSum
	total.align, total.format, total.indent = "center", formatWhole, false
	g.s.text(1, g.row, b.say("total"), word)
	g.s.whole(2, g.row, sum, total)
	g.s.text(3, g.row, "", word)
	g.s.text(4, g.row, "", total)
}

func (b *formBook) gradeName(grade indicators.Grade) string {
	switch {
	case grade.School():
		return b.say("grade.school", "grade", strconv.Itoa(int(grade)))
	case grade > indicators.Course0:
		return b.say("grade.course", "grade", strconv.Itoa(int(grade-indicators.Course0)))
	}
	return b.say("grade.pre")
}

// questions writes what the institution confirms or states to be nil.
func (b *formBook) questions(g *formGrid, block *indicators.Block) {
	g.row += 2
	g.s.text(1, g.row, b.say("block.institution"), lookPart)
	g.row++
	g.s.across(1, 2, g.row, b.say("heading.questions"), lookHead)
	g.s.text(3, g.row, b.say("heading.answer"), lookHead)
	g.s.text(4, g.row, b.say("explain"), lookHead)
	for i := range block.Rows {
		r := &block.Rows[i]
		g.row++
		text := b.say("row.institution." + r.ID)
		g.s.across(1, 2, g.row, text, lookAsked)
		b.label(g.s, sources.FormRowLabel(block.ID, r.ID), text, 1, g.row)
		g.input(3, &r.Inputs[0])
		if r.Explain.Kind != indicators.NoInput {
			g.input(4, &r.Explain)
		} else {
			g.s.text(4, g.row, "", lookCheck)
		}
		g.s.height[g.row] = max(g.s.height[g.row], 30)
	}
}
