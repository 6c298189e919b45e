package scoring

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"

	"weathervane/forecasts/cores"
	"weathervane/forecasts/score"
	"weathervane/forecasts/session"
	"weathervane/model/journal"
)

// Scores is what the Scores page shows. If nothing can be scored, the figures are
// nil and LeftOut says why.
func (d *Desk) Scores(ctx context.Context, f Filter) (View, error) {
	if v, back, err := lookedBack(ctx, d, f, func(then *Desk, f Filter) (View, error) {
		v, err := then.Scores(ctx, f)
		v.Later = then.later
		return v, err
	}); back {
		return v, err
	}
	var v View
	opts, err := Options{Filter: f}.options()
	if err != nil {
		return v, err
	}
	me, err := d.Me()
	if err != nil {
		return v, err
	}
	if f.Forecaster, err = d.named(ctx, f.Forecaster); err != nil {
		return v, err
	}
	if v.Keys, err = d.KnownKeys(ctx); err != nil {
		return v, err
	}
	opts.Memory, opts.Plain = &d.drawn, false
	any, err := d.gathered(ctx, Options{Filter: f.counting()})
	if err != nil {
		return v, err
	}
	p := d.part(any, f, opts)
	v.Size, v.Tags, v.Plain = len(any.Pairs), p.tags, f.Plain
	v.KnownFrom, v.KnownTo = p.knownFrom, p.knownTo
	opts.Plain = f.Plain
	v.scoreNumbers(&any.numbers, p.by, f, opts, me)
	s, its := p.chosen(f.Forecaster, opts)
	var ranking *ranking
	cores.All( // each fills in its own part
		func() { ranking = v.groups(ctx, p, me) },
		func() {
			v.figures(its)
			v.history(ctx, its)
			v.Change = changeSince(v.History, journal.InstantOf(d.Now())-ChangeDays*session.Day)
		},
		func() { v.reliability(ctx, its, f.Ended, journal.InstantOf(d.Now())) },
		func() { v.Pairs = s.rows(its, opts, me) },
	)
	if !f.Plain && ctx.Err() == nil {
		v.compare(ctx, ranking, p.whole.With(opts), cmp.Or(f.Forecaster, me))
	}
	return v, ctx.Err()
}

// tags are those of all questions, the most used first.
func (s *workspace) tags() []string {
	used := map[string]int{}
	for i := range s.Questions {
		for _, t := range s.Questions[i].Tags {
			used[t]++
		}
	}
	return slices.SortedFunc(maps.Keys(used), func(a, b string) int { return cmp.Or(cmp.Compare(used[b], used[a]), strings.Compare(a, b)) })
}

// known is when the first and the last outcome became known.
func (s *workspace) known() (first, last journal.Instant) {
	for _, q := range s.Questions {
		if q.State != score.Resolved {
			continue
		}
		at := journal.Instant(q.Known)
		if first == 0 || at < first {
			first = at
		}
		last = max(last, at)
	}
	return first, last
}

// within keeps the pairs of questions whose outcome became known in a period;
// unresolved ones stay, to be counted as left out.
func (s *workspace) within(since, until journal.Instant) *workspace {
	if since == 0 && until == 0 {
		return s
	}
	some := *s
	some.Pairs = slices.DeleteFunc(slices.Clone(s.Pairs), func(p score.Pair) bool {
		q := s.Questions[p.Question]
		return q.State == score.Resolved && (q.Known < int64(since) || until != 0 && q.Known >= int64(until))
	})
	return &some
}

// figures fills in the figures of what is shown.
func (v *View) figures(its *score.Scored) {
	r := its.Report()
	v.Rule = string(r.Rule)
	v.Headline, v.Coverage, v.WholeWindow = number(r.Headline), number(r.Coverage), number(r.WholeWindow)
	v.Log, v.Spherical, v.LogInfinite = number(r.Log), number(r.Spherical), r.LogInfinite
	v.AUC, v.Skill, v.CI = number(r.AUC), number(r.SkillSample), interval(r.CI95)
	v.SkillBaseRate, v.BaseRateQuestions = number(r.SkillBaseRate), r.BaseRateQuestions
	if r.CORP != nil {
		v.MCB, v.DSC, v.UNC = number(r.CORP.MCB), number(r.CORP.DSC), number(r.CORP.UNC)
		v.Calibration = r.CORP.Questions
	}
	switch r.Rule {
	case score.RuleBrier:
		v.Brier2 = number(2 * r.Headline) // for choices, the sum over options is halved
	case score.RuleBrier2:
		v.Brier2 = v.Headline
	}
	v.Questions, v.Scored = r.Questions, r.Scored
	v.LeftOut, v.Provenance = map[string]int{}, map[string]int{}
	counts(r.LeftOut, v.LeftOut)
	counts(r.Provenance, v.Provenance)
}

// counts reads the counts of a report under their JSON names.
func counts(of any, into map[string]int) {
	b, _ := json.Marshal(of)
	_ = json.Unmarshal(b, &into)
}

func number(n score.Number) *float64 {
	if !n.Defined() {
		return nil
	}
	x := float64(n)
	return &x
}

func interval(ci *score.CI95) *[2]float64 {
	if ci == nil || ci.Headline == nil {
		return nil
	}
	return bounds(ci.Headline)
}

func bounds(i *score.Interval) *[2]float64 {
	if i == nil {
		return nil
	}
	return &[2]float64{float64(i[0]), float64(i[1])}
}

// The intervals of the running headline are drawn at no more instants than a
// picture shows, and at fewer if there are very many questions.
const (
	bandInstants = 48
	bandWork     = 12_000 // questions resampled, over all instants
)

func (v *View) history(ctx context.Context, its *score.Scored) {
	v.running(its.History(RollingQuestions), bandWork, func(at []int64) []*score.Interval {
		known := make([]*score.Scored, len(at))
		for i := range at {
			known[i] = its.Where(func(q *score.Question) bool { return q.Known <= at[i] })
		}
		return score.Intervals(ctx, known)
	})
}

// running is the history with its band; known gives the intervals of what was
// known by each instant, and work is how many questions may be resampled in all.
func (v *View) running(history []score.HistoryPoint, work int, known func(at []int64) []*score.Interval) {
	for _, h := range history {
		if h.Headline.Defined() {
			v.History = append(v.History, HistoryPoint{At: journal.Instant(h.At), Value: float64(h.Headline), Questions: h.Questions, Rolling: number(h.Rolling)})
		}
	}
	last := len(v.History) - 1
	if last < 0 || v.CI == nil {
		return
	}
	v.History[last].Lo, v.History[last].Hi = &v.CI[0], &v.CI[1]
	at := bandAt(v.History, work)
	instants := make([]int64, len(at))
	for k, i := range at {
		instants[k] = int64(v.History[i].At)
	}
	for k, ci := range known(instants) {
		if ci != nil {
			h, band := &v.History[at[k]], bounds(ci)
			h.Lo, h.Hi = &band[0], &band[1]
		}
	}
}

// bandAt chooses the points that get an interval, besides the last: from ten
// questions on, in a geometric sequence, since a band narrows with the root of
// the number of questions.
func bandAt(history []HistoryPoint, work int) (at []int) {
	last := len(history) - 1
	first := slices.IndexFunc(history, func(h HistoryPoint) bool { return h.Questions >= 10 })
	if first < 0 || first == last {
		return nil
	}
	few, many := float64(history[first].Questions), float64(history[last].Questions)
	span := math.Log(many / few) // the questions of all points together are about n·many/span
	n := min(bandInstants, last-first, max(int(float64(work)*span/many), 1))
	for i := range n {
		questions := few * math.Exp(span*float64(i)/float64(n))
		k, _ := slices.BinarySearchFunc(history, int(math.Ceil(questions-1e-9)), func(h HistoryPoint, n int) int { return cmp.Compare(h.Questions, n) })
		if len(at) == 0 || k > at[len(at)-1] {
			at = append(at, k)
		}
	}
	return at
}

// dateHasPassed reports whether a question's scheduled date is not after now.
func dateHasPassed(q *score.Question, now journal.Instant) bool {
	date := cmp.Or(q.Scheduled, q.Closes)
	return date != 0 && date <= int64(now)
}

// passed keeps the pairs of questions whose scheduled date has passed.
func (s *workspace) passed(now journal.Instant) *workspace {
	some := *s
	some.Pairs = nil
	for _, p := range s.Pairs {
		if dateHasPassed(&s.Questions[p.Question], now) {
			some.Pairs = append(some.Pairs, p)
		}
	}
	return &some
}

func (v *View) reliability(ctx context.Context, its *score.Scored, ended bool, now journal.Instant) {
	had := its.Where(func(q *score.Question) bool { return dateHasPassed(q, now) })
	out := Diagram{Ended: ended, All: its.BinaryQuestions(), Passed: had.BinaryQuestions()}
	if ended {
		its = had
	}
	out.draw(its.Reliability(ctx))
	v.Reliability = out
}

// draw copies a diagram, if there is one.
func (out *Diagram) draw(r score.Reliability, ok bool) {
	out.Questions = r.Questions
	if !ok {
		return
	}
	out.Consistency, out.MCB, out.CalibratedMCB = r.Consistency, float64(r.MCB), float64(r.CalibratedMCB)
	out.CalibratedHigh = float64(r.CalibratedHigh)
	out.DSC, out.UNC = float64(r.DSC), float64(r.UNC)
	m := r.Murphy
	out.Murphy = &MurphyTerms{REL: m.REL, RES: m.RES, UNC: m.UNC, WBV: m.WBV, WBC: m.WBC}
	for _, p := range r.Curve {
		out.Curve = append(out.Curve, ReliabilityPoint{P: p.P, Observed: p.Recalibrated, Weight: p.Weight})
	}
	for _, b := range r.Band {
		out.Band = append(out.Band, ReliabilityBand{P: b.P, Lo: b.Low, Hi: b.High})
	}
}
