package sources

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"raditaji/indicators"
)

// A dialect is one way in which an export may be written.
type dialect struct {
	encoding string
	marks    int // byte order marks
	comma    string
	newline  string
	open     bool // no newline at the end
	titles   int  // lines before the heading row
	ended    string
	quoted   bool // every cell in quotation marks
	turned   bool // the columns in the other order
	extra    bool // a column more than is known
	marked   bool // headings with a colon, in capitals, and blanks around cells
}

// plain is the dialect in which the samples are written.
var plain = dialect{encoding: utf8Text, comma: ";", newline: "\n"}

func (d dialect) write(table [][]string) []byte {
	var b strings.Builder
	for i := range d.titles {
		b.WriteString([]string{"Atskaite \"Kavējumi\" 2024", "", "sep=" + d.comma, "Izdrukāts: 01.02.2024, plkst. 12:00"}[i%4] + d.newline)
	}
	for i, row := range table {
		cells := append([]string(nil), row...)
		if d.extra {
			cells = append(cells, []string{"Piezīmes", "", "labi; ļoti, | \t"}[min(i, 1+i%2)])
		}
		if d.turned {
			for a, z := 0, len(cells)-1; a < z; a, z = a+1, z-1 {
				cells[a], cells[z] = cells[z], cells[a]
			}
		}
		for j, c := range cells {
			if d.marked && i == 0 {
				c = " " + strings.ToUpper(c) + ": "
			} else if d.marked {
				c = " " + c + "\u00a0"
			}
			if d.quoted || strings.ContainsAny(c, d.comma+"\"\n") {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			if j > 0 {
				b.WriteString(d.comma)
			}
			b.WriteString(c)
		}
		if d.ended == "both" || d.ended == "heading" && i == 0 || d.ended == "rows" && i > 0 {
			b.WriteString(d.comma)
		}
		if i < len(table)-1 || !d.open {
			b.WriteString(d.newline)
		}
	}
	return encode(b.String(), d.encoding, d.marks)
}

func encode(text, encoding string, marks int) []byte {
	text = strings.Repeat("\ufeff", marks) + text
	switch encoding {
	case windows1257:
		data, err := charmap.Windows1257.NewEncoder().String(strings.TrimLeft(text, "\ufeff"))
		if err != nil {
			panic(err)
		}
		return []byte(data)
	case utf16LE, utf16BE:
		var data []byte
		for _, u := range utf16.Encode([]rune(text)) {
			if encoding == utf16LE {
				data = append(data, byte(u), byte(u>>8))
			} else {
				data = append(data, byte(u>>8), byte(u))
			}
		}
		return data
	}
	return []byte(text)
}

// dialectTables are the same facts in every dialect; one of each kind.
func dialectTables() map[indicators.Kind][][]string {
	split := func(lines ...string) [][]string {
		var table [][]string
		for _, l := range lines {
			table = append(table, strings.Split(l, "/"))
		}
		return table
	}
	return map[indicators.Kind][][]string{
		indicators.Enrolments: split(
			"Mācību gads/Reģ. Nr./Personas kods/Klase/Programmas kods/Uzņemts/Atskaitīts/Iemesls/Lēmums",
			"2023-2024/3213900035/321234-56789/5.ž/21011111/01.09.2019///pārcelts",
			"2023-2024/3212900001/327777-00001/9/21011111/1.9.2014./12.01.2024/izbraucis uz ārvalstīm/",
			"2023-2024/3212900030/LV, \"KK\"; 17|/9/21011111/2014-09-01/12.01.2024/pārtraucis mācības/absolvējis"),
		indicators.Absences: split(
			"Mācību gads/Semestris/Reģ. Nr./Personas kods/Kavēts kopā/Neattaisnoti/Iemesls",
			"2023-2024/1/3213900035/321234-56789/1 030/21/slimība", "2023-2024/II/3212900030/327777-00001//0/ģimenes apstākļi; cits"),
		indicators.Exams: split(
			"Mācību gads/Reģ. Nr./Personas kods/Klase/Priekšmets/Rezultāts, %/Statuss",
			"2023-2024/3213900035/321234-56789/9/Latviešu valoda/45,5/kārtojis", "2023-2024/3213900035/321234-56789/9/Matemātika//nav ieradies"),
		indicators.InterestRows: split(
			"Mācību gads/Reģ. Nr./Personas kods/Programma", "2023-2024/3251900039/321234-56789/Koris „Ūdensroze”"),
		indicators.Continuations: split(
			"Mācību gads/Reģ. Nr./Personas kods/Iegūtā izglītība/Turpina mācības",
			"2023-2024/3213900035/321234-56789/pamatizglītība/jā", "2023-2024/3213900035/327777-00001/vidējā izglītība/nē"),
		indicators.SEMR: split(
			"Gads/Līmenis/Reģ. Nr./Kods/Skaitītājs/Saucējs/Vērtība", "2024/iestāde/3213900035/Kavē 20/5/40/12,5", "2024/pašvaldība//Kavē 20/50/400/12,5 %"),
		indicators.Institutions: split(
			"Nosaukums/Reģistrācijas numurs/Veids/Tips/Likvidēta", "Skola \"Ūdenszīmes\"/3213900035/Vispārējā/Vidusskola/Nē", "PII/3213900036/Pirmsskola/PII/Jā"),
	}
}

// facts are what must not depend on the dialect: records in the place of the
// plain dialect, cells, entries, the balance and the problems' codes.
func facts(s *Submission, titles int) string {
	r := &s.Records
	for i := range r.Enrolments {
		r.Enrolments[i].At.Row -= uint32(titles)
	}
	for i := range r.Absences {
		r.Absences[i].At.Row -= uint32(titles)
	}
	for i := range r.Exams {
		r.Exams[i].At.Row -= uint32(titles)
	}
	for i := range r.Interest {
		r.Interest[i].At.Row -= uint32(titles)
	}
	for i := range r.Continuations {
		r.Continuations[i].At.Row -= uint32(titles)
	}
	for i := range r.Published {
		r.Published[i].At.Row -= uint32(titles)
	}
	text := fmt.Sprintln(s.Kind, s.Refused, s.Balance, s.Cells, s.Register) + describeRecords(r)
	for _, p := range s.Problems {
		if p.Code != "csv.heading.unknown" {
			text += fmt.Sprintln(p.At.Row-uint32(titles), p.Code, p.Got)
		}
	}
	return text
}

func TestEveryDialectGivesTheSameRecords(t *testing.T) {
	tables := dialectTables()
	for _, k := range Kinds {
		sub := Read("a.csv", plain.write(tables[k.Name]), testContext())
		if sub.Kind != k.Name || sub.Balance.Used != len(tables[k.Name])-1 {
			t.Fatalf("%s: %s", k.Name, describe(&sub))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		kind := Kinds[rapid.IntRange(0, len(Kinds)-1).Draw(t, "kind")].Name
		d := dialect{
			encoding: rapid.SampledFrom([]string{utf8Text, utf16LE, utf16BE, windows1257}).Draw(t, "encoding"),
			comma:    rapid.SampledFrom([]string{";", ",", "\t", "|"}).Draw(t, "comma"),
			newline:  rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "newline"),
			titles:   rapid.IntRange(0, maxTitles).Draw(t, "titles"),
			ended:    rapid.SampledFrom([]string{"", "both", "heading", "rows"}).Draw(t, "ended"),
			open:     rapid.Bool().Draw(t, "open"),
			quoted:   rapid.Bool().Draw(t, "quoted"),
			turned:   rapid.Bool().Draw(t, "turned"),
			extra:    rapid.Bool().Draw(t, "extra"),
			marked:   rapid.Bool().Draw(t, "marked"),
		}
		switch d.encoding {
		case utf8Text:
			d.marks = rapid.IntRange(0, 2).Draw(t, "marks")
		case utf16LE, utf16BE:
			d.marks = rapid.IntRange(1, 2).Draw(t, "marks")
		}
		wanted := Read("a.csv", plain.write(tables[kind]), testContext())
		got := Read("a.csv", d.write(tables[kind]), testContext())
		if got.Encoding != d.encoding || string(got.Comma) != d.comma || got.Heading != d.titles+1 {
			t.Fatalf("read as %s, %q, heading in line %d", got.Encoding, got.Comma, got.Heading)
		}
		if diff := cmp.Diff(facts(&wanted, 0), facts(&got, d.titles)); diff != "" {
			t.Fatalf("(-plain +dialect)\n%s", diff)
		}
	})
}

func TestMoreThanFifteenTitleLinesHideTheHeadingRow(t *testing.T) {
	d := plain
	for titles, refused := range map[int]bool{maxTitles: false, maxTitles + 1: true} {
		d.titles = titles
		sub := Read("a.csv", d.write(dialectTables()[indicators.Exams]), testContext())
		if sub.Refused != refused {
			t.Errorf("%d title lines: refused %t", titles, sub.Refused)
		}
	}
}

func TestHeadingsAreFoundWithoutDiacritics(t *testing.T) {
	data := []byte("macibu  GADS *;Reg. nr;Personas kods.;Programma:\n2023/24;3251900039;321234-56789;Koris\n")
	if sub := Read("a.csv", data, testContext()); sub.Refused || sub.Balance.Used != 1 {
		t.Error(describe(&sub))
	}
}

func TestRowsMayDifferInTheDelimiterAtTheirEnd(t *testing.T) {
	const head, row = "Mācību gads;Iestādes reģ. nr.;Personas kods;Programma", "2023/24;3251900039;32%04d-56789;Koris"
	var b bytes.Buffer
	b.WriteString(head + "\n")
	for i := range 6 {
		fmt.Fprintf(&b, row+strings.Repeat(";", i%2)+"\n", i)
	}
	b.WriteString("Kopā;6\n")
	sub := Read("a.csv", b.Bytes(), testContext())
	if sub.Balance.Used != 6 || len(sub.Problems) > 0 {
		t.Error(describe(&sub))
	}
}
