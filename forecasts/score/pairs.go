package score

import (
	"cmp"
	"slices"
	"strings"

	"weathervane/forecasts/cores"
)

// scored is one pair after scoring: its stretches, and what it adds to sums.
type scored struct {
	question *Question
	pair     *Pair

	forecasts, counted int // given, and standing for a time before the end
	provenance         ProvenanceCount
	forfeited          int // seals that were not shown in time
	leftOut            LeftOut
	tell               func(*Step, string) // called for what is left out, if set

	window, covered int64   // milliseconds at which it was open
	share           float64 // window over the scheduled length in force
	uncovered       float64 // uncovered time over the scheduled length in force
	noClose         bool
	stretches       []Stretch
	score, weight   float64 // sums over stretches: weight times score, weight
}

// Stretch is a time during which one forecast stood, and its score.
type Stretch struct {
	From, To int64
	Close    int64   // in force: From and To lie before it, except after a schedule that was missed
	Forecast *Step   // of the pair: do not change it
	Weight   float64 // length over the question's scheduled length in force
	Score    float64 // by the rule of the report
}

// manyPairs is from where on the pairs are shared out among the cores.
const manyPairs = 2000

// scorePairs scores every pair, in an order that depends on nothing but names.
func scorePairs(in Workspace, opts Options) []*scored {
	room, all := make([]scored, len(in.Pairs)), make([]*scored, len(in.Pairs))
	parts := 1
	if len(all) >= manyPairs {
		parts = cores.Count()
	}
	cores.Each(parts, func(part int) {
		for i := part * len(all) / parts; i < (part+1)*len(all)/parts; i++ {
			scorePair(&room[i], &in.Questions[in.Pairs[i].Question], &in.Pairs[i], opts)
			all[i] = &room[i]
		}
	})
	byNames := func(a, b *scored) int {
		return cmp.Or(strings.Compare(a.question.Key, b.question.Key), strings.Compare(a.pair.Forecaster, b.pair.Forecaster))
	}
	if !slices.IsSortedFunc(all, byNames) {
		slices.SortStableFunc(all, byNames)
	}
	return all
}

// byQuestion parts pairs that are in order.
func byQuestion(pairs []*scored) [][]*scored {
	var parts [][]*scored
	for lo := 0; lo < len(pairs); {
		hi := lo + 1
		for hi < len(pairs) && pairs[hi].question == pairs[lo].question {
			hi++
		}
		parts = append(parts, pairs[lo:hi])
		lo = hi
	}
	return parts
}

func scorePair(s *scored, q *Question, p *Pair, opts Options) {
	s.question, s.pair = q, p
	steps := s.admit(inOrder(p.Steps), opts)
	if !slices.ContainsFunc(steps, func(st Step) bool { return !st.Gone }) {
		return // what does not count has no time that it could have covered
	}
	begin, from := windowOf(q, p, steps)
	var roomForSpans [4]span
	spans, planned := q.spans(roomForSpans[:0], begin, from)
	s.noClose = !planned
	var room [8]stretch
	stood := room[:0]
	for i, sp := range spans {
		stood = stretches(stood, steps, sp.from, sp.to, i)
	}
	slices.SortStableFunc(stood, func(a, b stretch) int { return cmp.Compare(a.step, b.step) })
	s.countAll(steps, stood, q.end(), opts.rule())
	if q.State != Resolved || q.undefinedBy(opts.rule()) || len(spans) == 0 {
		return
	}
	var share, score, weight Sum
	for _, sp := range spans {
		s.window += sp.to - sp.from
		share.Add(float64(sp.to-sp.from) / float64(sp.scheduled))
	}
	s.share = share.Value()
	s.stretches = make([]Stretch, 0, len(stood))
	for _, st := range stood {
		w := float64(st.to-st.from) / float64(spans[st.span].scheduled)
		x := opts.clip().of(opts.rule(), q.score(opts.rule(), &steps[st.step]))
		s.stretches = append(s.stretches, Stretch{st.from, st.to, begin + spans[st.span].scheduled, &steps[st.step], w, x})
		s.covered += st.to - st.from
		score.Add(w * x)
		weight.Add(w)
	}
	s.score, s.weight = score.Value(), weight.Value()
	if len(spans) == 1 {
		s.uncovered = float64(s.window-s.covered) / float64(spans[0].scheduled)
	} else {
		s.uncovered = max(0, s.share-s.weight)
	}
}

// windowOf is where a question begins, and where the window of a pair does, whose
// steps are given: there is at least one.
func windowOf(q *Question, p *Pair, steps []Step) (begin, from int64) {
	if begin = q.begin(); begin == 0 {
		begin = steps[0].At // nobody said when it opened
	}
	joined := min(p.Joined, steps[0].At) // an imported forecast may be older than the first record
	return begin, max(begin, joined)
}

// admit returns the steps that count by provenance, and counts the others. A
// withdrawal always counts.
func (s *scored) admit(steps []Step, opts Options) []Step {
	if !slices.ContainsFunc(steps, func(st Step) bool { return st.Provenance >= Sealed || !st.Gone && !opts.counts(st.Provenance) }) {
		return steps
	}
	admitted := make([]Step, 0, len(steps))
	forfeit := false
	for i := range steps {
		st := &steps[i]
		if st.Provenance == Forfeited {
			s.forfeited++
		}
		switch {
		case forfeit && !st.Gone && !st.Again: // the promise stands until it is kept
			s.leave(st, &s.leftOut.NoTime, "no_time")
			s.forecasts++
		case forfeit:
		case st.Provenance == Forfeited && opts.Forfeits && s.question.State == Resolved:
			forfeit = true
			admitted = append(admitted, *st)
		case st.Provenance >= Sealed:
			s.provenance.Sealed++
			s.forecasts++
		case st.Gone || opts.counts(st.Provenance):
			admitted = append(admitted, *st)
		case st.Again: // counted before
		case st.Provenance == Imported:
			s.leave(st, &s.leftOut.Imported, "imported")
			s.forecasts++
		}
	}
	return admitted
}

// leave counts a forecast that no figure uses.
func (s *scored) leave(st *Step, n *int, why string) {
	*n++
	if s.tell != nil {
		s.tell(st, why)
	}
}

// countAll enters every forecast under what became of it.
func (s *scored) countAll(steps []Step, stood []stretch, end int64, rule Rule) {
	for i := range steps {
		stands := len(stood) > 0 && stood[0].step == i
		for len(stood) > 0 && stood[0].step == i {
			stood = stood[1:]
		}
		if !steps[i].Gone && !steps[i].Again {
			s.count(&steps[i], stands, end, rule)
		}
	}
}

// count enters one forecast.
func (s *scored) count(st *Step, stood bool, end int64, rule Rule) {
	s.forecasts++
	switch {
	case s.question.State == Unresolved:
		s.leave(st, &s.leftOut.Unresolved, "unresolved")
	case s.question.State == Annulled:
		s.leave(st, &s.leftOut.Annulled, "annulled")
	case s.question.State == Disputed:
		s.leave(st, &s.leftOut.Disputed, "disputed")
	case st.At >= end:
		s.leave(st, &s.leftOut.AfterClose, "after_close")
	case s.question.undefinedBy(rule):
		s.leave(st, &s.leftOut.OtherRule, "other_rule")
	case !stood:
		s.leave(st, &s.leftOut.NoTime, "no_time")
	default:
		s.counted++
		switch st.Provenance {
		case Late:
			s.provenance.Late++
		case Imported:
			s.provenance.Imported++
		case Forfeited: // counted already
		default:
			s.provenance.Live++
		}
	}
}
