package belief

import (
	"cmp"
	"math"
	"slices"
)

// Item is what one finding says about a yes-or-no question.
type Item struct {
	Finding string
	Origin  string  // the article, or the explicit group: what shares it counts once
	LR      float64 // likelihood ratio, above 0
}

// Group is the findings of one origin and what they say together.
type Group struct {
	Origin string
	Items  []Item  // by name of the finding
	LR     float64 // the strongest ratio, or the geometric mean where Mixed
	Mixed  bool    // some findings speak for yes and some for no
}

// Groups gathers findings by origin, in order of its name. A group counts once:
// the ratio with the largest |ln|, or the mean of the logarithms where
// directions differ. Of a finding given twice the later counts; a ratio that is
// none (0 or less, infinite, NaN) does not count.
func Groups(items []Item) []Group {
	latest := map[string]Item{}
	for _, it := range items {
		if it.LR > 0 && !math.IsInf(it.LR, 1) {
			latest[it.Finding] = it
		}
	}
	byOrigin := map[string][]Item{}
	for _, it := range latest {
		byOrigin[it.Origin] = append(byOrigin[it.Origin], it)
	}
	groups := make([]Group, 0, len(byOrigin))
	for origin, members := range byOrigin {
		groups = append(groups, group(origin, members))
	}
	slices.SortFunc(groups, func(a, b Group) int { return cmp.Compare(a.Origin, b.Origin) })
	return groups
}

// neutral is how far a logarithm may be from 0 and say nothing: rounding of a
// ratio of 1 is no direction.
const neutral = 1e-9

func group(origin string, items []Item) Group {
	slices.SortFunc(items, func(a, b Item) int { return cmp.Compare(a.Finding, b.Finding) })
	g := Group{Origin: origin, Items: items, LR: 1}
	yes, no, sum := false, false, 0.0
	for _, it := range items {
		x := math.Log(it.LR)
		yes, no = yes || x > neutral, no || x < -neutral
		sum += x
		if math.Abs(x) > math.Abs(math.Log(g.LR)) {
			g.LR = it.LR
		}
	}
	if g.Mixed = yes && no; g.Mixed {
		g.LR = math.Exp(sum / float64(len(items)))
	}
	return g
}

// Multiplier is what all groups do to the odds, the product of their ratios;
// 1 for none.
func Multiplier(groups []Group) float64 {
	m := 1.0
	for _, g := range groups {
		m *= g.LR
	}
	return m
}

// Ledger is what an analyst's (or the team's) findings say about a question.
type Ledger struct {
	Findings       int
	Groups         []Group
	Multiplier     float64
	Prior, Implied *float64 // nil if no prior is known
}

// NewLedger adds up findings; the implied probability is the posterior from the
// prior, nil without one.
func NewLedger(items []Item, prior *float64) Ledger {
	l := Ledger{Groups: Groups(items), Prior: prior}
	ratios := make([]float64, len(l.Groups))
	for i, g := range l.Groups {
		l.Findings += len(g.Items)
		ratios[i] = g.LR
	}
	l.Multiplier = Multiplier(l.Groups)
	if prior != nil {
		if p := Posterior(*prior, ratios...); !math.IsNaN(p) {
			l.Implied = &p
		}
	}
	return l
}

// Team gives each finding the median of its analysts' logarithms, the mean of
// the middle two for an even number: the items of the team's ledger, by name.
// The origin is that of the last analyst who has the finding.
func Team(analysts ...[]Item) []Item {
	logs, origin := map[string][]float64{}, map[string]string{}
	for _, items := range analysts {
		for _, g := range Groups(items) {
			for _, it := range g.Items {
				logs[it.Finding] = append(logs[it.Finding], math.Log(it.LR))
				origin[it.Finding] = it.Origin
			}
		}
	}
	team := make([]Item, 0, len(logs))
	for finding, x := range logs {
		team = append(team, Item{finding, origin[finding], math.Exp(Median(x))})
	}
	slices.SortFunc(team, func(a, b Item) int { return cmp.Compare(a.Finding, b.Finding) })
	return team
}

// Median is the middle of numbers, or the mean of the middle two; it sorts them.
// There must be one.
func Median(x []float64) float64 {
	slices.Sort(x)
	n := len(x)
	return (x[(n-1)/2] + x[n/2]) / 2
}

// Origins gives each finding its origin: the article, unless explicit groups
// name it. Findings that one group names share an origin, groups that overlap
// are one, and a group of one finding takes it out of its article. Findings
// that only groups know get an origin too.
func Origins(article map[string]string, grouped ...[]string) map[string]string {
	parent := map[string]string{}
	var root func(f string) string
	root = func(f string) string {
		if p := parent[f]; p != f {
			parent[f] = root(p)
		}
		return parent[f]
	}
	for _, findings := range grouped {
		for _, f := range findings {
			if _, known := parent[f]; !known {
				parent[f] = f
			}
			a, b := root(f), root(findings[0])
			parent[max(a, b)] = min(a, b) // the first name stands for the group
		}
	}
	origins := make(map[string]string, len(article))
	for f, from := range article {
		origins[f] = "article " + from
	}
	for f := range parent {
		origins[f] = "group " + root(f)
	}
	return origins
}

// Gains says for each group of a resolved question how many bits it was worth:
// log2 of the probability given to what happened, less the same with the group
// left out; above 0 the group pointed the right way. NaN if a probability of 0
// makes it undefined.
func Gains(prior float64, groups []Group, yes bool) []float64 {
	gains := make([]float64, len(groups))
	bits := func(skip int) float64 {
		x := LogOdds(prior)
		for i, g := range groups {
			if i != skip {
				x += math.Log(g.LR)
			}
		}
		if !yes {
			x = -x
		}
		return -softplus(-x) / math.Ln2 // log2 of Probability(x), exact for small ones
	}
	all := bits(-1)
	for i := range groups {
		gains[i] = all - bits(i)
	}
	return gains
}

// softplus is ln(1 + e^x).
func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }
