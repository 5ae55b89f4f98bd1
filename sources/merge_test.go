package sources

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mergeFile is a file of enrolments: rows of year, institution, grade and pupil.
func mergeFile(name string, rows ...string) Submission {
	var b strings.Builder
	b.WriteString("Mācību gads;Reģ. Nr.;Klase;Personas kods;Programmas kods;Uzņemts;Atskaitīts;Iemesls;Lēmums\n")
	for _, row := range rows {
		f := strings.Fields(row)
		for i, want := range f {
			if want == "-" {
				f[i] = ""
			}
		}
		fmt.Fprintf(&b, "%s;%s;%s;32%s-00000;21011111;1.9.2019;;;\n", f[0], f[1], f[2], f[3])
	}
	return Read(name, []byte(b.String()), testContext())
}

const (
	s0 = "3213900035" // place 0 of testContext
	s1 = "3212900030" // place 1
)

func TestMerge(t *testing.T) {
	row := func(year, school, grade string, pupil int) string {
		return fmt.Sprintf("%s %s %s %04d", year, school, grade, pupil)
	}
	rows := func(year, school, grade string, n int) []string {
		var list []string
		for i := range n {
			list = append(list, row(year, school, grade, i))
		}
		return list
	}
	grade10 := []string{row("2023/24", s0, "10", 21), row("2023/24", s0, "10", 22)}
	for _, test := range []struct {
		name string
		subs []Submission
	}{
		{"files that split a year by grade and institution add up", []Submission{
			mergeFile("a.csv", row("2023/24", s0, "5", 1), row("2023/24", s0, "6", 2)),
			mergeFile("b.csv", row("2023/24", s0, "7", 3)),
			mergeFile("c.csv", row("2023/24", s1, "5", 4)),
			mergeFile("d.csv", row("2022/23", s0, "5", 1)),
		}},
		{"a later file replaces the cells that it covers, whole, and no other", []Submission{
			mergeFile("a.csv", row("2023/24", s0, "5", 1), row("2023/24", s0, "5", 2), row("2022/23", s0, "5", 1), row("2023/24", s1, "5", 4)),
			mergeFile("b.csv", row("2023/24", s0, "5", 3), row("2023/24", s0, "5", 5)),
		}},
		{"a third file replaces what is left of the first and the second", []Submission{
			mergeFile("a.csv", row("2023/24", s0, "5", 1), row("2023/24", s0, "6", 2)),
			mergeFile("b.csv", row("2023/24", s0, "5", 3)),
			mergeFile("c.csv", row("2023/24", s0, "5", 4), row("2023/24", s0, "6", 5)),
		}},
		{"two thirds of the rows are enough", []Submission{
			mergeFile("a.csv", rows("2023/24", s0, "5", 6)...), mergeFile("b.csv", rows("2023/24", s0, "5", 4)...),
		}},
		{"less than two thirds of the rows is a query", []Submission{
			mergeFile("a.csv", append(rows("2023/24", s0, "5", 7), rows("2023/24", s1, "5", 2)...)...),
			mergeFile("b.csv", append(rows("2023/24", s0, "5", 4), rows("2023/24", s1, "5", 9)...)...),
		}},
		{"a much smaller file is one query about all that it replaces", []Submission{
			mergeFile("a.csv", slices.Concat(rows("2023/24", s0, "5", 7), grade10, rows("2023/24", s1, "5", 8))...),
			mergeFile("b.csv", rows("2022/23", s0, "5", 9)...),
			mergeFile("c.csv", slices.Concat(rows("2023/24", s0, "5", 3), rows("2023/24", s1, "5", 1), rows("2022/23", s0, "5", 3))...),
		}},
		{"only used rows are counted as replaced and as few", []Submission{
			// Two of four rows for three of five: two thirds, and so enough. One of three for those two is not.
			mergeFile("a.csv", append(rows("2023/24", s0, "5", 3), rows("2023/24", s0, "5", 2)...)...),
			mergeFile("b.csv", append(rows("2023/24", s0, "5", 2), rows("2023/24", s0, "5", 2)...)...),
			mergeFile("c.csv", append(rows("2023/24", s0, "5", 1), append(rows("2023/24", s0, "5", 1), row("2023/24", s0, "5", 0))...)...),
		}},
		{"a grade that the replacement lacks stays and is a query", []Submission{
			mergeFile("a.csv", row("2023/24", s0, "5", 1), row("2023/24", s0, "6", 2), row("2023/24", s1, "7", 3)),
			mergeFile("b.csv", row("2023/24", s0, "5", 1)),
		}},
		{"faulty rows cover their cell and are set aside with it", []Submission{
			mergeFile("a.csv", row("2023/24", s0, "5", 1), "2023/24 "+s0+" 5 x"), // a placeholder is no fault
			mergeFile("b.csv", row("2023/24", s0, "x", 1), row("2023/24", s0, "5", 2)),
			mergeFile("c.csv", row("2023/24", s0, "5", 3)),
		}},
		{"a cell of which no row can be used replaces nothing", []Submission{
			mergeFile("a.csv", row("2023/24", s0, "5", 1), row("2023/24", s0, "6", 2)),
			Read("b.csv", []byte("Mācību gads;Reģ. Nr.;Klase;Personas kods;Programmas kods;Uzņemts;Atskaitīts;Iemesls;Lēmums\n"+
				"2023/24;"+s0+";5;320003-00000;21011111;31.2.2019;;;\n2023/24;"+s0+";6;320004-00000;21011111;1.9.2019;;;\n"), testContext()),
		}},
		{"rows without a cell are set aside until their file is replaced", []Submission{
			mergeFile("a.csv", row("2023/24", s0, "5", 1), row("-", s0, "5", 2), row("2023/24", "-", "5", 2), row("2023/24", s1, "x", 2)),
			mergeFile("b.csv", row("2023/24", s0, "5", 3)),
		}},
		{"a refused file replaces nothing", []Submission{
			mergeFile("a.csv", row("2023/24", s0, "5", 1)), mergeFile("b.csv", row("2023/24", "999", "5", 1)),
		}},
		{"a file without rows replaces nothing", []Submission{mergeFile("a.csv", row("2023/24", s0, "5", 1)), mergeFile("b.csv")}},
		{"an institution's former number is its own cell", []Submission{
			mergeFile("a.csv", row("2023/24", "3212900001", "5", 1)), mergeFile("b.csv", row("2023/24", s1, "5", 2)),
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			golden := filepath.Join(samples, "merge", strings.NewReplacer(" ", "-", ",", "", "'", "").Replace(test.name)+".want")
			compareGolden(t, golden, describeMerged(test.subs))
		})
	}
}

func describeMerged(subs []Submission) string {
	var b strings.Builder
	m := Merge(subs)
	b.WriteString(describeRecords(&m.Records))
	for i, s := range m.Superseded {
		if s.Rows > 0 {
			fmt.Fprintf(&b, "%s: %d rows replaced by %s\n", subs[i].Name, s.Rows, strings.Join(s.By, ", "))
		}
	}
	for _, p := range m.Problems {
		fmt.Fprintf(&b, "%s %s %s", p.Severity, p.File, p.Code)
		for _, arg := range sortedKeys(p.Args) {
			fmt.Fprintf(&b, " %s=%q", arg, p.Args[arg])
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestCellsOfEveryKindAreReplaced(t *testing.T) {
	for kind, table := range dialectTables() {
		data := plain.write(table)
		subs := []Submission{Read("a.csv", data, testContext()), Read("b.csv", append(data, '\n'), testContext())}
		rows := subs[0].Balance.Used
		m := Merge(subs)
		if m.Superseded[0].Rows != rows || m.Superseded[1].Rows != 0 {
			t.Errorf("%s: replaced %+v", kind, m.Superseded)
		}
		for _, line := range strings.Split(strings.TrimSpace(describeRecords(&m.Records)), "\n") {
			if line != "" && !strings.HasPrefix(line, "2:") {
				t.Errorf("%s: kept %s", kind, line)
			}
		}
	}
}

func TestAFileSplitAlongItsCellsMergesToTheSame(t *testing.T) {
	one := Merge([]Submission{mergeFile("a.csv", "2023/24 "+s0+" 5 0001", "2023/24 "+s0+" 6 0002", "2022/23 "+s0+" 5 0001", "2023/24 "+s1+" 5 0003")})
	two := Merge([]Submission{
		mergeFile("a.csv", "2023/24 "+s0+" 5 0001", "2023/24 "+s0+" 6 0002"),
		mergeFile("b.csv", "2022/23 "+s0+" 5 0001", "2023/24 "+s1+" 5 0003"),
	})
	for i := range one.Records.Enrolments {
		a, b := one.Records.Enrolments[i], two.Records.Enrolments[i]
		a.At = b.At
		if a != b {
			t.Errorf("row %d: %+v, split %+v", i, a, b)
		}
	}
	if len(two.Records.Enrolments) != 4 || len(two.Problems) > 0 {
		t.Errorf("%+v", two)
	}
}
