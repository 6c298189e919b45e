package importers

import "math"

// placesJSON is the scale of a question about a number or date, on which answers and
// forecasts are places from 0 to 1: its bounds, and how many times as steep it is at
// the upper one.
type placesJSON struct {
	Min   flexible `json:"min"`
	Max   flexible `json:"max"`
	Ratio flexible `json:"deriv_ratio"`
}

// of makes a question one about a number or date with the scale's bounds; false if
// these are not told.
func (s *placesJSON) of(q *Question) bool {
	q.Type = "numeric"
	if _, plain := value(string(s.Min)); !plain {
		q.Type = "date"
	}
	lo, below := q.answer(string(s.Min))
	hi, above := q.answer(string(s.Max))
	if !below || !above || !(lo < hi) {
		return false
	}
	q.Range = &Range{Min: lo, Max: hi}
	return true
}

// at is the answer at a place from 0 to 1 of the scale, which is logarithmic unless
// its ends are equally steep.
func (s *placesJSON) at(q *Question, place float64) float64 {
	share := place
	if ratio, ok := s.Ratio.number(); ok && ratio > 0 && ratio != 1 {
		share = (math.Pow(ratio, place) - 1) / (ratio - 1)
	}
	x := q.Range.Min + (q.Range.Max-q.Range.Min)*share
	if q.Type == "date" {
		x = math.Round(x)
	}
	return x
}

// outcome is the answer at a place, which may be beyond the scale.
func (s *placesJSON) outcome(q *Question, place float64) any {
	switch {
	case place < 0:
		return q.beyond(true)
	case place > 1:
		return q.beyond(false)
	}
	return q.outcomeAt(s.at(q, place))
}
