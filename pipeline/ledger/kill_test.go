package ledger

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The test binary is also the process that is killed.
const (
	actVariable  = "RADITAJI_TEST_ACT"
	dirVariable  = "RADITAJI_TEST_DIR"
	stopVariable = "RADITAJI_TEST_STOP" // step:times, at which the process kills itself
)

func TestMain(m *testing.M) {
	act := os.Getenv(actVariable)
	if act == "" {
		os.Exit(m.Run())
	}
	step, times, _ := strings.Cut(os.Getenv(stopVariable), ":")
	left, err := strconv.Atoi(times)
	if err == nil {
		err = allActs()[act].do(os.Getenv(dirVariable), func(at string) {
			if at != step {
				return
			}
			if left--; left == 0 {
				if self, err := os.FindProcess(os.Getpid()); err == nil {
					_ = self.Kill()
				}
				select {}
			}
		})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// An act is what changes a ledger, done by a process that is killed, and what must
// hold afterwards. Both get a folder in which ledger.db is the ledger.
type act struct {
	prepare func(t *testing.T, dir string)
	do      func(dir string, fault func(string)) error
	holds   func(t *testing.T, dir string)
}

var acts = map[string]act{
	"a ledger is made": {
		prepare: func(*testing.T, string) {},
		do: func(dir string, fault func(string)) error {
			l, err := Open(context.Background(), at(dir), Options{Now: fixed, Fault: fault})
			if err == nil {
				err = l.Close()
			}
			return err
		},
		holds: func(t *testing.T, dir string) { sound(t, mustOpen(t, at(dir), fixed), 0) },
	},
	"a file is accepted": {
		prepare: func(t *testing.T, dir string) { filled(t, at(dir), nil, 1) },
		do: func(dir string, fault func(string)) error {
			l, err := Open(context.Background(), at(dir), Options{Now: fixed, Fault: fault})
			if err == nil {
				_, err = l.Accept(context.Background(), Drop{Name: "b", Size: 10, Modified: fixed(), SHA256: hashOf("b"), Received: fixed()}, &Reading{})
				err = errors.Join(err, l.Close())
			}
			return err
		},
		holds: func(t *testing.T, dir string) { sound(t, mustOpen(t, at(dir), fixed), 1, 2) },
	},
	"a backup replaces another": {
		prepare: func(t *testing.T, dir string) {
			filled(t, filepath.Join(dir, "backup.db"), nil, 1)
			filled(t, at(dir), nil, 2)
		},
		do: func(dir string, fault func(string)) error {
			l, err := Open(context.Background(), at(dir), Options{Now: fixed, Fault: fault})
			if err == nil {
				err = errors.Join(l.Backup(context.Background(), filepath.Join(dir, "backup.db")), l.Close())
			}
			return err
		},
		holds: func(t *testing.T, dir string) {
			b := mustOpen(t, filepath.Join(dir, "backup.db"), fixed)
			sound(t, b, 1, 2)
			if err := b.Close(); err != nil { // Windows replaces no file that is open
				t.Error(err)
			}
			l := mustOpen(t, at(dir), fixed)
			sound(t, l, 2)
			if err := l.Backup(t.Context(), filepath.Join(dir, "backup.db")); err != nil {
				t.Error(err)
			}
			sound(t, mustOpen(t, filepath.Join(dir, "backup.db"), fixed), 2)
		},
	},
	"a backup is restored": {
		prepare: func(t *testing.T, dir string) {
			filled(t, filepath.Join(dir, "backup.db"), nil, 1)
			cutOff(t, at(dir), nil, 3)
		},
		do: func(dir string, fault func(string)) error {
			_, err := Restore(context.Background(), filepath.Join(dir, "backup.db"), at(dir), fault)
			return err
		},
		holds: func(t *testing.T, dir string) {
			restored := false
			switch l, err := Open(t.Context(), at(dir), Options{Now: fixed}); {
			case err == nil:
				restored = sound(t, l, 1, 3) == 1
				l.Close()
			case errors.Is(err, ErrHalf):
			default:
				t.Error(err)
			}
			if !restored {
				if _, err := Restore(t.Context(), filepath.Join(dir, "backup.db"), at(dir), nil); err != nil {
					t.Fatal(err)
				}
			}
			sound(t, mustOpen(t, at(dir), fixed), 1)
			sound(t, mustOpen(t, filepath.Join(dir, "backup.db"), fixed), 1)
			sound(t, mustOpen(t, at(dir)+".before-restore", fixed), 3)
		},
	},
}

func at(dir string) string { return filepath.Join(dir, "ledger.db") }

// allActs are acts, and a migration from every version, up to one that is yet to come.
func allActs() map[string]act {
	list, err := migrations(embedded)
	if err != nil {
		panic(err)
	}
	all := maps.Clone(acts)
	next := append(slices.Clone(list), `ALTER TABLE runs ADD COLUMN yet_to_come TEXT; CREATE TABLE yet_to_come (id INTEGER PRIMARY KEY) STRICT;`)
	for from := 1; from <= len(list); from++ {
		all[fmt.Sprintf("version %d is migrated", from)] = act{
			prepare: func(t *testing.T, dir string) { cutOff(t, at(dir), list[:from], 2) },
			do: func(dir string, fault func(string)) error {
				l, err := open(context.Background(), at(dir), Options{Now: fixed, Fault: fault}, next)
				if err == nil {
					err = l.Close()
				}
				return err
			},
			holds: func(t *testing.T, dir string) {
				l, err := open(t.Context(), at(dir), Options{Now: fixed}, next)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { l.Close() })
				sound(t, l, 2)
				for version := 1; version <= len(next); version++ {
					if n := count(t, l, `SELECT count(*) FROM journal WHERE what = 'ledger.migrated' AND detail = ?`, fmt.Sprintf("version=%d", version)); n != 1 {
						t.Errorf("migrated to version %d %d times", version, n)
					}
				}
				before, err := open(t.Context(), fmt.Sprintf("%s.version-%d", at(dir), from), Options{Now: fixed}, list[:from])
				if err != nil {
					t.Fatal("the copy of before:", err)
				}
				t.Cleanup(func() { before.Close() })
				sound(t, before, 2)
			},
		}
	}
	return all
}

// filled makes a ledger of the version that a list of migrations gives, with so
// many files in it; nil is this program's.
func filled(t *testing.T, path string, list []string, files int) {
	t.Helper()
	if list == nil {
		var err error
		if list, err = migrations(embedded); err != nil {
			t.Fatal(err)
		}
	}
	l, err := open(t.Context(), path, Options{Now: fixed}, list)
	if err != nil {
		t.Fatal(err)
	}
	for n := range files {
		addFile(t, l, n)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

// addFile writes what a ledger of every version can hold.
func addFile(t *testing.T, l *Ledger, n int) {
	t.Helper()
	sha := hashOf(fmt.Sprint(n))
	err := l.change(t.Context(), func(c *transaction) error {
		c.exec(`INSERT INTO files (sha256, size, first_seen) VALUES (?, 10, ?)`, sha, stamp(fixed()))
		id := c.insert(`INSERT INTO submissions (sha256, folder, name, size, modified, received, outcome, kind, unit, flaw, encoding, "rows", used, aside,
			repeated, errors, warnings, notices) VALUES (?, '', 'a', 10, 0, ?, 'accepted', '', '', '', '', 0, 0, 0, 0, 0, 0, 0)`, sha, stamp(fixed()))
		c.note(entry{what: "submission.accepted", submission: id})
		return c.err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// cutOff makes a ledger as filled does and leaves it as a power cut does: the last
// file stands in its log only.
func cutOff(t *testing.T, path string, list []string, files int) {
	t.Helper()
	filled(t, path, list, files-1)
	l := &Ledger{path: path, now: fixed}
	var err error
	if l.write, err = connect(path, "immediate", 1); err != nil {
		t.Fatal(err)
	}
	if _, err := l.write.Exec(`PRAGMA wal_autocheckpoint = 0`); err != nil {
		t.Fatal(err)
	}
	addFile(t, l, files-1)
	parts := map[string][]byte{}
	for _, part := range []string{"", "-wal"} {
		if parts[part], err = os.ReadFile(path + part); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for part, data := range parts {
		if err := os.WriteFile(path+part, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func count(t *testing.T, l *Ledger, query string, args ...any) (n int) {
	t.Helper()
	if err := l.read.QueryRow(query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// sound wants a ledger of so many files, or of one of several numbers, each told
// in a journal without gaps. Opening it has checked that it is whole.
func sound(t *testing.T, l *Ledger, files ...int) int {
	t.Helper()
	n := count(t, l, `SELECT count(*) FROM submissions`)
	if !slices.Contains(files, n) {
		t.Errorf("%d files, want %v", n, files)
	}
	if told := count(t, l, `SELECT count(DISTINCT submission) FROM journal WHERE what = 'submission.accepted'`); told != n {
		t.Errorf("%d files, the journal tells of %d", n, told)
	}
	if entries, last := count(t, l, `SELECT count(*) FROM journal`), count(t, l, `SELECT max(id) FROM journal`); entries != last {
		t.Errorf("%d entries up to number %d", entries, last)
	}
	return n
}

func TestKilledAtAnyStepTheLedgerIsWhole(t *testing.T) {
	tried := map[string]bool{}
	for name, a := range allActs() {
		seen := map[string]int{}
		dir := t.TempDir()
		a.prepare(t, dir)
		if err := a.do(dir, func(step string) { seen[step]++ }); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		a.holds(t, dir)
		for step, times := range seen {
			tried[step] = true
			for n := 1; n <= times; n++ {
				t.Run(fmt.Sprintf("%s, %s %d of %d", name, step, n, times), func(t *testing.T) {
					t.Parallel()
					dir := t.TempDir()
					a.prepare(t, dir)
					killedIn(t, name, dir, fmt.Sprintf("%s:%d", step, n))
					a.holds(t, dir)
				})
			}
		}
	}
	for _, step := range stepsIn(t, ".") {
		if !tried[step] {
			t.Errorf("nothing is killed at the step %s", step)
		}
	}
}

// killedIn does an act in a process that is killed at a step.
func killedIn(t *testing.T, act, dir, stop string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), actVariable+"="+act, dirVariable+"="+dir, stopVariable+"="+stop)
	said, err := cmd.CombinedOutput()
	if err == nil || len(said) > 0 {
		t.Fatalf("it was not killed: %v %s", err, said)
	}
}

// stepsIn are the names of all steps that the code in a folder tells, tests aside.
func stepsIn(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var steps []string
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 {
				return true
			}
			called := ""
			switch f := call.Fun.(type) {
			case *ast.Ident:
				called = f.Name
			case *ast.SelectorExpr:
				called = f.Sel.Name
			}
			if text, ok := call.Args[0].(*ast.BasicLit); ok && called == "step" {
				step, err := strconv.Unquote(text.Value)
				if err != nil {
					t.Fatal(err)
				}
				steps = append(steps, step)
			}
			return true
		})
	}
	if len(steps) == 0 {
		t.Fatalf("no steps in %s", dir)
	}
	return steps
}
