package scoring

import (
	"weathervane/forecasts/overturning"
	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// Tally is what the headlines of all forecasters are made of, under the
// conventions of the Scores page. In a transaction that writes nothing may be kept
// of what is read: there changed is set.
func (d *Desk) Tally(r model.Reader, changed bool) (*overturning.Tally, error) {
	read := d.everything
	if changed {
		read = d.readEverything
	}
	s, err := read(r, Options{})
	if err != nil {
		return nil, err
	}
	opts, err := Options{}.options()
	if err != nil {
		return nil, err
	}
	t := &overturning.Tally{Depends: map[journal.ID]journal.ID{}}
	for _, q := range s.questions {
		if q.If != nil {
			t.Depends[q.ID] = q.If.Question
		}
	}
	who := map[string]int{}
	for _, x := range score.Score(s.Workspace, opts).Terms() {
		if x.Weight == 0 {
			continue
		}
		i, ok := who[x.Pair.Forecaster]
		if !ok {
			i = len(t.Forecasters)
			who[x.Pair.Forecaster], t.Forecasters = i, append(t.Forecasters, s.forecasters[x.Pair.Forecaster])
		}
		t.Terms = append(t.Terms, overturning.Term{Question: s.questions[x.Question.Key].ID, Who: i, Score: x.Score, Weight: x.Weight})
	}
	return t, nil
}
