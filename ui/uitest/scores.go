package uitest

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

func richScores() scoring.View {
	v := scoring.View{Rule: "brier", Headline: P(0.164), CI: &[2]float64{0.121, 0.211}, Coverage: P(0.94), WholeWindow: P(0.158),
		Log: P(0.49), Spherical: P(0.9), Brier2: P(0.328), MCB: P(0.012), DSC: P(0.081), UNC: P(0.233), AUC: P(0.87), Skill: P(0.31),
		Questions: 38, Scored: 412, LeftOut: map[string]int{"annulled": 2, "unresolved": 24}, Provenance: map[string]int{"live": 402, "late": 10, "imported": 31},
		Tags:        []string{"DPRK", "Japan", "ROK", "Russia"},
		Forecasters: []forecaster.Forecaster{crane, who("Heron"), who("Ibis"), who("Plover"), who("Kestrel")},
		Keys:        []session.KnownKey{{Name: "Heron", Key: who("Heron").Key, Trusted: true}, {Name: "Ibis", Key: who("Ibis").Key}, {Name: "Ibis", Key: who("Plover").Key}}}
	for i, p := range []struct {
		title        string
		yes          bool
		final, score float64
		at           journal.Instant
	}{
		{"ROK and Cuba establish diplomatic ties by 31 March 2024", true, 0.22, 0.612, On(2024, 2, 14)},
		{"US–DPRK talks at any level announced by 31 January 2024", false, 0.04, 0.006, On(2024, 1, 31)},
		{"DPRK nuclear test by 31 December 2023", false, 0.03, 0.004, On(2023, 12, 31)},
		{"ROK–Japan–China leaders’ summit by 31 December 2023", false, 0.24, 0.131, On(2023, 12, 31)},
		{"Lower house of the Diet dissolved by 31 December 2023", false, 0.08, 0.047, On(2023, 12, 31)},
		{"DPRK ICBM flight test by 31 December 2023", true, 0.71, 0.118, On(2023, 12, 18)},
		{"2018 military agreement in full force on 30 November 2023", false, 0.35, 0.284, On(2023, 11, 23)},
		{"DPRK reconnaissance satellite in orbit by 31 December 2023", true, 0.84, 0.061, On(2023, 11, 21)},
		{"Kim–Putin meeting held by 30 September 2023", true, 0.81, 0.092, On(2023, 9, 13)},
	} {
		raw, _ := json.Marshal(p.yes)
		v.Pairs = append(v.Pairs, listing.PairScore{Question: ID(500 + i), Title: p.title, Forecaster: crane, Outcome: raw, KnownAt: p.at,
			Final: &standing.Belief{P: P(p.final)}, Score: p.score, Coverage: 0.9 + 0.01*float64(i), Weight: 1, Forecasts: 5 + i, Mine: true})
	}
	for i := range 38 {
		value := 0.164 + 0.09*math.Exp(-float64(i)/9) + 0.03*math.Sin(float64(i))*math.Exp(-float64(i)/12)
		h := scoring.HistoryPoint{At: On(2023, 1, 5).Add(time.Duration(i*11) * 24 * time.Hour), Value: value, Questions: i + 1}
		if i >= 9 {
			w := 0.25 / math.Sqrt(float64(i))
			h.Lo, h.Hi = P(math.Max(0, value-w)), P(value+w)
		}
		v.History = append(v.History, h)
	}
	for i, g := range []struct {
		name  string
		score float64
		n     int
	}{{"Heron", 0.158, 34}, {"Crane", 0.164, 38}, {"Ibis", 0.171, 31}, {"Plover", 0.187, 22}, {"Kestrel", 0.221, 6}} {
		group := scoring.Group{Forecaster: who(g.name), Headline: g.score, Coverage: 0.9, Questions: g.n, Mine: i == 1}
		if g.n >= 10 {
			group.CI = &[2]float64{g.score - 0.045, g.score + 0.05}
		}
		if i != 1 {
			d := g.score - 0.164
			group.Paired = &scoring.PairedDifference{Difference: d, Questions: g.n - 2, Common: int64(g.n) * 40 * score.Day}
			if g.n >= 10 {
				group.Paired.CI, group.Paired.PHolm = &[2]float64{d - 0.02, d + 0.021}, P(min(1, 0.03*float64(i+1)))
			}
		}
		group.Place = [2]int{1 + i/3, 5}
		v.Groups = append(v.Groups, group)
	}
	v.Against, v.Ranked = "Crane", true
	ci := func(lo, hi float64) *score.Interval { return &score.Interval{score.Number(lo), score.Number(hi)} }
	v.Numbers.Means = []scoring.UnitMean{{Unit: "seats", Mean: 14.8, Interval: P(96), Questions: 15}, {Unit: "days", Mean: 23.9, Interval: P(141), Questions: 9}}
	v.Numbers.Spread = &score.Spread{Questions: 24, PIT: [10]int{5, 2, 2, 1, 2, 1, 2, 2, 2, 5}, Chance: &[2]int{0, 5},
		Half: score.Held{Held: 9, Of: 24, CI95: ci(0.21, 0.57)}, Most: score.Held{Held: 19, Of: 24, CI95: ci(0.6, 0.91)}}
	return v
}

// Behind gives the pairs of the view as one stretch each.
func (d *Desk) Drilldown(_ context.Context, b scoring.Drilldown) (scoring.DrilldownView, error) {
	d.mu.Lock()
	d.drilldowns = append(d.drilldowns, b)
	d.mu.Unlock()
	v := scoring.DrilldownView{Rule: d.ScoreView.Rule, Headline: d.ScoreView.Headline}
	for _, p := range d.ScoreView.Pairs {
		if b.Question.IsZero() || b.Question == p.Question {
			v.Rows = append(v.Rows, scoring.StoodForecast{Question: p.Question, Title: p.Title, Forecaster: p.Forecaster, Outcome: p.Outcome, KnownAt: p.KnownAt,
				From: p.KnownAt.Add(-30 * 24 * time.Hour), To: p.KnownAt, Belief: p.Final, Origin: "live", Score: p.Score, Weight: p.Weight, Share: 1 / float64(len(d.ScoreView.Pairs))})
		}
	}
	return v, nil
}

// Gaps gives one before each pair of the view.
func (d *Desk) Gaps(context.Context, scoring.Filter) (scoring.GapsView, error) {
	var v scoring.GapsView
	for _, p := range d.ScoreView.Pairs {
		from, to := p.KnownAt.Add(-40*24*time.Hour), p.KnownAt.Add(-30*24*time.Hour)
		v.Open += 40 * score.Day
		v.Without += int64(to - from)
		v.Rows = append(v.Rows, scoring.Gap{Question: p.Question, Title: p.Title, Forecaster: p.Forecaster, KnownAt: p.KnownAt, From: from, To: to})
	}
	return v, nil
}

// AskedDrilldowns lists what was asked to be shown behind figures.
func (d *Desk) AskedDrilldowns() []scoring.Drilldown {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]scoring.Drilldown(nil), d.drilldowns...)
}

// Conventions gives two.
func (d *Desk) Conventions(context.Context, scoring.Filter) ([]scoring.Convention, error) {
	return []scoring.Convention{
		{Name: "carried by time", Rule: "(p − y)², each forecast weighing the time that it stood", Range: "0–1, low is better", Value: 0.164, Over: 38, Of: "questions"},
		{Name: "carried daily", Rule: "(p − y)² at the end of each day", Range: "0–1, low is better", Value: score.Undefined, Of: "pairs", Why: "no forecast stood at the end of a day"},
	}, nil
}

// Moved gives one part.
func (d *Desk) ScoreChange(_ context.Context, from, to journal.Instant, _ scoring.Filter) (scoring.Change, error) {
	d.mu.Lock()
	d.calls = append(d.calls, fmt.Sprintf("ScoreChange %v %v", from, to))
	d.mu.Unlock()
	return scoring.Change{From: from, To: to, Before: 0.2, After: 0.164, Difference: -0.036, Parts: []scoring.ChangePart{
		{What: "new resolutions", Change: -0.036, Questions: []scoring.ChangeShare{{Question: ID(501), Title: d.ScoreView.Pairs[1].Title, Share: -0.036}}},
		{What: "corrected resolutions"}}}, nil
}

// LeftOut gives one forecast.
func (d *Desk) LeftOut(context.Context, scoring.Filter) ([]scoring.LeftForecast, error) {
	return []scoring.LeftForecast{{Question: ID(500), Title: "Will it be annulled?", Forecaster: forecaster.Forecaster{Name: "Heron"}, At: On(2024, 1, 3),
		Belief: &standing.Belief{P: P(0.3)}, Why: "annulled"}}, nil
}

// ForgetMany has nothing to forget; Forgotten is how often it was asked.
func (d *Desk) ForgetMany() { d.forgotten.Add(1) }

// Forgotten is how often ForgetMany was asked.
func (d *Desk) Forgotten() int { return int(d.forgotten.Load()) }

// ReadScoresAhead has nothing to read.
func (d *Desk) ReadScoresAhead(context.Context, scoring.Filter) error { return nil }

// ReviewsChanged counts those whose figures do not hold.
func (d *Desk) ReviewsChanged(context.Context) (int, error) { return 1, nil }

// Reviews gives one whose figures hold and one whose do not.
func (d *Desk) Reviews(context.Context) ([]scoring.ReviewView, error) {
	signed := journal.Figures{Headline: 0.171, Questions: 30, Forecasts: 300, Coverage: 0.93}
	now := journal.Figures{Headline: 0.164, Questions: 31, Forecasts: 304, Coverage: 0.93}
	m, _ := d.ScoreChange(context.Background(), On(2023, 7, 5), On(2024, 1, 1), scoring.Filter{})
	return []scoring.ReviewView{
		{Record: ID(700), By: crane, At: On(2024, 1, 5), Scope: journal.Period{From: On(2023, 7, 1), To: On(2024, 1, 1)}, Verdict: "plausible", Signed: signed, Now: &signed, Same: true},
		{Record: ID(701), By: who("Heron"), At: On(2023, 7, 5), Scope: journal.Period{From: On(2023, 1, 1), To: On(2023, 7, 1)}, Verdict: "too few questions", Note: "Look again in a year.",
			Signed: signed, Now: &now, Moved: &m},
	}, nil
}

// Review keeps the call.
func (d *Desk) Review(_ context.Context, period journal.Period, verdict, note string) (journal.ID, error) {
	return d.change("Review", journal.ID{}, period.From, period.To, verdict, note)
}

// RuleChanged gives Rule, unless that is nothing or is known.
func (d *Desk) RuleChanged(context.Context) (scoring.RuleChange, bool, error) {
	return d.Rule, d.Rule != scoring.RuleChange{}, nil
}

// KnowRule keeps the call.
func (d *Desk) KnowRule(context.Context) error {
	_, err := d.change("KnowRule", journal.ID{}, d.Rule)
	d.Rule = scoring.RuleChange{}
	return err
}

// Horizon gives five bands.
func (d *Desk) Horizon(context.Context, scoring.Filter) ([]score.HorizonBand, error) {
	band := func(from, to int, x, lo, hi, share, team float64, n int) score.HorizonBand {
		return score.HorizonBand{From: from, To: to, Score: score.Number(x), CI95: &score.Interval{score.Number(lo), score.Number(hi)}, Share: share, Questions: n,
			MCB: score.Undefined, Team: score.Number(team)}
	}
	return []score.HorizonBand{band(180, 0, 0.324, 0.1, 0.56, 0.06, 0.342, 14), band(90, 180, 0.221, 0.12, 0.33, 0.2, 0.29, 25),
		band(30, 90, 0.119, 0.06, 0.18, 0.31, 0.171, 42), band(7, 30, 0.11, 0.06, 0.16, 0.32, 0.156, 43), band(0, 7, 0.097, 0.04, 0.15, 0.11, 0.154, 34)}, nil
}

// Tournaments gives everyone of the view a score.
func (d *Desk) Tournaments(context.Context, scoring.Filter) ([]scoring.Tournament, error) {
	var all []scoring.Tournament
	for i, g := range d.ScoreView.Groups {
		mean := func(x, spot float64) score.TournamentMean {
			return score.TournamentMean{Mean: score.Number(x), SpotMean: score.Number(spot), Coverage: score.Number(g.Coverage), N: g.Questions, SpotN: g.Questions}
		}
		all = append(all, scoring.Tournament{Forecaster: g.Forecaster, Mine: g.Mine, Peer: mean(12.5-6*float64(i), 9-5*float64(i)), Baseline: mean(41-4*float64(i), 55-3*float64(i))})
	}
	return all, nil
}

// Luck gives a score that chance explains.
func (d *Desk) Luck(context.Context, scoring.Filter) (*score.Luck, error) {
	return &score.Luck{Score: 0.145, Expected: 0.158, Chance: score.Interval{0.106, 0.21}, Questions: 53}, nil
}

// Anytime gives evidence that grew to 1 in 3.
func (d *Desk) Anytime(context.Context, scoring.Filter) (*scoring.Anytime, error) {
	a := &scoring.Anytime{OneIn: 3, Questions: 50}
	for i, n := range []float64{1, 1.2, 1.4, 1.8, 2.3, 2.6, 3} {
		a.History = append(a.History, scoring.AnytimePoint{At: On(2023, 2+time.Month(i)*2, 1), OneIn: score.Number(n)})
	}
	return a, nil
}

// Recalibration advises on eight numbers.
func (d *Desk) Recalibration(context.Context, scoring.Filter) (*score.Recalibration, error) {
	r := &score.Recalibration{Questions: 50, Worth: &score.RecalibrationWorth{Brier: 0.145, Recalibrated: 0.143, Difference: -0.002, CI95: &score.Interval{-0.008, 0.004}}}
	for _, a := range []struct {
		says, happens, lo, hi float64
		n                     int
	}{{.05, .03, 0, .1, 19}, {.2, .17, .06, .37, 13}, {.35, 0, 0, 0, 8}, {.5, .47, .28, .67, 17}, {.65, .6, .4, .78, 13}, {.8, .71, .52, .88, 14}, {.9, .84, .66, .96, 13}, {.97, 0, 0, 0, 9}} {
		advice := score.Advice{Says: a.says, Happens: score.Undefined, Questions: a.n}
		if a.n >= 10 {
			advice.Happens, advice.CI90 = score.Number(a.happens), &score.Interval{score.Number(a.lo), score.Number(a.hi)}
		}
		r.Rows = append(r.Rows, advice)
	}
	return r, nil
}

// OwnAdvice learns from forty questions that were called 80 %, of which 28
// happened.
func (d *Desk) OwnAdvice(ctx context.Context) (*score.Recalibration, error) {
	var w score.Workspace
	for i := range 40 {
		q := score.Question{Key: fmt.Sprintf("%02d", i), Opens: score.Day, Closes: 11 * score.Day, Scheduled: 11 * score.Day, Known: 11 * score.Day, State: score.Resolved}
		if i%10 < 7 {
			q.Outcome = 1
		}
		w.Questions = append(w.Questions, q)
		w.Pairs = append(w.Pairs, score.Pair{Forecaster: "Crane", Question: i, Steps: []score.Step{{At: score.Day, P: 0.8}}})
	}
	return score.Score(w, score.Options{}).Recalibration(ctx), nil
}

// Contrast gives one that chance explains.
func (d *Desk) Contrast(context.Context, scoring.Filter, string) (*score.Contrast, error) {
	return &score.Contrast{Questions: 34, MCB: &score.FigureDifference{Difference: -0.011, CI95: &score.Interval{-0.031, -0.002}},
		DSC: &score.FigureDifference{Difference: 0.02, CI95: &score.Interval{-0.02, 0.051}}}, nil
}

// Adjusted gives everyone of the view a difference.
func (d *Desk) Adjusted(context.Context, scoring.Filter) ([]scoring.AdjustedScore, error) {
	var all []scoring.AdjustedScore
	for i, g := range d.ScoreView.Groups {
		x := -0.044 + 0.02*float64(i)
		a := scoring.AdjustedScore{Forecaster: g.Forecaster, Mine: g.Mine}
		a.Difference, a.CI95, a.Questions = score.Number(x), &score.Interval{score.Number(x - 0.016), score.Number(x + 0.016)}, g.Questions
		a.Shrunk = &score.Shrunk{Difference: score.Number(0.8 * x), CI95: score.Interval{score.Number(0.8*x - 0.015), score.Number(0.8*x + 0.015)}}
		all = append(all, a)
	}
	return all, nil
}
