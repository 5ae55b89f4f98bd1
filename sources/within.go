package sources

import (
	"slices"

	"raditaji/indicators"
)

// Within gives copies of those of the file's records that another file would
// replace: the ones in cells of which the other has rows, and none of the files in
// between.
func (s *Submission) Within(other *Submission, between ...Submission) indicators.Records {
	holds := func(c *Cell) bool {
		return other.cellLike(c).Used > 0 && !slices.ContainsFunc(between, func(b Submission) bool { return b.cellLike(c).Used > 0 })
	}
	r := &s.Records
	return indicators.Records{
		Enrolments:    within(s, r.Enrolments, holds),
		Absences:      within(s, r.Absences, holds),
		Exams:         within(s, r.Exams, holds),
		Interest:      within(s, r.Interest, holds),
		Continuations: within(s, r.Continuations, holds),
		Published:     within(s, r.Published, holds),
		Reported:      within(s, r.Reported, holds),
	}
}

func within[T any](s *Submission, list []T, holds func(*Cell) bool) []T {
	if len(list) == 0 {
		return nil
	}
	return keptOf(s, slices.Clone(list), holds)
}
