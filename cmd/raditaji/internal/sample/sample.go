// Package sample generates believable municipalities: the exports of several
// school years as registers would give them, and the templates as institutions fill
// them, made from a seed. No person in them exists. It sees no disk and no clock, and counts in whole numbers only, so that
// a seed gives the same bytes on every machine.
package sample

import (
	"errors"
	"fmt"
	"math"

	"raditaji/indicators"
)

// A Folder takes the files that Write makes. A name has slashes and stands below
// the folder; the data is the Folder's to keep.
type Folder interface {
	WriteFile(name string, data []byte) error
}

// Options say which municipality is generated.
type Options struct {
	// Programme gives the institutions, the calendar and SEMR's codes. One whose ID
	// begins with "kraslava" gets the rates of Krāslava, every other those of Ventspils.
	Programme *indicators.Programme
	Seed      uint64
	Scale     float64 // multiplies pupils, not institutions; zero is 1, at most 100
	// FirstYear and LastYear are the school years of the exports; zero is 2021 and
	// 2025. Of LastYear there is only the list of pupils as it stands in October.
	FirstYear, LastYear indicators.SchoolYear
	// Faults makes templates wrong, each in a way of its own.
	Faults bool
	// Sizes are pupils by registration number, in place of the package's own table: of
	// grades 1–12 or of courses, and of a preschool its children.
	Sizes map[string]int
}

// The years of the exports, where Options name none.
const (
	firstYear indicators.SchoolYear = 2021
	lastYear  indicators.SchoolYear = 2025
)

// Write generates a municipality and hands its exports and its filled templates to
// the folder. Templates are of the school years that the programme's period covers.
func Write(to Folder, o Options) error {
	t, err := newTown(o)
	if err != nil {
		return fmt.Errorf("generating a municipality: %w", err)
	}
	if err := t.write(to); err != nil {
		return fmt.Errorf("generating %q: %w", o.Programme.ID, err)
	}
	return nil
}

// write lives the years one after another and writes each as soon as it is known
// who goes where after it.
func (t *town) write(to Folder) error {
	if err := t.writeRegister(to); err != nil {
		return err
	}
	t.populate()
	for y := t.first; y <= t.last; y++ {
		t.begin(y)
		t.live()
		if y < t.last {
			t.decide()
			t.attend()
			t.examine()
			t.enrolInHobbies()
			t.summer()
		}
		t.tally()
		t.keepRecords()
		if err := t.writeYear(to); err != nil {
			return err
		}
		t.goOn()
	}
	if err := t.writeSEMR(to); err != nil {
		return err
	}
	return t.writeForms(to)
}

func (o *Options) complete() error {
	switch {
	case o.Programme == nil:
		return errors.New("no programme")
	case o.Scale < 0 || o.Scale > 100 || math.IsNaN(o.Scale):
		return fmt.Errorf("scale %v: from 0 to 100", o.Scale)
	}
	if o.Scale == 0 {
		o.Scale = 1
	}
	if o.FirstYear == 0 {
		o.FirstYear = firstYear
	}
	if o.LastYear == 0 {
		o.LastYear = max(lastYear, o.FirstYear)
	}
	if o.FirstYear < 2010 || o.LastYear > 2090 || o.FirstYear > o.LastYear {
		return fmt.Errorf("school years %v to %v: from 2010./2011. to 2090./2091., the first not after the last", o.FirstYear, o.LastYear)
	}
	return nil
}
