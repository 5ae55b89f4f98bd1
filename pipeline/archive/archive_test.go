package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"filippo.io/age"
)

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func put(t *testing.T, a *Archive, text string) string {
	t.Helper()
	sha, size, err := a.Put(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if sha != hashOf(text) || size != int64(len(text)) {
		t.Fatalf("%q is kept as %s, %d bytes", text, sha, size)
	}
	return sha
}

func open(t *testing.T, dir string, k Keys) *Archive {
	t.Helper()
	a, err := Open(dir, k)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func wants(t *testing.T, a *Archive, sha, text string) {
	t.Helper()
	data, err := a.Open(sha)
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != text {
		t.Fatalf("got %d bytes, want %q", len(data), text)
	}
}

// files are the files below a folder, with slashes.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func newKeys(t *testing.T) (Keys, string) {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	k, err := ParseKeys([]string{id.Recipient().String()}, id.String())
	if err != nil {
		t.Fatal(err)
	}
	return k, id.String()
}

func TestWhatIsPutInComesOut(t *testing.T) {
	keys, _ := newKeys(t)
	for name, k := range map[string]Keys{"plain": {}, "encrypted": keys} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			a := open(t, dir, k)
			for _, text := range []string{"", "a", strings.Repeat("Mācību gads;", 20_000)} {
				sha := put(t, a, text)
				wants(t, a, sha, text)
				wants(t, open(t, dir, k), sha, text)
				if has, err := a.Has(sha); !has || err != nil {
					t.Errorf("%d bytes: not there after Put: %v", len(text), err)
				}
			}
			if got := len(files(t, dir)); got != 3 {
				t.Errorf("%d files, want 3", got)
			}
		})
	}
}

func TestAnOriginalStandsTwoFoldersDeepUnderItsHash(t *testing.T) {
	dir := t.TempDir()
	sha := put(t, open(t, dir, Keys{}), "abc")
	if got, want := files(t, dir), "ba/78/"+sha; len(got) != 1 || got[0] != want {
		t.Errorf("%v, want %s", got, want)
	}
}

func TestTheSameBytesAreKeptOnce(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir, Keys{})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, _, err := a.Put(strings.NewReader("same")); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := files(t, dir); len(got) != 1 {
		t.Errorf("%v", got)
	}
	wants(t, a, hashOf("same"), "same")
}

func TestDamageIsAnErrorThatSaysWhich(t *testing.T) {
	keys, _ := newKeys(t)
	for name, k := range map[string]Keys{"plain": {}, "encrypted": keys} {
		for damage, do := range map[string]func([]byte) []byte{
			"a byte changed": func(b []byte) []byte { b[len(b)-1] ^= 1; return b },
			"the end lost":   func(b []byte) []byte { return b[:len(b)-1] },
			"all lost":       func([]byte) []byte { return nil },
			"more":           func(b []byte) []byte { return append(b, 'x') },
		} {
			t.Run(name+", "+damage, func(t *testing.T) {
				dir := t.TempDir()
				a := open(t, dir, k)
				sha := put(t, a, "content")
				path := filepath.Join(dir, files(t, dir)[0])
				data, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, do(data), 0o600); err != nil {
					t.Fatal(err)
				}
				if _, err := a.Open(sha); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), sha) {
					t.Errorf("opening gives %v", err)
				}
				put(t, a, "content")
				wants(t, a, sha, "content") // dropped again, it is mended
			})
		}
	}
}

func TestAnEncryptedOriginalTellsNothingWithoutItsKey(t *testing.T) {
	keys, secret := newKeys(t)
	dir := t.TempDir()
	sha := put(t, open(t, dir, keys), "Bērziņš;150308-10003")
	data, err := os.ReadFile(filepath.Join(dir, files(t, dir)[0]))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(data, []byte("150308")) {
		t.Error("the file on the disk is not encrypted")
	}
	other, _ := newKeys(t)
	for name, k := range map[string]Keys{"no key": {}, "another key": {Identities: other.Identities}} {
		if _, err := open(t, dir, k).Open(sha); !errors.Is(err, ErrNoKey) {
			t.Errorf("%s: %v", name, err)
		}
	}
	writeOnly := open(t, dir, Keys{Recipients: keys.Recipients})
	put(t, writeOnly, "Bērziņš;150308-10003")
	wants(t, open(t, dir, keys), sha, "Bērziņš;150308-10003")

	if _, err := ParseKeys(nil, secret[:len(secret)-1]); err == nil || strings.Contains(err.Error(), secret[:20]) {
		t.Errorf("a broken key gives %v", err)
	}
}

func TestAKeyConfiguredLaterEncryptsWhatIsDroppedAgain(t *testing.T) {
	keys, _ := newKeys(t)
	dir := t.TempDir()
	sha := put(t, open(t, dir, Keys{}), "early")
	a := open(t, dir, keys)
	wants(t, a, sha, "early")
	put(t, a, "early")
	if got := files(t, dir); len(got) != 1 || !strings.HasSuffix(got[0], sha+".age") {
		t.Errorf("%v", got)
	}
}

func TestForgottenIsGone(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir, Keys{})
	sha := put(t, a, "old")
	for range 2 {
		if err := a.Forget(sha); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.Open(sha); !errors.Is(err, ErrMissing) {
		t.Errorf("opening gives %v", err)
	}
	if has, err := a.Has(sha); has || err != nil {
		t.Errorf("still there: %v", err)
	}
	if got := files(t, dir); len(got) != 0 {
		t.Errorf("%v", got)
	}
	for _, name := range []string{"", "..", strings.Repeat("../", 30), strings.ToUpper(sha)} {
		if _, err := a.Open(name); !errors.Is(err, ErrMissing) {
			t.Errorf("opening %q gives %v", name, err)
		}
	}
}

// Whatever the step at which it stops, an original is there whole or not at all,
// and the next start sweeps the rest.
func TestStoppedAtAnyStepNothingHalfStands(t *testing.T) {
	for _, step := range []string{"archive.begun", "archive.copied", "archive.synced", "archive.renamed", "archive.kept"} {
		t.Run(step, func(t *testing.T) {
			dir := t.TempDir()
			a := open(t, dir, Keys{})
			var left []byte
			stopped := false
			a.Fault = func(at string) {
				if at == step {
					stopped = true
					// What a power cut would leave: the defers of Put sweep it.
					for _, name := range files(t, dir) {
						if strings.HasSuffix(name, temporary) {
							data, err := os.ReadFile(filepath.Join(dir, name))
							if err != nil {
								t.Fatal(err)
							}
							left = data
						}
					}
					panic(step)
				}
			}
			func() {
				defer func() { _ = recover() }()
				_, _, _ = a.Put(strings.NewReader("whole"))
			}()
			if !stopped {
				t.Fatal("never came to this step")
			}
			if left != nil {
				if err := os.WriteFile(filepath.Join(dir, "LEFT"+temporary), left, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			b := open(t, dir, Keys{})
			for _, name := range files(t, dir) {
				wants(t, b, filepath.Base(name), "whole")
			}
			put(t, b, "whole")
			if got := files(t, dir); len(got) != 1 {
				t.Errorf("%v", got)
			}
		})
	}
}

func TestAFullDiskIsAnErrorAndLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir, Keys{})
	full := errors.New("no space left on device")
	from := io.MultiReader(strings.NewReader("half"), failing{full})
	if _, _, err := a.Put(from); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
	if got := files(t, dir); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestAllNamesEveryOriginal(t *testing.T) {
	keys, _ := newKeys(t)
	dir := t.TempDir()
	plainOne := put(t, open(t, dir, Keys{}), "1")
	sealedOne := put(t, open(t, dir, keys), "2")
	list, err := open(t, dir, keys).All()
	if err != nil || len(list) != 2 {
		t.Fatalf("%v: %v", list, err)
	}
	for _, o := range list {
		if o.Kept.IsZero() || o.Encrypted != (o.SHA256 == sealedOne) || o.SHA256 != plainOne && o.SHA256 != sealedOne {
			t.Errorf("%+v", o)
		}
	}
}
