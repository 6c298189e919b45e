package session

import (
	"sync/atomic"

	"weathervane/model"
)

// Cached is what was last read of everything, and when.
type Cached[T any] struct {
	known Stamp
	Value T
}

// Stamp decides whether something that was read is still current.
type Stamp struct {
	model.Extent
	Minute int64 // of the desk's clock, by which scenario sets end; 0 if it does not matter
	shown  int   // records that were withheld at first
}

func (d *Session) Stamp(r model.Reader) (now Stamp, err error) {
	if now.Extent, err = r.Extent(); err != nil {
		return now, err
	}
	later, err := r.Settings(Shown)
	now.shown, now.Minute = len(later), d.Now().Unix()/60
	return now, err
}

// ReadCached returns what was last read if it is still current. It is shared: do not
// change it.
func ReadCached[T any](last *atomic.Pointer[Cached[T]], now Stamp, read func() (T, error)) (T, error) {
	if is := last.Load(); is != nil && is.known == now {
		return is.Value, nil
	}
	value, err := read()
	if err == nil {
		last.Store(&Cached[T]{now, value})
	}
	return value, err
}
