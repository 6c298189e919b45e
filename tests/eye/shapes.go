package main

import (
	"image"
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"weathervane/ui/theme"
)

// shapesOf draws a text as the window may: in each size and weight that there
// is, with room at its ends, so that no part of a longer text is taken for it.
// Of an icon it draws each size.
func shapesOf(what string) []shape {
	app := test.NewApp()
	defer app.Quit()
	app.Settings().SetTheme(theme.New(theme.Light))
	var shapes []shape
	add := func(d drawing, marginX, marginY int) {
		if s, ok := newShape(d.w, d.h, d.cover, marginX, marginY); ok {
			shapes = append(shapes, s)
		}
	}
	if name, ok := strings.CutPrefix(what, "icon:"); ok {
		for _, side := range []float32{14, 16, 20} {
			i := canvas.NewImageFromResource(theme.IconIn(name, color.NRGBA{A: 255}))
			i.FillMode = canvas.ImageFillContain
			i.Resize(fyne.NewSize(side, side))
			add(draw(i), 2, 2)
		}
		return shapes
	}
	for _, size := range []float32{theme.Caption, theme.Small, theme.Body, theme.CardTitle, theme.PageTitle, theme.Reader} {
		room := int(0.4*size + 0.9) // more than the space between two words
		for _, font := range fonts(what) {
			t := canvas.NewText(what, color.Black)
			t.TextSize, t.FontSource = size, font
			t.Resize(t.MinSize())
			d := draw(t)
			// where a text lies between points, Fyne draws it a point wider or higher
			for dx := -1; dx <= 1; dx++ {
				for dy := -1; dy <= 1; dy++ {
					add(d.stretched(dx, dy), room, 1)
				}
			}
		}
	}
	return shapes
}

// fonts are those in which a text may be drawn; digits have two.
func fonts(text string) []fyne.Resource {
	var out []fyne.Resource
	for _, weight := range []theme.Weight{theme.Regular, theme.Medium, theme.SemiBold} {
		out = append(out, theme.FontFor(text, weight, false))
		if strings.ContainsAny(text, "0123456789") {
			out = append(out, theme.FontFor(text, weight, true))
		}
	}
	return out
}

// A drawing is an object drawn black on white.
type drawing struct {
	w, h int
	img  image.Image
}

func draw(o fyne.CanvasObject) drawing {
	size := o.Size()
	o.Move(fyne.Position{})
	ground := canvas.NewRectangle(color.White)
	ground.Resize(size.AddWidthHeight(8, 8))
	win := test.NewWindow(container.NewWithoutLayout(ground, o))
	defer win.Close()
	win.SetPadded(false)
	win.Resize(ground.Size())
	return drawing{int(math.Round(float64(size.Width))), int(math.Round(float64(size.Height))), win.Canvas().Capture()}
}

func (d drawing) cover(x, y int) uint8 {
	r, _, _, _ := d.img.At(x, y).RGBA()
	return uint8(255 - r>>8)
}

// stretched is a drawing that is wider and higher by some points, as OpenGL
// stretches a texture.
func (d drawing) stretched(dx, dy int) drawing {
	if dx == 0 && dy == 0 {
		return d
	}
	out := image.NewGray(image.Rect(0, 0, d.w+dx, d.h+dy))
	for y := range d.h + dy {
		for x := range d.w + dx {
			u := (float64(x)+0.5)*float64(d.w)/float64(d.w+dx) - 0.5
			v := (float64(y)+0.5)*float64(d.h)/float64(d.h+dy) - 0.5
			x0, y0 := math.Floor(u), math.Floor(v)
			fx, fy := u-x0, v-y0
			at := func(i, j float64) float64 {
				return float64(d.cover(min(max(int(x0+i), 0), d.w-1), min(max(int(y0+j), 0), d.h-1)))
			}
			c := (1-fy)*((1-fx)*at(0, 0)+fx*at(1, 0)) + fy*((1-fx)*at(0, 1)+fx*at(1, 1))
			out.SetGray(x, y, color.Gray{Y: uint8(255 - math.Round(c))})
		}
	}
	return drawing{d.w + dx, d.h + dy, out}
}
