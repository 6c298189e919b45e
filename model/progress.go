package model

import "context"

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

// Part is the context of a part of some work, whose own progress from 0 to 1
// is that of the whole between two shares.
func Part(ctx context.Context, from, to float64) context.Context {
	if ctx.Value(progressKey{}) == nil {
		return ctx
	}
	return WithProgress(ctx, func(share float64) { Tell(ctx, from+(to-from)*share) })
}
