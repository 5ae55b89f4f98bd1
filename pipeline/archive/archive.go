// Package archive keeps originals under their SHA-256. What it gives back is
// what was put in, byte for byte, or an error that says which original is
// damaged. With recipients originals are encrypted; their names stay the hash of
// what was put in.
package archive

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"filippo.io/age"
)

// The reasons for which an original cannot be had.
var (
	ErrMissing = errors.New("not in the archive")
	ErrDamaged = errors.New("damaged: these are not the bytes that were put in")
	ErrNoKey   = errors.New("encrypted, and no key fits")
)

// Keys say how originals are kept. The zero Keys: as they are.
type Keys struct {
	Recipients []age.Recipient // new originals are encrypted to all of them; none: not encrypted
	Identities []age.Identity  // any of them opens what was encrypted to it
}

// ParseKeys reads age's recipients, one in each text, and a file of identities,
// which may be empty.
func ParseKeys(recipients []string, identities string) (Keys, error) {
	var k Keys
	for i, text := range recipients {
		found, err := age.ParseRecipients(strings.NewReader(text))
		if err != nil {
			return Keys{}, fmt.Errorf("reading recipient %d of the archive: %w", i+1, err)
		}
		k.Recipients = append(k.Recipients, found...)
	}
	if strings.TrimSpace(identities) != "" {
		found, err := age.ParseIdentities(strings.NewReader(identities))
		if err != nil {
			// What age says may quote the line, which is the key.
			return Keys{}, errors.New("reading the archive's key: not an age identity file")
		}
		k.Identities = found
	}
	return k, nil
}

// An Archive is a folder of originals, each in a file named by its SHA-256, two
// folders deep by the hash's beginning. Its methods may be called at once.
type Archive struct {
	dir  string
	keys Keys
	// Fault is told each step of Put and Forget; nil is nobody. Tests stop the
	// program there.
	Fault func(step string)
}

const (
	sealed    = ".age" // ending of an encrypted original
	temporary = ".tmp" // ending of one that is not whole yet
)

// Open opens the archive in a folder, which it makes where there is none, and
// sweeps what an interrupted Put left there.
func Open(dir string, keys Keys) (*Archive, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("opening the archive: %w", err)
	}
	a := &Archive{dir: dir, keys: keys}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != temporary {
			return err
		}
		return os.Remove(path)
	})
	if err != nil {
		return nil, fmt.Errorf("sweeping the archive: %w", err)
	}
	return a, nil
}

// Put keeps what it reads and gives its SHA-256 in hexadecimal and its length.
// When it returns, the original is on the disk and stays there through a power
// cut. Bytes that are there already and whole are left as they are.
func (a *Archive) Put(from io.Reader) (sha string, size int64, err error) {
	temp, err := a.temporary()
	if err != nil {
		return "", 0, fmt.Errorf("archiving: %w", err)
	}
	defer os.Remove(temp.Name()) // after the rename there is none
	defer temp.Close()
	a.step("archive.begun")

	hash := sha256.New()
	to, err := a.seal(temp)
	if err != nil {
		return "", 0, fmt.Errorf("archiving: %w", err)
	}
	size, err = io.Copy(io.MultiWriter(hash, to), from)
	if err == nil {
		err = to.Close()
	}
	if err != nil {
		return "", 0, fmt.Errorf("archiving: %w", err)
	}
	sha = hex.EncodeToString(hash.Sum(nil))
	a.step("archive.copied")

	if a.whole(sha) {
		err = a.syncAbove(sha) // the Put that wrote it may not have come so far
	} else {
		err = a.settle(temp, sha)
	}
	if err != nil {
		return "", 0, fmt.Errorf("archiving %.6s: %w", sha, err)
	}
	a.step("archive.kept")
	return sha, size, nil
}

// settle gives a written original its name.
func (a *Archive) settle(temp *os.File, sha string) error {
	if err := temp.Sync(); err != nil {
		return err
	}
	if err := temp.Close(); err != nil {
		return err
	}
	a.step("archive.synced")
	path := a.path(sha)
	other := path + sealed
	if len(a.keys.Recipients) > 0 {
		path, other = other, path
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	// Windows replaces no file that is open: another Put's, which is as good.
	if err := os.Rename(temp.Name(), path); err != nil && !a.whole(sha) {
		return err
	}
	a.step("archive.renamed")
	if err := a.syncAbove(sha); err != nil {
		return err
	}
	// One that was kept before keys were configured, or that is damaged.
	if err := os.Remove(other); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// whole says that an original is there as Put would keep it now, undamaged. An
// encrypted one that no key opens counts as whole: it cannot be known better.
func (a *Archive) whole(sha string) bool {
	path := a.path(sha)
	if len(a.keys.Recipients) > 0 {
		path += sealed
	}
	if _, err := os.Stat(path); err != nil {
		return false
	}
	err := a.Copy(io.Discard, sha)
	return err == nil || errors.Is(err, ErrNoKey)
}

// Open gives the bytes of an original, after their hash was verified.
func (a *Archive) Open(sha string) ([]byte, error) {
	var data bytes.Buffer
	if f, _, err := a.find(sha); err == nil {
		if info, err := f.Stat(); err == nil {
			data.Grow(int(info.Size()) + bytes.MinRead)
		}
		f.Close()
	}
	if err := a.Copy(&data, sha); err != nil {
		return nil, err
	}
	return data.Bytes(), nil
}

// Copy writes the bytes of an original. Only when it returns without an error
// are they known to be the right ones.
func (a *Archive) Copy(to io.Writer, sha string) error {
	f, encrypted, err := a.find(sha)
	if err != nil {
		return fmt.Errorf("opening %.6s: %w", sha, err)
	}
	defer f.Close()
	return a.pass(to, f, sha, encrypted)
}

// pass writes the bytes of an original, which it reads as it is kept.
func (a *Archive) pass(to io.Writer, kept io.Reader, sha string, encrypted bool) error {
	from := kept
	if encrypted {
		var err error
		if from, err = age.Decrypt(kept, a.keys.Identities...); err != nil {
			var none *age.NoIdentityMatchError
			if len(a.keys.Identities) == 0 || errors.As(err, &none) {
				return fmt.Errorf("opening %.6s: %w", sha, ErrNoKey)
			}
			return fmt.Errorf("opening %s: %w", sha, ErrDamaged)
		}
	}
	hash := sha256.New()
	out := &watched{to: to}
	if _, err := io.Copy(io.MultiWriter(hash, out), from); err != nil {
		var disk *fs.PathError
		switch {
		case out.err != nil:
			return fmt.Errorf("copying %.6s: %w", sha, out.err)
		case encrypted && !errors.As(err, &disk):
			return fmt.Errorf("opening %s: %w", sha, ErrDamaged)
		}
		return fmt.Errorf("opening %.6s: %w", sha, err)
	}
	if hex.EncodeToString(hash.Sum(nil)) != sha {
		return fmt.Errorf("opening %s: %w", sha, ErrDamaged)
	}
	return nil
}

// A watched writer remembers its own error, so that it can be told from one of
// the original.
type watched struct {
	to  io.Writer
	err error
}

func (w *watched) Write(p []byte) (int, error) {
	n, err := w.to.Write(p)
	if err != nil {
		w.err = err
	}
	return n, err
}

// Has says that an original is there; it does not look whether it is whole.
func (a *Archive) Has(sha string) (bool, error) {
	f, _, err := a.find(sha)
	if errors.Is(err, ErrMissing) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("looking for %.6s: %w", sha, err)
	}
	return true, f.Close()
}

// Forget deletes an original. One that is not there is forgotten already.
func (a *Archive) Forget(sha string) error {
	if !isHash(sha) {
		return nil
	}
	for _, path := range []string{a.path(sha), a.path(sha) + sealed} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("forgetting %.6s: %w", sha, err)
		}
	}
	a.step("archive.forgotten")
	if err := syncFolder(filepath.Dir(a.path(sha))); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forgetting %.6s: %w", sha, err)
	}
	return nil
}

// An Original is what the archive holds of one file.
type Original struct {
	SHA256    string
	Encrypted bool
	Kept      time.Time // when it was written
}

// All gives every original, in the order of their names.
func (a *Archive) All() ([]Original, error) {
	var list []Original
	err := filepath.WalkDir(a.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		sha, encrypted := strings.CutSuffix(d.Name(), sealed)
		if !isHash(sha) {
			return nil
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		list = append(list, Original{sha, encrypted, info.ModTime()})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("listing the archive: %w", err)
	}
	return list, nil
}

func (a *Archive) find(sha string) (f *os.File, encrypted bool, err error) {
	if !isHash(sha) {
		return nil, false, ErrMissing
	}
	for _, ending := range []string{"", sealed} {
		f, err = os.Open(a.path(sha) + ending)
		if err == nil {
			return f, ending == sealed, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, false, err
		}
	}
	return nil, false, ErrMissing
}

func (a *Archive) path(sha string) string { return filepath.Join(a.dir, sha[:2], sha[2:4], sha) }

func isHash(sha string) bool {
	raw, err := hex.DecodeString(sha)
	return err == nil && len(raw) == sha256.Size && strings.ToLower(sha) == sha
}

// temporary makes the file that an original is first written to.
func (a *Archive) temporary() (*os.File, error) {
	return os.OpenFile(filepath.Join(a.dir, rand.Text()+temporary), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

// seal gives the writer that encrypts, where there are recipients.
func (a *Archive) seal(to io.Writer) (io.WriteCloser, error) {
	if len(a.keys.Recipients) == 0 {
		return plain{to}, nil
	}
	return age.Encrypt(to, a.keys.Recipients...)
}

type plain struct{ io.Writer }

func (plain) Close() error { return nil }

// syncAbove makes the name of an original last, and those of the folders above
// it, which may be new.
func (a *Archive) syncAbove(sha string) error {
	leaf := filepath.Dir(a.path(sha))
	for _, dir := range []string{leaf, filepath.Dir(leaf), a.dir} {
		if err := syncFolder(dir); err != nil {
			return err
		}
	}
	return nil
}

// syncFolder makes the names in a folder last. Windows keeps them by itself and
// cannot be asked.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

func (a *Archive) step(name string) {
	if a.Fault != nil {
		a.Fault(name)
	}
}
