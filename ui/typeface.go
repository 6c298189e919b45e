package ui

import (
	"bytes"
	"image"
	"image/color"
	paint "image/draw"
	"image/png"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	fynetheme "fyne.io/fyne/v2/theme"

	"weathervane/forecasts/report"
	"weathervane/ui/theme"
)

// Typeface is what printed reports are set in. Letters beyond it are drawn with
// this machine's fonts, as in the window.
func Typeface() report.Typeface {
	return report.Typeface{
		Regular: fynetheme.DefaultTextFont().Content(), Bold: fynetheme.DefaultTextBoldFont().Content(),
		Draw: drawLine,
	}
}

// drawLine draws a line dark on white, large enough to be printed.
func drawLine(line string, bold bool) ([]byte, error) {
	const size = 40
	text := canvas.NewText(line, color.NRGBA{R: 29, G: 35, B: 41, A: 255})
	text.TextSize, text.TextStyle = size, fyne.TextStyle{Bold: bold}
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(text)
	c.Resize(text.MinSize())
	drawn := software.RenderCanvas(c, theme.New(theme.Light))
	white := image.NewRGBA(drawn.Bounds())
	paint.Draw(white, white.Bounds(), image.White, image.Point{}, paint.Src)
	paint.Draw(white, white.Bounds(), drawn, drawn.Bounds().Min, paint.Over)
	var out bytes.Buffer
	err := png.Encode(&out, white)
	return out.Bytes(), err
}
