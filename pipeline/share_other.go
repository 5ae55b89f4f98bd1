//go:build !windows

package pipeline

import "os"

// inUse says that another program has a file open, which forbids nothing here.
func inUse(error) bool { return false }

// mayReplace is for systems on which an open file cannot be replaced.
func mayReplace(string) error { return nil }

// notWrittenTo knows nothing: this system does not tell who has a file open.
func notWrittenTo(*os.File) error { return nil }
