package scoring

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/score"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// numbers are the numeric and date questions with their forecasts, as the score
// package takes them: dates are in days.
type numbers struct {
	questions []score.NumberQuestion
	asked     []listing.Question
	pairs     []score.QuantilePair
	who       []forecaster.Forecaster     // of the pairs
	beliefs   []map[int64]standing.Belief // of the pairs, by instant
	at        map[int64]int               // questions by their number
	pair      map[[2]int64]int            // by question and forecaster
	ends      retractions                 // of the pairs' steps
}

// ask adds a question.
func (n *numbers) ask(row model.QuestionRow, q listing.Question) {
	if n.at == nil {
		n.at, n.pair, n.ends = map[int64]int{}, map[[2]int64]int{}, retractions{}
	}
	sq := score.NumberQuestion{Question: scoreQuestion(row, q.Status), Y: math.NaN(), Low: math.NaN(), High: math.NaN()}
	sq.Tags, sq.Outcome, sq.Option = q.Tags, 0, 0
	if q.Range != nil {
		sq.Low, sq.High = valueOf(q.Range.Min), valueOf(q.Range.Max)
	}
	switch strings.Trim(string(q.Outcome), `"`) {
	case "below_range":
		sq.Y = math.Inf(-1)
	case "above_range":
		sq.Y = math.Inf(1)
	default:
		if sq.Y = valueOf(q.Outcome); math.IsNaN(sq.Y) && sq.State == score.Resolved {
			sq.State = score.Disputed // its outcome is not a number
		}
	}
	n.at[row.Num] = len(n.questions)
	n.questions, n.asked = append(n.questions, sq), append(n.asked, q)
}

// valueOf is a number, or an instant in days; NaN if it is neither.
func valueOf(raw []byte) float64 {
	x, ok := model.Scalar(raw)
	switch {
	case !ok:
		return math.NaN()
	case raw[0] == '"':
		return x / float64(score.Day)
	}
	return x
}

// take adds a forecast.
func (n *numbers) take(row *model.ForecastRow, who forecaster.Forecaster, joined int64, backdate bool) {
	key := [2]int64{row.Question, row.Forecaster}
	i, ok := n.pair[key]
	if !ok {
		i = len(n.pairs)
		n.pair[key] = i
		n.pairs = append(n.pairs, score.QuantilePair{Forecaster: pairKey(who), Question: n.at[row.Question], Joined: joined})
		n.who, n.beliefs = append(n.who, who), append(n.beliefs, map[int64]standing.Belief{})
	}
	p := &n.pairs[i]
	if backdate {
		p.Joined = min(p.Joined, int64(row.At))
	}
	st := score.QuantileStep{At: int64(row.At), Provenance: provenances[row.Provenance]}
	b := standing.BeliefOf(*row)
	for _, q := range b.Quantiles {
		st.Quantiles.Levels = append(st.Quantiles.Levels, q.Level)
		st.Quantiles.Values = append(st.Quantiles.Values, valueOf(q.Value))
	}
	n.beliefs[i][st.At] = b
	p.Steps = append(p.Steps, st)
	n.ends.add(i, len(p.Steps)-1, row.RetractedAt)
}

// finish adds the withdrawals, and puts the steps in order.
func (n *numbers) finish(withdrawals []model.Withdrawal) {
	for _, w := range withdrawals {
		if i, ok := n.pair[[2]int64{w.Question, w.Forecaster}]; ok {
			n.pairs[i].Steps = append(n.pairs[i].Steps, score.QuantileStep{At: int64(w.At), Gone: true})
			n.ends.add(i, len(n.pairs[i].Steps)-1, w.Until)
		}
	}
	for i, until := range n.ends {
		given := n.pairs[i].Steps
		n.pairs[i].Steps = quantilesInForce(given, until)
		for _, st := range n.pairs[i].Steps {
			for _, first := range given {
				if st.Again && slices.Equal(st.Quantiles.Values, first.Quantiles.Values) && slices.Equal(st.Quantiles.Levels, first.Quantiles.Levels) {
					n.beliefs[i][st.At] = n.beliefs[i][first.At]
				}
			}
		}
	}
	for _, p := range n.pairs {
		slices.SortStableFunc(p.Steps, func(a, b score.QuantileStep) int { return cmp.Compare(a.At, b.At) })
		q := &n.questions[p.Question]
		if first := p.Steps[0]; first.Provenance == score.Imported && first.At < q.Asked {
			q.Asked = 0 // it was asked elsewhere before it was recorded here
		}
	}
}

// knownAt is when a question's outcome became known, 0 before that; false for one
// that is not here.
func (s *workspace) knownAt(question int64, at map[int64]int) (journal.Instant, bool) {
	if i, ok := at[question]; ok {
		return journal.Instant(s.Questions[i].Known), true
	}
	if i, ok := s.numbers.at[question]; ok {
		return journal.Instant(s.numbers.questions[i].Known), true
	}
	return 0, false
}

// scoreNumbers scores the numeric and date questions that the filter keeps, and
// lists the forecasters who forecast only such questions.
func (v *View) scoreNumbers(n *numbers, by map[string]*score.Scored, f Filter, opts score.Options, me string) {
	listed := map[string]bool{}
	for i, p := range n.pairs {
		if n.fits(p, f) && by[p.Forecaster] == nil && !listed[p.Forecaster] {
			listed[p.Forecaster] = true
			v.Forecasters = append(v.Forecasters, n.who[i])
		}
	}
	v.Numbers = n.scores(f, opts, me)
}

// fits reports whether the question of a pair matches the type, tag and period.
func (n *numbers) fits(p score.QuantilePair, f Filter) bool {
	q, known := n.asked[p.Question], n.questions[p.Question].Known
	return f.fitsKind(q.Type) && (f.Tag == "" || slices.Contains(q.Tags, f.Tag)) &&
		known >= int64(f.Since) && (f.Until == 0 || known < int64(f.Until))
}

// scores are those of the pairs that the filter keeps.
func (n *numbers) scores(f Filter, opts score.Options, me string) NumberScores {
	var kept []score.QuantilePair
	at := map[[2]string]int{}
	for i, p := range n.pairs {
		if n.fits(p, f) && n.who[i].Matches(f.Forecaster) {
			at[[2]string{n.questions[p.Question].Key, p.Forecaster}] = i
			kept = append(kept, p)
		}
	}
	var all NumberScores
	rows := score.QuantileRows(n.questions, kept, opts)
	by := map[string][]score.QuantileRow{} // by unit
	for _, r := range rows {
		row := n.row(at[[2]string{r.Question, r.Forecaster}], r, me)
		all.Rows = append(all.Rows, row)
		if r.CRPS {
			by[row.Unit] = append(by[row.Unit], r)
		}
	}
	all.Spread = score.SpreadOf(rows)
	slices.SortStableFunc(all.Rows, func(a, b NumberScore) int {
		return cmp.Or(cmp.Compare(b.KnownAt, a.KnownAt), strings.Compare(a.Title, b.Title), strings.Compare(a.Forecaster.Name, b.Forecaster.Name),
			slices.Compare(a.Question[:], b.Question[:]))
	})
	all.sum(by, opts)
	return all
}

func (n *numbers) row(i int, r score.QuantileRow, me string) NumberScore {
	q, who := n.asked[n.pairs[i].Question], n.who[i]
	final := n.beliefs[i][r.Last.At]
	row := NumberScore{
		Question: q.ID, Title: q.Title, Forecaster: who, Outcome: q.Outcome, KnownAt: *q.KnownAt, Final: &final, Unit: q.Unit,
		Score: float64(r.Score), CRPS: r.CRPS, Outside: r.Outside, Skill: number(r.Skill), Weight: r.Weight, Coverage: float64(r.Coverage),
		Forecasts: r.Forecasts, Mine: who.Key == me && who.By == "",
	}
	if q.Type == "date" {
		row.Unit = "days"
	}
	return row
}

// sum computes the means: of CRPS only, and within one unit only.
func (n *NumberScores) sum(by map[string][]score.QuantileRow, opts score.Options) {
	questions := map[journal.ID]bool{}
	var skill score.Sum
	skills := 0
	for _, r := range n.Rows {
		questions[r.Question] = true
		if r.CRPS && r.Skill != nil {
			skill.Add(*r.Skill)
			skills++
		}
	}
	n.Questions, n.Skill = len(questions), number(mean(skill, skills))
	for unit, rows := range by {
		n.Means = append(n.Means, unitMean(unit, rows, opts))
	}
	slices.SortFunc(n.Means, func(a, b UnitMean) int {
		return cmp.Or(cmp.Compare(b.Questions, a.Questions), strings.Compare(a.Unit, b.Unit))
	})
}

// unitMean computes the means of one unit.
func unitMean(unit string, rows []score.QuantileRow, opts score.Options) UnitMean {
	m := UnitMean{Unit: unit}
	var crps, ranges weighted
	for _, r := range rows {
		crps.add(r, r.Score)
		if r.Interval.Defined() {
			ranges.add(r, r.Interval)
		}
	}
	m.Mean, m.Questions = *crps.mean(), len(crps.questions)
	m.Interval, m.IntervalQuestions = ranges.mean(), len(ranges.questions)
	if !opts.Plain {
		m.CI95 = score.MeanInterval(rows, opts.Memory)
	}
	return m
}

// weighted is a mean by the time that forecasts stood.
type weighted struct {
	score, weight score.Sum
	questions     map[string]bool
}

func (w *weighted) add(r score.QuantileRow, x score.Number) {
	if w.questions == nil {
		w.questions = map[string]bool{}
	}
	w.score.Add(r.Weight * float64(x))
	w.weight.Add(r.Weight)
	w.questions[r.Question] = true
}

// mean is nil of nothing.
func (w *weighted) mean() *float64 {
	if len(w.questions) == 0 {
		return nil
	}
	mean := w.score.Value() / w.weight.Value()
	return &mean
}
