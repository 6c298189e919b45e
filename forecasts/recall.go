package forecasts

import (
	"sync/atomic"

	"weathervane/model"
)

// recalled is what was last read of everything, and when.
type recalled[T any] struct {
	known present
	value T
}

// present decides whether something that was read is still current.
type present struct {
	model.Extent
	minute int64 // of the desk's clock, by which scenario sets end; 0 if it does not matter
	shown  int   // records that were withheld at first
}

func (d *Desk) present(r model.Reader) (now present, err error) {
	if now.Extent, err = r.Extent(); err != nil {
		return now, err
	}
	later, err := r.Settings(shown)
	now.shown, now.minute = len(later), d.Now().Unix()/60
	return now, err
}

// recall returns what was last read if it is still current. It is shared: do not
// change it.
func recall[T any](last *atomic.Pointer[recalled[T]], now present, read func() (T, error)) (T, error) {
	if is := last.Load(); is != nil && is.known == now {
		return is.value, nil
	}
	value, err := read()
	if err == nil {
		last.Store(&recalled[T]{now, value})
	}
	return value, err
}
