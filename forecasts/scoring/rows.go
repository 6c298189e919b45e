package scoring

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"weathervane/forecasts/cores"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/score"
	"weathervane/forecasts/standing"
)

// RowsAtFirst is how many of the pairs behind the figures a plain view lists.
const RowsAtFirst = 500

// rows lists the pairs behind the figures, newest known first.
func (s *workspace) rows(its *score.Scored, opts score.Options, me string) []listing.PairScore {
	pairs := its.Rows()
	spans := s.spans(pairs)
	sum := sumsOf(spans, pairs, opts.Rule)
	n, listed := 0, len(spans)
	for i := range spans {
		if opts.Plain && n >= RowsAtFirst {
			listed = i
			break
		}
		spans[i].at = n
		n += spans[i].to - spans[i].from
	}
	all := make([]listing.PairScore, n)
	cores.Each(listed, func(i int) {
		span := &spans[i]
		rows := all[span.at:][:span.to-span.from]
		for k := range rows {
			rows[k] = s.row(&pairs[span.from+k], span.question, me)
			sum.gain(&rows[k], span.scored)
		}
		slices.SortStableFunc(rows, func(a, b listing.PairScore) int { return strings.Compare(a.Forecaster.Name, b.Forecaster.Name) })
	})
	return all
}

func (s *workspace) row(p *score.PairRow, q *listing.Question, me string) listing.PairScore {
	row := listing.PairScore{
		Question: q.ID, Title: q.Title, Forecaster: s.forecasters[p.Forecaster], Outcome: q.Outcome, KnownAt: *q.KnownAt,
		Score: float64(p.Score), Coverage: float64(p.Coverage), Weight: p.Weight, Forecasts: p.Forecasts,
		Set: s.sets[p.Question],
	}
	row.Mine = row.Forecaster.Key == me && row.Forecaster.By == ""
	if p.Last != nil {
		row.Final = s.stepBelief(q, p.Last)
	} else {
		row.Score = math.NaN()
	}
	return row
}

// A span is the pairs of one question, from and to.
type span struct {
	from, to int
	at       int // its first row in the list
	question *listing.Question
	scored   *score.Question
}

// spans groups pairs by question, the newest known first.
func (s *workspace) spans(pairs []score.PairRow) []span {
	var spans []span
	for i := range pairs {
		if key := pairs[i].Question; i == 0 || key != pairs[i-1].Question {
			q := s.questions[key]
			spans = append(spans, span{from: i, question: &q, scored: pairs[i].On})
		}
		spans[len(spans)-1].to = i + 1
	}
	slices.SortStableFunc(spans, func(a, b span) int {
		if c := cmp.Compare(*b.question.KnownAt, *a.question.KnownAt); c != 0 {
			return c
		}
		return strings.Compare(a.question.Title, b.question.Title)
	})
	return spans
}

func (s *workspace) stepBelief(q *listing.Question, st *score.Step) *standing.Belief {
	if q.Type == "binary" {
		p := st.P
		return &standing.Belief{P: &p}
	}
	probs := map[string]float64{}
	for i, o := range s.scored[q.ID.String()] {
		probs[o] = st.Probs[i]
	}
	return &standing.Belief{Probs: probs}
}

// A sums is the totals of which the rows of a table are shares.
type sums struct {
	rule          score.Rule
	weight, total float64 // weights, and weights times scores
	base          float64 // rate of Yes, known only in hindsight
}

// sumsOf adds up the pairs.
func sumsOf(spans []span, pairs []score.PairRow, rule score.Rule) sums {
	var yes, binary, weight, total score.Sum
	for _, span := range spans {
		q := span.scored
		for i := span.from; i < span.to; i++ {
			p := &pairs[i]
			if p.Weight == 0 {
				continue
			}
			weight.Add(p.Weight)
			total.Add(p.Weight * float64(p.Score))
			if q.Options == 0 {
				yes.Add(p.Weight * q.Outcome)
				binary.Add(p.Weight)
			}
		}
	}
	return sums{cmp.Or(rule, score.RuleBrier), weight.Value(), total.Value(), yes.Value() / binary.Value()}
}

// gain fills in a pair's share of the headline, and of the gain over the sample's
// base rate.
func (s *sums) gain(r *listing.PairScore, q *score.Question) {
	r.Share = math.NaN()
	if r.Weight > 0 && s.total > 0 {
		r.Share = r.Weight * r.Score / s.total
	}
	if r.Weight == 0 || q.Options > 0 || !(s.base > 0 && s.base < 1) {
		return
	}
	gain := r.Weight / s.weight * (s.rule.Binary(s.base, q.Outcome) - r.Score)
	if s.rule == score.RuleSpherical { // the only rule in which high is better
		gain = -gain
	}
	if !math.IsNaN(gain) {
		r.Gain = &gain
	}
}
