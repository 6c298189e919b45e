package overturning

import (
	"maps"
	"math"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/model/journal"
)

// Term is what one forecaster adds to a headline on one question: weight·score and
// weight.
type Term struct {
	Question      journal.ID
	Who           int // in Forecasters
	Score, Weight float64
}

// Tally is what headlines are made of in one state of a workspace: on all questions, or
// on some and the scenario sets.
type Tally struct {
	Forecasters []forecaster.Forecaster
	Terms       []Term // that have a weight, by question
	// Depends gives for each question that depends on another's outcome that one.
	Depends map[journal.ID]journal.ID
	// Joined gives for everyone when their first record was made: it is part of what
	// each of their terms weighs.
	Joined map[forecaster.Forecaster]int64
}

// Moves reports whether a later state changes terms of questions that nothing touched:
// somebody goes by another name there, or joined at another time.
func (t *Tally) Moves(later *Tally) bool {
	for who, at := range t.Joined {
		if then, here := later.Joined[who]; !here || then != at {
			return true
		}
	}
	return false
}

// sums are those of a headline.
type sums struct {
	score, weight score.Sum
	questions     int
}

func (s *sums) add(t Term, sign float64) {
	s.score.Add(sign * t.Score)
	s.weight.Add(sign * t.Weight)
	s.questions += int(sign)
}

func (s *sums) headline() score.Number {
	if s == nil || s.questions == 0 {
		return score.Undefined
	}
	return score.Number(s.score.Value() / s.weight.Value())
}

// Headline is a forecaster's headline now and after a merge.
type Headline struct {
	Forecaster forecaster.Forecaster `json:"forecaster"`
	Was        score.Number          `json:"was"`
	WouldBe    score.Number          `json:"would_be"`  // as chosen
	AllTaken   score.Number          `json:"all_taken"` // if nothing is kept
	AllKept    score.Number          `json:"all_kept"`  // if everything is that can be
	Questions  int                   `json:"questions"` // that are scored, as chosen
}

// Outlook is what headlines become, whatever is kept.
type Outlook struct {
	before, taken, kept totals
	// swaps are, for each overturn, the terms that it changes: those if it is taken,
	// and those if what stood is kept.
	swaps []swap
}

type swap struct{ taken, kept []named }

// named is a term with whose it is.
type named struct {
	Term
	who forecaster.Forecaster
}

// on are the terms of each question.
func (t *Tally) on() map[journal.ID][]named {
	all := map[journal.ID][]named{}
	for _, x := range t.Terms {
		all[x.Question] = append(all[x.Question], named{x, t.Forecasters[x.Who]})
	}
	return all
}

// NewOutlook tells what becomes of the headlines before a merge: was and taken are
// tallies before and after it on the questions that it touched, or on all, and kept
// that after it with all that can be kept said again; the last is nil if that changes
// no score. It fills in what the overturns do.
func NewOutlook(before Totals, was, taken, kept *Tally, all []Overturn) *Outlook {
	o := &Outlook{before: before.all, taken: before.with(was, taken), swaps: make([]swap, len(all))}
	if kept != nil {
		o.findSwaps(taken, kept, all)
	}
	o.kept = o.sums(func(int) bool { return true })
	for i := range all {
		all[i].Effects = o.swaps[i].effects(o.kept)
	}
	return o
}

// effects are the headlines that change if one overturn is taken and no other.
func (s *swap) effects(none totals) []Effect {
	alone := totals{}
	for _, x := range slices.Concat(s.taken, s.kept) {
		if alone[x.who] == nil {
			all := *none.of(x.who)
			alone[x.who] = &all
		}
	}
	alone.swap(s.kept, s.taken)
	var all []Effect
	for _, who := range slices.SortedFunc(maps.Keys(alone), forecaster.ByName) {
		if was, is := none[who].headline(), alone[who].headline(); Differs(was, is) {
			all = append(all, Effect{who, was, is})
		}
	}
	return all
}

// swap puts some terms in the place of others.
func (t totals) swap(out, in []named) {
	for _, x := range out {
		t.of(x.who).add(x.Term, -1)
	}
	for _, x := range in {
		t.of(x.who).add(x.Term, 1)
	}
}

// findSwaps finds the terms that differ, and the overturn to which each belongs.
func (o *Outlook) findSwaps(taken, kept *Tally, all []Overturn) {
	ends := map[journal.ID]int{}
	for i := range all {
		if all[i].IsEnd() {
			ends[all[i].Question] = i
		}
	}
	of := func(question journal.ID) (int, bool) {
		for range len(taken.Depends) + 1 {
			if i, ok := ends[question]; ok {
				return i, true
			}
			on, ok := taken.Depends[question]
			if !ok {
				break
			}
			question = on
		}
		return 0, false
	}
	for question, terms := range taken.on() {
		if i, ok := of(question); ok {
			o.swaps[i].taken = append(o.swaps[i].taken, terms...)
		}
	}
	for question, terms := range kept.on() {
		if i, ok := of(question); ok {
			o.swaps[i].kept = append(o.swaps[i].kept, terms...)
		}
	}
}

// sums are those of the headlines with some overturns kept.
func (o *Outlook) sums(kept func(int) bool) totals {
	all := o.taken.copied()
	for i := range o.swaps {
		if kept(i) {
			all.swap(o.swaps[i].taken, o.swaps[i].kept)
		}
	}
	return all
}

// Headlines are those of all who are scored before or after, with the overturns
// kept that say so.
func (o *Outlook) Headlines(all []Overturn) []Headline {
	chosen := o.sums(func(i int) bool { return all[i].Kept })
	everyone := map[forecaster.Forecaster]bool{}
	for _, t := range []totals{o.before, o.taken, chosen} {
		for who := range t {
			everyone[who] = true
		}
	}
	lines := []Headline{}
	for _, who := range slices.SortedFunc(maps.Keys(everyone), forecaster.ByName) {
		h := Headline{Forecaster: who, Was: o.before[who].headline(), WouldBe: chosen[who].headline(), AllTaken: o.taken[who].headline(), AllKept: o.kept[who].headline()}
		if s := chosen[who]; s != nil {
			h.Questions = s.questions
		}
		lines = append(lines, h)
	}
	return lines
}

// Differs reports whether two headlines are not the same, to the digits that sums
// keep.
func Differs(a, b score.Number) bool {
	if !a.Defined() || !b.Defined() {
		return a.Defined() != b.Defined()
	}
	return math.Abs(float64(a-b)) > 1e-9
}
