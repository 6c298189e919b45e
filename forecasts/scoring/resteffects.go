package scoring

import (
	"math"
	"slices"

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

// sum adds up the terms, but for some.
func (r *reading) sum(without []bool) totals {
	var s, w score.Sum
	n := 0
	for i, t := range r.terms {
		if t.weight > 0 && (without == nil || !without[i]) {
			s.Add(t.score)
			w.Add(t.weight)
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
func (r *reading) change(f *found, at int, t, instead *score.Term) {
	r.on(f, t.Question.Key)
	c := change{at: at}
	if instead != nil {
		c.score, c.weight = instead.Score, instead.Weight
	}
	f.changes = append(f.changes, c)
}

// addition notes that without the line a term would be scored that is not.
func (r *reading) addition(f *found, t *score.Term) {
	r.on(f, t.Question.Key)
	f.besides = append(f.besides, change{-1, t.Score, t.Weight})
}

// on notes a question of a line; those of terms come in order.
func (r *reading) on(f *found, key string) {
	if len(f.questions) > 0 && f.on == key {
		return
	}
	f.on = key
	id, _ := journal.ParseID(key)
	on := r.book.on[key]
	f.questions = append(f.questions, noted{id, on != nil && slices.Contains(on.scored, f.by.Key)})
}

// with is the headline with some terms changed: their part of the two sums is
// replaced. If they are many, or the sums are not finite, the others are added up
// again, because a difference would not be exact.
func (r *reading) with(changes []change) score.Number {
	total := r.total
	if len(changes) > len(r.terms)/4 || math.IsInf(total.score, 0) || math.IsNaN(total.score) {
		changed := make([]bool, len(r.terms))
		for _, c := range changes {
			if c.at >= 0 {
				changed[c.at] = true
			}
		}
		total = r.sum(changed)
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
		if c.at >= 0 && r.terms[c.at].weight > 0 {
			s.Add(-r.terms[c.at].score)
			w.Add(-r.terms[c.at].weight)
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
