package sources

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"raditaji/indicators"
)

// The hidden defined names by which an institution template is known. Each holds
// a text: ="ventspils-2024-2030".
const (
	FormNameTemplate    = "_raditaji_template" // FormTemplate
	FormNameVersion     = "_raditaji_version"
	FormNameProgramme   = "_raditaji_programme"
	FormNameInstitution = "_raditaji_institution"
	FormNameSchoolYear  = "_raditaji_school_year" // its first calendar year
	FormNameCheck       = "_raditaji_check"       // Identity.Check
)

// FormTemplate is what FormNameTemplate holds: the format that this file describes.
const FormTemplate = "institution-1"

// FormSheetShown is the hidden sheet that keeps what was shown beside the inputs:
// the cell's name in column A, its number or text in column B.
const FormSheetShown = "_raditaji"

// FormSheetMarked is the hidden sheet of a marked return that keeps how the
// marked cells looked: the input's name in column A, its former fill in column B.
const FormSheetMarked = "_raditaji_marked"

// FormNameFaults is the hidden name of a marked return's list of faults; it
// refers to the first cell of that sheet.
const FormNameFaults = "_raditaji_faults"

// FormNameCorrects is the hidden name of a marked return that holds the SHA-256,
// in hexadecimal, of the sender's file that it is made from.
const FormNameCorrects = "_raditaji_corrects"

// The beginnings of the defined names of a template's cells, before
// indicators.FormName of an address; inputs have indicators.Input.Name.
const (
	FormPrefixLast     = "last_" // shown: last year's number
	FormPrefixRegister = "reg_"  // shown: the register's number
	FormPrefixFormula  = "calc_" // a locked formula
	FormPrefixLabel    = "label_"
)

// The defined names of the cells that say whose template it is.
const (
	FormLabelUnit       = "label_unit_name"
	FormLabelNumber     = "label_unit_number"
	FormLabelSchoolYear = "label_unit_school_year"
	FormLabelProgramme  = "label_unit_programme"
)

// FormRowLabel is the defined name of the cell that says what is asked in a row of
// a block.
func FormRowLabel(block, row string) string {
	return FormPrefixLabel + indicators.FormName(strings.TrimSuffix(block+"."+row, "."))
}

// FormOpenings are the beginnings of sentences that every template has on its
// sheets, in letters that every encoding keeps. A template that was saved as CSV
// is known by them.
var FormOpenings = []string{"Aizpildiet visas dzelten", "Aizpildiet dzelten", "Fill in all yellow cells", "Fill in the yellow cells"}

// An Identity is whose template a workbook is.
type Identity struct {
	Programme string // Programme.ID
	Unit      string // registration number or code
	Year      indicators.SchoolYear
	Version   string // Form.Version
}

// Check is a short hash over the identity and what is shown beside the inputs, by
// the names of its cells. It finds files that were mixed up; it
// does not keep anybody from forging one.
func (id Identity) Check(shown map[string]string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%s\n%d\n%s\n", FormTemplate, id.Programme, id.Unit, id.Year, id.Version)
	for _, name := range sortedKeys(shown) {
		fmt.Fprintf(h, "%s %s\n", name, shown[name])
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// ShownCells are the numbers that a form shows beside its inputs, as the text of
// FormSheetShown, by the names of their cells.
func ShownCells(f *indicators.Form, shown indicators.Prefill) map[string]string {
	cells := map[string]string{}
	for _, in := range f.Inputs() {
		for prefix, numbers := range map[string]map[string]indicators.Number{
			FormPrefixLast: shown.Last, FormPrefixRegister: shown.Register,
		} {
			if n, ok := numbers[in.Address].Get(); ok && in.Kind.Numeric() {
				cells[prefix+indicators.FormName(in.Address)] = InputText(in.Kind, n)
			}
		}
	}
	return cells
}

// InputText is a number as an input's cell holds it: a whole number, or euros
// and hours with a point and two decimals.
func InputText(kind indicators.InputKind, n int64) string {
	if kind == indicators.Whole {
		return strconv.FormatInt(n, 10)
	}
	return fmt.Sprintf("%d.%02d", n/100, n%100)
}

// FormChoices are the words of a choice's code: in Latvian, in English, then
// what else is read as the same.
var FormChoices = map[string][]string{
	"yes":         {"jā", "yes", "j", "y", "ir"},
	"no":          {"nē", "no", "n", "nav"},
	"not_started": {"nav sākts", "not started", "nav uzsākts", "nav sākta", "nav uzsākta"},
	"in_progress": {"tiek īstenots", "in progress", "īstenošanā", "procesā", "notiek", "daļēji"},
	"done":        {"izpildīts", "done", "izpildīta", "pabeigts", "īstenots"},
	"postponed":   {"atlikts", "postponed", "pārcelts"},
	"dropped":     {"atcelts", "dropped", "nav paredzēts"},
}

// A FormFormula is a locked cell of a template that calculates. Formulas speak of
// cells by their defined names only, so that inserted rows and moved columns do
// not change them.
type FormFormula struct {
	Name string // of its cell
	Text string // without the equals sign
}

// The names of the formulas that DrawForm gives a place.
func formulaName(what, address string) string {
	return FormPrefixFormula + what + "_" + indicators.FormName(address)
}

// ShareFormula, CheckFormula, TotalFormula, EmptyFormula name the formula cells:
// the share of a block's first figure of two (by the numerator's address), the
// check of a row (by block and row), the total of a column (by block and
// column), what is still empty on a sheet (by its ID; "all" for the whole form).
func ShareFormula(numerator string) string     { return formulaName("share", numerator) }
func CheckFormula(block, row string) string    { return formulaName("check", block+"."+row) }
func TotalFormula(block, column string) string { return formulaName("total", block+"."+column) }
func EmptyFormula(sheet string) string         { return formulaName("empty", sheet) }

// FormFormulas are all formulas of a form, sorted by name.
func FormFormulas(f *indicators.Form) []FormFormula {
	var list []FormFormula
	add := func(name, text string) { list = append(list, FormFormula{name, text}) }
	rowOf := map[string]string{} // address of an input → name of its row's check
	var all []string
	for _, s := range f.Sheets {
		var counted []string
		for _, b := range s.Blocks {
			for _, r := range b.Rows {
				for i := range r.Inputs {
					in := &r.Inputs[i]
					rowOf[in.Address] = CheckFormula(b.ID, r.ID)
					if !in.Optional {
						counted = append(counted, in.Name())
					}
				}
			}
			for i, c := range b.Columns {
				if !c.Total {
					continue
				}
				var column []string
				for _, r := range b.Rows {
					column = append(column, r.Inputs[i].Name())
				}
				add(TotalFormula(b.ID, c.ID), fmt.Sprintf(`IF(%s=0,"",%s)`, call("COUNT", column), call("SUM", column)))
			}
		}
		if len(counted) > 0 {
			add(EmptyFormula(s.ID), fmt.Sprintf("%d-(%s)", len(counted), call("COUNTA", counted)))
			all = append(all, EmptyFormula(s.ID))
		}
	}
	if len(all) > 0 {
		add(EmptyFormula("all"), call("SUM", all))
	}

	faults := map[string][]string{}
	involved := map[string][]string{}
	ruled := map[string]bool{} // rows beside which a rule is shown
	for i := range f.Rules {
		ruled[rowOf[f.Rules[i].At()]] = true
	}
	RowNumbers(f, ruled, func(row string, in *indicators.Input) {
		faults[row] = append(faults[row], impossibleFormula(in))
		involved[row] = append(involved[row], in.Name())
	})
	for i := range f.Rules {
		r := &f.Rules[i]
		if r.Kind == indicators.Within {
			add(ShareFormula(r.Left[0]), fmt.Sprintf(`IF(COUNT(%[1]s,%[2]s)<2,"",IF(%[2]s=0,"",%[1]s/%[2]s))`, names(r.Left)[0], names(r.Right)[0]))
		}
		row := rowOf[r.At()]
		faults[row] = append(faults[row], faultFormula(r))
		involved[row] = append(involved[row], names(r.Left)...)
		if r.Kind == indicators.Both {
			involved[row] = append(involved[row], names(r.Right)...)
		}
	}
	for _, row := range sortedKeys(faults) {
		text := strings.Join(faults[row], "&")
		if !ruled[row] {
			add(row, text)
			continue
		}
		add(row, fmt.Sprintf(`IF(%s=0,"",IF(%s="","✓",%s))`, call("COUNT", unique(involved[row])), text, text))
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list
}

// RowNumbers gives the inputs for numbers whose rows show that a number cannot be,
// with the names of the rows' checks: all of a sheet on which a rule is shown.
// ruled are the rows beside which one is.
func RowNumbers(f *indicators.Form, ruled map[string]bool, each func(row string, in *indicators.Input)) {
	for _, s := range f.Sheets {
		shown := false
		for _, b := range s.Blocks {
			for _, r := range b.Rows {
				shown = shown || ruled[CheckFormula(b.ID, r.ID)]
			}
		}
		for _, b := range s.Blocks {
			for _, r := range b.Rows {
				for i := range r.Inputs {
					if shown && r.Inputs[i].Kind.Numeric() {
						each(CheckFormula(b.ID, r.ID), &r.Inputs[i])
					}
				}
			}
		}
	}
}

// impossibleFormula is a text that is empty while an input's number can be one: not
// below zero, and whole where it counts.
func impossibleFormula(in *indicators.Input) string {
	if in.Kind == indicators.Whole {
		return fmt.Sprintf(`IF(ROUND(N(%[1]s),9)<>ABS(ROUND(N(%[1]s),0)),"✗ "&%[1]s&" ","")`, in.Name())
	}
	return fmt.Sprintf(`IF(N(%[1]s)<0,"✗ "&%[1]s&" ","")`, in.Name())
}

// faultFormula is a text that is empty while a rule holds or cannot be asked.
func faultFormula(r *indicators.Rule) string {
	left, right := names(r.Left), names(r.Right)
	l, d := call("SUM", left), call("SUM", right)
	asked := fmt.Sprintf("%s>0,%s=%d", call("COUNT", left), call("COUNT", right), len(right))
	switch r.Kind {
	case indicators.Both:
		return fmt.Sprintf(`IF(COUNT(%s,%s)=1,"✗ ? ","")`, left[0], right[0])
	case indicators.Adds:
		return addsFormula(left, right)
	case indicators.Requires:
		return fmt.Sprintf(`IF(AND(%s>0,%s=0),"✗ ","")`, l, d)
	}
	return fmt.Sprintf(`IF(AND(%s,ROUND(%s-%s,2)>0),"✗ "&%s&" > "&%s&" ","")`, asked, l, d, l, d)
}

// addsFormula is faultFormula of a sum. Terms that are less than their sum while
// others are empty get the sign of what is not known yet.
func addsFormula(left, right []string) string {
	l, d := call("SUM", left), call("SUM", right)
	var complete, less []string
	for _, side := range []struct {
		inputs   []string
		sum, all string
	}{{left, l, d}, {right, d, l}} {
		counted := fmt.Sprintf("%s=%d", call("COUNT", side.inputs), len(side.inputs))
		complete = append(complete, counted)
		if len(side.inputs) > 1 {
			less = append(less, fmt.Sprintf(`IF(AND(NOT(%s),%[2]s<%[3]s),"? "&%[2]s&" < "&%[3]s&" ",`, counted, side.sum, side.all))
		}
	}
	return fmt.Sprintf(`IF(AND(%s>0,%s>0,OR(%s),ROUND(%s-%s,2)<>0),%s"✗ "&%s&" ≠ "&%s&" "%s,"")`,
		call("COUNT", left), call("COUNT", right), strings.Join(complete, ","), l, d, strings.Join(less, ""), l, d, strings.Repeat(")", len(less)))
}

// names are the defined names of inputs.
func names(addresses []string) []string {
	list := make([]string, len(addresses))
	for i, a := range addresses {
		list[i] = (&indicators.Input{Address: a}).Name()
	}
	return list
}

// call calls a function over cells, in pieces of at most 30 arguments: some
// programs stop there.
func call(function string, cells []string) string {
	var parts []string
	for len(cells) > 0 {
		n := min(30, len(cells))
		parts = append(parts, function+"("+strings.Join(cells[:n], ",")+")")
		cells = cells[n:]
	}
	return strings.Join(parts, "+")
}

func unique(list []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// A FormReading is what a filled template is, beside its answers.
type FormReading struct {
	Identity
	Form    *indicators.Form   // nil: the programme has none for it
	Current bool               // made from the form as it is today
	Shown   indicators.Prefill // the numbers that stood beside its inputs
	Cells   map[string]FormCell
	// Corrects is the SHA-256, in hexadecimal, of the file that this one, a marked
	// return, was made from; empty: it is none.
	Corrects string
}

// locate says where the input of a problem stands, and what is asked there.
func (f *FormReading) locate(p *Problem) {
	if cell, ok := f.Cells[p.Input]; ok {
		column, row, _ := cellAt(cell.Ref)
		p.Sheet, p.At = withoutCodes(cell.Sheet), indicators.Origin{Row: uint32(row), Column: uint16(column)}
	}
	if f.Form == nil {
		return
	}
	for _, s := range f.Form.Sheets {
		for _, b := range s.Blocks {
			for _, r := range b.Rows {
				if slices.ContainsFunc(r.Inputs, func(in indicators.Input) bool { return in.Address == p.Input }) {
					p.Heading = shown(r.Text)
				}
			}
		}
	}
}

// A FormCell is where an input stands in the sender's workbook.
type FormCell struct {
	Sheet string // as the sender calls it; it may hold a person code, unlike a Problem's
	Ref   string // C14
}
