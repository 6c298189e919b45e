package ui

import (
	"context"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/scores"
	"weathervane/ui/widgets"
)

// tellRuleChange says once, in a workspace of an earlier version, what the present
// rule of weights changed in its scores.
func (s *Shell) tellRuleChange() {
	s.runner.Run("shell/rule", func(ctx context.Context) (func(), error) {
		c, changed, err := s.desk.RuleChanged(ctx)
		if err != nil || !changed {
			return nil, err
		}
		return func() { s.showRuleChange(c) }, nil
	})
}

func (s *Shell) showRuleChange(c scoring.RuleChange) {
	dialogs.Show(s.win, dialogs.Spec{Title: "Scores are weighted differently", Width: 600, Accept: "Open Scores",
		Content: widgets.NewParagraph(ruleChangeWords(c), widgets.Style{}, 9),
		OnAccept: func(d *dialogs.Dialog) {
			d.Close()
			s.Open(page.Route{Page: scores.Name})
		},
		OnClose: func() {
			s.runner.Run("shell/rule", func(ctx context.Context) (func(), error) { return nil, s.desk.KnowRule(ctx) })
		}})
}

// ruleChangeWords says what changed, why, and what it does to the figures here.
func ruleChangeWords(c scoring.RuleChange) string {
	text := "Since this version each instant is weighted by the length that its question was scheduled to have then. " +
		"Before, a close that was moved later changed the weight of time that had already passed, so a forecaster could move a score without a new forecast. "
	text += words.Counted(c.Questions, "question here has", "questions here have") + " a moved close. "
	if c.Was.Defined() && c.Now.Defined() {
		whose := "The team’s"
		if c.Mine {
			whose = "Your"
		}
		text += whose + " Brier score was " + words.Score(float64(c.Was)) + " and is now " + words.Score(float64(c.Now)) + ". "
	}
	if c.Reviews > 0 {
		text += words.Counted(c.Reviews, "review was", "reviews were") + " signed under the earlier rule, which the list of reviews says. "
	}
	return text + "The earlier rule stays among the conventions, on the Scores page under Explain."
}
