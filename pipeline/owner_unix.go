//go:build unix

package pipeline

import (
	"os"
	"os/user"
	"strconv"
	"syscall"
)

// ownerOf is the account that owns a file, where the system tells; else nothing.
func ownerOf(f *os.File) string {
	info, err := f.Stat()
	if err != nil {
		return ""
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	id := strconv.FormatUint(uint64(stat.Uid), 10)
	if u, err := user.LookupId(id); err == nil {
		return u.Username
	}
	return "uid " + id
}
