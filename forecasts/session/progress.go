package session

import (
	"context"

	"weathervane/model"
)

// WithProgress lets the desk's long work (exports, imports, verifications) report
// progress, as a share from 0 to 1, on the goroutine that works.
func WithProgress(ctx context.Context, tell func(share float64)) context.Context {
	return model.WithProgress(ctx, tell)
}
