package main

import (
	"weathervane/assets/words"
	"weathervane/forecasts/report"
	"weathervane/forecasts/scoring"
)

// printRests prints what the headline of a workspace rests on, or that there is
// nothing to know.
func (p *program) printRests(r scoring.Report) {
	if r.Witnessed == nil { // a table
		return
	}
	p.println("")
	rests := scoring.Rests{Lines: r.RestsOn, Witnessed: r.Witnessed.Questions, Questions: r.Witnessed.Of}
	if rests.IsWell() {
		p.println(words.RestsWell(rests.Witnessed, rests.Questions))
		return
	}
	rows := [][]string{{"what the headline rests on", "whose", "would be", ""}}
	for _, l := range r.RestsOn {
		line := report.RestLine(l)
		rows = append(rows, []string{cell(words.RestTitle(line)), cell(words.RestWhose(line)), words.Figure(float64(l.HeadlineWithout)), words.RestInstead(line)})
		if l.OtherWay.Defined() {
			rows = append(rows, []string{"", "", words.Figure(float64(l.OtherWay)), cell(words.RestOtherWay(l.Options))})
		}
	}
	p.align(rows)
}
