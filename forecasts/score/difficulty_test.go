package score

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"weathervane/forecasts/testkit"
)

func TestAdjustedVectors(t *testing.T) {
	type input struct {
		Forecasters int
		Contests    []struct {
			Unit int
			Of   [][3]float64
		}
	}
	type expect struct {
		Ridge                 float64
		Difference, Deviation []Number
		Units                 []int
	}
	testkit.EachCase(t, "adjusted.json", func(t *testing.T, in input, want expect) {
		c := contests{names: make([]string, in.Forecasters)}
		for _, x := range in.Contests {
			one := contest{unit: x.Unit, fold: x.Unit % folds}
			for _, p := range x.Of {
				one.of = append(one.of, commonScore{int(p[0]), p[1], p[2]})
			}
			c.all, c.units = append(c.all, one), max(c.units, x.Unit+1)
		}
		f := newFit(c)
		ridge := f.ridge()
		if ridge != want.Ridge || !slices.Equal(f.units, want.Units) {
			t.Fatalf("ridge %v with units %v, want %v with %v", ridge, f.units, want.Ridge, want.Units)
		}
		a, solve, ok := f.solve(ridge)
		if !ok || len(a) != in.Forecasters {
			t.Fatalf("%d of %d are fitted", len(a), in.Forecasters)
		}
		deviations := f.deviations(a, solve)
		for i := range a {
			nearBy(t, "difference", a[i], &want.Difference[i], 1e-9)
			nearBy(t, "deviation", deviations[i], &want.Deviation[i], 1e-9)
		}
	})
}

// The common scores are those that looking hour by hour gives.
func TestCommonScoresHourByHour(t *testing.T) {
	s := Score(somebody(7, 20, "a", "b", "c"), Options{})
	in, ok := s.common()
	if !ok || len(in.names) != 3 {
		t.Fatalf("%v of %d", ok, len(in.names))
	}
	const step = Day / 24
	k := 0
	for _, pairs := range byQuestion(s.all) {
		score, weight := map[string]float64{}, map[string]float64{}
		for at := int64(0); at < 900*Day; at += step {
			var standing []*scored
			var of []*Stretch
			for _, one := range pairs {
				for i := range one.stretches {
					if st := &one.stretches[i]; st.From <= at && at < st.To {
						standing, of = append(standing, one), append(of, st)
					}
				}
			}
			if len(of) < 2 {
				continue
			}
			for i, st := range of {
				w := st.Weight * float64(step) / float64(st.To-st.From)
				score[standing[i].pair.Forecaster] += w * st.Score
				weight[standing[i].pair.Forecaster] += w
			}
		}
		if len(weight) < 2 {
			continue
		}
		for _, x := range in.all[k].of {
			name := in.names[x.who]
			if math.Abs(x.weight-weight[name]) > .02 || math.Abs(x.score-score[name]/weight[name]) > .02 {
				t.Errorf("%s on %s: %+v, hour by hour %v of %v", name, pairs[0].question.Key, x, score[name]/weight[name], weight[name])
			}
		}
		k++
	}
}

// Of forecasters who chose easy and hard questions, and forecast them as well as
// each other, neither is better; who is better is found.
func TestAdjustedForDifficulty(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 1))
	const people, questions = 6, 80
	covered, shrunkCovered, of := 0, 0, 0
	for range 300 {
		skill, in := make([]float64, people), Workspace{}
		for i := range skill {
			skill[i] = r.NormFloat64() * .4
		}
		truth := make([]float64, people) // what each scores on average, beyond the question
		var expected [people][questions]float64
		var chose [people][questions]bool
		for j := range questions {
			hard := j%2 == 0
			q := Question{Key: fmt.Sprintf("q%02d", j), Opens: Day, Closes: 11 * Day, Known: 11 * Day, Outcome: float64(r.IntN(2))}
			in.Questions = append(in.Questions, q)
			for i := range people {
				// The error is the forecaster's and the question's, added in the score.
				level := .2
				if hard {
					level = .6
				}
				x := min(max(level+.03*skill[i], 0), 1)
				expected[i][j] = x
				if (i < 3) == hard && r.IntN(5) > 0 || r.IntN(3) == 0 {
					chose[i][j] = true
					x = min(max(x+.05*r.NormFloat64(), 0), 1)
					p := math.Sqrt(x)
					if q.Outcome == 1 {
						p = 1 - p
					}
					in.Pairs = append(in.Pairs, Pair{Forecaster: string(rune('a' + i)), Question: j, Steps: []Step{{At: Day, P: p}}})
				}
			}
		}
		n := 0.0
		centre := 0.0
		for i := range people {
			for j := range questions {
				truth[i] += (expected[i][j]) / questions
			}
			for j := range questions {
				if chose[i][j] {
					centre += truth[i]
					n++
				}
			}
		}
		centre /= n
		for i, a := range Score(in, Options{}).Adjusted() {
			want := truth[i] - centre
			of++
			if float64(a.CI95[0]) <= want && want <= float64(a.CI95[1]) {
				covered++
			}
			if a.Shrunk != nil && float64(a.Shrunk.CI95[0]) <= want && want <= float64(a.Shrunk.CI95[1]) {
				shrunkCovered++
			}
			if math.Abs(float64(a.Difference)-want) > .06 {
				t.Errorf("%s is adjusted by %v, want %v", a.Forecaster, a.Difference, want)
			}
		}
	}
	t.Logf("of %d intervals %d cover, of those of the next question %d", of, covered, shrunkCovered)
	if share := float64(covered) / float64(of); share < .93 {
		t.Errorf("only %v of the intervals cover", share)
	}
	if share := float64(shrunkCovered) / float64(of); share < .86 {
		t.Errorf("only %v of those of the next question cover", share)
	}
}

// Of two who always stand together, half the paired difference.
func TestAdjustedOfTwo(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	in := Workspace{}
	for j := range 200 {
		in.Questions = append(in.Questions, Question{Key: fmt.Sprintf("q%03d", j), Opens: Day, Closes: 11 * Day, Known: 11 * Day, Outcome: float64(r.IntN(2))})
		y := in.Questions[j].Outcome
		for k, name := range []string{"a", "b"} {
			in.Pairs = append(in.Pairs, Pair{Forecaster: name, Question: j, Steps: []Step{{At: Day, P: min(max(math.Abs(1-y-.15*float64(k+1))+.05*r.NormFloat64(), 0), 1)}}})
		}
	}
	c := Compare(in, "a", "b", Options{})
	got := Score(in, Options{}).Adjusted()
	if len(got) != 2 || math.Abs(float64(got[0].Difference/c.Difference)*2-1) > .01 || math.Abs(float64(got[0].CI95[0]/c.CI95[0])*2-1) > .02 || got[0].Questions != 200 {
		t.Errorf("%+v beside %+v", got, c)
	}
	for _, a := range got {
		if d, e := float64(a.Difference), float64(a.Shrunk.Difference); math.Abs(e) > math.Abs(d)+1e-9 || e*d < 0 {
			t.Errorf("%v is shrunk to %v", d, e)
		}
	}
	in.Pairs = in.Pairs[:18]
	for _, a := range Score(in, Options{}).Adjusted() {
		if a.CI95 != nil || a.Shrunk != nil {
			t.Errorf("of nine questions %+v", a)
		}
	}
	in.Pairs = slices.DeleteFunc(in.Pairs, func(p Pair) bool { return p.Forecaster == "b" })
	if Score(in, Options{}).Adjusted() != nil {
		t.Error("one alone is adjusted")
	}
}

// The estimator of DerSimonian and Laird, computed outside this program in Python.
func TestShrunkVectors(t *testing.T) {
	free := estimates{[]float64{-.05, -.01, .02, .06}, []float64{.02, .01, .03, .02}}
	out := make([]Adjusted, 4)
	for i := range out {
		out[i].CI95, out[i].Difference = &Interval{}, Number(free.a[i])
	}
	shrink(out, free)
	for i, want := range [][2]Number{{-0.038699360139241974, 0.03596655285259587}, {-0.009152775266937953, 0.019163518304161922}, {0.01379768264054666, 0.049151677931502644}, {0.04806704670008415, 0.03596655285259587}} {
		nearBy(t, "shrunk", float64(out[i].Shrunk.Difference), &want[0], 1e-12)
		nearBy(t, "reach", float64(out[i].Shrunk.CI95[1]-out[i].Shrunk.Difference), &want[1], 1e-12)
	}
}
