package scoring

import (
	"context"
	"fmt"
	"sync"

	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// earlier is the workspace as of an instant. It is kept between changes of a
// filter until something is recorded.
type earlier struct {
	sync.Mutex
	at     journal.Instant
	clocks bool
	known  session.Stamp
	then   *Desk
}

func (e *earlier) close() error {
	e.Lock()
	defer e.Unlock()
	if e.then == nil {
		return nil
	}
	then := e.then
	e.then = nil
	return then.Close()
}

// lookedBack asks the workspace as of the instant that a filter names, where it names
// one; back reports whether it does. There it is asked of what was then the present.
func lookedBack[T any](ctx context.Context, d *Desk, f Filter, ask func(then *Desk, f Filter) (T, error)) (out T, back bool, err error) {
	if f.AsOf == 0 {
		return out, false, nil
	}
	err = d.with(ctx, f, func(then *Desk) (err error) {
		f.AsOf = 0
		out, err = ask(then, f)
		return err
	})
	return out, true, err
}

// with runs a function on the workspace as of the instant that a filter names.
func (d *Desk) with(ctx context.Context, f Filter, do func(*Desk) error) (err error) {
	at := f.AsOf
	var now session.Stamp
	if err := d.Store.View(ctx, func(r model.Reader) (err error) {
		now, err = d.Stamp(r)
		return err
	}); err != nil {
		return err
	}
	now.Minute = 0 // the past has its own clock
	e := &d.earlier
	e.Lock()
	defer e.Unlock()
	if e.then == nil || e.at != at || e.clocks != f.ByClocks || e.known != now {
		then, err := d.asOf(ctx, at, f.ByClocks)
		if err != nil {
			return fmt.Errorf("the workspace as of %s: %w", at, err)
		}
		if e.then != nil {
			err = e.then.Close()
		}
		e.at, e.clocks, e.known, e.then = at, f.ByClocks, now, then
		if err != nil {
			return err
		}
	}
	return do(e.then)
}
