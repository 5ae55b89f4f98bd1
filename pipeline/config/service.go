package config

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"raditaji/sources"
)

// A Service is a service file: where the shared folder is, what is remembered
// where, and when the jobs run. Its paths are absolute.
type Service struct {
	Programme string    `yaml:"programme"` // id of a shipped programme, or path of a programme file (.yaml)
	Share     string    `yaml:"share"`     // the shared folder
	Folders   Folders   `yaml:"folders"`
	State     string    `yaml:"state"`     // on a local disk: ledger, archive, key, backups
	Key       string    `yaml:"key"`       // file with the key of pseudonyms
	Language  string    `yaml:"language"`  // of everything that people read: lv or en
	TimeZone  string    `yaml:"time_zone"` // of the schedule and of everything that people read
	Settle    int       `yaml:"settle"`    // seconds for which a file must stay as it is before it is taken in
	Approve   string    `yaml:"approve"`   // where a year may be approved: folder (there and by command) or command
	Limits    Limits    `yaml:"limits"`
	Schedule  Schedule  `yaml:"schedule"`
	Retention Retention `yaml:"retention"`
	Archive   Archive   `yaml:"archive"`
	Log       string    `yaml:"log"` // file; empty: standard error

	Zone *time.Location `yaml:"-"` // of TimeZone
}

// Folders are the names of the folders in the shared folder.
type Folders struct {
	Inbox    string `yaml:"inbox"`
	Check    string `yaml:"check"` // in Inbox
	Forms    string `yaml:"forms"`
	Accepted string `yaml:"accepted"`
	Returned string `yaml:"returned"`
	Results  string `yaml:"results"`
	History  string `yaml:"history"` // in each year's folder of Results
}

// Limits bound what one file may cost. They can only be narrower than the
// readers' own.
type Limits struct {
	CSV      int `yaml:"csv"`      // MiB
	Workbook int `yaml:"workbook"` // MiB
	Seconds  int `yaml:"seconds"`  // to read it
	Memory   int `yaml:"memory"`   // MiB to read it in
}

// A Schedule has a cron expression for each job, or Never.
type Schedule struct {
	Scan      string `yaml:"scan"`
	Calculate string `yaml:"calculate"`
	Templates string `yaml:"templates"`
	Remind    string `yaml:"remind"`
	Retention string `yaml:"retention"`
	Backup    string `yaml:"backup"`
}

// Never is the schedule of a job that does not run by itself.
const Never = "never"

// Retention says how long what holds personal data is kept; 0 is for ever.
type Retention struct {
	Originals int `yaml:"originals"` // months, in the archive and among the accepted
	Returned  int `yaml:"returned"`  // months, for files that nobody corrected
	Backups   int `yaml:"backups"`   // number of backups of the ledger
}

// An Archive says whether originals are encrypted; without recipients they are not.
type Archive struct {
	Recipients []string `yaml:"recipients"` // age1…
	Identity   string   `yaml:"identity"`   // file with the key that opens them
}

// Defaults are what a service file need not say. Paths are below the file's folder.
func Defaults() Service {
	return Service{
		Folders: Folders{
			Inbox: "ienakosie", Check: "parbaude", Forms: "veidnes", Accepted: "pienemtie", Returned: "atgrieztie",
			Results: "rezultati", History: "vesture",
		},
		Language: "lv", TimeZone: "Europe/Riga", Settle: 10, Approve: "folder",
		Limits: Limits{CSV: sources.MaxSize >> 20, Workbook: maxWorkbook, Seconds: 60, Memory: 1024},
		Schedule: Schedule{
			Scan: "* * * * *", Calculate: "0 1 * * *", Templates: "0 6 * * *", Remind: "0 8 * * 1", Retention: "0 5 * * *", Backup: "30 5 * * *",
		},
		Retention: Retention{Originals: 60, Returned: 12, Backups: 14},
	}
}

// maxWorkbook is the contract's limit of a workbook in MiB.
const maxWorkbook = 30

// A Cron reads a cron expression and gives the first moment after another at
// which it is due; zero where there is none within years. It lives where the
// schedule does.
type Cron func(expression string, zone *time.Location) (next func(time.Time) time.Time, err error)

// ServiceCodes are the codes of the faults that only a service file has.
// templates.ServiceWords has words for each.
var ServiceCodes = []string{
	"archive.half", "archive.recipient", "cron.never", "cron.night", "cron.unreadable", "folder.name", "folder.twice",
	"path.drive", "path.inside", "zone.unknown",
}

// Load reads a service file; name is what the faults call it, dir the folder in
// which it lies and below which its relative paths are. A service with faults is
// not to be run; warnings are what it may do, but hardly wants to.
func Load(name, dir string, data []byte, cron Cron) (s *Service, faults, warnings []Fault) {
	defaults := Defaults()
	s = &defaults
	r := &reader{file: name, at: map[string]place{}, bad: map[string]bool{}}
	root := r.parse(data)
	if root == nil {
		return s, byPlace(r.faults), nil
	}
	r.fill(root, reflect.ValueOf(s).Elem(), "")
	c := serviceChecker{checker: checker{reader: r}, s: s, dir: dir, cron: cron}
	c.service()
	for _, f := range byPlace(r.faults) {
		if f.Code == "cron.night" {
			warnings = append(warnings, f)
		} else {
			faults = append(faults, f)
		}
	}
	return s, faults, warnings
}

// A serviceChecker looks for what a well-formed service file can still get wrong.
type serviceChecker struct {
	checker
	s    *Service
	dir  string
	cron Cron
}

func (c *serviceChecker) service() {
	s := c.s
	c.need("programme", s.Programme)
	c.paths()
	c.folders()
	c.choice("language", s.Language, []string{"lv", "en"})
	c.notEmpty("language", s.Language)
	c.between("settle", s.Settle, 1, 3600)
	c.choice("approve", s.Approve, []string{"folder", "command"})
	c.notEmpty("approve", s.Approve)
	c.between("limits.csv", s.Limits.CSV, 1, sources.MaxSize>>20)
	c.between("limits.workbook", s.Limits.Workbook, 1, maxWorkbook)
	c.between("limits.seconds", s.Limits.Seconds, 1, 600)
	c.between("limits.memory", s.Limits.Memory, 128, 16_384)
	c.between("retention.originals", s.Retention.Originals, 0, 1200)
	c.between("retention.returned", s.Retention.Returned, 0, 1200)
	c.between("retention.backups", s.Retention.Backups, 1, 1000)
	c.archive()
	c.schedule()
}

// notEmpty checks a text that has a default: the file may leave it out, but not
// empty it.
func (c *serviceChecker) notEmpty(path, text string) {
	if strings.TrimSpace(text) == "" {
		c.fault(path, "value.empty")
	}
}

// paths makes every path absolute. What is remembered, and every key, must not
// lie where people can reach it.
func (c *serviceChecker) paths() {
	s := c.s
	share, state := c.need("share", s.Share), c.need("state", s.State)
	if _, given := c.at["key"]; given {
		c.notEmpty("key", s.Key)
	} else if s.Key == "" && state {
		s.Key = filepath.Join(s.State, "pseidonimi.key")
	}
	if ext := strings.ToLower(filepath.Ext(s.Programme)); ext == ".yaml" || ext == ".yml" {
		s.Programme = c.absolute("programme", s.Programme)
	}
	for _, p := range []struct {
		key  string
		path *string
	}{{"share", &s.Share}, {"state", &s.State}, {"key", &s.Key}, {"log", &s.Log}, {"archive.identity", &s.Archive.Identity}} {
		*p.path = c.absolute(p.key, *p.path)
	}
	if !share {
		return
	}
	apart := func(path, inner string) {
		if inner != "" && within(inner, s.Share) {
			c.fault(path, "path.inside", "inner", inner, "outer", s.Share)
		}
	}
	if state && !within(s.State, s.Share) && within(s.Share, s.State) {
		c.fault("share", "path.inside", "inner", s.Share, "outer", s.State)
	}
	apart("state", s.State)
	if _, given := c.at["key"]; given {
		apart("key", s.Key)
	}
	apart("log", s.Log)
	apart("archive.identity", s.Archive.Identity)
}

// withoutRoot is a path on a disk of Windows that means another folder for each
// program: C:mape is in the folder where it was started.
var withoutRoot = regexp.MustCompile(`^[A-Za-z]:([^/\\]|$)`)

// absolute is a path below the service file's folder, as the system writes it.
func (c *serviceChecker) absolute(key, path string) string {
	if path == "" {
		return ""
	}
	path = filepath.FromSlash(path)
	switch {
	case withoutRoot.MatchString(path):
		c.fault(key, "path.drive", "got", short(path))
	case filepath.IsAbs(path):
	case os.IsPathSeparator(path[0]): // on Windows of the disk on which the service file lies
		path = filepath.VolumeName(c.dir) + path
	default:
		path = filepath.Join(c.dir, path)
	}
	return filepath.Clean(path)
}

// within says that one path is another or lies below it.
func within(inner, outer string) bool {
	rel, err := filepath.Rel(outer, inner)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// plainName is a folder's name that every system and share takes alike.
var plainName = regexp.MustCompile(`^[\pL\pN]([\pL\pN _-]*[\pL\pN_-])?$`)

// windowsNames cannot be folders on Windows.
var windowsNames = regexp.MustCompile(`(?i)^(con|prn|aux|nul|(com|lpt)[0-9¹²³])$`)

func (c *serviceChecker) folders() {
	f := &c.s.Folders
	var names []string
	for _, folder := range []struct{ path, name string }{
		{"folders.inbox", f.Inbox}, {"folders.forms", f.Forms}, {"folders.accepted", f.Accepted},
		{"folders.returned", f.Returned}, {"folders.results", f.Results}, {"folders.check", f.Check}, {"folders.history", f.History},
	} {
		switch {
		case !plainName.MatchString(folder.name) || windowsNames.MatchString(folder.name):
			c.fault(folder.path, "folder.name", "got", short(folder.name))
		case folder.path == "folders.check", folder.path == "folders.history": // in folders of their own
		default:
			names = c.once(folder.path, strings.ToLower(folder.name), "folder.twice", names)
		}
	}
}

// recipientText is the look of age's recipients; the archive reads them whole.
var recipientText = regexp.MustCompile(`^age1[0-9a-z]{20,}$`)

// archive wants both keys or none: what is encrypted must be read again by the
// next run.
func (c *serviceChecker) archive() {
	a := &c.s.Archive
	if (len(a.Recipients) > 0) != (a.Identity != "") {
		c.fault("archive", "archive.half")
	}
	for i, r := range a.Recipients {
		if !recipientText.MatchString(r) {
			c.fault("archive.recipients["+strconv.Itoa(i)+"]", "archive.recipient", "got", short(r))
		}
	}
}

// A Job is a job's name with its cron expression.
type Job struct{ Name, Expression string }

// Jobs are all jobs of the schedule, in the order in which they are told.
func (s *Schedule) Jobs() []Job {
	return []Job{
		{"scan", s.Scan}, {"calculate", s.Calculate}, {"templates", s.Templates}, {"remind", s.Remind}, {"retention", s.Retention}, {"backup", s.Backup},
	}
}

func (c *serviceChecker) schedule() {
	zone, err := time.LoadLocation(c.s.TimeZone)
	if err != nil || slices.Contains([]string{"", "Local"}, c.s.TimeZone) {
		c.fault("time_zone", "zone.unknown", "got", short(c.s.TimeZone))
		zone = time.UTC
	}
	c.s.Zone = zone
	for _, job := range c.s.Schedule.Jobs() {
		path := "schedule." + job.Name
		if job.Expression == Never {
			continue
		}
		if strings.HasPrefix(job.Expression, "@every") || strings.Contains(job.Expression, "TZ=") {
			// The first counts from each start, the second has a time zone of its own.
			c.fault(path, "cron.unreadable", "got", short(job.Expression))
			continue
		}
		next, err := c.cron(job.Expression, zone)
		switch {
		case err != nil:
			c.fault(path, "cron.unreadable", "got", short(job.Expression))
		case next(lintFrom).IsZero():
			c.fault(path, "cron.never", "got", short(job.Expression))
		case atNight(next, zone):
			c.fault(path, "cron.night", "got", short(job.Expression))
		}
	}
}

// lintFrom is a leap year's begin, so that 29 February is a day that comes.
var lintFrom = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// atNight says that a schedule has a moment between 02:30 and 04:30, when clocks
// change: it is then passed over in spring and comes twice in autumn. What runs
// every hour or oftener loses nothing by it.
func atNight(next func(time.Time) time.Time, zone *time.Location) bool {
	night, often := false, true
	last := lintFrom
	for at := next(lintFrom); !at.IsZero() && at.Before(lintFrom.AddDate(1, 0, 0)) && !(night && !often); at = next(at) {
		minute := at.In(zone).Hour()*60 + at.In(zone).Minute()
		night = night || minute >= 150 && minute < 270
		if at.Sub(last) > 2*time.Hour {
			often = false
		}
		last = at
		if often && at.Sub(lintFrom) > 48*time.Hour {
			return false
		}
	}
	return night && !often
}
