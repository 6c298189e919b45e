package uitest

import (
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// richRests has a line of each tone.
func richRests() scoring.Rests {
	line := func(what string, n int, by string, without float64, flatters bool) scoring.Rest {
		return scoring.Rest{What: what, N: n, By: []forecaster.Forecaster{who(by)}, Questions: []journal.ID{ID(5)}, Headline: 0.164,
			HeadlineWithout: score.Number(without), OtherWay: score.Undefined, Scored: 2, Flatters: flatters}
	}
	withheld := line(scoring.Withheld, 2, "Heron", 0, false)
	withheld.HeadlineWithout, withheld.Questions = score.Undefined, nil
	return scoring.Rests{Headline: 0.164, Rule: "brier", Witnessed: 30, Questions: 38,
		Lines: []scoring.Rest{
			line(scoring.ClosesMoved, 3, "Ibis", 0.171, true), line(scoring.EndedByScored, 5, "Crane", 0.166, true),
			line(scoring.KnownEarly, 1, "Heron", 0.165, true), line(scoring.Unwitnessed, 8, "Crane", 0.158, false),
		},
		Others: []scoring.Rest{line(scoring.UnshownSeals, 1, "Ibis", 0.15, false), withheld},
	}
}
