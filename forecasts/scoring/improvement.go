package scoring

import (
	"context"

	"weathervane/forecasts/score"
)

// Conduct is how forecasts do beside chance, and a forecaster beside the others;
// members are nil if too little is known.
type Conduct struct {
	Luck     *score.Luck  `json:"luck"`
	Anytime  *Anytime     `json:"anytime"`  // of one forecaster
	Adjusted *OnQuestions `json:"adjusted"` // for the questions that one forecaster chose
	Shrunk   *OnQuestions `json:"shrunk"`   // the same, to be expected of the next question
}

// OnQuestions is a difference to the others, on the same questions.
type OnQuestions struct {
	Difference score.Number   `json:"difference"`
	CI95       score.Interval `json:"ci95"`
	Questions  int            `json:"questions"`
}

// Improvement is what follows from a score.
type Improvement struct {
	Conduct
	Horizon       []score.HorizonBand  `json:"horizon"`
	Recalibration *score.Recalibration `json:"recalibration"` // of one forecaster
}

// conduct is that of a part; adjusted are all forecasters.
func (c chosenScore) conduct(adjusted []score.Adjusted) Conduct {
	out := Conduct{Luck: c.its.Luck(), Anytime: c.anytime()}
	for _, a := range adjusted {
		if a.Forecaster != c.key || a.CI95 == nil {
			continue
		}
		out.Adjusted = &OnQuestions{a.Difference, *a.CI95, a.Questions}
		if a.Shrunk != nil {
			out.Shrunk = &OnQuestions{a.Shrunk.Difference, a.Shrunk.CI95, a.Questions}
		}
	}
	return out
}

// improve fills in what follows from a score, also of groups by forecaster.
func (r *Report) improve(ctx context.Context, c chosenScore, by string) {
	var adjusted []score.Adjusted
	if c.key != "" || by == "forecaster" {
		adjusted = c.whole.Adjusted()
	}
	r.Improvement = &Improvement{Conduct: c.conduct(adjusted), Horizon: c.horizon()}
	if c.key != "" {
		r.Recalibration = c.its.Recalibration(ctx)
	}
	if by != "forecaster" {
		return
	}
	r.conducts = map[string]*Conduct{}
	for key, its := range c.its.ByForecaster() {
		part := chosenScore{its: its, whole: c.whole, key: key}.conduct(adjusted)
		r.conducts[key] = &part
	}
}
