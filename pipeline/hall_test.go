package pipeline_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"raditaji/pipeline"
	"raditaji/pipeline/archive"
	"raditaji/pipeline/config"
	"raditaji/pipeline/ledger"
)

// A hall is a share with its service. Its clock goes by hand.
type hall struct {
	*pipeline.Pipeline
	t     *testing.T
	dir   string // share and state
	clock time.Time
	log   *bytes.Buffer
}

func newHall(t *testing.T) *hall {
	t.Helper()
	h := &hall{t: t, dir: t.TempDir(), clock: time.Date(2025, 9, 12, 9, 30, 0, 0, time.UTC), log: &bytes.Buffer{}}
	if err := os.MkdirAll(filepath.Join(h.dir, "share", "ienakosie"), 0o755); err != nil {
		t.Fatal(err)
	}
	h.open()
	return h
}

// open starts the service, as after a crash: what it held in memory is gone.
func (h *hall) open() {
	h.t.Helper()
	p, err := openService(h.dir, func() time.Time { return h.clock }, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	p.Log = zerolog.New(h.log)
	h.Pipeline = p
	h.t.Cleanup(func() { p.Ledger.Close() })
}

func openService(dir string, now func() time.Time, fault func(string)) (*pipeline.Pipeline, error) {
	p := newPipeline()
	p.Now, p.Fault = now, fault
	p.Share = &pipeline.Share{
		Dir: filepath.Join(dir, "share"), Folders: config.Defaults().Folders, Limits: config.Defaults().Limits, Settle: 10 * time.Second, ApproveHere: true,
	}
	var err error
	if p.Ledger, err = ledger.Open(context.Background(), filepath.Join(dir, "ledger.db"), ledger.Options{Now: now, Fault: fault}); err != nil {
		return nil, err
	}
	if p.Archive, err = archive.Open(filepath.Join(dir, "archive"), archive.Keys{}); err != nil {
		return nil, err
	}
	p.Archive.Fault = fault
	return p, nil
}

func (h *hall) path(name string) string {
	return filepath.Join(h.dir, "share", filepath.FromSlash(name))
}

// drop puts a file into the share.
func (h *hall) drop(name, text string) {
	h.t.Helper()
	if err := os.MkdirAll(filepath.Dir(h.path(name)), 0o755); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(h.path(name), []byte(text), 0o644); err != nil {
		h.t.Fatal(err)
	}
}

// scan looks, lets files settle and looks again.
func (h *hall) scan() pipeline.Taken {
	h.t.Helper()
	h.look()
	h.clock = h.clock.Add(10 * time.Second)
	return h.look()
}

func (h *hall) look() pipeline.Taken {
	h.t.Helper()
	n, err := h.TakeIn(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	return n
}

// tree is every file of the share.
func (h *hall) tree() []string {
	h.t.Helper()
	return treeOf(h.t, filepath.Join(h.dir, "share"))
}

func treeOf(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func (h *hall) read(name string) string {
	h.t.Helper()
	data, err := os.ReadFile(h.path(name))
	if err != nil {
		h.t.Fatal(err)
	}
	return string(data)
}

func (h *hall) wantTree(want ...string) {
	h.t.Helper()
	got := h.tree()
	want = slices.Clone(want)
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		h.t.Errorf("the share (-want +got):\n%s", diff)
	}
}

var (
	good   = pupils("010110-10007 5 pārcelts", "020210-10009 5 pārcelts", "030310-10000 6 pārcelts")
	better = pupils("010110-10007 5 pārcelts", "020210-10009 5 pārcelts", "030310-10000 6 atstāts uz otru gadu")
	faulty = pupils("010110-10007 5 pārcelts", "020210-10009 trešā pārcelts", "030310-10000 6 pārcelts")
)

const (
	filed   = "pienemtie/2025/viis-enrolments 2024-2025 1000000001 A skola (2025-09-12 0930)"
	receipt = filed + " SANEMTS.txt"
)
