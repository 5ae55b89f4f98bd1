package sources

import (
	"bytes"
	"encoding/csv"
	"strings"
	"sync"

	"raditaji/indicators"
)

const (
	maxTitles  = 15  // lines before the heading row
	maxColumns = 500 //
	headLines  = maxTitles + 1 + 24
)

var commas = []rune{';', ',', '\t', '|'}

// A heading is a heading row as it was found, or the row that came nearest to one.
type heading struct {
	kind    *Kind
	comma   rune
	line    int      // of the file, where it begins
	lines   int      // lines before the first row of data
	end     int      // bytes of UTF-8 before the first row of data
	cells   []string // as the file writes them
	fields  []int    // of each cell its place in the kind's Columns, −1 where unknown
	known   int      // cells with a field
	missing []string // usual headings of the required columns that lack
	ended   bool     // one more delimiter stands at the end
}

// findHeading looks for the heading row in the beginning of a text: under each
// delimiter the first line that has all required headings of a kind, and of those
// the one with the most known headings. Where there is none, it gives the nearest
// row; nil where no heading is known at all.
func findHeading(head []byte, r *indicators.Reading) *heading {
	headings := usualHeadings()
	if len(r.Headings) > 0 {
		headings = headingsOf(r)
	}
	var best, nearest *heading
	for _, comma := range commas {
		begin := 0
		for line := 1; line <= maxTitles+1 && begin < len(head); line++ {
			cells, end := recordAt(head[begin:], comma)
			var found *heading
			for i := range Kinds {
				h := match(&Kinds[i], headings[i], cells)
				if h == nil {
					continue
				}
				h.comma, h.line, h.end = comma, line, begin+end
				if len(h.missing) == 0 {
					if found == nil || h.kind.required() > found.kind.required() {
						found = h
					}
				} else if nearest == nil || h.nearerThan(nearest) {
					nearest = h
				}
			}
			if found != nil {
				if best == nil || found.known > best.known || found.known == best.known && found.line < best.line {
					best = found
				}
				break
			}
			i := bytes.IndexByte(head[begin:], '\n')
			if i < 0 {
				break
			}
			begin += i + 1
		}
	}
	if best == nil {
		best = nearest
	}
	if best != nil {
		best.lines = bytes.Count(head[:best.end], []byte("\n"))
	}
	return best
}

// headingsOf gives the headings of every kind, with those that a programme adds.
func headingsOf(r *indicators.Reading) []lexicon[int] {
	list := make([]lexicon[int], len(Kinds))
	for i := range Kinds {
		list[i] = Kinds[i].headings(r.Headings[Kinds[i].Name])
	}
	return list
}

// usualHeadings are those of the contract alone, made once for all files.
var usualHeadings = sync.OnceValue(func() []lexicon[int] { return headingsOf(&indicators.Reading{}) })

// nearerThan prefers the row that shows more of its kind's headings, then the one
// that lacks fewer.
func (h *heading) nearerThan(other *heading) bool {
	if h.known != other.known {
		return h.known > other.known
	}
	return len(h.missing) < len(other.missing)
}

// recordAt reads the record with which the bytes begin, and where it ends; no
// cells where the line is empty or no record.
func recordAt(data []byte, comma rune) (cells []string, end int) {
	if len(data) == 0 || data[0] == '\n' || data[0] == '\r' {
		return nil, 0
	}
	if i := bytes.IndexByte(data, '\n'); !bytes.ContainsRune(data[:max(i, 0)], comma) && i >= 0 && bytes.IndexByte(data[:i], '"') < 0 {
		return nil, 0
	}
	cr := csv.NewReader(bytes.NewReader(data))
	cr.Comma = comma
	cells, err := cr.Read()
	if err != nil {
		return nil, 0
	}
	return cells, int(cr.InputOffset())
}

// match gives what a row of cells has of a kind's headings; nil where it has no
// required one.
func match(k *Kind, headings lexicon[int], cells []string) *heading {
	h := &heading{kind: k, cells: cells}
	if n := len(cells); n > 0 && clean(cells[n-1]) == "" {
		h.cells, h.ended = cells[:n-1], true
	}
	h.fields = make([]int, len(h.cells))
	have := make([]bool, len(k.Columns))
	for i, c := range h.cells {
		h.fields[i] = -1
		if len(c) > 200 {
			continue
		}
		if f, ok := headings.find(fold(c)); ok {
			h.fields[i] = f
			h.known++
			have[f] = true
		}
	}
	found := false
	for f, c := range k.Columns {
		if c.Required && !have[f] {
			h.missing = append(h.missing, c.Headings[0])
		}
		found = found || c.Required && have[f]
	}
	if !found {
		return nil
	}
	return h
}

// check gives the problems of a heading row that is complete.
func (h *heading) check(file string) []Problem {
	var list []Problem
	if len(h.cells) > maxColumns {
		return []Problem{newProblem(file, "csv.columns.limit", indicators.Origin{Row: uint32(h.line)}, "limit", itoa(maxColumns))}
	}
	first := map[int]int{}
	var unknown []string
	for i, f := range h.fields {
		if f < 0 {
			if c := shown(h.cells[i]); c != "" {
				unknown = append(unknown, c)
			}
			continue
		}
		if j, ok := first[f]; ok && !h.kind.Columns[f].Unread {
			p := newProblem(file, "csv.heading.twice", indicators.Origin{Row: uint32(h.line), Column: uint16(i + 1)}, "other", shown(h.cells[j]))
			p.Heading = shown(h.cells[i])
			list = append(list, p)
			continue
		}
		first[f] = i
	}
	if len(unknown) > 0 {
		list = append(list, newProblem(file, "csv.heading.unknown", indicators.Origin{Row: uint32(h.line)}, "headings", strings.Join(unknown, ", ")))
	}
	return list
}
