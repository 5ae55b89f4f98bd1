package pipeline

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"strings"
	"syscall"

	"github.com/rs/zerolog"
)

// mostFailures in a row say that not the files are at fault: of one sub-folder, that
// its answers cannot be written; wherever they stand, that nothing can be done.
const mostFailures = 3

var (
	// errKeeping says that a file could not be kept: that is no file's fault.
	errKeeping = errors.New("keeping it in the archive")
	// errSource says that a file could be opened and not be read.
	errSource = errors.New("reading it in the share")
)

// A source is a file of the share that remembers that it could not be read.
type source struct {
	from io.Reader
	err  error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.from.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

// trouble counts a file that failed for a reason outside of it, in a folder below the
// one of arrivals. After a few in a row the files of its sub-folder are passed over:
// others are answered elsewhere. Where nothing can be written into the share, or
// nothing be kept, nothing more is tried after a few.
func (in *intake) trouble(folder string, err error) error {
	in.n.Failed++
	switch {
	case errors.Is(err, errStays):
		in.hinders(zerolog.WarnLevel, 0, err, "a file was answered but cannot be removed; it is tried again")
		return nil
	case errors.Is(err, errClosed) && in.v.takesAnswers(in.p.Share): // said already
		return nil
	case errors.Is(err, errReader):
		return err
	case errors.Is(err, errKeeping) || errors.Is(err, syscall.ENOSPC) || !errors.Is(err, errSource) && !in.v.takesAnswers(in.p.Share):
		if in.failed++; in.failed >= mostFailures {
			return err
		}
	default:
		if in.failing(folder) {
			in.hinders(zerolog.WarnLevel, 0, err, "a sub-folder's files cannot be answered: they are passed over, those of others are not")
			return nil
		}
	}
	in.hinders(zerolog.WarnLevel, 0, err, "a file could not be taken in; it is tried again")
	return nil
}

// failing counts a failure of a folder, and says whether it is passed over now.
func (in *intake) failing(folder string) bool {
	in.one.Lock()
	defer in.one.Unlock()
	of := in.p.Share.turnOf(folder)
	in.failures[of]++
	return in.failures[of] >= mostFailures
}

// passedOver says that the files of a folder are left for the next time.
func (in *intake) passedOver(folder string) bool {
	in.one.Lock()
	defer in.one.Unlock()
	return in.failures[in.p.Share.turnOf(folder)] >= mostFailures
}

// went says that a file of a folder was taken in and answered.
func (in *intake) went(folder string) {
	in.failed = 0
	in.one.Lock()
	defer in.one.Unlock()
	if of := in.p.Share.turnOf(folder); in.failures[of] < mostFailures {
		delete(in.failures, of)
	}
}

// turnOf is the folder whose files have their turn together, of one below the folder
// of arrivals: the one directly in it, or in the one for checks.
func (s *Share) turnOf(folder string) string {
	top, below, _ := strings.Cut(folder, "/")
	if s.checks(top) {
		second, _, _ := strings.Cut(below, "/")
		top += "/" + second
	}
	return top
}

// belowInbox is the folder below the one of arrivals in which files are answered by
// what stands in a folder of the share.
func (s *Share) belowInbox(folder string) string {
	for _, top := range []string{s.Folders.Inbox, s.Folders.Returned} {
		if below, ok := strings.CutPrefix(folder+"/", top+"/"); ok {
			return strings.TrimSuffix(below, "/")
		}
	}
	if below, ok := strings.CutPrefix(folder+"/", s.Folders.Accepted+"/"); ok {
		_, below, _ = strings.Cut(below, "/") // the year
		return strings.TrimSuffix(below, "/")
	}
	return folder
}

// takesAnswers says that files can be written into the folders of answers, but for one
// that cannot be used at all: then a file that was not written there is its own sub-folder's trouble.
func (v *view) takesAnswers(s *Share) bool {
	if v.closed[s.Folders.Returned] != nil && v.closed[s.Folders.Accepted] != nil {
		return false
	}
	for _, top := range []string{s.Folders.Returned, s.Folders.Accepted} {
		if v.closed[top] != nil {
			continue
		}
		name := temporaryIn(path.Join(top, "tiesibas"))
		err := v.root.MkdirAll(top, 0o777)
		if err == nil {
			err = v.root.WriteFile(name, make([]byte, 64<<10), 0o666)
		}
		if removed := v.root.Remove(name); err != nil || removed != nil {
			return false
		}
	}
	return true
}

// hinders logs what cannot be done now and is tried again, once for as long as it
// lasts.
func (in *intake) hinders(level zerolog.Level, delivery int64, err error, what string) {
	text := WithoutPaths(err)
	key := fmt.Sprint(delivery, what, text)
	if in.p.Share.hindrances[key] || in.saying[key] {
		level = zerolog.DebugLevel
	}
	in.saying[key] = true
	e := in.p.Log.WithLevel(level).Str("error", text)
	if delivery != 0 {
		e = e.Int64("delivery", delivery)
	}
	e.Msg(what)
}

// keepSaid remembers what was said; where not everything was tried, what was said
// before too.
func (in *intake) keepSaid() {
	before := in.p.Share.hindrances
	if in.through && len(before) > 0 && len(in.saying) == 0 {
		in.p.Log.Info().Msg("nothing hinders taking in any more")
	}
	if !in.through {
		maps.Copy(in.saying, before)
	}
	in.p.Share.hindrances = in.saying
}

// WithoutPaths is an error's text without the name of the file that it is about,
// which may be a person's.
func WithoutPaths(err error) string {
	var disk *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &disk):
		return disk.Op + ": " + disk.Err.Error()
	case errors.As(err, &link):
		return link.Op + ": " + link.Err.Error()
	}
	return err.Error()
}
