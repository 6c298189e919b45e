package report

import (
	"weathervane/assets/words"
	"weathervane/forecasts/question"
	"weathervane/forecasts/reporting"
	"weathervane/forecasts/scenario"
)

// setSheets are the scenario sets and the conditional questions as tidy tables: a
// row for each scenario of a question, signpost or weighing. A workspace without
// sets has none.
func setSheets(v reporting.View) []sheet {
	var all []sheet
	if len(v.Sets) > 0 {
		all = append(all, weightSheet(v.Sets), matrixSheet(v.Sets), postSheet(v.Sets), ratingSheet(v.Sets))
	}
	if len(v.Conditionals) > 0 {
		all = append(all, conditionalSheet(v.Conditionals))
	}
	return all
}

func weightSheet(all []scenario.View) sheet {
	s := sheet{name: "scenario-weights", columns: []sheetColumn{{"set_id", plain}, {"set", plain}, {"status", plain}, {"horizon", date}, {"came_true", plain}, {"known_at", date},
		{"forecaster", plain}, {"key", plain}, {"given_at", date}, {"retracted_at", date}, {"scenario", plain}, {"weight", share}}}
	for _, v := range all {
		for _, w := range v.History {
			for _, n := range v.Names {
				x, ok := w.Weights[n]
				if !ok {
					continue // of a superseded wording
				}
				s.rows = append(s.rows, []any{v.ID.String(), v.Title, v.Status, &v.Horizon, v.Outcome, v.KnownAt,
					w.Forecaster.Name, w.Forecaster.Key, &w.At, w.RetractedAt, n, x})
			}
		}
	}
	return s
}

func matrixSheet(all []scenario.View) sheet {
	s := sheet{name: "scenario-questions", columns: []sheetColumn{{"set_id", plain}, {"set", plain}, {"question_id", plain}, {"question", plain}, {"scenario", plain},
		{"probability", share}, {"implied", share}, {"stated", share}, {"information_bits", figures}}}
	for _, v := range all {
		for _, m := range v.Matrix {
			for _, n := range v.Names {
				s.rows = append(s.rows, []any{v.ID.String(), v.Title, m.Question.String(), m.Title, n, given(m, n), m.Implied, m.Stated, m.Bits})
			}
		}
	}
	return s
}

func postSheet(all []scenario.View) sheet {
	s := sheet{name: "signposts", columns: []sheetColumn{{"set_id", plain}, {"set", plain}, {"signpost_id", plain}, {"text", plain}, {"placed_by", plain}, {"placed_at", date},
		{"check_by", date}, {"state", plain}, {"known_at", date}, {"scenario", plain}, {"probability", share}}}
	for _, v := range all {
		for _, p := range v.Posts {
			for _, n := range v.Names {
				s.rows = append(s.rows, []any{v.ID.String(), v.Title, p.ID.String(), p.Text, p.By.Name, &p.At, &p.CheckBy, p.Status, p.KnownAt, n, p.P[n]})
			}
		}
	}
	return s
}

func ratingSheet(all []scenario.View) sheet {
	s := sheet{name: "consistency", columns: []sheetColumn{{"set_id", plain}, {"set", plain}, {"finding_id", plain}, {"claim", plain}, {"scenario", plain},
		{"rating", plain}, {"diagnosticity", figures}}}
	for _, v := range all {
		for _, c := range v.Consistency {
			for _, n := range v.Names {
				s.rows = append(s.rows, []any{v.ID.String(), v.Title, c.Finding.String(), c.Claim, n, c.Ratings[n], c.Diagnosticity})
			}
		}
	}
	return s
}

func conditionalSheet(all []question.Conditional) sheet {
	s := sheet{name: "conditionals", columns: []sheetColumn{{"question_id", plain}, {"question", plain}, {"condition_id", plain}, {"condition", plain}, {"ends", plain},
		{"p_condition", share}, {"p_given_condition", share}}}
	for _, c := range all {
		s.rows = append(s.rows, []any{c.Question.String(), c.Title, c.If.Question.String(), c.If.Title, words.ReportOutcome(c.If.Outcome), c.PIf, c.P})
	}
	return s
}
