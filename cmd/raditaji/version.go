package main

import (
	"fmt"
	"regexp"
	"runtime/debug"
	"strings"
)

// release is the number under which this source is released, or will be.
const release = "0.1.0"

// stamp is the version that a build from source without its repository is given:
// go build -ldflags "-X main.stamp=0.1.0".
var stamp string

// version is the program's: 0.1.0 where it was built from that release's tag, else
// 0.1.0+4c1d2e3f4a5b with the source's revision. It is part of every run's
// fingerprint. Only builds of changed or unknown source cannot be told apart by it.
var version = func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return versionOf(stamp, info)
}()

// tag is a release as the go command names it after the repository's tag.
var tag = regexp.MustCompile(`^v[0-9]+\.[0-9]+\.[0-9]+$`)

func versionOf(stamp string, info *debug.BuildInfo) string {
	if stamp != "" {
		return stamp
	}
	if tag.MatchString(info.Main.Version) {
		return strings.TrimPrefix(info.Main.Version, "v")
	}
	revision, state := "unknown", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			state = "-changed"
		}
	}
	return release + "+" + revision + state
}

type versionCommand struct{}

func (versionCommand) Run(c *console, code *int) error {
	fmt.Fprintln(c.out, "raditaji "+version)
	*code = done
	return nil
}
