package sample

import (
	"strings"

	"raditaji/indicators"
)

// A stage is a part of a school career with rates of its own.
type stage uint8

const (
	preschool stage = iota
	lower           // grades 1–6
	upper           // grades 7–9
	tenth           // grade 10
	senior          // grades 11 and 12
	freshman        // first course
	courses         // further courses
	stages
)

// A grade is a place in a school: 0 preschool, 1–12, 13–16 the first to the fourth course.
type grade = int8

// course0 + 1 is the first course.
const (
	course0 grade = 12
	grades  grade = 17
)

func stageOf(g grade) stage {
	switch {
	case g == 0:
		return preschool
	case g <= 6:
		return lower
	case g <= 9:
		return upper
	case g == 10:
		return tenth
	case g <= 12:
		return senior
	case g == course0+1:
		return freshman
	}
	return courses
}

// Rates are in millionths of the pupils of a year; those by stage in the order of
// the stages.
type rates struct {
	dropout, abroad, out, move, join [stages]int64

	deceased, unknown, vanish int64
	retained, repeatLater     int64 // grades 1–8; later grades
	longAbsence               int64
	examFailed                int64
	interest                  int64
	notContinuing             int64
	leftElsewhere             int64 // of those who continue in other municipalities
	twoPlaces                 int64
}

// ventspils comes near the baselines of Ventspils' programme (monitoring year 2023).
var ventspils = rates{
	dropout: [stages]int64{0, 100, 2_500, 90_000, 32_000, 260_000, 95_000},
	abroad:  [stages]int64{6_000, 4_500, 4_500, 4_000, 3_000, 3_000, 3_000},
	out:     [stages]int64{20_000, 29_000, 26_000, 12_000, 8_000, 8_000, 6_000},
	move:    [stages]int64{10_000, 12_000, 12_000, 4_000, 2_000, 0, 0},
	join:    [stages]int64{30_000, 34_000, 34_000, 30_000, 10_000, 20_000, 8_000},

	deceased: 200, unknown: 1_200, vanish: 1_000,
	retained: 12_200, repeatLater: 7_000,
	longAbsence: 16_500, examFailed: 45_000, interest: 520_000,
	notContinuing: 18_000, leftElsewhere: 140_000, twoPlaces: 2_500,
}

// kraslava comes near the baselines of Krāslava's programme.
var kraslava = rates{
	dropout: [stages]int64{0, 0, 500, 42_000, 20_000, 200_000, 60_000},
	abroad:  [stages]int64{12_000, 300, 500, 3_000, 3_000, 3_000, 3_000},
	out:     [stages]int64{22_000, 20_000, 18_000, 10_000, 7_000, 8_000, 6_000},
	move:    [stages]int64{10_000, 10_000, 10_000, 4_000, 2_000, 0, 0},
	join:    [stages]int64{25_000, 20_000, 20_000, 16_000, 8_000, 20_000, 8_000},

	deceased: 250, unknown: 1_000, vanish: 600,
	retained: 9_000, repeatLater: 6_000,
	longAbsence: 18_000, examFailed: 42_000, interest: 410_000,
	notContinuing: 14_500, leftElsewhere: 120_000, twoPlaces: 3_000,
}

func ratesOf(p *indicators.Programme) rates {
	if strings.HasPrefix(p.ID, "kraslava") {
		return kraslava
	}
	return ventspils
}

// trend is by how many percent rates of trouble differ from those of 2022./2023.,
// the year of most baselines.
func trend(y indicators.SchoolYear) int64 {
	switch {
	case y < 2022:
		return 106
	case y == 2022:
		return 100
	case y == 2023:
		return 96
	case y == 2024:
		return 92
	}
	return 89
}
