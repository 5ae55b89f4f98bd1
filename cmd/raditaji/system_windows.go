package main

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// tryLock locks a file for as long as it is open; errHeld where another has it.
// The locked byte lies far behind the text, which others may go on reading.
func tryLock(f *os.File) error {
	at := &windows.Overlapped{OffsetHigh: 1}
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return errHeld
	}
	return err
}

// freeSpace is how many bytes may still be written below a folder.
func freeSpace(dir string) (uint64, error) {
	path, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, err
	}
	var mine, total, free uint64
	if err := windows.GetDiskFreeSpaceEx(path, &mine, &total, &free); err != nil {
		return 0, &os.PathError{Op: "free space", Path: dir, Err: err}
	}
	return mine, nil
}

// othersMayRead cannot be told from a mode on Windows.
func othersMayRead(os.FileInfo) bool { return false }

// otherOwner is not asked for on Windows, where rights are inherited from the folder.
func otherOwner(string, string) string { return "" }

// mayAll is for systems on which rights hang on a file's owner.
func mayAll() bool { return false }

// remote says that a folder lies on another computer. Where it cannot be known,
// it does not.
func remote(dir string) bool {
	volume := filepath.VolumeName(dir)
	if len(volume) > 2 && volume[0] == '\\' {
		return true
	}
	path, err := windows.UTF16PtrFromString(volume + `\`)
	return err == nil && windows.GetDriveType(path) == windows.DRIVE_REMOTE
}
