// Package reporting gathers the content of a report on a workspace. It reads all
// subjects, each through its own use cases; package report writes it down.
package reporting

import (
	"context"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scenario"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// Source is what a report reads.
type Source interface {
	Questions(context.Context, listing.Filter) ([]listing.Question, error)
	Forecasts(context.Context, listing.Filter) ([]listing.Forecast, error)
	Conditionals(context.Context) ([]question.Conditional, error)
	Articles(context.Context, listing.Filter) ([]listing.Article, error)
	Findings(context.Context, listing.Filter) ([]listing.Finding, error)
	ScenarioSets(context.Context, listing.Filter) ([]scenarioset.Listed, error)
	Scenarios(ctx context.Context, set journal.ID, by string) (scenario.View, error)
	Scores(context.Context, scoring.Filter) (scoring.View, error)
	RestsOn(context.Context, scoring.Filter) (scoring.Rests, error)
	Luck(context.Context, scoring.Filter) (*score.Luck, error)
	Horizon(context.Context, scoring.Filter) ([]score.HorizonBand, error)
	Adjusted(context.Context, scoring.Filter) ([]scoring.AdjustedScore, error)
	ScoredQuestions(model.Reader) (map[journal.ID]listing.ScoredQuestion, error)

	Sign(context.Context) error
	SealedFor(*model.Tx) (map[journal.ID]bool, error)
	RecordsFile(ctx context.Context, t *model.Tx, at journal.Instant, note string) (file []byte, unsigned int64, err error)
}

// Desk is where reports are gathered.
type Desk struct {
	*session.Session
	Source
}

// New makes the desk.
func New(s *session.Session, from Source) *Desk { return &Desk{s, from} }
