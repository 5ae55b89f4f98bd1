//go:build !windows

package pipeline_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// deny makes a file unreadable until it is allowed again.
func deny(t *testing.T, path string) (allow func()) {
	t.Helper()
	return restrict(t, path, 0, 0o644)
}

// restrict gives a file or folder a mode until it is allowed again.
func restrict(t *testing.T, path string, denied, allowed os.FileMode) (allow func()) {
	t.Helper()
	if os.Getuid() == 0 {
		t.Skip("root may open everything")
	}
	mode := func(mode os.FileMode) {
		t.Helper()
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	mode(denied)
	return func() { mode(allowed) }
}

func TestFilesThatCannotBeRemovedAreAnsweredAndHoldNobodyUp(t *testing.T) {
	h := newHall(t)
	const stuck = 5 // more than may fail in a row
	for i := range stuck {
		h.drop(fmt.Sprintf("ienakosie/A skola/%d.csv", i), faulty+strings.Repeat("\n", i))
	}
	allow := restrict(t, h.path("ienakosie/A skola"), 0o555, 0o755)
	h.scan()
	h.drop("ienakosie/B skola/x.csv", good)
	if n := h.scan(); n.Accepted != 1 || n.Failed != stuck {
		t.Errorf("%+v", n)
	}
	if said := strings.Count(h.log.String(), "\"level\":\"warn\""); said != 1 {
		t.Errorf("%d warnings:\n%s", said, h.log)
	}
	allow()
	if n := h.scan(); n.Failed != 0 {
		t.Errorf("%+v", n)
	}
	for _, name := range h.tree() {
		if strings.HasPrefix(name, "ienakosie/") {
			t.Errorf("%s is still there", name)
		}
	}
}

func TestASubFolderThatMayNotBeWrittenIntoHoldsNobodyUp(t *testing.T) {
	h := newHall(t)
	h.drop("atgrieztie/A skola/senāks.txt", "")
	allow := restrict(t, h.path("atgrieztie/A skola"), 0o555, 0o755)
	for i := range 5 {
		h.drop(fmt.Sprintf("ienakosie/A skola/%d.csv", i), strings.ReplaceAll(faulty, "2024./2025", "2023./2024")+strings.Repeat("\n", i))
	}
	h.drop("ienakosie/B skola/x.csv", good)
	for range 3 {
		h.scan()
	}
	if a, b := h.takenFrom("A skola"), h.takenFrom("B skola"); a != 3 || b != 1 {
		t.Errorf("%d files were taken of the one, %d of the other", a, b)
	}
	allow()
	h.scan()
	if n := h.scan(); n.Failed+n.Passed != 0 || h.takenFrom("A skola") != 5 {
		t.Errorf("%+v", n)
	}
	for _, name := range h.tree() {
		if strings.HasPrefix(name, "ienakosie/") {
			t.Errorf("%s is still there", name)
		}
	}
}
