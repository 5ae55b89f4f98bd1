package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"raditaji/pipeline"
	"raditaji/sources"
	"raditaji/templates"
)

func TestWhatBecomesOfAFile(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		want             []string
	}{
		{"a good file is accepted, renamed to what it is, with a receipt", "ienakosie/eksports.csv", good, []string{filed + ".csv", receipt}},
		{"its answer stands in its sub-folder", "ienakosie/A skola/rudens/x.CSV", good, []string{
			"pienemtie/2025/A skola/rudens/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930).csv",
			"pienemtie/2025/A skola/rudens/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt",
		}},
		{"a faulty file is returned whole", "ienakosie/A skola/x.csv", faulty, []string{"atgrieztie/A skola/1000000001 A skola - x.csv", "atgrieztie/A skola/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A skola/1000000001 A skola - x.csv KLUDAS.txt"}},
		{"so is what is no export", "ienakosie/vestule.pdf", "%PDF-1.7", []string{"atgrieztie/vestule.pdf", "atgrieztie/vestule.pdf KLUDAS.txt"}},
		{"and an empty file", "ienakosie/x.csv", "", []string{"atgrieztie/x.csv", "atgrieztie/x.csv KLUDAS.txt"}},
		{"a file that is only checked comes back", "ienakosie/parbaude/x.csv", good, []string{"atgrieztie/parbaude/x.csv", "atgrieztie/parbaude/x.csv PARBAUDE.txt"}},
		{"also from a sub-folder, with its faults", "ienakosie/parbaude/A/x.csv", faulty, []string{"atgrieztie/parbaude/A/1000000001 A skola - x.csv", "atgrieztie/parbaude/A/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/parbaude/A/1000000001 A skola - x.csv KLUDAS.txt"}},
		{"whoever types the folder's name with marks", "ienakosie/Pārbaude/x.csv", good, []string{"atgrieztie/Pārbaude/x.csv", "atgrieztie/Pārbaude/x.csv PARBAUDE.txt"}},
		{"as a Mac writes them", "ienakosie/Pa\u0304rbaude/x.csv", good, []string{"atgrieztie/Pa\u0304rbaude/x.csv", "atgrieztie/Pa\u0304rbaude/x.csv PARBAUDE.txt"}},
		{"or in capitals", "ienakosie/PARBAUDE/x.csv", good, []string{"atgrieztie/PARBAUDE/x.csv", "atgrieztie/PARBAUDE/x.csv PARBAUDE.txt"}},
		{"a school checks in its own sub-folder", "ienakosie/A skola/parbaude/rudens/x.csv", good, []string{"atgrieztie/A skola/parbaude/rudens/x.csv", "atgrieztie/A skola/parbaude/rudens/x.csv PARBAUDE.txt"}},
		{"not in a folder that is only called alike", "ienakosie/parbaudes/x.csv", good, []string{"pienemtie/2025/parbaudes/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930).csv", "pienemtie/2025/parbaudes/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt"}},
		{"a temporary name is left alone", "ienakosie/x.csv.part", good, []string{"ienakosie/x.csv.part"}},
		{"so is Excel's lock", "ienakosie/~$x.xlsx", good, []string{"ienakosie/~$x.xlsx"}},
		{"a person code in a name is masked", "ienakosie/010110-10007.csv", faulty, []string{"atgrieztie/1000000001 A skola - 010110-xxxxx.csv", "atgrieztie/1000000001 A skola - 010110-xxxxx LABOJAMS.xlsx", "atgrieztie/1000000001 A skola - 010110-xxxxx.csv KLUDAS.txt"}},
		{"our own results are not inputs", "ienakosie/results.csv", templates.ResultsBegin[0] + "1\r\n", []string{"atgrieztie/results.csv", "atgrieztie/results.csv KLUDAS.txt"}},
		{"an export under a workbook's name is filed as what it is", "ienakosie/eksports.xlsx", good, []string{filed + ".csv", receipt}},
		{"text under a workbook's name comes back", "ienakosie/x.xlsx", "Vārds;Krāsa\nabols;zaļa\n", []string{"atgrieztie/x.xlsx", "atgrieztie/x.xlsx KLUDAS.txt"}},
		{"data that are called accepted are data", "ienakosie/saraksts pienemt.txt", good, []string{filed + ".txt", receipt}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			h.drop(c.file, c.text)
			h.scan()
			h.wantTree(c.want...)
			h.scan()
			h.wantTree(c.want...) // and nothing twice
		})
	}
}

// Whoever opens the share from Windows must be able to read every answer.
func TestWhatWindowsForbidsStandsInNoNameOfOurs(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such names can be dropped here")
	}
	for _, c := range []struct {
		name, file string
		want       []string
	}{
		{"letters that mean something else", `ienakosie/a:b?*<|>".csv`, []string{"atgrieztie/1000000001 A skola - a_b______.csv", "atgrieztie/1000000001 A skola - a_b______ LABOJAMS.xlsx", "atgrieztie/1000000001 A skola - a_b______.csv KLUDAS.txt"}},
		{"another stream of a file", "ienakosie/x.csv:ads", []string{"atgrieztie/1000000001 A skola - x.csv_ads", "atgrieztie/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/1000000001 A skola - x.csv_ads KLUDAS.txt"}},
		{"a device", "ienakosie/CON/AUX.csv", []string{"atgrieztie/_CON/1000000001 A skola - _AUX.csv", "atgrieztie/_CON/1000000001 A skola - _AUX LABOJAMS.xlsx", "atgrieztie/_CON/1000000001 A skola - _AUX.csv KLUDAS.txt"}},
		{"a device before a dot", "ienakosie/com¹.2025/nul .gads.csv", []string{"atgrieztie/_com¹.2025/1000000001 A skola - _nul .gads.csv", "atgrieztie/_com¹.2025/1000000001 A skola - _nul .gads LABOJAMS.xlsx", "atgrieztie/_com¹.2025/1000000001 A skola - _nul .gads.csv KLUDAS.txt"}},
		{"not what only begins like one", "ienakosie/konsole com/auxs.csv", []string{"atgrieztie/konsole com/1000000001 A skola - auxs.csv", "atgrieztie/konsole com/1000000001 A skola - auxs LABOJAMS.xlsx", "atgrieztie/konsole com/1000000001 A skola - auxs.csv KLUDAS.txt"}},
		{"a dot or a blank at the end", "ienakosie/A skola. /x.csv. ", []string{"atgrieztie/A skola/1000000001 A skola - x.csv", "atgrieztie/A skola/1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/A skola/1000000001 A skola - x.csv KLUDAS.txt"}},
		{"a backslash: reported, not taken", `ienakosie/a\..\x.csv`, []string{`ienakosie/a\..\x.csv`, "atgrieztie/a_.._x.csv KLUDAS.txt"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			h.drop(c.file, faulty)
			h.scan()
			h.wantTree(c.want...)
		})
	}
}

func TestAFileIsTakenOnlyWhenItHasSettled(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", good[:len(good)-30])
	if n := h.look(); n.Waiting != 1 || n.Settled != 0 {
		t.Errorf("at first sight: %+v", n)
	}
	h.clock = h.clock.Add(9 * time.Second)
	if n := h.look(); n.Waiting != 1 || n.Settled != 0 {
		t.Errorf("too early: %+v", n)
	}
	h.drop("ienakosie/x.csv", good) // the copy goes on
	h.clock = h.clock.Add(9 * time.Second)
	if n := h.look(); n.Waiting != 1 || n.Settled != 0 {
		t.Errorf("it has grown: %+v", n)
	}
	h.clock = h.clock.Add(-time.Hour) // somebody sets the clock
	if n := h.look(); n.Waiting != 1 {
		t.Errorf("the clock went back: %+v", n)
	}
	h.clock = h.clock.Add(10 * time.Second)
	if n := h.look(); n.Accepted != 1 {
		t.Errorf("settled: %+v", n)
	}
}

func TestTheSameBytesAreOneFile(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", good)
	h.scan()
	h.drop("ienakosie/cita/y.csv", good)
	n := h.scan()
	if n.Known != 1 || n.Accepted != 0 {
		t.Errorf("%+v", n)
	}
	h.wantTree(filed+".csv", receipt, "pienemtie/2025/cita/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt")
	said := h.read("pienemtie/2025/cita/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt")
	if !strings.HasPrefix(said, "\ufeff") || !strings.Contains(said, "Nekas nav mainīts") || !strings.Contains(said, filed+".csv") || strings.Contains(strings.ReplaceAll(said, "\r\n", ""), "\n") {
		t.Errorf("%q", said)
	}
	h.drop("ienakosie/x.csv", better)
	h.clock = h.clock.Add(time.Hour)
	h.scan()
	h.drop("ienakosie/x.csv", good)
	if n := h.scan(); n.Accepted != 1 {
		t.Errorf("after being superseded the same bytes are in force again: %+v", n)
	}
	if inputs, err := h.Ledger.Inputs(t.Context(), nil, time.Time{}); err != nil || len(inputs) != 1 || inputs[0].ID != 4 {
		t.Errorf("%+v, %v", inputs, err)
	}
}

func TestAMuchSmallerReplacementSaysSo(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", pupils("010110-10007 5 pārcelts", "020210-10009 5 pārcelts", "030310-10000 5 pārcelts"))
	h.scan()
	h.clock = h.clock.Add(time.Hour)
	h.drop("ienakosie/x.csv", pupils("010110-10007 5 pārcelts"))
	h.scan()
	said := h.read("pienemtie/2025/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 1030) SANEMTS.txt")
	for _, want := range []string{"Neparasti:", "aizstāj datnes „x.csv” rindas", "1. Šajā datnē ir daudz mazāk rindu", "1 agrāko 3 vietā (2024./2025., A skola (1000000001); agrāk: „x.csv”)", "ATBILDE.txt"} {
		if !strings.Contains(said, want) {
			t.Errorf("the receipt does not say %q:\n%s", want, said)
		}
	}
	if strings.Contains(said, "Problēmu nav") {
		t.Errorf("the receipt says that nothing is wrong:\n%s", said)
	}
	queries, err := h.Ledger.Queries(t.Context(), 2)
	if err != nil || len(queries) != 1 || queries[0].Code != "merge.rows.fewer" {
		t.Errorf("%+v, %v", queries, err)
	}
}

func TestALargeFileIsReportedAndStays(t *testing.T) {
	h := newHall(t)
	h.Share.Limits.CSV, h.Share.Limits.Workbook = 2, 1
	for name, size := range map[string]int64{"liela.csv": 2<<20 + 1, "liela.xlsx": 1<<20 + 1, "maza.csv": 2 << 20} {
		h.drop("ienakosie/"+name, "")
		if err := os.Truncate(h.path("ienakosie/"+name), size); err != nil {
			t.Fatal(err)
		}
	}
	if n := h.scan(); n.Refused != 2 || n.Returned != 1 {
		t.Errorf("%+v", n)
	}
	h.wantTree("ienakosie/liela.csv", "ienakosie/liela.xlsx", "atgrieztie/liela.csv KLUDAS.txt", "atgrieztie/liela.xlsx KLUDAS.txt", "atgrieztie/maza.csv", "atgrieztie/maza.csv KLUDAS.txt")
	if said := h.read("atgrieztie/liela.xlsx KLUDAS.txt"); !strings.Contains(said, "lielāka par 1 MiB") {
		t.Errorf("%q", said)
	}
	h.drop("ienakosie/liela.csv", good)
	h.scan()
	h.wantTree("ienakosie/liela.xlsx", "atgrieztie/liela.xlsx KLUDAS.txt", "atgrieztie/maza.csv", "atgrieztie/maza.csv KLUDAS.txt", filed+".csv", receipt)
}

func TestAClockThatJumpsKeepsTheOrderOfTakingIn(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", good)
	h.scan()
	h.clock = h.clock.AddDate(0, 0, -30)
	h.drop("ienakosie/x.csv", better)
	h.scan()
	inputs, err := h.Ledger.Inputs(t.Context(), nil, time.Time{})
	if err != nil || len(inputs) != 1 || inputs[0].ID != 2 {
		t.Errorf("the later file is not in force: %+v, %v", inputs, err)
	}
}

func TestAStopFinishesTheFileInHand(t *testing.T) {
	h := newHall(t)
	for i := range 20 {
		h.drop(fmt.Sprintf("ienakosie/%d.csv", i), good+strings.Repeat("\n", i))
	}
	h.look()
	h.clock = h.clock.Add(10 * time.Second)
	ctx, stop := context.WithCancel(t.Context())
	h.Fault = func(step string) {
		if step == "take.recorded" {
			stop()
		}
	}
	n, err := h.TakeIn(ctx)
	if !errors.Is(err, context.Canceled) || n.Settled == 0 || n.Settled == 20 {
		t.Errorf("%+v, %v", n, err)
	}
	// What the next scan has to do is to write the receipts anew of those that were replaced.
	list, err := h.Ledger.Unfinished(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		if _, err := os.Stat(h.path("ienakosie/" + s.Name)); err == nil {
			t.Errorf("%s was left in hand", s.Name)
		}
	}
	if waits, err := h.Ledger.Unanswered(t.Context()); err != nil || len(list) == 0 || len(waits) > 0 {
		t.Errorf("of %d receipts to be written anew %+v were never answered (%v)", len(list), waits, err)
	}
}

func TestEveryIntakeProblemHasWords(t *testing.T) {
	for _, code := range pipeline.IntakeCodes {
		for _, l := range []templates.Language{templates.Latvian, templates.English} {
			args := map[string]string{}
			for _, name := range []string{"limit", "count", "example", "number", "file", "filed", "at", "who", "reason", "year", "run", "fingerprint", "inbox", "history", "noedition", "from", "to", "school"} {
				args[name] = "7"
			}
			text, remedy := l.Problem(sources.Problem{Code: code, Args: args})
			if text == "" || remedy == "" || strings.ContainsAny(text+remedy, "{}") {
				t.Errorf("%s in %s: %q, %q", code, l, text, remedy)
			}
		}
	}
}

func TestReceiptsInEnglish(t *testing.T) {
	h := newHall(t)
	h.Language = templates.English
	h.drop("ienakosie/x.csv", good)
	h.scan()
	said := h.read(receipt)
	if !strings.Contains(said, "No. 1 (") {
		t.Errorf("the receipt does not say its number:\n%s", said)
	}
	for _, want := range []string{"was accepted", "Calculations use it until", "used 3"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said:\n%s", want, said)
		}
	}
}

// Names are people's; the file's own sender may read in an answer what stood in a
// faulty cell, but codes stand nowhere, and the ledger and the log hold neither.
func TestWhatIsRememberedHoldsNoPersonalData(t *testing.T) {
	h := newHall(t)
	h.Log = h.Log.Level(zerolog.DebugLevel)
	const name, code = "Zvirbulis", "010110-10007"
	shifted := strings.ReplaceAll(pupils(code+" 5 pārcelts"), "21011111", name)
	named := strings.Replace(pupils(code+" 5 pārcelts"), "\n", ";Vārds, uzvārds\n", 1)
	named = strings.TrimSuffix(named, "\n") + ";" + name + "\n"
	exams := "Mācību gads;Iestādes reģ. nr.;Personas kods;Klase;Mācību priekšmets;Rezultāts, %\n2024./2025.;1000000001;" + code + ";9;" + name + ";70\n"
	for i, text := range []string{
		good, named, exams, shifted,
		pupils(code+" "+name+" pārcelts", code+" 5 "+name, name+" 5 pārcelts", code+" 5 "+code, code+" "+code+" "+code),
		strings.ReplaceAll(good, "1000000001", name), strings.ReplaceAll(good, "1000000001", code), strings.ReplaceAll(good, "2024./2025.", name),
		strings.ReplaceAll(good, ";;;", ";"+name+";"+code+";"), name + ";" + code + "\n", "%PDF-1.7 " + name + code,
	} {
		h.drop(fmt.Sprintf("ienakosie/A/%d %s.csv", i, code), text)
		h.drop(fmt.Sprintf("ienakosie/parbaude/%s/%d.csv", code, i), text+"\n")
	}
	n := h.scan()
	if n.Settled != 22 || n.Accepted < 3 || n.Returned < 5 {
		t.Errorf("%+v", n)
	}
	h.drop("atgrieztie/A/PIENEMT.txt", "Par "+code)
	h.drop("ienakosie/parrekinat-2025", "Par "+strings.Replace(code, "-", "", 1))
	h.scan()
	if err := h.Ledger.Backup(t.Context(), filepath.Join(h.dir, "copy.db")); err != nil {
		t.Fatal(err)
	}
	looked := 0
	look := func(where, text string, names bool) {
		looked++
		for _, c := range []string{code, strings.Replace(code, "-", "", 1)} {
			if strings.Contains(text, c) {
				t.Errorf("%s holds the code", where)
			}
		}
		if names && strings.Contains(strings.ToLower(text), strings.ToLower(name)) {
			t.Errorf("%s holds the name", where)
		}
	}
	look("the log", h.log.String(), true)
	for _, file := range []string{"ledger.db", "ledger.db-wal", "copy.db"} {
		data, err := os.ReadFile(filepath.Join(h.dir, file))
		if err != nil {
			t.Fatal(err)
		}
		look(file, string(data), true)
	}
	for _, file := range h.tree() {
		look("a name in the share", file, true)
		if path.Ext(file) == ".txt" {
			look(file, h.read(file), strings.HasPrefix(file, "pienemtie"))
		}
	}
	if looked < 40 {
		t.Errorf("looked at %d texts", looked)
	}
}

// A night in which something stands in the way has few lines in the log: each thing
// is said once, and when it is over.
func TestWhatHindersIsSaidOnceAndWhenItIsOver(t *testing.T) {
	h := newHall(t)
	h.Log = h.Log.Level(zerolog.InfoLevel)
	h.drop("pienemtie", "a file in the place of the folder")
	h.drop("ienakosie/a.csv", good)
	h.scan()
	for range 60 {
		h.clock = h.clock.Add(time.Minute)
		h.look()
	}
	if n := strings.Count(h.log.String(), `"level":"error"`) + strings.Count(h.log.String(), `"level":"warn"`); n != 1 || strings.Count(h.log.String(), "\n") > 3 {
		t.Errorf("%d warnings of one thing:\n%s", n, h.log.String())
	}
	if err := os.Remove(h.path("pienemtie")); err != nil {
		t.Fatal(err)
	}
	h.log.Reset()
	for range 60 {
		h.clock = h.clock.Add(time.Minute)
		h.look()
	}
	h.wantTree(filed+".csv", receipt)
	if n := strings.Count(h.log.String(), "nothing hinders"); n != 1 || strings.Count(h.log.String(), "\n") > 3 {
		t.Errorf("it is over:\n%s", h.log.String())
	}
}

// The clock of the hall stands in 2025. A file without rows tells no school year.
func TestAFileWithoutRowsIsFiledUnderTheYearThatItsNameTells(t *testing.T) {
	for i, c := range []struct{ name, folder, says string }{
		{"Izglītojamo saraksts 2022-2023.csv", "2023", "Mācību gads (2022./2023.) ņemts no datnes vai mapes nosaukuma; datne ir mapē „2023”."},
		{"saraksts 2023_24.csv", "2024", "(2023./2024.)"},
		{"saraksts (2023. – 2024.).csv", "2024", "(2023./2024.)"},
		{"2023-2024/saraksts.csv", "2024", "(2023./2024.)"},
		{"2022-2023/saraksts 2023-2024.csv", "2024", "(2023./2024.)"}, // the name stands before the folder
		{"2022-2023 un 2023-2024.csv", "2025", "nosaukumā gada nav"},
		{"2021-2022 un 2023-2024.csv", "2025", "nosaukumā gada nav"},
		{"saraksts 2011-12-05.csv", "2025", "nosaukumā gada nav"}, // a day
		{"saraksts 2023-2025.csv", "2025", "nosaukumā gada nav"},
		{"saraksts.csv", "2025", "nosaukumā gada nav"},
	} {
		h := newHall(t)
		h.drop("ienakosie/"+c.name, fmt.Sprintf("Atskaite %d\n%s", i, heading))
		if n := h.scan(); n.Accepted != 1 {
			t.Errorf("%s: %+v", c.name, n)
			continue
		}
		said := ""
		for _, name := range h.tree() {
			if strings.HasPrefix(name, "pienemtie/"+c.folder+"/") && strings.HasSuffix(name, "SANEMTS.txt") {
				said = h.read(name)
			}
		}
		if !strings.Contains(said, c.says) {
			t.Errorf("%s, in the folder of %s, is told:\n%s", c.name, c.folder, said)
		}
	}
	// A file with rows needs no such word, whatever its name tells.
	h := newHall(t)
	h.drop("ienakosie/saraksts 2019-2020.csv", pupils("X1 5 pārcelts"))
	h.scan()
	if said := h.read("pienemtie/2025/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930) SANEMTS.txt"); strings.Contains(said, "Mācību gads (") {
		t.Errorf("%s", said)
	}
}

func TestAWorkbookOfTheHistoryIsNoTemplate(t *testing.T) {
	h := newTown(t)
	h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
	h.run(pipeline.Order{Year: 2025})
	workbook := string(h.content(workbook2025))
	h.drop("ienakosie/monitorings-p-2025 (2025-10-20 0200, aprekins 17, melnraksts, a1b2c3d4).xlsx", workbook)
	h.drop("ienakosie/dome.xlsx", workbook+"\x00")
	h.scan()
	seen := 0
	for _, name := range h.tree() {
		if strings.HasPrefix(name, "atgrieztie/") && strings.HasSuffix(name, "KLUDAS.txt") {
			if seen++; !strings.Contains(h.read(name), "aprēķina rezultāts") {
				t.Errorf("%s:\n%s", name, h.read(name))
			}
		}
	}
	if seen != 2 {
		t.Errorf("%q", h.tree())
	}
}

// What the ledger does not remember of a cause stands in the file's answer; a name
// with a line break is told on one line.
func TestEveryReturnedFileHasACauseOnTheBoard(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/foto.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF\x00")
	h.drop("ienakosie/vēstule.pdf", "%PDF-1.7")
	if runtime.GOOS != "windows" {
		h.drop("ienakosie/rinda\njauna.csv", good)
	}
	h.scan()
	b, err := h.Board(t.Context(), 2025)
	if err != nil || len(b.Returned) != 2 {
		t.Fatalf("%+v, %v", b, err)
	}
	for _, f := range b.Returned {
		if f.Text == "" || strings.Contains(f.Text, "{") {
			t.Errorf("%+v", f)
		}
	}
	if runtime.GOOS != "windows" {
		if said := h.read("atgrieztie/rinda_jauna.csv KLUDAS.txt"); !strings.Contains(said, "„rinda_jauna.csv”") {
			t.Error(said)
		}
	}
}
