package today

import (
	"fyne.io/fyne/v2"

	"weathervane/forecasts/today"
	"weathervane/ui/chart"
	"weathervane/ui/widgets"
)

// spreadsMenu copies, saves or lists the disagreements as one picture.
func (p *Page) spreadsMenu() *widgets.IconButton {
	view := chart.NewView(func(fyne.Size) chart.Scene {
		all := spreadsOf(p.view.Disagreements)
		return chart.Spreads(all, 480, chart.SpreadsHigh(len(all)))
	})
	return chart.Menu(p.host, "Team disagreements", view, func() string { return chart.SpreadsTable(spreadsOf(p.view.Disagreements)) })
}

// spreadsOf are the disagreements, all of them.
func spreadsOf(all []today.Disagreement) []chart.NamedSpread {
	var out []chart.NamedSpread
	for _, d := range all {
		out = append(out, chart.NamedSpread{Name: d.Title, SpreadData: chart.SpreadData{Others: d.Others, Mine: &d.Mine}})
	}
	return out
}
