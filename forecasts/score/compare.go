package score

import (
	"cmp"
	"math"
	"slices"
)

// Comparison is how two forecasters did on the questions and at the instants
// at which both stood: the only way to compare them, since their means differ
// in questions and time.
type Comparison struct {
	A, B       string
	Difference Number    // Σ w (score of A - score of B) / Σ w
	CI95       *Interval // of the paired t; nil under ten questions
	P          Number    // two-sided, of the same t: a difference as large by chance; Undefined under ten
	Questions  int       // on which both stood at some instant
	Common     int64     // milliseconds at which both stood
	Better     string    // A or B where the interval leaves 0 out, else ""
	Leads      string    // A or B by the sign of the difference, else "": whoever is better, if anyone is
}

// Compare makes the paired comparison of two forecasters under the rule of the
// options.
func Compare(in Workspace, a, b string, opts Options) Comparison {
	both := Workspace{Questions: in.Questions}
	for _, p := range in.Pairs {
		if p.Forecaster == a || p.Forecaster == b {
			both.Pairs = append(both.Pairs, p)
		}
	}
	parts := Score(both, opts).ByForecaster()
	return parts[a].Against(parts[b], a, b)
}

// Against makes the paired comparison of two forecasters, a and b by name.
func (s *Scored) Against(other *Scored, a, b string) Comparison {
	c := Comparison{A: a, B: b, Difference: Undefined, P: Undefined}
	if s == nil || other == nil {
		return c
	}
	var order unitOrder
	var units []unitHeadline
	var score, weight Sum
	left, right := s.all, other.all
	for len(left) > 0 && len(right) > 0 {
		q, its := left[0].question, right[0].question
		if q.Key < its.Key {
			left = left[1:]
			continue
		}
		if its.Key < q.Key {
			right = right[1:]
			continue
		}
		d, w, common := difference(takeQuestion(&left), takeQuestion(&right))
		if common == 0 {
			continue
		}
		c.Questions++
		c.Common += common
		score.Add(d)
		weight.Add(w)
		i := order.number(q.unit())
		if i == len(units) {
			units = append(units, unitHeadline{})
		}
		units[i].score += d
		units[i].weight += w
	}
	c.Difference = ratio(score.Value(), weight.Value())
	if !s.opts.Plain {
		c.judge(ranked(&order, units), s.opts.rule())
	}
	return c
}

// takeQuestion takes the stretches of the first question.
func takeQuestion(from *[]*scored) []Stretch {
	all := *from
	key, n := all[0].question.Key, 1
	stretches := all[0].stretches
	for ; n < len(all) && all[n].question.Key == key; n++ {
		stretches = append(slices.Clip(stretches), all[n].stretches...)
	}
	*from = all[n:]
	return stretches
}

// judge adds the interval, and who is better where it leaves 0 out.
func (c *Comparison) judge(units []unitHeadline, rule Rule) {
	t, ok := pairedTOf(units)
	if !ok {
		return
	}
	c.CI95, c.P = t.interval(), Number(t.p())
	mean := t.mean
	if rule == RuleSpherical { // the one rule of which high is better
		mean = -mean
	}
	switch {
	case mean < 0:
		c.Leads = c.A
	case mean > 0:
		c.Leads = c.B
	}
	if c.CI95[0] > 0 || c.CI95[1] < 0 {
		c.Better = c.Leads
	}
}

// difference adds up weight times (a - b) over the time that both stood.
func difference(a, b []Stretch) (score, weight float64, common int64) {
	var s, w Sum
	eachCommon(a, b, func(a, b *Stretch, from, to int64, share float64) {
		d := a.Score - b.Score
		if math.IsNaN(d) { // both infinite: they do not differ
			d = 0
		}
		s.Add(share * d)
		w.Add(share)
		common += to - from
	})
	return s.Value(), w.Value(), common
}

// eachCommon calls do for the times at which both of two stood on a question, with
// the weight of a, which is that of b: length over the scheduled length.
func eachCommon(a, b []Stretch, do func(a, b *Stretch, from, to int64, weight float64)) {
	byTime := func(x, y Stretch) int { return cmp.Compare(x.From, y.From) }
	for _, x := range []*[]Stretch{&a, &b} {
		if !slices.IsSortedFunc(*x, byTime) {
			*x = slices.SortedFunc(slices.Values(*x), byTime)
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		if from, to := max(a[i].From, b[j].From), min(a[i].To, b[j].To); from < to {
			do(&a[i], &b[j], from, to, a[i].Weight*float64(to-from)/float64(a[i].To-a[i].From))
		}
		if a[i].To <= b[j].To {
			i++
		} else {
			j++
		}
	}
}

// TeamRow is how one forecaster did against the team's daily medians.
type TeamRow struct {
	Forecaster string
	Accuracy   Number    // mean over questions of Relative.Accuracy, on the scale of the rule; for Brier below 0 is better than the team
	CI95       *Interval // of the paired t; nil under ten questions
	Questions  int       // with a day on which at least three stood, this forecaster among them
}

// minTeam is how many must stand on a day for a median of the team.
const minTeam = 3

// RelativeToTeam compares each forecaster with the team day by day: at the end
// of each day (UTC) that a resolved question is open, the score of the forecast
// standing just before, less the median of all that stand, over all days of the
// question.
func RelativeToTeam(in Workspace, opts Options) []TeamRow {
	type sums struct {
		n     int
		order unitOrder
		units []unitHeadline
		total Sum
	}
	by := map[string]*sums{}
	for _, pairs := range byQuestion(scorePairs(in, opts)) {
		q := pairs[0].question
		_, relatives := RelativeDaily(dailyScores(pairs), minTeam)
		for name, r := range relatives {
			if r.Days == 0 {
				continue
			}
			s := by[name]
			if s == nil {
				s = &sums{}
				by[name] = s
			}
			s.n++
			s.total.Add(r.Accuracy)
			i := s.order.number(q.unit())
			if i == len(s.units) {
				s.units = append(s.units, unitHeadline{})
			}
			s.units[i].score += r.Accuracy
			s.units[i].weight++
		}
	}
	rows := make([]TeamRow, 0, len(by))
	for _, name := range sortedKeys(by) {
		s := by[name]
		c := Comparison{}
		c.judge(ranked(&s.order, s.units), opts.rule())
		rows = append(rows, TeamRow{name, ratio(s.total.Value(), float64(s.n)), c.CI95, s.n})
	}
	return rows
}

// dailyScores are the scores of each forecaster on one question at the ends of
// its days, NaN if nothing stands.
func dailyScores(pairs []*scored) map[string][]float64 {
	begin, end := int64(math.MaxInt64), int64(math.MinInt64)
	for i := range pairs {
		if pairs[i].window > 0 {
			q := pairs[i].question
			begin, end = min(begin, cmp.Or(q.begin(), first(pairs[i].stretches))), q.end()
		}
	}
	daily := map[string][]float64{}
	if begin >= end {
		return daily
	}
	for i := range pairs {
		if pairs[i].window == 0 {
			continue
		}
		var scores []float64
		q, stretches := pairs[i].question, pairs[i].stretches
		for day := (floorDiv(begin, Day) + 1) * Day; day <= end; day += Day {
			if !q.isOpenBefore(day) {
				continue
			}
			for len(stretches) > 0 && stretches[0].To < day {
				stretches = stretches[1:]
			}
			x := math.NaN()
			if len(stretches) > 0 && stretches[0].From < day {
				x = stretches[0].Score
			}
			scores = append(scores, x)
		}
		daily[pairs[i].pair.Forecaster] = scores
	}
	return daily
}

func first(stretches []Stretch) int64 {
	if len(stretches) == 0 {
		return math.MaxInt64
	}
	return stretches[0].From
}
