package scenarios

import (
	"fyne.io/fyne/v2"

	"weathervane/forecasts"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

func caption(words string) *widgets.Text {
	return widgets.NewText(words, widgets.Style{Size: theme.Small, Colour: theme.Secondary})
}

// readScenario shows one scenario in full, and what everyone gives it.
func (p *Page) readScenario(i int) {
	s := p.view.Scenarios[i]
	rows := []fyne.CanvasObject{}
	for _, part := range paragraphs(s.Narrative) {
		rows = append(rows, widgets.NewParagraph(part, widgets.Style{Colour: theme.Mid}, 0))
	}
	if s.Narrative == "" {
		rows = append(rows, widgets.NewParagraph("No narrative was written.", widgets.Style{Colour: theme.Secondary}, 0))
	}
	if len(s.Drivers) > 0 {
		rows = append(rows, widgets.Pad(6, 0, 0, 0, caption("Drivers")))
		for _, d := range s.Drivers {
			rows = append(rows, widgets.NewParagraph("· "+d, widgets.Style{}, 0))
		}
	}
	if len(p.view.Standing) > 0 {
		rows = append(rows, widgets.Pad(6, 0, 0, 0, caption("Weights in force")))
	}
	c := p.calendar()
	for _, w := range p.view.Standing {
		rows = append(rows, widgets.HBox(12, widgets.Sized(120, 0, widgets.NewText(w.Forecaster.Name, widgets.Style{})),
			widgets.Sized(56, 0, widgets.NewText(whole(w.Weights[s.Name]), widgets.Style{Weight: theme.SemiBold, Figures: true, Align: fyne.TextAlignTrailing})),
			widgets.Flex(widgets.NewText(c.day(w.At), widgets.Style{Size: theme.Small, Colour: theme.Secondary}))))
	}
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: s.Name, Content: widgets.VBox(8, rows...)})
}

// openPost shows a signpost in full.
func (p *Page) openPost(post forecasts.Signpost) {
	rows := []fyne.CanvasObject{widgets.NewParagraph(post.Text, widgets.Style{}, 0), caption("Seen by " + p.calendar().last(post.CheckBy) + ", if the future is")}
	for _, n := range p.view.Names {
		rows = append(rows, widgets.HBox(12, widgets.Sized(200, 0, widgets.NewText(n, widgets.Style{})), widgets.NewText(whole(post.P[n]), widgets.Style{Weight: theme.SemiBold})))
	}
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Signpost", Content: widgets.VBox(8, rows...)})
}
