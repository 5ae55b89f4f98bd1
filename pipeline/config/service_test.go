package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // as the program carries it

	"github.com/google/go-cmp/cmp"

	"raditaji/templates"
)

// daily reads expressions of the tests, "minute hour * * *", "* * * * *" and
// "0 0 31 2 *", as the schedule's own reader would.
func daily(expression string, zone *time.Location) (func(time.Time) time.Time, error) {
	f := strings.Fields(expression)
	if len(f) != 5 {
		return nil, errors.New("not five fields")
	}
	minute, err := strconv.Atoi(f[0])
	hour, err2 := strconv.Atoi(f[1])
	switch {
	case f[0] == "*":
		return func(t time.Time) time.Time { return t.Truncate(time.Minute).Add(time.Minute) }, nil
	case f[1] == "*":
		return func(t time.Time) time.Time { return t.Truncate(time.Hour).Add(time.Hour) }, nil
	case err != nil || err2 != nil:
		return nil, errors.New("no number")
	case f[2] == "31" && f[3] == "2":
		return func(time.Time) time.Time { return time.Time{} }, nil
	}
	return func(t time.Time) time.Time {
		t = t.In(zone)
		at := time.Date(t.Year(), t.Month(), t.Day(), hour, minute, 0, 0, zone)
		if !at.After(t) {
			at = at.AddDate(0, 0, 1)
		}
		return at
	}, nil
}

const soundService = `programme: ventspils-2024-2030
share: kopmape
state: stavoklis
`

func TestAServiceFileNeedsThreeLines(t *testing.T) {
	dir := t.TempDir()
	s, faults, warnings := Load("raditaji.yaml", dir, []byte(soundService), daily)
	if len(faults)+len(warnings) > 0 {
		t.Fatalf("faults %v, warnings %v", places(faults), places(warnings))
	}
	want := Defaults()
	want.Programme, want.Share, want.State = "ventspils-2024-2030", filepath.Join(dir, "kopmape"), filepath.Join(dir, "stavoklis")
	want.Key = filepath.Join(dir, "stavoklis", "pseidonimi.key")
	if s.Zone.String() != "Europe/Riga" {
		t.Errorf("the zone is %s", s.Zone)
	}
	s.Zone = nil
	if diff := cmp.Diff(&want, s); diff != "" {
		t.Errorf("service (-want +got):\n%s", diff)
	}
}

func TestPathsAreBelowTheServiceFile(t *testing.T) {
	dir := t.TempDir()
	elsewhere := filepath.Join(t.TempDir(), "a")
	text := "programme: mana/programma.yaml\nshare: ./kopmape/\nstate: " + elsewhere + "\nlog: log/raditaji.log\n"
	s, faults, _ := Load("raditaji.yaml", dir, []byte(text), daily)
	if len(faults) > 0 {
		t.Fatal(places(faults))
	}
	got := []string{s.Programme, s.Share, s.State, s.Log}
	want := []string{
		filepath.Join(dir, "mana", "programma.yaml"), filepath.Join(dir, "kopmape"), elsewhere, filepath.Join(dir, "log", "raditaji.log"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("paths (-want +got):\n%s", diff)
	}
}

func TestFaultsOfAServiceFile(t *testing.T) {
	recipient := "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
	for _, test := range []struct {
		name string
		text string // after the sound file; without the sound file where it begins with !
		want []string
	}{
		{"an empty file", "!", []string{"1 - yaml.empty"}},
		{"a list", "!- a\n", []string{"1 - type.map"}},
		{"nothing of what is needed", "!language: lv\n", []string{"1 programme missing", "1 share missing", "1 state missing"}},
		{"a misspelt key", "setle: 10\n", []string{"4 setle key.unknown"}},
		{"a misspelt key of a map", "folders: {inboks: a}\n", []string{"4 folders.inboks key.unknown"}},
		{"a key twice", "share: b\n", []string{"4 share key.duplicate"}},
		{"a text for a number", "settle: ten\n", []string{"4 settle type.whole"}},
		{"a language that is none", "language: de\n", []string{"4 language choice"}},
		{"a zone that is none", "time_zone: Europe/Ventspils\n", []string{"4 time_zone zone.unknown"}},
		{"the machine's own zone", "time_zone: Local\n", []string{"4 time_zone zone.unknown"}},
		{"a file that settles at once", "settle: 0\n", []string{"4 settle range"}},
		{"a wider limit than the readers'", "limits: {csv: 201}\n", []string{"4 limits.csv range"}},
		{"a place to approve that is none", "approve: mail\n", []string{"4 approve choice"}},
		{"a name that is a path", "folders:\n  inbox: a/b\n", []string{"5 folders.inbox folder.name"}},
		{"a name that leaves the folder", "folders:\n  inbox: ..\n", []string{"5 folders.inbox folder.name"}},
		{"a name that Windows keeps", "folders:\n  inbox: Con\n", []string{"5 folders.inbox folder.name"}},
		{"one that looks otherwise", "folders:\n  inbox: COM¹\n", []string{"5 folders.inbox folder.name"}},
		{"another stream of a folder", "folders:\n  inbox: a:b\n", []string{"5 folders.inbox folder.name"}},
		{"a name that Windows would cut", "folders:\n  inbox: \"a \"\n", []string{"5 folders.inbox folder.name"}},
		{"two folders of one name", "folders: {returned: Rezultati}\n", []string{"4 folders.results folder.twice"}},
		{"state in the share", "!programme: a\nshare: b\nstate: b/c\n", []string{"3 state path.inside"}},
		{"the share is the state", "!programme: a\nshare: b\nstate: b\n", []string{"3 state path.inside"}},
		{"the share in the state", "!programme: a\nshare: b/c\nstate: b\n", []string{"2 share path.inside"}},
		{"the key in the share", "key: kopmape/key\n", []string{"4 key path.inside"}},
		{"an empty key", "key: \"\"\n", []string{"4 key value.empty"}},
		{"a disk without its root", "log: C:zurnals.log\n", []string{"4 log path.drive"}},
		{"the log in the share", "log: kopmape/log\n", []string{"4 log path.inside"}},
		{"two dots that stay outside", "log: kopmape/../log\n", nil},
		{"a recipient without an identity", "archive: {recipients: [" + recipient + "]}\n", []string{"4 archive archive.half"}},
		{"an identity without a recipient", "archive: {identity: a.key}\n", []string{"4 archive archive.half"}},
		{"a recipient that is none", "archive: {recipients: [abc], identity: a.key}\n", []string{"4 archive.recipients[0] archive.recipient"}},
		{"both", "archive: {recipients: [" + recipient + "], identity: a.key}\n", nil},
		{"too few fields", "schedule: {scan: \"* * *\"}\n", []string{"4 schedule.scan cron.unreadable"}},
		{"a zone of its own", "schedule: {scan: \"CRON_TZ=UTC 0 1 * * *\"}\n", []string{"4 schedule.scan cron.unreadable"}},
		{"counted from the start", "schedule: {scan: \"@every 24h\"}\n", []string{"4 schedule.scan cron.unreadable"}},
		{"a day that never comes", "schedule: {calculate: \"0 0 31 2 *\"}\n", []string{"4 schedule.calculate cron.never"}},
		{"a job that is not wanted", "schedule: {remind: never}\n", nil},
		{"an empty expression", "schedule: {remind: \"\"}\n", []string{"4 schedule.remind cron.unreadable"}},
	} {
		text := soundService + test.text
		if own, ok := strings.CutPrefix(test.text, "!"); ok {
			text = own
		}
		_, faults, warnings := Load("raditaji.yaml", t.TempDir(), []byte(text), daily)
		if diff := cmp.Diff(test.want, places(faults)); diff != "" || len(warnings) > 0 {
			t.Errorf("%s: warnings %v, faults (-want +got):\n%s", test.name, places(warnings), diff)
		}
	}
}

func TestAScheduleThatLosesAtAChangeOfClocksIsWarnedOf(t *testing.T) {
	for _, test := range []struct {
		expression string
		warned     bool
	}{
		{"29 2 * * *", false},
		{"30 2 * * *", true},
		{"0 3 * * *", true},
		{"29 4 * * *", true},
		{"30 4 * * *", false},
		{"0 13 * * *", false},
		{"* * * * *", false},
		{"0 * * * *", false},
	} {
		text := soundService + "schedule: {backup: \"" + test.expression + "\"}\n"
		_, faults, warnings := Load("raditaji.yaml", t.TempDir(), []byte(text), daily)
		if len(faults) > 0 {
			t.Fatalf("%s: %v", test.expression, places(faults))
		}
		if got := slices.Equal(places(warnings), []string{"4 schedule.backup cron.night"}); got != test.warned {
			t.Errorf("%s: warned %t, want %t", test.expression, got, test.warned)
		}
	}
}

func TestEveryCodeOfAServiceFileHasWordsInBothLanguages(t *testing.T) {
	for code := range templates.ServiceWords {
		if !slices.Contains(ServiceCodes, code) && !slices.Contains(Codes, code) {
			t.Errorf("words for %q, which is no code", code)
		}
	}
	for _, code := range ServiceCodes {
		for _, l := range []templates.Language{templates.Latvian, templates.English} {
			if text, remedy := l.ServiceFault(code, nil); text == "" || remedy == "" {
				t.Errorf("%s has no words in %s", code, l)
			}
		}
	}
}

// docs/service-file.md names every key that a service file can hold.
func TestTheServiceFilesPageNamesEveryKey(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", "service-file.md"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	var walk func(of reflect.Type, path string)
	walk = func(of reflect.Type, path string) {
		for i := range of.NumField() {
			f := of.Field(i)
			key := f.Tag.Get("yaml")
			if key == "-" {
				continue
			}
			if !strings.Contains(page, "`"+join(path, key)+"`") {
				t.Errorf("the page does not name the key %s", join(path, key))
			}
			if f.Type.Kind() == reflect.Struct {
				walk(f.Type, join(path, key))
			}
		}
	}
	walk(reflect.TypeFor[Service](), "")
}
