package pipeline_test

import (
	"bytes"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/windows"

	"raditaji/pipeline"
	"raditaji/templates"
)

// hold opens a file as another program would that lets others only share it so.
func hold(t *testing.T, path string, access, share uint32) (release func()) {
	t.Helper()
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	handle, err := windows.CreateFile(name, access, share, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	return func() {
		t.Helper()
		if err := windows.CloseHandle(handle); err != nil {
			t.Fatal(err)
		}
	}
}

// deny makes a file unreadable until it is allowed again.
func deny(t *testing.T, path string) (allow func()) {
	t.Helper()
	return hold(t, path, windows.GENERIC_READ, 0)
}

func TestAFileThatIsOpenForWritingIsNotTaken(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", good)
	release := hold(t, h.path("ienakosie/x.csv"), windows.GENERIC_WRITE, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE)
	h.scan()
	h.wantTree("ienakosie/x.csv")
	release()
	h.scan()
	h.wantTree(filed+".csv", receipt)
}

func TestAnAnswerThatIsOpenIsRemovedLater(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", faulty)
	h.scan()
	release := hold(t, h.path("atgrieztie/1000000001 A skola - x LABOJAMS.xlsx"), windows.GENERIC_READ, 0)
	h.drop("ienakosie/x.csv", good)
	h.scan()
	h.wantTree("atgrieztie/1000000001 A skola - x LABOJAMS.xlsx", filed+".csv", receipt)
	release()
	h.look()
	h.wantTree(filed+".csv", receipt)
}

func TestAReadOnlyFileIsTakenAway(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/x.csv", good)
	if err := os.Chmod(h.path("ienakosie/x.csv"), 0o444); err != nil {
		t.Fatal(err)
	}
	h.scan()
	h.wantTree(filed+".csv", receipt)
}

func TestPathsMayBeLong(t *testing.T) {
	h := newHall(t)
	folder := strings.Repeat("Ļoti garš iestādes nosaukums/", 8)
	h.drop("ienakosie/"+folder+"1000000001 A skola - x.csv", faulty)
	h.scan()
	h.wantTree("atgrieztie/"+folder+"1000000001 A skola - x.csv", "atgrieztie/"+folder+"1000000001 A skola - x LABOJAMS.xlsx", "atgrieztie/"+folder+"1000000001 A skola - x.csv KLUDAS.txt")
}

// Excel lets others read what it has open; other programs may not.
func TestAWorkbookThatAProgramHoldsStaysAsItIs(t *testing.T) {
	for name, share := range map[string]uint32{"others may read": windows.FILE_SHARE_READ, "others may not": 0} {
		t.Run(name, func(t *testing.T) {
			h := newTown(t)
			h.take("a.csv", enrolled("2024", "X1 1 pārcelts"))
			first := h.run(pipeline.Order{Year: 2025})
			before := h.content(workbook2025)
			release := hold(t, h.path(workbook2025), windows.GENERIC_READ|windows.GENERIC_WRITE, share)
			h.take("b.csv", enrolled("2024", "X1 1 atstāts uz otru gadu"))
			ran := h.run(pipeline.Order{Year: 2025})
			beside := "rezultati/2025/monitorings-paraugs-2025 (2).xlsx"
			if !slices.Equal(ran.Held, []string{workbook2025}) || ran.Written[0] != beside {
				t.Errorf("held %v, written %v", ran.Held, ran.Written)
			}
			release()
			if !bytes.Equal(before, h.content(workbook2025)) {
				t.Error("the workbook was changed while a program held it")
			}
			h.take("c.csv", enrolled("2024", "X1 2 atstāts uz otru gadu"))
			last := h.run(pipeline.Order{Year: 2025})
			if len(last.Held) != 0 || last.Written[0] != workbook2025 {
				t.Errorf("held %v, written %v", last.Held, last.Written)
			}
			if _, err := os.Stat(h.path(beside)); err == nil {
				t.Error("the numbered workbook still stands there")
			}
			name := kept(first.Run, "melnraksts")
			if !bytes.Equal(before, h.content(name)) {
				t.Error("the history holds other bytes")
			}
		})
	}
}

func TestResultsAreReplacedTogetherOrNotAtAll(t *testing.T) {
	p, dir := newPipeline(), t.TempDir()
	write := func(text string) ([]string, error) {
		t.Helper()
		return p.Publish(calculate(t, p, files("a.csv", text)), dir)
	}
	paths, err := write(pupils("010110-10007 4 pārcelts"))
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	release := hold(t, filepath.Join(dir, "results.csv"), windows.GENERIC_READ, windows.FILE_SHARE_READ)
	other := pupils("010110-10007 4 atstāts uz otru gadu")
	_, err = write(other)
	if said := templates.CannotWrite(templates.Latvian, "--out", "x", err); err == nil || !strings.Contains(said, "atvērta kādā programmā") {
		t.Errorf("%v: %s", err, said)
	}
	if now, err := os.ReadFile(paths[0]); err != nil || !bytes.Equal(before, now) {
		t.Errorf("the workbook was replaced without the rest: %v", err)
	}
	release()
	if _, err := write(other); err != nil {
		t.Error(err)
	}
}

func TestAGestureIsItsOwners(t *testing.T) {
	h := newHall(t)
	h.drop("ienakosie/parrekinat-2025.txt", "Jauni dati")
	n := h.scan()
	me, err := user.Current()
	if err != nil || len(n.Requests) != 1 {
		t.Fatalf("%+v, %v", n.Requests, err)
	}
	if who := n.Requests[0].Who; !strings.EqualFold(who, me.Username) && who != `BUILTIN\Administrators` {
		t.Errorf("%q, want %q", who, me.Username)
	}
}

// A service that is killed cannot tell its reader to end, and a reader that hangs
// does not look whether its service is there.
func TestAReaderEndsWithItsService(t *testing.T) {
	h := newHall(t)
	pid := filepath.Join(h.dir, "reader.pid")
	h.drop("ienakosie/x.csv", pupils("010110-10007 7 "+hangOn))
	service := exec.Command(os.Args[0])
	service.Env = append(os.Environ(), roleVariable+"=service", dirVariable+"="+h.dir, pidVariable+"="+pid)
	if err := h.Ledger.Close(); err != nil {
		t.Fatal(err)
	}
	if err := service.Start(); err != nil {
		t.Fatal(err)
	}
	var reader uint64
	for range 200 {
		time.Sleep(50 * time.Millisecond)
		text, err := os.ReadFile(pid)
		if err != nil {
			continue // it does not hang yet
		}
		if reader, err = strconv.ParseUint(string(text), 10, 32); err == nil {
			break
		}
	}
	handle, err := windows.OpenProcess(windows.SYNCHRONIZE, false, uint32(reader))
	if err != nil {
		t.Fatal(err)
	}
	defer windows.CloseHandle(handle)
	if err := service.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = service.Wait() // it was killed
	if ended, err := windows.WaitForSingleObject(handle, 10_000); ended != windows.WAIT_OBJECT_0 {
		t.Errorf("the reader lives on: %v, %v", ended, err)
	}
}
