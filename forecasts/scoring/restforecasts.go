package scoring

import (
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
)

// ofForecasts adds what a forecaster did with the forecasts of a term.
func (r *reading) ofForecasts(at int, t *score.Term, who forecaster.Forecaster) {
	opts := r.book.opts
	r.ofSeals(at, t, who)
	if v, ok := asNotWithdrawn(t, r.book.erasedBy(t.Question.Key, t.Pair.Forecaster), opts); ok {
		r.change(r.line(WithdrawnEarly, who), at, t, &v)
	}
	if t.Weight == 0 {
		return
	}
	for _, one := range []struct {
		what string
		is   func(*score.Step) bool
	}{
		{OddClock, func(st *score.Step) bool { return st.OddClock }},
		{Imports, func(st *score.Step) bool { return st.Provenance == score.Imported }},
	} {
		n := 0
		for i := range t.Stretches {
			if st := t.Stretches[i].Forecast; one.is(st) && (i == 0 || t.Stretches[i-1].Forecast.At != st.At) {
				n++
			}
		}
		if n > 0 {
			v := score.TermOf(t.Question, without(t.Pair, one.is), opts)
			l := r.line(one.what, who)
			r.change(l, at, t, &v)
			l.n += n
		}
	}
}

// without is a pair without some of its steps.
func without(p *score.Pair, is func(*score.Step) bool) *score.Pair {
	some := *p
	some.Steps = slices.DeleteFunc(slices.Clone(p.Steps), func(st score.Step) bool { return is(&st) })
	return &some
}

// ofSeals adds seals that were not shown. Where they are scored as forfeited, it is
// the headline without them; elsewhere what they would cost if they were.
func (r *reading) ofSeals(at int, t *score.Term, who forecaster.Forecaster) {
	opts := r.book.opts
	sealed, forfeited := 0, 0
	for i := range t.Pair.Steps {
		switch t.Pair.Steps[i].Provenance {
		case score.Sealed:
			sealed++
		case score.Forfeited:
			forfeited++
		}
	}
	if sealed+forfeited == 0 {
		return
	}
	l := r.line(UnshownSeals, who)
	l.n += sealed + forfeited
	r.on(l, t.Question.Key)
	l.lost = opts.Forfeits
	if forfeited == 0 {
		l.unknown = len(l.changes) == 0
		return
	}
	l.unknown = false
	opts.Forfeits = !opts.Forfeits
	v := score.TermOf(t.Question, t.Pair, opts)
	r.change(l, at, t, &v)
}

// asNotWithdrawn is a term as if its forecaster had withdrawn nothing, neither by a
// withdrawal nor by retracting erased forecasts: each stands until the next one. It is
// false if that gives it no more weight and no other forecasts.
func asNotWithdrawn(t *score.Term, erased []score.Step, opts score.Options) (score.Term, bool) {
	gone := func(st *score.Step) bool { return st.Gone }
	if len(erased) == 0 && !slices.ContainsFunc(t.Pair.Steps, func(st score.Step) bool { return gone(&st) }) {
		return score.Term{}, false
	}
	p := without(t.Pair, gone)
	p.Steps = joined(p.Steps, erased)
	v := score.TermOf(t.Question, p, opts)
	return v, v.Weight > t.Weight*(1+1e-12) || len(erased) > 0 && v.Score != t.Score
}

// wasWitnessed reports whether somebody else had seen every forecast of a term
// that counts before the outcome was known.
func (b *book) wasWitnessed(t *score.Term) bool {
	seen, ok := b.seen[[2]string{t.Question.Key, t.Pair.Forecaster}]
	if !ok {
		return false
	}
	for i := range t.Stretches {
		st := t.Stretches[i].Forecast
		if !slices.ContainsFunc(seen.p.Steps, func(s score.Step) bool { return isSame(&s, st) }) {
			return false
		}
	}
	return true
}

// isSame reports whether two steps are one forecast: of two at one instant the later
// stands, so that it may be another one that somebody has seen.
func isSame(a, b *score.Step) bool {
	return !a.Gone && a.At == b.At && a.Provenance == b.Provenance && a.P == b.P && slices.Equal(a.Probs, b.Probs)
}

// asWitnessed is a term of the forecasts that somebody else had seen; nil if there
// are none.
func (b *book) asWitnessed(t *score.Term) *score.Term {
	seen, ok := b.seen[[2]string{t.Question.Key, t.Pair.Forecaster}]
	if !ok {
		return nil
	}
	v := score.TermOf(seen.q, seen.p, b.opts)
	return &v
}
