package score

import (
	"math"
	"slices"

	"weathervane/forecasts/calibration"
)

// unitRest is what one unit adds to the means beside its points.
type unitRest struct {
	unit int
	whole
}

// detail is everything scored, by unit, so that units can be drawn again.
type detail struct {
	ids    []string // of the questions, sorted
	units  int
	binary []calibration.Forecast
	rests  []unitRest
}

// addRest adds a choice or a partial outcome of a question.
func (p *part) addRest(question int32, score, log, spherical float64) {
	p.rest.add(1, score, log, spherical)
	if !p.keep {
		return
	}
	if n := len(p.rests); n == 0 || p.rests[n-1].unit != int(question) {
		p.rests = append(p.rests, unitRest{unit: int(question)})
	}
	p.rests[len(p.rests)-1].add(1, score, log, spherical)
}

// ids are those of the questions with a scored row, sorted.
func (p *part) ids() []string {
	ids := make([]string, len(p.questions))
	for i, q := range p.questions {
		ids[i] = p.table.Questions[q]
	}
	return ids
}

// detail numbers the units as the part has them.
func (p *part) detail(ids []string) detail {
	unit := make(map[int]int, len(p.questions))
	for i, q := range p.questions {
		unit[int(q)] = i
	}
	for i := range p.binary {
		p.binary[i].Unit = unit[p.binary[i].Unit]
	}
	for i := range p.rests {
		p.rests[i].unit = unit[p.rests[i].unit]
	}
	return detail{ids, len(p.questions), p.binary, p.rests}
}

// detailOf is the detail of pairs that are in order; ids are of the questions
// that have a weight.
func detailOf(pairs []*scored, ids []string, clip logClip) detail {
	var order unitOrder
	n := 0
	for _, one := range pairs {
		if one.weight != 0 {
			order.number(one.question.unit())
			n += len(one.stretches)
		}
	}
	ranks := order.ranks()
	d := detail{ids: ids, units: len(order.keys), binary: make([]calibration.Forecast, 0, n)}
	for i := range pairs {
		if pairs[i].weight == 0 {
			continue
		}
		q, unit := pairs[i].question, order.number(pairs[i].question.unit())
		if ranks != nil {
			unit = ranks[unit]
		}
		for j := range pairs[i].stretches {
			st := &pairs[i].stretches[j]
			if !q.choice() && !q.partial() {
				d.binary = append(d.binary, calibration.Forecast{P: st.Forecast.P, Weight: st.Weight, Yes: q.Outcome == 1, Unit: unit})
				continue
			}
			if n := len(d.rests); n == 0 || d.rests[n-1].unit != unit {
				d.rests = append(d.rests, unitRest{unit: unit})
			}
			d.rests[len(d.rests)-1].add(st.Weight, st.Score,
				clip.of(RuleLog, q.score(RuleLog, st.Forecast)), q.score(RuleSpherical, st.Forecast))
		}
	}
	return d
}

// drawn adds up what units add beside their points, as often as each was drawn.
func (d *detail) drawn(times []float64) whole {
	var w whole
	for i := range d.rests {
		r := &d.rests[i]
		n := times[r.unit]
		if n == 0 {
			continue // and not 0 × ∞
		}
		w.score.Add(n * r.score.Value())
		w.weight.Add(n * r.weight.Value())
		w.log.Add(n * r.log.Value())
		w.logWeight.Add(n * r.logWeight.Value())
		w.spherical.Add(n * r.spherical.Value())
	}
	return w
}

// figure is one of a report that has an interval.
type figure struct {
	value func(*Report) Number
	set   func(*CI95, *Interval)
}

// allFigures are those that follow from points and the rest.
var allFigures = []figure{
	{func(r *Report) Number { return r.Log }, func(c *CI95, i *Interval) { c.Log = i }},
	{func(r *Report) Number { return r.Spherical }, func(c *CI95, i *Interval) { c.Spherical = i }},
	{func(r *Report) Number { return r.AUC }, func(c *CI95, i *Interval) { c.AUC = i }},
	{func(r *Report) Number { return r.SkillSample }, func(c *CI95, i *Interval) { c.SkillSample = i }},
	{ofCORP(func(d *CORP) Number { return d.MCB }), func(c *CI95, i *Interval) { c.CORP.MCB = i }},
	{ofCORP(func(d *CORP) Number { return d.DSC }), func(c *CI95, i *Interval) { c.CORP.DSC = i }},
	{ofCORP(func(d *CORP) Number { return d.UNC }), func(c *CI95, i *Interval) { c.CORP.UNC = i }},
	{ofMurphy(func(m *Murphy) Number { return m.REL }), func(c *CI95, i *Interval) { c.Murphy.REL = i }},
	{ofMurphy(func(m *Murphy) Number { return m.RES }), func(c *CI95, i *Interval) { c.Murphy.RES = i }},
	{ofMurphy(func(m *Murphy) Number { return m.UNC }), func(c *CI95, i *Interval) { c.Murphy.UNC = i }},
	{ofMurphy(func(m *Murphy) Number { return m.WBV }), func(c *CI95, i *Interval) { c.Murphy.WBV = i }},
	{ofMurphy(func(m *Murphy) Number { return m.WBC }), func(c *CI95, i *Interval) { c.Murphy.WBC = i }},
}

func ofCORP(of func(*CORP) Number) func(*Report) Number {
	return func(r *Report) Number {
		if r.CORP == nil {
			return Undefined
		}
		return of(r.CORP)
	}
}

func ofMurphy(of func(*Murphy) Number) func(*Report) Number {
	return func(r *Report) Number {
		if r.Murphy == nil {
			return Undefined
		}
		return of(r.Murphy)
	}
}

// addFigures adds the intervals of the figures beside mean and headline: every
// resample of questions is scored again, with the seed of the other intervals.
func (c *CI95) addFigures(d detail, opts Options) {
	values := make([][]float64, len(allFigures))
	for k := range values {
		values[k] = slices.Repeat([]float64{math.NaN()}, resamples)
	}
	s := calibration.NewSimulation(d.binary, d.units)
	s.Bootstrap(resamples, firstSeed(hashed(d.ids)), func(i int, drawn []float64, points []calibration.Point) {
		r := Report{Rule: opts.rule(), LogClip: opts.LogClip}
		r.figures(points, d.drawn(drawn))
		for k, f := range allFigures {
			values[k][i] = float64(f.value(&r))
		}
	})
	c.CORP, c.Murphy = &CORPIntervals{}, &MurphyIntervals{}
	for k, f := range allFigures {
		f.set(c, percentiles(values[k]))
	}
	if len(d.binary) == 0 {
		c.CORP, c.Murphy = nil, nil
	}
}
