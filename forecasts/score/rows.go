package score

import (
	"cmp"
	"slices"

	"weathervane/forecasts/calibration"
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
			Covered:  s.covered, Window: s.window, Stretches: s.stretches,
		}
		if n := len(s.stretches); n > 0 {
			row.Last = &s.stretches[n-1].Forecast
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
	known := func(s *scored) int64 { return cmp.Or(s.question.Known, s.question.end()) }
	pairs := slices.Clone(s.all)
	slices.SortStableFunc(pairs, func(a, b *scored) int { return cmp.Compare(known(a), known(b)) })
	var history []HistoryPoint
	var score, weight Sum
	var covered, window int64
	questions := map[*Question]int{} // their places in last
	var last []unitHeadline
	for _, s := range pairs {
		if s.window == 0 {
			continue
		}
		score.Add(s.score)
		weight.Add(s.weight)
		covered += s.covered
		window += s.window
		if s.weight > 0 {
			n, seen := questions[s.question]
			if !seen {
				n = len(last)
				questions[s.question] = n
				last = append(last, unitHeadline{})
			}
			last[n].score += s.score
			last[n].weight += s.weight
		}
		at := HistoryPoint{
			At: known(s), Headline: ratio(score.Value(), weight.Value()),
			Coverage: ratio(float64(covered), float64(window)), Questions: len(questions), Rolling: Undefined,
		}
		if n := len(last); rolling > 0 && n >= rolling {
			at.Rolling = headlineOf(last[n-rolling:])
		}
		if n := len(history); n > 0 && history[n-1].At == at.At {
			history[n-1] = at
			continue
		}
		history = append(history, at)
	}
	return history
}

func headlineOf(units []unitHeadline) Number {
	var score, weight Sum
	for _, u := range units {
		score.Add(u.score)
		weight.Add(u.weight)
	}
	return ratio(score.Value(), weight.Value())
}

// Points are the binary stretches of a workspace, pooled.
func Points(in Workspace, opts Options) []calibration.Point { return Score(in, opts).Points() }
