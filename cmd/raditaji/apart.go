package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"syscall"

	"raditaji/pipeline"
	"raditaji/pipeline/config"
	"raditaji/templates"
)

// readApartCommand is the process in which a service reads foreign files. Nobody
// types it.
type readApartCommand struct {
	Memory   int    `required:""`
	Language string `required:""`
}

func (k *readApartCommand) Run(c *console, code *int) error {
	// A Ctrl+C is told to all processes at a terminal; this one ends with its service.
	// On Windows a signal that is ignored ends the process all the same; one that is
	// waited for does not.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt, syscall.SIGTERM)
	p, err := c.newPipeline(false)
	if err != nil {
		return err
	}
	p.Language = templates.Language(k.Language)
	if err := pipeline.LimitMemory(k.Memory); err != nil {
		return err
	}
	*code = done
	return p.ReadApart(os.Stdin, os.Stdout)
}

// readCommand makes the commands by which a service starts such processes. They
// read no file of the service's: what they must know of it they are told.
func readCommand(s *config.Service) (func() *exec.Cmd, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("finding this program: %w", err)
	}
	return func() *exec.Cmd {
		return exec.Command(program, "read-apart", "--memory", strconv.Itoa(s.Limits.Memory), "--language", s.Language)
	}, nil
}
