package main

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"raditaji/pipeline"
	"raditaji/pipeline/archive"
	"raditaji/pipeline/config"
	"raditaji/pipeline/ledger"
	"raditaji/templates"
)

// A house is a service with all that it remembers open.
type house struct {
	service  *config.Service
	ledger   *ledger.Ledger
	archive  *archive.Archive
	pipeline *pipeline.Pipeline
	keyID    string
	log      zerolog.Logger
	requests chan struct{} // something is to be answered
	failed   int           // files that the last scan could not take

	one    sync.Mutex // of pipeline, where jobs run beside each other
	faulty string     // SHA-256 of a programme file that cannot be used, or why it cannot be read
}

// current is the pipeline by which a job that begins now works.
func (h *house) current() *pipeline.Pipeline {
	h.one.Lock()
	defer h.one.Unlock()
	return h.pipeline
}

// open opens what a service remembers. The state folder must be held: an older
// ledger is migrated.
func (c *console) open(ctx context.Context, s *config.Service, file string, log zerolog.Logger) (*house, error) {
	return c.openWith(ctx, s, file, log, archive.Open)
}

// openWith is open with the archive as it is opened by one process or another.
func (c *console) openWith(ctx context.Context, s *config.Service, file string, log zerolog.Logger,
	opened func(dir string, keys archive.Keys) (*archive.Archive, error),
) (*house, error) {
	h := &house{service: s, log: log, requests: make(chan struct{}, 1)}
	programme, sha, bytes, err := c.programmeFile(s.Programme)
	if err != nil {
		return nil, err
	}
	secret, err := readKey(s.Key)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, failedBecause(templates.WordsKeyMissing, "file", s.Key, "folder", filepath.Dir(s.State))
	case errors.Is(err, errNoKey):
		return nil, failedBecause(templates.WordsKeyUnreadable, "file", s.Key)
	case err != nil:
		return nil, err
	}
	h.keyID = keyID(secret)
	keys, err := archiveKeys(s)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return nil, failedBecause(templates.WordsIdentityMissing, "file", s.Archive.Identity)
	case err != nil:
		return nil, failedBecause(templates.WordsArchiveKeysBroken)
	}
	if h.archive, err = opened(archivePath(s), keys); err != nil {
		return nil, c.stateRefuses(s, err)
	}
	if h.ledger, err = ledger.Open(ctx, ledgerPath(s), ledger.Options{Now: now}); err != nil {
		return nil, c.ledgerError(s, err)
	}
	known, err := h.ledger.NoticeKey(ctx, h.keyID)
	if err != nil {
		return nil, errors.Join(err, h.close())
	}
	if !known {
		log.Warn().Str("key", h.keyID).Msg("the key of pseudonyms is another than before")
	}
	h.pipeline = &pipeline.Pipeline{
		Programme: programme, ProgrammeSHA: sha, ProgrammeFile: bytes, Version: version, Language: languageIn(s), Secret: secret, Log: log,
		Ledger: h.ledger, Archive: h.archive, Now: func() time.Time { return now().In(s.Zone) },
		Alone: locked(s.State, runLock, nil), InFolder: locked(s.State, folderLock, nil),
		Share: shareOf(s),
	}
	if h.pipeline.ReadCommand, err = readCommand(s); err != nil {
		return nil, errors.Join(err, h.close())
	}
	return h, nil
}

// shareOf is a service's shared folder as nobody has looked at it yet.
func shareOf(s *config.Service) *pipeline.Share {
	return &pipeline.Share{
		Dir: s.Share, Folders: s.Folders, Limits: s.Limits, Settle: time.Duration(s.Settle) * time.Second, ApproveHere: s.Approve == "folder",
	}
}

// languageIn is the language of what people read in the shared folder.
func languageIn(s *config.Service) templates.Language { return templates.Language(s.Language) }

func (h *house) close() error { return h.ledger.Close() }

// ledgerLost says that the archive holds originals and nobody remembers them: a
// new ledger would be begun in the place of one that was lost.
func ledgerLost(ctx context.Context, s *config.Service) bool {
	state, err := ledger.Look(ctx, ledgerPath(s))
	if !errors.Is(err, fs.ErrNotExist) && (err != nil || state.Version > 0) {
		return false
	}
	kept, err := archive.Beside(archivePath(s), archive.Keys{})
	if err != nil {
		return false
	}
	originals, err := kept.All()
	return err == nil && len(originals) > 0
}

// ledgerError says what to do about a ledger that cannot be opened.
func (c *console) ledgerError(s *config.Service, err error) error {
	why := ""
	switch {
	case errors.Is(err, ledger.ErrNewer):
		return failedBecause(templates.WordsLedgerNewer, "file", ledgerPath(s))
	case errors.Is(err, ledger.ErrDamaged):
		why = "damaged"
	case errors.Is(err, ledger.ErrForeign):
		why = "foreign"
	case errors.Is(err, ledger.ErrHalf):
		why = "half"
	default:
		return c.stateRefuses(s, err)
	}
	best, err := newestSound(context.Background(), backupsPath(s))
	if err != nil {
		c.log.Debug().Str("error", reasonOf(err)).Msg("backups cannot be listed")
	}
	return failedIn(func(l templates.Language) string {
		backup := best
		if backup == "" {
			backup = templates.WordsBackupAny.In(l)
		}
		return templates.WordsLedgerBad.In(l, "file", ledgerPath(s), "why", templates.LedgerWhy[why].In(l), "backup", backup)
	})
}

// stateRefuses says why nothing can be written into the state folder, where the
// system says why.
func (c *console) stateRefuses(s *config.Service, err error) error {
	if templates.Cause(c.language, err) == "" {
		return err
	}
	return failedIn(func(l templates.Language) string {
		return templates.WordsStateRefuses.In(l, "folder", s.State, "why", templates.Cause(l, err))
	})
}

// hold takes hold of a service's state folder, or says who has it.
func (c *console) hold(s *config.Service) (*instance, error) {
	i, err := hold(s.State)
	var held *heldError
	switch {
	case err == nil:
		return i, nil
	case !errors.As(err, &held):
		return nil, c.stateRefuses(s, err)
	case held.PID == 0:
		return nil, failedBecause(templates.WordsHeldUnknown, "folder", s.State)
	}
	return nil, failedBecause(templates.WordsHeld, "folder", s.State, "pid", strconv.Itoa(held.PID),
		"since", held.Since.In(s.Zone).Format("02.01.2006. 15:04:05"))
}

// A failure is told in a person's language as misuse is, but is none.
type failure struct {
	in func(templates.Language) string
}

func (e *failure) Error() string { return e.in(templates.English) }

func failedBecause(w templates.Words, args ...string) error {
	return failedIn(func(l templates.Language) string { return w.In(l, args...) })
}

// failedIn is a failure whose words hold other words.
func failedIn(in func(templates.Language) string) error { return &failure{in} }

// moment is a time as people of the service's zone read it; a ledger of an earlier
// version does not say it.
func moment(s *config.Service, t time.Time) string {
	if t.IsZero() {
		return "?"
	}
	return t.In(s.Zone).Format("02.01.2006. 15:04")
}
