// Weathervane is the program: a window, or a command on the same desk.
//
//	weathervane [FILE]
//	weathervane ask FILE --title T --closes WHEN
//	weathervane forecast FILE QUESTION 12%
//
// docs/CLI.md lists the commands. Each is thin: it reads arguments, asks the
// desk, and prints. Exit codes: 0 done; 1 the answer is no; 2 bad use, and
// nothing was written; 3 recorded or written, and something after it failed; 130
// and 143 a command was ended by a signal.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	_ "early.weathervane/locale"
	"github.com/spf13/cobra"

	"weathervane/assets/words"
	"weathervane/files"
	"weathervane/forecasts/cores"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/session"
)

// Fyne keeps the main goroutine on the main thread, for the window. On the main
// thread a command would pay with a change of threads for every row that it
// reads, so commands run on another goroutine and ask for the main thread when
// they need it.
func main() {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) // the write fails, so that what was recorded is told
	ctx := untilSignal()
	done := make(chan int)
	p := newProgram(ctx, os.Stdin, os.Stderr)
	go func() { done <- p.run(ctx, os.Args[1:], os.Stdout, os.Stderr) }()
	told, waited := ctx.Done(), (<-chan time.Time)(nil)
	for {
		select {
		case f := <-mainThread:
			f()
		case code := <-done:
			os.Exit(code)
		case <-told:
			told, waited = nil, time.After(inOrder)
		case <-waited:
			var end ended
			if !errors.As(context.Cause(ctx), &end) || p.mustFinish() || p.told.Swap(true) {
				waited = time.After(inOrder / 10)
				continue
			}
			fmt.Fprintf(os.Stderr, "weathervane: %s\n", end)
			os.Exit(end.code())
		}
	}
}

// inOrder is how long a command that a signal ends may take to do so in order.
// Computing and drawing ask for signals only now and then.
const inOrder = 700 * time.Millisecond

// mainThread takes what must run on the main thread.
var mainThread = make(chan func())

func newProgram(ctx context.Context, in io.Reader, errs io.Writer) *program {
	return &program{env: session.DefaultEnv(), in: files.Reader(ctx, in), errs: errs}
}

// run does what the arguments say and gives the exit code.
func (p *program) run(ctx context.Context, args []string, out, errs io.Writer) int {
	root := p.commands()
	root.SetArgs(shieldValues(root, args))
	root.SetIn(p.in)
	root.SetOut(&p.out)
	root.SetErr(errs)
	m := newMeter(terminal(errs), &p.quiet)
	err := cores.Catch(func() error { return root.ExecuteContext(session.WithProgress(ctx, m.tell)) })
	m.clear()
	if err == nil {
		err = p.late
	}
	var no *refusal
	if err == nil || p.recorded || errors.As(err, &no) && no.printed {
		if werr := p.answer(ctx, out); werr != nil && err == nil {
			err = werr
		}
	}
	if err == nil {
		return 0
	}
	var fork *merging.Fork
	var end ended
	code := 2
	switch {
	case errors.As(err, &fork) || errors.As(err, &no):
		code = 1
	case p.recorded:
		code = 3
		if errors.As(context.Cause(ctx), &end) {
			err = fmt.Errorf("it is done, and the answer was %w: do not repeat the command", end)
		}
	case errors.Is(err, syscall.EPIPE): // who read the answer has had enough
		return 128 + int(syscall.SIGPIPE)
	case errors.As(context.Cause(ctx), &end): // the signal is the cause of any error
		code, err = end.code(), end
	}
	if ctx.Err() == nil || !p.told.Swap(true) {
		fmt.Fprintf(errs, "weathervane: %s\n%s", oneLine(err.Error()), cores.Trace(err))
	}
	return code
}

// answer writes what the command found out; it counts only once it is out. What was
// recorded is told on standard error then.
func (p *program) answer(ctx context.Context, out io.Writer) error {
	said, to := p.out.Bytes(), out
	if p.standard != nil {
		if !p.quiet {
			fmt.Fprint(p.errs, words.Legible(p.out.String()))
		}
		said = p.standard.Bytes()
	} else if !p.json {
		to = words.LegibleWriter(out)
	}
	if ctx.Err() != nil { // a signal came when all was done
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(context.Background(), time.Second/2)
		defer stop()
	}
	if len(said) == 0 {
		return nil
	}
	w := files.Writer(ctx, to)
	_, err := w.Write(said)
	if err == nil && len(p.rest) > 0 {
		pieces := bufio.NewWriterSize(w, 1<<18)
		for _, piece := range p.rest {
			_, _ = pieces.Write(piece) // Flush gives the error
		}
		err = pieces.Flush()
	}
	switch {
	case err == nil:
		return nil
	case p.recorded && p.standard == nil:
		_, _ = words.LegibleWriter(p.errs).Write(said)
		return fmt.Errorf("it is done, but the answer above could not be written to standard output (%w): do not repeat", err)
	}
	return fmt.Errorf("the answer cannot be written: %w", err)
}

// commands is the tree of all commands.
func (p *program) commands() *cobra.Command {
	root := &cobra.Command{
		Use:           "weathervane [FILE]",
		Short:         "Forecasts that are kept, scored and shared",
		Long:          "Weathervane keeps forecasts as signed records, scores them and shares them.\nWithout a command it opens its window, on FILE or on what was open last.",
		Args:          p.fileOrNothing,
		RunE:          p.window,
		Version:       session.Version,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	flags := root.PersistentFlags()
	flags.BoolVar(&p.json, "json", false, "print one JSON document")
	flags.BoolVar(&p.quiet, "quiet", false, "print no remarks on standard error")
	flags.StringVar(&p.now, "now", "", "`TIME` to take as the present for lists, scores and snapshots")
	flags.StringVar(&p.env.Name, "as", "", "`NAME` under which your first records in a workspace are signed")
	flags.BoolVar(&p.env.AsNew, "as-new", false, "begin as a new forecaster, although your key is missing or your name is taken")
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		if p.env.AsNew && p.env.Name == "" {
			return errors.New("--as-new begins as a new forecaster, whose name is not given: say --as NAME as well")
		}
		return p.setNow()
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return fmt.Errorf("%w: see '%s --help'", err, c.CommandPath())
	})
	root.AddCommand(p.keeping()...)
	root.AddCommand(p.asking()...)
	root.AddCommand(p.forecasting()...)
	root.AddCommand(p.evidence()...)
	root.AddCommand(p.sources()...)
	root.AddCommand(p.ending()...)
	root.AddCommand(p.scenarios()...)
	root.AddCommand(p.looking()...)
	root.AddCommand(p.pinning(), p.reviewing())
	root.AddCommand(p.syncing())
	root.AddCommand(p.guarding()...)
	root.AddCommand(p.reporting())
	root.AddCommand(p.proving()...)
	root.AddCommand(p.scoring(), p.exporting(), p.importing(), p.picture())
	return root
}

// longestError is how many letters of an error are shown: it may quote a text of
// any length.
const longestError = 4000

// oneLine keeps an error on one line and legible, whatever it quotes.
func oneLine(s string) string {
	return words.Cut(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), " "), longestError)
}
