package main

import (
	"context"
	_ "embed"
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
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
	if k.User != "" && noAccount(k.User) {
		return wrong(templates.WordsServiceNoAccount, "account", k.User)
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
	switch service.Platform() {
	case "linux-systemd", "windows-service":
	default:
		return failedBecause(templates.WordsServiceNoSystem)
	}
	s, err := service.New(&daemon{}, &service.Config{
		Name: k.Name, DisplayName: "Rādītāji", Description: description, UserName: k.User,
		Arguments: []string{"serve", "--config", config},
		Option: service.KeyValue{
			"SystemdScript": unit, "OnFailure": "restart", "OnFailureDelayDuration": "30s", "DelayedAutoStart": true,
		},
	})
	if err != nil {
		return err
	}
	state, err := s.Status()
	switch none := errors.Is(err, service.ErrNotInstalled); {
	case none && deed != "install":
		return wrong(templates.WordsServiceNone, "name", k.Name)
	case !none && deed == "install" && (err == nil || runtime.GOOS == "linux"): // there an error is one of its last run
		return wrong(templates.WordsServiceThere, "name", k.Name)
	case state == service.StatusRunning && deed == "start", state == service.StatusStopped && deed == "stop":
		c.say(templates.ServiceStands(deed), "name", k.Name)
		*code = done
		return nil
	}
	do := map[string]func() error{"install": s.Install, "uninstall": s.Uninstall, "start": s.Start, "stop": s.Stop}
	if err := do[deed](); err != nil {
		c.log.Error().Str("error", reasonOf(err)).Str("deed", deed).Msg("the system's services refused")
		return failedIn(func(l templates.Language) string {
			return templates.ServiceRefused(l, deed, k.Name, administers(), err)
		})
	}
	c.say(templates.ServiceDone(deed), "name", k.Name)
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
