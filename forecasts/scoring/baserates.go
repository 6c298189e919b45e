package scoring

import (
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// baseRates adds the base rates recorded for yes-or-no questions.
func (s *workspace) baseRates(rows []model.BaseRateRow, b forecaster.Directory) {
	if len(rows) == 0 {
		return
	}
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
}
