package scoring

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"sync"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/model/journal"
)

// book is what the lines of what a score rests on are computed from. It is kept
// while what it is made from stays the same.
type book struct {
	sync.Mutex // facts of questions are found when they are asked for

	opts    score.Options
	filter  Filter
	part    *scoredSelection // that it was made from, if it is kept
	any     *workspace       // whatever the filter
	s       *workspace       // what is scored, of all forecasters
	whole   *score.Scored    // and its scores, where they are this book's own
	vouched *workspace       // of what others had witnessed alone; nil if that is what is scored
	facts   *facts

	terms        []score.Term // of the questions that have ended, by question
	byForecaster map[string][]int
	keys         []string                  // of byForecaster, in order
	on           map[string]*onQuestion    // by question
	seen         map[[2]string]vouchedPair // by question and forecaster
	erasedOn     map[string][]string       // who retracted at once a forecast that others had seen, by question
}

// onQuestion is what anybody did on a question.
type onQuestion struct {
	first  int64          // when the first forecast was made
	pairs  []*score.Pair  // of anybody
	scored []string       // the keys of those who are scored on it
	facts  *questionFacts // nil until it is asked for
}

// score notes that the owner of a key is scored on the question.
func (on *onQuestion) score(key string) {
	if !slices.Contains(on.scored, key) {
		on.scored = append(on.scored, key)
	}
}

type vouchedPair struct {
	q *score.Question
	p *score.Pair
}

// open prepares a book for what is scored.
func (b *book) open(its *score.Scored) {
	b.byForecaster, b.on = map[string][]int{}, make(map[string]*onQuestion, len(b.any.Questions))
	var on *onQuestion
	for i := range b.any.Pairs {
		p := &b.any.Pairs[i]
		if i == 0 || p.Question != b.any.Pairs[i-1].Question {
			on = &onQuestion{first: math.MaxInt64}
			b.on[b.any.Questions[p.Question].Key] = on
		}
		on.pairs = append(on.pairs, p)
		for j := range p.Steps {
			if st := &p.Steps[j]; !st.Gone {
				on.first = min(on.first, st.At)
			}
		}
	}
	var last *score.Question
	for _, t := range its.Terms() {
		if t.Question.State != score.Resolved && !b.couldCount(t.Question.Key) {
			continue
		}
		key := t.Pair.Forecaster
		b.byForecaster[key] = append(b.byForecaster[key], len(b.terms))
		b.terms = append(b.terms, t)
		if t.Question != last {
			last, on = t.Question, b.on[t.Question.Key]
		}
		if t.Weight > 0 {
			on.score(b.s.forecasters[key].Key)
		}
	}
	b.keys = slices.Sorted(maps.Keys(b.byForecaster))
	if b.vouched == nil {
		return
	}
	b.seen, b.erasedOn = make(map[[2]string]vouchedPair, len(b.vouched.Pairs)), map[string][]string{}
	for i := range b.vouched.Pairs {
		p := &b.vouched.Pairs[i]
		q := &b.vouched.Questions[p.Question]
		key := [2]string{q.Key, p.Forecaster}
		b.seen[key] = vouchedPair{q, p}
		if b.vouched.erased[key] != nil {
			b.erasedOn[q.Key] = append(b.erasedOn[q.Key], p.Forecaster)
		}
	}
}

// couldCount reports whether a question that has no outcome would have one without
// what somebody decided.
func (b *book) couldCount(question string) bool {
	if end, _ := b.facts.endOf(question); len(end.Void) > 0 || len(b.facts.takenBack[question]) > 0 {
		return true
	}
	on := b.any.questions[question].If
	return on != nil && on.State != "met" && b.isConditionDecided(question)
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

	of    []string // the forecasters
	found map[lineKey]*found
	order []*found
}

// lineKey is what there is one line of.
type lineKey struct {
	what   string
	by     forecaster.Forecaster
	beside bool // of numbers and dates
	gone   bool // of what does not count any more
}

// found is a line as it is being collected.
type found struct {
	what      string
	by        forecaster.Forecaster
	beside    bool         // it is of numbers and dates, which are in no headline
	scored    int          // of these, on how many the author is scored
	n         int          // if it does not count questions
	questions []string     // in order
	gone      []journal.ID // questions that are in no score
	records   []act
	changes   []change
	other     []change
	options   []otherOptions // of choices among more than two
	unknown   bool           // nothing can be known
	cuts      int
	lost      bool
	ended     bool // of what does not count any more
}

// line is the line of one kind and author, new if there is none yet.
func (r *reading) line(what string, by forecaster.Forecaster) *found {
	return r.lineOf(lineKey{what: what, by: by})
}

func (r *reading) lineOf(key lineKey) *found {
	f := r.found[key]
	if f == nil {
		f = &found{what: key.what, by: key.by, beside: key.beside, unknown: key.beside, ended: key.gone}
		r.found[key] = f
		r.order = append(r.order, f)
	}
	return f
}

// of reads what the headline of the forecasters that fit rests on. If it is of their
// conduct alone, what was done about questions is left out.
func (b *book) of(fits func(forecaster.Forecaster) bool, conductAlone bool) *reading {
	r := &reading{book: b, found: map[lineKey]*found{}, lines: []Rest{}}
	for _, key := range b.keys {
		if fits(b.s.forecasters[key]) {
			r.of = append(r.of, key)
			r.terms = append(r.terms, b.byForecaster[key]...)
		}
	}
	if len(r.of) > 1 {
		slices.Sort(r.terms)
	}
	r.total = b.sum(r.terms)
	r.headline = r.total.headline()
	var scored, unseen *score.Question // the last ones
	notSeen := 0
	for _, i := range r.terms {
		t := &b.terms[i]
		who := b.s.forecasters[t.Pair.Forecaster]
		if t.Question.State != score.Resolved {
			if !conductAlone {
				r.ofVoid(i, t)
				r.ofCondition(i, t)
				r.ofTakenBack(i, t)
			}
			continue
		}
		if t.Weight > 0 && t.Question != scored {
			scored = t.Question
			r.questions++
		}
		if !conductAlone {
			r.ofQuestion(i, t)
		}
		r.ofForecasts(i, t, who)
		if t.Weight > 0 && b.vouched != nil && !b.wasWitnessed(t) {
			if t.Question != unseen {
				unseen = t.Question
				notSeen++
			}
			r.line(Unwitnessed, who).change(i, t, b.asWitnessed(t))
		}
	}
	r.ofErased(fits)
	r.witnessed = r.questions - notSeen
	if !conductAlone {
		r.taggedLate(fits)
		r.ofGone(fits)
		r.datedOutside(fits)
		r.ofNumbers(fits)
	}
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
		Cuts: f.cuts, Lost: f.lost, Gone: f.ended, Beside: f.beside, Scored: f.scored, Questions: []journal.ID{}}
	if !slices.IsSorted(f.questions) {
		slices.Sort(f.questions)
		f.questions = slices.Compact(f.questions)
	}
	for _, key := range f.questions {
		l.Questions = append(l.Questions, r.book.any.questions[key].ID)
		if on := r.book.on[key]; on != nil && slices.Contains(on.scored, f.by.Key) {
			l.Scored++
		}
	}
	for _, id := range f.gone {
		if !slices.Contains(l.Questions, id) {
			l.Questions = append(l.Questions, id)
		}
	}
	if f.n == 0 {
		l.N = len(l.Questions)
	}
	if f.what == Unwitnessed {
		l.Scored, l.Chosen = r.questionsOf(f.by), r.book.vouched.witnesses != nil
	}
	slices.SortStableFunc(f.records, func(a, b act) int { return cmp.Or(cmp.Compare(a.At, b.At), slices.Compare(a.ID[:], b.ID[:])) })
	for _, a := range f.records {
		if n := len(l.Records); n == 0 || l.Records[n-1] != a.ID {
			l.Records = append(l.Records, a.ID)
		}
	}
	if f.unknown || len(f.changes) == 0 {
		return l
	}
	l.HeadlineWithout = r.with(f.changes)
	other := f.other
	for i := range f.options {
		option, changes := f.options[i].worst(r.book.opts.Rule)
		other = append(other, changes...)
		l.Options = append(l.Options, option)
	}
	if len(other) > 0 {
		l.OtherWay = r.with(other)
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

// authors are the keys of those who are scored.
func (r *reading) authors() map[string]bool {
	keys := map[string]bool{}
	for _, key := range r.of {
		keys[r.book.s.forecasters[key].Key] = true
	}
	return keys
}

// ofAuthors adds what logs say of the authors; of records that are withheld or cut
// off, any may be a forecast, so that their authors count whether anything of theirs
// is scored.
func (r *reading) ofAuthors(fits func(forecaster.Forecaster) bool) {
	scored := r.authors()
	for _, one := range []struct {
		what string
		of   map[forecaster.Forecaster]int
		any  bool
	}{{Withheld, r.book.facts.withheld, true}, {Cut, r.book.facts.cut, true}, {NewLog, r.book.facts.logs, false}} {
		for _, who := range slices.SortedFunc(maps.Keys(one.of), forecaster.ByName) {
			if scored[who.Key] || one.any && fits(who) {
				f := r.line(one.what, who)
				f.n, f.unknown = one.of[who], true
			}
		}
	}
}

// sharedNames adds the names of scored forecasters that others bear too.
func (r *reading) sharedNames() {
	mine := map[forecaster.Forecaster]bool{}
	for _, key := range r.of {
		mine[r.book.s.forecasters[key]] = true
	}
	for _, all := range r.book.facts.names {
		if !slices.ContainsFunc(all, func(who forecaster.Forecaster) bool { return mine[who] }) {
			continue
		}
		r.lines = append(r.lines, Rest{What: SharedName, N: len(all), By: all, Headline: r.headline, HeadlineWithout: score.Undefined, OtherWay: score.Undefined, Questions: []journal.ID{}})
	}
}
