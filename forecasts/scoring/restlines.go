package scoring

import (
	"maps"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/model/journal"
)

// book is what the lines of what a score rests on are computed from.
type book struct {
	opts    score.Options
	filter  Filter
	any     *workspace // whatever the filter
	s       *workspace // what is scored, of all forecasters
	vouched *workspace // of what others had witnessed alone; nil if that is what is scored
	facts   *facts

	terms        []score.Term // of the questions that are resolved
	byForecaster map[string][]int
	first        map[string]int64           // the first forecast on a question
	scoredOn     map[string]map[string]bool // the keys of who is scored on a question
	seen         map[[2]string]vouchedPair  // by question and forecaster
	about        map[string]*questionFacts  // as they are asked for
	pairsOn      map[string][]*score.Pair   // of anybody, by question
}

type vouchedPair struct {
	q *score.Question
	p *score.Pair
}

// open prepares a book for what is scored.
func (b *book) open(its *score.Scored) {
	b.byForecaster, b.first, b.scoredOn = map[string][]int{}, map[string]int64{}, map[string]map[string]bool{}
	b.about, b.pairsOn = map[string]*questionFacts{}, map[string][]*score.Pair{}
	for _, t := range its.Terms() {
		if t.Question.State != score.Resolved {
			continue
		}
		key := t.Pair.Forecaster
		b.byForecaster[key] = append(b.byForecaster[key], len(b.terms))
		b.terms = append(b.terms, t)
		if t.Weight > 0 {
			on := b.scoredOn[t.Question.Key]
			if on == nil {
				on = map[string]bool{}
				b.scoredOn[t.Question.Key] = on
			}
			on[b.s.forecasters[key].Key] = true
		}
	}
	for i := range b.any.Pairs {
		p := &b.any.Pairs[i]
		key := b.any.Questions[p.Question].Key
		b.pairsOn[key] = append(b.pairsOn[key], p)
		for j := range p.Steps {
			if at, ok := b.first[key]; !p.Steps[j].Gone && (!ok || p.Steps[j].At < at) {
				b.first[key] = p.Steps[j].At
			}
		}
	}
	if b.vouched == nil {
		return
	}
	b.seen = make(map[[2]string]vouchedPair, len(b.vouched.Pairs))
	for i := range b.vouched.Pairs {
		p := &b.vouched.Pairs[i]
		q := &b.vouched.Questions[p.Question]
		b.seen[[2]string{q.Key, p.Forecaster}] = vouchedPair{q, p}
	}
}

// A reading is what the headline of some forecasters rests on.
type reading struct {
	book      *book
	terms     []int
	total     totals
	headline  score.Number
	lines     []Rest
	questions int // scored
	witnessed int // of them

	found map[[2]string]*found
	order []*found
}

// found is a line as it is being collected.
type found struct {
	what      string
	by        forecaster.Forecaster
	n         int // if it does not count questions
	questions map[string]bool
	records   map[journal.ID]bool
	changes   []change
	other     []change
	unknown   bool // nothing can be known
	noOther   bool
	cuts      int
	lost      bool
}

// line is the line of one kind and author, new if there is none yet.
func (r *reading) line(what string, by forecaster.Forecaster) *found {
	key := [2]string{what, pairKey(by)}
	f := r.found[key]
	if f == nil {
		f = &found{what: what, by: by, questions: map[string]bool{}, records: map[journal.ID]bool{}}
		r.found[key] = f
		r.order = append(r.order, f)
	}
	return f
}

// of reads what the headline of the forecasters that fit rests on.
func (b *book) of(fits func(forecaster.Forecaster) bool) *reading {
	r := &reading{book: b, found: map[[2]string]*found{}, lines: []Rest{}}
	scored := map[string]bool{}
	for _, key := range slices.Sorted(maps.Keys(b.byForecaster)) {
		if fits(b.s.forecasters[key]) {
			r.terms = append(r.terms, b.byForecaster[key]...)
		}
	}
	slices.Sort(r.terms)
	r.total = b.sum(r.terms)
	r.headline = r.total.headline()
	unseen := map[string]bool{}
	for _, i := range r.terms {
		t := &b.terms[i]
		who := b.s.forecasters[t.Pair.Forecaster]
		if t.Weight > 0 {
			scored[t.Question.Key] = true
		}
		r.ofQuestion(i, t)
		r.ofForecasts(i, t, who)
		if t.Weight > 0 && b.vouched != nil && !b.wasWitnessed(t) {
			unseen[t.Question.Key] = true
			r.line(Unwitnessed, who).change(i, t, b.asWitnessed(t))
		}
	}
	r.questions, r.witnessed = len(scored), len(scored)-len(unseen)
	r.taggedLate(fits)
	r.ofAuthors(fits)
	for _, f := range r.order {
		r.lines = append(r.lines, r.rest(f))
	}
	r.sharedNames()
	bySize(r.lines)
	return r
}

// rest is a line as it is shown.
func (r *reading) rest(f *found) Rest {
	l := Rest{What: f.what, N: f.n, By: []forecaster.Forecaster{f.by}, Headline: r.headline, HeadlineWithout: score.Undefined, OtherWay: score.Undefined,
		Cuts: f.cuts, Lost: f.lost, Questions: []journal.ID{}}
	for _, key := range slices.Sorted(maps.Keys(f.questions)) {
		l.Questions = append(l.Questions, r.book.any.questions[key].ID)
		if r.book.scoredOn[key][f.by.Key] {
			l.Scored++
		}
	}
	if f.n == 0 {
		l.N = len(l.Questions)
	}
	if f.what == Unwitnessed {
		l.Scored = r.questionsOf(f.by)
	}
	for id := range f.records {
		l.Records = append(l.Records, id)
	}
	slices.SortFunc(l.Records, func(a, b journal.ID) int { return slices.Compare(a[:], b[:]) })
	if f.unknown {
		return l
	}
	l.HeadlineWithout = r.with(f.changes)
	if len(f.other) > 0 && !f.noOther {
		l.OtherWay = r.with(f.other)
	}
	change := float64(l.Change())
	if r.book.opts.Rule.IsHighBetter() {
		change = -change
	}
	l.Flatters = change > 1e-12
	return l
}

// questionsOf counts the questions on which a forecaster is scored.
func (r *reading) questionsOf(who forecaster.Forecaster) int {
	n := 0
	for _, i := range r.book.byForecaster[pairKey(who)] {
		if r.book.terms[i].Weight > 0 {
			n++
		}
	}
	return n
}

// authors are the forecasters that are scored, and with pairs of any kind.
func (r *reading) authors() map[string]bool {
	keys := map[string]bool{}
	for _, i := range r.terms {
		keys[r.book.s.forecasters[r.book.terms[i].Pair.Forecaster].Key] = true
	}
	return keys
}

// ofAuthors adds what logs say of the authors; of withheld records, any may be a
// forecast, so that their authors count whether anything of theirs is scored.
func (r *reading) ofAuthors(fits func(forecaster.Forecaster) bool) {
	scored := r.authors()
	for _, one := range []struct {
		what string
		of   map[forecaster.Forecaster]int
		any  bool
	}{{Withheld, r.book.facts.withheld, true}, {Cut, r.book.facts.cut, false}, {NewLog, r.book.facts.logs, false}} {
		for _, who := range slices.SortedFunc(maps.Keys(one.of), byNameAndKey) {
			if scored[who.Key] || one.any && fits(who) {
				f := r.line(one.what, who)
				f.n, f.unknown = one.of[who], true
			}
		}
	}
}

// sharedNames adds the names of scored forecasters that other keys bear too.
func (r *reading) sharedNames() {
	mine := map[forecaster.Forecaster]bool{}
	for _, i := range r.terms {
		mine[r.book.s.forecasters[r.book.terms[i].Pair.Forecaster]] = true
	}
	for _, all := range r.book.facts.names {
		if !slices.ContainsFunc(all, func(who forecaster.Forecaster) bool { return mine[who] }) {
			continue
		}
		keys := map[string]bool{}
		for _, who := range all {
			keys[who.Key] = true
		}
		r.lines = append(r.lines, Rest{What: SharedName, N: len(keys), By: all, Headline: r.headline, HeadlineWithout: score.Undefined, OtherWay: score.Undefined, Questions: []journal.ID{}})
	}
}
