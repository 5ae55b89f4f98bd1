package archive

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBesideAnotherProcessNothingIsSwept(t *testing.T) {
	dir := t.TempDir()
	a, err := Open(dir, Keys{})
	if err != nil {
		t.Fatal(err)
	}
	sha, _, err := a.Put(strings.NewReader("an original"))
	if err != nil {
		t.Fatal(err)
	}
	half := filepath.Join(dir, "half"+temporary)
	if err := os.WriteFile(half, []byte("an ori"), 0o600); err != nil {
		t.Fatal(err)
	}
	beside, err := Beside(dir, Keys{})
	if err != nil {
		t.Fatal(err)
	}
	if data, err := beside.Open(sha); err != nil || string(data) != "an original" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := os.Stat(half); err != nil {
		t.Errorf("what another process was writing is gone: %v", err)
	}
}
