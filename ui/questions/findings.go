package questions

import (
	"math"

	"weathervane/assets/words"
	"weathervane/forecasts/belief"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

// An evidenceRow is a line of the evidence table: a finding, and how it is
// judged.
type evidenceRow struct {
	Claim, Source, Grade string
	Direction            int // 1 for, −1 against, 0 neither
	Ratio                string
	Log                  float64 // ln LR
	Date                 string
	Judged               []string // where several judge it: who, how, and when
	Article, Finding     journal.ID
}

// evidenceRows are a line for each finding, the one judged last first. It shows
// one's own judgement, or if there is none the median of the logarithms, as the
// team's ledger does.
func evidenceRows(all []question.BearingRow, c words.Calendar) []evidenceRow {
	var order []journal.ID
	byFinding := map[journal.ID][]question.BearingRow{}
	for _, b := range all {
		if len(byFinding[b.Finding]) == 0 {
			order = append(order, b.Finding)
		}
		byFinding[b.Finding] = append(byFinding[b.Finding], b)
	}
	var rows []evidenceRow
	for _, id := range order {
		rows = append(rows, evidenceRowOf(latest(byFinding[id]), c))
	}
	return rows
}

// latest leaves each analyst's newest judgement.
func latest(newestFirst []question.BearingRow) []question.BearingRow {
	var out []question.BearingRow
	seen := map[string]bool{}
	for _, b := range newestFirst {
		if by := b.Analyst.Key + " " + b.Analyst.By; !seen[by] {
			seen[by] = true
			out = append(out, b)
		}
	}
	return out
}

func evidenceRowOf(judged []question.BearingRow, c words.Calendar) evidenceRow {
	shown := judged[0]
	var logs []float64
	for _, b := range judged {
		if b.LR != nil && *b.LR > 0 {
			logs = append(logs, math.Log(*b.LR))
		}
	}
	if len(logs) > 1 {
		lr := math.Exp(belief.Median(logs))
		shown.LR = &lr
	}
	for _, b := range judged {
		if b.Mine {
			shown = b
		}
	}
	r := evidenceRow{Claim: shown.Claim, Source: shown.Source, Grade: shown.Grade, Date: c.ShortDay(judged[0].At), Article: shown.Article, Finding: shown.Finding}
	r.Ratio, r.Log = ratioOf(shown)
	if math.Abs(r.Log) > 0.005 {
		r.Direction = int(math.Copysign(1, r.Log))
	}
	if len(judged) > 1 {
		for _, b := range judged {
			ratio, _ := ratioOf(b)
			r.Judged = append(r.Judged, name(b.Analyst)+" "+ratio+" on "+c.ShortDay(b.At))
		}
	}
	return r
}

// ratioOf writes how a finding is judged; its logarithm is 0 if the question has
// options.
func ratioOf(b question.BearingRow) (text string, log float64) {
	switch {
	case b.LR != nil && *b.LR > 0:
		return words.Ratio(*b.LR), math.Log(*b.LR)
	case len(b.LRs) > 0:
		return favoured(b.LRs), 0
	}
	return "", 0
}

// favoured names the option that a finding speaks for most.
func favoured(lrs map[string]float64) string {
	option, lr := likeliest(lrs, nil)
	if lr <= 0 {
		return "–"
	}
	return "for " + option
}
