package importing_test

import (
	"fmt"
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/merging"
)

// A price without a time stands now while its market is open, and a minute before
// the end once it has ended; what stands already adds nothing.
func TestPricesWithoutATime(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	closes := c.Now().Add(30 * 24 * time.Hour).UTC().Truncate(time.Second)
	market := func(price, status, result string) string {
		return export(t, "k.json", fmt.Sprintf(`{"market":{"ticker":"K","title":"Rain?","status":%q,"result":%q,"close_time":%q,"last_price_dollars":%q}}`, status, result, closes.Format(time.RFC3339), price))
	}
	var times []time.Time
	for _, x := range []struct {
		price, status, result string
		later                 time.Duration
		want                  merging.Adds
		at                    func() time.Time
	}{
		{"0.40", "active", "", 0, merging.Adds{Questions: 1, Forecasts: 1}, c.Now},
		{"0.40", "active", "", 24 * time.Hour, merging.Adds{}, nil},
		{"0.50", "active", "", 24 * time.Hour, merging.Adds{Forecasts: 1}, c.Now},
		{"0.40", "active", "", 24 * time.Hour, merging.Adds{Forecasts: 1}, c.Now},
		{"0.60", "finalized", "yes", 60 * 24 * time.Hour, merging.Adds{Forecasts: 1, Resolutions: 1}, func() time.Time { return closes.Add(-time.Minute) }},
		{"0.60", "finalized", "yes", 24 * time.Hour, merging.Adds{}, nil},
	} {
		c.Pass(x.later)
		if x.at != nil {
			times = append(times, x.at())
		}
		if b := bring(t, d, importing.Options{}, market(x.price, x.status, x.result)); b.Adds != x.want {
			t.Fatalf("%+v adds %+v", x, b.Adds)
		}
	}
	made := map[string]bool{}
	for _, f := range desktest.Must(d.Forecasts(t.Context(), listing.Filter{}))(t) {
		if f.Forecaster.By != "Kalshi market" || f.Provenance != "imported" {
			t.Errorf("%+v", f)
		}
		made[f.MadeAt.Time().UTC().Format(time.DateTime)] = true
	}
	for _, at := range times {
		if !made[at.UTC().Format(time.DateTime)] {
			t.Errorf("no forecast at %s: %v", at, made)
		}
	}
}
