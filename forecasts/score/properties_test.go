package score

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func probability() *rapid.Generator[float64] { return rapid.Float64Range(0, 1) }

// A rule is proper when no other forecast has a better expected score than
// what one believes.
func TestRulesAreProper(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		believed, stated := probability().Draw(t, "believed"), probability().Draw(t, "stated")
		for _, rule := range []Rule{RuleBrier, RuleBrier2, RuleLog, RuleSpherical} {
			expected := func(p float64) float64 {
				var s Sum
				for y, share := range []float64{1 - believed, believed} {
					if share > 0 {
						s.Add(share * rule.Binary(p, float64(y)))
					}
				}
				if rule == RuleSpherical {
					return -s.Value()
				}
				return s.Value()
			}
			if expected(stated) < expected(believed)-1e-12 {
				t.Fatalf("%s: stating %g scores %g, the truth %g", rule, stated, expected(stated), expected(believed))
			}
		}
	})
}

func TestTwoOptionsScoreAsBinary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := probability().Draw(t, "p")
		for _, rule := range []Rule{RuleBrier, RuleBrier2, RuleSpherical} {
			got, want := rule.Choice([]float64{1 - p, p}, 1), rule.Binary(p, 1)
			if math.Abs(got-want) > 1e-15 {
				t.Fatalf("%s: %g, want %g", rule, got, want)
			}
		}
	})
}

func TestSumIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOf(rapid.Float64Range(-1e6, 1e6)).Draw(t, "xs")
		var s Sum
		exact := new(big.Float).SetPrec(2000)
		for _, x := range xs {
			s.Add(x)
			exact.Add(exact, big.NewFloat(x))
		}
		want, _ := exact.Float64()
		if math.Abs(s.Value()-want) > 1e-12*math.Max(1, math.Abs(want)) {
			t.Fatalf("sum %g, want %g", s.Value(), want)
		}
	})
}

// Honesty is optimal for the headline: with a hazard that ends half of the
// questions early, no constant shift of the true probabilities scores better.
func TestHeadlineRewardsHonesty(t *testing.T) {
	headline := func(shift float64) float64 {
		var w Workspace
		r := rand.New(rand.NewPCG(0, 9))
		for i := range 4000 {
			const days, hazard = 60, .01
			q := Question{Key: string(rune(i)), Opens: Day, Closes: (1 + days) * Day}
			var steps []Step
			for d := range days {
				left := 1 - math.Pow(1-hazard, float64(days-d))
				steps = append(steps, Step{At: int64(1+d) * Day, P: left + shift})
				if r.Float64() < hazard {
					q.Outcome, q.Known = 1, int64(2+d)*Day
					break
				}
			}
			w.Questions = append(w.Questions, q)
			w.Pairs = append(w.Pairs, Pair{Forecaster: "f", Question: i, Steps: steps})
		}
		return float64(ScoreStretches(w, Options{}).Headline)
	}
	honest := headline(0)
	for _, shift := range []float64{-.1, -.05, .05, .1} {
		if got := headline(shift); got <= honest {
			t.Errorf("shifting by %g scores %g, honesty %g", shift, got, honest)
		}
	}
}

func TestIntervalsHoldMostMeans(t *testing.T) {
	hit := 0
	for trial := range 200 {
		r := rand.New(rand.NewPCG(uint64(trial), 2))
		var ids []string
		var units []unitSums
		for i := range 60 {
			ids = append(ids, string(rune('a'+i))+string(rune(trial)))
			units = append(units, unitSums{score: r.Float64(), weight: 1})
		}
		if ci := intervals(ids, units).Mean; ci[0] <= .5 && .5 <= ci[1] {
			hit++
		}
	}
	if hit < 175 || hit == 200 {
		t.Errorf("95 %% intervals held the mean in %d of 200 trials", hit)
	}
	if intervals(make([]string, 9), make([]unitSums, 9)) != nil {
		t.Error("an interval of nine questions")
	}
}

func TestQuantileOfTypeSeven(t *testing.T) {
	x := []float64{1, 2, 3, 10}
	for q, want := range map[float64]float64{0: 1, .25: 1.75, .5: 2.5, .975: 9.475, 1: 10} {
		if got := Quantile(x, q); math.Abs(got-want) > 1e-12 {
			t.Errorf("quantile %g = %g, want %g", q, got, want)
		}
	}
	inf := []float64{1, math.Inf(1), math.Inf(1)}
	if got := Quantile(inf, .9); !math.IsInf(got, 1) {
		t.Errorf("between infinities: %g", got)
	}
}

func FuzzReadTable(f *testing.F) {
	for _, seed := range []string{
		"question_id,forecaster,made_at,probability,outcome\nq,f,2024-01-01T00:00:00Z,0.5,1\n",
		"id,p,y,option\nq,10%,a,\"a\"\nq,90%,a,b\n",
		"ID,P,Y,opens_at,closes_at,resolved_at,title,time\r\n\"q\"\"x\n\",.5,yes,2024-01-01,2024-02-01,,t,1700000000\r\n",
		"id,p\n\"q,1\n", "\ufeffid,p\nq,1e-3", "id,p,y\nq,.5,0.25\n\nq,.5,void", "Mein Jahr\n\nFrage;Datum;Wahrscheinlichkeit;Ergebnis\nRegen;1.2.2024;70 %;ja\nSchnee;13.2.2024;0,5;\nTotal;;1,2;\n",
		"question,date,Ann,Bo,outcome\nRain?,2024-01-01,0.5,70%,yes\nSnow?,2024-01-02,,x,?\n", "- [x] Rain: 70%\n- [ ] Snow: 5%\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, skip := range []bool{false, true} {
			table, err := ReadTable(t.Context(), strings.NewReader(text), "f.csv", TableOptions{SkipBadRows: skip})
			var bad *BadRows
			if errors.As(err, &bad) {
				checkLines(t, []byte(text), bad.Rows)
			}
			if err != nil {
				continue
			}
			checkLines(t, []byte(text), table.Bad)
			for i := range table.Len() {
				r := table.Row(i)
				if !(r.P >= 0 && r.P <= 1) || !utf8.ValidString(r.Question+r.Forecaster+r.Option+r.Title) {
					t.Fatalf("row %d is %+v", i, r)
				}
				checkLines(t, []byte(text), []BadRow{{Line: r.Line}})
			}
			r := ScoreTable(table, Options{By: ByForecaster})
			l := r.LeftOut
			if sum := r.Scored + l.Unresolved + l.Annulled + l.AfterClose + l.OtherRule; sum != r.Forecasts {
				t.Fatalf("%d forecasts, %d accounted for", r.Forecasts, sum)
			}
			if _, err := r.Mean.MarshalJSON(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func BenchmarkScoreTable(b *testing.B) {
	for b.Loop() {
		table := readFile(b, "testdata/forecasts.csv", "testdata/questions.csv")
		ScoreTable(table, Options{})
	}
}

func BenchmarkScoreStretches(b *testing.B) {
	w := many(500, rand.New(rand.NewPCG(1, 1)))
	for b.Loop() {
		ScoreStretches(w, Options{})
	}
}
