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
	keys         []string               // of byForecaster, in order
	on           map[string]*onQuestion // by question
	last         struct {               // the question that was asked for last
		key   string
		facts *questionFacts
	}
	seen     map[[2]string]vouchedPair // by question and forecaster
	erasedOn map[string][]string       // who retracted at once a forecast that others had seen, by question
}

// onQuestion is what anybody did on a question.
type onQuestion struct {
	first  int64        // when the first forecast was made
	pairs  []score.Pair // of anybody
	scored []string     // the keys of those who are scored on it
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
			on = &onQuestion{first: math.MaxInt64, pairs: b.any.Pairs[i:i]}
			b.on[b.any.Questions[p.Question].Key] = on
		}
		on.pairs = on.pairs[:len(on.pairs)+1]
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
	fits         func(forecaster.Forecaster) bool
	conductAlone bool // what was done about questions is left out

	book      *book // that is read, of the part that was added last
	terms     []counted
	total     totals
	headline  score.Number
	lines     []Rest
	questions int // scored
	notSeen   int // of them, not witnessed
	witnessed int // the others

	of       map[string]forecaster.Forecaster // the forecasters, by pairKey
	scoredOn map[string]int                   // on how many questions, by pairKey
	parted   map[int]bool                     // which of facts.parted they had forecast
	numbers  *numbers                         // numbers and dates; nil for none
	found    map[lineKey]*found
	order    []*found
}

// counted is what a term adds to the two sums of a headline.
type counted struct{ score, weight float64 }

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
	on        string       // the key of the last question
	questions []noted      // in order
	gone      []journal.ID // questions that are in no score
	records   []record
	changes   []change
	besides   []change // of questions that are not scored, after the others
	other     []change
	options   []otherOptions // of choices among more than two
	unknown   bool           // nothing can be known
	cuts      int
	lost      bool
	ended     bool // of what does not count any more
}

// noted is a question of a line, and whether the author of the line is scored on it.
type noted struct {
	id     journal.ID
	scored bool
}

// record is a record of a line, and from when it counts.
type record struct {
	id journal.ID
	at journal.Instant
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
	r := newReading(fits, conductAlone)
	r.add(b)
	r.finish()
	return r
}

// newReading is of the forecasters that fit, before anything is added.
func newReading(fits func(forecaster.Forecaster) bool, conductAlone bool) *reading {
	return &reading{
		fits: fits, conductAlone: conductAlone, lines: []Rest{},
		of: map[string]forecaster.Forecaster{}, scoredOn: map[string]int{}, parted: map[int]bool{}, found: map[lineKey]*found{},
	}
}

// add adds what the book of a part says; parts come in the order of their questions.
func (r *reading) add(b *book) {
	r.book = b
	var terms []int
	n := 0
	for _, key := range b.keys {
		if who := b.s.forecasters[key]; r.fits(who) {
			r.of[key] = who
			terms = append(terms, b.byForecaster[key]...)
			n++
		}
	}
	if n > 1 {
		slices.Sort(terms)
	}
	from := len(r.terms)
	for _, i := range terms {
		t := &b.terms[i]
		r.terms = append(r.terms, counted{t.Score, t.Weight})
		if t.Weight > 0 {
			r.scoredOn[t.Pair.Forecaster]++
		}
	}
	r.ofTerms(from, terms)
	r.ofErased(terms)
	if !r.conductAlone {
		r.taggedLate(from, terms)
		r.ofParted()
		r.datedOutside()
		if len(b.any.numbers.pairs) > 0 {
			r.numbers = &b.any.numbers
		}
	}
}

// ofTerms adds what was done about terms of the book, which are the reading's from one
// on.
func (r *reading) ofTerms(from int, terms []int) {
	b := r.book
	var scored, unseen *score.Question // the last ones
	for k, at := range terms {
		i, t := from+k, &b.terms[at]
		who := b.s.forecasters[t.Pair.Forecaster]
		if t.Question.State != score.Resolved {
			if !r.conductAlone {
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
		if !r.conductAlone {
			r.ofQuestion(i, t)
		}
		r.ofForecasts(i, t, who)
		if t.Weight > 0 && b.vouched != nil && !b.wasWitnessed(t) {
			if t.Question != unseen {
				unseen = t.Question
				r.notSeen++
			}
			r.change(r.line(Unwitnessed, who), i, t, b.asWitnessed(t))
		}
	}
}

// finish makes the lines, when all parts were added.
func (r *reading) finish() {
	r.total = r.sum(nil)
	r.headline = r.total.headline()
	r.witnessed = r.questions - r.notSeen
	if !r.conductAlone {
		r.ofGone()
		r.ofNumbers()
	}
	r.ofAuthors()
	for _, f := range r.order {
		r.lines = append(r.lines, r.rest(f))
	}
	r.sharedNames()
	bySize(r.lines)
}

// rest is a line as it is shown.
func (r *reading) rest(f *found) Rest {
	l := Rest{What: f.what, N: f.n, By: []forecaster.Forecaster{f.by}, Headline: r.headline, HeadlineWithout: score.Undefined, OtherWay: score.Undefined,
		Cuts: f.cuts, Lost: f.lost, Gone: f.ended, Beside: f.beside, Scored: f.scored, Questions: []journal.ID{}}
	byID := func(a, b noted) int { return slices.Compare(a.id[:], b.id[:]) }
	if !slices.IsSortedFunc(f.questions, byID) {
		slices.SortFunc(f.questions, byID)
	}
	f.questions = slices.CompactFunc(f.questions, func(a, b noted) bool { return a.id == b.id })
	l.Questions = slices.Grow(l.Questions, len(f.questions))
	for _, q := range f.questions {
		l.Questions = append(l.Questions, q.id)
		if q.scored {
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
		l.Scored, l.Chosen = r.scoredOn[pairKey(f.by)], r.book.vouched.witnesses != nil
	}
	slices.SortFunc(f.records, func(a, b record) int { return cmp.Or(cmp.Compare(a.at, b.at), slices.Compare(a.id[:], b.id[:])) })
	for _, a := range f.records {
		if n := len(l.Records); n == 0 || l.Records[n-1] != a.id {
			l.Records = append(l.Records, a.id)
		}
	}
	changes := append(f.changes, f.besides...)
	if f.unknown || len(changes) == 0 {
		return l
	}
	l.HeadlineWithout = r.with(changes)
	other := f.other
	for i := range f.options {
		option, worst := f.options[i].worst(r.book.opts.Rule)
		other = append(other, worst...)
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

// ofAuthors adds what logs say of the authors; of records that are withheld or cut
// off, any may be a forecast, so that their authors count whether anything of theirs
// is scored.
func (r *reading) ofAuthors() {
	scored := map[string]bool{} // by key
	for _, who := range r.of {
		scored[who.Key] = true
	}
	for _, one := range []struct {
		what string
		of   map[forecaster.Forecaster]int
		any  bool
	}{{Withheld, r.book.facts.withheld, true}, {Cut, r.book.facts.cut, true}, {NewLog, r.book.facts.logs, false}} {
		for _, who := range slices.SortedFunc(maps.Keys(one.of), forecaster.ByName) {
			if scored[who.Key] || one.any && r.fits(who) {
				f := r.line(one.what, who)
				f.n, f.unknown = one.of[who], true
			}
		}
	}
}

// sharedNames adds the names of scored forecasters that others bear too.
func (r *reading) sharedNames() {
	mine := map[forecaster.Forecaster]bool{}
	for _, who := range r.of {
		mine[who] = true
	}
	for _, all := range r.book.facts.names {
		if !slices.ContainsFunc(all, func(who forecaster.Forecaster) bool { return mine[who] }) {
			continue
		}
		r.lines = append(r.lines, Rest{What: SharedName, N: len(all), By: all, Headline: r.headline, HeadlineWithout: score.Undefined, OtherWay: score.Undefined, Questions: []journal.ID{}})
	}
}
