// Command raditaji monitors early school leaving in a Latvian municipality: it
// reads exports and templates, computes the indicators of the adopted programme
// and writes the monitoring workbook.
package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/alecthomas/kong"
	"github.com/rs/zerolog"

	"raditaji/pipeline"
	"raditaji/sources"
	"raditaji/templates"
)

// The exit codes.
const (
	done          = 0
	failed        = 1
	misuse        = 2
	filesReturned = 3 // done, but files or rows of them could not be used
	inputsMissing = 4 // done, but exports are missing
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// A console is where a command speaks, and in which language.
type console struct {
	out, err io.Writer
	language templates.Language
	log      zerolog.Logger
}

func (c *console) say(w templates.Words, args ...string) {
	fmt.Fprintln(c.out, w.In(c.language, args...))
}

// commands is the grammar of the command line.
type commands struct {
	Lang string `enum:"lv,en" default:"lv"`
	Log  string `enum:"off,info,debug" default:"off"`

	Calculate calculateCommand `cmd:""`
	Templates templatesCommand `cmd:""`
	Check     checkCommand     `cmd:""`
	Trace     traceCommand     `cmd:""`
	Programme programmeCommand `cmd:""`
	Sample    sampleCommand    `cmd:""`
	Demo      demoCommand      `cmd:""`
	Version   versionCommand   `cmd:""`

	Init    initCommand    `cmd:""`
	Serve   serveCommand   `cmd:""`
	Doctor  doctorCommand  `cmd:""`
	Backup  backupCommand  `cmd:""`
	Restore restoreCommand `cmd:""`
	Service serviceCommand `cmd:""`

	Run      runCommand      `cmd:""`
	Rerun    rerunCommand    `cmd:""`
	Runs     runsCommand     `cmd:""`
	Status   statusCommand   `cmd:""`
	Diff     diffCommand     `cmd:""`
	Approve  approveCommand  `cmd:""`
	Accept   acceptCommand   `cmd:""`
	Answer   answerCommand   `cmd:""`
	Withdraw withdrawCommand `cmd:""`

	ReadApart readApartCommand `cmd:"" hidden:""`
}

// run is the program: it takes the arguments after the program's name and gives
// the exit code.
func run(args []string, out, errs io.Writer) int {
	c := &console{out: out, err: errs, language: languageOf(args), log: zerolog.Nop()}
	var grammar commands
	helped := false
	parser, err := kong.New(&grammar,
		kong.Name("raditaji"), kong.Writers(out, errs), kong.Exit(func(int) { helped = true }),
		kong.Help(func(_ kong.HelpOptions, ctx *kong.Context) error {
			_, err := fmt.Fprintln(out, templates.Help(c.language, commandOf(ctx)))
			return err
		}),
	)
	if err != nil {
		fmt.Fprintln(errs, err)
		return failed
	}
	switch {
	case slices.Contains(args, "--version"):
		args = []string{"version"}
	case len(args) > 0 && args[0] == "help":
		args = append(slices.Clone(args[1:]), "--help")
	}
	if len(args) == 0 || len(args) == 2 && args[0] == "--lang" {
		fmt.Fprintln(out, templates.Help(c.language, ""))
		return misuse
	}
	ctx, err := parser.Parse(args)
	switch {
	case helped:
		return done
	case err != nil:
		c.misused(err)
		return misuse
	}
	if level, err := zerolog.ParseLevel(grammar.Log); err == nil && grammar.Log != "off" {
		c.log = zerolog.New(errs).Level(level)
	}
	code := failed
	if err := ctx.Run(c, &code, &grammar); err != nil {
		fmt.Fprintln(errs, templates.WordsError.In(c.language, "why", c.reason(err)))
		return exitOf(err)
	}
	return code
}

// commandOf is the command that help was asked for, its words joined by blanks.
func commandOf(ctx *kong.Context) string {
	node := ctx.Selected()
	if node == nil {
		return ""
	}
	name := node.Name
	for node.Parent != nil && node.Parent.Type == kong.CommandNode {
		node = node.Parent
		name = node.Name + " " + name
	}
	return name
}

// languageOf finds --lang before the grammar is parsed, so that misuse too is
// told in the language that was asked for.
func languageOf(args []string) templates.Language {
	for i, a := range args {
		if a == "--lang=en" || a == "--lang" && i+1 < len(args) && args[i+1] == "en" {
			return templates.English
		}
	}
	return templates.Latvian
}

// misused says what is wrong with the arguments and where help is.
func (c *console) misused(err error) {
	command := ""
	var parse *kong.ParseError
	if errors.As(err, &parse) {
		if command = commandOf(parse.Context); command != "" {
			command += " "
		}
	}
	fmt.Fprintln(c.err, templates.Misuse(c.language, sources.WithoutCodes(err.Error())))
	fmt.Fprintln(c.err, templates.WordsSeeHelp.In(c.language, "command", command))
}

// A misuseError is a mistake in what was asked, not in what we did.
type misuseError struct {
	words templates.Words
	args  []string
}

func (e misuseError) Error() string { return e.words.In(templates.English, e.args...) }

// wrong makes a misuseError.
func wrong(w templates.Words, args ...string) error { return misuseError{w, args} }

func (c *console) reason(err error) string {
	var m misuseError
	var publish *pipeline.PublishError
	var returning returnError
	var failing *failure
	switch {
	case errors.As(err, &m):
		return m.words.In(c.language, m.args...)
	case errors.As(err, &failing):
		return failing.in(c.language)
	case errors.As(err, &returning) && errors.As(err, &publish):
		return templates.CannotWrite(c.language, "--returned", publish.Path, publish.Err)
	case errors.As(err, &publish):
		return templates.CannotWrite(c.language, "--out", publish.Path, publish.Err)
	case errors.Is(err, pipeline.ErrTooManyFiles):
		return templates.WordsTooManyFiles.In(c.language)
	}
	cause := templates.Cause(c.language, err)
	if cause == "" {
		return templates.WordsFailed.In(c.language, "why", reasonOf(err))
	}
	c.log.Info().Str("error", reasonOf(err)).Msg("the system refused")
	if path := pathOf(err); path != "" {
		return templates.WordsFailedAt.In(c.language, "path", path, "cause", cause)
	}
	return templates.WordsFailedBy.In(c.language, "cause", cause)
}

// pathOf is the file or folder that an error is about, as it may be shown; empty:
// it says none.
func pathOf(err error) string {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return sources.WithoutCodes(path.Path)
	case errors.As(err, &link):
		return sources.WithoutCodes(link.New)
	}
	return ""
}

func exitOf(err error) int {
	var m misuseError
	if errors.As(err, &m) {
		return misuse
	}
	return failed
}

// newPipeline hands a job its world. The key of pseudonyms is made for this run
// alone.
func (c *console) newPipeline(strict bool) (*pipeline.Pipeline, error) {
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return nil, fmt.Errorf("making the key of this run: %w", err)
	}
	return &pipeline.Pipeline{
		Version: version, Language: c.language, Secret: secret, Strict: strict, Log: c.log,
		Progress: c.progress(),
	}, nil
}
