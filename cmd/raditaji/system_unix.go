//go:build unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// tryLock locks a file for as long as it is open; errHeld where another has it.
func tryLock(f *os.File) error {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return errHeld
	}
	return err
}

// freeSpace is how many bytes may still be written below a folder.
func freeSpace(dir string) (uint64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, &os.PathError{Op: "statfs", Path: dir, Err: err}
	}
	return uint64(s.Bavail) * uint64(s.Bsize), nil
}

// othersMayRead says that a file's rights open it to others than its owner.
func othersMayRead(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().Perm()&0o077 != 0
}

// makePrivate makes a folder that is open to its owner alone.
func makePrivate(dir string) error { return os.Mkdir(dir, 0o700) }

// leaveToOwner takes from a file what others may do with it.
func leaveToOwner(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return os.Chmod(path, info.Mode().Perm()&^0o077)
}

// otherOwner is the account to which a folder belongs where that is another than
// the given one; empty: the same, or it cannot be known, as with accounts of a
// directory service. An empty account is the one that runs this process.
func otherOwner(dir, account string) string {
	info, err := os.Stat(dir)
	if err != nil {
		return ""
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	asked := strconv.Itoa(os.Geteuid())
	if account != "" {
		u, err := user.Lookup(account)
		if err != nil {
			return ""
		}
		asked = u.Uid
	}
	id := strconv.FormatUint(uint64(stat.Uid), 10)
	owner, err := user.LookupId(id)
	if err != nil || id == asked {
		return ""
	}
	return owner.Username
}

// noAccount says that the system knows no account of a name, not even by a
// directory service; where it cannot be asked, it may know one.
func noAccount(name string) bool {
	const notFound = 2 // of getent
	if _, err := user.Lookup(name); err == nil {
		return false
	}
	var ended *exec.ExitError
	return errors.As(exec.Command("getent", "passwd", "--", name).Run(), &ended) && ended.ExitCode() == notFound
}

// administers says that this process may manage the system's services.
func administers() bool { return mayAll() }

// mayAll says that this process may read and write whatever other accounts may.
func mayAll() bool { return os.Geteuid() == 0 }
