package scoring

import (
	"math"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/model/journal"
)

// totals are the two sums of a headline, and how many terms have a weight.
type totals struct {
	score, weight float64
	terms         int
}

func (t totals) headline() score.Number {
	if t.terms == 0 {
		return score.Undefined
	}
	return score.Number(t.score / t.weight)
}

// sum adds up terms.
func (b *book) sum(terms []int) totals {
	var s, w score.Sum
	n := 0
	for _, i := range terms {
		t := &b.terms[i]
		if t.Weight > 0 {
			s.Add(t.Score)
			w.Add(t.Weight)
			n++
		}
	}
	return totals{s.Value(), w.Value(), n}
}

// change puts another term in the place of one; −1 adds it.
type change struct {
	at            int
	score, weight float64
}

// change notes that without the line a term would be another; nil drops it.
func (f *found) change(at int, t, instead *score.Term) {
	f.questions[t.Question.Key] = true
	c := change{at: at}
	if instead != nil {
		c.score, c.weight = instead.Score, instead.Weight
	}
	f.changes = append(f.changes, c)
}

// with is the headline with some terms changed: their part of the two sums is
// replaced. If they are many, or the sums are not finite, the others are added up
// again, because a difference would not be exact.
func (r *reading) with(changes []change) score.Number {
	total := r.total
	if len(changes) > len(r.terms)/4 || math.IsInf(total.score, 0) || math.IsNaN(total.score) {
		changed := make(map[int]bool, len(changes))
		for _, c := range changes {
			changed[c.at] = true
		}
		total = r.book.sum(slices.DeleteFunc(slices.Clone(r.terms), func(i int) bool { return changed[i] }))
		var s, w score.Sum
		s.Add(total.score)
		w.Add(total.weight)
		for _, c := range changes {
			if c.weight > 0 {
				s.Add(c.score)
				w.Add(c.weight)
				total.terms++
			}
		}
		total.score, total.weight = s.Value(), w.Value()
		return total.headline()
	}
	var s, w score.Sum
	s.Add(total.score)
	w.Add(total.weight)
	for _, c := range changes {
		if c.at >= 0 && r.book.terms[c.at].Weight > 0 {
			s.Add(-r.book.terms[c.at].Score)
			w.Add(-r.book.terms[c.at].Weight)
			total.terms--
		}
		if c.weight > 0 {
			s.Add(c.score)
			w.Add(c.weight)
			total.terms++
		}
	}
	total.score, total.weight = s.Value(), w.Value()
	return total.headline()
}

// questionFacts are the facts of one question that can move a score.
type questionFacts struct {
	closes, criteria, tags []act
	asked                  *score.Question // as it was to close when the first forecast was made; nil if that was not moved
	end                    decided
	decided                bool            // by somebody who is scored on it
	dated                  *score.Question // with the instant of recording as known_at; nil if nothing is cut off
}

// of reads what the records say of a question.
func (b *book) factsOf(q *score.Question) *questionFacts {
	if f := b.about[q.Key]; f != nil {
		return f
	}
	f := &questionFacts{}
	b.about[q.Key] = f
	first, known := journal.Instant(b.first[q.Key]), journal.Instant(q.Known)
	end, ended := b.facts.ends[q.Key]
	for _, r := range b.facts.revised[q.Key] {
		if r.sets("tags") && r.at >= known {
			f.tags = append(f.tags, r.act)
		}
		if r.at <= first {
			continue
		}
		if r.sets("closes", "resolves_by") && r.at < known {
			f.closes = append(f.closes, r.act)
		}
		if r.sets("criteria", "fine_print", "title", "options", "range", "type") && (!ended || r.at <= end.recorded) {
			f.criteria = append(f.criteria, r.act)
		}
	}
	if len(f.closes) > 0 {
		f.asked = asFirstAsked(q, int64(first))
	}
	if !ended {
		return f
	}
	f.end = end
	f.decided = b.scoredOn[q.Key][end.first.by.Key]
	if end.recorded > known {
		later := *q
		later.Known = int64(end.recorded)
		again := end.again && b.scoredOn[q.Key][end.known.by.Key]
		if again || b.cutsOff(q, &later) > 0 {
			f.dated = &later
		}
	}
	return f
}

// asFirstAsked is a question with the close that was in force when the first
// forecast was made.
func asFirstAsked(q *score.Question, first int64) *score.Question {
	asked := *q
	asked.Schedule = slices.DeleteFunc(slices.Clone(q.Schedule), func(c score.Close) bool { return c.From > first })
	if n := len(asked.Schedule); n == 1 {
		asked.Closes, asked.Scheduled, asked.Schedule = asked.Schedule[0].Closes, asked.Schedule[0].Scheduled, nil
	}
	return &asked
}

// cutsOff counts the forecasts on a question, of anybody, from when its outcome is
// said to have been known until it ends in a later one.
func (b *book) cutsOff(q, later *score.Question) int {
	n := 0
	for i := range b.pairsOn[q.Key] {
		n += cutFrom(b.pairsOn[q.Key][i], q, later)
	}
	return n
}

func cutFrom(p *score.Pair, q, later *score.Question) int {
	n := 0
	for i := range p.Steps {
		if st := &p.Steps[i]; !st.Gone && st.At >= q.Known && st.At < later.End() {
			n++
		}
	}
	return n
}

// ofQuestion adds what was done about the question of a term.
func (r *reading) ofQuestion(at int, t *score.Term) {
	f := r.book.factsOf(t.Question)
	if f.asked != nil {
		if v := score.TermOf(f.asked, t.Pair, r.book.opts); t.Weight > 0 || v.Weight > 0 {
			for _, by := range byAuthor(f.closes) {
				r.noted(ClosesMoved, by).change(at, t, &v)
			}
		}
	}
	if f.dated != nil {
		if v := score.TermOf(f.dated, t.Pair, r.book.opts); t.Weight > 0 || v.Weight > 0 {
			l := r.noted(KnownEarly, []act{f.end.known})
			l.change(at, t, &v)
			l.cuts += cutFrom(t.Pair, t.Question, f.dated)
		}
	}
	if t.Weight == 0 {
		return
	}
	for _, by := range byAuthor(f.criteria) {
		r.noted(CriteriaChanged, by).change(at, t, nil)
	}
	for _, by := range byAuthor(r.book.facts.joins[t.Question.Key]) {
		r.noted(Joined, by).change(at, t, nil)
	}
	if f.decided {
		l := r.noted(EndedByScored, []act{f.end.first})
		l.change(at, t, nil)
		if v, ok := otherWay(t, r.book.opts); ok {
			l.other = append(l.other, change{at, v.Score, v.Weight})
		} else {
			l.noOther = true
		}
	}
}

// noted is the line of the author of some records, with these.
func (r *reading) noted(what string, by []act) *found {
	l := r.line(what, by[0].by)
	for _, a := range by {
		l.records[a.id] = true
	}
	return l
}

// byAuthor parts records by author.
func byAuthor(all []act) [][]act {
	var parts [][]act
	for _, a := range all {
		i := slices.IndexFunc(parts, func(p []act) bool { return p[0].by == a.by })
		if i < 0 {
			parts = append(parts, []act{a})
			continue
		}
		parts[i] = append(parts[i], a)
	}
	return parts
}

// otherWay is a term with the outcome decided the other way; false for a choice
// among more than two, which has no other way.
func otherWay(t *score.Term, opts score.Options) (score.Term, bool) {
	q := *t.Question
	switch q.Options {
	case 0, 1:
		q.Outcome = 1 - q.Outcome
	case 2:
		q.Option = 1 - q.Option
	default:
		return score.Term{}, false
	}
	p := *t.Pair
	p.Steps = slices.Clone(p.Steps)
	for i := range p.Steps {
		if p.Steps[i].Provenance == score.Forfeited {
			p.Steps[i] = forfeit(p.Steps[i], &q)
		}
	}
	return score.TermOf(&q, &p, opts), true
}

// ofForecasts adds what a forecaster did with the forecasts of a term.
func (r *reading) ofForecasts(at int, t *score.Term, who forecaster.Forecaster) {
	opts := r.book.opts
	r.ofSeals(at, t, who)
	if t.Weight == 0 {
		return
	}
	if v, ok := asNotWithdrawn(t, opts); ok {
		r.line(WithdrawnEarly, who).change(at, t, &v)
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
			if st := &t.Stretches[i].Forecast; one.is(st) && (i == 0 || t.Stretches[i-1].Forecast.At != st.At) {
				n++
			}
		}
		if n > 0 {
			v := score.TermOf(t.Question, without(t.Pair, one.is), opts)
			l := r.line(one.what, who)
			l.change(at, t, &v)
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
	l.questions[t.Question.Key] = true
	l.lost = opts.Forfeits
	if forfeited == 0 {
		l.unknown = len(l.changes) == 0
		return
	}
	l.unknown = false
	opts.Forfeits = !opts.Forfeits
	v := score.TermOf(t.Question, t.Pair, opts)
	l.change(at, t, &v)
}

// asNotWithdrawn is a term as if its forecaster had not withdrawn; false if they
// did not, or came back before the end.
func asNotWithdrawn(t *score.Term, opts score.Options) (score.Term, bool) {
	steps := t.Pair.Steps
	last := -1
	end := t.Question.End()
	for i := range steps {
		if !steps[i].Gone && opts.Counts(steps[i].Provenance) && steps[i].At < end {
			last = i
		}
	}
	gone := func(i int) bool { return i > last && steps[i].Gone }
	if last < 0 || last+1 == len(steps) {
		return score.Term{}, false
	}
	p := *t.Pair
	p.Steps = nil
	for i := range steps {
		if !gone(i) {
			p.Steps = append(p.Steps, steps[i])
		}
	}
	if len(p.Steps) == len(steps) {
		return score.Term{}, false
	}
	v := score.TermOf(t.Question, &p, opts)
	return v, v.Weight > t.Weight*(1+1e-12)
}

// wasWitnessed reports whether somebody else had seen every forecast of a term
// that counts before the outcome was known.
func (b *book) wasWitnessed(t *score.Term) bool {
	seen, ok := b.seen[[2]string{t.Question.Key, t.Pair.Forecaster}]
	if !ok {
		return false
	}
	for i := range t.Stretches {
		st := &t.Stretches[i].Forecast
		if !slices.ContainsFunc(seen.p.Steps, func(s score.Step) bool { return !s.Gone && s.At == st.At && s.Provenance == st.Provenance }) {
			return false
		}
	}
	return true
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

// taggedLate adds the questions that have or lack the tag of the filter only since
// their outcome was known.
func (r *reading) taggedLate(fits func(forecaster.Forecaster) bool) {
	b, tag := r.book, r.book.filter.Tag
	if tag == "" {
		return
	}
	late := func(q *score.Question) []act {
		f := b.factsOf(q)
		if len(f.tags) == 0 || slices.Contains(q.Tags, tag) == slices.Contains(b.facts.tagsAt(q, journal.Instant(q.Known)), tag) {
			return nil
		}
		return f.tags
	}
	for _, i := range r.terms {
		if t := &b.terms[i]; t.Weight > 0 {
			for _, by := range byAuthor(late(t.Question)) {
				r.noted(TagsLate, by).change(i, t, nil)
			}
		}
	}
	lacking := b.any.chosen(Filter{Kind: b.filter.Kind}).within(b.filter.Since, b.filter.Until)
	for i := range lacking.Pairs {
		p := &lacking.Pairs[i]
		q := &lacking.Questions[p.Question]
		if q.State != score.Resolved || slices.Contains(q.Tags, tag) || !fits(lacking.forecasters[p.Forecaster]) {
			continue
		}
		acts := late(q)
		if acts == nil {
			continue
		}
		v := score.TermOf(q, p, b.opts)
		for _, by := range byAuthor(acts) {
			if v.Weight > 0 {
				r.noted(TagsLate, by).change(-1, &v, &v)
			}
		}
	}
}
