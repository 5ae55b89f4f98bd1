package templates

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
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
	causeTime      = Words{"tam atvēlētais laiks ir beidzies", "the time allowed for it is over"}
	causeMemory    = Words{"datoram pietrūka atmiņas", "the computer had no memory left"}
	causeTooMany   = Words{"atvērts pārāk daudz datņu", "too many files are open"}
	causeLongName  = Words{"nosaukums vai ceļš ir par garu", "the name or the path is too long"}
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
	{syscall.ETIMEDOUT, causeSlow}, {syscall.ECONNRESET, causeNetwork}, {context.DeadlineExceeded, causeTime}, {os.ErrDeadlineExceeded, causeSlow},
	{syscall.EDQUOT, causeFull}, {syscall.ENOMEM, causeMemory}, {syscall.EMFILE, causeTooMany}, {syscall.ENFILE, causeTooMany},
	{syscall.ENAMETOOLONG, causeLongName}, {syscall.ETXTBSY, causeInUse},
}

var causesOfWindows = map[syscall.Errno]Words{
	2: causeNotThere, 3: causeNotThere, 4: causeTooMany, 5: causeNoRight, 8: causeMemory, 14: causeMemory, 19: causeReadOnly, 23: causeDisk, 32: causeInUse, 33: causeInUse, 39: causeFull, 53: causeNetwork, 54: causeNetwork, 55: causeNetwork, 59: causeNetwork, 64: causeNetwork,
	67: causeNetwork, 112: causeFull, 121: causeSlow, 206: causeLongName, 267: causeNotFolder, 1117: causeDisk, 1231: causeNetwork,
	1295: causeFull, 1455: causeMemory, 1816: causeMemory,
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

// CauseOfText is Cause of an error of which its text was kept, as the ledger keeps
// why a run or a job failed.
func CauseOfText(l Language, text string) string {
	if runtime.GOOS == "windows" {
		for _, number := range slices.Sorted(maps.Keys(causesOfWindows)) {
			if says(text, number) {
				return causesOfWindows[number].In(l)
			}
		}
	}
	for _, c := range causesOfSystem {
		if says(text, c.is) || c.is == fs.ErrPermission && (says(text, syscall.EACCES) || says(text, syscall.EPERM)) ||
			c.is == fs.ErrNotExist && says(text, syscall.ENOENT) {
			return c.words.In(l)
		}
	}
	return ""
}

// says finds an error's text at the end of another's, or in it where several
// were joined.
func says(text string, err error) bool {
	of := err.Error()
	return text == of || strings.HasSuffix(text, ": "+of) || strings.Contains(text, ": "+of+": ") || strings.Contains(text, ": "+of+"\n") ||
		strings.HasPrefix(text, of+": ")
}
