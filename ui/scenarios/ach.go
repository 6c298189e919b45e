package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scenario"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// hypotheses is the card of an analysis of competing hypotheses: how well
// each finding fits each scenario.
type hypotheses struct {
	page   *Page
	title  *widgets.TitleRow
	table  *widgets.Table[scenario.ConsistencyRow]
	sums   *fyne.Container
	body   *fyne.Container
	none   *widgets.Paragraph
	object *fyne.Container
}

func newHypotheses(p *Page) *hypotheses {
	h := &hypotheses{page: p}
	h.title = widgets.NewTitleRow("Consistency of evidence", "",
		widgets.NewText("++ fits well · 0 neutral · −− contradicts", widgets.Style{Size: theme.Small, Colour: theme.Secondary}),
		widgets.NewLink("Rate", "plus", func() { p.Do(Rate) }).Small())
	h.none = widgets.NewParagraph("Rate how well findings fit each scenario: a finding that fits all of them tells none apart, and the least contradicted scenario is the strongest.", widgets.Style{Colour: theme.Secondary}, 3)
	h.body, h.sums = widgets.Stack(), widgets.Stack()
	h.object = widgets.NewPanel(widgets.VBox(0, h.title.Object(), widgets.Flex(h.body), h.sums))
	return h
}

const tellWide = 154

func (h *hypotheses) build(names []string) {
	wide := float32(cellWide)
	if len(names) > 4 {
		wide = 64
	}
	columns := []widgets.Column[scenario.ConsistencyRow]{{Title: "Finding", Text: func(r scenario.ConsistencyRow) string { return r.Claim },
		Less: func(a, b scenario.ConsistencyRow) bool { return a.Claim < b.Claim }}}
	for i, short := range shortNames(names) {
		n := names[i]
		columns = append(columns, widgets.Column[scenario.ConsistencyRow]{Title: short, Width: wide, Align: fyne.TextAlignCenter,
			Text:  func(r scenario.ConsistencyRow) string { return r.Ratings[n] },
			New:   func() fyne.CanvasObject { return widgets.Sized(0, 24, widgets.NewSwatch()) },
			Paint: func(o fyne.CanvasObject, r scenario.ConsistencyRow) { paintRating(swatch(o), r.Ratings[n]) }})
	}
	columns = append(columns, widgets.Column[scenario.ConsistencyRow]{Title: "Tells scenarios apart", Width: tellWide,
		Text: tells, New: newTells, Paint: paintTells,
		Less: func(a, b scenario.ConsistencyRow) bool { return diagnosticity(a) < diagnosticity(b) }})
	h.table = widgets.NewTable(ratedRow, columns...)
	h.table.Within = h.page.scroll
	h.table.OnOpenRow = func(r scenario.ConsistencyRow) {
		if h.page.by != "" {
			h.page.openFinding(r.Finding)
			return
		}
		h.page.editRating(r)
	}
	h.table.OpenOnPress()
}

func swatch(o fyne.CanvasObject) *widgets.Swatch {
	return o.(*fyne.Container).Objects[0].(*widgets.Swatch)
}

// paintRating draws a rating: its sign says what its colour says.
func paintRating(s *widgets.Swatch, rating string) {
	switch rating {
	case "CC", "C":
		s.Set(signs[rating], theme.GoodSoft, 1, theme.GoodInk)
	case "II", "I":
		s.Set(signs[rating], theme.BadSoft, 1, theme.BadInk)
	case "":
		s.Set("–", theme.None, 0, theme.Secondary)
	default:
		s.Set(signs[rating], theme.Hover, 1, theme.Secondary)
	}
}

func diagnosticity(r scenario.ConsistencyRow) float64 {
	if r.Diagnosticity == nil {
		return -1
	}
	return *r.Diagnosticity
}

func tells(r scenario.ConsistencyRow) string {
	if r.Diagnosticity == nil {
		return "not rated"
	}
	return apartWord(*r.Diagnosticity)
}

func newTells() fyne.CanvasObject {
	bar := widgets.NewProgressBar(72)
	return widgets.HBox(8, widgets.Flex(widgets.Sized(0, 4, bar)), widgets.Sized(60, 16, widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})))
}

func paintTells(o fyne.CanvasObject, r scenario.ConsistencyRow) {
	c := o.(*fyne.Container)
	bar := c.Objects[0].(*fyne.Container).Objects[0].(*fyne.Container).Objects[0].(*widgets.ProgressBar)
	bar.Set(max(diagnosticity(r), 0)/2, theme.Median)
	c.Objects[1].(*fyne.Container).Objects[0].(*widgets.Text).SetText(tells(r))
}

func (h *hypotheses) show(v scenario.View) {
	n := len(v.Consistency)
	h.title.More.SetText("after ACH")
	h.sums.Hidden = n == 0
	if n == 0 {
		h.body.Objects = []fyne.CanvasObject{widgets.Pad(4, 15, 12, 15, h.none)}
		return
	}
	h.title.More.SetText(fmt.Sprintf("after ACH · %s", words.Plural(n, "finding")))
	h.table.SetRows(byDiagnosticity(v.Consistency))
	h.body.Objects = []fyne.CanvasObject{h.table.Object()}
	h.sums.Objects = []fyne.CanvasObject{widgets.VBox(0, h.foot(v), widgets.Pad(0, 15, 10, 15, remark(restsOn(v))))}
}

// restsOn says which single finding, if wrong, would change the order.
func restsOn(v scenario.View) string {
	var claims []string
	for _, r := range v.Consistency {
		if slices.Contains(v.Decisive, r.Finding) {
			claims = append(claims, "“"+strings.TrimSuffix(r.Claim, ".")+"”")
		}
	}
	switch len(claims) {
	case 0:
		return "No single finding, if wrong, would change this order."
	case 1:
		return "The order depends on one finding: if " + claims[0] + " is wrong, it changes."
	}
	if len(claims) > 3 {
		claims = append(claims[:3], words.Count(len(claims)-3)+" more")
	}
	return "Any one of these, if wrong, would change the order: " + strings.Join(claims, ", ") + "."
}

// foot sums what contradicts each scenario, below its column.
func (h *hypotheses) foot(v scenario.View) fyne.CanvasObject {
	wide := float32(cellWide)
	if len(v.Names) > 4 {
		wide = 64
	}
	least, most := leastRefuted(v)
	caption := widgets.NewText("Inconsistency: −\u2009is 1, −−\u2009is 2", widgets.Style{Size: theme.Small, Weight: theme.Medium, Colour: theme.Secondary})
	objects := []fyne.CanvasObject{caption}
	for _, n := range v.Names {
		style := widgets.Style{Weight: theme.Medium, Figures: true, Align: fyne.TextAlignCenter}
		if n == least {
			style.Weight, style.Colour = theme.SemiBold, theme.GoodInk
		}
		objects = append(objects, widgets.NewText(words.Number(v.Inconsistent[n]), style))
	}
	text := "none stands out"
	if most {
		text = shortNames(v.Names)[indexOf(v.Names, least)] + " least refuted"
	}
	objects = append(objects, widgets.NewText(text, widgets.Style{Size: theme.Small, Colour: theme.Secondary}))
	line := widgets.NewHairline()
	return widgets.Sized(0, 36, widgets.Arrange(func(s fyne.Size) {
		widgets.Put(line, 0, 0, s.Width, 1)
		const gap = 8
		n := float32(len(v.Names))
		first := s.Width - 2*theme.PanelPadding - n*wide - tellWide - (n+1)*gap
		x := float32(theme.PanelPadding)
		for i, o := range objects {
			w := wide
			if i == 0 {
				w = first
			} else if i == len(objects)-1 {
				w = tellWide
			}
			widgets.Put(o, x, 1, w, s.Height-1)
			x += w + gap
		}
	}, append(objects, line)...))
}

// leastRefuted is the scenario that findings contradict least; false where
// several share that.
func leastRefuted(v scenario.View) (name string, alone bool) {
	for _, n := range v.Names {
		switch {
		case name == "" || v.Inconsistent[n] < v.Inconsistent[name]:
			name, alone = n, true
		case v.Inconsistent[n] == v.Inconsistent[name]:
			alone = false
		}
	}
	if !alone {
		return "", false
	}
	return name, true
}

func indexOf(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return 0
}

func (h *hypotheses) high(width float32) float32 {
	if n := len(h.page.view.Consistency); n > 0 {
		return theme.PanelTitle + 2 + theme.TableHead + ratedRow*float32(n) + widgets.HeightFor(h.sums, width-2)
	}
	return theme.PanelTitle + 18 + widgets.HeightFor(h.none, width-32)
}
