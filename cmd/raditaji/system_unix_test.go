//go:build unix

package main

import "os"

// openToAll lets every account read a folder.
func openToAll(dir string) error { return os.Chmod(dir, 0o755) }
