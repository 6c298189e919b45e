package model

import (
	"encoding/json"
	"testing"

	"weathervane/model/journal"
)

// What a colleague's records say beyond all that can be scored takes no effect.
func TestNumbersBeyondScoring(t *testing.T) {
	raw := func(s string) json.RawMessage { return json.RawMessage(s) }
	for bounds, fit := range map[[2]string]bool{
		{"0", "1"}: true, {"-1e150", "1e150"}: true, {"-1e308", "1e308"}: false, {"0", "5e-324"}: false, {"1", "1"}: false, {"2", "1"}: false, {"", "1e308"}: false, {"", "1"}: true,
	} {
		r := &journal.Range{Min: raw(bounds[0]), Max: raw(bounds[1])}
		if (UnfitRange(r) == "") != fit || (rangeText(r) != "") != fit {
			t.Errorf("%v: %q", bounds, UnfitRange(r))
		}
	}
	for x, fit := range map[string]bool{"1e150": true, "-1e151": false, "1.7e308": false, "0": true} {
		if why := UnfitBelief("numeric", nil, journal.Made{Quantiles: []journal.Quantile{{Level: .5, Value: raw(x)}}}); (why == "") != fit {
			t.Errorf("a quantile of %s: %q", x, why)
		}
		if why := UnfitOutcome(journal.Asked{Type: "numeric"}, nil, raw(x)); (why == "") != fit {
			t.Errorf("an outcome of %s: %q", x, why)
		}
	}
}
