package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
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

// mustFinish reports whether a command may not be cut short: it has recorded
// something, or is about to, and has to say so; or it is the window, which closes
// its workspace in order.
func (p *program) mustFinish() bool {
	if p.windowed.Load() {
		return true
	}
	d := p.desk.Load()
	return d != nil && (d.Recorded() || d.Committing())
}
