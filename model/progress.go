package model

import (
	"context"
	"io"
)

type progressKey struct{}

// WithProgress lets long work say how far it is, as a share from 0 to 1. tell
// is called often, and on whichever goroutine works.
func WithProgress(ctx context.Context, tell func(share float64)) context.Context {
	return context.WithValue(ctx, progressKey{}, tell)
}

// Tell says how far the work of ctx is, where somebody wants to know.
func Tell(ctx context.Context, share float64) {
	if tell, ok := ctx.Value(progressKey{}).(func(float64)); ok {
		tell(share)
	}
}

// Appended tells how large a share of the records that a transaction adds it has, for
// whoever adds them some at a time.
func (t *Tx) Appended(share float64) { Tell(t.ctx, mostAppended*share) }

// Part is the context of a part of some work, whose own progress from 0 to 1
// is that of the whole between two shares.
func Part(ctx context.Context, from, to float64) context.Context {
	if ctx.Value(progressKey{}) == nil {
		return ctx
	}
	return WithProgress(ctx, func(share float64) { Tell(ctx, from+(to-from)*share) })
}

// Telling reads r, of which total bytes are expected, and tells how far it is; of a
// total of 0 nobody knows.
func Telling(ctx context.Context, r io.Reader, total int64) io.Reader {
	return &telling{ctx, r, 0, total}
}

type telling struct {
	ctx         context.Context
	r           io.Reader
	done, total int64
}

func (t *telling) Read(b []byte) (int, error) {
	n, err := t.r.Read(b)
	if t.done += int64(n); t.total > 0 {
		Tell(t.ctx, min(float64(t.done)/float64(t.total), 1))
	}
	return n, err
}
