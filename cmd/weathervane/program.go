package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"weathervane/assets"
	"weathervane/assets/words"
	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/session"
	"weathervane/model/journal"
)

// program is what every command shares.
type program struct {
	env session.Env
	in  io.Reader
	out bytes.Buffer // written at the end, so that a failure prints nothing
	// rest comes after it: of what is long, pieces that need not be put together.
	rest [][]byte
	// standard is a file that goes to standard output; nil if none does.
	standard *bytes.Buffer
	errs     io.Writer
	// recorded is set once something was, or was written to where -o or its like
	// says; late is what failed after that.
	recorded bool
	late     error
	// desk is the workspace that is open, and windowed tells that the window is.
	desk     atomic.Pointer[forecasts.Desk]
	windowed atomic.Bool
	told     atomic.Bool // that a signal ended it: once, by the command or for it
	json     bool
	quiet    bool
	now      string
}

// refusal is a "no" for an answer: exit code 1.
type refusal struct {
	what    string
	printed bool // the answer is on standard output as well
}

func (r *refusal) Error() string { return r.what }

// sampleFile opens the sample workspace where a FILE is asked for.
const sampleFile = "sample:"

func (p *program) setNow() error {
	if p.now == "" {
		return nil
	}
	t, err := notation.ParseWhen(p.now, p.env.Now(), p.env.Zone, false)
	if err != nil {
		return fmt.Errorf("--now: %w", err)
	}
	p.env.Present = func() time.Time { return t }
	return nil
}

// with opens the workspace for one use.
func (p *program) with(ctx context.Context, file string, use func(*forecasts.Desk) error) error {
	return p.using(ctx, file, forecasts.Open, use)
}

// looked is how often a workspace is read again that others changed meanwhile.
const looked = 5

// toRead opens the workspace for one use that only reads, and leaves it as it is.
func (p *program) toRead(ctx context.Context, file string, use func(*forecasts.Desk) error) (err error) {
	for range looked {
		p.out.Reset()
		p.rest = nil
		if p.standard != nil {
			p.standard.Reset()
		}
		if err = p.using(ctx, file, forecasts.OpenToRead, use); !errors.Is(err, session.ErrChanged) {
			break
		}
	}
	return err
}

// opener is how a command opens a workspace.
type opener func(context.Context, string, session.Env) (*forecasts.Desk, error)

func (p *program) using(ctx context.Context, file string, open opener, use func(*forecasts.Desk) error) (err error) {
	var desk *forecasts.Desk
	if file == sampleFile {
		desk, err = forecasts.OpenSample(ctx, p.env, assets.Sample)
	} else {
		if err := lasting(file); errors.Is(err, fs.ErrNotExist) {
			return p.gone(file, err)
		} else if err != nil {
			return err
		}
		desk, err = open(ctx, file, p.env)
	}
	if err != nil {
		return err
	}
	p.desk.Store(desk)
	defer func() {
		p.recorded = p.recorded || desk.Recorded()
		p.late = errors.Join(p.late, desk.Late())
		if desk.Remarks().Has(session.WithoutSecret) {
			p.remark("an address is recorded without what looks like a password or a token")
		}
		if desk.Remarks().Has(session.InNewLog) {
			p.remark("a new log of yours was begun: the one in this file is not where this machine left it (an older copy, another machine’s, or a clock that ran ahead)")
		}
		if err == nil {
			p.tellElsewhere(ctx, file, desk)
		}
		if cerr := desk.Close(); err == nil {
			err = cerr
		}
	}()
	return use(desk)
}

// absent is that a file is not there.
type absent struct{ sentence string }

func (a absent) Error() string { return a.sentence }
func (absent) Unwrap() error   { return fs.ErrNotExist }

// readable says in a sentence why a file cannot be read at all.
func readable(file string) error {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return absent{fmt.Sprintf("there is no file %s: check the name", file)}
	case err != nil:
		return fmt.Errorf("%w: check the path and its permissions", err)
	case info.IsDir():
		return fmt.Errorf("%s is a directory: name a file", file)
	}
	return nil
}

// lasting says why a file cannot be read, also more than once.
func lasting(file string) error {
	if err := readable(file); err != nil {
		return err
	}
	return files.IsFile(file)
}

// output is where -o says that something goes: "-" and its other names are standard
// output, and what the command would say there goes to standard error.
func (p *program) output(path string) (files.Output, error) {
	switch path {
	case "-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1":
		if p.json {
			return files.Output{}, fmt.Errorf("standard output can be given %s or the JSON document, not both: name a file", path)
		}
		p.standard = new(bytes.Buffer)
		return files.Output{Path: "-", Standard: p.standard}, nil
	}
	return files.Output{Path: path}, nil
}

// wrote notes that an output is where it was to go: a failure undoes that no more.
func (p *program) wrote(out files.Output) { p.recorded = p.recorded || out.Standard == nil }

// made prints the id of the record that a command made.
func (p *program) made(id journal.ID, err error) error {
	if err != nil {
		return err
	}
	if p.json {
		return p.document(map[string]journal.ID{"id": id})
	}
	p.println(id.String())
	return nil
}

// document prints one JSON document.
func (p *program) document(v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	p.out.Write(words.JSON(b.Bytes()))
	return nil
}

// printf prints on standard output; the texts that it is given stay on one line.
func (p *program) printf(format string, args ...any) { p.out.WriteString(spelt(format, args)) }

// println prints a line on standard output.
func (p *program) println(text string) { p.out.WriteString(words.Line(text) + "\n") }

// spelt formats texts so that none of them can pass for more than a part of a line.
func spelt(format string, args []any) string {
	shown := slices.Clone(args)
	for i, a := range args {
		switch a := a.(type) {
		case string:
			shown[i] = words.Line(a)
		case error:
			shown[i] = oneLine(a.Error())
		case fmt.Stringer:
			shown[i] = words.Line(a.String())
		}
	}
	return fmt.Sprintf(format, shown...)
}

// remark prints a sentence on standard error.
func (p *program) remark(format string, args ...any) {
	if !p.quiet {
		fmt.Fprintf(p.errs, "weathervane: %s\n", spelt(format, args))
	}
}

// when reads a time; endOfDay makes a day mean its last moment.
func (p *program) when(flag, text string, endOfDay bool) (*journal.Instant, error) {
	if text == "" {
		return nil, nil
	}
	t, err := notation.ParseWhen(text, p.env.Now(), p.env.Zone, endOfDay)
	if err != nil {
		return nil, fmt.Errorf("--%s: %w", flag, err)
	}
	at := journal.InstantOf(t)
	return &at, nil
}

// takes checks how many arguments a command has; most is -1 for no limit.
func takes(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		for i := range args {
			args[i] = strings.TrimPrefix(args[i], shield)
		}
		_, names, _ := strings.Cut(c.Use, " ")
		switch {
		case len(args) < least:
			return fmt.Errorf("too few arguments: %s needs %s", c.Name(), names)
		case most >= 0 && len(args) > most:
			return fmt.Errorf("too many arguments (%s): %s needs %s", quoted(args[most]), c.Name(), names)
		}
		return nil
	}
}

func quoted(s string) string { return "“" + s + "”" }

// shield marks an argument that begins with a dash and is not a flag, so that
// values such as -5 need no "--".
const shield = "\x00"

// shieldValues marks arguments such as "-5" and "- a remark" as values: those
// with one dash whose first letter is not a shorthand of the command.
func shieldValues(root *cobra.Command, args []string) []string {
	cmd, _, err := root.Find(args)
	if err != nil {
		return args
	}
	out := append([]string(nil), args...)
	for i, a := range out {
		if a == "--" {
			break
		}
		if len(a) < 2 || a[0] != '-' || a[1] == '-' || i > 0 && takesValue(cmd, out[i-1]) {
			continue
		}
		if short := a[1:2]; short != "h" && cmd.Flags().ShorthandLookup(short) == nil {
			out[i] = shield + a
		}
	}
	return out
}

// takesValue reports whether the argument is a flag whose value comes next.
func takesValue(cmd *cobra.Command, arg string) bool {
	if !strings.HasPrefix(arg, "-") || strings.Contains(arg, "=") {
		return false
	}
	var f *pflag.Flag
	if name := strings.TrimLeft(arg, "-"); strings.HasPrefix(arg, "--") {
		if f = cmd.Flags().Lookup(name); f == nil {
			f = cmd.InheritedFlags().Lookup(name)
		}
	} else if len(name) == 1 {
		f = cmd.Flags().ShorthandLookup(name)
	}
	return f != nil && f.NoOptDefVal == ""
}
