package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// A Gift is what Give did.
type Gift struct {
	Given, There int      // originals that were copied, and that the other had already
	Damaged      []string // hashes of originals that are not the bytes that were put in: left out
}

// Give copies the originals that are wanted and that another archive lacks, as
// they are kept: what is encrypted stays so. Each is checked by its hash before it
// gets its name; an encrypted one that no key opens is copied unchecked. One that
// the other has in another length is copied again.
func (a *Archive) Give(ctx context.Context, to *Archive, wanted func(sha string) (bool, error)) (Gift, error) {
	var g Gift
	list, err := a.All()
	if err != nil {
		return g, err
	}
	for _, o := range list {
		if ctx.Err() != nil {
			return g, ctx.Err()
		}
		want, err := wanted(o.SHA256)
		if err != nil {
			return g, err
		}
		if !want {
			continue
		}
		given, err := a.give(to, o)
		switch {
		case errors.Is(err, fs.ErrNotExist): // deleted at its age meanwhile
		case errors.Is(err, ErrDamaged):
			g.Damaged = append(g.Damaged, o.SHA256)
		case err != nil:
			return g, fmt.Errorf("copying %.6s: %w", o.SHA256, err)
		case given:
			g.Given++
		default:
			g.There++
		}
	}
	return g, nil
}

func (a *Archive) give(to *Archive, o Original) (given bool, err error) {
	ending := ""
	if o.Encrypted {
		ending = sealed
	}
	from, err := os.Open(a.path(o.SHA256) + ending)
	if err != nil {
		return false, err
	}
	defer from.Close()
	info, err := from.Stat()
	if err != nil {
		return false, err
	}
	path := to.path(o.SHA256) + ending
	if there, err := os.Stat(path); err == nil && there.Size() == info.Size() {
		return false, nil
	}
	temp, err := to.temporary()
	if err != nil {
		return false, err
	}
	defer os.Remove(temp.Name()) // after the rename there is none
	defer temp.Close()
	err = a.pass(io.Discard, io.TeeReader(from, temp), o.SHA256, o.Encrypted)
	if errors.Is(err, ErrNoKey) {
		if _, err = from.Seek(0, io.SeekStart); err == nil {
			if _, err = temp.Seek(0, io.SeekStart); err == nil {
				_, err = io.Copy(temp, from)
			}
		}
	}
	if err != nil {
		return false, err
	}
	if written, err := temp.Stat(); err != nil || written.Size() != info.Size() {
		return false, errors.Join(err, io.ErrShortWrite)
	}
	if err := temp.Sync(); err != nil {
		return false, err
	}
	if err := temp.Close(); err != nil {
		return false, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return false, err
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return false, err
	}
	return true, to.syncAbove(o.SHA256)
}
