package score

import (
	"cmp"
	"slices"
)

// PairRow is one line of the table behind a report: headline = Σ Weight·Score
// over Σ Weight of the rows.
type PairRow struct {
	Forecaster, Question string

	Forecasts       int     // counted
	Score           Number  // mean by weight over the stretches
	Weight          float64 // covered time over scheduled length
	Coverage        Number  // covered time over window
	Covered, Window int64   // milliseconds
	Last            *Step   // the last forecast in force, nil without one
	Stretches       []Stretch
	On              *Question // that is scored: do not change it
}

// PairRows gives the pairs of resolved questions, by question and forecaster.
func PairRows(in Workspace, opts Options) []PairRow { return Score(in, opts).Rows() }

// Rows gives the pairs of resolved questions, by question and forecaster.
func (s *Scored) Rows() []PairRow {
	rows := make([]PairRow, 0, len(s.all))
	for i := range s.all {
		s := s.all[i]
		if s.window == 0 {
			continue
		}
		row := PairRow{
			Forecaster: s.pair.Forecaster, Question: s.question.Key, Forecasts: s.counted,
			Score: ratio(s.score, s.weight), Weight: s.weight,
			Coverage: ratio(float64(s.covered), float64(s.window)),
			Covered:  s.covered, Window: s.window, Stretches: s.stretches, On: s.question,
		}
		if n := len(s.stretches); n > 0 {
			row.Last = s.stretches[n-1].Forecast
		}
		rows = append(rows, row)
	}
	return rows
}

// HistoryPoint is the headline over every question whose outcome was known at
// or before At.
type HistoryPoint struct {
	At        int64
	Headline  Number
	Coverage  Number
	Questions int
	Rolling   Number // over the last questions alone, Undefined until there are so many
}

// History is the running headline, one point for each instant at which an
// outcome became known; rolling is how many questions Rolling looks back on.
func History(in Workspace, opts Options, rolling int) []HistoryPoint {
	return Score(in, opts).History(rolling)
}

// History is the running headline; see the function of that name.
func (s *Scored) History(rolling int) []HistoryPoint {
	var history []HistoryPoint
	var score, weight Sum
	var covered, window int64
	var last []unitHeadline // of the questions
	questions := s.byKnown()
	for i, q := range questions {
		var its unitHeadline
		stood := false
		for _, s := range q.pairs {
			score.Add(s.score)
			weight.Add(s.weight)
			covered += s.covered
			window += s.window
			if s.weight > 0 {
				stood = true
				its.score += s.score
				its.weight += s.weight
			}
		}
		if stood {
			last = append(last, its)
		}
		if i+1 < len(questions) && questions[i+1].at == q.at {
			continue
		}
		at := HistoryPoint{
			At: q.at, Headline: ratio(score.Value(), weight.Value()),
			Coverage: ratio(float64(covered), float64(window)), Questions: len(last), Rolling: Undefined,
		}
		if n := len(last); rolling > 0 && n >= rolling {
			at.Rolling = headlineOf(last[n-rolling:])
		}
		history = append(history, at)
	}
	return history
}

// knownPairs are the pairs of a question, and when its outcome was known.
type knownPairs struct {
	at    int64
	pairs []*scored
}

// byKnown gives the questions that have a window, in the order in which their
// outcomes were known.
func (s *Scored) byKnown() []knownPairs {
	var all []knownPairs
	for _, pairs := range byQuestion(s.all) {
		if slices.ContainsFunc(pairs, func(one *scored) bool { return one.window > 0 }) {
			q := pairs[0].question
			all = append(all, knownPairs{cmp.Or(q.Known, q.end()), pairs})
		}
	}
	slices.SortStableFunc(all, func(a, b knownPairs) int { return cmp.Compare(a.at, b.at) })
	return all
}

func headlineOf(units []unitHeadline) Number {
	var score, weight Sum
	for _, u := range units {
		score.Add(u.score)
		weight.Add(u.weight)
	}
	return ratio(score.Value(), weight.Value())
}
