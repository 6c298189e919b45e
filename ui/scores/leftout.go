package scores

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/forecasts"
	"weathervane/forecasts/notation"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// whyLeftOut says why a forecast is not scored, by the name that reports use.
var whyLeftOut = map[string][2]string{
	"unresolved":  {"not resolved", "The question has no outcome yet, or waits for its condition."},
	"open":        {"still open", "The question has no outcome yet."},
	"annulled":    {"annulled", "The question was annulled, ambiguous or withdrawn, or its condition failed."},
	"disputed":    {"disputed", "Two ends of the question contradict each other: reopen it, or confirm one."},
	"after_close": {"made after the close", "It was recorded at or after the end of the window: the close, or when the outcome was known."},
	"imported":    {"imported", "Forecasts from elsewhere count where “Made” says Imported or All."},
	"other_rule":  {"of another type", "The rule has no score for them: numbers and dates, which are scored apart by CRPS, or partial outcomes under log and spherical."},
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
		out += " " + notation.Counted(n, "imported forecast counts", "imported forecasts count") + " only where “Made” says so."
	}
	if n := v.Provenance["late"]; n > 0 {
		out += " " + notation.Counted(n, "late entry counts from when it was", "late entries count from when they were") + " recorded."
	}
	return out
}

func leftWord(k string) string {
	if w, known := whyLeftOut[k]; known {
		return w[0]
	}
	return strings.ReplaceAll(k, "_", " ")
}

// oddCases says how what is unusual is scored, and so is not left out.
var oddCases = [][2]string{
	{"at the same instant", "Of two forecasts at one instant the later in the order of records stands; the other stood for no time and weighs nothing."},
	{"before the opening", "It counts from the opening on, if it still stands then."},
	{"at or after the close", "It is left out: the close, or the instant at which the outcome was known, ends the window."},
	{"only one forecast", "It stands from its instant to the end; the time before it is not covered, and lowers the coverage alone."},
	{"0\u202f% or 100\u202f%", "Taken as said, and never clipped: where it proves wrong the log score is ∞."},
	{"an outcome in part", "A half Yes scores (p − ½)²; log, spherical, calibration and AUC leave it out."},
	{"all outcomes alike", "There is no skill against the base rate and no AUC: nothing can be told apart."},
	{"never opened", "The window begins when the question was asked, or with the first forecast."},
	{"never closed", "The date by which it is to be resolved stands for the close, else the actual end does; reports count such questions."},
	{"withdrawn or retracted", "The forecast counts for the time that it stood."},
}

// showLeftOut lists what is left out and why, and how odd cases are scored.
func (p *Page) showLeftOut() {
	rows := []fyne.CanvasObject{heading("Left out")}
	add := func(what, why string) {
		grey := widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}
		rows = append(rows, widgets.HBox(16, widgets.Sized(170, 16, widgets.NewText(upper(what), widgets.Style{Size: theme.Small, LineHeight: 16, Weight: theme.Medium})),
			widgets.Flex(widgets.NewParagraph(why, grey, 3))))
	}
	for _, k := range slices.Sorted(maps.Keys(p.view.LeftOut)) {
		if n := p.view.LeftOut[k]; n > 0 {
			add(leftWord(k)+": "+notation.Count(n), whyLeftOut[k][1])
		}
	}
	if len(rows) == 1 {
		add("nothing", "Every forecast is scored.")
	}
	rows = append(rows, widgets.NewHairline(), heading("Scored, and how"))
	for _, c := range oddCases {
		add(c[0], c[1])
	}
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: "What was left out", Width: 720, Content: widgets.VBox(8, rows...)})
}

func heading(words string) *widgets.Text {
	return widgets.NewText(words, widgets.Style{Weight: theme.SemiBold})
}
