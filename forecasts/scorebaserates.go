package forecasts

import (
	"encoding/json"

	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// baseRates collects the base rates recorded for yes-or-no questions.
func (s *scoring) baseRates(r model.Reader, b book) error {
	rows, err := r.BaseRateRecords()
	if err != nil || len(rows) == 0 {
		return err
	}
	at := make(map[string]int, len(s.Questions))
	for i := range s.Questions {
		at[s.Questions[i].Key] = i
	}
	for _, row := range rows {
		var line struct {
			Data journal.BaseRate `json:"data"`
		}
		if err := json.Unmarshal(row.Line, &line); err != nil {
			return err
		}
		happened, of := casesOf(line.Data)
		i, here := at[line.Data.Question.String()]
		if !here || of == 0 || s.Questions[i].Options > 0 {
			continue
		}
		s.Questions[i].BaseRates = append(s.Questions[i].BaseRates, score.BaseRate{
			By: pairKey(b.owner(row.Key)), At: int64(row.At), P: float64(happened) / float64(of),
		})
	}
	return nil
}
