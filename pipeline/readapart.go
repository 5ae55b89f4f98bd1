package pipeline

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"raditaji/indicators"
	"raditaji/pipeline/config"
	"raditaji/sources"
	"raditaji/templates"
)

// A reading is what reading a file apart tells of it: no records, and of person
// codes only what a marked copy for its sender holds.
type reading struct {
	Submission sources.Submission // without records, register and form
	Form       *asked             // of a template: whose it is; nil: the programme has none such
	Own        bool               // nothing to be read: a result or an answer of ours, or a decision that is misnamed
	// Of a file with errors, what goes back to its sender.
	Copy                     []byte // marked; nil: none can be made
	Text                     []byte
	Name, CopyName, TextName string // of itself, of Copy and of Text in the folder where it goes back
}

// faulty says that the file goes back to its sender. So does a template into
// which nobody has written: there is nothing to accept.
func (r *reading) faulty() bool {
	if r.Submission.Refused || r.empty() {
		return true
	}
	for _, p := range r.Submission.Problems {
		if p.Severity == sources.Error {
			return true
		}
	}
	return false
}

// empty says that a template holds no answer.
func (r *reading) empty() bool {
	return r.Form != nil && !r.Submission.Refused && len(r.Submission.Cells) == 0
}

// read reads the bytes of a file and makes what goes back where it is faulty.
func (p *Pipeline) readForeign(name string, data []byte, shown shownTo) reading {
	var r reading
	if ownResult(path.Base(name), data) {
		r.noInput(name, int64(len(data)), "take.own")
	} else if of, _, ok := answerNamed(path.Base(name)); ok && templates.IsAnswer(data, of) {
		r.noInput(name, int64(len(data)), ownAnswerTo(path.Base(name), of))
	} else {
		r.Submission = sources.Read(name, data, p.context())
		if r.Submission.Refused && templates.ShowsRows(data) {
			r.Own = true
			r.Submission.Problems = []sources.Problem{{File: name, Code: "take.rows", Severity: sources.Error}}
		} else if g := gestureNamed(path.Base(name)); r.Submission.Refused && r.Submission.Kind == "" && (g.wrong != "" && g.of == "" || g.of != "" && isText(name)) {
			if g.wrong == "" {
				g.wrong = notClear
			}
			r.noInput(name, int64(len(data)), g.wrong)
			r.Submission.Problems[0].Args = p.lacking(g).Args
		}
	}
	sub := &r.Submission
	if sub.Form != nil && sub.Form.Form != nil {
		r.Form = &asked{sub.Form.Unit, sub.Form.Year}
		if !sub.Refused && !r.empty() {
			own := over(sub.Form.Shown, shown(*r.Form))
			NoteQueries(sub, indicators.NewAnswers(sub.Records.Reported), own)
		}
	}
	if r.faulty() {
		p.makeReturn(&r, data)
	}
	sub.Records, sub.Register, sub.Form = indicators.Records{}, nil, nil
	return r
}

// noInput says that a file is nothing that could be read, and why.
func (r *reading) noInput(name string, size int64, code string) {
	r.Own = true
	r.Submission = sources.Submission{Name: name, Size: size, Refused: true}
	r.Submission.Problems = []sources.Problem{{File: name, Code: code, Severity: sources.Error}}
}

// answerNamed says that a name is one of our answers' – the file's that it is about,
// then what ours end with – and gives it without numbers and doubled endings.
func answerNamed(base string) (of, plain string, ok bool) {
	m := answerName.FindStringSubmatch(base)
	if m == nil {
		return "", "", false
	}
	return m[1], m[1] + " " + m[2] + ".txt", true
}

var answerName = regexp.MustCompile(`(?i)^(.+) (SANEMTS|PARBAUDE|KLUDAS|ATSAUKTS|IZPILDITS|NAV DATI|NAV JALABO)(?: ?\([0-9]+\))*(?:\.txt)+$`)

// ownAnswer is how the codes begin of an answer of ours that was dropped.
const ownAnswer = "take.own.answer"

// ownAnswerTo is the code of an answer of ours, by its name and the name of the file
// that it is about: what is to be corrected is corrected elsewhere, by the kind of file.
func ownAnswerTo(base, of string) string {
	if faults := strings.TrimSuffix(faultEnding, ".txt"); !strings.HasPrefix(strings.ToLower(strings.TrimPrefix(base, of)), strings.ToLower(faults)) {
		return ownAnswer
	}
	switch strings.ToLower(path.Ext(of)) {
	case ".csv", ".tsv", ".txt":
		return ownAnswer + ".export"
	case ".xlsx", ".xlsm":
		return ownAnswer + ".template"
	}
	return ownAnswer
}

// makeReturn makes what goes back to the sender. Where even that fails there is
// a plain text.
func (p *Pipeline) makeReturn(r *reading, data []byte) {
	defer func() {
		if recover() != nil {
			p.plainReturn(r)
		}
	}()
	if r.Own {
		p.plainReturn(r)
		receipt := templates.Receipt{Of: templates.NoInput, Name: r.Submission.Name, Finding: r.Submission.Problems[0]}
		if text, err := templates.ReceiptText(p.Language, &receipt); err == nil {
			r.Text = text
		}
		if of, plain, ok := answerNamed(r.Submission.Name); ok && strings.HasPrefix(receipt.Finding.Code, ownAnswer) {
			r.Name, r.TextName = plain, of+noDataEnding // however often it is sent to and fro
		}
		return
	}
	whole := r.Submission
	whole.Refused = true // it goes back whole: nothing of it is used
	if r.empty() {
		whole.Problems = slices.Clone(whole.Problems)
		for i := range whole.Problems {
			if p := &whole.Problems[i]; p.Code == "form.empty" {
				p.Severity = sources.Error // for that it goes back
			}
		}
	}
	school := p.schoolOf(whole.Cells)
	back, err := templates.Returned(&whole, data, school, false, p.Language)
	if err != nil {
		p.plainReturn(r)
		return
	}
	r.Copy, r.Text = back.Workbook, back.Text
	r.Name, r.CopyName, r.TextName = templates.ReturnNames(&r.Submission, school)
}

func (p *Pipeline) plainReturn(r *reading) {
	r.Copy = nil
	var b bytes.Buffer
	b.WriteString("\ufeff")
	if err := templates.FileReport(&b, p.Language, &r.Submission, true); err == nil {
		r.Text = bytes.ReplaceAll(b.Bytes(), []byte("\n"), []byte("\r\n"))
	}
	r.Name, r.TextName = r.Submission.Name, r.Submission.Name+faultEnding
}

// unread is the reading of a file that could not be read.
func (p *Pipeline) unread(name string, problem sources.Problem) reading {
	problem.File, problem.Severity = name, sources.Error
	r := reading{Submission: sources.Submission{Name: name, Refused: true, Problems: []sources.Problem{problem}}}
	p.plainReturn(&r)
	return r
}

// The wire between the service and a child: the service writes a line of JSON that
// holds its programme file, and the child greets; then for each file
// the service writes a line of JSON and as many bytes as it says, and the child
// answers with a gob. Where it reads a template, it first asks by a gob what the
// answers are to be compared with, and the service says so in a line of JSON.
type (
	opening struct {
		Programme []byte `json:"programme"` // the file; empty: the child has one
	}
	greeting struct{ Version, Programme string }
	errand   struct {
		Name string `json:"name"`
		Size int64  `json:"size"`
	}
	answer struct {
		Asked   *asked // nil: Reading is there
		Reading wire
	}
	told struct {
		Last     map[string]int64 `json:"last"`
		Register map[string]int64 `json:"register"`
	}
)

// wire is a reading as gob carries it; Records have no exported fields.
type wire struct {
	Name, SHA256, Encoding string
	Size                   int64
	Kind                   indicators.Kind
	Comma                  rune
	Heading                int
	Cells                  []sources.Cell
	Problems               []sources.Problem
	Balance                sources.Balance
	Refused, Own           bool
	Form                   *asked
	Copy, Text             []byte
	File, CopyName         string
	TextName               string
}

func (r *reading) wire() wire {
	s := &r.Submission
	return wire{
		s.Name, s.SHA256, s.Encoding, s.Size, s.Kind, s.Comma, s.Heading, s.Cells, s.Problems, s.Balance, s.Refused, r.Own, r.Form,
		r.Copy, r.Text, r.Name, r.CopyName, r.TextName,
	}
}

func (w *wire) reading() reading {
	return reading{
		Submission: sources.Submission{
			Name: w.Name, SHA256: w.SHA256, Size: w.Size, Kind: w.Kind, Encoding: w.Encoding, Comma: w.Comma, Heading: w.Heading,
			Cells: w.Cells, Problems: w.Problems, Balance: w.Balance, Refused: w.Refused,
		},
		Form: w.Form, Own: w.Own, Copy: w.Copy, Text: w.Text, Name: w.File, CopyName: w.CopyName, TextName: w.TextName,
	}
}

// ReadApart is the child's side: it reads files for a service until in ends. The
// program calls it in a process of its own, after LimitMemory, so that a file
// that takes the process down takes nothing else with it.
func (p *Pipeline) ReadApart(in io.Reader, out io.Writer) error {
	from, to := bufio.NewReader(in), bufio.NewWriter(out)
	enc := gob.NewEncoder(to)
	send := func(v any) error {
		if err := enc.Encode(v); err != nil {
			return fmt.Errorf("answering: %w", err)
		}
		if err := to.Flush(); err != nil {
			return fmt.Errorf("answering: %w", err)
		}
		return nil
	}
	line, err := from.ReadBytes('\n')
	if errors.Is(err, io.EOF) {
		return nil
	}
	var o opening
	if err == nil {
		err = json.Unmarshal(line, &o)
	}
	if err != nil {
		return fmt.Errorf("taking the programme: %w", err)
	}
	if len(o.Programme) > 0 {
		sha := sha256.Sum256(o.Programme)
		p.ProgrammeSHA = hex.EncodeToString(sha[:])
		programme, faults := config.Programme(p.ProgrammeSHA, o.Programme)
		if len(faults) > 0 {
			return fmt.Errorf("taking the programme: line %d: %s", faults[0].Line, faults[0].Code)
		}
		p.Programme = programme
	}
	if err := send(greeting{p.Version, p.ProgrammeSHA}); err != nil {
		return err
	}
	for {
		line, err := from.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil
		}
		var e errand
		if err == nil {
			err = json.Unmarshal(line, &e)
		}
		if err == nil && (e.Size < 0 || e.Size > sources.MaxSize+1) {
			err = fmt.Errorf("%d bytes", e.Size)
		}
		if err != nil {
			return fmt.Errorf("taking an errand: %w", err)
		}
		data := make([]byte, e.Size)
		if _, err := io.ReadFull(from, data); err != nil {
			return fmt.Errorf("taking a file: %w", err)
		}
		var broken error
		r := p.readForeign(e.Name, data, func(of asked) indicators.Prefill {
			var t told
			if broken = send(answer{Asked: &of}); broken == nil {
				line, err := from.ReadBytes('\n')
				broken = errors.Join(err, json.Unmarshal(line, &t))
			}
			return t.prefill()
		})
		if broken != nil {
			return fmt.Errorf("asking: %w", broken)
		}
		if err := send(answer{Reading: r.wire()}); err != nil {
			return err
		}
	}
}

// A reader reads files one after another, in children where the pipeline has a
// command for them, else in this process.
type reader struct {
	p     *Pipeline
	shown shownTo
	child *child
}

// A child is a process that reads files.
type child struct {
	cmd    *exec.Cmd
	bond   bond
	to     io.WriteCloser
	from   *gob.Decoder
	died   *tail
	files  int
	bytes  int64
	killed atomic.Bool // by the time limit
}

const (
	filesOfAChild = 500      // after so many files a fresh process takes over
	bytesOfAChild = 32 << 20 // and after so many bytes, so that a large file's memory goes back
	greetWithin   = 30 * time.Second
)

// errReader says that no child can be had: that is no file's fault.
var errReader = errors.New("starting a process that reads files")

// read reads one file; copy writes its bytes. Whatever is wrong with the file is
// in the reading; the error is of the archive, or says that nothing can be read.
func (r *reader) read(name string, size int64, copy func(io.Writer) error) (reading, error) {
	if r.p.ReadCommand == nil {
		var b bytes.Buffer
		if err := copy(&b); err != nil {
			return reading{}, err
		}
		return r.p.readForeign(name, b.Bytes(), r.shown), nil
	}
	for {
		fresh := r.child == nil
		if fresh {
			if err := r.start(); err != nil {
				return reading{}, err
			}
		}
		got, problem, err := r.child.read(name, size, r.p.readWithin(), copy, r.shown)
		if err == nil && problem == nil {
			if r.child.files >= filesOfAChild || r.child.bytes >= bytesOfAChild {
				r.close()
			}
			return got, nil
		}
		slow := r.child.killed.Load()
		why := r.child.end()
		r.child = nil
		switch {
		case err != nil:
			return reading{}, err
		case slow:
			return r.p.unread(name, sources.Problem{Code: "take.reader.slow", Args: map[string]string{"limit": strconv.Itoa(int(r.p.readWithin().Seconds()))}}), nil
		case !fresh:
			continue // what earlier files left behind may have been its end: once more alone
		case why == "memory":
			return r.p.unread(name, sources.Problem{Code: "take.reader.memory", Args: map[string]string{"limit": strconv.Itoa(r.p.Share.Limits.Memory)}}), nil
		}
		return r.p.unread(name, sources.Problem{Code: "take.reader.died"}), nil
	}
}

// readWithin is how long one file may take.
func (p *Pipeline) readWithin() time.Duration {
	if p.Share == nil || p.Share.Limits.Seconds == 0 {
		return time.Minute
	}
	return time.Duration(p.Share.Limits.Seconds) * time.Second
}

// memory is how much one child may have, in MiB; 0: as much as it wants.
func (p *Pipeline) memory() int {
	if p.Share == nil {
		return 0
	}
	return p.Share.Limits.Memory
}

func (r *reader) start() error {
	cmd := r.p.ReadCommand()
	c := &child{cmd: cmd, died: &tail{}}
	cmd.Stderr = c.died
	var err error
	if c.to, err = cmd.StdinPipe(); err != nil {
		return fmt.Errorf("%w: %w", errReader, err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("%w: %w", errReader, err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("%w: %w", errReader, err)
	}
	if c.bond, err = bind(cmd.Process, r.p.memory()); err != nil {
		c.end()
		return fmt.Errorf("%w: %w", errReader, err)
	}
	c.from = gob.NewDecoder(bufio.NewReader(out))
	stop := c.within(greetWithin)
	var hello greeting
	line, err := json.Marshal(opening{r.p.ProgrammeFile})
	if err == nil {
		_, err = c.to.Write(append(line, '\n'))
	}
	if err == nil {
		err = c.from.Decode(&hello)
	}
	stop()
	switch {
	case err != nil:
		c.end()
		return fmt.Errorf("%w: %w", errReader, err)
	case hello != greeting{r.p.Version, r.p.ProgrammeSHA}:
		c.end()
		return fmt.Errorf("%w: it has version %s; the program was replaced, restart the service", errReader, hello.Version)
	}
	r.child = c
	return nil
}

// within kills the child after a time, unless stopped before.
func (c *child) within(limit time.Duration) (stop func()) {
	timer := time.AfterFunc(limit, func() {
		c.killed.Store(true)
		_ = c.cmd.Process.Kill() // it may have ended by itself
	})
	return func() { timer.Stop() }
}

// errArchive keeps the archive's errors apart from a pipe that broke.
type errArchive struct{ err error }

func (e errArchive) Error() string { return e.err.Error() }
func (e errArchive) Unwrap() error { return e.err }

// read sends one file. The problem is that the child did not answer.
func (c *child) read(name string, size int64, limit time.Duration, copy func(io.Writer) error, shown shownTo) (_ reading, problem, err error) {
	stop := c.within(limit)
	defer func() { stop() }()
	line, err := json.Marshal(errand{name, size})
	if err != nil {
		return reading{}, nil, err
	}
	var got answer
	// A child may die while it is written to; what it said before counts.
	sent := c.send(append(line, '\n'), copy)
	var archive errArchive
	if errors.As(sent, &archive) {
		return reading{}, nil, archive.err
	}
	if sent != nil {
		return reading{}, sent, nil
	}
	if err := c.from.Decode(&got); err != nil {
		return reading{}, err, nil
	}
	if got.Asked != nil {
		stop() // what is looked up is none of the file's time
		line, err := json.Marshal(toldOf(shown(*got.Asked)))
		if err != nil {
			return reading{}, nil, err
		}
		stop = c.within(limit)
		if _, err := c.to.Write(append(line, '\n')); err != nil {
			return reading{}, err, nil
		}
		got = answer{}
		if err := c.from.Decode(&got); err != nil {
			return reading{}, err, nil
		}
	}
	c.files++
	c.bytes += size
	return got.Reading.reading(), nil, nil
}

func (c *child) send(line []byte, copy func(io.Writer) error) error {
	pipe := &pipeWriter{to: c.to}
	if _, err := pipe.Write(line); err != nil {
		return err
	}
	if err := copy(pipe); err != nil {
		if pipe.broke != nil {
			return pipe.broke
		}
		return errArchive{err}
	}
	return nil
}

// A pipeWriter remembers that the child's end broke.
type pipeWriter struct {
	to    io.Writer
	broke error
}

func (w *pipeWriter) Write(p []byte) (int, error) {
	n, err := w.to.Write(p)
	if err != nil {
		w.broke = err
	}
	return n, err
}

// end ends the child and says why it died: memory, or anything else.
func (c *child) end() string {
	_ = c.to.Close()
	_ = c.cmd.Process.Kill()
	err := c.cmd.Wait()
	c.bond.free()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == outOfMemory || c.died.has("out of memory") || c.died.has("cannot allocate memory") {
		return "memory"
	}
	return ""
}

// close lets the child go: it ends when there is nothing more to read.
func (r *reader) close() {
	if r.child == nil {
		return
	}
	_ = r.child.to.Close()
	stop := r.child.within(greetWithin)
	_ = r.child.cmd.Wait() // how it ends no longer matters
	stop()
	r.child.bond.free()
	r.child = nil
}

// A tail keeps the beginning of what a child says when it dies. It is only
// searched, never shown: a panic may quote the file.
type tail struct {
	one  sync.Mutex
	text []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.one.Lock()
	defer t.one.Unlock()
	t.text = append(t.text, p[:min(len(p), 16<<10-len(t.text))]...)
	return len(p), nil
}

func (t *tail) has(text string) bool {
	t.one.Lock()
	defer t.one.Unlock()
	return strings.Contains(string(t.text), text)
}
