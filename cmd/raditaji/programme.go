package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

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
	data, err := programmeBytes(name)
	if err != nil {
		return nil, "", err
	}
	programme, faults := config.Programme(filepath.Base(name), data)
	if len(faults) > 0 {
		c.showFaults(name, faults)
		return nil, "", wrong(templates.WordsProgrammeUnusable, "file", name)
	}
	sum := sha256.Sum256(data)
	return programme, hex.EncodeToString(sum[:]), nil
}
