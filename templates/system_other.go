//go:build !windows

package templates

import "syscall"

// Other systems have no more errors of these kinds than syscall names, and hold no
// file against being replaced.
var heldOpen, readOnly, full []syscall.Errno
