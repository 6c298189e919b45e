package forecasts

import (
	"context"

	"weathervane/model"
)

// WithProgress lets the desk's long work (exports, imports, verifications)
// say how far it is, as a share from 0 to 1, on whichever goroutine works.
func WithProgress(ctx context.Context, tell func(share float64)) context.Context {
	return model.WithProgress(ctx, tell)
}
