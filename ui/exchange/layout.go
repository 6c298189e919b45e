package exchange

import (
	"fyne.io/fyne/v2"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// leastHigh is how high the upper cards are at least, where there is room.
func (p *Page) leastHigh() float32 {
	if p.plan != nil {
		return 322
	}
	return 280
}

func (p *Page) build() fyne.CanvasObject {
	p.fileIcon = widgets.NewIcon("exchange", theme.Accent, 18)
	p.fileTitle = widgets.NewText("", widgets.Style{Size: theme.CardTitle, LineHeight: 22, Weight: theme.SemiBold})
	p.fileMore = widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	p.fileChip = widgets.NewChip("", widgets.Neutral)
	p.primary = widgets.NewPrimary("Open file", "import", p.ChooseFile)
	file := widgets.HBox(12, widgets.Sized(40, 40, widgets.Stack(widgets.NewFill(theme.AccentSoft, theme.None, theme.RadiusPanel), p.fileIcon)),
		widgets.Flex(widgets.VBox(0, p.fileTitle, widgets.WithTip(p.fileMore, func() string { return p.fileMore.Text() }))), p.table.tabs, p.fileChip)
	return widgets.Arrange(func(s fyne.Size) {
		const gap, top = 16, 80
		right := float32(448)
		if s.Width < 1120 {
			right = (s.Width - 48) * 0.42
		}
		left := s.Width - 48 - right
		widgets.Put(file, 16, 16, s.Width-32, 48)
		if p.shownTable() != nil {
			widgets.Put(p.table.object, 16, top, s.Width-32, s.Height-top-gap)
			return
		}
		if p.isOpen() {
			p.placeOpen(fyne.NewPos(16, top), fyne.NewSize(left, s.Height-top-gap), right)
			return
		}
		low := float32(290)
		high := s.Height - top - low - 2*gap
		if least := p.leastHigh(); high < least {
			low = max(s.Height-top-least-2*gap, 184)
			high = s.Height - top - low - 2*gap
		}
		p.changes.fit(high)
		widgets.Put(p.changes.object, 16, top, left, high)
		widgets.Put(p.trust.object, 32+left, top, right, high)
		widgets.Put(p.export.object, 16, top+high+gap, left, low)
		widgets.Put(p.history.object, 32+left, top+high+gap, right, low)
	}, file, p.changes.object, p.trust.object, p.headlines.object, p.export.object, p.history.object, p.table.object)
}

// placeOpen gives the room of exports and history to a file that is looked at.
func (p *Page) placeOpen(at fyne.Position, left fyne.Size, right float32) {
	p.changes.fit(left.Height)
	widgets.Put(p.changes.object, at.X, at.Y, left.Width, left.Height)
	x, y, high := at.X+left.Width+16, at.Y, left.Height
	if p.headlines.object.Visible() {
		scores := min(p.headlines.high(), max(274, high-16-436), 0.4*high)
		widgets.Put(p.headlines.object, x, y, right, scores)
		y, high = y+scores+16, high-scores-16
	}
	widgets.Put(p.trust.object, x, y, right, high)
}
