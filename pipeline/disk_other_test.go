//go:build !linux

package pipeline_test

import "testing"

func mountSmall(t *testing.T, _ string) {
	t.Helper()
	t.Skip("nothing can be mounted here")
}

func makeRoom(*testing.T, string) {}

func mountReadOnly(t *testing.T, _ string) func() {
	t.Helper()
	t.Skip("nothing can be mounted here")
	return nil
}
