//go:build !windows

package pipeline_test

import (
	"os"
	"testing"
)

// deny makes a file unreadable until it is allowed again.
func deny(t *testing.T, path string) (allow func()) {
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
	mode(0)
	return func() { mode(0o644) }
}
