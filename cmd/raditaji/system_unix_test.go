//go:build unix

package main

import (
	"errors"
	"os"
	"os/user"
	"strconv"
	"testing"
	"time"
)

func TestWhoseFolderItIs(t *testing.T) {
	mine := t.TempDir()
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, dir, account, want string }{
		{"my own", mine, "", ""},
		{"my own by name", mine, me.Username, ""},
		{"of the account that is asked for", "/", "root", ""},
		{"of another account", "/", "nobody", "root"},
		{"an account that the system does not know", "/", "no-such-account", ""},
		{"a folder that is not there", mine + "/none", "", ""},
	} {
		if got := otherOwner(test.dir, test.account); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// An administrator who works in the state folder of the service's account leaves
// files there that the service cannot change; others are stopped by their rights.
func TestAnAdministratorIsSentToTheStatesOwner(t *testing.T) {
	p := patientOf(t, time.Now())
	if err := ownState(p.s); err != nil {
		t.Errorf("my own state: %v", err)
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		t.Fatal(err)
	}
	id, err := strconv.Atoi(nobody.Uid)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(p.s.State, id, -1); err != nil {
		if os.Geteuid() == 0 {
			t.Fatal(err)
		}
		return // nobody but an administrator can give a folder away
	}
	var refused misuseError
	if err := ownState(p.s); (err != nil) != (os.Geteuid() == 0) || err != nil && !errors.As(err, &refused) {
		t.Errorf("another's state: %v", err)
	}
	want := ""
	if os.Geteuid() == 0 {
		want = "account.other"
	}
	if got := found(p.folders()); got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}
