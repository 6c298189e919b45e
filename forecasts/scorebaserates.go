package forecasts

import (
	"weathervane/forecasts/score"
	"weathervane/model"
)

// baseRates collects the base rates recorded for yes-or-no questions.
func (s *scoring) baseRates(r model.Reader, b book) error {
	rows, err := r.BaseRates()
	at := make(map[string]int, len(s.Questions))
	for i := range s.Questions {
		at[s.Questions[i].Key] = i
	}
	for _, row := range rows {
		i, here := at[ID(row.QuestionID).String()]
		if !here || row.CasesOf == 0 || s.Questions[i].Options > 0 {
			continue
		}
		s.Questions[i].BaseRates = append(s.Questions[i].BaseRates, score.BaseRate{
			By: pairKey(b.who(row.Forecaster)), At: int64(row.At), P: float64(row.Happened) / float64(row.CasesOf),
		})
	}
	return err
}
