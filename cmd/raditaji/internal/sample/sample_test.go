package sample

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"raditaji/indicators"
)

// files is a folder in memory, in the order of writing.
type files struct {
	names []string
	data  map[string][]byte
}

func (f *files) WriteFile(name string, data []byte) error {
	if f.data == nil {
		f.data = map[string][]byte{}
	}
	if _, twice := f.data[name]; twice {
		return errors.New(name + " is written twice")
	}
	f.names = append(f.names, name)
	f.data[name] = data
	return nil
}

func generate(t testing.TB, id string, seed uint64, scale float64) (*town, *files) {
	t.Helper()
	made, out, o := (*town)(nil), &files{}, Options{Programme: programmeOf(id), Seed: seed, Scale: scale}
	made, err := newTown(o)
	if err == nil {
		err = made.write(out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return made, out
}

func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	var first, again, other files
	for _, w := range []struct {
		to   *files
		seed uint64
	}{{&first, 7}, {&again, 7}, {&other, 8}} {
		if err := Write(w.to, Options{Programme: programmeOf("ventspils"), Seed: w.seed, Scale: 0.3}); err != nil {
			t.Fatal(err)
		}
	}
	if strings.Join(first.names, "\n") != strings.Join(again.names, "\n") {
		t.Fatalf("names differ:\n%v\n%v", first.names, again.names)
	}
	for _, name := range first.names {
		if !bytes.Equal(first.data[name], again.data[name]) {
			t.Errorf("%s differs with the same seed", name)
		}
		if strings.Contains(name, "saraksts") && bytes.Equal(first.data[name], other.data[name]) {
			t.Errorf("%s is the same with another seed", name)
		}
	}
}

func TestWhatCannotBeGeneratedIsSaid(t *testing.T) {
	p := programmeOf("kraslava")
	for _, c := range []struct {
		name string
		o    Options
		want string
	}{
		{"no programme", Options{}, "no programme"},
		{"a negative scale", Options{Programme: p, Scale: -1}, "scale -1"},
		{"a scale beyond memory", Options{Programme: p, Scale: 101}, "scale 101"},
		{"years the wrong way round", Options{Programme: p, FirstYear: 2024, LastYear: 2022}, "2024./2025. to 2022./2023."},
		{"nobody to teach", Options{Programme: &indicators.Programme{}}, "no institution with pupils"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := Write(&files{}, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	full := errors.New("disk full")
	if err := Write(brokenFolder{full}, Options{Programme: p, Scale: 0.1}); !errors.Is(err, full) {
		t.Errorf("got %v, want the folder's error", err)
	}
}

type brokenFolder struct{ err error }

func (f brokenFolder) WriteFile(string, []byte) error { return f.err }

// decode turns a file into text and names its encoding.
func decode(t testing.TB, data []byte) (text, name string) {
	t.Helper()
	switch {
	case bytes.HasPrefix(data, []byte(mark+mark)):
		return string(data[6:]), "utf-8 two marks"
	case bytes.HasPrefix(data, []byte(mark)):
		return string(data[3:]), "utf-8 mark"
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		units := make([]uint16, len(data)/2-1)
		for i := range units {
			units[i] = binary.LittleEndian.Uint16(data[2+2*i:])
		}
		return string(utf16.Decode(units)), "utf-16le"
	case utf8.Valid(data):
		return string(data), "utf-8"
	}
	out, err := charmap.Windows1257.NewDecoder().Bytes(data)
	if err != nil {
		t.Fatal(err)
	}
	return string(out), "windows-1257"
}

// A line is a row of an export by what its columns hold.
type line map[field]string

// fieldsByHeading are the headings of all layouts.
func fieldsByHeading() map[string]field {
	known := map[string]field{}
	for _, list := range [][]layout{enrolmentLayouts, absenceLayouts, examLayouts, interestLayouts, continuationLayouts} {
		for _, l := range list {
			for _, c := range l.columns {
				known[c.heading] = c.field
			}
		}
	}
	return known
}

// linesOf reads every file whose name holds the words.
func linesOf(t testing.TB, f *files, words string) []line {
	t.Helper()
	known := fieldsByHeading()
	var all []line
	for _, name := range f.names {
		if !strings.Contains(name, words) {
			continue
		}
		text, _ := decode(t, f.data[name])
		for !strings.Contains(strings.SplitN(text, "\n", 2)[0], "gads") { // title lines
			text = strings.SplitN(text, "\n", 2)[1]
		}
		heading := strings.SplitN(text, "\n", 2)[0]
		r := csv.NewReader(strings.NewReader(text))
		for _, comma := range ";,|\t" {
			if strings.Count(heading, string(comma)) > strings.Count(heading, string(r.Comma)) {
				r.Comma = comma
			}
		}
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, row := range rows[1:] {
			if row[0] == "Kopā" {
				continue
			}
			l := line{}
			for i, h := range rows[0] {
				if h != "" {
					l[known[h]] = row[i]
				}
			}
			l[fYear] = l[fYear][:4]
			all = append(all, l)
		}
	}
	if len(all) == 0 {
		t.Fatalf("no rows in files named %q", words)
	}
	return all
}

// column counts what stands in a column.
func countsOf(lines []line, f field) map[string]int {
	seen := map[string]int{}
	for _, l := range lines {
		seen[l[f]]++
	}
	return seen
}

func TestEverythingThatRegistersKnowHappens(t *testing.T) {
	for _, id := range []string{"ventspils", "kraslava"} {
		for seed := uint64(1); seed <= 3; seed++ {
			_, f := generate(t, id, seed, 1)
			enrolments := linesOf(t, f, "saraksts")
			check := func(what string, seen map[string]int, wanted ...string) {
				t.Helper()
				for _, w := range wanted {
					if seen[w] == 0 {
						t.Errorf("%s, seed %d: no %s %q", id, seed, what, w)
					}
				}
			}
			reasons := countsOf(enrolments, fReason)
			for _, list := range [][]string{completedReasons, movedReasons, outReasons, abroadReasons, dropoutReasons, unknownReasons, {"miris"}} {
				check("reason", reasons, list...)
			}
			check("decision", countsOf(enrolments, fDecision), "", "pārcelts", "atstāts uz otru gadu", "atstāts uz otro gadu",
				"mācās atkārtoti tajā pašā klasē", "absolvējis", "liecība", "pagarinātais mācību gads")
			check("grade", countsOf(enrolments, fGrade), "PII", "5-gadīgie", "6-gadīgie", "1", "5.a", "9. klase", "12")
			codes := countsOf(enrolments, fProgramme)
			check("programme", codes, "01011111", "21011111", "31016011", "31016013")
			if id == "ventspils" {
				check("programme", codes, "33484011", "32811021", "33212021", "31016012", "23011113")
				check("course", countsOf(enrolments, fGrade), "1. kurss", "4. kurss")
			} else {
				check("programme", codes, "21015611")
			}
			check("person", countsOf(enrolments, fPerson), nobody)
			exams := linesOf(t, f, "eksāmenu")
			check("status", countsOf(exams, fStatus), "kārtojis", "atbrīvots", "nav ieradies")
			check("subject", countsOf(exams, fSubject), subjects[:]...)
			fates := linesOf(t, f, "tālākizglītība")
			check("answer", countsOf(fates, fAnswer), "jā", "nē", "ārvalstīs", "nav zināms")
			check("level", countsOf(fates, fLevel), "pamatizglītība", "vidējā izglītība")
			check("reason of absence", countsOf(linesOf(t, f, "kavējumi"), fReason), append(truancy, excuses...)...)

			happened := map[string]int{}
			last := map[[3]string]line{} // by year, person, subject
			for _, e := range exams {
				key := [3]string{e[fYear], e[fPerson], e[fSubject]}
				if _, again := last[key]; again {
					happened["retaken exam"]++
				}
				last[key] = e
			}
			for _, l := range fates {
				if l[fPlaceLeft] != "" {
					happened["continuation given up"]++
				}
			}
			places := map[[2]string]map[string]bool{}
			for _, l := range enrolments {
				if strings.HasPrefix(l[fPerson], "ĀRZ-") {
					happened["placeholder"]++
				}
				if strings.HasPrefix(l[fPerson], "32") {
					happened["code of the new kind"]++
				}
				if l[fLeft] != "" && l[fReason] == "" {
					happened["leaving without a reason"]++
				}
				if l[fPerson] == nobody {
					continue
				}
				key := [2]string{l[fYear], l[fPerson]}
				if places[key] == nil {
					places[key] = map[string]bool{}
				}
				places[key][l[fNumber]] = true
				if len(places[key]) == 2 {
					happened["two institutions in a year"]++
				}
			}
			for _, l := range enrolments {
				y, _ := strconv.Atoi(l[fYear])
				if y < 2024 && l[fLeft] == "" && l[fPerson] != nobody && places[[2]string{strconv.Itoa(y + 1), l[fPerson]}] == nil {
					happened["vanished"]++
				}
			}
			check("case of", happened, "retaken exam", "continuation given up", "placeholder", "code of the new kind",
				"leaving without a reason", "two institutions in a year", "vanished")
		}
	}
}

func TestInstitutionsHaveTheirSizes(t *testing.T) {
	for _, id := range []string{"ventspils", "kraslava"} {
		for seed := uint64(1); seed <= 5; seed++ {
			made, err := newTown(Options{Programme: programmeOf(id), Seed: seed})
			if err != nil {
				t.Fatal(err)
			}
			made.populate()
			for y := made.first; y <= made.last; y++ {
				for _, s := range made.schools {
					n := 0
					for g := grade(1); g < grades; g++ {
						n += len(s.roll[g])
					}
					for _, c := range []struct{ got, want int }{{n, s.size()}, {len(s.roll[0]), s.target[0]}} {
						if 100*c.got < 85*c.want-100 || 100*c.got > 115*c.want+100 {
							t.Errorf("%s, seed %d, %v: %s has %d pupils, its table %d", id, seed, y, s.name, c.got, c.want)
						}
					}
				}
				made.begin(y)
				made.live()
				if y < made.last {
					made.decide()
					made.summer()
				}
				made.goOn()
			}
		}
	}
}

func TestSizesAreScaledAndReplaced(t *testing.T) {
	p := programmeOf("ventspils")
	o := Options{Programme: p, Scale: 2, Sizes: map[string]int{"3212900030": 90, "3201900021": 33}}
	schools, err := schoolsOf(o)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][2]int{}
	for _, s := range schools {
		got[s.number] = [2]int{s.size(), s.target[0]}
	}
	for number, want := range map[string][2]int{
		"3212900030": {180, 62},  // replaced pupils, the table's 31 children, both doubled
		"3201900021": {0, 66},    // a preschool's size is its children
		"3219903101": {832, 0},   // 416 in the table
		"3213900035": {1210, 36}, // 605 and 18
	} {
		if got[number] != want {
			t.Errorf("%s: got %v, want %v", number, got[number], want)
		}
	}
	if len(schools) != len(p.Institutions)-1 { // all but interest education
		t.Errorf("got %d schools", len(schools))
	}
}

func TestPersonCodesAreValidAndOnePersonsOwn(t *testing.T) {
	_, f := generate(t, "ventspils", 2, 1)
	births := map[string]string{}
	newKind := 0
	for _, l := range linesOf(t, f, "saraksts") {
		code := strings.ReplaceAll(l[fPerson], "-", "")
		if code == nobody || strings.HasPrefix(code, "ĀRZ") {
			continue
		}
		var d [11]byte
		if copy(d[:], code) != 11 || len(code) != 11 || checkDigit(&d) != d[10] {
			t.Fatalf("%q is no person code", l[fPerson])
		}
		if d[0] == '3' && d[1] == '2' {
			if births[code] == "" {
				newKind++
			}
		} else if day, _ := strconv.Atoi(code[:2]); day < 1 || day > 31 || code[6] != '2' && code[6] != '1' {
			t.Fatalf("%q does not begin with a birth date", l[fPerson])
		}
		born := l[fBorn]
		if born == "" {
			continue
		}
		if i := strings.IndexByte(born, ' '); i >= 0 { // 2008-03-15 00:00:00
			born = born[8:10] + "." + born[5:7] + "." + born[:4]
		}
		born = strings.TrimSuffix(born, ".")
		if births[code] != "" && births[code] != born {
			t.Fatalf("%q was born on %s and %s", l[fPerson], births[code], born)
		}
		births[code] = born
	}
	if 100*newKind < 7*len(births) || 100*newKind > 13*len(births) {
		t.Errorf("%d of %d codes are of the new kind, want about a tenth", newKind, len(births))
	}
}

func TestCheckDigitsAsWorkedByHand(t *testing.T) {
	// 150308-2034x: 1 + 10·1+5·5+8·0+4·3+2·0+1·8+6·2+3·0+7·3+9·4 = 125; 125 mod 11 = 4.
	// 010100-2001x: 1 + 0+5+0+4+0+0+12+0+0+9 = 31; 31 mod 11 = 9.
	// 000000-0006x: 1 + 54 = 55; 55 mod 11 = 0. 000000-0001x: 1 + 9 = 10; 10 mod 11 mod 10 = 0.
	for ten, want := range map[string]byte{"1503082034": '4', "0101002001": '9', "0000000006": '0', "0000000001": '0'} {
		var d [11]byte
		copy(d[:], ten)
		if got := checkDigit(&d); got != want {
			t.Errorf("%s: got %c, want %c", ten, got, want)
		}
	}
}

func TestExportsComeInManyEncodings(t *testing.T) {
	_, f := generate(t, "ventspils", 1, 0.2)
	for name, want := range map[string]string{
		"VIIS/2021-2022/Izglītojamo saraksts 2021-2022.csv":                                    "utf-8 mark",
		"VIIS/2022-2023/Izglītojamo saraksts 2022-2023.csv":                                    "windows-1257",
		"VIIS/2023-2024/Izglītojamo saraksts 2023-2024.csv":                                    "utf-8 two marks",
		"VIIS/2024-2025/Izglītojamo saraksts/3201900021 PII Margrietiņa.csv":                   "utf-8 mark",
		"VIIS/2024-2025/Izglītojamo saraksts/3234303114 PIKC Ventspils Mūzikas vidusskola.csv": "utf-8 mark",
		"VIIS/2025-2026/Izglītojamo saraksts 2025-2026.csv":                                    "utf-8",
		"VIIS/2021-2022/Neattaisnotie kavējumi 2021-2022.csv":                                  "windows-1257",
		"VIIS/2023-2024/Neattaisnotie kavējumi 2023-2024 2. semestris.csv":                     "windows-1257",
		"VIIS/2024-2025/Neattaisnotie kavējumi 2024-2025 1. semestris.csv":                     "utf-16le",
		"VIIS/2023-2024/Centralizēto eksāmenu rezultāti 2023-2024.csv":                         "windows-1257",
		"VIIS/2024-2025/Absolventu tālākizglītība 2025.csv":                                    "utf-16le",
		"VIIS/Izglītības iestāžu reģistrs.csv":                                                 "utf-8 two marks",
		"SEMR/SEMR rādītāji 2023.csv":                                                          "utf-8",
	} {
		data, ok := f.data[name]
		if !ok {
			t.Errorf("no %s", name)
			continue
		}
		text, got := decode(t, data)
		if got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
		if !strings.Contains(text, "ī") || strings.Contains(text, "?") || strings.ContainsRune(text, utf8.RuneError) {
			t.Errorf("%s lost letters", name)
		}
	}
	i := 0
	for _, letter := range balticLetters {
		want, ok := charmap.Windows1257.EncodeRune(letter)
		if got := balticBytes[i]; !ok || got != want {
			t.Errorf("%c: got %#x, want %#x", letter, got, want)
		}
		i++
	}
	if got := encode([]byte("a€"), windows1257); string(got) != "a?" {
		t.Errorf("a letter that Windows-1257 lacks here: got %q", got)
	}
}

func TestRatesAreNearTheBaselines(t *testing.T) {
	share := func(c tally) float64 { return 100 * float64(c.n) / float64(c.of) }
	for _, c := range []struct {
		id, what string
		of       func(*figures) tally
		from, to float64
		since    indicators.SchoolYear
	}{
		{"ventspils", "long absence", func(f *figures) tally { return f.longAbsence }, 1.2, 2.0, 2021},
		{"ventspils", "repetition", func(f *figures) tally { return f.retained }, 0.9, 1.5, 2021},
		{"ventspils", "turnover", func(f *figures) tally { return f.turnover }, 5, 7, 2021},
		{"ventspils", "first-year dropout", func(f *figures) tally { return f.firstYear }, 10, 18, 2022},
		{"ventspils", "exams below the minimum", func(f *figures) tally { return f.belowMinimum }, 3.3, 5.6, 2022},
		{"ventspils", "interest education", func(f *figures) tally { return f.interest }, 45, 58, 2021},
		{"ventspils", "not continuing", func(f *figures) tally { return f.notContinuing }, 1, 3, 2021},
		{"kraslava", "interest education", func(f *figures) tally { return f.interest }, 36, 46, 2021},
		{"kraslava", "left basic education", func(f *figures) tally { return f.leftBasic }, 0, 0.3, 2021},
		{"kraslava", "left upper secondary education", func(f *figures) tally { return f.leftSecondary }, 1.7, 4.8, 2021},
		{"kraslava", "not continuing", func(f *figures) tally { return f.notContinuing }, 0.5, 2.6, 2021},
		{"kraslava", "turnover", func(f *figures) tally { return f.turnover }, 2.8, 4.8, 2021},
	} {
		for seed := uint64(1); seed <= 4; seed++ {
			made, _ := generate(t, c.id, seed, 1)
			for i := range made.truths {
				tr := &made.truths[i]
				if tr.year < c.since || tr.year == made.last {
					continue
				}
				if got := share(c.of(&tr.town)); !(got >= c.from && got <= c.to) {
					t.Errorf("%s, seed %d, %v: %s %.2f %%, want %v to %v", c.id, seed, tr.year, c.what, got, c.from, c.to)
				}
			}
		}
	}
}

func TestCohortsMoveUp(t *testing.T) {
	_, f := generate(t, "ventspils", 3, 1)
	type key struct{ year, person string }
	grades := map[key]int{}
	enrolments := linesOf(t, f, "saraksts")
	number := func(l line) int {
		n, _ := strconv.Atoi(strings.FieldsFunc(l[fGrade], func(r rune) bool { return r < '0' || r > '9' })[0])
		return n
	}
	school := func(l line) bool {
		return !strings.ContainsAny(l[fProgramme][:1], "0") && l[fProgramme][0] != '3' && l[fPerson] != nobody
	}
	person := func(l line) string { return strings.ReplaceAll(l[fPerson], "-", "") }
	for _, l := range enrolments {
		if school(l) {
			grades[key{l[fYear], person(l)}] = number(l)
		}
	}
	var stays, up, all int
	for _, l := range enrolments {
		y, _ := strconv.Atoi(l[fYear])
		if !school(l) || y == 2025 || number(l) > 8 || l[fLeft] != "" {
			continue
		}
		all++
		next, ok := grades[key{strconv.Itoa(y + 1), person(l)}]
		if !ok {
			continue
		}
		want := number(l) + 1
		if d := l[fDecision]; d != "pārcelts" {
			want--
			stays++
		}
		if next != want {
			t.Fatalf("decision %q in grade %d of %d, and grade %d the year after", l[fDecision], number(l), y, next)
		}
		up++
	}
	if 100*up < 98*all || stays == 0 {
		t.Errorf("%d of %d pupils without a leaving date are there the year after, %d of them in the same grade", up, all, stays)
	}
}

// A school without a row in the exports that its own staff enters counts as silent.
func TestNoSchoolIsSilent(t *testing.T) {
	for _, id := range []string{"ventspils", "kraslava"} {
		for _, scale := range []float64{0.3, 1} {
			_, f := generate(t, id, 5, scale)
			rows := map[string]bool{}
			for _, l := range linesOf(t, f, "kavējumi") {
				semester := strings.NewReplacer("II", "2", "I", "1").Replace(l[fSemester])
				rows[l[fYear]+l[fNumber]+" semester "+semester] = true
			}
			for _, l := range linesOf(t, f, "eksāmenu") {
				rows[l[fYear]+l[fNumber]+" exams "+strings.FieldsFunc(l[fGrade], func(r rune) bool { return r < '0' || r > '9' })[0]] = true
			}
			for _, l := range linesOf(t, f, "saraksts") {
				if l[fYear] == "2025" || l[fProgramme][:2] == "01" || l[fPerson] == nobody || l[fLeft] != "" && l[fDecision] == "" {
					continue
				}
				wanted := []string{" semester 1", " semester 2"}
				if strings.HasPrefix(l[fGrade], "9") && l[fYear] >= "2022" {
					wanted = append(wanted, " exams 9")
				}
				for _, w := range wanted {
					if !rows[l[fYear]+l[fNumber]+w] {
						t.Errorf("%s × %v: %s has pupils, but nothing in %s%s", id, scale, l[fNumber], l[fYear], w)
						rows[l[fYear]+l[fNumber]+w] = true
					}
				}
			}
		}
	}
}

func TestNothingIsKnownAfterTheLastExport(t *testing.T) {
	_, f := generate(t, "ventspils", 1, 0.5)
	for _, name := range f.names {
		if strings.HasPrefix(name, "VIIS/2025") && !strings.Contains(name, "saraksts") {
			t.Errorf("%s cannot exist in October", name)
		}
	}
	for _, l := range linesOf(t, f, "saraksts 2025") {
		for _, day := range []string{l[fEnrolled], l[fLeft]} {
			if day > "2025-10-07 00:00:00" {
				t.Errorf("%s is after the export", day)
			}
		}
		if l[fDecision] != "" {
			t.Errorf("decision %q before the year ended", l[fDecision])
		}
	}
}

func TestADeckDealsEachWordBeforeAnyAgain(t *testing.T) {
	made, _ := generate(t, "kraslava", 1, 0.1)
	d := deck{words: []string{"a", "a", "b", "c"}}
	var first, second []string
	for range 3 {
		first = append(first, d.deal(made.r))
	}
	for range 4 {
		second = append(second, d.deal(made.r))
	}
	for _, w := range []string{"a", "b", "c"} {
		if n := strings.Count(strings.Join(first, ""), w); n != 1 {
			t.Errorf("first round %v: %d × %s", first, n, w)
		}
	}
	if n := strings.Count(strings.Join(second, ""), "a"); n != 2 {
		t.Errorf("second round %v: %d × a", second, n)
	}
}

func TestAChanceFallsOnceInEachMillion(t *testing.T) {
	made, _ := generate(t, "kraslava", 1, 0.1)
	var c chance
	n := 0
	for range 100_000 {
		if c.falls(made.r, 16_200) { // 1,620 times a million
			n++
		}
	}
	if n != 1620 {
		t.Errorf("got %d, want 1620", n)
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, scale := range []float64{1, 25} {
		b.Run(fmt.Sprintf("scale=%v", scale), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var out count
				if err := Write(&out, Options{Programme: programmeOf("ventspils"), Seed: 1, Scale: scale}); err != nil {
					b.Fatal(err)
				}
				b.SetBytes(int64(out))
			}
		})
	}
}

type count int

func (c *count) WriteFile(_ string, data []byte) error { *c += count(len(data)); return nil }
