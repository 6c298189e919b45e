package scoring

import (
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// baseRates collects the base rates recorded for yes-or-no questions.
func (s *workspace) baseRates(r model.Reader, b forecaster.Directory) error {
	rows, err := r.BaseRates()
	at := make(map[string]int, len(s.Questions))
	for i := range s.Questions {
		at[s.Questions[i].Key] = i
	}
	for _, row := range rows {
		i, here := at[journal.ID(row.QuestionID).String()]
		if !here || row.CasesOf == 0 || s.Questions[i].Options > 0 {
			continue
		}
		s.Questions[i].BaseRates = append(s.Questions[i].BaseRates, score.BaseRate{
			By: pairKey(b.Who(row.Forecaster)), At: int64(row.At), P: float64(row.Happened) / float64(row.CasesOf),
		})
	}
	return err
}
