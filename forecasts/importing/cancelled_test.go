package importing_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/score"
	"weathervane/forecasts/session"
)

// A plan of a table says how far it is, never less than before, and ends at once
// wherever it is cancelled.
func TestAPlanOfATableSaysHowFarItIsAndEnds(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	var text strings.Builder
	text.WriteString("question_id,forecaster,made_at,probability\n")
	for i := range 20000 {
		fmt.Fprintf(&text, "q%d,f%d,2023-01-%02d,0.%02d\n", i%200, i%7, 1+i%28, 1+i%98)
	}
	path := export(t, "t.csv", text.String())
	o := importing.Options{DryRun: true, Reading: score.TableOptions{SkipBadRows: true}}
	last, n := -1.0, 0
	if _, err := d.ImportFiles(session.WithProgress(t.Context(), func(share float64) {
		if share < last || share > 1 {
			t.Errorf("%v after %v", share, last)
		}
		last, n = share, n+1
	}), []string{path}, o); err != nil || n < 300 || last < 0.9 {
		t.Fatalf("%v after %d steps, the last at %v", err, n, last)
	}
	for _, at := range []float64{0, 0.2, 0.31, 0.4, 0.6, 0.8, 0.95} {
		ctx, cancel := context.WithCancel(t.Context())
		after := 0
		_, err := d.ImportFiles(session.WithProgress(ctx, func(share float64) {
			if ctx.Err() != nil {
				after++
			}
			if share >= at {
				cancel()
			}
		}), []string{path}, o)
		if cancel(); !errors.Is(err, context.Canceled) || after > 3 {
			t.Errorf("cancelled at %v: %v, %d steps later", at, err, after)
		}
	}
	if n := len(desktest.Must(d.Questions(t.Context(), listing.Filter{}))(t)); n != 0 {
		t.Errorf("%d questions were written", n)
	}
}
