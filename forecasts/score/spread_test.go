package score

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestPIT(t *testing.T) {
	q := Quantiles{[]float64{.1, .25, .5, .9}, []float64{10, 20, 20, 40}}
	for _, c := range []struct{ y, want float64 }{
		{5, .05}, {10, .1}, {16, .19}, {20, .375}, {25, .6}, {40, .9}, {41, .95}, {math.Inf(-1), .05}, {math.Inf(1), .95},
	} {
		if got := q.PIT(c.y); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v lies at %v, want %v", c.y, got, c.want)
		}
	}
	whole := q.Within(0, 50)
	for _, c := range []struct{ y, want float64 }{{0, 0}, {5, .05}, {50, 1}, {45, .95}, {60, 1}, {math.Inf(-1), 0}} {
		if got := whole.PIT(c.y); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("within the range %v lies at %v, want %v", c.y, got, c.want)
		}
	}
	if !math.IsNaN((Quantiles{}).PIT(1)) {
		t.Error("nothing has a level")
	}
	if low, high, ok := whole.Central(.5); !ok || low != 20 || math.Abs(high-32.5) > 1e-12 {
		t.Errorf("the central half is from %v to %v, %v", low, high, ok)
	}
	if low, high, ok := whole.Central(.9); !ok || low != 5 || math.Abs(high-45) > 1e-12 {
		t.Errorf("the central 90 %% are from %v to %v, %v", low, high, ok)
	}
	if _, _, ok := q.Central(.9); ok {
		t.Error("quantiles from 10 to 90 % have a 90 % range")
	}
}

// Ranges that are as wide as they say hold as many outcomes as they say; the means
// are by the time that each stood.
func TestSpread(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	var questions []NumberQuestion
	var pairs []QuantilePair
	for i := range 400 {
		y := 100 * r.Float64()
		questions = append(questions, NumberQuestion{
			Question: Question{Key: fmt.Sprintf("q%03d", i), Opens: Day, Closes: 11 * Day, Known: 11 * Day}, Y: y, Low: 0, High: 100,
		})
		narrow := Quantiles{[]float64{.05, .25, .5, .75, .95}, []float64{45, 48, 50, 52, 55}}
		pairs = append(pairs, QuantilePair{Forecaster: "x", Question: i, Steps: []QuantileStep{
			{At: Day, Quantiles: Quantiles{[]float64{.5}, []float64{50}}}, {At: 6 * Day, Quantiles: narrow}, // an even spread, then too narrow
		}})
	}
	rows := QuantileRows(questions, pairs, Options{})
	s := SpreadOf(rows)
	if s.Questions != 400 || s.Half.Of != 400 || math.Abs(float64(s.Half.Held)/400-.5) > .1 || math.Abs(float64(s.Most.Held)/400-.9) > .06 {
		t.Errorf("%+v", s)
	}
	if *s.Chance != [2]int{30, 50} { // quantiles of the binomial distribution, in exact fractions
		t.Errorf("by chance %v", *s.Chance)
	}
	for _, n := range s.PIT {
		if n < 20 || n > 65 {
			t.Errorf("tenths hold %v", s.PIT)
		}
	}
	for i, row := range rows {
		y := questions[i].Y
		want := (IntervalScore(5, 95, .9, y) + IntervalScore(45, 55, .9, y)) / 2
		if math.Abs(float64(row.Interval)-want) > 1e-9 || math.Abs(float64(row.PIT)-y/100) > 1e-9 || *row.Half != (y >= 25 && y <= 75) {
			t.Fatalf("%v: %+v, want %v", y, row, want)
		}
	}
	ci, mean := MeanInterval(rows, nil), 0.0
	for _, row := range rows {
		mean += float64(row.Score) / 400
	}
	if float64(ci[0]) > mean || float64(ci[1]) < mean || MeanInterval(rows[:9], nil) != nil {
		t.Errorf("the mean %v has the interval %v", mean, ci)
	}
	if few := SpreadOf(rows[:9]); few.Chance != nil || few.Half.CI95 != nil || few.Questions != 9 {
		t.Errorf("of nine %+v", few)
	}
	if SpreadOf(append(slices.Clone(rows[:3]), rows[2])) != nil || SpreadOf(nil) != nil {
		t.Error("two on one question are counted as two")
	}
	pairs[0].Steps[1].Quantiles = Quantiles{[]float64{.1, .9}, []float64{1, 2}}
	questions[0].Low, questions[0].High = math.NaN(), math.NaN()
	if row := QuantileRows(questions[:1], pairs[:1], Options{})[0]; row.Interval.Defined() || row.Most != nil || row.CRPS {
		t.Errorf("without a range %+v", row)
	}
}
