package sources

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"raditaji/indicators"
)

// benchRows is about a tenth of what Rīga sends for one kind.
const benchRows = 40_000

// benchInstitutions are made up; so are all codes below.
func benchInstitutions() []indicators.Institution {
	list := make([]indicators.Institution, 40)
	for i := range list {
		list[i] = indicators.Institution{Number: fmt.Sprint(3_213_900_000 + i*7), Name: fmt.Sprintf("%d. vidusskola", i+1), InScope: true}
	}
	return list
}

// benchFile makes a clean export of a kind, as many rows as are asked for.
func benchFile(kind indicators.Kind, rows int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	schools := benchInstitutions()
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	head := map[indicators.Kind]string{
		indicators.Enrolments: "Mācību gads;Iestādes reģ. nr.;Iestāde;Personas kods;Dzimšanas datums;Dzimums;Klase/kurss;" +
			"Klases apzīmējums;Izglītības programmas kods;Uzņemts;Atskaitīts;Atskaitīšanas iemesls;Gada lēmums;Deklarētā pašvaldība",
		indicators.Absences:      "Mācību gads;Semestris;Iestādes reģ. nr.;Personas kods;Kavēts kopā;Neattaisnoti;Iemesls",
		indicators.Exams:         "Mācību gads;Iestādes reģ. nr.;Personas kods;Klase;Mācību priekšmets;Rezultāts, %;Statuss",
		indicators.InterestRows:  "Mācību gads;Iestādes reģ. nr.;Personas kods;Programma;Joma",
		indicators.Continuations: "Mācību gads;Iestādes reģ. nr.;Personas kods;Iegūtā izglītība;Turpina mācības;Turpinājuma iestāde;Turpinājuma veids;Atskaitīts no turpinājuma",
		indicators.SEMR:          "Gads;Līmenis;Iestādes reģ. nr.;Iestāde;Rādītāja kods;Rādītājs;Skaitītājs;Saucējs;Vērtība",
		indicators.Institutions:  "Nosaukums;Reģistrācijas numurs;Juridiskais status;Veids;Tips;Faktiskais dibinātājs;Deklarētais dibinātājs;Likvidēta;Adrese",
	}[kind]
	b.WriteString(head + "\n")
	for i := range rows {
		school := &schools[r.IntN(len(schools))]
		n, name := school.Number, school.Name
		code := fmt.Sprintf("32%04d-%05d", i%10000, i/10000*7+i%7)
		switch kind {
		case indicators.Enrolments:
			left, reason := "", ""
			if r.IntN(12) == 0 {
				left, reason = "12.01.2024", pick("mainījis iestādi", "nesekmība", "nav zināms")
			}
			grade := 1 + r.IntN(12)
			fmt.Fprintf(&b, "2023./2024.;%s;%s;%s;%02d.%02d.%d;%s;%d;%d.%s;%s;01.09.%d;%s;%s;%s;Ventspils valstspilsēta\n", n, name, code,
				1+r.IntN(28), 1+r.IntN(12), 2016-grade, pick("V", "S"), grade, grade, pick("a", "b"), pick("21011111", "31011011"),
				2015+r.IntN(9), left, reason, pick("pārcelts", "pārcelts", "pārcelts", "atstāts uz otru gadu"))
		case indicators.Absences:
			total := r.IntN(200)
			fmt.Fprintf(&b, "2023./2024.;%d;%s;%s;%d;%d;%s\n", 1+i%2, n, code, total, r.IntN(total+1), pick("slimība", "cits", ""))
		case indicators.Exams:
			fmt.Fprintf(&b, "2023./2024.;%s;%s;9;%s;%d,%02d;kārtojis\n", n, code, pick("Matemātika", "Latviešu valoda", "Angļu valoda"), r.IntN(100), r.IntN(100))
		case indicators.InterestRows:
			fmt.Fprintf(&b, "2023./2024.;%s;%s;%s;Kultūra\n", n, code, pick("Koris", "Tautas dejas", "Robotika"))
		case indicators.Continuations:
			fmt.Fprintf(&b, "2023./2024.;%s;%s;pamatizglītība;%s;Rīgas tehnikums;profesionālā;\n", n, code, pick("jā", "jā", "nē", "nav zināms"))
		case indicators.SEMR:
			fmt.Fprintf(&b, "2024;iestāde;%s;%s;R%d;Rādītājs;%d;100;%d,00\n", n, name, i, i%100, i%100)
		case indicators.Institutions:
			fmt.Fprintf(&b, "%s %d;%d;Iestāde;Vispārējās izglītības iestāde;Vidusskola;Dome;Dome;Nē;\"Iela %d, Ventspils\"\n", name, i, 4_000_000_000+i, i)
		}
	}
	return b.Bytes()
}

func BenchmarkRead(b *testing.B) {
	ctx := Context{Institutions: benchInstitutions(), Secret: []byte("secret")}
	for _, k := range Kinds {
		data := benchFile(k.Name, benchRows)
		b.Run(string(k.Name), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				sub := Read("export.csv", data, ctx)
				if sub.Balance.Used != benchRows {
					b.Fatalf("%d rows used of %d: %+v", sub.Balance.Used, benchRows, sub.Problems[:min(3, len(sub.Problems))])
				}
			}
		})
	}
}

// BenchmarkBare is the measure of Read: one pass of encoding/csv over the same
// bytes, records reused, nothing converted.
func BenchmarkBare(b *testing.B) {
	for _, k := range Kinds {
		data := benchFile(k.Name, benchRows)
		b.Run(string(k.Name), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				r := csv.NewReader(bytes.NewReader(data))
				r.Comma, r.ReuseRecord = ';', true
				for {
					if _, err := r.Read(); err == io.EOF {
						break
					} else if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// BenchmarkMerge merges the files of schools that each send their own, half of them
// twice.
func BenchmarkMerge(b *testing.B) {
	ctx := Context{Institutions: benchInstitutions(), Secret: []byte("secret")}
	for _, rows := range []int{4_000, 40_000} {
		var subs []Submission
		for _, k := range Kinds {
			sub := Read("export.csv", benchFile(k.Name, rows), ctx)
			subs = append(subs, sub)
			if len(subs)%2 == 0 {
				subs = append(subs, sub)
			}
		}
		b.Run(fmt.Sprintf("rows=%d", rows), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Merge(subs)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows*len(subs)), "ns/row")
		})
	}
}
