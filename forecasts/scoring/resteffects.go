package scoring

import (
	"math"
	"slices"

	"weathervane/forecasts/score"
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
	f.on(t.Question.Key)
	c := change{at: at}
	if instead != nil {
		c.score, c.weight = instead.Score, instead.Weight
	}
	f.changes = append(f.changes, c)
}

// on notes a question; those of terms come in order.
func (f *found) on(key string) {
	if n := len(f.questions); n == 0 || f.questions[n-1] != key {
		f.questions = append(f.questions, key)
	}
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
