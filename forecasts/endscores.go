package forecasts

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"weathervane/forecasts/score"
	"weathervane/model"
)

// QuestionScores are each forecaster's scores on one question.
type QuestionScores struct {
	ByResolution [][]EndScore // for each resolution, whether it holds or not
	Pairs        []PairScore  // by the end that holds; none while the question is not resolved
}

// Resolution is one way in which a question was resolved.
type Resolution struct {
	Outcome json.RawMessage
	KnownAt Instant
}

// ScoresOf scores the forecasts on one yes-or-no or choice question.
func (d *Desk) ScoresOf(r model.Reader, b book, row model.QuestionRow, q Question, by []Resolution) (all QuestionScores, err error) {
	me, err := d.me()
	if err != nil {
		return all, err
	}
	s := &scoring{questions: map[string]Question{}, forecasters: map[string]Forecaster{}, scored: map[string][]string{}}
	sq := scoreQuestion(row, q)
	s.Questions, s.questions[sq.Key] = []score.Question{sq}, q
	var options []string
	decodeText(row.ScoreOptions, &options)
	s.scored[sq.Key] = options
	if err := s.pairs(r, b, ScoreOptions{}, map[int64]int{row.Num: 0}, nil); err != nil {
		return all, err
	}
	for _, one := range by {
		all.ByResolution = append(all.ByResolution, s.by(one, sq, options))
	}
	s.Questions[0] = sq
	if q.Status == "resolved" {
		all.Pairs = s.rows(score.Score(s.Workspace, score.Options{}), score.Options{}, me)
	}
	return all, nil
}

// by is everyone's score on a question under one of its resolutions.
func (s *scoring) by(one Resolution, q score.Question, options []string) []EndScore {
	q.State, q.Known, q.Outcome, q.Option = score.Resolved, int64(one.KnownAt), 0, 0
	setOutcome(&q, string(one.Outcome), options)
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
