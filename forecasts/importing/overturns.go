package importing

import (
	"slices"

	"weathervane/assets/words"
	"weathervane/forecasts/overturning"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// choose finds what the merge overturned, once it is folded, and what of it the user
// keeps.
func (b *importing) choose(t *model.Tx) error {
	stood, err := b.stood(t)
	if err != nil {
		return err
	}
	if b.overturns, err = stood.Since(t.Reader()); err != nil {
		return err
	}
	b.plan.decide(b.overturns)
	if b.o.Choose == nil {
		return nil
	}
	return b.o.Choose(b.overturns)
}

// mostApart is how many questions are read one by one.
var mostApart = 5000

// touched are the questions that the transaction touched; nil if they are very many.
func (b *importing) touched(t *model.Tx) []journal.ID {
	touched := []journal.ID{}
	for _, c := range t.Folded() {
		if c.Kind == journal.QuestionAsked {
			touched = append(touched, c.ID)
		}
	}
	if len(touched) > mostApart {
		return nil
	}
	return touched
}

// stood is how the questions that the transaction touched stood before it: so they
// stand for everybody else until it is committed.
func (b *importing) stood(t *model.Tx) (stood *overturning.Standing, err error) {
	touched := b.touched(t)
	err = b.desk.Store.View(b.ctx, func(r model.Reader) error {
		stood, err = overturning.Read(r, touched)
		return err
	})
	return stood, err
}

// keep says again what the user keeps.
func (b *importing) keep(a *session.Author) error {
	if !b.compares {
		return nil
	}
	if err := a.T.Fold(); err != nil {
		return err
	}
	if err := b.choose(a.T); err != nil {
		return err
	}
	return b.m.Keep(a, b.overturns)
}

// foresee tells, in a transaction that is rolled back, what the merge overturns and
// what headlines become: with everything taken, and with all kept that can be.
func (b *importing) foresee(t *model.Tx) error {
	if err := b.sum(t.Reader()); err != nil || !b.compares {
		return err
	}
	if err := b.choose(t); err != nil || b.o.Brief && len(b.overturns) == 0 {
		return err
	}
	if err := b.look(t); err != nil {
		return err
	}
	b.headlines = b.outlook.Headlines(b.overturns)
	return nil
}

// look compares what headlines are made of on the questions that the transaction
// touched; on all, where it changes what others weigh.
func (b *importing) look(t *model.Tx) error {
	of := b.touched(t)
	var before overturning.Totals
	was, err := b.tallied(of, &before)
	if err != nil {
		return err
	}
	taken, err := b.desk.scores.Tally(t.Reader(), of)
	if err != nil {
		return err
	}
	if of != nil && was.Moves(taken) {
		of = nil
		if was, err = b.tallied(nil, &before); err != nil {
			return err
		}
		if taken, err = b.desk.scores.Tally(t.Reader(), nil); err != nil {
			return err
		}
	}
	kept, err := b.allKept(t, of)
	if err != nil {
		return err
	}
	b.outlook = overturning.NewOutlook(before, was, taken, kept, b.overturns)
	return nil
}

// tallied is what headlines are made of without the transaction, and the sums of all.
func (b *importing) tallied(of []journal.ID, all *overturning.Totals) (was *overturning.Tally, err error) {
	err = b.desk.Store.View(b.ctx, func(r model.Reader) error {
		if *all, err = b.desk.scores.Totals(r); err != nil {
			return err
		}
		was, err = b.desk.scores.Tally(r, of)
		return err
	})
	return was, err
}

// allKept is what headlines are made of if all is kept that can be; nil if nothing
// can.
func (b *importing) allKept(t *model.Tx, of []journal.ID) (*overturning.Tally, error) {
	all := slices.Clone(b.overturns)
	any := false
	for i := range all {
		all[i].Kept = !all[i].Final
		any = any || all[i].Kept && all[i].IsEnd()
	}
	if !any {
		return nil, nil
	}
	a, err := b.desk.Rehearsing(t)
	if err != nil {
		return nil, err
	}
	if err := b.m.Keep(a, all); err != nil {
		return nil, err
	}
	if err := t.Fold(); err != nil {
		return nil, err
	}
	return b.desk.scores.Tally(t.Reader(), of)
}

// InWords are the plain values of what an overturn was and would be, for its words:
// two instants of one day with their times.
func InWords(o *overturning.Overturn, present words.Calendar) (was, wouldBe words.Stood) {
	was = words.Stood{What: o.What, Member: o.Member, Value: o.Was, By: o.WasBy.Name, Present: present}
	wouldBe = words.Stood{What: o.What, Member: o.Member, Value: o.WouldBe, By: o.By.Name, Scored: o.ScoredOnIt, Present: present}
	if was.Says() == wouldBe.Says() {
		was.Timed, wouldBe.Timed = true, true
	}
	return was, wouldBe
}
