package overturning

import (
	"encoding/json"
	"maps"
	"slices"

	"weathervane/forecasts/calibration"
	"weathervane/forecasts/forecaster"
	"weathervane/model/journal"
)

// totals are everyone's sums in one state of a workspace.
type totals map[forecaster.Forecaster]*sums

func (t totals) of(who forecaster.Forecaster) *sums {
	if t[who] == nil {
		t[who] = &sums{}
	}
	return t[who]
}

// Totals are everyone's sums in one state of a workspace, to be kept.
type Totals struct{ all totals }

// Totals adds up what headlines are made of.
func (t *Tally) Totals() Totals {
	all := totals{}
	for _, x := range t.Terms {
		all.of(t.Forecasters[x.Who]).add(x, 1)
	}
	return Totals{all}
}

// keptTotal is one's sums as they are kept, each with what rounding lost of it.
type keptTotal struct {
	Forecaster    forecaster.Forecaster
	Score, Weight [2]float64
	Questions     int
}

// MarshalJSON writes the sums, from which UnmarshalJSON reads the same.
func (t Totals) MarshalJSON() ([]byte, error) {
	kept := []keptTotal{}
	for _, who := range slices.SortedFunc(maps.Keys(t.all), forecaster.ByName) {
		s := t.all[who]
		one := keptTotal{Forecaster: who, Questions: s.questions}
		one.Score[0], one.Score[1] = s.score.Parts()
		one.Weight[0], one.Weight[1] = s.weight.Parts()
		kept = append(kept, one)
	}
	return json.Marshal(kept)
}

func (t *Totals) UnmarshalJSON(b []byte) error {
	var kept []keptTotal
	if err := json.Unmarshal(b, &kept); err != nil {
		return err
	}
	t.all = totals{}
	for _, one := range kept {
		t.all[one.Forecaster] = &sums{calibration.SumOf(one.Score[0], one.Score[1]), calibration.SumOf(one.Weight[0], one.Weight[1]), one.Questions}
	}
	return nil
}

// copied are sums that can be changed.
func (t totals) copied() totals {
	all := make(totals, len(t))
	for who, s := range t {
		one := *s
		all[who] = &one
	}
	return all
}

// with are the sums after some terms have become others; what stays is not added again.
func (t Totals) with(was, is *Tally) totals {
	type place struct {
		question journal.ID
		who      forecaster.Forecaster
	}
	gone := map[place]Term{}
	for _, x := range was.Terms {
		gone[place{x.Question, was.Forecasters[x.Who]}] = x
	}
	var out, in []named
	for _, x := range is.Terms {
		at := place{x.Question, is.Forecasters[x.Who]}
		before, here := gone[at]
		if delete(gone, at); here && before.Score == x.Score && before.Weight == x.Weight {
			continue
		}
		if here {
			out = append(out, named{before, at.who})
		}
		in = append(in, named{x, at.who})
	}
	for _, x := range was.Terms {
		if at := (place{x.Question, was.Forecasters[x.Who]}); gone[at].Weight != 0 {
			out = append(out, named{x, at.who})
		}
	}
	all := t.all.copied()
	all.swap(out, in)
	return all
}
