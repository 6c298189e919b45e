package score

import "weathervane/forecasts/calibration"

// Sums add up what is scored part by part, so that not all of it need be there at
// once: they give the figures that Scored gives of the whole. The questions of the
// parts come in order, each with all its pairs. Intervals of every figure and groups
// are beyond them.
type Sums struct {
	opts    Options
	left    LeftOut // beforehand
	kinds   splitting
	plain   plainSums
	ranked  rankedSums
	units   unitSumming
	horizon horizonSums
	luck    luckSums
	anytime anytimeSums
}

// NewSums are empty; opts are those of the parts.
func NewSums(opts Options) *Sums { return &Sums{opts: opts} }

// Add adds a part.
func (a *Sums) Add(s *Scored) {
	a.left.add(s.left)
	a.kinds.add(s.all, a.opts.clip())
	a.plain.add(s.all, a.opts.rule())
	a.ranked.add(s.all)
	for _, one := range s.all {
		if one.weight != 0 {
			a.units.add(one.question, one.score, one.weight)
		}
	}
	a.horizon.add(s, nil)
	a.luck.add(s)
	a.anytime.add(s)
}

// Report is that of Scored.
func (a *Sums) Report() Report {
	r := a.plain.report(a.kinds.points.Points(), a.kinds.rest, a.kinds.infinite, a.opts)
	r.RPS = a.ranked.ranked(a.opts)
	if units := a.units.units(); !a.opts.Plain && len(units) >= minQuestions {
		ci := headlineInterval(a.units.ids, units, a.opts.Memory)
		r.CI95 = &CI95{Mean: ci, Headline: ci}
	}
	r.LeftOut.add(a.left)
	return r
}

// Horizon is that of Scored, without a team.
func (a *Sums) Horizon() []HorizonBand { return a.horizon.bands(a.opts) }

// Luck is that of Scored.
func (a *Sums) Luck() *Luck { return a.luck.luck(a.opts) }

// Anytime is that of Scored.
func (a *Sums) Anytime() ([]calibration.Evidence, int) { return a.anytime.anytime() }
