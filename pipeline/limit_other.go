//go:build !linux && !windows

package pipeline

// limitAddresses does nothing: this system cannot be asked in this way.
func limitAddresses(int64) error { return nil }
