package scoring

import (
	"weathervane/forecasts/witness"
	"weathervane/model"
)

// eligible lists the forecasts that count under the options: all, with late ones
// moved to when they say they were made, or only the witnessed.
func (s *workspace) eligible(r model.Reader, o Options, at map[int64]int) ([]model.ForecastRow, error) {
	var covered map[int64][]witness.Cover
	if o.witnessed() {
		var err error
		if covered, err = witness.Coverage(r, s.witnesses); err != nil || len(covered) == 0 { // nobody has seen any
			return nil, err
		}
	}
	rows, err := r.SourcedSteps()
	if err != nil {
		return nil, err
	}
	if o.Backdate {
		for i := range rows {
			if f := &rows[i]; f.Provenance == "late" && f.MadeAt != nil {
				f.At = *f.MadeAt
			}
		}
	}
	if !o.witnessed() {
		return rows, nil
	}
	places, err := r.Places()
	if err != nil {
		return nil, err
	}
	var kept []model.ForecastRow
	for _, f := range rows {
		known, ok := s.knownAt(f.Question, at)
		if !ok || f.Provenance != "live" {
			continue
		}
		for _, c := range covered[places[f.Num].Log] {
			if c.Size > places[f.Num].Seq && (known == 0 || c.At < known) {
				kept = append(kept, f)
				break
			}
		}
	}
	return kept, nil
}
