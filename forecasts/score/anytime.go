package score

import "weathervane/forecasts/calibration"

// Anytime is the evidence against the calibration of one forecaster's first
// forecasts on yes-or-no questions, where it grew, and how many outcomes are in
// it; nil under ten, and for several forecasters. Questions that are not resolved
// yet have a part in it, so that what was said on a day stays.
//
// Source: SCORING.md, section 14; calibration.Anytime.
func (s *Scored) Anytime() (grown []calibration.Evidence, outcomes int) {
	var sums anytimeSums
	sums.add(s)
	return sums.anytime()
}

// anytimeSums are the first forecasts of an Anytime.
type anytimeSums struct {
	first   []calibration.First
	several bool // there are several of a question
}

// add adds what is scored; questions come in order.
func (a *anytimeSums) add(s *Scored) {
	var last *Question
	for _, one := range s.all {
		q := one.question
		if a.several || q.choice() || q.partial() {
			continue
		}
		st, ok := one.first(s.opts)
		if !ok {
			continue
		}
		if q == last {
			a.several, a.first = true, nil
			return
		}
		last = q
		f := calibration.First{At: st.At, P: st.P}
		switch q.State {
		case Resolved:
			f.Known, f.Yes = q.Known, q.Outcome == 1
		case Annulled:
			f.Known, f.Void = q.end(), true
		}
		a.first = append(a.first, f)
	}
}

func (a *anytimeSums) anytime() (grown []calibration.Evidence, outcomes int) {
	if a.several {
		return nil, 0
	}
	if grown, outcomes = calibration.Anytime(a.first); outcomes < minQuestions {
		return nil, outcomes
	}
	return grown, outcomes
}

// first is the first forecast of a pair that counts; of a question without an
// outcome, the first that was given.
func (s *scored) first(opts Options) (Step, bool) {
	if s.question.State == Resolved {
		if len(s.stretches) == 0 {
			return Step{}, false
		}
		st := s.stretches[0].Forecast
		return *st, st.Provenance != Forfeited
	}
	again := scored{question: s.question}
	steps := again.admit(inOrder(s.pair.Steps), opts)
	for i, st := range steps {
		if replaced := i+1 < len(steps) && steps[i+1].At == st.At; !st.Gone && !replaced {
			return st, true
		}
	}
	return Step{}, false
}
