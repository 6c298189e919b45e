package forecasts

import (
	"cmp"
	"slices"
	"strings"

	"weathervane/forecasts/score"
)

// scores are each forecaster's score on the question that is looked at, and
// what it is by each of its resolutions.
func (w *viewing) scores() error {
	if w.v.Type != "binary" && w.v.Type != "choice" || !slices.ContainsFunc(w.v.Ends, func(e End) bool { return e.Kind == "resolved" }) {
		return nil
	}
	s := &scoring{questions: map[string]Question{}, forecasters: map[string]Forecaster{}, scored: map[string][]string{}}
	sq := scoreQuestion(w.row, w.v.Question)
	s.Questions, s.questions[sq.Key] = []score.Question{sq}, w.v.Question
	var options []string
	decodeText(w.row.ScoreOptions, &options)
	s.scored[sq.Key] = options
	if err := s.pairs(w.r, w.book, ScoreOptions{}, map[int64]int{w.row.Num: 0}, nil); err != nil {
		return err
	}
	for i := range w.v.Ends {
		if e := &w.v.Ends[i]; e.Kind == "resolved" {
			e.Scores = s.by(*e, sq, options)
		}
	}
	s.Questions[0] = sq
	if w.v.Status == "resolved" {
		w.v.Scores = s.rows(score.Score(s.Workspace, score.Options{}), score.Options{}, w.me)
	}
	return nil
}

// by is what everyone scores on a question by one of its resolutions.
func (s *scoring) by(e End, q score.Question, options []string) []EndScore {
	q.State, q.Known, q.Outcome, q.Option = score.Resolved, int64(*e.KnownAt), 0, 0
	setOutcome(&q, string(e.Outcome), options)
	s.Questions[0] = q
	var all []EndScore
	for _, row := range score.PairRows(s.Workspace, score.Options{}) {
		if row.Score.Defined() {
			all = append(all, EndScore{s.forecasters[row.Forecaster], float64(row.Score)})
		}
	}
	slices.SortFunc(all, func(a, b EndScore) int {
		return cmp.Or(strings.Compare(a.Forecaster.Name, b.Forecaster.Name), strings.Compare(pairKey(a.Forecaster), pairKey(b.Forecaster)))
	})
	return all
}
