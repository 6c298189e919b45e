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
}

// ruleGiven takes the value in place of the probability as the score.
const ruleGiven Rule = "given"

// QuantileRows scores each resolved pair at which a forecast stood by its CRPS,
// weighted by the time that each forecast stood as ScoreStretches does.
func QuantileRows(questions []NumberQuestion, pairs []QuantilePair, opts Options) []QuantileRow {
	opts.Rule = ruleGiven
	var in Workspace
	of := map[[2]string]*QuantilePair{}
	number := map[string]*NumberQuestion{}
	for i := range questions {
		q := &questions[i]
		in.Questions, number[q.Key] = append(in.Questions, q.Question), q
	}
	for i := range pairs {
		p := &pairs[i]
		q := &questions[p.Question]
		of[[2]string{q.Key, p.Forecaster}] = p
		plain := Pair{Forecaster: p.Forecaster, Question: p.Question, Joined: p.Joined}
		for _, st := range p.Steps {
			step := Step{At: st.At, Gone: st.Gone, Again: st.Again, Provenance: st.Provenance}
			if !st.Gone {
				step.P = q.score(st.Quantiles, q.bounded(p))
			}
			plain.Steps = append(plain.Steps, step)
		}
		in.Pairs = append(in.Pairs, plain)
	}
	var rows []QuantileRow
	for _, r := range PairRows(in, opts) {
		if r.Last == nil {
			continue
		}
		q, p := number[r.Question], of[[2]string{r.Question, r.Forecaster}]
		row := QuantileRow{PairRow: r, CRPS: q.bounded(p), Outside: q.Y < q.Low || q.Y > q.High, Skill: q.skill(float64(r.Score))}
		for _, st := range p.Steps {
			if !st.Gone && st.At == r.Last.At && st.Provenance == r.Last.Provenance {
				row.Forecast = st.Quantiles
			}
		}
		rows = append(rows, row)
	}
	return rows
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
