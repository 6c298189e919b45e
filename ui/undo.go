package ui

import (
	"context"

	"weathervane/model/journal"
)

// undone names what was retracted.
var undone = map[string]string{
	journal.ForecastMade: "the forecast", journal.ForecastWithdrawn: "the withdrawal", journal.QuestionAsked: "the question",
	journal.QuestionRevised: "the revision", journal.QuestionResolved: "the resolution", journal.QuestionAnnulled: "the annulment",
	journal.QuestionReopened: "the reopening", journal.ArticleAdded: "the article", journal.ArticleRevised: "the correction",
	journal.FindingFiled: "the finding", journal.BearingJudged: "the judgement", journal.FindingsGrouped: "the group",
	journal.SourceGraded: "the grade", journal.BaseRateBuilt: "the base rate", journal.CommentMade: "the comment",
}

// undo takes back what was recorded last in this session.
func (s *Shell) undo() {
	s.runner.Run("shell/undo", func(ctx context.Context) (func(), error) {
		kind, err := s.desk.Undo(ctx)
		if err != nil {
			return nil, err
		}
		what := undone[kind]
		if what == "" {
			what = "the last record"
		}
		return func() { s.Say("Undone: " + what + " is retracted, and stays readable among the records") }, nil
	})
}
