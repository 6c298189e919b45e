package forecasts

import (
	"context"

	"weathervane/forecasts/score"
	"weathervane/model"
)

// Tests look at what scoring keeps from one question to the next.

type (
	Gathered = scoring
	Past     = Desk
)

var (
	ByHeadline  = byHeadline
	ChangeSince = changeSince
	Exact       = exact
	Total       = total
)

const Day = day

// Rank puts the groups into places by which are better than which.
func (v *ScoreView) Rank(better [][]int) { v.place(better) }

// ForgetDraws lets intervals be drawn anew.
func (d *Desk) ForgetDraws() { d.drawn = score.Memory{} }

// ForgetScores lets figures be made anew of what was read.
func (d *Desk) ForgetScores() {
	d.parted.Store(nil)
	d.ForgetDraws()
}

// ForgetAll lets everything be read anew.
func (d *Desk) ForgetAll() {
	d.standing.Store(nil)
	d.vouched.Store(nil)
	d.ForgetScores()
}

// ReadAhead is what ReadScoresAhead has read; nil if nothing.
func (d *Desk) ReadAhead() *Gathered {
	if last := d.vouched.Load(); last != nil {
		return last.value
	}
	return nil
}

// GatherScores is what is scored.
func (d *Desk) GatherScores(ctx context.Context, o ScoreOptions) (*Gathered, error) {
	return d.gathered(ctx, o)
}

// Status is the status of a question as it is scored.
func (s *scoring) Status(question ID) string { return s.questions[question.String()].Status }

// Past is the workspace that answers for an instant.
func (d *Desk) Past(ctx context.Context, at Instant) (then *Past, err error) {
	err = d.asOf(ctx, at, func(x *Desk) error { then = x; return nil })
	return then, err
}

// ForgetPast closes the workspace that was last asked for an instant.
func (d *Desk) ForgetPast() error { return d.earlier.close() }

// ScoreSets scores the scenario sets alone.
func (d *Desk) ScoreSets(ctx context.Context) (score.Report, error) {
	s := &scoring{questions: map[string]Question{}, forecasters: map[string]Forecaster{}, scored: map[string][]string{}, sets: map[string]bool{}}
	err := d.store.View(ctx, func(r model.Reader) error {
		b, err := openBook(r)
		if err != nil {
			return err
		}
		return d.gatherScenarios(r, b, ScoreOptions{}, s)
	})
	return score.ScoreStretches(s.Workspace, score.Options{}), err
}
