package desktest

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"
	"time"

	"weathervane/model/journal"
)

// WriteExtreme writes the forecast file of a colleague whose numbers and instants
// are at the ends of what a record may have, and whose lists are long. It gives the
// ids of what others may name.
func WriteExtreme(t testing.TB, path string) map[string]journal.ID {
	t.Helper()
	return writeLog(t, path, "Extreme", func(h *hostile) {
		number := func(x float64) json.RawMessage { return Must(json.Marshal(x))(t) }
		day := func(year int) *journal.Instant { return At(year, time.January, 10) }
		ranges := []*journal.Range{
			nil, {Min: number(-math.MaxFloat64), Max: number(math.MaxFloat64)}, {Min: number(0), Max: number(5e-324)}, {Min: number(math.MaxFloat64), Max: number(-math.MaxFloat64)},
			{Min: number(0), Max: number(0)}, {Min: number(0), Max: number(1e308), OpenAbove: true}, {Min: json.RawMessage("-0"), Max: number(1)},
		}
		levels := [][]journal.Quantile{
			{{Level: .1, Value: number(-math.MaxFloat64)}, {Level: .5, Value: number(0)}, {Level: .9, Value: number(math.MaxFloat64)}},
			{{Level: 0, Value: number(-1e308)}, {Level: 1, Value: number(1e308)}}, {{Level: 5e-324, Value: number(5e-324)}, {Level: .5, Value: number(1e-323)}, {Level: 1, Value: number(1)}},
			{{Level: .5, Value: number(1e308)}}, {{Level: .1, Value: number(1)}, {Level: .5, Value: number(math.Nextafter(1, 2))}, {Level: .9, Value: number(2)}},
		}
		n := 0
		for _, r := range ranges {
			for _, outcome := range []float64{1e308, 0, -math.MaxFloat64} {
				n++
				q := h.add(fmt.Sprint("number", n), journal.QuestionAsked, journal.Asked{Title: fmt.Sprint("Number ", n), Type: "numeric", Unit: "m", Range: r, Opens: day(2024), Closes: day(2025)})
				for _, l := range levels {
					h.add("", journal.ForecastMade, journal.Made{Question: q, Quantiles: l, By: fmt.Sprint("Forecaster ", len(h.run.Leaves)%7)})
				}
				h.add("", journal.ForecastMade, journal.Made{Question: q, Quantiles: levels[n%len(levels)]})
				h.add("", journal.QuestionResolved, journal.Resolved{Question: q, Outcome: number(outcome), KnownAt: h.now()})
			}
		}
		dated := h.add("date", journal.QuestionAsked, journal.Asked{Title: "Date", Type: "date", Opens: day(1000), Closes: day(9999), Range: &journal.Range{Min: json.RawMessage(`"1000-01-01T00:00:00.000Z"`), Max: json.RawMessage(`"9998-12-31T00:00:00.000Z"`)}})
		h.add("", journal.ForecastMade, journal.Made{Question: dated, Quantiles: []journal.Quantile{{Level: .1, Value: json.RawMessage(`"1000-01-01T00:00:00.000Z"`)}, {Level: .9, Value: json.RawMessage(`"9998-12-31T00:00:00.000Z"`)}}})

		zero, one, tiny := 0.0, 1.0, 5e-324
		var sure []journal.ID
		for i, p := range []*float64{&zero, &one, &tiny} {
			q := h.add(fmt.Sprint("sure", i), journal.QuestionAsked, journal.Asked{Title: fmt.Sprint("Sure ", i), Type: "binary", Opens: day(2024), Closes: day(9998 - i)})
			h.add("", journal.ForecastMade, journal.Made{Question: q, P: p})
			sure = append(sure, q)
		}
		for _, kind := range []string{"implies", "excludes", "deadline", "same"} {
			h.add("", journal.RelationDrawn, journal.Related{From: sure[1], To: sure[0], Type: kind})
			h.add("", journal.RelationDrawn, journal.Related{From: sure[0], To: sure[1], Type: kind})
		}
		content := []byte("Rain is expected.")
		article := h.article(content)
		for i, lr := range []float64{1e300, 1e300, math.MaxFloat64, 5e-324, 1e-300, 1e300} {
			f := h.add("finding", journal.FindingFiled, journal.Filed{Article: article, Claim: fmt.Sprint("Claim ", i), Quote: journal.Quote{Exact: "Rain", Suffix: " is", Start: 0, End: 4}})
			h.add("", journal.BearingJudged, journal.Judged{Finding: f, Question: sure[i%2], LR: &lr})
			h.add("", journal.BearingJudged, journal.Judged{Finding: f, Question: sure[2], LR: &lr})
		}
		h.long()
	})
}

// long records lists of many entries.
func (h *hostile) long() {
	options, probs := make([]string, 500), map[string]float64{}
	for i := range options {
		options[i] = fmt.Sprint("Option ", i)
		probs[options[i]] = 1 / float64(len(options))
	}
	many := h.add("many", journal.QuestionAsked, journal.Asked{Title: "Many", Type: "choice", Options: options, Opens: At(2024, 1, 1), Closes: At(2025, 1, 1)})
	h.add("", journal.ForecastMade, journal.Made{Question: many, Probs: probs})
	h.add("", journal.QuestionResolved, journal.Resolved{Question: many, Outcome: json.RawMessage(`"Option 7"`), KnownAt: h.now()})
	open := h.add("open", journal.QuestionAsked, journal.Asked{Title: "Many open", Type: "choice", Options: options, Closes: At(2030, 1, 1)})
	h.add("", journal.ForecastMade, journal.Made{Question: open, Probs: probs})
	var all []journal.Scenario
	for _, name := range options[:200] {
		all = append(all, journal.Scenario{Name: name, Narrative: "n", Drivers: []string{}})
	}
	weights := map[string]float64{}
	for i, s := range all {
		weights[s.Name] = []float64{1, 0}[min(i, 1)]
	}
	set := h.add("set", journal.ScenariosFramed, journal.Framed{Title: "Many", Horizon: *At(9998, 1, 1), Scenarios: all})
	h.add("", journal.ScenariosWeighed, journal.Weighed{Scenarios: set, Weights: weights})
	h.add("", journal.ScenariosConditioned, journal.Conditioned{Scenarios: set, Question: h.ids["sure0"], P: weights})
	h.add("", journal.SignpostPlaced, journal.Placed{Scenarios: set, Text: "Sign", CheckBy: *At(9998, 1, 1), P: weights})
}
