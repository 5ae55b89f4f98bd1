package pipeline

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

var reOpenFile = windows.NewLazySystemDLL("kernel32.dll").NewProc("ReOpenFile")

// inUse says that another program has a file open, and how it does so forbids
// what was tried.
func inUse(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}

// mayReplace is an error where a program has a file open and lets nobody replace it.
func mayReplace(path string) error {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	const all = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	handle, err := windows.CreateFile(name, windows.DELETE, all, nil, windows.OPEN_EXISTING, 0, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return windows.CloseHandle(handle)
}

// notWrittenTo is an error where another program may write into a file: it has it
// open for that. The listing shows size and time of such a file as they were when
// it was opened.
func notWrittenTo(f *os.File) error {
	handle, _, err := reOpenFile.Call(f.Fd(), windows.GENERIC_READ, windows.FILE_SHARE_READ|windows.FILE_SHARE_DELETE, 0)
	if windows.Handle(handle) == windows.InvalidHandle {
		return &os.PathError{Op: "open", Path: f.Name(), Err: err}
	}
	return windows.CloseHandle(windows.Handle(handle))
}
