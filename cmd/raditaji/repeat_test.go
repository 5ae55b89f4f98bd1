package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"raditaji/cmd/raditaji/internal/sample"
	"raditaji/pipeline/config"
)

// take drops files and lets the service run until it has taken them.
func (s *served) take(files map[string][]byte) {
	s.t.Helper()
	for name, data := range files {
		path := filepath.Join(s.inbox(), filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			s.t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o666); err != nil {
			s.t.Fatal(err)
		}
	}
	s.start()
	for began := time.Now(); len(namesBelow(s.t, s.inbox())) > 0; time.Sleep(100 * time.Millisecond) {
		s.runs()
		if time.Since(began) > 5*time.Minute {
			s.t.Fatalf("%v wait still\n%s", namesBelow(s.t, s.inbox()), s.said.String())
		}
	}
	s.stop()
}

var runNumber = regexp.MustCompile(`Aprēķins (\d+), nospiedums`)

// calculated runs a command that calculates, whatever is missing or returned, and
// gives the number of the run.
func (s *served) calculated(args ...string) string {
	s.t.Helper()
	said, code := s.exit(args...)
	m := runNumber.FindStringSubmatch(said)
	if m == nil || !slices.Contains([]int{done, filesReturned, inputsMissing}, code) {
		s.t.Fatalf("raditaji %s: exit code %d\n%s", strings.Join(args, " "), code, said)
	}
	return m[1]
}

// files are those directly in a folder of the share but one, by their names.
func (s *served) files(folder, but string) map[string][]byte {
	s.t.Helper()
	list, err := os.ReadDir(filepath.Join(s.share, filepath.FromSlash(folder)))
	if err != nil {
		s.t.Fatal(err)
	}
	found := map[string][]byte{}
	for _, d := range list {
		if d.IsDir() || d.Name() == but {
			continue
		}
		if found[d.Name()], err = os.ReadFile(filepath.Join(s.share, filepath.FromSlash(folder), d.Name())); err != nil {
			s.t.Fatal(err)
		}
	}
	return found
}

// A run that shows approved years and revises its own is repeated byte for byte:
// after later files came and the programme file changed; and on another computer
// from a backup, with another key of pseudonyms, in another time zone and language,
// on one core.
func TestARunIsRepeatedOnAnotherComputer(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a service is stopped by a signal here")
	}
	s := newServed(t)
	programme, err := programmeBytes("ventspils-2024-2030")
	if err != nil {
		t.Fatal(err)
	}
	p, faults := config.Programme("ventspils-2024-2030", programme)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	s.write("programma.yaml", programme)
	s.write(serviceFileName, bytes.Replace(s.read(serviceFileName), []byte("programme: ventspils-2024-2030"), []byte("programme: programma.yaml"), 1))
	e := exports{}
	if err := sample.Write(e, sample.Options{Programme: p, Seed: 9, Scale: 0.03}); err != nil {
		t.Fatal(err)
	}
	before, after := map[string][]byte{}, map[string][]byte{}
	for name, f := range e {
		if strings.Contains(name, "2024-2025") || strings.Contains(name, "2025") {
			after[name] = f.Data
		} else {
			before[name] = f.Data
		}
	}
	s.take(before)
	s.command(done, "approve", "--run", s.calculated("run", "--year", "2024"), "--reason", "Domes lēmums 1")
	s.take(after)
	s.command(done, "approve", "--run", s.calculated("run", "--year", "2025"), "--reason", "Domes lēmums 2")
	const corrected = "VIIS/2024-2025/Izglītojamo saraksts/3213900035 Ventspils 4. vidusskola.csv"
	whole := after[corrected]
	if len(whole) == 0 {
		t.Fatalf("the sample has no %s", corrected)
	}
	var short []byte // without every third pupil
	for i, line := range bytes.SplitAfter(whole, []byte("\n")) {
		if i%3 != 2 {
			short = append(short, line...)
		}
	}
	s.take(map[string][]byte{"labots/saraksts.csv": short})
	run := s.calculated("rerun", "--year", "2025", "--reason", "skola laboja")
	want := s.files("rezultati/2025", "nav-iesniegts.txt")
	if len(want) != 4 {
		t.Fatalf("the run wrote %v", slices.Sorted(maps.Keys(want)))
	}
	if !regexp.MustCompile(`(?m)^[^,]+,2025,.*,([a-z] )*r( [a-z])*,`).Match(want["results.csv"]) {
		t.Error("the rerun revised no figure")
	}
	s.take(map[string][]byte{"atpakaļ/saraksts.csv": append(slices.Clone(whole), '\n')})
	changed := bytes.Replace(programme, []byte("below: 5"), []byte("below: 7"), 1)
	if bytes.Equal(changed, programme) {
		t.Fatal("the programme file has another rule for small counts")
	}
	s.write("programma.yaml", changed)
	s.calculated("rerun", "--year", "2025", "--reason", "programma grozīta")
	now := s.files("rezultati/2025", "nav-iesniegts.txt")
	for name := range want {
		if filepath.Ext(name) != ".csv" && bytes.Equal(now[name], want[name]) {
			t.Errorf("%s is the same with other files and another programme file", name)
		}
	}
	s.command(done, "backup", "--archive", "--to", filepath.Join(s.dir, "dublejums"))

	repeats := func(on *served, environment ...string) {
		t.Helper()
		on.env = environment
		number := on.calculated("rerun", "--run", run)
		list, err := filepath.Glob(filepath.Join(on.share, "rezultati", "2025", "vesture", number+" *"))
		if err != nil || len(list) != 1 {
			t.Fatalf("%v: %d folders of run %s (%v)", environment, len(list), number, err)
		}
		again := on.files("rezultati/2025/vesture/"+filepath.Base(list[0]), "")
		for name := range want {
			if !bytes.Equal(again[name], want[name]) {
				t.Errorf("%v: %s of run %s differs from that of run %s", environment, name, number, run)
			}
		}
	}
	repeats(s, "TZ=Asia/Kathmandu", "LANG=lv_LV.UTF-8")

	other := newServed(t)
	other.write("programma.yaml", s.read("programma.yaml"))
	other.write(serviceFileName, s.read(serviceFileName))
	if bytes.Equal(other.read("stavoklis/pseidonimi.key"), s.read("stavoklis/pseidonimi.key")) {
		t.Fatal("two services have one key of pseudonyms")
	}
	other.command(done, "restore", filepath.Join(s.dir, "dublejums"))
	for _, cores := range []int{1, 8} {
		repeats(other, "TZ=America/St_Johns", "LANG=C", "LC_ALL=en_US.UTF-8", fmt.Sprintf("GOMAXPROCS=%d", cores))
	}
}

func (s *served) read(name string) []byte {
	s.t.Helper()
	data, err := fs.ReadFile(os.DirFS(s.dir), name)
	if err != nil {
		s.t.Fatal(err)
	}
	return data
}

func (s *served) write(name string, data []byte) {
	s.t.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), data, 0o600); err != nil {
		s.t.Fatal(err)
	}
}
