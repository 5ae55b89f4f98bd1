package templates

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed programmes/*.yaml
var programmes embed.FS

// ProgrammeFiles are the names of the shipped programme files.
var ProgrammeFiles = []string{"kraslava-2024-2028.yaml", "ventspils-2024-2030.yaml"}

// ProgrammeIDs are the names by which a shipped programme can be asked for.
func ProgrammeIDs() []string {
	var ids []string
	for _, name := range ProgrammeFiles {
		ids = append(ids, strings.TrimSuffix(name, ".yaml"))
	}
	return ids
}

// Programme is a shipped programme file by its name without the ending; it is
// false where there is none.
func Programme(id string) ([]byte, bool) {
	data, err := fs.ReadFile(programmes, "programmes/"+id+".yaml")
	return data, err == nil
}
