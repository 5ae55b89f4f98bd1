package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"raditaji/pipeline/config"
	"raditaji/templates"
)

// serviceFileName is the service file that init writes and the commands look for.
const serviceFileName = "raditaji.yaml"

type initCommand struct {
	Dir       string `arg:""`
	Programme string `default:"ventspils-2024-2030" placeholder:"FILE"`
}

// Run makes what is missing of a service: its file, the folders that the file
// names, and the key. Nothing that is there is changed, so that it can be run on a
// service of long ago.
func (k *initCommand) Run(c *console, code *int) error {
	if info, err := os.Stat(k.Dir); k.Dir == "" || err == nil && !info.IsDir() {
		return wrong(templates.WordsInitNotFolder, "folder", k.Dir)
	}
	if _, _, err := c.programme(k.Programme); err != nil {
		return err
	}
	programme := k.Programme
	if _, carried := templates.Programme(programme); !carried {
		full, err := filepath.Abs(programme)
		if err != nil {
			return fmt.Errorf("finding the programme: %w", err)
		}
		programme = strconv.Quote(full)
	}
	var made, kept []string
	note := func(path string, isNew bool) {
		if isNew {
			made = append(made, path)
		} else {
			kept = append(kept, path)
		}
	}
	if err := os.MkdirAll(k.Dir, 0o755); err != nil {
		return fmt.Errorf("making the folder of the service: %w", err)
	}
	path, err := filepath.Abs(filepath.Join(k.Dir, serviceFileName))
	if err != nil {
		return fmt.Errorf("finding the folder: %w", err)
	}
	isNew, err := writeNew(path, templates.ServiceFile(c.language, programme))
	if err != nil {
		return fmt.Errorf("writing the service file: %w", err)
	}
	note(path, isNew)
	s, _, err := c.service(path)
	if err != nil {
		return err
	}
	if err := ownState(s); err != nil {
		return err
	}
	dirs := append(shareFolders(s), s.State)
	if keys := filepath.Dir(s.Key); !slices.Contains(dirs, keys) {
		dirs = append(dirs, keys)
	}
	for _, dir := range dirs {
		mode := fs.FileMode(0o755)
		if dir == s.State || dir == filepath.Dir(s.Key) {
			mode = 0o700
		}
		isNew, err := makeFolder(dir, mode)
		if err != nil {
			return fmt.Errorf("making the folders of the service: %w", err)
		}
		if isNew || dir == s.Share || dir == s.State {
			note(dir, isNew)
		}
	}
	err = makeKey(s.Key)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("writing the key: %w", err)
	}
	note(s.Key, err == nil)
	for _, told := range []struct {
		words templates.Words
		name  string
		paths []string
	}{{templates.WordsInitMade, "made", made}, {templates.WordsInitKept, "kept", kept}} {
		if len(told.paths) > 0 {
			c.say(told.words, told.name, "  "+strings.Join(told.paths, "\n  "))
		}
	}
	c.say(templates.WordsInitNext, "file", path, "share", s.Share, "inbox", s.Folders.Inbox, "key", s.Key)
	*code = done
	return nil
}

// writeNew writes a file unless there is one.
func writeNew(path string, data []byte) (bool, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_, err = f.Write(data)
	return true, errors.Join(err, f.Close())
}

// shareFolders are the shared folder and the folders in it, in the order in which
// they are made.
func shareFolders(s *config.Service) []string {
	f := s.Folders
	dirs := []string{s.Share}
	for _, name := range []string{f.Inbox, filepath.Join(f.Inbox, f.Check), f.Forms, f.Accepted, f.Returned, f.Results} {
		dirs = append(dirs, filepath.Join(s.Share, name))
	}
	return dirs
}

// service loads a service file; every fault of it is shown at once.
func (c *console) service(path string) (*config.Service, []config.Fault, error) {
	s, faults, warnings, err := c.load(path)
	if err != nil {
		return nil, nil, err
	}
	if len(faults) > 0 {
		return nil, nil, wrong(templates.WordsServiceUnusable, "file", path)
	}
	return s, warnings, nil
}

// ownState refuses to work for an administrator in a state folder that belongs to
// another account: the service could not change what is written there.
func ownState(s *config.Service) error {
	if !mayAll() {
		return nil
	}
	if owner := otherOwner(s.State, ""); owner != "" {
		return wrong(templates.WordsStateOfOther, "folder", s.State, "owner", owner)
	}
	return nil
}

// load loads a service file; its faults are shown.
func (c *console) load(path string) (s *config.Service, faults, warnings []config.Fault, err error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("finding the service file: %w", err)
	}
	data, err := os.ReadFile(full)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil, wrong(templates.WordsNoServiceFile, "file", path)
	}
	if err != nil {
		return nil, nil, nil, fmt.Errorf("reading the service file: %w", err)
	}
	s, faults, warnings = config.Load(filepath.Base(full), filepath.Dir(full), data, cronNext)
	for _, f := range faults {
		text, remedy := c.language.ServiceFault(f.Code, f.Args)
		place := fmt.Sprintf("%s:%d: ", path, f.Line)
		if f.Path != "" {
			place += f.Path + ": "
		}
		fmt.Fprintf(c.out, "%s%s %s\n", place, text, remedy)
	}
	if len(faults) > 0 {
		c.say(templates.WordsServiceFaults, "count", strconv.Itoa(len(faults)), "file", path)
	}
	return s, faults, warnings, nil
}
