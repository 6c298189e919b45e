// Package chart draws numbers. A chart is made in two steps: a pure function
// from data to a Scene of lines, areas, circles and words in units of the
// window, tested in numbers; and a View that draws a scene in the window, or
// SVG and PNG that draw it in a file.
//
//	view := chart.NewView(func(s fyne.Size) chart.Scene {
//		return chart.Timeline(data, s.Width, s.Height)
//	})
package chart

import (
	"math"
	"strings"

	"weathervane/ui/theme"
)

// Point is a place in a scene.
type Point struct{ X, Y float32 }

// Item is one thing in a scene: a Path, Area, Bar, Circle or Label.
type Item interface{ svg(*strings.Builder) }

// Path is a line through points; Dash, where not zero, is how long its pieces
// and gaps are.
type Path struct {
	Points  []Point
	Width   float32
	Colour  theme.Role
	Opacity float64 // 0 is 1
	Dash    [2]float32
}

// Area is a filled polygon.
type Area struct {
	Points  []Point
	Colour  theme.Role
	Opacity float64
}

// Bar is a filled rectangle.
type Bar struct {
	X, Y, W, H float32
	Radius     float32
	Colour     theme.Role
	Opacity    float64
}

// Circle is a disc of a fill with a line around it.
type Circle struct {
	X, Y, R    float32
	Fill, Line theme.Role
	Width      float32
}

// Anchor says which part of a label stands at its X.
type Anchor int

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Label is a line of words whose middle stands at Y.
type Label struct {
	X, Y   float32
	Text   string
	Size   float32
	Weight theme.Weight
	Colour theme.Role
	Anchor Anchor
}

// Scene is a drawing of a size.
type Scene struct {
	W, H  float32
	Items []Item
	// Probe reads out what stands at x: where the reading line goes and what it
	// says. It is nil if there is nothing to read.
	Probe func(x float32) (at float32, words string, ok bool)
	// Pick says which of the data a press at x means; nil if none can be.
	Pick func(x float32) (index int, ok bool)
}

func (s *Scene) add(items ...Item) { s.Items = append(s.Items, items...) }

func (s *Scene) line(x1, y1, x2, y2, width float32, c theme.Role, dash ...float32) {
	p := Path{Points: []Point{{x1, y1}, {x2, y2}}, Width: width, Colour: c}
	if len(dash) == 2 {
		p.Dash = [2]float32{dash[0], dash[1]}
	}
	s.add(p)
}

func (s *Scene) caption(x, y float32, text string, c theme.Role, a Anchor) {
	s.add(Label{X: x, Y: y, Text: text, Size: theme.Caption, Weight: theme.Regular, Colour: c, Anchor: a})
}

// Pieces cuts a path into its straight pieces, dashes included.
func (p Path) Pieces() [][2]Point {
	var out [][2]Point
	on, off := p.Dash[0], p.Dash[1]
	drawing, left := true, on
	for i := 1; i < len(p.Points); i++ {
		a, b := p.Points[i-1], p.Points[i]
		if on <= 0 || off <= 0 {
			out = append(out, [2]Point{a, b})
			continue
		}
		long := float32(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)))
		for at := float32(0); at < long; {
			step := min(left, long-at)
			if drawing {
				out = append(out, [2]Point{between(a, b, at/long), between(a, b, (at+step)/long)})
			}
			at += step
			if left -= step; left <= 0 {
				drawing = !drawing
				left = off
				if drawing {
					left = on
				}
			}
		}
	}
	return out
}

func between(a, b Point, t float32) Point {
	return Point{a.X + (b.X-a.X)*t, a.Y + (b.Y-a.Y)*t}
}
