package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"raditaji/pipeline/archive"
	"raditaji/pipeline/config"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

type doctorCommand struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
	Errors bool
}

// A finding is something that is not as it should be.
type finding struct {
	code  string
	error bool // the service cannot do its work; else it can, for now
	args  []string
}

func bad(code string, args ...string) finding      { return finding{code, true, args} }
func doubtful(code string, args ...string) finding { return finding{code, false, args} }

// A patient is a service as the doctor looks at it. Nothing of it is changed.
type patient struct {
	c        *console
	file     string // the service's
	s        *config.Service
	now      time.Time
	running  *heldError // nil: no instance runs
	ledger   ledger.State
	examined error // why the ledger could not be looked at
	busy     bool  // some process calculates
}

// Run looks at everything a service depends on and says what to do about each
// finding: 1 where the service cannot work, 3 where it can, for now.
func (k *doctorCommand) Run(c *console, code *int) error {
	s, faults, warnings, err := c.load(k.Config)
	if err != nil {
		return err
	}
	if len(faults) > 0 {
		*code = failed // what a faulty file means for folders and keys cannot be known
		return nil
	}
	p := &patient{c: c, file: k.Config, s: s, now: now()}
	if p.running, err = holder(s.State); err != nil {
		c.log.Debug().Str("error", reasonOf(err)).Msg("the holder cannot be found out")
	}
	ctx := context.Background()
	p.busy = calculates(s.State)
	p.ledger, p.examined = ledger.Look(ctx, ledgerPath(s))
	p.busy = p.busy || calculates(s.State) // a run that begins or ends in between is no broken one
	c.say(templates.WordsDoctorHead, "file", k.Config, "now", p.time(p.now), "zone", s.TimeZone)
	if p.running != nil {
		c.say(templates.WordsDoctorRunning, "pid", strconv.Itoa(p.running.PID), "since", p.time(p.running.Since))
	} else {
		c.say(templates.WordsDoctorIdle, "file", k.Config)
	}
	counts := map[bool]int{}
	tell := func(area string, found []finding) {
		if len(found) == 0 && area != "schedule" {
			fmt.Fprintln(c.out, templates.DoctorLine(c.language, area, "good", ""))
		}
		for _, f := range found {
			counts[f.error]++
			fmt.Fprintln(c.out, templates.DoctorLine(c.language, area, levelOf(f.error), f.code, f.args...))
		}
	}
	tell("file", nil)
	tell("programme", p.programme())
	tell("folders", p.folders())
	tell("disk", p.disk())
	tell("clock", p.clock())
	tell("ledger", p.memory())
	tell("archive", p.originals())
	tell("keys", p.keys())
	late := p.late()
	tell("schedule", late)
	for _, w := range warnings {
		counts[false]++
		text, remedy := c.language.ServiceFault(w.Code, w.Args)
		fmt.Fprintln(c.out, templates.DoctorFault(c.language, "warning", fmt.Sprintf("%s:%d: %s", k.Config, w.Line, w.Path), text, remedy))
	}
	if len(late)+len(warnings) == 0 {
		fmt.Fprintln(c.out, templates.DoctorLine(c.language, "schedule", "good", ""))
	}
	tell("runs", p.runs())
	tell("leftovers", p.leftovers())

	switch {
	case counts[true] > 0:
		*code = failed
	case counts[false] > 0 && !k.Errors:
		*code = filesReturned
	default:
		*code = done
	}
	if len(counts) == 0 {
		c.say(templates.WordsDoctorGood)
		return nil
	}
	c.say(templates.WordsDoctorSum, "errors", strconv.Itoa(counts[true]), "warnings", strconv.Itoa(counts[false]))
	return nil
}

func levelOf(isError bool) string {
	if isError {
		return "error"
	}
	return "warning"
}

// time is a moment as people of the service's zone read it.
func (p *patient) time(t time.Time) string { return moment(p.s, t) }

func (p *patient) programme() []finding {
	data, err := programmeBytes(p.s.Programme)
	var faults []config.Fault
	if err == nil {
		_, faults = config.Programme(filepath.Base(p.s.Programme), data)
	}
	switch {
	case (err != nil || len(faults) > 0) && p.running != nil: // it began with one that could be used
		return []finding{doubtful("programme.kept", "programme", p.s.Programme)}
	case err != nil:
		return []finding{bad("programme.unusable", "programme", p.s.Programme, "why", p.c.reason(err))}
	case len(faults) > 0:
		text, _ := p.c.language.Fault(faults[0].Code, faults[0].Args)
		return []finding{bad("programme.faulty", "programme", p.s.Programme, "count", strconv.Itoa(len(faults)), "line", strconv.Itoa(faults[0].Line), "first", text)}
	}
	return nil
}

type nothing struct{}

func (nothing) Write(p []byte) (int, error) { return len(p), nil }

func (p *patient) folders() (found []finding) {
	dirs := append(shareFolders(p.s), p.s.State)
	if info, err := os.Stat(p.s.Share); err == nil && !info.IsDir() {
		found = append(found, bad("share.file", "folder", p.s.Share))
		dirs = []string{p.s.State}
	} else if _, err := os.ReadDir(p.s.Share); err != nil {
		found = append(found, bad("share.missing", "folder", p.s.Share, "why", p.cause(err)))
		dirs = []string{p.s.State}
	}
	for _, dir := range dirs {
		f, ok := p.usable(dir)
		switch {
		case p.leadsOut(dir):
			f, ok = bad("folder.link", "folder", dir), false
		case f.code == "folder.missing" && dir == filepath.Join(p.s.Share, p.s.Folders.Inbox, p.s.Folders.Check):
			f.error = false // only checks need it
		}
		same := func(g finding) bool { return f.code == g.code && slices.Equal(f.args[2:], g.args[2:]) }
		if ok || f.code == "folder.refuses" && slices.ContainsFunc(found, same) { // one disk is one finding
			continue
		}
		found = append(found, f)
	}
	if owner := otherOwner(p.s.State, ""); mayAll() && owner != "" {
		found = append(found, doubtful("account.other", "owner", owner))
	}
	found = append(found, p.inbox()...)
	found = append(found, p.unanswered()...)
	found = append(found, p.taken()...)
	strangers := p.strangers()
	found = append(found, strangers...)
	found = append(found, p.elsewhere(strangers)...)
	if othersMayRead(p.s.State) {
		found = append(found, doubtful("state.open", "folder", p.s.State))
	}
	if remote(p.s.State) {
		found = append(found, bad("state.remote", "folder", p.s.State))
	}
	if len(filepath.VolumeName(p.s.Share)) == len("C:") && remote(p.s.Share) {
		found = append(found, doubtful("share.letter", "folder", p.s.Share))
	}
	share, err := filepath.EvalSymlinks(p.s.Share)
	state, err2 := filepath.EvalSymlinks(p.s.State)
	if err == nil && err2 == nil && (share == state || below(share, state) != "") {
		found = append(found, bad("state.shared", "folder", p.s.State))
	}
	return found
}

// inbox finds sub-folders that people made and that cannot be tidied, and files
// that cannot be opened: nothing of either leaves the inbox.
func (p *patient) inbox() (found []finding) {
	base := filepath.Join(p.s.Share, p.s.Folders.Inbox)
	check := filepath.Join(base, p.s.Folders.Check)
	var denied, closed, waiting []string
	_ = filepath.WalkDir(base, func(path string, d fs.DirEntry, err error) error {
		name := below(base, path)
		switch {
		case name == "" || path == check: // said with the folders
		case err != nil || d.IsDir():
			if f, ok := p.usable(path); !ok && f.code != "folder.refuses" { // the disk's fault is said with the folders
				denied = append(denied, name)
			}
		case d.Type().IsRegular() && !notTakenIn(d.Name()):
			f, err := os.Open(path)
			if err == nil {
				err = f.Close()
			}
			switch {
			case err == nil && p.waits(path, d):
				waiting = append(waiting, name)
			case err != nil && !errors.Is(err, fs.ErrNotExist): // taken in by now
				closed = append(closed, name)
			}
		}
		return nil
	})
	for _, of := range []struct {
		code  string
		names []string
	}{{"inbox.denied", denied}, {"inbox.closed", closed}, {"inbox.waiting", waiting}} {
		if len(of.names) > 0 {
			found = append(found, doubtful(of.code, "count", strconv.Itoa(len(of.names)), "name", sources.WithoutCodes(of.names[0])))
		}
	}
	return found
}

// unanswered finds sub-folders whose files a running service took in and could not
// answer.
func (p *patient) unanswered() (found []finding) {
	count, folder, since := 0, "", time.Time{}
	for _, of := range p.ledger.Unanswered {
		if p.running == nil || p.now.Sub(of.Since) < answerWithin || p.now.Sub(p.running.Since) < answerWithin {
			continue
		}
		if count == 0 || of.Since.Before(since) {
			folder, since = of.Folder, of.Since
		}
		count += of.Count
	}
	if count == 0 {
		return nil
	}
	name := filepath.ToSlash(filepath.Join(p.s.Folders.Inbox, filepath.FromSlash(folder)))
	return []finding{doubtful("inbox.unanswered", "count", strconv.Itoa(count), "name", name, "since", p.time(since))}
}

// answerWithin is by when a file that was taken in has its answer.
const answerWithin = 2 * time.Minute

// waits says that a file stands in the inbox though a running service was due to
// scan it twice and had some time. Nothing came into its folder since, either: a
// copied file may be older than its copy.
func (p *patient) waits(path string, d fs.DirEntry) bool {
	info, err := d.Info()
	folder, err2 := os.Stat(filepath.Dir(path))
	if p.running == nil || err != nil || err2 != nil || systemsOwn(d.Name()) {
		return false
	}
	since := p.running.Since
	for _, t := range []time.Time{info.ModTime(), folder.ModTime()} {
		if t.After(since) {
			since = t
		}
	}
	for _, job := range p.s.Schedule.Jobs() {
		if job.Name != "scan" || job.Expression == config.Never {
			continue
		}
		next, err := cronNext(job.Expression, p.s.Zone)
		return err == nil && next(next(since)).Add(5*time.Minute).Before(p.now)
	}
	return false
}

// systemsOwn are files that a system lays into every folder.
func systemsOwn(base string) bool {
	lower := strings.ToLower(base)
	return strings.HasPrefix(base, ".") || lower == "thumbs.db" || lower == "desktop.ini"
}

// probe is what the doctor writes to see whether it may; no scan takes it in.
const probe = ".raditaji-doctor.tmp"

// usable says whether a folder can be read, written and tidied, or what is wrong.
func (p *patient) usable(dir string) (finding, bool) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return bad("folder.missing", "folder", dir), false
	case err != nil:
		return bad("folder.unreadable", "folder", dir, "why", p.cause(err)), false
	case !info.IsDir():
		return bad("folder.file", "folder", dir), false
	}
	if _, err := os.ReadDir(dir); err != nil {
		return bad("folder.unreadable", "folder", dir, "why", p.cause(err)), false
	}
	path := filepath.Join(dir, probe)
	err = os.WriteFile(path, []byte("raditaji doctor\n"), 0o600)
	if err == nil {
		err = os.Remove(path)
	}
	switch {
	case err == nil:
		return finding{}, true
	case errors.Is(err, fs.ErrPermission):
		return bad("folder.denied", "folder", dir, "why", p.cause(err)), false
	}
	return bad("folder.refuses", "folder", dir, "why", p.cause(err)), false
}

// cause is why something went wrong, without the path, which the sentence names.
func (p *patient) cause(err error) string {
	if errors.Is(err, errNoKey) {
		return templates.WordsNoKey.In(p.c.language)
	}
	if why := templates.Cause(p.c.language, err); why != "" {
		return why
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return sources.WithoutCodes(err.Error())
}

// Below these the disk is full, or will be soon: a scan may take in many files
// of up to 200 MiB.
const (
	fullBelow = 500 << 20
	lowBelow  = 2 << 30
)

func (p *patient) disk() (found []finding) {
	for _, dir := range []string{p.s.Share, p.s.State} {
		free, err := freeSpace(dir)
		args := []string{"folder", dir, "free", strconv.FormatUint(free>>20, 10)}
		switch {
		case errors.Is(err, fs.ErrNotExist): // said with the folders
		case err != nil:
			found = append(found, doubtful("disk.unknown", "folder", dir, "why", p.cause(err)))
		case free < fullBelow:
			found = append(found, bad("disk.full", args...))
		case free < lowBelow:
			found = append(found, doubtful("disk.low", args...))
		}
	}
	return found
}

// skew is by how much clocks may differ before it is said.
const skew = 2 * time.Minute

// written is before any day on which this program can run.
var written = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

func (p *patient) clock() (found []finding) {
	if p.now.Before(written) {
		found = append(found, bad("clock.old", "now", p.time(p.now)))
	}
	if last := p.ledger.LastEntry; last.After(p.now.Add(skew)) {
		found = append(found, bad("clock.back", "now", p.time(p.now), "last", p.time(last)))
	}
	if ok, until := p.ledger.ClockTrusted(p.now); !ok && !until.IsZero() {
		found = append(found, doubtful("clock.jumped", "until", p.time(until)))
	}
	path := filepath.Join(p.s.Share, probe)
	if os.WriteFile(path, nil, 0o600) == nil {
		info, err := os.Stat(path)
		if err == nil {
			if off := info.ModTime().Sub(p.now).Abs(); off > skew {
				found = append(found, doubtful("clock.share", "seconds", strconv.Itoa(int(off.Seconds()))))
			}
		}
		_ = os.Remove(path) // said with the folders where it cannot be
	}
	count, first := 0, ""
	p.walk(filepath.Join(p.s.Share, p.s.Folders.Inbox), func(name string, info fs.FileInfo) {
		if info.ModTime().After(p.now.Add(skew)) {
			if count++; first == "" {
				first = name
			}
		}
	})
	if count > 0 {
		found = append(found, doubtful("clock.future", "count", strconv.Itoa(count), "name", sources.WithoutCodes(first)))
	}
	return found
}

// walk tells the regular files below a folder by their paths below it. What
// cannot be read is said with the folders.
func (p *patient) walk(dir string, tell func(name string, info fs.FileInfo)) {
	_ = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil
		}
		if info, err := d.Info(); err == nil {
			tell(name, info)
		}
		return nil
	})
}

func (p *patient) memory() []finding {
	path := ledgerPath(p.s)
	switch err := p.examined; {
	case err == nil && p.ledger.Version == 0:
		return p.lost() // the first start fills it
	case err == nil:
		return p.backups()
	case errors.Is(err, ledger.ErrHalf):
		return []finding{bad("ledger.half", p.toRestore()...)}
	case errors.Is(err, fs.ErrNotExist):
		return p.lost() // the first start makes it
	case errors.Is(err, ledger.ErrNewer):
		return []finding{bad("ledger.newer")}
	case errors.Is(err, ledger.ErrDamaged):
		return []finding{bad("ledger.damaged", p.toRestore()...)}
	case errors.Is(err, ledger.ErrForeign):
		return []finding{bad("ledger.foreign", "file", path)}
	case templates.Cause(p.c.language, err) == "": // the system gave all bytes, and they mean nothing
		p.c.log.Info().Str("error", reasonOf(err)).Msg("the ledger cannot be understood")
		return []finding{bad("ledger.damaged", p.toRestore()...)}
	default:
		return []finding{bad("ledger.unreadable", "why", p.cause(err))}
	}
}

// toRestore is what raditaji restore is to be given.
func (p *patient) toRestore() []string {
	best, err := newestSound(context.Background(), backupsPath(p.s))
	if err != nil || best == "" {
		best = templates.WordsBackupAny.In(p.c.language)
	}
	return []string{"config", p.file, "backup", best}
}

// lost finds an archive whose ledger is gone.
func (p *patient) lost() []finding {
	kept := false
	p.walk(archivePath(p.s), func(string, fs.FileInfo) { kept = true })
	if kept {
		return []finding{bad("ledger.lost", p.toRestore()...)}
	}
	return nil
}

// backups finds that the newest backup could not be restored, and that others may
// read some.
func (p *patient) backups() (found []finding) {
	dir := backupsPath(p.s)
	names, err := backupsIn(dir)
	if err != nil || len(names) == 0 {
		return nil // that none was made is said with the schedule
	}
	path := filepath.Join(dir, names[0])
	if _, err := ledger.Backed(context.Background(), path); err != nil {
		found = append(found, doubtful("backup.bad", "file", path, "why", p.c.whyBad(err)))
	}
	open := 0
	for _, name := range names {
		if othersMayRead(filepath.Join(dir, name)) {
			open++
		}
	}
	if open > 0 {
		found = append(found, doubtful("backup.open", "count", strconv.Itoa(open), "folder", dir))
	}
	return found
}

// originals finds what the archive holds and the ledger does not know, and what the
// ledger knows and the archive does not hold. A service may take files in and delete
// them meanwhile, so what seems wrong is looked up again.
func (p *patient) originals() []finding {
	if p.examined != nil || p.ledger.Version != p.ledger.Known {
		return nil // what it remembers is not known
	}
	unreadable := func(err error) []finding {
		return []finding{bad("archive.unreadable", "folder", archivePath(p.s), "why", p.cause(err))}
	}
	archived, err := archive.Beside(archivePath(p.s), archive.Keys{})
	if err != nil {
		return unreadable(err)
	}
	list, err := archived.All()
	if err != nil && !errors.Is(err, fs.ErrNotExist) { // the first start makes it
		return unreadable(err)
	}
	remembered, err := ledger.Originals(context.Background(), ledgerPath(p.s))
	if err != nil {
		return []finding{bad("ledger.unreadable", "why", p.cause(err))}
	}
	return p.unlike(archived, list, remembered)
}

// unlike finds in what an archive and a ledger differ.
func (p *patient) unlike(archived *archive.Archive, list []archive.Original, remembered []ledger.Original) (found []finding) {
	there, known := map[string]bool{}, map[string]bool{}
	for _, o := range list {
		there[o.SHA256] = true
	}
	var lost, unused []string
	for _, o := range remembered {
		known[o.SHA256] = true
		if there[o.SHA256] {
			continue
		}
		if has, err := archived.Has(o.SHA256); has || err != nil {
			continue
		}
		if o.Counts {
			lost = append(lost, o.File)
		} else {
			unused = append(unused, o.File)
		}
	}
	var orphans []archive.Original
	for _, o := range list {
		if known[o.SHA256] || p.running != nil && p.now.Sub(o.Kept) < leftoverAge { // it may be in hand
			continue
		}
		if has, err := archived.Has(o.SHA256); has && err == nil {
			orphans = append(orphans, o)
		}
	}
	if len(lost) > 0 {
		found = append(found, bad("archive.lost", "count", strconv.Itoa(len(lost)), "name", sources.WithoutCodes(lost[0])))
	}
	if len(unused) > 0 {
		found = append(found, doubtful("archive.lost.unused", "count", strconv.Itoa(len(unused)), "name", sources.WithoutCodes(unused[0])))
	}
	if len(orphans) > 0 {
		first := slices.MinFunc(orphans, func(a, b archive.Original) int { return a.Kept.Compare(b.Kept) })
		months, code := p.s.Retention.Originals, "archive.orphans"
		if months == 0 {
			months = p.s.Retention.Returned
		}
		if months == 0 {
			code = "archive.orphans.kept"
		}
		found = append(found, doubtful(code, "count", strconv.Itoa(len(orphans)), "first", first.SHA256[:12],
			"at", p.time(first.Kept), "until", p.time(first.Kept.AddDate(0, months, 0))))
	}
	return found
}

func (p *patient) keys() (found []finding) {
	secret, err := readKey(p.s.Key)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		found = append(found, bad("key.missing", "file", p.s.Key))
	case err != nil:
		found = append(found, bad("key.unreadable", "file", p.s.Key, "why", p.cause(err)))
	default:
		if id := keyID(secret); len(p.ledger.Keys) > 0 && !slices.Contains(p.ledger.Keys, id) {
			found = append(found, doubtful("key.other", "id", id, "known", strings.Join(p.ledger.Keys, ", ")))
		}
	}
	if _, err := archiveKeys(p.s); err != nil {
		why := templates.Cause(p.c.language, err)
		switch path := pathOf(err); {
		case why == "":
			why = templates.WordsNoAgeKey.In(p.c.language)
		case path != "":
			why = path + ": " + why
		}
		found = append(found, bad("archive.keys", "why", why))
	}
	for _, path := range []string{p.s.Key, p.s.Archive.Identity} {
		if path != "" && othersMayRead(path) {
			found = append(found, doubtful("key.open", "file", path))
		}
	}
	return found
}

// archiveKeys reads the archive's keys; an archive that is not encrypted has none.
func archiveKeys(s *config.Service) (archive.Keys, error) {
	var identity []byte
	if s.Archive.Identity != "" {
		var err error
		if identity, err = os.ReadFile(s.Archive.Identity); err != nil {
			return archive.Keys{}, fmt.Errorf("reading the archive's key: %w", err)
		}
	}
	return archive.ParseKeys(s.Archive.Recipients, string(identity))
}

// late finds a service that has run and stands still, jobs that failed last, and
// jobs that were due twice since they last came to a good end.
func (p *patient) late() (found []finding) {
	switch {
	case p.running != nil || p.ledger.Version == 0 || p.examined != nil: // said before, or there is nothing to say
	case p.ledger.Version < p.ledger.Known:
		found = append(found, doubtful("service.older", "config", p.file))
	default:
		found = append(found, doubtful("service.stopped", "config", p.file, "last", p.time(p.ledger.LastEntry)))
	}
	failed := map[string]bool{}
	for _, j := range p.ledger.FailedJobs {
		failed[j.Name] = true
		found = append(found, doubtful("job.failed", "job", j.Name, "at", p.time(j.Finished), "why", templates.JobEnd(p.c.language, sources.WithoutCodes(j.Failure))))
	}
	for _, job := range p.s.Schedule.Jobs() {
		last, ever := p.ledger.LastJobs[job.Name]
		if job.Expression == config.Never || !ever || failed[job.Name] {
			continue
		}
		next, err := cronNext(job.Expression, p.s.Zone)
		if err == nil && next(next(last)).Add(time.Hour).Before(p.now) {
			found = append(found, doubtful("job.late", "job", job.Name, "last", p.time(last)))
		}
	}
	return found
}

// A job or run that takes longer than this is worth a look; a year takes minutes.
const tooLong = 3 * time.Hour

func (p *patient) runs() (found []finding) {
	for _, r := range append(p.ledger.OpenRuns, p.ledger.EndedRuns...) {
		args := []string{"run", strconv.FormatInt(r.ID, 10), "year", strconv.Itoa(r.Year), "since", p.time(r.Started),
			"why", templates.RunEnd(p.c.language, r.End.Code, r.End.Why)}
		switch {
		case r.Open() && p.busy:
			if p.now.Sub(r.Started) > tooLong {
				found = append(found, doubtful("run.long", args...))
			}
		case p.done(r):
		case r.End.How == ledger.Failed:
			found = append(found, doubtful("run.failed", args...))
		default:
			found = append(found, doubtful("run.broken", args...))
		}
	}
	for _, r := range p.ledger.Unlaid {
		if p.busy {
			continue
		}
		code := "run.unlaid"
		switch {
		case r.Gone && r.Lies.Run == r.ID:
			code = "run.gone"
		case r.Gone:
			code = "run.gone.other"
		}
		found = append(found, doubtful(code, "config", p.file, "run", strconv.FormatInt(r.ID, 10), "year", strconv.Itoa(r.Year),
			"folder", p.s.Folders.Results+"/"+strconv.Itoa(r.Year), "lies", strconv.FormatInt(r.Lies.Run, 10), "history", p.s.Folders.History))
	}
	for _, j := range p.ledger.OpenJobs {
		if p.running != nil && !j.Started.Before(p.running.Since) && p.now.Sub(j.Started) > tooLong {
			found = append(found, doubtful("job.long", "job", j.Name, "since", p.time(j.Started)))
		}
	}
	return found
}

// done says that a job of calculating ended well after a run that has no results:
// it was done again, if there still was something to do.
func (p *patient) done(r ledger.Run) bool { return p.ledger.LastJobs["calculate"].After(r.Started) }

// leftoverAge is how old a temporary file is when nobody can be writing it any more.
const leftoverAge = time.Hour

func (p *patient) leftovers() (found []finding) {
	f := p.s.Folders
	for _, dir := range []string{
		filepath.Join(p.s.Share, f.Forms), filepath.Join(p.s.Share, f.Accepted), filepath.Join(p.s.Share, f.Returned),
		filepath.Join(p.s.Share, f.Results), p.s.State,
	} {
		count := 0
		p.walk(dir, func(name string, info fs.FileInfo) {
			if filepath.Ext(name) == ".tmp" && p.now.Sub(info.ModTime()) > leftoverAge {
				count++
			}
		})
		if count > 0 {
			found = append(found, doubtful("leftover.temporary", "folder", dir, "count", strconv.Itoa(count)))
		}
	}
	count, first := 0, ""
	p.walk(filepath.Join(p.s.Share, f.Inbox), func(name string, info fs.FileInfo) {
		if notTakenIn(filepath.Base(name)) && p.now.Sub(info.ModTime()) > 24*time.Hour {
			if count++; first == "" {
				first = name
			}
		}
	})
	if count > 0 {
		found = append(found, doubtful("leftover.inbox", "count", strconv.Itoa(count), "name", sources.WithoutCodes(first)))
	}
	return found
}

// notTakenIn are names of temporary files that may hold somebody's data. What the
// system itself leaves in every folder is not worth a word.
func notTakenIn(base string) bool {
	lower := strings.ToLower(base)
	for _, ending := range []string{".tmp", ".part", ".crdownload"} {
		if strings.HasSuffix(lower, ending) {
			return true
		}
	}
	return strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".") && lower != ".ds_store" && !strings.HasPrefix(base, "._")
}

func ledgerPath(s *config.Service) string  { return filepath.Join(s.State, "ledger.db") }
func archivePath(s *config.Service) string { return filepath.Join(s.State, archiveName) }
func backupsPath(s *config.Service) string { return filepath.Join(s.State, "backups") }
