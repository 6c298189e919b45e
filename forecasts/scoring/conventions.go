package scoring

import (
	"context"
	"fmt"

	"weathervane/forecasts/calibration"
	"weathervane/forecasts/pool"
	"weathervane/forecasts/score"
	"weathervane/model"
)

// Convention is the figure of one history under one rule.
type Convention struct {
	Name  string       `json:"name"`
	Rule  string       `json:"rule"`  // how it is computed
	Range string       `json:"range"` // and which end is better
	Value score.Number `json:"value"`
	Over  int          `json:"over"`          // how many forecasts, pairs or questions it averages
	Of    string       `json:"of"`            // what they are
	Why   string       `json:"why,omitempty"` // there is no value
}

// Conventions scores one history under every convention, so that it can be
// compared with figures of other programs. The filter's rule is not used.
func (d *Desk) Conventions(ctx context.Context, f Filter) ([]Convention, error) {
	f.Rule = ""
	if out, back, err := lookedBack(ctx, d, f, func(then *Desk, f Filter) ([]Convention, error) { return then.Conventions(ctx, f) }); back {
		return out, err
	}
	opts, err := Options{Filter: f}.options()
	if err != nil {
		return nil, err
	}
	me, err := d.Me()
	if err != nil {
		return nil, err
	}
	if f.Forecaster, err = d.named(ctx, f.Forecaster); err != nil {
		return nil, err
	}
	var out []Convention
	err = d.Store.View(ctx, func(r model.Reader) error {
		everyone := f
		everyone.Forecaster = ""
		all, err := d.gather(r, Options{Filter: everyone})
		if err != nil {
			return err
		}
		all = all.within(f.Since, f.Until)
		out = all.chosen(Filter{Forecaster: f.Forecaster}).conventions(opts)
		out = append(out, all.againstTeam(f.Forecaster, me, opts))
		out = append(out, all.pools(opts)...)
		out = append(out, all.tournaments(f.Forecaster, opts)...)
		return ctx.Err()
	})
	if err == nil && out[0].Over == 0 {
		err = ErrNothing
	}
	return out, err
}

func (s *workspace) conventions(opts score.Options) []Convention {
	const clip = .01
	under := func(r score.Rule, clip float64) score.Report {
		o := opts
		o.Rule, o.LogClip = r, clip
		return score.ScoreStretches(s.Workspace, o)
	}
	rows := score.PairRows(s.Workspace, opts)
	r := under(score.RuleBrier, 0)
	each, forecasts := perForecast(rows)
	daily, pairs := s.carried(rows, score.Day)
	hourly, byHour := s.carried(rows, score.Day/24)
	const pf, low01, skillRange = "(p − y)²", "0–1, low is better", "−∞ to 1, high is better, 0 is the base rate"
	binary := score.Score(s.Workspace, opts)
	gaps := gapsOf(binary.Points())
	ranked := score.Ranked{Mean: score.Undefined}
	if r.RPS != nil {
		ranked = *r.RPS
	}
	log, lastClose := under(score.RuleLog, 0), score.ScoreStretches(s.byLastClose().Workspace, opts)
	out := []Convention{
		{"per forecast", pf + ", the mean of all forecasts that stood, each counted once", low01, each, forecasts, "forecasts", ""},
		{"carried by time", pf + ", each forecast weighted by the time it stood over its question's scheduled length (headline)", low01, r.Headline, r.Questions, "questions", ""},
		{"carried by time, last close", "the same over the length to the close as it was revised last, as version 0.1.0 weighed", low01, lastClose.Headline, lastClose.Questions, "questions", ""},
		{"carried daily", pf + " of the forecast standing at the end of each day (UTC), mean of days, then of pairs; yes-or-no questions", low01, daily, pairs, "pairs", ""},
		{"carried by the hour", pf + " of the forecast standing at the end of each hour, mean of hours, then of pairs; yes-or-no questions", low01, hourly, byHour, "pairs", ""},
		{"0–1", pf + ", carried by time; several options: half the sum over options", low01, r.Headline, r.Questions, "questions", ""},
		{"0–2", "the sum of " + pf + " over both sides or all options, carried by time", "0–2, low is better", under(score.RuleBrier2, 0).Headline, r.Questions, "questions", ""},
		{"−3…1", "1 − 4·" + pf + ", carried by time", "−3 to 1, high is better, 0 is one half", 1 - 4*r.Headline, r.Questions, "questions", ""},
		{"ranked probability", "of ordered options: the sum over cut points of (cumulative p − cumulative y)², over their number, carried by time", low01, ranked.Mean, ranked.Questions, "questions", ""},
		{"calibration error", "ten bins of forecasts, carried by time: the mean of |mean forecast − share that came true|", low01, gaps[0], binary.BinaryQuestions(), "questions", ""},
		{"largest calibration error", "the same, of the bin where it is largest", low01, gaps[1], binary.BinaryQuestions(), "questions", ""},
		{"log", "−ln of the probability given to what happened, carried by time, never clipped", "0–∞ nats, low is better", log.Headline, log.Questions, "questions", ""},
		{"log, clipped", "the same, with what happened given at least 1 %: −ln max(p, 0.01)", "0–4.61 nats, low is better", under(score.RuleLog, clip).Headline, log.Questions, "questions", ""},
		{"skill", "1 − the Brier score, carried by time, over that of always forecasting the base rate of these questions, which is known only in hindsight", skillRange, r.SkillSample, r.Binary, "questions", ""},
		{"skill, recorded", "1 − the Brier score, carried by time, over that of the base rate recorded before each forecast, the forecaster's own before others'", skillRange, r.SkillBaseRate, r.BaseRateQuestions, "questions", ""},
	}
	why := map[string]string{
		"skill":                     "all outcomes were alike, or none was a plain yes or no",
		"skill, recorded":           "no base rate was recorded before a forecast",
		"ranked probability":        "no question has ordered options",
		"calibration error":         "none was a plain yes or no",
		"largest calibration error": "none was a plain yes or no",
		"carried daily":             "no forecast stood at the end of a day",
		"carried by the hour":       "no forecast stood at the end of an hour",
	}
	for i := range out {
		if !out[i].Value.Defined() {
			out[i].Why = why[out[i].Name]
		}
	}
	return out
}

// gapsOf are the expected and the largest calibration error.
func gapsOf(points []calibration.Point) [2]score.Number {
	g, ok := calibration.BinGaps(points)
	if !ok {
		return [2]score.Number{score.Undefined, score.Undefined}
	}
	return [2]score.Number{score.Number(g.ECE), score.Number(g.MCE)}
}

// perForecast is the mean over forecasts that stood, each counted once.
func perForecast(rows []score.PairRow) (score.Number, int) {
	var sum score.Sum
	n := 0
	for _, row := range rows {
		for _, st := range row.Stretches {
			sum.Add(st.Score)
			n++
		}
	}
	return mean(sum, n), n
}

func mean(sum score.Sum, n int) score.Number {
	if n == 0 {
		return score.Undefined
	}
	return score.Number(sum.Value() / float64(n))
}

// carried is the mean over binary pairs of each pair's mean over the ends of
// days, or of other spans, at which a forecast stood.
func (s *workspace) carried(rows []score.PairRow, every int64) (score.Number, int) {
	choice := map[string]bool{}
	for i := range s.Questions {
		choice[s.Questions[i].Key] = s.Questions[i].Options > 0
	}
	ends := func(at int64) int64 { // how many there were until then
		n := at / every
		if at%every < 0 {
			n--
		}
		return n
	}
	var sum score.Sum
	n := 0
	for i := range rows {
		if choice[rows[i].Question] {
			continue
		}
		var pair score.Sum
		stood := int64(0)
		for _, st := range rows[i].Stretches {
			k := ends(st.To) - ends(st.From)
			pair.Add(float64(k) * st.Score)
			stood += k
		}
		if stood > 0 {
			sum.Add(pair.Value() / float64(stood))
			n++
		}
	}
	return mean(sum, n), n
}

// againstTeam compares one forecaster, by default the user, with the team's daily
// medians.
func (s *workspace) againstTeam(ref, me string, opts score.Options) Convention {
	c := Convention{
		Name: "relative to the median", Of: "questions", Value: score.Undefined,
		Rule:  "(p − y)² less the team's median of each day on which at least three forecasts stood, over all days of the question, mean of questions",
		Range: "−1 to 1, below 0 is better than the team",
	}
	for _, row := range score.RelativeToTeam(s.Workspace, opts) {
		who := s.forecasters[row.Forecaster]
		if own := who.Key == me && who.By == ""; ref == "" && own || ref != "" && who.Matches(ref) {
			c.Value, c.Over = row.Accuracy, row.Questions
			c.Rule += fmt.Sprintf(" (%s)", who.Name)
			return c
		}
	}
	c.Why = "on no day did three forecasts stand, this forecaster's among them"
	return c
}

// pools are the scores of the team as one forecaster, pooled in several ways.
func (s *workspace) pools(opts score.Options) []Convention {
	whole := score.Score(s.Workspace, opts)
	out := []Convention{
		{Name: "team, median", Rule: "the median of what stood"}, {Name: "team, mean", Rule: "the mean of what stood"},
		{Name: "team, trimmed mean", Rule: "the mean without a tenth at each end"},
		{Name: "team, densest", Rule: "the mean of the shortest range that holds nine tenths"},
		{Name: "team, geometric odds", Rule: "the geometric mean of the odds; nothing while one says 0 and another 1"},
		{Name: "team, extremised", Rule: fmt.Sprintf("the same with the odds to the power of %v", pool.Extremising)},
		{Name: "team, Neyman and Roughgarden", Rule: "the same with the power that is best in the worst case for so many"},
	}
	for i, by := range []score.PoolOf{
		pool.MedianSorted, pool.Mean, pool.Trimmed, pool.HighestDensityTrimmed, pool.GeometricOdds, pool.Extremised, pool.NeymanRoughgarden,
	} {
		c := &out[i]
		c.Rule += ", at each instant, scored as a forecaster: (p − y)², carried by time"
		c.Range, c.Of, c.Value, c.Why = "0–1, low is better", "questions", score.Undefined, "only one forecast"
		if len(s.forecasters) > 1 {
			sum := whole.TeamPool(by).Summary()
			c.Value, c.Over, c.Why = sum.Headline, sum.Questions, ""
			if !c.Value.Defined() {
				c.Why = "it had no value at any time"
			}
		}
	}
	return out
}

// tournaments are the peer and baseline scores of a forecaster, or of all.
func (s *workspace) tournaments(ref string, opts score.Options) []Convention {
	whole := score.Score(s.Workspace, opts)
	peer, baseline := whole.Tournaments().Means(score.Score(s.chosen(Filter{Forecaster: ref}).Workspace, opts))
	const scored = "%s, carried by time over the scheduled length, uncovered time as 0; yes-or-no questions and choices"
	out := []Convention{
		{"peer", fmt.Sprintf(scored, "100 · (ln p − the mean ln p of the others), p given to what happened"), "high is better, 0 is the mean of the others", peer.Mean, peer.N, "pairs", ""},
		{"peer, at the spot", "the same of the forecast that stood at the question's end", "high is better, 0 is the mean of the others", peer.SpotMean, peer.SpotN, "pairs", ""},
		{"baseline", fmt.Sprintf(scored, "100 · ln(K·p) / ln K over K options"), "up to 100, high is better, 0 is equal chances", baseline.Mean, baseline.N, "pairs", ""},
		{"baseline, at the spot", "the same of the forecast that stood at the question's end", "up to 100, high is better, 0 is equal chances", baseline.SpotMean, baseline.SpotN, "pairs", ""},
	}
	for i := range out {
		if !out[i].Value.Defined() {
			out[i].Why = "no forecast stood then, or one gave what happened nothing and another one did not"
		}
	}
	return out
}
