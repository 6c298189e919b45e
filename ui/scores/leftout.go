package scores

import (
	"maps"
	"slices"
	"strings"

	"weathervane/forecasts"
	"weathervane/forecasts/notation"
)

// whyLeftOut says why a forecast is not scored, by the name that reports use.
var whyLeftOut = map[string][2]string{
	"unresolved":  {"not resolved", "The question has no outcome yet, or waits for its condition."},
	"open":        {"still open", "The question has no outcome yet."},
	"annulled":    {"annulled", "The question was annulled, ambiguous or withdrawn, or its condition failed."},
	"disputed":    {"disputed", "Two ends of the question contradict each other: reopen it, or confirm one."},
	"after_close": {"made after the close", "It was recorded at or after the end of the window: the close, or when the outcome was known."},
	"imported":    {"imported", "Forecasts from elsewhere count where “Made” says Imported or All."},
	"other_rule":  {"of another type", "The rule has no score for them: numbers and dates, or partial outcomes under log and spherical."},
	"bad_rows":    {"not readable", "Rows of a table that could not be read."},
}

// leftOut says in a sentence what the figures do not count.
func leftOut(v forecasts.ScoreView, origin string) string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(v.LeftOut)) {
		if n := v.LeftOut[k]; n > 0 {
			parts = append(parts, notation.Count(n)+" "+leftWord(k))
		}
	}
	out := "Nothing was left out."
	if len(parts) > 0 {
		out = "Left out: " + strings.Join(parts, ", ") + "."
	}
	if n := v.Provenance["imported"]; n > 0 && origin != "imported" && origin != "all" && v.LeftOut["imported"] == 0 {
		out += " " + plural(n, "imported forecast counts", "imported forecasts count") + " only where “Made” says so."
	}
	if n := v.Provenance["late"]; n > 0 {
		out += " " + plural(n, "late entry counts from when it was", "late entries count from when they were") + " recorded."
	}
	return out
}

func leftWord(k string) string {
	if w, known := whyLeftOut[k]; known {
		return w[0]
	}
	return strings.ReplaceAll(k, "_", " ")
}

// leftOutTable lists what is left out and why, tab between cells.
func leftOutTable(v forecasts.ScoreView) string {
	lines := []string{"Left out\tForecasts\tWhy"}
	for _, k := range slices.Sorted(maps.Keys(v.LeftOut)) {
		if n := v.LeftOut[k]; n > 0 {
			lines = append(lines, leftWord(k)+"\t"+notation.Count(n)+"\t"+whyLeftOut[k][1])
		}
	}
	return strings.Join(lines, "\n")
}
