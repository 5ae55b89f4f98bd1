package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"raditaji/indicators"
)

// addressLimit is the longest address of an input. Excel allows 255 letters for a
// defined name; a template puts a few before the address.
const addressLimit = 200

// ownBlocks are the blocks of a template that are no field and no asked table.
var ownBlocks = []string{"institution", "activities", "tasks"}

// askedSheets are the sheets that fields and asked tables can stand on.
func askedSheets() []string {
	return slices.DeleteFunc(slices.Clone(indicators.FormSheets), func(s string) bool { return slices.Contains(ownBlocks, s) })
}

// from checks that a list of types, registration numbers and codes names units,
// and that somebody is asked.
func (c *checker) from(path string, list []string) {
	all := slices.Concat(c.units, indicators.UnitTypes)
	known := true
	for i, name := range list {
		if slices.Contains(all, name) {
			continue
		}
		known = false
		if !c.bad["units"] && !c.bad["institutions"] {
			c.fault(fmt.Sprintf("%s[%d]", path, i), "unit.unknown", "got", short(name), "nearest", nearest(name, all))
		}
	}
	if known && len(c.p.UnitsOf(list)) == 0 {
		c.fault(path, "asked.nobody", "got", strings.Join(list, ", "))
	}
}

// askedOf checks the units that are asked about an activity or a task, and says
// whether there are any.
func (c *checker) askedOf(path string, list []string) bool {
	_, given := c.at[path+"asked_of"]
	if given {
		c.from(path+"asked_of", list)
	}
	return given
}

// name checks the name of something that is part of addresses.
func (c *checker) name(path, name string, before []string) []string {
	if c.need(path, name) && !fieldText.MatchString(name) {
		c.fault(path, "id.format", "got", short(name))
	}
	return c.once(path, name, "id.twice", before)
}

// asks checks the name, the sheet and the units of a field or an asked table;
// taken are names that it cannot have.
func (c *checker) asks(path, id, sheet string, from, taken []string) {
	if slices.Contains(taken, id) {
		c.fault(path+"id", "id.taken", "got", short(id))
	}
	c.choice(path+"sheet", sheet, askedSheets())
	if c.given(path + "from") {
		c.from(path+"from", from)
	}
}

func (c *checker) askedFields() {
	for i := range c.p.Fields {
		f := &c.p.Fields[i]
		path := fmt.Sprintf("fields[%d].", i)
		c.fields = c.name(path+"id", f.ID, c.fields)
		c.asks(path, f.ID, f.Sheet, f.From, ownBlocks)
		c.need(path+"text", f.Text)
		if c.need(path+"kind", f.Kind) {
			c.choice(path+"kind", f.Kind, indicators.FieldKinds)
		}
		for _, label := range []struct{ key, text string }{{"numerator", f.Numerator}, {"denominator", f.Denominator}} {
			switch f.Kind {
			case "share", "survey", "mean":
				c.need(path+label.key, label.text)
			case "count", "choice":
				if label.text != "" {
					c.fault(path+label.key, "label.unused", "key", label.key, "kind", f.Kind)
				}
			}
		}
		var parts []string
		for j, part := range f.Parts {
			parts = c.name(fmt.Sprintf("%sparts[%d]", path, j), part, parts)
		}
		if _, ok := c.at[path+"register"]; ok {
			c.register(path+"register.", f)
		}
	}
}

// register checks the measure over exports that knows a field's figure.
func (c *checker) register(path string, f *indicators.Field) {
	m := c.measure(path, f.Register.Measure)
	if m == nil {
		return
	}
	counts := m.Source == indicators.Computed
	fits := f.Kind == "share" && m.Shape == indicators.Share || f.Kind == "count" && m.Shape != indicators.Count
	if !counts || !fits {
		c.fault(path+"measure", "register.unfit", "got", m.Name, "kind", f.Kind)
		return
	}
	for i, part := range f.Parts {
		if m.Part == nil || !slices.Contains(m.Parts, part) {
			c.fault(fmt.Sprintf("%sparts[%d]", strings.TrimSuffix(path, "register."), i), "part.unknown",
				"got", short(part), "measure", m.Name, "known", strings.Join(m.Parts, ", "))
		}
	}
	if slices.Contains(m.Takes, "level") && len(f.Parts) == 0 {
		c.need(path+"params.level", f.Register.Params.Level)
	}
	c.params(path+"params.", &f.Register.Params)
}

func (c *checker) askedTables() {
	for i := range c.p.AskedTables {
		t := &c.p.AskedTables[i]
		path := fmt.Sprintf("asked_tables[%d].", i)
		c.tableIDs = c.name(path+"id", t.ID, c.tableIDs)
		c.need(path+"sheet", t.Sheet)
		c.asks(path, t.ID, t.Sheet, t.From, slices.Concat(ownBlocks, c.fields))
		c.need(path+"title", t.Title)
		c.need(path+"heading", t.Heading)
		if c.given(path+"columns") && len(t.Columns) == 0 {
			c.fault(path+"columns", "value.empty")
		}
		var columns, rows, groups []string
		for j, col := range t.Columns {
			here := fmt.Sprintf("%scolumns[%d].", path, j)
			columns = c.name(here+"id", col.ID, columns)
			c.need(here+"text", col.Text)
			if c.need(here+"kind", col.Kind) {
				c.choice(here+"kind", col.Kind, indicators.ColumnKinds)
			}
		}
		if c.given(path+"rows") && len(t.Rows) == 0 {
			c.fault(path+"rows", "value.empty")
		}
		for j, row := range t.Rows {
			here := fmt.Sprintf("%srows[%d].", path, j)
			rows = c.name(here+"id", row.ID, rows)
			c.need(here+"text", row.Text)
			if j > 0 && row.Group == t.Rows[j-1].Group {
				continue
			}
			groups = c.once(here+"group", row.Group, "group.split", groups)
		}
	}
}

// byParts checks that an indicator and the field that reports it have the same parts.
func (c *checker) byParts(path string, ind *indicators.Indicator, f *indicators.Field) {
	var parts []string
	for _, part := range ind.Parts {
		parts = append(parts, part.Name)
	}
	if !slices.Equal(slices.Sorted(slices.Values(parts)), slices.Sorted(slices.Values(f.Parts))) {
		c.fault(path, "field.parts", "got", f.ID, "parts", "["+strings.Join(f.Parts, ", ")+"]", "want", "["+strings.Join(parts, ", ")+"]")
	}
}

// fill checks that a section's rows are filled by something that is asked.
func (c *checker) fill(path string, s *indicators.Section) {
	if _, ok := c.at[path+"fill"]; !ok {
		return
	}
	fill := &s.Fill
	path += "fill."
	if !c.given(path+"rows") || c.bad["fields"] || c.bad["asked_tables"] {
		return
	}
	if len(fill.Rows) != len(s.Rows) {
		c.fault(path+"rows", "fill.length", "got", strconv.Itoa(len(fill.Rows)), "want", strconv.Itoa(len(s.Rows)))
	}
	var known []string
	switch {
	case fill.Table != "" && fill.Field != "":
		c.fault(path+"field", "fill.both", "table", short(fill.Table), "field", short(fill.Field))
		return
	case fill.Table != "":
		i := slices.Index(c.tableIDs, fill.Table)
		if i < 0 {
			c.fault(path+"table", "table.unknown", "got", short(fill.Table), "known", strings.Join(c.tableIDs, ", "))
			return
		}
		for _, row := range c.p.AskedTables[i].Rows {
			known = append(known, row.ID)
		}
	case fill.Field != "":
		i := slices.Index(c.fields, fill.Field)
		if i < 0 {
			c.fault(path+"field", "field.unknown", "got", short(fill.Field), "known", strings.Join(c.fields, ", "))
			return
		}
		f := &c.p.Fields[i]
		if f.Kind != "share" || len(f.Parts) > 0 {
			c.fault(path+"field", "fill.kind", "got", f.ID)
			return
		}
		known = c.p.UnitsOf(f.From)
	default:
		for _, f := range c.p.Fields {
			if f.Kind == "count" && len(f.Parts) == 0 {
				known = append(known, f.ID)
			}
		}
	}
	var before []string
	for i, name := range fill.Rows {
		here := fmt.Sprintf("%srows[%d]", path, i)
		switch {
		case name == "" || name == "total":
		case !slices.Contains(known, name):
			c.fault(here, "fill.unknown", "got", short(name), "nearest", nearest(name, known), "known", strings.Join(known, ", "))
		default:
			before = c.once(here, name, "fill.twice", before)
		}
	}
}

// forms checks what only whole templates show: that no two inputs have one name,
// and that every rule finds its figures in one of them. Activities and tasks,
// which depend on the year, have their numbers checked where they stand.
func (c *checker) forms() {
	for _, f := range c.faults {
		if list, _, _ := strings.Cut(f.Path, "["); slices.Contains([]string{"institutions", "units", "fields", "asked_tables"}, list) {
			return // the templates are not yet what they will be
		}
	}
	var forms []*indicators.Form
	said := map[string]bool{}
	for _, unit := range c.p.ReportingUnits() {
		f, ok := indicators.FormOf(c.p, unit.ID, c.p.SchoolYearOf(c.p.Period.From))
		if !ok {
			continue
		}
		forms = append(forms, f)
		names := map[string]string{}
		for _, in := range f.Inputs() {
			if path := c.asking(in.Address); path != "" && !said[path] {
				said[path] = c.address(path, in.Address, names)
			}
		}
	}
	for i := range c.p.FormRules {
		c.rule(fmt.Sprintf("form_rules[%d].", i), &c.p.FormRules[i], forms)
	}
}

// asking is the path of the field or asked table of which an address is; empty:
// of neither.
func (c *checker) asking(address string) string {
	id, _, _ := strings.Cut(address, ".")
	if i := slices.Index(c.fields, id); i >= 0 {
		return fmt.Sprintf("fields[%d].id", i)
	}
	if i := slices.Index(c.tableIDs, id); i >= 0 {
		return fmt.Sprintf("asked_tables[%d].id", i)
	}
	return ""
}

// address checks that an address gives a cell a name that fits and that none
// before has; it says whether there was a fault.
func (c *checker) address(path, address string, before map[string]string) bool {
	name := indicators.FormName(address)
	if other, twice := before[name]; twice {
		c.fault(path, "address.twice", "got", short(address), "other", short(other))
		return true
	}
	before[name] = address
	if len(name) > addressLimit {
		c.fault(path, "address.long", "got", short(address), "limit", strconv.Itoa(addressLimit))
		return true
	}
	return false
}

// rule checks that a rule names figures that stand together in one template and
// can be compared.
func (c *checker) rule(path string, r *indicators.FormRule, forms []*indicators.Form) {
	if c.need(path+"kind", r.Kind) {
		c.choice(path+"kind", r.Kind, indicators.FormRuleKinds)
	}
	kinds := map[indicators.InputKind]bool{}
	together := make([]int, len(forms)) // how many of the rule's addresses a form has
	all, complete := 0, true
	for _, side := range []struct {
		key  string
		list []string
	}{{"left", r.Left}, {"right", r.Right}} {
		if !c.given(path + side.key) {
			complete = false
			continue
		}
		if len(side.list) == 0 {
			c.fault(path+side.key, "value.empty")
			complete = false
		}
		for i, pattern := range side.list {
			all++
			found := false
			for j, f := range forms {
				figures := f.Figures(pattern)
				if len(figures) > 0 {
					found = true
					together[j]++
				}
				for _, in := range figures {
					kinds[in.Kind] = true
				}
			}
			if !found {
				complete = false
				c.fault(fmt.Sprintf("%s%s[%d]", path, side.key, i), "rule.address",
					"got", short(pattern), "nearest", nearest(pattern, figuresOf(forms)))
			}
		}
	}
	if complete && !slices.Contains(together, all) {
		c.fault(path+"left", "rule.apart")
	}
	if r.Kind != "requires" && len(kinds) > 1 {
		c.fault(path+"left", "rule.kinds")
	}
}

// figuresOf are the addresses of all inputs for numbers, in the forms' order.
func figuresOf(forms []*indicators.Form) []string {
	var list []string
	for _, f := range forms {
		for _, in := range f.Inputs() {
			if in.Kind.Numeric() {
				list = append(list, in.Address)
			}
		}
	}
	return list
}
