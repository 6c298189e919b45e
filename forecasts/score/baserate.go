package score

// BaseRate is how often such a question came true in the cases that somebody
// counted, and when that was recorded.
type BaseRate struct {
	By string  // a forecaster, as pairs name it
	At int64   // milliseconds since 1970
	P  float64 // 0 to 1
}

// baseRate is the base rate that a forecast is compared with: the latest base
// rate that its forecaster had recorded before it, else the latest of anybody;
// false where there was none.
func (q *Question) baseRate(forecaster string, at int64) (p float64, ok bool) {
	own := false
	var since int64
	for _, b := range q.BaseRates {
		mine := b.By == forecaster
		if b.At >= at || own && !mine || ok && own == mine && b.At < since {
			continue
		}
		p, since, own, ok = b.P, b.At, mine, true
	}
	return p, ok
}

// BaseRateSkill is the skill of binary forecasts against the base rates that were
// recorded before them: 1 − Σ w (p − y)² over Σ w (b − y)², over the stretches of
// forecasts that had one, whatever the rule of the report. It is Undefined if
// there is none, or if the base rates were never wrong.
type BaseRateSkill struct {
	Skill     Number    // −Inf to 1, high is better, 0 is the base rates
	CI95      *Interval // by question; nil under ten
	Questions int
}

// BaseRateSkill compares what is scored with the base rates that were recorded
// beforehand; without an interval in plain.
//
// Source: Murphy 1988, Mon. Wea. Rev. 116:2417; SCORING.md, "Skill".
func (s *Scored) BaseRateSkill() BaseRateSkill { return baseRateSkill(s.all, !s.opts.Plain) }

func baseRateSkill(pairs []*scored, interval bool) BaseRateSkill {
	var sums baseRateSums
	sums.add(pairs)
	return sums.skill(interval)
}

// baseRateSums are what pairs add to a BaseRateSkill.
type baseRateSums struct {
	ids       []string
	own, base Sum
	order     unitOrder
	units     []unitHeadline
}

// add adds pairs; questions come in order.
func (r *baseRateSums) add(pairs []*scored) {
	for _, one := range pairs {
		q := one.question
		if len(q.BaseRates) == 0 || q.choice() {
			continue
		}
		var u unitHeadline
		any := false
		for i := range one.stretches {
			st := &one.stretches[i]
			b, ok := q.baseRate(one.pair.Forecaster, st.Forecast.At)
			if !ok {
				continue
			}
			any = true
			mine, its := st.Weight*Brier(st.Forecast.P, q.Outcome), st.Weight*Brier(b, q.Outcome)
			r.own.Add(mine)
			r.base.Add(its)
			u.score += mine
			u.weight += its
		}
		if !any {
			continue
		}
		i := r.order.number(q.unit())
		if i == len(r.units) {
			r.units = append(r.units, unitHeadline{})
		}
		r.units[i].score += u.score
		r.units[i].weight += u.weight
		if n := len(r.ids); n == 0 || r.ids[n-1] != q.Key {
			r.ids = append(r.ids, q.Key)
		}
	}
}

func (r *baseRateSums) skill(interval bool) BaseRateSkill {
	out := BaseRateSkill{Skill: Skill(r.own.Value(), r.base.Value()), Questions: len(r.ids)}
	if !interval || !out.Skill.Defined() {
		return out
	}
	if ci := headlineInterval(r.ids, ranked(&r.order, r.units), nil); ci != nil {
		out.CI95 = &Interval{1 - ci[1], 1 - ci[0]}
	}
	return out
}
