package score

import "math"

// NumberQuestion is a question whose outcome Y is a number, below Low or above
// High where the range is open. Bounds that are not known are NaN.
type NumberQuestion struct {
	Question
	Y, Low, High float64
}

// QuantileStep is a Step on a numeric question.
type QuantileStep struct {
	At         int64
	Quantiles  Quantiles
	Gone       bool
	Again      bool // it stood before, and is not counted once more
	Provenance Provenance
}

// QuantilePair is the forecasts of one forecaster on one numeric question.
type QuantilePair struct {
	Forecaster string
	Question   int // index in the questions
	Joined     int64
	Steps      []QuantileStep
}

// QuantileRow is how a pair scored, in the unit of its question; Forecast is the
// last one in force.
type QuantileRow struct {
	PairRow
	Forecast Quantiles
	// CRPS says that Score is the CRPS; otherwise, neither the forecast nor the
	// question has bounds, and it is the mean pinball loss.
	CRPS    bool
	Outside bool   // the outcome lay beyond the range, and was scored up to the bound
	Skill   Number // 1 − CRPS over that of an even spread over the range

	Unit string // of resampling, as Question.Unit

	// Interval is the mean score of the central 90 % ranges, by the time that each
	// stood; Undefined if a forecast has none.
	Interval Number

	// Of the first forecast: where the outcome lay, and whether its central 50 and
	// 90 % ranges held it; nil if it has none.
	PIT        Number
	Half, Most *bool
}

// ruleGiven takes the value in place of the probability as the score.
const ruleGiven Rule = "given"

// QuantileRows scores each resolved pair at which a forecast stood by its CRPS,
// weighted by the time that each forecast stood as ScoreStretches does.
func QuantileRows(questions []NumberQuestion, pairs []QuantilePair, opts Options) []QuantileRow {
	opts.Rule = ruleGiven
	number := map[string]*NumberQuestion{}
	for i := range questions {
		number[questions[i].Key] = &questions[i]
	}
	of := map[[2]string]*QuantilePair{}
	for i := range pairs {
		of[[2]string{questions[pairs[i].Question].Key, pairs[i].Forecaster}] = &pairs[i]
	}
	scores := PairRows(scoredBy(questions, pairs, func(q *NumberQuestion, p *QuantilePair, f Quantiles) float64 { return q.score(f, q.bounded(p)) }), opts)
	intervals := PairRows(scoredBy(questions, pairs, func(q *NumberQuestion, _ *QuantilePair, f Quantiles) float64 { return q.intervalScore(f) }), opts)
	var rows []QuantileRow
	for i, r := range scores {
		if r.Last == nil {
			continue
		}
		q, p := number[r.Question], of[[2]string{r.Question, r.Forecaster}]
		row := QuantileRow{
			PairRow: r, CRPS: q.bounded(p), Outside: q.Y < q.Low || q.Y > q.High, Skill: q.skill(float64(r.Score)), Unit: q.unit(),
			Interval: intervals[i].Score, Forecast: p.quantiles(r.Last),
		}
		first := q.within(p.quantiles(r.Stretches[0].Forecast))
		row.PIT, row.Half, row.Most = Number(first.PIT(q.Y)), first.held(.5, q.Y), first.held(.9, q.Y)
		rows = append(rows, row)
	}
	return rows
}

// scoredBy are pairs with a score in place of the probability.
func scoredBy(questions []NumberQuestion, pairs []QuantilePair, score func(*NumberQuestion, *QuantilePair, Quantiles) float64) Workspace {
	var in Workspace
	for i := range questions {
		in.Questions = append(in.Questions, questions[i].Question)
	}
	for i := range pairs {
		p := &pairs[i]
		q := &questions[p.Question]
		plain := Pair{Forecaster: p.Forecaster, Question: p.Question, Joined: p.Joined}
		for _, st := range p.Steps {
			step := Step{At: st.At, Gone: st.Gone, Again: st.Again, Provenance: st.Provenance}
			if !st.Gone {
				step.P = score(q, p, st.Quantiles)
			}
			plain.Steps = append(plain.Steps, step)
		}
		in.Pairs = append(in.Pairs, plain)
	}
	return in
}

// quantiles are those of a step that was scored.
func (p *QuantilePair) quantiles(of *Step) (q Quantiles) {
	for _, st := range p.Steps {
		if !st.Gone && st.At == of.At && st.Provenance == of.Provenance {
			q = st.Quantiles
		}
	}
	return q
}

// within is a forecast with the bounds of the question's range, if it has one.
func (q *NumberQuestion) within(f Quantiles) Quantiles {
	if !q.ranged() {
		return f
	}
	return f.Within(q.Low, q.High)
}

// intervalScore is that of the central 90 % range, of an outcome beyond the
// question's range up to the bound; NaN if the forecast has none.
func (q *NumberQuestion) intervalScore(f Quantiles) float64 {
	y := q.Y
	if q.ranged() {
		y = min(max(y, q.Low), q.High)
	}
	low, high, ok := q.within(f).Central(.9)
	if !ok {
		return math.NaN()
	}
	return IntervalScore(low, high, .9, y)
}

// held reports whether the central range of a coverage held the outcome; nil if
// there is no such range.
func (q Quantiles) held(coverage, y float64) *bool {
	low, high, ok := q.Central(coverage)
	if !ok {
		return nil
	}
	held := low <= y && y <= high
	return &held
}

func (q *NumberQuestion) ranged() bool { return q.Low < q.High }

// bounded reports whether every forecast of a pair has a CRPS.
func (q *NumberQuestion) bounded(p *QuantilePair) bool {
	if q.ranged() {
		return true
	}
	for _, st := range p.Steps {
		if !st.Gone && !st.Quantiles.Bounded() {
			return false
		}
	}
	return true
}

func (q *NumberQuestion) score(f Quantiles, crps bool) float64 {
	switch {
	case !crps:
		return f.MeanPinball(q.Y)
	case q.ranged():
		x, _ := f.CRPSWithin(q.Low, q.High, q.Y)
		return x
	}
	return f.CRPS(q.Y)
}

// skill is against an even spread over the range; without a range it is
// Undefined.
func (q *NumberQuestion) skill(crps float64) Number {
	if !q.ranged() {
		return Undefined
	}
	even := CRPSUniform(q.Low, q.High, math.Min(math.Max(q.Y, q.Low), q.High))
	return ratio(even-crps, even)
}
