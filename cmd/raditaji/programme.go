package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rs/zerolog"

	"raditaji/indicators"
	"raditaji/pipeline/config"
	"raditaji/templates"
)

type programmeCommand struct {
	Check programmeCheckCommand `cmd:""`
}

type programmeCheckCommand struct {
	File string `arg:""`
}

func (p *programmeCheckCommand) Run(c *console, code *int) error {
	data, err := programmeBytes(p.File)
	if err != nil {
		return err
	}
	programme, faults := config.Programme(filepath.Base(p.File), data)
	if len(faults) > 0 {
		c.showFaults(p.File, faults)
		*code = filesReturned
		return nil
	}
	c.say(templates.WordsProgrammeGood, "file", p.File, "title", programme.Title,
		"indicators", strconv.Itoa(len(programme.Indicators)), "institutions", strconv.Itoa(len(programme.Institutions)),
		"activities", strconv.Itoa(len(programme.Activities)), "tasks", strconv.Itoa(len(programme.Tasks)))
	*code = done
	return nil
}

func (c *console) showFaults(file string, faults []config.Fault) {
	for _, f := range faults {
		text, remedy := c.language.Fault(f.Code, f.Args)
		place := fmt.Sprintf("%s:%d: ", file, f.Line)
		if f.Path != "" {
			place += f.Path + ": "
		}
		fmt.Fprintf(c.out, "%s%s %s\n", place, text, remedy)
	}
	c.say(templates.WordsProgrammeFaults, "count", strconv.Itoa(len(faults)), "file", file)
}

// programmeBytes reads a programme file, or one that the program carries by its id.
func programmeBytes(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		if carried, ok := templates.Programme(strings.TrimSuffix(filepath.Base(name), ".yaml")); ok && filepath.Base(name) == name {
			return carried, nil
		}
		return nil, wrong(templates.WordsNoProgramme, "file", name, "carried", strings.Join(templates.ProgrammeIDs(), ", "))
	}
	if err != nil {
		return nil, fmt.Errorf("reading the programme: %w", err)
	}
	return data, nil
}

// programme loads a programme file and its SHA-256; every fault of the file is
// shown at once.
func (c *console) programme(name string) (*indicators.Programme, string, error) {
	programme, sha, _, err := c.programmeFile(name)
	return programme, sha, err
}

// programmeFile is programme with the file's bytes.
func (c *console) programmeFile(name string) (*indicators.Programme, string, []byte, error) {
	data, err := programmeBytes(name)
	if err != nil {
		return nil, "", nil, err
	}
	programme, faults := config.Programme(filepath.Base(name), data)
	if len(faults) > 0 {
		c.showFaults(name, faults)
		return nil, "", nil, wrong(templates.WordsProgrammeUnusable, "file", name)
	}
	return programme, shaOf(data), data, nil
}

// noticeProgramme goes on with the programme file as it stands now, where it has
// changed. One that cannot be used is told once, and the one before stays in use.
func (h *house) noticeProgramme(ctx context.Context) error {
	name, p := h.service.Programme, h.current()
	if info, err := os.Stat(name); err == nil {
		if age := now().Sub(info.ModTime()); age >= 0 && age < p.Share.Settle {
			return nil // somebody may be writing it
		}
	}
	data, err := programmeBytes(name)
	if err != nil {
		h.keepProgramme(reasonOf(err), func(e *zerolog.Event) { e.Str("error", reasonOf(err)) })
		return nil
	}
	sha := shaOf(data)
	if sha == p.ProgrammeSHA {
		h.faulty = ""
		return nil
	}
	programme, faults := config.Programme(filepath.Base(name), data)
	if len(faults) > 0 {
		h.keepProgramme(sha, func(e *zerolog.Event) {
			e.Str("sha256", sha).Int("line", faults[0].Line).Str("code", faults[0].Code).Int("faults", len(faults))
		})
		return nil
	}
	if err := h.ledger.Note(ctx, "", "programme.changed", "sha256="+sha); err != nil {
		return err
	}
	h.log.Info().Str("sha256", sha).Str("before", p.ProgrammeSHA).Str("programme", programme.ID).Msg("goes on with the changed programme file")
	next := *p
	next.Programme, next.ProgrammeSHA, next.ProgrammeFile = programme, sha, data
	next.Share = shareOf(h.service)
	h.one.Lock()
	defer h.one.Unlock()
	h.pipeline, h.faulty = &next, ""
	return nil
}

// keepProgramme tells why a changed programme file is not used, once.
func (h *house) keepProgramme(what string, why func(*zerolog.Event)) {
	if h.faulty == what {
		return
	}
	h.faulty = what
	h.log.Error().Func(why).Msg("the programme file cannot be used; goes on with the one before; raditaji programme check names its faults")
}

func shaOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
