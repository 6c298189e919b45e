package scoring

import (
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
)

// teamMedian is the pool that is listed with the forecasters; it is nobody's key.
var teamMedian = forecaster.Forecaster{Name: "Team median", By: "Team median"}

// stoodRows are the pairs behind a figure, or behind the team's median if asked
// for.
func stoodRows(s *workspace, opts score.Options, team bool) []score.PairRow {
	its := score.Score(s.Workspace, opts)
	if team {
		its = its.TeamMedian()
	}
	return its.Rows()
}
