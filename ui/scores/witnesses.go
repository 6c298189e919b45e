package scores

import (
	"context"
	"slices"

	"weathervane/forecasts/scoring"
	"weathervane/forecasts/session"
	"weathervane/ui/dialogs"
	"weathervane/ui/widgets"
)

// witnesses is the filter of whose word counts that they had seen a forecast.
type witnesses struct {
	*widgets.Dropdown
	keys []session.KnownKey
}

func (p *Page) newWitnesses() *witnesses {
	w := &witnesses{}
	w.Dropdown = widgets.NewDropdown("Witnesses", []string{"Anybody"}, 0, func(i int) {
		switch {
		case i == 0:
			p.seeWitnesses("")
		case i == 1:
			p.seeWitnesses(scoring.TrustedWitnesses)
		case i-2 < len(w.keys):
			p.seeWitnesses(w.keys[i-2].Key)
		default:
			w.offer(w.keys, p.filter.Witnesses)
			p.askTrust()
		}
	})
	w.SetTip("Whose word counts that a forecast had been seen before the outcome: in what the score rests on, and where only witnessed forecasts are scored. A second key of an author is no witness until you trust it.")
	return w
}

// offer lists anybody, those who are trusted, and each key.
func (w *witnesses) offer(keys []session.KnownKey, filter string) {
	w.keys = keys
	values, chosen := []string{"Anybody", "Trusted"}, 0
	if filter == scoring.TrustedWitnesses {
		chosen = 1
	}
	for i, k := range keys {
		name := k.Name
		if slices.ContainsFunc(keys, func(o session.KnownKey) bool { return o.Name == k.Name && o.Key != k.Key }) {
			name += " " + k.Key[:min(8, len(k.Key))]
		}
		values = append(values, name)
		if k.Key == filter {
			chosen = i + 2
		}
	}
	w.SetValues(append(values, "Choose whom to trust…"), chosen)
}

func (p *Page) seeWitnesses(filter string) {
	p.filter.Witnesses = filter
	p.read()
}

// askTrust asks whom the user trusts, and shows the page by their word.
func (p *Page) askTrust() {
	win := p.host.Window()
	if win == nil {
		return
	}
	keys := make([]dialogs.TrustedKey, len(p.witnesses.keys))
	for i, k := range p.witnesses.keys {
		keys[i] = dialogs.TrustedKey{Name: k.Name, Key: k.Key, Trusted: k.Trusted}
	}
	dialogs.AskTrust(win, keys, func(changed map[string]bool) {
		p.host.Run("scores.trust", func(ctx context.Context) (func(), error) {
			return func() { p.seeWitnesses(scoring.TrustedWitnesses) }, p.desk.Trust(ctx, changed)
		})
	})
}
