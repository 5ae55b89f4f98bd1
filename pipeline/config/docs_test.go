package config

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"raditaji/indicators"
)

// docs/programme-file.md names every key that a programme file can hold, and every
// measure.
func TestTheProgrammeFilesPageNamesEveryKey(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", "programme-file.md"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(of reflect.Type) {
		switch of.Kind() {
		case reflect.Slice, reflect.Map, reflect.Pointer:
			walk(of.Elem())
			return
		case reflect.Struct:
		default:
			return
		}
		if seen[of] {
			return
		}
		seen[of] = true
		for i := range of.NumField() {
			f := of.Field(i)
			key := f.Tag.Get("yaml")
			if key == "" || key == "-" {
				continue
			}
			if !strings.Contains(page, key) {
				t.Errorf("the page does not name the key %s of %s", key, of.Name())
			}
			walk(f.Type)
		}
	}
	walk(reflect.TypeFor[indicators.Programme]())
	for _, m := range indicators.Measures {
		if !strings.Contains(page, "`"+m.Name+"`") {
			t.Errorf("the page does not name the measure %s", m.Name)
		}
	}
}
