package score

import (
	"cmp"
	"slices"
)

// A Gap is a time at which a question was open and a forecaster who is scored on it
// had no forecast in force. Instants are milliseconds since 1970.
type Gap struct {
	Forecaster, Question string
	From, To             int64
}

// Gaps gives what coverage lacks, by question, forecaster and time: with the
// stretches of the same pairs they are the windows of which coverage is a share.
func (s *Scored) Gaps() []Gap {
	var all []Gap
	for _, one := range s.all {
		if one.covered < one.window {
			all = append(all, one.gaps(s.opts)...)
		}
	}
	return all
}

// gaps are what the stretches leave of the times at which the question was open.
func (s *scored) gaps(opts Options) []Gap {
	again := scored{question: s.question, pair: s.pair}
	begin, from := windowOf(s.question, s.pair, again.admit(inOrder(s.pair.Steps), opts))
	spans, _ := s.question.spans(nil, begin, from)
	stood := slices.SortedFunc(slices.Values(s.stretches), func(a, b Stretch) int { return cmp.Compare(a.From, b.From) })
	var all []Gap
	for _, sp := range spans {
		at := sp.from
		none := func(to int64) {
			if n := len(all); at < to && n > 0 && all[n-1].To == at {
				all[n-1].To = to // the schedule alone changed
			} else if at < to {
				all = append(all, Gap{s.pair.Forecaster, s.question.Key, at, to})
			}
		}
		for _, st := range stood {
			if st.From >= sp.from && st.To <= sp.to {
				none(st.From)
				at = st.To
			}
		}
		none(sp.to)
	}
	return all
}
