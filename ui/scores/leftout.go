package scores

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// whyLeftOut says why a forecast is not scored, by the name that reports use.
var whyLeftOut = map[string][2]string{
	"unresolved":  {"not resolved", "The question has no outcome yet, or its condition has none."},
	"annulled":    {"annulled", "The question was annulled or withdrawn, its outcome was ambiguous, or its condition failed: none of these is a No."},
	"disputed":    {"disputed", "Two people ended the question differently. It is scored again once somebody resolves it again."},
	"after_close": {"made after the end", "It was made at the close or later, or when the outcome was already known."},
	"no_time":     {"in force for no time", "It was replaced at the same instant or before the opening, it was withdrawn before the opening, or the outcome was known before the opening."},
	"imported":    {"imported", "Forecasts from elsewhere count where “Made” says Imported or All."},
	"other_rule":  {"of another type", "The rule has no score for them: numbers and dates, which are scored separately by CRPS, or partial outcomes under log and spherical."},
	"bad_rows":    {"not readable", "Rows of a table that could not be read."},
}

// leftOut says in a sentence what the figures do not count.
func leftOut(v scoring.View, origin string) string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(v.LeftOut)) {
		if n := v.LeftOut[k]; n > 0 {
			parts = append(parts, words.Count(n)+" "+leftWord(k))
		}
	}
	out := "Nothing was left out."
	if len(parts) > 0 {
		out = "Left out: " + strings.Join(parts, ", ") + "."
	}
	if n := v.Provenance["imported"]; n > 0 && origin != "imported" && origin != "all" && v.LeftOut["imported"] == 0 {
		out += " " + words.Counted(n, "imported forecast counts", "imported forecasts count") + " only if “Made” says so."
	}
	if n := v.Provenance["late"]; n > 0 {
		out += " " + words.Counted(n, "late entry counts from when it was", "late entries count from when they were") + " recorded."
	}
	return out
}

func leftWord(k string) string {
	if w, known := whyLeftOut[k]; known {
		return w[0]
	}
	return strings.ReplaceAll(k, "_", " ")
}

// oddCases says how what is unusual is scored.
var oddCases = [][2]string{
	{"two at the same instant", "The later in record order counts. The other was in force for no time and is left out."},
	{"before the opening", "It counts from the opening, if it is still in force then. Otherwise it is left out."},
	{"at or after the end", "It is left out. The end is the close, or when the outcome was known if that was earlier."},
	{"only one forecast", "It counts until the end. The time before it lowers the coverage, not the score."},
	{"0\u202f% or 100\u202f%", "It counts as given and is never clipped: if it is wrong, the Brier score is 1 and the log score ∞."},
	{"a fractional outcome", "A half Yes scores (p − ½)² under Brier, which is best for a forecast of 50\u202f%. Log, spherical, calibration and AUC have no value for it."},
	{"all outcomes alike", "If every outcome is Yes, or every one No, the base rate is perfect and nothing can be told apart: skill and AUC have no value."},
	{"never opened", "Time counts from when the question was asked, or from the first forecast."},
	{"never closed", "The date by which it is to be resolved counts as the close, or else the time at which it ended. Reports count such questions."},
	{"withdrawn or retracted", "The forecast counts for the time it was in force: retracting does not undo that."},
}

// showLeftOut lists what is left out and why, and how odd cases are scored.
func (p *Page) showLeftOut() {
	rows := []fyne.CanvasObject{heading("Left out")}
	add := func(what, why string) {
		grey := widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}
		name := widgets.NewText(words.Capital(what), widgets.Style{Size: theme.Small, LineHeight: 16, Weight: theme.Medium})
		rows = append(rows, widgets.HBoxFull(16, widgets.Sized(170, 0, widgets.VBox(0, name)), widgets.Flex(widgets.NewParagraph(why, grey, 3))))
	}
	for _, k := range slices.Sorted(maps.Keys(p.view.LeftOut)) {
		if n := p.view.LeftOut[k]; n > 0 {
			add(leftWord(k)+": "+words.Count(n), whyLeftOut[k][1])
		}
	}
	if n := p.view.Provenance["sealed"]; n > 0 {
		add("sealed: "+words.Count(n), "Announced but not shown yet. Once shown, they count from when they were announced.")
	}
	if len(rows) == 1 {
		add("nothing", "Every forecast is scored.")
	}
	var d *dialogs.Dialog
	if c := p.view.Coverage; c != nil && *c < 1 {
		add("no forecast: "+words.PercentWith(1-*c, 1), "Of the time that questions were open. The score does not count it; the coverage does.")
		rows = append(rows, widgets.HBox(0, widgets.NewButton("Show the gaps", "", func() {
			d.Close()
			p.showGaps()
		}).Small()))
	}
	rows = append(rows, widgets.NewHairline(), heading("Unusual cases, and how they are scored"))
	for _, c := range oddCases {
		add(c[0], c[1])
	}
	spec := dialogs.Spec{Title: "What was left out", Width: 720, Content: widgets.VBox(8, rows...)}
	if leftCount(p.view) != "" {
		spec.Accept = "Which forecasts"
		spec.OnAccept = func(d *dialogs.Dialog) {
			d.Close()
			p.listLeftOut()
		}
	}
	d = dialogs.Show(p.host.Window(), spec)
}

func heading(text string) *widgets.Text {
	return widgets.NewText(text, widgets.Style{Weight: theme.SemiBold})
}
