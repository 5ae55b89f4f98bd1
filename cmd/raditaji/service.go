package main

import (
	"context"
	_ "embed"
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"github.com/kardianos/service"

	"raditaji/templates"
)

type serviceCommand struct {
	Install   serviceInstall   `cmd:""`
	Uninstall serviceUninstall `cmd:""`
	Start     serviceStart     `cmd:""`
	Stop      serviceStop      `cmd:""`
}

// serviceFlags are what all commands of the system's service take.
type serviceFlags struct {
	Config string `default:"raditaji.yaml" placeholder:"FILE"`
	Name   string `default:"raditaji"`
	User   string `placeholder:"ACCOUNT"`
}

type (
	serviceInstall   struct{ serviceFlags }
	serviceUninstall struct{ serviceFlags }
	serviceStart     struct{ serviceFlags }
	serviceStop      struct{ serviceFlags }
)

// Run installs the service. One that could not run is refused now, not at the
// next start of the computer.
func (k *serviceInstall) Run(c *console, code *int) error {
	s, _, err := c.service(k.Config)
	if err != nil {
		return err
	}
	if owner := otherOwner(s.State, k.User); owner != "" {
		return wrong(templates.WordsServiceOfOther, "folder", s.State, "share", s.Share, "owner", owner)
	}
	return k.control(c, code, "install")
}

func (k *serviceUninstall) Run(c *console, code *int) error { return k.control(c, code, "uninstall") }
func (k *serviceStart) Run(c *console, code *int) error     { return k.control(c, code, "start") }
func (k *serviceStop) Run(c *console, code *int) error      { return k.control(c, code, "stop") }

// unit is the systemd unit as the service library fills it in.
//
//go:embed raditaji.service
var unit string

// description is the service's in the system's list of services, which knows one language.
const description = "Rādītāji: monitoring of early school leaving"

func (k *serviceFlags) control(c *console, code *int, deed string) error {
	config, err := filepath.Abs(k.Config) // a Windows service starts in System32
	if err != nil {
		return err
	}
	what := templates.ServiceDeed(c.language, deed)
	s, err := service.New(&daemon{}, &service.Config{
		Name: k.Name, DisplayName: "Rādītāji", Description: description, UserName: k.User,
		Arguments: []string{"serve", "--config", config},
		Option: service.KeyValue{
			"SystemdScript": unit, "OnFailure": "restart", "OnFailureDelayDuration": "30s", "DelayedAutoStart": true,
		},
	})
	if err == nil {
		err = service.Control(s, deed)
	}
	if err != nil {
		return failedBecause(templates.WordsServiceFailed, "name", k.Name, "what", what, "why", strings.TrimSuffix(err.Error(), "."))
	}
	c.say(templates.WordsServiceDone, "what", what, "name", k.Name)
	*code = done
	return nil
}

// A daemon is serve as the system's services see it.
type daemon struct {
	run   func(context.Context) error
	stop  context.CancelFunc
	ended chan error
}

func (d *daemon) Start(service.Service) error {
	ctx, stop := context.WithCancel(context.Background())
	d.stop, d.ended = stop, make(chan error, 1)
	go func() {
		err := d.run(ctx)
		d.ended <- err
		if err != nil && ctx.Err() == nil {
			os.Exit(failed) // the system sees it, and starts the service again
		}
	}()
	return nil
}

func (d *daemon) Stop(service.Service) error {
	d.stop()
	return <-d.ended
}

// asService says that Windows started this process as a service.
func asService() bool { return runtime.GOOS == "windows" && !service.Interactive() }

// untilStopped runs until the system or a person says stop.
func untilStopped(run func(context.Context) error) error {
	if asService() {
		d := &daemon{run: run}
		s, err := service.New(d, &service.Config{Name: "raditaji"})
		if err != nil {
			return err
		}
		return s.Run()
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() {
		<-ctx.Done()
		stop() // a second Ctrl+C ends it at once
	}()
	err := run(ctx)
	if errors.Is(err, errInHand) {
		return failedBecause(templates.WordsNotInTime)
	}
	return err
}
