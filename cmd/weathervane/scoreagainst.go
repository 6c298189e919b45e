package main

import (
	"cmp"
	"fmt"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
)

// printAgainst prints the paired comparisons that --against asked for.
func (p *program) printAgainst(r scoring.Report) {
	type compared struct {
		who string
		*score.Against
	}
	var all []compared
	for _, g := range r.Groups {
		if g.Against != nil {
			all = append(all, compared{g.Key, g.Against})
		}
	}
	switch {
	case len(all) > 0:
	case r.Against != nil:
		all = append(all, compared{r.Compared, r.Against})
	default:
		return
	}
	better := "below 0 is better"
	if r.Rule == score.RuleSpherical {
		better = "above 0 is better"
	}
	p.printf("\npaired differences: the score less that of %s, while both had a forecast in force; %s\n", cell(all[0].Name), better)
	rows := [][]string{{"forecaster", "difference", "95 % interval", "p (Holm)", "questions", "days in common"}}
	for _, c := range all {
		rows = append(rows, []string{cell(c.who), signed(c.Difference), cmp.Or(interval(c.CI95), words.Dash), words.Figure(float64(c.PHolm)),
			fmt.Sprint(c.Questions), fmt.Sprintf("%.1f", float64(c.Common)/float64(score.Day))})
	}
	p.align(rows)
	rows = [][]string{{"in what they differ", "figure", "difference", "95 % interval", "yes-or-no questions"}}
	for _, c := range all {
		if c.Contrast == nil || c.Contrast.MCB == nil {
			continue
		}
		for _, d := range []struct {
			name string
			*score.FigureDifference
		}{{"miscalibration, below 0 is better", c.Contrast.MCB}, {"discrimination, above 0 is better", c.Contrast.DSC}} {
			rows = append(rows, []string{cell(c.who), d.name, signed(d.Difference), cmp.Or(interval(d.CI95), words.Dash), fmt.Sprint(c.Contrast.Questions)})
		}
	}
	if len(rows) > 1 {
		p.println("")
		p.align(rows)
	}
}
