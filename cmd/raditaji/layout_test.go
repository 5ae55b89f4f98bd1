package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// mayImport is the house's table: which rooms and libraries each room may import
// beside the standard library. Tests may also import the test libraries.
var mayImport = map[string][]string{
	"indicators": {},
	"sources":    {"raditaji/indicators", "github.com/xuri/excelize/v2", "github.com/gocarina/gocsv", "golang.org/x/text"},
	"templates":  {"raditaji/indicators", "raditaji/sources", "github.com/xuri/excelize/v2", "golang.org/x/text"},
	"pipeline": {
		"raditaji/indicators", "raditaji/sources", "raditaji/templates",
		"raditaji/pipeline/config", "raditaji/pipeline/archive", "raditaji/pipeline/ledger", "github.com/rs/zerolog",
		"golang.org/x/sys", // what only Windows does: who owns a file, who has it open, how much a child may take
	},
	"pipeline/archive": {"filippo.io/age"},
	"pipeline/ledger":  {"raditaji/indicators", "raditaji/sources", "modernc.org/sqlite"},
	"pipeline/config":  {"raditaji/indicators", "raditaji/sources", "github.com/goccy/go-yaml"},
	"cmd/raditaji": {
		"raditaji/indicators", "raditaji/sources", "raditaji/templates", "raditaji/pipeline", "raditaji/pipeline/config",
		"raditaji/pipeline/archive", "raditaji/pipeline/ledger",
		"raditaji/cmd/raditaji/internal", "github.com/rs/zerolog", "github.com/alecthomas/kong", "github.com/schollz/progressbar/v3",
		"raditaji/pipeline/archive", "raditaji/pipeline/ledger", "github.com/robfig/cron/v3", "github.com/kardianos/service", "golang.org/x/sys",
	},
	"cmd/raditaji/internal/sample": {"raditaji/indicators", "raditaji/templates", "github.com/xuri/excelize/v2", "golang.org/x/text"},
}

var testLibraries = []string{
	"raditaji", "github.com/google/go-cmp", "github.com/rogpeppe/go-internal", "pgregory.net/rapid", "github.com/xuri/excelize/v2", "golang.org/x/text",
}

// topLevel are the names that may stand at the top of the repository, beside
// names that begin with a dot.
var topLevel = []string{
	"cmd", "pipeline", "indicators", "sources", "templates", "testdata", "docs",
	"go.mod", "go.sum", "Dockerfile", "README.md", "LICENSE", "CHANGELOG.md",
}

func TestEveryRoomImportsWhatItMay(t *testing.T) {
	root := filepath.Join("..", "..")
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != "." && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		if d.IsDir() || path.Ext(name) != ".go" {
			return nil
		}
		room := path.Dir(name)
		may, ok := mayImport[room]
		if !ok {
			t.Errorf("%s: there is no room %q in the house", name, room)
			return nil
		}
		if strings.HasSuffix(name, "_test.go") {
			may = append(slices.Clone(may), testLibraries...)
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if !allowed(may, imported) {
				t.Errorf("%s imports %s; %s may not", name, imported, room)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// .golangci.yml denies each library outside of the rooms that mayImport lets it into,
// and nothing more; in tests only where they are no test libraries.
func TestTheLinterKnowsTheSameTable(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", ".golangci.yml"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{"database/sql": {"!**/pipeline/ledger/*.go"}}
	for room, may := range mayImport {
		for _, library := range may {
			if !strings.HasPrefix(library, "raditaji") && !slices.Contains(want[library], "!**/"+room+"/*.go") {
				want[library] = append(want[library], "!**/"+room+"/*.go")
			}
		}
	}
	for library := range want {
		if slices.Contains(testLibraries, library) {
			want[library] = append(want[library], "!$test")
		}
		slices.Sort(want[library])
	}
	got := map[string][]string{}
	var files []string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if list, ok := strings.CutPrefix(line, "files: ["); ok {
			files = strings.Split(strings.NewReplacer(`"`, "", "]", "", " ", "").Replace(list), ",")
			slices.Sort(files)
		}
		if library, ok := strings.CutPrefix(line, "- pkg: "); ok {
			got[library] = files
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rooms of each library (-the table +.golangci.yml):\n%s", diff)
	}
}

// Only the ledger speaks SQL, whose package is of the standard library.
func TestOnlyTheLedgerSpeaksSQL(t *testing.T) {
	root := filepath.Join("..", "..")
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".go" || path.Dir(name) == "pipeline/ledger" {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			if spec.Path.Value == `"database/sql"` {
				t.Errorf("%s imports database/sql", name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The clock is handed in, so that the same inputs give the same bytes on any day:
// nothing but a test and cmd's own clock may ask for the time.
func TestNobodyReadsTheClock(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || name == "cmd/raditaji/clock.go" {
			return nil
		}
		files++
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if of, ok := call.X.(*ast.Ident); ok && of.Name == "time" && slices.Contains([]string{"Now", "Since", "Until"}, call.Sel.Name) {
				t.Errorf("%s asks for time.%s", name, call.Sel.Name)
			}
			return true
		})
		return nil
	})
	if err != nil || files == 0 {
		t.Fatalf("%d files: %v", files, err)
	}
}

// allowed says that an import is of the standard library, or one of may or below one.
func allowed(may []string, imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	if first != "raditaji" && !strings.Contains(first, ".") {
		return true
	}
	for _, m := range may {
		if imported == m || strings.HasPrefix(imported, m+"/") && m != "raditaji/pipeline" {
			return true
		}
	}
	return false
}

func TestTopLevelIsFixed(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(topLevel, e.Name()) && !ignored(e.Name()) {
			t.Errorf("%s stands at the top of the repository", e.Name())
		}
	}
}

// ignored are names that .gitignore keeps out: what README's commands leave behind.
func ignored(name string) bool {
	return strings.HasPrefix(name, "raditaji") || name == "rezultati"
}
