package chart

import "weathervane/ui/theme"

// Beside puts scenes side by side on one, with a gap between them and a title
// over each.
func Beside(gap float32, titles []string, scenes ...Scene) Scene {
	const head, margin = 40, 16
	out := Scene{W: margin}
	for i, s := range scenes {
		out.caption(out.W, margin+8, titles[i], theme.Text, Start)
		for _, item := range s.Items {
			out.add(moved(item, out.W, head))
		}
		out.W += s.W
		if i < len(scenes)-1 {
			out.W += gap
		}
		out.H = max(out.H, s.H+head+margin)
	}
	out.W += margin
	return out
}

// moved is an item at another place.
func moved(item Item, dx, dy float32) Item {
	switch it := item.(type) {
	case Path:
		it.Points = movedPoints(it.Points, dx, dy)
		return it
	case Area:
		it.Points = movedPoints(it.Points, dx, dy)
		return it
	case Bar:
		it.X, it.Y = it.X+dx, it.Y+dy
		return it
	case Circle:
		it.X, it.Y = it.X+dx, it.Y+dy
		return it
	case Label:
		it.X, it.Y = it.X+dx, it.Y+dy
		return it
	}
	return item
}

func movedPoints(ps []Point, dx, dy float32) []Point {
	out := make([]Point, len(ps))
	for i, p := range ps {
		out[i] = Point{p.X + dx, p.Y + dy}
	}
	return out
}
