package templates

import (
	"sort"
	"strconv"
	"strings"

	"raditaji/sources"
)

// filesBlock lists every file that was handed in. What does not fit on paper
// stands to the right of it.
func (b *book) filesBlock() block {
	t := block{title: b.say("files.title"), name: "Faili", note: b.say("files.note"), heads: b.heads(
		"file", "kind", "school_years", "remark", "set_aside_by", "encoding", "rows", "used", "set_aside", "repeated", "superseded",
		"file_number", "errors", "warnings", "notices", "bytes", "sha256")}
	found := map[string]*[3]int{}
	for _, p := range b.report.Problems {
		if found[p.File] == nil {
			found[p.File] = new([3]int)
		}
		found[p.File][p.Severity]++
	}
	for i := range b.report.Files {
		t.rows = append(t.rows, b.fileRow(i, found))
	}
	return t
}

// fileRow are the cells of one file; found counts the problems of each by severity.
func (b *book) fileRow(i int, found map[string]*[3]int) []any {
	f := &b.report.Files[i]
	aside := 0
	var reasons []string
	for _, code := range sortedKeys(f.Balance.SetAside) {
		aside += f.Balance.SetAside[code]
		reasons = append(reasons, code+": "+strconv.Itoa(f.Balance.SetAside[code]))
	}
	n := found[f.Name]
	if n == nil {
		n = new([3]int)
	}
	return []any{
		f.Name, b.kindOf(f), orNone(f.years()), b.remark(f), orNone(strings.Join(reasons, "; ")), orNone(b.encoding(f)),
		f.Balance.Rows, f.Balance.Used, aside, f.Balance.Repeated, f.Superseded, ordinal(i + 1),
		n[sources.Error], n[sources.Warning], n[sources.Notice], f.Size, f.SHA256,
	}
}

func (b *book) kindOf(f *File) string {
	if f.Kind == "" {
		return b.say("kind.none")
	}
	return kindName(b.l, f.Kind)
}

// years are the school years, or SEMR's calendar years, that a file covers.
func (f *File) years() string {
	have := map[string]bool{}
	var years []string
	for _, c := range f.Cells {
		text := ""
		switch {
		case c.Year != 0:
			text = c.Year.String()
		case c.Calendar != 0:
			text = strconv.Itoa(int(c.Calendar))
		}
		if text != "" && !have[text] {
			have[text] = true
			years = append(years, text)
		}
	}
	sort.Strings(years)
	return strings.Join(years, ", ")
}

// remark says what became of a file as a whole.
func (b *book) remark(f *File) string {
	var list []string
	if f.Refused {
		list = append(list, b.say("files.refused"))
	}
	if f.SameAs != "" {
		list = append(list, b.say("files.same_as", "file", f.SameAs))
	}
	if len(f.ReplacedBy) > 0 {
		list = append(list, b.say("files.replaced_by", "files", strings.Join(f.ReplacedBy, ", ")))
	}
	return orNone(strings.Join(list, " "))
}

func (b *book) encoding(f *File) string {
	if f.Encoding == "" {
		return ""
	}
	comma := string(f.Comma)
	if f.Comma == '\t' {
		comma = "TAB"
	}
	if f.Comma == 0 {
		return f.Encoding
	}
	return f.Encoding + ", " + comma
}
