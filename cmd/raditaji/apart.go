package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"

	"raditaji/pipeline"
)

// readApartCommand is the process in which a service reads foreign files. Nobody
// types it.
type readApartCommand struct {
	Config string `required:""`
}

func (k *readApartCommand) Run(c *console, code *int) error {
	// A Ctrl+C is told to all processes at a terminal; this one ends with its service.
	// On Windows a signal that is ignored ends the process all the same; one that is
	// waited for does not.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt, syscall.SIGTERM)
	c.out = c.err // standard output is the wire
	s, _, err := c.service(k.Config)
	if err != nil {
		return err
	}
	p, err := c.newPipeline(false)
	if err != nil {
		return err
	}
	if p.Programme, p.ProgrammeSHA, err = c.programme(s.Programme); err != nil {
		return err
	}
	p.Language = languageIn(s)
	if err := pipeline.LimitMemory(s.Limits.Memory); err != nil {
		return err
	}
	*code = done
	return p.ReadApart(os.Stdin, os.Stdout)
}

// readCommand makes the commands by which a service starts such processes.
func readCommand(file string) (func() *exec.Cmd, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("finding this program: %w", err)
	}
	full, err := filepath.Abs(file)
	if err != nil {
		return nil, fmt.Errorf("finding the service file: %w", err)
	}
	return func() *exec.Cmd { return exec.Command(program, "read-apart", "--config", full) }, nil
}
