package uitest

import (
	"encoding/json"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// dateView is a question about a day, on which only others have a forecast.
func dateView() question.View {
	q := listing.Question{ID: ID(13), Title: "When will North Korea next try to launch a satellite?", Type: "date", Status: "open",
		Closes: at(On(2025, 1, 1)), Tags: []string{"DPRK"}, AskedBy: crane, AskedAt: On(2023, 12, 1),
		Range: &journal.Range{Min: json.RawMessage(`"2023-12-01T00:00:00.000Z"`), Max: json.RawMessage(`"2025-01-01T00:00:00.000Z"`), OpenAbove: true}}
	v := question.View{Question: q, Criteria: "The day of the first launch that any government reports.", Source: "Japan Coast Guard", Wordings: 1}
	var qs []journal.Quantile
	for i, level := range []float64{0.05, 0.25, 0.5, 0.75, 0.95} {
		raw, _ := json.Marshal(On(2024, 3, 10+40*i))
		qs = append(qs, journal.Quantile{Level: level, Value: raw})
	}
	v.Standing = []standing.Forecast{{Forecast: ID(970), Forecaster: who("Heron"), At: On(2024, 2, 3), Belief: standing.Belief{Quantiles: qs}}}
	return v
}

// conditionalView is a question that counts only if question 2 ends with yes.
func conditionalView() question.View {
	q := listing.Question{ID: ID(14), Title: "If they agree to meet, will the meeting be set for Pyongyang?", Type: "binary", Status: "open",
		Closes: at(On(2024, 9, 1)), Tags: []string{"Japan"}, AskedBy: crane, AskedAt: On(2024, 1, 8),
		If: &listing.Condition{Question: ID(2), Title: "Kishida visits Pyongyang by 31 August 2024", Outcome: json.RawMessage("true"), State: "open"}}
	return question.View{Question: q, Criteria: "Resolves Yes if the first official word names Pyongyang.", Source: "MOFA Japan", Wordings: 1}
}

// wordings are two of a question: as asked with other criteria, and the present.
func wordings(v question.View, criteria string) []question.Wording {
	now := journal.Asked{Title: v.Title, Type: v.Type, Criteria: v.Criteria, Source: v.Source, Closes: v.Closes, Tags: v.Tags, Options: v.Options}
	first := now
	first.Criteria = criteria
	return []question.Wording{
		{Record: v.ID, At: v.AskedAt, By: v.AskedBy, Question: first},
		{Record: ID(981), At: On(2024, 1, 12), By: who("Heron"), Why: "the first one could be read in two ways", Changed: []string{"criteria"}, Question: now},
	}
}
