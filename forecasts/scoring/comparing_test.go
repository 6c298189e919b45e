package scoring

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"weathervane/forecasts/score"
)

// teamOf are forecasters on the same questions, each as far from the outcome as
// the error says, give or take half of it.
func teamOf(questions int, errors []float64) score.Workspace {
	var in score.Workspace
	r := rand.New(rand.NewPCG(3, 4))
	for i := range questions {
		y := float64(r.IntN(2))
		in.Questions = append(in.Questions, score.Question{
			Key: fmt.Sprintf("q%03d", i), Opens: score.Day, Closes: 11 * score.Day, Known: 11 * score.Day, Outcome: y,
		})
		for k, e := range errors {
			p := math.Abs(y - e*(.5+r.Float64()))
			in.Pairs = append(in.Pairs, score.Pair{Forecaster: fmt.Sprintf("f%02d", k), Question: i, Steps: []score.Step{{At: score.Day, P: p}}})
		}
	}
	return in
}

func linesOf(whole *score.Scored, team bool) []line {
	var lines []line
	by := whole.ByForecaster()
	for k := range len(by) {
		key := fmt.Sprintf("f%02d", k)
		lines = append(lines, line{key: key, its: by[key]})
	}
	if team {
		lines = append(lines, line{pairKey(teamMedian), whole.TeamMedian(), true})
	}
	return lines
}

// Fifteen forecasters make 105 pairs: places are known where the t leaves no doubt
// after Holm's correction, which no 2 000 resamples could say.
func TestFifteenHavePlaces(t *testing.T) {
	errors := make([]float64, 15)
	for i := range errors {
		errors[i] = .3
	}
	errors[4] = .1
	whole := score.Score(teamOf(60, errors), score.Options{})
	c := compareLines(t.Context(), linesOf(whole, false), whole, 0)
	if len(c.of) != 105 {
		t.Fatalf("%d pairs are compared", len(c.of))
	}
	for i, place := range c.places() {
		want := [2]int{2, 15}
		if i == 4 {
			want = [2]int{1, 1}
		}
		if place != want {
			t.Errorf("forecaster %d has places %v, want %v", i, place, want)
		}
	}
	if p := c.between(4, 0); p == nil || p.Sign != 1 || !(p.Difference < 0 && p.CI[1] < 0 && *p.PHolm < .05) || p.Common != 60*10*score.Day {
		t.Errorf("the best against another: %+v", p)
	}
	ab, ba := c.between(2, 7), c.between(7, 2)
	if ab.Difference != -ba.Difference || ab.CI[0] != -ba.CI[1] || *ab.PHolm != *ba.PHolm || ab.Sign != -ba.Sign {
		t.Errorf("%+v and the reverse %+v", ab, ba)
	}
}

// A member is compared with the median of the others.
func TestTheTeamsMedianLeavesTheMemberOut(t *testing.T) {
	in := teamOf(20, []float64{.2, .3, .6})
	whole := score.Score(in, score.Options{})
	lines := linesOf(whole, true)
	c := compareLines(t.Context(), lines, whole, -1)
	for k := range 3 {
		var others score.Workspace
		others.Questions = in.Questions
		for _, p := range in.Pairs {
			if p.Forecaster != lines[k].key {
				others.Pairs = append(others.Pairs, p)
			}
		}
		its := score.Score(others, score.Options{}).TeamMedian()
		want := lines[k].its.Against(its, "a", "b")
		if got := c.between(k, 3); got == nil || got.Difference != float64(want.Difference) || got.Questions != 20 {
			t.Errorf("member %d against the median: %+v, want %v", k, got, want.Difference)
		}
		if with := lines[k].its.Against(lines[3].its, "a", "b"); with.Difference == want.Difference {
			t.Error("the median of the others is that of all")
		}
	}
}

// With very many forecasters all are compared with one only.
func TestVeryManyAreComparedWithOne(t *testing.T) {
	errors := make([]float64, 150)
	for i := range errors {
		errors[i] = .3
	}
	whole := score.Score(teamOf(100, errors), score.Options{})
	c := compareLines(t.Context(), linesOf(whole, false), whole, 3)
	if c.places() != nil || c.between(1, 2) != nil || c.between(1, 3) == nil || c.between(3, 1) == nil {
		t.Errorf("of %d lines %d pairs are compared", len(c.lines), len(c.of))
	}
}

func BenchmarkCompareLines(b *testing.B) {
	errors := make([]float64, 20)
	for i := range errors {
		errors[i] = .3
	}
	whole := score.Score(teamOf(5000, errors), score.Options{})
	lines := linesOf(whole, true)
	for b.Loop() {
		compareLines(b.Context(), lines, whole, 0)
	}
}
