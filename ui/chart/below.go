package chart

import "weathervane/ui/theme"

// Below puts scenes below each other on one, with a title over each.
func Below(titles []string, scenes ...Scene) Scene {
	const head, margin = 32, 16
	out := Scene{H: margin}
	for i, s := range scenes {
		out.caption(margin, out.H+8, titles[i], theme.Text, Start)
		for _, item := range s.Items {
			out.add(moved(item, margin, out.H+head))
		}
		out.H += head + s.H + margin
		out.W = max(out.W, s.W+2*margin)
	}
	return out
}
