package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"raditaji/indicators"
	"raditaji/pipeline/config"
	"raditaji/sources"
)

// A Share is the shared folder, and what earlier scans saw in it. It is used by
// one job at a time.
type Share struct {
	Dir     string
	Folders config.Folders
	Limits  config.Limits
	Settle  time.Duration // for so long a file must look the same
	// ApproveHere lets a year be approved by a file in the share.
	ApproveHere bool

	seen       map[string]sighting             // by path
	hindrances map[string]bool                 // what the last scan could not do, as the log was told
	known      map[indicators.SchoolYear]known // what templates show and are compared with
	one        sync.Mutex                      // of known, which two jobs use
}

// A sighting is how a file looked, and since when.
type sighting struct {
	size     int64
	modified time.Time
	since    time.Time
	failing  time.Time // since when it cannot be opened; zero: it could, or was not tried
}

// An arrival is something that stands in the folder of arrivals, or a gesture
// elsewhere in the share.
type arrival struct {
	path     string // below the share, as the share spells it
	folder   string // below the folder of arrivals, codes masked
	name     string // codes masked
	size     int64
	modified time.Time
	info     fs.FileInfo
	opened   bool   // info is of the opened file, no more of the listing
	odd      string // code of why it is not read; empty: it may be
}

// key is folder and name, as the ledger knows them.
func (a *arrival) key() string { return path.Join(a.folder, a.name) }

// deepest is how many folders deep files are looked for.
const deepest = 24

// A view is the share as one scan found it.
type view struct {
	root     *os.Root
	arrivals []arrival        // in the order in which calculate takes files
	gestures []arrival        // elsewhere in the share
	whole    bool             // every folder could be read
	closed   map[string]error // folders directly in the share that cannot be used, and why
}

// look opens the share and lists what stands in it. A share that is not there,
// or an empty folder in its place, is an error: nothing must be concluded from it.
func (p *Pipeline) look(ctx context.Context) (*view, error) {
	v, err := p.openShare(ctx)
	if err == nil {
		if err = errors.Join(p.missFolders(ctx, v), v.list(p.Share)); err != nil {
			v.root.Close()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("looking at the share: %w", err)
	}
	return v, nil
}

// ErrOtherShare says that the ledger knows of files in the share, and the share has
// not even the folders in which they stand.
var ErrOtherShare = errors.New("not the share that was used before: the folders of accepted files, returned files and results are missing")

// openShare opens the share without looking at what stands in it. Whoever writes
// there uses this: what were laid into an empty folder in the share's place would be
// lost under the share when it comes back.
func (p *Pipeline) openShare(ctx context.Context) (*view, error) {
	v, err := p.Share.open()
	if err != nil {
		return nil, err
	}
	f := p.Share.Folders
	if slices.ContainsFunc([]string{f.Accepted, f.Returned, f.Results}, v.stands) {
		return v, nil
	}
	used, err := p.Ledger.Delivered(ctx)
	if err == nil && used {
		err = ErrOtherShare
	}
	if err != nil {
		v.root.Close()
		return nil, err
	}
	return v, nil
}

func (s *Share) open() (*view, error) {
	root, err := os.OpenRoot(s.Dir)
	if err != nil {
		return nil, err
	}
	info, err := root.Lstat(s.Folders.Inbox)
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s is not a folder", s.Folders.Inbox)
	}
	if err != nil {
		root.Close()
		return nil, err
	}
	return &view{root: root, whole: true}, nil
}

func (v *view) list(s *Share) error {
	if err := v.walk(s.Folders.Inbox, func(a arrival) { v.arrivals = append(v.arrivals, a) }, nil); err != nil {
		return err
	}
	sort.Slice(v.arrivals, func(i, j int) bool { return sources.Less(v.arrivals[i].path, v.arrivals[j].path) })
	v.closed = map[string]error{}
	for _, top := range []string{s.Folders.Returned, s.Folders.Accepted, s.Folders.Results, s.Folders.Forms, "."} {
		if _, err := v.root.Lstat(top); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := v.closes(top); err != nil {
			v.closed[top] = err
			continue
		}
		take := func(a arrival) {
			if a.odd == "" {
				v.gestures = append(v.gestures, a)
			}
		}
		switch err := v.walk(top, take, func(name string) bool { return s.gestureBeside(path.Join(top, name)).kind != "" }); {
		case err != nil && top == ".":
			return err
		case err != nil:
			v.closed[top] = err
		}
	}
	return nil
}

// walk hands over everything below a folder but folders and temporary names;
// only names that want, where it is given.
func (v *view) walk(top string, take func(arrival), want func(name string) bool) error {
	return fs.WalkDir(v.root.FS(), top, func(name string, d fs.DirEntry, err error) error {
		base := path.Base(name)
		skip := func() error {
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		switch {
		case err != nil && name == top:
			return err
		case name == top:
			return nil
		case temporary(base) && !strings.Contains(base, `\`), want != nil && d != nil && !d.IsDir() && !want(base):
			return skip()
		}
		a := arrival{path: name, name: maskName(base)}
		if below, ok := strings.CutPrefix(path.Dir(name), top+"/"); ok {
			a.folder = maskName(below)
		}
		odd := !fs.ValidPath(name) || !filepath.IsLocal(filepath.FromSlash(name)) || strangeName(base) || strings.Count(name, "/") > deepest
		switch {
		case odd:
			a.odd = "take.name"
		case err != nil:
			v.whole = false // what stands below is not gone, it is not seen
			return skip()
		case d.IsDir() && top == ".":
			return fs.SkipDir // of the share itself only what stands directly in it
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			a.odd = "take.link"
		}
		if d != nil && fs.ValidPath(name) {
			if a.info, err = d.Info(); errors.Is(err, fs.ErrNotExist) {
				return nil
			} else if err != nil {
				v.whole = false
				return skip()
			}
			a.size, a.modified = a.info.Size(), a.info.ModTime()
			if a.odd == "take.link" || d.IsDir() {
				a.size = 0
			}
		}
		take(a)
		return skip()
	})
}

// strangeName says that a name could mean something else on another system, or
// shows as something that it is not.
func strangeName(base string) bool {
	return !utf8.ValidString(base) || strings.ContainsFunc(base, func(r rune) bool {
		return r == '\\' || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
	})
}

// settled says that a file looked the same in an earlier scan long enough ago.
func (s *Share) settled(a *arrival, now time.Time) bool {
	was, ok := s.seen[a.path]
	if !ok || was.size != a.size || !was.modified.Equal(a.modified) || now.Before(was.since) {
		if s.seen == nil {
			s.seen = map[string]sighting{}
		}
		s.seen[a.path] = sighting{size: a.size, modified: a.modified, since: now}
		return false
	}
	return now.Sub(was.since) >= s.Settle
}

// forget drops the sightings of what is no longer there.
func (s *Share) forget(v *view) {
	there := map[string]bool{}
	for _, list := range [][]arrival{v.arrivals, v.gestures} {
		for i := range list {
			there[list[i].path] = true
		}
	}
	for name := range s.seen {
		if !there[name] {
			delete(s.seen, name)
		}
	}
}

// failing notes that a settled file cannot be opened, and says for how long now.
func (s *Share) failing(a *arrival, now time.Time) time.Duration {
	was := s.seen[a.path]
	if was.failing.IsZero() {
		was.failing = now
		s.seen[a.path] = was
	}
	return now.Sub(was.failing)
}

// limit is the size up to which a file is read, in bytes.
func (s *Share) limit(name string) int64 {
	limit := int64(sources.MaxSize)
	if s.Limits.CSV > 0 {
		limit = int64(s.Limits.CSV) << 20
	}
	if ext := strings.ToLower(path.Ext(name)); (ext == ".xlsx" || ext == ".xlsm") && s.Limits.Workbook > 0 {
		limit = int64(s.Limits.Workbook) << 20
	}
	return limit
}

// errMoving says that a file changed while it was copied.
var errMoving = errors.New("it changed while it was read")

// open opens a file that was seen, and wants it to be that file still, and nobody
// to write into it where the system can tell.
func (v *view) open(a *arrival) (*os.File, error) {
	f, err := v.root.Open(a.path)
	if err != nil {
		return nil, err
	}
	if err := notWrittenTo(f); err != nil {
		f.Close()
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !a.is(info) {
		err = errMoving
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	a.info, a.opened = info, true
	return f, nil
}

// unchanged says that a file is still as it was seen, or cannot be looked at
// because a program has it open: then it cannot be removed either.
func (v *view) unchanged(a *arrival) bool {
	info, err := v.root.Lstat(a.path)
	return err == nil && a.is(info) || inUse(err)
}

// errStays says that a file was answered and cannot be removed: the rights of its
// folder are at fault, or a program that has it open, and no other file's.
var errStays = errors.New("answered, but not removed")

// remove removes a file that was answered. One that is not as it was seen stays.
func (v *view) remove(a *arrival) error {
	if !v.unchanged(a) {
		return nil
	}
	if err := v.root.Remove(a.path); err != nil {
		return fmt.Errorf("%w: %w", errStays, err)
	}
	v.sync(path.Dir(a.path))
	return nil
}

// is says that this is the file that was seen, and as it was seen. Windows lists
// the files of some disks and servers without what identifies them; until such a
// file was opened, size and time must do.
func (a *arrival) is(info fs.FileInfo) bool {
	same := os.SameFile(info, a.info) || runtime.GOOS == "windows" && !a.opened
	return same && info.Mode().IsRegular() && info.Size() == a.size && info.ModTime().Equal(a.modified)
}

// hash is the SHA-256 of a file that stands in the share.
func (v *view) hash(name string) (string, error) {
	f, err := v.root.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return sum(h), nil
}

func sum(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }

// stands says that something has the name already.
func (v *view) stands(name string) bool {
	_, err := v.root.Lstat(name)
	return err == nil || inUse(err)
}

// lay writes a file of ours: under a temporary name, synced, then renamed, so
// that nobody ever sees half of it. It gives the SHA-256 of what it wrote.
func (v *view) lay(name string, write func(io.Writer) error, step func(string)) (string, error) {
	if err := v.takes(name); err != nil {
		return "", err
	}
	if err := v.root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return "", err
	}
	temp := temporaryIn(name)
	f, err := v.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	err = write(io.MultiWriter(f, h))
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		step("answer.written")
		err = v.root.Rename(temp, name)
	}
	if err != nil {
		_ = v.root.Remove(temp) // the next try writes it anew anyway
		return "", err
	}
	v.sync(path.Dir(name))
	return sum(h), nil
}

// layBytes is lay of what is there already.
func (v *view) layBytes(name string, data []byte, step func(string)) (string, error) {
	return v.lay(name, func(to io.Writer) error {
		_, err := to.Write(data)
		return err
	}, step)
}

// sync makes the names in a folder last, where the share can do that. Not all
// can; then a name lost in a power cut is found missing by nobody but people, and
// the original is still in the archive.
func (v *view) sync(folder string) {
	if f, err := v.root.Open(folder); err == nil {
		_ = f.Sync()
		f.Close()
	}
}

// The most bytes of a name before its ending: of a file that came, and with what
// is added to it in an answer's name. File systems take 255 in all.
const (
	mostStem   = 120
	mostAnswer = 220
)

// safeName is a masked name as every system and share takes it.
func safeName(name string) string { return safeShort(name, mostStem) }

func safeShort(name string, most int) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*`, r), r == unicode.ReplacementChar, unicode.IsControl(r):
			return '_'
		}
		return r
	}, name)
	name = strings.Trim(name, " .")
	ext := path.Ext(name)
	if len(ext) > 8 {
		ext = ""
	}
	stem := strings.TrimRight(shortened(strings.TrimSuffix(name, ext), most), " .")
	if stem == "" {
		stem = "_"
	}
	if name := stem + ext; !device(name) {
		return name
	}
	return "_" + stem + ext
}

// devices are names that Windows gives to no file.
var devices = []string{"con", "prn", "aux", "nul", "conin$", "conout$"}

// device says that Windows takes a name for a device's: one of them, or with
// anything after a dot behind it.
func device(name string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	stem = strings.TrimRight(stem, " ")
	port, ok := strings.CutPrefix(stem, "com")
	if !ok {
		port, ok = strings.CutPrefix(stem, "lpt")
	}
	return slices.Contains(devices, stem) || ok && utf8.RuneCountInString(port) == 1 && strings.Contains("0123456789¹²³", port)
}

// shortened is at most so many bytes of a text, whole letters only.
func shortened(text string, most int) string {
	for len(text) > most {
		_, n := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-n]
	}
	return text
}

// safeFolder is a masked folder as every system and share takes it.
func safeFolder(folder string) string {
	if folder == "" {
		return ""
	}
	parts := strings.Split(folder, "/")
	for i := range parts {
		parts[i] = safeName(parts[i])
	}
	return path.Join(parts...)
}

// numberedName puts " (2)" before a name's ending, for the second of a name.
func numberedName(name string, n int) string {
	if n == 1 {
		return name
	}
	ext := path.Ext(name)
	return fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), n, ext)
}
