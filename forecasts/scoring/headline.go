package scoring

import (
	"context"

	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// Headline is a forecaster's time-weighted Brier score, as the Scores page shows it.
type Headline struct {
	Score     *float64 // nil if nothing was scored
	Questions int      // behind it
}

// knownHeadline is a headline with what it was computed from: it holds for the same
// contents from an instant on, until one at which an outcome becomes known.
type knownHeadline struct {
	Whose       string // the Ref of the forecaster
	Contents    string
	From, Until int64 // milliseconds since 1970
	Headline
}

// headlineName is the name by which the last headline is kept.
const headlineName = "headline"

// LastHeadline is what Headline last found of a forecaster, in this session or in an
// earlier one: it may hold no more. Known is false if that was never asked on this
// machine.
func (d *Desk) LastHeadline(whose string) (h Headline, known bool) {
	last := d.lastHeadline()
	if last.Whose != whose {
		return Headline{}, false
	}
	return last.Headline, true
}

func (d *Desk) lastHeadline() *knownHeadline {
	if last := d.headline.Load(); last != nil {
		return last
	}
	last := &knownHeadline{}
	if !d.Known(headlineName, last) {
		last = &knownHeadline{} // what cannot be read counts as none
	}
	d.headline.CompareAndSwap(nil, last)
	return d.headline.Load()
}

// Headline is that of the forecaster with a Ref, without what Scores finds besides.
// While the workspace is as it was when it was last asked, also in an earlier session,
// no forecast is read. Nobody, the empty Ref, has none.
func (d *Desk) Headline(ctx context.Context, whose string) (Headline, error) {
	if whose == "" {
		return Headline{}, nil
	}
	var found Headline
	err := d.Store.View(ctx, func(r model.Reader) error {
		contents, err := d.Contents(r)
		if err != nil {
			return err
		}
		last, now := d.lastHeadline(), int64(journal.InstantOf(d.Now()))
		if last.Whose == whose && last.Contents == contents && last.From <= now && now < last.Until {
			found = last.Headline
			return nil
		}
		s, err := d.own(r, whose)
		if err != nil {
			return err
		}
		report := score.ScoreStretches(s.Workspace, score.Options{Plain: true})
		found = Headline{number(report.Headline), report.Questions}
		next := &knownHeadline{whose, contents, int64(s.read), int64(s.until), found}
		d.headline.Store(next)
		_ = d.KeepKnown(headlineName, next) // without it the next session computes it again
		return nil
	})
	return found, err
}
