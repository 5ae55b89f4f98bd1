package main

import (
	"runtime/debug"
	"testing"
)

func TestTheVersionNamesTheSource(t *testing.T) {
	const revision = "4c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d"
	for _, test := range []struct {
		name, stamp, module, revision, modified, want string
	}{
		{"built from a release's tag", "", "v0.2.0", revision, "false", "0.2.0"},
		{"built from a revision", "", "v0.0.0-20261122010059-4c1d2e3f4a5b", revision, "false", release + "+4c1d2e3f4a5b"},
		{"built after a release", "", "v0.1.1-0.20261122010059-4c1d2e3f4a5b", revision, "false", release + "+4c1d2e3f4a5b"},
		{"built from a release with changes", "", "v0.1.0+dirty", revision, "true", release + "+4c1d2e3f4a5b-changed"},
		{"built without the repository", "", "(devel)", "", "", release + "+unknown"},
		{"stamped by who built it", "0.2.0", "(devel)", "", "", "0.2.0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			info := &debug.BuildInfo{Main: debug.Module{Version: test.module}}
			if test.revision != "" {
				info.Settings = []debug.BuildSetting{{Key: "vcs.revision", Value: test.revision}, {Key: "vcs.modified", Value: test.modified}}
			}
			if got := versionOf(test.stamp, info); got != test.want {
				t.Errorf("version %s, want %s", got, test.want)
			}
		})
	}
}
