package templates

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"syscall"
)

// The reasons for which the system does not do what a program asks.
var (
	causeNoRight   = Words{"nav tiesību", "there is no right to do so"}
	causeReadOnly  = Words{"disks vai mape ir tikai lasāma", "the disk or folder is read-only"}
	causeFull      = Words{"diskā nav vietas", "the disk is full"}
	causeNotThere  = Words{"tādas datnes vai mapes nav", "there is no such file or folder"}
	causeNotFolder = Words{"ceļā stāv datne, kur jābūt mapei", "a file stands in the path where a folder should be"}
	causeFolder    = Words{"tā ir mape, nevis datne", "it is a folder, not a file"}
	causeInUse     = Words{"to lieto cita programma", "another program is using it"}
	causeDisk      = Words{"disks to nevar nolasīt vai ierakstīt", "the disk cannot read or write it"}
	causeNetwork   = Words{"tīkla mape nav sasniedzama", "the network folder cannot be reached"}
	causeSlow      = Words{"tīkla mape neatbild", "the network folder does not answer"}
)

// causesOfSystem are tried in their order. Names of errors that Windows does not
// give stand for its own numbers in causesOfWindows.
var causesOfSystem = []struct {
	is    error
	words Words
}{
	{fs.ErrPermission, causeNoRight}, {fs.ErrNotExist, causeNotThere}, {syscall.EROFS, causeReadOnly}, {syscall.ENOSPC, causeFull},
	{syscall.ENOTDIR, causeNotFolder}, {syscall.EISDIR, causeFolder}, {syscall.EBUSY, causeInUse}, {syscall.EIO, causeDisk},
	{syscall.ENETUNREACH, causeNetwork}, {syscall.EHOSTUNREACH, causeNetwork}, {syscall.ESTALE, causeNetwork}, {syscall.ENOTCONN, causeNetwork},
	{syscall.ETIMEDOUT, causeSlow}, {os.ErrDeadlineExceeded, causeSlow},
}

var causesOfWindows = map[syscall.Errno]Words{
	19: causeReadOnly, 23: causeDisk, 32: causeInUse, 33: causeInUse, 39: causeFull, 53: causeNetwork, 59: causeNetwork, 64: causeNetwork,
	67: causeNetwork, 112: causeFull, 267: causeNotFolder, 1117: causeDisk, 1231: causeNetwork,
}

// Cause words why the system refused; an error that is not the system's, or that
// has no words, is empty.
func Cause(l Language, err error) string { return causeOf(err).In(l) }

func causeOf(err error) Words {
	var number syscall.Errno
	if runtime.GOOS == "windows" && errors.As(err, &number) {
		if w, ok := causesOfWindows[number]; ok {
			return w
		}
	}
	for _, c := range causesOfSystem {
		if errors.Is(err, c.is) {
			return c.words
		}
	}
	return Words{}
}
