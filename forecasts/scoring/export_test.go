package scoring

import (
	"context"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/score"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// Tests look at what scoring keeps from one question to the next.

type (
	Gathered = workspace
	Past     = Desk
)

var (
	ByHeadline  = byHeadline
	ChangeSince = changeSince
	Exact       = exact
	Total       = total
)

const Day = session.Day

// Rank puts the groups into places.
func (v *View) Rank(places [][2]int) { v.rank(places) }

// ForgetDraws drops the draws of intervals.
func (d *Desk) ForgetDraws() { d.drawn = score.Memory{} }

// ForgetScores drops figures and keeps what was read.
func (d *Desk) ForgetScores() {
	d.selection.Store(nil)
	d.ForgetDraws()
}

// ForgetAll drops all that is cached.
func (d *Desk) ForgetAll() {
	d.standing.Store(nil)
	d.vouched.Store(nil)
	d.facts.Store(nil)
	d.lastBook.Store(nil)
	d.ForgetScores()
}

// ReadAhead is what ReadScoresAhead has read; nil if nothing.
func (d *Desk) ReadAhead() *Gathered {
	if last := d.vouched.Load(); last != nil {
		return last.Value
	}
	return nil
}

// GatherScores is what is scored.
func (d *Desk) GatherScores(ctx context.Context, o Options) (*Gathered, error) {
	return d.gathered(ctx, o)
}

// Status is the status of a question as it is scored.
func (s *workspace) Status(question journal.ID) string { return s.questions[question.String()].Status }

// Past is the workspace that answers for an instant.
func (d *Desk) Past(ctx context.Context, at journal.Instant) (then *Past, err error) {
	err = d.with(ctx, Filter{AsOf: at}, func(x *Desk) error { then = x; return nil })
	return then, err
}

// ForgetPast closes the workspace that was last asked for an instant.
func (d *Desk) ForgetPast() error { return d.earlier.close() }

// ScoreWhole is Score of everyone without parts.
func (d *Desk) ScoreWhole(ctx context.Context, o Options) (Report, error) {
	opts, err := o.options()
	if err != nil {
		return Report{}, err
	}
	me, err := d.Me()
	if err != nil {
		return Report{}, err
	}
	return d.scoreWhole(ctx, o, opts, me)
}

// PartsOf makes parts of so many questions, and gives back how many they had.
func PartsOf(questions int) (before int) {
	before, partQuestions = partQuestions, questions
	return before
}

// ManyFrom says from how many pairs on what was read is forgotten, and gives back from
// how many it was.
func ManyFrom(pairs int) (before int) {
	before, manyPairs = manyPairs, pairs
	return before
}

// ScoreSets scores the scenario sets alone.
func (d *Desk) ScoreSets(ctx context.Context) (score.Report, error) {
	var s *workspace
	err := d.Store.View(ctx, func(r model.Reader) error {
		b, err := forecaster.Open(r)
		if err != nil {
			return err
		}
		g, err := d.gatherer(r, b, Options{})
		if err != nil {
			return err
		}
		sets, err := scenarioset.All(r, b)
		s = g.empty()
		s.addSets(g, sets)
		return err
	})
	return score.ScoreStretches(s.Workspace, score.Options{}), err
}
