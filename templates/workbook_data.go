package templates

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"raditaji/indicators"
)

// data writes every result as one tidy table with the columns of results.csv. It
// may be long, so it is streamed; everything else about the sheet is set before.
func (b *book) data() {
	s := b.dataSheet
	last := len(b.report.Results) + 3
	head := 3
	columns, note := resultColumns, b.say("data.note")
	widths := []float64{24, 6.5, 9.5, 15, 12, 12, 10.5, 9, 10.5, 12, 9.5, 9.5, 9, 9, 12, 12.5, 9.5, 17.5, 8, 7.5, 46}
	if b.revised() {
		columns = slices.Insert(slices.Clone(columns), afterValue, dataApproved)
		widths = []float64{24, 6.5, 9.5, 14.5, 11, 11.5, 9.5, 8.5, 10.5, 12, 9, 9.5, 9, 8, 8, 11.5, 12, 9, 17, 7.5, 7, 46}
		note += wordsApprovedData.In(b.l, "column", dataApproved)
	}
	s.widths(widths...)
	s.lastCol, s.lastRow = len(columns), max(last, head+1)
	s.freeze(1, head+1)
	// Paper does without the programme, the same in all rows, and without what is missing.
	s.page(area{2, head, len(columns) - 1, max(last, head+1), head, head})
	if b.err != nil {
		return
	}
	out, err := b.f.NewStreamWriter(s.name)
	if err != nil {
		b.keep(err)
		return
	}
	b.keep(out.SetRow("A1", []any{excelize.Cell{StyleID: b.style(lookTitle), Value: b.say("data.title")}}, excelize.RowOpts{Height: 24}))
	b.keep(out.SetRow("A2", []any{excelize.Cell{StyleID: b.style(lookNote), Value: note}}))
	row := make([]any, len(columns))
	for i, name := range columns {
		row[i] = excelize.Cell{StyleID: b.style(lookHead), Value: name}
	}
	b.keep(out.SetRow(cell(1, head), row))
	if len(b.report.Results) == 0 {
		b.keep(out.SetRow(cell(1, head+1), []any{excelize.Cell{StyleID: b.style(lookNote), Value: b.say("nothing")}}))
		b.keep(out.Flush())
		return
	}
	row = make([]any, len(resultColumns))
	for i := range b.report.Results {
		r := &b.report.Results[i]
		b.dataRow(row, head+1+i, r)
		row := row
		if b.revised() {
			row = slices.Insert(slices.Clone(row), afterValue, any(b.approvedData(r)))
		}
		b.keep(out.SetRow(cell(1, head+1+i), row))
	}
	plain := false
	b.keep(out.AddTable(&excelize.Table{
		Range: cell(1, head) + ":" + cell(len(columns), last), Name: "Dati", ShowRowStripes: &plain,
	}))
	b.keep(out.Flush())
}

// A revision has one more column than results.csv: what was approved, behind the value.
const (
	dataApproved = "approved"
	afterValue   = 12
)

// approvedData is what was approved of a result of the year that is revised.
func (b *book) approvedData(r *indicators.Result) excelize.Cell {
	sign := signNotApplicable
	if r.Year == b.report.Year {
		was := b.approved[key{r.Year, r.Indicator, r.Part, r.Institution, r.Source}]
		sign = missing(was)
		if v, ok := valueOf(was); ok {
			return excelize.Cell{StyleID: b.style(number(formatOf(was.Shape))), Value: v}
		}
	}
	return excelize.Cell{StyleID: b.style(lookSign), Value: sign}
}

// dataRow fills the cells of one result.
func (b *book) dataRow(row []any, at int, r *indicators.Result) {
	plain := look{border: true, align: "left"}
	text := func(t string) excelize.Cell {
		if t == "" {
			t = signNotApplicable
		}
		k := plain
		if t == signNotApplicable || t == signNotAvailable || t == none {
			k = lookSign
		}
		return excelize.Cell{StyleID: b.style(k), Value: t}
	}
	scope := "municipality"
	if r.Institution != "" {
		scope = "institution"
	}
	row[0], row[1], row[2] = text(b.p.ID), excelize.Cell{StyleID: b.style(number(formatYear)), Value: r.Year}, text(r.Indicator)
	row[3], row[4], row[5] = text(r.Part), text(scope), text(r.Institution)
	row[6], row[7] = text(string(r.Source)), excelize.Cell{StyleID: b.style(plain), Value: r.Official}

	for i, n := range []int64{r.Numerator, r.Denominator, r.Unknown} {
		switch {
		case r.State != indicators.Available:
			row[8+i] = text(missing(r))
		case i < 2 && !r.Counted:
			row[8+i] = text(signNotAvailable)
		case i == 1 && r.Shape == indicators.Count:
			row[8+i] = text(signNotApplicable)
		default:
			row[8+i] = excelize.Cell{StyleID: b.style(number(formatWhole)), Value: n}
		}
	}
	sign := signNotApplicable
	if v, ok := value(r); ok {
		row[11] = excelize.Cell{
			StyleID: b.style(number(formatOf(r.Shape))), Value: v, Formula: shareFormula(r, cell(9, at), cell(10, at), cell(11, at)),
		}
	} else {
		sign = missing(r)
		row[11] = text(sign)
	}
	share := func(v int64, ok bool, sign string) excelize.Cell {
		if !ok {
			return text(sign)
		}
		return excelize.Cell{StyleID: b.style(number(formatPercent)), Value: float64(v) / 10000}
	}
	low, high, ok := r.Bounds()
	row[12], row[13] = share(low, ok, sign), share(high, ok, sign)
	low, high, ok = r.Interval()
	row[14], row[15] = share(low, ok, intervalSign(r)), share(high, ok, intervalSign(r))
	covered, ok := r.Coverage()
	row[16] = share(covered, ok, coverageSign(r))
	row[17], row[18] = text(string(r.Standing.Status)), text(certain(r.Standing.Certain))
	if r.Standing.Status != "" && r.Standing.Certain == indicators.NotAsked {
		row[18] = text(certainSign(r))
	}
	row[19], row[20] = text(orNone(strings.Join(r.Flags(), " "))), text(orNone(strings.Join(r.MissingText(), "; ")))
}
