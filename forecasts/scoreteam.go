package forecasts

import "weathervane/forecasts/score"

// teamMedian is the pool that stands among the forecasters; nobody's key is its.
var teamMedian = Forecaster{Name: "Team median", By: "Team median"}

// people counts the lines that are forecasters' and no pool's.
func (v *ScoreView) people() int {
	n := 0
	for _, g := range v.Groups {
		if !g.Team {
			n++
		}
	}
	return n
}

// stoodRows are the pairs behind a figure, of the team's median where that is asked.
func stoodRows(s *scoring, opts score.Options, team bool) []score.PairRow {
	its := score.Score(s.Workspace, opts)
	if team {
		its = its.TeamMedian()
	}
	return its.Rows()
}
