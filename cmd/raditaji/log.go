package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/rs/zerolog"

	"raditaji/pipeline/config"
)

// logLimit is the size at which a log file is put aside; as many as logKept stay.
const (
	logLimit = 10 << 20
	logKept  = 5
)

// serviceLog is the log of a service, in JSON. Error: somebody must act. Warn:
// unusual, but work goes on. Info: what happened. Debug: all else.
func (c *console) serviceLog(s *config.Service, level string) (zerolog.Logger, io.Closer, error) {
	var to io.Writer = c.err
	var closer io.Closer = io.NopCloser(nil)
	path := s.Log
	if path == "" && asService() {
		path = filepath.Join(s.State, "raditaji.log") // Windows gives a service no standard error
	}
	if path != "" {
		f, err := openLog(path, logLimit)
		if err != nil {
			return zerolog.Nop(), nil, fmt.Errorf("opening the log: %w", err)
		}
		to, closer = f, f
	}
	at := zerolog.InfoLevel
	if level == "debug" {
		at = zerolog.DebugLevel
	}
	return zerolog.New(to).Level(at).With().Timestamp().Logger(), closer, nil
}

// A logFile is put aside when it is full: raditaji.log becomes raditaji.log.1, and
// so on.
type logFile struct {
	one   sync.Mutex
	path  string
	limit int64
	file  *os.File
	size  int64
}

func openLog(path string, limit int64) (*logFile, error) {
	l := &logFile{path: path, limit: limit}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, err
	}
	return l, l.open()
}

func (l *logFile) open() error {
	f, err := os.OpenFile(l.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o640)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return errors.Join(err, f.Close())
	}
	l.file, l.size = f, info.Size()
	return nil
}

func (l *logFile) Write(p []byte) (int, error) {
	l.one.Lock()
	defer l.one.Unlock()
	if l.size > 0 && l.size+int64(len(p)) > l.limit {
		if err := l.putAside(); err != nil {
			return 0, err
		}
	}
	n, err := l.file.Write(p)
	l.size += int64(n)
	return n, err
}

func (l *logFile) putAside() error {
	if err := l.file.Close(); err != nil {
		return err
	}
	for i := logKept - 1; i >= 0; i-- {
		from := l.path
		if i > 0 {
			from = fmt.Sprintf("%s.%d", l.path, i)
		}
		if err := os.Rename(from, fmt.Sprintf("%s.%d", l.path, i+1)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			break // held open by a reader: the log grows on rather than stop
		}
	}
	return l.open()
}

func (l *logFile) Close() error {
	l.one.Lock()
	defer l.one.Unlock()
	return l.file.Close()
}
