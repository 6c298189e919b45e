package scoring

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/forecasts/session"
	"weathervane/forecasts/witness"
	"weathervane/model"
	"weathervane/model/journal"
)

// everything is what counts under the options, whatever the filter: filters
// choose from it, so that a change of the filter reads no records. It is not for
// a transaction that writes, which may be rolled back.
func (d *Desk) everything(r model.Reader, o Options) (*workspace, error) {
	if o.Backdate {
		return d.readEverything(r, o)
	}
	now, err := d.Stamp(r)
	if err != nil {
		return nil, err
	}
	last := &d.standing
	if o.witnessed() {
		last = &d.vouched
	}
	who, err := d.witnesses(r, o.Filter)
	if err != nil {
		return nil, err
	}
	now.Minute = 0 // what was read says how long it is valid
	if is := last.Load(); is != nil && (!is.Value.holds(d.Now()) || o.witnessed() && !slices.Equal(is.Value.witnesses, who)) {
		last.CompareAndSwap(is, nil)
	}
	return session.ReadCached(last, now, func() (*workspace, error) {
		if !o.witnessed() {
			return d.readEverything(r, o)
		}
		if seen, err := witness.Coverage(r, who); err != nil || len(seen) > 0 {
			return d.readEverything(r, o)
		}
		all, err := d.everything(r, Options{})
		if err != nil {
			return nil, err
		}
		return all.unseen(who), nil
	})
}

// unseen is what counts where nobody of the witnesses has seen anything: the questions,
// and no forecast.
func (s *workspace) unseen(witnesses []string) *workspace {
	none := *s
	none.Pairs, none.LeftOut, none.unscored, none.forecasters = nil, score.LeftOut{}, nil, map[string]forecaster.Forecaster{}
	none.numbers.pairs, none.numbers.who, none.numbers.beliefs = nil, nil, nil
	none.numbers.pair, none.numbers.ends = map[[2]int64]int{}, retractions{}
	none.witnesses = witnesses
	return &none
}

// ReadScoresAhead reads what the scores may need next: the witnessed forecasts,
// which a change of the filter may ask for. It reads them only once.
func (d *Desk) ReadScoresAhead(ctx context.Context, f Filter) error {
	_, err := d.gathered(ctx, Options{Filter: f.counting(), Witnessed: true})
	return err
}

// holds reports whether what was read is still valid by the clock.
func (s *workspace) holds(now time.Time) bool {
	at := journal.InstantOf(now)
	return s.read <= at && at < s.until
}

// ends notes an instant at which what was read may change: an outcome becomes
// known, a question closes, a set ends.
func (s *workspace) ends(at ...*journal.Instant) {
	for _, i := range at {
		if i != nil && *i > s.read {
			s.until = min(s.until, *i)
		}
	}
}

// chosen narrows to a type, a tag and a forecaster.
func (s *workspace) chosen(f Filter) *workspace {
	if f.Kind == "" && f.Tag == "" && f.Forecaster == "" {
		return s
	}
	fits := func(kind string, tags []string) bool {
		return f.fitsKind(kind) && (f.Tag == "" || slices.Contains(tags, f.Tag))
	}
	some := *s
	some.Questions, some.forecasters = nil, map[string]forecaster.Forecaster{}
	at := make([]int, len(s.Questions)) // the new position of a question
	for i := range s.Questions {
		q := &s.Questions[i]
		at[i] = -1
		if fits(s.questions[q.Key].Type, q.Tags) {
			at[i] = len(some.Questions)
			some.Questions = append(some.Questions, *q)
		}
	}
	meant := make(map[string]bool, len(s.forecasters))
	for key, who := range s.forecasters {
		meant[key] = who.Matches(f.Forecaster)
	}
	some.Pairs = nil
	for i := range s.Pairs {
		p := &s.Pairs[i]
		if at[p.Question] >= 0 && meant[p.Forecaster] {
			some.Pairs = append(some.Pairs, *p)
			some.Pairs[len(some.Pairs)-1].Question = at[p.Question]
		}
	}
	for i := range some.Pairs {
		if key := some.Pairs[i].Forecaster; meant[key] {
			meant[key], some.forecasters[key] = false, s.forecasters[key]
		}
	}
	some.unscored = nil
	for _, l := range s.unscored {
		if fits(l.kind, l.tags) && l.by.Matches(f.Forecaster) {
			some.unscored = append(some.unscored, l)
		}
	}
	some.LeftOut = score.LeftOut{OtherRule: len(some.unscored)}
	return &some
}

// fitsKind reports whether a type of question is among those of the filter.
func (f Filter) fitsKind(kind string) bool {
	return f.Kind == "" || slices.Contains(strings.Split(f.Kind, ","), kind)
}

// sortPairs puts the pairs in order, so that scoring need not. Each name is
// ranked once, not compared for each pair.
func (s *workspace) sortPairs() {
	byKey := make([]int, len(s.Questions))
	for i := range byKey {
		byKey[i] = i
	}
	slices.SortFunc(byKey, func(a, b int) int { return strings.Compare(s.Questions[a].Key, s.Questions[b].Key) })
	place := make([]int, len(byKey))
	for at, i := range byKey {
		place[i] = at
	}
	names := map[string]int{}
	for at, key := range slices.Sorted(maps.Keys(s.forecasters)) {
		names[key] = at
	}
	type one struct{ question, forecaster, at int }
	order := make([]one, len(s.Pairs))
	for i := range s.Pairs {
		order[i] = one{place[s.Pairs[i].Question], names[s.Pairs[i].Forecaster], i}
	}
	slices.SortFunc(order, func(a, b one) int {
		return cmp.Or(cmp.Compare(a.question, b.question), cmp.Compare(a.forecaster, b.forecaster), cmp.Compare(a.at, b.at))
	})
	pairs := make([]score.Pair, len(order))
	for i, o := range order {
		pairs[i] = s.Pairs[o.at]
	}
	s.Pairs = pairs
}
