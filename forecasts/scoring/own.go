package scoring

import (
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/session"
	"weathervane/model"
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
	return d.readScored(r, b, rows, Options{Filter: Filter{Forecaster: whose}, on: []int64{}})
}

// readScored reads what counts under the options on those of the questions that are
// scored, and on the scenario sets: the forecasts on all questions are gone through
// where o.on is nil, which takes less than to look for those on very many.
func (d *Desk) readScored(r model.Reader, b forecaster.Directory, rows []model.QuestionRow, o Options) (*workspace, error) {
	g, err := d.gatherer(r, b, o)
	if err != nil {
		return nil, err
	}
	sets, err := scenarioset.All(r, b)
	if err != nil {
		return nil, err
	}
	return g.readScored(rows, sets)
}

func (g *gatherer) readScored(rows []model.QuestionRow, sets []*scenarioset.Set) (*workspace, error) {
	s := g.empty()
	at := map[int64]int{}
	for _, row := range rows {
		if row.Type != "binary" && row.Type != "choice" {
			continue
		}
		s.ends(row.KnownAt)
		if status := listing.StatusAt(row, s.read); status == "resolved" {
			at[row.Num] = len(s.Questions)
			s.ask(row, status, g.Who(row.Forecaster))
			if g.o.on != nil {
				g.o.on = append(g.o.on, row.Num)
			}
		}
	}
	return s, s.fill(g, &asked{at: at}, nil, sets)
}
