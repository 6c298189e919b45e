package scoring

import (
	"context"
	"slices"

	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// Version 0.1.0 took every question's length to its close as last revised; since
// then each instant goes by the close in force. The earlier rule stays as a
// convention, and so that figures signed under it are known as such.

// byLastClose is the workspace as the earlier rule scores it.
func (s *workspace) byLastClose() *workspace {
	last := *s
	last.Questions = slices.Clone(s.Questions)
	for i := range last.Questions {
		last.Questions[i].Schedule = nil
	}
	return &last
}

// RuleChange is what the present rule of weights changes in a workspace that an
// earlier version kept.
type RuleChange struct {
	Mine      bool         // the headlines are the user's; else everyone's
	Was, Now  score.Number // the headline by the earlier rule and by the present one
	Questions int          // with a close that was moved
	Reviews   int          // whose figures were signed under the earlier rule
}

// RuleChanged tells what the present rule changes, once: until KnowRule, and only
// if there is something.
func (d *Desk) RuleChanged(ctx context.Context) (c RuleChange, changed bool, err error) {
	if err := d.Store.View(ctx, func(r model.Reader) error {
		from, err := r.Settings(model.UpgradedFrom)
		if err != nil || from[""] == "" {
			return err
		}
		c.Questions, err = r.MovedCloses()
		return err
	}); err != nil || c.Questions == 0 {
		return c, false, err
	}
	if err := d.Store.View(ctx, func(r model.Reader) error { return d.headlines(r, &c) }); err != nil {
		return c, false, err
	}
	reviews, err := d.Reviews(ctx)
	for _, v := range reviews {
		if v.LastClose {
			c.Reviews++
		}
	}
	return c, c.Was.Defined() && c.Was != c.Now || c.Reviews > 0, err
}

// headlines are the user's under both rules, or everyone's if the user has none.
func (d *Desk) headlines(r model.Reader, c *RuleChange) error {
	opts, err := Options{}.options()
	if err != nil {
		return err
	}
	me, err := d.Me()
	if err != nil {
		return err
	}
	all, err := d.gather(r, Options{})
	if err != nil {
		return err
	}
	for _, s := range []*workspace{all.chosen(Filter{Forecaster: me}), all} {
		c.Mine = s != all && me != ""
		if c.Now = score.ScoreStretches(s.Workspace, opts).Headline; c.Now.Defined() {
			c.Was = score.ScoreStretches(s.byLastClose().Workspace, opts).Headline
			return nil
		}
	}
	return nil
}

// KnowRule notes that the user was told of the present rule.
func (d *Desk) KnowRule(ctx context.Context) error {
	return d.Change(ctx, func(t *model.Tx) error { return t.SetSetting(model.UpgradedFrom, "") }, nil)
}

// signedByLastClose reports whether the figures of a review are what the earlier
// rule gave of the records that were here when it was signed.
func (d *Desk) signedByLastClose(ctx context.Context, v ReviewView) (yes bool, err error) {
	opts, err := Options{}.options()
	if err != nil {
		return false, err
	}
	look := func(then *Desk) error {
		return then.Store.View(ctx, func(r model.Reader) error {
			s, err := then.gather(r, Options{})
			if err != nil {
				return err
			}
			figures, ok := s.byLastClose().reviewed(v.Scope, opts)
			yes = ok && figures == v.Signed
			return nil
		})
	}
	if v.At >= journal.InstantOf(d.Now()) {
		return yes, look(d)
	}
	return yes, d.with(ctx, Filter{AsOf: v.At}, look)
}
