package model

import (
	"cmp"
	"slices"

	"weathervane/model/journal"
)

// A Mark is what its author recorded on a question, a forecast or a withdrawal: it
// holds from At on, until it was retracted.
type Mark struct {
	At, Until journal.Instant // Until is Forever if it was not retracted
}

// A Spell is a time during which one mark was in force.
type Spell struct {
	Mark        int // its place in the list
	From, Until journal.Instant
	Again       bool // it had been in force before
}

// InForce says which mark of one author was in force when: the latest of those that
// hold, and of two at the same instant the later in the list. A mark that is
// retracted leaves the one before it in force again. Marks that were never in force
// have no spell.
func InForce(marks []Mark) []Spell {
	order := make([]int, len(marks))
	instants := make([]journal.Instant, 0, len(marks))
	for i, m := range marks {
		order[i] = i
		instants = append(instants, m.At)
		if m.Until != Forever {
			instants = append(instants, m.Until)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(marks[a].At, marks[b].At) })
	slices.Sort(instants)
	var spells []Spell
	var holding []int // the latest last
	seen := make([]bool, len(marks))
	for _, at := range slices.Compact(instants) {
		for len(order) > 0 && marks[order[0]].At == at {
			holding, order = append(holding, order[0]), order[1:]
		}
		for len(holding) > 0 && marks[holding[len(holding)-1]].Until <= at {
			holding = holding[:len(holding)-1]
		}
		last := len(spells) - 1
		open := last >= 0 && spells[last].Until == Forever
		switch {
		case len(holding) == 0:
			if open {
				spells[last].Until = at
			}
			continue
		case open && spells[last].Mark == holding[len(holding)-1]:
			continue
		case open:
			spells[last].Until = at
		}
		mark := holding[len(holding)-1]
		spells = append(spells, Spell{mark, at, Forever, seen[mark]})
		seen[mark] = true
	}
	return spells
}
