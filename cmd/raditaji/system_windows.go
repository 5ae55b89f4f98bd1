package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"unsafe"

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

// everybody are the groups in which every account of the computer is.
var everybody = []windows.WELL_KNOWN_SID_TYPE{
	windows.WinWorldSid, windows.WinAuthenticatedUserSid, windows.WinBuiltinUsersSid, windows.WinBuiltinGuestsSid, windows.WinInteractiveSid,
}

// othersMayRead says that a file or folder is open to every account of the
// computer. Rights of single accounts and other groups are somebody's decision.
func othersMayRead(path string) bool {
	about, err := windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		return false
	}
	list, _, err := about.DACL()
	if err != nil {
		return false
	}
	if list == nil {
		return true // no list denies nobody anything
	}
	for i := range uint32(list.AceCount) {
		var entry *windows.ACCESS_ALLOWED_ACE
		if windows.GetAce(list, i, &entry) != nil || entry.Header.AceType != windows.ACCESS_ALLOWED_ACE_TYPE {
			continue
		}
		if entry.Header.AceFlags&windows.INHERIT_ONLY_ACE != 0 || entry.Mask&(windows.FILE_READ_DATA|windows.GENERIC_READ|windows.GENERIC_ALL) == 0 {
			continue
		}
		if slices.ContainsFunc(everybody, (*windows.SID)(unsafe.Pointer(&entry.SidStart)).IsWellKnown) {
			return true
		}
	}
	return false
}

// makePrivate makes a folder that is open, with what will stand in it, to the
// account that runs this process, the administrators and the system alone.
func makePrivate(dir string) error {
	me, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return &os.PathError{Op: "account", Path: dir, Err: err}
	}
	return makeWith(dir, "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;"+me.User.Sid.String()+")")
}

// makeWith makes a folder with rights in Windows' own notation.
func makeWith(dir, list string) error {
	rights, err := windows.SecurityDescriptorFromString(list)
	if err != nil {
		return &os.PathError{Op: "rights", Path: dir, Err: err}
	}
	path, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return &os.PathError{Op: "mkdir", Path: dir, Err: err}
	}
	with := windows.SecurityAttributes{SecurityDescriptor: rights}
	with.Length = uint32(unsafe.Sizeof(with))
	if err := windows.CreateDirectory(path, &with); err != nil {
		return &os.PathError{Op: "mkdir", Path: dir, Err: err}
	}
	return nil
}

// leaveToOwner is for systems on which a file does not inherit its folder's rights.
func leaveToOwner(string) error { return errors.ErrUnsupported }

// otherOwner is not asked for on Windows, where rights are inherited from the folder.
func otherOwner(string, string) string { return "" }

// noAccount is not asked for on Windows, which says so itself when the service is installed.
func noAccount(string) bool { return false }

// administers is not known on Windows beforehand: it refuses with words of its own.
func administers() bool { return true }

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
