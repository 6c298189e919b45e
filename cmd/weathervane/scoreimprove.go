package main

import (
	"fmt"

	"weathervane/forecasts/report"
	"weathervane/forecasts/scoring"
)

// printImprovement prints what follows from a workspace's score, a line each, and
// by the time to the close if that was asked for.
func (p *program) printImprovement(r scoring.Report, byHorizon bool) {
	if r.Improvement == nil {
		return
	}
	if lines := report.ImprovementLines(r.Rule, r.Improvement); len(lines) > 0 {
		rows := [][]string{{"what follows from the score", "questions", ""}}
		for _, l := range lines {
			rows = append(rows, []string{l.What, fmt.Sprint(l.Questions), l.Says})
		}
		p.println("")
		p.align(rows)
	}
	rows := [][]string{{"on the same questions", "difference to the others", "could be", "of the next question", "could be", "questions"}}
	for _, g := range r.Grouped {
		if g.Conduct == nil || g.Adjusted == nil {
			continue
		}
		row := []string{cell(g.Key), signed(g.Adjusted.Difference), interval(&g.Adjusted.CI95), "", "", fmt.Sprint(g.Adjusted.Questions)}
		if s := g.Shrunk; s != nil {
			row[3], row[4] = signed(s.Difference), interval(&s.CI95)
		}
		rows = append(rows, row)
	}
	if len(rows) > 1 {
		p.println("")
		p.align(rows)
	}
	if byHorizon && r.Horizon != nil {
		p.println("")
		p.align(report.HorizonRows(r.Horizon))
	}
}
