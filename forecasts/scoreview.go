package forecasts

import (
	"cmp"
	"context"
	"encoding/json"
	"math"
	"slices"
	"strings"

	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// Scores is what the Scores page shows. Where nothing can be scored, the
// figures are nil and LeftOut says why.
func (d *Desk) Scores(ctx context.Context, f ScoreFilter) (ScoreView, error) {
	var v ScoreView
	if f.AsOf != 0 {
		err := d.asOf(ctx, f.AsOf, func(then *Desk) (err error) {
			f.AsOf = 0
			v, err = then.Scores(ctx, f)
			return err
		})
		return v, err
	}
	opts, err := ScoreOptions{ScoreFilter: f, By: "forecaster"}.options()
	if err != nil {
		return v, err
	}
	me, err := d.me()
	if err != nil {
		return v, err
	}
	err = d.store.View(ctx, func(r model.Reader) error {
		everyone := f
		everyone.Forecaster = ""
		all, err := d.gather(r, ScoreOptions{ScoreFilter: everyone})
		if err != nil {
			return err
		}
		v.KnownFrom, v.KnownTo = all.known()
		all = all.within(f.Since, f.Until)
		v.groups(all, opts, me)
		s := all.only(f.Forecaster)
		v.figures(s, opts)
		v.Pairs = s.rows(opts, me)
		v.history(ctx, s, opts)
		v.reliability(s, opts, f.Ended, journal.InstantOf(d.Now()))
		v.compare(ctx, all, opts, cmp.Or(f.Forecaster, me))
		return ctx.Err()
	})
	return v, err
}

// known is when the first and the last outcome became known.
func (s *scoring) known() (first, last Instant) {
	for _, q := range s.Questions {
		if q.State != score.Resolved {
			continue
		}
		at := Instant(q.Known)
		if first == 0 || at < first {
			first = at
		}
		last = max(last, at)
	}
	return first, last
}

// within keeps the pairs of questions whose outcome became known in a period;
// those that are not resolved stay, to be counted as left out.
func (s *scoring) within(since, until Instant) *scoring {
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

// only keeps the pairs of one forecaster.
func (s *scoring) only(ref string) *scoring {
	if ref == "" {
		return s
	}
	some := *s
	some.Pairs = nil
	for _, p := range s.Pairs {
		if s.forecasters[p.Forecaster].named(ref) {
			some.Pairs = append(some.Pairs, p)
		}
	}
	return &some
}

func (v *ScoreView) figures(s *scoring, opts score.Options) {
	opts.By = nil
	r := score.ScoreStretches(s.Workspace, opts)
	v.Rule = string(r.Rule)
	v.Headline, v.Coverage, v.WholeWindow = number(r.Headline), number(r.Coverage), number(r.WholeWindow)
	v.Log, v.Spherical, v.LogInfinite = number(r.Log), number(r.Spherical), r.LogInfinite
	v.AUC, v.Skill, v.CI = number(r.AUC), number(r.SkillSample), interval(r.CI95)
	if r.CORP != nil {
		v.MCB, v.DSC, v.UNC = number(r.CORP.MCB), number(r.CORP.DSC), number(r.CORP.UNC)
	}
	opts.Rule = score.RuleBrier2
	v.Brier2 = number(score.ScoreStretches(s.Workspace, opts).Headline)
	v.Questions, v.Forecasts = r.Questions, r.Forecasts
	v.LeftOut, v.Provenance = map[string]int{}, map[string]int{}
	counts(r.LeftOut, v.LeftOut)
	counts(r.Provenance, v.Provenance)
}

// counts reads the counts of a report under the names that its JSON has.
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
	return &[2]float64{float64(ci.Headline[0]), float64(ci.Headline[1])}
}

func (v *ScoreView) groups(s *scoring, opts score.Options, me string) {
	for _, g := range score.ScoreStretches(s.Workspace, opts).Groups {
		who := s.forecasters[g.Key]
		v.Forecasters = append(v.Forecasters, who)
		if !g.Headline.Defined() {
			continue
		}
		v.Groups = append(v.Groups, ScoreGroup{
			Forecaster: who, Headline: float64(g.Headline), CI: interval(g.CI95), Coverage: float64(g.Coverage),
			Questions: g.Questions, Mine: who.Key == me && who.By == "",
		})
	}
	slices.SortFunc(v.Forecasters, func(a, b Forecaster) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Key, b.Key))
	})
	slices.SortStableFunc(v.Groups, func(a, b ScoreGroup) int { return cmp.Compare(a.Headline, b.Headline) })
}

// rows lists the pairs behind the figures, newest known first.
func (s *scoring) rows(opts score.Options, me string) []PairScore {
	opts.By = nil
	var all []PairScore
	for _, p := range score.PairRows(s.Workspace, opts) {
		q := s.questions[p.Question]
		row := PairScore{
			Question: q.ID, Title: q.Title, Forecaster: s.forecasters[p.Forecaster], Outcome: q.Outcome, KnownAt: *q.KnownAt,
			Score: float64(p.Score), Coverage: float64(p.Coverage), Weight: p.Weight, Forecasts: p.Forecasts,
			Set: s.sets[p.Question],
		}
		row.Mine = row.Forecaster.Key == me && row.Forecaster.By == ""
		if p.Last != nil {
			row.Final = s.stepBelief(q, p.Last)
		} else {
			row.Score = math.NaN()
		}
		all = append(all, row)
	}
	s.gains(all, opts)
	slices.SortStableFunc(all, func(a, b PairScore) int {
		return cmp.Or(cmp.Compare(b.KnownAt, a.KnownAt), strings.Compare(a.Title, b.Title), strings.Compare(a.Forecaster.Name, b.Forecaster.Name))
	})
	return all
}

func (s *scoring) stepBelief(q Question, st *score.Step) *Belief {
	if q.Type == "binary" {
		p := st.P
		return &Belief{P: &p}
	}
	probs := map[string]float64{}
	for i, o := range s.scored[q.ID.String()] {
		probs[o] = st.Probs[i]
	}
	return &Belief{Probs: probs}
}

// The intervals of the running headline are drawn at no more instants than a
// picture shows, and at fewer where there are very many questions.
const (
	bandInstants = 48
	bandWork     = 40_000 // questions resampled, over all instants
)

func (v *ScoreView) history(ctx context.Context, s *scoring, opts score.Options) {
	opts.By = nil
	for _, h := range score.History(s.Workspace, opts, RollingQuestions) {
		if h.Headline.Defined() {
			v.History = append(v.History, HistoryPoint{At: Instant(h.At), Value: float64(h.Headline), Questions: h.Questions, Rolling: number(h.Rolling)})
		}
	}
	last := len(v.History) - 1
	if last < 0 || v.CI == nil {
		return
	}
	v.History[last].Lo, v.History[last].Hi = &v.CI[0], &v.CI[1]
	first := slices.IndexFunc(v.History, func(h HistoryPoint) bool { return h.Questions >= 10 })
	if first < 0 {
		return
	}
	steps := max(min(bandInstants, bandWork/max(v.Questions, 1), last-first), 1)
	for i := range steps {
		if ctx.Err() != nil {
			return
		}
		h := &v.History[first+(last-first)*i/steps]
		if ci := s.at(h.At, opts); ci != nil {
			h.Lo, h.Hi = &ci[0], &ci[1]
		}
	}
}

// at is the interval of the headline over the outcomes known at an instant.
func (s *scoring) at(when Instant, opts score.Options) *[2]float64 {
	then := s.within(0, when+1)
	return interval(score.ScoreStretches(then.Workspace, opts).CI95)
}

// passed keeps the pairs of questions whose scheduled date is not after now.
func (s *scoring) passed(now Instant) *scoring {
	some := *s
	some.Pairs = nil
	for _, p := range s.Pairs {
		q := s.Questions[p.Question]
		if date := cmp.Or(q.Scheduled, q.Closes); date != 0 && date <= int64(now) {
			some.Pairs = append(some.Pairs, p)
		}
	}
	return &some
}

func (v *ScoreView) reliability(s *scoring, opts score.Options, ended bool, now Instant) {
	opts.By = nil
	passed := s.passed(now)
	out := ScoreReliability{Ended: ended, All: score.BinaryQuestions(s.Workspace, opts), Passed: score.BinaryQuestions(passed.Workspace, opts)}
	if ended {
		s = passed
	}
	r, ok := score.ReliabilityOf(s.Workspace, opts)
	out.Questions = r.Questions
	if !ok {
		v.Reliability = out
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
	v.Reliability = out
}

// scores are each forecaster's score on the question that is looked at.
func (w *viewing) scores() error {
	if w.v.Status != "resolved" {
		return nil
	}
	s := &scoring{questions: map[string]Question{}, forecasters: map[string]Forecaster{}, scored: map[string][]string{}}
	if w.v.Type != "binary" && w.v.Type != "choice" {
		return nil
	}
	sq := scoreQuestion(w.row, w.v.Question)
	s.Questions, s.questions[sq.Key] = []score.Question{sq}, w.v.Question
	var options []string
	decodeText(w.row.ScoreOptions, &options)
	s.scored[sq.Key] = options
	if err := s.pairs(w.r, w.book, ScoreOptions{}, map[int64]int{w.row.Num: 0}, nil); err != nil {
		return err
	}
	w.v.Scores = s.rows(score.Options{}, w.me)
	return nil
}
