package incoherence

import (
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/standing"
	"weathervane/forecasts/statement"
	"weathervane/model/journal"
)

// medianBelief is the median of beliefs in a yes-or-no question; other types have
// none.
func medianBelief(all []standing.Belief) []standing.Belief {
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
	return []standing.Belief{{P: &m}}
}

// weights are the forecaster's, or for the team the means.
func (c *Check) weights(sh *scenarioset.Set) map[string]float64 {
	if !c.Team {
		return sh.Weighed(c.Who.Key, c.Now)
	}
	var all []map[string]float64
	for key := range authors(sh.Weights) {
		if w := sh.Weighed(key, c.Now); w != nil {
			all = append(all, w)
		}
	}
	return means(all, scenarioset.Names(sh.Now))
}

func (c *Check) cells(sh *scenarioset.Set, question journal.ID) map[string]float64 {
	if !c.Team {
		return sh.Cells(question, c.Who, c.Now)
	}
	var all []map[string]float64
	for key := range authors(sh.Conditions) {
		if p := sh.Cells(question, forecaster.Forecaster{Key: key}, c.Now); p != nil {
			all = append(all, p)
		}
	}
	return means(all, scenarioset.Names(sh.Now))
}

func authors[D any](all []statement.Statement[D]) map[string]bool {
	keys := map[string]bool{}
	for _, s := range all {
		keys[s.Key] = true
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
