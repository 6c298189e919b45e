package scores

import (
	"fyne.io/fyne/v2"

	"weathervane/forecasts"
	"weathervane/forecasts/notation"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// kpi is one of the five cards at the top.
type kpi struct {
	caption, value *widgets.Text
	note           *widgets.Paragraph
	object         *widgets.Pressable
}

func newKPI(act func()) *kpi {
	k := &kpi{
		caption: widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary}),
		value:   widgets.NewText("", widgets.Style{Size: theme.Figure, LineHeight: 32, Weight: theme.SemiBold}),
		note:    widgets.NewParagraph("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 2),
	}
	k.object = widgets.NewPressable(widgets.NewPanel(widgets.Arrange(func(s fyne.Size) {
		pad := float32(15)
		if s.Width < 200 {
			pad = 11
		}
		widgets.Put(k.caption, pad, 11, s.Width-2*pad, 16)
		widgets.Put(k.value, pad, 31, s.Width-2*pad, 32)
		widgets.Put(k.note, pad, 66, s.Width-2*pad, s.Height-70)
	}, k.caption, k.value, k.note)), act)
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

// explainCards says in a sentence what each figure means.
func (p *Page) explainCards() {
	for i, words := range meanings(p.view) {
		p.cards[i].object.SetTip(words + " Press to see the forecasts behind it.")
	}
}

var ruleMeanings = map[string]string{
	"brier":     "The mean of (p − y)², 0 to 1, low is better: 0 is perfect, and always saying one half gives 0.25.",
	"brier2":    "The mean over both sides of (p − y)², summed, 0 to 2, low is better: always saying one half gives 0.5.",
	"log":       "The mean of −ln of the probability given to what happened, low is better: 0 is perfect, one half gives 0.693, and certainty proved wrong gives ∞; nothing is clipped.",
	"spherical": "The probability given to what happened, over the length of all probabilities: 0 to 1, high is better, and one half gives 0.707.",
}

// meanings are a sentence or two about each of the five figures.
func meanings(v forecasts.ScoreView) [5]string {
	rule := v.Rule
	if rule == "" {
		rule = rules[0]
	}
	skill := "How much lower the Brier score is than that of always saying the base rate of these yes-or-no questions, which was known only afterwards. 0\u202f% is no better than that, 100\u202f% is perfect."
	if v.SkillBaseRate != nil {
		skill += " Against the base rates that were recorded before the forecasts it is " + signedPercent(*v.SkillBaseRate) + ", on " + notation.Plural(v.BaseRateQuestions, "question") + "."
	}
	mcb := "What wrong probabilities cost: how much the score would fall if each were replaced by how often such forecasts came true. It is never 0 by chance alone"
	if len(v.Reliability.Curve) > 0 && finite(&v.Reliability.CalibratedMCB) {
		mcb += ": a calibrated forecaster who said the same would have " + notation.Score(v.Reliability.CalibratedMCB) + " on average, and in 95 of 100 cases less than " + notation.Score(v.Reliability.CalibratedHigh)
	}
	dsc := "What telling the cases apart gains on always saying the base rate, once probabilities are put right."
	if v.AUC != nil {
		dsc += " AUC: of a Yes and a No, the Yes had the higher probability in " + percent(*v.AUC) + " of pairs."
	}
	return [5]string{
		ruleMeanings[rule] + " Each forecast weighs the time that it stood over its question’s scheduled length. The interval is where the figure would fall for 95 of 100 other draws of such questions.",
		skill, mcb + ".", dsc,
		"The share of the time during which questions were open that a forecast stood. The note gives the score with the gaps counted as knowing nothing.",
	}
}
