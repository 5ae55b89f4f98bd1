package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// An instance is this program's hold on a state folder. The system lets go of it
// when the program ends, however it ends.
type instance struct{ file *os.File }

// A heldError says that another instance has the state folder.
type heldError struct {
	PID   int // 0: not known
	Since time.Time
}

func (e *heldError) Error() string {
	return fmt.Sprintf("process %d has the state folder since %s", e.PID, e.Since.Format(time.RFC3339))
}

// errHeld is what tryLock says of a file that another process has locked.
var errHeld = errors.New("locked")

// holdFile is the file in the state folder by which an instance holds it.
const holdFile = "raditaji.lock"

// hold takes hold of a state folder, or says in a heldError who has it.
func hold(state string) (*instance, error) {
	f, err := os.OpenFile(filepath.Join(state, holdFile), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("taking hold of the state folder: %w", err)
	}
	if err := tryLock(f); err != nil {
		held := heldBy(f)
		f.Close()
		if errors.Is(err, errHeld) {
			return nil, held
		}
		return nil, fmt.Errorf("taking hold of the state folder: %w", err)
	}
	err = f.Truncate(0)
	if err == nil {
		_, err = f.WriteAt([]byte(fmt.Sprintf("%d\n%s\n", os.Getpid(), now().UTC().Format(time.RFC3339))), 0)
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("taking hold of the state folder: %w", err)
	}
	return &instance{f}, nil
}

// holder says who has a state folder; nil is nobody. It writes nothing.
func holder(state string) (*heldError, error) {
	f, err := os.OpenFile(filepath.Join(state, holdFile), os.O_RDWR, 0)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	err = tryLock(f)
	if errors.Is(err, errHeld) {
		return heldBy(f), nil
	}
	return nil, err
}

// heldBy reads what the holder wrote.
func heldBy(f *os.File) *heldError {
	e := &heldError{}
	text, err := io.ReadAll(io.NewSectionReader(f, 0, 100))
	if err != nil {
		return e
	}
	pid, since, _ := strings.Cut(strings.TrimSpace(string(text)), "\n")
	if n, err := strconv.Atoi(pid); err == nil {
		e.PID = n
	}
	if t, err := time.Parse(time.RFC3339, since); err == nil {
		e.Since = t
	}
	return e
}

// release lets go. The file stays: who removes it while another waits for it
// would let in two.
func (i *instance) release() error { return i.file.Close() }
