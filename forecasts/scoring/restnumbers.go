package scoring

import (
	"maps"
	"slices"

	"weathervane/forecasts/score"
	"weathervane/model/journal"
)

// ofNumbers adds what was done about the numbers and dates on which the forecasters
// are scored: no headline has them, so that their lines have none without it.
func (r *reading) ofNumbers() {
	b, n := r.book, r.numbers
	if n == nil {
		return
	}
	on := map[int][]int{} // pairs, by question
	for i, p := range n.pairs {
		if n.fits(p, b.filter) {
			on[p.Question] = append(on[p.Question], i)
		}
	}
	for _, q := range slices.Sorted(maps.Keys(on)) {
		if slices.ContainsFunc(on[q], func(i int) bool { return r.fits(n.who[i]) }) {
			if n.questions[q].State == score.Resolved {
				r.ofNumber(q, on[q])
			} else {
				r.ofVoidNumber(q, on[q])
			}
		}
	}
}

// ofNumber adds what was done about one of them, with all its pairs.
func (r *reading) ofNumber(q int, pairs []int) {
	n := r.numbers
	asked, known := n.asked[q], journal.Instant(n.questions[q].Known)
	first, scored := known, map[string]bool{}
	for _, i := range pairs {
		scored[n.who[i].Key] = true
		first = min(first, journal.Instant(n.pairs[i].Steps[0].At))
	}
	f := &questionFacts{}
	r.book.revised(f, asked.ID.String(), first, known)
	note := func(what string, acts ...act) *found { return r.besides(what, asked.ID, scored, acts...) }
	for _, by := range byAuthor(f.closes) {
		note(ClosesMoved, by...)
	}
	for _, by := range byAuthor(f.criteria) {
		note(CriteriaChanged, by...)
	}
	end, ended := r.book.facts.ends.Of(asked.ID)
	if !ended || len(end.Void) > 0 {
		return
	}
	if scored[end.First.By.Key] {
		note(EndedByScored, end.First)
	}
	cuts := 0
	for _, i := range pairs {
		for _, st := range n.pairs[i].Steps {
			if at := journal.Instant(st.At); !st.Gone && at >= known && at < end.Recorded {
				cuts++
			}
		}
	}
	if cuts > 0 {
		note(KnownEarly, end.Known).cuts += cuts
	}
}

// ofVoidNumber adds that one of them has no outcome by the decision of somebody who
// had forecast it, or who retracted the outcome that they had decided.
func (r *reading) ofVoidNumber(q int, pairs []int) {
	n := r.numbers
	id := n.asked[q].ID
	forecast := map[string]bool{}
	for _, i := range pairs {
		if slices.ContainsFunc(n.pairs[i].Steps, func(st score.QuantileStep) bool { return !st.Gone }) {
			forecast[n.who[i].Key] = true
		}
	}
	end, _ := r.book.facts.ends.Of(id)
	by := end.Void
	for _, o := range r.book.facts.takenBack[id.String()] {
		by = append(slices.Clone(by), o.Act)
	}
	for _, a := range by {
		if forecast[a.By.Key] {
			r.besides(EndedByScored, id, nil, a)
		}
	}
}

// besides is the line of the author of some records about a number or date, with
// these.
func (r *reading) besides(what string, question journal.ID, scored map[string]bool, acts ...act) *found {
	l := r.lineOf(lineKey{what: what, by: acts[0].By, beside: true})
	for _, a := range acts {
		l.records = append(l.records, record{a.ID, a.At})
	}
	if !slices.Contains(l.gone, question) {
		l.gone = append(l.gone, question)
		if scored[acts[0].By.Key] {
			l.scored++
		}
	}
	return l
}
