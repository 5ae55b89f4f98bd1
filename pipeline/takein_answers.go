package pipeline

import (
	"context"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"raditaji/indicators"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// What the names of answers end with, after the name of what they are about.
const (
	receiptEnding   = " SANEMTS.txt"
	checkedEnding   = " PARBAUDE.txt"
	faultEnding     = " KLUDAS.txt"
	withdrawnEnding = " ATSAUKTS.txt"
	settledEnding   = " NAV JALABO.txt" // of a returned file that nobody need correct any more
	doneEnding      = " IZPILDITS.txt"
	noDataEnding    = " NAV DATI.txt" // of an answer of ours that was dropped
)

// The roles of what is delivered about a submission.
const (
	roleOriginal = ledger.SentFile
	roleMarked   = "marked"
	roleAnswer   = ledger.AboutTaking
)

// finish writes a submission's answers, removes its original and notes both. What
// was done before a crash is found done. r may be nil: it is read again if needed.
func (in *intake) finish(ctx context.Context, s ledger.Submission, r *reading, original *arrival) error {
	if err := in.v.takes(in.p.Share.answeredIn(s.Outcome)); err != nil {
		return err
	}
	list, err := in.answers(ctx, &s, &r)
	if err != nil {
		return err
	}
	for i := range list {
		d := &list[i]
		if d.State == ledger.Written {
			continue
		}
		if in.v.stands(d.Path) {
			d.SHA256, err = in.v.hash(d.Path) // written before a crash: nothing stood there when it was reserved
		} else {
			d.SHA256, err = in.write(ctx, &s, &r, d, list)
		}
		if err != nil {
			return err
		}
		in.p.step("answer.placed")
	}
	if original != nil {
		if err := in.v.remove(original); err != nil {
			return err
		}
		in.p.step("original.removed")
	}
	if err := in.p.Ledger.Finish(ctx, s.ID, list); err != nil {
		return err
	}
	in.p.step("take.finished")
	return nil
}

// answers are the deliveries of a submission, their paths reserved.
func (in *intake) answers(ctx context.Context, s *ledger.Submission, r **reading) ([]ledger.Delivery, error) {
	list, err := in.p.Ledger.DeliveriesOf(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	told, err := in.toldOfEnd(ctx, s)
	switch {
	case err != nil:
		return nil, err
	case told:
		list = slices.DeleteFunc(list, func(d ledger.Delivery) bool { return d.Role != ledger.AboutEnd })
	case !s.Stands():
		return nil, nil // nothing more is written for it
	}
	filed := ""
	for _, d := range list {
		if d.Role != roleOriginal {
			return list, nil
		}
		filed = d.Path // its receipt is to be written anew
	}
	// What it takes the place of makes room first, so that its name is free.
	if err := in.tidy(ctx); err != nil {
		return nil, err
	}
	if err := in.reread(ctx, s, r); err != nil {
		return nil, err
	}
	wish, err := in.wishes(ctx, s, *r, filed)
	if err != nil {
		return nil, err
	}
	reserved, err := in.p.Ledger.Reserve(ctx, wish, in.v.stands)
	in.p.step("answer.reserved")
	return append(list, reserved...), err
}

// toldOfEnd says that the sender of a submission is told that it ended: of one that
// was withdrawn, and of a returned one in whose place one of another folder was
// accepted.
func (in *intake) toldOfEnd(ctx context.Context, s *ledger.Submission) (bool, error) {
	switch {
	case s.Why == ledger.Withdrawn:
		return true, nil
	case s.Outcome != ledger.Returned || s.Why != ledger.Corrected && s.Why != ledger.Again:
		return false, nil
	}
	e, ok, err := in.p.Ledger.EndedBy(ctx, s.ID)
	return ok && e.By.Folder != s.Folder, err
}

// reread reads a submission's original again, where its answer needs that.
func (in *intake) reread(ctx context.Context, s *ledger.Submission, r **reading) error {
	if *r != nil || s.SHA256 == "" || s.Outcome == ledger.Known || !s.Stands() {
		return nil
	}
	got, err := in.reader.read(safeName(s.Name), s.Size, func(to io.Writer) error { return in.p.Archive.Copy(to, s.SHA256) })
	if err != nil {
		return err
	}
	if s.Outcome == ledger.Returned && !got.faulty() {
		// The programme file or the program changed between a crash and now.
		got = in.p.unread(safeName(s.Name), sources.Problem{Code: "take.again"})
	}
	*r = &got
	return ctx.Err()
}

// wishes are the files that answer a submission, for the first, second… try to
// find free names; filed is where its original stands already.
func (in *intake) wishes(ctx context.Context, s *ledger.Submission, r *reading, filed string) (func(n int) []ledger.Delivery, error) {
	back := path.Join(in.p.Share.Folders.Returned, safeFolder(s.Folder))
	only := func(role, name string) func(int) []ledger.Delivery {
		return func(n int) []ledger.Delivery {
			return []ledger.Delivery{{Submission: s.ID, Role: role, Path: numberedName(name, n)}}
		}
	}
	switch {
	case !s.Stands():
		last, err := in.p.Ledger.LastPath(ctx, s.ID, roleOriginal)
		if last == "" {
			last = path.Join(back, safeName(s.Name))
		}
		if err != nil {
			return nil, err
		}
		ending := settledEnding
		if s.Why == ledger.Withdrawn {
			ending = withdrawnEnding
		} else if e, _, err := in.p.Ledger.EndedBy(ctx, s.ID); err != nil {
			return nil, err
		} else if e.Last.Why == ledger.Withdrawn {
			ending = withdrawnEnding
		}
		return only(ledger.AboutEnd, strings.TrimSuffix(last, path.Ext(last))+ending), nil
	case filed != "":
		return only(roleAnswer, strings.TrimSuffix(filed, path.Ext(filed))+receiptEnding), nil
	case s.Outcome == ledger.Refused:
		return only(roleAnswer, path.Join(back, safeName(s.Name)+faultEnding)), nil
	case s.Outcome == ledger.Accepted || s.Outcome == ledger.Known:
		return in.filing(ctx, s)
	}
	stem := safeShort(path.Base(r.Name), mostAnswer)
	if !r.faulty() {
		stem = safeName(s.Name)
	}
	stem = stemOf(stem)
	return func(n int) []ledger.Delivery {
		add := func(list []ledger.Delivery, role, name string) []ledger.Delivery {
			at := func(n int) string {
				return path.Join(back, numberedOf(stem, safeShort(path.Base(name), mostAnswer), n))
			}
			for slices.ContainsFunc(list, func(d ledger.Delivery) bool { return strings.EqualFold(d.Path, at(n)) }) {
				n++ // the file has the name that its answer would have
			}
			return append(list, ledger.Delivery{Submission: s.ID, Role: role, Path: at(n)})
		}
		if !r.faulty() {
			return add(add(nil, roleOriginal, safeName(s.Name)), roleAnswer, safeName(s.Name)+checkedEnding)
		}
		list := add(nil, roleOriginal, r.Name)
		if r.Copy != nil {
			list = add(list, roleMarked, r.CopyName)
		}
		return add(list, roleAnswer, r.TextName)
	}, nil
}

// stemOf is what the names of a file and of all its answers begin with: its own name
// without the ending, of a marked copy that of the file which it was made of.
func stemOf(name string) string {
	return templates.BeforeMark(strings.TrimSuffix(name, path.Ext(name)))
}

// numberedOf puts " (2)" behind the stem that a name shares with the other ones of its
// file, for the second such file, so that all of them begin with the same stem and number.
func numberedOf(stem, name string, n int) string {
	rest, ok := strings.CutPrefix(name, stem)
	if n == 1 || !ok {
		return numberedName(name, n)
	}
	return fmt.Sprintf("%s (%d)%s", stem, n, rest)
}

// filing names an accepted file for what it is, and its receipt; of one that was
// known the receipt alone.
func (in *intake) filing(ctx context.Context, s *ledger.Submission) (func(n int) []ledger.Delivery, error) {
	of := s.ID
	if s.Outcome == ledger.Known {
		of = s.SameAs
	}
	cells, err := in.p.Ledger.Cells(ctx, of)
	if err != nil {
		return nil, err
	}
	came := s.Came.In(in.p.Now().Location())
	title := fmt.Sprintf("%s (%s)", in.p.titleOf(s.Kind, s.Unit, cells), came.Format("2006-01-02 1504"))
	folder := path.Join(in.p.Share.Folders.Accepted, strconv.Itoa(in.p.yearOf(s, cells)), safeFolder(s.Folder))
	return func(n int) []ledger.Delivery {
		base := path.Join(folder, title)
		if n > 1 {
			base = fmt.Sprintf("%s (%d)", base, n)
		}
		list := []ledger.Delivery{{Submission: s.ID, Role: roleAnswer, Path: base + receiptEnding}}
		if s.Outcome == ledger.Accepted {
			list = append([]ledger.Delivery{{Submission: s.ID, Role: roleOriginal, Path: base + endingOf(s)}}, list...)
		}
		return list
	}, nil
}

// titleOf says what a file is: its kind, its years and the one institution that it
// is about; of a template, that it is one and its name when it was made.
func (p *Pipeline) titleOf(kind indicators.Kind, unit string, cells []sources.Cell) string {
	if kind == indicators.FormKind && len(cells) == 1 {
		if f, ok := indicators.FormOf(p.Programme, unit, cells[0].Year); ok {
			return "veidne " + strings.TrimSuffix(templates.FormFileName(f), ".xlsx")
		}
	}
	title := string(kind)
	var years []string
	for _, c := range cells {
		y := ""
		switch {
		case c.Year != 0:
			y = fmt.Sprintf("%d-%d", c.Year, c.Year+1)
		case c.Calendar != 0:
			y = strconv.Itoa(int(c.Calendar))
		}
		if y != "" && !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	slices.Sort(years)
	switch len(years) {
	case 0:
	case 1:
		title += " " + years[0]
	default:
		title += " " + years[0] + " lidz " + years[len(years)-1]
	}
	if school := p.schoolOf(cells); school != "" {
		title += " " + templates.UnitFileName(cells[0].Institution, school)
	}
	return title
}

// yearOf is the latest monitoring year that a file covers. Of one without rows it is
// the year that its name or a folder tells, else the one in which it came.
func (p *Pipeline) yearOf(s *ledger.Submission, cells []sources.Cell) int {
	year := 0
	for _, c := range cells {
		switch {
		case c.Year != 0:
			year = max(year, p.Programme.MonitoringYearOf(c.Year))
		case c.Calendar != 0:
			year = max(year, int(c.Calendar))
		}
	}
	if said := schoolYearSaid(s); year == 0 && said != 0 {
		year = p.Programme.MonitoringYearOf(said)
	}
	if year == 0 {
		return s.Came.In(p.Now().Location()).Year()
	}
	return year
}

// schoolYearSaid is the school year that a file's name tells or, where that tells
// none, the innermost folder that does; zero: none does, or one tells several.
func schoolYearSaid(s *ledger.Submission) indicators.SchoolYear {
	parts := strings.Split(s.Path(), "/")
	for _, part := range slices.Backward(parts) {
		if years := schoolYearsIn(part); len(years) > 0 {
			if len(years) > 1 {
				return 0
			}
			return years[0]
		}
	}
	return 0
}

var digits = regexp.MustCompile(`[0-9]+`)

// schoolYearsIn are the school years that a name tells, as 2024-2025, 2024./2025. or
// 2024_25. What can be the year and month of a day is none.
func schoolYearsIn(name string) (years []indicators.SchoolYear) {
	at := digits.FindAllStringIndex(name, -1)
	for i := 1; i < len(at); i++ {
		first, second := name[at[i-1][0]:at[i-1][1]], name[at[i][0]:at[i][1]]
		if len(first) != 4 || utf8.RuneCountInString(name[at[i-1][1]:at[i][0]]) > len(". - ") {
			continue
		}
		y, err := strconv.Atoi(first)
		if err != nil || y < FirstYear || y > LastYear {
			continue
		}
		next := strconv.Itoa(y + 1)
		if second != next && (second != next[2:] || (y+1)%100 <= 12) {
			continue
		}
		if year := indicators.SchoolYear(y); !slices.Contains(years, year) {
			years = append(years, year)
		}
		i++ // its second number begins no other
	}
	return years
}

// filedUnder says by what a file without rows was filed under a year: where it
// stands tells the year.
func (in *intake) filedUnder(s *ledger.Submission, filed string) *templates.FiledUnder {
	year, _, _ := strings.Cut(strings.TrimPrefix(filed, in.p.Share.Folders.Accepted+"/"), "/")
	u := &templates.FiledUnder{Folder: year}
	if said := schoolYearSaid(s); said != 0 && strconv.Itoa(in.p.Programme.MonitoringYearOf(said)) == year {
		u.Named = said.String()
	}
	return u
}

// endingOf is the ending under which an accepted file is filed: its own, where that
// says what it is.
func endingOf(s *ledger.Submission) string {
	endings := []string{".csv", ".txt", ".tsv"}
	if s.Kind == indicators.FormKind {
		endings = []string{".xlsx", ".xlsm"}
	}
	if ext := strings.ToLower(path.Ext(s.Name)); slices.Contains(endings, ext) {
		return ext
	}
	return endings[0]
}

// write writes one answer.
func (in *intake) write(ctx context.Context, s *ledger.Submission, r **reading, d *ledger.Delivery, list []ledger.Delivery) (string, error) {
	if d.Role == roleOriginal {
		return in.v.lay(d.Path, func(to io.Writer) error { return in.p.Archive.Copy(to, s.SHA256) }, in.p.step)
	}
	if err := in.reread(ctx, s, r); err != nil {
		return "", err
	}
	if d.Role == roleMarked && (*r == nil || (*r).Copy == nil) {
		return "", nil // it is read otherwise today than when its answer was first written
	}
	text, err := in.text(ctx, s, *r, d, list)
	if err != nil {
		return "", err
	}
	return in.v.layBytes(d.Path, text, in.p.step)
}

// timeOf is a time as people are told of it.
func (p *Pipeline) timeOf(t time.Time) string {
	return t.In(p.Now().Location()).Format("02.01.2006. 15:04")
}

// text is what an answer says.
func (in *intake) text(ctx context.Context, s *ledger.Submission, r *reading, d *ledger.Delivery, list []ledger.Delivery) ([]byte, error) {
	receipt := templates.Receipt{Name: s.Name, At: in.p.timeOf(s.Came)}
	if r != nil {
		receipt.Reading = &r.Submission
	}
	switch {
	case d.Role == ledger.AboutEnd && s.Why != ledger.Withdrawn:
		e, _, err := in.p.Ledger.EndedBy(ctx, s.ID)
		if err != nil {
			return nil, err
		}
		receipt.Of, receipt.Reading = templates.Resolved, nil
		receipt.Finding = sources.Problem{Code: "take.settled." + s.Why, Args: map[string]string{"at": in.p.timeOf(s.Ended)}}
		switch {
		case e.Last.Why == ledger.Withdrawn:
			receipt.Of = templates.Unresolved
			receipt.Finding = sources.Problem{Code: "take.settled.withdrawn", Args: map[string]string{"at": in.p.timeOf(e.Last.Ended)}}
		case e.By.Outcome == ledger.Known:
			receipt.Finding.Code = "take.settled.known"
		case e.By.Decision != 0 && e.By.SHA256 == s.SHA256:
			receipt.Finding.Code = "take.settled.decided"
		case e.By.Decision != 0:
			receipt.Finding.Code = "take.settled.decided.other"
		}
	case d.Role == ledger.AboutEnd:
		decision, err := in.p.Ledger.DecisionOn(ctx, s.ID, ledger.AskWithdraw)
		if err != nil {
			return nil, err
		}
		receipt.Of, receipt.At, receipt.Reason, receipt.Who, receipt.Reading = templates.Withdrawn, in.p.timeOf(decision.At), decision.Reason, decision.Who, nil
		for _, x := range s.Supersedes {
			before, err := in.p.Ledger.Submission(ctx, x.Submission)
			if err != nil {
				return nil, err
			}
			if before.Stands() {
				receipt.Back = append(receipt.Back, x.Name)
			}
		}
	case d.Role == roleMarked && r.Copy != nil:
		return r.Copy, nil
	case s.Outcome == ledger.Known:
		same, err := in.p.Ledger.Submission(ctx, s.SameAs)
		if err != nil {
			return nil, err
		}
		filed, err := in.p.Ledger.LastPath(ctx, s.SameAs, roleOriginal)
		if err != nil {
			return nil, err
		}
		receipt.Of, receipt.Before, receipt.Filed, receipt.Reading = templates.Known, in.p.timeOf(same.Came), filed, nil
		if receipt.Settled, err = in.p.Ledger.Settled(ctx, s.ID); err != nil {
			return nil, err
		}
	case s.Outcome == ledger.Refused:
		if r == nil {
			r = &reading{Submission: sources.Submission{Problems: []sources.Problem{{File: s.Name, Code: s.Flaw, Severity: sources.Error, Args: map[string]string{
				"limit": strconv.FormatInt(in.p.Share.limit(s.Name)>>20, 10),
			}}}}}
		}
		receipt.Of, receipt.Finding, receipt.Reading = templates.NotTaken, r.Submission.Problems[0], nil
	case r.faulty() && s.Outcome != ledger.Accepted:
		if s.Outcome == ledger.Checked {
			return templates.OnlyChecked(in.p.Language, r.Text, s.Name, receipt.At), nil
		}
		return r.Text, nil
	case s.Outcome == ledger.Checked:
		receipt.Of = templates.Checked
	default:
		receipt.Of, receipt.Number = templates.Accepted, s.ID
		if s.Decision != 0 {
			decision, err := in.p.Ledger.Decision(ctx, s.Decision)
			if err != nil {
				return nil, err
			}
			receipt.Reason, receipt.Who, receipt.Decided = decision.Reason, decision.Who, in.p.timeOf(decision.At)
		}
		for _, o := range list {
			if o.Role == roleOriginal {
				receipt.Filed, receipt.Away = path.Base(o.Path), !in.v.stands(o.Path)
				if s.Rows == 0 && s.Kind != indicators.Institutions {
					receipt.Year = in.filedUnder(s, o.Path)
				}
			}
		}
		for _, x := range s.Supersedes {
			replaced := sources.Problem{Code: "merge.replaced", Args: map[string]string{"file": x.Name, "rows": strconv.Itoa(x.Rows)}}
			if r != nil && r.Form != nil {
				replaced.Code, replaced.Args["of"] = "merge.form.replaced", r.Form.Year.String()+", "+in.p.nameOf(r.Form.Unit)
			}
			receipt.Replaced = append(receipt.Replaced, replaced)
		}
		successors, left, err := in.p.Ledger.Successors(ctx, s.ID)
		if err != nil {
			return nil, err
		}
		receipt.Left = left
		for _, x := range successors {
			receipt.Successors = append(receipt.Successors, templates.Successor{Name: x.Name, Number: x.Submission, At: in.p.timeOf(x.Came)})
		}
		receipt.Queries = in.p.asked(s.Queries, receipt.Reading)
		receipt.Reading = withoutQueries(receipt.Reading)
	}
	return templates.ReceiptText(in.p.Language, &receipt)
}
