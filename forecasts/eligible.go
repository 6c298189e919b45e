package forecasts

import (
	"weathervane/model"
	"weathervane/model/journal"
)

// eligible lists the forecasts that count under the options: all, with late ones
// moved to when they say they were made, or only the witnessed.
func (s *scoring) eligible(r model.Reader, o ScoreOptions, at map[int64]int) ([]model.ForecastRow, error) {
	var covered map[int64][]cover
	if o.witnessed() {
		var err error
		if covered, err = coverage(r); err != nil || len(covered) == 0 { // nobody has seen any
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
			if c.size > places[f.Num].Seq && (known == 0 || c.at < known) {
				kept = append(kept, f)
				break
			}
		}
	}
	return kept, nil
}

// cover says how many records of a log somebody else had seen at an instant.
type cover struct {
	size int64
	at   Instant
}

// coverage lists, by log number, what other keys have witnessed.
func coverage(r model.Reader) (map[int64][]cover, error) {
	seen, err := witnessed(r)
	if err != nil {
		return nil, err
	}
	logs, err := r.Logs()
	all := map[int64][]cover{}
	for _, l := range logs {
		key := journal.Key(l.Key)
		for _, w := range seen[journal.LogID(l.Log)] {
			if w.key != key.Fingerprint() && w.Verify(key) == nil {
				all[l.Num] = append(all[l.Num], cover{w.Size, w.at})
			}
		}
	}
	return all, err
}
