package main

import (
	"cmp"
	"fmt"
	"slices"

	"weathervane/assets/words"
	"weathervane/forecasts/report"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
)

// printScores prints the report as an aligned table: one figure on a line or, if
// grouped, one group on a line.
func (p *program) printScores(r score.Report) {
	rows := [][]string{{"figure", "value", "95 % interval", ""}}
	add := func(name string, x score.Number, ci *score.Interval, more string) {
		rows = append(rows, []string{name, words.Figure(float64(x)), interval(ci), more})
	}
	var ci score.CI95
	if r.CI95 != nil {
		ci = *r.CI95
	}
	add("headline", r.Headline, ci.Headline, ruleWords(r.Rule)+ruleClip(r))
	add("coverage", r.Coverage, nil, "of the time that questions were open")
	add("whole window", r.WholeWindow, nil, "uncovered time as the uniform forecast")
	add("mean", r.Mean, ci.Mean, "by "+r.Unit)
	if t := r.TimeWeighted; t != nil {
		add("time-weighted", t.Mean, nil, "mean over "+words.ReportPlural(t.Pairs, "pair"))
	}
	add("log", r.Log, ci.Log, "nats"+clipWords(r.LogClip)+infinite(r.LogInfinite)+withoutPartial(r))
	add("spherical", r.Spherical, ci.Spherical, "high is better"+withoutPartial(r))
	if r.RPS != nil {
		add("ranked", r.RPS.Mean, r.RPS.CI95, "ranked probability score of "+words.ReportPlural(r.RPS.Questions, "question")+" with ordered options, 0–1, low is better")
	}
	if c := r.CORP; c != nil {
		var in score.CORPIntervals
		if ci.CORP != nil {
			in = *ci.CORP
		}
		add("miscalibration", c.MCB, in.MCB, fmt.Sprintf("CORP, of the %s%s: Brier score %s = miscalibration − discrimination + uncertainty",
			words.ReportPlural(c.Questions, "yes-or-no question"), withoutPartial(r), words.Figure(float64(c.Score))))
		add("discrimination", c.DSC, in.DSC, "")
		add("uncertainty", c.UNC, in.UNC, "")
	}
	if m := r.Murphy; m != nil {
		var in score.MurphyIntervals
		if ci.Murphy != nil {
			in = *ci.Murphy
		}
		add("REL", m.REL, in.REL, "Murphy, ten bins, of the same: REL − RES + UNC + WBV − WBC")
		add("RES", m.RES, in.RES, "")
		add("UNC", m.UNC, in.UNC, "")
		add("WBV", m.WBV, in.WBV, "")
		add("WBC", m.WBC, in.WBC, "")
	}
	add("AUC", r.AUC, ci.AUC, "of the same")
	add("skill", r.SkillSample, ci.SkillSample, "of the same, against the sample's base rate, in hindsight")
	if r.BaseRateQuestions > 0 {
		add("skill, recorded", r.SkillBaseRate, ci.SkillBaseRate, words.RecordedBaseRates+", on "+words.ReportPlural(r.BaseRateQuestions, "question"))
	}
	if r.Peer != nil {
		add("peer", r.Peer.Mean, nil, tournamentWords(r.Peer, "the mean of the others", r.LogClip))
		add("baseline", r.Baseline.Mean, nil, tournamentWords(r.Baseline, "equal chances", r.LogClip))
	}
	p.align(rows)
	p.printf("\n%d of %s scored, on %s: %d live, %d late, %d imported, %d sealed\n", r.Scored, words.ReportPlural(r.Forecasts, "forecast"),
		words.ReportPlural(r.Questions, "question"), r.Provenance.Live, r.Provenance.Late, r.Provenance.Imported, r.Provenance.Sealed)
	l := r.LeftOut
	p.printf("left out: %d unresolved, %d annulled, %d disputed, %d after the close, %d that stood for no time, %d imported, %d by the rule, %s\n",
		l.Unresolved, l.Annulled, l.Disputed, l.AfterClose, l.NoTime, l.Imported, l.OtherRule, words.ReportPlural(l.BadRows, "bad row"))
	if r.Forfeited > 0 {
		p.printf("%s not shown within 30 days of the end: --forfeits scores them as if they had given 0 to what happened\n", words.ReportPlural(r.Forfeited, "seal"))
	}
	if len(r.Groups) == 0 {
		return
	}
	p.println("")
	p.align(groupRows(r.Groups))
}

// withoutPartial says how many questions a figure leaves out because they resolved
// to a fraction.
func withoutPartial(r score.Report) string {
	if r.Partial == 0 || r.Rule == score.RuleLog || r.Rule == score.RuleSpherical { // which left_out counts
		return ""
	}
	return ", without " + words.ReportPlural(r.Partial, "question") + " resolved to a fraction"
}

// groupRows has a line a group: of questions their titles, in the order of these,
// and of forecasters their places.
func groupRows(groups []score.Group) [][]string {
	names, times := make(map[string]string, len(groups)), map[string]int{}
	placed, peered := false, false
	for _, g := range groups {
		names[g.Key] = cmp.Or(g.Title, g.Key)
		times[names[g.Key]]++
		placed, peered = placed || g.Place != nil, peered || g.Peer != nil
	}
	for key, name := range names {
		if times[name] > 1 {
			names[key] = name + " " + key[:min(len(key), 8)] // questions with the same title
		}
	}
	groups = slices.SortedStableFunc(slices.Values(groups), func(a, b score.Group) int { return cmp.Compare(names[a.Key], names[b.Key]) })
	rows := [][]string{{"group", "headline", "95 % interval", "coverage", "mean", "log", "questions", "forecasts"}}
	if placed {
		rows[0] = append(rows[0], "place")
	}
	if peered {
		rows[0] = append(rows[0], "peer", "at the spot", "baseline", "at the spot")
	}
	for _, g := range groups {
		var ci *score.Interval
		if g.CI95 != nil {
			ci = g.CI95.Headline
		}
		row := []string{cell(names[g.Key]), words.Figure(float64(g.Headline)), interval(ci), words.Figure(float64(g.Coverage)), words.Figure(float64(g.Mean)),
			words.Figure(float64(g.Log)), fmt.Sprint(g.Questions), fmt.Sprint(g.Scored)}
		if placed {
			var place [2]int
			if g.Place != nil {
				place = *g.Place
			}
			row = append(row, words.Places(place))
		}
		if peered {
			for _, m := range []*score.TournamentMean{g.Peer, g.Baseline} {
				if m == nil {
					m = &score.TournamentMean{Mean: score.Undefined, SpotMean: score.Undefined}
				}
				row = append(row, words.Figure(float64(m.Mean)), words.Figure(float64(m.SpotMean)))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// printNumbers prints the mean CRPS of each unit.
func (p *program) printNumbers(n *scoring.NumberScores) {
	if n == nil {
		return
	}
	p.printf("\nnumbers and dates, apart: CRPS in the unit of %s, low is better\n", words.ReportPlural(n.Questions, "question"))
	rows := [][]string{{"unit", "mean CRPS", "questions", "95 % interval", "90 % ranges"}}
	for _, m := range n.Means {
		row := []string{cell(cmp.Or(m.Unit, "none")), words.Figure(m.Mean), fmt.Sprint(m.Questions), interval(m.CI95), words.Dash}
		if m.Interval != nil {
			row[4] = words.Figure(*m.Interval)
		}
		rows = append(rows, row)
	}
	if len(n.Means) > 0 {
		p.align(rows)
	}
	if bare := slices.DeleteFunc(slices.Clone(n.Rows), func(r scoring.NumberScore) bool { return r.CRPS }); len(bare) > 0 {
		p.printf("%s without bounds: mean pinball loss only, in no mean\n", words.ReportPlural(len(bare), "row"))
	}
	if line := report.SpreadLine(n.Spread); line != "" {
		p.println(line)
	}
	if n.Skill != nil {
		p.printf("skill %s against a uniform distribution over the range, mean over questions and forecasters\n", words.Figure(*n.Skill))
	}
}
