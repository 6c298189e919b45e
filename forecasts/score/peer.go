package score

import (
	"math"

	"weathervane/forecasts/cores"
)

// TournamentMean is the mean of peer or of baseline scores over pairs of
// forecaster and question; high is better, 0 is the others' mean or the forecast
// that says nothing. Yes-or-no questions and choices have them.
type TournamentMean struct {
	Mean     Number `json:"mean"`      // weighted by time over the scheduled length, uncovered time as 0
	SpotMean Number `json:"spot_mean"` // of the forecasts standing at the spot: the question's end, if nothing else is said
	Coverage Number `json:"coverage"`  // mean share of the scheduled length that was covered
	N        int    `json:"n"`         // pairs that cover some of it, or the spot
	SpotN    int    `json:"spot_n"`    // pairs that cover the spot
}

// Tournaments are the peer and baseline scores of all pairs of what was scored.
type Tournaments map[string]TournamentScores // by question

// A pairKey names a forecaster and a question.
type pairKey struct{ question, forecaster string }

// Tournaments scores everyone's stretches against each other. A clip is the least
// that what happened counts as given; 0 clips nothing.
func (s *Scored) Tournaments() Tournaments {
	of := byQuestion(s.all)
	scores := make([]TournamentScores, len(of))
	cores.Each(len(of), func(i int) { scores[i] = tournamentOf(of[i], s.opts.LogClip).Score() })
	all := make(Tournaments, len(of))
	for i, pairs := range of {
		all[pairs[0].question.Key] = scores[i]
	}
	return all
}

// tournamentOf is what stood on one question, in milliseconds. It is empty for one
// that has no such scores.
func tournamentOf(pairs []*scored, clip float64) *Tournament {
	q := pairs[0].question
	end := float64(q.end())
	t := &Tournament{Open: math.Inf(-1), Close: end, Spot: end, Scheduled: end, Happened: 1}
	if q.Spot != 0 {
		t.Spot = float64(q.Spot)
	}
	if q.State != Resolved || q.partial() {
		return t
	}
	switch {
	case q.choice():
		t.Kind, t.Happened = TournamentChoice, q.Option
	case q.Outcome == 0:
		t.Happened = 0
	}
	for _, one := range pairs {
		for i := range one.stretches {
			st := &one.stretches[i]
			f := TournamentForecast{
				User: one.pair.Forecaster, Mass: []float64{1 - st.Forecast.P, st.Forecast.P},
				Start: float64(st.From), End: float64(st.To), Length: float64(st.To-st.From) / st.Weight,
			}
			if q.choice() {
				f.Mass = st.Forecast.Probs
			}
			if st.To == q.end() {
				f.End = math.Inf(1)
			}
			f.Mass = clippedMass(f.Mass, t.Happened, clip)
			t.Forecasts = append(t.Forecasts, f)
		}
	}
	return t
}

// clippedMass gives what happened at least the clip.
func clippedMass(mass []float64, happened int, clip float64) []float64 {
	if !(mass[happened] < clip) {
		return mass
	}
	raised := append([]float64(nil), mass...)
	raised[happened] = clip
	return raised
}

// Means are the mean peer and baseline scores of a part of what was scored.
func (all Tournaments) Means(of *Scored) (peer, baseline TournamentMean) {
	pairs := make([]pairKey, len(of.all))
	for i, one := range of.all {
		pairs[i] = pairKey{one.question.Key, one.pair.Forecaster}
	}
	return all.means(pairs)
}

func (all Tournaments) means(pairs []pairKey) (peer, baseline TournamentMean) {
	var p, b tournamentSums
	for _, pair := range pairs {
		scores, ok := all[pair.question]
		if !ok {
			continue
		}
		p.add(scores.Peer, scores.SpotPeer, pair.forecaster)
		b.add(scores.Baseline, scores.SpotBaseline, pair.forecaster)
	}
	return p.mean(), b.mean()
}

// tournamentSums add up the scores of pairs.
type tournamentSums struct {
	score, spot, coverage Sum
	stood, atSpot, n      int
}

func (s *tournamentSums) add(timed, spot map[string]TournamentScore, forecaster string) {
	x, stood := timed[forecaster]
	if stood {
		s.score.Add(x.Score)
		s.coverage.Add(x.Coverage)
		s.stood++
	}
	y, at := spot[forecaster]
	if at {
		s.spot.Add(y.Score)
		s.atSpot++
	}
	if stood || at {
		s.n++
	}
}

func (s *tournamentSums) mean() TournamentMean {
	return TournamentMean{
		Mean: ratio(s.score.Value(), float64(s.stood)), SpotMean: ratio(s.spot.Value(), float64(s.atSpot)),
		Coverage: ratio(s.coverage.Value(), float64(s.stood)), N: s.n, SpotN: s.atSpot,
	}
}

// WithTournaments adds peer and baseline scores to the report of what was scored,
// and to its groups.
func (s *Scored) WithTournaments(r *Report, all Tournaments) {
	add := func(r *Report, pairs []*scored) {
		peer, baseline := all.Means(newScored(pairs, s.opts))
		r.Peer, r.Baseline = &peer, &baseline
	}
	add(r, s.all)
	if s.opts.By == nil {
		return
	}
	groups := s.groups()
	for i := range r.Groups {
		if pairs, ok := groups[r.Groups[i].Key]; ok {
			add(&r.Groups[i].Report, pairs)
		}
	}
}
