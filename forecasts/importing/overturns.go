package importing

import (
	"slices"

	"weathervane/assets/words"
	"weathervane/forecasts/overturning"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// stand prepares for what forecast files may overturn.
func (b *importing) stand(r model.Reader) error {
	b.overturns = []overturning.Overturn{}
	if len(b.files) == 0 {
		return nil
	}
	return b.standNow(r)
}

func (b *importing) standNow(r model.Reader) (err error) {
	if b.compares = true; !b.o.DryRun {
		return nil
	}
	b.tally, err = b.desk.scores.Tally(r, false)
	return err
}

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
const mostApart = 5000

// stood is how the questions that the transaction touched stood before it: so they
// stand for everybody else until it is committed.
func (b *importing) stood(t *model.Tx) (stood *overturning.Standing, err error) {
	touched := []journal.ID{}
	for _, c := range t.Folded() {
		if c.Kind == journal.QuestionAsked {
			touched = append(touched, c.ID)
		}
	}
	if len(touched) > mostApart {
		touched = nil
	}
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
	if err := b.choose(t); err != nil {
		return err
	}
	taken, err := b.desk.scores.Tally(t.Reader(), true)
	if err != nil {
		return err
	}
	kept, err := b.allKept(t)
	if err != nil {
		return err
	}
	b.outlook = overturning.NewOutlook(b.tally, taken, kept, b.overturns)
	b.headlines = b.outlook.Headlines(b.overturns)
	return nil
}

// allKept is what headlines are made of if all is kept that can be; nil if nothing
// can.
func (b *importing) allKept(t *model.Tx) (*overturning.Tally, error) {
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
	return b.desk.scores.Tally(t.Reader(), true)
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
