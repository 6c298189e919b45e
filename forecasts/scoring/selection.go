package scoring

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync/atomic"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/model/journal"
)

// A scoredSelection is what is scored under a filter, regardless of the
// forecaster it names, and its parts by forecaster. It is cached, so that
// choosing a forecaster computes only that one's figures. It is shared: do not
// change it.
type scoredSelection struct {
	of     *workspace
	filter Filter

	all                *workspace
	tags               []string // of everything
	knownFrom, knownTo journal.Instant
	whole              *score.Scored
	opts               score.Options // by which it was scored
	by                 map[string]*score.Scored

	full, plain atomic.Pointer[ranking] // computed on first use
}

// ranking is what resampling says about the lines of the ranking.
type ranking struct {
	groups []Group
	by     map[string]*score.Scored // of the lines, by pairKey: the team's median too
}

// part scores what matches the filter.
func (d *Desk) part(any *workspace, f Filter, opts score.Options) *scoredSelection {
	f.Forecaster, f.Plain, f.Ended = "", false, false
	if last := d.selection.Load(); last != nil && last.of == any && last.filter == f {
		return last
	}
	opts.Ahead = f.Tag == "" && f.Since == 0 && f.Until == 0 // of everything, a change of the rule would take long
	p := &scoredSelection{of: any, filter: f, tags: any.tags()}
	all := any.chosen(f)
	p.knownFrom, p.knownTo = all.known()
	p.all = all.within(f.Since, f.Until)
	p.whole, p.opts = score.Score(p.all.Workspace, opts), opts
	p.by = p.whole.ByForecaster()
	d.selection.Store(p)
	return p
}

// chosen is the part of a forecaster under options that choose other figures, without
// the pairs that it was scored from; all of it for "".
func (p *scoredSelection) chosen(whose string, opts score.Options) (*workspace, *score.Scored) {
	if whose == "" {
		return p.all, p.whole.With(opts)
	}
	some := *p.all
	some.forecasters, some.Pairs, some.unscored = map[string]forecaster.Forecaster{}, nil, nil
	its := score.Score(score.Workspace{}, opts)
	for key, part := range p.by {
		if who := p.all.forecasters[key]; who.Matches(whose) {
			some.forecasters[key], its = who, part
		}
	}
	for _, l := range p.all.unscored {
		if l.by.Matches(whose) {
			some.unscored = append(some.unscored, l)
		}
	}
	some.LeftOut = score.LeftOut{OtherRule: len(some.unscored)}
	return &some, its.With(opts).Besides(some.LeftOut)
}

// groups lists the forecasters and ranks them; unless plain, the team's median is
// among them.
func (v *View) groups(ctx context.Context, p *scoredSelection, me string) *ranking {
	for _, key := range slices.Sorted(maps.Keys(p.by)) {
		v.Forecasters = append(v.Forecasters, p.all.forecasters[key])
	}
	slices.SortFunc(v.Forecasters, forecaster.ByName)
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

func (p *scoredSelection) rank(ctx context.Context, plain bool) *ranking {
	keys := slices.Sorted(maps.Keys(p.by))
	parts := make([]*score.Scored, len(keys))
	for i, key := range keys {
		parts[i] = p.by[key]
	}
	r := &ranking{by: maps.Clone(p.by)}
	for i, sum := range score.Summaries(ctx, parts, plain) {
		if sum.Headline.Defined() {
			r.add(Group{Forecaster: p.all.forecasters[keys[i]]}, sum)
		}
	}
	if !plain && len(r.groups) > 1 && ctx.Err() == nil {
		team := p.whole.TeamMedian()
		if sum := team.Summary(); sum.Headline.Defined() {
			r.by[pairKey(teamMedian)] = team
			r.add(Group{Forecaster: teamMedian, Team: true}, sum)
		}
	}
	byHeadline(r.groups)
	return r
}

// byHeadline puts the lines of the ranking in order.
func byHeadline(groups []Group) {
	slices.SortStableFunc(groups, func(a, b Group) int { return cmp.Compare(a.Headline, b.Headline) })
}

func (r *ranking) add(g Group, sum score.Summary) {
	g.Headline, g.CI, g.Coverage, g.Questions = float64(sum.Headline), bounds(sum.CI95), float64(sum.Coverage), sum.Questions
	r.groups = append(r.groups, g)
}
