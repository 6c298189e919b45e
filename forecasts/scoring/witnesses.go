package scoring

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/model"
)

// TrustedWitnesses names, in a filter, the keys that are trusted on this machine, with
// the user's own.
const TrustedWitnesses = "trusted"

// counting is the part of a filter that says which forecasts count.
func (f Filter) counting() Filter { return Filter{Origin: f.Origin, Witnesses: f.Witnesses} }

// witnesses are the fingerprints of the keys whose word counts, in order; nil if
// anybody's does. An author is never a witness of their own log.
func (d *Desk) witnesses(r model.Reader, f Filter) ([]string, error) {
	if f.Witnesses == "" {
		return nil, nil
	}
	b, err := forecaster.Open(r)
	if err != nil {
		return nil, err
	}
	all := map[string]bool{}
	for _, ref := range strings.Split(f.Witnesses, ",") {
		ref = strings.TrimSpace(ref)
		switch {
		case ref == TrustedWitnesses:
			trusted, err := d.Trusted()
			if err != nil {
				return nil, err
			}
			maps.Copy(all, trusted)
		case forecaster.IsKey(ref):
			all[ref] = true
		default:
			who, err := b.Signer(ref)
			if err != nil {
				return nil, fmt.Errorf("a witness: %w", err)
			}
			all[who.Key] = true
		}
	}
	return slices.Sorted(maps.Keys(all)), nil
}
