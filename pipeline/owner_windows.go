package pipeline

import (
	"os"

	"golang.org/x/sys/windows"
)

// ownerOf is the account that owns a file, where the system tells; else nothing.
// What an administrator makes belongs to the group of administrators.
func ownerOf(f *os.File) string {
	about, err := windows.GetSecurityInfo(windows.Handle(f.Fd()), windows.SE_FILE_OBJECT, windows.OWNER_SECURITY_INFORMATION)
	if err != nil {
		return ""
	}
	owner, _, err := about.Owner()
	if err != nil || owner == nil {
		return ""
	}
	name, domain, _, err := owner.LookupAccount("")
	switch {
	case err != nil:
		return owner.String() // of a computer that is not asked, or an account that is gone
	case domain == "":
		return name
	}
	return domain + `\` + name
}
