package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/alecthomas/kong"
	"github.com/rogpeppe/go-internal/testscript"

	"raditaji/pipeline"
	"raditaji/sources"
	"raditaji/templates"
)

var update = flag.Bool("update", false, "rewrite what the sessions are expected to print")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"raditaji": main})
}

// The sessions of a user stand in testdata/sessions: what is typed, what is
// printed, which files stand there afterwards. None of them lets out what files say
// of persons.
func TestSessions(t *testing.T) {
	testdata, err := filepath.Abs(filepath.Join("..", "..", "testdata"))
	if err != nil {
		t.Fatal(err)
	}
	deadline, _ := t.Deadline()
	testscript.RunT(&session{T: t}, testscript.Params{
		Deadline:      deadline,
		Dir:           filepath.Join(testdata, "sessions"),
		UpdateScripts: *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"dated": dated,
			"exits": exits,
			"swaps": swaps,
			"waits": waits,
		},
		Setup: func(e *testscript.Env) error {
			e.Setenv("TESTDATA", testdata)
			s := e.T().(*session)
			s.begin(e.WorkDir)
			e.Defer(func() { s.end(e.WorkDir) })
			return nil
		},
	})
}

// dated gives a file the time of a day.
func dated(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: dated day file")
	}
	day, err := time.Parse(time.DateOnly, args[0])
	ts.Check(err)
	ts.Check(os.Chtimes(ts.MkAbs(args[1]), day, day))
}

// exits runs a program and wants the exit code that its first argument names.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code program argument…")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if want := args[0]; strconv.Itoa(code) != want {
		ts.Fatalf("exit code %d, want %s", code, want)
	}
}

// swaps replaces a text that stands in a file.
func swaps(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: swaps file old new")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(text, args[1], args[2])), 0o600))
}

// waits gives a service a minute to write a file, whose name may be a pattern.
func waits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: waits pattern")
	}
	pattern := ts.MkAbs(args[0])
	for range 600 {
		found, err := filepath.Glob(pattern)
		ts.Check(err)
		if len(found) > 0 {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	ts.Fatalf("no file %s", args[0])
}

// Help is written by hand in two languages; it must name every command and every
// flag of the grammar.
func TestHelpNamesEveryFlag(t *testing.T) {
	var grammar commands
	parser, err := kong.New(&grammar, kong.Name("raditaji"))
	if err != nil {
		t.Fatal(err)
	}
	var walk func(*kong.Node, string)
	walk = func(n *kong.Node, name string) {
		for _, l := range []templates.Language{templates.Latvian, templates.English} {
			text := templates.Help(l, name)
			if name != "" && !strings.Contains(text, "raditaji "+name) {
				t.Errorf("help of %q in %s is of another command", name, l)
			}
			for _, f := range n.Flags {
				if f.Name != "help" && !strings.Contains(text, "--"+f.Name) {
					t.Errorf("help of %q in %s does not name --%s", name, l, f.Name)
				}
			}
		}
		for _, child := range n.Children {
			if child.Type == kong.CommandNode && !child.Hidden {
				full := strings.TrimSpace(name + " " + child.Name)
				if !strings.Contains(templates.Help(templates.Latvian, name), "raditaji "+full) {
					t.Errorf("help of %q does not name the command %q", name, full)
				}
				walk(child, full)
			}
		}
	}
	walk(parser.Model.Node, "")
}

func TestEveryFindingHasWords(t *testing.T) {
	for _, code := range slices.Concat(pipeline.FindingCodes, pipeline.IntakeCodes, pipeline.RequestCodes) {
		for _, l := range []templates.Language{templates.Latvian, templates.English} {
			text, remedy := l.Problem(sources.Problem{Code: code})
			if text == "" || remedy == "" {
				t.Errorf("%s has no words in %s", code, l)
			}
		}
	}
	for _, code := range pipeline.EndCodes {
		for _, l := range []templates.Language{templates.Latvian, templates.English} {
			if templates.RunEnd(l, code, "cause") == "" {
				t.Errorf("the end of a run %s has no words in %s", code, l)
			}
		}
	}
}

func TestOnlyTheOutFolderBelowInIsPassedOver(t *testing.T) {
	for _, c := range []struct{ in, out, want string }{
		{"a", "a/results", "results"},
		{"a", "b", ""},
		{"a", "a", ""},
		{"a", "ab", ""},
		{".", "out/2025", "out/2025"},
		{"a/b", "a", ""},
	} {
		if got := below(filepath.FromSlash(c.in), filepath.FromSlash(c.out)); got != c.want {
			t.Errorf("in %s, out %s: %q, want %q", c.in, c.out, got, c.want)
		}
	}
}

// However many files a run could not read, the list of runs says why in one line,
// and the other runs stay readable.
func TestWhyARunFailedIsOneLine(t *testing.T) {
	var b bytes.Buffer
	list := []templates.RunLine{
		{ID: 1, Year: 2025, Begun: "01.01.2026. 10:00", Ended: "01.01.2026. 10:01"},
		{ID: 2, Year: 2025, Failed: "02.01.2026. 10:01", Why: "original", Cause: strings.Repeat("refused: request.run.forgotten\n", 30) + "refused: request.run.forgotten"},
		{ID: 3, Year: 2025, Failed: "03.01.2026. 10:01", Why: "forgotten"},
	}
	if err := templates.RunsText(&b, templates.Latvian, list); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 6 || strings.Contains(b.String(), "request.") {
		t.Errorf("%d lines:\n%s", len(lines), b.String())
	}
	for _, line := range lines {
		if n := utf8.RuneCountInString(line); n > 120 {
			t.Errorf("%d letters: %s", n, line)
		}
	}
}
