package forecasts

import (
	"sync/atomic"

	"weathervane/model"
)

// recalled is what was last read of everything, and when that was.
type recalled[T any] struct {
	known present
	value T
}

// recall gives what was last read again while no record has come since, and,
// where it tells time, while the minute is the same. Nobody changes it.
func recall[T any](d *Desk, r model.Reader, last *atomic.Pointer[recalled[T]], tellsTime bool, read func() (T, error)) (T, error) {
	now, err := d.present(r)
	if err != nil {
		var none T
		return none, err
	}
	if !tellsTime {
		now.minute = 0
	}
	if is := last.Load(); is != nil && is.known == now {
		return is.value, nil
	}
	value, err := read()
	if err == nil {
		last.Store(&recalled[T]{now, value})
	}
	return value, err
}
