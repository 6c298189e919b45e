package main

import (
	"fmt"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
)

func ruleWords(r score.Rule) string {
	switch r {
	case score.RuleBrier2:
		return "Brier score, 0–2, low is better"
	case score.RuleLog:
		return "log score, nats, low is better"
	case score.RuleSpherical:
		return "spherical score, 0–1, high is better"
	case score.RuleRPS:
		return "Brier score, of ordered options the ranked probability score, 0–1, low is better"
	}
	return "Brier score, 0–1, low is better"
}

// interval writes a lower and an upper bound; nothing if there is none.
func interval(i *score.Interval) string {
	if i == nil {
		return ""
	}
	return words.Figure(float64(i[0])) + " to " + words.Figure(float64(i[1]))
}

// clipWords says what probability of what happened log scores are clipped to.
func clipWords(clip float64) string {
	if clip == 0 {
		return ""
	}
	return fmt.Sprintf(", clipped to at least %s", words.Percent(clip))
}

func ruleClip(r score.Report) string {
	if r.Rule != score.RuleLog {
		return ""
	}
	return clipWords(r.LogClip)
}

func infinite(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", %s gave what happened nothing", words.ReportPlural(n, "forecast"))
}

// tournamentWords says what a peer or baseline score compares with, and how it is
// at the spot.
func tournamentWords(m *score.TournamentMean, zero string, clip float64) string {
	return fmt.Sprintf("high is better, 0 is %s; mean of %s, coverage %s; at the spot %s%s", zero,
		words.ReportPlural(m.N, "pair"), words.Figure(float64(m.Coverage)), words.Figure(float64(m.SpotMean)), clipWords(clip))
}
