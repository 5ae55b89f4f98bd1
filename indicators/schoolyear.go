package indicators

import "fmt"

// A SchoolYear is named by the calendar year in which it starts: 2023 is
// 2023./2024. The zero SchoolYear is no year.
type SchoolYear int16

// String gives the year as Latvian registers write it, "2023./2024.".
func (y SchoolYear) String() string { return fmt.Sprintf("%d./%d.", int(y), int(y)+1) }

// A Date is a calendar day as the number yyyymmdd, so that dates compare as
// numbers. The zero Date is "no date".
type Date int32

// NewDate is the day of that year, month (1–12) and day (1–31); it does not
// check that the calendar has it.
func NewDate(year, month, day int) Date { return Date(year*10000 + month*100 + day) }

// Year is the calendar year.
func (d Date) Year() int { return int(d) / 10000 }

// Month is the month, 1–12.
func (d Date) Month() int { return int(d) / 100 % 100 }

// Day is the day of the month, 1–31.
func (d Date) Day() int { return int(d) % 100 }

// String gives the date as 2024-09-01, and nothing for the zero Date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year(), d.Month(), d.Day())
}

// A CalendarYear holds the days of one school year on which counting depends.
type CalendarYear struct {
	First          Date `yaml:"first"`               // the snapshot: the first school day
	EndOfSemester1 Date `yaml:"end_of_semester_1"`   //
	Semester2      Date `yaml:"start_of_semester_2"` //
	Last           Date `yaml:"last"`                // the last school day of grades 1–8 and 10–11, and of vocational courses
	Last9          Date `yaml:"last_9"`              // the last school day of grade 9
	Last12         Date `yaml:"last_12"`             // the last school day of grade 12
	Assumed        bool `yaml:"-"`                   // no entry: 1 September to 31 May was assumed
}

// A Calendar gives the days of each school year.
type Calendar map[SchoolYear]CalendarYear

// defaultCalendar is the table of the contract; a programme file adds years.
var defaultCalendar = Calendar{
	2022: {20220901, 20221223, 20230109, 20230531, 20230614, 20230621, false},
	2023: {20230901, 20231222, 20240108, 20240531, 20240614, 20240621, false},
	2024: {20240902, 20241220, 20250106, 20250530, 20250613, 20250620, false},
	2025: {20250901, 20251219, 20260105, 20260529, 20260612, 20260619, false},
}

// Of gives the days of a school year: the programme's own entry, else the
// default, else 1 September to 31 May with Assumed set.
func (c Calendar) Of(y SchoolYear) CalendarYear {
	if days, ok := c[y]; ok {
		return days
	}
	if days, ok := defaultCalendar[y]; ok {
		return days
	}
	end := NewDate(int(y)+1, 5, 31)
	return CalendarYear{
		First: NewDate(int(y), 9, 1), EndOfSemester1: NewDate(int(y), 12, 31), Semester2: NewDate(int(y)+1, 1, 1),
		Last: end, Last9: end, Last12: end, Assumed: true,
	}
}

// LastDay is the last school day of a grade in that year.
func (d CalendarYear) LastDay(g Grade) Date {
	switch g {
	case 9:
		return d.Last9
	case 12:
		return d.Last12
	}
	return d.Last
}

// FollowUp is the day on which a year's pupils are looked for again: 1 October
// after the school year.
func (y SchoolYear) FollowUp() Date { return NewDate(int(y)+1, 10, 1) }
