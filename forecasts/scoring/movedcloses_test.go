package scoring

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"weathervane/forecasts/score"
)

// A mover moves closes: it gives the schedule of a question that opened on a day,
// from what anybody can know, which is the day and not what will happen.
type mover struct {
	name     string
	schedule func(begin int64, r *rand.Rand) []score.Close
}

// closeAt is a close that holds from an instant on.
func closeAt(from, closes int64) score.Close {
	return score.Close{From: from * score.Day, Closes: closes * score.Day, Scheduled: closes * score.Day}
}

// movers are patterns of moved closes, for questions that are first to close after
// 90 days.
var movers = []mover{
	{"never moved", func(int64, *rand.Rand) []score.Close { return nil }},
	{"moved far", func(b int64, _ *rand.Rand) []score.Close {
		return []score.Close{closeAt(b, b+90), closeAt(b+30, b+400)}
	}},
	{"moved near", func(b int64, _ *rand.Rand) []score.Close { return []score.Close{closeAt(b, b+90), closeAt(b+30, b+45)} }},
	{"moved far and back", func(b int64, _ *rand.Rand) []score.Close {
		return []score.Close{closeAt(b, b+90), closeAt(b+20, b+400), closeAt(b+50, b+90)}
	}},
	{"opened again", func(b int64, _ *rand.Rand) []score.Close {
		return []score.Close{closeAt(b, b+30), closeAt(b+60, b+120)}
	}},
	{"moved at random", func(b int64, r *rand.Rand) []score.Close {
		all := []score.Close{closeAt(b, b+90)}
		for at := b; len(all) < 5; {
			at += 1 + r.Int64N(30)
			all = append(all, closeAt(at, at+1+r.Int64N(200)))
		}
		return all
	}},
}

// hazards simulates questions on which what is asked about happens on each day with
// the same chance, and is not known to within a factor: an event ends a question
// early as Yes; one that is not seen within the horizon is a No, known then. What
// is forecast each ten days is the truth, shifted in log odds.
func hazards(seed uint64, questions int, m mover, shift float64) float64 {
	r := rand.New(rand.NewPCG(seed, 5))
	moved := rand.New(rand.NewPCG(seed, 9))
	var w score.Workspace
	for i := range questions {
		const horizon, every = 120, 10
		begin := int64(1 + i%365)
		daily := 1 - math.Pow(1-(0.05+0.9*r.Float64()), 1.0/horizon)
		q := score.Question{Key: fmt.Sprintf("%06d", i), Opens: begin * score.Day, Asked: begin * score.Day, Closes: (begin + 90) * score.Day, Known: (begin + horizon) * score.Day}
		q.Scheduled, q.Schedule = q.Closes, m.schedule(begin, moved)
		for day := range int64(horizon) {
			if r.Float64() < daily && q.Outcome == 0 {
				q.Known, q.Outcome = (begin+day)*score.Day+score.Day/2, 1
			}
		}
		p := score.Pair{Forecaster: "f", Question: i, Joined: score.Day}
		for day := int64(0); day < horizon; day += every {
			truth := 1 - math.Pow(1-daily, float64(horizon-day))
			odds := math.Log(truth/(1-truth)) + shift
			p.Steps = append(p.Steps, score.Step{At: (begin + day) * score.Day, P: 1 / (1 + math.Exp(-odds))})
		}
		w.Questions, w.Pairs = append(w.Questions, q), append(w.Pairs, p)
	}
	sum := 0.0
	for _, t := range score.Score(w, score.Options{Plain: true}).Terms() {
		sum += t.Score
	}
	return sum / float64(questions)
}

// Whoever moves closes, and however, whoever says what they believe has the
// smallest expected Σ w (p − y)².
func TestHonestyIsOptimalWhereverClosesAreMoved(t *testing.T) {
	t.Parallel()
	const questions = 20_000
	for _, m := range movers {
		honest := hazards(3, questions, m, 0)
		for _, shift := range []float64{-.5, -.25, .25, .5} {
			if other := hazards(3, questions, m, shift); other <= honest {
				t.Errorf("%s: the truth shifted by %+.2f in log odds has %.5f a question, the truth %.5f", m.name, shift, other, honest)
			}
		}
	}
}
