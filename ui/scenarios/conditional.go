package scenarios

import (
	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/question"
	"weathervane/ui/chart"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// conditionalRow shows a question that was asked with a condition: a relation
// that stands in the question itself.
func (p *Page) conditionalRow(c question.Conditional) fyne.CanvasObject {
	text := widgets.VBox(0, widgets.NewTitle(c.If.Title, widgets.Style{Weight: theme.Medium}, 2), widgets.NewTitle(c.Title, widgets.Style{Weight: theme.Medium}, 2),
		remark("The second counts only if the first ends: "+words.Outcome(c.If.Outcome)+"."))
	if c.P == nil || c.PIf == nil {
		text.Add(remark("Once you have forecast both, their tree is shown here."))
		return text
	}
	return widgets.HBox(12, widgets.Flex(text), widgets.NewButton("Tree", "", func() { p.conditionalTree(c) }).Small())
}

func (p *Page) conditionalTree(c question.Conditional) {
	d := conditionalData(c)
	view := chart.NewView(func(s fyne.Size) chart.Scene { return chart.Tree(d, s.Width, s.Height) })
	menu := chart.Menu(p.host, "Conditional tree", view, func() string { return d.Table() })
	text := "If “" + c.If.Title + "” ends: " + words.Outcome(c.If.Outcome) + "."
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Conditional tree", Width: 720,
		Content: widgets.VBox(8, widgets.HBox(8, widgets.Flex(remark(text)), menu), widgets.Sized(0, chart.TreeHigh(len(d.Branches)), view))})
}

// conditionalData is the tree of a conditional question: its condition comes, or
// does not and the question counts for nothing.
func conditionalData(c question.Conditional) chart.TreeData {
	return chart.TreeData{Question: c.Title, Branches: []chart.Branch{
		{Name: words.Outcome(c.If.Outcome) + ": " + c.If.Title, Weight: *c.PIf, Given: *c.P, Colour: theme.Accent},
		{Name: "Otherwise", Weight: 1 - *c.PIf, Colour: theme.Median, Void: true},
	}}
}

// PlotConditional draws the tree of a conditional question for a file; false if a
// forecast of it is missing.
func PlotConditional(c question.Conditional) (scene chart.Scene, ok bool) {
	if c.P == nil || c.PIf == nil {
		return scene, false
	}
	d := conditionalData(c)
	return chart.Tree(d, plotWide, chart.TreeHigh(len(d.Branches))), true
}
