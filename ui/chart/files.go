package chart

import (
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"io"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// SVG writes the scene as a picture of lines, in the palette that is shown.
func (s Scene) SVG(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%g" height="%g" viewBox="0 0 %g %g" font-family="Inter, sans-serif">`+"\n", s.W, s.H, s.W, s.H)
	fmt.Fprintf(&b, `<rect width="%g" height="%g" fill="%s"/>`+"\n", s.W, s.H, hex(theme.Panel))
	for _, i := range s.Items {
		i.svg(&b)
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func (p Path) svg(b *strings.Builder) {
	fmt.Fprintf(b, `<polyline fill="none" stroke="%s" stroke-width="%g" stroke-opacity="%g" points="%s"`, hex(p.Colour), p.Width, opaque(p.Opacity), points(p.Points))
	if p.Dash != [2]float32{} {
		fmt.Fprintf(b, ` stroke-dasharray="%g %g"`, p.Dash[0], p.Dash[1])
	}
	b.WriteString("/>\n")
}

func (a Area) svg(b *strings.Builder) {
	fmt.Fprintf(b, `<polygon fill="%s" fill-opacity="%g" points="%s"/>`+"\n", hex(a.Colour), opaque(a.Opacity), points(a.Points))
}

func (r Bar) svg(b *strings.Builder) {
	fmt.Fprintf(b, `<rect x="%g" y="%g" width="%g" height="%g" rx="%g" fill="%s" fill-opacity="%g"/>`+"\n", r.X, r.Y, r.W, r.H, r.Radius, hex(r.Colour), opaque(r.Opacity))
}

func (c Circle) svg(b *strings.Builder) {
	fmt.Fprintf(b, `<circle cx="%g" cy="%g" r="%g" fill="%s" stroke="%s" stroke-width="%g"/>`+"\n", c.X, c.Y, c.R, hex(c.Fill), hex(c.Line), c.Width)
}

func (l Label) svg(b *strings.Builder) {
	anchor := [...]string{"start", "middle", "end"}[l.Anchor]
	fmt.Fprintf(b, `<text x="%g" y="%g" font-size="%g" font-weight="%d" fill="%s" text-anchor="%s" dominant-baseline="central">`, l.X, l.Y, l.Size, max(l.Weight, theme.Regular), hex(l.Colour), anchor)
	_ = xml.EscapeText(b, []byte(widgets.Line(l.Text))) // a builder takes everything
	b.WriteString("</text>\n")
}

func points(ps []Point) string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = fmt.Sprintf("%.2f,%.2f", p.X, p.Y)
	}
	return strings.Join(out, " ")
}

func hex(r theme.Role) string {
	if r == theme.None {
		return "none"
	}
	c := theme.Colour(r)
	return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
}

// Image draws the scene with Fyne's own painter, scale pixels to a unit.
func (s Scene) Image(scale float32) image.Image {
	ground := canvas.NewRectangle(theme.Colour(theme.Panel))
	ground.Resize(fyne.NewSize(s.W, s.H))
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetScale(scale)
	c.SetContent(&fyne.Container{Objects: append([]fyne.CanvasObject{ground}, Objects(s)...)})
	c.Resize(fyne.NewSize(s.W, s.H))
	return c.Capture()
}

// PNG writes the scene as a picture of pixels, twice as fine as the window.
func (s Scene) PNG(w io.Writer) error { return png.Encode(w, s.Image(2)) }
