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
	at    journal.Instant
	known session.Stamp
	then  *Desk
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

// with runs a function on the workspace as of an instant.
func (d *Desk) with(ctx context.Context, at journal.Instant, do func(*Desk) error) (err error) {
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
	if e.then == nil || e.at != at || e.known != now {
		then, err := d.asOf(ctx, at)
		if err != nil {
			return fmt.Errorf("the workspace as of %s: %w", at, err)
		}
		if e.then != nil {
			err = e.then.Close()
		}
		e.at, e.known, e.then = at, now, then
		if err != nil {
			return err
		}
	}
	return do(e.then)
}
