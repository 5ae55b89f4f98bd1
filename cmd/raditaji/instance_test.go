package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Locks are the system's, of the open file: a second opening in this process is
// refused as another process is.
func TestASecondInstanceNamesTheFirst(t *testing.T) {
	dir := t.TempDir()
	if held, err := holder(dir); held != nil || err != nil {
		t.Fatalf("nobody holds it, but %v, %v", held, err)
	}
	first, err := hold(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = hold(dir)
	var held *heldError
	if !errors.As(err, &held) || held.PID != os.Getpid() || time.Since(held.Since) > time.Minute {
		t.Errorf("the second instance is told %v", err)
	}
	if held, err := holder(dir); err != nil || held == nil || held.PID != os.Getpid() {
		t.Errorf("the holder is %v, %v", held, err)
	}
	if err := first.release(); err != nil {
		t.Fatal(err)
	}
	if held, err := holder(dir); held != nil || err != nil {
		t.Errorf("after its release it is held by %v, %v", held, err)
	}
	second, err := hold(dir)
	if err != nil {
		t.Fatalf("after the first has gone: %v", err)
	}
	if err := second.release(); err != nil {
		t.Fatal(err)
	}
}

func TestAHolderThatWroteNothingIsHeldByNobodyKnown(t *testing.T) {
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, holdFile))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := tryLock(f); err != nil {
		t.Fatal(err)
	}
	_, err = hold(dir)
	var held *heldError
	if !errors.As(err, &held) || held.PID != 0 || !held.Since.IsZero() {
		t.Errorf("told %v", err)
	}
}
