package templates

import "syscall"

// Windows' own numbers, which the syscall package has no names for, of errors that
// say why a file could not be written.
var (
	heldOpen = []syscall.Errno{32, 33}  // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
	readOnly = []syscall.Errno{19}      // ERROR_WRITE_PROTECT
	full     = []syscall.Errno{39, 112} // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
)
