package score

import (
	"math"

	"weathervane/forecasts/calibration"
)

// part is what the rows of some questions add up to.
type part struct {
	table *Table
	rule  Rule
	clip  logClip
	pairs []pairRows

	forecasts, scored, logInfinite, noClose int
	partial                                 int // questions with a fraction for an outcome
	leftOut                                 LeftOut
	cases                                   []calibration.Case
	rest                                    whole
	questions                               []int32 // with a scored row
	units                                   []unitSums

	windows                        int   // pairs with a window
	covered, window                int64 // milliseconds
	score, weight                  Sum   // over stretches: weight times score, weight
	absent, share                  Sum   // uncovered share times the uniform score; window over scheduled length
	pairsStood                     int
	mean, coveredOnly, meanCovered Sum

	items []item // of the current pair

	keep   bool // what follows, by question, for the intervals of all figures
	binary []calibration.Forecast
	rests  []unitRest
}

// item is one forecast of a pair that is scored, by the rule and by Brier.
type item struct {
	at           int64
	score, brier float64
	line         int32
}

// run adds up the part, question by question.
func (p *part) run() {
	t := p.table
	rows := 0
	for _, pr := range p.pairs {
		rows += int(pr.hi - pr.lo)
	}
	if t.Options == nil {
		p.cases = make([]calibration.Case, 0, rows)
	}
	for lo := 0; lo < len(p.pairs); {
		q, hi := t.rows[p.pairs[lo].lo].question, lo+1
		for hi < len(p.pairs) && t.rows[p.pairs[hi].lo].question == q {
			hi++
		}
		p.question(q, p.pairs[lo:hi])
		lo = hi
	}
	p.items = nil
}

func (p *part) question(q int32, pairs []pairRows) {
	var u unitSums
	var score, headline, weight Sum
	w := p.table.windows[q]
	for _, pr := range pairs {
		rows := p.table.rows[pr.lo:pr.hi]
		p.items = p.items[:0]
		var absent absence
		if p.table.Options == nil {
			absent = p.admitRows(rows, w)
		} else {
			absent = p.admitSets(rows, w)
		}
		for i := range p.items {
			score.Add(p.items[i].score)
		}
		u.weight += float64(len(p.items))
		if absent.resolved && p.table.timed {
			p.weigh(w, absent, &headline, &weight)
		}
	}
	if u.weight == 0 {
		return
	}
	u.score, u.headlineScore, u.headlineWeight = score.Value(), headline.Value(), weight.Value()
	p.score.Add(u.headlineScore)
	p.weight.Add(u.headlineWeight)
	if y := p.table.rows[pairs[0].lo].y; p.table.Options == nil && y != 0 && y != 1 {
		p.partial++
	}
	p.questions = append(p.questions, q)
	p.units = append(p.units, u)
	if u.headlineWeight > 0 && !w.planned() {
		p.noClose++
	}
}

// absence is what the uniform forecast scores on a question, if it resolved.
type absence struct {
	resolved     bool
	score, brier float64
}

// leave counts a forecast that is not scored, for its outcome or its instant.
func (p *part) leave(y float64, at int64, w window) bool {
	switch {
	case y == outcomeVoid:
		p.leftOut.Annulled++
	case y < 0:
		p.leftOut.Unresolved++
	case p.table.timed && w.end() != noTime && at >= w.end():
		p.leftOut.AfterClose++
	default:
		return false
	}
	return true
}

// admitRows makes items of the binary rows that are scored.
func (p *part) admitRows(rows []row, w window) absence {
	var absent absence
	for i := range rows {
		r := &rows[i]
		p.forecasts++
		partial := r.y != 0 && r.y != 1
		undefined := partial && (p.rule == RuleLog || p.rule == RuleSpherical)
		if r.y >= 0 && !undefined {
			absent = absence{true, p.rule.uniform(0, r.y), RuleBrier.uniform(0, r.y)}
		}
		if p.leave(r.y, r.at, w) {
			continue
		}
		if undefined {
			p.leftOut.OtherRule++
			continue
		}
		p.scored++
		it := item{at: r.at, brier: Brier(r.p, r.y), line: r.line}
		if it.score = it.brier; p.rule != RuleBrier {
			it.score = p.clip.of(p.rule, p.rule.Binary(r.p, r.y))
		}
		p.items = append(p.items, it)
		if partial {
			p.addRest(r.question, it.score, math.NaN(), math.NaN())
			continue
		}
		p.cases = append(p.cases, calibration.NewCase(r.p, r.y == 1))
		if p.keep {
			p.binary = append(p.binary, calibration.Forecast{P: r.p, Weight: 1, Yes: r.y == 1, Unit: int(r.question)})
		}
	}
	return absent
}

// weigh adds up the stretches of the items: each stands from its instant, at
// the earliest from the opening, to the next one, the end, or until its withdrawal.
// Where nobody said when it opened, the first forecast of the pair opens it.
func (p *part) weigh(w window, absent absence, score, weight *Sum) {
	if w.opens == noTime && len(p.items) > 0 {
		w.opens = p.items[0].at
	}
	scheduled, _ := w.scheduled()
	if scheduled <= 0 || w.end() <= w.opens {
		return
	}
	end, length := w.end(), w.end()-w.opens
	var covered int64
	var area, brier Sum
	for i := range p.items {
		from, to := max(p.items[i].at, w.opens), end
		if i+1 < len(p.items) {
			to = min(end, p.items[i+1].at)
		}
		to = p.table.until(p.items[i].line, to)
		if from < to {
			covered += to - from
			area.Add(float64(to-from) * p.items[i].score)
			brier.Add(float64(to-from) * p.items[i].brier)
		}
	}
	whole := float64(scheduled)
	p.windows++
	p.covered += covered
	p.window += length
	p.share.Add(float64(length) / whole)
	p.absent.Add(float64(length-covered) / whole * absent.score)
	if covered == 0 {
		return
	}
	score.Add(area.Value() / whole)
	weight.Add(float64(covered) / whole)
	p.pairsStood++
	p.coveredOnly.Add(brier.Value() / float64(covered))
	p.meanCovered.Add(float64(covered) / float64(length))
	p.mean.Add((brier.Value() + float64(length-covered)*absent.brier) / float64(length))
}

// join adds the sums of the next part.
func (p *part) join(o *part) {
	p.forecasts += o.forecasts
	p.scored += o.scored
	p.logInfinite += o.logInfinite
	p.noClose += o.noClose
	p.partial += o.partial
	p.leftOut.add(o.leftOut)
	p.cases = append(p.cases, o.cases...)
	o.cases = nil
	p.questions = append(p.questions, o.questions...)
	p.units = append(p.units, o.units...)
	p.binary = append(p.binary, o.binary...)
	p.rests = append(p.rests, o.rests...)
	o.binary, o.rests = nil, nil
	p.windows += o.windows
	p.covered += o.covered
	p.window += o.window
	p.pairsStood += o.pairsStood
	for _, s := range []struct{ to, from *Sum }{
		{&p.rest.score, &o.rest.score}, {&p.rest.weight, &o.rest.weight}, {&p.rest.log, &o.rest.log},
		{&p.rest.logWeight, &o.rest.logWeight}, {&p.rest.spherical, &o.rest.spherical},
		{&p.score, &o.score}, {&p.weight, &o.weight}, {&p.absent, &o.absent}, {&p.share, &o.share},
		{&p.mean, &o.mean}, {&p.coveredOnly, &o.coveredOnly}, {&p.meanCovered, &o.meanCovered},
	} {
		s.to.Add(s.from.Value())
	}
}

// report gives all figures that do not need the points.
func (p *part) report() Report {
	r := Report{
		Unit: "rows", Rule: p.rule, LogClip: float64(p.clip), Forecasts: p.forecasts, Scored: p.scored, Questions: len(p.questions),
		LeftOut: p.leftOut, LogInfinite: p.logInfinite, NoClose: p.noClose,
		Provenance: ProvenanceCount{Imported: p.scored},
		Headline:   Undefined, Coverage: Undefined, WholeWindow: Undefined, SkillBaseRate: Undefined,
	}
	if p.table.Options == nil {
		r.Binary, r.Partial = r.Questions, p.partial
	} else {
		r.Choice = r.Questions
	}
	if p.windows == 0 {
		return r
	}
	r.Headline = ratio(p.score.Value(), p.weight.Value())
	r.Coverage = ratio(float64(p.covered), float64(p.window))
	if p.rule != RuleLog {
		p.score.Add(p.absent.Value())
		r.WholeWindow = ratio(p.score.Value(), p.share.Value())
	}
	if n := float64(p.pairsStood); n > 0 {
		r.TimeWeighted = &TimeWeightedMeans{
			Mean: ratio(p.mean.Value(), n), MeanCoveredOnly: ratio(p.coveredOnly.Value(), n),
			Coverage: ratio(p.meanCovered.Value(), n), Pairs: p.pairsStood,
		}
	}
	return r
}
