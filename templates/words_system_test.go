package templates

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

func TestWhatTheSystemSaidHasWords(t *testing.T) {
	for _, test := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "open", Path: "a", Err: syscall.EACCES}, "nav tiesību"},
		{&fs.PathError{Op: "open", Path: "a", Err: syscall.EPERM}, "nav tiesību"},
		{&fs.PathError{Op: "open", Path: "a", Err: syscall.ENOENT}, "tādas datnes vai mapes nav"},
		{fmt.Errorf("backing up: %w", &fs.PathError{Op: "write", Path: "a", Err: syscall.ENOSPC}), "diskā nav vietas"},
		{fmt.Errorf("recording: %w: %w", syscall.EROFS, errors.New("attempt to write a readonly database (8)")), "disks vai mape ir tikai lasāma"},
		{errors.Join(fmt.Errorf("2024: %w", syscall.EBUSY), errors.New("2025")), "to lieto cita programma"},
		{errors.New("checking: 3 files settled, 2 accounted for"), ""},
		{errors.New("a readable sentence of permission denied"), ""},
	} {
		if got := CauseOfText(Latvian, test.err.Error()); got != test.want {
			t.Errorf("%v: as it was kept %q, want %q", test.err, got, test.want)
		}
		if got := Cause(Latvian, test.err); got != test.want {
			t.Errorf("%v: %q, want %q", test.err, got, test.want)
		}
	}
}

func TestWhyARunOrAJobFailedIsSaidInThePersonsLanguage(t *testing.T) {
	full := fmt.Sprint("writing \"a\": ", syscall.ENOSPC)
	for _, test := range []struct{ got, want string }{
		{RunEnd(Latvian, "share", full), "koplietotajā mapē nevarēja ierakstīt (diskā nav vietas)"},
		{RunEnd(Latvian, "other", full), "diskā nav vietas"},
		{RunEnd(Latvian, "other", "nobody knows"), "tehniskais iemesls – nobody knows"},
		{JobEnd(Latvian, full+"\nmore"), "diskā nav vietas"},
		{JobEnd(English, "panic"), "a fault of the program; the log has more"},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}

func TestWhyTheSystemsServicesRefusedIsSaid(t *testing.T) {
	for _, test := range []struct {
		name          string
		administrator bool
		err           error
		want          string
	}{
		{"nobody said so, and no administrator", false, errors.New("exit status 1"), "administratora tiesības"},
		{"no right", true, syscall.EACCES, "administratora tiesības"},
		{"a full disk", true, syscall.ENOSPC, "diskā nav vietas"},
		{"nobody said why", true, errors.New("exit status 1"), "raditaji doctor"},
	} {
		got := ServiceRefused(Latvian, "start", "raditaji", test.administrator, test.err)
		if !strings.Contains(got, test.want) || !strings.Contains(got, "neizdevās palaist") || strings.Contains(got, "exit") {
			t.Errorf("%s: %s", test.name, got)
		}
	}
	if runtime.GOOS == "windows" {
		if got := ServiceRefused(Latvian, "start", "raditaji", true, syscall.Errno(1069)); !strings.Contains(got, "paroli") {
			t.Errorf("an account that Windows does not accept: %s", got)
		}
	}
	for number, w := range whyServiceRefused {
		if w.In(Latvian) == "" || w.In(English) == "" {
			t.Errorf("%d lacks words", number)
		}
	}
}
