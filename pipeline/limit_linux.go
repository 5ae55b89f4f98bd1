package pipeline

import (
	"fmt"
	"os"
	"syscall"
)

// limitAddresses lets the process map so many bytes more than it has mapped now.
// Go maps more than it uses, hence the quarter on top.
func limitAddresses(bytes int64) error {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return fmt.Errorf("limiting memory: %w", err)
	}
	var pages uint64
	if _, err := fmt.Sscan(string(text), &pages); err != nil {
		return fmt.Errorf("limiting memory: %w", err)
	}
	most := pages*uint64(os.Getpagesize()) + uint64(bytes) + uint64(bytes)/4
	if err := syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: most, Max: most}); err != nil {
		return fmt.Errorf("limiting memory: %w", err)
	}
	return nil
}
