package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"raditaji/indicators"
	"raditaji/pipeline/ledger"
	"raditaji/sources"
	"raditaji/templates"
)

// A gesture is what the name of a file asks for. The zero gesture asks nothing.
type gesture struct {
	kind string // a ledger.Request's
	year int    // of a rerun or an approval
	of   string // the name of the file beside it that it is about; empty: the only one
	// wrong is the code of what its name lacks; empty: nothing.
	wrong string
	years [2]int // of a name that has two, in which case both are wrong
	front bool   // its word stands in front of what it is about
}

// fileGestures are the words by which a file is named that asks for something about
// the file beside it, with what they ask for.
var fileGestures = map[string]string{"PIENEMT": ledger.AskAccept, "ATSAUKT": ledger.AskWithdraw, "ATBILDE": ledger.AskAnswer}

var (
	yearGesture  = regexp.MustCompile(`^(parrekinat|apstiprinat)[-–—_ ]*([0-9]{4})(?:\.[a-z]+)?` + copied)
	yearsGesture = regexp.MustCompile(`^(parrekinat|apstiprinat)[-–—_ ]*([0-9]{4})\.?[-–—_ ]+([0-9]{4}|[0-9]{2})\.?(?:\.[a-z]+)?` + copied)
	yearless     = regexp.MustCompile(`^(parrekinat|apstiprinat)[-–—_ ]*[0-9]*(?:\.[a-z]+)?` + copied)
	fileGesture  = regexp.MustCompile(`^(?:(.+)[ _])?(pienemt|atsaukt|atbilde)` + copied)
	frontGesture = regexp.MustCompile(`^(pienemt|atsaukt|atbilde)[-–—_ ]+(.+)$`)
	nearGesture  = regexp.MustCompile(`(?:^|[-–—_ ])(pienem|atsauk|atbild|parrekin|apstiprin)[a-z]*(?:$|[-–—_ .(0-9])`)
	newText      = regexp.MustCompile(`^(?:jauns teksta dokuments|new text document)` + copied)
)

// copied is what systems put behind the name of a copy.
const copied = `(?: ?[-–—] ?(?:copy|kopija)| ?\((?:[0-9]+|copy|kopija)\))*$`

// nearKinds are what the beginnings of words ask for that are nearly gestures.
var nearKinds = map[string]string{
	"pienem": ledger.AskAccept, "atsauk": ledger.AskWithdraw, "atbild": ledger.AskAnswer, "parrekin": ledger.AskRerun, "apstiprin": ledger.AskApprove,
}

// mostGesture is how large a file may be that is read as a gesture, in bytes.
const mostGesture = 64 << 10

// withoutMarks makes names comparable for those who type Latvian letters and for
// those who do not.
var withoutMarks = strings.NewReplacer("ā", "a", "č", "c", "ē", "e", "ģ", "g", "ī", "i", "ķ", "k", "ļ", "l", "ņ", "n", "š", "s", "ū", "u", "ž", "z")

// folded is a name as it is compared: in small letters, without Latvian marks,
// whether a system writes them as one letter or as two.
func folded(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, withoutMarks.Replace(strings.ToLower(name)))
}

// onlyChecked says that files of a folder below the one of arrivals are only
// checked: it, or a folder around it, has the name for that.
func (s *Share) onlyChecked(folder string) bool {
	return slices.ContainsFunc(strings.Split(folder, "/"), s.checks)
}

// checks says that a folder's name is the one for checks, as a person may type it.
func (s *Share) checks(name string) bool {
	return strings.TrimSpace(folded(name)) == folded(s.Folders.Check)
}

// gestureNamed reads a gesture from a file's name, without its folder. Windows hides
// endings, so that .txt may stand there twice.
func gestureNamed(base string) gesture {
	stem := strings.TrimSuffix(base, path.Ext(base))
	for strings.EqualFold(path.Ext(stem), ".txt") { // in front of the ending of a shortcut, too
		stem = stem[:len(stem)-len(".txt")]
	}
	text := isText(base)
	plain := folded(stem)
	if m := yearGesture.FindStringSubmatch(plain); m != nil {
		g := gesture{kind: ledger.AskRerun}
		if m[1] == "apstiprinat" {
			g.kind = ledger.AskApprove
			if !text {
				g.wrong = "take.gesture.text"
			}
		}
		var err error
		if g.year, err = strconv.Atoi(m[2]); err != nil {
			return gesture{}
		}
		return g
	}
	kinds := map[string]string{"parrekinat": ledger.AskRerun, "apstiprinat": ledger.AskApprove}
	if m := yearsGesture.FindStringSubmatch(plain); m != nil {
		from, err := strconv.Atoi(m[2])
		to, err2 := strconv.Atoi(m[3])
		if to < 100 {
			to += from / 100 * 100
		}
		if errors.Join(err, err2) == nil && (len(m[3]) == 4 || to == from+1) {
			return gesture{kind: kinds[m[1]], wrong: "take.gesture.years", years: [2]int{from, to}}
		}
	}
	if m := yearless.FindStringSubmatch(plain); m != nil {
		return gesture{kind: kinds[m[1]], wrong: "take.gesture.year"}
	}
	if m := fileGesture.FindStringSubmatch(plain); m != nil {
		g := gesture{kind: fileGestures[strings.ToUpper(m[2])], of: m[1]}
		if !text {
			g.wrong = "take.gesture.text"
		}
		return g
	}
	if _, _, ours := answerNamed(base); ours || !text {
		return gesture{}
	}
	if m := frontGesture.FindStringSubmatch(plain); m != nil {
		return gesture{kind: fileGestures[strings.ToUpper(m[1])], of: m[2], front: true}
	}
	if m := nearGesture.FindStringSubmatch(plain); m != nil {
		return gesture{kind: nearKinds[m[1]], wrong: notClear}
	}
	if newText.MatchString(plain) {
		return gesture{kind: ledger.AskAccept, wrong: notClear}
	}
	return gesture{}
}

// notClear is the code of a text file of which its name does not tell whether it is a
// gesture, or which. It stays where it is, and its text is not recorded.
const notClear = "take.gesture.name"

// gestureBeside reads a gesture from the name of a file outside of the folder of
// arrivals. Beside accepted and returned files every small text file may be meant as
// one that is not ours.
func (s *Share) gestureBeside(name string) gesture {
	base := path.Base(name)
	g := gestureNamed(base)
	top, _, _ := strings.Cut(name, "/")
	_, _, ours := answerNamed(base)
	if g.kind == "" && strings.EqualFold(path.Ext(base), ".txt") && !ours && (top == s.Folders.Accepted || top == s.Folders.Returned) {
		return gesture{kind: ledger.AskAccept, wrong: notClear}
	}
	return g
}

// lacking says what the name of a gesture lacks.
func (p *Pipeline) lacking(g gesture) sources.Problem {
	why := sources.Problem{Code: g.wrong}
	if g.wrong == "take.gesture.years" {
		year, word := g.years[1], "parrekinat"
		if g.kind == ledger.AskApprove {
			word = "APSTIPRINAT"
		}
		school := indicators.SchoolYear(year)
		for p.Programme.MonitoringYearOf(school) > year {
			school--
		}
		if g.years[0]+1 == year { // a school year
			school = indicators.SchoolYear(g.years[0])
			year = p.Programme.MonitoringYearOf(school)
		}
		why.Args = map[string]string{
			"from": strconv.Itoa(g.years[0]), "to": strconv.Itoa(g.years[1]), "year": strconv.Itoa(year), "school": school.String(),
			"example": word + "-" + strconv.Itoa(year) + ".txt",
		}
	}
	return why
}

// isText says that a file is a text by its name: what it says can be read.
func isText(base string) bool {
	return slices.Contains([]string{".txt", "", ".", ".md"}, strings.ToLower(path.Ext(base)))
}

// dropped reads the gesture of a file in the folder of arrivals. There only the
// bare word is one: beside other words it is more likely a name of data. What is
// only nearly a gesture may be data too, and is read as a file.
func dropped(base string, size int64) gesture {
	g := gestureNamed(base)
	if g.of != "" || g.wrong != "" || size > mostGesture {
		return gesture{}
	}
	return g
}

// typing is how long an empty gesture is waited for: who makes a text file in
// Windows gives it its name first and writes into it then. With a minute to the
// first look and what the looks after it take, its answer still comes within two.
const typing = 40 * time.Second

// fulfil does what settled gestures ask, or answers why not. Reruns and approvals
// are recorded for the caller.
func (in *intake) fulfil(ctx context.Context) error {
	now := in.p.Now()
	there := map[string]bool{}
	told, err := in.p.Ledger.RefusedFor(ctx, notClear)
	if err != nil {
		return err
	}
	ours := map[string][]ledger.Delivery{}
	for l, list := range [][]arrival{in.v.arrivals, in.v.gestures} {
		for i := range list {
			a := &list[i]
			g := in.p.Share.gestureBeside(a.path)
			if l == 0 {
				g = dropped(path.Base(a.path), a.size)
			}
			if ctx.Err() != nil || g.kind == "" || a.odd != "" || in.done[a.path] || a.size > mostGesture {
				continue
			}
			if l > 0 {
				folder := path.Dir(a.path)
				if _, ok := ours[folder]; !ok {
					if ours[folder], err = in.p.Ledger.DeliveredIn(ctx, folder); err != nil {
						return err
					}
				}
				if slices.ContainsFunc(ours[folder], func(d ledger.Delivery) bool { return d.Path == a.path }) {
					continue // a file that went back under its own name
				}
			}
			there[maskName(a.path)] = true
			if slices.ContainsFunc(told, func(r ledger.Request) bool {
				return path.Join(r.Folder, r.Name) == maskName(a.path) && r.Size == a.size && r.Modified.UnixNano() == a.modified.UnixNano()
			}) {
				continue
			}
			if !in.p.Share.settled(a, now) {
				in.n.Waiting++
				continue
			}
			if err := in.gesture(context.WithoutCancel(ctx), a, g, now); err != nil {
				if errors.Is(err, errMoving) || !in.v.stands(a.path) { // somebody writes it again, or thought better of it
					delete(in.p.Share.seen, a.path)
					in.n.Waiting++
					continue
				}
				if err := in.trouble(in.p.Share.belowInbox(maskName(path.Dir(a.path))), err); err != nil {
					return err
				}
			}
		}
	}
	for _, r := range told {
		if !there[path.Join(r.Folder, r.Name)] && in.v.whole {
			if err := in.p.Ledger.TakeBack(ctx, r.ID); err != nil {
				return err
			}
		}
	}
	// Requests whose file was removed before a crash could note it, and those whose
	// sender was not told yet.
	open, err := in.p.Ledger.OpenRequests(ctx)
	if err != nil {
		return err
	}
	for _, r := range open {
		if r.Finished || there[path.Join(r.Folder, r.Name)] || !in.v.whole || len(in.v.closed) > 0 {
			continue
		}
		if err := in.takeUp(context.WithoutCancel(ctx), r); err != nil {
			if err := in.trouble(in.p.Share.belowInbox(r.Folder), err); err != nil {
				return err
			}
		}
	}
	return nil
}

// takeUp finishes a request whose file is gone. What was recorded and then broken
// off is carried out: the file may have gone with the share.
func (in *intake) takeUp(ctx context.Context, r ledger.Request) error {
	refusal, err := in.refusalOf(ctx, r)
	if err != nil {
		return err
	}
	if r.Answered.IsZero() && !waits(r) {
		refusal = sources.Problem{Code: "take.target.none"}
		if r.Submission != 0 && r.Reason != "" {
			refusal, err = in.fulfilled(ctx, r, r.Reason)
		}
		if err == nil {
			r, err = in.p.Ledger.AnswerRequest(ctx, r.ID, refusal.Code, 0)
		}
		if err != nil {
			return err
		}
	}
	return in.tell(ctx, r, refusal)
}

// gesture records one gesture, does what it asks, answers and removes it.
func (in *intake) gesture(ctx context.Context, a *arrival, g gesture, now time.Time) error {
	text, who, sha, err := in.said(a)
	if err != nil {
		return err
	}
	reason := onOneLine(text)
	if (reason == "" && g.kind != ledger.AskRerun && g.wrong == "" || g.wrong == notClear) && now.Sub(in.p.Share.seen[a.path].since) < typing {
		in.n.Waiting++
		return nil
	}
	target, refusal, err := in.judge(ctx, a, g, reason)
	if err != nil {
		return err
	}
	if refusal.Code == notClear {
		reason = ""
	}
	r, err := in.p.Ledger.Ask(ctx, ledger.Request{
		Kind: g.kind, Year: g.year, Submission: target, Reason: reason, Who: who, Code: refusal.Code,
		Folder: strings.TrimPrefix(maskName(path.Dir(a.path)), "."), Name: a.name, Size: a.size, Modified: a.modified, SHA256: sha,
	})
	if err != nil {
		return err
	}
	in.p.step("request.recorded")
	if r.Answered.IsZero() && refusal.Code == "" {
		if refusal, err = in.fulfilled(ctx, r, text); err != nil {
			return err
		}
		in.p.step("request.done")
	}
	if r.Answered.IsZero() && (!waits(r) || refusal.Code != "") {
		if r, err = in.p.Ledger.AnswerRequest(ctx, r.ID, refusal.Code, 0); err != nil {
			return err
		}
	}
	if r.Code != refusal.Code {
		if refusal, err = in.refusalOf(ctx, r); err != nil {
			return err
		}
	}
	if err := in.note(ctx, r, refusal); err != nil {
		return err
	}
	if refusal.Code == notClear {
		return in.tell(ctx, r, refusal)
	}
	if err := in.keep(a, g); err != nil {
		return err
	}
	if err := in.v.remove(a); err != nil {
		return err
	}
	in.p.step("request.removed")
	return in.tell(ctx, r, refusal)
}

// keep puts a gesture whose text could not be read into the archive, so that it can
// be had back.
func (in *intake) keep(a *arrival, g gesture) error {
	if g.wrong != "take.gesture.text" && (g.kind != ledger.AskRerun || isText(a.name)) {
		return nil
	}
	f, err := in.v.open(a)
	if err != nil {
		return err
	}
	defer f.Close()
	_, _, err = in.p.Archive.Put(f)
	return err
}

// waits says that a request is recorded by the scan and fulfilled by its caller.
func waits(r ledger.Request) bool { return r.Kind == ledger.AskRerun || r.Kind == ledger.AskApprove }

// refusalOf is why a request was not done, as far as the ledger knows.
func (in *intake) refusalOf(ctx context.Context, r ledger.Request) (sources.Problem, error) {
	why := sources.Problem{Code: r.Code, Args: map[string]string{"year": strconv.Itoa(r.Year)}}
	switch r.Code {
	case "take.gesture.years":
		return in.p.lacking(gestureNamed(r.Name)), nil
	case "request.run.approved":
		run, _, err := in.p.Ledger.Approved(ctx, in.p.Programme.ID, r.Year)
		if err != nil {
			return why, err
		}
		return in.p.approvedBy(ctx, run)
	case "take.already.settled":
		s, err := in.p.Ledger.Submission(ctx, r.Submission)
		return in.p.noTarget(&s), err
	case "take.target.changed":
		now, err := in.changed(ctx, r.Submission)
		if err != nil || now.Code != "" {
			return now, err
		}
		s, err := in.p.Ledger.Submission(ctx, r.Submission)
		why.Args["file"], why.Args["inbox"] = s.Name, path.Join(in.p.Share.Folders.Inbox, s.Folder)
		return why, err
	case "take.already.accept", "take.already.withdraw":
		s, err := in.p.Ledger.Submission(ctx, r.Submission)
		if err != nil {
			return why, err
		}
		d, _, err := in.p.decidedBefore(ctx, &s)
		return in.p.already(&s, d), err
	}
	return why, nil
}

// mostSaid is how many letters of a gesture's text are read.
const mostSaid = 1000

// said is what a gesture says and whose file it is: text, person codes masked, a
// thousand letters at most.
func (in *intake) said(a *arrival) (text, who, sha string, err error) {
	f, err := in.v.open(a)
	if err != nil {
		return "", "", "", err
	}
	defer f.Close()
	who = ownerOf(f)
	data, err := io.ReadAll(io.LimitReader(f, mostGesture+1))
	if err != nil {
		return "", "", "", err
	}
	sum := sha256.Sum256(data)
	sha = hex.EncodeToString(sum[:])
	text, ok := sources.Text(data)
	if !ok {
		return "", who, sha, nil
	}
	text = sources.WithoutCodes(text)
	if runes := []rune(text); len(runes) > mostSaid {
		text = string(runes[:mostSaid])
	}
	return text, who, sha, nil
}

// onOneLine is a text on one line, without what a terminal would obey.
func onOneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf)
	}), " ")
}

// judge finds the submission that a gesture is about, or why it cannot be done.
func (in *intake) judge(ctx context.Context, a *arrival, g gesture, reason string) (target int64, refusal sources.Problem, err error) {
	if g.wrong != "" {
		return 0, in.p.lacking(g), nil
	}
	folders := &in.p.Share.Folders
	if below, ok := strings.CutPrefix(path.Dir(a.path), folders.Inbox+"/"); ok && in.p.Share.onlyChecked(below) {
		return 0, sources.Problem{Code: "take.check.only"}, nil
	}
	switch g.kind {
	case ledger.AskRerun:
		return 0, refusal, nil
	case ledger.AskApprove:
		top, _, _ := strings.Cut(a.path, "/")
		if !in.p.Share.ApproveHere || path.Dir(a.path) != folders.Inbox && top != folders.Results {
			return 0, sources.Problem{Code: "take.approve.place"}, nil
		}
	default:
		target, refusal, err = in.beside(ctx, a, g)
		if g.front && (refusal.Code == "take.target.none" || refusal.Code == "take.answer.none") {
			return 0, sources.Problem{Code: notClear}, err // a word like any other
		}
	}
	if err == nil && refusal.Code == "" && reason == "" {
		refusal.Code = "take.reason.missing"
		if g.kind == ledger.AskAnswer {
			refusal.Code = "take.answer.empty"
		}
	}
	return target, refusal, err
}

// fulfilled does what a gesture about a file asks; the problem says why not.
func (in *intake) fulfilled(ctx context.Context, r ledger.Request, text string) (refusal sources.Problem, err error) {
	if !waits(r) {
		if refusal, err = in.changed(ctx, r.Submission); err != nil || refusal.Code != "" {
			return refusal, err
		}
	}
	switch r.Kind {
	case ledger.AskAccept:
		return in.accept(ctx, r.Submission, r.Reason, r.Who, r.At)
	case ledger.AskWithdraw:
		return in.withdraw(ctx, r.Submission, r.Reason, r.Who, r.At)
	case ledger.AskAnswer:
		return in.answer(ctx, r.Submission, text, r.Who, r.At)
	}
	return refusal, nil // its caller's
}

// note writes what became of a request, once it is known, where nothing else says so.
func (in *intake) note(ctx context.Context, r ledger.Request, refusal sources.Problem) error {
	done := refusal.Code == ""
	if r.Answered.IsZero() || done && r.Kind == ledger.AskWithdraw {
		return nil // of a withdrawn file its sender is told
	}
	list, err := in.p.Ledger.DeliveriesFor(ctx, r.ID)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		// What was told of it before makes room first, so that its name is free.
		if err := in.tidy(ctx); err != nil {
			return err
		}
		at := path.Join(safeFolder(in.noteFolder(r)), safeName(strings.TrimSuffix(r.Name, path.Ext(r.Name))))
		ending := faultEnding
		if done {
			ending = doneEnding
		}
		list, err = in.p.Ledger.Reserve(ctx, func(n int) []ledger.Delivery {
			return []ledger.Delivery{{Request: r.ID, Role: roleAnswer, Path: numberedName(at+ending, n)}}
		}, in.v.stands)
		if err != nil {
			return err
		}
	}
	if in.v.stands(list[0].Path) {
		return nil
	}
	receipt := templates.Receipt{Of: templates.NotDone, Name: r.Name, At: in.p.timeOf(r.At), Finding: refusal}
	if done {
		receipt.Of = templates.Done
		if receipt.Finding, receipt.Queries, err = in.doing(ctx, r); err != nil {
			return err
		}
	}
	text, err := templates.ReceiptText(in.p.Language, &receipt)
	if err != nil {
		return err
	}
	_, err = in.v.layBytes(list[0].Path, text, in.p.step)
	return err
}

// noteFolder is where a note about a request stands: beside the gesture or, of one
// in the folder of arrivals, in the same folder of returned files; of a year that
// was calculated or approved, beside its results.
func (in *intake) noteFolder(r ledger.Request) string {
	folders := &in.p.Share.Folders
	below, arrived := strings.CutPrefix(r.Folder+"/", folders.Inbox+"/")
	switch {
	case !arrived:
		return r.Folder
	case r.Code == "" && waits(r):
		return path.Join(folders.Results, strconv.Itoa(r.Year))
	}
	return path.Join(folders.Returned, below)
}

// doing says what was done for a request, and what became of the queries that it
// was about.
func (in *intake) doing(ctx context.Context, r ledger.Request) (did sources.Problem, queries []templates.Queried, err error) {
	did = sources.Problem{Code: "take.done." + r.Kind, Args: map[string]string{"year": strconv.Itoa(r.Year)}}
	switch r.Kind {
	case ledger.AskAccept:
		s, err := in.p.Ledger.AcceptedAs(ctx, r.Submission)
		if err != nil {
			return did, nil, err
		}
		did.Args["file"] = s.Path()
		others, err := in.p.Ledger.Settled(ctx, s.ID)
		if err != nil {
			return did, nil, err
		}
		if others > 0 {
			did.Args["others"] = strconv.Itoa(others)
		}
		did.Args["filed"], err = in.p.Ledger.LastPath(ctx, s.ID, roleOriginal)
		return did, nil, err
	case ledger.AskAnswer:
		s, err := in.p.Ledger.Submission(ctx, r.Submission)
		if err != nil {
			return did, nil, err
		}
		did.Args["file"] = s.Path()
		did.Args["filed"], err = in.p.Ledger.LastPath(ctx, s.ID, roleAnswer)
		return did, in.p.asked(s.Queries, nil), err
	}
	run, err := in.p.Ledger.Run(ctx, r.Run)
	if err != nil {
		return did, nil, err
	}
	list, err := in.p.Ledger.DeliveriesBy(ctx, run.Programme, run.Year)
	for _, d := range list {
		if d.Run == run.ID && (d.Role == roleWorkbook || d.Role == roleApproved) {
			did.Args["filed"] = d.Path
		}
	}
	did.Args["run"], did.Args["fingerprint"] = strconv.FormatInt(run.ID, 10), run.Fingerprint
	did.Args["history"] = path.Join(in.p.Share.Folders.Results, strconv.Itoa(run.Year), in.p.Share.Folders.History)
	if err != nil {
		return did, nil, err
	}
	if r.Kind == ledger.AskRerun {
		return did, nil, in.alsoTouched(ctx, r, run, &did)
	}
	laid, why, err := in.p.edition(ctx, run)
	if err != nil {
		return did, nil, err
	}
	if laid == "" && why != "" {
		did.Code = "take.done.approve.draft"
		if why == "request.run.forgotten" {
			did.Code = "take.done.approve.gone"
		}
		did.Args["noedition"] = templates.NoEdition(in.p.Language, why)
	}
	stale, err := in.p.stale(ctx, run)
	did.Args["stale"] = yearsText(stale)
	return did, nil, err
}

// yearsText lists years as people do.
func yearsText(years []int) string {
	words := make([]string, len(years))
	for i, year := range years {
		words[i] = strconv.Itoa(year)
	}
	return strings.Join(words, ", ")
}

// alsoTouched says which other years the corrections touched that a rerun took up,
// and which approved ones wait for somebody to ask.
func (in *intake) alsoTouched(ctx context.Context, r ledger.Request, run ledger.Run, did *sources.Problem) error {
	runs, err := in.p.Ledger.Runs(ctx, 0)
	if err != nil {
		return err
	}
	var also, wait, kept []string
	for _, other := range runs {
		if other.ID > run.ID && other.Year != run.Year && !other.Finished.IsZero() && other.Repeats == 0 && other.Programme == run.Programme &&
			other.Reason == r.Reason && other.Who == r.Who {
			also = append(also, strconv.Itoa(other.Year))
		}
	}
	due, err := in.p.Due(ctx)
	if err != nil {
		return err
	}
	for _, d := range due {
		switch year := strconv.Itoa(d.Year); {
		case d.Waits():
			wait = append(wait, year)
		case d.Approved:
			kept = append(kept, year)
		}
	}
	did.Args["also"], did.Args["wait"], did.Args["kept"] = strings.Join(also, ", "), strings.Join(wait, ", "), strings.Join(kept, ", ")
	return nil
}

// tell finishes a request whose file is removed: its note, if it has one, stands.
func (in *intake) tell(ctx context.Context, r ledger.Request, refusal sources.Problem) error {
	if err := in.note(ctx, r, refusal); err != nil {
		return err
	}
	list, err := in.p.Ledger.DeliveriesFor(ctx, r.ID)
	if err != nil {
		return err
	}
	for i := range list {
		if list[i].SHA256, err = in.v.hash(list[i].Path); err != nil {
			return err
		}
	}
	return in.p.Ledger.FinishRequest(ctx, r.ID, list)
}

// pending gathers the requests that the caller is to answer.
func (in *intake) pending(ctx context.Context) error {
	open, err := in.p.Ledger.OpenRequests(ctx)
	for _, r := range open {
		if r.Answered.IsZero() && waits(r) {
			in.n.Requests = append(in.n.Requests, r)
		}
	}
	return err
}
