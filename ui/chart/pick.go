package chart

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Pickable lays over a view what takes presses: pick learns which of the scene's
// data was meant. The pointer's readings go on to the view.
func Pickable(v *View, pick func(int)) *fyne.Container {
	p := &picker{view: v, pick: pick}
	p.ExtendBaseWidget(p)
	return container.NewStack(v, p)
}

type picker struct {
	widget.BaseWidget
	view *View
	pick func(int)
}

// Tapped is for Fyne.
func (p *picker) Tapped(e *fyne.PointEvent) {
	scene := p.view.Scene()
	if scene.Pick == nil {
		return
	}
	if i, ok := scene.Pick(e.Position.X); ok {
		p.pick(i)
	}
}

// Cursor is for Fyne.
func (p *picker) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MinSize is for Fyne.
func (p *picker) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer is for Fyne.
func (p *picker) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
