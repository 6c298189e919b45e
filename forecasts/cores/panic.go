package cores

import (
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// A Panic is a mistake in the program that was caught. As an error it is a
// sentence for a person; Trace has what a programmer needs. It does not unwrap to
// the value, which may be an error that means something to a caller.
type Panic struct {
	Value any
	stack []byte
}

func (p *Panic) Error() string {
	return fmt.Sprintf("a mistake in the program (%v): it changed nothing; continue, and report it", p.Value)
}

// Catch runs a function and returns its error; a panic becomes an error, a
// *Panic. It is used where work begins: in the window's runner, around a command,
// and in goroutines that nobody waits for.
func Catch(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = caught(v)
		}
	}()
	return do()
}

// caught gives a panic its stack; one that comes from a worker keeps its own.
func caught(v any) *Panic {
	if p, ok := v.(*Panic); ok {
		return p
	}
	return &Panic{Value: v, stack: debug.Stack()}
}

// Trace is what the log needs of an error that was a panic: its value and the
// stack of the goroutine that it happened on. It is empty for other errors.
func Trace(err error) string {
	var p *Panic
	if !errors.As(err, &p) {
		return ""
	}
	return fmt.Sprintf("panic: %v\n%s", p.Value, p.stack)
}

// A Group runs functions concurrently. It is a sync.WaitGroup in which a panic
// does not end the program: the first one is raised again, as a *Panic, on the
// goroutine that waits.
type Group struct {
	wait  sync.WaitGroup
	first atomic.Pointer[Panic]
}

// Go runs a function on a goroutine of its own.
func (g *Group) Go(do func()) {
	g.wait.Go(func() {
		defer func() {
			if v := recover(); v != nil {
				g.first.CompareAndSwap(nil, caught(v))
			}
		}()
		do()
	})
}

// Wait waits for all functions, and panics if one of them did.
func (g *Group) Wait() {
	g.wait.Wait()
	if p := g.first.Load(); p != nil {
		panic(p)
	}
}
