package score

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"weathervane/forecasts/testkit"
)

func TestPairedTVectors(t *testing.T) {
	type input struct{ Score, Weight []float64 }
	type expect struct {
		Mean, Deviation, Freedom, P Number
		CI95                        [2]Number
	}
	testkit.EachCase(t, "pairedt.json", func(t *testing.T, in input, want expect) {
		var units []unitHeadline
		for i, w := range in.Weight {
			units = append(units, unitHeadline{in.Score[i], w})
		}
		got, ok := pairedTOf(units)
		if !ok {
			t.Fatal("is not tested")
		}
		ci := got.interval()
		for _, c := range []struct {
			what      string
			got, want Number
		}{
			{"mean", Number(got.mean), want.Mean}, {"deviation", Number(got.deviation), want.Deviation}, {"freedom", Number(got.freedom), want.Freedom},
			{"p", Number(got.p()), want.P}, {"low", ci[0], want.CI95[0]}, {"high", ci[1], want.CI95[1]},
		} {
			nearBy(t, c.what, float64(c.got), &c.want, 1e-10)
		}
		if _, ok := pairedTOf(units[:9]); ok {
			t.Error("nine units are tested")
		}
	})
}

func TestPairedTWhereNothingDiffers(t *testing.T) {
	same := make([]unitHeadline, 12)
	for i := range same {
		same[i].weight = 1
	}
	if got, ok := pairedTOf(same); !ok || got.p() != 1 || *got.interval() != (Interval{}) {
		t.Errorf("%+v, %v", got, ok)
	}
	same[3].score = math.Inf(1)
	if _, ok := pairedTOf(same); ok {
		t.Error("an infinite difference is tested")
	}
}

// exchangeable are two forecasters of whom neither is better: each sees the truth
// as dimly, joins at any time and forecasts again as often.
func exchangeable(r *rand.Rand, questions int, joined bool) Workspace {
	var in Workspace
	logistic := func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
	for i := range questions {
		truth := r.NormFloat64() * 1.5
		length := 10 + r.Int64N(200)
		q := Question{Key: fmt.Sprintf("q%02d", i), Opens: Day, Closes: Day + length*Day, Known: Day + length*Day}
		if r.Float64() < logistic(truth) {
			q.Outcome = 1
			q.Known = 7*Day + r.Int64N((length-6)*Day) // a Yes comes early
		}
		if joined {
			q.Unit = fmt.Sprintf("u%02d", i-i%4*(i%3%2)) // some are joined with others
		}
		in.Questions = append(in.Questions, q)
		for _, name := range []string{"a", "b"} {
			at := Day
			p := Pair{Forecaster: name, Question: i}
			for at < q.Known {
				p.Steps = append(p.Steps, Step{At: at + r.Int64N(5*Day), P: logistic(truth + r.NormFloat64())})
				at += 6*Day + r.Int64N(60*Day)
			}
			in.Pairs = append(in.Pairs, p)
		}
	}
	return in
}

// The share of "better" of two forecasters of whom neither is: at most 6 % of
// 10 000, 5 % being what is promised and 0.22 points the simulation's own error.
func TestFewAreCalledBetterByChance(t *testing.T) {
	simulations, most := 1_000, .075 // its own error is 0.7 points
	if os.Getenv("WEATHERVANE_HISTORIES") != "" {
		simulations, most = 10_000, .06
	}
	for _, n := range []int{10, 20, 50} {
		for _, joined := range []bool{false, true} {
			if joined && n == 10 {
				continue // too few units
			}
			for _, rule := range []Rule{RuleBrier, RuleLog} {
				r := rand.New(rand.NewPCG(uint64(n), 1))
				better := 0
				for range simulations {
					c := Compare(exchangeable(r, n, joined), "a", "b", Options{Rule: rule})
					if c.CI95 == nil {
						t.Fatalf("%d questions are not compared", n)
					}
					if c.Better != "" {
						better++
					}
					if (c.P < .05) != (c.Better != "") {
						t.Fatalf("p is %v, and %q better", c.P, c.Better)
					}
				}
				share := float64(better) / float64(simulations)
				t.Logf("%d questions, joined %v, %s: %.4f are called better", n, joined, rule, share)
				if share > most {
					t.Errorf("%d questions, joined %v, %s: %d of %d are called better", n, joined, rule, better, simulations)
				}
			}
		}
	}
}

func TestHolm(t *testing.T) {
	// R 4: p.adjust(c(.01, .04, .03, .005), "holm") is .03 .06 .06 .02.
	got := Holm([]Number{.01, .04, Undefined, .03, .005})
	for i, want := range []Number{.03, .06, Undefined, .06, .02} {
		near(t, fmt.Sprint(i), float64(got[i]), &want)
	}
	if got := Holm([]Number{.6, .7}); got[0] != 1 || got[1] != 1 {
		t.Errorf("%v", got)
	}
}
