package indicators

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// FormSheets are the sheets of an institution template, in their order. Each is
// there only where the programme asks the unit for something on it.
var FormSheets = []string{
	"institution", "indicators", "leavers", "risks", "support", "languages", "activities", "tasks",
}

// A Form is what one reporting unit is asked about one school year, with what
// must hold between its answers. Templates draws it, sources reads and checks by it.
type Form struct {
	Programme  string // Programme.ID
	Title      string // Programme.Title
	Unit       Unit
	Year       SchoolYear
	Monitoring int // the monitoring year that means Year
	Collection Collection
	Version    string // eight hexadecimal digits over all that is asked
	Sheets     []FormSheet
	Rules      []Rule
}

// A FormSheet is one sheet of a Form.
type FormSheet struct {
	ID     string // one of FormSheets
	Blocks []Block
}

// A Block is a table of inputs, or a single figure's few lines: of a share, a
// mean or a survey the two of each part follow one another.
type Block struct {
	ID      string // the field's, the asked table's, or institution, activities, tasks
	Kind    string // a field's kind; else empty
	Title   string // as the programme writes it; empty: templates has words for the ID
	Note    string
	Heading string // of the rows' texts
	Columns []BlockColumn
	Rows    []BlockRow
}

// A BlockColumn is a column of inputs.
type BlockColumn struct {
	ID    string
	Text  string // empty: templates has words for the block and the ID
	Kind  InputKind
	Total bool // the rows' sum is shown
}

// A BlockRow is a row of inputs, one for each column.
type BlockRow struct {
	ID     string
	Text   string // empty: templates has words for the block and the ID
	Group  string // the heading above the rows of one group; empty: none
	Part   string // of a field that is asked by parts; empty: the whole
	Beside string // what the programme planned; activities only
	Inputs []Input
	// Explain is the input Paskaidrojums beside figures that can be queried; its
	// zero value: none can.
	Explain Input
}

// An InputKind is what an input cell takes.
type InputKind uint8

// The kinds of inputs. The zero InputKind is no input.
const (
	NoInput  InputKind = iota
	Whole              // a whole number of 0 or more
	Euro               // money of 0 or more, two decimals
	Hours              // hours of 0 or more, two decimals
	Choice             // one of Input.Choices
	Day                // a date
	FreeText           // text of at most Input.Length characters
)

// Numeric says that an input takes a number.
func (k InputKind) Numeric() bool { return k == Whole || k == Euro || k == Hours }

// An Input is one cell that is filled. The zero Input is none.
type Input struct {
	Address  string // unique in the form, e.g. leavers.motivation.basic
	Kind     InputKind
	Choices  []string // codes; templates has their words
	Length   int
	Optional bool // not counted among what is still empty
}

// Name is the defined name of the input's cell.
func (in *Input) Name() string { return "in_" + FormName(in.Address) }

// FormName makes an address fit for a defined name.
func FormName(address string) string { return strings.NewReplacer(".", "_", "-", "_").Replace(address) }

// The choices of inputs.
var (
	yesNo      = []string{"yes", "no"}
	onlyYes    = []string{"yes"}
	taskStates = []string{"not_started", "in_progress", "done", "postponed", "dropped"}
)

const (
	explainLength = 500
	textLength    = 1000
)

// FormOf is what a unit is asked about a school year. It is false where the
// programme has no such unit, asks it nothing, or another had taken it over by
// the year's first day.
func FormOf(p *Programme, unit string, year SchoolYear) (*Form, bool) {
	u, ok := p.UnitNamed(unit)
	if !ok || p.closed(u, year) {
		return nil, false
	}
	f := &Form{
		Programme: p.ID, Title: p.Title, Unit: u, Year: year, Monitoring: p.MonitoringYearOf(year), Collection: p.Collection,
	}
	asked := map[string][]Block{}
	for i := range p.Fields {
		field := &p.Fields[i]
		sheet := field.Sheet
		if sheet == "" {
			sheet = "indicators"
		}
		if b := field.block(u); len(b.Rows) > 0 {
			asked[sheet] = append(asked[sheet], b)
		}
	}
	for i := range p.AskedTables {
		t := &p.AskedTables[i]
		if b := t.block(u); len(b.Columns) > 0 {
			asked[t.Sheet] = append(asked[t.Sheet], b)
		}
	}
	if b := p.activitiesBlock(u, f.Monitoring); len(b.Rows) > 0 {
		asked["activities"] = append(asked["activities"], b)
	}
	if b := p.tasksBlock(u, f.Monitoring); len(b.Rows) > 0 {
		asked["tasks"] = append(asked["tasks"], b)
	}
	about := p.institutionBlock(u)
	if len(asked) == 0 && len(about.Rows) == 0 {
		return nil, false
	}
	asked["institution"] = append([]Block{about}, asked["institution"]...)
	for _, id := range FormSheets {
		if len(asked[id]) > 0 {
			f.Sheets = append(f.Sheets, FormSheet{ID: id, Blocks: asked[id]})
		}
	}
	f.rules(p)
	f.Version = f.version()
	return f, true
}

// Inputs are all inputs in the order of the sheets, each row's explanation last.
func (f *Form) Inputs() []Input {
	var list []Input
	for _, s := range f.Sheets {
		for _, b := range s.Blocks {
			for _, r := range b.Rows {
				list = append(list, r.Inputs...)
				if r.Explain.Kind != NoInput {
					list = append(list, r.Explain)
				}
			}
		}
	}
	return list
}

// AskedUnits are the units that a list of types, registration numbers and codes
// means and that are asked about a school year: those that were not taken over by
// its first day.
func (p *Programme) AskedUnits(from []string, year SchoolYear) []Unit {
	var units []Unit
	for _, u := range p.ReportingUnits() {
		if u.in(from) && !p.closed(u, year) {
			units = append(units, u)
		}
	}
	return units
}

// AskedFor are the units that are asked for a field's part, or for any of it,
// about a school year.
func (p *Programme) AskedFor(f *Field, part string, year SchoolYear) []Unit {
	return slices.DeleteFunc(p.AskedUnits(f.From, year), func(u Unit) bool {
		parts := f.PartsAsked(u)
		return len(parts) == 0 || part != "" && !slices.Contains(parts, part)
	})
}

// closed says that another institution had taken the unit over by the first day
// of the school year.
func (p *Programme) closed(u Unit, year SchoolYear) bool {
	i := p.InstitutionNumbered(u.ID)
	if i < 0 {
		return false
	}
	last := p.Institutions[i].Successor.Date
	return last != 0 && last <= p.Reading.Calendar.Of(year).First
}

// taught are the levels of education that the types of institutions teach.
var taught = map[string][]Level{
	"preschool":        {PreschoolLevel},
	"primary_school":   {PreschoolLevel, Basic},
	"basic_school":     {PreschoolLevel, Basic},
	"special_school":   {PreschoolLevel, Basic},
	"secondary_school": {PreschoolLevel, Basic, UpperSecondary},
	"gymnasium":        {Basic, UpperSecondary},
	"state_gymnasium":  {Basic, UpperSecondary},
	"vocational":       {Vocational},
}

// about says that a part of a field, or a column of a table, can be asked of the
// unit. One that is named as a level of education is not asked of an institution
// that does not teach it; a unit that teaches nothing can answer for others.
func (u Unit) about(part string) bool {
	level, named := LevelNamed(part)
	levels, teaches := taught[u.Type]
	return !named || !teaches || slices.Contains(levels, level)
}

// PartsAsked are the parts by which a unit is asked for the field, as in AllParts;
// none says that it is not asked.
func (fd *Field) PartsAsked(u Unit) []string {
	if !u.in(fd.From) {
		return nil
	}
	var parts []string
	for _, part := range fd.AllParts() {
		if u.about(part) {
			parts = append(parts, part)
		}
	}
	return parts
}

// AllParts are the parts by which a field is asked; one empty text is the whole
// of a field without parts.
func (fd *Field) AllParts() []string {
	if len(fd.Parts) == 0 {
		return []string{""}
	}
	return fd.Parts
}

// Address is how the addresses of a field's part begin, and all of it where one
// figure is asked; the whole has no part.
func (fd *Field) Address(part string) string {
	if part == "" {
		return fd.ID
	}
	return fd.ID + "." + part
}

// block asks a unit for a field's figures, one to a line. Without rows it is not
// asked.
func (fd *Field) block(u Unit) Block {
	b := Block{ID: fd.ID, Kind: fd.Kind, Title: fd.Text, Columns: []BlockColumn{{ID: "value", Kind: Whole}}}
	line := func(part, id, text string, in Input, explained bool) {
		address := fd.Address(part)
		if id != "" {
			address += "." + id
		}
		in.Address = address
		row := BlockRow{ID: strings.TrimPrefix(strings.TrimPrefix(address, fd.ID), "."), Text: text, Part: part, Inputs: []Input{in}}
		if explained {
			row.Explain = explanation(address)
		}
		b.Rows = append(b.Rows, row)
	}
	for _, part := range fd.PartsAsked(u) {
		switch fd.Kind {
		case "choice":
			b.Columns[0].Kind = Choice
			line(part, "", fd.Text, Input{Kind: Choice, Choices: yesNo}, false)
		case "count":
			line(part, "", fd.Text, Input{Kind: Whole}, true)
		default:
			line(part, "n", fd.Numerator, Input{Kind: Whole}, true)
			line(part, "d", fd.Denominator, Input{Kind: Whole}, true)
		}
	}
	return b
}

func explanation(address string) Input {
	return Input{Address: address + ".explain", Kind: FreeText, Length: explainLength, Optional: true}
}

var columnKinds = map[string]InputKind{"count": Whole, "hours": Hours, "money": Euro}

// block asks a unit for a table's figures. Without columns it is not asked.
func (t *AskedTable) block(u Unit) Block {
	b := Block{ID: t.ID, Title: t.Title, Note: t.Note, Heading: t.Heading}
	if !u.in(t.From) {
		return b
	}
	for _, c := range t.Columns {
		if u.about(c.ID) {
			b.Columns = append(b.Columns, BlockColumn{ID: c.ID, Text: c.Text, Kind: columnKinds[c.Kind], Total: c.Total})
		}
	}
	for _, r := range t.Rows {
		row := BlockRow{ID: r.ID, Text: r.Text, Group: r.Group, Explain: explanation(t.ID + "." + r.ID)}
		for _, c := range b.Columns {
			row.Inputs = append(row.Inputs, Input{Address: t.ID + "." + r.ID + "." + c.ID, Kind: c.Kind})
		}
		b.Rows = append(b.Rows, row)
	}
	return b
}

// activitiesBlock asks what became of the activities of table 4.1 that are
// planned for the monitoring year.
func (p *Programme) activitiesBlock(u Unit, monitoring int) Block {
	b := Block{ID: "activities", Columns: []BlockColumn{
		{ID: "done", Kind: FreeText}, {ID: "money", Kind: Euro, Total: true}, {ID: "impact", Kind: FreeText}, {ID: "factors", Kind: FreeText},
	}}
	for i := range p.Activities {
		a := &p.Activities[i]
		if !u.in(a.AskedOf) || !a.PlannedFor(monitoring) {
			continue
		}
		id := numberID(a.Number)
		row := BlockRow{ID: id, Text: strings.TrimSpace(a.Number + " " + a.Text), Beside: a.Result}
		for _, g := range p.Levels {
			if g.Number == a.Level {
				row.Group = g.Name
			}
		}
		for _, c := range b.Columns {
			in := Input{Address: "activities." + id + "." + c.ID, Kind: c.Kind, Optional: c.ID == "impact" || c.ID == "factors"}
			if c.Kind == FreeText {
				in.Length = textLength
			}
			row.Inputs = append(row.Inputs, in)
		}
		b.Rows = append(b.Rows, row)
	}
	return b
}

// PlannedFor says that an activity is planned for a monitoring year; one without
// years is for all.
func (a *Activity) PlannedFor(year int) bool {
	return len(a.Years) == 0 || slices.Contains(a.Years, year)
}

// tasksBlock asks how far the tasks of table 4.2 are that have begun by the end
// of the monitoring year.
func (p *Programme) tasksBlock(u Unit, monitoring int) Block {
	b := Block{ID: "tasks", Columns: []BlockColumn{
		{ID: "status", Kind: Choice}, {ID: "date", Kind: Day}, {ID: "remark", Kind: FreeText},
	}}
	for i := range p.Tasks {
		t := &p.Tasks[i]
		if !u.in(t.AskedOf) || !t.Begun(monitoring) {
			continue
		}
		id := numberID(t.Number)
		b.Rows = append(b.Rows, BlockRow{
			ID: id, Text: strings.TrimSpace(t.Number + " " + t.Text), Group: t.ActivityText, Beside: t.Term,
			Inputs: []Input{
				{Address: "tasks." + id + ".status", Kind: Choice, Choices: taskStates},
				{Address: "tasks." + id + ".date", Kind: Day, Optional: true},
				{Address: "tasks." + id + ".remark", Kind: FreeText, Length: explainLength, Optional: true},
			},
		})
	}
	return b
}

// Begun says that a task has begun by the end of a monitoring year: before, nobody
// is asked about it.
func (t *Task) Begun(year int) bool { return t.From <= lastMonth(year) }

// Over says that a task's term has ended before the last month of a monitoring
// year; one without an end never has.
func (t *Task) Over(year int) bool { return t.To != "" && t.To < lastMonth(year) }

func lastMonth(year int) string { return fmt.Sprintf("%04d-12", year) }

// ActivityInput is the address of an input about an activity: done, money,
// impact or factors.
func ActivityInput(number, column string) string {
	return "activities." + numberID(number) + "." + column
}

// TaskInput is the address of an input about a task: status, date or remark.
func TaskInput(number, column string) string { return "tasks." + numberID(number) + "." + column }

// numberID is a number of a table, 4.1.2., as part of an address: 4_1_2.
func numberID(number string) string {
	return strings.Map(func(c rune) rune {
		if '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
			return c
		}
		return '_'
	}, strings.Trim(strings.TrimSpace(number), "."))
}

// The inputs of the sheet Iestāde.
const (
	RegisterConfirmed = "institution.register"     // the register's numbers of pupils are right
	NilAbsences       = "institution.nil_absences" // no unjustified absence in the year
	NilExams          = "institution.nil_exams"    // no grade 9 exams in the year
)

// nilInputs are the exports of which an institution can say that it has no row.
var nilInputs = []struct {
	kind    Kind
	address string
}{{Absences, NilAbsences}, {Exams, NilExams}}

// institutionBlock asks an institution that teaches whether the register is
// right, and to state nil where an export that its own staff enters may be empty.
func (p *Programme) institutionBlock(u Unit) Block {
	b := Block{ID: "institution", Columns: []BlockColumn{{ID: "value", Kind: Choice}}}
	i := p.InstitutionNumbered(u.ID)
	if i < 0 || u.Type == "interest_education" {
		return b
	}
	ask := func(address string, choices []string) {
		_, id, _ := strings.Cut(address, ".")
		row := BlockRow{ID: id, Inputs: []Input{{Address: address, Kind: Choice, Choices: choices, Optional: len(choices) == 1}}}
		if len(choices) > 1 {
			row.Explain = explanation(address)
		}
		b.Rows = append(b.Rows, row)
	}
	ask(RegisterConfirmed, yesNo)
	if p.Institutions[i].InScope {
		for _, n := range nilInputs {
			if n.kind == Exams && u.Type == "primary_school" {
				continue // it ends before grade 9
			}
			if p.reliesOn(n.kind) {
				ask(n.address, onlyYes)
			}
		}
	}
	return b
}

// reliesOn says that a measure of the programme needs an export that an
// institution's own staff enters.
func (p *Programme) reliesOn(kind Kind) bool {
	for _, ind := range p.Indicators {
		for _, v := range ind.Values {
			if m, ok := MeasureNamed(v.Measure); ok && m.Silent == kind {
				return true
			}
		}
	}
	return false
}

// version is a hash over all that is asked and must hold.
func (f *Form) version() string {
	h := sha256.New()
	for _, s := range f.Sheets {
		for _, b := range s.Blocks {
			fmt.Fprintf(h, "%s\n%q %q %q %q %q\n", s.ID, b.ID, b.Kind, b.Title, b.Note, b.Heading)
			for _, c := range b.Columns {
				fmt.Fprintf(h, "%q %q %d %t\n", c.ID, c.Text, c.Kind, c.Total)
			}
			for _, r := range b.Rows {
				fmt.Fprintf(h, "%q %q %q %q\n", r.ID, r.Text, r.Group, r.Beside)
				for _, in := range append(append([]Input(nil), r.Inputs...), r.Explain) {
					fmt.Fprintf(h, "%q %d %q %d %t\n", in.Address, in.Kind, in.Choices, in.Length, in.Optional)
				}
			}
		}
	}
	for _, r := range f.Rules {
		fmt.Fprintf(h, "%d %q %q\n", r.Kind, r.Left, r.Right)
	}
	return hex.EncodeToString(h.Sum(nil))[:8]
}
