package pipeline_test

import (
	"os"
	"syscall"
	"testing"
)

// mountSmall mounts a disk of one MiB.
func mountSmall(t *testing.T, dir string) (unmount func()) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("small", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("nothing can be mounted here:", err)
	}
	return func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	}
}

// makeRoom makes the small disk large.
func makeRoom(t *testing.T, dir string) {
	t.Helper()
	if err := syscall.Mount("small", dir, "tmpfs", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
}
