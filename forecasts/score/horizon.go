package score

import (
	"math"

	"weathervane/forecasts/calibration"
	"weathervane/forecasts/cores"
)

// horizonDays are where the bands of time to the close begin, the farthest first.
var horizonDays = [...]int{180, 90, 30, 7, 0}

// HorizonBand is the part of a headline that comes from one band of time to the
// close in force. Over all bands the shares add up to 1, and Share · Score to the
// headline.
type HorizonBand struct {
	From int `json:"from_days"`         // at least so long before the close
	To   int `json:"to_days,omitempty"` // and less than this; 0 for the farthest band, which has no limit

	Score     Number    `json:"score"`     // under the rule of the report, weighed as the headline
	CI95      *Interval `json:"ci95"`      // bootstrap by question; nil under ten questions
	Share     float64   `json:"share"`     // of the headline's weight
	Questions int       `json:"questions"` // with a forecast in force in the band

	// MCB is the miscalibration of the yes-or-no questions, 0 to 1, low is better;
	// Undefined under ten of them.
	MCB Number `json:"mcb"`
	// Team is the score of the team's median without the forecaster, at the same
	// instants and with the same weights; Undefined where it never stood.
	Team Number `json:"team"`
}

// Horizon parts a headline by the time to the close in force, the farthest band
// first; nil if nothing was scored. The team is what the forecaster is set beside
// (TeamMedianWithout), nil for none.
//
// Source: SCORING.md, section 14, by horizon.
func (s *Scored) Horizon(team *Scored) []HorizonBand {
	var sums horizonSums
	sums.add(s, team)
	return sums.bands(s.opts)
}

// horizonSums are what forecasts add to the bands, and to the headline's weight.
type horizonSums struct {
	by     [len(horizonDays)]bandSums
	weight Sum
}

// add adds what is scored; questions come in order.
func (h *horizonSums) add(s, team *Scored) {
	others := map[string][]Stretch{}
	if team != nil {
		for _, one := range team.all {
			others[one.question.Key] = one.stretches
		}
	}
	for _, one := range s.all {
		theirs := others[one.question.Key]
		for i := range one.stretches {
			st := &one.stretches[i]
			h.weight.Add(st.Weight)
			for k := range h.by {
				if from, to := inBand(st, k); from < to {
					h.by[k].add(one.question, st, from, to, theirs)
				}
			}
		}
	}
}

func (h *horizonSums) bands(opts Options) []HorizonBand {
	weight := h.weight.Value()
	if !(weight > 0) {
		return nil
	}
	all := make([]HorizonBand, len(h.by))
	cores.Each(len(all), func(k int) { all[k] = h.by[k].band(k, weight, opts) })
	return all
}

// inBand is the part of a stretch that lies in a band.
func inBand(st *Stretch, band int) (from, to int64) {
	from, to = st.From, st.To
	if band > 0 {
		from = max(from, st.Close-int64(horizonDays[band-1])*Day)
	}
	if band < len(horizonDays)-1 {
		to = min(to, st.Close-int64(horizonDays[band])*Day)
	}
	return from, to
}

// bandSums are what stretches add to a band.
type bandSums struct {
	units               unitSumming
	score, weight       Sum
	binary              int // questions
	last                *Question
	points              calibration.Pooling // of yes-or-no questions
	teamScore, teamTime Sum
}

func (b *bandSums) add(q *Question, st *Stretch, from, to int64, theirs []Stretch) {
	share := func(from, to int64) float64 { return st.Weight * float64(to-from) / float64(st.To-st.From) }
	w := share(from, to)
	b.units.add(q, w*st.Score, w)
	b.score.Add(w * st.Score)
	b.weight.Add(w)
	if !q.choice() && !q.partial() {
		if q != b.last {
			b.last = q
			b.binary++
		}
		b.points.Add(st.Forecast.P, q.Outcome, w)
	}
	for i := range theirs {
		t := &theirs[i]
		if from, to := max(from, t.From), min(to, t.To); from < to {
			b.teamScore.Add(share(from, to) * t.Score)
			b.teamTime.Add(share(from, to))
		}
	}
}

func (b *bandSums) band(k int, weight float64, opts Options) HorizonBand {
	out := HorizonBand{
		From: horizonDays[k], Share: b.weight.Value() / weight, Questions: len(b.units.ids), MCB: Undefined,
		Score: ratio(b.score.Value(), b.weight.Value()), Team: ratio(b.teamScore.Value(), b.teamTime.Value()),
	}
	if k > 0 {
		out.To = horizonDays[k-1]
	}
	if !opts.Plain && !math.IsNaN(float64(out.Score)) {
		out.CI95 = headlineInterval(b.units.ids, b.units.units(), opts.Memory)
	}
	if b.binary >= minQuestions {
		d, _ := calibration.CORP(b.points.Points())
		out.MCB = Number(d.MCB)
	}
	return out
}
