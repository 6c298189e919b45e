package scoring

import (
	"cmp"
	"slices"

	"weathervane/forecasts/score"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// A turn is what stands from an instant on: a mark, or nothing.
type turn struct {
	mark  int // its place in the list; -1 if nothing stands
	at    journal.Instant
	again bool // it stood before
}

// turns are the marks of one forecaster as steps: each once, and again where what
// ended it was retracted. Of two at one instant the later in the list stands.
func turns(marks []standing.Mark) []turn {
	spells := standing.InForce(marks)
	stood := make([]bool, len(marks))
	var all []turn
	for i, s := range spells {
		stood[s.Mark] = true
		all = append(all, turn{s.Mark, s.From, s.Again})
		if s.Until != standing.Forever && (i+1 == len(spells) || spells[i+1].From > s.Until) {
			all = append(all, turn{-1, s.Until, false})
		}
	}
	for i, m := range marks {
		if stood[i] {
			continue
		}
		// It never stood: what stood at its instant follows it at once.
		now := turn{-1, m.At, false}
		for _, s := range spells {
			if s.From <= m.At && m.At < s.Until {
				now = turn{s.Mark, m.At, true}
			}
			if s.From == m.At {
				now.mark = -2 // it follows anyway
			}
		}
		all = append(all, turn{i, m.At, false})
		if now.mark != -2 {
			all = append(all, now)
		}
	}
	slices.SortStableFunc(all, func(a, b turn) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(rank(a, stood), rank(b, stood)))
	})
	return all
}

// rank puts what never stood before what stands from the same instant on.
func rank(t turn, stood []bool) int {
	if t.mark >= 0 && !stood[t.mark] {
		return 0
	}
	return 1
}

// retractions are, by pair and step, when steps were retracted.
type retractions map[int]map[int]journal.Instant

func (r retractions) add(pair, step int, at *journal.Instant) {
	if at == nil {
		return
	}
	if r[pair] == nil {
		r[pair] = map[int]journal.Instant{}
	}
	r[pair][step] = *at
}

// inForce are steps, of which some were retracted, as they stood.
func inForce(steps []score.Step, until map[int]journal.Instant) []score.Step {
	return placed(steps, until, func(s score.Step) int64 { return s.At }, func(s score.Step, at int64, again bool) score.Step {
		s.At, s.Again = at, again
		return s
	}, score.Step{Gone: true})
}

// quantilesInForce are steps of numbers or dates as they stood.
func quantilesInForce(steps []score.QuantileStep, until map[int]journal.Instant) []score.QuantileStep {
	return placed(steps, until, func(s score.QuantileStep) int64 { return s.At }, func(s score.QuantileStep, at int64, again bool) score.QuantileStep {
		s.At, s.Again = at, again
		return s
	}, score.QuantileStep{Gone: true})
}

func placed[S any](steps []S, until map[int]journal.Instant, instant func(S) int64, place func(s S, at int64, again bool) S, gone S) []S {
	marks := make([]standing.Mark, len(steps))
	for i, s := range steps {
		marks[i] = standing.Mark{At: journal.Instant(instant(s)), Until: standing.Forever}
		if at, ok := until[i]; ok {
			marks[i].Until = at
		}
	}
	var all []S
	for _, t := range turns(marks) {
		step := gone
		if t.mark >= 0 {
			step = steps[t.mark]
		}
		all = append(all, place(step, int64(t.at), t.again))
	}
	return all
}
