package scoring

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"weathervane/forecasts/asof"
	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// Change is why the headline moved between two instants. The changes of
// Parts, added from left to right, are Difference to the last bit.
type Change struct {
	From       journal.Instant `json:"from"`
	To         journal.Instant `json:"to"`
	Rule       score.Rule      `json:"rule"`
	Before     score.Number    `json:"before"`
	After      score.Number    `json:"after"`
	Difference score.Number    `json:"difference"`
	Why        string          `json:"why,omitempty"`  // there are no parts
	ByClocks   bool            `json:"by_clocks"`      // both are read by the records' own clocks
	Later      asof.Later      `json:"later,omitzero"` // what others had dated before From, and came later
	Parts      []ChangePart    `json:"parts"`
}

// ChangePart is how much one kind of change moved the headline.
type ChangePart struct {
	What      string        `json:"what"`
	Change    score.Number  `json:"change"`
	Questions []ChangeShare `json:"questions"` // the largest share first
}

// ChangeShare is one question's share of a part.
type ChangeShare struct {
	Question journal.ID   `json:"question"`
	Title    string       `json:"title"`
	Share    score.Number `json:"share"`
}

// The kinds of change, in the order in which they are applied.
const (
	newResolutions = iota
	correctedResolutions
	changedForecasts
	changedWording
	changes
)

var changeNames = [changes]string{"new resolutions", "corrected resolutions", "late and merged forecasts", "changed wording"}

// ScoreChange says why the headline moved between two instants: it starts from the
// workspace as of the first and applies one kind of change after the other, in
// the order of the parts, until it is as of the second. A question resolved at
// only one of the two counts as a whole, with its forecasts and wording; for one
// resolved at both, its end, its forecasts and its wording count separately.
func (d *Desk) ScoreChange(ctx context.Context, from, to journal.Instant, f Filter) (Change, error) {
	m := Change{From: from, To: to, Parts: []ChangePart{}}
	if from >= to {
		return m, errors.New("the time to compare with is not the earlier one: give an earlier time")
	}
	opts, err := Options{Filter: f}.options()
	if err != nil {
		return m, err
	}
	if f.Forecaster, err = d.named(ctx, f.Forecaster); err != nil {
		return m, err
	}
	m.ByClocks = f.ByClocks
	before, err := d.stateAt(ctx, from, f)
	if err != nil {
		return m, err
	}
	after, err := d.stateAt(ctx, to, f)
	if err != nil {
		return m, err
	}
	m.Later = before.later
	m.split(before, after, opts, f)
	return m, ctx.Err()
}

// stateAt is what could be scored at an instant, whatever its tags.
func (d *Desk) stateAt(ctx context.Context, at journal.Instant, f Filter) (s *state, err error) {
	then, err := d.asOf(ctx, at, f.ByClocks)
	if err != nil {
		return nil, fmt.Errorf("the workspace as of %s: %w", at, err)
	}
	defer func() { err = errors.Join(err, then.Close()) }()
	f.Tag = ""
	err = then.Store.View(ctx, func(r model.Reader) error {
		all, err := then.gather(r, Options{Filter: f})
		if err == nil {
			s = newState(all)
			s.later = then.later
		}
		return err
	})
	return s, err
}

// state is what is scored of a workspace, by question.
type state struct {
	*workspace
	later asof.Later
	at    map[string]int
	pairs map[string][]score.Pair
}

func newState(s *workspace) *state {
	st := &state{workspace: s, at: map[string]int{}, pairs: map[string][]score.Pair{}}
	for i, q := range s.Questions {
		st.at[q.Key] = i
	}
	for _, p := range s.Pairs {
		key := s.Questions[p.Question].Key
		st.pairs[key] = append(st.pairs[key], p)
	}
	return st
}

func (s *state) question(key string) *score.Question {
	if i, ok := s.at[key]; ok {
		return &s.Questions[i]
	}
	return nil
}

func (s *state) title(key string) string { return s.questions[key].Title }

// split fills in the parts.
func (m *Change) split(before, after *state, opts score.Options, f Filter) {
	was := weigh(between(before, after, 0, f), opts)
	start, now := was, was
	for what := range changes {
		next := weigh(between(before, after, what+1, f), opts)
		part := ChangePart{What: changeNames[what], Questions: []ChangeShare{}}
		if next.headline.Defined() && now.headline.Defined() {
			part.Change = next.headline - now.headline
			part.Questions = shares(now, next, before, after)
		}
		if next.headline.Defined() || what == changes-1 {
			now = next // a change after which nothing is scored counts with the next one
		}
		m.Parts = append(m.Parts, part)
	}
	m.Rule = now.rule
	m.Before, m.After, m.Difference = start.headline, now.headline, now.headline-start.headline
	switch {
	case !m.Before.Defined() || !m.After.Defined():
		m.Why = "nothing was scored at one of the two times"
	case math.IsInf(float64(m.Before), 0) || math.IsInf(float64(m.After), 0) || slices.ContainsFunc(m.Parts, func(p ChangePart) bool {
		return math.IsInf(float64(p.Change), 0) || math.IsNaN(float64(p.Change))
	}):
		m.Why = "the score is infinite at a step between the two times"
	default:
		m.Parts = exact(m.Parts, float64(m.Difference))
		return
	}
	m.Parts = []ChangePart{}
}

// between is the state after the first n kinds of change.
func between(a, b *state, done int, f Filter) *workspace {
	s := &workspace{forecasters: b.forecasters}
	for _, key := range keysOf(a, b) {
		q, pairs := mixed(a, b, key, done)
		if q == nil || f.Tag != "" && !slices.Contains(q.Tags, f.Tag) {
			continue
		}
		for _, p := range pairs {
			p.Question = len(s.Questions)
			s.Pairs = append(s.Pairs, p)
		}
		s.Questions = append(s.Questions, *q)
	}
	return s.within(f.Since, f.Until)
}

func keysOf(a, b *state) []string {
	var keys []string
	for _, s := range []*state{a, b} {
		for key := range s.at {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// mixed is one question between two states.
func mixed(a, b *state, key string, done int) (*score.Question, []score.Pair) {
	old, now := a.question(key), b.question(key)
	resolved := func(q *score.Question) bool { return q != nil && q.State == score.Resolved }
	whole := -1
	switch {
	case !resolved(old):
		whole = newResolutions
	case now == nil || (old.Options > 0) != (now.Options > 0):
		whole = changedWording // it became something else, such as a number
	case !resolved(now):
		whole = correctedResolutions
	}
	switch {
	case whole >= 0 && done > whole:
		return now, b.pairs[key]
	case whole >= 0:
		return old, a.pairs[key]
	}
	q := *old
	options, ended := a.scored[key], a.scored[key]
	if done > correctedResolutions {
		q.State, q.Known, q.Outcome, q.Option = now.State, now.Known, now.Outcome, now.Option
		ended = b.scored[key]
	}
	pairs, said := a.pairs[key], a.scored[key]
	if done > changedForecasts {
		q.Asked, q.Unit = now.Asked, now.Unit
		pairs, said = b.pairs[key], b.scored[key]
	}
	if done > changedWording {
		q.Opens, q.Closes, q.Scheduled, q.Schedule = now.Opens, now.Closes, now.Scheduled, now.Schedule
		q.Options, q.Tags = now.Options, now.Tags
		options = b.scored[key]
	}
	if q.Options > 0 && !slices.Equal(options, ended) {
		if q.Option = slices.Index(options, ended[q.Option]); q.Option < 0 {
			q.State = score.Disputed // it ended with an option that this wording lacks
		}
	}
	return &q, reworded(pairs, said, options)
}

// reworded maps forecasts from one list of options to another.
func reworded(pairs []score.Pair, from, to []string) []score.Pair {
	if slices.Equal(from, to) {
		return pairs
	}
	out := slices.Clone(pairs)
	for i := range out {
		out[i].Steps = slices.Clone(out[i].Steps)
		for j := range out[i].Steps {
			st := &out[i].Steps[j]
			probs := make([]float64, len(to))
			for k, o := range to {
				if at := slices.Index(from, o); at >= 0 && at < len(st.Probs) {
					probs[k] = st.Probs[at]
				}
			}
			st.Probs = probs
		}
	}
	return out
}

// weighed is a state's headline, with each question's terms of its two sums.
type weighed struct {
	rule     score.Rule
	headline score.Number
	weight   float64
	sums     map[string][2]float64 // weight times score, weight
}

func weigh(s *workspace, opts score.Options) weighed {
	r := score.ScoreStretches(s.Workspace, opts)
	w := weighed{rule: r.Rule, headline: r.Headline, sums: map[string][2]float64{}}
	var total score.Sum
	for _, p := range score.PairRows(s.Workspace, opts) {
		if p.Weight == 0 {
			continue
		}
		sum := w.sums[p.Question]
		sum[0] += p.Weight * float64(p.Score)
		sum[1] += p.Weight
		w.sums[p.Question] = sum
		total.Add(p.Weight)
	}
	w.weight = total.Value()
	return w
}

// shares lists each question's share of the change from one state to the next:
// with H the headline before, s and w a question's sums and W the weight after,
// ((s' - H w') - (s - H w)) / W, which adds up to the change.
func shares(from, to weighed, before, after *state) []ChangeShare {
	out := []ChangeShare{}
	h := float64(from.headline)
	for _, key := range keysOf(before, after) {
		a, b := from.sums[key], to.sums[key]
		if a == b {
			continue
		}
		id := after.questions[key].ID
		if id.IsZero() {
			id = before.questions[key].ID
		}
		out = append(out, ChangeShare{id, cmp.Or(after.title(key), before.title(key)),
			score.Number(((b[0] - h*b[1]) - (a[0] - h*a[1])) / to.weight)})
	}
	slices.SortStableFunc(out, func(a, b ChangeShare) int {
		return cmp.Or(cmp.Compare(math.Abs(float64(b.Share)), math.Abs(float64(a.Share))), strings.Compare(a.Title, b.Title))
	})
	return out
}

func total(parts []ChangePart) float64 {
	sum := 0.0
	for _, p := range parts {
		sum += float64(p.Change)
	}
	return sum
}

// exact makes the parts add up to the difference to the last bit. The rounding
// error goes to the largest part; if no number achieves that, the parts are
// rounded to a power-of-two grid and a further part holds the rounding.
func exact(parts []ChangePart, difference float64) []ChangePart {
	largest := 0
	for i, p := range parts {
		if math.Abs(float64(p.Change)) > math.Abs(float64(parts[largest].Change)) {
			largest = i
		}
	}
	plain := parts[largest].Change
	for range 4 {
		lost := difference - total(parts)
		if lost == 0 {
			return parts
		}
		parts[largest].Change += score.Number(lost)
	}
	parts[largest].Change = plain
	_, exp := math.Frexp(math.Abs(float64(plain)))
	grid := math.Ldexp(1, exp-48)
	sum := 0.0
	for i := range parts {
		parts[i].Change = score.Number(math.RoundToEven(float64(parts[i].Change)/grid) * grid)
		sum += float64(parts[i].Change)
	}
	parts[largest].Change += score.Number(math.RoundToEven(difference/grid)*grid - sum)
	if rest := difference - total(parts); rest != 0 {
		parts = append(parts, ChangePart{What: "rounding", Change: score.Number(rest), Questions: []ChangeShare{}})
	}
	return parts
}
