package scores

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// kpi is one of the five cards at the top.
type kpi struct {
	caption, value *widgets.Text
	note           *widgets.Paragraph
	change         *widgets.Text // of the headline
	arrow          *widgets.Icon
	delta          *fyne.Container
	moved          *widgets.Pressable
	chip           *widgets.Chip // how much there is to know of the headline
	toKnow         *widgets.Pressable
	inside         *fyne.Container
	object         *widgets.Pressable
}

var changeStyle = widgets.Style{Size: theme.Small, Weight: theme.Medium, Figures: true, Align: fyne.TextAlignTrailing}

func newKPI(act, why, know func()) *kpi {
	k := &kpi{
		change:  widgets.NewText("", changeStyle),
		arrow:   widgets.NewIcon("down", theme.GoodInk, 8),
		caption: widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary}),
		value:   widgets.NewText("", widgets.Style{Size: theme.Figure, LineHeight: 32, Weight: theme.SemiBold}),
		note:    widgets.NewParagraph("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 2),
	}
	k.delta = widgets.Arrange(func(s fyne.Size) {
		widgets.Put(k.change, 12, 0, s.Width-12, 16)
		widgets.Put(k.arrow, s.Width-widgets.Measure(k.change.Text(), changeStyle).Width-13, 4, 8, 8)
	}, k.change, k.arrow)
	k.moved = widgets.NewPressable(k.delta, why)
	k.moved.Hide()
	k.chip = widgets.NewChip("", widgets.Cautious)
	k.toKnow = widgets.NewPressable(k.chip, know)
	k.toKnow.Hide()
	k.inside = widgets.Arrange(func(s fyne.Size) {
		pad := float32(15)
		if s.Width < 200 {
			pad = 11
		}
		widgets.Put(k.caption, pad, 11, s.Width-2*pad, 16)
		widgets.Put(k.value, pad, 31, s.Width-2*pad, 32)
		widgets.Put(k.note, pad, 66, s.Width-2*pad, s.Height-70)
		widgets.Put(k.moved, s.Width-pad-60, 11, 60, 16)
		chip, y := k.chip.MinSize(), float32(9)
		if k.moved.Visible() {
			y = 38
		}
		widgets.Put(k.toKnow, s.Width-pad-chip.Width, y, chip.Width, chip.Height)
	}, k.caption, k.value, k.note, k.moved, k.toKnow)
	k.object = widgets.NewPressable(widgets.NewPanel(k.inside), act)
	return k
}

func (k *kpi) show(c card) {
	k.caption.SetText(c.Caption)
	k.value.SetText(c.Value)
	colour := theme.Text
	switch {
	case c.Value == dash:
		colour = theme.Ter
	case c.Good:
		colour = theme.GoodInk
	}
	k.value.SetColour(colour)
	k.note.SetText(c.Note)
}

// showChange shows by how much the headline changed, where it did.
func (k *kpi) showChange(v scoring.View) {
	text, tip, better := changeWords(v)
	widgets.Show(k.moved, text != "")
	if text == "" {
		return
	}
	icon, role := "up", theme.BadInk
	if *v.Change < 0 {
		icon = "down"
	}
	if better {
		role = theme.GoodInk
	}
	k.change.SetText(text)
	k.change.SetColour(role)
	k.arrow.Set(icon, role)
	k.moved.SetTip(tip)
	k.delta.Refresh()
	k.inside.Refresh()
}

// showRests shows how many lines there are to know of what the headline rests on.
func (k *kpi) showRests(lines int) {
	widgets.Show(k.toKnow, lines > 0)
	k.chip.Set(words.Count(lines)+" to know", widgets.Cautious)
	k.toKnow.SetTip("What this score rests on besides forecasts, and the figure without it.")
	k.inside.Refresh()
}

// changeWords tell the change of the headline, and whether it is for the better;
// none if it is as it was.
func changeWords(v scoring.View) (text, tip string, better bool) {
	if v.Change == nil || !finite(v.Change) || math.Abs(*v.Change) < 0.0005 {
		return "", "", false
	}
	text = words.Score(math.Abs(*v.Change))
	way, good := "higher", v.Rule == "spherical"
	if *v.Change < 0 {
		way, good = "lower", !good
	}
	grade := "worse"
	if good {
		grade = "better"
	}
	return text, fmt.Sprintf("%s %s than %d days ago, which is %s. Press to see what moved it.", text, way, scoring.ChangeDays, grade), good
}

// explainCards says in a sentence what each figure means.
func (p *Page) explainCards() {
	for i, text := range meanings(p.view) {
		p.cards[i].object.SetTip(text + " Press to see the forecasts behind it.")
	}
}

var ruleMeanings = map[string]string{
	"brier": "How far the probabilities p were from what happened, y (1 for Yes, 0 for No): the mean of (p − y)², 0 to 1, low is better. " +
		"0 is perfect, and always forecasting 50\u202f% gives 0.25.",
	"brier2": "How far the probabilities p were from what happened, y: (p − y)² summed over Yes and No, 0 to 2, low is better. " +
		"0 is perfect, and always forecasting 50\u202f% gives 0.5.",
	"log": "The mean of −ln of the probability given to what happened, 0 to ∞, low is better. " +
		"0 is perfect, always forecasting 50\u202f% gives 0.693, and a wrong forecast of 0\u202f% or 100\u202f% gives ∞; nothing is clipped.",
	"rps": "Ranked probability score of options that have an order: how far the cumulated probabilities were from what happened, squared, 0 to 1, low is better; next to what happened costs less than far from it. " +
		"Other questions have the Brier score.",
	"spherical": "The probability given to what happened over the length of all probabilities (the root of their summed squares), 0 to 1, high is better. " +
		"1 is perfect, and always forecasting 50\u202f% gives 0.707.",
}

// meanings are some sentences about each of the five figures.
func meanings(v scoring.View) [5]string {
	rule := v.Rule
	if rule == "" {
		rule = rules[0]
	}
	return [5]string{
		ruleMeanings[rule] + " A forecast weighs as long as it stood, as a share of its question’s scheduled length." + intervalMeaning(v),
		"How much lower the Brier score is than that of always forecasting the base rate: the share of Yes among these yes-or-no questions, which was known only afterwards. " +
			"100\u202f% is perfect, 0\u202f% no better than the base rate, and less than 0\u202f% worse." + recordedMeaning(v),
		mcbMeaning(v), dscMeaning(v),
		"The share of the time that questions were open during which a forecast stood. The score does not count the gaps; the note below gives it with 50\u202f% in each.",
	}
}

// recordedMeaning says whose the recorded base rates are.
func recordedMeaning(v scoring.View) string {
	if v.SkillBaseRate == nil {
		return ""
	}
	return " Recorded base rates, on " + words.Plural(v.BaseRateQuestions, "question") + ": the forecaster’s own if there is one, recorded before the forecast, so a poor one makes the skill look good."
}

func intervalMeaning(v scoring.View) string {
	if v.CI == nil {
		return ""
	}
	return " The interval shows how much is luck: resampling these questions puts the figure in it 95 times out of 100."
}

// historyMeaning says what the band of the history is, and its marks.
func historyMeaning(v scoring.View) string {
	if !hasBand(v) {
		return ""
	}
	return "Where the figure of that day is in 95 of 100 resamples of the questions. A mark below the line: a question’s outcome became known."
}

func mcbMeaning(v scoring.View) string {
	text := "What wrong probabilities cost, low is better: how much the score of the yes-or-no questions would fall if each probability were replaced by how often such forecasts came true."
	if len(v.Reliability.Curve) > 0 && finite(&v.Reliability.CalibratedMCB) {
		text += " Chance alone causes some: a calibrated forecaster with the same forecasts would have " + words.Score(v.Reliability.CalibratedMCB) +
			" on average, and less than " + words.Score(v.Reliability.CalibratedHigh) + " 95 times out of 100."
	}
	return text
}

func dscMeaning(v scoring.View) string {
	text := "What telling Yes from No gains, high is better: how far the score of the yes-or-no questions falls below that of the base rate once the probabilities are recalibrated."
	if v.AUC != nil {
		text += " AUC: of a Yes and a No, the Yes had the higher probability in " + words.WholeShare(*v.AUC) + " of pairs; guessing gives 50\u202f%."
	}
	return text
}
