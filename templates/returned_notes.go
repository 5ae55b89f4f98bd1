package templates

import (
	paths "path"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"
)

// notes are all notes of a workbook while it is marked. They are taken out of
// the workbook and put in again as a whole: excelize finds a note's box only
// where it wrote it itself, counts files instead of looking for a free number,
// and does not know the names that other programs give these files.
type notes struct {
	sheets map[string][]excelize.Comment
	closed bool // the workbook's notes cannot be put in again; they stay as they are
}

const contentTypes = "[Content_Types].xml"

var (
	relationPattern   = regexp.MustCompile(`<(?:\w+:)?Relationship\b[^>]*?(?:/>|></(?:\w+:)?Relationship>)`)
	drawingPattern    = regexp.MustCompile(`<(?:\w+:)?legacyDrawing\b[^>]*?(?:/>|></(?:\w+:)?legacyDrawing>)`)
	overridePattern   = regexp.MustCompile(`<(?:\w+:)?Override\b[^>]*?(?:/>|></(?:\w+:)?Override>)`)
	attribute         = regexp.MustCompile(`\b([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')`)
	protectionPattern = regexp.MustCompile(`<(?:\w+:)?sheetProtection\b[^>]*>`)
	objectPattern     = regexp.MustCompile(`ObjectType\s*=\s*["'](\w+)["']`)
)

// explicitProtection writes out what the protection of the sheets leaves to its
// defaults: excelize takes what is not said for "not protected".
func explicitProtection(f *excelize.File) {
	var parts []string
	f.Pkg.Range(func(k, _ any) bool {
		if part := k.(string); paths.Dir(part) == "xl/worksheets" {
			parts = append(parts, part)
		}
		return true
	})
	for _, part := range parts {
		text := textOf(f, part)
		explicit := protectionPattern.ReplaceAllStringFunc(text, func(element string) string {
			said := attributesOf(element)
			end := len(strings.TrimSuffix(strings.TrimSuffix(element, ">"), "/"))
			more := ""
			for _, name := range protectedByDefault {
				if _, ok := said[name]; !ok {
					more += " " + name + `="1"`
				}
			}
			return strings.TrimRight(element[:end], " ") + more + element[end:]
		})
		if explicit != text {
			f.Pkg.Store(part, []byte(explicit))
		}
	}
}

// protectedByDefault is what a protected sheet forbids unless it says otherwise.
var protectedByDefault = []string{
	"formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows", "insertHyperlinks",
	"deleteColumns", "deleteRows", "sort", "autoFilter", "pivotTables",
}

func attributesOf(element string) map[string]string {
	list := map[string]string{}
	for _, m := range attribute.FindAllStringSubmatch(element, -1) {
		list[m[1]] = m[2] + m[3]
	}
	return list
}

// takeNotes takes all notes out of a workbook of which no sheet has been read
// yet, and keeps those that a return did not write. Where the workbook has more
// beside its notes than can be put in again – threaded comments, buttons,
// pictures in notes or in page headers – everything stays as it is.
func takeNotes(f *excelize.File) *notes {
	n := &notes{sheets: map[string][]excelize.Comment{}}
	changed := map[string]string{} // files of the workbook: their new text
	gone := map[string]bool{}
	const folder = "xl/worksheets"
	var parts []string
	f.Pkg.Range(func(k, _ any) bool {
		parts = append(parts, k.(string))
		return true
	})
	sort.Strings(parts)
	for _, part := range parts {
		if paths.Dir(part) != folder+"/_rels" {
			continue
		}
		sheet := folder + "/" + strings.TrimSuffix(paths.Base(part), ".rels")
		kept, ids := part, map[string]bool{}
		text, other := textOf(f, part), false
		kept = relationPattern.ReplaceAllStringFunc(text, func(element string) string {
			a := attributesOf(element)
			target := strings.TrimPrefix(a["Target"], "/")
			if target == a["Target"] {
				target = paths.Join(folder, target)
			}
			switch paths.Base(a["Type"]) {
			case "comments":
				gone[target] = true
				return ""
			case "vmlDrawing":
				for _, object := range objectPattern.FindAllStringSubmatch(textOf(f, target), -1) {
					other = other || object[1] != "Note"
				}
				_, pictures := f.Pkg.Load(paths.Dir(target) + "/_rels/" + paths.Base(target) + ".rels")
				other = other || pictures
				gone[target] = true
				ids[a["Id"]] = true
				return ""
			case "threadedComment":
				other = true
			}
			return element
		})
		if kept == text && !other {
			continue
		}
		content := textOf(f, sheet)
		with := drawingPattern.ReplaceAllStringFunc(content, func(element string) string {
			if a := attributesOf(element); ids[a["r:id"]] {
				delete(ids, a["r:id"])
				return ""
			}
			return element
		})
		if other || len(ids) > 0 || content == "" { // a drawing that is no note's
			n.closed = true
			return n
		}
		changed[part], changed[sheet] = kept, with
	}
	for _, part := range parts {
		if !gone[part] && (strings.Contains(part, "comments") || strings.Contains(part, "vmlDrawing")) {
			n.closed = true
			return n
		}
	}
	if len(gone) == 0 {
		return n
	}
	for _, sheet := range f.GetSheetList() {
		list, err := f.GetComments(sheet)
		if err != nil {
			n.closed = true
			return n
		}
		for _, c := range list {
			if c.Author != noteAuthor && cutNote(&c) {
				n.sheets[sheet] = append(n.sheets[sheet], c)
			}
		}
	}
	for part, text := range changed {
		f.Pkg.Store(part, []byte(text))
		f.Relationships.Delete(part)
	}
	for part := range gone {
		f.Pkg.Delete(part)
		delete(f.Comments, part)
	}
	f.Pkg.Store(contentTypes, []byte(overridePattern.ReplaceAllStringFunc(textOf(f, contentTypes), func(element string) string {
		if gone[strings.TrimPrefix(attributesOf(element)["PartName"], "/")] {
			return ""
		}
		return element
	})))
	f.ContentTypes = nil
	return n
}

// textOf is a file of the workbook as it was opened.
func textOf(f *excelize.File, part string) string {
	content, _ := f.Pkg.Load(part)
	text, _ := content.([]byte)
	return string(text)
}

// plainNote is what a note says.
func plainNote(c *excelize.Comment) string {
	text := c.Text
	for _, run := range c.Paragraph {
		text += run.Text
	}
	return text
}

// noteBelow is the line above our text where it stands in somebody else's note.
const noteBelow = "— " + noteAuthor + " —"

// cutNote takes our text off somebody else's note. It is false where nothing is left.
func cutNote(c *excelize.Comment) bool {
	text := plainNote(c)
	if at := strings.Index(text, noteBelow); at >= 0 {
		left := len(strings.TrimRight(text[:at], " \r\n"))
		c.Text = c.Text[:min(left, len(c.Text))]
		rest := left - len(c.Text)
		for i := range c.Paragraph {
			run := &c.Paragraph[i]
			run.Text = run.Text[:min(rest, len(run.Text))]
			rest -= len(run.Text)
		}
		c.Paragraph = slices.DeleteFunc(c.Paragraph, func(run excelize.RichTextRun) bool { return run.Text == "" })
		if left == 0 {
			return false
		}
	}
	fitNote(c)
	return true
}

// fitNote gives a note a box that its text fits in.
func fitNote(c *excelize.Comment) {
	box := noteOn(c.Cell, plainNote(c))
	c.Width, c.Height = box.Width, box.Height
}

// add adds a note of ours; where somebody else's stands on the cell, our text
// stands below theirs.
func (n *notes) add(sheet string, note excelize.Comment) {
	at := slices.IndexFunc(n.sheets[sheet], func(c excelize.Comment) bool { return c.Cell == note.Cell })
	if at < 0 {
		n.sheets[sheet] = append(n.sheets[sheet], note)
		return
	}
	c := &n.sheets[sheet][at]
	below := "\n" + noteBelow + "\n" + note.Text
	if len(c.Paragraph) > 0 {
		c.Paragraph = append(c.Paragraph, excelize.RichTextRun{Text: below})
	} else {
		c.Text += below
	}
	fitNote(c)
}

// put puts the notes into the workbook.
func (n *notes) put(f *excelize.File) error {
	if n.closed {
		return nil
	}
	for _, sheet := range f.GetSheetList() {
		for _, c := range n.sheets[sheet] {
			if err := f.AddComment(sheet, c); err != nil {
				return err
			}
		}
	}
	return nil
}
