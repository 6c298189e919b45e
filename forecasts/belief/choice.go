package belief

import (
	"cmp"
	"math"
	"slices"
)

// ChoiceItem is what one finding says about a question with several options.
type ChoiceItem struct {
	Finding, Origin string
	Likelihoods     []float64 // P(finding | option) up to a common factor, above 0
}

// ChoiceGroup is the findings of one origin and what they say together.
type ChoiceGroup struct {
	Origin      string
	Items       []ChoiceItem // by name of the finding
	Likelihoods []float64    // scaled so that their logarithms sum to 0
	Mixed       bool         // two findings point in opposing directions
}

// ChoiceGroups is Groups for several options: a finding is the vector of its
// log likelihoods less their mean, its strength the vector's length, and two
// point in opposing directions where their inner product is below 0. A group
// counts once: the strongest, or the mean of logarithms. For two options it
// equals Groups. Findings that lack an option do not count.
//
// Source: Aitchison 1986, The Statistical Analysis of Compositional Data, for
// the centred logarithms.
func ChoiceGroups(options int, items []ChoiceItem) []ChoiceGroup {
	latest := map[string]ChoiceItem{}
	for _, it := range items {
		if len(it.Likelihoods) == options && centred(it.Likelihoods) != nil {
			latest[it.Finding] = it
		}
	}
	byOrigin := map[string][]ChoiceItem{}
	for _, it := range latest {
		byOrigin[it.Origin] = append(byOrigin[it.Origin], it)
	}
	groups := make([]ChoiceGroup, 0, len(byOrigin))
	for origin, members := range byOrigin {
		groups = append(groups, choiceGroup(origin, options, members))
	}
	slices.SortFunc(groups, func(a, b ChoiceGroup) int { return cmp.Compare(a.Origin, b.Origin) })
	return groups
}

func choiceGroup(origin string, options int, items []ChoiceItem) ChoiceGroup {
	slices.SortFunc(items, func(a, b ChoiceItem) int { return cmp.Compare(a.Finding, b.Finding) })
	g := ChoiceGroup{Origin: origin, Items: items}
	logs := make([][]float64, len(items))
	strongest, sum := make([]float64, options), make([]float64, options)
	for i, it := range items {
		logs[i] = centred(it.Likelihoods)
		if inner(logs[i], logs[i]) > inner(strongest, strongest) {
			strongest = logs[i]
		}
		for k, x := range logs[i] {
			sum[k] += x / float64(len(items))
		}
		for _, other := range logs[:i] {
			g.Mixed = g.Mixed || inner(logs[i], other) < 0
		}
	}
	if g.Mixed {
		strongest = sum
	}
	g.Likelihoods = exponentials(strongest)
	return g
}

// ChoiceMultipliers are what all groups do to the options' probabilities,
// before they are normalised: the product of the groups' likelihoods.
func ChoiceMultipliers(options int, groups []ChoiceGroup) []float64 {
	m := make([]float64, options)
	for k := range m {
		m[k] = 1
		for _, g := range groups {
			m[k] *= g.Likelihoods[k]
		}
	}
	return m
}

// ImpliedChoice is the posterior over the options; nil without a prior, or
// where it and the groups have none.
func ImpliedChoice(prior []float64, groups []ChoiceGroup) []float64 {
	if prior == nil {
		return nil
	}
	evidence := make([][]float64, len(groups))
	for i, g := range groups {
		evidence[i] = g.Likelihoods
	}
	p, _ := Update(prior, evidence...)
	return p
}

// TeamChoice is Team for several options: for each option the median over the
// analysts of the centred logarithms.
func TeamChoice(options int, analysts ...[]ChoiceItem) []ChoiceItem {
	logs, origin := map[string][][]float64{}, map[string]string{}
	for _, items := range analysts {
		for _, g := range ChoiceGroups(options, items) {
			for _, it := range g.Items {
				logs[it.Finding] = append(logs[it.Finding], centred(it.Likelihoods))
				origin[it.Finding] = it.Origin
			}
		}
	}
	team := make([]ChoiceItem, 0, len(logs))
	for finding, vectors := range logs {
		middle := make([]float64, options)
		for k := range middle {
			column := make([]float64, len(vectors))
			for i, v := range vectors {
				column[i] = v[k]
			}
			middle[k] = Median(column)
		}
		team = append(team, ChoiceItem{finding, origin[finding], exponentials(middle)})
	}
	slices.SortFunc(team, func(a, b ChoiceItem) int { return cmp.Compare(a.Finding, b.Finding) })
	return team
}

// centred gives the logarithms less their mean, all 0 if they differ by rounding
// alone; nil if a likelihood is not above 0 and finite.
func centred(likelihoods []float64) []float64 {
	logs, mean := make([]float64, len(likelihoods)), 0.0
	for i, x := range likelihoods {
		if !(x > 0) || math.IsInf(x, 1) {
			return nil
		}
		logs[i] = math.Log(x)
		mean += logs[i] / float64(len(likelihoods))
	}
	if len(logs) > 0 && slices.Max(logs)-slices.Min(logs) <= neutral {
		clear(logs)
		return logs
	}
	for i := range logs {
		logs[i] -= mean
	}
	return logs
}

func inner(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

func exponentials(logs []float64) []float64 {
	out := make([]float64, len(logs))
	for i, x := range logs {
		out[i] = math.Exp(x)
	}
	return out
}
