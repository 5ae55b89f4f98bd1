package templates

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
	"raditaji/sources"
)

// shownProblems is how many places of one kind of problem a summary shows; all
// stand in problems.csv.
const shownProblems = 5

var (
	wordsSummaryHead   = Words{"{municipality}: {year}. gada monitorings ({school} mācību gads)", "{municipality}: monitoring of {year} (school year {school})"}
	wordsFiles         = Words{"Datnes ({count})", "Files ({count})"}
	wordsNoFiles       = Words{"Mapē nav nevienas datnes. Ielieciet tajā VIIS un SEMR eksportus (CSV) un aizpildītās veidnes.", "The folder holds no files. Put the VIIS and SEMR exports (CSV) and the filled templates into it."}
	wordsFileRows      = Words{"rindas {rows} = izmantotas {used} + izslēgtas {aside} + atkārtotas {repeated}", "rows {rows} = used {used} + set aside {aside} + repeated {repeated}"}
	wordsFileCells     = Words{"aizpildītas šūnas {rows} = izmantotas {used} + izslēgtas {aside}", "filled cells {rows} = used {used} + set aside {aside}"}
	wordsFileRefused   = Words{"NAV IZMANTOTA", "NOT USED"}
	wordsSameAs        = Words{"tāda pati kā {other}", "the same as {other}"}
	wordsReplacedCells = Words{"vēlāka veidne aizstāja atbildes; to skaits: {rows}", "a later template replaced answers; their number: {rows}"}
	wordsReplaced      = Words{"vēlāka datne aizstāja rindas; to skaits: {rows}", "a later file replaced rows; their number: {rows}"}
	wordsCounts        = Words{"kļūdas {errors}, brīdinājumi {warnings}, paziņojumi {notices}", "errors {errors}, warnings {warnings}, notices {notices}"}
	wordsIndicators    = Words{"Rādītāji", "Indicators"}
	wordsTarget        = Words{"mērķis {target} ({year})", "target {target} ({year})"}
	wordsLacks         = Words{"trūkst: {missing}", "missing: {missing}"}
	wordsLacksUnits    = Words{"nav ziņojuši ({count}): {units}", "did not report ({count}): {units}"}
	wordsFaultyUnits   = Words{"atbilde nav izmantojama ({count}): {units}", "the answer cannot be used ({count}): {units}"}
	wordsToMend        = Words{"Kas jālabo", "What to correct"}
	wordsToKnow        = Words{"Kas jāzina", "What to know"}
	wordsMore          = Words{"un vēl {count} (visas vietas ir datnē problems.csv)", "and {count} more (all places are in problems.csv)"}
	wordsUnknown       = Words{"nav ziņu par izglītojamiem: {count}; vērtība ir no {low} līdz {high}", "pupils of unknown fate: {count}; the value is from {low} to {high}"}
	wordsUnanswered    = Words{"nav atbildējuši: {count}; vērtība ir no {low} līdz {high}", "did not answer: {count}; the value is from {low} to {high}"}
	wordsAlike         = Words{"tādu vietu pavisam: {count}, datnes: {files}; šajā datnē: {worst} (visas vietas: problems.csv)", "such places in all: {count}, files: {files}; in this file: {worst} (all places: problems.csv)"}
	wordsLine          = Words{"{line}. rinda", "line {line}"}
	wordsLines         = Words{"rindas {lines} (skaits: {count})", "lines {lines} (number: {count})"}
	wordsCell          = Words{"lapa „{sheet}”, šūna {cell}", "sheet \"{sheet}\", cell {cell}"}
	wordsColumn        = Words{"kolonna „{column}”", "column \"{column}\""}
	wordsGood          = Words{"Problēmu nav.", "No problems."}
	wordsEncoding      = Words{"kodējums {encoding}, atdalītājs „{comma}”, galvene {line}. rindā", "encoding {encoding}, delimiter \"{comma}\", headings in line {line}"}
	wordsNoList        = Words{"Nav pārbaudīts, vai iestādes ir programmas sarakstā; lai pārbaudītu, norādiet --programme.", "It was not checked that the institutions are on the programme's list; to check, give --programme."}
	wordsAside         = Words{"izslēgtas {rows}, piemēram: {why}", "set aside {rows}, for example: {why}"}
	wordsTab           = Words{"tabulators", "tab"}

	wordsTraceHead    = Words{"Rādītājs {indicator} {part}· {year} · {scope}", "Indicator {indicator} {part}· {year} · {scope}"}
	wordsMunicipality = Words{"visa pašvaldība", "the whole municipality"}
	wordsTraceNone    = Words{"Nav nevienas rindas: trūkst eksportu vai nav neviena skaitāma izglītojamā.", "No rows: exports are missing, or there is no pupil to count."}
	wordsFates        = map[indicators.Fate]Words{
		indicators.Counted:      {"skaitītājā", "in the numerator"},
		indicators.NotCounted:   {"tikai saucējā", "in the denominator only"},
		indicators.UnknownFate:  {"nav zināms, kas ar izglītojamo noticis", "not known what became of the pupil"},
		indicators.GoneAbroad:   {"izbraukuši uz ārvalstīm (neskaita)", "gone abroad (not counted)"},
		indicators.GoneDeceased: {"miruši (neskaita)", "deceased (not counted)"},
		indicators.Stated:       {"publicētā vērtība", "the published value"},
	}
	wordsTraceValue    = Words{"Vērtība: {value}. Avots: {source}{official}.", "Value: {value}. Source: {source}{official}."}
	wordsTraceOfficial = map[bool]Words{
		true:  {" – to ņem programma", " – the programme takes it"},
		false: {" – programma to neņem", " – the programme does not take it"},
	}
	wordsTraceOther  = Words{"Ir arī {value}. Avots: {source}{official}. Tās rindas parāda --source {name}.", "There is also {value}. Source: {source}{official}. Its lines: --source {name}."}
	wordsTraceSilent = Words{"Nav saņemtas aizpildītas veidnes ({count}): {units}.", "Filled templates not received ({count}): {units}."}
	wordsTraceFaulty = Words{"Atbilde veidnē ir, bet tā ir kļūdaina ({count}): {units}.", "The template has an answer, but a wrong one ({count}): {units}."}
	wordsTraceEmpty  = Words{"Veidne ir, bet šīs atbildes tajā nav ({count}): {units}.", "The template is there, but lacks this answer ({count}): {units}."}
	wordsTraceRows   = Words{"  {fate}: rindas {rows}", "  {fate}: lines {rows}"}
	wordsTraceCells  = Words{"  {fate}: lapa „{sheet}”, šūnas {cells}", "  {fate}: sheet \"{sheet}\", cells {cells}"}
)

// Summary tells a person what a run read and what came out: a line or two for
// each file and each indicator, then what is to be mended.
func Summary(to io.Writer, r *Report) error {
	w := &teller{w: bufio.NewWriter(to), l: r.Language}
	w.say(wordsSummaryHead, "municipality", r.Programme.Municipality, "year", strconv.Itoa(r.Year), "school", r.Programme.SchoolYearOf(r.Year).String())
	w.line("")
	w.say(wordsFiles, "count", strconv.Itoa(len(r.Files)))
	if len(r.Files) == 0 {
		w.line("  " + wordsNoFiles.In(w.l))
	}
	for i := range r.Files {
		w.file(&r.Files[i])
	}
	w.line("")
	w.say(wordsIndicators)
	for i := range r.Results {
		if result := &r.Results[i]; result.Year == r.Year && result.Institution == "" && result.Official && result.Standing.Status != "" {
			w.indicator(r.Programme, result)
		}
	}
	w.problems(r.Problems, true)
	w.line("")
	return w.w.Flush()
}

// FileReport tells a person what one file is, its row balance and all that is
// wrong with it; listed says that institutions were compared with a programme's.
func FileReport(to io.Writer, l Language, s *sources.Submission, listed bool) error {
	return fileReport(to, l, s, listed, false, false)
}

// fileReport is FileReport; in a receipt it names the kind in words alone, and of a
// file about which more is said it does not say that there is nothing wrong.
func fileReport(to io.Writer, l Language, s *sources.Submission, listed, receipt, more bool) error {
	w := &teller{w: bufio.NewWriter(to), l: l, plain: receipt}
	w.file(&File{Submission: *s})
	if s.Heading > 0 {
		comma := string(s.Comma)
		if s.Comma == '\t' {
			comma = wordsTab.In(l)
		}
		w.line("      " + wordsEncoding.In(l, "encoding", s.Encoding, "comma", comma, "line", strconv.Itoa(s.Heading)))
	}
	for _, code := range sortedKeys(s.Balance.SetAside) {
		text, _ := l.Problem(sources.Problem{Code: code})
		if p := slices.IndexFunc(s.Problems, func(p sources.Problem) bool { return p.Code == code }); p >= 0 {
			text, _ = l.Problem(s.Problems[p])
		}
		w.line("      " + wordsAside.In(l, "rows", strconv.Itoa(s.Balance.SetAside[code]), "why", text))
	}
	if !listed && s.Kind != "" && s.Kind != indicators.Institutions {
		w.line("      " + wordsNoList.In(l))
	}
	if len(s.Problems) == 0 && !more {
		w.line("  " + wordsGood.In(l))
	}
	w.problems(s.Problems, false)
	w.line("")
	return w.w.Flush()
}

// A Tracing is what stands behind a figure.
type Tracing struct {
	// Figures are the figure by each source that has it, one of them official.
	Figures []indicators.Figure
	Rows    []indicators.Traced
	Files   []string         // in the order in which origins number them, from 1
	Lacks   []indicators.Gap // what the figure lacks
	Silent  []string         // of the units that it lacks, those without a filled template
}

// TraceReport tells a person the files and lines behind a figure, by what each
// row did there, and whose answers it lacks.
func TraceReport(to io.Writer, l Language, p *indicators.Programme, s indicators.Selection, t Tracing) error {
	w := &teller{w: bufio.NewWriter(to), l: l}
	rows, files := t.Rows, t.Files
	scope := wordsMunicipality.In(l)
	if s.Institution != "" {
		scope = unitName(p, s.Institution)
	}
	part := ""
	if s.Part != "" {
		part = "(" + PartName(l, s.Part) + ") "
	}
	w.say(wordsTraceHead, "indicator", s.Indicator, "part", part, "year", strconv.Itoa(s.Year), "scope", scope)
	for _, chosen := range []bool{true, false} {
		for i := range t.Figures {
			f := &t.Figures[i]
			if is := f.Source == s.Source || s.Source == "" && f.Official; is != chosen {
				continue
			}
			text := wordsTraceOther
			if chosen {
				text = wordsTraceValue
			}
			w.line("  " + text.In(l, "value", figureText(l, f), "source", workbookWords["source."+string(f.Source)].In(l),
				"official", wordsTraceOfficial[f.Official].In(l), "name", string(f.Source)))
		}
	}
	lacking := map[*Words][]string{}
	for _, g := range t.Lacks {
		switch {
		case g.Field == "" || g.Institution == "":
		case g.Faulty:
			lacking[&wordsTraceFaulty] = append(lacking[&wordsTraceFaulty], unitName(p, g.Institution))
		case slices.Contains(t.Silent, g.Institution):
			lacking[&wordsTraceSilent] = append(lacking[&wordsTraceSilent], unitName(p, g.Institution))
		default:
			lacking[&wordsTraceEmpty] = append(lacking[&wordsTraceEmpty], unitName(p, g.Institution))
		}
	}
	for _, words := range []*Words{&wordsTraceSilent, &wordsTraceFaulty, &wordsTraceEmpty} {
		if units := lacking[words]; len(units) > 0 {
			w.line("  " + words.In(l, "count", strconv.Itoa(len(units)), "units", strings.Join(units, "; ")))
		}
	}
	if len(rows) == 0 && len(lacking) == 0 {
		w.line("  " + wordsTraceNone.In(l))
	}
	for from := 0; from < len(rows); {
		to := from
		for to < len(rows) && rows[to].At.File == rows[from].At.File {
			to++
		}
		w.line(files[rows[from].At.File-1])
		for _, fate := range []indicators.Fate{indicators.Counted, indicators.UnknownFate, indicators.GoneAbroad, indicators.GoneDeceased, indicators.NotCounted, indicators.Stated} {
			var lines []uint32
			for _, t := range rows[from:to] {
				if t.Fate == fate && t.Sheet == "" {
					lines = append(lines, t.At.Row)
				}
			}
			w.cells(fate, rows[from:to])
			if len(lines) > 0 {
				w.say(wordsTraceRows, "fate", wordsFates[fate].In(l), "rows", ranges(lines))
			}
		}
		from = to
	}
	return w.w.Flush()
}

// PartName names a part of an indicator.
func PartName(l Language, part string) string { return workbookWords["part."+part].In(l) }

// cells tells the cells of a template that had a fate, sheet by sheet.
func (w *teller) cells(fate indicators.Fate, rows []indicators.Traced) {
	for from := 0; from < len(rows); {
		to := from
		var cells []string
		for ; to < len(rows) && rows[to].Sheet == rows[from].Sheet; to++ {
			if t := rows[to]; t.Fate == fate && t.Sheet != "" {
				cells = append(cells, cellName(t.At))
			}
		}
		if len(cells) > 0 {
			w.say(wordsTraceCells, "fate", wordsFates[fate].In(w.l), "sheet", rows[from].Sheet, "cells", strings.Join(cells, ", "))
		}
		from = to
	}
}

// cellName is a cell as spreadsheets write it, C14.
func cellName(at indicators.Origin) string {
	name, err := excelize.CoordinatesToCellName(int(at.Column), int(at.Row))
	if err != nil {
		return strconv.Itoa(int(at.Row))
	}
	return name
}

// ranges writes rising numbers as 3, 5–8, 12.
func ranges(lines []uint32) string {
	var b strings.Builder
	for from := 0; from < len(lines); {
		to := from
		for to+1 < len(lines) && lines[to+1] == lines[to]+1 {
			to++
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		fmt.Fprint(&b, lines[from])
		if to > from {
			fmt.Fprintf(&b, "–%d", lines[to])
		}
		from = to + 1
	}
	return b.String()
}

// A teller writes for a person in one language. The writer keeps its first error
// until Flush.
type teller struct {
	w     *bufio.Writer
	l     Language
	plain bool // kinds are named in words alone
}

func (w *teller) line(s string)               { fmt.Fprintln(w.w, s) }
func (w *teller) say(s Words, args ...string) { w.line(s.In(w.l, args...)) }

// file tells what a file is and how its rows came out.
func (w *teller) file(f *File) {
	kind := kindName(w.l, f.Kind)
	if f.Kind != "" && !w.plain {
		kind += " (" + string(f.Kind) + ")"
	}
	if years := fileYears(f); years != "" {
		kind += ", " + years
	}
	w.line("  " + f.Name)
	switch {
	case f.SameAs != "":
		w.line("      " + wordsSameAs.In(w.l, "other", f.SameAs))
		return
	case f.Refused:
		w.line("      " + kind + ": " + wordsFileRefused.In(w.l))
	default:
		aside := 0
		for _, n := range f.Balance.SetAside {
			aside += n
		}
		balance := wordsFileRows
		if f.Kind == indicators.FormKind {
			balance = wordsFileCells
		}
		w.line("      " + kind + ": " + balance.In(w.l, "rows", strconv.Itoa(f.Balance.Rows), "used", strconv.Itoa(f.Balance.Used),
			"aside", strconv.Itoa(aside), "repeated", strconv.Itoa(f.Balance.Repeated)))
	}
	if f.Superseded > 0 {
		replaced := wordsReplaced
		if f.Kind == indicators.FormKind {
			replaced = wordsReplacedCells
		}
		w.line("      " + replaced.In(w.l, "rows", strconv.Itoa(f.Superseded)))
	}
	var counts [3]int
	for _, p := range f.Problems {
		counts[p.Severity]++
	}
	if len(f.Problems) > 0 {
		w.line("      " + wordsCounts.In(w.l, "errors", strconv.Itoa(counts[sources.Error]),
			"warnings", strconv.Itoa(counts[sources.Warning]), "notices", strconv.Itoa(counts[sources.Notice])))
	}
}

// fileYears are the years that a file covers, in order.
func fileYears(f *File) string {
	var years []string
	for _, c := range f.Cells {
		y := c.Year.String()
		if c.Year == 0 {
			y = strconv.Itoa(int(c.Calendar))
		}
		if (c.Year != 0 || c.Calendar != 0) && !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	slices.Sort(years)
	return strings.Join(years, " ")
}

// indicator tells one official value with its target and status.
func (w *teller) indicator(p *indicators.Programme, r *indicators.Result) {
	text := ""
	for _, ind := range p.Indicators {
		if ind.ID == r.Indicator {
			text = ind.Text
		}
	}
	if r.Part != "" {
		text = "(" + PartName(w.l, r.Part) + ") " + text
	}
	value := "[x]"
	if v, ok := r.Value(); ok {
		value = shownValue(w.l, r.Shape, v)
		for _, sign := range r.Flags() {
			value += " [" + sign + "]"
		}
	} else if r.State == indicators.NotApplicable {
		value = "[z]"
	}
	row := fmt.Sprintf("  %3s. %s %13s  %s", r.Indicator, fit(text, 60), value, workbookWords["status."+string(r.Standing.Status)].In(w.l))
	if t := r.Standing.Target; t != nil {
		row += ", " + wordsTarget.In(w.l, "target", t.Text, "year", strconv.Itoa(t.Year))
	}
	w.line(row)
	if low, high, ok := r.Bounds(); ok {
		unknown := wordsUnknown
		if r.Source == indicators.ReportedBy {
			unknown = wordsUnanswered
		}
		w.line("       " + unknown.In(w.l, "count", strconv.FormatInt(r.Unknown, 10),
			"low", shownValue(w.l, r.Shape, low), "high", shownValue(w.l, r.Shape, high)))
	}
	if len(r.Missing) == 0 {
		return
	}
	if r.Source == indicators.ReportedBy && r.Missing[0].Institution != "" {
		var silent, faulty []string
		for _, g := range r.Missing {
			if name := shorten(unitName(p, g.Institution), 40); g.Faulty {
				faulty = append(faulty, name)
			} else {
				silent = append(silent, name)
			}
		}
		w.units(wordsLacksUnits, silent)
		w.units(wordsFaultyUnits, faulty)
		return
	}
	w.line("       " + wordsLacks.In(w.l, "missing", gapsText(w.l, p, r.Missing)))
}

// units tells the first of several units and how many there are.
func (w *teller) units(words Words, names []string) {
	const most = 3
	count := strconv.Itoa(len(names))
	if len(names) > most {
		names = append(names[:most:most], "…")
	}
	if len(names) > 0 {
		w.line("       " + words.In(w.l, "count", count, "units", strings.Join(names, ", ")))
	}
}

// shownValue is a value as people write it: 1,48 %, a mean 1,48, or a whole number.
func shownValue(l Language, s indicators.Shape, v int64) string {
	if s == indicators.Count {
		return strconv.FormatInt(v, 10)
	}
	text, percent := fmt.Sprintf("%d,%02d", v/100, v%100), " %"
	if l == English {
		text, percent = fmt.Sprintf("%d.%02d", v/100, v%100), "%"
	}
	if s == indicators.Mean {
		return text
	}
	return text + percent
}

// ResultText is a result's value as people write it; empty where it has none.
func ResultText(l Language, r *indicators.Result) string {
	if v, ok := r.Value(); ok {
		return shownValue(l, r.Shape, v)
	}
	return ""
}

// fit makes a text exactly that many letters wide.
func fit(text string, width int) string {
	if n := utf8.RuneCountInString(text); n <= width {
		return text + strings.Repeat(" ", width-n)
	}
	runes := []rune(text)
	return string(runes[:width-1]) + "…"
}

// problems tells what is to be mended, then what is to be known: problems of one
// file and code together, with their first places. Where short is asked for,
// warnings of one code stand together over all files, and notices are left to
// the workbook.
func (w *teller) problems(problems []sources.Problem, short bool) {
	type bundle struct{ file, code string }
	most := len(problems)
	if short {
		most = shownProblems
	}
	var said *Words
	for _, severity := range []sources.Severity{sources.Error, sources.Warning, sources.Notice} {
		if short && severity == sources.Notice {
			continue
		}
		together := short && severity == sources.Warning
		var order []bundle
		of := map[bundle][]sources.Problem{}
		for _, p := range problems {
			if p.Severity != severity {
				continue
			}
			b := bundle{p.File, p.Code}
			if together {
				b.file = ""
			}
			if of[b] == nil {
				order = append(order, b)
			}
			of[b] = append(of[b], p)
		}
		if len(order) == 0 {
			continue
		}
		heading := &wordsToMend
		if severity != sources.Error {
			heading = &wordsToKnow
		}
		if heading != said { // warnings and notices stand under one
			w.line("")
			w.say(*heading)
			said = heading
		}
		for _, b := range order {
			if together {
				w.example(of[b])
			} else {
				w.bundle(b.file, of[b], most)
			}
		}
	}
}

// example tells the first of several problems of one code in the file that has
// most of them, and how many there are in which files.
func (w *teller) example(of []sources.Problem) {
	if of[0].File == "" {
		w.bundle("", of, len(of))
		return
	}
	counts, worst := map[string]int{}, of[0]
	for _, p := range of {
		counts[p.File]++
	}
	for _, p := range of {
		if counts[p.File] > counts[worst.File] {
			worst = p
		}
	}
	w.bundle(worst.File, []sources.Problem{worst}, 1)
	if len(of) > 1 {
		w.line("      " + wordsAlike.In(w.l, "count", strconv.Itoa(len(of)), "files", strconv.Itoa(len(counts)),
			"worst", strconv.Itoa(counts[worst.File])))
	}
}

// bundle tells problems of one file and code, up to most of them.
func (w *teller) bundle(file string, of []sources.Problem, most int) {
	head := "  "
	if file != "" {
		head += file + ": "
	}
	lastRemedy := ""
	list := alike(w.l, of)
	for i, group := range list {
		if i == most {
			left := 0
			for _, g := range list[i:] {
				left += len(g)
			}
			w.line("      " + wordsMore.In(w.l, "count", strconv.Itoa(left)))
			break
		}
		text, remedy := w.l.Problem(group[0])
		if remedy == lastRemedy {
			remedy = ""
		} else {
			lastRemedy = remedy
		}
		w.line(strings.TrimRight(head+w.l.places(group)+text+" "+remedy, " "))
		head = "      "
	}
}

// alike brings together, in the order of the first of them, the problems of a file that
// say the same of one column.
func alike(l Language, of []sources.Problem) [][]sources.Problem {
	type saying struct{ code, heading, text, remedy string }
	var list [][]sources.Problem
	at := map[saying]int{}
	for _, p := range of {
		text, remedy := l.Problem(p)
		say := saying{p.Code, p.Heading, text, remedy}
		i, ok := at[say]
		row := p.Sheet == "" && p.At.Row > 0
		if ok && row {
			list[i] = append(list[i], p)
			continue
		}
		if row {
			at[say] = len(list)
		}
		list = append(list, []sources.Problem{p})
	}
	return list
}

// mostLinesNamed is how many lines are named of problems that say the same.
const mostLinesNamed = 200

// places says where in their file problems are that say the same of one column.
func (l Language) places(of []sources.Problem) string {
	if len(of) == 1 {
		return l.place(of[0])
	}
	return l.lines(of, of[0].Heading) + ": "
}

// lines are the lines of an export on which problems stand, and their column.
func (l Language) lines(of []sources.Problem, column string) string {
	var rows []uint32
	for _, p := range of[:min(len(of), mostLinesNamed)] {
		rows = append(rows, p.At.Row)
	}
	slices.Sort(rows)
	text := ranges(slices.Compact(rows))
	if len(of) > mostLinesNamed {
		text += ", …"
	}
	text = wordsLines.In(l, "lines", text, "count", strconv.Itoa(len(of)))
	if column != "" {
		text += ", " + wordsColumn.In(l, "column", column)
	}
	return text
}

// place says where in its file a problem is, before what it says.
func (l Language) place(p sources.Problem) string {
	if p.At.Row == 0 {
		return ""
	}
	place := wordsLine.In(l, "line", strconv.Itoa(int(p.At.Row)))
	if p.Sheet != "" {
		place = wordsCell.In(l, "sheet", p.Sheet, "cell", cellName(p.At))
	} else if p.Heading != "" {
		place += ", " + wordsColumn.In(l, "column", p.Heading)
	}
	return place + ": "
}
