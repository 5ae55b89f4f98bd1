package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"raditaji/pipeline"
	"raditaji/pipeline/archive"
	"raditaji/pipeline/ledger"
	"raditaji/templates"
)

// Officers decide while the service takes files in: each decision is carried out
// once, and each file has one answer.
func TestDecisionsBesideTheServiceAreCarriedOutOnce(t *testing.T) {
	const files = 4
	var log bytes.Buffer
	h := opened(t, &log)
	drop := func(name string, row string) {
		t.Helper()
		const heading = "Mācību gads;Iestādes reģ. nr.;Personas kods;Klase/kurss;Izglītības programmas kods;Uzņemts;Atskaitīts;Atskaitīšanas iemesls;Gada lēmums\n"
		if err := os.MkdirAll(filepath.Dir(h.inbox(name)), 0o755); err != nil {
			t.Error(err)
		}
		if err := os.WriteFile(h.inbox(name), []byte(heading+row), 0o600); err != nil {
			t.Error(err)
		}
	}
	faulty := func(n int) string {
		return fmt.Sprintf("2024./2025.;3212900030;150308-10%03d;%d.a;21011111;02.09.2024;;;pārcelts\n2024./2025.;3212900030;150308-11%03d;%d.a;21011111;31.02.2024;;;pārcelts\n", n, n+1, n, n+1)
	}
	for n := range files {
		drop(fmt.Sprintf("f%d/a.csv", n), faulty(n))
	}
	if err := h.scan(t.Context()); err != nil {
		t.Fatal(err)
	}
	returned, err := h.ledger.StandingIn(t.Context(), ledger.Returned, "")
	if err != nil || len(returned) != files {
		t.Fatalf("%d returned (%v)\n%s", len(returned), err, log.String())
	}
	var officers []*house
	for range 2 {
		c := &console{out: nothing{}, err: nothing{}, language: templates.Latvian, log: zerolog.Nop()}
		o, err := c.openWith(t.Context(), h.service, filepath.Join(filepath.Dir(h.service.State), serviceFileName), zerolog.Nop(), archive.Beside)
		if err != nil {
			t.Fatal(err)
		}
		o.pipeline.ReadCommand = nil
		defer o.close()
		officers = append(officers, o)
	}
	var decisions, scans sync.WaitGroup
	var one sync.Mutex
	carriedOut, before := 0, 0
	decided := make(chan struct{})
	scans.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-decided:
				return
			case <-time.After(60 * time.Millisecond): // the officers' turn
			}
			drop(fmt.Sprintf("g/%d.csv", n), fmt.Sprintf("2024./2025.;3212900030;150308-12%03d;9.b;21011111;02.09.2024;;;pārcelts\n", n))
			if _, err := h.pipeline.TakeIn(t.Context()); err != nil {
				t.Error(err)
			}
			if _, err := h.pipeline.Retain(t.Context(), now().Add(-time.Hour), now().Add(-time.Hour)); err != nil {
				t.Error(err)
			}
		}
	})
	for _, o := range officers {
		decisions.Go(func() {
			for _, s := range returned {
				err := o.pipeline.AcceptReturned(t.Context(), s.ID, "lēmums", "anna")
				var no *pipeline.AlreadyError
				one.Lock()
				switch {
				case err == nil:
					carriedOut++
				case errors.As(err, &no):
					before++
				default:
					t.Error(err)
				}
				one.Unlock()
			}
		})
	}
	decisions.Wait()
	close(decided)
	scans.Wait()
	if err := h.scan(t.Context()); err != nil {
		t.Fatal(err)
	}
	if carriedOut != files || before != files {
		t.Errorf("%d decisions carried out, %d found made", carriedOut, before)
	}
	all, err := h.ledger.Decisions(t.Context())
	if err != nil || len(all) != files {
		t.Errorf("%d decisions are recorded, want %d (%v)", len(all), files, err)
	}
	receipts := map[string]int{}
	err = filepath.WalkDir(filepath.Join(h.service.Share, h.service.Folders.Accepted), func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, "SANEMTS.txt") {
			receipts[filepath.Base(filepath.Dir(path))]++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for n := range files {
		if got := receipts[fmt.Sprintf("f%d", n)]; got != 1 {
			t.Errorf("f%d has %d receipts", n, got)
		}
	}
	if open, err := h.ledger.Unfinished(t.Context()); err != nil || len(open) != 0 {
		t.Errorf("%d files are not finished (%v)", len(open), err)
	}
	if strings.Contains(log.String(), `"level":"warn"`) {
		t.Errorf("the log warns:\n%s", log.String())
	}
}
