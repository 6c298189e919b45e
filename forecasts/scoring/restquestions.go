package scoring

import (
	"slices"

	"weathervane/forecasts/decision"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/model/journal"
)

// questionFacts are the facts of one question that can move a score.
type questionFacts struct {
	closes, criteria, tags []act
	conditions             []act           // among criteria: what made it depend on another question
	asked                  *score.Question // as it was to close when the first forecast was made; nil if that was not moved
	end                    decision.Ended
	decided                bool            // by somebody who is scored on it
	dated                  *score.Question // known as whoever decided it had said, or when it was recorded; nil if that changes nothing
}

// factsOf reads what the records say of a question.
func (b *book) factsOf(q *score.Question) *questionFacts {
	if b.last.facts != nil && b.last.key == q.Key {
		return b.last.facts
	}
	on, f := b.on[q.Key], &questionFacts{}
	b.last.key, b.last.facts = q.Key, f
	first, known := journal.Instant(on.first), journal.Instant(q.Known)
	end, ended := b.facts.endOf(q.Key)
	b.revised(f, q.Key, first, known)
	if len(f.closes) > 0 {
		f.asked = asFirstAsked(q, int64(first))
	}
	if !ended || len(end.Void) > 0 {
		return f
	}
	f.end = end
	f.decided = slices.Contains(on.scored, end.First.By.Key)
	dated := *q
	switch {
	case end.IsDatedAgain() && end.KnownFirst != end.KnownAt && b.forecast(q.Key, end.Known.By):
		dated.Known = int64(end.KnownFirst)
		f.dated = &dated
	case end.Recorded > known:
		dated.Known = int64(end.Recorded)
		if b.cutsOff(q, &dated) > 0 {
			f.dated = &dated
		}
	}
	return f
}

// revised finds the revisions from the first forecast of a question on, and those of
// its tags after its outcome was known.
func (b *book) revised(f *questionFacts, key string, first, known journal.Instant) {
	w := b.facts.worded[key]
	if w == nil {
		return
	}
	end, ended := b.facts.endOf(key)
	for _, r := range w.Revisions {
		if r.Decides("tags") && r.At >= known {
			f.tags = append(f.tags, r.Act)
		}
		if r.At < first {
			continue
		}
		if r.Decides("closes", "resolves_by", "horizon") && r.At < known {
			f.closes = append(f.closes, r.Act)
		}
		if r.Decides("criteria", "fine_print", "title", "options", "range", "type", "if", "scenarios") && (!ended || r.At <= end.Recorded) {
			f.criteria = append(f.criteria, r.Act)
			if r.Decides("if") {
				f.conditions = append(f.conditions, r.Act)
			}
		}
	}
}

// asFirstAsked is a question with the close that was in force when the first
// forecast was made.
func asFirstAsked(q *score.Question, first int64) *score.Question {
	asked := *q
	asked.Schedule = slices.DeleteFunc(slices.Clone(q.Schedule), func(c score.Close) bool { return c.From >= first && c.From > q.Schedule[0].From })
	if n := len(asked.Schedule); n == 1 {
		asked.Closes, asked.Scheduled, asked.Schedule = asked.Schedule[0].Closes, asked.Schedule[0].Scheduled, nil
	}
	return &asked
}

// cutsOff counts the forecasts on a question, of anybody, from when its outcome is
// said to have been known until it ends in a later one.
func (b *book) cutsOff(q, later *score.Question) int {
	n := 0
	pairs := b.on[q.Key].pairs
	for i := range pairs {
		n += cutFrom(&pairs[i], q, later)
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
				r.change(r.noted(ClosesMoved, by), at, t, &v)
			}
		}
	}
	if f.dated != nil {
		if v := r.book.datedOtherwise(f, t.Pair); t.Weight > 0 || v.Weight > 0 {
			l := r.noted(KnownEarly, []act{f.end.Known})
			r.change(l, at, t, &v)
			l.cuts += cutFrom(t.Pair, t.Question, f.dated)
		}
	}
	if t.Weight == 0 {
		return
	}
	for _, by := range byAuthor(f.criteria) {
		r.change(r.noted(CriteriaChanged, by), at, t, nil)
	}
	for _, by := range byAuthor(r.book.facts.joins[t.Question.Key]) {
		r.change(r.noted(Joined, by), at, t, nil)
	}
	if f.decided {
		l := r.noted(EndedByScored, []act{f.end.First})
		if as, ok := f.end.ByOthers(f.end.First.By.Key); ok {
			v := r.as(t, as)
			r.change(l, at, t, &v)
		} else {
			r.change(l, at, t, nil)
		}
		r.decidedOtherwise(l, at, t)
	}
	deciders, _ := r.book.decidersOfCondition(t.Question.Key)
	for _, by := range deciders {
		if slices.Contains(r.book.on[t.Question.Key].scored, by.By.Key) && !(f.decided && f.end.First.By == by.By) {
			l := r.noted(EndedByScored, []act{by})
			r.change(l, at, t, nil)
			l.other = append(l.other, change{at: at}) // else it is void
		}
	}
}

// datedOtherwise is the term of a pair with the outcome known as the facts say; of
// no weight where that is outside the period that is scored.
func (b *book) datedOtherwise(f *questionFacts, p *score.Pair) score.Term {
	if known := journal.Instant(f.dated.Known); known < b.filter.Since || b.filter.Until != 0 && known >= b.filter.Until {
		return score.Term{Question: f.dated, Pair: p}
	}
	return score.TermOf(f.dated, p, b.opts)
}

// datedOutside adds the questions that are in the period, or out of it, only by what
// somebody who forecast them says of when the outcome was known.
func (r *reading) datedOutside() {
	b := r.book
	if b.filter.Since == 0 && b.filter.Until == 0 {
		return
	}
	all := b.any.chosen(Filter{Kind: b.filter.Kind, Tag: b.filter.Tag})
	for i := range all.Pairs {
		p := &all.Pairs[i]
		q := &all.Questions[p.Question]
		known := journal.Instant(q.Known)
		inside := known >= b.filter.Since && (b.filter.Until == 0 || known < b.filter.Until)
		if q.State != score.Resolved || inside || !r.fits(all.forecasters[p.Forecaster]) {
			continue
		}
		if f := b.factsOf(q); f.dated != nil {
			if v := b.datedOtherwise(f, p); v.Weight > 0 {
				r.addition(r.noted(KnownEarly, []act{f.end.Known}), &v)
			}
		}
	}
}

// decidersOfCondition are those who decided how the question ended on which one
// depends, or opened it again; none if it depends on none. Where nothing holds of it,
// gone are those who retracted what they had decided.
func (b *book) decidersOfCondition(question string) (deciders, gone []act) {
	on := b.any.questions[question].If
	if on == nil {
		return nil, nil
	}
	end, _ := b.facts.ends.Of(on.Question)
	if by, ok := end.Decider(); ok && len(end.Void) == 0 {
		return []act{by}, nil
	}
	for _, o := range b.facts.takenBack[on.Question.String()] {
		gone = append(gone, o.Act)
	}
	return end.Void, gone
}

// isConditionDecided reports whether somebody decided how the question ended on
// which one depends, whether it holds or not.
func (b *book) isConditionDecided(question string) bool {
	deciders, gone := b.decidersOfCondition(question)
	return len(deciders)+len(gone) > 0
}

// ofCondition adds that a question does not count because the one on which it
// depends ended otherwise: by whose revision it depends on that, and by whose
// decision it ended so. Without that it has its own outcome, if it has one.
func (r *reading) ofCondition(at int, t *score.Term) {
	key := t.Question.Key
	if r.book.any.questions[key].If == nil || !hasForecast(t.Pair) {
		return
	}
	var own score.Term
	if end, _ := r.book.facts.endOf(key); len(end.Outcomes) > 0 {
		own = r.as(t, end.Outcomes[len(end.Outcomes)-1])
	}
	note := func(l *found) {
		if own.Weight == 0 {
			r.on(l, key)
			return
		}
		r.change(l, at, t, &own)
		if l.what == EndedByScored {
			l.other = append(l.other, change{at, own.Score, own.Weight})
		}
	}
	for _, by := range byAuthor(r.book.factsOf(t.Question).conditions) {
		note(r.noted(CriteriaChanged, by))
	}
	deciders, gone := r.book.decidersOfCondition(key)
	for _, by := range deciders {
		if r.book.forecast(key, by.By) {
			note(r.noted(EndedByScored, []act{by}))
		}
	}
	for _, by := range gone {
		if r.book.forecast(key, by.By) {
			note(r.notedGone(EndedByScored, []act{by}))
		}
	}
}

// as is a term with an outcome that does not hold.
func (r *reading) as(t *score.Term, o decision.Outcome) score.Term {
	q := *t.Question
	q.State, q.Known, q.Outcome, q.Option = score.Resolved, int64(o.KnownAt), 0, 0
	setOutcome(&q, o.Outcome, r.book.any.scored[q.Key])
	return score.TermOf(&q, t.Pair, r.book.opts)
}

// ofVoid adds that a question has no outcome by the decision of somebody who would
// be scored on it: without that it has the outcome that others decided.
func (r *reading) ofVoid(at int, t *score.Term) {
	end, _ := r.book.facts.endOf(t.Question.Key)
	for _, by := range end.Void {
		if !r.book.forecast(t.Question.Key, by.By) || !hasForecast(t.Pair) {
			continue
		}
		as, ok := end.ByOthers(by.By.Key)
		if !ok {
			r.on(r.noted(EndedByScored, []act{by}), t.Question.Key)
			continue
		}
		if v := r.as(t, as); v.Weight > 0 {
			l := r.noted(EndedByScored, []act{by})
			r.change(l, at, t, &v)
			l.other = append(l.other, change{at, v.Score, v.Weight})
		}
	}
}

func hasForecast(p *score.Pair) bool {
	return slices.ContainsFunc(p.Steps, func(st score.Step) bool { return !st.Gone })
}

// forecast reports whether somebody has forecast a question.
func (b *book) forecast(question string, who forecaster.Forecaster) bool {
	return slices.ContainsFunc(b.on[question].pairs, func(p score.Pair) bool {
		return b.any.forecasters[p.Forecaster].Key == who.Key && hasForecast(&p)
	})
}

// noted is the line of the author of some records, with these.
func (r *reading) noted(what string, by []act) *found {
	return r.noting(lineKey{what: what, by: by[0].By}, by)
}

// notedGone is noted for what does not count any more.
func (r *reading) notedGone(what string, by []act) *found {
	return r.noting(lineKey{what: what, by: by[0].By, gone: true}, by)
}

func (r *reading) noting(key lineKey, by []act) *found {
	l := r.lineOf(key)
	for _, a := range by {
		if n := len(l.records); n == 0 || l.records[n-1].id != a.ID { // the terms of a question follow each other
			l.records = append(l.records, record{a.ID, a.At})
		}
	}
	return l
}

// byAuthor parts records by author.
func byAuthor(all []act) [][]act {
	var parts [][]act
	for _, a := range all {
		i := slices.IndexFunc(parts, func(p []act) bool { return p[0].By == a.By })
		if i < 0 {
			parts = append(parts, []act{a})
			continue
		}
		parts[i] = append(parts[i], a)
	}
	return parts
}

// otherOptions are the terms of a choice among more than two, as they would be with
// each of the other options.
type otherOptions struct {
	question string
	options  []string
	changes  [][]change // by option; none for the one that happened
}

// worst is the other option with which the terms score worst, the first of equal
// ones, and those terms.
func (o *otherOptions) worst(rule score.Rule) (string, []change) {
	at, most := -1, 0.0
	for i, changes := range o.changes {
		var sum score.Sum
		for _, c := range changes {
			sum.Add(c.score)
		}
		x := sum.Value()
		if rule.IsHighBetter() {
			x = -x
		}
		if len(changes) > 0 && (at < 0 || x > most) {
			at, most = i, x
		}
	}
	return o.options[at], o.changes[at]
}

// decidedOtherwise notes a term with the outcome decided the other way: with the
// other option, or with each of them.
func (r *reading) decidedOtherwise(l *found, at int, t *score.Term) {
	q := *t.Question
	switch q.Options {
	case 0, 1:
		q.Outcome = 1 - q.Outcome
	case 2:
		q.Option = 1 - q.Option
	default:
		if n := len(l.options); n == 0 || l.options[n-1].question != q.Key { // the terms of a question follow each other
			l.options = append(l.options, otherOptions{q.Key, r.book.any.scored[q.Key], make([][]change, q.Options)})
		}
		others := &l.options[len(l.options)-1]
		for q.Option = range q.Options {
			if q.Option != t.Question.Option {
				v := decidedSo(t, &q, r.book.opts)
				others.changes[q.Option] = append(others.changes[q.Option], change{at, v.Score, v.Weight})
			}
		}
		return
	}
	v := decidedSo(t, &q, r.book.opts)
	l.other = append(l.other, change{at, v.Score, v.Weight})
}

// decidedSo is a term with another outcome, which its forfeited seals do not name
// either.
func decidedSo(t *score.Term, q *score.Question, opts score.Options) score.Term {
	if !slices.ContainsFunc(t.Pair.Steps, func(st score.Step) bool { return st.Provenance == score.Forfeited }) {
		return score.TermOf(q, t.Pair, opts)
	}
	p := *t.Pair
	p.Steps = slices.Clone(p.Steps)
	for i := range p.Steps {
		if p.Steps[i].Provenance == score.Forfeited {
			p.Steps[i] = forfeit(p.Steps[i], q)
		}
	}
	return score.TermOf(q, &p, opts)
}

// taggedLate adds the questions that have or lack the tag of the filter only since
// their outcome was known.
func (r *reading) taggedLate(from int, terms []int) {
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
	for k, i := range terms {
		if t := &b.terms[i]; t.Weight > 0 {
			for _, by := range byAuthor(late(t.Question)) {
				r.change(r.noted(TagsLate, by), from+k, t, nil)
			}
		}
	}
	lacking := b.any.chosen(Filter{Kind: b.filter.Kind}).within(b.filter.Since, b.filter.Until)
	for i := range lacking.Pairs {
		p := &lacking.Pairs[i]
		q := &lacking.Questions[p.Question]
		if q.State != score.Resolved || slices.Contains(q.Tags, tag) || !r.fits(lacking.forecasters[p.Forecaster]) {
			continue
		}
		acts := late(q)
		if acts == nil {
			continue
		}
		v := score.TermOf(q, p, b.opts)
		for _, by := range byAuthor(acts) {
			if v.Weight > 0 {
				r.addition(r.noted(TagsLate, by), &v)
			}
		}
	}
}
