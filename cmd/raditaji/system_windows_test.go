package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/windows"
)

func TestWhatIsMadePrivateIsClosedToOtherAccounts(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "stavoklis")
	if made, err := makeFolder(dir, 0o700); !made || err != nil {
		t.Fatal(made, err)
	}
	if othersMayRead(dir) {
		t.Error("everybody may read the folder")
	}
	key := filepath.Join(dir, "key")
	if err := makeKey(key); err != nil {
		t.Fatal(err)
	}
	if wine() {
		t.Skip("Wine gives a new file no rights of its folder")
	}
	if othersMayRead(key) {
		t.Error("everybody may read what stands in it")
	}
}

func TestAFolderThatEverybodyMayReadIsOpen(t *testing.T) {
	for name, test := range map[string]struct {
		rights string
		open   bool
	}{
		"administrators":        {"D:P(A;OICI;FA;;;BA)", false},
		"everybody":             {"D:P(A;OICI;FA;;;BA)(A;OICI;FR;;;WD)", true},
		"the computer's users":  {"D:P(A;OICI;FA;;;BA)(A;OICI;FR;;;BU)", true},
		"who signed in":         {"D:P(A;OICI;FA;;;BA)(A;OICI;FR;;;AU)", true},
		"only what is below it": {"D:P(A;OICI;FA;;;BA)(A;OICIIO;FR;;;BU)", false},
		"only to write":         {"D:P(A;OICI;FA;;;BA)(A;OICI;0x2;;;BU)", false},
	} {
		t.Run(name, func(t *testing.T) {
			if wine() && test.open && name != "everybody" {
				t.Skip("Wine knows the rights of everybody and of the owner only")
			}
			dir := filepath.Join(t.TempDir(), "x")
			if err := makeWith(dir, test.rights); err != nil {
				t.Fatal(err)
			}
			if got := othersMayRead(dir); got != test.open {
				t.Errorf("open %t, want %t", got, test.open)
			}
		})
	}
}

// openToAll makes an empty folder anew, for every account to read.
func openToAll(dir string) error {
	return errors.Join(os.Remove(dir), makeWith(dir, "D:P(A;OICI;FA;;;BA)(A;OICI;FA;;;WD)"))
}

// wine says that this is no Windows, but Wine.
func wine() bool {
	return windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil
}
