package score

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"weathervane/forecasts/cores"
)

// Adjusted is how much lower or higher a forecaster scores than the others would
// on the same questions.
type Adjusted struct {
	Forecaster string
	Difference Number    // in units of the score; 0 is the mean over all pairs of forecaster and question
	CI95       *Interval // clustered by question, t; nil under ten
	Questions  int       // with a time at which somebody else stood too
	// Shrunk is Difference as it is to be expected of the next question, drawn
	// towards that of the others the more, the less is known; nil under ten
	// questions, and where fewer than two forecasters have so many.
	Shrunk *Shrunk
}

// Shrunk is an estimate by empirical Bayes.
type Shrunk struct {
	Difference Number
	CI95       Interval
}

// mostAdjusted is how many forecasters are adjusted; the equations of more take
// too long.
const mostAdjusted = 400

// Adjusted fits score = forecaster + question to the mean scores of pairs over the
// time at which both the forecaster and somebody else stood, weighed by that time
// over the scheduled length: weighted least squares, with a ridge on forecasters
// that predicts the differences within questions best over ten folds of questions.
// Intervals are as wide as without the ridge, which moves what it narrows. It gives the forecasters, centred on 0 over pairs by weight, in the order of
// their names; nil if nobody stood beside another, if a score is infinite,
// and for more than 400 forecasters.
//
// Source: SCORING.md, section 14, difficulty-adjusted; so ranks ForecastBench
// (forecastingresearch/forecastbench).
func (s *Scored) Adjusted() []Adjusted {
	in, ok := s.common()
	if !ok {
		return nil
	}
	f := newFit(in)
	ridged, _, ok := f.solve(f.ridge())
	a, solve, known := f.solve(noRidge)
	if !ok || !known {
		return nil
	}
	free := estimates{a, f.deviations(a, solve)}
	out := make([]Adjusted, len(in.names))
	for i := range out {
		out[i] = Adjusted{Forecaster: in.names[i], Difference: Number(ridged[i]), Questions: f.questions[i]}
		if n := f.units[i]; n >= minQuestions {
			reach := free.deviations[i] * distuv.StudentsT{Sigma: 1, Nu: float64(n - 1)}.Quantile(.975)
			out[i].CI95 = &Interval{out[i].Difference - Number(reach), out[i].Difference + Number(reach)}
		}
	}
	shrink(out, free)
	return slices.DeleteFunc(out, func(a Adjusted) bool { return a.Questions == 0 })
}

// estimates are those of each forecaster, with their standard deviations.
type estimates struct{ a, deviations []float64 }

// shrink fills in what is to be expected of the next question: the normal
// empirical-Bayes means, with the variance between forecasters by the method of
// moments from the fit without a ridge.
//
// Source: DerSimonian & Laird 1986, Controlled Clinical Trials 7:177; Morris 1983,
// JASA 78:47.
func shrink(out []Adjusted, free estimates) {
	var of []int
	for i := range out {
		if out[i].CI95 != nil && free.deviations[i] > 0 {
			of = append(of, i)
		}
	}
	if len(of) < 2 {
		return
	}
	// centred is the mean with the weights 1/(variance + between), and their sum.
	centred := func(between float64) (mean, weight float64) {
		var w, s Sum
		for _, i := range of {
			x := 1 / (free.deviations[i]*free.deviations[i] + between)
			w.Add(x)
			s.Add(x * free.a[i])
		}
		return s.Value() / w.Value(), w.Value()
	}
	centre, weight := centred(0)
	var q, squares Sum
	for _, i := range of {
		d := (free.a[i] - centre) / free.deviations[i]
		q.Add(d * d)
		squares.Add(math.Pow(free.deviations[i], -4))
	}
	between := max(0, (q.Value()-float64(len(of)-1))/(weight-squares.Value()/weight))
	centre, weight = centred(between)
	for _, i := range of {
		own := free.deviations[i] * free.deviations[i]
		kept := between / (between + own)
		expected := centre + kept*(float64(out[i].Difference)-centre)
		// What is not known of the centre adds to the variance.
		reach := 1.959963984540054 * math.Sqrt(kept*own+(1-kept)*(1-kept)/weight)
		out[i].Shrunk = &Shrunk{Number(expected), Interval{Number(expected - reach), Number(expected + reach)}}
	}
}

// A commonScore is the mean score of a pair over the time at which somebody else
// stood too, and that time over the scheduled length.
type commonScore struct {
	who           int
	score, weight float64
}

// A contest is the common scores of one question.
type contest struct {
	fold int
	unit int
	of   []commonScore
}

// contests are all questions on which at least two stood at once.
type contests struct {
	names []string
	units int
	all   []contest
}

const folds = 10

// common gathers them; false where there are none, where a score is infinite, and
// for too many forecasters.
func (s *Scored) common() (contests, bool) {
	var in contests
	number := map[string]int{}
	for _, one := range s.all {
		if one.weight > 0 {
			number[one.pair.Forecaster] = 0
		}
	}
	in.names = sortedKeys(number)
	for i, name := range in.names {
		number[name] = i
	}
	if len(in.names) < 2 || len(in.names) > mostAdjusted {
		return in, false
	}
	questions := byQuestion(s.all)
	of := make([]contest, len(questions))
	cores.Each(len(questions), func(i int) { of[i] = contestOf(questions[i], number) })
	var order unitOrder
	for i, c := range of {
		for _, x := range c.of {
			if math.IsInf(x.score, 0) {
				return in, false
			}
		}
		if len(c.of) > 1 {
			c.unit = order.number(questions[i][0].question.unit())
			in.all = append(in.all, c)
		}
	}
	in.units = len(order.keys)
	ranks := order.ranks()
	for i := range in.all {
		c := &in.all[i]
		if ranks != nil {
			c.unit = ranks[c.unit]
		}
		c.fold = c.unit % folds
	}
	return in, len(in.all) > 0
}

// contestOf is the common scores of the pairs of one question.
func contestOf(pairs []*scored, number map[string]int) (c contest) {
	crowded := crowdedTimes(pairs)
	if len(crowded.from) == 0 {
		return c
	}
	for _, one := range pairs {
		var score, weight Sum
		for i := range one.stretches {
			st := &one.stretches[i]
			if share := st.Weight * float64(crowded.within(st.From, st.To)) / float64(st.To-st.From); share > 0 {
				score.Add(share * st.Score)
				weight.Add(share)
			}
		}
		if w := weight.Value(); w > 0 {
			c.of = append(c.of, commonScore{number[one.pair.Forecaster], score.Value() / w, w})
		}
	}
	return c
}

// times are intervals in order that do not touch, with the time before each.
type times struct{ from, to, before []int64 }

// crowdedTimes are when at least two of the pairs of a question stood.
func crowdedTimes(pairs []*scored) times {
	var turns []int64 // twice the instant, and one more for an end
	for _, one := range pairs {
		for i := range one.stretches {
			turns = append(turns, 2*one.stretches[i].From, 2*one.stretches[i].To+1)
		}
	}
	slices.Sort(turns) // who begins as another ends stands beside
	var t times
	standing, total := 0, int64(0)
	for _, x := range turns {
		was := standing
		standing += 1 - 2*int(x&1)
		switch {
		case was < 2 && standing >= 2:
			t.from, t.before = append(t.from, x>>1), append(t.before, total)
		case was >= 2 && standing < 2:
			t.to = append(t.to, x>>1)
			total += x>>1 - t.from[len(t.from)-1]
		}
	}
	return t
}

// until is how long they are before an instant.
func (t times) until(at int64) int64 {
	i, _ := slices.BinarySearch(t.from, at)
	if i == 0 {
		return 0
	}
	return t.before[i-1] + min(at, t.to[i-1]) - t.from[i-1]
}

// within is how long they are between two instants.
func (t times) within(from, to int64) int64 { return t.until(to) - t.until(from) }
