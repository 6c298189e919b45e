package scenarios

import (
	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// readScenario shows one scenario in full, and what everyone gives it.
func (p *Page) readScenario(i int) {
	s := p.view.Scenarios[i]
	rows := story(s.Narrative, s.Drivers)
	if len(p.view.Standing) > 0 {
		rows = append(rows, widgets.Pad(6, 0, 0, 0, widgets.NewCaption("Weights in force")))
	}
	c := p.calendar()
	for _, w := range p.view.Standing {
		rows = append(rows, widgets.HBox(12, widgets.Sized(120, 0, widgets.NewText(w.Forecaster.Name, widgets.Style{})),
			widgets.Sized(56, 0, widgets.NewText(words.WholePercent(w.Weights[s.Name]), widgets.Style{Weight: theme.SemiBold, Figures: true, Align: fyne.TextAlignTrailing})),
			widgets.Flex(widgets.NewText(c.Day(w.At), widgets.Style{Size: theme.Small, Colour: theme.Secondary}))))
	}
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: s.Name, Content: widgets.VBox(8, rows...)})
}
