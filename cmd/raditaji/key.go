package main

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// keyBytes is the length of the key of pseudonyms.
const keyBytes = 32

// errNoKey says that a file holds no key.
var errNoKey = errors.New("not a key of 64 hexadecimal digits")

// makeKey writes a new key to a file that only its owner may read. A file that
// is there already is left as it is: os.ErrExist.
func makeKey(path string) error {
	secret := make([]byte, keyBytes)
	if _, err := rand.Read(secret); err != nil {
		return fmt.Errorf("making the key: %w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(hex.EncodeToString(secret) + "\n")
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// readKey reads the key of pseudonyms.
func readKey(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the key: %w", err)
	}
	secret, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(secret) != keyBytes {
		return nil, fmt.Errorf("reading the key %q: %w", path, errNoKey)
	}
	return secret, nil
}

// keyID names a key without giving anything of it away.
func keyID(secret []byte) string {
	h := hmac.New(sha256.New, secret)
	h.Write([]byte("raditaji key id"))
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// makeFolder makes a folder, and says whether there was none.
func makeFolder(dir string, mode fs.FileMode) (made bool, err error) {
	if info, err := os.Stat(dir); err == nil {
		if !info.IsDir() {
			return false, &os.PathError{Op: "mkdir", Path: dir, Err: errNotFolder}
		}
		return false, nil
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return false, err
	}
	if mode&0o077 == 0 {
		return true, makePrivate(dir)
	}
	return true, os.Mkdir(dir, mode)
}

var errNotFolder = errors.New("not a folder")
