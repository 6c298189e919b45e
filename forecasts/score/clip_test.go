package score

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestLogScoresAreClippedWhereThatIsAskedFor(t *testing.T) {
	for _, c := range []struct{ p, y, clip, want float64 }{
		{0, 1, .01, -math.Log(.01)}, {1, 0, .01, -math.Log(.01)}, {1, 1, .01, 0}, {0, 0, .01, 0}, {.995, 1, .01, -math.Log(.995)},
		{.3, 1, .01, Log(.3, 1)}, {.005, 1, .01, -math.Log(.01)}, {0, 1, 0, math.Inf(1)}, {.4, 1, .5, math.Ln2}, {.9, 1, .5, -math.Log(.9)},
	} {
		want := Number(c.want)
		near(t, "clipped", clipped(Log(c.p, c.y), c.clip), &want)
	}
	if x := clipped(Log(.3, .5), .01); !math.IsNaN(x) {
		t.Errorf("a partial outcome has %v", x)
	}
	for clip, may := range map[float64]bool{0: false, -1: false, .5: true, .51: false, 1e-9: true, math.NaN(): false} {
		if MayClip(clip) != may {
			t.Errorf("clipping to %v: %v", clip, !may)
		}
	}
}

// A clip has a part in every log score and in nothing else; what was given
// nothing is counted as before.
func TestAClipChangesLogScoresAlone(t *testing.T) {
	w := many(30, rand.New(rand.NewPCG(11, 12)))
	w.Questions = append(w.Questions, Question{Key: "choice", Opens: Day, Closes: 11 * Day, Known: 11 * Day, Options: 3, Option: 2})
	w.Pairs = append(w.Pairs,
		Pair{Forecaster: "x", Question: 30, Steps: []Step{{At: Day, Probs: []float64{.5, .5, 0}}}},
		Pair{Forecaster: "x", Question: 0, Steps: []Step{{At: w.Questions[0].Opens, P: 1 - w.Questions[0].Outcome}}})
	for _, rule := range []Rule{RuleBrier, RuleLog} {
		plain := ScoreStretches(w, Options{Rule: rule, Intervals: true})
		clip := ScoreStretches(w, Options{Rule: rule, Intervals: true, LogClip: .05})
		var sum, weight Sum
		for _, row := range PairRows(w, Options{}) {
			for _, st := range row.Stretches {
				x := clipped(Log(st.Forecast.P, w.Questions[0].Outcome), .05)
				for _, q := range w.Questions {
					if q.Key == row.Question {
						x = clipped(Log(st.Forecast.P, q.Outcome), .05)
						if q.choice() {
							x = -math.Log(.05)
						}
					}
				}
				sum.Add(st.Weight * x)
				weight.Add(st.Weight)
			}
		}
		want := ratio(sum.Value(), weight.Value())
		near(t, "log", float64(clip.Log), &want)
		if !math.IsInf(float64(plain.Log), 1) || clip.LogInfinite != plain.LogInfinite || clip.LogInfinite < 2 || clip.LogClip != .05 || plain.LogClip != 0 {
			t.Errorf("plain %v with %d infinite, clipped to %v with %d", plain.Log, plain.LogInfinite, clip.LogClip, clip.LogInfinite)
		}
		if i := clip.CI95.Log; !(i[0] < clip.Log && clip.Log < i[1]) {
			t.Errorf("the interval is %v of %v", i, clip.Log)
		}
		if rule == RuleLog {
			near(t, "headline", float64(clip.Headline), &clip.Log)
			continue
		}
		if clip.Headline != plain.Headline || clip.Spherical != plain.Spherical || *clip.CORP != *plain.CORP {
			t.Error("a clip changes what is no log score")
		}
	}
	table := tableOf(t, []float64{0, .5, 1}, []float64{1, 1, 1})
	want := Number((-math.Log(.1) + math.Ln2) / 3)
	near(t, "a table's log", float64(ScoreTable(table, Options{LogClip: .1}).Log), &want)
	near(t, "a table's mean", float64(ScoreTable(table, Options{Rule: RuleLog, LogClip: .1}).Mean), &want)
}
