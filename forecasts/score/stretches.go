package score

import (
	"math"
	"slices"

	"weathervane/forecasts/calibration"
)

// ScoreStretches scores a workspace: every stretch of time that a forecast
// stood weighs its length over the question's scheduled length, and every
// figure uses those weights, so that Mean is the Headline and, over binary
// questions, MCB - DSC + UNC as well.
func ScoreStretches(in Workspace, opts Options) Report {
	all := scorePairs(in, opts)
	r := aggregate(all, opts)
	r.LeftOut.add(in.LeftOut)
	if opts.By == nil {
		return r
	}
	groups := map[string][]scored{}
	for _, s := range all {
		for _, key := range opts.By(s.question, s.pair) {
			groups[key] = append(groups[key], s)
		}
	}
	r.Groups = []Group{}
	for _, key := range sortedKeys(groups) {
		r.Groups = append(r.Groups, Group{key, aggregate(groups[key], opts)})
	}
	return r
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// aggregate makes the report of pairs that are in order.
func aggregate(pairs []scored, opts Options) Report {
	r := Report{Unit: "stretches", Rule: opts.rule()}
	r.tally(pairs)
	points, rest := r.split(pairs)
	r.figures(points, rest)
	r.Headline = r.Mean
	r.wholeWindow(pairs)
	r.TimeWeighted = timeWeightedMeans(pairs)
	ids, units := byUnit(pairs)
	if ci := intervals(ids, units); ci != nil {
		r.CI95 = &CI95{Mean: ci.Headline, Headline: ci.Headline}
		if opts.Intervals {
			r.CI95.addFigures(detailOf(pairs, ids), opts.rule())
		}
	}
	return r
}

// tally adds up what is counted.
func (r *Report) tally(pairs []scored) {
	seen := map[*Question]bool{}
	for i := range pairs {
		s := &pairs[i]
		r.Forecasts += s.forecasts
		r.Scored += s.counted
		r.LeftOut.add(s.leftOut)
		r.Provenance.Live += s.provenance.Live
		r.Provenance.Late += s.provenance.Late
		r.Provenance.Imported += s.provenance.Imported
		r.Provenance.Sealed += s.provenance.Sealed
		if s.counted == 0 || seen[s.question] {
			continue
		}
		seen[s.question] = true
		r.Questions++
		if s.question.choice() {
			r.Choice++
		} else {
			r.Binary++
		}
		if s.noClose {
			r.NoClose++
		}
	}
}

// split gives the stretches with a plain yes or no as points, the others as sums.
func (r *Report) split(pairs []scored) ([]calibration.Point, whole) {
	var p, y, w []float64
	var rest whole
	for i := range pairs {
		s := &pairs[i]
		infinite := map[int64]bool{}
		for j := range s.stretches {
			st := &s.stretches[j]
			log := s.question.score(RuleLog, &st.Forecast)
			if math.IsInf(log, 1) {
				infinite[st.Forecast.At] = true
			}
			if s.question.choice() || s.question.partial() {
				rest.add(st.Weight, st.Score, log, s.question.score(RuleSpherical, &st.Forecast))
				continue
			}
			p = append(p, st.Forecast.P)
			y = append(y, s.question.Outcome)
			w = append(w, st.Weight)
		}
		r.LogInfinite += len(infinite)
	}
	return calibration.Pool(p, y, w), rest
}

// wholeWindow fills in coverage and the figure that charges for absence.
func (r *Report) wholeWindow(pairs []scored) {
	var covered, window int64
	var score, share Sum
	for i := range pairs {
		s := &pairs[i]
		covered += s.covered
		window += s.window
		if s.window == 0 {
			continue
		}
		score.Add(s.score)
		share.Add(s.share)
		if s.covered < s.window {
			score.Add(s.uncovered * r.Rule.uniform(s.question.Options, s.question.Outcome))
		}
	}
	r.Coverage = ratio(float64(covered), float64(window))
	r.WholeWindow = ratio(score.Value(), share.Value())
	if r.Rule == RuleLog {
		r.WholeWindow = Undefined
	}
}

// timeWeightedMeans are the means over pairs that stood at all; nil where no
// window is known.
func timeWeightedMeans(pairs []scored) *TimeWeightedMeans {
	var mean, coveredOnly, coverage Sum
	m := TimeWeightedMeans{}
	for i := range pairs {
		s := &pairs[i]
		if s.covered == 0 {
			continue
		}
		var area Sum
		for j := range s.stretches {
			st := &s.stretches[j]
			area.Add(float64(st.To-st.From) * s.question.score(RuleBrier, &st.Forecast))
		}
		m.Pairs++
		coveredOnly.Add(area.Value() / float64(s.covered))
		coverage.Add(float64(s.covered) / float64(s.window))
		absent := RuleBrier.uniform(s.question.Options, s.question.Outcome)
		area.Add(float64(s.window-s.covered) * absent)
		mean.Add(area.Value() / float64(s.window))
	}
	if m.Pairs == 0 {
		return nil
	}
	n := float64(m.Pairs)
	m.Mean, m.MeanCoveredOnly = ratio(mean.Value(), n), ratio(coveredOnly.Value(), n)
	m.Coverage = ratio(coverage.Value(), n)
	return &m
}

// byUnit adds up the pairs of each bootstrap unit; ids are the sorted keys of
// the questions, which seed the bootstrap.
func byUnit(pairs []scored) (ids []string, units []unitSums) {
	sums := map[string]*[2]Sum{}
	for i := range pairs {
		s := &pairs[i]
		if s.weight == 0 {
			continue
		}
		if n := len(ids); n == 0 || ids[n-1] != s.question.Key {
			ids = append(ids, s.question.Key)
		}
		u := sums[s.question.unit()]
		if u == nil {
			u = new([2]Sum)
			sums[s.question.unit()] = u
		}
		u[0].Add(s.score)
		u[1].Add(s.weight)
	}
	for _, key := range sortedKeys(sums) {
		u := sums[key]
		units = append(units, unitSums{headlineScore: u[0].Value(), headlineWeight: u[1].Value()})
	}
	return ids, units
}
