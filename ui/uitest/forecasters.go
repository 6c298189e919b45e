package uitest

import (
	"context"

	"weathervane/forecasts/scoring"
)

// ForecasterViews gives People.
func (d *Desk) ForecasterViews(context.Context) ([]scoring.ForecasterView, error) {
	return d.People, nil
}

func richPeople() []scoring.ForecasterView {
	full := scoring.ForecasterView{Forecaster: crane, Mine: true, Headline: P(0.164), CI: &[2]float64{0.121, 0.211}, Coverage: P(0.94),
		Questions: 38, Resolved: 35, Last: On(2024, 2, 20), Recent: 21, Total: 412}
	full.Stated = []scoring.Stated{{Says: 0.8, Happens: 0.71, Questions: 24}, {Says: 0.12, Happens: 0.31, Questions: 31}}
	full.Subjects = []scoring.Subject{{Tag: "DPRK", Questions: 18, Headline: P(0.141)}, {Tag: "Japan", Questions: 12, Headline: P(0.203)},
		{Tag: "ROK", Questions: 6}, {Tag: "Russia", Questions: 2}}
	full.Diagram = scoring.Diagram{MCB: 0.012, CalibratedMCB: 0.009, CalibratedHigh: 0.017, Questions: 35}
	for i, o := range []float64{0, 0.2, 0.2, 0.5, 0.5, 0.66, 1} {
		x := 0.05 + 0.14*float64(i)
		full.Curve = append(full.Curve, scoring.ReliabilityPoint{P: x, Observed: o, Weight: 1})
		full.Band = append(full.Band, scoring.ReliabilityBand{P: x, Lo: max(o-0.2, 0), Hi: min(o+0.2, 1)})
	}
	out := []scoring.ForecasterView{full}
	for _, g := range []struct {
		name  string
		score float64
		n     int
	}{{"Heron", 0.158, 34}, {"Ibis", 0.171, 31}, {"Kestrel", 0.221, 6}, {"Plover", 0.187, 22}} {
		v := full
		v.Forecaster, v.Mine, v.Headline, v.Questions, v.CI = who(g.name), false, P(g.score), g.n, nil
		if g.n >= 10 {
			v.CI = &[2]float64{g.score - 0.045, g.score + 0.05}
		} else {
			v.Stated, v.Curve, v.Band = nil, nil, nil
			v.Subjects = []scoring.Subject{{Tag: "DPRK", Questions: 6}}
			v.Diagram.Questions = g.n
		}
		if g.name == "Heron" {
			v.Against = &scoring.Paired{Difference: -0.021, CI: [2]float64{-0.038, -0.004}, Questions: 29}
		}
		out = append(out, v)
	}
	return append(out, scoring.ForecasterView{Forecaster: who("Teal"), Last: On(2024, 2, 19), Recent: 1, Total: 1})
}
