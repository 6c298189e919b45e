package scoring

import (
	"cmp"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/score"
	"weathervane/model"
)

// ScoresOf scores the forecasts on one yes-or-no or choice question.
func (d *Desk) ScoresOf(r model.Reader, b forecaster.Directory, row model.QuestionRow, q listing.Question, by []listing.Resolution) (all listing.QuestionScores, err error) {
	me, err := d.Me()
	if err != nil {
		return all, err
	}
	g, err := d.gatherer(r, b, Options{on: []int64{row.Num}})
	if err != nil {
		return all, err
	}
	s := g.empty()
	s.ask(row, q.Status, q.AskedBy)
	s.Questions[0].Tags = q.Tags
	sq, options := s.Questions[0], s.scored[s.Questions[0].Key]
	s.questions[sq.Key] = q
	if err := s.pairs(g, map[int64]int{row.Num: 0}, nil); err != nil {
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
func (s *workspace) by(one listing.Resolution, q score.Question, options []string) []listing.EndScore {
	q.State, q.Known, q.Outcome, q.Option = score.Resolved, int64(one.KnownAt), 0, 0
	setOutcome(&q, string(one.Outcome), options)
	s.Questions[0] = q
	var all []listing.EndScore
	for _, row := range score.PairRows(s.Workspace, score.Options{}) {
		if row.Score.Defined() {
			all = append(all, listing.EndScore{Forecaster: s.forecasters[row.Forecaster], Score: float64(row.Score)})
		}
	}
	slices.SortFunc(all, func(a, b listing.EndScore) int {
		return cmp.Or(strings.Compare(a.Forecaster.Name, b.Forecaster.Name), strings.Compare(pairKey(a.Forecaster), pairKey(b.Forecaster)))
	})
	return all
}
