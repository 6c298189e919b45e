package forecasts

import (
	"slices"
)

// medianBelief is the median of beliefs in a yes-or-no question; other types have
// none.
func medianBelief(all []Belief) []Belief {
	var ps []float64
	for _, b := range all {
		if b.P != nil {
			ps = append(ps, *b.P)
		}
	}
	if len(ps) == 0 {
		return nil
	}
	slices.Sort(ps)
	m := (ps[(len(ps)-1)/2] + ps[len(ps)/2]) / 2
	return []Belief{{P: &m}}
}

// weights are the forecaster's, or for the team the means.
func (c *checking) weights(sh *sheaf) map[string]float64 {
	if !c.team {
		return sh.weighed(c.who.Key, c.now)
	}
	var all []map[string]float64
	for key := range authors(sh.weights) {
		if w := sh.weighed(key, c.now); w != nil {
			all = append(all, w)
		}
	}
	return means(all, names(sh.now))
}

func (c *checking) cells(sh *sheaf, question ID) map[string]float64 {
	if !c.team {
		return sh.cells(question, c.who, c.now)
	}
	var all []map[string]float64
	for key := range authors(sh.conditions) {
		if p := sh.cells(question, Forecaster{Key: key}, c.now); p != nil {
			all = append(all, p)
		}
	}
	return means(all, names(sh.now))
}

func authors[D any](all []said[D]) map[string]bool {
	keys := map[string]bool{}
	for _, s := range all {
		keys[s.key] = true
	}
	return keys
}

// means adds in order of size, so that the order of the records does not change
// the sum.
func means(all []map[string]float64, names []string) map[string]float64 {
	if len(all) == 0 {
		return nil
	}
	out := map[string]float64{}
	for _, n := range names {
		var values []float64
		for _, one := range all {
			values = append(values, one[n])
		}
		slices.Sort(values)
		sum := 0.0
		for _, x := range values {
			sum += x
		}
		out[n] = sum / float64(len(all))
	}
	return out
}
