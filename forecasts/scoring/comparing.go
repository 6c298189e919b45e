package scoring

import (
	"context"
	"slices"

	"weathervane/forecasts/score"
)

// rankedWork is up to how many pairs of forecaster and question, counted once for
// each line of the ranking, all lines are compared with each other; more would
// take too long, and are compared with one only.
const rankedWork = 1_000_000

// A line is one that is compared: a forecaster, or the team's median.
type line struct {
	key  string // pairKey
	its  *score.Scored
	team bool
}

// A comparing is the paired comparisons of lines with each other, or of all with
// one: the only way to say who is better, since means cover different questions
// and times.
type comparing struct {
	lines []line
	all   bool // all are compared with each other
	of    map[[2]int]*compared
}

// compared is a comparison, with p by Holm's correction for all that were made.
type compared struct {
	score.Comparison
	holm score.Number
}

// compareLines compares all lines with each other if that does not take too long,
// else with the one at against; there −1 is none. A member is compared with the
// median of the others, which comes from the whole.
func compareLines(ctx context.Context, lines []line, whole *score.Scored, against int) *comparing {
	c := &comparing{lines: lines, of: map[[2]int]*compared{}}
	people := len(lines)
	if slices.ContainsFunc(lines, func(l line) bool { return l.team }) {
		people--
	}
	c.all = people > 1 && people*whole.Size() <= rankedWork
	var who [][2]int
	var matches []score.Match
	for i := range lines {
		for j := range i {
			if c.all || i == against || j == against {
				who, matches = append(who, [2]int{i, j}), append(matches, match(lines[i], lines[j], whole))
			}
		}
	}
	made := score.Comparisons(ctx, matches)
	p := make([]score.Number, len(made))
	for k := range made {
		p[k] = made[k].P
	}
	for k, holm := range score.Holm(p) {
		c.of[who[k]] = &compared{made[k], holm}
	}
	return c
}

// match puts two lines together.
func match(a, b line, whole *score.Scored) score.Match {
	m := score.Match{A: a.its, B: b.its, NameA: a.key, NameB: b.key}
	switch {
	case a.team:
		m.A = whole.TeamMedianWithout(b.key)
	case b.team:
		m.B = whole.TeamMedianWithout(a.key)
	}
	return m
}

// between is how line i did against line j; nil if they were not compared.
func (c *comparing) between(i, j int) *PairedDifference {
	by, it := 1.0, c.of[[2]int{i, j}]
	if it == nil {
		by, it = -1, c.of[[2]int{j, i}]
	}
	if it == nil || !it.Difference.Defined() {
		return nil
	}
	p := &PairedDifference{
		Difference: by * float64(it.Difference), Questions: it.Questions, Common: it.Common, PHolm: number(it.holm),
	}
	if it.Better != "" {
		p.Sign = -1
		if it.Better == c.lines[i].key {
			p.Sign = 1
		}
	}
	if it.CI95 != nil {
		p.CI = &[2]float64{by * float64(it.CI95[0]), by * float64(it.CI95[1])}
		slices.Sort(p.CI[:])
	}
	return p
}

// places gives each line its range of places: after those who are better and
// before those who are worse, at 5 % over all pairs; nil if not all were compared.
func (c *comparing) places() [][2]int {
	if !c.all {
		return nil
	}
	places := make([][2]int, len(c.lines))
	for i := range places {
		places[i] = [2]int{1, len(places)}
	}
	for who, it := range c.of {
		if it.Leads == "" || !(it.holm < .05) {
			continue
		}
		better, worse := who[0], who[1]
		if it.Leads == c.lines[worse].key {
			better, worse = worse, better
		}
		places[worse][0]++
		places[better][1]--
	}
	return places
}

// compare compares everyone with the named forecaster, and if there are not too
// many all with each other.
func (v *View) compare(ctx context.Context, r *ranking, whole *score.Scored, ref string) {
	against := slices.IndexFunc(v.Groups, func(g Group) bool { return g.Forecaster.Matches(ref) })
	if against >= 0 {
		v.Against = v.Groups[against].Forecaster.Name
	}
	lines := make([]line, len(v.Groups))
	for i, g := range v.Groups {
		key := pairKey(g.Forecaster)
		lines[i] = line{key, r.by[key], g.Team}
	}
	c := compareLines(ctx, lines, whole, against)
	if against >= 0 {
		for i := range v.Groups {
			v.Groups[i].Paired = c.between(i, against)
		}
	}
	v.rank(c.places())
}

// rank lists the forecasters by their places, and by their means only if they
// share them.
func (v *View) rank(places [][2]int) {
	v.Ranked = places != nil
	for i := range places {
		v.Groups[i].Place = places[i]
	}
	slices.SortStableFunc(v.Groups, func(a, b Group) int { return slices.Compare(a.Place[:], b.Place[:]) })
}
