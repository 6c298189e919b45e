package scenarios

import (
	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scenario"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

const (
	barHigh  = 28
	cardHigh = 168
	cardWide = 240 // cards that would be narrower stand in a further row
)

// weightBar draws the weights side by side, each as wide as it weighs.
func weightBar(v scenario.View) *fyne.Container {
	var objects []fyne.CanvasObject
	type part struct {
		soft, line    *widgets.Fill
		name, percent *widgets.Text
		share         float32
	}
	var parts []part
	for i, s := range v.Scenarios {
		if s.Weight == nil {
			continue
		}
		t := toneOf(i)
		text := widgets.Style{Size: theme.Small, Weight: theme.Medium}
		p := part{widgets.NewFill(t.soft, theme.None, 0), widgets.NewFill(t.plain, theme.None, 1.5), widgets.NewText(s.Name, text),
			widgets.NewText(words.WholePercent(*s.Weight), widgets.Style{Size: theme.Small, Weight: theme.Medium, Figures: true, Align: fyne.TextAlignTrailing}), float32(*s.Weight)}
		parts = append(parts, p)
		tip := widgets.WithTip(p.soft, func() string { return s.Name + " " + words.WholePercent(*s.Weight) })
		objects = append(objects, tip, p.line, p.name, p.percent)
	}
	return widgets.Arrange(func(s fyne.Size) {
		const gap, inset = 2, 10
		x, room := float32(0), s.Width-gap*float32(len(parts)-1)
		for i, p := range parts {
			w := p.share * room
			widgets.Put(objects[4*i], x, 0, w, s.Height)
			widgets.Put(p.line, x, s.Height-3, w, 3)
			pw := p.percent.MinSize().Width + 1
			nw := w - 2*inset - pw - 6
			widgets.Show(p.percent, w >= pw+8)
			widgets.Show(p.name, nw >= 30)
			side := min(float32(inset), (w-pw)/2)
			widgets.Put(p.percent, x+w-side-pw, 0, pw, s.Height-3)
			widgets.Put(p.name, x+inset, 0, nw, s.Height-3)
			x += w + gap
		}
	}, objects...)
}

// card draws one scenario; a press reads it in full.
func (p *Page) card(i int) fyne.CanvasObject {
	s, v, c := p.view.Scenarios[i], p.view, p.calendar()
	dot := widgets.NewFill(toneOf(i).plain, theme.None, 4)
	name := widgets.NewText(s.Name, widgets.Style{Size: theme.CardTitle, Weight: theme.SemiBold})
	figure := widgets.NewText("–", widgets.Style{Size: theme.Number, Weight: theme.SemiBold})
	moved := widgets.HBox(4)
	if s.Weight != nil {
		figure.SetText(words.WholePercent(*s.Weight))
		moved.Objects = changeMark(v, s.Name, c)
	}
	head := widgets.Arrange(func(size fyne.Size) { // where both find no room, the name stays
		fw, mw := figure.MinSize().Width, moved.MinSize().Width
		nw := name.MinSize().Width
		widgets.Show(moved, 16+nw+8+mw+8+fw <= size.Width)
		widgets.Put(dot, 0, 12, 8, 8)
		widgets.Put(figure, size.Width-fw, 0, fw, 32)
		widgets.Put(moved, size.Width-fw-8-mw, 6, mw, 20)
		widgets.Put(name, 16, 4, min(nw, size.Width-fw-8-16), 24)
	}, dot, name, moved, figure)
	text := widgets.NewParagraph(plain(s.Narrative), widgets.Style{Colour: theme.Mid}, 3)
	if s.Narrative == "" {
		text.SetText("No narrative yet.")
		text.SetStyle(widgets.Style{Colour: theme.Secondary})
	}
	rows := []fyne.CanvasObject{widgets.Sized(0, 32, head), widgets.Sized(0, 62, widgets.Pad(2, 0, 0, 0, text))}
	if len(s.Drivers) > 0 {
		rows = append(rows, widgets.NewText("Drivers", widgets.Style{Size: theme.Caption, LineHeight: 24, Colour: theme.Secondary}), chips(s.Drivers))
	}
	press := widgets.NewPressable(widgets.Stack(widgets.NewFill(theme.Panel, theme.Line, theme.RadiusPanel),
		widgets.Pad(11, 16, 10, 16, widgets.VBox(0, rows...))), func() { p.readScenario(i) })
	press.SetTip("Read " + s.Name + " in full")
	return press
}

// changeMark says how the weight moved since the weights before.
func changeMark(v scenario.View, name string, c words.Calendar) []fyne.CanvasObject {
	by, since, ok := change(v, name)
	if !ok {
		return nil
	}
	text := widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	if words.Points(by) == "0" {
		text.SetText("as on " + c.Day(since))
		return []fyne.CanvasObject{text}
	}
	icon := "up"
	if by < 0 {
		icon, by = "down", -by
	}
	text.SetText(words.Points(by)[1:] + " since " + c.Day(since))
	return []fyne.CanvasObject{widgets.NewIcon(icon, theme.Secondary, 8), text}
}

// chips puts words on one line and says how many found no room.
func chips(text []string) *fyne.Container {
	const gap, least = 6, 84
	var all []fyne.CanvasObject
	var list []*widgets.Chip
	for _, w := range text {
		c := widgets.NewChip(w, widgets.Neutral)
		list = append(list, c)
		all = append(all, c)
	}
	more := widgets.NewText("", widgets.Style{Size: theme.Caption, Colour: theme.Secondary})
	line := widgets.Arrange(func(s fyne.Size) {
		x, left := float32(0), 0
		for i, c := range list {
			keep := float32(0)
			if i < len(list)-1 {
				keep = 24
			}
			w := min(c.MinSize().Width, s.Width-x-keep)
			if widgets.Show(c, left == 0 && (w >= least || w >= c.MinSize().Width)); !c.Visible() {
				left++
				continue
			}
			widgets.Put(c, x, 0, w, s.Height)
			x += w + gap
		}
		more.SetText("")
		if left > 0 {
			more.SetText("+" + words.Points(float64(left) / 100)[1:])
		}
		widgets.Put(more, x, 0, s.Width-x, s.Height)
	}, append(all, more)...)
	return widgets.Sized(0, 20, line)
}
