package forecasts

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"sync/atomic"

	"weathervane/forecasts/score"
)

// A parted is what is scored under a filter, whatever forecaster it names, and
// its parts by forecaster. It is cached, so that choosing a forecaster computes
// only that one's figures. It is shared: do not change it.
type parted struct {
	of     *scoring
	filter ScoreFilter

	all                *scoring
	tags               []string // of everything
	knownFrom, knownTo Instant
	whole              *score.Scored
	by                 map[string]*score.Scored

	full, plain atomic.Pointer[ranking] // computed on first use
}

// ranking is what resampling says about the lines of the ranking.
type ranking struct {
	groups []ScoreGroup
	by     map[string]*score.Scored // of the lines, by pairKey: the team's median too
}

// part scores what matches the filter.
func (d *Desk) part(any *scoring, f ScoreFilter, opts score.Options) *parted {
	f.Forecaster, f.Plain, f.Ended = "", false, false
	if last := d.parted.Load(); last != nil && last.of == any && last.filter == f {
		return last
	}
	opts.Ahead = f.Tag == "" && f.Since == 0 && f.Until == 0 // of everything, a change of the rule would take long
	p := &parted{of: any, filter: f, tags: any.tags()}
	all := any.chosen(f)
	p.knownFrom, p.knownTo = all.known()
	p.all = all.within(f.Since, f.Until)
	p.whole = score.Score(p.all.Workspace, opts)
	p.by = p.whole.ByForecaster()
	d.parted.Store(p)
	return p
}

// groups lists the forecasters and ranks them; unless plain, the team's median is
// among them.
func (v *ScoreView) groups(ctx context.Context, p *parted, me string) *ranking {
	for _, key := range slices.Sorted(maps.Keys(p.by)) {
		v.Forecasters = append(v.Forecasters, p.all.forecasters[key])
	}
	slices.SortFunc(v.Forecasters, func(a, b Forecaster) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Key, b.Key))
	})
	kept := &p.full
	if v.Plain {
		kept = &p.plain
	}
	r := kept.Load()
	if r == nil {
		if r = p.rank(ctx, v.Plain); ctx.Err() == nil {
			kept.Store(r)
		}
	}
	v.Groups = slices.Clone(r.groups)
	for i := range v.Groups {
		who := v.Groups[i].Forecaster
		v.Groups[i].Mine = who.Key == me && who.By == "" && !v.Groups[i].Team
	}
	return r
}

func (p *parted) rank(ctx context.Context, plain bool) *ranking {
	keys := slices.Sorted(maps.Keys(p.by))
	parts := make([]*score.Scored, len(keys))
	for i, key := range keys {
		parts[i] = p.by[key]
	}
	r := &ranking{by: maps.Clone(p.by)}
	for i, sum := range score.Summaries(ctx, parts, plain) {
		if sum.Headline.Defined() {
			r.add(ScoreGroup{Forecaster: p.all.forecasters[keys[i]]}, sum)
		}
	}
	if !plain && len(r.groups) > 1 && ctx.Err() == nil {
		team := p.whole.TeamMedian()
		if sum := team.Summary(); sum.Headline.Defined() {
			r.by[pairKey(teamMedian)] = team
			r.add(ScoreGroup{Forecaster: teamMedian, Team: true}, sum)
		}
	}
	byHeadline(r.groups)
	return r
}

// byHeadline puts the lines of the ranking in order.
func byHeadline(groups []ScoreGroup) {
	slices.SortStableFunc(groups, func(a, b ScoreGroup) int { return cmp.Compare(a.Headline, b.Headline) })
}

func (r *ranking) add(g ScoreGroup, sum score.Summary) {
	g.Headline, g.CI, g.Coverage, g.Questions = float64(sum.Headline), bounds(sum.CI95), float64(sum.Coverage), sum.Questions
	r.groups = append(r.groups, g)
}
