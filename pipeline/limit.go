package pipeline

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// outOfMemory is the exit code of a child that needed more memory than it may have.
const outOfMemory = 70

// LimitMemory bounds the memory of this process, which reads foreign files. The
// collector works harder from three quarters on; above the limit the process
// ends. Linux refuses the memory itself, and so does Windows, where the service
// bounds its children (bind); elsewhere the process only looks every few
// milliseconds, so that a single huge piece may pass before it ends.
func LimitMemory(mebibytes int) error {
	limit := int64(mebibytes) << 20
	debug.SetMemoryLimit(limit / 4 * 3)
	go func() {
		sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		for range time.Tick(5 * time.Millisecond) {
			metrics.Read(sample)
			if used := sample[0].Value.Uint64() - sample[1].Value.Uint64(); used > uint64(limit) {
				os.Exit(outOfMemory)
			}
		}
	}()
	return limitAddresses(limit)
}
