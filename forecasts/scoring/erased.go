package scoring

import (
	"encoding/json"
	"slices"

	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// Who retracts a forecast at once mends a slip, which leaves no trace. Where somebody
// else had seen the forecast, and nobody the retraction before the outcome was known,
// the retraction may have been dated back: the forecast counts among the witnessed,
// and a line names it.

// restoreErased passes such forecasts on to those that count.
func (s *workspace) restoreErased(seen *sight, at map[int64]int, take func(*model.ForecastRow)) error {
	s.erased, s.restored = map[[2]string][]score.Step{}, map[int64]bool{}
	for _, row := range seen.erased {
		i, ok := at[row.Question]
		if !ok || s.Questions[i].Known == 0 || !seen.holds(row.Log, row.Seq, journal.Instant(s.Questions[i].Known)) ||
			seen.retracted(row.Num, &row.Until, journal.Instant(s.Questions[i].Known)) != nil {
			continue
		}
		record, err := journal.ParseRecord(row.Line)
		if err != nil {
			return err
		}
		made, err := journal.Decode[journal.Made](record)
		if err != nil {
			return err
		}
		if made.By != "" || made.Imported != nil || made.MadeAt != nil || s.Questions[i].Options == 0 && made.P == nil || s.Questions[i].Options > 0 && made.Probs == nil {
			continue
		}
		f := model.ForecastRow{Num: row.Num, Question: row.Question, Forecaster: row.Forecaster, At: row.At, RecordedAt: row.At, P: made.P, Provenance: "live"}
		if made.Probs != nil {
			probs, err := json.Marshal(made.Probs)
			if err != nil {
				return err
			}
			f.Probs = string(probs)
		}
		s.restored[row.Num] = true
		take(&f)
	}
	return nil
}

// erasedBy are the forecasts of a pair that were retracted so.
func (b *book) erasedBy(question, forecaster string) []score.Step {
	if b.vouched == nil {
		return nil
	}
	return b.vouched.erased[[2]string{question, forecaster}]
}

// ofErased adds the pairs of which nothing else is left.
func (r *reading) ofErased(terms []int) {
	b := r.book
	if len(b.erasedOn) == 0 {
		return
	}
	there := map[[2]string]bool{}
	for _, i := range terms {
		there[[2]string{b.terms[i].Question.Key, b.terms[i].Pair.Forecaster}] = true
	}
	for i := range b.s.Questions {
		q := &b.s.Questions[i]
		for _, forecaster := range b.erasedOn[q.Key] {
			key := [2]string{q.Key, forecaster}
			who := b.vouched.forecasters[forecaster]
			if there[key] || q.State != score.Resolved || !r.fits(who) {
				continue
			}
			if v := score.TermOf(q, b.seen[key].p, b.opts); v.Weight > 0 {
				r.addition(r.line(WithdrawnEarly, who), &v)
			}
		}
	}
}

// joined are steps with others, in time.
func joined(steps, others []score.Step) []score.Step {
	all := slices.Concat(others, steps)
	slices.SortStableFunc(all, func(a, b score.Step) int { return int(max(-1, min(1, a.At-b.At))) })
	return all
}
