package sources

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"raditaji/indicators"
)

// shownRows is what Rows gives, a line for the headings and one for each row.
func shownRows(t *testing.T, data string, ctx Context, lines ...int) []string {
	t.Helper()
	sub := Read("file.csv", []byte(data), ctx)
	columns, rows := Rows(&sub, []byte(data), lines)
	head := ""
	for _, c := range columns {
		head += fmt.Sprintf("%d %s|", c.Column, c.Heading)
	}
	list := []string{head}
	for _, r := range rows {
		list = append(list, fmt.Sprintf("%d: %s", r.Line, strings.Join(r.Cells, "|")))
	}
	return list
}

func TestRowsAreGivenAsTheFileWritesThem(t *testing.T) {
	const head = "Mācību gads;Semestris;Iestādes reģ. nr.;Personas kods;Vārds;Neattaisnoti;Iemesls"
	const heads = "1 Mācību gads|2 Semestris|3 Iestādes reģ. nr.|4 Personas kods|6 Neattaisnoti|7 Iemesls|"
	ctx := Context{}
	for _, c := range []struct {
		name, data string
		lines      []int
		want       []string
	}{
		{"only the rows that were asked for", head + "\n2023./2024.;1;4001;150308-12345;Anna;5;a\n2023./2024.;2;4001;150308-12345;Anna;x;b\n", []int{3},
			[]string{heads, "3: 2023./2024.|2|4001|150308-xxxxx|x|b"}},
		{"a person's code is masked in every spelling and every column", head + "\n1;1;150308-12345;150308 12345;Anna;5;par 150308-12345\n;;;15030812;;;\n", []int{2, 3},
			[]string{heads, "2: 1|1|150308-xxxxx|150308-xxxxx|5|par 150308-xxxxx", "3: |||xxxxx||"}},
		{"a registration number is no person's code", head + "\n1;1;40010000001;1;x;5;40010000001\n", []int{2}, []string{heads, "2: 1|1|40010000001|xxxxx|5|400100-xxxxx"}},
		{"lines are the file's, under titles, empty lines and cells over several lines",
			"Pārskats\n\n" + head + "\n\n1;1;1;1;x;\"5\n6\";a\n2;2;2;2;x;7;b\n", []int{5, 7},
			[]string{heads, "5: 1|1|1|xxxxx|5 6|a", "7: 2|2|2|xxxxx|7|b"}},
		{"a row that does not fit the headings shows no cell", head + "\n1;1;1;1;Anna;Liepa;5;a\n1;1;1;1;\"An\"na;5;a\n2;2;2;2;x;7;b\n", []int{2, 3, 4},
			[]string{heads, "2: ", "3: ", "4: 2|2|2|xxxxx|7|b"}},
		{"one more delimiter at the end is no column", head + ";\n1;1;1;1;x;5;a;\n", []int{2}, []string{heads, "2: 1|1|1|xxxxx|5|a"}},
		{"a line that is not there gives nothing", head + "\n1;1;1;1;x;5;a\n", []int{9}, []string{heads}},
		{"a file of no kind gives nothing", "a;b\n1;2\n", []int{2}, []string{""}},
	} {
		if diff := cmp.Diff(c.want, shownRows(t, c.data, ctx, c.lines...)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestRowsAreReadInEveryEncoding(t *testing.T) {
	const data = "Mācību gads;Semestris;Iestādes reģ. nr.;Personas kods;Neattaisnoti;Iemesls\n1;1;1;1;5;slimība\n2;2;2;2;6;ģimene\n"
	want := []string{"1 Mācību gads|2 Semestris|3 Iestādes reģ. nr.|4 Personas kods|5 Neattaisnoti|6 Iemesls|", "3: 2|2|2|xxxxx|6|ģimene"}
	baltic, err := charmap.Windows1257.NewEncoder().String(data)
	if err != nil {
		t.Fatal(err)
	}
	little, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(data)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"utf-8": data, "byte order mark": "\ufeff\ufeff" + data, "windows-1257": baltic, "utf-16": little} {
		if diff := cmp.Diff(want, shownRows(t, text, Context{}, 3)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestRowsKnowTheProgrammesOwnHeadings(t *testing.T) {
	ctx := Context{Reading: indicators.Reading{Headings: map[indicators.Kind]map[string][]string{
		indicators.Absences: {"lessons_unjustified": {"Bez iemesla"}},
	}}}
	got := shownRows(t, "Mācību gads;Semestris;Iestādes reģ. nr.;Personas kods;Bez iemesla\n1;1;1;1;5\n", ctx, 2)
	want := []string{"1 Mācību gads|2 Semestris|3 Iestādes reģ. nr.|4 Personas kods|5 Bez iemesla|", "2: 1|1|1|xxxxx|5"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
