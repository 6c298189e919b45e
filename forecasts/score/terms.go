package score

// Term is what one pair adds to the two sums of the headline, Σ weight·score and
// Σ weight. Pair and Question are those of the workspace that was scored: do not
// change them.
type Term struct {
	Pair      *Pair
	Question  *Question
	Score     float64 // by the rule, times weight
	Weight    float64
	Stretches []Stretch
}

// Terms lists the terms of all pairs, also of those that add nothing, by question
// and forecaster: headline = Σ Score / Σ Weight.
func (s *Scored) Terms() []Term {
	terms := make([]Term, len(s.all))
	for i, one := range s.all {
		terms[i] = Term{one.pair, one.question, one.score, one.weight, one.stretches}
	}
	return terms
}

// TermOf is the term of one pair on a question: what a pair or a question that
// differs from those of the workspace would add.
func TermOf(q *Question, p *Pair, opts Options) Term {
	var s scored
	scorePair(&s, q, p, opts)
	return Term{p, q, s.score, s.weight, s.stretches}
}

// End is when the question was open last: the earlier of its close and when the
// outcome was known, in milliseconds since 1970; 0 if neither is there.
func (q *Question) End() int64 { return q.end() }

// Counts reports whether forecasts of the provenance are scored.
func (o Options) Counts(p Provenance) bool {
	return o.counts(p) || p == Forfeited && o.Forfeits
}

// IsHighBetter reports whether a high score is the better one.
func (r Rule) IsHighBetter() bool { return r == RuleSpherical }
