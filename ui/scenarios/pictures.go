package scenarios

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scenario"
	"weathervane/ui/chart"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

const (
	pictureHigh = 220
	plotWide    = 860 // of a picture in a file
)

// pictures are the cards of what is drawn over time, and of what to watch.
type pictures struct {
	page                   *Page
	weights, posts, heat   *chart.View
	weighing, along, watch *fyne.Container // the cards
	watched                *fyne.Container // the rows of what to watch
}

func newPictures(p *Page) *pictures {
	x := &pictures{page: p}
	x.weights = chart.NewView(func(s fyne.Size) chart.Scene {
		return chart.Weights(weightsData(p.view, p.calendar()), s.Width, s.Height)
	})
	x.posts = chart.NewView(func(s fyne.Size) chart.Scene { return chart.Posts(postsData(p.view, p.calendar()), s.Width, s.Height) })
	x.heat = chart.NewView(func(s fyne.Size) chart.Scene { return chart.Heat(heatData(p.view), s.Width, s.Height) })
	weighing := widgets.NewTitleRow("Weights over time", "", chart.Menu(p.host, "Weights over time", x.weights, func() string { return weightsData(p.view, p.calendar()).Table() }))
	along := widgets.NewTitleRow("Signposts over time", "", chart.Menu(p.host, "Signposts over time", x.posts, func() string { return postsData(p.view, p.calendar()).Table() }))
	x.weighing = widgets.NewPanel(widgets.VBox(0, weighing.Object(), widgets.Flex(widgets.Pad(0, 15, 6, 15, x.weights))))
	x.along = widgets.NewPanel(widgets.VBox(0, along.Object(), widgets.Flex(widgets.Pad(0, 15, 6, 15, x.posts))))
	title := widgets.NewTitleRow("Which question to watch", "bits about the scenarios")
	x.watched = widgets.VBox(0)
	x.watch = widgets.NewPanel(widgets.VBox(0, title.Object(), widgets.NewHairline(), x.watched))
	return x
}

// heatMenu lets the matrix be copied and saved as a picture.
func (x *pictures) heatMenu() fyne.CanvasObject {
	return chart.Menu(x.page.host, "Questions by scenario", x.heat, func() string { return heatData(x.page.view).Table() })
}

func (x *pictures) show() {
	v := x.page.view
	x.heat.Resize(fyne.NewSize(560+84*float32(len(v.Names)), chart.HeatHigh(len(v.Matrix))))
	x.weights.Refresh()
	x.posts.Refresh()
	x.watched.Objects = nil
	for i, m := range toWatch(v.Matrix) {
		if i > 0 {
			x.watched.Add(widgets.NewSeparator())
		}
		bar := widgets.NewProgressBar(40)
		bar.Set(*m.Bits/math.Max(*toWatch(v.Matrix)[0].Bits, 1e-9), theme.Accent)
		row := widgets.NewPressable(widgets.Pad(7, 15, 7, 15, widgets.HBox(10, widgets.Flex(widgets.NewTitle(m.Title, widgets.Style{Size: theme.Small, LineHeight: 16}, 2)),
			widgets.Sized(40, 4, bar), widgets.Sized(40, 0, widgets.NewText(bits(*m.Bits), widgets.Style{Size: theme.Small, Figures: true, Align: fyne.TextAlignTrailing})))),
			func() { x.page.tree(m) })
		row.SetTip("What its outcome is expected to tell about the scenarios; press for the tree of " + m.Title)
		x.watched.Add(row)
	}
}

// mostWatched is how many questions are named as worth watching.
const mostWatched = 5

// toWatch are the open questions that tell most about the scenarios.
func toWatch(rows []scenario.MatrixRow) []scenario.MatrixRow {
	var out []scenario.MatrixRow
	for _, m := range rows {
		if !m.Ended && m.Bits != nil {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b scenario.MatrixRow) int { return cmp.Compare(*b.Bits, *a.Bits) })
	return out[:min(len(out), mostWatched)]
}

func bits(x float64) string { return words.Decimals(x, 3) }

// tree shows a question's scenarios as branches.
func (p *Page) tree(m scenario.MatrixRow) {
	d := treeData(p.view, m)
	if len(d.Branches) == 0 {
		return
	}
	view := chart.NewView(func(s fyne.Size) chart.Scene { return chart.Tree(d, s.Width, s.Height) })
	menu := chart.Menu(p.host, "Scenario tree", view, func() string { return d.Table() })
	text := "Its outcome is expected to tell " + bits(*m.Bits) + " bits about which scenario comes true."
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Scenario tree", Width: 720,
		Content: widgets.VBox(8, widgets.HBox(8, widgets.Flex(remark(text)), menu), widgets.Sized(0, chart.TreeHigh(len(d.Branches)), view))})
}

// treeData are a question's scenarios as branches; there are none before the
// scenarios are weighed.
func treeData(v scenario.View, m scenario.MatrixRow) chart.TreeData {
	d := chart.TreeData{Question: strings.TrimSpace(m.Title)}
	if !weighed(v) {
		return d
	}
	for i, s := range v.Scenarios {
		d.Branches = append(d.Branches, chart.Branch{Name: s.Name, Weight: *s.Weight, Given: m.P[s.Name], Colour: toneOf(i).plain})
	}
	return d
}

// Plot draws a set for a file: its weights over time, its matrix, its signposts,
// and the trees of the questions that tell most; what it lacks is left out.
func Plot(v scenario.View, now time.Time, zone *time.Location) (titles []string, scenes []chart.Scene) {
	c := words.Calendar{Now: now, Zone: zone}
	add := func(title string, scene chart.Scene) { titles, scenes = append(titles, title), append(scenes, scene) }
	if d := weightsData(v, c); len(d.Steps) > 0 {
		add("Weights over time: "+v.By.Name, chart.Weights(d, plotWide, pictureHigh))
	}
	if len(v.Matrix) > 0 {
		add("Questions by scenario", chart.Heat(heatData(v), plotWide, chart.HeatHigh(len(v.Matrix))))
	}
	if len(v.Posts) > 0 {
		add("Signposts over time", chart.Posts(postsData(v, c), plotWide, chart.PostsHigh(len(v.Posts))))
	}
	for _, m := range toWatch(v.Matrix) {
		if d := treeData(v, m); len(d.Branches) > 0 {
			add("Scenario tree: "+m.Title, chart.Tree(d, plotWide, chart.TreeHigh(len(d.Branches))))
		}
	}
	return titles, scenes
}

// weightsData are the weights of whose view it is, over time.
func weightsData(v scenario.View, c words.Calendar) chart.WeightsData {
	d := chart.WeightsData{Names: v.Names, To: c.Now.In(c.Zone)}
	for i := range v.Names {
		d.Colours = append(d.Colours, toneOf(i).plain)
	}
	if v.By == nil {
		return d
	}
	if end := v.Horizon.Time(); end.Before(d.To) {
		d.To = end.In(c.Zone)
	}
	for _, w := range v.History {
		if w.Forecaster != *v.By || w.RetractedAt != nil {
			continue
		}
		step := chart.Weighing{At: w.At.Time().In(c.Zone)}
		for _, n := range v.Names {
			step.Weights = append(step.Weights, w.Weights[n])
		}
		d.Steps = append(d.Steps, step)
	}
	slices.SortStableFunc(d.Steps, func(a, b chart.Weighing) int { return a.At.Compare(b.At) })
	return d
}

func postsData(v scenario.View, c words.Calendar) chart.PostsData {
	d := chart.PostsData{Now: c.Now.In(c.Zone), Horizon: v.Horizon.Time().In(c.Zone)}
	for _, p := range v.Posts {
		post := chart.Post{Text: p.Text, Placed: p.At.Time().In(c.Zone), By: p.CheckBy.Time().In(c.Zone), Status: p.Status, Colour: theme.Median}
		if at := favoured(p, v.Names); at >= 0 {
			post.Colour = toneOf(at).plain
		}
		if p.KnownAt != nil {
			post.Known = p.KnownAt.Time().In(c.Zone)
		}
		d.Posts = append(d.Posts, post)
	}
	return d
}

func heatData(v scenario.View) chart.HeatData {
	d := chart.HeatData{Columns: shortNames(v.Names), More: []string{"Implied", "Stated", "Difference"}}
	for _, m := range v.Matrix {
		row := chart.HeatRow{Title: m.Title, More: []string{percentOr(m.Implied), percentOr(m.Stated), difference(m)}}
		for _, n := range v.Names {
			p := math.NaN()
			if m.P != nil {
				p = m.P[n]
			}
			row.Cells = append(row.Cells, p)
		}
		d.Rows = append(d.Rows, row)
	}
	return d
}
