package score

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// somebody are forecasters on questions whose closes were moved, some with options.
func somebody(seed uint64, questions int, names ...string) Workspace {
	r := rand.New(rand.NewPCG(seed, 3))
	var in Workspace
	for i := range questions {
		length := 20 + r.Int64N(300)
		q := Question{Key: fmt.Sprintf("q%03d", i), Opens: Day, Closes: (1 + length) * Day, Outcome: float64(r.IntN(2))}
		q.Known = q.Closes + Day
		switch i % 5 {
		case 1:
			q.Known = Day + 1 + r.Int64N(length*Day) // early
		case 2:
			moved := q.Closes + r.Int64N(200*Day)
			q.Schedule = []Close{{0, q.Closes, q.Closes}, {Day + length/3*Day, moved, moved}}
			q.Closes, q.Known = moved, moved
		case 3:
			q.Options, q.Option, q.Outcome = 3, r.IntN(3), 0
		}
		in.Questions = append(in.Questions, q)
		for _, name := range names {
			p := Pair{Forecaster: name, Question: i}
			for at := Day + r.Int64N(40*Day); at < q.Closes; at += 1 + r.Int64N(90*Day) {
				st := Step{At: at, P: float64(r.IntN(101)) / 100}
				if q.Options > 0 {
					a, b := r.Float64(), r.Float64()
					st.Probs = []float64{a * b, a * (1 - b), 1 - a}
				}
				p.Steps = append(p.Steps, st)
			}
			in.Pairs = append(in.Pairs, p)
		}
	}
	return in
}

func TestHorizonAddsUpToTheHeadline(t *testing.T) {
	for _, rule := range []Rule{RuleBrier, RuleSpherical} {
		s := Score(somebody(1, 60, "a", "b", "c"), Options{Rule: rule})
		its := s.ByForecaster()["b"]
		r := its.Report()
		var share, score Sum
		for _, b := range its.Horizon(s.TeamMedianWithout("b")) {
			share.Add(b.Share)
			score.Add(b.Share * float64(b.Score))
			if b.Questions < 10 || b.CI95 == nil || float64(b.CI95[0]) > float64(b.Score) || float64(b.CI95[1]) < float64(b.Score) {
				t.Errorf("%+v", b)
			}
		}
		near := func(what string, got, want float64) {
			if math.Abs(got-want) > 1e-12 {
				t.Errorf("%s: the %s is %v, not %v", rule, what, got, want)
			}
		}
		near("share", share.Value(), 1)
		near("headline", score.Value(), float64(r.Headline))
	}
}

// The bands are those that looking hour by hour gives, and the team is looked at
// in the same hours.
func TestHorizonHourByHour(t *testing.T) {
	s := Score(somebody(2, 25, "a", "b", "c"), Options{Plain: true})
	its, team := s.ByForecaster()["a"], s.TeamMedianWithout("a")
	theirs := map[string][]Stretch{}
	for _, r := range team.Rows() {
		theirs[r.Question] = r.Stretches
	}
	const step = Day / 24
	var score, weight, teamScore, teamWeight [5]float64
	for _, one := range its.all {
		q := one.question
		for _, st := range one.stretches {
			for at := st.From; at < st.To; at += step {
				middle, w := at+step/2, st.Weight*float64(min(at+step, st.To)-at)/float64(st.To-st.From)
				closes := q.Closes
				if len(q.Schedule) > 0 && middle < q.Schedule[1].From {
					closes = q.Schedule[0].Closes
				}
				band := 0
				for band < 4 && closes-middle < int64(horizonDays[band])*Day {
					band++
				}
				score[band] += w * st.Score
				weight[band] += w
				for _, t := range theirs[q.Key] {
					if t.From <= middle && middle < t.To {
						teamScore[band] += w * t.Score
						teamWeight[band] += w
					}
				}
			}
		}
	}
	for k, b := range its.Horizon(team) {
		for _, c := range []struct {
			what      string
			got, want float64
		}{{"score", float64(b.Score), score[k] / weight[k]}, {"team's", float64(b.Team), teamScore[k] / teamWeight[k]}} {
			if math.Abs(c.got-c.want) > .003 {
				t.Errorf("from %d days: the %s is %v, hour by hour %v", b.From, c.what, c.got, c.want)
			}
		}
	}
}

func TestHorizonOfFew(t *testing.T) {
	s := Score(somebody(3, 9, "a"), Options{})
	for _, b := range s.Horizon(nil) {
		if b.CI95 != nil || b.MCB.Defined() || b.Team.Defined() {
			t.Errorf("of few questions: %+v", b)
		}
	}
	if Score(Workspace{}, Options{}).Horizon(nil) != nil {
		t.Error("nothing has a horizon")
	}
}
