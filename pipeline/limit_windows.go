package pipeline

import (
	"errors"
	"fmt"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// limitAddresses does nothing: the service has bounded this process before it was
// given anything to read.
func limitAddresses(int64) error { return nil }

// ownMemory is what a child needs before it reads anything, in bytes.
const ownMemory = 64 << 20

// A bond is the job in which a child lives: Windows gives it no more than its
// memory, and ends it with the service, however that ends.
type bond windows.Handle

// bind puts a process that was started into a bond. Go commits more memory than
// it uses, hence the quarter on top.
func bind(p *os.Process, mebibytes int) (bond, error) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return 0, fmt.Errorf("making a job: %w", err)
	}
	limits := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{}
	limits.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
	if memory := uintptr(mebibytes) << 20; memory > 0 {
		limits.BasicLimitInformation.LimitFlags |= windows.JOB_OBJECT_LIMIT_PROCESS_MEMORY
		limits.ProcessMemoryLimit = memory + memory/4 + ownMemory
	}
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation, uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits)))
	if err == nil {
		var assigned error
		err = p.WithHandle(func(handle uintptr) { assigned = windows.AssignProcessToJobObject(job, windows.Handle(handle)) })
		err = errors.Join(err, assigned)
	}
	if err != nil {
		windows.CloseHandle(job)
		return 0, fmt.Errorf("bounding a process: %w", err)
	}
	return bond(job), nil
}

// free lets go of a process that has ended; one that has not ends now.
func (b bond) free() { windows.CloseHandle(windows.Handle(b)) }
