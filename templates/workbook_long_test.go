package templates

import (
	"strings"
	"testing"

	"raditaji/indicators"
)

// longestTexts are texts as long as a template takes, of people who write without
// a break, in capitals, and a line for each thing.
func longestTexts() map[string]string {
	words := strings.Repeat("Notikušas konsultācijas matemātikā un latviešu valodā. ", 40)
	return map[string]string{
		"activities.1_1.done":    string([]rune(words)[:1000]),
		"activities.1_1.impact":  strings.Repeat("Ž", 1000),
		"activities.1_1.factors": strings.TrimSpace(strings.Repeat("+ ņ\n", 249)) + "!",
		"tasks.1_1_3.remark":     strings.TrimSpace(strings.Repeat("ATLIKTS ", 125)),
		"tasks.1_1_1.remark":     "Īss teksts.",
	}
}

func longReport(l Language) *Report {
	report := smallReport(l)
	texts := longestTexts()
	for i := range report.Reported {
		if r := &report.Reported[i]; texts[r.Input] != "" && r.Unit == "izglitibas-parvalde" {
			r.Text = texts[r.Input]
			delete(texts, r.Input)
		}
	}
	for input, text := range texts {
		report.Reported = append(report.Reported, indicators.Reported{Year: 2024, Unit: "izglitibas-parvalde", Input: input, Text: text})
	}
	return report
}

// What an institution wrote is cut nowhere: where its row cannot be high enough it
// stands whole on a sheet of its own, and its cell says where.
func TestLongTextsAreWholeOnTheirOwnSheet(t *testing.T) {
	for l, sheetName := range map[Language]string{Latvian: "Garie teksti", English: "Long texts"} {
		f := openWorkbook(t, writeWorkbook(t, longReport(l)))
		whole := map[string]string{}
		rows := gridOf(t, f, sheetName).rows
		for i, row := range rows {
			if len(row) < longColumn || row[0] == "" || row[0] < "1" || row[0] > "9" {
				continue
			}
			if n := lines(row[longColumn-1], longGrid[longColumn-1], false); n > mostLines {
				t.Errorf("%s, row %d: %d lines are more than a row shows", l, i+1, n)
			}
			whole[row[0]] += strings.Join(strings.Fields(row[longColumn-1]), "")
			ok, back, err := f.GetCellHyperLink(sheetName, cell(3, i+1))
			at, name, _ := strings.Cut(back, "!")
			if err != nil || !ok || name != row[2] || strings.Trim(at, "'") != row[1] {
				t.Errorf("%s, row %d: back to %q (%v)", l, i+1, back, err)
			}
			short, err := f.GetCellValue(row[1], row[2])
			if err != nil || !strings.HasSuffix(short, " "+row[0]+")") || !strings.Contains(short, sheetName) {
				t.Errorf("%s: %s!%s does not say where the rest is: %q (%v)", l, row[1], row[2], short, err)
			}
		}
		for input, text := range longestTexts() {
			text = strings.Join(strings.Fields(text), "")
			found := false
			for _, w := range whole {
				found = found || w == text
			}
			if long := len(text) > 100; found != long {
				t.Errorf("%s: %s is whole on its sheet: %v, want %v", l, input, found, long)
			}
		}
	}
	if list := openWorkbook(t, writeWorkbook(t, smallReport(Latvian))).GetSheetList(); strings.Contains(strings.Join(list, " "), "Garie") {
		t.Errorf("without long texts there is a sheet for them: %v", list)
	}
}

func TestATextIsCutIntoPartsThatShowAllOfIt(t *testing.T) {
	for name, text := range longestTexts() {
		for _, width := range []float64{8, 22, 100} {
			for _, most := range []int{1, 5, 30} {
				parts := cutToLines(text, width, most)
				for _, part := range parts {
					if n := lines(part, width, false); n > most {
						t.Errorf("%s in a column of %v: a part of %d lines, want %d", name, width, n, most)
					}
				}
				if got, want := strings.Join(strings.Fields(strings.Join(parts, " ")), ""), strings.Join(strings.Fields(text), ""); got != want {
					t.Errorf("%s in a column of %v: the parts are not the text", name, width)
				}
			}
		}
	}
}
