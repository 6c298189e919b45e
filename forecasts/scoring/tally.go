package scoring

import (
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/overturning"
	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// Tally is what headlines are made of, under the conventions of the Scores page: those
// of all forecasters on some questions and the scenario sets; on all questions where of
// is nil.
func (d *Desk) Tally(r model.Reader, of []journal.ID) (*overturning.Tally, error) {
	t, _, err := d.tally(r, of)
	return t, err
}

// tally is Tally, with what it was made of.
func (d *Desk) tally(r model.Reader, of []journal.ID) (*overturning.Tally, *workspace, error) {
	b, err := forecaster.Open(r)
	if err != nil {
		return nil, nil, err
	}
	s, err := d.readResolved(r, b, of)
	if err != nil {
		return nil, nil, err
	}
	t := &overturning.Tally{Joined: map[forecaster.Forecaster]int64{}}
	if t.Depends, err = r.Conditions(); err != nil {
		return nil, nil, err
	}
	for num, who := range b.Forecasters {
		t.Joined[who] = s.joined[num]
	}
	opts, err := Options{}.options()
	if err != nil {
		return nil, nil, err
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
		id, err := journal.ParseID(x.Question.Key)
		if err != nil {
			return nil, nil, err
		}
		t.Terms = append(t.Terms, overturning.Term{Question: id, Who: i, Score: x.Score, Weight: x.Weight})
	}
	return t, s, nil
}

// readResolved reads what headlines are made of.
func (d *Desk) readResolved(r model.Reader, b forecaster.Directory, of []journal.ID) (*workspace, error) {
	if of == nil {
		rows, err := r.Scored()
		if err != nil {
			return nil, err
		}
		return d.readScored(r, b, rows, Options{})
	}
	rows, err := r.QuestionsAmong(of)
	if err != nil {
		return nil, err
	}
	return d.readScored(r, b, rows, Options{on: []int64{}})
}

// knownTotals are everyone's sums with what they were computed from, as knownHeadline is.
type knownTotals struct {
	Contents    string
	From, Until int64 // milliseconds since 1970
	Totals      overturning.Totals
}

// totalsName is the name by which the last sums are kept.
const totalsName = "totals"

// Totals are everyone's sums in a workspace that a transaction has not changed. While it
// is as it was when it was last asked, also in an earlier session, no forecast is read.
func (d *Desk) Totals(r model.Reader) (overturning.Totals, error) {
	contents, err := d.Contents(r)
	if err != nil {
		return overturning.Totals{}, err
	}
	var last knownTotals
	if now := int64(journal.InstantOf(d.Now())); d.Known(totalsName, &last) && last.Contents == contents && last.From <= now && now < last.Until {
		return last.Totals, nil
	}
	t, s, err := d.tally(r, nil)
	if err != nil {
		return overturning.Totals{}, err
	}
	all := t.Totals()
	_ = d.KeepKnown(totalsName, knownTotals{contents, int64(s.read), int64(s.until), all}) // without it they are computed again
	return all, nil
}
