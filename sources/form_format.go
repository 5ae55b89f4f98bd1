package sources

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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
// the cell's name in column A, its number in column B.
const FormSheetShown = "_raditaji"

// FormSheetMarked is the hidden sheet of a marked return that keeps how the
// marked cells looked: the input's name in column A, its former fill in column B.
const FormSheetMarked = "_raditaji_marked"

// FormNameFaults is the hidden name of a marked return's list of faults; it
// refers to the first cell of that sheet.
const FormNameFaults = "_raditaji_faults"

// The beginnings of the defined names of a template's cells, before
// indicators.FormName of an address; inputs have indicators.Input.Name.
const (
	FormPrefixLast     = "last_" // shown: last year's number
	FormPrefixRegister = "reg_"  // shown: the register's number
	FormPrefixFormula  = "calc_" // a locked formula
)

// An Identity is whose template a workbook is.
type Identity struct {
	Programme string // Programme.ID
	Unit      string // registration number or code
	Year      indicators.SchoolYear
	Version   string // Form.Version
}

// Check is a short hash over the identity and the numbers shown beside the
// inputs, by the names of their cells. It finds files that were mixed up; it
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
	for i := range f.Rules {
		r := &f.Rules[i]
		if r.Kind == indicators.Within {
			add(ShareFormula(r.Left[0]), fmt.Sprintf(`IF(COUNT(%[1]s,%[2]s)<2,"",IF(%[2]s=0,"",%[1]s/%[2]s))`, names(r.Left)[0], names(r.Right)[0]))
		}
		row := rowOf[r.At()]
		faults[row] = append(faults[row], faultFormula(r))
		involved[row] = append(involved[row], names(r.Left)...)
	}
	for _, row := range sortedKeys(faults) {
		text := strings.Join(faults[row], "&")
		add(row, fmt.Sprintf(`IF(%s=0,"",IF(%s="","✓",%s))`, call("COUNT", unique(involved[row])), text, text))
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list
}

// faultFormula is a text that is empty while a rule holds or cannot be asked.
func faultFormula(r *indicators.Rule) string {
	left, right := names(r.Left), names(r.Right)
	l, d := call("SUM", left), call("SUM", right)
	asked := fmt.Sprintf("%s>0,%s=%d", call("COUNT", left), call("COUNT", right), len(right))
	switch r.Kind {
	case indicators.Both:
		return fmt.Sprintf(`IF(COUNT(%s,%s)=1,"✗ ","")`, left[0], right[0])
	case indicators.Adds:
		return fmt.Sprintf(`IF(AND(%s,ROUND(%s-%s,2)<>0),"✗ "&%s&" ≠ "&%s&" ","")`, asked, l, d, l, d)
	case indicators.Requires:
		return fmt.Sprintf(`IF(AND(%s>0,%s=0),"✗ ","")`, l, d)
	}
	return fmt.Sprintf(`IF(AND(%s,ROUND(%s-%s,2)>0),"✗ "&%s&" > "&%s&" ","")`, asked, l, d, l, d)
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
}

// A FormCell is where an input stands in the sender's workbook.
type FormCell struct {
	Sheet string // as the sender calls it; it may hold a person code, unlike a Problem's
	Ref   string // C14
}
