package scoring

import (
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// An ownPart is what a headline and its history are made of: one forecaster's
// forecasts on the questions and scenario sets that have an outcome. Nothing of
// anybody else's is in it, nor titles, tags or what no rule of probabilities scores,
// so that it costs what that forecaster has done.
type ownPart struct {
	*workspace
	whose string // the Ref of the forecaster
}

// own reads the part of a forecaster, or gives what was last read if it is still
// current.
func (d *Desk) own(r model.Reader, whose string) (*workspace, error) {
	now, err := d.Stamp(r)
	if err != nil {
		return nil, err
	}
	now.Minute = 0 // what was read says how long it is valid
	if is := d.ownPart.Load(); is != nil && (is.Value.whose != whose || !is.Value.holds(d.Now())) {
		d.ownPart.CompareAndSwap(is, nil)
	}
	part, err := session.ReadCached(&d.ownPart, now, func() (ownPart, error) {
		s, err := d.readOwn(r, whose)
		return ownPart{s, whose}, err
	})
	return part.workspace, err
}

func (d *Desk) readOwn(r model.Reader, whose string) (*workspace, error) {
	b, err := forecaster.Open(r)
	if err != nil {
		return nil, err
	}
	var nums []int64
	for num, who := range b.Forecasters {
		if who.Matches(whose) {
			nums = append(nums, num)
		}
	}
	rows, err := r.ScoredBy(nums)
	if err != nil {
		return nil, err
	}
	s := &workspace{
		questions: map[string]listing.Question{}, forecasters: map[string]forecaster.Forecaster{}, scored: map[string][]string{}, sets: map[string]bool{},
		read: journal.InstantOf(d.Now()), until: standing.Forever,
	}
	o := Options{Filter: Filter{Forecaster: whose}, on: []model.QuestionRow{}}
	at := map[int64]int{}
	for _, row := range rows {
		s.ends(row.KnownAt)
		if status := listing.StatusAt(row, s.read); status == "resolved" {
			at[row.Num] = len(s.Questions)
			s.ask(row, status, b.Who(row.Forecaster))
			o.on = append(o.on, row)
		}
	}
	if err := s.pairs(r, b, o, at, nil); err != nil {
		return nil, err
	}
	if err := d.gatherScenarios(r, b, o, s); err != nil {
		return nil, err
	}
	s.sortPairs()
	return s, nil
}
