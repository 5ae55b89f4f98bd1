package main

import (
	"slices"

	"golang.org/x/sys/unix"
)

// remoteSystems are the file systems of other computers: NFS, SMB in its three
// forms, AFS, Ceph, 9P.
var remoteSystems = []int64{0x6969, 0x517B, 0xFF534D42, 0xFE534D42, 0x5346414F, 0x00C36400, 0x01021997}

// remote says that a folder lies on another computer. Where it cannot be known,
// it does not.
func remote(dir string) bool {
	var s unix.Statfs_t
	return unix.Statfs(dir, &s) == nil && slices.Contains(remoteSystems, int64(uint32(s.Type)))
}
