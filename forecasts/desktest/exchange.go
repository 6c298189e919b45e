package desktest

import (
	"fmt"
	"path/filepath"
	"testing"

	"weathervane/forecasts"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/merging"
)

func ExchangeBoth(t testing.TB, a, b *forecasts.Desk) {
	t.Helper()
	Give(t, a, b)
	Give(t, b, a)
}

func Give(t testing.TB, from, to *forecasts.Desk) merging.Summary {
	t.Helper()
	path := filepath.Join(t.TempDir(), fmt.Sprintf("%s.forecasts", from.Title))
	Must(from.Export(t.Context(), path, exchange.Options{}))(t)
	return Must(to.Import(t.Context(), []string{path}, nil))(t)
}
