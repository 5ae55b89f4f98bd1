package pipeline_test

import (
	"os"
	"syscall"
	"testing"
)

// mountable skips where nothing can be mounted; .ci/run says so then.
func mountable(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Skip("nothing can be mounted here:", err)
	}
}

// mountSmall mounts a disk of two MiB for the time of a test.
func mountSmall(t *testing.T, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	mountable(t, syscall.Mount("small", dir, "tmpfs", 0, "size=2m"))
	unmountAfter(t, dir)
}

func unmountAfter(t *testing.T, dir string) {
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
}

// makeRoom makes the small disk large.
func makeRoom(t *testing.T, dir string) {
	t.Helper()
	if err := syscall.Mount("small", dir, "tmpfs", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
}

// mountReadOnly makes a folder read-only, to the administrator too, until it is let.
func mountReadOnly(t *testing.T, dir string) (writable func()) {
	t.Helper()
	mountable(t, syscall.Mount(dir, dir, "", syscall.MS_BIND, ""))
	unmountAfter(t, dir)
	mode := func(flag uintptr) {
		t.Helper()
		if err := syscall.Mount("", dir, "", syscall.MS_BIND|syscall.MS_REMOUNT|flag, ""); err != nil {
			t.Fatal(err)
		}
	}
	mode(syscall.MS_RDONLY)
	return func() { mode(0) }
}
