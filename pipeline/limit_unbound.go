//go:build !windows

package pipeline

import "os"

// A bond ties a child to the service. Here none is needed: the child limits its
// own memory, and ends when the service no longer writes to it.
type bond struct{}

func bind(*os.Process, int) (bond, error) { return bond{}, nil }

func (bond) free() {}
