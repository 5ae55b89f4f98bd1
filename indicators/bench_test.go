package indicators

import (
	"fmt"
	"testing"
)

// townRecords are the records of a town with that many pupils over four years.
func townRecords(pupils int) Records {
	var in Records
	for i := range pupils {
		who := testPerson(fmt.Sprint(i))
		for y := SchoolYear(2022); y <= 2025; y++ {
			grade := Grade(1 + (i+int(y))%12)
			level := Basic
			if grade > 9 {
				level = UpperSecondary
			}
			e := Enrolment{At: Origin{File: 1, Row: uint32(i)}, Person: who, Year: y, Institution: int16(i % 2), Form: '1',
				Grade: grade, Level: level, Enrolled: Calendar(nil).Of(y).First, Decision: Promoted}
			if grade == 9 || grade == 12 {
				e.Decision = Graduated
			}
			in.Enrolments = append(in.Enrolments, e)
			in.Absences = append(in.Absences, Absence{At: Origin{File: 2, Row: uint32(i)}, Person: who, Year: y,
				Institution: int16(i % 2), Semester: uint8(1 + i%2), Unjustified: int32(i % 40)})
			in.Interest = append(in.Interest, Interest{At: Origin{File: 3, Row: uint32(i)}, Person: who, Year: y})
			if grade == 9 {
				in.Exams = append(in.Exams, Exam{At: Origin{File: 4, Row: uint32(i)}, Person: who, Year: y, Institution: int16(i % 2),
					Grade: 9, Taken: true, Result: Percent(i%100) * PercentUnit})
				in.Continuations = append(in.Continuations, Continuation{At: Origin{File: 5, Row: uint32(i)}, Person: who, Year: y,
					Institution: int16(i % 2), Level: Basic, Continues: Continues(i % 4)})
			}
		}
	}
	return in
}

// The cost of calculating should be linear in the rows: a town ten times as
// large takes ten times as long.
func BenchmarkCalculate(b *testing.B) {
	for _, pupils := range []int{4_000, 40_000} {
		in := townRecords(pupils)
		rows := len(in.Enrolments) + len(in.Absences) + len(in.Interest) + len(in.Exams) + len(in.Continuations)
		b.Run(fmt.Sprintf("pupils=%d", pupils), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				calculate(lawProgramme(), 2025, in)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
		})
	}
}
