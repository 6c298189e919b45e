package forecasts

import (
	"cmp"
	"slices"

	"weathervane/forecasts/score"
)

// teamMedian is the pool that stands among the forecasters; nobody's key is its.
var teamMedian = Forecaster{Name: "Team median", By: "Team median"}

// addTeam scores the median of what stood beside the forecasters, where there
// are several.
func (v *ScoreView) addTeam(whole *score.Scored, by map[string]*score.Scored) {
	if len(v.Groups) < 2 {
		return
	}
	team := whole.TeamMedian()
	r := team.Summary()
	if !r.Headline.Defined() {
		return
	}
	by[pairKey(teamMedian)] = team
	v.Groups = append(v.Groups, ScoreGroup{
		Forecaster: teamMedian, Headline: float64(r.Headline), CI: bounds(r.CI95), Coverage: float64(r.Coverage), Questions: r.Questions, Team: true,
	})
	v.order()
}

// order puts the lines of the ranking by their headlines.
func (v *ScoreView) order() {
	slices.SortStableFunc(v.Groups, func(a, b ScoreGroup) int { return cmp.Compare(a.Headline, b.Headline) })
}

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
