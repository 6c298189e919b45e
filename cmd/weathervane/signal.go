package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"weathervane/forecasts/cores"
)

// ended is why the context of the program is cancelled: a signal came.
type ended struct{ by syscall.Signal }

func (e ended) Error() string { return "ended by a signal (" + e.by.String() + ")" }

// code is what a shell reports of a program that a signal ended.
func (e ended) code() int { return 128 + int(e.by) }

// untilSignal is a context that the first signal to end cancels. From then on
// signals do what they do by default, so that a second one ends the program at
// once.
func untilSignal() context.Context {
	ctx, cancel := context.WithCancelCause(context.Background())
	came := make(chan os.Signal, 1)
	signal.Notify(came, os.Interrupt, syscall.SIGTERM)
	go func() {
		s, _ := (<-came).(syscall.Signal)
		signal.Stop(came)
		cancel(ended{s})
	}()
	return ctx
}

// interruptible reads until its context is cancelled: standard input may never
// give anything.
type interruptible struct {
	ctx context.Context //nolint:containedctx // a Reader is given none
	in  io.Reader
}

func (i interruptible) Read(b []byte) (int, error) {
	type result struct {
		read []byte
		err  error
	}
	came := make(chan result, 1)
	go func() {
		own := make([]byte, len(b)) // b is the caller's again once this Read was interrupted
		n := 0
		err := cores.Catch(func() (err error) {
			n, err = i.in.Read(own)
			return err
		})
		came <- result{own[:n], err}
	}()
	select {
	case r := <-came:
		return copy(b, r.read), r.err
	case <-i.ctx.Done():
		return 0, i.ctx.Err()
	}
}
