package main

import (
	"math/rand/v2"
	"slices"
)

// A place is where something is shown.
type place struct{ x, y, w, h int }

// from is how far it is from another, as the square of the distance of twice
// the centres.
func (a place) from(b place) int {
	dx, dy := (2*a.x+a.w)-(2*b.x+b.w), (2*a.y+a.h)-(2*b.y+b.h)
	return dx*dx + dy*dy
}

// A shape is how much of each point something covers, from 0 to 255, with a
// blank margin around it.
type shape struct {
	w, h, marginX, marginY int

	cover []uint8
	ink   point   // is covered most
	edge  point   // differs most from the one at its left
	order []point // all points, mixed, to meet a difference soon
}

// newShape cuts a drawing to what is drawn and puts a margin around it.
func newShape(w, h int, cover func(x, y int) uint8, marginX, marginY int) (shape, bool) {
	left, top, right, bottom := w, h, -1, -1
	for y := range h {
		for x := range w {
			if cover(x, y) > 40 {
				left, top, right, bottom = min(left, x), min(top, y), max(right, x), max(bottom, y)
			}
		}
	}
	if right < 0 {
		return shape{}, false
	}
	s := shape{w: right - left + 1 + 2*marginX, h: bottom - top + 1 + 2*marginY, marginX: marginX, marginY: marginY}
	s.cover = make([]uint8, s.w*s.h)
	most, steepest, before := 0, 0, 0
	for y := marginY; y < s.h-marginY; y++ {
		for x := marginX; x < s.w-marginX; x++ {
			c := int(cover(left+x-marginX, top+y-marginY))
			s.cover[y*s.w+x] = uint8(c)
			if c > most {
				most, s.ink = c, point{x, y}
			}
			if rise := max(c-before, before-c); rise > steepest {
				steepest, s.edge = rise, point{x, y}
			}
			before = c
		}
		before = 0
	}
	for _, i := range rand.New(rand.NewPCG(1, 2)).Perm(len(s.cover)) {
		s.order = append(s.order, point{i % s.w, i / s.w})
	}
	return s, true
}

// leastContrast is by how much, over the three colours, something must differ
// from its ground.
const leastContrast = 90

// shows reports whether the picture shows a shape whose first point is at a place
// in the row of all pixels, in any one colour on any one ground; one point in a
// hundred may differ.
func (p picture) shows(s shape, at int) bool {
	px, below := p.pixels[at:], (s.h-1)*p.w
	ground := px[0]
	if px[s.w-1] != ground || px[below] != ground || px[below+s.w-1] != ground {
		return false
	}
	on, ink, full := parts(ground), parts(px[s.ink.y*p.w+s.ink.x]), int(s.cover[s.ink.y*s.w+s.ink.x])
	var step, slack [3]int
	contrast := 0
	for k := range step {
		step[k] = (ink[k] - on[k]) * 255 / full
		size := max(step[k], -step[k])
		contrast += size
		slack[k] = 8 + size/8
	}
	if contrast < leastContrast {
		return false
	}
	differs := func(x, y int) bool {
		got, cover := parts(px[y*p.w+x]), int(s.cover[y*s.w+x])
		for k := range got {
			d := got[k] - on[k] - step[k]*cover/255
			if d > slack[k] || d < -slack[k] {
				return true
			}
		}
		return false
	}
	if differs(s.edge.x, s.edge.y) || differs(s.edge.x-1, s.edge.y) {
		return false
	}
	spare := len(s.cover) / 100
	for _, at := range s.order {
		if differs(at.x, at.y) {
			spare--
		}
		if spare < 0 {
			return false
		}
	}
	return true
}

// find gives the places of a text or an icon, from the top down.
func (p picture) find(what string) []place {
	var places []place
	edges := p.edges(leastContrast / 3) // each shape has an edge as sharp
	for _, s := range shapesOf(what) {
		for _, e := range edges {
			x, y := e.x-s.edge.x, e.y-s.edge.y
			if x < 0 || y < 0 || x+s.w > p.w || y+s.h > p.h || !p.shows(s, y*p.w+x) {
				continue
			}
			at := place{x + s.marginX, y + s.marginY, s.w - 2*s.marginX, s.h - 2*s.marginY}
			if !slices.ContainsFunc(places, func(b place) bool { return at.from(b) < 200 }) { // else it was found in another weight
				places = append(places, at)
			}
		}
	}
	slices.SortFunc(places, func(a, b place) int {
		if a.y != b.y {
			return a.y - b.y
		}
		return a.x - b.x
	})
	return places
}
